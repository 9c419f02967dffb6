//! `so35` as a person and a program use it: a process, its output, its exit code.

mod hostile;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

/// The program, built by the cargo that runs the test; with the whole workspace, whose features are built already.
fn so35() -> Command {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let program = BUILT.get_or_init(|| {
        let done = Command::new(env!("CARGO")).args(["build", "--quiet", "--workspace", "--bin", "so35"]).status().unwrap();
        assert!(done.success());
        // target/debug/deps/cli-… → target/debug/so35
        let test = std::env::current_exe().unwrap();
        test.parent().and_then(Path::parent).unwrap().join(format!("so35{}", std::env::consts::EXE_SUFFIX))
    });
    let mut command = Command::new(program);
    command.env_remove("SO35_LANG");
    command
}

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn seeded() -> Bench {
        let bench = Bench { folder: tempfile::tempdir().unwrap() };
        let made = bench.run(&["new", "--seed", "khung-3-5", "--office", "bo-tttt", "--person", "An"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        bench
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("a.so35")
    }

    fn run(&self, args: &[&str]) -> Output {
        so35().arg("--book").arg(self.book()).args(args).current_dir(self.folder.path()).output().unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        let out = self.run(&[&["--json"], args].concat());
        serde_json::from_slice(&out.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", String::from_utf8_lossy(&out.stdout)))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_overview_is_there_for_programs_and_for_people() {
    let bench = Bench::seeded();
    let answer = bench.json(&["call", "overview", r#"{"as_of":"2024-06-01"}"#]);
    assert_eq!(answer["value"]["total"], 41);
    let out = bench.run(&["call", "overview", r#"{"as_of":"2024-06-01"}"#]);
    let said = text(&out.stdout);
    for word in ["Tổng số", "Quá hạn chưa hoàn thành 5", "Tỷ lệ quá hạn", "N25"] {
        assert!(said.contains(word), "no “{word}” in:\n{said}");
    }
    assert!(out.stderr.is_empty(), "{}", text(&out.stderr));
}

#[test]
fn search_without_marks_finds_dm2_first() {
    let bench = Bench::seeded();
    assert_eq!(bench.json(&["call", "search", r#"{"text":"day manh ha tang so"}"#])["value"][0]["code"], "ĐM2");
}

#[test]
fn loading_the_seeds_again_adds_nothing() {
    let bench = Bench::seeded();
    let again = bench.json(&["new", "--seed", "khung-3-5"]);
    assert_eq!(again["added"], 0);
    // Without seeds an existing book is left alone.
    let out = bench.run(&["--json", "new"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(serde_json::from_slice::<Value>(&out.stdout).unwrap()["error"]["code"], "book.exists");
}

#[test]
fn refusals_exit_1_with_code_and_field_and_change_nothing() {
    let bench = Bench::seeded();
    let before = std::fs::read(bench.book()).unwrap();
    for (args, code, field) in [
        (vec!["call", "task_fly"], "command.unknown", Some("command")),
        (vec!["call", "task_get", "{broken"], "request.not_json", Some("body")),
        (vec!["call", "task_complete", r#"{"id":"N03","completed_on":"31/02/2024"}"#], "day.no_such_day", Some("completed_on")),
        (vec!["call", "observation_add", r#"{"indicator":"CT26","value":"abc","as_of_day":"1/5/2024"}"#], "figure.unreadable", Some("value")),
        (vec!["call", "task_get", r#"{"id":"N99"}"#], "not_found", None),
        (vec!["chart", "cake"], "request.wrong_type", Some("chart.chart.kind")),
    ] {
        let out = bench.run(&[&["--json"], args.as_slice()].concat());
        assert_eq!(out.status.code(), Some(1), "{args:?}");
        let error = serde_json::from_slice::<Value>(&out.stdout).unwrap()["error"].clone();
        assert_eq!((error["code"].as_str(), error["field"].as_str()), (Some(code), field), "{args:?}: {error}");
        assert!(!text(&out.stderr).is_empty());
    }
    assert!(std::fs::read(bench.book()).unwrap() == before, "the book was changed");
}

#[test]
fn other_files_and_newer_books_are_refused() {
    let bench = Bench { folder: tempfile::tempdir().unwrap() };
    let missing = bench.run(&["--json", "call", "overview"]);
    assert_eq!(missing.status.code(), Some(1));
    std::fs::write(bench.book(), "không phải sổ".repeat(500)).unwrap();
    let out = bench.run(&["--json", "call", "overview"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(serde_json::from_slice::<Value>(&out.stdout).unwrap()["error"]["code"], "book.not_a_book");

    let newer = Bench::seeded();
    rusqlite::Connection::open(newer.book()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for args in [["call", "overview"], ["call", "undo"]] {
        let out = newer.run(&[&["--json"], args.as_slice()].concat());
        assert_eq!(serde_json::from_slice::<Value>(&out.stdout).unwrap()["error"]["code"], "book.newer", "{args:?}");
    }
}

#[test]
fn help_speaks_both_languages_and_usage_errors_exit_2() {
    let vietnamese = text(&so35().arg("--help").output().unwrap().stdout);
    assert!(vietnamese.contains("Sao lưu sổ, có kiểm tra"), "{vietnamese}");
    let english = text(&so35().args(["--lang", "en", "--help"]).output().unwrap().stdout);
    assert!(english.contains("Back the book up, checked"), "{english}");
    let english = text(&so35().env("SO35_LANG", "en").arg("--help").output().unwrap().stdout);
    assert!(english.contains("Back the book up, checked"), "{english}");
    for args in [vec!["fly"], vec!["call"], vec!["--lang", "fr", "check"]] {
        assert_eq!(so35().args(&args).output().unwrap().status.code(), Some(2), "{args:?}");
    }
    let verbs: Vec<&str> = english.lines().skip_while(|line| *line != "Commands:").skip(1).map_while(|line| line.split_whitespace().next()).collect();
    assert!(verbs.len() > 15 && verbs.contains(&"table"), "{english}");
    for (verb, language) in verbs.into_iter().filter(|verb| *verb != "help").flat_map(|verb| [(verb, "vi"), (verb, "en")]) {
        let out = so35().args(["--lang", language, verb, "--help"]).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{verb}");
        assert!(!text(&out.stdout).contains("cli."), "words are missing: {}", text(&out.stdout));
    }
    let bash = text(&so35().args(["completions", "bash"]).output().unwrap().stdout);
    assert!(bash.contains("so35") && bash.contains("briefing"));
}

#[test]
fn commands_are_listed_with_schemas_and_types() {
    let schema: Value = serde_json::from_slice(&so35().args(["--json", "commands"]).output().unwrap().stdout).unwrap();
    let names: Vec<&str> = schema["commands"].as_array().unwrap().iter().map(|command| command["name"].as_str().unwrap()).collect();
    assert!(names.len() > 60 && names.contains(&"task_complete"));
    let complete = &schema["commands"][names.iter().position(|name| *name == "task_complete").unwrap()];
    let reference = complete["request"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
    let request = &schema["$defs"][reference];
    assert_eq!(request["required"], json!(["id", "completed_on"]), "{request}");
    assert_eq!(request["additionalProperties"], false);
}

#[test]
fn files_are_made_checked_and_restored() {
    let bench = Bench::seeded();
    assert_eq!(bench.run(&["check"]).status.code(), Some(0));
    assert_eq!(bench.run(&["briefing", "--as-of", "2024-06-01", "--out", "B.pdf"]).status.code(), Some(0));
    assert!(std::fs::read(bench.folder.path().join("B.pdf")).unwrap().starts_with(b"%PDF-"));
    let list = text(&bench.run(&["chart", "--list"]).stdout);
    for kind in ["status_stacked", "indicator_line", "attainment"] {
        assert!(list.contains(kind), "{list}");
        let out = bench.run(&["chart", kind, "--indicator", "CT26", "--as-of", "1/6/2024", "--theme", "print", "--out", "c.svg"]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    }
    assert_eq!(bench.run(&["backup", "--out", "copy.so35"]).status.code(), Some(0));
    bench.run(&["call", "task_delete", r#"{"id":"N01"}"#]);
    let restored = so35().args(["--book", "back.so35", "restore", "copy.so35"]).current_dir(bench.folder.path()).output().unwrap();
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    let list = so35().args(["--book", "back.so35", "--json", "call", "task_list"]).current_dir(bench.folder.path()).output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&list.stdout).unwrap()["value"]["total"], 41);
    let over = so35().args(["--book", "back.so35", "restore", "copy.so35"]).current_dir(bench.folder.path()).output().unwrap();
    assert_eq!(over.status.code(), Some(1), "a restore never replaces a book");
}

#[test]
fn undo_lasts_from_one_process_to_the_next() {
    let bench = Bench::seeded();
    bench.json(&["call", "task_complete", r#"{"id":"N03","completed_on":"31/5/2024"}"#]);
    assert_eq!(bench.json(&["call", "undo_state"])["value"]["undo"]["subject"], "N03");
    bench.json(&["call", "undo"]);
    assert_eq!(bench.json(&["call", "task_get", r#"{"id":"N03"}"#])["value"]["completed_on"], Value::Null);
    bench.json(&["call", "redo"]);
    assert_eq!(bench.json(&["call", "task_get", r#"{"id":"N03"}"#])["value"]["completed_on"], "2024-05-31");
}

#[test]
fn rpc_answers_every_line() {
    let bench = Bench::seeded();
    let mut child = so35()
        .arg("--book")
        .arg(bench.book())
        .args(["rpc", "--folder"])
        .arg(bench.folder.path().join("desk"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ask = |line: &str| -> Value {
        writeln!(input, "{line}").unwrap();
        loop {
            let answer: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            if answer.get("progress").is_none() {
                return answer;
            }
        }
    };
    assert_eq!(ask(r#"{"id":1,"name":"task_list","body":{}}"#)["ok"]["value"]["total"], 41);
    assert_eq!(ask("not json")["error"]["code"], "request.not_json");
    assert_eq!(ask(r#"{"id":"x","name":"task_get","body":{"id":"N99"}}"#)["error"]["code"], "not_found");
    let write = ask(r#"{"id":3,"name":"task_complete","body":{"id":"N03","completed_on":"2024-05-31"}}"#);
    assert_eq!((&write["id"], &write["ok"]["changed"]), (&json!(3), &json!(["task"])));
    assert_eq!(ask(r#"{"id":4,"name":"check","body":{}}"#)["ok"]["value"]["version"], so35::store::migrate::newest());
    drop(input);
    assert!(child.wait().unwrap().success());
    let mut wal = bench.book().into_os_string();
    wal.push("-wal");
    assert!(std::fs::metadata(wal).map_or(0, |wal| wal.len()) == 0, "the book is put away whole");
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let bench = Bench::seeded();
    let mut acknowledged = 0;
    for round in 0..6 {
        let mut child = so35()
            .arg("--book")
            .arg(bench.book())
            .args(["rpc", "--folder"])
            .arg(bench.folder.path().join("desk"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for n in 0..(5 + round * 3) {
            writeln!(input, r#"{{"id":{n},"name":"document_add","body":{{"kind":"official","subject":"{round}-{n}"}}}}"#).unwrap();
        }
        // Some are answered, some are on their way when the program dies.
        for _ in 0..(3 + round) {
            let answer: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            assert!(answer["ok"]["op"].is_i64(), "{answer}");
            acknowledged += 1;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let known = bench.json(&["call", "document_list"])["value"].as_array().unwrap().len();
        assert!(known >= 27 + acknowledged, "round {round}: {known} documents, {acknowledged} acknowledged");
        acknowledged = known - 27;
        assert_eq!(bench.run(&["check"]).status.code(), Some(0), "round {round}");
    }
}

#[test]
fn a_package_goes_from_one_book_to_another() {
    let (upper, lower) = (Bench::seeded(), Bench { folder: tempfile::tempdir().unwrap() });
    assert!(lower.run(&["new", "--seed", "khung-3-5", "--office", "bo-tu-phap", "--person", "Bình"]).status.success());
    for (own, other, relation) in [(&upper, &lower, "upper"), (&lower, &upper, "lower")] {
        let card = other.folder.path().join("the.json");
        own.json(&["call", "office_key_make"]);
        own.json(&["call", "card_save", &json!({"path": card}).to_string()]);
        let offer = other.json(&["call", "contact_read", &json!({"path": card}).to_string()]);
        let peer = json!({"agency": offer["value"]["agency"]["id"], "relation": relation, "public": offer["value"]["public"]});
        assert!(other.json(&["call", "peer_add", &peer.to_string()])["value"]["fingerprint"].is_string());
    }
    let path = upper.folder.path().join("len.goi35").display().to_string();
    let sent = lower.json(&["export", "--to", "G14", "--out", &path]);
    assert_eq!(sent["number"], 1, "{sent}");
    let plan = upper.json(&["import", &path, "--plan"]);
    assert_eq!((plan[0]["counts"]["unchanged"].clone(), plan[0]["counts"]["refused"].clone()), (plan[0]["counts"]["read"].clone(), json!(0)), "{plan}");
    let done = upper.json(&["import", &path]);
    assert_eq!(done["counts"], plan[0]["counts"]);
    let refused = lower.run(&["import", &path]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("package.own"));
}

#[test]
fn forms_are_made_and_a_plan_is_saved() {
    let bench = Bench::seeded();
    let path = |name: &str| bench.folder.path().join(name).display().to_string();
    let (form, plan, folder) = (path("bieu.xlsx"), path("ke-hoach.xlsx"), path("bieu"));
    let made = bench.json(&["form", "--agency", "G15", "--period", "2024-Q1", "--indicators", "CT26,CT01", "--tasks", "--out", &form]);
    assert_eq!((&made["indicators"], &made["version"]), (&json!(2), &json!(1)), "{made}");
    let made = bench.json(&["form", "--group", "cac-bo-nganh", "--period", "2024-Q1", "--indicators", "CT26", "--out-dir", &folder]);
    assert_eq!(made["forms"].as_array().unwrap().len(), 22);
    // Nobody has filled it in yet: nothing would be written.
    let planned = bench.json(&["import", &form, "--plan"]);
    assert_eq!((&planned[0]["source"]["kind"], &planned[0]["source"]["form"]["blank"], &planned[0]["counts"]["added"]), (&json!("form"), &json!(2), &json!(0)), "{planned}");
    assert!(bench.json(&["import", &form, "--plan", "--out", &plan])["bytes"].as_u64().unwrap() > 4_000);
    let two = bench.run(&["import", &form, &form, "--plan", "--out", &plan]);
    assert_eq!(two.status.code(), Some(1));
}

#[test]
fn of_many_files_those_that_are_ready_come_in_each_with_its_answers() {
    let bench = Bench::seeded();
    let file = |name: &str, text: &str| {
        let path = bench.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let sheet = |name: &str, agency: &str| file(name, &format!("Chỉ tiêu;Cơ quan;Kỳ;Ngày số liệu;Giá trị\nCT26;{agency};2024-Q1;31/03/2024;1.234\n"));
    let said = |name: &str, notation: &str| file(name, &json!({"decisions": [], "questions": [{"key": "notation", "value": notation}]}).to_string());
    let (first, second, broken) = (sheet("a.csv", "Bộ Y tế"), sheet("b.csv", "Bộ Công an"), file("hong.goi35", "x"));
    let (vietnamese, english) = (said("a.json", "vietnamese"), said("b.json", "english"));
    // One bad file, and all of them are refused; the refusal says which.
    let refused = bench.run(&["import", &first, &broken]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("files[1]"), "{}", text(&refused.stderr));
    // What still asks stays out as well.
    let done = bench.json(&["import", "--ready", &first, &broken]);
    assert_eq!((&done["files"], done["left"].as_array().map(Vec::len)), (&json!([]), Some(2)), "{done}");
    let uneven = bench.run(&["import", "--answers", &vietnamese, "--answers", &english, "--", &first, &second, &broken]);
    assert!(text(&uneven.stderr).contains("cli.answers_each"), "{}", text(&uneven.stderr));
    let done = bench.json(&["import", "--answers", &vietnamese, "--answers", &english, "--", &first, &second]);
    assert_eq!(done["counts"]["added"], 2, "{done}");
    let figures = bench.json(&["call", "observation_list", r#"{"indicator":"CT26"}"#]);
    let values: Vec<&Value> = figures["value"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert!(values.contains(&&json!(1234.0)) && values.contains(&&json!(1.234)), "{figures}");
}

#[test]
fn a_book_without_an_office_is_nobodys() {
    let bench = Bench { folder: tempfile::tempdir().unwrap() };
    assert!(bench.run(&["new", "--seed", "khung-3-5"]).status.success());
    assert!(bench.json(&["call", "setting_list"])["value"]["office"].is_null());
    let form = bench.run(&["form", "--agency", "G15", "--period", "2024-Q1", "--indicators", "CT26", "--out", "bieu.xlsx"]);
    assert_eq!(form.status.code(), Some(1));
    assert!(text(&form.stderr).contains("exchange.no_office"), "{}", text(&form.stderr));
    assert!(!bench.folder.path().join("bieu.xlsx").exists());
}
