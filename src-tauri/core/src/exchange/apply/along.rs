//! What a removal takes along: records of this office that rest on what the sender removed and of which the file says
//! nothing. They are found by removing for a moment. Whoever decides has to know of them: a decision counts only with
//! their number.

use super::{Engine, Pass};
use crate::error::{Error, Result};
use crate::exchange::plan::{Along, Asking, Choice, Decision};
use crate::exchange::sheet::{self, Form};
use crate::store::journal;
use crate::store::past;

/// What the journal says of a row that went.
type Gone = (String, String, Option<String>);

impl Engine<'_> {
    /// What would go with a record if it were removed now. None where it cannot be removed.
    pub(super) fn along(&self, form: &Form, id: &str, pass: &Pass) -> Result<Vec<Along>> {
        let conn = self.change.conn;
        let mark = journal::mark(conn)?;
        let gone: Vec<Gone> = match form.table.delete(conn, id) {
            Ok(()) => {
                let sql = "SELECT tbl, row, before FROM change WHERE op = (SELECT seq FROM open_op) AND seq > ?1 AND kind = 'delete' ORDER BY seq";
                let mut statement = conn.prepare_cached(sql)?;
                statement.query_map([mark], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?
            }
            // Why not, the removal itself will say.
            Err(Error::Store(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Vec::new(),
            Err(error) => return Err(error),
        };
        journal::take_back(conn, mark)?;
        let mut found = Vec::new();
        for (table, row, before) in &gone {
            let table = past::table(table)?;
            if !((table == form.table.name && row == id) || self.leaves(table, row, pass)) {
                found.push(Along { table, record: row.clone(), image: past::image(before.as_deref())? });
            }
            // What is cited for a record goes with it, though nothing in the store says so.
            let mut cited = conn.prepare_cached("SELECT id FROM citation WHERE noun = ?1 AND record = ?2 ORDER BY id")?;
            for citation in cited.query_map([table, row], |row| row.get::<_, String>(0))? {
                let citation = citation?;
                if !self.leaves("citation", &citation, pass)
                    && let Some(image) = past::current(conn, "citation", &citation)?
                {
                    found.push(Along { table: "citation", record: citation, image });
                }
            }
        }
        Ok(found)
    }

    /// Whether the file itself says that a record is gone, and nobody here decided to keep it. Rows of what belongs to
    /// others are taken in before those of what they belong to.
    fn leaves(&self, table: &'static str, id: &str, pass: &Pass) -> bool {
        let kept = |sheet| self.decision(sheet, id, None, Asking::RemovedThere).is_some_and(|decision| decision.choice == Choice::Mine);
        let said = self.leaving.contains(&(table, id)) || pass.seen.contains_key(&(table, id.into()));
        said && sheet::of(table).is_some_and(|sheet| !kept(sheet))
    }
}

/// Whether a decision counts where so many records would go along.
pub(super) fn knows(decision: &Decision, asking: Asking, along: usize) -> bool {
    let removes = asking == Asking::RemovedThere && decision.choice == Choice::Theirs;
    !removes || along == 0 || decision.along.and_then(|known| usize::try_from(known).ok()) == Some(along)
}
