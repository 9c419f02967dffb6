//! Several periods as a longer one: the time rule. Of figures whose periods overlap only one counts, so that
//! a quarter and its months are never added to each other. Pure: values in, values out.

use chrono::NaiveDate;

use super::combine::{Amount, Held, NoWhole, total};
use crate::indicator::{IndicatorKind, TimeRule};
use crate::period::{Calendar, Period};

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
        Span { first: period.first_day(calendar), last: period.last_day(calendar) }
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
    /// "Lũy kế": it holds what came before it, so that nothing is added to it and it to nothing.
    pub running: bool,
}

impl Timed {
    /// The last day it speaks of: that of its period, or of the part of it that has been when it was taken.
    pub fn until(&self) -> NaiveDate {
        self.span.map_or(self.day, |span| if self.day < span.first { span.last } else { span.last.min(self.day) })
    }

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
    /// What shorter periods of the same days say, where that is something else.
    pub other: Option<Amount>,
}

fn nothing(held: Held) -> Over {
    Over { held, chosen: Vec::new(), days: None, other: None }
}

/// Combines by `rule` the figures that lie within `window`. They stand in the order in which they were entered:
/// of two for the same days, the later one counts. A period that still runs lies within it as far as it has come.
///
/// Sums and means take the figures with a period, and of those the ones that together cover most days without
/// overlapping; among equals the fewest. A single figure without a period speaks for itself, and so does the last
/// of several running totals. Means weigh each period by its days, and keep numerators and denominators apart.
///
/// # Errors
/// [`NoWhole::SeveralPeriods`] when several figures without a period are there to be summed or averaged,
/// [`NoWhole::RunningTotals`] when running totals stand beside others, [`NoWhole::NotCombinable`] for ranks, words,
/// and sums of shares without their numerators.
pub fn over_time(rule: TimeRule, kind: IndicatorKind, figures: &[Timed], window: &Span) -> Result<Over, NoWhole> {
    let mut inside: Vec<usize> = (0..figures.len()).filter(|index| figures.get(*index).is_some_and(|timed| timed.is_within(window))).collect();
    inside.sort_by_key(|index| figures.get(*index).map(|timed| timed.day));
    let timed: Vec<(usize, Timed)> = inside.iter().filter_map(|index| figures.get(*index).map(|timed| (*index, *timed))).collect();
    let with_figure = |(_, timed): &&(usize, Timed)| timed.held.amount().is_some();
    let says = |(_, timed): &&(usize, Timed)| timed.held.amount().is_some() || timed.held == Held::NotApplicable;
    // "No data yet" takes nothing away; that there cannot be a figure does, until one is said again.
    let spoken = timed.iter().rev().find(if rule == TimeRule::Last { says } else { with_figure });
    let Some(last) = spoken.filter(with_figure) else {
        return Ok(timed.last().map_or(nothing(Held::Missing), |(_, timed)| nothing(spoken.map_or(timed.held, |(_, last)| last.held))));
    };
    let alone = Over { held: last.1.held, chosen: vec![last.0], days: None, other: None };
    if rule == TimeRule::Last {
        return Ok(alone);
    }
    let figures_here = || timed.iter().filter(with_figure);
    if figures_here().any(|(_, timed)| timed.running) {
        return if figures_here().all(|(_, timed)| timed.running) { Ok(alone) } else { Err(NoWhole::RunningTotals) };
    }
    let periods: Vec<(usize, Span, Amount)> =
        timed.iter().filter_map(|(index, timed)| Some((*index, timed.span?, timed.held.amount()?))).collect();
    if periods.is_empty() {
        return if figures_here().count() == 1 { Ok(alone) } else { Err(NoWhole::SeveralPeriods) };
    }
    if figures_here().any(|(_, timed)| timed.span.is_none()) {
        return Err(NoWhole::SeveralPeriods);
    }
    let chosen = widest(periods.clone(), false);
    let amount = put_together(rule, kind, &chosen)?;
    let differs = |other: &Amount| (other.number(kind) - amount.number(kind)).abs() > 1e-9 * amount.number(kind).abs().max(1.0);
    // Where all of them are taken there is no other way.
    let finest = (periods.len() > chosen.len()).then(|| widest(periods, true)).filter(|finest| *finest != chosen);
    let other = finest.and_then(|finest| put_together(rule, kind, &finest).ok()).filter(differs);
    let days = chosen.iter().map(|(_, span, _)| span.days()).sum();
    Ok(Over { held: Held::Figure(amount), chosen: chosen.iter().map(|one| one.0).collect(), days: Some(days), other })
}

type Placed = (usize, Span, Amount);

/// The periods that together cover most days without overlapping; among equals the fewest, or the most.
fn widest(mut periods: Vec<Placed>, most: bool) -> Vec<Placed> {
    // Of the same days the figure entered last.
    periods.sort_by_key(|(index, span, _)| (span.last, span.first, *index));
    periods.reverse();
    periods.dedup_by_key(|(_, span, _)| *span);
    periods.reverse();
    // best[n]: days, how many (fewer are better unless most are wanted), and the last choice among the first n periods.
    let mut best: Vec<(i64, i64)> = vec![(0, 0)];
    let mut took: Vec<Option<usize>> = Vec::new();
    for (at, (_, span, _)) in periods.iter().enumerate() {
        let before = periods.partition_point(|(_, earlier, _)| earlier.last < span.first);
        let base = best.get(before).copied().unwrap_or_default();
        let with = (base.0 + span.days(), base.1 + if most { 1 } else { -1 });
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

/// Amounts of parts of a longer time, each with its days, as one by the rule.
pub(super) fn join(rule: TimeRule, kind: IndicatorKind, parts: &[(i64, Amount)]) -> Result<Amount, NoWhole> {
    if let [(_, amount)] = parts {
        return Ok(*amount);
    }
    if matches!(kind, IndicatorKind::Rank | IndicatorKind::Qualitative) {
        return Err(NoWhole::NotCombinable);
    }
    let days: i64 = parts.iter().map(|(days, _)| *days).sum();
    let weight = |own: i64| if rule == TimeRule::Sum { 1.0 } else { own as f64 / days as f64 };
    if matches!(kind, IndicatorKind::Percent | IndicatorKind::Ratio) {
        let sums: Option<(f64, f64)> = parts.iter().try_fold((0.0, 0.0), |sum, (own, amount)| match amount {
            Amount::Part(part, whole) => Some((sum.0 + part * weight(*own), sum.1 + whole * weight(*own))),
            Amount::Value(_) => None,
        });
        match sums.filter(|(_, whole)| *whole != 0.0) {
            Some((part, whole)) => return Ok(Amount::Part(part, whole)),
            // Shares of different wholes do not add up.
            None if rule == TimeRule::Sum => return Err(NoWhole::NotCombinable),
            None => {}
        }
    }
    Ok(Amount::Value(total(parts.iter().map(|(own, amount)| amount.number(kind) * weight(*own)))))
}

fn put_together(rule: TimeRule, kind: IndicatorKind, chosen: &[Placed]) -> Result<Amount, NoWhole> {
    let parts: Vec<(i64, Amount)> = chosen.iter().map(|(_, span, amount)| (span.days(), *amount)).collect();
    join(rule, kind, &parts)
}
