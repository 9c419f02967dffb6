//! Dots with a range: of each row the lowest and the highest figure of a span of days as a
//! line, the newest as a dot on it. The figures stand beside it.

use std::ops::Range;

use super::rows::{Laid, Measure, RowText, Rows, draw_keys, nothing};
use super::sheet::{Area, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Newest figures with the span they moved in. Marks: three for each row, counted whether
/// they are there or not: newest, lowest, highest.
#[derive(Debug, Clone, Default)]
pub struct DotRange {
    /// Accessible name of the rows: the indicator with its unit.
    pub name: String,
    /// The rows in the order in which they stand.
    pub rows: Vec<DotRow>,
    /// The words of the key: newest, from lowest to highest.
    pub keys: [String; 2],
    /// What is said when there is no row.
    pub empty: String,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct DotRow {
    /// Its name.
    pub name: String,
    /// Newest, lowest and highest figure; none says that there is none.
    pub values: Option<[f64; 3]>,
    /// The figures as written, at the right.
    pub written: String,
    /// What is said where there is no figure.
    pub reason: String,
    /// Accessible names and tooltips of newest, lowest and highest.
    pub labels: [String; 3],
}

struct Row {
    values: Option<[f64; 3]>,
    reason: Vec<String>,
    labels: [String; 3],
}

struct Chart {
    rows: Rows,
    values: Vec<Row>,
    name: String,
    keys: [String; 2],
}

const KEYS: f64 = 28.0;

pub(super) fn plan(
    values: &DotRange,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut all: Vec<f64> = Vec::new();
    for value in values.rows.iter().filter_map(|row| row.values).flatten() {
        all.push(finite(value, "a figure")?);
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
    let rows = values
        .rows
        .iter()
        .map(|row| Row {
            values: row.values,
            reason: desk.wrap(&desk.clean(&row.reason), Type::NOTE, width * 0.3, 2),
            labels: row.labels.clone().map(|label| plain(&label)),
        })
        .collect();
    let measure = Measure {
        axis: Some(near(&all)),
        whole: false,
        head: desk.px(KEYS),
        beside: desk.px(6.0),
        pitch: (28.0, 40.0),
    };
    Ok(Box::new(Chart {
        rows: Rows::new(desk, width, &texts, measure),
        values: rows,
        name: plain(&values.name),
        keys: values.keys.clone().map(|key| {
            desk.wrap(&desk.clean(&key), Type::NOTE, width * 0.4, 1)
                .concat()
        }),
    }))
}

/// An axis that holds the values. Dots need no zero, but where zero is near it is on it.
fn near(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low > high {
        return (0.0, 1.0);
    }
    let span = if high > low {
        high - low
    } else {
        (high.abs() * 0.2).max(1.0)
    };
    let low_end = if low >= 0.0 && low <= high * 0.5 {
        0.0
    } else {
        low - span * 0.06
    };
    (low_end, high + span * 0.06)
}

impl Chart {
    fn draw_keys(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let middle = area.top + sheet.px(KEYS / 2.0 - 4.0);
        draw_keys(sheet, &self.keys, (area.left, middle), 22.0, |index, (left, right), y| match index {
            0 => dot(sheet, ((left + right) / 2.0, y)),
            _ => span(sheet, (left, right), y),
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
        let whole = self.rows.whole(laid, index);
        let first = self.rows.place(index) * 3;
        let [of_newest, of_lowest, of_highest] = &row.labels;
        let Some([newest, lowest, highest]) = row.values else {
            return sheet.point(first, of_newest, whole, || {
                self.rows.draw_words(sheet, laid, index, None)?;
                let band = Area {
                    top: middle - sheet.px(8.0),
                    bottom: middle + sheet.px(8.0),
                    ..laid.bars
                };
                nothing(sheet, &row.reason, band)
            });
        };
        let x = |value: f64| self.rows.x(laid, value);
        let guide = [(laid.bars.left, middle), (laid.bars.right, middle)];
        sheet.line(&guide, sheet.look.grid, 1.0, Some("10 30"))?;
        sheet.point(first, of_newest, whole, || {
            self.rows.draw_words(sheet, laid, index, None)?;
            if highest > lowest {
                span(sheet, (x(lowest), x(highest)), middle)?;
            }
            dot(sheet, (x(newest), middle))
        })?;
        if highest > lowest {
            let r = sheet.px(7.0);
            for (mark, label, value) in [(1, of_lowest, lowest), (2, of_highest, highest)] {
                let end = Area {
                    left: x(value) - r,
                    top: middle - r,
                    right: x(value) + r,
                    bottom: middle + r,
                };
                sheet.point(first + mark, label, end, || {
                    // The newest figure covers the end it stands on.
                    if value == newest {
                        return Ok(());
                    }
                    let half = sheet.px(5.0);
                    let stop = [(x(value), middle - half), (x(value), middle + half)];
                    sheet.line(&stop, sheet.look.quiet, sheet.px(1.6), None)
                })?;
            }
        }
        Ok(())
    }
}

fn span(sheet: &Sheet<'_>, (from, to): (f64, f64), y: f64) -> Result<(), PressError> {
    sheet.line(&[(from, y), (to, y)], sheet.look.quiet, sheet.px(2.0), None)
}

fn dot(sheet: &Sheet<'_>, at: (f64, f64)) -> Result<(), PressError> {
    sheet.circle(at, sheet.px(7.0), sheet.look.paper, None)?;
    sheet.circle(at, sheet.px(5.4), sheet.look.series, None)
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
        self.rows.draw_axis(sheet, &laid)?;
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
