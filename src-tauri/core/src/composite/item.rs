//! Groups and items of a version: adding, changing, moving, removing.

use rusqlite::{Connection, OptionalExtension, params};

use super::edit::{about, version};
use super::read::{get, items};
use super::structure::{DEEPEST, under};
use super::{Composite, CompositeGetRequest, CompositeItem, CompositeItemAdd, CompositeItemEdit, CompositeItemMove};
use crate::book::Change;
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator;
use crate::problem::Problem;
use crate::wire::{IdRequest, required, taken};

/// A group or an item to write.
pub struct NewItem<'a> {
    /// Its id.
    pub id: &'a str,
    /// The index.
    pub composite: &'a str,
    /// The version.
    pub version: &'a str,
    /// Its group, by id.
    pub parent: Option<&'a str>,
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its most points; none for a group.
    pub most: Option<f64>,
    /// Its weight.
    pub weight: Option<f64>,
    /// Its indicator, by id.
    pub indicator: Option<&'a str>,
    /// Its place among its like.
    pub position: i64,
}

/// The version's items and what they belong to.
struct Held {
    composite: String,
    version: String,
    year: i32,
    items: Vec<CompositeItem>,
}

impl Held {
    fn by(change: &Change, id: &str) -> Result<Held> {
        let (composite, year) = version(change.conn, id)?;
        Ok(Held { items: items(change.conn, id)?, version: id.to_owned(), composite, year })
    }

    /// The version of a group or an item. Errors: not found.
    fn holding(change: &Change, item: &str) -> Result<(Held, CompositeItem)> {
        let mut statement = change.conn.prepare_cached("SELECT version FROM composite_item WHERE id = ?1")?;
        let missing = || Error::NotFound { noun: "composite_item", id: item.to_owned() };
        let found: Option<String> = statement.query_row([item], |row| row.get(0)).optional()?;
        let held = Held::by(change, &found.ok_or_else(missing)?)?;
        let item = held.items.iter().find(|one| one.id == item).cloned().ok_or_else(missing)?;
        Ok((held, item))
    }

    fn children<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a CompositeItem> {
        self.items.iter().filter(move |item| item.parent.as_deref() == parent)
    }

    /// How deep something hung on `parent` stands. Errors: `unknown_record`, `composite.parent_is_item` at `parent`.
    fn below(&self, parent: Option<&str>) -> Result<u32> {
        let Some(parent) = parent else { return Ok(0) };
        match self.items.iter().find(|item| item.id == parent) {
            None => Err(Error::input("parent", Problem::new("unknown_record").with("id", parent))),
            Some(item) if !item.is_group() => Err(Error::input("parent", Problem::new("composite.parent_is_item").with("code", &item.code))),
            Some(item) => Ok(item.depth + 1),
        }
    }

    fn next_code(&self, parent: Option<&str>) -> String {
        let before = self.items.iter().find(|item| Some(item.id.as_str()) == parent).map(|item| format!("{}.", item.code)).unwrap_or_default();
        let numbers = self.children(parent).filter_map(|item| item.code.strip_prefix(&before)?.parse::<u64>().ok());
        format!("{before}{}", numbers.max().unwrap_or(0) + 1)
    }

    fn answer(self, change: &mut Change) -> Result<Composite> {
        about(change, &self.composite, self.year)?;
        get(change, CompositeGetRequest { id: self.composite, year: Some(self.year) })
    }
}

