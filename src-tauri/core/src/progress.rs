//! How far an indicator has come towards its target, by methods with names.
//!
//! "Linear to target", the default: with baseline b on day t_b, value v on day t, target T on day t_T,
//! L = [(v − b) / (T − b)] ÷ [(t − t_b) / (t_T − t_b)]. L is 1 exactly on the straight line, for rising
//! and falling targets alike and also from a zero baseline. `cagr` holds the methods of Statistics Canada
//! and Open SDG and of the UN Progress Chart, `bands` the lights, `pace` what is still needed. Left out: a
//! person's override, the choice of the target that applies, and targets in words.

mod bands;
mod cagr;
mod pace;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use bands::{Band, Thresholds};
pub use pace::Pace;

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

impl Goal {
    /// The values that meet it, both ends included. None for a change without a baseline or a direction.
    pub fn bounds(self, direction: Direction, baseline: Option<f64>) -> Option<(f64, f64)> {
        let from = |low: f64| (low, f64::INFINITY);
        let up_to = |high: f64| (f64::NEG_INFINITY, high);
        Some(match (self, direction) {
            (Goal::AtLeast(value), _) => from(value),
            (Goal::AtMost(value), _) => up_to(value),
            (Goal::Exactly(value), Direction::Higher) => from(value),
            (Goal::Exactly(value), Direction::Lower) => up_to(value),
            (Goal::Exactly(value), _) => (value, value),
            (Goal::Range(low, high), _) => (low, high),
            (Goal::ChangeAtLeast(by), Direction::Higher) => from(baseline? + by),
            (Goal::ChangeAtLeast(by), Direction::Lower) => up_to(baseline? - by),
            (Goal::ChangeAtLeast(_), _) => return None,
        })
    }
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
    /// By when, inclusive: the last day of the period that a figure of the target's time speaks of.
    pub target_day: Option<NaiveDate>,
    /// The day after which it is over, where that is later: the report of a year ends before the year does.
    pub over_after: Option<NaiveDate>,
    /// How the newest figure is qualified.
    pub precision: Precision,
    /// Whether there is a target at all, be it in words.
    pub has_target: bool,
    /// The first day of the newest method of measuring, if the method has changed.
    pub method_since: Option<NaiveDate>,
    /// The day the question is asked for: from here on counts what is still needed.
    pub as_of: NaiveDate,
}

/// On which side of a figure as written the true one lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// It is the true one.
    #[default]
    Exact,
    /// "Gần", "dưới": the true one is less.
    Below,
    /// "Hơn", "trên": the true one is more.
    Above,
    /// "Khoảng": either.
    About,
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
    /// There are several figures without a period, so that nothing tells which of them add up.
    SeveralPeriods,
    /// The method of measuring changed after the baseline: the figure cannot be set against it.
    MethodBreak,
    /// Growth rates need values that are all positive or all negative.
    NeedsOneSign,
    /// The target day has passed and the newest figure is older than it: whether the target was met is not known.
    FigureBeforeTargetDay,
    /// Running totals stand beside figures of single periods: nothing tells what adds up.
    RunningTotals,
    /// Figures of this kind cannot be summed or averaged over periods.
    NotCombinable,
    /// Periods within the time asked about have no figure.
    Gaps,
    /// The figure is only "gần", "hơn" or the like, and lies on the bound itself.
    ApproximateAtTarget,
    /// The newest word is that there cannot be a figure.
    NotApplicable,
}

/// How the light is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// L against the straight line from the baseline to the target.
    #[default]
    LinearToTarget,
    /// R, the observed yearly growth over the required one (Statistics Canada, Open SDG).
    CagrOpenSdg,
    /// CR, the observed yearly growth over the required one, with bands of its own (UN SDG Progress Chart 2023).
    UnProgressChart,
}

impl Method {
    /// Every method, the default first.
    pub const ALL: [Method; 3] = [Method::LinearToTarget, Method::CagrOpenSdg, Method::UnProgressChart];

    /// Where the bands meet: by the office, except for a method whose name stands for bands of its own.
    pub fn thresholds(self, office: Thresholds) -> Thresholds {
        match self {
            Method::LinearToTarget | Method::CagrOpenSdg => office,
            Method::UnProgressChart => Thresholds::UN_PROGRESS_CHART,
        }
    }
}

/// A method with the thresholds of its bands.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema, TS)]
pub struct Rule {
    /// The method.
    pub method: Method,
    /// Where the bands meet.
    pub thresholds: Thresholds,
}

/// The formula of a ratio with every number that was put in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Formula {
    /// L = [(v − b) / (T − b)] ÷ [days passed / days in all].
    Linear {
        /// b.
        baseline: f64,
        /// v.
        observed: f64,
        /// T.
        target: f64,
        /// t − t_b.
        days_passed: i64,
        /// t_T − t_b.
        days_whole: i64,
    },
    /// R = d · CAGR_obs ÷ |CAGR_req|; a baseline or target of zero is replaced by 0,001.
    Cagr(Growth),
    /// CR = CAGR_obs ÷ CAGR_req.
    UnProgressChart(Growth),
}

