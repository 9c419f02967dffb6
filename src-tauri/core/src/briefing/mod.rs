//! Briefings (bản trình bày): pages of charts, tables and text that print as they are seen.
//!
//! A briefing has pages, a page has blocks in the slots of its layout, and a block asks for something: a chart, a
//! list of tasks, indicators, figures. What a block leaves open it takes from the briefing: agency, focus area,
//! indicator, period and day. Templates are briefings too, as data: those of the program (`template`) and every
//! saved one; nothing is printed in another way.
//!
//! `read` and `edit` keep saved ones, `plan` binds one to a day and a record, `compose` and `block` fill the pages,
//! `series` makes one for each record, `issue` keeps what was said, `compare` sets two moments side by side, `paper`
//! sets pages with the built-in templates or the office's own, `print` hands files to printers.

mod block;
mod compare;
mod compose;
mod edit;
mod facts;
mod issue;
pub(crate) mod name;
mod paper;
mod plan;
mod print;
mod read;
mod series;
mod template;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use crate::chart::ChartSpec;
use crate::extension::Basis;
use crate::period::Calendar;
use crate::store::stored_as_text;
use crate::task::TaskListRequest;
use crate::wire::{Day, Patch};

pub use compare::{BriefingCompare, Compared, ComparePoint, DeadlineMove, FigureMove, RateMove, TaskMove, compare};
pub use compose::{preview, save};
pub use edit::{
    add, add_page, delete, delete_page, duplicate, edit, edit_block, edit_page, move_page, place,
};
pub use issue::{IssuedBriefing, IssuedSave, delete_issued, issue, issued, issued_preview, save_issued};
pub use paper::TemplateFault;
pub use plan::BriefingRequest;
pub use print::{BriefingPrint, PrinterList, Printed, print, printers};
pub use read::{get, list};
pub use series::{SeriesEach, SeriesPreview, SeriesRecord, SeriesRecords, SeriesRequest, SeriesSave, SeriesSaved, SeriesSplit, records, save_series, series_preview};
pub use template::{BriefingTemplate, TemplateFor, templates};

/// The sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BriefingPaper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// Slides, 16:9.
    Slides,
}

stored_as_text!(BriefingPaper { A4 = "a4", A3 = "a3", Slides = "slides" });

impl BriefingPaper {
    fn size(self) -> press::PageSize {
        match self {
            BriefingPaper::A4 => press::PageSize::A4,
            BriefingPaper::A3 => press::PageSize::A3,
            BriefingPaper::Slides => press::PageSize::Slides,
        }
    }
}

/// How a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageLayout {
    /// The title in the middle of the sheet.
    Cover,
    /// Figures, a chart, rates.
    Overview,
    /// One chart.
    Chart,
    /// Two charts: side by side on a sheet on its side, else one above the other.
    TwoCharts,
    /// A chart above a table.
    ChartTable,
    /// One or two tables.
    Table,
    /// Text.
    Text,
    /// Documents, and what they leave open.
    Sources,
}

stored_as_text!(PageLayout {
    Cover = "cover",
    Overview = "overview",
    Chart = "chart",
    TwoCharts = "two_charts",
    ChartTable = "chart_table",
    Table = "table",
    Text = "text",
    Sources = "sources",
});

/// The day a briefing speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayRule {
    /// The day it is looked at.
    #[default]
    Today,
    /// A day.
    Day,
    /// The last day of its period.
    PeriodEnd,
}

stored_as_text!(DayRule { Today = "today", Day = "day", PeriodEnd = "period_end" });

/// What a briefing speaks of, and as of when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingScope {
    /// Only this agency, by id.
    pub agency: Option<String>,
    /// Only the agencies of this group, by id.
    pub agency_group: Option<String>,
    /// Only this focus area, by id.
    pub focus_area: Option<String>,
    /// This indicator, by id.
    pub indicator: Option<String>,
    /// The period's code, such as `2024-Q1`.
    pub period: Option<String>,
    /// Which calendar the period is in; the administrative one when missing.
    pub calendar: Option<Calendar>,
    /// Which deadline statuses and rates go by; the current one when missing.
    pub basis: Option<Basis>,
    /// How the day is found.
    #[serde(default)]
    pub day_rule: DayRule,
    /// The day, when the rule is one.
    pub day: Option<Day>,
}

/// How a briefing is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingLook {
    /// The sheet.
    #[serde(default)]
    pub paper: BriefingPaper,
    /// Whether sheets lie on their side.
    #[serde(default)]
    pub landscape: bool,
    /// Whether the office and the agency above it stand at the head.
    #[serde(default = "yes")]
    pub letterhead: bool,
    /// Whether pages bear numbers; the first one never does.
    #[serde(default = "yes")]
    pub numbered: bool,
    /// Where it is written, in front of the date; no date when missing.
    pub place: Option<String>,
    /// A label on every page, such as "Lưu hành nội bộ".
    pub label: Option<String>,
}

fn yes() -> bool {
    true
}

impl Default for BriefingLook {
    fn default() -> Self {
        BriefingLook { paper: BriefingPaper::A4, landscape: true, letterhead: true, numbered: true, place: None, label: None }
    }
}

