//! Observations: one measured figure of an indicator, with its period, calendar, day, source and state.
//! Zero, no data and not applicable are three different things; a qualifier such as "gần" is part of the figure.
//!
//! `fitting` says what can be a figure, `edit` writes them, `places` finds them by what they are of, `part` keeps what
//! of a figure falls to the items of a dimension.

mod edit;
pub mod fitting;
mod part;
pub mod places;

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::book::Reader;
use crate::citation::{self, Citation, CitationAdd};
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator::{self, IndicatorKind};
use crate::period::Calendar;
use crate::rollup::{Amount, Span};
use crate::store::stored_as_text;
use crate::target::{self, Bound};
use crate::wire::{Day, IdRequest, Number, Patch};

pub use edit::{add, approve, delete, edit, new, write};
pub use part::{ObservationPart, ObservationParts, ObservationPartsSet, PartSet, PartsOf, set_parts};

/// Whether there is a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ObservationState {
    /// There is one; it may be zero.
    Value,
    /// Nobody has given one yet.
    NoData,
    /// There cannot be one.
    NotApplicable,
}

stored_as_text!(ObservationState { Value = "value", NoData = "no_data", NotApplicable = "not_applicable" });

/// How far a figure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Entered.
    Draft,
    /// Approved.
    Approved,
}

stored_as_text!(Approval { Draft = "draft", Approved = "approved" });

/// A measured figure.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Observation {
    /// Its id.
    pub id: String,
    /// Its code: M24.
    pub code: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// Whose figure it is; the whole when missing.
    pub agency: Option<AgencyName>,
    /// Whether there is a figure.
    pub state: ObservationState,
    /// The value, in the indicator's unit.
    pub value: Option<f64>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<f64>,
    /// The whole of it; never 0.
    pub denominator: Option<f64>,
    /// The words of a qualitative figure.
    pub text: Option<String>,
    /// Gần, hơn, khoảng, lũy kế …
    pub qualifier: Option<String>,
    /// The period's code, such as 2024-Q1, read in `calendar`.
    pub period: Option<String>,
    /// The period as the source prints it.
    pub period_text: Option<String>,
    /// Which calendar the period is in.
    pub calendar: Calendar,
    /// The day the figure speaks of.
    pub as_of_day: NaiveDate,
    /// Why there is no figure.
    pub reason: Option<String>,
    /// How far it has come.
    pub approval: Approval,
    /// Whether it follows from other figures instead of standing in a source.
    pub derived: bool,
    /// A remark.
    pub note: Option<String>,
    /// The figure as it is printed, with qualifier and unit: "gần 54 triệu tài khoản".
    pub written: String,
    /// The number that is compared and drawn, in the indicator's unit.
    pub number: Option<f64>,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// What of it falls to the items of dimensions, beside the whole.
    pub parts: Vec<PartsOf>,
}

/// The observations of one indicator, or of all.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ObservationListRequest {
    /// The indicator, by id or code.
    pub indicator: Option<String>,
}

/// A figure to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ObservationAdd {
    /// The indicator, by id or code.
    pub indicator: String,
    /// Its code.
    pub code: Option<String>,
    /// Whose figure it is.
    pub agency: Option<String>,
    /// Whether there is a figure; there is one when missing.
    pub state: Option<ObservationState>,
    /// The value.
    pub value: Option<Number>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<Number>,
    /// The whole of it.
    pub denominator: Option<Number>,
    /// The words of a qualitative figure.
    pub text: Option<String>,
    /// Gần, hơn, khoảng …
    pub qualifier: Option<String>,
    /// The period's code; its last day is the figure's day when no day is given.
    pub period: Option<String>,
    /// The period as the source prints it.
    pub period_text: Option<String>,
    /// Which calendar; the indicator's when missing.
    pub calendar: Option<Calendar>,
    /// The day the figure speaks of.
    pub as_of_day: Option<Day>,
    /// Why there is no figure.
    pub reason: Option<String>,
    /// How far it has come; approved when missing. A draft is kept but counts nowhere.
    pub approval: Option<Approval>,
    /// Whether it follows from other figures.
    pub derived: Option<bool>,
    /// Where it stands.
    pub citations: Option<Vec<CitationAdd>>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of a figure to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ObservationEdit {
    /// Which figure, by id or code.
    pub id: String,
    /// Whose figure it is, by id; empty for the whole.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub agency: Patch<String>,
    /// The calendar of its period.
    pub calendar: Option<Calendar>,
    /// Whether there is a figure.
    pub state: Option<ObservationState>,
    /// The value.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub value: Patch<Number>,
    /// The part of a part-of-whole figure.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub numerator: Patch<Number>,
    /// The whole of it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub denominator: Patch<Number>,
    /// The words of a qualitative figure.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub text: Patch<String>,
    /// Gần, hơn, khoảng …
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub qualifier: Patch<String>,
    /// The period's code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub period: Patch<String>,
    /// The day the figure speaks of.
    pub as_of_day: Option<Day>,
    /// Why there is no figure.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub reason: Patch<String>,
    /// How far it has come.
    pub approval: Option<Approval>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
}

