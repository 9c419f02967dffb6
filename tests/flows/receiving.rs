//! Many files at once: each with its own answers, what needs somebody left out, what was said kept until it counts.

use std::path::PathBuf;

use serde_json::{Value, json};
use so35::desk::Desk;
use so35::store::save;

use crate::exchange::{Two, agency};
use crate::office::{FixedWorld, Office};

const HEADINGS: &str = "Chỉ tiêu;Cơ quan;Kỳ;Ngày số liệu;Giá trị\n";

/// A CSV with one figure of an agency.
fn sheet(office: &Office, name: &str, agency: &str, value: &str) -> String {
    let path = office.path(name);
    save::save(&path, format!("{HEADINGS}CT26;{agency};2024-Q1;31/03/2024;{value}\n").as_bytes()).unwrap();
    path.display().to_string()
}

fn names(list: &Value) -> Vec<String> {
    let name = |one: &Value| PathBuf::from(one["path"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

fn notation(as_: &str) -> Value {
    json!({"decisions": [], "questions": [{"key": "notation", "value": as_}]})
}

#[test]
fn answers_belong_to_a_file() {
    let office = Office::seeded();
    let (first, second) = (sheet(&office, "a.csv", "Bộ Y tế", "1.234"), sheet(&office, "b.csv", "Bộ Công an", "1.234"));
    let asked = office.ok("exchange_plan", json!({"path": first}));
    assert_eq!(asked["questions"][0]["key"], "notation", "{asked}");
    office.ok("exchange_apply", json!({"files": [
        {"path": first, "answers": notation("vietnamese")},
        {"path": second, "answers": notation("english")},
    ]}));
    let figures = office.ok("observation_list", json!({"indicator": "CT26"}));
    let values: Vec<&Value> = figures.as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert!(values.contains(&&json!(1234.0)) && values.contains(&&json!(1.234)), "{figures}");
}

#[test]
fn what_needs_nobody_is_received_and_the_rest_stays_named() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let figure = json!({"indicator": "CT26", "agency": own, "period": "2024-Q1", "as_of_day": "2024-03-31"});
    for (office, value) in [(lower, 12), (upper, 11)] {
        let mut figure = figure.clone();
        figure["value"] = json!(value);
        office.ok("observation_add", figure);
    }
    let asks = two.package(true, "con-hoi.goi35", json!({"scope": {"parts": ["figures"], "agency": own}}));
    let ready = sheet(upper, "du.csv", "Bộ Y tế", "5");
    let later = sheet(upper, "sau.csv", "Bộ Công an", "7");
    let broken = upper.path("hong.goi35").display().to_string();
    save::save(&upper.path("hong.goi35"), b"hong").unwrap();
    let gone = upper.path("khong-co.goi35").display().to_string();
    let blank = upper.path("trang.xlsx").display().to_string();
    let scope = json!({"period": "2024-Q1", "calendar": "statistical", "indicators": ["CT26"]});
    upper.ok("form_save", json!({"agency": agency(upper, "Bộ Nội vụ"), "path": blank, "scope": scope}));
    let mut files: Vec<Value> = [&ready, &asks, &broken, &gone, &later, &blank].map(|path| json!({"path": path})).to_vec();
    for (at, path) in [(0, &ready), (4, &later)] {
        files[at]["sha256"] = upper.ok("exchange_plan", json!({"path": path}))["sha256"].clone();
    }
    let before = upper.dump();
    // All or nothing, unless what is not ready may stay; the refusal says which file it is about.
    let refused = upper.refused("exchange_apply", json!({"files": files}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("package.not_one", Some("files[2]")));
    assert!(upper.dump() == before, "the book is as it was");
    let done = upper.answer("exchange_apply", json!({"files": files, "ready_only": true}));
    let applied = &done["value"];
    assert_eq!(names(&applied["files"]), ["du.csv", "sau.csv"]);
    assert_eq!(names(&applied["left"]), ["con-hoi.goi35", "hong.goi35", "khong-co.goi35", "trang.xlsx"]);
    let why: Vec<&str> = applied["left"].as_array().unwrap().iter().map(|one| one["error"]["code"].as_str().unwrap_or("asks")).collect();
    assert_eq!(why, ["asks", "package.not_one", "file.not_found", "asks"]);
    assert_eq!((&applied["counts"]["added"], &applied["counts"]["conflict"]), (&json!(2), &json!(0)), "{applied}");
    assert_eq!(upper.ok("exchange_received", json!({"id": upper.ok("peer_list", json!({}))[0]["id"]})), json!([]), "a file that was left out is not received");
    // One act, one undo.
    upper.ok("undo", json!({}));
    assert!(upper.dump() == before, "the book is as it was");
    // Decided, it is ready as well.
    let mut decided = files;
    decided[1]["answers"] = json!({"decisions": [{"choice": "theirs"}], "questions": []});
    let applied = upper.ok("exchange_apply", json!({"files": decided, "ready_only": true}));
    assert_eq!(names(&applied["files"]), ["du.csv", "con-hoi.goi35", "sau.csv"]);
}

#[test]
fn what_was_said_about_a_file_survives_closing_and_goes_when_it_counts() {
    let Office { folder, desk } = Office::seeded();
    let office = Office { folder, desk };
    let path = sheet(&office, "a.csv", "Bộ Y tế", "1.234");
    let none = office.ok("exchange_draft", json!({"path": path}));
    assert!(none["said"].is_null() && none["sha256"].as_str().is_some_and(|hash| hash.len() == 64), "{none}");
    let before = office.dump();
    office.ok("exchange_draft_save", json!({"sha256": none["sha256"], "setting": {"sheet": "a"}, "answers": notation("english")}));
    office.ok("exchange_draft_save", json!({"sha256": none["sha256"], "answers": notation("vietnamese")}));
    assert!(office.dump() == before, "nothing of it is in the book");
    assert_eq!(office.refused("exchange_draft_save", json!({"sha256": "../x", "answers": notation("x")})).code, "exchange.not_a_hash");

    // Closed and opened again, and the file lies elsewhere now.
    let Office { folder, desk } = office;
    desk.close();
    drop(desk);
    let desk = Desk::new(FixedWorld::new(), folder.path().join("so35")).unwrap();
    desk.open_last().unwrap();
    let office = Office { folder, desk };
    let moved = sheet(&office, "b.csv", "Bộ Y tế", "1.234");
    let kept = office.ok("exchange_draft", json!({"path": moved}));
    assert_eq!((&kept["said"]["answers"], &kept["said"]["on"]), (&notation("vietnamese"), &json!("2024-06-01")));
    // Another file knows nothing of it.
    assert!(office.ok("exchange_draft", json!({"path": sheet(&office, "c.csv", "Bộ Y tế", "9")}))["said"].is_null());
    // Applied, it is gone; taken back by a person, too.
    office.ok("exchange_apply", json!({"files": [{"path": moved, "answers": kept["said"]["answers"]}]}));
    assert!(office.ok("exchange_draft", json!({"path": path}))["said"].is_null());
    office.ok("exchange_draft_save", json!({"sha256": none["sha256"], "answers": notation("english")}));
    office.ok("exchange_draft_forget", json!({"sha256": none["sha256"]}));
    assert!(office.ok("exchange_draft", json!({"path": path}))["said"].is_null());
}

#[test]
fn nothing_goes_out_without_the_name_of_an_office() {
    let office = Office::empty_desk();
    office.ok("book_create", json!({"person": "An", "seed": "khung-3-5"}));
    assert!(office.ok("setting_list", json!({}))["office"].is_null());
    assert_eq!(office.ok("agency_list", json!({"text": "chưa đặt tên"})), json!([]), "no office is made up");
    let asked = json!({"period": "2024-Q1", "calendar": "statistical"});
    let mut form = json!({"agency": agency(&office, "Bộ Tư pháp"), "path": office.path("bieu.xlsx")});
    form["scope"] = json!({"period": "2024-Q1", "calendar": "statistical", "indicators": ["CT26"]});
    let mut board = asked;
    board["group"] = json!("cac-bo-nganh");
    let letter = json!({"board": board, "path": office.path("thu.pdf")});
    for (name, body) in [("form_save", form.clone()), ("reminder_letter_save", letter.clone())] {
        let refused = office.refused(name, body);
        assert_eq!(refused.code, "exchange.no_office", "{name}");
        assert!(refused.hint.is_some_and(|hint| hint.contains("Cài đặt")), "{name} says where to name it");
    }
    assert!(!office.path("bieu.xlsx").exists() && !office.path("thu.pdf").exists());
    office.ok("setting_edit", json!({"office": agency(&office, "Bộ TT&TT")}));
    office.ok("form_save", form);
    office.ok("reminder_letter_save", letter);
    // An empty name is a slip of the hand, not a wish.
    assert_eq!(Office::empty_desk().refused("book_create", json!({"office": " ", "person": "An"})).code, "required");
}

#[test]
fn what_is_written_is_what_was_looked_at() {
    let office = Office::seeded();
    let path = sheet(&office, "a.csv", "Bộ Y tế", "5");
    let looked = office.ok("exchange_plan", json!({"path": path}))["sha256"].clone();
    let file = json!({"path": path, "sha256": looked});
    sheet(&office, "a.csv", "Bộ Y tế", "50");
    let before = office.dump();
    let refused = office.refused("exchange_apply", json!({"files": [file]}));
    assert_eq!(refused.code, "exchange.file_changed");
    assert!(refused.message.contains("a.csv"), "{}", refused.message);
    let left = office.ok("exchange_apply", json!({"files": [file], "ready_only": true}))["left"].clone();
    assert_eq!(left[0]["error"]["code"], "exchange.file_changed");
    assert!(office.dump() == before, "nothing was written");
    sheet(&office, "a.csv", "Bộ Y tế", "5");
    assert_eq!(office.ok("exchange_apply", json!({"files": [file]}))["counts"]["added"], 1);
    // A package alike, whether it is encrypted or not.
    let two = Two::new();
    let package = two.package(true, "len.goi35", json!({"encrypted": true}));
    let looked = two.upper.ok("exchange_plan", json!({"path": package}))["sha256"].clone();
    two.upper.ok("exchange_apply", json!({"files": [{"path": package, "sha256": looked}]}));
}

#[test]
fn a_sheet_that_nobody_explained_waits_to_be_looked_at() {
    let office = Office::seeded();
    let path = sheet(&office, "a.csv", "Bộ Y tế", "5");
    let standing = |body: Value| {
        let plan = office.ok("exchange_plan", body);
        (plan["standing"].as_str().unwrap().to_owned(), plan["guessed"].as_bool().unwrap(), plan["sha256"].clone())
    };
    let came = |file: &Value| names(&office.ok("exchange_apply", json!({"files": [file], "ready_only": true}))["files"]).len();
    let (is, guessed, looked) = standing(json!({"path": path}));
    assert_eq!((is.as_str(), guessed), ("ready", true));
    assert_eq!(came(&json!({"path": path})), 0, "its columns were only guessed");
    // Looked at, or explained, it comes.
    assert_eq!(came(&json!({"path": path, "sha256": looked})), 1);
    office.ok("undo", json!({}));
    let said = json!({"agency": agency(&office, "Bộ Y tế")});
    assert!(!standing(json!({"path": path, "setting": said})).1);
    assert_eq!(came(&json!({"path": path, "setting": said})), 1);
    // The next one of the same make is read as this one was.
    let next = sheet(&office, "b.csv", "Bộ Công an", "7");
    assert!(!standing(json!({"path": next})).1);
    assert_eq!(came(&json!({"path": next})), 1);
    // What needs something says what.
    assert_eq!(standing(json!({"path": sheet(&office, "c.csv", "Bộ Công an", "1.234")})).0, "asks");
    assert_eq!(standing(json!({"path": sheet(&office, "d.csv", "Bộ Công an", "9"), "setting": {"columns": [{"column": "A", "field": null}]}})).0, "reading");
}
