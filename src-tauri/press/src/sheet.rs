//! What tables on their side have in common, along time or agencies × tasks: the frame around them, text made
//! fit for a column, and the way through a template to PDF/A-2a.

use chrono::NaiveDate;
use serde::Serialize;

use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::listing::{GoOn, Paper};
use crate::page::{Pdf, world};
use crate::text::{Replacements, plain};

/// What stands around a table on a sheet that lies on its side.
#[derive(Debug, Clone)]
pub struct SheetFrame {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Title; also the title in the file's own data.
    pub title: String,
    /// Lines under the title: what was chosen, the day it speaks of.
    pub remarks: Vec<String>,
    /// Superior agency, printed in capitals at the top left; may be empty.
    pub superior: String,
    /// Issuing agency, printed in bold capitals under it; may be empty.
    pub agency: String,
    /// Date of the document, kept in the file's own data (UTC+7).
    pub date: NaiveDate,
    /// Name of the program, kept in the file's own data.
    pub creator: String,
    /// The sheet of paper; it lies on its side.
    pub paper: Paper,
    /// How page numbers are shown, with `{page}` and `{of}`; empty for the number alone, as
    /// NĐ 30/2020/NĐ-CP wants it. The first page bears none.
    pub numbering: String,
    /// Printed instead of tasks when there is none.
    pub empty: String,
    /// Lines of small print at the end.
    pub notes: Vec<String>,
}

/// The frame as a template reads it.
#[derive(Serialize)]
pub(crate) struct Head {
    language: String,
    title: String,
    remarks: Vec<String>,
    superior: String,
    agency: String,
    paper: &'static str,
    numbering: String,
    empty: String,
    notes: Vec<String>,
}

/// Cleans and measures text for the document font.
pub(crate) struct Pen {
    pub(crate) serif: Serif,
    replaced: Replacements,
}

/// Where a word may break although nobody sees it, and after how many letters it may.
const MAY_BREAK: char = '\u{200b}';
const LONG_WORD: usize = 20;

impl Pen {
    pub(crate) fn new() -> Result<Self, PressError> {
        Ok(Self {
            serif: Serif::load()?,
            replaced: Replacements::default(),
        })
    }

    pub(crate) fn line(&self, text: &str) -> String {
        self.replaced.line(text, |c| self.serif.has(c))
    }

    /// A text whose line breaks are kept.
    pub(crate) fn broken(&self, text: &str) -> String {
        self.replaced.lines(text, |c| self.serif.has(c))
    }

    pub(crate) fn lines(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.line(text)).collect()
    }

    /// The text as far as it fits into `room` points at `size` points, ended by "…" when cut.
    pub(crate) fn fitted(&self, text: &str, size: f64, room: f64) -> String {
        let text = self.line(text);
        if self.serif.width(&text) * size <= room {
            return text;
        }
        let mut kept = String::new();
        let mut used = self.serif.width("…") * size;
        for c in text.chars() {
            used += self.serif.width(c.encode_utf8(&mut [0; 4])) * size;
            if used > room {
                break;
            }
            kept.push(c);
        }
        format!("{}…", kept.trim_end())
    }

    /// The text for a column of `width` points: at most about `most` lines, and no word too
    /// wide for it.
    pub(crate) fn in_column(&self, text: &str, size: f64, width: f64, most: f64) -> String {
        // The ends of lines stay empty by about an eighth.
        let mut out = String::new();
        let mut run = 0;
        for c in self.fitted(text, size, width * most * 0.88).chars() {
            run = if c == ' ' { 0 } else { run + 1 };
            if run > LONG_WORD {
                out.push(MAY_BREAK);
                run = 1;
            }
            out.push(c);
        }
        out
    }

    pub(crate) fn head(&self, frame: &SheetFrame) -> Head {
        Head {
            language: plain(&frame.language),
            title: self.line(&frame.title),
            remarks: self.lines(&frame.remarks),
            superior: self.line(&frame.superior),
            agency: self.line(&frame.agency),
            paper: match frame.paper {
                Paper::A4 => "a4",
                Paper::A3 => "a3",
            },
            numbering: self.line(&frame.numbering),
            empty: self.line(&frame.empty),
            notes: self.lines(&frame.notes),
        }
    }

    /// Sets the values with a template of the same name.
    pub(crate) fn set(
        self,
        template: &'static str,
        data: &'static str,
        values: &impl Serialize,
        frame: &SheetFrame,
        watched: Watched<'_>,
    ) -> Result<Pdf, PressError> {
        let json = serde_json::to_vec(values).map_err(|fault| {
            PressError::Page(vec![Diagnostic {
                file: data.to_owned(),
                line: 0,
                message: fault.to_string(),
            }])
        })?;
        let (bytes, pages) = world::pdf(world::Job {
            template,
            data,
            json,
            own: &[],
        date: frame.date,
            creator: &frame.creator,
            watch: Some(world::Watch {
                go_on: watched.go_on,
                steps: watched.steps,
                texts: watched.texts,
            }),
        })?;
        Ok(Pdf {
            bytes,
            pages,
            replaced: self.replaced.into_vec(),
        })
    }
}

/// How many tasks are set, and who is told.
pub(crate) struct Watched<'a> {
    pub(crate) go_on: GoOn<'a>,
    /// How many steps are told.
    pub(crate) steps: u64,
    /// About how many texts are set.
    pub(crate) texts: u64,
}
