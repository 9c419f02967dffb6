//! The journal as people read it: names instead of ids, what changed since a day, earlier values put back.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use rusqlite::Connection;
use serde_json::{Value, json};
use so35::desk::Desk;
use so35::store::{journal, migrate};
use so35::words::{Language, Words};
use so35::world::World;

use crate::office::{Office, codes};

/// A clock that goes when it is told to.
struct Clock(AtomicI64, AtomicU64);

impl World for Clock {
    fn now_ms(&self) -> i64 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }
    fn new_id(&self) -> String {
        format!("018fd1c4-0000-7000-9000-{:012x}", self.1.fetch_add(1, Ordering::SeqCst))
    }
}

const DAY: i64 = 86_400_000;

/// A seeded office whose clock stands at 09:00 of 1 June 2024.
fn office_with_clock() -> (Office, Arc<Clock>) {
    let clock = Arc::new(Clock(AtomicI64::new(1_717_207_200_000), AtomicU64::new(0)));
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(clock.clone(), folder.path().join("so35")).unwrap();
    let office = Office { folder, desk };
    office.ok("book_create", json!({"office": "bo-tttt", "person": "Nguyễn Văn An", "seed": "khung-3-5"}));
    (office, clock)
}

fn days(clock: &Clock, count: i64) {
    clock.0.fetch_add(count * DAY, Ordering::SeqCst);
}

/// `part|field: from→to` of every line of a record's history, newest first.
fn lines(office: &Office, noun: &str, id: &str) -> Vec<String> {
    let acts = office.ok("history", json!({"noun": noun, "id": id}));
    acts.as_array().unwrap().iter().flat_map(|act| act["lines"].as_array().unwrap()).map(said).collect()
}

fn said(line: &Value) -> String {
    let text = |name: &str| line[name].as_str().unwrap_or("-").to_owned();
    format!("{}|{}: {}→{}", text("part"), text("name"), text("from"), text("to"))
}

/// The newest line of a record's history in which `field` changed.
fn line_of(office: &Office, noun: &str, id: &str, field: &str) -> Value {
    let acts = office.ok("history", json!({"noun": noun, "id": id}));
    let lines = acts.as_array().unwrap().iter().flat_map(|act| act["lines"].as_array().unwrap());
    lines.into_iter().find(|line| line["field"] == field).unwrap_or_else(|| panic!("{id}: no change of {field}")).clone()
}

#[test]
fn history_speaks_in_names() {
    let office = Office::seeded();
    let agency = |short: &str| office.ok("agency_list", json!({"text": short}))[0]["id"].clone();
    office.ok("task_edit", json!({"id": "N04", "focus_areas": [{"focus_area": "DM2"}], "flags": ["two_leads"]}));
    let added = office.ok("assignment_add", json!({"task": "N04", "agency": agency("Bộ Công an"), "role": "coordinating"}));
    office.ok("assignment_edit", json!({"id": added["id"], "agency": agency("Bộ Tư pháp")}));
    office.ok("assignment_delete", json!({"id": added["id"]}));
    let told = lines(&office, "task", "N04");
    assert_eq!(told[0], "Bộ Tư pháp|-: Cơ quan: Bộ Tư pháp; Vai trò: phối hợp→-".replace("Cơ quan: Bộ Tư pháp; ", ""), "{told:#?}");
    assert_eq!(told[1], "Bộ Công an|Cơ quan: Bộ Công an→Bộ Tư pháp", "{told:#?}");
    assert_eq!(told[2], "Bộ Công an|-: -→Vai trò: phối hợp", "{told:#?}");
    assert!(told.iter().any(|line| line == "-|Điểm chưa rõ: -→Hai cơ quan chủ trì"), "{told:#?}");
    // An agency that is gone still has its name.
    let made = office.ok("agency_add", json!({"name": "Tổ công tác Đề án thử", "short_name": "Tổ thử", "kind": "other"}));
    let added = office.ok("assignment_add", json!({"task": "N04", "agency": made["id"], "role": "coordinating"}));
    office.ok("assignment_delete", json!({"id": added["id"]}));
    office.ok("agency_delete", json!({"id": made["id"]}));
    assert!(lines(&office, "task", "N04")[0].starts_with("Tổ thử|"), "{:#?}", lines(&office, "task", "N04"));
}

