//! Answers kept between two writes. The register of a day is asked for with every key typed into a filter,
//! and only a write can change it: the number of the last op names the state of the book exactly, so nothing
//! has to be told what to forget.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::error::Result;

/// How many answers are kept: two days, by either deadline and for one agency, with the words in them.
const ROOM: usize = 8;

struct Kept {
    op: i64,
    key: String,
    value: Arc<dyn Any + Send + Sync>,
}

/// The answers of one open book, the last used first.
#[derive(Default)]
pub struct Memo(Mutex<Vec<Kept>>);

impl Memo {
    /// The answer kept under `key` for the state that `conn` sees, or the one that `make` makes.
    pub fn of<T: Send + Sync + 'static>(&self, conn: &Connection, key: &str, make: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let op: i64 = conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM op")?.query_row([], |row| row.get(0))?;
        let hold = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut kept = hold();
            if let Some(at) = kept.iter().position(|one| one.op == op && one.key == key)
                && let Ok(value) = kept[at].value.clone().downcast::<T>()
            {
                kept[..=at].rotate_right(1);
                return Ok(value);
            }
        }
        // Made without holding the lock: two who ask at once both make it, and neither waits.
        let value = Arc::new(make()?);
        let mut kept = hold();
        kept.retain(|one| one.op >= op && one.key != key);
        kept.insert(0, Kept { op, key: key.to_owned(), value: value.clone() });
        kept.truncate(ROOM);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_lasts_until_the_next_op() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE op (seq INTEGER PRIMARY KEY)").unwrap();
        let memo = Memo::default();
        let ask = |key: &str, value: u32| *memo.of(&conn, key, || Ok(value)).unwrap();
        assert_eq!((ask("a", 1), ask("b", 2)), (1, 2));
        assert_eq!((ask("a", 9), ask("b", 9)), (1, 2));
        conn.execute_batch("INSERT INTO op VALUES (7)").unwrap();
        assert_eq!((ask("a", 3), ask("a", 9)), (3, 3));
        for n in 0..10 {
            ask(&format!("more {n}"), n);
        }
        assert_eq!(ask("a", 4), 4, "the least used goes");
    }
}
