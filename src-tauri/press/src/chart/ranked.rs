//! Ranked bars with a target: figures of agencies for one indicator, in the order handed
//! in. Who has no figure stands there with the reason; it is never drawn as zero.

use std::ops::Range;

use super::rows::{Laid, Measure, RowText, Rows, at_end, beside, from_zero, nothing};
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Figures of agencies and what is to be reached. Marks: the rows, then the target.
#[derive(Debug, Clone, Default)]
pub struct RankedBars {
    /// Accessible name of the rows: the indicator with its unit.
    pub name: String,
    /// The rows in the order in which they stand.
    pub rows: Vec<RankedRow>,
    /// What each is to reach.
    pub target: Option<RankedTarget>,
    /// What is said when there is no row.
    pub empty: String,
}

/// One agency.
#[derive(Debug, Clone, Default)]
pub struct RankedRow {
    /// Its name; long names are broken into lines.
    pub name: String,
    /// Its figure; none says that there is none.
    pub value: Option<f64>,
    /// As written beside the bar; without a figure the reason.
    pub written: String,
    /// Accessible name and tooltip.
    pub label: String,
    /// Drawn in the strong colour: the agency that is looked at. With none of them all are.
    pub strong: bool,
}

/// What is to be reached.
#[derive(Debug, Clone, Default)]
pub struct RankedTarget {
    /// The figure, or the lower end of a range.
    pub low: f64,
    /// The same figure, or the upper end of a range.
    pub high: f64,
    /// As written above the line, e.g. "Mục tiêu: ít nhất 80%".
    pub label: String,
}

struct Bars {
    rows: Rows,
    values: Vec<(Option<f64>, Vec<String>, String, bool)>,
    /// How many rows were handed in.
    count: usize,
    name: String,
    target: Option<(f64, f64, String, String)>,
    /// Whether some rows stand out from the others.
    told_apart: bool,
}

const GOAL_LINE: f64 = 26.0;
const HALF: f64 = 9.0;

pub(super) fn plan(
    values: &RankedBars,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut all = Vec::new();
    for row in &values.rows {
        all.extend(
            row.value
                .map(|value| finite(value, "a figure"))
                .transpose()?,
        );
    }
    let target = values
        .target
        .as_ref()
        .map(|target| {
            let ends = (
                finite(target.low, "a target")?,
                finite(target.high, "a target")?,
            );
            let label = desk.wrap(&desk.clean(&target.label), Type::NOTE, width * 0.8, 1);
            let low = ends.0.min(ends.1);
            Ok::<_, PressError>((
                low,
                ends.0.max(ends.1),
                label.concat(),
                plain(&target.label),
            ))
        })
        .transpose()?;
    all.extend(target.iter().flat_map(|(low, high, _, _)| [*low, *high]));
    let texts: Vec<RowText<'_>> = values
        .rows
        .iter()
        .map(|row| RowText {
            name: &row.name,
            words: "",
            tall: 0.0,
        })
        .collect();
    let any_strong = values.rows.iter().any(|row| row.strong);
    let written: Vec<_> = values
        .rows
        .iter()
        .map(|row| {
            let (kind, room, most) = match row.value {
                // A number is never cut: a million billion takes this much.
                Some(_) => (Type::VALUE, (width * 0.3).max(desk.px(176.0)), 1),
                None => (Type::NOTE, width * 0.4, 2),
            };
            let lines = desk.wrap(&desk.clean(&row.written), kind, room, most);
            (
                row.value,
                lines,
                plain(&row.label),
                row.strong || !any_strong,
            )
        })
        .collect();
    let widest = written
        .iter()
        .filter(|row| row.0.is_some())
        .flat_map(|row| &row.1)
        .map(|line| desk.width(line, Type::VALUE))
        .fold(0.0, f64::max);
    let measure = Measure {
        axis: Some(from_zero(all.into_iter())),
        whole: false,
        head: desk.px(if target.is_some() { GOAL_LINE } else { 4.0 }),
        beside: widest + desk.px(10.0),
        pitch: (26.0, 38.0),
    };
    Ok(Box::new(Bars {
        rows: Rows::new(desk, width, &texts, measure),
        count: written.len(),
        values: written,
        name: plain(&values.name),
        target,
        told_apart: any_strong,
    }))
}

