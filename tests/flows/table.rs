//! The register as a table: groups, order, places; many tasks at once; blocks from a spreadsheet; saved views.

use serde_json::{Value, json};

use crate::office::{Office, codes};

const DAY: &str = "2024-06-01";

fn list(office: &Office, mut body: Value) -> Value {
    body["as_of"] = json!(DAY);
    office.ok("task_list", body)
}

fn agency(office: &Office, short: &str) -> Value {
    let found = office.ok("agency_list", json!({"text": short}));
    found.as_array().unwrap().iter().find(|one| one["short_name"] == short).unwrap()["id"].clone()
}

#[test]
fn groups_say_where_they_begin_and_how_they_stand() {
    let office = Office::seeded();
    for by in ["focus_area", "agency", "status", "document", "deadline_month", "owner", "priority"] {
        let all = list(&office, json!({"group_by": by, "sort": [{"key": "deadline"}, {"key": "code"}]}));
        let groups = all["groups"].as_array().unwrap();
        let mut first = 0;
        let mut keys = Vec::new();
        for group in groups {
            assert_eq!(group["first"], first, "{by}");
            assert!(!keys.contains(&group["key"]), "{by}: one group for {}", group["key"]);
            keys.push(group["key"].clone());
            let counted: u64 = group["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
            assert_eq!(group["count"], counted, "{by}");
            assert!(!group["label"].as_str().unwrap().is_empty(), "{by}");
            first += group["count"].as_u64().unwrap();
        }
        assert_eq!(first, 41, "{by}");
    }
    let areas = list(&office, json!({"group_by": "focus_area"}));
    let labels: Vec<&str> = areas["groups"].as_array().unwrap().iter().map(|group| group["label"].as_str().unwrap()).collect();
    assert!(labels[0].starts_with("TC1") && labels.windows(2).all(|two| two[0] != two[1]), "{labels:?}");
    let months = list(&office, json!({"group_by": "deadline_month"}));
    let keys: Vec<&str> = months["groups"].as_array().unwrap().iter().map(|group| group["key"].as_str().unwrap()).collect();
    assert!(keys.contains(&"2024-05") && keys.last() == Some(&""), "those without a deadline come last: {keys:?}");
    assert_eq!(list(&office, json!({}))["groups"], json!([]));
}

#[test]
fn order_inside_groups_and_what_is_missing_comes_last() {
    let office = Office::seeded();
    let grouped = list(&office, json!({"group_by": "status", "sort": [{"key": "late", "descending": true}, {"key": "code", "descending": true}]}));
    let overdue = grouped["groups"].as_array().unwrap().iter().find(|group| group["key"] == "open_overdue").unwrap();
    let (first, count) = (overdue["first"].as_u64().unwrap() as usize, overdue["count"].as_u64().unwrap() as usize);
    assert_eq!(codes(&grouped["rows"])[first..first + count], ["N25", "N33", "N09", "N06", "N03"]);
    for descending in [false, true] {
        let by_deadline = list(&office, json!({"sort": [{"key": "deadline", "descending": descending}]}));
        let dues: Vec<bool> = by_deadline["rows"].as_array().unwrap().iter().map(|row| row["due"].is_null()).collect();
        assert!(dues.windows(2).all(|two| two[0] <= two[1]), "without a deadline last, descending: {descending}");
    }
    let keys = ["product", "document", "original", "extended", "priority", "owner", "assigned_by", "assigned_on", "agency", "focus_area", "statement", "done"];
    for key in keys {
        assert_eq!(list(&office, json!({"sort": [{"key": key, "descending": true}]}))["total"], 41, "{key}");
    }
}

#[test]
fn a_task_is_found_at_its_place_in_any_order() {
    let office = Office::seeded();
    for body in [json!({}), json!({"group_by": "agency", "sort": [{"key": "late", "descending": true}]}), json!({"status": ["open_overdue"]})] {
        let mut request = body.clone();
        request["ids"] = json!(true);
        request["limit"] = json!(0);
        request["place_of"] = json!("N25");
        let found = list(&office, request);
        let place = found["place"].as_u64().unwrap() as usize;
        assert_eq!(found["rows"], json!([]));
        assert_eq!(found["ids"].as_array().unwrap().len() as u64, found["total"].as_u64().unwrap());
        let all = list(&office, body);
        assert_eq!((&all["rows"][place]["code"], &all["rows"][place]["id"]), (&json!("N25"), &found["ids"][place]));
        assert_eq!(all["ids"], Value::Null);
    }
    assert_eq!(list(&office, json!({"status": ["open_overdue"], "place_of": "N01"}))["place"], Value::Null);
}

#[test]
fn the_usual_questions_have_filters() {
    let office = Office::seeded();
    assert_eq!(list(&office, json!({"mine": true}))["total"], 0);
    office.ok("task_edit_many", json!({"ids": ["N03", "N07"], "fields": {"owner": "Nguyễn Văn An"}}));
    assert_eq!(codes(&list(&office, json!({"mine": true}))["rows"]), ["N03", "N07"]);

    // What somebody changed; what the book was born with is nobody's change, and what was taken back is none.
    assert_eq!(codes(&list(&office, json!({"changed_since": DAY}))["rows"]), ["N03", "N07"]);
    assert_eq!(list(&office, json!({"changed_since": "2024-06-02"}))["total"], 0);
    assert_eq!(list(&office, json!({"changed_within": 7}))["total"], 2);
    office.ok("undo", json!({}));
    assert_eq!(list(&office, json!({"changed_within": 7}))["total"], 0);

    office.ok("task_edit", json!({"id": "N04", "deadline": "04/06/2024", "focus_areas": []}));
    let due = |days: u32| codes(&list(&office, json!({"due_in": days}))["rows"]).contains(&"N04".to_owned());
    assert_eq!((due(7), due(3), due(2)), (true, true, false));
    let without: Vec<String> = codes(&list(&office, json!({"focus_area": ""}))["rows"]);
    assert!(without.contains(&"N04".to_owned()));
}

#[test]
fn many_tasks_change_in_one_act_or_none_does() {
    let office = Office::seeded();
    let before = office.dump();
    let done = office.ok(
        "task_edit_many",
        json!({"ids": ["N03", "N04", "N03"], "fields": {"focus_area": "DM5", "deadline": "trong quý IV/2024", "correction": true, "priority": "high", "tags_add": ["trọng tâm", "a"], "tags_remove": ["a"]}}),
    );
    assert_eq!(done["tasks"], 2, "each once");
    for code in ["N03", "N04"] {
        let task = office.ok("task_get", json!({"id": code, "as_of": DAY}));
        assert_eq!((&task["due"], &task["priority"], &task["focus_areas"][0]["code"]), (&json!("2024-12-31"), &json!("high"), &json!("DM5")), "{code}");
        assert_eq!(task["focus_areas"].as_array().unwrap().iter().filter(|placing| placing["main"] == true).count(), 1);
    }
    assert_eq!(office.ok("undo_state", json!({}))["undo"]["subject"], "N03, N04");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before, "one undo");

    // N12 is for every province: it has no lead of its own, so nothing happens to the others either.
    let refused = office.refused("task_edit_many", json!({"ids": ["N03", "N12"], "fields": {"lead": agency(&office, "Bộ Tư pháp")}}));
    assert_eq!(refused.code, "task.of_many");
    assert!(refused.message.contains("N12"), "{}", refused.message);
    assert_eq!(office.dump(), before);
    assert_eq!(office.refused("task_edit_many", json!({"ids": ["N03", "N99"], "fields": {"note": "x"}})).code, "not_found");
    assert_eq!(office.refused("task_edit_many", json!({"ids": [], "fields": {}})).field.as_deref(), Some("ids"));
}

