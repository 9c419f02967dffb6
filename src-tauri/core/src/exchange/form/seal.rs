//! The hidden sheet of a form: which form it is, whom it was given to, and what stood in it when it was handed out.
//! A checksum over all of it tells a form that nobody meddled with from one that cannot be trusted.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::exchange::package::hex;
use crate::exchange::plan::Fields;
use crate::exchange::reading::cells::{CellValue, Sheet, Workbook};
use crate::period::{Calendar, Period};
use crate::store::stored_as_text;

/// The name of the hidden sheet.
pub const SHEET: &str = "so35";
/// The first cell of the hidden sheet, with the version of the form's format.
const MARK: &str = "so35-bieu/1";
/// What a later format begins with.
const ANY_MARK: &str = "so35-bieu/";
/// What the name of a figure's row begins with; its indicator follows.
pub const FIGURE: &str = "o/";
/// What the name of a task's row begins with; the part in it follows.
pub const PART: &str = "t/";
/// The row of the day that the form speaks of.
pub const AS_OF: &str = "as_of";

/// What a form says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Its id.
    pub form: String,
    /// Its version: counted for the agency, period and calendar.
    pub number: u32,
    /// The agency it was given to, by id.
    pub agency: String,
    /// The period it reports.
    pub period: Period,
    /// The calendar of that period.
    pub calendar: Calendar,
    /// By row: what stood in it, by column of the table. A row without anything is there too.
    pub rows: BTreeMap<String, Fields>,
}

impl Seal {
    /// What the checksum covers: everything but the form's id and number, so that the same form is known again.
    fn content(&self) -> Vec<[String; 4]> {
        let head = |name: &str, value: String| [name.to_owned(), value, String::new(), String::new()];
        let mut lines = vec![head("agency", self.agency.clone()), head("period", self.period.code()), head("calendar", self.calendar.as_str().to_owned())];
        for (identity, fields) in &self.rows {
            lines.push(["row".to_owned(), identity.clone(), String::new(), String::new()]);
            for (field, value) in fields {
                if let Some(value) = value {
                    lines.push(["row".to_owned(), identity.clone(), field.to_string(), value.to_string()]);
                }
            }
        }
        lines
    }

    /// What tells one content from another, in hexadecimal.
    pub fn checksum(&self) -> String {
        let mut hash = Sha256::new();
        for line in self.content() {
            for cell in line {
                hash.update(cell.as_bytes());
                hash.update([0x1f]);
            }
            hash.update([0x1e]);
        }
        hex(&hash.finalize())
    }

    /// The rows of the hidden sheet.
    pub fn written(&self) -> Vec<Vec<String>> {
        let head = |name: &str, value: &str| vec![name.to_owned(), value.to_owned()];
        let mut lines = vec![vec![MARK.to_owned()], head("form", &self.form), head("number", &self.number.to_string()), head("checksum", &self.checksum())];
        lines.extend(self.content().into_iter().map(|line| line.to_vec()));
        lines
    }

    /// What a workbook says of itself when it is a form; none when it is none. Errors: `form.newer`, `form.damaged`.
    pub fn of(book: &Workbook) -> Result<Option<Seal>> {
        let first = |sheet: &&Sheet| sheet.rows.first().and_then(|row| row.cell(0)).is_some_and(|cell| cell.value.text().starts_with(ANY_MARK));
        match book.sheets.iter().find(first) {
            Some(sheet) => Seal::read(sheet).map(Some),
            None => Ok(None),
        }
    }

