//! Adding, changing, completing and removing tasks.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    DeadlineChange, Flag, Priority, Scope, Task, TaskAdd, TaskComplete, TaskEdit, TaskGetRequest, TaskLinkAdd, TaskLinkKind, TaskPlacing, TaskReopen, read, whole,
};
use crate::assignment::{self, Assignment, Role};
use crate::book::Change;
use crate::deadline::Deadline;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::store::stored;
use crate::step::{self, NewStep, StepKind};
use crate::wire::{IdRequest, not_to_come, optional, optional_text, required, set, taken};
use crate::{agency, citation, document, framework};

/// A task about to be written: everything decided, nothing checked against other records.
pub struct NewTask<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its code.
    pub code: &'a str,
    /// What is to be done.
    pub statement: &'a str,
    /// The group, by id, when one obligation for each of its agencies.
    pub agency_group: Option<&'a str>,
    /// The expected product.
    pub product: Option<String>,
    /// Done regularly.
    pub ongoing: bool,
    /// The day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// The deadline, read.
    pub deadline: &'a Deadline,
    /// What the sources leave unclear.
    pub flags: &'a [Flag],
    /// The task it is a part of, by id.
    pub parent: Option<String>,
    /// How much it presses.
    pub priority: Priority,
    /// Who in the office follows it.
    pub owner: Option<String>,
    /// The leader who assigned it.
    pub assigned_by: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Writes the task's own row.
pub fn write_new(conn: &Connection, task: &NewTask) -> Result<()> {
    let scope = if task.agency_group.is_some() { Scope::Each } else { Scope::Single };
    let deadline = task.deadline;
    conn.prepare_cached(
        "INSERT INTO task (id, code, statement, scope, agency_group, product, ongoing, assigned_on, deadline_text, deadline_class,
                           deadline_edtf, deadline_first_day, deadline_last_day, deadline_assumption, flags, note,
                           parent, priority, owner, assigned_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
    )?
    .execute(params![
        task.id,
        task.code,
        task.statement,
        scope,
        task.agency_group,
        task.product,
        task.ongoing,
        task.assigned_on,
        deadline.text,
        deadline.class,
        deadline.edtf,
        deadline.first_day,
        deadline.last_day,
        deadline.assumption,
        flags_json(task.flags)?,
        task.note,
        task.parent,
        task.priority,
        task.owner,
        task.assigned_by,
    ])
    .map_err(|error| taken(error, "code", Some(task.code)))?;
    Ok(())
}

fn flags_json(flags: &[Flag]) -> Result<String> {
    serde_json::to_string(flags).map_err(|error| Error::Damaged(error.to_string()))
}

/// Adds a task.
pub fn add(change: &mut Change, add: TaskAdd) -> Result<Task> {
    let id = change.new_id();
    let code = match add.code {
        Some(code) => required("code", &code)?,
        None => stored::next_code(change.conn, "task", "N")?,
    };
    let deadline = setting::read_deadline(change.conn, "deadline", add.deadline.as_deref().unwrap_or_default(), add.before_day)?;
    let group = match &add.agency_group {
        Some(key) => Some(agency::get_group(change, IdRequest { id: agency::group_id(change.conn, "agency_group", key)? })?),
        None => None,
    };
    if group.is_some() && add.lead.is_some() {
        return Err(Error::input("lead", Problem::new("task.group_has_no_lead")));
    }
    // A task entered today without a day was not there yesterday.
    let assigned_on = add.assigned_on.map_or_else(|| change.today(), |day| day.0);
    not_to_come(change, "assigned_on", assigned_on)?;
    let task = NewTask {
        id: &id,
        code: &code,
        statement: &required("statement", &add.statement)?,
        agency_group: group.as_ref().map(|group| group.id.as_str()),
        product: optional_text(add.product),
        ongoing: add.ongoing.unwrap_or(false),
        assigned_on: Some(assigned_on),
        deadline: &deadline,
        flags: &[],
        parent: parent_of(change.conn, &id, add.parent)?,
        priority: add.priority.unwrap_or_default(),
        owner: optional(add.owner),
        assigned_by: optional(add.assigned_by),
        note: optional_text(add.note),
    };
    write_new(change.conn, &task)?;
    match &group {
        Some(group) => assignment::give_to_group(change, &id, group)?,
        None => {
            agency::known(change.conn, "lead", add.lead.as_deref())?;
            assignment::insert(change.conn, &change.new_id(), &id, add.lead.as_deref(), Role::Lead, 0)?;
        }
    }
    for (position, agency) in (0..).zip(add.coordinating.unwrap_or_default()) {
        agency::known(change.conn, "coordinating", Some(&agency))?;
        assignment::insert(change.conn, &change.new_id(), &id, Some(&agency), Role::Coordinating, position)?;
    }
    place(change, &id, &add.focus_areas.unwrap_or_default())?;
    tag(change, &id, add.tags.unwrap_or_default())?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "task", &id, &citation)?;
    }
    whole::check(change, &id)?;
    change.about(code);
    read::get(change, TaskGetRequest::now(id))
}

