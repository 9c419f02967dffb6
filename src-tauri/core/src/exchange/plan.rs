//! What becomes of the rows of a file, before anything is written. Whatever the source, each row that was read is
//! reported exactly once: added, changed, unchanged, conflict or refused; the counts add up to the rows read.
//!
//! A plan is made by trying: the rows are written inside a transaction by the same code that applies them and taken
//! back ([`super::apply`]), so that the rules of the nouns decide here exactly as they do for what is typed.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;
use crate::store::past::Image;
use crate::store::stored_as_text;

pub use crate::store::rows::{Fields, Value};

/// Where a row stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, TS)]
pub struct Place {
    /// The sheet of a workbook, or the CSV of a package.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub sheet: EcoString,
    /// The row, counted from 1 as office programs do, headings included.
    pub row: u64,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The book has no such record: it is new.
    Added,
    /// Fields of a record change, or it is removed.
    Changed,
    /// Nothing: the book says so already, or this office changed it and the other did not.
    Unchanged,
    /// A person has to decide at least one thing, or put it off; what is not in question is taken.
    Conflict,
    /// It cannot be accepted, with the reason.
    Refused,
}

impl Outcome {
    /// All, in the order in which they are told.
    pub const ALL: [Outcome; 5] = [Outcome::Added, Outcome::Changed, Outcome::Unchanged, Outcome::Conflict, Outcome::Refused];
}

/// Why a person is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// Both offices changed it, differently; or nobody knows what it was before.
    BothChanged,
    /// The sender changed what is not the sender's to change.
    NotTheirs,
    /// The sender changed what was removed here.
    RemovedHere,
    /// The sender removed it.
    RemovedThere,
    /// The row waits for the answer to a question about the file.
    Unclear,
}

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// What stands here stays.
    Mine,
    /// What came is taken.
    Theirs,
    /// Another value is written.
    Other,
    /// It is decided another time: what stands here stays, and the next file asks again.
    Later,
}

stored_as_text! {
    Asking {
        BothChanged = "both_changed",
        NotTheirs = "not_theirs",
        RemovedHere = "removed_here",
        RemovedThere = "removed_there",
        Unclear = "unclear",
    }
    Choice { Mine = "mine", Theirs = "theirs", Other = "other", Later = "later" }
}

/// What becomes of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedField {
    /// The column of the table.
    pub field: EcoString,
    /// The field of the merge it is part of: columns that only make sense together are one, and are decided as one.
    pub part_of: EcoString,
    /// What was last exchanged with the sender; none when nothing is known of it.
    pub base: Option<Value>,
    /// What stands here; none when the record is not there.
    pub mine: Option<Value>,
    /// What came.
    pub theirs: Value,
    /// What will stand here.
    pub result: Value,
    /// Why a person is asked, if so.
    pub asking: Option<Asking>,
    /// What the person decided.
    pub choice: Option<Choice>,
}

/// What becomes of the fields of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlannedFields {
    /// All that is said of a new record; what is empty says nothing.
    New(Fields),
    /// What a row says that is refused or waits: nothing becomes of it, but it tells which row it is.
    Untaken(Fields),
    /// Old beside new: the fields that change or are asked about.
    Beside(Vec<PlannedField>),
}

impl PlannedFields {
    /// Old beside new; of a new record there is nothing old.
    pub fn beside(&self) -> Vec<PlannedField> {
        let new = |(field, value): (&EcoString, &Value)| PlannedField {
            field: field.clone(),
            part_of: field.clone(),
            base: None,
            mine: None,
            theirs: value.clone(),
            result: value.clone(),
            asking: None,
            choice: None,
        };
        match self {
            PlannedFields::New(said) => said.iter().map(new).collect(),
            PlannedFields::Untaken(_) => Vec::new(),
            PlannedFields::Beside(fields) => fields.clone(),
        }
    }

    /// What came, by column.
    pub fn came(&self) -> Fields {
        match self {
            PlannedFields::New(said) | PlannedFields::Untaken(said) => said.clone(),
            PlannedFields::Beside(fields) => fields.iter().map(|field| (field.field.clone(), field.theirs.clone())).collect(),
        }
    }

