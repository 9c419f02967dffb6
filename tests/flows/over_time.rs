//! Figures of periods as one, as the light and the roll-up tell it: what runs on, what follows the year of reports, what
//! is missing, what was measured otherwise, and by when a target is asked.

use serde_json::{Value, json};

use crate::office::Office;

/// An indicator that counts, summed over periods and agencies unless `more` says otherwise.
fn indicator(office: &Office, code: &str, more: Value) {
    let mut fields = json!({"code": code, "name": "Số dịch vụ công", "unit": "dịch vụ", "kind": "count", "time_rule": "sum", "agency_rule": "sum", "direction": "higher"});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.ok("indicator_add", fields);
}

fn target(office: &Office, code: &str, least: f64, deadline: &str) {
    office.ok("target_add", json!({"indicator": code, "bound": "at_least", "value_min": least, "deadline": deadline}));
}

fn figure(office: &Office, code: &str, period: &str, value: f64) -> Value {
    office.ok("observation_add", json!({"indicator": code, "period": period, "value": value}))["id"].clone()
}

/// The light, why it is not one, and the number that is judged.
fn judged(office: &Office, code: &str, as_of: &str) -> (String, Value, Value) {
    let row = office.ok("indicator_get", json!({"id": code, "as_of": as_of}));
    let judgement = &row["judgement"];
    (row["light"].as_str().unwrap().to_owned(), judgement["reason"].clone(), judgement["observed_value"].clone())
}

#[test]
fn a_running_total_is_the_last_one() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({}));
    target(&office, "X1", 10.0, "năm 2024");
    for (period, value) in [("2024-Q1", 6.0), ("2024-Q2", 8.0)] {
        office.ok("observation_add", json!({"indicator": "X1", "period": period, "value": value, "qualifier": "lũy kế"}));
    }
    let (light, _, number) = judged(&office, "X1", "2024-07-05");
    assert_eq!(number, json!(8.0));
    assert_ne!(light, "achieved");
    figure(&office, "X1", "2024-07", 1.0);
    assert_eq!(judged(&office, "X1", "2024-08-05").1, json!("running_totals"), "what is added to what nobody knows");
}

#[test]
fn the_year_of_reports_runs_from_15_december_to_14_december() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({"calendar": "administrative"}));
    target(&office, "X1", 1200.0, "năm 2024");
    for month in 1..=12 {
        figure(&office, "X1", &format!("2024-{month:02}"), 100.0);
    }
    assert_eq!(judged(&office, "X1", "2025-01-10"), ("achieved".to_owned(), Value::Null, json!(1200.0)));
    indicator(&office, "X2", json!({"calendar": "administrative"}));
    target(&office, "X2", 300.0, "trong quý II/2024");
    figure(&office, "X2", "2024-Q2", 300.0);
    assert_eq!(judged(&office, "X2", "2024-08-01").0, "achieved");
    // The figure of the year is the year's, though it is of 14 December.
    indicator(&office, "X3", json!({"calendar": "administrative", "time_rule": "last", "baseline_value": 0, "baseline_day": "2023-12-14"}));
    target(&office, "X3", 100.0, "năm 2024");
    figure(&office, "X3", "2024", 40.0);
    assert_eq!(judged(&office, "X3", "2025-02-01").0, "missed");
}

#[test]
fn a_period_that_runs_has_its_figures_too() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({}));
    let agencies = office.ok("agency_list", json!({"group": "34-tinh-thanh-pho"}));
    let group = office.ok("agency_group_list", json!({})).as_array().unwrap().iter().find(|one| one["key"] == "34-tinh-thanh-pho").unwrap()["id"].clone();
    for agency in &agencies.as_array().unwrap()[..3] {
        office.ok("observation_add", json!({"indicator": "X1", "agency": agency["id"], "period": "2026-11", "value": 10, "as_of_day": "2026-11-20"}));
    }
    for periods in [json!(["2026-11"]), json!(["2026"]), Value::Null] {
        let rolled = office.ok("rollup", json!({"indicator": "X1", "group": group, "periods": periods, "as_of": "2026-11-21"}));
        let whole = &rolled["periods"][0]["whole"];
        assert_eq!((&whole["number"], &whole["coverage"]["with"]), (&json!(30.0), &json!(3)), "{periods}");
    }
}

#[test]
fn periods_without_a_figure_leave_it_open() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({}));
    target(&office, "X1", 1200.0, "năm 2024");
    for month in [1, 2, 3, 6, 8, 11, 12] {
        figure(&office, "X1", &format!("2024-{month:02}"), 100.0);
    }
    assert_eq!(judged(&office, "X1", "2025-02-01"), ("cannot_assess".to_owned(), json!("gaps"), json!(700.0)));
    let combined = office.ok("indicator_get", json!({"id": "X1", "as_of": "2025-02-01"}))["combined"].clone();
    assert_eq!((&combined["days"], &combined["of_days"]), (&json!(213), &json!(366)));
    for month in [4, 5, 7, 9, 10] {
        figure(&office, "X1", &format!("2024-{month:02}"), 10.0);
    }
    assert_eq!(judged(&office, "X1", "2025-02-01"), ("missed".to_owned(), Value::Null, json!(750.0)));
    figure(&office, "X1", "2024-Q1", 900.0);
    let combined = office.ok("indicator_get", json!({"id": "X1", "as_of": "2025-02-01"}))["combined"].clone();
    assert_eq!(combined["other_written"], json!("750 dịch vụ"), "the quarter says something else than its months");
}

