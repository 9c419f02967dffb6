//! The seeds: complete, cited, loaded the same everywhere, and refused with file, line and reason.

use std::path::Path;

use serde_json::json;

use crate::office::Office;

fn seeds() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds/khung-3-5")
}

#[test]
fn everything_of_the_sources_is_in_the_book() {
    let office = Office::seeded();
    let count = |sql: &str| office.book().read(&office.asking(), |r| Ok(r.conn.query_row(sql, [], |row| row.get::<_, i64>(0))?)).unwrap();
    assert_eq!(count("SELECT count(*) FROM focus_area"), 8);
    assert_eq!(count("SELECT count(*) FROM task"), 41);
    assert_eq!(count("SELECT count(*) FROM target"), 16);
    assert_eq!(count("SELECT count(*) FROM observation WHERE derived = 0"), 36);
    assert_eq!(count("SELECT count(*) FROM contradiction"), 18);
    assert_eq!(count("SELECT count(*) FROM citation WHERE noun = 'focus_area' AND quote IS NOT NULL"), 16);
    assert_eq!(count("SELECT count(*) FROM task WHERE deadline_class = 'dated'"), 7);
    assert_eq!(count("SELECT count(*) FROM task_link WHERE kind = 'near_duplicate'"), 2);
    for noun in ["task", "target", "observation"] {
        let orphans = format!("SELECT count(*) FROM {noun} WHERE id NOT IN (SELECT record FROM citation WHERE noun = '{noun}')");
        assert_eq!(count(&orphans), 0, "every {noun} says where it stands");
    }
    assert_eq!(count("SELECT count(*) FROM task_focus_area WHERE proposed = 0"), 0, "every placing is marked as proposed");
    let two = office.ok("contradiction_get", json!({"id": "C05"}));
    assert!(two["records"].as_array().unwrap().len() >= 2, "{two}");
}

#[test]
fn loading_twice_changes_nothing_and_keeps_what_a_person_changed() {
    let office = Office::seeded();
    office.ok("task_edit", json!({"id": "N03", "statement": "Đã sửa"}));
    office.ok("agency_group_edit", json!({"id": "cac-bo-nganh", "name": "Các bộ"}));
    let before = office.dump();
    let answer = office.answer("seed_load", json!({"seed": "khung-3-5"}));
    assert_eq!((&answer["value"]["added"], &answer["op"]), (&json!(0), &json!(null)));
    assert_eq!(office.dump(), before);
}

#[test]
fn two_offices_give_a_seeded_record_the_same_id() {
    let (a, b) = (Office::seeded(), Office::seeded());
    assert_eq!(a.ok("task_get", json!({"id": "N12"}))["assignments"], b.ok("task_get", json!({"id": "N12"}))["assignments"]);
}

#[test]
fn a_wrong_value_is_told_with_file_line_and_column() {
    for (file, from, to, column, line) in [
        ("tasks.csv", "trong tháng 5/2024,2024-05-06", "ngày 31/02/2024,2024-05-06", "deadline_text", 4),
        ("agencies.csv", "bo-cong-an,Bộ Công an,Bộ Công an,ministry", "bo-cong-an,Bộ Công an,Bộ Công an,castle", "kind", 4),
        ("observations.csv", "M02,CT15,value,311", "M02,CT15,value,abc", "value", 3),
        ("targets.csv", "T01,CT40,at_least,48000", "T01,CT40,at_least,", "value_min", 2),
    ] {
        let office = Office::bare();
        let folder = office.path("seeds");
        std::fs::create_dir(&folder).unwrap();
        for entry in std::fs::read_dir(seeds()).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap();
            let text = if name == file {
                assert!(text.contains(from), "{file} has no {from}");
                text.replacen(from, to, 1)
            } else {
                text
            };
            std::fs::write(folder.join(name), text).unwrap();
        }
        let before = office.dump();
        let error = office.refused("seed_load", json!({"seed": folder}));
        assert_eq!(error.field.as_deref(), Some(format!("{file}:{column}").as_str()), "{}", error.message);
        assert_eq!(error.row, Some(line), "{}", error.message);
        assert_eq!(office.dump(), before);
    }
}
