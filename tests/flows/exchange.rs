//! Two offices exchange packages: definitions go down, values come up, what both changed is asked about, and
//! everything is one act that can be taken back.

use serde_json::{Value, json};

use crate::office::Office;

/// An upper office (Bộ TT&TT) and a lower one (Bộ Tư pháp) that have each other's cards.
pub struct Two {
    pub upper: Office,
    pub lower: Office,
}

pub fn agency(office: &Office, short: &str) -> Value {
    let list = office.ok("agency_list", json!({"text": short}));
    list.as_array().unwrap().iter().find(|row| row["short_name"] == short).unwrap_or_else(|| panic!("no {short}"))["id"].clone()
}

/// Gives `to` the card of `from`; answers what `from` is in its list.
pub fn introduce(from: &Office, to: &Office, relation: &str) -> Value {
    if from.ok("office_key", json!({})).is_null() {
        from.ok("office_key_make", json!({}));
    }
    let card = to.path("danh-thiep.json");
    from.ok("card_save", json!({"path": card}));
    let offer = to.ok("contact_read", json!({"path": card}));
    to.ok("peer_add", json!({"agency": offer["agency"]["id"], "relation": relation, "public": offer["public"]}))
}

impl Two {
    pub fn new() -> Two {
        let upper = Office::seeded();
        let lower = Office::seeded();
        let own = agency(&lower, "Bộ Tư pháp");
        lower.ok("setting_edit", json!({"office": own, "person": "Lê Thị Bình"}));
        introduce(&upper, &lower, "upper");
        introduce(&lower, &upper, "lower");
        Two { upper, lower }
    }

    /// A package from one to the other, in the folder of the one it is for.
    pub fn package(&self, up: bool, name: &str, body: Value) -> String {
        let (from, to) = if up { (&self.lower, &self.upper) } else { (&self.upper, &self.lower) };
        let path = to.path(name).display().to_string();
        let mut request = json!({"peer": from.ok("peer_list", json!({}))[0]["id"], "path": path});
        request.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        from.ok("exchange_send", request);
        path
    }
}

/// A package with a figure that another office sends to this one.
pub fn coming_to(office: &Office) -> String {
    let lower = Office::seeded();
    let own = agency(&lower, "Bộ Tư pháp");
    lower.ok("setting_edit", json!({"office": own}));
    introduce(office, &lower, "upper");
    introduce(&lower, office, "lower");
    lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
    let path = office.path("den.goi35").display().to_string();
    lower.ok("exchange_send", json!({"peer": lower.ok("peer_list", json!({}))[0]["id"], "path": path}));
    path
}

/// A return slip about a package that this office sent: the other one had closed the period of one of its figures.
pub fn slip_to(office: &Office) -> String {
    let upper = Office::seeded();
    let own = agency(office, "Bộ Tư pháp");
    office.ok("setting_edit", json!({"office": own}));
    introduce(office, &upper, "lower");
    introduce(&upper, office, "upper");
    upper.ok("period_lock_add", json!({"period": "2024-Q1", "calendar": "statistical"}));
    for (indicator, period) in [("CT26", "2024-Q1"), ("CT01", "2024-05")] {
        office.ok("observation_add", json!({"indicator": indicator, "agency": own, "value": 12, "period": period, "calendar": "statistical"}));
    }
    let (package, slip) = (upper.path("len.goi35"), office.path("phieu.phieu35").display().to_string());
    office.ok("exchange_send", json!({"peer": office.ok("peer_list", json!({}))[0]["id"], "path": package}));
    upper.ok("exchange_apply", json!({"files": [{"path": package}]}));
    let received = upper.ok("exchange_received", json!({"id": upper.ok("peer_list", json!({}))[0]["id"]}))[0]["id"].clone();
    upper.ok("slip_save", json!({"package": received, "mend_by": "2024-06-10", "note": "Kỳ quý I đã chốt", "path": slip}));
    slip
}

fn counts(answer: &Value) -> [u64; 5] {
    ["added", "changed", "unchanged", "conflict", "refused"].map(|name| answer["counts"][name].as_u64().unwrap())
}

fn adds_up(answer: &Value) {
    assert_eq!(counts(answer).iter().sum::<u64>(), answer["counts"]["read"].as_u64().unwrap(), "{}", answer["counts"]);
}

#[test]
fn changes_are_asked_since_a_package() {
    let two = Two::new();
    two.upper.ok("task_edit", json!({"id": "N04", "note": "Trước khi gửi"}));
    two.package(false, "xuong.goi35", json!({}));
    two.upper.ok("task_edit", json!({"id": "N05", "note": "Sau khi gửi"}));
    let moment = two.upper.ok("package_list", json!({}))[0].clone();
    assert_eq!((&moment["sent"], &moment["number"]), (&json!(true), &json!(1)));
    let changed = two.upper.ok("changes", json!({"since": moment["day"], "since_op": moment["op"]})).to_string();
    assert!(changed.contains("Sau khi gửi") && !changed.contains("Trước khi gửi"), "{changed}");
}

