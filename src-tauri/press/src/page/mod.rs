//! Briefing pages: values in, PDF/A-2a or page pictures out.
//!
//! One template (`assets/pages/briefing.typ`) sets all pages. The values reach it as JSON,
//! never as markup: whatever a name holds, it is printed as it is. Geometry and type follow
//! NĐ 30/2020/NĐ-CP, Phụ lục I. An office may lay templates of its own over the built-in ones
//! ([`Templates`]).
//!
//! Two steps: [`prepare`] draws the charts and cleans the texts of one briefing, [`set_pdf`]
//! and [`set_svg`] set one prepared briefing or many as one document. What is prepared is
//! plain text and can be kept: set again, it says the same.

mod data;
mod logo;
mod sheet;
pub(crate) mod world;

use chrono::NaiveDate;

use crate::chart::{Chart, Frame, Mark};
use crate::error::PressError;
use crate::listing::GoOn;
use crate::text::Replaced;

pub use data::Prepared;
pub use logo::{Logo, LogoFault};
pub use sheet::{PageSize, room};

/// A briefing: everything that is printed, in the language chosen.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Title of the document; also its title in the file's own data.
    pub title: String,
    /// Second line of the title, or empty.
    pub subtitle: String,
    /// Superior agency, printed in capitals at the top left; may be empty.
    pub superior: String,
    /// Issuing agency, printed in bold capitals under it; may be empty.
    pub agency: String,
    /// Place and date, e.g. "Hà Nội, ngày 15 tháng 6 năm 2024"; may be empty.
    pub place_and_date: String,
    /// The day the figures stand for, as a sentence.
    pub as_of: String,
    /// Label printed on every page, such as "Lưu hành nội bộ"; may be empty.
    pub label: String,
    /// The mark of the office, printed at its head.
    pub logo: Option<Logo>,
    /// The sheet.
    pub paper: PageSize,
    /// Whether pages bear numbers; the first one never does.
    pub numbered: bool,
    /// Date of the document, kept in the file's own data (UTC+7). Its year is from 0 on.
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
    /// Writes numbers on the axes of charts.
    pub write: fn(f64) -> String,
    /// What stands at a part of a chart that runs over several sheets, e.g. "phần {part}/{of}".
    pub part: String,
    /// The pages; one whose content is longer runs on.
    pub pages: Vec<Page>,
}

/// A section that begins on a new page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Heading and bookmark.
    pub title: String,
    /// Whether the sheet lies on its side; slides always do.
    pub landscape: bool,
    /// Whether it opens the document: title in the middle of the sheet, agencies above,
    /// place and date below. Its blocks stand under the title.
    pub cover: bool,
    /// What stands on it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// Headline figures side by side.
    Figures(Vec<Figure>),
    /// Charts side by side, of equal width.
    Charts(Vec<Picture>),
    /// A table; its header is repeated on every page it runs over.
    Table(Table),
    /// A heading inside the page, bookmarked.
    Heading(String),
    /// Running text.
    Paragraphs(Vec<String>),
    /// Small print.
    Note(String),
    /// A numbered list of sources under a heading of its own.
    Sources {
        /// The heading.
        title: String,
        /// One source each.
        items: Vec<String>,
    },
}

/// A headline figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The figure as written.
    pub value: String,
    /// Formula or comparison in small print; may be empty.
    pub note: String,
    /// A mark before the label.
    pub mark: Option<Mark>,
}

/// A chart on a page.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The chart.
    pub chart: Chart,
    /// The words around it.
    pub frame: Frame,
    /// The whole chart in words, for those who do not see it. Must not be empty.
    pub alt: String,
    /// Height wished for, in pixels; [`room`] tells how many a page has. On a first page the
    /// opening takes about 150 of them. Charts that overrun the page by a little are made
    /// smaller with it; one with more rows than a page holds goes on on the next, and none is ever cut.
    pub height: u32,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Heading over the table and bookmark; may be empty.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; one that is too short is filled up with empty cells.
    pub rows: Vec<TableRow>,
    /// Printed instead of rows when there is none.
    pub empty: String,
    /// Small print under the table; may be empty.
    pub note: String,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading, with the unit.
    pub header: String,
    /// How its cells stand.
    pub align: Align,
    /// Its share of the width, compared with the other columns; 0: as wide as its content,
    /// for numbers, codes and days.
    pub width: f64,
}

