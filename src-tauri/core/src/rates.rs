//! Tỷ lệ: the rates of the register by agency, focus area, document, period or the officer who follows, each
//! with its formula's two numbers and the same of the year before. Every number has a door: the filter of
//! `task_list` that opens exactly the tasks it counts.
//!
//! Work done regularly and parts of other tasks are left out, as in every rate (domain: not an assigned task).
//! By agency the rule is that of [`crate::by_agency`]; tasks of groups stand in a list of their own (`groups`). The total counts every task once, as a whole; where rows count a
//! task more than once, `twice` says which and how often, so that rows − (counted − tasks) = total.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Months, NaiveDate};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::extension::Basis;
use crate::period::{Calendar, Period, PeriodKind};
use crate::problem::Problem;
use crate::status::{Counts, RateKind, Status};
use crate::task::{self, Look, Register, TaskRow};
use crate::wire::Day;
use crate::{agency, by_agency, citation, document, framework};

/// What rates are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RateDimension {
    /// Lead agency.
    Agency,
    /// Main focus area.
    FocusArea,
    /// Source document.
    Document,
    /// The period in which the deadline falls.
    Period,
    /// The officer who follows the task (chuyên viên theo dõi).
    Owner,
}

/// Asks for the rates.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskRatesRequest {
    /// What they are made by.
    pub by: RateDimension,
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// Which deadline statuses go by; the current one when missing.
    pub basis: Option<Basis>,
    /// The length of periods, by period: month, quarter, half_year or year; quarters when missing.
    pub period_kind: Option<PeriodKind>,
    /// The calendar of periods; by the calendar, as deadlines such as "trong quý II" are read, when missing.
    pub calendar: Option<Calendar>,
    /// Only tasks whose deadline ends on this day or later.
    pub from: Option<Day>,
    /// Only tasks whose deadline ends on this day or earlier.
    pub to: Option<Day>,
}

/// A rate with its formula's two numbers, and the same for the year before.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RateShown {
    /// Which rate; its formula in words stands under `rate_formula.<kind>`.
    pub kind: RateKind,
    /// Above the line.
    pub numerator: u64,
    /// Below the line.
    pub denominator: u64,
    /// In percent, two decimals, half up; none when nothing is below the line.
    pub percent: Option<f64>,
    /// Above the line on the same day of the year before.
    pub last_year_numerator: u64,
    /// Below the line on the same day of the year before.
    pub last_year_denominator: u64,
    /// The same rate on the same day of the year before; none when nothing was below the line.
    pub last_year_percent: Option<f64>,
    /// The difference of the two printed percentages, in points; none when one of them is missing.
    pub points: Option<f64>,
}

/// The filter of `task_list` that opens the tasks behind a number, next to the statuses the number counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct TaskDoor {
    /// The agency that has to do it, alone or as one of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obliged: Option<String>,
    /// Empty: that nobody is named for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The group whose agencies each have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency_group: Option<String>,
    /// The main focus area; empty: none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focus_area: Option<String>,
    /// The document; empty: none cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The officer; empty: nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The first day the deadline may end on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_from: Option<NaiveDate>,
    /// The last day the deadline may end on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_to: Option<NaiveDate>,
}

/// One row of the table of rates.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RateRow {
    /// Id, code of the period or name of the officer; empty for what has none.
    pub key: String,
    /// What it is called; empty for what has none.
    pub name: String,
    /// Its full name, or the days of the period.
    pub detail: Option<String>,
    /// Its tasks by status; without those done regularly.
    pub counts: Counts,
    /// All of them.
    pub total: u64,
    /// The rates.
    pub rates: Vec<RateShown>,
    /// What opens them.
    pub door: TaskDoor,
}

/// Which statuses stand above and below the line of a rate.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RateFormula {
    /// Which rate.
    pub kind: RateKind,
    /// The formula in words.
    pub words: String,
    /// Above the line.
    pub above: Vec<Status>,
    /// Below the line.
    pub below: Vec<Status>,
}

/// Why rows count a task more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TwiceWhy {
    /// It has two leads, against the rule of one.
    TwoLeads,
    /// Each agency of a group has it.
    EachAgency,
    /// It stands in several documents.
    SeveralDocuments,
}

/// Tasks that rows count otherwise than once.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Twice {
    /// Why.
    pub why: TwiceWhy,
    /// How many tasks.
    pub tasks: u64,
    /// How often the rows count them together.
    pub counted: u64,
}

