//! What is drawn across a line: targets and bands with their labels, changes of method.

use super::super::axis::place;
use super::super::labels::Occupied;
use super::super::mark::Mark;
use super::super::sheet::{Area, At, Type};
use super::Goal;
use super::draw::{Plot, RADIUS};
use crate::error::PressError;

impl Plot<'_> {
    pub(super) fn draw_goals(&self, taken: &mut Occupied) -> Result<(), PressError> {
        let mut left = self.area.left;
        for goal in &self.line.goals {
            let (right, high) = self.at(place(goal.due), goal.high);
            let (_, low) = self.at(place(goal.due), goal.low);
            let band = Area {
                left,
                top: high,
                right,
                bottom: low,
            };
            // A line is read over the width of its stroke and the diamond at its end.
            let r = self.px(RADIUS + 0.5);
            let covered = Area {
                top: band.top - r,
                right: band.right + r,
                bottom: band.bottom + r,
                ..band
            };
            self.sheet.point(goal.index, &goal.name, covered, || {
                self.draw_goal(goal, band, taken)
            })?;
            left = right;
        }
        Ok(())
    }

    fn draw_goal(&self, goal: &Goal, band: Area, taken: &mut Occupied) -> Result<(), PressError> {
        let (sheet, ink) = (self.sheet, self.sheet.look.ink);
        let edges = if goal.high > goal.low {
            let mut paint = Mark::NoData.paint(&sheet.look);
            paint.edge = None;
            sheet.paint(band, &paint)?;
            vec![band.top, band.bottom]
        } else {
            vec![band.top]
        };
        for y in &edges {
            sheet.line(
                &[(band.left, *y), (band.right, *y)],
                ink,
                1.4,
                Some("50 35"),
            )?;
            taken.add(Area {
                left: band.left,
                top: y - 2.0,
                right: band.right,
                bottom: y + 2.0,
            });
        }
        // A diamond on the day by which it is to be reached.
        let r = self.px(RADIUS + 0.5);
        let (x, y) = (band.right, (band.top + band.bottom) / 2.0);
        sheet.polygon(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], ink)?;
        let inner = r - self.px(1.8);
        sheet.polygon(
            &[
                (x, y - inner),
                (x + inner, y),
                (x, y + inner),
                (x - inner, y),
            ],
            sheet.look.paper,
        )?;
        taken.add(Area {
            left: x - r,
            top: y - r,
            right: x + r,
            bottom: y + r,
        });

        let width = sheet.desk.width(&goal.label, Type::VALUE);
        let height = self.px(Type::VALUE.leading());
        let end = (x + r).min(self.area.right).max(self.area.left + width);
        let place = |right: f64, top: f64| Area {
            left: right - width,
            top,
            right,
            bottom: top + height,
        };
        let (above, below) = (
            band.top.min(y - r) - height - self.px(1.0),
            band.bottom.max(y + r) + self.px(1.0),
        );
        let start = (band.left + self.px(6.0) + width).min(self.area.right);
        let middle = ((band.left + band.right + width) / 2.0).min(self.area.right);
        let tried = [
            place(end, above),
            place(middle, above),
            place(start, above),
            place(end, below),
            place(middle, below),
            place(start, below),
        ];
        let fallback = tried[0];
        let label = taken.first_free(tried).unwrap_or(fallback);
        let middle = (label.top + label.bottom) / 2.0;
        sheet.plate(Area {
            top: label.top + self.px(2.0),
            ..label
        })?;
        sheet.text(
            &goal.label,
            Type::VALUE,
            ink,
            (label.right, middle),
            At::Right,
        )
    }

    pub(super) fn draw_breaks(&self, taken: &mut Occupied) -> Result<(), PressError> {
        let sheet = self.sheet;
        for (date, lines) in &self.line.breaks {
            let outside = |(first, last)| place(*date) < first || place(*date) > last;
            if self.line.days.is_none_or(outside) {
                continue;
            }
            let (x, _) = self.at(place(*date), self.line.values.0);
            sheet.line(
                &[(x, self.area.top), (x, self.area.bottom)],
                sheet.look.quiet,
                1.2,
                Some("30 30"),
            )?;
            taken.add(Area {
                left: x - 2.0,
                top: self.area.top,
                right: x + 2.0,
                bottom: self.area.bottom,
            });
            let width = lines
                .iter()
                .map(|line| sheet.desk.width(line, Type::NOTE))
                .fold(0.0, f64::max);
            let leading = self.px(Type::NOTE.leading());
            let height = lines.len() as f64 * leading;
            let gap = self.px(6.0);
            let steps = ((self.area.bottom - self.area.top - height) / leading).max(0.0) as u32;
            let places = (0..=steps).flat_map(|step| {
                let top = self.area.top + f64::from(step) * leading;
                [x + gap, x - gap - width].map(|left| Area {
                    left,
                    top,
                    right: left + width,
                    bottom: top + height,
                })
            });
            let inside = places
                .filter(|place| place.left >= self.area.left && place.right <= self.area.right);
            if let Some(place) = taken.first_free(inside) {
                sheet.paragraph(lines, Type::NOTE, sheet.look.quiet, place.left, place.top)?;
            }
        }
        Ok(())
    }
}