#[test]
fn every_column_and_code_of_the_book_has_a_word() {
    let connection = Connection::open_in_memory().unwrap();
    let mut missing = Vec::new();
    let words = Words::of(Language::Vi);
    for (_, sql) in migrate::MIGRATIONS {
        connection.execute_batch(sql).unwrap();
    }
    for table in journal::TABLES {
        for column in journal::columns(&connection, table.name).unwrap() {
            let told = so35::history::is_told(table.name, &column);
            if told && !words.has(&format!("field.{column}")) && !words.has(&format!("field.{}.{column}", table.name)) {
                missing.push(format!("field.{column} ({})", table.name));
            }
        }
        if !words.has(&format!("noun.{}", table.name)) {
            missing.push(format!("noun.{}", table.name));
        }
    }
    // `kind TEXT NOT NULL CHECK (kind IN ('started', 'paused', …))`: the codes that a column may hold.
    let schema: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut seen = 0;
    let names = so35::history::Names::new(&connection, &words);
    for (table, sql) in schema.iter().filter(|(table, _)| journal::TABLES.iter().any(|known| known.name == table)) {
        for (at, mark) in sql.match_indices(" IN ('") {
            let column = sql[..at].rsplit(['(', ' ']).next().unwrap_or_default();
            seen += 1;
            for code in sql[at + mark.len()..].split(')').next().unwrap_or_default().split(',').map(|code| code.trim().trim_matches('\'')) {
                if so35::history::is_told(table, column) && names.code(table, column, code.to_owned()) == code {
                    missing.push(format!("{table}.{column} = {code}"));
                }
            }
        }
    }
    assert!(seen > 15, "only {seen} lists of codes were found in the schema");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn an_earlier_value_is_put_back_as_an_act_of_its_own() {
    let office = Office::seeded();
    let before = office.ok("task_get", json!({"id": "N03"}));
    office.ok("task_edit", json!({"id": "N03", "deadline": "sớm", "correction": true, "note": "một"}));
    office.ok("task_edit", json!({"id": "N03", "note": "hai"}));
    // The deadline goes back whole: words, class and days belong together.
    let line = line_of(&office, "task", "N03", "deadline_text");
    assert_eq!((&line["from"], &line["restorable"]), (&json!("trong tháng 5/2024"), &json!(true)));
    let dump = office.dump();
    office.ok("history_restore", json!({"change": line["change"], "field": "deadline_text"}));
    let after = office.ok("task_get", json!({"id": "N03"}));
    assert_eq!((&after["deadline"], &after["note"]), (&before["deadline"], &json!("hai")), "only the deadline");
    assert_eq!(office.ok("undo_state", json!({}))["undo"]["command"], "history_restore");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), dump);
    // What is as it was, is not put back again.
    office.ok("redo", json!({}));
    assert_eq!(office.refused("history_restore", json!({"change": line["change"], "field": "deadline_text"})).code, "restore.same");
    assert_eq!(line_of(&office, "task", "N03", "deadline_text")["restorable"], true, "the restore itself can be put back");
}

#[test]
fn a_removed_record_comes_back_with_its_parts() {
    let office = Office::seeded();
    let before = office.dump();
    office.ok("task_delete", json!({"id": "N35"}));
    let ops = office.ok("op_list", json!({"noun": "task"}));
    let seq = ops["ops"][0]["seq"].clone();
    let changes = office.ok("changes", json!({"since": "2024-06-01"}));
    let gone = changes["records"].as_array().unwrap().iter().find(|record| record["kind"] == "delete").unwrap();
    assert_eq!((&gone["noun"], &gone["label"]), (&json!("task"), &json!("N35")));
    let acts = office.ok("history", json!({"noun": "task", "id": gone["id"]}));
    assert_eq!(acts[0]["op"]["seq"], seq);
    assert_eq!(acts[0]["lines"].as_array().unwrap().len(), 1, "only the record is told, its parts go with it");
    let line = &acts[0]["lines"][0];
    assert_eq!(line["restorable"], true);
    office.ok("task_add", json!({"code": "N35", "statement": "Chiếm chỗ"}));
    assert_eq!(office.refused("history_restore", json!({"change": line["change"]})).code, "restore.taken");
    office.ok("undo", json!({}));
    office.ok("history_restore", json!({"change": line["change"]}));
    assert_eq!(office.dump(), before, "everything that went with it is there again");
    assert_eq!(office.refused("history_restore", json!({"change": line["change"]})).code, "restore.there_again");
    office.ok("undo", json!({}));
    assert_eq!(office.refused("task_get", json!({"id": "N35"})).code, "not_found");
}

