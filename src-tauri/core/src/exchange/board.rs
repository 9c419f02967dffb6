//! The board of received files: which offices of a group have sent something for a period, in which version, as of
//! which day, how its rows came out, whether the key of the sender was compared, how late it came by the day to send by,
//! and who has sent nothing. A package that names no period counts for the one in whose days its own day lies.
//!
//! Whatever the number of offices, the book is asked the same number of questions.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::plan::PlanCounts;
use super::received;
use crate::agency::{self, AgencyName};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::period::{Calendar, Period};
use crate::rollup::Span;
use crate::setting;
use crate::wire::{Day, Empty};

/// Asks who has sent something for a period.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BoardRequest {
    /// The period, by its code.
    pub period: String,
    /// Its calendar; statistical when missing.
    pub calendar: Option<Calendar>,
    /// The group of agencies, by id or key.
    pub group: String,
    /// The day; today when missing.
    pub as_of: Option<Day>,
}

impl BoardRequest {
    /// The calendar that the period is read in.
    pub fn calendar(&self) -> Calendar {
        self.calendar.unwrap_or(Calendar::Statistical)
    }
}

/// How the sender of a file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureState {
    /// By a key that was compared by telephone.
    Verified,
    /// By a key that was not.
    Unverified,
    /// By nothing but its word: a form or a sheet.
    None,
}

impl SignatureState {
    /// By whether the key had been compared, where the file has one.
    fn of(verified: Option<bool>) -> SignatureState {
        match verified {
            Some(true) => SignatureState::Verified,
            Some(false) => SignatureState::Unverified,
            None => SignatureState::None,
        }
    }
}

/// What a file of the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardFileKind {
    /// A package.
    Package,
    /// A form.
    Form,
    /// A sheet.
    Sheet,
}

/// A file that was applied.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BoardFile {
    /// What it is.
    pub kind: BoardFileKind,
    /// Its id among packages, or among forms and sheets.
    pub id: String,
    /// Its name; only of a sheet.
    pub name: Option<String>,
    /// The number of the package, the version of the form.
    pub number: Option<u32>,
    /// The day it was applied.
    pub received_on: NaiveDate,
    /// The day it speaks of.
    pub as_of: Option<NaiveDate>,
    /// How its rows came out.
    pub counts: PlanCounts,
    /// How its sender is known.
    pub signature: SignatureState,
    /// Its SHA-256.
    pub sha256: String,
    /// The act that applied it, for the history.
    pub op: Option<i64>,
}

/// An office of the board.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BoardRow {
    /// The office.
    pub agency: AgencyName,
    /// Its id in the list of those that packages are exchanged with.
    pub peer: Option<String>,
    /// The version of the form that it was given last for the period.
    pub form: Option<u32>,
    /// Its files, the newest first.
    pub files: Vec<BoardFile>,
    /// How many days its first file came after the day to send by; of one that sent nothing, how many have passed since.
    pub days_late: u32,
    /// How many rows of its newest file were refused, or are still to be decided here.
    pub to_mend: u32,
}

/// Who has sent something for a period.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Board {
    /// The period's code.
    pub period: String,
    /// Its name.
    pub period_name: String,
    /// Its calendar.
    pub calendar: Calendar,
    /// The day looked at.
    pub as_of: NaiveDate,
    /// The group's id.
    pub group: String,
    /// Its name.
    pub group_name: String,
    /// The last day to send by; none where nobody has set one.
    pub due_on: Option<NaiveDate>,
    /// The offices, in official order.
    pub rows: Vec<BoardRow>,
    /// How many have sent something.
    pub sent: u32,
    /// How many of them sent it late.
    pub late: u32,
    /// How many have sent nothing.
    pub missing: u32,
}

/// A file with whose it is.
struct Whose {
    agency: String,
    file: BoardFile,
}

/// The files of a period.
fn files(reader: &Reader, period: Period, calendar: Calendar) -> Result<Vec<Whose>> {
    let conn = reader.conn;
    let days = Span::of(period, calendar);
    let op = |table: &str| format!("(SELECT min(c.op) FROM change c WHERE c.tbl = '{table}' AND c.row = r.id AND c.kind = 'insert')");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT e.agency, r.id, NULL, r.number, r.received_on, r.as_of_day, r.added, r.changed, r.unchanged, r.conflict, r.refused, r.sha256, {}, r.verified
         FROM package_received r JOIN peer e ON e.id = r.peer
         WHERE (r.period = ?1 AND r.calendar = ?2) OR (r.period IS NULL AND r.as_of_day BETWEEN ?3 AND ?4)",
        op("package_received")
    ))?;
    let package = |row: &rusqlite::Row| Ok(Whose { agency: row.get(0)?, file: file(row, BoardFileKind::Package)? });
    let rows = statement.query_map(params![period.code(), calendar, days.first, days.last], package)?;
    let mut found: Vec<Whose> = rows.collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare_cached(&format!(
        "SELECT f.agency, r.id, NULL, f.number, r.received_on, r.as_of_day, r.added, r.changed, r.unchanged, r.conflict, r.refused, r.sha256, {}, NULL
         FROM form_received r JOIN form f ON f.id = r.form WHERE f.period = ?1 AND f.calendar = ?2",
        op("form_received")
    ))?;
    let form = |row: &rusqlite::Row| Ok(Whose { agency: row.get(0)?, file: file(row, BoardFileKind::Form)? });
    found.extend(statement.query_map(params![period.code(), calendar], form)?.collect::<rusqlite::Result<Vec<_>>>()?);
    let mut statement = conn.prepare_cached(&format!(
        "SELECT r.sender, r.id, r.name, NULL, r.received_on, r.as_of_day, r.added, r.changed, r.unchanged, r.conflict, r.refused, r.sha256, {}, NULL
         FROM sheet_received r
         WHERE r.sender IS NOT NULL AND ((r.period = ?1 AND coalesce(r.calendar, ?2) = ?2) OR (r.period IS NULL AND r.as_of_day BETWEEN ?3 AND ?4))",
        op("sheet_received")
    ))?;
    let sheet = |row: &rusqlite::Row| Ok(Whose { agency: row.get(0)?, file: file(row, BoardFileKind::Sheet)? });
    found.extend(statement.query_map(params![period.code(), calendar, days.first, days.last], sheet)?.collect::<rusqlite::Result<Vec<_>>>()?);
    found.sort_by_key(|one| std::cmp::Reverse((one.file.received_on, one.file.op)));
    Ok(found)
}

