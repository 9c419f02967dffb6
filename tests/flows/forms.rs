//! Forms go out to offices without the program, come back filled in, and are read cell by cell wherever the cells went;
//! the board shows who has sent what, and the others are reminded.

use serde_json::{Value, json};

use crate::calc::Calc;
use crate::office::Office;

const FIGURES: &str = "Số liệu";
const TASKS: &str = "Nhiệm vụ";

fn agency(office: &Office, short: &str) -> Value {
    let list = office.ok("agency_list", json!({"text": short}));
    list.as_array().unwrap().iter().find(|row| row["short_name"] == short).unwrap_or_else(|| panic!("no {short}"))["id"].clone()
}

fn indicator(office: &Office, code: &str) -> String {
    office.ok("indicator_get", json!({"id": code}))["id"].as_str().unwrap().to_owned()
}

fn counts(answer: &Value) -> [u64; 5] {
    ["added", "changed", "unchanged", "conflict", "refused"].map(|name| answer["counts"][name].as_u64().unwrap())
}

/// The figure of an agency in May 2024.
fn figure(office: &Office, code: &str, agency: &Value) -> Value {
    let list = office.ok("observation_list", json!({"indicator": code}));
    let own = |one: &&Value| one["agency"]["id"] == *agency && one["period"] == "2024-05";
    list.as_array().unwrap().iter().find(own).cloned().unwrap_or(Value::Null)
}

/// An office with a form for Bộ Tư pháp: a count that the book has, a percentage, two that are left alone, its tasks.
struct Given {
    office: Office,
    agency: Value,
    form: Value,
}

impl Given {
    fn new() -> Given {
        let office = Office::seeded();
        let agency = agency(&office, "Bộ Tư pháp");
        office.ok("indicator_add", json!({"code": "TL1", "name": "Tỷ lệ hồ sơ trực tuyến", "unit": "%", "kind": "percent", "direction": "higher", "calendar": "statistical"}));
        office.ok("observation_add", json!({"indicator": "CT26", "agency": agency, "value": 12, "qualifier": "gần", "period": "2024-05", "calendar": "statistical", "as_of_day": "2024-05-31", "note": "Bản đầu"}));
        let form = Given::form(&office, &agency, "bieu.xlsx");
        Given { office, agency, form }
    }

    fn form(office: &Office, agency: &Value, name: &str) -> Value {
        let scope = json!({"period": "2024-05", "calendar": "statistical", "indicators": ["CT26", "TL1", "CT01", "CT02"], "tasks": true, "return_by": "2024-06-05"});
        office.ok("form_save", json!({"agency": agency, "scope": scope, "path": office.path(name)}))
    }

    fn open(&self) -> Calc {
        Calc::open(self.form["path"].as_str().unwrap().as_ref(), &self.office.path("calc"))
    }

    fn row(&self, code: &str) -> String {
        format!("o/{}", indicator(&self.office, code))
    }
}

