//! Observations: one measured figure of an indicator, with its period, calendar, day, source and state.
//! Zero, no data and not applicable are three different things; a qualifier such as "gần" is part of the figure.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyName};
use crate::book::{Change, Reader};
use crate::citation::{self, Citation, CitationAdd};
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator::{self, IndicatorKind};
use crate::period::{Boundaries, Calendar, Period};
use crate::problem::Problem;
use crate::rollup::Amount;
use crate::store::stored_as_text;
use crate::wire::{Day, IdRequest, Number, Patch, not_to_come, optional, optional_text, set};

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

const SELECT: &str = "SELECT o.id, o.code, o.indicator, o.agency, a.short_name, a.name, o.state, o.value, o.numerator, o.denominator,
    o.text, o.qualifier, o.period, o.period_text, o.calendar, o.as_of_day, o.reason, o.approval, o.derived, o.note,
    i.unit, i.kind, i.decimals
    FROM observation o JOIN indicator i ON i.id = o.indicator LEFT JOIN agency a ON a.id = o.agency";

fn read(reader: &Reader, row: &Row) -> rusqlite::Result<Observation> {
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
    };
    observation.number = observation.amount().map(|amount| amount.number(kind));
    observation.written = written(reader, &observation, &unit, decimals);
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

fn written(reader: &Reader, observation: &Observation, unit: &str, decimals: Option<u8>) -> String {
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
        (Some(value), _, _) => figure::write(value, decimals, notation),
        (_, Some(part), Some(whole)) => {
            format!("{}/{}", figure::write(part, None, notation), figure::write(whole, None, notation))
        }
        _ => return String::new(),
    };
    figure::with_words(observation.qualifier.as_deref(), &figure, unit)
}

/// Observations of one indicator or of all, oldest first, without their citations. Of one day the seeded ones
/// (ids of version 5) come first, then as they were entered.
pub fn of(reader: &Reader, indicator: Option<&str>) -> Result<Vec<Observation>> {
    select(reader, indicator, "")
}

/// The same, only those that stand for the whole and not for an agency.
pub fn of_whole(reader: &Reader, indicator: Option<&str>) -> Result<Vec<Observation>> {
    select(reader, indicator, "AND o.agency IS NULL")
}

fn select(reader: &Reader, indicator: Option<&str>, only: &str) -> Result<Vec<Observation>> {
    // Two statements: one that fits both would read the whole table for one indicator.
    let wanted = if indicator.is_some() { "o.indicator = ?1" } else { "?1 IS NULL" };
    let mut statement = reader.conn.prepare_cached(&format!(
        "{SELECT} WHERE {wanted} {only} ORDER BY i.code, o.as_of_day, substr(o.id, 15, 1) <> '5', o.id"
    ))?;
    Ok(statement.query_map([indicator], |row| read(reader, row))?.collect::<rusqlite::Result<_>>()?)
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
    for observation in &mut found {
        observation.citations = citation::of(reader.conn, "observation", &observation.id)?;
    }
    Ok(found)
}

/// One observation, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Observation> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE o.id = ?1 OR o.code = ?1"))?;
    let found = statement.query_row([&request.id], |row| read(reader, row)).optional()?;
    let mut observation = found.ok_or(Error::NotFound { noun: "observation", id: request.id })?;
    observation.citations = citation::of(reader.conn, "observation", &observation.id)?;
    Ok(observation)
}

/// Checks that the state and the figure fit. Errors at the field: `required`, `observation.no_figure`,
/// `observation.two_figures`, `observation.zero_denominator`.
pub fn fitting(mut observation: Observation) -> Result<Observation> {
    observation.text = optional(observation.text);
    observation.qualifier = optional(observation.qualifier);
    observation.period_text = optional(observation.period_text);
    observation.reason = optional_text(observation.reason);
    observation.note = optional_text(observation.note);
    observation.code = optional(observation.code);
    match (observation.numerator, observation.denominator) {
        (Some(_), None) => return Err(Error::input("denominator", Problem::new("required"))),
        (None, Some(_)) => return Err(Error::input("numerator", Problem::new("required"))),
        (Some(_), Some(0.0)) => return Err(Error::input("denominator", Problem::new("observation.zero_denominator"))),
        (Some(part), Some(whole)) if (part / whole * 100.0).abs() > 1e15 => {
            return Err(Error::input("denominator", Problem::new("observation.tiny_denominator")));
        }
        _ => {}
    }
    let figures = [observation.value.is_some(), observation.numerator.is_some(), observation.text.is_some()];
    let count = figures.iter().filter(|given| **given).count();
    match observation.state {
        ObservationState::Value if count == 0 => Err(Error::input("value", Problem::new("observation.no_figure"))),
        ObservationState::Value if count > 1 => Err(Error::input("value", Problem::new("observation.two_figures"))),
        ObservationState::NoData | ObservationState::NotApplicable if count > 0 => {
            Err(Error::input("state", Problem::new("observation.figure_without_state")))
        }
        _ => Ok(observation),
    }
}

