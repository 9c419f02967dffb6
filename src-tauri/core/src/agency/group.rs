//! Groups of agencies, such as "63 địa phương": whom a common task addresses.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::read::{continued, in_official_order, known};
use super::{AgencyGroup, AgencyGroupAdd, AgencyGroupEdit, AgencyGroupSuccessorsRequest, AgencyName};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text;
use crate::wire::{Empty, IdRequest, optional_text, required, set, taken};

/// The agencies of a group, in the order of their names.
pub fn members(conn: &Connection, group: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.agency FROM agency_group_member m JOIN agency a ON a.id = m.agency WHERE m.agency_group = ?1
         ORDER BY a.kind, a.area_code IS NULL, a.area_code, fold(a.name), a.name",
    )?;
    Ok(statement.query_map([group], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// All groups.
pub fn list_groups(reader: &Reader, _: Empty) -> Result<Vec<AgencyGroup>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT g.id, g.key, g.name, g.expected_count, g.note, count(m.agency), max(a.valid_from), min(a.valid_to)
         FROM agency_group g LEFT JOIN agency_group_member m ON m.agency_group = g.id LEFT JOIN agency a ON a.id = m.agency GROUP BY g.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(AgencyGroup {
            id: row.get(0)?,
            key: row.get(1)?,
            name: row.get(2)?,
            expected_count: row.get(3)?,
            note: row.get(4)?,
            members: row.get(5)?,
            from_day: row.get(6)?,
            to_day: row.get(7)?,
        })
    })?;
    let mut groups: Vec<AgencyGroup> = rows.collect::<rusqlite::Result<_>>()?;
    let order = reader.order()?;
    groups.sort_by(|a, b| order.compare(&a.name, &b.name));
    Ok(groups)
}

/// One group, by id or key.
pub fn get_group(reader: &Reader, request: IdRequest) -> Result<AgencyGroup> {
    let found = list_groups(reader, Empty {})?.into_iter().find(|group| group.id == request.id || group.key == request.id);
    found.ok_or(Error::NotFound { noun: "agency_group", id: request.id })
}

/// Adds a group. Its key is made from its name.
pub fn add_group(change: &mut Change, add: AgencyGroupAdd) -> Result<AgencyGroup> {
    let name = required("name", &add.name)?;
    let id = change.new_id();
    // A name without Latin letters has no slug; its id serves.
    let key = Some(slug(&name)).filter(|key| !key.is_empty()).unwrap_or_else(|| id.clone());
    let group = AgencyGroup { id: id.clone(), key, name, expected_count: add.expected_count, note: optional_text(add.note), members: 0, from_day: None, to_day: None };
    insert_group(change.conn, &group)?;
    let name = group.name;
    set_members(change, &id, &add.members.unwrap_or_default())?;
    change.about(&name);
    get_group(change, IdRequest { id })
}

/// Writes one group row.
pub fn insert_group(conn: &Connection, group: &AgencyGroup) -> Result<()> {
    conn.execute(
        "INSERT INTO agency_group (id, key, name, expected_count, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![group.id, group.key, group.name, group.expected_count, group.note],
    )
    .map_err(|error| taken(error, "name", Some(&group.name)))?;
    Ok(())
}

/// Writes one membership row.
pub fn insert_member(conn: &Connection, id: &str, group: &str, agency: &str) -> Result<()> {
    conn.prepare_cached("INSERT INTO agency_group_member (id, agency_group, agency) VALUES (?1, ?2, ?3)")?.execute([id, group, agency])?;
    Ok(())
}

