//! The tile map of the 34 provinces: for each the newest figure of an indicator, the state of its part in a common
//! task, or a rate of its tasks. Where each tile stands is data (`assets/maps/34-tinh.csv`).
//!
//! What the book holds by the 63 provinces of before 1/7/2025 is put together by the successions in the book: figures
//! by the indicator's rule for merged units ([`crate::rollup`]), tasks by adding up, parts of one task by how many of
//! the old units are done. Every such tile says so.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use so35_press as press;

use super::cells::{Classes, Made, Measure, Tops, key};
use super::common::state;
use super::periods::definition_sources;
use super::words::{extremes, mark, number, source_line, sources, status_word};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::agency::{self, AgencyKind, AgencyName};
use crate::book::Reader;
use crate::by_agency;
use crate::error::{Error, Result};
use crate::indicator;
use crate::matrix::{self, MatrixCell, MatrixRequest};
use crate::rollup::{self, RollupRequest, RollupState, RollupStructure};
use crate::status::{Counts, Status};
use crate::task::{self, Look, TaskListRequest, TaskRow};
use crate::wire::Day;

/// The layout: province code, row, column, special zone.
const LAYOUT: &str = include_str!("../../../../assets/maps/34-tinh.csv");

/// The group whose agencies the tiles are.
const GROUP: &str = "34-tinh-thanh-pho";

/// A place on the map.
struct Place {
    code: &'static str,
    row: u16,
    column: u16,
    zone: &'static str,
}

/// The places of the map, from north to south. Errors: a damaged table, which a test rules out.
fn places() -> Result<Vec<Place>> {
    let place = |line: &'static str| -> Option<Place> {
        let mut cells = line.split(',');
        let (code, row, column) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        Some(Place { code, row, column, zone: cells.next()? })
    };
    let damaged = || Error::Damaged("34-tinh.csv".into());
    LAYOUT.lines().skip(1).filter(|line| !line.is_empty()).map(|line| place(line).ok_or_else(damaged)).collect()
}

/// A province of the map.
struct Province {
    place: Place,
    agency: AgencyName,
}

/// The provinces of the book that have a place: those without an end.
fn provinces(reader: &Reader) -> Result<Vec<Province>> {
    let mut by_code: HashMap<String, AgencyName> = HashMap::new();
    for row in agency::in_official_order(reader)? {
        if let (AgencyKind::Province, None, Some(code)) = (row.kind, row.valid_to, row.area_code.clone()) {
            by_code.insert(code, AgencyName::from(row));
        }
    }
    Ok(places()?.into_iter().filter_map(|place| Some(Province { agency: by_code.remove(place.code)?, place })).collect())
}

/// What every agency has become by now, following whole successions and main parts.
fn newest(reader: &Reader) -> Result<impl Fn(&str) -> String> {
    let next: HashMap<String, String> = agency::continued(reader.conn, None)?.into_iter().collect();
    Ok(move |id: &str| {
        let mut at = id;
        // A circle of successions ends where it began.
        for _ in 0..next.len() {
            match next.get(at) {
                Some(later) if later != id => at = later,
                _ => break,
            }
        }
        at.to_owned()
    })
}

/// One tile as it will be drawn, with the records behind it.
struct Told {
    made: Made,
    door: ChartDoor,
    /// Put together from old units.
    merged: bool,
}

/// A map from what stands on its tiles.
struct Map {
    keys: Vec<press::KeyEntry>,
    tiles: Vec<Told>,
    heading: (String, String),
    title: String,
    what: String,
    source: String,
}

