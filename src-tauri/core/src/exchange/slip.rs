//! Return slips (phiếu phản hồi): what became of a package or a file, told to whoever sent it. A small signed file for
//! an office with the program, a printed page for any other.
//!
//! How the file (`*.phieu35`) is written [`super::slip_file`] knows. Read at the sender's, it says which rows of the
//! package both offices now have; the others are no longer taken as exchanged, go out again, and are listed to be mended.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::package::hex;
use super::peer::{self, Peer};
use super::plan::{Asking, Choice, Outcome, PlanCounts};
use super::received::{self, Noted, ReceivedRow};
use super::slip_file::{Answered, Line, Slip, opened, sealed};
use super::{base, keys, paper, receive, slip_page};
use crate::api::Watcher;
use crate::book::{Book, Change, Done, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::save;
use crate::wire::{Day, IdRequest, optional_text};

/// A slip to write.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SlipSave {
    /// The package that it answers, by its id among those received.
    pub package: Option<String>,
    /// The form or sheet that it answers, by its id among the files received.
    pub file: Option<String>,
    /// The day by which the rows are wanted mended.
    pub mend_by: Option<Day>,
    /// Questions and remarks to the sender.
    pub note: Option<String>,
    /// The file: ending in `.phieu35` for an office with the program (packages only), in `.docx` or
    /// `.pdf` as a letter for any other.
    pub path: String,
}

/// A slip to read.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlipRead {
    /// The file.
    pub path: String,
}

/// What a slip says.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SlipTold {
    /// Its id, once it was taken in.
    pub id: Option<String>,
    /// The office that wrote it.
    pub sender: Peer,
    /// The number of this office's package that it answers.
    pub number: u32,
    /// The day it was written.
    pub made_on: NaiveDate,
    /// The day it was taken in.
    pub received_on: Option<NaiveDate>,
    /// The day by which the rows are wanted mended.
    pub mend_by: Option<NaiveDate>,
    /// Questions and remarks.
    pub note: Option<String>,
    /// Whether the key of the office had been compared by then.
    pub verified: bool,
    /// How the rows of the package came out there.
    pub counts: PlanCounts,
    /// What was not taken as it was sent.
    pub rows: Vec<SlipRow>,
}

/// Something of a package that was not taken as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SlipRow {
    /// The table it speaks of.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// The record here.
    pub record: Option<String>,
    /// What a person calls it.
    pub label: Option<String>,
    /// Refused, or asked about.
    pub outcome: Outcome,
    /// What the field is called.
    pub field: Option<String>,
    /// The value as it was sent.
    pub raw: Option<String>,
    /// Why it was refused, in words.
    pub message: Option<String>,
    /// What would have been accepted.
    pub accepted: Option<String>,
    /// Why it was asked about there.
    pub asking: Option<Asking>,
    /// What was decided there; none when it is still open.
    pub choice: Option<Choice>,
    /// What stood there.
    pub mine: Option<String>,
    /// What was sent.
    pub theirs: Option<String>,
    /// What stands there now.
    pub result: Option<String>,
    /// Whether there is something to do: it was not taken, and the record has not been changed since the slip came.
    pub to_mend: bool,
}

/// A package or file that a slip answers.
pub(super) struct Subject {
    /// The agency that sent it; none for a file of nobody.
    pub agency: Option<String>,
    /// What it is called: "gói số 3", the name of a file.
    pub name: String,
    /// The period it reports.
    pub period: Option<String>,
    /// The day it was applied.
    pub received_on: NaiveDate,
    /// How its rows came out.
    pub counts: PlanCounts,
    /// What was not taken as it came.
    pub rows: Vec<ReceivedRow>,
    answered: Option<Answered>,
}