/// Yearly growth rates, (to / from)^(1 / years) − 1, with what they were computed from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Growth {
    /// d: 1 when more is better, −1 when less is better; the other way round for negative values. For CR the sign
    /// of CAGR_req.
    pub sign: i8,
    /// b.
    pub baseline: f64,
    /// v.
    pub observed: f64,
    /// T.
    pub target: f64,
    /// Years from the baseline to the figure.
    pub years_passed: f64,
    /// Years from the baseline to the target day.
    pub years_whole: f64,
    /// CAGR_obs, 0,05 being 5% a year.
    pub observed_growth: f64,
    /// CAGR_req.
    pub required_growth: f64,
}

impl Formula {
    /// L, R or CR. Not finite when the numbers put in do not allow a quotient.
    fn ratio(&self) -> f64 {
        match *self {
            Formula::Linear { baseline, observed, target, days_passed, days_whole } => {
                ((observed - baseline) / (target - baseline)) / (days_passed as f64 / days_whole as f64)
            }
            Formula::Cagr(growth) | Formula::UnProgressChart(growth) => {
                f64::from(growth.sign) * growth.observed_growth / growth.required_growth.abs()
            }
        }
    }
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
    /// Where the bands meet.
    pub thresholds: Thresholds,
    /// L, R or CR, where it is defined and no rule outranks it; also told for an achieved target.
    pub ratio: Option<f64>,
    /// The formula of that ratio.
    pub formula: Option<Formula>,
    /// The value the method expects on the day of the figure.
    pub expected: Option<f64>,
    /// The value the method expects on the day asked for.
    pub expected_today: Option<f64>,
    /// What is needed from the day asked for to the target day, when the target is still ahead.
    pub pace: Option<Pace>,
    /// b.
    pub baseline_value: Option<f64>,
    /// t_b.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub baseline_day: Option<NaiveDate>,
    /// v.
    pub observed_value: Option<f64>,
    /// t.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub observed_day: Option<NaiveDate>,
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

    /// The same, when no single figure stands for the indicator: it cannot be assessed, for this reason.
    #[must_use]
    pub fn refused(mut self, reason: Reason) -> Self {
        self.band = Band::CannotAssess;
        self.reason = Some(reason);
        self.ratio = None;
        self.formula = None;
        self.pace = None;
        self
    }
}

/// How `case` stands by the default method, with the usual thresholds.
pub fn judge(case: &Case) -> Judgement {
    judge_by(case, &Rule::default())
}

/// How `case` stands by a method and thresholds.
pub fn judge_by(case: &Case, rule: &Rule) -> Judgement {
    let finite = |value: &f64| value.is_finite();
    let rule = &Rule { thresholds: rule.method.thresholds(rule.thresholds), ..*rule };
    let (band, reason, formula) = match case.observed {
        None => (Band::NoData, None, None),
        Some(observed) => match light(case, observed, rule) {
            Ok((band, formula)) => (band, None, formula),
            Err(reason) => (Band::CannotAssess, Some(reason), None),
        },
    };
    let observed_day = case.observed.map(|point| point.day);
    // What is still needed makes no sense against another method of measuring.
    let comparable = reason != Some(Reason::MethodBreak);
    Judgement {
        band,
        reason,
        method: rule.method,
        thresholds: rule.thresholds,
        ratio: formula.map(|formula| formula.ratio()),
        formula,
        expected: observed_day.and_then(|day| case.expected_on(day, rule.method)),
        expected_today: case.expected_on(case.as_of, rule.method),
        pace: if comparable { case.pace() } else { None },
        baseline_value: case.baseline.map(|point| point.value).filter(finite),
        baseline_day: case.baseline.map(|point| point.day),
        observed_value: case.observed.map(|point| point.value).filter(finite),
        observed_day,
        target_value: case.target_value().filter(finite),
        target_day: case.target_day,
        past_target_day: observed_day > case.target_day && case.target_day.is_some(),
    }
}

