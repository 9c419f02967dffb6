//! Sheets made elsewhere, as offices make them: each with the plan that it gives written beside it. Nothing is taken
//! by likeness, nothing ambiguous is decided, and what a person says once holds for the sender's next sheet.

mod made;

use std::fmt::Write;

use serde_json::{Value, json};

use crate::calc::convert;
use crate::office::Office;

fn path(office: &Office, name: &str, bytes: &[u8]) -> String {
    let path = office.path(name);
    so35::store::save::save(&path, bytes).unwrap();
    path.display().to_string()
}

fn counts(answer: &Value) -> [u64; 5] {
    let counts = ["added", "changed", "unchanged", "conflict", "refused"].map(|name| answer["counts"][name].as_u64().unwrap());
    assert_eq!(counts.iter().sum::<u64>(), answer["counts"]["read"].as_u64().unwrap(), "{}", answer["counts"]);
    counts
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("–")
}

/// That the tasks of a sheet were given out on the day of the test.
fn given_today() -> Value {
    json!({"questions": [{"key": "assigned_on", "value": "2024-06-01"}]})
}

/// A plan as a person would read it.
fn told(plan: &Value) -> String {
    let mut out = String::new();
    let sheet = &plan["source"]["sheet"];
    let used = &sheet["used"];
    let heading = &used["heading"];
    writeln!(out, "{} · {} · {} · dòng tiêu đề {}–{} · {}", text(&sheet["name"]), text(&sheet["file"]), text(&used["sheet"]), heading["first"], heading["last"], text(&used["target"])).unwrap();
    for fixed in ["period", "as_of", "encoding"] {
        if let Some(value) = used[fixed].as_str() {
            writeln!(out, "{fixed}: {value}").unwrap();
        }
    }
    for column in sheet["columns"].as_array().unwrap() {
        let of = ["indicator", "agency", "period"].iter().filter(|of| !column[**of].is_null()).map(|of| format!(" [{of}]")).collect::<String>();
        writeln!(out, "  {} {} → {}{of}", text(&column["column"]), text(&column["heading"]), text(&column["field"])).unwrap();
    }
    for left in sheet["left"].as_array().unwrap() {
        writeln!(out, "bỏ qua {}: {}", left["row"], text(&left["text"])).unwrap();
    }
    writeln!(out, "{:?} (mới, đổi, giữ, hỏi, từ chối)", counts(plan)).unwrap();
    for question in plan["questions"].as_array().unwrap() {
        let choices: Vec<&str> = question["choices"].as_array().unwrap().iter().map(|choice| text(&choice["label"])).collect();
        let rows: Vec<String> = question["places"].as_array().unwrap().iter().map(|place| place["row"].to_string()).collect();
        // What comes behind holds ids.
        let key: Vec<&str> = text(&question["key"]).split('/').take(2).collect();
        writeln!(out, "hỏi {} “{}” dòng {}: {}", key.join("/"), text(&question["text"]), rows.join(", "), choices.join(" | ")).unwrap();
    }
    for risky in sheet["risky"].as_array().unwrap() {
        writeln!(out, "xem {}{}: {} → {}", text(&risky["column"]), risky["place"]["row"], text(&risky["raw"]), text(&risky["read"])).unwrap();
    }
    for row in plan["rows"].as_array().unwrap() {
        let fields: Vec<String> = row["fields"].as_array().unwrap().iter().filter(|field| !field["theirs"].is_null()).map(|field| format!("{}={}", text(&field["field"]), text(&field["theirs"]))).collect();
        let refused: Vec<String> =
            row["refusals"].as_array().unwrap().iter().map(|one| format!("{} “{}” {} ({})", text(&one["column"]), text(&one["raw"]), text(&one["code"]), text(&one["accepted"]))).collect();
        writeln!(out, "{} {} {}: {}{}", row["place"]["row"], text(&row["table"]), text(&row["outcome"]), fields.join("; "), refused.join("; ")).unwrap();
    }
    out
}

#[test]
fn a_wide_sheet_with_titles_two_headings_groups_and_sums() {
    let office = Office::seeded();
    let file = path(&office, "bieu-cap-quang.xlsx", &made::wide());
    let plan = office.ok("exchange_plan", json!({"path": file}));
    insta::assert_snapshot!(told(&plan));
    // Answered, everything goes in as one act, and the same file again changes nothing.
    let answers = json!({"questions": [{"key": "agency/bo tu phao", "value": plan["questions"][0]["choices"][0]["value"]}]});
    let before = office.dump();
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file, "answers": answers}]}));
    assert_eq!(counts(&applied)[3..], [0, 0]);
    let again = office.ok("exchange_plan", json!({"path": file, "answers": answers}));
    assert_eq!(counts(&again)[..2], [0, 0], "{}", told(&again));
    assert_eq!(again["source"]["sheet"]["again"], true);
    office.ok("undo", json!({}));
    assert!(office.dump() == before, "the book is as it was");
}

#[test]
fn what_is_only_noted_of_a_sheet_is_no_act_and_not_in_the_way_of_taking_it_back() {
    let office = Office::seeded();
    let file = path(&office, "so-lieu.csv", "Kỳ;Chỉ tiêu;Cơ quan;Giá trị\n5-2024;CT26;Bộ Y tế;12\n5-2024;CTX9;Bộ Y tế;7\n".as_bytes());
    let before = office.dump();
    let op = || office.answer("exchange_apply", json!({"files": [{"path": file}]}))["op"].clone();
    let first = op();
    assert!(!first.is_null() && op().is_null());
    // The indicator is there now: the row that was refused comes in, and another one is told no more.
    office.ok("indicator_add", json!({"code": "CTX9", "name": "Chỉ tiêu mới", "unit": "hồ sơ", "kind": "count", "direction": "higher", "calendar": "statistical"}));
    let second = op();
    assert!(!second.is_null());
    assert_eq!(office.ok("exchange_undo_plan", json!({"op": first}))["later"], json!([]));
    office.ok("exchange_undo", json!({"op": second}));
    office.ok("exchange_undo", json!({"op": first}));
    for _ in 0..5 {
        office.ok("undo", json!({}));
    }
    assert!(office.dump() == before, "the book is as it was");
}

#[test]
fn tasks_in_the_letters_of_tcvn3() {
    let office = Office::seeded();
    let file = path(&office, "nhiem-vu.xlsx", &made::tasks_in_tcvn3());
    let plan = office.ok("exchange_plan", json!({"path": file, "answers": given_today()}));
    insta::assert_snapshot!(told(&plan));
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file, "answers": given_today()}]}));
    assert_eq!(counts(&applied)[3..], counts(&plan)[3..]);
    let found = office.ok("task_list", json!({"text": "Rà soát, hoàn thiện quy chế"}));
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{found}");
}