fn subject(reader: &Reader, request: &SlipSave) -> Result<Subject> {
    let conn = reader.conn;
    let noted = Noted::of(reader, request.package.as_deref(), request.file.as_deref())?;
    let rows = received::rows(reader, noted)?;
    let words = reader.words();
    Ok(match noted {
        Noted::Package(id) => {
            let sql = "SELECT e.agency, r.number, r.sha256, r.as_of_day, r.period, r.calendar, r.received_on, r.added, r.changed, r.unchanged, r.conflict, r.refused
                       FROM package_received r JOIN peer e ON e.id = r.peer WHERE r.id = ?1";
            let (agency, answered, counts) = conn.query_row(sql, [id], |row| {
                let answered =
                    Answered { number: row.get(1)?, sha256: row.get(2)?, as_of: row.get(3)?, period: row.get(4)?, calendar: row.get(5)?, received_on: row.get(6)? };
                Ok((row.get::<_, String>(0)?, answered, received::counts(row, 7)?))
            })?;
            let name = words.fill("slip.package", &[("number", answered.number.to_string())]);
            Subject { agency: Some(agency), name, period: answered.period.clone(), received_on: answered.received_on, counts, rows, answered: Some(answered) }
        }
        Noted::Form(id) => {
            let sql = "SELECT f.agency, f.number, f.period, r.received_on, r.added, r.changed, r.unchanged, r.conflict, r.refused
                       FROM form_received r JOIN form f ON f.id = r.form WHERE r.id = ?1";
            let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get::<_, u32>(1)?, row.get(2)?, row.get(3)?, received::counts(row, 4)?));
            let (agency, number, period, received_on, counts) = conn.query_row(sql, [id], read)?;
            let name = words.fill("slip.form", &[("number", number.to_string())]);
            Subject { agency: Some(agency), name, period: Some(period), received_on, counts, rows, answered: None }
        }
        Noted::Sheet(id) => {
            let sql = "SELECT sender, name, period, received_on, added, changed, unchanged, conflict, refused FROM sheet_received WHERE id = ?1";
            let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?, received::counts(row, 4)?));
            let (agency, name, period, received_on, counts) = conn.query_row(sql, [id], read)?;
            Subject { agency, name: words.fill("slip.file", &[("name", name)]), period, received_on, counts, rows, answered: None }
        }
    })
}

/// Writes a slip. Errors: not found; `file.ending`; `slip.needs_package` for a sealed slip about a form or a sheet;
/// `key.none`; `exchange.no_office`.
pub fn save(desk: &Desk, book: &Book, request: SlipSave, _: &dyn Watcher) -> Result<FileSaved> {
    const SEALED: &str = "phieu35";
    let path = desk::output(book, &request.path, &[&[SEALED], &paper::ENDINGS[..]].concat())?;
    let sealed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(SEALED));
    let (mend_by, note) = (request.mend_by.map(|day| day.0), optional_text(request.note.clone()));
    let (bytes, replaced) = book.read(&desk.asking(), |reader| {
        let subject = subject(reader, &request)?;
        if sealed {
            return Ok((write(reader, subject, mend_by, note.clone())?, Vec::new()));
        }
        paper::written(reader.words(), &slip_page::compose(reader, &subject, mend_by, note.as_deref())?, &path)
    })?;
    save::save(&path, &bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced })
}

fn write(reader: &Reader, subject: Subject, mend_by: Option<NaiveDate>, note: Option<String>) -> Result<Vec<u8>> {
    let (Some(package), Some(agency)) = (subject.answered, subject.agency) else { return Err(Error::refused("slip.needs_package")) };
    let key = keys::signing(reader)?;
    let line = |row: ReceivedRow| Line {
        record: row.named.or(row.record),
        table: row.table,
        label: row.label,
        place: row.place,
        line: row.line,
        outcome: row.outcome,
        field: row.field,
        raw: row.raw,
        code: row.code,
        message: row.message,
        accepted: row.accepted,
        asking: row.asking,
        choice: row.choice,
        mine: row.mine,
        theirs: row.theirs,
        result: row.result,
    };
    let slip = Slip {
        format: 1,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        sender: keys::own_office(reader)?,
        recipient: keys::office(reader, &agency)?,
        package,
        made_on: reader.today(),
        mend_by,
        note,
        counts: subject.counts,
        rows: subject.rows.into_iter().map(line).collect(),
    };
    let json = serde_json::to_vec_pretty(&slip).map_err(|error| Error::Damaged(error.to_string()))?;
    Ok(sealed(&json, &key))
}

/// A slip that may be taken in: sealed by an office of the list, about a package that went to it.
struct Arrived {
    slip: Slip,
    peer: Peer,
    sha256: String,
}

