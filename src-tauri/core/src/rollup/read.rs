//! Gives the rules of roll-ups the figures of the book, and writes down what they answer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::combine::{Amount, Combined, Held};
use super::over_time::{Span, Timed, over_time};
use super::units::{Holding, Ledger, Row, Rules, Units, Weight, has_figure};
use super::{Rollup, RollupPeriod, RollupRequest, RollupRow, RollupWhole, RollupState, RollupStated, RollupStructure};
use crate::agency::{self, AgencyName, Tree};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure::{self, is_running};
use crate::indicator::{self, AgencyRule, IndicatorDefinition, IndicatorKind, TargetShown, TimeRule, span_of};
use crate::observation::{Approval, Observation, ObservationState, entered};
use crate::period::{Calendar, Period, PeriodKind};
use crate::target::{self, Target};
use crate::wire::IdRequest;

/// A figure as the time rule takes it.
pub fn timed(figure: &Observation) -> Timed {
    Timed {
        held: figure.amount().map_or(Held::Missing, Held::Figure),
        day: figure.as_of_day,
        span: span_of(figure.period.as_deref(), figure.calendar),
        running: figure.qualifier.as_deref().is_some_and(is_running),
    }
}

/// The approved figures of agencies, in the order in which they were entered for each.
#[derive(Default)]
struct Figures {
    ids: Vec<String>,
    timed: Vec<Timed>,
    qualifiers: Vec<Option<String>>,
    calendars: Vec<Calendar>,
    of: HashMap<String, Vec<usize>>,
    other_calendar: u32,
}

impl Figures {
    /// Those of one indicator that speak of days of `windows`, known by a day. With `calendar`, figures of periods of
    /// the other one are left out.
    fn read(conn: &Connection, indicator: &str, windows: &[Span], as_of: NaiveDate, calendar: Option<Calendar>) -> Result<Figures> {
        // No figure speaks of a day before its period.
        let from = windows.iter().map(|window| window.first).min().unwrap_or(NaiveDate::MIN);
        // In the order of the index; which of two figures of one day was entered later is told below.
        let mut statement = conn.prepare_cached(
            "SELECT period, calendar, as_of_day, agency, id, state, value, numerator, denominator, qualifier FROM observation
             WHERE indicator = ?1 AND agency IS NOT NULL AND as_of_day BETWEEN ?4 AND ?2 AND approval = ?3 ORDER BY agency, as_of_day",
        )?;
        let mut rows = statement.query(params![indicator, as_of, Approval::Approved, from])?;
        let mut figures = Figures::default();
        let mut spans: HashMap<(String, Calendar), Option<Span>> = HashMap::new();
        let mut last = String::new();
        let mut own: Vec<usize> = Vec::new();
        while let Some(row) = rows.next()? {
            let (period, its): (Option<String>, Calendar) = (row.get(0)?, row.get(1)?);
            let span = match period {
                Some(code) => *spans.entry((code, its)).or_insert_with_key(|(code, its)| span_of(Some(code), *its)),
                None => None,
            };
            if let Some(span) = span.filter(|_| calendar.is_some_and(|asked| asked != its)) {
                figures.other_calendar += u32::from(windows.iter().any(|window| window.overlaps(&span)));
                continue;
            }
            let qualifier: Option<String> = row.get(9)?;
            let timed = Timed { held: Held::Missing, day: row.get(2)?, span, running: qualifier.as_deref().is_some_and(is_running) };
            if !windows.iter().any(|window| timed.is_within(window)) {
                continue;
            }
            let (value, part, whole): (Option<f64>, Option<f64>, Option<f64>) = (row.get(6)?, row.get(7)?, row.get(8)?);
            let amount = value.map(Amount::Value).or(part.zip(whole).map(|(part, whole)| Amount::Part(part, whole)));
            let held = match (row.get(5)?, amount) {
                (ObservationState::Value, Some(amount)) => Held::Figure(amount),
                (ObservationState::NotApplicable, _) => Held::NotApplicable,
                // Words cannot be summed.
                (ObservationState::NoData | ObservationState::Value, _) => Held::NoData,
            };
            let agency = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            if agency != last {
                figures.keep(&last, &mut own);
                agency.clone_into(&mut last);
            }
            own.push(figures.timed.len());
            figures.timed.push(Timed { held, ..timed });
            figures.ids.push(row.get(4)?);
            figures.qualifiers.push(qualifier);
            figures.calendars.push(its);
        }
        figures.keep(&last, &mut own);
        Ok(figures)
    }

    /// Hands an agency its figures: by day, those of one day in the order in which they were entered.
    fn keep(&mut self, agency: &str, own: &mut Vec<usize>) {
        if own.is_empty() {
            return;
        }
        let mut own = std::mem::take(own);
        own.sort_by_key(|place| (self.timed.get(*place).map(|timed| timed.day), self.ids.get(*place).map(|id| entered(id))));
        self.of.insert(agency.to_owned(), own);
    }

