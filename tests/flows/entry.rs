//! Entering figures as in a spreadsheet: what is pasted is read and shown before it is saved, what is ambiguous is
//! asked about, what looks odd is said, a closed period stays closed, and one act takes a block back.

use serde_json::{Value, json};

use crate::office::Office;

fn grid(office: &Office, request: Value) -> Value {
    office.ok("entry_grid", request)
}

/// The cell of a grid under a row's and a column's label.
fn cell<'a>(grid: &'a Value, row: &str, column: &str) -> &'a Value {
    let place = |heads: &Value, label: &str| heads.as_array().unwrap().iter().position(|head| head["label"].as_str().unwrap().starts_with(label)).unwrap();
    &grid["cells"][place(&grid["rows"], row)][place(&grid["columns"], column)]
}

fn typed(indicator: &str, cells: &[(&str, &str)]) -> Value {
    cells.iter().map(|(period, typed)| json!({"indicator": indicator, "period": period, "typed": typed})).collect()
}

fn block(indicator: &str, cells: &[(&str, &str)]) -> Value {
    json!({"cells": typed(indicator, cells)})
}

/// An indicator that counts, with nothing in it yet.
fn counted(office: &Office, code: &str) {
    office.ok("indicator_add", json!({"code": code, "name": "Số dịch vụ công", "unit": "dịch vụ", "kind": "count", "time_rule": "last"}));
}

#[test]
fn a_number_that_may_be_read_twice_is_asked_about() {
    let office = Office::seeded();
    counted(&office, "X1");
    let alone = office.ok("entry_check", block("X1", &[("2024-01", "1.234")]));
    assert_eq!((&alone["unclear"], &alone["proof"]["proof"]), (&json!(1), &json!("undecided")));
    let choices = alone["cells"][0]["choices"].as_array().unwrap();
    let said: Vec<&str> = choices.iter().map(|choice| choice["written"].as_str().unwrap()).collect();
    assert_eq!(said, ["1.234", "1,234"], "a thousand and some, or one and a bit");
    let refused = office.refused("entry_save", block("X1", &[("2024-01", "1.234")]));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("figure.ambiguous", Some("cells[0].typed")));

    for (beside, proof, number) in [("8,5", "vietnamese", 1234.0), ("8.5", "english", 1.234)] {
        let pasted = block("X1", &[("2024-01", "1.234"), ("2024-02", beside)]);
        let checked = office.ok("entry_check", pasted.clone());
        assert_eq!((&checked["unclear"], &checked["proof"]["proof"]), (&json!(0), &json!(proof)), "{checked}");
        office.ok("entry_save", pasted);
        let figures = office.ok("observation_list", json!({"indicator": "X1"}));
        assert_eq!((&figures[0]["value"], &figures[1]["value"]), (&json!(number), &json!(8.5)), "{proof}");
        office.ok("undo", json!({}));
    }

    // The choice is sent back with its cell.
    let mut chosen = block("X1", &[("2024-01", "1.234")]);
    chosen["cells"][0]["notation"] = choices[1]["notation"].clone();
    office.ok("entry_save", chosen);
    assert_eq!(office.ok("observation_list", json!({"indicator": "X1"}))[0]["value"], json!(1.234));
}

