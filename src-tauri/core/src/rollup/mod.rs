//! Roll-ups: the figures of agencies as one, over a period, by the old or the new structure of agencies. How many
//! agencies stand behind a whole is always told, and what is missing is never made up.
//!
//! `combine` holds the agency rule, `over_time` the time rule, `units` what became of agencies; all three are pure.
//! Here they are given the figures of the book. The judgement of a whole is left to [`crate::indicator`].

mod combine;
mod over_time;
mod read;
mod units;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::indicator::{AgencyRule, TargetShown, TimeRule};
use crate::period::Calendar;
use crate::wire::Day;

pub use combine::{Amount, Combined, Coverage, Held, NoWhole, Piece, combine};
pub use over_time::{Over, Span, Timed, over_time};
pub use read::{rollup, timed};

/// Which agencies stand for those of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RollupStructure {
    /// The group's own members.
    #[default]
    Listed,
    /// What they were made of.
    Old,
    /// What they have become.
    New,
}

/// Asks for the figures of a group's agencies and their whole.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RollupRequest {
    /// The indicator, by id or code.
    pub indicator: String,
    /// The group of agencies, by id or key.
    pub group: String,
    /// Codes of periods, each answered by itself. Without one: the newest figures, or those of the year so far
    /// where periods are summed or averaged.
    pub periods: Option<Vec<String>>,
    /// The calendar of these periods; the indicator's when missing.
    pub calendar: Option<Calendar>,
    /// Which agencies stand for those of the group; its own members when missing.
    pub structure: Option<RollupStructure>,
    /// Only figures known by this day; today when missing.
    pub as_of: Option<Day>,
}

/// The figures of a group's agencies and their whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Rollup {
    /// Only figures known by this day.
    pub as_of: NaiveDate,
    /// The indicator.
    pub indicator: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The name of the group.
    pub group_name: String,
    /// Which agencies stand for those of the group.
    pub structure: RollupStructure,
    /// How agencies combine.
    pub agency_rule: AgencyRule,
    /// How units that were merged combine.
    pub merge_rule: AgencyRule,
    /// How periods combine.
    pub time_rule: TimeRule,
    /// The calendar of the periods.
    pub calendar: Calendar,
    /// The answer for each period asked for.
    pub periods: Vec<RollupPeriod>,
}

/// One period of a roll-up.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RollupPeriod {
    /// Its code, if one was asked for.
    pub period: Option<String>,
    /// First day looked at; none when the newest figures were asked for.
    pub first_day: Option<NaiveDate>,
    /// Last day looked at, not after the day asked for.
    pub last_day: NaiveDate,
    /// The target for the whole that counts for these days.
    pub target: Option<TargetShown>,
    /// The whole.
    pub whole: RollupWhole,
    /// Its agencies, in the order of the group.
    pub rows: Vec<RollupRow>,
}

/// The whole of a roll-up.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RollupWhole {
    /// The number, in the indicator's unit.
    pub number: Option<f64>,
    /// As it is printed, with its unit.
    pub written: Option<String>,
    /// Why there is none.
    pub why: Option<NoWhole>,
    /// How many agencies stand behind it.
    pub coverage: Coverage,
    /// How many of these are put together from units of which some have no figure.
    pub partly: u32,
    /// Whether a figure behind it is "gần", "hơn" or the like.
    pub approximate: bool,
    /// How many figures are left out because their period follows the other calendar.
    pub other_calendar: u32,
    /// The last day that the oldest figure behind it speaks of.
    pub oldest_day: Option<NaiveDate>,
    /// The last day that the newest figure behind it speaks of.
    pub newest_day: Option<NaiveDate>,
    /// Whether figures behind it follow different calendars.
    pub mixed_calendars: bool,
    /// Where periods are summed or averaged: how many agencies have no figures for some of the days.
    pub short: u32,
    /// What the book has for the whole itself, for comparison.
    pub stated: Option<RollupStated>,
}

/// A figure the book has for the whole itself.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RollupStated {
    /// The number, in the indicator's unit.
    pub number: f64,
    /// As it is printed.
    pub written: String,
}

/// What an agency has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RollupState {
    /// A figure; zero is one.
    Figure,
    /// Said to have none yet.
    NoData,
    /// Said that there cannot be one.
    NotApplicable,
    /// Nothing was said.
    Missing,
    /// Figures that do not add up: several without a period, running totals, different methods of measuring.
    Unclear,
}

/// One agency of a roll-up.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RollupRow {
    /// The agency.
    pub agency: AgencyName,
    /// What it has.
    pub state: RollupState,
    /// The number, in the indicator's unit.
    pub number: Option<f64>,
    /// As it is printed, with qualifier and unit.
    pub written: Option<String>,
    /// Whether a figure behind it is "gần", "hơn" or the like.
    pub approximate: bool,
    /// Put together from the units it was made of: how many of them have a figure.
    pub made_of: Option<Coverage>,
    /// The agency of another row in which it is counted already.
    pub counted_in: Option<AgencyName>,
    /// Without a figure: what it became, whose figures cannot be split.
    pub became: Option<AgencyName>,
    /// How many days of the period its figures cover, where periods are summed or averaged.
    pub days: Option<i64>,
    /// The last day its newest figure speaks of.
    pub day: Option<NaiveDate>,
    /// Its weight, where the rule weighs: where it is put together, that of the units with a figure.
    pub weight: Option<f64>,
    /// Its own target, or that of each agency of its group.
    pub target: Option<TargetShown>,
    /// Whether it meets that target.
    pub meets: Option<bool>,
    /// The figures behind it, by id.
    pub behind: Vec<String>,
}

#[cfg(test)]
mod tests;
