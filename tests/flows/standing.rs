//! What decides a figure of a past day is not changed in passing: deadlines that have passed, extensions that
//! came too late, parts that ended.

use serde_json::{Value, json};

use crate::office::Office;

fn status(office: &Office, task: &str, day: &str) -> Value {
    office.ok("task_get", json!({"id": task, "as_of": day}))["standing"]["status"].clone()
}

#[test]
fn a_deadline_that_has_passed_is_written_over_only_as_a_typing_error() {
    let office = Office::seeded_on("2024-06-10");
    let before = office.dump();
    let late = "30/6/2024";
    // Every door: the task, many tasks, a cell, a block.
    assert_eq!(office.refused("task_edit", json!({"id": "N03", "deadline": late})).code, "deadline.passed");
    assert_eq!(office.refused("task_edit", json!({"id": "N03", "deadline": ""})).code, "deadline.passed");
    let many = office.refused("task_edit_many", json!({"ids": ["N05", "N03"], "fields": {"deadline": late}}));
    assert!(many.message.contains("N03") && many.message.contains("31/05/2024"), "{}", many.message);
    let cell = |column: &str, correction: bool| json!({"tasks": ["N03"], "columns": [column], "cells": [[late]], "correction": correction});
    for column in ["deadline", "original"] {
        assert_eq!(office.refused("task_paste", cell(column, false)).code, "deadline.passed");
        let plan = office.ok("task_paste_plan", cell(column, false));
        assert_eq!((&plan["refused"], &plan["overtyped"]), (&json!(1), &json!(1)));
        assert_eq!(office.ok("task_paste_plan", cell(column, true))["changes"], 1);
    }
    // The same day in other words changes no figure.
    office.ok("task_edit", json!({"id": "N03", "deadline": "31/5/2024"}));
    office.ok("undo", json!({}));
    assert_eq!((office.dump(), status(&office, "N03", "2024-06-05")), (before, json!("open_overdue")));

    office.ok("task_edit", json!({"id": "N03", "deadline": late, "correction": true}));
    assert_eq!(status(&office, "N03", "2024-06-05"), "open_in_time");
    let said = office.ok("undo_state", json!({}))["undo"]["subject"].clone();
    assert_eq!(said, "N03 · sửa lỗi nhập thời hạn");
    // The new deadline has not passed: until it has, it is changed as any other field.
    office.ok("task_edit", json!({"id": "N03", "deadline": "15/7/2024"}));
    // A task without a deadline gets one.
    office.ok("task_edit", json!({"id": "N05", "deadline": "31/5/2024"}));
    assert_eq!(office.refused("task_edit", json!({"id": "N05", "deadline": late})).code, "deadline.passed");
}

#[test]
fn the_deadline_of_an_extended_task_is_written_over_at_no_door() {
    let office = Office::seeded_on("2024-05-20");
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "30/9/2024", "reason": "Chờ ý kiến"}));
    office.ok("extension_decide", json!({"id": asked["extensions"][0]["id"], "approve": true}));
    let before = office.dump();
    assert_eq!(office.refused("task_edit", json!({"id": "N03", "deadline": "30/6/2024"})).code, "deadline.extended");
    let many = office.refused("task_edit_many", json!({"ids": ["N03"], "fields": {"deadline": "30/6/2024"}}));
    assert!(many.message.contains("đã được gia hạn"), "{}", many.message);
    let cell = |column: &str| json!({"tasks": ["N03"], "columns": [column], "cells": [["30/6/2024"]]});
    assert_eq!(office.refused("task_paste", cell("original")).code, "deadline.extended");
    // That column shows the current deadline, which is not the task's own.
    assert_eq!(office.refused("task_paste", cell("deadline")).code, "cell.extended");
    assert_eq!(office.dump(), before);
    let corrected = office.ok("task_edit", json!({"id": "N03", "deadline": "30/6/2024", "correction": true}));
    assert_eq!((&corrected["deadline"]["last_day"], &corrected["due"]), (&json!("2024-06-30"), &json!("2024-09-30")));
}

fn part(office: &Office, task: &str) -> Value {
    office.ok("task_get", json!({"id": task}))["assignments"][0]["id"].clone()
}

