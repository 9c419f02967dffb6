//! Locks: a period that is approved and closed. Its figures cannot be changed until somebody opens it again and
//! says why; who closed and opened it stays on record.
//!
//! A lock holds the figures of its calendar whose period lies within its days, and those without a period whose
//! day does. What such a figure means is held with it: its indicator keeps its unit and kind and is not removed, and
//! no figure of a longer period takes its place in sums and means. Undo needs no lock of its own: it takes acts back
//! in their order, a lock before what it locked.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::indicator::{self, TimeRule, span_of};
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::rollup::Span;
use crate::setting;
use crate::wire::{Empty, required};
use crate::words::Words;

/// A closed period, or one that was closed once.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PeriodLock {
    /// Its id.
    pub id: String,
    /// The period's code.
    pub period: String,
    /// The period's name.
    pub name: String,
    /// The calendar it is read in.
    pub calendar: Calendar,
    /// Since when it is closed.
    pub locked_on: NaiveDate,
    /// Who closed it.
    pub locked_by: String,
    /// When it was opened again.
    pub unlocked_on: Option<NaiveDate>,
    /// Who opened it.
    pub unlocked_by: Option<String>,
    /// Why it was opened.
    pub reason: Option<String>,
}

/// A period to close.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PeriodLockAdd {
    /// The period's code.
    pub period: String,
    /// The calendar it is read in; statistical when missing.
    pub calendar: Option<Calendar>,
    /// Whether its drafts are approved by this; a period with drafts is not closed otherwise.
    pub approve: Option<bool>,
}

/// A closed period to open.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PeriodLockOpen {
    /// Which lock.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// The locks that stand.
pub struct Locks(Vec<(Calendar, Span, String)>);

impl Locks {
    /// Those of the book.
    pub fn standing(conn: &Connection) -> Result<Locks> {
        let mut statement = conn.prepare_cached("SELECT calendar, period FROM period_lock WHERE unlocked_on IS NULL")?;
        let found: Vec<(Calendar, String)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let with_days = |(calendar, code): (Calendar, String)| Some((calendar, span_of(Some(&code), calendar)?, code));
        Ok(Locks(found.into_iter().filter_map(with_days).collect()))
    }

    /// The code of the closed period that holds a figure.
    pub fn over(&self, period: Option<&str>, calendar: Calendar, day: NaiveDate) -> Option<&str> {
        let own = span_of(period, calendar);
        let held = self.0.iter().find(|(closed, days, _)| match own {
            Some(own) => *closed == calendar && days.first <= own.first && own.last <= days.last,
            None => days.first <= day && day <= days.last,
        });
        held.map(|(_, _, code)| code.as_str())
    }

    /// Refuses to touch a figure of a closed period. Errors: `period.locked`.
    pub fn allow(&self, words: &Words, period: Option<&str>, calendar: Calendar, day: NaiveDate) -> Result<()> {
        match self.over(period, calendar, day) {
            Some(code) => Err(Error::Refused(Problem::new("period.locked").with("period", name_of(words, code)))),
            None => Ok(()),
        }
    }

    /// Refuses to change what the figures of an indicator mean, or to remove them with it, while one of them is of a
    /// closed period. Errors: `period_lock.holds`.
    pub fn allow_meaning(&self, conn: &Connection, words: &Words, indicator: &str) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut statement = conn.prepare_cached("SELECT period, calendar, as_of_day FROM observation WHERE indicator = ?1")?;
        let mut rows = statement.query([indicator])?;
        while let Some(row) = rows.next()? {
            let period: Option<String> = row.get(0)?;
            if let Some(code) = self.over(period.as_deref(), row.get(1)?, row.get(2)?) {
                return Err(Error::Refused(Problem::new("period_lock.holds").with("period", name_of(words, code))));
            }
        }
        Ok(())
    }

    /// Refuses a figure whose period overlaps that of a closed one of the same indicator and agency without lying
    /// within it, where figures of several periods are summed or averaged: of such figures only one counts, and it
    /// would be the longer one. Errors: `period_lock.replaced`.
    pub fn allow_beside(&self, conn: &Connection, words: &Words, placed: &Placed) -> Result<()> {
        let Some(own) = span_of(Some(placed.period), placed.calendar) else { return Ok(()) };
        let beside = |days: &Span| days.overlaps(&own) && !(days.first <= own.first && own.last <= days.last);
        let closed: Vec<&Span> = self.0.iter().filter(|(calendar, days, _)| *calendar == placed.calendar && beside(days)).map(|(_, days, _)| days).collect();
        if closed.is_empty() || indicator::time_rule_of(conn, placed.indicator)? == TimeRule::Last {
            return Ok(());
        }
        // Two statements, each along an index of its own.
        let whose = if placed.agency.is_some() { "agency = ?3" } else { "?3 IS NULL AND agency IS NULL" };
        let mut statement = conn.prepare_cached(&format!(
            "SELECT period FROM observation WHERE indicator = ?1 AND calendar = ?2 AND {whose} AND period IS NOT NULL
               AND approval = 'approved' AND state = 'value'"
        ))?;
        let mut rows = statement.query(params![placed.indicator, placed.calendar, placed.agency])?;
        while let Some(row) = rows.next()? {
            let code: String = row.get(0)?;
            let Some(days) = span_of(Some(&code), placed.calendar) else { continue };
            if days.overlaps(&own) && closed.iter().any(|closed| closed.first <= days.first && days.last <= closed.last) {
                let problem = Problem::new("period_lock.replaced").with("period", name_of(words, &code)).with("longer", name_of(words, placed.period));
                return Err(Error::Refused(problem));
            }
        }
        Ok(())
    }
}

