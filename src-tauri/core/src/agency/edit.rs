//! Adding, changing and removing agencies and successions.

use rusqlite::{Connection, OptionalExtension, params};

use super::read::{get, known, name};
use super::{Agency, AgencyAdd, AgencyEdit, AgencyRow, SuccessionAdd, Tree};
use crate::book::Change;
use crate::citation;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::{Empty, IdRequest, optional, optional_text, required, set, taken};

/// Reads an identifier: groups of A–Z and 0–9 between dots, 35 characters at most, left to right
/// (QĐ 20/2020/QĐ-TTg). The older form of QCVN 102:2016, `000.00.00.H49`, comes out as `H49`.
/// Errors: `agency.bad_code`.
pub fn read_code(code: &str) -> std::result::Result<String, Problem> {
    let bad = || Problem::new("agency.bad_code").with("code", code);
    let upper = code.trim().to_ascii_uppercase();
    let mut groups: Vec<&str> = upper.split('.').collect();
    let sound = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    if !sound || upper.len() > 35 {
        return Err(bad());
    }
    let backwards = groups.len() > 1 && groups.first().is_some_and(|group| group.bytes().all(|b| b.is_ascii_digit()));
    if backwards {
        groups.retain(|group| group.bytes().any(|b| b != b'0'));
        groups.reverse();
    }
    if groups.first().is_none_or(|group| !group.starts_with(|c: char| c.is_ascii_uppercase())) {
        return Err(bad());
    }
    Ok(groups.join("."))
}

/// Cleans the text of an agency and reads its code. Errors at the field.
pub fn cleaned(mut row: AgencyRow) -> Result<AgencyRow> {
    row.name = required("name", &row.name)?;
    row.short_name = required("short_name", &row.short_name)?;
    row.code = optional(row.code).map(|code| read_code(&code)).transpose().map_err(|problem| Error::input("code", problem))?;
    row.area_code = optional(row.area_code);
    row.note = optional_text(row.note);
    if let (Some(from), Some(to)) = (row.valid_from, row.valid_to)
        && to < from
    {
        return Err(Error::input("valid_to", Problem::new("day.before_start")));
    }
    Ok(row)
}

/// Refuses an agency that could not have been entered as it stands. Errors: those of [`cleaned`]; `agency.own_parent`.
pub fn sound(change: &Change, id: &str) -> Result<()> {
    let row = get(change, IdRequest { id: id.to_owned() })?.row;
    let (code, parent) = (row.code.clone(), row.parent.clone());
    if cleaned(row)?.code != code {
        return Err(Error::input("code", Problem::new("agency.bad_code").with("code", code.unwrap_or_default())));
    }
    let tree = Tree::of(change.conn)?;
    if parent.is_some_and(|parent| tree.is_under(&parent, id)) {
        return Err(Error::input("parent", Problem::new("agency.own_parent")));
    }
    Ok(())
}

/// Writes an agency, cleaned already: a new row, or the changed fields of the one that is there. `key` is the
/// slug of a seeded agency and stays.
pub fn write(conn: &Connection, key: Option<&str>, row: &AgencyRow) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO agency (id, key, code, area_code, name, short_name, kind, parent, valid_from, valid_to, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, area_code = excluded.area_code, name = excluded.name,
           short_name = excluded.short_name, kind = excluded.kind, parent = excluded.parent, valid_from = excluded.valid_from,
           valid_to = excluded.valid_to, note = excluded.note",
    )?
    .execute(params![
        row.id, key, row.code, row.area_code, row.name, row.short_name, row.kind, row.parent, row.valid_from, row.valid_to, row.note
    ])
    .map_err(|error| taken(error, "code", row.code.as_deref()))?;
    Ok(())
}

/// Adds an agency.
pub fn add(change: &mut Change, add: AgencyAdd) -> Result<Agency> {
    let row = cleaned(AgencyRow {
        id: change.new_id(),
        code: add.code,
        area_code: add.area_code,
        short_name: add.short_name.unwrap_or_else(|| add.name.clone()),
        name: add.name,
        kind: add.kind,
        parent: add.parent,
        valid_from: add.valid_from.map(|day| day.0),
        valid_to: add.valid_to.map(|day| day.0),
        note: add.note,
        successors: Vec::new(),
        groups: Vec::new(),
    })?;
    known(change.conn, "parent", row.parent.as_deref())?;
    write(change.conn, None, &row)?;
    change.about(&row.short_name);
    get(change, IdRequest { id: row.id })
}

