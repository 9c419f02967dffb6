//! Tasks recognised in the text of a document: what is to be done, who leads, with whom, by when, and on
//! which words each guess rests. Values in, proposals out: nothing is written, a person confirms.
//!
//! [`split`](self::split) paragraphs and places; [`clause`] sentences and clauses; [`opening`] who asks whom;
//! [`agencies`] names; [`due`] deadlines; [`likeness`] tasks alike and focus areas; [`heading`] the document.
//! A guess is never made silently: it carries its place and how certain it is, and what is doubtful says so.
//! Left out: understanding. The rules know the phrases of official Vietnamese, not what a sentence means.

mod action;
mod agencies;
mod clause;
mod due;
mod heading;
mod likeness;
mod opening;
mod product;
mod reader;
mod split;
mod token;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::agency::{AgencyKind, AgencyName};
use crate::deadline::{BeforeDay, Deadline};

pub use reader::{draft, particulars};

/// An agency that a text may name.
#[derive(Debug, Clone)]
pub struct KnownAgency {
    /// Its id.
    pub id: String,
    /// In full.
    pub name: String,
    /// As offices write it.
    pub short_name: String,
    /// What kind it is.
    pub kind: AgencyKind,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub valid_to: Option<NaiveDate>,
}

/// A group of agencies that a text may address.
#[derive(Debug, Clone)]
pub struct KnownGroup {
    /// Its id.
    pub id: String,
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many a source counts.
    pub expected: Option<u32>,
    /// Its agencies, by id.
    pub members: Vec<String>,
}

/// A focus area that a task may belong to.
#[derive(Debug, Clone)]
pub struct KnownArea {
    /// Its id.
    pub id: String,
    /// In a few words.
    pub short_name: String,
    /// In full.
    pub statement: String,
}

/// A task the register holds already.
#[derive(Debug, Clone)]
pub struct KnownTask {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Its main focus area, by id.
    pub area: Option<String>,
}

/// A document the book knows already.
#[derive(Debug, Clone)]
pub struct KnownDocument {
    /// Its id.
    pub id: String,
    /// Number and symbol.
    pub number_symbol: Option<String>,
    /// Its date.
    pub day: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: String,
}

/// What is known when a text is read.
#[derive(Debug, Clone)]
pub struct Known {
    /// Agencies, old and new.
    pub agencies: Vec<KnownAgency>,
    /// Groups of agencies.
    pub groups: Vec<KnownGroup>,
    /// Focus areas in official order.
    pub areas: Vec<KnownArea>,
    /// The register.
    pub tasks: Vec<KnownTask>,
    /// The documents.
    pub documents: Vec<KnownDocument>,
    /// The day the document was made, when a person said so.
    pub day: Option<NaiveDate>,
    /// Today, for a document whose day is not known.
    pub today: NaiveDate,
    /// How "trước 30/5/2024" is read.
    pub before: BeforeDay,
}

/// How certain a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// To be looked at.
    Unsure,
    /// Follows from a rule that seldom fails.
    Likely,
    /// Said in so many words.
    Sure,
}

/// The words a guess rests on. Characters are counted from 0, the second one not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftPlace {
    /// Which paragraph, from 0.
    pub paragraph: u32,
    /// First character.
    pub from: u32,
    /// After the last character.
    pub to: u32,
}

/// An agency recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftAgency {
    /// Which.
    pub agency: AgencyName,
    /// Where it is named.
    pub place: DraftPlace,
    /// How certain that is.
    pub certainty: Certainty,
}

/// A group recognised: one obligation for each of its agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftGroup {
    /// Its id.
    pub id: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Where it is named.
    pub place: DraftPlace,
    /// How certain that is.
    pub certainty: Certainty,
}

/// Words recognised, such as whom to coordinate with when nobody is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftWords {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: DraftPlace,
}

/// A deadline recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftDeadline {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: DraftPlace,
    /// What they mean; nothing when they could not be read.
    pub read: Option<Deadline>,
    /// Why they could not be read: a code of the words, such as `deadline.no_year`.
    pub problem: Option<String>,
}

/// A task of the register that is nearly the same.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct DraftAlike {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What it is.
    pub statement: String,
    /// From 0 to 1, by the words alone.
    pub likeness: f64,
}

/// What a person should look at before the task is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It may not be a task.
    MaybeNoTask,
    /// Nobody is named.
    LeadMissing,
    /// The agency was named earlier; this sentence does not say.
    LeadCarried,
    /// More than one lead: all are kept, none is chosen.
    TwoLeads,
    /// An agency and a group are named together.
    LeadMixed,
    /// The agencies are addressed but not named.
    AgenciesUnnamed,
    /// An agency or a group did not exist on the document's day.
    NotOfTheDay,
    /// The words name a time that could not be read.
    DeadlineUnread,
    /// More than one deadline stands in the sentence.
    SeveralDeadlines,
    /// The register holds a task nearly the same.
    Alike,
}

/// A task proposed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct DraftTask {
    /// The words it comes from.
    pub place: DraftPlace,
    /// What is to be done, in the document's words.
    pub statement: String,
    /// Who leads; more than one when the document says so.
    pub leads: Vec<DraftAgency>,
    /// One obligation for each agency of this group.
    pub group: Option<DraftGroup>,
    /// Who coordinates, as far as named.
    pub coordinating: Vec<DraftAgency>,
    /// With whom, in the document's words, where not everybody is named.
    pub coordinating_words: Option<DraftWords>,
    /// By when.
    pub deadline: Option<DraftDeadline>,
    /// Done regularly.
    pub ongoing: bool,
    /// The focus area its words clearly speak for; only ever a proposal.
    pub focus_area: Option<String>,
    /// The expected product.
    pub product: Option<String>,
    /// Tasks of the register nearly the same, best first.
    pub alike: Vec<DraftAlike>,
    /// What to look at.
    pub doubts: Vec<Doubt>,
    /// How certain it is that this is a task.
    pub certainty: Certainty,
}

/// One paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftParagraph {
    /// The place in the document: "mục II.1, điểm a", "L21", "đoạn 4".
    pub locator: String,
    /// Its words, cleaned.
    pub text: String,
}

/// What the text says about the document itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct DraftDocument {
    /// The document the book has under this number.
    pub existing: Option<String>,
    /// Number and symbol.
    pub number_symbol: Option<String>,
    /// Its date.
    pub day: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
}

/// Everything recognised in a text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Draft {
    /// The day by which names were read: the document's, else today.
    pub day: NaiveDate,
    /// The document.
    pub document: DraftDocument,
    /// The text.
    pub paragraphs: Vec<DraftParagraph>,
    /// The tasks, in the order of the text.
    pub tasks: Vec<DraftTask>,
}

#[cfg(test)]
mod tests;