/// How cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Text.
    Left,
    /// Ordinal numbers, days.
    Center,
    /// Figures.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct TableRow {
    /// Its cells, from left to right.
    pub cells: Vec<Cell>,
    /// Bold: a sum or a heading inside the table.
    pub strong: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text; line breaks are kept.
    pub text: String,
    /// A mark before the text.
    pub mark: Option<Mark>,
    /// What it said before, printed struck through in front of the text; may be empty.
    pub was: String,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            mark: None,
            was: String::new(),
        }
    }
}

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// PDF/A-2a, tagged, with the fonts inside.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters the fonts lack, printed as "□".
    pub replaced: Vec<Replaced>,
}

/// Pages as pictures.
#[derive(Debug, Clone)]
pub struct Sheets {
    /// Each sheet as SVG.
    pub pages: Vec<String>,
    /// For each sheet the page of [`Briefing::pages`] it belongs to, counted over all briefings.
    pub of: Vec<u32>,
}

/// Typst files that an office lays over the built-in ones, by name: `briefing.typ`, `parts.typ`,
/// and any other that these import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates {
    /// Name and text of each file.
    pub files: Vec<(String, String)>,
}

/// How prepared briefings are set.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Title in the file's own data; that of the first briefing when empty.
    pub title: &'a str,
    /// What lies over the built-in templates.
    pub templates: &'a Templates,
    /// Told how far it has come; answers whether to go on.
    pub go_on: Option<GoOn<'a>>,
}

/// Draws the charts of a briefing and makes its texts fit for the document font.
///
/// # Errors
/// [`PressError::Page`] when values cannot be set (a row with more cells than the table has
/// columns), and the errors of [`draw`](crate::draw).
pub fn prepare(briefing: &Briefing) -> Result<Prepared, PressError> {
    data::prepare(briefing)
}

/// Sets prepared briefings, one after the other, as one PDF/A-2a: tagged, with fonts, title,
/// language, bookmarks and a description for every chart. Each keeps its own page numbers.
/// The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] with file and line when a template cannot be set;
/// [`PressError::Stopped`].
pub fn set_pdf(briefings: &[&Prepared], setting: Setting<'_>) -> Result<Pdf, PressError> {
    let set = data::document(briefings, setting.title, data::Letters::Text)?;
    let (bytes, pages) = world::pdf(set.job(setting))?;
    Ok(Pdf {
        bytes,
        pages,
        replaced: set.replaced,
    })
}

/// Sets prepared briefings and draws each page as an SVG picture of its own, for the screen.
/// Text is drawn as outlines; use [`set_pdf`] for text that can be read aloud and copied.
///
/// # Errors
/// As [`set_pdf`].
pub fn set_svg(briefings: &[&Prepared], setting: Setting<'_>) -> Result<Sheets, PressError> {
    let set = data::document(briefings, setting.title, data::Letters::Outlines)?;
    let counts: Vec<usize> = briefings.iter().map(|briefing| briefing.pages).collect();
    let (pages, first) = world::pictures(set.job(setting), &counts)?;
    let of = (0..pages.len())
        .map(|sheet| first.iter().rposition(|begin| *begin <= sheet).unwrap_or(0) as u32)
        .collect();
    Ok(Sheets { pages, of })
}

const BUILT_IN: Templates = Templates { files: Vec::new() };

const PLAIN: Setting<'static> = Setting {
    title: "",
    templates: &BUILT_IN,
    go_on: None,
};

/// Sets one briefing with the built-in templates and writes it as PDF/A-2a.
///
/// # Errors
/// Those of [`prepare`] and [`set_pdf`].
pub fn pdf(briefing: &Briefing) -> Result<Pdf, PressError> {
    set_pdf(&[&prepare(briefing)?], PLAIN)
}

/// The pages of one briefing with the built-in templates, for the screen.
///
/// # Errors
/// Those of [`prepare`] and [`set_svg`].
pub fn pages_svg(briefing: &Briefing) -> Result<Vec<String>, PressError> {
    Ok(set_svg(&[&prepare(briefing)?], PLAIN)?.pages)
}