#[test]
fn a_form_comes_back_complete_though_it_was_sorted_and_a_title_put_above() {
    let given = Given::new();
    let (office, own) = (&given.office, &given.agency);
    assert_eq!((&given.form["version"], &given.form["indicators"]), (&json!(1), &json!(4)));
    let part = office.ok("task_get", json!({"id": "N12"}))["assignments"].as_array().unwrap().iter().find(|part| part["agency"]["id"] == *own).unwrap()["id"].clone();

    let mut calc = given.open();
    calc.set(FIGURES, "as_of", 5, "2024-05-25");
    calc.set(FIGURES, &given.row("CT26"), 5, "15");
    calc.set(FIGURES, &given.row("CT26"), 11, "Báo cáo 15/BC-BTP");
    calc.set(FIGURES, &given.row("TL1"), 6, "41");
    calc.set(FIGURES, &given.row("TL1"), 7, "53");
    calc.set(FIGURES, &given.row("CT01"), 9, "Chưa có số liệu");
    calc.set(FIGURES, &given.row("CT01"), 10, "Chờ Bộ Công an");
    let task = format!("t/{}", part.as_str().unwrap());
    calc.set(TASKS, &task, 6, "Hoàn thành");
    calc.set(TASKS, &task, 7, "2024-05-20");
    calc.set(TASKS, &task, 8, "Đã ban hành đề án");
    calc.turn_around(FIGURES, "o/");
    calc.turn_around(TASKS, "t/");
    calc.title(FIGURES, "BỘ TƯ PHÁP – BÁO CÁO THÁNG 5");
    calc.hide_a_column(FIGURES);
    for ending in ["xlsx", "ods"] {
        let mut calc = Calc::open(&calc_copy(&calc, office, ending), &office.path("calc-2"));
        calc.title(TASKS, "Kèm theo");
        let path = calc.save("ve", ending);
        let plan = office.ok("exchange_plan", json!({"path": path}));
        assert_eq!((&plan["source"]["kind"], &plan["source"]["form"]["version"], &plan["source"]["form"]["outdated"]), (&json!("form"), &json!(1), &json!(false)));
        assert_eq!((&plan["source"]["form"]["as_of"], &plan["source"]["form"]["blank"], &plan["source"]["form"]["missing"]), (&json!("2024-05-25"), &json!(1), &json!(0)), "{}", plan["source"]);
        // New: two figures, the source and its place, the step and the note. Changed: the figure that the book had.
        let others = given.form["tasks"].as_u64().unwrap() - 1;
        assert_eq!(counts(&plan), [6, 1, others, 0, 0], "{ending}: {:#}", plan["rows"]);
        assert!(plan["questions"].as_array().unwrap().is_empty());
    }
    let path = calc.save("ve-1", "xlsx");
    let before = office.dump();
    let applied = office.ok("exchange_apply", json!({"files": [{"path": path}]}));
    assert_eq!(counts(&applied)[..2], [6, 1]);
    let held = figure(office, "CT26", own);
    assert_eq!((&held["value"], &held["qualifier"], &held["note"], &held["as_of_day"]), (&json!(15.0), &json!("gần"), &json!("Bản đầu"), &json!("2024-05-25")));
    assert!(held["citations"][0]["label"].as_str().unwrap().contains("15/BC-BTP"), "{held}");
    let held = figure(office, "TL1", own);
    assert_eq!((&held["numerator"], &held["denominator"], &held["approval"]), (&json!(41.0), &json!(53.0), &json!("approved")));
    let held = figure(office, "CT01", own);
    assert_eq!((&held["state"], &held["reason"]), (&json!("no_data"), &json!("Chờ Bộ Công an")));
    assert_eq!(figure(office, "CT02", own), Value::Null);
    let held = office.ok("assignment_get", json!({"id": part}));
    assert_eq!((&held["completed_on"], &held["notes"][0]["words"]), (&json!("2024-05-20"), &json!("Đã ban hành đề án")));

    // The same file again changes nothing.
    let again = office.answer("exchange_apply", json!({"files": [{"path": path}]}));
    assert_eq!(counts(&again["value"])[..2], [0, 0], "{}", again["value"]);
    assert_eq!(again["value"]["files"][0]["source"]["form"]["again"], true);
    assert!(again["op"].is_null(), "nothing was written");

    // The board knows the file, and each figure is followed to it.
    let asked = json!({"period": "2024-05", "calendar": "statistical", "group": "cac-bo-nganh"});
    let board = office.ok("exchange_board", asked.clone());
    let row = board["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == *own).unwrap().clone();
    assert_eq!((&row["form"], &row["files"][0]["kind"], &row["files"][0]["signature"], &row["files"][0]["number"]), (&json!(1), &json!("form"), &json!("none"), &json!(1)));
    assert_eq!((&board["sent"], row["files"].as_array().unwrap().len()), (&json!(1), 1));
    let consolidation = office.ok("exchange_consolidation", json!({"indicator": "CT26", "board": asked}));
    assert_eq!(consolidation["files"][0]["file"]["id"], row["files"][0]["id"], "{consolidation}");
    assert_eq!(office.ok("form_list", json!({}))[0]["returned_on"], "2024-06-01");

    // Taken back at a later time, after other work.
    let op = applied_op(office);
    office.ok("task_edit", json!({"id": "N03", "note": "Sau khi nhận"}));
    office.ok("exchange_undo", json!({"op": op}));
    assert_eq!((&figure(office, "CT26", own)["value"], figure(office, "TL1", own).is_null()), (&json!(12.0), true));
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    assert!(office.dump() == before, "the book is as it was");
}

/// The number of the newest import.
fn applied_op(office: &Office) -> Value {
    let ops = office.ok("op_list", json!({}));
    ops["ops"].as_array().unwrap().iter().find(|op| op["command"] == "exchange_apply").unwrap()["seq"].clone()
}

/// Stops after some looks.
struct Stops(std::sync::atomic::AtomicU32);

impl so35::api::Watcher for Stops {
    fn step(&self, _: u64, _: u64, _: &'static str) {}
    fn stopped(&self) -> bool {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst) >= 3
    }
}

/// The workbook saved by LibreOffice, the one that is open left open.
fn calc_copy(calc: &Calc, office: &Office, ending: &str) -> std::path::PathBuf {
    calc.again(&office.path("calc")).save("ban-sao", ending)
}

#[test]
fn a_number_whose_cell_does_not_say_how_it_is_shown_is_asked_about() {
    let given = Given::new();
    let mut calc = given.open();
    calc.set(FIGURES, &given.row("TL1"), 5, "1.5");
    let choices = |ending: &str| -> Vec<Value> {
        let plan = given.office.ok("exchange_plan", json!({"path": calc_copy(&calc, &given.office, ending)}));
        assert_eq!(plan["source"]["kind"], "form");
        plan["questions"].as_array().unwrap().iter().flat_map(|question| question["choices"].as_array().unwrap()).map(|choice| choice["label"].clone()).collect()
    };
    // Older Excel keeps 150% as 1.5 and its formats cannot be had.
    assert_eq!((choices("xlsx"), choices("xls")), (vec![], vec![json!("150%"), json!("1,5%")]));
}

#[test]
fn what_the_form_cannot_take_is_refused_or_asked_and_an_outdated_one_says_so() {
    let given = Given::new();
    let (office, own) = (&given.office, &given.agency);
    let mut calc = given.open();
    calc.set(FIGURES, &given.row("CT26"), 5, "");
    calc.set(FIGURES, &given.row("TL1"), 5, "0.177");
    calc.set(FIGURES, &given.row("CT01"), 5, "1.234 quyết định");
    calc.set(FIGURES, &given.row("CT02"), 5, "7");
    calc.set(FIGURES, &given.row("CT02"), 9, "Không áp dụng");
    let path = calc.save("ve", "xlsx");
    let plan = office.ok("exchange_plan", json!({"path": path}));
    let problem = &plan["problems"][0];
    assert_eq!((&problem["code"], &problem["places"][0]["sheet"]), (&json!("form.figure_and_state"), &json!(FIGURES)), "{plan:#}");
    let asking: Vec<&Value> = plan["rows"].as_array().unwrap().iter().map(|row| &row["asking"]).filter(|asking| !asking.is_null()).collect();
    assert_eq!(asking, [&json!("removed_there"), &json!("unclear"), &json!("unclear")], "what was taken out is proposed, what may be 17,7% or two numbers is asked");
    let (question, number) = (&plan["questions"][0], &plan["questions"][1]);
    assert_eq!((&number["text"], &number["choices"][0]["label"], &number["choices"][1]["label"]), (&json!("1.234 quyết định"), &json!("1.234 quyết định"), &json!("1,234 quyết định")));
    assert_eq!((&question["kind"], &question["choices"][0]["label"], &question["choices"][1]["label"]), (&json!("number"), &json!("17,7%"), &json!("0,177%")));
    let answers = json!({"questions": [{"key": question["key"], "value": "percent"}, {"key": number["key"], "value": "vietnamese"}], "decisions": [{"asking": "removed_there", "choice": "mine"}]});

    // The plan as a workbook, and the answers in the book.
    let saved = office.ok("exchange_plan_save", json!({"path": path, "answers": answers, "out": office.path("ke-hoach.xlsx")}));
    assert!(saved["bytes"].as_u64().unwrap() > 5_000);
    office.ok("exchange_apply", json!({"files": [{"path": path, "answers": answers}]}));
    assert_eq!(["TL1", "CT26", "CT01"].map(|code| figure(office, code, own)["value"].clone()), [json!(17.7), json!(12.0), json!(1234.0)]);
    let board = office.ok("exchange_board", json!({"period": "2024-05", "group": "cac-bo-nganh"}));
    let row = board["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == *own).unwrap();
    assert_eq!(row["to_mend"], 1);
    let told = office.ok("received_rows", json!({"file": row["files"][0]["id"]}));
    assert!(told.as_array().unwrap().iter().any(|row| row["code"] == "form.figure_and_state" && row["label"].is_string()), "{told}");
    let slip = office.ok("slip_save", json!({"file": row["files"][0]["id"], "mend_by": "2024-06-10", "path": office.path("phieu.pdf")}));
    assert!(slip["bytes"].as_u64().unwrap() > 5_000 && slip["replaced"].as_array().unwrap().is_empty());
    assert_eq!(office.refused("slip_save", json!({"file": row["files"][0]["id"], "path": office.path("phieu.phieu35")})).code, "slip.needs_package");

    // The same form is the same version; one that holds something else is the next, and the first one says so.
    let second = Given::form(office, own, "bieu-2.xlsx");
    assert_eq!(second["version"], 2);
    assert_eq!(Given::form(office, own, "bieu-3.xlsx")["version"], 2);
    let plan = office.ok("exchange_plan", json!({"path": path}));
    assert_eq!((&plan["source"]["form"]["outdated"], &plan["source"]["form"]["current"]), (&json!(true), &json!(2)));

    // A form of another book is nobody's here.
    let other = Given::new();
    assert_eq!(office.refused("exchange_plan", json!({"path": other.form["path"]})).code, "form.unknown");
}

#[test]
fn a_row_that_somebody_added_is_told_and_not_passed_over() {
    let given = Given::new();
    let mut calc = given.open();
    let last = given.row("CT02");
    calc.set(FIGURES, &given.row("CT26"), 5, "15");
    // Names and days under a table are no figures, and neither is a sum.
    for (words, column, typed) in [("Chỉ tiêu của Bộ", 5, "9"), ("Số khác", 6, "1.234,5"), ("Người lập biểu", 5, "Hà Nội, ngày 31 tháng 5 năm 2024"), ("Tổng cộng", 5, "24"), ("Ghi chú", 12, "3")] {
        calc.add(FIGURES, &last, 3, words);
        calc.set(FIGURES, words, column, typed);
    }
    // Between rows of the form nobody signs.
    calc.add(FIGURES, &given.row("CT01"), 3, "Xen giữa");
    calc.set(FIGURES, "Xen giữa", 12, "xem phụ lục");
    calc.add(TASKS, "t/", 3, "Việc mới của Bộ");
    calc.set(TASKS, "Việc mới của Bộ", 6, "Hoàn thành");
    let plan = given.office.ok("exchange_plan", json!({"path": calc.save("them", "xlsx")}));
    let refused: Vec<&Value> = plan["rows"].as_array().unwrap().iter().filter(|row| row["outcome"] == "refused").collect();
    let mut told: Vec<[&str; 3]> = refused.iter().map(|row| [row["label"].as_str().unwrap(), row["refusals"][0]["column"].as_str().unwrap(), row["refusals"][0]["raw"].as_str().unwrap()]).collect();
    told.sort_unstable();
    assert_eq!(told, [["Chỉ tiêu của Bộ", "F", "9"], ["Số khác", "G", "1.234,5"], ["Việc mới của Bộ", "G", "Hoàn thành"], ["Xen giữa", "M", "xem phụ lục"]], "{:#}", plan["rows"]);
    assert!(refused.iter().all(|row| row["refusals"][0]["code"] == "form.added_row"));
    assert_eq!(counts(&plan)[1], 1, "the rows of the form are read as ever");
}

#[test]
fn no_name_for_programs_stands_in_a_form() {
    let given = Given::new();
    let calc = given.open();
    let told = calc.told();
    assert!(told.iter().any(|text| text.contains("Chưa có số liệu") && text.contains("Không áp dụng")), "the list offers both");
    for text in told {
        for piece in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')) {
            let small = |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase());
            // The hidden row and sheet hold names of their own.
            let is_key = piece.split_once('.').is_some_and(|(family, rest)| small(family) && small(rest) && !["so35", "printed"].contains(&family));
            assert!(!is_key, "{piece} in {text}");
        }
    }
}

