//! Several periods as a longer one: the time rule. Of figures whose periods overlap only one counts, so that
//! a quarter and its months are never added to each other. Pure: values in, values out.

use chrono::NaiveDate;

use super::combine::{Amount, Held, NoWhole};
use crate::indicator::{IndicatorKind, TimeRule};
use crate::period::{Boundaries, Calendar, Period};

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl Span {
    /// The days of a period in a calendar.
    pub fn of(period: Period, calendar: Calendar) -> Span {
        let boundaries = Boundaries::default();
        Span { first: period.first_day(calendar, &boundaries), last: period.last_day(calendar, &boundaries) }
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether they have a day in common.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    fn holds(&self, other: &Span) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// What is held at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timed {
    /// What is held.
    pub held: Held,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// The period it is for, if one is given.
    pub span: Option<Span>,
}

impl Timed {
    /// Whether it speaks of days of `window`: with its whole period, or with its day.
    pub fn is_within(&self, window: &Span) -> bool {
        match self.span {
            Some(span) => window.holds(&span),
            None => window.first <= self.day && self.day <= window.last,
        }
    }
}

/// Figures of several periods as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The figure, or what is said instead of one.
    pub held: Held,
    /// Which of the figures it rests on, in the order of their days.
    pub chosen: Vec<usize>,
    /// How many days of the longer period these cover; none where only the last figure counts.
    pub days: Option<i64>,
}

fn nothing(held: Held) -> Over {
    Over { held, chosen: Vec::new(), days: None }
}

/// Combines by `rule` the figures that lie within `window`. They stand in the order in which they were entered:
/// of two for the same days, the later one counts.
///
/// Sums and means take the figures with a period, and of those the ones that together cover most days without
/// overlapping; among equals the fewest. A single figure without a period speaks for itself. Means weigh each
/// period by its days.
///
/// # Errors
/// [`NoWhole::SeveralPeriods`] when several figures without a period are there to be summed or averaged.
pub fn over_time(rule: TimeRule, kind: IndicatorKind, figures: &[Timed], window: &Span) -> Result<Over, NoWhole> {
    let mut inside: Vec<usize> = (0..figures.len()).filter(|index| figures.get(*index).is_some_and(|timed| timed.is_within(window))).collect();
    inside.sort_by_key(|index| figures.get(*index).map(|timed| timed.day));
    let timed: Vec<(usize, Timed)> = inside.iter().filter_map(|index| figures.get(*index).map(|timed| (*index, *timed))).collect();
    let with_figure = |(_, timed): &&(usize, Timed)| timed.held.amount().is_some();
    let Some(last) = timed.iter().rev().find(with_figure) else {
        // The last word on it: that there is none, or that there cannot be one.
        return Ok(timed.last().map_or(nothing(Held::Missing), |(_, timed)| nothing(timed.held)));
    };
    if rule == TimeRule::Last {
        return Ok(Over { held: last.1.held, chosen: vec![last.0], days: None });
    }
    let periods: Vec<(usize, Span, Amount)> =
        timed.iter().filter_map(|(index, timed)| Some((*index, timed.span?, timed.held.amount()?))).collect();
    if periods.is_empty() {
        return match timed.iter().filter(with_figure).count() {
            1 => Ok(Over { held: last.1.held, chosen: vec![last.0], days: None }),
            _ => Err(NoWhole::SeveralPeriods),
        };
    }
    if timed.iter().any(|(_, timed)| timed.span.is_none() && timed.held.amount().is_some()) {
        return Err(NoWhole::SeveralPeriods);
    }
    let chosen = widest(periods);
    let days = chosen.iter().map(|(_, span, _)| span.days()).sum();
    Ok(Over { held: Held::Figure(put_together(rule, kind, &chosen)), chosen: chosen.iter().map(|one| one.0).collect(), days: Some(days) })
}

type Placed = (usize, Span, Amount);

/// The periods that together cover most days without overlapping; among equals the fewest.
fn widest(mut periods: Vec<Placed>) -> Vec<Placed> {
    // Of the same days the figure entered last.
    periods.sort_by_key(|(index, span, _)| (span.last, span.first, *index));
    periods.reverse();
    periods.dedup_by_key(|(_, span, _)| *span);
    periods.reverse();
    // best[n]: days, minus how many, and the last choice among the first n periods.
    let mut best: Vec<(i64, i64)> = vec![(0, 0)];
    let mut took: Vec<Option<usize>> = Vec::new();
    for (at, (_, span, _)) in periods.iter().enumerate() {
        let before = periods.partition_point(|(_, earlier, _)| earlier.last < span.first);
        let base = best.get(before).copied().unwrap_or_default();
        let with = (base.0 + span.days(), base.1 - 1);
        let without = best.get(at).copied().unwrap_or_default();
        took.push((with > without).then_some(before));
        best.push(with.max(without));
    }
    let mut chosen = Vec::new();
    let mut at = periods.len();
    while let Some(last) = at.checked_sub(1) {
        match took.get(last).copied().flatten() {
            Some(before) => {
                chosen.extend(periods.get(last).copied());
                at = before;
            }
            None => at = last,
        }
    }
    chosen.reverse();
    chosen
}

fn put_together(rule: TimeRule, kind: IndicatorKind, chosen: &[Placed]) -> Amount {
    if let [(_, _, amount)] = chosen {
        return *amount;
    }
    let share = matches!(kind, IndicatorKind::Percent | IndicatorKind::Ratio);
    if rule == TimeRule::Sum && share {
        let parts: Option<(f64, f64)> = chosen.iter().try_fold((0.0, 0.0), |sum, (_, _, amount)| match amount {
            Amount::Part(part, whole) => Some((sum.0 + part, sum.1 + whole)),
            Amount::Value(_) => None,
        });
        if let Some((part, whole)) = parts.filter(|(_, whole)| *whole != 0.0) {
            return Amount::Part(part, whole);
        }
    }
    if rule == TimeRule::Sum {
        return Amount::Value(chosen.iter().map(|(_, _, amount)| amount.number(kind)).sum());
    }
    let days: i64 = chosen.iter().map(|(_, span, _)| span.days()).sum();
    let weighed: f64 = chosen.iter().map(|(_, span, amount)| amount.number(kind) * span.days() as f64).sum();
    Amount::Value(weighed / days as f64)
}
