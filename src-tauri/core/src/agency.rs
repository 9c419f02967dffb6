//! Agencies (cơ quan) with the days they existed, what succeeded them, and the groups that tasks address.
//! Names and codes are data with dates: an agency without a known code has none.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::citation::{self, Citation};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::stored_as_text;
use crate::text;
use crate::wire::{Day, Empty, IdRequest, Patch, optional, optional_text, required, set, taken};

/// What kind of agency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// Chính phủ, Thủ tướng Chính phủ.
    Government,
    /// Bộ.
    Ministry,
    /// Cơ quan ngang bộ.
    MinistryLevel,
    /// Cơ quan thuộc Chính phủ.
    GovernmentAgency,
    /// Ủy ban, ban chỉ đạo.
    Committee,
    /// Tỉnh, thành phố trực thuộc Trung ương.
    Province,
    /// Văn phòng, sở, phòng.
    Office,
    /// Cơ quan Đảng.
    PartyOffice,
    /// A group of enterprises.
    EnterpriseGroup,
    /// Anything else.
    Other,
}

stored_as_text!(AgencyKind {
    Government = "government",
    Ministry = "ministry",
    MinistryLevel = "ministry_level",
    GovernmentAgency = "government_agency",
    Committee = "committee",
    Province = "province",
    Office = "office",
    PartyOffice = "party_office",
    EnterpriseGroup = "enterprise_group",
    Other = "other",
});

/// How one agency continues another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionPart {
    /// Takes over the main part.
    Main,
    /// Takes over a part.
    Part,
    /// Several became one.
    Merged,
    /// The same under another name.
    Renamed,
}

stored_as_text!(SuccessionPart { Main = "main", Part = "part", Merged = "merged", Renamed = "renamed" });

/// An agency as it is named in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct AgencyName {
    /// Its id.
    pub id: String,
    /// As offices write it: Bộ TT&TT.
    pub short_name: String,
    /// In full.
    pub name: String,
}

/// A line in the list of agencies.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgencyRow {
    /// Its id.
    pub id: String,
    /// Identifier of QĐ 20/2020/QĐ-TTg, when known.
    pub code: Option<String>,
    /// 2-digit province code.
    pub area_code: Option<String>,
    /// In full.
    pub name: String,
    /// As offices write it.
    pub short_name: String,
    /// What kind it is.
    pub kind: AgencyKind,
    /// The agency above it.
    pub parent: Option<String>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub valid_to: Option<NaiveDate>,
    /// A remark.
    pub note: Option<String>,
    /// Short names of what succeeded it.
    pub successors: Vec<String>,
    /// Ids of the groups it belongs to.
    pub groups: Vec<String>,
}

/// One agency continuing another.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Succession {
    /// Its id.
    pub id: String,
    /// The agency before.
    pub from: AgencyName,
    /// The agency after.
    pub to: AgencyName,
    /// From which day.
    pub on_day: NaiveDate,
    /// How.
    pub part: SuccessionPart,
    /// A remark.
    pub note: Option<String>,
}

/// One agency with what it came from and became.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Agency {
    /// The line of the list.
    #[serde(flatten)]
    pub row: AgencyRow,
    /// What it came from.
    pub predecessors: Vec<Succession>,
    /// What it became.
    pub succeeded_by: Vec<Succession>,
    /// Where it is named.
    pub citations: Vec<Citation>,
}

/// A group of agencies, such as "63 địa phương".
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgencyGroup {
    /// Its id.
    pub id: String,
    /// Its stable key: `63-dia-phuong`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many a source counts without naming them.
    pub expected_count: Option<u32>,
    /// A remark.
    pub note: Option<String>,
    /// How many are named.
    pub members: u32,
}

/// Narrows the list of agencies.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyListRequest {
    /// Words that must occur; marks do not matter.
    pub text: Option<String>,
    /// Only those that exist on this day.
    pub on: Option<Day>,
    /// Only members of this group, by id or key.
    pub group: Option<String>,
    /// Only this kind.
    pub kind: Option<AgencyKind>,
}

/// An agency to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyAdd {
    /// In full.
    pub name: String,
    /// As offices write it; the full name when missing.
    pub short_name: Option<String>,
    /// What kind it is.
    pub kind: AgencyKind,
    /// Identifier of QĐ 20/2020/QĐ-TTg; the older right-to-left form is accepted and turned round.
    pub code: Option<String>,
    /// 2-digit province code.
    pub area_code: Option<String>,
    /// The agency above it.
    pub parent: Option<String>,
    /// First day.
    pub valid_from: Option<Day>,
    /// Last day.
    pub valid_to: Option<Day>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of an agency to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyEdit {
    /// Which agency.
    pub id: String,
    /// In full.
    pub name: Option<String>,
    /// As offices write it.
    pub short_name: Option<String>,
    /// What kind it is.
    pub kind: Option<AgencyKind>,
    /// Identifier of QĐ 20/2020/QĐ-TTg.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub code: Patch<String>,
    /// 2-digit province code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub area_code: Patch<String>,
    /// The agency above it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub parent: Patch<String>,
    /// First day.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub valid_from: Patch<Day>,
    /// Last day.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub valid_to: Patch<Day>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// A succession to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SuccessionAdd {
    /// The agency before, by id.
    pub from: String,
    /// The agency after, by id.
    pub to: String,
    /// From which day.
    pub on_day: Day,
    /// How.
    pub part: SuccessionPart,
    /// A remark.
    pub note: Option<String>,
}

