//! Charts: values in, SVG text out.
//!
//! A chart is planned first (text cleaned, broken and measured, so that the height it needs
//! is known), then drawn through plotters on the backend of this folder. Text never
//! collides: a chart that needs more height than asked for gets it, a bar chart that needs
//! less takes less.
//!
//! Where each mark lies: a kind draws every mark that stands for a value of its own through
//! [`Sheet::point`], with the place of that value in the values handed in. The order is
//! fixed by the kind and written at its struct ("Marks: …"): all values that may become a
//! mark are counted as they were handed in, whether they are drawn or not, so that whoever
//! composed them can tell from [`Spot::index`] which one it was. [`Drawing::spots`] holds
//! them in the order of drawing, which is the order of the `listitem` groups in the SVG and
//! therefore the order in which they are read aloud and walked through.

mod areas;
mod attainment;
mod axis;
mod backend;
mod bullet;
mod dots;
mod drawing;
mod fill;
mod grid;
mod hatch;
mod indicator;
mod key;
mod labels;
mod mark;
mod multiples;
mod radar;
mod ranked;
mod rows;
mod shapes;
mod sheet;
mod slope;
mod stack;
mod status_bars;
mod status_groups;
mod tiles;
mod waterfall;

use std::ops::Range;
use std::rc::Rc;

pub use attainment::{Attained, Attainment, AttainmentRow, percent_shown};
pub use bullet::{Bullet, Bullets};
pub use dots::{DotRange, DotRow};
pub use drawing::draw;
pub(crate) use drawing::{Room, draw_parts};
pub use fill::{CLASSES, Fill, GridCell};
pub use grid::{CellGrid, GridColumn, GridRow};
pub use indicator::{Baseline, Break, IndicatorLine, Observation, Target};
pub use key::KeyEntry;
pub use mark::Mark;
pub use multiples::{Multiples, Panel};
pub use radar::{Radar, RadarAxis, RadarValue};
pub use ranked::{RankedBars, RankedRow, RankedTarget};
pub use slope::{Slope, SlopeRow};
pub use stack::{StackPoint, StackShape, TimeStack};
pub use status_bars::{Segment, Status, StatusBars, StatusRow};
pub use tiles::{Tile, TileMap};
pub use waterfall::{Waterfall, WaterfallStep};

use crate::error::PressError;
use crate::fonts::{Sans, Weight};
use crate::text::{Replaced, Replacements, wrap};
use hatch::Rgb;
use sheet::{Area, Sheet, Type};

/// The words around a chart.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The finding, as a sentence.
    pub title: String,
    /// What is shown, unit, day, calendar.
    pub subtitle: String,
    /// The source line with document numbers; may be empty.
    pub source: String,
    /// A remark of a person, above the source line; may be empty.
    pub note: String,
    /// The whole chart in words, for those who do not see it (`<desc>`).
    pub description: String,
}

/// On what the chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Near-black on white, for the window.
    Light,
    /// Light on deep grey, for the window.
    Dark,
    /// Black on white with hatches that survive a black-and-white copy.
    Print,
}

/// How large and on what a chart is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Width in pixels, 240 to 8000.
    pub width: u32,
    /// Height in pixels, 120 to 8000: a wish. [`Drawing::height`] tells the height taken.
    pub height: u32,
    /// On what it is shown.
    pub theme: Theme,
    /// 1 for "vừa"; 0.5 to 3.
    pub text_scale: f64,
    /// Writes a number in the notation of the language, e.g. `1.234,5`.
    pub write: fn(f64) -> String,
}

/// The kinds of chart.
#[derive(Debug, Clone)]
pub enum Chart {
    /// Tasks by status, one bar for each row.
    StatusBars(StatusBars),
    /// One indicator over time, with baseline and target.
    IndicatorLine(IndicatorLine),
    /// Indicators ranked by how much of the target is attained.
    Attainment(Attainment),
    /// Rows and columns of cells: a heat map, a matrix of common tasks.
    CellGrid(CellGrid),
    /// A map of equal tiles.
    TileMap(TileMap),
    /// Tasks by status along time, as columns or areas.
    TimeStack(TimeStack),
    /// Rates around a centre.
    Radar(Radar),
    /// Many little lines.
    Multiples(Multiples),
    /// The same as [`Chart::StatusBars`], the statuses side by side.
    StatusGroups(StatusBars),
    /// Figures of agencies in order, with what each is to reach.
    RankedBars(RankedBars),
    /// Indicators with figure, target and last year.
    Bullets(Bullets),
    /// Newest figures with the span they moved in.
    DotRange(DotRange),
    /// Figures on two days.
    Slope(Slope),
    /// Steps from one number to another.
    Waterfall(Waterfall),
}

/// A finished chart.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// A complete SVG document. Elements: svg title desc defs pattern g rect line polyline
    /// polygon circle text; presentation attributes, `role` and `aria-label` only.
    pub svg: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels, as taken.
    pub height: u32,
    /// Characters the font lacks, drawn as "□".
    pub replaced: Vec<Replaced>,
    /// The marks that stand for a value, in the order of drawing.
    pub spots: Vec<Spot>,
}

/// Where a mark lies, in pixels of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Which of the values handed in, counted as the kind's struct says.
    pub index: usize,
    /// Its accessible name and tooltip.
    pub label: String,
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width; never negative.
    pub width: f64,
    /// Height; never negative.
    pub height: f64,
}

/// Colours of one theme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) theme: Theme,
    pub(crate) paper: Rgb,
    pub(crate) ink: Rgb,
    pub(crate) quiet: Rgb,
    pub(crate) grid: Rgb,
    pub(crate) axis: Rgb,
    /// Hatch lines that say "nothing here".
    pub(crate) faint: Rgb,
    /// A series of figures.
    pub(crate) series: Rgb,
}

