//! How far an indicator has come towards its target: the method "linear to target", the default.
//!
//! With baseline b on day t_b, value v on day t, target T on day t_T:
//! L = [(v − b) / (T − b)] ÷ [(t − t_b) / (t_T − t_b)]. L is 1 exactly on the straight line, for rising
//! and falling targets alike and also from a zero baseline. Other methods, a person's override and the
//! choice of the target that applies are left out; so are targets in words.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// A number and the day it holds for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dated {
    /// The value, in the unit of the indicator.
    pub value: f64,
    /// The day.
    pub day: NaiveDate,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The higher the better.
    Higher,
    /// The lower the better, as with ranks.
    Lower,
    /// Within bounds.
    Range,
    /// As it is.
    Keep,
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At least this value.
    AtLeast(f64),
    /// At most this value.
    AtMost(f64),
    /// This value; where more is better, more is no failure, and likewise less where less is better.
    Exactly(f64),
    /// A value between the two, both included.
    Range(f64, f64),
    /// At least this much better than the baseline: a rank that is to rise by 5 places goes down by 5.
    ChangeAtLeast(f64),
}

/// All that is needed to tell how an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Which way is better; decides what a change and an exact value mean.
    pub direction: Direction,
    /// Where it started, if that is known.
    pub baseline: Option<Dated>,
    /// The newest figure known on the day asked about.
    pub observed: Option<Dated>,
    /// What is to be reached; none if there is no target or it is in words.
    pub goal: Option<Goal>,
    /// By when, inclusive.
    pub target_day: Option<NaiveDate>,
    /// Whether there is a target at all, be it in words.
    pub has_target: bool,
}

/// The light beside an indicator.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Đã đạt.
    Achieved,
    /// Đúng tiến độ: L is 0,95 or more.
    OnTrack,
    /// Cần đẩy nhanh: 0,60 to 0,95.
    SpeedUp,
    /// Chậm: 0 to 0,60.
    Slow,
    /// Đi ngược: below 0, or a target that was met and is lost again.
    MovingAway,
    /// Chưa có số liệu.
    NoData,
    /// Chưa đến kỳ: the first figure is not expected yet.
    NotDue,
    /// Không đánh giá được, for the reason given.
    CannotAssess,
}

impl Band {
    /// Every band, the best light first.
    pub const ALL: [Band; 8] = [
        Band::Achieved,
        Band::OnTrack,
        Band::SpeedUp,
        Band::Slow,
        Band::MovingAway,
        Band::NoData,
        Band::NotDue,
        Band::CannotAssess,
    ];
}

/// Why a case cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no target.
    NoTarget,
    /// The target is in words: a person judges it.
    TargetInWords,
    /// A change was asked of an indicator that is to stay or to keep within bounds.
    ChangeWithoutDirection,
    /// There is no baseline, and the value does not meet the target.
    NoBaseline,
    /// There is no day by which the target is due, and the value does not meet it.
    NoTargetDay,
    /// T = b: there is no way to go.
    TargetEqualsBaseline,
    /// t = t_b: no time has passed.
    ObservedOnBaselineDay,
    /// The figure is older than the baseline.
    ObservedBeforeBaseline,
    /// The target is due on the day of the baseline or before it.
    TargetDayNotAfterBaseline,
    /// The value has passed through the range and out at the far side.
    BeyondRange,
    /// The bounds of the range stand in the wrong order.
    RangeReversed,
    /// A number is infinite or not a number.
    NotFinite,
    /// Figures of several periods have to be added up or averaged first.
    SeveralPeriods,
}

/// Where the bands meet. Each begins where the next better one ends, so there is no gap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema, TS)]
pub struct Thresholds {
    /// From here on: on track.
    on_track: f64,
    /// From here on: must speed up.
    speed_up: f64,
    /// From here on: slow. Below: moving away.
    slow: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            on_track: 0.95,
            speed_up: 0.60,
            slow: 0.0,
        }
    }
}

impl Thresholds {
    /// Own thresholds.
    ///
    /// # Errors
    /// `progress.thresholds` unless all are finite and each is below the one before.
    pub fn new(on_track: f64, speed_up: f64, slow: f64) -> Result<Self, Problem> {
        let finite = [on_track, speed_up, slow].iter().all(|x| x.is_finite());
        if finite && on_track > speed_up && speed_up > slow {
            Ok(Thresholds {
                on_track,
                speed_up,
                slow,
            })
        } else {
            Err(Problem::new("progress.thresholds")
                .with("on_track", on_track)
                .with("speed_up", speed_up)
                .with("slow", slow))
        }
    }

