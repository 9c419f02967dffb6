//! What is asked of the register and of a task: which tasks to list, and what to change. Requests carry intentions and
//! changed fields, never whole rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Flag, Priority, TaskLinkKind};
use crate::citation::CitationAdd;
use crate::deadline::BeforeDay;
use crate::extension::Basis;
use crate::status::Status;
use crate::wire::{Day, Patch};

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
    /// Whether the deadline that stands there was a typing error: without this, one that has passed or was
    /// extended is not written over.
    pub correction: Option<bool>,
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
