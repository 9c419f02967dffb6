//! Reads saved briefings with their pages and blocks.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Briefing, BriefingBlock, BriefingLook, BriefingPage, BriefingRow, BriefingScope, plan};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::wire::{Day, Empty, IdRequest};

const SELECT: &str = "SELECT b.id, b.name, b.title, b.subtitle, b.agency, b.agency_group, b.focus_area, b.indicator, b.period, b.calendar,
    b.day_rule, b.day, b.paper, b.landscape, b.letterhead, b.numbered, b.place, b.label, b.logo_name, b.basis,
    (SELECT count(*) FROM briefing_page p WHERE p.briefing = b.id), (SELECT count(*) FROM issued_briefing i WHERE i.briefing = b.id)
    FROM briefing b";

/// A briefing as it lies in its row.
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) scope: BriefingScope,
    pub(super) look: BriefingLook,
    pub(super) logo_name: Option<String>,
    pages: u32,
    issued: u32,
}

fn read(row: &Row) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: row.get(0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        subtitle: row.get(3)?,
        scope: BriefingScope {
            agency: row.get(4)?,
            agency_group: row.get(5)?,
            focus_area: row.get(6)?,
            indicator: row.get(7)?,
            period: row.get(8)?,
            calendar: row.get(9)?,
            basis: row.get(19)?,
            day_rule: row.get(10)?,
            day: row.get::<_, Option<chrono::NaiveDate>>(11)?.map(Day),
        },
        look: BriefingLook {
            paper: row.get(12)?,
            landscape: row.get(13)?,
            letterhead: row.get(14)?,
            numbered: row.get(15)?,
            place: row.get(16)?,
            label: row.get(17)?,
        },
        logo_name: row.get(18)?,
        pages: row.get(20)?,
        issued: row.get(21)?,
    })
}

/// One saved briefing, by id.
pub(super) fn stored(conn: &Connection, id: &str) -> Result<Stored> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE b.id = ?1"))?;
    statement.query_row([id], read).optional()?.ok_or_else(|| Error::NotFound { noun: "briefing", id: id.to_owned() })
}

/// The bytes of a briefing's logo.
pub(super) fn logo(conn: &Connection, id: &str) -> Result<Option<Vec<u8>>> {
    Ok(conn.prepare_cached("SELECT logo FROM briefing WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

fn row(reader: &Reader, stored: &Stored) -> Result<BriefingRow> {
    Ok(BriefingRow {
        id: stored.id.clone(),
        name: stored.name.clone(),
        title: stored.title.clone(),
        about: plan::about(reader, &stored.scope)?,
        as_of: plan::day_of(reader, &stored.scope)?,
        scope: stored.scope.clone(),
        paper: stored.look.paper,
        pages: stored.pages,
        issued: stored.issued,
    })
}

/// Saved briefings, in the office's order.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<BriefingRow>> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} ORDER BY b.position, b.id"))?;
    let found: Vec<Stored> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    found.iter().map(|stored| row(reader, stored)).collect()
}

/// One saved briefing, whole.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Briefing> {
    let stored = stored(reader.conn, &request.id)?;
    Ok(Briefing {
        row: row(reader, &stored)?,
        sheets: pages(reader.conn, &stored.id)?,
        subtitle: stored.subtitle,
        look: stored.look,
        logo: stored.logo_name,
    })
}

/// The pages of a briefing, in order, with their blocks.
pub(super) fn pages(conn: &Connection, briefing: &str) -> Result<Vec<BriefingPage>> {
    let mut blocks: HashMap<String, Vec<BriefingBlock>> = HashMap::new();
    let mut statement = conn.prepare_cached("SELECT page, id, query, title, note FROM briefing_block WHERE briefing = ?1 ORDER BY position, id")?;
    let mut rows = statement.query([briefing])?;
    while let Some(row) = rows.next()? {
        let (id, query): (String, String) = (row.get(1)?, row.get(2)?);
        let query = serde_json::from_str(&query).map_err(|error| Error::Damaged(format!("briefing_block.query {id}: {error}")))?;
        let block = BriefingBlock { id, query, title: row.get(3)?, note: row.get(4)? };
        blocks.entry(row.get(0)?).or_default().push(block);
    }
    let mut statement = conn.prepare_cached("SELECT id, layout, title, landscape FROM briefing_page WHERE briefing = ?1 ORDER BY position, id")?;
    let pages = statement.query_map(params![briefing], |row| {
        let id: String = row.get(0)?;
        Ok(BriefingPage { layout: row.get(1)?, title: row.get(2)?, landscape: row.get(3)?, blocks: blocks.remove(&id).unwrap_or_default(), id })
    })?;
    Ok(pages.collect::<rusqlite::Result<_>>()?)
}
