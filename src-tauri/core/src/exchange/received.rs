//! What came in is noted: forms and sheets like packages, and of any file what was refused or asked about, as it was
//! told then. The return slip and the board of received files stand on it.

use std::path::Path;

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::plan::{Asking, Choice, Outcome, Plan, PlanCounts, PlannedRow};
use super::source::{Source, SourceKind};
use super::view::{self, ExchangeField, ExchangeRefusal, ExchangeRow};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A file that was applied: a package, or a form or a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted<'a> {
    /// A package, by its id.
    Package(&'a str),
    /// A form or a sheet, by its id.
    File(&'a str),
}

/// Something of a file that was not taken as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ReceivedRow {
    /// The sheet of the file.
    pub place: String,
    /// The row of that sheet.
    pub line: u32,
    /// The table it speaks of.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// The record here.
    pub record: Option<String>,
    /// The record as the file names it.
    pub named: Option<String>,
    /// What a person calls it.
    pub label: Option<String>,
    /// Refused, or asked about.
    pub outcome: Outcome,
    /// What the field is called.
    pub field: Option<String>,
    /// The column of the file.
    pub cell: Option<String>,
    /// The value as it stands in the file.
    pub raw: Option<String>,
    /// Why it was refused; stable, for programs.
    pub code: Option<String>,
    /// Why it was refused, in words.
    pub message: Option<String>,
    /// What would have been accepted.
    pub accepted: Option<String>,
    /// Why it was asked about.
    pub asking: Option<Asking>,
    /// What was decided; none when it is still open.
    pub choice: Option<Choice>,
    /// What stood here.
    pub mine: Option<String>,
    /// What came.
    pub theirs: Option<String>,
    /// What stands here now.
    pub result: Option<String>,
}

/// Notes a file that was applied, with what was not taken as it came.
pub fn note(change: &Change, source: &Source, path: &Path, plan: &Plan) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match source.kind {
        SourceKind::Package => {
            let Some(head) = &source.package else { return Ok(()) };
            let sql = "SELECT id FROM package_received WHERE peer = ?1 AND number = ?2";
            let id: Option<String> = change.conn.query_row(sql, params![head.sender.id, head.number], |row| row.get(0)).optional()?;
            match id {
                Some(id) => note_rows(change, Some(&head.sender.id), Noted::Package(&id), plan),
                None => Ok(()),
            }
        }
        SourceKind::Form | SourceKind::Sheet => {
            let id = note_file(change, source, &name, plan)?;
            note_rows(change, None, Noted::File(&id), plan)
        }
    }
}

/// Notes a form or a sheet; the same file again is the one that is noted already.
fn note_file(change: &Change, source: &Source, name: &str, plan: &Plan) -> Result<String> {
    let conn = change.conn;
    let counts = &plan.counts;
    let form = source.form.as_ref();
    let used = source.sheet.as_ref().map(|sheet| &sheet.used);
    let sha256 = form.map(|form| &form.sha256).or(source.sheet.as_ref().map(|sheet| &sheet.sha256)).cloned().unwrap_or_default();
    let again = form.is_some_and(|form| form.again) || source.sheet.as_ref().is_some_and(|sheet| sheet.again);
    let known: Option<String> = match again {
        true => conn.query_row("SELECT id FROM file_received WHERE sha256 = ?1 ORDER BY id DESC LIMIT 1", [&sha256], |row| row.get(0)).optional()?,
        false => None,
    };
    if let Some(id) = known {
        return Ok(id);
    }
    let id = change.new_id();
    conn.execute(
        "INSERT INTO file_received (id, kind, agency, form, name, sha256, received_on, as_of_day, period, calendar, version,
                                    added, changed, unchanged, conflict, refused)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            id,
            if form.is_some() { "form" } else { "sheet" },
            form.map(|form| &form.agency.id).or(used.and_then(|used| used.sender.as_ref())),
            form.map(|form| &form.form),
            name,
            sha256,
            change.today(),
            form.map(|form| form.as_of).or(used.and_then(|used| used.as_of)),
            form.and_then(|form| form.period.as_ref()).or(used.and_then(|used| used.period.as_ref())),
            form.and_then(|form| form.calendar).or(used.and_then(|used| used.calendar)),
            form.map(|form| form.version),
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.conflict,
            counts.refused,
        ],
    )?;
    Ok(id)
}

/// Whether a row has anything that the sender has to know of.
fn is_told(row: &&PlannedRow) -> bool {
    matches!(row.outcome, Outcome::Refused | Outcome::Conflict)
}

