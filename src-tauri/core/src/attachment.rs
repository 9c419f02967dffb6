//! Attached files (tệp đính kèm): what shows that work was done, kept in the folder beside the book under its
//! hash, and named by a task or a document. The row is undone and comes back like any other; the content
//! stays as long as a row or the journal names it.
//!
//! Left out: what is in a file. It is never read but to be copied and hashed.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Change, Reader};
use crate::desk::{self, Desk};
use crate::document;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::files::{Files, Found};
use crate::wire::{Empty, IdRequest, Patch, optional, optional_text, required, set};
use crate::{task, text};

/// The largest file that is taken: 200 MB. A book is to be carried about, and films are not its matter.
pub const LIMIT: u64 = 200 * 1024 * 1024;

/// What the system's program may be asked to open: pages, tables, pictures, letters, recordings. Anything
/// else could be a program itself, and is saved by a person who knows what it is.
const OPENED: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "png", "jpg", "jpeg", "gif", "bmp", "tif",
    "tiff", "webp", "heic", "eml", "msg", "zip", "7z", "rar", "mp3", "m4a", "wav", "mp4", "mov", "avi", "mkv",
];

/// How a file was found in the folder beside the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// As it was attached.
    Whole,
    /// Not there.
    Missing,
    /// There, but not what was attached.
    Altered,
}

impl From<Found> for FileState {
    fn from(found: Found) -> FileState {
        match found {
            Found::Whole => FileState::Whole,
            Found::Missing => FileState::Missing,
            Found::Altered => FileState::Altered,
        }
    }
}

/// A file of a task or a document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// The task it belongs to.
    pub task: Option<String>,
    /// The document it belongs to.
    pub document: Option<String>,
    /// The step of the task that it shows.
    pub step: Option<String>,
    /// Its name, as it was when it was attached.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// A remark.
    pub note: Option<String>,
    /// How it was found: in lists by presence and size, by `attachment_check` by its whole content.
    pub state: FileState,
}

/// The files of one task or one document.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AttachmentListRequest {
    /// The task, by id or code.
    pub task: Option<String>,
    /// The document, by id or code.
    pub document: Option<String>,
}

/// Attaches files to a task or to a document: their contents are copied.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AttachmentAdd {
    /// The task, by id or code.
    pub task: Option<String>,
    /// The document, by id or code.
    pub document: Option<String>,
    /// The step of the task that it shows.
    pub step: Option<String>,
    /// The files to copy: all of them or none.
    pub paths: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

/// What an attached file is called and what is said of it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AttachmentEdit {
    /// Which one.
    pub id: String,
    /// Its name; the ending stays as it is.
    pub name: Option<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// Saves a copy of an attached file.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentSaveAs {
    /// Which one.
    pub id: String,
    /// Where to; an older file of that name is replaced.
    pub path: String,
}

/// A copy of an attached file.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FileCopied {
    /// Where it lies.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A file that is not as it was attached.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct WrongFile {
    /// The attachment.
    pub id: String,
    /// What it belongs to: the task's code or the document's number and symbol.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Missing or altered.
    pub state: FileState,
}

/// What looking at every attached file found.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FilesChecked {
    /// The folder of the files.
    pub path: String,
    /// How many contents the book names.
    pub contents: u64,
    /// Their size in all, in bytes.
    pub bytes: u64,
    /// Those that are not as they were attached.
    pub wrong: Vec<WrongFile>,
    /// How many files in the folder nothing names, neither a record nor the history.
    pub unused: u64,
    /// Their size in all, in bytes.
    pub unused_bytes: u64,
}

/// What was removed from the folder of files.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FilesTidied {
    /// How many files.
    pub removed: u64,
    /// Their size in all, in bytes.
    pub bytes: u64,
}

const SELECT: &str = "SELECT id, task, document, step, name, bytes, sha256, note FROM attachment";

fn read(row: &Row) -> rusqlite::Result<Attachment> {
    Ok(Attachment {
        id: row.get(0)?,
        task: row.get(1)?,
        document: row.get(2)?,
        step: row.get(3)?,
        name: row.get(4)?,
        bytes: row.get::<_, i64>(5)?.unsigned_abs(),
        sha256: row.get(6)?,
        note: row.get(7)?,
        state: FileState::Whole,
    })
}

/// Looks at each file's presence and size.
fn glance(files: &Files, mut found: Attachment) -> Result<Attachment> {
    found.state = files.glance(&found.sha256, found.bytes)?.into();
    Ok(found)
}

