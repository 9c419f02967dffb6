//! What changed between two points in time: the first value before beside the last value after; what
//! cancelled out is left out. And how tasks moved between their statuses, also by time passing alone.
//!
//! A point is a day or an act. The book is read as it stood at each point ([`crate::store::past`]) and each
//! task judged on the day of that point, so "before" is what a reader saw then, not what is known of it now.
//! A book tells nothing of days before its first act: there, statuses are compared by the book as it was made.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::naming::{Image, Names, is_told};
use super::{ChangeLine, RowChange};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::status::Status;
use crate::store::journal::{BIRTH, TABLES};
use crate::store::{literal, past};
use crate::task::{self, Look};
use crate::wire::Day;
use crate::world;

/// How many lines of each list are answered when nothing is asked.
const USUAL: u32 = 500;

/// Asks what changed since a day or an act.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChangesRequest {
    /// From the beginning of this day on; statuses are compared with the evening before. With `since_op`: the
    /// day the statuses were judged on then.
    pub since: Option<Day>,
    /// After this act, such as the one that issued a briefing; what it did itself is not told.
    pub since_op: Option<i64>,
    /// Up to the end of this day; until now, judged today, when missing.
    pub until: Option<Day>,
    /// Up to and with this act; with `until`, the day the statuses were judged on then.
    pub until_op: Option<i64>,
    /// Only this noun.
    pub noun: Option<String>,
    /// Only this record, by id; with `noun`.
    pub record: Option<String>,
    /// Only what this person touched.
    pub actor: Option<String>,
    /// How many lines of each list at the most; 500 when missing. The counts are of all.
    pub limit: Option<u32>,
}

/// How a task moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Was done.
    Completed,
    /// Became overdue.
    Overdue,
    /// Was done, and is open again.
    Reopened,
    /// Was overdue, and is open but not overdue: its deadline was moved.
    Relieved,
}

/// A task whose status moved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct StatusMove {
    /// The task.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// How it moved.
    pub kind: MoveKind,
    /// Its status before; none when it was not in the book.
    pub from: Option<Status>,
    /// Its status after.
    pub to: Status,
    /// Days late after.
    pub late_days: i64,
    /// The day it was done, when it is.
    pub completed_on: Option<NaiveDate>,
    /// Whether nobody touched it: only time passed.
    pub by_time: bool,
    /// Who touched it.
    pub actors: Vec<String>,
}

/// A record that is not as it was.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecordChange {
    /// The noun.
    pub noun: String,
    /// The record.
    pub id: String,
    /// What a person calls it: N03.
    pub label: String,
    /// Its words, where it has more than a label.
    pub title: Option<String>,
    /// New, changed or removed.
    pub kind: RowChange,
    /// Who touched it.
    pub actors: Vec<String>,
    /// When it was touched last, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// What changed; empty for a new or removed record.
    pub lines: Vec<ChangeLine>,
}

/// How much changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ChangeCounts {
    /// Tasks that were done.
    pub completed: u32,
    /// Tasks that became overdue.
    pub overdue: u32,
    /// Tasks that were opened again.
    pub reopened: u32,
    /// Tasks that are no longer overdue.
    pub relieved: u32,
    /// New records.
    pub new: u32,
    /// Changed records.
    pub changed: u32,
    /// Removed records.
    pub removed: u32,
}

/// What changed between two points in time.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Changes {
    /// The day statuses before are judged on.
    pub before: NaiveDate,
    /// The day statuses after are judged on.
    pub after: NaiveDate,
    /// The last act before.
    pub from_op: i64,
    /// The last act that is told.
    pub to_op: i64,
    /// Counts of all, whatever the limit.
    pub counts: ChangeCounts,
    /// Tasks whose status moved, by kind and code.
    pub moves: Vec<StatusMove>,
    /// Records that are not as they were, by noun and name.
    pub records: Vec<RecordChange>,
    /// Everybody who did something in between.
    pub actors: Vec<String>,
}

/// Two points in time: the acts, and the days to judge on.
pub struct Span {
    /// The last act before.
    pub base: i64,
    /// The last act that is told.
    pub top: i64,
    /// The day statuses before are judged on.
    pub before: NaiveDate,
    /// The day statuses after are judged on.
    pub after: NaiveDate,
}

fn last_op_before(conn: &Connection, at: Option<i64>) -> Result<i64> {
    let sql = "SELECT coalesce(max(seq), 0) FROM op WHERE ?1 IS NULL OR at < ?1";
    Ok(conn.prepare_cached(sql)?.query_row([at], |row| row.get(0))?)
}

