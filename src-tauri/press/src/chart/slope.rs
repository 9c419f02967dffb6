//! Slopes: each row a line from its figure on one day to its figure on another. Names and
//! figures stand at the ends, moved apart where they would lie on one another; a row that
//! has no figure on one of the days keeps its dot on the other.

use std::ops::Range;

use super::rows::spread;
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Figures on two days. Marks: two for each row, counted whether they are there or not:
/// the earlier, the later.
#[derive(Debug, Clone, Default)]
pub struct Slope {
    /// Accessible name of the rows: what is measured, with its unit.
    pub name: String,
    /// The words above the two ends: the days.
    pub days: [String; 2],
    /// The rows in any order.
    pub rows: Vec<SlopeRow>,
    /// What is said when there is no row.
    pub empty: String,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub struct SlopeRow {
    /// Its name.
    pub name: String,
    /// The earlier and the later figure; none says that there is none.
    pub values: [Option<f64>; 2],
    /// The figures as written; where there is none, the reason.
    pub written: [String; 2],
    /// Accessible names and tooltips of both ends.
    pub labels: [String; 2],
    /// Drawn in the strong colour; with none of them all are.
    pub strong: bool,
}

struct End {
    value: Option<f64>,
    lines: Vec<String>,
    label: String,
}

struct Row {
    ends: [End; 2],
    strong: bool,
}

struct Chart {
    rows: Vec<Row>,
    /// The place of the first row among those handed in.
    first: usize,
    days: [Vec<String>; 2],
    name: String,
    scale: (f64, f64),
    gutters: [f64; 2],
    unit: f64,
}

const HEAD: f64 = 30.0;
const RADIUS: f64 = 4.2;

pub(super) fn plan(values: &Slope, desk: &Desk, width: f64) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut all = Vec::new();
    for value in values.rows.iter().flat_map(|row| row.values).flatten() {
        all.push(finite(value, "a figure")?);
    }
    let any_strong = values.rows.iter().any(|row| row.strong);
    let rooms = [width * 0.2, width * 0.44];
    let rows: Vec<Row> = values
        .rows
        .iter()
        .map(|row| {
            let end = |at: usize, text: String| End {
                value: row.values.get(at).copied().flatten(),
                lines: desk.wrap(
                    &desk.clean(&text),
                    Type::NOTE,
                    rooms.get(at).copied().unwrap_or(width * 0.2),
                    3,
                ),
                label: row
                    .labels
                    .get(at)
                    .map_or_else(String::new, |label| plain(label)),
            };
            let ([from, to], name) = (&row.written, &row.name);
            let [earlier, _] = &values.days;
            // The name stands at the later end; what is missing is said there, with its day.
            let said = match row.values {
                [_, None] => format!("{name}: {to}"),
                [None, _] => format!("{to}  {name} ({earlier}: {from})"),
                [Some(_), Some(_)] => format!("{to}  {name}"),
            };
            Row {
                ends: [end(0, from.clone()), end(1, said)],
                strong: row.strong || !any_strong,
            }
        })
        .collect();
    let gutter = |at: usize| {
        rows.iter()
            .filter_map(|row| row.ends.get(at))
            .flat_map(|end| &end.lines)
            .map(|line| desk.width(line, Type::NOTE))
            .fold(0.0, f64::max)
            + desk.px(18.0)
    };
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let scale = if low < high {
        (low, high)
    } else if low == high {
        (low - 1.0, high + 1.0)
    } else {
        (0.0, 1.0)
    };
    Ok(Box::new(Chart {
        days: values
            .days
            .clone()
            .map(|day| desk.wrap(&desk.clean(&day), Type::VALUE, width * 0.45, 1)),
        name: plain(&values.name),
        gutters: [gutter(0), gutter(1)],
        rows,
        first: 0,
        scale,
        unit: desk.scale,
    }))
}