#[test]
fn tasks_that_are_done_come_in_done_or_are_refused_with_words() {
    let office = Office::seeded();
    let table = "(Kèm theo Kế hoạch số 12/KH-BTP ngày 05/01/2024);;;;;\n;;;;;\n\
                 TT;Nhiệm vụ;Cơ quan chủ trì;Thời hạn;Tình trạng;Ngày hoàn thành\n\
                 1;Rà soát quy chế;Bộ Tư pháp;31/3/2024;Hoàn thành;20/3/2024\n\
                 2;Xây dựng nền tảng;Bộ Y tế;30/4/2024;Đã hoàn thành ngày 15/4/2024;\n\
                 3;In sổ tay vận hành;Bộ Nội vụ;30/4/2024;Đã hoàn thành;\n\
                 4;Tập huấn;Bộ Công an;30/9/2024;Đang thực hiện;\n\
                 5;Kết nối dữ liệu;Bộ Tài chính;30/9/2024;Đã trình Thủ tướng;\n\
                 6;Kiểm kê kho giấy;Bộ Quốc phòng;30/9/2024;Hoàn thành 80%;\n\
                 7;;Bộ Xây dựng;30/9/2024;;\n\
                 Tổng;7 nhiệm vụ;;;;\n";
    let file = path(&office, "nhiem-vu.csv", table.as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": file}));
    insta::assert_snapshot!(told(&plan));
    office.ok("exchange_apply", json!({"files": [{"path": file}]}));
    let task = |words: &str| {
        let rows = office.ok("task_list", json!({"text": words}))["rows"].as_array().unwrap().clone();
        rows.first().map(|row| office.ok("task_get", json!({"id": row["id"]}))).unwrap_or_default()
    };
    let done = task("Rà soát quy chế");
    assert_eq!((&done["assigned_on"], &done["completed_on"]), (&json!("2024-01-05"), &json!("2024-03-20")));
    assert_eq!(task("Xây dựng nền tảng")["completed_on"], "2024-04-15");
    assert_eq!((task("Kết nối dữ liệu")["note"].clone(), task("In sổ tay vận hành")), (json!("Đã trình Thủ tướng"), Value::Null));
    // When a task was done that is only called so, a person says.
    let asked: Vec<(&str, usize)> = plan["questions"].as_array().unwrap().iter().map(|question| (text(&question["key"]), question["choices"].as_array().unwrap().len())).collect();
    assert_eq!(asked, [("done/6", 1), ("done/9", 1)]);
    let answers = json!({"questions": [{"key": "done/6", "value": "2024-04-28"}, {"key": "done/9", "value": "open"}]});
    assert_eq!(counts(&office.ok("exchange_apply", json!({"files": [{"path": file, "answers": answers}]})))[3..], [0, 1]);
    assert_eq!((task("In sổ tay vận hành")["completed_on"].clone(), task("Kiểm kê kho giấy")["note"].clone()), (json!("2024-04-28"), json!("Hoàn thành 80%")));
    // Without a title a person says when tasks were given out; one that is done was given out no later.
    let bare = path(&office, "da-xong.csv", "Nhiệm vụ;Chủ trì;Ngày hoàn thành\nSố hóa hồ sơ lưu trữ;Bộ Nội vụ;12/02/2024\n".as_bytes());
    let asked = office.ok("exchange_plan", json!({"path": bare}));
    assert_eq!((&asked["questions"][0]["kind"], &asked["questions"][0]["choices"][0]["label"]), (&json!("day"), &json!("01/06/2024")));
    let report = path(&office, "bao-cao.csv", "BÁO CÁO TÌNH HÌNH THỰC HIỆN;\n(Kèm theo Công văn số 12/BNV ngày 14/5/2024);\n;\nNhiệm vụ;Chủ trì\nSố hóa kho bản đồ;Bộ Nội vụ\n".as_bytes());
    let asked = office.ok("exchange_plan", json!({"path": report}));
    assert_eq!(asked["questions"][0]["choices"].as_array().unwrap().iter().map(|choice| text(&choice["label"])).collect::<Vec<_>>(), ["14/05/2024", "01/06/2024"], "a report gives nothing out");
    assert_eq!(counts(&office.ok("exchange_apply", json!({"files": [{"path": bare, "answers": given_today()}]})))[3..], [0, 0]);
    let done = task("Số hóa hồ sơ lưu trữ");
    assert_eq!((&done["assigned_on"], &done["completed_on"]), (&json!("2024-02-12"), &json!("2024-02-12")));
}

#[test]
fn a_row_of_a_common_task_speaks_of_all_its_agencies_or_of_the_one_it_names() {
    let office = Office::seeded();
    let plan = |rows: &str, setting: Value| {
        let file = path(&office, "chung.csv", format!("Mã;Nhiệm vụ;Chủ trì;Ngày hoàn thành\n{rows}").as_bytes());
        office.ok("exchange_plan", json!({"path": file, "setting": setting}))
    };
    // N27 is given to each of the ministries.
    let common = office.ok("task_get", json!({"id": "N27"}));
    let members = common["assignments"].as_array().unwrap().len();
    let done = |plan: &Value| plan["rows"].as_array().unwrap().iter().filter(|row| row["table"] == "step" && row["outcome"] == "added").count();
    let refused = |plan: &Value| plan["problems"].as_array().unwrap().iter().map(|problem| text(&problem["code"]).to_owned()).collect::<Vec<_>>();
    let row = |lead: &str| format!("N27;{};{lead};31/5/2024\n", text(&common["statement"]));
    for lead in ["", text(&common["agency_group_name"]), "Các Bộ, cơ quan ngang Bộ"] {
        let all = plan(&row(lead), Value::Null);
        assert_eq!((done(&all), counts(&all)[1], refused(&all)), (members, 0, vec![]), "{lead}: {}", told(&all));
    }
    let one = plan(&row("Bộ Y tế"), Value::Null);
    assert_eq!((done(&one), counts(&one)[1], refused(&one)), (1, 0, vec![]), "{}", told(&one));
    assert_eq!(refused(&plan(&row("Hà Giang"), Value::Null)), ["task.group_has_no_lead"]);
    // A ministry's own sheet speaks of its own part.
    let ministry = office.ok("agency_list", json!({"text": "Bộ Y tế"}))[0]["id"].clone();
    assert_eq!(done(&plan(&row(""), json!({"sender": ministry}))), 1);
    // What is done in parts is done for the rest; once all is, another day says nothing that could be taken.
    let file = path(&office, "mot.csv", format!("Mã;Nhiệm vụ;Chủ trì;Ngày hoàn thành\n{}", row("Bộ Y tế")).as_bytes());
    office.ok("exchange_apply", json!({"files": [{"path": file}]}));
    assert_eq!(done(&plan(&row(""), Value::Null)), members - 1);
    office.ok("task_complete", json!({"id": "N27", "completed_on": "2024-05-31"}));
    let again = plan(&row(""), Value::Null);
    assert_eq!((done(&again), refused(&again)), (0, vec![]));
    assert_eq!(refused(&plan(&row("").replace("31/5", "30/5"), Value::Null)), ["task.already_done"]);

    // Two leads without a group stay two: a row names both, or neither.
    let two = office.ok("task_get", json!({"id": "N35"}));
    let row = |lead: &str| format!("N35;{};{lead};31/5/2024\n", text(&two["statement"]));
    for (lead, steps, codes) in [("\"Văn phòng Chính phủ; Bộ Thông tin và Truyền thông\"", 2, vec![]), ("", 2, vec![]), ("Văn phòng Chính phủ", 0, vec!["cell.two_leads"])] {
        let found = plan(&row(lead), Value::Null);
        assert_eq!((done(&found), refused(&found)), (steps, codes.into_iter().map(str::to_owned).collect()), "{lead}: {}", told(&found));
    }
}

#[test]
fn a_sheet_that_names_another_office_is_not_this_offices_word() {
    let office = Office::seeded();
    let task = office.ok("task_get", json!({"id": "N03"}));
    let sheet = |title: &str| format!("{title};;\n;;\nNhiệm vụ;Thời hạn;Tình trạng\n{};Tháng 9/2024;Đã trình\n", text(&task["statement"]));
    let agency = |name: &str| office.ok("agency_list", json!({"text": name}))[0]["id"].clone();
    let plan = |title: &str, setting: Value| office.ok("exchange_plan", json!({"path": path(&office, "tien-do.csv", sheet(title).as_bytes()), "setting": setting}));
    let theirs = plan("BỘ CÔNG AN", Value::Null);
    let head = &theirs["source"]["sheet"];
    assert_eq!((&head["used"]["sender"], &head["sender_by_title"], counts(&theirs)[1]), (&agency("Bộ Công an"), &json!(true), 0), "{}", told(&theirs));
    assert_eq!(theirs["rows"][0]["fields"][0]["asking"], "not_theirs");
    // Of a letterhead the second line, and this office's own name makes it its own again.
    assert_eq!(plan("VĂN PHÒNG CHÍNH PHỦ;;\nBỘ Y TẾ", Value::Null)["source"]["sheet"]["used"]["sender"], agency("Bộ Y tế"));
    let mine = plan("BỘ CÔNG AN", json!({"sender": agency("Bộ Thông tin và Truyền thông")}));
    assert_eq!((&mine["source"]["sheet"]["sender_by_title"], counts(&mine)[1]), (&json!(false), 1), "{}", told(&mine));
    // How it stands goes beside the note that is there.
    let note = mine["rows"][0]["fields"].as_array().unwrap().iter().find(|field| field["field"] == "note").unwrap()["result"].as_str().unwrap().to_owned();
    assert_eq!(note, format!("Đã trình; {}", text(&task["note"])));
}

#[test]
fn each_name_among_several_is_asked_about_by_itself() {
    let office = Office::seeded();
    let file = path(&office, "phoi-hop.csv", "Nhiệm vụ;Chủ trì;Phối hợp\nRà soát kho dữ liệu;Bộ Tư pháp;Bộ Y tế; Bộ Cong thuong\n".replace("tế; Bộ Cong thuong", "tế, Bộ Công Thươg, Bộ Nội vu").as_bytes());
    let asked = office.ok("exchange_plan", json!({"path": file, "answers": given_today()}));
    let questions: Vec<(&str, &str)> = asked["questions"].as_array().unwrap().iter().map(|question| (text(&question["text"]), text(&question["choices"][0]["label"]))).collect();
    assert_eq!(questions, [("Bộ Công Thươg", "Bộ Công Thương")], "a tone that is missing is no other name: {}", told(&asked));
    let answers = json!({"questions": [{"key": "assigned_on", "value": "2024-06-01"}, {"key": asked["questions"][0]["key"], "value": asked["questions"][0]["choices"][0]["value"]}]});
    office.ok("exchange_apply", json!({"files": [{"path": file, "answers": answers}]}));
    let id = office.ok("task_list", json!({"text": "Rà soát kho dữ liệu"}))["rows"][0]["id"].clone();
    let task = office.ok("task_get", json!({"id": id}));
    let names: Vec<&str> = task["assignments"].as_array().unwrap().iter().map(|part| text(&part["agency"]["short_name"])).collect();
    assert_eq!(names, ["Bộ Tư pháp", "Bộ Y tế", "Bộ Công Thương", "Bộ Nội vụ"]);
}

#[test]
fn a_figure_that_comes_after_all_takes_the_reason_away_why_there_was_none() {
    let office = Office::seeded();
    let agency = office.ok("agency_list", json!({"text": "Bộ Y tế"}))[0]["id"].clone();
    let none = office.ok("observation_add", json!({"indicator": "CT26", "agency": agency, "state": "no_data", "reason": "Chưa thống kê", "period": "2024-04", "as_of_day": "2024-04-30"}));
    let file = path(&office, "da-co.csv", "Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Y tế;CT26;2024-04;5\n".as_bytes());
    let answers = json!({"decisions": [{"choice": "theirs"}]});
    office.ok("exchange_apply", json!({"files": [{"path": file, "answers": answers}]}));
    let figures = office.ok("observation_list", json!({"indicator": "CT26"}));
    let figure = figures.as_array().unwrap().iter().find(|figure| figure["id"] == none["id"]).unwrap();
    assert_eq!((&figure["value"], &figure["state"], &figure["reason"]), (&json!(5.0), &json!("value"), &Value::Null), "{figure}");
}

#[test]
fn a_figure_that_comes_is_looked_at_twice_as_one_that_is_typed() {
    let office = Office::seeded();
    // CT37 is a percentage, CT26 counts services, CT23 millions of files.
    let agency = office.ok("agency_list", json!({"text": "Bộ Y tế"}))[0]["id"].clone();
    office.ok("observation_add", json!({"indicator": "CT23", "agency": agency, "value": 1.2, "period": "2023", "as_of_day": "2023-12-31"}));
    let text = "Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Y tế;CT26;2024-04;-5\nBộ Y tế;CT37;2024-04;870\nBộ Y tế;CT23;2024-Q1;1250000\nBộ Tư pháp;CT26;2024-03;5\nBộ Tư pháp;CT26;2024-04;60\n";
    let file = path(&office, "khac-thuong.csv", text.as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": file, "doubtful": true}));
    let found: Vec<(u64, &str)> = plan["rows"].as_array().unwrap().iter().map(|row| (row["place"]["row"].as_u64().unwrap(), text_at(row, "warnings"))).collect();
    assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 3, 4, 6], "{found:?}");
    assert!(found[0].1.contains("âm") && found[1].1.contains("100") && found[2].1.contains("1,2") && found[3].1.contains('5'), "{found:?}");
    // All of it comes in none the less, and the same words stand at the cell once it is typed.
    assert_eq!((counts(&plan)[0], &plan["doubtful"]), (5, &json!(4)));
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file}]}));
    assert_eq!(applied["files"][0]["doubtful"], 4);
}

