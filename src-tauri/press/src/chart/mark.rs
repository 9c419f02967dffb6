//! The status marks of the program: one shape, one colour and one hatch each, so that a
//! mark is never told by colour alone. The words for them are handed in with the values.

use serde::Serialize;

use super::hatch::{Hatch, Rgb, Weave};
use super::{Look, Theme};

/// A status as it is marked; the order is the order in which segments and legends stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Hoàn thành đúng hạn: full circle, bluish green.
    DoneOnTime,
    /// Hoàn thành quá hạn: full circle with a bar, purple.
    DoneLate,
    /// Hoàn thành (không thời hạn): full circle, grey.
    Done,
    /// Đang thực hiện, trong hạn: half circle, blue.
    InTime,
    /// Sắp đến hạn: hollow triangle, amber.
    DueSoon,
    /// Quá hạn chưa hoàn thành: full triangle, vermilion.
    Overdue,
    /// Đang thực hiện (không thời hạn): hollow circle, grey.
    NoDeadline,
    /// Thường xuyên: hollow square, light grey.
    Ongoing,
    /// Chưa có số liệu: a dash, light hatch.
    NoData,
    /// Không áp dụng: a hatched square, light hatch.
    NotApplicable,
}

/// How an area of a status is filled in one theme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) fill: Rgb,
    pub(crate) hatch: Option<Hatch>,
    /// Outline where the fill alone has too little contrast with the paper, or hatches.
    pub(crate) edge: Option<Rgb>,
    /// Colour of text written on the fill; with a hatch, on a plate.
    pub(crate) ink: Rgb,
}

/// The Okabe–Ito colours that look.md names.
pub(crate) const GREEN: Rgb = (0x00, 0x9e, 0x73);
pub(crate) const PURPLE: Rgb = (0xcc, 0x79, 0xa7);
pub(crate) const BLUE: Rgb = (0x00, 0x72, 0xb2);
pub(crate) const AMBER: Rgb = (0xe6, 0x9f, 0x00);
pub(crate) const VERMILION: Rgb = (0xd5, 0x5e, 0x00);
pub(crate) const GREY: Rgb = (0x80, 0x86, 0x8d);

const WHITE: Rgb = (0xff, 0xff, 0xff);
const BLACK: Rgb = (0x14, 0x14, 0x14);
/// Amber has 2,3:1 on white; its outline has more than 4:1.
const AMBER_EDGE: Rgb = (0x8a, 0x5f, 0x00);

impl Mark {
    fn colour(self) -> Rgb {
        match self {
            Self::DoneOnTime => GREEN,
            Self::DoneLate => PURPLE,
            Self::Done | Self::NoDeadline | Self::Ongoing => GREY,
            Self::InTime => BLUE,
            Self::DueSoon => AMBER,
            Self::Overdue => VERMILION,
            Self::NoData | Self::NotApplicable => GREY,
        }
    }

    /// Colour of the outline and the filled part of the shape.
    pub(crate) fn shape_colour(self, theme: Theme) -> Rgb {
        match (self, theme) {
            (Self::DueSoon, Theme::Light | Theme::Print) => AMBER_EDGE,
            (Self::InTime, Theme::Dark) => (0x4f, 0xa8, 0xe0),
            (
                Self::NoDeadline | Self::Ongoing | Self::NoData | Self::NotApplicable,
                Theme::Dark,
            ) => (0xa4, 0xaa, 0xb1),
            (_, _) => self.colour(),
        }
    }

    pub(crate) fn paint(self, look: &Look) -> Paint {
        match look.theme {
            Theme::Print => self.printed(),
            Theme::Light | Theme::Dark => self.shown(look),
        }
    }

    fn shown(self, look: &Look) -> Paint {
        let dark = look.theme == Theme::Dark;
        let plain = |fill, edge, ink| Paint {
            fill,
            hatch: None,
            edge,
            ink,
        };
        match self {
            Self::InTime => plain(BLUE, None, WHITE),
            Self::DueSoon if dark => plain(AMBER, None, BLACK),
            Self::DueSoon => plain(AMBER, Some(AMBER_EDGE), BLACK),
            Self::NoDeadline if dark => plain((0x62, 0x68, 0x70), Some((0xa4, 0xaa, 0xb1)), WHITE),
            Self::NoDeadline => plain((0xc3, 0xc8, 0xce), Some(GREY), BLACK),
            Self::Ongoing if dark => plain((0x3a, 0x3f, 0x46), Some((0x8a, 0x91, 0x99)), WHITE),
            Self::Ongoing => plain((0xee, 0xf0, 0xf2), Some(GREY), BLACK),
            Self::NoData | Self::NotApplicable => Paint {
                fill: look.paper,
                hatch: Some(Hatch {
                    weave: Weave::Faint,
                    ground: look.paper,
                    line: look.faint,
                }),
                edge: Some(look.faint),
                ink: look.ink,
            },
            _ => plain(self.colour(), None, BLACK),
        }
    }

    fn printed(self) -> Paint {
        let woven = |weave, ground, line| Paint {
            fill: ground,
            hatch: Some(Hatch {
                weave,
                ground,
                line,
            }),
            edge: Some(BLACK),
            ink: BLACK,
        };
        let plain = |fill| Paint {
            fill,
            hatch: None,
            edge: Some(BLACK),
            ink: BLACK,
        };
        match self {
            Self::DoneOnTime => plain((0x6f, 0xc4, 0xa9)),
            Self::DoneLate => woven(Weave::Level, (0xf3, 0xdd, 0xe9), (0xb0, 0x5a, 0x8a)),
            Self::Done => woven(Weave::Upright, WHITE, GREY),
            Self::InTime => woven(Weave::Rising, WHITE, BLUE),
            Self::DueSoon => woven(Weave::Falling, (0xff, 0xf2, 0xd1), (0xc0, 0x84, 0x00)),
            Self::Overdue => woven(Weave::Crossed, (0xe0, 0x7a, 0x2c), BLACK),
            Self::NoDeadline => plain(WHITE),
            Self::Ongoing => woven(Weave::Dots, WHITE, GREY),
            Self::NoData | Self::NotApplicable => Paint {
                fill: WHITE,
                hatch: Some(Hatch {
                    weave: Weave::Faint,
                    ground: WHITE,
                    line: (0x9a, 0x9a, 0x9a),
                }),
                edge: Some((0x9a, 0x9a, 0x9a)),
                ink: BLACK,
            },
        }
    }
}
