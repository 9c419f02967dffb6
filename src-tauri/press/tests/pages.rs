//! The printed briefing, read back with the tools an archive would use (poppler).

mod poppler;
mod samples;

use so35_press::*;

use poppler::poppler;

#[test]
fn the_briefing_is_an_archive_document() {
    let pdf = pdf(&samples::briefing::briefing()).unwrap();
    assert!(pdf.replaced.is_empty(), "{:?}", pdf.replaced);

    let info = poppler("pdfinfo", "info", &pdf.bytes, &[], &[]);
    let field = |name: &str| {
        info.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
            .unwrap_or_else(|| panic!("no {name} in\n{info}"))
    };
    assert_eq!(
        field("Title"),
        "Tình hình thực hiện “3 tăng cường, 5 đẩy mạnh”"
    );
    assert_eq!(field("Tagged"), "yes");
    assert_eq!(field("Pages"), pdf.pages.to_string());
    assert_eq!(field("Creator"), "Sổ 3·5");
    assert!(field("Page size").contains("A4"));

    let meta = poppler("pdfinfo", "meta", &pdf.bytes, &["-meta"], &[]);
    assert!(meta.contains("<pdfaid:part>2</pdfaid:part>"), "{meta}");
    assert!(
        meta.contains("<pdfaid:conformance>A</pdfaid:conformance>"),
        "{meta}"
    );
    assert!(meta.contains("<rdf:li>vi</rdf:li>"), "{meta}");

    let fonts = poppler("pdffonts", "fonts", &pdf.bytes, &[], &[]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    for name in [
        "LiberationSerif",
        "LiberationSerif-Bold",
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
    ] {
        assert!(
            rows.iter().any(|row| row.contains(name)),
            "{name} in\n{fonts}"
        );
    }
    for row in rows {
        // emb sub uni
        assert!(row.contains("yes yes yes"), "{row}");
    }
}

#[test]
fn the_text_can_be_read_and_the_pages_are_numbered() {
    let pdf = pdf(&samples::briefing::briefing()).unwrap();
    let text = poppler("pdftotext", "text", &pdf.bytes, &["-layout"], &["-"]);
    for words in [
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
        "Hà Nội, ngày 15 tháng 6 năm 2024",
        "Quá hạn chưa hoàn thành",
        // Inside a chart.
        "ĐM2 Hạ tầng số, nền tảng số",
        "Mục tiêu hết năm 2024: 53",
        "73/2019/NĐ-CP",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert_eq!(pages.len() - 1, pdf.pages);
    assert!(
        !pages[0].contains(&format!("1/{}", pdf.pages)),
        "page 1 bears no number"
    );
    for (index, page) in pages.iter().enumerate().take(pdf.pages).skip(1) {
        let number = format!("{}/{}", index + 1, pdf.pages);
        assert_eq!(
            page.trim_start().lines().next().map(str::trim),
            Some(number.as_str())
        );
    }
    // The header of the table stands on each page it runs over.
    let headed = pages
        .iter()
        .filter(|page| page.contains("Cơ quan chủ"))
        .count();
    assert!(headed >= 2, "{headed}");
}

#[test]
fn charts_are_described_and_sections_are_bookmarked() {
    let pdf = pdf(&samples::briefing::briefing()).unwrap();
    let tree = poppler("pdfinfo", "tree", &pdf.bytes, &["-struct-text"], &[]);
    for part in ["Table", "TH", "TD", "Figure", "H1", "H2", "LBody"] {
        let found = tree.lines().any(|line| {
            let tag = line.trim_start().split([' ', ':']).next();
            tag == Some(part)
        });
        assert!(found, "{part} in\n{tree}");
    }
    // Poppler lists neither descriptions nor bookmarks: the file itself is asked. Texts
    // outside ASCII stand in it as UTF-16 in hexadecimal digits.
    let file = String::from_utf8_lossy(&pdf.bytes);
    let hexadecimal = |text: &str| -> String {
        text.encode_utf16()
            .map(|unit| format!("{unit:04X}"))
            .collect()
    };
    let briefing = samples::briefing::briefing();
    for page in &briefing.pages {
        let title = format!("/Title<FEFF{}", hexadecimal(&page.title));
        assert!(
            file.replace(' ', "").contains(&title),
            "no bookmark {}",
            page.title
        );
        for block in &page.blocks {
            let Block::Charts(pictures) = block else {
                continue;
            };
            for picture in pictures {
                let alt = format!("/Alt<FEFF{}", hexadecimal(&picture.alt));
                assert!(
                    file.replace(' ', "").contains(&alt),
                    "no description {}",
                    picture.alt
                );
            }
        }
    }
}

#[test]
fn the_same_values_give_the_same_document() {
    let briefing = samples::briefing::briefing();
    assert!(pdf(&briefing).unwrap().bytes == pdf(&briefing).unwrap().bytes);
}

#[test]
fn the_preview_has_the_same_pages() {
    let briefing = samples::briefing::briefing();
    let pages = pages_svg(&briefing).unwrap();
    assert_eq!(pages.len(), pdf(&briefing).unwrap().pages);
    for page in pages {
        assert!(page.starts_with("<svg"));
        assert!(!page.contains("<script"));
        // All text is drawn as outlines: a picture has no fonts to look at.
        assert!(!page.contains("<text"));
        assert!(!page.contains("font-family"));
        so35_press::png(&page, 1.0).unwrap();
    }
}

fn plain(title: &str, blocks: Vec<Block>) -> Briefing {
    Briefing {
        title: title.into(),
        subtitle: String::new(),
        superior: String::new(),
        agency: String::new(),
        place_and_date: String::new(),
        as_of: String::new(),
        label: String::new(),
        logo: None,
        paper: PageSize::A4,
        numbered: true,
        pages: vec![Page {
            title: title.into(),
            landscape: false,
            cover: false,
            blocks,
        }],
        ..samples::briefing::briefing()
    }
}

#[test]
fn hostile_names_are_printed_as_text_and_told() {
    let names = [
        "#panic(\"x\") $x$ *đậm* _nghiêng_ @nhãn <nhãn> `mã` // lời".to_owned(),
        "😀 \u{202e}ngược \u{ffff}\u{0}".to_owned(),
        "Ứ".repeat(400),
        "12/".repeat(200),
        "#import \"/etc/passwd\"; #read(\"/etc/passwd\")".to_owned(),
        "\\u{0} \\ \" ' { } [ ]".to_owned(),
    ];
    let table = Table {
        title: names[0].clone(),
        columns: names
            .iter()
            .map(|name| Column {
                header: name.clone(),
                align: Align::Right,
                width: 1.0,
            })
            .collect(),
        rows: vec![TableRow {
            cells: names.iter().map(|name| name.as_str().into()).collect(),
            strong: true,
        }],
        empty: names[0].clone(),
        note: names[1].clone(),
    };
    let (chart, frame) = samples::tasks();
    let briefing = plain(
        &names.concat(),
        vec![
            Block::Figures(
                names
                    .iter()
                    .map(|name| Figure {
                        label: name.clone(),
                        value: name.clone(),
                        note: name.clone(),
                        mark: Some(Mark::NotApplicable),
                    })
                    .collect(),
            ),
            Block::Table(table),
            Block::Paragraphs(names.to_vec()),
            Block::Charts(vec![Picture {
                chart,
                frame: Frame {
                    title: names[1].clone(),
                    ..frame
                },
                alt: names[1].clone(),
                height: 300,
            }]),
            Block::Sources {
                title: names[3].clone(),
                items: names.to_vec(),
            },
        ],
    );
    let pdf = pdf(&briefing).unwrap();
    assert_eq!(
        pdf.replaced.iter().map(|r| r.character).collect::<String>(),
        "😀"
    );
    let text = poppler("pdftotext", "hostile", &pdf.bytes, &[], &["-"]);
    assert!(text.contains("#panic(\"x\") $x$ *đậm*"), "{text}");
    pages_svg(&briefing).unwrap();
}

#[test]
fn empty_parts_are_printed() {
    let column = Column {
        header: "STT".into(),
        align: Align::Center,
        width: 1.0,
    };
    let blocks = vec![
        Block::Figures(vec![]),
        Block::Charts(vec![]),
        Block::Paragraphs(vec![]),
        Block::Paragraphs(vec![String::new()]),
        Block::Sources {
            title: String::new(),
            items: vec![],
        },
        Block::Table(Table {
            columns: vec![column.clone()],
            empty: "Không có.".into(),
            ..Table::default()
        }),
        Block::Table(Table {
            columns: vec![column],
            ..Table::default()
        }),
    ];
    assert_eq!(pdf(&plain("Trống", blocks)).unwrap().pages, 1);
    assert_eq!(
        pdf(&Briefing {
            pages: vec![],
            ..plain("Không trang", vec![])
        })
        .unwrap()
        .pages,
        1
    );
    assert_eq!(pdf(&plain("", vec![])).unwrap().pages, 1);
}

#[test]
fn every_mark_is_printed() {
    let marks = [
        Mark::DoneOnTime,
        Mark::DoneLate,
        Mark::Done,
        Mark::InTime,
        Mark::DueSoon,
        Mark::Overdue,
        Mark::NoDeadline,
        Mark::Ongoing,
        Mark::NoData,
        Mark::NotApplicable,
    ];
    let table = Table {
        columns: vec![Column {
            header: "Tình trạng".into(),
            align: Align::Left,
            width: 1.0,
        }],
        rows: marks
            .iter()
            .map(|mark| TableRow {
                cells: vec![Cell {
                    text: format!("{mark:?}"),
                    mark: Some(*mark),
                    was: String::new(),
                }],
                strong: false,
            })
            .collect(),
        ..Table::default()
    };
    pdf(&plain("Tình trạng", vec![Block::Table(table)])).unwrap();
}

#[test]
fn what_cannot_be_set_is_refused_with_a_reason() {
    let row = TableRow {
        cells: vec!["a".into(), "b".into()],
        strong: false,
    };
    let column = Column {
        header: "STT".into(),
        align: Align::Center,
        width: 1.0,
    };
    let too_many = Table {
        columns: vec![column.clone()],
        rows: vec![row],
        ..Table::default()
    };
    let flat = Table {
        columns: vec![Column {
            width: -1.0,
            ..column
        }],
        ..Table::default()
    };
    for (table, word) in [
        (Table::default(), "no columns"),
        (too_many, "2 cells"),
        (flat, "below zero"),
    ] {
        let fault = pdf(&plain("x", vec![Block::Table(table)])).unwrap_err();
        assert!(fault.to_string().contains(word), "{fault}");
    }
    let (chart, frame) = samples::tasks();
    let picture = Picture {
        chart,
        frame,
        alt: " ".into(),
        height: 300,
    };
    let fault = pdf(&plain("x", vec![Block::Charts(vec![picture])])).unwrap_err();
    assert!(fault.to_string().contains("description"), "{fault}");

    let wrong = Briefing {
        language: "tiếng Việt".into(),
        ..samples::briefing::briefing()
    };
    let PressError::Page(faults) = pdf(&wrong).unwrap_err() else {
        panic!("a page fault")
    };
    assert_eq!(faults[0].file, "briefing.typ");
    assert!(faults[0].line > 0, "{faults:?}");
}
