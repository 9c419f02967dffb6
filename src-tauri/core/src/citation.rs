//! Where a record's words stand: document and place in it, with the wording kept when it matters.
//! One table for all nouns; the noun that owns a record removes its citations with it.

mod source;

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::book::Change;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text;

pub use source::{Source, sources};

/// One place in one document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Citation {
    /// Its id.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// What the document is called in print: number and symbol, or its code in brackets.
    pub label: String,
    /// The document's subject.
    pub subject: String,
    /// The place in it: `L21`, `mục 3`.
    pub locator: String,
    /// The wording, verbatim, when it matters.
    pub quote: Option<String>,
    /// How this wording differs, or another remark.
    pub note: Option<String>,
}

/// A citation to add: a document's id or code, and the place in it.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CitationAdd {
    /// The document, by id or code.
    pub document: String,
    /// The place in it.
    pub locator: Option<String>,
    /// The wording.
    pub quote: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// The documents that tasks cite, each once, by task.
pub fn documents_of_tasks(conn: &Connection) -> Result<HashMap<String, Vec<String>>> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT record, document FROM citation WHERE noun = 'task'")?;
    let mut rows = statement.query([])?;
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(found)
}

fn read(row: &Row) -> rusqlite::Result<Citation> {
    Ok(Citation {
        id: row.get(0)?,
        document: row.get(1)?,
        label: label(row, 2)?,
        subject: row.get(4)?,
        locator: row.get(5)?,
        quote: row.get(6)?,
        note: row.get(7)?,
    })
}

const SELECT: &str = "SELECT c.id, c.document, d.number_symbol, d.code, d.subject, c.locator, c.quote, c.note, c.record
    FROM citation c JOIN document d ON d.id = c.document";

/// The citations of one record, in the order they were made.
pub fn of(conn: &Connection, noun: &str, record: &str) -> Result<Vec<Citation>> {
    let mut statement =
        conn.prepare_cached(&format!("{SELECT} WHERE c.noun = ?1 AND c.record = ?2 ORDER BY d.code, c.locator, c.id"))?;
    Ok(statement.query_map([noun, record], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The citations of figures, by figure, each in the order of [`of`].
pub fn of_figures<'a>(conn: &Connection, figures: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Vec<Citation>>> {
    // From the figures to their citations: the other way round reads those of agencies by the thousand.
    let mut statement = conn.prepare_cached(&format!(
        "{SELECT} WHERE c.noun = 'observation' AND c.record IN (SELECT value FROM json_each(?1)) ORDER BY d.code, c.locator, c.id"
    ))?;
    let ids = Value::from_iter(figures).to_string();
    let mut rows = statement.query([ids])?;
    let mut found: HashMap<String, Vec<Citation>> = HashMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(8)?).or_default().push(read(row)?);
    }
    Ok(found)
}

/// Where each record of a noun stands, in print: `203/TB-VPCP, mục 3`; by record, in the order of [`of`].
pub fn places(conn: &Connection, noun: &str) -> Result<HashMap<String, Vec<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.record, d.number_symbol, d.code, d.subject, c.locator FROM citation c JOIN document d ON d.id = c.document
         WHERE c.noun = ?1 ORDER BY d.code, c.locator, c.id",
    )?;
    let mut rows = statement.query([noun])?;
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut place = label(row, 1)?;
        let locator: String = row.get(4)?;
        if !locator.is_empty() {
            place = format!("{place}, {locator}");
        }
        found.entry(row.get(0)?).or_default().push(place);
    }
    Ok(found)
}

/// What a source is called in print: its number and symbol, or its code in brackets.
fn printed(number_symbol: Option<&str>, code: Option<&str>, subject: &str) -> String {
    match (number_symbol, code) {
        (Some(number), _) => number.to_owned(),
        (None, Some(code)) => format!("[{code}]"),
        (None, None) => subject.to_owned(),
    }
}

/// [`printed`], of the columns number and symbol, code and subject from `first` on.
pub fn label(row: &Row, first: usize) -> rusqlite::Result<String> {
    let (number, code, subject): (Option<String>, Option<String>, String) = (row.get(first)?, row.get(first + 1)?, row.get(first + 2)?);
    Ok(printed(number.as_deref(), code.as_deref(), &subject))
}