fn text_at<'v>(row: &'v Value, list: &str) -> &'v str {
    row[list][0].as_str().unwrap_or_default()
}

#[test]
fn deadlines_without_a_year_are_of_the_year_that_a_person_says() {
    let office = Office::seeded();
    let plan = "KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2025;;\n(Kèm theo Quyết định số 12/QĐ-BNV ngày 05/01/2024);;\n;;\nNhiệm vụ;Chủ trì;Thời hạn\nKiểm kê kho giấy;Bộ Nội vụ;Quý III\nTập huấn kho số;Bộ Nội vụ;30/6\nKiểm đếm thiết bị;Bộ Nội vụ;Tháng 9\nDiễn tập ứng cứu;Bộ Nội vụ;31/12/2025\n";
    let file = path(&office, "ke-hoach.csv", plan.as_bytes());
    let asked = office.ok("exchange_plan", json!({"path": file}));
    let question = &asked["questions"][0];
    let offered: Vec<&str> = question["choices"].as_array().unwrap().iter().map(|choice| text(&choice["value"])).collect();
    assert_eq!((&question["kind"], offered, question["places"].as_array().unwrap().len()), (&json!("year"), vec!["2025", "2024"], 3), "{}", told(&asked));
    office.ok("exchange_apply", json!({"files": [{"path": file, "answers": {"questions": [{"key": "year", "value": "2025"}]}}]}));
    let last = |words: &str| office.ok("task_list", json!({"text": words}))["rows"][0]["deadline"]["last_day"].clone();
    assert_eq!(["Kiểm kê kho giấy", "Tập huấn kho số", "Kiểm đếm thiết bị", "Diễn tập ứng cứu"].map(last), ["2025-09-30", "2025-06-30", "2025-09-30", "2025-12-31"].map(Value::from));
}