/// The task that another is to be a part of, by id or code: one step deep, so that a whole is never a part.
/// Errors: `unknown_record`, `task.own_part`, `task.part_of_part` at `parent`.
fn parent_of(conn: &Connection, task: &str, parent: Option<String>) -> Result<Option<String>> {
    let Some(key) = optional(parent) else { return Ok(None) };
    let wrong = |problem: Problem| Error::input("parent", problem);
    let parent = read::id_of(conn, &key).map_err(|_| wrong(Problem::new("unknown_record").with("id", &key)))?;
    if parent == task {
        return Err(wrong(Problem::new("task.own_part")));
    }
    let sql = "SELECT (SELECT parent IS NOT NULL FROM task WHERE id = ?1) OR EXISTS (SELECT 1 FROM task WHERE parent = ?2)";
    if conn.query_row(sql, [&parent, task], |row| row.get::<_, bool>(0))? {
        return Err(wrong(Problem::new("task.part_of_part").with("code", key)));
    }
    Ok(Some(parent))
}

/// Gives a task exactly these tags.
fn tag(change: &Change, task: &str, tags: Vec<String>) -> Result<()> {
    let wanted: BTreeSet<String> = tags.into_iter().filter_map(|tag| optional(Some(tag))).collect();
    let before: BTreeSet<String> = read::tags_of(change.conn, task)?.into_iter().collect();
    for gone in before.difference(&wanted) {
        change.conn.execute("DELETE FROM task_tag WHERE task = ?1 AND tag = ?2", [task, gone])?;
    }
    for new in wanted.difference(&before) {
        change.conn.execute("INSERT INTO task_tag (id, task, tag) VALUES (?1, ?2, ?3)", [&change.new_id(), task, new])?;
    }
    Ok(())
}

