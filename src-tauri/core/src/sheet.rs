//! What printed documents have in common: the sheet of paper, the agencies at its head, and the way from
//! values to a saved PDF. What stands on the pages is the business of each document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use crate::agency;
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::figure;
use crate::setting;
use crate::store::save;
use crate::wire::{Empty, IdRequest};
use crate::words::Words;

type PressResult = std::result::Result<press::Pdf, press::PressError>;

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

impl PaperSize {
    /// The same for the press.
    pub fn paper(self) -> press::Paper {
        match self {
            PaperSize::A4 => press::Paper::A4,
            PaperSize::A3 => press::Paper::A3,
        }
    }
}

/// The agencies at the head of a document.
#[derive(Debug, Clone, Default)]
pub struct Letterhead {
    /// The agency above the office; empty when there is none.
    pub superior: String,
    /// The office; empty when the book has none.
    pub agency: String,
}

/// A number of things, as printed: 2.025.
pub fn count(words: &Words, value: u32) -> String {
    figure::write(f64::from(value), Some(0), words.language.notation())
}

/// The office whose book this is, and the agency above it.
pub fn letterhead(reader: &Reader) -> Result<Letterhead> {
    let Some(office) = setting::list(reader, Empty {})?.office else { return Ok(Letterhead::default()) };
    let superior = match agency::get(reader, IdRequest { id: office.id.clone() })?.row.parent {
        Some(parent) => agency::name(reader.conn, &parent)?.name,
        None => String::new(),
    };
    Ok(Letterhead { superior, agency: office.name })
}

/// The letterhead of what goes to other offices. Errors: `exchange.no_office` while nobody said whose book this is.
pub fn sender(reader: &Reader) -> Result<Letterhead> {
    match letterhead(reader)? {
        head if head.agency.is_empty() => Err(Error::refused("exchange.no_office")),
        head => Ok(head),
    }
}

/// What stands around a table on its side; `empty` is printed instead of one. Without notes and the number of pages.
pub fn frame(reader: &Reader, paper: PaperSize, title: String, remark: String, empty: &str) -> Result<press::SheetFrame> {
    let (words, head) = (reader.words(), letterhead(reader)?);
    Ok(press::SheetFrame {
        language: words.language.code().to_owned(),
        title,
        remarks: vec![remark],
        superior: head.superior,
        agency: head.agency,
        date: reader.today(),
        creator: words.get("app.name"),
        paper: paper.paper(),
        numbering: String::new(),
        empty: words.get(empty),
        notes: Vec::new(),
    })
}

/// Gathers a document's values in one snapshot of the book, sets it as PDF/A and saves it at `path`. It tells how far
/// `what` has come and may be stopped. Errors: those of [`desk::output`]; `stopped`.
pub fn save_pdf<T>(
    (desk, book): (&Desk, &Book),
    path: &str,
    (watcher, what): (&dyn Watcher, &'static str),
    compose: impl FnOnce(&Reader) -> Result<T>,
    set: impl FnOnce(&T, press::GoOn) -> PressResult,
) -> Result<FileSaved> {
    let path = desk::output(book, path, &["pdf"])?;
    watcher.step(0, 0, what);
    let values = book.read(&desk.asking(), compose)?;
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of, what);
        !watcher.stopped()
    };
    let pdf = set(&values, &go_on)?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &pdf.bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: pdf.bytes.len() as u64, replaced: chart::replaced(&pdf.replaced) })
}
