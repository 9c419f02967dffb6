//! Indicators (chỉ tiêu): what is measured, in which unit and direction, from which baseline; with the
//! last figure, the target that counts and the light, all as of a day.
//!
//! `read` loads and judges, `edit` changes.

mod edit;
mod read;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::citation::{Citation, CitationAdd};
use crate::contradiction::Contradiction;
use crate::framework::FocusAreaName;
use crate::observation::Observation;
use crate::period::Calendar;
use crate::progress::{Direction, Judgement};
use crate::store::stored_as_text;
use crate::target::Target;
use crate::wire::{Day, Number, Patch};

pub use edit::{add, cleaned, delete, edit, write};
pub use read::{all, calendar_of, code_of, get, id_of, known, list, unit_of};

/// What kind of figure an indicator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// How many.
    Count,
    /// Share in percent.
    Percent,
    /// Quotient.
    Ratio,
    /// Place in a ranking.
    Rank,
    /// A figure meant to lie in a range.
    Range,
    /// Yes or no, as 1 or 0.
    YesNo,
    /// Words.
    Qualitative,
}

stored_as_text!(IndicatorKind {
    Count = "count",
    Percent = "percent",
    Ratio = "ratio",
    Rank = "rank",
    Range = "range",
    YesNo = "yes_no",
    Qualitative = "qualitative",
});

stored_as_text!(Direction { Higher = "higher", Lower = "lower", Range = "range", Keep = "keep" });

/// How figures of several periods combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeRule {
    /// The last one counts.
    Last,
    /// They add up.
    Sum,
    /// Their mean.
    Mean,
}

stored_as_text!(TimeRule { Last = "last", Sum = "sum", Mean = "mean" });

/// How figures of several agencies combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgencyRule {
    /// They add up.
    Sum,
    /// Their plain mean.
    Mean,
    /// Their weighted mean.
    WeightedMean,
    /// Numerators over denominators.
    Ratio,
    /// They do not combine.
    None,
}

stored_as_text!(AgencyRule { Sum = "sum", Mean = "mean", WeightedMean = "weighted_mean", Ratio = "ratio", None = "none" });

/// What an indicator is.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorDefinition {
    /// Its id.
    pub id: String,
    /// Its code: CT26.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Unit with its scale: "triệu tài khoản", "%".
    pub unit: String,
    /// What kind of figure.
    pub kind: IndicatorKind,
    /// Which way is better.
    pub direction: Direction,
    /// The figure from which progress counts.
    pub baseline_value: Option<f64>,
    /// The day of the baseline.
    pub baseline_day: Option<NaiveDate>,
    /// A remark on the baseline.
    pub baseline_note: Option<String>,
    /// How periods combine.
    pub time_rule: TimeRule,
    /// How agencies combine.
    pub agency_rule: AgencyRule,
    /// The calendar of its periods.
    pub calendar: Calendar,
    /// Digits after the comma; as exact as given when missing.
    pub decimals: Option<u8>,
    /// Where it belongs.
    pub focus_area: Option<FocusAreaName>,
    /// Whom or what it is about.
    pub subject: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A dated number, for the small line in a table.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema, TS)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The number, in the indicator's unit.
    pub number: f64,
}

/// A target with how it is printed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TargetShown {
    /// The target.
    #[serde(flatten)]
    pub target: Target,
    /// "ít nhất 53 dịch vụ", "50.000–100.000 người".
    pub written: String,
}

/// One line of the list of indicators, as of a day.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorRow {
    /// What it is.
    #[serde(flatten)]
    pub definition: IndicatorDefinition,
    /// The last figure by that day.
    pub latest: Option<Observation>,
    /// Days from the last figure's day to the day asked for.
    pub age_days: Option<i64>,
    /// The target that counts on that day: the next one due, else the last one.
    pub target: Option<TargetShown>,
    /// How it stands, with method and inputs.
    pub judgement: Judgement,
    /// How many other figures of the last figure's day say something else: both are kept, the last entered is shown.
    pub rivals: u32,
    /// Its numbers by that day, oldest first.
    pub points: Vec<Point>,
    /// How many sources contradict each other about it.
    pub contradictions: u32,
}

/// One indicator, whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Indicator {
    /// The line of the list.
    #[serde(flatten)]
    pub row: IndicatorRow,
    /// All its figures, oldest first.
    pub observations: Vec<Observation>,
    /// All its targets.
    pub targets: Vec<TargetShown>,
    /// Where its definition stands.
    pub citations: Vec<Citation>,
    /// What the sources say differently about it.
    pub about: Vec<Contradiction>,
}

/// Which indicators to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorListRequest {
    /// The day lights are computed for; today when missing.
    pub as_of: Option<Day>,
    /// Words that must occur; marks do not matter.
    pub text: Option<String>,
    /// Only this focus area, by id or code.
    pub focus_area: Option<String>,
    /// Only those with a target.
    pub with_target: Option<bool>,
    /// What to sort by; focus area in official order, then code, when missing.
    pub sort: Option<IndicatorSortKey>,
    /// From the end.
    pub descending: Option<bool>,
}

/// What the list of indicators is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorSortKey {
    /// Focus area in official order, then code.
    FocusArea,
    /// Code.
    Code,
    /// Name, by the Vietnamese alphabet.
    Name,
    /// Light.
    Light,
    /// Day of the last figure.
    Age,
    /// Progress against the target.
    Progress,
}

/// The list of indicators.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorList {
    /// The day lights are computed for.
    pub as_of: NaiveDate,
    /// The lines.
    pub rows: Vec<IndicatorRow>,
}

/// Asks for one indicator as of a day.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorGetRequest {
    /// Which indicator, by id or code.
    pub id: String,
    /// The day; today when missing.
    pub as_of: Option<Day>,
}

/// An indicator to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorAdd {
    /// Its code; the next free one when missing.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Unit with its scale.
    pub unit: String,
    /// What kind of figure.
    pub kind: IndicatorKind,
    /// Which way is better; higher when missing.
    pub direction: Option<Direction>,
    /// The figure from which progress counts.
    pub baseline_value: Option<Number>,
    /// The day of the baseline.
    pub baseline_day: Option<Day>,
    /// A remark on the baseline.
    pub baseline_note: Option<String>,
    /// How periods combine; the last counts when missing.
    pub time_rule: Option<TimeRule>,
    /// How agencies combine; they do not when missing.
    pub agency_rule: Option<AgencyRule>,
    /// The calendar; statistical when missing.
    pub calendar: Option<Calendar>,
    /// Digits after the comma, 0 to 6.
    pub decimals: Option<u8>,
    /// Where it belongs, by id or code.
    pub focus_area: Option<String>,
    /// Whom or what it is about.
    pub subject: Option<String>,
    /// Where its definition stands.
    pub citations: Option<Vec<CitationAdd>>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of an indicator to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorEdit {
    /// Which indicator, by id or code.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What exactly is measured.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub definition: Patch<String>,
    /// Unit with its scale.
    pub unit: Option<String>,
    /// What kind of figure.
    pub kind: Option<IndicatorKind>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// The figure from which progress counts.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_value: Patch<Number>,
    /// The day of the baseline.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_day: Patch<Day>,
    /// A remark on the baseline.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_note: Patch<String>,
    /// How periods combine.
    pub time_rule: Option<TimeRule>,
    /// How agencies combine.
    pub agency_rule: Option<AgencyRule>,
    /// The calendar.
    pub calendar: Option<Calendar>,
    /// Digits after the comma.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub decimals: Patch<u8>,
    /// Where it belongs, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub focus_area: Patch<String>,
    /// Whom or what it is about.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub subject: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
}
