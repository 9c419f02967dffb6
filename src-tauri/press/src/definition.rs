//! Definition sheets: an upright A4 page for each indicator, lines with labels under headings. PDF/A-2a.
//!
//! The values go to the template (`assets/pages/definition.typ`) as JSON, never as markup. A sheet longer than
//! its page runs on. Left out: what the lines mean and any word.

use chrono::NaiveDate;
use serde::Serialize;

use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::page::{Pdf, world};
use crate::text::{Replacements, plain};

/// Definition sheets with everything printed around them.
#[derive(Debug, Clone)]
pub struct Definitions {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Title in the file's own data.
    pub title: String,
    /// Printed in capitals over the name of each indicator.
    pub heading: String,
    /// In italics under each sheet: the day it was printed.
    pub remark: String,
    /// Superior agency, printed in capitals at the top left; may be empty.
    pub superior: String,
    /// Issuing agency, printed in bold capitals under it; may be empty.
    pub agency: String,
    /// Date of the document, kept in the file's own data (UTC+7).
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
    /// The sheets.
    pub sheets: Vec<DefinitionSheet>,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct DefinitionSheet {
    /// Its code and name; a bookmark.
    pub title: String,
    /// What is said of it.
    pub sections: Vec<DefinitionSection>,
}

/// Lines that belong together.
#[derive(Debug, Clone)]
pub struct DefinitionSection {
    /// Their heading.
    pub title: String,
    /// A label and its text each; line breaks are kept.
    pub lines: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Document {
    language: String,
    title: String,
    heading: String,
    remark: String,
    superior: String,
    agency: String,
    sheets: Vec<Sheet>,
}

#[derive(Serialize)]
struct Sheet {
    title: String,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    label: String,
    text: String,
}

/// Sets definition sheets and writes them as PDF/A-2a. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when there is no sheet to set.
pub fn definitions_pdf(definitions: &Definitions) -> Result<Pdf, PressError> {
    let refuse = |message: String| PressError::Page(vec![Diagnostic { file: String::new(), line: 0, message }]);
    if definitions.sheets.is_empty() {
        return Err(refuse("no sheet".to_owned()));
    }
    let serif = Serif::load()?;
    let replaced = Replacements::default();
    let line = |text: &str| replaced.line(text, |c| serif.has(c));
    let lines = |text: &str| replaced.lines(text, |c| serif.has(c));
    let section = |section: &DefinitionSection| Section {
        title: line(&section.title),
        lines: section.lines.iter().map(|(label, text)| Line { label: line(label), text: lines(text) }).collect(),
    };
    let document = Document {
        language: plain(&definitions.language),
        title: line(&definitions.title),
        heading: line(&definitions.heading),
        remark: line(&definitions.remark),
        superior: line(&definitions.superior),
        agency: line(&definitions.agency),
        sheets: definitions
            .sheets
            .iter()
            .map(|sheet| Sheet { title: line(&sheet.title), sections: sheet.sections.iter().map(section).collect() })
            .collect(),
    };
    let json = serde_json::to_vec(&document).map_err(|fault| refuse(fault.to_string()))?;
    let job = world::Job {
        template: "definition.typ",
        data: "definition.json",
        json,
        own: &[],
        date: definitions.date,
        creator: &definitions.creator,
        watch: None,
    };
    let (bytes, pages) = world::pdf(job)?;
    Ok(Pdf { bytes, pages, replaced: replaced.into_vec() })
}
