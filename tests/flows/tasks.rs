//! Working with tasks: adding, completing for one and for each, finding, history.

use serde_json::{Value, json};

use crate::office::{Office, codes};

#[test]
fn a_task_is_done_when_every_lead_is() {
    let office = Office::seeded();
    let task = office.ok("task_get", json!({"id": "N33", "as_of": "2024-06-01"}));
    assert_eq!((&task["done"], &task["of"]), (&json!(0), &json!(7)));
    let parts: Vec<Value> = task["assignments"].as_array().unwrap().iter().map(|part| part["id"].clone()).collect();
    for (n, part) in parts.iter().enumerate() {
        office.ok("step_add", json!({"assignments": [part], "kind": "done", "day": format!("2024-05-{}", 20 + n)}));
    }
    let done = office.ok("task_get", json!({"id": "N33", "as_of": "2024-06-01"}));
    assert_eq!((&done["done"], &done["completed_on"]), (&json!(7), &json!("2024-05-26")));
    assert_eq!(done["standing"]["status"], "done_on_time");
    // On an earlier day it was still open.
    let earlier = office.ok("task_get", json!({"id": "N33", "as_of": "2024-05-25"}));
    assert_eq!((&earlier["done"], &earlier["standing"]["status"]), (&json!(6), &json!("open_in_time")));
}

#[test]
fn done_after_the_deadline_is_late_by_its_days() {
    let office = Office::seeded();
    office.ok("task_edit", json!({"id": "N03", "deadline": "trước 30/5/2024", "correction": true}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "1/6/2024", "evidence": "12/TTr-BTTTT"}));
    let task = office.ok("task_get", json!({"id": "N03", "as_of": "2024-06-01"}));
    assert_eq!((&task["standing"]["status"], &task["standing"]["late_days"]), (&json!("done_late"), &json!(2)));
    assert_eq!(task["deadline"]["assumption"], "before_day_inclusive");
    let flipped = office.ok("task_edit", json!({"id": "N03", "before_day": "exclusive"}));
    assert_eq!((&flipped["deadline"]["last_day"], &flipped["deadline"]["text"]), (&json!("2024-05-29"), &json!("trước 30/5/2024")));
    assert_eq!(office.ok("task_get", json!({"id": "N03"}))["standing"]["late_days"], 3);
}

#[test]
fn a_task_for_a_group_gets_a_place_for_each_agency() {
    let office = Office::seeded();
    let task = office.ok("task_add", json!({"statement": "Ban hành kế hoạch", "agency_group": "34-tinh-thanh-pho", "deadline": "quý III/2024"}));
    assert_eq!((&task["code"], &task["of"], &task["scope"]), (&json!("N42"), &json!(34), &json!("each")));
    assert_eq!(office.refused("task_add", json!({"statement": "x", "agency_group": "cac-bo-nganh", "lead": "y"})).field.as_deref(), Some("lead"));
    let unnamed = office.ok("task_get", json!({"id": "N33"}));
    assert!(unnamed["assignments"].as_array().unwrap().iter().all(|part| part["agency"].is_null()));
}

#[test]
fn the_register_filters_sorts_and_pages() {
    let office = Office::seeded();
    let list = |mut body: Value| {
        body["as_of"] = json!("2024-06-01");
        office.ok("task_list", body)
    };
    assert_eq!(list(json!({}))["total"], 41);
    assert_eq!(codes(&list(json!({"status": ["open_overdue"], "sort": [{"key": "late", "descending": true}]}))["rows"]), ["N25", "N03", "N06", "N09", "N33"]);
    assert_eq!(codes(&list(json!({"text": "hoa don dien tu"}))["rows"]), ["N26", "N41"]);
    assert_eq!(codes(&list(json!({"due_from": "2024-06-01", "due_to": "2024-06-30"}))["rows"]), ["N28"]);
    assert_eq!(list(json!({"focus_area": "DM1"}))["total"], 12);
    let by_deadline = list(json!({"sort": [{"key": "deadline", "descending": true}], "limit": 3}));
    assert_eq!(codes(&by_deadline["rows"])[..2], ["N29", "N28"]);
    let all = codes(&list(json!({"sort": [{"key": "agency"}, {"key": "code", "descending": true}]}))["rows"]);
    let paged: Vec<String> = (0..5)
        .flat_map(|page| codes(&list(json!({"sort": [{"key": "agency"}, {"key": "code", "descending": true}], "offset": page * 9, "limit": 9}))["rows"]))
        .collect();
    assert_eq!(paged, all);
}

