//! What a chart shows, apart from how large and on what: it travels with requests and lies, as JSON, in the
//! blocks of briefings.

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ChartKind;
use crate::error::{Error, Result};
use crate::extension::Basis;
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::status::RateKind;
use crate::wire::Day;

/// What the rows of a chart of tasks stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartBy {
    /// Main focus areas, in official order.
    #[default]
    FocusArea,
    /// Agencies that answer for the tasks.
    Agency,
    /// Documents that gave them.
    Document,
    /// Periods in which the deadline ends.
    Period,
}

/// What is measured of tasks: a rate, each with its own formula, or how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartMeasure {
    /// The share overdue.
    #[default]
    Overdue,
    /// The share completed.
    Completion,
    /// The share completed on time.
    OnTime,
    /// The share late.
    Late,
    /// How many tasks.
    Count,
}

impl ChartMeasure {
    /// The rate it is; none for a count.
    pub fn rate(self) -> Option<RateKind> {
        match self {
            ChartMeasure::Overdue => Some(RateKind::Overdue),
            ChartMeasure::Completion => Some(RateKind::Completion),
            ChartMeasure::OnTime => Some(RateKind::OnTime),
            ChartMeasure::Late => Some(RateKind::Late),
            ChartMeasure::Count => None,
        }
    }
}

/// What a chart shows. Everything but the kind may be missing: [`super::ChartKind::takes`] says what a kind
/// reads, and it does not look at the rest.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChartSpec {
    /// Which kind.
    pub kind: ChartKind,
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// The earlier day of a comparison of two; a month before `as_of` for tasks, a year for figures, when missing.
    pub since: Option<Day>,
    /// Which deadline statuses go by; the current one when missing.
    pub basis: Option<Basis>,
    /// What the rows of a chart of tasks stand for; focus areas when missing.
    pub by: Option<ChartBy>,
    /// What is measured of tasks; the share overdue when missing.
    pub measure: Option<ChartMeasure>,
    /// The task, by id or code.
    pub task: Option<String>,
    /// The indicator, by id or code.
    pub indicator: Option<String>,
    /// Several indicators, by id or code; all that fit when missing.
    pub indicators: Option<Vec<String>>,
    /// Only this focus area, by id or code.
    pub focus_area: Option<String>,
    /// Only this agency, by id.
    pub agency: Option<String>,
    /// Only the agencies of this group, by id or key.
    pub agency_group: Option<String>,
    /// Only what this document gave, by id or code.
    pub document: Option<String>,
    /// The period's code, such as `2024-Q1`.
    pub period: Option<String>,
    /// Which calendar periods are in; that of the indicator, else the statistical one, when missing.
    pub calendar: Option<Calendar>,
    /// A person's own title instead of the finding.
    pub title: Option<String>,
    /// A person's own subtitle.
    pub subtitle: Option<String>,
    /// A person's remark, above the source line.
    pub note: Option<String>,
}

impl ChartSpec {
    /// A chart of a kind with nothing chosen.
    pub fn of(kind: ChartKind) -> ChartSpec {
        ChartSpec {
            kind,
            as_of: None,
            since: None,
            basis: None,
            by: None,
            measure: None,
            task: None,
            indicator: None,
            indicators: None,
            focus_area: None,
            agency: None,
            agency_group: None,
            document: None,
            period: None,
            calendar: None,
            title: None,
            subtitle: None,
            note: None,
        }
    }

    /// The indicator asked for. Errors: `required` at `indicator`.
    pub fn needed_indicator(&self) -> Result<&str> {
        self.indicator.as_deref().filter(|id| !id.is_empty()).ok_or_else(|| Error::input("indicator", Problem::new("required")))
    }

    /// The earlier of the two days, so many months before the later one when it is not said. Errors: `chart.since`
    /// at `since` for one that is not earlier.
    pub fn earlier_day(&self, as_of: NaiveDate, months: u32) -> Result<NaiveDate> {
        match self.since {
            Some(Day(day)) if day >= as_of => Err(Error::input("since", Problem::new("chart.since"))),
            Some(Day(day)) => Ok(day),
            None => Ok(as_of.checked_sub_months(Months::new(months)).unwrap_or(as_of)),
        }
    }

    /// The period asked for, if any. Errors: a code that is none, at `period`.
    pub fn chosen_period(&self) -> Result<Option<Period>> {
        match self.period.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => Period::parse(code).map(Some).map_err(|problem| Error::input("period", problem)),
            None => Ok(None),
        }
    }
}
