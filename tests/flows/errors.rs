//! Bad input: a clear error with code and field, and a book that is exactly as before.

use serde_json::{Value, json};
use so35::book::Book;
use so35::error::{Error, ErrorKind};
use so35::store::{lock, migrate};

use crate::office::{FixedWorld, Office};

#[test]
fn bad_input_names_its_code_and_field_and_changes_nothing() {
    let office = Office::seeded();
    let before = office.dump();
    let lead = office.ok("task_get", json!({"id": "N03"}))["assignments"][0]["id"].clone();
    let cases: Vec<(&str, Value, &str, Option<&str>)> = vec![
        ("task_fly", json!({}), "command.unknown", Some("command")),
        ("task_complete", json!({"id": "N03", "completed_on": "31/02/2024"}), "day.no_such_day", Some("completed_on")),
        ("task_complete", json!({"id": "N03", "completed_on": "2/6/2024"}), "day.in_future", Some("completed_on")),
        ("task_complete", json!({"id": "N03"}), "request.missing_field", Some("completed_on")),
        ("task_complete", json!({"id": "N99", "completed_on": "2024-05-31"}), "not_found", None),
        ("task_edit", json!({"id": "N03", "deadline": "ngày 31/02/2024"}), "deadline.no_such_day", Some("deadline")),
        ("task_edit", json!({"id": "N03", "deadline": "hôm nào đó"}), "deadline.no_words", Some("deadline")),
        ("task_edit", json!({"id": "N03", "statement": " \u{200b} "}), "required", Some("statement")),
        ("task_edit", json!({"id": "N03", "code": "N04"}), "taken", Some("code")),
        ("task_edit", json!({"id": "N03", "focus_areas": [{"focus_area": "X9"}]}), "unknown_record", Some("focus_areas")),
        ("task_edit", json!({"id": "N03", "color": "red"}), "request.unknown_field", Some("color")),
        ("task_edit", json!({"id": "N03", "ongoing": "có"}), "request.wrong_type", Some("ongoing")),
        ("task_edit", json!(["N03"]), "request.wrong_type", None),
        ("task_reopen", json!({"id": "N03"}), "task.not_done", None),
        ("assignment_delete", json!({"id": lead}), "assignment.last_lead", None),
        ("observation_add", json!({"indicator": "CT26", "value": "abc", "as_of_day": "2024-05-31"}), "figure.unreadable", Some("value")),
        ("observation_add", json!({"indicator": "CT26", "value": "1.234", "as_of_day": "2024-05-31"}), "figure.ambiguous", Some("value")),
        ("observation_add", json!({"indicator": "CT26", "numerator": 1, "denominator": 0, "as_of_day": "2024-05-31"}), "observation.zero_denominator", Some("denominator")),
        ("observation_add", json!({"indicator": "CT26", "as_of_day": "2024-05-31"}), "observation.no_figure", Some("value")),
        ("observation_add", json!({"indicator": "CT26", "value": 1, "state": "no_data", "as_of_day": "2024-05-31"}), "observation.figure_without_state", Some("state")),
        ("observation_add", json!({"indicator": "CT26", "value": 1, "period": "2024-Q5"}), "period.unreadable", Some("period")),
        ("target_add", json!({"indicator": "CT26", "bound": "range", "value_min": 9, "value_max": 1}), "target.range_order", Some("value_max")),
        ("indicator_add", json!({"name": "x", "unit": "", "kind": "count", "baseline_value": 1}), "required", Some("baseline_day")),
        ("agency_add", json!({"name": "x", "kind": "other", "code": "Đ12"}), "agency.bad_code", Some("code")),
        ("document_delete", json!({"id": "003"}), "document.cited", None),
        ("chart_draw", json!({"chart": {"kind": "indicator_line"}}), "required", Some("indicator")),
        ("seed_load", json!({"seed": "khung-9"}), "seed.unknown", Some("seed")),
    ];
    for (name, body, code, field) in cases {
        let error = office.refused(name, body.clone());
        assert_eq!((error.code.as_str(), error.field.as_deref()), (code, field), "{name} {body}: {}", error.message);
        assert!(!error.message.starts_with("error."), "{code} has no words");
        assert!(!error.message.contains('{'), "{code}: a placeholder is left in “{}”", error.message);
        assert_ne!(error.kind, ErrorKind::Failed, "{name} {body}");
    }
    assert_eq!(office.dump(), before);
    assert_eq!(office.ok("undo_state", json!({}))["undo"], Value::Null);
}

