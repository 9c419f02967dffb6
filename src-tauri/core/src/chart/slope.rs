//! Two days beside each other: overdue tasks of each focus area, or the figures of one indicator, of the whole
//! and of agencies.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{figure_sources, number, short, sources};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, agencies, status};
use crate::book::Reader;
use crate::error::Result;
use crate::indicator::{self, IndicatorGetRequest};
use crate::status::Status;
use crate::task::{self, TaskListRequest, TaskRow};
use crate::wire::Day;
use crate::framework;

/// The columns of the table that hold the earlier and the later figure.
const FIGURES: [usize; 2] = [1, 2];

/// One line: its name, its two cells, the records behind it.
struct Line {
    name: String,
    cells: [ChartCell; 2],
    door: ChartDoor,
    strong: bool,
}

/// Two days beside each other.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    match spec.indicator.as_deref().filter(|id| !id.is_empty()) {
        Some(_) => of_indicator(reader, spec, as_of),
        None => of_tasks(reader, spec, as_of),
    }
}

/// The number of a cell, if it holds one.
fn known(cell: &ChartCell) -> Option<f64> {
    match cell.value {
        super::ChartValue::Number { value } => Some(value),
        _ => None,
    }
}

fn of_tasks(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let since = spec.earlier_day(as_of, 1)?;
    let status = Some(vec![Status::OpenOverdue]);
    let days = [since, as_of];
    let filters = days.map(|day| TaskListRequest { status: status.clone(), ..status::filter(spec, day) });
    let areas = framework::names(reader.conn)?;
    let count = |filter: &TaskListRequest| -> Result<Vec<u64>> {
        task::fitting(reader, filter, |fitting| {
            let of = |rows: &[&TaskRow], id: Option<&str>| rows.iter().filter(|row| row.is_of_area(id)).count() as u64;
            let mut counts: Vec<u64> = areas.iter().map(|area| of(&fitting.rows, Some(&area.id))).collect();
            counts.push(of(&fitting.rows, None));
            Ok(counts)
        })
    };
    let [earlier, later] = &filters;
    let (before, after) = (count(earlier)?, count(later)?);
    let mut names: Vec<(String, String)> = areas.iter().map(|area| (format!("{} {}", area.mark, area.short_name), area.id.clone())).collect();
    names.push((words.get("chart.status.unplaced"), String::new()));
    let mut lines = Vec::new();
    for ((name, id), (before, after)) in names.into_iter().zip(before.iter().zip(&after)) {
        if id.is_empty() && *before == 0 && *after == 0 {
            continue;
        }
        let door = |filter: &TaskListRequest| ChartDoor::tasks(TaskListRequest { focus_area: Some(id.clone()), ..filter.clone() });
        let cell = |count: u64, filter| ChartCell::number(count as f64, number(words, count)).behind(door(filter));
        lines.push(Line { name, cells: [cell(*before, earlier), cell(*after, later)], door: door(later), strong: before != after });
    }
    let (from, to): (u64, u64) = (before.iter().sum(), after.iter().sum());
    let params = [("from", number(words, from)), ("to", number(words, to))];
    let key = match from.cmp(&to) {
        std::cmp::Ordering::Less => "chart.overdue.up",
        std::cmp::Ordering::Greater => "chart.overdue.down",
        std::cmp::Ordering::Equal => "chart.overdue.same",
    };
    let said = words.fill("chart.slope.tasks", &[("since", words.day(since)), ("day", words.day(as_of))]);
    let frame = press::Frame {
        title: words.fill(key, &params),
        subtitle: format!("{said}{}", status::chosen(reader, spec, &status::filter(spec, as_of))?),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    Ok(finish(reader, days, lines, frame, (words.of_value("status", Status::OpenOverdue), words.get("field.focus_area"), String::new())))
}

fn of_indicator(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let since = spec.earlier_day(as_of, 12)?;
    let days = [since, as_of];
    let get = |day: NaiveDate| {
        let id = spec.needed_indicator()?.to_owned();
        indicator::get(reader, IndicatorGetRequest { id, as_of: Some(Day(day)) })
    };
    let (before, indicator) = (get(since)?, get(as_of)?);
    let definition = &indicator.row.definition;
    let no_data = || ChartCell::no_data(words.get("state.no_data"));
    let whole = [&before, &indicator].map(|one| {
        let number = one.row.judgement.observed_value.or(one.row.latest.as_ref().and_then(|latest| latest.number));
        match number.zip(one.row.measured_written()) {
            Some((number, written)) => ChartCell::number(number, short(written, &definition.unit)),
            None => no_data(),
        }
    });
    let mut lines = Vec::new();
    let group = agencies::group(reader, spec, &definition.id)?;
    if group.is_none() || whole.iter().any(|cell| known(cell).is_some()) {
        let door = ChartDoor::Indicator { id: definition.id.clone(), agency: None };
        lines.push(Line { name: words.get("chart.whole"), cells: whole, door, strong: spec.agency.is_none() });
    }
    if let Some(group) = &group {
        let (_, earlier) = agencies::figures(reader, spec, &definition.id, group, since)?;
        let (_, later) = agencies::figures(reader, spec, &definition.id, group, as_of)?;
        for row in &later.rows {
            let cell = |row: &crate::rollup::RollupRow| {
                let cell = agencies::cell(reader, &definition.id, row);
                ChartCell { written: short(&cell.written, &definition.unit), ..cell }
            };
            let from = earlier.rows.iter().find(|one| one.agency.id == row.agency.id).map_or_else(no_data, cell);
            let cells = [from, cell(row)];
            if cells.iter().any(|cell| known(cell).is_some()) {
                let strong = spec.agency.as_ref() == Some(&row.agency.id);
                lines.push(Line { name: row.agency.short_name.clone(), cells, door: agencies::door(&definition.id, &row.agency), strong });
            }
        }
    }
    let both: Vec<(f64, f64)> = lines
        .iter()
        .filter_map(|line| {
            let [from, to] = &line.cells;
            known(from).zip(known(to))
        })
        .collect();
    let ups = both.iter().filter(|(from, to)| to > from).count() as u64;
    let downs = both.iter().filter(|(from, to)| to < from).count() as u64;
    let params = [("name", definition.name.clone()), ("known", number(words, both.len() as u64)), ("up", number(words, ups)), ("down", number(words, downs))];
    let title = match (both.len(), lines.as_slice()) {
        (0, _) => words.fill("chart.slope.none", &[("name", &definition.name)]),
        (1, [line]) => {
            let [from, to] = &line.cells;
            words.fill("chart.slope.one", &[("name", &definition.name), ("from", &from.written), ("to", &to.written)])
        }
        _ => words.fill("chart.slope.many", &params),
    };
    let frame = press::Frame {
        title,
        subtitle: words.fill(
            "chart.dots.subtitle",
            &[("name", definition.name.clone()), ("unit", definition.unit.clone()), ("since", words.day(since)), ("day", words.day(as_of))],
        ),
        source: figure_sources(words, indicator.observations.iter().filter(|figure| figure.as_of_day <= as_of), &indicator),
        ..press::Frame::default()
    };
    let name = format!("{} ({})", definition.name, definition.unit);
    Ok(finish(reader, days, lines, frame, (name, words.get("field.agency"), definition.unit.clone())))
}

/// Table, marks and values of lines; `said`: the name of the lines, the heading of their names, the unit.
fn finish(reader: &Reader, days: [NaiveDate; 2], lines: Vec<Line>, frame: press::Frame, said: (String, String, String)) -> Composed {
    let words = reader.words();
    let (name, heading, unit) = said;
    let written = days.map(|day| words.day(day));
    let [earlier, later] = &written;
    let mut table = Filling::default().words(heading).numbers(earlier, &unit).numbers(later, &unit);
    let mut marks = Vec::new();
    let mut rows = Vec::new();
    for line in lines {
        let [from, to] = &line.cells;
        rows.push(press::SlopeRow {
            name: line.name.clone(),
            values: [known(from), known(to)],
            written: [from.written.clone(), to.written.clone()],
            labels: [format!("{}, {earlier}: {}", line.name, from.written), format!("{}, {later}: {}", line.name, to.written)],
            strong: line.strong,
        });
        let mut cells = vec![ChartCell::text(&line.name)];
        cells.extend(line.cells);
        let place = table.row(cells, Some(line.door));
        marks.extend(FIGURES.map(|column| (place, column)));
    }
    let all: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.name, row.written.join(" → "))).collect();
    let description = format!("{}. {}", frame.title, all.join("; "));
    let chart = press::Chart::Slope(press::Slope { name, days: written, rows, empty: words.get("chart.status.none") });
    Composed::new(chart, press::Frame { description, ..frame }, table, marks)
}
