//! The same act on many tasks at once: one op, one undo, all of them or none. A task that cannot be changed
//! is named, and nothing is.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::paste::{TasksChanged, give_lead, moved_to, named, subject};
use super::{Priority, TaskComplete, TaskEdit, TaskReopen, edit, read};
use crate::assignment::{self, Role};
use crate::book::Change;
use crate::deadline::BeforeDay;
use crate::error::{Error, Result};
use crate::framework;
use crate::problem::Problem;
use crate::step::{self, NewStep, StepKind};
use crate::wire::{Day, IdRequest, Patch, optional, optional_text};

/// Which fields to change on each of many tasks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskFields {
    /// The main focus area, by id or code; further ones stay.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub focus_area: Patch<String>,
    /// The deadline in words; empty text takes it away.
    pub deadline: Option<String>,
    /// How "trước" is read in this deadline.
    pub before_day: Option<BeforeDay>,
    /// Whether the deadlines that stand there were typing errors; see [`TaskEdit`].
    pub correction: Option<bool>,
    /// How much they press.
    pub priority: Option<Priority>,
    /// Who in the office follows them.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub owner: Patch<String>,
    /// The leader who assigned them.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub assigned_by: Patch<String>,
    /// Tags they get beside those they have.
    pub tags_add: Option<Vec<String>>,
    /// Tags they lose.
    pub tags_remove: Option<Vec<String>>,
    /// The lead agency, by id; empty when nobody is named.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub lead: Patch<String>,
    /// Done regularly.
    pub ongoing: Option<bool>,
    /// The day they were assigned.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub assigned_on: Patch<Day>,
    /// The expected product.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub product: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// Changes the same fields of many tasks.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskEditMany {
    /// The tasks, by id or code.
    pub ids: Vec<String>,
    /// What changes on each.
    pub fields: TaskFields,
}

/// Says that something happened to many tasks, in all their leads' parts.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskStepMany {
    /// The tasks, by id or code.
    pub ids: Vec<String>,
    /// What happened.
    pub kind: StepKind,
    /// When; not a day to come.
    pub day: Day,
    /// What came of it, or why.
    pub note: Option<String>,
    /// Number and symbol of what shows it.
    pub evidence: Option<String>,
}

/// Names many tasks.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskIds {
    /// The tasks, by id or code.
    pub ids: Vec<String>,
}

/// Ids and codes of the tasks, each once. Errors: `required` at `ids` for none, not found.
fn chosen(change: &Change, ids: &[String]) -> Result<Vec<(String, String)>> {
    if ids.is_empty() {
        return Err(Error::input("ids", Problem::new("required")));
    }
    let mut found: Vec<(String, String)> = Vec::with_capacity(ids.len());
    let mut seen = std::collections::HashSet::new();
    for key in ids {
        let id = read::id_of(change.conn, key)?;
        if seen.insert(id.clone()) {
            let code = read::code_of(change.conn, &id)?;
            found.push((id, code));
        }
    }
    Ok(found)
}

fn done(change: &mut Change, codes: Vec<String>, left: Vec<String>) -> TasksChanged {
    change.about(subject(&codes));
    TasksChanged { tasks: codes.len() as u32, added: Vec::new(), left }
}

/// Changes the same fields of many tasks. Errors: those of one task, naming it.
pub fn edit_many(change: &mut Change, request: TaskEditMany) -> Result<TasksChanged> {
    let area = match &request.fields.focus_area {
        Some(Some(key)) => Some(Some(framework::area_id(change.conn, "fields.focus_area", key)?)),
        Some(None) => Some(None),
        None => None,
    };
    let tasks = chosen(change, &request.ids)?;
    for (id, code) in &tasks {
        edit_one(change, id, &request.fields, &area).map_err(|error| named(change, error, code))?;
    }
    Ok(done(change, tasks.into_iter().map(|(_, code)| code).collect(), Vec::new()))
}