    fn qualifier(&self, place: usize) -> Option<&str> {
        self.qualifiers.get(place).and_then(Option::as_deref)
    }
}

/// What one answer is made of.
struct Asked<'a> {
    reader: &'a Reader<'a>,
    definition: &'a IndicatorDefinition,
    agencies: Vec<String>,
    units: Units,
    names: Arc<HashMap<String, AgencyName>>,
    figures: Figures,
    weights: HashMap<String, f64>,
    rules: Rules,
    breaks: Vec<NaiveDate>,
    /// What is asked for, each with whom it is asked of; of the whole where nobody is named.
    targets: Vec<(Target, HashSet<String>)>,
    /// What targets ask for: no figure is rounded onto one of these.
    bounds: Vec<f64>,
    as_of: NaiveDate,
    /// The calendar of the periods that are looked at; none where figures of either stand for themselves.
    only: Option<Calendar>,
}

/// The figures of a group's agencies and their whole. Errors: not found; `period.unreadable` at `periods`.
pub fn rollup(reader: &Reader, request: RollupRequest) -> Result<Rollup> {
    let conn = reader.conn;
    let as_of = reader.as_of(request.as_of);
    let definition = indicator::definition(conn, &request.indicator)?;
    let group = agency::get_group(reader, IdRequest { id: request.group })?;
    let structure = request.structure.unwrap_or_default();
    let units = units(conn)?;
    let members = agency::members(conn, &group.id)?;
    let agencies = match structure {
        RollupStructure::Listed => members,
        RollupStructure::Old => units.oldest(&members),
        RollupStructure::New => units.newest(&members),
    };
    let rules = Rules {
        kind: definition.kind,
        time: definition.time_rule,
        agency: definition.agency_rule,
        merge: definition.practice.merge_rule.unwrap_or(definition.agency_rule),
    };
    let codes = request.periods.unwrap_or_default();
    let calendar = request.calendar.unwrap_or(definition.calendar);
    // The newest figure is the newest in either calendar; periods are never mixed.
    let only = (!codes.is_empty() || rules.time != TimeRule::Last).then_some(calendar);
    let windows = windows(&codes, calendar, rules.time, as_of)?;
    let days: Vec<Span> = windows.iter().map(|(_, window)| *window).collect();
    let targets = targets(conn, &definition.id)?;
    let mut asked = Asked {
        reader,
        definition: &definition,
        agencies,
        units,
        names: reader.keep("agency names", || agency::names(conn))?,
        figures: Figures::read(conn, &definition.id, &days, as_of, only)?,
        weights: HashMap::new(),
        rules,
        breaks: indicator::break_days(conn, &definition.id)?,
        bounds: targets.iter().flat_map(|(target, _)| [target.value_min, target.value_max]).flatten().collect(),
        targets,
        as_of,
        only,
    };
    let mut periods = Vec::new();
    for (code, window) in windows {
        asked.weights = asked.weights_by(window.last.min(as_of))?;
        periods.push(asked.period(code, window)?);
    }
    Ok(Rollup {
        as_of,
        indicator: definition.id.clone(),
        code: definition.code.clone(),
        name: definition.name.clone(),
        unit: definition.unit.clone(),
        group_name: group.name,
        structure,
        agency_rule: rules.agency,
        merge_rule: rules.merge,
        time_rule: rules.time,
        calendar,
        periods,
    })
}

/// The targets of an indicator, each with the agencies it is set for.
fn targets(conn: &Connection, indicator: &str) -> Result<Vec<(Target, HashSet<String>)>> {
    let with_whom = |target: Target| {
        let whom = match (&target.agency, &target.agency_group) {
            (Some(agency), _) => HashSet::from([agency.clone()]),
            (None, Some(group)) => agency::members(conn, group)?.into_iter().collect(),
            (None, None) => HashSet::new(),
        };
        Ok((target, whom))
    };
    target::of(conn, Some(indicator))?.into_iter().map(with_whom).collect()
}

/// How agencies hang together. What only took over a part does not continue an agency's figures.
fn units(conn: &Connection) -> Result<Units> {
    let mut units = Units { tree: Tree::of(conn)?, ..Units::default() };
    for (from, to) in agency::continued(conn, None)? {
        if !units.became.contains_key(&from) {
            units.made_of.entry(to.clone()).or_default().push(from.clone());
            units.became.insert(from, to);
        }
    }
    Ok(units)
}

