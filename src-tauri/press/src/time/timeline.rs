//! Tasks as bars along an axis. One template (`assets/pages/timeline.typ`) sets all pages.

use chrono::NaiveDate;
use serde::Serialize;

use super::{MM, breadth, watched};
use crate::chart::Mark;
use crate::error::PressError;
use crate::listing::{GoOn, Paper};
use crate::page::Pdf;
use crate::sheet::{Head, Pen, SheetFrame};

/// Tasks along time with everything printed around them.
#[derive(Debug, Clone)]
pub struct TimelineSheet {
    /// Title, agencies, paper.
    pub frame: SheetFrame,
    /// Headings of the columns: code, task, who leads, deadline, state.
    pub headings: [String; 5],
    /// First day of the axis.
    pub first: NaiveDate,
    /// Last day of the axis, inclusive; a day before the first counts as the first.
    pub last: NaiveDate,
    /// The upper row of the axis: years.
    pub upper: Vec<TimeBand>,
    /// The lower row of the axis: quarters or months. Their beginnings are drawn as lines.
    pub lower: Vec<TimeBand>,
    /// The day that is marked by a line, and its words.
    pub as_of: (NaiveDate, String),
    /// What the patterns mean: each kind of stretch, the last day, the day of completion.
    pub legend: Vec<(TimeSpanKind, String)>,
    /// The words beside the mark of a last day.
    pub due_legend: String,
    /// The words beside the mark of a completion.
    pub done_legend: String,
    /// The tasks, in groups.
    pub blocks: Vec<TimelineBlock>,
}

/// A named part of the axis.
#[derive(Debug, Clone)]
pub struct TimeBand {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, inclusive.
    pub to: NaiveDate,
    /// Its name; left out where there is no room.
    pub label: String,
}

/// Tasks under a common heading.
#[derive(Debug, Clone)]
pub struct TimelineBlock {
    /// The heading; none is printed when empty.
    pub heading: String,
    /// The tasks.
    pub rows: Vec<TimelineRow>,
}

/// A task as a bar.
#[derive(Debug, Clone)]
pub struct TimelineRow {
    /// Its code.
    pub code: String,
    /// What is to be done; shortened to about five lines.
    pub statement: String,
    /// Who leads.
    pub lead: String,
    /// The deadline in words or as a day.
    pub deadline: String,
    /// How it stands, in words.
    pub state: String,
    /// The mark of its status.
    pub mark: Mark,
    /// Its stretches of time.
    pub spans: Vec<TimeSpan>,
    /// The last day that counts.
    pub due: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
}

/// A stretch of time; both ends inclusive.
#[derive(Debug, Clone)]
pub struct TimeSpan {
    /// What it means.
    pub kind: TimeSpanKind,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

/// What a stretch of time means, and so how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeSpanKind {
    /// To the last day first given: a full bar.
    Term,
    /// Granted beyond it: a hatched bar.
    Extension,
    /// Asked for and not decided: a dashed outline.
    Requested,
    /// Run over: a thin black bar.
    Late,
    /// Without a deadline: a dotted line.
    Open,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    head: Head,
    headings: Vec<String>,
    /// Widths of the columns before the axis, and of the axis, in points.
    widths: Vec<f64>,
    axis: f64,
    upper: Vec<Band>,
    lower: Vec<Band>,
    /// Places of the lines, from 0 to 1.
    thick: Vec<f64>,
    thin: Vec<f64>,
    as_of: Option<f64>,
    as_of_label: String,
    legend: Vec<(TimeSpanKind, String)>,
    due_legend: String,
    done_legend: String,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Band {
    from: f64,
    to: f64,
    label: String,
}

#[derive(Serialize)]
struct Block {
    heading: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    code: String,
    statement: String,
    lead: String,
    deadline: String,
    state: String,
    mark: Mark,
    spans: Vec<Stretch>,
    due: Option<f64>,
    done: Option<f64>,
}

#[derive(Serialize)]
struct Stretch {
    kind: TimeSpanKind,
    from: f64,
    to: f64,
    /// Whether it goes on before or after the axis.
    before: bool,
    after: bool,
}

/// The axis: days become places from 0 to 1.
struct Axis {
    first: NaiveDate,
    days: f64,
}

impl Axis {
    fn new(first: NaiveDate, last: NaiveDate) -> Self {
        let days = (last - first).num_days().max(0) + 1;
        Self {
            first,
            days: days as f64,
        }
    }

    /// Where a day begins; beyond the ends when it lies beyond them.
    fn begin(&self, day: NaiveDate) -> f64 {
        (day - self.first).num_days() as f64 / self.days
    }

    /// Where a day ends.
    fn end(&self, day: NaiveDate) -> f64 {
        ((day - self.first).num_days() + 1) as f64 / self.days
    }

    fn inside(place: f64) -> Option<f64> {
        (0.0..=1.0).contains(&place).then_some(place)
    }

    fn stretch(&self, span: &TimeSpan) -> Option<Stretch> {
        let (from, to) = (self.begin(span.from), self.end(span.to));
        (to > 0.0 && from < 1.0 && to > from).then(|| Stretch {
            kind: span.kind,
            from: from.max(0.0),
            to: to.min(1.0),
            before: from < 0.0,
            after: to > 1.0,
        })
    }

