//! The briefing: overview, indicators, what is overdue and the sources, as A4 pages an official can put on
//! the table. Values and words are gathered here; `so35-press` sets them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, ChartKind, ChartSpec, Composed, FileSaved};
use crate::citation;
use crate::contradiction;
use crate::desk::{self, Desk};
use crate::document;
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator;
use crate::overview::{Overview, OverviewRequest, overview};
use crate::rates::RateShown;
use crate::sheet;
use crate::status::{RateKind, Status};
use crate::store::save;
use crate::task::{TaskRow, said};
use crate::wire::{Day, Empty, optional};
use crate::wire;

/// What the briefing speaks of.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingRequest {
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// The title; the usual one when missing.
    pub title: Option<String>,
    /// The indicator whose course is drawn, by id or code; the one with most figures when missing.
    pub indicator: Option<String>,
}

/// A briefing to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefingSave {
    /// What it speaks of.
    pub briefing: BriefingRequest,
    /// The file, ending in pdf.
    pub path: String,
}

/// The briefing's pages for the screen.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingPages {
    /// Each page as SVG; text is drawn as outlines.
    pub pages: Vec<String>,
}

/// The pages for the screen: the very pages that print.
pub fn preview(reader: &Reader, request: BriefingRequest) -> Result<BriefingPages> {
    Ok(BriefingPages { pages: press::pages_svg(&compose(reader, &request)?)? })
}

/// Saves the briefing as PDF/A.
pub fn save(desk: &Desk, book: &Book, request: BriefingSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["pdf"])?;
    watcher.step(0, 3, "job.briefing");
    let briefing = book.read(&desk.asking(), |reader| compose(reader, &request.briefing))?;
    watcher.step(1, 3, "job.briefing");
    let pdf = press::pdf(&briefing)?;
    watcher.step(2, 3, "job.briefing");
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &pdf.bytes)?;
    watcher.step(3, 3, "job.briefing");
    Ok(FileSaved { path: path.display().to_string(), bytes: pdf.bytes.len() as u64, replaced: chart::replaced(&pdf.replaced) })
}

fn picture(composed: Composed, height: u32) -> press::Picture {
    press::Picture { alt: composed.frame.description.clone(), chart: composed.chart, frame: composed.frame, height }
}

/// A chart of the briefing's day.
fn spec(kind: ChartKind, overview: &Overview) -> ChartSpec {
    ChartSpec { as_of: Some(Day(overview.as_of)), ..ChartSpec::of(kind) }
}

/// The values and words of the briefing.
pub fn compose(reader: &Reader, request: &BriefingRequest) -> Result<press::Briefing> {
    let words = reader.words();
    let as_of = reader.as_of(request.as_of);
    let overview = overview(reader, OverviewRequest { as_of: Some(Day(as_of)), basis: None })?;
    let head = sheet::letterhead(reader)?;
    let day = [("day", words.day(as_of))];
    Ok(press::Briefing {
        language: words.language.code().to_owned(),
        title: optional(request.title.clone()).unwrap_or_else(|| words.get("briefing.title")),
        subtitle: words.get("briefing.subtitle"),
        superior: head.superior,
        agency: head.agency,
        place_and_date: String::new(),
        as_of: words.fill("briefing.as_of", &day),
        date: reader.today(),
        creator: words.get("app.name"),
        write: chart::writer(words.language),
        pages: vec![
            overview_page(reader, &overview)?,
            overdue_page(reader, &overview),
            indicator_page(reader, &overview)?,
            course_page(reader, &overview, request)?,
            source_page(reader)?,
        ]
        .into_iter()
        .flatten()
        .collect(),
    })
}

fn count(reader: &Reader, value: u64) -> String {
    figure::write(value as f64, Some(0), reader.words().language.notation())
}

/// A rate as printed: percent, and its formula with the two numbers.
fn rate(reader: &Reader, rate: &RateShown) -> press::Figure {
    let words = reader.words();
    let notation = words.language.notation();
    let value = match rate.percent {
        Some(percent) => format!("{}%", figure::write(percent, None, notation)),
        None => words.get("briefing.no_rate"),
    };
    let params = [
        ("formula", words.of_value("rate_formula", rate.kind)),
        ("numerator", count(reader, rate.numerator)),
        ("denominator", count(reader, rate.denominator)),
    ];
    let note = words.fill(if rate.denominator == 0 { "briefing.no_rate_note" } else { "briefing.rate_note" }, &params);
    press::Figure { label: words.of_value("rate", rate.kind), value, note, mark: None }
}

