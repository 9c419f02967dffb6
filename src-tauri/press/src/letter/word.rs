//! A letter as a document for Word: the same texts in the same places as on the printed page, by styles that a person
//! can change, each part named as NĐ 30/2020/NĐ-CP names it.
//!
//! Characters that the document font lacks stay: Word has other fonts.

use super::{Annex, Document, Letter, document};
use crate::docx::{self, Align, Block, Docx, Look, Name, Paragraph, Row, Section, Style, TABLE_GRID, TABLE_PLAIN, Table, mm, pt};
use crate::error::PressError;
use crate::fonts::Serif;
use crate::text::{Replacements, plain};

/// Writes a letter as a document for Word (docx). The same values give the same bytes. `style` names the styles that
/// Word has no name for, by their ids: "agency", "motto" …
///
/// # Errors
/// Those of [`super::letter_pdf`]; [`PressError::Document`] when it cannot be written.
pub fn letter_docx(letter: &Letter, style: &dyn Fn(&str) -> String) -> Result<Vec<u8>, PressError> {
    // Nothing is replaced.
    let document = document(letter, &Replacements::default(), |_| true)?;
    let serif = Serif::load()?;
    let mut sections = vec![Section { landscape: false, blocks: front(&document, &serif) }];
    sections.extend(document.annexes.iter().map(|annex| Section { landscape: annex.landscape, blocks: behind(annex) }));
    let program = plain(&letter.creator);
    docx::write(&Docx {
        author: if document.agency.is_empty() { program.clone() } else { document.agency.clone() },
        program,
        language: document.language,
        title: document.title,
        subject: document.subject,
        date: letter.date,
        styles: styles(style),
        sections,
    })
}

/// The styles of a letter. Sizes: NĐ 30/2020/NĐ-CP, Phụ lục I.
fn styles(named: &dyn Fn(&str) -> String) -> Vec<Style> {
    let own = |id: &'static str, look: Look| Style { id, name: Name::Own(named(id)), next: None, level: None, look };
    let known = |id: &'static str, name: &'static str, look: Look| Style { id, name: Name::BuiltIn(name), next: None, level: None, look };
    let centred = |points: u32| Look { align: Some(Align::Center), size: Some(points * 2), ..Look::default() };
    let sized = |half_points: u32| Look { size: Some(half_points), ..Look::default() };
    let gap = pt(3);
    vec![
        own("superior", Look { capitals: true, around: [0, gap], ..centred(12) }),
        own("agency", Look { capitals: true, bold: true, around: [0, gap], ..centred(12) }),
        own("country", Look { capitals: true, bold: true, around: [0, gap], ..centred(12) }),
        own("motto", Look { bold: true, around: [0, gap], ..centred(13) }),
        own("rule", Look { rule: true, size: Some(4), ..Look::default() }),
        own("number", Look { around: [pt(8), gap], ..centred(13) }),
        own("subject", centred(12)),
        known("Date", "Date", Look { italic: true, around: [pt(8), pt(4)], ..centred(13) }),
        known("Salutation", "Salutation", Look { around: [pt(12), pt(8)], keep_next: true, ..centred(14) }),
        own("recipients", Look { hanging: Some([mm(55), pt(9)]), around: [0, pt(3)], ..sized(28) }),
        known("BodyText", "Body Text", Look { align: Some(Align::Justify), first_line: mm(10), around: [pt(6), 0], line: Some(264), ..sized(28) }),
        own("copies_heading", Look { bold: true, italic: true, around: [pt(12), gap], ..sized(24) }),
        own("copies", Look { around: [0, pt(2)], ..sized(22) }),
        known("Closing", "Closing", Look { bold: true, capitals: true, keep_next: true, around: [pt(12), 0], ..centred(14) }),
        // Room to sign by hand.
        known("Signature", "Signature", Look { bold: true, around: [mm(22), 0], ..centred(14) }),
        Style { next: Some("Heading2"), level: Some(0), ..known("Heading1", "heading 1", Look { bold: true, keep_next: true, around: [0, gap], ..centred(14) }) },
        Style { level: Some(1), ..known("Heading2", "heading 2", Look { bold: true, capitals: true, keep_next: true, around: [0, gap], ..centred(13) }) },
        known("Subtitle", "Subtitle", Look { italic: true, keep_next: true, around: [0, pt(7)], ..centred(13) }),
        own("table_heading", Look { bold: true, align: Some(Align::Center), ..sized(23) }),
        own("table_text", sized(23)),
        own("table_note", Look { around: [pt(4), 0], ..sized(21) }),
    ]
}

