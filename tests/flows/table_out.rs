//! Tables of the book as files for other programs, read back by other readers.

use calamine::{Data, Reader as _};
use serde_json::{Value, json};

use crate::office::Office;

fn save(office: &Office, table: &str, format: &str, ending: &str) -> std::path::PathBuf {
    let path = office.path(&format!("bang.{ending}"));
    office.ok("table_save", json!({"table": table, "format": format, "path": path}));
    path
}

fn csv_of(path: &std::path::Path, separator: u8) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn sheet_of(path: &std::path::Path) -> Vec<Vec<Data>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_table_that_travels_comes_out_whole_in_every_format() {
    let office = Office::seeded();
    let tables = office.ok("exchange_format", json!({}))["tables"].clone();
    let mut with_rows = 0;
    for table in tables.as_array().unwrap().iter().map(|table| table["table"].as_str().unwrap()) {
        let document: Value = serde_json::from_slice(&std::fs::read(save(&office, table, "json", "json")).unwrap()).unwrap();
        let rows = document["rows"].as_array().unwrap();
        with_rows += usize::from(!rows.is_empty());
        let plain = csv_of(&save(&office, table, "csv_plain", "csv"), b',');
        assert_eq!(plain.len(), rows.len() + 1, "{table}");
        for (line, row) in plain[1..].iter().zip(rows) {
            for (column, cell) in plain[0].iter().zip(line) {
                let same = match &row[column] {
                    Value::Null => cell.is_empty(),
                    Value::String(text) => cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\''])).unwrap_or(cell) == text,
                    number => cell.parse::<f64>().ok() == number.as_f64(),
                };
                assert!(same, "{table} {column}: {cell} is not {}", row[column]);
            }
        }
        let worded = csv_of(&save(&office, table, "csv_vietnamese", "csv"), b';');
        assert_eq!(worded.len(), rows.len() + 1, "{table}");
        assert!(worded[0].iter().all(|heading| !heading.is_empty() && !heading.starts_with("field.")), "{:?}", worded[0]);
        let sheet = sheet_of(&save(&office, table, "xlsx", "xlsx"));
        let heading = sheet.iter().position(|row| row.iter().map(ToString::to_string).eq(worded[0].iter().cloned()));
        let heading = heading.unwrap_or_else(|| panic!("{table}: no heading {:?}", worded[0]));
        if !rows.is_empty() {
            assert!(sheet.len() > heading + rows.len(), "{table}");
        }
    }
    assert!(with_rows > 10, "{with_rows} tables have rows");
}

#[test]
fn a_workbook_holds_numbers_and_days_and_a_text_is_never_a_formula() {
    let office = Office::seeded();
    office.ok("indicator_edit", json!({"id": "CT26", "name": "=HYPERLINK(\"x\")"}));
    let long = "Số liệu tổng hợp từ báo cáo của các bộ, ngành và địa phương; ".repeat(8);
    office.ok("observation_add", json!({"indicator": "CT26", "value": 1234.5, "period": "2024-Q1", "note": long.trim()}));
    let sheet = sheet_of(&save(&office, "observation", "xlsx", "xlsx"));
    let heading = sheet.iter().position(|row| row.iter().any(|cell| cell == &Data::String("Giá trị".into()))).unwrap();
    let column = |name: &str| sheet[heading].iter().position(|cell| cell == &Data::String(name.into())).unwrap_or_else(|| panic!("{name}: {:?}", sheet[heading]));
    let row = sheet.iter().find(|row| row[column("Giá trị")] == Data::Float(1234.5)).unwrap();
    assert!(matches!(&row[column("Ngày số liệu")], Data::DateTime(_)), "{row:?}");
    assert_eq!(row[column("Ghi chú")], Data::String(long.trim().to_owned()), "nothing is cut");
    let csv = csv_of(&save(&office, "indicator", "csv_vietnamese", "csv"), b';');
    assert!(csv.iter().flatten().any(|cell| cell == "'=HYPERLINK(\"x\")"));
    let csv = csv_of(&save(&office, "observation", "csv_vietnamese", "csv"), b';');
    assert!(csv.iter().flatten().any(|cell| cell == "1.234,5"));
}

