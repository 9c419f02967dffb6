//! Small multiples: one indicator for many agencies on one scale, or many indicators, each on its own.

use std::collections::HashMap;

use chrono::NaiveDate;
use so35_press as press;

use super::attainment::chosen;
use super::periods::definition_sources;
use super::words::{extremes, number, source_line, sources};
use super::{CellPlace, ChartCell, ChartDoor, ChartSpec, Composed, Filling};
use crate::agency;
use crate::book::Reader;
use crate::error::Result;
use crate::indicator;
use crate::observation::{self, Approval, Observation, ObservationState};
use crate::target::{Bound, Target};

/// What one panel shows.
struct Line {
    name: String,
    door: ChartDoor,
    figures: Vec<Observation>,
    goal: Option<f64>,
}

/// One indicator for many agencies, or many indicators.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    match spec.indicator.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => of_agencies(reader, spec, id, as_of),
        None => of_indicators(reader, spec, as_of),
    }
}

/// The figures known by a day, approved, oldest first.
fn known(figures: Vec<Observation>, as_of: NaiveDate) -> Vec<Observation> {
    let mut known: Vec<Observation> = figures.into_iter().filter(|one| one.as_of_day <= as_of && one.approval == Approval::Approved).collect();
    known.sort_by_key(|one| one.as_of_day);
    known
}

/// The one number to be reached, where it is one.
fn goal(target: &Target) -> Option<f64> {
    match target.bound {
        Bound::AtLeast | Bound::Exactly => target.value_min,
        Bound::AtMost => target.value_max,
        Bound::Range | Bound::ChangeAtLeast | Bound::Qualitative => None,
    }
}

fn of_agencies(reader: &Reader, spec: &ChartSpec, id: &str, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let definition = indicator::definition(reader.conn, id)?;
    let mut by_agency: HashMap<String, Vec<Observation>> = HashMap::new();
    for one in observation::of(reader, Some(&definition.id))? {
        if let Some(agency) = one.agency.as_ref().map(|agency| agency.id.clone()) {
            by_agency.entry(agency).or_default().push(one);
        }
    }
    // Members without a figure are shown as such; without a group, whoever has one.
    let members = match &spec.agency_group {
        Some(group) => Some(agency::members(reader.conn, &agency::group_id(reader.conn, "agency_group", group)?)?),
        None => None,
    };
    let target = indicator::get_target(reader, &definition, as_of)?;
    let goal = target.as_ref().and_then(|shown| goal(&shown.target)).filter(|_| definition.unit.contains('%'));
    let mut lines = Vec::new();
    for agency in agency::in_official_order(reader)? {
        let figures = by_agency.remove(&agency.id);
        if members.as_ref().map_or(figures.is_some(), |members| members.contains(&agency.id)) {
            let door = ChartDoor::Indicator { id: definition.id.clone(), agency: Some(agency.id.clone()) };
            lines.push(Line { name: agency.short_name, door, figures: known(figures.unwrap_or_default(), as_of), goal });
        }
    }
    let last = |line: &Line| line.figures.iter().rev().find_map(|one| Some((one.number?, one.written.clone())));
    let ends = lines.iter().filter_map(|line| last(line).map(|(value, written)| (value, line.name.clone(), written))).collect();
    let title = extremes(words, "agency", &definition.name, ends);
    let said = [("unit", definition.unit.clone()), ("calendar", words.of_value("calendar", definition.calendar)), ("day", words.day(as_of))];
    let frame = press::Frame {
        description: title.clone(),
        title,
        subtitle: words.fill("chart.multiples.subtitle", &said),
        source: source_line(words, &definition_sources(reader, &definition)?),
        ..press::Frame::default()
    };
    let goal = target.map(|shown| words.fill("chart.multiples.goal", &[("target", shown.written)])).unwrap_or_default();
    Ok(composed(reader, &lines, true, goal, frame, words.get("field.agency")))
}

