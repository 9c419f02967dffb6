//! Listings: the register and its summaries as documents, PDF/A for paper, a workbook for further work. Everything
//! printed comes from the same rows as the screens, for the same day and by the same deadline.
//!
//! `lines` makes the register, `summary` the sums, `cells` the words of single cells, `scope` says what was
//! chosen; `so35-press` sets them. Left out: what a task is and how it stands ([`crate::task`]).

mod cells;
mod lines;
mod scope;
mod summary;

use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{FileSaved, replaced};
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::extension::Basis;
use crate::sheet::{self, PaperSize};
use crate::status::Status;
use crate::store::save;
use crate::task::{TaskList, TaskListRequest};
use crate::wire::optional;

pub use scope::words as chosen;

/// The order of a register's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColumnOrder {
    /// As ministries and provinces attach it to their reports.
    #[default]
    Office,
    /// As communes keep it.
    Commune,
}

/// What a summary has a line for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryBy {
    /// Agency that answers for them; common tasks by its own part, and as wholes under their group.
    #[default]
    Agency,
    /// Main focus area.
    FocusArea,
    /// Document that tasks are drawn from.
    Document,
}

/// How a document is laid out and what stands around its table.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Layout {
    /// The paper; A4 when missing.
    pub paper: Option<PaperSize>,
    /// Standing upright instead of lying on its side.
    pub upright: Option<bool>,
    /// The title; the usual one when missing.
    pub title: Option<String>,
    /// What it is attached to: "Báo cáo số 15/BC-STTTT ngày 10 tháng 6 năm 2024".
    pub attached_to: Option<String>,
    /// Whether the name of the country and its motto stand at the top right; they do when missing.
    pub motto: Option<bool>,
    /// Page numbers as "Trang 2/9" instead of "2".
    pub page_of_pages: Option<bool>,
}

/// A register to save, as PDF/A or as a workbook.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RegisterSave {
    /// Which tasks, as of which day, by which deadline, under which headings and in which order. All that fit
    /// are taken, whatever `offset` and `limit` say.
    pub tasks: Option<TaskListRequest>,
    /// The order of the columns; that of an office when missing.
    pub order: Option<ColumnOrder>,
    /// How it is laid out.
    pub layout: Option<Layout>,
    /// The file, ending in pdf or xlsx.
    pub path: String,
}

/// A summary to save, as PDF/A or as a workbook.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SummarySave {
    /// Which tasks, as of which day, by which deadline. Parts of other tasks are never counted.
    pub tasks: Option<TaskListRequest>,
    /// What it has a line for; lead agencies when missing.
    pub by: Option<SummaryBy>,
    /// How it is laid out.
    pub layout: Option<Layout>,
    /// The file, ending in pdf or xlsx.
    pub path: String,
}

/// Saves the register.
pub fn save(desk: &Desk, book: &Book, request: RegisterSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let (tasks, layout) = (request.tasks.unwrap_or_default(), request.layout.unwrap_or_default());
    let order = request.order.unwrap_or_default();
    write(desk, book, &request.path, watcher, |reader| {
        let (list, frame) = gather(reader, tasks, &layout)?;
        lines::register(reader, list, frame, order)
    })
}

/// Saves a summary.
pub fn save_summary(desk: &Desk, book: &Book, request: SummarySave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let (tasks, layout) = (request.tasks.unwrap_or_default(), request.layout.unwrap_or_default());
    write(desk, book, &request.path, watcher, |reader| {
        let tasks = TaskListRequest { parts: None, sort: None, group_by: None, ..tasks };
        let (list, frame) = gather(reader, tasks, &layout)?;
        summary::summary(reader, &list, frame, request.by.unwrap_or_default())
    })
}

/// What a listing stands on besides its rows.
struct Frame {
    basis: Basis,
    /// The agency that common tasks are judged for.
    agency: Option<String>,
    /// The statuses asked for; none for all.
    statuses: Option<Vec<Status>>,
    listing: press::Listing,
}

/// The tasks asked for, and the page around them.
fn gather(reader: &Reader, tasks: TaskListRequest, layout: &Layout) -> Result<(TaskList, Frame)> {
    let tasks = TaskListRequest { offset: None, limit: None, ids: None, place_of: None, ..tasks };
    let basis = tasks.basis.unwrap_or_default();
    let scope = scope::words(reader, &tasks)?;
    let agency = tasks.agency.clone().or_else(|| tasks.obliged.clone());
    let statuses = tasks.status.clone().filter(|statuses| !statuses.is_empty());
    let list = crate::task::list(reader, tasks)?;
    let words = reader.words();
    let by = words.of_value("basis", basis);
    let day = words.fill("register.as_of", &[("day", words.day(list.as_of)), ("basis", by)]);
    let listing = blank(reader, layout, std::iter::once(day).chain(scope), words.get("register.empty"))?;
    Ok((list, Frame { basis, agency, statuses, listing }))
}

/// A page without a table: the title asked for, what it is attached to and `remarks` under it, who issues it.
pub fn blank(reader: &Reader, layout: &Layout, remarks: impl IntoIterator<Item = String>, empty: String) -> Result<press::Listing> {
    let words = reader.words();
    let attached = optional(layout.attached_to.clone()).map(|to| words.fill("register.attached", &[("to", to)]));
    let head = sheet::letterhead(reader)?;
    let motto = layout.motto.unwrap_or(true).then(|| [words.get("page.country"), words.get("page.motto")]);
    Ok(press::Listing {
        language: words.language.code().to_owned(),
        title: optional(layout.title.clone()).unwrap_or_default(),
        subtitles: Vec::new(),
        remarks: attached.into_iter().chain(remarks).collect(),
        superior: head.superior,
        agency: head.agency,
        motto,
        place_and_date: String::new(),
        date: reader.today(),
        creator: words.get("app.name"),
        paper: layout.paper.unwrap_or_default().paper(),
        landscape: !layout.upright.unwrap_or(false),
        numbering: if layout.page_of_pages.unwrap_or(false) { words.get("page.of_pages") } else { String::new() },
        sheet: String::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        empty,
        notes: Vec::new(),
    })
}

/// Makes a listing and writes it in the format of the file's ending. Errors: those of [`desk::output`];
/// `stopped` when somebody asked to.
pub fn write(
    desk: &Desk,
    book: &Book,
    path: &str,
    watcher: &dyn Watcher,
    compose: impl FnOnce(&Reader) -> Result<press::Listing>,
) -> Result<FileSaved> {
    const WHAT: &str = "job.register";
    let path = desk::output(book, path, &["pdf", "xlsx"])?;
    let as_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    watcher.step(0, 1, WHAT);
    let listing = book.read(&desk.asking(), compose)?;
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of.max(1), WHAT);
        !watcher.stopped()
    };
    let (bytes, lacking) = if as_workbook {
        (press::listing_xlsx(&listing, &go_on)?, Vec::new())
    } else {
        let pdf = press::listing_pdf(&listing, &go_on)?;
        (pdf.bytes, replaced(&pdf.replaced))
    };
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &bytes)?;
    let steps = listing.rows.len().max(1) as u64;
    watcher.step(steps, steps, WHAT);
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: lacking })
}
