//! Tasks (nhiệm vụ): what is to be done, by whom, by when, and how it stands on a given day.
//!
//! `request` holds what is asked, `read` loads and judges, `list` filters and sorts, `edit` changes. The state of
//! the work lies in the assignments of the leads ([`crate::assignment`]): a task is done when every lead is done,
//! on the last of their days. A task with scope `each` has one lead assignment for every agency of its group. A part
//! of another task (`parent`) is followed like any task, but counts in no sum and no rate: the whole does.

mod bulk;
pub(crate) mod cell;
mod column;
mod deadline_change;
mod edit;
mod filter;
mod list;
mod order;
mod paste;
mod read;
mod request;
pub mod said;
mod used;
mod whole;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::assignment::Assignment;
use crate::citation::Citation;
use crate::contradiction::Contradiction;
use crate::deadline::Deadline;
use crate::extension::{Extension, Granted};
use crate::framework::FocusAreaName;
use crate::progress_note::ProgressNote;
use crate::status::{Counts, Standing};
use crate::store::stored_as_text;
use crate::words::Words;

pub use bulk::{TaskEditMany, TaskFields, TaskIds, TaskStepMany, delete_many, edit_many, step_many};
pub use cell::Offer;
pub use column::TaskColumn;
pub use deadline_change::DeadlineChange;
pub use filter::came_since;
pub use edit::{NewTask, add, complete, delete, edit, give_over, insert_link, insert_placing, link, reopen, sound, unlink, write_new};
pub use list::{Fitting, fitting, list};
pub use order::code_key;
pub use paste::{PlannedCell, TaskPaste, TaskPastePlan, TasksChanged, paste, plan};
pub use read::{COMMON, Look, Register, code_of, common, get, group_of, id_of, register};
pub use request::{
    TaskAdd, TaskComplete, TaskEdit, TaskGetRequest, TaskGroupKey, TaskLinkAdd, TaskListRequest, TaskPlacing, TaskReopen, TaskSort, TaskSortKey,
};
pub use used::{TaskPeople, UsedWord, people, tags};
pub use whole::check as check_whole;

pub use {edit::flag, read::Statement, read::statements};

/// Whether a task is one obligation or one for each agency of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One obligation.
    Single,
    /// One obligation for each agency of a group.
    Each,
}

stored_as_text!(Scope { Single = "single", Each = "each" });

/// What the sources leave unclear about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// No lead agency is named.
    LeadMissing,
    /// It is not clear who leads.
    LeadUnclear,
    /// Two leads, against the rule of one.
    TwoLeads,
    /// The agencies are counted but not named.
    AgenciesUnnamed,
    /// A deadline is only implied, and does not count until a person decides.
    DeadlineImplied,
    /// Sources differ on the deadline.
    DeadlineDisputed,
    /// Sources differ on what is to be done.
    ScopeDisputed,
    /// A source names no subject.
    SubjectMissing,
    /// More than one product.
    SeveralProducts,
}

/// How two tasks belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskLinkKind {
    /// Nearly the same task from another source: linked, never merged.
    NearDuplicate,
    /// Comes after the other.
    Follows,
}

stored_as_text!(TaskLinkKind { NearDuplicate = "near_duplicate", Follows = "follows" });

/// How much a task presses, as the office ranks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Cao.
    High,
    /// Bình thường.
    #[default]
    Normal,
    /// Thấp.
    Low,
}

stored_as_text!(Priority { High = "high", Normal = "normal", Low = "low" });

/// What the newest progress note of a task's leads says; of a common task, that of the agency looked at.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LatestNote {
    /// The day it speaks of.
    pub day: NaiveDate,
    /// How much is done, in percent.
    pub percent: Option<f64>,
    /// How it goes, in words.
    pub words: Option<String>,
    /// Khó khăn, vướng mắc.
    pub difficulties: Option<String>,
    /// Kiến nghị.
    pub proposals: Option<String>,
    /// What comes next.
    pub next_steps: Option<String>,
}

impl From<ProgressNote> for LatestNote {
    fn from(note: ProgressNote) -> LatestNote {
        LatestNote {
            day: note.day,
            percent: note.percent,
            words: note.words,
            difficulties: note.difficulties,
            proposals: note.proposals,
            next_steps: note.next_steps,
        }
    }
}

/// A task's place in a framework.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskFocusArea {
    /// The focus area.
    #[serde(flatten)]
    pub area: FocusAreaName,
    /// Whether it is the main one: counts go there.
    pub main: bool,
    /// Whether this placing is only a proposal that no source confirms.
    pub proposed: bool,
}

