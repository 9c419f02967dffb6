//! Charts of every kind: what is drawn, the table beside it, the workbook and the overview say the same numbers,
//! and what stands behind a number are as many records as it says.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::{Value, json};
use so35::chart::ChartKind;

use crate::office::Office;

/// A book with a past and with figures of provinces: tasks done, late, extended, and an indicator that agencies
/// report, one of them without a figure.
fn office() -> Office {
    let office = Office::seeded_on("2024-12-01");
    office.ok("task_complete", json!({"id": "N06", "completed_on": "12/6/2024"}));
    let asked = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/3/2025", "reason": "Chờ ý kiến", "requested_on": "28/5/2024"}));
    office.ok("extension_decide", json!({"id": asked["extensions"][0]["id"], "approve": true, "decided_on": "5/6/2024", "decision": "15/TTg-KSTT"}));
    let agencies = office.ok("agency_list", json!({"text": "tỉnh"}));
    let ids: Vec<&str> = agencies.as_array().unwrap().iter().filter(|one| one["kind"] == "province").take(4).map(|one| one["id"].as_str().unwrap()).collect();
    let group = office.ok("agency_group_add", json!({"name": "Bốn tỉnh", "members": ids}));
    office.ok("indicator_add", json!({"code": "Z1", "name": "Hồ sơ trực tuyến", "unit": "%", "kind": "percent", "agency_rule": "mean", "direction": "higher"}));
    office.ok("indicator_edit", json!({"id": "Z1", "frequency": "quarter", "reporters": group["id"], "reports_from": "2024-Q1"}));
    office.ok("target_add", json!({"indicator": "Z1", "bound": "at_least", "value_min": 80, "deadline": "năm 2024", "agency_group": group["id"]}));
    for (index, id) in ids.iter().take(3).enumerate() {
        for (period, value) in [("2024-Q1", 40 + 10 * index), ("2024-Q3", 95 - 20 * index)] {
            office.ok("observation_add", json!({"indicator": "Z1", "agency": id, "value": value, "period": period}));
        }
    }
    office
}

/// The chart of a kind with what it must have, as of a day.
fn chart(kind: ChartKind, day: &str) -> Value {
    let mut chart = json!({"kind": kind, "as_of": day});
    for takes in kind.takes().iter().filter(|takes| takes.required) {
        let field = serde_json::to_value(takes.field).unwrap();
        let value = match field.as_str().unwrap() {
            "indicator" => json!("Z1"),
            "agency_group" => json!("63-dia-phuong"),
            other => panic!("what does {kind:?} need as {other}?"),
        };
        chart[field.as_str().unwrap()] = value;
    }
    chart
}

fn rows(drawn: &Value) -> &Vec<Value> {
    drawn["table"]["rows"].as_array().unwrap()
}

fn sheet(office: &Office, chart: &Value, name: &str) -> Range<Data> {
    office.ok("chart_save", json!({"chart": {"chart": chart}, "path": office.path(name)}));
    let bytes = std::fs::read(office.path(name)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let first = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&first).unwrap().is_empty(), "no cell is a formula");
    book.worksheet_range(&first).unwrap()
}

/// The day of a number of a workbook.
fn on(number: f64) -> String {
    (chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + chrono::Days::new(number as u64)).to_string()
}

