//! Rates: every number opens exactly the tasks it counts, rows and total agree, last year stands beside.

use serde_json::{Map, Value, json};

use crate::office::Office;

const STATUSES: [&str; 6] = ["done_on_time", "done_late", "done_no_deadline", "open_in_time", "open_overdue", "open_no_deadline"];

/// The seeded register with work done in it: in time, late, by one agency of many, extended, followed by an officer.
fn office() -> Office {
    let office = Office::seeded();
    let task = |code: &str| office.ok("task_get", json!({"id": code}));
    office.ok("task_complete", json!({"id": "N25", "completed_on": "2024-05-29"}));
    office.ok("task_complete", json!({"id": "N06", "completed_on": "2024-06-01"}));
    office.ok("task_complete", json!({"id": "N04", "completed_on": "2024-05-30"}));
    for code in ["N12", "N33"] {
        for part in task(code)["assignments"].as_array().unwrap().iter().step_by(3) {
            office.ok("step_add", json!({"assignments": [part["id"]], "kind": "done", "day": "2024-05-20"}));
        }
    }
    office.ok("extension_request", json!({"task": "N03", "deadline": "trước 30/9/2024", "reason": "Chờ ý kiến", "requested_on": "2024-05-20"}));
    let extension = task("N03")["extensions"][0]["id"].clone();
    office.ok("extension_decide", json!({"id": extension, "approve": true, "decided_on": "2024-05-25"}));
    for code in ["N03", "N25", "N09"] {
        office.ok("task_edit", json!({"id": code, "owner": "Trần Thị Hoa"}));
    }
    // Last year's work, some of it in the same quarter.
    for (code, deadline) in [("M1", "trước 30/5/2023"), ("M2", "trong quý II/2023"), ("M3", "trong tháng 12/2023")] {
        office.ok("task_add", json!({"code": code, "statement": "Việc năm trước", "deadline": deadline, "assigned_on": "2023-01-10"}));
    }
    office.ok("task_complete", json!({"id": "M1", "completed_on": "2023-05-29"}));
    // A part of another task counts nowhere.
    office.ok("task_add", json!({"code": "N17.1", "statement": "Sản phẩm thứ nhất", "parent": "N17", "deadline": "trước 30/5/2024"}));
    office
}

/// What a door opens, for some of the statuses: as the window asks for it.
fn behind(office: &Office, rates: &Value, row: &Value, statuses: &[&str]) -> Value {
    let mut request: Map<String, Value> = row["door"].as_object().unwrap().clone();
    let there: Vec<&&str> = statuses.iter().filter(|status| row["counts"][**status].as_u64().unwrap() > 0).collect();
    request.insert("status".into(), json!(there));
    request.insert("as_of".into(), rates["as_of"].clone());
    request.insert("basis".into(), rates["basis"].clone());
    request.insert("limit".into(), json!(0));
    office.ok("task_list", Value::Object(request))
}

fn check_row(office: &Office, rates: &Value, row: &Value, what: &str) {
    let sum = |statuses: &[&str]| -> u64 { statuses.iter().map(|status| row["counts"][status].as_u64().unwrap()).sum() };
    assert_eq!(row["total"], sum(&STATUSES), "{what}: {row}");
    // One list for all statuses: what it counts of each is what a list of that status alone would hold.
    let opened = behind(office, rates, row, &STATUSES);
    assert_eq!((&opened["counts"], &opened["total"]), (&row["counts"], &row["total"]), "{what}: {row}");
    for (rate, formula) in row["rates"].as_array().unwrap().iter().zip(rates["formulas"].as_array().unwrap()) {
        assert_eq!(rate["kind"], formula["kind"]);
        for (number, side) in [("numerator", "above"), ("denominator", "below")] {
            let statuses: Vec<&str> = formula[side].as_array().unwrap().iter().map(|status| status.as_str().unwrap()).collect();
            assert_eq!(rate[number], sum(&statuses), "{what}: {number} of {rate}");
            if row["key"] == "" && rate[number].as_u64().unwrap() > 0 {
                assert_eq!(behind(office, rates, row, &statuses)["total"], rate[number], "{what}: the door of {number} of {rate}");
            }
        }
        match (rate["percent"].as_f64(), rate["last_year_percent"].as_f64()) {
            // No difference is told where some task is not dated at all.
            (Some(now), Some(before)) if !rate["points"].is_null() => assert!((rate["points"].as_f64().unwrap() - (now - before)).abs() < 1e-9, "{what}: {rate}"),
            _ => assert_eq!(rate["points"], Value::Null, "{what}: {rate}"),
        }
    }
}

