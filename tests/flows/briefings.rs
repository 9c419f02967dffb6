//! Bản trình bày: made from templates, changed, copied, set in series, issued and compared; read back from the files.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use so35::api::{self, Watcher};

use crate::office::Office;

fn texts(value: &Value, key: &str) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
}

/// What a tool of poppler says of a file.
fn poppler(tool: &str, path: &Path, after: &[&str]) -> String {
    let out = Command::new(tool).arg(path).args(after).output().unwrap_or_else(|error| panic!("{tool} of poppler-utils: {error}"));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn text_of(path: &Path) -> String {
    let out = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().expect("pdftotext of poppler-utils");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The words of a text, as a search in a viewer sees them.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn made(office: &Office, template: &str, more: Value) -> Value {
    let mut body = json!({"template": template});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.ok("briefing_add", body)
}

#[test]
fn every_template_makes_a_briefing_whose_pages_are_the_printed_ones() {
    let office = Office::seeded();
    for template in office.ok("briefing_templates", json!({})).as_array().unwrap() {
        let key = template["key"].as_str().unwrap();
        let saved = made(&office, key, json!({}));
        let sheets = saved["sheets"].as_array().unwrap();
        assert_eq!(json!(sheets.len()), template["pages"], "{key}");
        for (paper, landscape) in [("a4", true), ("a4", false), ("a3", true), ("a3", false), ("slides", true)] {
            let mut look = saved["look"].clone();
            look["paper"] = json!(paper);
            look["landscape"] = json!(landscape);
            office.ok("briefing_edit", json!({"id": saved["id"], "look": look}));
            let preview = office.ok("briefing_preview", json!({"id": saved["id"]}));
            let path = office.path(&format!("{key}-{paper}-{landscape}.pdf"));
            office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
            let pages = preview["pages"].as_array().unwrap().len();
            assert!(poppler("pdfinfo", &path, &[]).contains(&format!("Pages:           {pages}\n")), "{key} {paper}");
            // Each page of the briefing begins on a sheet of its own, in order.
            let of: BTreeSet<u64> = preview["of"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect();
            assert_eq!(of, (0..sheets.len() as u64).collect(), "{key} {paper}");
            assert_eq!(preview["fault"], Value::Null);
        }
    }
    assert_eq!(office.refused("briefing_add", json!({"template": "khong-co"})).code, "briefing.no_template");
}

#[test]
fn pages_are_added_moved_and_laid_out_anew() {
    let office = Office::seeded();
    let saved = made(&office, "tong-quan", json!({"name": "Giao ban"}));
    let pages = texts(&saved["sheets"], "id");
    let after = office.ok("briefing_page_add", json!({"briefing": saved["id"], "layout": "two_charts", "before": pages[1]}));
    assert_eq!(texts(&after["sheets"], "layout"), ["overview", "two_charts", "table", "chart_table", "chart", "sources"]);
    let after = office.ok("briefing_page_move", json!({"id": pages[4], "before": pages[0]}));
    assert_eq!(after["sheets"][0]["id"], json!(pages[4]));
    // A chart stays where the new layout has a place for one; what has none goes.
    let chart = after["sheets"].as_array().unwrap().iter().find(|page| page["layout"] == "chart_table").unwrap();
    let after = office.ok("briefing_page_edit", json!({"id": chart["id"], "layout": "chart", "title": "Một biểu đồ"}));
    let page = after["sheets"].as_array().unwrap().iter().find(|page| page["id"] == chart["id"]).unwrap();
    assert_eq!((page["blocks"].as_array().unwrap().len(), &page["blocks"][0]["query"]["chart"]["kind"]), (1, &json!("attainment")));
    let block = page["blocks"][0]["id"].clone();
    let after = office.ok("briefing_block_edit", json!({"id": block, "query": {"kind": "text", "text": "Một\n\n\n\nHai"}, "note": "Ghi chú"}));
    let page = after["sheets"].as_array().unwrap().iter().find(|page| page["id"] == chart["id"]).unwrap();
    assert_eq!(page["blocks"][0]["note"], "Ghi chú");
    for (body, code) in [
        (json!({"id": saved["id"], "look": {"label": " Tối Mật "}}), "briefing.secret"),
        (json!({"id": saved["id"], "name": ""}), "required"),
        (json!({"id": saved["id"], "scope": {"day_rule": "period_end"}}), "required"),
        (json!({"id": saved["id"], "logo_path": office.path("none.png")}), "file.not_found"),
    ] {
        assert_eq!(office.refused("briefing_edit", body).code, code);
    }
    let no_picture = office.path("a.png");
    std::fs::write(&no_picture, b"<svg/>").unwrap();
    assert_eq!(office.refused("briefing_edit", json!({"id": saved["id"], "logo_path": no_picture})).code, "briefing.no_picture");
    made(&office, "tong-quan", json!({"name": "Khác"}));
    assert_eq!(office.refused("briefing_edit", json!({"id": saved["id"], "name": "Khác"})).code, "taken");
}

#[test]
fn a_logo_and_a_label_stand_on_the_pages() {
    let office = Office::seeded();
    let saved = made(&office, "co-quan", json!({}));
    let picture = office.path("logo.png");
    office.ok("chart_save", json!({"chart": {"chart": {"kind": "attainment"}, "width": 300}, "path": picture, "scale": 1.0}));
    let look = json!({"paper": "a4", "landscape": false, "label": "Lưu hành nội bộ", "place": "Hà Nội"});
    let edited = office.ok("briefing_edit", json!({"id": saved["id"], "logo_path": picture, "look": look}));
    assert_eq!(edited["logo"], "logo.png");
    let path = office.path("l.pdf");
    office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
    let text = flat(&text_of(&path));
    assert!(text.contains("LƯU HÀNH NỘI BỘ") && text.contains("Hà Nội, ngày 01 tháng 6 năm 2024"), "{text}");
    assert!(poppler("pdfimages", &path, &["-list"]).is_empty() || !poppler("pdfimages", &path, &[]).contains("Error"));
    let taken = office.ok("briefing_edit", json!({"id": saved["id"], "logo_path": null}));
    assert_eq!(taken["logo"], Value::Null);
}

#[test]
fn a_copy_for_the_next_period_moves_its_days_on() {
    let office = Office::seeded();
    let scope = json!({"period": "2024-05", "calendar": "statistical", "day_rule": "period_end"});
    let saved = made(&office, "tong-quan", json!({"name": "Giao ban tháng 5/2024", "scope": scope}));
    assert_eq!(saved["as_of"], "2024-05-31");
    let page = &saved["sheets"][3];
    office.ok("briefing_block_edit", json!({"id": page["blocks"][0]["id"], "query": {"kind": "chart", "chart": {"kind": "status_stacked", "as_of": "2024-04-30", "since": "2024-04-15", "period": "2024-05"}}}));
    office.ok("briefing_block_edit", json!({"id": saved["sheets"][1]["blocks"][0]["id"], "note": "Số liệu tháng 5/2024"}));
    let next = office.ok("briefing_duplicate", json!({"id": saved["id"]}));
    assert_eq!((&next["name"], &next["as_of"], &next["scope"]["period"]), (&json!("Giao ban tháng 6/2024"), &json!("2024-06-30"), &json!("2024-06")));
    let chart = &next["sheets"][3]["blocks"][0]["query"]["chart"];
    // The last day of a month goes to the last day of the next one.
    assert_eq!((&chart["as_of"], &chart["since"], &chart["period"]), (&json!("2024-05-31"), &json!("2024-05-15"), &json!("2024-06")));
    assert_eq!(next["sheets"][1]["blocks"][0]["note"], "Số liệu tháng 6/2024");
    // A fixed day without a period moves by a month; a copy as it is moves nothing.
    let fixed = made(&office, "co-quan", json!({"name": "Cố định", "scope": {"day_rule": "day", "day": "31/1/2024"}}));
    assert_eq!(office.ok("briefing_duplicate", json!({"id": fixed["id"]}))["as_of"], "2024-02-29");
    let same = office.ok("briefing_duplicate", json!({"id": fixed["id"], "next": false}));
    assert_eq!((&same["as_of"], &same["name"]), (&json!("2024-01-31"), &json!("Cố định (3)")));
}

#[test]
fn what_was_issued_says_the_same_whatever_happens_later() {
    let office = Office::seeded();
    let saved = made(&office, "tong-quan", json!({"name": "Giao ban"}));
    let issued = office.ok("briefing_issue", json!({"id": saved["id"], "note": "Họp ngày 1/6"}));
    assert_eq!((&issued["name"], &issued["issued_by"]), (&json!("Giao ban (ngày 01/06/2024)"), &json!("Nguyễn Văn An")));
    let said = office.ok("issued_briefing_preview", json!({"id": issued["id"]}));
    let first = office.path("1.pdf");
    office.ok("issued_briefing_save", json!({"id": issued["id"], "path": first}));
    assert_eq!(said, {
        let mut now = office.ok("briefing_preview", json!({"id": saved["id"]}));
        now["title"] = said["title"].clone();
        now
    });

    office.ok("task_edit", json!({"id": "N03", "statement": "Một việc hoàn toàn khác"}));
    office.ok("task_complete", json!({"id": "N25", "completed_on": "2024-05-31"}));
    office.ok("briefing_page_delete", json!({"id": saved["sheets"][0]["id"]}));
    let office = office.restart();
    assert_eq!(office.ok("issued_briefing_preview", json!({"id": issued["id"]})), said);
    let second = office.path("2.pdf");
    office.ok("issued_briefing_save", json!({"id": issued["id"], "path": second}));
    assert_eq!(std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap());
    assert_ne!(office.ok("briefing_preview", json!({"id": saved["id"]}))["pages"], said["pages"]);

    // It outlives its briefing, and what changed since is told from it.
    office.ok("briefing_delete", json!({"id": saved["id"]}));
    let list = office.ok("issued_briefing_list", json!({}));
    assert_eq!((list.as_array().unwrap().len(), &list[0]["briefing"]), (1, &Value::Null));
    let changed = office.ok("briefing_compare", json!({"from": {"issued": issued["id"]}}));
    assert_eq!(texts(&changed["done"], "code"), ["N25"]);
    office.ok("undo", json!({}));
    assert_eq!(office.ok("issued_briefing_list", json!({}))[0]["briefing"], saved["id"]);
}

#[test]
fn two_moments_are_compared() {
    let office = Office::seeded();
    let saved = made(&office, "thay-doi", json!({"name": "Thay đổi"}));
    let issued = office.ok("briefing_issue", json!({"id": saved["id"]}));
    let same = office.ok("briefing_compare", json!({"from": {"issued": issued["id"]}}));
    assert!(same["numbers"].as_array().unwrap().iter().all(|one| one["changed"] == false), "{same}");
    let pages = office.ok("briefing_preview", json!({"id": saved["id"]}));
    assert_eq!(pages["pages"].as_array().unwrap().len(), 1);

    let new = office.ok("task_add", json!({"statement": "Việc mới", "deadline": "sớm"}));
    office.ok("task_complete", json!({"id": "N25", "completed_on": "2024-05-31"}));
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "trong quý IV/2024", "reason": "Chờ góp ý", "requested_on": "28/5/2024"}));
    let extension = asked["extensions"].as_array().unwrap().last().unwrap()["id"].clone();
    office.ok("extension_decide", json!({"id": extension, "approve": true, "decided_on": "30/5/2024", "decision": "15/TTg-KSTT", "document": "TB203"}));
    office.ok("observation_add", json!({"indicator": "CT26", "numerator": 50, "denominator": 53, "as_of_day": "2024-05-31"}));
    let changed = office.ok("briefing_compare", json!({"from": {"issued": issued["id"]}}));
    assert_eq!(texts(&changed["new"], "code"), [new["code"].as_str().unwrap()]);
    assert_eq!(texts(&changed["done"], "code"), ["N25"]);
    assert_eq!(texts(&changed["extended"], "code"), ["N03"]);
    assert_eq!(changed["extended"][0]["to"], "2024-12-31");
    assert_eq!(texts(&changed["figures"], "code"), ["CT26"]);
    let (from, to) = (changed["figures"][0]["from"].as_str().unwrap(), changed["figures"][0]["to"].as_str().unwrap());
    assert!(from.contains("41/53") && to.contains("50/53"), "{from} {to}");
    // Opened again after it was issued as done, it is told as such.
    let again = office.ok("briefing_issue", json!({"id": saved["id"]}));
    office.ok("task_reopen", json!({"id": "N25"}));
    let reopened = office.ok("briefing_compare", json!({"from": {"issued": again["id"]}}));
    assert_eq!((texts(&reopened["reopened"], "code"), texts(&reopened["done"], "code").len()), (vec!["N25".to_owned()], 0));
    office.ok("issued_briefing_delete", json!({"id": again["id"]}));

    // Two days: time alone makes tasks overdue. The page says what the screen says.
    let days = office.ok("briefing_compare", json!({"from": {"day": "2024-05-20"}, "to": {"day": "2024-06-01"}}));
    let list = office.ok("task_list", json!({"as_of": "2024-06-01", "status": ["open_overdue"]}));
    assert_eq!(texts(&days["overdue"], "code").len() as u64, list["total"].as_u64().unwrap());
    let path = office.path("c.pdf");
    office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
    let text = flat(&text_of(&path));
    assert!(text.contains("41/53") && text.contains("50/53") && text.contains("Việc mới"), "{text}");
    assert_eq!(office.refused("briefing_compare", json!({"from": {}})).code, "required");
    assert_eq!(office.refused("briefing_compare", json!({"from": {"day": "2024-06-10"}, "to": {"day": "2024-06-01"}})).code, "changes.until_before_since");
}