#[test]
fn zero_no_data_and_not_applicable_are_entered_and_shown_as_three_things() {
    let office = Office::seeded();
    counted(&office, "X1");
    let saved = office.ok("entry_save", block("X1", &[("2024-01", "0"), ("2024-02", "chưa có số liệu: chờ Bộ Công an"), ("2024-03", "không áp dụng"), ("2024-04", "gần 41/53")]));
    assert_eq!(saved, json!({"new": 4, "changed": 0, "removed": 0}));
    let shown = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-05", "count": 5, "text": "X1"}));
    let row = |at: usize| &shown["cells"][0][at];
    assert_eq!((&row(0)["written"], &row(0)["state"]), (&json!("0"), &json!("value")));
    assert_eq!((&row(1)["typed"], &row(1)["state"]), (&json!("Chưa có số liệu: chờ Bộ Công an"), &json!("no_data")));
    assert_eq!((&row(2)["written"], &row(2)["state"]), (&json!("Không áp dụng"), &json!("not_applicable")));
    assert_eq!((&row(3)["written"], row(4)), (&json!("gần 41/53"), &Value::Null));

    // What a cell shows to be typed says the same again, in both languages.
    for language in ["vi", "en"] {
        office.ok("prefs_edit", json!({"language": language}));
        let again = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-04", "count": 4, "text": "X1"}));
        let cells: Vec<Value> = (0..4)
            .map(|at| json!({"indicator": "X1", "period": again["columns"][at]["period"], "typed": again["cells"][0][at]["typed"]}))
            .collect();
        let checked = office.ok("entry_check", json!({"cells": cells, "notation": if language == "vi" { "vietnamese" } else { "english" }}));
        assert!(checked["cells"].as_array().unwrap().iter().all(|cell| cell["changes"] == false && cell["problem"] == Value::Null), "{language}: {checked}");
    }
    office.ok("prefs_edit", json!({"language": "vi"}));

    // A dash is asked about; an empty cell takes the figure away; all of it is one act.
    let dash = office.ok("entry_check", block("X1", &[("2024-01", "-")]));
    let choices: Vec<&str> = dash["cells"][0]["choices"].as_array().unwrap().iter().map(|choice| choice["typed"].as_str().unwrap()).collect();
    assert_eq!(choices, ["0", "Chưa có số liệu", "Không áp dụng"]);
    let before = office.dump();
    assert_eq!(office.ok("entry_save", block("X1", &[("2024-01", ""), ("2024-02", "7"), ("2024-05", "9")])), json!({"new": 1, "changed": 1, "removed": 1}));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
}

