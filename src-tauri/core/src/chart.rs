//! Charts: the book's values and words, handed to `so35-press` to be drawn. A title states the finding,
//! a subtitle what, unit, day and calendar, a last line the source.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::citation;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::figure::{self, Notation};
use crate::progress::{Band, Direction};
use crate::indicator::{self, Indicator, IndicatorGetRequest, IndicatorRow};
use crate::observation::Observation;
use crate::overview::{AreaCounts, Overview, OverviewRequest, overview};
use crate::problem::Problem;
use crate::status::{Counts, Status};
use crate::store::save;
use crate::target::{self, Bound};
use crate::wire::Day;
use crate::words::{Language, Words};

/// The kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Tasks by status, one bar for each focus area.
    StatusByArea,
    /// One indicator over time, with baseline and target.
    IndicatorLine,
    /// Indicators ranked by how much of their target is attained.
    Attainment,
}

impl ChartKind {
    /// Every kind.
    pub const ALL: [ChartKind; 3] = [ChartKind::StatusByArea, ChartKind::IndicatorLine, ChartKind::Attainment];

    /// The name on the command line and in words.
    pub fn as_str(self) -> &'static str {
        match self {
            ChartKind::StatusByArea => "status_by_area",
            ChartKind::IndicatorLine => "indicator_line",
            ChartKind::Attainment => "attainment",
        }
    }
}

/// On what a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartTheme {
    /// A light window.
    #[default]
    Light,
    /// A dark window.
    Dark,
    /// Paper, in black and white too.
    Print,
}

/// A chart to draw.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChartRequest {
    /// Which kind.
    pub kind: ChartKind,
    /// The indicator of an `indicator_line`, by id or code.
    pub indicator: Option<String>,
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// On what it is shown; light when missing.
    pub theme: Option<ChartTheme>,
    /// Width in pixels; 960 when missing.
    pub width: Option<u32>,
    /// Height wished for in pixels; 480 when missing.
    pub height: Option<u32>,
    /// The size of text, 1 for "vừa".
    pub text_scale: Option<f64>,
}

/// A chart to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChartSave {
    /// The chart.
    pub chart: ChartRequest,
    /// The file; its ending, svg or png, decides the format.
    pub path: String,
    /// Pixels of a PNG for each pixel of the chart, 1 to 4; 2 when missing.
    pub scale: Option<f32>,
}

/// A drawn chart.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartDrawn {
    /// A complete SVG document.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels, as taken.
    pub height: u32,
    /// The finding.
    pub title: String,
    /// The chart in words.
    pub description: String,
    /// Characters the font lacks, drawn as □.
    pub replaced: Vec<String>,
}

/// A file that was saved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FileSaved {
    /// Where it lies.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Characters the fonts lack, printed as □.
    pub replaced: Vec<String>,
}

/// A chart's values with the words around it.
pub struct Composed {
    /// The values.
    pub chart: press::Chart,
    /// The words.
    pub frame: press::Frame,
}

/// How numbers on axes are written in a language.
pub fn writer(language: Language) -> fn(f64) -> String {
    match language {
        Language::Vi => |value| figure::write(value, None, Notation::Vietnamese),
        Language::En => |value| figure::write(value, None, Notation::English),
    }
}

/// The mark of a status.
pub fn mark(status: Status) -> press::Mark {
    match status {
        Status::DoneOnTime => press::Mark::DoneOnTime,
        Status::DoneLate => press::Mark::DoneLate,
        Status::DoneNoDeadline => press::Mark::Done,
        Status::OpenInTime => press::Mark::InTime,
        Status::OpenOverdue => press::Mark::Overdue,
        Status::OpenNoDeadline => press::Mark::NoDeadline,
        Status::Ongoing => press::Mark::Ongoing,
    }
}

/// The word of a status.
pub fn status_word(words: &Words, status: Status) -> String {
    words.of_value("status", status)
}

/// Replaced characters as a person can look them up.
pub fn replaced(found: &[press::Replaced]) -> Vec<String> {
    found.iter().map(|one| format!("U+{:04X} · {}", one.character as u32, one.text)).collect()
}

fn number(words: &Words, value: u64) -> String {
    figure::write(value as f64, Some(0), words.language.notation())
}

/// The finding about tasks and deadlines, as a sentence.
pub fn finding(words: &Words, counts: &Counts) -> String {
    let dated = counts.with_deadline();
    let overdue = counts.of(Status::OpenOverdue);
    let key = match (counts.total(), dated, overdue) {
        (0, _, _) => "chart.status.none",
        (_, 0, _) => "chart.status.undated",
        (_, _, 0) => "chart.status.no_overdue",
        _ => "chart.status.overdue",
    };
    let params = [("total", number(words, counts.total())), ("dated", number(words, dated)), ("overdue", number(words, overdue))];
    words.fill(key, &params)
}

/// The documents that records of a noun rest on, as the source line.
fn sources(reader: &Reader, noun: &str) -> Result<String> {
    let labels: Vec<String> = citation::documents_of(reader.conn, &[noun])?.into_iter().map(|(_, label)| label).collect();
    Ok(source_line(reader.words(), &labels))
}

