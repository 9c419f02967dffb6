//! Heat maps over periods: the figures of one indicator by agency, and how complete the reports of indicators are.

use chrono::NaiveDate;
use so35_press as press;

use super::cells::{Classes, Made, key};
use super::words::{number, source_line, sources, with_others};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, agencies};
use crate::book::Reader;
use crate::completeness::{self, CompletenessRequest};
use crate::error::Result;
use crate::indicator::{self, IndicatorDefinition};
use crate::period::{Calendar, Period, PeriodKind};
use crate::rollup::{self, Rollup, RollupRequest, RollupState};
use crate::wire::Day;

/// How many periods stand side by side.
const PERIODS: usize = 12;

/// One indicator: agencies down, periods across.
pub fn figures(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let definition = indicator::definition(reader.conn, spec.needed_indicator()?)?;
    let calendar = spec.calendar.unwrap_or(definition.calendar);
    // Who is asked to report comes before who happens to have a figure.
    let group = match (&spec.agency_group, &definition.practice.reporters) {
        (None, Some(reporters)) => Some(reporters.clone()),
        _ => agencies::group(reader, spec, &definition.id)?,
    };
    let periods = periods(spec, &definition, calendar, as_of)?;
    let rolled = match group {
        Some(group) => Some(rollup::rollup(
            reader,
            RollupRequest {
                indicator: definition.id.clone(),
                group,
                periods: Some(periods.iter().map(|period| period.code()).collect()),
                calendar: Some(calendar),
                structure: None,
                as_of: Some(Day(as_of)),
            },
        )?),
        None => None,
    };
    let values: Vec<f64> = rolled.iter().flat_map(|rolled| &rolled.periods).flat_map(|period| &period.rows).filter_map(|row| row.number).collect();
    let classes = Classes::of(words, &values, &definition.unit);
    let mut table = Filling::default().words(words.get("field.agency"));
    for period in &periods {
        table = table.numbers(words.period(*period), &definition.unit);
    }
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    let agencies = rolled.iter().flat_map(|rolled| rolled.periods.first()).flat_map(|period| &period.rows);
    for (line, agency) in agencies.map(|row| &row.agency).enumerate() {
        let mut written = vec![ChartCell::text(&agency.short_name)];
        let mut cells = Vec::new();
        for (column, period) in (1..).zip(&periods) {
            let whose = format!("{}, {}", agency.short_name, words.period(*period));
            let made = made(reader, rolled.as_ref(), column - 1, line, &whose, &classes, &definition.unit);
            marks.push((line, column));
            written.push(made.table);
            cells.push(made.drawn);
        }
        table.row(written, Some(ChartDoor::Indicator { id: definition.id.clone(), agency: Some(agency.id.clone()) }));
        rows.push(press::GridRow { label: agency.short_name.clone(), end: String::new(), cells });
    }
    let mut keys = classes.keys();
    for (mark, word) in [(press::Mark::NoData, "state.no_data"), (press::Mark::NotApplicable, "state.not_applicable")] {
        if rows.iter().flat_map(|row| &row.cells).any(|cell| cell.fill == press::Fill::Mark(mark)) {
            keys.push(key(words, mark, word));
        }
    }
    let title = finding(reader, &definition, rolled.as_ref(), &periods);
    let said = [("unit", definition.unit.clone()), ("calendar", words.of_value("calendar", calendar)), ("day", words.day(as_of))];
    let labels: Vec<String> = definition_sources(reader, &definition)?;
    let frame = press::Frame {
        description: title.clone(),
        title,
        subtitle: words.fill("chart.periods.subtitle", &said),
        source: source_line(words, &labels),
        ..press::Frame::default()
    };
    let chart = press::Chart::CellGrid(press::CellGrid {
        keys,
        columns: periods.iter().map(|period| press::GridColumn { head: words.period(*period), end: String::new() }).collect(),
        rows,
        end_head: String::new(),
        empty: words.get("chart.periods.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}

/// The periods shown: those up to the one asked for, else up to the day, in the indicator's own length.
fn periods(spec: &ChartSpec, definition: &IndicatorDefinition, calendar: Calendar, as_of: NaiveDate) -> Result<Vec<Period>> {
    let kind = definition.practice.frequency.unwrap_or(PeriodKind::Quarter);
    let newest = match spec.chosen_period()? {
        Some(period) => Some(period),
        None => Period::latest(as_of, kind, calendar),
    };
    let most = if kind == PeriodKind::Month { PERIODS } else { PERIODS / 2 };
    let mut periods: Vec<Period> = newest.into_iter().flat_map(Period::backwards).take(most).collect();
    periods.reverse();
    Ok(periods)
}

/// The cell of an agency in a period.
fn made(reader: &Reader, rolled: Option<&Rollup>, period: usize, line: usize, whose: &str, classes: &Classes, unit: &str) -> Made {
    let words = reader.words();
    let row = rolled.and_then(|rolled| rolled.periods.get(period)).and_then(|period| period.rows.get(line));
    match row.map(|row| (row.state, row.number, row.written.as_deref())) {
        Some((_, Some(value), Some(written))) => {
            let short = written.strip_suffix(unit).map_or(written, str::trim_end);
            Made::figure(classes, whose, value, short.to_owned(), written.to_owned())
        }
        Some((RollupState::NotApplicable, ..)) => Made::not_applicable(whose, &words.get("state.not_applicable")),
        Some((RollupState::Unclear, ..)) => Made::no_data(whose, &words.get("chart.periods.unclear")),
        _ => Made::no_data(whose, &words.get("state.no_data")),
    }
}

/// Who stands highest in the newest period that has a figure, and how many have none in it.
fn finding(reader: &Reader, definition: &IndicatorDefinition, rolled: Option<&Rollup>, periods: &[Period]) -> String {
    let words = reader.words();
    let name = ("name", definition.name.clone());
    let newest = rolled.and_then(|rolled| {
        let mut with = rolled.periods.iter().zip(periods).rev();
        with.find(|(period, _)| period.rows.iter().any(|row| row.number.is_some()))
    });
    let Some((period, named)) = newest else { return words.fill("chart.periods.none", &[name]) };
    let given = period.rows.iter().filter(|row| row.number.is_some()).count() as u64;
    let best = period.rows.iter().filter_map(|row| Some((row.number?, row))).max_by(|a, b| a.0.total_cmp(&b.0));
    let equal = period.rows.iter().filter(|row| row.number.is_some() && row.number == best.map(|(value, _)| value)).count();
    let (agency, value) = best.map(|(_, row)| (row.agency.short_name.clone(), row.written.clone().unwrap_or_default())).unwrap_or_default();
    let agency = with_others(words, "agency", agency, equal.saturating_sub(1));
    let params = [
        name,
        ("period", words.period(*named)),
        ("given", number(words, given)),
        ("all", number(words, period.rows.len() as u64)),
        ("agency", agency),
        ("value", value),
    ];
    words.fill("chart.periods.title", &params)
}

/// The documents an indicator rests on.
pub(super) fn definition_sources(reader: &Reader, definition: &IndicatorDefinition) -> Result<Vec<String>> {
    let found = crate::citation::documents_by_record(reader.conn, "indicator", Some(&format!("[\"{}\"]", definition.id)))?;
    Ok(found.into_values().flatten().map(|named| named.label).collect())
}

/// How complete reports are: indicators down, periods across, the share of agencies that have reported in each
/// cell. Of several lengths of periods the one with most indicators is shown.
pub fn completeness(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let count = Some(PERIODS as u32 / 2);
    let found = completeness::completeness(reader, CompletenessRequest { as_of: Some(Day(as_of)), count })?;
    let wanted = match &spec.indicators {
        Some(wanted) => Some(wanted.iter().map(|one| indicator::id_of(reader.conn, one)).collect::<Result<Vec<_>>>()?),
        None => None,
    };
    let is_wanted = |id: &String| wanted.as_ref().is_none_or(|wanted| wanted.contains(id));
    let board = found.boards.iter().max_by_key(|board| board.rows.iter().filter(|row| is_wanted(&row.indicator)).count());
    let classes = Classes::progress(words);
    let mut table = Filling::default().words(words.get("field.indicator"));
    for period in board.iter().flat_map(|board| &board.periods) {
        table = table.numbers(&period.name, "%");
    }
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    let (mut there, mut due) = (0_u64, 0_u64);
    for row in board.iter().flat_map(|board| &board.rows).filter(|row| is_wanted(&row.indicator)) {
        let mut written = vec![ChartCell::text(&row.name)];
        let mut cells = Vec::new();
        for (column, (cell, period)) in (1..).zip(row.cells.iter().zip(board.iter().flat_map(|board| &board.periods))) {
            let whose = format!("{}, {}", row.name, period.name);
            let made = match cell.filter(|cell| cell.expected > 0) {
                None => Made::not_applicable(&whose, &words.get("chart.completeness.not_asked")),
                Some(cell) => {
                    let given = u64::from(cell.figures + cell.without);
                    if period.due {
                        there += given;
                        due += u64::from(cell.expected);
                    }
                    let percent = hundredths(given, u64::from(cell.expected));
                    let short = crate::figure::write(percent, None, words.language.notation());
                    let parts = [("part", number(words, given)), ("whole", number(words, u64::from(cell.expected))), ("percent", short.clone())];
                    Made::figure(&classes, &whose, percent, short, words.fill("chart.measure.rate", &parts))
                }
            };
            marks.push((rows.len(), column));
            written.push(made.table);
            cells.push(made.drawn);
        }
        table.row(written, Some(ChartDoor::Indicator { id: row.indicator.clone(), agency: None }));
        rows.push(press::GridRow { label: row.name.clone(), end: String::new(), cells });
    }
    let mut keys = classes.keys();
    if rows.iter().flat_map(|row| &row.cells).any(|cell| cell.fill == press::Fill::Mark(press::Mark::NotApplicable)) {
        keys.push(key(words, press::Mark::NotApplicable, "chart.completeness.not_asked"));
    }
    let params = [("there", number(words, there)), ("due", number(words, due))];
    let title = match (rows.len(), due) {
        (0, _) => words.get("chart.completeness.empty"),
        (_, 0) => words.get("chart.completeness.nothing_due"),
        _ => words.fill("chart.completeness.title", &params),
    };
    let day = ("day", words.day(as_of));
    let subtitle = match board {
        Some(board) => words.fill("chart.completeness.subtitle", &[("calendar", words.of_value("calendar", board.calendar)), day]),
        None => words.fill("chart.completeness.subtitle_none", &[day]),
    };
    let frame = press::Frame {
        description: title.clone(),
        title,
        subtitle,
        source: sources(reader, "indicator")?,
        ..press::Frame::default()
    };
    let columns = board.iter().flat_map(|board| &board.periods);
    let chart = press::Chart::CellGrid(press::CellGrid {
        keys,
        columns: columns.map(|period| press::GridColumn { head: period.name.clone(), end: String::new() }).collect(),
        rows,
        end_head: String::new(),
        empty: words.get("chart.completeness.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}

/// A share in percent with two decimals, by the rule of all rates.
fn hundredths(part: u64, whole: u64) -> f64 {
    let rate = crate::status::Rate { kind: crate::status::RateKind::Completion, numerator: part, denominator: whole };
    rate.percent_hundredths().unwrap_or_default() as f64 / 100.0
}