    fn band(&self, band: &TimeBand, pen: &Pen, axis: f64) -> Option<Band> {
        let (from, to) = (self.begin(band.from).max(0.0), self.end(band.to).min(1.0));
        let room = (to - from) * axis - 3.0;
        (to > from).then(|| {
            let label = pen.line(&band.label);
            let fits = pen.serif.width(&label) * BAND_SIZE <= room;
            Band {
                from,
                to,
                label: if fits { label } else { String::new() },
            }
        })
    }
}

/// Sizes of the text in the rows and on the axis, in points.
const SIZE: f64 = 10.0;
const BAND_SIZE: f64 = 9.5;
/// What a cell keeps to its lines at the left and right together, and what a mark takes.
const INSET: f64 = 6.0;
const MARK: f64 = 12.0;
/// Widths of code, task, lead, deadline and state in millimetres on A4 and A3.
const ON_A4: [f64; 5] = [13.0, 60.0, 27.0, 23.0, 28.0];
const ON_A3: [f64; 5] = [15.0, 92.0, 36.0, 28.0, 34.0];

/// Sets tasks along time and writes them as PDF/A-2a: tagged, with fonts, title and language,
/// the axis on every page. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when the values cannot be set; [`PressError::Stopped`] when `go_on`
/// said so.
pub fn timeline_pdf(sheet: &TimelineSheet, go_on: GoOn<'_>) -> Result<Pdf, PressError> {
    let pen = Pen::new()?;
    let whole = breadth(sheet.frame.paper);
    let columns = match sheet.frame.paper {
        Paper::A4 => ON_A4,
        Paper::A3 => ON_A3,
    };
    let axis = (whole - columns.iter().sum::<f64>()) * MM;
    let time = Axis::new(sheet.first, sheet.last);
    let bands = |bands: &[TimeBand]| -> Vec<Band> {
        bands
            .iter()
            .filter_map(|band| time.band(band, &pen, axis))
            .collect()
    };
    let starts = |bands: &[TimeBand]| -> Vec<f64> {
        let starts = bands.iter().map(|band| time.begin(band.from));
        starts.filter(|place| *place > 0.0 && *place < 1.0).collect()
    };
    let [code, statement, lead, deadline, state] = columns.map(|width| width * MM - INSET);
    let row = |row: &TimelineRow| Row {
        code: pen.in_column(&row.code, SIZE, code, 3.0),
        statement: pen.in_column(&row.statement, SIZE, statement, 5.0),
        lead: pen.in_column(&row.lead, SIZE, lead, 7.0),
        deadline: pen.in_column(&row.deadline, SIZE, deadline, 4.0),
        state: pen.in_column(&row.state, SIZE, state - MARK, 4.0),
        mark: row.mark,
        spans: row.spans.iter().filter_map(|span| time.stretch(span)).collect(),
        due: row.due.and_then(|day| Axis::inside(time.end(day))),
        done: row.done.and_then(|day| Axis::inside(time.end(day))),
    };
    let legend = sheet.legend.iter();
    let document = Document {
        head: pen.head(&sheet.frame),
        headings: pen.lines(&sheet.headings),
        widths: columns.map(|width| width * MM).to_vec(),
        axis,
        upper: bands(&sheet.upper),
        lower: bands(&sheet.lower),
        thick: starts(&sheet.upper),
        thin: starts(&sheet.lower),
        as_of: Axis::inside(time.end(sheet.as_of.0)),
        as_of_label: pen.line(&sheet.as_of.1),
        legend: legend.map(|(kind, words)| (*kind, pen.line(words))).collect(),
        due_legend: pen.line(&sheet.due_legend),
        done_legend: pen.line(&sheet.done_legend),
        blocks: sheet
            .blocks
            .iter()
            .map(|block| Block {
                heading: pen.line(&block.heading),
                rows: block.rows.iter().map(row).collect(),
            })
            .collect(),
    };
    let tasks = sheet.blocks.iter().map(|block| block.rows.len() as u64).sum();
    pen.set("timeline.typ", "timeline.json", &document, &sheet.frame, watched(go_on, tasks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_takes_its_whole_width() {
        let axis = Axis::new(day("2024-01-01"), day("2024-01-10"));
        assert_eq!(axis.begin(day("2024-01-01")), 0.0);
        assert_eq!(axis.end(day("2024-01-10")), 1.0);
        assert_eq!(axis.end(day("2024-01-05")), axis.begin(day("2024-01-06")));
    }

    #[test]
    fn what_lies_beyond_the_axis_is_cut_there() {
        let axis = Axis::new(day("2024-01-01"), day("2024-01-10"));
        let stretch = |from: &str, to: &str| {
            axis.stretch(&TimeSpan {
                kind: TimeSpanKind::Term,
                from: day(from),
                to: day(to),
            })
            .map(|it| (it.from, it.to, it.before, it.after))
        };
        assert_eq!(
            stretch("2023-12-01", "2024-02-01"),
            Some((0.0, 1.0, true, true))
        );
        assert_eq!(stretch("2023-12-01", "2023-12-31"), None);
        assert_eq!(stretch("2024-01-11", "2024-01-20"), None);
        assert_eq!(stretch("2024-01-05", "2024-01-04"), None);
    }
}