#[test]
fn the_history_tells_what_went_to_and_fro() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
    let up = two.package(true, "len.goi35", json!({}));
    let plan = upper.ok("exchange_plan", json!({"path": up, "outcome": "added"}));
    let row = &plan["rows"][0];
    assert_eq!(row["label"], "CT26 · Bộ Tư pháp · quý I/2024", "{row}");
    assert_eq!(row["about"], upper.ok("indicator_get", json!({"id": "CT26"}))["name"], "a figure is told with the words of its indicator");
    let value = row["fields"].as_array().unwrap().iter().find(|field| field["field"] == "value").unwrap();
    assert_eq!(value["other"], "number");
    let state = row["fields"].as_array().unwrap().iter().find(|field| field["field"] == "state").unwrap();
    assert!(state["other"].is_null(), "a code is one of a list");

    let op = upper.answer("exchange_apply", json!({"files": [{"path": up}]}))["op"].clone();
    let came = upper.ok("package_list", json!({}))[0].clone();
    assert_eq!((&came["sent"], &came["verified"], &came["counts"]["added"]), (&json!(false), &json!(false), &json!(1)), "{came}");
    assert_eq!((&came["lines"], &came["op"], &came["whole"]), (&came["counts"]["read"], &op, &json!(true)));
    assert_eq!(upper.ok("exchange_undo_plan", json!({"op": op}))["rows"], 1, "what is noted of an import is no row of the book");

    // The sender hears that it came with the answer, not before.
    let went = || lower.ok("package_list", json!({})).as_array().unwrap().iter().find(|one| one["sent"] == true).cloned().unwrap();
    assert_eq!((&went()["answered"], went()["counts"].is_null()), (&json!(false), true));
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "xuong.goi35", json!({}))}]}));
    assert_eq!(went()["answered"], true);
}

#[test]
fn columns_that_only_make_sense_together_are_one_thing_to_decide() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let asked = |plan: &Value| -> Vec<String> {
        let fields = plan["rows"][0]["fields"].as_array().unwrap().iter().filter(|field| !field["asking"].is_null());
        fields.map(|field| format!("{} of {}", field["field"].as_str().unwrap(), field["part_of"].as_str().unwrap())).collect()
    };
    upper.ok("task_edit", json!({"id": "N04", "deadline": "30/9/2024"}));
    lower.ok("task_edit", json!({"id": "N04", "deadline": "trước 31/12/2024"}));
    let down = two.package(false, "xuong.goi35", json!({}));
    let plan = lower.ok("exchange_plan", json!({"path": down, "outcome": "conflict"}));
    assert_eq!((plan["counts"]["open"].as_u64(), asked(&plan).len()), (Some(1), 3), "{}", plan["rows"]);
    assert!(asked(&plan).iter().all(|one| one.starts_with("deadline_") && one.ends_with(" of deadline_text")), "{:?}", asked(&plan));
    let decision = json!({"table": "task", "record": plan["rows"][0]["record"], "field": "deadline_text", "choice": "theirs"});
    let decided = json!({"decisions": [decision], "questions": []});
    assert_eq!(lower.ok("exchange_plan", json!({"path": down, "answers": decided}))["counts"]["open"], 0);
    lower.ok("exchange_apply", json!({"files": [{"path": down, "answers": decided}]}));
    assert_eq!(lower.ok("task_get", json!({"id": "N04"}))["deadline"], upper.ok("task_get", json!({"id": "N04"}))["deadline"]);

    // A figure and the word before it.
    let own = agency(lower, "Bộ Tư pháp");
    let figure = lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "len.goi35", json!({}))}]}));
    upper.ok("observation_edit", json!({"id": figure["id"], "value": 13}));
    lower.ok("observation_edit", json!({"id": figure["id"], "value": 14, "qualifier": "hơn"}));
    let up = two.package(true, "len-2.goi35", json!({}));
    let plan = upper.ok("exchange_plan", json!({"path": up, "outcome": "conflict"}));
    assert_eq!((plan["counts"]["open"].as_u64(), asked(&plan)), (Some(1), vec!["value of state".to_owned(), "qualifier of state".to_owned()]), "{}", plan["rows"]);
}

/// What two books have to agree on: everything that travels.
fn shared(office: &Office) -> String {
    shared_of(&office.dump())
}

