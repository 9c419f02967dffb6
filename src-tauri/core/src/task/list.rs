//! The register: filtered, counted, sorted, and the lines a screen shows. All of it in memory after one
//! read, because the status of a task depends on the day asked for and its order on the Vietnamese alphabet.

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Look, TaskList, TaskListRequest, TaskRow, TaskSort, TaskSortKey, read};
use crate::agency;
use crate::book::Reader;
use crate::error::Result;
use crate::framework;
use crate::status::Counts;
use crate::text;

/// Every task that fits the request, in its order; `offset` and `limit` are left to the caller, and so is what
/// was last said about each. Answers the day asked for with them.
pub fn fitting(reader: &Reader, request: &TaskListRequest) -> Result<(NaiveDate, Vec<TaskRow>)> {
    let as_of = reader.as_of(request.as_of);
    let look = Look { as_of, basis: request.basis.unwrap_or_default(), agency: request.agency.as_deref().or(request.obliged.as_deref()) };
    let register = read::register(reader, &look)?;
    let fits = Filter::new(reader.conn, request, as_of)?;
    let mut rows: Vec<TaskRow> = register.with_parts().filter(|row| fits.test(row)).cloned().collect();
    sort(reader, &mut rows, request.sort.as_deref())?;
    Ok((as_of, rows))
}

/// The tasks that fit the request.
pub fn list(reader: &Reader, request: TaskListRequest) -> Result<TaskList> {
    let (as_of, rows) = fitting(reader, &request)?;
    let mut counts = Counts::default();
    rows.iter().filter(|row| row.parent.is_none()).for_each(|row| counts.add(row.standing.status));
    let total = rows.len() as u32;
    let offset = request.offset.unwrap_or(0).min(total);
    let limit = request.limit.unwrap_or(u32::MAX) as usize;
    let mut rows: Vec<TaskRow> = rows.into_iter().skip(offset as usize).take(limit).collect();
    read::add_latest(reader.conn, &mut rows, as_of)?;
    Ok(TaskList { as_of, total, counts, offset, rows })
}

struct Filter<'a> {
    request: &'a TaskListRequest,
    words: Vec<String>,
    /// A main focus area, or none at all.
    area: Option<Option<String>>,
    of_agency: Option<HashSet<String>>,
    obliged: Option<HashSet<String>>,
    group: Option<String>,
    of_document: Option<HashSet<String>>,
    parent: Option<String>,
}

impl<'a> Filter<'a> {
    fn new(conn: &Connection, request: &'a TaskListRequest, as_of: NaiveDate) -> Result<Filter<'a>> {
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
            Some(agency) => Some(crate::assignment::tasks_of(conn, agency)?),
            None => None,
        };
        let obliged = match &request.obliged {
            Some(agency) => Some(crate::assignment::led_by(conn, agency, as_of)?),
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
        let parent = request.parent.as_deref().map(|task| read::id_of(conn, task)).transpose()?;
        let words = folded.split_whitespace().map(str::to_owned).collect();
        Ok(Filter { parent, request, words, area, of_agency, obliged, group, of_document })
    }

    fn test(&self, row: &TaskRow) -> bool {
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
            && self.area.as_ref().is_none_or(|area| crate::rates::area_of(row) == area.as_deref())
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
            && self.says(row)
    }

    fn says(&self, row: &TaskRow) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut said = format!("{} {} {} {}", row.code, row.statement, row.deadline.text, row.product.as_deref().unwrap_or_default());
        for agency in row.leads.iter().chain(&row.coordinating) {
            said.push(' ');
            said.push_str(&agency.short_name);
            said.push(' ');
            said.push_str(&agency.name);
        }
        let said = text::fold(&said);
        self.words.iter().all(|word| said.contains(word.as_str()))
    }
}

/// A code with its numbers padded, so that N2 comes before N10.
pub fn code_key(code: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in code.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>12}"));
                digits.clear();
            }
            key.push(c);
        }
    }
    key
}

/// Everything a sort may ask for, computed once a row.
struct Keys {
    code: String,
    statement: Vec<u8>,
    agency: Vec<u8>,
    row: TaskRow,
}

fn sort(reader: &Reader, rows: &mut Vec<TaskRow>, steps: Option<&[TaskSort]>) -> Result<()> {
    let default = [TaskSort { key: TaskSortKey::Code, descending: None }];
    let steps = steps.filter(|steps| !steps.is_empty()).unwrap_or(&default);
    let alphabetical = |key: TaskSortKey| steps.iter().any(|step| step.key == key);
    let order = reader.order()?;
    let areas: Vec<String> = framework::names(reader.conn)?.into_iter().map(|area| area.id).collect();
    let place = |row: &TaskRow| row.focus_areas.first().and_then(|placing| areas.iter().position(|id| *id == placing.area.id)).unwrap_or(usize::MAX);
    let mut keyed: Vec<Keys> = std::mem::take(rows)
        .into_iter()
        .map(|row| {
            let key = |wanted: TaskSortKey, text: &str| if alphabetical(wanted) { order.key(text) } else { Vec::new() };
            Keys {
                code: code_key(&row.code),
                statement: key(TaskSortKey::Statement, &row.statement),
                agency: key(TaskSortKey::Agency, row.leads.first().map_or("\u{10FFFF}", |lead| &lead.short_name)),
                row,
            }
        })
        .collect();
    let share = |row: &TaskRow| (u64::from(row.done) * 10_000).checked_div(u64::from(row.of)).unwrap_or(0);
    let compare = |step: &TaskSort, a: &Keys, b: &Keys| -> Ordering {
        let found = match step.key {
            TaskSortKey::Code => a.code.cmp(&b.code),
            TaskSortKey::Statement => a.statement.cmp(&b.statement),
            TaskSortKey::Agency => a.agency.cmp(&b.agency),
            TaskSortKey::FocusArea => place(&a.row).cmp(&place(&b.row)),
            // None last, whichever the direction.
            TaskSortKey::Deadline => {
                let (x, y) = (a.row.due, b.row.due);
                return match (x, y) {
                    (Some(x), Some(y)) if step.descending == Some(true) => y.cmp(&x),
                    (Some(x), Some(y)) => x.cmp(&y),
                    _ => x.is_none().cmp(&y.is_none()),
                };
            }
            TaskSortKey::Status => (a.row.standing.status as u8).cmp(&(b.row.standing.status as u8)),
            TaskSortKey::Late => a.row.standing.late_days.cmp(&b.row.standing.late_days),
            TaskSortKey::Done => share(&a.row).cmp(&share(&b.row)),
        };
        if step.descending == Some(true) { found.reverse() } else { found }
    };
    keyed.sort_by(|a, b| {
        steps.iter().map(|step| compare(step, a, b)).find(|found| found.is_ne()).unwrap_or_else(|| a.code.cmp(&b.code))
    });
    rows.extend(keyed.into_iter().map(|keys| keys.row));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::code_key;

    #[test]
    fn numbers_in_codes_sort_by_value() {
        let mut codes = ["N10", "N2", "N2.1", "A3", "N1"];
        codes.sort_by_key(|code| code_key(code));
        assert_eq!(codes, ["A3", "N1", "N2", "N2.1", "N10"]);
    }
}