    /// Those where something may be asked.
    fn old(&self) -> &[PlannedField] {
        match self {
            PlannedFields::New(_) | PlannedFields::Untaken(_) => &[],
            PlannedFields::Beside(fields) => fields,
        }
    }
}

/// Why a row, or a field of it, cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The column of the table.
    pub field: Option<String>,
    /// The column of the file.
    pub column: Option<String>,
    /// The value as it stands in the file.
    pub raw: Option<String>,
    /// Why.
    pub problem: Problem,
    /// What would have been accepted.
    pub accepted: Option<String>,
}

/// A record of this office that a removal takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Along {
    /// Its table.
    pub table: &'static str,
    /// Its id.
    pub record: String,
    /// As it stands here.
    pub image: Image,
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// The table it speaks of.
    pub table: &'static str,
    /// Where it stands.
    pub place: Place,
    /// The record here; none where a row is refused before anybody knows which is meant.
    pub record: Option<EcoString>,
    /// The record as the file names it, by id.
    pub named: Option<EcoString>,
    /// What the source calls it.
    pub label: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What becomes of its fields.
    pub fields: PlannedFields,
    /// Why a person is asked about the row as a whole, if so.
    pub asking: Option<Asking>,
    /// What the person decided about the row as a whole.
    pub choice: Option<Choice>,
    /// Of a removal: what would go along of which the file says nothing.
    pub along: Vec<Along>,
    /// What to look at twice: nothing of it stops anybody.
    pub warnings: Vec<Problem>,
    /// Everything that is wrong with it.
    pub refusals: Vec<Refusal>,
}

impl PlannedRow {
    /// What was asked about this row and not yet decided.
    pub fn open(&self) -> usize {
        let open = self.fields.old().iter().filter(|field| field.asking.is_some() && field.choice.is_none());
        let fields = open.map(|field| &field.part_of).collect::<BTreeSet<_>>().len();
        fields + usize::from(self.asking.is_some() && self.choice.is_none())
    }
}

/// How many rows came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanCounts {
    /// Rows read.
    pub read: u32,
    /// New records.
    pub added: u32,
    /// Changed records.
    pub changed: u32,
    /// Nothing to do.
    pub unchanged: u32,
    /// A person has to decide, or has decided.
    pub conflict: u32,
    /// Cannot be accepted.
    pub refused: u32,
    /// Of the conflicts: things still to be decided.
    pub open: u32,
}

impl PlanCounts {
    /// Counts one row.
    pub fn count(&mut self, row: &PlannedRow) {
        self.read += 1;
        *match row.outcome {
            Outcome::Added => &mut self.added,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Conflict => &mut self.conflict,
            Outcome::Refused => &mut self.refused,
        } += 1;
        self.open += row.open() as u32;
    }

    /// Adds the counts of another file.
    pub fn add(&mut self, other: &PlanCounts) {
        self.read += other.read;
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.conflict += other.conflict;
        self.refused += other.refused;
        self.open += other.open;
    }

    /// The rows that came out in one way.
    pub fn of(&self, outcome: Outcome) -> u32 {
        match outcome {
            Outcome::Added => self.added,
            Outcome::Changed => self.changed,
            Outcome::Unchanged => self.unchanged,
            Outcome::Conflict => self.conflict,
            Outcome::Refused => self.refused,
        }
    }

    /// Whether every row is accounted for.
    pub fn add_up(&self) -> bool {
        Outcome::ALL.iter().map(|outcome| self.of(*outcome)).sum::<u32>() == self.read
    }
}

/// The same trouble in many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// The table.
    pub table: &'static str,
    /// The column of the table.
    pub field: Option<String>,
    /// What is wrong: that of its first row.
    pub problem: Problem,
    /// What would have been accepted.
    pub accepted: Option<String>,
    /// All rows that have it.
    pub places: Vec<Place>,
}

/// Something about the file that only a person can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Question {
    /// What the answer refers to; the same in every reading of the same file.
    pub key: String,
    /// What is asked about.
    pub kind: QuestionKind,
    /// The words of the file.
    pub text: String,
    /// What may be meant, the nearest first. Never chosen by likeness.
    pub choices: Vec<QuestionChoice>,
    /// The rows that wait for it.
    pub places: Vec<Place>,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Which agency is meant.
    Agency,
    /// Whose the figures are, which the file does not say.
    Whose,
    /// Which indicator is meant.
    Indicator,
    /// Which number, by the notation of the file.
    Number,
    /// Which day.
    Day,
    /// Which year deadlines mean that name none.
    Year,
    /// Whether a record with a known code is the one that is here, or another.
    SameRecord,
    /// Anything else that the source knows best.
    Other,
}