#[test]
fn a_dash_is_asked_about_as_in_a_sheet() {
    let given = Given::new();
    let (office, own) = (&given.office, &given.agency);
    let mut calc = given.open();
    calc.set(FIGURES, &given.row("CT01"), 5, "-");
    calc.set(FIGURES, &given.row("CT02"), 5, "–");
    calc.set(FIGURES, &given.row("TL1"), 6, "-");
    let path = calc.save("gach", "xlsx");
    let plan = office.ok("exchange_plan", json!({"path": path}));
    let asked: Vec<(&Value, Vec<&str>)> = plan["questions"].as_array().unwrap().iter().map(|question| (&question["text"], question["choices"].as_array().unwrap().iter().map(|choice| choice["value"].as_str().unwrap()).collect())).collect();
    let dash = json!("-");
    let all = vec!["no_data", "not_applicable", "zero"];
    assert_eq!(asked, [(&dash, vec!["zero"]), (&dash, all.clone()), (&json!("–"), all)], "{plan:#}");
    let answers: Vec<Value> = ["zero", "zero", "not_applicable"].iter().zip(plan["questions"].as_array().unwrap()).map(|(value, question)| json!({"key": question["key"], "value": value})).collect();
    office.answer("exchange_apply", json!({"files": [{"path": path, "answers": {"questions": answers}}]}));
    assert_eq!((&figure(office, "CT01", own)["value"], &figure(office, "CT02", own)["state"]), (&json!(0.0), &json!("not_applicable")));
}

