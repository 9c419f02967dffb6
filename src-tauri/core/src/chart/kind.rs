//! The kinds of chart: THE list. Its name, which family it belongs to, what it reads of a [`ChartSpec`] and
//! who composes it stand in one line; the pickers of the window and of briefings, `so35 chart --list` and the
//! tests over every kind come from this list.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ChartSpec, Composed, along, attainment, bullet, common, dots, heat, indicator_line, multiples, periods, radar, ranked, slope, status, tiles, waterfall,
};
use crate::book::Reader;
use crate::error::Result;
use crate::wire::Empty;

/// What kinds of chart are grouped by in a picker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartFamily {
    /// Tasks and their deadlines.
    Tasks,
    /// Indicators and their figures.
    Indicators,
}

/// A field of [`ChartSpec`] that a kind reads. Day, title, subtitle and note are read by every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartField {
    /// `since`: the earlier of two days.
    Since,
    /// `basis`.
    Basis,
    /// `by`.
    By,
    /// `measure`.
    Measure,
    /// `task`.
    Task,
    /// `indicator`.
    Indicator,
    /// `indicators`.
    Indicators,
    /// `focus_area`.
    FocusArea,
    /// `agency`.
    Agency,
    /// `agency_group`.
    AgencyGroup,
    /// `document`.
    Document,
    /// `period`.
    Period,
    /// `calendar`.
    Calendar,
}

/// A field that a kind reads, and whether it can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ChartTakes {
    /// Which.
    pub field: ChartField,
    /// Whether nothing can be drawn without it.
    pub required: bool,
}

type Compose = fn(&Reader, &ChartSpec, NaiveDate) -> Result<Composed>;

/// `"What it shows" Kind "name" Family [what it must have] [what else it reads] = who composes it;`
macro_rules! kinds {
    ($($about:literal $kind:ident $name:literal $family:ident [$($must:ident),*] [$($may:ident),*] = $compose:path;)+) => {
        /// The kinds of chart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
        pub enum ChartKind {
            $(#[doc = $about] #[serde(rename = $name)] $kind),+
        }

        impl ChartKind {
            /// Every kind, in the order of pickers.
            pub const ALL: &'static [ChartKind] = &[$(ChartKind::$kind),+];

            /// The name on the command line; its words stand under `chart.kind.<name>`.
            pub fn as_str(self) -> &'static str {
                match self { $(ChartKind::$kind => $name),+ }
            }

            /// The family it belongs to.
            pub fn family(self) -> ChartFamily {
                match self { $(ChartKind::$kind => ChartFamily::$family),+ }
            }

            /// What it reads of a [`ChartSpec`] besides day and words.
            pub fn takes(self) -> &'static [ChartTakes] {
                match self { $(ChartKind::$kind => &[
                    $(ChartTakes { field: ChartField::$must, required: true },)*
                    $(ChartTakes { field: ChartField::$may, required: false }),*
                ]),+ }
            }

            pub(super) fn composer(self) -> Compose {
                match self { $(ChartKind::$kind => $compose),+ }
            }
        }
    };
}

kinds! {
    "Tasks by status, one bar for each focus area, agency, document or period." StatusStacked "status_stacked" Tasks [] [By, Basis, FocusArea, Agency, AgencyGroup, Document, Calendar] = status::stacked;
    "The same with the statuses side by side." StatusGrouped "status_grouped" Tasks [] [By, Basis, FocusArea, Agency, AgencyGroup, Document, Calendar] = status::grouped;
    "Overdue tasks from one day to another, step by step." Waterfall "waterfall" Tasks [] [Since, Basis, FocusArea, Agency, AgencyGroup, Document] = waterfall::compose;
    "Overdue tasks of focus areas, or figures of an indicator, on two days." Slope "slope" Tasks [] [Since, Indicator, Agency, AgencyGroup, Basis] = slope::compose;
    "How many tasks had which status on past days, as stacked areas." StatusArea "status_area" Tasks [] [Since, Basis, FocusArea, Agency, AgencyGroup, Document] = along::areas;
    "Deadlines by month, with the line of the day." Deadlines "deadlines" Tasks [] [Basis, FocusArea, Agency, AgencyGroup, Document, Calendar] = along::deadlines;
    "Agencies by focus area: a rate or a count in each cell." HeatAreas "heat_areas" Tasks [] [Measure, Basis, AgencyGroup] = heat::compose;
    "Agencies by common tasks, each part with its status." CommonTasks "common_tasks" Tasks [] [Basis, AgencyGroup] = common::compose;
    "The focus areas on a radar: the share completed and the share overdue." Radar "radar" Tasks [] [Basis, Agency, AgencyGroup, Document] = radar::compose;
    "The 34 provinces as equal tiles: an indicator, the state of a task, or a rate." TileMap "tile_map" Tasks [] [Indicator, Task, Measure, Basis] = tiles::compose;
    "One indicator over time, with baseline, targets and changes of method." IndicatorLine "indicator_line" Indicators [Indicator] [] = indicator_line::compose;
    "One indicator by agency and period." HeatPeriods "heat_periods" Indicators [Indicator] [AgencyGroup, Period, Calendar] = periods::figures;
    "How complete the reports of indicators are, by period." HeatReports "heat_reports" Indicators [] [Indicators] = periods::completeness;
    "Small multiples: one indicator for many agencies, or many indicators." Multiples "multiples" Indicators [] [Indicator, Indicators, AgencyGroup] = multiples::compose;
    "Indicators ranked by how much of their target is attained." Attainment "attainment" Indicators [] [Indicators] = attainment::compose;
    "Indicators with figure, target and last year." Bullet "bullet" Indicators [] [Indicators] = bullet::compose;
    "Agencies ranked by one indicator, with what each is to reach." Ranked "ranked" Indicators [Indicator] [AgencyGroup, Agency, Period, Calendar] = ranked::compose;
    "Newest figures of agencies with the span they moved in." DotRange "dot_range" Indicators [Indicator] [Since, AgencyGroup] = dots::compose;
}

/// A kind of chart with its words, for pickers.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartKindInfo {
    /// The kind.
    pub kind: ChartKind,
    /// Its family.
    pub family: ChartFamily,
    /// Its name in the language of the desk.
    pub name: String,
    /// What it reads besides day and words.
    pub takes: Vec<ChartTakes>,
    /// The kind that says the same more clearly, where there is one.
    pub better: Option<ChartKind>,
}

impl ChartKind {
    /// The kind that says the same more clearly: lengths along one line are read more truly than in many directions.
    pub fn better(self) -> Option<ChartKind> {
        (self == ChartKind::Radar).then_some(ChartKind::StatusStacked)
    }
}

/// Every kind of chart, in the order of pickers.
pub fn kinds(reader: &Reader, _: Empty) -> Result<Vec<ChartKindInfo>> {
    let info = |kind: &ChartKind| ChartKindInfo {
        kind: *kind,
        family: kind.family(),
        name: reader.words().get(&format!("chart.kind.{}", kind.as_str())),
        takes: kind.takes().to_vec(),
        better: kind.better(),
    };
    Ok(ChartKind::ALL.iter().map(info).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_kind_has_one_name_and_its_words() {
        for kind in ChartKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            for language in [Language::Vi, Language::En] {
                assert!(Words::of(language).has(&format!("chart.kind.{}", kind.as_str())), "{kind:?}");
            }
        }
    }
}