#[test]
fn one_agencys_page_counts_what_its_list_counts() {
    let office = Office::seeded();
    let series = json!({"briefing": {"template": "co-quan", "as_of": "2024-06-01"}, "each": "agency-group:63-dia-phuong"});
    let first = office.ok("series_records", series)["records"][0].clone();
    let list = office.ok("task_list", json!({"as_of": "2024-06-01", "obliged": first["id"]}));
    let path = office.path("a.pdf");
    office.ok("briefing_save", json!({"briefing": {"template": "co-quan", "as_of": "2024-06-01", "agency": first["id"]}, "path": path}));
    let text = text_of(&path);
    // The headline counts every task, the ongoing ones too, as the chart beside it does.
    let total: u64 = list["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert!(text.contains(&format!("{total} nhiệm vụ theo nội dung")), "{text}");
    assert!(flat(&text).contains(&format!("nhiệm vụ của {}", first["name"].as_str().unwrap())), "{text}");
    for row in list["rows"].as_array().unwrap() {
        assert!(text.contains(row["code"].as_str().unwrap()), "{} in\n{text}", row["code"]);
    }
    let figure = text.lines().find(|line| line.trim_start().starts_with(&total.to_string())).unwrap_or_default();
    assert!(!figure.is_empty(), "no total {total} in\n{text}");
}

/// Stops after so many reports.
struct StopsAfter(u64, AtomicU64);

impl Watcher for StopsAfter {
    fn step(&self, _: u64, _: u64, _: &'static str) {
        self.1.fetch_add(1, Ordering::Relaxed);
    }
    fn stopped(&self) -> bool {
        self.1.load(Ordering::Relaxed) >= self.0
    }
}

#[test]
fn a_series_makes_one_file_for_each_agency() {
    let office = Office::seeded();
    let briefing = json!({"template": "co-quan", "as_of": "2024-06-01"});
    let series = json!({"briefing": briefing, "each": "agency-group:63-dia-phuong", "split": "agency"});
    let folder = office.path("D");
    let saved = office.ok("series_save", json!({"series": series, "folder": folder}));
    assert_eq!(saved["paths"].as_array().unwrap().len(), 63);
    let names: BTreeSet<String> = std::fs::read_dir(&folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 63);
    assert!(names.contains("01 Thành phố Hà Nội.pdf") && names.contains("63 Tỉnh Cà Mau.pdf"), "{names:?}");
    for name in ["01 Thành phố Hà Nội.pdf", "63 Tỉnh Cà Mau.pdf"] {
        let path = folder.join(name);
        assert!(flat(&text_of(&path)).contains(&name[3..name.len() - 4]), "{name}");
        for line in poppler("pdffonts", &path, &[]).lines().skip(2) {
            assert!(line.contains("yes yes yes"), "not embedded: {line}");
        }
        let info = poppler("pdfinfo", &path, &[]);
        assert!(info.contains("Tagged:          yes"), "{info}");
    }

    // Names that come out alike are told apart; a placeholder nobody knows is refused.
    let mut alike = series.clone();
    alike["name_rule"] = json!("Báo cáo {day}");
    let records = office.ok("series_records", alike);
    let files = texts(&records["records"], "file");
    assert_eq!((files[0].as_str(), files[1].as_str(), files[62].as_str()), ("Báo cáo 2024-06-01", "Báo cáo 2024-06-01 (2)", "Báo cáo 2024-06-01 (63)"));
    let mut wrong = series.clone();
    wrong["name_rule"] = json!("{ten}");
    assert_eq!(office.refused("series_records", wrong).code, "briefing.name_place");

    // Stopped, it says so; what was written is whole.
    let half = office.path("half");
    let stops = StopsAfter(150, AtomicU64::new(0));
    let refused = api::call(&office.desk, "series_save", json!({"series": series, "folder": half}), &stops).unwrap_err();
    assert_eq!(office.wire(&refused).code, "stopped");
    let written: Vec<_> = std::fs::read_dir(&half).map(|found| found.map(|one| one.unwrap().path()).collect()).unwrap_or_default();
    assert!(written.len() < 63);
    for path in written {
        assert!(path.extension().is_some_and(|ending| ending == "pdf") && std::fs::read(&path).unwrap().ends_with(b"%%EOF"), "{path:?}");
    }
}

#[test]
fn a_series_is_one_file_with_bookmarks_or_one_for_each_group() {
    let office = Office::seeded();
    let series = |split: &str, each: &str| json!({"briefing": {"template": "co-quan", "as_of": "2024-06-01"}, "each": each, "split": split});
    let one = office.path("one.pdf");
    let saved = office.ok("series_save", json!({"series": series("one", "agency-group:63-dia-phuong"), "folder": "", "path": one}));
    assert_eq!(saved["paths"], json!([one]));
    let info = poppler("pdfinfo", &one, &[]);
    assert!(info.contains(&format!("Pages:           {}\n", saved["pages"])) && info.contains("Tagged:          yes"), "{info}");
    let text = flat(&text_of(&one));
    for name in ["Thành phố Hà Nội", "Tỉnh Cà Mau", "Đắk Nông"] {
        assert!(text.contains(name), "{name}");
    }
    // Each briefing counts its own pages.
    assert!(text.contains(" 2/2 ") && !text.contains(" 2/126 "), "numbers");

    let by_group = office.ok("series_save", json!({"series": series("group", "focus-area"), "folder": office.path("G")}));
    let files: Vec<String> = by_group["paths"].as_array().unwrap().iter().map(|file| file.as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(files, ["3 tăng cường.pdf", "5 đẩy mạnh.pdf"]);
    let indicators = office.ok("series_records", series("agency", "indicator"));
    assert!(indicators["records"].as_array().unwrap().iter().any(|record| record["file"].as_str().unwrap().starts_with("CT26 ")));
}

#[test]
fn a_record_without_data_gets_a_page_that_says_so_or_is_left_out() {
    let office = Office::seeded();
    let made = office.ok("agency_add", json!({"name": "Sở Không Việc", "kind": "office"}));
    let list = office.ok("agency_list", json!({"text": "Bộ Công an"}));
    let police = list.as_array().unwrap().iter().find(|row| row["short_name"] == "Bộ Công an").unwrap()["id"].clone();
    office.ok("agency_group_add", json!({"name": "Thử bộ", "members": [made["id"], police]}));
    let mut series = json!({"briefing": {"template": "co-quan", "as_of": "2024-06-01"}, "each": "agency-group:thu-bo", "split": "agency"});
    let saved = office.ok("series_save", json!({"series": series, "folder": office.path("E")}));
    assert_eq!((saved["paths"].as_array().unwrap().len(), &saved["empty"]), (2, &json!(["Sở Không Việc"])));
    let file = saved["paths"].as_array().unwrap().iter().find(|file| file.as_str().unwrap().contains("Không Việc")).unwrap();
    assert!(flat(&text_of(Path::new(file.as_str().unwrap()))).contains("sổ chưa ghi nhiệm vụ hay số liệu nào của Sở Không Việc"));
    series["leave_out_empty"] = json!(true);
    let saved = office.ok("series_save", json!({"series": series, "folder": office.path("F")}));
    assert_eq!((saved["paths"].as_array().unwrap().len(), &saved["left_out"]), (1, &json!(["Sở Không Việc"])));
    series["only"] = json!([made["id"]]);
    assert_eq!(office.refused("series_save", json!({"series": series, "folder": office.path("F")})).code, "briefing.all_empty");
}

#[test]
fn hostile_names_and_empty_books_never_break_a_page() {
    let office = Office::seeded();
    let long = "Rà soát 🎉 <script>alert(1)</script> #set page() \u{202e}abc\u{0007} \"$x$\" \\ {name} ".repeat(5);
    for code in ["N03", "N04", "N25"] {
        office.ok("task_edit", json!({"id": code, "statement": long}));
    }
    let saved = made(&office, "tong-quan", json!({"name": long}));
    office.ok("briefing_edit", json!({"id": saved["id"], "title": long}));
    for page in saved["sheets"].as_array().unwrap() {
        office.ok("briefing_page_edit", json!({"id": page["id"], "title": "x".repeat(400)}));
    }
    for (paper, landscape) in [("a4", false), ("slides", true)] {
        office.ok("briefing_edit", json!({"id": saved["id"], "look": {"paper": paper, "landscape": landscape, "label": "🎉".repeat(40)}}));
        let path = office.path(&format!("{paper}.pdf"));
        let written = office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
        assert!(written["replaced"].as_array().unwrap().iter().any(|one| one.as_str().unwrap().starts_with("U+1F389")));
    }
    // Where nothing is, every template still says so; a block that cannot be made is told in its place.
    let bare = Office::bare();
    for template in bare.ok("briefing_templates", json!({})).as_array().unwrap() {
        let pages = bare.ok("briefing_preview", json!({"template": template["key"]}));
        assert!(!pages["pages"].as_array().unwrap().is_empty());
    }
    assert_eq!(bare.refused("series_records", json!({"briefing": {}, "each": "agency-group:none"})).code, "unknown_record");
}

#[test]
fn an_offices_own_template_is_used_and_a_broken_one_is_told_calmly() {
    let office = Office::seeded();
    let built_in = office.ok("briefing_preview", json!({}));
    let folder = office.book().path().with_extension("mau");
    std::fs::create_dir_all(&folder).unwrap();
    let own = "#let data = json(\"briefing.json\")\n#set document(title: data.title)\n#set text(font: \"Liberation Serif\", lang: \"vi\")\n#for one in data.documents { [= Mẫu riêng: #one.title] }\n";
    std::fs::write(folder.join("briefing.typ"), own).unwrap();
    let preview = office.ok("briefing_preview", json!({}));
    assert_eq!((preview["pages"].as_array().unwrap().len(), &preview["fault"]), (1, &Value::Null));
    std::fs::write(folder.join("briefing.typ"), format!("{own}\n#nothing-of-that-name\n")).unwrap();
    let broken = office.ok("briefing_preview", json!({}));
    assert_eq!(broken["pages"], built_in["pages"]);
    assert_eq!((&broken["fault"]["file"], &broken["fault"]["line"]), (&json!("briefing.typ"), &json!(6)));
    assert!(broken["fault"]["said"].as_str().unwrap().contains("dòng 6"), "{}", broken["fault"]);
    // What was issued with a template stays as it was.
    std::fs::write(folder.join("briefing.typ"), own).unwrap();
    let saved = made(&office, "tong-quan", json!({}));
    let issued = office.ok("briefing_issue", json!({"id": saved["id"]}));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(office.ok("issued_briefing_preview", json!({"id": issued["id"]}))["pages"].as_array().unwrap().len(), 1);
}

#[test]
fn printing_makes_a_file_to_look_at() {
    let office = Office::seeded();
    let printed = office.ok("briefing_print", json!({"briefing": {"as_of": "2024-06-01", "title": "Tình hình: 1/6"}}));
    assert_eq!(printed["sent"], false);
    let path = Path::new(printed["path"].as_str().unwrap());
    assert!(path.ends_with("Tình hình- 1-6.pdf") && std::fs::metadata(path).unwrap().permissions().readonly());
    let again = office.ok("briefing_print", json!({"briefing": {"as_of": "2024-06-01", "title": "Tình hình: 1/6"}}));
    assert_eq!(again["path"], printed["path"]);
    assert!(office.ok("printer_list", json!({}))["printers"].is_array());
    assert_eq!(office.refused("briefing_print", json!({"briefing": {}, "printer": "khong-co"})).code, "print.no_printer");
}

#[test]
fn briefings_are_found_and_their_history_is_told() {
    let office = Office::seeded();
    let saved = made(&office, "tong-quan", json!({"name": "Họp Ủy ban đẩy mạnh"}));
    let found = office.ok("search", json!({"text": "hop uy ban day manh"}));
    assert!(found.as_array().unwrap().iter().any(|hit| hit["noun"] == "briefing" && hit["id"] == saved["id"]), "{found}");
    let block = &saved["sheets"][3]["blocks"][0];
    office.ok("briefing_block_edit", json!({"id": block["id"], "title": "Diễn biến"}));
    office.ok("briefing_edit", json!({"id": saved["id"], "look": {"paper": "slides"}}));
    let acts = office.ok("history", json!({"noun": "briefing", "id": saved["id"]}));
    let line = acts[0]["lines"].as_array().unwrap().iter().find(|line| line["field"] == "paper").unwrap().clone();
    assert_eq!((&line["name"], &line["from"], &line["to"]), (&json!("Khổ giấy"), &json!("A4"), &json!("Trình chiếu 16:9")));
    let line = &acts[1]["lines"][0];
    assert_eq!((&line["field"], &line["to"]), (&json!("title"), &json!("Diễn biến")));
}

#[test]
fn a_briefing_goes_by_the_deadline_it_is_told() {
    let office = Office::seeded_on("2024-12-01");
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/3/2025", "reason": "Chờ ý kiến", "requested_on": "28/5/2024"}));
    office.ok("extension_decide", json!({"id": asked["extensions"][0]["id"], "approve": true, "decided_on": "5/6/2024", "decision": "15/TTg-KSTT"}));
    let saved = made(&office, "tong-quan", json!({"scope": {"day_rule": "day", "day": "2024-12-01"}}));
    let printed = |name: &str, briefing: Value| {
        let path = office.path(name);
        office.ok("briefing_save", json!({"briefing": briefing, "path": path}));
        flat(&text_of(&path))
    };
    let overdue = |basis: &str| office.ok("overview", json!({"as_of": "2024-12-01", "basis": basis}))["counts"]["open_overdue"].as_u64().unwrap();
    let (current, original) = (overdue("current"), overdue("original"));
    assert_eq!(original, current + 1);
    let finding = |count: u64| format!("{count} trong 7 nhiệm vụ có thời hạn đã quá hạn");
    let text = printed("current.pdf", json!({"id": saved["id"]}));
    assert!(text.contains(&finding(current)) && !text.contains("thời hạn gốc"), "{text}");
    // Asked for once, and kept with the briefing.
    let mut scope = saved["scope"].clone();
    scope["basis"] = json!("original");
    let once = printed("once.pdf", json!({"id": saved["id"], "basis": "original"}));
    let kept = office.ok("briefing_edit", json!({"id": saved["id"], "scope": scope}));
    assert_eq!(kept["scope"]["basis"], "original");
    let text = printed("kept.pdf", json!({"id": saved["id"]}));
    assert_eq!(once, text);
    assert!(text.contains(&finding(original)), "{text}");
    assert!(text.contains("Số liệu tính đến hết ngày 01/12/2024; tình trạng tính theo thời hạn gốc"), "{text}");
    let copy = office.ok("briefing_duplicate", json!({"id": saved["id"]}));
    assert_eq!(copy["scope"]["basis"], "original");
}

#[test]
fn a_chart_of_the_whole_book_says_so_on_a_page_about_a_part() {
    let office = Office::seeded();
    let saved = made(&office, "co-quan", json!({"scope": {"day_rule": "day", "day": "2024-06-01"}}));
    let block = saved["sheets"][0]["blocks"].as_array().unwrap().iter().find(|block| block["query"]["kind"] == "chart").unwrap()["id"].clone();
    let text = |kind: &str| {
        office.ok("briefing_block_edit", json!({"id": block, "query": {"kind": "chart", "chart": {"kind": kind}}}));
        let path = office.path("part.pdf");
        office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
        flat(&text_of(&path))
    };
    for (kind, whole) in [("heat_areas", true), ("common_tasks", true), ("tile_map", true), ("radar", false), ("status_stacked", false), ("deadlines", false)] {
        assert_eq!(text(kind).contains("Biểu đồ này tính trên toàn bộ sổ"), whole, "{kind}");
    }
}

#[test]
fn a_chart_with_more_rows_than_a_sheet_goes_on_on_the_next() {
    let office = Office::seeded();
    let saved = made(&office, "tong-quan", json!({"scope": {"day_rule": "day", "day": "2024-06-01"}}));
    for page in saved["sheets"].as_array().unwrap().iter().skip(1) {
        office.ok("briefing_page_delete", json!({"id": page["id"]}));
    }
    let page = office.ok("briefing_page_edit", json!({"id": saved["sheets"][0]["id"], "layout": "chart"}));
    let block = page["sheets"][0]["blocks"][0]["id"].clone();
    office.ok("briefing_block_edit", json!({"id": block, "query": {"kind": "chart", "chart": {"kind": "common_tasks"}}}));
    let path = office.path("long.pdf");
    office.ok("briefing_save", json!({"briefing": {"id": saved["id"]}, "path": path}));
    let pages: Vec<String> = text_of(&path).split('\u{c}').map(flat).filter(|page| !page.is_empty()).collect();
    assert!(pages.len() > 3, "{} pages", pages.len());
    for (place, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("phần {}/{}", place + 1, pages.len())), "{page}");
        assert!(page.contains("Đang thực hiện (không thời hạn)"), "the key stands on each: {page}");
    }
    let drawn = office.ok("chart_draw", json!({"chart": {"kind": "common_tasks", "as_of": "2024-06-01"}}));
    for row in drawn["table"]["rows"].as_array().unwrap() {
        let name = row["cells"][0]["written"].as_str().unwrap();
        assert!(pages.iter().any(|page| page.contains(name)), "{name}");
    }
}

