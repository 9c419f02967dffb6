//! Steps (bước): what happened to one agency's part in a task, each with its day and what shows it. How a
//! part stands on a day is the fold of its steps until then, so an answer about an earlier day never
//! changes because of a later one.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::{self, Assignment};
use crate::book::Change;
use crate::document;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::stored_as_text;
use crate::task;
use crate::wire::{Day, IdRequest, Patch, happened, optional, optional_text, set};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Bắt đầu.
    Started,
    /// Tạm dừng.
    Paused,
    /// Tiếp tục sau tạm dừng.
    Resumed,
    /// Hoàn thành.
    Done,
    /// Mở lại.
    Reopened,
}

stored_as_text!(StepKind { Started = "started", Paused = "paused", Resumed = "resumed", Done = "done", Reopened = "reopened" });

/// One thing that happened to one part.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// The part it happened to.
    pub assignment: String,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub day: NaiveDate,
    /// What came of it, or why.
    pub note: Option<String>,
    /// Number and symbol of what shows it.
    pub evidence: Option<String>,
    /// The document that shows it, when the book has it.
    pub document: Option<String>,
    /// What shows it, in words: the evidence as written, else what the document is called.
    pub shown: Option<String>,
}

/// How a part stands after its steps until a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// The day the work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was paused, while it is.
    pub paused_on: Option<NaiveDate>,
    /// The day it was done, while it is.
    pub completed_on: Option<NaiveDate>,
    /// Whether somebody has begun, even if nobody said when: anything happened to it.
    pub begun: bool,
}

impl State {
    /// Whether a step may follow. Work may be done without ever having been said to start.
    fn allows(&self, kind: StepKind) -> bool {
        let done = self.completed_on.is_some();
        match kind {
            StepKind::Started => !done && self.started_on.is_none() && self.paused_on.is_none(),
            StepKind::Paused => !done && self.paused_on.is_none(),
            StepKind::Resumed => !done && self.paused_on.is_some(),
            StepKind::Done => !done,
            StepKind::Reopened => done,
        }
    }

    fn follow(&mut self, kind: StepKind, day: NaiveDate) {
        self.begun = true;
        match kind {
            StepKind::Started => self.started_on = Some(day),
            StepKind::Paused => self.paused_on = Some(day),
            StepKind::Resumed => self.paused_on = None,
            StepKind::Done => {
                self.completed_on = Some(day);
                self.paused_on = None;
            }
            StepKind::Reopened => self.completed_on = None,
        }
    }

    /// The state after those of `steps`, in their order, that happened until `as_of`.
    pub fn on(steps: &[Step], as_of: NaiveDate) -> State {
        let mut state = State::default();
        for step in steps.iter().filter(|step| step.day <= as_of) {
            state.follow(step.kind, step.day);
        }
        state
    }
}

/// Says that something happened to one part or to many at once.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StepAdd {
    /// The parts it happened to.
    pub assignments: Vec<String>,
    /// What happened.
    pub kind: StepKind,
    /// When; not a day to come.
    pub day: Day,
    /// What came of it, or why.
    pub note: Option<String>,
    /// Number and symbol of what shows it.
    pub evidence: Option<String>,
    /// The document that shows it, by id or code.
    pub document: Option<String>,
}

/// Which fields of a step to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StepEdit {
    /// Which step.
    pub id: String,
    /// When.
    pub day: Option<Day>,
    /// What came of it, or why.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// Number and symbol of what shows it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub evidence: Patch<String>,
    /// The document that shows it, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub document: Patch<String>,
}

/// What shows that something happened, wherever it is told: over the columns of a step `s` and its document `d`.
const SHOWN: &str = "coalesce(s.evidence, d.number_symbol, d.subject)";

/// Steps with what shows them; `rest` says which, and in which order.
fn select(rest: &str) -> String {
    format!(
        "SELECT s.id, s.assignment, s.kind, s.day, s.note, s.evidence, s.document, {SHOWN}
         FROM step s LEFT JOIN document d ON d.id = s.document {rest}"
    )
}

fn read(row: &Row) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get(0)?,
        assignment: row.get(1)?,
        kind: row.get(2)?,
        day: row.get(3)?,
        note: row.get(4)?,
        evidence: row.get(5)?,
        document: row.get(6)?,
        shown: row.get(7)?,
    })
}

