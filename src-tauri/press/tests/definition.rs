//! Definition sheets on paper, read back with poppler.

use std::path::PathBuf;
use std::process::Command;

use chrono::NaiveDate;
use so35_press::*;

fn sheet(code: &str, text: &str) -> DefinitionSheet {
    let section = |number: usize, lines: usize| DefinitionSection {
        title: format!("{number}. Phần {number}"),
        lines: (1..=lines).map(|line| (format!("Nhãn {number}.{line}"), text.to_owned())).collect(),
    };
    DefinitionSheet { title: format!("{code}. Dịch vụ công thiết yếu"), sections: vec![section(1, 5), section(2, 2), section(3, 4), section(4, 2)] }
}

fn definitions(sheets: Vec<DefinitionSheet>) -> Definitions {
    Definitions {
        language: "vi".into(),
        title: "Phiếu định nghĩa chỉ tiêu".into(),
        heading: "Phiếu định nghĩa chỉ tiêu".into(),
        remark: "In từ Sổ 3·5 ngày 01/06/2024".into(),
        superior: "Chính phủ".into(),
        agency: "Bộ Thông tin và Truyền thông".into(),
        date: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
        creator: "Sổ 3·5".into(),
        sheets,
    }
}

/// The text of each page.
fn pages(name: &str, definitions: &Definitions) -> Vec<String> {
    let pdf = definitions_pdf(definitions).unwrap();
    let file: PathBuf = std::env::temp_dir().join(format!("so35-definition-{}-{name}.pdf", std::process::id()));
    std::fs::write(&file, &pdf.bytes).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    std::fs::remove_file(&file).unwrap();
    let output = output.unwrap_or_else(|fault| panic!("pdftotext of poppler-utils is needed: {fault}"));
    let mut pages: Vec<String> = String::from_utf8_lossy(&output.stdout).split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    assert_eq!(pages.len(), pdf.pages);
    pages
}

#[test]
fn every_indicator_has_a_page_of_its_own() {
    let text = "tổng tử số ÷ tổng mẫu số\nkhông lấy bình quân";
    let pages = pages("two", &definitions(vec![sheet("CT26", text), sheet("CT49", text)]));
    assert_eq!(pages.len(), 2);
    for (page, code) in pages.iter().zip(["CT26", "CT49"]) {
        for words in ["PHIẾU ĐỊNH NGHĨA CHỈ TIÊU", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG", code, "Nhãn 1.1", "Nhãn 4.2", "không lấy bình quân", "In từ Sổ 3·5"] {
            assert!(page.contains(words), "{words} in\n{page}");
        }
    }
}

#[test]
fn a_long_sheet_runs_on_and_markup_is_printed_as_it_is() {
    let long = "#panic(1) *đậm* $x$ ".repeat(60);
    let pages = pages("long", &definitions(vec![sheet("CT01", &long)]));
    assert!(pages.len() > 1);
    assert!(pages.concat().contains("#panic(1) *đậm* $x$"));
    assert!(matches!(definitions_pdf(&definitions(Vec::new())), Err(PressError::Page(_))));
}
