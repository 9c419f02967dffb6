//! Composite indexes: the worked example of the seeds, structure, points, ranks, versions, blocks, files.

use std::collections::HashMap;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::office::Office;

fn get(office: &Office, id: &str, year: i64) -> Value {
    office.ok("composite_get", json!({"id": id, "year": year}))
}

fn item(office: &Office, id: &str, year: i64, code: &str) -> Value {
    get(office, id, year)["items"].as_array().unwrap().iter().find(|item| item["code"] == code).unwrap_or_else(|| panic!("{code}"))["id"].clone()
}

fn provinces(office: &Office) -> Vec<Value> {
    office.ok("agency_list", json!({"group": "63-dia-phuong"})).as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
}

/// An index of 2024: group 1 with weight 2 (1.1 of 10, 1.2 of 5 with weight 3), group 2 (2.1 of 8).
fn office_index(office: &Office) -> HashMap<&'static str, Value> {
    let made = office.ok("composite_add", json!({"code": "BCS", "name": "Bộ chỉ số của tỉnh", "year": 2024}));
    let version = made["version"]["id"].clone();
    let add = |parent: Value, name: &str, most: Value, weight: Value| {
        office.ok("composite_item_add", json!({"version": version, "parent": parent, "name": name, "most": most, "weight": weight}))
    };
    add(Value::Null, "Hạ tầng số", Value::Null, json!(2));
    add(item(office, "BCS", 2024, "1"), "Phủ sóng", json!(10), Value::Null);
    add(item(office, "BCS", 2024, "1"), "Cáp quang", json!("5"), json!(3));
    add(Value::Null, "Nhân lực số", Value::Null, Value::Null);
    add(item(office, "BCS", 2024, "2"), "Tập huấn", json!(8), Value::Null);
    let items = get(office, "BCS", 2024)["items"].clone();
    let codes: Vec<&str> = items.as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["1", "1.1", "1.2", "2", "2.1"], "codes follow from the place");
    ["1", "1.1", "1.2", "2", "2.1"].into_iter().map(|code| (code, item(office, "BCS", 2024, code))).collect()
}

fn score(office: &Office, item: &Value, agency: &Value, own: Value, verified: Value) {
    office.ok("composite_score_set", json!({"item": item, "agency": agency, "self_points": own, "verified_points": verified}));
}

fn rank(office: &Office, body: Value) -> Value {
    let mut request = json!({"composite": "BCS", "year": 2024});
    request.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    office.ok("composite_ranking", request)
}