/// The table of rates.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskRates {
    /// What they are made by.
    pub by: RateDimension,
    /// The day.
    pub as_of: NaiveDate,
    /// The same day of the year before.
    pub last_year: NaiveDate,
    /// Which deadline statuses go by.
    pub basis: Basis,
    /// The formulas of the rates, in the order of each row's rates.
    pub formulas: Vec<RateFormula>,
    /// The rows.
    pub rows: Vec<RateRow>,
    /// By agency: tasks given to each agency of a group, each as a whole, by group.
    pub groups: Vec<RateRow>,
    /// All tasks, each once and as a whole.
    pub total: RateRow,
    /// Why the rows do not add up to the total, where they do not.
    pub twice: Vec<Twice>,
    /// How many tasks done regularly were left out.
    pub ongoing: u64,
}

/// The rates of `now`, each beside that of `before`. Unless the two are `alike`, no difference is told: it would
/// come from tasks that only one of them knows of.
pub fn rates(now: &Counts, before: &Counts, alike: bool) -> Vec<RateShown> {
    let percent = |hundredths: u64| hundredths as f64 / 100.0;
    RateKind::ALL
        .into_iter()
        .map(|kind| {
            let (rate, earlier) = (now.rate(kind), before.rate(kind));
            RateShown {
                kind,
                numerator: rate.numerator,
                denominator: rate.denominator,
                percent: rate.percent_hundredths().map(percent),
                last_year_numerator: earlier.numerator,
                last_year_denominator: earlier.denominator,
                last_year_percent: earlier.percent_hundredths().map(percent),
                points: rate.since(&earlier).points_hundredths.filter(|_| alike).map(|points| points as f64 / 100.0),
            }
        })
        .collect()
}

/// The same day of the year before; 28 February for the 29th.
pub fn year_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_months(Months::new(12)).unwrap_or(day)
}

/// The register as it was a year before `look`.
pub fn a_year_earlier(reader: &Reader, look: &Look) -> Result<Arc<Register>> {
    task::register(reader, &Look { as_of: year_before(look.as_of), ..*look })
}

/// The tasks of a register that are known to have been there on its day: one that neither a day of assignment nor
/// a document dates cannot be told to.
pub fn already_there(register: &Register, as_of: NaiveDate) -> impl Iterator<Item = &TaskRow> {
    register.tasks().filter(move |row| row.since.is_some_and(|day| day <= as_of))
}

/// Whether tasks can be set beside those of another day: each of them has a day from which it is there.
pub fn all_dated<'a>(rows: impl IntoIterator<Item = &'a TaskRow>) -> bool {
    rows.into_iter().all(|row| row.since.is_some())
}

/// Counts of rows as they stand.
pub fn tally<'a>(rows: impl IntoIterator<Item = &'a TaskRow>) -> Counts {
    rows.into_iter().map(|row| row.standing.status).collect()
}

/// The counts of one moment: by key (none: what has no such), by group, and what was counted twice.
#[derive(Default)]
struct Tallies {
    by_key: HashMap<Option<String>, Counts>,
    groups: HashMap<String, (String, Counts)>,
    total: Counts,
    twice: BTreeMap<TwiceWhy, (u64, u64)>,
}

impl Tallies {
    fn add(&mut self, keys: Vec<Option<String>>, status: Status, why: TwiceWhy) {
        if keys.len() > 1 {
            let twice = self.twice.entry(why).or_default();
            twice.0 += 1;
            twice.1 += keys.len() as u64;
        }
        for key in keys {
            self.by_key.entry(key).or_default().add(status);
        }
    }
}

/// How a request narrows and divides the register.
struct Division<'a> {
    conn: &'a Connection,
    by: RateDimension,
    kind: PeriodKind,
    calendar: Calendar,
}

