//! A letter read back: its parts in the order of NĐ 30/2020/NĐ-CP, the annex on a page of its own; as a document for
//! Word, part by part.

mod poppler;

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use resvg::usvg::roxmltree::{Document, Node};
use so35_press::{Align, Letter, LetterTable, PressError, letter_docx, letter_pdf};

use poppler::poppler;

fn letter() -> Letter {
    Letter {
        language: "vi".into(),
        title: "Đôn đốc".into(),
        superior: "Chính phủ".into(),
        agency: "Bộ Thử".into(),
        motto: ["Cộng hòa xã hội chủ nghĩa Việt Nam".into(), "Độc lập - Tự do - Hạnh phúc".into()],
        number: "Số: 15/BT-VP".into(),
        subject: "V/v đôn đốc".into(),
        place_and_date: "Hà Nội, ngày 05 tháng 6 năm 2024".into(),
        salutation: "Kính gửi:".into(),
        to: vec!["Bộ Một".into(), "#emph[Bộ Hai]".into()],
        paragraphs: vec!["Đề nghị gửi báo cáo./.".into()],
        copies_heading: "Nơi nhận:".into(),
        copies: vec!["- Như trên;".into()],
        signer_title: "Chánh Văn phòng".into(),
        signer: "Trần Văn Bình".into(),
        annexes: vec![LetterTable {
            heading: "PHỤ LỤC".into(),
            title: "Danh sách".into(),
            landscape: true,
            columns: vec![("TT".into(), 1.0, Align::Center), ("Cơ quan".into(), 4.0, Align::Left)],
            rows: (1..=120).map(|at| vec![at.to_string(), format!("Cơ quan thứ {at}")]).collect(),
            ..LetterTable::default()
        }],
        date: NaiveDate::from_ymd_opt(2024, 6, 5).unwrap(),
        creator: "Sổ 3·5".into(),
    }
}

/// The parts of a document for Word, by name, in their order.
fn parts(letter: &Letter) -> Vec<(String, String)> {
    let bytes = letter_docx(letter, &|style| format!("kiểu {style}")).unwrap();
    assert_eq!(letter_docx(letter, &|style| format!("kiểu {style}")).unwrap(), bytes, "the same values give the same bytes");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |at| {
        let mut entry = zip.by_index(at).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "no clock");
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        (entry.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no {name}")).1
}

fn named<'a>(document: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect()
}

#[test]
fn a_letter_has_its_parts_in_order() {
    let pdf = letter_pdf(&letter()).unwrap();
    assert!(pdf.replaced.is_empty() && pdf.pages > 2);
    let text = poppler("pdftotext", "letter", &pdf.bytes, &["-layout"], &["-"]);
    let mut pages = text.split('\u{c}');
    let first = pages.next().unwrap();
    let places: Vec<Option<usize>> = ["BỘ THỬ", "Số: 15/BT-VP", "V/v đôn đốc", "Kính gửi:", "- Bộ Một", "- #emph[Bộ Hai]", "Đề nghị gửi", "CHÁNH VĂN PHÒNG", "Trần Văn Bình"].map(|part| first.find(part)).to_vec();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{first}");
    assert!(first.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && first.contains("Hà Nội, ngày 05 tháng 6 năm 2024"));
    // The annex counts its own pages: none on the first, 2 on the second; its head stands on each.
    let (second, third) = (pages.next().unwrap(), pages.next().unwrap());
    assert!(second.trim_start().starts_with("PHỤ LỤC") && second.contains("DANH SÁCH"), "{second}");
    assert!(third.trim_start().starts_with('2') && third.contains("Cơ quan thứ"), "{third}");
    assert_eq!(letter_pdf(&letter()).unwrap().bytes, pdf.bytes, "the same values give the same bytes");
}

#[test]
fn what_cannot_be_set_is_refused() {
    let refused = |letter: Letter| {
        let way = |fault: Option<PressError>| matches!(fault, Some(PressError::Page(_)));
        way(letter_pdf(&letter).err()) && way(letter_docx(&letter, &str::to_owned).err())
    };
    assert!(refused(Letter { paragraphs: Vec::new(), ..letter() }));
    let uneven = LetterTable { columns: vec![("TT".into(), 1.0, Align::Center)], rows: vec![vec![]], ..LetterTable::default() };
    assert!(refused(Letter { annexes: vec![uneven], ..letter() }));
}

#[test]
fn the_parts_of_a_document_are_as_before() {
    let mut short = letter();
    short.annexes[0].rows.truncate(2);
    short.annexes[0].remark = "(Kèm theo)".into();
    short.annexes[0].notes = vec!["Ghi chú\nhai dòng".into()];
    for (name, text) in parts(&short) {
        let name = name.trim_matches(|c| c == '[' || c == ']').replace(['/', '.', '[', ']'], "-").trim_matches('-').to_lowercase();
        insta::assert_snapshot!(format!("docx-{name}"), text);
    }
}

