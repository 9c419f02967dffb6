//! Reads the tasks in a document's text with what the book knows. Writes nothing.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::intake::{self, Draft, Known, KnownAgency, KnownArea, KnownDocument, KnownGroup, KnownTask};
use crate::problem::Problem;
use crate::wire::{Day, Empty, ListRequest};
use crate::{agency, framework, setting, task};

/// The text of a document, pasted.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentDraftRequest {
    /// One or many paragraphs.
    pub text: String,
    /// The document's day: it decides which agencies there were. Found in the text when missing, else today.
    pub day: Option<Day>,
    /// Only the document's own particulars, not its tasks.
    pub only_document: Option<bool>,
}

/// More than any document has; a book pasted by mistake should not keep a person waiting.
const LONGEST: usize = 400_000;

/// Recognises the document and its tasks. Errors: `required`, `document.text_too_long` at `text`.
pub fn draft(reader: &Reader, request: DocumentDraftRequest) -> Result<Draft> {
    if request.text.trim().is_empty() {
        return Err(Error::input("text", Problem::new("required")));
    }
    if request.text.len() > LONGEST {
        return Err(Error::input("text", Problem::new("document.text_too_long").with("most", LONGEST / 1000)));
    }
    let agencies = agency::list(reader, agency::AgencyListRequest::default())?;
    let mut groups = Vec::new();
    for group in agency::list_groups(reader, Empty {})? {
        let members = agency::members(reader.conn, &group.id)?;
        groups.push(KnownGroup { id: group.id, key: group.key, name: group.name, expected: group.expected_count, members });
    }
    let areas = framework::list(reader, Empty {})?.into_iter().flat_map(|framework| framework.groups).flat_map(|group| group.areas);
    let only_document = request.only_document.unwrap_or(false);
    let tasks = if only_document { Vec::new() } else { task::statements(reader.conn)? };
    let known = Known {
        agencies: agencies
            .into_iter()
            .map(|row| KnownAgency { id: row.id, name: row.name, short_name: row.short_name, kind: row.kind, valid_from: row.valid_from, valid_to: row.valid_to })
            .collect(),
        groups,
        areas: areas.map(|area| KnownArea { id: area.name.id, short_name: area.name.short_name, statement: area.statement }).collect(),
        tasks: tasks.into_iter().map(|(id, code, statement, area)| KnownTask { id, code, statement, area }).collect(),
        documents: super::list(reader, ListRequest::default())?
            .into_iter()
            .map(|document| KnownDocument {
                id: document.id,
                number_symbol: document.number_symbol,
                day: document.day,
                issuer: document.issuer,
                subject: document.subject,
            })
            .collect(),
        day: request.day.map(|day| day.0),
        today: reader.today(),
        before: setting::before_day(reader.conn)?,
    };
    if only_document {
        let (day, document) = intake::particulars(&request.text, &known);
        return Ok(Draft { day, document, paragraphs: Vec::new(), tasks: Vec::new() });
    }
    Ok(intake::draft(&request.text, &known))
}
