//! Search over everything, without diacritics: triggers keep a folded full-text index beside the nouns,
//! so that undo, imports and cascades keep it right too. SQLite's own folding misses đ and two-mark letters.

use rusqlite::{Connection, params};
use serde::Serialize;

use crate::error::Result;
use crate::text;

/// How a noun is searched: SQL expressions over the row, written with `NEW.` in front of columns.
struct Searched {
    noun: &'static str,
    code: &'static str,
    title: &'static str,
    body: &'static str,
    columns: &'static str,
}

/// The nouns in the order in which equal hits are listed.
const SEARCHED: &[Searched] = &[
    Searched { noun: "focus_area", code: "mark", title: "statement", body: "short_name || ' ' || NEW.code", columns: "code, mark, statement, short_name" },
    Searched { noun: "task", code: "code", title: "statement", body: "coalesce(NEW.product, '') || ' ' || NEW.deadline_text || ' ' || coalesce(NEW.note, '') || ' ' || coalesce(NEW.owner, '') || ' ' || coalesce(NEW.assigned_by, '')", columns: "code, statement, product, deadline_text, note, owner, assigned_by" },
    Searched { noun: "indicator", code: "code", title: "name", body: "coalesce(NEW.definition, '') || ' ' || NEW.unit || ' ' || coalesce(NEW.subject, '')", columns: "code, name, definition, unit, subject" },
    Searched { noun: "composite", code: "code", title: "name", body: "coalesce(NEW.note, '')", columns: "code, name, note" },
    Searched { noun: "briefing", code: "coalesce('', NEW.name)", title: "name", body: "title || ' ' || coalesce(NEW.subtitle, '')", columns: "name, title, subtitle" },
    Searched { noun: "agency", code: "coalesce(NEW.code, '')", title: "name", body: "short_name || ' ' || coalesce(NEW.note, '')", columns: "code, name, short_name, note" },
    Searched { noun: "document", code: "coalesce(NEW.number_symbol, '')", title: "subject", body: "coalesce(NEW.issuer, '') || ' ' || coalesce(NEW.note, '')", columns: "number_symbol, subject, issuer, note" },
    Searched { noun: "contradiction", code: "coalesce(NEW.code, '')", title: "title", body: "coalesce(NEW.explanation, '') || ' ' || coalesce(NEW.decision, '')", columns: "code, title, explanation, decision" },
];

fn new(expression: &str) -> String {
    if expression.contains("NEW.") && (expression.starts_with("coalesce") || expression.starts_with("NEW.")) {
        expression.to_owned()
    } else {
        format!("NEW.{expression}")
    }
}

impl Searched {
    fn insert(&self) -> String {
        let (noun, code, title, body) = (self.noun, new(self.code), new(self.title), new(self.body));
        format!(
            "INSERT INTO search_doc (noun, id, code, title) VALUES ('{noun}', NEW.id, {code}, {title});
             INSERT INTO search_text (rowid, code, title, body)
             SELECT rowid, fold({code}), fold({title}), fold({body}) FROM search_doc WHERE noun = '{noun}' AND id = NEW.id;"
        )
    }

    fn delete(&self) -> String {
        let noun = self.noun;
        format!(
            "DELETE FROM search_text WHERE rowid = (SELECT rowid FROM search_doc WHERE noun = '{noun}' AND id = OLD.id);
             DELETE FROM search_doc WHERE noun = '{noun}' AND id = OLD.id;"
        )
    }
}

/// Adds the triggers to a writer; they live in its temporary schema, so the file holds no code.
pub fn watch(connection: &Connection) -> Result<()> {
    for searched in SEARCHED {
        let (noun, columns, insert, delete) = (searched.noun, searched.columns, searched.insert(), searched.delete());
        connection.execute_batch(&format!(
            "CREATE TEMP TRIGGER search_{noun}_insert AFTER INSERT ON main.{noun} BEGIN {insert} END;
             CREATE TEMP TRIGGER search_{noun}_update AFTER UPDATE OF {columns} ON main.{noun} BEGIN {delete} {insert} END;
             CREATE TEMP TRIGGER search_{noun}_delete AFTER DELETE ON main.{noun} BEGIN {delete} END;"
        ))?;
    }
    Ok(())
}