#[test]
fn chart_table_and_workbook_of_every_kind_say_the_same() {
    let office = office();
    let mut silent = Vec::new();
    for kind in ChartKind::ALL {
        let name = kind.as_str();
        let chart = chart(*kind, "2024-12-01");
        let drawn = office.ok("chart_draw", json!({"chart": chart}));
        assert!(!drawn["title"].as_str().unwrap().is_empty() && !drawn["subtitle"].as_str().unwrap().is_empty(), "{name}");
        assert!(!drawn["table"]["source"].as_str().unwrap().is_empty(), "{name}");
        let columns = drawn["table"]["columns"].as_array().unwrap().len();
        let points = drawn["points"].as_array().unwrap();
        assert!(!points.is_empty(), "{name} has no marks");
        for point in points {
            let cell = &rows(&drawn)[point["row"].as_u64().unwrap() as usize]["cells"][point["column"].as_u64().unwrap() as usize];
            let (label, written) = (point["label"].as_str().unwrap(), cell["written"].as_str().unwrap());
            // A part of a status without a task is not drawn; every mark that is says its number.
            if written.is_empty() || !label.contains(written) {
                silent.push(format!("{name}: “{label}” does not say “{written}”"));
            }
            let (x, y) = (point["x"].as_f64().unwrap(), point["y"].as_f64().unwrap());
            let (right, bottom) = (x + point["width"].as_f64().unwrap(), y + point["height"].as_f64().unwrap());
            let inside = x >= -0.5 && y >= -0.5 && right <= drawn["width"].as_f64().unwrap() + 0.5 && bottom <= drawn["height"].as_f64().unwrap() + 0.5;
            assert!(inside, "{name}: “{label}” lies outside: {point}");
        }
        let items = drawn["svg"].as_str().unwrap().matches("role=\"listitem\"").count();
        assert_eq!(items, points.len(), "{name}: marks in the drawing");

        let range = sheet(&office, &chart, &format!("{name}.xlsx"));
        assert_eq!(range.get_value((0, 0)), Some(&Data::String(drawn["title"].as_str().unwrap().into())), "{name}");
        for (row, line) in rows(&drawn).iter().enumerate() {
            assert_eq!(line["cells"].as_array().unwrap().len(), columns, "{name}");
            for (column, cell) in line["cells"].as_array().unwrap().iter().enumerate() {
                let place = (row as u32 + 4, column as u32);
                let found = range.get_value(place);
                let same = match cell["value"]["kind"].as_str().unwrap() {
                    "number" => matches!(found, Some(Data::Float(value)) if *value == cell["value"]["value"].as_f64().unwrap()),
                    "day" => matches!(found, Some(Data::DateTime(day)) if on(day.as_f64()) == cell["value"]["day"].as_str().unwrap()),
                    // What is missing is no zero.
                    "no_data" | "not_applicable" => matches!(found, None | Some(Data::Empty)),
                    _ => match found {
                        Some(Data::String(text)) => text == cell["written"].as_str().unwrap(),
                        other => cell["written"] == "" && matches!(other, None | Some(Data::Empty)),
                    },
                };
                assert!(same, "{name} {place:?}: {cell} is {found:?}");
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_number_opens_as_many_tasks_as_it_says() {
    let office = office();
    let mut opened = 0;
    for (kind, by) in [("status_stacked", "focus_area"), ("status_stacked", "agency"), ("status_grouped", "document"), ("status_stacked", "period"), ("waterfall", "focus_area"), ("slope", "focus_area")] {
        let drawn = office.ok("chart_draw", json!({"chart": {"kind": kind, "by": by, "since": "2024-06-01", "as_of": "2024-12-01"}}));
        let mut checked = 0;
        for line in rows(&drawn) {
            for cell in line["cells"].as_array().unwrap().iter().filter(|cell| cell["door"]["kind"] == "tasks") {
                // A hundred agencies would be a hundred lists of the same: some of each chart will do.
                if cell["value"]["value"] == 0.0 || checked > 24 {
                    continue;
                }
                let list = office.ok("task_list", cell["door"]["filter"].clone());
                assert_eq!(list["total"].as_f64(), cell["value"]["value"].as_f64(), "{kind} by {by}: {line}");
                checked += 1;
            }
        }
        opened += checked;
    }
    assert!(opened > 60, "{opened}");
}

#[test]
fn charts_say_what_the_overview_says() {
    let office = office();
    let overview = office.ok("overview", json!({"as_of": "2024-12-01"}));
    let drawn = office.ok("chart_draw", json!({"chart": {"kind": "status_stacked", "as_of": "2024-12-01"}}));
    let words = office.desk.words();
    let headings: Vec<&str> = drawn["table"]["columns"].as_array().unwrap().iter().map(|one| one["heading"].as_str().unwrap()).collect();
    for (area, line) in overview["areas"].as_array().unwrap().iter().zip(rows(&drawn)) {
        for (status, count) in area["counts"].as_object().unwrap() {
            let word = words.get(&format!("status.{status}"));
            match headings.iter().position(|heading| **heading == word) {
                Some(column) => assert_eq!(line["cells"][column]["value"]["value"].as_f64(), count.as_f64(), "{status} of {line}"),
                None => assert_eq!(count, 0, "{status} has no column"),
            }
        }
    }
    let overdue = overview["counts"]["open_overdue"].as_f64();
    let fall = office.ok("chart_draw", json!({"chart": {"kind": "waterfall", "since": "2024-06-01", "as_of": "2024-12-01"}}));
    let steps = rows(&fall);
    assert_eq!(steps.last().unwrap()["cells"][1]["value"]["value"].as_f64(), overdue);
    let before = office.ok("overview", json!({"as_of": "2024-06-01"}))["counts"]["open_overdue"].as_f64();
    assert_eq!(steps[0]["cells"][1]["value"]["value"].as_f64(), before);
    // The steps between lead from the one to the other.
    let sum: f64 = steps[..steps.len() - 1].iter().map(|step| step["cells"][1]["value"]["value"].as_f64().unwrap()).sum();
    assert_eq!(Some(sum), overdue);
    let slope = office.ok("chart_draw", json!({"chart": {"kind": "slope", "since": "2024-06-01", "as_of": "2024-12-01"}}));
    let ends: f64 = rows(&slope).iter().map(|line| line["cells"][2]["value"]["value"].as_f64().unwrap()).sum();
    assert_eq!(Some(ends), overdue);
}

#[test]
fn agencies_are_ranked_by_the_figures_of_the_roll_up() {
    let office = office();
    let group = office.ok("agency_group_list", json!({})).as_array().unwrap().iter().find(|one| one["name"] == "Bốn tỉnh").unwrap()["id"].clone();
    let rolled = office.ok("rollup", json!({"indicator": "Z1", "group": group, "as_of": "2024-12-01"}));
    let drawn = office.ok("chart_draw", json!({"chart": {"kind": "ranked", "indicator": "Z1", "as_of": "2024-12-01"}}));
    assert_eq!(drawn["title"], "1 trong 3 cơ quan có số liệu đã đạt mục tiêu ít nhất 80%");
    let values: Vec<Option<f64>> = rows(&drawn).iter().map(|line| line["cells"][1]["value"]["value"].as_f64()).collect();
    // Highest first, who has none after them, the target last.
    assert_eq!(values, [Some(95.0), Some(75.0), Some(55.0), None, Some(80.0)]);
    // Short names may be shared by an agency and its successor: the door tells them apart.
    for row in rolled["periods"][0]["rows"].as_array().unwrap() {
        let line = rows(&drawn).iter().find(|line| line["door"]["agency"] == row["agency"]["id"]).unwrap();
        assert_eq!(line["cells"][1]["value"]["value"].as_f64(), row["number"].as_f64());
    }
    // In March the order was the other one.
    let slope = office.ok("chart_draw", json!({"chart": {"kind": "slope", "indicator": "Z1", "since": "2024-04-01", "as_of": "2024-12-01"}}));
    assert_eq!(slope["title"], "Hồ sơ trực tuyến: 2 trong 3 cơ quan có số liệu hai ngày tăng, 1 giảm");
    let dots = office.ok("chart_draw", json!({"chart": {"kind": "dot_range", "indicator": "Z1", "as_of": "2024-12-01"}}));
    let first = &rows(&dots)[0]["cells"];
    assert_eq!([1, 2, 3, 4].map(|at| first[at]["value"]["value"].as_f64().unwrap()), [95.0, 40.0, 95.0, 2.0]);
}

#[test]
fn a_persons_words_stand_in_place_of_the_generated_ones() {
    let office = Office::seeded();
    let spec = json!({"kind": "status_stacked", "title": "Tiêu đề của tôi", "subtitle": "Dòng phụ", "note": "Ghi chú\nhai dòng", "focus_area": "DM1"});
    let drawn = office.ok("chart_draw", json!({"chart": spec}));
    assert_eq!((&drawn["title"], &drawn["subtitle"], &drawn["table"]["note"]), (&json!("Tiêu đề của tôi"), &json!("Dòng phụ"), &json!("Ghi chú\nhai dòng")));
    assert_eq!(rows(&drawn).len(), 1);
    let found = office.ok("chart_draw", json!({"chart": {"kind": "status_stacked"}}));
    assert_eq!(found["finding"], found["title"]);
    assert_ne!(drawn["finding"], drawn["title"]);
    for (spec, code, field) in [
        (json!({"kind": "waterfall", "since": "2024-06-01", "as_of": "2024-06-01"}), "chart.since", "since"),
        (json!({"kind": "ranked"}), "required", "indicator"),
        (json!({"kind": "ranked", "indicator": "CT26", "period": "2024-Q9"}), "period.unreadable", "period"),
    ] {
        let error = office.refused("chart_draw", json!({"chart": spec}));
        assert_eq!((error.code.as_str(), error.field.as_deref()), (code, Some(field)), "{spec}");
    }
}

#[test]
fn a_chart_as_pdf_is_tagged_named_and_has_its_fonts() {
    let office = Office::seeded();
    let path = office.path("c.pdf");
    let spec = json!({"kind": "status_stacked", "as_of": "2024-06-01", "title": "=1+1 “Đẩy mạnh” 🎉"});
    let saved = office.ok("chart_save", json!({"chart": {"chart": spec, "theme": "print"}, "path": path}));
    assert!(saved["replaced"][0].as_str().unwrap().starts_with("U+1F389"));
    let run = |tool: &str, args: &[&str]| {
        let out = std::process::Command::new(tool).args(args).arg(&path).args(if tool == "pdftotext" { vec!["-"] } else { vec![] }).output().expect("poppler-utils");
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let info = run("pdfinfo", &[]);
    assert!(info.contains("Tagged:          yes") && info.contains("Pages:           1"), "{info}");
    assert!(run("pdfinfo", &["-meta"]).contains("<pdfaid:conformance>A</pdfaid:conformance>"));
    assert!(run("pdfinfo", &["-struct"]).contains("Figure"), "{}", run("pdfinfo", &["-struct"]));
    let text = run("pdftotext", &["-layout"]);
    assert!(text.contains("“Đẩy mạnh”") && text.contains("Hạ tầng số, nền tảng số"), "{text}");
    for line in run("pdffonts", &[]).lines().skip(2) {
        assert!(line.contains("yes yes yes"), "not embedded: {line}");
    }
    // A title that looks like a formula is words in the workbook too.
    let range = sheet(&office, &spec, "c.xlsx");
    assert!(matches!(range.get_value((0, 0)), Some(Data::String(text)) if text.starts_with("=1+1")));
}

#[test]
fn a_chart_of_an_agency_counts_what_it_has_to_do() {
    let office = office();
    let agencies = office.ok("agency_list", json!({"text": "Bộ"}));
    let mut compared = 0;
    for agency in agencies.as_array().unwrap() {
        let duties = office.ok("task_list", json!({"as_of": "2024-12-01", "obliged": agency["id"]}));
        for (kind, by) in [("status_stacked", "focus_area"), ("status_grouped", "period"), ("status_stacked", "agency")] {
            let drawn = office.ok("chart_draw", json!({"chart": {"kind": kind, "by": by, "agency": agency["id"], "as_of": "2024-12-01"}}));
            let sum: f64 = rows(&drawn).iter().map(|line| line["cells"].as_array().unwrap().last().unwrap()["value"]["value"].as_f64().unwrap()).sum();
            assert_eq!(duties["total"].as_f64(), Some(sum), "{kind} by {by} of {}", agency["name"]);
        }
        compared += u32::from(duties["total"] != 0);
    }
    assert!(compared > 3);
}

#[test]
fn a_chart_by_the_original_deadlines_says_so() {
    let office = office();
    for kind in ChartKind::ALL {
        let info = serde_json::to_value(kind.takes()).unwrap();
        let takes = |field: &str| info.as_array().unwrap().iter().any(|one| one["field"] == field);
        if !takes("basis") {
            continue;
        }
        let mut spec = chart(*kind, "2024-12-01");
        let said = |spec: &Value| office.ok("chart_draw", json!({"chart": spec}))["subtitle"].as_str().unwrap().to_owned();
        assert!(!said(&spec).contains("thời hạn gốc"), "{kind:?}");
        spec["basis"] = json!("original");
        assert!(said(&spec).contains("; thời hạn gốc"), "{kind:?}: {}", said(&spec));
        if takes("agency") {
            let agency = office.ok("agency_list", json!({"text": "Bộ Thông tin và Truyền thông"}))[0].clone();
            spec["agency"] = agency["id"].clone();
            assert!(said(&spec).contains(agency["name"].as_str().unwrap()), "{kind:?}: {}", said(&spec));
        }
    }
}

#[test]
fn of_equals_none_is_named_alone() {
    let office = Office::seeded();
    let title = |spec: Value| office.ok("chart_draw", json!({"chart": spec}))["title"].as_str().unwrap().to_owned();
    assert_eq!(title(json!({"kind": "radar", "as_of": "2024-06-01"})), "Tỷ lệ quá hạn cao nhất ở ĐM1 Thể chế và 2 nội dung khác: 100%");
    assert_eq!(title(json!({"kind": "heat_areas", "as_of": "2024-06-01"})), "Tỷ lệ quá hạn cao nhất ở Bộ TT&TT, ĐM1 Thể chế và 2 ô khác: 100%");
    assert_eq!(
        title(json!({"kind": "deadlines", "as_of": "2024-06-01"})),
        "5 trong 7 nhiệm vụ có thời hạn đã quá hạn; sắp tới, nhiều nhất là tháng 6/2024 và 1 kỳ khác, mỗi kỳ: 1 nhiệm vụ"
    );
    // What has one figure neither rose nor fell.
    assert_eq!(title(json!({"kind": "multiples", "as_of": "2024-06-01"})), "1 trong 36 chỉ tiêu có từ hai số liệu: so với số liệu đầu tiên, 1 tăng, 0 giảm");
}

#[test]
fn a_task_without_a_focus_area_is_one_of_its_agency() {
    let office = Office::seeded();
    let lead = office.ok("agency_list", json!({"text": "Bộ Xây dựng"}))[0].clone();
    office.ok("task_add", json!({"code": "X1", "statement": "Chưa xếp", "lead": lead["id"], "assigned_on": "2024-05-06", "deadline": "trước 20/5/2024"}));
    let heat = office.ok("chart_draw", json!({"chart": {"kind": "heat_areas", "as_of": "2024-06-01"}}));
    let columns: Vec<&str> = heat["table"]["columns"].as_array().unwrap().iter().map(|one| one["heading"].as_str().unwrap()).collect();
    assert_eq!(columns[columns.len() - 2..], ["Chưa xếp vào nội dung", "Chung"]);
    let line = rows(&heat).iter().find(|line| line["cells"][0]["written"] == lead["short_name"]).unwrap();
    assert_eq!(line["cells"][columns.len() - 2]["value"]["value"], 100.0);
    let behind = office.ok("task_list", line["cells"][columns.len() - 2]["door"]["filter"].clone());
    assert_eq!(texts(&behind["rows"], "code"), ["X1"]);
    let radar = office.ok("chart_draw", json!({"chart": {"kind": "radar", "as_of": "2024-06-01"}}));
    assert!(radar["table"]["note"].as_str().unwrap().starts_with("Không kể 1 nhiệm vụ chưa xếp vào nội dung."), "{}", radar["table"]["note"]);
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_agency_looks_at_its_own_part_of_what_all_have() {
    let office = office();
    let id = office.ok("task_get", json!({"id": "N29"}))["assignments"][2]["id"].clone();
    office.ok("step_add", json!({"assignments": [id], "kind": "done", "day": "2024-10-01"}));
    let matrix = office.ok("matrix", json!({"as_of": "2024-12-01"}));
    let tasks = texts(&matrix["tasks"], "code");
    let mut compared = 0;
    for line in matrix["lines"].as_array().unwrap().iter().filter(|line| line["agency"].is_object()).step_by(9) {
        let duties = office.ok("task_list", json!({"as_of": "2024-12-01", "obliged": line["agency"]["id"]}));
        for (code, cell) in tasks.iter().zip(line["cells"].as_array().unwrap()).filter(|(_, cell)| cell.is_object()) {
            let row = duties["rows"].as_array().unwrap().iter().find(|row| row["code"] == **code).unwrap();
            assert_eq!(row["standing"]["status"], cell["standing"]["status"], "{code} of {}", line["label"]);
            compared += 1;
        }
    }
    assert!(compared > 40, "{compared}");
    // Looked at as a whole, it is not done because one is.
    let whole = office.ok("task_list", json!({"as_of": "2024-12-01", "text": "N29"}));
    assert_ne!(whole["rows"][0]["standing"]["status"], "done_on_time");
}
