//! What two sources say differently about one thing. Both are kept and shown; the office may note
//! what it goes by, and that note changes no source.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::citation;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::{Empty, IdRequest, Patch, optional_text};

/// One source's claim.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContradictionSide {
    /// What the source is called.
    pub label: Option<String>,
    /// The place in it.
    pub locator: String,
    /// What it says.
    pub says: String,
}

/// A record that a contradiction touches.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContradictionRecord {
    /// The noun: focus_area, task or indicator.
    pub noun: String,
    /// Its id.
    pub id: String,
    /// Its code as shown.
    pub code: String,
}

/// Two or more claims about one thing.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Contradiction {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// What is in doubt.
    pub title: String,
    /// Why it matters.
    pub explanation: Option<String>,
    /// What the office goes by, when it has decided.
    pub decision: Option<String>,
    /// The claims.
    pub sides: Vec<ContradictionSide>,
    /// The records it touches.
    pub records: Vec<ContradictionRecord>,
}

/// Notes what the office goes by.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ContradictionDecide {
    /// Which contradiction, by id or code.
    pub id: String,
    /// What the office goes by, and why; empty takes it back.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub decision: Patch<String>,
}

/// All contradictions, undecided first.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<Contradiction>> {
    of(reader.conn, None)
}

/// Those that touch one record.
pub fn touching(conn: &Connection, noun: &str, record: &str) -> Result<Vec<Contradiction>> {
    of(conn, Some((noun, record)))
}

/// The contradictions that have a side in a document: id, code, title, and the place of the side.
pub fn quoting(conn: &Connection, document: &str) -> Result<Vec<(String, String, String, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id, coalesce(c.code, ''), c.title, s.locator FROM contradiction_side s JOIN contradiction c ON c.id = s.contradiction
         WHERE s.document = ?1 ORDER BY c.code, s.position",
    )?;
    let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many sides of contradictions each document has, as [`quoting`] lists them.
pub fn sides_by_document(conn: &Connection) -> Result<HashMap<String, u32>> {
    let sql = "SELECT document, count(*) FROM contradiction_side WHERE document IS NOT NULL GROUP BY document";
    Ok(conn.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// How many contradictions touch each record of a noun.
pub fn counts(conn: &Connection, noun: &str) -> Result<HashMap<String, u32>> {
    let mut statement = conn.prepare_cached("SELECT record, count(*) FROM contradiction_record WHERE noun = ?1 GROUP BY record")?;
    Ok(statement.query_map([noun], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

fn of(conn: &Connection, touching: Option<(&str, &str)>) -> Result<Vec<Contradiction>> {
    let (noun, record) = touching.unzip();
    let mut found: Vec<Contradiction> = conn
        .prepare_cached(
            "SELECT id, code, title, explanation, decision FROM contradiction c
             WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM contradiction_record r WHERE r.contradiction = c.id AND r.noun = ?1 AND r.record = ?2)
             ORDER BY decision IS NOT NULL, code",
        )?
        .query_map(params![noun, record], |row| {
            Ok(Contradiction {
                id: row.get(0)?,
                code: row.get(1)?,
                title: row.get(2)?,
                explanation: row.get(3)?,
                decision: row.get(4)?,
                sides: Vec::new(),
                records: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for contradiction in &mut found {
        contradiction.sides = conn
            .prepare_cached(
                "SELECT d.id, d.number_symbol, d.code, coalesce(d.subject, ''), s.locator, s.says FROM contradiction_side s
                 LEFT JOIN document d ON d.id = s.document WHERE s.contradiction = ?1 ORDER BY s.position",
            )?
            .query_map([&contradiction.id], |row| {
                let known: Option<String> = row.get(0)?;
                let label = known.map(|_| citation::label(row, 1)).transpose()?;
                Ok(ContradictionSide { label, locator: row.get(4)?, says: row.get(5)? })
            })?
            .collect::<rusqlite::Result<_>>()?;
        contradiction.records = conn
            .prepare_cached(
                "SELECT r.noun, r.record, coalesce(t.code, i.code, a.mark) FROM contradiction_record r
                 LEFT JOIN task t ON r.noun = 'task' AND t.id = r.record
                 LEFT JOIN indicator i ON r.noun = 'indicator' AND i.id = r.record
                 LEFT JOIN focus_area a ON r.noun = 'focus_area' AND a.id = r.record
                 WHERE r.contradiction = ?1 AND coalesce(t.id, i.id, a.id) IS NOT NULL ORDER BY r.noun, 3",
            )?
            .query_map([&contradiction.id], |row| Ok(ContradictionRecord { noun: row.get(0)?, id: row.get(1)?, code: row.get(2)? }))?
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(found)
}

/// One contradiction, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Contradiction> {
    let found = of(reader.conn, None)?.into_iter().find(|c| c.id == request.id || c.code.as_deref() == Some(&request.id));
    found.ok_or(Error::NotFound { noun: "contradiction", id: request.id })
}

/// Writes one contradiction row.
pub fn insert(conn: &Connection, id: &str, code: &str, title: &str, explanation: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO contradiction (id, code, title, explanation) VALUES (?1, ?2, ?3, ?4)";
    conn.execute(sql, params![id, code, title, explanation])?;
    Ok(())
}

/// Writes one claim of a contradiction.
pub fn insert_side(conn: &Connection, id: &str, of: &str, position: i64, document: Option<&str>, locator: &str, says: &str) -> Result<()> {
    let sql = "INSERT INTO contradiction_side (id, contradiction, position, document, locator, says) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    conn.execute(sql, params![id, of, position, document, locator, says])?;
    Ok(())
}

/// Notes that a contradiction touches a record, which must be there.
pub fn insert_record(conn: &Connection, id: &str, of: &str, noun: &str, record: &str) -> Result<()> {
    let table = ["focus_area", "task", "indicator"].into_iter().find(|known| *known == noun);
    let Some(table) = table else { return Err(Error::input("records", Problem::new("unknown_record").with("id", noun))) };
    let there: bool = conn.query_row(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"), [record], |row| row.get(0))?;
    if !there {
        return Err(Error::input("records", Problem::new("unknown_record").with("id", record)));
    }
    conn.execute("INSERT INTO contradiction_record (id, contradiction, noun, record) VALUES (?1, ?2, ?3, ?4)", [id, of, noun, record])?;
    Ok(())
}

/// Notes what the office goes by.
pub fn decide(change: &mut Change, request: ContradictionDecide) -> Result<Contradiction> {
    let before = get(change, IdRequest { id: request.id })?;
    if let Some(decision) = request.decision {
        change.conn.execute("UPDATE contradiction SET decision = ?2 WHERE id = ?1", params![before.id, optional_text(decision)])?;
    }
    change.about(before.code.unwrap_or(before.title));
    get(change, IdRequest { id: before.id })
}

/// Takes records of a noun that are gone out of the contradictions that named them.
pub fn forget_gone(conn: &Connection, noun: &'static str) -> Result<()> {
    conn.execute(&format!("DELETE FROM contradiction_record WHERE noun = ?1 AND record NOT IN (SELECT id FROM {noun})"), [noun])?;
    Ok(())
}