#[test]
fn a_code_before_other_words_names_the_indicator_and_units_are_no_agencies() {
    let office = Office::seeded();
    let wide = made::table(&[&["Quý I/2024"], &["Cơ quan", "CT26 Dịch vụ công thiết yếu", "CT42. Tỷ lệ kết nối"], &["Bộ Y tế", "12", "57,5%"]]);
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "ma.xlsx", &wide)}));
    assert_eq!(rows(&plan), [("CT26 · Bộ Y tế · quý I/2024", "added", "12"), ("CT42 · Bộ Y tế · quý I/2024", "added", "57,5")], "{}", told(&plan));
    let long = made::table(&[&["BỘ Y TẾ"], &["Quý I/2024"], &["Chỉ tiêu", "Đơn vị", "Kết quả"], &["CT26", "dịch vụ", "12"], &["CT42", "%", "57.5"], &["Tỷ lệ lạ", "%", "100%"]]);
    let asked = office.ok("exchange_plan", json!({"path": path(&office, "don-vi.xlsx", &long), "answers": {"questions": [{"key": "whose", "value": office.ok("agency_list", json!({"text": "Bộ Y tế"}))[0]["id"]}]}}));
    assert_eq!(rows(&asked)[..2], [("CT26 · Bộ Y tế · quý I/2024", "added", "12"), ("CT42 · Bộ Y tế · quý I/2024", "added", "57,5")], "{}", told(&asked));
    // What the number says waits for the indicator, and is no trouble of its own.
    assert_eq!((&asked["rows"][2]["outcome"], &asked["problems"], asked["questions"].as_array().unwrap().len()), (&json!("conflict"), &json!([]), 1), "{}", told(&asked));
}

#[test]
fn words_of_a_task_that_differ_in_capitals_are_the_same_words() {
    let office = Office::seeded();
    let words = office.ok("task_get", json!({"id": "N01"}))["statement"].as_str().unwrap().to_uppercase();
    let file = path(&office, "chu-hoa.csv", format!("Mã;Nhiệm vụ;Phối hợp\nN01;{words};Bộ Y tế\n").as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": file}));
    assert_eq!((&plan["questions"], counts(&plan)[4]), (&json!([]), 0), "{}", told(&plan));
}

#[test]
fn what_stands_in_joined_cells_is_said_of_each_task_beside_them() {
    let office = Office::seeded();
    let file = path(&office, "o-gop.xlsx", &made::joined_tasks());
    let plan = office.ok("exchange_plan", json!({"path": file, "answers": given_today()}));
    insta::assert_snapshot!(told(&plan));
    let folder = office.path("calc");
    std::fs::create_dir_all(&folder).unwrap();
    for ending in ["ods", "xls"] {
        let other = office.ok("exchange_plan", json!({"path": convert(ending, file.as_ref(), &folder), "answers": given_today()}));
        let rows = |plan: &Value| told(plan).lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(&other), rows(&plan), "{ending}");
    }
}

#[test]
fn numbers_that_are_left_out_are_known_and_so_are_the_other_sheets() {
    let office = Office::seeded();
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "hai-trang.xlsx", &made::beside())}));
    let sheet = &plan["source"]["sheet"];
    let out: Vec<(&str, u64, &str)> = sheet["columns"].as_array().unwrap().iter().map(|column| (text(&column["heading"]), column["numbers"].as_u64().unwrap(), text(&column["samples"][0]))).filter(|(_, numbers, _)| *numbers > 0).collect();
    assert_eq!(out, [("Diện tích kho", 2, "82,4")], "{}", told(&plan));
    assert_eq!((text(&sheet["used"]["sheet"]), &sheet["rows"]), ("Tháng 5", &json!(2)));
    let sheets: Vec<(&str, bool, u64)> = sheet["sheets"].as_array().unwrap().iter().map(|one| (text(&one["name"]), one["hidden"] == true, one["rows"].as_u64().unwrap())).collect();
    assert_eq!(sheets, [("Tháng 5", false, 3), ("Tháng 4", false, 3), ("Nháp", true, 3)]);
}

