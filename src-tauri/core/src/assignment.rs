//! Assignments: one agency's part in one task, leading or coordinating. How the work on a part stands is the
//! fold of its steps ([`crate::step`]). An agency that the sources do not name is empty, and can be named later.
//! A part of a common task counts from `from_day` to `to_day`: one that went on under another group keeps the
//! parts it had. An agency has one part in a task, so one that has ended is given again by letting it go on.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyGroup, AgencyName};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::progress_note::{self, ProgressNote};
use crate::step::{self, State, Step, StepKind};
use crate::store::stored_as_text;
use crate::wire::{Day, IdRequest, Patch, set, taken};

/// An agency's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Coordinating,
}

stored_as_text!(Role { Lead = "lead", Coordinating = "coordinating" });

/// One agency's part in one task, as it stands on the day asked for.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Assignment {
    /// Its id.
    pub id: String,
    /// The task.
    pub task: String,
    /// The agency; empty when the source does not name it.
    pub agency: Option<AgencyName>,
    /// Leading or coordinating.
    pub role: Role,
    /// The first day it counts; from the beginning when empty.
    pub from_day: Option<NaiveDate>,
    /// The last day it counts; without end when empty.
    pub to_day: Option<NaiveDate>,
    /// The day the work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was paused, while it is.
    pub paused_on: Option<NaiveDate>,
    /// The day it was done, while it is.
    pub completed_on: Option<NaiveDate>,
    /// Whether somebody has begun, even if nobody said when.
    pub begun: bool,
    /// What came of it, when done.
    pub result: Option<String>,
    /// What shows that it is done, in words: the evidence as written, else what the document is called.
    pub evidence: Option<String>,
    /// Everything that happened to it, in order, also after the day asked for.
    pub steps: Vec<Step>,
    /// What was said about it, newest first, also after the day asked for.
    pub notes: Vec<ProgressNote>,
}

/// The assignments of one task.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AssignmentListRequest {
    /// The task, by id or code.
    pub task: String,
    /// The day; today when missing.
    pub as_of: Option<Day>,
}

/// A part in a task to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AssignmentAdd {
    /// The task, by id or code.
    pub task: String,
    /// The agency; not named when missing.
    pub agency: Option<String>,
    /// Leading or coordinating.
    pub role: Role,
}

/// Which fields of an assignment to change.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AssignmentEdit {
    /// Which assignment.
    pub id: String,
    /// The agency; empty when not named.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub agency: Patch<String>,
    /// Leading or coordinating.
    pub role: Option<Role>,
}

/// What the register needs of an assignment.
pub struct Part<'a> {
    /// Its id.
    pub id: &'a str,
    /// The task.
    pub task: &'a str,
    /// The agency, when named.
    pub agency: Option<&'a str>,
    /// Whether it leads.
    pub leads: bool,
    /// How the work stands.
    pub state: State,
}

/// The condition over the columns of a part that it counts on the day `?2`.
pub const COUNTS: &str = "(from_day IS NULL OR from_day <= ?2) AND (to_day IS NULL OR to_day >= ?2)";

/// Runs over the parts that count on a day, in the order they are shown; `tasks` is the condition over the
/// column `task` that narrows it, with `only` as its parameter `?1`.
pub fn each(conn: &Connection, tasks: &str, only: Option<&str>, as_of: NaiveDate, mut visit: impl FnMut(Part)) -> Result<()> {
    let mut states = step::states(conn, tasks, only, as_of)?;
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, task, agency, role = 'lead' FROM assignment WHERE {tasks} AND {COUNTS} ORDER BY task, position, id"
    ))?;
    let mut rows = statement.query(params![only, as_of])?;
    while let Some(row) = rows.next()? {
        let text = |index: usize| row.get_ref(index).and_then(|value| Ok(value.as_str_or_null()?));
        let (Some(id), Some(task)) = (text(0)?, text(1)?) else { return Err(Error::Damaged("assignment.id".into())) };
        visit(Part { id, task, agency: text(2)?, leads: row.get(3)?, state: states.remove(id).unwrap_or_default() });
    }
    Ok(())
}

/// The tasks in which an agency has a part that counts on a day.
pub fn tasks_of(conn: &Connection, agency: &str, as_of: NaiveDate) -> Result<HashSet<String>> {
    tasks_with(conn, agency, as_of, "TRUE")
}

/// The tasks that an agency has to do on a day: in which it leads, alone or as one of a group.
pub fn led_by(conn: &Connection, agency: &str, as_of: NaiveDate) -> Result<HashSet<String>> {
    tasks_with(conn, agency, as_of, "role = 'lead'")
}

