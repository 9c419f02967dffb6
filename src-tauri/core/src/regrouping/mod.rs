//! Passing a common task on (chuyển nhóm): from a day on it is an obligation of another group, or of the same
//! group whose members changed, as when 63 provinces became 34. Agencies in both keep their part; those only
//! in the old group end the day before, the new ones begin on the day. What an earlier day says never
//! changes, and no obligation counts twice.
//!
//! `plan` decides, on values alone; here it is shown before and written after a person agreed.

mod plan;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyGroup, AgencyName, AgencyRow};
use crate::assignment::{self, Assignment, Role};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::step::{self, NewStep, State, StepKind};
use crate::task::{self, Task, TaskGetRequest};
use crate::wire::{Day, IdRequest, not_to_come, optional_text};
use crate::words::Words;

use plan::{Before, Decided, Had};

/// What a new agency takes over of the work of those it continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Carry {
    /// It is done (or begun) when all of them were.
    AllDone,
    /// It is done (or begun) when one of them was.
    AnyDone,
    /// It begins anew.
    None,
}

/// A task that went on under another group.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Regrouping {
    /// Its id.
    pub id: String,
    /// The first day under the new group.
    pub on_day: NaiveDate,
    /// The group before, by id.
    pub from_group: String,
    /// Its name.
    pub from_name: String,
    /// The group from then on, by id.
    pub to_group: String,
    /// Its name.
    pub to_name: String,
    /// A remark.
    pub note: Option<String>,
}

/// Passes a common task on.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskRegroup {
    /// Which task, by id or code.
    pub id: String,
    /// The group from then on, by id or key; it may be the same when its members changed.
    pub agency_group: String,
    /// The first day under the new group.
    pub on_day: Day,
    /// What new agencies take over.
    pub carry: Carry,
    /// A remark.
    pub note: Option<String>,
}

/// How an agency that ends or stays stood on the last day of the old group.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanHad {
    /// The agency; none for a place without a name.
    pub agency: Option<AgencyName>,
    /// The day its work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was done.
    pub completed_on: Option<NaiveDate>,
    /// Whether something was recorded of it for the first day of the new group or later.
    pub later_steps: bool,
}

/// An agency that keeps its part.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanStays {
    /// How it stood.
    #[serde(flatten)]
    pub had: PlanHad,
    /// Those that end and whose work it continues; its own part stays as it is.
    pub absorbs: Vec<PlanHad>,
}

/// What a new agency is recorded with.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanCarried {
    /// Done or started.
    pub kind: StepKind,
    /// The last of the days of those it comes from.
    pub day: NaiveDate,
    /// Whose result it is.
    pub note: String,
    /// What shows it.
    pub evidence: Option<String>,
    /// The document that shows it, when one shows all of it.
    pub document: Option<String>,
}

/// An agency, or a place without a name, that begins.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanBegins {
    /// The agency; none for a place without a name.
    pub agency: Option<AgencyName>,
    /// Those with a part that it continues, in order.
    pub from: Vec<PlanHad>,
    /// Those it continues that had no part.
    pub without_part: Vec<AgencyName>,
    /// What is carried over.
    pub carried: Option<PlanCarried>,
    /// Whether those it continues stood differently, so that a person should look.
    pub disagree: bool,
    /// Whether it exists on the day, by its own dates.
    pub exists: bool,
}

/// What passing a task on would mean. Nothing is written.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RegroupPlan {
    /// The task's code.
    pub code: String,
    /// The group until then.
    pub from_name: String,
    /// The group from then on.
    pub to_name: String,
    /// The first day under the new group.
    pub on_day: NaiveDate,
    /// The last day under the old one.
    pub last_day: NaiveDate,
    /// Obligations done on the last day of the old group.
    pub done_before: u32,
    /// Obligations on that day.
    pub of_before: u32,
    /// Obligations done on the first day of the new group, with what is carried over.
    pub done_after: u32,
    /// Obligations on that day.
    pub of_after: u32,
    /// Who keeps a part.
    pub stays: Vec<PlanStays>,
    /// Whose part ends.
    pub ends: Vec<PlanHad>,
    /// Who begins.
    pub begins: Vec<PlanBegins>,
    /// Those that end and that nobody in the new group continues.
    pub without_successor: Vec<AgencyName>,
    /// Those of the new group that had a part in this task before, so that they cannot begin again.
    pub had_part: Vec<AgencyName>,
}