    /// L from which an indicator is on track.
    pub fn on_track(&self) -> f64 {
        self.on_track
    }

    /// L from which it must speed up.
    pub fn speed_up(&self) -> f64 {
        self.speed_up
    }

    /// L from which it is slow; below, it moves away.
    pub fn slow(&self) -> f64 {
        self.slow
    }

    /// A value on a threshold belongs to the better band, also when arithmetic fell short of it by the
    /// last digits of a binary fraction.
    fn band(&self, level: f64) -> Band {
        let reaches = |threshold: f64| level >= threshold - 1e-9;
        if reaches(self.on_track) {
            Band::OnTrack
        } else if reaches(self.speed_up) {
            Band::SpeedUp
        } else if reaches(self.slow) {
            Band::Slow
        } else {
            Band::MovingAway
        }
    }
}

/// Thresholds that were stored or sent are checked like any others.
impl<'de> Deserialize<'de> for Thresholds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Unchecked {
            on_track: f64,
            speed_up: f64,
            slow: f64,
        }
        let raw = Unchecked::deserialize(deserializer)?;
        Thresholds::new(raw.on_track, raw.speed_up, raw.slow).map_err(serde::de::Error::custom)
    }
}

/// How the light was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// L against the straight line from the baseline to the target.
    LinearToTarget,
}

/// The light of an indicator, with what it was computed from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Judgement {
    /// The light.
    pub band: Band,
    /// Set exactly when the band is [`Band::CannotAssess`].
    pub reason: Option<Reason>,
    /// How it was found.
    pub method: Method,
    /// L, where it is defined and no rule outranks it; also told for an achieved target.
    pub ratio: Option<f64>,
    /// The value on the line on the day of the figure.
    pub expected: Option<f64>,
    /// b.
    pub baseline_value: Option<f64>,
    /// t_b.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub baseline_day: Option<NaiveDate>,
    /// T: the bound the line leads to. For a range, the bound nearer to the baseline.
    pub target_value: Option<f64>,
    /// t_T.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub target_day: Option<NaiveDate>,
    /// The figure is of a day after the target day.
    pub past_target_day: bool,
}

impl Judgement {
    /// The same, with missing data excused before the day on which the first figure is expected.
    #[must_use]
    pub fn excused_before(mut self, first_figure_due: NaiveDate, as_of: NaiveDate) -> Self {
        if self.band == Band::NoData && as_of < first_figure_due {
            self.band = Band::NotDue;
        }
        self
    }
}

/// How `case` stands, with the usual thresholds.
pub fn judge(case: &Case) -> Judgement {
    judge_by(case, &Thresholds::default())
}

/// How `case` stands, with an office's own thresholds.
pub fn judge_by(case: &Case, thresholds: &Thresholds) -> Judgement {
    let finite = |value: &f64| value.is_finite();
    let (band, reason, ratio) = match case.observed {
        None => (Band::NoData, None, None),
        Some(observed) => match light(case, observed, thresholds) {
            Ok((band, ratio)) => (band, None, ratio),
            Err(reason) => (Band::CannotAssess, Some(reason), None),
        },
    };
    let observed_day = case.observed.map(|point| point.day);
    Judgement {
        band,
        reason,
        method: Method::LinearToTarget,
        ratio,
        expected: observed_day.and_then(|day| case.expected_on(day)),
        baseline_value: case.baseline.map(|point| point.value).filter(finite),
        baseline_day: case.baseline.map(|point| point.day),
        target_value: case.target_value().filter(finite),
        target_day: case.target_day,
        past_target_day: observed_day > case.target_day && case.target_day.is_some(),
    }
}

