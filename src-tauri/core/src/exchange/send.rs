//! What goes out: the rows of a scope with everything they refer to, written as a signed package. What was sent waits
//! in the base until the other office says that it has it.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::base;
use super::keys;
use super::package::v1::{self, Manifest, Rows};
use super::package::{envelope, hex};
use super::peer;
use super::plan::{Fields, Value};
use super::sheet::{self, ExchangePart, Forms, NEVER, SHEETS, Sheet};
use crate::api::Watcher;
use crate::book::{Book, Change, Done, Reader};
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::period::{Calendar, Period};
use crate::store::save;
use crate::wire::{Day, IdRequest};
use crate::agency::{self, Tree};
use sha2::{Digest, Sha256};

/// What to send.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeScope {
    /// These parts of the book; all when missing.
    pub parts: Option<Vec<ExchangePart>>,
    /// Only tasks in which this agency or one below it has a part, its progress and its figures.
    pub agency: Option<String>,
    /// Only figures and notes of this period, by its code.
    pub period: Option<String>,
    /// The calendar of that period; statistical when missing.
    pub calendar: Option<Calendar>,
}

/// Asks what would go out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeSendPlan {
    /// To whom.
    pub peer: String,
    /// What; everything when missing.
    pub scope: Option<ExchangeScope>,
    /// Whether only what the other office does not have yet goes out.
    pub changes_only: Option<bool>,
}

/// A package to write.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeSend {
    /// To whom.
    pub peer: String,
    /// The file, ending in `.goi35`.
    pub path: String,
    /// What; everything when missing.
    pub scope: Option<ExchangeScope>,
    /// Whether only what the other office does not have yet goes out.
    pub changes_only: Option<bool>,
    /// The day it speaks of; today when missing.
    pub as_of: Option<Day>,
    /// Whether only the recipient can read it; anybody can when missing.
    pub encrypted: Option<bool>,
}

/// How many rows of one table go out and how many stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SendCount {
    /// The table.
    pub table: String,
    /// What its rows are called.
    pub name: String,
    /// Rows that go out.
    pub out: u64,
    /// Rows that stay.
    pub stay: u64,
    /// Removals that are told.
    pub removed: u64,
}

/// What goes out and what stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SendPlan {
    /// Table by table.
    pub tables: Vec<SendCount>,
    /// Rows in all that go out.
    pub out: u64,
    /// What never travels, in words.
    pub never: Vec<String>,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Sent {
    /// The file.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the package, of what is inside where it is encrypted.
    pub sha256: String,
    /// Its sequence number.
    pub number: u32,
    /// Rows in it.
    pub lines: u32,
}

impl ExchangeScope {
    fn holds(&self, part: ExchangePart) -> bool {
        self.parts.as_ref().is_none_or(|parts| parts.contains(&part))
    }
}

/// The part of the book that a row goes out with: of a source that of what it is cited for.
fn part_of(sheet: &Sheet, fields: &Fields) -> Option<ExchangePart> {
    sheet.part.or_else(|| sheet::of(fields.get("noun")?.as_deref()?)?.part)
}

type All = BTreeMap<&'static str, BTreeMap<String, Fields>>;

struct Gathered {
    rows: BTreeMap<&'static str, Rows>,
    counts: Vec<SendCount>,
}

/// The rows of a scope with what they refer to. Errors: those of a period at `period`; `unknown_record`.
fn gather(reader: &Reader, forms: &Forms, peer: &str, scope: &ExchangeScope, changes_only: bool) -> Result<Gathered> {
    let mut all = All::new();
    for sheet in SHEETS {
        if let Some(form) = forms.get(sheet.table) {
            all.insert(sheet.table, form.table.all(reader.conn)?);
        }
    }
    let chosen = choose(reader, &all, scope)?;
    let mut gathered = Gathered { rows: BTreeMap::new(), counts: Vec::new() };
    for sheet in SHEETS {
        let (Some(form), Some(rows)) = (forms.get(sheet.table), all.remove(sheet.table)) else { continue };
        let known = base::of(reader, peer, sheet.table)?;
        let there = rows.len() as u64;
        let told = |fields: &Fields| part_of(sheet, fields).is_some_and(|part| scope.holds(part));
        let removed: Vec<String> = known.iter().filter(|(id, fields)| !rows.contains_key(*id) && told(fields)).map(|(id, _)| id.clone()).collect();
        let chosen = chosen.get(sheet.table);
        let goes = |id: &String, fields: &Fields| {
            chosen.is_some_and(|chosen| chosen.contains(id)) && !(changes_only && known.get(id) == Some(&form.joined(fields, None)))
        };
        let rows: BTreeMap<String, Fields> = rows.into_iter().filter(|(id, fields)| goes(id, fields)).collect();
        let out = rows.len() as u64;
        if there > 0 || !removed.is_empty() {
            let name = reader.words().get(&format!("noun.{}", sheet.table));
            gathered.counts.push(SendCount { table: sheet.table.to_owned(), name, out, stay: there - out, removed: removed.len() as u64 });
        }
        gathered.rows.insert(sheet.table, Rows { rows, removed });
    }
    Ok(gathered)
}

