//! Indicators ranked by how much of their target is attained. What cannot be assessed
//! stands below, with its reason; it is never drawn as zero.

use std::ops::Range;

use super::rows::{at_end, nothing};
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Attainment of targets, in percent. Marks: the rows as handed in.
#[derive(Debug, Clone, Default)]
pub struct Attainment {
    /// The label of the line at 100 percent, e.g. "Mục tiêu = 100%".
    pub goal: String,
    /// The indicators in any order; equal ones keep the order handed in.
    pub rows: Vec<AttainmentRow>,
    /// What is said when there is no row.
    pub empty: String,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct AttainmentRow {
    /// Its name; long names are broken into lines.
    pub name: String,
    /// How far it is.
    pub attained: Attained,
    /// Accessible name and tooltip of the bar.
    pub label: String,
}

/// How far an indicator is.
#[derive(Debug, Clone)]
pub enum Attained {
    /// A share of the target.
    Percent {
        /// Percent of the target; may be negative or above 100.
        percent: f64,
        /// Value and target as written, e.g. "41/53 dịch vụ".
        written: String,
    },
    /// No share can be given.
    NotAssessable {
        /// Why not, e.g. "chưa có số liệu".
        reason: String,
        /// The target as written, or empty.
        written: String,
    },
}

enum Bar {
    Share { percent: f64, text: String },
    Nothing { reason: Vec<String> },
}

struct Row {
    name: Vec<String>,
    /// Value and target; at the right, or under the name when the chart is narrow.
    written: Vec<String>,
    bar: Bar,
    label: String,
    index: usize,
}

struct Ranking {
    goal: String,
    rows: Vec<Row>,
    low: f64,
    high: f64,
    narrow: bool,
    name_width: f64,
    bar_width: f64,
    unit: f64,
}

/// Beyond this a bar is cut and marked: one extreme must not flatten all others.
const MOST: f64 = 200.0;
const LEAST: f64 = -100.0;
const GOAL_LINE: f64 = 24.0;
const AXIS: f64 = 22.0;
const ROW_LEAST: f64 = 28.0;
const ROW_MOST: f64 = 40.0;

pub(super) fn plan(
    values: &Attainment,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut ranked: Vec<(usize, &AttainmentRow)> = values.rows.iter().enumerate().collect();
    for (_, row) in &ranked {
        if let Attained::Percent { percent, .. } = row.attained {
            finite(percent, "an attainment")?;
        }
    }
    let rank = |row: &AttainmentRow| match row.attained {
        Attained::Percent { percent, .. } => percent,
        Attained::NotAssessable { .. } => f64::NEG_INFINITY,
    };
    ranked.sort_by(|a, b| rank(b.1).total_cmp(&rank(a.1)));
    let (places, rows): (Vec<usize>, Vec<&AttainmentRow>) = ranked.into_iter().unzip();

    let narrow = width < desk.px(560.0);
    let name_room = width * if narrow { 0.46 } else { 0.38 };
    let written_room = if narrow { name_room } else { width * 0.2 };
    let percents = || {
        rows.iter().filter_map(|row| match row.attained {
            Attained::Percent { percent, .. } => Some(percent),
            Attained::NotAssessable { .. } => None,
        })
    };
    let high = percents().fold(100.0, f64::max).min(MOST);
    let low = percents().fold(0.0, f64::min).max(LEAST);
    let names: Vec<Vec<String>> = rows
        .iter()
        .map(|row| desk.wrap(&desk.clean(&row.name), Type::LABEL, name_room, 12))
        .collect();
    let writtens: Vec<Vec<String>> = rows
        .iter()
        .map(|row| match &row.attained {
            Attained::Percent { written, .. } | Attained::NotAssessable { written, .. } => {
                desk.wrap(&desk.clean(written), Type::LABEL, written_room, 3)
            }
        })
        .collect();
    let widest = |texts: &[Vec<String>]| {
        texts
            .iter()
            .flatten()
            .map(|text| desk.width(text, Type::LABEL))
            .fold(0.0, f64::max)
    };
    let (name_width, written_width) = if narrow {
        (widest(&names).max(widest(&writtens)), 0.0)
    } else {
        (widest(&names), widest(&writtens))
    };
    let percent_text = |percent: f64| desk.clean(&format!("{}%", (desk.write)(percent_shown(percent))));
    let percent_width = percents()
        .map(|percent| desk.width(&percent_text(percent), Type::VALUE))
        .fold(0.0, f64::max);
    let gaps = desk.px(if narrow {
        12.0 + 10.0
    } else {
        12.0 + 8.0 + 14.0
    });
    let bar_width = (width - name_width - written_width - percent_width - gaps).max(width * 0.1);

    let planned = rows
        .iter()
        .zip(names)
        .zip(writtens)
        .zip(places)
        .map(|(((row, name), written), index)| Row {
            index,
            name,
            written,
            bar: match &row.attained {
                Attained::Percent { percent, .. } => Bar::Share {
                    percent: *percent,
                    text: percent_text(*percent),
                },
                Attained::NotAssessable { reason, .. } => Bar::Nothing {
                    reason: desk.wrap(
                        &desk.clean(reason),
                        Type::NOTE,
                        bar_width + percent_width - desk.px(16.0),
                        3,
                    ),
                },
            },
            label: plain(&row.label),
        })
        .collect();
    Ok(Box::new(Ranking {
        goal: desk.clean(&values.goal),
        rows: planned,
        narrow,
        low,
        high,
        name_width,
        bar_width,
        unit: desk.scale,
    }))
}

impl Ranking {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    fn row_least(&self, row: &Row) -> f64 {
        let reason = match &row.bar {
            Bar::Share { .. } => 0,
            Bar::Nothing { reason } => reason.len(),
        };
        let lines = if self.narrow {
            (row.name.len() + row.written.len()).max(reason)
        } else {
            row.name.len().max(row.written.len()).max(reason)
        };
        (lines as f64 * self.px(Type::LABEL.leading()) + self.px(6.0)).max(self.px(ROW_LEAST))
    }

