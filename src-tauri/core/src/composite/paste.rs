//! A block of points from a spreadsheet: [`plan`] says what each cell would become, [`paste`] does it as one act.
//!
//! The cells of a block prove together how numbers are written ("8,5" makes "1.234" a thousand and more); where they
//! prove nothing and one could be read both ways, the block is refused until somebody says how.

use std::collections::HashMap;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ScoredBy;
use super::read::scores_of;
use super::score::{Scored, put, scored, wrong};
use crate::agency::{self, AgencyName};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::figure::{self, Amount, Notation, Proof};
use crate::problem::Problem;

/// A block of points and where it goes.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositePaste {
    /// The agencies of the rows.
    pub agencies: Vec<String>,
    /// The items of the columns, all of one version.
    pub items: Vec<String>,
    /// Whose points they are.
    pub by: ScoredBy,
    /// The texts, row by row. An empty one takes points away.
    pub cells: Vec<Vec<String>>,
    /// How numbers are written; what the cells prove when missing.
    pub notation: Option<Notation>,
}

/// What one cell would become.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlannedScore {
    /// Its row in the block, from 0.
    pub row: u32,
    /// Its column in the block, from 0.
    pub at: u32,
    /// The agency.
    pub agency: AgencyName,
    /// The code of the item.
    pub code: String,
    /// The points now.
    pub before: Option<f64>,
    /// The text of the block.
    pub text: String,
    /// The points it would become; none when they go, or cannot be taken.
    pub after: Option<f64>,
    /// Why it cannot be taken.
    pub problem: Option<String>,
}

/// What a block would do.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PastePlan {
    /// Cells that change or cannot be taken, the latter first. At most 300.
    pub cells: Vec<PlannedScore>,
    /// How many cells change.
    pub changes: u32,
    /// How many cells cannot be taken.
    pub refused: u32,
    /// How many cells lie beyond the agencies and items.
    pub beyond: u32,
    /// How numbers were read; none when nothing tells.
    pub notation: Option<Notation>,
    /// Whether a number could be read both ways, and nothing tells how.
    pub ambiguous: bool,
}

/// The most cells that a plan lists.
const LISTED: usize = 300;

/// One cell, understood.
struct Cell {
    row: usize,
    at: usize,
    before: Option<f64>,
    read: std::result::Result<Option<f64>, Problem>,
}

struct Understood {
    agencies: Vec<AgencyName>,
    items: Vec<Scored>,
    cells: Vec<Cell>,
    beyond: u32,
    notation: Option<Notation>,
}

/// Reads one text as points: plain numbers only. Errors: those of [`figure::read`], `figure.not_one_number`.
fn points(text: &str, notation: Option<Notation>) -> std::result::Result<Option<f64>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let figure = figure::read(text, notation)?.figure;
    let plain = figure.qualifiers.is_empty() && figure.scale.is_none() && !figure.percent && figure.unit.is_none();
    match figure.amount {
        Amount::One { value } if plain => Ok(Some(value)),
        _ => Err(Problem::new("figure.not_one_number").with("text", text.trim())),
    }
}

fn known_agencies(conn: &Connection, ids: &[String]) -> Result<Vec<AgencyName>> {
    let known = |(row, id): (usize, &String)| {
        agency::known(conn, &format!("agencies[{row}]"), Some(id))?;
        agency::name(conn, id)
    };
    ids.iter().enumerate().map(known).collect()
}

