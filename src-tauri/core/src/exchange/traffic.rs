//! The packages that went out and came in, over all offices: the history of the exchange, and moments since which
//! changes can be asked about.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::plan::PlanCounts;
use super::received;
use crate::agency::AgencyName;
use crate::book::Reader;
use crate::error::Result;
use crate::period::Calendar;
use crate::wire::Empty;

/// A package that went out or came in.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PackageMoment {
    /// Its id.
    pub id: String,
    /// The office in the list of those that files are exchanged with.
    pub peer: String,
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
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The period it reports.
    pub period: Option<String>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// Whether it held everything of its scope.
    pub whole: bool,
    /// Rows in it.
    pub lines: u32,
    /// Of one that came in: how its rows came out.
    pub counts: Option<PlanCounts>,
    /// Of one that came in: whether the sender's key had been compared by then.
    pub verified: Option<bool>,
    /// Of one that went out: whether the other office said in a package of its own that it has it; unknown of an empty one.
    pub answered: Option<bool>,
}

/// The packages that went out and came in, newest first.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<PackageMoment>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT p.id, p.peer, a.id, a.short_name, a.name, p.sent, p.number, p.day, min(c.op) AS op, p.as_of_day, p.period, p.calendar, p.whole,
                p.lines, p.added, p.changed, p.unchanged, p.conflict, p.refused, p.verified, p.answered
         FROM (SELECT id, peer, 1 AS sent, number, sent_on AS day, as_of_day, period, calendar, whole, lines,
                      NULL AS added, NULL AS changed, NULL AS unchanged, NULL AS conflict, NULL AS refused, NULL AS verified,
                      CASE WHEN lines > 0 THEN NOT EXISTS (SELECT 1 FROM exchange_base b WHERE b.peer = s.peer AND b.number = s.number) END AS answered,
                      'package_sent' AS tbl
               FROM package_sent s
               UNION ALL
               SELECT id, peer, 0, number, received_on, as_of_day, period, calendar, whole, added + changed + unchanged + conflict + refused,
                      added, changed, unchanged, conflict, refused, verified, NULL, 'package_received'
               FROM package_received) p
         JOIN peer e ON e.id = p.peer JOIN agency a ON a.id = e.agency
         JOIN change c ON c.noun = 'peer' AND c.record = p.peer AND c.tbl = p.tbl AND c.row = p.id AND c.kind = 'insert'
         GROUP BY p.id ORDER BY op DESC",
    )?;
    let rows = statement.query_map([], |row| {
        let sent: bool = row.get(5)?;
        let counts = if sent { None } else { Some(received::counts(row, 14)?) };
        Ok(PackageMoment {
            id: row.get(0)?,
            peer: row.get(1)?,
            agency: AgencyName { id: row.get(2)?, short_name: row.get(3)?, name: row.get(4)? },
            sent,
            number: row.get(6)?,
            day: row.get(7)?,
            op: row.get(8)?,
            as_of: row.get(9)?,
            period: row.get(10)?,
            calendar: row.get(11)?,
            whole: row.get(12)?,
            lines: row.get(13)?,
            counts,
            verified: row.get(19)?,
            answered: row.get(20)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
