//! The grid: what the book has for rows and columns of figures, with what to look at twice.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

use super::reading::Fractions;
use super::{EntryCell, EntryGrid, EntryGridRequest, EntryHead, EntryLayout, warning};
use crate::agency::{self, AgencyName};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure;
use crate::framework;
use crate::indicator::{self, IndicatorDefinition};
use crate::observation::{self, Observation, ObservationState};
use crate::period::{Calendar, Period};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::rollup::Span;
use crate::text;
use crate::words::Words;

/// How many periods are shown when nobody says.
const USUAL: u32 = 6;
/// More than these no screen holds.
const MOST_PERIODS: u32 = 36;
const MOST_INDICATORS: usize = 40;

/// How far before the first period the last figure is looked for, so that a jump from it is seen.
const LOOK_BACK: i64 = 400;

/// Whose figure: an indicator and an agency, or the whole.
pub(super) type Whose = (String, Option<String>);

/// The figures of some indicators in some periods of one calendar, as cells look for them.
pub(super) struct Held {
    /// Those of a period, whatever the day they speak of: that of the last day, of those the one entered last, stands
    /// last and is the one that counts.
    cells: HashMap<(Whose, String), Vec<Observation>>,
    /// Every number with its day, whatever its calendar, oldest first.
    numbers: HashMap<Whose, Vec<(NaiveDate, f64)>>,
    /// What fractions an indicator has.
    fractions: HashMap<String, Fractions>,
}

impl Held {
    /// Reads the figures of an indicator into it.
    fn add(&mut self, reader: &Reader, definition: &IndicatorDefinition, calendar: Calendar, days: &Span, periods: &[String]) -> Result<()> {
        let within = Span { first: days.first - Duration::days(LOOK_BACK), last: days.last };
        for figure in observation::within_or_of(reader, &definition.id, &within, periods)? {
            let whose = (figure.indicator.clone(), figure.agency.as_ref().map(|agency| agency.id.clone()));
            if let Some(whole) = figure.denominator {
                self.note_fraction(&figure.indicator, whole);
            }
            if let Some(number) = figure.number {
                self.numbers.entry(whose.clone()).or_default().push((figure.as_of_day, number));
            }
            if let Some(period) = figure.period.clone().filter(|_| figure.calendar == calendar) {
                self.cells.entry((whose, period)).or_default().push(figure);
            }
        }
        Ok(())
    }