/// A group to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyGroupAdd {
    /// Its name.
    pub name: String,
    /// How many a source counts without naming them.
    pub expected_count: Option<u32>,
    /// A remark.
    pub note: Option<String>,
    /// Its agencies, by id.
    pub members: Option<Vec<String>>,
}

/// Which fields of a group to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyGroupEdit {
    /// Which group.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// How many a source counts without naming them.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub expected_count: Patch<u32>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its agencies from now on, by id.
    pub members: Option<Vec<String>>,
}

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

/// The agencies of a group, in the order of their names.
pub fn members(conn: &Connection, group: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.agency FROM agency_group_member m JOIN agency a ON a.id = m.agency WHERE m.agency_group = ?1
         ORDER BY a.kind, a.area_code, a.name",
    )?;
    Ok(statement.query_map([group], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
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

/// Writes one agency row, cleaned already. `key` is the slug of a seeded agency.
pub fn insert(conn: &Connection, key: Option<&str>, row: &AgencyRow) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO agency (id, key, code, area_code, name, short_name, kind, parent, valid_from, valid_to, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
    insert(change.conn, None, &row)?;
    change.about(&row.short_name);
    get(change, IdRequest { id: row.id })
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
    change
        .conn
        .execute(
            "UPDATE agency SET code = ?2, area_code = ?3, name = ?4, short_name = ?5, kind = ?6, parent = ?7, valid_from = ?8,
             valid_to = ?9, note = ?10 WHERE id = ?1",
            params![row.id, row.code, row.area_code, row.name, row.short_name, row.kind, row.parent, row.valid_from, row.valid_to, row.note],
        )
        .map_err(|error| taken(error, "code", row.code.as_deref()))?;
    change.about(&row.short_name);
    get(change, IdRequest { id: row.id })
}

/// Removes an agency that no task, figure or other agency names. Errors: `agency.in_use`.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let agency = get(change, request)?.row;
    let office = crate::setting::list(change, Empty {})?.office.is_some_and(|office| office.id == agency.id);
    let used: u32 = change.conn.query_row(
        "SELECT (SELECT count(*) FROM assignment WHERE agency = ?1) + (SELECT count(*) FROM observation WHERE agency = ?1)
              + (SELECT count(*) FROM agency WHERE parent = ?1)",
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

/// All groups.
pub fn list_groups(reader: &Reader, _: Empty) -> Result<Vec<AgencyGroup>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT g.id, g.key, g.name, g.expected_count, g.note, (SELECT count(*) FROM agency_group_member m WHERE m.agency_group = g.id)
         FROM agency_group g",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(AgencyGroup {
            id: row.get(0)?,
            key: row.get(1)?,
            name: row.get(2)?,
            expected_count: row.get(3)?,
            note: row.get(4)?,
            members: row.get(5)?,
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
    let key = slug(&name);
    let group = AgencyGroup { id: id.clone(), key, name, expected_count: add.expected_count, note: optional_text(add.note), members: 0 };
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

/// How many agencies a group has by its source, named or not.
pub fn expected(conn: &Connection, group: &str) -> Result<u32> {
    let sql = "SELECT coalesce(expected_count, 0) FROM agency_group WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([group], |row| row.get(0))?)
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

/// Removes a group that no task addresses. Errors: `agency_group.in_use`.
pub fn delete_group(change: &mut Change, request: IdRequest) -> Result<()> {
    let group = get_group(change, request)?;
    let tasks: u32 = change.conn.query_row("SELECT count(*) FROM task WHERE agency_group = ?1", [&group.id], |row| row.get(0))?;
    if tasks > 0 {
        return Err(Error::Refused(Problem::new("agency_group.in_use").with("name", &group.name).with("count", tasks)));
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
    fn identifiers_are_read_in_both_directions() {
        for (text, expect) in [("G12.18", "G12.18"), ("h49", "H49"), ("000.00.00.H49", "H49"), ("000.00.15.H49", "H49.15"), (" G14 ", "G14")] {
            assert_eq!(read_code(text).as_deref(), Ok(expect), "{text}");
        }
        for text in ["", "12", "G12..1", "Đ12", "G 12", "000.00", "A23456789012345678901234567890123456"] {
            assert_eq!(read_code(text).map_err(|p| p.code), Err("agency.bad_code"), "{text}");
        }
    }

    #[test]
    fn keys_are_plain() {
        assert_eq!(slug("34 tỉnh, thành phố"), "34-tinh-thanh-pho");
    }
}