fn overview_page(reader: &Reader, overview: &Overview) -> Result<Option<press::Page>> {
    let words = reader.words();
    let of = |status: Status| press::Figure {
        label: chart::status_word(words, status),
        value: count(reader, overview.counts.of(status)),
        note: String::new(),
        mark: Some(chart::mark(status)),
    };
    let mut figures = vec![press::Figure {
        label: words.get("briefing.total"),
        value: count(reader, overview.total),
        note: String::new(),
        mark: None,
    }];
    figures.extend(Status::ALL.into_iter().filter(|status| overview.counts.of(*status) > 0).map(of));
    let rates = [RateKind::Overdue, RateKind::Completion, RateKind::OnTime];
    let rates = overview.rates.iter().filter(|shown| rates.contains(&shown.kind)).map(|shown| rate(reader, shown)).collect();
    Ok(Some(press::Page {
        title: words.get("briefing.overview"),
        landscape: true,
        blocks: vec![
            press::Block::Figures(figures),
            press::Block::Charts(vec![picture(chart::compose(reader, &spec(ChartKind::StatusStacked, overview))?, 330)]),
            press::Block::Figures(rates),
        ],
    }))
}

fn task_table(reader: &Reader, title: &str, empty: &str, rows: &[TaskRow], total: u64) -> press::Table {
    let words = reader.words();
    let column = |key: &str, align: press::Align, width: f64| press::Column { header: words.get(key), align, width };
    let lines = rows.iter().enumerate().map(|(n, row)| {
        let standing = &row.standing;
        let due = row.due.map(|day| words.day(day)).unwrap_or_default();
        let area = row.focus_areas.first().map(|placing| placing.area.mark.clone()).unwrap_or_default();
        let text = |text: String| press::Cell { text, mark: None };
        press::TableRow {
            cells: vec![
                text((n + 1).to_string()),
                text(row.code.clone()),
                text(row.statement.clone()),
                text(area),
                text(said::leads(words, row)),
                text(row.deadline_words(words)),
                text(due),
                press::Cell { text: said::state(words, standing), mark: Some(chart::mark(standing.status)) },
            ],
            strong: false,
        }
    });
    let mut notes = Vec::new();
    if (rows.len() as u64) < total {
        notes.push(words.fill("briefing.more", &[("count", count(reader, total - rows.len() as u64))]));
    }
    if rows.iter().any(|row| row.deadline.assumption.is_some()) {
        notes.push(words.get("briefing.before_note"));
    }
    let note = notes.join(" ");
    press::Table {
        title: words.get(title),
        columns: vec![
            column("field.ordinal", press::Align::Center, 0.6),
            column("field.code", press::Align::Left, 0.8),
            column("field.statement", press::Align::Left, 5.2),
            column("field.focus_area", press::Align::Center, 0.9),
            column("field.lead", press::Align::Left, 2.4),
            column("field.deadline_text", press::Align::Left, 1.9),
            column("field.last_day", press::Align::Center, 1.4),
            column("field.status", press::Align::Left, 2.0),
        ],
        rows: lines.collect(),
        empty: words.get(empty),
        note,
    }
}

fn overdue_page(reader: &Reader, overview: &Overview) -> Option<press::Page> {
    let overdue = task_table(reader, "briefing.overdue", "briefing.none_overdue", &overview.overdue, overview.counts.of(Status::OpenOverdue));
    let next = task_table(reader, "briefing.due_next", "briefing.none_due", &overview.due_next, overview.counts.of(Status::OpenInTime));
    Some(press::Page {
        title: reader.words().get("briefing.deadlines"),
        landscape: true,
        blocks: vec![press::Block::Table(overdue), press::Block::Table(next)],
    })
}

