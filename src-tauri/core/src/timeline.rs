//! The register along time: from the day a task was assigned to its last day, with what was granted or asked
//! for beyond it and how far it ran over. Which tasks, in which order and by which deadline is decided by
//! [`crate::task::list`]; here each becomes a bar, and bars are grouped. Drawing is left to the window and,
//! for paper, to `print`.

mod print;
mod span;

use std::collections::HashMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::extension;
use crate::framework;
use crate::status::{Counts, Standing, Status};
use crate::task::{self, TaskListRequest, TaskRow, TaskSort, TaskSortKey, said};
use crate::wire::Day;

pub use print::{TimelineSave, save};
pub use span::{Span, SpanKind};

/// By what the bars are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineGrouping {
    /// Main focus area, in official order.
    FocusArea,
    /// First lead agency, or the group of a common task; in alphabetical order.
    Agency,
    /// Status, in official order.
    Status,
}

/// Which tasks to show along time.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TimelineRequest {
    /// Which tasks, as of which day, by which deadline and in which order, as the register is filtered; by
    /// deadline when no order is asked for. `offset` and `limit` choose the bars.
    pub filter: Option<TaskListRequest>,
    /// Only what touches this day or a later one.
    pub from: Option<Day>,
    /// Only what touches this day or an earlier one.
    pub to: Option<Day>,
    /// How the bars are grouped; not at all when missing.
    pub group_by: Option<TimelineGrouping>,
}

/// A task along time.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskBar {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Who leads, in short; for a common task the group and how many are done.
    pub leads: String,
    /// The deadline as written, with what was granted beyond it.
    pub deadline_words: String,
    /// How it stands on the day asked for, by the deadline asked for.
    pub standing: Standing,
    /// The day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// The last day first given.
    pub original: Option<NaiveDate>,
    /// The last day that counts, by the deadline asked for.
    pub due: Option<NaiveDate>,
    /// How many extensions were approved.
    pub extended: u32,
    /// The day the last obligation was done, when all are.
    pub completed_on: Option<NaiveDate>,
    /// Its stretches of time, from the first to the last.
    pub spans: Vec<Span>,
}

/// A group of bars that stand together.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimelineGroup {
    /// What they have in common; empty when nothing was asked for.
    pub label: String,
    /// How many they are.
    pub count: u32,
    /// Whether these are the tasks without a deadline, which stand apart after all others.
    pub undated: bool,
}

/// A part of the register along time.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Timeline {
    /// The day the statuses are computed for.
    pub as_of: NaiveDate,
    /// How many tasks there are, those without a deadline included.
    pub total: u32,
    /// Their counts by status.
    pub counts: Counts,
    /// The first day of any bar, or the day asked for when there is none.
    pub first_day: NaiveDate,
    /// The last day of any bar, or the day asked for when that is later.
    pub last_day: NaiveDate,
    /// The groups in which the bars stand, in order; those without a deadline last.
    pub groups: Vec<TimelineGroup>,
    /// Where the bars below begin.
    pub offset: u32,
    /// The bars asked for.
    pub bars: Vec<TaskBar>,
}