#[test]
fn rows_stay_whole_and_the_heading_row_comes_again() {
    let mut long = letter();
    long.annexes[0].rows[3][1] = "dài ".repeat(300);
    let parts = parts(&long);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let table = named(&document, "tbl").last().unwrap();
    let rows: Vec<Node> = table.children().filter(|node| node.tag_name().name() == "tr").collect();
    let has = |row: &Node, name: &str| row.descendants().any(|node| node.tag_name().name() == name);
    assert_eq!(rows.len(), 121);
    assert_eq!(rows.iter().filter(|row| has(row, "tblHeader")).count(), 1);
    assert!(has(&rows[0], "tblHeader") && text_of(rows[0]) == "TTCơ quan");
    let split: Vec<usize> = (0..rows.len()).filter(|at| !has(&rows[*at], "cantSplit")).collect();
    assert_eq!(split, [4], "only a row that may be longer than a page goes on on the next one");
    // Every table fills the width between its margins.
    for table in named(&document, "tbl") {
        let widths: u32 = table.descendants().filter(|node| node.tag_name().name() == "gridCol").map(|column| column.attributes().next().unwrap().value().parse::<u32>().unwrap()).sum();
        assert!([9355, 14287].contains(&widths), "{widths}");
    }
    // The letter stands upright, its annex lies on its side; both count from 1 and bear no number on the first page.
    let sections: Vec<Node> = named(&document, "sectPr").collect();
    let lies = |section: &Node| section.descendants().any(|node| node.attributes().any(|one| one.value() == "landscape"));
    assert_eq!(sections.iter().map(lies).collect::<Vec<_>>(), [false, true]);
    assert!(sections.iter().all(|section| section.descendants().any(|node| node.tag_name().name() == "titlePg")));
}

#[test]
fn every_style_that_is_used_is_there() {
    let parts = parts(&letter());
    let styles = Document::parse(part(&parts, "word/styles.xml")).unwrap();
    let ids: Vec<&str> = named(&styles, "style").filter_map(|style| style.attributes().find(|one| one.name() == "styleId")).map(|one| one.value()).collect();
    for name in ["word/document.xml", "word/header1.xml", "word/header2.xml", "word/styles.xml"] {
        let text = Document::parse(part(&parts, name)).unwrap();
        for node in text.descendants().filter(|node| ["pStyle", "tblStyle", "basedOn", "next"].contains(&node.tag_name().name())) {
            let used = node.attributes().next().unwrap().value();
            assert!(ids.contains(&used), "{name}: {used}");
        }
    }
    // Headings are headings.
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let heading = named(&document, "p").find(|paragraph| text_of(*paragraph) == "PHỤ LỤC").unwrap();
    assert!(heading.descendants().any(|node| node.attributes().any(|one| one.value() == "Heading1")));
}

#[test]
fn whatever_a_text_holds_the_document_is_well_formed_and_stays_inside() {
    let strange = "<w:p>&amp; \"'\u{0}\u{b}\u{1b}\u{202e}\u{fffe}\u{ffff} ]]> 😀\r\nhai\u{2028}ba Để";
    let mut hostile = letter();
    for text in [
        &mut hostile.title, &mut hostile.superior, &mut hostile.agency, &mut hostile.number, &mut hostile.subject, &mut hostile.place_and_date, &mut hostile.signer,
        &mut hostile.signer_title, &mut hostile.creator, &mut hostile.to[0], &mut hostile.paragraphs[0], &mut hostile.copies[0],
    ] {
        *text = strange.to_owned();
    }
    hostile.annexes[0].title = strange.to_owned();
    hostile.annexes[0].columns[0].0 = strange.to_owned();
    hostile.annexes[0].rows[0][0] = strange.to_owned();
    let parts = parts(&hostile);
    for (name, text) in &parts {
        let document = Document::parse(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let outside = document.descendants().flat_map(|node| node.attributes()).any(|one| one.name() == "TargetMode" || one.value().starts_with("file:"));
        assert!(!outside && !name.contains("vba"), "{name}");
    }
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let body = named(&document, "p").map(text_of).find(|text| text.contains("hai") && text.contains("ba")).unwrap();
    assert_eq!(body, "<w:p>&amp; \"' ]]> 😀 hai ba Để", "markup is text, an emoji stays, what cannot be seen goes");
    let lines = named(&document, "br").count();
    assert!(lines > 0, "lines of a text that has several are kept");
}
