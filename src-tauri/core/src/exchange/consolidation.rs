//! The figures of a period brought together as [`crate::rollup`] does, each followed to the file that it came in.
//!
//! A figure came in a file when the act that applied the file left it as it stands now, and the file is still taken in:
//! approving it or writing a remark beside it does not make it one of this office's own, an edit taken back does not
//! either; a file that was taken back is nobody's source.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::board::{self, BoardFile, BoardFileKind, BoardRequest};
use crate::agency::Tree;
use crate::book::Reader;
use crate::error::Result;
use crate::rollup::{self, Rollup, RollupRequest};
use crate::store::past::{self, Image};
use crate::world;

/// Asks for the figures of a period and the files they came in.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsolidationRequest {
    /// The indicator, by id or code.
    pub indicator: String,
    /// Period, calendar, group and day.
    pub board: BoardRequest,
}

/// The file that an agency's figure came in.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FigureFile {
    /// The agency.
    pub agency: String,
    /// The figure, by id.
    pub observation: String,
    /// The file; none when the figure was entered or changed here.
    pub file: Option<BoardFile>,
    /// The act that wrote the figure last.
    pub op: Option<i64>,
}

/// The figures of a period brought together, and the files they came in.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Consolidation {
    /// The figures, their whole and how many agencies stand behind it.
    pub rollup: Rollup,
    /// For each figure behind it the file.
    pub files: Vec<FigureFile>,
}

/// The figures of a period brought together, each followed to its file. Errors: as [`rollup::rollup`].
pub fn consolidation(reader: &Reader, request: ConsolidationRequest) -> Result<Consolidation> {
    let board = request.board;
    let calendar = board.calendar();
    let rollup = rollup::rollup(
        reader,
        RollupRequest {
            indicator: request.indicator,
            group: board.group,
            periods: Some(vec![board.period]),
            calendar: Some(calendar),
            structure: None,
            as_of: board.as_of,
        },
    )?;
    let rows = rollup.periods.iter().flat_map(|period| &period.rows);
    let figures: Vec<(&str, &str)> = rows.flat_map(|row| row.behind.iter().map(|figure| (row.agency.id.as_str(), figure.as_str()))).collect();
    let pasts = pasts(reader, &figures.iter().map(|(_, figure)| *figure).collect::<Vec<_>>())?;
    let files = Files::read(reader, &pasts)?;
    let followed = figures.iter().map(|(agency, figure)| {
        let past = pasts.get(*figure);
        FigureFile {
            agency: (*agency).to_owned(),
            observation: (*figure).to_owned(),
            file: past.and_then(|past| past.left_as_is.iter().find_map(|op| files.of(*op, past.agency.as_deref()))).cloned(),
            op: past.map(|past| past.last),
        }
    });
    Ok(Consolidation { files: followed.collect(), rollup })
}

/// What makes a figure the one it is.
const FIGURE: &[&str] = &["indicator", "agency", "state", "value", "numerator", "denominator", "text", "qualifier", "period", "calendar", "as_of_day"];

/// What the journal says of a figure.
struct Past {
    /// Whose it is.
    agency: Option<String>,
    /// The act that touched it last.
    last: i64,
    /// The acts that left it as it stands now, the newest first.
    left_as_is: Vec<i64>,
    /// The days of the first and the last of these.
    days: [NaiveDate; 2],
}

/// Whether two states of a figure are the same figure.
fn same(one: &Image, other: &Image) -> bool {
    FIGURE.iter().all(|column| one.get(*column) == other.get(*column))
}

/// A change of a figure: its act, what it did, what it replaced, and the day.
struct Changed {
    op: i64,
    kind: String,
    before: Option<String>,
    day: NaiveDate,
}

