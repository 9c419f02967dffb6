//! The register: filtered, counted, sorted, and the lines a screen shows. All of it in memory after one
//! read, because the status of a task depends on the day asked for and its order on the Vietnamese alphabet.

use rusqlite::{Connection, params};

use super::filter::Filter;
use super::{Look, TaskList, TaskListRequest, TaskRow, order, read};
use crate::book::Reader;
use crate::citation;
use crate::error::{Error, Result};
use crate::status::Counts;

/// The tasks that fit the request.
pub fn list(reader: &Reader, request: TaskListRequest) -> Result<TaskList> {
    let as_of = reader.as_of(request.as_of);
    let look = Look { as_of, basis: request.basis.unwrap_or_default(), agency: request.agency.as_deref() };
    let mut rows = read::all_with_parts(reader.conn, &look)?;
    let fits = Filter::new(reader, &request, as_of)?;
    rows.retain(|row| fits.test(row));
    let (rows, groups) = order::arrange(reader, rows, request.sort.as_deref(), request.group_by)?;
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
    let mut rows: Vec<TaskRow> = rows.into_iter().skip(offset as usize).take(limit).collect();
    read::add_latest(reader.conn, &mut rows, as_of)?;
    add_sources(reader.conn, &mut rows)?;
    Ok(TaskList { as_of, total, counts, offset, rows, groups, ids, place })
}

/// Adds what only the lines that are shown carry: the documents they stand in, and remarks.
pub fn add_sources(conn: &Connection, rows: &mut [TaskRow]) -> Result<()> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let ids = serde_json::to_string(&ids).map_err(|error| Error::Damaged(error.to_string()))?;
    let mut documents = citation::documents_by_record(conn, "task", Some(&ids))?;
    let mut note = conn.prepare_cached("SELECT note FROM task WHERE id = ?1")?;
    for row in rows {
        row.documents = documents.remove(&row.id).unwrap_or_default().into_iter().map(|named| named.label).collect();
        row.note = note.query_row(params![row.id], |found| found.get(0))?;
    }
    Ok(())
}