#[test]
fn what_went_out_and_comes_back_changes_nothing() {
    let office = Office::seeded();
    for (table, format, ending) in [("observation", "xlsx", "xlsx"), ("observation", "csv_vietnamese", "csv"), ("task", "xlsx", "xlsx"), ("task", "csv_vietnamese", "csv")] {
        let counts = office.ok("exchange_plan", json!({"path": save(&office, table, format, ending)}))["counts"].clone();
        assert!(counts["read"].as_u64() > Some(30) && counts["read"] == counts["unchanged"], "{table} {format}: {counts}");
    }
    // Without the column of words a number that is the same says nothing about them.
    let path = office.path("khong-tu.csv");
    so35::store::save::save(&path, "Chỉ tiêu;Kỳ;Giá trị\nCT41;2024-Q1;9,1\n".as_bytes()).unwrap();
    let figure = || office.ok("observation_list", json!({"indicator": "CT41"}))[0].clone();
    let (number, period) = (figure()["value"].clone(), figure()["period"].clone());
    assert_eq!((&figure()["qualifier"], period), (&json!("gần"), json!("2024-Q1")));
    let plan = |value: f64| {
        so35::store::save::save(&path, format!("Chỉ tiêu;Kỳ;Giá trị\nCT41;2024-Q1;{}\n", value.to_string().replace('.', ",")).as_bytes()).unwrap();
        office.ok("exchange_plan", json!({"path": path, "answers": {"questions": [{"key": "notation", "value": "vietnamese"}, {"key": "whose", "value": "whole"}]}}))
    };
    let value = number.as_f64().unwrap();
    assert_eq!(plan(value)["counts"]["unchanged"], 1);
    let other = plan(value + 1.0);
    let fields: Vec<&str> = other["rows"][0]["fields"].as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["value", "qualifier"], "another number is no longer \"gần\": {other}");
}

#[test]
fn figures_go_out_as_sdmx() {
    let office = Office::seeded();
    let agency = office.ok("agency_list", json!({"text": "Bộ Tư pháp"}))[0]["id"].clone();
    let add = |mut body: Value| {
        body["indicator"] = json!("CT26");
        body["agency"] = agency.clone();
        office.ok("observation_add", body);
    };
    add(json!({"numerator": 3, "denominator": 4, "period": "2024-Q1"}));
    add(json!({"state": "no_data", "reason": "Chưa thống kê", "period": "2024-02", "calendar": "administrative"}));
    add(json!({"value": 7, "as_of_day": "2024-05-06", "approval": "draft", "qualifier": "gần"}));
    let lines = csv_of(&save(&office, "observation", "sdmx", "csv"), b',');
    assert_eq!(lines[0][..6], ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "TIME_PERIOD"]);
    let code = office.ok("agency_get", json!({"id": agency}))["code"].as_str().unwrap().to_owned();
    let own: Vec<Vec<&str>> = lines.iter().filter(|line| line[4] == code).map(|line| line[5..15].iter().map(String::as_str).collect()).collect();
    let unit = own[0][3];
    let expected = [
        vec!["2024-01-15/P1M", "", "O", unit, "", "", "", "", "2024-02-14", "administrative"],
        vec!["2024-Q1", "", "A", unit, "3", "4", "", "", "2024-03-31", "statistical"],
        vec!["2024-05-06", "7", "P", unit, "", "", "gần", "", "2024-05-06", "statistical"],
    ];
    assert_eq!(own, expected);
    assert!(lines[1..].iter().filter(|line| line[4] == "_T").count() >= 36, "the figures of the sources");
    assert_eq!(office.refused("table_save", json!({"table": "task", "format": "sdmx", "path": office.path("x.csv")})).code, "table.no_sdmx");
    assert_eq!(office.refused("table_save", json!({"table": "office_key", "format": "json", "path": office.path("x.json")})).code, "table.unknown");
}
