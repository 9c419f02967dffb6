//! Extensions (gia hạn): a request for a later deadline with its reason, pending, approved or refused, and
//! what decided it. The task's own deadline never changes by it; from the day of its approval the newest
//! approved one is the current deadline. Rates exist by either. What is asked for after the work was done
//! moves no deadline of that work: done late stays done late.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Change;
use crate::deadline::{BeforeDay, Deadline};
use crate::document;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::store::{stored, stored_as_text};
use crate::task::{self, Task, TaskGetRequest};
use crate::wire::{Day, IdRequest, Patch, not_to_come, optional, optional_text, set};

/// Which deadline a status or rate goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The newest approved extension, or the original where there is none.
    #[default]
    Current,
    /// The deadline as first given, whatever was granted since.
    Original,
}

stored_as_text!(Basis { Current = "current", Original = "original" });

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionState {
    /// Not decided yet.
    Pending,
    /// Granted.
    Approved,
    /// Not granted.
    Refused,
}

stored_as_text!(ExtensionState { Pending = "pending", Approved = "approved", Refused = "refused" });

/// A request for a later deadline.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Extension {
    /// Its id.
    pub id: String,
    /// The task.
    pub task: String,
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// The deadline asked for, as written and as read.
    pub deadline: Deadline,
    /// Why.
    pub reason: String,
    /// Pending, approved or refused.
    pub state: ExtensionState,
    /// The day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// What decided it, in words or by number and symbol.
    pub decision: Option<String>,
    /// The document that decided it, when the book has it.
    pub document: Option<String>,
    /// Whether it came too late to count: asked for after the work was done, as it stands on the day looked at.
    pub too_late: bool,
}

/// Whether what was asked for on one day counts for work done on another: after the work was done it does not.
pub fn counts(requested_on: NaiveDate, completed_on: Option<NaiveDate>) -> bool {
    completed_on.is_none_or(|done| requested_on <= done)
}

/// Asks for a later deadline.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExtensionRequest {
    /// The task, by id or code.
    pub task: String,
    /// The deadline asked for, in words: "đến 30/9/2024".
    pub deadline: String,
    /// How "trước" is read; the office's setting when missing.
    pub before_day: Option<BeforeDay>,
    /// Why.
    pub reason: String,
    /// The day it was asked for; today when missing.
    pub requested_on: Option<Day>,
}

/// Which fields of a request to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExtensionEdit {
    /// Which request.
    pub id: String,
    /// The deadline asked for, in words.
    pub deadline: Option<String>,
    /// How "trước" is read in it.
    pub before_day: Option<BeforeDay>,
    /// Why.
    pub reason: Option<String>,
    /// The day it was asked for.
    pub requested_on: Option<Day>,
    /// What decided it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub decision: Patch<String>,
    /// The document that decided it, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub document: Patch<String>,
}

/// Grants a request or not; a decided one may be decided anew.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExtensionDecide {
    /// Which request.
    pub id: String,
    /// Whether it is granted.
    pub approve: bool,
    /// The day of the decision; today when missing.
    pub decided_on: Option<Day>,
    /// What decided it, in words or by number and symbol.
    pub decision: Option<String>,
    /// The document that decided it, by id or code.
    pub document: Option<String>,
}

const SELECT: &str = "SELECT id, task, requested_on, reason, state, decided_on, decision, document,
    deadline_text, deadline_class, deadline_edtf, deadline_first_day, deadline_last_day, deadline_assumption FROM extension";

fn read(row: &Row) -> rusqlite::Result<Extension> {
    Ok(Extension {
        id: row.get(0)?,
        task: row.get(1)?,
        requested_on: row.get(2)?,
        reason: row.get(3)?,
        state: row.get(4)?,
        decided_on: row.get(5)?,
        decision: row.get(6)?,
        document: row.get(7)?,
        deadline: stored::deadline(row, 8)?,
        too_late: false,
    })
}

/// The requests of a task that was done on a day or is not, in the order in which they were made.
pub fn of_task(conn: &Connection, task: &str, completed_on: Option<NaiveDate>) -> Result<Vec<Extension>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE task = ?1 ORDER BY requested_on, id"))?;
    let mut found: Vec<Extension> = statement.query_map([task], read)?.collect::<rusqlite::Result<_>>()?;
    for extension in &mut found {
        extension.too_late = !counts(extension.requested_on, completed_on);
    }
    Ok(found)
}

/// A later deadline that was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// The last day.
    pub last_day: NaiveDate,
}

/// What the extensions of one task come to on a day.
#[derive(Debug, Clone, Default)]
pub struct Granted {
    /// Those approved by then, in the order of the decisions.
    pub grants: Vec<Grant>,
    /// Whether one was asked for and not decided by then.
    pub pending: bool,
}

impl Granted {
    /// Those that count for work done on a day, or not done.
    pub fn counting(&self, completed_on: Option<NaiveDate>) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| counts(grant.requested_on, completed_on))
    }

    /// The last day of the newest of those.
    pub fn last_day(&self, completed_on: Option<NaiveDate>) -> Option<NaiveDate> {
        self.counting(completed_on).last().map(|grant| grant.last_day)
    }
}

