//! Assignments: one agency's part in one task, leading or coordinating. A lead's part carries the state of
//! the work. An agency that the sources do not name is empty, and can be named later.

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
use crate::store::stored_as_text;
use crate::wire::{Day, IdRequest, Patch, optional_text, set, taken};

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

/// One agency's part in one task.
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
    /// The day the work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was paused, while it is.
    pub paused_on: Option<NaiveDate>,
    /// The day it was done.
    pub completed_on: Option<NaiveDate>,
    /// What came of it.
    pub result: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
    /// Khó khăn, vướng mắc.
    pub difficulties: Option<String>,
    /// Kiến nghị.
    pub proposals: Option<String>,
}

/// The assignments of one task.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AssignmentListRequest {
    /// The task, by id or code.
    pub task: String,
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
#[derive(Debug, Deserialize, JsonSchema, TS)]
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
    /// The day the work began.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub started_on: Patch<Day>,
    /// The day it was paused; empty goes on.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub paused_on: Patch<Day>,
    /// What came of it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub result: Patch<String>,
    /// What shows it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub evidence: Patch<String>,
    /// Khó khăn, vướng mắc.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub difficulties: Patch<String>,
    /// Kiến nghị.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub proposals: Patch<String>,
}

/// Says that one agency's part is done.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AssignmentComplete {
    /// Which assignment.
    pub id: String,
    /// The day it was done.
    pub completed_on: Day,
    /// What came of it.
    pub result: Option<String>,
    /// What shows it: number and symbol of a document.
    pub evidence: Option<String>,
}

/// What the register needs of an assignment.
pub struct Part {
    /// The task.
    pub task: String,
    /// The agency, when named.
    pub agency: Option<String>,
    /// Whether it leads.
    pub leads: bool,
    /// The day the work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was paused.
    pub paused_on: Option<NaiveDate>,
    /// The day it was done.
    pub completed_on: Option<NaiveDate>,
}

/// Runs over the parts of all tasks, or of one, in the order they are shown.
pub fn each(conn: &Connection, task: Option<&str>, mut visit: impl FnMut(Part)) -> Result<()> {
    // Two statements: one that fits both would read the whole table for one task.
    let wanted = if task.is_some() { "task = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT task, agency, role = 'lead', started_on, paused_on, completed_on FROM assignment
         WHERE {wanted} ORDER BY task, position, id"
    ))?;
    let mut rows = statement.query([task])?;
    while let Some(row) = rows.next()? {
        visit(Part {
            task: row.get(0)?,
            agency: row.get(1)?,
            leads: row.get(2)?,
            started_on: row.get(3)?,
            paused_on: row.get(4)?,
            completed_on: row.get(5)?,
        });
    }
    Ok(())
}

/// The tasks in which an agency has a part.
pub fn tasks_of(conn: &Connection, agency: &str) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached("SELECT task FROM assignment WHERE agency = ?1")?;
    Ok(statement.query_map([agency], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

const SELECT: &str = "SELECT s.id, s.task, s.agency, a.short_name, a.name, s.role, s.started_on, s.paused_on, s.completed_on,
    s.result, s.evidence, s.difficulties, s.proposals FROM assignment s LEFT JOIN agency a ON a.id = s.agency";

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
        started_on: row.get(6)?,
        paused_on: row.get(7)?,
        completed_on: row.get(8)?,
        result: row.get(9)?,
        evidence: row.get(10)?,
        difficulties: row.get(11)?,
        proposals: row.get(12)?,
    })
}