fn choose(reader: &Reader, all: &All, scope: &ExchangeScope) -> Result<BTreeMap<&'static str, BTreeSet<String>>> {
    let agencies = match &scope.agency {
        Some(top) => {
            agency::known(reader.conn, "agency", Some(top))?;
            Some((top, Tree::of(reader.conn)?))
        }
        None => None,
    };
    let period = match &scope.period {
        Some(code) => Some(Period::parse(code).map_err(|problem| Error::input("period", problem))?.code()),
        None => None,
    };
    let calendar = scope.calendar.unwrap_or(Calendar::Statistical).as_str();
    let mut chosen: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let of = |fields: &Fields, column: &str| fields.get(column).cloned().flatten();
    let is_theirs = |agency: Value| agencies.as_ref().is_none_or(|(top, tree)| agency.is_some_and(|agency| tree.is_under(&agency, top)));
    let led: BTreeSet<EcoString> = all
        .get("assignment")
        .into_iter()
        .flat_map(BTreeMap::values)
        .filter(|part| is_theirs(of(part, "agency")))
        .filter_map(|part| of(part, "task"))
        .collect();
    for (sheet, rows) in SHEETS.iter().filter_map(|sheet| Some((sheet, all.get(sheet.table)?))) {
        // Sources follow what they are cited for.
        let Some(part) = sheet.part else { continue };
        let table = sheet.table;
        let goes_with = |fields: &Fields| {
            sheet.with.iter().all(|(column, parent)| of(fields, column).is_some_and(|id| chosen.get(parent).is_some_and(|chosen| chosen.contains(id.as_str()))))
        };
        let in_period =
            |fields: &Fields| period.as_ref().is_none_or(|code| of(fields, "period").as_deref() == Some(code.as_str()) && of(fields, "calendar").as_deref() == Some(calendar));
        let of_their_part = |fields: &Fields| {
            let part = of(fields, "assignment").and_then(|id| all.get("assignment")?.get(id.as_str()).map(|part| of(part, "agency")));
            is_theirs(part.flatten())
        };
        let fits = |id: &String, fields: &Fields| match table {
            "task" => agencies.is_none() || led.contains(id.as_str()),
            "observation" => is_theirs(of(fields, "agency")) && in_period(fields),
            "step" => of_their_part(fields),
            "progress_note" => in_period(fields) && of_their_part(fields),
            _ => true,
        };
        let found = rows.iter().filter(|(id, fields)| scope.holds(part) && goes_with(fields) && fits(id, fields));
        let found: BTreeSet<String> = found.map(|(id, _)| id.clone()).collect();
        chosen.insert(table, found);
    }
    follow(reader, all, &mut chosen)?;
    Ok(chosen)
}

