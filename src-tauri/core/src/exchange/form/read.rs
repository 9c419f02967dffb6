//! A filled form as rows of a plan. Each cell is known by what its row and its column call themselves; where they stand
//! and what else stands beside them does not matter. A figure's row is a figure and what it cites; a task's row is what
//! happened to the agency's part in it since the form was handed out, and what is said about it in the period.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use ecow::EcoString;
use rusqlite::{OptionalExtension, params};

use super::part;
use super::seal::{AS_OF, FIGURE, PART, SHEET, Seal};
use super::figure;
use super::write::{CODE, KEY, NAME, printed_as};
use crate::agency;
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::exchange::apply::Sender;
use crate::exchange::base::Records;
use crate::exchange::incoming::{Incoming, IncomingRow, Said};
use crate::exchange::peer;
use crate::exchange::plan::{Answers, Place};
use crate::exchange::reading::cells::{Cell, CellValue, FileKind, Row, Sheet, Workbook, letters};
use crate::exchange::reading::{largest_share, layout};
use crate::exchange::sheet::{self, Forms, Relation};
use crate::exchange::source::FormHead;
use crate::figure::{self as figures, Notation, prove_notation};
use crate::problem::Problem;
use crate::text::fold;
use crate::wire;
use crate::words::Words;

/// A form that came back.
#[derive(Debug)]
pub struct Filled {
    /// What it says of itself.
    pub head: FormHead,
    /// Who filled it in.
    pub sender: Sender,
    /// Its rows.
    pub incoming: Incoming,
}

/// A row of a form that holds data, or one that somebody added.
pub(super) struct Line<'a> {
    /// What the row calls itself; nothing of one that is none of the form.
    pub identity: &'a str,
    sheet: &'a str,
    row: &'a Row,
    columns: &'a BTreeMap<String, u16>,
}

impl Line<'_> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place { sheet: self.sheet.into(), row: u64::from(self.row.at) }
    }

    /// The cell of a column, if anything stands in it.
    pub fn cell(&self, key: &str) -> Option<&Cell> {
        let cell = self.row.cell(*self.columns.get(key)?)?;
        let blank = matches!(&cell.value, CellValue::Text(text) if text.trim().is_empty());
        (!blank).then_some(cell)
    }

    /// The text of a column's cell, without blanks around it.
    pub fn text(&self, key: &str) -> Option<String> {
        self.cell(key).map(|cell| crate::text::clean_text(&cell.value.text())).filter(|text| !text.is_empty())
    }

    /// The letters of a column; those of the names when it is not there.
    pub fn letters(&self, key: &str) -> EcoString {
        letters(self.columns.get(key).or_else(|| self.columns.get("row")).copied().unwrap_or_default())
    }

    /// A value that was read from a column.
    pub fn said(&self, key: &str, value: Option<impl Into<EcoString>>) -> Said {
        Said::value(self.letters(key), self.raw(key), value.map(Into::into))
    }

    /// A value that cannot be.
    pub fn wrong(&self, key: &str, problem: Problem, accepted: String) -> Said {
        Said::wrong(self.letters(key), self.raw(key), problem, Some(accepted))
    }

    fn raw(&self, key: &str) -> String {
        self.cell(key).map(|cell| cell.value.text()).unwrap_or_default()
    }
}

/// What is gathered while a form is read.
pub(super) struct Reading<'a> {
    pub reader: &'a Reader<'a>,
    pub seal: &'a Seal,
    pub answers: &'a Answers,
    pub forms: &'a Forms,
    /// How its texts write numbers, where they prove it.
    pub notation: Option<Notation>,
    /// The largest number that may be a share.
    pub largest_share: f64,
    /// The day that its figures speak of.
    pub as_of: NaiveDate,
    pub incoming: Incoming,
    /// Rows in which nothing stands.
    pub blank: u32,
    /// Documents that are already among the rows.
    pub documents: BTreeSet<String>,
}

impl Reading<'_> {
    /// What stood in a table's record when the form was handed out.
    pub fn stood(&mut self, table: &'static str, id: &str, fields: &crate::exchange::plan::Fields) {
        if let Some(form) = self.forms.get(table) {
            let records: &mut Records = self.incoming.base.entry(table).or_default();
            records.insert(id.to_owned(), form.joined(fields, None));
        }
    }
}

/// The sources of a figure in words, as a form shows them.
pub fn source_of(reader: &Reader, observation: &str) -> Result<Option<String>> {
    let cited = crate::citation::of(reader.conn, "observation", observation)?;
    let labels: Vec<String> = cited.into_iter().map(|citation| citation.label).collect();
    Ok(Some(labels.join("; ")).filter(|text| !text.is_empty()))
}

