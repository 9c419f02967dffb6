//! What came in is noted: packages, forms that came back and sheets, and of any file what was refused or asked about, as it was
//! told then. The return slip and the board of received files stand on it.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::plan::{Asking, Choice, Outcome, Plan, PlanCounts, PlannedRow};
use super::reading::setting::SheetHead;
use super::source::{FormHead, PackageHead, Source, SourceKind};
use super::view::{self, ExchangeField, ExchangeRefusal, ExchangeRow};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A file that was applied: a package, or a form or a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted<'a> {
    /// A package, by its id.
    Package(&'a str),
    /// A form that came back, by its id.
    Form(&'a str),
    /// A sheet, by its id.
    Sheet(&'a str),
}

impl<'a> Noted<'a> {
    /// The column that names it, and its id.
    fn named(self) -> (&'static str, &'a str) {
        match self {
            Noted::Package(id) => ("package", id),
            Noted::Form(id) => ("form", id),
            Noted::Sheet(id) => ("sheet", id),
        }
    }

    /// The one that is meant: a package, or a form or sheet. Errors: `required` at `package`; not found.
    pub fn of(reader: &Reader, package: Option<&'a str>, file: Option<&'a str>) -> Result<Noted<'a>> {
        let there = |table: &str, id: &str| -> Result<bool> {
            Ok(reader.conn.query_row(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"), [id], |row| row.get(0))?)
        };
        match (package, file) {
            (Some(id), None) if there("package_received", id)? => Ok(Noted::Package(id)),
            (None, Some(id)) if there("form_received", id)? => Ok(Noted::Form(id)),
            (None, Some(id)) if there("sheet_received", id)? => Ok(Noted::Sheet(id)),
            (Some(id), None) => Err(Error::NotFound { noun: "package_received", id: id.to_owned() }),
            (None, Some(id)) => Err(Error::NotFound { noun: "form_received", id: id.to_owned() }),
            _ => Err(Error::input("package", Problem::new("required"))),
        }
    }
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

/// Notes what of a file that was applied was not taken as it came, and the file itself where its source does not. The
/// same file again is the one that is noted already.
pub fn note(change: &Change, source: &Source, plan: &Plan) -> Result<()> {
    let conn = change.conn;
    let known: Option<String> = match (&source.package, &source.form, &source.sheet) {
        (Some(head), ..) if !head.again => Some(note_package(change, head, &plan.counts)?),
        (Some(head), ..) => {
            let sql = "SELECT id FROM package_received WHERE peer = ?1 AND number = ?2";
            conn.query_row(sql, params![head.sender.id, head.number], |row| row.get(0)).optional()?
        }
        (_, Some(head), _) if !head.again => Some(note_form(change, head, &plan.counts)?),
        (_, Some(head), _) => conn.query_row("SELECT max(id) FROM form_received WHERE sha256 = ?1", [&head.sha256], |row| row.get(0)).optional()?,
        (.., Some(head)) if !head.again => Some(note_sheet(change, head, &plan.counts)?),
        (.., Some(head)) => conn.query_row("SELECT max(id) FROM sheet_received WHERE sha256 = ?1", [&head.sha256], |row| row.get(0)).optional()?,
        _ => None,
    };
    let Some(id) = known else { return Ok(()) };
    match source.kind {
        SourceKind::Package => note_rows(change, source.package.as_ref().map(|head| head.sender.id.as_str()), Noted::Package(&id), plan),
        SourceKind::Form => note_rows(change, None, Noted::Form(&id), plan),
        SourceKind::Sheet => note_rows(change, None, Noted::Sheet(&id), plan),
    }
}

fn note_package(change: &Change, head: &PackageHead, counts: &PlanCounts) -> Result<String> {
    let id = change.new_id();
    change
        .conn
        .prepare_cached(
            "INSERT INTO package_received (id, peer, number, sha256, received_on, as_of_day, period, calendar, whole, program, verified,
                                           added, changed, unchanged, conflict, refused)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            head.sender.id,
            head.number,
            head.sha256,
            change.today(),
            head.as_of,
            head.period,
            head.calendar,
            head.whole,
            head.program,
            head.verified,
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.conflict,
            counts.refused,
        ])?;
    Ok(id)
}

fn note_form(change: &Change, head: &FormHead, counts: &PlanCounts) -> Result<String> {
    let id = change.new_id();
    change.conn.execute(
        "INSERT INTO form_received (id, form, sha256, received_on, as_of_day, added, changed, unchanged, conflict, refused)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![id, head.form, head.sha256, change.today(), head.as_of, counts.added, counts.changed, counts.unchanged, counts.conflict, counts.refused],
    )?;
    Ok(id)
}

fn note_sheet(change: &Change, head: &SheetHead, counts: &PlanCounts) -> Result<String> {
    let id = change.new_id();
    change
        .conn
        .prepare_cached(
            "INSERT INTO sheet_received (id, sender, name, sha256, received_on, as_of_day, period, calendar, added, changed, unchanged, conflict, refused)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            id,
            head.used.sender,
            head.name,
            head.sha256,
            change.today(),
            head.used.as_of,
            head.used.period,
            head.used.calendar,
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.conflict,
            counts.refused,
        ])?;
    Ok(id)
}

/// Whether a row has anything that the sender has to know of.
fn is_told(row: &&PlannedRow) -> bool {
    matches!(row.outcome, Outcome::Refused | Outcome::Conflict)
}

fn note_rows(change: &Change, peer: Option<&str>, noted: Noted, plan: &Plan) -> Result<()> {
    let told = view::rows(change, plan.rows.iter().filter(is_told))?;
    let before = rows(change, noted)?;
    let now = still_told(&before, told.iter().flat_map(told_of).collect());
    if in_order(&before) == in_order(&now) {
        return Ok(());
    }
    let (column, id) = noted.named();
    change.conn.execute(&format!("DELETE FROM received_row WHERE {column} = ?1"), [id])?;
    let mut statement = change.conn.prepare_cached(&format!(
        "INSERT INTO received_row (id, peer, {column}, position, place, line, tbl, row, named, label, outcome, field, cell, raw, code, message,
                                   accepted, asking, choice, mine, theirs, result)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)"
    ))?;
    for (position, one) in (1..).zip(now) {
        statement.execute(params![
            change.new_id(),
            peer,
            id,
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
        ])?;
    }
    Ok(())
}