/// The two points that a request means. Errors: `required` at `since`; `changes.until_before_since` at `until`.
pub fn span(reader: &Reader, request: &ChangesRequest) -> Result<Span> {
    let conn = reader.conn;
    let birth: Option<(i64, i64)> = conn
        .query_row("SELECT seq, at FROM op WHERE command = ?1 ORDER BY seq LIMIT 1", [BIRTH], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (floor, born) = birth.map_or((0, NaiveDate::MIN), |(seq, at)| (seq, world::day_of(at)));
    let after = request.until.map_or_else(|| reader.today(), |day| day.0);
    let newest = last_op_before(conn, None)?;
    let known = |op: i64| -> Result<i64> {
        let at: Option<i64> = conn.query_row("SELECT at FROM op WHERE seq = ?1", [op], |row| row.get(0)).optional()?;
        at.ok_or_else(|| Error::NotFound { noun: "op", id: op.to_string() })
    };
    if let Some(op) = request.until_op {
        known(op)?;
    }
    let top = match request.until.and_then(|day| day.0.succ_opt()) {
        _ if request.until_op.is_some() => request.until_op.unwrap_or(newest),
        Some(next) if after >= born => last_op_before(conn, Some(world::start_of(next)))?.max(floor),
        _ => newest,
    };
    let (base, before) = match (request.since_op, request.since) {
        (Some(op), day) => {
            let at = known(op)?;
            (op, day.map_or_else(|| world::day_of(at), |day| day.0))
        }
        (None, Some(day)) => {
            let base = last_op_before(conn, Some(world::start_of(day.0)))?.max(floor);
            (base, day.0.pred_opt().unwrap_or(day.0))
        }
        (None, None) => return Err(Error::input("since", Problem::new("required"))),
    };
    if before > after {
        return Err(Error::input("until", Problem::new("changes.until_before_since")));
    }
    // Days before the book: it has nothing to tell of them but statuses.
    let base = if after < born { top } else { base.min(top) };
    Ok(Span { base, top, before, after })
}

/// Who touched which record in between, and when last.
struct Hands {
    of: HashMap<(String, String), (BTreeSet<String>, i64)>,
    actors: Vec<String>,
}

fn hands(conn: &Connection, span: &Span) -> Result<Hands> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT c.noun, c.record, o.actor, o.at FROM change c JOIN op o ON o.seq = c.op WHERE c.op > ?1 AND c.op <= ?2",
    )?;
    let mut rows = statement.query(params![span.base, span.top])?;
    let mut of: HashMap<(String, String), (BTreeSet<String>, i64)> = HashMap::new();
    let mut actors = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (actor, at): (String, i64) = (row.get(2)?, row.get(3)?);
        let hand = of.entry((row.get(0)?, row.get(1)?)).or_default();
        hand.0.insert(actor.clone());
        hand.1 = hand.1.max(at);
        actors.insert(actor);
    }
    Ok(Hands { of, actors: actors.into_iter().collect() })
}

/// What changed between two points in time.
/// Errors: `required` at `since`, `changes.until_before_since` at `until`, `not_found` for an unknown act.
pub fn changes(reader: &Reader, request: ChangesRequest) -> Result<Changes> {
    let span = span(reader, &request)?;
    let hands = hands(reader.conn, &span)?;
    let fits = |noun: &str, id: &str| {
        let by = |actor: &String| hands.of.get(&(noun.to_owned(), id.to_owned())).is_some_and(|(actors, _)| actors.contains(actor));
        request.noun.as_deref().is_none_or(|wanted| wanted == noun)
            && request.record.as_deref().is_none_or(|wanted| wanted == id)
            && request.actor.as_ref().is_none_or(by)
    };
    let mut moves = if request.noun.as_deref().is_none_or(|noun| noun == "task") { moves(reader, &span, &hands)? } else { Vec::new() };
    moves.retain(|one| fits("task", &one.id));
    let mut records = records(reader, &span, &hands, fits)?;
    let mut counts = ChangeCounts::default();
    for one in &moves {
        *match one.kind {
            MoveKind::Completed => &mut counts.completed,
            MoveKind::Overdue => &mut counts.overdue,
            MoveKind::Reopened => &mut counts.reopened,
            MoveKind::Relieved => &mut counts.relieved,
        } += 1;
    }
    for one in &records {
        *match one.kind {
            RowChange::Insert => &mut counts.new,
            RowChange::Update => &mut counts.changed,
            RowChange::Delete => &mut counts.removed,
        } += 1;
    }
    // Each list has its own share of the limit.
    let limit = request.limit.unwrap_or(USUAL);
    let mut shown: HashMap<MoveKind, u32> = HashMap::new();
    moves.retain(|one| {
        let seen = shown.entry(one.kind).or_default();
        *seen += 1;
        *seen <= limit
    });
    let mut shown = [0_u32; 3];
    records.retain(|one| {
        let [new, changed, removed] = &mut shown;
        let seen = match one.kind {
            RowChange::Insert => new,
            RowChange::Update => changed,
            RowChange::Delete => removed,
        };
        *seen += 1;
        *seen <= limit
    });
    Ok(Changes { before: span.before, after: span.after, from_op: span.base, to_op: span.top, counts, moves, records, actors: hands.actors })
}