/// The focus areas of a task by id, the main one first, and whether each is only proposed.
pub fn placings(conn: &Connection, task: &str) -> Result<Vec<(String, bool)>> {
    let mut statement = conn.prepare_cached("SELECT focus_area, proposed FROM task_focus_area WHERE task = ?1 ORDER BY main DESC, id")?;
    Ok(statement.query_map([task], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Puts a task into focus areas, the first being the main one; those it had go.
fn place(change: &Change, task: &str, placings: &[TaskPlacing]) -> Result<()> {
    let mut wanted: Vec<(String, bool)> = Vec::new();
    for placing in placings {
        let area = framework::area_id(change.conn, "focus_areas", &placing.focus_area)?;
        if !wanted.iter().any(|(known, _)| *known == area) {
            wanted.push((area, placing.proposed.unwrap_or(false)));
        }
    }
    change.conn.execute("UPDATE task_focus_area SET main = 0 WHERE task = ?1", [task])?;
    let mut statement = change.conn.prepare_cached("SELECT focus_area FROM task_focus_area WHERE task = ?1")?;
    let before: Vec<String> = statement.query_map([task], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for gone in before.iter().filter(|area| !wanted.iter().any(|(known, _)| known == *area)) {
        change.conn.execute("DELETE FROM task_focus_area WHERE task = ?1 AND focus_area = ?2", [task, gone])?;
    }
    for (position, (area, proposed)) in wanted.iter().enumerate() {
        insert_placing(change.conn, &change.new_id(), task, area, position == 0, *proposed)?;
    }
    Ok(())
}

/// Writes one placing, or changes the one that is there.
pub fn insert_placing(conn: &Connection, id: &str, task: &str, area: &str, main: bool, proposed: bool) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO task_focus_area (id, task, focus_area, main, proposed) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (task, focus_area) DO UPDATE SET main = excluded.main, proposed = excluded.proposed",
    )?
    .execute(params![id, task, area, main, proposed])?;
    Ok(())
}

/// Writes one link between tasks.
pub fn insert_link(conn: &Connection, id: &str, from: &str, to: &str, kind: TaskLinkKind, note: Option<String>) -> Result<()> {
    conn.execute("INSERT INTO task_link (id, from_task, to_task, kind, note) VALUES (?1, ?2, ?3, ?4, ?5)", params![id, from, to, kind, note])
        .map_err(|error| taken(error, "to", None))?;
    Ok(())
}

/// Changes fields of a task. Errors: those of the fields; `deadline.extended`, `deadline.passed` at `deadline`
/// when it would be written over without saying that it was a typing error.
pub fn edit(change: &mut Change, edit: TaskEdit) -> Result<Task> {
    let before = read::get(change, TaskGetRequest::now(edit.id))?;
    let mut row = before.row;
    let mut note = row.note.take();
    set(&mut row.code, edit.code);
    set(&mut row.statement, edit.statement);
    set(&mut row.product, edit.product);
    set(&mut row.ongoing, edit.ongoing);
    set(&mut row.assigned_on, edit.assigned_on.map(|day| day.map(|day| day.0)));
    if let Some(day) = row.assigned_on {
        not_to_come(change, "assigned_on", day)?;
    }
    set(&mut row.flags, edit.flags);
    set(&mut note, edit.note);
    set(&mut row.priority, edit.priority);
    set(&mut row.owner, edit.owner.map(optional));
    set(&mut row.assigned_by, edit.assigned_by.map(optional));
    // The row tells the whole only from the day that was assigned.
    let parent = match edit.parent {
        Some(parent) => parent_of(change.conn, &row.id, parent)?,
        None => change.conn.query_row("SELECT parent FROM task WHERE id = ?1", [&row.id], |row| row.get(0))?,
    };
    let mut corrected = false;
    if edit.deadline.is_some() || edit.before_day.is_some() {
        let text = edit.deadline.unwrap_or_else(|| row.deadline.text.clone());
        let deadline = setting::read_deadline(change.conn, "deadline", &text, edit.before_day)?;
        let rule = DeadlineChange::of(change, &row.id, edit.correction == Some(true))?;
        if let Some(problem) = rule.problem(change.words(), &row.deadline, &deadline) {
            return Err(Error::input("deadline", problem));
        }
        corrected = rule.correction && deadline != row.deadline;
        row.deadline = deadline;
    }
    let code = required("code", &row.code)?;
    change
        .conn
        .execute(
            "UPDATE task SET code = ?2, statement = ?3, product = ?4, ongoing = ?5, assigned_on = ?6, deadline_text = ?7, deadline_class = ?8,
             deadline_edtf = ?9, deadline_first_day = ?10, deadline_last_day = ?11, deadline_assumption = ?12, flags = ?13, note = ?14,
             parent = ?15, priority = ?16, owner = ?17, assigned_by = ?18 WHERE id = ?1",
            params![
                row.id,
                code,
                required("statement", &row.statement)?,
                optional_text(row.product),
                row.ongoing,
                row.assigned_on,
                row.deadline.text,
                row.deadline.class,
                row.deadline.edtf,
                row.deadline.first_day,
                row.deadline.last_day,
                row.deadline.assumption,
                flags_json(&row.flags)?,
                optional_text(note),
                parent,
                row.priority,
                row.owner,
                row.assigned_by,
            ],
        )
        .map_err(|error| taken(error, "code", Some(&code)))?;
    whole::check(change, &row.id)?;
    if let Some(placings) = edit.focus_areas {
        place(change, &row.id, &placings)?;
    }
    if let Some(tags) = edit.tags {
        tag(change, &row.id, tags)?;
    }
    if let Some(citations) = edit.citations {
        citation::replace(change, "task", &row.id, &citations)?;
    }
    // The history says of a deadline that was written over why it could be.
    let subject = if corrected { format!("{code} · {}", change.words().get("deadline.correction")) } else { code };
    change.about(subject);
    read::get(change, TaskGetRequest::now(row.id))
}

/// Refuses a task that could not have been entered as it stands, with everybody's part in it. Errors: `required`,
/// `day.to_come`, those of [`setting::sound_deadline`], `task.part_of_part`, `assignment.last_lead`, and those of a
/// whole and its parts.
pub fn sound(change: &Change, id: &str) -> Result<()> {
    let sql = "SELECT code, statement, assigned_on, parent, deadline_text, deadline_class, deadline_edtf, deadline_first_day,
                      deadline_last_day, deadline_assumption, flags FROM task WHERE id = ?1";
    let found = change.conn.prepare_cached(sql)?.query_row([id], |row| {
        let flags: String = row.get(10)?;
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<NaiveDate>>(2)?, row.get(3)?, stored::deadline(row, 4)?, flags))
    });
    let (code, statement, assigned_on, parent, deadline, flags) = match found {
        // What was removed along the way has nothing left to be wrong.
        Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(()),
        found => found?,
    };
    required("code", &code)?;
    required("statement", &statement)?;
    if serde_json::from_str::<Vec<Flag>>(&flags).is_err() {
        return Err(Error::input("flags", Problem::new("request.wrong_type").with("field", "flags").with("reason", flags)));
    }
    if let Some(day) = assigned_on {
        not_to_come(change, "assigned_on", day)?;
    }
    setting::sound_deadline(&deadline)?;
    parent_of(change.conn, id, parent)?;
    let leads: u32 = change.conn.prepare_cached("SELECT count(*) FROM assignment WHERE task = ?1 AND role = 'lead'")?.query_row([id], |row| row.get(0))?;
    if leads == 0 {
        return Err(Error::refused("assignment.last_lead"));
    }
    whole::check(change, id)
}