fn source_line(words: &Words, labels: &[String]) -> String {
    if labels.is_empty() {
        return words.get("chart.source.book");
    }
    words.fill("chart.source", &[("documents", labels.join(", "))])
}

/// Tasks by status for each focus area.
pub fn status_by_area(reader: &Reader, overview: &Overview) -> Result<Composed> {
    let words = reader.words();
    let label = |counts: &AreaCounts| match &counts.area {
        Some(area) => format!("{} {}", area.mark, area.short_name),
        None => words.get("chart.status.unplaced"),
    };
    let rows = overview
        .areas
        .iter()
        .map(|counts| {
            let segments = Status::ALL
                .into_iter()
                .filter(|status| counts.counts.of(*status) > 0)
                .map(|status| {
                    let count = counts.counts.of(status);
                    let label = format!("{}: {} {}", label(counts), number(words, count), status_word(words, status));
                    press::Segment { status: mark(status), count, label }
                })
                .collect();
            press::StatusRow { label: label(counts), segments }
        })
        .collect();
    let statuses = Status::ALL
        .into_iter()
        .filter(|status| overview.counts.of(*status) > 0)
        .map(|status| press::Status { mark: mark(status), word: status_word(words, status) })
        .collect();
    let by_status: Vec<String> = Status::ALL
        .into_iter()
        .filter(|status| overview.counts.of(*status) > 0)
        .map(|status| format!("{}: {}", status_word(words, status), number(words, overview.counts.of(status))))
        .collect();
    let title = finding(words, &overview.counts);
    let day = [("day", words.day(overview.as_of)), ("total", number(words, overview.total))];
    Ok(Composed {
        chart: press::Chart::StatusBars(press::StatusBars { statuses, rows, empty: words.get("chart.status.none") }),
        frame: press::Frame {
            description: format!("{title}. {}", by_status.join("; ")),
            title,
            subtitle: words.fill("chart.status.subtitle", &day),
            source: sources(reader, "task")?,
        },
    })
}

