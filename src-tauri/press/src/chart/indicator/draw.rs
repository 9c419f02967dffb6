//! Drawing of [`Line`]: grid, the line with its gaps, points and their labels.

use chrono::NaiveDate;
use plotters::coord::CoordTranslate;

use super::super::Plan;
use super::super::axis::{day, day_ticks, place, ticks};
use super::super::backend::FINE;
use super::super::labels::Occupied;
use super::super::mark::Mark;
use super::super::sheet::{Area, At, Plane, Sheet, Type};
use super::{Kind, Line, Point};
use crate::error::PressError;

const KEY_LINE: f64 = 24.0;
const AXIS: f64 = 26.0;
pub(super) const RADIUS: f64 = 5.0;
const REACH: f64 = 9.0;
const HEADROOM: f64 = 44.0;
/// With more points than this the day under each label is left to the axis.
const DATED_POINTS: usize = 8;

/// The drawing of one line: the area of the plot and its axes.
pub(super) struct Plot<'a> {
    pub(super) line: &'a Line,
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) area: Area,
    plane: Plane,
}

impl Plan for Line {
    fn least(&self) -> f64 {
        if self.days.is_none() {
            return self.px(60.0) + self.empty.len() as f64 * self.px(Type::LABEL.leading());
        }
        self.px(190.0 + self.keys_height())
    }

    fn most(&self) -> f64 {
        if self.days.is_none() {
            self.least()
        } else {
            f64::INFINITY
        }
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let Some((first, last)) = self.days else {
            return sheet.notice(&self.empty, area);
        };
        self.draw_keys(sheet, area)?;
        let top = area.top + self.px(self.keys_height());
        let bottom = area.bottom - self.px(AXIS);
        // Above the highest and below the lowest value there is room for a label.
        let (low, high) = self.values;
        let plane = (
            top + self.px(HEADROOM),
            bottom - if low == 0.0 { 0.0 } else { self.px(HEADROOM) },
        );
        // The grid runs on into that room, but not below zero where nothing is negative.
        let per_pixel = (high - low) / (plane.1 - plane.0).max(1.0);
        let from = low - (bottom - plane.1) * per_pixel;
        let from = if low >= 0.0 { from.max(0.0) } else { from };
        let to = high + self.px(HEADROOM - 10.0) * per_pixel;
        let room = ((bottom - top) / self.px(44.0)).max(2.0) as usize;
        let values = ticks(from, to, room.min(7), false);
        let texts: Vec<String> = values
            .iter()
            .map(|value| sheet.desk.number(*value))
            .collect();
        let gutter = texts
            .iter()
            .map(|text| sheet.desk.width(text, Type::NOTE))
            .fold(0.0, f64::max);
        let inner = Area {
            left: area.left + gutter + self.px(10.0),
            top,
            right: area.right,
            bottom,
        };
        let plot = Plot {
            line: self,
            sheet,
            area: inner,
            plane: sheet.plane(
                Area {
                    top: plane.0,
                    bottom: plane.1,
                    ..inner
                },
                (first, last),
                self.values,
            ),
        };
        plot.draw_grid(&values, &texts, first, last)?;
        plot.draw_all()
    }
}

impl Line {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// In pixels at "vừa".
    fn keys_height(&self) -> f64 {
        if self.keys.is_empty() {
            0.0
        } else {
            KEY_LINE + 4.0
        }
    }

    fn draw_keys(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        let y = area.top + self.px(KEY_LINE / 2.0);
        let mut x = area.left + self.px(RADIUS + 2.0);
        for (kind, word) in &self.keys {
            marker(sheet, *kind, (x, y))?;
            x += self.px(RADIUS + 8.0);
            sheet.text(word, Type::NOTE, sheet.look.ink, (x, y), At::Left)?;
            x += sheet.desk.width(word, Type::NOTE) + self.px(24.0);
        }
        Ok(())
    }

    /// The points between which the line runs without a gap.
    fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut before: Option<NaiveDate> = None;
        for point in &self.points {
            let cut = before.is_some_and(|from| {
                self.breaks
                    .iter()
                    .any(|(at, _)| from < *at && *at <= point.date)
            });
            if cut || point.value.is_none() {
                runs.push(std::mem::take(&mut run));
            }
            if let Some(value) = point.value {
                run.push((place(point.date), value));
            }
            before = Some(point.date);
        }
        runs.push(run);
        runs.retain(|run| run.len() > 1);
        runs
    }
}

