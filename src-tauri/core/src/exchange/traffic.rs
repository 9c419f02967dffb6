//! The packages that went out and came in, over all offices: moments since which changes can be asked about.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::book::Reader;
use crate::error::Result;
use crate::wire::Empty;

/// A package that went out or came in.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PackageMoment {
    /// Its id.
    pub id: String,
    /// The office it went to or came from.
    pub agency: AgencyName,
    /// Whether it went out.
    pub sent: bool,
    /// The sequence number of the office that made it.
    pub number: u32,
    /// The day it went out or was applied.
    pub day: NaiveDate,
    /// The act that did it.
    pub op: i64,
}

/// The packages that went out and came in, newest first.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<PackageMoment>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT p.id, a.id, a.short_name, a.name, p.sent, p.number, p.day, min(c.op) AS op
         FROM (SELECT id, peer, 1 AS sent, number, sent_on AS day, 'package_sent' AS tbl FROM package_sent
               UNION ALL SELECT id, peer, 0, number, received_on, 'package_received' FROM package_received) p
         JOIN peer e ON e.id = p.peer JOIN agency a ON a.id = e.agency
         JOIN change c ON c.noun = 'peer' AND c.record = p.peer AND c.tbl = p.tbl AND c.row = p.id AND c.kind = 'insert'
         GROUP BY p.id ORDER BY op DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(PackageMoment {
            id: row.get(0)?,
            agency: AgencyName { id: row.get(1)?, short_name: row.get(2)?, name: row.get(3)? },
            sent: row.get(4)?,
            number: row.get(5)?,
            day: row.get(6)?,
            op: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
