//! What stands in a form: the indicators that an agency reports for a period and its tasks, with what the book has of
//! them, as cells to be filled in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ecow::eco_format;
use rusqlite::{OptionalExtension, params};
use so35_press::{Align, Form, FormCell, FormColumn, FormHint, FormLead, FormRow, FormSheet, FormTakes, FormValue, form_xlsx};

use super::seal::{AS_OF, FIGURE, PART, PartState, SHEET, Seal};
use super::{FormMade, FormScope};
use crate::agency::{self, AgencyName};
use crate::assignment;
use crate::book::Reader;
use crate::error::Result;
use crate::exchange::plan::Fields;
use crate::indicator::{self, IndicatorDefinition, IndicatorKind};
use crate::period::{Calendar, Period};
use crate::setting;
use crate::store::rows::Table;
use crate::task::{self, Look};
use crate::wire::{Empty, IdRequest, optional};
use crate::words::Words;

/// What a figure's row of a form takes, by column of the book; what stood in them is the base of the merge.
pub const FIGURE_FIELDS: &[&str] = &["state", "value", "numerator", "denominator", "text", "qualifier", "reason", "note", "as_of_day"];
/// Words that are offered to stand before a number.
const QUALIFIERS: &[&str] = &["gần", "hơn", "trên", "dưới", "khoảng", "lũy kế", "bình quân", "ước"];

/// A form before it is written.
pub struct Draft {
    /// What it says of itself; its id and number are still to be given.
    pub seal: Seal,
    agency: AgencyName,
    figures: Vec<FormRow>,
    parts: Vec<FormRow>,
    as_of: NaiveDate,
    return_by: Option<NaiveDate>,
    return_to: Option<String>,
}

/// A form for an agency; none when nothing is asked of it. Errors: not found at `indicators`.
pub fn draft(reader: &Reader, agency: &AgencyName, period: Period, scope: &FormScope) -> Result<Option<Draft>> {
    let calendar = scope.calendar.unwrap_or(Calendar::Statistical);
    let last = period.last_day(calendar);
    let mut draft = Draft {
        seal: Seal { form: String::new(), number: 0, agency: agency.id.clone(), period, calendar, rows: BTreeMap::new() },
        agency: agency.clone(),
        figures: Vec::new(),
        parts: Vec::new(),
        as_of: last,
        return_by: match scope.return_by {
            Some(day) => Some(day.0),
            None => setting::list(reader, Empty {})?.reports.due_on(period, calendar, last),
        },
        return_to: optional(scope.return_to.clone()),
    };
    let figures = Table::of(reader.conn, "observation", &[])?;
    for definition in asked(reader, agency, period, calendar, scope.indicators.as_deref())? {
        draft.figure(reader, &figures, &definition)?;
    }
    if scope.tasks == Some(true) {
        draft.tasks(reader)?;
    }
    if draft.seal.rows.is_empty() {
        return Ok(None);
    }
    draft.seal.rows.insert(AS_OF.to_owned(), Fields::from_iter([("as_of_day".into(), Some(eco_format!("{last}")))]));
    Ok(Some(draft))
}

/// The indicators that stand in a form: those named, or those that the agency reports for periods of this length and
/// calendar.
fn asked(reader: &Reader, agency: &AgencyName, period: Period, calendar: Calendar, named: Option<&[String]>) -> Result<Vec<IndicatorDefinition>> {
    if let Some(named) = named {
        return named.iter().map(|id| indicator::definition(reader.conn, id)).collect();
    }
    let mut found = Vec::new();
    for definition in indicator::definitions(reader.conn, None)? {
        let fits = definition.practice.frequency == Some(period.kind()) && definition.calendar == calendar;
        if let Some(group) = definition.practice.reporters.as_ref().filter(|_| fits)
            && agency::members(reader.conn, group)?.contains(&agency.id)
        {
            found.push(definition);
        }
    }
    Ok(found)
}