#[test]
fn every_number_of_the_worked_example_follows_from_a_figure_of_the_seeds() {
    let office = Office::seeded();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds/khung-3-5/");
    let rows = |file: &str| -> Vec<HashMap<String, String>> {
        csv::Reader::from_path(format!("{folder}{file}")).unwrap().deserialize().map(|row| row.unwrap()).collect()
    };
    let items = rows("composite_items.csv");
    let scores = rows("composite_scores.csv");
    assert_eq!(scores.len(), 6);
    for score in &scores {
        let of = |row: &&HashMap<String, String>| row["year"] == score["year"] && row["code"] == score["item"];
        let item = items.iter().find(of).unwrap();
        let figure = office.ok("observation_get", json!({"id": score["observation"]}));
        let indicator = office.ok("indicator_get", json!({"id": item["indicator"]}));
        assert_eq!(figure["indicator"], indicator["id"], "{score:?}");
        let number = figure["numerator"].as_f64().or(figure["value"].as_f64()).unwrap();
        let whole = match score["target"].as_str() {
            "" => {
                assert_eq!(indicator["kind"], "percent");
                100.0
            }
            code => {
                let target = office.ok("target_get", json!({"id": code}));
                assert_eq!(target["indicator"], indicator["id"]);
                target["value_min"].as_f64().unwrap()
            }
        };
        if let Some(denominator) = figure["denominator"].as_f64() {
            assert_eq!(denominator, whole, "figure and target speak of the same whole");
        }
        let most: f64 = item["most"].parse().unwrap();
        let points = (number / whole * most * 100.0).round() / 100.0;
        assert_eq!(score["self_points"].parse::<f64>().unwrap(), points, "{}", score["evidence"]);
        assert_eq!(score["verified_points"], "", "no source verifies");
        assert!(score["evidence"].contains("003 L"), "{}", score["evidence"]);
    }
    // 8,89 + 7,74 + 10 + 10 + 7,7 = 44,33 of 50 in five of six items; the sixth has no figure and is not zero.
    let ranking = office.ok("composite_ranking", json!({"composite": "VD01", "year": 2024}));
    assert_eq!((&ranking["by"], &ranking["most"], &ranking["of"], &ranking["complete"]), (&json!("self"), &json!(60.0), &json!(6), &json!(0)));
    let row = &ranking["rows"][0];
    assert_eq!((&row["scored"], &row["of"], &row["rank"], &row["share"]), (&json!(5), &json!(6), &Value::Null, &Value::Null));
    assert!((row["points"].as_f64().unwrap() - 44.33).abs() < 1e-9);
    assert!((row["share_of_scored"].as_f64().unwrap() - 88.66).abs() < 1e-9);
    let second = &row["columns"][1];
    assert!((second["points"].as_f64().unwrap() - 17.74).abs() < 1e-9);
    assert_eq!((&second["scored"], &second["of"]), (&json!(2), &json!(3)));
    // The year before has one item, and says so.
    assert_eq!(ranking["before"]["year"], 2023);
    assert!(!ranking["before"]["differing"].as_array().unwrap().is_empty());
    assert_eq!(row["before"]["rank"], 1);
    let answer = office.answer("seed_load", json!({"seed": "khung-3-5"}));
    assert_eq!((&answer["value"]["added"], &answer["op"]), (&json!(0), &Value::Null), "loading twice adds nothing");
}