/// What each task went on under, first to last, by task.
pub fn by_task(conn: &Connection) -> Result<HashMap<String, Vec<Regrouping>>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.task, r.id, r.on_day, f.id, f.name, t.id, t.name, r.note
         FROM regrouping r JOIN agency_group f ON f.id = r.from_group JOIN agency_group t ON t.id = r.to_group ORDER BY r.on_day",
    )?;
    let rows = statement.query_map([], |row| {
        let change = Regrouping {
            id: row.get(1)?,
            on_day: row.get(2)?,
            from_group: row.get(3)?,
            from_name: row.get(4)?,
            to_group: row.get(5)?,
            to_name: row.get(6)?,
            note: row.get(7)?,
        };
        Ok((row.get::<_, String>(0)?, change))
    })?;
    let mut found: HashMap<String, Vec<Regrouping>> = HashMap::new();
    for row in rows {
        let (task, change) = row?;
        found.entry(task).or_default().push(change);
    }
    Ok(found)
}

/// Everything a change of group rests on, read and checked.
struct Asked {
    task: Task,
    from: AgencyGroup,
    to: AgencyGroup,
    on_day: NaiveDate,
    last_day: NaiveDate,
    /// The leading parts that count on the last day, in the order they are shown.
    parts: Vec<Assignment>,
    /// All agencies, in official order.
    agencies: Vec<AgencyRow>,
    decided: Decided,
}

impl Asked {
    /// Errors: `regrouping.not_common` at `id`; `unknown_record`, `agency_group.empty` at `agency_group`;
    /// `day.to_come`, `regrouping.before_assigned`, `regrouping.before_earlier` at `on_day`.
    fn read(reader: &Reader, request: &TaskRegroup) -> Result<Asked> {
        let (conn, words) = (reader.conn, reader.words());
        let on_day = request.on_day.0;
        let wrong_day = |problem: Problem| Error::input("on_day", problem);
        let id = task::id_of(conn, &request.id)?;
        let Some(from) = task::group_of(conn, &id)? else {
            return Err(Error::input("id", Problem::new("regrouping.not_common").with("code", &request.id)));
        };
        let from = agency::get_group(reader, IdRequest { id: from })?;
        let to = agency::group_id(conn, "agency_group", &request.agency_group)?;
        let to = agency::get_group(reader, IdRequest { id: to })?;
        let members = agency::members(conn, &to.id)?;
        if members.is_empty() && to.expected_count.unwrap_or(0) == 0 {
            return Err(Error::input("agency_group", Problem::new("agency_group.empty").with("name", &to.name)));
        }
        not_to_come(reader, "on_day", on_day)?;
        let last_day = on_day.pred_opt().ok_or_else(|| wrong_day(Problem::new("day.unreadable").with("text", on_day)))?;
        let task = task::get(reader, TaskGetRequest { id, as_of: Some(Day(last_day)), basis: None })?;
        if let Some(assigned) = task.row.assigned_on.filter(|assigned| on_day <= *assigned) {
            return Err(wrong_day(Problem::new("regrouping.before_assigned").with("day", words.day(assigned))));
        }
        let earlier = by_task(conn)?.remove(&task.row.id).unwrap_or_default();
        if let Some(last) = earlier.last().filter(|last| on_day <= last.on_day) {
            return Err(wrong_day(Problem::new("regrouping.before_earlier").with("day", words.day(last.on_day))));
        }
        let mut parts = task.assignments.clone();
        parts.retain(|part| part.role == Role::Lead && part.counts_on(last_day));
        let had: Vec<Had> = parts
            .iter()
            .map(|part| Had {
                agency: part.agency.as_ref().map(|agency| agency.id.clone()),
                state: State::on(&part.steps, last_day),
                evidence: part.evidence.clone(),
                document: part.last_done(last_day).and_then(|step| step.document.clone()),
            })
            .collect();
        let agencies = agency::in_official_order(reader)?;
        let before = Before {
            had: &had,
            members: &members,
            expected: to.expected_count.unwrap_or(0) as usize,
            same_group: from.id == to.id,
            continued: &agency::continued(conn, Some(on_day))?,
        };
        let decided = plan::decide(&before, request.carry);
        Ok(Asked { task, from, to, on_day, last_day, parts, agencies, decided })
    }

