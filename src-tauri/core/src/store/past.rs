//! The book as it stood after an earlier act. The journal keeps what each act replaced, so the value a row
//! had then is the first one replaced since; what was never replaced is what stands now.
//!
//! What acts before a change of the layout said of columns that are gone is left out: the past is told in
//! today's columns.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::{journal, literal};
use crate::error::{Error, Result};

/// The columns of a row as SQL literals (see [`super::literal`]).
pub type Image = BTreeMap<String, String>;

/// A row that acts after some point touched, and what the journal says of it at that point.
#[derive(Debug, Clone)]
pub struct Touched {
    /// The table.
    pub table: &'static str,
    /// The row.
    pub row: String,
    /// The noun of the record a person sees it as part of.
    pub noun: String,
    /// That record.
    pub record: String,
    /// Whether it did not exist yet at that point.
    pub made: bool,
    /// The last act that touched it.
    pub last_op: i64,
    /// What it said in the columns that changed since.
    said: Image,
}

/// Reads the image of a change. Errors: `store.damaged_value`.
pub fn image(json: Option<&str>) -> Result<Image> {
    match json {
        None => Ok(Image::new()),
        Some(json) => serde_json::from_str(json).map_err(|error| Error::Damaged(format!("change image: {error}"))),
    }
}

/// The table of the journal's own list with this name. Errors: `store.damaged_value`.
pub fn table(name: &str) -> Result<&'static str> {
    let known = journal::TABLES.iter().find(|table| table.name == name);
    known.map(|table| table.name).ok_or_else(|| Error::Damaged(format!("change.tbl {name}")))
}

/// A row as it stands; none when it does not exist.
pub fn current(conn: &Connection, table: &'static str, row: &str) -> Result<Option<Image>> {
    let (sql, columns) = whole_row(conn, table)?;
    let mut statement = conn.prepare_cached(&format!("{sql} WHERE id = ?1"))?;
    Ok(statement.query_row([row], |found| read(found, &columns)).optional()?)
}

