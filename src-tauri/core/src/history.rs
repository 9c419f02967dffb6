//! Who changed what, when, from what to what: read from the journal. And what undo and redo would do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use rusqlite::{OptionalExtension, Row, params};

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::store::journal::{self, Standing, Way};
use crate::store::literal;
use crate::store::stored_as_text;
use crate::wire::Empty;

/// Whether something was done, taken back or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// Done.
    Do,
    /// Taken back.
    Undo,
    /// Done again.
    Redo,
}

stored_as_text!(OpKind { Do = "do", Undo = "undo", Redo = "redo" });

/// One act in the book's history.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Op {
    /// Its number.
    pub seq: i64,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who.
    pub actor: String,
    /// Done, taken back or done again.
    pub kind: OpKind,
    /// The command; its words stand under `op.<command>`.
    pub command: String,
    /// What it was about: N03.
    pub subject: String,
    /// Whether it was taken back.
    pub reverted: bool,
}

/// What undo and redo would do next.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UndoState {
    /// What undo would take back.
    pub undo: Option<UndoStep>,
    /// What redo would do again.
    pub redo: Option<UndoStep>,
}

/// Something that can be taken back or done again.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UndoStep {
    /// The command; its words stand under `op.<command>`.
    pub command: String,
    /// What it was about.
    pub subject: String,
}

/// What happened to one field of one row.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FieldChange {
    /// The act.
    pub op: Op,
    /// The table: the record's own, or a part of it such as `assignment`.
    pub table: String,
    /// Made, changed or removed.
    pub change: RowChange,
    /// The field; none for a row that was made.
    pub field: Option<String>,
    /// The value before, as text.
    pub from: Option<String>,
    /// The value after, as text.
    pub to: Option<String>,
}

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowChange {
    /// Made.
    Insert,
    /// Changed.
    Update,
    /// Removed.
    Delete,
}

stored_as_text!(RowChange { Insert = "insert", Update = "update", Delete = "delete" });

/// Asks for the history of one record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// The noun: task, indicator, agency, document, framework, focus_area, contradiction, agency_group, setting.
    pub noun: String,
    /// The record's id or, where it has one, its code.
    pub id: String,
}

/// Asks for the last acts.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OpListRequest {
    /// How many; 100 when missing.
    pub limit: Option<u32>,
}

fn read_op(row: &Row) -> rusqlite::Result<Op> {
    Ok(Op {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        kind: row.get(3)?,
        command: row.get(4)?,
        subject: row.get(5)?,
        reverted: row.get(6)?,
    })
}

const OP: &str = "o.seq, o.at, o.actor, o.kind, o.command, o.subject, o.reverted_by IS NOT NULL";

/// The last acts, newest first.
pub fn ops(reader: &Reader, request: OpListRequest) -> Result<Vec<Op>> {
    let mut statement = reader.conn.prepare_cached(&format!("SELECT {OP} FROM op o ORDER BY o.seq DESC LIMIT ?1"))?;
    Ok(statement.query_map([request.limit.unwrap_or(100)], read_op)?.collect::<rusqlite::Result<_>>()?)
}

/// What undo and redo would do next.
pub fn undo_state(reader: &Reader, _: Empty) -> Result<UndoState> {
    let step = |standing: Option<Standing>| standing.map(|s| UndoStep { command: s.command, subject: s.subject });
    Ok(UndoState { undo: step(journal::next(reader.conn, Way::Undo)?), redo: step(journal::next(reader.conn, Way::Redo)?) })
}

/// Everything that happened to one record and its parts, newest first. A record that was removed still has its history.
pub fn history(reader: &Reader, request: HistoryRequest) -> Result<Vec<FieldChange>> {
    let conn = reader.conn;
    let coded = ["task", "indicator", "agency", "document", "focus_area", "contradiction"];
    let by_code = match coded.iter().find(|noun| **noun == request.noun) {
        Some(noun) => conn
            .query_row(&format!("SELECT id FROM {noun} WHERE code = ?1"), [&request.id], |row| row.get::<_, String>(0))
            .optional()?,
        None => None,
    };
    let id = by_code.unwrap_or(request.id);
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {OP}, c.tbl, c.kind, c.before, c.after FROM change c JOIN op o ON o.seq = c.op
         WHERE c.noun = ?1 AND c.record = ?2 ORDER BY c.seq DESC"
    ))?;
    let mut rows = statement.query(params![request.noun, id])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (op, table, change) = (read_op(row)?, row.get::<_, String>(7)?, row.get::<_, RowChange>(8)?);
        let image = |index: usize| -> Result<serde_json::Map<String, serde_json::Value>> {
            match row.get::<_, Option<String>>(index)? {
                None => Ok(serde_json::Map::new()),
                Some(json) => serde_json::from_str(&json).map_err(|error| Error::Damaged(format!("change image: {error}"))),
            }
        };
        let (before, after) = (image(9)?, image(10)?);
        let text = |image: &serde_json::Map<String, serde_json::Value>, field: &str| {
            image.get(field).and_then(|value| value.as_str()).and_then(literal::shown)
        };
        if change == RowChange::Insert {
            found.push(FieldChange { op, table, change, field: None, from: None, to: None });
            continue;
        }
        for field in before.keys() {
            let (from, to) = (text(&before, field), text(&after, field));
            // A removed row's empty fields and its links say nothing to a reader.
            if change == RowChange::Delete && (from.is_none() || field == "id") {
                continue;
            }
            found.push(FieldChange { op: op.clone(), table: table.clone(), change, field: Some(field.clone()), from, to });
        }
    }
    Ok(found)
}
