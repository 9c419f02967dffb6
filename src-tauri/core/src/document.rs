//! Documents (văn bản): number and symbol, date, issuer, subject; and what in the book rests on them.
//!
//! `register` tells what cites a document; `draft` reads the tasks in a document's text, `enter` saves it with them.

mod draft;
mod enter;
mod register;

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::stored_as_text;
use crate::text;
use crate::wire::{Day, IdRequest, ListRequest, Patch, set};

pub use draft::{DocumentDraftRequest, draft};
pub use enter::{DocumentEnter, DocumentEntered, EnterTask, enter};
pub use register::{CitedRecord, CitedTask, DocumentCited, DocumentCitedRequest, DocumentRegisterRequest, DocumentRow, cited, register};

/// What a document is to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An official document.
    Official,
    /// A press text.
    Press,
    /// Evidence of a result.
    Evidence,
}

stored_as_text!(DocumentKind { Official = "official", Press = "press", Evidence = "evidence" });

/// A document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// A short code, such as `000` or `TB203`.
    pub code: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// Number and symbol: `203/TB-VPCP`.
    pub number_symbol: Option<String>,
    /// Its date.
    pub day: Option<chrono::NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: String,
    /// A remark.
    pub note: Option<String>,
    /// How many places in the book cite it.
    pub cited: u32,
}

/// A document to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentAdd {
    /// A short code.
    pub code: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// Number and symbol.
    pub number_symbol: Option<String>,
    /// Its date.
    pub day: Option<Day>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: String,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of a document to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentEdit {
    /// Which document.
    pub id: String,
    /// A short code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub code: Patch<String>,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Number and symbol.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub number_symbol: Patch<String>,
    /// Its date.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub day: Patch<Day>,
    /// Who issued it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub issuer: Patch<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

const SELECT: &str = "SELECT d.id, d.code, d.kind, d.number_symbol, d.day, d.issuer, d.subject, d.note,
    (SELECT count(*) FROM citation c WHERE c.document = d.id) FROM document d";

fn read(row: &Row) -> rusqlite::Result<Document> {
    Ok(Document {
        id: row.get(0)?,
        code: row.get(1)?,
        kind: row.get(2)?,
        number_symbol: row.get(3)?,
        day: row.get(4)?,
        issuer: row.get(5)?,
        subject: row.get(6)?,
        note: row.get(7)?,
        cited: row.get(8)?,
    })
}

/// What a person calls it: number and symbol, or code, or subject.
pub fn label(document: &Document) -> String {
    document.number_symbol.clone().or_else(|| document.code.clone()).unwrap_or_else(|| document.subject.clone())
}

/// The id behind an id or a code.
pub fn find(conn: &Connection, id_or_code: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT id FROM document WHERE id = ?1 OR code = ?1")?;
    Ok(statement.query_row([id_or_code], |row| row.get(0)).optional()?)
}

/// The id behind an id or a code, if one is given. Errors: `unknown_record` at `field`.
pub fn known(conn: &Connection, field: &str, id_or_code: Option<String>) -> Result<Option<String>> {
    let Some(key) = id_or_code else { return Ok(None) };
    match find(conn, &key)? {
        Some(id) => Ok(Some(id)),
        None => Err(Error::input(field, Problem::new("unknown_record").with("id", key))),
    }
}

/// All documents by date, newest first, then by number; `text` narrows by words, without diacritics.
pub fn list(reader: &Reader, request: ListRequest) -> Result<Vec<Document>> {
    let folded = text::fold(request.text.as_deref().unwrap_or_default());
    let mut statement = reader.conn.prepare_cached(&format!(
        "{SELECT} ORDER BY d.day DESC NULLS LAST, d.number_symbol, d.code"
    ))?;
    let mut documents: Vec<Document> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    documents.retain(|document| {
        let said = [&document.number_symbol, &document.issuer, &document.code].map(|one| one.as_deref().unwrap_or_default()).join(" ");
        let said = text::fold(&format!("{said} {}", document.subject));
        folded.split_whitespace().all(|word| said.contains(word))
    });
    Ok(documents)
}

/// One document, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Document> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE d.id = ?1 OR d.code = ?1"))?;
    let found = statement.query_row([&request.id], read).optional()?;
    found.ok_or(Error::NotFound { noun: "document", id: request.id })
}