/// One thing that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct QuestionChoice {
    /// What to answer: an id, a notation, a day.
    pub value: String,
    /// How it is told.
    pub label: String,
}

/// The answer to a question about the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionAnswer {
    /// The question.
    pub key: String,
    /// The choice's value.
    pub value: String,
}

/// A decision, about one field of one record or about all that are alike: what is left out fits everything. Of several
/// that fit, the one that says most counts; of equals the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Decision {
    /// Only in this table.
    pub table: Option<String>,
    /// Only this record, by its id here.
    pub record: Option<String>,
    /// Only this field.
    pub field: Option<String>,
    /// Only where a person is asked for this reason.
    pub asking: Option<Asking>,
    /// What is decided.
    pub choice: Choice,
    /// The other value, in canonical form; with [`Choice::Other`].
    pub value: Option<String>,
    /// Of a removal that takes records of this office along: how many, as the plan told. Without their number it does
    /// not count.
    pub along: Option<u32>,
    /// Why.
    pub reason: Option<String>,
}

/// Everything that a person said about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Conflicts decided.
    pub decisions: Vec<Decision>,
    /// Questions answered.
    pub questions: Vec<QuestionAnswer>,
}

impl Answers {
    /// The answer to a question.
    pub fn to(&self, key: &str) -> Option<&str> {
        self.questions.iter().rev().find(|answer| answer.key == key).map(|answer| answer.value.as_str())
    }

    /// The decision that fits a field of a record, or the record as a whole.
    pub fn about(&self, table: &str, record: &str, field: Option<&str>, asking: Asking) -> Option<&Decision> {
        let fits = |wanted: &Option<String>, is: Option<&str>| wanted.as_deref().is_none_or(|wanted| Some(wanted) == is);
        let fitting = self.decisions.iter().filter(|one| {
            fits(&one.table, Some(table))
                && fits(&one.record, Some(record))
                && fits(&one.field, field)
                && one.asking.is_none_or(|wanted| wanted == asking)
        });
        let says = |one: &&Decision| {
            [one.record.is_some(), one.field.is_some(), one.table.is_some(), one.asking.is_some()].into_iter().fold(0, |sum, said| sum * 2 + u8::from(said))
        };
        // The last of equals wins.
        fitting.max_by_key(says)
    }
}

/// What becomes of a whole file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Every row, in the order of the file.
    pub rows: Vec<PlannedRow>,
    /// What has to be asked about the file.
    pub questions: Vec<Question>,
    /// How many came out how.
    pub counts: PlanCounts,
    /// How many records of this office go along with what it was decided to remove.
    pub along: u32,
    /// How many rows want to be looked at twice.
    pub doubtful: u32,
}

impl Plan {
    /// A plan of these rows, counted.
    pub fn of(rows: Vec<PlannedRow>, questions: Vec<Question>) -> Plan {
        let mut counts = PlanCounts::default();
        rows.iter().for_each(|row| counts.count(row));
        // What rests on two removed records goes once.
        let taken = rows.iter().filter(|row| row.choice == Some(Choice::Theirs)).flat_map(|row| &row.along);
        let along = taken.map(|one| (one.table, one.record.as_str())).collect::<BTreeSet<_>>().len() as u32;
        let doubtful = rows.iter().filter(|row| !row.warnings.is_empty()).count() as u32;
        Plan { rows, questions, counts, along, doubtful }
    }

    /// Whether applying it would write anything.
    pub fn changes(&self) -> bool {
        let writes = |row: &PlannedRow| {
            matches!(row.outcome, Outcome::Added | Outcome::Changed)
                || (row.outcome == Outcome::Conflict && row.fields.old().iter().any(|field| field.mine.as_ref() != Some(&field.result)))
                || (row.outcome == Outcome::Conflict && row.choice == Some(Choice::Theirs))
        };
        self.rows.iter().any(writes)
    }