fn shared_of(dump: &str) -> String {
    const HOME: &[&str] = &["setting", "office_key", "peer", "package_sent", "package_received", "exchange_base", "exchange_choice", "form", "form_received", "received_row", "slip_received", "slip_row"];
    let mut kept = true;
    let mut lines = Vec::new();
    for line in dump.lines() {
        if let Some(heading) = line.strip_prefix("-- ") {
            kept = !HOME.contains(&heading.split(' ').next().unwrap());
        }
        if kept {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[test]
fn definitions_go_down_values_come_up_and_only_the_same_field_is_asked() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");

    // Definitions go down.
    let task = upper.ok("task_add", json!({
        "statement": "Rà soát văn bản về giao dịch điện tử", "lead": own, "deadline": "trước 30/9/2024", "assigned_on": "6/5/2024",
        "focus_areas": [{"focus_area": "DM2"}], "citations": [{"document": "TB203", "locator": "mục 3"}],
    }));
    let indicator = upper.ok("indicator_add", json!({"name": "Số văn bản đã rà soát", "unit": "văn bản", "kind": "count", "direction": "higher"}));
    upper.ok("target_add", json!({"indicator": indicator["id"], "bound": "at_least", "value_min": 40, "deadline": "trong năm 2024"}));
    upper.ok("task_edit", json!({"id": "N03", "note": "Bộ TT&TT theo dõi hằng tuần"}));
    let down = two.package(false, "xuong.goi35", json!({}));
    let plan = lower.ok("exchange_plan", json!({"path": down}));
    adds_up(&plan);
    assert_eq!(counts(&plan)[3..], [0, 0], "{}", plan["rows"]);
    assert_eq!(plan["source"]["package"]["verified"], false);
    let before = lower.dump();
    assert_eq!(lower.dump(), before, "a plan writes nothing");
    let applied = lower.answer("exchange_apply", json!({"files": [{"path": down}]}));
    assert_eq!(counts(&applied["value"]), counts(&plan), "what was planned is what was done");
    assert!(std::path::Path::new(applied["value"]["backup"].as_str().unwrap()).exists());
    assert_eq!(lower.ok("task_get", json!({"id": task["code"]}))["statement"], task["statement"]);
    assert_eq!(shared(upper), shared(lower));

    // The same package again changes nothing.
    let again = lower.answer("exchange_apply", json!({"files": [{"path": down}]}));
    assert_eq!(counts(&again["value"])[..2], [0, 0]);
    assert!(again["op"].is_null(), "nothing was written: {again}");

    // Values come up.
    let part = lower.ok("task_get", json!({"id": task["code"]}))["assignments"][0]["id"].clone();
    lower.ok("step_add", json!({"assignments": [part], "kind": "started", "day": "2024-05-20"}));
    lower.ok("progress_note_add", json!({"assignment": part, "period": "2024-05", "percent": 30, "words": "Đã lập danh mục"}));
    lower.ok("observation_add", json!({"indicator": indicator["id"], "agency": own, "value": 12, "period": "2024-05", "as_of_day": "2024-05-31", "citations": [{"document": "TB203"}]}));
    let up = two.package(true, "len-1.goi35", json!({}));
    let plan = upper.ok("exchange_plan", json!({"path": up}));
    adds_up(&plan);
    assert_eq!((counts(&plan)[0], counts(&plan)[3], counts(&plan)[4]), (4, 0, 0), "{}", plan["counts"]);
    upper.ok("exchange_apply", json!({"files": [{"path": up}]}));
    assert_eq!(shared(upper), shared(lower));

    // Both edit one field of one note, and each another one besides.
    let note = |office: &Office| office.ok("assignment_get", json!({"id": part}))["notes"][0]["id"].clone();
    upper.ok("progress_note_edit", json!({"id": note(upper), "words": "Đã lập danh mục 40 văn bản", "proposals": "Bổ sung biên chế"}));
    lower.ok("progress_note_edit", json!({"id": note(lower), "words": "Đã rà soát 12 văn bản", "difficulties": "Thiếu người"}));
    // And the lower office changes what is not its own.
    lower.ok("task_edit", json!({"id": task["id"], "product": "Báo cáo rà soát"}));
    let up = two.package(true, "len-2.goi35", json!({"changes_only": true}));
    let plan = upper.ok("exchange_plan", json!({"path": up}));
    adds_up(&plan);
    let asked: Vec<(String, String)> = plan["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row["fields"].as_array().unwrap())
        .filter(|field| !field["asking"].is_null())
        .map(|field| (field["field"].as_str().unwrap().to_owned(), field["asking"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(asked, [("product".to_owned(), "not_theirs".to_owned()), ("words".to_owned(), "both_changed".to_owned())], "{}", plan["rows"]);

    let before = upper.dump();
    let answers = json!({"decisions": [
        {"table": "progress_note", "field": "words", "choice": "theirs", "reason": "Đơn vị nắm rõ hơn"},
        {"asking": "not_theirs", "choice": "theirs"},
    ]});
    upper.ok("exchange_apply", json!({"files": [{"path": up, "answers": answers}]}));
    let held = &upper.ok("assignment_get", json!({"id": part}))["notes"][0];
    assert_eq!((&held["words"], &held["difficulties"], &held["proposals"]), (&json!("Đã rà soát 12 văn bản"), &json!("Thiếu người"), &json!("Bổ sung biên chế")));
    let told = upper.ok("history", json!({"noun": "task", "id": task["id"]})).to_string();
    assert!(told.contains("Đã lập danh mục 40 văn bản"), "the loser stays in history");

    // The upper office's answer: its own remark on the note is the lower's to take.
    let down = two.package(false, "xuong-2.goi35", json!({"changes_only": true}));
    let plan = lower.ok("exchange_plan", json!({"path": down}));
    adds_up(&plan);
    assert_eq!((counts(&plan)[3], counts(&plan)[4]), (1, 0), "{}", plan["rows"]);
    lower.ok("exchange_apply", json!({"files": [{"path": down, "answers": {"decisions": [{"choice": "theirs"}]}}]}));
    assert_eq!(shared(upper), shared(lower), "after that both agree");

    // Undo of the import, also after a restart: not the send that came later, but the import itself.
    let after = upper.dump();
    let Two { upper, .. } = two;
    let upper = upper.restart();
    upper.ok("undo", json!({}));
    upper.ok("undo", json!({}));
    assert!(upper.dump() == before, "the book is as it was");
    upper.ok("redo", json!({}));
    upper.ok("redo", json!({}));
    assert!(upper.dump() == after, "the book is as it was");
}

#[test]
fn what_may_not_come_in_is_refused_before_a_row_is_read() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let first = two.package(true, "1.goi35", json!({"scope": {"parts": ["frameworks"]}}));
    let second = two.package(true, "2.goi35", json!({"scope": {"parts": ["frameworks"]}}));
    let refused = |office: &Office, path: &str| office.refused("exchange_plan", json!({"path": path})).code;

    let mut bytes = std::fs::read(&first).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let broken = upper.path("hong.goi35");
    so35::store::save::save(&broken, &bytes).unwrap();
    assert_eq!(refused(upper, &broken.display().to_string()), "package.damaged");
    assert_eq!(refused(lower, &first), "package.own");

    upper.ok("exchange_apply", json!({"files": [{"path": second}]}));
    assert_eq!(refused(upper, &first), "package.older");
    let plan = upper.ok("exchange_plan", json!({"path": second}));
    assert_eq!((plan["source"]["package"]["again"].as_bool(), plan["source"]["package"]["gap"].as_bool()), (Some(true), Some(true)));

    // Another office under the same name.
    let impostor = Office::seeded();
    let own = agency(&impostor, "Bộ Tư pháp");
    impostor.ok("setting_edit", json!({"office": own}));
    introduce(upper, &impostor, "upper");
    let path = upper.path("gia.goi35").display().to_string();
    impostor.ok("exchange_send", json!({"peer": impostor.ok("peer_list", json!({}))[0]["id"], "path": path}));
    assert_eq!(refused(upper, &path), "package.key_changed");
    let offer = upper.ok("contact_read", json!({"path": path}));
    assert_eq!((offer["key_changed"].as_bool(), offer["agency"]["short_name"].as_str()), (Some(true), Some("Bộ Tư pháp")));

    // For somebody else, and from somebody unknown.
    let third = Office::seeded();
    let own = agency(&third, "Bộ Công an");
    third.ok("setting_edit", json!({"office": own}));
    introduce(lower, &third, "other");
    assert_eq!(refused(&third, &second), "package.other_recipient");
    let stranger = Office::seeded();
    let own = agency(&stranger, "Bộ Nội vụ");
    stranger.ok("setting_edit", json!({"office": own}));
    introduce(upper, &stranger, "upper");
    let path = upper.path("la.goi35").display().to_string();
    stranger.ok("exchange_send", json!({"peer": stranger.ok("peer_list", json!({}))[0]["id"], "path": path}));
    assert_eq!(refused(upper, &path), "package.unknown_sender");
}

#[test]
fn what_is_encrypted_only_the_recipient_reads() {
    let two = Two::new();
    let own = agency(&two.lower, "Bộ Tư pháp");
    two.lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "note": "mười hai nền tảng"}));
    let path = two.package(true, "kin.goi35", json!({"encrypted": true, "scope": {"parts": ["figures"]}}));
    let plan = two.upper.ok("exchange_plan", json!({"path": path}));
    assert_eq!(plan["source"]["package"]["number"], 1);
    assert!(plan["counts"]["added"].as_u64().unwrap() > 0);
    // Who sent it can be told from inside only.
    assert_eq!(two.upper.ok("contact_read", json!({"path": path}))["agency"]["short_name"], "Bộ Tư pháp");
    assert_eq!(two.lower.refused("exchange_plan", json!({"path": path})).code, "package.for_others");
    assert_eq!(Office::seeded().refused("exchange_plan", json!({"path": path})).code, "package.for_others");
    two.upper.ok("exchange_apply", json!({"files": [{"path": path}]}));
    let again = two.upper.ok("exchange_plan", json!({"path": path}));
    assert_eq!((again["source"]["package"]["again"].as_bool(), again["counts"]["added"].as_u64()), (Some(true), Some(0)));
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    so35::store::save::save(&two.upper.path("hong.goi35"), &bytes).unwrap();
    assert_eq!(two.upper.refused("exchange_plan", json!({"path": two.upper.path("hong.goi35")})).code, "package.damaged");
    // Without the recipient's key there is nobody to encrypt for.
    let peer = two.lower.ok("peer_list", json!({}))[0]["id"].clone();
    two.lower.ok("peer_edit", json!({"id": peer, "public": null}));
    let refused = two.lower.refused("exchange_send", json!({"peer": peer, "path": two.lower.path("x.goi35"), "encrypted": true}));
    assert_eq!(refused.code, "peer.no_key");
}

#[test]
fn a_key_is_compared_by_telephone() {
    let two = Two::new();
    let peer = two.upper.ok("peer_list", json!({}))[0].clone();
    assert!(peer["verified_on"].is_null());
    let digits = two.lower.ok("office_key", json!({}))["fingerprint"].as_str().unwrap().replace(' ', "");
    assert_eq!(two.upper.refused("peer_verify", json!({"id": peer["id"], "fingerprint": "0000 1111"})).field.as_deref(), Some("fingerprint"));
    let verified = two.upper.ok("peer_verify", json!({"id": peer["id"], "fingerprint": digits}));
    assert_eq!(verified["verified_on"], "2024-06-01");
    // Another key has to be compared anew.
    let other = Office::seeded().ok("office_key_make", json!({}));
    let changed = two.upper.ok("peer_edit", json!({"id": peer["id"], "public": other["public"]}));
    assert!(changed["verified_on"].is_null());
}

#[test]
fn what_the_rules_refuse_when_typed_is_refused_when_it_comes() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
    upper.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 11, "period": "2024-Q1", "as_of_day": "2024-03-31", "approval": "approved"}));
    upper.ok("period_lock_add", json!({"period": "2024-Q1", "approve": true}));
    let up = two.package(true, "len.goi35", json!({"scope": {"parts": ["figures"], "agency": own}}));
    // The figure is known by indicator, agency and period; both say something else about it.
    let plan = upper.ok("exchange_plan", json!({"path": up, "outcome": "conflict"}));
    assert_eq!(plan["rows"][0]["fields"][0]["field"], "value");
    let taken = upper.ok("exchange_plan", json!({"path": up, "answers": {"decisions": [{"choice": "theirs"}]}}));
    assert_eq!((counts(&taken)[4], taken["problems"][0]["code"].as_str()), (1, Some("period.locked")), "{}", taken["problems"]);
    adds_up(&taken);
}