/// Writes a figure, fitting already: a new row, or the changed fields of the one that is there.
pub fn write(conn: &Connection, observation: &Observation) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO observation (id, code, indicator, agency, state, value, numerator, denominator, text, qualifier, period,
                                  period_text, calendar, as_of_day, reason, approval, derived, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, value = excluded.value, numerator = excluded.numerator,
           denominator = excluded.denominator, text = excluded.text, qualifier = excluded.qualifier, period = excluded.period,
           as_of_day = excluded.as_of_day, reason = excluded.reason, approval = excluded.approval, note = excluded.note",
    )?
    .execute(params![
        observation.id,
        observation.code,
        observation.indicator,
        observation.agency.as_ref().map(|agency| &agency.id),
        observation.state,
        observation.value,
        observation.numerator,
        observation.denominator,
        observation.text,
        observation.qualifier,
        observation.period,
        observation.period_text,
        observation.calendar,
        observation.as_of_day,
        observation.reason,
        observation.approval,
        observation.derived,
        observation.note,
    ])
    .map_err(|error| crate::wire::taken(error, "code", observation.code.as_deref()))?;
    Ok(())
}

/// Reads a period code and answers its last day in a calendar. Errors at field `period`.
fn last_day_of(code: &str, calendar: Calendar) -> Result<(Period, NaiveDate)> {
    let period = Period::parse(code).map_err(|problem| Error::input("period", problem))?;
    Ok((period, period.last_day(calendar, &Boundaries::default())))
}

fn name_op(change: &mut Change, observation: &Observation) -> Result<()> {
    let indicator = indicator::code_of(change.conn, &observation.indicator)?;
    change.about(indicator);
    Ok(())
}

/// Adds a figure.
pub fn add(change: &mut Change, add: ObservationAdd) -> Result<Observation> {
    let indicator = indicator::id_of(change.conn, &add.indicator)?;
    let calendar = match add.calendar {
        Some(calendar) => calendar,
        None => indicator::calendar_of(change.conn, &indicator)?,
    };
    let ends = match &add.period {
        Some(code) => Some(last_day_of(code, calendar)?),
        None => None,
    };
    let as_of_day = match (add.as_of_day, &ends) {
        (Some(day), _) => day.0,
        (None, Some((_, last))) => *last,
        (None, None) => return Err(Error::input("as_of_day", Problem::new("required"))),
    };
    not_to_come(change, "as_of_day", as_of_day)?;
    let agency = match &add.agency {
        Some(id) => {
            agency::known(change.conn, "agency", Some(id))?;
            Some(agency::name(change.conn, id)?)
        }
        None => None,
    };
    let observation = fitting(Observation {
        id: change.new_id(),
        code: add.code,
        indicator,
        agency,
        state: add.state.unwrap_or(ObservationState::Value),
        value: add.value.map(|number| number.0),
        numerator: add.numerator.map(|number| number.0),
        denominator: add.denominator.map(|number| number.0),
        text: add.text,
        qualifier: add.qualifier,
        period: ends.map(|(period, _)| period.code()),
        period_text: add.period_text,
        calendar,
        as_of_day,
        reason: add.reason,
        approval: add.approval.unwrap_or(Approval::Approved),
        derived: add.derived.unwrap_or(false),
        note: add.note,
        written: String::new(),
        number: None,
        citations: Vec::new(),
    })?;
    write(change.conn, &observation)?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "observation", &observation.id, &citation)?;
    }
    name_op(change, &observation)?;
    get(change, IdRequest { id: observation.id })
}

/// Changes fields of a figure. The earlier figure stays in the history.
pub fn edit(change: &mut Change, edit: ObservationEdit) -> Result<Observation> {
    let mut observation = get(change, IdRequest { id: edit.id })?;
    let number = |patch: Patch<Number>| patch.map(|value| value.map(|number| number.0));
    set(&mut observation.state, edit.state);
    set(&mut observation.value, number(edit.value));
    set(&mut observation.numerator, number(edit.numerator));
    set(&mut observation.denominator, number(edit.denominator));
    set(&mut observation.text, edit.text);
    set(&mut observation.qualifier, edit.qualifier);
    set(&mut observation.reason, edit.reason);
    set(&mut observation.approval, edit.approval);
    set(&mut observation.note, edit.note);
    if let Some(period) = edit.period {
        observation.period = match period {
            Some(code) => {
                let (period, last) = last_day_of(&code, observation.calendar)?;
                observation.as_of_day = last;
                Some(period.code())
            }
            None => None,
        };
    }
    set(&mut observation.as_of_day, edit.as_of_day.map(|day| day.0));
    not_to_come(change, "as_of_day", observation.as_of_day)?;
    let observation = fitting(observation)?;
    write(change.conn, &observation)?;
    if let Some(citations) = edit.citations {
        citation::replace(change, "observation", &observation.id, &citations)?;
    }
    name_op(change, &observation)?;
    get(change, IdRequest { id: observation.id })
}

/// Removes a figure.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let observation = get(change, request)?;
    citation::remove(change.conn, "observation", &observation.id)?;
    change.conn.execute("DELETE FROM observation WHERE id = ?1", [&observation.id])?;
    name_op(change, &observation)
}
