//! The journal: inside the transaction of each write, triggers record what it replaced. Undo plays it back
//! and is itself journaled, so redo is the undo of the undo, history is a query, and both survive a restart.
//!
//! The triggers are generated from the schema into the writer's temporary schema: they see cascades, no
//! feature can forget them, and a write outside an op fails. Inserts keep no image (undo deletes the row and
//! thereby records it); doubling every insert would double a large import.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::literal;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A table that writes may touch, and the record a person sees its rows as part of.
pub struct Table {
    /// The table.
    pub name: &'static str,
    /// The noun of the record its rows belong to, as an SQL expression over `ROW.`.
    noun: &'static str,
    /// The id of that record, likewise.
    record: &'static str,
}

const fn own(name: &'static str, noun: &'static str) -> Table {
    Table { name, noun, record: "ROW.id" }
}

const fn part(name: &'static str, noun: &'static str, record: &'static str) -> Table {
    Table { name, noun, record }
}

/// Every noun table, parents before children. A test compares it with the schema.
pub const TABLES: &[Table] = &[
    own("setting", "'setting'"),
    own("agency", "'agency'"),
    part("agency_succession", "'agency'", "ROW.from_agency"),
    own("agency_group", "'agency_group'"),
    part("agency_group_member", "'agency_group'", "ROW.agency_group"),
    own("document", "'document'"),
    part("citation", "ROW.noun", "ROW.record"),
    own("framework", "'framework'"),
    part("focus_group", "'framework'", "ROW.framework"),
    own("focus_area", "'focus_area'"),
    own("task", "'task'"),
    part("task_focus_area", "'task'", "ROW.task"),
    part("task_link", "'task'", "ROW.from_task"),
    part("task_tag", "'task'", "ROW.task"),
    part("regrouping", "'task'", "ROW.task"),
    part("extension", "'task'", "ROW.task"),
    part("assignment", "'task'", "ROW.task"),
    part("step", "'task'", "ROW.task"),
    part("progress_note", "'task'", "ROW.task"),
    part("attachment", "iif(ROW.task IS NULL, 'document', 'task')", "coalesce(ROW.task, ROW.document)"),
    own("saved_view", "'saved_view'"),
    own("indicator", "'indicator'"),
    part("target", "'indicator'", "ROW.indicator"),
    part("observation", "'indicator'", "ROW.indicator"),
    part("method_break", "'indicator'", "ROW.indicator"),
    part("indicator_override", "'indicator'", "ROW.indicator"),
    own("briefing", "'briefing'"),
    part("briefing_page", "'briefing'", "ROW.briefing"),
    part("briefing_block", "'briefing'", "ROW.briefing"),
    own("issued_briefing", "'issued_briefing'"),
    own("period_lock", "'period_lock'"),
    own("dimension", "'dimension'"),
    part("dimension_item", "'dimension'", "ROW.dimension"),
    part("observation_part", "'indicator'", "ROW.indicator"),
    own("composite", "'composite'"),
    part("composite_version", "'composite'", "ROW.composite"),
    part("composite_item", "'composite'", "ROW.composite"),
    part("composite_score", "'composite'", "ROW.composite"),
    own("contradiction", "'contradiction'"),
    part("contradiction_side", "'contradiction'", "ROW.contradiction"),
    part("contradiction_record", "'contradiction'", "ROW.contradiction"),
    own("office_key", "'office_key'"),
    own("peer", "'peer'"),
    part("package_sent", "'peer'", "ROW.peer"),
    part("package_received", "'peer'", "ROW.peer"),
    part("exchange_base", "'peer'", "ROW.peer"),
    part("exchange_choice", "iif(ROW.peer IS NULL, ROW.tbl, 'peer')", "coalesce(ROW.peer, ROW.row)"),
    own("sheet_mapping", "'sheet_mapping'"),
    own("sheet_received", "'sheet_received'"),
    own("form", "'form'"),
    part("form_received", "'form'", "ROW.form"),
    part("received_row", "CASE WHEN ROW.peer IS NOT NULL THEN 'peer' WHEN ROW.form IS NOT NULL THEN 'form_received' ELSE 'sheet_received' END", "coalesce(ROW.peer, ROW.form, ROW.sheet)"),
    part("slip_received", "'peer'", "ROW.peer"),
    part("slip_row", "'peer'", "ROW.peer"),
];