/// How a task moved from one status to another, if it did.
pub fn moved(from: Option<Status>, to: Status) -> Option<MoveKind> {
    let done = |status: Option<Status>| status.is_some_and(Status::is_done);
    let late = |status: Option<Status>| status == Some(Status::OpenOverdue);
    if done(Some(to)) {
        (!done(from)).then_some(MoveKind::Completed)
    } else if done(from) {
        Some(MoveKind::Reopened)
    } else if late(Some(to)) {
        (!late(from)).then_some(MoveKind::Overdue)
    } else {
        late(from).then_some(MoveKind::Relieved)
    }
}

fn moves(reader: &Reader, span: &Span, hands: &Hands) -> Result<Vec<StatusMove>> {
    let standing = |op: i64, day: NaiveDate| reader.at(op, |reader| task::register(reader, &Look::on(day)));
    let (was, is) = (standing(span.base, span.before)?, standing(span.top, span.after)?);
    let before: HashMap<&str, Status> = was.tasks().map(|row| (row.id.as_str(), row.standing.status)).collect();
    let mut found = Vec::new();
    for row in is.tasks() {
        let from = before.get(row.id.as_str()).copied();
        let Some(kind) = moved(from, row.standing.status) else { continue };
        let hand = hands.of.get(&("task".to_owned(), row.id.clone()));
        let standing = &row.standing;
        found.push(StatusMove {
            id: row.id.clone(),
            code: row.code.clone(),
            statement: row.statement.clone(),
            kind,
            from,
            to: standing.status,
            late_days: standing.late_days,
            completed_on: row.completed_on.filter(|_| standing.status.is_done()),
            by_time: hand.is_none(),
            actors: hand.map(|(actors, _)| actors.iter().cloned().collect()).unwrap_or_default(),
        });
    }
    found.sort_by_cached_key(|one| (one.kind as u8, task::code_key(&one.code)));
    Ok(found)
}

/// The texts a record is known by besides its label.
fn title(image: &Image, label: &str) -> Option<String> {
    let columns = ["statement", "name", "subject", "title"];
    let found = columns.iter().find_map(|column| image.get(*column).and_then(|value| literal::shown(value)));
    found.filter(|title| title != label)
}