#[test]
fn an_extension_asked_for_after_the_work_was_done_moves_nothing() {
    let office = Office::seeded_on("2024-06-25");
    let ask = |day: &str| json!({"task": "N03", "deadline": "30/6/2024", "reason": "Chờ ý kiến", "requested_on": day});
    office.ok("task_complete", json!({"id": "N03", "completed_on": "10/6/2024"}));
    let refused = office.refused("extension_request", ask("15/6/2024"));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("extension.done", Some("requested_on")));
    // Asked for in time and entered later: that counts.
    let asked = office.ok("extension_request", ask("10/6/2024"));
    let id = asked["extensions"][0]["id"].clone();
    assert_eq!(office.refused("extension_edit", json!({"id": id, "requested_on": "11/6/2024"})).code, "extension.done");
    office.ok("extension_decide", json!({"id": id, "approve": true, "decided_on": "20/6/2024"}));
    assert_eq!(status(&office, "N03", "2024-06-25"), "done_on_time");
}

#[test]
fn work_whose_end_is_entered_late_stays_done_late() {
    let office = Office::seeded_on("2024-06-25");
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "30/6/2024", "reason": "Chờ ý kiến", "requested_on": "15/6/2024"}));
    let id = asked["extensions"][0]["id"].clone();
    office.ok("extension_decide", json!({"id": id, "approve": true, "decided_on": "20/6/2024"}));
    assert_eq!(status(&office, "N03", "2024-06-25"), "open_in_time");
    office.ok("task_complete", json!({"id": "N03", "completed_on": "10/6/2024"}));
    let task = office.ok("task_get", json!({"id": "N03"}));
    assert_eq!((&task["standing"]["status"], &task["standing"]["late_days"]), (&json!("done_late"), &json!(10)));
    assert_eq!((&task["due"], &task["extended"], &task["original"]), (&json!("2024-05-31"), &json!(0), &Value::Null));
    assert_eq!(task["extensions"][0]["too_late"], true, "it is shown, and that it does not count");
    assert_eq!(office.refused("extension_decide", json!({"id": id, "approve": true})).code, "extension.done");
    for basis in ["current", "original"] {
        assert_eq!(office.ok("overview", json!({"basis": basis}))["counts"]["done_late"], 1, "{basis}");
    }
    // Open again, it is the deadline of what is left to do.
    office.ok("task_reopen", json!({"id": "N03", "day": "22/6/2024"}));
    assert_eq!(status(&office, "N03", "2024-06-25"), "open_in_time");
}

#[test]
fn an_agency_that_was_done_before_the_common_task_was_extended_stays_late() {
    let office = Office::seeded_on("2024-06-25");
    let late = part(&office, "N33");
    office.ok("step_add", json!({"assignments": [late], "kind": "done", "day": "10/6/2024"}));
    let asked = office.ok("extension_request", json!({"task": "N33", "deadline": "31/12/2024", "reason": "Chờ ý kiến", "requested_on": "15/6/2024"}));
    office.ok("extension_decide", json!({"id": asked["extensions"][0]["id"], "approve": true, "decided_on": "20/6/2024"}));
    let matrix = office.ok("matrix", json!({"tasks": ["N33"]}));
    let counts = &matrix["counts"];
    assert_eq!((&counts["done_late"], &counts["done_on_time"], &counts["open_in_time"]), (&json!(1), &json!(0), &json!(6)));
}

#[test]
fn an_agency_has_one_number_wherever_it_is_told() {
    let office = Office::seeded();
    for day in ["2024-05-31", "2024-06-01"] {
        let overview = office.ok("overview", json!({"as_of": day}));
        let rates = office.ok("task_rates", json!({"by": "agency", "as_of": day}));
        let rows = rates["rows"].as_array().unwrap();
        assert!(rows.len() > 60, "every agency that answers for something");
        for row in rows.iter().filter(|row| row["key"] != "") {
            let mut counts = overview["agencies"].as_array().unwrap().iter().find(|one| one["agency"]["id"] == row["key"]).unwrap()["counts"].clone();
            // What is done regularly has no rate.
            counts["ongoing"] = json!(0);
            assert_eq!(row["counts"], counts, "{}", row["name"]);
        }
        assert_eq!(rates["groups"].as_array().unwrap().len(), overview["groups"].as_array().unwrap().len());
        let id = overview["agencies"].as_array().unwrap().iter().find(|one| one["agency"]["short_name"] == "Bộ TT&TT").unwrap().clone();
        let list = office.ok("task_list", json!({"as_of": day, "obliged": id["agency"]["id"]}));
        assert_eq!(list["counts"], id["counts"], "the list behind the number");
        assert_eq!(list["total"], 16);
    }
}