/// The 34 provinces: an indicator when one is named, else a task when one is named, else a rate of their tasks.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let provinces = provinces(reader)?;
    let named = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let map = match (named(&spec.indicator), named(&spec.task)) {
        (Some(indicator), _) => of_indicator(reader, &provinces, &indicator, as_of)?,
        (None, Some(task)) => of_task(reader, spec, &provinces, task, as_of)?,
        (None, None) => of_rate(reader, spec, &provinces, as_of)?,
    };
    let merged = map.tiles.iter().filter(|told| told.merged).count() as u64;
    let mut table = Filling::default().words(words.get("chart.tiles.province")).numbers(map.heading.0, map.heading.1);
    let (mut tiles, mut marks) = (Vec::new(), Vec::new());
    for (province, told) in provinces.iter().zip(map.tiles) {
        let name = &province.agency.short_name;
        marks.push((table.row(vec![ChartCell::text(name), told.made.table], Some(told.door)), 1));
        let zone = province.place.zone;
        let beside = if zone.is_empty() { String::new() } else { words.fill("chart.tiles.zone", &[("name", zone)]) };
        tiles.push(press::Tile { row: province.place.row, column: province.place.column, name: name.clone(), beside, cell: told.made.drawn });
    }
    let chart = press::Chart::TileMap(press::TileMap { keys: map.keys, name: words.get("chart.tiles.name"), tiles, empty: words.get("chart.tiles.empty") });
    let note = if merged > 0 { words.fill("chart.tiles.merged", &[("count", number(words, merged))]) } else { String::new() };
    let frame = press::Frame {
        description: map.title.clone(),
        title: map.title,
        subtitle: words.fill("chart.tiles.subtitle", &[("what", map.what), ("day", words.day(as_of))]),
        source: map.source,
        note,
    };
    Ok(Composed::new(chart, frame, table, marks))
}

fn of_indicator(reader: &Reader, provinces: &[Province], id: &str, as_of: NaiveDate) -> Result<Map> {
    let words = reader.words();
    let definition = indicator::definition(reader.conn, id)?;
    let groups = agency::list_groups(reader, crate::wire::Empty {})?;
    let mut rows = HashMap::new();
    if let Some(group) = groups.into_iter().find(|group| group.key == GROUP) {
        let request = RollupRequest {
            indicator: definition.id.clone(),
            group: group.id,
            periods: None,
            calendar: None,
            structure: Some(RollupStructure::New),
            as_of: Some(Day(as_of)),
        };
        let rolled = rollup::rollup(reader, request)?;
        rows.extend(rolled.periods.into_iter().flat_map(|period| period.rows).map(|row| (row.agency.id.clone(), row)));
    }
    let values: Vec<f64> = provinces.iter().filter_map(|one| rows.get(&one.agency.id)?.number).collect();
    let classes = Classes::of(words, &values, &definition.unit);
    let mut ends = Vec::new();
    let mut tiles = Vec::new();
    for one in provinces {
        let name = &one.agency.short_name;
        let row = rows.get(&one.agency.id);
        let made_of = row.and_then(|row| row.made_of).filter(|of| of.of > 1 && row.is_some_and(|row| row.number.is_some()));
        let whose = match made_of {
            Some(of) => words.fill("chart.tiles.made_of", &[("name", name.clone()), ("with", of.with.to_string()), ("of", of.of.to_string())]),
            None => name.clone(),
        };
        let made = match row.map(|row| (row.state, row.number, row.written.clone())) {
            Some((_, Some(value), Some(written))) => {
                ends.push((value, name.clone(), written.clone()));
                let short = written.strip_suffix(definition.unit.as_str()).map_or(written.as_str(), str::trim_end);
                let short = if definition.unit == "%" { written.clone() } else { short.to_owned() };
                Made::figure(&classes, &whose, value, short, written)
            }
            Some((RollupState::NotApplicable, ..)) => Made::not_applicable(&whose, &words.get("state.not_applicable")),
            Some((RollupState::Unclear, ..)) => Made::no_data(&whose, &words.get("chart.periods.unclear")),
            _ => Made::no_data(&whose, &words.get("state.no_data")),
        };
        let door = ChartDoor::Indicator { id: definition.id.clone(), agency: Some(one.agency.id.clone()) };
        tiles.push(Told { made, door, merged: made_of.is_some() });
    }
    let title = extremes(words, "province", &definition.name, ends);
    Ok(Map {
        keys: marks_after(reader, classes.keys(), &tiles, "state.no_data", "state.not_applicable"),
        tiles,
        heading: (definition.name.clone(), definition.unit.clone()),
        title,
        what: words.fill("chart.tiles.newest", &[("unit", definition.unit.clone())]),
        source: source_line(words, &definition_sources(reader, &definition)?),
    })
}

