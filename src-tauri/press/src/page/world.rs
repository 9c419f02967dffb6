//! The world of the page setter: one template, one data file, the built-in fonts, the date
//! of the document. No packages, no files of the machine, no clock.

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Output, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use super::Briefing;
use crate::error::{Diagnostic, PressError};
use crate::fonts::{
    SANS_REGULAR, SANS_SEMIBOLD, SERIF_BOLD, SERIF_BOLD_ITALIC, SERIF_ITALIC, SERIF_REGULAR,
};

const TEMPLATE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../assets/pages/briefing.typ"
));
const TEMPLATE_NAME: &str = "briefing.typ";
const DATA_NAME: &str = "briefing.json";

/// Fonts and library are read once; both are immutable.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [
        SERIF_REGULAR,
        SERIF_BOLD,
        SERIF_ITALIC,
        SERIF_BOLD_ITALIC,
        SANS_REGULAR,
        SANS_SEMIBOLD,
    ]
    .into_iter()
    .filter_map(|bytes| Font::new(Bytes::new(bytes), 0))
    .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

struct Shelf {
    template: Source,
    data: (FileId, Bytes),
    today: Option<Datetime>,
}

impl Shelf {
    fn new(date: NaiveDate, json: Vec<u8>) -> Result<Self, PressError> {
        Ok(Self {
            template: Source::new(name(TEMPLATE_NAME)?, TEMPLATE.to_owned()),
            data: (name(DATA_NAME)?, Bytes::new(json)),
            today: midnight(date),
        })
    }

    fn faults(&self, found: &[SourceDiagnostic]) -> PressError {
        let told = found.iter().map(|fault| {
            let id = fault.span.id();
            let line = id.and_then(|id| {
                let source = self.source(id).ok()?;
                let range = self.range(fault.span)?;
                source.lines().byte_to_line(range.start)
            });
            let hints: String = fault
                .hints
                .iter()
                .map(|hint| format!(" ({})", hint.v))
                .collect();
            Diagnostic {
                file: id.map_or_else(String::new, |id| id.vpath().get_without_slash().to_owned()),
                line: line.map_or(0, |line| line + 1),
                message: format!("{}{hints}", fault.message),
            }
        });
        PressError::Page(told.collect())
    }
}

fn name(file: &str) -> Result<FileId, PressError> {
    let path = VirtualPath::new(file).map_err(|fault| refuse(&fault))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn refuse(fault: &dyn std::fmt::Debug) -> PressError {
    let message = format!("{fault:?}");
    PressError::Page(vec![Diagnostic {
        file: String::new(),
        line: 0,
        message,
    }])
}

fn midnight(date: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0)
}

impl World for Shelf {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(missing(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            Ok(self.data.1.clone())
        } else {
            Err(missing(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}

/// Sets the pages and hands them to `write`; the kind of document follows from it.
fn set<T: Output, R>(
    briefing: &Briefing,
    json: Vec<u8>,
    write: impl FnOnce(&T, &Shelf) -> Result<R, PressError>,
) -> Result<R, PressError> {
    if FONTS.len() != 6 {
        return Err(PressError::Font("of the pages"));
    }
    let shelf = Shelf::new(briefing.date, json)?;
    let Warned { output, .. } = typst::compile::<T>(&shelf);
    let document = output.map_err(|found| shelf.faults(&found))?;
    let written = write(&document, &shelf);
    // What was remembered while setting serves only the same briefing again.
    typst::comemo::evict(2);
    written
}

/// The briefing as PDF/A-2a with its number of pages.
pub(super) fn pdf(briefing: &Briefing, json: Vec<u8>) -> Result<(Vec<u8>, usize), PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a])
        .map_err(|fault| refuse(&fault.message().as_str()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(briefing.creator.clone())),
        // UTC+7 all year: Vietnam keeps no summer time.
        timestamp: midnight(briefing.date).and_then(|at| Timestamp::new_local(at, 7 * 60)),
        standards,
        ..PdfOptions::default()
    };
    set(briefing, json, |document, shelf| {
        let bytes = typst_pdf::pdf(document, &options).map_err(|found| shelf.faults(&found))?;
        Ok((bytes, document.pages().len()))
    })
}

/// The pages as SVG pictures.
pub(super) fn pictures(briefing: &Briefing, json: Vec<u8>) -> Result<Vec<String>, PressError> {
    // The type of a paged document has no name in the crates used; `typst_svg` names it.
    fn pages<T>(document: &T, _: fn(&T, &SvgOptions, typst::layout::Abs) -> String) -> &T {
        document
    }
    set(briefing, json, |document, _| {
        let options = SvgOptions::default();
        let pages = pages(document, typst_svg::svg_merged).pages();
        Ok(pages
            .iter()
            .map(|page| typst_svg::svg(page, &options))
            .collect())
    })
}