#[test]
fn a_removal_is_a_proposal() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let figure = lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
    let up = two.package(true, "1.goi35", json!({}));
    upper.ok("exchange_apply", json!({"files": [{"path": up}]}));
    let down = two.package(false, "1.goi35", json!({}));
    lower.ok("exchange_apply", json!({"files": [{"path": down}]}));
    lower.ok("observation_delete", json!({"id": figure["id"]}));
    let up = two.package(true, "2.goi35", json!({"changes_only": true}));
    let plan = upper.ok("exchange_plan", json!({"path": up}));
    assert_eq!((counts(&plan), plan["rows"][0]["asking"].as_str()), ([0, 0, 0, 1, 0], Some("removed_there")), "{}", plan["rows"]);
    upper.ok("exchange_apply", json!({"files": [{"path": up, "answers": {"decisions": [{"choice": "theirs"}]}}]}));
    assert!(upper.refused("observation_get", json!({"id": figure["id"]})).code == "not_found");
}

#[test]
fn what_shows_a_step_comes_along_and_hidden_characters_do_not() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let task = upper.ok("task_add", json!({"statement": "Rà soát", "lead": own, "deadline": "trước 30/9/2024", "assigned_on": "6/5/2024"}));
    let down = two.package(false, "1.goi35", json!({}));
    lower.ok("exchange_apply", json!({"files": [{"path": down}]}));
    let shows = lower.ok("document_add", json!({"kind": "evidence", "number_symbol": "15/QĐ-BTP", "day": "2024-05-20", "subject": "Quyết định ban hành danh mục"}));
    let part = lower.ok("task_get", json!({"id": task["id"]}))["assignments"][0]["id"].clone();
    lower.ok("step_add", json!({"assignments": [part], "kind": "done", "day": "2024-05-20", "document": shows["id"]}));
    let up = two.package(true, "1.goi35", json!({}));
    let plan = upper.ok("exchange_plan", json!({"path": up}));
    assert_eq!((counts(&plan)[0], counts(&plan)[3], counts(&plan)[4]), (2, 0, 0), "{}", plan["rows"]);
    upper.ok("exchange_apply", json!({"files": [{"path": up}]}));
    assert_eq!(upper.ok("task_get", json!({"id": task["id"]}))["completed_on"], "2024-05-20");
    assert_eq!(shared(upper), shared(lower));
}

