//! The register: filtered, counted, sorted, and the lines a screen shows. All of it in memory, because the
//! status of a task depends on the day asked for and its order on the Vietnamese alphabet.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::filter::Filter;
use super::{LatestNote, Look, TaskGroup, TaskList, TaskListRequest, TaskRow, order, read};
use crate::book::Reader;
use crate::citation;
use crate::error::{Error, Result};
use crate::progress_note;
use crate::status::Counts;

/// How the request looks at the register.
fn look<'a>(reader: &Reader, request: &'a TaskListRequest) -> Look<'a> {
    Look { as_of: reader.as_of(request.as_of), basis: request.basis.unwrap_or_default(), agency: request.agency.as_deref().or(request.obliged.as_deref()) }
}

/// The tasks that fit a request, where they stand in the register.
pub struct Fitting<'r> {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// The tasks, in order. They carry nothing that only lines on screen do.
    pub rows: Vec<&'r TaskRow>,
    /// The groups they fall into; none when none were asked for.
    pub groups: Vec<TaskGroup>,
}

impl<'r> Fitting<'r> {
    /// Each task with the heading of its group; without words when no groups were asked for.
    pub fn labelled(&self) -> impl Iterator<Item = (&'r TaskRow, &str)> {
        let labels = self.groups.iter().flat_map(|group| std::iter::repeat_n(group.label.as_str(), group.count as usize));
        self.rows.iter().copied().zip(labels.chain(std::iter::repeat("")))
    }
}

/// Hands every task that fits the request to `take`; `offset` and `limit` are left to it.
pub fn fitting<T>(reader: &Reader, request: &TaskListRequest, take: impl FnOnce(Fitting) -> Result<T>) -> Result<T> {
    let look = look(reader, request);
    let register = read::register(reader, &look)?;
    let fits = Filter::new(reader, request, &register, &look)?;
    let rows = register.with_parts().filter(|row| fits.test(row)).collect();
    let (rows, groups) = order::arrange(reader, rows, request.sort.as_deref(), request.group_by)?;
    take(Fitting { as_of: look.as_of, rows, groups })
}

/// The tasks that fit the request.
pub fn list(reader: &Reader, request: TaskListRequest) -> Result<TaskList> {
    fitting(reader, &request, |fitting| shown(reader, &request, fitting))
}

/// The lines asked for of those that fit, with what only lines on screen carry.
fn shown(reader: &Reader, request: &TaskListRequest, fitting: Fitting) -> Result<TaskList> {
    let Fitting { as_of, rows, groups } = fitting;
    let mut counts = Counts::default();
    rows.iter().filter(|row| row.parent.is_none()).for_each(|row| counts.add(row.standing.status));
    let total = rows.len() as u32;
    let ids = (request.ids == Some(true)).then(|| rows.iter().map(|row| row.id.clone()).collect());
    let place = match &request.place_of {
        Some(task) => rows.iter().position(|row| row.id == *task || row.code == *task).map(|place| place as u32),
        None => None,
    };
    let offset = request.offset.unwrap_or(0).min(total);
    let limit = request.limit.unwrap_or(u32::MAX) as usize;
    let mut rows: Vec<TaskRow> = rows.into_iter().skip(offset as usize).take(limit).cloned().collect();
    complete(reader.conn, &mut rows, &look(reader, request))?;
    Ok(TaskList { as_of, total, counts, offset, rows, groups, ids, place })
}

/// Adds what only the lines that are shown carry: what was last said about each, the documents it stands in, its remark.
pub fn complete(conn: &Connection, rows: &mut [TaskRow], look: &Look) -> Result<()> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let ids = serde_json::to_string(&ids).map_err(|error| Error::Damaged(error.to_string()))?;
    let mut latest = progress_note::latest(conn, &ids, look.agency, look.as_of)?;
    let mut documents = citation::documents_by_record(conn, "task", Some(&ids))?;
    let mut notes: HashMap<String, String> = conn
        .prepare_cached("SELECT id, note FROM task WHERE id IN (SELECT value FROM json_each(?1)) AND note IS NOT NULL")?
        .query_map([&ids], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for row in rows {
        row.latest = latest.remove(&row.id).map(LatestNote::from);
        row.documents = documents.remove(&row.id).unwrap_or_default().into_iter().map(|named| named.label).collect();
        row.note = notes.remove(&row.id);
    }
    Ok(())
}
