//! The observed yearly growth rate over the required one, by two methods.
//!
//! "CAGR, Statistics Canada/Open SDG": R = d · CAGR_obs ÷ |CAGR_req| (Open SDG, "Progress Measurement Methodology", which adopts the method of
//! Statistics Canada): a zero baseline or target is replaced by 0,001; all values must be positive, or all
//! negative, in which case the desired direction is turned round.
//!
//! "UN Progress Chart": CR = CAGR_obs ÷ CAGR_req (United Nations Statistics Division, SDG Progress Chart 2022 and
//! 2023, technical note, trend of indicators with a numerical target), with bands of its own: from 0,95 on
//! track, from 0,5 fair but to be sped up, from −0,1 limited or no progress, below it deterioration. Zero has no
//! growth rate there and nothing stands in for it. The note itself was not at hand; the formula and the bands
//! were taken from two public programs that follow it and agree.
//!
//! Left out: indicators without a target (fixed growth rates), natural limits, the mean of several series, and
//! the chart's assessment of levels.

use chrono::{Months, NaiveDate};

use super::{Dated, Formula, Growth, Method, Reason, Way};

/// What stands for zero, which has no growth rate.
const INSTEAD_OF_ZERO: f64 = 0.001;

fn not_zero(value: f64) -> f64 {
    if value == 0.0 { INSTEAD_OF_ZERO } else { value }
}

/// The years between two days: whole ones, and the rest as a share of the year it lies in.
pub(super) fn years_between(from: NaiveDate, to: NaiveDate) -> f64 {
    let after = |years: i32| u32::try_from(years).ok().and_then(|years| from.checked_add_months(Months::new(12 * years)));
    let guess = chrono::Datelike::year(&to) - chrono::Datelike::year(&from);
    let whole = if after(guess).is_some_and(|day| day <= to) { guess } else { guess - 1 };
    match (after(whole), after(whole + 1)) {
        (Some(start), Some(end)) => f64::from(whole) + (to - start).num_days() as f64 / (end - start).num_days() as f64,
        _ => (to - from).num_days() as f64 / 365.25,
    }
}

fn growth(from: f64, to: f64, years: f64) -> f64 {
    (to / from).powf(1.0 / years) - 1.0
}

fn of_one_sign(values: &[f64]) -> bool {
    values.iter().all(|value| *value > 0.0) || values.iter().all(|value| *value < 0.0)
}

/// Both growth rates with what they were computed from.
fn grown(way: &Way, baseline: f64, target: f64, sign: impl Fn(f64) -> i8) -> Result<Growth, Reason> {
    let observed = way.observed.value;
    if !of_one_sign(&[baseline, observed, target]) {
        return Err(Reason::NeedsOneSign);
    }
    if baseline == target {
        return Err(Reason::TargetEqualsBaseline);
    }
    let years_passed = years_between(way.baseline.day, way.observed.day);
    let years_whole = years_between(way.baseline.day, way.target_day);
    let required_growth = growth(baseline, target, years_whole);
    Ok(Growth {
        sign: sign(required_growth),
        baseline,
        observed,
        target,
        years_passed,
        years_whole,
        observed_growth: growth(baseline, observed, years_passed),
        required_growth,
    })
}

/// R with its numbers; `more_is_better` is d.
pub(super) fn formula(way: &Way, more_is_better: bool) -> Result<Formula, Reason> {
    let baseline = not_zero(way.baseline.value);
    let sign = if more_is_better == (baseline > 0.0) { 1 } else { -1 };
    grown(way, baseline, not_zero(way.target), |_| sign).map(Formula::Cagr)
}

/// CR with its numbers.
pub(super) fn chart_formula(way: &Way) -> Result<Formula, Reason> {
    grown(way, way.baseline.value, way.target, |required| if required < 0.0 { -1 } else { 1 }).map(Formula::UnProgressChart)
}

/// The value of even growth on a day between the baseline and the target day.
pub(super) fn expected(baseline: Dated, target: f64, target_day: NaiveDate, day: NaiveDate, method: Method) -> Option<f64> {
    // The ends are the values themselves, not what stands for a zero.
    if day <= baseline.day {
        return Some(baseline.value);
    }
    if day >= target_day {
        return Some(target);
    }
    let (from, to) = match method {
        Method::UnProgressChart => (baseline.value, target),
        _ => (not_zero(baseline.value), not_zero(target)),
    };
    let share = years_between(baseline.day, day) / years_between(baseline.day, target_day);
    of_one_sign(&[from, to]).then(|| from * (to / from).powf(share))
}