/// Errors: `unknown_record` at `agencies[…]`, those of [`scored`] and `composite.other_version` at `items[…]`.
fn understand(reader: &Reader, request: &CompositePaste) -> Result<Understood> {
    let conn = reader.conn;
    let agencies = known_agencies(conn, &request.agencies)?;
    let mut items: Vec<Scored> = Vec::new();
    for (at, id) in request.items.iter().enumerate() {
        let field = format!("items[{at}]");
        let item = scored(conn, id).map_err(|error| match error {
            Error::Input { problem, .. } => Error::input(field.clone(), problem),
            other => other,
        })?;
        if items.first().is_some_and(|first| first.version != item.version) {
            return Err(Error::input(field, Problem::new("composite.other_version")));
        }
        items.push(item);
    }
    let scores = match items.first() {
        Some(item) => scores_of(conn, &item.version, None, None)?,
        None => Vec::new(),
    };
    let given: HashMap<(&str, &str), Option<f64>> = scores
        .iter()
        .map(|score| {
            let points = match request.by {
                ScoredBy::Own => score.self_points,
                ScoredBy::Verified => score.verified_points,
            };
            ((score.item.as_str(), score.agency.id.as_str()), points)
        })
        .collect();
    let texts = || request.cells.iter().flatten().map(String::as_str);
    let notation = request.notation.or_else(|| match figure::prove_notation(texts()) {
        Proof::Contradictory { .. } => None,
        proof => proof.notation(),
    });
    let written = reader.words().language.notation();
    let (mut cells, mut beyond) = (Vec::new(), 0);
    for (row, line) in request.cells.iter().enumerate() {
        for (at, text) in line.iter().enumerate() {
            let (Some(agency), Some(item)) = (agencies.get(row), items.get(at)) else {
                beyond += u32::from(!text.trim().is_empty());
                continue;
            };
            let before = given.get(&(item.id.as_str(), agency.id.as_str())).copied().flatten();
            let read = points(text, notation).and_then(|points| match points.and_then(|points| wrong(item, points, written)) {
                Some(problem) => Err(problem),
                None => Ok(points),
            });
            cells.push(Cell { row, at, before, read });
        }
    }
    Ok(Understood { agencies, items, cells, beyond, notation })
}

/// Says what a block would do, and writes nothing.
pub fn plan(reader: &Reader, request: CompositePaste) -> Result<PastePlan> {
    let block = understand(reader, &request)?;
    let words = reader.words();
    let (mut refused, mut changing) = (Vec::new(), Vec::new());
    let mut ambiguous = false;
    for cell in &block.cells {
        let (Some(agency), Some(item)) = (block.agencies.get(cell.row), block.items.get(cell.at)) else { continue };
        let mut planned = PlannedScore {
            row: cell.row as u32,
            at: cell.at as u32,
            agency: agency.clone(),
            code: item.code.clone(),
            before: cell.before,
            text: request.cells.get(cell.row).and_then(|line| line.get(cell.at)).cloned().unwrap_or_default(),
            after: None,
            problem: None,
        };
        match &cell.read {
            Ok(after) if *after == cell.before => {}
            Ok(after) => {
                planned.after = *after;
                changing.push(planned);
            }
            Err(problem) => {
                ambiguous |= problem.code == "figure.ambiguous";
                planned.problem = Some(words.fill(&problem.key(), &problem.params));
                refused.push(planned);
            }
        }
    }
    let counts = (changing.len() as u32, refused.len() as u32);
    refused.extend(changing);
    refused.truncate(LISTED);
    Ok(PastePlan { cells: refused, changes: counts.0, refused: counts.1, beyond: block.beyond, notation: block.notation, ambiguous })
}

/// Writes a block: all of it, or nothing when a cell cannot be taken. Answers how many cells changed.
/// Errors: that of the first such cell at `cells[row][column]`; `composite.beyond` at `cells`.
pub fn paste(change: &mut Change, request: CompositePaste) -> Result<u32> {
    let block = understand(change, &request)?;
    if block.beyond > 0 {
        return Err(Error::input("cells", Problem::new("composite.beyond").with("count", block.beyond)));
    }
    let mut changed = 0;
    for cell in block.cells {
        let (Some(agency), Some(item)) = (block.agencies.get(cell.row), block.items.get(cell.at)) else { continue };
        let points = cell.read.map_err(|problem| Error::input(format!("cells[{}][{}]", cell.row, cell.at), problem))?;
        if points != cell.before {
            put(change, item, &agency.id, request.by, points)?;
            changed += 1;
        }
    }
    if let Some(item) = block.items.first() {
        change.about(&item.subject);
    }
    Ok(changed)
}