#[test]
fn what_no_longer_fits_is_refused_calmly() {
    let office = Office::seeded();
    // Its code is in use by now.
    office.ok("task_edit", json!({"id": "N03", "code": "N03A"}));
    office.ok("task_add", json!({"code": "N03", "statement": "Việc khác"}));
    let line = line_of(&office, "task", "N03A", "code");
    let before = office.dump();
    let error = office.refused("history_restore", json!({"change": line["change"], "field": "code"}));
    assert_eq!((error.code.as_str(), error.kind), ("restore.taken", so35::error::ErrorKind::Refused));
    // What it refers to is gone.
    let made = office.ok("agency_add", json!({"name": "Cơ quan thử", "kind": "other"}));
    let lead = office.ok("task_get", json!({"id": "N04"}))["assignments"][0].clone();
    office.ok("assignment_edit", json!({"id": lead["id"], "agency": made["id"]}));
    office.ok("assignment_edit", json!({"id": lead["id"], "agency": lead["agency"]["id"]}));
    office.ok("agency_delete", json!({"id": made["id"]}));
    let line = line_of(&office, "task", "N04", "agency");
    assert_eq!(line["from"], "Cơ quan thử");
    assert_eq!(office.refused("history_restore", json!({"change": line["change"], "field": "agency"})).code, "restore.missing");
    for _ in 0..4 {
        office.ok("undo", json!({}));
    }
    assert_eq!(office.dump(), before);
    // The last lead cannot become a coordinating agency by way of the history.
    let other = office.ok("assignment_add", json!({"task": "N04", "role": "lead"}));
    office.ok("assignment_edit", json!({"id": lead["id"], "role": "coordinating"}));
    office.ok("assignment_edit", json!({"id": lead["id"], "role": "lead"}));
    office.ok("assignment_delete", json!({"id": other["id"]}));
    let line = line_of(&office, "task", "N04", "role");
    assert_eq!((&line["from"], &line["to"]), (&json!("phối hợp"), &json!("chủ trì")));
    assert_eq!(office.refused("history_restore", json!({"change": line["change"], "field": "role"})).code, "restore.last_lead");
    assert_eq!(office.refused("history_restore", json!({"change": 999_999_999})).code, "restore.no_change");
}

#[test]
fn a_step_is_put_back_only_where_it_can_stand() {
    let office = Office::seeded();
    let part = office.ok("task_get", json!({"id": "N03"}))["assignments"][0]["id"].clone();
    let step = |kind: &str, day: &str| office.ok("step_add", json!({"assignments": [part], "kind": kind, "day": day}))[0]["steps"].clone();
    let started = step("started", "2024-05-25")[0]["id"].clone();
    office.ok("step_edit", json!({"id": started, "day": "2024-05-15"}));
    let moved = line_of(&office, "task", "N03", "day")["change"].clone();
    let done = step("done", "2024-05-20")[1]["id"].clone();
    let before = office.dump();
    // Begun after it was done.
    let error = office.refused("history_restore", json!({"change": moved, "field": "day"}));
    assert_eq!((error.code.as_str(), error.kind, error.field), ("step.out_of_order", so35::error::ErrorKind::Refused, None));
    assert_eq!(office.dump(), before);
    // Done twice.
    office.ok("step_delete", json!({"id": done}));
    let acts = office.ok("history", json!({"noun": "task", "id": "N03"}));
    let removed = acts[0]["lines"][0]["change"].clone();
    step("done", "2024-05-22");
    assert_eq!(office.refused("history_restore", json!({"change": removed})).code, "step.out_of_order");
    office.ok("undo", json!({}));
    office.ok("history_restore", json!({"change": removed}));
    assert_eq!(office.dump(), before);
}