/// Middles of labels of these heights, each as near to its wish as the others let it, all
/// between `top` and `bottom`; the order of the wishes is kept.
fn apart(wishes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    let wish = |index: usize| wishes.get(index).copied().unwrap_or_default();
    order.sort_by(|a, b| wish(*a).0.total_cmp(&wish(*b).0));
    let mut middles = vec![0.0; wishes.len()];
    let mut edge = top;
    for index in &order {
        let (at, tall) = wish(*index);
        let middle = at.max(edge + tall / 2.0);
        edge = middle + tall / 2.0;
        if let Some(slot) = middles.get_mut(*index) {
            *slot = middle;
        }
    }
    let mut edge = bottom;
    for index in order.iter().rev() {
        let tall = wish(*index).1;
        if let Some(slot) = middles.get_mut(*index) {
            *slot = slot.min(edge - tall / 2.0);
            edge = *slot - tall / 2.0;
        }
    }
    middles
}

impl Chart {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// The pixel of a value.
    fn y(&self, plot: Area, value: f64) -> f64 {
        let share = (spread(plot, self.scale, value) - plot.left) / plot.width();
        plot.bottom - share * (plot.bottom - plot.top)
    }

    fn tall(&self, end: &End) -> f64 {
        end.lines.len() as f64 * self.px(18.0)
    }

    fn labels(&self, rows: Range<usize>) -> f64 {
        [0, 1]
            .map(|at| {
                self.rows
                    .iter()
                    .take(rows.end)
                    .skip(rows.start)
                    .filter_map(|row| row.ends.get(at))
                    .map(|end| self.tall(end))
                    .sum::<f64>()
            })
            .into_iter()
            .fold(0.0, f64::max)
    }

