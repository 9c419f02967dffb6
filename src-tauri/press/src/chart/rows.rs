//! What charts of rows share: a name at the left, marks over one axis of values (or over a
//! scale of each row's own), words at the right or, where the chart is narrow, under the
//! name. Knows no mark and no chart; long names are broken, rows grow with them.

use std::ops::Range;

use super::axis::ticks;
use super::{Desk, keep};
use super::sheet::{Area, At, Sheet, Type};
use crate::error::PressError;

const AXIS: f64 = 22.0;
const GAP: f64 = 12.0;
const LINES: usize = 12;

/// The words of a row as they were handed in.
pub(super) struct RowText<'a> {
    pub(super) name: &'a str,
    /// Words at the right; may be empty.
    pub(super) words: &'a str,
    /// The height its marks take, in pixels at "vừa"; 0 where the pitch is enough.
    pub(super) tall: f64,
}

/// How rows are measured.
pub(super) struct Measure {
    /// Lowest and highest value of the axis; none where each row has a scale of its own.
    pub(super) axis: Option<(f64, f64)>,
    /// Whether only whole numbers stand on the axis.
    pub(super) whole: bool,
    /// Room above the rows, in pixels.
    pub(super) head: f64,
    /// Room for a label beside the longest mark, in pixels.
    pub(super) beside: f64,
    /// The height a row takes at least and at most, in pixels at "vừa".
    pub(super) pitch: (f64, f64),
}

/// Rows whose words are broken and measured.
pub(super) struct Rows {
    names: Vec<Vec<String>>,
    words: Vec<Vec<String>>,
    tall: Vec<f64>,
    /// The place of the first row among those handed in.
    first: usize,
    name_width: f64,
    word_width: f64,
    narrow: bool,
    measure: Measure,
    unit: f64,
}

/// Rows in their places.
pub(super) struct Laid {
    /// The area over which marks are drawn.
    pub(super) bars: Area,
    /// Top and bottom of each row.
    pub(super) places: Vec<(f64, f64)>,
    area: Area,
}

