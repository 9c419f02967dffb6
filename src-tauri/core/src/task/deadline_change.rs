//! Writing over a deadline. A deadline that has passed decides how past days stood, and one that was extended
//! stays beside the current one for good: neither is written over in passing. A typing error is corrected by
//! saying that it is one; more time is an extension. One rule for every door through which a deadline is written;
//! the history alone needs no such word, since what it puts back once stood there.

use chrono::NaiveDate;

use crate::book::Reader;
use crate::deadline::Deadline;
use crate::error::Result;
use crate::problem::Problem;
use crate::words::Words;

/// What decides whether the deadline of a task may be written over.
#[derive(Debug, Clone, Copy)]
pub struct DeadlineChange {
    /// Whether an extension was granted.
    pub extended: bool,
    /// Whether the person says that the old deadline was a typing error.
    pub correction: bool,
    /// The day on which it is written.
    pub today: NaiveDate,
}

impl DeadlineChange {
    /// How it is with a task today.
    pub fn of(reader: &Reader, task: &str, correction: bool) -> Result<DeadlineChange> {
        let sql = "SELECT EXISTS (SELECT 1 FROM extension WHERE task = ?1 AND state = 'approved')";
        let extended = reader.conn.prepare_cached(sql)?.query_row([task], |row| row.get(0))?;
        Ok(DeadlineChange { extended, correction, today: reader.today() })
    }

    /// Why `after` cannot take the place of `before`: `deadline.extended` or `deadline.passed`. Other words for
    /// the same last day are no change, and neither is the other reading of the same words ("trước 30/5/2024").
    pub fn problem(&self, words: &Words, before: &Deadline, after: &Deadline) -> Option<Problem> {
        let same_day = before.last_day == after.last_day && before.class.is_regular() == after.class.is_regular();
        if self.correction || same_day || before.text == after.text {
            return None;
        }
        let last = before.last_day?;
        let code = match (self.extended, last < self.today) {
            (true, _) => "deadline.extended",
            (false, true) => "deadline.passed",
            (false, false) => return None,
        };
        Some(Problem::new(code).with("day", words.day(last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::{BeforeDay, read_or_none};
    use crate::words::Language;

    #[test]
    fn what_has_passed_or_was_extended_is_not_written_over_in_passing() {
        let words = Words::of(Language::Vi);
        let on = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
        let read = |text: &str, before| read_or_none(text, before).unwrap();
        let inclusive = |text: &str| read(text, BeforeDay::Inclusive);
        let may = inclusive("31/5/2024");
        let code = |extended, correction, today, before: &Deadline, after: &Deadline| {
            DeadlineChange { extended, correction, today }.problem(&words, before, after).map(|problem| problem.code)
        };
        for (extended, correction, today, after, expect) in [
            // On its last day it has not passed.
            (false, false, on(5, 31), "30/6/2024", None),
            (false, false, on(6, 1), "30/6/2024", Some("deadline.passed")),
            (false, false, on(6, 1), "30/4/2024", Some("deadline.passed")),
            (false, false, on(6, 1), "", Some("deadline.passed")),
            (false, false, on(6, 1), "thường xuyên", Some("deadline.passed")),
            (false, true, on(6, 1), "30/6/2024", None),
            (true, false, on(5, 1), "30/6/2024", Some("deadline.extended")),
            (true, true, on(5, 1), "30/6/2024", None),
            (true, false, on(6, 1), "trong tháng 5/2024", None),
        ] {
            assert_eq!(code(extended, correction, today, &may, &inclusive(after)), expect, "{today} {after:?}");
        }
        // Nothing was promised before: nothing is written over.
        assert_eq!(code(false, false, on(6, 1), &inclusive(""), &may), None);
        let before = "trước 30/5/2024";
        assert_eq!(code(true, false, on(6, 1), &inclusive(before), &read(before, BeforeDay::Exclusive)), None);
    }
}