#[test]
fn the_same_package_with_the_same_decisions_is_no_act() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let task = upper.ok("task_add", json!({"statement": "Rà soát", "lead": own, "note": "Bản đầu"}));
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "1.goi35", json!({}))}]}));
    lower.ok("task_edit", json!({"id": task["id"], "note": "Của cơ quan"}));
    upper.ok("task_edit", json!({"id": task["id"], "note": "Của cấp trên"}));
    let down = two.package(false, "2.goi35", json!({}));
    let op = |answers: Value| lower.answer("exchange_apply", json!({"files": [{"path": down, "answers": answers}]}))["op"].clone();
    let nothing = json!({});
    let told = || lower.ok("received_rows", json!({"package": lower.ok("exchange_received", json!({"id": lower.ok("peer_list", json!({}))[0]["id"]}))[0]["id"]}));
    let open = op(nothing.clone());
    assert_eq!((open.is_null(), told()[0]["choice"].is_null()), (false, true));
    assert!(op(nothing.clone()).is_null(), "nothing new was said");
    let mine = json!({"decisions": [{"field": "note", "asking": "both_changed", "choice": "mine", "reason": "Đã trao đổi"}]});
    let decided = op(mine.clone());
    assert!(!decided.is_null());
    assert!(op(mine).is_null() && op(nothing).is_null(), "it is decided, and asked no more");
    assert_eq!(told()[0]["choice"], "mine", "what was decided stays told");
    let before = lower.dump();
    lower.ok("exchange_undo", json!({"op": decided}));
    assert!(told()[0]["choice"].is_null());
    lower.ok("undo", json!({}));
    assert!(lower.dump() == before);
}

