//! Loads tasks and judges each on a day. The rule itself is [`crate::status::classify`]; here its inputs
//! are gathered, in three queries whatever the number of tasks.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Scope, Task, TaskFocusArea, TaskGetRequest, TaskLink, TaskRow};
use crate::agency::{self, AgencyName};
use crate::assignment::Part;
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::framework::{self, FocusAreaName};
use crate::status::{self, Work};
use crate::store::stored;
use crate::{assignment, citation, contradiction, setting};

/// The leads' work on one task, folded together as of a day.
#[derive(Default)]
struct Progress {
    leads: Vec<AgencyName>,
    coordinating: Vec<AgencyName>,
    done: u32,
    of: u32,
    last_done: Option<NaiveDate>,
    started: bool,
    paused: u32,
}

/// The id of a task by id or code.
pub fn id_of(conn: &Connection, id_or_code: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM task WHERE id = ?1 OR code = ?1")?;
    let found = statement.query_row([id_or_code], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "task", id: id_or_code.to_owned() })
}

/// Every task assigned by `as_of`, by code, judged on that day. A task assigned later does not exist yet.
pub fn all(conn: &Connection, as_of: NaiveDate) -> Result<Vec<TaskRow>> {
    rows(conn, as_of, None, None)
}

/// The same, where a task of a group in which `agency` has a part is judged on that part alone.
pub fn all_for(conn: &Connection, as_of: NaiveDate, agency: Option<&str>) -> Result<Vec<TaskRow>> {
    rows(conn, as_of, None, agency)
}

fn rows(conn: &Connection, as_of: NaiveDate, only: Option<&str>, agency: Option<&str>) -> Result<Vec<TaskRow>> {
    let mut areas = areas(conn, only)?;
    let mut progress = progress(conn, as_of, only, agency)?;
    let reminders = setting::reminders(conn)?;
    // Two statements: one that fits both would read the whole table for one task.
    let wanted = if only.is_some() { "t.id = ?1" } else { "?1 IS NULL AND (t.assigned_on IS NULL OR t.assigned_on <= ?2)" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT t.id, t.code, t.statement, t.scope, t.agency_group, g.name, t.product, t.ongoing, t.assigned_on, t.flags,
                t.deadline_text, t.deadline_class, t.deadline_edtf, t.deadline_first_day, t.deadline_last_day, t.deadline_assumption
         FROM task t LEFT JOIN agency_group g ON g.id = t.agency_group
         WHERE {wanted} AND ?2 IS NOT NULL ORDER BY t.code"
    ))?;
    let mut read = |row: &Row| -> rusqlite::Result<TaskRow> {
        let id: String = row.get(0)?;
        let of_group = row.get::<_, Scope>(3)? == Scope::Each;
        let (whole, own) = progress.remove(&id).unwrap_or_default();
        let progress = if of_group && own.of > 0 { own } else { whole };
        let deadline = stored::deadline(row, 10)?;
        let ongoing: bool = row.get(7)?;
        let completed_on = progress.last_done.filter(|_| progress.of > 0 && progress.done == progress.of);
        let work = Work {
            deadline_last: deadline.last_day,
            completed_on,
            started: progress.started,
            paused: progress.paused > 0 && progress.paused + progress.done == progress.of,
            ongoing: ongoing || deadline.class.is_regular(),
            assigned_on: row.get(8)?,
        };
        let flags: String = row.get(9)?;
        Ok(TaskRow {
            code: row.get(1)?,
            statement: row.get(2)?,
            scope: row.get(3)?,
            agency_group: row.get(4)?,
            agency_group_name: row.get(5)?,
            focus_areas: areas.remove(&id).unwrap_or_default(),
            leads: if of_group { Vec::new() } else { progress.leads },
            coordinating: progress.coordinating,
            standing: status::classify(&work, as_of, &reminders),
            deadline,
            done: progress.done,
            of: progress.of,
            completed_on,
            product: row.get(6)?,
            ongoing,
            assigned_on: work.assigned_on,
            flags: serde_json::from_str(&flags)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(9, rusqlite::types::Type::Text, Box::new(error)))?,
            id,
        })
    };
    let rows = statement.query_map(params![only, as_of], |row| read(row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn areas(conn: &Connection, only: Option<&str>) -> Result<HashMap<String, Vec<TaskFocusArea>>> {
    let names: HashMap<String, FocusAreaName> = framework::names(conn)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let wanted = if only.is_some() { "task = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT task, focus_area, main, proposed FROM task_focus_area WHERE {wanted} ORDER BY main DESC, id"
    ))?;
    let mut rows = statement.query([only])?;
    let mut found: HashMap<String, Vec<TaskFocusArea>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let area: String = row.get(1)?;
        let Some(area) = names.get(&area) else { return Err(Error::Damaged(format!("task_focus_area.focus_area {area}"))) };
        let placing = TaskFocusArea { area: area.clone(), main: row.get(2)?, proposed: row.get(3)? };
        found.entry(row.get(0)?).or_default().push(placing);
    }
    Ok(found)
}