#[test]
fn steps_of_many_tasks_leave_those_alone_that_have_nothing_to_do() {
    let office = Office::seeded();
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-20"}));
    let before = office.dump();
    let done = office.ok("task_step_many", json!({"ids": ["N03", "N04", "N12"], "kind": "done", "day": "31/05/2024", "evidence": "15/QĐ"}));
    assert_eq!((&done["tasks"], &done["left"]), (&json!(2), &json!(["N03"])));
    let task = office.ok("task_get", json!({"id": "N12", "as_of": DAY}));
    assert_eq!(task["done"], task["of"], "every agency of the group");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
    assert_eq!(office.refused("task_step_many", json!({"ids": ["N03"], "kind": "done", "day": "2024-05-31"})).code, "task.nothing_to_do");
    let refused = office.refused("task_step_many", json!({"ids": ["N04", "N05"], "kind": "started", "day": "2024-07-01"}));
    assert!(refused.message.contains("N04"), "{}", refused.message);
    let gone = office.ok("task_delete_many", json!({"ids": ["N04", "N05"]}));
    assert_eq!((&gone["tasks"], &list(&office, json!({}))["total"]), (&json!(2), &json!(39)));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
}

/// What LibreOffice Calc puts on the clipboard, cell by cell: dates day first, a text of two lines.
fn block() -> Value {
    json!([
        ["Trình ban hành Chiến lược\nphát triển công nghiệp bán dẫn", "bộ kế hoạch và đầu tư", "30/09/2024", "Cao"],
        ["Trình Chính phủ Nghị định", "Bo TT&TT", "trước 30/5/2024", ""],
    ])
}

