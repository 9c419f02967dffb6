//! The shapes of the status marks, drawn with circles, polygons and lines.

use super::hatch::{Hatch, Rgb, Weave};
use super::mark::{Mark, Paint};
use super::sheet::{Area, Sheet};
use crate::error::PressError;

impl Sheet<'_> {
    /// The shape of a status, `size` pixels wide, in its colour.
    pub(crate) fn shape(
        &self,
        mark: Mark,
        (x, y): (f64, f64),
        size: f64,
    ) -> Result<(), PressError> {
        let ink = mark.shape_colour(self.look.theme);
        self.shape_in(mark, (x, y), size, ink, self.look.paper)
    }

    /// The shape of a status in one colour on a ground of another.
    pub(crate) fn shape_in(
        &self,
        mark: Mark,
        (x, y): (f64, f64),
        size: f64,
        ink: Rgb,
        ground: Rgb,
    ) -> Result<(), PressError> {
        let r = size / 2.0;
        let pen = (size / 7.0).max(1.2);
        let triangle = |grow: f64| {
            [
                (x, y - r - grow),
                (x + r + grow, y + r * 0.8 + grow * 0.6),
                (x - r - grow, y + r * 0.8 + grow * 0.6),
            ]
        };
        match mark {
            Mark::DoneOnTime | Mark::Done => self.circle((x, y), r, ink, None),
            Mark::DoneLate => {
                self.circle((x, y), r, ink, None)?;
                self.fill(
                    Area {
                        left: x - r * 0.62,
                        top: y - r * 0.2,
                        right: x + r * 0.62,
                        bottom: y + r * 0.2,
                    },
                    ground,
                )
            }
            Mark::InTime => {
                let half: Vec<(f64, f64)> = (0..=16)
                    .map(|step| {
                        let turn = std::f64::consts::PI * (0.5 + f64::from(step) / 16.0);
                        (x + r * turn.cos(), y + r * turn.sin())
                    })
                    .collect();
                self.polygon(&half, ink)?;
                self.circle((x, y), r - pen / 2.0, ink, Some(pen))
            }
            Mark::DueSoon => {
                let [a, b, c] = triangle(-pen / 2.0);
                self.line(&[a, b, c, a, b], ink, pen, None)
            }
            Mark::Overdue => self.polygon(&triangle(0.0), ink),
            Mark::NoDeadline => self.circle((x, y), r - pen / 2.0, ink, Some(pen)),
            Mark::Ongoing => {
                let q = r * 0.85 - pen / 2.0;
                self.line(
                    &[
                        (x - q, y - q),
                        (x + q, y - q),
                        (x + q, y + q),
                        (x - q, y + q),
                        (x - q, y - q),
                        (x + q, y - q),
                    ],
                    ink,
                    pen,
                    None,
                )
            }
            Mark::NoData => self.line(&[(x - r * 0.8, y), (x + r * 0.8, y)], ink, pen, None),
            Mark::NotApplicable => {
                let area = Area {
                    left: x - r,
                    top: y - r * 0.85,
                    right: x + r,
                    bottom: y + r * 0.85,
                };
                let hatch = Hatch {
                    weave: Weave::Faint,
                    ground,
                    line: ink,
                };
                self.paint(
                    area,
                    &Paint {
                        fill: ground,
                        hatch: Some(hatch),
                        edge: Some(ink),
                        ink,
                    },
                )
            }
        }
    }
}
