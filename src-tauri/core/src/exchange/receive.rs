//! Files coming in: what a file is follows from its bytes; its rows become a plan, and the plan is applied as one act,
//! of many files at once if so wished. A verified backup is made first.
//!
//! A package is verified, and its sender and its number are checked. Refused before a single row is read: a file whose signature does not hold, of an unknown sender, with another key
//! than the sender's, for another recipient, older than one that was applied, or with a number that another file had.
//! The file that came last is welcome again and changes nothing.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::apply::{self, Ground, Purpose, Sender};
use super::incoming::Incoming;
use super::package::v1::{self, Manifest, Office};
use super::package::{self, LARGEST, envelope, hex};
use super::peer::{self, Peer};
use super::plan::{Answers, Outcome, Plan, PlanCounts, Question};
use super::reading::setting::SheetSetting;
use super::reading::{self, memory};
use super::source::{PackageHead, Source};
use super::view::{self, ExchangeProblem, ExchangeRow};
use super::sheet::Forms;
use super::{base, draft, form, keys, received};
use crate::api::Watcher;
use crate::book::{Book, Change, Done, Reader};
use crate::desk::{self, Desk};
use crate::error::{Error, Result, WireError};
use crate::period::Calendar;
use crate::problem::Problem;
use crate::store::journal;
use crate::wire::{Empty, IdRequest};

/// How many rows of a plan are answered when nothing is asked.
const USUAL: u32 = 200;

/// Asks what a file would do.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangePlanRequest {
    /// The file.
    pub path: String,
    /// Of a sheet: what was said about it.
    pub setting: Option<SheetSetting>,
    /// What was decided so far.
    pub answers: Option<Answers>,
    /// Only rows that come out like this.
    pub outcome: Option<Outcome>,
    /// Only rows that want to be looked at twice.
    pub doubtful: Option<bool>,
    /// Only rows of this table.
    pub table: Option<String>,
    /// Rows to leave out from the beginning.
    pub offset: Option<u32>,
    /// How many rows at the most; 200 when missing.
    pub limit: Option<u32>,
}

/// A file to apply.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeFile {
    /// The file.
    pub path: String,
    /// The SHA-256 of what was looked at, as its plan told it. Another file in its place is refused; without it whatever
    /// lies there is applied.
    pub sha256: Option<String>,
    /// Of a sheet: what was said about it.
    pub setting: Option<SheetSetting>,
    /// What was decided and answered about it.
    pub answers: Option<Answers>,
}

/// Files to apply.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeApply {
    /// The files, in this order.
    pub files: Vec<ExchangeFile>,
    /// Leaves out, with the reason, each file that cannot be received, still asks something, is blank, or is a sheet of
    /// which nobody said how it is read and which nobody looked at, instead of refusing all.
    pub ready_only: Option<bool>,
}

/// What a file needs before it can be received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileStanding {
    /// Nothing.
    Ready,
    /// Decisions or answers.
    Asks,
    /// Of a sheet: somebody has to say which columns hold what no row can do without.
    Reading,
    /// It says nothing: a form or a sheet without a single row is no answer of an office.
    Empty,
}

/// What a file would do.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangePlan {
    /// What the file is.
    pub source: Source,
    /// The SHA-256 of the file as it was looked at.
    pub sha256: String,
    /// What it needs.
    pub standing: FileStanding,
    /// Whether how a sheet is read is only guessed: nobody said it of this one or of an earlier one of the sender. Then
    /// it has to be looked at, whatever it needs besides.
    pub guessed: bool,
    /// How many rows come out how.
    pub counts: PlanCounts,
    /// How many records of this office go along with what it was decided to remove.
    pub along: u32,
    /// How many rows want to be looked at twice.
    pub doubtful: u32,
    /// Equal problems with all their rows.
    pub problems: Vec<ExchangeProblem>,
    /// What has to be asked about the file.
    pub questions: Vec<Question>,
    /// How many rows fit what was asked for.
    pub total: u64,
    /// Those asked for.
    pub rows: Vec<ExchangeRow>,
}

/// What became of one file.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AppliedFile {
    /// The file, as it was named.
    pub path: String,
    /// What it is.
    pub source: Source,
    /// How many rows came out how.
    pub counts: PlanCounts,
    /// How many records of this office went along with what was removed.
    pub along: u32,
    /// How many of its rows want to be looked at twice.
    pub doubtful: u32,
}

