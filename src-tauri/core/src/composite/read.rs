//! Loads indexes, their versions, items and points.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::structure::{StoredItem, laid_out};
use super::{Composite, CompositeGetRequest, CompositeItem, CompositeRow, CompositeScore, CompositeScoresRequest, CompositeVersion, IndicatorName};
use crate::agency::AgencyName;
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::Empty;

/// The id of an index by id or code. Errors: not found.
pub fn id_of(conn: &Connection, id_or_code: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM composite WHERE id = ?1 OR code = ?1")?;
    let found = statement.query_row([id_or_code], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "composite", id: id_or_code.to_owned() })
}

/// The id of the version of a year. Errors: `composite.no_version` at `year`.
pub fn version_id(conn: &Connection, composite: &str, year: i32) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM composite_version WHERE composite = ?1 AND year = ?2")?;
    let found = statement.query_row(params![composite, year], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::input("year", Problem::new("composite.no_version").with("year", year)))
}

const DOCUMENT: &str = "coalesce(d.number_symbol, d.code, d.subject)";

fn read_version(row: &Row) -> rusqlite::Result<(String, CompositeVersion)> {
    let version = CompositeVersion {
        id: row.get(1)?,
        year: row.get(2)?,
        document: row.get(3)?,
        document_label: row.get(4)?,
        note: row.get(5)?,
        items: row.get(6)?,
        agencies: row.get(7)?,
    };
    Ok((row.get(0)?, version))
}

/// Indexes by code, or one of them; versions newest first.
fn rows(conn: &Connection, id: Option<&str>) -> Result<Vec<CompositeRow>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT v.composite, v.id, v.year, v.document, {DOCUMENT}, v.note,
                (SELECT count(*) FROM composite_item i WHERE i.version = v.id AND i.most IS NOT NULL),
                (SELECT count(DISTINCT s.agency) FROM composite_item i JOIN composite_score s ON s.item = i.id WHERE i.version = v.id)
         FROM composite_version v LEFT JOIN document d ON d.id = v.document
         WHERE ?1 IS NULL OR v.composite = ?1 ORDER BY v.year DESC"
    ))?;
    let mut versions: HashMap<String, Vec<CompositeVersion>> = HashMap::new();
    for found in statement.query_map([id], read_version)? {
        let (composite, version) = found?;
        versions.entry(composite).or_default().push(version);
    }
    let mut statement = conn.prepare_cached("SELECT id, code, name, note FROM composite WHERE ?1 IS NULL OR id = ?1 ORDER BY code, id")?;
    let rows = statement.query_map([id], |row| {
        let id: String = row.get(0)?;
        Ok(CompositeRow { versions: versions.remove(&id).unwrap_or_default(), id, code: row.get(1)?, name: row.get(2)?, note: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every index, by code.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<CompositeRow>> {
    rows(reader.conn, None)
}

/// One index with the version of a year.
pub fn get(reader: &Reader, request: CompositeGetRequest) -> Result<Composite> {
    let conn = reader.conn;
    let id = id_of(conn, &request.id)?;
    let row = rows(conn, Some(&id))?.into_iter().next().ok_or(Error::NotFound { noun: "composite", id: request.id })?;
    let version = match request.year {
        None => row.versions.first(),
        Some(year) => {
            let wanted = version_id(conn, &id, year)?;
            row.versions.iter().find(|version| version.id == wanted)
        }
    };
    let version = version.cloned();
    let items = match &version {
        Some(version) => items(conn, &version.id)?,
        None => Vec::new(),
    };
    let most = items.iter().filter(|item| item.depth == 0).map(|item| item.weighted_most).sum();
    Ok(Composite { row, version, most, items })
}

/// The groups and items of a version, each group before what it holds.
pub fn items(conn: &Connection, version: &str) -> Result<Vec<CompositeItem>> {
    let mut statement = conn.prepare_cached(
        "SELECT i.id, i.parent, i.code, i.name, i.most, i.weight, i.position, n.id, n.code, n.name
         FROM composite_item i LEFT JOIN indicator n ON n.id = i.indicator WHERE i.version = ?1",
    )?;
    let stored = statement.query_map([version], |row| {
        let indicator = match row.get::<_, Option<String>>(7)? {
            Some(id) => Some(IndicatorName { id, code: row.get(8)?, name: row.get(9)? }),
            None => None,
        };
        Ok(StoredItem {
            id: row.get(0)?,
            parent: row.get(1)?,
            code: row.get(2)?,
            name: row.get(3)?,
            most: row.get(4)?,
            weight: row.get(5)?,
            position: row.get(6)?,
            indicator,
        })
    })?;
    Ok(laid_out(stored.collect::<rusqlite::Result<_>>()?))
}

/// The points of a version, those of one agency, or those of one item; items in the order of their codes.
pub fn scores_of(conn: &Connection, version: &str, agency: Option<&str>, item: Option<&str>) -> Result<Vec<CompositeScore>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.item, a.id, a.short_name, a.name, s.self_points, s.verified_points, s.evidence, s.document, {DOCUMENT}, s.day
         FROM composite_item i JOIN composite_score s ON s.item = i.id JOIN agency a ON a.id = s.agency LEFT JOIN document d ON d.id = s.document
         WHERE i.version = ?1 AND (?2 IS NULL OR s.agency = ?2) AND (?3 IS NULL OR s.item = ?3) ORDER BY i.code, s.id"
    ))?;
    let rows = statement.query_map(params![version, agency, item], |row| {
        Ok(CompositeScore {
            item: row.get(0)?,
            agency: AgencyName { id: row.get(1)?, short_name: row.get(2)?, name: row.get(3)? },
            self_points: row.get(4)?,
            verified_points: row.get(5)?,
            evidence: row.get(6)?,
            document: row.get(7)?,
            document_label: row.get(8)?,
            day: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The points of a version.
pub fn scores(reader: &Reader, request: CompositeScoresRequest) -> Result<Vec<CompositeScore>> {
    let composite = id_of(reader.conn, &request.composite)?;
    let version = version_id(reader.conn, &composite, request.year)?;
    scores_of(reader.conn, &version, request.agency.as_deref(), None)
}

/// In how many versions of indexes each document is named, as [`naming`] lists them.
pub fn versions_by_document(conn: &Connection) -> Result<HashMap<String, u32>> {
    let mut statement = conn.prepare_cached(
        "SELECT document, count(*) FROM (
           SELECT document, id AS version FROM composite_version WHERE document IS NOT NULL
           UNION SELECT s.document, i.version FROM composite_score s JOIN composite_item i ON i.id = s.item WHERE s.document IS NOT NULL)
         GROUP BY document",
    )?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Where a document is named: for each index whose version or points name it, its id, code, name and the year.
pub fn naming(conn: &Connection, document: &str) -> Result<Vec<(String, String, String, i32)>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT c.id, c.code, c.name, v.year FROM composite c JOIN composite_version v ON v.composite = c.id
         WHERE v.document = ?1 OR EXISTS (SELECT 1 FROM composite_item i JOIN composite_score s ON s.item = i.id WHERE i.version = v.id AND s.document = ?1)
         ORDER BY c.code, v.year DESC",
    )?;
    let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
