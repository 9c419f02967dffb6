//! Version 1 of the package. Entries, in this order: `manifest.json`, `datapackage.json`, `data/<table>.csv` for each
//! table that has rows, and `data/removed.csv` for records that the sender removed since the last package.
//!
//! CSV: UTF-8 with a byte order mark, `;`, CRLF, a heading with `id` and the columns of the table; numbers with a
//! decimal point, days `2024-05-31`, yes and no as 1 and 0; empty is nothing. Text that an office program would take
//! for a formula is guarded with one `'`, and exactly one is taken away on reading.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use chrono::NaiveDate;
use ecow::{EcoString, eco_format};
use ed25519_dalek::SigningKey;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{archive, malformed, unpacked};
use super::{LARGEST, SEAL, Sealed, hex, seal};
use crate::error::{Error, Result};
use crate::exchange::incoming::{Incoming, IncomingRow, Said};
use crate::exchange::plan::{Fields, Place, Value};
use crate::exchange::sheet::{self, Form, Forms};
use crate::period::Calendar;
use crate::problem::Problem;
use crate::store::rows::Holds;
use crate::wire::line_from;

/// All entries together, unpacked.
const MOST_BYTES: u64 = LARGEST;
/// A manifest that is larger names more than there is.
const MOST_MANIFEST: u64 = 1 << 20;
const LONGEST_ID: usize = 64;
const MANIFEST: &str = "manifest.json";
const DESCRIPTION: &str = "datapackage.json";
const REMOVED: &str = "removed";

/// An office as a package names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its id in the sender's book.
    pub id: String,
    /// Identifier of QĐ 20/2020/QĐ-TTg, when known.
    pub code: Option<String>,
    /// In full.
    #[serde(deserialize_with = "line_from")]
    pub name: String,
    /// As offices write it.
    #[serde(deserialize_with = "line_from")]
    pub short_name: String,
}

/// An entry of the zip and what it must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// What a package says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format: 1.
    pub format: u32,
    /// The version of the program that wrote it.
    #[serde(deserialize_with = "line_from")]
    pub program: String,
    /// The sequence number of the sender.
    pub number: u32,
    /// SHA-256 of the package before to the same recipient; none for the first.
    pub before: Option<String>,
    /// The number of the recipient's last package that the sender has applied; none before the first. Which of those
    /// before it came as well is said in [`Package::arrived`].
    pub seen: Option<u32>,
    /// Who sends it.
    pub sender: Office,
    /// Whom it is for.
    pub recipient: Office,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The period it reports, where it reports one.
    pub period: Option<String>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// Whether it holds everything of its scope, or only what changed since the package before.
    pub whole: bool,
    /// Every other entry.
    pub entries: Vec<Entry>,
}

/// What `datapackage.json` says under `so35`. The manifest of version 1 takes no more fields; programs that do not know
/// of one that stands here leave it unread.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Described {
    /// The version of the format.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The numbers of all packages of the recipient that the sender has applied.
    pub arrived: Option<BTreeSet<u32>>,
}

/// The rows of one table to send.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows, by id.
    pub rows: BTreeMap<String, Fields>,
    /// The ids of rows that were removed since the last package.
    pub removed: Vec<String>,
}

/// A package that was opened. Its data is unpacked, table by table, when its rows are asked for.
#[derive(Debug)]
pub struct Package<'a> {
    /// What it says of itself.
    pub manifest: Manifest,
    bytes: &'a [u8],
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("package: {error}"))
}

/// Whether an office program would take a text for a formula, whatever guards stand before it.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text as it stands in a CSV.
pub fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Text as it is meant: without its guard, if it has one.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

/// Makes a package. The manifest's entries are filled in here; `arrived` are the numbers of all packages of the recipient
/// that came.
pub fn write(mut manifest: Manifest, arrived: BTreeSet<u32>, forms: &Forms, data: &BTreeMap<&'static str, Rows>, key: &SigningKey) -> Result<Vec<u8>> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut described = Vec::new();
    let mut removed = Vec::new();
    for sheet in sheet::SHEETS {
        let (Some(rows), Some(form)) = (data.get(sheet.table), forms.get(sheet.table)) else { continue };
        removed.extend(rows.removed.iter().map(|id| vec![sheet.table.to_owned(), id.clone()]));
        if rows.rows.is_empty() {
            continue;
        }
        let lines = rows.rows.iter().map(|(id, fields)| form.line(id, fields));
        let bytes = csv_of(b';', std::iter::once(form.heading()).chain(lines))?;
        let path = format!("data/{}.csv", sheet.table);
        described.push(resource(sheet.table, &path, &bytes, table_schema(form)));
        files.push((path, bytes));
    }
    if !removed.is_empty() {
        let bytes = csv_of(b';', std::iter::once(vec!["table".to_owned(), "id".to_owned()]).chain(removed))?;
        let fields = json!({"fields": [{"name": "table", "type": "string"}, {"name": "id", "type": "string"}]});
        let path = format!("data/{REMOVED}.csv");
        described.push(resource(REMOVED, &path, &bytes, fields));
        files.push((path, bytes));
    }
    let description = json!({
        "profile": "tabular-data-package",
        "name": format!("so35-{}", manifest.number),
        "title": format!("{} – {}", manifest.sender.name, manifest.as_of.format("%d/%m/%Y")),
        "so35": Described { format: manifest.format, program: manifest.program.clone(), arrived: Some(arrived) },
        "resources": described,
    });
    files.insert(0, (DESCRIPTION.to_owned(), serde_json::to_vec_pretty(&description).map_err(failed)?));
    manifest.entries = files.iter().map(|(path, bytes)| Entry { path: path.clone(), bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }).collect();
    files.insert(0, (MANIFEST.to_owned(), serde_json::to_vec_pretty(&manifest).map_err(failed)?));
    sealed_with(&files, key)
}