/// A day as a cell says it. Errors: `day.unreadable`, `day.no_such_day`.
pub(super) fn day_of(value: &CellValue) -> std::result::Result<NaiveDate, Problem> {
    // Days of workbooks are counted from 30 December 1899; numbers between these are days of this century.
    const DAYS: std::ops::RangeInclusive<f64> = 36_526.0..=73_050.0;
    let counted = |number: f64| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number as u64));
    match value {
        CellValue::Day(day) => Ok(*day),
        CellValue::Moment(moment) => Ok(moment.date()),
        CellValue::Number(number) if DAYS.contains(number) && number.fract() == 0.0 => {
            counted(*number).ok_or_else(|| Problem::new("day.unreadable").with("text", number))
        }
        other => wire::read_day(&other.text()),
    }
}

/// The columns of a sheet by their names, and the row that names them.
fn columns(sheet: &Sheet) -> Option<BTreeMap<String, u16>> {
    let names = |row: &Row| -> BTreeMap<String, u16> {
        let named = |cell: &Cell| match &cell.value {
            CellValue::Text(text) => Some((text.trim().strip_prefix(KEY)?.to_owned(), cell.column)),
            _ => None,
        };
        row.cells.iter().filter_map(named).collect()
    };
    sheet.rows.iter().map(names).find(|found| found.contains_key("row"))
}

/// Whether a text is the name of a row: a title that somebody wrote in its column is none.
fn is_name(text: &str) -> bool {
    text == AS_OF || text.starts_with(FIGURE) || text.starts_with(PART)
}

/// The rows of a form by the names that they bear.
fn lines<'a>(sheet: &'a Sheet, columns: &'a BTreeMap<String, u16>) -> impl Iterator<Item = Line<'a>> {
    let names = columns.get("row").copied().unwrap_or_default();
    sheet.rows.iter().filter_map(move |row| match &row.cell(names)?.value {
        CellValue::Text(text) if is_name(text.trim()) => Some(Line { identity: text.trim(), sheet: &sheet.name, row, columns }),
        _ => None,
    })
}

/// The rows that somebody added to a form, each with the column in which something was filled in: nobody knows what they
/// are of, and what is passed over in silence is lost. Between rows of the form that is anything at all; under the last
/// one, where people sign, only what a row of the form takes there: a number, a day, a state. Sums are none.
fn added<'a>(sheet: &'a Sheet, columns: &'a BTreeMap<String, u16>, notation: Option<Notation>) -> Vec<(Line<'a>, &'a str)> {
    let of_the_form: BTreeSet<u32> = lines(sheet, columns).filter(|line| line.identity != AS_OF).map(|line| line.row.at).collect();
    let (Some(first), Some(last)) = (of_the_form.first(), of_the_form.last()) else { return Vec::new() };
    let takes = |line: &Line, key: &str| {
        let Some(cell) = line.cell(key) else { return false };
        match (key, &cell.value) {
            ("row" | CODE | NAME, _) => false,
            _ if line.row.at < *last => true,
            ("value" | "numerator" | "denominator", CellValue::Number(_) | CellValue::Percent(_)) => true,
            ("value" | "numerator" | "denominator" | "state", CellValue::Text(text)) => {
                figures::read(text, notation).is_ok() || figure::state_of(text).is_some() || part::state_of(text).is_some()
            }
            ("day", value) => day_of(value).is_ok(),
            _ => false,
        }
    };
    let strange = sheet.rows.iter().filter(|row| row.at > *first && !of_the_form.contains(&row.at) && !layout::is_sum(&layout::label(row)));
    let filled = |row| {
        let line = Line { identity: "", sheet: &sheet.name, row, columns };
        let key = columns.keys().find(|key| takes(&line, key))?;
        Some((line, key.as_str()))
    };
    strange.filter_map(filled).collect()
}

/// The refusal of a row in which the code or the name that was printed no longer stands beside its mark: cells were
/// sorted without the hidden column, and what was filled in belongs to another row.
fn shuffled(line: &Line, seal: &Seal, words: &Words) -> Option<IncomingRow> {
    let stood = seal.rows.get(line.identity)?;
    let (column, shown, printed) = [CODE, NAME].into_iter().find_map(|column| {
        let (shown, printed) = (line.text(column)?, stood.get(printed_as(column).as_str())?.clone()?);
        (fold(&shown) != fold(&printed)).then_some((column, shown, printed))
    })?;
    let (table, field) = if line.identity.starts_with(PART) { ("assignment", "task") } else { ("observation", "indicator") };
    let label = [CODE, NAME].into_iter().filter_map(|column| line.text(column)).collect::<Vec<_>>().join(" ");
    let problem = Problem::new("form.shuffled").with("text", shown).with("expected", &printed);
    let mut row = IncomingRow::new(table, line.place());
    row.label = Some(label);
    row.fields.insert(field.into(), line.wrong(column, problem, words.fill("form.accepted.unshuffled", &[("text", printed)])));
    Some(row)
}