#[test]
fn agencies_rank_by_weighted_points_and_equal_ones_share_a_rank() {
    let office = Office::seeded();
    let items = office_index(&office);
    let all = provinces(&office);
    let points = [(8.0, 4.0, 6.0), (10.0, 5.0, 8.0), (10.0, 4.0, 2.0), (0.0, 0.0, 0.0)];
    for (agency, (a, b, c)) in all.iter().zip(points) {
        score(&office, &items["1.1"], agency, json!(a), Value::Null);
        score(&office, &items["1.2"], agency, json!(b), Value::Null);
        score(&office, &items["2.1"], agency, json!(c), Value::Null);
    }
    // Two of three items; most points of those it has.
    score(&office, &items["1.1"], &all[4], json!(10), Value::Null);
    score(&office, &items["1.2"], &all[4], json!(5), Value::Null);
    let ranking = rank(&office, json!({}));
    // Weights: 1.1 counts 2, 1.2 counts 2·3 = 6, 2.1 counts 1. Most: 20 + 30 + 8.
    assert_eq!(ranking["most"], 58.0);
    let told: Vec<Value> = ranking["rows"].as_array().unwrap().iter().map(|row| json!([row["agency"]["id"], row["rank"], row["points"], row["scored"]])).collect();
    let expect = [
        json!([all[1], 1, 58.0, 3]),
        json!([all[0], 2, 46.0, 3]),
        json!([all[2], 2, 46.0, 3]),
        json!([all[3], 4, 0.0, 3]),
        json!([all[4], null, 50.0, 2]),
    ];
    let by_rank = |rows: &[Value]| { let mut rows: Vec<String> = rows.iter().map(Value::to_string).collect(); rows.sort(); rows };
    assert_eq!(by_rank(&told), by_rank(&expect), "equal points share a rank, and zero is not missing");
    assert_eq!((&told[0], &told[4]), (&expect[0], &expect[4]), "who lacks points stands last");
    assert_eq!(ranking["rows"][4]["share_of_scored"], 100.0);
    // Asked for, those that lack points are ranked by what they have.
    let ranking = rank(&office, json!({"incomplete": true}));
    let row = ranking["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == all[4]).unwrap().clone();
    assert_eq!((&row["rank"], &row["scored"], &row["of"]), (&json!(2), &json!(2), &json!(3)));
    assert_eq!(ranking["incomplete_ranked"], true);
    // One group alone: its items are the columns.
    let group = rank(&office, json!({"group": "1"}));
    let codes: Vec<&Value> = group["columns"].as_array().unwrap().iter().map(|column| &column["code"]).collect();
    assert_eq!((codes, &group["most"], &group["complete"]), (vec![&json!("1.1"), &json!("1.2")], &json!(50.0), &json!(5)));
    // All agencies of a group: those without any points are told, not forgotten.
    let whole = rank(&office, json!({"agency_group": "63-dia-phuong"}));
    assert_eq!((whole["rows"].as_array().unwrap().len(), &whole["complete"], &whole["outside"]), (63, &json!(4), &json!(0)));
    assert_eq!(rank(&office, json!({"agency_group": "cac-bo-nganh"}))["outside"], 5);
    assert_eq!(whole["rows"][62]["points"], Value::Null);
}

#[test]
fn own_and_verified_points_stand_side_by_side() {
    let office = Office::seeded();
    let items = office_index(&office);
    let agency = &provinces(&office)[0];
    score(&office, &items["1.1"], agency, json!(9), json!(7.5));
    score(&office, &items["1.2"], agency, json!(4), json!(4));
    score(&office, &items["2.1"], agency, json!(8), Value::Null);
    // Only two of three are verified: nobody is ranked by them unless asked for.
    assert_eq!(rank(&office, json!({}))["by"], "self");
    let ranking = rank(&office, json!({"by": "verified"}));
    assert_eq!((&ranking["unverified"], &ranking["rows"][0]["scored"], &ranking["rows"][0]["rank"]), (&json!(1), &json!(2), &Value::Null));
    // 2·(9 − 7,5) + 6·(4 − 4), over the two items that have both.
    assert_eq!((&ranking["rows"][0]["gap"], &ranking["rows"][0]["gap_items"]), (&json!(3.0), &json!(2)));
    assert_eq!(rank(&office, json!({"by": "self"}))["rows"][0]["rank"], 1);
    // Evidence and document stay when points change; emptied points are gone.
    office.ok("composite_score_set", json!({"item": items["1.1"], "agency": agency, "evidence": "15/BC-UBND", "document": "003"}));
    office.ok("composite_score_set", json!({"item": items["1.1"], "agency": agency, "verified_points": null}));
    let given = office.ok("composite_scores", json!({"composite": "BCS", "year": 2024, "agency": agency}));
    assert_eq!((&given[0]["self_points"], &given[0]["verified_points"], &given[0]["evidence"], &given[0]["document_label"]), (&json!(9.0), &Value::Null, &json!("15/BC-UBND"), &json!("003")));
    assert_eq!(office.ok("composite_score_set", json!({"item": items["1.1"], "agency": agency, "self_points": null})), Value::Null);
    assert_eq!(office.ok("composite_scores", json!({"composite": "BCS", "year": 2024, "agency": agency})).as_array().unwrap().len(), 2);
    // A document that shows points is not removed, and says where it is named.
    office.ok("composite_score_set", json!({"item": items["1.2"], "agency": agency, "document": "ND-KCNC"}));
    let cited = office.ok("document_cited", json!({"id": "ND-KCNC"}));
    assert!(cited["others"].as_array().unwrap().iter().any(|one| one["noun"] == "composite" && one["code"] == "BCS" && one["locator"] == "2024"));
    assert_eq!(office.refused("document_delete", json!({"id": "ND-KCNC"})).code, "document.cited");
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let office = Office::seeded();
    let items = office_index(&office);
    let agency = provinces(&office)[0].clone();
    let version = get(&office, "BCS", 2024)["version"]["id"].clone();
    score(&office, &items["1.1"], &agency, json!(9), Value::Null);
    let cases = [
        ("composite_score_set", json!({"item": items["1.1"], "agency": agency, "self_points": 10.5}), "self_points", "composite.points_above"),
        ("composite_score_set", json!({"item": items["1.1"], "agency": agency, "verified_points": -1}), "verified_points", "composite.points_negative"),
        ("composite_score_set", json!({"item": items["1"], "agency": agency, "self_points": 1}), "item", "composite.points_of_group"),
        ("composite_score_set", json!({"item": items["2.1"], "agency": agency, "evidence": "15/BC"}), "self_points", "composite.nothing_given"),
        ("composite_score_set", json!({"item": items["2.1"], "agency": "ai", "self_points": 1}), "agency", "unknown_record"),
        ("composite_score_set", json!({"item": items["2.1"], "agency": agency, "self_points": 1, "document": "ai"}), "document", "unknown_record"),
        ("composite_item_add", json!({"version": version, "parent": items["1.1"], "name": "Con", "most": 1}), "parent", "composite.parent_is_item"),
        ("composite_item_add", json!({"version": version, "name": "Mục", "most": 1}), "parent", "composite.item_needs_group"),
        ("composite_item_add", json!({"version": version, "parent": items["1"], "name": "Mục", "most": 0}), "most", "composite.most"),
        ("composite_item_add", json!({"version": version, "parent": items["1"], "name": "Mục", "most": 1, "weight": -1}), "weight", "composite.weight"),
        ("composite_item_add", json!({"version": version, "parent": items["1"], "code": "1.1", "name": "Mục", "most": 1}), "code", "taken"),
        ("composite_item_add", json!({"version": version, "parent": items["1"], "name": " ", "most": 1}), "name", "required"),
        ("composite_item_edit", json!({"id": items["1.1"], "most": 8}), "most", "composite.most_below_points"),
        ("composite_item_edit", json!({"id": items["1.1"], "most": null}), "most", "composite.item_has_points"),
        ("composite_item_edit", json!({"id": items["1"], "most": 5}), "parent", "composite.item_needs_group"),
        ("composite_item_move", json!({"id": items["1"], "parent": items["1"]}), "parent", "composite.into_itself"),
        ("composite_item_move", json!({"id": items["1.1"]}), "parent", "composite.item_needs_group"),
        ("composite_version_add", json!({"composite": "BCS", "year": 2024}), "year", "taken"),
        ("composite_version_add", json!({"composite": "BCS", "year": 24}), "year", "composite.year"),
        ("composite_version_add", json!({"composite": "BCS", "year": 2025, "copy_from": 2020}), "copy_from", "composite.no_version"),
        ("composite_ranking", json!({"composite": "BCS", "year": 2020}), "year", "composite.no_version"),
        ("composite_ranking", json!({"composite": "BCS", "year": 2024, "group": "9"}), "group", "unknown_record"),
        ("composite_add", json!({"code": "BCS", "name": "Trùng"}), "code", "taken"),
    ];
    let before = office.dump();
    for (name, body, field, code) in cases {
        let error = office.refused(name, body.clone());
        assert_eq!((error.code.as_str(), error.field.as_deref()), (code, Some(field)), "{name} {body}: {}", error.message);
        assert!(!error.message.contains('{'), "{}", error.message);
    }
    assert_eq!(office.dump(), before);
}

#[test]
fn a_version_begins_as_another_year_and_then_differs() {
    let office = Office::seeded();
    let items = office_index(&office);
    let all = provinces(&office);
    for (number, agency) in (1..).zip(all.iter().take(3)) {
        for code in ["1.1", "1.2", "2.1"] {
            score(&office, &items[code], agency, json!(number), Value::Null);
        }
    }
    let made = office.ok("composite_version_add", json!({"composite": "BCS", "year": 2025, "copy_from": 2024, "document": "TB203"}));
    assert_eq!((&made["version"]["items"], &made["version"]["agencies"], &made["most"]), (&json!(3), &json!(0), &json!(58.0)));
    let copied = |code: &str| item(&office, "BCS", 2025, code);
    for code in ["1.1", "1.2", "2.1"] {
        score(&office, &copied(code), &all[0], json!(4), Value::Null);
    }
    let ranking = office.ok("composite_ranking", json!({"composite": "BCS", "year": 2025}));
    assert_eq!(ranking["before"], json!({"year": 2024, "differing": []}));
    // Among all that were ranked then, though it is alone today.
    assert_eq!(ranking["rows"][0]["before"], json!({"share": 9.0 / 58.0 * 100.0, "rank": 3}));
    let whole = office.ok("composite_ranking", json!({"composite": "BCS", "year": 2025, "agency_group": "63-dia-phuong"}));
    let row = whole["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == all[0]).unwrap();
    assert_eq!(row["before"]["rank"], 3);
    office.ok("composite_item_edit", json!({"id": copied("2.1"), "weight": 2}));
    office.ok("composite_item_move", json!({"id": copied("2.1"), "parent": copied("1"), "before": copied("1.1")}));
    let ranking = office.ok("composite_ranking", json!({"composite": "BCS", "year": 2025}));
    assert_eq!(ranking["before"]["differing"], json!(["2.1"]));
    let order: Vec<Value> = get(&office, "BCS", 2025)["items"].as_array().unwrap().iter().map(|item| item["code"].clone()).collect();
    assert_eq!(order, ["1", "2.1", "1.1", "1.2", "2"]);
    assert_eq!(get(&office, "BCS", 2024)["most"], 58.0, "the year before stays as it was");
}

#[test]
fn groups_stand_in_groups_down_to_four_levels() {
    let office = Office::seeded();
    office_index(&office);
    let version = get(&office, "BCS", 2024)["version"]["id"].clone();
    let group = |parent: &str| json!({"version": version, "parent": item(&office, "BCS", 2024, parent), "name": "Nhóm con"});
    for parent in ["2", "2.2", "2.2.1"] {
        office.ok("composite_item_add", group(parent));
    }
    office.ok("composite_item_add", json!({"version": version, "parent": item(&office, "BCS", 2024, "2.2.1"), "name": "Mục", "most": 3}));
    assert_eq!(office.refused("composite_item_add", group("2.2.1.1")).code, "composite.too_deep");
    // What is moved takes what it holds along.
    let body = json!({"id": item(&office, "BCS", 2024, "2.2"), "parent": item(&office, "BCS", 2024, "1")});
    office.ok("composite_item_move", body);
    let refused = office.refused("composite_item_move", json!({"id": item(&office, "BCS", 2024, "1"), "parent": item(&office, "BCS", 2024, "2")}));
    assert_eq!(refused.code, "composite.too_deep");
    assert_eq!(get(&office, "BCS", 2024)["most"], 20.0 + 30.0 + 8.0 + 2.0 * 3.0, "the weight of the new group holds");
}

#[test]
fn a_block_is_pasted_as_one_act_or_not_at_all() {
    let office = Office::seeded();
    let items = office_index(&office);
    let all = provinces(&office);
    score(&office, &items["1.1"], &all[0], json!(3), Value::Null);
    let block = |cells: Value| json!({"agencies": [all[0], all[1]], "items": [items["1.1"], items["1.2"]], "by": "self", "cells": cells});
    let before = office.dump();
    let plan = office.ok("composite_paste_plan", block(json!([["9,5", "11"], ["abc", "4"]])));
    assert_eq!((&plan["changes"], &plan["refused"], &plan["notation"]), (&json!(2), &json!(2), &json!("vietnamese")));
    assert!(plan["cells"][0]["problem"].as_str().unwrap().contains("5"), "{plan}");
    assert_eq!(office.refused("composite_paste", block(json!([["9,5", "11"], ["1", "4"]]))).field.as_deref(), Some("cells[0][1]"));
    assert_eq!(office.refused("composite_paste", block(json!([["9", "1", "5"]]))).code, "composite.beyond");
    assert_eq!(office.dump(), before, "nothing of a block that cannot be taken");
    // One thousand two hundred and thirty-four, or one and a bit: asked, unless the other cells prove it.
    let plan = office.ok("composite_paste_plan", block(json!([["1.234", "4"]])));
    assert_eq!((&plan["ambiguous"], &plan["refused"]), (&json!(true), &json!(1)));
    let plan = office.ok("composite_paste_plan", block(json!([["1.234", "4.5"]])));
    assert_eq!((&plan["notation"], &plan["changes"], &plan["cells"][0]["after"]), (&json!("english"), &json!(2), &json!(1.234)));
    let mut told = block(json!([["1.234", "4"]]));
    told["notation"] = json!("english");
    assert_eq!(office.ok("composite_paste_plan", told)["cells"][0]["after"], 1.234);
    let answer = office.answer("composite_paste", block(json!([["9,5", "5"], ["0", ""]])));
    assert_eq!(answer["value"], 3);
    assert_eq!(answer["changed"], json!(["composite"]));
    let given = office.ok("composite_scores", json!({"composite": "BCS", "year": 2024}));
    assert_eq!(given.as_array().unwrap().len(), 3, "an empty cell has no points; zero has");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
    // An empty cell takes points away.
    assert_eq!(office.ok("composite_paste", block(json!([["", "5"]]))), 2);
    let given = office.ok("composite_scores", json!({"composite": "BCS", "year": 2024}));
    assert_eq!((given.as_array().unwrap().len(), &given[0]["item"]), (1, &items["1.2"]));
}

#[test]
fn history_names_index_item_and_agency() {
    let office = Office::seeded();
    let items = office_index(&office);
    let agency = &provinces(&office)[0];
    let name = office.ok("agency_get", json!({"id": agency}))["short_name"].as_str().unwrap().to_owned();
    score(&office, &items["1.1"], agency, json!(9), Value::Null);
    let state = office.ok("undo_state", json!({}));
    assert_eq!(state["undo"]["subject"], format!("BCS 2024 · 1.1 · {name}"));
    office.ok("composite_score_set", json!({"item": items["1.1"], "agency": agency, "verified_points": "8,5"}));
    let id = get(&office, "BCS", 2024)["id"].clone();
    let acts = office.ok("history", json!({"noun": "composite", "id": id}));
    let told = acts.to_string();
    assert!(told.contains(&format!("1.1 · {name}")) && told.contains("Điểm thẩm định") && told.contains("8,5"), "{told}");
    let changes = office.ok("changes", json!({"since": "2024-06-01", "noun": "composite"}));
    assert!(changes["records"].as_array().unwrap().iter().any(|record| record["label"] == "BCS"), "{changes}");
    let hits = office.ok("search", json!({"text": "bo chi so cua tinh"}));
    assert_eq!((&hits[0]["noun"], &hits[0]["code"]), (&json!("composite"), &json!("BCS")));
    // What was removed is put back with what went along with it.
    office.ok("composite_item_delete", json!({"id": items["1"]}));
    let acts = office.ok("history", json!({"noun": "composite", "id": id}));
    let line = acts[0]["lines"].as_array().unwrap().iter().find(|line| line.to_string().contains("Hạ tầng số")).unwrap_or_else(|| panic!("{acts}"));
    let after_delete = office.dump();
    office.ok("history_restore", json!({"change": line["change"]}));
    assert_eq!(rank(&office, json!({"by": "self"}))["rows"][0]["scored"], 1, "the points came back with the group");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), after_delete);
    office.ok("undo", json!({}));
    assert_eq!(rank(&office, json!({"by": "self"}))["rows"][0]["scored"], 1);
}