fn code(result: so35::error::Result<Book>) -> String {
    match result {
        Ok(_) => "opened".into(),
        Err(error) => error.describe().0,
    }
}

#[test]
fn books_that_cannot_be_opened_are_kept_as_they_are() {
    let office = Office::seeded();
    let world = FixedWorld::new();
    let text = office.path("text.so35");
    std::fs::write(&text, "đây không phải là sổ".repeat(200)).unwrap();
    let empty = office.path("empty.so35");
    std::fs::write(&empty, "").unwrap();
    let newer = office.path("newer.so35");
    office.book().back_up(&*world, Some(&newer), &|_, _| true).unwrap();
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", migrate::newest() + 1).unwrap();
    let torn = office.path("torn.so35");
    let mut bytes = std::fs::read(&newer).unwrap();
    for byte in bytes.iter_mut().skip(4096).take(8192) {
        *byte = 0xA5;
    }
    std::fs::write(&torn, &bytes).unwrap();
    for (path, expect) in [(&text, "book.not_a_book"), (&empty, "book.not_a_book"), (&newer, "book.newer"), (&torn, "book.newer")] {
        let before = std::fs::read(path).unwrap();
        assert_eq!(code(Book::open(path, &*world)), expect, "{}", path.display());
        assert!(std::fs::read(path).unwrap() == before, "{} was changed", path.display());
    }
    rusqlite::Connection::open(&torn).unwrap().pragma_update(None, "user_version", migrate::newest()).unwrap_or(());
    bytes[60..64].copy_from_slice(&(migrate::newest() as u32).to_be_bytes());
    std::fs::write(&torn, &bytes).unwrap();
    let found = code(Book::open(&torn, &*world));
    assert!(["book.damaged", "store.damaged"].contains(&found.as_str()), "{found}");
    assert!(std::fs::read(&torn).unwrap() == bytes, "the damaged book was changed");
    assert_eq!(code(Book::open(&office.path("none.so35"), &*world)), "book.not_found");
    assert!(!office.path("none.so35").exists() && !lock::path_of(&office.path("none.so35")).exists());
}

#[test]
fn a_book_in_use_is_refused_to_a_second_writer_and_open_to_a_reader() {
    let office = Office::seeded();
    let path = office.book().path().to_owned();
    assert_eq!(code(Book::open(&path, &*FixedWorld::new())), "book.in_use");
    let reader = Book::open_to_read(&path).unwrap();
    assert!(reader.read(&office.asking(), |r| Ok(r.conn.query_row("SELECT count(*) FROM task", [], |row| row.get::<_, i64>(0))?)).unwrap() == 41);
    let written = reader.change(&office.asking(), "task_edit", |_| Ok(()));
    assert!(matches!(written, Err(Error::Refused(problem)) if problem.code == "book.read_only"));
}

#[test]
fn a_failed_first_start_leaves_no_file() {
    let office = Office::empty_desk();
    let folder = office.path("so35");
    for body in [
        json!({"office": "", "person": "An", "seed": "khung-3-5"}),
        json!({"office": "Sở", "person": " ", "seed": "khung-3-5"}),
        json!({"office": "Sở", "person": "An", "seed": "khung-9"}),
    ] {
        office.refused("book_create", body);
    }
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(office.refused("overview", json!({})).code, "desk.no_book");
}
