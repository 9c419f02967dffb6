//! Saved views of the register: a filter, an order, groups and columns under a name an office comes back to.
//! The usual ones are built in; they have no row, follow the language, and cannot be changed, only copied.

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::status::Status;
use crate::task::{TaskColumn, TaskListRequest, TaskSort, TaskSortKey};
use crate::wire::{Empty, IdRequest, required, taken};

/// One column of a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ViewColumn {
    /// Which.
    pub key: TaskColumn,
    /// How wide, in pixels at the text size "vừa"; as usual when missing.
    pub width: Option<u16>,
}

/// What a view shows: the request a list is asked with, and the columns, in order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ViewLayout {
    /// Filter, order and groups. A view belongs to no day and to no part of the list.
    pub list: TaskListRequest,
    /// The columns, in order; those of the person at the machine when missing.
    pub columns: Option<Vec<ViewColumn>>,
}

/// A view to choose.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SavedView {
    /// Its id; of a built-in one its key, such as `overdue`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it comes with the program.
    pub built_in: bool,
    /// What it shows.
    pub layout: ViewLayout,
}

/// A view to keep.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavedViewSave {
    /// The view that is replaced; a new one when missing.
    pub id: Option<String>,
    /// Its name; as it was when missing.
    pub name: Option<String>,
    /// What it shows.
    pub layout: ViewLayout,
}

/// Another name for a view.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedViewRename {
    /// Which view.
    pub id: String,
    /// Its name from now on.
    pub name: String,
}

/// Another place for a view among the saved ones.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavedViewMove {
    /// Which view.
    pub id: String,
    /// The saved view it stands before from now on; at the end when missing.
    pub before: Option<String>,
}

/// The views that come with the program, by their keys.
fn built_in(reader: &Reader) -> Result<Vec<SavedView>> {
    let months = setting::reminders(reader.conn)?.chase_after_months.to_string();
    let by = |key: TaskSortKey, descending: bool| Some(vec![TaskSort { key, descending: descending.then_some(true) }]);
    let due_in = |days: u16| TaskListRequest { due_in: Some(days), sort: by(TaskSortKey::Deadline, false), ..TaskListRequest::default() };
    let overdue = TaskListRequest { status: Some(vec![Status::OpenOverdue]), sort: by(TaskSortKey::Late, true), ..TaskListRequest::default() };
    let chase = TaskListRequest { chase: Some(true), sort: by(TaskSortKey::AssignedOn, false), ..TaskListRequest::default() };
    let mine = TaskListRequest { mine: Some(true), sort: by(TaskSortKey::Deadline, false), ..TaskListRequest::default() };
    let changed = TaskListRequest { changed_within: Some(7), ..TaskListRequest::default() };
    let views = [
        ("all", TaskListRequest::default()),
        ("overdue", overdue),
        ("due_7", due_in(7)),
        ("due_3", due_in(3)),
        ("due_1", due_in(1)),
        ("chase", chase),
        ("mine", mine),
        ("changed_7", changed),
    ];
    let view = |(key, list): (&str, TaskListRequest)| SavedView {
        id: key.to_owned(),
        name: reader.words().fill(&format!("saved_view.{key}"), &[("months", months.clone())]),
        built_in: true,
        layout: ViewLayout { list, columns: None },
    };
    Ok(views.into_iter().map(view).collect())
}

const SELECT: &str = "SELECT id, name, layout FROM saved_view";

fn read(row: &Row) -> rusqlite::Result<SavedView> {
    let layout: String = row.get(2)?;
    Ok(SavedView {
        id: row.get(0)?,
        name: row.get(1)?,
        built_in: false,
        layout: serde_json::from_str(&layout)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, Box::new(error)))?,
    })
}

/// Every view: those of the program, then those of the office in its order.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<SavedView>> {
    let mut views = built_in(reader)?;
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} ORDER BY position, id"))?;
    for view in statement.query_map([], read)? {
        views.push(view?);
    }
    Ok(views)
}

fn get(conn: &Connection, id: &str) -> Result<SavedView> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    statement.query_row([id], read).optional()?.ok_or_else(|| Error::NotFound { noun: "saved_view", id: id.to_owned() })
}

/// Two views with one name could not be told apart. Errors: `taken` at `name`.
fn unlike_built_in(reader: &Reader, name: &str) -> Result<()> {
    match built_in(reader)?.iter().any(|view| view.name == name) {
        true => Err(Error::input("name", Problem::new("taken").with("value", name))),
        false => Ok(()),
    }
}

/// Keeps a view: a new one, or in the place of one that the office saved.
pub fn save(change: &mut Change, save: SavedViewSave) -> Result<SavedView> {
    let list = TaskListRequest { as_of: None, offset: None, limit: None, ids: None, place_of: None, ..save.layout.list };
    let layout = ViewLayout { list, columns: save.layout.columns };
    let json = serde_json::to_string(&layout).map_err(|error| Error::Damaged(error.to_string()))?;
    let before = save.id.map(|id| get(change.conn, &id)).transpose()?;
    let name = match (&save.name, &before) {
        (Some(name), _) => required("name", name)?,
        (None, Some(before)) => before.name.clone(),
        (None, None) => return Err(Error::input("name", Problem::new("required"))),
    };
    unlike_built_in(change, &name)?;
    let id = match before {
        Some(before) => {
            change
                .conn
                .execute("UPDATE saved_view SET name = ?2, layout = ?3 WHERE id = ?1", params![before.id, name, json])
                .map_err(|error| taken(error, "name", Some(&name)))?;
            before.id
        }
        None => {
            let id = change.new_id();
            change
                .conn
                .execute(
                    "INSERT INTO saved_view (id, name, position, layout)
                     VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM saved_view), ?3)",
                    params![id, name, json],
                )
                .map_err(|error| taken(error, "name", Some(&name)))?;
            id
        }
    };
    change.about(name);
    get(change.conn, &id)
}

/// Gives a saved view another name.
pub fn rename(change: &mut Change, rename: SavedViewRename) -> Result<SavedView> {
    let view = get(change.conn, &rename.id)?;
    let name = required("name", &rename.name)?;
    unlike_built_in(change, &name)?;
    change
        .conn
        .execute("UPDATE saved_view SET name = ?2 WHERE id = ?1", params![view.id, name])
        .map_err(|error| taken(error, "name", Some(&name)))?;
    change.about(name);
    get(change.conn, &view.id)
}

/// Removes a saved view; tasks stay as they are.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let view = get(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM saved_view WHERE id = ?1", [&view.id])?;
    change.about(view.name);
    Ok(())
}

/// Puts a saved view before another one.
pub fn place(change: &mut Change, request: SavedViewMove) -> Result<Vec<SavedView>> {
    let view = get(change.conn, &request.id)?;
    if let Some(before) = &request.before {
        get(change.conn, before)?;
    }
    let mut statement = change.conn.prepare_cached("SELECT id FROM saved_view ORDER BY position, id")?;
    let mut ids: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if request.before.as_ref() != Some(&view.id) {
        ids.retain(|id| *id != view.id);
        let place = request.before.and_then(|before| ids.iter().position(|id| *id == before)).unwrap_or(ids.len());
        ids.insert(place, view.id);
    }
    for (position, id) in (0..).zip(&ids) {
        change.conn.execute("UPDATE saved_view SET position = ?2 WHERE id = ?1 AND position <> ?2", params![id, position as i64])?;
    }
    change.about(view.name);
    list(change, Empty {})
}
