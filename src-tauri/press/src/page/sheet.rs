//! Sheets and their margins. Documents: NĐ 30/2020/NĐ-CP, Phụ lục I (20/20/30/15 mm); slides follow no decree.

use serde::{Deserialize, Serialize};

/// The sheet a briefing is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// 338,7 × 190,5 mm, as programs for slides make them: 16:9.
    Slides,
}

/// One sheet as a template needs it, in millimetres.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Geometry {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// Pixels of a chart for each millimetre: 96 an inch on paper. On a slide all is larger, as it
/// is read from afar.
fn density(paper: PageSize) -> f64 {
    match paper {
        PageSize::A4 | PageSize::A3 => 96.0 / 25.4,
        PageSize::Slides => 960.0 / 306.0,
    }
}

pub(super) fn geometry(paper: PageSize, landscape: bool) -> Geometry {
    let (short, long) = match paper {
        PageSize::A4 => (210.0, 297.0),
        PageSize::A3 => (297.0, 420.0),
        PageSize::Slides => {
            return Geometry {
                width: 338.7,
                height: 190.5,
                top: 18.0,
                bottom: 14.0,
                left: 16.3,
                right: 16.4,
            };
        }
    };
    let (width, height) = if landscape { (long, short) } else { (short, long) };
    Geometry {
        width,
        height,
        top: 20.0,
        bottom: 20.0,
        left: 30.0,
        right: 15.0,
    }
}

/// Width and height of the text of a page, in pixels of a chart.
pub fn room(paper: PageSize, landscape: bool) -> (f64, f64) {
    let sheet = geometry(paper, landscape);
    let density = density(paper);
    (
        ((sheet.width - sheet.left - sheet.right) * density).floor(),
        ((sheet.height - sheet.top - sheet.bottom) * density).floor(),
    )
}