#[test]
fn every_number_opens_as_many_tasks_as_it_says() {
    let office = office();
    let mut rows = 0;
    for day in ["2023-06-01", "2024-05-31", "2024-06-01", "2026-11-21"] {
        for basis in ["current", "original"] {
            for by in [
                json!({"by": "agency"}),
                json!({"by": "focus_area"}),
                json!({"by": "document"}),
                json!({"by": "owner"}),
                json!({"by": "period"}),
                json!({"by": "period", "period_kind": "month", "calendar": "statistical"}),
                json!({"by": "period", "period_kind": "year", "from": "2024-01-01", "to": "2024-05-31"}),
            ] {
                let mut request = by.as_object().unwrap().clone();
                request.insert("as_of".into(), json!(day));
                request.insert("basis".into(), json!(basis));
                let what = format!("{}", Value::Object(request.clone()));
                let rates = office.ok("task_rates", Value::Object(request));
                let list = |name: &str| rates[name].as_array().unwrap().clone();
                for row in list("rows").iter().chain(&list("groups")).chain([&rates["total"]]) {
                    check_row(&office, &rates, row, &what);
                    rows += 1;
                }
                // Rows − what is counted more than once = total.
                let sum: i64 = list("rows").iter().map(|row| row["total"].as_i64().unwrap()).sum();
                let over: i64 = list("twice").iter().map(|twice| twice["counted"].as_i64().unwrap() - twice["tasks"].as_i64().unwrap()).sum();
                assert_eq!(sum - over, rates["total"]["total"].as_i64().unwrap(), "{what}: {}", rates["twice"]);
            }
        }
    }
    println!("{rows} rows, every number opened");
}

#[test]
fn the_total_is_what_the_overview_says() {
    let office = office();
    for day in ["2024-06-01", "2024-12-01"] {
        let overview = office.ok("overview", json!({"as_of": day}));
        let rates = office.ok("task_rates", json!({"by": "focus_area", "as_of": day}));
        assert_eq!(rates["total"]["rates"], overview["rates"], "{day}");
        assert_eq!(rates["ongoing"], overview["counts"]["ongoing"], "{day}");
    }
}

#[test]
fn agencies_count_their_own_part_and_groups_the_whole() {
    let office = office();
    let rates = office.ok("task_rates", json!({"by": "agency", "as_of": "2024-06-01"}));
    let twice = rates["twice"].as_array().unwrap();
    let two = twice.iter().find(|one| one["why"] == "two_leads").unwrap();
    assert_eq!((&two["tasks"], &two["counted"]), (&json!(1), &json!(2)), "N35 has two leads");
    let each = twice.iter().find(|one| one["why"] == "each_agency").unwrap();
    assert_eq!(each["tasks"].as_u64().unwrap(), rates["groups"].as_array().unwrap().iter().map(|group| group["total"].as_u64().unwrap()).sum::<u64>());
    // N12 is open as a whole, and done by the first of its provinces.
    let first = office.ok("task_get", json!({"id": "N12"}))["assignments"][0]["agency"]["id"].clone();
    let row = rates["rows"].as_array().unwrap().iter().find(|row| row["key"] == first).unwrap();
    let done = |row: &Value| ["done_on_time", "done_late", "done_no_deadline"].iter().map(|status| row["counts"][status].as_u64().unwrap()).sum::<u64>();
    assert!(done(row) >= 1, "{row}");
    let listed = office.ok("task_list", json!({"obliged": first, "as_of": "2024-06-01", "text": "N12"}));
    assert_eq!(listed["rows"][0]["done"], 1, "judged on its own part");
}