impl Look {
    fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                theme,
                paper: (0xff, 0xff, 0xff),
                ink: (0x1c, 0x1e, 0x21),
                quiet: (0x56, 0x5b, 0x62),
                grid: (0xe6, 0xe8, 0xeb),
                axis: (0x80, 0x86, 0x8d),
                faint: (0xb4, 0xb9, 0xbf),
                series: mark::BLUE,
            },
            Theme::Dark => Self {
                theme,
                paper: (0x22, 0x25, 0x29),
                ink: (0xee, 0xf0, 0xf2),
                quiet: (0xb6, 0xbc, 0xc3),
                grid: (0x3b, 0x40, 0x47),
                axis: (0x8a, 0x91, 0x99),
                faint: (0x6c, 0x73, 0x7b),
                series: (0x4f, 0xa8, 0xe0),
            },
            Theme::Print => Self {
                theme,
                paper: (0xff, 0xff, 0xff),
                ink: (0x00, 0x00, 0x00),
                quiet: (0x33, 0x33, 0x33),
                grid: (0xd9, 0xd9, 0xd9),
                axis: (0x55, 0x55, 0x55),
                faint: (0x9a, 0x9a, 0x9a),
                series: (0x00, 0x4f, 0x80),
            },
        }
    }
}

/// What every plan needs: measures, colours, and the memory of replaced characters.
pub(crate) struct Desk {
    pub(crate) sans: Rc<Sans>,
    pub(crate) look: Look,
    pub(crate) scale: f64,
    pub(crate) write: fn(f64) -> String,
    replaced: Replacements,
}

impl Desk {
    /// A text as it will be drawn.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.replaced.line(text, |c| self.sans.has(c))
    }

    /// A number as it will be drawn.
    pub(crate) fn number(&self, value: f64) -> String {
        self.clean(&(self.write)(value))
    }

    /// Pixels of a length given for "vừa".
    pub(crate) fn px(&self, length: f64) -> f64 {
        length * self.scale
    }

    pub(crate) fn width(&self, text: &str, kind: Type) -> f64 {
        self.sans.width(text, kind.weight, self.px(kind.size))
    }

    pub(crate) fn wrap(&self, text: &str, kind: Type, width: f64, most: usize) -> Vec<String> {
        wrap(
            &self.sans,
            text,
            kind.weight,
            self.px(kind.size),
            width,
            most,
        )
    }
}

impl Desk {
    /// Like [`Self::wrap`], with lines of about the same length: no finding ends with a
    /// single word on a line of its own.
    fn balanced(&self, text: &str, kind: Type, width: f64, most: usize) -> Vec<String> {
        let mut best = self.wrap(text, kind, width, most);
        if !(2..most).contains(&best.len()) {
            return best;
        }
        let (mut narrow, mut wide) = (width / 2.0, width);
        for _ in 0..7 {
            let middle = (narrow + wide) / 2.0;
            let lines = self.wrap(text, kind, middle, most);
            if lines.len() == best.len() {
                best = lines;
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        best
    }
}

/// A chart whose texts are broken and measured.
trait Plan {
    /// The least height in which nothing collides, in pixels.
    fn least(&self) -> f64;
    /// The height beyond which only emptiness would be added.
    fn most(&self) -> f64;
    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError>;

    /// Between how many rows it may be parted over several sheets; 0 for what is one picture.
    fn rows(&self) -> usize {
        0
    }

    /// [`Plan::least`] of these rows alone.
    fn least_of(&self, _rows: Range<usize>) -> f64 {
        self.least()
    }

    /// Leaves only these rows. Axis, key and widths stay as they were measured for all of them, so that the parts
    /// of a chart can be compared.
    fn keep(&mut self, _rows: Range<usize>) {}
}

/// Leaves only these items of a list.
fn keep<T>(items: &mut Vec<T>, rows: &Range<usize>) {
    items.truncate(rows.end);
    items.drain(..rows.start.min(items.len()));
}

/// A chart of which there is nothing to draw: the words that say so.
struct Notice {
    words: Vec<String>,
    height: f64,
}

impl Notice {
    fn plan(words: &str, desk: &Desk, width: f64) -> Box<dyn Plan> {
        let words = desk.wrap(&desk.clean(words), Type::LABEL, width * 0.8, 4);
        let height = desk.px(60.0) + words.len() as f64 * desk.px(Type::LABEL.leading());
        Box::new(Notice { words, height })
    }
}

impl Plan for Notice {
    fn least(&self) -> f64 {
        self.height
    }

    fn most(&self) -> f64 {
        self.height
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        sheet.notice(&self.words, area)
    }
}

/// Refuses what has no place on an axis.
fn finite(value: f64, what: &'static str) -> Result<f64, PressError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(PressError::NotFinite { what })
    }
}

impl Type {
    /// The finding above a wide chart.
    pub(crate) const TITLE: Self = Self {
        size: 20.0,
        weight: Weight::SemiBold,
    };
    /// The finding above a narrow chart.
    pub(crate) const SMALL_TITLE: Self = Self {
        size: 16.0,
        weight: Weight::SemiBold,
    };
    pub(crate) const SUBTITLE: Self = Self {
        size: 14.0,
        weight: Weight::Regular,
    };
    pub(crate) const LABEL: Self = Self {
        size: 14.0,
        weight: Weight::Regular,
    };
    pub(crate) const VALUE: Self = Self {
        size: 14.0,
        weight: Weight::SemiBold,
    };
    pub(crate) const NOTE: Self = Self {
        size: 13.0,
        weight: Weight::Regular,
    };

    /// Line to line: Vietnamese stacks marks above capitals and needs one and a half.
    pub(crate) fn leading(self) -> f64 {
        self.size * 1.5
    }
}