#[test]
fn an_earlier_value_that_no_longer_fits_is_not_put_back() {
    let office = Office::seeded();
    let items = office_index(&office);
    let change = |field: &str| {
        let acts = office.ok("history", json!({"noun": "composite", "id": get(&office, "BCS", 2024)["id"]}));
        let lines = acts.as_array().unwrap().iter().flat_map(|act| act["lines"].as_array().unwrap());
        lines.clone().find(|line| line["field"] == field).unwrap_or_else(|| panic!("{field}: {acts}"))["change"].clone()
    };
    office.ok("composite_item_edit", json!({"id": items["1.1"], "most": 20}));
    let most = change("most");
    office.ok("composite_item_move", json!({"id": items["2"], "parent": items["1"]}));
    let parent = change("parent");
    score(&office, &items["1.1"], &provinces(&office)[0], json!(15), Value::Null);
    assert_eq!(office.refused("history_restore", json!({"change": most, "field": "most"})).code, "restore.no_fit");
    // 2 stood at the top; since 1 now stands in it, it stays where nothing hangs in itself.
    office.ok("history_restore", json!({"change": parent, "field": "parent"}));
    office.ok("composite_item_move", json!({"id": items["1"], "parent": items["2"]}));
    let undone = change("parent");
    assert!(undone.as_i64() > parent.as_i64());
    let back = office.ok("history", json!({"noun": "composite", "id": get(&office, "BCS", 2024)["id"]}));
    let put_back = back.as_array().unwrap().iter().flat_map(|act| act["lines"].as_array().unwrap()).filter(|line| line["field"] == "parent").nth(1).unwrap()["change"].clone();
    assert_eq!(office.refused("history_restore", json!({"change": put_back, "field": "parent"})).code, "restore.no_fit", "2 in 1 in 2");
    assert_eq!(rank(&office, json!({"by": "self"}))["of"], 3);
}

