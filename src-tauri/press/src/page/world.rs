//! The world of the page setter: the templates, one data file, the built-in fonts, the date
//! of the document. No packages, no files of the machine, no clock.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Label, Output, Smart};
use typst::introspection::Introspector;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::error::{Diagnostic, PressError};
use crate::fonts::{
    SANS_REGULAR, SANS_SEMIBOLD, SERIF_BOLD, SERIF_BOLD_ITALIC, SERIF_ITALIC, SERIF_REGULAR,
};

macro_rules! template {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../assets/pages/",
                $name
            )),
        )
    };
}

/// Every file of templates: those of documents, and what they have in common.
const TEMPLATES: &[(&str, &str)] = &[
    template!("briefing.typ"),
    template!("chart.typ"),
    template!("definition.typ"),
    template!("letter.typ"),
    template!("matrix.typ"),
    template!("month.typ"),
    template!("parts.typ"),
    template!("register.typ"),
    template!("timeline.typ"),
];

/// A document to set: its template, the values for it, and what the file says of itself.
pub(crate) struct Job<'a> {
    /// One of the templates.
    pub(crate) template: &'static str,
    /// The name under which the template reads its values.
    pub(crate) data: &'static str,
    /// The values.
    pub(crate) json: Vec<u8>,
    /// Templates that lie over the built-in ones, by name.
    pub(crate) own: &'a [(String, String)],
    /// Date of the document.
    pub(crate) date: NaiveDate,
    /// Name of the program.
    pub(crate) creator: &'a str,
    /// Told how far the setting has come; answers whether to go on.
    pub(crate) watch: Option<Watch<'a>>,
}

/// Watches a long document being set.
pub(crate) struct Watch<'a> {
    /// Told the steps done and their number.
    pub(crate) go_on: &'a (dyn Fn(u64, u64) -> bool + Sync),
    /// How many steps are told.
    pub(crate) steps: u64,
    /// About how many texts will be set.
    pub(crate) texts: u64,
}

/// The page setter reports nothing and cannot be told to stop. But it asks for the font of
/// each text it sets: that is counted, and when somebody asked to stop, the setting is left
/// by unwinding from there. No other door leads out of it.
struct Pace<'a> {
    watch: Option<Watch<'a>>,
    asked: AtomicU64,
}

/// What the unwinding carries.
struct Left;

impl Pace<'_> {
    /// Nine tenths of the steps are the setting, the last one the writing.
    fn step(&self) {
        let Some(watch) = &self.watch else { return };
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        if asked.is_multiple_of(64) {
            let share = asked.min(watch.texts) as f64 / watch.texts.max(1) as f64;
            let done = (watch.steps as f64 * 0.9 * share) as u64;
            if !(watch.go_on)(done, watch.steps) {
                // Not a panic: nothing is reported, nothing has failed.
                resume_unwind(Box::new(Left));
            }
        }
    }
}

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

struct Shelf<'a> {
    main: FileId,
    templates: Vec<Source>,
    data: (FileId, Bytes),
    today: Option<Datetime>,
    pace: Pace<'a>,
}

impl<'a> Shelf<'a> {
    fn new(job: Job<'a>) -> Result<Self, PressError> {
        // The first of a name counts.
        let own = job.own.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let templates = own
            .chain(TEMPLATES.iter().copied())
            .map(|(file, text)| Ok(Source::new(name(file)?, text.to_owned())));
        Ok(Self {
            main: name(job.template)?,
            templates: templates.collect::<Result<_, PressError>>()?,
            data: (name(job.data)?, Bytes::new(job.json)),
            today: midnight(job.date),
            pace: Pace {
                watch: job.watch,
                asked: AtomicU64::new(0),
            },
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

impl World for Shelf<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.templates.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            Ok(self.data.1.clone())
        } else {
            Err(missing(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.pace.step();
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
    job: Job<'_>,
    write: impl FnOnce(&T, &Shelf<'_>) -> Result<R, PressError>,
) -> Result<R, PressError> {
    if FONTS.len() != 6 {
        return Err(PressError::Font("of the pages"));
    }
    let shelf = Shelf::new(job)?;
    let setting = catch_unwind(AssertUnwindSafe(|| typst::compile::<T>(&shelf)));
    let written = match setting {
        Ok(Warned { output, .. }) => output
            .map_err(|found| shelf.faults(&found))
            .and_then(|document| write(&document, &shelf)),
        Err(left) if left.is::<Left>() => Err(PressError::Stopped),
        Err(panic) => resume_unwind(panic),
    };
    // What was remembered while setting serves only the same document again.
    typst::comemo::evict(2);
    written
}

/// The document as PDF/A-2a with its number of pages.
pub(crate) fn pdf(job: Job<'_>) -> Result<(Vec<u8>, usize), PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a])
        .map_err(|fault| refuse(&fault.message().as_str()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(job.creator.to_owned())),
        // UTC+7 all year: Vietnam keeps no summer time.
        timestamp: midnight(job.date).and_then(|at| Timestamp::new_local(at, 7 * 60)),
        standards,
        ..PdfOptions::default()
    };
    set(job, |document, shelf| {
        let bytes = typst_pdf::pdf(document, &options).map_err(|found| shelf.faults(&found))?;
        Ok((bytes, document.pages().len()))
    })
}

/// The name under which a template says that the page `place` of the document `index` begins.
fn beginning(index: usize, place: usize) -> String {
    format!("sheet-{index}-{place}")
}

/// The pages as SVG pictures, and on which sheet, counted from 0, each of `pages` of a document begins. A template
/// that does not say so lets each begin on its own.
pub(crate) fn pictures(
    job: Job<'_>,
    pages: &[usize],
) -> Result<(Vec<String>, Vec<usize>), PressError> {
    // The type of a paged document has no name in the crates used; `typst_svg` names it.
    fn paged<T>(document: &T, _: fn(&T, &SvgOptions, typst::layout::Abs) -> String) -> &T {
        document
    }
    set(job, |document, _| {
        let options = SvgOptions::default();
        let document = paged(document, typst_svg::svg_merged);
        let told = document.introspector();
        let begins = |name: String| {
            let label = Label::new(PicoStr::intern(&name))?;
            let place = told.query_label(label).ok()?.location()?;
            Some(told.page(place)?.get() - 1)
        };
        let mut first = Vec::new();
        for (index, count) in pages.iter().enumerate() {
            for place in 0..*count {
                let usual = first.last().map_or(0, |last| last + 1);
                first.push(begins(beginning(index, place)).unwrap_or(usual));
            }
        }
        let pictures = document
            .pages()
            .iter()
            .map(|page| typst_svg::svg(page, &options))
            .collect();
        Ok((pictures, first))
    })
}
