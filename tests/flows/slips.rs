//! A return slip goes back to the office that sent a package: what was taken is known to both, what was not is listed
//! to be mended and goes out again.

use serde_json::{Value, json};

use crate::exchange::{Two, agency, slip_to};
use crate::office::Office;

/// How many figures the next package of changes would hold.
fn figures_that_go_out(office: &Office) -> u64 {
    let plan = office.ok("exchange_send_plan", json!({"peer": office.ok("peer_list", json!({}))[0]["id"], "changes_only": true}));
    plan["tables"].as_array().unwrap().iter().find(|table| table["table"] == "observation").map_or(0, |table| table["out"].as_u64().unwrap())
}

#[test]
fn a_slip_marks_what_was_taken_and_lists_what_is_to_be_mended() {
    let office = Office::seeded();
    let slip = slip_to(&office);
    let all = figures_that_go_out(&office);
    let before = office.dump();
    assert_eq!(office.refused("exchange_plan", json!({"path": slip})).code, "slip.is_one");
    let told = office.ok("slip_read", json!({"path": slip}));
    assert_eq!(office.dump(), before, "reading writes nothing");
    assert_eq!((&told["number"], &told["mend_by"], &told["note"], &told["verified"]), (&json!(1), &json!("2024-06-10"), &json!("Kỳ quý I đã chốt"), &json!(false)));
    assert_eq!((&told["counts"]["refused"], told["rows"].as_array().unwrap().len()), (&json!(1), 1), "{told}");

    let taken = office.ok("slip_take", json!({"path": slip}));
    let row = &taken["rows"][0];
    assert_eq!((&row["table"], &row["outcome"], &row["to_mend"]), (&json!("observation"), &json!("refused"), &json!(true)));
    assert!(row["message"].as_str().unwrap().contains("quý I/2024"), "{row}");
    assert_eq!(row["label"], "CT26 · Bộ Tư pháp · quý I/2024", "what was refused is told by its name");
    let mine = office.ok("observation_list", json!({"indicator": "CT26"}));
    let refused = mine.as_array().unwrap().iter().find(|one| one["id"] == row["record"]).unwrap();
    assert_eq!(refused["value"], 12.0, "the record that the slip names is the one here");
    // Everything else is known to both offices now; the refused figure goes out again.
    assert_eq!((figures_that_go_out(&office), all > 1), (1, true));

    // The same slip again changes nothing.
    let again = office.answer("slip_take", json!({"path": slip}));
    assert!(again["op"].is_null(), "{again}");
    assert_eq!(office.ok("slip_list", json!({})).as_array().unwrap().len(), 1);

    // What is changed is mended; taken back, it is to be mended again.
    office.ok("observation_edit", json!({"id": row["record"], "value": 13}));
    assert_eq!(office.ok("slip_list", json!({}))[0]["rows"][0]["to_mend"], false);
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before, "the slip is taken back with what it marked");
}

#[test]
fn a_slip_is_for_nobody_else_and_about_nothing_else() {
    let office = Office::seeded();
    let slip = slip_to(&office);
    let stranger = Office::seeded();
    assert_eq!(stranger.refused("slip_read", json!({"path": slip})).code, "slip.unknown_sender");
    let mut bytes = std::fs::read(&slip).unwrap();
    let at = bytes.windows(12).position(|part| part == b"\"refused\": 1").unwrap() + 11;
    bytes[at] = b'0';
    std::fs::write(office.path("sua.phieu35"), bytes).unwrap();
    assert_eq!(office.refused("slip_take", json!({"path": office.path("sua.phieu35")})).code, "slip.damaged");
    // A package that was taken back was never sent.
    office.ok("undo", json!({}));
    assert_eq!(office.refused("slip_take", json!({"path": slip})).code, "slip.no_package");
    let lists: Vec<Value> = ["slip_list", "form_list"].map(|list| office.ok(list, json!({}))).to_vec();
    assert_eq!(lists, [json!([]), json!([])]);
}

