//! Whether a figure can be one: what it states fits together, its day its period, its number its indicator, and no
//! closed period is touched. Asked of whatever is typed, entered, or comes in a file, before anything is written.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Approval, Observation, ObservationState, amount};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::indicator::{self, IndicatorKind};
use crate::period::{Calendar, Period};
use crate::period_lock::{Locks, Placed};
use crate::problem::Problem;
use crate::wire::{not_to_come, optional, optional_text};
use crate::words::Words;

/// What a figure states, wherever it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    /// The indicator's id.
    pub indicator: &'a str,
    /// The agency's id; the whole when missing.
    pub agency: Option<&'a str>,
    /// Whether there is a figure.
    pub state: ObservationState,
    /// The value.
    pub value: Option<f64>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<f64>,
    /// The whole of it.
    pub denominator: Option<f64>,
    /// The words of a qualitative figure.
    pub text: Option<&'a str>,
    /// The period's code.
    pub period: Option<&'a str>,
    /// The calendar it is read in.
    pub calendar: Calendar,
    /// The day the figure speaks of.
    pub as_of_day: NaiveDate,
    /// How far it has come.
    pub approval: Approval,
}

impl Observation {
    /// What it states.
    pub fn stated(&self) -> Stated<'_> {
        Stated {
            indicator: &self.indicator,
            agency: self.agency.as_ref().map(|agency| agency.id.as_str()),
            state: self.state,
            value: self.value,
            numerator: self.numerator,
            denominator: self.denominator,
            text: self.text.as_deref(),
            period: self.period.as_deref(),
            calendar: self.calendar,
            as_of_day: self.as_of_day,
            approval: self.approval,
        }
    }
}

impl Stated<'_> {
    /// The number that is compared and drawn, if it has one.
    pub fn number(&self, kind: IndicatorKind) -> Option<f64> {
        amount(self.value, self.numerator, self.denominator).map(|amount| amount.number(kind))
    }

    /// Whether it counts where it stands.
    fn counts(&self) -> bool {
        self.approval == Approval::Approved && amount(self.value, self.numerator, self.denominator).is_some()
    }
}

/// A figure whose texts are clean; an empty one is none.
pub fn cleaned(mut observation: Observation) -> Observation {
    observation.text = optional(observation.text);
    observation.qualifier = optional(observation.qualifier);
    observation.period_text = optional(observation.period_text);
    observation.reason = optional_text(observation.reason);
    observation.note = optional_text(observation.note);
    observation.code = optional(observation.code);
    observation
}

/// Checks that the state and the figure fit, and the day its period: nothing is known of a period that has not begun.
/// Errors at the field: `required`, `observation.no_figure`, `observation.two_figures`, `observation.zero_denominator`,
/// `observation.tiny_denominator`, `observation.figure_without_state`, `observation.before_period`.
pub fn fits(figure: &Stated) -> Result<()> {
    let wrong = |field: &str, code: &'static str| Err(Error::input(field, Problem::new(code)));
    match (figure.numerator, figure.denominator) {
        (Some(_), None) => return wrong("denominator", "required"),
        (None, Some(_)) => return wrong("numerator", "required"),
        (Some(_), Some(0.0)) => return wrong("denominator", "observation.zero_denominator"),
        (Some(part), Some(whole)) if (part / whole * 100.0).abs() > 1e15 => return wrong("denominator", "observation.tiny_denominator"),
        _ => {}
    }
    if indicator::span_of(figure.period, figure.calendar).is_some_and(|days| figure.as_of_day < days.first) {
        return wrong("as_of_day", "observation.before_period");
    }
    let figures = [figure.value.is_some(), figure.numerator.is_some(), figure.text.is_some()];
    let count = figures.iter().filter(|given| **given).count();
    match figure.state {
        ObservationState::Value if count == 0 => wrong("value", "observation.no_figure"),
        ObservationState::Value if count > 1 => wrong("value", "observation.two_figures"),
        ObservationState::NoData | ObservationState::NotApplicable if count > 0 => wrong("state", "observation.figure_without_state"),
        _ => Ok(()),
    }
}

/// Checks that an indicator of its kind can have the figure. Errors at `value`: `observation.rank`, as a place in a
/// ranking is 1, 2, 3 …
pub fn possible(kind: IndicatorKind, figure: &Stated) -> Result<()> {
    match figure.value.filter(|_| kind == IndicatorKind::Rank) {
        Some(place) if place < 1.0 || place.fract() != 0.0 => Err(Error::input("value", Problem::new("observation.rank"))),
        _ => Ok(()),
    }
}

/// Refuses a figure that begins to count where it would take the place of one of a closed period. `before` is the
/// figure as it was, if it was there. Errors: `period_lock.replaced`.
pub fn replaces_none(conn: &Connection, words: &Words, locks: &Locks, before: Option<&Stated>, figure: &Stated) -> Result<()> {
    let place = |one: &Stated| (one.agency.map(str::to_owned), one.period.map(str::to_owned), one.calendar);
    let stood = before.is_some_and(|before| before.counts() && place(before) == place(figure));
    match figure.period {
        Some(period) if figure.counts() && !stood => {
            locks.allow_beside(conn, words, &Placed { indicator: figure.indicator, agency: figure.agency, period, calendar: figure.calendar })
        }
        _ => Ok(()),
    }
}

/// Refuses a figure that cannot stand as it is: one that does not fit, of a day to come, that its indicator cannot
/// have, of a closed period or in the place of one that is. `before` is the figure as it was. Errors: those of
/// [`fits`], [`possible`] and [`replaces_none`]; `day.to_come`; `period.locked`; those of a period.
pub fn sound(reader: &Reader, locks: &Locks, kind: IndicatorKind, before: Option<&Stated>, figure: &Stated) -> Result<()> {
    not_to_come(reader, "as_of_day", figure.as_of_day)?;
    if let Some(code) = figure.period {
        let period = Period::parse(code).map_err(|problem| Error::input("period", problem))?;
        if period.code() != *code {
            return Err(Error::input("period", Problem::new("period.unreadable").with("text", code)));
        }
    }
    fits(figure)?;
    possible(kind, figure)?;
    locks.allow(reader.words(), figure.period, figure.calendar, figure.as_of_day)?;
    replaces_none(reader.conn, reader.words(), locks, before, figure)
}
