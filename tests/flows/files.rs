//! Attached files: copied once into the folder beside the book, undone and brought back, and never trusted
//! when they are not what was attached.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use so35::store::save;

use crate::office::Office;

/// A file of the person's own, outside the book's folder.
fn file(office: &Office, name: &str, content: &[u8]) -> PathBuf {
    let path = office.path(name);
    save::save(&path, content).unwrap();
    path
}

fn attach(office: &Office, name: &str, content: &[u8]) -> Value {
    office.ok("attachment_add", json!({"task": "N03", "paths": [file(office, name, content)]}))[0].clone()
}

/// Where the book keeps a content.
fn place(office: &Office, attachment: &Value) -> PathBuf {
    office.book().files().place(attachment["sha256"].as_str().unwrap()).unwrap()
}

fn states(office: &Office, task: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    office.ok("attachment_list", json!({"task": task})).as_array().unwrap().iter().map(|one| (text(&one["name"]), text(&one["state"]))).collect()
}

fn pair(name: &str, state: &str) -> (String, String) {
    (name.to_owned(), state.to_owned())
}

#[test]
fn the_same_content_is_kept_once_and_every_name_is_kept_as_given() {
    let office = Office::seeded();
    // The name comes in decomposed letters, as some systems write them.
    let first = attach(&office, "To\u{031b}\u{0300} tri\u{0300}nh.pdf", b"mot noi dung");
    let second = attach(&office, "Bản sao (2).pdf", b"mot noi dung");
    let other = office.ok("attachment_add", json!({"document": "TB203", "paths": [file(&office, "a.docx", b"khac")], "note": "Bản quét"}))[0].clone();
    assert_eq!((&first["name"], &first["bytes"], &first["state"]), (&json!("Tờ trình.pdf"), &json!(12), &json!("whole")));
    assert_eq!(first["sha256"], second["sha256"]);
    assert_eq!(office.book().files().contents().len(), 2);
    assert_eq!(states(&office, "N03"), [pair("Tờ trình.pdf", "whole"), pair("Bản sao (2).pdf", "whole")]);
    assert_eq!(office.ok("attachment_list", json!({"document": "TB203"}))[0]["note"], "Bản quét");
    assert_eq!(office.ok("undo_state", json!({}))["undo"]["subject"], format!("203/TB-VPCP · {}", other["name"].as_str().unwrap()));
    // The source may go: the book has its own.
    fs::remove_file(office.path("a.docx")).unwrap();
    let shown = office.ok("attachment_open", json!({"id": other["id"]}));
    assert_eq!(fs::read(shown["path"].as_str().unwrap()).unwrap(), b"khac");
    assert!(shown["path"].as_str().unwrap().ends_with("a.docx"));
    let out = office.path("xuat.docx");
    office.ok("attachment_save_as", json!({"id": other["id"], "path": out}));
    assert_eq!(fs::read(out).unwrap(), b"khac");
}

#[test]
fn a_removed_file_comes_back_after_a_restart() {
    let office = Office::seeded();
    let step = office.ok("task_get", json!({"id": "N03"}))["assignments"][0]["id"].clone();
    let part = office.ok("step_add", json!({"assignments": [step], "kind": "done", "day": "30/5/2024"}));
    let step = part[0]["steps"][0]["id"].clone();
    let attached = office.ok("attachment_add", json!({"task": "N03", "step": step, "paths": [file(&office, "a.pdf", b"a")]}))[0].clone();
    let whole = office.dump();
    office.ok("attachment_delete", json!({"id": attached["id"]}));
    // Tidying leaves what the history may bring back.
    assert_eq!(office.ok("attachment_tidy", json!({}))["removed"], 0);
    let office = office.restart();
    assert_eq!(states(&office, "N03"), []);
    office.ok("undo", json!({}));
    assert_eq!((office.dump(), states(&office, "N03")), (whole.clone(), vec![pair("a.pdf", "whole")]));
    // A whole task takes its files along, and brings them back.
    office.ok("task_delete", json!({"id": "N03"}));
    assert_eq!(office.ok("attachment_tidy", json!({}))["removed"], 0);
    office.ok("undo", json!({}));
    assert_eq!((office.dump(), fs::read(place(&office, &attached)).unwrap()), (whole, b"a".to_vec()));
}

