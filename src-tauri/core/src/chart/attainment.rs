//! Indicators by how much of their target is attained.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{number, sources};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling};
use crate::book::Reader;
use crate::error::Result;
use crate::figure;
use crate::indicator::{self, IndicatorRow};
use crate::progress::Band;
use crate::target;

/// The column of the table that holds the percentage.
const PERCENT: usize = 3;

/// Indicators by how much of their target is attained.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let notation = words.language.notation();
    let every = chosen(reader, spec, as_of)?;
    let mut table = Filling::default()
        .words(words.get("field.indicator"))
        .words(words.get("field.latest"))
        .words(words.get("field.target"))
        .numbers(words.get("chart.attainment.column"), "%");
    let (mut with_figure, mut achieved) = (0_u64, 0_u64);
    let mut rows = Vec::new();
    let mut marks = Vec::new();
    for row in &every {
        let Some(shown) = &row.target else { continue };
        // The figure that is judged: of several periods where the time rule says so.
        let known = row.judgement.observed_value;
        let share = known.and_then(|known| target::attained_percent(&shown.target, known));
        let measured = row.measured_written();
        let written = match measured {
            Some(value) => words.fill("chart.attainment.written", &[("value", value.to_owned()), ("target", shown.written.clone())]),
            None => words.fill("chart.attainment.target", &[("target", shown.written.clone())]),
        };
        let name = row.definition.name.clone();
        with_figure += u64::from(known.is_some());
        achieved += u64::from(row.light == Band::Achieved);
        let reason = words.get(if known.is_none() { "state.no_data" } else { "chart.attainment.no_share" });
        let (attained, cell) = match share {
            Some(percent) => {
                let cell = ChartCell::number(percent, format!("{}%", figure::write(press::percent_shown(percent), None, notation)));
                (press::Attained::Percent { percent, written: written.clone() }, cell)
            }
            None => (press::Attained::NotAssessable { reason: reason.clone(), written: written.clone() }, ChartCell::no_data(reason)),
        };
        let latest = measured.map_or_else(|| ChartCell::no_data(words.get("state.no_data")), ChartCell::text);
        let label = format!("{name}: {}; {written}", cell.written);
        let cells = vec![ChartCell::text(&name), latest, ChartCell::text(&shown.written), cell];
        let door = ChartDoor::Indicator { id: row.definition.id.clone(), agency: None };
        marks.push((table.row(cells, Some(door)), PERCENT));
        rows.push(press::AttainmentRow { label, name, attained });
    }
    let title = match with_figure {
        0 => words.get("chart.attainment.no_figures"),
        known => words.fill("chart.attainment.title", &[("achieved", number(words, achieved)), ("known", number(words, known))]),
    };
    let lines: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", lines.join("; ")),
        title,
        subtitle: words.fill("chart.attainment.subtitle", &[("day", words.day(as_of))]),
        source: sources(reader, "target")?,
        ..press::Frame::default()
    };
    let chart = press::Chart::Attainment(press::Attainment { goal: words.get("chart.attainment.goal"), rows, empty: words.get("chart.attainment.empty") });
    Ok(Composed::new(chart, frame, table, marks))
}

/// The indicators asked for, in the order asked; all of them when none is named.
pub(super) fn chosen(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Vec<IndicatorRow>> {
    let every = indicator::all(reader, as_of)?;
    let Some(wanted) = &spec.indicators else { return Ok(every) };
    let ids = wanted.iter().map(|one| indicator::id_of(reader.conn, one)).collect::<Result<Vec<_>>>()?;
    Ok(ids.iter().filter_map(|id| every.iter().find(|row| row.definition.id == *id).cloned()).collect())
}