/// One line of the register.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskRow {
    /// Its id.
    pub id: String,
    /// Its code: N03.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// One obligation or one for each agency of a group.
    pub scope: Scope,
    /// The group, when one for each.
    pub agency_group: Option<String>,
    /// The group's name.
    pub agency_group_name: Option<String>,
    /// Where it belongs, main focus area first.
    pub focus_areas: Vec<TaskFocusArea>,
    /// Who leads. Empty for a task of a group, and where the sources name nobody.
    pub leads: Vec<AgencyName>,
    /// Who coordinates.
    pub coordinating: Vec<AgencyName>,
    /// The deadline as first given: as written and as read. Extensions leave it alone.
    pub deadline: Deadline,
    /// The last day that counts, by the deadline asked for: the current or the original one.
    pub due: Option<NaiveDate>,
    /// How many extensions were approved by that day, those aside that were asked for after it was done.
    pub extended: u32,
    /// Whether an extension was asked for and not decided by that day.
    pub pending_extension: bool,
    /// How it stands on the day asked for, by the deadline asked for.
    pub standing: Standing,
    /// How it stands by the original deadline, when that was extended.
    pub original: Option<Standing>,
    /// Obligations done by that day.
    pub done: u32,
    /// Obligations in all.
    pub of: u32,
    /// The day the last obligation was done, when all are.
    pub completed_on: Option<NaiveDate>,
    /// The expected product.
    pub product: Option<String>,
    /// Done regularly, so outside the rates.
    pub ongoing: bool,
    /// The day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// What the sources leave unclear.
    pub flags: Vec<Flag>,
    /// How much it presses.
    pub priority: Priority,
    /// Who in the office follows it (chuyên viên theo dõi).
    pub owner: Option<String>,
    /// The leader who assigned it (lãnh đạo giao).
    pub assigned_by: Option<String>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// The task it is a part of; none before that was assigned: until then it is a task of its own.
    pub parent: Option<String>,
    /// How many of its parts are done.
    pub parts_done: u32,
    /// How many parts it has.
    pub parts_of: u32,
    /// What was last said about it; only in lists that show it.
    pub latest: Option<LatestNote>,
    /// What the documents it stands in are called in print, official ones first; only where it is shown.
    pub documents: Vec<String>,
    /// A remark; only where it is shown.
    pub note: Option<String>,
    /// The extensions that move the deadline looked at; none by the original one.
    #[serde(skip)]
    #[ts(skip)]
    pub granted: Granted,
    /// The day it is there since, as far as anything tells: that of its assignment, else that of the oldest
    /// document it stands in.
    #[serde(skip)]
    #[ts(skip)]
    pub since: Option<NaiveDate>,
}

impl TaskRow {
    /// The deadline in words: as written, and until when it was extended.
    pub fn deadline_words(&self, words: &Words) -> String {
        match self.due {
            Some(due) if self.extended > 0 && self.deadline.last_day != Some(due) => words.fill(
                "deadline.extended",
                &[("text", self.deadline.text.clone()), ("day", words.day(due)), ("count", self.extended.to_string())],
            ),
            _ => self.deadline.text.clone(),
        }
    }
}

/// Another task that belongs to this one.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskLink {
    /// The link's id.
    pub id: String,
    /// How they belong together.
    pub kind: TaskLinkKind,
    /// Whether this task is the one that refers to the other.
    pub outgoing: bool,
    /// The other task.
    pub task: String,
    /// Its code.
    pub code: String,
    /// What it is.
    pub statement: String,
    /// A remark.
    pub note: Option<String>,
}

/// A task, whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Task {
    /// The line of the register.
    #[serde(flatten)]
    pub row: TaskRow,
    /// Everybody's part in it: leads first. Parts that count on other days only are there too.
    pub assignments: Vec<Assignment>,
    /// Requests for a later deadline, in the order they were made.
    pub extensions: Vec<Extension>,
    /// The tasks it is made of, by code.
    pub parts: Vec<TaskRow>,
    /// Where it stands in the sources.
    pub citations: Vec<Citation>,
    /// Tasks that belong to it.
    pub links: Vec<TaskLink>,
    /// What the sources say differently about it.
    pub contradictions: Vec<Contradiction>,
}

/// Rows of the list that belong together; they stand one after the other.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskGroup {
    /// What makes them one: an id, a status, a month such as `2024-05`; empty for those without.
    pub key: String,
    /// What a heading says.
    pub label: String,
    /// The place of the first row in the whole list.
    pub first: u32,
    /// How many rows.
    pub count: u32,
    /// Their counts by status; parts of other tasks are not counted.
    pub counts: Counts,
}

/// A part of the register.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskList {
    /// The day the statuses are computed for.
    pub as_of: NaiveDate,
    /// How many tasks fit the filter.
    pub total: u32,
    /// Their counts by status.
    pub counts: Counts,
    /// Where the rows below begin.
    pub offset: u32,
    /// The lines asked for.
    pub rows: Vec<TaskRow>,
    /// The groups of the whole list, in order; none when it has no groups.
    pub groups: Vec<TaskGroup>,
    /// The ids of the whole list, in order, when asked for.
    pub ids: Option<Vec<String>>,
    /// The place of the task asked for, when it is in the list.
    pub place: Option<u32>,
}
