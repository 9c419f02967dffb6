//! Styles as a person meets them in Word: by name, changed in one place for the whole document.

use super::xml::Xml;
use super::{Align, Docx, FONT};

/// The style of a table with lines around its cells.
pub(crate) const TABLE_GRID: &str = "TableGrid";
/// The style of a table that only places things.
pub(crate) const TABLE_PLAIN: &str = "TableNormal";

/// The style of heads of pages.
pub(super) const HEADER: &str = "Header";

/// What a style is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Name {
    /// By a name that Word knows and shows in the language of its reader: "heading 1".
    BuiltIn(&'static str),
    /// By a name of its own. Word takes what stands behind a comma for another name.
    Own(String),
}

/// A style of paragraphs.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// How paragraphs name it.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) name: Name,
    /// The style of the paragraph that is typed after it; the same when missing.
    pub(crate) next: Option<&'static str>,
    /// The level of a heading, from 0.
    pub(crate) level: Option<u8>,
    /// How it looks.
    pub(crate) look: Look,
}

/// How paragraphs of a style look; everything else is as in the rest of the document. Lengths in twips.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Look {
    pub(crate) align: Option<Align>,
    /// Size of the letters, in half points.
    pub(crate) size: Option<u32>,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Shown in capitals; the text stays as it was written.
    pub(crate) capitals: bool,
    /// Space before and after.
    pub(crate) around: [u32; 2],
    /// Height of lines in 240ths of a single line; without one single.
    pub(crate) line: Option<u32>,
    /// How far the first line begins inside.
    pub(crate) first_line: u32,
    /// How far all begins inside, and by how much the first line stands out again.
    pub(crate) hanging: Option<[u32; 2]>,
    /// Stays on the page of the paragraph after it.
    pub(crate) keep_next: bool,
    /// Nothing but a line across, as high as a little space.
    pub(crate) rule: bool,
}

/// Language of the text as Word names it.
pub(super) fn tag(language: &str) -> &'static str {
    if language == "en" { "en-GB" } else { "vi-VN" }
}

/// The part that holds all styles.
pub(super) fn styles(docx: &Docx) -> Vec<u8> {
    let language = tag(&docx.language);
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", super::body::W)], |xml| {
        xml.line();
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    xml.empty("w:rFonts", &[("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)]);
                    size(xml, 28);
                    xml.empty("w:lang", &[("w:val", language), ("w:eastAsia", language), ("w:bidi", "ar-SA")]);
                });
            });
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")]));
            });
        });
        xml.line();
        xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.empty("w:name", &[("w:val", "Normal")]);
            xml.empty("w:qFormat", &[]);
        });
        xml.line();
        tables(xml);
        // The heads of pages: the number in the middle, NĐ 30/2020/NĐ-CP, Phụ lục I.
        let look = Look { align: Some(Align::Center), size: Some(26), ..Look::default() };
        let header = Style { id: HEADER, name: Name::BuiltIn("header"), next: None, level: None, look };
        for style in std::iter::once(&header).chain(&docx.styles) {
            xml.line();
            paragraphs(xml, style);
        }
        xml.line();
    });
    xml.finish()
}

fn tables(xml: &mut Xml) {
    let margins = |xml: &mut Xml, [across, down]: [&str; 2]| {
        xml.element("w:tblCellMar", &[], |xml| {
            for (side, width) in [("w:top", down), ("w:left", across), ("w:bottom", down), ("w:right", across)] {
                xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
            }
        });
    };
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", TABLE_PLAIN)], |xml| {
        xml.empty("w:name", &[("w:val", "Normal Table")]);
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            margins(xml, ["28", "0"]);
        });
    });
    xml.line();
    xml.element("w:style", &[("w:type", "table"), ("w:styleId", TABLE_GRID)], |xml| {
        xml.empty("w:name", &[("w:val", "Table Grid")]);
        xml.empty("w:basedOn", &[("w:val", TABLE_PLAIN)]);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "404040")]);
                }
            });
            margins(xml, ["60", "50"]);
        });
    });
}

fn paragraphs(xml: &mut Xml, style: &Style) {
    let (name, own) = match &style.name {
        Name::BuiltIn(name) => (*name, false),
        Name::Own(name) => (name.as_str(), true),
    };
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", style.id)];
    if own {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.empty("w:name", &[("w:val", name)]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        if let Some(next) = style.next {
            xml.empty("w:next", &[("w:val", next)]);
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| placed(xml, style));
        xml.element("w:rPr", &[], |xml| lettered(xml, &style.look));
    });
}

/// How a style places its paragraphs; the order of the elements is that of the format.
fn placed(xml: &mut Xml, style: &Style) {
    let look = &style.look;
    if look.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if look.rule {
        let line = [("w:val", "single"), ("w:sz", "5"), ("w:space", "1"), ("w:color", "auto")];
        xml.element("w:pBdr", &[], |xml| xml.empty("w:top", &line));
    }
    let [before, after] = look.around.map(|space| space.to_string());
    let height = look.line.map(|line| line.to_string());
    let mut spacing = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    match &height {
        Some(height) => spacing.extend([("w:line", height.as_str()), ("w:lineRule", "auto")]),
        // A line across takes no more room than itself.
        None if look.rule => spacing.extend([("w:line", "60"), ("w:lineRule", "exact")]),
        None => {}
    }
    xml.empty("w:spacing", &spacing);
    if let Some([all, out]) = look.hanging.map(|lengths| lengths.map(|length| length.to_string())) {
        xml.empty("w:ind", &[("w:left", &all), ("w:hanging", &out)]);
    } else if look.first_line > 0 {
        xml.empty("w:ind", &[("w:firstLine", &look.first_line.to_string())]);
    }
    if let Some(align) = look.align {
        stands(xml, align);
    }
    if let Some(level) = style.level {
        xml.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
    }
}

fn lettered(xml: &mut Xml, look: &Look) {
    for (on, name) in [(look.bold, "w:b"), (look.bold, "w:bCs"), (look.italic, "w:i"), (look.italic, "w:iCs"), (look.capitals, "w:caps")] {
        if on {
            xml.empty(name, &[]);
        }
    }
    if let Some(half_points) = look.size {
        size(xml, half_points);
    }
}

fn size(xml: &mut Xml, half_points: u32) {
    let size = half_points.to_string();
    xml.empty("w:sz", &[("w:val", &size)]);
    xml.empty("w:szCs", &[("w:val", &size)]);
}

/// How a paragraph stands between the margins.
pub(super) fn stands(xml: &mut Xml, align: Align) {
    let way = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    xml.empty("w:jc", &[("w:val", way)]);
}
