//! Writes every kind of chart in every theme as SVG and PNG, and a sample briefing as PDF
//! and page pictures, into the folder given: for the eye.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::Path;

use so35_press::{Style, Theme, draw, pages_svg, pdf, png};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: gallery FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, (chart, frame)) in samples::charts() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            for (width, height) in [(1000, 520), (640, 420)] {
                let drawing = draw(&chart, &frame, &samples::style(width, height, theme))?;
                let file = format!("{name}-{theme:?}-{width}").to_lowercase();
                std::fs::write(folder.join(format!("{file}.svg")), &drawing.svg)?;
                std::fs::write(folder.join(format!("{file}.png")), png(&drawing.svg, 1.0)?)?;
            }
        }
    }
    for (name, (chart, frame)) in samples::charts() {
        let style = Style {
            text_scale: 1.5,
            ..samples::style(1000, 520, Theme::Light)
        };
        let drawing = draw(&chart, &frame, &style)?;
        std::fs::write(
            folder.join(format!("{name}-large.png")),
            png(&drawing.svg, 1.0)?,
        )?;
    }
    let briefing = samples::briefing::briefing();
    std::fs::write(folder.join("briefing.pdf"), pdf(&briefing)?.bytes)?;
    for (index, page) in pages_svg(&briefing)?.iter().enumerate() {
        std::fs::write(folder.join(format!("briefing-{}.svg", index + 1)), page)?;
    }
    Ok(())
}