impl Rows {
    pub(super) fn new(desk: &Desk, width: f64, texts: &[RowText<'_>], measure: Measure) -> Self {
        let narrow = width < desk.px(560.0);
        let name_room = width * if narrow { 0.44 } else { 0.34 };
        let word_room = if narrow { name_room } else { width * 0.24 };
        let wrap = |text: &str, room: f64, kind: Type| {
            if text.is_empty() {
                Vec::new()
            } else {
                desk.wrap(&desk.clean(text), kind, room, LINES)
            }
        };
        let names: Vec<_> = texts
            .iter()
            .map(|text| wrap(text.name, name_room, Type::LABEL))
            .collect();
        let words: Vec<_> = texts
            .iter()
            .map(|text| wrap(text.words, word_room, Type::NOTE))
            .collect();
        let widest = |lines: &[Vec<String>], kind: Type| {
            lines
                .iter()
                .flatten()
                .map(|line| desk.width(line, kind))
                .fold(0.0, f64::max)
        };
        let (of_names, of_words) = (widest(&names, Type::LABEL), widest(&words, Type::NOTE));
        Self {
            name_width: if narrow {
                of_names.max(of_words)
            } else {
                of_names
            },
            word_width: if narrow { 0.0 } else { of_words },
            names,
            words,
            tall: texts.iter().map(|text| text.tall).collect(),
            first: 0,
            narrow,
            measure,
            unit: desk.scale,
        }
    }

    pub(super) fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// The room for a label beside the longest mark.
    pub(super) fn beside(&self) -> f64 {
        self.measure.beside
    }

    /// The name of a row as one text.
    pub(super) fn name(&self, index: usize) -> String {
        self.names
            .get(index)
            .map_or_else(String::new, |lines| lines.join(" "))
    }

    fn foot(&self) -> f64 {
        if self.measure.axis.is_some() {
            self.px(AXIS)
        } else {
            self.px(6.0)
        }
    }

    /// The least height of a row: that of its words.
    fn worded(&self, index: usize) -> f64 {
        let lines = |of: &[Vec<String>]| of.get(index).map_or(0, Vec::len) as f64;
        let (names, words) = (
            lines(&self.names) * self.px(Type::LABEL.leading()),
            lines(&self.words) * self.px(Type::NOTE.leading()),
        );
        let text = if self.narrow {
            names + words
        } else {
            names.max(words)
        };
        let marks = self.tall.get(index).copied().unwrap_or_default();
        (text + self.px(6.0)).max(self.px(marks.max(self.measure.pitch.0)))
    }

    fn height(&self, rows: Range<usize>, pitch: f64) -> f64 {
        let rows: f64 = rows.map(|index| self.worded(index).max(pitch)).sum();
        self.measure.head + rows + self.foot()
    }

    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    pub(super) fn least(&self) -> f64 {
        self.least_of(0..self.count())
    }

    pub(super) fn least_of(&self, rows: Range<usize>) -> f64 {
        self.height(rows, 0.0)
    }

    pub(super) fn most(&self) -> f64 {
        self.height(0..self.count(), self.px(self.measure.pitch.1))
    }

    /// Leaves only these rows.
    pub(super) fn keep(&mut self, rows: &Range<usize>) {
        keep(&mut self.names, rows);
        keep(&mut self.words, rows);
        keep(&mut self.tall, rows);
        self.first += rows.start;
    }

    /// The place of a row among those handed in.
    pub(super) fn place(&self, index: usize) -> usize {
        self.first + index
    }

    /// Gives every row its place.
    pub(super) fn lay(&self, area: Area) -> Laid {
        let left = area.left + self.name_width + self.px(GAP);
        let words = if self.word_width > 0.0 {
            self.word_width + self.px(GAP)
        } else {
            0.0
        };
        let bars = Area {
            left,
            top: area.top + self.measure.head,
            right: (area.right - words - self.measure.beside)
                .max(left + self.px(20.0))
                .min(area.right),
            bottom: area.bottom - self.foot(),
        };
        let needed: f64 = (0..self.names.len()).map(|index| self.worded(index)).sum();
        let count = self.names.len().max(1) as f64;
        let spare = ((bars.bottom - bars.top - needed) / count).max(0.0);
        let mut y = bars.top;
        let places = (0..self.names.len())
            .map(|index| {
                let top = y;
                y += self.worded(index) + spare;
                (top, y)
            })
            .collect();
        Laid { bars, places, area }
    }

    /// The pixel of a value on the axis.
    pub(super) fn x(&self, laid: &Laid, value: f64) -> f64 {
        let (low, high) = self.measure.axis.unwrap_or((0.0, 1.0));
        spread(laid.bars, (low, high), value)
    }

    /// Grid lines with their numbers, and the line of zero.
    pub(super) fn draw_axis(&self, sheet: &Sheet<'_>, laid: &Laid) -> Result<(), PressError> {
        let Some((low, high)) = self.measure.axis else {
            return Ok(());
        };
        let bars = laid.bars;
        let widest = [low, high]
            .map(|value| sheet.desk.width(&sheet.desk.number(value), Type::NOTE))
            .into_iter()
            .fold(0.0, f64::max);
        let room = (bars.width() / (widest + self.px(30.0)).max(self.px(56.0))).max(1.0) as usize;
        for tick in ticks(low, high, room.min(8), self.measure.whole) {
            let x = self.x(laid, tick);
            let ends = [(x, bars.top), (x, bars.bottom)];
            sheet.line(&ends, sheet.look.grid, 1.0, None)?;
            let text = sheet.desk.number(tick);
            let half = sheet.desk.width(&text, Type::NOTE) / 2.0;
            let at = x.min(laid.area.right - half).max(laid.area.left + half);
            let y = bars.bottom + self.px(AXIS / 2.0 + 1.0);
            sheet.text(&text, Type::NOTE, sheet.look.quiet, (at, y), At::Middle)?;
        }
        Ok(())
    }

    /// The line of zero, over the marks.
    pub(super) fn draw_zero(&self, sheet: &Sheet<'_>, laid: &Laid) -> Result<(), PressError> {
        let x = self.x(laid, 0.0);
        let ends = [(x, laid.bars.top), (x, laid.bars.bottom)];
        sheet.line(&ends, sheet.look.axis, 1.2, None)
    }

    /// Name and words of a row.
    pub(super) fn draw_words(
        &self,
        sheet: &Sheet<'_>,
        laid: &Laid,
        index: usize,
        ink: Option<Type>,
    ) -> Result<(), PressError> {
        let (Some(name), Some(words), Some((top, bottom))) = (
            self.names.get(index),
            self.words.get(index),
            laid.places.get(index),
        ) else {
            return Ok(());
        };
        let middle = (top + bottom) / 2.0;
        let kind = ink.unwrap_or(Type::LABEL);
        let tall = name.len() as f64 * self.px(kind.leading());
        let small = words.len() as f64 * self.px(Type::NOTE.leading());
        let (left, look) = (laid.area.left, sheet.look);
        if self.narrow {
            let from = middle - (tall + small) / 2.0;
            let end = sheet.paragraph(name, kind, look.ink, left, from)?;
            sheet.paragraph(words, Type::NOTE, look.quiet, left, end)?;
            return Ok(());
        }
        sheet.paragraph(name, kind, look.ink, left, middle - tall / 2.0)?;
        for (line, text) in words.iter().enumerate() {
            let y = middle - small / 2.0 + (line as f64 + 0.5) * self.px(Type::NOTE.leading());
            sheet.text(
                text,
                Type::NOTE,
                look.quiet,
                (laid.area.right, y),
                At::Right,
            )?;
        }
        Ok(())
    }

    /// The whole row, as an area to point at.
    pub(super) fn whole(&self, laid: &Laid, index: usize) -> Area {
        let (top, bottom) = laid.places.get(index).copied().unwrap_or_default();
        Area {
            top,
            bottom,
            ..laid.area
        }
    }
}

/// The pixel of a value between the two ends of a scale.
pub(super) fn spread(area: Area, (low, high): (f64, f64), value: f64) -> f64 {
    let span = high - low;
    let share = if span > 0.0 && span.is_finite() {
        ((value - low) / span).clamp(0.0, 1.0)
    } else {
        0.0
    };
    area.left + share * area.width()
}

/// An axis over values with zero on it; never empty.
pub(super) fn from_zero(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if high > low { (low, high) } else { (0.0, 1.0) }
}

/// A label beside the end of a mark, on a plate of paper; it may not leave the area.
pub(super) fn beside(
    sheet: &Sheet<'_>,
    text: &str,
    (x, middle): (f64, f64),
    right: f64,
) -> Result<(), PressError> {
    let width = sheet.desk.width(text, Type::VALUE);
    let left = (x + sheet.px(6.0)).min(right - width);
    let half = sheet.px(9.0);
    sheet.plate(Area {
        left: left - sheet.px(3.0),
        top: middle - half,
        right: left + width + sheet.px(2.0),
        bottom: middle + half,
    })?;
    sheet.text(text, Type::VALUE, sheet.look.ink, (left, middle), At::Left)
}

/// A figure at the end of a bar in the colour of a series: beside it, or inside its end where it would lie on one of the
/// lines that cross the bars.
pub(super) fn at_end(
    sheet: &Sheet<'_>,
    text: &str,
    (zero, end): (f64, f64),
    middle: f64,
    lines: &[f64],
    right: f64,
) -> Result<(), PressError> {
    let width = sheet.desk.width(text, Type::VALUE);
    let last = end.max(zero);
    let crossed = |line: &f64| *line > last && *line < last + width + sheet.px(10.0);
    if lines.iter().any(crossed) && end - zero > width + sheet.px(16.0) {
        let at = (end - sheet.px(6.0), middle);
        return sheet.text(text, Type::VALUE, sheet.look.paper, at, At::Right);
    }
    beside(sheet, text, (last, middle), right)
}

/// The words of a key side by side, each behind a sample `wide` pixels at "vừa" that is drawn between two ends on a
/// line.
pub(super) fn draw_keys(
    sheet: &Sheet<'_>,
    words: &[String],
    (left, middle): (f64, f64),
    wide: f64,
    sample: impl Fn(usize, (f64, f64), f64) -> Result<(), PressError>,
) -> Result<(), PressError> {
    let mut x = left;
    for (index, word) in words.iter().enumerate() {
        let end = x + sheet.px(wide);
        sample(index, (x, end), middle)?;
        let left = end + sheet.px(6.0);
        sheet.text(word, Type::NOTE, sheet.look.ink, (left, middle), At::Left)?;
        x = left + sheet.desk.width(word, Type::NOTE) + sheet.px(18.0);
    }
    Ok(())
}

/// "Nothing here": a hatched band with the reason on it.
pub(super) fn nothing(sheet: &Sheet<'_>, reason: &[String], band: Area) -> Result<(), PressError> {
    sheet.paint(band, &super::Mark::NoData.paint(&sheet.look))?;
    let leading = sheet.px(Type::NOTE.leading());
    let width = reason
        .iter()
        .map(|line| sheet.desk.width(line, Type::NOTE))
        .fold(0.0, f64::max);
    let middle = (band.top + band.bottom) / 2.0;
    let top = middle - reason.len() as f64 * leading / 2.0;
    let left = band.left + sheet.px(10.0);
    if !reason.is_empty() {
        sheet.plate(Area {
            left: left - sheet.px(4.0),
            top: top + sheet.px(1.5),
            right: left + width + sheet.px(4.0),
            bottom: middle * 2.0 - top - sheet.px(1.5),
        })?;
    }
    sheet.paragraph(reason, Type::NOTE, sheet.look.quiet, left, top)?;
    Ok(())
}
