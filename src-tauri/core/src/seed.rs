//! Seeds: the framework, documents, agencies, tasks, indicators, figures, contradictions and a worked example of a
//! composite index that a book may
//! begin with, read from plain CSV files a person can correct. First runs and tests use the same files.
//!
//! A seeded record's id follows from its code, so that two offices' books agree on it, and loading twice
//! changes nothing. What is wrong is said with file, line, column and reason, before anything is written.

mod composites;
mod load;
mod sheet;

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Change;
use crate::desk::SeedOffice;
use crate::error::{Error, Result};
use crate::problem::Problem;

use sheet::Sheet;

/// Loads seeds into the open book.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SeedLoad {
    /// The name of shipped seeds (`khung-3-5`), or a folder with the same files.
    pub seed: String,
}

/// What loading did.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SeedLoaded {
    /// Records read from the files.
    pub read: u32,
    /// Records that were not in the book yet.
    pub added: u32,
}

macro_rules! shipped {
    ($($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../../../seeds/khung-3-5/", $file)))),+]
    };
}

/// The shipped files of `khung-3-5`.
const SHIPPED: &[(&str, &str)] = shipped![
    "frameworks.csv",
    "focus_groups.csv",
    "focus_areas.csv",
    "wordings.csv",
    "documents.csv",
    "agencies.csv",
    "successions.csv",
    "agency_groups.csv",
    "agency_group_members.csv",
    "tasks.csv",
    "task_links.csv",
    "indicators.csv",
    "targets.csv",
    "observations.csv",
    "contradictions.csv",
    "contradiction_sides.csv",
    "composites.csv",
    "composite_items.csv",
    "composite_scores.csv",
];

/// Where the files come from.
enum Source {
    Shipped,
    Folder(PathBuf),
}

impl Source {
    fn sheet(&self, file: &'static str) -> Result<Sheet> {
        match self {
            Source::Shipped => {
                let text = SHIPPED.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| *text);
                Sheet::read(file, text)
            }
            Source::Folder(folder) => {
                let path = folder.join(file);
                let bytes = std::fs::read(&path).map_err(|error| Error::file(&path, error))?;
                let text = String::from_utf8(bytes).map_err(|_| Error::input(file, Problem::new("seed.not_utf8").with("file", file)))?;
                Sheet::read(file, text.strip_prefix('\u{FEFF}').unwrap_or(&text))
            }
        }
    }
}

fn source(seed: &str) -> Result<Source> {
    if seed == "khung-3-5" {
        return Ok(Source::Shipped);
    }
    let folder = PathBuf::from(seed);
    if folder.is_dir() {
        return Ok(Source::Folder(folder));
    }
    Err(Error::input("seed", Problem::new("seed.unknown").with("seed", seed)))
}

/// Refuses seeds that are not there. Errors: `seed.unknown` at field `seed`.
pub fn known(seed: &str) -> Result<()> {
    source(seed).map(|_| ())
}

/// The id of a seeded record: the same in every book.
fn id(kind: &str, code: &str) -> String {
    // A namespace of this program's own: UUIDv5 of its name under the DNS namespace.
    let namespace = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_DNS, b"so35.seed");
    uuid::Uuid::new_v5(&namespace, format!("{kind}/{code}").as_bytes()).to_string()
}

/// The agency behind a seeded key, if the book has it.
pub fn agency_id(conn: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT id FROM agency WHERE key = ?1 OR name = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// The offices of the shipped seeds: those that exist without an end, in the file's order.
pub fn offices() -> Result<Vec<SeedOffice>> {
    let sheet = Source::Shipped.sheet("agencies.csv")?;
    let mut offices = Vec::new();
    for row in sheet.rows() {
        if row.optional("valid_to")?.is_none() {
            offices.push(SeedOffice { key: row.text("key")?, name: row.text("name")?, short_name: row.text("short_name")? });
        }
    }
    Ok(offices)
}

/// Loads seeds; what the book already has stays as it is.
pub fn load(change: &mut Change, request: SeedLoad) -> Result<SeedLoaded> {
    let source = source(&request.seed)?;
    let loaded = load::all(change, &source)?;
    change.about(request.seed);
    Ok(loaded)
}
