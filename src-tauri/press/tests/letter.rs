//! A letter read back: its parts in the order of NĐ 30/2020/NĐ-CP, the annex on a page of its own.

mod poppler;

use chrono::NaiveDate;
use so35_press::{Align, Letter, LetterTable, PressError, letter_pdf};

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
    let refused = |letter: Letter| matches!(letter_pdf(&letter), Err(PressError::Page(_)));
    assert!(refused(Letter { paragraphs: Vec::new(), ..letter() }));
    let uneven = LetterTable { columns: vec![("TT".into(), 1.0, Align::Center)], rows: vec![vec![]], ..LetterTable::default() };
    assert!(refused(Letter { annexes: vec![uneven], ..letter() }));
}