/// Changes fields of an agency.
pub fn edit(change: &mut Change, edit: AgencyEdit) -> Result<Agency> {
    let mut row = get(change, IdRequest { id: edit.id })?.row;
    set(&mut row.name, edit.name);
    set(&mut row.short_name, edit.short_name);
    set(&mut row.kind, edit.kind);
    set(&mut row.code, edit.code);
    set(&mut row.area_code, edit.area_code);
    set(&mut row.parent, edit.parent);
    set(&mut row.valid_from, edit.valid_from.map(|day| day.map(|day| day.0)));
    set(&mut row.valid_to, edit.valid_to.map(|day| day.map(|day| day.0)));
    set(&mut row.note, edit.note);
    let row = cleaned(row)?;
    known(change.conn, "parent", row.parent.as_deref())?;
    write(change.conn, None, &row)?;
    if let Some(citations) = edit.citations {
        citation::replace(change, "agency", &row.id, &citations)?;
    }
    change.about(&row.short_name);
    get(change, IdRequest { id: row.id })
}

/// Removes an agency that no task, figure or other agency names. Errors: `agency.in_use`.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let agency = get(change, request)?.row;
    let office = crate::setting::list(change, Empty {})?.office.is_some_and(|office| office.id == agency.id);
    let used: u32 = change.conn.query_row(
        "SELECT (SELECT count(*) FROM assignment WHERE agency = ?1) + (SELECT count(*) FROM observation WHERE agency = ?1)
              + (SELECT count(*) FROM target WHERE agency = ?1) + (SELECT count(*) FROM composite_score WHERE agency = ?1)
              + (SELECT count(*) FROM agency WHERE parent = ?1) + (SELECT count(*) FROM peer WHERE agency = ?1)",
        [&agency.id],
        |row| row.get(0),
    )?;
    if used > 0 || office {
        return Err(Error::Refused(Problem::new("agency.in_use").with("name", &agency.short_name).with("count", used + u32::from(office))));
    }
    citation::remove(change.conn, "agency", &agency.id)?;
    change.conn.execute("DELETE FROM agency WHERE id = ?1", [&agency.id])?;
    change.about(agency.short_name);
    Ok(())
}

/// Notes that one agency continues another.
pub fn add_succession(change: &mut Change, add: SuccessionAdd) -> Result<Agency> {
    known(change.conn, "from", Some(&add.from))?;
    known(change.conn, "to", Some(&add.to))?;
    if add.from == add.to {
        return Err(Error::input("to", Problem::new("agency.own_successor")));
    }
    insert_succession(change.conn, &change.new_id(), &add)?;
    let agency = get(change, IdRequest { id: add.from })?;
    change.about(&agency.row.short_name);
    Ok(agency)
}

/// Writes one succession row.
pub fn insert_succession(conn: &Connection, id: &str, add: &SuccessionAdd) -> Result<()> {
    conn.execute(
        "INSERT INTO agency_succession (id, from_agency, to_agency, on_day, part, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, add.from, add.to, add.on_day.0, add.part, optional_text(add.note.clone())],
    )
    .map_err(|error| taken(error, "to", Some(&add.to)))?;
    Ok(())
}

/// Takes a succession back out.
pub fn delete_succession(change: &mut Change, request: IdRequest) -> Result<()> {
    let from = change
        .conn
        .query_row("DELETE FROM agency_succession WHERE id = ?1 RETURNING from_agency", [&request.id], |row| row.get::<_, String>(0))
        .optional()?
        .ok_or(Error::NotFound { noun: "agency_succession", id: request.id })?;
    let from = name(change.conn, &from)?.short_name;
    change.about(from);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_in_both_directions() {
        for (text, expect) in [("G12.18", "G12.18"), ("h49", "H49"), ("000.00.00.H49", "H49"), ("000.00.15.H49", "H49.15"), (" G14 ", "G14")] {
            assert_eq!(read_code(text).as_deref(), Ok(expect), "{text}");
        }
        for text in ["", "12", "G12..1", "Đ12", "G 12", "000.00", "A23456789012345678901234567890123456"] {
            assert_eq!(read_code(text).map_err(|p| p.code), Err("agency.bad_code"), "{text}");
        }
    }
}
