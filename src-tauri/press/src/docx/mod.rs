//! Documents for Word and LibreOffice (WordprocessingML, ECMA-376): paragraphs by named styles and tables on A4 pages
//! with numbers at their head, ready to be edited on. The same values give the same bytes.
//!
//! What a document is made of is [`Docx`]; which styles it has is its maker's choice. `style` writes the styles, `body`
//! the text, `parts` everything around it, `xml` the characters. Page: NĐ 30/2020/NĐ-CP, Phụ lục I.
//!
//! Left out: macros, fields that ask to be updated, anything outside the file, pictures, runs of another look within a
//! paragraph.

mod body;
mod parts;
mod style;
mod xml;

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::PressError;
use crate::page;

pub(crate) use style::{Look, Name, Style, TABLE_GRID, TABLE_PLAIN};

/// The font that documents of offices name; NĐ 30/2020/NĐ-CP asks for it.
const FONT: &str = "Times New Roman";

/// A document.
pub(crate) struct Docx {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub(crate) language: String,
    /// Title in the file's own data.
    pub(crate) title: String,
    /// What it is about, in the file's own data; may be empty.
    pub(crate) subject: String,
    /// Who writes it, in the file's own data.
    pub(crate) author: String,
    /// Name of the program, in the file's own data.
    pub(crate) program: String,
    /// Its date, in the file's own data.
    pub(crate) date: NaiveDate,
    /// The styles that its paragraphs name.
    pub(crate) styles: Vec<Style>,
    /// Its parts; each begins on a page of its own and counts its own pages, of which the first bears no number.
    pub(crate) sections: Vec<Section>,
}

/// Pages of one way to lie.
#[derive(Default)]
pub(crate) struct Section {
    /// Whether they lie on their side.
    pub(crate) landscape: bool,
    /// What stands on them.
    pub(crate) blocks: Vec<Block>,
}

/// Something that stands under what is before it.
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// How text stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
    Justify,
}

impl From<page::Align> for Align {
    fn from(align: page::Align) -> Align {
        match align {
            page::Align::Left => Align::Left,
            page::Align::Center => Align::Center,
            page::Align::Right => Align::Right,
        }
    }
}

/// A paragraph; its line breaks are kept.
#[derive(Default)]
pub(crate) struct Paragraph {
    /// The id of its style.
    pub(crate) style: &'static str,
    /// Its text.
    pub(crate) text: String,
    /// How it stands, where its style says otherwise.
    pub(crate) align: Option<Align>,
    /// How far it stays from the left and the right margin, in twips, where its style says otherwise.
    pub(crate) indent: Option<[u32; 2]>,
}

impl Paragraph {
    pub(crate) fn new(style: &'static str, text: impl Into<String>) -> Paragraph {
        Paragraph { style, text: text.into(), ..Paragraph::default() }
    }
}

/// A table.
pub(crate) struct Table {
    /// What it holds, for readers who hear it; without one it only places things.
    pub(crate) title: String,
    /// The id of its style: [`TABLE_GRID`] or [`TABLE_PLAIN`].
    pub(crate) style: &'static str,
    /// The widths of its columns, in twips.
    pub(crate) widths: Vec<u32>,
    /// Its rows.
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Default)]
pub(crate) struct Row {
    /// Whether it heads the columns: shaded, and there again on each page. Such rows come first.
    pub(crate) heading: bool,
    /// Whether it may go on on the next page.
    pub(crate) breaks: bool,
    /// Its cells, each with its paragraphs; a cell without any is empty.
    pub(crate) cells: Vec<Vec<Paragraph>>,
}

/// Millimetres in twips, twentieths of a point.
pub(crate) const fn mm(millimetres: u32) -> u32 {
    (millimetres * 1440 * 10 + 127) / 254
}

/// Points in twips.
pub(crate) const fn pt(points: u32) -> u32 {
    points * 20
}

/// The width between the margins, in twips.
pub(crate) const fn room(landscape: bool) -> u32 {
    let page = if landscape { body::PAGE[1] } else { body::PAGE[0] };
    page - body::LEFT - body::RIGHT
}

/// A width parted by shares, in twips; the last column takes what rounding leaves.
pub(crate) fn parted(width: u32, shares: &[f64]) -> Vec<u32> {
    let total: f64 = shares.iter().sum();
    let mut widths: Vec<u32> = shares.iter().map(|share| (f64::from(width) * share / total) as u32).collect();
    let left = width.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}

/// Writes a document.
pub(crate) fn write(docx: &Docx) -> Result<Vec<u8>, PressError> {
    let failed = |fault: &dyn std::fmt::Display| PressError::Document(fault.to_string());
    // Whatever the day, the hour and the machine: entries bear the first moment that a zip can name.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts::parts(docx) {
        zip.start_file(name, options).map_err(|fault| failed(&fault))?;
        zip.write_all(&bytes).map_err(|fault| failed(&fault))?;
    }
    Ok(zip.finish().map_err(|fault| failed(&fault))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_word() {
        assert_eq!([mm(20), mm(30), mm(15), mm(210), mm(297), pt(14)], [1134, 1701, 850, 11906, 16838, 280]);
        assert_eq!(room(false), 9355);
    }

    #[test]
    fn columns_fill_the_width() {
        assert_eq!(parted(100, &[1.0, 1.0, 1.0]), [33, 33, 34]);
        assert_eq!(parted(9355, &[0.6, 4.0]).iter().sum::<u32>(), 9355);
        assert!(parted(100, &[]).is_empty());
    }
}
