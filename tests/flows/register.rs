//! The register and its summaries as files, read back: the pages with poppler, the workbook cell by cell.
//! What is printed is what the screens say, for the same day and by the same deadline.

use std::io::Cursor;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::{Value, json};
use so35::api::{self, Watcher};

use crate::office::Office;

/// The text of a PDF, laid out as on its pages.
fn text(office: &Office, name: &str) -> String {
    let out = Command::new("pdftotext").arg("-layout").arg(office.path(name)).arg("-").output().expect("pdftotext of poppler-utils is needed");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The text of a PDF in the order of reading, without line breaks: what a cell says stands together.
fn flowing(office: &Office, name: &str) -> String {
    let out = Command::new("pdftotext").arg("-raw").arg(office.path(name)).arg("-").output().expect("pdftotext of poppler-utils is needed");
    String::from_utf8_lossy(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sheet(office: &Office, name: &str) -> Range<Data> {
    let bytes = std::fs::read(office.path(name)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let first = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&first).unwrap().is_empty(), "no cell is a formula");
    book.worksheet_range(&first).unwrap()
}

/// The place of a cell with exactly this text.
fn place(range: &Range<Data>, text: &str) -> (u32, u32) {
    let found = range.used_cells().find(|(_, _, cell)| matches!(cell, Data::String(own) if own == text));
    let (row, column, _) = found.unwrap_or_else(|| panic!("no {text}"));
    (row as u32, column as u32)
}

fn number(cell: Option<&Data>) -> u64 {
    match cell {
        Some(Data::Float(value)) if value.fract() == 0.0 => *value as u64,
        other => panic!("a whole number, not {other:?}"),
    }
}

fn save(office: &Office, command: &str, mut body: Value, name: &str) -> Value {
    body["path"] = json!(office.path(name));
    office.ok(command, body)
}

/// A book with a past: N03 extended and done in between, N06 done late, N35 with two leads.
fn office_with_a_past() -> Office {
    let office = Office::seeded_on("2024-12-01");
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/9/2024", "reason": "Chờ ý kiến các bộ", "requested_on": "28/5/2024"}));
    office.ok("extension_decide", json!({"id": asked["extensions"][0]["id"], "approve": true, "decided_on": "5/6/2024", "decision": "15/TTg-KSTT"}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "21/9/2024", "result": "Đã ban hành Chiến lược", "evidence": "1018/QĐ-TTg"}));
    office.ok("task_complete", json!({"id": "N06", "completed_on": "12/6/2024"}));
    office.ok("task_complete", json!({"id": "N04", "completed_on": "30/5/2024"}));
    office
}

#[test]
fn the_sums_of_a_summary_are_those_of_the_overview() {
    let office = office_with_a_past();
    for day in ["2024-04-24", "2024-05-31", "2024-06-01", "2024-06-10", "2024-12-01", "2026-11-21"] {
        for basis in ["current", "original"] {
            let overview = office.ok("overview", json!({"as_of": day, "basis": basis}));
            let counts = &overview["counts"];
            let of = |name: &str| counts[name].as_u64().unwrap();
            let (done, open) = (of("done_on_time") + of("done_late") + of("done_no_deadline"), of("open_in_time") + of("open_overdue") + of("open_no_deadline"));
            for by in ["agency", "focus_area", "document"] {
                save(&office, "summary_save", json!({"by": by, "tasks": {"as_of": day, "basis": basis}}), "t.xlsx");
                let range = sheet(&office, "t.xlsx");
                let (row, _) = place(&range, "Cộng");
                let at = |column: u32| number(range.get_value((row, column)));
                let expect = [overview["total"].as_u64().unwrap(), done, of("done_on_time"), of("done_late"), open, of("open_in_time"), of("open_overdue")];
                assert_eq!([at(2), at(3), at(4), at(5), at(6), at(7), at(8)], expect, "{day} {basis} {by}");
                let rate = overview["rates"].as_array().unwrap().iter().find(|rate| rate["kind"] == "overdue").unwrap();
                match (rate["percent"].as_f64(), range.get_value((row, 9))) {
                    (Some(percent), Some(Data::Float(share))) => assert!((share * 100.0 - percent).abs() < 0.005 + 1e-9, "{day} {by}"),
                    (None, Some(Data::String(none))) => assert_eq!(none, "–"),
                    (rate, cell) => panic!("{day} {by}: {rate:?} {cell:?}"),
                }
                // The lines add up to the sum, but for what stands in two of them.
                let (first, _) = place(&range, "TT");
                let lines = (first + 3..row).map(|line| range.get_value((line, 2))).filter(|cell| matches!(cell, Some(Data::Float(_))));
                let twice = lines.map(number).sum::<u64>() - at(2);
                match by {
                    "focus_area" => assert_eq!(twice, 0, "{day}"),
                    "agency" => {
                        // N35 has two leads, and each agency its part in common tasks.
                        let rates = office.ok("task_rates", json!({"by": "agency", "as_of": day, "basis": basis}));
                        let why = |why: &str| rates["twice"].as_array().unwrap().iter().find(|one| one["why"] == why).cloned().unwrap_or_default();
                        let parts = why("each_agency")["counted"].as_u64().unwrap_or(0);
                        let leads = &why("two_leads");
                        let extra = leads["counted"].as_u64().unwrap_or(0) - leads["tasks"].as_u64().unwrap_or(0);
                        // The rates leave out what is done regularly: one task of 63 provinces.
                        let regular = if at(2) > 6 { 63 } else { 0 };
                        assert_eq!(twice, parts + extra + regular, "{day}");
                    }
                    _ => assert!(twice > 0 || at(2) < 10, "{day}: tasks cite several documents"),
                }
            }
        }
    }
}

#[test]
fn a_summary_by_agency_has_the_lines_of_the_overview() {
    let office = office_with_a_past();
    let day = "2024-06-10";
    let overview = office.ok("overview", json!({"as_of": day}));
    save(&office, "summary_save", json!({"tasks": {"as_of": day}}), "t.xlsx");
    let range = sheet(&office, "t.xlsx");
    let statuses = |counts: &Value| counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
    let mut lines = 0;
    for one in overview["agencies"].as_array().unwrap() {
        let name = one["agency"]["name"].as_str().unwrap_or("Chưa nêu cơ quan chủ trì");
        let (row, column) = place(&range, name);
        assert_eq!(column, 1);
        assert_eq!(number(range.get_value((row, 2))), statuses(&one["counts"]), "{name}");
        assert_eq!(number(range.get_value((row, 8))), one["counts"]["open_overdue"].as_u64().unwrap(), "{name}");
        lines += 1;
    }
    for group in overview["groups"].as_array().unwrap() {
        let name = group["name"].as_str().unwrap();
        let (row, _) = place(&range, name);
        assert_eq!(number(range.get_value((row, 2))), statuses(&group["counts"]), "{name}");
        lines += 1;
    }
    // Common tasks as wholes stand under a heading of their own.
    assert_eq!(place(&range, "Cộng").0 - place(&range, "TT").0 - 3, lines + 1);

    save(&office, "summary_save", json!({"tasks": {"as_of": day}}), "t.pdf");
    let text = flowing(&office, "t.pdf");
    for words in [
        "TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THEO CƠ QUAN",
        "Tính đến hết ngày 10/06/2024; tình trạng theo thời hạn hiện hành",
        "Tỷ lệ quá hạn = quá hạn chưa hoàn thành ÷ (đã hoàn thành + quá hạn chưa hoàn thành), trong số có thời hạn.",
        "1 nhiệm vụ có hai cơ quan chủ trì",
        "(10)=(9)÷[(5)+(6)+(9)]",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn an_extension_is_printed_with_both_deadlines_and_both_standings() {
    let office = office_with_a_past();
    let only = |basis: &str| json!({"tasks": {"as_of": "2024-12-01", "text": "N03", "basis": basis}});
    let deadline = "trong tháng 5/2024 (31/05/2024); gia hạn đến 30/09/2024 (lần 1)";
    for (basis, status, by) in [
        ("current", "Hoàn thành đúng hạn; quá hạn 113 ngày so với thời hạn gốc", "tình trạng theo thời hạn hiện hành"),
        ("original", "Hoàn thành quá hạn (trễ 113 ngày); theo thời hạn sau gia hạn: Hoàn thành đúng hạn", "tình trạng theo thời hạn gốc"),
    ] {
        save(&office, "register_save", only(basis), "t.xlsx");
        let range = sheet(&office, "t.xlsx");
        let (head, _) = place(&range, "STT");
        let cell = |header: &str| range.get_value((head + 1, place(&range, header).1)).unwrap().clone();
        assert_eq!(cell("Thời hạn hoàn thành"), Data::String(deadline.into()));
        assert_eq!(cell("Tình trạng"), Data::String(status.into()));
        assert_eq!(cell("Kết quả/Tiến độ"), Data::String("Hoàn thành ngày 21/09/2024; Đã ban hành Chiến lược; 1018/QĐ-TTg".into()));
        for (header, day) in [("Thời hạn gốc (ngày cuối)", (2024, 5, 31)), ("Thời hạn hiện hành (ngày cuối)", (2024, 9, 30)), ("Ngày hoàn thành", (2024, 9, 21))] {
            let Data::DateTime(found) = cell(header) else { panic!("{header} is a day") };
            let (year, month, on, ..) = found.to_ymd_hms_milli();
            assert_eq!((year, month, on), day, "{header}");
        }
        save(&office, "register_save", only(basis), "t.pdf");
        let printed = flowing(&office, "t.pdf");
        assert!(printed.contains(by) && printed.contains("Phạm vi: có chữ “N03”"), "{printed}");
        assert!(printed.contains("113 ngày") && printed.contains("30/09/2024"), "{printed}");
    }
}

#[test]
fn every_task_of_the_list_is_printed_in_both_orders_of_columns() {
    let office = office_with_a_past();
    let rows = office.ok("task_list", json!({"as_of": "2024-06-01"}))["rows"].clone();
    for (order, heads) in [
        ("office", ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm", "Kết quả/Tiến độ", "Tình trạng", "Khó khăn, vướng mắc", "Kiến nghị", "Ghi chú", "Mã"]),
        ("commune", ["Mã", "Nội dung nhiệm vụ/Trích yếu", "Cơ quan chủ trì tham mưu", "Chuyên viên theo dõi", "Đơn vị thực hiện", "Văn bản cấp trên giao", "Văn bản chỉ đạo của Đảng ủy", "Hạn hoàn thành", "Trạng thái", "Kết quả/Sản phẩm đầu ra", "Lãnh đạo phê duyệt", "Ghi chú"]),
    ] {
        save(&office, "register_save", json!({"order": order, "tasks": {"as_of": "2024-06-01", "limit": 3}}), "t.xlsx");
        let range = sheet(&office, "t.xlsx");
        let (head, _) = place(&range, heads[0]);
        for (column, header) in (0..).zip(heads) {
            assert_eq!(range.get_value((head, column)), Some(&Data::String(header.into())), "{order}");
        }
        let codes = place(&range, "Mã").1;
        for (line, row) in (1..).zip(rows.as_array().unwrap()) {
            assert_eq!(range.get_value((head + line, codes)).map(ToString::to_string), row["code"].as_str().map(str::to_owned));
            assert_eq!(range.get_value((head + line, 1)).map(ToString::to_string), row["statement"].as_str().map(str::to_owned));
        }
        save(&office, "register_save", json!({"order": order, "tasks": {"as_of": "2024-06-01", "group_by": "focus_area"}, "layout": {"paper": "a3", "page_of_pages": true}}), "t.pdf");
        let printed = text(&office, "t.pdf");
        for row in rows.as_array().unwrap() {
            assert!(printed.contains(row["code"].as_str().unwrap()), "{} in {order}", row["code"]);
        }
        let pages = printed.matches('\u{c}').count();
        for words in ["V. ĐM2", &format!("Trang {pages}/{pages}"), "Tổng số: 41 nhiệm vụ."] {
            assert!(printed.contains(words), "{words} in {order}\n{printed}");
        }
    }
}

#[test]
fn groups_parts_notes_and_documents_stand_in_their_cells() {
    let office = Office::seeded();
    office.ok("document_add", json!({"kind": "official", "number_symbol": "12-CV/ĐU", "subject": "Về chuyển đổi số"}));
    let party = office.ok("document_list", json!({"text": "12-CV"}))[0]["id"].clone();
    office.ok("task_edit", json!({"id": "N17", "owner": "Lê Văn Bình", "assigned_by": "Phó Chủ tịch Trần Thị Cúc", "citations": [{"document": "TB203"}, {"document": party}], "note": null, "flags": []}));
    for statement in ["Hồ sơ Luật Bảo vệ dữ liệu cá nhân", "=Hồ sơ Luật Dữ liệu"] {
        office.ok("task_add", json!({"statement": statement, "parent": "N17", "assigned_on": "2024-05-06"}));
    }
    let lead = office.ok("task_get", json!({"id": "N17"}))["assignments"][0]["id"].clone();
    office.ok("progress_note_add", json!({"assignment": lead, "day": "2024-05-30", "percent": 40, "words": "Đã lấy ý kiến", "difficulties": "Thiếu nhân lực", "proposals": "Bổ sung biên chế", "next_steps": "trình thẩm định"}));
    let each = office.ok("task_get", json!({"id": "N12"}));
    office.ok("progress_note_add", json!({"assignment": each["assignments"][0]["id"], "day": "2024-05-30", "percent": 100, "words": "đã xong"}));
    for part in each["assignments"].as_array().unwrap().iter().take(56) {
        office.ok("step_add", json!({"assignments": [part["id"]], "kind": "done", "day": "2024-05-20"}));
    }

    save(&office, "register_save", json!({"tasks": {"parts": true}}), "t.xlsx");
    let range = sheet(&office, "t.xlsx");
    let at = |code: &str, header: &str| range.get_value((place(&range, code).0, place(&range, header).1)).map(ToString::to_string).unwrap_or_default();
    assert!(at("N12", "Cơ quan chủ trì").ends_with(": 56/85"), "{}", at("N12", "Cơ quan chủ trì"));
    assert_eq!(at("N12", "Kết quả/Tiến độ"), "56/85 cơ quan hoàn thành", "not what one of them says");
    assert_eq!(at("N17", "Kết quả/Tiến độ"), "0/2 việc con đã hoàn thành; 40%: Đã lấy ý kiến; tiếp theo: trình thẩm định");
    assert_eq!((at("N17", "Khó khăn, vướng mắc"), at("N17", "Kiến nghị")), ("Thiếu nhân lực".into(), "Bổ sung biên chế".into()));
    // Parts follow their task, numbered under it; they are not counted.
    let whole = at("N17", "STT");
    assert_eq!((at("N42", "STT"), at("N43", "STT")), (format!("{whole}.1"), format!("{whole}.2")));
    assert_eq!(place(&range, "N43").0, place(&range, "N17").0 + 2);
    assert_eq!(at("N43", "Nhiệm vụ"), "=Hồ sơ Luật Dữ liệu");
    assert_eq!(at("N41", "STT"), "41");

    save(&office, "register_save", json!({"order": "commune"}), "t.xlsx");
    let range = sheet(&office, "t.xlsx");
    let at = |code: &str, header: &str| range.get_value((place(&range, code).0, place(&range, header).1)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(at("N17", "Văn bản cấp trên giao"), "203/TB-VPCP");
    assert_eq!(at("N17", "Văn bản chỉ đạo của Đảng ủy"), "12-CV/ĐU");
    assert_eq!((at("N17", "Chuyên viên theo dõi"), at("N17", "Lãnh đạo phê duyệt")), ("Lê Văn Bình".into(), "Phó Chủ tịch Trần Thị Cúc".into()));
    assert_eq!(at("N12", "Cơ quan chủ trì tham mưu"), "");
}

#[test]
fn an_empty_list_and_an_empty_book_are_printed() {
    let office = Office::seeded();
    let none = json!({"tasks": {"text": "khongcogi"}});
    for (command, name) in [("register_save", "r.pdf"), ("summary_save", "s.pdf"), ("register_save", "r.xlsx"), ("summary_save", "s.xlsx")] {
        save(&office, command, none.clone(), name);
    }
    assert!(flowing(&office, "r.pdf").contains("Không có nhiệm vụ nào."));
    // Those that have no place yet are a choice like any other.
    for command in ["register_save", "summary_save"] {
        save(&office, command, json!({"tasks": {"focus_area": ""}}), "u.pdf");
        assert!(flowing(&office, "u.pdf").contains("Phạm vi: chưa xếp nội dung"));
    }
    let bare = Office::bare();
    save(&bare, "register_save", json!({}), "r.pdf");
    assert!(flowing(&bare, "r.pdf").contains("SỞ NỘI VỤ"));
    save(&bare, "summary_save", json!({"by": "document"}), "s.xlsx");
}

/// Stops after some steps.
struct Stopping(AtomicU64);

impl Watcher for Stopping {
    fn step(&self, done: u64, of: u64, what: &'static str) {
        assert!(done <= of && what == "job.register");
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 1
    }
}

#[test]
fn what_cannot_be_saved_is_refused_and_leaves_no_file() {
    let office = Office::seeded();
    let path = |name: &str| office.path(name).display().to_string();
    assert_eq!(office.refused("register_save", json!({"path": path("a.docx")})).code, "file.ending");
    assert_eq!(office.refused("summary_save", json!({"path": path("a.pdf"), "tasks": {"agency": "nobody"}})).code, "unknown_record");
    assert_eq!(office.refused("register_save", json!({"path": path("a.pdf"), "layout": {"size": "a5"}})).code, "request.unknown_field");
    for name in ["a.pdf", "a.xlsx"] {
        let stopped = api::call(&office.desk, "register_save", json!({"path": path(name)}), &Stopping(AtomicU64::new(0))).unwrap_err();
        assert_eq!(office.wire(&stopped).code, "stopped", "{name}");
        assert!(!office.path(name).exists());
    }
}

#[test]
fn the_same_book_gives_the_same_files() {
    let office = office_with_a_past();
    for name in ["t.pdf", "t.xlsx"] {
        let read = || {
            save(&office, "register_save", json!({"tasks": {"as_of": "2024-06-01"}}), name);
            std::fs::read(office.path(name)).unwrap()
        };
        assert!(read() == read(), "{name}");
    }
}
