//! Charts as files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use super::{ChartRequest, draw};
use crate::api::Watcher;
use crate::book::Book;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::save;

/// A chart to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChartSave {
    /// The chart.
    pub chart: ChartRequest,
    /// The file; its ending, svg or png, decides the format.
    pub path: String,
    /// Pixels of a PNG for each pixel of the chart, 1 to 4; 2 when missing.
    pub scale: Option<f32>,
}

/// A file that was saved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FileSaved {
    /// Where it lies.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Characters the fonts lack, printed as □.
    pub replaced: Vec<String>,
}

/// Saves a chart as SVG or PNG.
pub fn save(desk: &Desk, book: &Book, request: ChartSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["svg", "png"])?;
    let as_png = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let scale = request.scale.unwrap_or(2.0);
    if !(1.0..=4.0).contains(&scale) {
        return Err(Error::input("scale", Problem::new("chart.scale")));
    }
    watcher.step(0, 2, "job.chart");
    let drawn = book.read(&desk.asking(), |reader| draw(reader, request.chart))?;
    watcher.step(1, 2, "job.chart");
    let bytes = if as_png { press::png(&drawn.svg, scale)? } else { drawn.svg.into_bytes() };
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &bytes)?;
    watcher.step(2, 2, "job.chart");
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: drawn.replaced })
}
