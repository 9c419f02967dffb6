//! How a source hands its rows in: which record is meant, what is said of it, and where in the file each value
//! stands. Reading the file is the source's matter; what becomes of a row is decided by [`super::merge`] alone.
//!
//! Values are text in one canonical form ([`super::plan::Value`]): days `2024-05-31`, numbers as Rust prints them, yes and
//! no `1` and `0`, codes as the store keeps them (`no_data`), references as ids, lists as JSON. A field that a source does not mention stays
//! as it is; one that it mentions with nothing is emptied.

use std::collections::BTreeMap;

use ecow::EcoString;
use litemap::LiteMap;
use sha2::{Digest, Sha256};

use super::plan::{Place, Question, Refusal, Value};
use crate::problem::Problem;

/// Everything that a source found in a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incoming {
    /// Every row that holds data, in the order of the file. Headings and empty rows are none.
    pub rows: Vec<IncomingRow>,
    /// What has to be asked before some rows can be read. Those rows are there too, with [`Read::Unclear`].
    pub questions: Vec<Question>,
    /// By table and id what the sender was given of records, their fields joined as
    /// [`super::sheet::Form::joined`] does: it goes before what was last exchanged.
    pub base: BTreeMap<&'static str, super::base::Records>,
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct IncomingRow {
    /// The table of the book that it speaks of, one of [`crate::store::journal::TABLES`]: `observation`.
    pub table: &'static str,
    /// Where it stands.
    pub place: Place,
    /// The record's id, where the source knows one: from a package, or the hidden column of a form. Without it the
    /// record is looked for by its official code and then by the agreed key, both among the fields.
    pub id: Option<EcoString>,
    /// What is said, by column of the table. The columns that identify a row stand here too.
    pub fields: LiteMap<EcoString, Said>,
    /// Whether the source says that the record is gone there. Only ever a proposal.
    pub gone: bool,
    /// What the source calls the row, where it knows better than the book: an indicator's code and name.
    pub label: Option<String>,
}

/// What a row says in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The column of the file, as a person finds it there: `E`, or the name of a column of a CSV.
    pub column: EcoString,
    /// The value as it stands in the file.
    pub raw: EcoString,
    /// What it says.
    pub read: Read,
}

/// How a value is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// This value, in canonical form.
    Value(Value),
    /// It cannot be. The whole row is refused, with all such fields named.
    Wrong(Box<Wrong>),
    /// It waits for the answer to the question of this key.
    Unclear(EcoString),
}

/// Why a value cannot be accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// Why.
    pub problem: Problem,
    /// What would have been accepted.
    pub accepted: Option<String>,
}

impl Read {
    /// A value that cannot be accepted.
    pub fn wrong(problem: Problem, accepted: Option<String>) -> Read {
        Read::Wrong(Box::new(Wrong { problem, accepted }))
    }
}

impl Said {
    /// A value that could be read.
    pub fn value(column: impl Into<EcoString>, raw: impl Into<EcoString>, value: Value) -> Said {
        Said { column: column.into(), raw: raw.into(), read: Read::Value(value) }
    }

    /// A value that could not be read.
    pub fn wrong(column: impl Into<EcoString>, raw: impl Into<EcoString>, problem: Problem, accepted: Option<String>) -> Said {
        Said { column: column.into(), raw: raw.into(), read: Read::wrong(problem, accepted) }
    }
}

impl IncomingRow {
    /// A row without fields yet.
    pub fn new(table: &'static str, place: Place) -> IncomingRow {
        IncomingRow { table, place, id: None, fields: LiteMap::new_vec(), gone: false, label: None }
    }

    /// The values that could be read, by column.
    pub fn values(&self) -> impl Iterator<Item = (&str, Option<&EcoString>)> {
        self.fields.iter().filter_map(|(column, said)| match &said.read {
            Read::Value(value) => Some((column.as_str(), value.as_ref())),
            _ => None,
        })
    }

    /// Every field that cannot be accepted.
    pub fn refusals(&self) -> Vec<Refusal> {
        let wrong = |(field, said): (&EcoString, &Said)| match &said.read {
            Read::Wrong(wrong) => Some(Refusal {
                field: Some(field.to_string()),
                column: Some(said.column.to_string()),
                raw: Some(said.raw.to_string()),
                problem: wrong.problem.clone(),
                accepted: wrong.accepted.clone(),
            }),
            _ => None,
        };
        self.fields.iter().filter_map(wrong).collect()
    }

    /// The questions that the row waits for.
    pub fn waits_for(&self) -> impl Iterator<Item = &str> {
        self.fields.values().filter_map(|said| match &said.read {
            Read::Unclear(key) => Some(key.as_str()),
            _ => None,
        })
    }
}

/// An id that follows from what it is the id of: the same file read again speaks of the same records.
pub fn derived(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, from)| *byte = from);
    // Version 8 of RFC 9562: made from something, neither of time nor of a name.
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_from_what_it_names() {
        let id = derived(&["a", "b"]);
        assert_eq!((id.len(), id.as_bytes()[14], id == derived(&["a", "b"])), (36, b'8', true));
        assert!(id != derived(&["ab"]) && id != derived(&["a", "c"]));
    }
}
