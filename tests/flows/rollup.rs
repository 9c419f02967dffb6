//! Figures of agencies as one: by the agency rule, over periods, by the old and the new structure, with coverage.

use serde_json::{Value, json};

use crate::office::Office;

/// Provinces of a group, by the beginning of their short names.
fn province(office: &Office, group: &str, name: &str) -> Value {
    let rows = office.ok("agency_list", json!({"group": group}));
    let rows = rows.as_array().unwrap();
    rows.iter().find(|row| row["short_name"].as_str().unwrap().contains(name)).unwrap_or_else(|| panic!("{name}"))["id"].clone()
}

fn members(office: &Office, group: &str) -> Vec<Value> {
    office.ok("agency_list", json!({"group": group})).as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
}

fn indicator(office: &Office, code: &str, kind: &str, time: &str, agency: &str) {
    let unit = if kind == "percent" { "%" } else { "hồ sơ" };
    office.ok("indicator_add", json!({"code": code, "name": format!("Chỉ tiêu {code}"), "unit": unit, "kind": kind, "time_rule": time, "agency_rule": agency}));
}

fn roll(office: &Office, body: Value) -> Value {
    office.ok("rollup", body)["periods"][0].clone()
}

#[test]
fn counts_are_the_same_by_63_and_by_34_provinces() {
    let office = Office::seeded_on("2026-11-01");
    indicator(&office, "X", "count", "last", "sum");
    let old = members(&office, "63-dia-phuong");
    assert_eq!(old.len(), 63);
    // 60 of 63 report: 1, 2, 3 …
    for (number, agency) in old.iter().take(60).enumerate() {
        office.ok("observation_add", json!({"indicator": "X", "agency": agency, "value": number + 1, "period": "2024"}));
    }
    let by = |group: &str, structure: &str| {
        roll(&office, json!({"indicator": "X", "group": group, "structure": structure, "periods": ["2024"], "as_of": "2026-11-01"}))
    };
    let old = by("63-dia-phuong", "listed");
    assert_eq!(old["whole"]["number"], 1830.0);
    assert_eq!(old["whole"]["coverage"], json!({"with": 60, "of": 63, "missing": 3, "not_applicable": 0, "unusable": 0}));
    for (group, structure, rows) in [("63-dia-phuong", "new", 34), ("34-tinh-thanh-pho", "listed", 34), ("34-tinh-thanh-pho", "old", 63)] {
        let seen = by(group, structure);
        assert_eq!(seen["whole"]["number"], 1830.0, "{group} {structure}");
        assert_eq!(seen["rows"].as_array().unwrap().len(), rows, "{group} {structure}");
    }
    // Behind all rows together stands each figure once.
    let rows = by("34-tinh-thanh-pho", "listed")["rows"].clone();
    let mut behind: Vec<String> = rows.as_array().unwrap().iter().flat_map(|row| row["behind"].as_array().unwrap()).map(Value::to_string).collect();
    behind.sort();
    behind.dedup();
    assert_eq!(behind.len(), 60);
    let made_of = |least: i64| rows.as_array().unwrap().iter().filter(|row| row["made_of"]["of"].as_i64() >= Some(least)).count();
    assert_eq!((made_of(2), made_of(1)), (23, 24), "23 of the 34 were merged from several, and one was renamed");
}

