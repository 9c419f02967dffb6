//! A radar: rates on axes around a centre, such as the eight focus areas. Each axis says its
//! figures beside its name, because lengths in different directions compare badly; a rate that
//! cannot be given leaves a gap.

use std::f64::consts::PI;

use super::axis::ticks;
use super::fill::{Fill, Scale};
use super::key::{KeyEntry, Keys};
use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, finite};
use crate::error::PressError;
use crate::text::plain;

/// Rates around a centre. Marks: axis by axis, each its values in the order of the series.
#[derive(Debug, Clone)]
pub struct Radar {
    /// What is measured; the mark gives colour and shape.
    pub series: Vec<(Mark, String)>,
    /// The axes, the first pointing up, the others clockwise.
    pub axes: Vec<RadarAxis>,
    /// The value at the rim, e.g. 100.
    pub rim: f64,
    /// What follows a number on the rings, e.g. "%".
    pub unit: String,
    /// What is said when there is no axis.
    pub empty: String,
}

/// One axis.
#[derive(Debug, Clone)]
pub struct RadarAxis {
    /// Its name.
    pub name: String,
    /// Its values, one for each series.
    pub values: Vec<RadarValue>,
}

/// A value on an axis.
#[derive(Debug, Clone)]
pub struct RadarValue {
    /// The value; none when it cannot be given.
    pub value: Option<f64>,
    /// As written beside the axis.
    pub written: String,
    /// Accessible name and tooltip.
    pub label: String,
}

struct Axis {
    name: Vec<String>,
    values: Vec<Figure>,
    width: f64,
}

/// A value, as written, and its accessible name.
type Figure = (Option<f64>, String, String);

struct Web {
    keys: Keys,
    series: Vec<(Mark, String)>,
    axes: Vec<Axis>,
    rim: f64,
    unit_word: String,
    words: f64,
    lines: usize,
    /// Whether the figures of an axis stand side by side.
    side_by_side: bool,
    unit: f64,
}

const LEAST: f64 = 150.0;
const MOST: f64 = 190.0;
const SHAPE: f64 = 9.0;
const AFTER_SHAPE: f64 = 4.0;
/// Between figures side by side.
const APART: f64 = 10.0;
const LINE: f64 = 18.0;

pub(super) fn plan(
    values: &Radar,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.axes.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    for value in values.axes.iter().flat_map(|axis| &axis.values) {
        if let Some(value) = value.value {
            finite(value, "a rate")?;
        }
    }
    let rim = finite(values.rim, "a rim")?;
    let side_by_side = width >= desk.px(560.0);
    let room = (width * if side_by_side { 0.27 } else { 0.23 }).min(desk.px(190.0));
    let axes: Vec<Axis> = values
        .axes
        .iter()
        .map(|axis| {
            let name = desk.wrap(&desk.clean(&axis.name), Type::NOTE, room, 3);
            let figures: Vec<Figure> = axis
                .values
                .iter()
                .take(values.series.len())
                .map(|value| {
                    let written = desk.wrap(&desk.clean(&value.written), Type::VALUE, room, 1);
                    (value.value, written.concat(), plain(&value.label))
                })
                .collect();
            let named = name.iter().map(|line| desk.width(line, Type::NOTE));
            Axis {
                width: named.fold(figures_width(desk, &figures, side_by_side), f64::max),
                name,
                values: figures,
            }
        })
        .collect();
    let keys: Vec<KeyEntry> = values
        .series
        .iter()
        .map(|(mark, word)| KeyEntry {
            fill: Fill::Mark(*mark),
            word: word.clone(),
        })
        .collect();
    Ok(Box::new(Web {
        keys: Keys::plan(&keys, Scale(2), false, desk, width),
        series: values
            .series
            .iter()
            .map(|(mark, word)| (*mark, plain(word)))
            .collect(),
        rim: if rim > 0.0 { rim } else { 1.0 },
        unit_word: desk.clean(&values.unit),
        words: axes.iter().map(|axis| axis.width).fold(0.0, f64::max),
        lines: axes.iter().map(|axis| axis.name.len()).max().unwrap_or(0)
            + if side_by_side { 1 } else { values.series.len() },
        side_by_side,
        axes,
        unit: desk.scale,
    }))
}

/// The width of the figures of an axis, each behind the shape of its series.
fn figures_width(desk: &Desk, figures: &[Figure], side_by_side: bool) -> f64 {
    let each = |figure: &Figure| desk.width(&figure.1, Type::VALUE) + desk.px(SHAPE + AFTER_SHAPE);
    if side_by_side {
        let gaps = desk.px(APART) * figures.len().saturating_sub(1) as f64;
        figures.iter().map(each).sum::<f64>() + gaps
    } else {
        figures.iter().map(each).fold(0.0, f64::max)
    }
}

impl Web {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// Height of the words above and below the circle.
    fn around(&self) -> f64 {
        self.px(self.lines as f64 * LINE + 12.0)
    }

    /// The direction of an axis: right and down of a unit circle.
    fn direction(&self, place: usize) -> (f64, f64) {
        let turn = 2.0 * PI * place as f64 / self.axes.len().max(1) as f64;
        (turn.sin(), -turn.cos())
    }

    fn spot(&self, place: usize, value: f64, centre: (f64, f64), radius: f64) -> (f64, f64) {
        let (right, down) = self.direction(place);
        let length = (value / self.rim).clamp(0.0, 1.0) * radius;
        (centre.0 + right * length, centre.1 + down * length)
    }