#[test]
fn an_extension_counts_by_the_current_deadline_only() {
    let office = office();
    let quarter = |basis: &str, code: &str| {
        let rates = office.ok("task_rates", json!({"by": "period", "as_of": "2024-06-01", "basis": basis, "calendar": "statistical"}));
        let row = rates["rows"].as_array().unwrap().iter().find(|row| row["key"] == code).cloned().unwrap_or_default();
        row["total"].as_u64().unwrap_or(0)
    };
    assert_eq!(quarter("current", "2024-Q3"), quarter("original", "2024-Q3") + 1, "N03 falls due in the third quarter now");
    assert_eq!(quarter("current", "2024-Q2"), quarter("original", "2024-Q2") - 1);
}

#[test]
fn a_period_stands_beside_the_same_period_of_the_year_before() {
    let office = office();
    // Deadlines such as "trong quý II" are read by the calendar, and so are periods unless another one is asked for.
    let rates = office.ok("task_rates", json!({"by": "period", "as_of": "2024-06-01"}));
    let row = |code: &str| rates["rows"].as_array().unwrap().iter().find(|row| row["key"] == code).unwrap().clone();
    let second = row("2024-Q2");
    assert_eq!((&second["name"], &second["detail"]), (&json!("quý II/2024"), &json!("01/04/2024 – 30/06/2024")));
    let completion = second["rates"].as_array().unwrap().iter().find(|rate| rate["kind"] == "completion").unwrap().clone();
    // On 1 June 2023 one of the two tasks due in the second quarter of 2023 was done.
    assert_eq!((&completion["last_year_numerator"], &completion["last_year_denominator"]), (&json!(1), &json!(2)));
    assert_eq!(completion["last_year_percent"], 50.0);
    // The calendar of administrative reports ends on the 14th: 31 May is still in its second quarter, 15 June not.
    let administrative = office.ok("task_rates", json!({"by": "period", "as_of": "2024-06-01", "period_kind": "quarter", "calendar": "administrative"}));
    let first = administrative["rows"].as_array().unwrap().iter().find(|row| row["key"] == "2024-Q2").unwrap();
    assert_eq!(first["detail"], "15/03/2024 – 14/06/2024");
    assert_eq!(office.refused("task_rates", json!({"by": "period", "period_kind": "day"})).field.as_deref(), Some("period_kind"));
}

#[test]
fn a_book_without_tasks_has_rates_of_nothing() {
    let office = Office::bare();
    for by in ["agency", "focus_area", "document", "owner", "period"] {
        let rates = office.ok("task_rates", json!({"by": by}));
        assert_eq!((&rates["rows"], &rates["total"]["total"]), (&json!([]), &json!(0)), "{by}");
        assert!(rates["total"]["rates"].as_array().unwrap().iter().all(|rate| rate["percent"].is_null()), "{by}");
    }
}

#[test]
fn the_year_before_is_set_beside_only_what_can_be_told_of_it() {
    let office = Office::bare();
    office.ok("document_add", json!({"number_symbol": "1/QĐ-UBND", "kind": "official", "day": "2022-03-01", "subject": "Kế hoạch"}));
    let document = office.ok("document_list", json!({}))[0]["id"].clone();
    // One dated by its assignment, one by the document that names it; both were there a year before.
    office.ok("task_add", json!({"code": "A1", "statement": "Việc một", "assigned_on": "2022-01-10", "deadline": "trước 30/5/2022"}));
    office.ok("task_add", json!({"code": "A2", "statement": "Việc hai", "deadline": "trước 30/5/2022", "citations": [{"document": document}]}));
    office.ok("task_edit", json!({"id": "A2", "assigned_on": null}));
    let completion = || {
        let overview = office.ok("overview", json!({"as_of": "2024-06-01"}));
        overview["rates"].as_array().unwrap().iter().find(|rate| rate["kind"] == "completion").unwrap().clone()
    };
    assert_eq!((&completion()["last_year_denominator"], &completion()["points"]), (&json!(2), &json!(0.0)));
    // One without any day: nobody knows whether it was there, so no difference is told.
    office.ok("task_add", json!({"code": "A3", "statement": "Việc ba"}));
    office.ok("task_edit", json!({"id": "A3", "assigned_on": null}));
    assert_eq!((&completion()["denominator"], &completion()["last_year_denominator"], &completion()["points"]), (&json!(3), &json!(2), &Value::Null));
}