#[test]
fn a_csv_whose_numbers_may_be_read_twice() {
    let office = Office::seeded();
    let long = "Kỳ;Chỉ tiêu;Cơ quan;Giá trị;Ghi chú\n5-2024;CT26;Bộ Y tế;1.234;\n5-2024;CT26;Bộ Công an;2.500;'=1+1\n5-2024;CT26;Bộ Tư pháp;-;\n5-2024;CT26;Bộ Nội vụ;01/05;\n\
                5-2024;Chỉ tiêu lạ;Bộ Nội vụ;5;\n5-2024;CT26;Bộ Tài chính;nhiều;\n2024-13;CT26;Bộ Xây dựng;3;\n";
    let file = path(&office, "so-lieu.csv", long.as_bytes());
    let asked = office.ok("exchange_plan", json!({"path": file}));
    insta::assert_snapshot!(told(&asked));
    let answers = json!({"questions": [{"key": "notation", "value": "vietnamese"}, {"key": "dash", "value": "no_data"}]});
    let plan = office.ok("exchange_plan", json!({"path": file, "answers": answers}));
    insta::assert_snapshot!(told(&plan));
    // A file that proves its notation is not asked about.
    let proven = path(&office, "da-ro.csv", "Kỳ,Chỉ tiêu,Cơ quan,Giá trị\n2024-05,CT26,Bộ Y tế,\"1,234\"\n2024-05,CT26,Bộ Công an,\"12,345.5\"\n".as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": proven}));
    assert_eq!(plan["questions"], json!([]));
    assert!(told(&plan).contains("value=12.345,5") && told(&plan).contains("value=1.234"), "{}", told(&plan));
}

#[test]
fn bytes_of_old_code_pages_are_read_when_they_leave_no_doubt() {
    let office = Office::seeded();
    for (name, bytes, encoding) in made::old_code_pages() {
        let file = path(&office, name, &bytes);
        let plan = office.ok("exchange_plan", json!({"path": file}));
        assert_eq!(plan["source"]["sheet"]["text"]["encoding"], encoding, "{}", told(&plan));
        assert_eq!((counts(&plan), plan["source"]["sheet"]["text"]["certain"].as_bool()), ([2, 0, 0, 0, 0], Some(true)), "{}", told(&plan));
    }
    // Two words are no proof: a person is asked, with what each encoding would read.
    let file = path(&office, "ngan.csv", b"Ky;Ma chi tieu;Co quan;Gia tri\n2024-04;CT26;B\xe9 Y t\xd5;5\n2024-04;CT27;Ha Noi;6\n");
    let plan = office.ok("exchange_plan", json!({"path": file}));
    assert_eq!((counts(&plan), plan["source"]["sheet"]["text"]["certain"].as_bool()), ([1, 0, 0, 1, 0], Some(false)), "{}", told(&plan));
    let question = &plan["questions"][0];
    assert_eq!((text(&question["key"]), question["places"].as_array().map(Vec::len)), ("encoding", Some(1)));
    assert!(question["choices"].as_array().unwrap().iter().any(|choice| choice["value"] == "tcvn3" && text(&choice["label"]).ends_with("Bộ tế")), "{question}");
    for said in [json!({"answers": {"questions": [{"key": "encoding", "value": "tcvn3"}]}}), json!({"setting": {"encoding": "tcvn3"}})] {
        let mut request = said;
        request["path"] = json!(file);
        let plan = office.ok("exchange_plan", request);
        assert_eq!(counts(&plan), [2, 0, 0, 0, 0], "{}", told(&plan));
    }
}

#[test]
fn what_a_person_says_is_remembered_for_the_sender() {
    let office = Office::seeded();
    let ministry = office.ok("agency_list", json!({"text": "Bộ Tư pháp"}))[0]["id"].clone();
    let sheet = |month: u32, value: u32| format!("Cột một;Cột hai\nCT26;{value}\nCT27;{}\nTháng {month}\n", value + 1);
    let first = path(&office, "thang-4.csv", sheet(4, 10).as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": first}));
    assert_eq!(plan["source"]["sheet"]["fields"].as_array().unwrap().iter().filter(|field| field["needed"] == true && field["given"] == false).count(), 3);
    let setting = |period: &str| json!({
        "sender": ministry, "target": "observation", "period": period,
        "columns": [{"column": "A", "field": "indicator"}, {"column": "B", "field": "value"}],
    });
    let applied = office.ok("exchange_apply", json!({"files": [{"path": first, "setting": setting("2024-04")}]}));
    assert_eq!(counts(&applied), [2, 0, 0, 0, 0], "{applied}");
    let second = path(&office, "thang-5.csv", sheet(5, 20).as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": second, "setting": {"sender": ministry, "period": "2024-05"}}));
    assert_eq!(plan["source"]["sheet"]["remembered"], true);
    assert_eq!(counts(&plan), [2, 0, 0, 0, 0], "{}", told(&plan));
    // With the import the memory of it is taken back too.
    office.ok("undo", json!({}));
    let plan = office.ok("exchange_plan", json!({"path": second, "setting": {"sender": ministry, "period": "2024-05"}}));
    assert_eq!(plan["source"]["sheet"]["remembered"], false);
}

#[test]
fn a_name_that_a_person_explained_is_not_asked_about_again() {
    let office = Office::seeded();
    let agency = |name: &str| office.ok("agency_list", json!({"text": name}))[0]["id"].clone();
    let (sender, other, meant) = (agency("Bộ Tư pháp"), agency("Bộ Y tế"), agency("Bộ Công an"));
    let file = |name: &str, month: u32| path(&office, name, format!("Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nB. C.A;CT26;2024-0{month};5\n").as_bytes());
    let plan = |path: &str, setting: Value| office.ok("exchange_plan", json!({"path": path, "setting": setting}));
    let first = file("thang-4.csv", 4);
    let asked = plan(&first, json!({"sender": sender}));
    let key = asked["questions"][0]["key"].as_str().unwrap();
    assert_eq!(key, "agency/b. c.a");
    office.ok("exchange_apply", json!({"files": [{"path": first, "setting": {"sender": sender}, "answers": {"questions": [{"key": key, "value": meant}]}}]}));
    // The next file of the same office is understood alike, and says so; it is asked again when a person wants it.
    let second = file("thang-5.csv", 5);
    let known = plan(&second, json!({"sender": sender}));
    assert_eq!((&known["questions"], &known["source"]["sheet"]["recalled"]), (&json!([]), &json!([{"text": "B. C.A", "means": "Bộ Công an"}])));
    assert_eq!(known["rows"][0]["fields"].as_array().unwrap().iter().find(|field| field["field"] == "agency").unwrap()["raw"], meant);
    assert_eq!(plan(&second, json!({"sender": sender, "names": []}))["questions"][0]["key"], key);
    // Another office may mean another by it.
    assert_eq!(plan(&second, json!({"sender": other}))["questions"][0]["key"], key);
    // What is answered anew goes before what was said.
    let anew = office.ok("exchange_plan", json!({"path": second, "setting": {"sender": sender}, "answers": {"questions": [{"key": key, "value": other}]}}));
    assert_eq!(anew["source"]["sheet"]["recalled"], json!([]));
    // It outlives a file in which nobody asked about it, and goes back with the import that brought it.
    let third = path(&office, "thang-6.csv", "Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Tư pháp;CT26;2024-06;5\n".as_bytes());
    office.ok("exchange_apply", json!({"files": [{"path": third, "setting": {"sender": sender}}]}));
    assert_eq!(plan(&second, json!({"sender": sender}))["questions"], json!([]));
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    assert_eq!(plan(&second, json!({"sender": sender}))["questions"][0]["key"], key);
}

#[test]
fn a_sender_changes_its_own_values_only() {
    let office = Office::seeded();
    let agency = |name: &str| office.ok("agency_list", json!({"text": name}))[0]["id"].clone();
    let (own, other) = (agency("Bộ Tư pháp"), agency("Bộ Y tế"));
    let text = "Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Tư pháp;CT26;2024-04;5\nBộ Y tế;CT26;2024-04;6\n";
    let file = path(&office, "cua-bo-tu-phap.csv", text.as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": file, "setting": {"sender": own}}));
    assert_eq!(counts(&plan), [1, 0, 0, 1, 0], "{}", told(&plan));
    assert_eq!(plan["rows"][1]["asking"], "not_theirs");
    let plan = office.ok("exchange_plan", json!({"path": file, "setting": {"sender": other}}));
    assert_eq!(plan["rows"][0]["asking"], "not_theirs");
    // A value that stands here already and differs is asked about, the same one is not.
    office.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 4, "period": "2024-04", "as_of_day": "2024-04-30"}));
    office.ok("observation_add", json!({"indicator": "CT26", "agency": other, "value": 6, "period": "2024-04", "as_of_day": "2024-04-30"}));
    let plan = office.ok("exchange_plan", json!({"path": file}));
    assert_eq!(counts(&plan), [0, 0, 1, 1, 0], "{}", told(&plan));
    assert_eq!(plan["rows"][0]["fields"][0]["asking"], "both_changed");
}

#[test]
fn a_figure_that_could_not_be_typed_does_not_come_in() {
    let office = Office::seeded();
    office.ok("indicator_add", json!({"code": "X1", "name": "Số buổi tập huấn", "unit": "buổi", "kind": "count", "time_rule": "sum"}));
    office.ok("indicator_add", json!({"code": "X2", "name": "Thứ hạng thử", "unit": "", "kind": "rank"}));
    office.ok("observation_add", json!({"indicator": "X1", "value": 5, "period": "2024-02"}));
    office.ok("period_lock_add", json!({"period": "2024-02"}));
    let text = "Chỉ tiêu;Kỳ;Giá trị\nX1;2024-Q1;60\nX1;2024-02;6\nX1;2024-04;4\nX1;2024-04;7\nX2;2023;1,5\nX2;2022;2\nX1;2099;1\n";
    let file = path(&office, "khong-nhan.csv", text.as_bytes());
    let asked = json!([{"key": "notation", "value": "vietnamese"}, {"key": "whose", "value": "whole"}]);
    let plan = office.ok("exchange_plan", json!({"path": file, "answers": {"questions": asked, "decisions": [{"choice": "theirs"}]}}));
    let codes: Vec<(u64, &str)> = plan["rows"].as_array().unwrap().iter().map(|row| (row["place"]["row"].as_u64().unwrap(), row["refusals"][0]["code"].as_str().unwrap_or_default())).collect();
    let expected = [(2, "period_lock.replaced"), (3, "period.locked"), (4, "exchange.twice"), (5, "exchange.twice"), (6, "observation.rank"), (7, ""), (8, "day.to_come")];
    assert_eq!(codes, expected, "{}", told(&plan));
    // What is applied is what was planned, and only that.
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file, "answers": {"questions": asked, "decisions": [{"choice": "theirs"}]}}]}));
    assert_eq!(applied["counts"], plan["counts"]);
    assert_eq!(office.ok("observation_list", json!({"indicator": "X1"})).as_array().unwrap().len(), 1);
    assert_eq!(office.ok("observation_list", json!({"indicator": "X2"})).as_array().unwrap().len(), 1);
}