/// The columns of a table, in order.
pub fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// Adds the triggers to a writer and the slot that names the open op.
pub fn watch(connection: &Connection) -> Result<()> {
    connection.execute_batch("CREATE TEMP TABLE open_op (seq INTEGER NOT NULL)")?;
    for table in TABLES {
        let columns = columns(connection, table.name)?;
        let name = table.name;
        let owner = |row: &str| (table.noun.replace("ROW.", row), table.record.replace("ROW.", row));
        let (new_noun, new_record) = owner("NEW.");
        let (old_noun, old_record) = owner("OLD.");
        let whole: Vec<String> = columns.iter().map(|c| format!("'{c}', quote(OLD.{c})")).collect();
        let changed = |row: &str| {
            let each: Vec<String> = columns
                .iter()
                .map(|c| format!("SELECT '{c}' AS k, quote({row}.{c}) AS v WHERE OLD.{c} IS NOT NEW.{c}"))
                .collect();
            format!("(SELECT json_group_object(k, v) FROM ({}))", each.join(" UNION ALL "))
        };
        let differs: Vec<String> = columns.iter().map(|c| format!("OLD.{c} IS NOT NEW.{c}")).collect();
        let (before, after, differs, whole) = (changed("OLD"), changed("NEW"), differs.join(" OR "), whole.join(", "));
        connection.execute_batch(&format!(
            "CREATE TEMP TRIGGER journal_{name}_insert AFTER INSERT ON main.{name} BEGIN
               INSERT INTO change (op, tbl, row, noun, record, kind)
               VALUES ((SELECT seq FROM open_op), '{name}', NEW.id, {new_noun}, {new_record}, 'insert');
             END;
             CREATE TEMP TRIGGER journal_{name}_update AFTER UPDATE ON main.{name} WHEN {differs} BEGIN
               INSERT INTO change (op, tbl, row, noun, record, kind, before, after)
               VALUES ((SELECT seq FROM open_op), '{name}', OLD.id, {old_noun}, {old_record}, 'update', {before}, {after});
             END;
             CREATE TEMP TRIGGER journal_{name}_delete AFTER DELETE ON main.{name} BEGIN
               INSERT INTO change (op, tbl, row, noun, record, kind, before)
               VALUES ((SELECT seq FROM open_op), '{name}', OLD.id, {old_noun}, {old_record}, 'delete', json_object({whole}));
             END;"
        ))?;
    }
    Ok(())
}

/// Who does what, for the line in the journal.
pub struct Opening<'a> {
    /// The op's id.
    pub id: &'a str,
    /// When, in milliseconds.
    pub at: i64,
    /// Who signs it.
    pub actor: &'a str,
    /// The command; of an undo or redo the one it takes back or does again.
    pub command: &'a str,
    /// The op that this one reverts, and whether that is a redo.
    pub reverts: Option<(i64, Way)>,
}

/// The two ways of reverting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Takes back something done or redone.
    Undo,
    /// Takes back an undo.
    Redo,
}

/// Opens an op in the running transaction and answers its number.
pub fn begin(connection: &Connection, opening: &Opening) -> Result<i64> {
    let kind = match opening.reverts {
        None => "do",
        Some((_, Way::Undo)) => "undo",
        Some((_, Way::Redo)) => "redo",
    };
    connection.execute(
        "INSERT INTO op (id, at, actor, kind, command, subject, reverts) VALUES (?1, ?2, ?3, ?4, ?5, '', ?6)",
        params![opening.id, opening.at, opening.actor, kind, opening.command, opening.reverts.map(|(target, _)| target)],
    )?;
    let seq = connection.last_insert_rowid();
    connection.execute("DELETE FROM open_op", [])?;
    connection.execute("INSERT INTO open_op (seq) VALUES (?1)", [seq])?;
    Ok(seq)
}

/// Closes the op: names its subject, or takes it back when nothing changed. Answers the nouns it touched.
pub fn end(connection: &Connection, seq: i64, subject: &str) -> Result<Vec<String>> {
    connection.execute("DELETE FROM open_op", [])?;
    let mut statement = connection.prepare_cached("SELECT DISTINCT noun FROM change WHERE op = ?1 ORDER BY noun")?;
    let nouns: Vec<String> = statement.query_map([seq], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if nouns.is_empty() {
        connection.execute("DELETE FROM op WHERE seq = ?1", [seq])?;
    } else {
        // A book's first act is signed by the name it sets.
        connection.execute(
            "UPDATE op SET subject = ?2, actor = iif(actor = '', coalesce((SELECT value FROM setting WHERE id = 'person'), ''), actor)
             WHERE seq = ?1",
            params![seq, subject],
        )?;
    }
    Ok(nouns)
}

/// The command of the op that fills a new book. Undo stops before it.
pub const BIRTH: &str = "book_create";

/// An op that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub seq: i64,
    /// The command it did or did again.
    pub command: String,
    /// What it was about.
    pub subject: String,
}

