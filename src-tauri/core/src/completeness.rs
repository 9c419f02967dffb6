//! Completeness (tình hình báo cáo): which agency has not reported which indicator for which period. Asked of each
//! agency of an indicator's reporters, for each of its periods that is due; nobody is blamed for a period that is
//! not over, before the first one asked for, or when the agency did not exist. Statistics are due on no day that NĐ
//! 09/2019/NĐ-CP names: until the office sets one, their reports are waited for and never late.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyName};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::indicator::{self, IndicatorDefinition};
use crate::observation::{Approval, ObservationState, entered};
use crate::period::{Calendar, Period, PeriodKind};
use crate::problem::Problem;
use crate::rollup::Span;
use crate::setting::{self, ReportDays};
use crate::wire::Day;

/// How many periods stand side by side when nobody says, and at the most.
const USUAL: u32 = 6;
const MOST: u32 = 24;

/// Asks who has reported.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompletenessRequest {
    /// Only figures that speak of days up to this one, and what is due by it; today when missing.
    pub as_of: Option<Day>,
    /// How many periods of each length; 6 when missing, 24 at the most.
    pub count: Option<u32>,
}

/// Who has reported: one board for each length and calendar of periods.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Completeness {
    /// The day.
    pub as_of: NaiveDate,
    /// The boards, the shortest periods first.
    pub boards: Vec<CompletenessBoard>,
    /// The agencies that owe most, those first.
    pub agencies: Vec<CompletenessAgency>,
    /// How many reports were due.
    pub due: u32,
    /// How many of them are there.
    pub there: u32,
    /// How many reports are waited for, of periods that are over and have no day to report by.
    pub waiting: u32,
    /// How many indicators nobody is asked to report: they have no reporters or no frequency.
    pub unasked: u32,
}

/// The indicators that are reported in periods of one length and calendar.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessBoard {
    /// The length.
    pub frequency: PeriodKind,
    /// The calendar.
    pub calendar: Calendar,
    /// The periods, oldest first.
    pub periods: Vec<CompletenessPeriod>,
    /// The indicators.
    pub rows: Vec<CompletenessRow>,
}

/// A period of a board.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessPeriod {
    /// Its code.
    pub period: String,
    /// Its name.
    pub name: String,
    /// The last day to report it: to send by (NĐ 09/2019/NĐ-CP, Điều 13, or the office's own day), for statistics so
    /// many days after the period as the office has set; none until it has.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub due: bool,
    /// Whether the period is over.
    pub over: bool,
}

/// An indicator of a board.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessRow {
    /// Its id.
    pub indicator: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group that reports.
    pub group: String,
    /// Its name.
    pub group_name: String,
    /// For each period of the board; none before the first one asked for.
    pub cells: Vec<Option<CompletenessCell>>,
}

/// How a period of an indicator is reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct CompletenessCell {
    /// How many agencies are asked.
    pub expected: u32,
    /// How many gave a figure.
    pub figures: u32,
    /// How many said that there is none, or that there cannot be one.
    pub without: u32,
    /// How many have only a draft.
    pub drafts: u32,
    /// How many have said nothing.
    pub missing: u32,
}

/// What one agency owes.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessAgency {
    /// The agency.
    pub agency: AgencyName,
    /// How many reports were due.
    pub due: u32,
    /// How many of them are there.
    pub there: u32,
    /// How many are only drafts.
    pub drafts: u32,
    /// How many are missing.
    pub missing: u32,
}

/// Asks who is missing in one period of one indicator.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompletenessMissingRequest {
    /// The indicator, by id or code.
    pub indicator: String,
    /// The period's code.
    pub period: String,
    /// Only figures that speak of days up to this one; today when missing.
    pub as_of: Option<Day>,
}

/// Who stands how in one period of one indicator.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessMissing {
    /// The indicator's code and name.
    pub indicator: String,
    /// The period's name.
    pub period: String,
    /// Who has said nothing.
    pub missing: Vec<AgencyName>,
    /// Who has only a draft.
    pub drafts: Vec<AgencyName>,
    /// Who said that there is none, or that there cannot be one.
    pub without: Vec<CompletenessWithout>,
}