/// Those of many rows of a table that exist, as they stand, by id.
pub fn current_of(conn: &Connection, table: &'static str, rows: &[&str]) -> Result<HashMap<String, Image>> {
    let (sql, columns) = whole_row(conn, table)?;
    let ids = serde_json::to_string(rows).map_err(|error| Error::Damaged(error.to_string()))?;
    let mut statement = conn.prepare_cached(&format!("{sql} WHERE id IN (SELECT value FROM json_each(?1))"))?;
    let found = statement.query_map([ids], |found| Ok((found.get(columns.len())?, read(found, &columns)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Asks for every column of a table as a literal, and for the id behind them.
fn whole_row(conn: &Connection, table: &'static str) -> Result<(String, Vec<String>)> {
    let columns = journal::columns(conn, table)?;
    let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
    Ok((format!("SELECT {}, id FROM main.{table}", quoted.join(", ")), columns))
}

fn read(row: &Row, columns: &[String]) -> rusqlite::Result<Image> {
    columns.iter().enumerate().map(|(at, column)| Ok((column.clone(), row.get(at)?))).collect()
}

/// What a column holds when nothing was ever said about it.
fn default_of(conn: &Connection, table: &str, column: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT dflt_value FROM pragma_table_info(?1, 'main') WHERE name = ?2")?;
    let found: Option<Option<String>> = statement.query_row([table, column], |row| row.get(0)).optional()?;
    Ok(found.flatten().unwrap_or_else(|| "NULL".into()))
}

/// What `said` says of a row, in today's columns; what it does not mention is what stands now.
fn completed(conn: &Connection, table: &'static str, row: &str, said: &Image) -> Result<Image> {
    let mut whole = Image::new();
    let mut now: Option<Option<Image>> = None;
    for column in journal::columns(conn, table)? {
        let value = match said.get(&column) {
            Some(value) => value.clone(),
            None => {
                if now.is_none() {
                    now = Some(current(conn, table, row)?);
                }
                match now.as_ref().and_then(|image| image.as_ref()).and_then(|image| image.get(&column)) {
                    Some(value) => value.clone(),
                    None => default_of(conn, table, &column)?,
                }
            }
        };
        whole.insert(column, value);
    }
    Ok(whole)
}

impl Touched {
    /// The row at the point that was asked about; none when it did not exist.
    pub fn image(&self, conn: &Connection) -> Result<Option<Image>> {
        if self.made { Ok(None) } else { completed(conn, self.table, &self.row, &self.said).map(Some) }
    }
}

/// Every row that acts after `op` touched, as it stood after `op`; in the order in which they were touched.
pub fn since(conn: &Connection, op: i64) -> Result<Vec<Touched>> {
    let mut statement = conn.prepare_cached("SELECT op, tbl, row, noun, record, kind, before FROM change WHERE op > ?1 ORDER BY seq")?;
    let mut rows = statement.query([op])?;
    let mut found: Vec<Touched> = Vec::new();
    let mut places: HashMap<(&'static str, String), usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        let table = table(&row.get::<_, String>(1)?)?;
        let key = (table, row.get::<_, String>(2)?);
        let said = || -> Result<Image> { image(row.get::<_, Option<String>>(6)?.as_deref()) };
        match places.get(&key).and_then(|place| found.get_mut(*place)) {
            None => {
                let made = row.get::<_, String>(5)? == "insert";
                let touched = Touched {
                    table,
                    row: key.1.clone(),
                    noun: row.get(3)?,
                    record: row.get(4)?,
                    made,
                    last_op: row.get(0)?,
                    said: if made { Image::new() } else { said()? },
                };
                places.insert(key, found.len());
                found.push(touched);
            }
            Some(touched) => {
                touched.last_op = row.get(0)?;
                if !touched.made {
                    for (column, value) in said()? {
                        touched.said.entry(column).or_insert(value);
                    }
                }
            }
        }
    }
    Ok(found)
}

/// A row as it stood just before the change `seq`, which touched it.
pub fn row_before(conn: &Connection, table: &'static str, row: &str, seq: i64) -> Result<Image> {
    let mut statement = conn.prepare_cached("SELECT before FROM change WHERE tbl = ?1 AND row = ?2 AND seq >= ?3 ORDER BY seq")?;
    let mut rows = statement.query(rusqlite::params![table, row, seq])?;
    let mut said = Image::new();
    while let Some(found) = rows.next()? {
        for (column, value) in image(found.get::<_, Option<String>>(0)?.as_deref())? {
            said.entry(column).or_insert(value);
        }
    }
    completed(conn, table, row, &said)
}

/// A value of an image as SQLite takes it. Errors: `store.damaged_value`.
pub fn value(literal: &str) -> Result<rusqlite::types::Value> {
    literal::parse(literal).ok_or_else(|| Error::Damaged("change image".into()))
}

/// Runs `work` on the book as it stood after `op`: whatever it reads, it reads as it was then. `work` only
/// reads; nothing of it reaches the file, and nothing of it stays.
pub fn at<T>(conn: &Connection, op: i64, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let touched = since(conn, op)?;
    if touched.is_empty() {
        return work(conn);
    }
    // The file is open for reading only; what is written here is this connection's own, in memory.
    let only_reads: bool = conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
    conn.pragma_update(None, "query_only", 0)?;
    conn.execute_batch("SAVEPOINT past")?;
    let answer = lay_over(conn, &touched).and_then(|()| work(conn));
    let cleared = conn.execute_batch("ROLLBACK TO past; RELEASE past");
    conn.pragma_update(None, "query_only", only_reads)?;
    let answer = answer?;
    cleared?;
    Ok(answer)
}

/// Lays over each touched table a view of the same name, in which the touched rows are those of the past.
fn lay_over(conn: &Connection, touched: &[Touched]) -> Result<()> {
    for table in journal::TABLES {
        let name = table.name;
        let rows: Vec<&Touched> = touched.iter().filter(|one| one.table == name).collect();
        if rows.is_empty() {
            continue;
        }
        let columns = journal::columns(conn, name)?;
        let listed = columns.join(", ");
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE past_{name} ({listed}, PRIMARY KEY (id));
             CREATE TEMP TABLE moved_{name} (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;"
        ))?;
        let mut moved = conn.prepare(&format!("INSERT INTO temp.moved_{name} (id) VALUES (?1)"))?;
        let marks = vec!["?"; columns.len()].join(", ");
        let mut keep = conn.prepare(&format!("INSERT INTO temp.past_{name} ({listed}) VALUES ({marks})"))?;
        for row in rows {
            moved.execute([&row.row])?;
            if let Some(image) = row.image(conn)? {
                let values = columns.iter().map(|column| value(image.get(column).map_or("NULL", String::as_str))).collect::<Result<Vec<_>>>()?;
                keep.execute(params_from_iter(values))?;
            }
        }
        drop((moved, keep));
        conn.execute_batch(&format!(
            "CREATE TEMP VIEW {name} AS
             SELECT {listed} FROM main.{name} WHERE id NOT IN (SELECT id FROM temp.moved_{name})
             UNION ALL SELECT {listed} FROM temp.past_{name}"
        ))?;
    }
    Ok(())
}