/// Where a figure stands: whose it is and of which period.
pub struct Placed<'a> {
    /// The indicator's id.
    pub indicator: &'a str,
    /// The agency's id; the whole when missing.
    pub agency: Option<&'a str>,
    /// The period's code.
    pub period: &'a str,
    /// The calendar it is read in.
    pub calendar: Calendar,
}

/// The name of a period by its code: "quý II/2024".
fn name_of(words: &Words, code: &str) -> String {
    match Period::parse(code) {
        Ok(period) => words.period(period),
        Err(_) => code.to_owned(),
    }
}

fn read(words: &Words, row: &Row) -> rusqlite::Result<PeriodLock> {
    let period: String = row.get(1)?;
    Ok(PeriodLock {
        id: row.get(0)?,
        name: name_of(words, &period),
        period,
        calendar: row.get(2)?,
        locked_on: row.get(3)?,
        locked_by: row.get(4)?,
        unlocked_on: row.get(5)?,
        unlocked_by: row.get(6)?,
        reason: row.get(7)?,
    })
}

/// Every lock, standing ones first, then the newest.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<PeriodLock>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT id, period, calendar, locked_on, locked_by, unlocked_on, unlocked_by, reason FROM period_lock
         ORDER BY unlocked_on IS NOT NULL, locked_on DESC, period DESC, id DESC",
    )?;
    Ok(statement.query_map([], |row| read(reader.words(), row))?.collect::<rusqlite::Result<_>>()?)
}

fn find(reader: &Reader, id: &str) -> Result<PeriodLock> {
    let found = list(reader, Empty {})?.into_iter().find(|lock| lock.id == id);
    found.ok_or_else(|| Error::NotFound { noun: "period_lock", id: id.to_owned() })
}

/// Closes a period. Errors: those of a period at `period`; `period_lock.to_come`, `period_lock.standing`,
/// `period_lock.drafts` unless they are approved by it, and then those of [`Locks::allow_beside`].
pub fn add(change: &mut Change, add: PeriodLockAdd) -> Result<PeriodLock> {
    let at_period = |problem: Problem| Error::input("period", problem);
    let period = Period::parse(&add.period).map_err(at_period)?;
    let calendar = add.calendar.unwrap_or(Calendar::Statistical);
    let name = change.words().period(period);
    let (period, days) = (period.code(), Span::of(period, calendar));
    if days.last > change.today() {
        return Err(at_period(Problem::new("period_lock.to_come").with("period", &name)));
    }
    let locks = Locks::standing(change.conn)?;
    if locks.over(Some(&period), calendar, days.last).is_some() {
        return Err(at_period(Problem::new("period_lock.standing").with("period", &name)));
    }
    let drafts = drafts_within(change.conn, calendar, &days)?;
    if !drafts.is_empty() && add.approve != Some(true) {
        return Err(at_period(Problem::new("period_lock.drafts").with("period", &name).with("count", drafts.len())));
    }
    for draft in drafts {
        let (indicator, agency, own): (String, Option<String>, Option<String>) = change
            .conn
            .prepare_cached("UPDATE observation SET approval = 'approved' WHERE id = ?1 RETURNING indicator, agency, period")?
            .query_row([draft], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if let Some(own) = own {
            locks.allow_beside(change.conn, change.words(), &Placed { indicator: &indicator, agency: agency.as_deref(), period: &own, calendar })?;
        }
    }
    let id = change.new_id();
    change.conn.execute(
        "INSERT INTO period_lock (id, period, calendar, locked_on, locked_by) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, period, calendar, change.today(), setting::actor(change.conn)?],
    )?;
    change.about(name);
    find(change, &id)
}

/// The drafts that a lock on these days would hold.
fn drafts_within(conn: &Connection, calendar: Calendar, days: &Span) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT id, period, calendar, as_of_day FROM observation WHERE approval = 'draft'")?;
    let locks = Locks(vec![(calendar, *days, String::new())]);
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let period: Option<String> = row.get(1)?;
        if locks.over(period.as_deref(), row.get(2)?, row.get(3)?).is_some() {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// Opens a closed period. Errors: `required` at `reason`, not found, `period_lock.open`.
pub fn open(change: &mut Change, open: PeriodLockOpen) -> Result<PeriodLock> {
    let lock = find(change, &open.id)?;
    if lock.unlocked_on.is_some() {
        return Err(Error::refused("period_lock.open"));
    }
    let reason = required("reason", &open.reason)?;
    change.conn.execute(
        "UPDATE period_lock SET unlocked_on = ?2, unlocked_by = ?3, reason = ?4 WHERE id = ?1",
        params![lock.id, change.today(), setting::actor(change.conn)?, reason],
    )?;
    change.about(lock.name);
    find(change, &open.id)
}
