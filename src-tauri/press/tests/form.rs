//! A form read back: what is seen, what is hidden, what may be changed.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use chrono::NaiveDate;
use so35_press::{
    Align, Form, FormCell, FormColumn, FormHint, FormLead, FormRow, FormSheet, FormTakes, FormValue, form_xlsx,
};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 5, day).unwrap()
}

fn hint(text: &str) -> FormHint {
    FormHint { title: "Gợi ý".into(), text: text.into() }
}

fn form() -> Form {
    let column = |key: &str, header: &str, width: f64, align| FormColumn { key: key.into(), header: header.into(), width, align };
    let number = || FormTakes::Number(Some(1), hint("Ghi một số"));
    let state = || FormTakes::Choice(vec!["Có".into(), "Không".into()], false, hint("Chọn"));
    let row = |identity: &str, name: &str, value: FormCell| FormRow {
        identity: identity.into(),
        cells: vec![FormCell::Fixed(name.into()), value, FormCell::Open(FormValue::Empty, state())],
    };
    Form {
        title: "Biểu".into(),
        agency: "Bộ Thử".into(),
        date: day(31),
        sheets: vec![FormSheet {
            name: "Số liệu".into(),
            title: "BIỂU SỐ LIỆU".into(),
            remark: "quý I/2024".into(),
            instructions: vec!["1. Chỉ điền ô vàng.".into(), "2. Gửi lại.".into()],
            key: "so35.row".into(),
            columns: vec![column("", "Chỉ tiêu", 30.0, Align::Left), column("so35.value", "Giá trị", 12.0, Align::Right), column("so35.state", "Có", 9.0, Align::Left)],
            leads: vec![FormLead { identity: "as_of".into(), label: "Tính đến".into(), column: 1, cell: FormCell::Open(FormValue::Day(day(14)), FormTakes::Day(hint("Ngày"))) }],
            rows: vec![
                row("o/1", "=1+1", FormCell::Open(FormValue::Number(8.5), number())),
                row("o/2", "Tên dài", FormCell::Open(FormValue::Empty, number())),
                row("o/3", "Không có", FormCell::Closed),
            ],
        }],
        hidden: ("so35".into(), vec![vec!["so35-bieu/1".into()], vec!["row".into(), "o/1".into(), "value".into(), "8.5".into()]]),
    }
}

/// A part of the workbook as it is stored.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn rows_and_columns_name_themselves_where_nobody_sees_it() {
    let bytes = form_xlsx(&form()).unwrap();
    assert_eq!(bytes, form_xlsx(&form()).unwrap(), "the same values give the same bytes");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let visible: Vec<bool> = book.sheets_metadata().iter().map(|sheet| sheet.visible == SheetVisible::Visible).collect();
    assert_eq!((book.sheet_names(), visible), (vec!["Số liệu".to_owned(), "so35".to_owned()], vec![true, false]));
    let sheet = book.worksheet_range("Số liệu").unwrap();
    let text = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!([text(0, 0), text(0, 1), text(0, 2), text(0, 3)], ["so35.row", "", "so35.value", "so35.state"]);
    assert_eq!([text(1, 1), text(2, 1), text(3, 1), text(4, 1)], ["BIỂU SỐ LIỆU", "quý I/2024", "1. Chỉ điền ô vàng.", "2. Gửi lại."]);
    assert_eq!([text(5, 0), text(5, 1)], ["as_of", "Tính đến"]);
    assert_eq!([text(6, 1), text(7, 0), text(8, 0), text(9, 0)], ["Chỉ tiêu", "o/1", "o/2", "o/3"]);
    assert_eq!(sheet.get_value((7, 1)), Some(&Data::String("=1+1".into())), "no formula is ever written");
    assert_eq!(sheet.get_value((7, 2)), Some(&Data::Float(8.5)));
    let hidden = book.worksheet_range("so35").unwrap();
    assert_eq!(hidden.get_value((1, 3)), Some(&Data::String("8.5".into())), "what was handed out is text");
}

#[test]
fn only_what_takes_something_can_be_changed_and_nobody_is_locked_out() {
    let bytes = form_xlsx(&form()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let protection = sheet.split("<sheetProtection ").nth(1).and_then(|rest| rest.split("/>").next()).unwrap();
    assert!(protection.contains("sheet=\"1\"") && !protection.contains("password"), "{protection}");
    for allowed in ["sort=\"0\"", "autoFilter=\"0\"", "formatColumns=\"0\"", "insertRows=\"0\""] {
        assert!(protection.contains(allowed), "{allowed}: {protection}");
    }
    assert!(sheet.contains("<col min=\"1\" max=\"1\"") && sheet.contains("hidden=\"1\""));
    // One rule for each run of cells that take the same; the day stands by itself.
    let rules: Vec<&str> = sheet.split("<dataValidation ").skip(1).map(|rule| rule.split("sqref=\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    assert_eq!(rules, ["C6", "C8:C9", "D8:D10"]);
    assert!(sheet.contains("\"Có,Không\""));
}