#[test]
fn changes_since_a_day_are_first_value_beside_last() {
    let (office, clock) = office_with_clock();
    let first = office.ok("task_get", json!({"id": "N03"}))["note"].clone();
    days(&clock, 1);
    office.ok("task_edit", json!({"id": "N03", "note": "một"}));
    office.ok("task_edit", json!({"id": "N03", "note": "hai"}));
    days(&clock, 1);
    office.ok("task_edit", json!({"id": "N03", "note": "ba"}));
    // Cancelled out: changed and changed back, made and removed, done and undone.
    let statement = office.ok("task_get", json!({"id": "N04"}))["statement"].clone();
    office.ok("task_edit", json!({"id": "N04", "statement": "Khác"}));
    office.ok("task_edit", json!({"id": "N04", "statement": statement}));
    office.ok("task_add", json!({"code": "N50", "statement": "Thêm rồi bỏ"}));
    office.ok("task_delete", json!({"id": "N50"}));
    office.ok("task_delete", json!({"id": "N41"}));
    office.ok("undo", json!({}));
    office.ok("setting_edit", json!({"person": "Trần Thị Hoa"}));
    office.ok("task_add", json!({"code": "N51", "statement": "Việc mới", "deadline": "trước 2/6/2024"}));
    office.ok("observation_add", json!({"indicator": "CT26", "numerator": 45, "denominator": 53, "as_of_day": "2024-06-01"}));

    let kinds = |body: Value| -> Vec<String> {
        let changes = office.ok("changes", body);
        changes["records"].as_array().unwrap().iter().map(|r| format!("{} {} {}", r["kind"].as_str().unwrap(), r["noun"].as_str().unwrap(), r["label"].as_str().unwrap())).collect()
    };
    assert_eq!(
        kinds(json!({"since": "2024-06-01"})),
        ["update task N03", "insert task N51", "update setting Người ghi sổ", "update indicator CT26"]
    );
    assert_eq!(kinds(json!({"since": "2024-06-01", "noun": "indicator"})), ["update indicator CT26"]);
    assert_eq!(kinds(json!({"since": "2024-06-01", "actor": "Trần Thị Hoa"})), ["insert task N51", "update indicator CT26"]);
    let lines = |body: Value| -> Vec<String> {
        let changes = office.ok("changes", body);
        let told = changes["records"][0]["lines"].as_array().unwrap().iter().map(said);
        // The sample's own remark is a long one.
        told.map(|line| line.replace(first.as_str().unwrap(), "…")).collect()
    };
    let n03 = office.ok("task_get", json!({"id": "N03"}))["id"].clone();
    let only = |since: &str, until: Value| lines(json!({"since": since, "until": until, "noun": "task", "record": n03}));
    assert_eq!(only("2024-06-01", Value::Null), ["-|Ghi chú: …→ba"]);
    assert_eq!(only("2024-06-02", Value::Null), ["-|Ghi chú: …→ba"]);
    assert_eq!(only("2024-06-03", Value::Null), ["-|Ghi chú: hai→ba"]);
    assert_eq!(only("2024-06-01", json!("2024-06-02")), ["-|Ghi chú: …→hai"]);
    assert_eq!(office.refused("changes", json!({"since": "2024-06-03", "until": "2024-06-01"})).code, "changes.until_before_since");
    assert_eq!(office.refused("changes", json!({})).field.as_deref(), Some("since"));
    // An act is a point in time too: a briefing or package names it.
    let ops = office.ok("op_list", json!({"text": "sua nhiem vu n03"}));
    assert_eq!(ops["total"], 3);
    let changes = office.ok("changes", json!({"since_op": ops["ops"][1]["seq"], "noun": "task", "record": n03}));
    assert_eq!(said(&changes["records"][0]["lines"][0]), "-|Ghi chú: hai→ba");
    assert_eq!(office.refused("changes", json!({"since_op": 99_999})).code, "not_found");
}