/// The files of one task or one document, in the order they were attached.
/// Errors: `attachment.one_owner` unless exactly one of the two is named.
pub fn list(reader: &Reader, request: AttachmentListRequest) -> Result<Vec<Attachment>> {
    let (task, document) = owner(reader, request.task, request.document)?;
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE task = ?1 OR document = ?2 ORDER BY id"))?;
    let rows = statement.query_map(params![task, document], read)?;
    rows.map(|row| glance(reader.files, row?)).collect()
}

fn owner(reader: &Reader, task: Option<String>, document: Option<String>) -> Result<(Option<String>, Option<String>)> {
    match (optional(task), optional(document)) {
        (Some(task), None) => Ok((Some(task::id_of(reader.conn, &task)?), None)),
        (None, Some(document)) => Ok((None, document::known(reader.conn, "document", Some(document))?)),
        _ => Err(Error::input("task", Problem::new("attachment.one_owner"))),
    }
}

/// One attached file.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Attachment> {
    let found = reader.conn.query_row(&format!("{SELECT} WHERE id = ?1"), [&request.id], read).optional()?;
    glance(reader.files, found.ok_or(Error::NotFound { noun: "attachment", id: request.id })?)
}

/// What a person calls what a file belongs to.
fn owner_label(reader: &Reader, attachment: &Attachment) -> Result<String> {
    match (&attachment.task, &attachment.document) {
        (Some(task), _) => crate::task::code_of(reader.conn, task),
        (None, Some(document)) => Ok(document::label(&document::get(reader, IdRequest { id: document.clone() })?)),
        (None, None) => Err(Error::Damaged(format!("attachment {}", attachment.id))),
    }
}

/// Opens a file to be attached. Its name is taken as given; nothing but a plain file is opened, since a pipe
/// or a device would never end. Errors at `paths`: `required`, `file.not_found`, `attachment.not_a_file`,
/// `attachment.own`, `attachment.no_name`.
fn open_source(change: &Change, path: &str) -> Result<(File, String, u64)> {
    let wrong = |problem: &'static str, path: &Path| Error::input("paths", Problem::new(problem).with("path", path.display()));
    if path.trim().is_empty() {
        return Err(Error::input("paths", Problem::new("required")));
    }
    let real = desk::absolute(path)?;
    let given = std::path::absolute(path).map_err(|error| Error::file(Path::new(path), error))?;
    let name = given.file_name().map(|name| text::clean_line(&name.to_string_lossy())).unwrap_or_default();
    let there = match fs::metadata(&real) {
        Ok(there) => there,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(wrong("file.not_found", &given)),
        Err(error) => return Err(Error::file(&given, error)),
    };
    if !there.is_file() {
        return Err(wrong("attachment.not_a_file", &given));
    }
    let is_book = change.conn.path().is_some_and(|book| Path::new(book) == real);
    if is_book || real.starts_with(change.files.folder()) {
        return Err(wrong("attachment.own", &given));
    }
    if name.is_empty() {
        return Err(wrong("attachment.no_name", &given));
    }
    let file = File::open(&real).map_err(|error| Error::file(&given, error))?;
    Ok((file, name, there.len()))
}

/// Attaches files as one act: each content is in its place, on the disk, before its row is written. Content that
/// a refused write leaves behind is found by `attachment_check` and removed by `attachment_tidy`.
/// Errors: `attachment.one_owner`; `unknown_record` at `step`; `required`, `attachment.too_large` and those of a
/// file at `paths`.
pub fn add(change: &mut Change, add: AttachmentAdd) -> Result<Vec<Attachment>> {
    let (task, document) = owner(change, add.task, add.document)?;
    let step = optional(add.step);
    if let Some(step) = &step {
        let sql = "SELECT 1 FROM step WHERE id = ?1 AND task = ?2";
        let known = change.conn.query_row(sql, params![step, task], |_| Ok(())).optional()?;
        known.ok_or_else(|| Error::input("step", Problem::new("unknown_record").with("id", step)))?;
    }
    let note = optional_text(add.note);
    let mut attached = Vec::with_capacity(add.paths.len());
    for path in &add.paths {
        let id = change.new_id();
        let (mut source, name, size) = open_source(change, path)?;
        let too_large = || Error::input("paths", Problem::new("attachment.too_large").with("name", &name).with("limit", LIMIT / 1024 / 1024));
        if size > LIMIT {
            return Err(too_large());
        }
        // It may still grow while it is copied.
        let kept = change.files.keep(&mut source, &id, LIMIT)?.ok_or_else(too_large)?;
        change.conn.execute(
            "INSERT INTO attachment (id, task, document, step, name, sha256, bytes, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![id, task, document, step, name, kept.sha256, kept.bytes.cast_signed(), note],
        )?;
        attached.push(get(change, IdRequest { id })?);
    }
    match attached.as_slice() {
        [] => return Err(Error::input("paths", Problem::new("required"))),
        [one] => about(change, one)?,
        [first, ..] => {
            let owner = owner_label(change, first)?;
            let files = change.words().fill("attachment.files", &[("count", attached.len().to_string())]);
            change.about(format!("{owner} · {files}"));
        }
    }
    Ok(attached)
}

