//! Adding, changing and removing indexes and their versions.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::read::{get, id_of, items, version_id};
use super::item::{NewItem, insert_item};
use super::{Composite, CompositeAdd, CompositeEdit, CompositeGetRequest, CompositeVersionAdd, CompositeVersionEdit};
use crate::book::Change;
use crate::document;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::{IdRequest, optional_text, required, taken};

fn next_code(conn: &Connection) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT code FROM composite")?;
    let codes: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let highest = codes.iter().filter_map(|code| code.strip_prefix("BCS")?.parse::<u64>().ok()).max().unwrap_or(0);
    Ok(format!("BCS{:02}", highest + 1))
}

/// Writes one row of an index.
pub fn insert(conn: &Connection, id: &str, code: &str, name: &str, note: Option<String>) -> Result<()> {
    let (code, name) = (required("code", code)?, required("name", name)?);
    conn.execute("INSERT INTO composite (id, code, name, note) VALUES (?1, ?2, ?3, ?4)", params![id, code, name, optional_text(note)])
        .map_err(|error| taken(error, "code", Some(&code)))?;
    Ok(())
}

/// Writes one row of a version. Errors: `composite.year`, `taken` at `year`.
pub fn insert_version(conn: &Connection, id: &str, composite: &str, year: i32, document: Option<&str>, note: Option<String>) -> Result<()> {
    in_reach(year)?;
    conn.execute(
        "INSERT INTO composite_version (id, composite, year, document, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, composite, year, document, optional_text(note)],
    )
    .map_err(|error| taken(error, "year", Some(&year.to_string())))?;
    Ok(())
}

fn in_reach(year: i32) -> Result<()> {
    if (1900..=2199).contains(&year) { Ok(()) } else { Err(Error::input("year", Problem::new("composite.year").with("year", year))) }
}

/// A document by id or code. Errors: `unknown_record` at `document`.
pub fn document_id(conn: &Connection, key: Option<String>) -> Result<Option<String>> {
    match key {
        None => Ok(None),
        Some(key) => match document::find(conn, &key)? {
            Some(id) => Ok(Some(id)),
            None => Err(Error::input("document", Problem::new("unknown_record").with("id", key))),
        },
    }
}

fn code_of(conn: &Connection, id: &str) -> Result<String> {
    Ok(conn.prepare_cached("SELECT code FROM composite WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// Adds an index, with its first version where a year is given.
pub fn add(change: &mut Change, add: CompositeAdd) -> Result<Composite> {
    let code = match add.code.filter(|code| !code.trim().is_empty()) {
        Some(code) => code,
        None => next_code(change.conn)?,
    };
    let id = change.new_id();
    insert(change.conn, &id, &code, &add.name, add.note)?;
    if let Some(year) = add.year {
        insert_version(change.conn, &change.new_id(), &id, year, None, None)?;
    }
    change.about(code_of(change.conn, &id)?);
    get(change, CompositeGetRequest { id, year: None })
}

/// Changes fields of an index.
pub fn edit(change: &mut Change, edit: CompositeEdit) -> Result<Composite> {
    let before = get(change, CompositeGetRequest { id: edit.id, year: None })?.row;
    let code = required("code", &edit.code.unwrap_or(before.code))?;
    let name = required("name", &edit.name.unwrap_or(before.name))?;
    let note = optional_text(edit.note.unwrap_or(before.note));
    change
        .conn
        .execute("UPDATE composite SET code = ?2, name = ?3, note = ?4 WHERE id = ?1", params![before.id, code, name, note])
        .map_err(|error| taken(error, "code", Some(&code)))?;
    change.about(code);
    get(change, CompositeGetRequest { id: before.id, year: None })
}

/// Removes an index with its versions, items and points.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let id = id_of(change.conn, &request.id)?;
    let code = code_of(change.conn, &id)?;
    change.conn.execute("DELETE FROM composite WHERE id = ?1", [&id])?;
    change.about(code);
    Ok(())
}

/// Adds a version; with `copy_from` it begins with the groups, items and weights of that year, without points.
/// Errors: `composite.year` and `taken` at `year`, `composite.no_version` at `copy_from`, `unknown_record` at `document`.
pub fn add_version(change: &mut Change, add: CompositeVersionAdd) -> Result<Composite> {
    let composite = id_of(change.conn, &add.composite)?;
    let source = match add.copy_from {
        None => Vec::new(),
        Some(year) => {
            let from = version_id(change.conn, &composite, year)
                .map_err(|_| Error::input("copy_from", Problem::new("composite.no_version").with("year", year)))?;
            items(change.conn, &from)?
        }
    };
    let version = change.new_id();
    let document = document_id(change.conn, add.document)?;
    insert_version(change.conn, &version, &composite, add.year, document.as_deref(), add.note)?;
    let mut copies: HashMap<&str, String> = HashMap::new();
    for (position, item) in (0..).zip(&source) {
        let id = change.new_id();
        let new = NewItem {
            id: &id,
            composite: &composite,
            version: &version,
            parent: item.parent.as_deref().and_then(|parent| copies.get(parent)).map(String::as_str),
            code: &item.code,
            name: &item.name,
            most: item.most,
            weight: item.weight,
            indicator: item.indicator.as_ref().map(|indicator| indicator.id.as_str()),
            position,
        };
        insert_item(change.conn, &new)?;
        copies.insert(&item.id, id);
    }
    change.about(format!("{} {}", code_of(change.conn, &composite)?, add.year));
    get(change, CompositeGetRequest { id: composite, year: Some(add.year) })
}

/// The index and the year of a version. Errors: not found.
pub fn version(conn: &Connection, id: &str) -> Result<(String, i32)> {
    let mut statement = conn.prepare_cached("SELECT composite, year FROM composite_version WHERE id = ?1")?;
    let found = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "composite_version", id: id.to_owned() })
}

/// Names the act after an index and a year: "DTI 2024".
pub fn about(change: &mut Change, composite: &str, year: i32) -> Result<()> {
    let code = code_of(change.conn, composite)?;
    change.about(format!("{code} {year}"));
    Ok(())
}

/// Changes a version. Errors: `composite.year` and `taken` at `year`, `unknown_record` at `document`.
pub fn edit_version(change: &mut Change, edit: CompositeVersionEdit) -> Result<Composite> {
    let conn = change.conn;
    let (composite, before) = version(conn, &edit.id)?;
    let year = edit.year.unwrap_or(before);
    in_reach(year)?;
    conn.execute("UPDATE composite_version SET year = ?2 WHERE id = ?1", params![edit.id, year])
        .map_err(|error| taken(error, "year", Some(&year.to_string())))?;
    if let Some(document) = edit.document {
        conn.execute("UPDATE composite_version SET document = ?2 WHERE id = ?1", params![edit.id, document_id(conn, document)?])?;
    }
    if let Some(note) = edit.note {
        conn.execute("UPDATE composite_version SET note = ?2 WHERE id = ?1", params![edit.id, optional_text(note)])?;
    }
    about(change, &composite, year)?;
    get(change, CompositeGetRequest { id: composite, year: Some(year) })
}

/// Removes a version with its items and points.
pub fn delete_version(change: &mut Change, request: IdRequest) -> Result<Composite> {
    let (composite, year) = version(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM composite_version WHERE id = ?1", [&request.id])?;
    about(change, &composite, year)?;
    get(change, CompositeGetRequest { id: composite, year: None })
}