#[test]
fn a_target_by_a_day_is_met_by_what_came_until_then() {
    let office = Office::seeded_on("2026-11-22");
    for (code, deadline) in [("X1", "31/12/2024"), ("X2", "trong tháng 12/2024"), ("X3", "trước 31/12/2024")] {
        indicator(&office, code, json!({}));
        target(&office, code, 1200.0, deadline);
        for quarter in 1..=4 {
            figure(&office, code, &format!("2024-Q{quarter}"), 300.0);
        }
        assert_eq!(judged(&office, code, "2025-01-10").2, json!(1200.0), "{deadline}");
    }
}

#[test]
fn what_two_methods_measured_is_not_one_figure() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({}));
    target(&office, "X1", 100.0, "năm 2025");
    office.ok("method_break_add", json!({"indicator": "X1", "day": "2025-01-01", "note": "Cách tính mới"}));
    figure(&office, "X1", "2025-Q1", 60.0);
    figure(&office, "X1", "2025-Q2", 60.0);
    assert_eq!(judged(&office, "X1", "2025-07-10").0, "achieved", "all of it is of the new method");
    office.ok("method_break_add", json!({"indicator": "X1", "day": "2025-04-01", "note": "Lại thay đổi"}));
    assert_eq!(judged(&office, "X1", "2025-07-10").1, json!("method_break"));
}

#[test]
fn the_figure_of_the_targets_own_period_speaks_for_it() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({"time_rule": "last"}));
    target(&office, "X1", 100.0, "năm 2024");
    figure(&office, "X1", "2024", 120.0);
    figure(&office, "X1", "2024-Q4", 30.0);
    let row = office.ok("indicator_get", json!({"id": "X1", "as_of": "2025-01-10"}));
    assert_eq!((&row["light"], &row["latest"]["value"], &row["rivals"]), (&json!("achieved"), &json!(120.0), &json!(0)));
}

#[test]
fn a_target_that_was_missed_is_not_hidden_by_one_without_a_day() {
    let office = Office::seeded_on("2026-11-22");
    office.ok("observation_add", json!({"indicator": "CT26", "numerator": 45, "denominator": 53, "as_of_day": "2024-12-31"}));
    assert_eq!(judged(&office, "CT26", "2025-01-31").0, "missed");
}

#[test]
fn agencies_are_measured_by_the_target_of_their_time() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({"kind": "percent", "unit": "%", "time_rule": "last", "agency_rule": "mean"}));
    let group = office.ok("agency_group_list", json!({})).as_array().unwrap().iter().find(|one| one["key"] == "34-tinh-thanh-pho").unwrap()["id"].clone();
    for (least, deadline) in [(30, "năm 2023"), (50, "năm 2024"), (80, "năm 2025")] {
        office.ok("target_add", json!({"indicator": "X1", "bound": "at_least", "value_min": least, "deadline": deadline, "agency_group": group}));
    }
    let agency = office.ok("agency_list", json!({"group": "34-tinh-thanh-pho"}))[0]["id"].clone();
    office.ok("observation_add", json!({"indicator": "X1", "agency": agency, "period": "2025", "value": 40}));
    let row = |body: Value| {
        let rolled = office.ok("rollup", body);
        rolled["periods"][0]["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == agency).unwrap().clone()
    };
    let then = row(json!({"indicator": "X1", "group": group, "periods": ["2025"], "as_of": "2026-01-10"}));
    assert_eq!((&then["meets"], &then["target"]["value_min"]), (&json!(false), &json!(80.0)));
}

#[test]
fn ranks_and_words_do_not_add_up() {
    let office = Office::seeded_on("2026-11-22");
    let refused = office.refused("indicator_add", json!({"code": "X1", "name": "Xếp hạng", "unit": "hạng", "kind": "rank", "time_rule": "sum"}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("indicator.rule_for_kind", Some("time_rule")));
}

#[test]
fn that_it_does_not_apply_is_not_taken_for_a_missing_figure() {
    let office = Office::seeded_on("2026-11-22");
    indicator(&office, "X1", json!({"time_rule": "last"}));
    target(&office, "X1", 100.0, "năm 2024");
    figure(&office, "X1", "2024-Q1", 50.0);
    office.ok("observation_add", json!({"indicator": "X1", "period": "2024-Q2", "state": "not_applicable"}));
    assert_eq!(judged(&office, "X1", "2024-08-01"), ("cannot_assess".to_owned(), json!("not_applicable"), Value::Null));
}
