//! Where figures stand: found by what they are of. Learnt an indicator and agency at a time, so that a large file asks
//! the store once for each pair and not once for each row, and only what it speaks of is held.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::amount;
use crate::error::{Error, Result};
use crate::indicator::IndicatorKind;
use crate::period::Calendar;

/// A figure among those of its indicator and agency.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// The period's code.
    pub period: Option<String>,
    /// The calendar it is read in.
    pub calendar: Calendar,
    /// The day it speaks of.
    pub as_of_day: NaiveDate,
    /// The value.
    pub value: Option<f64>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<f64>,
    /// The whole of it.
    pub denominator: Option<f64>,
}

impl Standing {
    /// The number that is compared and drawn, if it has one.
    pub fn number(&self, kind: IndicatorKind) -> Option<f64> {
        amount(self.value, self.numerator, self.denominator).map(|amount| amount.number(kind))
    }
}

/// Something of each pair of an indicator and an agency, or the whole. Looked up for every row of a large file, which
/// makes no text of its own for it.
#[derive(Debug)]
pub struct OfPairs<T>(HashMap<String, HashMap<String, T>>);

impl<T> Default for OfPairs<T> {
    fn default() -> OfPairs<T> {
        OfPairs(HashMap::new())
    }
}

impl<T> OfPairs<T> {
    /// That of a pair, if it is known.
    pub fn get(&self, indicator: &str, agency: Option<&str>) -> Option<&T> {
        // No agency has an empty id.
        self.0.get(indicator)?.get(agency.unwrap_or_default())
    }

    /// That of a pair; what is not known yet is learnt. Errors: those of `learn`.
    pub fn of(&mut self, indicator: &str, agency: Option<&str>, learn: impl FnOnce() -> Result<T>) -> Result<&mut T> {
        if self.get(indicator, agency).is_none() {
            self.0.entry(indicator.to_owned()).or_default().insert(agency.unwrap_or_default().to_owned(), learn()?);
        }
        let known = self.0.get_mut(indicator).and_then(|known| known.get_mut(agency.unwrap_or_default()));
        known.ok_or_else(|| Error::Damaged(format!("figures of {indicator}")))
    }
}

/// The figures of pairs of an indicator and an agency, or the whole.
#[derive(Debug, Default)]
pub struct Places(OfPairs<Vec<Standing>>);

impl Places {
    /// The figures of an indicator and an agency, by day and id.
    pub fn of(&mut self, conn: &Connection, indicator: &str, agency: Option<&str>) -> Result<&[Standing]> {
        Ok(self.0.of(indicator, agency, || read(conn, indicator, agency))?)
    }
}

fn read(conn: &Connection, indicator: &str, agency: Option<&str>) -> Result<Vec<Standing>> {
    // Two statements, each along an index of its own.
    let whose = if agency.is_some() { "agency = ?2" } else { "?2 IS NULL AND agency IS NULL" };
    let sql = format!("SELECT id, period, calendar, as_of_day, value, numerator, denominator FROM observation WHERE indicator = ?1 AND {whose} ORDER BY as_of_day, id");
    let one = |row: &Row| {
        Ok(Standing {
            id: row.get(0)?,
            period: row.get(1)?,
            calendar: row.get(2)?,
            as_of_day: row.get(3)?,
            value: row.get(4)?,
            numerator: row.get(5)?,
            denominator: row.get(6)?,
        })
    };
    Ok(conn.prepare_cached(&sql)?.query_map(params![indicator, agency], one)?.collect::<rusqlite::Result<_>>()?)
}