fn light(case: &Case, observed: Dated, rule: &Rule) -> Result<(Band, Option<Formula>), Reason> {
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
    // Even "achieved" would mislead: place 1 of a ranking is not tier 1 of a later scale.
    let since = case.method_since.filter(|since| *since <= observed.day);
    if since.is_some_and(|since| case.baseline.is_none_or(|baseline| baseline.day < since)) {
        return Err(Reason::MethodBreak);
    }
    let (low, high) = case.bounds().ok_or(Reason::NoBaseline)?;
    let meets = |value: f64| low <= value && value <= high;
    if case.is_open_at(low, high, observed.value) {
        return Err(Reason::ApproximateAtTarget);
    }
    if meets(observed.value) {
        return Ok((Band::Achieved, case.formula(observed, rule.method).ok()));
    }
    // After the last day nothing is on track any more: the target was met, was missed, or nobody knows yet.
    let after_start = |day: &NaiveDate| case.baseline.is_none_or(|baseline| baseline.day < *day);
    let over = case.over_after.max(case.target_day).is_some_and(|day| day < case.as_of);
    if let Some(target_day) = case.target_day.filter(|_| over).filter(after_start) {
        if observed.day < target_day {
            return Err(Reason::FigureBeforeTargetDay);
        }
        return Ok((Band::Missed, case.formula(observed, rule.method).ok()));
    }
    let start = case.baseline.ok_or(Reason::NoBaseline)?.value;
    if meets(start) && case.target_value() != Some(start) {
        return Ok((Band::MovingAway, None));
    }
    if (start < low && observed.value > high) || (start > high && observed.value < low) {
        return Err(Reason::BeyondRange);
    }
    let formula = case.formula(observed, rule.method)?;
    Ok((rule.thresholds.band(formula.ratio()), Some(formula)))
}

/// What every method needs: a way to go and the time for it.
struct Way {
    baseline: Dated,
    observed: Dated,
    target: f64,
    target_day: NaiveDate,
}

impl Case {
    /// Whether a figure lies on a bound and nobody knows on which side of it the true one is.
    fn is_open_at(&self, low: f64, high: f64, value: f64) -> bool {
        let (less, more) = match self.precision {
            Precision::Exact => (false, false),
            Precision::Below => (true, false),
            Precision::Above => (false, true),
            Precision::About => (true, true),
        };
        (less && value == low) || (more && value == high)
    }

    fn bounds(&self) -> Option<(f64, f64)> {
        self.goal?.bounds(self.direction, self.baseline.map(|point| point.value))
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

    /// The value a method expects on a day: b before the baseline, T after the target day; between them on
    /// the straight line or, with growth rates, on the curve of even growth. None without a baseline, a
    /// target in figures or a later target day, and where growth rates are not defined.
    pub fn expected_on(&self, day: NaiveDate, method: Method) -> Option<f64> {
        let (baseline, target) = (self.baseline?, self.target_value()?);
        let target_day = self.target_day?;
        if target_day <= baseline.day {
            return None;
        }
        let day = day.clamp(baseline.day, target_day);
        let value = match method {
            Method::LinearToTarget => {
                let share = (day - baseline.day).num_days() as f64 / (target_day - baseline.day).num_days() as f64;
                baseline.value * (1.0 - share) + target * share
            }
            Method::CagrOpenSdg | Method::UnProgressChart => cagr::expected(baseline, target, target_day, day, method)?,
        };
        value.is_finite().then_some(value)
    }

    fn way(&self, observed: Dated) -> Result<Way, Reason> {
        let baseline = self.baseline.ok_or(Reason::NoBaseline)?;
        let target = self.target_value().ok_or(Reason::NoBaseline)?;
        let target_day = self.target_day.ok_or(Reason::NoTargetDay)?;
        if target_day <= baseline.day {
            return Err(Reason::TargetDayNotAfterBaseline);
        }
        if target == baseline.value {
            return Err(Reason::TargetEqualsBaseline);
        }
        if observed.day == baseline.day {
            return Err(Reason::ObservedOnBaselineDay);
        }
        if observed.day < baseline.day {
            return Err(Reason::ObservedBeforeBaseline);
        }
        Ok(Way { baseline, observed, target, target_day })
    }

    fn formula(&self, observed: Dated, method: Method) -> Result<Formula, Reason> {
        let way = self.way(observed)?;
        let formula = match method {
            Method::LinearToTarget => Formula::Linear {
                baseline: way.baseline.value,
                observed: observed.value,
                target: way.target,
                days_passed: (observed.day - way.baseline.day).num_days(),
                days_whole: (way.target_day - way.baseline.day).num_days(),
            },
            Method::CagrOpenSdg => cagr::formula(&way, self.better(way.baseline.value, way.target))?,
            Method::UnProgressChart => cagr::chart_formula(&way)?,
        };
        if formula.ratio().is_finite() { Ok(formula) } else { Err(Reason::NotFinite) }
    }

    /// Whether more is better: by the target where it says so, else by the direction; towards a range from outside.
    fn better(&self, baseline: f64, target: f64) -> bool {
        match (self.goal, self.direction) {
            (Some(Goal::AtLeast(_)), _) => true,
            (Some(Goal::AtMost(_)), _) => false,
            (Some(Goal::Exactly(_) | Goal::ChangeAtLeast(_)), Direction::Higher) => true,
            (Some(Goal::Exactly(_) | Goal::ChangeAtLeast(_)), Direction::Lower) => false,
            _ => target > baseline,
        }
    }
}

#[cfg(test)]
mod tests;