#[test]
fn statuses_move_by_hand_and_by_time() {
    let (office, clock) = office_with_clock();
    let moves = |body: Value| -> Vec<String> {
        let changes = office.ok("changes", body);
        changes["moves"].as_array().unwrap().iter().map(|m| format!("{} {} {}", m["kind"].as_str().unwrap(), m["code"].as_str().unwrap(), m["by_time"])).collect()
    };
    // Days before the book: time alone, by the book as it was made.
    assert_eq!(
        moves(json!({"since": "2024-05-25", "until": "2024-06-01"})),
        ["N03", "N06", "N09", "N25", "N33"].map(|code| format!("overdue {code} true")).to_vec(),
    );
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-06-01"}));
    days(&clock, 3);
    office.ok("task_reopen", json!({"id": "N03"}));
    // Entered late, with an earlier day: on 2 June nobody knew of it yet.
    office.ok("task_complete", json!({"id": "N06", "completed_on": "2024-05-31"}));
    assert_eq!(moves(json!({"since": "2024-06-02"})), ["completed N06 false", "reopened N03 false"]);
    assert_eq!(moves(json!({"since": "2024-06-01", "until": "2024-06-03"})), ["completed N03 false", "overdue N06 true", "overdue N09 true", "overdue N33 true"]);
    // Done and opened again in between is neither: what is left is that time passed.
    assert_eq!(moves(json!({"since": "2024-06-01"})), ["completed N06 false", "overdue N03 false", "overdue N09 true", "overdue N33 true"]);
    let changes = office.ok("changes", json!({"since": "2024-06-02"}));
    assert_eq!((&changes["counts"]["completed"], &changes["counts"]["reopened"], &changes["before"]), (&json!(1), &json!(1), &json!("2024-06-01")));
    // What was read in the past stays in the past: the register itself is as it is.
    assert_eq!(office.ok("task_list", json!({"status": ["done_late", "done_on_time"]}))["total"], 1);
}

#[test]
fn the_acts_are_found_by_person_noun_day_and_words() {
    let (office, clock) = office_with_clock();
    for n in 0..30 {
        office.ok("task_edit", json!({"id": "N03", "note": n.to_string()}));
    }
    days(&clock, 2);
    office.ok("setting_edit", json!({"person": "Trần Thị Hoa"}));
    office.ok("document_add", json!({"kind": "official", "subject": "Báo cáo tháng"}));
    office.ok("undo", json!({}));
    let list = |body: Value| office.ok("op_list", body);
    assert_eq!(list(json!({}))["total"], 34);
    assert_eq!(list(json!({"actor": "Trần Thị Hoa"}))["total"], 2);
    assert_eq!(list(json!({"noun": "document"}))["total"], 3, "the book's birth, the document and its undo");
    assert_eq!(list(json!({"from": "2024-06-02"}))["total"], 3);
    assert_eq!(list(json!({"to": "2024-06-02"}))["total"], 31);
    assert_eq!(list(json!({"text": "hoan tac them van ban"}))["total"], 1);
    let page = list(json!({"offset": 5, "limit": 10}));
    assert_eq!((page["ops"].as_array().unwrap().len(), &page["offset"]), (10, &json!(5)));
    assert_eq!(codes(&page["ops"].as_array().unwrap().iter().map(|op| json!({"code": op["subject"]})).collect::<Value>())[0], "N03");
    // Undo by step: so many undos take an act and all after it back.
    let target = &page["ops"][9];
    let undos = target["undos"].as_u64().unwrap();
    for _ in 0..undos {
        office.ok("undo", json!({}));
    }
    let seq = target["seq"].as_i64().unwrap();
    let all = list(json!({"limit": 200}));
    let standing: Vec<i64> = all["ops"].as_array().unwrap().iter().filter(|op| op["undos"].is_u64()).map(|op| op["seq"].as_i64().unwrap()).collect();
    assert!(standing.iter().all(|one| *one < seq), "{standing:?}");
    assert_eq!(standing[0], seq - 1, "nothing more than that was taken back");
}
