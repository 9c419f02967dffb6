//! Frameworks (khung) with their groups (nhóm) and focus areas (nội dung). 3+5 is the one that ships;
//! an office may hold several.

use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::citation::{self, Citation};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::{Empty, IdRequest, Patch, optional_text, required, set, taken};

/// A focus area as it is named in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FocusAreaName {
    /// Its id.
    pub id: String,
    /// For files and commands: DM2.
    pub code: String,
    /// As shown: ĐM2.
    pub mark: String,
    /// For charts: Hạ tầng số, nền tảng số.
    pub short_name: String,
}

/// A focus area with its wordings.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FocusArea {
    /// How it is named.
    #[serde(flatten)]
    pub name: FocusAreaName,
    /// The official wording taken as base.
    pub statement: String,
    /// Where it stands, with every wording.
    pub citations: Vec<Citation>,
}

/// A group of focus areas.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FocusGroup {
    /// Its id.
    pub id: String,
    /// Its code: TC, DM.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its focus areas in official order.
    pub areas: Vec<FocusArea>,
}

/// A framework.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Framework {
    /// Its id.
    pub id: String,
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// A remark.
    pub note: Option<String>,
    /// Its groups in official order.
    pub groups: Vec<FocusGroup>,
}

/// A framework to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FrameworkAdd {
    /// Its name.
    pub name: String,
    /// A remark.
    pub note: Option<String>,
    /// Its groups in order.
    pub groups: Vec<FocusGroupAdd>,
}

/// A group of a framework to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FocusGroupAdd {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its focus areas in order.
    pub areas: Vec<FocusAreaAdd>,
}

/// A focus area to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FocusAreaAdd {
    /// For files and commands, unique in the book.
    pub code: String,
    /// As shown; the code when missing.
    pub mark: Option<String>,
    /// For charts.
    pub short_name: String,
    /// The official wording.
    pub statement: String,
}

/// Which fields of a framework to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FrameworkEdit {
    /// Which framework, by id or key.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// Which fields of a focus area to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FocusAreaEdit {
    /// Which focus area, by id or code.
    pub id: String,
    /// As shown.
    pub mark: Option<String>,
    /// For charts.
    pub short_name: Option<String>,
    /// The official wording.
    pub statement: Option<String>,
}

/// The names of all focus areas in official order.
pub fn names(conn: &Connection) -> Result<Vec<FocusAreaName>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.code, a.mark, a.short_name FROM focus_area a JOIN focus_group g ON g.id = a.focus_group
         JOIN framework f ON f.id = g.framework ORDER BY f.id, g.position, a.position",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(FocusAreaName { id: row.get(0)?, code: row.get(1)?, mark: row.get(2)?, short_name: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The id of a focus area by id or code. Errors: `unknown_record` at `field`.
pub fn area_id(conn: &Connection, field: &str, id_or_code: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM focus_area WHERE id = ?1 OR code = ?1 OR mark = ?1")?;
    let found = statement.query_row([id_or_code], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::input(field, Problem::new("unknown_record").with("id", id_or_code)))
}

/// All frameworks, whole.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<Framework>> {
    let conn = reader.conn;
    let mut frameworks: Vec<Framework> = conn
        .prepare_cached("SELECT id, key, name, note FROM framework ORDER BY id")?
        .query_map([], |row| Ok(Framework { id: row.get(0)?, key: row.get(1)?, name: row.get(2)?, note: row.get(3)?, groups: Vec::new() }))?
        .collect::<rusqlite::Result<_>>()?;
    for framework in &mut frameworks {
        framework.groups = conn
            .prepare_cached("SELECT id, code, name FROM focus_group WHERE framework = ?1 ORDER BY position")?
            .query_map([&framework.id], |row| Ok(FocusGroup { id: row.get(0)?, code: row.get(1)?, name: row.get(2)?, areas: Vec::new() }))?
            .collect::<rusqlite::Result<_>>()?;
        for group in &mut framework.groups {
            group.areas = areas(conn, &group.id)?;
        }
    }
    Ok(frameworks)
}

fn areas(conn: &Connection, group: &str) -> Result<Vec<FocusArea>> {
    let mut statement =
        conn.prepare_cached("SELECT id, code, mark, short_name, statement FROM focus_area WHERE focus_group = ?1 ORDER BY position")?;
    let rows = statement.query_map([group], |row| {
        let name = FocusAreaName { id: row.get(0)?, code: row.get(1)?, mark: row.get(2)?, short_name: row.get(3)? };
        Ok((name, row.get::<_, String>(4)?))
    })?;
    rows.map(|row| {
        let (name, statement) = row?;
        Ok(FocusArea { citations: citation::of(conn, "focus_area", &name.id)?, name, statement })
    })
    .collect()
}