/// Entries as a zip with its seal.
fn sealed_with(files: &[(String, Vec<u8>)], key: &SigningKey) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(zip::DateTime::default());
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options).map_err(failed)?;
        zip.write_all(bytes).map_err(failed)?;
    }
    // The comment's length is signed with the rest: the place of the comment is kept first.
    zip.set_raw_comment(vec![b' '; SEAL].into_boxed_slice()).map_err(failed)?;
    let mut bytes = zip.finish().map_err(failed)?.into_inner();
    bytes.truncate(bytes.len().saturating_sub(SEAL));
    let seal = seal(&bytes, key);
    bytes.extend_from_slice(seal.as_bytes());
    Ok(bytes)
}

/// The columns of a table as a Frictionless Table Schema.
pub fn table_schema(form: &Form) -> serde_json::Value {
    let columns = &form.table.columns;
    let field = |column: &crate::store::rows::Column| {
        let kind = match column.holds {
            Holds::Text => "string",
            Holds::Integer => "integer",
            Holds::Real => "number",
        };
        json!({"name": column.name, "type": kind})
    };
    let id = json!({"name": "id", "type": "string", "constraints": {"required": true, "unique": true}});
    let fields: Vec<_> = std::iter::once(id).chain(columns.iter().map(field)).collect();
    let key = |column: &crate::store::rows::Column| Some(json!({"fields": column.name, "reference": {"resource": column.refers.as_ref()?, "fields": "id"}}));
    let keys: Vec<_> = columns.iter().filter_map(key).collect();
    json!({"fields": fields, "primaryKey": "id", "foreignKeys": keys, "missingValues": [""]})
}

fn resource(name: &str, path: &str, bytes: &[u8], schema: serde_json::Value) -> serde_json::Value {
    json!({
        "profile": "tabular-data-resource", "name": name, "path": path, "format": "csv", "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "header": true},
        "bytes": bytes.len(), "hash": format!("sha256:{}", hex(&Sha256::digest(bytes))), "schema": schema,
    })
}

/// Lines as a CSV, with a byte order mark, by which office programs know that it is UTF-8.
pub fn csv_of(separator: u8, lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    for line in lines {
        writer.write_record(&line).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

/// Opens a package whose signature holds, as far as to see whose it is: nothing but the manifest is unpacked. Errors:
/// `package.malformed` with what is wrong.
pub fn open<'a>(sealed: &Sealed<'a>) -> Result<Package<'a>> {
    let mut zip = archive(sealed.bytes)?;
    let mut sizes = BTreeMap::new();
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|_| malformed("zip"))?;
        let name = entry.name().map_err(|_| malformed("zip"))?.into_owned();
        let table = name.strip_prefix("data/").and_then(|name| name.strip_suffix(".csv"));
        let known = [MANIFEST, DESCRIPTION].contains(&name.as_str()) || table.is_some_and(|table| table == REMOVED || sheet::of(table).is_some());
        if !known || sizes.insert(name.clone(), entry.size()).is_some() {
            return Err(malformed(&name));
        }
    }
    let manifest = unpacked(&mut zip, MANIFEST, MOST_MANIFEST)?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| malformed(MANIFEST))?;
    sizes.remove(MANIFEST);
    let total = manifest.entries.iter().fold(0_u64, |total, entry| total.saturating_add(entry.bytes));
    let described = manifest.entries.len() == sizes.len() && manifest.entries.iter().all(|entry| sizes.get(&entry.path) == Some(&entry.bytes));
    if manifest.format != 1 || !described || total > MOST_BYTES {
        return Err(malformed(MANIFEST));
    }
    Ok(Package { manifest, bytes: sealed.bytes })
}

