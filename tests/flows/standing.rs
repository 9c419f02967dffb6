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