/// Makes the index anew from the nouns: after a migration, or when a check finds it wanting.
pub fn rebuild(connection: &Connection) -> Result<()> {
    connection.execute_batch("DELETE FROM search_text; DELETE FROM search_doc;")?;
    for searched in SEARCHED {
        let noun = searched.noun;
        let select = |expression: &str| new(expression).replace("NEW.", "n.");
        let (code, title, body) = (select(searched.code), select(searched.title), select(searched.body));
        connection.execute_batch(&format!(
            "INSERT INTO search_doc (noun, id, code, title) SELECT '{noun}', n.id, {code}, {title} FROM main.{noun} n ORDER BY n.id;
             INSERT INTO search_text (rowid, code, title, body)
             SELECT d.rowid, fold({code}), fold({title}), fold({body}) FROM main.{noun} n JOIN search_doc d ON d.noun = '{noun}' AND d.id = n.id;"
        ))?;
    }
    Ok(())
}

/// Whether the index names exactly the rows the nouns hold.
pub fn is_whole(connection: &Connection) -> Result<bool> {
    for searched in SEARCHED {
        let noun = searched.noun;
        let (title, code) = (new(searched.title).replace("NEW.", "n."), new(searched.code).replace("NEW.", "n."));
        let differs: bool = connection.query_row(
            &format!(
                "SELECT EXISTS (SELECT n.id, {code}, {title} FROM {noun} n EXCEPT SELECT id, code, title FROM search_doc WHERE noun = '{noun}')
                     OR EXISTS (SELECT id FROM search_doc WHERE noun = '{noun}' EXCEPT SELECT id FROM {noun})"
            ),
            [],
            |row| row.get(0),
        )?;
        if differs {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a record is called: its code as shown and its title; nothing for nouns that are not searched.
pub fn title_of(connection: &Connection, noun: &str, id: &str) -> Result<Option<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT code, title FROM search_doc WHERE noun = ?1 AND id = ?2")?;
    let mut rows = statement.query_map([noun, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.next().transpose()?)
}

/// One hit, best first.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The noun, such as `task`.
    pub noun: String,
    /// The record.
    pub id: String,
    /// Its code as shown.
    pub code: String,
    /// Its title, as written.
    pub title: String,
}

/// Finds records that hold every word of `query`, each as the beginning of a word, marks ignored.
/// First what is called exactly so, then what holds the words side by side, then the rest by weight of
/// code, title and body; among equals, focus areas come before tasks, and so on.
pub fn find(connection: &Connection, query: &str, limit: u32) -> Result<Vec<Found>> {
    let folded = text::fold(query);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let every: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    let matching = every.join(" AND ");
    // A record called exactly so is found however many others hold the words.
    let code = format!("code : ^ \"{}\"", words.join(" "));
    let exact = text::nfc(query.trim()).to_lowercase();
    let ranks: Vec<String> = SEARCHED.iter().enumerate().map(|(n, s)| format!("WHEN '{}' THEN {n}", s.noun)).collect();
    let mut statement = connection.prepare_cached(&format!(
        "WITH hit AS MATERIALIZED (
           SELECT * FROM (SELECT rowid, bm25(search_text, 8.0, 4.0, 1.0) AS weight FROM search_text WHERE search_text MATCH ?1
                          ORDER BY weight LIMIT 500)
           UNION
           SELECT * FROM (SELECT rowid, -1000.0 FROM search_text WHERE search_text MATCH ?6 LIMIT 100))
         SELECT d.noun, d.id, d.code, d.title
         FROM hit JOIN search_doc d ON d.rowid = hit.rowid
         ORDER BY fold(d.code) <> ?2,
                  instr(lowered(d.title), ?3) = 0,
                  instr(fold(d.title), ?4) = 0,
                  CASE d.noun {} END,
                  hit.weight, d.code
         LIMIT ?5",
        ranks.join(" ")
    ))?;
    let rows = statement.query_map(params![matching, folded, exact, folded, limit, code], |row| {
        Ok(Found { noun: row.get(0)?, id: row.get(1)?, code: row.get(2)?, title: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