#[test]
fn what_looks_odd_is_said_beside_its_cell() {
    let office = Office::seeded();
    counted(&office, "X1");
    office.ok("indicator_edit", json!({"id": "X1", "lowest": 10, "highest": 5000, "jump_percent": 50}));
    office.ok("indicator_add", json!({"code": "X2", "name": "Tỷ lệ", "unit": "%", "kind": "percent", "calendar": "administrative"}));
    let warnings = |body: Value| -> Vec<Vec<String>> {
        let checked = office.ok("entry_check", body);
        let texts = |cell: &Value| cell["warnings"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect();
        checked["cells"].as_array().unwrap().iter().map(texts).collect()
    };
    let said = warnings(block("X1", &[("2024-01", "100"), ("2024-02", "9"), ("2024-03", "6000"), ("2024-04", "6500")]));
    assert_eq!(said[0], Vec::<String>::new());
    assert_eq!(said[1], ["Thấp hơn mức thường có (10)", "Thay đổi -91% so với số liền trước (100)"]);
    assert!(said[2][0].starts_with("Cao hơn mức thường có (5.000)"), "{said:?}");
    assert_eq!(said[3].len(), 1, "no jump from the cell before: {said:?}");
    let said = warnings(json!({"calendar": "statistical", "cells": [{"indicator": "X2", "period": "2024-01", "typed": "120%"}, {"indicator": "X2", "period": "2024-02", "typed": "90/70"}]}));
    assert!(said[0][0].contains("kỳ báo cáo hành chính") && said[0][1] == "Tỷ lệ ngoài khoảng 0–100%", "{said:?}");
    assert!(said[1].contains(&"Tử số 90 lớn hơn mẫu số 70".to_owned()), "{said:?}");

    // Ten times as much is often another scale; the parts of a whole have to make it.
    counted(&office, "X3");
    office.ok("entry_save", block("X3", &[("2024-01", "8,2")]));
    assert_eq!(warnings(block("X3", &[("2024-02", "8200")]))[0], ["Chênh từ 10 lần so với số liền trước (8,2): xem lại đơn vị"]);
    let region = office.ok("dimension_add", json!({"name": "Khu vực", "items": ["Thành thị", "Nông thôn"]}));
    let figure = office.ok("observation_list", json!({"indicator": "X3"}))[0]["id"].clone();
    let parts = |town: f64, country: f64| {
        let items = &region["items"];
        office.ok("observation_parts_set", json!({"observation": figure, "dimension": region["id"],
            "parts": [{"item": items[0]["id"], "value": town}, {"item": items[1]["id"], "value": country}]}))
    };
    assert_eq!(parts(2.4, 5.8)["parts"][0]["standing"], "whole");
    let uneven = parts(2.0, 5.8);
    assert_eq!((&uneven["parts"][0]["standing"], &uneven["parts"][0]["rest"]), (&json!("differ"), &json!("0,4 dịch vụ")));
    let shown = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-01", "count": 1, "text": "X3"}));
    assert_eq!(shown["cells"][0][0]["warnings"][0], "Các phần theo Khu vực chưa khớp với số chung: chênh 0,4 dịch vụ");
}

#[test]
fn agencies_stand_beside_periods_and_indicators() {
    let office = Office::seeded();
    counted(&office, "X1");
    let groups = office.ok("agency_group_list", json!({}));
    let group = groups.as_array().unwrap().iter().find(|group| group["members"] == 63).unwrap()["id"].clone();
    let asked = json!({"layout": "agency_by_period", "kind": "quarter", "until": "2024-Q1", "count": 2, "indicator": "X1", "group": group});
    let shown = grid(&office, asked.clone());
    assert_eq!(shown["rows"].as_array().unwrap().len(), 64, "the whole and 63 provinces");
    let agency = shown["rows"][1]["agency"].clone();
    let cells = json!([{"indicator": "X1", "period": "2024-Q1", "typed": "100"}, {"indicator": "X1", "agency": agency, "period": "2024-Q1", "typed": "7"}]);
    office.ok("entry_save", json!({"cells": cells}));
    let shown = grid(&office, asked);
    let label = shown["rows"][1]["label"].as_str().unwrap().to_owned();
    assert_eq!(cell(&shown, "Số chung", "quý I/2024")["written"], "100");
    assert_eq!(cell(&shown, &label, "quý I/2024")["written"], "7");
    assert_eq!(cell(&shown, &label, "quý IV/2023"), &Value::Null);
    let across = grid(&office, json!({"layout": "agency_by_indicator", "kind": "quarter", "until": "2024-Q1", "text": "X1", "group": group}));
    assert_eq!(cell(&across, &label, "X1")["written"], "7");
    let refused = office.refused("entry_grid", json!({"layout": "agency_by_indicator", "kind": "quarter"}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("required", Some("group")));
}

#[test]
fn a_closed_period_stays_closed_until_somebody_says_why() {
    let office = Office::seeded();
    counted(&office, "X1");
    let mut draft = block("X1", &[("2024-01", "5"), ("2024-02", "6")]);
    draft["approval"] = json!("draft");
    office.ok("entry_save", draft);
    assert_eq!(office.ok("indicator_get", json!({"id": "X1"}))["latest"], Value::Null, "a draft counts nowhere");
    assert_eq!(office.refused("period_lock_add", json!({"period": "2024-Q1"})).code, "period_lock.drafts");
    assert_eq!(office.refused("period_lock_add", json!({"period": "2099-Q1"})).code, "period_lock.to_come");
    let lock = office.ok("period_lock_add", json!({"period": "2024-Q1", "approve": true}));
    assert_eq!(office.ok("indicator_get", json!({"id": "X1", "as_of": "2024-06-01"}))["latest"]["number"], 6.0);
    assert_eq!(office.refused("period_lock_add", json!({"period": "2024-02"})).code, "period_lock.standing");

    // No door leads into it: not the grid, the figure, its parts, nor the history.
    let figure = office.ok("observation_list", json!({"indicator": "X1"}))[0]["id"].clone();
    assert_eq!(office.refused("entry_save", block("X1", &[("2024-01", "8")])).code, "period.locked");
    assert_eq!(office.refused("entry_save", block("X1", &[("2024-03", "8")])).code, "period.locked");
    assert_eq!(office.refused("observation_edit", json!({"id": figure, "value": 8})).code, "period.locked");
    assert_eq!(office.refused("observation_delete", json!({"id": figure})).code, "period.locked");
    assert_eq!(office.refused("observation_add", json!({"indicator": "X1", "value": 8, "as_of_day": "2024-02-29"})).code, "period.locked");
    assert_eq!(office.refused("observation_edit", json!({"id": figure, "period": "2024-04"})).code, "period.locked");
    assert_eq!(office.ok("entry_save", block("X1", &[("2024-01", "5"), ("2024-04", "9")]))["new"], 1, "the same again changes nothing");
    office.ok("entry_save", json!({"calendar": "administrative", "cells": typed("X1", &[("2024-01", "3")])}));
    let shown = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-04", "count": 4, "text": "X1"}));
    let locked: Vec<bool> = shown["columns"].as_array().unwrap().iter().map(|column| column["locked"].as_bool().unwrap()).collect();
    assert_eq!(locked, [true, true, true, false]);

    assert_eq!(office.refused("period_lock_open", json!({"id": lock["id"], "reason": " "})).code, "required");
    office.ok("period_lock_open", json!({"id": lock["id"], "reason": "Bổ sung số liệu"}));
    office.ok("entry_save", block("X1", &[("2024-01", "8")]));
    let history = office.ok("period_lock_list", json!({}));
    assert_eq!((&history[0]["reason"], &history[0]["unlocked_on"].is_string()), (&json!("Bổ sung số liệu"), &true));
}

#[test]
fn a_changed_figure_keeps_its_day_when_a_source_says_it() {
    let office = Office::seeded_on("2024-05-20");
    counted(&office, "X1");
    let mut cited = block("X1", &[("2024-05", "5")]);
    cited["citations"] = json!([{"document": "TB203", "locator": "mục 3"}]);
    office.ok("entry_save", cited);
    let figure = office.ok("observation_list", json!({"indicator": "X1"}))[0].clone();
    assert_eq!((&figure["as_of_day"], figure["citations"].as_array().unwrap().len()), (&json!("2024-05-20"), 1), "the running month, so far");
    let checked = office.ok("entry_check", block("X1", &[("2024-05", "6")]));
    assert_eq!(checked["cells"][0]["warnings"], json!(["Số thay đổi nhưng vẫn dẫn nguồn cũ"]));
    assert_eq!(office.refused("entry_save", block("X1", &[("2024-06", "6")])).code, "day.to_come");
}

#[test]
fn a_draft_over_an_approved_figure_stands_beside_it_until_it_is_approved() {
    let office = Office::seeded();
    counted(&office, "X1");
    office.ok("entry_save", block("X1", &[("2024-01", "5")]));
    let mut draft = block("X1", &[("2024-01", "7")]);
    draft["approval"] = json!("draft");
    office.ok("entry_save", draft.clone());
    let latest = || office.ok("indicator_get", json!({"id": "X1"}))["latest"]["value"].clone();
    assert_eq!(latest(), json!(5.0), "what is approved is still said");
    let shown = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-01", "text": "X1"}));
    let newest = shown["cells"][0].as_array().unwrap().last().unwrap();
    assert_eq!((&newest["typed"], &newest["approval"]), (&json!("7"), &json!("draft")));
    draft["cells"][0]["typed"] = json!("8");
    office.ok("entry_save", draft);
    let figures = office.ok("observation_list", json!({"indicator": "X1"}));
    assert_eq!(figures.as_array().unwrap().len(), 2, "a draft is written over by the next");
    let id = figures.as_array().unwrap().iter().find(|one| one["approval"] == "draft").unwrap()["id"].clone();
    office.ok("observation_approve", json!({"ids": [id]}));
    assert_eq!(latest(), json!(8.0), "the last entered counts, the earlier one stays");
}

#[test]
fn a_figure_that_came_in_after_its_period_stands_in_its_cell() {
    let office = Office::seeded_on("2026-07-01");
    counted(&office, "X1");
    office.ok("observation_add", json!({"indicator": "X1", "period": "2026-05", "as_of_day": "2026-06-10", "value": 7}));
    let asked = json!({"layout": "indicator_by_period", "kind": "month", "until": "2026-05", "count": 1, "text": "X1"});
    assert_eq!(grid(&office, asked.clone())["cells"][0][0]["written"], "7");
    assert_eq!(office.ok("entry_save", block("X1", &[("2026-05", "9")])), json!({"new": 0, "changed": 1, "removed": 0}));
    assert_eq!(grid(&office, asked)["cells"][0][0]["others"], 0, "the correction is not a second figure");
    assert_eq!(office.ok("indicator_get", json!({"id": "X1"}))["latest"]["value"], 9.0);
}

#[test]
fn entering_drafts_never_takes_away_what_is_approved() {
    let office = Office::seeded();
    counted(&office, "X1");
    office.ok("entry_save", block("X1", &[("2024-01", "9")]));
    let as_draft = |typed: &str| {
        let mut block = block("X1", &[("2024-01", typed)]);
        block["approval"] = json!("draft");
        block
    };
    let before = office.dump();
    assert_eq!(office.refused("entry_save", as_draft("")).code, "entry.clear_approved");
    assert_eq!(office.dump(), before);

    // A draft beside it can be cleared, and what then stands in the cell is said before.
    office.ok("entry_save", as_draft("11"));
    let checked = office.ok("entry_check", as_draft(""));
    assert_eq!((&checked["removed"], &checked["cells"][0]["warnings"]), (&json!(1), &json!(["Xóa rồi ô vẫn còn số đã duyệt: 9"])));
    office.ok("entry_save", as_draft(""));
    assert_eq!(office.ok("indicator_get", json!({"id": "X1"}))["latest"]["value"], 9.0);

    // So is the older of two approved ones, which would come back without a word.
    office.ok("observation_add", json!({"indicator": "X1", "period": "2024-01", "value": 12}));
    let checked = office.ok("entry_check", block("X1", &[("2024-01", "")]));
    assert_eq!(checked["cells"][0]["warnings"], json!(["Xóa rồi ô vẫn còn số đã duyệt: 9"]));
}

#[test]
fn what_a_closed_figure_means_is_closed_with_it() {
    let office = Office::seeded_on("2026-07-10");
    office.ok("indicator_add", json!({"code": "X1", "name": "Số hồ sơ", "unit": "u", "kind": "count", "time_rule": "sum"}));
    office.ok("entry_save", block("X1", &[("2026-05", "5")]));
    office.ok("indicator_edit", json!({"id": "X1", "unit": "hồ sơ"}));
    counted(&office, "X2");
    office.ok("entry_save", block("X2", &[("2026-05", "5")]));
    let lock = office.ok("period_lock_add", json!({"period": "2026-05"}));
    let before = office.dump();

    for change in [json!({"id": "X1", "unit": "triệu hồ sơ"}), json!({"id": "X1", "kind": "percent", "unit": "%"})] {
        assert_eq!(office.refused("indicator_edit", change).code, "period_lock.holds");
    }
    let refused = office.refused("indicator_delete", json!({"id": "X1"}));
    assert!(refused.code == "period_lock.holds" && refused.message.contains("tháng 5/2026"), "{refused:?}");
    let acts = office.ok("history", json!({"noun": "indicator", "id": office.ok("indicator_get", json!({"id": "X1"}))["id"]}));
    let mut lines = acts.as_array().unwrap().iter().flat_map(|act| act["lines"].as_array().unwrap());
    let line = lines.find(|line| line["field"] == "unit").unwrap();
    assert_eq!(office.refused("history_restore", json!({"change": line["change"], "field": "unit"})).code, "period_lock.holds");

    // A longer period would stand for it in every sum.
    assert_eq!(office.refused("entry_save", block("X1", &[("2026-Q2", "600")])).code, "period_lock.replaced");
    let checked = office.ok("entry_check", block("X1", &[("2026-Q2", "600")]));
    assert!(checked["cells"][0]["problem"].as_str().unwrap().contains("Số liệu quý II/2026 sẽ thay số liệu tháng 5/2026"), "{checked}");
    assert_eq!(office.refused("observation_add", json!({"indicator": "X1", "period": "2026-Q2", "value": 600})).code, "period_lock.replaced");
    assert_eq!(office.dump(), before);

    // A draft counts nowhere and may wait; it is refused where it would begin to count.
    let draft = office.ok("observation_add", json!({"indicator": "X1", "period": "2026-Q2", "value": 600, "approval": "draft"}));
    assert_eq!(office.refused("observation_approve", json!({"ids": [draft["id"]]})).code, "period_lock.replaced");
    assert_eq!(office.refused("observation_edit", json!({"id": draft["id"], "approval": "approved"})).code, "period_lock.replaced");
    assert_eq!(office.refused("period_lock_add", json!({"period": "2026-Q2", "approve": true})).code, "period_lock.replaced");

    // What has nothing to do with the closed figure goes on: its name, other months, the last figure of a quarter.
    office.ok("indicator_edit", json!({"id": "X1", "name": "Số hồ sơ trực tuyến"}));
    office.ok("entry_save", block("X1", &[("2026-06", "6")]));
    office.ok("entry_save", block("X2", &[("2026-Q2", "7")]));

    office.ok("period_lock_open", json!({"id": lock["id"], "reason": "Bổ sung số liệu"}));
    office.ok("entry_save", block("X1", &[("2026-Q2", "600")]));
    office.ok("indicator_delete", json!({"id": "X1"}));
}

#[test]
fn a_day_made_of_a_fraction_is_asked_about_and_impossible_ranks_are_refused() {
    let office = Office::seeded();
    counted(&office, "X1");
    let asked = office.ok("entry_check", block("X1", &[("2024-01", "12/2024")]));
    let cell = &asked["cells"][0];
    assert_eq!((&asked["unclear"], cell["choices"].as_array().unwrap().len()), (&json!(1), 1), "{asked}");
    assert!(cell["problem"].as_str().unwrap().contains("“12/2024”"), "{cell}");
    assert_eq!((&cell["choices"][0]["typed"], &cell["choices"][0]["written"]), (&json!("12 / 2024"), &json!("12/2.024")));
    assert_eq!(office.refused("entry_save", block("X1", &[("2024-01", "1/5")])).code, "entry.maybe_date");
    office.ok("entry_save", block("X1", &[("2024-01", "3 / 5")]));
    let again = office.ok("entry_check", block("X1", &[("2024-01", "3/5")]));
    assert_eq!((&again["unclear"], &again["cells"][0]["changes"]), (&json!(0), &json!(false)), "the book says so already");
    // Beside a fraction that can be nothing else, small ones are fractions too.
    counted(&office, "X2");
    assert_eq!(office.ok("entry_save", block("X2", &[("2024-01", "41/53"), ("2024-02", "1/5")]))["new"], 2);

    office.ok("indicator_add", json!({"code": "X3", "name": "Tài khoản", "unit": "triệu tài khoản", "kind": "count"}));
    office.ok("entry_save", block("X3", &[("2024-01", "54000000 tài khoản")]));
    assert_eq!(office.ok("observation_list", json!({"indicator": "X3"}))[0]["written"], "54 triệu tài khoản");

    office.ok("indicator_add", json!({"code": "X4", "name": "Thứ hạng", "unit": "", "kind": "rank", "direction": "lower"}));
    for typed in ["-3", "0", "1,5"] {
        assert_eq!(office.refused("entry_save", block("X4", &[("2024-01", typed)])).code, "observation.rank", "{typed}");
    }
    let refused = office.refused("observation_add", json!({"indicator": "X4", "value": 1.5, "as_of_day": "2024-01-31"}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("observation.rank", Some("value")));
    let figure = office.ok("observation_add", json!({"indicator": "X4", "value": 71, "as_of_day": "2024-01-31"}));
    assert_eq!(office.refused("observation_edit", json!({"id": figure["id"], "value": 0})).code, "observation.rank");
    let negative = office.ok("entry_check", block("X1", &[("2024-02", "-5")]));
    assert!(negative["cells"][0]["warnings"].to_string().contains("Số âm"), "{negative}");
}

#[test]
fn no_figure_is_rounded_onto_its_target() {
    let office = Office::seeded();
    office.ok("indicator_add", json!({"code": "X1", "name": "Tỷ lệ", "unit": "%", "kind": "percent", "decimals": 0}));
    office.ok("target_add", json!({"indicator": "X1", "bound": "at_least", "value_min": 100, "deadline": "năm 2024"}));
    office.ok("entry_save", block("X1", &[("2024-01", "99,6"), ("2024-02", "99,4")]));
    let written: Vec<Value> = office.ok("observation_list", json!({"indicator": "X1"})).as_array().unwrap().iter().map(|one| one["written"].clone()).collect();
    assert_eq!(written, ["99,6%", "99%"]);
    let shown = grid(&office, json!({"layout": "indicator_by_period", "kind": "month", "until": "2024-01", "count": 1, "text": "X1"}));
    assert_eq!((&shown["cells"][0][0]["written"], &shown["cells"][0][0]["typed"]), (&json!("99,6"), &json!("99,6")));
}
