//! Tasks by status along time: deadlines by month, and how many tasks had which status on past days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use so35_press as press;

use super::words::{finding, mark, number, sources, status_word, with_others};
use super::{CellPlace, ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::book::Reader;
use crate::error::Result;
use crate::period::{Calendar, Period, PeriodKind};
use crate::status::{Counts, Status};
use crate::task::{self, TaskListRequest};
use crate::wire::Day;

/// One period or day along time.
struct Step {
    from: NaiveDate,
    to: NaiveDate,
    /// What stands under it, and its full name.
    head: String,
    name: String,
    counts: Counts,
    door: TaskListRequest,
}

/// Deadlines by month, or by quarter or year where there are too many months.
pub fn deadlines(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let request = status::filter(spec, as_of);
    let (dated, whole) = task::fitting(reader, &request, |fitting| {
        let whole: Counts = fitting.rows.iter().map(|row| row.standing.status).collect();
        let dated = fitting.rows.iter().filter(|row| row.standing.status != Status::Ongoing);
        Ok((dated.filter_map(|row| Some((row.due?, row.standing.status))).collect::<Vec<_>>(), whole))
    })?;
    let calendar = spec.calendar.unwrap_or(Calendar::Statistical);
    let first = dated.iter().map(|(due, _)| *due).min();
    let last = dated.iter().map(|(due, _)| *due).max();
    let mut steps = Vec::new();
    let mut kind = PeriodKind::Month;
    if let (Some(first), Some(last)) = (first, last) {
        kind = length(first, last);
        let mut by_period: BTreeMap<String, Counts> = BTreeMap::new();
        for (due, status) in &dated {
            if let Some(period) = Period::containing(*due, kind, calendar) {
                by_period.entry(period.code()).or_default().add(*status);
            }
        }
        let mut next = Period::containing(first, kind, calendar);
        while let Some(period) = next.filter(|period| period.first_day(calendar) <= last) {
            let (from, to) = (period.first_day(calendar), period.last_day(calendar));
            steps.push(Step {
                from,
                to,
                head: short(period),
                name: words.period(period),
                counts: by_period.get(&period.code()).copied().unwrap_or_default(),
                door: TaskListRequest { due_from: Some(Day(from)), due_to: Some(Day(to)), ..request.clone() },
            });
            next = period.next();
        }
    }
    let said = finding(words, &whole);
    let ahead = |step: &&Step| step.counts.of(Status::OpenInTime);
    let title = match steps.iter().rev().max_by_key(ahead).filter(|step| ahead(step) > 0) {
        Some(step) => {
            let others = steps.iter().filter(|other| ahead(other) == ahead(&step)).count() - 1;
            let period = with_others(words, "period", step.name.clone(), others);
            words.fill("chart.deadlines.title", &[("finding", said), ("count", number(words, ahead(&step))), ("period", period)])
        }
        None => said,
    };
    let by = words.of_value("chart_by", kind);
    let params = [("by", by), ("calendar", words.of_value("calendar", calendar)), ("day", words.day(as_of))];
    let subtitle = words.fill("chart.deadlines.subtitle", &params) + &status::chosen(reader, spec, &request)?;
    composed(reader, &steps, press::StackShape::Columns, as_of, title, subtitle)
}

/// Three years of months, then quarters, then years.
fn length(first: NaiveDate, last: NaiveDate) -> PeriodKind {
    match (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32 {
        ..36 => PeriodKind::Month,
        36..108 => PeriodKind::Quarter,
        _ => PeriodKind::Year,
    }
}

/// A period as it stands under an axis: "5/2024", "II/2024", "2024".
fn short(period: Period) -> String {
    let roman = ["I", "II", "III", "IV"].get(period.number() as usize - 1);
    match (period.kind(), roman) {
        (PeriodKind::Month, _) => format!("{}/{}", period.number(), period.year()),
        (PeriodKind::Quarter, Some(roman)) => format!("{roman}/{}", period.year()),
        _ => period.year().to_string(),
    }
}

/// How many tasks had which status on past days. A day counts the tasks that are known to have been there: given
/// on a day or by a document that is dated. What cannot be placed in time is left out and told.
pub fn areas(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let (first, left_out, now) = task::fitting(reader, &status::filter(spec, as_of), |fitting| {
        let known = fitting.rows.iter().filter_map(|row| row.since).filter(|day| *day <= as_of);
        let left_out = fitting.rows.iter().filter(|row| row.since.is_none()).count() as u64;
        Ok((known.min(), left_out, fitting.rows.len() as u64))
    })?;
    let mut steps = Vec::new();
    if let Some(first) = first {
        let year = as_of.checked_sub_months(chrono::Months::new(12)).unwrap_or(first);
        let from = spec.since.map_or(year, |day| day.0).max(first).min(as_of);
        for day in days(from, as_of) {
            let door = status::filter(spec, day);
            let counts = task::fitting(reader, &door, |fitting| {
                let there = fitting.rows.iter().filter(|row| row.since.is_some_and(|since| since <= day));
                Ok(there.map(|row| row.standing.status).collect())
            })?;
            let head = words.day(day);
            steps.push(Step { from: day, to: day, head: head.clone(), name: head, counts, door });
        }
    }
    let title = match (steps.first(), steps.last()) {
        (Some(from), Some(to)) if from.to < to.to => {
            let overdue = |step: &Step| number(words, step.counts.of(Status::OpenOverdue));
            let done = |step: &Step| number(words, step.counts.done());
            let params = [
                ("from", words.day(from.to)),
                ("to", words.day(to.to)),
                ("done_from", done(from)),
                ("done_to", done(to)),
                ("overdue_from", overdue(from)),
                ("overdue_to", overdue(to)),
            ];
            words.fill("chart.areas.title", &params)
        }
        (Some(only), _) => finding(words, &only.counts),
        _ => words.get(if now == 0 { "chart.status.none" } else { "chart.areas.none" }),
    };
    let chosen = status::chosen(reader, spec, &status::filter(spec, as_of))?;
    let subtitle = words.fill("chart.areas.subtitle", &[("day", words.day(as_of))]) + &chosen;
    let mut composed = composed(reader, &steps, press::StackShape::Areas, as_of, title, subtitle)?;
    if left_out > 0 {
        composed.frame.note = words.fill("chart.areas.left_out", &[("count", number(words, left_out))]);
    }
    Ok(composed)
}

/// The days counted: each day of a month, each week of half a year, else the last day of each month, and always the
/// first and the last.
fn days(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let span = (to - from).num_days();
    let mut days: Vec<NaiveDate> = if span <= 186 {
        let step = if span <= 31 { 1 } else { 7 };
        // Counted back from the last day, so that the steps to it are equal.
        std::iter::successors(Some(to), |day| day.checked_sub_days(Days::new(step))).take_while(|day| *day > from).collect()
    } else {
        // No more than some forty points, however many years.
        let months = usize::try_from(span / 30 / 40 + 1).unwrap_or(1);
        let ends = std::iter::successors(to.with_day(1).and_then(|day| day.pred_opt()), |end| end.with_day(1)?.pred_opt());
        [to].into_iter().chain(ends.step_by(months).take_while(|day| *day > from)).collect()
    };
    days.push(from);
    days.reverse();
    days.dedup();
    days
}

/// The picture and the table of steps along time.
fn composed(reader: &Reader, steps: &[Step], shape: press::StackShape, as_of: NaiveDate, title: String, subtitle: String) -> Result<Composed> {
    let words = reader.words();
    let statuses: Vec<Status> = Status::ALL.into_iter().filter(|status| steps.iter().any(|step| step.counts.of(*status) > 0)).collect();
    let mut table = Filling::default().words(words.get(if shape == press::StackShape::Columns { "field.period" } else { "field.day" }));
    for status in &statuses {
        table = table.numbers(status_word(words, *status), "");
    }
    table = table.numbers(words.get("field.total"), "");
    let mut marks: Vec<CellPlace> = Vec::new();
    let mut points = Vec::new();
    for (row, step) in steps.iter().enumerate() {
        let behind = |status: Option<Status>| ChartDoor::tasks(TaskListRequest { status: status.map(|status| vec![status]), ..step.door.clone() });
        let total: u64 = statuses.iter().map(|status| step.counts.of(*status)).sum();
        let mut cells = vec![ChartCell::text(&step.name)];
        let mut segments = Vec::new();
        let mut said = Vec::new();
        for (column, status) in (1..).zip(&statuses) {
            let count = step.counts.of(*status);
            let written = number(words, count);
            let text = format!("{written} {}", status_word(words, *status));
            segments.push(press::Segment { status: mark(*status), count, label: format!("{}: {text}", step.name) });
            marks.push((row, column));
            cells.push(ChartCell::number(count as f64, written).behind(behind(Some(*status))));
            if count > 0 {
                said.push(text);
            }
        }
        marks.push((row, statuses.len() + 1));
        cells.push(ChartCell::number(total as f64, number(words, total)));
        table.row(cells, Some(behind(None)));
        let whole = words.fill("chart.measure.tasks", &[("count", number(words, total))]);
        let label = if said.is_empty() { format!("{}: {whole}", step.name) } else { format!("{}: {whole} ({})", step.name, said.join("; ")) };
        points.push(press::StackPoint { from: step.from, to: step.to, head: step.head.clone(), segments: Some(segments), label });
    }
    let chart = press::Chart::TimeStack(press::TimeStack {
        shape,
        statuses: statuses.iter().map(|status| press::Status { mark: mark(*status), word: status_word(words, *status) }).collect(),
        points,
        today: (shape == press::StackShape::Columns).then(|| (as_of, words.day(as_of))),
        empty: words.get("chart.deadlines.empty"),
    });
    let frame = press::Frame { description: title.clone(), title, subtitle, source: sources(reader, "task")?, ..press::Frame::default() };
    Ok(Composed::new(chart, frame, table, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_counted_are_few_and_have_both_ends() {
        for (from, to, count) in [
            ("2024-06-01", "2024-06-01", 1),
            ("2024-05-24", "2024-06-01", 9),
            ("2024-03-01", "2024-06-01", 15),
            ("2023-06-01", "2024-06-01", 14),
        ] {
            let days = days(at(from), at(to));
            assert_eq!((days[0], days[days.len() - 1], days.len()), (at(from), at(to), count), "{from}–{to}: {days:?}");
            assert!(days.is_sorted_by(|a, b| a < b), "{days:?}");
        }
        assert!(days(at("1990-01-01"), at("2024-06-01")).len() < 60);
        assert_eq!(days(at("2023-01-15"), at("2023-12-31"))[1], at("2023-01-31"));
    }

    #[test]
    fn the_length_of_periods_follows_the_span() {
        assert_eq!(length(at("2024-05-01"), at("2026-12-31")), PeriodKind::Month);
        assert_eq!(length(at("2024-05-01"), at("2030-12-31")), PeriodKind::Quarter);
        assert_eq!(length(at("2000-05-01"), at("2030-12-31")), PeriodKind::Year);
        let period = Period::new(PeriodKind::Quarter, 2024, 2).unwrap();
        assert_eq!(short(period), "II/2024");
    }
}
