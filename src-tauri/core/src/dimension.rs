//! Dimensions: how figures may be split, such as khu vực with thành thị and nông thôn. Optional; a figure without
//! parts is whole. The parts themselves are kept with their figure, in [`crate::observation`].

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::{Empty, IdRequest, required, taken};

/// One way to split figures.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// Its name: Khu vực.
    pub name: String,
    /// Its items, in order.
    pub items: Vec<DimensionItem>,
    /// How many figures are split by it.
    pub figures: u32,
}

/// One item of a dimension.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DimensionItem {
    /// Its id.
    pub id: String,
    /// Its name: Thành thị.
    pub name: String,
}

/// A dimension to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DimensionAdd {
    /// Its name.
    pub name: String,
    /// The names of its items, in order; two or more.
    pub items: Vec<String>,
}

/// An item as it is to be from now on.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DimensionItemEdit {
    /// Which item; a new one when missing.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
}

/// A dimension as it is to be from now on.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DimensionEdit {
    /// Which dimension.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// All its items, in order. An item that is left out must have no figures.
    pub items: Option<Vec<DimensionItemEdit>>,
}

/// Every dimension, by name.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<Dimension>> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT d.id, d.name, (SELECT count(DISTINCT p.observation) FROM observation_part p JOIN dimension_item i ON i.id = p.item WHERE i.dimension = d.id)
         FROM dimension d",
    )?;
    let mut found: Vec<Dimension> = statement
        .query_map([], |row| Ok(Dimension { id: row.get(0)?, name: row.get(1)?, items: Vec::new(), figures: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    for dimension in &mut found {
        dimension.items = items(reader.conn, &dimension.id)?;
    }
    let order = reader.order()?;
    found.sort_by(|a, b| order.compare(&a.name, &b.name));
    Ok(found)
}

fn items(conn: &Connection, dimension: &str) -> Result<Vec<DimensionItem>> {
    let mut statement = conn.prepare_cached("SELECT id, name FROM dimension_item WHERE dimension = ?1 ORDER BY position, id")?;
    Ok(statement.query_map([dimension], |row| Ok(DimensionItem { id: row.get(0)?, name: row.get(1)? }))?.collect::<rusqlite::Result<_>>()?)
}

/// One dimension, by id or name.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Dimension> {
    let found = list(reader, Empty {})?.into_iter().find(|one| one.id == request.id || one.name == request.id);
    found.ok_or(Error::NotFound { noun: "dimension", id: request.id })
}

/// Two items at the least, each with a name of its own. Errors at `items`.
fn distinct(names: &[String]) -> Result<()> {
    if names.len() < 2 {
        return Err(Error::input("items", Problem::new("dimension.two_items")));
    }
    match names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|earlier| earlier == *name)) {
        Some((_, name)) => Err(Error::input("items", Problem::new("taken").with("value", name))),
        None => Ok(()),
    }
}

/// Adds a dimension. Errors: `required`, `taken` at `name`; `dimension.two_items`, `taken` at `items`.
pub fn add(change: &mut Change, add: DimensionAdd) -> Result<Dimension> {
    let (id, name) = (change.new_id(), required("name", &add.name)?);
    let names = add.items.iter().map(|item| required("items", item)).collect::<Result<Vec<_>>>()?;
    distinct(&names)?;
    change.conn.execute("INSERT INTO dimension (id, name) VALUES (?1, ?2)", [&id, &name]).map_err(|error| taken(error, "name", Some(&name)))?;
    for (position, item) in names.iter().enumerate() {
        insert_item(change, &id, item, position)?;
    }
    change.about(name);
    get(change, IdRequest { id })
}

fn insert_item(change: &Change, dimension: &str, name: &str, position: usize) -> Result<()> {
    change.conn.execute(
        "INSERT INTO dimension_item (id, dimension, name, position) VALUES (?1, ?2, ?3, ?4)",
        params![change.new_id(), dimension, name, position as i64],
    )?;
    Ok(())
}

/// Changes a dimension's name, or its items. Errors: as in [`add`]; `dimension.item_in_use`, `dimension.not_its_item`.
pub fn edit(change: &mut Change, edit: DimensionEdit) -> Result<Dimension> {
    let before = get(change, IdRequest { id: edit.id })?;
    if let Some(name) = &edit.name {
        let name = required("name", name)?;
        change.conn.execute("UPDATE dimension SET name = ?2 WHERE id = ?1", [&before.id, &name]).map_err(|error| taken(error, "name", Some(&name)))?;
    }
    if let Some(wanted) = edit.items {
        let names = wanted.iter().map(|item| required("items", &item.name)).collect::<Result<Vec<_>>>()?;
        distinct(&names)?;
        let kept: Vec<&str> = wanted.iter().filter_map(|item| item.id.as_deref()).collect();
        if kept.iter().any(|id| !before.items.iter().any(|item| item.id == *id)) {
            return Err(Error::input("items", Problem::new("dimension.not_its_item")));
        }
        for gone in before.items.iter().filter(|item| !kept.contains(&item.id.as_str())) {
            let used: u32 = change.conn.query_row("SELECT count(*) FROM observation_part WHERE item = ?1", [&gone.id], |row| row.get(0))?;
            if used > 0 {
                return Err(Error::input("items", Problem::new("dimension.item_in_use").with("name", &gone.name).with("count", used)));
            }
            change.conn.execute("DELETE FROM dimension_item WHERE id = ?1", [&gone.id])?;
        }
        for (position, (item, name)) in wanted.iter().zip(&names).enumerate() {
            match &item.id {
                Some(id) => {
                    let sql = "UPDATE dimension_item SET name = ?2, position = ?3 WHERE id = ?1";
                    change.conn.execute(sql, params![id, name, position as i64]).map_err(|error| taken(error, "items", Some(name)))?;
                }
                None => insert_item(change, &before.id, name, position)?,
            }
        }
    }
    let after = get(change, IdRequest { id: before.id })?;
    change.about(after.name.clone());
    Ok(after)
}

/// Removes a dimension that splits no figure. Errors: `dimension.in_use`.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let dimension = get(change, request)?;
    if dimension.figures > 0 {
        return Err(Error::Refused(Problem::new("dimension.in_use").with("name", &dimension.name).with("count", dimension.figures)));
    }
    change.conn.execute("DELETE FROM dimension WHERE id = ?1", [&dimension.id])?;
    change.about(dimension.name);
    Ok(())
}