/// What a block asks for. What it leaves open it takes from its briefing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(optional_fields = nullable)]
pub enum BlockQuery {
    /// Nothing yet: a slot to be filled.
    #[default]
    Empty,
    /// How many tasks have each status.
    Figures,
    /// The rates, with their formulas.
    Rates,
    /// A chart.
    Chart {
        /// Which.
        chart: ChartSpec,
    },
    /// The numbers of a chart as a table.
    ChartTable {
        /// Which.
        chart: ChartSpec,
    },
    /// Tasks.
    Tasks {
        /// Which; day and place in the list are not looked at.
        filter: Box<TaskListRequest>,
        /// How many at the most; the rest is told as a number.
        limit: Option<u32>,
    },
    /// Indicators with figure, target and light.
    Indicators {
        /// Which, by id or code; all with a target that fit when missing.
        indicators: Option<Vec<String>>,
    },
    /// Agencies with what they answer for, by status.
    Agencies {
        /// Only those of this group, by id or key.
        agency_group: Option<String>,
    },
    /// Text; empty lines part paragraphs.
    Text {
        /// The text.
        text: String,
    },
    /// The documents that everything rests on.
    Documents,
    /// What sources say differently.
    Contradictions,
    /// What changed since another day or an issued briefing.
    Changes {
        /// Since when; the last issue of this briefing, else a month before, when missing.
        since: Option<ComparePoint>,
    },
}

/// A block of a page.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingBlock {
    /// Its id.
    pub id: String,
    /// What it asks for.
    pub query: BlockQuery,
    /// Its title; the usual one, or the finding of its chart, when missing.
    pub title: Option<String>,
    /// A note under it.
    pub note: Option<String>,
}

/// A page.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingPage {
    /// Its id.
    pub id: String,
    /// How it is laid out.
    pub layout: PageLayout,
    /// Its title; the usual one of the layout when missing.
    pub title: Option<String>,
    /// Whether it lies on its side; as the briefing when missing.
    pub landscape: Option<bool>,
    /// Its blocks, one for each slot.
    pub blocks: Vec<BriefingBlock>,
}

/// A saved briefing in the list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingRow {
    /// Its id.
    pub id: String,
    /// Its name in this book.
    pub name: String,
    /// The title that is printed, with its placeholders.
    pub title: String,
    /// What it speaks of.
    pub scope: BriefingScope,
    /// What it speaks of, in words.
    pub about: String,
    /// The day it speaks of now.
    pub as_of: NaiveDate,
    /// The sheet.
    pub paper: BriefingPaper,
    /// How many pages it is made of; long ones run on.
    pub pages: u32,
    /// How many times it was issued.
    pub issued: u32,
}

/// A saved briefing, whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Briefing {
    /// The line of the list.
    #[serde(flatten)]
    pub row: BriefingRow,
    /// The second line of its title.
    pub subtitle: Option<String>,
    /// How it is printed.
    pub look: BriefingLook,
    /// The name of the file its logo came from.
    pub logo: Option<String>,
    /// Its pages, in order.
    pub sheets: Vec<BriefingPage>,
}

/// A briefing to keep.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingAdd {
    /// The template it starts from: a built-in one's key such as `tong-quan`; empty pages when missing.
    pub template: Option<String>,
    /// Its name; the title, made unlike others, when missing.
    pub name: Option<String>,
    /// What it speaks of; everything, today, when missing.
    pub scope: Option<BriefingScope>,
    /// How it is printed; as the template says when missing.
    pub look: Option<BriefingLook>,
}

/// Which fields of a briefing to change.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingEdit {
    /// Which.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// The title that is printed; `{name}`, `{day}`, `{period}` stand for what it speaks of.
    pub title: Option<String>,
    /// The second line.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub subtitle: Patch<String>,
    /// What it speaks of, whole.
    pub scope: Option<BriefingScope>,
    /// How it is printed, whole.
    pub look: Option<BriefingLook>,
    /// The file of the office's mark (PNG or JPEG), copied into the book; taken away when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub logo_path: Patch<String>,
}

/// Copies a briefing for the period that follows: its days move on.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingDuplicate {
    /// Which.
    pub id: String,
    /// Whether days move on: by its period, else by a month. They do when missing.
    pub next: Option<bool>,
    /// The copy's name; made from the old one when missing.
    pub name: Option<String>,
}

/// Puts a briefing or a page in another place.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingMove {
    /// Which.
    pub id: String,
    /// The one it stands before from now on; at the end when missing.
    pub before: Option<String>,
}

/// A page to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingPageAdd {
    /// The briefing.
    pub briefing: String,
    /// How it is laid out.
    pub layout: PageLayout,
    /// Its title.
    pub title: Option<String>,
    /// The page it stands before; at the end when missing.
    pub before: Option<String>,
}

/// Which fields of a page to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingPageEdit {
    /// Which.
    pub id: String,
    /// How it is laid out; blocks stay in their slots, what has none is taken away.
    pub layout: Option<PageLayout>,
    /// Its title.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub title: Patch<String>,
    /// Whether it lies on its side; as the briefing when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub landscape: Patch<bool>,
}

/// Which fields of a block to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingBlockEdit {
    /// Which.
    pub id: String,
    /// What it asks for.
    pub query: Option<BlockQuery>,
    /// Its title.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub title: Patch<String>,
    /// A note under it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// Pages for the screen: the very pages that print.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingPages {
    /// Each sheet as SVG; text is drawn as outlines.
    pub pages: Vec<String>,
    /// For each sheet the page of the briefing it belongs to, counted from 0: a long one has several sheets.
    pub of: Vec<u32>,
    /// The title.
    pub title: String,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// Why the office's own template was not used.
    pub fault: Option<TemplateFault>,
}

/// A briefing to issue.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingIssue {
    /// Which saved briefing.
    pub id: String,
    /// The name it is issued under; its own with the day when missing.
    pub name: Option<String>,
    /// A remark: for which meeting, to whom.
    pub note: Option<String>,
}

/// A briefing to save as a file.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefingSave {
    /// Which.
    pub briefing: BriefingRequest,
    /// The file, ending in pdf.
    pub path: String,
}