    fn height(&self, rows: Range<usize>, least: f64) -> f64 {
        let rows: f64 = self
            .rows
            .iter()
            .take(rows.end)
            .skip(rows.start)
            .map(|row| self.row_least(row).max(least))
            .sum();
        self.px(GOAL_LINE + AXIS) + rows
    }

    fn draw_words(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        area: Area,
        middle: f64,
    ) -> Result<(), PressError> {
        let leading = self.px(Type::LABEL.leading());
        let top = |lines: usize| middle - lines as f64 * leading / 2.0;
        let (ink, quiet) = (sheet.look.ink, sheet.look.quiet);
        if self.narrow {
            let from = top(row.name.len() + row.written.len());
            let end = sheet.paragraph(&row.name, Type::LABEL, ink, area.left, from)?;
            sheet.paragraph(&row.written, Type::LABEL, quiet, area.left, end)?;
            return Ok(());
        }
        sheet.paragraph(&row.name, Type::LABEL, ink, area.left, top(row.name.len()))?;
        for (line, text) in row.written.iter().enumerate() {
            let y = top(row.written.len()) + (line as f64 + 0.5) * leading;
            sheet.text(text, Type::LABEL, quiet, (area.right, y), At::Right)?;
        }
        Ok(())
    }

    fn draw_share(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        bars: Area,
        middle: f64,
    ) -> Result<(), PressError> {
        let Bar::Share { percent, text } = &row.bar else {
            return Ok(());
        };
        let to_x = |value: f64| {
            bars.left
                + (value.clamp(self.low, self.high) - self.low) / (self.high - self.low)
                    * bars.width()
        };
        let half = self.px(9.0);
        let (zero, end) = (to_x(0.0), to_x(*percent));
        if *percent != 0.0 {
            let bar = Area {
                left: zero.min(end),
                top: middle - half,
                right: zero.max(end).max(zero.min(end) + 1.0),
                bottom: middle + half,
            };
            sheet.fill(bar, sheet.look.series)?;
        }
        if *percent > self.high || *percent < self.low {
            // Two slanted strokes of paper: the bar goes on beyond the axis.
            let inward = if *percent > 0.0 { -1.0 } else { 1.0 };
            for shift in [10.0, 16.0] {
                let x = end + inward * self.px(shift);
                let ends = [
                    (x - self.px(3.0), middle + half),
                    (x + self.px(3.0), middle - half),
                ];
                sheet.line(&ends, sheet.look.paper, self.px(2.5), None)?;
            }
        }
        at_end(sheet, text, (zero, end), middle, &[to_x(100.0)], f64::MAX)
    }

