//! The history of one record: every act that touched it or a part of it, newest first, told in names.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::naming::{Image, Names, is_told};
use super::{ChangeLine, HistoryAct, HistoryRequest, OP, Op, RowChange, read_op};
use crate::book::Reader;
use crate::error::Result;
use crate::store::{journal, past};

/// Nouns whose records have a code.
const CODED: &[&str] = &["task", "indicator", "agency", "document", "focus_area", "contradiction"];

/// One change of the journal, still raw.
struct Raw {
    op: Op,
    seq: i64,
    table: &'static str,
    row: String,
    kind: RowChange,
    before: Image,
    after: Image,
}

/// Everything that happened to one record and its parts, newest first. A record that was removed still has its history.
pub fn history(reader: &Reader, request: HistoryRequest) -> Result<Vec<HistoryAct>> {
    let conn = reader.conn;
    let by_code = match CODED.iter().find(|noun| **noun == request.noun) {
        Some(noun) => conn
            .query_row(&format!("SELECT id FROM {noun} WHERE code = ?1"), [&request.id], |row| row.get::<_, String>(0))
            .optional()?,
        None => None,
    };
    let id = by_code.unwrap_or(request.id);
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {OP}, c.seq, c.tbl, c.row, c.kind, c.before, c.after FROM change c JOIN op o ON o.seq = c.op
         WHERE c.noun = ?1 AND c.record = ?2 ORDER BY c.seq DESC"
    ))?;
    let mut rows = statement.query(params![request.noun, id])?;
    let mut raws = Vec::new();
    while let Some(row) = rows.next()? {
        let image = |index: usize| -> Result<Image> { past::image(row.get::<_, Option<String>>(index)?.as_deref()) };
        raws.push(Raw {
            op: read_op(row)?,
            seq: row.get(7)?,
            table: past::table(&row.get::<_, String>(8)?)?,
            row: row.get(9)?,
            kind: row.get(10)?,
            before: image(11)?,
            after: image(12)?,
        });
    }
    tell(reader, &request.noun, &id, raws)
}

/// Walks back from the newest change: what a row is before each change is known from what it was after it.
fn tell(reader: &Reader, noun: &str, id: &str, raws: Vec<Raw>) -> Result<Vec<HistoryAct>> {
    let conn = reader.conn;
    let mut names = Names::new(conn, reader.words());
    let mut now: HashMap<(&'static str, String), Option<Image>> = HashMap::new();
    let mut then: HashMap<(&'static str, String), Image> = HashMap::new();
    let mut acts: Vec<HistoryAct> = Vec::new();
    // A record that goes takes its parts along: only it is told, and brings them back.
    let gone: Vec<i64> =
        raws.iter().filter(|raw| raw.table == noun && raw.row == id && raw.kind != RowChange::Update).map(|raw| raw.op.seq).collect();
    for raw in raws {
        let key = (raw.table, raw.row.clone());
        if !now.contains_key(&key) {
            let image = past::current(conn, raw.table, &raw.row)?;
            then.insert(key.clone(), image.clone().unwrap_or_default());
            now.insert(key.clone(), image);
        }
        let standing = now.get(&key).and_then(Option::as_ref);
        let after = then.get(&key).cloned().unwrap_or_default();
        let mut before = after.clone();
        before.extend(raw.before.clone());
        let own = raw.table == noun && raw.row == id;
        let part = |names: &mut Names, image: &Image| if own { Ok(None) } else { names.label(raw.table, image).map(Some) };
        let line = ChangeLine { change: Some(raw.seq), table: raw.table.to_owned(), part: None, kind: raw.kind, field: None, name: None, from: None, to: None, restorable: false };
        let mut lines = Vec::new();
        match raw.kind {
            RowChange::Insert | RowChange::Delete if !own && gone.contains(&raw.op.seq) => {}
            RowChange::Insert => {
                let to = Some(names.summary(raw.table, &after)?).filter(|text| !text.is_empty() && !own);
                lines.push(ChangeLine { part: part(&mut names, &after)?, to, ..line });
            }
            RowChange::Delete => {
                let from = Some(names.summary(raw.table, &before)?).filter(|text| !text.is_empty() && !own);
                lines.push(ChangeLine { part: part(&mut names, &before)?, from, restorable: standing.is_none(), ..line });
            }
            RowChange::Update => {
                let columns = journal::columns(conn, raw.table)?;
                let part = part(&mut names, &before)?;
                let fields = raw.before.keys().filter(|field| is_told(raw.table, field)).cloned().collect();
                for field in names.in_order(raw.table, fields)? {
                    let (was, is) = (raw.before.get(&field), raw.after.get(&field));
                    let from = names.shown(raw.table, &field, was.map_or("NULL", String::as_str))?;
                    let to = names.shown(raw.table, &field, is.map_or("NULL", String::as_str))?;
                    let restorable = columns.contains(&field) && standing.is_some_and(|image| image.get(&field) != was);
                    let name = Some(names.field(raw.table, &field));
                    lines.push(ChangeLine { part: part.clone(), field: Some(field), name, from, to, restorable, ..line.clone() });
                }
            }
        }
        then.insert(key, before);
        if lines.is_empty() {
            continue;
        }
        match acts.last_mut() {
            Some(act) if act.op.seq == raw.op.seq => act.lines.extend(lines),
            _ => acts.push(HistoryAct { op: raw.op, lines }),
        }
    }
    Ok(acts)
}