fn tasks_with(conn: &Connection, agency: &str, as_of: NaiveDate, role: &str) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached(&format!("SELECT task FROM assignment WHERE agency = ?1 AND {role} AND {COUNTS}"))?;
    Ok(statement.query_map(params![agency, as_of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The agencies that lead a task, whenever they do.
pub fn leads(conn: &Connection, task: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT agency FROM assignment WHERE task = ?1 AND role = 'lead' AND agency IS NOT NULL")?;
    Ok(statement.query_map([task], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

const SELECT: &str = "SELECT s.id, s.task, s.agency, a.short_name, a.name, s.role, s.from_day, s.to_day
    FROM assignment s LEFT JOIN agency a ON a.id = s.agency";

/// Reads a part as its source names it; what happened to it is added by [`Assignment::with`].
fn read(row: &Row) -> rusqlite::Result<Assignment> {
    let agency = match row.get::<_, Option<String>>(2)? {
        Some(id) => Some(AgencyName { id, short_name: row.get(3)?, name: row.get(4)? }),
        None => None,
    };
    Ok(Assignment {
        id: row.get(0)?,
        task: row.get(1)?,
        agency,
        role: row.get(5)?,
        from_day: row.get(6)?,
        to_day: row.get(7)?,
        started_on: None,
        paused_on: None,
        completed_on: None,
        begun: false,
        result: None,
        evidence: None,
        steps: Vec::new(),
        notes: Vec::new(),
    })
}

impl Assignment {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.from_day.is_none_or(|from| from <= day) && self.to_day.is_none_or(|to| to >= day)
    }

    /// Its newest completion until a day.
    pub fn last_done(&self, as_of: NaiveDate) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.kind == StepKind::Done && step.day <= as_of)
    }

    fn with(mut self, steps: Vec<Step>, notes: Vec<ProgressNote>, as_of: NaiveDate) -> Assignment {
        let state = State::on(&steps, as_of);
        self.started_on = state.started_on;
        self.paused_on = state.paused_on;
        self.completed_on = state.completed_on;
        self.begun = state.begun;
        self.steps = steps;
        if state.completed_on.is_some() {
            let done = self.last_done(as_of).cloned();
            self.result = done.as_ref().and_then(|step| step.note.clone());
            self.evidence = done.and_then(|step| step.shown);
        }
        self.notes = notes;
        self
    }
}

/// Ends parts on a day, which is the last that counts: what was recorded of them stays to be read.
pub fn end(conn: &Connection, ids: &[&str], last_day: NaiveDate) -> Result<()> {
    let mut statement = conn.prepare_cached("UPDATE assignment SET to_day = ?2 WHERE id = ?1")?;
    for id in ids {
        statement.execute(params![id, last_day])?;
    }
    Ok(())
}

/// Gives an agency, or a place that is not named yet, a leading part that counts from a day on.
pub fn begin(change: &Change, task: &str, agency: Option<&str>, from_day: NaiveDate, position: i64) -> Result<Assignment> {
    let id = change.new_id();
    insert(change.conn, &id, task, agency, Role::Lead, position)?;
    change.conn.execute("UPDATE assignment SET from_day = ?2 WHERE id = ?1", params![id, from_day])?;
    get(change, IdRequest { id })
}

/// The assignments of a task as they stand on a day, leads first.
pub fn of_task(conn: &Connection, task: &str, as_of: NaiveDate) -> Result<Vec<Assignment>> {
    let mut steps = step::of_task(conn, task)?;
    let mut notes = progress_note::of_task(conn, task)?;
    let mut statement =
        conn.prepare_cached(&format!("{SELECT} WHERE s.task = ?1 ORDER BY s.role = 'coordinating', s.position, s.id"))?;
    let rows = statement.query_map([task], read)?;
    rows.map(|part| {
        let part = part?;
        let (steps, notes) = (steps.remove(&part.id).unwrap_or_default(), notes.remove(&part.id).unwrap_or_default());
        Ok(part.with(steps, notes, as_of))
    })
    .collect()
}

/// The assignments of a task, leads first.
pub fn list(reader: &Reader, request: AssignmentListRequest) -> Result<Vec<Assignment>> {
    of_task(reader.conn, &crate::task::id_of(reader.conn, &request.task)?, reader.as_of(request.as_of))
}

/// One assignment, as it stands today.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Assignment> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE s.id = ?1"))?;
    let found = statement.query_row([&request.id], read).optional()?;
    let part = found.ok_or(Error::NotFound { noun: "assignment", id: request.id })?;
    let steps = step::of(reader.conn, &part.id)?;
    let notes = progress_note::of(reader.conn, &part.id)?;
    Ok(part.with(steps, notes, reader.today()))
}

/// Writes one assignment row.
pub fn insert(conn: &Connection, id: &str, task: &str, agency: Option<&str>, role: Role, position: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO assignment (id, task, agency, role, position) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, task, agency, role, position])
        .map_err(|error| twice(conn, error, agency))?;
    Ok(())
}

