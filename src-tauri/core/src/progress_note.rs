//! Progress notes (báo cáo tiến độ): what an agency says about its part at a time: how far in percent or in
//! words, what is in the way (khó khăn, vướng mắc), what it asks for (kiến nghị), what comes next. One note a
//! period; a note without a period stands for its day.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::{self, Assignment};
use crate::book::Change;
use crate::error::{Error, Result};
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::wire::{Day, IdRequest, Number, Patch, happened, optional_text, set, taken};

/// A note.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProgressNote {
    /// Its id.
    pub id: String,
    /// The part it is about.
    pub assignment: String,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// The period it reports on, when it does.
    pub period: Option<Period>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// How much is done, in percent.
    pub percent: Option<f64>,
    /// How it goes, in words.
    pub words: Option<String>,
    /// Khó khăn, vướng mắc.
    pub difficulties: Option<String>,
    /// Kiến nghị.
    pub proposals: Option<String>,
    /// What comes next.
    pub next_steps: Option<String>,
}

/// A note to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ProgressNoteAdd {
    /// The part it is about.
    pub assignment: String,
    /// The day it speaks of; when missing, the last day of its period that is not to come, or today.
    pub day: Option<Day>,
    /// The period it reports on.
    pub period: Option<Period>,
    /// The calendar of that period; of administrative reports when missing.
    pub calendar: Option<Calendar>,
    /// How much is done, 0 to 100.
    pub percent: Option<Number>,
    /// How it goes, in words.
    pub words: Option<String>,
    /// Khó khăn, vướng mắc.
    pub difficulties: Option<String>,
    /// Kiến nghị.
    pub proposals: Option<String>,
    /// What comes next.
    pub next_steps: Option<String>,
}

/// Which fields of a note to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ProgressNoteEdit {
    /// Which note.
    pub id: String,
    /// The day it speaks of.
    pub day: Option<Day>,
    /// The period it reports on.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub period: Patch<Period>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// How much is done, 0 to 100.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub percent: Patch<Number>,
    /// How it goes, in words.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub words: Patch<String>,
    /// Khó khăn, vướng mắc.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub difficulties: Patch<String>,
    /// Kiến nghị.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub proposals: Patch<String>,
    /// What comes next.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub next_steps: Patch<String>,
}

const SELECT: &str = "SELECT n.id, n.assignment, n.day, n.period, n.calendar, n.percent, n.words, n.difficulties, n.proposals, n.next_steps,
    n.task FROM progress_note n";

fn read(row: &Row) -> rusqlite::Result<ProgressNote> {
    let period = match row.get::<_, Option<String>>(3)? {
        Some(code) => Some(Period::parse(&code).map_err(|problem| {
            rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, problem.to_string().into())
        })?),
        None => None,
    };
    Ok(ProgressNote {
        id: row.get(0)?,
        assignment: row.get(1)?,
        day: row.get(2)?,
        period,
        calendar: row.get(4)?,
        percent: row.get(5)?,
        words: row.get(6)?,
        difficulties: row.get(7)?,
        proposals: row.get(8)?,
        next_steps: row.get(9)?,
    })
}

/// The notes on all parts of a task, newest first, by part.
pub fn of_task(conn: &Connection, task: &str) -> Result<HashMap<String, Vec<ProgressNote>>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE n.task = ?1 ORDER BY n.day DESC, n.id DESC"))?;
    let mut found: HashMap<String, Vec<ProgressNote>> = HashMap::new();
    for note in statement.query_map([task], read)? {
        let note = note?;
        found.entry(note.assignment.clone()).or_default().push(note);
    }
    Ok(found)
}

/// The notes on one part, newest first.
pub fn of(conn: &Connection, assignment: &str) -> Result<Vec<ProgressNote>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE n.assignment = ?1 ORDER BY n.day DESC, n.id DESC"))?;
    Ok(statement.query_map([assignment], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The newest note of each task's leads whose parts count on a day, until that day; `tasks` is a JSON list of
/// ids. What one agency says never speaks for a common task: there it is only told of the `agency` looked at.
pub fn latest(conn: &Connection, tasks: &str, agency: Option<&str>, as_of: NaiveDate) -> Result<HashMap<String, ProgressNote>> {
    let mut statement = conn.prepare_cached(&format!(
        "{SELECT} JOIN assignment a ON a.id = n.assignment AND a.role = 'lead' JOIN task t ON t.id = n.task
         WHERE n.task IN (SELECT value FROM json_each(?1)) AND n.day <= ?2 AND {} AND (t.scope = 'single' OR a.agency = ?3)
         ORDER BY n.task, n.day, n.id",
        assignment::COUNTS
    ))?;
    // The newest is read last.
    Ok(statement.query_map(params![tasks, as_of, agency], |row| Ok((row.get(10)?, read(row)?)))?.collect::<rusqlite::Result<_>>()?)
}

fn get(conn: &Connection, id: &str) -> Result<ProgressNote> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE n.id = ?1"))?;
    let found = statement.query_row([id], read).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "progress_note", id: id.to_owned() })
}