/// The rows of a plan: what each is called, how it comes out, and its value.
fn rows(plan: &Value) -> Vec<(&str, &str, &str)> {
    let value = |row: &'_ Value| row["fields"].as_array().unwrap().iter().position(|field| field["field"] == "value");
    plan["rows"].as_array().unwrap().iter().map(|row| (text(&row["label"]), text(&row["outcome"]), value(row).map_or("", |at| text(&row["fields"][at]["theirs"])))).collect()
}

#[test]
fn each_file_says_itself_what_it_is_of() {
    let office = Office::seeded();
    let name = |code: &str| office.ok("indicator_get", json!({"id": code}))["name"].as_str().unwrap().to_owned();
    let sender = office.ok("agency_list", json!({"text": "Bộ Tư pháp"}))[0]["id"].clone();
    let sheet = |code: &str, quarter: &str| format!("{}\nQUÝ {quarter}/2024\nCơ quan;Giá trị\nBộ Y tế;5\n", name(code));
    let first = path(&office, "1.csv", sheet("CT26", "I").as_bytes());
    let second = path(&office, "2.csv", sheet("CT29", "II").as_bytes());
    office.ok("exchange_apply", json!({"files": [{"path": first, "setting": {"sender": sender}}]}));
    let plan = office.ok("exchange_plan", json!({"path": second}));
    assert_eq!(rows(&plan)[0].0, "CT29 · Bộ Y tế · quý II/2024", "the title of a file goes before what an earlier one said");
    assert_eq!(plan["source"]["sheet"]["used"]["sender"], Value::Null, "the same headings come from many offices");
}