    fn draw_nothing(
        &self,
        sheet: &Sheet<'_>,
        reason: &[String],
        bars: Area,
        middle: f64,
    ) -> Result<(), PressError> {
        let half = self.px(9.0);
        let to_x = |value: f64| bars.left + (value - self.low) / (self.high - self.low) * bars.width();
        let band = Area {
            left: to_x(0.0),
            top: middle - half,
            right: to_x(100.0),
            bottom: middle + half,
        };
        nothing(sheet, reason, band)
    }
}

impl Plan for Ranking {
    fn least(&self) -> f64 {
        self.least_of(0..self.rows.len())
    }

    fn most(&self) -> f64 {
        self.height(0..self.rows.len(), self.px(ROW_MOST))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let left = area.left + self.name_width + self.px(12.0);
        let bars = Area {
            left,
            top: area.top + self.px(GOAL_LINE),
            right: left + self.bar_width,
            bottom: area.bottom - self.px(AXIS),
        };
        let to_x =
            |value: f64| bars.left + (value - self.low) / (self.high - self.low) * bars.width();
        // 0 and 100 always have a line of their own.
        let step = [25.0, 50.0, 100.0]
            .into_iter()
            .find(|step| bars.width() * step / (self.high - self.low) >= self.px(52.0))
            .unwrap_or(100.0);
        let (first, last) = (
            (self.low / step).ceil() as i32,
            (self.high / step).floor() as i32,
        );
        for tick in (first..=last).map(|index| f64::from(index) * step) {
            let x = to_x(tick);
            sheet.line(
                &[(x, bars.top), (x, bars.bottom)],
                sheet.look.grid,
                1.0,
                None,
            )?;
            let y = bars.bottom + self.px(AXIS / 2.0 + 1.0);
            let text = format!("{}%", sheet.desk.number(tick));
            sheet.text(&text, Type::NOTE, sheet.look.quiet, (x, y), At::Middle)?;
        }
        let goal = to_x(100.0);
        let goal_width = sheet.desk.width(&self.goal, Type::NOTE);
        let at = goal
            .min(area.right - goal_width / 2.0)
            .max(area.left + goal_width / 2.0);
        sheet.text(
            &self.goal,
            Type::NOTE,
            sheet.look.ink,
            (at, area.top + self.px(GOAL_LINE / 2.0 - 2.0)),
            At::Middle,
        )?;
        sheet.line(
            &[(goal, bars.top - self.px(4.0)), (goal, bars.bottom)],
            sheet.look.ink,
            1.4,
            Some("50 35"),
        )?;

        let least: f64 = self.rows.iter().map(|row| self.row_least(row)).sum();
        let spare = ((bars.bottom - bars.top - least) / self.rows.len() as f64).max(0.0);
        sheet.list(&self.goal, || {
            let mut y = bars.top;
            for row in &self.rows {
                let height = self.row_least(row) + spare;
                let middle = y + height / 2.0;
                let whole = Area {
                    top: y,
                    bottom: y + height,
                    ..area
                };
                y += height;
                sheet.point(row.index, &row.label, whole, || {
                    self.draw_words(sheet, row, area, middle)?;
                    match &row.bar {
                        Bar::Share { .. } => self.draw_share(sheet, row, bars, middle),
                        Bar::Nothing { reason } => self.draw_nothing(sheet, reason, bars, middle),
                    }
                })?;
            }
            Ok(())
        })?;
        let zero = to_x(0.0);
        sheet.line(
            &[(zero, bars.top), (zero, bars.bottom)],
            sheet.look.axis,
            1.2,
            None,
        )
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.height(rows, 0.0)
    }

    fn keep(&mut self, rows: Range<usize>) {
        keep(&mut self.rows, &rows);
    }
}

/// A percentage as it is printed, in tenths. What falls short of the whole is never rounded up to it: 3.320 of 3.321 is 99,9%.
pub fn percent_shown(percent: f64) -> f64 {
    let rounded = (percent * 10.0).round() / 10.0;
    if percent < 100.0 && rounded >= 100.0 { 99.9 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::percent_shown;

    #[test]
    fn nothing_is_rounded_up_to_the_whole() {
        assert_eq!([percent_shown(99.97), percent_shown(99.94), percent_shown(100.0), percent_shown(100.04), percent_shown(55.55)], [99.9, 99.9, 100.0, 100.0, 55.6]);
    }
}
