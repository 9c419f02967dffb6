//! A block of cells written into the register: from a spreadsheet, by filling down, or one cell at a time.
//! [`plan`] says what each cell would become; [`paste`] does it as one act, all of it or nothing.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cell::{Names, Offer, Refusal, Value};
use super::{DeadlineChange, Priority, Scope, TaskAdd, TaskColumn, TaskEdit, TaskPlacing, edit, read};
use crate::agency::AgencyName;
use crate::assignment::{self, Assignment, AssignmentAdd, AssignmentEdit, Role};
use crate::book::{Change, Reader};
use crate::deadline::Deadline;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::stored;
use crate::text::clean_text;
use crate::wire::{Day, IdRequest};
use crate::words::Words;

/// A block of cells and where it goes.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskPaste {
    /// The tasks of the rows, from the first one down, by id or code. Further rows have none yet.
    pub tasks: Vec<String>,
    /// The columns of the cells, in order. Text for a column that is only read is passed over.
    pub columns: Vec<TaskColumn>,
    /// The texts, row by row, dates day first. An agency or focus area may also be given by its id.
    pub cells: Vec<Vec<String>>,
    /// Whether rows without a task become new tasks; without this they are refused.
    pub add: Option<bool>,
    /// The day new tasks were assigned, where no column says so; today when missing.
    pub assigned_on: Option<Day>,
    /// Whether the deadlines that stand there were typing errors; see [`TaskEdit`].
    pub correction: Option<bool>,
}

/// What one cell would become.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlannedCell {
    /// Its row in the block, from 0.
    pub row: u32,
    /// Its column in the block, from 0.
    pub at: u32,
    /// Which column that is.
    pub column: TaskColumn,
    /// The code of its task; none for a new one.
    pub code: Option<String>,
    /// What stands there now.
    pub before: String,
    /// The text of the block.
    pub text: String,
    /// What it would become; none when it cannot be taken.
    pub after: Option<String>,
    /// How a deadline was read.
    pub deadline: Option<Deadline>,
    /// Why it cannot be taken.
    pub problem: Option<String>,
    /// What would be taken instead.
    pub offers: Vec<Offer>,
}

/// What a block would do.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskPastePlan {
    /// Cells to look at: refused ones first, then deadlines read by an assumption, then the others that
    /// change. At most 300.
    pub cells: Vec<PlannedCell>,
    /// How many cells change.
    pub changes: u32,
    /// How many tasks change.
    pub tasks: u32,
    /// How many tasks are added.
    pub added: u32,
    /// How many rows have no task and are not to be added.
    pub beyond: u32,
    /// How many cells cannot be taken.
    pub refused: u32,
    /// How many of these would write over a deadline, and could if that was a typing error.
    pub overtyped: u32,
    /// How many deadlines rest on an assumption.
    pub assumed: u32,
    /// Columns of the block that are only read.
    pub passed_over: Vec<TaskColumn>,
}

/// What an act on several tasks did.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TasksChanged {
    /// How many tasks it changed.
    pub tasks: u32,
    /// The codes of new tasks.
    pub added: Vec<String>,
    /// The codes of those that were left as they are, because there was nothing to do.
    pub left: Vec<String>,
}

/// The most cells that a plan lists.
const LISTED: usize = 300;

/// A task as it stands, in the parts that cells can change.
struct Before {
    id: String,
    code: String,
    statement: String,
    product: Option<String>,
    of_group: bool,
    deadline: Deadline,
    rule: DeadlineChange,
    assigned_on: Option<NaiveDate>,
    priority: Priority,
    owner: Option<String>,
    assigned_by: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
    placings: Vec<(String, bool)>,
    parts: Vec<Assignment>,
}