/// The documents that records of these nouns rest on, by id, with what they are called in print;
/// official ones first, then by code.
pub fn documents_of(conn: &Connection, nouns: &[&str]) -> Result<Vec<(String, String)>> {
    let nouns = serde_json::to_string(nouns).map_err(|error| Error::Damaged(error.to_string()))?;
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT d.id, d.number_symbol, d.code, d.subject FROM citation c JOIN document d ON d.id = c.document
         WHERE c.noun IN (SELECT value FROM json_each(?1)) ORDER BY d.number_symbol IS NULL, d.number_symbol, d.code",
    )?;
    let rows = statement.query_map([nouns], |row| {
        Ok((row.get(0)?, label(row, 1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A document by its id and what it is called in print.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What it is called in print.
    pub label: String,
}

/// The documents that each record of a noun cites, official ones first, then by code: of all records, or of
/// those whose ids `only` lists as a JSON array.
pub fn documents_by_record(conn: &Connection, noun: &str, only: Option<&str>) -> Result<HashMap<String, Vec<Named>>> {
    let wanted = if only.is_some() { "c.record IN (SELECT value FROM json_each(?2))" } else { "?2 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.record, d.id, d.number_symbol, d.code, d.subject FROM citation c JOIN document d ON d.id = c.document
         WHERE c.noun = ?1 AND {wanted} ORDER BY d.number_symbol IS NULL, d.day, d.number_symbol, d.code"
    ))?;
    let mut rows = statement.query(params![noun, only])?;
    let mut found: HashMap<String, Vec<Named>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let named = Named { id: row.get(1)?, label: label(row, 2)? };
        let of_record = found.entry(row.get(0)?).or_default();
        if !of_record.iter().any(|known| known.id == named.id) {
            of_record.push(named);
        }
    }
    Ok(found)
}

/// Adds one citation to a record.
pub fn add(change: &Change, noun: &str, record: &str, citation: &CitationAdd) -> Result<()> {
    let document = crate::document::find(change.conn, &citation.document)?
        .ok_or_else(|| Error::input("citations", Problem::new("unknown_record").with("id", &citation.document)))?;
    insert(change.conn, &change.new_id(), noun, record, &document, citation)
}

/// Writes one citation row.
pub fn insert(conn: &Connection, id: &str, noun: &str, record: &str, document: &str, citation: &CitationAdd) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO citation (id, noun, record, document, locator, quote, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        noun,
        record,
        document,
        text::clean_line(citation.locator.as_deref().unwrap_or_default()),
        citation.quote.as_deref().map(text::clean_text),
        citation.note.as_deref().map(text::clean_text),
    ])?;
    Ok(())
}

/// Puts `citations` in the place of those a record has.
pub fn replace(change: &Change, noun: &str, record: &str, citations: &[CitationAdd]) -> Result<()> {
    remove(change.conn, noun, record)?;
    citations.iter().try_for_each(|citation| add(change, noun, record, citation))
}

/// Removes the citations of a record that goes.
pub fn remove(conn: &Connection, noun: &str, record: &str) -> Result<()> {
    conn.execute("DELETE FROM citation WHERE noun = ?1 AND record = ?2", [noun, record])?;
    Ok(())
}

/// Removes the citations of records of a noun that are gone.
pub fn remove_of_gone(conn: &Connection, noun: &'static str) -> Result<()> {
    conn.execute(&format!("DELETE FROM citation WHERE noun = ?1 AND record NOT IN (SELECT id FROM {noun})"), [noun])?;
    Ok(())
}

/// A record that cites a document, and where in it.
#[derive(Debug, Clone)]
pub struct Citing {
    /// The document.
    pub document: String,
    /// The noun of the record.
    pub noun: String,
    /// The record.
    pub record: String,
    /// The place in the document.
    pub locator: String,
    /// The wording, verbatim.
    pub quote: Option<String>,
}

/// Who cites a document, or all documents, in the order of noun and record.
pub fn citing(conn: &Connection, document: Option<&str>) -> Result<Vec<Citing>> {
    let mut statement = conn.prepare_cached(
        "SELECT document, noun, record, locator, quote FROM citation WHERE ?1 IS NULL OR document = ?1 ORDER BY noun, record, locator, id",
    )?;
    let rows = statement.query_map([document], |row| {
        Ok(Citing { document: row.get(0)?, noun: row.get(1)?, record: row.get(2)?, locator: row.get(3)?, quote: row.get(4)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
