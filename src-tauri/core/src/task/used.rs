//! What the register's free words were so far, so that the next task is written in the same ones.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::wire::Empty;

/// A word in use, and how often.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UsedWord {
    /// The tag or the name.
    pub name: String,
    /// How many tasks have it.
    pub count: u32,
}

/// The people that tasks name.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskPeople {
    /// Those in the office who follow tasks (chuyên viên theo dõi).
    pub owners: Vec<UsedWord>,
    /// The leaders who assigned them (lãnh đạo giao).
    pub leaders: Vec<UsedWord>,
}

fn used(reader: &Reader, sql: &str) -> Result<Vec<UsedWord>> {
    let mut statement = reader.conn.prepare_cached(sql)?;
    let mut words: Vec<UsedWord> =
        statement.query_map([], |row| Ok(UsedWord { name: row.get(0)?, count: row.get(1)? }))?.collect::<rusqlite::Result<_>>()?;
    let order = reader.order()?;
    words.sort_by(|a, b| order.compare(&a.name, &b.name));
    Ok(words)
}

/// The tags in use, in alphabetical order.
pub fn tags(reader: &Reader, _: Empty) -> Result<Vec<UsedWord>> {
    used(reader, "SELECT tag, count(*) FROM task_tag GROUP BY tag")
}

/// The people that tasks name, in alphabetical order.
pub fn people(reader: &Reader, _: Empty) -> Result<TaskPeople> {
    Ok(TaskPeople {
        owners: used(reader, "SELECT owner, count(*) FROM task WHERE owner IS NOT NULL GROUP BY owner")?,
        leaders: used(reader, "SELECT assigned_by, count(*) FROM task WHERE assigned_by IS NOT NULL GROUP BY assigned_by")?,
    })
}
