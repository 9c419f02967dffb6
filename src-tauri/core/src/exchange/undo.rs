//! Takes an import back at any later time, as an act of its own that can itself be taken back. Where later edits
//! touched the same fields, or rest on what came, they are listed and a person says whether they go too or stay.
//! A later package of the same office rests on this one and has to be taken back first. What is only noted of files
//! that came is nobody's work: where a later import noted something else, that stays and is not asked about.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Change};
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::history::Names;
use crate::problem::Problem;
use crate::store::journal;
use crate::store::past::{self, Image};

/// What becomes of later edits of the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LaterEdits {
    /// They go too.
    TakeBack,
    /// They stay, and so does what they rest on.
    Keep,
}

/// An import to take back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeUndo {
    /// The act, by its number in the history.
    pub op: i64,
    /// What becomes of later edits; where there are any, something must be said.
    pub later: Option<LaterEdits>,
}

/// A later edit that is in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LaterEdit {
    /// The table.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// What a person calls it.
    pub label: String,
    /// The fields, by name; none when the whole row is meant.
    pub fields: Vec<String>,
}

/// What taking an import back would meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ExchangeUndoPlan {
    /// Rows of the book that would be as they were.
    pub rows: u32,
    /// Later edits in the way.
    pub later: Vec<LaterEdit>,
}

/// What is noted of an import besides the rows that came in it.
const KEPT: &[&str] = &["exchange_base", "exchange_choice", "package_received", "form_received", "sheet_received", "sheet_mapping", "received_row"];

/// What is noted of a file and how it was read: of these a later import may have noted something else.
const NOTES: &[&str] = &["received_row", "sheet_mapping"];

/// What an act did to one row.
struct Done {
    table: &'static str,
    row: String,
    /// The columns that it changed; none when it made or removed the row.
    columns: Option<HashSet<String>>,
    before: Option<Image>,
    after: Option<Image>,
}

/// Every row that an act touched, in the order in which it did.
fn done_by(change: &Change, op: i64) -> Result<Vec<Done>> {
    let conn = change.conn;
    let since: HashMap<(&'static str, String), past::Touched> =
        past::since(conn, op)?.into_iter().map(|touched| ((touched.table, touched.row.clone()), touched)).collect();
    let mut statement = conn.prepare_cached("SELECT seq, tbl, row, kind, before FROM change WHERE op = ?1 ORDER BY seq")?;
    let mut rows = statement.query([op])?;
    let mut found: Vec<Done> = Vec::new();
    let mut places: HashMap<(&'static str, String), usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (table, id, kind) = (past::table(&row.get::<_, String>(1)?)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
        let changed = past::image(row.get::<_, Option<String>>(4)?.as_deref())?;
        let key = (table, id.clone());
        if let Some(known) = places.get(&key).and_then(|at| found.get_mut(*at)) {
            match (&mut known.columns, kind.as_str()) {
                (Some(columns), "update") => columns.extend(changed.into_keys()),
                (columns, _) => *columns = None,
            }
            continue;
        }
        let before = if kind == "insert" { None } else { Some(past::row_before(conn, table, &id, row.get(0)?)?) };
        let after = match since.get(&key) {
            Some(touched) => touched.image(conn)?,
            None => past::current(conn, table, &id)?,
        };
        places.insert(key, found.len());
        found.push(Done { table, row: id, columns: (kind == "update").then(|| changed.into_keys().collect()), before, after });
    }
    Ok(found)
}

impl Done {
    /// The columns in which the row is no longer as the act left it; `*` for the row as a whole.
    fn differs(&self, now: Option<&Image>) -> Vec<String> {
        match (&self.columns, &self.after, now) {
            (Some(columns), Some(after), Some(now)) => columns.iter().filter(|column| after.get(*column) != now.get(*column)).cloned().collect(),
            (_, after, now) if after.as_ref() == now => Vec::new(),
            _ => vec!["*".to_owned()],
        }
    }

    /// Puts the row back as it was before the act.
    fn put_back(&self, change: &Change, now: Option<&Image>) -> Result<()> {
        let (conn, table) = (change.conn, self.table);
        match (&self.before, now) {
            (None, _) => drop(conn.execute(&format!("DELETE FROM main.{table} WHERE id = ?1"), [&self.row])?),
            (Some(before), None) => {
                let columns: Vec<&str> = before.keys().map(String::as_str).collect();
                let values = before.values().map(|value| past::value(value)).collect::<Result<Vec<_>>>()?;
                let marks = vec!["?"; columns.len()].join(", ");
                conn.execute(&format!("INSERT INTO main.{table} ({}) VALUES ({marks})", columns.join(", ")), params_from_iter(values)).map_err(taken)?;
            }
            (Some(before), Some(_)) => {
                let wanted: BTreeMap<&String, &String> =
                    before.iter().filter(|(column, _)| self.columns.as_ref().is_none_or(|columns| columns.contains(*column))).collect();
                let sets: Vec<String> = wanted.keys().map(|column| format!("{column} = ?")).collect();
                let mut values = wanted.values().map(|value| past::value(value)).collect::<Result<Vec<_>>>()?;
                values.push(self.row.clone().into());
                conn.execute(&format!("UPDATE main.{table} SET {} WHERE id = ?", sets.join(", ")), params_from_iter(values)).map_err(taken)?;
            }
        }
        Ok(())
    }
}

/// A code that another record has taken since.
fn taken(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => Error::refused("exchange.taken"),
        _ => error.into(),
    }
}