/// An agency without a figure, and why.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompletenessWithout {
    /// The agency.
    pub agency: AgencyName,
    /// None yet, or none at all.
    pub state: ObservationState,
    /// Why.
    pub reason: Option<String>,
}

/// What an agency has said of a period.
struct Said {
    state: ObservationState,
    approval: Approval,
    reason: Option<String>,
}

/// From when to when an agency exists.
type Life = (Option<NaiveDate>, Option<NaiveDate>);

fn lives(conn: &Connection) -> Result<HashMap<String, Life>> {
    let mut statement = conn.prepare_cached("SELECT id, valid_from, valid_to FROM agency")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect::<rusqlite::Result<_>>()?)
}

/// Periods of one length in one calendar, with their days.
#[derive(Clone, Copy)]
struct Column {
    period: Period,
    days: Span,
    due_on: Option<NaiveDate>,
}

impl Column {
    fn of(period: Period, calendar: Calendar, reports: &ReportDays) -> Column {
        let days = Span::of(period, calendar);
        Column { period, days, due_on: reports.due_on(period, calendar, days.last) }
    }

    fn is_due(&self, as_of: NaiveDate) -> bool {
        self.due_on.is_some_and(|day| day < as_of)
    }

    fn is_over(&self, as_of: NaiveDate) -> bool {
        self.days.last < as_of
    }

    /// Whether an agency is there at any day of it.
    fn meets(&self, (from, to): &Life) -> bool {
        from.is_none_or(|from| from <= self.days.last) && to.is_none_or(|to| to >= self.days.first)
    }
}

/// The newest periods of a length up to the one that holds a day, oldest first.
fn columns(kind: PeriodKind, calendar: Calendar, as_of: NaiveDate, count: u32, reports: &ReportDays) -> Vec<Column> {
    let newest = Period::latest(as_of, kind, calendar);
    let periods = newest.into_iter().flat_map(Period::backwards).take(count as usize);
    let mut found: Vec<Column> = periods.map(|period| Column::of(period, calendar, reports)).collect();
    found.reverse();
    found
}

/// What the agencies have said of periods from a day on: each word with its period and agency, those of one agency
/// together and in the order in which they were entered.
fn each_word(conn: &Connection, definition: &IndicatorDefinition, from: NaiveDate, as_of: NaiveDate, mut visit: impl FnMut(&str, &str, Said)) -> Result<()> {
    // In the order of the index: sorting all of them by entry takes longer than reading them.
    let mut statement = conn.prepare_cached(
        "SELECT agency, id, period, state, approval, reason FROM observation
         WHERE indicator = ?1 AND agency IS NOT NULL AND as_of_day BETWEEN ?2 AND ?3 AND calendar = ?4 AND period IS NOT NULL ORDER BY agency",
    )?;
    let mut rows = statement.query(params![definition.id, from, as_of, definition.calendar])?;
    let mut whose = String::new();
    let mut words: Vec<(String, String, Said)> = Vec::new();
    let mut tell = |whose: &str, words: &mut Vec<(String, String, Said)>| {
        words.sort_by(|a, b| entered(&a.0).cmp(&entered(&b.0)));
        words.drain(..).for_each(|(_, period, said)| visit(whose, &period, said));
    };
    while let Some(row) = rows.next()? {
        let agency = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if agency != whose {
            tell(&whose, &mut words);
            agency.clone_into(&mut whose);
        }
        words.push((row.get(1)?, row.get(2)?, Said { state: row.get(3)?, approval: row.get(4)?, reason: row.get(5)? }));
    }
    tell(&whose, &mut words);
    Ok(())
}

/// The last word counts; a later draft does not take an approved figure away.
fn follow(last: &mut Option<Said>, said: Said) {
    let stays = said.approval == Approval::Draft && last.as_ref().is_some_and(|last| last.approval == Approval::Approved);
    if !stays {
        *last = Some(said);
    }
}

/// Which of the four an agency is.
enum Standing {
    Figure,
    Without,
    Draft,
    Missing,
}

fn standing(said: Option<&Said>) -> Standing {
    match said {
        None => Standing::Missing,
        Some(Said { approval: Approval::Draft, .. }) => Standing::Draft,
        Some(Said { state: ObservationState::Value, .. }) => Standing::Figure,
        Some(_) => Standing::Without,
    }
}

