//! Tổng quan on the seeded book: the numbers a minister would see.

use serde_json::{Value, json};

use crate::office::{Office, codes};

fn statuses(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[test]
fn on_1_june_2024_five_are_overdue_and_two_in_time() {
    let office = Office::seeded();
    let overview = office.ok("overview", json!({"as_of": "2024-06-01"}));
    assert_eq!(overview["total"], 41);
    let mut overdue = codes(&overview["overdue"]);
    overdue.sort();
    assert_eq!(overdue, ["N03", "N06", "N09", "N25", "N33"]);
    assert_eq!(codes(&overview["due_next"]), ["N28", "N29"]);
    assert_eq!(overview["counts"]["open_in_time"], 2);
    let late: Vec<(String, i64)> = overview["overdue"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap().to_owned(), row["standing"]["late_days"].as_i64().unwrap()))
        .collect();
    assert!(late.contains(&("N25".into(), 2)) && late.contains(&("N03".into(), 1)), "{late:?}");
}

#[test]
fn on_1_december_2024_all_seven_are_overdue() {
    let office = Office::seeded();
    let overview = office.ok("overview", json!({"as_of": "1/12/2024"}));
    let mut overdue = codes(&overview["overdue"]);
    overdue.sort();
    assert_eq!(overdue, ["N03", "N06", "N09", "N25", "N28", "N29", "N33"]);
    assert_eq!(overview["due_next"], json!([]));
}

#[test]
fn every_count_adds_up_on_any_day() {
    let office = Office::seeded();
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-31"}));
    office.ok("task_complete", json!({"id": "N06", "completed_on": "2024-06-01"}));
    office.ok("task_complete", json!({"id": "N04", "completed_on": "2024-05-30"}));
    for day in ["2023-01-01", "2024-04-24", "2024-05-06", "2024-05-30", "2024-05-31", "2024-06-01", "2024-12-31", "2026-11-21"] {
        let overview = office.ok("overview", json!({"as_of": day}));
        let total = overview["total"].as_u64().unwrap();
        assert_eq!(statuses(&overview["counts"]), total, "{day}");
        let areas: u64 = overview["areas"].as_array().unwrap().iter().map(|area| statuses(&area["counts"])).sum();
        assert_eq!(areas, total, "{day}: focus areas");
        // N35 has two leads and counts for both.
        let two_leads = u64::from(total > 6);
        let of = |list: &str| overview[list].as_array().unwrap().iter().map(|one| statuses(&one["counts"])).sum::<u64>();
        // Common tasks count for each agency by its part, and once as a whole.
        let matrix = office.ok("matrix", json!({"as_of": day}));
        let named = matrix["lines"].as_array().unwrap().iter().filter(|line| !line["agency"].is_null());
        let parts = named.flat_map(|line| line["cells"].as_array().unwrap()).filter(|cell| !cell.is_null()).count() as u64;
        assert_eq!(of("agencies") + of("groups"), total + two_leads + parts, "{day}: agencies and groups");
        let list = office.ok("task_list", json!({"as_of": day}));
        assert_eq!(list["counts"], overview["counts"], "{day}: the register counts the same");
        for rate in overview["rates"].as_array().unwrap() {
            let (above, below) = (rate["numerator"].as_f64().unwrap(), rate["denominator"].as_f64().unwrap());
            match rate["percent"].as_f64() {
                Some(percent) => assert!((percent - above / below * 100.0).abs() < 0.005 + 1e-9, "{day}: {rate}"),
                None => assert_eq!(below, 0.0, "{day}: {rate}"),
            }
        }
        let lights: u64 = overview["lights"].as_array().unwrap().iter().map(|light| light["count"].as_u64().unwrap()).sum();
        assert_eq!(lights, overview["indicators"].as_array().unwrap().len() as u64, "{day}");
    }
    let june = office.ok("overview", json!({"as_of": "2024-06-01"}));
    assert_eq!(june["counts"]["done_on_time"], 1);
    assert_eq!(june["counts"]["done_late"], 1);
    assert_eq!(june["counts"]["done_no_deadline"], 1);
    // overdue ÷ (done + overdue), of those with a deadline = 3 ÷ 5: what has none never fell due
    assert_eq!(june["rates"][0]["kind"], "overdue");
    assert_eq!(june["rates"][0]["percent"], 60.0);
}

#[test]
fn a_figure_of_a_part_counts_as_its_part() {
    let office = Office::seeded();
    let indicator = office.ok("indicator_get", json!({"id": "CT26", "as_of": "2024-06-01"}));
    assert_eq!(indicator["latest"]["written"], "41/53 dịch vụ");
    assert_eq!(indicator["latest"]["number"], 41.0);
    assert_eq!(indicator["judgement"]["band"], "speed_up");
    // L = [(41 − 36) / (53 − 36)] ÷ [115 days / 366 days]
    let expected = (5.0 / 17.0) / (115.0 / 366.0);
    assert!((indicator["judgement"]["ratio"].as_f64().unwrap() - expected).abs() < 1e-12);
    let before = office.ok("indicator_get", json!({"id": "CT26", "as_of": "2024-01-15"}));
    assert_eq!(before["latest"]["written"], "36/53 dịch vụ");
    assert_eq!(before["latest"]["derived"], true);
}

#[test]
fn zero_no_data_and_not_applicable_stay_apart() {
    let office = Office::seeded();
    for (state, written) in [("no_data", "Chưa có số liệu"), ("not_applicable", "Không áp dụng")] {
        let added = office.ok("observation_add", json!({"indicator": "CT40", "state": state, "as_of_day": "2024-05-31"}));
        assert_eq!((&added["written"], &added["number"]), (&json!(written), &Value::Null));
    }
    let zero = office.ok("observation_add", json!({"indicator": "CT40", "value": 0, "as_of_day": "2024-05-31"}));
    assert_eq!((&zero["written"], &zero["number"]), (&json!("0 doanh nghiệp"), &json!(0.0)));
}
