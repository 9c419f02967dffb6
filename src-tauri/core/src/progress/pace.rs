//! The pace: what is still missing, and how fast it has to come.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Case;

/// In how many days a pace is told: a month of equal length, whatever the calendar.
const STEP: f64 = 30.0;

/// What is needed to reach the target by its day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Pace {
    /// T − v: negative where the figure has to fall.
    pub remaining: f64,
    /// Days from the day asked for to the target day.
    pub days_left: i64,
    /// The change needed every 30 days.
    pub needed: f64,
    /// The change every 30 days from the baseline to the figure, for comparison.
    pub so_far: Option<f64>,
}

impl Case {
    /// What is needed from the day asked for on. None when the target is met, in words, without a day or past
    /// its day, and without a figure.
    pub(super) fn pace(&self) -> Option<Pace> {
        let observed = self.observed?;
        let (low, high) = self.bounds()?;
        if !observed.value.is_finite() || (low <= observed.value && observed.value <= high) {
            return None;
        }
        let bound = if observed.value < low { low } else { high };
        let remaining = bound - observed.value;
        let days_left = (self.target_day? - self.as_of).num_days();
        if days_left <= 0 {
            return None;
        }
        let so_far = self.baseline.and_then(|baseline| {
            let days = (observed.day - baseline.day).num_days();
            (days > 0).then(|| (observed.value - baseline.value) / days as f64 * STEP)
        });
        let pace = Pace { remaining, days_left, needed: remaining / days_left as f64 * STEP, so_far };
        let finite = pace.remaining.is_finite() && pace.needed.is_finite() && so_far.is_none_or(f64::is_finite);
        finite.then_some(pace)
    }
}
