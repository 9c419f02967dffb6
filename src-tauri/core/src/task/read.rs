//! Loads tasks and judges each on a day. The rule itself is [`crate::status::classify`]; here its inputs
//! are gathered, in a few queries whatever the number of tasks.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Scope, Task, TaskFocusArea, TaskGetRequest, TaskLink, TaskRow};
use crate::agency::{self, AgencyName};
use crate::assignment::Part;
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::extension::{self, Basis, Granted};
use crate::framework::{self, FocusAreaName};
use crate::status::{self, Reminders, Standing, Work};
use crate::step::State;
use crate::store::stored;
use crate::{assignment, citation, contradiction, setting};

/// How the register is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The day: a task assigned later does not exist yet.
    pub as_of: NaiveDate,
    /// The deadline that statuses go by.
    pub basis: Basis,
    /// A task of a group in which this agency has a part is judged on that part alone.
    pub agency: Option<&'a str>,
}

impl Look<'_> {
    /// All tasks as wholes, on a day, by the current deadline.
    pub fn on(as_of: NaiveDate) -> Look<'static> {
        Look { as_of, basis: Basis::Current, agency: None }
    }

    /// The key under which an answer about it is kept.
    pub fn key(&self, what: &str) -> String {
        format!("{what} {} {:?} {}", self.as_of, self.basis, self.agency.unwrap_or_default())
    }
}

/// The condition over a column `task` that leaves the common tasks; its parameter `?1` is none.
pub const COMMON: &str = "?1 IS NULL AND task IN (SELECT id FROM task WHERE scope = 'each')";

/// Which tasks to load. Each has its own statement: one that fits all would read the whole table for one task.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    All,
    Common,
    One(&'a str),
    PartsOf(&'a str),
}

impl<'a> Wanted<'a> {
    /// The parameter `?1` of the conditions below.
    fn only(self) -> Option<&'a str> {
        match self {
            Wanted::All | Wanted::Common => None,
            Wanted::One(id) | Wanted::PartsOf(id) => Some(id),
        }
    }

    /// The condition over a column `task`.
    fn of_task(self) -> &'static str {
        match self {
            Wanted::All => "?1 IS NULL",
            Wanted::Common => COMMON,
            Wanted::One(_) => "task = ?1",
            Wanted::PartsOf(_) => "task IN (SELECT id FROM task WHERE parent = ?1)",
        }
    }

    /// The condition over the task itself.
    fn of_row(self) -> &'static str {
        match self {
            Wanted::All => "?1 IS NULL AND (t.assigned_on IS NULL OR t.assigned_on <= ?2)",
            Wanted::Common => "?1 IS NULL AND t.scope = 'each' AND (t.assigned_on IS NULL OR t.assigned_on <= ?2)",
            Wanted::One(_) => "t.id = ?1 AND ?2 IS NOT NULL",
            Wanted::PartsOf(_) => "t.parent = ?1 AND (t.assigned_on IS NULL OR t.assigned_on <= ?2)",
        }
    }
}

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