/// One indicator over time.
pub fn indicator_line(reader: &Reader, indicator: &Indicator, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let definition = &indicator.row.definition;
    let notation = words.language.notation();
    let write = |value: f64| figure::write(value, definition.decimals, notation);
    let known = indicator::known(&indicator.observations, as_of);
    let observations = known
        .iter()
        .map(|figure| press::Observation {
            date: figure.as_of_day,
            value: figure.number,
            written: short(figure, &definition.unit),
            label: format!("{}: {}", words.day(figure.as_of_day), figure.written),
            derived: figure.derived,
            approximate: figure.qualifier.is_some(),
        })
        .collect();
    let baseline = definition.baseline_value.zip(definition.baseline_day).map(|(value, date)| press::Baseline {
        date,
        value,
        written: write(value),
        label: words.fill("chart.indicator.baseline", &[("day", words.day(date)), ("value", write(value))]),
    });
    let targets = indicator
        .targets
        .iter()
        .filter_map(|shown| {
            let target = &shown.target;
            let (low, high) = match target.bound {
                Bound::AtLeast | Bound::Exactly => (target.value_min?, target.value_min?),
                Bound::AtMost => (target.value_max?, target.value_max?),
                Bound::Range => (target.value_min?, target.value_max?),
                Bound::ChangeAtLeast => {
                    let (from, change) = (indicator.row.judgement.baseline_value?, target.value_min?);
                    let goal = if definition.direction == Direction::Lower { from - change } else { from + change };
                    (goal, goal)
                }
                Bound::Qualitative => return None,
            };
            let due = target.deadline.last_day?;
            let label = words.fill("chart.indicator.target", &[("target", shown.written.clone()), ("day", words.day(due))]);
            Some(press::Target { due, low, high, label })
        })
        .collect();
    let band = words.of_value("band", indicator.row.light).to_lowercase();
    let (key, latest) = match (&indicator.row.latest, &indicator.row.target) {
        (None, _) => ("chart.indicator.no_data", String::new()),
        (Some(latest), None) => ("chart.indicator.plain", latest.written.clone()),
        (Some(latest), Some(_)) => ("chart.indicator.judged", latest.written.clone()),
    };
    let title = words.fill(key, &[("name", definition.name.clone()), ("latest", latest), ("band", band)]);
    let calendar = words.of_value("calendar", definition.calendar);
    let subtitle =
        words.fill("chart.indicator.subtitle", &[("unit", definition.unit.clone()), ("day", words.day(as_of)), ("calendar", calendar)]);
    let mut labels: Vec<String> = Vec::new();
    for citation in known.iter().flat_map(|figure| &figure.citations).chain(indicator.targets.iter().flat_map(|t| &t.target.citations)) {
        let label = format!("{} {}", citation.label, citation.locator).trim().to_owned();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let figures: Vec<String> = known.iter().map(|figure| format!("{}: {}", words.day(figure.as_of_day), figure.written)).collect();
    Ok(Composed {
        chart: press::Chart::IndicatorLine(press::IndicatorLine {
            name: format!("{} ({})", definition.name, definition.unit),
            observations,
            baseline,
            targets,
            breaks: indicator.breaks.iter().map(|one| press::Break { date: one.day, label: one.note.clone() }).collect(),
            derived: words.get("chart.indicator.derived"),
            approximate: words.get("chart.indicator.approximate"),
            empty: words.get("chart.indicator.empty"),
        }),
        frame: press::Frame {
            description: format!("{title}. {}", figures.join("; ")),
            title,
            subtitle,
            source: source_line(words, &labels),
        },
    })
}

/// A figure beside its point: the unit stands in the subtitle already.
fn short(figure: &Observation, unit: &str) -> String {
    figure.written.strip_suffix(unit).map_or_else(|| figure.written.clone(), |text| text.trim_end().to_owned())
}

/// Indicators by how much of their target is attained.
pub fn attainment(reader: &Reader, rows: &[IndicatorRow], as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let mut with_figure = 0_u64;
    let mut achieved = 0_u64;
    let rows: Vec<press::AttainmentRow> = rows
        .iter()
        .filter_map(|row| row.target.as_ref().map(|target| (row, target)))
        .map(|(row, shown)| {
            // The figure that is judged: of several periods where the time rule says so.
            let number = row.judgement.observed_value;
            let share = number.and_then(|number| target::attained_percent(&shown.target, number));
            let written = match row.measured_written() {
                Some(value) => words.fill("chart.attainment.written", &[("value", value.to_owned()), ("target", shown.written.clone())]),
                None => words.fill("chart.attainment.target", &[("target", shown.written.clone())]),
            };
            let name = row.definition.name.clone();
            with_figure += u64::from(number.is_some());
            achieved += u64::from(row.light == Band::Achieved);
            let attained = match share {
                Some(percent) => {
                    press::Attained::Percent { percent, written: written.clone() }
                }
                None => {
                    let key = if number.is_none() { "state.no_data" } else { "chart.attainment.no_share" };
                    press::Attained::NotAssessable { reason: words.get(key), written: written.clone() }
                }
            };
            press::AttainmentRow { label: format!("{name}: {written}"), name, attained }
        })
        .collect();
    let title = match with_figure {
        0 => words.get("chart.attainment.no_figures"),
        known => words.fill("chart.attainment.title", &[("achieved", number(words, achieved)), ("known", number(words, known))]),
    };
    let lines: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    Ok(Composed {
        frame: press::Frame {
            description: format!("{title}. {}", lines.join("; ")),
            title,
            subtitle: words.fill("chart.attainment.subtitle", &[("day", words.day(as_of))]),
            source: sources(reader, "target")?,
        },
        chart: press::Chart::Attainment(press::Attainment {
            goal: words.get("chart.attainment.goal"),
            rows,
            empty: words.get("chart.attainment.empty"),
        }),
    })
}

/// The values and words of a chart.
pub fn compose(reader: &Reader, request: &ChartRequest) -> Result<Composed> {
    let as_of = reader.as_of(request.as_of);
    match request.kind {
        ChartKind::StatusByArea => status_by_area(reader, &overview(reader, OverviewRequest { as_of: Some(Day(as_of)), basis: None })?),
        ChartKind::Attainment => attainment(reader, &indicator::all(reader, as_of)?, as_of),
        ChartKind::IndicatorLine => {
            let id = request.indicator.clone().ok_or_else(|| Error::input("indicator", Problem::new("required")))?;
            let indicator = indicator::get(reader, IndicatorGetRequest { id, as_of: Some(Day(as_of)) })?;
            indicator_line(reader, &indicator, as_of)
        }
    }
}

/// Draws a chart.
pub fn draw(reader: &Reader, request: ChartRequest) -> Result<ChartDrawn> {
    let composed = compose(reader, &request)?;
    let style = press::Style {
        width: request.width.unwrap_or(960),
        height: request.height.unwrap_or(480),
        theme: match request.theme.unwrap_or_default() {
            ChartTheme::Light => press::Theme::Light,
            ChartTheme::Dark => press::Theme::Dark,
            ChartTheme::Print => press::Theme::Print,
        },
        text_scale: request.text_scale.unwrap_or(1.0),
        write: writer(reader.words().language),
    };
    let drawing = press::draw(&composed.chart, &composed.frame, &style)?;
    Ok(ChartDrawn {
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
        title: composed.frame.title,
        description: composed.frame.description,
        replaced: replaced(&drawing.replaced),
    })
}

/// Saves a chart as SVG or PNG.
pub fn save(desk: &Desk, book: &Book, request: ChartSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["svg", "png"])?;
    let as_png = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let scale = request.scale.unwrap_or(2.0);
    if !(1.0..=4.0).contains(&scale) {
        return Err(Error::input("scale", Problem::new("chart.scale")));
    }
    watcher.step(0, 2, "job.chart");
    let drawn = book.read(&desk.asking(), |reader| draw(reader, request.chart))?;
    watcher.step(1, 2, "job.chart");
    let bytes = if as_png { press::png(&drawn.svg, scale)? } else { drawn.svg.into_bytes() };
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &bytes)?;
    watcher.step(2, 2, "job.chart");
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: drawn.replaced })
}
