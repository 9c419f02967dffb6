//! Every write of the command list, on the seeded book: undo gives the dump before, redo the dump after,
//! also across a restart. A new command without an example here fails the test.

use serde_json::{Value, json};
use so35::api::{COMMANDS, Kind};

use crate::office::Office;

/// The first value of a list command in which `test` holds.
fn first(office: &Office, list: &str, body: Value, test: impl Fn(&Value) -> bool) -> Value {
    let found = office.ok(list, body);
    let rows = found.get("rows").unwrap_or(&found);
    rows.as_array().unwrap().iter().find(|row| test(row)).unwrap_or_else(|| panic!("{list}: no such row")).clone()
}

/// The key of some office.
fn other_key() -> Value {
    Office::seeded().ok("office_key_make", json!({}))["public"].clone()
}

/// What must be there first, and the body of the write.
fn example(office: &Office, name: &str) -> Value {
    let task = |code: &str| office.ok("task_get", json!({"id": code}));
    let lead = |code: &str| task(code)["assignments"][0]["id"].clone();
    let composite = |year: i64| office.ok("composite_get", json!({"id": "VD01", "year": year}));
    let item = |code: &str| composite(2024)["items"].as_array().unwrap().iter().find(|item| item["code"] == code).unwrap()["id"].clone();
    let agency = |short: &str| first(office, "agency_list", json!({"text": short}), |row| row["short_name"] == short)["id"].clone();
    let briefing = || office.ok("briefing_add", json!({"template": "tong-quan", "name": "Mẫu"}));
    match name {
        "task_add" => json!({
            "statement": "Số hóa hồ sơ lưu trữ", "lead": agency("Bộ Nội vụ"), "coordinating": [agency("Bộ Công an")],
            "deadline": "trước 30/5/2024", "focus_areas": [{"focus_area": "DM2"}, {"focus_area": "TC1", "proposed": true}],
            "product": "Kho dữ liệu", "assigned_on": "6/5/2024", "citations": [{"document": "TB203", "locator": "mục 3"}], "note": "Thử",
        }),
        "task_edit" => json!({
            "id": "N03", "statement": "Trình ban hành Chiến lược bán dẫn", "deadline": "trong quý III/2024", "correction": true, "product": null,
            "focus_areas": [{"focus_area": "DM3"}], "flags": ["deadline_disputed"], "note": "Đã đổi", "citations": [{"document": "TB203"}],
            "parent": "N17", "priority": "high", "owner": "Lê Văn Bình", "assigned_by": "Phạm Thị Lan", "tags": ["bán dẫn", "chiến lược"],
        }),
        "task_complete" => json!({"id": "N12", "completed_on": "2024-05-31", "result": "Đã ban hành", "evidence": "15/QĐ-BTTTT"}),
        "task_reopen" => {
            office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-31"}));
            json!({"id": "N03"})
        }
        "task_edit_many" => json!({
            "ids": ["N03", "N04", "N25"],
            "fields": {"focus_area": "DM5", "deadline": "trong quý IV/2024", "correction": true, "priority": "high", "owner": "Trần Thị Hoa", "assigned_by": "Phạm Văn Dũng",
                       "tags_add": ["trọng tâm"], "tags_remove": ["cũ"], "lead": agency("Bộ Tư pháp"), "ongoing": false, "assigned_on": "1/4/2024",
                       "product": "Báo cáo", "note": "Sửa cùng lúc"},
        }),
        "task_step_many" => json!({"ids": ["N03", "N04", "N12"], "kind": "done", "day": "2024-05-31", "note": "Đã ban hành", "evidence": "15/QĐ-BTTTT"}),
        "task_delete_many" => json!({"ids": ["N37", "N38", "N41"]}),
        "task_paste" => json!({
            "tasks": ["N03", "N04"], "add": true, "assigned_on": "2024-05-31", "correction": true,
            "columns": ["statement", "agency", "coordinating", "deadline", "focus_area", "priority", "tags", "owner", "assigned_on", "status", "note"],
            "cells": [
                ["Trình Chiến lược bán dẫn", "bo tu phap", "Bộ Công an; Bộ Nội vụ", "30/09/2024", "DM5", "Cao", "trọng tâm", "Trần Thị Hoa", "01/04/2024", "", "Dán"],
                ["Trình Nghị định", "", "", "trước 30/5/2024", "", "Thấp", "", "", "", "", ""],
                ["Nhiệm vụ mới", "Bộ Công an", "Bộ Văn hóa, Thể thao và Du lịch, Bộ Nội vụ", "trong quý III/2024", "ĐM1", "", "a; b", "", "", "", "Thêm"],
            ],
        }),
        "entry_save" => json!({
            "notation": "vietnamese", "approval": "draft", "citations": [{"document": "TB203", "locator": "mục 3"}],
            "cells": [
                {"indicator": "CT26", "period": "2024-Q1", "typed": "gần 41,5"},
                {"indicator": "CT01", "period": "2024-03", "typed": "chưa có số liệu: chờ báo cáo"},
                {"indicator": "CT26", "agency": agency("Bộ Công an"), "period": "2024-Q1", "typed": "không áp dụng"},
            ],
        }),
        "observation_approve" => {
            let draft = office.ok("observation_add", json!({"indicator": "CT26", "value": 44, "as_of_day": "2024-05-20", "approval": "draft"}));
            json!({"ids": [draft["id"]]})
        }
        "observation_parts_set" => {
            let region = office.ok("dimension_add", json!({"name": "Khu vực", "items": ["Thành thị", "Nông thôn"]}));
            let figure = office.ok("observation_add", json!({"indicator": "CT26", "value": 44, "as_of_day": "2024-05-20"}));
            json!({"observation": figure["id"], "dimension": region["id"],
                   "parts": [{"item": region["items"][0]["id"], "value": "30", "qualifier": "gần"}, {"item": region["items"][1]["id"], "value": 14}]})
        }
        "period_lock_add" => {
            office.ok("observation_add", json!({"indicator": "CT26", "value": 44, "period": "2024-Q1", "approval": "draft"}));
            json!({"period": "2024-Q1", "approve": true})
        }
        "period_lock_open" => {
            let lock = office.ok("period_lock_add", json!({"period": "2024-Q1", "approve": true}));
            json!({"id": lock["id"], "reason": "Bộ Công an gửi số liệu bổ sung"})
        }
        "office_key_make" => json!({}),
        "peer_add" | "peer_edit" | "peer_verify" | "peer_delete" => {
            let add = json!({"agency": agency("Bộ Tư pháp"), "relation": "lower", "public": other_key(), "note": "Cô Bình, 024 000 0000"});
            if name == "peer_add" {
                return add;
            }
            let peer = office.ok("peer_add", add);
            match name {
                "peer_edit" => json!({"id": peer["id"], "relation": "other", "public": null, "note": null}),
                "peer_verify" => json!({"id": peer["id"], "fingerprint": peer["fingerprint"]}),
                _ => json!({"id": peer["id"]}),
            }
        }
        "exchange_send" => {
            let peer = office.ok("peer_add", json!({"agency": agency("Bộ Tư pháp"), "relation": "lower"}));
            json!({"peer": peer["id"], "path": office.path("gui.goi35"), "scope": {"parts": ["frameworks"]}})
        }
        "form_save" => json!({
            "agency": agency("Bộ Tư pháp"), "path": office.path("bieu.xlsx"),
            "scope": {"period": "2024-Q1", "indicators": ["CT26", "CT01"], "tasks": true, "return_by": "2024-04-10", "return_to": "024.3943.0000"},
        }),
        "form_series_save" => json!({
            "group": "cac-bo-nganh", "only": [agency("Bộ Tư pháp"), agency("Bộ Công an")], "folder": office.path("bieu"),
            "scope": {"period": "2024-Q1", "indicators": ["CT26"]},
        }),
        "slip_take" => json!({"path": crate::exchange::slip_to(office)}),
        "exchange_undo" => {
            let applied = office.answer("exchange_apply", json!({"files": [{"path": crate::exchange::coming_to(office)}]}));
            json!({"op": applied["op"]})
        }
        "exchange_apply" => json!({"files": [{"path": crate::exchange::coming_to(office)}]}),
        "directory_take" => json!({"path": crate::contacts::directory_for(office)}),
        "dimension_add" => json!({"name": "Giới", "items": ["Nam", "Nữ"]}),
        "dimension_edit" => {
            let region = office.ok("dimension_add", json!({"name": "Khu vực", "items": ["Thành thị", "Nông thôn"]}));
            json!({"id": region["id"], "name": "Vùng", "items": [{"id": region["items"][1]["id"], "name": "Nông thôn, miền núi"}, {"name": "Hải đảo"}]})
        }
        "dimension_delete" => json!({"id": office.ok("dimension_add", json!({"name": "Giới", "items": ["Nam", "Nữ"]}))["id"]}),
        "saved_view_save" => json!({
            "name": "Việc của Cục", "layout": {"list": {"group_by": "agency", "sort": [{"key": "deadline"}], "status": ["open_overdue"]},
                                               "columns": [{"key": "code"}, {"key": "statement", "width": 420}]},
        }),
        "saved_view_rename" | "saved_view_delete" | "saved_view_move" => {
            let view = |title: &str| office.ok("saved_view_save", json!({"name": title, "layout": {"list": {}}}))["id"].clone();
            let (first, second) = (view("Một"), view("Hai"));
            match name {
                "saved_view_rename" => json!({"id": first, "name": "Khác"}),
                "saved_view_move" => json!({"id": second, "before": first}),
                _ => json!({"id": first}),
            }
        }
        "task_delete" => json!({"id": "N37"}),
        "task_link_add" => json!({"from": "N04", "to": "N05", "kind": "follows", "note": "Cùng hồ sơ"}),
        "task_link_delete" => json!({"id": task("N37")["links"][0]["id"]}),
        "assignment_add" => json!({"task": "N04", "agency": agency("Bộ Tư pháp"), "role": "coordinating"}),
        "assignment_edit" => json!({"id": lead("N04"), "agency": agency("Bộ Tư pháp")}),
        "step_add" => json!({"assignments": [lead("N33"), lead("N04")], "kind": "done", "day": "2024-05-20", "note": "Đã ban hành", "document": "TB203"}),
        "step_edit" | "step_delete" => {
            let parts = office.ok("step_add", json!({"assignments": [lead("N33")], "kind": "started", "day": "2024-05-20"}));
            let step = &parts[0]["steps"][0]["id"];
            if name == "step_delete" { json!({"id": step}) } else { json!({"id": step, "day": "21/5/2024", "evidence": "15/QĐ-UBND", "document": "TB203"}) }
        }
        "progress_note_add" => json!({"assignment": lead("N04"), "period": "2024-05", "percent": "40", "words": "Đang lấy ý kiến", "difficulties": "Thiếu kinh phí"}),
        "progress_note_edit" | "progress_note_delete" => {
            let part = office.ok("progress_note_add", json!({"assignment": lead("N04"), "day": "2024-05-20", "words": "Đang soạn"}));
            let note = &part["notes"][0]["id"];
            if name == "progress_note_delete" { json!({"id": note}) } else { json!({"id": note, "percent": 55.5, "period": "2024-05", "words": null, "next_steps": "Trình"}) }
        }
        "extension_request" => json!({"task": "N03", "deadline": "đến 30/9/2024", "reason": "Chờ ý kiến các bộ"}),
        "extension_decide" | "extension_edit" | "extension_delete" => {
            let task = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/9/2024", "reason": "Chờ ý kiến", "requested_on": "28/5/2024"}));
            let id = &task["extensions"][0]["id"];
            match name {
                "extension_decide" => json!({"id": id, "approve": true, "decided_on": "30/5/2024", "decision": "15/TTg-KSTT", "document": "TB203"}),
                "extension_edit" => json!({"id": id, "deadline": "trước 15/10/2024", "reason": "Chờ ý kiến các địa phương"}),
                _ => json!({"id": id}),
            }
        }
        "attachment_add" => {
            so35::store::save::save(&office.path("Tờ trình.pdf"), b"noi dung").unwrap();
            json!({"document": "TB203", "paths": [office.path("Tờ trình.pdf"), office.path("Tờ trình.pdf")], "note": "Bản quét"})
        }
        "attachment_edit" | "attachment_delete" => {
            so35::store::save::save(&office.path("Tờ trình.pdf"), b"noi dung").unwrap();
            let id = office.ok("attachment_add", json!({"task": "N03", "paths": [office.path("Tờ trình.pdf")]}))[0]["id"].clone();
            if name == "attachment_edit" { json!({"id": id, "name": "Tờ trình đã ký", "note": "Bản chính"}) } else { json!({"id": id}) }
        }
        "task_regroup" => json!({"id": "N29", "agency_group": "34-tinh-thanh-pho", "on_day": "2024-05-20", "carry": "all_done", "note": "Theo cơ cấu mới"}),
        "assignment_delete" => json!({"id": task("N28")["assignments"][1]["id"]}),
        "indicator_add" => json!({
            "name": "Tỷ lệ hồ sơ trực tuyến toàn trình", "unit": "%", "kind": "percent", "focus_area": "DM2",
            "baseline_value": "17,5", "baseline_day": "31/12/2023", "decimals": 1, "citations": [{"document": "TB203"}],
        }),
        "indicator_edit" => json!({"id": "CT26", "name": "Dịch vụ công thiết yếu", "baseline_value": null, "baseline_day": null, "focus_area": "TC2", "citations": [{"document": "TB203"}],
            "method": "cagr_open_sdg", "merge_rule": "mean", "weight": "CT40", "frequency": "quarter", "reporters": "63-dia-phuong",
            "reports_from": "2024-Q1", "lowest": 0, "highest": "1.000.000", "jump_percent": 50}),
        "indicator_delete" => json!({"id": "CT26"}),
        "indicator_override" => json!({"indicator": "CT26", "band": "slow", "reason": "Mức độ 3, 4 không còn được dùng", "day": "1/5/2024", "until": "31/12/2024"}),
        "indicator_override_delete" => {
            let made = office.ok("indicator_override", json!({"indicator": "CT26", "band": "slow", "reason": "Chưa đúng định nghĩa"}));
            json!({"id": made["overridden"]["id"]})
        }
        "method_break_add" => json!({"indicator": "CT49", "day": "2024-01-01", "note": "Từ xếp hạng sang phân nhóm"}),
        "method_break_delete" => {
            let made = office.ok("method_break_add", json!({"indicator": "CT49", "day": "2024-01-01", "note": "Từ xếp hạng sang phân nhóm"}));
            json!({"id": made["breaks"][0]["id"]})
        }
        "target_add" => json!({"indicator": "CT33", "agency_group": "63-dia-phuong", "bound": "range", "value_min": 50000, "value_max": "100000", "deadline": "đến năm 2025"}),
        "target_edit" => json!({"id": "T04", "value_min": 50, "deadline": "trước tháng 12/2024"}),
        "target_delete" => json!({"id": "T04"}),
        "observation_add" => json!({"indicator": "CT26", "numerator": 0, "denominator": 53, "period": "2024-05", "citations": [{"document": "003", "locator": "L61"}]}),
        "observation_edit" => json!({"id": "M24", "numerator": 42, "qualifier": "khoảng", "citations": []}),
        "observation_delete" => json!({"id": "M24"}),
        "composite_add" => json!({"name": "Bộ chỉ số của tỉnh", "note": "Thử", "year": 2024}),
        "composite_edit" => json!({"id": "VD01", "code": "VD02", "name": "Ví dụ khác", "note": null}),
        "composite_delete" => json!({"id": "VD01"}),
        "composite_version_add" => json!({"composite": "VD01", "year": 2025, "document": "TB203", "note": "Như năm trước", "copy_from": 2024}),
        "composite_version_edit" => json!({"id": composite(2023)["version"]["id"], "year": 2022, "document": "003", "note": null}),
        "composite_version_delete" => json!({"id": composite(2024)["version"]["id"]}),
        "composite_item_add" => json!({"version": composite(2024)["version"]["id"], "parent": item("3"), "name": "Hộ gia đình dùng cáp quang", "most": "7,5", "weight": 2, "indicator": "CT08"}),
        "composite_item_edit" => json!({"id": item("2.1"), "code": "2.01", "name": "Dịch vụ công", "most": 20, "weight": "0,5", "indicator": null}),
        "composite_item_move" => json!({"id": item("3.2"), "parent": item("2"), "before": item("2.1")}),
        "composite_item_delete" => json!({"id": item("2")}),
        "composite_score_set" => json!({"item": item("2.3"), "agency": agency("Bộ Công an"), "self_points": "8,5", "verified_points": 8, "evidence": "15/BC-BCA", "document": "003", "day": "31/5/2024"}),
        "composite_score_clear" => json!({"item": item("2.1"), "agency": agency("UBQG về CĐS")}),
        "composite_paste" => json!({
            "agencies": [agency("UBQG về CĐS"), agency("Bộ Công an")], "items": [item("2.1"), item("2.2")], "by": "verified",
            "cells": [["7,5", ""], ["8", "10"]],
        }),
        "briefing_add" => json!({"template": "co-quan", "name": "Giao ban", "scope": {"agency": agency("Bộ Công an"), "period": "2024-05", "day_rule": "period_end"}}),
        "briefing_edit" => json!({
            "id": briefing()["id"], "name": "Tên khác", "title": "Tiêu đề {day}", "subtitle": null, "scope": {"focus_area": "DM2", "day_rule": "day", "day": "1/6/2024"},
            "look": {"paper": "a3", "landscape": false, "letterhead": false, "numbered": false, "place": "Hà Nội", "label": "Dự thảo"},
        }),
        "briefing_duplicate" => json!({"id": briefing()["id"]}),
        "briefing_move" => {
            let first = briefing();
            let second = office.ok("briefing_add", json!({"template": "co-quan"}));
            json!({"id": second["id"], "before": first["id"]})
        }
        "briefing_delete" => json!({"id": briefing()["id"]}),
        "briefing_page_add" => json!({"briefing": briefing()["id"], "layout": "chart_table", "title": "Thêm"}),
        "briefing_page_edit" => json!({"id": briefing()["sheets"][0]["id"], "layout": "two_charts", "title": "Khác", "landscape": false}),
        "briefing_page_move" => json!({"id": briefing()["sheets"][2]["id"]}),
        "briefing_page_delete" => json!({"id": briefing()["sheets"][1]["id"]}),
        "briefing_block_edit" => json!({"id": briefing()["sheets"][0]["blocks"][0]["id"], "query": {"kind": "text", "text": "Chữ"}, "title": "Tiêu đề", "note": "Ghi chú"}),
        "briefing_issue" => json!({"id": briefing()["id"], "name": "Họp giao ban", "note": "Gửi các vụ"}),
        "issued_briefing_delete" => {
            let issued = office.ok("briefing_issue", json!({"id": briefing()["id"]}));
            json!({"id": issued["id"]})
        }
        "agency_add" => json!({"name": "Sở Thông tin và Truyền thông", "kind": "office", "code": "000.00.15.H49", "valid_from": "1/1/2024"}),
        "agency_edit" => json!({"id": agency("Bộ TT&TT"), "short_name": "Bộ TTTT", "code": null, "note": "Đã đổi"}),
        "agency_delete" => {
            let made = office.ok("agency_add", json!({"name": "Cơ quan thử", "kind": "other"}));
            json!({"id": made["id"]})
        }
        "agency_succession_add" => json!({"from": agency("Bộ Tư pháp"), "to": agency("Bộ Nội vụ"), "on_day": "2026-01-01", "part": "part"}),
        "agency_succession_delete" => {
            let ministry = office.ok("agency_get", json!({"id": agency("Bộ TT&TT")}));
            json!({"id": ministry["succeeded_by"][0]["id"]})
        }
        "agency_group_add" => json!({"name": "Tổ công tác", "members": [agency("Bộ Tư pháp"), agency("Bộ Nội vụ"), agency("Bộ Nội vụ")]}),
        "agency_group_edit" => json!({"id": "cac-bo-nganh", "name": "Các bộ", "members": [agency("Bộ Tư pháp")]}),
        "agency_group_delete" => {
            let made = office.ok("agency_group_add", json!({"name": "Nhóm thử", "members": [agency("Bộ Tư pháp")]}));
            json!({"id": made["id"]})
        }
        "document_add" => json!({"kind": "official", "number_symbol": "15/BC-BTTTT", "day": "5.6.2024", "subject": "Báo cáo tháng 5"}),
        "document_edit" => json!({"id": "TB203", "issuer": "VPCP", "note": null, "day": "2024-05-07"}),
        "document_enter" => json!({
            "document": {"kind": "official", "number_symbol": "369/TB-VPCP", "day": "2024-05-20", "subject": "Thông báo kết luận"},
            "tasks": [
                {"statement": "Rà soát danh mục", "leads": [agency("Bộ Nội vụ"), agency("Bộ Công an")], "coordinating": [agency("Bộ Tư pháp")],
                 "deadline": "trước 30/6/2024", "focus_areas": [{"focus_area": "DM2", "proposed": true}], "product": "Danh mục", "locator": "mục 1", "alike": ["N07"]},
                {"statement": "Ban hành kế hoạch", "agency_group": "cac-bo-nganh", "note": "Phối hợp: các doanh nghiệp viễn thông"},
                {"statement": "Không rõ ai làm"},
            ],
        }),
        "document_delete" => {
            let made = office.ok("document_add", json!({"kind": "evidence", "subject": "Tệp thử"}));
            json!({"id": made["id"]})
        }
        "framework_add" => json!({"name": "5 đẩy mạnh, 5 bảo đảm, 5 không", "groups": [
            {"code": "5DM", "name": "5 đẩy mạnh", "areas": [{"code": "DM5.1", "short_name": "Một", "statement": "Đẩy mạnh một"}]}]}),
        "framework_edit" => json!({"id": "khung-3-5", "name": "3 tăng cường và 5 đẩy mạnh", "note": null}),
        "focus_area_edit" => json!({"id": "DM5", "statement": "Bảo vệ chủ quyền không gian mạng"}),
        "contradiction_decide" => json!({"id": "C02", "decision": "Theo Quyết định 1018/QĐ-TTg"}),
        "setting_edit" => json!({
            "person": "Trần Thị Hoa", "before_day": "exclusive", "office": agency("Bộ Công an"), "due_soon_days": [10, 5], "chase_after_months": 6,
            "method": "cagr_open_sdg", "thresholds": {"on_track": "0,9", "speed_up": 0.5, "slow": 0},
        }),
        "seed_load" => {
            office.ok("task_delete", json!({"id": "N41"}));
            json!({"seed": "khung-3-5"})
        }
        "history_restore" => {
            office.ok("task_edit", json!({"id": "N03", "deadline": "sớm", "correction": true}));
            let acts = office.ok("history", json!({"noun": "task", "id": "N03"}));
            let line = acts[0]["lines"].as_array().unwrap().iter().find(|line| line["field"] == "deadline_text").unwrap().clone();
            json!({"change": line["change"], "field": "deadline_text"})
        }
        // Their own effect is what the test is about.
        "undo" | "redo" => Value::Null,
        other => panic!("no example for the write {other}: add one here"),
    }
}

