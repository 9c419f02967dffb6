//! What each block of a page says.

use so35_press as press;

use super::plan::{Plan, count, whole};
use super::{BlockQuery, BriefingBlock, compare, facts};
use crate::book::Reader;
use crate::chart::{self, ChartAlign, ChartFamily, ChartField, ChartSpec, Composed};
use crate::contradiction;
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator::IndicatorRow;
use crate::problem::Problem;
use crate::rates::RateShown;
use crate::status::{RateKind, Status};
use crate::task::{self, TaskListRequest, TaskRow, said};
use crate::wire::{Day, Empty};

/// How many tasks a table prints when nothing is said.
const USUAL: u32 = 100;

/// A chart that is wanted on a page, before its place is known.
pub(super) struct Wanted {
    pub(super) composed: Composed,
}

/// What a block came to.
pub(super) enum Filled {
    Chart(Box<Wanted>),
    Parts(Vec<press::Block>),
}

/// Fills a block. What cannot be said now is said calmly in its place; a failure of the store is one of the briefing.
pub(super) fn fill(reader: &Reader, plan: &Plan, block: &BriefingBlock) -> Result<Filled> {
    match filled(reader, plan, block) {
        Err(error @ (Error::Input { .. } | Error::NotFound { .. } | Error::Refused(_))) => {
            let said = error.to_wire(reader.words()).message;
            Ok(Filled::Parts(vec![press::Block::Note(reader.words().fill("briefing.block_fault", &[("message", said)]))]))
        }
        other => other,
    }
}

fn filled(reader: &Reader, plan: &Plan, block: &BriefingBlock) -> Result<Filled> {
    let words = reader.words();
    let title = block.title.as_deref().map(|title| plan.filled(title)).unwrap_or_default();
    let mut parts = match &block.query {
        BlockQuery::Empty => Vec::new(),
        BlockQuery::Figures => headed(&title, vec![press::Block::Figures(figures(reader, plan)?)]),
        BlockQuery::Rates => headed(&title, vec![press::Block::Figures(rates(reader, plan)?)]),
        BlockQuery::Chart { chart } => {
            let note = block.note.as_deref().map(|note| plan.filled_text(note));
            let own = (!title.is_empty()).then_some(title);
            let spec = ChartSpec { title: own.or(chart.title.clone()), note: note.or(chart.note.clone()), ..bound(reader, plan, chart)? };
            let mut composed = chart::compose(reader, &spec)?;
            if let Some(said) = beyond(reader, plan, chart) {
                composed.frame.subtitle = format!("{}. {said}", composed.frame.subtitle);
            }
            return Ok(Filled::Chart(Box::new(Wanted { composed })));
        }
        BlockQuery::ChartTable { chart } => vec![press::Block::Table(chart_table(reader, plan, chart, title)?)],
        BlockQuery::Tasks { filter, limit } => vec![press::Block::Table(tasks(reader, plan, filter, *limit, title)?)],
        BlockQuery::Indicators { indicators } => vec![press::Block::Table(indicator_table(reader, plan, indicators.as_deref(), title)?)],
        BlockQuery::Agencies { agency_group } => vec![press::Block::Table(agencies(reader, plan, agency_group.as_deref(), title)?)],
        BlockQuery::Text { text } => {
            let paragraphs = plan.filled_text(text).split("\n\n").map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
            headed(&title, vec![press::Block::Paragraphs(paragraphs)])
        }
        BlockQuery::Documents => {
            let title = if title.is_empty() { words.get("briefing.documents") } else { title };
            let items = facts::documents(reader)?.to_vec();
            match items.is_empty() {
                true => headed(&title, vec![press::Block::Note(words.get("briefing.no_documents"))]),
                false => vec![press::Block::Sources { title, items }],
            }
        }
        BlockQuery::Contradictions => contradictions(reader, title)?,
        BlockQuery::Changes { since } => compare::parts(reader, plan, since.as_ref(), title)?,
    };
    if let Some(note) = &block.note {
        parts.push(press::Block::Note(plan.filled_text(note)));
    }
    Ok(Filled::Parts(parts))
}

