//! Small multiples: many little lines over the same days, one for each agency or indicator,
//! on one scale where they share a unit. The newest figure is written over its line, the course
//! is read from the line; what is missing is a gap.

use std::ops::Range;

use chrono::NaiveDate;

use super::axis::{day, place, ticks, value_range};
use super::indicator::Observation;
use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, finite, keep};
use crate::error::PressError;
use crate::text::plain;

/// Many little lines. Marks: the observations, panel by panel, as handed in.
#[derive(Debug, Clone, Default)]
pub struct Multiples {
    /// The panels, in the order in which they are to stand.
    pub panels: Vec<Panel>,
    /// Whether one scale of values serves all panels.
    pub shared: bool,
    /// The word for the dashed line, e.g. "mục tiêu".
    pub goal: String,
    /// The word for hollow dots, e.g. "số gần đúng hoặc suy ra".
    pub hollow: String,
    /// What is said when there is no panel.
    pub empty: String,
}

/// One panel.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// Whose figures these are.
    pub name: String,
    /// The newest figure as written, or that there is none.
    pub newest: String,
    /// The figures in any order.
    pub observations: Vec<Observation>,
    /// What is to be reached, drawn as a dashed line.
    pub goal: Option<f64>,
}

struct Spot {
    index: usize,
    day: f64,
    value: Option<f64>,
    hollow: bool,
    label: String,
}

struct Small {
    name: Vec<String>,
    newest: String,
    spots: Vec<Spot>,
    goal: Option<f64>,
    range: (f64, f64),
}

struct Many {
    panels: Vec<Small>,
    shared: bool,
    goal: String,
    hollow: String,
    days: Option<(NaiveDate, NaiveDate)>,
    columns: usize,
    /// Width of a panel with the gap after it.
    pitch: f64,
    /// Room for numbers of the scale at the left of each panel.
    gutter: f64,
    names: usize,
    unit: f64,
}

const PITCH_LEAST: f64 = 176.0;
const GAP: f64 = 22.0;
const GUTTER_MOST: f64 = 64.0;
const NAME: f64 = 18.0;
const NEWEST: f64 = 22.0;
const PLOT_LEAST: f64 = 60.0;
const PLOT_MOST: f64 = 120.0;
const DAYS: f64 = 20.0;
const ROW_GAP: f64 = 12.0;
const KEY: f64 = 26.0;

pub(super) fn plan(
    values: &Multiples,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.panels.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let count = values.panels.len().max(1);
    let columns = ((width / desk.px(PITCH_LEAST)) as usize).clamp(1, count);
    // Rows of about the same number of panels, as wide as if the last were full.
    let columns = count.div_ceil(count.div_ceil(columns));
    let pitch = (width + desk.px(GAP)) / columns as f64;
    let room = pitch - desk.px(GAP);
    let all = || values.panels.iter().flat_map(|panel| &panel.observations);
    let ends = |panels: &[Panel]| {
        let numbers = || {
            panels.iter().flat_map(|panel| {
                let seen = panel.observations.iter().filter_map(|seen| seen.value);
                seen.chain(panel.goal)
            })
        };
        match (numbers().reduce(f64::min), numbers().reduce(f64::max)) {
            (Some(low), Some(high)) => value_range(low, high),
            _ => (0.0, 1.0),
        }
    };
    let whole = ends(&values.panels);
    let mut index = 0;
    let mut panels = Vec::with_capacity(values.panels.len());
    for panel in &values.panels {
        let mut spots = Vec::with_capacity(panel.observations.len());
        for seen in &panel.observations {
            if let Some(value) = seen.value {
                finite(value, "an observation")?;
            }
            spots.push(Spot {
                index,
                day: place(seen.date),
                value: seen.value,
                hollow: seen.derived || seen.approximate,
                label: plain(&seen.label),
            });
            index += 1;
        }
        spots.sort_by(|a, b| a.day.total_cmp(&b.day));
        if let Some(goal) = panel.goal {
            finite(goal, "a target")?;
        }
        panels.push(Small {
            name: desk.wrap(&desk.clean(&panel.name), Type::NOTE, room, 2),
            newest: desk
                .wrap(&desk.clean(&panel.newest), Type::VALUE, room, 1)
                .concat(),
            spots,
            goal: panel.goal,
            range: if values.shared {
                whole
            } else {
                ends(std::slice::from_ref(panel))
            },
        });
    }
    let numbers = panels
        .iter()
        .flat_map(|panel| scale(panel.range))
        .map(|tick| desk.width(&desk.number(tick), Type::NOTE))
        .filter(|width| *width <= desk.px(GUTTER_MOST));
    let goal = if values.panels.iter().any(|panel| panel.goal.is_some()) {
        desk.wrap(&desk.clean(&values.goal), Type::NOTE, width * 0.6, 1)
            .concat()
    } else {
        String::new()
    };
    let hollow = if panels.iter().flat_map(|panel| &panel.spots).any(|spot| spot.hollow && spot.value.is_some()) {
        desk.wrap(&desk.clean(&values.hollow), Type::NOTE, width * 0.35, 1).concat()
    } else {
        String::new()
    };
    Ok(Box::new(Many {
        gutter: numbers.fold(0.0, f64::max) + desk.px(6.0),
        names: panels.iter().map(|panel| panel.name.len()).max().unwrap_or(1),
        panels,
        shared: values.shared,
        goal,
        hollow,
        days: all().map(|seen| seen.date).min().zip(all().map(|seen| seen.date).max()),
        columns,
        pitch,
        unit: desk.scale,
    }))
}