/// The op that undo or redo would take back next. Undo takes the newest thing done that still stands;
/// redo the newest undo that still stands, as long as nothing new was done after it.
pub fn next(connection: &Connection, way: Way) -> Result<Option<Standing>> {
    let sql = match way {
        Way::Undo => {
            "SELECT seq, command, subject FROM op WHERE reverted_by IS NULL AND kind <> 'undo' AND command <> ?1
             ORDER BY seq DESC LIMIT 1"
        }
        Way::Redo => {
            "SELECT seq, command, subject FROM op WHERE reverted_by IS NULL AND kind = 'undo' AND command <> ?1
             AND seq > coalesce((SELECT max(seq) FROM op WHERE kind = 'do'), 0) ORDER BY seq DESC LIMIT 1"
        }
    };
    let found = connection
        .prepare_cached(sql)?
        .query_row([BIRTH], |row| Ok(Standing { seq: row.get(0)?, command: row.get(1)?, subject: row.get(2)? }))
        .optional()?;
    Ok(found)
}

/// Columns in one order, so that a statement for them is prepared once.
type Image = BTreeMap<String, String>;

struct Change {
    table: String,
    row: String,
    kind: String,
    before: Option<String>,
    after: Option<String>,
}

/// Plays op `target` back inside the open op `seq`. If a row is no longer as the journal expects, it says
/// so (`undo.changed_since`) and the transaction is given up; likewise (`undo.older_layout`) when the op was
/// made before a migration took away a column it wrote.
pub fn revert(connection: &Connection, target: i64, seq: i64) -> Result<()> {
    connection.pragma_update(None, "defer_foreign_keys", 1)?;
    play_back(connection, target, 0)?;
    connection.execute("UPDATE op SET reverted_by = ?2 WHERE seq = ?1", [target, seq])?;
    Ok(())
}