fn fixed(text: impl Into<String>) -> FormCell {
    FormCell::Fixed(text.into())
}

fn hint(words: &Words, key: &str) -> FormHint {
    FormHint { title: words.get(&format!("form.hint_title.{key}")), text: words.get(&format!("form.hint.{key}")) }
}

fn text(value: Option<&str>) -> FormValue {
    value.map_or(FormValue::Empty, |text| FormValue::Text(text.to_owned()))
}

fn number(value: Option<&str>) -> FormValue {
    value.and_then(|text| text.parse().ok()).map_or(FormValue::Empty, FormValue::Number)
}

impl Draft {
    /// One indicator: what the book has of it for the agency and the period stands in the row already.
    fn figure(&mut self, reader: &Reader, figures: &Table, definition: &IndicatorDefinition) -> Result<()> {
        let words = reader.words();
        let seal = &self.seal;
        let sql = "SELECT id FROM observation WHERE indicator = ?1 AND agency = ?2 AND period = ?3 AND calendar = ?4 ORDER BY id DESC LIMIT 1";
        let known: Option<String> = reader
            .conn
            .prepare_cached(sql)?
            .query_row(params![definition.id, seal.agency, seal.period.code(), seal.calendar], |row| row.get(0))
            .optional()?;
        let mut stood = printed(&definition.code, &definition.name);
        if let Some(id) = known
            && let Some(fields) = figures.get(reader.conn, &id)?
        {
            stood.extend(fields.into_iter().filter(|(field, value)| FIGURE_FIELDS.contains(&field.as_str()) && value.is_some()));
            let source = super::read::source_of(reader, &id)?;
            stood.extend(source.map(|source| ("source".into(), Some(source.into()))));
            stood.insert("id".into(), Some(id.into()));
        }
        let said = |field: &str| stood.get(field).and_then(Option::as_deref);
        let is_part = matches!(definition.kind, IndicatorKind::Percent | IndicatorKind::Ratio) || said("numerator").is_some();
        let part = |field: &str| match is_part {
            true => FormCell::Open(number(said(field)), FormTakes::Number(None, hint(words, field))),
            false => FormCell::Closed,
        };
        let yes_no = || {
            let choices = ["value.yes", "value.no"].map(|key| words.get(&format!("form.{key}"))).to_vec();
            let stands = said("value").map_or(FormValue::Empty, |value| FormValue::Text(words.get(if value == "0" { "form.value.no" } else { "form.value.yes" })));
            FormCell::Open(stands, FormTakes::Choice(choices, false, hint(words, "yes_no")))
        };
        let value = match definition.kind {
            IndicatorKind::Qualitative => FormCell::Open(text(said("text")), FormTakes::Text),
            IndicatorKind::YesNo => yes_no(),
            _ => FormCell::Open(number(said("value")), FormTakes::Number(definition.decimals, hint(words, "number"))),
        };
        let none = ["no_data", "not_applicable"].map(|state| words.get(&format!("state.{state}"))).to_vec();
        let state = said("state").filter(|state| *state != "value").map(|state| words.get(&format!("state.{state}")));
        let row = FormRow {
            identity: format!("{FIGURE}{}", definition.id),
            cells: vec![
                fixed((self.figures.len() + 1).to_string()),
                fixed(&definition.code),
                fixed(&definition.name),
                fixed(&definition.unit),
                value,
                part("numerator"),
                part("denominator"),
                FormCell::Open(text(said("qualifier")), FormTakes::Choice(QUALIFIERS.iter().map(|word| (*word).to_owned()).collect(), true, hint(words, "qualifier"))),
                FormCell::Open(text(state.as_deref()), FormTakes::Choice(none, false, hint(words, "state"))),
                FormCell::Open(text(said("reason")), FormTakes::Text),
                FormCell::Open(text(said("source")), FormTakes::Text),
                FormCell::Open(text(said("note")), FormTakes::Text),
            ],
        };
        self.seal.rows.insert(row.identity.clone(), stood);
        self.figures.push(row);
        Ok(())
    }

