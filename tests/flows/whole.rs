//! Charts and briefing from the book: finished files, and the same numbers as the overview.

use serde_json::{Value, json};

use crate::office::Office;

#[test]
fn every_chart_is_drawn_and_saved() {
    let office = Office::seeded();
    for kind in so35::chart::ChartKind::ALL {
        for theme in ["light", "dark", "print"] {
            let chart = json!({"chart": {"kind": kind, "indicator": "CT26", "as_of": "2024-06-01"}, "theme": theme});
            let drawn = office.ok("chart_draw", chart.clone());
            let svg = drawn["svg"].as_str().unwrap();
            assert!(svg.starts_with("<svg") && svg.contains("<title>") && svg.contains("<desc>"), "{kind:?}");
            assert_eq!(drawn["replaced"], json!([]), "{kind:?}");
            let path = office.path(&format!("{}-{theme}.png", kind.as_str()));
            let saved = office.ok("chart_save", json!({"chart": chart, "path": path}));
            assert_eq!(saved["bytes"], json!(std::fs::metadata(&path).unwrap().len()));
            assert_eq!(&std::fs::read(&path).unwrap()[..8], b"\x89PNG\r\n\x1a\n");
        }
    }
    assert_eq!(office.refused("chart_save", json!({"chart": {"chart": {"kind": "attainment"}}, "path": office.path("a.gif")})).code, "file.ending");
}

#[test]
fn the_status_charts_title_and_marks_tell_the_overviews_numbers() {
    let office = Office::seeded();
    let title = |day: &str| office.ok("chart_draw", json!({"chart": {"kind": "status_stacked", "as_of": day}}))["title"].clone();
    assert_eq!(title("2024-06-01"), "5 trong 7 nhiệm vụ có thời hạn đã quá hạn");
    assert_eq!(title("2024-12-01"), "7 trong 7 nhiệm vụ có thời hạn đã quá hạn");
    assert_eq!(title("2024-05-06"), "Không có nhiệm vụ quá hạn trong 7 nhiệm vụ có thời hạn");
    let overview = office.ok("overview", json!({"as_of": "2024-06-01"}));
    let drawn = office.ok("chart_draw", json!({"chart": {"kind": "status_stacked", "as_of": "2024-06-01"}}));
    let svg = drawn["svg"].as_str().unwrap();
    for area in overview["areas"].as_array().unwrap() {
        for (status, count) in area["counts"].as_object().unwrap().iter().filter(|(_, count)| count.as_u64() != Some(0)) {
            let word = office.desk.words().get(&format!("status.{status}"));
            let label = format!("{} {}: {count} {word}", area["area"]["mark"].as_str().unwrap(), area["area"]["short_name"].as_str().unwrap());
            assert!(svg.contains(&label), "no mark “{label}”");
        }
    }
}

#[test]
fn empty_books_make_charts_and_briefings_too() {
    let office = Office::bare();
    let drawn = office.ok("chart_draw", json!({"chart": {"kind": "status_stacked"}}));
    assert_eq!(drawn["title"], "Chưa có nhiệm vụ nào");
    office.ok("chart_draw", json!({"chart": {"kind": "attainment"}}));
    let path = office.path("b.pdf");
    office.ok("briefing_save", json!({"briefing": {}, "path": path}));
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-1."));
}

#[test]
fn the_briefing_says_what_the_overview_says() {
    let office = Office::seeded();
    let path = office.path("b.pdf");
    let saved = office.ok("briefing_save", json!({"briefing": {"as_of": "2024-06-01"}, "path": path}));
    assert_eq!(saved["replaced"], json!([]));
    let out = std::process::Command::new("pdftotext").args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()]).output().expect("pdftotext of poppler-utils");
    let text = String::from_utf8(out.stdout).unwrap();
    for said in ["5 trong 7 nhiệm vụ có thời hạn đã quá hạn", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "trễ 2 ngày", "N33", "01/06/2024", "41/53 dịch vụ"] {
        assert!(text.contains(said), "the page does not say “{said}”:\n{text}");
    }
    let pages = office.ok("briefing_preview", json!({"as_of": "2024-06-01"}));
    let count = pages["pages"].as_array().unwrap().len();
    assert!(pages["pages"].as_array().unwrap().iter().all(|page| page.as_str().unwrap().starts_with("<svg")));
    let info = std::process::Command::new("pdfinfo").arg(&path).output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains("Tagged:          yes") && info.contains(&format!("Pages:           {count}")), "{info}");
    let fonts = std::process::Command::new("pdffonts").arg(&path).output().unwrap();
    for line in String::from_utf8(fonts.stdout).unwrap().lines().skip(2) {
        assert!(line.contains("yes yes yes"), "not embedded: {line}");
    }
}

#[test]
fn a_name_that_no_font_has_never_fails_a_print() {
    let office = Office::seeded();
    let long = "Rà soát 🎉 <script>alert(1)</script> #set page() \u{202e}abc\u{0007} ".repeat(6);
    office.ok("task_edit", json!({"id": "N03", "statement": long}));
    let path = office.path("b.pdf");
    let saved = office.ok("briefing_save", json!({"briefing": {"as_of": "2024-06-01", "title": "Tiêu đề 🎉"}, "path": path}));
    let replaced: Vec<&Value> = saved["replaced"].as_array().unwrap().iter().collect();
    assert!(replaced.iter().any(|one| one.as_str().unwrap().starts_with("U+1F389")), "{replaced:?}");
}