/// How far the open op has come, for [`take_back`].
pub fn mark(connection: &Connection) -> Result<i64> {
    Ok(connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM change")?.query_row([], |row| row.get(0))?)
}

/// Takes back what the open op did since a mark, as if it had never been. A savepoint would do the same, but inside one
/// every further statement costs more than the one before.
pub fn take_back(connection: &Connection, mark: i64) -> Result<()> {
    let open: i64 = connection.query_row("SELECT seq FROM open_op", [], |row| row.get(0))?;
    connection.pragma_update(None, "defer_foreign_keys", 1)?;
    play_back(connection, open, mark)?;
    connection.execute("DELETE FROM change WHERE op = ?1 AND seq > ?2", [open, mark])?;
    Ok(connection.pragma_update(None, "defer_foreign_keys", 0)?)
}

/// Plays back what an op did after a mark, the last first.
fn play_back(connection: &Connection, op: i64, mark: i64) -> Result<()> {
    let changes: Vec<Change> = connection
        .prepare("SELECT tbl, row, kind, before, after FROM change WHERE op = ?1 AND seq > ?2 ORDER BY seq DESC")?
        .query_map([op, mark], |row| {
            Ok(Change { table: row.get(0)?, row: row.get(1)?, kind: row.get(2)?, before: row.get(3)?, after: row.get(4)? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for change in &changes {
        let known = TABLES.iter().find(|table| table.name == change.table);
        let table = known.ok_or_else(|| Error::Damaged(format!("change.tbl {}", change.table)))?.name;
        let run = |sql: &str, values: Vec<rusqlite::types::Value>| -> Result<usize> {
            connection.prepare_cached(sql)?.execute(params_from_iter(values)).or_else(occupied)
        };
        let touched = match change.kind.as_str() {
            "insert" => run(&format!("DELETE FROM main.{table} WHERE id = ?1"), vec![change.row.clone().into()])?,
            "delete" => {
                let (names, values) = image(change.before.as_deref(), &columns(connection, table)?)?;
                let marks = vec!["?"; names.len()].join(", ");
                run(&format!("INSERT INTO main.{table} ({}) VALUES ({marks})", names.join(", ")), values)?
            }
            _ => {
                let columns = columns(connection, table)?;
                let (names, mut values) = image(change.before.as_deref(), &columns)?;
                let (expected_names, expected) = image(change.after.as_deref(), &columns)?;
                let sets: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
                let tests: Vec<String> = expected_names.iter().map(|name| format!("{name} IS ?")).collect();
                values.extend(expected);
                values.push(change.row.clone().into());
                run(&format!("UPDATE main.{table} SET {} WHERE {} AND id = ?", sets.join(", "), tests.join(" AND ")), values)?
            }
        };
        if touched != 1 {
            return Err(Error::Refused(Problem::new("undo.changed_since").with("noun", table)));
        }
    }
    Ok(())
}

/// A uniqueness clash on playing back means that somebody else took the place since.
fn occupied(error: rusqlite::Error) -> Result<usize> {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(0),
        _ => Err(error.into()),
    }
}

fn image(json: Option<&str>, columns: &[String]) -> Result<(Vec<String>, Vec<rusqlite::types::Value>)> {
    let damaged = || Error::Damaged("change image".into());
    let image: Image = json.and_then(|json| serde_json::from_str(json).ok()).ok_or_else(damaged)?;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (name, literal) in image {
        if !columns.contains(&name) {
            return Err(Error::refused("undo.older_layout"));
        }
        values.push(literal::parse(&literal).ok_or_else(damaged)?);
        names.push(name);
    }
    Ok((names, values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{migrate, open};

    /// Every row of every table, as SQL literals.
    fn all(conn: &Connection) -> Vec<String> {
        let rows = |table: &Table| -> Vec<String> {
            let quoted: Vec<String> = columns(conn, table.name).unwrap().iter().map(|column| format!("quote({column})")).collect();
            let sql = format!("SELECT '{}' || {} FROM main.{} ORDER BY id", table.name, quoted.join(" || ',' || "), table.name);
            conn.prepare(&sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(|row| row.unwrap()).collect()
        };
        TABLES.iter().flat_map(rows).collect()
    }

    #[test]
    fn what_an_op_did_since_a_mark_is_as_if_it_had_never_been() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open::connect(&folder.path().join("b.so35"), open::Mode::Create).unwrap();
        migrate::to_newest(&conn, None).unwrap();
        watch(&conn).unwrap();
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        begin(&conn, &Opening { id: "op", at: 0, actor: "An", command: "exchange_apply", reverts: None }).unwrap();
        conn.execute_batch(
            "INSERT INTO agency (id, name, short_name, kind) VALUES ('a', 'A', 'A', 'office'), ('b', 'B', 'B', 'office');
             INSERT INTO indicator (id, code, name, unit, kind, direction, time_rule, agency_rule, calendar)
               VALUES ('i', 'X', 'X', 'u', 'count', 'higher', 'last', 'none', 'statistical');
             INSERT INTO observation (id, indicator, agency, state, value, calendar, as_of_day, approval)
               VALUES ('o', 'i', 'a', 'value', 0.1, 'statistical', '2024-05-31', 'approved');",
        )
        .unwrap();
        let (before, then) = (all(&conn), mark(&conn).unwrap());
        conn.execute_batch(
            "UPDATE agency SET name = 'Đ''A', code = '000.00.00.G01' WHERE id = 'a';
             UPDATE agency SET name = 'A2' WHERE id = 'a';
             INSERT INTO agency (id, name, short_name, kind, parent) VALUES ('c', 'C', 'C', 'office', 'b');
             UPDATE observation SET agency = 'c' WHERE id = 'o';
             DELETE FROM indicator WHERE id = 'i';
             DELETE FROM agency WHERE id = 'c';",
        )
        .unwrap();
        assert_ne!(all(&conn), before);
        take_back(&conn, then).unwrap();
        assert_eq!((all(&conn), mark(&conn).unwrap()), (before.clone(), then));
        take_back(&conn, then).unwrap();
        assert_eq!(all(&conn), before, "nothing is nothing");
        // References are looked at again at once.
        assert!(conn.execute("UPDATE observation SET agency = 'nobody' WHERE id = 'o'", []).is_err());
        take_back(&conn, 0).unwrap();
        assert_eq!(end(&conn, 1, "").unwrap(), Vec::<String>::new());
        conn.execute_batch("COMMIT").unwrap();
        assert_eq!(all(&conn), Vec::<String>::new());
    }
}