/// The steps of one part, in the order in which they count.
pub fn of(conn: &Connection, assignment: &str) -> Result<Vec<Step>> {
    let mut statement = conn.prepare_cached(&select("WHERE s.assignment = ?1 ORDER BY s.day, s.position"))?;
    Ok(statement.query_map([assignment], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The steps of all parts of a task, by part.
pub fn of_task(conn: &Connection, task: &str) -> Result<HashMap<String, Vec<Step>>> {
    let mut statement = conn.prepare_cached(&select("WHERE s.task = ?1 ORDER BY s.assignment, s.day, s.position"))?;
    let mut found: HashMap<String, Vec<Step>> = HashMap::new();
    for step in statement.query_map([task], read)? {
        let step = step?;
        found.entry(step.assignment.clone()).or_default().push(step);
    }
    Ok(found)
}

/// How every part to which something happened stood on a day, by part; `tasks` is the condition over the
/// column `task` that narrows it, with `only` as its parameter `?1`.
pub fn states(conn: &Connection, tasks: &str, only: Option<&str>, as_of: NaiveDate) -> Result<HashMap<String, State>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT assignment, kind, day FROM step WHERE {tasks} AND day <= ?2 ORDER BY assignment, day, position"
    ))?;
    let mut rows = statement.query(params![only, as_of])?;
    let mut found: HashMap<String, State> = HashMap::new();
    while let Some(row) = rows.next()? {
        let part = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let (kind, day) = (row.get(1)?, row.get(2)?);
        match found.get_mut(part) {
            Some(state) => state.follow(kind, day),
            None => {
                let mut state = State::default();
                state.follow(kind, day);
                found.insert(part.to_owned(), state);
            }
        }
    }
    Ok(found)
}

/// What shows that a part is done, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// What came of it.
    pub note: Option<String>,
    /// What shows it, in words.
    pub evidence: Option<String>,
}

/// The proof of the newest completion until a day, by part; narrowed like [`states`].
pub fn proofs(conn: &Connection, tasks: &str, only: Option<&str>, as_of: NaiveDate) -> Result<HashMap<String, Proof>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.assignment, s.note, {SHOWN} FROM step s LEFT JOIN document d ON d.id = s.document
         WHERE {tasks} AND s.day <= ?2 AND s.kind = 'done' ORDER BY s.assignment, s.day, s.position"
    ))?;
    let rows = statement.query_map(params![only, as_of], |row| Ok((row.get(0)?, Proof { note: row.get(1)?, evidence: row.get(2)? })))?;
    // The newest is read last.
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What came of the parts that count and are done on a day, by task, in the words of their last completion: its note,
/// and the evidence or the document that shows it.
pub fn results(conn: &Connection, as_of: NaiveDate) -> Result<HashMap<String, Vec<String>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.task, s.assignment, s.kind, s.note, {SHOWN} FROM step s
         JOIN assignment a ON a.id = s.assignment AND a.role = 'lead'
           AND (a.from_day IS NULL OR a.from_day <= ?1) AND (a.to_day IS NULL OR a.to_day >= ?1)
         LEFT JOIN document d ON d.id = s.document
         WHERE s.kind IN ('done', 'reopened') AND s.day <= ?1
         ORDER BY s.task, a.position, s.assignment, s.day DESC, s.position DESC",
    ))?;
    let mut rows = statement.query([as_of])?;
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    let mut last = String::new();
    while let Some(row) = rows.next()? {
        let part: String = row.get(1)?;
        // The newest step of each part comes first and decides.
        if part == last {
            continue;
        }
        last = part;
        if row.get::<_, StepKind>(2)? != StepKind::Done {
            continue;
        }
        let (note, shown): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        let said: Vec<String> = [note, shown].into_iter().flatten().collect();
        if !said.is_empty() {
            found.entry(row.get(0)?).or_default().push(said.join("; "));
        }
    }
    Ok(found)
}

/// What is to be recorded about a part: everything of a step but its id and its place.
pub struct NewStep<'a> {
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub day: NaiveDate,
    /// What came of it, or why.
    pub note: Option<&'a str>,
    /// Number and symbol of what shows it.
    pub evidence: Option<&'a str>,
    /// The document that shows it, by id.
    pub document: Option<&'a str>,
}

/// The place of a part's next step.
pub fn next_position(conn: &Connection, assignment: &str) -> Result<i64> {
    Ok(conn.prepare_cached("SELECT coalesce(max(position), 0) + 1 FROM step WHERE assignment = ?1")?.query_row([assignment], |row| row.get(0))?)
}

