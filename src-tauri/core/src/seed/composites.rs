//! Writes the worked example of a composite index: versions, groups and items, points with their evidence.

use super::load::Tally;
use super::{Source, id};
use crate::composite::{self, NewItem, NewScore};
use crate::error::Result;
use crate::figure::Notation;

/// The version of an index: its code with the year.
fn version(code: &str, year: i32) -> String {
    id("composite_version", &format!("{code}/{year}"))
}

fn item(code: &str, year: i32, item: &str) -> String {
    id("composite_item", &format!("{code}/{year}/{item}"))
}

/// Loads the three files, versions before items before points.
pub fn composites(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    for row in source.sheet("composites.csv")?.rows() {
        let (code, year) = (row.text("code")?, row.number("year")?.unwrap_or(0));
        let composite = id("composite", &code);
        if tally.is_new("composite", &composite)? {
            composite::insert(change.conn, &composite, &code, &row.text("name")?, row.optional("note")?).map_err(|error| row.blame(error))?;
        }
        let version = version(&code, year);
        if tally.is_new("composite_version", &version)? {
            let document = row.optional("document")?.map(|code| id("document", &code));
            composite::insert_version(change.conn, &version, &composite, year, document.as_deref(), row.optional("version_note")?)
                .map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("composite_items.csv")?.rows() {
        let (composite, year, code) = (row.text("composite")?, row.number("year")?.unwrap_or(0), row.text("code")?);
        let key = item(&composite, year, &code);
        if tally.is_new("composite_item", &key)? {
            let parent = row.optional("parent")?.map(|parent| item(&composite, year, &parent));
            let indicator = row.optional("indicator")?.map(|code| id("indicator", &code));
            let new = NewItem {
                id: &key,
                composite: &id("composite", &composite),
                version: &version(&composite, year),
                parent: parent.as_deref(),
                code: &code,
                name: &row.text("name")?,
                most: row.number("most")?,
                weight: row.number("weight")?,
                indicator: indicator.as_deref(),
                position: row.number("position")?.unwrap_or(0),
            };
            composite::insert_item(change.conn, &new).map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("composite_scores.csv")?.rows() {
        let (composite, year) = (row.text("composite")?, row.number("year")?.unwrap_or(0));
        let (agency, item) = (row.text("agency")?, item(&composite, year, &row.text("item")?));
        let score = id("composite_score", &format!("{item}/{agency}"));
        if tally.is_new("composite_score", &score)? {
            let new = NewScore {
                id: &score,
                agency: &id("agency", &agency),
                own: row.number("self_points")?,
                verified: row.number("verified_points")?,
                evidence: row.optional("evidence")?,
                document: row.optional("document")?.map(|code| id("document", &code)),
                day: row.value("day")?,
            };
            composite::insert_score(change.conn, &item, &new, Notation::Vietnamese).map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}
