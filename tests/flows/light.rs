//! The light of an indicator: by which method, with which numbers, and what a person says instead.

use serde_json::{Value, json};

use crate::office::Office;

fn light(office: &Office, id: &str, day: &str) -> Value {
    office.ok("indicator_get", json!({"id": id, "as_of": day}))
}

#[test]
fn a_light_shows_its_formula_with_the_numbers_put_in() {
    let office = Office::seeded();
    let judgement = light(&office, "CT26", "2024-06-01")["judgement"].clone();
    let formula = json!({"kind": "linear", "baseline": 36.0, "observed": 41.0, "target": 53.0, "days_passed": 115, "days_whole": 366});
    assert_eq!((&judgement["method"], &judgement["formula"]), (&json!("linear_to_target"), &formula));
    assert_eq!((&judgement["thresholds"]["on_track"], &judgement["thresholds"]["speed_up"]), (&json!(0.95), &json!(0.6)));
    // 12 services in the 213 days that are left; 5 came in 115.
    let pace = &judgement["pace"];
    assert_eq!((&pace["remaining"], &pace["days_left"]), (&json!(12.0), &json!(213)));
    assert!((pace["needed"].as_f64().unwrap() - 12.0 / 213.0 * 30.0).abs() < 1e-12);
    assert!((pace["so_far"].as_f64().unwrap() - 5.0 / 115.0 * 30.0).abs() < 1e-12);
    // On the straight line there would be 36 + 17 · 153/366 on 1 June.
    assert!((judgement["expected_today"].as_f64().unwrap() - (36.0 + 17.0 * 153.0 / 366.0)).abs() < 1e-9);
}

#[test]
fn the_method_is_the_indicators_or_the_offices_and_bands_are_settings() {
    let office = Office::seeded();
    let seen = |day: &str| {
        let row = light(&office, "CT26", day);
        (row["judgement"]["method"].clone(), row["light"].clone())
    };
    assert_eq!(seen("2024-06-01"), (json!("linear_to_target"), json!("speed_up")));
    office.ok("setting_edit", json!({"method": "cagr_open_sdg"}));
    // (41/36)^(366/115) − 1 over 53/36 − 1: 1,07.
    assert_eq!(seen("2024-06-01"), (json!("cagr_open_sdg"), json!("on_track")));
    let ratio = light(&office, "CT26", "2024-06-01")["judgement"]["ratio"].as_f64().unwrap();
    assert!((ratio - ((41.0_f64 / 36.0).powf(366.0 / 115.0) - 1.0) / (53.0 / 36.0 - 1.0)).abs() < 1e-9, "{ratio}");
    office.ok("indicator_edit", json!({"id": "CT26", "method": "linear_to_target"}));
    assert_eq!(seen("2024-06-01").0, json!("linear_to_target"));
    office.ok("setting_edit", json!({"method": null, "thresholds": {"on_track": "0,9", "speed_up": "0,5", "slow": 0}}));
    assert_eq!(office.ok("setting_list", json!({}))["progress"]["thresholds"]["on_track"], 0.9);
    let error = office.refused("setting_edit", json!({"thresholds": {"on_track": 0.5, "speed_up": 0.6, "slow": 0}}));
    assert_eq!((error.code.as_str(), error.field.as_deref()), ("progress.thresholds", Some("thresholds")));
    assert!(error.message.contains("0,5; 0,6; 0"), "{}", error.message);
    office.ok("setting_edit", json!({"thresholds": null}));
    assert_eq!(office.ok("setting_list", json!({}))["progress"]["thresholds"]["on_track"], 0.95);
}

#[test]
fn a_person_may_say_otherwise_with_a_reason_for_a_time() {
    let office = Office::seeded();
    let body = json!({"indicator": "CT26", "band": "slow", "reason": "Mức độ 3, 4 không còn được dùng", "day": "2024-05-01", "until": "2024-06-30"});
    office.ok("indicator_override", body);
    let row = light(&office, "CT26", "2024-06-01");
    assert_eq!((&row["light"], &row["judgement"]["band"]), (&json!("slow"), &json!("speed_up")));
    let own = &row["overridden"];
    assert_eq!((&own["person"], &own["reason"]), (&json!("Nguyễn Văn An"), &json!("Mức độ 3, 4 không còn được dùng")));
    // Before and after it, what is computed shows.
    for day in ["2024-04-30", "2024-07-01"] {
        let row = light(&office, "CT26", day);
        assert_eq!((&row["light"], &row["overridden"]), (&row["judgement"]["band"], &Value::Null), "{day}");
    }
    // Counted as shown.
    let lights = office.ok("overview", json!({"as_of": "2024-06-01"}))["lights"].clone();
    assert!(lights.as_array().unwrap().iter().any(|light| light["band"] == "slow" && light["count"] == 1), "{lights}");
    office.ok("indicator_override_delete", json!({"id": own["id"]}));
    assert_eq!(light(&office, "CT26", "2024-06-01")["light"], "speed_up");
    for (body, code, field) in [
        (json!({"indicator": "CT26", "band": "no_data", "reason": "x"}), "override.no_data", "band"),
        (json!({"indicator": "CT26", "band": "slow", "reason": "  "}), "required", "reason"),
        (json!({"indicator": "CT26", "band": "slow", "reason": "x", "day": "2024-05-01", "until": "2024-04-01"}), "override.until", "until"),
    ] {
        let error = office.refused("indicator_override", body);
        assert_eq!((error.code.as_str(), error.field.as_deref()), (code, Some(field)));
    }
}

#[test]
fn after_a_change_of_method_nothing_is_compared_across_it() {
    let office = Office::seeded();
    office.ok("indicator_edit", json!({"id": "CT49", "baseline_value": 25, "baseline_day": "2021-06-29"}));
    office.ok("observation_add", json!({"indicator": "CT49", "value": 1, "as_of_day": "2024-05-01"}));
    // Tier 1 is no place 1 of a ranking.
    assert_eq!(light(&office, "CT49", "2024-06-01")["light"], "achieved");
    office.ok("method_break_add", json!({"indicator": "CT49", "day": "2024-01-01", "note": "Từ xếp hạng sang phân nhóm"}));
    let row = light(&office, "CT49", "2024-06-01");
    assert_eq!((&row["light"], &row["judgement"]["reason"]), (&json!("cannot_assess"), &json!("method_break")));
    let chart = office.ok("chart_draw", json!({"chart": {"kind": "indicator_line", "indicator": "CT49", "as_of": "2024-06-01"}}));
    assert!(chart["svg"].as_str().unwrap().contains("phân nhóm"), "the break is drawn");
    assert_eq!(office.refused("method_break_add", json!({"indicator": "CT49", "day": "2024-01-01", "note": "lần nữa"})).code, "taken");
    // With a baseline by the new method it is judged again.
    office.ok("indicator_edit", json!({"id": "CT49", "baseline_value": 3, "baseline_day": "2024-01-01"}));
    assert_eq!(light(&office, "CT49", "2024-06-01")["light"], "achieved");
}