    fn agency(&self, id: &str) -> Option<&AgencyRow> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    fn name(&self, id: &str) -> Option<AgencyName> {
        self.agency(id).cloned().map(AgencyName::from)
    }

    /// Agencies of the new group that cannot begin: each has one part in a task.
    fn had_part(&self) -> Vec<AgencyName> {
        let taken: HashSet<&str> = self.task.assignments.iter().filter_map(|part| Some(part.agency.as_ref()?.id.as_str())).collect();
        self.decided.begins.iter().filter_map(|begins| begins.agency.as_deref()).filter(|id| taken.contains(id)).filter_map(|id| self.name(id)).collect()
    }

    fn had(&self, place: usize) -> Option<PlanHad> {
        let part = self.parts.get(place)?;
        Some(PlanHad {
            agency: part.agency.clone(),
            started_on: part.started_on,
            completed_on: part.completed_on,
            later_steps: part.steps.iter().any(|step| step.day >= self.on_day),
        })
    }

    fn all_had(&self, places: &[usize]) -> Vec<PlanHad> {
        places.iter().filter_map(|place| self.had(*place)).collect()
    }

    /// "Theo kết quả của Hà Giang (12/06/2025), Tuyên Quang (20/06/2025)", and what showed it there.
    fn carried(&self, words: &Words, begins: &plan::Begins) -> Option<PlanCarried> {
        let carried = begins.carried.as_ref()?;
        let sources: Vec<String> = carried
            .from
            .iter()
            .filter_map(|place| {
                let part = self.parts.get(*place)?;
                let day = if carried.kind == StepKind::Done { part.completed_on } else { part.completed_on.or(part.started_on) };
                let name = part.agency.as_ref().map(|agency| agency.short_name.clone())?;
                Some(words.fill("regrouping.source", &[("agency", name), ("day", day.map(|day| words.day(day)).unwrap_or_default())]))
            })
            .collect();
        let key = if carried.kind == StepKind::Done { "regrouping.result_of" } else { "regrouping.work_of" };
        Some(PlanCarried {
            kind: carried.kind,
            day: carried.day,
            note: words.fill(key, &[("agencies", sources.join(", "))]),
            evidence: carried.evidence.clone(),
            document: carried.document.clone(),
        })
    }