    fn draw_web(&self, sheet: &Sheet<'_>, centre: (f64, f64), radius: f64) -> Result<(), PressError> {
        let rings = ticks(0.0, self.rim, 4, false);
        for ring in rings.iter().filter(|ring| **ring > 0.0) {
            let around = (0..=self.axes.len()).map(|place| self.spot(place, *ring, centre, radius));
            let corners: Vec<(f64, f64)> = around.collect();
            sheet.line(&corners, sheet.look.grid, 1.0, None)?;
        }
        for place in 0..self.axes.len() {
            let end = self.spot(place, self.rim, centre, radius);
            sheet.line(&[centre, end], sheet.look.grid, 1.0, None)?;
        }
        // Between the first two axes, where no value lies.
        let turn = PI / self.axes.len().max(3) as f64;
        for ring in rings.iter().filter(|ring| **ring > 0.0) {
            let text = format!("{}{}", sheet.desk.number(*ring), self.unit_word);
            let length = ring / self.rim * radius * turn.cos();
            let at = (centre.0 + turn.sin() * length, centre.1 - turn.cos() * length);
            let half = sheet.desk.width(&text, Type::NOTE) / 2.0 + self.px(2.0);
            sheet.plate(Area {
                left: at.0 - half,
                top: at.1 - self.px(7.0),
                right: at.0 + half,
                bottom: at.1 + self.px(7.0),
            })?;
            sheet.text(&text, Type::NOTE, sheet.look.quiet, at, At::Middle)?;
        }
        Ok(())
    }

    fn draw_series(&self, sheet: &Sheet<'_>, series: usize, centre: (f64, f64), radius: f64) -> Result<(), PressError> {
        let Some((mark, _)) = self.series.get(series) else {
            return Ok(());
        };
        let ink = mark.shape_colour(sheet.look.theme);
        let dash = [None, Some("60 40"), Some("20 30")].get(series % 3).copied().flatten();
        let count = self.axes.len();
        let value = |place: usize| self.axes.get(place % count.max(1))?.values.get(series)?.0;
        for place in 0..count {
            if let (Some(from), Some(to)) = (value(place), value(place + 1)) {
                let ends = [
                    self.spot(place, from, centre, radius),
                    self.spot(place + 1, to, centre, radius),
                ];
                sheet.line(&ends, ink, 2.0, dash)?;
            }
        }
        let r = self.px(7.0);
        for (place, axis) in self.axes.iter().enumerate() {
            let Some((value, _, name)) = axis.values.get(series) else {
                continue;
            };
            let before: usize = self.axes.iter().take(place).map(|axis| axis.values.len()).sum();
            let shown = if value.is_some() { *mark } else { Mark::NoData };
            // What is missing stands at the rim, far from any zero.
            let at = self.spot(place, value.unwrap_or(self.rim), centre, radius);
            let area = Area {
                left: at.0 - r,
                top: at.1 - r,
                right: at.0 + r,
                bottom: at.1 + r,
            };
            sheet.point(before + series, name, area, || sheet.shape(shown, at, self.px(10.0)))?;
        }
        Ok(())
    }

    fn draw_words(&self, sheet: &Sheet<'_>, place: usize, axis: &Axis, end: (f64, f64)) -> Result<(), PressError> {
        let (right, down) = self.direction(place);
        let gap = self.px(10.0);
        let (x, held) = match right {
            right if right > 0.2 => (end.0 + gap, At::Left),
            right if right < -0.2 => (end.0 - gap, At::Right),
            _ => (end.0, At::Middle),
        };
        let figures = if self.side_by_side { 1 } else { axis.values.len() };
        let lines = (axis.name.len() + figures) as f64;
        let height = self.px(lines * LINE);
        // Above at the top, below at the bottom, beside in between.
        let top = end.1 + (down - 1.0) / 2.0 * height + down * gap;
        let mut y = top + self.px(LINE / 2.0);
        for line in &axis.name {
            sheet.text(line, Type::NOTE, sheet.look.ink, (x, y), held)?;
            y += self.px(LINE);
        }
        let width = figures_width(sheet.desk, &axis.values, self.side_by_side);
        let start = match held {
            At::Left => x,
            At::Middle => x - width / 2.0,
            At::Right => x - width,
        };
        let mut left = start;
        for ((mark, _), (_, written, _)) in self.series.iter().zip(&axis.values) {
            sheet.shape(*mark, (left + self.px(SHAPE / 2.0), y), self.px(SHAPE))?;
            left += self.px(SHAPE + AFTER_SHAPE);
            sheet.text(written, Type::VALUE, sheet.look.ink, (left, y), At::Left)?;
            if self.side_by_side {
                left += sheet.desk.width(written, Type::VALUE) + self.px(APART);
            } else {
                left = start;
                y += self.px(LINE);
            }
        }
        Ok(())
    }
}

impl Plan for Web {
    fn least(&self) -> f64 {
        self.keys.height() + 2.0 * (self.around() + self.px(LEAST))
    }

    fn most(&self) -> f64 {
        self.keys.height() + 2.0 * (self.around() + self.px(MOST))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, (area.left, area.top))?;
        let top = area.top + self.keys.height();
        let centre = ((area.left + area.right) / 2.0, (top + area.bottom) / 2.0);
        let high = (area.bottom - top) / 2.0 - self.around();
        let wide = area.width() / 2.0 - self.words - self.px(12.0);
        let radius = high.min(wide).max(self.px(40.0));
        self.draw_web(sheet, centre, radius)?;
        for (series, (_, word)) in self.series.iter().enumerate() {
            sheet.list(word, || self.draw_series(sheet, series, centre, radius))?;
        }
        for (place, axis) in self.axes.iter().enumerate() {
            let end = self.spot(place, self.rim, centre, radius);
            self.draw_words(sheet, place, axis, end)?;
        }
        Ok(())
    }
}
