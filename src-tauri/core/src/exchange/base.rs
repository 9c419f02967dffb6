//! What was last exchanged with an office: the third side of every merge. Kept by office and table as one deflated
//! JSON object of records by id, because a merge needs all of it at once. A record that came with the seeds counts as
//! exchanged as it was seeded: every book was given the same.
//!
//! What goes out counts as exchanged only when the other office says, in a package of its own or in a return slip, that
//! it has just this package: one that gets lost on its way leaves every base as it was.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::plan::Fields;
use crate::book::{Change, Reader};
use crate::error::{Error, Result};

/// Records of one table by id, their fields joined as [`super::sheet::Form::joined`] does.
pub type Records = BTreeMap<String, Fields>;

/// More than this was never written here.
const MOST: u64 = 1 << 30;

/// What both offices are known to have of one table.
pub fn of(reader: &Reader, peer: &str, table: &str) -> Result<Records> {
    let sql = "SELECT records FROM exchange_base WHERE peer = ?1 AND tbl = ?2 AND number = 0";
    let found: Option<Vec<u8>> = reader.conn.prepare_cached(sql)?.query_row([peer, table], |row| row.get(0)).optional()?;
    found.map_or_else(|| Ok(Records::new()), |bytes| inflated(table, &bytes))
}

/// Keeps what both are known to have of one table from now on.
pub fn keep(change: &Change, peer: &str, table: &str, records: &Records) -> Result<()> {
    write(change, peer, table, 0, &deflated(table, records)?)
}

/// What a package says of one record: its fields, or that it was removed.
type Sent = BTreeMap<String, Option<Fields>>;

/// Keeps what goes out in a package of one table until it is answered.
pub fn await_answer(change: &Change, peer: &str, table: &str, number: u32, sent: &Sent) -> Result<()> {
    write(change, peer, table, number, &deflated(table, sent)?)
}

/// Takes what went out in packages as exchanged: the other office has them. Only these are: that a later one came says
/// nothing of an earlier one, which may be lost and whose scope may have been another. What was lost is told again with
/// the next changes, for no base knows of it; what a later package that came says as well is settled by that one.
pub fn answered(change: &Change, peer: &str, arrived: &BTreeSet<u32>) -> Result<()> {
    let Some(last) = arrived.last() else { return Ok(()) };
    let sql = "SELECT number, tbl, records FROM exchange_base WHERE peer = ?1 AND number BETWEEN 1 AND ?2 ORDER BY number DESC, tbl";
    let mut statement = change.conn.prepare_cached(sql)?;
    let waiting: Vec<(u32, String, Vec<u8>)> =
        statement.query_map(params![peer, last], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut known: BTreeMap<String, Records> = BTreeMap::new();
    let mut settled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, table, bytes) in waiting {
        let mut sent = inflated::<Sent>(&table, &bytes)?;
        let all = sent.len();
        let settled = settled.entry(table.clone()).or_default();
        sent.retain(|id, _| !settled.contains(id));
        if !arrived.contains(&number) {
            if sent.len() != all {
                await_answer(change, peer, &table, number, &sent)?;
            }
            continue;
        }
        settled.extend(sent.keys().cloned());
        let records = match known.entry(table) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let records = of(change, peer, place.key())?;
                place.insert(records)
            }
        };
        for (id, fields) in sent {
            match fields {
                Some(fields) => drop(records.insert(id, fields)),
                None => drop(records.remove(&id)),
            }
        }
    }
    for (table, records) in &known {
        keep(change, peer, table, records)?;
    }
    let mut statement = change.conn.prepare_cached("DELETE FROM exchange_base WHERE peer = ?1 AND number = ?2")?;
    for number in arrived.iter().filter(|number| **number > 0) {
        statement.execute(params![peer, number])?;
    }
    Ok(())
}

/// The same of one package, but for records that the other office did not take as they were sent, by table and id:
/// nothing is known of these any more, so that they go out again and are looked at when they come.
pub fn answered_but(change: &Change, peer: &str, number: u32, open: &BTreeSet<(String, String)>) -> Result<()> {
    answered(change, peer, &BTreeSet::from([number]))?;
    for table in open.iter().map(|(table, _)| table.as_str()).collect::<BTreeSet<_>>() {
        let mut records = of(change, peer, table)?;
        let before = records.len();
        records.retain(|id, _| !open.contains(&(table.to_owned(), id.clone())));
        if records.len() != before {
            keep(change, peer, table, &records)?;
        }
    }
    Ok(())
}

fn damaged(table: &str, error: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("exchange_base {table}: {error}"))
}

fn inflated<T: DeserializeOwned>(table: &str, bytes: &[u8]) -> Result<T> {
    let mut json = Vec::new();
    DeflateDecoder::new(bytes).take(MOST).read_to_end(&mut json).map_err(|error| damaged(table, error))?;
    serde_json::from_slice(&json).map_err(|error| damaged(table, error))
}

fn deflated(table: &str, records: &impl Serialize) -> Result<Vec<u8>> {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::fast());
    let json = serde_json::to_vec(records).map_err(|error| damaged(table, error))?;
    deflated.write_all(&json).map_err(|error| damaged(table, error))?;
    deflated.finish().map_err(|error| damaged(table, error))
}

fn write(change: &Change, peer: &str, table: &str, number: u32, bytes: &[u8]) -> Result<()> {
    change
        .conn
        .prepare_cached(
            "INSERT INTO exchange_base (id, peer, tbl, number, records) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (peer, tbl, number) DO UPDATE SET records = excluded.records",
        )?
        .execute(params![change.new_id(), peer, table, number, bytes])?;
    Ok(())
}

/// Whether an id is one that the seeds gave.
pub fn is_seeded(id: &str) -> bool {
    id.as_bytes().get(14) == Some(&b'5')
}
