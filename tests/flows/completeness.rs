//! Completeness: who has not reported what for which period; nobody is asked too early, too late or after its end.

use serde_json::{Value, json};

use crate::office::Office;

/// 63 provinces report X1 every quarter from the first of 2024 on; its figures are due when the quarter is over.
fn office() -> (Office, Vec<Value>) {
    let office = Office::seeded_on("2024-08-01");
    office.ok("setting_edit", json!({"statistics_days": 0}));
    office.ok("indicator_add", json!({"code": "X1", "name": "Số dịch vụ công", "unit": "dịch vụ", "kind": "count", "agency_rule": "sum"}));
    let groups = office.ok("agency_group_list", json!({}));
    let group = groups.as_array().unwrap().iter().find(|group| group["members"] == 63).unwrap()["id"].clone();
    office.ok("indicator_edit", json!({"id": "X1", "frequency": "quarter", "reporters": group, "reports_from": "2024-Q1"}));
    let grid = office.ok("entry_grid", json!({"layout": "agency_by_period", "kind": "quarter", "indicator": "X1"}));
    let members = grid["rows"].as_array().unwrap().iter().skip(1).map(|row| row["agency"].clone()).collect();
    (office, members)
}

fn enter(office: &Office, cells: Vec<Value>, approval: &str) {
    office.ok("entry_save", json!({"cells": cells, "approval": approval, "notation": "vietnamese"}));
}

