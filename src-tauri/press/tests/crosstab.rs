//! Common tasks on paper, read back with poppler.

mod poppler;

use chrono::NaiveDate;
use so35_press::*;

use poppler::poppler;

fn crosstab(tasks: usize, rows: usize, paper: Paper) -> Crosstab {
    let cell = |n: usize| match n % 4 {
        0 => None,
        1 => Some(CrossCell { mark: Mark::DoneOnTime, text: "20/05/2024".into() }),
        2 => Some(CrossCell { mark: Mark::Overdue, text: format!("trễ {n} ngày") }),
        _ => Some(CrossCell { mark: Mark::NoDeadline, text: "chưa bắt đầu".into() }),
    };
    let section = |title: &str| CrossSection {
        title: title.into(),
        note: "Nhiệm vụ thường xuyên không tính vào số đã xong.".into(),
        share: "5/7".into(),
        tasks: (1..=tasks)
            .map(|n| CrossTask {
                code: format!("N{n:02}"),
                statement: "Ban hành nghị quyết về miễn, giảm phí, lệ phí".into(),
                group: "63 tỉnh, thành phố".into(),
                deadline: "trong tháng 5/2024".into(),
                share: format!("{n}/63"),
                missing: "Còn thiếu 2: Cao Bằng, Điện Biên.".into(),
            })
            .collect(),
        rows: (1..=rows)
            .map(|n| CrossRow {
                name: format!("Địa phương {n}"),
                share: format!("{n}/{tasks}"),
                cells: (0..tasks).map(|task| cell(n + task)).collect(),
            })
            .collect(),
    };
    Crosstab {
        frame: SheetFrame {
            language: "vi".into(),
            title: "Tiến độ thực hiện việc chung".into(),
            remarks: vec!["Tình trạng theo thời hạn hiện hành".into()],
            superior: String::new(),
            agency: "Bộ Thông tin và Truyền thông".into(),
            date: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
            creator: "Sổ 3·5".into(),
            paper,
            numbering: String::new(),
            empty: "Không có việc chung nào.".into(),
            notes: Vec::new(),
        },
        list_heads: ["Mã", "Nhiệm vụ", "Giao cho", "Thời hạn", "Đã xong", "Còn thiếu"].map(str::to_owned),
        agency_head: "Cơ quan".into(),
        share_head: "Đã xong".into(),
        share_row: "Đã xong/số cơ quan".into(),
        legend: vec![(Mark::DoneOnTime, "Hoàn thành đúng hạn".into()), (Mark::Overdue, "Quá hạn chưa hoàn thành".into())],
        sections: vec![section("Tính đến ngày 30/06/2025"), section("Tính đến ngày 01/09/2025")],
    }
}

/// The text of each page.
fn pages(name: &str, crosstab: &Crosstab) -> Vec<String> {
    let pdf = crosstab_pdf(crosstab, &|_, _| true).unwrap();
    assert!(pdf.replaced.is_empty(), "{:?}", pdf.replaced);
    let text = poppler("pdftotext", name, &pdf.bytes, &["-layout"], &["-"]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    assert_eq!(pages.len(), pdf.pages);
    pages
}

#[test]
fn heads_are_on_every_page_and_every_task_is_in_one_table() {
    for (name, paper) in [("a4", Paper::A4), ("a3", Paper::A3)] {
        let pages = pages(name, &crosstab(40, 63, paper));
        let tables: Vec<&String> = pages.iter().filter(|page| page.contains("Địa phương")).collect();
        assert!(tables.iter().all(|page| page.contains("Cơ quan") && page.contains("Đã xong/số cơ quan")), "{name}");
        // In each of the two sections: every agency once in every table, every task in one of them.
        let whole = tables.iter().map(|page| page.as_str()).collect::<String>();
        let heads: Vec<&str> = whole.lines().filter(|line| line.trim_start().starts_with("Cơ quan")).collect();
        for n in 1..=40 {
            assert!(heads.iter().any(|head| head.contains(&format!("N{n:02}"))), "{name}: N{n:02}");
        }
        assert_eq!(pages.iter().filter(|page| page.contains("Tính đến ngày")).count(), 2, "{name}");
    }
}

#[test]
fn a_small_table_stays_with_its_list_and_an_empty_one_says_so() {
    let mut small = crosstab(1, 7, Paper::A4);
    small.sections.truncate(1);
    let one = pages("small", &small);
    assert_eq!(one.len(), 1);
    for words in ["TIẾN ĐỘ THỰC HIỆN VIỆC CHUNG", "Còn thiếu 2: Cao Bằng, Điện Biên.", "Địa phương 7", "Quá hạn chưa hoàn thành"] {
        assert!(one[0].contains(words), "{words} in\n{}", one[0]);
    }
    let mut none = crosstab(0, 0, Paper::A4);
    none.sections.truncate(1);
    assert!(pages("none", &none)[0].contains("Không có việc chung nào."));
}

#[test]
fn a_row_without_a_cell_for_each_task_is_refused() {
    let mut wrong = crosstab(3, 2, Paper::A4);
    wrong.sections[0].rows[1].cells.pop();
    assert!(matches!(crosstab_pdf(&wrong, &|_, _| true), Err(PressError::Page(_))));
}

#[test]
fn a_matrix_being_set_can_be_stopped() {
    assert!(matches!(crosstab_pdf(&crosstab(40, 63, Paper::A4), &|_, _| false), Err(PressError::Stopped)));
}