impl Before {
    fn of(reader: &Reader, id_or_code: &str, correction: bool) -> Result<Before> {
        let conn = reader.conn;
        let mut statement = conn.prepare_cached(
            "SELECT id, code, statement, product, scope, assigned_on, priority, owner, assigned_by, note,
                    deadline_text, deadline_class, deadline_edtf, deadline_first_day, deadline_last_day, deadline_assumption
             FROM task WHERE id = ?1 OR code = ?1",
        )?;
        let found = statement.query_row([id_or_code], |row| {
            Ok(Before {
                id: row.get(0)?,
                code: row.get(1)?,
                statement: row.get(2)?,
                product: row.get(3)?,
                of_group: row.get::<_, Scope>(4)? == Scope::Each,
                assigned_on: row.get(5)?,
                priority: row.get(6)?,
                owner: row.get(7)?,
                assigned_by: row.get(8)?,
                note: row.get(9)?,
                deadline: stored::deadline(row, 10)?,
                rule: DeadlineChange { extended: false, correction, today: reader.today() },
                tags: Vec::new(),
                placings: Vec::new(),
                parts: Vec::new(),
            })
        });
        let mut before = found.optional()?.ok_or_else(|| Error::NotFound { noun: "task", id: id_or_code.to_owned() })?;
        before.rule = DeadlineChange::of(reader, &before.id, correction)?;
        before.tags = read::tags_of(conn, &before.id)?;
        before.placings = edit::placings(conn, &before.id)?;
        before.parts = assignment::of_task(conn, &before.id, reader.today())?;
        before.parts.retain(|part| part.counts_on(reader.today()));
        Ok(before)
    }

    fn leads(&self) -> impl Iterator<Item = &Assignment> {
        self.parts.iter().filter(|part| part.role == Role::Lead)
    }

    fn coordinating(&self) -> impl Iterator<Item = &Assignment> {
        self.parts.iter().filter(|part| part.role == Role::Coordinating)
    }

    fn value(&self, names: &Names, column: TaskColumn) -> Value {
        match column {
            TaskColumn::Code => Value::Text(self.code.clone()),
            TaskColumn::Product => Value::Maybe(self.product.clone()),
            TaskColumn::FocusArea => Value::Area(self.placings.first().and_then(|(area, _)| names.area_of(area))),
            // Of several leads none is the one.
            TaskColumn::Agency if self.of_group || self.leads().count() > 1 => Value::Lead(None),
            TaskColumn::Agency => Value::Lead(self.leads().next().and_then(|part| part.agency.clone())),
            TaskColumn::Coordinating => Value::Coordinating(self.coordinating().filter_map(|part| part.agency.clone()).collect()),
            TaskColumn::Deadline | TaskColumn::Original => Value::Deadline(self.deadline.clone()),
            TaskColumn::Priority => Value::Priority(self.priority),
            TaskColumn::Owner => Value::Maybe(self.owner.clone()),
            TaskColumn::AssignedBy => Value::Maybe(self.assigned_by.clone()),
            TaskColumn::Tags => Value::Tags(self.tags.clone()),
            TaskColumn::AssignedOn => Value::Day(self.assigned_on),
            TaskColumn::Note => Value::Maybe(self.note.clone()),
            _ => Value::Text(self.statement.clone()),
        }
    }

    /// Why a column of this task takes no text, whatever the text says.
    fn closed(&self, column: TaskColumn) -> Option<Problem> {
        match column {
            TaskColumn::Agency if self.of_group => Some(Problem::new("task.group_has_no_lead")),
            TaskColumn::Agency if self.leads().count() > 1 => Some(Problem::new("cell.two_leads")),
            TaskColumn::Deadline if self.rule.extended => Some(Problem::new("cell.extended")),
            _ => None,
        }
    }
}

/// What a cell comes to.
enum Outcome {
    Same,
    Changes(Value),
    Refused(Refusal),
}

/// One row of the block, understood.
struct PlannedRow {
    task: Option<Before>,
    cells: Vec<(usize, TaskColumn, Outcome)>,
}

impl PlannedRow {
    fn changes(&self) -> impl Iterator<Item = (TaskColumn, &Value)> {
        self.cells.iter().filter_map(|(_, column, outcome)| match outcome {
            Outcome::Changes(value) => Some((*column, value)),
            _ => None,
        })
    }
}

/// A block, understood as far as it goes.
struct Planned {
    names: Names,
    rows: Vec<PlannedRow>,
    beyond: u32,
}

fn understand(reader: &Reader, request: &TaskPaste) -> Result<Planned> {
    let names = Names::of(reader)?;
    let mut codes: HashSet<String> = HashSet::new();
    if request.columns.contains(&TaskColumn::Code) {
        let mut statement = reader.conn.prepare_cached("SELECT code FROM task")?;
        codes = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    }
    let (mut rows, mut beyond) = (Vec::new(), 0);
    for (at, texts) in request.cells.iter().enumerate() {
        let task = request.tasks.get(at).map(|task| Before::of(reader, task, request.correction == Some(true))).transpose()?;
        let blank = texts.iter().all(|text| text.trim().is_empty());
        if task.is_none() && (blank || request.add != Some(true)) {
            beyond += u32::from(!blank);
            rows.push(PlannedRow { task: None, cells: Vec::new() });
            continue;
        }
        let mut cells = Vec::new();
        for (place, (column, text)) in request.columns.iter().zip(texts).enumerate().filter(|(_, (column, _))| column.takes_text()) {
            cells.push((place, *column, outcome(reader.words(), &names, &mut codes, task.as_ref(), (*column, text))));
        }
        if task.is_none() && !request.columns.contains(&TaskColumn::Statement) {
            let refusal = Problem::new("cell.new_without_statement").into();
            cells.push((0, TaskColumn::Statement, Outcome::Refused(refusal)));
        }
        rows.push(PlannedRow { task, cells });
    }
    Ok(Planned { names, rows, beyond })
}

