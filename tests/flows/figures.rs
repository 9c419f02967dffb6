//! Figures a minister can trust: read in the indicator's unit, kept beside one another, judged honestly.

use serde_json::{Value, json};

use crate::office::Office;

fn read(office: &Office, indicator: &str, text: &str) -> Value {
    office.ok("figure_read", json!({"indicator": indicator, "text": text}))
}

#[test]
fn a_figures_words_are_read_in_the_indicators_own_unit() {
    let office = Office::seeded();
    let card = office.ok("indicator_list", json!({"text": "căn cước"}))["rows"][0].clone();
    assert_eq!(card["unit"], "triệu thẻ");
    let code = card["code"].as_str().unwrap();
    for text in ["86", "86 triệu", "trên 86 triệu thẻ", "0,086 tỷ"] {
        assert_eq!(read(&office, code, text)["value"], 86.0, "{text}");
    }
    assert_eq!(read(&office, code, "gần 86 triệu")["qualifier"], "gần");
    // The window's language declares the notation: what the book prints it also reads.
    let money = office.ok("indicator_list", json!({"text": "thanh toán trực tuyến"}))["rows"].clone();
    let money = money.as_array().unwrap().iter().find(|row| row["unit"] == "tỷ đồng").unwrap().clone();
    let code = money["code"].as_str().unwrap();
    assert_eq!(read(&office, code, money["latest"]["written"].as_str().unwrap())["value"], 12900.0);
    for text in ["36,3 tỷ USD", "17,7%", "12 dịch vụ"] {
        let error = office.refused("figure_read", json!({"indicator": code, "text": text}));
        assert_eq!((error.code.as_str(), error.field.as_deref()), ("figure.other_unit", Some("text")), "{text}");
    }
    assert_eq!(office.refused("figure_read", json!({"indicator": code, "text": "50.000 - 100.000"})).code, "figure.range");
}

#[test]
fn of_two_figures_of_one_day_both_stay_and_the_last_entered_shows() {
    let office = Office::seeded();
    office.ok("observation_add", json!({"indicator": "CT26", "numerator": 45, "denominator": 53, "as_of_day": "2024-04-24"}));
    let row = office.ok("indicator_get", json!({"id": "CT26", "as_of": "2024-06-01"}));
    assert_eq!((&row["latest"]["written"], &row["rivals"]), (&json!("45/53 dịch vụ"), &json!(1)));
    assert_eq!(row["observations"].as_array().unwrap().len(), 3);
}

#[test]
fn a_draft_counts_nowhere_and_no_data_takes_nothing_away() {
    let office = Office::seeded();
    office.ok("observation_add", json!({"indicator": "CT26", "value": 53, "as_of_day": "2024-05-31", "approval": "draft"}));
    office.ok("observation_add", json!({"indicator": "CT26", "state": "no_data", "as_of_day": "2024-05-31"}));
    let row = office.ok("indicator_get", json!({"id": "CT26", "as_of": "2024-06-01"}));
    assert_eq!((&row["latest"]["written"], &row["judgement"]["band"]), (&json!("41/53 dịch vụ"), &json!("speed_up")));
    let chart = office.ok("chart_draw", json!({"chart": {"kind": "attainment", "as_of": "2024-06-01"}}));
    assert_eq!(chart["title"], "0 trong 2 chỉ tiêu có số liệu đã đạt mục tiêu");
}

#[test]
fn periods_that_add_up_are_judged_together() {
    let office = Office::seeded();
    office.ok("indicator_add", json!({"code": "X", "name": "Hồ sơ", "unit": "hồ sơ", "kind": "count", "time_rule": "sum"}));
    office.ok("target_add", json!({"indicator": "X", "bound": "at_least", "value_min": 1200, "deadline": "năm 2024"}));
    for month in 1..=4 {
        office.ok("observation_add", json!({"indicator": "X", "value": 100, "period": format!("2024-{month:02}")}));
    }
    let row = |day: &str| office.ok("indicator_get", json!({"id": "X", "as_of": day}));
    // On 30 April, day 121 of 366, 400 of 1.200 are there.
    let seen = row("2024-06-01");
    assert_eq!((&seen["combined"]["written"], &seen["combined"]["figures"]), (&json!("400 hồ sơ"), &json!(4)));
    let level = seen["judgement"]["ratio"].as_f64().unwrap();
    assert!((level - (400.0 / 1200.0) / (121.0 / 366.0)).abs() < 1e-12, "{level}");
    assert_eq!(seen["light"], "on_track");
    // The quarter and its months are not added to each other.
    office.ok("observation_add", json!({"indicator": "X", "value": 310, "period": "2024-Q1"}));
    assert_eq!(row("2024-06-01")["combined"]["number"], 410.0);
    // A quarter of the other calendar is other days: it is left out, and said to be.
    office.ok("observation_add", json!({"indicator": "X", "value": 999, "period": "2024-Q1", "calendar": "administrative"}));
    let seen = row("2024-06-01");
    assert_eq!((&seen["combined"]["number"], &seen["combined"]["other_calendar"]), (&json!(410.0), &json!(1)));
    // Before any of it was known there is no figure, not zero.
    assert_eq!(row("2024-01-15")["judgement"]["band"], "no_data");
    // A figure without a period may hold any of these already.
    office.ok("observation_add", json!({"indicator": "X", "value": 450, "as_of_day": "2024-05-10"}));
    assert_eq!(row("2024-06-01")["judgement"]["reason"], "several_periods");
}