    fn draw_side(
        &self,
        sheet: &Sheet<'_>,
        at: usize,
        x: f64,
        plot: Area,
    ) -> Result<(), PressError> {
        // Where there is no later figure, its words stand at the height of the earlier one.
        let ends: Vec<(usize, &Row, &End, f64)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| {
                let end = row.ends.get(at)?;
                let known = row.ends.iter().find_map(|end| end.value);
                let value = if at == 0 {
                    end.value
                } else {
                    end.value.or(known)
                };
                match value {
                    Some(value) => Some((index, row, end, self.y(plot, value))),
                    None if at == 0 => None,
                    None => Some((index, row, end, plot.bottom)),
                }
            })
            .collect();
        // At the earlier end stand figures alone: the same figure is written once.
        let repeated = |place: usize, end: &End, y: f64| {
            at == 0
                && ends
                    .iter()
                    .take(place)
                    .any(|(_, _, other, at)| *at == y && other.lines == end.lines)
        };
        let wishes: Vec<(f64, f64)> = ends
            .iter()
            .enumerate()
            .map(|(place, (_, _, end, y))| {
                let tall = if repeated(place, end, *y) {
                    0.0
                } else {
                    self.tall(end)
                };
                (*y, tall)
            })
            .collect();
        let middles = apart(
            &wishes,
            plot.top - self.px(8.0),
            plot.bottom + self.px(10.0),
        );
        let outward = if at == 0 { -1.0 } else { 1.0 };
        for ((&(index, row, end, y), middle), (_, tall)) in ends.iter().zip(middles).zip(&wishes) {
            let spot = (x, y);
            let covered = Area {
                left: if at == 0 {
                    x - self.gutters[0]
                } else {
                    x - self.px(6.0)
                },
                top: (middle - tall / 2.0).min(spot.1 - self.px(6.0)),
                right: if at == 0 {
                    x + self.px(6.0)
                } else {
                    x + self.gutters[1]
                },
                bottom: (middle + tall / 2.0).max(spot.1 + self.px(6.0)),
            };
            sheet.point((self.first + index) * 2 + at, &end.label, covered, || {
                let ink = if row.strong {
                    sheet.look.series
                } else {
                    sheet.look.axis
                };
                let edge = x + outward * self.px(14.0);
                if end.value.is_some() {
                    sheet.circle(spot, self.px(RADIUS + 1.6), sheet.look.paper, None)?;
                    sheet.circle(spot, self.px(RADIUS), ink, None)?;
                    if *tall > 0.0 && (middle - spot.1).abs() > self.px(2.0) {
                        let leader = [(x + outward * self.px(6.0), spot.1), (edge, middle)];
                        sheet.line(&leader, sheet.look.axis, 1.0, None)?;
                    }
                }
                let hold = if at == 0 { At::Right } else { At::Left };
                let words = if end.value.is_some() && row.strong {
                    sheet.look.ink
                } else {
                    sheet.look.quiet
                };
                let lines = if *tall > 0.0 {
                    end.lines.as_slice()
                } else {
                    &[]
                };
                for (line, text) in lines.iter().enumerate() {
                    let y = middle - tall / 2.0 + (line as f64 + 0.5) * self.px(18.0);
                    let left = edge + outward * self.px(3.0);
                    sheet.text(text, Type::NOTE, words, (left, y), hold)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl Plan for Chart {
    fn least(&self) -> f64 {
        self.least_of(0..self.rows.len())
    }

    fn most(&self) -> f64 {
        self.least().max(self.px(560.0))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let plot = Area {
            left: area.left + self.gutters[0],
            top: area.top + self.px(HEAD + 8.0),
            right: (area.right - self.gutters[1]).max(area.left + self.gutters[0] + self.px(30.0)),
            bottom: area.bottom - self.px(12.0),
        };
        let sides = [plot.left, plot.right];
        for (x, lines) in sides.into_iter().zip(&self.days) {
            let ends = [
                (x, plot.top - self.px(8.0)),
                (x, plot.bottom + self.px(8.0)),
            ];
            sheet.line(&ends, sheet.look.grid, 1.2, None)?;
            let text = lines.concat();
            let half = sheet.desk.width(&text, Type::VALUE) / 2.0;
            let x = x.max(area.left + half).min(area.right - half);
            let y = area.top + self.px(HEAD / 2.0 - 4.0);
            sheet.text(&text, Type::VALUE, sheet.look.ink, (x, y), At::Middle)?;
        }
        // The strong lines lie over the others.
        for strong in [false, true] {
            for row in self.rows.iter().filter(|row| row.strong == strong) {
                let [from, to] = &row.ends;
                if let (Some(from), Some(to)) = (from.value, to.value) {
                    let ink = if strong {
                        sheet.look.series
                    } else {
                        sheet.look.axis
                    };
                    let ends = [
                        (plot.left, self.y(plot, from)),
                        (plot.right, self.y(plot, to)),
                    ];
                    sheet.line(&ends, ink, self.px(if strong { 2.6 } else { 1.2 }), None)?;
                }
            }
        }
        sheet.list(&self.name, || {
            self.draw_side(sheet, 0, plot.left, plot)?;
            self.draw_side(sheet, 1, plot.right, plot)
        })
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        (self.labels(rows) + self.px(HEAD + 24.0)).max(self.px(180.0))
    }

    fn keep(&mut self, rows: Range<usize>) {
        self.first += rows.start;
        keep(&mut self.rows, &rows);
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn labels_are_moved_apart_and_stay_inside() {
        assert_eq!(apart(&[(10.0, 4.0), (30.0, 4.0)], 0.0, 100.0), [10.0, 30.0]);
        assert_eq!(apart(&[(10.0, 4.0), (11.0, 4.0)], 0.0, 100.0), [10.0, 14.0]);
        assert_eq!(apart(&[(99.0, 4.0), (98.0, 4.0)], 0.0, 100.0), [98.0, 94.0]);
        assert_eq!(apart(&[], 0.0, 100.0), Vec::<f64>::new());
    }
}
