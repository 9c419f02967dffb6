//! The newest figure of each agency for one indicator, with the span its figures moved in between two days; the
//! figures of the whole stand first.

use std::collections::HashMap;

use chrono::NaiveDate;
use so35_press as press;

use super::words::{figure_sources, short, with_others};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, agencies};
use crate::agency;
use crate::book::Reader;
use crate::error::Result;
use crate::indicator::{self, IndicatorGetRequest};
use crate::observation::{self, Approval, Observation};
use crate::rollup::Span;
use crate::wire::Day;

/// The columns of the table that hold newest, lowest and highest figure.
const FIGURES: [usize; 3] = [1, 2, 3];

/// Newest figures of agencies with the span they moved in.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let request = IndicatorGetRequest { id: spec.needed_indicator()?.to_owned(), as_of: Some(Day(as_of)) };
    let indicator = indicator::get(reader, request)?;
    let definition = &indicator.row.definition;
    let since = spec.earlier_day(as_of, 12)?;
    let within = observation::within(reader, &definition.id, &Span { first: since, last: as_of })?;
    let mut of: HashMap<Option<&str>, Vec<(f64, &Observation)>> = HashMap::new();
    for figure in within.iter().filter(|figure| figure.approval == Approval::Approved) {
        if let Some(number) = figure.number {
            of.entry(figure.agency.as_ref().map(|agency| agency.id.as_str())).or_default().push((number, figure));
        }
    }
    let mut named: Vec<(Option<String>, String)> = Vec::new();
    let group = agencies::group(reader, spec, &definition.id)?;
    if of.contains_key(&None) || group.is_none() {
        named.push((None, words.get("chart.whole")));
    }
    if let Some(group) = group {
        let names = agency::names(reader.conn)?;
        let members = agency::members(reader.conn, &group)?;
        named.extend(members.into_iter().filter_map(|id| Some((Some(id.clone()), names.get(&id)?.short_name.clone()))));
    }
    let newest = |key: &Option<String>| of.get(&key.as_deref()).and_then(|figures| figures.last()).map(|(number, _)| *number);
    // The whole first; then the highest first, who has no figure last.
    named.sort_by(|a, b| {
        let whole = b.0.is_none().cmp(&a.0.is_none());
        whole.then_with(|| newest(&b.0).unwrap_or(f64::NEG_INFINITY).total_cmp(&newest(&a.0).unwrap_or(f64::NEG_INFINITY)))
    });

    let unit = &definition.unit;
    let mut table = Filling::default()
        .words(words.get("field.agency"))
        .numbers(words.get("chart.dots.newest"), unit)
        .numbers(words.get("chart.dots.lowest"), unit)
        .numbers(words.get("chart.dots.highest"), unit)
        .numbers(words.get("chart.dots.count"), "");
    let mut marks = Vec::new();
    let mut rows = Vec::new();
    let mut best: Option<(String, String)> = None;
    for (key, name) in &named {
        let door = ChartDoor::Indicator { id: definition.id.clone(), agency: key.clone() };
        let figures = of.get(&key.as_deref()).map(Vec::as_slice).unwrap_or_default();
        let lowest = figures.iter().min_by(|a, b| a.0.total_cmp(&b.0));
        let highest = figures.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        let found = figures.last().zip(lowest).zip(highest).map(|((newest, lowest), highest)| [newest, lowest, highest]);
        let cells: Vec<ChartCell> = match &found {
            Some(found) => found.iter().map(|(number, figure)| ChartCell::number(*number, short(&figure.written, unit))).collect(),
            None => vec![ChartCell::no_data(words.get("state.no_data")); 3],
        };
        let written: Vec<String> = cells.iter().map(|cell| cell.written.clone()).collect();
        let [newest, low, high] = [0, 1, 2].map(|at| written.get(at).cloned().unwrap_or_default());
        let label = |key: &str, value: &str| words.fill(key, &[("name", name.clone()), ("value", value.to_owned())]);
        rows.push(press::DotRow {
            name: name.clone(),
            values: found.map(|found| found.map(|(number, _)| *number)),
            written: match &found {
                Some([_, lowest, highest]) if highest.0 > lowest.0 => format!("{newest} ({low}–{high})"),
                Some(_) => newest.clone(),
                None => String::new(),
            },
            reason: words.get("state.no_data"),
            labels: [format!("{name}: {newest}"), label("chart.dots.of_lowest", &low), label("chart.dots.of_highest", &high)],
        });
        if found.is_some() && best.is_none() && (key.is_some() || named.len() == 1) {
            best = Some((name.clone(), newest.clone()));
        }
        let mut all = vec![ChartCell::text(name)];
        all.extend(cells);
        all.push(ChartCell::number(figures.len() as f64, figures.len().to_string()));
        let place = table.row(all, Some(door));
        marks.extend(FIGURES.map(|column| (place, column)));
    }
    let title = match (best, named.len()) {
        (None, _) => words.fill("chart.ranked.none", &[("name", &definition.name)]),
        (Some((_, value)), 1) => words.fill("chart.indicator.plain", &[("name", definition.name.clone()), ("latest", value)]),
        (Some((agency, value)), _) => {
            let highest = named.iter().filter(|(key, _)| key.is_some()).find_map(|(key, _)| newest(key));
            let equal = named.iter().filter(|(key, _)| key.is_some() && newest(key) == highest).count();
            let agency = with_others(words, "agency", agency, equal.saturating_sub(1));
            words.fill("chart.dots.title", &[("agency", agency), ("value", value)])
        }
    };
    let params = [
        ("name", definition.name.clone()),
        ("unit", unit.clone()),
        ("since", words.day(since)),
        ("day", words.day(as_of)),
    ];
    let said: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.name, row.written)).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", said.join("; ")),
        title,
        subtitle: words.fill("chart.dots.subtitle", &params),
        source: figure_sources(words, &within, &indicator),
        ..press::Frame::default()
    };
    let chart = press::Chart::DotRange(press::DotRange {
        name: format!("{} ({unit})", definition.name),
        rows,
        keys: [words.get("chart.dots.newest"), words.get("chart.dots.range")],
        empty: words.get("chart.agencies.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}