/// A file that was left out of those that were applied.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeftFile {
    /// The file, as it was named.
    pub path: String,
    /// Why it cannot be received; none when it still asks something, is blank or has to be looked at.
    pub error: Option<WireError>,
}

/// What became of the files.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeApplied {
    /// File by file.
    pub files: Vec<AppliedFile>,
    /// Those that were left out.
    pub left: Vec<LeftFile>,
    /// All together.
    pub counts: PlanCounts,
    /// The backup that was made before.
    pub backup: String,
}

/// A package that came in.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PackageReceived {
    /// Its id.
    pub id: String,
    /// Who sent it.
    pub peer: String,
    /// The sequence number.
    pub number: u32,
    /// The file's SHA-256.
    pub sha256: String,
    /// The day it was applied.
    pub received_on: chrono::NaiveDate,
    /// The day it speaks of.
    pub as_of: chrono::NaiveDate,
    /// The period it reports.
    pub period: Option<String>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// Whether it held everything of its scope.
    pub whole: bool,
    /// The version of the program that wrote it.
    pub program: String,
    /// Whether the sender's key had been compared by then.
    pub verified: bool,
    /// How its rows came out.
    pub counts: PlanCounts,
}

/// Reads a package or a card with a cap. Errors: `package.too_large`; those of the file.
pub fn read_file(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|error| Error::file(path, error))?;
    read_capped(path, file, LARGEST, || Problem::new("package.too_large").with("path", path.display()))
}

fn read_capped(path: &Path, file: File, most: u64, too_large: impl Fn() -> Problem) -> Result<Vec<u8>> {
    // As large as it will be: what grows is in memory twice.
    let long = file.metadata().map_or(0, |known| known.len());
    let mut bytes = Vec::with_capacity(most.min(long) as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| Error::file(path, error))?;
    if bytes.len() as u64 > most { Err(Error::Refused(too_large())) } else { Ok(bytes) }
}

/// A file as its bytes say what it is.
pub(super) enum Content {
    /// A package; whether its seal holds is still to be seen.
    Package(Vec<u8>),
    /// Cells of a workbook or a CSV.
    Cells(reading::Opened),
}

impl Content {
    /// Opens a file. What has the marks of a package, or is named as one, is one; anything else is read as cells, in a
    /// process of its own. Errors: those of the file, of a package's size and of [`reading::open`].
    pub(super) fn open(desk: &Desk, path: &Path, watcher: &dyn Watcher) -> Result<Content> {
        let failed = |error| Error::file(path, error);
        let mut file = File::open(path).map_err(failed)?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("phieu35")) {
            return Err(Error::refused("slip.is_one"));
        }
        let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("goi35"));
        if named || package::is_one(&mut file).map_err(failed)? {
            return Ok(Content::Package(read_capped(path, file, LARGEST, || Problem::new("package.too_large").with("path", path.display()))?));
        }
        let bytes = read_capped(path, file, reading::LARGEST, || Problem::new("sheet.too_large").with("limit", reading::LARGEST >> 20))?;
        let program = desk.world().program().map_err(failed)?;
        Ok(Content::Cells(reading::open(&program, path, &bytes, watcher)?))
    }

    /// The SHA-256 of the file, in hexadecimal.
    fn sha256(&self) -> String {
        match self {
            Content::Package(bytes) => hex(&Sha256::digest(bytes)),
            Content::Cells(opened) => opened.sha256.clone(),
        }
    }
}

/// A package that may be read: verified, from a known sender, for this office.
struct Arrived {
    head: PackageHead,
    arrived: BTreeSet<u32>,
    sender: Sender,
    incoming: Incoming,
}

/// Whether an office of a file is an agency of this book, by id or official code.
pub(super) fn is_same(office: &Office, reader: &Reader, agency: &str) -> Result<bool> {
    let own = keys::office(reader, agency)?;
    Ok(own.id == office.id || (own.code.is_some() && own.code == office.code))
}

/// Finds out who sent a package. Errors: `package.key_changed`, `package.unknown_sender`, `package.other_sender`.
fn sender(reader: &Reader, manifest: &Manifest, public: &str) -> Result<Peer> {
    let named = |code: &'static str| {
        Problem::new(code).with("name", &manifest.sender.name).with("fingerprint", keys::fingerprint(public))
    };
    if let Some(peer) = peer::by_key(reader, public)? {
        return if is_same(&manifest.sender, reader, &peer.agency.id)? { Ok(peer) } else { Err(Error::Refused(named("package.other_sender"))) };
    }
    for peer in peer::list(reader, Empty {})? {
        if peer.public.is_some() && is_same(&manifest.sender, reader, &peer.agency.id)? {
            return Err(Error::Refused(named("package.key_changed")));
        }
    }
    Err(Error::Refused(named("package.unknown_sender")))
}

