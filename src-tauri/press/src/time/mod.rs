//! Time on paper: tasks as bars along an axis, and a month of deadlines, as PDF/A-2a.
//!
//! Days come in, places on the axis are worked out here; which days, which order and every
//! word are handed in. Bars are told apart by pattern and shape, so that a copy in black and
//! white says the same.

mod calendar;
mod timeline;

use chrono::NaiveDate;
use serde::Serialize;

use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::listing::{GoOn, Paper};
use crate::page::{Pdf, world};
use crate::text::Replacements;

pub use calendar::{MonthCell, MonthEntry, MonthLine, MonthSheet, month_pdf};
pub use timeline::{
    TimeBand, TimeSpan, TimeSpanKind, TimelineBlock, TimelineRow, TimelineSheet, timeline_pdf,
};

/// What stands around either of them.
#[derive(Debug, Clone)]
pub struct TimeFrame {
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
    /// How page numbers are shown, with `{page}` and `{of}`; the first page bears none.
    pub numbering: String,
    /// Printed instead of tasks when there is none.
    pub empty: String,
    /// Lines of small print at the end.
    pub notes: Vec<String>,
}

/// The frame as a template reads it.
#[derive(Serialize)]
struct Head {
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
struct Pen {
    serif: Serif,
    replaced: Replacements,
}

/// Where a word may break although nobody sees it, and after how many letters it may.
const MAY_BREAK: char = '\u{200b}';
const LONG_WORD: usize = 20;

impl Pen {
    fn new() -> Result<Self, PressError> {
        Ok(Self {
            serif: Serif::load()?,
            replaced: Replacements::default(),
        })
    }

    fn line(&self, text: &str) -> String {
        self.replaced.line(text, |c| self.serif.has(c))
    }

    fn lines(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.line(text)).collect()
    }

    /// The text as far as it fits into `room` points at `size` points, ended by "…" when cut.
    fn fitted(&self, text: &str, size: f64, room: f64) -> String {
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
    fn in_column(&self, text: &str, size: f64, width: f64, most: f64) -> String {
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

    fn head(&self, frame: &TimeFrame) -> Head {
        Head {
            language: crate::text::plain(&frame.language),
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
    fn set(
        self,
        template: &'static str,
        data: &'static str,
        values: &impl Serialize,
        frame: &TimeFrame,
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
            date: frame.date,
            creator: &frame.creator,
            watch: Some(world::Watch {
                go_on: watched.go_on,
                steps: watched.tasks,
                texts: watched.tasks * TEXTS,
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
struct Watched<'a> {
    go_on: GoOn<'a>,
    tasks: u64,
}

/// About how many texts a task takes: some are set twice, to be measured first.
const TEXTS: u64 = 9;

/// Breadth of the text area in millimetres: the sheet on its side without 30 and 15 mm.
fn breadth(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 252.0,
        Paper::A3 => 375.0,
    }
}

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
