//! What a person says about an indicator's light: another light with a reason, shown as such; and the days on
//! which the method of measuring changed, after which earlier figures cannot be compared.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::read::{code_of, get, id_of};
use super::{Indicator, IndicatorGetRequest};
use crate::book::Change;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::progress::Band;
use crate::setting;
use crate::wire::{Day, IdRequest, required, taken};

/// A light a person gave instead of the computed one.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LightOverride {
    /// Its id.
    pub id: String,
    /// The indicator.
    pub indicator: String,
    /// The light.
    pub band: Band,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub person: String,
    /// From which day it holds.
    pub day: NaiveDate,
    /// Up to which day, inclusive; until it is taken away when missing.
    pub until: Option<NaiveDate>,
}

impl LightOverride {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.day <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A light to give an indicator.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OverrideAdd {
    /// The indicator, by id or code.
    pub indicator: String,
    /// The light; not "no data", which only figures can tell.
    pub band: Band,
    /// Why.
    pub reason: String,
    /// From which day; today when missing.
    pub day: Option<Day>,
    /// Up to which day, inclusive.
    pub until: Option<Day>,
}

/// From this day on the indicator is measured in another way.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MethodBreak {
    /// Its id.
    pub id: String,
    /// The indicator.
    pub indicator: String,
    /// The first day of the new method.
    pub day: NaiveDate,
    /// What changed.
    pub note: String,
}

/// A change of method to note.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MethodBreakAdd {
    /// The indicator, by id or code.
    pub indicator: String,
    /// The first day of the new method.
    pub day: Day,
    /// What changed.
    pub note: String,
}

/// The lights persons gave one indicator or all, the oldest first; of one day in the order they were given.
pub(super) fn overrides(conn: &Connection, indicator: Option<&str>) -> Result<Vec<LightOverride>> {
    let wanted = if indicator.is_some() { "indicator = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, indicator, band, reason, person, day, until FROM indicator_override WHERE {wanted} ORDER BY day, id"
    ))?;
    let read = |row: &Row| {
        Ok(LightOverride {
            id: row.get(0)?,
            indicator: row.get(1)?,
            band: row.get(2)?,
            reason: row.get(3)?,
            person: row.get(4)?,
            day: row.get(5)?,
            until: row.get(6)?,
        })
    };
    Ok(statement.query_map([indicator], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The changes of method of one indicator or of all, the oldest first.
pub(super) fn breaks(conn: &Connection, indicator: Option<&str>) -> Result<Vec<MethodBreak>> {
    let wanted = if indicator.is_some() { "indicator = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!("SELECT id, indicator, day, note FROM method_break WHERE {wanted} ORDER BY day"))?;
    let read = |row: &Row| Ok(MethodBreak { id: row.get(0)?, indicator: row.get(1)?, day: row.get(2)?, note: row.get(3)? });
    Ok(statement.query_map([indicator], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The first days of new methods of measuring an indicator.
pub fn break_days(conn: &Connection, indicator: &str) -> Result<Vec<NaiveDate>> {
    Ok(breaks(conn, Some(indicator))?.into_iter().map(|one| one.day).collect())
}

fn answer(change: &mut Change, indicator: String) -> Result<Indicator> {
    let code = code_of(change.conn, &indicator)?;
    change.about(code);
    get(change, IndicatorGetRequest { id: indicator, as_of: None })
}

/// Gives an indicator a person's light. Errors: `override.no_data`, `override.until`, `required`.
pub fn add_override(change: &mut Change, add: OverrideAdd) -> Result<Indicator> {
    let indicator = id_of(change.conn, &add.indicator)?;
    if add.band == Band::NoData {
        return Err(Error::input("band", Problem::new("override.no_data")));
    }
    let day = change.as_of(add.day);
    let until = add.until.map(|until| until.0);
    if until.is_some_and(|until| until < day) {
        return Err(Error::input("until", Problem::new("override.until").with("day", change.words().day(day))));
    }
    change.conn.execute(
        "INSERT INTO indicator_override (id, indicator, band, reason, person, day, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![change.new_id(), indicator, add.band, required("reason", &add.reason)?, setting::actor(change.conn)?, day, until],
    )?;
    answer(change, indicator)
}

/// Takes a person's light away again.
pub fn delete_override(change: &mut Change, request: IdRequest) -> Result<Indicator> {
    let indicator = removed(change, "indicator_override", request)?;
    answer(change, indicator)
}

/// Notes that the method of measuring changed. Errors: `required`, `taken`.
pub fn add_break(change: &mut Change, add: MethodBreakAdd) -> Result<Indicator> {
    let indicator = id_of(change.conn, &add.indicator)?;
    let day = change.words().day(add.day.0);
    change
        .conn
        .execute(
            "INSERT INTO method_break (id, indicator, day, note) VALUES (?1, ?2, ?3, ?4)",
            params![change.new_id(), indicator, add.day.0, required("note", &add.note)?],
        )
        .map_err(|error| taken(error, "day", Some(&day)))?;
    answer(change, indicator)
}

/// Takes a change of method away.
pub fn delete_break(change: &mut Change, request: IdRequest) -> Result<Indicator> {
    let indicator = removed(change, "method_break", request)?;
    answer(change, indicator)
}

fn removed(change: &Change, table: &'static str, request: IdRequest) -> Result<String> {
    let gone = change
        .conn
        .query_row(&format!("DELETE FROM {table} WHERE id = ?1 RETURNING indicator"), [&request.id], |row| row.get(0))
        .optional()?;
    gone.ok_or(Error::NotFound { noun: table, id: request.id })
}
