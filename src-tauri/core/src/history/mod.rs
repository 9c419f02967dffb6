//! Who changed what, when, from what to what: read from the journal and told in names.
//!
//! `record` tells the life of one record, `acts` lists what was done, `changes` compares two points in time,
//! `restore` puts an earlier value back. How values are said stands in `naming`.

mod acts;
mod changes;
mod naming;
mod record;
mod restore;

use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::store::journal::{self, Standing, Way};
use crate::store::stored_as_text;
use crate::wire::Empty;

pub use acts::{OpList, OpListRequest, OpRow, ops};
pub use changes::{ChangeCounts, Changes, ChangesRequest, MoveKind, RecordChange, Span, StatusMove, changes, moved, span};
pub use naming::{Names, is_told};
pub use record::history;
pub use restore::{RestoreRequest, restore, together};

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

/// One thing that changed, as a person reads it: names for ids, words for codes.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChangeLine {
    /// Its number in the journal, by which it can be put back; none where two points in time are compared.
    pub change: Option<i64>,
    /// The table: the record's own, or a part of it such as `assignment`.
    pub table: String,
    /// What the part is called, such as "Bộ Công an"; none for the record itself.
    pub part: Option<String>,
    /// Made, changed or removed.
    pub kind: RowChange,
    /// The field; none for a row that was made or removed.
    pub field: Option<String>,
    /// What the field is called.
    pub name: Option<String>,
    /// The value before; what a removed row said.
    pub from: Option<String>,
    /// The value after; what a new row says.
    pub to: Option<String>,
    /// Whether [`restore`] would put the earlier value back.
    pub restorable: bool,
}

/// What one act did to a record.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HistoryAct {
    /// The act.
    pub op: Op,
    /// What it changed.
    pub lines: Vec<ChangeLine>,
}

/// Asks for the history of one record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// The noun: task, indicator, agency, document, framework, focus_area, contradiction, agency_group, setting.
    pub noun: String,
    /// The record's id or, where it has one, its code.
    pub id: String,
}

const OP: &str = "o.seq, o.at, o.actor, o.kind, o.command, o.subject, o.reverted_by IS NOT NULL";

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

/// What undo and redo would do next.
pub fn undo_state(reader: &Reader, _: Empty) -> Result<UndoState> {
    let step = |standing: Option<Standing>| standing.map(|s| UndoStep { command: s.command, subject: s.subject });
    Ok(UndoState { undo: step(journal::next(reader.conn, Way::Undo)?), redo: step(journal::next(reader.conn, Way::Redo)?) })
}