#[test]
fn a_percentage_that_was_typed_is_what_is_shown() {
    let given = Given::new();
    let (office, own) = (&given.office, &given.agency);
    for (typed, figure) in [("100%", "100"), ("150%", "150"), ("57.5%", "57,5")] {
        let mut calc = given.open();
        calc.set(FIGURES, &given.row("TL1"), 5, typed);
        calc.set(FIGURES, &given.row("CT26"), 5, typed);
        let plan = office.ok("exchange_plan", json!({"path": calc.save("phan-tram", "ods")}));
        let rows = plan["rows"].as_array().unwrap();
        let taken = rows.iter().flat_map(|row| row["fields"].as_array().unwrap()).find(|field| field["field"] == "value").map(|field| &field["theirs"]);
        assert_eq!((taken, &plan["questions"]), (Some(&json!(figure)), &json!([])), "{typed}: {plan:#}");
        assert!(rows.iter().any(|row| row["refusals"][0]["code"] == "figure.other_unit"), "a count is no percentage");
    }
    assert_eq!(figure(office, "TL1", own), Value::Null);
}

#[test]
fn rows_that_were_sorted_without_their_hidden_marks_are_refused() {
    let given = Given::new();
    let (office, before) = (&given.office, given.office.dump());
    let mut calc = given.open();
    calc.set(FIGURES, &given.row("CT01"), 5, "7");
    calc.shuffle(FIGURES, "o/");
    calc.shuffle(TASKS, "t/");
    let path = calc.save("xao", "xlsx");
    let plan = office.ok("exchange_plan", json!({"path": path}));
    let (figures, tasks) = (given.form["indicators"].as_u64().unwrap(), given.form["tasks"].as_u64().unwrap());
    // A task in the middle of an odd number stays where it is.
    let refused = figures + tasks - tasks % 2;
    assert_eq!(counts(&plan), [0, 0, tasks % 2, 0, refused], "{:#}", plan["rows"]);
    let row = plan["rows"].as_array().unwrap().iter().find(|row| row["refusals"][0]["raw"] == "CT01").unwrap();
    assert_eq!((&row["refusals"][0]["code"], &row["refusals"][0]["column"]), (&json!("form.shuffled"), &json!("C")));
    let told = row["refusals"][0]["message"].as_str().unwrap();
    assert!(told.contains("“CT01”") && told.contains("“TL1”"), "{told}");
    office.ok("exchange_apply", json!({"files": [{"path": path}]}));
    assert_eq!(figure(office, "CT26", &given.agency)["value"], 12.0);
    office.ok("undo", json!({}));
    assert!(office.dump() == before);

    // A code that somebody struck out says nothing of another row; one that was typed over does.
    let mut calc = given.open();
    calc.set(FIGURES, &given.row("CT01"), 2, "");
    calc.set(FIGURES, &given.row("CT01"), 5, "7");
    calc.set(FIGURES, &given.row("CT02"), 2, "ct01");
    let plan = office.ok("exchange_plan", json!({"path": calc.save("sua", "xlsx")}));
    assert_eq!((counts(&plan)[0], counts(&plan)[4]), (1, 1), "{:#}", plan["rows"]);
}