fn light(
    case: &Case,
    observed: Dated,
    thresholds: &Thresholds,
) -> Result<(Band, Option<f64>), Reason> {
    let goal = match case.goal {
        Some(goal) => goal,
        None if case.has_target => return Err(Reason::TargetInWords),
        None => return Err(Reason::NoTarget),
    };
    let numbers = match goal {
        Goal::AtLeast(x) | Goal::AtMost(x) | Goal::Exactly(x) | Goal::ChangeAtLeast(x) => [x, x],
        Goal::Range(low, high) => [low, high],
    };
    let points = [Some(observed), case.baseline];
    let values = points.iter().flatten().map(|point| point.value);
    if !values.chain(numbers).all(f64::is_finite) {
        return Err(Reason::NotFinite);
    }
    let directed = matches!(case.direction, Direction::Higher | Direction::Lower);
    if matches!(goal, Goal::ChangeAtLeast(_)) && !directed {
        return Err(Reason::ChangeWithoutDirection);
    }
    if let Goal::Range(low, high) = goal
        && low > high
    {
        return Err(Reason::RangeReversed);
    }
    let (low, high) = case.bounds().ok_or(Reason::NoBaseline)?;
    let meets = |value: f64| low <= value && value <= high;
    if meets(observed.value) {
        return Ok((Band::Achieved, case.ratio(observed).ok()));
    }
    let start = case.baseline.ok_or(Reason::NoBaseline)?.value;
    if meets(start) && case.target_value() != Some(start) {
        return Ok((Band::MovingAway, None));
    }
    if (start < low && observed.value > high) || (start > high && observed.value < low) {
        return Err(Reason::BeyondRange);
    }
    let ratio = case.ratio(observed)?;
    Ok((thresholds.band(ratio), Some(ratio)))
}

impl Case {
    /// The values that meet the goal, both ends included. None for a change without a baseline.
    fn bounds(&self) -> Option<(f64, f64)> {
        let from = |low: f64| (low, f64::INFINITY);
        let up_to = |high: f64| (f64::NEG_INFINITY, high);
        Some(match (self.goal?, self.direction) {
            (Goal::AtLeast(value), _) => from(value),
            (Goal::AtMost(value), _) => up_to(value),
            (Goal::Exactly(value), Direction::Higher) => from(value),
            (Goal::Exactly(value), Direction::Lower) => up_to(value),
            (Goal::Exactly(value), _) => (value, value),
            (Goal::Range(low, high), _) => (low, high),
            (Goal::ChangeAtLeast(by), Direction::Higher) => from(self.baseline?.value + by),
            (Goal::ChangeAtLeast(by), Direction::Lower) => up_to(self.baseline?.value - by),
            (Goal::ChangeAtLeast(_), _) => return None,
        })
    }

    /// T. None for a change or a range without a baseline: no bound is the nearer one.
    fn target_value(&self) -> Option<f64> {
        let (low, high) = self.bounds()?;
        match (low.is_finite(), high.is_finite()) {
            (true, false) => Some(low),
            (false, true) => Some(high),
            (true, true) if low == high => Some(low),
            (true, true) => Some(if self.baseline?.value > high {
                high
            } else {
                low
            }),
            (false, false) => None,
        }
    }

    /// The value on the straight line from the baseline to the target on a day: b before the baseline,
    /// T after the target day. None without a baseline, a target in figures or a later target day.
    pub fn expected_on(&self, day: NaiveDate) -> Option<f64> {
        let (baseline, target) = (self.baseline?, self.target_value()?);
        let whole = (self.target_day? - baseline.day).num_days();
        if whole <= 0 {
            return None;
        }
        let passed = (day - baseline.day).num_days().clamp(0, whole);
        let share = passed as f64 / whole as f64;
        let value = baseline.value * (1.0 - share) + target * share;
        value.is_finite().then_some(value)
    }

    /// L.
    fn ratio(&self, observed: Dated) -> Result<f64, Reason> {
        let baseline = self.baseline.ok_or(Reason::NoBaseline)?;
        let target = self.target_value().ok_or(Reason::NoBaseline)?;
        let target_day = self.target_day.ok_or(Reason::NoTargetDay)?;
        if target_day <= baseline.day {
            return Err(Reason::TargetDayNotAfterBaseline);
        }
        if target == baseline.value {
            return Err(Reason::TargetEqualsBaseline);
        }
        let passed = (observed.day - baseline.day).num_days();
        if passed == 0 {
            return Err(Reason::ObservedOnBaselineDay);
        }
        if passed < 0 {
            return Err(Reason::ObservedBeforeBaseline);
        }
        let way = (observed.value - baseline.value) / (target - baseline.value);
        let time = passed as f64 / (target_day - baseline.day).num_days() as f64;
        let ratio = way / time;
        if ratio.is_finite() {
            Ok(ratio)
        } else {
            Err(Reason::NotFinite)
        }
    }
}

#[cfg(test)]
mod tests;