impl Division<'_> {
    fn period(&self, due: NaiveDate) -> Option<Period> {
        Period::containing(due, self.kind, self.calendar)
    }

    /// Counts the rows of one moment. `rows` are judged as `look` says, and hold no ongoing work.
    fn count(&self, rows: &[&TaskRow], look: &Look) -> Result<Tallies> {
        let mut tallies = Tallies { total: tally(rows.iter().copied()), ..Tallies::default() };
        if self.by == RateDimension::Agency {
            let found = by_agency::tally(self.conn, rows, look, None)?;
            let twice = [(TwiceWhy::TwoLeads, found.several_leads), (TwiceWhy::EachAgency, found.common)];
            tallies.twice = twice.into_iter().filter(|(_, (tasks, _))| *tasks > 0).collect();
            (tallies.by_key, tallies.groups) = (found.agencies, found.groups);
            return Ok(tallies);
        }
        let documents = if self.by == RateDimension::Document { citation::documents_of_tasks(self.conn)? } else { HashMap::new() };
        for row in rows {
            let status = row.standing.status;
            let (keys, why) = match self.by {
                RateDimension::Agency | RateDimension::FocusArea => (vec![row.main_area().map(|area| area.id.clone())], TwiceWhy::SeveralDocuments),
                RateDimension::Document => {
                    let cited = documents.get(&row.id).map(|ids| ids.iter().cloned().map(Some).collect());
                    (cited.unwrap_or_default(), TwiceWhy::SeveralDocuments)
                }
                RateDimension::Period => (vec![row.due.and_then(|due| self.period(due)).map(Period::code)], TwiceWhy::SeveralDocuments),
                RateDimension::Owner => (vec![row.owner.clone()], TwiceWhy::SeveralDocuments),
            };
            let keys = if keys.is_empty() { vec![None] } else { keys };
            tallies.add(keys, status, why);
        }
        Ok(tallies)
    }
}

fn within(row: &TaskRow, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    let due = row.due;
    let in_time = from.is_none_or(|day| due.is_some_and(|due| due >= day)) && to.is_none_or(|day| due.is_some_and(|due| due <= day));
    in_time && row.standing.status != Status::Ongoing
}

/// The table of rates. Errors: `rates.period_kind` at `period_kind` for days and nine months, which do not
/// divide a year.
pub fn task_rates(reader: &Reader, request: TaskRatesRequest) -> Result<TaskRates> {
    let conn = reader.conn;
    let kind = request.period_kind.unwrap_or(PeriodKind::Quarter);
    if matches!(kind, PeriodKind::Day | PeriodKind::NineMonths) {
        return Err(Error::input("period_kind", Problem::new("rates.period_kind")));
    }
    let calendar = request.calendar.unwrap_or(Calendar::Statistical);
    let division = Division { conn, by: request.by, kind, calendar };
    let as_of = reader.as_of(request.as_of);
    let look = Look { basis: request.basis.unwrap_or_default(), ..Look::on(as_of) };
    let (from, to) = (request.from.map(|day| day.0), request.to.map(|day| day.0));

    let register = task::register(reader, &look)?;
    let ongoing = register.tasks().filter(|row| row.standing.status == Status::Ongoing).count() as u64;
    let rows: Vec<&TaskRow> = register.tasks().filter(|row| within(row, from, to)).collect();
    let last_year = a_year_earlier(reader, &look)?;
    let earlier: Vec<&TaskRow> = already_there(&last_year, year_before(as_of)).filter(|row| within(row, from.map(year_before), to.map(year_before))).collect();
    let now = division.count(&rows, &look)?;
    let before = division.count(&earlier, &Look { as_of: year_before(as_of), ..look })?;

    let window = TaskDoor { due_from: from, due_to: to, ..TaskDoor::default() };
    let nothing = Counts::default();
    let alike = all_dated(rows.iter().copied());
    let row = |key: Option<String>, called: Called, door: TaskDoor, counts: Counts, earlier: &Counts| RateRow {
        key: key.unwrap_or_default(),
        name: called.name,
        detail: called.detail,
        total: counts.total(),
        rates: rates(&counts, earlier, alike),
        counts,
        door,
    };
    let mut found = Vec::new();
    for (key, counts) in &now.by_key {
        let earlier = match (request.by, key) {
            // By period: the same period of the year before.
            (RateDimension::Period, Some(code)) => {
                let same = Period::parse(code).ok().and_then(Period::same_last_year).map(Period::code);
                same.and_then(|code| before.by_key.get(&Some(code)))
            }
            _ => before.by_key.get(key),
        };
        let (called, door) = division.called(reader, key.as_deref(), &window)?;
        found.push(row(key.clone(), called, door, *counts, earlier.unwrap_or(&nothing)));
    }
    division.sort(reader, &mut found)?;
    let mut groups = Vec::new();
    for (id, (name, counts)) in &now.groups {
        let earlier = before.groups.get(id).map_or(&nothing, |(_, counts)| counts);
        let door = TaskDoor { agency_group: Some(id.clone()), ..window.clone() };
        groups.push(row(Some(id.clone()), Called { name: name.clone(), detail: None }, door, *counts, earlier));
    }
    by_size(reader, &mut groups)?;
    let total = row(None, Called::default(), window, now.total, &before.total);
    let words = reader.words();
    let formulas = RateKind::ALL
        .into_iter()
        .map(|kind| RateFormula {
            kind,
            words: words.of_value("rate_formula", kind),
            above: kind.above().to_vec(),
            below: kind.below().to_vec(),
        })
        .collect();
    let twice = now.twice.iter().map(|(why, (tasks, counted))| Twice { why: *why, tasks: *tasks, counted: *counted }).collect();
    Ok(TaskRates { by: request.by, as_of, last_year: year_before(as_of), basis: look.basis, formulas, rows: found, groups, total, twice, ongoing })
}