fn outcome(words: &Words, names: &Names, codes: &mut HashSet<String>, task: Option<&Before>, (column, text): (TaskColumn, &str)) -> Outcome {
    let Some(task) = task else {
        // In a new task an empty cell says nothing; the code is then the next free one.
        if text.trim().is_empty() && column != TaskColumn::Statement {
            return Outcome::Same;
        }
        return free_code(codes, column, names.read(column, text)).map_or_else(Outcome::Refused, Outcome::Changes);
    };
    let before = task.value(names, column);
    if clean_text(text) == names.show(&before) {
        return Outcome::Same;
    }
    if let Some(problem) = task.closed(column) {
        return Outcome::Refused(problem.into());
    }
    match names.read(column, text) {
        Ok(value) if value == before => Outcome::Same,
        Ok(Value::Deadline(after)) => match task.rule.problem(words, &task.deadline, &after) {
            Some(problem) => Outcome::Refused(problem.into()),
            None => Outcome::Changes(Value::Deadline(after)),
        },
        read => free_code(codes, column, read).map_or_else(Outcome::Refused, Outcome::Changes),
    }
}

/// A code that another task has cannot be given; one that the block gives is taken from then on.
fn free_code(codes: &mut HashSet<String>, column: TaskColumn, read: std::result::Result<Value, Refusal>) -> std::result::Result<Value, Refusal> {
    match read {
        Ok(Value::Text(code)) if column == TaskColumn::Code => {
            if codes.insert(code.clone()) { Ok(Value::Text(code)) } else { Err(Problem::new("taken").with("value", code).into()) }
        }
        other => other,
    }
}

/// Says what a block would do, and writes nothing.
pub fn plan(reader: &Reader, request: TaskPaste) -> Result<TaskPastePlan> {
    let planned = understand(reader, &request)?;
    let words = reader.words();
    let mut plan = TaskPastePlan {
        cells: Vec::new(),
        changes: 0,
        tasks: 0,
        added: 0,
        beyond: planned.beyond,
        refused: 0,
        overtyped: 0,
        assumed: 0,
        passed_over: request.columns.iter().copied().filter(|column| !column.takes_text()).collect(),
    };
    let (mut assumed, mut others) = (Vec::new(), Vec::new());
    for (row, (planned_row, texts)) in planned.rows.iter().zip(&request.cells).enumerate() {
        let changes = planned_row.changes().count() as u32;
        plan.changes += changes;
        match &planned_row.task {
            Some(_) => plan.tasks += u32::from(changes > 0),
            None => plan.added += u32::from(changes > 0),
        }
        for (at, column, outcome) in &planned_row.cells {
            let mut cell = PlannedCell {
                row: row as u32,
                at: *at as u32,
                column: *column,
                code: planned_row.task.as_ref().map(|task| task.code.clone()),
                before: planned_row.task.as_ref().map(|task| planned.names.show(&task.value(&planned.names, *column))).unwrap_or_default(),
                text: texts.get(*at).cloned().unwrap_or_default(),
                after: None,
                deadline: None,
                problem: None,
                offers: Vec::new(),
            };
            match outcome {
                Outcome::Same => continue,
                Outcome::Refused(refusal) => {
                    plan.refused += 1;
                    plan.overtyped += u32::from(matches!(refusal.problem.code, "deadline.passed" | "deadline.extended"));
                    cell.problem = Some(words.fill(&refusal.problem.key(), &refusal.problem.params));
                    cell.offers.clone_from(&refusal.offers);
                    plan.cells.push(cell);
                }
                Outcome::Changes(value) => {
                    cell.after = Some(planned.names.show(value));
                    if let Value::Deadline(deadline) = value {
                        cell.deadline = Some(deadline.clone());
                    }
                    let rests = cell.deadline.as_ref().is_some_and(|deadline| deadline.assumption.is_some());
                    plan.assumed += u32::from(rests);
                    if rests { assumed.push(cell) } else { others.push(cell) }
                }
            }
        }
    }
    plan.cells.extend(assumed);
    plan.cells.extend(others);
    plan.cells.truncate(LISTED);
    Ok(plan)
}

