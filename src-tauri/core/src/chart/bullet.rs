//! Indicators with their figure, what is to be reached, and the figure of a year before.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{number, short, sources, target_ends};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, attainment};
use crate::book::Reader;
use crate::error::Result;
use crate::indicator::{self, IndicatorRow};
use crate::progress::Band;
use crate::rates::year_before;

/// The columns of the table that hold figure, target and last year.
const FIGURES: [usize; 3] = [2, 3, 4];

/// Indicators with figure, target and last year.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let asked = spec.indicators.is_some();
    let every = attainment::chosen(reader, spec, as_of)?;
    let last_year = year_before(as_of);
    let earlier = indicator::all(reader, last_year)?;
    let no_data = words.get("state.no_data");

    let mut table = Filling::default()
        .words(words.get("field.indicator"))
        .words(words.get("field.unit"))
        .numbers(words.get("field.observation"), "")
        .numbers(words.get("field.target"), "")
        .numbers(words.fill("chart.bullet.before", &[("day", words.day(last_year))]), "");
    let mut marks = Vec::new();
    let mut rows = Vec::new();
    let (mut known, mut achieved) = (0_u64, 0_u64);
    for row in &every {
        let definition = &row.definition;
        let (value, target) = (figure(row), row.target.as_ref().and_then(|shown| Some((target_ends(row, shown)?, shown))));
        // All that fit: those whose target is a number. One that was asked for stands there whatever it has.
        if !asked && target.is_none() {
            continue;
        }
        let before = earlier.iter().find(|one| one.definition.id == definition.id).and_then(figure);
        known += u64::from(value.is_some());
        achieved += u64::from(row.light == Band::Achieved);
        let cell = |figure: &Option<(f64, String)>| match figure {
            Some((value, written)) => ChartCell::number(*value, short(written, &definition.unit)),
            None => ChartCell::no_data(&no_data),
        };
        let asked_for = match &target {
            Some(((low, _), shown)) => ChartCell::number(*low, short(&shown.written, &definition.unit)),
            None => ChartCell::no_data(words.get("chart.bullet.no_target")),
        };
        let cells = vec![ChartCell::text(&definition.name), ChartCell::text(&definition.unit), cell(&value), asked_for, cell(&before)];
        let (of_value, of_target, of_before) = (cells.get(2), cells.get(3), cells.get(4));
        let written = |cell: Option<&ChartCell>| cell.map(|cell| cell.written.clone()).unwrap_or_default();
        let label = |key: &str, cell: Option<&ChartCell>| {
            words.fill(key, &[("name", definition.name.clone()), ("value", written(cell)), ("unit", definition.unit.clone())])
        };
        let mut beside = Vec::new();
        if value.is_some() {
            beside.push(written(of_value));
        }
        if target.is_some() {
            beside.push(words.fill("chart.attainment.target", &[("target", written(of_target))]));
        }
        if before.is_some() {
            beside.push(words.fill("chart.bullet.last_year", &[("value", written(of_before))]));
        }
        rows.push(press::Bullet {
            name: if definition.unit.is_empty() { definition.name.clone() } else { format!("{} ({})", definition.name, definition.unit) },
            value: value.as_ref().map(|(value, _)| *value),
            target: target.as_ref().map(|(ends, _)| *ends),
            before: before.as_ref().map(|(value, _)| *value),
            written: beside.join("; "),
            reason: no_data.clone(),
            labels: [
                label("chart.bullet.of_value", of_value),
                label("chart.bullet.of_target", of_target),
                label("chart.bullet.of_before", of_before),
            ],
        });
        let door = ChartDoor::Indicator { id: definition.id.clone(), agency: None };
        let place = table.row(cells, Some(door));
        marks.extend(FIGURES.map(|column| (place, column)));
    }
    let title = match known {
        0 => words.get("chart.attainment.no_figures"),
        known => words.fill("chart.attainment.title", &[("achieved", number(words, achieved)), ("known", number(words, known))]),
    };
    let said: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.name, row.written)).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", said.join("; ")),
        title,
        subtitle: words.fill("chart.bullet.subtitle", &[("day", words.day(as_of)), ("before", words.day(last_year))]),
        source: sources(reader, "target")?,
        ..press::Frame::default()
    };
    let chart = press::Chart::Bullets(press::Bullets {
        name: words.get("field.indicator"),
        rows,
        keys: [words.get("field.observation"), words.get("field.target"), words.fill("chart.bullet.before", &[("day", words.day(last_year))])],
        empty: words.get("chart.attainment.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}

/// The figure that is judged, else the newest, with how it is printed.
fn figure(row: &IndicatorRow) -> Option<(f64, String)> {
    let latest = row.latest.as_ref().and_then(|latest| latest.number);
    let value = row.judgement.observed_value.or(latest)?;
    Some((value, row.measured_written()?.to_owned()))
}