/// Adds the sources of what was chosen, and all that any of it refers to: nothing may arrive that cannot stand.
fn follow(reader: &Reader, all: &All, chosen: &mut BTreeMap<&'static str, BTreeSet<String>>) -> Result<()> {
    let text = |fields: &Fields, column: &str| fields.get(column).cloned().flatten();
    let cited: BTreeSet<String> = all
        .get("citation")
        .into_iter()
        .flatten()
        .filter(|(_, fields)| {
            let record = text(fields, "record").unwrap_or_default();
            text(fields, "noun").and_then(|noun| sheet::of(&noun)).is_some_and(|sheet| chosen.get(sheet.table).is_some_and(|chosen| chosen.contains(record.as_str())))
        })
        .map(|(id, _)| id.clone())
        .collect();
    chosen.insert("citation", cited);
    let forms = sheet::forms(reader.conn)?;
    loop {
        let mut more: Vec<(&'static str, String)> = Vec::new();
        for (table, ids) in chosen.iter() {
            let (Some(form), Some(rows)) = (forms.get(table), all.get(table)) else { continue };
            for column in &form.table.columns {
                let Some(target) = column.refers.as_deref().and_then(sheet::of) else { continue };
                for id in ids {
                    let named = rows.get(id).and_then(|fields| text(fields, &column.name));
                    if let Some(named) = named.filter(|named| !chosen.get(target.table).is_some_and(|chosen| chosen.contains(named.as_str()))) {
                        more.push((target.table, named.into()));
                    }
                }
            }
        }
        if more.is_empty() {
            return Ok(());
        }
        for (table, id) in more {
            chosen.entry(table).or_default().insert(id);
        }
        // A task is nothing without the parts in it.
        let tasks = chosen.get("task").cloned().unwrap_or_default();
        let parts = all.get("assignment").into_iter().flatten();
        let parts: Vec<String> = parts.filter(|(_, part)| text(part, "task").is_some_and(|task| tasks.contains(task.as_str()))).map(|(id, _)| id.clone()).collect();
        chosen.entry("assignment").or_default().extend(parts);
    }
}

/// Says what would go out and what stays. Errors: not found; those of a scope.
pub fn plan(reader: &Reader, request: ExchangeSendPlan) -> Result<SendPlan> {
    let peer = peer::get(reader, IdRequest { id: request.peer })?;
    let forms = sheet::forms(reader.conn)?;
    let gathered = gather(reader, &forms, &peer.id, &request.scope.unwrap_or_default(), request.changes_only == Some(true))?;
    Ok(SendPlan {
        out: gathered.counts.iter().map(|count| count.out).sum(),
        tables: gathered.counts,
        never: NEVER.iter().map(|noun| reader.words().get(&format!("noun.{noun}"))).collect(),
    })
}

/// Writes a package and notes that it went out. Errors: not found; `file.ending`; `exchange.no_office`; `peer.no_key` when
/// it is to be encrypted for an office whose key is not known; those of a scope.
pub fn send(desk: &Desk, book: &Book, request: ExchangeSend, watcher: &dyn Watcher) -> Result<Done<Sent>> {
    let path = desk::output(book, &request.path, &["goi35"])?;
    book.change(&desk.asking(), "exchange_send", |change| {
        let (bytes, mut sent) = pack(change, &request)?;
        if watcher.stopped() {
            return Err(Error::refused("stopped"));
        }
        save::save(&path, &bytes)?;
        sent.path = path.display().to_string();
        Ok(sent)
    })
}

fn pack(change: &mut Change, request: &ExchangeSend) -> Result<(Vec<u8>, Sent)> {
    let peer = peer::get(change, IdRequest { id: request.peer.clone() })?;
    let scope = request.scope.clone().unwrap_or_default();
    let changes_only = request.changes_only == Some(true);
    let forms = sheet::forms(change.conn)?;
    let gathered = gather(change, &forms, &peer.id, &scope, changes_only)?;
    let key = keys::own(change)?;
    // Counted over everything that was ever sent, what was taken back included: a number is never used twice.
    let number: u32 = change.conn.query_row("SELECT count(*) FROM op WHERE command = 'exchange_send' AND kind = 'do'", [], |row| row.get(0))?;
    let before = change
        .conn
        .query_row("SELECT sha256 FROM package_sent WHERE peer = ?1 ORDER BY number DESC LIMIT 1", [&peer.id], |row| row.get(0))
        .map(Some)
        .or_else(|error| if error == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(error) })?;
    let as_of = change.as_of(request.as_of);
    let calendar = scope.period.as_ref().map(|_| scope.calendar.unwrap_or(Calendar::Statistical));
    let manifest = Manifest {
        format: 1,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        number,
        before,
        seen: peer.received,
        sender: keys::own_office(change)?,
        recipient: keys::office(change, &peer.agency.id)?,
        as_of,
        period: scope.period.clone(),
        calendar,
        whole: !changes_only,
        entries: Vec::new(),
    };
    let arrived: BTreeSet<u32> = change
        .conn
        .prepare_cached("SELECT number FROM package_received WHERE peer = ?1 ORDER BY number")?
        .query_map([&peer.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let bytes = v1::write(manifest, arrived, &forms, &gathered.rows, &key)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let mut lines = 0;
    for (table, rows) in &gathered.rows {
        let Some(form) = forms.get(table) else { continue };
        lines += (rows.rows.len() + rows.removed.len()) as u32;
        let kept = rows.rows.iter().map(|(id, fields)| (id.clone(), Some(form.joined(fields, None))));
        let sent: BTreeMap<String, Option<Fields>> = kept.chain(rows.removed.iter().map(|id| (id.clone(), None))).collect();
        if !sent.is_empty() {
            base::await_answer(change, &peer.id, table, number, &sent)?;
        }
    }
    change.conn.execute(
        "INSERT INTO package_sent (id, peer, number, sha256, sent_on, as_of_day, period, calendar, whole, lines)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![change.new_id(), peer.id, number, sha256, change.today(), as_of, scope.period, calendar, !changes_only, lines],
    )?;
    change.about(format!("{} · {number}", peer.agency.short_name));
    let bytes = match &peer.public {
        Some(public) if request.encrypted == Some(true) => envelope::encrypt(&bytes, public)?,
        None if request.encrypted == Some(true) => return Err(Error::refused("peer.no_key")),
        _ => bytes,
    };
    let sent = Sent { path: String::new(), bytes: bytes.len() as u64, sha256, number, lines };
    Ok((bytes, sent))
}