fn records(reader: &Reader, span: &Span, hands: &Hands, fits: impl Fn(&str, &str) -> bool) -> Result<Vec<RecordChange>> {
    let conn = reader.conn;
    let mut names = Names::new(conn, reader.words());
    let touched = past::since(conn, span.base)?;
    // What later acts did is taken back in thought.
    let later: HashMap<(&'static str, String), past::Touched> =
        past::since(conn, span.top)?.into_iter().map(|one| ((one.table, one.row.clone()), one)).collect();
    let mut order: Vec<(String, String)> = Vec::new();
    let mut rows: HashMap<(String, String), Vec<past::Touched>> = HashMap::new();
    for row in touched {
        let key = (row.noun.clone(), row.record.clone());
        if hands.of.contains_key(&key) && fits(&row.noun, &row.record) {
            let list = rows.entry(key.clone()).or_default();
            if list.is_empty() {
                order.push(key);
            }
            list.push(row);
        }
    }
    // A block of new records is asked for at once, not row by row.
    let mut present: HashMap<&'static str, HashMap<String, Image>> = HashMap::new();
    let mut records: HashMap<&'static str, Vec<&str>> = HashMap::new();
    for row in rows.values().flatten().filter(|row| row.table == row.noun) {
        records.entry(row.table).or_default().push(&row.row);
    }
    for (table, ids) in records {
        present.insert(table, past::current_of(conn, table, &ids)?);
    }
    let after = |row: &past::Touched| -> Result<Option<Image>> {
        match (later.get(&(row.table, row.row.clone())), present.get(row.table)) {
            (Some(row), _) => row.image(conn),
            (None, Some(present)) if row.table == row.noun => Ok(present.get(&row.row).cloned()),
            _ => past::current(conn, row.table, &row.row),
        }
    };
    let mut found = Vec::new();
    for key in order {
        let Some(rows) = rows.remove(&key) else { continue };
        let (noun, id) = key;
        let own = rows.iter().find(|row| row.table == noun && row.row == id);
        let (was, is) = match own {
            Some(row) => (row.image(conn)?, after(row)?),
            None => {
                let image = names.image(&noun, &id)?;
                (image.clone(), image)
            }
        };
        let kind = match (&was, &is) {
            (None, None) => continue,
            (None, Some(_)) => RowChange::Insert,
            (Some(_), None) => RowChange::Delete,
            (Some(_), Some(_)) => RowChange::Update,
        };
        let Some(image) = is.or(was) else { continue };
        let mut lines = Vec::new();
        if kind == RowChange::Update {
            for row in &rows {
                difference(&mut names, row.table, row.table == noun && row.row == id, row.image(conn)?, after(row)?, &mut lines)?;
            }
            if lines.is_empty() {
                continue;
            }
        }
        let label = names.label(&noun, &image)?;
        let title = title(&image, &label);
        let (actors, at) = hands.of.get(&(noun.clone(), id.clone())).map(|(actors, at)| (actors.iter().cloned().collect(), *at)).unwrap_or_default();
        found.push(RecordChange { noun, id, label, title, kind, actors, at, lines });
    }
    let places: HashMap<&str, usize> = TABLES.iter().enumerate().map(|(place, table)| (table.name, place)).collect();
    let place = |noun: &str| if noun == "task" { 0 } else { places.get(noun).map_or(usize::MAX, |place| place + 1) };
    found.sort_by_cached_key(|one| (place(&one.noun), task::code_key(&one.label)));
    Ok(found)
}

/// What is different about one row.
fn difference(names: &mut Names, table: &str, own: bool, was: Option<Image>, is: Option<Image>, lines: &mut Vec<ChangeLine>) -> Result<()> {
    let line = |kind: RowChange, part: Option<String>| ChangeLine {
        change: None,
        table: table.to_owned(),
        part,
        kind,
        field: None,
        name: None,
        from: None,
        to: None,
        restorable: false,
    };
    match (was, is) {
        (None, None) => {}
        (None, Some(is)) => {
            let (part, to) = (names.label(table, &is)?, names.summary(table, &is)?);
            lines.push(ChangeLine { to: Some(to).filter(|text| !text.is_empty()), ..line(RowChange::Insert, Some(part)) });
        }
        (Some(was), None) => {
            let (part, from) = (names.label(table, &was)?, names.summary(table, &was)?);
            lines.push(ChangeLine { from: Some(from).filter(|text| !text.is_empty()), ..line(RowChange::Delete, Some(part)) });
        }
        (Some(was), Some(is)) => {
            let part = if own { None } else { Some(names.label(table, &is)?) };
            let fields: HashSet<&String> = was.keys().chain(is.keys()).collect();
            let fields = fields.into_iter().filter(|field| was.get(*field) != is.get(*field) && is_told(table, field));
            for field in names.in_order(table, fields.cloned().collect())? {
                let (from, to) = (was.get(&field).map_or("NULL", String::as_str), is.get(&field).map_or("NULL", String::as_str));
                let (from, to) = (names.shown(table, &field, from)?, names.shown(table, &field, to)?);
                let name = Some(names.field(table, &field));
                lines.push(ChangeLine { field: Some(field), name, from, to, ..line(RowChange::Update, part.clone()) });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_moves_one_way_at_a_time() {
        use Status::{DoneLate, DoneOnTime, OpenInTime, OpenNoDeadline, OpenOverdue, Ongoing};
        for (from, to, expect) in [
            (Some(OpenInTime), OpenOverdue, Some(MoveKind::Overdue)),
            (None, OpenOverdue, Some(MoveKind::Overdue)),
            (Some(OpenOverdue), OpenOverdue, None),
            (Some(OpenOverdue), DoneLate, Some(MoveKind::Completed)),
            (None, DoneOnTime, Some(MoveKind::Completed)),
            (Some(DoneOnTime), DoneLate, None),
            (Some(DoneLate), OpenOverdue, Some(MoveKind::Reopened)),
            (Some(DoneOnTime), OpenInTime, Some(MoveKind::Reopened)),
            (Some(OpenOverdue), OpenInTime, Some(MoveKind::Relieved)),
            (Some(OpenOverdue), OpenNoDeadline, Some(MoveKind::Relieved)),
            (Some(OpenInTime), OpenNoDeadline, None),
            (None, OpenInTime, None),
            (Some(Ongoing), Ongoing, None),
        ] {
            assert_eq!(moved(from, to), expect, "{from:?} → {to:?}");
        }
    }
}
