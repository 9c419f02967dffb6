//! Tasks (nhiệm vụ): what is to be done, by whom, by when, and how it stands on a given day.
//!
//! `read` loads and judges, `list` filters and sorts, `edit` changes. The state of the work lies in the
//! assignments of the leads ([`crate::assignment`]): a task is done when every lead is done, on the last of
//! their days. A task with scope `each` has one lead assignment for every agency of its group. A part of
//! another task (`parent`) is followed like any task, but counts in no sum and no rate: the whole does.

mod bulk;
mod cell;
mod column;
mod edit;
mod filter;
mod list;
mod order;
mod paste;
mod read;
pub mod said;
mod used;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::assignment::Assignment;
use crate::citation::{Citation, CitationAdd};
use crate::contradiction::Contradiction;
use crate::deadline::{BeforeDay, Deadline};
use crate::extension::{Basis, Extension};
use crate::framework::FocusAreaName;
use crate::status::{Counts, Standing, Status};
use crate::store::stored_as_text;
use crate::wire::{Day, Patch};
use crate::words::Words;

pub use bulk::{TaskEditMany, TaskFields, TaskIds, TaskStepMany, delete_many, edit_many, step_many};
pub use cell::Offer;
pub use column::TaskColumn;
pub use edit::{NewTask, add, complete, delete, edit, give_over, insert_link, insert_placing, link, reopen, unlink, write_new};
pub use list::{Fitting, fitting, list};
pub use order::code_key;
pub use paste::{PlannedCell, TaskPaste, TaskPastePlan, TasksChanged, paste, plan};
pub use read::{COMMON, Look, Register, code_of, common, get, group_of, id_of, register};
pub use used::{TaskPeople, UsedWord, people, tags};

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

/// What the newest progress note of a task's leads says.
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
    /// How many extensions were approved by that day.
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
    /// The task it is a part of.
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

/// What the register is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskSortKey {
    /// Code, numbers in it by value.
    Code,
    /// Statement, by the Vietnamese alphabet.
    Statement,
    /// Focus area in official order.
    FocusArea,
    /// First lead agency, or the group.
    Agency,
    /// Expected product.
    Product,
    /// First document it stands in.
    Document,
    /// Last day that counts.
    Deadline,
    /// Last day of the deadline as first given.
    Original,
    /// How many times it was extended.
    Extended,
    /// Status in official order.
    Status,
    /// Days late.
    Late,
    /// Share of obligations done.
    Done,
    /// Priority, high first.
    Priority,
    /// Who follows it.
    Owner,
    /// Who assigned it.
    AssignedBy,
    /// The day it was assigned.
    AssignedOn,
}

/// What the register falls into groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskGroupKey {
    /// Main focus area, in official order.
    FocusArea,
    /// First lead agency, or the group each of whose agencies has the obligation.
    Agency,
    /// Status, in the order in which tables print them.
    Status,
    /// First document it stands in, official ones before others.
    Document,
    /// Month of the last day that counts.
    DeadlineMonth,
    /// Who follows it.
    Owner,
    /// Priority, high first.
    Priority,
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

/// One step of a sort.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskSort {
    /// By what.
    pub key: TaskSortKey,
    /// From the end.
    pub descending: Option<bool>,
}

/// Which tasks to list, as of which day, in which order, and which lines of that list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskListRequest {
    /// The day the statuses are computed for; today when missing.
    pub as_of: Option<Day>,
    /// Words that must occur in code, statement, product, agency, deadline, people or tags; marks do not matter.
    pub text: Option<String>,
    /// Only these statuses.
    pub status: Option<Vec<Status>>,
    /// Only this main focus area, by id or code; empty text: those that have none yet.
    pub focus_area: Option<String>,
    /// Only tasks in which this agency leads or coordinates; a task of a group is judged on its own part.
    pub agency: Option<String>,
    /// Only tasks that this agency leads by itself, not as one of a group; empty text: that nobody is named for.
    pub lead: Option<String>,
    /// Only tasks that this agency has to do, alone or as one of a group; a task of a group is judged on its
    /// own part.
    pub obliged: Option<String>,
    /// Only tasks given to each agency of this group, by id or key.
    pub agency_group: Option<String>,
    /// Only tasks citing this document; empty text: those citing none.
    pub document: Option<String>,
    /// Only tasks with one of these flags.
    pub flags: Option<Vec<Flag>>,
    /// Only those whose deadline ends on this day or later.
    pub due_from: Option<Day>,
    /// Only those whose deadline ends on this day or earlier.
    pub due_to: Option<Day>,
    /// Only those without a deadline that are old enough to chase.
    pub chase: Option<bool>,
    /// Which deadline statuses go by; the current one when missing.
    pub basis: Option<Basis>,
    /// Parts of other tasks too; they are listed but never counted.
    pub parts: Option<bool>,
    /// Only the parts of this task, by id or code.
    pub parent: Option<String>,
    /// Only those this person follows; empty text: those nobody does.
    pub owner: Option<String>,
    /// Only those this leader assigned.
    pub assigned_by: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those of this priority.
    pub priority: Option<Priority>,
    /// Only open ones in time whose last day is at the most so many days away; 0 is today.
    pub due_in: Option<u16>,
    /// Only those changed on this day or later.
    pub changed_since: Option<Day>,
    /// Only those changed within so many days before the day asked for.
    pub changed_within: Option<u16>,
    /// Only those followed by the person who signs in this book.
    pub mine: Option<bool>,
    /// What the list falls into groups by; the groups come before every sort step.
    pub group_by: Option<TaskGroupKey>,
    /// Sort steps, first decides; by code when missing.
    pub sort: Option<Vec<TaskSort>>,
    /// How many lines to leave out.
    pub offset: Option<u32>,
    /// How many lines at the most.
    pub limit: Option<u32>,
    /// Whether to answer the ids of the whole list too.
    pub ids: Option<bool>,
    /// A task, by id or code, whose place in the list is wanted.
    pub place_of: Option<String>,
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

