//! Entering figures as in a spreadsheet: indicators or agencies down, periods or indicators across. `grid` shows
//! what the book has, `reading` reads what was typed or pasted, `warning` looks twice at it, `write` plans and
//! saves a block as one act. What is ambiguous is asked about and never guessed; warnings do not stop anybody.
//!
//! One cell is one indicator, one agency or the whole, and one period. Figures without a period, figures of
//! another calendar and parts by dimension are left to the indicator itself.

mod grid;
pub(crate) mod reading;
mod warning;
mod write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::citation::CitationAdd;
use crate::figure::{Notation, Proof};
use crate::observation::{Approval, ObservationState};
use crate::period::{Calendar, PeriodKind};

pub use grid::grid;
pub use reading::{Fractions, Meaning, NO_DATA, NOT_APPLICABLE, Unclear, understand};
pub use warning::warnings;
pub use write::{check, save};

/// What stands down and what across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryLayout {
    /// Indicators down, periods across: of the whole or of one agency.
    IndicatorByPeriod,
    /// The whole and the agencies of a group down, periods across: of one indicator.
    AgencyByPeriod,
    /// The whole and the agencies of a group down, indicators across: of one period.
    AgencyByIndicator,
}

/// Asks for a grid.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EntryGridRequest {
    /// What stands down and what across.
    pub layout: EntryLayout,
    /// The length of the periods.
    pub kind: PeriodKind,
    /// Their calendar; statistical when missing.
    pub calendar: Option<Calendar>,
    /// Code of the last period; the running one when missing.
    pub until: Option<String>,
    /// How many periods; 6 when missing, 36 at the most.
    pub count: Option<u32>,
    /// The indicator, by id or code, where agencies stand beside periods.
    pub indicator: Option<String>,
    /// Whose figures, where indicators stand beside periods; the whole's when missing.
    pub agency: Option<String>,
    /// The group, by id or key, where agencies stand down; the indicator's reporters when missing.
    pub group: Option<String>,
    /// Only indicators of this focus area, by id or code.
    pub focus_area: Option<String>,
    /// Only indicators with these words; marks do not matter.
    pub text: Option<String>,
}

/// A grid of figures.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntryGrid {
    /// The calendar of its periods.
    pub calendar: Calendar,
    /// What stands down.
    pub rows: Vec<EntryHead>,
    /// What stands across.
    pub columns: Vec<EntryHead>,
    /// The cells, row by row; none where the book has nothing.
    pub cells: Vec<Vec<Option<EntryCell>>>,
}

/// A row or a column of a grid. Together the two name a cell.
#[derive(Debug, Clone, Default, Serialize, JsonSchema, TS)]
pub struct EntryHead {
    /// What it is called.
    pub label: String,
    /// A second line: unit, full name, days.
    pub detail: String,
    /// The indicator.
    pub indicator: Option<String>,
    /// The agency; the whole when missing beside a row of agencies.
    pub agency: Option<String>,
    /// The period's code.
    pub period: Option<String>,
    /// Whether the period is closed.
    pub locked: bool,
    /// Whether the indicator follows the other calendar.
    pub other_calendar: bool,
}

/// What the book has in a cell.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntryCell {
    /// The figure shown: the last one entered.
    pub id: String,
    /// As it is printed, without the unit.
    pub written: String,
    /// As it would be typed.
    pub typed: String,
    /// Whether there is a figure.
    pub state: ObservationState,
    /// How far it has come.
    pub approval: Approval,
    /// How many other figures the book has for the same cell.
    pub others: u32,
    /// What to look at twice.
    pub warnings: Vec<String>,
}

/// What was typed or pasted into one cell.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EntryTyped {
    /// The indicator, by id or code.
    pub indicator: String,
    /// The agency; the whole when missing.
    pub agency: Option<String>,
    /// The period's code.
    pub period: String,
    /// The words: "gần 54", "41/53", "chưa có số liệu"; an empty text takes the figure away.
    pub typed: String,
    /// How the numbers of this cell are written, where a person has said so.
    pub notation: Option<Notation>,
}

/// A block of cells.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EntryBlock {
    /// The calendar of its periods; statistical when missing.
    pub calendar: Option<Calendar>,
    /// The cells.
    pub cells: Vec<EntryTyped>,
    /// How all its numbers are written; what the cells prove together when missing.
    pub notation: Option<Notation>,
    /// How far new figures have come; approved when missing.
    pub approval: Option<Approval>,
    /// Where the figures stand; kept with each that is new or changed.
    pub citations: Option<Vec<CitationAdd>>,
}

/// How a block is read. Nothing is saved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntryChecked {
    /// What the cells prove together about how numbers are written.
    pub proof: Proof,
    /// The cells, in the order given.
    pub cells: Vec<EntryReading>,
    /// How many would be new.
    pub new: u32,
    /// How many would change.
    pub changed: u32,
    /// How many would be taken away.
    pub removed: u32,
    /// How many have to be asked about or cannot be read: nothing is saved while there are any.
    pub unclear: u32,
}

/// How a cell is read.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntryReading {
    /// What it would say, with every decimal and without the unit; none where it is taken away or unclear.
    pub written: Option<String>,
    /// What the book has now.
    pub before: Option<String>,
    /// Whether saving would change the book.
    pub changes: bool,
    /// Why it cannot be saved as it stands.
    pub problem: Option<String>,
    /// What it may mean, where that has to be asked.
    pub choices: Vec<EntryChoice>,
    /// What to look at twice.
    pub warnings: Vec<String>,
}

/// One thing an ambiguous cell may mean: what to send instead.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntryChoice {
    /// The words.
    pub typed: String,
    /// How their numbers are written.
    pub notation: Option<Notation>,
    /// What it says, with every decimal.
    pub written: String,
}

/// What saving a block did.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntrySaved {
    /// How many figures are new.
    pub new: u32,
    /// How many changed.
    pub changed: u32,
    /// How many were taken away.
    pub removed: u32,
}