/// Checks a file and reads its rows. Errors: those of [`package::verify`], [`v1::open`] and [`sender`];
/// `package.other_recipient`, `package.older`, `package.number_reused`, `package.own`.
fn arrive(reader: &Reader, forms: &Forms, bytes: &[u8]) -> Result<Arrived> {
    let opened = envelope::open(bytes, keys::secret(reader)?.as_ref())?;
    let sealed = package::verify(&opened)?;
    let package = v1::open(&sealed)?;
    let manifest = &package.manifest;
    if keys::get(reader, Empty {})?.is_some_and(|own| own.public == sealed.public) {
        return Err(Error::refused("package.own"));
    }
    let peer = sender(reader, manifest, &sealed.public)?;
    let own = keys::own_office(reader)?;
    if !is_same(&manifest.recipient, reader, &own.id)? {
        return Err(Error::Refused(Problem::new("package.other_recipient").with("name", &manifest.recipient.name)));
    }
    let same: Option<String> = reader
        .conn
        .query_row("SELECT sha256 FROM package_received WHERE peer = ?1 AND number = ?2", params![peer.id, manifest.number], |row| row.get(0))
        .optional()?;
    let again = same.as_deref() == Some(sealed.sha256.as_str());
    let numbered = |code: &'static str| Error::Refused(Problem::new(code).with("number", manifest.number).with("last", peer.received.unwrap_or(0)));
    if same.is_some() && !again {
        return Err(numbered("package.number_reused"));
    }
    // The same file again is welcome only as long as no later one came: it would undo that silently.
    if peer.received.is_some_and(|last| manifest.number < last) {
        return Err(numbered("package.older"));
    }
    let last: Option<String> = reader
        .conn
        .query_row("SELECT sha256 FROM package_received WHERE peer = ?1 AND number < ?2 ORDER BY number DESC LIMIT 1", params![peer.id, manifest.number], |row| {
            row.get(0)
        })
        .optional()?;
    let incoming = package.rows(forms)?;
    Ok(Arrived {
        sender: Sender { peer: Some(peer.id.clone()), agency: Some(peer.agency.id.clone()), relation: peer.relation.into() },
        arrived: package.arrived()?,
        head: PackageHead {
            number: manifest.number,
            as_of: manifest.as_of,
            period: manifest.period.clone(),
            calendar: manifest.calendar,
            whole: manifest.whole,
            program: manifest.program.clone(),
            sha256: sealed.sha256.clone(),
            verified: peer.verified_on.is_some(),
            again,
            gap: manifest.before.is_some() && manifest.before != last,
            sender: peer,
        },
        incoming,
    })
}

/// Takes a file in: everything that applying it does.
pub(super) fn take(change: &Change, ground: &mut Ground, content: Content, setting: Option<&SheetSetting>, answers: &Answers, watcher: &dyn Watcher) -> Result<(Source, Plan)> {
    match content {
        Content::Package(bytes) => take_package(change, ground, &bytes, answers, watcher).map(|(head, plan)| (head.into(), plan)),
        Content::Cells(opened) => {
            if let Some(seal) = form::seal::Seal::of(&opened.told.workbook)? {
                let filled = form::read::read(change, &opened.told.workbook, &seal, &opened.sha256, answers)?;
                let plan = apply::apply(change, ground, &filled.sender, &filled.incoming, answers, watcher)?;
                return Ok((filled.head.into(), plan));
            }
            let read = reading::read(change, opened, setting.unwrap_or(&SheetSetting::default()), answers)?;
            let plan = apply::apply(change, ground, &read.sender, &read.incoming, answers, watcher)?;
            // The same file once more, with nothing said about it, was understood as it was before.
            if !read.head.again || setting.is_some_and(|setting| *setting != SheetSetting::default()) {
                memory::keep(change, &read.make, &read.said, &read.head.name)?;
            }
            Ok((read.head.into(), plan))
        }
    }
}

