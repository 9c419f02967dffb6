//! The timeline on paper: its axis in years, quarters and months, its words, its legend.

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use super::{SpanKind, TaskBar, Timeline, TimelineRequest, timeline};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::desk::Desk;
use crate::error::Result;
use crate::extension::Basis;
use crate::sheet::{self, PaperSize};
use crate::task::said;
use crate::words::Words;

/// A timeline to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TimelineSave {
    /// What it shows.
    pub timeline: Option<TimelineRequest>,
    /// The sheet of paper, on its side; A4 when missing.
    pub paper: Option<PaperSize>,
    /// The file, ending in pdf.
    pub path: String,
}

/// Saves the timeline as PDF/A.
pub fn save(desk: &Desk, book: &Book, request: TimelineSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let (shown, paper) = (request.timeline.unwrap_or_default(), request.paper.unwrap_or_default());
    let job = (watcher, "job.timeline");
    sheet::save_pdf((desk, book), &request.path, job, |reader| compose(reader, shown, paper), press::timeline_pdf)
}

fn compose(reader: &Reader, request: TimelineRequest, paper: PaperSize) -> Result<press::TimelineSheet> {
    let words = reader.words();
    let basis = request.filter.as_ref().and_then(|filter| filter.basis).unwrap_or_default();
    let (from, to) = (request.from, request.to);
    let shown = timeline(reader, request)?;
    // Whole months, so that every band is as wide as it should be.
    let first = month_of(from.map_or(shown.first_day, |day| day.0));
    let last = end_of_month(to.map_or(shown.last_day, |day| day.0)).max(end_of_month(first));
    let (upper, lower) = bands(words, first, last);
    let heading = |key: &str| words.get(key);
    let mut frame = sheet::frame(reader, paper, words.get("timeline.title"), remark(words, &shown, basis), "timeline.empty")?;
    frame.numbering = words.get("page.numbering");
    Ok(press::TimelineSheet {
        frame,
        headings: ["field.code", "field.task", "field.lead", "field.deadline", "field.status"].map(heading),
        first,
        last,
        upper,
        lower,
        as_of: (shown.as_of, words.fill("timeline.as_of_line", &[("day", words.day(shown.as_of))])),
        legend: legend(words, &shown.bars),
        due_legend: some(&shown.bars, |bar| bar.due.is_some(), || words.get("timeline.due")),
        done_legend: some(&shown.bars, |bar| bar.completed_on.is_some(), || words.get("timeline.done")),
        blocks: blocks(words, shown),
    })
}

/// Words of the legend for what stands on the sheet, else none.
fn some(bars: &[TaskBar], holds: impl Fn(&TaskBar) -> bool, words: impl Fn() -> String) -> String {
    if bars.iter().any(holds) { words() } else { String::new() }
}

fn remark(words: &Words, shown: &Timeline, basis: Basis) -> String {
    let params = [
        ("day", words.day(shown.as_of)),
        ("count", sheet::count(words, shown.total)),
        ("basis", words.of_value("basis", basis)),
    ];
    words.fill("timeline.remark", &params)
}

fn kind(kind: SpanKind) -> press::TimeSpanKind {
    match kind {
        SpanKind::Term => press::TimeSpanKind::Term,
        SpanKind::Extension => press::TimeSpanKind::Extension,
        SpanKind::Requested => press::TimeSpanKind::Requested,
        SpanKind::Late => press::TimeSpanKind::Late,
        SpanKind::Open => press::TimeSpanKind::Open,
    }
}

/// The patterns that occur, with their meaning.
fn legend(words: &Words, bars: &[TaskBar]) -> Vec<(press::TimeSpanKind, String)> {
    let all = [SpanKind::Term, SpanKind::Extension, SpanKind::Requested, SpanKind::Late, SpanKind::Open];
    let occurs = |wanted: &SpanKind| bars.iter().any(|bar| bar.spans.iter().any(|span| span.kind == *wanted));
    all.into_iter().filter(occurs).map(|one| (kind(one), words.of_value("span", one))).collect()
}

