//! Shares that stand as plain numbers, 0.6 for 60%, where the cell does not say which is meant.

use std::collections::{HashMap, HashSet};

use ecow::EcoString;

use crate::exchange::plan::{QuestionChoice, QuestionKind};
use crate::exchange::reading::cells::{Cell, CellValue, FileKind, Row, letters};
use crate::exchange::reading::matching::Matched;
use crate::exchange::reading::values::{Gained, Values, fifteen_digits, shown};
use crate::figure;
use crate::text::{clean_line, fold};

/// The largest number that may be a share which an office program would show as a percentage: 200%; in a file of
/// `kind`, whose cells may not say how they are shown, 1000%.
pub fn largest(kind: FileKind) -> f64 {
    if kind == FileKind::Xls { 10.0 } else { 2.0 }
}

/// Column and row of numbers that may be shares.
pub struct Shares(HashSet<(u16, u32)>);

impl Shares {
    /// Every number that may be a share because all numbers of its indicator in its column are that small. Whoever
    /// types 60% gets a cell that says so, but a formula and older Excel's files leave it open. `rows` are those of the
    /// table, without groups and sums.
    pub fn of<'r>(columns: &[Matched], rows: impl Iterator<Item = &'r Row> + Clone, kind: FileKind) -> Shares {
        let indicator = columns.iter().find(|one| one.field == Some("indicator")).map(|one| one.column.column);
        let mut found = HashSet::new();
        for one in columns.iter().filter(|one| one.field == Some("value")) {
            // By name what may be shares, until a number is too large for one.
            let mut numbers: HashMap<String, Option<Vec<u32>>> = HashMap::new();
            let mut name = String::new();
            let mut written = EcoString::new();
            for row in rows.clone() {
                // The cells of an indicator's rows may be joined.
                if let Some(cell) = indicator.and_then(|column| row.cell(column)).filter(|cell| !cell.value.is_blank()) {
                    let text = shown(&cell.value);
                    if text != written {
                        name = fold(&clean_line(&text));
                        written = text;
                    }
                }
                let Some(Cell { value: CellValue::Number(number), .. }) = row.cell(one.column.column) else { continue };
                if !numbers.contains_key(&name) {
                    numbers.insert(name.clone(), Some(Vec::new()));
                }
                match numbers.get_mut(&name) {
                    Some(small) if number.abs() > largest(kind) => *small = None,
                    Some(Some(small)) if *number != 0.0 => small.push(row.at),
                    _ => {}
                }
            }
            found.extend(numbers.into_values().flatten().flatten().map(|at| (one.column.column, at)));
        }
        Shares(found)
    }

    /// Whether a number of a percentage may be a share.
    pub fn may_be(&self, column: u16, row: u32) -> bool {
        self.0.contains(&(column, row))
    }
}

/// A share that an office program shows as a percentage, or a percentage below one: a person has to say.
pub fn which(row: &Row, cell: &Cell, value: f64, values: &mut Values) -> Gained<f64> {
    let percent = fifteen_digits(value * 100.0);
    let words = *values.words;
    let answer = values.ask(format!("share/{}", letters(cell.column)), QuestionKind::Number, &value.to_string(), row.at, || {
        let label = |number: f64| format!("{} %", figure::write(number, None, words.language.notation()));
        vec![QuestionChoice { value: "percent".into(), label: label(percent) }, QuestionChoice { value: "number".into(), label: label(value) }]
    })?;
    Ok(if answer == "percent" { percent } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::reading::layout::Column;

    #[test]
    fn numbers_are_in_doubt_as_far_as_their_file_leaves_it_open() {
        let rows: Vec<Row> = [0.6, 1.5, 3.2].into_iter().zip(1..).map(|(number, at)| Row { at, cells: vec![Cell { column: 4, value: CellValue::Number(number), formula: false }], width: 0 }).collect();
        let columns = [Matched { field: Some("value"), column: Column { column: 4, ..Column::default() }, ..Matched::default() }];
        let doubtful = |rows: &[Row], kind: FileKind| {
            let shares = Shares::of(&columns, rows.iter(), kind);
            (1..=3).filter(|row| shares.may_be(4, *row)).collect::<Vec<u32>>()
        };
        // One that is too large for a share says that the others are none either.
        assert_eq!((doubtful(&rows, FileKind::Xlsx), doubtful(&rows[..2], FileKind::Xlsx)), (vec![], vec![1, 2]));
        assert_eq!(doubtful(&rows, FileKind::Xls), [1, 2, 3]);
    }
}