/// Takes a package in.
fn take_package(change: &Change, ground: &mut Ground, bytes: &[u8], answers: &Answers, watcher: &dyn Watcher) -> Result<(PackageHead, Plan)> {
    let arrived = arrive(change, &ground.forms, bytes)?;
    let head = arrived.head;
    base::answered(change, &head.sender.id, &arrived.arrived)?;
    let plan = apply::apply(change, ground, &arrived.sender, &arrived.incoming, answers, watcher)?;
    Ok((head, plan))
}

/// Says what a file would do; nothing is kept. Errors: those of the file and of its sender.
pub fn plan(desk: &Desk, book: &Book, request: ExchangePlanRequest, watcher: &dyn Watcher) -> Result<ExchangePlan> {
    let content = Content::open(desk, &desk::absolute(&request.path)?, watcher)?;
    let sha256 = content.sha256();
    book.try_out(&desk.asking(), |change| {
        let (source, plan) = take(change, &mut Ground::of(change, Purpose::Plan)?, content, request.setting.as_ref(), &request.answers.unwrap_or_default(), watcher)?;
        let fits = |row: &&super::plan::PlannedRow| {
            let doubtful = request.doubtful.is_none_or(|wanted| wanted != row.warnings.is_empty());
            doubtful && request.outcome.is_none_or(|outcome| row.outcome == outcome) && request.table.as_deref().is_none_or(|table| row.table == table)
        };
        let fitting: Vec<&super::plan::PlannedRow> = plan.rows.iter().filter(fits).collect();
        let (offset, limit) = (request.offset.unwrap_or(0) as usize, request.limit.unwrap_or(USUAL) as usize);
        Ok(ExchangePlan {
            standing: standing(&source, &plan),
            guessed: is_guessed(&source, request.setting.as_ref()),
            source,
            sha256,
            counts: plan.counts,
            along: plan.along,
            doubtful: plan.doubtful,
            problems: view::problems(change, &plan),
            questions: plan.questions.clone(),
            total: fitting.len() as u64,
            rows: view::rows(change, fitting.into_iter().skip(offset).take(limit))?,
        })
    })
}

/// What a file needs. A package without a row is still one of a sequence.
fn standing(source: &Source, plan: &Plan) -> FileStanding {
    if source.sheet.as_ref().is_some_and(|head| head.fields.iter().any(|field| field.needed && !field.given)) {
        FileStanding::Reading
    } else if plan.counts.open > 0 || !plan.questions.is_empty() {
        FileStanding::Asks
    } else if plan.counts.read > 0 || source.package.is_some() {
        FileStanding::Ready
    } else {
        FileStanding::Empty
    }
}

/// Whether nobody said how a sheet is read.
fn is_guessed(source: &Source, setting: Option<&SheetSetting>) -> bool {
    source.sheet.as_ref().is_some_and(|head| !head.remembered) && setting.is_none_or(|setting| *setting == SheetSetting::default())
}

/// A form that nobody filled in, or a sheet without a row, is not received: its sender would count as one who has sent.
/// Errors: `exchange.nothing`.
fn says_something(file: AppliedFile) -> Result<AppliedFile> {
    if file.counts.read == 0 && file.source.package.is_none() { Err(Error::refused("exchange.nothing")) } else { Ok(file) }
}

/// Whether an error lies in the file and not in the book or the machine.
fn is_of_the_file(error: &Error) -> bool {
    match error {
        Error::Refused(problem) => problem.code != "stopped",
        Error::Input { .. } | Error::File { .. } => true,
        _ => false,
    }
}

/// Takes one of several files in; answers besides whether nothing about it has to be asked. Errors: those of the file;
/// `exchange.file_changed`.
fn take_file(desk: &Desk, change: &Change, ground: &mut Ground, path: &Path, file: &ExchangeFile, watcher: &dyn Watcher) -> Result<(AppliedFile, bool)> {
    let nothing = Answers::default();
    let content = Content::open(desk, path, watcher)?;
    if file.sha256.as_ref().is_some_and(|looked_at| *looked_at != content.sha256()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Err(Error::Refused(Problem::new("exchange.file_changed").with("name", name)));
    }
    let (source, plan) = take(change, ground, content, file.setting.as_ref(), file.answers.as_ref().unwrap_or(&nothing), watcher)?;
    received::note(change, &source, &plan)?;
    // Whoever names what was looked at has seen how it is read.
    let looked_at = file.sha256.is_some() || !is_guessed(&source, file.setting.as_ref());
    let ready = looked_at && standing(&source, &plan) == FileStanding::Ready;
    Ok((AppliedFile { path: file.path.clone(), source, counts: plan.counts, along: plan.along, doubtful: plan.doubtful }, ready))
}