    fn read(sheet: &Sheet) -> Result<Seal> {
        let damaged = || Error::refused("form.damaged");
        let text = |value: &CellValue| value.text();
        let mut head: BTreeMap<String, String> = BTreeMap::new();
        let mut rows: BTreeMap<String, Fields> = BTreeMap::new();
        for row in &sheet.rows {
            let cell = |column: u16| row.cell(column).map(|cell| text(&cell.value)).unwrap_or_default();
            let (name, value) = (cell(0), cell(1));
            if name != "row" {
                head.insert(name, value);
                continue;
            }
            let fields = rows.entry(value).or_default();
            let (field, said) = (cell(2), cell(3));
            if !field.is_empty() && !said.is_empty() {
                fields.insert(field.into(), Some(said.into()));
            }
        }
        if !head.contains_key(MARK) {
            return Err(Error::refused("form.newer"));
        }
        let take = |name: &str| head.get(name).cloned().ok_or_else(damaged);
        let calendar = Calendar::of_text(&take("calendar")?).ok_or_else(damaged)?;
        let seal = Seal {
            form: take("form")?,
            number: take("number")?.parse().map_err(|_| damaged())?,
            agency: take("agency")?,
            period: Period::parse(&take("period")?).map_err(|_| damaged())?,
            calendar,
            rows,
        };
        if seal.checksum() != take("checksum")? {
            return Err(damaged());
        }
        Ok(seal)
    }
}

/// How an agency's part in a task stands, as a form says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// Nothing happened yet.
    NotStarted,
    /// It is being worked on.
    Open,
    /// It rests.
    Paused,
    /// It is done.
    Done,
}

stored_as_text!(PartState { NotStarted = "not_started", Open = "open", Paused = "paused", Done = "done" });

impl PartState {
    /// All, in the order in which they are offered.
    pub const ALL: [PartState; 4] = [PartState::NotStarted, PartState::Open, PartState::Paused, PartState::Done];

    /// How a part stands.
    pub fn of(part: &crate::assignment::Assignment) -> PartState {
        match part {
            part if part.completed_on.is_some() => PartState::Done,
            part if part.paused_on.is_some() => PartState::Paused,
            part if part.begun => PartState::Open,
            _ => PartState::NotStarted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::reading::cells::{Cell, FileKind, Row};

    fn seal() -> Seal {
        let fields = Fields::from_iter([("value".into(), Some("8.5".into())), ("note".into(), None)]);
        let rows = BTreeMap::from([("o/ct1".into(), fields), ("o/ct2".into(), Fields::new()), (AS_OF.into(), Fields::new())]);
        Seal { form: "f".into(), number: 2, agency: "a".into(), period: Period::parse("2024-Q1").unwrap(), calendar: Calendar::Administrative, rows }
    }

    fn book(lines: Vec<Vec<String>>) -> Workbook {
        let cell = |(column, text): (u16, String)| Cell { column, value: CellValue::Text(text.into()), formula: false };
        let row = |(at, cells): (u32, Vec<String>)| Row { at, cells: (0..).zip(cells).filter(|(_, text)| !text.is_empty()).map(cell).collect(), width: 0 };
        let rows = (1..).zip(lines).map(row).collect();
        Workbook { kind: FileKind::Xlsx, sheets: vec![Sheet::default(), Sheet { name: SHEET.into(), hidden: true, rows, ..Sheet::default() }] }
    }

    #[test]
    fn a_form_is_known_by_its_hidden_sheet() {
        let found = Seal::of(&book(seal().written())).unwrap().unwrap();
        assert_eq!((found.checksum(), found.number, found.rows.len()), (seal().checksum(), 2, 3));
        assert_eq!(found.rows["o/ct1"], Fields::from_iter([("value".into(), Some("8.5".into()))]));
        assert_eq!(Seal::of(&book(vec![vec!["STT".into()]])).unwrap(), None);
        // The id and the number may differ where the content is the same; nothing else may.
        assert_eq!(Seal { number: 3, form: "g".into(), ..seal() }.checksum(), seal().checksum());
        let code = |lines| match Seal::of(&book(lines)) {
            Err(Error::Refused(problem)) => problem.code,
            other => panic!("{other:?}"),
        };
        let mut meddled = seal().written();
        meddled.last_mut().unwrap()[1] = "o/ct9".into();
        assert_eq!(code(meddled), "form.damaged");
        assert_eq!(code(vec![vec!["so35-bieu/2".into()]]), "form.newer");
    }
}
