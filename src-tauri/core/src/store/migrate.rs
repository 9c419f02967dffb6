//! Numbered migrations, each in one transaction with its version; a verified backup first.
//! Released files never change: `tests/tidy.rs` holds their hashes.

use std::path::Path;

use rusqlite::Connection;

use super::{backup, open};
use crate::error::{Error, Result};
use crate::problem::Problem;

/// The migrations in order; the position counted from 1 is the version a file brings the book to.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_book.sql", include_str!("../../migrations/0001_book.sql")),
    ("0002_register.sql", include_str!("../../migrations/0002_register.sql")),
    ("0003_figures.sql", include_str!("../../migrations/0003_figures.sql")),
    ("0004_briefings.sql", include_str!("../../migrations/0004_briefings.sql")),
    ("0005_exchange.sql", include_str!("../../migrations/0005_exchange.sql")),
    ("0006_sheets.sql", include_str!("../../migrations/0006_sheets.sql")),
    ("0007_received.sql", include_str!("../../migrations/0007_received.sql")),
    ("0008_briefing_basis.sql", include_str!("../../migrations/0008_briefing_basis.sql")),
];

/// The version this program writes.
pub fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// The version of the book behind `connection`.
pub fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a book made by a newer program (`book.newer`).
pub fn refuse_newer(connection: &Connection) -> Result<i64> {
    let found = version(connection)?;
    if found > newest() {
        return Err(Error::Refused(Problem::new("book.newer").with("found", found).with("newest", newest())));
    }
    Ok(found)
}

/// Brings the book to the newest version. `backup_to` is where the book as it was is kept first;
/// a book without content (version 0) needs none. Answers whether anything was done.
pub fn to_newest(connection: &Connection, backup_to: Option<&Path>) -> Result<bool> {
    let found = refuse_newer(connection)?;
    if found == newest() {
        return Ok(false);
    }
    if let (true, Some(path)) = (found > 0, backup_to) {
        backup::copy(connection, path, &|_, _| true)?;
    }
    for (number, (_, sql)) in (1..).zip(MIGRATIONS).skip(found as usize) {
        let transaction = connection.unchecked_transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.pragma_update(None, "application_id", open::APPLICATION_ID)?;
        transaction.commit()?;
    }
    Ok(true)
}