/// Figures, by id or code.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ObservationIds {
    /// Which figures.
    pub ids: Vec<String>,
}

const SELECT: &str = "SELECT o.id, o.code, o.indicator, o.agency, a.short_name, a.name, o.state, o.value, o.numerator, o.denominator,
    o.text, o.qualifier, o.period, o.period_text, o.calendar, o.as_of_day, o.reason, o.approval, o.derived, o.note,
    i.unit, i.kind, i.decimals
    FROM observation o JOIN indicator i ON i.id = o.indicator LEFT JOIN agency a ON a.id = o.agency";

/// The order in which figures were entered, in SQL: what came with the seeds first (ids of version 5), then by id, which
/// grows with time. [`entered`] says the same of one id.
const AS_ENTERED: &str = "substr(o.id, 15, 1) <> '5', o.id";

/// The place of a figure among others by when it was entered.
pub fn entered(id: &str) -> (bool, &str) {
    (id.as_bytes().get(14) != Some(&b'5'), id)
}

/// The numbers that targets set, by indicator: no figure is rounded onto or across one.
type Bounds = HashMap<String, Vec<f64>>;

fn bounds(conn: &Connection, indicator: Option<&str>) -> Result<Bounds> {
    let mut found = Bounds::new();
    for target in target::of(conn, indicator)?.into_iter().filter(|target| target.bound != Bound::ChangeAtLeast) {
        found.entry(target.indicator).or_default().extend([target.value_min, target.value_max].into_iter().flatten());
    }
    Ok(found)
}

fn read(reader: &Reader, bounds: &Bounds, row: &Row) -> rusqlite::Result<Observation> {
    let agency = match row.get::<_, Option<String>>(3)? {
        Some(id) => Some(AgencyName { id, short_name: row.get(4)?, name: row.get(5)? }),
        None => None,
    };
    let unit: String = row.get(20)?;
    let kind: IndicatorKind = row.get(21)?;
    let decimals: Option<u8> = row.get(22)?;
    let mut observation = Observation {
        id: row.get(0)?,
        code: row.get(1)?,
        indicator: row.get(2)?,
        agency,
        state: row.get(6)?,
        value: row.get(7)?,
        numerator: row.get(8)?,
        denominator: row.get(9)?,
        text: row.get(10)?,
        qualifier: row.get(11)?,
        period: row.get(12)?,
        period_text: row.get(13)?,
        calendar: row.get(14)?,
        as_of_day: row.get(15)?,
        reason: row.get(16)?,
        approval: row.get(17)?,
        derived: row.get(18)?,
        note: row.get(19)?,
        written: String::new(),
        number: None,
        citations: Vec::new(),
        parts: Vec::new(),
    };
    observation.number = observation.amount().map(|amount| amount.number(kind));
    let bounds = bounds.get(&observation.indicator).map_or(&[][..], Vec::as_slice);
    observation.written = written(reader, &observation, &unit, decimals, bounds);
    Ok(observation)
}

impl Observation {
    /// Its numbers, if it has any.
    pub fn amount(&self) -> Option<Amount> {
        amount(self.value, self.numerator, self.denominator)
    }
}

fn amount(value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>) -> Option<Amount> {
    value.map(Amount::Value).or(numerator.zip(denominator).map(|(part, whole)| Amount::Part(part, whole)))
}

fn written(reader: &Reader, observation: &Observation, unit: &str, decimals: Option<u8>, bounds: &[f64]) -> String {
    let words = reader.words();
    match observation.state {
        ObservationState::NoData => return words.get("state.no_data"),
        ObservationState::NotApplicable => return words.get("state.not_applicable"),
        ObservationState::Value => {}
    }
    if let Some(text) = &observation.text {
        return text.clone();
    }
    let notation = words.language.notation();
    let figure = match (observation.value, observation.numerator, observation.denominator) {
        (Some(value), _, _) => figure::write_apart(value, decimals, bounds, notation),
        (_, Some(part), Some(whole)) => {
            format!("{}/{}", figure::write(part, None, notation), figure::write(whole, None, notation))
        }
        _ => return String::new(),
    };
    figure::with_words(observation.qualifier.as_deref(), &figure, unit)
}

/// Observations of one indicator or of all, oldest first, those of one day as they were entered, without their citations.
pub fn of(reader: &Reader, indicator: Option<&str>) -> Result<Vec<Observation>> {
    select(reader, indicator, "")
}