#[test]
fn a_missing_and_an_altered_file_are_found_and_not_opened() {
    let office = Office::seeded();
    let (gone, changed, swapped) = (attach(&office, "mat.pdf", b"mat"), attach(&office, "sua.pdf", b"sua"), attach(&office, "trao.pdf", b"trao"));
    assert_eq!(office.ok("attachment_check", json!({}))["wrong"], json!([]));
    fs::remove_file(place(&office, &gone)).unwrap();
    save::save(&place(&office, &changed), b"dai hon").unwrap();
    // Of the same size: only the hash tells.
    save::save(&place(&office, &swapped), b"oart").unwrap();
    assert_eq!(states(&office, "N03"), [pair("mat.pdf", "missing"), pair("sua.pdf", "altered"), pair("trao.pdf", "whole")]);
    let found = office.ok("attachment_check", json!({}));
    let wrong: Vec<(&Value, &Value)> = found["wrong"].as_array().unwrap().iter().map(|one| (&one["name"], &one["state"])).collect();
    assert_eq!(wrong, [(&json!("mat.pdf"), &json!("missing")), (&json!("sua.pdf"), &json!("altered")), (&json!("trao.pdf"), &json!("altered"))]);
    assert_eq!((&found["contents"], &found["wrong"][0]["owner"]), (&json!(3), &json!("N03")));

    for (attachment, code) in [(&gone, "attachment.missing"), (&changed, "attachment.altered"), (&swapped, "attachment.altered")] {
        assert_eq!(office.refused("attachment_open", json!({"id": attachment["id"]})).code, code);
        let out = office.path("ra.pdf");
        assert_eq!(office.refused("attachment_save_as", json!({"id": attachment["id"], "path": out})).code, code);
        assert!(!out.exists());
    }
    // The same file again mends what is in the folder.
    attach(&office, "trao.pdf", b"trao");
    assert_eq!(office.ok("attachment_check", json!({}))["wrong"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_not_a_plain_file_of_reasonable_size_is_refused_and_leaves_nothing() {
    let office = Office::seeded();
    let before = office.dump();
    let folder = office.book().files().folder().to_owned();
    let large = office.path("lon.bin");
    fs::File::options().create(true).truncate(true).write(true).open(&large).unwrap().set_len(200 * 1024 * 1024 + 1).unwrap();
    for (path, code) in [
        (json!(office.path("khong-co.pdf")), "file.not_found"),
        (json!(office.folder.path()), "attachment.not_a_file"),
        (json!("/dev/zero"), "attachment.not_a_file"),
        (json!(" "), "required"),
        (json!(office.book().path()), "attachment.own"),
        (json!(large), "attachment.too_large"),
    ] {
        let refused = office.refused("attachment_add", json!({"task": "N03", "paths": [path]}));
        assert_eq!((refused.code.as_str(), refused.field.as_deref()), (code, Some("paths")), "{path}");
    }
    let sound = file(&office, "a.pdf", b"a");
    let refused = |body: Value| office.refused("attachment_add", body).code;
    assert_eq!(refused(json!({"paths": [sound]})), "attachment.one_owner");
    assert_eq!(refused(json!({"paths": [sound], "task": "N03", "document": "TB203"})), "attachment.one_owner");
    assert_eq!(refused(json!({"paths": [sound], "task": "N03", "step": "x"})), "unknown_record");
    assert_eq!((office.dump(), folder.exists()), (before, false));

    // Its own contents are no files to attach, and nothing is saved among them.
    let attached = attach(&office, "a.pdf", b"a");
    assert_eq!(refused(json!({"task": "N04", "paths": [place(&office, &attached)]})), "attachment.own");
    let inside = json!({"id": attached["id"], "path": folder.join("aa").join("x")});
    assert_eq!(office.refused("attachment_save_as", inside).code, "attachment.own");
    let over = json!({"id": attached["id"], "path": office.book().path()});
    assert_eq!(office.refused("attachment_save_as", over).code, "file.is_book");
    let program = attach(&office, "hoa-don.pdf.exe", b"MZ");
    assert_eq!(office.refused("attachment_open", json!({"id": program["id"]})).code, "attachment.not_opened");
}

#[test]
fn leftovers_are_tidied_and_a_backup_names_the_folder_it_leaves() {
    let office = Office::seeded();
    assert_eq!(office.ok("backup", json!({}))["files"], Value::Null);
    let attached = attach(&office, "a.pdf", b"a");
    let folder = office.book().files().folder().to_owned();
    assert_eq!(office.ok("backup", json!({"path": office.path("sao.so35")}))["files"], json!(folder));
    // What a power loss may leave: a half-made file, and a content whose row never came.
    let orphan = folder.join("ab").join(format!("ab{}", "0".repeat(62)));
    fs::create_dir_all(orphan.parent().unwrap()).unwrap();
    save::save(&orphan, b"xyz").unwrap();
    save::save(&folder.join("1.part"), b"xy").unwrap();
    save::save(&folder.join("ghi-chu.txt"), b"cua nguoi dung").unwrap();
    let found = office.ok("attachment_check", json!({}));
    assert_eq!((&found["unused"], &found["unused_bytes"]), (&json!(2), &json!(5)));
    assert_eq!(office.ok("attachment_tidy", json!({})), json!({"removed": 2, "bytes": 5}));
    assert!(place(&office, &attached).exists() && folder.join("ghi-chu.txt").exists() && !orphan.exists());
    // Undone, the row is only in the history: its content stays for a redo.
    office.ok("undo", json!({}));
    assert_eq!(office.ok("attachment_tidy", json!({}))["removed"], 0);
    office.ok("redo", json!({}));
    assert_eq!(states(&office, "N03"), [pair("a.pdf", "whole")]);
}

#[test]
fn words_in_use_are_offered_again() {
    let office = Office::seeded();
    for (code, owner, tags) in [("N03", "Lê Văn Bình", json!(["bán dẫn", "ưu tiên"])), ("N04", "Lê Văn Bình", json!(["ưu tiên"])), ("N05", "Đỗ Thị Ánh", json!(["an ninh"]))] {
        office.ok("task_edit", json!({"id": code, "owner": owner, "assigned_by": "Phạm Thị Lan", "tags": tags}));
    }
    assert_eq!(
        office.ok("task_tags", json!({})),
        json!([{"name": "an ninh", "count": 1}, {"name": "bán dẫn", "count": 1}, {"name": "ưu tiên", "count": 2}])
    );
    let people = office.ok("task_people", json!({}));
    assert_eq!(people["owners"], json!([{"name": "Đỗ Thị Ánh", "count": 1}, {"name": "Lê Văn Bình", "count": 2}]));
    assert_eq!(people["leaders"], json!([{"name": "Phạm Thị Lan", "count": 3}]));
}

#[test]
fn several_files_are_one_act_and_a_name_can_be_mended() {
    let office = Office::seeded();
    let before = office.dump();
    let paths = [file(&office, "a.pdf", b"a"), file(&office, "b.docx", b"b"), file(&office, "c.png", b"c")];
    let attached = office.ok("attachment_add", json!({"task": "N03", "paths": paths}));
    assert_eq!(attached.as_array().unwrap().len(), 3);
    assert_eq!(office.ok("undo_state", json!({}))["undo"]["subject"], "N03 · 3 tệp");
    let renamed = office.ok("attachment_edit", json!({"id": attached[1]["id"], "name": "Tờ trình đã ký", "note": "Bản chính"}));
    assert_eq!((&renamed["name"], &renamed["note"], &renamed["state"]), (&json!("Tờ trình đã ký.docx"), &json!("Bản chính"), &json!("whole")));
    assert_eq!(office.refused("attachment_edit", json!({"id": attached[1]["id"], "name": " "})).code, "required");
    // One that cannot be taken refuses them all.
    let refused = office.refused("attachment_add", json!({"task": "N04", "paths": [office.path("a.pdf"), office.path("khong-co.pdf")]}));
    assert_eq!((refused.code.as_str(), states(&office, "N04").len()), ("file.not_found", 0));
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), before);
}