/// A file of a row: whose it is, then its id, name, number, days, counts, hash, act, and whether its key was compared.
pub(super) fn file(row: &rusqlite::Row, kind: BoardFileKind) -> rusqlite::Result<BoardFile> {
    Ok(BoardFile {
        kind,
        id: row.get(1)?,
        name: row.get(2)?,
        number: row.get(3)?,
        received_on: row.get(4)?,
        as_of: row.get(5)?,
        counts: received::counts(row, 6)?,
        signature: SignatureState::of(row.get(13)?),
        sha256: row.get(11)?,
        op: row.get(12)?,
    })
}

/// Who has sent something for a period. Errors: those of a period at `period`; not found at `group`.
pub fn board(reader: &Reader, request: BoardRequest) -> Result<Board> {
    let conn = reader.conn;
    let period = Period::parse(&request.period).map_err(|problem| Error::input("period", problem))?;
    let calendar = request.calendar();
    let as_of = reader.as_of(request.as_of);
    let group = agency::group_id(conn, "group", &request.group)?;
    let group_name = agency::get_group(reader, crate::wire::IdRequest { id: group.clone() })?.name;
    let due_on = setting::list(reader, Empty {})?.reports.due_on(period, calendar, Span::of(period, calendar).last);
    let mut sent: HashMap<String, Vec<BoardFile>> = HashMap::new();
    for whose in files(reader, period, calendar)?.into_iter().filter(|whose| whose.file.received_on <= as_of) {
        sent.entry(whose.agency).or_default().push(whose.file);
    }
    let sql = "SELECT agency, max(number) FROM form WHERE period = ?1 AND calendar = ?2 GROUP BY agency";
    let forms: HashMap<String, u32> = conn
        .prepare_cached(sql)?
        .query_map(params![period.code(), calendar], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let peers: HashMap<String, String> =
        conn.prepare_cached("SELECT agency, id FROM peer")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let members: HashSet<String> = agency::members(conn, &group)?.into_iter().collect();
    let own = setting::office(conn)?;
    let open = open_rows(reader, sent.values().filter_map(|files| files.first()))?;
    let mut rows = Vec::new();
    for office in agency::in_official_order(reader)?.into_iter().filter(|office| members.contains(&office.id) && own.as_ref() != Some(&office.id)) {
        let files = sent.remove(&office.id).unwrap_or_default();
        let came = files.iter().map(|file| file.received_on).min().unwrap_or(as_of);
        let late = due_on.map_or(0, |due| (came - due).num_days().max(0));
        let to_mend = files.first().and_then(|file| open.get(&file.id)).copied().unwrap_or_default();
        rows.push(BoardRow {
            peer: peers.get(&office.id).cloned(),
            form: forms.get(&office.id).copied(),
            days_late: u32::try_from(late).unwrap_or(u32::MAX),
            to_mend,
            files,
            agency: AgencyName { id: office.id, short_name: office.short_name, name: office.name },
        });
    }
    let has_sent = |row: &&BoardRow| !row.files.is_empty();
    Ok(Board {
        period: period.code(),
        period_name: reader.words().period(period),
        calendar,
        as_of,
        group,
        group_name,
        due_on,
        sent: rows.iter().filter(has_sent).count() as u32,
        late: rows.iter().filter(has_sent).filter(|row| row.days_late > 0).count() as u32,
        missing: rows.iter().filter(|row| row.files.is_empty()).count() as u32,
        rows,
    })
}

/// How many rows of each file were refused or are not decided yet, by its id; files without such rows are left out.
fn open_rows<'a>(reader: &Reader, files: impl Iterator<Item = &'a BoardFile>) -> Result<HashMap<String, u32>> {
    let mut ids: HashMap<&str, Vec<&str>> = HashMap::new();
    for file in files {
        let column = match file.kind {
            BoardFileKind::Package => "package",
            BoardFileKind::Form => "form",
            BoardFileKind::Sheet => "sheet",
        };
        ids.entry(column).or_default().push(&file.id);
    }
    let mut open = HashMap::new();
    for (column, ids) in ids {
        let sql = format!(
            "SELECT r.{column}, count(DISTINCT r.place || char(31) || r.line) FROM json_each(?1) f CROSS JOIN received_row r ON r.{column} = f.value
             WHERE r.outcome = 'refused' OR r.choice IS NULL OR r.choice = 'later' GROUP BY r.{column}"
        );
        let mut statement = reader.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([json!(ids).to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        open.extend(rows.collect::<rusqlite::Result<Vec<(String, u32)>>>()?);
    }
    Ok(open)
}