/// Gives a common task over to another group.
pub fn give_over(conn: &Connection, task: &str, group: &str) -> Result<()> {
    conn.execute("UPDATE task SET agency_group = ?2 WHERE id = ?1 AND scope = 'each'", [task, group])?;
    Ok(())
}

/// The leads' parts that count on a day, done or open by now.
fn leads(change: &Change, task: &str, day: NaiveDate, done: bool) -> Result<Vec<Assignment>> {
    let mut parts = assignment::of_task(change.conn, task, change.today())?;
    parts.retain(|part| part.role == Role::Lead && part.counts_on(day) && part.completed_on.is_some() == done);
    Ok(parts)
}

/// Says that a task is done: every lead whose part counts on that day and is still open is done then.
/// Errors: `task.already_done`; `task.parts_open` when a part of it is not done by then;
/// `day.in_future`, `day.before_assigned`, `step.out_of_order` at `completed_on`.
pub fn complete(change: &mut Change, complete: TaskComplete) -> Result<Task> {
    let task = read::get(change, TaskGetRequest::now(complete.id))?;
    let open = leads(change, &task.row.id, complete.completed_on.0, false)?;
    if open.is_empty() {
        return Err(Error::refused("task.already_done"));
    }
    let document = document::known(change.conn, "document", optional(complete.document))?;
    let (note, evidence) = (optional_text(complete.result), optional_text(complete.evidence));
    let done = NewStep {
        kind: StepKind::Done,
        day: complete.completed_on.0,
        note: note.as_deref(),
        evidence: evidence.as_deref(),
        document: document.as_deref(),
    };
    for part in open {
        step::record(change, &part, &done).map_err(|error| at_field(error, "completed_on"))?;
    }
    change.about(&task.row.code);
    read::get(change, TaskGetRequest::now(task.row.id))
}

