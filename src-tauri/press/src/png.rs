//! A chart as pixels or as outlines, with the built-in fonts only.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::error::PressError;
use crate::fonts::{SANS, SANS_REGULAR, SANS_SEMIBOLD};

/// More pixels than any screen or sheet needs; keeps memory below 256 MiB.
const MOST_PIXELS: f64 = 60_000_000.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for bytes in [SANS_REGULAR, SANS_SEMIBOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    Arc::new(fonts)
});

/// The pixels of an SVG text made by [`draw`](crate::draw), magnified by `scale` (2 for
/// print, 1 for the screen).
///
/// # Errors
/// [`PressError::Svg`] when the text is no SVG, [`PressError::Size`] when the picture would
/// be empty or larger than 60 million pixels.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PressError> {
    let tree = tree(svg)?;
    let size = tree.size();
    let width = (size.width() * scale).ceil();
    let height = (size.height() * scale).ceil();
    let refuse = || PressError::Size {
        width: size.width() as u32,
        height: size.height() as u32,
        scale: f64::from(scale),
    };
    let pixels = f64::from(width) * f64::from(height);
    // Written so that a NaN is refused too.
    if !(width >= 1.0 && height >= 1.0 && pixels <= MOST_PIXELS) {
        return Err(refuse());
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(refuse)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let bytes = pixmap
        .encode_png()
        .map_err(|fault| PressError::Svg(fault.to_string()))?;
    Ok(dense(bytes))
}

/// 300 pixels an inch, in pixels a metre: programs that set pages take pictures at this
/// size, instead of guessing 72 or 96.
const DENSITY: u32 = 11_811;
/// Signature and the chunk IHDR, which comes first (PNG, 5.6).
const FIRST: usize = 8 + 25;

/// The picture with its density (PNG, 11.3.4.3: chunk pHYs, before the pixels).
fn dense(mut png: Vec<u8>) -> Vec<u8> {
    let mut chunk = b"pHYs".to_vec();
    for _ in 0..2 {
        chunk.extend(DENSITY.to_be_bytes());
    }
    // 1: the unit is the metre.
    chunk.push(1);
    let check = crc(&chunk);
    let mut whole = 9_u32.to_be_bytes().to_vec();
    whole.extend(chunk);
    whole.extend(check.to_be_bytes());
    if png.len() > FIRST {
        png.splice(FIRST..FIRST, whole);
    }
    png
}

/// The check of a chunk (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |rest: u32, _| {
        if rest & 1 == 1 {
            0xedb8_8320 ^ (rest >> 1)
        } else {
            rest >> 1
        }
    };
    !bytes.iter().fold(u32::MAX, |rest, byte| {
        (0..8).fold(rest ^ u32::from(*byte), step)
    })
}

/// The same picture with its text as outlines, for places that cannot see the built-in
/// fonts: an SVG inside another one has none.
///
/// # Errors
/// [`PressError::Svg`] when the text is no SVG.
pub(crate) fn outlines(svg: &str) -> Result<String, PressError> {
    Ok(tree(svg)?.to_string(&usvg::WriteOptions::default()))
}

fn tree(svg: &str) -> Result<usvg::Tree, PressError> {
    let options = usvg::Options {
        font_family: SANS.to_owned(),
        fontdb: Arc::clone(&FONTS),
        languages: vec!["vi".to_owned()],
        // An SVG made here refers to nothing outside itself; one that does gets nothing.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(|fault| PressError::Svg(fault.to_string()))
}

/// Whether the picture inside an SVG made by [`crate::Logo`] can be drawn.
pub(crate) fn holds_picture(svg: &str) -> bool {
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..usvg::ImageHrefResolver::default()
        },
        ..usvg::Options::default()
    };
    let drawn = usvg::Tree::from_str(svg, &options)
        .ok()
        .zip(Pixmap::new(8, 8))
        .map(|(tree, mut pixmap)| {
            resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
            pixmap
        });
    drawn.is_some_and(|pixmap| pixmap.pixels().iter().any(|pixel| pixel.alpha() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_how_dense_it_is() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="2"/>"#;
        let bytes = png(svg, 1.0).unwrap();
        assert_eq!(&bytes[37..41], b"pHYs");
        assert_eq!(bytes[41..45], 11_811_u32.to_be_bytes());
        // The check value of the specification's own example chunk, an empty IEND.
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn outlines_hold_no_text() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="5" y="15" font-family="'Source Sans 3'">Đẩy mạnh</text></svg>"#;
        let drawn = outlines(svg).unwrap();
        assert!(
            drawn.contains("<path") && !drawn.contains("<text"),
            "{drawn}"
        );
    }
}