#[test]
fn a_figure_is_of_nobody_until_the_file_or_a_person_says_whose() {
    let office = Office::seeded();
    let agency = office.ok("agency_list", json!({"text": "Bộ Y tế"}))[0]["id"].clone();
    let file = path(&office, "bo-y-te.csv", "BỘ Y TẾ\nChỉ tiêu;Kỳ;Giá trị\nCT26;2024-04;5\nCT27;2024-04;6\n".as_bytes());
    let plan = office.ok("exchange_plan", json!({"path": file}));
    assert_eq!(counts(&plan), [0, 0, 0, 2, 0], "{}", told(&plan));
    let question = &plan["questions"][0];
    assert_eq!((&question["key"], &question["kind"], &question["choices"][0]["value"]), (&json!("whose"), &json!("whose"), &agency), "{question}");
    let answered = |value: &Value| office.ok("exchange_plan", json!({"path": file, "answers": {"questions": [{"key": "whose", "value": value}]}}));
    assert_eq!(rows(&answered(&agency))[0], ("CT26 · Bộ Y tế · tháng 4/2024", "added", "5"));
    // The title says that a ministry sent it: what it says of the whole is not its own.
    assert_eq!(rows(&answered(&json!("whole")))[0], ("CT26 · tháng 4/2024", "conflict", "5"));

    // What joined cells say goes on only where nothing else begins: a sum belongs to nobody above it.
    let joined = "Cơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Y tế;CT26;2024-04;5\n;CT27;2024-04;6\nTổng cộng;CT26;2024-04;90\n;CT27;2024-04;91\n";
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "gop.csv", joined.as_bytes())}));
    assert_eq!(rows(&plan), [("CT26 · Bộ Y tế · tháng 4/2024", "added", "5"), ("CT27 · Bộ Y tế · tháng 4/2024", "added", "6"), ("CT27 · tháng 4/2024", "conflict", "")]);
    let last = "Chỉ tiêu;Cơ quan;Kỳ;Giá trị\nCT26;Bộ Y tế;2024-04;5\nCT27;;2024-04;30\nCT27;Cả nước;2024-03;31\n";
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "sau.csv", last.as_bytes())}));
    let labels: Vec<_> = rows(&plan).into_iter().map(|(label, outcome, _)| (label.to_owned(), outcome.to_owned())).collect();
    assert_eq!(labels[1], ("CT27 · tháng 4/2024".to_owned(), "conflict".to_owned()));
    assert_eq!(labels[2], ("CT27 · tháng 3/2024".to_owned(), "added".to_owned()), "the whole by its name");

    // What was planned and what was reached stand side by side: only the second is a figure.
    let both = "Cơ quan;Kỳ;CT26: Kế hoạch;CT26: Thực hiện\nBộ Y tế;2024-04;9;5\n";
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "hai-cot.csv", both.as_bytes()), "setting": {"columns": [{"column": "D", "field": "value", "indicator": office.ok("indicator_get", json!({"id": "CT26"}))["id"]}]}}));
    assert_eq!(rows(&plan), [("CT26 · Bộ Y tế · tháng 4/2024", "added", "5")]);
}

#[test]
fn workbooks_of_other_programs_say_the_same() {
    let office = Office::seeded();
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/files");
    let plans: Vec<Value> = ["sheet.xlsx", "sheet.ods", "sheet.xls"].iter().map(|name| office.ok("exchange_plan", json!({"path": format!("{files}/{name}")}))).collect();
    insta::assert_snapshot!(told(&plans[0]));
    for plan in &plans {
        let rows = |plan: &Value| told(plan).lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(plan), rows(&plans[0]));
    }
}

/// By row the figure, the code of what refuses it, or that it is asked about.
fn figures(plan: &Value) -> Vec<(u64, String)> {
    let said = |row: &Value| {
        let value = row["fields"].as_array().unwrap().iter().find(|field| field["field"] == "value").map(|field| text(&field["theirs"]).to_owned());
        let refused = row["refusals"][0]["code"].as_str().map(str::to_owned);
        refused.or(value.filter(|_| row["asking"].is_null())).unwrap_or_else(|| text(&row["asking"]).to_owned())
    };
    plan["rows"].as_array().unwrap().iter().map(|row| (row["place"]["row"].as_u64().unwrap(), said(row))).collect()
}

fn expected(figures: &[(u64, &str)]) -> Vec<(u64, String)> {
    figures.iter().map(|(row, text)| (*row, (*text).to_owned())).collect()
}

#[test]
fn a_number_is_what_the_cell_shows() {
    let office = Office::seeded();
    let file = path(&office, "so-nhu-hien-thi.xlsx", &made::shown());
    let plan = office.ok("exchange_plan", json!({"path": file}));
    let rows = [(2, "60"), (3, "120"), (4, "100"), (5, "figure.other_unit"), (6, "figure.unreadable"), (7, "figure.unreadable"), (8, "unclear")];
    assert_eq!(figures(&plan), expected(&rows), "{}", told(&plan));
    // A bare share of a percentage is asked about, with both numbers.
    let question = &plan["questions"][0];
    assert_eq!((text(&question["key"]), text(&question["choices"][0]["label"]), text(&question["choices"][1]["label"])), ("share/D", "75 %", "0,75 %"));
    let answers = json!({"questions": [{"key": "share/D", "value": "percent"}]});
    assert_eq!(figures(&office.ok("exchange_plan", json!({"path": file, "answers": answers})))[6], (8, "75".to_owned()));
    // LibreOffice keeps the same; what older Excel's formats say cannot be had, so that nothing small is taken unasked.
    let folder = office.path("calc");
    std::fs::create_dir_all(&folder).unwrap();
    let other = |ending: &str| office.ok("exchange_plan", json!({"path": convert(ending, file.as_ref(), &folder)}));
    let yes = |row: &(u64, String)| row.0 == 6;
    // LibreOffice itself makes a number of yes.
    assert_eq!(figures(&other("ods")).into_iter().filter(|row| !yes(row)).collect::<Vec<_>>(), expected(&rows).into_iter().filter(|row| !yes(row)).collect::<Vec<_>>());
    assert_eq!(figures(&other("xls"))[..3], expected(&[(2, "unclear"), (3, "unclear"), (4, "unclear")]));
}