#[test]
fn a_task_that_is_gone_takes_its_parts_along() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let task = upper.ok("task_add", json!({"statement": "Rà soát", "lead": agency(lower, "Bộ Tư pháp"), "citations": [{"document": "TB203"}]}));
    let unit = upper.ok("agency_add", json!({"name": "Cục Thử nghiệm", "kind": "office"}));
    upper.ok("assignment_add", json!({"task": task["id"], "agency": unit["id"], "role": "coordinating"}));
    let down = two.package(false, "1.goi35", json!({}));
    lower.ok("exchange_apply", json!({"files": [{"path": down}]}));
    let up = two.package(true, "1.goi35", json!({}));
    upper.ok("exchange_apply", json!({"files": [{"path": up}]}));
    upper.ok("task_delete", json!({"id": task["id"]}));
    upper.ok("agency_delete", json!({"id": unit["id"]}));
    let down = two.package(false, "2.goi35", json!({"changes_only": true}));
    let plan = lower.ok("exchange_plan", json!({"path": down}));
    assert_eq!((counts(&plan)[3], counts(&plan)[4]), (5, 0), "task, two parts, a source, an agency: {}", plan["rows"]);
    lower.ok("exchange_apply", json!({"files": [{"path": down, "answers": {"decisions": [{"asking": "removed_there", "choice": "theirs"}]}}]}));
    assert_eq!(shared(upper), shared(lower));
    lower.ok("undo", json!({}));
    assert_eq!(lower.ok("task_get", json!({"id": task["id"]}))["statement"], "Rà soát");
}

#[test]
fn a_removal_tells_what_of_this_office_it_would_take_along() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let task = upper.ok("task_add", json!({"statement": "Rà soát", "lead": agency(lower, "Bộ Tư pháp"), "assigned_on": "6/5/2024"}));
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "1.goi35", json!({}))}]}));
    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "1.goi35", json!({}))}]}));
    let part = lower.ok("task_get", json!({"id": task["id"]}))["assignments"][0]["id"].clone();
    lower.ok("step_add", json!({"assignments": [part], "kind": "done", "day": "2024-05-20"}));
    upper.ok("task_delete", json!({"id": task["id"]}));
    let down = two.package(false, "2.goi35", json!({"changes_only": true}));
    let plan = lower.ok("exchange_plan", json!({"path": down}));
    assert_eq!((counts(&plan), plan["counts"]["open"].as_u64(), plan["along"].as_u64()), ([0, 0, 0, 2, 0], Some(2), Some(0)), "{}", plan["rows"]);
    for row in plan["rows"].as_array().unwrap() {
        assert_eq!((row["along"].as_array().unwrap().len(), &row["along"][0]["table"]), (1, &json!("step")), "{row}");
        assert!(row["along"][0]["label"].as_str().unwrap().contains("20/05/2024"), "{row}");
    }

    // What is decided about all removals alike knows nothing of the step, and leaves what it rests on.
    let alike = json!({"decisions": [{"asking": "removed_there", "choice": "theirs"}]});
    let plan = lower.ok("exchange_plan", json!({"path": down, "answers": alike}));
    assert_eq!((plan["counts"]["open"].as_u64(), plan["along"].as_u64()), (Some(2), Some(0)));
    let knowing = json!({"decisions": [{"asking": "removed_there", "choice": "theirs", "along": 1}]});
    let plan = lower.ok("exchange_plan", json!({"path": down, "answers": knowing}));
    assert_eq!((plan["counts"]["open"].as_u64(), plan["along"].as_u64()), (Some(0), Some(1)));
    let before = lower.dump();
    let applied = lower.ok("exchange_apply", json!({"files": [{"path": down, "answers": knowing}]}));
    assert_eq!(applied["files"][0]["along"], 1);
    assert_eq!(lower.refused("task_get", json!({"id": task["id"]})).code, "not_found");
    lower.ok("undo", json!({}));
    assert!(lower.dump() == before, "the book is as it was");

    // The part alone cannot go; what the file says of it stays said.
    let alone = json!({"decisions": [{"table": "assignment", "asking": "removed_there", "choice": "theirs", "along": 1}]});
    let plan = lower.ok("exchange_plan", json!({"path": down, "answers": alone}));
    let row = plan["rows"].as_array().unwrap().iter().find(|row| row["table"] == "task").unwrap();
    assert_eq!((counts(&plan)[4], row["along"].as_array().unwrap().len()), (1, 1), "{row}");

    // The part is kept: then the task would take it along as well.
    let kept = json!({"decisions": [{"table": "assignment", "asking": "removed_there", "choice": "mine"}]});
    let plan = lower.ok("exchange_plan", json!({"path": down, "answers": kept}));
    let row = plan["rows"].as_array().unwrap().iter().find(|row| row["table"] == "task").unwrap();
    assert_eq!(row["along"].as_array().unwrap().len(), 2, "{row}");
}

#[test]
fn many_packages_are_one_act() {
    let upper = Office::seeded();
    let mut files = Vec::new();
    for (at, short) in ["Bộ Tư pháp", "Bộ Nội vụ", "Bộ Công an", "Bộ Xây dựng"].iter().enumerate() {
        let lower = Office::seeded();
        let own = agency(&lower, short);
        lower.ok("setting_edit", json!({"office": own}));
        introduce(&upper, &lower, "upper");
        introduce(&lower, &upper, "lower");
        lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": at, "period": "2024-Q1", "as_of_day": "2024-03-31"}));
        let path = upper.path(&format!("{at}.goi35")).display().to_string();
        lower.ok("exchange_send", json!({"peer": lower.ok("peer_list", json!({}))[0]["id"], "path": path, "scope": {"parts": ["figures"], "agency": own}}));
        files.push(json!({"path": path}));
    }
    let before = upper.dump();
    let applied = upper.ok("exchange_apply", json!({"files": files}));
    adds_up(&applied);
    assert_eq!((counts(&applied)[0], counts(&applied)[3], applied["files"].as_array().unwrap().len()), (4, 0, 4), "{applied}");
    upper.ok("undo", json!({}));
    assert!(upper.dump() == before, "the book is as it was");
    // One bad file, and none is applied.
    so35::store::save::save(&upper.path("3.goi35"), b"hong").unwrap();
    assert_eq!(upper.refused("exchange_apply", json!({"files": files})).code, "package.not_one");
    assert!(upper.dump() == before, "the book is as it was");
}