/// An id that can be one: letters, digits and few signs.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_ID && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
}

impl Package<'_> {
    /// An entry as the manifest describes it; none when there is none of that name. Errors: `package.malformed`.
    fn entry(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let Some(entry) = self.manifest.entries.iter().find(|entry| entry.path == path) else { return Ok(None) };
        let bytes = unpacked(&mut archive(self.bytes)?, path, entry.bytes)?;
        let sound = bytes.len() as u64 == entry.bytes && hex(&Sha256::digest(&bytes)) == entry.sha256;
        if sound { Ok(Some(bytes)) } else { Err(malformed(MANIFEST)) }
    }

    /// Which packages of the recipient its sender has applied, by number. A program that did not say so yet speaks of the
    /// last one only. Errors: `package.malformed`.
    pub fn arrived(&self) -> Result<BTreeSet<u32>> {
        #[derive(Deserialize)]
        struct Description {
            so35: Option<Described>,
        }
        let description: Option<Description> = match self.entry(DESCRIPTION)? {
            Some(bytes) => Some(serde_json::from_slice(&bytes).map_err(|_| malformed(DESCRIPTION))?),
            None => None,
        };
        let arrived = description.and_then(|description| description.so35?.arrived);
        Ok(arrived.unwrap_or_else(|| self.manifest.seen.into_iter().collect()))
    }

    /// Its rows. Errors: `package.malformed`, `package.column` when a column is none of this program's.
    pub fn rows(&self, forms: &Forms) -> Result<Incoming> {
        let mut incoming = Incoming::default();
        for sheet in sheet::SHEETS {
            let path = eco_format!("data/{}.csv", sheet.table);
            let (Some(bytes), Some(form)) = (self.entry(&path)?, forms.get(sheet.table)) else { continue };
            let (heading, lines) = lines_of(&path, &bytes)?;
            for name in heading.iter().skip(1) {
                if form.table.column(name).is_none() {
                    return Err(Error::Refused(Problem::new("package.column").with("path", &path).with("column", name)));
                }
            }
            let heading: Vec<EcoString> = heading.into_iter().map(EcoString::from).collect();
            for (row, cells) in lines {
                let mut line = IncomingRow::new(sheet.table, Place { sheet: path.clone(), row });
                for (name, raw) in heading.iter().zip(&cells) {
                    if name == "id" {
                        line.id = Some(raw.into());
                        if !is_id(raw) {
                            line.fields.insert(name.clone(), Said::wrong(name.clone(), raw, Problem::new("exchange.bad_id"), None));
                        }
                        continue;
                    }
                    let is_text = form.table.column(name).is_some_and(|column| column.holds == Holds::Text);
                    let raw = EcoString::from(raw);
                    let said = if is_text { unguarded(&raw) } else { raw.as_str() };
                    let value: Value = Some(if said.len() == raw.len() { raw.clone() } else { said.into() }).filter(|text| !text.is_empty());
                    line.fields.insert(name.clone(), Said::value(name.clone(), raw, value));
                }
                incoming.rows.push(line);
            }
        }
        let path = eco_format!("data/{REMOVED}.csv");
        if let Some(bytes) = self.entry(&path)? {
            let (_, mut lines) = lines_of(&path, &bytes)?;
            // Children go before their parents.
            lines.reverse();
            for (row, cells) in lines {
                let table = cells.first().and_then(|table| sheet::of(table)).ok_or_else(|| malformed(&path))?;
                let mut line = IncomingRow::new(table.table, Place { sheet: path.clone(), row });
                line.id = cells.get(1).filter(|id| is_id(id)).map(EcoString::from);
                line.gone = true;
                incoming.rows.push(line);
            }
        }
        Ok(incoming)
    }
}

type Lines = (Vec<String>, Vec<(u64, Vec<String>)>);

fn lines_of(path: &str, bytes: &[u8]) -> Result<Lines> {
    let malformed = || malformed(path);
    let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let bytes = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
    let (mut line, mut counted) = (1, 0);
    let mut records = reader.records().map(|record| {
        let record = record.map_err(|_| malformed())?;
        // The reader begins a record before the second half of the line break that ends the one before.
        let start = record.position().map_or(counted, |position| position.byte() as usize);
        let start = start + usize::from(bytes.get(start) == Some(&b'\n'));
        line += bytes.get(counted..start).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = start;
        Ok((line, record.iter().map(str::to_owned).collect::<Vec<_>>()))
    });
    let (_, heading) = records.next().ok_or_else(malformed)??;
    let distinct: BTreeSet<&String> = heading.iter().collect();
    if distinct.len() != heading.len() || !heading.iter().any(|name| name == "id") {
        return Err(malformed());
    }
    Ok((heading, records.collect::<Result<_>>()?))
}

#[cfg(test)]
mod tests;