    fn plan(&self, words: &Words) -> RegroupPlan {
        let decided = &self.decided;
        let done = |place: &usize| self.parts.get(*place).is_some_and(|part| part.completed_on.is_some());
        let kept = decided.stays.iter().filter(|stays| done(&stays.place)).count();
        let carried = decided.begins.iter().filter(|begins| begins.carried.as_ref().is_some_and(|carried| carried.kind == StepKind::Done)).count();
        let continued: HashSet<usize> = (decided.begins.iter().flat_map(|begins| &begins.from))
            .chain(decided.stays.iter().flat_map(|stays| &stays.absorbs))
            .copied()
            .collect();
        let order = |id: &Option<String>| self.agencies.iter().position(|agency| Some(&agency.id) == id.as_ref()).unwrap_or(usize::MAX);
        let mut begins: Vec<&plan::Begins> = decided.begins.iter().collect();
        begins.sort_by_key(|begins| order(&begins.agency));
        RegroupPlan {
            code: self.task.row.code.clone(),
            from_name: self.from.name.clone(),
            to_name: self.to.name.clone(),
            on_day: self.on_day,
            last_day: self.last_day,
            done_before: (0..self.parts.len()).filter(done).count() as u32,
            of_before: self.parts.len() as u32,
            done_after: (kept + carried) as u32,
            of_after: (decided.stays.len() + decided.begins.len()) as u32,
            stays: decided
                .stays
                .iter()
                .filter_map(|stays| Some(PlanStays { had: self.had(stays.place)?, absorbs: self.all_had(&stays.absorbs) }))
                .collect(),
            ends: self.all_had(&decided.ends),
            begins: begins
                .into_iter()
                .map(|begins| PlanBegins {
                    agency: begins.agency.as_deref().and_then(|id| self.name(id)),
                    from: self.all_had(&begins.from),
                    without_part: begins.without_part.iter().filter_map(|id| self.name(id)).collect(),
                    carried: self.carried(words, begins),
                    disagree: begins.disagree,
                    exists: begins.agency.as_deref().and_then(|id| self.agency(id)).is_none_or(|agency| {
                        agency.valid_from.is_none_or(|from| from <= self.on_day) && agency.valid_to.is_none_or(|to| to >= self.on_day)
                    }),
                })
                .collect(),
            without_successor: (decided.ends.iter())
                .filter(|place| !continued.contains(place))
                .filter_map(|place| self.parts.get(*place)?.agency.clone())
                .collect(),
            had_part: self.had_part(),
        }
    }
}

/// What passing a task on would mean. Errors: those of [`regroup`], except that agencies which had a part
/// before are told and not refused.
pub fn preview(reader: &Reader, request: TaskRegroup) -> Result<RegroupPlan> {
    Ok(Asked::read(reader, &request)?.plan(reader.words()))
}

/// Passes a common task on.
/// Errors: `regrouping.not_common` at `id`; `unknown_record`, `agency_group.empty`, `regrouping.had_part` at
/// `agency_group`; `day.to_come`, `regrouping.before_assigned`, `regrouping.before_earlier` at `on_day`;
/// `regrouping.nothing` when nothing would change.
pub fn regroup(change: &mut Change, request: TaskRegroup) -> Result<Task> {
    let asked = Asked::read(change, &request)?;
    let (task, decided) = (&asked.task.row, &asked.decided);
    if asked.from.id == asked.to.id && decided.ends.is_empty() && decided.begins.is_empty() {
        return Err(Error::Refused(Problem::new("regrouping.nothing").with("code", &task.code).with("name", &asked.to.name)));
    }
    let had_part = asked.had_part();
    if !had_part.is_empty() {
        let names: Vec<&str> = had_part.iter().map(|agency| agency.short_name.as_str()).collect();
        return Err(Error::input("agency_group", Problem::new("regrouping.had_part").with("names", names.join(", ")).with("code", &task.code)));
    }
    let ended: Vec<&str> = decided.ends.iter().filter_map(|place| asked.parts.get(*place)).map(|part| part.id.as_str()).collect();
    assignment::end(change.conn, &ended, asked.last_day)?;
    for (position, begins) in (asked.task.assignments.len() as i64..).zip(&decided.begins) {
        let part = assignment::begin(change, &task.id, begins.agency.as_deref(), asked.on_day, position)?;
        if let Some(carried) = asked.carried(change.words(), begins) {
            let new = NewStep {
                kind: carried.kind,
                day: carried.day,
                note: Some(&carried.note),
                evidence: carried.evidence.as_deref(),
                document: carried.document.as_deref(),
            };
            step::carry(change, &part, &new)?;
        }
    }
    task::give_over(change.conn, &task.id, &asked.to.id)?;
    change.conn.execute(
        "INSERT INTO regrouping (id, task, on_day, from_group, to_group, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![change.new_id(), task.id, asked.on_day, asked.from.id, asked.to.id, optional_text(request.note)],
    )?;
    task::check_whole(change, &task.id)?;
    change.about(&task.code);
    task::get(change, TaskGetRequest { id: task.id.clone(), as_of: Some(Day(asked.on_day)), basis: None })
}
