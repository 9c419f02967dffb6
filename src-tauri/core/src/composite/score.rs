//! Points of one agency for one item: given, changed, taken away.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::edit::document_id;
use super::read::scores_of;
use super::{CompositeScore, CompositeScoreClear, CompositeScoreSet, ScoredBy};
use crate::agency;
use crate::book::Change;
use crate::error::{Error, Result};
use crate::figure::{self, Notation};
use crate::problem::Problem;
use crate::wire::{Number, Patch, optional_text, set};

/// An item that points are given for, with what it belongs to.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its most points.
    pub most: f64,
    /// The index.
    pub composite: String,
    /// The version.
    pub version: String,
    /// The index and its year, as an act is called: "DTI 2024".
    pub subject: String,
}

/// The item of an id. Errors: `unknown_record` and `composite.points_of_group` at `item`.
pub fn scored(conn: &Connection, id: &str) -> Result<Scored> {
    let mut statement = conn.prepare_cached(
        "SELECT i.code, i.most, i.composite, i.version, c.code || ' ' || v.year
         FROM composite_item i JOIN composite c ON c.id = i.composite JOIN composite_version v ON v.id = i.version WHERE i.id = ?1",
    )?;
    let found = statement
        .query_row([id], |row| {
            let most: Option<f64> = row.get(1)?;
            Ok((Scored { id: id.to_owned(), code: row.get(0)?, most: most.unwrap_or(0.0), composite: row.get(2)?, version: row.get(3)?, subject: row.get(4)? }, most.is_some()))
        })
        .optional()?;
    match found {
        None => Err(Error::input("item", Problem::new("unknown_record").with("id", id))),
        Some((item, false)) => Err(Error::input("item", Problem::new("composite.points_of_group").with("code", item.code))),
        Some((item, true)) => Ok(item),
    }
}

/// What is wrong with points for an item: `composite.points_negative`, `composite.points_above`.
pub fn wrong(item: &Scored, points: f64, notation: Notation) -> Option<Problem> {
    if points < 0.0 {
        return Some(Problem::new("composite.points_negative"));
    }
    let most = || figure::write(item.most, None, notation);
    (points > item.most).then(|| Problem::new("composite.points_above").with("code", &item.code).with("most", most()))
}

/// Points as they are written.
pub struct NewScore<'a> {
    /// The row's id.
    pub id: &'a str,
    /// The agency.
    pub agency: &'a str,
    /// Its own points.
    pub own: Option<f64>,
    /// Those verified.
    pub verified: Option<f64>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The document, by id.
    pub document: Option<String>,
    /// The day.
    pub day: NaiveDate,
}

/// Writes points, fitting already: a new row, or the changed fields of the one that is there.
fn write(conn: &Connection, item: &Scored, score: &NewScore) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO composite_score (id, composite, item, agency, self_points, verified_points, evidence, document, day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (item, agency) DO UPDATE SET self_points = excluded.self_points, verified_points = excluded.verified_points,
           evidence = excluded.evidence, document = excluded.document, day = excluded.day",
    )?
    .execute(params![score.id, item.composite, item.id, score.agency, score.own, score.verified, score.evidence, score.document, score.day])?;
    Ok(())
}

/// Writes one row of points. Errors: those of [`scored`] and [`wrong`], `composite.nothing_given` at `self_points`.
pub fn insert_score(conn: &Connection, item: &str, score: &NewScore, notation: Notation) -> Result<()> {
    let item = scored(conn, item)?;
    for (field, points) in [("self_points", score.own), ("verified_points", score.verified)] {
        if let Some(problem) = points.and_then(|points| wrong(&item, points, notation)) {
            return Err(Error::input(field, problem));
        }
    }
    if score.own.or(score.verified).is_none() {
        return Err(Error::input("self_points", Problem::new("composite.nothing_given")));
    }
    write(conn, &item, score)
}

fn current(conn: &Connection, item: &Scored, agency: &str) -> Result<Option<CompositeScore>> {
    Ok(scores_of(conn, &item.version, Some(agency), Some(&item.id))?.into_iter().next())
}

fn remove(conn: &Connection, item: &Scored, agency: &str) -> Result<()> {
    conn.execute("DELETE FROM composite_score WHERE item = ?1 AND agency = ?2", [&item.id, agency])?;
    Ok(())
}

/// Gives one kind of points, or takes it away; the other kind, evidence and document stay. Nothing stays of a row
/// without any points.
pub fn put(change: &Change, item: &Scored, agency: &str, by: ScoredBy, points: Option<f64>) -> Result<()> {
    let before = current(change.conn, item, agency)?;
    let (own, verified) = before.as_ref().map_or((None, None), |score| (score.self_points, score.verified_points));
    let (own, verified) = match by {
        ScoredBy::Own => (points, verified),
        ScoredBy::Verified => (own, points),
    };
    if own.or(verified).is_none() {
        return remove(change.conn, item, agency);
    }
    let (evidence, document) = before.map_or((None, None), |score| (score.evidence, score.document));
    let score = NewScore { id: &change.new_id(), agency, own, verified, evidence, document, day: change.today() };
    write(change.conn, item, &score)
}

/// Gives points to an agency. Answers what it then has for the item; nothing when its points were emptied.
/// Errors: those of [`insert_score`]; `unknown_record` at `agency` and `document`.
pub fn set_score(change: &mut Change, request: CompositeScoreSet) -> Result<Option<CompositeScore>> {
    let conn = change.conn;
    let item = scored(conn, &request.item)?;
    agency::known(conn, "agency", Some(&request.agency))?;
    let before = current(conn, &item, &request.agency)?;
    let points = |patch: Patch<Number>| patch.map(|points| points.map(|number| number.0));
    let (mut own, mut verified, mut evidence, mut document, mut day) = match before.clone() {
        Some(score) => (score.self_points, score.verified_points, score.evidence, score.document, Some(score.day)),
        None => (None, None, None, None, None),
    };
    set(&mut own, points(request.self_points));
    set(&mut verified, points(request.verified_points));
    set(&mut evidence, request.evidence.map(optional_text));
    if let Some(key) = request.document {
        document = document_id(conn, key)?;
    }
    if before.as_ref().is_none_or(|score| (score.self_points, score.verified_points) != (own, verified)) {
        day = Some(change.today());
    }
    let day = request.day.map(|day| day.0).or(day).unwrap_or_else(|| change.today());
    if own.or(verified).is_none() && before.is_some() {
        remove(conn, &item, &request.agency)?;
    } else {
        let score = NewScore { id: &change.new_id(), agency: &request.agency, own, verified, evidence, document, day };
        insert_score(conn, &item.id, &score, change.words().language.notation())?;
    }
    let name = agency::name(change.conn, &request.agency)?.short_name;
    let after = current(change.conn, &item, &request.agency)?;
    change.about(format!("{} · {} · {name}", item.subject, item.code));
    Ok(after)
}

/// Takes an agency's points for an item away. Errors: `composite.no_points`.
pub fn clear(change: &mut Change, request: CompositeScoreClear) -> Result<()> {
    let item = scored(change.conn, &request.item)?;
    let name = agency::name(change.conn, &request.agency)?.short_name;
    if current(change.conn, &item, &request.agency)?.is_none() {
        return Err(Error::refused("composite.no_points"));
    }
    remove(change.conn, &item, &request.agency)?;
    change.about(format!("{} · {} · {name}", item.subject, item.code));
    Ok(())
}
