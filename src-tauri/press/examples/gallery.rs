//! Writes every kind of chart in every theme as SVG and PNG, a sample briefing as PDF and page
//! pictures, and registers as PDF and workbook into the folder given: for the eye.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::Path;

use so35_press::{
    Listing, Paper, Style, Theme, draw, listing_pdf, listing_xlsx, pages_svg, pdf, png,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: gallery FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    // A second word chooses: only charts whose name begins with it, and nothing else.
    let only = std::env::args().nth(2);
    let chosen = |name: &str| only.as_ref().is_none_or(|only| name.starts_with(only.as_str()));
    // Large ones are for the eye only.
    let large = || [("heat-63", samples::cells::heat(63)), ("multiples-63", samples::cells::multiples(63))];
    let charts = || samples::charts().into_iter().chain(large()).filter(|(name, _)| chosen(name));
    for (name, (chart, frame)) in charts() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            for (width, height) in [(960, 480), (420, 480)] {
                let drawing = draw(&chart, &frame, &samples::style(width, height, theme))?;
                let file = format!("{name}-{theme:?}-{width}").to_lowercase();
                std::fs::write(folder.join(format!("{file}.svg")), &drawing.svg)?;
                std::fs::write(folder.join(format!("{file}.png")), png(&drawing.svg, 1.0)?)?;
            }
        }
    }
    for (name, (chart, frame)) in charts() {
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
    if only.is_some() {
        return Ok(());
    }
    let briefing = samples::briefing::briefing();
    std::fs::write(folder.join("briefing.pdf"), pdf(&briefing)?.bytes)?;
    for (index, page) in pages_svg(&briefing)?.iter().enumerate() {
        std::fs::write(folder.join(format!("briefing-{}.svg", index + 1)), page)?;
    }
    let register = samples::listing::register;
    let listings = [
        ("register", register(41)),
        (
            "register-a3",
            Listing {
                paper: Paper::A3,
                ..register(41)
            },
        ),
        ("register-none", register(0)),
        ("summary", samples::listing::summary()),
    ];
    for (name, listing) in listings {
        let go_on = |_, _| true;
        std::fs::write(
            folder.join(format!("{name}.pdf")),
            listing_pdf(&listing, &go_on)?.bytes,
        )?;
        std::fs::write(
            folder.join(format!("{name}.xlsx")),
            listing_xlsx(&listing, &go_on)?,
        )?;
    }
    Ok(())
}
