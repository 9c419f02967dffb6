//! How much a file from elsewhere may hold. The reading process counts so as to refuse in plain words; the program
//! counts what it is told once more, for it believes nobody.

use super::cells::{Cell, CellValue, letters};
use crate::problem::Problem;

/// A file larger than this is read by nobody: 64 MiB.
pub const LARGEST: u64 = 64 << 20;
/// Sheets of a file.
const SHEETS: u32 = 100;
/// Rows that hold something, of all sheets together.
const ROWS: u32 = 200_000;
/// The last column, counted from 0, that may hold something.
pub(super) const LAST_COLUMN: u32 = 1023;
/// Cells that hold something, of all sheets together.
pub(super) const CELLS: u64 = 3_000_000;
/// Letters of one cell: as many as office programs allow.
const LETTERS: usize = 32_767;
/// Bytes of text of all cells together: 96 MiB.
const TEXT: u64 = 96 << 20;

/// Counts what a file holds.
#[derive(Debug, Default)]
pub struct Caps {
    sheets: u32,
    rows: u32,
    cells: u64,
    text: u64,
}

impl Caps {
    /// Counts a sheet. Errors: `sheet.many_sheets`.
    pub fn sheet(&mut self) -> Result<(), Problem> {
        self.sheets += 1;
        if self.sheets > SHEETS { Err(Problem::new("sheet.many_sheets").with("limit", SHEETS)) } else { Ok(()) }
    }

    /// Counts a row. Errors: `sheet.many_rows`.
    pub fn row(&mut self) -> Result<(), Problem> {
        self.rows += 1;
        if self.rows > ROWS { Err(Problem::new("sheet.many_rows").with("limit", ROWS)) } else { Ok(()) }
    }

    /// Checks a place. Errors: `sheet.wide`.
    pub fn column(&self, row: u32, column: u32) -> Result<u16, Problem> {
        let wide = || Problem::new("sheet.wide").with("limit", letters(LAST_COLUMN as u16)).with("row", row);
        if column > LAST_COLUMN { Err(wide()) } else { u16::try_from(column).map_err(|_| wide()) }
    }

    /// Counts cells joined over several rows as one. Errors: `sheet.many_cells`.
    pub fn joined(&mut self) -> Result<(), Problem> {
        self.one_more()
    }

    fn one_more(&mut self) -> Result<(), Problem> {
        self.cells += 1;
        if self.cells > CELLS { Err(Problem::new("sheet.many_cells").with("limit", CELLS)) } else { Ok(()) }
    }

    /// Counts a cell. Errors: `sheet.many_cells`, `sheet.long_cell`, `sheet.much_text`.
    pub fn cell(&mut self, row: u32, cell: &Cell) -> Result<(), Problem> {
        self.one_more()?;
        if let CellValue::Text(text) | CellValue::Error(text) = &cell.value {
            // A letter has at most four bytes: only what may be too long is counted.
            if text.len() > LETTERS && text.chars().count() > LETTERS {
                return Err(Problem::new("sheet.long_cell").with("cell", format!("{}{row}", letters(cell.column))).with("limit", LETTERS));
            }
            self.text += text.len() as u64;
            if self.text > TEXT {
                return Err(Problem::new("sheet.much_text").with("limit", TEXT >> 20));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: String) -> Cell {
        Cell { column: 2, value: CellValue::Text(text.into()), formula: false }
    }

    #[test]
    fn what_is_too_much_is_named() {
        let mut caps = Caps::default();
        assert!((0..SHEETS).all(|_| caps.sheet().is_ok()));
        assert_eq!(caps.sheet().unwrap_err().code, "sheet.many_sheets");
        assert!((0..ROWS).all(|_| caps.row().is_ok()));
        assert_eq!(caps.row().unwrap_err().code, "sheet.many_rows");
        assert_eq!(caps.column(1_048_576, 16_383).unwrap_err().to_string(), "sheet.wide (limit=\"AMJ\", row=\"1048576\")");
        assert_eq!(caps.column(1, 1023), Ok(1023));
        assert!(caps.cell(1, &cell("đ".repeat(LETTERS))).is_ok());
        let long = caps.cell(7, &cell("x".repeat(LETTERS + 1))).unwrap_err();
        assert_eq!((long.code, long.param("cell")), ("sheet.long_cell", Some("C7")));
        let mut caps = Caps { text: TEXT - 2, ..Caps::default() };
        assert!(caps.cell(1, &cell("xx".into())).is_ok());
        assert_eq!(caps.cell(1, &cell("x".into())).unwrap_err().code, "sheet.much_text");
    }
}