#[test]
fn a_merged_province_is_the_mean_of_the_old_ones_where_the_indicator_says_so() {
    let office = Office::seeded_on("2026-11-01");
    indicator(&office, "DTI", "count", "last", "mean");
    office.ok("indicator_edit", json!({"id": "DTI", "merge_rule": "mean"}));
    for (name, value) in [("Phú Thọ", 0.6), ("Vĩnh Phúc", 0.7), ("Hòa Bình", 0.5)] {
        let agency = province(&office, "63-dia-phuong", name);
        office.ok("observation_add", json!({"indicator": "DTI", "agency": agency, "value": value, "period": "2024"}));
    }
    let seen = roll(&office, json!({"indicator": "DTI", "group": "34-tinh-thanh-pho", "periods": ["2024"]}));
    let new = province(&office, "34-tinh-thanh-pho", "Phú Thọ");
    let row = seen["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == new).unwrap();
    assert!((row["number"].as_f64().unwrap() - 0.6).abs() < 1e-12);
    assert_eq!((&row["made_of"]["with"], &row["made_of"]["of"], row["behind"].as_array().unwrap().len()), (&json!(3), &json!(3), 3));
    assert_eq!(seen["whole"]["coverage"]["with"], 1);
    // The other way round nothing is split: the old provinces have nothing, and it is said where it went.
    office.ok("observation_add", json!({"indicator": "DTI", "agency": new, "value": 0.9, "period": "2025"}));
    let seen = roll(&office, json!({"indicator": "DTI", "group": "63-dia-phuong", "periods": ["2025"]}));
    assert_eq!((&seen["whole"]["number"], &seen["whole"]["why"]), (&Value::Null, &json!("no_figure")));
    let old = province(&office, "63-dia-phuong", "Vĩnh Phúc");
    let row = seen["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == old).unwrap();
    assert_eq!((&row["state"], &row["became"]["id"]), (&json!("missing"), &new));
    // Of a time before the merger nothing is said of it.
    let before = roll(&office, json!({"indicator": "DTI", "group": "63-dia-phuong", "periods": ["2023"]}));
    let row = before["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == old).unwrap();
    assert_eq!((&row["state"], &row["became"]), (&json!("missing"), &Value::Null));
}

#[test]
fn a_ratio_comes_from_numerators_and_zero_is_not_missing() {
    let office = Office::seeded();
    indicator(&office, "R", "percent", "last", "ratio");
    let group = office.ok("agency_group_add", json!({"name": "Bốn tỉnh", "members": members(&office, "63-dia-phuong")[..5]}));
    let who = members(&office, "bon-tinh");
    let add = |number: usize, mut body: Value| {
        body["indicator"] = json!("R");
        body["agency"] = who[number].clone();
        body["as_of_day"] = json!("2024-05-31");
        office.ok("observation_add", body);
    };
    add(0, json!({"numerator": 5, "denominator": 10}));
    add(1, json!({"numerator": 90, "denominator": 90}));
    add(2, json!({"numerator": 0, "denominator": 100}));
    add(3, json!({"state": "not_applicable", "reason": "không có xã"}));
    add(4, json!({"value": 80}));
    office.ok("observation_add", json!({"indicator": "R", "value": 60, "as_of_day": "2024-05-31", "qualifier": "gần"}));
    let seen = roll(&office, json!({"indicator": "R", "group": group["id"]}));
    // 95 of 200, not the mean of 50, 100, 0 and 80; a bare share has no numerator to add.
    assert_eq!((&seen["whole"]["number"], &seen["whole"]["written"]), (&json!(47.5), &json!("47,5%")));
    assert_eq!(seen["whole"]["coverage"], json!({"with": 3, "of": 4, "missing": 0, "not_applicable": 1, "unusable": 1}));
    assert_eq!(seen["whole"]["stated"]["written"], "gần 60%", "what the book has for the whole itself stands beside it");
    let states: Vec<&Value> = seen["rows"].as_array().unwrap().iter().map(|row| &row["state"]).collect();
    assert!(states.contains(&&json!("not_applicable")) && states.iter().filter(|state| **state == &json!("figure")).count() == 4);
}

#[test]
fn weights_are_figures_of_another_indicator() {
    let office = Office::seeded();
    indicator(&office, "W", "percent", "last", "weighted_mean");
    indicator(&office, "P", "count", "last", "sum");
    office.ok("indicator_edit", json!({"id": "W", "weight": "P"}));
    office.ok("agency_group_add", json!({"name": "Ba tỉnh", "members": members(&office, "63-dia-phuong")[..3]}));
    let who = members(&office, "ba-tinh");
    for (number, (share, people)) in [(10, Some(1)), (40, Some(3)), (99, None)].into_iter().enumerate() {
        office.ok("observation_add", json!({"indicator": "W", "agency": who[number], "value": share, "as_of_day": "2024-05-01"}));
        if let Some(people) = people {
            office.ok("observation_add", json!({"indicator": "P", "agency": who[number], "value": people, "as_of_day": "2024-04-01"}));
        }
    }
    let seen = roll(&office, json!({"indicator": "W", "group": "ba-tinh"}));
    assert_eq!((&seen["whole"]["number"], &seen["whole"]["coverage"]["unusable"]), (&json!(32.5), &json!(1)));
    assert_eq!(office.refused("indicator_edit", json!({"id": "W", "weight": "W"})).code, "indicator.own_weight");
    assert_eq!(office.refused("indicator_edit", json!({"id": "W", "weight": "none"})).field.as_deref(), Some("weight"));
}

#[test]
fn a_year_of_old_and_new_provinces_is_added_up_once() {
    let office = Office::seeded_on("2026-01-10");
    indicator(&office, "S", "count", "sum", "sum");
    let add = |agency: &Value, period: &str, value: f64| {
        office.ok("observation_add", json!({"indicator": "S", "agency": agency, "value": value, "period": period}));
    };
    let (a, b) = (province(&office, "63-dia-phuong", "Hải Dương"), province(&office, "63-dia-phuong", "Hải Phòng"));
    let new = province(&office, "34-tinh-thanh-pho", "Hải Phòng");
    assert_ne!(b, new, "the new city is another unit than the old one");
    for (agency, first) in [(&a, 10.0), (&b, 20.0)] {
        add(agency, "2025-Q1", first);
        add(agency, "2025-Q2", first + 1.0);
    }
    add(&new, "2025-Q3", 100.0);
    add(&new, "2025-Q4", 200.0);
    let year = |group: &str| roll(&office, json!({"indicator": "S", "group": group, "periods": ["2025"]}));
    assert_eq!(year("34-tinh-thanh-pho")["whole"]["number"], 362.0);
    assert_eq!(year("63-dia-phuong")["whole"]["number"], 62.0, "by the old structure only what was told by it");
    // As of an earlier day only what was known.
    let seen = roll(&office, json!({"indicator": "S", "group": "34-tinh-thanh-pho", "periods": ["2025"], "as_of": "2025-05-01"}));
    assert_eq!((&seen["whole"]["number"], &seen["last_day"]), (&json!(30.0), &json!("2025-05-01")));
    assert_eq!(office.refused("rollup", json!({"indicator": "S", "group": "34-tinh-thanh-pho", "periods": ["2025-13"]})).field.as_deref(), Some("periods"));
}

#[test]
fn targets_of_agencies_stand_beside_their_figures() {
    let office = Office::seeded();
    let who = members(&office, "63-dia-phuong");
    office.ok("target_add", json!({"indicator": "CT06", "bound": "at_least", "value_min": 1, "agency_group": "63-dia-phuong"}));
    office.ok("target_add", json!({"indicator": "CT06", "bound": "at_least", "value_min": 3, "agency": who[0]}));
    for agency in &who[..2] {
        office.ok("observation_add", json!({"indicator": "CT06", "agency": agency, "value": 2, "as_of_day": "2024-05-01"}));
    }
    let seen = roll(&office, json!({"indicator": "CT06", "group": "63-dia-phuong"}));
    let row = |agency: &Value| seen["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == *agency).unwrap().clone();
    assert_eq!((&row(&who[0])["meets"], &row(&who[1])["meets"]), (&json!(false), &json!(true)));
    assert_eq!(row(&who[0])["target"]["written"], "ít nhất 3 đề án");
    // Targets of agencies are no targets of the whole.
    assert_eq!(office.ok("indicator_get", json!({"id": "CT06"}))["target"]["code"], "T12");
    assert_eq!(office.refused("agency_group_delete", json!({"id": "63-dia-phuong"})).code, "agency_group.in_use");
    let both = json!({"indicator": "CT06", "bound": "at_least", "value_min": 1, "agency": who[0], "agency_group": "63-dia-phuong"});
    assert_eq!(office.refused("target_add", both).code, "target.one_addressee");
}