    /// The parts that the agency leads and that count in the period: those still open, and those done since it began.
    fn tasks(&mut self, reader: &Reader) -> Result<()> {
        let words = reader.words();
        let (period, calendar) = (self.seal.period, self.seal.calendar);
        let first = period.first_day(calendar);
        let day = period.last_day(calendar).min(reader.today());
        let sql = "SELECT id, task FROM assignment WHERE agency = ?1 AND role = 'lead' AND (from_day IS NULL OR from_day <= ?2)
                   AND (to_day IS NULL OR to_day >= ?2) ORDER BY task";
        let mut statement = reader.conn.prepare_cached(sql)?;
        let led: Vec<(String, String)> =
            statement.query_map(params![self.seal.agency, day], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let look = Look { agency: Some(&self.agency.id), ..Look::on(day) };
        let register = task::register(reader, &look)?;
        for row in register.tasks().filter(|row| !row.ongoing) {
            let Some((part, _)) = led.iter().find(|(_, task)| *task == row.id) else { continue };
            let part = assignment::get(reader, IdRequest { id: part.clone() })?;
            if part.completed_on.is_some_and(|day| day < first) {
                continue;
            }
            let state = PartState::of(&part);
            let note = part.notes.iter().find(|note| note.period == Some(period) && note.calendar == Some(calendar));
            let said = note.and_then(|note| note.words.clone());
            let mut stood = printed(&row.code, &row.statement);
            stood.insert("state".into(), Some(state.as_str().into()));
            stood.extend(part.completed_on.map(|day| ("day".into(), Some(eco_format!("{day}")))));
            stood.extend(said.as_deref().map(|said| ("words".into(), Some(said.into()))));
            stood.extend(note.map(|note| ("note".into(), Some(note.id.as_str().into()))));
            let states = PartState::ALL.map(|state| words.get(&format!("form.state.{}", state.as_str()))).to_vec();
            let identity = format!("{PART}{}", part.id);
            self.parts.push(FormRow {
                identity: identity.clone(),
                cells: vec![
                    fixed((self.parts.len() + 1).to_string()),
                    fixed(&row.code),
                    fixed(&row.statement),
                    fixed(row.deadline_words(words)),
                    fixed(row.product.clone().unwrap_or_default()),
                    FormCell::Open(FormValue::Text(words.get(&format!("form.state.{}", state.as_str()))), FormTakes::Choice(states, false, hint(words, "task_state"))),
                    FormCell::Open(part.completed_on.map_or(FormValue::Empty, FormValue::Day), FormTakes::Day(hint(words, "day"))),
                    FormCell::Open(text(said.as_deref()), FormTakes::Text),
                ],
            });
            self.seal.rows.insert(identity, stood);
        }
        Ok(())
    }

    /// What was made, at a path.
    pub fn made(&self, path: String) -> FormMade {
        FormMade { path, agency: self.agency.clone(), version: self.seal.number, indicators: self.figures.len() as u32, tasks: self.parts.len() as u32 }
    }

    /// The workbook. Errors: `exchange.no_office`.
    pub fn bytes(&self, reader: &Reader) -> Result<Vec<u8>> {
        let words = reader.words();
        let office = crate::sheet::sender(reader)?.agency;
        let remark = words.fill(
            "form.remark",
            &[
                ("agency", self.agency.name.clone()),
                ("period", words.period(self.seal.period)),
                ("calendar", words.of_value("calendar", self.seal.calendar)),
                ("version", self.seal.number.to_string()),
                ("day", words.day(reader.today())),
            ],
        );
        let back = match (self.return_by, &self.return_to) {
            (Some(day), Some(to)) => words.fill("form.return.by_to", &[("office", office.clone()), ("day", words.day(day)), ("to", to.clone())]),
            (Some(day), None) => words.fill("form.return.by", &[("office", office.clone()), ("day", words.day(day))]),
            (None, Some(to)) => words.fill("form.return.to", &[("office", office.clone()), ("to", to.clone())]),
            (None, None) => words.fill("form.return", &[("office", office.clone())]),
        };
        let sheet = |what: &str, columns: Vec<FormColumn>, leads: Vec<FormLead>, rows: &[FormRow]| FormSheet {
            name: words.get(&format!("form.sheet.{what}")),
            title: words.get(&format!("form.sheet_title.{what}")),
            remark: remark.clone(),
            instructions: vec![words.get(&format!("form.instruction.{what}")), back.clone()],
            key: format!("{KEY}row"),
            columns,
            leads,
            rows: rows.to_vec(),
        };
        let mut sheets = Vec::new();
        if !self.figures.is_empty() {
            let day = FormLead {
                identity: AS_OF.to_owned(),
                label: words.get("form.as_of"),
                column: 4,
                cell: FormCell::Open(FormValue::Day(self.as_of), FormTakes::Day(hint(words, "day"))),
            };
            sheets.push(sheet("figures", columns(words, FIGURE_COLUMNS), vec![day], &self.figures));
        }
        if !self.parts.is_empty() {
            sheets.push(sheet("tasks", columns(words, PART_COLUMNS), Vec::new(), &self.parts));
        }
        let form = Form {
            title: format!("{} – {}", words.get("form.title"), self.agency.name),
            agency: office.clone(),
            date: reader.today(),
            sheets,
            hidden: (SHEET.to_owned(), self.seal.written()),
        };
        Ok(form_xlsx(&form)?)
    }
}

/// The column in which the code of a row's indicator or task is printed.
pub const CODE: &str = "code";
/// The column in which its name is printed.
pub const NAME: &str = "name";

/// What a row is printed with, for it to be known again by.
fn printed(code: &str, name: &str) -> Fields {
    [(CODE, code), (NAME, name)].into_iter().map(|(column, text)| (printed_as(column).into(), Some(crate::text::clean_text(text).into()))).collect()
}

/// The name under which a form keeps what it printed in a column.
pub fn printed_as(column: &str) -> String {
    format!("printed.{column}")
}

/// What the names of columns begin with in the row that names them.
pub const KEY: &str = "so35.";

/// Key, word of the heading, width and way to stand of each column.
type Columns = &'static [(&'static str, &'static str, f64, Align)];

const FIGURE_COLUMNS: Columns = &[
    ("", "ordinal", 5.0, Align::Center),
    (CODE, "code", 8.0, Align::Left),
    (NAME, "indicator", 42.0, Align::Left),
    ("", "unit", 13.0, Align::Left),
    ("value", "value", 15.0, Align::Right),
    ("numerator", "numerator", 11.0, Align::Right),
    ("denominator", "denominator", 11.0, Align::Right),
    ("qualifier", "qualifier", 11.0, Align::Left),
    ("state", "state", 17.0, Align::Left),
    ("reason", "reason", 22.0, Align::Left),
    ("source", "source", 24.0, Align::Left),
    ("note", "note", 22.0, Align::Left),
];

const PART_COLUMNS: Columns = &[
    ("", "ordinal", 5.0, Align::Center),
    (CODE, "code", 8.0, Align::Left),
    (NAME, "task", 52.0, Align::Left),
    ("", "deadline", 18.0, Align::Left),
    ("", "product", 24.0, Align::Left),
    ("state", "task_state", 17.0, Align::Left),
    ("day", "done_on", 13.0, Align::Center),
    ("words", "words", 42.0, Align::Left),
];

fn columns(words: &Words, columns: Columns) -> Vec<FormColumn> {
    let column = |(key, word, width, align): &(&str, &str, f64, Align)| FormColumn {
        key: if key.is_empty() { String::new() } else { format!("{KEY}{key}") },
        header: words.get(&format!("form.column.{word}")),
        width: *width,
        align: *align,
    };
    columns.iter().map(column).collect()
}