/// An agency has one part in a task; the refusal names it as offices do.
fn twice(conn: &Connection, error: rusqlite::Error, agency: Option<&str>) -> Error {
    let name = agency.and_then(|id| agency::name(conn, id).ok()).map(|name| name.short_name);
    taken(error, "agency", name.as_deref())
}

/// Gives a task to every agency of a group; those that a source counts without naming them get a place too.
pub fn give_to_group(change: &Change, task: &str, group: &AgencyGroup) -> Result<()> {
    let members = agency::members(change.conn, &group.id)?;
    let unnamed = (group.expected_count.unwrap_or(0) as usize).saturating_sub(members.len());
    if members.is_empty() && unnamed == 0 {
        return Err(Error::input("agency_group", Problem::new("agency_group.empty").with("name", &group.name)));
    }
    for (position, agency) in (0..).zip(members.iter().map(Some).chain(std::iter::repeat_n(None, unnamed))) {
        insert(change.conn, &change.new_id(), task, agency.map(String::as_str), Role::Lead, position)?;
    }
    Ok(())
}

/// What a person calls a part: the task's code and the agency.
pub fn label(conn: &Connection, assignment: &Assignment) -> Result<String> {
    let code = crate::task::code_of(conn, &assignment.task)?;
    Ok(match &assignment.agency {
        Some(agency) => format!("{code} · {}", agency.short_name),
        None => code,
    })
}

/// Adds a part in a task. An agency whose part in the same role has ended goes on with it: a task has one part
/// of each agency, and what was recorded of it stays. In a common task that went on under another group a new part
/// begins with that group. Errors: `taken` at `agency` when it has another part.
pub fn add(change: &mut Change, add: AssignmentAdd) -> Result<Assignment> {
    let task = crate::task::id_of(change.conn, &add.task)?;
    agency::known(change.conn, "agency", add.agency.as_deref())?;
    let id = match resumed(change, &task, &add)? {
        Some(id) => id,
        None => {
            let id = change.new_id();
            let position: i64 = change.conn.query_row("SELECT count(*) FROM assignment WHERE task = ?1", [&task], |row| row.get(0))?;
            insert(change.conn, &id, &task, add.agency.as_deref(), add.role, position)?;
            // What went on under another group is added to from then on: days before keep their agencies.
            change.conn.execute(
                "UPDATE assignment SET from_day = (SELECT max(on_day) FROM regrouping WHERE task = ?2) WHERE id = ?1 AND role = 'lead'",
                [&id, &task],
            )?;
            id
        }
    };
    crate::task::check_whole(change, &task)?;
    let assignment = get(change, IdRequest { id })?;
    let subject = label(change.conn, &assignment)?;
    change.about(subject);
    Ok(assignment)
}

/// The part of the agency that had ended before today and goes on now, if there is one.
fn resumed(change: &Change, task: &str, add: &AssignmentAdd) -> Result<Option<String>> {
    let sql = "UPDATE assignment SET to_day = NULL WHERE task = ?1 AND agency = ?2 AND role = ?3 AND to_day < ?4 RETURNING id";
    Ok(change.conn.query_row(sql, params![task, add.agency, add.role, change.today()], |row| row.get(0)).optional()?)
}

/// Changes fields of an assignment.
pub fn edit(change: &mut Change, edit: AssignmentEdit) -> Result<Assignment> {
    let mut part = get(change, IdRequest { id: edit.id })?;
    let mut agency = part.agency.as_ref().map(|agency| agency.id.clone());
    set(&mut agency, edit.agency);
    agency::known(change.conn, "agency", agency.as_deref())?;
    if part.role == Role::Lead && edit.role == Some(Role::Coordinating) {
        not_last_lead(change, &part)?;
    }
    set(&mut part.role, edit.role);
    change
        .conn
        .execute("UPDATE assignment SET agency = ?2, role = ?3 WHERE id = ?1", params![part.id, agency, part.role])
        .map_err(|error| twice(change.conn, error, agency.as_deref()))?;
    crate::task::check_whole(change, &part.task)?;
    let after = get(change, IdRequest { id: part.id })?;
    let subject = label(change.conn, &after)?;
    change.about(subject);
    Ok(after)
}

fn not_last_lead(change: &Change, part: &Assignment) -> Result<()> {
    let sql = "SELECT count(*) FROM assignment WHERE task = ?1 AND role = 'lead'";
    let leads: u32 = change.conn.query_row(sql, [&part.task], |row| row.get(0))?;
    if leads == 1 { Err(Error::refused("assignment.last_lead")) } else { Ok(()) }
}

/// Takes an agency's part away. A task keeps at least one lead place. Errors: `assignment.last_lead`.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let part = get(change, request)?;
    if part.role == Role::Lead {
        not_last_lead(change, &part)?;
    }
    let subject = label(change.conn, &part)?;
    change.conn.execute("DELETE FROM assignment WHERE id = ?1", [&part.id])?;
    crate::task::check_whole(change, &part.task)?;
    change.about(subject);
    Ok(())
}
