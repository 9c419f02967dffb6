//! What a workbook makes of looks and texts: formats of cells, texts that fit a cell, the name
//! of a sheet.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::page::Align;
use crate::text::plain;

/// The font that offices write with; the machine that opens the file has it or its like.
pub(crate) const FONT: &str = "Times New Roman";
/// Size of the text in cells, in points.
pub(super) const SIZE: f64 = 11.0;
/// Excel holds no longer text in a cell, in UTF-16 units.
pub(super) const LONGEST: usize = 32_767;

/// How a cell looks: what it is for and how it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Look {
    Head,
    Number,
    Group,
    Cell(Kind, Align, bool),
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    LongText,
    Count,
    Number,
    Share,
    Day,
}

pub(super) fn format_of(look: Look) -> Format {
    let base = Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_border(FormatBorder::Thin)
        .set_text_wrap();
    let grey = |part: u8| Color::RGB(u32::from(part) * 0x01_01_01);
    match look {
        Look::Head => base
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(grey(0xed)),
        Look::Number => base
            .set_italic()
            .set_font_size(9)
            .set_align(FormatAlign::Center)
            .set_background_color(grey(0xed)),
        Look::Group => Format::new()
            .set_font_name(FONT)
            .set_font_size(SIZE)
            .set_bold()
            .set_border_top(FormatBorder::Thin)
            .set_border_bottom(FormatBorder::Thin)
            .set_background_color(grey(0xf7)),
        Look::Cell(kind, align, strong) => {
            let format = base.set_align(FormatAlign::Top).set_align(match align {
                Align::Left => FormatAlign::Left,
                Align::Center => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
            });
            let format = match kind {
                Kind::Text => format.set_num_format("@"),
                Kind::LongText => format,
                Kind::Count => format.set_num_format("#,##0"),
                Kind::Number => format.set_num_format("#,##0.00"),
                Kind::Share => format.set_num_format("0.00%"),
                Kind::Day => format.set_num_format("dd/mm/yyyy"),
            };
            if strong { format.set_bold() } else { format }
        }
    }
}

/// A text in normal form without invisible characters, its line breaks kept.
pub(crate) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<String> = text
        .split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(plain)
        .collect();
    lines.join("\n")
}

/// A text no longer than a cell holds; one that was longer ends with "…".
pub(crate) fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut left = LONGEST - 1;
    let kept = text
        .chars()
        .take_while(|c| match left.checked_sub(c.len_utf16()) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        });
    kept.chain(std::iter::once('…')).collect()
}

/// A name as Excel accepts it for a sheet: up to 31 characters, none of []:*?/\, no
/// apostrophe at either end.
pub(crate) fn sheet_name(name: &str) -> String {
    let name: String = plain(name)
        .chars()
        .map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c })
        .collect();
    let mut left = 31_usize;
    let short: String = name
        .chars()
        .take_while(|c| {
            let fits = left >= c.len_utf16();
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    let short = short.trim_matches(|c| c == '\'' || c == ' ');
    if short.is_empty() {
        "1".to_owned()
    } else {
        short.to_owned()
    }
}