/// Asks for one task as of a day.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskGetRequest {
    /// Which task, by id or code.
    pub id: String,
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// Which deadline its status goes by; the current one when missing.
    pub basis: Option<Basis>,
}

impl TaskGetRequest {
    /// A task as it stands today.
    pub fn now(id: impl Into<String>) -> TaskGetRequest {
        TaskGetRequest { id: id.into(), as_of: None, basis: None }
    }
}

/// A focus area to place a task in.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskPlacing {
    /// The focus area, by id or code.
    pub focus_area: String,
    /// Whether the placing is only proposed; a person's placing is not.
    pub proposed: Option<bool>,
}

/// A task to add.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskAdd {
    /// Its code; the next free one when missing.
    pub code: Option<String>,
    /// What is to be done.
    pub statement: String,
    /// The group whose agencies each have this obligation, by id or key; one obligation when missing.
    pub agency_group: Option<String>,
    /// Who leads, by id. Nobody named yet when missing.
    pub lead: Option<String>,
    /// Who coordinates, by id.
    pub coordinating: Option<Vec<String>>,
    /// The deadline in words: "trong tháng 5/2024".
    pub deadline: Option<String>,
    /// How "trước" is read; the office's setting when missing.
    pub before_day: Option<BeforeDay>,
    /// Where it belongs, main focus area first.
    pub focus_areas: Option<Vec<TaskPlacing>>,
    /// The expected product.
    pub product: Option<String>,
    /// Done regularly.
    pub ongoing: Option<bool>,
    /// The day it was assigned; today when missing.
    pub assigned_on: Option<Day>,
    /// Where it stands.
    pub citations: Option<Vec<CitationAdd>>,
    /// The task it is a part of, by id or code.
    pub parent: Option<String>,
    /// How much it presses; normally when missing.
    pub priority: Option<Priority>,
    /// Who in the office follows it.
    pub owner: Option<String>,
    /// The leader who assigned it.
    pub assigned_by: Option<String>,
    /// Its tags.
    pub tags: Option<Vec<String>>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of a task to change.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskEdit {
    /// Which task, by id or code.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// What is to be done.
    pub statement: Option<String>,
    /// The deadline in words; empty text takes it away.
    pub deadline: Option<String>,
    /// How "trước" is read in this deadline.
    pub before_day: Option<BeforeDay>,
    /// Where it belongs from now on, main focus area first.
    pub focus_areas: Option<Vec<TaskPlacing>>,
    /// The expected product.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub product: Patch<String>,
    /// Done regularly.
    pub ongoing: Option<bool>,
    /// The day it was assigned.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub assigned_on: Patch<Day>,
    /// What the sources leave unclear.
    pub flags: Option<Vec<Flag>>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
    /// The task it is a part of, by id or code; empty makes it a task of its own.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub parent: Patch<String>,
    /// How much it presses.
    pub priority: Option<Priority>,
    /// Who in the office follows it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub owner: Patch<String>,
    /// The leader who assigned it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub assigned_by: Patch<String>,
    /// All its tags from now on.
    pub tags: Option<Vec<String>>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// Says that a task is done: every lead that was still open is done on that day.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskComplete {
    /// Which task, by id or code.
    pub id: String,
    /// The day it was done.
    pub completed_on: Day,
    /// What came of it.
    pub result: Option<String>,
    /// What shows it: number and symbol of a document.
    pub evidence: Option<String>,
    /// The document that shows it, by id or code.
    pub document: Option<String>,
}

/// Opens a done task again.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskReopen {
    /// Which task, by id or code.
    pub id: String,
    /// The day from which it is open again; today when missing.
    pub day: Option<Day>,
    /// Why.
    pub note: Option<String>,
}

/// A link between two tasks to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskLinkAdd {
    /// The task that refers, by id or code.
    pub from: String,
    /// The task referred to, by id or code.
    pub to: String,
    /// How they belong together.
    pub kind: TaskLinkKind,
    /// A remark.
    pub note: Option<String>,
}