    /// The figures of some indicators in some periods.
    pub(super) fn of<'a>(reader: &Reader, definitions: impl Iterator<Item = &'a IndicatorDefinition>, calendar: Calendar, periods: &[Period]) -> Result<Held> {
        let mut held = Held { cells: HashMap::new(), numbers: HashMap::new(), fractions: HashMap::new() };
        let spans = periods.iter().map(|period| Span::of(*period, calendar));
        let around = |a: Span, b: Span| Span { first: a.first.min(b.first), last: a.last.max(b.last) };
        let Some(days) = spans.reduce(around) else { return Ok(held) };
        let codes: Vec<String> = periods.iter().map(|period| period.code()).collect();
        for definition in definitions {
            held.add(reader, definition, calendar, &days, &codes)?;
        }
        Ok(held)
    }

    /// The figures of a cell, the one that counts last.
    pub(super) fn cell(&self, whose: &Whose, period: &str) -> &[Observation] {
        self.cells.get(&(whose.clone(), period.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Takes note of a part of a whole of an indicator.
    pub(super) fn note_fraction(&mut self, indicator: &str, whole: f64) {
        self.fractions.entry(indicator.to_owned()).or_default().note(whole);
    }

    /// What fractions an indicator has.
    pub(super) fn fractions(&self, indicator: &str) -> Fractions {
        self.fractions.get(indicator).copied().unwrap_or_default()
    }

    /// The last number before a day.
    pub(super) fn last_before(&self, whose: &Whose, day: NaiveDate) -> Option<f64> {
        let numbers = self.numbers.get(whose)?;
        numbers.iter().filter(|(on, _)| *on < day).max_by_key(|(on, _)| *on).map(|(_, number)| *number)
    }

    /// Takes note of a number that is about to be saved.
    pub(super) fn note(&mut self, whose: &Whose, day: NaiveDate, number: f64) {
        let numbers = self.numbers.entry(whose.clone()).or_default();
        numbers.retain(|(on, _)| *on != day);
        numbers.push((day, number));
    }
}

/// A figure as it would be typed, so that reading it again gives the same figure.
pub(super) fn typed(words: &Words, figure: &Observation) -> String {
    let notation = words.language.notation();
    let with_reason = |word: String| figure.reason.as_ref().map_or(word.clone(), |reason| format!("{word}: {reason}"));
    match figure.state {
        ObservationState::NoData => with_reason(words.get("state.no_data")),
        ObservationState::NotApplicable => words.get("state.not_applicable"),
        ObservationState::Value => {
            let number = match (figure.value, figure.numerator.zip(figure.denominator)) {
                (Some(value), _) => figure::write(value, None, notation),
                (_, Some((part, whole))) => format!("{}/{}", figure::write(part, None, notation), figure::write(whole, None, notation)),
                _ => return figure.text.clone().unwrap_or_default(),
            };
            figure::with_words(figure.qualifier.as_deref(), &number, "")
        }
    }
}

/// A figure as a cell shows it: without its unit, and never rounded onto or across a target.
fn shown(words: &Words, definition: &IndicatorDefinition, figure: &Observation) -> String {
    match (figure.state, figure.value) {
        (ObservationState::Value, None) => typed(words, figure),
        (ObservationState::Value, Some(_)) => figure.written.strip_suffix(definition.unit.trim()).unwrap_or(&figure.written).trim_end().to_owned(),
        _ => figure.written.clone(),
    }
}

/// What a figure says that should be looked at twice, in words.
pub(super) fn said(words: &Words, problems: Vec<Problem>) -> Vec<String> {
    problems.iter().map(|problem| words.fill(&problem.key(), &problem.params)).collect()
}

/// The grid asked for. Errors: not found; `required` at `indicator` or `group`; those of a period at `until`;
/// `entry.too_wide` at `text`.
pub fn grid(reader: &Reader, request: EntryGridRequest) -> Result<EntryGrid> {
    let conn = reader.conn;
    let calendar = request.calendar.unwrap_or(Calendar::Statistical);
    let locks = Locks::standing(conn)?;
    let periods = match request.layout {
        EntryLayout::AgencyByIndicator => periods(reader, &request, calendar, 1)?,
        _ => periods(reader, &request, calendar, request.count.unwrap_or(USUAL).clamp(1, MOST_PERIODS))?,
    };
    let definitions = match (&request.layout, &request.indicator) {
        (EntryLayout::AgencyByPeriod, None) => return Err(Error::input("indicator", Problem::new("required"))),
        (EntryLayout::AgencyByPeriod, Some(key)) => vec![indicator::definition(conn, key)?],
        _ => definitions(reader, &request)?,
    };
    let period_heads = || periods.iter().map(|period| period_head(reader.words(), &locks, *period, calendar)).collect::<Vec<_>>();
    let indicator_heads = || definitions.iter().map(|definition| indicator_head(definition, calendar)).collect::<Vec<_>>();
    let (rows, columns, fixed) = match request.layout {
        EntryLayout::IndicatorByPeriod => {
            agency::known(conn, "agency", request.agency.as_deref())?;
            (indicator_heads(), period_heads(), EntryHead { agency: request.agency.clone(), ..EntryHead::default() })
        }
        EntryLayout::AgencyByPeriod => {
            let one = definitions.first();
            let fixed = EntryHead { indicator: one.map(|one| one.id.clone()), ..EntryHead::default() };
            let group = request.group.clone().or(one.and_then(|one| one.practice.reporters.clone()));
            (agency_heads(reader, group.as_deref())?, period_heads(), fixed)
        }
        EntryLayout::AgencyByIndicator => {
            let agencies = agency_heads(reader, request.group.as_deref())?;
            if definitions.len() > MOST_INDICATORS {
                let problem = Problem::new("entry.too_wide").with("count", definitions.len()).with("most", MOST_INDICATORS);
                return Err(Error::input("text", problem));
            }
            let fixed = EntryHead { period: periods.first().map(|period| period.code()), ..EntryHead::default() };
            let locked = period_heads().first().is_some_and(|head| head.locked);
            let columns = indicator_heads().into_iter().map(|head| EntryHead { locked, ..head }).collect();
            (agencies, columns, fixed)
        }
    };
    let held = Held::of(reader, definitions.iter(), calendar, &periods)?;
    let by_id: HashMap<&str, &IndicatorDefinition> = definitions.iter().map(|one| (one.id.as_str(), one)).collect();
    let cell = |row: &EntryHead, column: &EntryHead| -> Option<EntryCell> {
        let pick = |take: fn(&EntryHead) -> &Option<String>| [row, column, &fixed].into_iter().find_map(|head| take(head).clone());
        let definition = by_id.get(pick(|head| &head.indicator)?.as_str())?;
        let whose = (definition.id.clone(), pick(|head| &head.agency));
        let figures = held.cell(&whose, &pick(|head| &head.period)?);
        let figure = figures.last()?;
        let words = reader.words();
        Some(EntryCell {
            id: figure.id.clone(),
            written: shown(words, definition, figure),
            typed: typed(words, figure),
            state: figure.state,
            approval: figure.approval,
            others: figures.len() as u32 - 1,
            warnings: said(words, warning::warnings(definition, &figure.stated(), &figure.parts, held.last_before(&whose, figure.as_of_day), words)),
        })
    };
    let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
    Ok(EntryGrid { calendar, rows, columns, cells })
}

/// The periods asked for, oldest first.
fn periods(reader: &Reader, request: &EntryGridRequest, calendar: Calendar, count: u32) -> Result<Vec<Period>> {
    let newest = match &request.until {
        Some(code) => Some(Period::parse(code).map_err(|problem| Error::input("until", problem))?),
        None => Period::latest(reader.today(), request.kind, calendar),
    };
    let mut found: Vec<Period> = newest.into_iter().flat_map(Period::backwards).take(count as usize).collect();
    found.reverse();
    Ok(found)
}

/// The indicators asked for, in official order.
fn definitions(reader: &Reader, request: &EntryGridRequest) -> Result<Vec<IndicatorDefinition>> {
    let area = match &request.focus_area {
        Some(key) => Some(framework::area_id(reader.conn, "focus_area", key)?),
        None => None,
    };
    let words: Vec<String> = text::fold(request.text.as_deref().unwrap_or_default()).split_whitespace().map(str::to_owned).collect();
    let mut found = indicator::definitions(reader.conn, None)?;
    found.retain(|one| {
        let in_area = area.as_ref().is_none_or(|id| one.focus_area.as_ref().is_some_and(|own| own.id == *id));
        let told = text::fold(&format!("{} {}", one.code, one.name));
        in_area && words.iter().all(|word| told.contains(word.as_str()))
    });
    let places: HashMap<String, usize> = framework::names(reader.conn)?.into_iter().enumerate().map(|(place, area)| (area.id, place)).collect();
    let place = |one: &IndicatorDefinition| one.focus_area.as_ref().and_then(|area| places.get(&area.id)).copied().unwrap_or(usize::MAX);
    found.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.code.cmp(&b.code)));
    Ok(found)
}