    /// Equal problems with all their rows, the most frequent first.
    pub fn problems(&self) -> Vec<ProblemGroup> {
        let mut groups: Vec<ProblemGroup> = Vec::new();
        // By table, field, problem and what would have been accepted.
        type Alike = (&'static str, Option<String>, &'static str, Option<String>);
        let mut known: BTreeMap<Alike, usize> = BTreeMap::new();
        for row in &self.rows {
            for refusal in &row.refusals {
                let key = (row.table, refusal.field.clone(), refusal.problem.code, refusal.accepted.clone());
                let at = *known.entry(key).or_insert_with(|| {
                    groups.push(ProblemGroup {
                        table: row.table,
                        field: refusal.field.clone(),
                        problem: refusal.problem.clone(),
                        accepted: refusal.accepted.clone(),
                        places: Vec::new(),
                    });
                    groups.len() - 1
                });
                if let Some(group) = groups.get_mut(at)
                    && group.places.last() != Some(&row.place)
                {
                    group.places.push(row.place.clone());
                }
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.places.len()));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: u64, outcome: Outcome, codes: &[&'static str]) -> PlannedRow {
        let refusal = |code: &&'static str| Refusal { field: Some("value".into()), column: Some("E".into()), raw: None, problem: Problem::new(code), accepted: None };
        PlannedRow {
            table: "observation",
            place: Place { sheet: "S".into(), row: at },
            record: Some(at.to_string().into()),
            named: None,
            label: None,
            outcome,
            fields: PlannedFields::Beside(Vec::new()),
            asking: (outcome == Outcome::Conflict).then_some(Asking::RemovedHere),
            choice: None,
            along: Vec::new(),
            warnings: Vec::new(),
            refusals: codes.iter().map(refusal).collect(),
        }
    }

    #[test]
    fn every_row_is_counted_once() {
        let rows: Vec<PlannedRow> = Outcome::ALL.iter().cycle().take(23).enumerate().map(|(at, outcome)| row(at as u64, *outcome, &[])).collect();
        let plan = Plan::of(rows, Vec::new());
        assert!(plan.counts.add_up());
        assert_eq!((plan.counts.read, plan.counts.added, plan.counts.refused, plan.counts.open), (23, 5, 4, 4));
        assert!(plan.changes() && !Plan::of(vec![row(1, Outcome::Unchanged, &[])], Vec::new()).changes());
    }

    #[test]
    fn equal_problems_stand_together_with_all_their_rows() {
        let plan = Plan::of(
            vec![
                row(2, Outcome::Refused, &["required"]),
                row(3, Outcome::Refused, &["figure.unreadable", "required"]),
                row(4, Outcome::Refused, &["figure.unreadable", "figure.unreadable"]),
                row(5, Outcome::Refused, &["figure.unreadable"]),
            ],
            Vec::new(),
        );
        let found: Vec<(&str, Vec<u64>)> = plan.problems().iter().map(|group| (group.problem.code, group.places.iter().map(|place| place.row).collect())).collect();
        assert_eq!(found, [("figure.unreadable", vec![3, 4, 5]), ("required", vec![2, 3])]);
    }

    #[test]
    fn the_decision_that_says_most_counts() {
        let decision = |table: Option<&str>, record: Option<&str>, field: Option<&str>, choice| Decision {
            table: table.map(str::to_owned),
            record: record.map(str::to_owned),
            field: field.map(str::to_owned),
            asking: None,
            choice,
            value: None,
            along: None,
            reason: None,
        };
        let answers = Answers {
            decisions: vec![
                decision(None, Some("1"), None, Choice::Theirs),
                decision(None, None, None, Choice::Later),
                decision(Some("task"), None, Some("note"), Choice::Other),
                decision(None, None, None, Choice::Mine),
            ],
            questions: Vec::new(),
        };
        let choice = |table: &str, record: &str, field: &str| answers.about(table, record, Some(field), Asking::BothChanged).map(|one| one.choice);
        assert_eq!(choice("task", "1", "note"), Some(Choice::Theirs));
        assert_eq!(choice("task", "2", "note"), Some(Choice::Other));
        assert_eq!(choice("task", "2", "product"), Some(Choice::Mine), "of equals the last");
        assert_eq!(Answers::default().about("task", "1", None, Asking::BothChanged), None);
    }
}