/// The same, only those that stand for the whole and not for an agency.
pub fn of_whole(reader: &Reader, indicator: Option<&str>) -> Result<Vec<Observation>> {
    select(reader, indicator, "AND o.agency IS NULL")
}

fn select(reader: &Reader, indicator: Option<&str>, only: &str) -> Result<Vec<Observation>> {
    // Two statements: one that fits both would read the whole table for one indicator.
    // The comparison that is always true leads the planner along the index of those wanted, not through the table.
    let wanted = if indicator.is_some() { "o.indicator = ?1" } else { "?1 IS NULL AND o.indicator > ''" };
    let mut statement = reader.conn.prepare_cached(&format!(
        "{SELECT} WHERE {wanted} {only} ORDER BY i.code, o.as_of_day, {AS_ENTERED}"
    ))?;
    let bounds = bounds(reader.conn, indicator)?;
    Ok(statement.query_map([indicator], |row| read(reader, &bounds, row))?.collect::<rusqlite::Result<_>>()?)
}

/// Observations of one indicator of some days, of the whole and of agencies, oldest first, with citations and parts.
pub fn within(reader: &Reader, indicator: &str, days: &Span) -> Result<Vec<Observation>> {
    within_or_of(reader, indicator, days, &[])
}

/// The same, with those of some periods that speak of a later day: a figure may come in after its period.
pub fn within_or_of(reader: &Reader, indicator: &str, days: &Span, periods: &[String]) -> Result<Vec<Observation>> {
    let mut statement = reader.conn.prepare_cached(&format!(
        "{SELECT} WHERE o.indicator = ?1 AND o.as_of_day >= ?2 AND (o.as_of_day <= ?3 OR o.period IN (SELECT value FROM json_each(?4)))
         ORDER BY o.as_of_day, {AS_ENTERED}"
    ))?;
    let (periods, bounds) = (serde_json::Value::from(periods).to_string(), bounds(reader.conn, Some(indicator))?);
    let mut found: Vec<Observation> =
        statement.query_map(params![indicator, days.first, days.last, periods], |row| read(reader, &bounds, row))?.collect::<rusqlite::Result<_>>()?;
    complete(reader, Some(indicator), &mut found)?;
    Ok(found)
}

/// Fills in citations and parts of figures, all of one indicator or of several.
pub fn complete(reader: &Reader, indicator: Option<&str>, figures: &mut [Observation]) -> Result<()> {
    cite(reader, figures)?;
    part::fill(reader, indicator, figures)
}

/// Fills in citations of figures.
pub fn cite(reader: &Reader, figures: &mut [Observation]) -> Result<()> {
    let mut cited = citation::of_figures(reader.conn, figures.iter().map(|figure| figure.id.as_str()))?;
    for figure in figures.iter_mut() {
        figure.citations = cited.remove(&figure.id).unwrap_or_default();
    }
    Ok(())
}

/// How many figures of single agencies an indicator has.
pub fn count_of_agencies(conn: &Connection, indicator: &str) -> Result<u32> {
    let sql = "SELECT count(*) FROM observation WHERE indicator = ?1 AND agency IS NOT NULL";
    Ok(conn.prepare_cached(sql)?.query_row([indicator], |row| row.get(0))?)
}

/// Observations with their citations.
pub fn list(reader: &Reader, request: ObservationListRequest) -> Result<Vec<Observation>> {
    let indicator = match request.indicator {
        Some(key) => Some(indicator::id_of(reader.conn, &key)?),
        None => None,
    };
    let mut found = of(reader, indicator.as_deref())?;
    complete(reader, indicator.as_deref(), &mut found)?;
    Ok(found)
}

/// One observation by its id, without its citations and parts. Errors: not found.
pub fn one(reader: &Reader, id: &str) -> Result<Observation> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE o.id = ?1"))?;
    // Not shown to anybody: how it is written does not matter.
    let found = statement.query_row([id], |row| read(reader, &Bounds::new(), row)).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "observation", id: id.to_owned() })
}

/// One observation, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Observation> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE o.id = ?1 OR o.code = ?1"))?;
    let indicator: Option<String> = statement.query_row([&request.id], |row| row.get(2)).optional()?;
    let bounds = match &indicator {
        Some(indicator) => bounds(reader.conn, Some(indicator))?,
        None => Bounds::new(),
    };
    let found = statement.query_row([&request.id], |row| read(reader, &bounds, row)).optional()?;
    let mut observation = found.ok_or(Error::NotFound { noun: "observation", id: request.id })?;
    observation.citations = citation::of(reader.conn, "observation", &observation.id)?;
    part::fill(reader, Some(&observation.indicator.clone()), std::slice::from_mut(&mut observation))?;
    Ok(observation)
}