fn note_rows(change: &Change, peer: Option<&str>, noted: Noted, plan: &Plan) -> Result<()> {
    let (package, file) = match noted {
        Noted::Package(id) => (Some(id), None),
        Noted::File(id) => (None, Some(id)),
    };
    change.conn.execute("DELETE FROM received_row WHERE package IS ?1 AND file IS ?2", params![package, file])?;
    let told = view::rows(change, plan.rows.iter().filter(is_told))?;
    let mut statement = change.conn.prepare_cached(
        "INSERT INTO received_row (id, package, file, position, place, line, tbl, row, named, label, outcome, field, cell, raw, code, message,
                                   accepted, asking, choice, mine, theirs, result, peer)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?;
    let mut position = 0;
    for row in &told {
        for one in told_of(row) {
            position += 1;
            statement.execute(params![
                change.new_id(),
                package,
                file,
                position,
                one.place,
                one.line,
                one.table,
                one.record,
                one.named,
                one.label,
                if one.outcome == Outcome::Refused { "refused" } else { "conflict" },
                one.field,
                one.cell,
                one.raw,
                one.code,
                one.message,
                one.accepted,
                one.asking,
                one.choice,
                one.mine,
                one.theirs,
                one.result,
                peer,
            ])?;
        }
    }
    Ok(())
}

/// What of a row is told: each refusal, each field that was asked about, or the row as a whole.
fn told_of(row: &ExchangeRow) -> Vec<ReceivedRow> {
    let whole = ReceivedRow {
        place: row.place.sheet.clone(),
        line: u32::try_from(row.place.row).unwrap_or(u32::MAX),
        table: row.table.clone(),
        noun: row.noun.clone(),
        record: row.record.clone(),
        named: row.named.clone(),
        label: row.label.clone(),
        outcome: row.outcome,
        field: None,
        cell: None,
        raw: None,
        code: None,
        message: None,
        accepted: None,
        asking: row.asking,
        choice: row.choice,
        mine: None,
        theirs: None,
        result: None,
    };
    let refused = |refusal: &ExchangeRefusal| ReceivedRow {
        field: refusal.name.clone(),
        cell: refusal.column.clone(),
        raw: refusal.raw.clone(),
        code: Some(refusal.code.clone()),
        message: Some(refusal.message.clone()),
        accepted: refusal.accepted.clone(),
        asking: None,
        choice: None,
        ..whole.clone()
    };
    let asked = |field: &ExchangeField| ReceivedRow {
        field: Some(field.name.clone()),
        raw: field.raw.clone(),
        asking: field.asking,
        choice: field.choice,
        mine: field.mine.clone(),
        theirs: field.theirs.clone(),
        result: field.result.clone(),
        ..whole.clone()
    };
    let mut found: Vec<ReceivedRow> = row.refusals.iter().map(refused).collect();
    found.extend(row.fields.iter().filter(|field| field.asking.is_some()).map(asked));
    if found.is_empty() {
        found.push(whole);
    }
    found
}

/// Asks what of a file was not taken as it came: one of the two.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReceivedRowsRequest {
    /// A package, by its id among those received.
    pub package: Option<String>,
    /// A form or a sheet, by its id among the files received.
    pub file: Option<String>,
}

/// What of a file was not taken as it came.
pub fn list(reader: &Reader, request: ReceivedRowsRequest) -> Result<Vec<ReceivedRow>> {
    match (&request.package, &request.file) {
        (Some(id), None) => rows(reader, Noted::Package(id)),
        (None, Some(id)) => rows(reader, Noted::File(id)),
        _ => Err(Error::input("package", Problem::new("required"))),
    }
}

/// What of a file was not taken as it came, in the order of the file.
pub fn rows(reader: &Reader, noted: Noted) -> Result<Vec<ReceivedRow>> {
    let (column, id) = match noted {
        Noted::Package(id) => ("package", id),
        Noted::File(id) => ("file", id),
    };
    let mut statement = reader.conn.prepare_cached(&format!(
        "SELECT place, line, tbl, row, named, label, outcome, field, cell, raw, code, message, accepted, asking, choice, mine, theirs, result
         FROM received_row WHERE {column} = ?1 ORDER BY position"
    ))?;
    let rows = statement.query_map([id], |row| read(reader, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read(reader: &Reader, row: &Row) -> rusqlite::Result<ReceivedRow> {
    let table: String = row.get(2)?;
    Ok(ReceivedRow {
        place: row.get(0)?,
        line: row.get(1)?,
        noun: reader.words().get(&format!("noun.{table}")),
        table,
        record: row.get(3)?,
        named: row.get(4)?,
        label: row.get(5)?,
        outcome: if row.get_ref(6)?.as_str()? == "refused" { Outcome::Refused } else { Outcome::Conflict },
        field: row.get(7)?,
        cell: row.get(8)?,
        raw: row.get(9)?,
        code: row.get(10)?,
        message: row.get(11)?,
        accepted: row.get(12)?,
        asking: row.get(13)?,
        choice: row.get(14)?,
        mine: row.get(15)?,
        theirs: row.get(16)?,
        result: row.get(17)?,
    })
}

/// Counts of a row of the store that stand side by side from a column on.
pub fn counts(row: &Row, first: usize) -> rusqlite::Result<PlanCounts> {
    let mut counts = PlanCounts {
        read: 0,
        added: row.get(first)?,
        changed: row.get(first + 1)?,
        unchanged: row.get(first + 2)?,
        conflict: row.get(first + 3)?,
        refused: row.get(first + 4)?,
        open: 0,
    };
    counts.read = Outcome::ALL.iter().map(|outcome| counts.of(*outcome)).sum();
    Ok(counts)
}