fn period_head(words: &Words, locks: &Locks, period: Period, calendar: Calendar) -> EntryHead {
    let (code, days) = (period.code(), Span::of(period, calendar));
    EntryHead {
        label: words.period(period),
        detail: words.fill("entry.days", &[("first", words.day(days.first)), ("last", words.day(days.last))]),
        locked: locks.over(Some(&code), calendar, days.last).is_some(),
        period: Some(code),
        ..EntryHead::default()
    }
}

fn indicator_head(definition: &IndicatorDefinition, calendar: Calendar) -> EntryHead {
    EntryHead {
        label: format!("{} {}", definition.code, definition.name),
        detail: definition.unit.clone(),
        indicator: Some(definition.id.clone()),
        other_calendar: definition.calendar != calendar,
        ..EntryHead::default()
    }
}

/// The whole, then the agencies of a group in their order. Errors: `required`, not found at `group`.
fn agency_heads(reader: &Reader, group: Option<&str>) -> Result<Vec<EntryHead>> {
    let key = group.ok_or_else(|| Error::input("group", Problem::new("required")))?;
    let names = agency::names(reader.conn)?;
    let head = |name: &AgencyName| EntryHead { label: name.short_name.clone(), detail: name.name.clone(), agency: Some(name.id.clone()), ..EntryHead::default() };
    let members = agency::members(reader.conn, &agency::group_id(reader.conn, "group", key)?)?;
    let whole = EntryHead { label: reader.words().get("entry.whole"), ..EntryHead::default() };
    Ok(std::iter::once(whole).chain(members.iter().filter_map(|id| names.get(id)).map(head)).collect())
}