/// What the extensions of all tasks come to on a day, by task; `tasks` is the condition over the column
/// `task` that narrows it, with `only` as its parameter `?1`.
pub fn granted(conn: &Connection, tasks: &str, only: Option<&str>, as_of: NaiveDate) -> Result<HashMap<String, Granted>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT task, state, decided_on, deadline_last_day, requested_on FROM extension WHERE {tasks} AND requested_on <= ?2 ORDER BY task, decided_on, id"
    ))?;
    let mut rows = statement.query(params![only, as_of])?;
    let mut found: HashMap<String, Granted> = HashMap::new();
    while let Some(row) = rows.next()? {
        let decided: Option<NaiveDate> = row.get(2)?;
        let granted = found.entry(row.get(0)?).or_default();
        if decided.is_none_or(|day| day > as_of) {
            granted.pending = true;
        } else if row.get::<_, ExtensionState>(1)? == ExtensionState::Approved {
            granted.grants.push(Grant { last_day: row.get(3)?, requested_on: row.get(4)? });
        }
    }
    Ok(found)
}

/// A later last day that was granted or asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// The last day.
    pub last_day: NaiveDate,
    /// Whether it was granted by the day asked about; else it is not decided yet.
    pub granted: bool,
}

/// What was granted to each task by a day, in the order of the decisions, and after it what was only asked
/// for; by task. What was refused by then is left out.
pub fn later_days(conn: &Connection, as_of: NaiveDate) -> Result<HashMap<String, Vec<Later>>> {
    let mut statement = conn.prepare_cached(
        "SELECT task, decided_on IS NOT NULL AND decided_on <= ?1 AS decided, deadline_last_day, requested_on FROM extension
         WHERE requested_on <= ?1 AND (state <> 'refused' OR decided_on > ?1) ORDER BY task, decided DESC, decided_on, id",
    )?;
    let mut rows = statement.query([as_of])?;
    let mut found: HashMap<String, Vec<Later>> = HashMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(Later { granted: row.get(1)?, last_day: row.get(2)?, requested_on: row.get(3)? });
    }
    Ok(found)
}

fn get(conn: &Connection, id: String) -> Result<Extension> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let found = statement.query_row([&id], read).optional()?;
    found.ok_or(Error::NotFound { noun: "extension", id })
}

/// Reads the words of the deadline asked for; it has a last day, later than the one the task has without this
/// request. Errors: `extension.no_deadline`, `extension.not_dated`, `extension.not_later` at `deadline`.
fn later(change: &Change, task: &str, id: &str, words: &str, before: Option<BeforeDay>) -> Result<Deadline> {
    let deadline = setting::read_deadline(change.conn, "deadline", words, before)?;
    not_earlier(change, task, id, &deadline)?;
    Ok(deadline)
}

fn not_earlier(change: &Change, task: &str, id: &str, deadline: &Deadline) -> Result<()> {
    let wrong = |problem: Problem| Error::input("deadline", problem);
    let Some(last) = deadline.last_day else { return Err(wrong(Problem::new("extension.not_dated").with("text", &deadline.text))) };
    let sql = "SELECT coalesce((SELECT deadline_last_day FROM extension WHERE task = ?1 AND state = 'approved' AND id <> ?2
                                ORDER BY decided_on DESC, id DESC LIMIT 1), deadline_last_day) FROM task WHERE id = ?1";
    let due: Option<NaiveDate> = change.conn.query_row(sql, [task, id], |row| row.get(0))?;
    match due {
        None => Err(wrong(Problem::new("extension.no_deadline"))),
        Some(due) if last <= due => Err(wrong(Problem::new("extension.not_later").with("day", change.words().day(due)))),
        Some(_) => Ok(()),
    }
}

fn write(change: &mut Change, extension: &Extension) -> Result<Task> {
    let deadline = &extension.deadline;
    change.conn.execute(
        "INSERT INTO extension (id, task, requested_on, reason, state, decided_on, decision, document,
           deadline_text, deadline_class, deadline_edtf, deadline_first_day, deadline_last_day, deadline_assumption)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET requested_on = excluded.requested_on, reason = excluded.reason, state = excluded.state,
           decided_on = excluded.decided_on, decision = excluded.decision, document = excluded.document,
           deadline_text = excluded.deadline_text, deadline_class = excluded.deadline_class, deadline_edtf = excluded.deadline_edtf,
           deadline_first_day = excluded.deadline_first_day, deadline_last_day = excluded.deadline_last_day,
           deadline_assumption = excluded.deadline_assumption",
        params![
            extension.id,
            extension.task,
            extension.requested_on,
            extension.reason,
            extension.state,
            extension.decided_on,
            extension.decision,
            extension.document,
            deadline.text,
            deadline.class,
            deadline.edtf,
            deadline.first_day,
            deadline.last_day,
            deadline.assumption,
        ],
    )?;
    answer(change, extension.task.clone())
}

