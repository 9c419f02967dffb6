//! What a cell or a tile is filled with: a class of a sequential scale, the mark of a status, or
//! nothing; and how it is drawn with the figure written in it.
//!
//! The scale is one hue whose lightness alone carries the order, so that it reads in grey and
//! with any colour vision. On paper a cell without room for its figure is hatched: a copy loses
//! light tints.

use super::hatch::{Hatch, Rgb, Weave};
use super::mark::{Mark, Paint};
use super::sheet::{Area, At, Sheet, Type};
use super::{Look, Theme};
use crate::error::PressError;

/// What a cell says without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// A class of the scale, the lowest being 0; [`CLASSES`] at the most.
    Class(u8),
    /// The shape of a status on paper; [`Mark::NoData`] and [`Mark::NotApplicable`] too.
    Mark(Mark),
    /// An area painted the way of a status, hatched in print.
    Area(Mark),
    /// Nothing is asked here.
    Blank,
}

/// How many classes can be told apart, on a copy too.
pub const CLASSES: u8 = 5;

/// One cell of a grid, one tile of a map.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// What it is filled with.
    pub fill: Fill,
    /// What is written in it where there is room, e.g. "42,5".
    pub written: String,
    /// Accessible name and tooltip, e.g. "Bộ Tài chính, ĐM1: 2/5 quá hạn (40%)".
    pub label: String,
}

/// How many classes a scale has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale(pub(crate) u8);

impl Scale {
    /// As many as the fills use, two at the least.
    pub(crate) fn of(fills: impl Iterator<Item = Fill>) -> Self {
        let most = fills
            .filter_map(|fill| match fill {
                Fill::Class(class) => Some(class.min(CLASSES - 1)),
                Fill::Mark(_) | Fill::Area(_) | Fill::Blank => None,
            })
            .max();
        Self(most.map_or(2, |most| most + 1).max(2))
    }

    /// The place of a class among the five tints: a scale of three uses first, middle and last.
    fn tint(self, class: u8) -> u8 {
        let last = self.0.saturating_sub(1).max(1);
        let class = class.min(last);
        (class * (CLASSES - 1) + last / 2) / last
    }

    /// How a class is filled. `written` tells whether its figure stands in it.
    pub(crate) fn paint(self, class: u8, look: &Look, written: bool) -> Paint {
        let (light, dark) = ((0xff, 0xff, 0xff), (0x10, 0x12, 0x14));
        let (fill, ink): (Rgb, Rgb) = match (look.theme, self.tint(class)) {
            (Theme::Light, 0) => ((0xe4, 0xee, 0xf7), dark),
            (Theme::Light, 1) => ((0xb8, 0xd3, 0xea), dark),
            (Theme::Light, 2) => ((0x80, 0xb1, 0xd9), dark),
            (Theme::Light, 3) => ((0x2f, 0x74, 0xab), light),
            (Theme::Light, _) => ((0x0a, 0x43, 0x73), light),
            (Theme::Dark, 0) => ((0x2b, 0x3a, 0x48), light),
            (Theme::Dark, 1) => ((0x2d, 0x55, 0x77), light),
            (Theme::Dark, 2) => ((0x34, 0x71, 0x9f), light),
            (Theme::Dark, 3) => ((0x74, 0xb3, 0xde), dark),
            (Theme::Dark, _) => ((0xc4, 0xe3, 0xf8), dark),
            (Theme::Print, 0) => (light, dark),
            (Theme::Print, 1) => ((0xd8, 0xe4, 0xef), dark),
            (Theme::Print, 2) => ((0xac, 0xc6, 0xdd), dark),
            (Theme::Print, 3) => ((0x7d, 0xa2, 0xc4), dark),
            (Theme::Print, _) => ((0x2c, 0x52, 0x78), light),
        };
        let weave = match self.tint(class) {
            0 => None,
            1 => Some(Weave::Faint),
            2 => Some(Weave::Dots),
            3 => Some(Weave::Rising),
            _ => Some(Weave::Crossed),
        };
        let hatched = look.theme == Theme::Print && !written;
        let hatch = weave.filter(|_| hatched).map(|weave| Hatch {
            weave,
            ground: fill,
            line: (0x14, 0x14, 0x14),
        });
        let edge = match look.theme {
            Theme::Print => Some((0x55, 0x55, 0x55)),
            Theme::Light | Theme::Dark => None,
        };
        Paint {
            fill,
            hatch,
            edge,
            ink,
        }
    }
}

