//! The task of the book that a row of a sheet means, and of whose part in it the row speaks.

use crate::assignment::{self, Assignment, Role};
use crate::book::Reader;
use crate::error::Result;

/// A task of the book.
pub struct There {
    /// Its id.
    pub id: String,
    /// Its words.
    pub statement: String,
    /// The group to each of whose members it is given, by name.
    pub group: Option<String>,
    /// The parts of its leads that count today.
    pub leads: Vec<Assignment>,
}

impl There {
    /// The one task that has this in a column.
    pub fn by(reader: &Reader, column: &str, value: &str) -> Result<Option<There>> {
        let sql = format!(
            "SELECT t.id, t.statement, CASE t.scope WHEN 'each' THEN coalesce(g.name, '') END
             FROM task t LEFT JOIN agency_group g ON g.id = t.agency_group WHERE t.{column} = ?1 LIMIT 2"
        );
        let mut statement = reader.conn.prepare_cached(&sql)?;
        let found: Vec<(String, String, Option<String>)> =
            statement.query_map([value], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
        // Two with the same words are none that is meant.
        let [(id, statement, group)] = found.as_slice() else { return Ok(None) };
        let mut leads = assignment::of_task(reader.conn, id, reader.today())?;
        leads.retain(|part| part.role == Role::Lead && part.counts_on(reader.today()));
        Ok(Some(There { id: id.clone(), statement: statement.clone(), group: group.clone(), leads }))
    }

    /// The leads of whom a row speaks that names none: of a common task the sender's own, if it has a part.
    pub fn spoken_of(&self, sender: Option<&str>) -> Vec<Assignment> {
        let own = |part: &&Assignment| sender.is_some() && part.agency.as_ref().map(|agency| agency.id.as_str()) == sender;
        match self.leads.iter().find(own) {
            Some(part) if self.group.is_some() => vec![part.clone()],
            _ => self.leads.clone(),
        }
    }

    /// Whether the book has it as done by all of whom a row speaks.
    pub fn is_done(&self, sender: Option<&str>) -> bool {
        let of = self.spoken_of(sender);
        !of.is_empty() && of.iter().all(|part| part.completed_on.is_some())
    }
}
