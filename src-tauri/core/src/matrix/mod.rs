//! The common tasks (việc chung): which agency stands how with which of them. A task with scope `each` holds
//! one obligation for every agency of its group; here these stand side by side, one row an agency and one
//! column a task, with k/n at both heads and the agencies that are missing.
//!
//! Nothing is stored and nothing judged anew: a cell is judged by the rule of [`crate::status`] with the
//! deadline of its task, and k/n is that of the register. `read` gathers, `missing` writes the list of those
//! missing as text, `print` sets the pages. Passing a task on to another group is [`crate::regrouping`]'s.

mod missing;
mod read;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::extension::Basis;
use crate::regrouping::Regrouping;
use crate::status::{Counts, Standing};
use crate::wire::Day;

pub use missing::missing;
pub use read::matrix;

/// Which groups of agencies are shown where a task went on under another one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// As of the day asked for.
    #[default]
    Current,
    /// As of the day before the last change until the day asked for.
    Before,
}

/// Asks how agencies stand with the common tasks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MatrixRequest {
    /// Only the agencies of this group and the tasks given to it, by id or key.
    pub agency_group: Option<String>,
    /// Only these tasks, by id or code; without it all that are not parts of other tasks.
    pub tasks: Option<Vec<String>>,
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// Which deadline states go by; the current one when missing.
    pub basis: Option<Basis>,
    /// The groups of the day asked for, or those before the last change.
    pub structure: Option<Structure>,
    /// Only agencies whose name has these words; marks do not matter. Sums stay those of all.
    pub text: Option<String>,
    /// Only agencies and tasks with something left to do. Sums stay those of all.
    pub open_only: Option<bool>,
}

/// One agency's part in one common task.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MatrixCell {
    /// The part.
    pub assignment: String,
    /// How it stands on the day.
    pub standing: Standing,
    /// The day the work began.
    pub started_on: Option<NaiveDate>,
    /// The day it was paused, while it is.
    pub paused_on: Option<NaiveDate>,
    /// The day it was done, while it is.
    pub completed_on: Option<NaiveDate>,
    /// What came of it, when done.
    pub result: Option<String>,
    /// What shows that it is done.
    pub evidence: Option<String>,
}

/// A row: an agency, or a place that a source counts without naming it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MatrixLine {
    /// The agency; none for a place without a name, which belongs to one task.
    pub agency: Option<AgencyName>,
    /// What it is called on a list.
    pub label: String,
    /// Obligations done by the day. Tasks done regularly do not count.
    pub done: u32,
    /// Obligations in all. Tasks done regularly do not count.
    pub of: u32,
    /// Its part in each task, in the order of the columns; none where it has no obligation.
    pub cells: Vec<Option<MatrixCell>>,
}

/// How the parts of a task differ from its group as the group is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Differs {
    /// In the group, without a part.
    pub missing: Vec<AgencyName>,
    /// With a part, not in the group.
    pub extra: Vec<AgencyName>,
    /// Places without a name that the group counts and the task lacks; below zero, that it has too many.
    pub places: i64,
}

/// A column: a common task.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MatrixTask {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// The group it is given to on the day.
    pub agency_group: String,
    /// That group's name.
    pub agency_group_name: String,
    /// The deadline in words.
    pub deadline: String,
    /// The last day that counts.
    pub due: Option<NaiveDate>,
    /// How the task as a whole stands.
    pub standing: Standing,
    /// Done regularly: outside rates, and nobody is missing.
    pub regular: bool,
    /// Obligations shown that are done.
    pub done: u32,
    /// Obligations shown.
    pub of: u32,
    /// Obligations done of the whole task, as the register says.
    pub task_done: u32,
    /// Obligations of the whole task.
    pub task_of: u32,
    /// The obligations shown, by status.
    pub counts: Counts,
    /// Those shown who are not done, as they are called on a list, in the order of the rows.
    pub missing: Vec<String>,
    /// How many more are missing that no source names.
    pub missing_unnamed: u32,
    /// When it went on under another group, first to last.
    pub regroupings: Vec<Regrouping>,
    /// How its parts differ from its group, when they do.
    pub differs: Option<Differs>,
}

/// How agencies stand with the common tasks.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Matrix {
    /// The day it is computed for: the one asked for, or the last before a change of groups.
    pub as_of: NaiveDate,
    /// The last day until the one asked for on which a task shown went on under another group.
    pub changed_on: Option<NaiveDate>,
    /// Which deadline states go by.
    pub basis: Basis,
    /// The columns, by code.
    pub tasks: Vec<MatrixTask>,
    /// The rows: agencies in official order, then places without a name.
    pub lines: Vec<MatrixLine>,
    /// Obligations done, tasks done regularly left out.
    pub done: u32,
    /// Obligations in all, tasks done regularly left out.
    pub of: u32,
    /// All obligations by status.
    pub counts: Counts,
}

/// Those who are missing in one task.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MissingLine {
    /// The task's code.
    pub code: String,
    /// "Còn thiếu 7: Cao Bằng, …".
    pub text: String,
}

/// Those who are missing, as text to be pasted into a letter.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MissingList {
    /// The day it is computed for.
    pub as_of: NaiveDate,
    /// Task by task; those in which nobody is missing are left out.
    pub tasks: Vec<MissingLine>,
    /// All of it.
    pub text: String,
}