#[test]
fn a_group_gets_its_forms_and_those_who_sent_nothing_a_letter() {
    let office = Office::seeded();
    let scope = json!({"period": "2024-Q1", "calendar": "administrative", "indicators": ["CT26"]});
    // Stopped halfway, nothing counts as given out; what was written is whole.
    let before = office.dump();
    let body = json!({"group": "cac-bo-nganh", "scope": scope, "folder": office.path("dung")});
    let stopped = so35::api::call(&office.desk, "form_series_save", body, &Stops(0.into())).unwrap_err();
    assert_eq!((office.wire(&stopped).code.as_str(), std::fs::read_dir(office.path("dung")).unwrap().count()), ("stopped", 3));
    assert!(office.dump() == before);
    let made = office.ok("form_series_save", json!({"group": "cac-bo-nganh", "scope": scope, "folder": office.path("bieu")}));
    let members = made["forms"].as_array().unwrap().len();
    assert_eq!((members, std::fs::read_dir(office.path("bieu")).unwrap().count()), (22, 22));
    let asked = json!({"period": "2024-Q1", "calendar": "administrative", "group": "cac-bo-nganh"});
    let board = office.ok("exchange_board", asked.clone());
    // Its own office is nobody it waits for.
    assert_eq!((&board["due_on"], &board["missing"], &board["rows"][0]["days_late"]), (&json!("2024-03-25"), &json!(21), &json!(68)), "{board}");
    let letter = office.ok("reminder_letter_save", json!({
        "board": asked, "send_by": "2024-06-10", "path": office.path("don-doc.pdf"),
        "look": {"number": "15/BTTTT-VP", "place": "Hà Nội", "signer_title": "Chánh Văn phòng", "signer": "Trần Văn Bình"},
    }));
    assert!(letter["bytes"].as_u64().unwrap() > 5_000 && letter["replaced"].as_array().unwrap().is_empty(), "{letter}");
    // A form that nobody filled in is no answer.
    let blank = made["forms"][0]["path"].clone();
    let before = office.dump();
    assert_eq!(office.ok("exchange_plan", json!({"path": blank}))["counts"]["read"], 0);
    assert_eq!(office.refused("exchange_apply", json!({"files": [{"path": blank}]})).code, "exchange.nothing");
    assert!(office.dump() == before);
    let nobody = office.refused("reminder_letter_save", json!({"board": asked, "only": [], "path": office.path("khong-ai.pdf")}));
    assert_eq!(nobody.code, "board.nobody_missing");
    // By the calendar of statistics nothing is late until the office says when.
    let board = office.ok("exchange_board", json!({"period": "2024-Q1", "group": "cac-bo-nganh"}));
    assert_eq!((&board["due_on"], &board["rows"][0]["days_late"]), (&Value::Null, &json!(0)));
    assert_eq!(office.refused("form_save", json!({"agency": agency(&office, "Bộ Tư pháp"), "scope": {"period": "2024-Q1"}, "path": office.path("x.xlsx")})).code, "form.nothing_asked");
}

#[test]
fn a_group_is_there_while_all_its_members_are() {
    let office = Office::seeded();
    let groups = office.ok("agency_group_list", json!({}));
    let life = |key: &str| groups.as_array().unwrap().iter().find(|group| group["key"] == key).map(|group| (group["from_day"].clone(), group["to_day"].clone())).unwrap();
    assert_eq!(life("34-tinh-thanh-pho").0, "2025-07-01", "{groups:#}");
    // The first of the old ones that became another was Thừa Thiên Huế.
    assert_eq!(life("63-dia-phuong").1, "2024-12-31");
}
