//! Bullets: of each indicator the figure as a bar, the target as a stroke across it and
//! last year's figure as a hollow dot, on a scale of its own. Units differ from row to row,
//! so there is no common axis; the figures stand beside the bar.

use std::ops::Range;

use super::rows::{Laid, Measure, RowText, Rows, draw_keys, from_zero, nothing, spread};
use super::sheet::{Area, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Indicators with figure, target and last year. Marks: three for each row, counted
/// whether they are there or not: figure, target, last year.
#[derive(Debug, Clone, Default)]
pub struct Bullets {
    /// Accessible name of the rows.
    pub name: String,
    /// The rows in the order in which they stand.
    pub rows: Vec<Bullet>,
    /// The words of the key: figure, target, last year.
    pub keys: [String; 3],
    /// What is said when there is no row.
    pub empty: String,
}

/// One indicator.
#[derive(Debug, Clone, Default)]
pub struct Bullet {
    /// Its name with its unit.
    pub name: String,
    /// Its figure.
    pub value: Option<f64>,
    /// What is to be reached: both ends of a range, or the same figure twice.
    pub target: Option<(f64, f64)>,
    /// The figure of a year before.
    pub before: Option<f64>,
    /// Figure, target and last year as written, at the right.
    pub written: String,
    /// What is said where there is no figure.
    pub reason: String,
    /// Accessible names and tooltips of figure, target and last year.
    pub labels: [String; 3],
}

struct Row {
    value: Option<f64>,
    target: Option<(f64, f64)>,
    before: Option<f64>,
    reason: Vec<String>,
    labels: [String; 3],
    scale: (f64, f64),
}

struct Chart {
    rows: Rows,
    values: Vec<Row>,
    name: String,
    keys: [String; 3],
}

const KEYS: f64 = 28.0;
const HALF: f64 = 7.0;

pub(super) fn plan(values: &Bullets, desk: &Desk, width: f64) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut rows = Vec::new();
    for row in &values.rows {
        let known = |value: Option<f64>| value.map(|value| finite(value, "a figure")).transpose();
        let (value, before) = (known(row.value)?, known(row.before)?);
        let target = match row.target {
            Some((a, b)) => {
                let (a, b) = (finite(a, "a target")?, finite(b, "a target")?);
                Some((a.min(b), a.max(b)))
            }
            None => None,
        };
        let all = value.into_iter().chain(before);
        let (low, high) = from_zero(all.chain(target.into_iter().flat_map(|(a, b)| [a, b])));
        // Room beyond the longest mark, so that a stroke at the end is seen as one.
        let margin = (high - low) * 0.06;
        rows.push(Row {
            value,
            target,
            before,
            reason: desk.wrap(&desk.clean(&row.reason), Type::NOTE, width * 0.3, 2),
            labels: [0, 1, 2].map(|at| row.labels.get(at).map_or_else(String::new, |t| plain(t))),
            scale: (if low < 0.0 { low - margin } else { 0.0 }, high + margin),
        });
    }
    let texts: Vec<RowText<'_>> = values
        .rows
        .iter()
        .map(|row| RowText {
            name: &row.name,
            words: &row.written,
            tall: 0.0,
        })
        .collect();
    let keys = values.keys.clone().map(|key| {
        desk.wrap(&desk.clean(&key), Type::NOTE, width * 0.3, 1)
            .concat()
    });
    let measure = Measure {
        axis: None,
        whole: false,
        head: desk.px(KEYS),
        beside: 0.0,
        pitch: (32.0, 46.0),
    };
    Ok(Box::new(Chart {
        rows: Rows::new(desk, width, &texts, measure),
        values: rows,
        name: plain(&values.name),
        keys,
    }))
}

/// A stroke across the bar: paper around it keeps it apart from the bar.
fn stroke(sheet: &Sheet<'_>, x: f64, middle: f64) -> Result<(), PressError> {
    let half = sheet.px(HALF + 4.0);
    let ends = [(x, middle - half), (x, middle + half)];
    sheet.line(&ends, sheet.look.paper, sheet.px(5.0), None)?;
    sheet.line(&ends, sheet.look.ink, sheet.px(2.4), None)
}