/// Changes what an attached file is called, or its remark. Errors: `required` at `name`.
pub fn edit(change: &mut Change, edit: AttachmentEdit) -> Result<Attachment> {
    let before = get(change, IdRequest { id: edit.id })?;
    let (mut name, mut note) = (before.name.clone(), before.note.clone());
    if let Some(wanted) = edit.name {
        let wanted = required("name", &wanted)?;
        let ending = |name: &str| Path::new(name).extension().map(|ending| ending.to_string_lossy().into_owned());
        // The system chooses the program by the ending.
        name = match ending(&before.name).filter(|own| ending(&wanted).as_ref() != Some(own)) {
            Some(own) => format!("{wanted}.{own}"),
            None => wanted,
        };
    }
    set(&mut note, edit.note.map(optional_text));
    change.conn.execute("UPDATE attachment SET name = ?2, note = ?3 WHERE id = ?1", params![before.id, name, note])?;
    let after = get(change, IdRequest { id: before.id })?;
    about(change, &after)?;
    Ok(after)
}

fn about(change: &mut Change, attachment: &Attachment) -> Result<()> {
    let owner = owner_label(change, attachment)?;
    change.about(format!("{owner} · {}", attachment.name));
    Ok(())
}

/// Takes a file from its task or document. Its content stays, so that it can come back.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let attachment = get(change, request)?;
    change.conn.execute("DELETE FROM attachment WHERE id = ?1", [&attachment.id])?;
    about(change, &attachment)
}

/// A content that is not as it was attached cannot be given out.
fn whole(found: Found, name: &str) -> Result<()> {
    match found {
        Found::Whole => Ok(()),
        Found::Missing => Err(Error::Refused(Problem::new("attachment.missing").with("name", name))),
        Found::Altered => Err(Error::Refused(Problem::new("attachment.altered").with("name", name))),
    }
}

