//! Puts an earlier value back: one field as it was before a change, or a row that was removed with what went
//! along with it. An act of its own, so it can itself be taken back; refused calmly where it no longer fits.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::naming::{Image, Names};
use crate::book::Change;
use crate::composite;
use crate::error::{Error, Result};
use crate::period::Calendar;
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::step;
use crate::store::{journal, past};

/// Which earlier value to put back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RestoreRequest {
    /// The change, by its number in the history.
    pub change: i64,
    /// The field; none for a row that was removed.
    pub field: Option<String>,
}

/// Columns that only make sense together: one is never put back without the others.
const TOGETHER: &[(&str, &[&str])] = &[
    ("task", &["scope", "agency_group"]),
    ("progress_note", &["period", "calendar"]),
    ("extension", &["state", "decided_on", "decision", "document"]),
    ("target", &["bound", "value_min", "value_max", "text"]),
    ("observation", &["state", "value", "numerator", "denominator", "text", "qualifier", "reason"]),
    ("indicator", &["baseline_value", "baseline_day"]),
];

/// A change as the journal has it.
struct Line {
    op: i64,
    seq: i64,
    table: &'static str,
    row: String,
    noun: String,
    record: String,
    kind: String,
    before: Image,
}

const LINE: &str = "SELECT op, seq, tbl, row, noun, record, kind, before FROM change";

fn read(row: &rusqlite::Row) -> Result<Line> {
    Ok(Line {
        op: row.get(0)?,
        seq: row.get(1)?,
        table: past::table(&row.get::<_, String>(2)?)?,
        row: row.get(3)?,
        noun: row.get(4)?,
        record: row.get(5)?,
        kind: row.get(6)?,
        before: past::image(row.get::<_, Option<String>>(7)?.as_deref())?,
    })
}