/// A hollow dot that is seen on the bar as well as beside it.
fn ring(sheet: &Sheet<'_>, x: f64, middle: f64) -> Result<(), PressError> {
    let r = sheet.px(4.6);
    sheet.circle((x, middle), r + sheet.px(1.4), sheet.look.paper, None)?;
    sheet.circle(
        (x, middle),
        r - sheet.px(0.8),
        sheet.look.ink,
        Some(sheet.px(1.7)),
    )
}

impl Chart {
    fn draw_keys(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let middle = area.top + sheet.px(KEYS / 2.0 - 4.0);
        draw_keys(sheet, &self.keys, (area.left, middle), 18.0, |index, (left, right), y| {
            let at = (left + right) / 2.0;
            match index {
                0 => {
                    let half = sheet.px(4.0);
                    sheet.fill(Area { left, top: y - half, right, bottom: y + half }, sheet.look.series)
                }
                1 => {
                    let ends = [(at, y - sheet.px(8.0)), (at, y + sheet.px(8.0))];
                    sheet.line(&ends, sheet.look.ink, sheet.px(2.4), None)
                }
                _ => ring(sheet, at, y),
            }
        })
    }

    fn draw_row(
        &self,
        sheet: &Sheet<'_>,
        laid: &Laid,
        index: usize,
        row: &Row,
    ) -> Result<(), PressError> {
        let Some((top, bottom)) = laid.places.get(index) else {
            return Ok(());
        };
        let middle = (top + bottom) / 2.0;
        let half = sheet.px(HALF);
        let x = |value: f64| spread(laid.bars, row.scale, value);
        let zero = x(0.0);
        let [of_value, of_target, of_before] = &row.labels;
        let whole = self.rows.whole(laid, index);
        let first = self.rows.place(index) * 3;
        sheet.point(first, of_value, whole, || {
            self.rows.draw_words(sheet, laid, index, None)?;
            let Some(value) = row.value else {
                let band = Area {
                    left: zero,
                    top: middle - half,
                    right: laid.bars.right,
                    bottom: middle + half,
                };
                return nothing(sheet, &row.reason, band);
            };
            // The ground of the scale lets a short bar be read as a part of it.
            let ground = Area {
                left: laid.bars.left,
                top: middle - half,
                right: laid.bars.right,
                bottom: middle + half,
            };
            sheet.fill(ground, sheet.look.grid)?;
            if value == 0.0 {
                return Ok(());
            }
            let bar = Area {
                left: zero.min(x(value)),
                top: middle - half * 0.72,
                right: zero.max(x(value)).max(zero.min(x(value)) + 1.0),
                bottom: middle + half * 0.72,
            };
            sheet.fill(bar, sheet.look.series)
        })?;
        let ends = [(zero, middle - half), (zero, middle + half)];
        sheet.line(&ends, sheet.look.axis, 1.2, None)?;
        let around = |from: f64, to: f64| Area {
            left: from - sheet.px(5.0),
            top: middle - sheet.px(HALF + 4.0),
            right: to + sheet.px(5.0),
            bottom: middle + sheet.px(HALF + 4.0),
        };
        if let Some((low, high)) = row.target {
            sheet.point(first + 1, of_target, around(x(low), x(high)), || {
                stroke(sheet, x(low), middle)?;
                if high > low {
                    let y = middle + sheet.px(HALF + 4.0);
                    let across = [(x(low), y), (x(high), y)];
                    sheet.line(&across, sheet.look.ink, sheet.px(1.6), None)?;
                    stroke(sheet, x(high), middle)?;
                }
                Ok(())
            })?;
        }
        if let Some(before) = row.before {
            let at = x(before);
            sheet.point(first + 2, of_before, around(at, at), || {
                ring(sheet, at, middle)
            })?;
        }
        Ok(())
    }
}

impl Plan for Chart {
    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn most(&self) -> f64 {
        self.rows.most()
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let laid = self.rows.lay(area);
        self.draw_keys(sheet, area)?;
        sheet.list(&self.name, || {
            for (index, row) in self.values.iter().enumerate() {
                self.draw_row(sheet, &laid, index, row)?;
            }
            Ok(())
        })
    }

    fn rows(&self) -> usize {
        self.rows.count()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.rows.least_of(rows)
    }

    fn keep(&mut self, rows: Range<usize>) {
        self.rows.keep(&rows);
        keep(&mut self.values, &rows);
    }
}
