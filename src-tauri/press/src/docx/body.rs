//! The text of a document, and the heads of its pages.

use super::style::{HEADER, stands};
use super::xml::Xml;
use super::{Block, Docx, Paragraph, Row, Section, Table, mm};

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationships.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Width and height of A4 standing upright, in twips.
pub(super) const PAGE: [u32; 2] = [mm(210), mm(297)];
/// The left margin, in twips.
pub(super) const LEFT: u32 = mm(30);
/// The right margin, in twips.
pub(super) const RIGHT: u32 = mm(15);
const TOP: u32 = mm(20);
const BOTTOM: u32 = mm(20);
/// How far the number of a page stands below its edge: in the middle of the top margin.
const HEAD: u32 = mm(8);

/// The relationship of the head with the number of the page.
pub(super) const NUMBERED: &str = "rId1";
/// The relationship of the empty head of first pages.
pub(super) const BLANK: &str = "rId2";
/// The part that holds the text.
pub(super) fn document(docx: &Docx) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:document", &[("xmlns:w", W), ("xmlns:r", R)], |xml| {
        xml.element("w:body", &[], |xml| {
            let last = docx.sections.len().saturating_sub(1);
            for (at, one) in docx.sections.iter().enumerate() {
                section(xml, one, at == last);
            }
            xml.line();
        });
    });
    xml.finish()
}

/// What stands on the pages of a section and, in its last paragraph, how they lie; the last section says that at the
/// end of the text.
fn section(xml: &mut Xml, section: &Section, last: bool) {
    let pages = |xml: &mut Xml| pages(xml, section.landscape);
    let end = section.blocks.len().saturating_sub(1);
    for (at, block) in section.blocks.iter().enumerate() {
        xml.line();
        match block {
            Block::Paragraph(one) if at == end && !last => paragraph(xml, one, Some(&pages)),
            Block::Paragraph(one) => paragraph(xml, one, None),
            Block::Table(one) => table(xml, one),
        }
    }
    // A table cannot end a text or a section: what follows it takes no room.
    if !matches!(section.blocks.last(), Some(Block::Paragraph(_))) {
        xml.line();
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")]);
                xml.element("w:rPr", &[], |xml| xml.empty("w:sz", &[("w:val", "2")]));
                if !last {
                    pages(xml);
                }
            });
        });
    }
    if last {
        xml.line();
        pages(xml);
    }
}

fn pages(xml: &mut Xml, landscape: bool) {
    let [mut width, mut height] = PAGE.map(|length| length.to_string());
    let mut size = Vec::new();
    if landscape {
        std::mem::swap(&mut width, &mut height);
        size.push(("w:orient", "landscape"));
    }
    size.splice(0..0, [("w:w", width.as_str()), ("w:h", height.as_str())]);
    let [top, right, bottom, left, head] = [TOP, RIGHT, BOTTOM, LEFT, HEAD].map(|length| length.to_string());
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", NUMBERED)]);
        xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", BLANK)]);
        xml.empty("w:type", &[("w:val", "nextPage")]);
        xml.empty("w:pgSz", &size);
        xml.empty(
            "w:pgMar",
            &[("w:top", &top), ("w:right", &right), ("w:bottom", &bottom), ("w:left", &left), ("w:header", &head), ("w:footer", &head), ("w:gutter", "0")],
        );
        xml.empty("w:pgNumType", &[("w:start", "1")]);
        xml.empty("w:titlePg", &[]);
    });
}

fn paragraph(xml: &mut Xml, paragraph: &Paragraph, pages: Option<&dyn Fn(&mut Xml)>) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", paragraph.style)]);
            if let Some([left, right]) = paragraph.indent.map(|lengths| lengths.map(|length| length.to_string())) {
                xml.empty("w:ind", &[("w:left", &left), ("w:right", &right)]);
            }
            if let Some(align) = paragraph.align {
                stands(xml, align);
            }
            if let Some(pages) = pages {
                pages(xml);
            }
        });
        if paragraph.text.is_empty() {
            return;
        }
        xml.element("w:r", &[], |xml| {
            for (at, line) in paragraph.text.split('\n').enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[]);
                }
                xml.says("w:t", &[("xml:space", "preserve")], line);
            }
        });
    });
}

fn table(xml: &mut Xml, table: &Table) {
    let widths: Vec<String> = table.widths.iter().map(u32::to_string).collect();
    let whole = table.widths.iter().sum::<u32>().to_string();
    let headed = table.rows.iter().any(|row| row.heading);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", table.style)]);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let first = if headed { "1" } else { "0" };
            let look = [("w:val", if headed { "0620" } else { "0600" }), ("w:firstRow", first), ("w:lastRow", "0"), ("w:firstColumn", "0"), ("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
            xml.empty("w:tblLook", &look);
            if !table.title.is_empty() {
                xml.empty("w:tblCaption", &[("w:val", &table.title)]);
            }
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        for one in &table.rows {
            xml.line();
            row(xml, one, &widths);
        }
        xml.line();
    });
}

fn row(xml: &mut Xml, row: &Row, widths: &[String]) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            if !row.breaks {
                xml.empty("w:cantSplit", &[]);
            }
            if row.heading {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (cell, width) in row.cells.iter().zip(widths) {
            xml.line();
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                    if row.heading {
                        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EDEDED")]);
                        xml.empty("w:vAlign", &[("w:val", "center")]);
                    }
                });
                for one in cell {
                    paragraph(xml, one, None);
                }
                // A cell is made of paragraphs, an empty one too.
                if cell.is_empty() {
                    xml.empty("w:p", &[]);
                }
            });
        }
    });
}

/// The head of a page: its number, or nothing.
pub(super) fn head(numbered: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:hdr", &[("xmlns:w", W), ("xmlns:r", R)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", HEADER)]));
            if numbered {
                xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| {
                    xml.element("w:r", &[], |xml| xml.says("w:t", &[], "2"));
                });
            }
        });
    });
    xml.finish()
}
