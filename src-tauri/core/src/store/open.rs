//! Opens a connection with every setting the promises rest on, and reads each one back.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text;

/// Marks a SQLite file as a book: "SO35".
pub const APPLICATION_ID: i64 = 0x534F_3335;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads only; safe beside a writer in another process.
    Read,
    /// Reads and writes an existing file.
    Write,
    /// Makes the file; it must not exist.
    Create,
}

/// A setting, the value it must read back as, and the statement that sets it on a writer.
type Setting = (&'static str, &'static str);

/// Settings of every connection.
const EVERY: &[Setting] = &[
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("temp_store", "2"),
    ("busy_timeout", "5000"),
    // 32 MiB: what a roll-up over every commune reads is there for the next one.
    ("cache_size", "-32768"),
];

/// Settings of the writer: a commit is on the disk when it returns, old content does not linger.
const WRITER: &[Setting] = &[
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("fullfsync", "1"),
    ("checkpoint_fullfsync", "1"),
    ("recursive_triggers", "1"),
    ("secure_delete", "1"),
    ("journal_size_limit", "67108864"),
];

/// Opens `path`, which must be absolute. Nothing is created unless `mode` says so.
///
/// Errors: `book.not_found`, `book.exists`, `book.not_a_book`, `book.newer`, `store.setting_refused`, or the
/// store's own.
pub fn connect(path: &Path, mode: Mode) -> Result<Connection> {
    let shown = path.display();
    match (mode, path.exists()) {
        (Mode::Create, true) => return Err(Error::Refused(Problem::new("book.exists").with("path", shown))),
        (Mode::Read | Mode::Write, false) => return Err(Error::Refused(Problem::new("book.not_found").with("path", shown))),
        _ => {}
    }
    let flags = match mode {
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    // One plan for a statement whatever is bound: else each new value of a table with a partial index plans it anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if mode != Mode::Create {
        // Before anything is set: setting WAL already writes to the file.
        be_a_book(&connection, path)?;
        super::migrate::refuse_newer(&connection)?;
    }
    settle(&connection, EVERY)?;
    if mode == Mode::Read {
        connection.pragma_update(None, "query_only", 1)?;
    } else {
        settle(&connection, WRITER)?;
    }
    add_functions(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn settle(connection: &Connection, settings: &[Setting]) -> Result<()> {
    for (name, value) in settings {
        // Some pragmas answer with a row, some do not; what counts is what reads back.
        connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            other => Err(other),
        })?;
        let found = read_setting(connection, name)?;
        if found != *value {
            let problem = Problem::new("store.setting_refused").with("name", name).with("found", found);
            return Err(Error::Refused(problem));
        }
    }
    Ok(())
}

/// The value of a pragma as text.
fn read_setting(connection: &Connection, name: &str) -> Result<String> {
    Ok(connection.pragma_query_value(None, name, |row| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str()?.to_owned(),
        })
    })?)
}

fn be_a_book(connection: &Connection, path: &Path) -> Result<()> {
    let not_a_book = || Error::Refused(Problem::new("book.not_a_book").with("path", path.display()));
    match read_setting(connection, "application_id") {
        Ok(id) if id == APPLICATION_ID.to_string() => Ok(()),
        Ok(_) => Err(not_a_book()),
        Err(Error::Store(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => Err(not_a_book()),
        Err(error) => Err(error),
    }
}

fn add_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fold", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|value| text::fold(&value)))
    })?;
    connection.create_scalar_function("lowered", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|value| value.to_lowercase()))
    })?;
    Ok(())
}

/// Whole-file checks on opening: page structure, then references.
///
/// Errors: `book.damaged` with the first finding.
pub fn check(connection: &Connection) -> Result<()> {
    let damaged = |finding: String| Error::Refused(Problem::new("book.damaged").with("finding", finding));
    let finding: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if finding != "ok" {
        return Err(damaged(finding));
    }
    let orphan = connection.query_row("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0));
    match orphan {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(()),
        Ok(table) => Err(damaged(format!("foreign key: {table}"))),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)] // files that are no books are written by hand
mod tests {
    use super::*;

    #[test]
    fn every_setting_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.so35");
        let writer = connect(&path, Mode::Create).unwrap();
        crate::store::migrate::to_newest(&writer, None).unwrap();
        for (name, value) in EVERY.iter().chain(WRITER) {
            assert_eq!(&read_setting(&writer, name).unwrap(), value, "writer: {name}");
        }
        assert!(writer.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(!writer.db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML).unwrap());
        assert!(!writer.db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL).unwrap());
        assert!(writer.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap());
        let reader = connect(&path, Mode::Read).unwrap();
        for (name, value) in EVERY {
            assert_eq!(&read_setting(&reader, name).unwrap(), value, "reader: {name}");
        }
        assert!(reader.execute("DELETE FROM setting", []).is_err());
        check(&reader).unwrap();
    }

    #[test]
    fn a_file_that_is_no_book_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text.so35");
        std::fs::write(&text, "not a book at all, only text".repeat(100)).unwrap();
        let other = folder.path().join("other.so35");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
        for path in [&text, &other] {
            let before = std::fs::read(path).unwrap();
            match connect(path, Mode::Write) {
                Err(Error::Refused(problem)) => assert_eq!(problem.code, "book.not_a_book"),
                other => panic!("{other:?}"),
            }
            assert_eq!(std::fs::read(path).unwrap(), before);
        }
    }
}
