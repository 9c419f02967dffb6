//! Sheets made elsewhere, as offices make them: each with the plan that it gives written beside it. Nothing is taken
//! by likeness, nothing ambiguous is decided, and what a person says once holds for the sender's next sheet.

mod made;

use std::fmt::Write;

use serde_json::{Value, json};

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
    let plan = office.ok("exchange_plan", json!({"path": file}));
    insta::assert_snapshot!(told(&plan));
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file}]}));
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
                 6;Đánh giá an toàn;Bộ Quốc phòng;30/9/2024;Hoàn thành 80%;\n\
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
    // Without a title, a task was given out no later than it was done.
    let bare = path(&office, "da-xong.csv", "Nhiệm vụ;Chủ trì;Ngày hoàn thành\nSố hóa hồ sơ lưu trữ;Bộ Nội vụ;12/02/2024\n".as_bytes());
    assert_eq!(counts(&office.ok("exchange_apply", json!({"files": [{"path": bare}]})))[3..], [0, 0]);
    let done = task("Số hóa hồ sơ lưu trữ");
    assert_eq!((&done["assigned_on"], &done["completed_on"]), (&json!("2024-02-12"), &json!("2024-02-12")));
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
    let asked = json!([{"key": "notation", "value": "vietnamese"}]);
    let plan = office.ok("exchange_plan", json!({"path": file, "answers": {"questions": asked, "decisions": [{"choice": "theirs"}]}}));
    let codes: Vec<(u64, &str)> = plan["rows"].as_array().unwrap().iter().map(|row| (row["place"]["row"].as_u64().unwrap(), row["refusals"][0]["code"].as_str().unwrap_or_default())).collect();
    let expected = [(2, "period_lock.replaced"), (3, "period.locked"), (4, ""), (5, "exchange.twice"), (6, "observation.rank"), (7, ""), (8, "day.to_come")];
    assert_eq!(codes, expected, "{}", told(&plan));
    // What is applied is what was planned, and only that.
    let applied = office.ok("exchange_apply", json!({"files": [{"path": file, "answers": {"questions": asked, "decisions": [{"choice": "theirs"}]}}]}));
    assert_eq!(applied["counts"], plan["counts"]);
    assert_eq!(office.ok("observation_list", json!({"indicator": "X1"})).as_array().unwrap().len(), 2);
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
