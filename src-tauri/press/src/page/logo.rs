//! The mark of an office: a PNG or JPEG picture, carried inside an SVG as everything drawn is.
//! An SVG from outside is not taken: it may refer to anything.

/// A picture that was looked at and can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    svg: String,
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFault {
    /// It is neither PNG nor JPEG, or is damaged.
    NoPicture,
    /// It has more than [`Logo::MOST`] bytes or 4.000 pixels on a side.
    TooLarge,
}

impl Logo {
    /// The largest file that is taken.
    pub const MOST: usize = 1024 * 1024;

    /// Looks at the bytes of a file.
    ///
    /// # Errors
    /// [`LogoFault`].
    pub fn read(bytes: &[u8]) -> Result<Self, LogoFault> {
        if bytes.len() > Self::MOST {
            return Err(LogoFault::TooLarge);
        }
        let (kind, width, height) = png_size(bytes)
            .map(|(width, height)| ("png", width, height))
            .or_else(|| jpeg_size(bytes).map(|(width, height)| ("jpeg", width, height)))
            .ok_or(LogoFault::NoPicture)?;
        if width > 4000 || height > 4000 {
            return Err(LogoFault::TooLarge);
        }
        if width == 0 || height == 0 || !decodes(bytes, kind) {
            return Err(LogoFault::NoPicture);
        }
        let data = base64(bytes);
        Ok(Self {
            svg: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><image width=\"{width}\" height=\"{height}\" xlink:href=\"data:image/{kind};base64,{data}\"/></svg>"
            ),
        })
    }

    pub(super) fn svg(&self) -> &str {
        &self.svg
    }
}

/// Whether the picture can be drawn whole.
fn decodes(bytes: &[u8], kind: &str) -> bool {
    // Drawn once as it will be drawn in a page: what fails here would fail there.
    let data = base64(bytes);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"8\" height=\"8\"><image width=\"8\" height=\"8\" xlink:href=\"data:image/{kind};base64,{data}\"/></svg>"
    );
    crate::png::holds_picture(&svg)
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    if rest.get(4..8)? != b"IHDR" {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
    Some((number(8)?, number(12)?))
}

/// Walks the segments up to the one that tells the size.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(..2)? != [0xff, 0xd8] {
        return None;
    }
    let mut at = 2;
    loop {
        let [0xff, kind] = *bytes.get(at..at + 2)? else {
            return None;
        };
        let word = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            return Some((u32::from(word(at + 7)?), u32::from(word(at + 5)?)));
        }
        at += 2 + usize::from(word(at + 2)?);
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |index: usize| three.get(index).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize);
            let shown = place <= three.len();
            out.push(letter.filter(|_| shown).map_or('=', |letter| char::from(*letter)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_base64() {
        for (bytes, expect) in [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Manh", "TWFuaA==")] {
            assert_eq!(base64(bytes.as_bytes()), expect);
        }
    }

    #[test]
    fn only_whole_pictures_are_taken() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>"#;
        let png = crate::png(svg, 1.0).unwrap();
        assert!(Logo::read(&png).unwrap().svg().contains("width=\"20\" height=\"10\""));
        assert_eq!(Logo::read(&png[..png.len() / 2]), Err(LogoFault::NoPicture));
        assert_eq!(Logo::read(svg.as_bytes()), Err(LogoFault::NoPicture));
        assert_eq!(Logo::read(b"\xff\xd8\xff\xe0"), Err(LogoFault::NoPicture));
        assert_eq!(Logo::read(&vec![0; Logo::MOST + 1]), Err(LogoFault::TooLarge));
    }
}
