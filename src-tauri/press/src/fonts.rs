//! The fonts built into the program and what is measured with them. Nothing is ever looked
//! up on the machine, so a picture has the same bytes everywhere.

use std::sync::OnceLock;

use ttf_parser::Face;

use crate::error::PressError;

/// Family name of the chart font, as written into SVG.
pub(crate) const SANS: &str = "Source Sans 3";

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../assets/fonts/",
            $name
        ))
    };
}

pub(crate) static SANS_REGULAR: &[u8] = font!("SourceSans3-Regular.ttf");
pub(crate) static SANS_SEMIBOLD: &[u8] = font!("SourceSans3-SemiBold.ttf");
pub(crate) static SERIF_REGULAR: &[u8] = font!("LiberationSerif-Regular.ttf");
pub(crate) static SERIF_BOLD: &[u8] = font!("LiberationSerif-Bold.ttf");
pub(crate) static SERIF_ITALIC: &[u8] = font!("LiberationSerif-Italic.ttf");
pub(crate) static SERIF_BOLD_ITALIC: &[u8] = font!("LiberationSerif-BoldItalic.ttf");

/// The two weights look.md allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// The chart font in both weights, ready to be measured.
pub(crate) struct Sans {
    regular: Face<'static>,
    semibold: Face<'static>,
    common: &'static Common,
}

/// Up to which character advances are looked up once: all of Latin, Vietnamese and the usual
/// signs. A chart measures each of its letters many times.
const COMMON: usize = 0x2200;

/// Advances of common characters in both weights, in units of the font; none where one of them
/// lacks the character.
type Common = Vec<Option<(u16, u16)>>;

static ADVANCES: OnceLock<Common> = OnceLock::new();

fn advances(regular: &Face<'_>, semibold: &Face<'_>) -> Common {
    let advance = |face: &Face<'_>, c: char| {
        let glyph = face.glyph_index(c).filter(|glyph| glyph.0 != 0)?;
        face.glyph_hor_advance(glyph)
    };
    (0..COMMON as u32)
        .map(|code| {
            let c = char::from_u32(code)?;
            Some((advance(regular, c)?, advance(semibold, c)?))
        })
        .collect()
}

impl Sans {
    pub(crate) fn load() -> Result<Self, PressError> {
        let face = |bytes, name| Face::parse(bytes, 0).map_err(|_| PressError::Font(name));
        let regular = face(SANS_REGULAR, "Source Sans 3 Regular")?;
        let semibold = face(SANS_SEMIBOLD, "Source Sans 3 SemiBold")?;
        Ok(Self {
            common: ADVANCES.get_or_init(|| advances(&regular, &semibold)),
            regular,
            semibold,
        })
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        }
    }

    /// Whether every weight can show the character.
    pub(crate) fn has(&self, c: char) -> bool {
        match self.common.get(c as usize) {
            Some(known) => known.is_some(),
            None => shows(&self.regular, c) && shows(&self.semibold, c),
        }
    }

    /// Width of a text at `size` pixels per em. Kerning is left out: it only makes text
    /// narrower, and a reserve of a pixel is welcome.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: f64) -> f64 {
        let face = self.face(weight);
        let units: u64 = text
            .chars()
            .filter_map(|c| match (self.common.get(c as usize), weight) {
                (Some(Some((regular, _))), Weight::Regular) => Some(*regular),
                (Some(Some((_, semibold))), Weight::SemiBold) => Some(*semibold),
                _ => face.glyph_hor_advance(face.glyph_index(c)?),
            })
            .map(u64::from)
            .sum();
        units as f64 * size / self.em()
    }

    fn em(&self) -> f64 {
        f64::from(self.regular.units_per_em().max(1))
    }

    /// Height above the baseline, in em.
    pub(crate) fn ascent(&self) -> f64 {
        f64::from(self.regular.ascender()) / self.em()
    }

    /// Depth below the baseline, in em, positive.
    pub(crate) fn descent(&self) -> f64 {
        -f64::from(self.regular.descender()) / self.em()
    }

    /// Line height in em. A plotters font size is a line height: divide by this to get the
    /// `font-size` of SVG.
    pub(crate) fn line(&self) -> f64 {
        (self.ascent() + self.descent()).max(0.1)
    }
}

/// Whether the document font can show the character in every cut.
pub(crate) struct Serif(Vec<Face<'static>>);

impl Serif {
    pub(crate) fn load() -> Result<Self, PressError> {
        [
            (SERIF_REGULAR, "Liberation Serif"),
            (SERIF_BOLD, "Liberation Serif Bold"),
            (SERIF_ITALIC, "Liberation Serif Italic"),
            (SERIF_BOLD_ITALIC, "Liberation Serif Bold Italic"),
        ]
        .into_iter()
        .map(|(bytes, name)| Face::parse(bytes, 0).map_err(|_| PressError::Font(name)))
        .collect::<Result<Vec<_>, _>>()
        .map(Self)
    }

    pub(crate) fn has(&self, c: char) -> bool {
        self.0.iter().all(|face| shows(face, c))
    }

    /// Width of a text in em, as bold as it may become, without kerning.
    pub(crate) fn width(&self, text: &str) -> f64 {
        let Some(bold) = self.0.get(1) else {
            return 0.0;
        };
        let units: u64 = text
            .chars()
            .filter_map(|c| bold.glyph_index(c))
            .filter_map(|glyph| bold.glyph_hor_advance(glyph))
            .map(u64::from)
            .sum();
        units as f64 / f64::from(bold.units_per_em().max(1))
    }
}

fn shows(face: &Face<'_>, c: char) -> bool {
    face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}
