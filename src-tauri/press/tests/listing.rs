//! Registers and summaries: the pages read back with poppler, the workbook cell by cell.

mod poppler;
mod samples;

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use so35_press::*;

use poppler::poppler;

const ON: GoOn<'static> = &|_, _| true;

fn pages(name: &str, listing: &Listing) -> Vec<String> {
    let pdf = listing_pdf(listing, ON).unwrap();
    let text = poppler("pdftotext", name, &pdf.bytes, &["-layout"], &["-"]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    assert_eq!(pages.len(), pdf.pages);
    pages
}

#[test]
fn the_register_is_an_archive_document_with_its_head_on_every_page() {
    let listing = samples::listing::register(41);
    let pdf = listing_pdf(&listing, ON).unwrap();
    assert!(pdf.replaced.is_empty(), "{:?}", pdf.replaced);
    let info = poppler("pdfinfo", "info", &pdf.bytes, &[], &[]);
    for line in [
        "Title:           Danh mục nhiệm vụ chuyển đổi số",
        "Tagged:          yes",
        "841.89 x 595.276 pts (A4)",
    ] {
        assert!(info.contains(line), "{line} in\n{info}");
    }
    let meta = poppler("pdfinfo", "meta", &pdf.bytes, &["-meta"], &[]);
    assert!(meta.contains("<pdfaid:part>2</pdfaid:part>"), "{meta}");
    assert!(
        meta.contains("<pdfaid:conformance>A</pdfaid:conformance>"),
        "{meta}"
    );

    let pages = pages("head", &listing);
    for words in [
        "CHÍNH PHỦ",
        "BỘ THÔNG TIN VÀ TRUYỀN THÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ",
        "(Kèm theo Báo cáo số 15/BC-BTTTT",
    ] {
        assert!(pages[0].contains(words), "{words} in\n{}", pages[0]);
    }
    for (index, page) in pages.iter().enumerate() {
        assert!(
            page.contains("STT") && page.contains("Ghi chú"),
            "page {}\n{page}",
            index + 1
        );
        let first = page.trim_start().lines().next().map(str::trim);
        if index == 0 {
            assert_ne!(first, Some("1"), "page 1 bears no number");
        } else {
            assert_eq!(first, Some((index + 1).to_string().as_str()));
        }
    }
    let whole = pages.concat();
    for number in 1..=41 {
        let found = whole
            .lines()
            .any(|line| line.split_whitespace().next() == Some(number.to_string().as_str()));
        assert!(found, "row {number}");
    }
    assert!(whole.contains("II. Đẩy mạnh hạ tầng số, nền tảng số"));
    assert!(pages.last().unwrap().contains("Thời hạn ghi theo văn bản"));
    // Workbook columns are not printed.
    assert!(!whole.contains("Số ngày trễ"));
}

#[test]
fn paper_and_page_numbers_are_as_asked() {
    let listing = Listing {
        paper: Paper::A3,
        numbering: "Trang {page}/{of}".into(),
        ..samples::listing::register(41)
    };
    let pages = pages("a3", &listing);
    let last = format!("Trang {0}/{0}", pages.len());
    assert!(pages.last().unwrap().contains(&last), "{last}");
    let pdf = listing_pdf(
        &Listing {
            landscape: false,
            ..listing
        },
        ON,
    )
    .unwrap();
    let info = poppler("pdfinfo", "upright", &pdf.bytes, &[], &[]);
    assert!(info.contains("841.89 x 1190.55 pts (A3)"), "{info}");
}

#[test]
fn a_summary_has_two_rows_of_headings_and_its_formula() {
    let listing = samples::listing::summary();
    let text = pages("summary", &listing).concat();
    let head = text.find("Hoàn thành").unwrap();
    assert!(head < text.find("Đúng").unwrap());
    for words in ["(10)=(9)÷[(5)+(6)+(9)]", "Cộng", "50%"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn an_empty_register_says_so() {
    let text = pages("none", &samples::listing::register(0)).concat();
    assert!(text.contains("Không có nhiệm vụ nào."));
    listing_xlsx(&samples::listing::register(0), ON).unwrap();
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let listing = samples::listing::register(12);
    assert!(listing_pdf(&listing, ON).unwrap().bytes == listing_pdf(&listing, ON).unwrap().bytes);
    assert!(listing_xlsx(&listing, ON).unwrap() == listing_xlsx(&listing, ON).unwrap());
}

#[test]
fn who_stops_gets_nothing_and_leaves_nothing_behind() {
    let listing = samples::listing::register(157);
    let stop: GoOn<'_> = &|done, of| done < of / 3;
    assert!(matches!(
        listing_pdf(&listing, stop),
        Err(PressError::Stopped)
    ));
    assert!(matches!(
        listing_xlsx(&listing, &|_, _| false),
        Err(PressError::Stopped)
    ));
    let told = std::sync::Mutex::new(Vec::new());
    let watch: GoOn<'_> = &|done, of| {
        told.lock().unwrap().push((done, of));
        true
    };
    let after = listing_pdf(&listing, watch).unwrap();
    assert!(after.bytes == listing_pdf(&listing, ON).unwrap().bytes);
    let told = told.into_inner().unwrap();
    assert!(
        told.len() > 5 && told.iter().all(|(done, of)| done <= of),
        "{told:?}"
    );
}

#[test]
fn hostile_words_are_printed_as_text_and_stay_in_their_cells() {
    let names = [
        "#panic(\"x\") $x$ *đậm* @nhãn <nhãn> `mã` // lời".to_owned(),
        "😀 \u{202e}ngược \u{ffff}\u{0}".to_owned(),
        "Ứ".repeat(400),
        "203/TB-VPCP".repeat(30),
        "từ ".repeat(9000),
    ];
    let mut listing = samples::listing::register(0);
    for name in &names {
        let cells = listing.columns.iter().map(|_| ListingCell {
            mark: Some(Mark::Overdue),
            ..name.as_str().into()
        });
        listing
            .rows
            .push(ListingRow::Cells(cells.take(3).collect()));
        listing.rows.push(ListingRow::Heading(name.clone()));
    }
    listing.title = names.concat();
    listing.numbering = names[0].clone();
    let pdf = listing_pdf(&listing, ON).unwrap();
    assert_eq!(
        pdf.replaced
            .iter()
            .map(|one| one.character)
            .collect::<String>(),
        "😀"
    );
    let text = poppler("pdftotext", "hostile", &pdf.bytes, &[], &["-"]);
    assert!(text.contains("#panic(\"x\") $x$ *đậm*"));
    // A row longer than a page runs on; none of its words is lost.
    assert!(
        text.matches('ừ').count() >= 4 * 9000,
        "{}",
        text.matches('ừ').count()
    );
    // No word stands outside the text area: 30 mm at the left, 15 mm at the right.
    let boxes = poppler("pdftotext", "boxes", &pdf.bytes, &["-bbox"], &["-"]);
    let edge = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .parse()
            .unwrap()
    };
    for line in boxes.lines().filter(|line| line.contains("<word ")) {
        assert!(
            edge(line, "xMin") > 84.0 && edge(line, "xMax") < 800.5,
            "{line}"
        );
    }
}

#[test]
fn what_cannot_be_set_is_refused_with_a_reason() {
    let listing = samples::listing::register(1);
    let no_columns = Listing {
        columns: vec![],
        ..listing.clone()
    };
    let mut flat = listing.clone();
    flat.columns[2].width = 0.0;
    let mut long = listing;
    long.rows
        .push(ListingRow::Cells(vec![ListingCell::default(); 15]));
    for (listing, word) in [
        (no_columns, "no columns"),
        (flat, "above zero"),
        (long, "15 cells"),
    ] {
        let fault = listing_pdf(&listing, ON).unwrap_err();
        assert!(fault.to_string().contains(word), "{fault}");
    }
}

fn sheet(listing: &Listing) -> (String, Range<Data>) {
    let bytes = listing_xlsx(listing, ON).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    // Text that begins like a formula is none.
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
    (name, range)
}

fn place(range: &Range<Data>, text: &str) -> (u32, u32) {
    let found = range
        .used_cells()
        .find(|(_, _, cell)| matches!(cell, Data::String(own) if own == text));
    let (row, column, _) = found.unwrap_or_else(|| panic!("no {text}"));
    (row as u32, column as u32)
}

#[test]
fn a_workbook_holds_days_numbers_and_text() {
    let listing = samples::listing::register(41);
    let (name, range) = sheet(&listing);
    assert_eq!(name, "Danh mục nhiệm vụ");
    let (head, first) = place(&range, "STT");
    assert_eq!(first, 0);
    let below = |header: &str, row: u32| {
        range
            .get_value((head + 2 + row, place(&range, header).1))
            .unwrap()
    };
    // Row 0 is the heading of the first group, so row n is at n + 1.
    assert_eq!(below("STT", 0), &Data::Float(1.0));
    assert_eq!(below("Mã", 0), &Data::String("001".into()));
    assert!(matches!(below("Nhiệm vụ", 5), Data::String(text) if text.starts_with("=1+1 ")));
    assert_eq!(below("Số ngày trễ", 1), &Data::Float(15.0));
    let Data::DateTime(day) = below("Hạn (ngày cuối)", 0) else {
        panic!("a day")
    };
    assert_eq!(day.to_ymd_hms_milli(), (2024, 5, 31, 0, 0, 0, 0));
    assert!(
        matches!(below("Thời hạn hoàn thành", 0), Data::String(text) if text == "trong tháng 5/2024\n(31/05/2024); gia hạn đến 30/09/2024 (lần 1)")
    );
    assert!(
        matches!(below("Tình trạng", 1), Data::String(text) if text == "Quá hạn (trễ 15 ngày)")
    );
    place(&range, "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ");
    let rows = range
        .rows()
        .filter(|row| matches!(row[0], Data::Float(_)))
        .count();
    assert_eq!(rows, 41);
}

#[test]
fn a_workbook_of_a_summary_adds_up_and_keeps_its_shares() {
    let (_, range) = sheet(&samples::listing::summary());
    let (sum, _) = place(&range, "Cộng");
    assert_eq!(range.get_value((sum, 2)), Some(&Data::Float(19.0)));
    assert_eq!(range.get_value((sum, 9)), Some(&Data::Float(0.5)));
    let column: f64 = (1..=2)
        .filter_map(|up| range.get_value((sum - up, 2)))
        .filter_map(|cell| {
            if let Data::Float(value) = cell {
                Some(value)
            } else {
                None
            }
        })
        .sum();
    assert_eq!(column, 19.0);
}

#[test]
fn a_workbook_takes_any_text() {
    let mut listing = samples::listing::register(0);
    listing.sheet = "Nhiệm vụ [2024]: rất dài, dài hơn 31 ký tự '".into();
    listing.rows = [
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "\u{0}a\u{1}_x0041_\u{ffff}b",
        "+84",
        "",
        "0007",
    ]
    .iter()
    .map(|text| ListingRow::Cells(vec![(*text).into(), "x".repeat(40_000).as_str().into()]))
    .collect();
    let (name, range) = sheet(&listing);
    assert!(name.chars().count() <= 31, "{name}");
    let texts: Vec<String> = range.rows().map(|row| row[0].to_string()).collect();
    for text in ["=cmd|' /C calc'!A0", "@SUM(1)", "a_x0041_b", "+84", "0007"] {
        assert!(texts.iter().any(|own| own == text), "{text} in {texts:?}");
    }
    let long = range
        .used_cells()
        .filter_map(|(_, _, cell)| cell.get_string())
        .map(str::len)
        .max();
    assert_eq!(long, Some(32_766 + '…'.len_utf8()));
}
