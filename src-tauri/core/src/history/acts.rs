//! All that was ever done in the book, newest first: by person, noun, days and words, a page at a time.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OP, Op, OpKind, read_op};
use crate::book::Reader;
use crate::error::Result;
use crate::store::journal::BIRTH;
use crate::text;
use crate::wire::Day;
use crate::world;

/// Which acts to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OpListRequest {
    /// Only those of this person.
    pub actor: Option<String>,
    /// Only those that touched this noun: task, indicator, document …
    pub noun: Option<String>,
    /// Only those of this day or later.
    pub from: Option<Day>,
    /// Only those of this day or earlier.
    pub to: Option<Day>,
    /// Words that must occur in what was done or by whom; marks do not matter.
    pub text: Option<String>,
    /// How many to leave out.
    pub offset: Option<u32>,
    /// How many at the most; 100 when missing.
    pub limit: Option<u32>,
}

/// One act, and what it takes to go back before it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct OpRow {
    /// The act.
    #[serde(flatten)]
    pub op: Op,
    /// What was done, in words: "sửa nhiệm vụ N03".
    pub said: String,
    /// How many undos take this act and all after it back; none when it was taken back or cannot be.
    pub undos: Option<u32>,
}

/// A page of the acts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct OpList {
    /// How many fit the filter.
    pub total: u32,
    /// Where the acts below begin.
    pub offset: u32,
    /// The acts, newest first.
    pub ops: Vec<OpRow>,
    /// Everybody who ever signed one.
    pub actors: Vec<String>,
}

/// The acts that fit the request, newest first.
pub fn ops(reader: &Reader, request: OpListRequest) -> Result<OpList> {
    let conn = reader.conn;
    let folded = text::fold(request.text.as_deref().unwrap_or_default());
    let wanted: Vec<&str> = folded.split_whitespace().collect();
    let from = request.from.map(|day| world::start_of(day.0));
    let to = request.to.and_then(|day| day.0.succ_opt()).map(world::start_of);
    let words = reader.words();
    let said = |op: &Op| {
        let what = words.fill(&format!("op.{}", op.command), &[("subject", &op.subject)]).trim().to_owned();
        match op.kind {
            OpKind::Do => what,
            OpKind::Undo => words.fill("ui.undo.what", &[("what", what)]),
            OpKind::Redo => words.fill("ui.redo.what", &[("what", what)]),
        }
    };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {OP} FROM op o
         WHERE (?1 IS NULL OR o.actor = ?1) AND (?2 IS NULL OR o.at >= ?2) AND (?3 IS NULL OR o.at < ?3)
           AND (?4 IS NULL OR EXISTS (SELECT 1 FROM change c WHERE c.op = o.seq AND c.noun = ?4))
         ORDER BY o.seq DESC"
    ))?;
    let mut rows = statement.query(params![request.actor, from, to, request.noun])?;
    let (offset, limit) = (request.offset.unwrap_or(0), request.limit.unwrap_or(100));
    let (mut total, mut undos) = (0_u32, 0_u32);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let fits = wanted.is_empty() || {
            let op = read_op(row)?;
            let all = text::fold(&format!("{} {}", said(&op), op.actor));
            wanted.iter().all(|word| all.contains(word))
        };
        if !fits {
            continue;
        }
        if total >= offset && total - offset < limit {
            let op = read_op(row)?;
            found.push(OpRow { said: said(&op), undos: None, op });
        }
        total += 1;
    }
    // Undo goes back one standing act at a time, from the newest.
    let mut above = i64::MAX;
    let mut count = conn.prepare_cached(
        "SELECT count(*) FROM op WHERE reverted_by IS NULL AND kind <> 'undo' AND command <> ?1 AND seq >= ?2 AND seq < ?3",
    )?;
    for row in &mut found {
        undos += count.query_row(params![BIRTH, row.op.seq, above], |found| found.get::<_, u32>(0))?;
        above = row.op.seq;
        row.undos = (!row.op.reverted && row.op.kind != OpKind::Undo && row.op.command != BIRTH).then_some(undos);
    }
    let actors = conn
        .prepare_cached("SELECT DISTINCT actor FROM op WHERE actor <> '' ORDER BY actor")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(OpList { total, offset, ops: found, actors })
}