/// The tasks along time.
pub fn timeline(reader: &Reader, request: TimelineRequest) -> Result<Timeline> {
    let mut filter = request.filter.unwrap_or_default();
    let (offset, limit) = (filter.offset.take().unwrap_or(0), filter.limit.take().unwrap_or(u32::MAX));
    if filter.sort.as_ref().is_none_or(Vec::is_empty) {
        filter.sort = Some(vec![TaskSort { key: TaskSortKey::Deadline, descending: None }]);
    }
    let (as_of, fitting) = task::fitting(reader, &filter)?;
    let later = extension::later_days(reader.conn, as_of)?;
    let touches = |spans: &[Span]| {
        // A task without any day touches none.
        let (first, last) = (spans.first().map(|span| span.from), spans.iter().map(|span| span.to).max());
        request.from.is_none_or(|day| last.is_some_and(|last| last >= day.0))
            && request.to.is_none_or(|day| first.is_some_and(|first| first <= day.0))
    };
    let mut counts = Counts::default();
    let mut rows: Vec<(TaskRow, Vec<Span>)> = Vec::with_capacity(fitting.len());
    for row in fitting {
        let spans = span::of(&row, later.get(&row.id).map_or(&[], Vec::as_slice), as_of);
        if touches(&spans) {
            if row.parent.is_none() {
                counts.add(row.standing.status);
            }
            rows.push((row, spans));
        }
    }
    let groups = group(reader, &mut rows, request.group_by)?;
    let days = || rows.iter().flat_map(|(_, spans)| spans);
    let (total, words) = (rows.len() as u32, reader.words());
    Ok(Timeline {
        as_of,
        total,
        counts,
        first_day: days().map(|span| span.from).min().map_or(as_of, |day| day.min(as_of)),
        last_day: days().map(|span| span.to).max().map_or(as_of, |day| day.max(as_of)),
        groups,
        offset: offset.min(total),
        bars: rows
            .into_iter()
            .skip(offset as usize)
            .take(limit as usize)
            .map(|(row, spans)| {
                let (leads, deadline_words) = (said::leads(words, &row), row.deadline_words(words));
                TaskBar {
                leads,
                id: row.id,
                code: row.code,
                statement: row.statement,
                original: row.deadline.last_day,
                deadline_words,
                standing: row.standing,
                assigned_on: row.assigned_on,
                due: row.due,
                extended: row.extended,
                completed_on: row.completed_on,
                spans,
                }
            })
            .collect(),
    })
}

/// Brings the rows into the order of their groups, keeping their order inside each, and tells the groups.
fn group(reader: &Reader, rows: &mut [(TaskRow, Vec<Span>)], by: Option<TimelineGrouping>) -> Result<Vec<TimelineGroup>> {
    let words = reader.words();
    let order = reader.order()?;
    let areas: HashMap<String, usize> = framework::names(reader.conn)?.into_iter().enumerate().map(|(place, area)| (area.id, place)).collect();
    // Where a row's group stands, and what it is called; what has no group stands after the others.
    let place = |row: &TaskRow| -> (usize, Vec<u8>, String) {
        match by {
            None => (0, Vec::new(), String::new()),
            Some(TimelineGrouping::FocusArea) => match row.focus_areas.first() {
                Some(main) => {
                    let name = format!("{} {}", main.area.mark, main.area.short_name);
                    (areas.get(&main.area.id).copied().unwrap_or(usize::MAX), Vec::new(), name)
                }
                None => (usize::MAX, Vec::new(), words.get("timeline.no_area")),
            },
            Some(TimelineGrouping::Agency) => {
                let name = row.agency_group_name.clone().or_else(|| row.leads.first().map(|lead| lead.short_name.clone()));
                match name {
                    Some(name) => (0, order.key(&name), name),
                    None => (usize::MAX, Vec::new(), words.get("task.no_lead")),
                }
            }
            Some(TimelineGrouping::Status) => {
                let status = row.standing.status;
                (Status::ALL.iter().position(|one| *one == status).unwrap_or(usize::MAX), Vec::new(), words.of_value("status", status))
            }
        }
    };
    rows.sort_by_cached_key(|(row, _)| {
        let undated = row.due.is_none();
        let (at, name, _) = if undated { (0, Vec::new(), String::new()) } else { place(row) };
        (undated, at, name)
    });
    let mut groups: Vec<TimelineGroup> = Vec::new();
    for (row, _) in rows.iter() {
        let undated = row.due.is_none();
        let label = if undated { words.get("timeline.undated") } else { place(row).2 };
        match groups.last_mut() {
            Some(last) if last.undated == undated && last.label == label => last.count += 1,
            _ => groups.push(TimelineGroup { label, count: 1, undated }),
        }
    }
    Ok(groups)
}
