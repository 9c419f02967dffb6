//! One chart as a PDF of its own size: text is text, the fonts are inside, the chart is
//! tagged and described.

use chrono::NaiveDate;
use serde::Serialize;

use crate::chart::{Chart, Frame, Style, draw};
use crate::error::{Diagnostic, PressError};
use crate::page::{Pdf, world};
use crate::text::plain;

/// What the file of a chart says of itself.
#[derive(Debug, Clone)]
pub struct ChartPage {
    /// Language of the text, `vi` or `en` (ISO 639).
    pub language: String,
    /// Date of the document.
    pub date: NaiveDate,
    /// Name of the program.
    pub creator: String,
}

/// The values as the template reads them; lengths in points.
#[derive(Serialize)]
struct Data {
    language: String,
    title: String,
    svg: String,
    alt: String,
    width: f64,
    height: f64,
}

/// Points of a pixel.
const POINT: f64 = 0.75;

/// Draws a chart and writes it as PDF/A-2a on a sheet as large as it is.
///
/// # Errors
/// Those of [`draw`]; [`PressError::Page`] when the chart has no description, which a reader
/// who cannot see it would need.
pub fn chart_pdf(
    chart: &Chart,
    frame: &Frame,
    style: &Style,
    page: &ChartPage,
) -> Result<Pdf, PressError> {
    let alt = plain(&frame.description);
    if alt.trim().is_empty() {
        return Err(PressError::Page(vec![Diagnostic {
            file: String::new(),
            line: 0,
            message: "a chart has no description".into(),
        }]));
    }
    let drawing = draw(chart, frame, style)?;
    let data = Data {
        language: page.language.clone(),
        title: plain(&frame.title),
        svg: drawing.svg,
        alt,
        width: f64::from(drawing.width) * POINT,
        height: f64::from(drawing.height) * POINT,
    };
    let json = serde_json::to_vec(&data).map_err(|fault| PressError::Drawing(fault.to_string()))?;
    let (bytes, pages) = world::pdf(world::Job {
        template: "chart.typ",
        data: "chart.json",
        json,
        own: &[],
        date: page.date,
        creator: &page.creator,
        watch: None,
    })?;
    Ok(Pdf {
        bytes,
        pages,
        replaced: drawing.replaced,
    })
}
