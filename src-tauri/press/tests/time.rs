//! Tasks along time and a month of deadlines, read back with poppler.

mod poppler;

use chrono::NaiveDate;
use so35_press::*;

use poppler::poppler;

fn go_on(_: u64, _: u64) -> bool {
    true
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn texts<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(str::to_owned)
}

fn frame(title: &str, paper: Paper) -> SheetFrame {
    SheetFrame {
        language: "vi".into(),
        title: title.into(),
        remarks: vec!["Tính đến ngày 01/12/2024".into()],
        superior: "Ủy ban nhân dân tỉnh Quảng Ninh".into(),
        agency: "Sở Khoa học và Công nghệ".into(),
        date: day("2024-12-01"),
        creator: "Sổ 3·5".into(),
        paper,
        numbering: "{page}/{of}".into(),
        empty: "Không có nhiệm vụ nào.".into(),
        notes: Vec::new(),
    }
}

fn row(code: &str, statement: &str) -> TimelineRow {
    let span = |kind, from, to| TimeSpan {
        kind,
        from: day(from),
        to: day(to),
    };
    TimelineRow {
        code: code.into(),
        statement: statement.into(),
        lead: "Bộ TT&TT".into(),
        deadline: "30/09/2024".into(),
        state: "Hoàn thành đúng hạn".into(),
        mark: Mark::DoneOnTime,
        spans: vec![
            span(TimeSpanKind::Term, "2024-05-06", "2024-05-31"),
            span(TimeSpanKind::Extension, "2024-06-01", "2024-09-30"),
            span(TimeSpanKind::Requested, "2024-10-01", "2024-12-31"),
            span(TimeSpanKind::Late, "2024-06-01", "2024-12-01"),
            span(TimeSpanKind::Open, "2023-01-01", "2026-01-01"),
        ],
        due: Some(day("2024-09-30")),
        done: Some(day("2024-09-21")),
    }
}

fn band(from: &str, to: &str, label: &str) -> TimeBand {
    TimeBand {
        from: day(from),
        to: day(to),
        label: label.into(),
    }
}

