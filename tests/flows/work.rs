//! The work on a task: steps with their days, notes of progress, extensions, parts; and what each says of
//! earlier days.

use serde_json::{Value, json};

use crate::office::{Office, codes};

fn lead(office: &Office, code: &str) -> Value {
    office.ok("task_get", json!({"id": code}))["assignments"][0]["id"].clone()
}

#[test]
fn an_extension_moves_the_current_deadline_and_never_the_original() {
    let office = Office::seeded_on("2024-12-01");
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/9/2024", "reason": "Chờ ý kiến các bộ", "requested_on": "28/5/2024"}));
    let id = &asked["extensions"][0]["id"];
    let on = |day: &str, basis: &str| office.ok("task_get", json!({"id": "N03", "as_of": day, "basis": basis}));
    let (overdue, waiting) = (json!("open_overdue"), json!(true));
    let before = on("2024-06-10", "current");
    assert_eq!((&before["standing"]["status"], &before["pending_extension"], &before["extended"]), (&overdue, &waiting, &json!(0)));

    office.ok("extension_decide", json!({"id": id, "approve": true, "decided_on": "5/6/2024", "decision": "15/TTg-KSTT"}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "21/9/2024", "evidence": "1018/QĐ-TTg"}));
    // On the day before the decision nothing was granted yet.
    assert_eq!(on("2024-06-04", "current")["standing"]["status"], overdue);
    let open = on("2024-06-10", "current");
    assert_eq!((&open["standing"]["status"], &open["due"], &open["extended"]), (&json!("open_in_time"), &json!("2024-09-30"), &json!(1)));
    assert_eq!(open["deadline"]["last_day"], "2024-05-31");

    let current = on("2024-12-01", "current");
    assert_eq!((&current["standing"]["status"], &current["standing"]["late_days"]), (&json!("done_on_time"), &json!(0)));
    assert_eq!((&current["original"]["status"], &current["original"]["late_days"]), (&json!("done_late"), &json!(113)));
    let original = on("2024-12-01", "original");
    assert_eq!((&original["standing"]["status"], &original["due"]), (&json!("done_late"), &json!("2024-05-31")));

    let done = |basis: &str| office.ok("overview", json!({"as_of": "2024-12-01", "basis": basis}))["counts"].clone();
    assert_eq!((&done("current")["done_on_time"], &done("original")["done_on_time"]), (&json!(1), &json!(0)));
    assert_eq!(done("original")["done_late"], 1);
}

#[test]
fn an_extension_must_be_later_and_have_a_reason() {
    let office = Office::seeded();
    let ask = |deadline: &str, reason: &str| office.refused("extension_request", json!({"task": "N03", "deadline": deadline, "reason": reason}));
    for (deadline, reason, code) in [
        ("trước 30/5/2024", "x", "extension.not_later"),
        ("đúng tiến độ", "x", "extension.not_dated"),
        ("31/02/2025", "x", "deadline.no_such_day"),
        ("quý IV/2024", "  ", "required"),
    ] {
        assert_eq!(ask(deadline, reason).code, code, "{deadline}");
    }
    let undated = office.refused("extension_request", json!({"task": "N01", "deadline": "30/9/2024", "reason": "x"}));
    assert_eq!(undated.code, "extension.no_deadline");
    // A second one is measured against the first.
    let task = office.ok("extension_request", json!({"task": "N03", "deadline": "30/9/2024", "reason": "x", "requested_on": "20/5/2024"}));
    office.ok("extension_decide", json!({"id": task["extensions"][0]["id"], "approve": true, "decided_on": "25/5/2024"}));
    assert_eq!(ask("31/8/2024", "x").code, "extension.not_later");
    let refused = office.ok("extension_request", json!({"task": "N03", "deadline": "31/12/2024", "reason": "x"}));
    let after = office.ok("extension_decide", json!({"id": refused["extensions"][1]["id"], "approve": false}));
    assert_eq!((&after["extended"], &after["due"]), (&json!(1), &json!("2024-09-30")));
    // Granted after a later one, an earlier deadline would take days away.
    let both = office.ok("extension_request", json!({"task": "N03", "deadline": "31/10/2024", "reason": "x"}));
    office.ok("extension_decide", json!({"id": both["extensions"][1]["id"], "approve": true}));
    assert_eq!(office.refused("extension_decide", json!({"id": both["extensions"][2]["id"], "approve": true})).code, "extension.not_later");
}