/// The numbers of the scale: a few round ones.
fn scale((low, high): (f64, f64)) -> Vec<f64> {
    ticks(low, high, 2, false)
}

impl Many {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// Rows of panels.
    fn down(&self) -> usize {
        self.panels.len().div_ceil(self.columns)
    }

    fn key_height(&self) -> f64 {
        if self.goal.is_empty() && self.hollow.is_empty() {
            0.0
        } else {
            self.px(KEY)
        }
    }

    fn height(&self, rows: usize, plot: f64) -> f64 {
        let one = self.px(self.names as f64 * NAME + NEWEST + plot + ROW_GAP);
        self.key_height() + rows as f64 * one + self.px(DAYS)
    }

    fn draw_panel(&self, sheet: &Sheet<'_>, panel: &Small, area: Area, lowest: bool) -> Result<(), PressError> {
        let head = self.px(self.names as f64 * NAME);
        let mut y = area.top + self.px(NAME / 2.0);
        for line in &panel.name {
            sheet.text(line, Type::NOTE, sheet.look.quiet, (area.left, y), At::Left)?;
            y += self.px(NAME);
        }
        let y = area.top + head + self.px(NEWEST / 2.0);
        sheet.text(&panel.newest, Type::VALUE, sheet.look.ink, (area.left, y), At::Left)?;
        let plot = Area {
            left: area.left + self.gutter,
            top: area.top + head + self.px(NEWEST + 4.0),
            right: area.right - self.px(5.0),
            bottom: area.bottom,
        };
        let (low, high) = panel.range;
        let to_y = |value: f64| plot.bottom - (value - low) / (high - low) * (plot.bottom - plot.top);
        if panel.spots.iter().any(|spot| spot.value.is_some()) || self.shared {
            for tick in scale(panel.range) {
                let y = to_y(tick);
                sheet.line(&[(plot.left, y), (plot.right, y)], sheet.look.grid, 1.0, None)?;
                let text = sheet.desk.number(tick);
                // Half a number would say another one.
                if sheet.desk.width(&text, Type::NOTE) <= self.gutter {
                    let at = (plot.left - self.px(5.0), y);
                    sheet.text(&text, Type::NOTE, sheet.look.quiet, at, At::Right)?;
                }
            }
        }
        if let Some(goal) = panel.goal {
            let ends = [(plot.left, to_y(goal)), (plot.right, to_y(goal))];
            sheet.line(&ends, sheet.look.ink, 1.2, Some("40 30"))?;
        }
        let base = [(plot.left, plot.bottom), (plot.right, plot.bottom)];
        sheet.line(&base, sheet.look.axis, 1.0, None)?;
        self.draw_line(sheet, panel, plot, to_y)?;
        // The days are the same for all panels of a column and stand under its last one.
        if lowest { self.draw_days(sheet, plot) } else { Ok(()) }
    }