/// The letter itself.
fn front(letter: &Document, serif: &Serif) -> Vec<Block> {
    let mut blocks = vec![Block::Table(head(letter, serif))];
    // One addressee stands behind the words, several stand under each other.
    match letter.to.as_slice() {
        [] => {}
        [one] => blocks.push(Block::Paragraph(Paragraph::new("Salutation", format!("{} {one}", letter.salutation)))),
        many => {
            let salutation = Paragraph { align: Some(Align::Left), indent: Some([mm(30), 0]), ..Paragraph::new("Salutation", &letter.salutation) };
            blocks.push(Block::Paragraph(salutation));
            blocks.extend(many.iter().map(|name| Block::Paragraph(Paragraph::new("recipients", format!("- {name}")))));
        }
    }
    blocks.extend(letter.paragraphs.iter().map(|words| Block::Paragraph(Paragraph::new("BodyText", words))));
    if !letter.copies_heading.is_empty() || !letter.signer_title.is_empty() {
        blocks.push(Block::Table(foot(letter)));
    }
    blocks
}

/// A line across, so many twips long, in the middle of a column.
fn rule(length: u32, column: u32) -> Paragraph {
    let side = column.saturating_sub(length) / 2;
    Paragraph { indent: Some([side, side]), ..Paragraph::new("rule", "") }
}

/// Agencies and number at the left, country, motto, place and day at the right.
fn head(letter: &Document, serif: &Serif) -> Table {
    let widths = docx::parted(docx::room(false), &[39.0, 61.0]);
    let [left, right] = [0, 1].map(|at| widths.get(at).copied().unwrap_or_default());
    let mut agencies: Vec<Paragraph> =
        [("superior", &letter.superior), ("agency", &letter.agency)].into_iter().filter(|(_, name)| !name.is_empty()).map(|(style, name)| Paragraph::new(style, name)).collect();
    if !letter.agency.is_empty() {
        agencies.push(rule(mm(22), left));
    }
    let [country, motto] = &letter.motto;
    // The line under the motto is as long as the motto, which is set in bold letters of 13 points.
    let long = (serif.width(motto) * f64::from(pt(13))) as u32;
    let nation = vec![Paragraph::new("country", country), Paragraph::new("motto", motto), rule(long, right)];
    let about: Vec<Paragraph> =
        [("number", &letter.number), ("subject", &letter.subject)].into_iter().filter(|(_, text)| !text.is_empty()).map(|(style, text)| Paragraph::new(style, text)).collect();
    let day = vec![Paragraph::new("Date", &letter.place_and_date)];
    let rows = [vec![agencies, nation], vec![about, day]].into_iter().map(|cells| Row { cells, ..Row::default() }).collect();
    Table { title: String::new(), style: TABLE_PLAIN, widths, rows }
}

/// Who gets it at the left, who signs it at the right.
fn foot(letter: &Document) -> Table {
    let mut copies = Vec::new();
    if !letter.copies_heading.is_empty() {
        copies.push(Paragraph::new("copies_heading", &letter.copies_heading));
        copies.extend(letter.copies.iter().map(|words| Paragraph::new("copies", words)));
    }
    let mut signed = Vec::new();
    if !letter.signer_title.is_empty() {
        signed.extend([Paragraph::new("Closing", &letter.signer_title), Paragraph::new("Signature", &letter.signer)]);
    }
    let rows = vec![Row { cells: vec![copies, signed], ..Row::default() }];
    Table { title: String::new(), style: TABLE_PLAIN, widths: docx::parted(docx::room(false), &[1.0, 1.0]), rows }
}

/// A cell with more than so many bytes may go on on the next page; the printed page has the same measure.
const LONG: usize = 600;

/// An annex.
fn behind(annex: &Annex) -> Vec<Block> {
    let heads = [("Heading1", &annex.heading), ("Heading2", &annex.title), ("Subtitle", &annex.remark)];
    let mut blocks: Vec<Block> = heads.into_iter().filter(|(_, text)| !text.is_empty()).map(|(style, text)| Block::Paragraph(Paragraph::new(style, text))).collect();
    let heading = annex.headers.iter().map(|words| vec![Paragraph::new("table_heading", words)]).collect();
    let mut rows = vec![Row { heading: true, cells: heading, ..Row::default() }];
    rows.extend(annex.rows.iter().map(|row| Row {
        breaks: row.iter().any(|words| words.len() > LONG),
        cells: row.iter().zip(&annex.aligns).map(|(words, align)| vec![Paragraph { align: Some((*align).into()), ..Paragraph::new("table_text", words) }]).collect(),
        ..Row::default()
    }));
    let widths = docx::parted(docx::room(annex.landscape), &annex.widths);
    blocks.push(Block::Table(Table { title: annex.title.clone(), style: TABLE_GRID, widths, rows }));
    blocks.extend(annex.notes.iter().map(|words| Block::Paragraph(Paragraph::new("table_note", words))));
    blocks
}
