//! Letters to other offices: the document for Word says what the printed page says, in the same order, and LibreOffice
//! opens it.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::calc::convert;
use crate::exchange::{Two, agency};
use crate::office::Office;

/// What stands on each page, in the order in which it was written.
fn pages(pdf: &Path) -> Vec<String> {
    let said = Command::new("pdftotext").args(["-raw"]).arg(pdf).arg("-").output().unwrap_or_else(|fault| panic!("pdftotext of poppler-utils is needed: {fault}"));
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let text = String::from_utf8(said.stdout).unwrap();
    text.split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|page| !page.is_empty()).collect()
}

/// A letter as a document that LibreOffice has opened, and as printed pages: what stands on each page.
fn both(office: &Office, command: &str, body: &Value, name: &str) -> [Vec<String>; 2] {
    let saved = |ending: &str| {
        let mut body = body.clone();
        let path = office.path(&format!("{name}.{ending}"));
        body["path"] = json!(path);
        let saved = office.ok(command, body);
        assert!(saved["replaced"].as_array().unwrap().is_empty() && saved["bytes"].as_u64().unwrap() > 4_000, "{saved}");
        path
    };
    let opened = office.path("mo-lai");
    std::fs::create_dir_all(&opened).unwrap();
    [pages(&convert("pdf", &saved("docx"), &opened)), pages(&saved("pdf"))]
}

const BOARD: [&str; 4] = ["2024-Q1", "administrative", "cac-bo-nganh", "63-dia-phuong"];

#[test]
fn a_reminder_says_the_same_in_word_and_on_paper() {
    let office = Office::seeded();
    let [period, calendar, group, provinces] = BOARD;
    let look = json!({"number": "15/BTTTT-VP", "place": "Hà Nội", "signer_title": "Chánh Văn phòng", "signer": "Trần Văn Bình"});
    let mut body = json!({"board": {"period": period, "calendar": calendar, "group": group}, "send_by": "2024-06-10", "look": look});
    let [word, paper] = both(&office, "reminder_letter_save", &body, "nhac");
    assert_eq!((word.len(), &word), (2, &paper));
    assert!(word[0].contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && word[0].contains("BỘ THÔNG TIN VÀ TRUYỀN THÔNG") && word[1].starts_with("PHỤ LỤC"), "{word:?}");

    // To a few, each is named in the letter itself.
    let some = ["Bộ Công an", "Bộ Tư pháp"].map(|name| agency(&office, name));
    body["only"] = json!(some);
    let [word, paper] = both(&office, "reminder_letter_save", &body, "nhac-it");
    assert_eq!((word.len(), &word), (1, &paper));
    assert!(word[0].contains("Kính gửi: - Bộ Công an - Bộ Tư pháp"), "{word:?}");

    // A list of several pages has its heading row on each, and counts its own pages.
    body["board"]["group"] = json!(provinces);
    body.as_object_mut().unwrap().remove("only");
    let [word, paper] = both(&office, "reminder_letter_save", &body, "nhac-dai");
    for pages in [&word, &paper] {
        let (first, rest) = pages[1..].split_first().unwrap();
        assert!(first.starts_with("PHỤ LỤC") && !rest.is_empty(), "{pages:?}");
        assert!(pages[1..].iter().all(|page| page.contains("TT Cơ quan Tình trạng Biểu đã giao")), "{pages:?}");
        assert!(rest[0].starts_with("2 "), "{}", rest[0]);
    }
    let rows = |pages: &[String]| pages.concat().matches("Chưa gửi, quá hạn 68 ngày").count();
    assert_eq!((rows(&word), rows(&paper)), (63, 63));
    assert_eq!(word[0], paper[0]);
}

#[test]
fn a_return_slip_says_the_same_in_word_and_on_paper() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    upper.ok("period_lock_add", json!({"period": "2024-Q1", "calendar": "statistical"}));
    for indicator in ["CT26", "CT01"] {
        lower.ok("observation_add", json!({"indicator": indicator, "agency": own, "value": 12, "period": "2024-Q1", "calendar": "statistical"}));
    }
    let package = two.package(true, "len.goi35", json!({"scope": {"parts": ["figures"], "agency": own}}));
    upper.ok("exchange_apply", json!({"files": [{"path": package}]}));
    let received = upper.ok("exchange_received", json!({"id": upper.ok("peer_list", json!({}))[0]["id"]}))[0]["id"].clone();
    let body = json!({"package": received, "mend_by": "2024-06-10", "note": "Đề nghị kiểm tra:\n- số liệu < 15 & > 3;\n- đơn vị tính."});
    let [word, paper] = both(upper, "slip_save", &body, "phieu");
    assert_eq!((word.len(), &word), (2, &paper));
    assert!(word[0].contains("- số liệu < 15 & > 3; - đơn vị tính.") && word[1].contains("Từ chối"), "{word:?}");
    let refused = upper.refused("slip_save", json!({"package": received, "path": upper.path("phieu.odt")}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("file.ending", Some("path")));
}
