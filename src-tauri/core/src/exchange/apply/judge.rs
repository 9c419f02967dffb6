//! The nouns' own judgement of what a file says. A figure is judged before it is written, from what it states alone;
//! all other records once every row is in, for what is sound of a task hangs on its assignments, which may stand
//! anywhere in the file. A record that was touched is judged as a whole, whatever part of it the file spoke of.

use std::collections::HashMap;

use ecow::EcoString;
use rusqlite::Connection;

use super::row::plain;
use super::{Engine, FIGURE, Pass};
use crate::entry::warnings;
use crate::error::{Error, Result};
use crate::exchange::incoming::IncomingRow;
use crate::exchange::plan::{Fields, Refusal, Value};
use crate::exchange::sheet::{Judge, Noun, Sheet};
use crate::indicator::IndicatorDefinition;
use crate::observation::fitting::{self, Stated};
use crate::observation::{Approval, ObservationState};
use crate::period::Calendar;
use crate::problem::Problem;
use crate::{agency, document, extension, indicator, observation, progress_note, step, target, task};

/// The nouns that judge a row once all are in, each with the record to judge.
pub fn judges(sheet: &Sheet, id: &str, said: &dyn Fn(&str) -> Value, gone: bool) -> Vec<(Noun, EcoString)> {
    let record = |judge: &Judge| match judge.of {
        Some(column) => said(column),
        None => (!gone).then(|| id.into()),
    };
    sheet.judges.iter().filter_map(|judge| Some((judge.noun, record(judge)?))).collect()
}

/// The indicators that figures were of.
#[derive(Default)]
pub struct Indicators(HashMap<String, IndicatorDefinition>);

impl Indicators {
    fn of(&mut self, conn: &Connection, id: &str) -> Result<&IndicatorDefinition> {
        if !self.0.contains_key(id) {
            self.0.insert(id.to_owned(), indicator::definition(conn, id)?);
        }
        self.0.get(id).ok_or_else(|| Error::NotFound { noun: "indicator", id: id.to_owned() })
    }
}

/// What a figure states, by its columns. Errors at the column: `required`, `exchange.no_fit`.
fn stated<'f>(said: impl Fn(&str) -> Option<&'f str>) -> Result<Stated<'f>> {
    let no_fit = |column: &str| Error::input(column, Problem::new("exchange.no_fit"));
    let needed = |column: &str| said(column).ok_or_else(|| Error::input(column, Problem::new("required")));
    let number = |column: &str| match said(column) {
        None => Ok(None),
        Some(text) => text.parse::<f64>().ok().filter(|number| number.abs() < 1e300).map(Some).ok_or_else(|| no_fit(column)),
    };
    let day = needed("as_of_day")?;
    if said("derived").is_some_and(|derived| !["0", "1"].contains(&derived)) {
        return Err(no_fit("derived"));
    }
    Ok(Stated {
        indicator: needed("indicator")?,
        agency: said("agency"),
        state: ObservationState::of_text(needed("state")?).ok_or_else(|| no_fit("state"))?,
        value: number("value")?,
        numerator: number("numerator")?,
        denominator: number("denominator")?,
        text: said("text"),
        period: said("period"),
        calendar: Calendar::of_text(needed("calendar")?).ok_or_else(|| no_fit("calendar"))?,
        as_of_day: day.parse().ok().filter(|read: &chrono::NaiveDate| read.to_string() == day).ok_or_else(|| no_fit("as_of_day"))?,
        approval: Approval::of_text(needed("approval")?).ok_or_else(|| no_fit("approval"))?,
    })
}

/// What a judgement refuses. Errors: those that are no judgement.
pub fn refusal(judged: Error) -> Result<Refusal> {
    match judged {
        Error::Input { field, problem, .. } => Ok(Refusal { field, ..plain(None, problem) }),
        Error::Refused(problem) => Ok(plain(None, problem)),
        error => Err(error),
    }
}

