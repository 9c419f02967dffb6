//! Which rows of the register fit a request.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

use super::{Look, Register, TaskListRequest, TaskRow, read};
use crate::book::Reader;
use crate::error::Result;
use crate::store::journal;
use crate::{agency, assignment, framework, setting, text, world};

/// What a request asks of a row, with everything looked up beforehand.
pub struct Filter<'a> {
    request: &'a TaskListRequest,
    words: Vec<String>,
    /// What each task says, folded; only where words are looked for.
    said: Option<Arc<HashMap<String, String>>>,
    /// A main focus area, or none at all.
    area: Option<Option<String>>,
    of_agency: Option<HashSet<String>>,
    obliged: Option<HashSet<String>>,
    group: Option<String>,
    of_document: Option<HashSet<String>>,
    parent: Option<String>,
    changed: Option<HashSet<String>>,
    person: Option<String>,
}

impl<'a> Filter<'a> {
    /// Looks up what the request names. Errors: what it names is not there.
    pub fn new(reader: &Reader, request: &'a TaskListRequest, register: &Register, look: &Look) -> Result<Filter<'a>> {
        let conn = reader.conn;
        let folded = text::fold(request.text.as_deref().unwrap_or_default());
        let area = match &request.focus_area {
            Some(code) if code.is_empty() => Some(None),
            Some(code) => Some(Some(framework::area_id(conn, "focus_area", code)?)),
            None => None,
        };
        agency::known(conn, "agency", request.agency.as_deref())?;
        agency::known(conn, "obliged", request.obliged.as_deref())?;
        let ids = |sql: &str, key: &str| -> Result<HashSet<String>> {
            let mut statement = conn.prepare_cached(sql)?;
            Ok(statement.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        };
        let of_agency = match &request.agency {
            Some(agency) => Some(assignment::tasks_of(conn, agency, look.as_of)?),
            None => None,
        };
        let obliged = match &request.obliged {
            Some(agency) => Some(assignment::led_by(conn, agency, look.as_of)?),
            None => None,
        };
        let group = match &request.agency_group {
            Some(key) => Some(agency::group_id(conn, "agency_group", key)?),
            None => None,
        };
        let of_document = match &request.document {
            Some(document) if document.is_empty() => Some(ids("SELECT record FROM citation WHERE noun = 'task' AND ?1 = ''", document)?),
            Some(document) => Some(ids(
                "SELECT c.record FROM citation c JOIN document d ON d.id = c.document WHERE c.noun = 'task' AND (d.id = ?1 OR d.code = ?1)",
                document,
            )?),
            None => None,
        };
        let since = [request.changed_since.map(|day| day.0), request.changed_within.and_then(|days| look.as_of.checked_sub_days(Days::new(u64::from(days))))];
        let changed = since.into_iter().flatten().max().map(|day| changed_since(conn, day)).transpose()?;
        let person = if request.mine == Some(true) { Some(setting::actor(conn)?.to_lowercase()) } else { None };
        let parent = request.parent.as_deref().map(|task| read::id_of(conn, task)).transpose()?;
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let said = if words.is_empty() { None } else { Some(said_by_all(reader, register, look)?) };
        Ok(Filter { parent, changed, person, request, words, said, area, of_agency, obliged, group, of_document })
    }

    /// Whether a row fits.
    pub fn test(&self, row: &TaskRow) -> bool {
        let request = self.request;
        let due = row.due;
        // Parts are listed when asked for, as such or by their whole.
        let in_place = match &self.parent {
            Some(parent) => row.parent.as_ref() == Some(parent),
            None => row.parent.is_none() || request.parts == Some(true),
        };
        in_place
            && request.owner.as_ref().is_none_or(|owner| row.owner.as_deref().unwrap_or_default() == owner)
            && request.assigned_by.as_ref().is_none_or(|leader| row.assigned_by.as_ref() == Some(leader))
            && request.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
            && request.priority.is_none_or(|priority| row.priority == priority)
            && request.status.as_ref().is_none_or(|wanted| wanted.contains(&row.standing.status))
            && self.area.as_ref().is_none_or(|area| row.is_of_area(area.as_deref()))
            && self.of_agency.as_ref().is_none_or(|tasks| tasks.contains(&row.id))
            && self.obliged.as_ref().is_none_or(|tasks| tasks.contains(&row.id))
            && self.group.as_ref().is_none_or(|group| row.agency_group.as_ref() == Some(group))
            && request.lead.as_ref().is_none_or(|lead| {
                row.agency_group.is_none() && if lead.is_empty() { row.leads.is_empty() } else { row.leads.iter().any(|one| one.id == *lead) }
            })
            && self.of_document.as_ref().is_none_or(|tasks| {
                // No document: those that are not among the ones citing any.
                tasks.contains(&row.id) != request.document.as_ref().is_some_and(String::is_empty)
            })
            && request.flags.as_ref().is_none_or(|wanted| row.flags.iter().any(|flag| wanted.contains(flag)))
            && request.due_from.is_none_or(|day| due.is_some_and(|due| due >= day.0))
            && request.due_to.is_none_or(|day| due.is_some_and(|due| due <= day.0))
            && request.chase.is_none_or(|chase| row.standing.chase == chase)
            && request.due_in.is_none_or(|days| row.standing.due_in.is_some_and(|left| left <= i64::from(days)))
            && self.changed.as_ref().is_none_or(|tasks| tasks.contains(&row.id))
            && self.person.as_ref().is_none_or(|person| row.owner.as_ref().is_some_and(|owner| owner.to_lowercase() == *person))
            && self.says(row)
    }

    fn says(&self, row: &TaskRow) -> bool {
        let Some(said) = &self.said else { return true };
        said.get(&row.id).is_some_and(|said| self.words.iter().all(|word| said.contains(word.as_str())))
    }
}

/// What every task says of itself, folded: made once between two writes, since each letter typed asks for it.
fn said_by_all(reader: &Reader, register: &Register, look: &Look) -> Result<Arc<HashMap<String, String>>> {
    reader.keep(&look.key("said"), || Ok(register.with_parts().map(|row| (row.id.clone(), said(row))).collect()))
}

fn said(row: &TaskRow) -> String {
    let mut said = format!("{} {} {} {}", row.code, row.statement, row.deadline.text, row.product.as_deref().unwrap_or_default());
    for agency in row.leads.iter().chain(&row.coordinating) {
        said.push(' ');
        said.push_str(&agency.short_name);
        said.push(' ');
        said.push_str(&agency.name);
    }
    for more in row.owner.iter().chain(&row.assigned_by).chain(&row.tags) {
        said.push(' ');
        said.push_str(more);
    }
    text::fold(&said)
}

/// The tasks that came into the book, got another deadline or were opened again on a day or later.
pub fn came_since(conn: &Connection, day: NaiveDate) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.record FROM op o JOIN change c ON c.op = o.seq
         WHERE o.at >= ?1 AND o.kind <> 'undo' AND o.reverted_by IS NULL AND o.command <> ?2 AND c.tbl = 'task'
           AND (c.kind = 'insert' OR c.before LIKE '%\"deadline_last_day\"%')
         UNION SELECT task FROM step WHERE kind = 'reopened' AND day >= ?3",
    )?;
    Ok(statement.query_map(params![world::start_of(day), journal::BIRTH, day], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The tasks that somebody changed on a day or later, in Vietnam's time, and that was not taken back since.
/// What a book was born with nobody changed.
fn changed_since(conn: &Connection, day: NaiveDate) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT c.record FROM op o JOIN change c ON c.op = o.seq
         WHERE o.at >= ?1 AND o.kind <> 'undo' AND o.reverted_by IS NULL AND o.command <> ?2 AND c.noun = 'task'",
    )?;
    Ok(statement.query_map(params![world::start_of(day), journal::BIRTH], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