/// Checks a slip. Errors: those of [`opened`]; `slip.unknown_sender`; `slip.other_recipient`; `slip.no_package`.
fn arrive(reader: &Reader, bytes: &[u8]) -> Result<Arrived> {
    let (slip, public) = opened(bytes)?;
    let unknown = || Error::Refused(Problem::new("slip.unknown_sender").with("name", &slip.sender.name).with("fingerprint", keys::fingerprint(&public)));
    let peer = peer::by_key(reader, &public)?.ok_or_else(unknown)?;
    if !receive::is_same(&slip.recipient, reader, &keys::own_office(reader)?.id)? {
        return Err(Error::Refused(Problem::new("slip.other_recipient").with("name", &slip.recipient.name)));
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM package_sent WHERE peer = ?1 AND number = ?2 AND sha256 = ?3)";
    let sent: bool = reader.conn.query_row(sql, params![peer.id, slip.package.number, slip.package.sha256], |row| row.get(0))?;
    if !sent {
        return Err(Error::Refused(Problem::new("slip.no_package").with("number", slip.package.number)));
    }
    Ok(Arrived { peer, sha256: hex(&Sha256::digest(bytes)), slip })
}

/// Whether a line says that the record is not there as it was sent.
fn is_open(line: &Line) -> bool {
    line.outcome == Outcome::Refused || (line.outcome == Outcome::Conflict && line.choice != Some(Choice::Theirs))
}

fn told(reader: &Reader, arrived: &Arrived) -> SlipTold {
    let slip = &arrived.slip;
    let row = |line: &Line| SlipRow {
        noun: reader.words().get(&format!("noun.{}", line.table)),
        table: line.table.clone(),
        record: line.record.clone(),
        label: line.label.clone(),
        outcome: line.outcome,
        field: line.field.clone(),
        raw: line.raw.clone(),
        message: line.message.clone(),
        accepted: line.accepted.clone(),
        asking: line.asking,
        choice: line.choice,
        mine: line.mine.clone(),
        theirs: line.theirs.clone(),
        result: line.result.clone(),
        to_mend: is_open(line),
    };
    SlipTold {
        id: None,
        number: slip.package.number,
        made_on: slip.made_on,
        received_on: None,
        mend_by: slip.mend_by,
        note: slip.note.clone(),
        verified: arrived.peer.verified_on.is_some(),
        counts: slip.counts,
        rows: slip.rows.iter().map(row).collect(),
        sender: arrived.peer.clone(),
    }
}

/// Says what a slip says; nothing is kept. Errors: those of a slip.
pub fn read(desk: &Desk, book: &Book, request: SlipRead, _: &dyn Watcher) -> Result<SlipTold> {
    let bytes = receive::read_file(&desk::absolute(&request.path)?)?;
    book.read(&desk.asking(), |reader| Ok(told(reader, &arrive(reader, &bytes)?)))
}

/// Takes a slip in: what was accepted is known to both offices from now on, what was not goes out again with the next
/// changes and is listed to be mended. The same slip again changes nothing. Errors: those of a slip.
pub fn take(desk: &Desk, book: &Book, request: SlipRead, _: &dyn Watcher) -> Result<Done<SlipTold>> {
    let bytes = receive::read_file(&desk::absolute(&request.path)?)?;
    book.change(&desk.asking(), "slip_take", |change| {
        let arrived = arrive(change, &bytes)?;
        let sql = "SELECT id FROM slip_received WHERE peer = ?1 AND sha256 = ?2";
        let known: Option<String> = change.conn.query_row(sql, params![arrived.peer.id, arrived.sha256], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => keep(change, &arrived)?,
        };
        change.about(format!("{} · {}", arrived.peer.agency.short_name, arrived.slip.package.number));
        get(change, IdRequest { id })
    })
}