/// The entries of a key, and those of the marks that occur.
fn marks_after(reader: &Reader, mut keys: Vec<press::KeyEntry>, tiles: &[Told], no_data: &str, not_applicable: &str) -> Vec<press::KeyEntry> {
    for (mark, word) in [(press::Mark::NoData, no_data), (press::Mark::NotApplicable, not_applicable)] {
        if tiles.iter().any(|told| told.made.drawn.fill == press::Fill::Mark(mark)) {
            keys.push(key(reader.words(), mark, word));
        }
    }
    keys
}

fn of_rate(reader: &Reader, spec: &ChartSpec, provinces: &[Province], as_of: NaiveDate) -> Result<Map> {
    let words = reader.words();
    let look = Look { basis: spec.basis.unwrap_or_default(), ..Look::on(as_of) };
    let register = task::register(reader, &look)?;
    let rows: Vec<&TaskRow> = register.tasks().filter(|row| !row.is_regular()).collect();
    let newest = newest(reader)?;
    let mut counted: HashMap<String, (Counts, Vec<String>)> = HashMap::new();
    for (agency, counts) in by_agency::tally(reader.conn, &rows, &look, None)?.agencies {
        if let Some(agency) = agency {
            let (sum, from) = counted.entry(newest(&agency)).or_default();
            *sum += counts;
            from.push(agency);
        }
    }
    let of = |one: &Province| counted.get(&one.agency.id).cloned().unwrap_or_default();
    let all: Vec<Counts> = provinces.iter().map(|one| of(one).0).collect();
    let measure = Measure::of(words, spec.measure.unwrap_or_default(), &all);
    let mut tops = Tops::default();
    let mut tiles = Vec::new();
    for one in provinces {
        let (counts, from) = of(one);
        let name = &one.agency.short_name;
        let merged = from.len() > 1;
        let whose = if merged { words.fill("chart.tiles.sum_of", &[("name", name.clone()), ("count", from.len().to_string())]) } else { name.clone() };
        let mut made = measure.cell(&whose, &counts);
        if let Some(value) = measure.value(&counts) {
            made.drawn.written = format!("{}{}", measure.written(value), measure.unit());
        }
        tops.see(measure.rank(&counts), || name.clone());
        let door = match &from[..] {
            [only] => ChartDoor::tasks(TaskListRequest {
                as_of: Some(Day(as_of)),
                basis: spec.basis,
                obliged: Some(only.clone()),
                status: Some(measure.behind(&counts)),
                ..TaskListRequest::default()
            }),
            _ => ChartDoor::Agency { id: one.agency.id.clone() },
        };
        tiles.push(Told { made, door, merged });
    }
    let title = match tops.named(words, "province") {
        Some((value, name)) => {
            let value = format!("{}{}", measure.written(value), measure.unit());
            words.fill("chart.tiles.title_rate", &[("measure", measure.name()), ("name", name), ("value", value)])
        }
        None if all.iter().all(|counts| measure.value(counts).is_none()) => words.fill("chart.tiles.untold", &[("measure", measure.name())]),
        None => words.fill("chart.tiles.none", &[("measure", measure.name())]),
    };
    Ok(Map {
        keys: measure.keys(tiles.iter().map(|told| &told.made.drawn)),
        heading: (measure.name(), measure.unit().to_owned()),
        title,
        what: measure.name() + &status::basis(words, spec),
        source: sources(reader, "task")?,
        tiles,
    })
}

/// How late a status is among parts put together: the latest speaks for them.
fn lateness(status: Status) -> u8 {
    match status {
        Status::DoneOnTime | Status::DoneNoDeadline => 0,
        Status::DoneLate => 1,
        Status::Ongoing => 2,
        Status::OpenNoDeadline => 3,
        Status::OpenInTime => 4,
        Status::OpenOverdue => 5,
    }
}

