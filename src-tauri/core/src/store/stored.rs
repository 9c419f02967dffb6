//! How the values of the pure rules lie in columns: the rules themselves know no database.

use rusqlite::Row;

use super::stored_as_text;
use crate::deadline::{Assumption, Deadline, DeadlineClass};
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