/// Checks a note and writes it: a new row, or the changed fields of the one that is there.
/// Errors: `day.in_future` at `day`; `percent.out_of_range` at `percent`; `progress_note.empty`;
/// `taken` at `period` when the part has a note for it.
fn write(change: &mut Change, mut note: ProgressNote) -> Result<Assignment> {
    let part = assignment::get(change, IdRequest { id: note.assignment.clone() })?;
    happened(change, note.day)?;
    if let Some(percent) = note.percent.filter(|percent| !(0.0..=100.0).contains(percent)) {
        return Err(Error::input("percent", Problem::new("percent.out_of_range").with("value", percent)));
    }
    for text in [&mut note.words, &mut note.difficulties, &mut note.proposals, &mut note.next_steps] {
        *text = optional_text(text.take());
    }
    let said = [&note.words, &note.difficulties, &note.proposals, &note.next_steps];
    if note.percent.is_none() && said.iter().all(|text| text.is_none()) {
        return Err(Error::input("words", Problem::new("progress_note.empty")));
    }
    note.calendar = note.period.map(|_| note.calendar.unwrap_or(Calendar::Administrative));
    let period = note.period.map(Period::code);
    change
        .conn
        .execute(
            "INSERT INTO progress_note (id, task, assignment, day, period, calendar, percent, words, difficulties, proposals, next_steps)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO UPDATE SET day = excluded.day, period = excluded.period, calendar = excluded.calendar,
               percent = excluded.percent, words = excluded.words, difficulties = excluded.difficulties,
               proposals = excluded.proposals, next_steps = excluded.next_steps",
            params![
                note.id,
                part.task,
                part.id,
                note.day,
                period,
                note.calendar,
                note.percent,
                note.words,
                note.difficulties,
                note.proposals,
                note.next_steps,
            ],
        )
        .map_err(|error| taken(error, "period", period.as_deref()))?;
    let label = assignment::label(change.conn, &part)?;
    change.about(label);
    assignment::get(change, IdRequest { id: part.id })
}

/// Refuses a note that could not have been entered as it stands. Errors: `day.in_future` at `day`.
pub fn sound(change: &Change, id: &str) -> Result<()> {
    happened(change, get(change.conn, id)?.day)
}

/// Adds a note to a part. Errors: those of the fields; see [`ProgressNoteAdd`].
pub fn add(change: &mut Change, add: ProgressNoteAdd) -> Result<Assignment> {
    let calendar = add.calendar.unwrap_or(Calendar::Administrative);
    let last = add.period.map(|period| period.last_day(calendar));
    let today = change.today();
    let note = ProgressNote {
        id: change.new_id(),
        assignment: add.assignment,
        day: add.day.map_or_else(|| last.map_or(today, |last| last.min(today)), |day| day.0),
        period: add.period,
        calendar: Some(calendar),
        percent: add.percent.map(|number| number.0),
        words: add.words,
        difficulties: add.difficulties,
        proposals: add.proposals,
        next_steps: add.next_steps,
    };
    write(change, note)
}

/// Changes fields of a note. Errors: as [`add`].
pub fn edit(change: &mut Change, edit: ProgressNoteEdit) -> Result<Assignment> {
    let mut note = get(change.conn, &edit.id)?;
    set(&mut note.day, edit.day.map(|day| day.0));
    set(&mut note.period, edit.period);
    set(&mut note.calendar, edit.calendar.map(Some));
    set(&mut note.percent, edit.percent.map(|percent| percent.map(|number| number.0)));
    set(&mut note.words, edit.words);
    set(&mut note.difficulties, edit.difficulties);
    set(&mut note.proposals, edit.proposals);
    set(&mut note.next_steps, edit.next_steps);
    write(change, note)
}

/// Removes a note.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<Assignment> {
    let note = get(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM progress_note WHERE id = ?1", [&note.id])?;
    let part = assignment::get(change, IdRequest { id: note.assignment })?;
    let label = assignment::label(change.conn, &part)?;
    change.about(label);
    Ok(part)
}
