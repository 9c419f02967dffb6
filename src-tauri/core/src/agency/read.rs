//! Loads agencies, their names and successions.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Agency, AgencyListRequest, AgencyName, AgencyRow, Succession};
use crate::book::Reader;
use crate::citation;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text;
use crate::wire::IdRequest;

/// The short and full name of an agency.
pub fn name(conn: &Connection, id: &str) -> Result<AgencyName> {
    let mut statement = conn.prepare_cached("SELECT id, short_name, name FROM agency WHERE id = ?1")?;
    let found = statement.query_row([id], read_name).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "agency", id: id.to_owned() })
}

fn read_name(row: &Row) -> rusqlite::Result<AgencyName> {
    Ok(AgencyName { id: row.get(0)?, short_name: row.get(1)?, name: row.get(2)? })
}

/// The names of all agencies by id.
pub fn names(conn: &Connection) -> Result<HashMap<String, AgencyName>> {
    let mut statement = conn.prepare_cached("SELECT id, short_name, name FROM agency")?;
    let rows = statement.query_map([], read_name)?;
    rows.map(|row| row.map(|name| (name.id.clone(), name)).map_err(Error::from)).collect()
}

/// The id behind an id or an official code.
pub fn find(conn: &Connection, id_or_code: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT id FROM agency WHERE id = ?1 OR code = ?1")?;
    Ok(statement.query_row([id_or_code], |row| row.get(0)).optional()?)
}

/// Every agency in the order in which official lists name them: by kind, by area code, by name.
pub fn in_official_order(reader: &Reader) -> Result<Vec<AgencyRow>> {
    let mut rows = list(reader, AgencyListRequest::default())?;
    // The list is in alphabetical order already, and that order stays among equals.
    let no_code = |row: &AgencyRow| row.area_code.is_none();
    rows.sort_by(|a, b| (a.kind, no_code(a), &a.area_code).cmp(&(b.kind, no_code(b), &b.area_code)));
    Ok(rows)
}

/// Which agency became which until a day, or ever, by id: all of it or its main part. An agency that took over some
/// part of another's work does not continue the other.
pub fn continued(conn: &Connection, until: Option<NaiveDate>) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT from_agency, to_agency FROM agency_succession WHERE part <> 'part' AND (?1 IS NULL OR on_day <= ?1) ORDER BY on_day, id",
    )?;
    let rows = statement.query_map([until], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const SELECT: &str = "SELECT a.id, a.code, a.area_code, a.name, a.short_name, a.kind, a.parent, a.valid_from, a.valid_to, a.note,
    (SELECT json_group_array(t.short_name) FROM agency_succession s JOIN agency t ON t.id = s.to_agency WHERE s.from_agency = a.id),
    (SELECT json_group_array(m.agency_group) FROM agency_group_member m WHERE m.agency = a.id)
    FROM agency a";

fn read(row: &Row) -> rusqlite::Result<AgencyRow> {
    let list = |index: usize| -> rusqlite::Result<Vec<String>> {
        serde_json::from_str(row.get_ref(index)?.as_str()?)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error)))
    };
    Ok(AgencyRow {
        id: row.get(0)?,
        code: row.get(1)?,
        area_code: row.get(2)?,
        name: row.get(3)?,
        short_name: row.get(4)?,
        kind: row.get(5)?,
        parent: row.get(6)?,
        valid_from: row.get(7)?,
        valid_to: row.get(8)?,
        note: row.get(9)?,
        successors: list(10)?,
        groups: list(11)?,
    })
}

/// Agencies in Vietnamese alphabetical order.
pub fn list(reader: &Reader, request: AgencyListRequest) -> Result<Vec<AgencyRow>> {
    let wanted = text::fold(request.text.as_deref().unwrap_or_default());
    let mut statement = reader.conn.prepare_cached(&format!(
        "{SELECT} WHERE (?1 = '' OR instr(fold(a.name || ' ' || a.short_name || ' ' || coalesce(a.code, '')), ?1) > 0)
           AND (?2 IS NULL OR (coalesce(a.valid_from, '') <= ?2 AND coalesce(a.valid_to, '9999') >= ?2))
           AND (?3 IS NULL OR EXISTS (SELECT 1 FROM agency_group_member m JOIN agency_group g ON g.id = m.agency_group
                                      WHERE m.agency = a.id AND (g.id = ?3 OR g.key = ?3)))
           AND (?4 IS NULL OR a.kind = ?4)"
    ))?;
    let on = request.on.map(|day| day.0);
    let rows = statement.query_map(params![wanted, on, request.group, request.kind], read)?;
    let mut rows: Vec<AgencyRow> = rows.collect::<rusqlite::Result<_>>()?;
    let order = reader.order()?;
    rows.sort_by(|a, b| order.compare(&a.name, &b.name).then_with(|| a.valid_from.cmp(&b.valid_from)));
    Ok(rows)
}

fn successions(conn: &Connection, column: &str, id: &str) -> Result<Vec<Succession>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.id, f.id, f.short_name, f.name, t.id, t.short_name, t.name, s.on_day, s.part, s.note
         FROM agency_succession s JOIN agency f ON f.id = s.from_agency JOIN agency t ON t.id = s.to_agency
         WHERE s.{column} = ?1 ORDER BY s.on_day, t.name, f.name"
    ))?;
    let rows = statement.query_map([id], |row| {
        Ok(Succession {
            id: row.get(0)?,
            from: AgencyName { id: row.get(1)?, short_name: row.get(2)?, name: row.get(3)? },
            to: AgencyName { id: row.get(4)?, short_name: row.get(5)?, name: row.get(6)? },
            on_day: row.get(7)?,
            part: row.get(8)?,
            note: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One agency with its history, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Agency> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 OR a.code = ?1"))?;
    let row = statement.query_row([&request.id], read).optional()?.ok_or(Error::NotFound { noun: "agency", id: request.id })?;
    Ok(Agency {
        predecessors: successions(reader.conn, "to_agency", &row.id)?,
        succeeded_by: successions(reader.conn, "from_agency", &row.id)?,
        citations: citation::of(reader.conn, "agency", &row.id)?,
        row,
    })
}

/// Refuses an agency that is not there, at the field that named it. Errors: `unknown_record`.
pub fn known(conn: &Connection, field: &str, id: Option<&str>) -> Result<()> {
    match id {
        None => Ok(()),
        Some(id) => match name(conn, id) {
            Err(Error::NotFound { .. }) => Err(Error::input(field, Problem::new("unknown_record").with("id", id))),
            other => other.map(|_| ()),
        },
    }
}
