//! Issued briefings: what was said stays. The values the pages got, the templates and the very file are kept, as one
//! act; whatever the book says later, an issued briefing says what it said, and prints the same bytes.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use super::paper::{self, Office};
use super::plan::{BriefingRequest, plan};
use super::{BriefingIssue, BriefingPages, compose};
use crate::api::Watcher;
use crate::book::{Book, Change, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::setting;
use crate::store::save;
use crate::wire::{Empty, IdRequest, optional, optional_text};

/// An issued briefing.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IssuedBriefing {
    /// Its id.
    pub id: String,
    /// The saved briefing it was made from, while that is there.
    pub briefing: Option<String>,
    /// The name it was issued under.
    pub name: String,
    /// The title as printed.
    pub title: String,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// When it was issued, in milliseconds since 1970 (UTC).
    pub issued_at: i64,
    /// Who issued it.
    pub issued_by: String,
    /// The act that issued it.
    pub op: i64,
    /// A remark.
    pub note: Option<String>,
    /// How many pages it has.
    pub pages: u32,
}

/// Saves the file of an issued briefing again.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct IssuedSave {
    /// Which.
    pub id: String,
    /// The file, ending in pdf.
    pub path: String,
}

const SELECT: &str = "SELECT id, briefing, name, title, day, issued_at, issued_by, op, note, pages FROM issued_briefing";

fn read(row: &Row) -> rusqlite::Result<IssuedBriefing> {
    Ok(IssuedBriefing {
        id: row.get(0)?,
        briefing: row.get(1)?,
        name: row.get(2)?,
        title: row.get(3)?,
        day: row.get(4)?,
        issued_at: row.get(5)?,
        issued_by: row.get(6)?,
        op: row.get(7)?,
        note: row.get(8)?,
        pages: row.get(9)?,
    })
}

fn get(conn: &Connection, id: &str) -> Result<IssuedBriefing> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    statement.query_row([id], read).optional()?.ok_or_else(|| Error::NotFound { noun: "issued_briefing", id: id.to_owned() })
}

/// Issued briefings, newest first.
pub fn issued(reader: &Reader, _: Empty) -> Result<Vec<IssuedBriefing>> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} ORDER BY issued_at DESC, id DESC"))?;
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Issues a saved briefing: keeps what it says now, and its file.
pub fn issue(change: &mut Change, request: BriefingIssue) -> Result<IssuedBriefing> {
    let plan = plan(change, &BriefingRequest { id: Some(request.id), ..BriefingRequest::default() })?;
    let prepared = press::prepare(&compose::compose(change, &plan)?)?;
    let office = Office::read(change)?;
    let (pdf, fault) = office.set(change.words(), |templates| press::set_pdf(&[&prepared], paper::plain(templates)))?;
    let templates = if fault.is_some() { press::Templates::default() } else { office.templates().clone() };
    let json = |error: serde_json::Error| Error::Damaged(error.to_string());
    let content = serde_json::to_string(&prepared).map_err(json)?;
    let templates = serde_json::to_string(&templates.files).map_err(json)?;
    let name = match optional(request.name) {
        Some(name) => name,
        None => change.words().fill("briefing.issued_name", &[("name", plan.name.clone()), ("day", change.words().day(plan.as_of))]),
    };
    let id = change.new_id();
    change.conn.execute(
        "INSERT INTO issued_briefing (id, briefing, name, title, day, issued_at, issued_by, op, note, content, templates, pages, pdf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT max(seq) FROM op), ?8, ?9, ?10, ?11, ?12)",
        params![
            id, plan.briefing, name, plan.title(), plan.as_of, change.now_ms(), setting::actor(change.conn)?, optional_text(request.note), content,
            templates, pdf.pages as i64, pdf.bytes
        ],
    )?;
    change.about(name);
    get(change.conn, &id)
}

/// Takes an issued briefing out of the book.
pub fn delete_issued(change: &mut Change, request: IdRequest) -> Result<()> {
    let found = get(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM issued_briefing WHERE id = ?1", [&found.id])?;
    change.about(found.name);
    Ok(())
}

/// The pages of an issued briefing for the screen: what was said then.
pub fn issued_preview(reader: &Reader, request: IdRequest) -> Result<BriefingPages> {
    let found = get(reader.conn, &request.id)?;
    let mut statement = reader.conn.prepare_cached("SELECT content, templates FROM issued_briefing WHERE id = ?1")?;
    let (content, templates): (String, String) = statement.query_row([&found.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let damaged = |what: &str, error: serde_json::Error| Error::Damaged(format!("issued_briefing.{what}: {error}"));
    let prepared: press::Prepared = serde_json::from_str(&content).map_err(|error| damaged("content", error))?;
    let files = serde_json::from_str(&templates).map_err(|error| damaged("templates", error))?;
    let (set, fault) = Office::kept(press::Templates { files }).set(reader.words(), |templates| press::set_svg(&[&prepared], paper::plain(templates)))?;
    Ok(BriefingPages { of: set.of, pages: set.pages, title: found.title, as_of: found.day, fault })
}

/// The file of an issued briefing, as it was.
pub(super) fn file(conn: &Connection, id: &str) -> Result<Vec<u8>> {
    let found = get(conn, id)?;
    Ok(conn.prepare_cached("SELECT pdf FROM issued_briefing WHERE id = ?1")?.query_row([&found.id], |row| row.get(0))?)
}

/// Saves the file of an issued briefing: the same bytes every time.
pub fn save_issued(desk: &Desk, book: &Book, request: IssuedSave, _: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["pdf"])?;
    let bytes = book.read(&desk.asking(), |reader| file(reader.conn, &request.id))?;
    save::save(&path, &bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: Vec::new() })
}
