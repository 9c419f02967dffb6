//! Sheets written as offices write them, with what they do to a table.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Titles over the whole width, headings in two rows with a common one, a row of numbers, groups, a sum, a note; a
/// number as text with a comma and one with a point, an agency misspelt.
pub fn wide() -> Vec<u8> {
    let mut book = Workbook::new();
    let title = Format::new().set_bold();
    book.add_worksheet().set_name("Bìa").unwrap().write(0, 0, "Báo cáo").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Biểu 01").unwrap();
    sheet.merge_range(0, 0, 0, 5, "BIỂU TỔNG HỢP", &title).unwrap();
    sheet.merge_range(1, 0, 1, 5, "HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG", &title).unwrap();
    sheet.merge_range(2, 0, 2, 5, "(Kèm theo Công văn của Bộ Thông tin và Truyền thông)", &title).unwrap();
    sheet.merge_range(4, 0, 5, 0, "STT", &title).unwrap();
    sheet.merge_range(4, 1, 5, 1, "Bộ, ngành, địa phương", &title).unwrap();
    sheet.merge_range(4, 2, 4, 3, "Hộ gia đình sử dụng cáp quang", &title).unwrap();
    sheet.merge_range(4, 4, 5, 4, "Ghi chú", &title).unwrap();
    sheet.write(5, 2, "Quý IV/2023").unwrap();
    sheet.write(5, 3, "Quý I/2024").unwrap();
    for (column, text) in ["(1)", "(2)", "(3)", "(4)", "(5)"].iter().enumerate() {
        sheet.write(6, column as u16, *text).unwrap();
    }
    sheet.write(7, 0, "I").unwrap().write(7, 1, "CÁC BỘ").unwrap();
    let mut line = |row: u32, number: u32, agency: &str, first: &str, second: f64, note: &str| {
        sheet.write(row, 0, number).unwrap().write(row, 1, agency).unwrap();
        match first.parse::<f64>() {
            Ok(value) if !first.contains('.') => sheet.write(row, 2, value).unwrap(),
            _ => sheet.write(row, 2, first).unwrap(),
        };
        sheet.write(row, 3, second).unwrap();
        if !note.is_empty() {
            sheet.write(row, 4, note).unwrap();
        }
    };
    line(8, 1, "Bộ Y tế", "70", 72.5, "");
    line(9, 2, "BỘ CÔNG AN", "8,5", 9.0, "số sơ bộ");
    line(10, 3, "Bộ Tư Pháo", "8.5", 0.1 + 0.2, "");
    sheet.write(11, 0, "II").unwrap().write(11, 1, "CÁC TỈNH").unwrap();
    let mut line = |row: u32, number: u32, agency: &str, first: &str, second: &str| {
        sheet.write(row, 0, number).unwrap().write(row, 1, agency).unwrap().write(row, 2, first).unwrap().write(row, 3, second).unwrap();
    };
    line(12, 4, "UBND tỉnh Hà Giang", "gần 61,25", "chưa có số liệu");
    line(13, 5, "TP. Hà Nội", "88,1%", "");
    sheet.write(14, 1, "Tổng cộng").unwrap().write(14, 2, 4).unwrap().write(14, 3, 5).unwrap();
    sheet.write(16, 1, "Ghi chú: số liệu do các cơ quan báo cáo").unwrap();
    book.save_to_buffer().unwrap()
}