#[test]
fn a_whole_assigned_later_takes_nothing_from_the_days_before() {
    let office = Office::seeded_on("2024-06-10");
    let total = |day: &str| office.ok("overview", json!({"as_of": day}))["total"].as_u64().unwrap();
    let (before, after) = (total("2024-05-10"), total("2024-06-05"));
    office.ok("task_add", json!({"code": "CM1", "statement": "Chương trình chung", "assigned_on": "1/6/2024"}));
    office.ok("task_edit", json!({"id": "N10", "parent": "CM1"}));
    assert_eq!((total("2024-05-10"), total("2024-06-05")), (before, after), "one came, one went into it");
    // Other fields leave it where it is.
    office.ok("task_edit", json!({"id": "N10", "note": "x"}));
    let of = |day: &str| office.ok("task_get", json!({"id": "N10", "as_of": day}))["parent"].clone();
    assert!(of("2024-06-05").is_string() && of("2024-05-10").is_null());
}

#[test]
fn what_a_task_is_made_of_is_counted_from_the_day_it_was_assigned() {
    let office = Office::seeded_on("2024-06-10");
    for day in ["1/5/2024", "5/6/2024"] {
        office.ok("task_add", json!({"statement": format!("Hồ sơ {day}"), "parent": "N17", "assigned_on": day}));
    }
    for (day, count) in [("2024-06-01", 1), ("2024-06-05", 2)] {
        let task = office.ok("task_get", json!({"id": "N17", "as_of": day}));
        let list = office.ok("task_list", json!({"text": "N17", "as_of": day}));
        assert_eq!((&task["parts_of"], task["parts"].as_array().unwrap().len()), (&json!(count), count), "{day}");
        assert_eq!(list["rows"][0]["parts_of"], count, "{day}");
    }
}

#[test]
fn work_that_was_reopened_has_begun() {
    let office = Office::seeded_on("2024-06-10");
    office.ok("task_complete", json!({"id": "N03", "completed_on": "30/5/2024"}));
    office.ok("task_reopen", json!({"id": "N03", "day": "5/6/2024"}));
    let task = office.ok("task_get", json!({"id": "N03"}));
    assert_eq!((&task["standing"]["not_started"], &task["assignments"][0]["begun"]), (&json!(false), &json!(true)));
    assert_eq!(task["assignments"][0]["started_on"], Value::Null, "nobody said when");
}

#[test]
fn what_comes_into_the_book_overdue_is_told_once() {
    let office = Office::seeded_on("2024-06-20");
    let told = |since: &str| crate::office::codes(&office.ok("reminders", json!({"since": since}))["became_overdue"]["rows"]);
    assert!(told("2024-06-15").is_empty(), "what the book was born with was told before");
    office.ok("task_add", json!({"code": "N60", "statement": "Nhập muộn", "deadline": "31/5/2024", "assigned_on": "1/4/2024"}));
    office.ok("task_edit", json!({"id": "N06", "deadline": "10/6/2024", "correction": true}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "10/6/2024"}));
    office.ok("task_reopen", json!({"id": "N03", "day": "18/6/2024"}));
    office.ok("task_edit", json!({"id": "N25", "note": "Một ghi chú không làm việc mới quá hạn"}));
    let mut found = told("2024-06-15");
    found.sort();
    assert_eq!(found, ["N03", "N06", "N60"]);
}

#[test]
fn a_task_without_a_day_of_assignment_is_as_old_as_its_document() {
    let office = Office::seeded_on("2024-12-01");
    let without = |code: &str, citations: Value| {
        office.ok("task_add", json!({"code": code, "statement": "Không ngày giao", "deadline": "sớm", "citations": citations}));
        office.ok("task_edit", json!({"id": code, "assigned_on": null}));
        office.ok("task_get", json!({"id": code}))["standing"]["chase"].clone()
    };
    let unknown = || office.ok("reminders", json!({}))["chase_unknown"].as_u64().unwrap();
    let before = unknown();
    // Thông báo 203 is of 6 May 2024.
    assert_eq!(without("N61", json!([{"document": "TB203"}])), true);
    assert_eq!((unknown(), without("N62", json!([])), unknown()), (before, json!(false), before + 1), "nobody can tell, and that is said");
    let early = office.ok("task_get", json!({"id": "N61", "as_of": "2024-08-01"}));
    assert_eq!(early["standing"]["chase"], false);
}

#[test]
fn months_come_from_the_setting() {
    let office = Office::seeded_on("2024-12-01");
    office.ok("setting_edit", json!({"chase_after_months": 6}));
    let views = office.ok("saved_view_list", json!({}));
    let chase = views.as_array().unwrap().iter().find(|view| view["id"] == "chase").unwrap();
    assert_eq!(chase["name"], "Không thời hạn, đã giao trên 6 tháng");
    assert_eq!(office.ok("overview", json!({}))["chase_after_months"], 6);
}