#[test]
fn a_slip_says_how_a_conflict_was_decided_and_the_board_how_a_sender_is_known() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let figure = lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "calendar": "statistical"}))["id"].clone();
    let scope = json!({"period": "2024-Q1", "calendar": "statistical"});
    let first = two.package(true, "1.goi35", json!({"scope": scope}));
    upper.ok("exchange_apply", json!({"files": [{"path": first}]}));
    let asked = json!({"period": "2024-Q1", "calendar": "statistical", "group": "cac-bo-nganh"});
    let row = |board: &Value| board["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == own).unwrap().clone();
    let board = upper.ok("exchange_board", asked.clone());
    assert_eq!((&row(&board)["files"][0]["kind"], &row(&board)["files"][0]["signature"], &row(&board)["to_mend"]), (&json!("package"), &json!("unverified"), &json!(0)));
    let peer = upper.ok("peer_list", json!({}))[0].clone();
    upper.ok("peer_verify", json!({"id": peer["id"], "fingerprint": peer["fingerprint"]}));

    // Both write something else; the upper office keeps its own.
    upper.ok("observation_edit", json!({"id": figure, "value": 20}));
    lower.ok("observation_edit", json!({"id": figure, "value": 15}));
    let second = two.package(true, "2.goi35", json!({"scope": scope}));
    let answers = json!({"decisions": [{"choice": "mine", "reason": "Đã đối chiếu với Bộ Công an"}]});
    upper.ok("exchange_apply", json!({"files": [{"path": second, "answers": answers}]}));
    let board = upper.ok("exchange_board", asked.clone());
    let files = row(&board)["files"].clone();
    assert_eq!((&files[0]["number"], &files[0]["signature"], files.as_array().unwrap().len(), &row(&board)["to_mend"]), (&json!(2), &json!("verified"), 2, &json!(0)), "{files}");
    let consolidation = upper.ok("exchange_consolidation", json!({"indicator": "CT26", "board": asked}));
    assert!(consolidation["files"][0]["file"].is_null(), "the figure that stands is this office's own: {}", consolidation["files"]);

    let slip = lower.path("phieu.phieu35");
    upper.ok("slip_save", json!({"package": files[0]["id"], "path": slip}));
    let taken = lower.ok("slip_take", json!({"path": slip}));
    let line = taken["rows"].as_array().unwrap().iter().find(|row| row["field"] == "Giá trị").unwrap();
    assert_eq!((&line["outcome"], &line["choice"], &line["to_mend"]), (&json!("conflict"), &json!("mine"), &json!(true)), "{taken}");
    assert_eq!((&line["mine"], &line["theirs"], &line["result"]), (&json!("20"), &json!("15"), &json!("20")));
    // The same on paper, for the file.
    let printed = upper.ok("slip_save", json!({"package": files[0]["id"], "path": upper.path("phieu.pdf")}));
    assert!(printed["bytes"].as_u64().unwrap() > 5_000 && printed["replaced"].as_array().unwrap().is_empty());
}

#[test]
fn a_slip_answers_its_own_package_and_no_other() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    for (period, day) in [("2023-Q4", "2023-12-31"), ("2024-Q1", "2024-03-31")] {
        lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": period, "calendar": "statistical", "as_of_day": day}));
    }
    let scope = |period: &str| json!({"scope": {"period": period, "parts": ["figures"]}, "changes_only": true});
    two.package(true, "mat.goi35", scope("2023-Q4"));
    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "den.goi35", scope("2024-Q1"))}]}));
    assert_eq!(upper.ok("exchange_plan", json!({"path": upper.path("den.goi35")}))["source"]["package"]["gap"], true);
    let received = upper.ok("exchange_received", json!({"id": upper.ok("peer_list", json!({}))[0]["id"]}))[0]["id"].clone();
    let slip = lower.path("phieu.phieu35");
    upper.ok("slip_save", json!({"package": received, "path": slip}));
    let to = lower.ok("peer_list", json!({}))[0]["id"].clone();
    let out = |period: &str| {
        let mut asked = scope(period);
        asked["peer"] = to.clone();
        lower.ok("exchange_send_plan", asked)["out"].as_u64().unwrap()
    };
    lower.ok("slip_take", json!({"path": slip}));
    assert_eq!((out("2023-Q4"), out("2024-Q1")), (1, 0), "the figure of the first package never came");
}
