//! Small questions to the whole book: search, reading words without writing anything, backup, check.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Watcher;
use crate::attachment;
use crate::book::{Book, Reader};
use crate::deadline::{BeforeDay, Deadline};
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::figure::{self, Notation};
use crate::indicator;
use crate::period::{Calendar, Period, PeriodKind};
use crate::problem::Problem;
use crate::rollup::Span;
use crate::setting;
use crate::store::search;
use crate::wire::{Day, Empty};

/// Looks for words.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SearchRequest {
    /// The words; marks do not matter.
    pub text: String,
    /// How many hits at the most; 30 when missing.
    pub limit: Option<u32>,
}

/// A record that was found.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Hit {
    /// The noun: focus_area, task, indicator, composite, agency, document or contradiction.
    pub noun: String,
    /// The record.
    pub id: String,
    /// Its code as shown; may be empty.
    pub code: String,
    /// Its title as written.
    pub title: String,
}

/// Finds records, best first.
pub fn search(reader: &Reader, request: SearchRequest) -> Result<Vec<Hit>> {
    let found = search::find(reader.conn, &request.text, request.limit.unwrap_or(30))?;
    Ok(found.into_iter().map(|found| Hit { noun: found.noun, id: found.id, code: found.code, title: found.title }).collect())
}

/// Asks what a deadline's words mean.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeadlineReadRequest {
    /// The words.
    pub text: String,
    /// How "trước" is read; the office's setting when missing.
    pub before_day: Option<BeforeDay>,
}

/// What a deadline's words mean.
pub fn read_deadline(reader: &Reader, request: DeadlineReadRequest) -> Result<Deadline> {
    setting::read_deadline(reader.conn, "text", &request.text, request.before_day)
}

/// Asks what a figure's words mean.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FigureReadRequest {
    /// The words: "gần 54", "41/53", "8,5".
    pub text: String,
    /// The indicator it is for, by id or code: its unit may carry a scale of its own.
    pub indicator: String,
    /// How the number is written; as the window's language writes it when missing.
    pub notation: Option<Notation>,
}

/// What a figure's words mean, in the indicator's unit: a value, or a part and a whole, with its qualifier.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FigureRead {
    /// The value.
    pub value: Option<f64>,
    /// The part.
    pub numerator: Option<f64>,
    /// The whole.
    pub denominator: Option<f64>,
    /// Gần, hơn, khoảng …
    pub qualifier: Option<String>,
}

/// What a figure's words mean. Errors at field `text`: those of [`figure::read`] and [`figure::in_unit`].
pub fn read_figure(reader: &Reader, request: FigureReadRequest) -> Result<FigureRead> {
    let wrong = |problem: Problem| Error::input("text", problem);
    let notation = request.notation.unwrap_or(reader.words().language.notation());
    let figure = figure::read(&request.text, Some(notation)).map_err(wrong)?.figure;
    let unit = indicator::unit_of(reader.conn, &indicator::id_of(reader.conn, &request.indicator)?)?;
    let figure::InUnit { value, numerator, denominator, qualifier } = figure::in_unit(&figure, &unit, &request.text).map_err(wrong)?;
    Ok(FigureRead { value, numerator, denominator, qualifier })
}

/// Asks for the latest periods of a kind.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PeriodRecentRequest {
    /// Their length.
    pub kind: PeriodKind,
    /// The calendar they are read in.
    pub calendar: Calendar,
    /// The day that the newest one holds; today when missing.
    pub as_of: Option<Day>,
    /// How many; 12 when missing, 60 at the most.
    pub count: Option<u32>,
}

/// A period with its days in one calendar.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PeriodSpan {
    /// Its code.
    pub period: Period,
    /// Its name: "quý II/2024".
    pub name: String,
    /// Its first day.
    pub first_day: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
}

/// The latest periods of a kind, newest first: the one that holds the day, or was the last to begin, and those before
/// it.
pub fn recent_periods(reader: &Reader, request: PeriodRecentRequest) -> Result<Vec<PeriodSpan>> {
    let calendar = request.calendar;
    let newest = Period::latest(reader.as_of(request.as_of), request.kind, calendar);
    let span = |period: Period| {
        let days = Span::of(period, calendar);
        PeriodSpan { period, name: reader.words().period(period), first_day: days.first, last_day: days.last }
    };
    let count = request.count.unwrap_or(12).min(60) as usize;
    Ok(newest.into_iter().flat_map(Period::backwards).take(count).map(span).collect())
}

/// Makes a backup.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BackupRequest {
    /// Where to; the folder of backups beside the book when missing.
    pub path: Option<String>,
}

/// A finished, checked backup.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BackupMade {
    /// Where it lies.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The folder of attached files, which a backup leaves where it is, when the book names any: it is copied by
    /// whoever carries the book elsewhere.
    pub files: Option<String>,
}

/// Copies the book, checked and hashed.
pub fn back_up(desk: &Desk, book: &Book, request: BackupRequest, watcher: &dyn Watcher) -> Result<BackupMade> {
    let path = request.path.as_deref().map(|path| desk::output(book, path, &["so35"])).transpose()?;
    let copy = book.back_up(desk.world(), path.as_deref(), &|done, of| {
        watcher.step(done, of, "job.backup");
        !watcher.stopped()
    })?;
    let has_files = book.read(&desk.asking(), attachment::any)?;
    let files = has_files.then(|| book.files().folder().display().to_string());
    Ok(BackupMade { path: copy.path.display().to_string(), bytes: copy.bytes, sha256: copy.sha256, files })
}

/// The book's file is whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Checked {
    /// Its file.
    pub path: String,
    /// The version of its layout.
    pub version: i64,
    /// How many acts its history holds.
    pub ops: i64,
}

/// Checks the book's file whole. Errors: `book.damaged`.
pub fn check(desk: &Desk, book: &Book, _: Empty, _: &dyn Watcher) -> Result<Checked> {
    book.check()?;
    book.read(&desk.asking(), |reader| {
        Ok(Checked {
            path: book.path().display().to_string(),
            version: crate::store::migrate::version(reader.conn)?,
            ops: reader.conn.query_row("SELECT count(*) FROM op", [], |row| row.get(0))?,
        })
    })
}