/// Takes one of several files in, or leaves it out without a trace in the book.
fn take_or_leave(desk: &Desk, change: &Change, ground: &mut Ground, path: &Path, file: &ExchangeFile, watcher: &dyn Watcher) -> Result<std::result::Result<AppliedFile, LeftFile>> {
    let mark = journal::mark(change.conn)?;
    let error = match take_file(desk, change, ground, path, file, watcher) {
        Ok((applied, true)) => return Ok(Ok(applied)),
        Ok(_) => None,
        Err(error) if is_of_the_file(&error) => Some(error.to_wire(change.words())),
        Err(error) => return Err(error),
    };
    journal::take_back(change.conn, mark)?;
    *ground = Ground::of(change, Purpose::Apply)?;
    Ok(Err(LeftFile { path: file.path.clone(), error }))
}

/// Applies files as one act, with a verified backup before. All of them are applied, or none is; with `ready_only` those
/// that need nobody, each as the files before it leave the book. Errors: those of the files and of their senders, at
/// `files[n]` where there are several; `exchange.file_changed`; `exchange.nothing`; `stopped`.
pub fn apply(desk: &Desk, book: &Book, request: ExchangeApply, watcher: &dyn Watcher) -> Result<Done<ExchangeApplied>> {
    let files = request.files.iter().map(|file| Ok((desk::absolute(&file.path)?, file))).collect::<Result<Vec<_>>>()?;
    if files.is_empty() {
        return Err(Error::input("files", Problem::new("required")));
    }
    let backup = book.back_up_before(desk.world(), "truoc-khi-nhan", &|done, of| {
        watcher.step(done, of, "exchange.progress.backup");
        !watcher.stopped()
    })?;
    let done = book.change(&desk.asking(), "exchange_apply", |change| {
        let mut ground = Ground::of(change, Purpose::Apply)?;
        let mut applied = ExchangeApplied { files: Vec::new(), left: Vec::new(), counts: PlanCounts::default(), backup: backup.path.display().to_string() };
        for (at, (path, file)) in files.iter().enumerate() {
            watcher.step(at as u64, files.len() as u64, "exchange.progress.files");
            if watcher.stopped() {
                return Err(Error::refused("stopped"));
            }
            let taken = if request.ready_only == Some(true) {
                take_or_leave(desk, change, &mut ground, path, file, watcher)?
            } else {
                let whole = take_file(desk, change, &mut ground, path, file, watcher).and_then(|(file, _)| says_something(file));
                Ok(whole.map_err(|error| if files.len() > 1 { error.of_file(at) } else { error })?)
            };
            match taken {
                Ok(file) => {
                    applied.counts.add(&file.counts);
                    applied.files.push(file);
                }
                Err(left) => applied.left.push(left),
            }
        }
        watcher.step(files.len() as u64, files.len() as u64, "exchange.progress.files");
        let first = applied.files.first().map(|file| file.source.label()).unwrap_or_default();
        change.about(if applied.files.len() > 1 { format!("{first} +{}", applied.files.len() - 1) } else { first });
        Ok(applied)
    })?;
    for file in &done.value.files {
        // The file is in the book: what was said about it before would only be offered once more.
        if let Err(error) = desk::absolute(&file.path).and_then(|path| draft::forget_file(desk, &path)) {
            tracing::warn!(%error, "what was said about a file is kept although the file was applied");
        }
    }
    Ok(done)
}

/// The packages that came from one office, the newest first.
pub fn received(reader: &Reader, request: IdRequest) -> Result<Vec<PackageReceived>> {
    let peer = peer::get(reader, request)?;
    let mut statement = reader.conn.prepare_cached(
        "SELECT id, peer, number, sha256, received_on, as_of_day, period, calendar, whole, program, verified, added, changed, unchanged, conflict,
                refused FROM package_received WHERE peer = ?1 ORDER BY number DESC",
    )?;
    let rows = statement.query_map([&peer.id], |row| {
        Ok(PackageReceived {
            id: row.get(0)?,
            peer: row.get(1)?,
            number: row.get(2)?,
            sha256: row.get(3)?,
            received_on: row.get(4)?,
            as_of: row.get(5)?,
            period: row.get(6)?,
            calendar: row.get(7)?,
            whole: row.get(8)?,
            program: row.get(9)?,
            verified: row.get(10)?,
            counts: received::counts(row, 11)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
