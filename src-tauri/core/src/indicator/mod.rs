//! Indicators (chỉ tiêu): what is measured, in which unit and direction, from which baseline; with the
//! last figure, the target that counts and the light, all as of a day.
//!
//! `read` loads, `judged` chooses what is judged, `edit` changes; `light` keeps what a person says instead of
//! the computed light, and the days on which the method of measuring changed; `sheet` prints what an indicator is.

mod edit;
mod judged;
mod light;
mod read;
mod sheet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::citation::{Citation, CitationAdd};
use crate::contradiction::Contradiction;
use crate::framework::FocusAreaName;
use crate::observation::Observation;
use crate::period::{Calendar, PeriodKind};
use crate::progress::{Band, Direction, Judgement, Method};
use crate::store::stored_as_text;
use crate::target::Target;
use crate::wire::{Day, Number, Patch};

pub use edit::{add, cleaned, delete, edit, sound, write};
pub use judged::{CombinedFigure, counting, get_target, known, span_of};
pub use light::{
    LightOverride, MethodBreak, MethodBreakAdd, OverrideAdd, add_break, add_override, break_days, delete_break, delete_override,
};
pub use read::{all, calendar_of, code_of, definition, definitions, get, id_of, kind_of, list, target_written, time_rule_of, unit_of};
pub use sheet::{DefinitionSave, save_definitions};

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

stored_as_text!(Method { LinearToTarget = "linear_to_target", CagrOpenSdg = "cagr_open_sdg", UnProgressChart = "un_progress_chart" });

stored_as_text!(Band {
    Achieved = "achieved",
    OnTrack = "on_track",
    SpeedUp = "speed_up",
    Slow = "slow",
    MovingAway = "moving_away",
    Missed = "missed",
    NoData = "no_data",
    NotDue = "not_due",
    CannotAssess = "cannot_assess",
});

stored_as_text!(PeriodKind {
    Day = "day",
    Month = "month",
    Quarter = "quarter",
    HalfYear = "half_year",
    NineMonths = "nine_months",
    Year = "year",
});

/// How an indicator is judged, combined, reported and checked. All of it may be left unsaid.
#[derive(Debug, Clone, Default, Serialize, JsonSchema, TS)]
pub struct Practice {
    /// The method of its light; the office's when missing.
    pub method: Option<Method>,
    /// How figures of agencies combine when these are merged into one; as `agency_rule` when missing.
    pub merge_rule: Option<AgencyRule>,
    /// The indicator whose figures weigh this one's in a weighted mean, by id.
    pub weight: Option<String>,
    /// How often it is reported.
    pub frequency: Option<PeriodKind>,
    /// The group of agencies each of which reports, by id.
    pub reporters: Option<String>,
    /// Code of the first period that is asked for.
    pub reports_from: Option<String>,
    /// A figure below this is asked about.
    pub lowest: Option<f64>,
    /// A figure above this is asked about.
    pub highest: Option<f64>,
    /// A change of more percent since the last figure is asked about.
    pub jump_percent: Option<f64>,
}

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
    /// How it is judged, combined, reported and checked.
    #[serde(flatten)]
    pub practice: Practice,
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
    /// The light to show: a person's where there is one, else the computed one.
    pub light: Band,
    /// What a person says instead of the computed light, and why.
    pub overridden: Option<LightOverride>,
    /// The figure that is judged, where it is put together from several periods.
    pub combined: Option<CombinedFigure>,
    /// How many other figures of the last figure's day say something else: both are kept, the last entered is shown.
    pub rivals: u32,
    /// Its numbers by that day, oldest first.
    pub points: Vec<Point>,
    /// How many sources contradict each other about it.
    pub contradictions: u32,
}

impl IndicatorRow {
    /// The figure that is judged, as it is printed: put together from several periods where the time rule says so.
    pub fn measured_written(&self) -> Option<&str> {
        self.combined.as_ref().map(|one| one.written.as_str()).or(self.latest.as_ref().map(|latest| latest.written.as_str()))
    }
}

/// One indicator, whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Indicator {
    /// The line of the list.
    #[serde(flatten)]
    pub row: IndicatorRow,
    /// Its figures, oldest first: those of the whole, and those of agencies where these are not too many.
    pub observations: Vec<Observation>,
    /// How many figures of agencies it has.
    pub agency_figures: u32,
    /// When the method of measuring changed.
    pub breaks: Vec<MethodBreak>,
    /// Every light a person gave it, newest first.
    pub overrides: Vec<LightOverride>,
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
    /// The method of its light; the office's when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub method: Patch<Method>,
    /// How figures combine when agencies are merged; as `agency_rule` when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub merge_rule: Patch<AgencyRule>,
    /// The indicator whose figures weigh this one's, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub weight: Patch<String>,
    /// How often it is reported.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub frequency: Patch<PeriodKind>,
    /// The group of agencies each of which reports, by id or key.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub reporters: Patch<String>,
    /// Code of the first period that is asked for.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub reports_from: Patch<String>,
    /// A figure below this is asked about.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub lowest: Patch<Number>,
    /// A figure above this is asked about.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub highest: Patch<Number>,
    /// A change of more percent is asked about.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub jump_percent: Patch<Number>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
}