#[test]
fn a_book_with_nothing_in_it_makes_pages_that_say_so() {
    let office = Office::bare();
    for (template, said) in [
        ("tong-quan", "Chưa có nhiệm vụ nào"),
        ("co-quan", "Không có dòng nào."),
        ("noi-dung", "Chưa có chỉ tiêu nào có mục tiêu"),
        ("chi-tieu", "Sổ chưa có chỉ tiêu nào vừa có mục tiêu vừa có số liệu."),
        ("thay-doi", "Không có gì thay đổi"),
    ] {
        let path = office.path("nothing.pdf");
        office.ok("briefing_save", json!({"briefing": {"template": template, "as_of": "2024-06-01"}, "path": path}));
        let text = flat(&text_of(&path));
        assert!(text.contains(said), "{template}: {text}");
        assert!(!text.contains(" : ") && !text.contains("Mục này cần được điền"), "{template}: {text}");
    }
    let path = office.path("nothing.pdf");
    office.ok("briefing_save", json!({"briefing": {"template": "tong-quan", "as_of": "2024-06-01"}, "path": path}));
    assert!(flat(&text_of(&path)).contains("Nhiệm vụ và số liệu trong sổ chưa dẫn văn bản nào."));
}

#[test]
fn charts_side_by_side_stand_apart_when_one_is_too_long() {
    let office = Office::seeded();
    let saved = made(&office, "tong-quan", json!({"scope": {"day_rule": "day", "day": "2024-06-01"}}));
    for page in saved["sheets"].as_array().unwrap().iter().skip(1) {
        office.ok("briefing_page_delete", json!({"id": page["id"]}));
    }
    let page = office.ok("briefing_page_edit", json!({"id": saved["sheets"][0]["id"], "layout": "two_charts"}));
    let blocks = texts(&page["sheets"][0]["blocks"], "id");
    let pages = |kinds: [&str; 2]| {
        for (block, kind) in blocks.iter().zip(kinds) {
            office.ok("briefing_block_edit", json!({"id": block, "query": {"kind": "chart", "chart": {"kind": kind}}}));
        }
        office.ok("briefing_preview", json!({"id": saved["id"]}))["pages"].as_array().unwrap().len()
    };
    assert_eq!(pages(["status_stacked", "waterfall"]), 1);
    assert!(pages(["status_stacked", "common_tasks"]) > 3);
}
