//! Directories of keys: an upper office signs the keys that it compared, the offices below take them in.

use serde_json::{Value, json};

use crate::exchange::{agency, introduce};
use crate::office::Office;

fn office_of(name: &str) -> Office {
    let office = Office::seeded();
    let own = agency(&office, name);
    office.ok("setting_edit", json!({"office": own}));
    office.ok("office_key_make", json!({}));
    office
}

/// Notes that the key of an office of the list was compared.
fn compare(office: &Office, peer: &Value) {
    office.ok("peer_verify", json!({"id": peer["id"], "fingerprint": peer["fingerprint"]}));
}

/// An upper office that compared the keys of some others.
fn upper(others: &[&Office]) -> Office {
    let upper = Office::seeded();
    for other in others {
        let peer = introduce(other, &upper, "lower");
        compare(&upper, &peer);
    }
    upper.ok("office_key_make", json!({}));
    upper
}

/// The directory of one office, in the folder of another.
fn directory(from: &Office, to: &Office) -> String {
    let path = to.path("danh-ba.json").display().to_string();
    from.ok("directory_save", json!({"path": path}));
    path
}

/// A directory that an office can take in.
pub fn directory_for(office: &Office) -> String {
    let from = upper(&[&office_of("Bộ Công an")]);
    let own = agency(office, "Bộ Tư pháp");
    office.ok("setting_edit", json!({"office": own}));
    introduce(&from, office, "upper");
    directory(&from, office)
}

fn states(read: &Value) -> Vec<(String, String)> {
    let line = |line: &Value| (line["agency"]["short_name"].as_str().unwrap().to_owned(), line["state"].as_str().unwrap().to_owned());
    read["lines"].as_array().unwrap().iter().map(line).collect()
}

fn state(read: &Value, name: &str) -> String {
    states(read).into_iter().find(|(short, _)| short == name).unwrap_or_else(|| panic!("no {name}: {read}")).1
}

fn peer(office: &Office, name: &str) -> Value {
    office.ok("peer_get", json!({"id": agency(office, name)}))
}

#[test]
fn an_upper_office_vouches_for_the_keys_it_compared() {
    let (police, interior, own) = (office_of("Bộ Công an"), office_of("Bộ Nội vụ"), office_of("Bộ Tư pháp"));
    let from = upper(&[&police, &interior, &own]);
    let path = directory(&from, &own);
    // Nobody's directory is taken in but an upper office's.
    assert_eq!(own.refused("directory_read", json!({"path": path})).code, "directory.not_upper");
    let known = introduce(&from, &own, "upper");
    // Another key than the one that is known here is never taken: that is settled by telephone.
    let other = office_of("Bộ Nội vụ").ok("office_key", json!({}))["public"].clone();
    own.ok("peer_add", json!({"agency": agency(&own, "Bộ Nội vụ"), "relation": "other", "public": other}));
    let read = own.ok("directory_read", json!({"path": path}));
    assert_eq!(read["vouches"], false, "its own key was not compared yet");
    let told = ["Bộ TT&TT", "Bộ Công an", "Bộ Nội vụ", "Bộ Tư pháp"].map(|name| state(&read, name));
    assert_eq!(told, ["same", "new", "changed", "own"]);
    own.ok("directory_take", json!({"path": path}));
    assert!(peer(&own, "Bộ Công an")["verified_on"].is_null(), "whoever was not compared vouches for nobody");
    assert_eq!(peer(&own, "Bộ Nội vụ")["public"], other);

    compare(&own, &known);
    assert_eq!(state(&own.ok("directory_read", json!({"path": path})), "Bộ Công an"), "vouched");
    own.ok("directory_take", json!({"path": path}));
    let vouched = peer(&own, "Bộ Công an");
    assert_eq!((&vouched["verified_on"], &vouched["verified_by"]), (&json!("2024-06-01"), &json!("Theo danh bạ của Bộ TT&TT")));
    assert_eq!(vouched["public"], police.ok("office_key", json!({}))["public"]);
    own.ok("undo", json!({}));
    assert!(peer(&own, "Bộ Công an")["verified_on"].is_null());
    // An agency of the list is not removed under it.
    let commune = own.ok("agency_add", json!({"name": "Xã Thử", "kind": "office"}));
    own.ok("peer_add", json!({"agency": commune["id"], "relation": "lower"}));
    assert_eq!(own.refused("agency_delete", json!({"id": commune["id"]})).code, "agency.in_use");
}

#[test]
fn an_office_two_levels_up_is_upper_and_two_levels_down_lower() {
    let names = ["Bộ Công an", "Bộ Nội vụ", "Bộ Y tế", "Bộ Xây dựng"];
    let others = names.map(office_of);
    let own = office_of("Bộ Tư pháp");
    let from = upper(&others.each_ref());
    introduce(&from, &own, "upper");
    // Công an above Nội vụ above this office above a department above Y tế.
    let under = |name: &str, parent: Value| own.ok("agency_edit", json!({"id": agency(&own, name), "parent": parent}));
    let department = own.ok("agency_add", json!({"name": "Cục Thử nghiệm", "kind": "office", "parent": agency(&own, "Bộ Tư pháp")}))["id"].clone();
    under("Bộ Nội vụ", agency(&own, "Bộ Công an"));
    under("Bộ Tư pháp", agency(&own, "Bộ Nội vụ"));
    under("Bộ Y tế", department);
    own.ok("directory_take", json!({"path": directory(&from, &own)}));
    assert_eq!(names.map(|name| peer(&own, name)["relation"].clone()), ["upper", "upper", "lower", "other"].map(Value::from));
}

#[test]
fn a_directory_that_was_changed_is_refused() {
    let office = Office::seeded();
    let path = directory_for(&office);
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let file = office.path("sua.json");
        so35::store::save::save(&file, text.replacen(from, to, 1).as_bytes()).unwrap();
        office.refused("directory_take", json!({"path": file})).code
    };
    assert_eq!(changed("Bộ Công an", "Bộ Công An"), "directory.damaged");
    assert_eq!(changed("\"format\": 1", "\"format\": 2"), "directory.not_one");
    assert_eq!(Office::seeded().refused("directory_save", json!({"path": office.path("x.json")})).code, "key.none");
    office.ok("office_key_make", json!({}));
    assert_eq!(office.refused("directory_save", json!({"path": office.path("x.json")})).code, "directory.empty");
}

#[test]
fn a_card_cannot_hide_who_it_is_from() {
    let (office, other) = (Office::seeded(), office_of("Bộ Tư pháp"));
    let card = office.path("danh-thiep.json");
    other.ok("card_save", json!({"path": card}));
    let text = std::fs::read_to_string(&card).unwrap();
    assert!(text.contains("Bộ Tư pháp"));
    std::fs::write(&card, text.replace("Bộ Tư pháp", "Bộ\\u202e Tư\\u200b pháp\\u0000")).unwrap();
    assert_eq!(office.ok("contact_read", json!({"path": card}))["name"], "Bộ Tư pháp");
}