/// Adds a document.
pub fn add(change: &mut Change, add: DocumentAdd) -> Result<Document> {
    let document = Document {
        id: change.new_id(),
        code: add.code,
        kind: add.kind,
        number_symbol: add.number_symbol,
        day: add.day.map(|day| day.0),
        issuer: add.issuer,
        subject: add.subject,
        note: add.note,
        cited: 0,
    };
    let document = cleaned(document)?;
    write(change.conn, &document)?;
    change.about(label(&document));
    Ok(document)
}

/// Writes a document, cleaned already: a new row, or the changed fields of the one that is there.
pub fn write(conn: &Connection, document: &Document) -> Result<()> {
    conn.execute(
        "INSERT INTO document (id, code, kind, number_symbol, day, issuer, subject, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, kind = excluded.kind, number_symbol = excluded.number_symbol,
           day = excluded.day, issuer = excluded.issuer, subject = excluded.subject, note = excluded.note",
        params![document.id, document.code, document.kind, document.number_symbol, document.day, document.issuer, document.subject, document.note],
    )
    .map_err(|error| crate::wire::taken(error, "code", document.code.as_deref()))?;
    Ok(())
}

/// Cleans the text of a document and checks what must not be empty.
pub fn cleaned(mut document: Document) -> Result<Document> {
    document.subject = crate::wire::required("subject", &document.subject)?;
    document.code = crate::wire::optional(document.code);
    document.number_symbol = crate::wire::optional(document.number_symbol);
    document.issuer = crate::wire::optional(document.issuer);
    document.note = document.note.map(|note| text::clean_text(&note)).filter(|note| !note.is_empty());
    Ok(document)
}

/// Refuses a document that could not have been entered as it stands. Errors: those of [`cleaned`].
pub fn sound(reader: &Reader, id: &str) -> Result<()> {
    cleaned(get(reader, IdRequest { id: id.to_owned() })?).map(|_| ())
}

/// Changes fields of a document.
pub fn edit(change: &mut Change, edit: DocumentEdit) -> Result<Document> {
    let mut document = get(change, IdRequest { id: edit.id })?;
    set(&mut document.code, edit.code);
    set(&mut document.kind, edit.kind);
    set(&mut document.number_symbol, edit.number_symbol);
    set(&mut document.day, edit.day.map(|day| day.map(|day| day.0)));
    set(&mut document.issuer, edit.issuer);
    set(&mut document.subject, edit.subject);
    set(&mut document.note, edit.note);
    let document = cleaned(document)?;
    write(change.conn, &document)?;
    change.about(label(&document));
    Ok(document)
}

/// Removes a document that nothing cites. Errors: `document.cited`.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let document = get(change, request)?;
    let sql = "SELECT (SELECT count(*) FROM contradiction_side WHERE document = ?1) + (SELECT count(*) FROM step WHERE document = ?1)
        + (SELECT count(*) FROM extension WHERE document = ?1) + (SELECT count(*) FROM composite_version WHERE document = ?1)
        + (SELECT count(*) FROM composite_score WHERE document = ?1)";
    let named: u32 = change.conn.query_row(sql, [&document.id], |row| row.get(0))?;
    if document.cited + named > 0 {
        return Err(Error::Refused(Problem::new("document.cited").with("count", document.cited + named)));
    }
    change.conn.execute("DELETE FROM document WHERE id = ?1", [&document.id])?;
    change.about(label(&document));
    Ok(())
}
