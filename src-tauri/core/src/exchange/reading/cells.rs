//! What stands in the cells of a file from elsewhere, whatever wrote it. Nothing is known here of what it means.

use chrono::{NaiveDate, NaiveDateTime};
use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::exchange::package::v1::unguarded;
use crate::text::clean_line;

/// What wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A workbook of Excel 2007 and later.
    Xlsx,
    /// A workbook of LibreOffice.
    Ods,
    /// A workbook of older Excel.
    Xls,
    /// Text with separators.
    Csv,
}

/// A file as cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What wrote it.
    pub kind: FileKind,
    /// Its sheets, in their order. A CSV has one, without a name.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether a person who opens the file does not see it.
    pub hidden: bool,
    /// Rows that hold something, from the top.
    pub rows: Vec<Row>,
    /// Cells joined over several rows, by column and first row.
    pub joined: Vec<Joined>,
}

/// Cells of a column that are joined into one, which holds what stands in the first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Joined {
    /// The column, counted from 0.
    pub column: u16,
    /// The first row, counted from 1.
    pub first: u32,
    /// The last row.
    pub last: u32,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number, counted from 1 as office programs do.
    pub at: u32,
    /// Cells that hold something, from the left.
    pub cells: Vec<Cell>,
    /// Of a line of text how many cells it has, empty ones too; 0 in a workbook, whose rows have no end.
    pub width: u32,
}

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its column, counted from 0.
    pub column: u16,
    /// What it holds.
    pub value: CellValue,
    /// Whether a formula worked it out; the value is the one that was stored with it.
    pub formula: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text, as it stands.
    Text(EcoString),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage: 60 where 60% is shown and 0.6 is kept.
    Percent(f64),
    /// A day.
    Day(NaiveDate),
    /// A day with a time.
    Moment(NaiveDateTime),
    /// Yes or no.
    Yes(bool),
    /// What an office program shows where it cannot work a value out: `#REF!`.
    Error(EcoString),
    /// A formula whose result was not stored with it.
    Unworked,
}

impl CellValue {
    /// Whether a person sees nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            CellValue::Text(text) | CellValue::Error(text) => clean_line(unguarded(text)).is_empty(),
            _ => false,
        }
    }

    /// The value as text: numbers with a decimal point, days `2024-05-31`; nothing of a formula without a result.
    pub fn text(&self) -> String {
        match self {
            CellValue::Text(text) | CellValue::Error(text) => text.to_string(),
            CellValue::Number(number) => number.to_string(),
            CellValue::Percent(number) => format!("{number}%"),
            CellValue::Day(day) => day.to_string(),
            CellValue::Moment(moment) => moment.to_string(),
            CellValue::Yes(yes) => u8::from(*yes).to_string(),
            CellValue::Unworked => String::new(),
        }
    }
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: u16) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| self.cells.get(at))
    }
}

impl Sheet {
    /// The cell further up that a cell of this place is joined with.
    pub fn joined_with(&self, row: u32, column: u16) -> Option<&Cell> {
        let after = self.joined.partition_point(|one| (one.column, one.first) < (column, row));
        let joined = self.joined.get(after.checked_sub(1)?).filter(|one| one.column == column && row <= one.last)?;
        let first = self.rows.binary_search_by_key(&joined.first, |row| row.at).ok()?;
        self.rows.get(first)?.cell(column)
    }
}

impl Workbook {
    /// The sheet of a name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// The letters of a column counted from 0, as office programs show them: `A`, `Z`, `AA`.
pub fn letters(column: u16) -> EcoString {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The column of its letters, counted from 0.
pub fn column(letters: &str) -> Option<u16> {
    let mut sum: u32 = 0;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        sum = sum.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    sum.checked_sub(1).and_then(|column| u16::try_from(column).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (at, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(at), expected);
            assert_eq!(column(expected), Some(at));
        }
        assert_eq!(column("aB"), Some(27));
        for none in ["", "A1", "ZZZZZZZZ", "É"] {
            assert_eq!(column(none), None, "{none}");
        }
    }

    #[test]
    fn a_row_finds_its_cells() {
        let cell = |column, text: &str| Cell { column, value: CellValue::Text(text.into()), formula: false };
        let row = Row { at: 3, cells: vec![cell(0, "a"), cell(4, "e")], width: 0 };
        assert_eq!(row.cell(4).map(|cell| cell.value.text()), Some("e".into()));
        assert_eq!(row.cell(1), None);
    }

    #[test]
    fn a_joined_cell_is_the_first_of_them() {
        let cell = |column, text: &str| Cell { column, value: CellValue::Text(text.into()), formula: false };
        let row = |at, cells| Row { at, cells, width: 0 };
        let joined = |column, first, last| Joined { column, first, last };
        let sheet = Sheet {
            rows: vec![row(3, vec![cell(0, "a"), cell(2, "c")]), row(4, vec![cell(0, "b")]), row(6, vec![cell(2, "d")])],
            joined: vec![joined(1, 3, 9), joined(2, 3, 5), joined(2, 6, 7)],
            ..Sheet::default()
        };
        let found = |row, column| sheet.joined_with(row, column).map(|cell| cell.value.text());
        let (c, d) = (Some("c".to_owned()), Some("d".to_owned()));
        assert_eq!([found(4, 2), found(5, 2), found(7, 2), found(8, 2)], [c.clone(), c, d, None]);
        // The first is no other than itself; of cells that hold nothing nothing can be had.
        assert_eq!([found(3, 2), found(6, 2), found(4, 1), found(4, 0), found(4, 3)], [None, None, None, None, None]);
    }
}