/// Indicators with a target: bars for those whose share can be told, and all of them as a table.
fn indicator_page(reader: &Reader, overview: &Overview) -> Result<Option<press::Page>> {
    let words = reader.words();
    let rows = &overview.indicators;
    let known: Vec<String> = rows.iter().filter(|row| row.latest.is_some()).map(|row| row.definition.id.clone()).collect();
    let mut blocks = Vec::new();
    if !known.is_empty() {
        let spec = ChartSpec { indicators: Some(known), ..spec(ChartKind::Attainment, overview) };
        blocks.push(press::Block::Charts(vec![picture(chart::compose(reader, &spec)?, 200)]));
    }
    let column = |key: &str, align: press::Align, width: f64| press::Column { header: words.get(key), align, width };
    let lines = rows.iter().filter_map(|row| {
        let target = row.target.as_ref()?;
        let definition = &row.definition;
        let day = row.combined.as_ref().map(|one| one.last_day).or(row.latest.as_ref().map(|latest| latest.as_of_day));
        let band = words.of_value("band", row.light);
        let light = match (&row.overridden, row.judgement.reason) {
            (Some(own), _) => words.fill("override.written", &[("band", band), ("person", own.person.clone()), ("reason", own.reason.clone())]),
            (None, Some(reason)) => format!("{band}: {}", words.of_value("progress_reason", reason)),
            (None, None) => band,
        };
        let cells = [
            definition.code.clone(),
            definition.name.clone(),
            definition.focus_area.as_ref().map(|area| area.mark.clone()).unwrap_or_default(),
            row.measured_written().map_or_else(|| words.get("state.no_data"), str::to_owned),
            day.map(|day| words.day(day)).unwrap_or_default(),
            target.written.clone(),
            target.target.deadline.text.clone(),
            light,
        ];
        Some(press::TableRow { cells: cells.into_iter().map(press::Cell::from).collect(), strong: false })
    });
    blocks.push(press::Block::Table(press::Table {
        title: String::new(),
        columns: vec![
            column("field.code", press::Align::Left, 0.8),
            column("field.indicator", press::Align::Left, 4.2),
            column("field.focus_area", press::Align::Center, 0.9),
            column("field.latest", press::Align::Left, 1.9),
            column("field.as_of_day", press::Align::Center, 1.4),
            column("field.target", press::Align::Left, 2.4),
            column("field.deadline", press::Align::Left, 1.6),
            column("field.judgement", press::Align::Left, 1.9),
        ],
        rows: lines.collect(),
        empty: words.get("chart.attainment.empty"),
        note: String::new(),
    }));
    Ok(Some(press::Page { title: words.get("briefing.indicators"), landscape: true, blocks }))
}

/// The course of one indicator: the one asked for, else the one with a target and most figures.
fn course_page(reader: &Reader, overview: &Overview, request: &BriefingRequest) -> Result<Option<press::Page>> {
    let chosen = match &request.indicator {
        Some(id) => Some(indicator::id_of(reader.conn, id)?),
        None => {
            let most = overview.indicators.iter().filter(|row| !row.points.is_empty()).max_by(|a, b| {
                // Among equals the first in official order.
                a.points.len().cmp(&b.points.len()).then_with(|| b.definition.code.cmp(&a.definition.code))
            });
            most.map(|row| row.definition.id.clone())
        }
    };
    let Some(id) = chosen else { return Ok(None) };
    let title = reader.words().fill("briefing.course", &[("code", indicator::code_of(reader.conn, &id)?)]);
    let composed = chart::compose(reader, &ChartSpec { indicator: Some(id), ..spec(ChartKind::IndicatorLine, overview) })?;
    Ok(Some(press::Page { title, landscape: true, blocks: vec![press::Block::Charts(vec![picture(composed, 520)])] }))
}

/// The documents that tasks and figures rest on, and what they leave open.
fn source_page(reader: &Reader) -> Result<Option<press::Page>> {
    let words = reader.words();
    let nouns = ["focus_area", "task", "indicator", "target", "observation"];
    let mut items = Vec::new();
    for (id, label) in citation::documents_of(reader.conn, &nouns)? {
        let document = document::get(reader, wire::IdRequest { id })?;
        let mut parts = vec![label, document.subject];
        parts.extend(document.issuer);
        parts.extend(document.day.map(|day| words.day(day)));
        items.push(parts.join(", "));
    }
    let mut blocks = vec![press::Block::Sources { title: words.get("briefing.documents"), items }];
    let open = contradiction::list(reader, Empty {})?;
    if !open.is_empty() {
        let lines = open.into_iter().map(|point| {
            let cells = [
                point.code.unwrap_or_default(),
                point.title,
                point.explanation.unwrap_or_default(),
                point.decision.unwrap_or_else(|| words.get("briefing.undecided")),
            ];
            press::TableRow { cells: cells.into_iter().map(press::Cell::from).collect(), strong: false }
        });
        let column = |key: &str, width: f64| press::Column { header: words.get(key), align: press::Align::Left, width };
        blocks.push(press::Block::Table(press::Table {
            title: words.get("briefing.contradictions"),
            columns: vec![column("field.code", 0.8), column("field.title", 3.6), column("field.explanation", 7.6), column("field.decision", 2.0)],
            rows: lines.collect(),
            empty: String::new(),
            note: String::new(),
        }));
    }
    Ok(Some(press::Page { title: words.get("briefing.sources"), landscape: true, blocks }))
}