/// What a row is called.
#[derive(Default)]
struct Called {
    name: String,
    detail: Option<String>,
}

impl Division<'_> {
    /// The name of a key and the door to its tasks; an empty name for what has no key.
    fn called(&self, reader: &Reader, key: Option<&str>, window: &TaskDoor) -> Result<(Called, TaskDoor)> {
        let (conn, words) = (self.conn, reader.words());
        let own = key.unwrap_or_default().to_owned();
        let mut door = window.clone();
        let mut called = Called::default();
        match (self.by, key) {
            (RateDimension::Agency, Some(id)) => {
                let name = agency::name(conn, id)?;
                called = Called { name: name.short_name, detail: Some(name.name) };
                door.obliged = Some(own);
            }
            (RateDimension::Agency, None) => door.lead = Some(own),
            (RateDimension::FocusArea, Some(id)) => {
                let area = framework::name(conn, id)?;
                called = Called { name: area.mark, detail: Some(area.short_name) };
                door.focus_area = Some(own);
            }
            (RateDimension::FocusArea, None) => door.focus_area = Some(own),
            (RateDimension::Document, Some(id)) => {
                let found = document::get(reader, crate::wire::IdRequest { id: id.to_owned() })?;
                called = Called { name: document::label(&found), detail: Some(found.subject) };
                door.document = Some(own);
            }
            (RateDimension::Document, None) => door.document = Some(own),
            (RateDimension::Owner, _) => {
                called.name.clone_from(&own);
                door.owner = Some(own);
            }
            (RateDimension::Period, Some(code)) => {
                let period = Period::parse(code).map_err(|problem| Error::Damaged(problem.to_string()))?;
                let (first, last) = (period.first_day(self.calendar), period.last_day(self.calendar));
                called.name = words.period(period);
                called.detail = Some(format!("{} – {}", words.day(first), words.day(last)));
                door.due_from = Some(window.due_from.map_or(first, |day| day.max(first)));
                door.due_to = Some(window.due_to.map_or(last, |day| day.min(last)));
            }
            // Tasks without a deadline are told by their statuses.
            (RateDimension::Period, None) => {}
        }
        Ok((called, door))
    }

    /// Official order for focus areas and periods, the alphabet for officers, most tasks first otherwise; what
    /// has no key stands last.
    fn sort(&self, reader: &Reader, rows: &mut [RateRow]) -> Result<()> {
        match self.by {
            RateDimension::Agency | RateDimension::Document => by_size(reader, rows)?,
            RateDimension::FocusArea => {
                let places: HashMap<String, usize> =
                    framework::names(self.conn)?.into_iter().enumerate().map(|(place, area)| (area.id, place)).collect();
                rows.sort_by_key(|row| places.get(&row.key).copied().unwrap_or(usize::MAX));
            }
            RateDimension::Period => rows.sort_by_key(|row| Period::parse(&row.key).ok().map_or((i32::MAX, 0), |period| (period.year(), period.number()))),
            RateDimension::Owner => {
                let order = reader.order()?;
                rows.sort_by(|a, b| a.key.is_empty().cmp(&b.key.is_empty()).then_with(|| order.compare(&a.name, &b.name)));
            }
        }
        Ok(())
    }
}

fn by_size(reader: &Reader, rows: &mut [RateRow]) -> Result<()> {
    let order = reader.order()?;
    rows.sort_by(|a, b| {
        let keyless = a.key.is_empty().cmp(&b.key.is_empty());
        keyless.then(b.total.cmp(&a.total)).then_with(|| order.compare(&a.name, &b.name)).then_with(|| a.key.cmp(&b.key))
    });
    Ok(())
}