fn timeline(blocks: Vec<TimelineBlock>, paper: Paper) -> TimelineSheet {
    TimelineSheet {
        frame: frame("Tiến trình nhiệm vụ", paper),
        headings: texts(["Mã", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tình trạng"]),
        first: day("2024-04-01"),
        last: day("2024-12-31"),
        upper: vec![
            band("2024-04-01", "2024-06-30", "Quý II/2024"),
            band("2024-07-01", "2024-12-31", "Nửa cuối năm 2024"),
        ],
        lower: vec![band("2024-04-01", "2024-04-30", "4")],
        as_of: (day("2024-12-01"), "Ngày tính 01/12/2024".into()),
        legend: vec![
            (TimeSpanKind::Term, "Đến hạn gốc".into()),
            (TimeSpanKind::Extension, "Được gia hạn".into()),
        ],
        due_legend: "Hạn cuối".into(),
        done_legend: "Ngày hoàn thành".into(),
        blocks,
    }
}

fn block(heading: &str, count: usize) -> TimelineBlock {
    TimelineBlock {
        heading: heading.into(),
        rows: (1..=count)
            .map(|n| row(&format!("N{n:03}"), &format!("Trình ban hành Chiến lược số {n}")))
            .collect(),
    }
}

#[test]
fn the_axis_and_the_group_stand_on_every_page() {
    let sheet = timeline(vec![block("ĐM1 Thể chế", 3), block("ĐM2 Hạ tầng số", 60)], Paper::A4);
    let pdf = timeline_pdf(&sheet, &go_on).unwrap();
    assert!(pdf.replaced.is_empty(), "{:?}", pdf.replaced);
    let info = poppler("pdfinfo", "info", &pdf.bytes, &[], &[]);
    assert!(info.contains("841.89 x 595.276 pts (A4)"), "{info}");
    let meta = poppler("pdfinfo", "meta", &pdf.bytes, &["-meta"], &[]);
    assert!(meta.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "{meta}");
    let text = poppler("pdftotext", "text", &pdf.bytes, &["-layout"], &["-"]);
    for words in ["TIẾN TRÌNH NHIỆM VỤ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Được gia hạn", "Ngày tính 01/12/2024", "N060"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    let pages: Vec<&str> = text.split('\u{c}').take(pdf.pages).collect();
    assert!(pages.len() > 3, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Quý II/2024") && page.contains("Tình trạng"), "page {}", index + 1);
        let number = format!("{}/{}", index + 1, pages.len());
        assert_eq!(page.contains(&number), index > 0, "{number}");
        if index > 1 {
            assert!(page.contains("ĐM2 Hạ tầng số"), "page {}", index + 1);
        }
        // No heading of a group stands alone at the foot of a page.
        let last = page.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        assert!(!last.contains("ĐM"), "page {}: {last}", index + 1);
    }
}

#[test]
fn the_same_values_give_the_same_bytes_and_other_paper_other_pages() {
    let sheet = timeline(vec![block("", 40)], Paper::A4);
    let (first, second) = (timeline_pdf(&sheet, &go_on).unwrap(), timeline_pdf(&sheet, &go_on).unwrap());
    assert_eq!(first.bytes, second.bytes);
    let large = timeline_pdf(&timeline(vec![block("", 40)], Paper::A3), &go_on).unwrap();
    assert!(large.pages < first.pages);
}

#[test]
fn hostile_words_and_days_are_printed_or_left_out() {
    let mut odd = row("N😀", &format!("#let $x$ \\ “{}”", "dài".repeat(500)));
    odd.lead = "W".repeat(300);
    odd.spans = vec![TimeSpan {
        kind: TimeSpanKind::Term,
        from: day("2025-01-01"),
        to: day("2024-01-01"),
    }];
    let rows = vec![TimelineBlock {
        heading: "*_#`".into(),
        rows: vec![odd],
    }];
    let mut sheet = timeline(rows, Paper::A4);
    (sheet.first, sheet.last) = (day("2024-12-31"), day("1900-01-01"));
    let pdf = timeline_pdf(&sheet, &go_on).unwrap();
    assert_eq!(pdf.replaced.iter().map(|one| one.character).collect::<String>(), "😀");
    let text = poppler("pdftotext", "hostile", &pdf.bytes, &[], &["-"]);
    assert!(text.contains("#let $x$ \\ “dài"), "{text}");
    let none = timeline_pdf(&timeline(Vec::new(), Paper::A3), &go_on).unwrap();
    let text = poppler("pdftotext", "none", &none.bytes, &[], &["-"]);
    assert!(text.contains("Không có nhiệm vụ nào."), "{text}");
    let stopped = timeline_pdf(&timeline(vec![block("", 40)], Paper::A4), &|_, _| false);
    assert!(matches!(stopped, Err(PressError::Stopped)));
}

/// June 2024 with `count` tasks on the 28th.
fn month(count: usize, paper: Paper) -> MonthSheet {
    let first = day("2024-05-27");
    let entry = |n: usize| MonthEntry {
        mark: Mark::Overdue,
        code: format!("N{n:02}"),
        text: "Trình Thủ tướng Chính phủ ban hành Chiến lược".into(),
    };
    let cell = |date: NaiveDate| MonthCell {
        day: date.format("%-d").to_string(),
        inside: date >= day("2024-06-01"),
        remark: if date == day("2024-06-05") { "ngày tính".into() } else { String::new() },
        entries: if date == day("2024-06-28") { (1..=count).map(entry).collect() } else { Vec::new() },
        more: "và {count} nhiệm vụ khác".into(),
    };
    let line = |n: usize| MonthLine {
        day: "28/06/2024".into(),
        code: format!("N{n:02}"),
        statement: "Trình Thủ tướng Chính phủ ban hành Chiến lược".into(),
        lead: "Bộ TT&TT".into(),
        deadline: "trong quý II/2024".into(),
        state: "trễ 3 ngày".into(),
        mark: Mark::Overdue,
    };
    MonthSheet {
        frame: frame("Lịch thời hạn tháng 6/2024", paper),
        legend: vec![(Mark::Overdue, "Quá hạn chưa hoàn thành".into())],
        weekdays: texts(["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]),
        cells: first.iter_days().take(35).map(cell).collect(),
        list_title: "Nhiệm vụ đến hạn trong tháng".into(),
        headings: texts(["Ngày", "Mã", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tình trạng"]),
        lines: (1..=count).map(line).collect(),
    }
}

#[test]
fn a_month_stands_on_one_page_and_its_list_names_every_task() {
    for (count, paper) in [(0, Paper::A4), (3, Paper::A4), (90, Paper::A4), (90, Paper::A3)] {
        let pdf = month_pdf(&month(count, paper), &go_on).unwrap();
        let text = poppler("pdftotext", "month", &pdf.bytes, &["-layout"], &["-"]);
        let pages: Vec<&str> = text.split('\u{c}').take(pdf.pages).collect();
        let sheet = pages[0];
        for words in ["LỊCH THỜI HẠN THÁNG 6/2024", "Thứ hai", "Chủ nhật", "30", "ngày tính", "Quá hạn chưa hoàn thành"] {
            assert!(sheet.contains(words), "{count}: {words} in\n{sheet}");
        }
        assert_eq!(sheet.contains("nhiệm vụ khác"), count > 4, "{sheet}");
        match count {
            0 => assert!(pdf.pages == 1 && sheet.contains("Không có nhiệm vụ nào."), "{text}"),
            _ => {
                assert!(!sheet.contains("Nhiệm vụ đến hạn trong tháng"));
                let list = pages[1..].concat();
                assert!((1..=count).all(|n| list.contains(&format!("N{n:02}"))), "{list}");
                assert!(pages[1..].iter().all(|page| page.contains("Tình trạng")));
            }
        }
    }
}