#[test]
fn search_ignores_marks_and_finds_focus_areas_first() {
    let office = Office::seeded();
    let hits = office.ok("search", json!({"text": "day manh ha tang so"}));
    assert_eq!((&hits[0]["noun"], &hits[0]["code"]), (&json!("focus_area"), &json!("ĐM2")));
    assert_eq!(office.ok("search", json!({"text": "N03"}))[0]["code"], "N03");
    assert_eq!(office.ok("search", json!({"text": "chuyen doi"})).as_array().unwrap().len(), 29);
    assert_eq!(office.ok("search", json!({"text": "“\" ' ( AND -- *"})), json!([]));
    assert!(office.ok("search", json!({"text": "Thua Thien"})).as_array().unwrap().iter().any(|hit| hit["noun"] == "agency"));
    // The index follows an edit and its undo.
    office.ok("task_edit", json!({"id": "N07", "statement": "Xin chào thế giới"}));
    assert_eq!(office.ok("search", json!({"text": "xin chao"}))[0]["code"], "N07");
    office.ok("undo", json!({}));
    assert_eq!(office.ok("search", json!({"text": "xin chao"})), json!([]));
}

#[test]
fn history_tells_who_what_and_from_what_to_what() {
    let office = Office::seeded();
    office.ok("task_edit", json!({"id": "N03", "deadline": "trong quý III/2024", "correction": true}));
    office.ok("setting_edit", json!({"person": "Trần Thị Hoa"}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-06-01"}));
    let acts = office.ok("history", json!({"noun": "task", "id": "N03"}));
    let lines: Vec<String> = acts
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|act| act["lines"].as_array().unwrap().iter().map(move |line| (act, line)))
        .map(|(act, line)| format!("{} {} {}→{}", act["op"]["actor"].as_str().unwrap(), line["part"], line["from"], line["to"]))
        .collect();
    assert!(lines.iter().any(|line| line.starts_with("Trần Thị Hoa") && line.contains("01/06/2024")), "{lines:#?}");
    assert!(lines.contains(&"Nguyễn Văn An null \"trong tháng 5/2024\"→\"trong quý III/2024\"".to_owned()), "{lines:#?}");
    let ops = office.ok("op_list", json!({}));
    assert_eq!((&ops["ops"][0]["command"], &ops["ops"][0]["subject"]), (&json!("task_complete"), &json!("N03")));
    assert_eq!((&ops["ops"][3]["command"], &ops["ops"][3]["actor"]), (&json!("book_create"), &json!("Nguyễn Văn An")));
}

#[test]
fn agencies_keep_their_successors() {
    let office = Office::seeded();
    let old = office.ok("agency_list", json!({"text": "TT&TT"}))[0].clone();
    let ministry = office.ok("agency_get", json!({"id": old["id"]}));
    let next: Vec<&str> = ministry["succeeded_by"].as_array().unwrap().iter().map(|s| s["to"]["short_name"].as_str().unwrap()).collect();
    assert!(next.contains(&"Bộ KH&CN") && next.contains(&"Bộ VHTTDL"), "{next:?}");
    let count = |body: Value| office.ok("agency_list", body).as_array().unwrap().len();
    assert_eq!(count(json!({"group": "63-dia-phuong"})), 63);
    assert_eq!(count(json!({"group": "34-tinh-thanh-pho"})), 34);
    assert_eq!(count(json!({"kind": "province", "on": "2024-06-01"})), 63);
    assert_eq!(count(json!({"kind": "province", "on": "2026-06-01"})), 34);
    assert_eq!(office.refused("agency_delete", json!({"id": old["id"]})).code, "agency.in_use");
}

#[test]
fn numbers_open_lists_of_the_same_size() {
    let office = Office::seeded();
    let overview = office.ok("overview", json!({"as_of": "2024-06-01"}));
    let sum = |counts: &Value| counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
    for one in overview["agencies"].as_array().unwrap() {
        let door = match one["agency"]["id"].as_str() {
            Some(agency) => json!({"as_of": "2024-06-01", "obliged": agency}),
            None => json!({"as_of": "2024-06-01", "lead": ""}),
        };
        let list = office.ok("task_list", door);
        assert_eq!((&list["total"], &list["counts"]), (&json!(sum(&one["counts"])), &one["counts"]), "{}", one["agency"]);
    }
    for one in overview["groups"].as_array().unwrap() {
        let list = office.ok("task_list", json!({"as_of": "2024-06-01", "agency_group": one["id"]}));
        assert_eq!((&list["total"], &list["counts"]), (&json!(sum(&one["counts"])), &one["counts"]), "{}", one["name"]);
    }
}

#[test]
fn an_agency_is_judged_on_its_own_part_of_a_common_task() {
    let office = Office::seeded();
    let part = office.ok("task_get", json!({"id": "N29"}))["assignments"][0].clone();
    office.ok("step_add", json!({"assignments": [part["id"]], "kind": "done", "day": "2024-05-31"}));
    let own = office.ok("task_list", json!({"agency": part["agency"]["id"], "text": "lõm sóng", "as_of": "2024-06-01"}));
    assert_eq!((&own["rows"][0]["standing"]["status"], &own["rows"][0]["of"]), (&json!("done_on_time"), &json!(1)));
    let whole = office.ok("task_get", json!({"id": "N29", "as_of": "2024-06-01"}));
    assert_eq!((&whole["standing"]["status"], &whole["done"], &whole["of"]), (&json!("open_in_time"), &json!(1), &json!(63)));
}

#[test]
fn a_task_entered_today_was_not_there_yesterday() {
    let office = Office::bare();
    let task = office.ok("task_add", json!({"statement": "Việc mới", "deadline": "năm 2024"}));
    assert_eq!(task["assigned_on"], "2024-06-01");
    assert_eq!(office.ok("overview", json!({"as_of": "2024-05-31"}))["total"], 0);
    let rates = office.ok("overview", json!({"as_of": "2024-06-01"}))["rates"].clone();
    assert!(rates.as_array().unwrap().iter().all(|rate| rate["last_year_percent"].is_null()), "{rates}");
}

#[test]
fn days_and_leads_that_cannot_be_are_refused() {
    let office = Office::seeded();
    let lead = office.ok("task_get", json!({"id": "N02"}))["assignments"][0]["id"].clone();
    for (name, body, code) in [
        ("task_complete", json!({"id": "N02", "completed_on": "2020-01-01"}), "day.before_assigned"),
        ("task_complete", json!({"id": "N02", "completed_on": "30-05-24"}), "day.unreadable"),
        ("task_edit", json!({"id": "N02", "assigned_on": "2199-01-01"}), "day.to_come"),
        ("step_add", json!({"assignments": [lead], "kind": "started", "day": "2024-06-02"}), "day.in_future"),
        ("step_add", json!({"assignments": [lead], "kind": "reopened", "day": "2024-06-01"}), "step.out_of_order"),
        ("assignment_edit", json!({"id": lead, "role": "coordinating"}), "assignment.last_lead"),
        ("setting_edit", json!({"person": "  "}), "required"),
    ] {
        assert_eq!(office.refused(name, body.clone()).code, code, "{name} {body}");
    }
    let empty = office.ok("agency_group_add", json!({"name": "日本"}));
    let error = office.refused("task_add", json!({"statement": "x", "agency_group": empty["id"]}));
    assert_eq!((error.code.as_str(), error.field.as_deref()), ("agency_group.empty", Some("agency_group")));
    let same = office.ok("agency_list", json!({"text": "TT&TT"}))[0]["id"].clone();
    let error = office.refused("assignment_add", json!({"task": "N02", "agency": same, "role": "coordinating"}));
    assert!(error.message.contains("Bộ TT&TT"), "{}", error.message);
}