#[test]
fn an_import_is_taken_back_at_any_later_time() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let add = |value: i64, period: &str, day: &str| lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": value, "period": period, "as_of_day": day}));
    let (first, second) = (add(12, "2024-Q1", "2024-03-31"), add(9, "2023-Q4", "2023-12-31"));
    let before = upper.dump();
    let note = upper.ok("task_get", json!({"id": "N03"}))["note"].clone();
    let op = upper.answer("exchange_apply", json!({"files": [{"path": two.package(true, "1.goi35", json!({}))}]}))["op"].clone();

    // Edits of other records are not in the way.
    upper.ok("task_edit", json!({"id": "N03", "note": "Việc khác"}));
    let plan = upper.ok("exchange_undo_plan", json!({"op": op}));
    assert_eq!(plan["later"], json!([]));
    upper.ok("exchange_undo", json!({"op": op}));
    upper.ok("task_edit", json!({"id": "N03", "note": note}));
    assert!(upper.dump() == before, "the book is as it was");
    upper.ok("undo", json!({}));
    upper.ok("undo", json!({}));

    // Later edits of what came are listed and asked about.
    upper.ok("observation_edit", json!({"id": first["id"], "value": 13}));
    assert_eq!(upper.refused("exchange_undo", json!({"op": op})).code, "exchange.changed_since");
    let plan = upper.ok("exchange_undo_plan", json!({"op": op}));
    assert_eq!((plan["later"].as_array().unwrap().len(), plan["later"][0]["table"].as_str()), (1, Some("observation")), "{plan}");
    upper.ok("exchange_undo", json!({"op": op, "later": "keep"}));
    assert_eq!(upper.ok("observation_get", json!({"id": first["id"]}))["value"], 13.0);
    assert_eq!(upper.refused("observation_get", json!({"id": second["id"]})).code, "not_found");
    upper.ok("undo", json!({}));
    upper.ok("exchange_undo", json!({"op": op, "later": "take_back"}));
    assert_eq!(upper.refused("observation_get", json!({"id": first["id"]})).code, "not_found");
    upper.ok("undo", json!({}));

    // A later package of the same office rests on this one.
    lower.ok("observation_edit", json!({"id": second["id"], "value": 10}));
    let later = upper.answer("exchange_apply", json!({"files": [{"path": two.package(true, "2.goi35", json!({})), "answers": {"decisions": [{"choice": "mine"}]}}]}))["op"].clone();
    assert_eq!(upper.refused("exchange_undo", json!({"op": op, "later": "take_back"})).code, "exchange.later_package");
    upper.ok("exchange_undo", json!({"op": later}));
    assert_eq!(upper.refused("exchange_undo", json!({"op": 1})).code, "exchange.no_import");
}

#[test]
fn what_was_given_to_an_agency_that_came_goes_with_it_or_holds_it() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let unit = upper.ok("agency_add", json!({"name": "Cục Thử nghiệm", "kind": "office"}))["id"].clone();
    let down = two.package(false, "xuong.goi35", json!({"scope": {"parts": ["agencies"]}}));
    let before = lower.dump();
    let op = lower.answer("exchange_apply", json!({"files": [{"path": down}]}))["op"].clone();
    // Somebody gives it a part in a task, and puts another agency below it: nothing of this came in the file.
    let task = lower.ok("task_get", json!({"id": "N04"}))["id"].clone();
    lower.ok("assignment_add", json!({"task": task, "agency": unit, "role": "coordinating"}));
    lower.ok("agency_edit", json!({"id": agency(lower, "Bộ Tư pháp"), "parent": unit}));
    let edited = lower.dump();

    let plan = lower.ok("exchange_undo_plan", json!({"op": op}));
    let later: Vec<(&str, &str)> = plan["later"].as_array().unwrap().iter().map(|one| (one["table"].as_str().unwrap(), one["label"].as_str().unwrap())).collect();
    assert_eq!(later, [("agency", "Bộ Tư pháp"), ("assignment", "Cục Thử nghiệm")], "{plan}");
    assert_eq!(plan["later"][0]["fields"], json!(["Cơ quan cấp trên"]));
    assert_eq!(lower.refused("exchange_undo", json!({"op": op})).code, "exchange.changed_since");
    assert_eq!(lower.refused("exchange_undo", json!({"op": op, "later": "keep"})).code, "exchange.rests_on_it");
    assert!(lower.dump() == edited, "what was refused left nothing");
    lower.ok("exchange_undo", json!({"op": op, "later": "take_back"}));
    assert_eq!(shared(lower), shared_of(&before));
    lower.ok("undo", json!({}));
    assert!(lower.dump() == edited, "the book is as it was");
}