/// The agencies that stand in for a group on a day: its members that still exist, and in the place of each
/// other one those that continue it, through however many changes.
pub fn successors(reader: &Reader, request: AgencyGroupSuccessorsRequest) -> Result<Vec<AgencyName>> {
    let conn = reader.conn;
    let day = reader.as_of(request.on_day);
    let group = group_id(conn, "agency_group", &request.agency_group)?;
    let next = continued(conn, Some(day))?;
    let agencies = in_official_order(reader)?;
    let ended = |id: &str| agencies.iter().any(|agency| agency.id == id && agency.valid_to.is_some_and(|to| to < day));
    let (mut open, mut seen, mut found) = (members(conn, &group)?, HashSet::new(), HashSet::new());
    while let Some(one) = open.pop() {
        if !seen.insert(one.clone()) {
            continue;
        }
        if ended(&one) {
            open.extend(next.iter().filter(|(from, _)| *from == one).map(|(_, to)| to.clone()));
        } else {
            found.insert(one);
        }
    }
    let there = agencies.into_iter().filter(|agency| found.contains(&agency.id));
    Ok(there.map(AgencyName::from).collect())
}

/// How many agencies a group has by its source, named or not.
pub fn expected(conn: &Connection, group: &str) -> Result<u32> {
    let sql = "SELECT coalesce(expected_count, 0) FROM agency_group WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([group], |row| row.get(0))?)
}

/// The id of a group by id or key. Errors: `unknown_record` at `field`.
pub fn group_id(conn: &Connection, field: &str, id_or_key: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM agency_group WHERE id = ?1 OR key = ?1")?;
    let found = statement.query_row([id_or_key], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::input(field, Problem::new("unknown_record").with("id", id_or_key)))
}

/// A key from a name: lower case ASCII and hyphens.
pub fn slug(name: &str) -> String {
    let folded = text::fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Changes a group.
pub fn edit_group(change: &mut Change, edit: AgencyGroupEdit) -> Result<AgencyGroup> {
    let mut group = get_group(change, IdRequest { id: edit.id })?;
    set(&mut group.name, edit.name);
    set(&mut group.expected_count, edit.expected_count);
    set(&mut group.note, edit.note);
    change.conn.execute(
        "UPDATE agency_group SET name = ?2, expected_count = ?3, note = ?4 WHERE id = ?1",
        params![group.id, required("name", &group.name)?, group.expected_count, optional_text(group.note)],
    )?;
    if let Some(members) = edit.members {
        set_members(change, &group.id, &members)?;
    }
    change.about(&group.name);
    get_group(change, IdRequest { id: group.id })
}

/// Removes a group that no task addresses or once addressed, and no target or indicator names. Errors: `agency_group.in_use`.
pub fn delete_group(change: &mut Change, request: IdRequest) -> Result<()> {
    let group = get_group(change, request)?;
    let sql = "SELECT (SELECT count(*) FROM (SELECT id FROM task WHERE agency_group = ?1
                       UNION SELECT task FROM regrouping WHERE from_group = ?1 OR to_group = ?1))
               + (SELECT count(*) FROM target WHERE agency_group = ?1) + (SELECT count(*) FROM indicator WHERE reporters = ?1)";
    let used: u32 = change.conn.query_row(sql, [&group.id], |row| row.get(0))?;
    if used > 0 {
        return Err(Error::Refused(Problem::new("agency_group.in_use").with("name", &group.name).with("count", used)));
    }
    change.conn.execute("DELETE FROM agency_group WHERE id = ?1", [&group.id])?;
    change.about(group.name);
    Ok(())
}

fn set_members(change: &Change, group: &str, members: &[String]) -> Result<()> {
    let before = self::members(change.conn, group)?;
    for gone in before.iter().filter(|agency| !members.contains(agency)) {
        change.conn.execute("DELETE FROM agency_group_member WHERE agency_group = ?1 AND agency = ?2", [group, gone])?;
    }
    for (row, agency) in members.iter().enumerate().filter(|(_, agency)| !before.contains(agency)) {
        known(change.conn, &format!("members[{row}]"), Some(agency))?;
        // The same agency named twice in a request is one member.
        if !members.iter().take(row).any(|earlier| earlier == agency) {
            insert_member(change.conn, &change.new_id(), group, agency)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain() {
        assert_eq!(slug("34 tỉnh, thành phố"), "34-tinh-thanh-pho");
    }
}
