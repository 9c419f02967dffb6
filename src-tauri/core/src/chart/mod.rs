//! Charts: the book's values and words, handed to `so35-press` to be drawn. A title states the finding,
//! a subtitle what, unit, day and calendar, a last line the source.
//!
//! [`compose`] is the one entrance. To add a kind: its values and drawing in `press/src/chart`, a module here
//! that makes them with their [`ChartTable`], one line in [`kind`], its words `chart.kind.<name>`. Left out:
//! how large a chart is drawn and on what, which a request says, and how its file is written ([`save`]).

mod agencies;
mod along;
mod attainment;
mod bullet;
mod cells;
mod common;
mod dots;
mod heat;
mod indicator_line;
pub mod kind;
mod multiples;
mod periods;
mod radar;
mod ranked;
mod save;
mod slope;
mod spec;
mod status;
mod table;
mod tiles;
mod waterfall;
mod words;
mod workbook;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use crate::book::Reader;
use crate::error::Result;
use crate::wire::{optional, optional_text};

pub use kind::{ChartFamily, ChartField, ChartKind, ChartKindInfo, ChartTakes, kinds};
pub use save::{ChartPicture, ChartSave, FileSaved, picture, save};
pub use spec::{ChartBy, ChartMeasure, ChartSpec};
pub use table::{CellPlace, ChartAlign, ChartCell, ChartColumn, ChartDoor, ChartRow, ChartTable, ChartValue, Filling};
pub use words::{mark, replaced, status_word, writer};

/// On what a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartTheme {
    /// A light window.
    #[default]
    Light,
    /// A dark window.
    Dark,
    /// Paper, in black and white too.
    Print,
}

/// A chart to draw.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChartRequest {
    /// What it shows.
    pub chart: ChartSpec,
    /// On what it is shown; light when missing.
    pub theme: Option<ChartTheme>,
    /// Width in pixels; 960 when missing.
    pub width: Option<u32>,
    /// Height wished for in pixels; 480 when missing.
    pub height: Option<u32>,
    /// The size of text, 1 for "vừa".
    pub text_scale: Option<f64>,
}

/// A mark that stands for a value, where it lies and what stands behind it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartPoint {
    /// What it says: shown by the pointer, read aloud at the focus.
    pub label: String,
    /// Left edge, in pixels of the drawing.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The row of the table that holds its number.
    pub row: usize,
    /// The column of the table that holds its number.
    pub column: usize,
    /// The records behind it.
    pub door: Option<ChartDoor>,
}

/// A drawn chart.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartDrawn {
    /// A complete SVG document.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels, as taken.
    pub height: u32,
    /// The title: a person's, else the finding.
    pub title: String,
    /// The finding, whatever the title is.
    pub finding: String,
    /// What, unit, day and calendar, or a person's subtitle.
    pub subtitle: String,
    /// The chart in words.
    pub description: String,
    /// The marks, in the order of the list items of the SVG.
    pub points: Vec<ChartPoint>,
    /// The same numbers as a table.
    pub table: ChartTable,
    /// Characters the font lacks, drawn as □.
    pub replaced: Vec<String>,
}

/// A chart's values with the words around it, and the same numbers as a table.
pub struct Composed {
    /// The values.
    pub chart: press::Chart,
    /// The words.
    pub frame: press::Frame,
    /// The same numbers as a table.
    pub table: ChartTable,
    /// In which cell of the table the number of each mark stands, counted as the kind's struct in press says.
    pub marks: Vec<CellPlace>,
    /// The finding, whatever the title is.
    pub finding: String,
}

impl Composed {
    /// A chart from its values, its words, its table and the place of each mark in it.
    fn new(chart: press::Chart, frame: press::Frame, table: Filling, marks: Vec<CellPlace>) -> Composed {
        Composed { chart, finding: frame.title.clone(), frame, table: table.table(), marks }
    }

    /// The words a person chose, and those of the table.
    fn said(mut self, spec: &ChartSpec) -> Composed {
        if let Some(title) = optional(spec.title.clone()) {
            self.frame.description = format!("{title}. {}", self.frame.description);
            self.frame.title = title;
        }
        if let Some(subtitle) = optional(spec.subtitle.clone()) {
            self.frame.subtitle = subtitle;
        }
        if let Some(note) = optional_text(spec.note.clone()) {
            self.frame.note = note;
        }
        self.table.source.clone_from(&self.frame.source);
        self.table.note.clone_from(&self.frame.note);
        self
    }

    /// Where the marks of a drawing of this chart lie.
    fn points(&self, drawing: &press::Drawing) -> Vec<ChartPoint> {
        let point = |spot: &press::Spot| {
            let place = *self.marks.get(spot.index)?;
            let door = self.table.door(place).cloned();
            let (row, column) = place;
            Some(ChartPoint { label: spot.label.clone(), x: spot.left, y: spot.top, width: spot.width, height: spot.height, row, column, door })
        };
        drawing.spots.iter().filter_map(point).collect()
    }
}

/// The values, words and table of a chart: the one entrance for window, briefings, files and command line.
pub fn compose(reader: &Reader, spec: &ChartSpec) -> Result<Composed> {
    let as_of = reader.as_of(spec.as_of);
    Ok(spec.kind.composer()(reader, spec, as_of)?.said(spec))
}

/// How a request wants its chart drawn.
fn style(reader: &Reader, request: &ChartRequest) -> press::Style {
    press::Style {
        width: request.width.unwrap_or(960),
        height: request.height.unwrap_or(480),
        theme: match request.theme.unwrap_or_default() {
            ChartTheme::Light => press::Theme::Light,
            ChartTheme::Dark => press::Theme::Dark,
            ChartTheme::Print => press::Theme::Print,
        },
        text_scale: request.text_scale.unwrap_or(1.0),
        write: writer(reader.words().language),
    }
}

/// Draws a chart.
pub fn draw(reader: &Reader, request: ChartRequest) -> Result<ChartDrawn> {
    let composed = compose(reader, &request.chart)?;
    let drawing = press::draw(&composed.chart, &composed.frame, &style(reader, &request))?;
    Ok(ChartDrawn {
        points: composed.points(&drawing),
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
        title: composed.frame.title,
        finding: composed.finding,
        subtitle: composed.frame.subtitle,
        description: composed.frame.description,
        table: composed.table,
        replaced: replaced(&drawing.replaced),
    })
}