/// Takes an import back. Answers how many rows are as they were, and the later edits that were met.
fn take_back(change: &mut Change, op: i64, later: Option<LaterEdits>) -> Result<ExchangeUndoPlan> {
    let conn = change.conn;
    let sql = "SELECT subject FROM op WHERE seq = ?1 AND command = 'exchange_apply' AND kind <> 'undo' AND reverted_by IS NULL";
    let subject: Option<String> = conn.query_row(sql, [op], |row| row.get(0)).optional()?;
    let subject = subject.ok_or(Error::refused("exchange.no_import"))?;
    let done = done_by(change, op)?;
    let own: HashSet<(&str, &str)> = done.iter().map(|one| (one.table, one.row.as_str())).collect();
    conn.pragma_update(None, "defer_foreign_keys", 1)?;
    let mut met = Vec::new();
    let mut rows = 0;
    let mut names = Names::new(conn, change.words());
    for one in done.iter().rev() {
        let now = past::current(conn, one.table, &one.row)?;
        let differs = one.differs(now.as_ref());
        if !differs.is_empty() {
            if ["exchange_base", "package_received"].contains(&one.table) {
                return Err(Error::refused("exchange.later_package"));
            }
            if NOTES.contains(&one.table) {
                continue;
            }
            let image = now.as_ref().or(one.after.as_ref()).or(one.before.as_ref());
            met.push(LaterEdit {
                table: one.table.to_owned(),
                noun: change.words().get(&format!("noun.{}", one.table)),
                label: image.map(|image| names.label(one.table, image)).transpose()?.unwrap_or_default(),
                fields: differs.iter().filter(|column| *column != "*").map(|column| names.field(one.table, column)).collect(),
            });
            if later == Some(LaterEdits::Keep) {
                continue;
            }
        }
        one.put_back(change, now.as_ref())?;
        rows += u32::from(!KEPT.contains(&one.table));
    }
    let kept = met.len();
    met.extend(take_along(change, op, &own, &mut names)?);
    if later == Some(LaterEdits::Keep) && met.len() > kept {
        return Err(Error::refused("exchange.rests_on_it"));
    }
    change.about(subject);
    Ok(ExchangeUndoPlan { rows, later: met })
}