#[test]
fn every_write_can_be_undone_and_redone() {
    let mut tried = Vec::new();
    for command in COMMANDS.iter().filter(|command| command.kind == Kind::Write) {
        let office = Office::seeded();
        let body = example(&office, command.name);
        if body.is_null() {
            continue;
        }
        let before = office.dump();
        let answer = office.answer(command.name, body);
        let after = office.dump();
        assert_ne!(before, after, "{}: the example changes nothing", command.name);
        assert!(answer["op"].is_i64(), "{}: {answer}", command.name);
        assert_ne!(answer["changed"], json!([]), "{}", command.name);
        let state = office.ok("undo_state", json!({}));
        assert_eq!(state["undo"]["command"], command.name);
        assert!(office.desk.words().has(&format!("op.{}", command.name)), "no words for {}", command.name);

        let undone = office.answer("undo", json!({}));
        assert_eq!(office.dump(), before, "{}: undo", command.name);
        assert_eq!(undone["changed"], answer["changed"], "{}", command.name);
        // Once more, as after a restart: the journal is in the file.
        let office = office.restart();
        office.ok("redo", json!({}));
        assert_eq!(office.dump(), after, "{}: redo", command.name);
        office.ok("undo", json!({}));
        assert_eq!(office.dump(), before, "{}: undo of the redo", command.name);
        office.ok("redo", json!({}));
        assert_eq!(office.dump(), after, "{}: second redo", command.name);
        tried.push(command.name);
    }
    println!("{} writes undone and redone: {}", tried.len(), tried.join(", "));
}