impl Progress {
    fn count(&mut self, part: &Part, as_of: NaiveDate) {
        let by_then = |day: Option<NaiveDate>| day.filter(|day| *day <= as_of);
        self.of += 1;
        if let Some(day) = by_then(part.completed_on) {
            self.done += 1;
            self.last_done = self.last_done.max(Some(day));
        } else if by_then(part.paused_on).is_some() {
            self.paused += 1;
        }
        self.started |= by_then(part.started_on).is_some() || by_then(part.completed_on).is_some();
    }
}

/// The work on each task, whole, and beside it the part of `agency` alone.
fn progress(conn: &Connection, as_of: NaiveDate, only: Option<&str>, agency: Option<&str>) -> Result<HashMap<String, (Progress, Progress)>> {
    let names = agency::names(conn)?;
    let mut found: HashMap<String, (Progress, Progress)> = HashMap::new();
    assignment::each(conn, only, |part| {
        let (whole, own) = found.entry(part.task.clone()).or_default();
        let name = part.agency.as_ref().and_then(|id| names.get(id)).cloned();
        if !part.leads {
            whole.coordinating.extend(name);
            return;
        }
        whole.leads.extend(name);
        whole.count(&part, as_of);
        if agency.is_some() && part.agency.as_deref() == agency {
            own.count(&part, as_of);
        }
    })?;
    Ok(found)
}

/// One task, whole, as of a day.
pub fn get(reader: &Reader, request: TaskGetRequest) -> Result<Task> {
    let conn = reader.conn;
    let id = id_of(conn, &request.id)?;
    let as_of = reader.as_of(request.as_of);
    let row = rows(conn, as_of, Some(&id), None)?.into_iter().next().ok_or(Error::NotFound { noun: "task", id: request.id })?;
    Ok(Task {
        note: conn.query_row("SELECT note FROM task WHERE id = ?1", [&id], |row| row.get(0))?,
        assignments: assignment::of_task(conn, &id)?,
        citations: citation::of(conn, "task", &id)?,
        links: links(conn, &id)?,
        contradictions: contradiction::touching(conn, "task", &id)?,
        row,
    })
}

fn links(conn: &Connection, task: &str) -> Result<Vec<TaskLink>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.id, l.kind, l.from_task = ?1, o.id, o.code, o.statement, l.note FROM task_link l
         JOIN task o ON o.id = CASE WHEN l.from_task = ?1 THEN l.to_task ELSE l.from_task END
         WHERE l.from_task = ?1 OR l.to_task = ?1 ORDER BY o.code",
    )?;
    let rows = statement.query_map([task], |row| {
        Ok(TaskLink {
            id: row.get(0)?,
            kind: row.get(1)?,
            outgoing: row.get(2)?,
            task: row.get(3)?,
            code: row.get(4)?,
            statement: row.get(5)?,
            note: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