fn keep(change: &Change, arrived: &Arrived) -> Result<String> {
    let (slip, peer) = (&arrived.slip, &arrived.peer);
    let open: BTreeSet<(String, String)> =
        slip.rows.iter().filter(|line| is_open(line)).filter_map(|line| Some((line.table.clone(), line.record.clone()?))).collect();
    base::answered_but(change, &peer.id, slip.package.number, &open)?;
    let id = change.new_id();
    let counts = &slip.counts;
    change.conn.execute(
        "INSERT INTO slip_received (id, peer, number, sha256, made_on, received_on, mend_by, note, verified, added, changed, unchanged, conflict, refused)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            id,
            peer.id,
            slip.package.number,
            arrived.sha256,
            slip.made_on,
            change.today(),
            slip.mend_by,
            slip.note,
            peer.verified_on.is_some(),
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.conflict,
            counts.refused,
        ],
    )?;
    let mut statement = change.conn.prepare_cached(
        "INSERT INTO slip_row (id, peer, slip, position, tbl, row, label, outcome, field, raw, code, message, accepted, asking, choice, mine, theirs, result)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?;
    for (position, line) in (1..).zip(&slip.rows) {
        statement.execute(params![
            change.new_id(),
            peer.id,
            id,
            position,
            line.table,
            line.record,
            line.label,
            if line.outcome == Outcome::Refused { "refused" } else { "conflict" },
            line.field,
            line.raw,
            line.code,
            line.message,
            line.accepted,
            line.asking,
            line.choice,
            line.mine,
            line.theirs,
            line.result,
        ])?;
    }
    Ok(id)
}

const SELECT: &str = "SELECT id, peer, number, made_on, received_on, mend_by, note, verified, added, changed, unchanged, conflict, refused FROM slip_received";

fn one(reader: &Reader, row: &rusqlite::Row) -> Result<SlipTold> {
    let id: String = row.get(0)?;
    Ok(SlipTold {
        sender: peer::get(reader, IdRequest { id: row.get(1)? })?,
        number: row.get(2)?,
        made_on: row.get(3)?,
        received_on: row.get(4)?,
        mend_by: row.get(5)?,
        note: row.get(6)?,
        verified: row.get(7)?,
        counts: received::counts(row, 8)?,
        rows: rows(reader, &id)?,
        id: Some(id),
    })
}

/// One slip that was taken in.
pub fn get(reader: &Reader, request: IdRequest) -> Result<SlipTold> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let mut found = statement.query([&request.id])?;
    match found.next()? {
        Some(row) => one(reader, row),
        None => Err(Error::NotFound { noun: "slip_received", id: request.id }),
    }
}

/// The slips that were taken in, the newest first, each with what was not taken as it was sent.
pub fn list(reader: &Reader, _: crate::wire::Empty) -> Result<Vec<SlipTold>> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} ORDER BY received_on DESC, id DESC"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(one(reader, row)?);
    }
    Ok(found)
}

/// The lines of a slip; which are still to be mended follows from the history of their records.
fn rows(reader: &Reader, slip: &str) -> Result<Vec<SlipRow>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT s.tbl, s.row, s.label, s.outcome, s.field, s.raw, s.message, s.accepted, s.asking, s.choice, s.mine, s.theirs, s.result,
                EXISTS (SELECT 1 FROM change c WHERE c.tbl = s.tbl AND c.row = s.row
                        AND c.op > (SELECT min(op) FROM change WHERE tbl = 'slip_received' AND row = s.slip AND kind = 'insert'))
         FROM slip_row s WHERE s.slip = ?1 ORDER BY s.position",
    )?;
    let rows = statement.query_map([slip], |row| {
        let table: String = row.get(0)?;
        let outcome = if row.get_ref(3)?.as_str()? == "refused" { Outcome::Refused } else { Outcome::Conflict };
        let choice: Option<Choice> = row.get(9)?;
        let mended: bool = row.get(13)?;
        Ok(SlipRow {
            noun: reader.words().get(&format!("noun.{table}")),
            table,
            record: row.get(1)?,
            label: row.get(2)?,
            outcome,
            field: row.get(4)?,
            raw: row.get(5)?,
            message: row.get(6)?,
            accepted: row.get(7)?,
            asking: row.get(8)?,
            choice,
            mine: row.get(10)?,
            theirs: row.get(11)?,
            result: row.get(12)?,
            to_mend: !mended && (outcome == Outcome::Refused || choice != Some(Choice::Theirs)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
