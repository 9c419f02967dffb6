//! Saves a document and the tasks a person confirmed, as one act: all of it or nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Document, DocumentAdd, get, label};
use crate::assignment::{self, Role};
use crate::book::Change;
use crate::citation::CitationAdd;
use crate::deadline::BeforeDay;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::task::{self, Flag, TaskAdd, TaskLinkAdd, TaskLinkKind, TaskPlacing};
use crate::wire::{Day, IdRequest};

/// A document with its tasks.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DocumentEnter {
    /// A new document; or
    pub document: Option<DocumentAdd>,
    /// one that the book has, by id or code.
    pub existing: Option<String>,
    /// The tasks, in the order of the text.
    pub tasks: Vec<EnterTask>,
}

/// A task of the document, confirmed.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EnterTask {
    /// What is to be done.
    pub statement: String,
    /// Who leads, by id. Nobody is flagged, more than one kept and flagged.
    pub leads: Option<Vec<String>>,
    /// The group whose agencies each have this obligation, by id or key.
    pub agency_group: Option<String>,
    /// Who coordinates, by id.
    pub coordinating: Option<Vec<String>>,
    /// The deadline in words.
    pub deadline: Option<String>,
    /// How "trước" is read; the office's setting when missing.
    pub before_day: Option<BeforeDay>,
    /// Where it belongs, main focus area first.
    pub focus_areas: Option<Vec<TaskPlacing>>,
    /// The expected product.
    pub product: Option<String>,
    /// Done regularly.
    pub ongoing: Option<bool>,
    /// The place in the document.
    pub locator: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Tasks of the register that are nearly the same, by id or code: linked, never merged.
    pub alike: Option<Vec<String>>,
    /// The day it was assigned; the document's day when missing, else today.
    pub assigned_on: Option<Day>,
}

/// What was saved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentEntered {
    /// The document.
    pub document: Document,
    /// The codes of its new tasks, in order.
    pub codes: Vec<String>,
}

/// Puts where it happened in front of a refusal's field: `tasks[2].deadline`.
fn inside(place: String) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Input { field, row, problem } => {
            let field = field.map_or_else(|| place.clone(), |field| format!("{place}.{field}"));
            Error::Input { field: Some(field), row, problem }
        }
        other => other,
    }
}

/// Saves a document and its tasks. Errors: those of adding a document at `document.…` and of adding a task
/// at `tasks[n].…`, `document.one_of` when neither or both of `document` and `existing` are given.
pub fn enter(change: &mut Change, request: DocumentEnter) -> Result<DocumentEntered> {
    let document = match (request.document, request.existing) {
        (Some(add), None) => super::add(change, add).map_err(inside("document".into()))?,
        (None, Some(id)) => get(change, IdRequest { id })?,
        _ => return Err(Error::input("document", Problem::new("document.one_of"))),
    };
    let assigned = document.day.filter(|day| *day <= change.today()).map(Day);
    let mut codes: Vec<String> = Vec::new();
    for (at, task) in request.tasks.into_iter().enumerate() {
        let code = enter_task(change, &document, assigned, task).map_err(inside(format!("tasks[{at}]")))?;
        codes.push(code);
    }
    change.about(match (codes.first(), codes.last()) {
        (Some(first), Some(last)) if first != last => format!("{} ({first}–{last})", label(&document)),
        (Some(only), _) => format!("{} ({only})", label(&document)),
        _ => label(&document),
    });
    Ok(DocumentEntered { document: get(change, IdRequest { id: document.id })?, codes })
}

fn enter_task(change: &mut Change, document: &Document, assigned: Option<Day>, task: EnterTask) -> Result<String> {
    let mut leads: Vec<String> = Vec::new();
    for lead in task.leads.unwrap_or_default() {
        if !leads.contains(&lead) {
            leads.push(lead);
        }
    }
    if task.agency_group.is_some() && !leads.is_empty() {
        return Err(Error::input("leads", Problem::new("task.group_has_no_lead")));
    }
    let flags: &[Flag] = match leads.len() {
        0 if task.agency_group.is_none() => &[Flag::LeadMissing],
        0 | 1 => &[],
        _ => &[Flag::TwoLeads],
    };
    let coordinating: Vec<String> = task.coordinating.unwrap_or_default().into_iter().filter(|agency| !leads.contains(agency)).collect();
    let add = TaskAdd {
        statement: task.statement,
        agency_group: task.agency_group,
        lead: leads.first().cloned(),
        coordinating: Some(coordinating),
        deadline: task.deadline,
        before_day: task.before_day,
        focus_areas: task.focus_areas,
        product: task.product,
        ongoing: task.ongoing,
        assigned_on: task.assigned_on.or(assigned),
        citations: Some(vec![CitationAdd { document: document.id.clone(), locator: task.locator, quote: None, note: None }]),
        note: task.note,
        ..TaskAdd::default()
    };
    let added = task::add(change, add)?;
    for (position, lead) in (1..).zip(leads.iter().skip(1)) {
        crate::agency::known(change.conn, "leads", Some(lead))?;
        assignment::insert(change.conn, &change.new_id(), &added.row.id, Some(lead), Role::Lead, position)?;
    }
    if !flags.is_empty() {
        task::flag(change, &added.row.id, flags)?;
    }
    for other in task.alike.unwrap_or_default() {
        let link = TaskLinkAdd { from: added.row.id.clone(), to: other, kind: TaskLinkKind::NearDuplicate, note: None };
        task::link(change, link)?;
    }
    Ok(added.row.code)
}