/// What a note is about.
type What<'a> = (&'a str, u32, &'a str, Option<&'a str>, Option<&'a str>);

fn what(one: &ReceivedRow) -> What<'_> {
    (&one.place, one.line, &one.table, one.named.as_deref(), one.field.as_deref())
}

/// Notes in one order, whatever was told when.
fn in_order(notes: &[ReceivedRow]) -> Vec<&ReceivedRow> {
    let mut notes: Vec<&ReceivedRow> = notes.iter().collect();
    notes.sort_by(|one, other| what(one).cmp(&what(other)));
    notes
}

/// What is told of a file that came before: what was decided at an earlier reading is asked no more, but stays told.
fn still_told(before: &[ReceivedRow], mut now: Vec<ReceivedRow>) -> Vec<ReceivedRow> {
    let known: HashSet<What> = now.iter().map(what).collect();
    let decided = |one: &&ReceivedRow| one.choice.is_some_and(|choice| choice != Choice::Later) && !known.contains(&what(one));
    let kept: Vec<ReceivedRow> = before.iter().filter(decided).cloned().collect();
    now.extend(kept);
    now
}

/// What of a row is told: each refusal, each field that was asked about, or the row as a whole.
fn told_of(row: &ExchangeRow) -> Vec<ReceivedRow> {
    let whole = ReceivedRow {
        place: row.place.sheet.to_string(),
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
    rows(reader, Noted::of(reader, request.package.as_deref(), request.file.as_deref())?)
}

/// What of a file was not taken as it came, in the order of the file.
pub fn rows(reader: &Reader, noted: Noted) -> Result<Vec<ReceivedRow>> {
    let (column, id) = noted.named();
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