#[test]
fn a_block_of_a_spreadsheet_is_planned_pasted_and_undone_as_one_act() {
    let office = Office::seeded();
    let before = office.dump();
    let request = json!({"tasks": ["N03", "N04"], "columns": ["statement", "agency", "deadline", "priority"], "cells": block(), "correction": true});
    let plan = office.ok("task_paste_plan", request.clone());
    assert_eq!((&plan["refused"], &plan["beyond"], &plan["tasks"], &plan["assumed"]), (&json!(0), &json!(0), &json!(2), &json!(1)));
    let deadline = plan["cells"].as_array().unwrap().iter().find(|cell| cell["text"] == "30/09/2024").unwrap();
    assert_eq!((&deadline["deadline"]["last_day"], &deadline["code"]), (&json!("2024-09-30"), &json!("N03")));
    assert_eq!(plan["cells"][0]["deadline"]["assumption"], "before_day_inclusive", "what rests on an assumption comes first");
    assert_eq!(office.dump(), before, "planning writes nothing");

    let done = office.ok("task_paste", request);
    assert_eq!((&done["tasks"], &done["added"]), (&json!(2), &json!([])));
    let task = office.ok("task_get", json!({"id": "N03", "as_of": DAY}));
    assert_eq!(task["statement"], "Trình ban hành Chiến lược phát triển công nghiệp bán dẫn", "a statement is one line");
    assert_eq!((&task["leads"][0]["short_name"], &task["due"], &task["priority"]), (&json!("Bộ KH&ĐT"), &json!("2024-09-30"), &json!("high")));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before, "one undo takes all of it back");
}

#[test]
fn a_name_is_never_taken_by_likeness() {
    let office = Office::seeded();
    let request = |cell: &str| json!({"tasks": ["N03"], "columns": ["agency"], "cells": [[cell]]});
    let plan = office.ok("task_paste_plan", request("Bộ Thông tin Truyền thông"));
    assert_eq!(plan["refused"], 1);
    let offers = plan["cells"][0]["offers"].as_array().unwrap().clone();
    assert!(offers.iter().any(|offer| offer["label"].as_str().unwrap().starts_with("Bộ Thông tin và Truyền thông")), "{offers:?}");
    assert_eq!(office.refused("task_paste", request("Bộ Thông tin Truyền thông")).field.as_deref(), Some("cells[0][0]"));
    // What is offered is taken as it stands.
    assert_eq!(office.ok("task_paste_plan", request(offers[0]["value"].as_str().unwrap()))["refused"], 0);
    // Two agencies of one name, before and after the provinces merged: a person says which.
    let provinces = office.ok("task_paste_plan", request("Hải Phòng"));
    assert_eq!((&provinces["refused"], provinces["cells"][0]["offers"].as_array().unwrap().len()), (&json!(1), 2));
}