/// Reads a form that came back. Errors: `form.unknown` when this office never gave it out; `form.no_rows`.
pub fn read(reader: &Reader, book: &Workbook, seal: &Seal, sha256: &str, answers: &Answers) -> Result<Filled> {
    let conn = reader.conn;
    let known: Option<String> = conn.query_row("SELECT checksum FROM form WHERE id = ?1", [&seal.form], |row| row.get(0)).optional()?;
    if known != Some(seal.checksum()) {
        return Err(Error::refused("form.unknown"));
    }
    let agency = agency::name(conn, &seal.agency)?;
    let current: u32 = conn.query_row(
        "SELECT max(number) FROM form WHERE agency = ?1 AND period = ?2 AND calendar = ?3",
        params![seal.agency, seal.period.code(), seal.calendar],
        |row| row.get(0),
    )?;
    let again: bool = conn.query_row("SELECT EXISTS (SELECT 1 FROM form_received WHERE sha256 = ?1)", [sha256], |row| row.get(0))?;

    let sheets: Vec<(&Sheet, BTreeMap<String, u16>)> =
        book.sheets.iter().filter(|sheet| sheet.name != SHEET).filter_map(|sheet| Some((sheet, columns(sheet)?))).collect();
    let all: Vec<Line> = sheets.iter().flat_map(|(sheet, columns)| lines(sheet, columns)).collect();
    if all.is_empty() {
        return Err(Error::refused("form.no_rows"));
    }
    let last = seal.period.last_day(seal.calendar);
    let told = all.iter().find(|line| line.identity == AS_OF).and_then(|line| line.cell("value"));
    let told = told.map(|cell| day_of(&cell.value).map_err(|problem| Error::Refused(Problem::new("form.as_of").with("text", problem.param("text").unwrap_or_default()))));
    let as_of = told.transpose()?.unwrap_or(last).min(reader.today());
    // What an office program keeps as a number proves nothing about how people write them.
    let text = |line: &Line| line.cell("value").filter(|cell| matches!(cell.value, CellValue::Text(_))).map(|cell| cell.value.text());
    let texts: Vec<String> = all.iter().filter(|line| line.identity.starts_with(FIGURE)).filter_map(text).collect();
    let forms = sheet::forms(conn)?;
    let mut reading = Reading {
        reader,
        seal,
        answers,
        forms: &forms,
        notation: prove_notation(texts.iter().map(String::as_str)).notation(),
        // Whoever fills in a form types percentages as its heading says; only what a cell cannot tell is in doubt.
        largest_share: if book.kind == FileKind::Xls { largest_share(book.kind) } else { 1.0 },
        as_of,
        incoming: Incoming::default(),
        blank: 0,
        documents: BTreeSet::new(),
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in &all {
        seen.insert(line.identity);
        if let Some(row) = shuffled(line, seal, reader.words()) {
            reading.incoming.rows.push(row);
            continue;
        }
        match line.identity {
            AS_OF => {}
            identity if !seal.rows.contains_key(identity) => {
                let mut row = IncomingRow::new("observation", line.place());
                row.fields.insert("indicator".into(), line.wrong("row", Problem::new("form.foreign_row"), reader.words().get("form.accepted.row")));
                reading.incoming.rows.push(row);
            }
            identity => match (identity.strip_prefix(FIGURE), identity.strip_prefix(PART)) {
                (Some(indicator), _) => figure::read(&mut reading, line, indicator)?,
                (_, Some(id)) => part::read(&mut reading, line, id)?,
                _ => {}
            },
        }
    }
    for (sheet, columns) in &sheets {
        for (line, filled) in added(sheet, columns, reading.notation) {
            let (table, field) = if columns.contains_key("words") { ("assignment", "task") } else { ("observation", "indicator") };
            let mut row = IncomingRow::new(table, line.place());
            row.label = Some(layout::label(line.row)).filter(|label| !label.is_empty());
            row.fields.insert(field.into(), line.wrong(filled, Problem::new("form.added_row"), reader.words().get("form.accepted.added_row")));
            reading.incoming.rows.push(row);
        }
    }
    let missing = seal.rows.keys().filter(|identity| identity.as_str() != AS_OF && !seen.contains(identity.as_str())).count() as u32;
    let peer = peer::by_agency(reader, &seal.agency)?;
    Ok(Filled {
        head: FormHead {
            agency,
            form: seal.form.clone(),
            period: Some(seal.period.code()),
            calendar: Some(seal.calendar),
            version: seal.number,
            as_of,
            outdated: current > seal.number,
            current,
            blank: reading.blank,
            missing,
            again,
            sha256: sha256.to_owned(),
        },
        sender: Sender {
            relation: peer.as_ref().map_or(Relation::Lower, |peer| peer.relation.into()),
            peer: peer.map(|peer| peer.id),
            agency: Some(seal.agency.clone()),
        },
        incoming: reading.incoming,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_however_a_program_keeps_it() {
        let day = NaiveDate::from_ymd_opt(2024, 5, 31).unwrap();
        for value in [CellValue::Day(day), CellValue::Number(45_443.0), CellValue::Text("31/5/2024".into()), CellValue::Text("2024-05-31".into())] {
            assert_eq!(day_of(&value), Ok(day), "{value:?}");
        }
        for value in [CellValue::Number(31.0), CellValue::Number(45_443.5), CellValue::Text("31/2/2024".into()), CellValue::Yes(true)] {
            assert!(day_of(&value).is_err(), "{value:?}");
        }
    }
}
