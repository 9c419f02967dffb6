//! The task of the book that a row of a sheet means, and of whose part in it the row speaks.

use rusqlite::Row;

use crate::assignment::{self, Assignment, Role};
use crate::book::Reader;
use crate::error::Result;

/// A task of the book.
pub struct There {
    /// Its id.
    pub id: String,
    /// Its words.
    pub statement: String,
    /// Its note.
    pub note: Option<String>,
    /// The group to each of whose members it is given, by name.
    pub group: Option<String>,
    /// The parts of its leads that count today.
    pub leads: Vec<Assignment>,
}

impl There {
    /// The one task that has this in a column.
    pub fn by(reader: &Reader, column: &str, value: &str) -> Result<Option<There>> {
        let sql = format!(
            "SELECT t.id, t.statement, t.note, CASE t.scope WHEN 'each' THEN coalesce(g.name, '') END
             FROM task t LEFT JOIN agency_group g ON g.id = t.agency_group WHERE t.{column} = ?1 LIMIT 2"
        );
        let mut statement = reader.conn.prepare_cached(&sql)?;
        let one = |row: &Row| Ok(There { id: row.get(0)?, statement: row.get(1)?, note: row.get(2)?, group: row.get(3)?, leads: Vec::new() });
        let mut found: Vec<There> = statement.query_map([value], one)?.collect::<rusqlite::Result<_>>()?;
        // Two with the same words are none that is meant.
        let Some(mut there) = found.pop().filter(|_| found.is_empty()) else { return Ok(None) };
        there.leads = assignment::of_task(reader.conn, &there.id, reader.today())?;
        there.leads.retain(|part| part.role == Role::Lead && part.counts_on(reader.today()));
        Ok(Some(there))
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