#[test]
fn met_is_told_by_the_light_and_a_share_only_where_it_means_something() {
    let office = Office::bare();
    for (code, direction, target, value, share) in [
        ("A", "lower", json!({"bound": "exactly", "value_min": 10}), 20, false),
        ("B", "range", json!({"bound": "range", "value_min": 10, "value_max": 20}), 200, false),
        ("C", "range", json!({"bound": "range", "value_min": 10, "value_max": 20}), 15, true),
        ("D", "lower", json!({"bound": "at_most", "value_max": 30}), 25, false),
        ("E", "higher", json!({"bound": "at_least", "value_min": 10}), 5, true),
    ] {
        office.ok("indicator_add", json!({"code": code, "name": format!("Chỉ tiêu {code}"), "unit": "hạng", "kind": "count", "direction": direction}));
        let mut target = target;
        target["indicator"] = json!(code);
        office.ok("target_add", target);
        office.ok("observation_add", json!({"indicator": code, "value": value, "as_of_day": "2024-05-01"}));
        let svg = office.ok("chart_draw", json!({"chart": {"kind": "attainment"}}))["svg"].as_str().unwrap().to_owned();
        assert_eq!(svg.contains(&format!("{}%", value * 10)), share, "{code}");
        office.ok("indicator_edit", json!({"id": code, "name": format!("Chỉ tiêu {code} đã xem")}));
    }
    // C lies in its range, D is within its limit; A, B and E are not there.
    assert_eq!(office.ok("chart_draw", json!({"chart": {"kind": "attainment"}}))["title"], "2 trong 5 chỉ tiêu có số liệu đã đạt mục tiêu");
}

#[test]
fn a_figure_is_of_a_day_that_has_been_and_of_a_size_that_can_be_drawn() {
    let office = Office::seeded();
    let add = |body: Value| office.refused("observation_add", body);
    assert_eq!(add(json!({"indicator": "CT26", "value": 1, "as_of_day": "2024-06-02"})).code, "day.to_come");
    assert_eq!(add(json!({"indicator": "CT26", "numerator": 1e299, "denominator": 1e-299, "as_of_day": "2024-06-01"})).code, "observation.tiny_denominator");
    assert_eq!(add(json!({"indicator": "CT26", "value": 1, "as_of_day": "06-05-24"})).code, "day.unreadable");
    // Nothing is known of a period that has not begun; within it, or after it, everything may be.
    let early = add(json!({"indicator": "CT26", "value": 1, "period": "2024-Q2", "as_of_day": "2024-03-31"}));
    assert_eq!((early.code.as_str(), early.field.as_deref()), ("observation.before_period", Some("as_of_day")));
    for day in ["2024-04-01", "2024-06-01"] {
        office.ok("observation_add", json!({"indicator": "CT26", "value": 1, "period": "2024-Q2", "as_of_day": day}));
    }
}

#[test]
fn whose_a_figure_is_and_its_calendar_can_be_put_right() {
    let office = Office::seeded();
    office.ok("indicator_add", json!({"code": "X1", "name": "Số dịch vụ công", "unit": "dịch vụ", "kind": "count", "time_rule": "last"}));
    let id = office.ok("observation_add", json!({"indicator": "X1", "period": "2024-Q1", "value": 5}))["id"].clone();
    let agency = office.ok("agency_list", json!({}))[0]["id"].clone();
    let moved = office.ok("observation_edit", json!({"id": id, "agency": agency, "calendar": "administrative"}));
    assert_eq!((&moved["agency"]["id"], &moved["as_of_day"]), (&agency, &json!("2024-03-14")));
    let back = office.ok("observation_edit", json!({"id": id, "agency": null, "calendar": "statistical"}));
    assert_eq!((&back["agency"], &back["as_of_day"]), (&Value::Null, &json!("2024-03-31")), "its day follows the calendar");
    let dated = office.ok("observation_edit", json!({"id": id, "calendar": "administrative", "as_of_day": "2024-03-10"}));
    assert_eq!(dated["as_of_day"], json!("2024-03-10"), "unless a day is said");
    assert_eq!(office.refused("observation_edit", json!({"id": id, "agency": "nobody"})).field.as_deref(), Some("agency"));
}