fn lines(conn: &Connection, wanted: &str, value: i64) -> Result<Vec<Line>> {
    let mut statement = conn.prepare_cached(&format!("{LINE} WHERE {wanted} ORDER BY seq DESC"))?;
    let mut rows = statement.query([value])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Puts one field, or a removed row, back as it was before a change.
/// Errors: `restore.no_change`, `restore.was_made`, `restore.same`, `restore.row_gone`, `restore.there_again`,
/// `restore.taken`, `restore.missing`, `restore.no_fit`, `restore.last_lead`, `undo.older_layout`; those of a
/// step's day.
pub fn restore(change: &mut Change, request: RestoreRequest) -> Result<()> {
    let found = lines(change.conn, "seq = ?1", request.change)?.into_iter().next();
    let line = found.ok_or(Error::refused("restore.no_change"))?;
    not_closed(change, &line, request.field.as_deref())?;
    match (line.kind.as_str(), &request.field) {
        ("update", Some(field)) => put_field(change, &line, field)?,
        ("delete", None) => put_rows(change, &line)?,
        ("insert", _) => return Err(Error::refused("restore.was_made")),
        _ => return Err(Error::input("field", Problem::new("restore.no_change"))),
    }
    still_sound(change, &line)?;
    not_closed(change, &line, request.field.as_deref())?;
    let mut names = Names::new(change.conn, change.words());
    let record = names.record(&line.noun, &line.record)?.unwrap_or_default();
    let subject = match &request.field {
        Some(field) => format!("{record} · {}", names.field(line.table, field)),
        None if line.table == line.noun => record,
        None => match names.record(line.table, &line.row)? {
            Some(part) => format!("{record} · {part}"),
            None => record,
        },
    };
    change.about(subject);
    Ok(())
}

/// The columns that only make sense together with `field`, itself among them.
pub fn together(table: &str, field: &str, columns: &[String]) -> Vec<String> {
    if field.starts_with("deadline_") {
        return columns.iter().filter(|column| column.starts_with("deadline_")).cloned().collect();
    }
    let set = TOGETHER.iter().find(|(name, set)| *name == table && set.contains(&field));
    set.map_or_else(|| vec![field.to_owned()], |(_, set)| set.iter().map(|column| (*column).to_owned()).collect())
}

fn put_field(change: &Change, line: &Line, field: &str) -> Result<()> {
    let conn = change.conn;
    let columns = journal::columns(conn, line.table)?;
    if !line.before.contains_key(field) {
        return Err(Error::input("field", Problem::new("restore.no_change")));
    }
    if !columns.iter().any(|column| column == field) {
        return Err(Error::refused("undo.older_layout"));
    }
    let now = past::current(conn, line.table, &line.row)?.ok_or(Error::refused("restore.row_gone"))?;
    let then = past::row_before(conn, line.table, &line.row, line.seq)?;
    let wanted: Vec<(String, String)> = together(line.table, field, &columns)
        .into_iter()
        .filter_map(|column| then.get(&column).map(|value| (column, value.clone())))
        .filter(|(column, value)| now.get(column) != Some(value))
        .collect();
    if wanted.is_empty() {
        return Err(Error::refused("restore.same"));
    }
    set(conn, line.table, &line.row, &wanted)
}

fn set(conn: &Connection, table: &str, row: &str, wanted: &[(String, String)]) -> Result<()> {
    let sets: Vec<String> = wanted.iter().map(|(column, _)| format!("{column} = ?")).collect();
    let mut values = wanted.iter().map(|(_, value)| past::value(value)).collect::<Result<Vec<_>>>()?;
    values.push(row.to_owned().into());
    conn.execute(&format!("UPDATE main.{table} SET {} WHERE id = ?", sets.join(", ")), params_from_iter(values)).map_err(unfit)?;
    Ok(())
}

/// The columns of a table that refer to other tables, with those tables.
fn references(conn: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
    Ok(statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Puts a removed row back, and with it all that went because of it: rows of the same record when the record
/// itself was removed, and rows that refer to one that comes back.
fn put_rows(change: &Change, line: &Line) -> Result<()> {
    let conn = change.conn;
    if past::current(conn, line.table, &line.row)?.is_some() {
        return Err(Error::refused("restore.there_again"));
    }
    let act = lines(conn, "op = ?1", line.op)?;
    let mut back: HashSet<(String, String)> = HashSet::from([(line.table.to_owned(), line.row.clone())]);
    loop {
        let mut more = Vec::new();
        for other in act.iter().filter(|other| other.kind == "delete") {
            if back.contains(&(other.table.to_owned(), other.row.clone())) {
                continue;
            }
            let of_record = back.contains(&(other.noun.clone(), other.record.clone()));
            if of_record || refers_to(conn, other, &back)? {
                more.push((other.table.to_owned(), other.row.clone()));
            }
        }
        if more.is_empty() {
            break;
        }
        back.extend(more);
    }
    // Cascades come in any order: what refers to what is settled when all are back.
    conn.pragma_update(None, "defer_foreign_keys", 1)?;
    for other in &act {
        if other.kind == "delete" && back.contains(&(other.table.to_owned(), other.row.clone())) {
            let columns = journal::columns(conn, other.table)?;
            if other.before.keys().any(|column| !columns.contains(column)) {
                return Err(Error::refused("undo.older_layout"));
            }
            let listed: Vec<&str> = other.before.keys().map(String::as_str).collect();
            let values = other.before.values().map(|value| past::value(value)).collect::<Result<Vec<_>>>()?;
            let marks = vec!["?"; listed.len()].join(", ");
            let sql = format!("INSERT INTO main.{} ({}) VALUES ({marks})", other.table, listed.join(", "));
            conn.execute(&sql, params_from_iter(values)).map_err(unfit)?;
        } else if other.kind == "update" && refers_to(conn, other, &back)? {
            // A link that was only emptied when its row went.
            if let Some(now) = past::current(conn, other.table, &other.row)? {
                let emptied = |column: &String| now.get(column).is_some_and(|value| value == "NULL");
                let wanted: Vec<(String, String)> =
                    other.before.iter().filter(|(column, _)| emptied(column)).map(|(column, value)| (column.clone(), value.clone())).collect();
                if !wanted.is_empty() {
                    set(conn, other.table, &other.row, &wanted)?;
                }
            }
        }
    }
    for table in back.iter().map(|(table, _)| table.clone()).collect::<HashSet<_>>() {
        let mut check = conn.prepare(&format!("PRAGMA foreign_key_check({table})"))?;
        if check.query([])?.next()?.is_some() {
            return Err(Error::refused("restore.missing"));
        }
    }
    Ok(())
}

fn refers_to(conn: &Connection, line: &Line, back: &HashSet<(String, String)>) -> Result<bool> {
    for (column, table) in references(conn, line.table)? {
        let value = line.before.get(&column).and_then(|value| crate::store::literal::shown(value));
        if value.is_some_and(|id| back.contains(&(table, id))) {
            return Ok(true);
        }
    }
    // What stands in the sources is bound to any noun by two columns of its own.
    let text = |column: &str| line.before.get(column).and_then(|value| crate::store::literal::shown(value));
    Ok(text("noun").zip(text("record")).is_some_and(|owner| back.contains(&owner)))
}

/// Why a value no longer fits.
fn unfit(error: rusqlite::Error) -> Error {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    match (error.sqlite_error_code(), error.sqlite_extended_error_code()) {
        (Some(rusqlite::ErrorCode::ConstraintViolation), Some(SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY)) => {
            Error::refused("restore.taken")
        }
        (Some(rusqlite::ErrorCode::ConstraintViolation), Some(SQLITE_CONSTRAINT_FOREIGNKEY)) => Error::refused("restore.missing"),
        (Some(rusqlite::ErrorCode::ConstraintViolation), _) => Error::refused("restore.no_fit"),
        _ => error.into(),
    }
}

/// A figure of a closed period stays as it is, before and after, and means the same. Errors: `period.locked`,
/// `period_lock.holds`.
fn not_closed(change: &Change, line: &Line, field: Option<&str>) -> Result<()> {
    if line.table == "indicator" && matches!(field, Some("unit" | "kind")) {
        return Locks::standing(change.conn)?.allow_meaning(change.conn, change.words(), &line.row);
    }
    let figure = match line.table {
        "observation" => "id = ?1",
        "observation_part" => "id = (SELECT observation FROM observation_part WHERE id = ?1)",
        _ => return Ok(()),
    };
    let sql = format!("SELECT period, calendar, as_of_day FROM observation WHERE {figure}");
    let found: Option<(Option<String>, Calendar, NaiveDate)> =
        change.conn.prepare_cached(&sql)?.query_row([&line.row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    match found {
        Some((period, calendar, day)) => Locks::standing(change.conn)?.allow(change.words(), period.as_deref(), calendar, day),
        None => Ok(()),
    }
}

/// What no table says by itself: a task keeps somebody who leads, or a place for one, the steps of a part follow
/// one another, and points fit the items of their index.
fn still_sound(change: &Change, line: &Line) -> Result<()> {
    if line.table == "step" {
        step::check(change, &line.row).map_err(|error| match error {
            // No field of this request is wrong: the value no longer fits.
            Error::Input { problem, .. } => Error::Refused(problem),
            other => other,
        })?;
    }
    if line.noun == "composite" && !composite::is_sound(change.conn, &line.record)? {
        return Err(Error::refused("restore.no_fit"));
    }
    if line.noun == "task" {
        let sql = "SELECT count(*) FROM assignment WHERE task = ?1 AND role = 'lead'";
        let leads: u32 = change.conn.query_row(sql, [&line.record], |row| row.get(0))?;
        if leads == 0 {
            return Err(Error::refused("restore.last_lead"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    #[test]
    fn columns_that_belong_together_are_there() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        for (_, sql) in migrate::MIGRATIONS {
            conn.execute_batch(sql).unwrap();
        }
        for (table, set) in TOGETHER {
            let columns = journal::columns(&conn, table).unwrap();
            assert!(set.iter().all(|column| columns.iter().any(|known| known == column)), "{table} {set:?}");
            assert!(set.iter().all(|column| together(table, column, &columns) == *set), "{table}: in one set only");
        }
    }
}