#[test]
fn every_cell_says_what_is_wrong_with_it() {
    let office = Office::seeded();
    let plan = office.ok(
        "task_paste_plan",
        json!({
            "tasks": ["N03", "N12"],
            "columns": ["code", "focus_area", "deadline", "assigned_on", "priority", "status", "agency"],
            "cells": [["N04", "ĐM9", "31/02/2024", "32/1/2024", "Rất gấp", "Quá hạn", ""], ["N12", "dm1", "", "", "thấp", "", "Bộ Công Thương"]],
        }),
    );
    let refused: Vec<(&str, &str)> = plan["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| !cell["problem"].is_null())
        .map(|cell| (cell["code"].as_str().unwrap(), cell["column"].as_str().unwrap()))
        .collect();
    assert_eq!(refused, [("N03", "code"), ("N03", "focus_area"), ("N03", "deadline"), ("N03", "assigned_on"), ("N03", "priority"), ("N12", "agency")]);
    assert_eq!(plan["passed_over"], json!(["status"]));
    let area = plan["cells"].as_array().unwrap().iter().find(|cell| cell["column"] == "focus_area").unwrap();
    assert_eq!(area["offers"].as_array().unwrap().len(), 8);

    // After an extension the original deadline no longer decides: the table does not pretend it does.
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "30/09/2024", "reason": "Chờ ý kiến", "requested_on": "2024-05-10"}));
    let id = asked["extensions"][0]["id"].clone();
    office.ok("extension_decide", json!({"id": id, "approve": true, "decided_on": "2024-05-20"}));
    let cell = |column: &str| json!({"tasks": ["N03"], "columns": [column], "cells": [["31/12/2024"]], "correction": true});
    assert_eq!(office.refused("task_paste", cell("deadline")).code, "cell.extended");
    office.ok("task_paste", cell("original"));
    let task = office.ok("task_get", json!({"id": "N03", "as_of": DAY}));
    assert_eq!((&task["deadline"]["last_day"], &task["due"]), (&json!("2024-12-31"), &json!("2024-09-30")));
}

#[test]
fn rows_beyond_the_list_become_tasks_only_when_somebody_says_so() {
    let office = Office::seeded();
    let mut request = json!({
        "tasks": ["N41"], "columns": ["statement", "coordinating", "assigned_on"],
        "cells": [["Nhiệm vụ cuối", "", "01/05/2024"], ["Nhiệm vụ mới", "Bộ Văn hóa, Thể thao và Du lịch, Bộ Nội vụ; Bộ Công an", ""], ["", "", ""]],
    });
    assert_eq!(office.ok("task_paste_plan", request.clone())["beyond"], 1, "an empty row asks for nothing");
    assert_eq!(office.refused("task_paste", request.clone()).code, "paste.beyond");
    request["add"] = json!(true);
    request["assigned_on"] = json!("2024-05-31");
    assert_eq!(office.ok("task_paste_plan", request.clone())["added"], 1);
    let done = office.ok("task_paste", request);
    assert_eq!((&done["tasks"], &done["added"]), (&json!(1), &json!(["N42"])));
    let task = office.ok("task_get", json!({"id": "N42", "as_of": DAY}));
    assert_eq!((task["coordinating"].as_array().unwrap().len(), &task["assigned_on"]), (3, &json!("2024-05-31")));
    let without = json!({"tasks": [], "columns": ["note"], "cells": [["x"]], "add": true});
    assert_eq!(office.refused("task_paste", without).code, "cell.new_without_statement");
}

#[test]
fn a_single_cell_is_edited_and_emptied_the_same_way() {
    let office = Office::seeded();
    let write = |column: &str, text: &str| office.ok("task_paste", json!({"tasks": ["N03"], "columns": [column], "cells": [[text]]}));
    for (column, text, field, expect) in [
        ("owner", "Trần Thị Hoa", "owner", json!("Trần Thị Hoa")),
        ("owner", "", "owner", Value::Null),
        ("tags", "b; a, b", "tags", json!(["a", "b"])),
        ("tags", "", "tags", json!([])),
        ("note", "dòng một\ndòng hai", "note", json!("dòng một\ndòng hai")),
        ("assigned_on", "", "assigned_on", Value::Null),
        ("focus_area", "", "focus_areas", json!([])),
    ] {
        write(column, text);
        assert_eq!(office.ok("task_get", json!({"id": "N03"}))[field], expect, "{column}: {text:?}");
    }
    write("agency", "");
    assert_eq!(office.ok("task_get", json!({"id": "N03"}))["leads"], json!([]));
    assert_eq!(office.refused("task_paste", json!({"tasks": ["N03"], "columns": ["statement"], "cells": [[""]]})).code, "required");
    // The same text again changes nothing and leaves no trace.
    let answer = office.answer("task_paste", json!({"tasks": ["N03"], "columns": ["note"], "cells": [["dòng một\ndòng hai"]]}));
    assert_eq!(answer["op"], Value::Null);
}

