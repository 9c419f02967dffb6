//! Briefing pages: values in, PDF/A-2a or page pictures out.
//!
//! One template (`assets/pages/briefing.typ`) sets all pages. The values reach it as JSON,
//! never as markup: whatever a name holds, it is printed as it is. Geometry and type follow
//! NĐ 30/2020/NĐ-CP, Phụ lục I.

mod data;
pub(crate) mod world;

use chrono::NaiveDate;

use crate::chart::{Chart, Frame, Mark};
use crate::error::PressError;
use crate::text::Replaced;

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
    /// Date of the document, kept in the file's own data (UTC+7). Its year is from 0 on.
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
    /// Writes numbers on the axes of charts.
    pub write: fn(f64) -> String,
    /// The pages; one whose content is longer runs on.
    pub pages: Vec<Page>,
}

/// A section that begins on a new page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Heading and bookmark.
    pub title: String,
    /// Whether the sheet lies on its side.
    pub landscape: bool,
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
    /// Running text.
    Paragraphs(Vec<String>),
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
    /// Height wished for, in pixels of 1/96 inch: an upright page has 970 of them, a page on
    /// its side 640, a first page on its side with opening and figures about 390. Charts
    /// that overrun the page by a little are made smaller with it.
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
    /// Its share of the width, compared with the other columns; above zero.
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
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            mark: None,
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

/// Sets a briefing and writes it as PDF/A-2a: tagged, with fonts, title, language,
/// bookmarks and a description for every chart. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] with file and line when the values cannot be set (a row with more
/// cells than the table has columns, an unknown language), and the errors of
/// [`draw`](crate::draw).
pub fn pdf(briefing: &Briefing) -> Result<Pdf, PressError> {
    let set = data::prepare(briefing, data::Letters::Text)?;
    let (bytes, pages) = world::pdf(job(briefing, set.json))?;
    Ok(Pdf {
        bytes,
        pages,
        replaced: set.replaced,
    })
}

/// Sets a briefing and draws each page as an SVG picture of its own, for the screen. Text
/// is drawn as outlines; use [`pdf`] for text that can be read aloud and copied.
///
/// # Errors
/// As [`pdf`].
pub fn pages_svg(briefing: &Briefing) -> Result<Vec<String>, PressError> {
    let set = data::prepare(briefing, data::Letters::Outlines)?;
    world::pictures(job(briefing, set.json))
}

fn job(briefing: &Briefing, json: Vec<u8>) -> world::Job<'_> {
    world::Job {
        template: "briefing.typ",
        data: "briefing.json",
        json,
        date: briefing.date,
        creator: &briefing.creator,
        watch: None,
    }
}