impl Bars {
    fn draw_row(&self, sheet: &Sheet<'_>, laid: &Laid, index: usize) -> Result<(), PressError> {
        let (Some((value, written, _, strong)), Some((top, bottom))) =
            (self.values.get(index), laid.places.get(index))
        else {
            return Ok(());
        };
        let middle = (top + bottom) / 2.0;
        let half = sheet.px(HALF);
        // Weight tells the strong row from the others where colour does not.
        let kind = (self.told_apart && *strong).then_some(Type::VALUE);
        self.rows.draw_words(sheet, laid, index, kind)?;
        let zero = self.rows.x(laid, 0.0);
        let Some(value) = value else {
            let band = Area {
                left: zero,
                top: middle - half,
                right: laid.bars.right,
                bottom: middle + half,
            };
            return nothing(sheet, written, band);
        };
        let end = self.rows.x(laid, *value);
        let bar = Area {
            left: zero.min(end),
            top: middle - half,
            right: zero.max(end).max(zero.min(end) + 1.0),
            bottom: middle + half,
        };
        if *value != 0.0 {
            let fill = if *strong {
                sheet.look.series
            } else {
                sheet.look.axis
            };
            sheet.fill(bar, fill)?;
        }
        let right = laid.bars.right + self.rows.beside();
        if !*strong {
            return beside(sheet, &written.concat(), (end.max(zero), middle), right);
        }
        let goals = self.target.iter().flat_map(|(low, high, _, _)| [*low, *high]);
        let lines: Vec<f64> = goals.map(|goal| self.rows.x(laid, goal)).collect();
        at_end(sheet, &written.concat(), (zero, end), middle, &lines, right)
    }

    fn draw_target(&self, sheet: &Sheet<'_>, laid: &Laid, area: Area) -> Result<(), PressError> {
        let Some((low, high, label, name)) = &self.target else {
            return Ok(());
        };
        let (from, to) = (self.rows.x(laid, *low), self.rows.x(laid, *high));
        let r = sheet.px(4.0);
        let covered = Area {
            left: from - r,
            top: area.top,
            right: to + r,
            bottom: laid.bars.bottom,
        };
        sheet.point(self.count, name, covered, || {
            let half = sheet.desk.width(label, Type::NOTE) / 2.0;
            let middle = ((from + to) / 2.0)
                .min(area.right - half)
                .max(area.left + half);
            let y = area.top + sheet.px(GOAL_LINE / 2.0 - 3.0);
            sheet.text(label, Type::NOTE, sheet.look.ink, (middle, y), At::Middle)?;
            let mut ends = vec![from];
            if high > low {
                ends.push(to);
            }
            for x in ends {
                let line = [(x, laid.bars.top - r), (x, laid.bars.bottom)];
                sheet.line(&line, sheet.look.ink, 1.4, Some("50 35"))?;
            }
            Ok(())
        })
    }
}

impl Plan for Bars {
    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn most(&self) -> f64 {
        self.rows.most()
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let laid = self.rows.lay(area);
        self.rows.draw_axis(sheet, &laid)?;
        sheet.list(&self.name, || {
            // The line lies under the bars' labels, which stand on plates.
            self.draw_target(sheet, &laid, area)?;
            for (index, (_, _, label, _)) in self.values.iter().enumerate() {
                let whole = self.rows.whole(&laid, index);
                sheet.point(self.rows.place(index), label, whole, || self.draw_row(sheet, &laid, index))?;
            }
            Ok(())
        })?;
        self.rows.draw_zero(sheet, &laid)
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