/// Writes a block: all of it, or nothing when a cell cannot be taken.
/// Errors: that of the first such cell at `cells[row][column]`; `paste.beyond` at `cells`.
pub fn paste(change: &mut Change, request: TaskPaste) -> Result<TasksChanged> {
    let planned = understand(change, &request)?;
    if planned.beyond > 0 {
        return Err(Error::input("cells", Problem::new("paste.beyond").with("rows", planned.beyond)));
    }
    let (mut subjects, mut added) = (Vec::new(), Vec::new());
    for (row, planned_row) in planned.rows.into_iter().enumerate() {
        let mut values = Vec::new();
        let name = planned_row.task.as_ref().map(|task| task.code.clone());
        for (at, column, outcome) in planned_row.cells {
            match outcome {
                Outcome::Same => {}
                Outcome::Changes(value) => values.push((column, value)),
                Outcome::Refused(refusal) => return Err(refused(change, row, at, column, name.as_deref(), refusal.problem, request.cells.len())),
            }
        }
        match planned_row.task {
            _ if values.is_empty() => {}
            Some(task) => {
                let code = apply(change, &task, values, request.correction).map_err(|error| named(change, error, &task.code))?;
                subjects.push(code);
            }
            None => {
                let at = format!("{}", row + 1);
                let task = add(change, values, request.assigned_on).map_err(|error| named(change, error, &at))?;
                subjects.push(task.clone());
                added.push(task);
            }
        }
    }
    change.about(subject(&subjects));
    Ok(TasksChanged { tasks: (subjects.len() - added.len()) as u32, added, left: Vec::new() })
}

/// The refusal of one cell. In a block of several rows it says which task and column are meant.
fn refused(change: &Change, row: usize, at: usize, column: TaskColumn, code: Option<&str>, problem: Problem, rows: usize) -> Error {
    let field = format!("cells[{row}][{at}]");
    if rows == 1 {
        return Error::input(field, problem);
    }
    let words = change.words();
    let code = code.map_or_else(|| (row + 1).to_string(), str::to_owned);
    let reason = words.fill(&problem.key(), &problem.params);
    let of_cell = Problem::new("cell.refused").with("code", code).with("column", words.of_value("column", column)).with("reason", reason);
    Error::input(field, of_cell)
}

/// An input error on one of several tasks, naming the task.
pub fn named(change: &Change, error: Error, code: &str) -> Error {
    let words = change.words();
    let (field, reason) = match &error {
        Error::Input { field, .. } => (field.clone(), error.to_wire(words).message),
        Error::Refused(_) => (None, error.to_wire(words).message),
        _ => return error,
    };
    Error::Input { field, row: None, problem: Problem::new("task.of_many").with("code", code).with("reason", reason) }
}

/// What an op on several tasks is about: a few codes, and how many there are.
pub fn subject(codes: &[String]) -> String {
    match codes {
        [first, second, third, _, ..] => format!("{first}, {second}, {third} … ({})", codes.len()),
        few => few.join(", "),
    }
}

