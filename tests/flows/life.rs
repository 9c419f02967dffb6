//! The life of a book: made, put away, opened again, backed up, restored; and beside an open reader.

use serde_json::json;
use so35::book::Book;
use so35::store::backup;

use crate::office::{FixedWorld, Office};

#[test]
fn the_desk_remembers_books_and_preferences() {
    let office = Office::seeded();
    office.ok("prefs_edit", json!({"theme": "dark", "text_size": "large", "language": "en"}));
    let office = office.restart();
    let state = office.ok("desk_state", json!({}));
    assert_eq!((&state["prefs"]["theme"], &state["prefs"]["text_size"]), (&json!("dark"), &json!("large")));
    assert_eq!((&state["book"]["name"], &state["book"]["there"]), (&json!("so-3-5.so35"), &json!(true)));
    assert_eq!(office.refused("task_get", json!({"id": "N99"})).message, "There is no task “N99”.");
    office.ok("prefs_edit", json!({"language": "vi"}));
    assert_eq!(office.refused("task_get", json!({"id": "N99"})).message, "Không có nhiệm vụ “N99”.");
    // A second book, and back.
    let first = state["book"]["path"].clone();
    let second = office.ok("book_create", json!({"office": "Sở Y tế", "person": "Bình"}));
    assert_eq!(second["book"]["name"], "so-3-5-2.so35");
    assert_eq!(office.ok("task_list", json!({}))["total"], 0);
    let back = office.ok("book_open", json!({"path": first}));
    assert_eq!(back["recent"].as_array().unwrap().len(), 2);
    assert_eq!(office.ok("task_list", json!({}))["total"], 41);
    assert_eq!(office.ok("setting_list", json!({}))["office"]["short_name"], "Bộ TT&TT");
}

#[test]
fn a_desk_file_that_cannot_be_read_is_set_aside() {
    let office = Office::seeded();
    let folder = office.path("so35");
    std::fs::write(folder.join("desk.json"), "{ broken").unwrap();
    let desk = so35::desk::Desk::new(FixedWorld::new(), folder.clone()).unwrap();
    assert!(!desk.open_last().unwrap());
    assert_eq!(std::fs::read_to_string(folder.join("desk.unreadable.json")).unwrap(), "{ broken");
    assert!(folder.join("so-3-5.so35").exists());
}

#[test]
fn a_backup_is_whole_and_never_replaces_a_file() {
    let office = Office::seeded();
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-31"}));
    let before = office.dump();
    let path = office.path("b.so35");
    let made = office.ok("backup", json!({"path": path}));
    let (bytes, sha256) = backup::verify(&path).unwrap();
    assert_eq!((&made["bytes"], &made["sha256"]), (&json!(bytes), &json!(sha256)));
    assert_eq!(office.refused("backup", json!({"path": path})).code, "backup.exists");
    let restored = Book::open(&path, &*FixedWorld::new()).unwrap();
    let dump = restored.read(&office.asking(), |reader| so35::store::dump::dump(reader.conn)).unwrap();
    assert_eq!(dump, before);
    // Its history came along: what was done can still be undone there.
    restored.revert(&office.asking(), so35::store::journal::Way::Undo).unwrap();
    let own = office.ok("backup", json!({}));
    assert!(own["path"].as_str().unwrap().contains("sao-luu"), "{own}");
    assert!(!office.book().back_up_daily(&*FixedWorld::new()).unwrap(), "there is one of today already");
}

#[test]
fn a_stopped_backup_leaves_nothing() {
    let office = Office::seeded();
    let path = office.path("stopped.so35");
    let stopped = office.book().back_up(&*FixedWorld::new(), Some(&path), &|_, _| false);
    // A small book may be copied in one step, before anybody can stop it.
    assert_eq!(stopped.is_ok(), path.exists());
    assert!(!so35::store::save::part_of(&path).exists());
}

#[test]
fn readers_see_one_snapshot_while_a_writer_works() {
    let office = Office::seeded();
    let book = office.book();
    book.read(&office.asking(), |reader| {
        let count = || -> i64 { reader.conn.query_row("SELECT count(*) FROM task", [], |row| row.get(0)).unwrap() };
        assert_eq!(count(), 41);
        office.ok("task_delete", json!({"id": "N01"}));
        assert_eq!(count(), 41, "the snapshot holds");
        Ok(())
    })
    .unwrap();
    assert_eq!(office.ok("task_list", json!({}))["total"], 40);
}

#[test]
fn many_hands_at_once_lose_nothing() {
    let office = Office::seeded();
    std::thread::scope(|scope| {
        for hand in 0..4 {
            let office = &office;
            scope.spawn(move || {
                for n in 0..25 {
                    office.ok("document_add", json!({"kind": "official", "subject": format!("{hand}-{n}")}));
                    office.ok("task_list", json!({"text": "chuyển đổi"}));
                }
            });
        }
    });
    assert_eq!(office.ok("document_list", json!({})).as_array().unwrap().len(), 27 + 100);
    for _ in 0..100 {
        office.ok("undo", json!({}));
    }
    assert_eq!(office.ok("document_list", json!({})).as_array().unwrap().len(), 27);
}

#[test]
fn no_job_can_write_over_the_book() {
    let office = Office::seeded();
    let book = office.book().path().to_owned();
    let before = std::fs::read(&book).unwrap();
    for (name, body) in [
        ("briefing_save", json!({"briefing": {}, "path": book})),
        ("chart_save", json!({"chart": {"chart": {"kind": "attainment"}}, "path": book})),
        ("backup", json!({"path": book})),
    ] {
        let error = office.refused(name, body);
        assert_eq!(error.field.as_deref(), Some("path"), "{name}: {}", error.message);
    }
    assert!(std::fs::read(&book).unwrap() == before);
}

#[test]
fn a_quote_with_a_nul_is_cleaned_so_that_undo_gives_the_same_book() {
    let office = Office::seeded();
    office.ok("task_edit", json!({"id": "N03", "citations": [{"document": "003", "quote": "ab\u{0}cd\u{202e}ef\nhai"}]}));
    let before = office.dump();
    office.ok("task_edit", json!({"id": "N03", "citations": []}));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
    assert_eq!(office.ok("task_get", json!({"id": "N03"}))["citations"][0]["quote"], "abcdef\nhai");
}

#[test]
fn many_undos_at_once_take_back_one_act_each() {
    let office = Office::seeded();
    let start = office.dump();
    for n in 0..8 {
        office.ok("task_edit", json!({"id": "N03", "note": n.to_string()}));
    }
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| office.ok("undo", json!({})));
        }
    });
    assert_eq!(office.dump(), start);
    assert_eq!(office.refused("undo", json!({})).code, "undo.nothing");
}

#[cfg(unix)]
#[test]
fn one_file_is_one_book_however_it_is_spelt() {
    let office = Office::seeded();
    let path = office.book().path().to_owned();
    let link = office.path("link.so35");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let spelt = path.parent().unwrap().join("..").join("so35").join(path.file_name().unwrap());
    for other in [&link, &spelt] {
        assert_eq!(so35::desk::absolute(&other.display().to_string()).unwrap(), path.canonicalize().unwrap());
        office.ok("book_open", json!({"path": other}));
    }
}