/// How much one agency owes.
#[derive(Clone, Copy, Default)]
struct Owed {
    due: u32,
    there: u32,
    drafts: u32,
    missing: u32,
}

/// Those who report, in official order: found by place instead of by id, as there may be thousands.
struct Roster {
    members: Vec<(Life, String)>,
    places: HashMap<String, usize>,
    owed: Vec<Owed>,
}

impl Roster {
    fn of(conn: &Connection, group: &str, lives: &HashMap<String, Life>) -> Result<Roster> {
        let with_life = |id: String| (lives.get(&id).copied().unwrap_or_default(), id);
        let members: Vec<(Life, String)> = agency::members(conn, group)?.into_iter().map(with_life).collect();
        let places = members.iter().enumerate().map(|(place, (_, id))| (id.clone(), place)).collect();
        Ok(Roster { owed: vec![Owed::default(); members.len()], members, places })
    }

    /// What all of them have said of a period, and what is owed of it when it is due.
    fn count(&mut self, column: &Column, said: &[Option<Said>], due: bool) -> CompletenessCell {
        let mut cell = CompletenessCell::default();
        for (((life, _), said), owed) in self.members.iter().zip(said).zip(&mut self.owed) {
            if !column.meets(life) {
                continue;
            }
            let standing = standing(said.as_ref());
            cell.expected += 1;
            owed.due += u32::from(due);
            let (count, owed) = match standing {
                Standing::Figure => (&mut cell.figures, &mut owed.there),
                Standing::Without => (&mut cell.without, &mut owed.there),
                Standing::Draft => (&mut cell.drafts, &mut owed.drafts),
                Standing::Missing => (&mut cell.missing, &mut owed.missing),
            };
            *count += 1;
            *owed += u32::from(due);
        }
        cell
    }
}

/// Who has reported which indicator for which period.
pub fn completeness(reader: &Reader, request: CompletenessRequest) -> Result<Completeness> {
    let conn = reader.conn;
    let as_of = reader.as_of(request.as_of);
    let count = request.count.unwrap_or(USUAL).clamp(1, MOST);
    let lives = lives(conn)?;
    let reports = setting::report_days(conn)?;
    let groups: HashMap<String, String> = agency::list_groups(reader, crate::wire::Empty {})?.into_iter().map(|group| (group.id, group.name)).collect();
    let mut boards: BTreeMap<(u32, u8), CompletenessBoard> = BTreeMap::new();
    let mut rosters: HashMap<String, Roster> = HashMap::new();
    let (mut due, mut there, mut waiting, mut unasked) = (0, 0, 0, 0);
    for definition in indicator::definitions(conn, None)? {
        let practice = &definition.practice;
        let (Some(group), Some(frequency)) = (practice.reporters.clone(), practice.frequency) else {
            unasked += 1;
            continue;
        };
        let calendar = definition.calendar;
        let columns = columns(frequency, calendar, as_of, count, &reports);
        let Some(from) = columns.first().map(|column| column.days.first) else { continue };
        let begins = practice.reports_from.as_deref().and_then(|code| Period::parse(code).ok()).map(|period| Span::of(period, calendar).first);
        let roster = match rosters.entry(group.clone()) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(place) => place.insert(Roster::of(conn, &group, &lives)?),
        };
        let mut said: HashMap<String, Vec<Option<Said>>> = HashMap::new();
        for column in &columns {
            said.insert(column.period.code(), std::iter::repeat_with(|| None).take(roster.members.len()).collect());
        }
        each_word(conn, &definition, from, as_of, |agency, period, word| {
            let place = roster.places.get(agency).copied();
            if let Some(last) = place.and_then(|place| said.get_mut(period)?.get_mut(place)) {
                follow(last, word);
            }
        })?;
        let mut cells = Vec::with_capacity(columns.len());
        for column in &columns {
            if begins.is_some_and(|first| column.days.first < first) {
                cells.push(None);
                continue;
            }
            let is_due = column.is_due(as_of);
            let cell = roster.count(column, said.get(&column.period.code()).map_or(&[], Vec::as_slice), is_due);
            if is_due {
                due += cell.expected;
                there += cell.figures + cell.without;
            } else if column.due_on.is_none() && column.is_over(as_of) {
                waiting += cell.drafts + cell.missing;
            }
            cells.push(Some(cell));
        }
        let board = boards.entry((frequency.months(), calendar as u8)).or_insert_with(|| CompletenessBoard {
            frequency,
            calendar,
            periods: columns.iter().map(|column| period_of(reader, column, as_of)).collect(),
            rows: Vec::new(),
        });
        board.rows.push(CompletenessRow {
            indicator: definition.id.clone(),
            code: definition.code.clone(),
            name: definition.name.clone(),
            group_name: groups.get(&group).cloned().unwrap_or_default(),
            group,
            cells,
        });
    }
    Ok(Completeness { as_of, boards: boards.into_values().collect(), agencies: behind(reader, rosters)?, due, there, waiting, unasked })
}