#[test]
fn undo_goes_back_step_by_step_and_stops_at_the_books_birth() {
    let office = Office::seeded();
    let mut dumps = vec![office.dump()];
    for (name, body) in [
        ("task_edit", json!({"id": "N03", "note": "một"})),
        ("task_edit", json!({"id": "N03", "note": "hai"})),
        ("task_delete", json!({"id": "N03"})),
        ("document_add", json!({"kind": "official", "subject": "ba"})),
    ] {
        office.ok(name, body);
        dumps.push(office.dump());
    }
    for dump in dumps.iter().rev().skip(1) {
        office.ok("undo", json!({}));
        assert_eq!(&office.dump(), dump);
    }
    assert_eq!(office.refused("undo", json!({})).code, "undo.nothing");
    for dump in dumps.iter().skip(1) {
        office.ok("redo", json!({}));
        assert_eq!(&office.dump(), dump);
    }
    assert_eq!(office.refused("redo", json!({})).code, "redo.nothing");
    // Something new after an undo ends what could be redone.
    office.ok("undo", json!({}));
    office.ok("task_edit", json!({"id": "N04", "note": "bốn"}));
    assert_eq!(office.refused("redo", json!({})).code, "redo.nothing");
    assert_eq!(office.ok("undo_state", json!({}))["undo"]["subject"], "N04");
}

#[test]
fn a_write_that_changes_nothing_leaves_no_trace() {
    let office = Office::seeded();
    let task = office.ok("task_get", json!({"id": "N03"}));
    let answer = office.answer("task_edit", json!({"id": "N03", "statement": task["statement"]}));
    assert_eq!((&answer["op"], &answer["changed"]), (&Value::Null, &json!([])));
    assert_eq!(office.ok("undo_state", json!({}))["undo"], Value::Null);
}