#[test]
fn views_are_kept_renamed_ordered_and_removed() {
    let office = Office::seeded();
    let names = |office: &Office| -> Vec<String> {
        let views = office.ok("saved_view_list", json!({}));
        views.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
    };
    let built_in = names(&office).len();
    let views = office.ok("saved_view_list", json!({}));
    for (id, expect) in [("overdue", 5), ("due_7", 0), ("mine", 0), ("changed_7", 0), ("all", 41)] {
        let view = views.as_array().unwrap().iter().find(|view| view["id"] == id).unwrap();
        assert_eq!(list(&office, view["layout"]["list"].clone())["total"], expect, "{id}");
    }
    let layout = json!({"list": {"group_by": "agency", "sort": [{"key": "late", "descending": true}], "status": ["open_overdue"], "offset": 10, "as_of": DAY},
                        "columns": [{"key": "code"}, {"key": "statement", "width": 420}]});
    let one = office.ok("saved_view_save", json!({"name": "Việc của Cục", "layout": layout}));
    let two = office.ok("saved_view_save", json!({"name": "Giao ban", "layout": {"list": {}}}));
    assert_eq!((&one["layout"]["list"]["offset"], &one["layout"]["list"]["as_of"]), (&Value::Null, &Value::Null), "a view belongs to no day and no page");
    assert_eq!(one["layout"]["columns"][1], json!({"key": "statement", "width": 420}));
    assert_eq!(office.refused("saved_view_save", json!({"name": "Giao ban", "layout": {"list": {}}})).field.as_deref(), Some("name"));
    assert_eq!(office.refused("saved_view_rename", json!({"id": two["id"], "name": "Tôi theo dõi"})).code, "taken");
    office.ok("saved_view_move", json!({"id": two["id"], "before": one["id"]}));
    assert_eq!(names(&office)[built_in..], ["Giao ban", "Việc của Cục"]);
    office.ok("saved_view_rename", json!({"id": two["id"], "name": "Giao ban tuần"}));
    office.ok("saved_view_save", json!({"id": one["id"], "layout": {"list": {"chase": true}}}));
    office.ok("saved_view_delete", json!({"id": two["id"]}));
    assert_eq!(names(&office)[built_in..], ["Việc của Cục"]);
    assert_eq!(office.refused("saved_view_delete", json!({"id": "overdue"})).code, "not_found");
    office.ok("undo", json!({}));
    assert_eq!(names(&office)[built_in..], ["Giao ban tuần", "Việc của Cục"]);

    // The columns of the person at this machine are kept beside the books.
    office.ok("prefs_edit", json!({"task_columns": [{"key": "code", "width": 90}, {"key": "note"}]}));
    let office = office.restart();
    assert_eq!(office.ok("desk_state", json!({}))["prefs"]["task_columns"][0], json!({"key": "code", "width": 90}));
    office.ok("prefs_edit", json!({"task_columns": null}));
    assert_eq!(office.ok("desk_state", json!({}))["prefs"]["task_columns"], Value::Null);
}

#[test]
fn a_task_given_to_every_agency_of_a_group_takes_no_lead_whoever_it_is() {
    let office = Office::seeded();
    let task = office.ok("task_get", json!({"id": "N14"}));
    let parts = task["assignments"].as_array().unwrap();
    assert!(parts.len() > 80, "{}", parts.len());
    for part in parts {
        let plan = office.ok("task_paste_plan", json!({"tasks": [task["id"]], "columns": ["agency"], "cells": [[part["agency"]["name"]]]}));
        assert_eq!((&plan["refused"], &plan["changes"]), (&json!(1), &json!(0)), "{plan}");
    }
}