impl Sheet<'_> {
    /// A cell: its fill, and `written` in its middle; an empty text leaves the fill to speak.
    pub(crate) fn cell(
        &self,
        fill: Fill,
        written: &str,
        scale: Scale,
        area: Area,
    ) -> Result<(), PressError> {
        let middle = (
            (area.left + area.right) / 2.0,
            (area.top + area.bottom) / 2.0,
        );
        let ink = self.ground(fill, !written.is_empty(), scale, area)?;
        let size = self.px(14.0).min(area.width() * 0.6).min(area.height() * 0.6);
        match fill {
            Fill::Blank | Fill::Mark(Mark::NotApplicable) => Ok(()),
            Fill::Mark(mark) if written.is_empty() => self.shape(mark, middle, size),
            Fill::Mark(mark) => {
                let width = self.desk.width(written, Type::NOTE);
                let left = middle.0 - (width + size + self.px(5.0)) / 2.0;
                self.shape(mark, (left + size / 2.0, middle.1), size)?;
                let at = (left + size + self.px(5.0), middle.1);
                self.text(written, Type::NOTE, ink, at, At::Left)
            }
            Fill::Area(mark) if written.is_empty() => {
                let paint = mark.paint(&self.look);
                if paint.hatch.is_some() {
                    return Ok(());
                }
                self.shape_in(mark, middle, size, paint.ink, paint.fill)
            }
            Fill::Class(_) | Fill::Area(_) => {
                self.text(written, Type::NOTE, ink, middle, At::Middle)
            }
        }
    }

    /// The ground of a cell; answers the colour of text on it.
    pub(crate) fn ground(
        &self,
        fill: Fill,
        written: bool,
        scale: Scale,
        area: Area,
    ) -> Result<Rgb, PressError> {
        let paint = match fill {
            Fill::Blank => return Ok(self.look.quiet),
            Fill::Class(class) => scale.paint(class, &self.look, written),
            Fill::Mark(Mark::NotApplicable) => Mark::NotApplicable.paint(&self.look),
            Fill::Area(mark) => mark.paint(&self.look),
            Fill::Mark(_) => Paint {
                fill: self.look.paper,
                hatch: None,
                edge: Some(self.look.grid),
                ink: self.look.ink,
            },
        };
        self.paint(area, &paint)?;
        Ok(paint.ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance((r, g, b): Rgb) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_scale_is_ordered_in_grey_and_carries_its_figures() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            let look = Look::of(theme);
            let paints: Vec<Paint> = (0..CLASSES)
                .map(|class| Scale(CLASSES).paint(class, &look, true))
                .collect();
            for pair in paints.windows(2) {
                let step = contrast(pair[0].fill, pair[1].fill);
                assert!(step > 1.2, "{theme:?}: {step}");
                let rises = luminance(pair[1].fill) > luminance(pair[0].fill);
                assert_eq!(rises, theme == Theme::Dark, "{theme:?}");
            }
            for paint in paints {
                let read = contrast(paint.fill, paint.ink);
                assert!(read >= 4.5, "{theme:?} {:?}: {read}", paint.fill);
            }
        }
    }

    #[test]
    fn fewer_classes_use_the_whole_scale() {
        let tints = |classes: u8| -> Vec<u8> {
            (0..classes).map(|class| Scale(classes).tint(class)).collect()
        };
        assert_eq!(tints(2), [0, 4]);
        assert_eq!(tints(3), [0, 2, 4]);
        assert_eq!(tints(5), [0, 1, 2, 3, 4]);
        assert_eq!(Scale::of([Fill::Class(200)].into_iter()).0, CLASSES);
        assert_eq!(Scale::of(std::iter::empty()).0, 2);
    }
}
