//! Charts as files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use super::{ChartRequest, Composed, compose, replaced, style, workbook};
use crate::api::Watcher;
use crate::book::{Book, Reader};
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
    /// The file; its ending, svg, png, pdf or xlsx, decides the format.
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

/// A chart as pixels.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartPicture {
    /// A PNG of twice the pixels of the chart, in base64 (RFC 4648, section 4).
    pub png: String,
}

/// Pixels of a copied picture for each pixel of the chart: sharp on paper, small enough for a message.
const COPIED: f32 = 2.0;

/// Draws a chart as pixels, to be copied.
pub fn picture(reader: &Reader, request: ChartRequest) -> Result<ChartPicture> {
    let composed = compose(reader, &request.chart)?;
    let drawing = press::draw(&composed.chart, &composed.frame, &style(reader, &request))?;
    Ok(ChartPicture { png: base64(&press::png(&drawing.svg, COPIED)?) })
}

/// Bytes as text that travels in JSON.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | three.get(at).copied().map_or(0, u32::from));
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or_default();
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// The formats a chart is saved in, by the ending of the file.
pub const ENDINGS: [&str; 4] = ["svg", "png", "pdf", "xlsx"];

/// Saves a chart as SVG, PNG, PDF or as a workbook with a chart of Excel's own.
pub fn save(desk: &Desk, book: &Book, request: ChartSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &ENDINGS)?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let scale = request.scale.unwrap_or(2.0);
    if !(1.0..=4.0).contains(&scale) {
        return Err(Error::input("scale", Problem::new("chart.scale")));
    }
    watcher.step(0, 2, "job.chart");
    let (bytes, told) = book.read(&desk.asking(), |reader| {
        let composed = compose(reader, &request.chart.chart)?;
        watcher.step(1, 2, "job.chart");
        bytes(reader, &composed, &request.chart, &ending, scale)
    })?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &bytes)?;
    watcher.step(2, 2, "job.chart");
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: told })
}

/// A chart in the format of an ending, with the characters that were replaced.
fn bytes(reader: &Reader, composed: &Composed, request: &ChartRequest, ending: &str, scale: f32) -> Result<(Vec<u8>, Vec<String>)> {
    if ending == "xlsx" {
        return Ok((press::chart_xlsx(&workbook::book(reader, request.chart.kind, composed)?)?, Vec::new()));
    }
    let style = style(reader, request);
    if ending == "pdf" {
        let words = reader.words();
        let page = press::ChartPage { language: words.language.code().to_owned(), date: reader.today(), creator: words.get("app.name") };
        let pdf = press::chart_pdf(&composed.chart, &composed.frame, &style, &page)?;
        return Ok((pdf.bytes, replaced(&pdf.replaced)));
    }
    let drawing = press::draw(&composed.chart, &composed.frame, &style)?;
    let told = replaced(&drawing.replaced);
    let bytes = if ending == "png" { press::png(&drawing.svg, scale)? } else { drawing.svg.into_bytes() };
    Ok((bytes, told))
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_become_text_as_the_rfc_says() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfb, 0xf0]), "//vw");
    }
}