/// Whether the items and points of an index fit each other, as after an earlier value was put back: items in groups of
/// their version, none too deep or in itself, points on items only and none above the most.
pub fn is_sound(conn: &Connection, composite: &str) -> Result<bool> {
    let wrong: bool = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM composite_score s JOIN composite_item i ON i.id = s.item
                        WHERE s.composite = ?1 AND (i.most IS NULL OR s.self_points > i.most OR s.verified_points > i.most))
             OR EXISTS (SELECT 1 FROM composite_item i LEFT JOIN composite_item p ON p.id = i.parent
                        WHERE i.composite = ?1 AND ((i.most IS NOT NULL AND p.id IS NULL) OR p.most IS NOT NULL OR p.version <> i.version))",
    )?
    .query_row([composite], |row| row.get(0))?;
    if wrong {
        return Ok(false);
    }
    let mut statement = conn.prepare_cached(
        "SELECT v.id, (SELECT count(*) FROM composite_item i WHERE i.version = v.id) FROM composite_version v WHERE v.composite = ?1",
    )?;
    let versions: Vec<(String, u32)> = statement.query_map([composite], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (version, count) in versions {
        // What hangs in itself hangs on no group at the top.
        let laid = items(conn, &version)?;
        if laid.len() as u32 != count || laid.iter().any(|item| item.depth > DEEPEST) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes one row, cleaned already. Errors: `taken` at `code`.
pub fn insert_item(conn: &Connection, new: &NewItem) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO composite_item (id, composite, version, parent, code, name, most, weight, indicator, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![new.id, new.composite, new.version, new.parent, new.code, new.name, new.most, new.weight, new.indicator, new.position])
    .map_err(|error| taken(error, "code", Some(new.code)))?;
    Ok(())
}

/// Points and weights are above zero. Errors: `composite.most` at `most`, `composite.weight` at `weight`.
fn fitting(most: Option<f64>, weight: Option<f64>) -> Result<()> {
    let fits = |value: Option<f64>| value.is_none_or(|value| value > 0.0 && value < 1e6);
    if !fits(most) {
        return Err(Error::input("most", Problem::new("composite.most")));
    }
    if !fits(weight) {
        return Err(Error::input("weight", Problem::new("composite.weight")));
    }
    Ok(())
}

/// Errors: `composite.item_needs_group` and `composite.too_deep` at `parent`.
fn placed(depth: u32, deepest: u32, is_item: bool) -> Result<()> {
    if is_item && depth == 0 {
        return Err(Error::input("parent", Problem::new("composite.item_needs_group")));
    }
    if deepest > DEEPEST {
        return Err(Error::input("parent", Problem::new("composite.too_deep").with("levels", DEEPEST + 1)));
    }
    Ok(())
}

/// An indicator by id or code. Errors: `unknown_record` at `indicator`.
fn known_indicator(conn: &Connection, key: Option<String>) -> Result<Option<String>> {
    match key {
        None => Ok(None),
        Some(key) => match indicator::id_of(conn, &key) {
            Ok(id) => Ok(Some(id)),
            Err(Error::NotFound { .. }) => Err(Error::input("indicator", Problem::new("unknown_record").with("id", key))),
            Err(other) => Err(other),
        },
    }
}

/// Adds a group or an item, last among its like. Errors: those of `fitting`, `placed` and of the group; `taken` at `code`.
pub fn add_item(change: &mut Change, add: CompositeItemAdd) -> Result<Composite> {
    let held = Held::by(change, &add.version)?;
    let (most, weight) = (add.most.map(|number| number.0), add.weight.map(|number| number.0));
    fitting(most, weight)?;
    let parent = add.parent.as_deref();
    let depth = held.below(parent)?;
    placed(depth, depth, most.is_some())?;
    let code = match add.code.filter(|code| !code.trim().is_empty()) {
        Some(code) => required("code", &code)?,
        None => held.next_code(parent),
    };
    let indicator = known_indicator(change.conn, add.indicator)?;
    let new = NewItem {
        id: &change.new_id(),
        composite: &held.composite,
        version: &held.version,
        parent,
        code: &code,
        name: &required("name", &add.name)?,
        most,
        weight,
        indicator: indicator.as_deref(),
        position: next_position(change.conn, &held.version)?,
    };
    insert_item(change.conn, &new)?;
    held.answer(change)
}

/// Positions only order those of one group; a new one is last of the whole version.
fn next_position(conn: &Connection, version: &str) -> Result<i64> {
    let sql = "SELECT coalesce(max(position) + 1, 0) FROM composite_item WHERE version = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([version], |row| row.get(0))?)
}

/// Changes a group or an item. Errors besides those of adding: `composite.group_has_items`, `composite.item_has_points`
/// and `composite.most_below_points` at `most`.
pub fn edit_item(change: &mut Change, edit: CompositeItemEdit) -> Result<Composite> {
    let (held, before) = Held::holding(change, &edit.id)?;
    let conn = change.conn;
    let code = required("code", &edit.code.unwrap_or(before.code.clone()))?;
    let name = required("name", &edit.name.unwrap_or(before.name.clone()))?;
    let most = edit.most.map_or(before.most, |most| most.map(|number| number.0));
    let weight = edit.weight.map_or(before.weight, |weight| weight.map(|number| number.0));
    fitting(most, weight)?;
    if most != before.most {
        placed(before.depth, before.depth, most.is_some())?;
        let highest = highest_points(conn, &before.id)?;
        match (most, highest) {
            (Some(_), _) if held.children(Some(&before.id)).next().is_some() => {
                return Err(Error::input("most", Problem::new("composite.group_has_items").with("code", &before.code)));
            }
            (None, Some(_)) => return Err(Error::input("most", Problem::new("composite.item_has_points").with("code", &before.code))),
            (Some(most), Some(highest)) if most < highest => {
                let shown = figure::write(highest, None, change.words().language.notation());
                return Err(Error::input("most", Problem::new("composite.most_below_points").with("points", shown)));
            }
            _ => {}
        }
    }
    let indicator = match edit.indicator {
        Some(key) => known_indicator(conn, key)?,
        None => before.indicator.map(|indicator| indicator.id),
    };
    conn.execute(
        "UPDATE composite_item SET code = ?2, name = ?3, most = ?4, weight = ?5, indicator = ?6 WHERE id = ?1",
        params![before.id, code, name, most, weight, indicator],
    )
    .map_err(|error| taken(error, "code", Some(&code)))?;
    held.answer(change)
}

/// The highest points anybody has for an item.
fn highest_points(conn: &Connection, item: &str) -> Result<Option<f64>> {
    let sql = "SELECT max(max(coalesce(self_points, 0), coalesce(verified_points, 0))) FROM composite_score WHERE item = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([item], |row| row.get(0))?)
}

/// Puts a group or an item under another group, or before another of its like.
/// Errors: `composite.into_itself` and those of the group at `parent`; `unknown_record` at `before`.
pub fn move_item(change: &mut Change, place: CompositeItemMove) -> Result<Composite> {
    let (held, item) = Held::holding(change, &place.id)?;
    let parent = place.parent.as_deref();
    let own = under(&held.items, Some(&item.id));
    if parent.is_some_and(|parent| parent == item.id || own.iter().any(|one| one.id == parent)) {
        return Err(Error::input("parent", Problem::new("composite.into_itself").with("code", &item.code)));
    }
    let depth = held.below(parent)?;
    let deepest = depth + own.iter().map(|one| one.depth).max().unwrap_or(item.depth) - item.depth;
    placed(depth, deepest, !item.is_group())?;
    let mut order: Vec<&str> = held.children(parent).map(|one| one.id.as_str()).filter(|id| *id != item.id).collect();
    let at = match place.before.as_deref() {
        None => order.len(),
        Some(before) => {
            let found = order.iter().position(|id| *id == before);
            found.ok_or_else(|| Error::input("before", Problem::new("unknown_record").with("id", before)))?
        }
    };
    order.insert(at, &item.id);
    let conn = change.conn;
    conn.execute("UPDATE composite_item SET parent = ?2 WHERE id = ?1", params![item.id, parent])?;
    for (position, id) in (0_i64..).zip(&order) {
        conn.execute("UPDATE composite_item SET position = ?2 WHERE id = ?1", params![id, position])?;
    }
    held.answer(change)
}

/// Removes a group with what it holds, or an item; points go with it.
pub fn delete_item(change: &mut Change, request: IdRequest) -> Result<Composite> {
    let (held, item) = Held::holding(change, &request.id)?;
    change.conn.execute("DELETE FROM composite_item WHERE id = ?1", [&item.id])?;
    held.answer(change)
}
