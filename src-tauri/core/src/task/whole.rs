//! A task and the tasks it is made of: the whole is not done while one of these is open. One rule for every door
//! through which either is done, opened again, moved in time or put under the other.

use super::{TaskGetRequest, read};
use crate::book::Change;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// Refuses what was just written to a task when it leaves a whole done with something open in it.
/// Errors: `task.parts_open` when this is the whole, `task.whole_done` when it is what is open.
pub fn check(change: &Change, task: &str) -> Result<()> {
    let sql = "SELECT parent, EXISTS (SELECT 1 FROM task p WHERE p.parent = t.id) FROM task t WHERE id = ?1";
    let (parent, is_whole): (Option<String>, bool) =
        change.conn.prepare_cached(sql)?.query_row([task], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if is_whole {
        let whole = read::get(change, TaskGetRequest::now(task))?;
        if let Some(done) = whole.row.completed_on {
            let open = whole.parts.iter().filter(|part| part.completed_on.is_none_or(|day| day > done));
            let codes: Vec<&str> = open.map(|part| part.code.as_str()).collect();
            if !codes.is_empty() {
                let problem = Problem::new("task.parts_open").with("codes", codes.join(", ")).with("day", change.words().day(done));
                return Err(Error::Refused(problem));
            }
        }
    }
    let Some(parent) = parent else { return Ok(()) };
    let part = read::get(change, TaskGetRequest::now(task))?.row;
    let whole = read::get(change, TaskGetRequest::now(parent))?.row;
    match whole.completed_on {
        Some(done) if part.completed_on.is_none() => {
            let problem = Problem::new("task.whole_done").with("code", part.code).with("whole", whole.code);
            Err(Error::Refused(problem.with("day", change.words().day(done))))
        }
        _ => Ok(()),
    }
}
