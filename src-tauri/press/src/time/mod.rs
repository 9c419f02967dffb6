//! Time on paper: tasks as bars along an axis, and a month of deadlines, as PDF/A-2a.
//!
//! Days come in, places on the axis are worked out here; which days, which order and every
//! word are handed in. Bars are told apart by pattern and shape, so that a copy in black and
//! white says the same.

mod calendar;
mod timeline;

use crate::listing::{GoOn, Paper};
use crate::sheet::Watched;

pub use calendar::{MonthCell, MonthEntry, MonthLine, MonthSheet, month_pdf};
pub use timeline::{
    TimeBand, TimeSpan, TimeSpanKind, TimelineBlock, TimelineRow, TimelineSheet, timeline_pdf,
};

/// Somebody who is told how `tasks` tasks are being set.
fn watched(go_on: GoOn<'_>, tasks: u64) -> Watched<'_> {
    Watched {
        go_on,
        steps: tasks,
        texts: tasks * TEXTS,
    }
}

/// About how many texts a task takes: some are set twice, to be measured first.
const TEXTS: u64 = 9;

/// Breadth of the text area in millimetres: the sheet on its side without 30 and 15 mm.
fn breadth(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 252.0,
        Paper::A3 => 375.0,
    }
}

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