/// Figures of one month with a column that the book does not know; another month and a hidden one on sheets of their own.
pub fn beside() -> Vec<u8> {
    let mut book = Workbook::new();
    for name in ["Tháng 5", "Tháng 4", "Nháp"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(name == "Nháp");
        for (column, heading) in ["STT", "Kỳ", "Chỉ tiêu", "Cơ quan", "Giá trị", "Diện tích kho"].iter().enumerate() {
            sheet.write(0, column as u16, *heading).unwrap();
        }
        for (row, agency) in ["Bộ Y tế", "Bộ Công an"].iter().enumerate() {
            let row = row as u32 + 1;
            sheet.write(row, 0, row).unwrap().write(row, 1, "5/2024").unwrap().write(row, 2, "CT26").unwrap().write(row, 3, *agency).unwrap();
            sheet.write(row, 4, 7).unwrap().write(row, 5, 82.4).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Tasks of which several have one lead, one deadline or one product in cells joined over their rows.
pub fn joined_tasks() -> Vec<u8> {
    let mut book = Workbook::new();
    let plain = Format::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 4, "DANH MỤC NHIỆM VỤ", &plain).unwrap();
    for (column, text) in ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm"].iter().enumerate() {
        sheet.write(1, column as u16, *text).unwrap();
    }
    for (row, text) in [(2, "Rà soát quy chế văn thư"), (3, "Số hóa kho lưu trữ"), (4, "Kết nối trục liên thông"), (6, "Tập huấn kỹ năng số"), (7, "Đánh giá an toàn hệ thống")] {
        sheet.write(row, 0, row - 1).unwrap().write(row, 1, text).unwrap();
    }
    sheet.merge_range(2, 2, 4, 2, "Bộ Tư pháp", &plain).unwrap();
    sheet.merge_range(3, 3, 4, 3, "30/9/2024", &plain).unwrap();
    sheet.write(2, 3, "30/6/2024").unwrap().write(2, 4, "Quy chế").unwrap();
    sheet.write(5, 0, "II").unwrap().write(5, 1, "NHIỆM VỤ KHÁC").unwrap();
    // Nobody leads the last one, though somebody leads the one above.
    sheet.write(6, 2, "Bộ Y tế").unwrap().write(6, 3, "31/12/2024").unwrap();
    sheet.merge_range(6, 4, 7, 4, "Báo cáo", &plain).unwrap();
    sheet.write(7, 3, "31/12/2024").unwrap();
    book.save_to_buffer().unwrap()
}

/// Tasks in `.VnTime`, deadlines as text and as days, one agency that nobody knows.
pub fn tasks_in_tcvn3() -> Vec<u8> {
    let mut book = Workbook::new();
    let font = Format::new().set_font_name(".VnTime");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    sheet.set_name("NhiemVu").unwrap();
    sheet.merge_range(0, 0, 0, 6, "danh môc nhiÖm vô ®\u{AD}îc giao", &font).unwrap();
    for (column, text) in ["STT", "M·", "Néi dung nhiÖm vô", "C¬ quan chñ tr×", "C¬ quan phèi hîp", "Thêi h¹n hoµn thµnh", "S¶n phÈm"].iter().enumerate() {
        sheet.write_with_format(2, column as u16, *text, &font).unwrap();
    }
    let rows: [[&str; 6]; 5] = [
        ["", "Rµ so¸t, hoµn thiÖn quy chÕ", "Bé T\u{AD} ph¸p", "Bé C«ng an; Bé Y tÕ", "06/5/2024", "Quy chÕ"],
        ["NV77", "X©y dùng nÒn t¶ng sè", "Bé Y tÕ", "", "5-2024", ""],
        ["N03", "Hoµn thiÖn ®Ò ¸n kh¸c", "Bé C«ng an", "", "quý II/2024", ""],
        ["", "§Èy m¹nh thanh to¸n kh«ng dïng tiÒn mÆt", "Bé Th«ng tin TruyÒn th«ng", "", "th\u{AD}êng xuyªn", ""],
        ["", "Tæng kÕt", "Bé Néi vô", "", "31/02/2024", ""],
    ];
    for (at, row) in rows.iter().enumerate() {
        let line = at as u32 + 3;
        sheet.write(line, 0, at as u32 + 1).unwrap();
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write_with_format(line, column as u16 + 1, *text, &font).unwrap();
        }
    }
    sheet.write(8, 0, 6).unwrap().write_with_format(8, 2, "B¸o c¸o kÕt qu¶", &font).unwrap().write_with_format(8, 3, "Bé Tµi chÝnh", &font).unwrap();
    sheet.write_with_format(8, 5, ExcelDateTime::from_ymd(2024, 12, 20).unwrap(), &day).unwrap();
    book.save_to_buffer().unwrap()
}

