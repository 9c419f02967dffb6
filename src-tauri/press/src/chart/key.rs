//! The key above a picture of cells: what each tint and each mark means, side by side on as
//! many lines as they need.

use super::Desk;
use super::fill::{Fill, Scale};
use super::sheet::{Area, At, Sheet, Type};
use crate::error::PressError;

/// One entry of a key.
#[derive(Debug, Clone)]
pub struct KeyEntry {
    /// What is explained.
    pub fill: Fill,
    /// Its word, e.g. "trên 50%".
    pub word: String,
}

struct Entry {
    fill: Fill,
    word: String,
    left: f64,
    line: usize,
}

/// A key, broken and measured.
pub(crate) struct Keys {
    entries: Vec<Entry>,
    lines: usize,
    scale: Scale,
    /// Whether figures stand in the cells, so that samples are plain as these are.
    written: bool,
    unit: f64,
}

const SAMPLE: f64 = 20.0;
const GAP: f64 = 6.0;
const APART: f64 = 18.0;
const LINE: f64 = 24.0;

impl Keys {
    /// Breaks and measures a key. With `written`, figures stand in the cells it explains, and
    /// its tints are drawn plain as theirs are.
    pub(crate) fn plan(
        entries: &[KeyEntry],
        scale: Scale,
        written: bool,
        desk: &Desk,
        width: f64,
    ) -> Self {
        let (mut left, mut line) = (0.0, 0);
        let before = desk.px(SAMPLE + GAP);
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            let word = desk.wrap(&desk.clean(&entry.word), Type::NOTE, width - before, 1);
            let word = word.concat();
            let need = before + desk.width(&word, Type::NOTE);
            if left > 0.0 && left + need > width {
                left = 0.0;
                line += 1;
            }
            placed.push(Entry {
                fill: entry.fill,
                word,
                left,
                line,
            });
            left += need + desk.px(APART);
        }
        Self {
            lines: if placed.is_empty() { 0 } else { line + 1 },
            entries: placed,
            scale,
            written,
            unit: desk.scale,
        }
    }

    /// Height with the space under it.
    pub(crate) fn height(&self) -> f64 {
        if self.lines == 0 {
            return 0.0;
        }
        (self.lines as f64 * LINE + 8.0) * self.unit
    }

    pub(crate) fn draw(&self, sheet: &Sheet<'_>, (left, top): (f64, f64)) -> Result<(), PressError> {
        let px = |length: f64| length * self.unit;
        for entry in &self.entries {
            let y = top + px((entry.line as f64 + 0.5) * LINE);
            let sample = Area {
                left: left + entry.left,
                top: y - px(7.0),
                right: left + entry.left + px(SAMPLE),
                bottom: y + px(7.0),
            };
            match entry.fill {
                Fill::Class(_) if self.written => {
                    sheet.ground(entry.fill, true, self.scale, sample)?;
                }
                _ => sheet.cell(entry.fill, "", self.scale, sample)?,
            }
            let at = (sample.right + px(GAP), y);
            sheet.text(&entry.word, Type::NOTE, sheet.look.ink, at, At::Left)?;
        }
        Ok(())
    }
}