/// The same error, at the field this request calls the day.
fn at_field(error: Error, field: &str) -> Error {
    match error {
        Error::Input { row, problem, .. } => Error::Input { field: Some(field.to_owned()), row, problem },
        other => other,
    }
}

/// Opens a done task again from a day on: every lead is open again; what was written stays to be read, and
/// an earlier day still shows it done. Errors: `task.not_done`; `day.in_future`, `step.out_of_order` at `day`.
pub fn reopen(change: &mut Change, reopen: TaskReopen) -> Result<Task> {
    let id = read::id_of(change.conn, &reopen.id)?;
    let day = reopen.day.map_or_else(|| change.today(), |day| day.0);
    let done = leads(change, &id, day, true)?;
    if done.is_empty() {
        return Err(Error::refused("task.not_done"));
    }
    let note = optional_text(reopen.note);
    for part in done {
        step::record(change, &part, &NewStep { kind: StepKind::Reopened, day, note: note.as_deref(), evidence: None, document: None })?;
    }
    let task = read::get(change, TaskGetRequest::now(id))?;
    change.about(&task.row.code);
    Ok(task)
}

/// Removes a task with all that is part of it.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let id = read::id_of(change.conn, &request.id)?;
    let code = read::code_of(change.conn, &id)?;
    let mut statement = change.conn.prepare_cached("SELECT id FROM task WHERE id = ?1 OR parent = ?1")?;
    let gone: Vec<String> = statement.query_map([&id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for task in &gone {
        citation::remove(change.conn, "task", task)?;
        change.conn.execute("DELETE FROM contradiction_record WHERE noun = 'task' AND record = ?1", [task])?;
    }
    change.conn.execute("DELETE FROM task WHERE id = ?1", [&id])?;
    change.about(code);
    Ok(())
}

/// Notes what the sources leave unclear about a task, in the place of what was noted before.
pub fn flag(change: &Change, id: &str, flags: &[Flag]) -> Result<()> {
    change.conn.execute("UPDATE task SET flags = ?2 WHERE id = ?1", params![id, flags_json(flags)?])?;
    Ok(())
}

/// Links two tasks.
pub fn link(change: &mut Change, add: TaskLinkAdd) -> Result<Task> {
    let from = read::id_of(change.conn, &add.from)?;
    let to = read::id_of(change.conn, &add.to)?;
    if from == to {
        return Err(Error::input("to", Problem::new("task.own_link")));
    }
    insert_link(change.conn, &change.new_id(), &from, &to, add.kind, optional_text(add.note))?;
    let task = read::get(change, TaskGetRequest::now(from))?;
    change.about(&task.row.code);
    Ok(task)
}

/// Takes a link between two tasks away.
pub fn unlink(change: &mut Change, request: IdRequest) -> Result<()> {
    let code = change
        .conn
        .query_row(
            "DELETE FROM task_link WHERE id = ?1 RETURNING (SELECT code FROM task t WHERE t.id = from_task)",
            [&request.id],
            |row| row.get::<_, String>(0),
        )
        .optional()?
        .ok_or(Error::NotFound { noun: "task_link", id: request.id })?;
    change.about(code);
    Ok(())
}
