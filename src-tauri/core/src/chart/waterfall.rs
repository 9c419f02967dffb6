//! Overdue tasks from one day to another: how many there were, what came, what went, how many there are. The
//! steps add up, task by task; a common task counts once, as a whole.

use std::collections::HashMap;

use chrono::NaiveDate;
use so35_press as press;

use super::words::{change, number, sources};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::book::Reader;
use crate::error::Result;
use crate::status::Status;
use crate::task::{self, TaskListRequest};

/// The column of the table that holds the number.
const NUMBER: usize = 1;

/// Why the number of overdue tasks changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Not there on the earlier day, overdue on the later one.
    Came,
    /// There and not overdue, now overdue.
    Became,
    /// Overdue, now completed.
    Done,
    /// Overdue, now in time: extended or set anew.
    InTime,
    /// Overdue, now without a deadline, ongoing, or no longer of the register.
    Left,
}

impl Why {
    const ALL: [Why; 5] = [Why::Became, Why::Came, Why::Done, Why::InTime, Why::Left];

    fn key(self) -> &'static str {
        match self {
            Why::Came => "chart.waterfall.came",
            Why::Became => "chart.waterfall.became",
            Why::Done => "chart.waterfall.done",
            Why::InTime => "chart.waterfall.in_time",
            Why::Left => "chart.waterfall.left",
        }
    }

    fn mark(self) -> press::Mark {
        match self {
            Why::Came | Why::Became => press::Mark::Overdue,
            Why::Done => press::Mark::DoneLate,
            Why::InTime => press::Mark::InTime,
            Why::Left => press::Mark::NoDeadline,
        }
    }

    /// Whether it adds to the number.
    fn adds(self) -> bool {
        matches!(self, Why::Came | Why::Became)
    }

    /// Which statuses its tasks have on the later day, for the door; none where there is no list of them.
    fn now(self) -> Option<Vec<Status>> {
        match self {
            Why::Came | Why::Became => Some(vec![Status::OpenOverdue]),
            Why::Done => Some(vec![Status::DoneLate, Status::DoneOnTime, Status::DoneNoDeadline]),
            Why::InTime => Some(vec![Status::OpenInTime]),
            Why::Left => None,
        }
    }

    /// What a task's two statuses say; none where the number does not change.
    fn of(before: Option<Status>, after: Option<Status>) -> Option<Why> {
        let overdue = Some(Status::OpenOverdue);
        match (before == overdue, after == overdue) {
            (true, true) | (false, false) => None,
            (false, true) => Some(if before.is_none() { Why::Came } else { Why::Became }),
            (true, false) => Some(match after {
                Some(status) if status.is_done() => Why::Done,
                Some(Status::OpenInTime) => Why::InTime,
                _ => Why::Left,
            }),
        }
    }
}

/// Overdue tasks from one day to another.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let since = spec.earlier_day(as_of, 1)?;
    let filter = status::filter(spec, as_of);
    let standings = |day: NaiveDate| -> Result<HashMap<String, Status>> {
        task::fitting(reader, &status::filter(spec, day), |fitting| {
            Ok(fitting.rows.iter().map(|row| (row.id.clone(), row.standing.status)).collect())
        })
    };
    let (before, after) = (standings(since)?, standings(as_of)?);
    let mut counts: HashMap<&'static str, u64> = HashMap::new();
    for id in before.keys().chain(after.keys().filter(|id| !before.contains_key(*id))) {
        if let Some(why) = Why::of(before.get(id).copied(), after.get(id).copied()) {
            *counts.entry(why.key()).or_default() += 1;
        }
    }
    let overdue = |of: &HashMap<String, Status>| of.values().filter(|status| **status == Status::OpenOverdue).count() as u64;
    let (from, to) = (overdue(&before), overdue(&after));

    let mut table = Filling::default().words(words.get("chart.waterfall.step")).numbers(words.get("field.count"), "");
    let mut marks = Vec::new();
    let mut steps = Vec::new();
    let mut put = |name: String, value: f64, written: String, mark: Option<press::Mark>, level: bool, door: Option<ChartDoor>| {
        let label = format!("{name}: {written}");
        marks.push((table.row(vec![ChartCell::text(&name), ChartCell::number(value, &written)], door), NUMBER));
        steps.push(press::WaterfallStep { name, value, level, written, label, mark });
    };
    let door = |filter: &TaskListRequest, status: Option<Vec<Status>>| status.map(|status| ChartDoor::tasks(TaskListRequest { status: Some(status), ..filter.clone() }));
    let level = |day: NaiveDate| words.fill("chart.waterfall.level", &[("day", words.day(day))]);
    let earlier = status::filter(spec, since);
    put(level(since), from as f64, number(words, from), None, true, door(&earlier, Some(vec![Status::OpenOverdue])));
    for why in Why::ALL {
        let count = counts.get(why.key()).copied().unwrap_or(0);
        // A step that nothing took is left out, save the two that everybody asks about.
        if count == 0 && !matches!(why, Why::Became | Why::Done) {
            continue;
        }
        let value = if why.adds() { count as f64 } else { -(count as f64) };
        put(words.get(why.key()), value, change(words, value), Some(why.mark()), false, door(&filter, why.now()));
    }
    put(level(as_of), to as f64, number(words, to), None, true, door(&filter, Some(vec![Status::OpenOverdue])));

    let key = match from.cmp(&to) {
        std::cmp::Ordering::Less => "chart.overdue.up",
        std::cmp::Ordering::Greater => "chart.overdue.down",
        std::cmp::Ordering::Equal => "chart.overdue.same",
    };
    let title = words.fill(key, &[("from", number(words, from)), ("to", number(words, to))]);
    let said = words.fill("chart.waterfall.subtitle", &[("since", words.day(since)), ("day", words.day(as_of))]);
    let all: Vec<&str> = steps.iter().map(|step| step.label.as_str()).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", all.join("; ")),
        title,
        subtitle: format!("{said}{}", status::chosen(reader, spec, &filter)?),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    let chart = press::Chart::Waterfall(press::Waterfall { name: words.of_value("status", Status::OpenOverdue), steps, empty: words.get("chart.status.none") });
    Ok(Composed::new(chart, frame, table, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_has_one_reason() {
        use Status::{DoneLate, OpenInTime, OpenNoDeadline, OpenOverdue};
        for (before, after, why) in [
            (None, Some(OpenOverdue), Some(Why::Came)),
            (Some(OpenInTime), Some(OpenOverdue), Some(Why::Became)),
            (Some(OpenOverdue), Some(DoneLate), Some(Why::Done)),
            (Some(OpenOverdue), Some(OpenInTime), Some(Why::InTime)),
            (Some(OpenOverdue), Some(OpenNoDeadline), Some(Why::Left)),
            (Some(OpenOverdue), None, Some(Why::Left)),
            (Some(OpenOverdue), Some(OpenOverdue), None),
            (Some(OpenInTime), Some(DoneLate), None),
            (None, None, None),
        ] {
            assert_eq!(Why::of(before, after), why, "{before:?} → {after:?}");
        }
    }
}