/// Writes one step of a part that counts on its day after those that are there, and checks that the order
/// still makes sense. Errors: `step.part_ended`, `step.part_not_begun` and those of [`carry`].
pub fn record(change: &Change, part: &Assignment, new: &NewStep) -> Result<()> {
    holds(change, part, new.day)?;
    carry(change, part, new)
}

/// Writes what a part takes over from those it continues: it happened before the part began.
/// Errors: `day.in_future`, `day.before_assigned`, `step.out_of_order` at `day`; `task.parts_open`,
/// `task.whole_done`.
pub fn carry(change: &Change, part: &Assignment, new: &NewStep) -> Result<()> {
    change
        .conn
        .prepare_cached(
            "INSERT INTO step (id, task, assignment, kind, day, position, note, evidence, document)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![change.new_id(), part.task, part.id, new.kind, new.day, next_position(change.conn, &part.id)?, new.note, new.evidence, new.document])?;
    possible(change, part, new.day)?;
    sound(change, part)
}

/// Refuses what a part or its task cannot be. Errors: those of [`in_order`] and of [`task::check_whole`].
fn sound(change: &Change, part: &Assignment) -> Result<()> {
    in_order(change, part)?;
    task::check_whole(change, &part.task)
}

/// Nothing happens to a part before it begins or after it ended: it would count nowhere.
/// Errors: `step.part_ended`, `step.part_not_begun` at `day`.
fn holds(change: &Change, part: &Assignment, day: NaiveDate) -> Result<()> {
    let (code, bound) = match (part.from_day, part.to_day) {
        (_, Some(last)) if day > last => ("step.part_ended", last),
        (Some(first), _) if day < first => ("step.part_not_begun", first),
        _ => return Ok(()),
    };
    let who = assignment::label(change.conn, part)?;
    Err(Error::input("day", Problem::new(code).with("who", who).with("day", change.words().day(bound))))
}

/// Refuses days that cannot be. Errors: `day.in_future`, `day.before_assigned` at `day`.
fn possible(change: &Change, part: &Assignment, day: NaiveDate) -> Result<()> {
    happened(change, day)?;
    let sql = "SELECT assigned_on FROM task WHERE id = ?1";
    let assigned: Option<NaiveDate> = change.conn.query_row(sql, [&part.task], |row| row.get(0))?;
    if let Some(assigned) = assigned.filter(|assigned| day < *assigned) {
        return Err(Error::input("day", Problem::new("day.before_assigned").with("day", change.words().day(assigned))));
    }
    Ok(())
}

/// Refuses a step that cannot stand where it is, whichever way it came there. Errors: those of [`add`] at `day`.
pub fn check(change: &Change, id: &str) -> Result<()> {
    let step = get(change.conn, id.to_owned())?;
    let part = assignment::get(change, IdRequest { id: step.assignment })?;
    // What a part took over happened before it began.
    if part.from_day.is_none_or(|first| step.day >= first) {
        holds(change, &part, step.day)?;
    }
    possible(change, &part, step.day)?;
    sound(change, &part)
}

/// Refuses steps that cannot follow one another. Errors: `step.out_of_order` at `day`.
fn in_order(change: &Change, part: &Assignment) -> Result<()> {
    let words = change.words();
    let mut state = State::default();
    for step in of(change.conn, &part.id)? {
        if !state.allows(step.kind) {
            let problem = Problem::new("step.out_of_order")
                .with("who", assignment::label(change.conn, part)?)
                .with("kind", words.of_value("step", step.kind))
                .with("day", words.day(step.day));
            return Err(Error::input("day", problem));
        }
        state.follow(step.kind, step.day);
    }
    Ok(())
}

/// Says that something happened to the parts named: to all of them, or to none when one refuses.
/// Errors: `required` at `assignments`; `day.in_future`, `day.before_assigned`, `step.part_ended`,
/// `step.part_not_begun`, `step.out_of_order` at `day`; `task.parts_open`, `task.whole_done`.
pub fn add(change: &mut Change, add: StepAdd) -> Result<Vec<Assignment>> {
    if add.assignments.is_empty() {
        return Err(Error::input("assignments", Problem::new("required")));
    }
    let document = document::known(change.conn, "document", optional(add.document))?;
    let (note, evidence) = (optional_text(add.note), optional_text(add.evidence));
    let new = NewStep {
        kind: add.kind,
        day: add.day.0,
        note: note.as_deref(),
        evidence: evidence.as_deref(),
        document: document.as_deref(),
    };
    let mut parts = Vec::new();
    for id in add.assignments {
        let part = assignment::get(change, IdRequest { id })?;
        record(change, &part, &new)?;
        parts.push(assignment::get(change, IdRequest { id: part.id })?);
    }
    let first = parts.first().map(|part| assignment::label(change.conn, part)).transpose()?.unwrap_or_default();
    let subject = if parts.len() > 1 { format!("{first} +{}", parts.len() - 1) } else { first };
    change.about(subject);
    Ok(parts)
}

fn get(conn: &Connection, id: String) -> Result<Step> {
    let mut statement = conn.prepare_cached(&select("WHERE s.id = ?1"))?;
    let found = statement.query_row([&id], read).optional()?;
    found.ok_or(Error::NotFound { noun: "step", id })
}

/// Changes a step's day, words or proof. Errors: those of [`add`].
pub fn edit(change: &mut Change, edit: StepEdit) -> Result<Assignment> {
    let mut step = get(change.conn, edit.id)?;
    let day_before = step.day;
    set(&mut step.day, edit.day.map(|day| day.0));
    set(&mut step.note, edit.note);
    set(&mut step.evidence, edit.evidence);
    if let Some(document) = edit.document {
        step.document = document::known(change.conn, "document", optional(document))?;
    }
    change.conn.execute(
        "UPDATE step SET day = ?2, note = ?3, evidence = ?4, document = ?5 WHERE id = ?1",
        params![step.id, step.day, optional_text(step.note), optional_text(step.evidence), step.document],
    )?;
    let part = assignment::get(change, IdRequest { id: step.assignment })?;
    if step.day != day_before {
        holds(change, &part, step.day)?;
    }
    possible(change, &part, step.day)?;
    touched(change, part)
}

/// Takes a step out of the record. Errors: `step.out_of_order` when a later one rests on it.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<Assignment> {
    let step = get(change.conn, request.id)?;
    change.conn.execute("DELETE FROM step WHERE id = ?1", [&step.id])?;
    let part = assignment::get(change, IdRequest { id: step.assignment })?;
    touched(change, part)
}

