//! A heat map: agencies down, focus areas across, a rate or a count of the tasks in each cell.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use so35_press as press;

use super::cells::{Measure, Tops};
use super::words::sources;
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::agency;
use crate::book::Reader;
use crate::by_agency;
use crate::error::Result;
use crate::framework;
use crate::status::Counts;
use crate::task::{self, Look, TaskListRequest, TaskRow};
use crate::wire::Day;

/// A column: a focus area, or the tasks that have none.
struct Area {
    id: Option<String>,
    name: String,
}

/// An agency with its counts in each focus area, and in all.
struct Line {
    id: String,
    name: String,
    cells: Vec<Counts>,
    whole: Counts,
}

/// Agencies by focus area.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let (areas, mut lines) = read(reader, spec, as_of)?;
    let all: Vec<Counts> = lines.iter().flat_map(|line| line.cells.iter().copied()).collect();
    let measure = Measure::of(words, spec.measure.unwrap_or_default(), &all);
    // Highest first; what has no value comes last, and equals stay in official order.
    let rank = |line: &Line| measure.rank(&line.whole).unwrap_or((f64::NEG_INFINITY, 0));
    lines.sort_by(|a, b| {
        let (a, b) = (rank(a), rank(b));
        b.0.total_cmp(&a.0).then(b.1.cmp(&a.1))
    });

    let mut table = Filling::default().words(words.get("field.agency"));
    for area in &areas {
        table = table.numbers(area.name.clone(), measure.unit());
    }
    table = table.numbers(words.get("chart.heat.whole"), measure.unit());
    let door = TaskListRequest { as_of: Some(Day(as_of)), basis: spec.basis, ..TaskListRequest::default() };
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    let mut tops = Tops::default();
    for line in &lines {
        let own = TaskListRequest { obliged: Some(line.id.clone()), ..door.clone() };
        let mut cells = Vec::new();
        let mut written = vec![ChartCell::text(&line.name)];
        for (column, (area, counts)) in (1..).zip(areas.iter().zip(&line.cells)) {
            let made = measure.cell(&format!("{}, {}", line.name, area.name), counts);
            let filter = TaskListRequest { focus_area: Some(area.id.clone().unwrap_or_default()), status: Some(measure.behind(counts)), ..own.clone() };
            tops.see(measure.rank(counts), || format!("{}, {}", line.name, area.name));
            marks.push((rows.len(), column));
            written.push(made.table.behind(ChartDoor::tasks(filter)));
            cells.push(made.drawn);
        }
        let whole = measure.cell(&line.name, &line.whole);
        let end = whole.drawn.written.clone();
        written.push(whole.table);
        table.row(written, Some(ChartDoor::tasks(own)));
        rows.push(press::GridRow { label: line.name.clone(), end, cells });
    }
    let title = match tops.named(words, "cell") {
        Some((value, place)) => {
            let value = format!("{}{}", measure.written(value), measure.unit());
            words.fill("chart.heat.title", &[("measure", measure.name()), ("place", place), ("value", value)])
        }
        None if lines.iter().all(|line| measure.value(&line.whole).is_none()) => words.fill("chart.heat.untold", &[("measure", measure.name())]),
        None => words.fill("chart.heat.none", &[("measure", measure.name())]),
    };
    let chart = press::Chart::CellGrid(press::CellGrid {
        keys: measure.keys(rows.iter().flat_map(|row| &row.cells)),
        columns: areas.into_iter().map(|area| press::GridColumn { head: area.name, end: String::new() }).collect(),
        rows,
        end_head: words.get("chart.heat.whole"),
        empty: words.get("chart.heat.empty"),
    });
    let measured = if measure.unit().is_empty() { measure.name() } else { format!("{}, {},", measure.name(), measure.unit()) };
    let mut said = vec![("measure", measured), ("day", words.day(as_of))];
    let subtitle = match &spec.agency_group {
        Some(group) => {
            let id = agency::group_id(reader.conn, "agency_group", group)?;
            said.push(("group", agency::get_group(reader, crate::wire::IdRequest { id })?.name));
            "chart.heat.subtitle_group"
        }
        None => "chart.heat.subtitle",
    };
    let frame = press::Frame {
        description: title.clone(),
        title,
        subtitle: words.fill(subtitle, &said) + &status::basis(words, spec),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    Ok(Composed::new(chart, frame, table, marks))
}

/// The columns, and the agencies of the group asked for; without one, those that lead a task by themselves.
fn read(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<(Vec<Area>, Vec<Line>)> {
    let conn = reader.conn;
    let look = Look { basis: spec.basis.unwrap_or_default(), ..Look::on(as_of) };
    let register = task::register(reader, &look)?;
    let rows: Vec<&TaskRow> = register.tasks().filter(|row| !row.is_regular()).collect();
    let wanted: HashSet<String> = match &spec.agency_group {
        Some(group) => agency::members(conn, &agency::group_id(conn, "agency_group", group)?)?.into_iter().collect(),
        None => rows.iter().filter(|row| row.agency_group.is_none()).flat_map(|row| row.leads.iter().map(|lead| lead.id.clone())).collect(),
    };
    let named = framework::names(conn)?.into_iter().map(|area| Area { name: format!("{} {}", area.mark, area.short_name), id: Some(area.id) });
    let mut areas: Vec<Area> = named.collect();
    // A task that nobody has placed is one of its agency all the same.
    if rows.iter().any(|row| row.is_of_area(None)) {
        areas.push(Area { name: reader.words().get("chart.status.unplaced"), id: None });
    }
    let by_area = areas.iter().map(|area| {
        let of_area: Vec<&TaskRow> = rows.iter().copied().filter(|row| row.is_of_area(area.id.as_deref())).collect();
        Ok(by_agency::tally(conn, &of_area, &look, None)?.agencies)
    });
    let by_area = by_area.collect::<Result<Vec<HashMap<Option<String>, Counts>>>>()?;
    let whole = by_agency::tally(conn, &rows, &look, None)?.agencies;
    let counts = |of: &HashMap<Option<String>, Counts>, id: &str| of.get(&Some(id.to_owned())).copied().unwrap_or_default();
    let mut lines = Vec::new();
    for agency in agency::in_official_order(reader)?.into_iter().filter(|agency| wanted.contains(&agency.id)) {
        let whole = counts(&whole, &agency.id);
        if whole.total() > 0 {
            lines.push(Line { cells: by_area.iter().map(|of| counts(of, &agency.id)).collect(), whole, id: agency.id, name: agency.short_name });
        }
    }
    Ok((areas, lines))
}
