//! One indicator over time: its figures, where it started, what is to be reached and by when, and the days on
//! which the method of measuring changed.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{figure_sources, target_ends};
use super::{CellPlace, ChartCell, ChartDoor, ChartSpec, Composed, Filling};
use crate::book::Reader;
use crate::error::Result;
use crate::figure;
use crate::indicator::{self, IndicatorGetRequest};
use crate::observation::{Observation, ObservationState};
use crate::wire::Day;

/// The columns of the table.
const DAY: usize = 0;
const FIGURE: usize = 2;

/// One indicator over time.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let id = spec.needed_indicator()?.to_owned();
    let indicator = indicator::get(reader, IndicatorGetRequest { id, as_of: Some(Day(as_of)) })?;
    let words = reader.words();
    let definition = &indicator.row.definition;
    let notation = words.language.notation();
    let write = |value: f64| figure::write(value, definition.decimals, notation);
    let known = indicator::known(&indicator.observations, as_of);

    let mut table = Filling::default().days(words.get("field.day")).words(words.get("field.kind")).numbers(words.get("field.observation"), &definition.unit);
    let door = || Some(ChartDoor::Indicator { id: definition.id.clone(), agency: None });
    let mut marks: Vec<CellPlace> = Vec::new();
    let mut observations = Vec::new();
    for figure in &known {
        // What follows from other figures says so wherever it stands.
        let said = match figure.derived {
            true => format!("{} ({})", figure.written, words.get("chart.indicator.derived")),
            false => figure.written.clone(),
        };
        observations.push(press::Observation {
            date: figure.as_of_day,
            value: figure.number,
            written: without_unit(figure, &definition.unit),
            label: format!("{}: {said}", words.day(figure.as_of_day)),
            derived: figure.derived,
            approximate: figure.qualifier.is_some(),
        });
        let day = ChartCell::day(figure.as_of_day, words.day(figure.as_of_day));
        let kind = ChartCell::text(words.get("field.observation"));
        marks.push((table.row(vec![day, kind, ChartCell { written: said, ..cell(figure) }], door()), FIGURE));
    }
    let baseline = definition.baseline_value.zip(definition.baseline_day).map(|(value, date)| press::Baseline {
        date,
        value,
        written: write(value),
        label: words.fill("chart.indicator.baseline", &[("day", words.day(date)), ("value", write(value))]),
    });
    match &baseline {
        Some(base) => {
            let day = ChartCell::day(base.date, words.day(base.date));
            let cells = vec![day, ChartCell::text(words.get("field.baseline_value")), ChartCell::number(base.value, &base.written)];
            marks.push((table.row(cells, door()), FIGURE));
        }
        // The place of a baseline is counted even when there is none.
        None => marks.push((0, DAY)),
    }
    let mut targets = Vec::new();
    for shown in &indicator.targets {
        let Some((low, high)) = target_ends(&indicator.row, shown) else { continue };
        let Some(due) = shown.target.deadline.last_day else { continue };
        let label = words.fill("chart.indicator.target", &[("target", shown.written.clone()), ("day", words.day(due))]);
        targets.push(press::Target { due, low, high, label });
        let cells = vec![ChartCell::day(due, words.day(due)), ChartCell::text(words.get("field.target")), ChartCell::number(low, &shown.written)];
        marks.push((table.row(cells, door()), FIGURE));
    }

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
    let figures: Vec<String> = known.iter().map(|figure| format!("{}: {}", words.day(figure.as_of_day), figure.written)).collect();
    let chart = press::Chart::IndicatorLine(press::IndicatorLine {
        name: format!("{} ({})", definition.name, definition.unit),
        observations,
        baseline,
        targets,
        breaks: indicator.breaks.iter().map(|one| press::Break { date: one.day, label: one.note.clone() }).collect(),
        derived: words.get("chart.indicator.derived"),
        approximate: words.get("chart.indicator.approximate"),
        empty: words.get("chart.indicator.empty"),
    });
    let frame = press::Frame {
        description: format!("{title}. {}", figures.join("; ")),
        title,
        subtitle,
        source: figure_sources(words, known.iter().copied(), &indicator),
        ..press::Frame::default()
    };
    Ok(Composed::new(chart, frame, table, marks))
}

/// A figure, or why there is none.
fn cell(figure: &Observation) -> ChartCell {
    match (figure.number, figure.state) {
        (Some(number), _) => ChartCell::number(number, &figure.written),
        (None, ObservationState::NotApplicable) => ChartCell::not_applicable(&figure.written),
        (None, _) => ChartCell::no_data(&figure.written),
    }
}

/// A figure beside its point: the unit stands in the subtitle already.
fn without_unit(figure: &Observation, unit: &str) -> String {
    figure.written.strip_suffix(unit).map_or_else(|| figure.written.clone(), |text| text.trim_end().to_owned())
}