#[test]
fn a_ranking_and_the_points_of_an_agency_become_files() {
    let office = Office::seeded();
    let items = office_index(&office);
    for (number, agency) in (0..).zip(&provinces(&office)) {
        score(&office, &items["1.1"], agency, json!(number % 11), json!(number % 9));
        score(&office, &items["1.2"], agency, json!(number % 6), Value::Null);
        if number % 7 != 0 {
            score(&office, &items["2.1"], agency, json!(number % 9), Value::Null);
        }
    }
    let ranking = json!({"composite": "BCS", "year": 2024, "by": "self", "agency_group": "63-dia-phuong"});
    for name in ["xep-hang.pdf", "xep-hang.xlsx", "bang-diem.pdf", "bang-diem.xlsx"] {
        let agency = if name.starts_with("bang") { provinces(&office)[1].clone() } else { Value::Null };
        let saved = office.ok("composite_save", json!({"ranking": ranking, "agency": agency, "path": office.path(name)}));
        assert!(saved["bytes"].as_u64().unwrap() > 3000, "{name}");
        assert_eq!(saved["replaced"], json!([]), "{name}");
    }
    // Points and shares are numbers in the workbook, and who lacks points has none for the share.
    let mut book: Xlsx<_> = open_workbook(office.path("xep-hang.xlsx")).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let head = sheet.rows().position(|row| row[0] == Data::String("Hạng".into())).unwrap();
    let rows: Vec<&[Data]> = sheet.rows().skip(head + 1).take(63).collect();
    assert_eq!(rows[0][0], Data::Float(1.0));
    assert!(matches!((&rows[0][4], &rows[0][5]), (Data::Float(points), Data::Float(share)) if (share - points / 58.0).abs() < 1e-12), "{:?}", rows[0]);
    assert_eq!(rows.iter().filter(|row| row[5] == Data::String("–".into())).count(), 9, "every seventh lacks points");
}