#[test]
fn figures_drafts_reasons_and_silence_are_told_apart() {
    let (office, members) = office();
    let typed = |at: usize, period: &str, typed: &str| json!({"indicator": "X1", "agency": members[at], "period": period, "typed": typed});
    enter(&office, (0..60).map(|at| typed(at, "2024-Q1", "7")).collect(), "approved");
    enter(&office, vec![typed(60, "2024-Q1", "8")], "draft");
    enter(&office, vec![typed(61, "2024-Q1", "chưa có số liệu: đang rà soát")], "approved");
    let told = office.ok("completeness", json!({}));
    let board = &told["boards"][0];
    let names: Vec<&str> = board["periods"].as_array().unwrap().iter().map(|period| period["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["quý II/2023", "quý III/2023", "quý IV/2023", "quý I/2024", "quý II/2024", "quý III/2024"]);
    let cells = board["rows"][0]["cells"].as_array().unwrap();
    assert!(cells[..3].iter().all(Value::is_null), "nobody was asked before 2024");
    assert_eq!(cells[3], json!({"expected": 63, "figures": 60, "without": 1, "drafts": 1, "missing": 1}));
    assert_eq!(cells[4]["missing"], 63);
    assert_eq!((&board["periods"][5]["due"], &told["due"], &told["there"]), (&json!(false), &json!(126), &json!(61)));
    let most = &told["agencies"][0];
    assert_eq!((&most["agency"]["id"], &most["missing"], &most["due"]), (&members[62], &json!(2), &json!(2)));

    let who = office.ok("completeness_missing", json!({"indicator": "X1", "period": "2024-Q1"}));
    assert_eq!((&who["missing"][0]["id"], &who["drafts"][0]["id"], &who["without"][0]["reason"]), (&members[62], &members[60], &json!("đang rà soát")));
    assert_eq!((&who["period"], who["missing"].as_array().unwrap().len()), (&json!("quý I/2024"), 1));
    let refused = office.refused("completeness_missing", json!({"indicator": "CT26", "period": "2024-Q1"}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("completeness.unasked", Some("indicator")));
}

#[test]
fn the_past_is_asked_what_was_due_then() {
    let (office, _) = office();
    let april = office.ok("completeness", json!({"as_of": "2024-03-31"}));
    assert_eq!(april["due"], 0, "the last day of the quarter is still a day to report");
    assert_eq!(office.ok("completeness", json!({"as_of": "2024-04-01"}))["due"], 63);
    // An agency that ended in the first quarter owes that quarter and no more.
    let first = office.ok("completeness", json!({}))["agencies"][0]["agency"]["id"].clone();
    office.ok("agency_edit", json!({"id": first, "valid_to": "2024-02-15"}));
    let cells = office.ok("completeness", json!({}))["boards"][0]["rows"][0]["cells"].clone();
    assert_eq!((&cells[3]["expected"], &cells[4]["expected"]), (&json!(63), &json!(62)));
}

#[test]
fn before_the_first_report_an_indicator_is_not_due() {
    let (office, _) = office();
    office.ok("target_add", json!({"indicator": "X1", "bound": "at_least", "value_min": 100, "deadline": "năm 2024"}));
    let band = |day: &str| office.ok("indicator_get", json!({"id": "X1", "as_of": day}))["light"].clone();
    assert_eq!((band("2024-03-31"), band("2024-04-01")), (json!("not_due"), json!("no_data")));
}

#[test]
fn a_book_that_asks_nobody_says_so() {
    let office = Office::seeded();
    let told = office.ok("completeness", json!({}));
    assert_eq!((&told["boards"], &told["due"]), (&json!([]), &json!(0)));
    assert!(told["unasked"].as_u64().unwrap() > 0);
}

#[test]
fn statistics_are_due_on_no_day_until_the_office_sets_one() {
    let (office, _) = office();
    office.ok("setting_edit", json!({"statistics_days": null}));
    let told = office.ok("completeness", json!({}));
    let period = &told["boards"][0]["periods"][4];
    assert_eq!((&period["due_on"], &period["due"], &period["over"]), (&Value::Null, &json!(false), &json!(true)));
    assert_eq!((&told["due"], &told["waiting"], &told["agencies"]), (&json!(0), &json!(126), &json!([])), "waited for, never late");
    office.ok("setting_edit", json!({"statistics_days": 31}));
    let told = office.ok("completeness", json!({}));
    assert_eq!((&told["boards"][0]["periods"][4]["due_on"], &told["due"]), (&json!("2024-07-31"), &json!(126)));
    office.ok("setting_edit", json!({"statistics_days": 32}));
    assert_eq!((&office.ok("completeness", json!({}))["due"], office.refused("setting_edit", json!({"statistics_days": 400})).code.as_str()), (&json!(63), "setting.report_days"));
}

#[test]
fn nine_months_stay_on_the_board_after_they_are_over() {
    let office = Office::seeded_on("2024-12-14");
    let groups = office.ok("agency_group_list", json!({}));
    let group = groups.as_array().unwrap().iter().find(|group| group["members"] == 63).unwrap()["id"].clone();
    office.ok("indicator_add", json!({"code": "X1", "name": "Số hồ sơ", "unit": "hồ sơ", "kind": "count", "calendar": "administrative"}));
    office.ok("indicator_edit", json!({"id": "X1", "frequency": "nine_months", "reporters": group, "reports_from": "2024-9M"}));
    for (day, due) in [("2024-09-25", 0), ("2024-09-26", 63), ("2024-10-30", 63), ("2024-12-14", 63)] {
        let told = office.ok("completeness", json!({"as_of": day}));
        let newest = told["boards"][0]["periods"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&newest["period"], &newest["due_on"], &told["due"]), (&json!("2024-9M"), &json!("2024-09-25"), &json!(due)), "{day}");
        let recent = office.ok("period_recent", json!({"kind": "nine_months", "calendar": "administrative", "as_of": day, "count": 1}));
        assert_eq!(recent[0]["period"], "2024-9M");
    }
    // This level sends earlier than the 25th (NĐ 09/2019/NĐ-CP, Điều 8), but not before the data are closed.
    office.ok("setting_edit", json!({"send_by_day": 20}));
    assert_eq!(office.ok("completeness", json!({"as_of": "2024-09-21"}))["due"], 63);
    let refused = office.refused("setting_edit", json!({"send_by_day": 14}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("period.send_by", Some("send_by_day")));
}
