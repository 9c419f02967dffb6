//! The register along time: from the day a task was assigned to its last day, with what was granted or asked
//! for beyond it and how far it ran over. Which tasks, in which order and by which deadline is decided by
//! [`crate::task::list`]; here each becomes a bar, and bars are grouped. Drawing is left to the window and,
//! for paper, to `print`.

mod print;
mod span;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::extension;
use crate::status::{Counts, Standing};
use crate::task::{self, TaskListRequest, TaskRow, TaskSort, TaskSortKey, said};
use crate::wire::Day;
use crate::words::Words;

pub use print::{TimelineSave, save};
pub use span::{Span, SpanKind};

/// Which tasks to show along time.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TimelineRequest {
    /// Which tasks, as of which day, by which deadline, in which order and groups, as the register is
    /// filtered; by deadline when no order is asked for. `offset` and `limit` choose the bars.
    pub filter: Option<TaskListRequest>,
    /// Only what touches this day or a later one.
    pub from: Option<Day>,
    /// Only what touches this day or an earlier one.
    pub to: Option<Day>,
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
    task::fitting(reader, &filter, |fitting| {
        let as_of = fitting.as_of;
        let later = extension::later_days(reader.conn, as_of)?;
        let touches = |spans: &[Span]| {
            // A task without any day touches none.
            let (first, last) = (spans.first().map(|span| span.from), spans.iter().map(|span| span.to).max());
            request.from.is_none_or(|day| last.is_some_and(|last| last >= day.0))
                && request.to.is_none_or(|day| first.is_some_and(|first| first <= day.0))
        };
        let bars = fitting.labelled().map(|(row, label)| {
            let spans = span::of(row, later.get(&row.id).map_or(&[], Vec::as_slice), as_of);
            (Bar { row, spans }, label)
        });
        let (bars, groups) = in_groups(reader, bars.filter(|(bar, _)| touches(&bar.spans)), filter.group_by.is_some());
        let mut counts = Counts::default();
        bars.iter().filter(|bar| bar.row.parent.is_none()).for_each(|bar| counts.add(bar.row.standing.status));
        let days = || bars.iter().flat_map(|bar| &bar.spans);
        let total = bars.len() as u32;
        Ok(Timeline {
            as_of,
            total,
            counts,
            first_day: days().map(|span| span.from).min().map_or(as_of, |day| day.min(as_of)),
            last_day: days().map(|span| span.to).max().map_or(as_of, |day| day.max(as_of)),
            groups,
            offset: offset.min(total),
            bars: bars.into_iter().skip(offset as usize).take(limit as usize).map(|bar| bar.told(reader.words())).collect(),
        })
    })
}

/// A task and its stretches of time.
struct Bar<'r> {
    row: &'r TaskRow,
    spans: Vec<Span>,
}

impl Bar<'_> {
    fn told(self, words: &Words) -> TaskBar {
        let row = self.row;
        TaskBar {
            id: row.id.clone(),
            code: row.code.clone(),
            statement: row.statement.clone(),
            leads: said::leads(words, row),
            deadline_words: row.deadline_words(words),
            standing: row.standing,
            assigned_on: row.assigned_on,
            original: row.deadline.last_day,
            due: row.due,
            extended: row.extended,
            completed_on: row.completed_on,
            spans: self.spans,
        }
    }
}

/// Puts the tasks without a deadline apart, after all others, and tells the groups.
fn in_groups<'r, 'l>(reader: &Reader, bars: impl Iterator<Item = (Bar<'r>, &'l str)>, grouped: bool) -> (Vec<Bar<'r>>, Vec<TimelineGroup>) {
    let mut groups: Vec<TimelineGroup> = Vec::new();
    let (mut dated, mut undated) = (Vec::new(), Vec::new());
    for (bar, label) in bars {
        if bar.row.due.is_none() {
            undated.push(bar);
            continue;
        }
        dated.push(bar);
        match groups.last_mut() {
            Some(last) if last.label == label => last.count += 1,
            _ => groups.push(TimelineGroup { label: label.to_owned(), count: 1, undated: false }),
        }
    }
    if !undated.is_empty() {
        // They stand apart from every group, so no group's order is theirs.
        if grouped {
            undated.sort_by_cached_key(|bar| task::code_key(&bar.row.code));
        }
        let label = reader.words().get("timeline.undated");
        groups.push(TimelineGroup { label, count: undated.len() as u32, undated: true });
        dated.append(&mut undated);
    }
    (dated, groups)
}