#[test]
fn definition_sheets_are_printed_one_page_each() {
    let office = Office::seeded();
    office.ok("indicator_edit", json!({"id": "CT26", "frequency": "quarter", "reporters": "63-dia-phuong", "reports_from": "2024-Q1", "highest": 53, "jump_percent": 50}));
    office.ok("method_break_add", json!({"indicator": "CT49", "day": "2024-01-01", "note": "Từ xếp hạng sang phân nhóm"}));
    let print = |name: &str, indicators: Value| {
        let path = office.path(name);
        let saved = office.ok("definition_save", json!({"indicators": indicators, "path": path}));
        assert_eq!(saved["replaced"], json!([]));
        let text = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
        let mut pages: Vec<String> = String::from_utf8_lossy(&text.stdout).split('\u{c}').map(str::to_owned).collect();
        pages.pop();
        pages
    };
    let two = print("hai.pdf", json!(["CT26", "CT49"]));
    assert_eq!(two.len(), 2);
    for words in [
        "CT26. Dịch vụ công thiết yếu", "T04: ít nhất 53 dịch vụ; thời hạn năm 2024 (31/12/2024) ([002] L9)", "36 dịch vụ, ngày 31/12/2023", "suy ra từ số khác",
        "hằng quý, từ quý I/2024", "từng cơ quan thuộc 63 tỉnh, thành phố", "hỏi lại khi trên 53 dịch vụ", "[003], L37, L61",
    ] {
        assert!(two[0].contains(words), "{words} in\n{}", two[0]);
    }
    for words in ["01/01/2024: Từ xếp hạng sang phân nhóm", "thứ hạng; càng thấp càng tốt", "T10: không quá 30", "chưa ghi"] {
        assert!(two[1].contains(words), "{words} in\n{}", two[1]);
    }
    // A page each; codes in order.
    let all = print("tat-ca.pdf", Value::Null);
    assert_eq!(all.len(), 49);
    assert!(all[0].contains("CT01.") && all[48].contains("CT49."));
    assert_eq!(Office::bare().refused("definition_save", json!({"path": office.path("khong.pdf")})).code, "definition.none");
    assert_eq!(office.refused("definition_save", json!({"path": office.path("a.docx")})).code, "file.ending");
}