/// The code of a task, by its id.
pub fn code_of(conn: &Connection, id: &str) -> Result<String> {
    Ok(conn.prepare_cached("SELECT code FROM task WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// The group that a common task is given to; none when the task is no common one.
pub fn group_of(conn: &Connection, task: &str) -> Result<Option<String>> {
    Ok(conn.prepare_cached("SELECT agency_group FROM task WHERE id = ?1")?.query_row([task], |row| row.get(0))?)
}

/// The common tasks, by code, parts of other tasks among them, judged as looked at.
pub fn common(conn: &Connection, look: &Look) -> Result<Vec<TaskRow>> {
    rows(conn, look, Wanted::Common)
}

impl TaskRow {
    /// How one agency's part stands: by the rule and the deadline of the whole task, as far as that was moved
    /// before the part was done.
    pub fn standing_of(&self, part: &State, as_of: NaiveDate, reminders: &Reminders) -> Standing {
        let work = Work {
            deadline_last: self.granted.last_day(part.completed_on).or(self.deadline.last_day),
            completed_on: part.completed_on,
            started: part.begun,
            paused: part.paused_on.is_some(),
            ongoing: self.is_regular(),
            assigned_on: self.since,
        };
        status::classify(&work, as_of, reminders)
    }

    /// Its main focus area.
    pub fn main_area(&self) -> Option<&FocusAreaName> {
        self.focus_areas.iter().find(|placing| placing.main).map(|placing| &placing.area)
    }

    /// Whether this is its main focus area; none: whether it has none.
    pub fn is_of_area(&self, id: Option<&str>) -> bool {
        self.main_area().map(|area| area.id.as_str()) == id
    }

    /// Whether it is done regularly, by its mark or by the words of its deadline: outside the rates.
    pub fn is_regular(&self) -> bool {
        self.ongoing || self.deadline.class.is_regular()
    }
}

/// All tasks of a day, by code, judged as looked at.
pub struct Register {
    /// As wholes: the same for whoever looks.
    wholes: Arc<Vec<TaskRow>>,
    /// The common tasks as the agency that is looked at has them, by id; they stand for those wholes.
    own: HashMap<String, TaskRow>,
}

impl Register {
    /// The tasks that count in sums and rates: parts of other tasks are not among them.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskRow> {
        self.with_parts().filter(|row| row.parent.is_none())
    }

    /// Every task, and every part of one.
    pub fn with_parts(&self) -> impl Iterator<Item = &TaskRow> {
        self.wholes.iter().map(|row| match row.scope {
            Scope::Each => self.own.get(&row.id).unwrap_or(row),
            Scope::Single => row,
        })
    }
}

/// The register as looked at; kept until the next write. A hundred agencies looked at one after the other share the
/// wholes, which are nearly all of it.
pub fn register(reader: &Reader, look: &Look) -> Result<Arc<Register>> {
    reader.keep(&look.key("register"), || {
        let whole = Look { agency: None, ..*look };
        let wholes = reader.keep(&whole.key("tasks"), || load(reader.conn, &whole))?;
        let mut own = HashMap::new();
        if look.agency.is_some() {
            let parts: HashMap<&str, (u32, u32)> = wholes.iter().map(|row| (row.id.as_str(), (row.parts_done, row.parts_of))).collect();
            for mut row in common(reader.conn, look)? {
                (row.parts_done, row.parts_of) = parts.get(row.id.as_str()).copied().unwrap_or_default();
                own.insert(row.id.clone(), row);
            }
        }
        Ok(Register { wholes, own })
    })
}

fn load(conn: &Connection, look: &Look) -> Result<Vec<TaskRow>> {
    let mut rows = rows(conn, look, Wanted::All)?;
    let mut parts: HashMap<String, (u32, u32)> = HashMap::new();
    for row in &rows {
        if let Some(parent) = &row.parent {
            let (done, of) = parts.entry(parent.clone()).or_default();
            *done += u32::from(row.completed_on.is_some());
            *of += 1;
        }
    }
    if !parts.is_empty() {
        for row in &mut rows {
            (row.parts_done, row.parts_of) = parts.remove(&row.id).unwrap_or_default();
        }
    }
    Ok(rows)
}

fn rows(conn: &Connection, look: &Look, wanted: Wanted) -> Result<Vec<TaskRow>> {
    let as_of = look.as_of;
    let mut areas = areas(conn, wanted)?;
    let mut progress = progress(conn, look, wanted)?;
    let mut granted = extension::granted(conn, wanted.of_task(), wanted.only(), as_of)?;
    let mut tags = tags_by_task(conn, wanted)?;
    let mut groups = groups_before(conn, wanted, as_of)?;
    let reminders = setting::reminders(conn)?;
    let mut statement = conn.prepare_cached(&format!(
        "SELECT t.id, t.code, t.statement, t.scope, t.agency_group, g.name, t.product, t.ongoing, t.assigned_on, t.flags,
                t.deadline_text, t.deadline_class, t.deadline_edtf, t.deadline_first_day, t.deadline_last_day, t.deadline_assumption,
                CASE WHEN w.assigned_on IS NULL OR w.assigned_on <= ?2 THEN t.parent END, t.priority, t.owner, t.assigned_by,
                coalesce(t.assigned_on, (SELECT min(d.day) FROM citation c JOIN document d ON d.id = c.document
                                         WHERE c.noun = 'task' AND c.record = t.id))
         FROM task t LEFT JOIN agency_group g ON g.id = t.agency_group LEFT JOIN task w ON w.id = t.parent
         WHERE {} ORDER BY t.code",
        wanted.of_row()
    ))?;
    let mut read = |row: &Row| -> rusqlite::Result<TaskRow> {
        let id: String = row.get(0)?;
        let of_group = row.get::<_, Scope>(3)? == Scope::Each;
        let (whole, own) = progress.remove(&id).unwrap_or_default();
        let progress = if of_group && own.of > 0 { own } else { whole };
        let granted = granted.remove(&id).unwrap_or_default();
        let deadline = stored::deadline(row, 10)?;
        let ongoing: bool = row.get(7)?;
        let completed_on = progress.last_done.filter(|_| progress.of > 0 && progress.done == progress.of);
        let (extended, pending) = (granted.counting(completed_on).count() as u32, granted.pending);
        let granted = match look.basis {
            Basis::Current => granted,
            Basis::Original => Granted::default(),
        };
        let due = granted.last_day(completed_on).or(deadline.last_day);
        let work = Work {
            deadline_last: due,
            completed_on,
            started: progress.started,
            paused: progress.paused > 0 && progress.paused + progress.done == progress.of,
            ongoing: ongoing || deadline.class.is_regular(),
            assigned_on: row.get(20)?,
        };
        let standing = status::classify(&work, as_of, &reminders);
        let original = (extended > 0)
            .then(|| status::classify(&Work { deadline_last: deadline.last_day, ..work.clone() }, as_of, &reminders));
        let (agency_group, agency_group_name) = match groups.remove(&id) {
            Some((group, name)) => (Some(group), Some(name)),
            None => (row.get(4)?, row.get(5)?),
        };
        // Nearly every task has none: worth not asking a parser for.
        let flags = match row.get_ref(9)?.as_str()? {
            "[]" => Vec::new(),
            text => serde_json::from_str(text)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(9, rusqlite::types::Type::Text, Box::new(error)))?,
        };
        Ok(TaskRow {
            code: row.get(1)?,
            statement: row.get(2)?,
            scope: row.get(3)?,
            agency_group,
            agency_group_name,
            focus_areas: areas.remove(&id).unwrap_or_default(),
            leads: if of_group { Vec::new() } else { progress.leads },
            coordinating: progress.coordinating,
            deadline,
            due,
            extended,
            pending_extension: pending,
            standing,
            original,
            done: progress.done,
            of: progress.of,
            completed_on,
            product: row.get(6)?,
            ongoing,
            assigned_on: row.get(8)?,
            since: work.assigned_on,
            flags,
            priority: row.get(17)?,
            owner: row.get(18)?,
            assigned_by: row.get(19)?,
            tags: tags.remove(&id).unwrap_or_default(),
            parent: row.get(16)?,
            parts_done: 0,
            parts_of: 0,
            latest: None,
            documents: Vec::new(),
            note: None,
            granted,
            id,
        })
    };
    let rows = statement.query_map(params![wanted.only(), as_of], |row| read(row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The group that a task was given to on a day, where it went on under another one after that day.
fn groups_before(conn: &Connection, wanted: Wanted, as_of: NaiveDate) -> Result<HashMap<String, (String, String)>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT r.task, g.id, g.name FROM regrouping r JOIN agency_group g ON g.id = r.from_group
         WHERE {} AND r.on_day > ?2 ORDER BY r.on_day DESC",
        wanted.of_task()
    ))?;
    let rows = statement.query_map(params![wanted.only(), as_of], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    // The first change after the day is read last, and says what was before it.
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn tags_by_task(conn: &Connection, wanted: Wanted) -> Result<HashMap<String, Vec<String>>> {
    let mut statement = conn.prepare_cached(&format!("SELECT task, tag FROM task_tag WHERE {} ORDER BY tag", wanted.of_task()))?;
    let mut rows = statement.query([wanted.only()])?;
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(found)
}

/// The tags of one task.
pub fn tags_of(conn: &Connection, task: &str) -> Result<Vec<String>> {
    Ok(tags_by_task(conn, Wanted::One(task))?.remove(task).unwrap_or_default())
}

fn areas(conn: &Connection, wanted: Wanted) -> Result<HashMap<String, Vec<TaskFocusArea>>> {
    let names: HashMap<String, FocusAreaName> = framework::names(conn)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT task, focus_area, main, proposed FROM task_focus_area WHERE {} ORDER BY main DESC, id",
        wanted.of_task()
    ))?;
    let mut rows = statement.query([wanted.only()])?;
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
    fn count(&mut self, part: &Part) {
        let state = &part.state;
        self.of += 1;
        if let Some(day) = state.completed_on {
            self.done += 1;
            self.last_done = self.last_done.max(Some(day));
        } else if state.paused_on.is_some() {
            self.paused += 1;
        }
        self.started |= state.begun;
    }
}

/// The work on each task, whole, and beside it the part of the agency looked at alone.
fn progress(conn: &Connection, look: &Look, wanted: Wanted) -> Result<HashMap<String, (Progress, Progress)>> {
    let names = agency::names(conn)?;
    let mut found: HashMap<String, (Progress, Progress)> = HashMap::new();
    assignment::each(conn, wanted.of_task(), wanted.only(), look.as_of, |part| {
        // Parts of one task come one after the other; a key is made once for each task.
        if !found.contains_key(part.task) {
            found.insert(part.task.to_owned(), Default::default());
        }
        let Some((whole, own)) = found.get_mut(part.task) else { return };
        let name = part.agency.and_then(|id| names.get(id)).cloned();
        if !part.leads {
            whole.coordinating.extend(name);
            return;
        }
        whole.leads.extend(name);
        whole.count(&part);
        if look.agency.is_some() && part.agency == look.agency {
            own.count(&part);
        }
    })?;
    Ok(found)
}

/// One task, whole, as of a day.
pub fn get(reader: &Reader, request: TaskGetRequest) -> Result<Task> {
    let conn = reader.conn;
    let id = id_of(conn, &request.id)?;
    let look = Look { basis: request.basis.unwrap_or_default(), ..Look::on(reader.as_of(request.as_of)) };
    let mut found = rows(conn, &look, Wanted::One(&id))?;
    let parts = rows(conn, &look, Wanted::PartsOf(&id))?;
    super::list::complete(conn, &mut found, &look)?;
    let mut row = found.into_iter().next().ok_or(Error::NotFound { noun: "task", id: request.id })?;
    row.parts_of = parts.len() as u32;
    row.parts_done = parts.iter().filter(|part| part.completed_on.is_some()).count() as u32;
    Ok(Task {
        assignments: assignment::of_task(conn, &id, look.as_of)?,
        extensions: extension::of_task(conn, &id, row.completed_on)?,
        parts,
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

/// What a task is, without how it stands.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The task.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Its main focus area.
    pub area: Option<String>,
}

/// Every task by code, as it is stated: enough to find those alike.
pub fn statements(conn: &Connection) -> Result<Vec<Statement>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.id, t.code, t.statement, a.focus_area FROM task t LEFT JOIN task_focus_area a ON a.task = t.id AND a.main = 1 ORDER BY t.code",
    )?;
    let rows = statement.query_map([], |row| Ok(Statement { id: row.get(0)?, code: row.get(1)?, statement: row.get(2)?, area: row.get(3)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