/// What the journal says of figures, by id.
fn pasts(reader: &Reader, figures: &[&str]) -> Result<HashMap<String, Past>> {
    let (conn, ids) = (reader.conn, json!(figures).to_string());
    let mut statement = conn.prepare_cached("SELECT id, agency FROM observation WHERE id IN (SELECT value FROM json_each(?1))")?;
    let agencies = statement.query_map([&ids], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let agencies: HashMap<String, Option<String>> = agencies.collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare_cached(
        "SELECT c.row, c.op, c.kind, c.before, (SELECT at FROM op WHERE seq = c.op)
         FROM json_each(?1) f CROSS JOIN change c ON c.tbl = 'observation' AND c.row = f.value ORDER BY f.key, c.seq DESC",
    )?;
    let mut rows = statement.query([&ids])?;
    let mut changes: HashMap<String, Vec<Changed>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let one = Changed { op: row.get(1)?, kind: row.get(2)?, before: row.get(3)?, day: world::day_of(row.get(4)?) };
        changes.entry(row.get(0)?).or_default().push(one);
    }
    // Most figures were written once, and stand as they were written.
    let several: Vec<&str> = changes.iter().filter(|(_, changes)| changes.len() > 1).map(|(id, _)| id.as_str()).collect();
    let now = past::current_of(conn, "observation", &several)?;
    let mut pasts = HashMap::new();
    for (id, changes) in changes {
        let Some(newest) = changes.first() else { continue };
        let mut past = Past { agency: agencies.get(&id).cloned().flatten(), last: newest.op, left_as_is: vec![newest.op], days: [newest.day; 2] };
        if let Some(stands) = now.get(&id) {
            let mut left = Some(stands.clone());
            for pair in changes.windows(2) {
                let [later, earlier] = pair else { continue };
                left = earlier_image(left, later)?;
                if left.as_ref().is_some_and(|left| same(left, stands)) {
                    past.left_as_is.push(earlier.op);
                    past.days[0] = earlier.day;
                }
            }
        }
        pasts.insert(id, past);
    }
    Ok(pasts)
}

/// A figure as it was before a change that left it so; none when there was none.
fn earlier_image(left: Option<Image>, change: &Changed) -> Result<Option<Image>> {
    let before = past::image(change.before.as_deref())?;
    Ok(match (change.kind.as_str(), left) {
        ("insert", _) => None,
        ("update", Some(mut image)) => {
            image.extend(before);
            Some(image)
        }
        _ => Some(before),
    })
}

/// The files that acts applied, of each agency the newest of an act, and who stands above whom.
#[derive(Default)]
struct Files {
    by_act: HashMap<i64, HashMap<String, BoardFile>>,
    tree: Tree,
}

impl Files {
    /// Those of the days in which the figures were written that are still taken in.
    fn read(reader: &Reader, pasts: &HashMap<String, Past>) -> Result<Files> {
        let mut files = Files::default();
        let days = |side: usize| pasts.values().filter_map(move |past| past.days.get(side).copied());
        let (Some(first), Some(last)) = (days(0).min(), days(1).max()) else { return Ok(files) };
        files.tree = Tree::of(reader.conn)?;
        // A long act may end on the day after the one on which it began.
        let window = [first.checked_sub_days(Days::new(1)).unwrap_or(first), last.checked_add_days(Days::new(1)).unwrap_or(last)];
        // Where it stands, whose it is, its name and number, and whether the key was compared.
        const KINDS: &[(BoardFileKind, &str, &str, &str, &str)] = &[
            (BoardFileKind::Package, "package_received", "e.agency, r.id, NULL, r.number", "JOIN peer e ON e.id = r.peer", "r.verified"),
            (BoardFileKind::Form, "form_received", "e.agency, r.id, NULL, e.number", "JOIN form e ON e.id = r.form", "NULL"),
            (BoardFileKind::Sheet, "sheet_received", "coalesce(r.sender, ''), r.id, r.name, NULL", "", "NULL"),
        ];
        for (kind, table, first, join, verified) in KINDS {
            let sql = format!(
                "SELECT {first}, r.received_on, r.as_of_day, r.added, r.changed, r.unchanged, r.conflict, r.refused, r.sha256,
                        (SELECT min(c.op) FROM change c WHERE c.tbl = '{table}' AND c.row = r.id AND c.kind = 'insert'), {verified}
                 FROM {table} r {join} WHERE r.received_on BETWEEN ?1 AND ?2"
            );
            let mut statement = reader.conn.prepare_cached(&sql)?;
            let rows = statement.query_map(params![window[0], window[1]], |row| Ok((row.get(0)?, board::file(row, *kind)?)))?;
            for one in rows {
                let (agency, file): (String, BoardFile) = one?;
                let Some(op) = file.op else { continue };
                let of_act = files.by_act.entry(op).or_default();
                if of_act.get(&agency).is_none_or(|other| other.number < file.number) {
                    of_act.insert(agency, file);
                }
            }
        }
        Ok(files)
    }

    /// The file of an act in which an agency's figure came: its own, else that of the nearest one above it, which sends
    /// the figures of those below it too; else that of the only sender of the act.
    fn of(&self, op: i64, agency: Option<&str>) -> Option<&BoardFile> {
        let files = self.by_act.get(&op)?;
        let nearest = agency.and_then(|agency| std::iter::once(agency).chain(self.tree.above(agency)).find_map(|one| files.get(one)));
        nearest.or_else(|| files.values().next().filter(|_| files.len() == 1))
    }
}
