//! A sheet under the pen: pixels and colours on one side, plotters elements in tenths of a
//! pixel on the other. Knows no mark and no chart.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::backend::{FINE, SvgBackend};
use super::hatch::Rgb;
use super::mark::Paint;
use super::{Desk, Look, Spot, Theme};
use crate::error::PressError;
use crate::fonts::{SANS, Weight};

/// A size and weight of type; the size in pixels at "vừa".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
}

impl Type {
    fn font_style(self) -> FontStyle {
        match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        }
    }
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Left,
    Middle,
    Right,
}

/// Axes over an area: values on one side, places on the other.
pub(crate) type Plane = DrawingArea<SvgBackend, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

pub(crate) struct Sheet<'a> {
    backend: Rc<RefCell<SvgBackend>>,
    root: DrawingArea<SvgBackend, Shift>,
    pub(crate) desk: &'a Desk,
    pub(crate) look: Look,
    spots: RefCell<Vec<Spot>>,
}

fn fine(length: f64) -> i32 {
    (length * FINE).round() as i32
}

fn colour((r, g, b): Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

fn refuse(fault: impl std::fmt::Display) -> PressError {
    PressError::Drawing(fault.to_string())
}

/// FNV-1a: a name for a picture that is the same wherever it is drawn.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("h{hash:016x}")
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(
        desk: &'a Desk,
        width: f64,
        height: f64,
        name: &str,
    ) -> Result<Self, PressError> {
        let size = (fine(width).unsigned_abs(), fine(height).unsigned_abs());
        let backend = SvgBackend::new(size, Rc::clone(&desk.sans), fingerprint(name));
        let backend = Rc::new(RefCell::new(backend));
        Ok(Self {
            root: DrawingArea::from(&backend),
            backend,
            desk,
            look: desk.look,
            spots: RefCell::new(Vec::new()),
        })
    }

    pub(crate) fn px(&self, length: f64) -> f64 {
        self.desk.px(length)
    }

    pub(crate) fn finish(&self, title: &str, description: &str) -> Result<String, PressError> {
        self.with(|backend| backend.finish(title, description))
    }

    fn with<R>(&self, f: impl FnOnce(&mut SvgBackend) -> R) -> Result<R, PressError> {
        let mut backend = self.backend.try_borrow_mut().map_err(refuse)?;
        Ok(f(&mut backend))
    }

    /// Everything drawn inside belongs to the series of this name.
    pub(crate) fn list(
        &self,
        name: &str,
        inside: impl FnOnce() -> Result<(), PressError>,
    ) -> Result<(), PressError> {
        self.with(|backend| backend.open_list(name))?;
        inside()?;
        self.with(SvgBackend::close)
    }

    /// Everything drawn inside is the mark of this name. It stands for the value of this
    /// index and covers `area`; how values are counted stands at the struct of each kind.
    pub(crate) fn point(
        &self,
        index: usize,
        name: &str,
        area: Area,
        inside: impl FnOnce() -> Result<(), PressError>,
    ) -> Result<(), PressError> {
        self.with(|backend| backend.open_item(name))?;
        let spot = Spot {
            index,
            label: name.to_owned(),
            left: area.left,
            top: area.top,
            width: (area.right - area.left).max(0.0),
            height: (area.bottom - area.top).max(0.0),
        };
        self.spots.try_borrow_mut().map_err(refuse)?.push(spot);
        inside()?;
        self.with(SvgBackend::close)
    }

    /// The marks drawn so far; they are handed out once.
    pub(crate) fn spots(&self) -> Vec<Spot> {
        self.spots.take()
    }

    /// Axes over `area`: `x` grows to the right, `y` upwards.
    pub(crate) fn plane(&self, area: Area, x: (f64, f64), y: (f64, f64)) -> Plane {
        self.root.apply_coord_spec(Cartesian2d::new(
            x.0..x.1,
            y.0..y.1,
            (
                fine(area.left)..fine(area.right),
                fine(area.bottom)..fine(area.top),
            ),
        ))
    }

    pub(crate) fn fill(&self, area: Area, fill: Rgb) -> Result<(), PressError> {
        let corners = [
            (fine(area.left), fine(area.top)),
            (fine(area.right), fine(area.bottom)),
        ];
        let style = ShapeStyle::from(&colour(fill)).filled();
        self.root
            .draw(&Rectangle::new(corners, style))
            .map_err(refuse)
    }

    /// A plate of paper that keeps lines and hatches away from a text.
    pub(crate) fn plate(&self, area: Area) -> Result<(), PressError> {
        self.with(|backend| backend.set_rounded(fine(self.px(2.0)).unsigned_abs()))?;
        let drawn = self.fill(area, self.look.paper);
        self.with(|backend| backend.set_rounded(0))?;
        drawn
    }

    /// An area filled the way of a status.
    pub(crate) fn paint(&self, area: Area, paint: &Paint) -> Result<(), PressError> {
        self.with(|backend| backend.set_hatch(paint.hatch))?;
        let drawn = self.fill(area, paint.fill);
        self.with(|backend| backend.set_hatch(None))?;
        drawn?;
        if let Some(edge) = paint.edge {
            // The outline lies inside, so that neighbours do not paint over it.
            let (half, width) = (0.4, 0.8);
            if area.width() > 2.0 * width {
                let corners = [
                    (fine(area.left + half), fine(area.top + half)),
                    (fine(area.right - half), fine(area.bottom - half)),
                ];
                let style = ShapeStyle::from(&colour(edge)).stroke_width(8);
                self.root
                    .draw(&Rectangle::new(corners, style))
                    .map_err(refuse)?;
            }
        }
        Ok(())
    }

    pub(crate) fn line(
        &self,
        points: &[(f64, f64)],
        stroke: Rgb,
        width: f64,
        dash: Option<&'static str>,
    ) -> Result<(), PressError> {
        let points: Vec<(i32, i32)> = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        let style = ShapeStyle::from(&colour(stroke)).stroke_width(fine(width).unsigned_abs());
        self.with(|backend| backend.set_dash(dash))?;
        let drawn = self
            .root
            .draw(&PathElement::new(points, style))
            .map_err(refuse);
        self.with(|backend| backend.set_dash(None))?;
        drawn
    }

    /// A polygon filled the way of a status, without an outline.
    pub(crate) fn polygon_painted(
        &self,
        points: &[(f64, f64)],
        paint: &Paint,
    ) -> Result<(), PressError> {
        self.with(|backend| backend.set_hatch(paint.hatch))?;
        let drawn = self.polygon(points, paint.fill);
        self.with(|backend| backend.set_hatch(None))?;
        drawn
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], fill: Rgb) -> Result<(), PressError> {
        let points: Vec<(i32, i32)> = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        let style = ShapeStyle::from(&colour(fill)).filled();
        self.root.draw(&Polygon::new(points, style)).map_err(refuse)
    }

    /// A circle, full or as a ring of the width given.
    pub(crate) fn circle(
        &self,
        (x, y): (f64, f64),
        radius: f64,
        paint: Rgb,
        ring: Option<f64>,
    ) -> Result<(), PressError> {
        let style = match ring {
            None => ShapeStyle::from(&colour(paint)).filled(),
            Some(width) => {
                ShapeStyle::from(&colour(paint)).stroke_width(fine(width).unsigned_abs())
            }
        };
        self.root
            .draw(&Circle::new((fine(x), fine(y)), fine(radius), style))
            .map_err(refuse)
    }

    /// One line of text, its middle at height `y`.
    pub(crate) fn text(
        &self,
        text: &str,
        kind: Type,
        ink: Rgb,
        (x, y): (f64, f64),
        at: At,
    ) -> Result<(), PressError> {
        if text.is_empty() {
            return Ok(());
        }
        let style = kind.font_style();
        let line_height = self.px(kind.size) * self.desk.sans.line() * FINE;
        let horizontal = match at {
            At::Left => HPos::Left,
            At::Middle => HPos::Center,
            At::Right => HPos::Right,
        };
        let ink = colour(ink);
        let style = TextStyle::from(FontDesc::new(FontFamily::Name(SANS), line_height, style))
            .color(&ink)
            .pos(Pos::new(horizontal, VPos::Center));
        self.root
            .draw_text(text, &style, (fine(x), fine(y)))
            .map_err(refuse)
    }

    /// One line of text that runs upwards from height `y`, its middle over `x`.
    pub(crate) fn text_up(
        &self,
        text: &str,
        kind: Type,
        ink: Rgb,
        (x, y): (f64, f64),
    ) -> Result<(), PressError> {
        if text.is_empty() {
            return Ok(());
        }
        let line_height = self.px(kind.size) * self.desk.sans.line() * FINE;
        let ink = colour(ink);
        let font = FontDesc::new(FontFamily::Name(SANS), line_height, kind.font_style())
            .transform(FontTransform::Rotate270);
        let style = TextStyle::from(font)
            .color(&ink)
            .pos(Pos::new(HPos::Left, VPos::Center));
        self.root
            .draw_text(text, &style, (fine(x), fine(y)))
            .map_err(refuse)
    }

    /// Lines below one another, the first beginning at height `top`; returns the height at
    /// which the last ends.
    pub(crate) fn paragraph(
        &self,
        lines: &[String],
        kind: Type,
        ink: Rgb,
        left: f64,
        top: f64,
    ) -> Result<f64, PressError> {
        let leading = self.px(kind.leading());
        for (row, line) in lines.iter().enumerate() {
            let y = top + (row as f64 + 0.5) * leading;
            self.text(line, kind, ink, (left, y), At::Left)?;
        }
        Ok(top + lines.len() as f64 * leading)
    }

    /// A sentence in the middle of an area that has nothing to draw.
    pub(crate) fn notice(&self, lines: &[String], area: Area) -> Result<(), PressError> {
        let leading = self.px(Type::LABEL.leading());
        let x = (area.left + area.right) / 2.0;
        let top = (area.top + area.bottom - lines.len() as f64 * leading) / 2.0;
        for (row, line) in lines.iter().enumerate() {
            let y = top + (row as f64 + 0.5) * leading;
            self.text(line, Type::LABEL, self.look.quiet, (x, y), At::Middle)?;
        }
        Ok(())
    }

    /// Whether fills are hatched, so that text on them needs a plate and keys need a sample.
    pub(crate) fn hatched(&self) -> bool {
        self.look.theme == Theme::Print
    }
}