fn headed(title: &str, mut parts: Vec<press::Block>) -> Vec<press::Block> {
    if !title.is_empty() {
        parts.insert(0, press::Block::Heading(title.to_owned()));
    }
    parts
}

/// A chart of the briefing: what it leaves open and reads is the briefing's.
fn bound(reader: &Reader, plan: &Plan, chart: &ChartSpec) -> Result<ChartSpec> {
    let (scope, takes) = (&plan.scope, chart.kind.takes());
    let reads = |field: ChartField| takes.iter().any(|one| one.field == field);
    let asked = |field: ChartField, own: &Option<String>, scope: &Option<String>| own.clone().or_else(|| scope.clone().filter(|_| reads(field)));
    let mut spec = ChartSpec {
        as_of: chart.as_of.or(Some(Day(plan.as_of))),
        indicator: asked(ChartField::Indicator, &chart.indicator, &scope.indicator),
        focus_area: asked(ChartField::FocusArea, &chart.focus_area, &scope.focus_area),
        agency: asked(ChartField::Agency, &chart.agency, &scope.agency),
        agency_group: asked(ChartField::AgencyGroup, &chart.agency_group, &scope.agency_group),
        period: asked(ChartField::Period, &chart.period, &scope.period),
        calendar: chart.calendar.or(scope.calendar.filter(|_| reads(ChartField::Calendar))),
        basis: chart.basis.or(scope.basis.filter(|_| reads(ChartField::Basis))),
        ..chart.clone()
    };
    // A field that names one agency and one that names a group would ask for two things.
    if chart.agency.is_none() && chart.agency_group.is_some() {
        spec.agency = None;
    }
    if spec.agency.is_some() && chart.agency_group.is_none() {
        spec.agency_group = None;
    }
    let needs = takes.iter().any(|one| one.field == ChartField::Indicator && one.required);
    if needs && spec.indicator.is_none() {
        spec.indicator = facts::most_told(reader, scope, plan.as_of)?;
        if spec.indicator.is_none() {
            return Err(Error::input("indicator", Problem::new("briefing.no_indicator")));
        }
    }
    if reads(ChartField::Indicators) && spec.indicators.is_none() {
        let known = facts::of_scope(reader, scope, plan.as_of, None)?.into_iter().filter(|row| row.latest.is_some());
        let known: Vec<String> = known.map(|row| row.definition.id).collect();
        // None at all is told by the chart itself.
        spec.indicators = (!known.is_empty() || scope.focus_area.is_some()).then_some(known);
    }
    Ok(spec)
}

/// What is to be said of a chart that speaks of the whole book while its briefing speaks of a part.
fn beyond(reader: &Reader, plan: &Plan, chart: &ChartSpec) -> Option<String> {
    let scope = &plan.scope;
    let reads = |field: ChartField| chart.kind.takes().iter().any(|one| one.field == field);
    let narrower = |scope: &Option<String>, field: ChartField| scope.is_some() && !reads(field);
    // Who chose what a chart shows has said so in it.
    let chosen = chart.agency.is_some() || chart.agency_group.is_some() || chart.focus_area.is_some();
    let of_tasks = chart.kind.family() == ChartFamily::Tasks && chart.indicator.is_none();
    let by_agency = narrower(&scope.agency, ChartField::Agency);
    let by_group = scope.agency.is_none() && narrower(&scope.agency_group, ChartField::AgencyGroup);
    let by_area = narrower(&scope.focus_area, ChartField::FocusArea);
    (of_tasks && !chosen && (by_agency || by_group || by_area)).then(|| reader.words().get("briefing.whole_book"))
}