/// Writes the cells of one task. Answers its code.
fn apply(change: &mut Change, task: &Before, values: Vec<(TaskColumn, Value)>, correction: Option<bool>) -> Result<String> {
    let mut fields = TaskEdit { id: task.id.clone(), correction, ..TaskEdit::default() };
    let mut code = task.code.clone();
    let (mut lead, mut coordinating) = (None, None);
    for (column, value) in values {
        match (column, value) {
            (TaskColumn::Code, Value::Text(text)) => {
                code.clone_from(&text);
                fields.code = Some(text);
            }
            (_, Value::Text(text)) => fields.statement = Some(text),
            (TaskColumn::Product, Value::Maybe(text)) => fields.product = Some(text),
            (TaskColumn::Owner, Value::Maybe(text)) => fields.owner = Some(text),
            (TaskColumn::AssignedBy, Value::Maybe(text)) => fields.assigned_by = Some(text),
            (_, Value::Maybe(text)) => fields.note = Some(text),
            (_, Value::Area(area)) => fields.focus_areas = Some(moved_to(&task.placings, area.map(|area| area.id))),
            (_, Value::Lead(agency)) => lead = Some(agency),
            (_, Value::Coordinating(agencies)) => coordinating = Some(agencies),
            (_, Value::Deadline(deadline)) => fields.deadline = Some(deadline.text),
            (_, Value::Priority(priority)) => fields.priority = Some(priority),
            (_, Value::Tags(tags)) => fields.tags = Some(tags),
            (_, Value::Day(day)) => fields.assigned_on = Some(day.map(Day)),
        }
    }
    // Who no longer coordinates goes first: the same agency may be about to lead.
    if let Some(agencies) = &coordinating {
        for part in task.coordinating().filter(|part| !part.agency.as_ref().is_some_and(|agency| agencies.iter().any(|one| one.id == agency.id))) {
            assignment::delete(change, IdRequest { id: part.id.clone() })?;
        }
    }
    if let Some(agency) = lead {
        give_lead(change, &task.id, agency.map(|agency| agency.id))?;
    }
    for agency in coordinating.unwrap_or_default() {
        let there = task.coordinating().any(|part| part.agency.as_ref().is_some_and(|one| one.id == agency.id));
        if !there {
            assignment::add(change, AssignmentAdd { task: task.id.clone(), agency: Some(agency.id), role: Role::Coordinating })?;
        }
    }
    edit::edit(change, fields)?;
    Ok(code)
}

/// The placings of a task whose main focus area becomes another, or none; further ones stay.
pub fn moved_to(placings: &[(String, bool)], area: Option<String>) -> Vec<TaskPlacing> {
    let further = placings.iter().skip(1).filter(|(id, _)| Some(id) != area.as_ref());
    let further = further.map(|(id, proposed)| TaskPlacing { focus_area: id.clone(), proposed: Some(*proposed) });
    area.iter().map(|id| TaskPlacing { focus_area: id.clone(), proposed: None }).chain(further).collect()
}

/// Makes an agency the one lead of a task, or says that nobody is named.
/// Errors: `task.group_has_no_lead`, `cell.two_leads` at `lead`.
pub fn give_lead(change: &mut Change, task: &str, agency: Option<String>) -> Result<()> {
    let scope: Scope = change.conn.query_row("SELECT scope FROM task WHERE id = ?1", [task], |row| row.get(0))?;
    if scope == Scope::Each {
        return Err(Error::input("lead", Problem::new("task.group_has_no_lead")));
    }
    let today = change.today();
    let mut parts = assignment::of_task(change.conn, task, today)?;
    parts.retain(|part| part.role == Role::Lead && part.counts_on(today));
    match parts.as_slice() {
        [] => assignment::add(change, AssignmentAdd { task: task.to_owned(), agency, role: Role::Lead }),
        [part] => assignment::edit(change, AssignmentEdit { id: part.id.clone(), agency: Some(agency), ..AssignmentEdit::default() }),
        _ => return Err(Error::input("lead", Problem::new("cell.two_leads"))),
    }
    .map(|_| ())
}

/// Adds the task of one row. Answers its code.
fn add(change: &mut Change, values: Vec<(TaskColumn, Value)>, assigned_on: Option<Day>) -> Result<String> {
    let mut task = TaskAdd { assigned_on, ..TaskAdd::default() };
    for (column, value) in values {
        match (column, value) {
            (TaskColumn::Code, Value::Text(text)) => task.code = Some(text),
            (_, Value::Text(text)) => task.statement = text,
            (TaskColumn::Product, Value::Maybe(text)) => task.product = text,
            (TaskColumn::Owner, Value::Maybe(text)) => task.owner = text,
            (TaskColumn::AssignedBy, Value::Maybe(text)) => task.assigned_by = text,
            (_, Value::Maybe(text)) => task.note = text,
            (_, Value::Area(area)) => task.focus_areas = Some(moved_to(&[], area.map(|area| area.id))),
            (_, Value::Lead(agency)) => task.lead = agency.map(|agency| agency.id),
            (_, Value::Coordinating(agencies)) => task.coordinating = Some(agencies.into_iter().map(|agency: AgencyName| agency.id).collect()),
            (_, Value::Deadline(deadline)) => task.deadline = Some(deadline.text),
            (_, Value::Priority(priority)) => task.priority = Some(priority),
            (_, Value::Tags(tags)) => task.tags = Some(tags),
            (_, Value::Day(day)) => task.assigned_on = day.map(Day).or(assigned_on),
        }
    }
    edit::add(change, task).map(|task| task.row.code)
}
