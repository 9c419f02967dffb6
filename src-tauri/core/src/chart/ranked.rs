//! Agencies ranked by one indicator, with what each is to reach.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{figure_sources, number, short, target_ends, with_others};
use super::{ChartCell, ChartSpec, Composed, Filling, agencies};
use crate::book::Reader;
use crate::error::Result;
use crate::indicator::{self, AgencyRule, IndicatorGetRequest, TargetShown};
use crate::progress::Direction;
use crate::rollup::RollupRow;
use crate::wire::Day;

/// The column of the table that holds the figure.
const FIGURE: usize = 1;

/// Agencies ranked by one indicator.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let request = IndicatorGetRequest { id: spec.needed_indicator()?.to_owned(), as_of: Some(Day(as_of)) };
    let indicator = indicator::get(reader, request)?;
    let definition = &indicator.row.definition;
    let found = match agencies::group(reader, spec, &definition.id)? {
        Some(group) => Some(agencies::figures(reader, spec, &definition.id, &group, as_of)?),
        None => None,
    };
    let mut rows: Vec<&RollupRow> = found.iter().flat_map(|(_, period)| &period.rows).collect();
    let lower = definition.direction == Direction::Lower;
    rows.sort_by(|a, b| match (a.number, b.number) {
        (Some(a), Some(b)) => if lower { a.total_cmp(&b) } else { b.total_cmp(&a) },
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let target = common_target(&rows).or_else(|| {
        // What the whole is to reach says something of each only where figures do not add up.
        found.as_ref().and_then(|(_, period)| period.target.as_ref()).filter(|_| definition.agency_rule != AgencyRule::Sum)
    });
    let ends = target.and_then(|target| target_ends(&indicator.row, target));

    let mut table = Filling::default()
        .words(words.get("field.agency"))
        .numbers(words.get("field.observation"), &definition.unit)
        .words(words.get("field.target"));
    let mut marks = Vec::new();
    let mut bars = Vec::new();
    for row in &rows {
        let cell = agencies::cell(reader, &definition.id, row);
        let written = short(&cell.written, &definition.unit);
        let asked = row.target.as_ref().or(target).map(|target| target.written.clone()).unwrap_or_default();
        bars.push(press::RankedRow {
            name: row.agency.short_name.clone(),
            value: row.number,
            label: format!("{}: {}", row.agency.short_name, cell.written),
            written: if row.number.is_some() { written } else { cell.written.clone() },
            strong: spec.agency.as_ref() == Some(&row.agency.id),
        });
        let cells = vec![ChartCell::text(&row.agency.short_name), cell, ChartCell::text(asked)];
        marks.push((table.row(cells, Some(agencies::door(&definition.id, &row.agency))), FIGURE));
    }
    let goal = ends.zip(target).map(|((low, high), target)| press::RankedTarget {
        low,
        high,
        label: words.fill("chart.ranked.target", &[("target", target.written.clone())]),
    });
    if let (Some((low, _)), Some(target)) = (ends, target) {
        let cells = vec![ChartCell::text(words.get("field.target")), ChartCell::number(low, &target.written), ChartCell::text("")];
        marks.push((table.row(cells, None), FIGURE));
    }

    let known: Vec<&&RollupRow> = rows.iter().filter(|row| row.number.is_some()).collect();
    let met = |row: &RollupRow| row.meets.or_else(|| target.and_then(|target| target.target.is_met_by(row.number?, definition.direction)));
    let title = match (known.first(), target) {
        (None, _) => words.fill("chart.ranked.none", &[("name", &definition.name)]),
        (Some(_), Some(target)) if known.iter().all(|row| met(row).is_some()) => {
            let reached = known.iter().filter(|row| met(row) == Some(true)).count();
            let params = [("met", number(words, reached as u64)), ("known", number(words, known.len() as u64)), ("target", target.written.clone())];
            words.fill("chart.ranked.met", &params)
        }
        (Some(best), _) => {
            let written = best.written.clone().unwrap_or_default();
            let equal = known.iter().filter(|row| row.number == best.number).count();
            let agency = with_others(words, "agency", best.agency.short_name.clone(), equal.saturating_sub(1));
            words.fill("chart.ranked.best", &[("agency", agency), ("value", written)])
        }
    };
    let params = [("name", definition.name.clone()), ("unit", definition.unit.clone()), ("day", words.day(as_of))];
    let mut subtitle = words.fill("chart.agencies.subtitle", &params);
    if let Some((whole, _)) = &found {
        subtitle.push_str("; ");
        subtitle.push_str(&whole.group_name);
    }
    if let Some(period) = spec.chosen_period()? {
        subtitle.push_str("; ");
        subtitle.push_str(&words.period(period));
    }
    let said: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", said.join("; ")),
        title,
        subtitle,
        source: figure_sources(words, indicator.observations.iter().filter(|figure| figure.as_of_day <= as_of), &indicator),
        ..press::Frame::default()
    };
    let chart = press::Chart::RankedBars(press::RankedBars {
        name: format!("{} ({})", definition.name, definition.unit),
        rows: bars,
        target: goal,
        empty: words.get("chart.agencies.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}

/// The target that every agency has, if it is the same.
fn common_target<'a>(rows: &[&'a RollupRow]) -> Option<&'a TargetShown> {
    let first = rows.iter().find_map(|row| row.target.as_ref())?;
    let same = |row: &&RollupRow| row.target.as_ref().is_some_and(|target| target.written == first.written);
    rows.iter().all(same).then_some(first)
}