fn answer(change: &mut Change, task: String) -> Result<Task> {
    let task = task::get(change, TaskGetRequest::now(task))?;
    change.about(&task.row.code);
    Ok(task)
}

fn reason(text: String) -> Result<String> {
    optional_text(Some(text)).ok_or_else(|| Error::input("reason", Problem::new("required")))
}

/// Nobody asks for more time for what is done. Errors: `extension.done` at `field`.
fn still_open(change: &Change, field: &str, extension: &Extension) -> Result<()> {
    let day = Some(Day(extension.requested_on));
    let task = task::get(change, TaskGetRequest { id: extension.task.clone(), as_of: day, basis: None })?;
    match task.row.completed_on {
        Some(done) if !counts(extension.requested_on, Some(done)) => {
            Err(Error::input(field, Problem::new("extension.done").with("day", change.words().day(done))))
        }
        _ => Ok(()),
    }
}

/// Asks for a later deadline. Errors: `extension.no_deadline`, `extension.not_dated`, `extension.not_later`
/// and those of the deadline's words at `deadline`; `required` at `reason`; `day.to_come`, `extension.done` at
/// `requested_on`.
pub fn request(change: &mut Change, request: ExtensionRequest) -> Result<Task> {
    let task = task::id_of(change.conn, &request.task)?;
    let id = change.new_id();
    let requested_on = request.requested_on.map_or_else(|| change.today(), |day| day.0);
    not_to_come(change, "requested_on", requested_on)?;
    let extension = Extension {
        requested_on,
        deadline: later(change, &task, &id, &request.deadline, request.before_day)?,
        reason: reason(request.reason)?,
        state: ExtensionState::Pending,
        decided_on: None,
        decision: None,
        document: None,
        too_late: false,
        id,
        task,
    };
    still_open(change, "requested_on", &extension)?;
    write(change, &extension)
}

/// Changes a request. Errors: as [`request`].
pub fn edit(change: &mut Change, edit: ExtensionEdit) -> Result<Task> {
    let mut extension = get(change.conn, edit.id)?;
    if edit.deadline.is_some() || edit.before_day.is_some() {
        let text = edit.deadline.unwrap_or_else(|| extension.deadline.text.clone());
        extension.deadline = later(change, &extension.task, &extension.id, &text, edit.before_day)?;
    }
    if let Some(text) = edit.reason {
        extension.reason = reason(text)?;
    }
    if let Some(day) = edit.requested_on {
        not_to_come(change, "requested_on", day.0)?;
        extension.requested_on = day.0;
        still_open(change, "requested_on", &extension)?;
    }
    set(&mut extension.decision, edit.decision.map(optional_text));
    if let Some(document) = edit.document {
        extension.document = document::known(change.conn, "document", optional(document))?;
    }
    in_order(&extension)?;
    write(change, &extension)
}

/// A request is decided on its day or later. Errors: `extension.before_request` at `decided_on`.
fn in_order(extension: &Extension) -> Result<()> {
    match extension.decided_on {
        Some(day) if day < extension.requested_on => Err(Error::input("decided_on", Problem::new("extension.before_request"))),
        _ => Ok(()),
    }
}

/// Refuses a request that could not have been entered as it stands. Errors: `day.to_come` at `requested_on` and
/// `decided_on`; `extension.before_request`; those of [`setting::sound_deadline`].
pub fn sound(change: &Change, id: &str) -> Result<()> {
    let extension = get(change.conn, id.to_owned())?;
    not_to_come(change, "requested_on", extension.requested_on)?;
    if let Some(day) = extension.decided_on {
        not_to_come(change, "decided_on", day)?;
    }
    setting::sound_deadline(&extension.deadline)?;
    in_order(&extension)
}

/// Grants a request or not. Errors: `day.to_come`, `extension.before_request` at `decided_on`;
/// `extension.not_later` when a later deadline was granted since the request was made; `extension.done` when
/// the work had been done before it was.
pub fn decide(change: &mut Change, decide: ExtensionDecide) -> Result<Task> {
    let mut extension = get(change.conn, decide.id)?;
    if decide.approve {
        not_earlier(change, &extension.task, &extension.id, &extension.deadline)?;
        still_open(change, "approve", &extension)?;
    }
    extension.state = if decide.approve { ExtensionState::Approved } else { ExtensionState::Refused };
    let day = decide.decided_on.map_or_else(|| change.today(), |day| day.0);
    not_to_come(change, "decided_on", day)?;
    extension.decided_on = Some(day);
    extension.decision = optional_text(decide.decision);
    extension.document = document::known(change.conn, "document", optional(decide.document))?;
    in_order(&extension)?;
    write(change, &extension)
}

/// Removes a request that was entered by mistake; the history keeps it.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<Task> {
    let extension = get(change.conn, request.id)?;
    change.conn.execute("DELETE FROM extension WHERE id = ?1", [&extension.id])?;
    answer(change, extension.task)
}
