//! Official letters (công văn) on an upright A4 page, with annexes behind them, each a table on pages of its own.
//! Layout and sizes: NĐ 30/2020/NĐ-CP, Phụ lục I.
//!
//! A letter is composed once: `pdf` sets it as pages to be printed, `word` as a document to be edited on. Left out: any
//! word.

mod pdf;
mod word;

use chrono::NaiveDate;
use serde::Serialize;

use crate::error::{Diagnostic, PressError};
use crate::page::Align;
use crate::text::{Replacements, plain};

pub use pdf::letter_pdf;
pub use word::letter_docx;

/// A letter.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Title in the file's own data.
    pub title: String,
    /// Superior agency, printed in capitals at the top left; may be empty.
    pub superior: String,
    /// Issuing agency, printed in bold capitals under it; may be empty.
    pub agency: String,
    /// Name of the country and its motto, at the top right.
    pub motto: [String; 2],
    /// Number and symbol, with room for what is written by hand; may be empty.
    pub number: String,
    /// What it is about, under the number.
    pub subject: String,
    /// Place and date.
    pub place_and_date: String,
    /// Stands before those it goes to.
    pub salutation: String,
    /// Whom it goes to.
    pub to: Vec<String>,
    /// The body.
    pub paragraphs: Vec<String>,
    /// Heading of the list of those who get it; without one the list is left out.
    pub copies_heading: String,
    /// Those who get it.
    pub copies: Vec<String>,
    /// The signer's title; without one nobody signs.
    pub signer_title: String,
    /// The signer's name; may be empty.
    pub signer: String,
    /// The annexes.
    pub annexes: Vec<LetterTable>,
    /// Date of the document, kept in the file's own data (UTC+7).
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
}

/// A table behind a letter.
#[derive(Debug, Clone, Default)]
pub struct LetterTable {
    /// "Phụ lục", with its number where there are several.
    pub heading: String,
    /// What it lists, printed in capitals.
    pub title: String,
    /// In italics and brackets: what it is attached to.
    pub remark: String,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Heading, share of the width and way to stand of each column.
    pub columns: Vec<(String, f64, Align)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Lines of small print under it.
    pub notes: Vec<String>,
}

/// A letter that can be set, its texts clean.
#[derive(Serialize)]
struct Document {
    language: String,
    title: String,
    superior: String,
    agency: String,
    motto: [String; 2],
    number: String,
    subject: String,
    place_and_date: String,
    salutation: String,
    to: Vec<String>,
    paragraphs: Vec<String>,
    copies_heading: String,
    copies: Vec<String>,
    signer_title: String,
    signer: String,
    annexes: Vec<Annex>,
}

#[derive(Serialize)]
struct Annex {
    heading: String,
    title: String,
    remark: String,
    landscape: bool,
    headers: Vec<String>,
    widths: Vec<f64>,
    aligns: Vec<Align>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

fn refuse(message: &str) -> PressError {
    PressError::Page(vec![Diagnostic { file: String::new(), line: 0, message: message.to_owned() }])
}

/// What is set of a letter; characters that `has` denies are told. Errors: those of [`letter_pdf`].
fn document(letter: &Letter, replaced: &Replacements, has: impl Fn(char) -> bool) -> Result<Document, PressError> {
    if letter.paragraphs.is_empty() {
        return Err(refuse("a letter without a body"));
    }
    let sound = |table: &LetterTable| {
        let columns = table.columns.len();
        columns > 0 && table.rows.iter().all(|row| row.len() == columns) && table.columns.iter().all(|(_, width, _)| width.is_finite() && *width > 0.0)
    };
    if !letter.annexes.iter().all(sound) {
        return Err(refuse("an annex without columns, or with a row of another length"));
    }
    let line = |text: &str| replaced.line(text, &has);
    let all = |texts: &[String]| -> Vec<String> { texts.iter().map(|text| replaced.lines(text, &has)).collect() };
    let annex = |table: &LetterTable| Annex {
        heading: line(&table.heading),
        title: line(&table.title),
        remark: line(&table.remark),
        landscape: table.landscape,
        headers: table.columns.iter().map(|(header, ..)| line(header)).collect(),
        widths: table.columns.iter().map(|(_, width, _)| *width).collect(),
        aligns: table.columns.iter().map(|(.., align)| *align).collect(),
        rows: table.rows.iter().map(|row| all(row)).collect(),
        notes: all(&table.notes),
    };
    Ok(Document {
        language: plain(&letter.language),
        title: line(&letter.title),
        superior: line(&letter.superior),
        agency: line(&letter.agency),
        motto: [line(&letter.motto[0]), line(&letter.motto[1])],
        number: line(&letter.number),
        subject: line(&letter.subject),
        place_and_date: line(&letter.place_and_date),
        salutation: line(&letter.salutation),
        to: all(&letter.to),
        paragraphs: all(&letter.paragraphs),
        copies_heading: line(&letter.copies_heading),
        copies: all(&letter.copies),
        signer_title: line(&letter.signer_title),
        signer: line(&letter.signer),
        annexes: letter.annexes.iter().map(annex).collect(),
    })
}