/// The days each answer looks at: whole periods, of which only what is known by a day is read. A period that still
/// runs has its figures too.
fn windows(codes: &[String], calendar: Calendar, rule: TimeRule, as_of: NaiveDate) -> Result<Vec<(Option<String>, Span)>> {
    if codes.is_empty() {
        let year = Period::containing(as_of, PeriodKind::Year, calendar).filter(|_| rule != TimeRule::Last);
        return Ok(vec![(None, year.map_or(Span { first: NaiveDate::MIN, last: NaiveDate::MAX }, |year| Span::of(year, calendar)))]);
    }
    codes
        .iter()
        .map(|code| {
            let period = Period::parse(code).map_err(|problem| Error::input("periods", problem))?;
            Ok((Some(period.code()), Span::of(period, calendar)))
        })
        .collect()
}

impl Asked<'_> {
    /// The newest figure of the weighing indicator for each agency, by a day.
    fn weights_by(&self, last: NaiveDate) -> Result<HashMap<String, f64>> {
        let weighs = self.rules.agency == AgencyRule::WeightedMean || self.rules.merge == AgencyRule::WeightedMean;
        let Some(weight) = self.definition.practice.weight.as_deref().filter(|_| weighs) else { return Ok(HashMap::new()) };
        let of = indicator::definition(self.reader.conn, weight)?;
        let window = Span { first: NaiveDate::MIN, last };
        let figures = Figures::read(self.reader.conn, weight, &[window], last, None)?;
        // What weighs adds up where units were merged, unless it says otherwise.
        let merge = of.practice.merge_rule.filter(|rule| *rule != AgencyRule::None).unwrap_or(AgencyRule::Sum);
        let rules = Rules { kind: of.kind, time: TimeRule::Last, agency: AgencyRule::Sum, merge };
        let none = HashMap::new();
        let ledger = Ledger { units: &self.units, figures: &figures.timed, of: &figures.of, weights: &none, rules, window, breaks: &[] };
        let parts = self.agencies.iter().flat_map(|agency| self.units.made_of.get(agency).into_iter().flatten());
        let all: Vec<String> = self.agencies.iter().chain(parts).cloned().collect();
        let weight = |row: Row| Some((row.agency, row.holding.held.ok()?.amount()?.number(of.kind)));
        Ok(ledger.rows(&all).0.into_iter().filter_map(weight).collect())
    }

    /// The target for the whole that counts on a day.
    fn target_on(&self, day: NaiveDate) -> Option<TargetShown> {
        let whole = self.targets.iter().map(|(target, _)| target).filter(|target| target.agency.is_none() && target.agency_group.is_none());
        indicator::counting(whole, day).map(|target| self.shown(target))
    }

    fn shown(&self, target: &Target) -> TargetShown {
        TargetShown { written: indicator::target_written(self.reader, self.definition, target), target: target.clone() }
    }

    /// The target that counts for an agency on a day: its own, else that of its group.
    fn target_of(&self, agency: &str, day: NaiveDate) -> Option<&Target> {
        let of = |own: bool| {
            let set = self.targets.iter().filter(|(target, whom)| target.agency.is_some() == own && whom.contains(agency));
            indicator::counting(set.map(|(target, _)| target), day)
        };
        of(true).or_else(|| of(false))
    }

    fn period(&self, code: Option<String>, window: Span) -> Result<RollupPeriod> {
        let figures = &self.figures;
        let ledger = Ledger {
            units: &self.units,
            figures: &figures.timed,
            of: &figures.of,
            weights: &self.weights,
            rules: self.rules,
            window,
            breaks: &self.breaks,
        };
        let (rows, whole) = ledger.rows(&self.agencies);
        // A target is that of the days asked about, not of today.
        let day = if code.is_some() { window.last } else { self.as_of };
        let last_day = window.last.min(self.as_of);
        // What an agency became later it had not become by then.
        let became: HashMap<String, String> = agency::continued(self.reader.conn, Some(last_day))?.into_iter().rev().collect();
        Ok(RollupPeriod {
            period: code,
            first_day: (window.first != NaiveDate::MIN).then_some(window.first),
            last_day,
            target: self.target_on(day),
            whole: self.whole(&whole, &rows, &window)?,
            rows: rows.into_iter().map(|row| self.row(row, day, &became)).collect(),
        })
    }

    fn whole(&self, whole: &Combined, rows: &[Row], window: &Span) -> Result<RollupWhole> {
        let counted = || rows.iter().filter(|row| row.counted_in.is_none());
        let amount = whole.amount.ok();
        let behind = || counted().flat_map(|row| row.holding.behind.iter().copied());
        let days = || behind().filter_map(|place| self.figures.timed.get(place)).map(Timed::until);
        let calendars: HashSet<Calendar> =
            behind().filter(|place| self.figures.timed.get(*place).is_some_and(|timed| timed.span.is_some())).filter_map(|place| self.figures.calendars.get(place).copied()).collect();
        let asked = Span { last: window.last.min(self.as_of), ..*window };
        let short = |row: &&Row| has_figure(&row.holding) && row.holding.days.is_some_and(|days| days < asked.days());
        Ok(RollupWhole {
            oldest_day: days().min(),
            newest_day: days().max(),
            mixed_calendars: calendars.len() > 1,
            short: counted().filter(short).count() as u32,
            number: amount.map(|amount| amount.number(self.rules.kind)),
            written: amount.map(|amount| self.written(None, amount)),
            why: whole.amount.err(),
            coverage: whole.coverage,
            partly: counted().filter(|row| row.holding.made_of.is_some_and(|of| of.with < of.of)).count() as u32,
            approximate: counted().any(|row| self.approximate(&row.holding)),
            other_calendar: self.figures.other_calendar,
            stated: self.stated(window)?,
        })
    }

    /// What the book has for the whole itself in the same days.
    fn stated(&self, window: &Span) -> Result<Option<RollupStated>> {
        let figures = crate::observation::of_whole(self.reader, Some(&self.definition.id))?;
        let mut known = indicator::known(&figures, self.as_of);
        known.retain(|figure| figure.period.is_none() || self.only.is_none_or(|only| only == figure.calendar));
        let timed: Vec<Timed> = known.iter().map(|figure| timed(figure)).collect();
        let Ok(over) = over_time(self.rules.time, self.rules.kind, &timed, window) else { return Ok(None) };
        let single = match over.chosen[..] {
            [place] => known.get(place).map(|figure| figure.written.clone()),
            _ => None,
        };
        Ok(over.held.amount().map(|amount| RollupStated {
            number: amount.number(self.rules.kind),
            written: single.unwrap_or_else(|| self.written(None, amount)),
        }))
    }

    fn approximate(&self, holding: &Holding) -> bool {
        holding.behind.iter().any(|place| self.figures.qualifier(*place).is_some())
    }

    /// As it is printed: counted parts with their whole, shares as their quotient.
    fn written(&self, qualifier: Option<&str>, amount: Amount) -> String {
        let notation = self.reader.words().language.notation();
        let share = matches!(self.rules.kind, IndicatorKind::Percent | IndicatorKind::Ratio);
        let number = match amount {
            Amount::Part(part, whole) if !share => {
                format!("{}/{}", figure::write(part, None, notation), figure::write(whole, None, notation))
            }
            _ => figure::write_computed(amount.number(self.rules.kind), self.definition.decimals, &self.bounds, notation),
        };
        figure::with_words(qualifier, &number, &self.definition.unit)
    }

    fn named(&self, id: &str) -> AgencyName {
        let unknown = || AgencyName { id: id.to_owned(), short_name: id.to_owned(), name: id.to_owned() };
        self.names.get(id).cloned().unwrap_or_else(unknown)
    }

    fn row(&self, row: Row, day: NaiveDate, became: &HashMap<String, String>) -> RollupRow {
        let Row { agency, holding, counted_in } = row;
        let amount = holding.held.ok().and_then(Held::amount);
        let number = amount.map(|amount| amount.number(self.rules.kind));
        let qualifier = match holding.behind[..] {
            [only] => self.figures.qualifier(only),
            _ => None,
        };
        let target = self.target_of(&agency, day);
        let newest = holding.behind.iter().filter_map(|place| self.figures.timed.get(*place)).map(Timed::until).max();
        let lost = !has_figure(&holding) && counted_in.is_none();
        RollupRow {
            state: match holding.held {
                Ok(Held::Figure(_)) => RollupState::Figure,
                Ok(Held::NoData) => RollupState::NoData,
                Ok(Held::NotApplicable) => RollupState::NotApplicable,
                Ok(Held::Missing) => RollupState::Missing,
                Err(_) => RollupState::Unclear,
            },
            written: amount.map(|amount| self.written(qualifier, amount)),
            approximate: self.approximate(&holding),
            made_of: holding.made_of,
            counted_in: counted_in.map(|id| self.named(&id)),
            became: became.get(&agency).filter(|_| lost).map(|id| self.named(id)),
            days: holding.days,
            day: newest,
            weight: match holding.weight {
                Weight::Own => self.weights.get(&agency).copied(),
                Weight::Of(weight) => Some(weight),
                Weight::Unknown => None,
            }
            .filter(|_| self.rules.agency == AgencyRule::WeightedMean),
            meets: target.zip(number).and_then(|(target, number)| target.is_met_by(number, self.definition.direction)),
            target: target.map(|target| self.shown(target)),
            behind: holding.behind.iter().filter_map(|place| self.figures.ids.get(*place).cloned()).collect(),
            agency: self.named(&agency),
            number,
        }
    }
}