impl Engine<'_> {
    /// Judges a figure as it would stand after `fields` of it are written; answers what to look at twice. Errors: those of
    /// [`stated`] and of [`fitting::sound`].
    pub(super) fn judge_figure(&self, pass: &mut Pass, before: Option<&Fields>, fields: &Fields) -> Result<Vec<Problem>> {
        let conn = self.change.conn;
        let after = stated(|column| fields.get(column).or_else(|| before?.get(column)).and_then(Option::as_deref))?;
        let before = before.map(|before| stated(|column| before.get(column).and_then(Option::as_deref))).transpose()?;
        let definition = pass.indicators.of(conn, after.indicator)?;
        fitting::sound(self.change, self.locks, definition.kind, before.as_ref(), &after)?;
        let last = pass.late.last_before(conn, &after, definition.kind)?;
        Ok(warnings(definition, &after, &[], last, self.change.words()))
    }

    /// A figure of a closed period stays as it is. Errors: `period.locked`.
    pub(super) fn still_open(&self, sheet: &Sheet, mine: Option<&Fields>) -> Result<()> {
        let Some(mine) = mine.filter(|_| sheet.table == FIGURE) else { return Ok(()) };
        let before = stated(|column| mine.get(column).and_then(Option::as_deref))?;
        self.locks.allow(self.change.words(), before.period, before.calendar, before.as_of_day)
    }

    /// Asks every noun about the records touched. Answers the rows to refuse.
    pub(super) fn judge(&self, pass: &Pass) -> Result<Vec<(usize, Refusal)>> {
        let change = self.change;
        let mut found = Vec::new();
        for ((noun, id), rows) in &pass.judged {
            let judged = match noun {
                Noun::Agency => agency::sound(change, id),
                Noun::Document => document::sound(change, id),
                Noun::Task => task::sound(change, id),
                Noun::Step => step::check(change, id),
                Noun::Note => progress_note::sound(change, id),
                Noun::Extension => extension::sound(change, id),
                Noun::Indicator => indicator::sound(change.conn, id),
                Noun::Target => target::sound(change, id),
                Noun::Figure => observation::one(change, id).and_then(|figure| {
                    let stated = figure.stated();
                    fitting::sound(change, self.locks, indicator::kind_of(change.conn, stated.indicator)?, Some(&stated), &stated)
                }),
            };
            let refusal = match judged {
                // It went along with another record.
                Err(Error::NotFound { .. }) => continue,
                Ok(()) => continue,
                Err(error) => refusal(error)?,
            };
            for at in rows {
                let Some(row) = self.incoming.rows.get(*at) else { continue };
                found.push((*at, at_its_field(row, refusal.clone())));
            }
        }
        Ok(found)
    }
}

/// A refusal with what stands in the file at its field.
pub fn at_its_field(row: &IncomingRow, mut refusal: Refusal) -> Refusal {
    if let Some(said) = refusal.field.as_deref().and_then(|field| row.fields.get(field)) {
        refusal.column = Some(said.column.to_string());
        refusal.raw = Some(said.raw.to_string());
    }
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(with: &[(&str, &str)]) -> Fields {
        let usual = [("indicator", "i"), ("state", "value"), ("value", "8.5"), ("calendar", "statistical"), ("as_of_day", "2024-05-31"), ("approval", "approved")];
        usual.iter().chain(with).map(|(column, value)| ((*column).into(), (!value.is_empty()).then(|| (*value).into()))).collect()
    }

    fn wrong(with: &[(&str, &str)]) -> Option<(Option<String>, &'static str)> {
        let said = figure(with);
        match stated(|column| said.get(column).and_then(Option::as_deref)) {
            Err(Error::Input { field, problem, .. }) => Some((field, problem.code)),
            other => {
                assert!(other.is_ok(), "{other:?}");
                None
            }
        }
    }

    #[test]
    fn what_the_store_would_not_take_is_refused_at_its_column() {
        assert_eq!(wrong(&[]), None);
        assert_eq!(wrong(&[("agency", "a"), ("period", "2024-05"), ("derived", "1")]), None);
        for column in ["indicator", "state", "calendar", "as_of_day", "approval"] {
            assert_eq!(wrong(&[(column, "")]), Some((Some(column.to_owned()), "required")));
        }
        for (column, value) in [("state", "known"), ("calendar", "lunar"), ("approval", "perhaps"), ("as_of_day", "31/5/2024"), ("as_of_day", "2024-5-31"), ("as_of_day", "2024-02-30"), ("derived", "2"), ("value", "1e300"), ("numerator", "x")] {
            assert_eq!(wrong(&[(column, value)]), Some((Some(column.to_owned()), "exchange.no_fit")), "{column} {value}");
        }
    }
}