fn of_task(reader: &Reader, spec: &ChartSpec, provinces: &[Province], task: String, as_of: NaiveDate) -> Result<Map> {
    let words = reader.words();
    let request = MatrixRequest { tasks: Some(vec![task]), as_of: Some(Day(as_of)), basis: spec.basis, ..MatrixRequest::default() };
    let matrix = matrix::matrix(reader, request)?;
    let newest = newest(reader)?;
    let mut parts: HashMap<String, Vec<&MatrixCell>> = HashMap::new();
    for line in &matrix.lines {
        if let (Some(agency), Some(Some(cell))) = (&line.agency, line.cells.first()) {
            parts.entry(newest(&agency.id)).or_default().push(cell);
        }
    }
    let column = matrix.tasks.first();
    let (code, id) = column.map(|column| (column.code.clone(), column.id.clone())).unwrap_or_default();
    let mut used: BTreeMap<Status, u64> = BTreeMap::new();
    let mut tiles = Vec::new();
    let (mut done, mut of) = (0_u64, 0_u64);
    for one in provinces {
        let name = &one.agency.short_name;
        let own = parts.get(&one.agency.id).map(Vec::as_slice).unwrap_or_default();
        let Some(latest) = own.iter().max_by_key(|cell| (lateness(cell.standing.status), cell.standing.late_days)) else {
            let made = Made::not_applicable(name, &words.get("chart.tiles.no_part"));
            tiles.push(Told { made, door: ChartDoor::Agency { id: one.agency.id.clone() }, merged: false });
            continue;
        };
        let finished = own.iter().filter(|cell| cell.completed_on.is_some()).count();
        done += u64::from(finished == own.len());
        of += 1;
        let status = latest.standing.status;
        *used.entry(status).or_default() += 1;
        let said = state(words, latest);
        let (written, whose) = match (own.len(), latest.standing.late_days) {
            (1, 0) => (String::new(), name.clone()),
            (1, days) => (words.fill("chart.tiles.late", &[("days", days.to_string())]), name.clone()),
            (units, _) => {
                let params = [("name", name.clone()), ("with", finished.to_string()), ("of", units.to_string())];
                (format!("{finished}/{units}"), words.fill("chart.tiles.done_of", &params))
            }
        };
        let said = if own.len() == 1 { said } else { format!("{said} ({written})") };
        let table = ChartCell::text(&said);
        let drawn = press::GridCell { fill: press::Fill::Mark(mark(status)), written, label: format!("{whose}: {said}") };
        tiles.push(Told { made: Made { drawn, table }, door: ChartDoor::Task { id: id.clone() }, merged: own.len() > 1 });
    }
    let keys = used.keys().map(|status| press::KeyEntry { fill: press::Fill::Mark(mark(*status)), word: status_word(words, *status) }).collect();
    let overdue = used.get(&Status::OpenOverdue).copied().unwrap_or_default();
    let params = [("code", code.clone()), ("done", number(words, done)), ("of", number(words, of)), ("overdue", number(words, overdue))];
    let title = words.fill(if overdue > 0 { "chart.tiles.title_task_overdue" } else { "chart.tiles.title_task" }, &params);
    let statement = column.map(|column| column.statement.clone()).unwrap_or_default();
    Ok(Map {
        keys: marks_after(reader, keys, &tiles, "state.no_data", "chart.tiles.no_part"),
        heading: (format!("{code} {statement}"), String::new()),
        title,
        what: format!("{code} {statement}{}", status::basis(words, spec)),
        source: sources(reader, "task")?,
        tiles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_province_has_a_place_of_its_own() {
        let places = places().unwrap();
        assert_eq!(places.len(), 34);
        assert_eq!(places.iter().map(|place| (place.row, place.column)).collect::<HashSet<_>>().len(), 34);
        assert_eq!(places.iter().map(|place| place.code).collect::<HashSet<_>>().len(), 34);
        let zones: Vec<(&str, &str)> = places.iter().filter(|place| !place.zone.is_empty()).map(|place| (place.code, place.zone)).collect();
        assert_eq!(zones, [("48", "Hoàng Sa"), ("56", "Trường Sa")]);
        // What is named beside a tile stands over the sea: no tile lies there.
        for (code, _) in zones {
            let place = places.iter().find(|place| place.code == code).unwrap();
            assert!(!places.iter().any(|other| other.row == place.row && other.column > place.column));
        }
    }
}