/// The assignments of a task, leads first.
pub fn of_task(conn: &Connection, task: &str) -> Result<Vec<Assignment>> {
    let mut statement =
        conn.prepare_cached(&format!("{SELECT} WHERE s.task = ?1 ORDER BY s.role = 'coordinating', s.position, s.id"))?;
    Ok(statement.query_map([task], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The assignments of a task, leads first.
pub fn list(reader: &Reader, request: AssignmentListRequest) -> Result<Vec<Assignment>> {
    of_task(reader.conn, &crate::task::id_of(reader.conn, &request.task)?)
}

/// One assignment.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Assignment> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE s.id = ?1"))?;
    let found = statement.query_row([&request.id], read).optional()?;
    found.ok_or(Error::NotFound { noun: "assignment", id: request.id })
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

fn subject(change: &Change, assignment: &Assignment) -> Result<String> {
    let code: String = change.conn.query_row("SELECT code FROM task WHERE id = ?1", [&assignment.task], |row| row.get(0))?;
    Ok(match &assignment.agency {
        Some(agency) => format!("{code} · {}", agency.short_name),
        None => code,
    })
}

/// Adds a part in a task.
pub fn add(change: &mut Change, add: AssignmentAdd) -> Result<Assignment> {
    let task = crate::task::id_of(change.conn, &add.task)?;
    agency::known(change.conn, "agency", add.agency.as_deref())?;
    let id = change.new_id();
    let position: i64 = change.conn.query_row("SELECT count(*) FROM assignment WHERE task = ?1", [&task], |row| row.get(0))?;
    insert(change.conn, &id, &task, add.agency.as_deref(), add.role, position)?;
    let assignment = get(change, IdRequest { id })?;
    let subject = subject(change, &assignment)?;
    change.about(subject);
    Ok(assignment)
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
    set(&mut part.started_on, edit.started_on.map(|day| day.map(|day| day.0)));
    set(&mut part.paused_on, edit.paused_on.map(|day| day.map(|day| day.0)));
    set(&mut part.result, edit.result);
    set(&mut part.evidence, edit.evidence);
    set(&mut part.difficulties, edit.difficulties);
    set(&mut part.proposals, edit.proposals);
    for (field, day) in [("started_on", part.started_on), ("paused_on", part.paused_on)] {
        if let Some(day) = day.filter(|day| *day > change.today()) {
            return Err(Error::input(field, Problem::new("day.to_come").with("day", change.words().day(day))));
        }
    }
    if let (Some(start), Some(done)) = (part.started_on, part.completed_on)
        && done < start
    {
        return Err(Error::input("started_on", Problem::new("day.after_completed")));
    }
    change
        .conn
        .execute(
            "UPDATE assignment SET agency = ?2, role = ?3, started_on = ?4, paused_on = ?5, result = ?6, evidence = ?7,
             difficulties = ?8, proposals = ?9 WHERE id = ?1",
            params![
                part.id,
                agency,
                part.role,
                part.started_on,
                part.paused_on,
                optional_text(part.result),
                optional_text(part.evidence),
                optional_text(part.difficulties),
                optional_text(part.proposals),
            ],
        )
        .map_err(|error| twice(change.conn, error, agency.as_deref()))?;
    let after = get(change, IdRequest { id: part.id })?;
    let subject = subject(change, &after)?;
    change.about(subject);
    Ok(after)
}

/// Says that one agency's part is done. A day to come cannot be the day something was done.
/// Errors: `day.in_future`, `day.before_start`, `day.before_assigned` at `completed_on`.
pub fn complete(change: &mut Change, complete: AssignmentComplete) -> Result<Assignment> {
    let part = get(change, IdRequest { id: complete.id })?;
    let day = complete.completed_on.0;
    if day > change.today() {
        return Err(Error::input("completed_on", Problem::new("day.in_future").with("day", change.words().day(day))));
    }
    if part.started_on.is_some_and(|start| day < start) {
        return Err(Error::input("completed_on", Problem::new("day.before_start")));
    }
    let assigned: Option<NaiveDate> =
        change.conn.query_row("SELECT assigned_on FROM task WHERE id = ?1", [&part.task], |row| row.get(0))?;
    if let Some(assigned) = assigned.filter(|assigned| day < *assigned) {
        return Err(Error::input("completed_on", Problem::new("day.before_assigned").with("day", change.words().day(assigned))));
    }
    change.conn.execute(
        "UPDATE assignment SET completed_on = ?2, paused_on = NULL, result = coalesce(?3, result), evidence = coalesce(?4, evidence) WHERE id = ?1",
        params![part.id, day, optional_text(complete.result), optional_text(complete.evidence)],
    )?;
    let after = get(change, IdRequest { id: part.id })?;
    let subject = subject(change, &after)?;
    change.about(subject);
    Ok(after)
}

/// Opens one agency's part again; what was written about it stays.
pub fn reopen(change: &mut Change, request: IdRequest) -> Result<Assignment> {
    let part = get(change, request)?;
    change.conn.execute("UPDATE assignment SET completed_on = NULL WHERE id = ?1", [&part.id])?;
    let after = get(change, IdRequest { id: part.id })?;
    let subject = subject(change, &after)?;
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
    let subject = subject(change, &part)?;
    change.conn.execute("DELETE FROM assignment WHERE id = ?1", [&part.id])?;
    change.about(subject);
    Ok(())
}