#[test]
fn a_reopened_task_still_was_done_in_between() {
    let office = Office::seeded_on("2024-12-01");
    office.ok("task_complete", json!({"id": "N03", "completed_on": "30/5/2024", "result": "Đã trình"}));
    office.ok("task_reopen", json!({"id": "N03", "day": "10/6/2024", "note": "Bị trả lại"}));
    let status = |day: &str| office.ok("task_get", json!({"id": "N03", "as_of": day}))["standing"]["status"].clone();
    assert_eq!((status("2024-05-29"), status("2024-06-01"), status("2024-06-10")), (json!("open_in_time"), json!("done_on_time"), json!("open_overdue")));
    let part = lead(&office, "N03");
    office.ok("step_add", json!({"assignments": [part], "kind": "paused", "day": "15/6/2024"}));
    assert_eq!(office.ok("task_get", json!({"id": "N03"}))["standing"]["paused"], true);
    // A day before what it rests on is refused, and so is taking away what later steps rest on.
    let step = office.ok("assignment_get", json!({"id": part}))["steps"][0].clone();
    assert_eq!(office.refused("step_edit", json!({"id": step["id"], "day": "11/6/2024"})).code, "step.out_of_order");
    assert_eq!(office.refused("step_delete", json!({"id": step["id"]})).code, "step.out_of_order");
}

#[test]
fn seven_places_five_done_two_missing() {
    let office = Office::seeded();
    let parts: Vec<Value> = office.ok("task_get", json!({"id": "N33"}))["assignments"].as_array().unwrap().iter().map(|part| part["id"].clone()).collect();
    let before = office.dump();
    office.ok("step_add", json!({"assignments": parts[..5], "kind": "done", "day": "20/5/2024", "evidence": "Kế hoạch đã ban hành"}));
    let task = office.ok("task_get", json!({"id": "N33"}));
    assert_eq!((&task["done"], &task["of"], &task["standing"]["status"]), (&json!(5), &json!(7), &json!("open_overdue")));
    // Once more for all: one of them refuses, so none is marked.
    assert_eq!(office.refused("step_add", json!({"assignments": parts, "kind": "done", "day": "21/5/2024"})).code, "step.out_of_order");
    assert_eq!(office.ok("task_get", json!({"id": "N33"}))["done"], 5);
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
}

#[test]
fn notes_of_progress_belong_to_a_period_and_a_day() {
    let office = Office::seeded();
    let part = lead(&office, "N03");
    let noted = office.ok("progress_note_add", json!({"assignment": part, "period": "2024-05", "percent": "62,5", "words": "Đang lấy ý kiến"}));
    // The administrative May ends on the 14th.
    assert_eq!((&noted["notes"][0]["day"], &noted["notes"][0]["percent"]), (&json!("2024-05-14"), &json!(62.5)));
    assert_eq!(office.refused("progress_note_add", json!({"assignment": part, "period": "2024-05", "words": "x"})).code, "taken");
    assert_eq!(office.refused("progress_note_add", json!({"assignment": part, "percent": 101})).code, "percent.out_of_range");
    assert_eq!(office.refused("progress_note_add", json!({"assignment": part, "words": " "})).code, "progress_note.empty");
    office.ok("progress_note_add", json!({"assignment": part, "day": "31/5/2024", "percent": 80, "difficulties": "Thiếu kinh phí"}));
    let latest = |day: &str| office.ok("task_get", json!({"id": "N03", "as_of": day}))["latest"].clone();
    assert_eq!((&latest("2024-05-13"), &latest("2024-05-20")["percent"], &latest("2024-06-01")["percent"]), (&Value::Null, &json!(62.5), &json!(80.0)));
    let listed = office.ok("task_list", json!({"text": "N03"}));
    assert_eq!(listed["rows"][0]["latest"]["difficulties"], "Thiếu kinh phí");
}