fn of_indicators(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let mut by_indicator: HashMap<String, Vec<Observation>> = HashMap::new();
    for one in observation::of_whole(reader, None)? {
        by_indicator.entry(one.indicator.clone()).or_default().push(one);
    }
    let mut lines = Vec::new();
    let mut units = Vec::new();
    for row in chosen(reader, spec, as_of)? {
        let definition = &row.definition;
        let figures = known(by_indicator.remove(&definition.id).unwrap_or_default(), as_of);
        // Unless somebody named it, an indicator nobody has measured has nothing to show here.
        if figures.is_empty() && spec.indicators.is_none() {
            continue;
        }
        let name = format!("{} ({})", definition.name, definition.unit);
        let goal = row.target.as_ref().and_then(|shown| goal(&shown.target));
        lines.push(Line { name, door: ChartDoor::Indicator { id: definition.id.clone(), agency: None }, figures, goal });
        units.push(definition.unit.clone());
    }
    units.sort();
    units.dedup();
    let change = |line: &Line| {
        let mut numbers = line.figures.iter().filter_map(|one| one.number);
        let first = numbers.next()?;
        Some(numbers.next_back()? - first)
    };
    let with = lines.iter().filter(|line| line.figures.iter().any(|one| one.number.is_some())).count() as u64;
    let changes: Vec<f64> = lines.iter().filter_map(change).collect();
    let count = |fits: fn(&f64) -> bool| number(words, changes.iter().filter(|change| fits(change)).count() as u64);
    let title = match (with, changes.len() as u64) {
        (0, _) => words.get("chart.multiples.no_figures"),
        (with, 0) => words.fill("chart.multiples.title_once", &[("count", number(words, with))]),
        (with, known) => {
            let params = [("count", number(words, with)), ("known", number(words, known)), ("up", count(|change| *change > 0.0)), ("down", count(|change| *change < 0.0))];
            words.fill("chart.multiples.title_many", &params)
        }
    };
    let shared = units.len() == 1;
    let frame = press::Frame {
        description: title.clone(),
        title,
        subtitle: words.fill(if shared { "chart.multiples.subtitle_shared" } else { "chart.multiples.subtitle_own" }, &[("day", words.day(as_of))]),
        source: sources(reader, "observation")?,
        ..press::Frame::default()
    };
    Ok(composed(reader, &lines, shared, words.get("chart.multiples.goals"), frame, words.get("field.indicator")))
}

fn composed(reader: &Reader, lines: &[Line], shared: bool, goal: String, frame: press::Frame, of: String) -> Composed {
    let words = reader.words();
    let mut table = Filling::default().words(of).days(words.get("field.day")).numbers(words.get("field.observation"), "");
    let mut marks: Vec<CellPlace> = Vec::new();
    let mut panels = Vec::new();
    for line in lines {
        let mut observations = Vec::new();
        for one in &line.figures {
            observations.push(press::Observation {
                date: one.as_of_day,
                value: one.number,
                written: one.written.clone(),
                label: format!("{}, {}: {}", line.name, words.day(one.as_of_day), one.written),
                derived: one.derived,
                approximate: one.qualifier.is_some(),
            });
            let cell = match (one.number, one.state) {
                (Some(value), _) => ChartCell::number(value, &one.written),
                (None, ObservationState::NotApplicable) => ChartCell::not_applicable(&one.written),
                (None, _) => ChartCell::no_data(&one.written),
            };
            let cells = vec![ChartCell::text(&line.name), ChartCell::day(one.as_of_day, words.day(one.as_of_day)), cell];
            marks.push((table.row(cells, Some(line.door.clone())), 2));
        }
        if line.figures.is_empty() {
            let missing = words.get("state.no_data");
            table.row(vec![ChartCell::text(&line.name), ChartCell::text(""), ChartCell::no_data(missing)], Some(line.door.clone()));
        }
        let newest = line.figures.last().map_or_else(|| words.get("state.no_data"), |one| one.written.clone());
        panels.push(press::Panel { name: line.name.clone(), newest, observations, goal: line.goal });
    }
    let chart = press::Chart::Multiples(press::Multiples { panels, shared, goal, hollow: words.get("chart.multiples.hollow"), empty: words.get("chart.multiples.empty") });
    Composed::new(chart, frame, table, marks)
}