fn touched(change: &mut Change, part: Assignment) -> Result<Assignment> {
    sound(change, &part)?;
    let label = assignment::label(change.conn, &part)?;
    change.about(label);
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 5, n).unwrap()
    }

    fn steps(kinds: &[(StepKind, u32)]) -> Vec<Step> {
        let step = |(kind, n): &(StepKind, u32)| Step {
            id: String::new(),
            assignment: String::new(),
            kind: *kind,
            day: day(*n),
            note: None,
            evidence: None,
            document: None,
            shown: None,
        };
        kinds.iter().map(step).collect()
    }

    #[test]
    fn the_state_of_an_earlier_day_does_not_change() {
        use StepKind::*;
        let all = steps(&[(Started, 2), (Paused, 5), (Resumed, 8), (Done, 10), (Reopened, 12), (Done, 20)]);
        let on = |n| State::on(&all, day(n));
        assert_eq!(on(1), State::default());
        assert_eq!((on(4).started_on, on(4).paused_on), (Some(day(2)), None));
        assert_eq!(on(7).paused_on, Some(day(5)));
        assert_eq!(on(9).paused_on, None);
        assert_eq!(on(11).completed_on, Some(day(10)));
        assert_eq!(on(15).completed_on, None);
        assert!(State::on(&steps(&[(Done, 1), (Reopened, 2)]), day(3)).begun, "what was done was begun");
        assert_eq!((on(25).completed_on, on(25).started_on), (Some(day(20)), Some(day(2))));
    }

    #[test]
    fn steps_follow_in_a_sensible_order() {
        use StepKind::*;
        let allowed = |before: &[(StepKind, u32)], next| State::on(&steps(before), day(28)).allows(next);
        for (before, next, expect) in [
            (&[][..], Done, true),
            (&[][..], Reopened, false),
            (&[][..], Resumed, false),
            (&[(Started, 1)][..], Started, false),
            (&[(Paused, 1)][..], Paused, false),
            (&[(Paused, 1)][..], Done, true),
            (&[(Done, 1)][..], Done, false),
            (&[(Done, 1)][..], Paused, false),
            (&[(Done, 1)][..], Reopened, true),
            (&[(Done, 1), (Reopened, 2)][..], Done, true),
        ] {
            assert_eq!(allowed(before, next), expect, "{before:?} then {next:?}");
        }
    }
}