#[test]
fn a_number_is_in_the_unit_that_the_sheet_says() {
    let office = Office::seeded();
    let plan = |name: &str, rows: &[&[&str]]| office.ok("exchange_plan", json!({"path": path(&office, name, &made::table(rows))}));
    let taken = |name: &str, rows: &[&[&str]], figured: &[(u64, &str)]| {
        let plan = plan(name, rows);
        assert_eq!(figures(&plan), expected(figured), "{name}: {}", told(&plan));
    };
    // CT25 is counted in tỷ đồng, CT19 in triệu thẻ, CT13 in triệu giao dịch/ngày, CT26 in dịch vụ, CT42 in %.
    let column: &[&[&str]] = &[
        &["Quý I/2024"],
        &["Chỉ tiêu", "Cơ quan", "Đơn vị tính", "Kết quả"],
        &["CT25", "Bộ Y tế", "triệu đồng", "4500"],
        &["CT25", "Bộ Tư pháp", "", "1200"],
        &["CT25", "Bộ Công an", "đồng", "4.500.000.000"],
        &["CT19", "Bộ Công an", "thẻ", "86000000"],
        &["CT19", "Bộ Nội vụ", "triệu thẻ", "86"],
        &["CT13", "Bộ Tài chính", "%", "12"],
        &["CT26", "Bộ Y tế", "Tỷ lệ/Số lượng", "12"],
        &["CT42", "Bộ Y tế", "Tỷ lệ (%)", "57.5"],
    ];
    taken("cot-don-vi.xlsx", column, &[(3, "4,5"), (4, "1,2"), (5, "4,5"), (6, "86"), (7, "86"), (8, "figure.other_unit"), (9, "12"), (10, "57,5")]);
    let line: &[&[&str]] = &[&["Kỳ báo cáo: quý I/2024"], &["(Đơn vị tính: Triệu đồng)"], &["Cơ quan", "CT25", "CT26"], &["Bộ Y tế", "4500", "3"]];
    taken("dong-don-vi.xlsx", line, &[(4, "4,5"), (4, "figure.other_unit")]);
    let heading: &[&[&str]] = &[&["Quý I/2024"], &["Cơ quan", "CT25 (triệu đồng)", "CT26 (lũy kế)"], &["Bộ Y tế", "4500", "7"], &["Bộ Tư pháp", "4.500,0", "8"]];
    taken("ngoac-don-vi.xlsx", heading, &[(3, "4,5"), (3, "7"), (4, "4,5"), (4, "8")]);
    let below: &[&[&str]] = &[&["Quý I/2024"], &["Cơ quan", "CT25", "CT19"], &["", "(triệu đồng)", "(thẻ)"], &["(1)", "(2)", "(3)"], &["Bộ Y tế", "4500", "86000000"]];
    taken("hang-don-vi.xlsx", below, &[(5, "4,5"), (5, "86")]);
    // What would be accepted is said, and what was converted is shown.
    let plan = plan("noi.xlsx", column);
    let refused = plan["rows"].as_array().unwrap().iter().find(|row| row["outcome"] == "refused").unwrap();
    assert_eq!((text(&refused["refusals"][0]["column"]), text(&refused["refusals"][0]["accepted"])), ("D", "triệu giao dịch/ngày"));
    assert!(told(&plan).contains("xem D3: 4.500 triệu đồng → 4,5 tỷ đồng"), "{}", told(&plan));
}

#[test]
fn a_line_longer_than_its_headings_is_refused() {
    let office = Office::seeded();
    let plan = |name: &str, text: &str| office.ok("exchange_plan", json!({"path": path(&office, name, text.as_bytes())}));
    // Behind the separator of an unquoted number the rest may be empty, or may fall under another heading.
    let text = "Kỳ,Cơ quan,CT42,Ghi chú\n2024-04,Bộ Y tế,97,5,số sơ bộ\n2024-04,Bộ Tư pháp,88,25,\n2024-04,Bộ Công an,\"77,5\",đủ\n2024-04,Bộ Nội vụ,60\n";
    let lines = plan("dai.csv", text);
    assert_eq!(figures(&lines), expected(&[(2, "sheet.longer_line"), (3, "sheet.longer_line"), (4, "77,5"), (5, "60")]), "{}", told(&lines));
    assert_eq!((text_of(&lines, 0, "column"), text_of(&lines, 0, "raw")), ("E", "2024-04 | Bộ Y tế | 97 | 5 | số sơ bộ"));
    let tasks = plan("nhiem-vu.csv", "Mã;Nhiệm vụ;Cơ quan chủ trì;Thời hạn\nN901;Xây dựng; hoàn thiện quy chế;Bộ Y tế;31/12/2026\n");
    assert_eq!(figures(&tasks), expected(&[(2, "sheet.longer_line")]), "{}", told(&tasks));
    let open = office.refused("exchange_plan", json!({"path": path(&office, "ngoac.csv", "Kỳ;Cơ quan;CT26;Ghi chú\n2024-04;Bộ Y tế;5;\"chưa đóng\n2024-04;Bộ Tư pháp;6;x\n".as_bytes())}));
    assert_eq!(open.code, "sheet.open_quote");
}

fn text_of<'a>(plan: &'a Value, row: usize, part: &str) -> &'a str {
    text(&plan["rows"][row]["refusals"][0][part])
}

#[test]
fn one_column_proves_nothing_of_another() {
    let office = Office::seeded();
    let sheet = "Kỳ;Cơ quan;CT42;CT26\n2024-04;Bộ Y tế;97.5;1.234\n2024-04;Bộ Tư pháp;88.25;2.500\n";
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "hai-kieu.csv", sheet.as_bytes())}));
    assert_eq!(figures(&plan), expected(&[(2, "97,5"), (2, "unclear"), (3, "88,25"), (3, "unclear")]), "{}", told(&plan));
    assert_eq!((text(&plan["questions"][0]["key"]), plan["questions"].as_array().unwrap().len()), ("notation", 1));
}

#[test]
fn a_formula_without_a_result_is_no_empty_cell() {
    let office = Office::seeded();
    let plan = office.ok("exchange_plan", json!({"path": path(&office, "chua-tinh.xlsx", &made::unworked())}));
    assert_eq!(figures(&plan), expected(&[(2, "sheet.no_result"), (3, "sheet.no_result"), (5, "4")]), "{}", told(&plan));
    assert_eq!(plan["source"]["sheet"]["left"][0]["row"], 4, "a result that is empty is an empty cell");
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    let office = Office::seeded();
    let refused = |name: &str, bytes: &[u8]| office.refused("exchange_plan", json!({"path": path(&office, name, bytes)})).code;
    assert_eq!(refused("anh.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "sheet.not_a_table");
    assert_eq!(refused("trong.csv", b""), "sheet.not_a_table");
    assert_eq!(refused("trang.html.xls", b"<html><table><tr><td>1</td></tr></table></html>"), "sheet.not_a_table");
    assert_eq!(refused("hong.xlsx", b"PK\x03\x04hong"), "sheet.damaged");
    assert_eq!(refused("goi.goi35", b"hong"), "package.not_one");
    let file = path(&office, "mot.csv", b"CT;1\n");
    let error = office.refused("exchange_plan", json!({"path": file, "setting": {"sheet": "Sheet9"}}));
    assert_eq!((error.code.as_str(), error.field.as_deref()), ("sheet.no_such", Some("setting.sheet")));
}