/// The sign of a point.
fn marker(sheet: &Sheet<'_>, kind: Kind, at: (f64, f64)) -> Result<(), PressError> {
    let (ink, r) = (sheet.look.series, sheet.px(RADIUS));
    sheet.circle(at, r + sheet.px(1.5), sheet.look.paper, None)?;
    match kind {
        Kind::Exact => sheet.circle(at, r, ink, None),
        Kind::Derived => sheet.circle(at, r - sheet.px(0.9), ink, Some(sheet.px(1.8))),
        Kind::Approximate => {
            sheet.circle(at, r * 0.55, ink, None)?;
            sheet.circle(at, r, ink, Some(sheet.px(1.3)))
        }
        Kind::Baseline => {
            let (x, y) = at;
            sheet.polygon(
                &[
                    (x - r, y - r),
                    (x + r, y - r),
                    (x + r, y + r),
                    (x - r, y + r),
                ],
                sheet.look.quiet,
            )
        }
    }
}

impl Plot<'_> {
    pub(super) fn px(&self, length: f64) -> f64 {
        self.line.px(length)
    }

    /// Pixels of a day and a value.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.plane.as_coord_spec().translate(&(x, y));
        (f64::from(x) / FINE, f64::from(y) / FINE)
    }

    fn draw_grid(
        &self,
        values: &[f64],
        texts: &[String],
        first: f64,
        last: f64,
    ) -> Result<(), PressError> {
        let (sheet, area) = (self.sheet, self.area);
        for (value, text) in values.iter().zip(texts) {
            let (_, y) = self.at(first, *value);
            let stroke = if *value == 0.0 {
                sheet.look.axis
            } else {
                sheet.look.grid
            };
            sheet.line(&[(area.left, y), (area.right, y)], stroke, 1.0, None)?;
            sheet.text(
                text,
                Type::NOTE,
                sheet.look.quiet,
                (area.left - self.px(8.0), y),
                At::Right,
            )?;
        }
        sheet.line(
            &[(area.left, area.bottom), (area.right, area.bottom)],
            sheet.look.axis,
            1.0,
            None,
        )?;
        let from = NaiveDate::from_num_days_from_ce_opt(first.ceil() as i32);
        let to = NaiveDate::from_num_days_from_ce_opt(last.floor() as i32);
        let (Some(from), Some(to)) = (from, to) else {
            return Ok(());
        };
        let wide = sheet.desk.width("00/00/0000", Type::NOTE) + self.px(26.0);
        let narrow = sheet.desk.width("0000", Type::NOTE) + self.px(20.0);
        let mut free = f64::MIN;
        for (date, text) in day_ticks(from, to, area.width(), wide, narrow) {
            let (x, _) = self.at(place(date), self.line.values.0);
            sheet.line(
                &[(x, area.bottom), (x, area.bottom + self.px(5.0))],
                sheet.look.axis,
                1.0,
                None,
            )?;
            let half = sheet.desk.width(&text, Type::NOTE) / 2.0;
            let middle = x.min(area.right - half).max(area.left + half);
            // Months are not equally long, and the last day is moved in from the edge.
            if middle - half < free {
                continue;
            }
            free = middle + half + self.px(8.0);
            let y = area.bottom + self.px(5.0 + AXIS / 2.0 - 2.0);
            sheet.text(&text, Type::NOTE, sheet.look.quiet, (middle, y), At::Middle)?;
        }
        Ok(())
    }

    fn draw_all(&self) -> Result<(), PressError> {
        let mut taken = Occupied::default();
        let runs: Vec<Vec<(f64, f64)>> = self
            .line
            .runs()
            .into_iter()
            .map(|run| run.into_iter().map(|(x, y)| self.at(x, y)).collect())
            .collect();
        for run in &runs {
            self.occupy(run, &mut taken);
        }
        for point in &self.line.points {
            let (x, y) = self.spot(point);
            let r = self.px(RADIUS + 1.0);
            taken.add(Area {
                left: x - r,
                top: y - r,
                right: x + r,
                bottom: y + r,
            });
        }
        self.draw_goals(&mut taken)?;
        self.draw_breaks(&mut taken)?;
        let sheet = self.sheet;
        sheet.list(&self.line.name, || {
            for run in &runs {
                sheet.line(run, sheet.look.series, self.px(2.2), None)?;
            }
            for point in &self.line.points {
                let spot = self.spot(point);
                let r = self.px(RADIUS + 1.0);
                let dot = Area {
                    left: spot.0 - r,
                    top: spot.1 - r,
                    right: spot.0 + r,
                    bottom: spot.1 + r,
                };
                sheet.point(point.index, &point.label, dot, || match point.value {
                    Some(_) => marker(sheet, point.kind, spot),
                    None => sheet.shape(Mark::NoData, spot, self.px(16.0)),
                })?;
            }
            Ok(())
        })?;
        self.draw_labels(&mut taken)?;
        if !self.line.observed {
            self.draw_empty(&mut taken)?;
        }
        Ok(())
    }

    /// Where a point stands; one without a figure stands just above the axis of days.
    fn spot(&self, point: &Point) -> (f64, f64) {
        match point.value {
            Some(value) => self.at(place(point.date), value),
            None => {
                let (x, _) = self.at(place(point.date), self.line.values.0);
                (x, self.area.bottom - self.px(10.0))
            }
        }
    }

    /// Keeps labels off a line.
    fn occupy(&self, run: &[(f64, f64)], taken: &mut Occupied) {
        for ends in run.windows(2) {
            let [a, b] = ends else { continue };
            let steps = ((b.0 - a.0).abs().max((b.1 - a.1).abs()) / self.px(6.0))
                .ceil()
                .clamp(1.0, 400.0);
            for step in 0..=(steps as u32) {
                let share = f64::from(step) / steps;
                let (x, y) = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                let r = self.px(2.0);
                taken.add(Area {
                    left: x - r,
                    top: y - r,
                    right: x + r,
                    bottom: y + r,
                });
            }
        }
    }

    /// Labels: the newest first, then the oldest, then the others while there is room.
    fn draw_labels(&self, taken: &mut Occupied) -> Result<(), PressError> {
        let points = &self.line.points;
        let dated = points.len() <= DATED_POINTS;
        let last = points.iter().rposition(|point| point.value.is_some());
        let first = points.iter().position(|point| point.value.is_some());
        let mut order: Vec<usize> = last.into_iter().chain(first).collect();
        order.extend(
            (0..points.len()).filter(|index| Some(*index) != last && Some(*index) != first),
        );
        order.dedup();
        for index in order {
            if let Some(point) = points.get(index) {
                // A label that finds no room with its day may find it without.
                let _ = dated && self.draw_label(point, true, taken)?
                    || self.draw_label(point, false, taken)?;
            }
        }
        Ok(())
    }

    /// Draws the label of a point where there is room; tells whether there was.
    fn draw_label(
        &self,
        point: &Point,
        dated: bool,
        taken: &mut Occupied,
    ) -> Result<bool, PressError> {
        let sheet = self.sheet;
        let date = if dated {
            day(point.date)
        } else {
            String::new()
        };
        let (kind, ink) = match point.value {
            Some(_) => (Type::VALUE, sheet.look.ink),
            None => (Type::NOTE, sheet.look.quiet),
        };
        let width = sheet
            .desk
            .width(&point.written, kind)
            .max(sheet.desk.width(&date, Type::NOTE));
        // Lines of a label stand closer than a paragraph: nothing is stacked above figures.
        let leading = self.px(18.0);
        let rows = if date.is_empty() { 1.0 } else { 2.0 };
        let bounds = Area {
            top: self.area.top - self.px(4.0),
            ..self.area
        };
        let size = (width + self.px(4.0), rows * leading);
        let spot = self.spot(point);
        let Some(label) = taken.beside(spot, size, self.px(REACH), bounds) else {
            return Ok(false);
        };
        // Paper under the label keeps the grid and bands away from it.
        sheet.plate(label)?;
        let middle = (label.left + label.right) / 2.0;
        let at = (middle, label.top + leading / 2.0);
        sheet.text(&point.written, kind, ink, at, At::Middle)?;
        let at = (middle, label.top + leading * 1.5);
        sheet.text(&date, Type::NOTE, sheet.look.quiet, at, At::Middle)?;
        Ok(true)
    }

    fn draw_empty(&self, taken: &mut Occupied) -> Result<(), PressError> {
        let sheet = self.sheet;
        let leading = self.px(Type::LABEL.leading());
        let width = self
            .line
            .empty
            .iter()
            .map(|line| sheet.desk.width(line, Type::LABEL))
            .fold(0.0, f64::max);
        let x = (self.area.left + self.area.right) / 2.0;
        let half = (
            width / 2.0 + self.px(10.0),
            self.line.empty.len() as f64 * leading / 2.0 + self.px(4.0),
        );
        let place = |share: f64| {
            let y = self.area.top + (self.area.bottom - self.area.top) * share;
            Area {
                left: x - half.0,
                top: y - half.1,
                right: x + half.0,
                bottom: y + half.1,
            }
        };
        let plate = taken
            .first_free([0.5, 0.4, 0.6, 0.3, 0.7, 0.8].map(place))
            .unwrap_or_else(|| place(0.5));
        sheet.plate(plate)?;
        sheet.notice(&self.line.empty, plate)
    }
}
