//! A listing: one long table as a document of its own, as PDF/A-2a or as a workbook. The
//! register and its summaries leave the program in this shape.
//!
//! One set of values serves both: the page prints each cell's text, the workbook keeps the
//! day, number or text that stands behind it. Left out: what the columns mean and any word.

mod fit;
mod look;
mod page;
mod workbook;

use chrono::NaiveDate;

use crate::chart::Mark;
use crate::page::Align;

pub(crate) use look::{FONT, cut, lines, sheet_name};
pub use page::listing_pdf;
pub(crate) use workbook::day;
pub use workbook::listing_xlsx;

/// Told how far the work has come, `done` of `of`; answers whether to go on.
pub type GoOn<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

/// A long table with everything printed around it.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Title, printed in capitals; also the title in the file's own data.
    pub title: String,
    /// Bold lines under the title.
    pub subtitles: Vec<String>,
    /// Italic lines under those: what it is attached to, the day it speaks of.
    pub remarks: Vec<String>,
    /// Superior agency, printed in capitals at the top left; may be empty.
    pub superior: String,
    /// Issuing agency, printed in bold capitals under it; may be empty.
    pub agency: String,
    /// Name of the country and its motto, at the top right where wanted.
    pub motto: Option<[String; 2]>,
    /// Place and date under them; may be empty.
    pub place_and_date: String,
    /// Date of the document, kept in the file's own data (UTC+7).
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
    /// The sheet of paper.
    pub paper: Paper,
    /// Whether it lies on its side.
    pub landscape: bool,
    /// How page numbers are shown, with `{page}` and `{of}`; empty for the number alone, as
    /// NĐ 30/2020/NĐ-CP wants it. The first page bears none.
    pub numbering: String,
    /// Name of the workbook's sheet.
    pub sheet: String,
    /// The columns, from left to right.
    pub columns: Vec<ListingColumn>,
    /// The rows.
    pub rows: Vec<ListingRow>,
    /// Printed instead of rows when there is none.
    pub empty: String,
    /// Lines of small print under the table: formulas, what was counted how.
    pub notes: Vec<String>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// A column of a listing.
#[derive(Debug, Clone)]
pub struct ListingColumn {
    /// Its heading.
    pub header: String,
    /// Heading over it and its neighbours with the same words; empty for none.
    pub group: String,
    /// Its number or formula in a row under the headings: "(4)=(5)+(6)"; may be empty.
    pub number: String,
    /// How its cells stand.
    pub align: Align,
    /// Its share of the width, compared with the other columns; above zero. Part of it goes
    /// to columns with longer texts.
    pub width: f64,
    /// Stands in the workbook only, to sort and count by; not printed.
    pub workbook_only: bool,
}

/// A row of a listing.
#[derive(Debug, Clone)]
pub enum ListingRow {
    /// A heading over the rows that follow.
    Heading(String),
    /// Cells, from left to right; one that is too short is filled up with empty cells.
    Cells(Vec<ListingCell>),
    /// A sum, in bold.
    Sum(Vec<ListingCell>),
}

/// A cell of a listing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListingCell {
    /// Its text as printed; line breaks are kept.
    pub text: String,
    /// A mark before the text on paper; the text alone says as much.
    pub mark: Option<Mark>,
    /// What stands behind the text, for the workbook.
    pub value: Option<ListingValue>,
}

/// What stands behind the text of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ListingValue {
    /// A number of things.
    Count(u64),
    /// A number that is no count: points, a figure.
    Number(f64),
    /// A part of a whole: 0,7143 is printed as 71,43%.
    Share(f64),
    /// A day.
    Day(NaiveDate),
}

impl<T: Into<String>> From<T> for ListingCell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl ListingCell {
    /// A text with what stands behind it.
    pub fn of(text: impl Into<String>, value: ListingValue) -> Self {
        Self {
            text: text.into(),
            mark: None,
            value: Some(value),
        }
    }
}

impl Listing {
    /// Width of the text on the page, in points: NĐ 30/2020/NĐ-CP, Phụ lục I leaves 30 mm at
    /// the left and 15 mm at the right.
    fn breadth(&self) -> f64 {
        (self.sides().0 - 45.0) * POINTS
    }

    /// Height of the text on the page, in points: 20 mm are left at the top and the bottom.
    fn height(&self) -> f64 {
        (self.sides().1 - 40.0) * POINTS
    }

    /// Width and height of the sheet as it lies, in mm.
    fn sides(&self) -> (f64, f64) {
        let (short, long) = match self.paper {
            Paper::A4 => (210.0, 297.0),
            Paper::A3 => (297.0, 420.0),
        };
        if self.landscape {
            (long, short)
        } else {
            (short, long)
        }
    }
}

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