/// The agencies that owe something, those that owe most first.
fn behind(reader: &Reader, rosters: HashMap<String, Roster>) -> Result<Vec<CompletenessAgency>> {
    let mut all: HashMap<String, Owed> = HashMap::new();
    for ((_, id), owed) in rosters.into_values().flat_map(|roster| roster.members.into_iter().zip(roster.owed)) {
        let sum = all.entry(id).or_default();
        sum.due += owed.due;
        sum.there += owed.there;
        sum.drafts += owed.drafts;
        sum.missing += owed.missing;
    }
    let mut names = agency::names(reader.conn)?;
    let mut agencies: Vec<CompletenessAgency> = all
        .into_iter()
        .filter(|(_, owed)| owed.there < owed.due)
        .filter_map(|(id, Owed { due, there, drafts, missing })| Some(CompletenessAgency { agency: names.remove(&id)?, due, there, drafts, missing }))
        .collect();
    let order = reader.order()?;
    agencies.sort_by(|a, b| {
        let most = |one: &CompletenessAgency| std::cmp::Reverse((one.missing, one.drafts));
        most(a).cmp(&most(b)).then_with(|| order.compare(&a.agency.name, &b.agency.name))
    });
    Ok(agencies)
}

fn period_of(reader: &Reader, column: &Column, as_of: NaiveDate) -> CompletenessPeriod {
    CompletenessPeriod {
        period: column.period.code(),
        name: reader.words().period(column.period),
        due_on: column.due_on,
        due: column.is_due(as_of),
        over: column.is_over(as_of),
    }
}

/// Who is missing in one period of one indicator. Errors: not found; `completeness.unasked` at `indicator`; those of
/// a period at `period`.
pub fn missing(reader: &Reader, request: CompletenessMissingRequest) -> Result<CompletenessMissing> {
    let conn = reader.conn;
    let as_of = reader.as_of(request.as_of);
    let definition = indicator::definition(conn, &request.indicator)?;
    let Some(group) = &definition.practice.reporters else {
        return Err(Error::input("indicator", Problem::new("completeness.unasked").with("code", &definition.code)));
    };
    let period = Period::parse(&request.period).map_err(|problem| Error::input("period", problem))?;
    let column = Column::of(period, definition.calendar, &setting::report_days(conn)?);
    let names = agency::names(conn)?;
    let lives = lives(conn)?;
    let mut said: HashMap<String, Option<Said>> = HashMap::new();
    each_word(conn, &definition, column.days.first, as_of, |agency, of, word| {
        if of == period.code() {
            follow(said.entry(agency.to_owned()).or_default(), word);
        }
    })?;
    let mut found = CompletenessMissing {
        indicator: format!("{} {}", definition.code, definition.name),
        period: reader.words().period(period),
        missing: Vec::new(),
        drafts: Vec::new(),
        without: Vec::new(),
    };
    for id in agency::members(conn, group)?.into_iter().filter(|id| lives.get(id).is_none_or(|life| column.meets(life))) {
        let Some(agency) = names.get(&id).cloned() else { continue };
        let own = said.remove(&id).flatten();
        match (standing(own.as_ref()), own) {
            (Standing::Missing, _) => found.missing.push(agency),
            (Standing::Draft, _) => found.drafts.push(agency),
            (Standing::Without, Some(own)) => found.without.push(CompletenessWithout { agency, state: own.state, reason: own.reason }),
            _ => {}
        }
    }
    Ok(found)
}
