//! What an office is told when it opens its book: what became overdue since it last looked, what falls due
//! within the steps it chose, and what has no deadline and should be asked about. Reads only; the steps are
//! settings of the book ([`crate::setting`]), the day of the last look is kept on the desk ([`crate::desk`]).

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::setting;
use crate::status::{Reminders, Status};
use crate::task::{self, Fitting, TaskListRequest, TaskRow, TaskSort, TaskSortKey};
use crate::wire::Day;

/// How many tasks of each kind are named; the number of all is told beside them.
const NAMED: usize = 50;

/// Asks what there is to be reminded of.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReminderRequest {
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// The day of the last look. Without it, everything overdue is new.
    pub since: Option<Day>,
}

/// Tasks of one kind of reminder.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Reminded {
    /// How many there are.
    pub total: u32,
    /// The first of them; fifty at the most.
    pub rows: Vec<TaskRow>,
}

/// What falls due within one step and not within a narrower one.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DueStep {
    /// The step, in days.
    pub days: u16,
    /// The first last day of this step.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// What falls due on these days, soonest first.
    #[serde(flatten)]
    pub tasks: Reminded,
}

/// What there is to be reminded of on a day.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ReminderList {
    /// The day.
    pub as_of: NaiveDate,
    /// The day of the last look, as asked.
    pub since: Option<NaiveDate>,
    /// Overdue now and not yet told on the day of the last look, because they were not overdue or not in the book;
    /// newest first.
    pub became_overdue: Reminded,
    /// How many tasks are overdue in all.
    pub overdue: u32,
    /// What falls due, by step, the narrowest first; steps with nothing are left out.
    pub due: Vec<DueStep>,
    /// Open tasks without a deadline that are old enough to chase, oldest first.
    pub chase: Reminded,
    /// How many open tasks without a deadline nobody can tell the age of: without a day of assignment, and in no
    /// document with a day.
    pub chase_unknown: u32,
    /// After how many months they are.
    pub chase_after_months: u16,
}

fn named<'a>(rows: impl Iterator<Item = &'a TaskRow>) -> Reminded {
    let all: Vec<&TaskRow> = rows.collect();
    Reminded { total: all.len() as u32, rows: all.into_iter().take(NAMED).cloned().collect() }
}

/// What there is to be reminded of. Deadlines are the current ones: what was extended is not called overdue.
pub fn reminders(reader: &Reader, request: ReminderRequest) -> Result<ReminderList> {
    let by_deadline = TaskSort { key: TaskSortKey::Deadline, descending: None };
    let every = TaskListRequest { as_of: request.as_of, sort: Some(vec![by_deadline]), ..TaskListRequest::default() };
    let office = setting::reminders(reader.conn)?;
    let since = match request.since {
        Some(Day(day)) => Some((day, task::came_since(reader.conn, day)?)),
        None => None,
    };
    task::fitting(reader, &every, |fitting| Ok(told(&fitting, since, office)))
}

/// `since`: the day of the last look, and what came into the book since then.
fn told(fitting: &Fitting, since: Option<(NaiveDate, HashSet<String>)>, office: Reminders) -> ReminderList {
    let as_of = fitting.as_of;
    let of = |status: Status| fitting.rows.iter().copied().filter(move |row| row.standing.status == status);

    // On its last day a task is still in time: it was not overdue on the day of the last look.
    let new = |row: &&TaskRow| {
        since.as_ref().is_none_or(|(day, came)| row.due.is_some_and(|due| due >= *day) || came.contains(&row.id))
    };
    let became_overdue = named(of(Status::OpenOverdue).filter(new).rev());

    let mut steps = office.due_soon_days;
    steps.sort_unstable();
    let mut due = Vec::new();
    let mut from = as_of;
    for days in steps {
        let Some(to) = as_of.checked_add_days(Days::new(u64::from(days))) else { continue };
        let tasks = named(of(Status::OpenInTime).filter(|row| row.standing.due_soon == Some(days)));
        if tasks.total > 0 {
            due.push(DueStep { days, from, to, tasks });
        }
        from = to.succ_opt().unwrap_or(to);
    }

    let mut chase: Vec<&TaskRow> = fitting.rows.iter().copied().filter(|row| row.standing.chase).collect();
    chase.sort_by_key(|row| row.since);
    let undated = of(Status::OpenNoDeadline).filter(|row| row.since.is_none());
    ReminderList {
        as_of,
        since: since.as_ref().map(|(day, _)| *day),
        became_overdue,
        overdue: of(Status::OpenOverdue).count() as u32,
        due,
        chase_unknown: undated.count() as u32,
        chase: named(chase.into_iter()),
        chase_after_months: office.chase_after_months,
    }
}
