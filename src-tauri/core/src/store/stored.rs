//! How the values of the pure rules lie in columns: the rules themselves know no database.

use rusqlite::{Connection, Row};

use super::stored_as_text;
use crate::deadline::{Assumption, Deadline, DeadlineClass};
use crate::error::Result;
use crate::period::Calendar;

stored_as_text! {
    DeadlineClass { Dated = "dated", None = "none", Ongoing = "ongoing", Recurring = "recurring" }
    Assumption { BeforeDayInclusive = "before_day_inclusive", BeforeDayExclusive = "before_day_exclusive" }
    Calendar { Administrative = "administrative", Statistical = "statistical" }
}

/// Reads the six deadline columns from `first` on: text, class, edtf, first day, last day, assumption.
pub fn deadline(row: &Row, first: usize) -> rusqlite::Result<Deadline> {
    Ok(Deadline {
        text: row.get(first)?,
        class: row.get(first + 1)?,
        edtf: row.get(first + 2)?,
        first_day: row.get(first + 3)?,
        last_day: row.get(first + 4)?,
        assumption: row.get(first + 5)?,
    })
}

/// The next free code of a table: `prefix`, and the highest number behind it and one, in two digits at the least.
pub fn next_code(conn: &Connection, table: &'static str, prefix: &'static str) -> Result<String> {
    // The prefix is the beginning of a range in the index over codes; longer numbers than these are nobody's.
    let sql = format!(
        "SELECT coalesce(max(CAST(substr(code, {from}) AS INTEGER)), 0) FROM {table}
         WHERE code GLOB '{prefix}[0-9]*' AND substr(code, {from}) NOT GLOB '*[^0-9]*' AND length(code) < 18",
        from = prefix.len() + 1
    );
    let highest: i64 = conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    Ok(format!("{prefix}{:02}", highest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_code_follows_the_highest_number() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE task (code TEXT NOT NULL UNIQUE)").unwrap();
        let next = |codes: &[&str]| {
            for code in codes {
                conn.execute("INSERT INTO task VALUES (?1)", [code]).unwrap();
            }
            next_code(&conn, "task", "N").unwrap()
        };
        assert_eq!(next(&[]), "N01");
        assert_eq!(next(&["N9", "X77", "N", "N12a", "NV200", "n300"]), "N10");
        assert_eq!(next(&["N099", "N99999999999999999999"]), "N100");
    }
}