#[test]
fn a_period_is_of_its_calendar_for_notes_too() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let part = lower.ok("task_add", json!({"statement": "Rà soát", "lead": agency(lower, "Bộ Tư pháp")}))["assignments"][0]["id"].clone();
    lower.ok("progress_note_add", json!({"assignment": part, "period": "2024-Q1", "calendar": "administrative", "words": "Đến 14/3"}));
    let notes = |calendar: &str| {
        let scope = json!({"period": "2024-Q1", "calendar": calendar, "parts": ["progress"]});
        let path = two.package(true, &format!("{calendar}.goi35"), json!({"scope": scope}));
        let plan = upper.ok("exchange_plan", json!({"path": path, "table": "progress_note"}));
        plan["total"].as_u64().unwrap()
    };
    assert_eq!((notes("statistical"), notes("administrative")), (0, 1));
}

#[test]
fn what_was_removed_is_told_with_its_part_only() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let task = upper.ok("task_add", json!({"statement": "Rà soát", "lead": agency(lower, "Bộ Tư pháp"), "citations": [{"document": "TB203"}]}));
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "1.goi35", json!({}))}]}));
    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "1.goi35", json!({}))}]}));
    upper.ok("task_delete", json!({"id": task["id"]}));
    let peer = upper.ok("peer_list", json!({}))[0]["id"].clone();
    let told = |parts: Value| -> u64 {
        let plan = upper.ok("exchange_send_plan", json!({"peer": peer, "scope": {"parts": parts}, "changes_only": true}));
        plan["tables"].as_array().unwrap().iter().map(|table| table["removed"].as_u64().unwrap()).sum()
    };
    assert_eq!((told(json!(["figures"])), told(json!(["tasks"])), told(json!(null))), (0, 3, 3), "task, part and source");
    // What was not told stays to be told.
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "2.goi35", json!({"scope": {"parts": ["figures"]}}))}]}));
    assert_eq!(told(json!(["tasks"])), 3);
}

#[test]
fn whatever_gets_lost_comes_with_the_changes_after_it() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let periods = ["2023-Q1", "2023-Q2", "2023-Q3"];
    let figures = periods.map(|period| {
        let day = format!("2023-{}-30", ["03", "06", "09"][periods.iter().position(|one| *one == period).unwrap()]);
        let body = json!({"indicator": "CT26", "agency": own, "value": 1, "period": period, "calendar": "statistical", "as_of_day": day});
        lower.ok("observation_add", body)["id"].clone()
    });
    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "dau.goi35", json!({}))}]}));
    lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, "dap.goi35", json!({}))}]}));
    // Three packages of other periods, of which any may be lost; then an answer, and everything that changed since.
    for lost in 0..8_usize {
        for (at, (figure, period)) in figures.iter().zip(periods).enumerate() {
            lower.ok("observation_edit", json!({"id": figure, "value": 10 * (lost + 1) + at}));
            let path = two.package(true, &format!("{lost}-{at}.goi35"), json!({"scope": {"period": period, "parts": ["figures"]}, "changes_only": true}));
            if lost & (1 << at) == 0 {
                upper.ok("exchange_apply", json!({"files": [{"path": path}]}));
            }
        }
        lower.ok("exchange_apply", json!({"files": [{"path": two.package(false, &format!("dap-{lost}.goi35"), json!({"changes_only": true}))}]}));
        let peer = lower.ok("peer_list", json!({}))[0]["id"].clone();
        let out = &lower.ok("exchange_send_plan", json!({"peer": peer, "changes_only": true}))["out"];
        assert_eq!(out, &json!(lost.count_ones()), "what came is settled, what was lost goes out again");
        upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, &format!("{lost}.goi35"), json!({"changes_only": true}))}]}));
        assert_eq!(shared(upper), shared(lower), "lost: {lost:03b}");
    }
    let sent: Vec<Value> = lower.ok("package_list", json!({})).as_array().unwrap().iter().filter(|one| one["sent"] == true).cloned().collect();
    let unanswered = sent.iter().filter(|one| one["answered"] == false).count();
    assert_eq!(unanswered, 12 + 1, "the lost ones and the last");
}

#[test]
fn the_format_is_described_by_what_packages_are_made_of() {
    let two = Two::new();
    let path = two.package(true, "len.goi35", json!({}));
    let bytes = std::fs::read(&path).unwrap();
    let sealed = so35::exchange::package::verify(&bytes).unwrap();
    let package = so35::exchange::package::v1::open(&sealed).unwrap();
    let saved = two.upper.path("dinh-dang.json");
    two.upper.ok("exchange_format_save", json!({"path": saved}));
    let described: Value = serde_json::from_slice(&std::fs::read(&saved).unwrap()).unwrap();
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    let manifest = serde_json::to_value(&package.manifest).unwrap();
    assert_eq!(names(&described["manifest.json"]["properties"]), names(&manifest));
    for entry in package.manifest.entries.iter().filter(|entry| entry.path.starts_with("data/")) {
        assert!(described["tables"][&entry.path].is_object(), "{}", entry.path);
    }
    let format = two.upper.ok("exchange_format", json!({}));
    for table in format["tables"].as_array().unwrap() {
        let fields = described["tables"][format!("data/{}.csv", table["table"].as_str().unwrap())]["fields"].as_array().unwrap();
        let columns = table["columns"].as_array().unwrap();
        assert!(fields[1..].iter().map(|field| &field["name"]).eq(columns.iter().map(|column| &column["column"])), "{table}");
        assert!(columns.iter().all(|column| !column["name"].as_str().unwrap().starts_with("field.")), "{table}");
    }
}