/// The same table in three code pages.
pub fn old_code_pages() -> [(&'static str, Vec<u8>, &'static str); 3] {
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let tcvn3 = "Kú;ChØ tiªu;C¬ quan;Gi¸ trÞ;Ghi chó\n2024-04;CT26;Bé T\u{AD} ph¸p;5;sè liÖu s¬ bé\n2024-04;CT26;Bé C«ng an;6;®· kiÓm tra\n";
    let vni = "Kyø;Chæ tieâu;Cô quan;Giaù trò;Ghi chuù\n2024-04;CT26;Boä Tö phaùp;5;soá lieäu sô boä\n2024-04;CT26;Boä Coâng an;6;ñaõ kieåm tra\n";
    // windows-1258 keeps the tones as marks of their own.
    let w1258 = b"Ky\xcc;Chi\xd2 ti\xeau;C\xf5 quan;Gi\xe1 tri\xf2;Ghi ch\xfa\n\
        2024-04;CT26;B\xf4\xf2 T\xfd ph\xe1p;5;s\xf4\xec li\xea\xf2u s\xf5 b\xf4\xf2\n2024-04;CT26;B\xf4\xf2 C\xf4ng an;6;\xf0a\xde ki\xea\xd2m tra\n"
        .to_vec();
    [("abc.csv", latin(tcvn3), "tcvn3"), ("vni.csv", latin(vni), "vni"), ("w1258.csv", w1258, "windows1258")]
}

/// Numbers as cells keep them: percentages of a percentage and of a count, yes, a time of day, a bare share.
pub fn shown() -> Vec<u8> {
    let mut book = Workbook::new();
    let format = |format: &str| Format::new().set_num_format(format);
    let sheet = book.add_worksheet();
    for (column, text) in ["Kỳ", "Chỉ tiêu", "Cơ quan", "Giá trị"].iter().enumerate() {
        sheet.write(0, column as u16, *text).unwrap();
    }
    let agencies = ["Bộ Y tế", "Bộ Tư pháp", "Bộ Công an", "Bộ Y tế", "Bộ Tư pháp", "Bộ Công an", "Bộ Y tế"];
    for ((row, indicator), agency) in (1_u32..).zip(["CT42", "CT42", "CT42", "CT26", "CT26", "CT26", "CT37"]).zip(agencies) {
        sheet.write(row, 0, "2024-04").unwrap().write(row, 1, indicator).unwrap().write(row, 2, agency).unwrap();
    }
    sheet.write_with_format(1, 3, 0.6, &format("0%")).unwrap().write_with_format(2, 3, 1.2, &format("#,##0.0 %")).unwrap();
    sheet.write_with_format(3, 3, 1, &format("0%")).unwrap().write_with_format(4, 3, 0.5, &format("0%")).unwrap();
    sheet.write(5, 3, true).unwrap().write_with_format(6, 3, 0.5, &format("hh:mm")).unwrap().write(7, 3, 0.75).unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook as a program writes it that works out no formulas: one has no result, one has none in words, one has its
/// result.
pub fn unworked() -> Vec<u8> {
    let text = |cell: &str, text: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |at: u32, agency: &str, figure: &str| format!("<row r=\"{at}\">{}{}{}{figure}</row>", text(&format!("A{at}"), "2024-04"), text(&format!("B{at}"), "CT26"), text(&format!("C{at}"), agency));
    let heading = ["Kỳ", "Chỉ tiêu", "Cơ quan", "Giá trị"].iter().zip("ABCD".chars()).map(|(words, column)| text(&format!("{column}1"), words)).collect::<String>();
    let rows = [
        row(2, "Bộ Y tế", "<c r=\"D2\"><f>SUM(F2:G2)</f></c>"),
        row(3, "Bộ Tư pháp", "<c r=\"D3\"><f>SUM(F3:G3)</f><v></v></c>"),
        row(4, "Bộ Công an", "<c r=\"D4\" t=\"str\"><f>IF(F4=0,\"\",F4)</f><v></v></c>"),
        row(5, "Bộ Nội vụ", "<c r=\"D5\"><f>2+2</f><v>4</v></c>"),
    ];
    let sheet = format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">{heading}</row>{}</sheetData></worksheet>", rows.concat());
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Bieu\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A table as it is written here: what looks like a number is one.
pub fn table(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}