    fn draw_line(&self, sheet: &Sheet<'_>, panel: &Small, plot: Area, to_y: impl Fn(f64) -> f64) -> Result<(), PressError> {
        let (first, last) = self.days.map_or((0.0, 0.0), |(first, last)| (place(first), place(last)));
        let to_x = |day: f64| {
            if last > first {
                plot.left + (day - first) / (last - first) * plot.width()
            } else {
                (plot.left + plot.right) / 2.0
            }
        };
        for run in panel.spots.split(|spot| spot.value.is_none()) {
            let points: Vec<(f64, f64)> = run
                .iter()
                .filter_map(|spot| Some((to_x(spot.day), to_y(spot.value?))))
                .collect();
            if points.len() > 1 {
                sheet.line(&points, sheet.look.series, self.px(1.8), None)?;
            }
        }
        let r = self.px(if panel.spots.len() > 12 { 2.2 } else { 3.2 });
        for spot in &panel.spots {
            let at = (to_x(spot.day), spot.value.map_or(plot.bottom - self.px(6.0), &to_y));
            let reach = self.px(6.0);
            let area = Area {
                left: at.0 - reach,
                top: at.1 - reach,
                right: at.0 + reach,
                bottom: at.1 + reach,
            };
            sheet.point(spot.index, &spot.label, area, || match spot.value {
                None => sheet.shape(Mark::NoData, at, self.px(9.0)),
                Some(_) if spot.hollow => {
                    sheet.circle(at, r, sheet.look.paper, None)?;
                    sheet.circle(at, r, sheet.look.series, Some(1.4))
                }
                Some(_) => sheet.circle(at, r, sheet.look.series, None),
            })?;
        }
        Ok(())
    }

    fn draw_days(&self, sheet: &Sheet<'_>, plot: Area) -> Result<(), PressError> {
        let Some((first, last)) = self.days else {
            return Ok(());
        };
        let y = plot.bottom + self.px(DAYS / 2.0 + 1.0);
        let (from, to) = (day(first), day(last));
        let quiet = sheet.look.quiet;
        if first == last {
            let x = (plot.left + plot.right) / 2.0;
            return sheet.text(&from, Type::NOTE, quiet, (x, y), At::Middle);
        }
        let both = sheet.desk.width(&from, Type::NOTE) + sheet.desk.width(&to, Type::NOTE);
        if both + self.px(8.0) <= plot.width() {
            sheet.text(&from, Type::NOTE, quiet, (plot.left, y), At::Left)?;
        }
        sheet.text(&to, Type::NOTE, quiet, (plot.right + self.px(5.0), y), At::Right)
    }
}

impl Plan for Many {
    fn least(&self) -> f64 {
        self.height(self.down(), PLOT_LEAST)
    }

    fn most(&self) -> f64 {
        self.height(self.down(), PLOT_MOST)
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let y = area.top + self.px(KEY / 2.0 - 3.0);
        let mut left = area.left;
        if !self.goal.is_empty() {
            let end = left + self.px(26.0);
            sheet.line(&[(left, y), (end, y)], sheet.look.ink, 1.2, Some("40 30"))?;
            let at = (end + self.px(6.0), y);
            sheet.text(&self.goal, Type::NOTE, sheet.look.ink, at, At::Left)?;
            left = at.0 + sheet.desk.width(&self.goal, Type::NOTE) + self.px(18.0);
        }
        if !self.hollow.is_empty() {
            sheet.circle((left + self.px(5.0), y), self.px(3.2), sheet.look.series, Some(1.4))?;
            let at = (left + self.px(15.0), y);
            sheet.text(&self.hollow, Type::NOTE, sheet.look.ink, at, At::Left)?;
        }
        let top = area.top + self.key_height();
        let row = (area.bottom - top - self.px(DAYS)) / self.down() as f64;
        for (index, panel) in self.panels.iter().enumerate() {
            let (down, across) = (index / self.columns, index % self.columns);
            let place = Area {
                left: area.left + across as f64 * self.pitch,
                top: top + down as f64 * row,
                right: area.left + (across as f64 + 1.0) * self.pitch - self.px(GAP),
                bottom: top + (down as f64 + 1.0) * row - self.px(ROW_GAP),
            };
            let name = panel.name.join(" ");
            let lowest = index + self.columns >= self.panels.len();
            sheet.list(&name, || self.draw_panel(sheet, panel, place, lowest))?;
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.down()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.height(rows.len(), PLOT_LEAST)
    }

    fn keep(&mut self, rows: Range<usize>) {
        keep(&mut self.panels, &(rows.start * self.columns..rows.end * self.columns));
    }
}