fn figures(reader: &Reader, plan: &Plan) -> Result<Vec<press::Figure>> {
    let words = reader.words();
    let counts = facts::standing(reader, &plan.scope, plan.as_of)?.counts;
    let figure = |label: String, value: u64, mark| press::Figure { label, value: count(reader, value), note: String::new(), mark };
    let mut figures = vec![figure(words.get("briefing.total"), whole(&counts), None)];
    let of = |status: Status| figure(chart::status_word(words, status), counts.of(status), Some(chart::mark(status)));
    figures.extend(Status::ALL.into_iter().filter(|status| counts.of(*status) > 0).map(of));
    Ok(figures)
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

fn rates(reader: &Reader, plan: &Plan) -> Result<Vec<press::Figure>> {
    let wanted = [RateKind::Overdue, RateKind::Completion, RateKind::OnTime];
    let standing = facts::standing(reader, &plan.scope, plan.as_of)?;
    Ok(standing.rates.iter().filter(|shown| wanted.contains(&shown.kind)).map(|shown| rate(reader, shown)).collect())
}

pub(super) fn column(reader: &Reader, key: &str, align: press::Align, width: f64) -> press::Column {
    press::Column { header: reader.words().get(key), align, width }
}

fn chart_table(reader: &Reader, plan: &Plan, chart: &ChartSpec, title: String) -> Result<press::Table> {
    let composed = chart::compose(reader, &bound(reader, plan, chart)?)?;
    let table = composed.table;
    let note: Vec<String> = [Some(table.note.clone()), beyond(reader, plan, chart)].into_iter().flatten().filter(|said| !said.is_empty()).collect();
    let columns = table.columns.iter().enumerate().map(|(place, column)| press::Column {
        header: match &column.unit {
            Some(unit) if !unit.is_empty() => format!("{} ({unit})", column.heading),
            _ => column.heading.clone(),
        },
        align: match column.align {
            ChartAlign::Left => press::Align::Left,
            ChartAlign::Center => press::Align::Center,
            ChartAlign::Right => press::Align::Right,
        },
        width: if place == 0 { 2.6 } else { 1.0 },
    });
    let rows = table.rows.iter().map(|row| press::TableRow {
        cells: row.cells.iter().map(|cell| press::Cell::from(cell.written.clone())).collect(),
        strong: false,
    });
    Ok(press::Table {
        title: if title.is_empty() { composed.finding } else { title },
        columns: columns.collect(),
        rows: rows.collect(),
        empty: reader.words().get("briefing.no_rows"),
        note: note.join(" "),
    })
}

fn tasks(reader: &Reader, plan: &Plan, filter: &TaskListRequest, limit: Option<u32>, title: String) -> Result<press::Table> {
    let words = reader.words();
    let request = facts::filter(&plan.scope, plan.as_of, filter);
    let limit = limit.unwrap_or(USUAL) as usize;
    let (rows, total) = task::fitting(reader, &request, |fitting| {
        let total = fitting.rows.len();
        Ok((fitting.rows.into_iter().take(limit).cloned().collect::<Vec<TaskRow>>(), total))
    })?;
    let text = |text: String| press::Cell::from(text);
    let lines = rows.iter().enumerate().map(|(n, row)| {
        let standing = &row.standing;
        let area = row.focus_areas.first().map(|placing| placing.area.mark.clone()).unwrap_or_default();
        press::TableRow {
            cells: vec![
                text((n + 1).to_string()),
                text(row.code.clone()),
                text(row.statement.clone()),
                text(area),
                text(said::leads(words, row)),
                text(row.deadline_words(words)),
                text(row.due.map(|day| words.day(day)).unwrap_or_default()),
                press::Cell { mark: Some(chart::mark(standing.status)), ..text(said::state(words, standing)) },
            ],
            strong: false,
        }
    });
    let mut notes = Vec::new();
    if rows.len() < total {
        notes.push(words.fill("briefing.more", &[("count", count(reader, (total - rows.len()) as u64))]));
    }
    if rows.iter().any(|row| row.deadline.assumption.is_some()) {
        notes.push(words.get("briefing.before_note"));
    }
    Ok(press::Table {
        title,
        columns: vec![
            column(reader, "field.ordinal", press::Align::Center, 0.0),
            column(reader, "field.code", press::Align::Left, 0.0),
            column(reader, "field.statement", press::Align::Left, 5.2),
            column(reader, "field.focus_area", press::Align::Center, 0.0),
            column(reader, "field.lead", press::Align::Left, 2.4),
            column(reader, "field.deadline_text", press::Align::Left, 1.9),
            column(reader, "field.last_day", press::Align::Center, 0.0),
            column(reader, "field.status", press::Align::Left, 2.0),
        ],
        rows: lines.collect(),
        empty: words.get(if request.status == Some(vec![Status::OpenOverdue]) { "briefing.none_overdue" } else { "briefing.no_rows" }),
        note: notes.join(" "),
    })
}

/// How an indicator stands: a person's light with the reason, else the computed one with why it cannot be told.
fn light(reader: &Reader, row: &IndicatorRow) -> String {
    let words = reader.words();
    let band = words.of_value("band", row.light);
    match (&row.overridden, row.judgement.reason) {
        (Some(own), _) => words.fill("override.written", &[("band", band), ("person", own.person.clone()), ("reason", own.reason.clone())]),
        (None, Some(reason)) => format!("{band}: {}", words.of_value("progress_reason", reason)),
        (None, None) => band,
    }
}

fn indicator_table(reader: &Reader, plan: &Plan, only: Option<&[String]>, title: String) -> Result<press::Table> {
    let words = reader.words();
    let mut columns = vec![
        column(reader, "field.code", press::Align::Left, 0.0),
        column(reader, "field.indicator", press::Align::Left, 3.8),
        column(reader, "field.focus_area", press::Align::Center, 0.0),
        column(reader, "field.latest", press::Align::Left, 1.9),
        column(reader, "field.as_of_day", press::Align::Center, 0.0),
    ];
    let area = |row: &IndicatorRow| row.definition.focus_area.as_ref().map(|area| area.mark.clone()).unwrap_or_default();
    let line = |cells: Vec<String>| press::TableRow { cells: cells.into_iter().map(press::Cell::from).collect(), strong: false };
    let rows: Vec<press::TableRow> = match &plan.scope.agency {
        // Of one agency its own figures: targets and lights are those of the whole.
        Some(agency) => {
            let figures = facts::of_agencies(reader, plan.as_of)?;
            let own = figures.get(agency).map(Vec::as_slice).unwrap_or_default();
            let every = facts::all_indicators(reader, plan.as_of)?;
            let told = every.iter().filter_map(|row| {
                let figure = own.iter().find(|figure| figure.indicator == row.definition.id)?;
                let definition = &row.definition;
                Some(line(vec![definition.code.clone(), definition.name.clone(), area(row), figure.written.clone(), words.day(figure.as_of_day)]))
            });
            told.collect()
        }
        None => {
            columns.extend([
                column(reader, "field.target", press::Align::Left, 2.4),
                column(reader, "field.deadline", press::Align::Left, 1.6),
                column(reader, "field.judgement", press::Align::Left, 2.9),
            ]);
            let told = facts::of_scope(reader, &plan.scope, plan.as_of, only)?.into_iter().map(|row| {
                let day = row.combined.as_ref().map(|one| one.last_day).or(row.latest.as_ref().map(|latest| latest.as_of_day));
                line(vec![
                    row.definition.code.clone(),
                    row.definition.name.clone(),
                    area(&row),
                    row.measured_written().map_or_else(|| words.get("state.no_data"), str::to_owned),
                    day.map(|day| words.day(day)).unwrap_or_default(),
                    row.target.as_ref().map(|target| target.written.clone()).unwrap_or_default(),
                    row.target.as_ref().map(|target| target.target.deadline.text.clone()).unwrap_or_default(),
                    light(reader, &row),
                ])
            });
            told.collect()
        }
    };
    let empty = if plan.scope.agency.is_some() { "briefing.no_own_figures" } else { "chart.attainment.empty" };
    Ok(press::Table { title, columns, rows, empty: words.get(empty), note: String::new() })
}

/// Agencies with what they answer for, by status, most tasks first.
fn agencies(reader: &Reader, plan: &Plan, group: Option<&str>, title: String) -> Result<press::Table> {
    let words = reader.words();
    let group = match group.map(str::to_owned).or_else(|| plan.scope.agency_group.clone()) {
        Some(key) => Some(crate::agency::group_id(reader.conn, "agency_group", &key)?),
        None => None,
    };
    let members = group.map(|group| crate::agency::members(reader.conn, &group)).transpose()?;
    let look = task::Look { basis: plan.basis(), ..task::Look::on(plan.as_of) };
    let register = task::register(reader, &look)?;
    let rows: Vec<&TaskRow> =
        register.tasks().filter(|row| plan.scope.focus_area.as_ref().is_none_or(|area| row.is_of_area(Some(area)))).collect();
    let found = crate::by_agency::tally(reader.conn, &rows, &look, None)?;
    let names = crate::agency::names(reader.conn)?;
    let order = reader.order()?;
    let mut listed: Vec<(String, crate::status::Counts)> = found
        .agencies
        .into_iter()
        .filter(|(id, _)| members.as_ref().is_none_or(|members| id.as_ref().is_some_and(|id| members.contains(id))))
        .filter(|(id, _)| plan.scope.agency.as_ref().is_none_or(|agency| id.as_ref() == Some(agency)))
        .map(|(id, counts)| (id.and_then(|id| names.get(&id)).map_or_else(|| words.get("task.no_lead"), |name| name.name.clone()), counts))
        .collect();
    listed.sort_by(|a, b| whole(&b.1).cmp(&whole(&a.1)).then_with(|| order.compare(&a.0, &b.0)));
    let shown: Vec<Status> = Status::ALL.into_iter().filter(|status| listed.iter().any(|(_, counts)| counts.of(*status) > 0)).collect();
    let mut columns = vec![column(reader, "field.ordinal", press::Align::Center, 0.0), column(reader, "field.agency", press::Align::Left, 4.0)];
    columns.push(column(reader, "field.total", press::Align::Right, 1.0));
    columns.extend(shown.iter().map(|status| press::Column { header: chart::status_word(words, *status), align: press::Align::Right, width: 1.3 }));
    let rows = listed.iter().enumerate().map(|(place, (name, counts))| {
        let mut cells = vec![press::Cell::from((place + 1).to_string()), press::Cell::from(name.clone()), press::Cell::from(count(reader, whole(counts)))];
        cells.extend(shown.iter().map(|status| press::Cell::from(count(reader, counts.of(*status)))));
        press::TableRow { cells, strong: false }
    });
    Ok(press::Table { title, columns, rows: rows.collect(), empty: words.get("briefing.no_rows"), note: words.get("briefing.agencies_note") })
}

fn contradictions(reader: &Reader, title: String) -> Result<Vec<press::Block>> {
    let words = reader.words();
    let open = contradiction::list(reader, Empty {})?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let lines = open.into_iter().map(|point| {
        let cells = [
            point.code.unwrap_or_default(),
            point.title,
            point.explanation.unwrap_or_default(),
            point.decision.unwrap_or_else(|| words.get("briefing.undecided")),
        ];
        press::TableRow { cells: cells.into_iter().map(press::Cell::from).collect(), strong: false }
    });
    Ok(vec![press::Block::Table(press::Table {
        title: if title.is_empty() { words.get("briefing.contradictions") } else { title },
        columns: vec![
            column(reader, "field.code", press::Align::Left, 0.0),
            column(reader, "field.title", press::Align::Left, 3.6),
            column(reader, "field.explanation", press::Align::Left, 7.6),
            column(reader, "field.decision", press::Align::Left, 2.0),
        ],
        rows: lines.collect(),
        empty: String::new(),
        note: String::new(),
    })])
}
