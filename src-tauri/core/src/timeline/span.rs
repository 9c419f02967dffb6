//! The stretches of time that make up a task's bar. Days in, days out; both ends inclusive.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::extension::{self, Later};
use crate::task::TaskRow;

/// What a stretch of time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    /// From the day of assignment to the last day first given.
    Term,
    /// Granted beyond what was given before.
    Extension,
    /// Asked for beyond that, and not decided.
    Requested,
    /// From the day after the last day until it was done, or until the day asked for.
    Late,
    /// Without a deadline: from the day of assignment until it was done, or until the day asked for.
    Open,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Span {
    /// What it means.
    pub kind: SpanKind,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, inclusive.
    pub to: NaiveDate,
}

/// The stretches of a task as known on `as_of`, whose deadline was moved by `later`.
pub fn of(row: &TaskRow, later: &[Later], as_of: NaiveDate) -> Vec<Span> {
    let until = row.completed_on.unwrap_or(as_of);
    let Some(original) = row.deadline.last_day else {
        let open = row.assigned_on.map(|from| Span { kind: SpanKind::Open, from, to: until.max(from) });
        return open.into_iter().collect();
    };
    // Where nobody wrote down the day of assignment, the words of the deadline tell when it begins: quý II.
    let start = row.assigned_on.or(row.deadline.first_day).unwrap_or(original).min(original);
    let mut spans = vec![Span { kind: SpanKind::Term, from: start, to: original }];
    let mut reached = original;
    for step in later.iter().filter(|step| extension::counts(step.requested_on, row.completed_on)) {
        let kind = if step.granted { SpanKind::Extension } else { SpanKind::Requested };
        if let Some(from) = reached.succ_opt().filter(|from| *from <= step.last_day) {
            spans.push(Span { kind, from, to: step.last_day });
            reached = step.last_day;
        }
    }
    let late = row.due.and_then(|due| due.succ_opt()).filter(|from| row.standing.late_days > 0 && *from <= until);
    spans.extend(late.map(|from| Span { kind: SpanKind::Late, from, to: until }));
    spans
}