fn blocks(words: &Words, shown: Timeline) -> Vec<press::TimelineBlock> {
    let mut bars = shown.bars.into_iter();
    let groups = shown.groups.into_iter().map(|group| press::TimelineBlock {
        heading: group.label,
        rows: bars.by_ref().take(group.count as usize).map(|bar| row(words, bar)).collect(),
    });
    groups.collect()
}

fn row(words: &Words, bar: TaskBar) -> press::TimelineRow {
    let span = |span: &super::Span| press::TimeSpan { kind: kind(span.kind), from: span.from, to: span.to };
    press::TimelineRow {
        state: said::state(words, &bar.standing),
        mark: chart::mark(bar.standing.status),
        spans: bar.spans.iter().map(span).collect(),
        deadline: bar.due.map_or(bar.deadline_words, |due| words.day(due)),
        code: bar.code,
        statement: bar.statement,
        lead: bar.leads,
        due: bar.due,
        done: bar.completed_on,
    }
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    later(month_of(day), 1).pred_opt().unwrap_or(day)
}

fn later(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// Up to this many months are named one by one, and up to this many in quarters.
const BY_MONTH: i32 = 24;
const BY_QUARTER: i32 = 96;

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// The two rows over the axis: quarters and months, years and quarters, or years alone.
fn bands(words: &Words, first: NaiveDate, last: NaiveDate) -> (Vec<press::TimeBand>, Vec<press::TimeBand>) {
    let months = (last.year() - first.year()) * 12 + last.month0() as i32 - first.month0() as i32 + 1;
    let quarter = |day: NaiveDate| ROMAN.get(day.month0() as usize / 3).copied().unwrap_or_default().to_owned();
    let year = |day: NaiveDate| day.year().to_string();
    let full_quarter = |day: NaiveDate| words.fill("timeline.quarter", &[("quarter", quarter(day)), ("year", year(day))]);
    if months <= BY_MONTH {
        (cut(first, last, 3, full_quarter), cut(first, last, 1, |day| day.month().to_string()))
    } else if months <= BY_QUARTER {
        (cut(first, last, 12, year), cut(first, last, 3, quarter))
    } else {
        (cut(first, last, 12, year), Vec::new())
    }
}

/// The axis cut into pieces of `size` months that begin where the calendar's do.
fn cut(first: NaiveDate, last: NaiveDate, size: u32, name: impl Fn(NaiveDate) -> String) -> Vec<press::TimeBand> {
    let mut bands = Vec::new();
    let mut from = first.with_month(first.month0() / size * size + 1).unwrap_or(first);
    while from <= last {
        let next = later(from, size);
        let to = next.pred_opt().unwrap_or(last).min(last);
        bands.push(press::TimeBand { from: from.max(first), to, label: name(from) });
        from = next;
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn said(first: &str, last: &str) -> (Vec<String>, Vec<String>) {
        let (upper, lower) = bands(&Words::of(Language::Vi), first.parse().unwrap(), last.parse().unwrap());
        let said = |bands: Vec<press::TimeBand>| bands.into_iter().map(|band| format!("{} {}–{}", band.label, band.from, band.to)).collect();
        (said(upper), said(lower))
    }

    #[test]
    fn short_times_are_cut_into_months_and_long_ones_into_quarters_or_years() {
        let (upper, lower) = said("2024-02-01", "2024-07-31");
        assert_eq!(upper, ["Quý I/2024 2024-02-01–2024-03-31", "Quý II/2024 2024-04-01–2024-06-30", "Quý III/2024 2024-07-01–2024-07-31"]);
        assert_eq!((lower.len(), lower[0].as_str()), (6, "2 2024-02-01–2024-02-29"));
        let (upper, lower) = said("2023-06-01", "2026-01-31");
        assert_eq!((upper.len(), upper[0].as_str(), lower.len(), lower[0].as_str()), (4, "2023 2023-06-01–2023-12-31", 12, "II 2023-06-01–2023-06-30"));
        let (upper, lower) = said("1900-01-01", "2200-12-31");
        assert_eq!((upper.len(), lower.len()), (301, 0));
    }
}