fn edit_one(change: &mut Change, id: &str, fields: &TaskFields, area: &Patch<String>) -> Result<()> {
    let tags = match (&fields.tags_add, &fields.tags_remove) {
        (None, None) => None,
        (add, remove) => {
            let clean = |tags: &Option<Vec<String>>| tags.iter().flatten().filter_map(|tag| optional(Some(tag.clone()))).collect::<Vec<_>>();
            let (add, remove) = (clean(add), clean(remove));
            let kept = read::tags_of(change.conn, id)?.into_iter().filter(|tag| !remove.contains(tag));
            Some(kept.chain(add).collect())
        }
    };
    let focus_areas = match area {
        Some(area) => Some(moved_to(&edit::placings(change.conn, id)?, area.clone())),
        None => None,
    };
    let fields_of_one = TaskEdit {
        id: id.to_owned(),
        focus_areas,
        deadline: fields.deadline.clone(),
        before_day: fields.before_day,
        correction: fields.correction,
        priority: fields.priority,
        owner: fields.owner.clone(),
        assigned_by: fields.assigned_by.clone(),
        tags,
        ongoing: fields.ongoing,
        assigned_on: fields.assigned_on,
        product: fields.product.clone(),
        note: fields.note.clone(),
        ..TaskEdit::default()
    };
    edit::edit(change, fields_of_one)?;
    if let Some(agency) = &fields.lead {
        give_lead(change, id, agency.clone())?;
    }
    Ok(())
}

/// Says that many tasks were started, paused, resumed, done or reopened. Those to which it cannot happen any
/// more (done already, paused already …) are left as they are and named in the answer.
/// Errors: `task.nothing_to_do` when that is so of all; those of one task, naming it.
pub fn step_many(change: &mut Change, request: TaskStepMany) -> Result<TasksChanged> {
    let (mut codes, mut left) = (Vec::new(), Vec::new());
    for (id, code) in in_turn(change, chosen(change, &request.ids)?, request.kind)? {
        let happened = step_one(change, &id, &request).map_err(|error| named(change, error, &code))?;
        if happened { codes.push(code) } else { left.push(code) }
    }
    if codes.is_empty() {
        return Err(Error::refused("task.nothing_to_do"));
    }
    Ok(done(change, codes, left))
}

/// The tasks in the order in which this can happen to them: a whole is done after what it is made of, and opened
/// again before that.
fn in_turn(change: &Change, tasks: Vec<(String, String)>, kind: StepKind) -> Result<Vec<(String, String)>> {
    let mut statement = change.conn.prepare_cached("SELECT parent IS NOT NULL FROM task WHERE id = ?1")?;
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    for task in tasks {
        if statement.query_row([&task.0], |row| row.get(0))? { parts.push(task) } else { others.push(task) }
    }
    let (mut first, then) = if kind == StepKind::Done { (parts, others) } else { (others, parts) };
    first.extend(then);
    Ok(first)
}

/// Whether anything happened to the task.
fn step_one(change: &mut Change, id: &str, request: &TaskStepMany) -> Result<bool> {
    let mut parts = assignment::of_task(change.conn, id, change.today())?;
    parts.retain(|part| part.role == Role::Lead && part.counts_on(request.day.0));
    parts.retain(|part| match request.kind {
        StepKind::Started => part.completed_on.is_none() && part.started_on.is_none() && part.paused_on.is_none(),
        StepKind::Paused => part.completed_on.is_none() && part.paused_on.is_none(),
        StepKind::Resumed => part.completed_on.is_none() && part.paused_on.is_some(),
        StepKind::Done => part.completed_on.is_none(),
        StepKind::Reopened => part.completed_on.is_some(),
    });
    if parts.is_empty() {
        return Ok(false);
    }
    let (note, evidence) = (optional_text(request.note.clone()), optional_text(request.evidence.clone()));
    match request.kind {
        // Those two look at the task as a whole.
        StepKind::Done => {
            let complete = TaskComplete { id: id.to_owned(), completed_on: request.day, result: note, evidence, document: None };
            edit::complete(change, complete)?;
        }
        StepKind::Reopened => {
            edit::reopen(change, TaskReopen { id: id.to_owned(), day: Some(request.day), note })?;
        }
        kind => {
            let new = NewStep { kind, day: request.day.0, note: note.as_deref(), evidence: evidence.as_deref(), document: None };
            for part in &parts {
                step::record(change, part, &new)?;
            }
        }
    }
    Ok(true)
}

/// Removes many tasks with all that is part of them.
pub fn delete_many(change: &mut Change, request: TaskIds) -> Result<TasksChanged> {
    let tasks = chosen(change, &request.ids)?;
    for (id, code) in &tasks {
        match edit::delete(change, IdRequest { id: id.clone() }) {
            // Went with the task it was a part of.
            Err(Error::NotFound { .. }) => {}
            other => other.map_err(|error| named(change, error, code))?,
        }
    }
    Ok(done(change, tasks.into_iter().map(|(_, code)| code).collect(), Vec::new()))
}