#[test]
fn parts_of_a_task_are_followed_and_never_counted() {
    let office = Office::seeded();
    let counts = || office.ok("overview", json!({}))["counts"].clone();
    let before = counts();
    for product in ["Nghị định", "Đề án"] {
        office.ok("task_add", json!({"statement": product, "parent": "N17", "deadline": "trong tháng 5/2024", "owner": "Lê Văn Bình", "tags": ["đề án"]}));
    }
    assert_eq!(counts(), before);
    let whole = office.ok("task_get", json!({"id": "N17"}));
    assert_eq!((&whole["parts_done"], &whole["parts_of"], codes(&whole["parts"])), (&json!(0), &json!(2), vec!["N42".to_owned(), "N43".to_owned()]));
    assert_eq!(office.refused("task_complete", json!({"id": "N17", "completed_on": "1/6/2024"})).code, "task.parts_open");
    office.ok("task_complete", json!({"id": "N42", "completed_on": "1/6/2024"}));
    assert_eq!(office.ok("task_list", json!({"text": "N17"}))["rows"][0]["parts_done"], 1);

    assert_eq!(office.ok("task_list", json!({}))["total"], 41);
    assert_eq!(codes(&office.ok("task_list", json!({"parent": "N17"}))["rows"]), ["N42", "N43"]);
    let all = office.ok("task_list", json!({"parts": true, "tag": "đề án", "owner": "Lê Văn Bình"}));
    assert_eq!((&all["total"], &all["counts"]["open_overdue"]), (&json!(2), &json!(0)));

    assert_eq!(office.refused("task_edit", json!({"id": "N17", "parent": "N17"})).code, "task.own_part");
    assert_eq!(office.refused("task_add", json!({"statement": "x", "parent": "N42"})).code, "task.part_of_part");
    // A whole takes its parts with it, and brings them back.
    let dump = office.dump();
    office.ok("task_delete", json!({"id": "N17"}));
    assert_eq!(office.ok("task_list", json!({"parts": true}))["total"], 40);
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), dump);
}

#[test]
fn a_whole_is_not_done_while_something_in_it_is_open() {
    let office = Office::seeded_on("2024-06-10");
    let code = |name: &str, body: Value| office.refused(name, body).code;
    let part = office.ok("task_add", json!({"statement": "Nghị định", "parent": "N17", "assigned_on": "10/5/2024"}))["code"].clone();
    let (whole_lead, part_lead) = (lead(&office, "N17"), lead(&office, part.as_str().unwrap()));
    let done = |ids: Value, day: &str| json!({"assignments": ids, "kind": "done", "day": day});
    let dump = office.dump();
    // By the task, by its agency's part, with many others.
    assert_eq!(code("task_complete", json!({"id": "N17", "completed_on": "1/6/2024"})), "task.parts_open");
    assert_eq!(code("step_add", done(json!([whole_lead]), "1/6/2024")), "task.parts_open");
    assert!(office.refused("task_step_many", json!({"ids": ["N17"], "kind": "done", "day": "1/6/2024"})).message.contains("việc con"));
    assert_eq!(office.dump(), dump);

    office.ok("task_step_many", json!({"ids": ["N17", part], "kind": "done", "day": "5/6/2024"}));
    assert_eq!(office.ok("task_get", json!({"id": "N17"}))["parts_done"], 1);
    // Then neither is opened, moved or added under it on its own.
    let step = |lead: &Value| office.ok("assignment_get", json!({"id": lead}))["steps"][0]["id"].clone();
    assert_eq!(code("task_reopen", json!({"id": part, "day": "8/6/2024"})), "task.whole_done");
    assert_eq!(code("step_delete", json!({"id": step(&part_lead)})), "task.whole_done");
    assert_eq!(code("step_edit", json!({"id": step(&whole_lead), "day": "1/6/2024"})), "task.parts_open");
    assert_eq!(code("task_add", json!({"statement": "Đề án", "parent": "N17"})), "task.whole_done");
    assert_eq!(code("task_edit", json!({"id": "N03", "parent": "N17"})), "task.whole_done");
    office.ok("task_step_many", json!({"ids": [part, "N17"], "kind": "reopened", "day": "8/6/2024"}));
    office.ok("task_edit", json!({"id": "N03", "parent": "N17"}));
}