#[test]
fn the_rank_of_last_year_is_the_one_of_last_year() {
    let office = Office::seeded();
    let items = office_index(&office);
    let all = provinces(&office);
    for (points, agency) in [8, 6, 4].into_iter().zip(&all) {
        for code in ["1.1", "1.2", "2.1"] {
            score(&office, &items[code], agency, json!(points.min(5)), json!(points.min(5)));
        }
        score(&office, &items["1.1"], agency, json!(points), json!(points));
    }
    office.ok("composite_version_add", json!({"composite": "BCS", "year": 2025, "copy_from": 2024}));
    for agency in &all[1..3] {
        for code in ["1.1", "1.2", "2.1"] {
            score(&office, &item(&office, "BCS", 2025, code), agency, json!(4), Value::Null);
        }
    }
    let asked = |body: Value| {
        let mut body = body;
        body["composite"] = json!("BCS");
        body["year"] = json!(2025);
        office.ok("composite_ranking", body)
    };
    let before = |ranking: &Value| -> Vec<Value> { all[1..3].iter().map(|agency| ranking["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == *agency).unwrap()["before"]["rank"].clone()).collect() };
    let ranking = asked(json!({}));
    assert_eq!(before(&ranking), [json!(2), json!(3)], "the first of last year has no points yet this year");
    assert_eq!((&ranking["by"], &ranking["unverified"]), (&json!("self"), &json!(2)));
    assert_eq!(before(&asked(json!({"agency_group": "63-dia-phuong"}))), [json!(2), json!(3)]);

    // One verified agency does not take the others' ranks away.
    for code in ["1.1", "1.2", "2.1"] {
        score(&office, &item(&office, "BCS", 2025, code), &all[1], json!(5), json!(2));
    }
    let ranking = asked(json!({}));
    let ranks: Vec<&Value> = ranking["rows"].as_array().unwrap().iter().map(|row| &row["rank"]).collect();
    assert_eq!((&ranking["by"], &ranking["unverified"], ranks), (&json!("self"), &json!(1), vec![&json!(1), &json!(2)]));
    for code in ["1.1", "1.2", "2.1"] {
        score(&office, &item(&office, "BCS", 2025, code), &all[2], json!(4), json!(4));
    }
    assert_eq!(asked(json!({}))["by"], "verified", "all are");
}
