//! The register of documents: how the tasks of each stand on a day, and everything else that cites it.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Document, DocumentKind, get, list};
use crate::book::Reader;
use crate::citation::{self, Citing};
use crate::error::Result;
use crate::status::{Counts, Standing};
use crate::store::search;
use crate::task::{self, Look};
use crate::wire::{Day, IdRequest, ListRequest};
use crate::{composite, contradiction, observation, target};

/// Which documents to list, as of which day.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentRegisterRequest {
    /// Words that must occur; marks do not matter.
    pub text: Option<String>,
    /// Only this kind.
    pub kind: Option<DocumentKind>,
    /// The day statuses are computed for; today when missing.
    pub as_of: Option<Day>,
}

/// A line of the register of documents.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentRow {
    /// The document.
    #[serde(flatten)]
    pub document: Document,
    /// How the tasks that cite it stand; a task that cites it twice counts once.
    pub counts: Counts,
    /// How many tasks cite it, parts of tasks left out.
    pub tasks: u32,
    /// How many other places cite it: indicators, figures, focus areas, agencies, contradictions, composite indexes.
    pub others: u32,
}

/// Documents by date, newest first, each with how its tasks stand.
pub fn register(reader: &Reader, request: DocumentRegisterRequest) -> Result<Vec<DocumentRow>> {
    let as_of = reader.as_of(request.as_of);
    let tasks = task::register(reader, &Look::on(as_of))?;
    let standings: HashMap<&str, &Standing> = tasks.tasks().map(|row| (row.id.as_str(), &row.standing)).collect();
    let mut counts: HashMap<String, (Counts, u32, u32)> = HashMap::new();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for place in citation::citing(reader.conn, None)? {
        let (counts, tasks, others) = counts.entry(place.document.clone()).or_default();
        if place.noun != "task" {
            *others += 1;
        } else if let Some(standing) = standings.get(place.record.as_str()).filter(|_| seen.insert((place.document, place.record.clone()))) {
            counts.add(standing.status);
            *tasks += 1;
        }
    }
    let sides = contradiction::sides_by_document(reader.conn)?;
    let indexes = composite::versions_by_document(reader.conn)?;
    let mut rows = Vec::new();
    for document in list(reader, ListRequest { text: request.text })? {
        if request.kind.is_some_and(|kind| kind != document.kind) {
            continue;
        }
        let (counts, tasks, others) = counts.remove(&document.id).unwrap_or_default();
        let named = [&sides, &indexes].map(|by| by.get(&document.id).copied().unwrap_or(0));
        let others = others + named.iter().sum::<u32>();
        rows.push(DocumentRow { document, counts, tasks, others });
    }
    Ok(rows)
}

/// Asks what cites one document.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentCitedRequest {
    /// Which document, by id or code.
    pub id: String,
    /// The day statuses are computed for; today when missing.
    pub as_of: Option<Day>,
}

/// A task from a document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CitedTask {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Where it stands in the document, each place once.
    pub locators: Vec<String>,
    /// The wording kept, when one was.
    pub quote: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// Obligations done.
    pub done: u32,
    /// Obligations in all.
    pub of: u32,
}

/// Another record that cites a document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CitedRecord {
    /// What it is: indicator, target, observation, focus_area, agency, contradiction, composite.
    pub noun: String,
    /// The record to show for it: of a figure or a target, its indicator.
    pub id: String,
    /// Its code as shown; may be empty.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The place in the document.
    pub locator: String,
}

/// Everything that cites one document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentCited {
    /// The document.
    pub document: Document,
    /// Its tasks, by code.
    pub tasks: Vec<CitedTask>,
    /// What else cites it.
    pub others: Vec<CitedRecord>,
}

/// Everything that cites one document, tasks judged on a day.
pub fn cited(reader: &Reader, request: DocumentCitedRequest) -> Result<DocumentCited> {
    let document = get(reader, IdRequest { id: request.id })?;
    let (of_tasks, of_others): (Vec<Citing>, Vec<Citing>) =
        citation::citing(reader.conn, Some(&document.id))?.into_iter().partition(|place| place.noun == "task");
    let mut places: HashMap<String, (Vec<String>, Option<String>)> = HashMap::new();
    for place in of_tasks {
        let (locators, quote) = places.entry(place.record).or_default();
        if !place.locator.is_empty() && !locators.contains(&place.locator) {
            locators.push(place.locator);
        }
        *quote = quote.take().or(place.quote);
    }
    let mut tasks = Vec::new();
    if !places.is_empty() {
        for row in task::register(reader, &Look::on(reader.as_of(request.as_of)))?.with_parts() {
            let Some((locators, quote)) = places.remove(&row.id) else { continue };
            let (id, code, statement) = (row.id.clone(), row.code.clone(), row.statement.clone());
            tasks.push(CitedTask { id, code, statement, locators, quote, standing: row.standing, done: row.done, of: row.of });
        }
    }
    let mut others = Vec::new();
    for place in of_others {
        others.extend(named(reader, place)?);
    }
    for (id, code, title, locator) in contradiction::quoting(reader.conn, &document.id)? {
        others.push(CitedRecord { noun: "contradiction".into(), id, code, title, locator });
    }
    for (id, code, title, year) in composite::naming(reader.conn, &document.id)? {
        others.push(CitedRecord { noun: "composite".into(), id, code, title, locator: year.to_string() });
    }
    Ok(DocumentCited { document, tasks, others })
}

/// What a record is called. A figure or a target goes by its indicator.
fn named(reader: &Reader, place: Citing) -> Result<Option<CitedRecord>> {
    let by_id = |id: &str| IdRequest { id: id.to_owned() };
    let (noun, id) = match place.noun.as_str() {
        "observation" => ("indicator", observation::get(reader, by_id(&place.record))?.indicator),
        "target" => ("indicator", target::get(reader, by_id(&place.record))?.indicator),
        noun => (noun, place.record),
    };
    let title = search::title_of(reader.conn, noun, &id)?;
    Ok(title.map(|(code, title)| CitedRecord { noun: place.noun.clone(), id, code, title, locator: place.locator }))
}
