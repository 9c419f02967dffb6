//! The whole content of a book as text, one line per row: what "equal" means for undo, restore and exchange.

use std::fmt::Write;

use rusqlite::Connection;

use super::journal;
use crate::error::Result;

/// Every journaled table, rows by id, values as SQL literals. Journal and search are not content.
pub fn dump(connection: &Connection) -> Result<String> {
    let mut text = String::new();
    for table in journal::TABLES {
        let columns = journal::columns(connection, table.name)?;
        let list: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let sql = format!("SELECT {} FROM main.{} ORDER BY id", list.join(" || ', ' || "), table.name);
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let _ = writeln!(text, "-- {} ({})", table.name, columns.join(", "));
        while let Some(row) = rows.next()? {
            let _ = writeln!(text, "{}", row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        }
    }
    Ok(text)
}