/// A name under which every system can keep a file: neither a path nor a device of Windows.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let plain = plain.trim_matches([' ', '.']);
    let stem = plain.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem.ends_with(|c: char| c.is_ascii_digit()));
    let plain = if device || plain.is_empty() { format!("_{plain}") } else { plain.to_owned() };
    // File systems count bytes: the ending stays, the front is cut.
    let (stem, ending) = plain.rsplit_once('.').map_or((plain.as_str(), String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let room = 180_usize.saturating_sub(ending.len().min(20));
    let cut: String = stem.char_indices().take_while(|(at, c)| at + c.len_utf8() <= room).map(|(_, c)| c).collect();
    format!("{cut}{}", ending.get(..20).unwrap_or(&ending))
}

fn opens(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    OPENED.contains(&ending.as_str())
}

/// Makes a read-only copy under the file's own name, for the system's program to show.
/// Errors: `attachment.not_opened` for what may be a program; `attachment.missing`, `attachment.altered`.
pub fn open(desk: &Desk, book: &Book, request: IdRequest, _: &dyn Watcher) -> Result<FileCopied> {
    let attachment = book.read(&desk.asking(), |reader| get(reader, request))?;
    let name = file_name(&attachment.name);
    if !opens(&name) {
        return Err(Error::Refused(Problem::new("attachment.not_opened").with("name", &attachment.name)));
    }
    let (path, found) = book.files().show(&attachment.sha256, &name)?;
    whole(found, &attachment.name)?;
    Ok(FileCopied { path: path.display().to_string(), bytes: attachment.bytes })
}

/// Saves a copy. Errors: `file.is_book`, `attachment.own` at `path`; `attachment.missing`, `attachment.altered`.
pub fn save_as(desk: &Desk, book: &Book, request: AttachmentSaveAs, _: &dyn Watcher) -> Result<FileCopied> {
    let attachment = book.read(&desk.asking(), |reader| get(reader, IdRequest { id: request.id }))?;
    let path = desk::absolute(&request.path)?;
    let wrong = |problem: &'static str| Err(Error::input("paths", Problem::new(problem).with("path", path.display())));
    if path == book.path() {
        return wrong("file.is_book");
    }
    if path.starts_with(book.files().folder()) {
        return wrong("attachment.own");
    }
    whole(book.files().copy_out(&attachment.sha256, &path)?, &attachment.name)?;
    Ok(FileCopied { path: path.display().to_string(), bytes: attachment.bytes })
}

/// Every content that a record names, or the history that could bring such a record back.
fn named(conn: &Connection) -> Result<BTreeSet<String>> {
    let sql = "SELECT sha256 FROM attachment
        UNION SELECT json_extract(before, '$.sha256') FROM change WHERE tbl = 'attachment' AND before IS NOT NULL
        UNION SELECT json_extract(after, '$.sha256') FROM change WHERE tbl = 'attachment' AND after IS NOT NULL";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
    // Images hold values as SQL writes them: in quotes.
    rows.filter_map(|name| name.transpose()).map(|name| Ok(name?.trim_matches('\'').to_owned())).collect()
}

fn unused(conn: &Connection, files: &Files) -> Result<Vec<(PathBuf, u64)>> {
    let named = named(conn)?;
    let mut contents = files.contents();
    contents.retain(|(path, _)| path.file_name().is_none_or(|name| !named.contains(name.to_string_lossy().as_ref())));
    Ok(contents)
}

fn sum(files: &[(PathBuf, u64)]) -> u64 {
    files.iter().map(|(_, bytes)| bytes).sum()
}

/// Reads every attached file from end to end and says which are missing or altered.
pub fn check(desk: &Desk, book: &Book, _: Empty, watcher: &dyn Watcher) -> Result<FilesChecked> {
    let files = book.files();
    let (attached, unused) = book.read(&desk.asking(), |reader| {
        let mut statement = reader.conn.prepare(&format!("{SELECT} ORDER BY id"))?;
        let rows: Vec<Attachment> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        let labelled: Result<Vec<(Attachment, String)>> =
            rows.into_iter().map(|row| owner_label(reader, &row).map(|owner| (row, owner))).collect();
        Ok((labelled?, unused(reader.conn, files)?))
    })?;
    let sizes: HashMap<&str, u64> = attached.iter().map(|(one, _)| (one.sha256.as_str(), one.bytes)).collect();
    let (of, mut done) = (sizes.values().sum::<u64>(), 0);
    let mut states = HashMap::new();
    for (sha256, bytes) in &sizes {
        if watcher.stopped() {
            return Err(Error::refused("stopped"));
        }
        watcher.step(done, of, "job.files");
        states.insert(*sha256, files.verify(sha256)?);
        done += bytes;
    }
    let wrong = attached.iter().filter_map(|(one, owner)| {
        let state = states.get(one.sha256.as_str()).copied().filter(|state| *state != Found::Whole)?;
        Some(WrongFile { id: one.id.clone(), owner: owner.clone(), name: one.name.clone(), state: state.into() })
    });
    Ok(FilesChecked {
        path: files.folder().display().to_string(),
        contents: sizes.len() as u64,
        bytes: of,
        wrong: wrong.collect(),
        unused: unused.len() as u64,
        unused_bytes: sum(&unused),
    })
}

/// Removes what no record and no history names: what broken-off work left behind.
pub fn tidy(_: &Desk, book: &Book, _: Empty, _: &dyn Watcher) -> Result<FilesTidied> {
    // While nobody writes: a content whose row is about to come is not mistaken for a leftover.
    book.while_still(|conn| {
        let gone = unused(conn, book.files())?;
        for (path, _) in &gone {
            fs::remove_file(path).map_err(|error| Error::file(path, error))?;
        }
        Ok(FilesTidied { removed: gone.len() as u64, bytes: sum(&gone) })
    })
}

/// Whether any record of the book names a file.
pub fn any(reader: &Reader) -> Result<bool> {
    Ok(reader.conn.query_row("SELECT EXISTS (SELECT 1 FROM attachment)", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_every_system_keeps() {
        for (name, expect) in [
            ("báo cáo.pdf", "báo cáo.pdf"),
            ("..\\..\\autoexec.bat", "_.._autoexec.bat"),
            ("a/b:c?.txt", "a_b_c_.txt"),
            ("con.txt", "_con.txt"),
            ("LPT1", "_LPT1"),
            ("...", "_"),
            ("x. .", "x"),
        ] {
            assert_eq!(file_name(name), expect);
        }
        let long = file_name(&format!("{}.docx", "ệ".repeat(200)));
        assert!(long.ends_with("ệ.docx") && long.len() <= 200, "{}", long.len());
    }

    #[test]
    fn programs_are_not_opened() {
        for (name, expect) in [("a.PDF", true), ("a.pdf.exe", false), ("a", false), ("a.desktop", false), ("a.html", false), ("a.xlsm", false)] {
            assert_eq!(opens(name), expect, "{name}");
        }
    }
}