/// Takes along what was done since and rests on what came: rows that only stand with it go, and a column that came to
/// name it says again what it said. Errors: `exchange.rests_on_it` where that is not enough.
fn take_along(change: &Change, op: i64, own: &HashSet<(&str, &str)>, names: &mut Names) -> Result<Vec<LaterEdit>> {
    let conn = change.conn;
    let edit = |names: &mut Names, table: &str, image: &Image, fields: Vec<String>| -> Result<LaterEdit> {
        Ok(LaterEdit { table: table.to_owned(), noun: change.words().get(&format!("noun.{table}")), label: names.label(table, image)?, fields })
    };
    let mut met = Vec::new();
    let mut seen = HashSet::new();
    let mut since: Option<HashMap<(&'static str, String), past::Touched>> = None;
    loop {
        let dangling = dangling(conn)?;
        if dangling.is_empty() {
            break;
        }
        if since.is_none() {
            since = Some(past::since(conn, op)?.into_iter().map(|touched| ((touched.table, touched.row.clone()), touched)).collect());
        }
        for (table, row, column) in dangling {
            // What the import itself did, and what stood just so before, is nothing that was done since.
            let touched = since.as_ref().and_then(|since| since.get(&(table, row.clone()))).filter(|_| !own.contains(&(table, row.as_str())));
            let touched = touched.filter(|_| seen.insert((table, row.clone(), column.clone()))).ok_or(Error::refused("exchange.rests_on_it"))?;
            match touched.image(conn)? {
                None => drop(conn.execute(&format!("DELETE FROM main.{table} WHERE id = ?1"), [&row])?),
                Some(said) => {
                    let value = said.get(&column).map_or(Ok(rusqlite::types::Value::Null), |said| past::value(said))?;
                    conn.execute(&format!("UPDATE main.{table} SET {column} = ?1 WHERE id = ?2"), rusqlite::params![value, row]).map_err(taken)?;
                    let field = names.field(table, &column);
                    met.push(edit(names, table, &said, vec![field])?);
                }
            }
        }
    }
    let mut statement = conn.prepare_cached("SELECT DISTINCT tbl, row, before FROM change WHERE op = (SELECT seq FROM open_op) AND kind = 'delete'")?;
    let gone = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?)))?;
    for line in gone {
        let (table, row, before) = line?;
        if !NOTES.contains(&table.as_str()) && !own.contains(&(table.as_str(), row.as_str())) {
            met.push(edit(names, &table, &past::image(before.as_deref())?, Vec::new())?);
        }
    }
    Ok(met)
}

/// The columns that name a row which is there no more: table, row, column. Only tables that this act touched are looked
/// at, and those that refer to them; no other can have lost anything.
fn dangling(conn: &Connection) -> Result<Vec<(&'static str, String, String)>> {
    let touched: HashSet<String> = conn
        .prepare_cached("SELECT DISTINCT tbl FROM change WHERE op = (SELECT seq FROM open_op)")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for table in journal::TABLES.iter().map(|table| table.name) {
        let keys: HashMap<i64, (String, String)> = conn
            .prepare_cached("SELECT id, \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?
            .query_map([table], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
            .collect::<rusqlite::Result<_>>()?;
        if !touched.contains(table) && !keys.values().any(|(_, target)| touched.contains(target)) {
            continue;
        }
        let mut check = conn.prepare(&format!("PRAGMA foreign_key_check({table})"))?;
        let broken: Vec<(i64, i64)> = check.query_map([], |row| Ok((row.get(1)?, row.get(3)?)))?.collect::<rusqlite::Result<_>>()?;
        for (rowid, key) in broken {
            let row = conn.query_row(&format!("SELECT id FROM main.{table} WHERE rowid = ?1"), [rowid], |row| row.get(0))?;
            let (column, _) = keys.get(&key).ok_or_else(|| Error::Damaged(format!("key {key} of {table}")))?;
            found.push((table, row, column.clone()));
        }
    }
    Ok(found)
}

/// Says what taking an import back would meet; nothing is kept. Errors: `exchange.no_import`, `exchange.later_package`.
pub fn plan(desk: &Desk, book: &Book, request: ExchangeUndo, _: &dyn Watcher) -> Result<ExchangeUndoPlan> {
    book.try_out(&desk.asking(), |change| take_back(change, request.op, request.later))
}

/// Takes an import back. Errors: `exchange.changed_since` when later edits are in the way and nothing was said of
/// them; `exchange.no_import`, `exchange.later_package`; `exchange.rests_on_it` when what stays needs what goes.
pub fn undo(change: &mut Change, request: ExchangeUndo) -> Result<ExchangeUndoPlan> {
    let taken = take_back(change, request.op, request.later)?;
    if request.later.is_none() && !taken.later.is_empty() {
        return Err(Error::Refused(Problem::new("exchange.changed_since").with("count", taken.later.len())));
    }
    Ok(taken)
}