/// One framework, by id or key.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Framework> {
    let found = list(reader, Empty {})?.into_iter().find(|framework| framework.id == request.id || framework.key == request.id);
    found.ok_or(Error::NotFound { noun: "framework", id: request.id })
}

/// How one focus area is named. Errors: not found.
pub fn name(conn: &Connection, id: &str) -> Result<FocusAreaName> {
    let found = names(conn)?.into_iter().find(|area| area.id == id);
    found.ok_or_else(|| Error::NotFound { noun: "focus_area", id: id.to_owned() })
}

/// Writes one framework row.
pub fn insert(conn: &Connection, id: &str, key: &str, name: &str, note: Option<&str>) -> Result<()> {
    conn.execute("INSERT INTO framework (id, key, name, note) VALUES (?1, ?2, ?3, ?4)", params![id, key, name, note])
        .map_err(|error| taken(error, "name", Some(name)))?;
    Ok(())
}

/// Writes one group row.
pub fn insert_group(conn: &Connection, id: &str, framework: &str, code: &str, name: &str, position: i64) -> Result<()> {
    conn.execute(
        "INSERT INTO focus_group (id, framework, code, name, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, framework, required("groups.code", code)?, required("groups.name", name)?, position],
    )
    .map_err(|error| taken(error, "groups.code", Some(code)))?;
    Ok(())
}

/// Writes one focus area row.
pub fn insert_area(conn: &Connection, id: &str, group: &str, area: &FocusAreaAdd, position: i64) -> Result<()> {
    let code = required("groups.areas.code", &area.code)?;
    conn.execute(
        "INSERT INTO focus_area (id, focus_group, code, mark, short_name, statement, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id,
            group,
            code,
            required("groups.areas.mark", area.mark.as_deref().unwrap_or(&code))?,
            required("groups.areas.short_name", &area.short_name)?,
            required("groups.areas.statement", &area.statement)?,
            position,
        ],
    )
    .map_err(|error| taken(error, "groups.areas.code", Some(&code)))?;
    Ok(())
}

/// Adds a framework with its groups and focus areas.
pub fn add(change: &mut Change, add: FrameworkAdd) -> Result<Framework> {
    let name = required("name", &add.name)?;
    let id = change.new_id();
    insert(change.conn, &id, &crate::agency::slug(&name), &name, optional_text(add.note).as_deref())?;
    for (position, group) in (0..).zip(&add.groups) {
        let group_id = change.new_id();
        insert_group(change.conn, &group_id, &id, &group.code, &group.name, position)?;
        for (position, area) in (0..).zip(&group.areas) {
            insert_area(change.conn, &change.new_id(), &group_id, area, position)?;
        }
    }
    change.about(&name);
    get(change, IdRequest { id })
}

/// Changes a framework's name or remark.
pub fn edit(change: &mut Change, edit: FrameworkEdit) -> Result<Framework> {
    let mut framework = get(change, IdRequest { id: edit.id })?;
    set(&mut framework.name, edit.name);
    set(&mut framework.note, edit.note);
    let name = required("name", &framework.name)?;
    change.conn.execute("UPDATE framework SET name = ?2, note = ?3 WHERE id = ?1", params![framework.id, name, optional_text(framework.note)])?;
    change.about(name);
    get(change, IdRequest { id: framework.id })
}

/// Changes a focus area's names or wording.
pub fn edit_area(change: &mut Change, edit: FocusAreaEdit) -> Result<FocusArea> {
    let id = area_id(change.conn, "id", &edit.id)?;
    let group: String = change.conn.query_row("SELECT focus_group FROM focus_area WHERE id = ?1", [&id], |row| row.get(0))?;
    let find = |conn: &Connection| -> Result<FocusArea> {
        let found = areas(conn, &group)?.into_iter().find(|area| area.name.id == id);
        found.ok_or_else(|| Error::NotFound { noun: "focus_area", id: id.clone() })
    };
    let mut area = find(change.conn)?;
    set(&mut area.name.mark, edit.mark);
    set(&mut area.name.short_name, edit.short_name);
    set(&mut area.statement, edit.statement);
    change.conn.execute(
        "UPDATE focus_area SET mark = ?2, short_name = ?3, statement = ?4 WHERE id = ?1",
        params![
            id,
            required("mark", &area.name.mark)?,
            required("short_name", &area.name.short_name)?,
            required("statement", &area.statement)?
        ],
    )?;
    change.about(&area.name.mark);
    find(change.conn)
}
