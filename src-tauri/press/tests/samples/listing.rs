//! Listings as an office would print them: a register in the official order of columns, and a
//! summary with two rows of headings.

use so35_press::*;

use super::at;

fn column(header: &str, align: Align, width: f64) -> ListingColumn {
    ListingColumn {
        header: header.into(),
        group: String::new(),
        number: String::new(),
        align,
        width,
        workbook_only: false,
    }
}

const TASKS: [(&str, &str, &str, Mark, &str, i64); 6] = [
    (
        "Hoàn thiện và trình Thủ tướng Chính phủ ban hành Chiến lược phát triển ngành công nghiệp bán dẫn Việt Nam đến năm 2030",
        "Bộ TT&TT",
        "trong tháng 5/2024\n(31/05/2024); gia hạn đến 30/09/2024 (lần 1)",
        Mark::InTime,
        "Đang thực hiện, trong hạn; quá hạn 1 ngày so với thời hạn gốc",
        0,
    ),
    (
        "Sửa đổi, bổ sung Nghị định 73/2019/NĐ-CP về quản lý đầu tư ứng dụng công nghệ thông tin",
        "Bộ TT&TT",
        "trong tháng 5/2024\n(31/05/2024)",
        Mark::Overdue,
        "Quá hạn (trễ 15 ngày)",
        15,
    ),
    (
        "Hoàn thiện hồ sơ lập đề nghị xây dựng Luật Bảo vệ dữ liệu cá nhân, Luật Dữ liệu",
        "Bộ Công an",
        "khẩn trương",
        Mark::NoDeadline,
        "Đang thực hiện (không thời hạn)",
        0,
    ),
    (
        "Xóa bỏ các vùng lõm sóng di động tại các thôn, bản đã có điện lưới quốc gia",
        "Các địa phương (63 tỉnh, thành phố): 56/63",
        "trước tháng 12/2024\n(30/11/2024)",
        Mark::InTime,
        "Đang thực hiện, trong hạn",
        0,
    ),
    (
        "Ban hành nghị quyết về miễn, giảm phí, lệ phí trong sử dụng dịch vụ công trực tuyến; báo cáo kết quả với Văn phòng Chính phủ, Bộ Thông tin và Truyền thông trước ngày 25 hằng tháng để tổng hợp, đồng thời công khai mức thu mới trên Cổng Dịch vụ công quốc gia và tại Bộ phận Một cửa các cấp trong thời hạn mười ngày làm việc.",
        "7 địa phương: 5/7",
        "trong tháng 5/2024\n(31/05/2024)",
        Mark::DoneLate,
        "Hoàn thành quá hạn (trễ 12 ngày)",
        12,
    ),
    (
        "=1+1 Phê duyệt phương án phân bổ chi ngân sách trung ương năm 2024",
        "Bộ Tài chính",
        "trước 30/5/2024\n(30/05/2024)",
        Mark::DoneOnTime,
        "Hoàn thành đúng hạn",
        0,
    ),
];

/// The register of `count` tasks in the order of an office, in two groups.
pub fn register(count: usize) -> Listing {
    let mut columns = vec![
        column("STT", Align::Center, 0.8),
        column("Nhiệm vụ", Align::Left, 5.0),
        column("Cơ quan chủ trì", Align::Left, 2.1),
        column("Cơ quan phối hợp", Align::Left, 2.1),
        column("Thời hạn hoàn thành", Align::Left, 2.3),
        column("Sản phẩm", Align::Left, 2.1),
        column("Kết quả/Tiến độ", Align::Left, 2.3),
        column("Tình trạng", Align::Left, 2.2),
        column("Khó khăn, vướng mắc", Align::Left, 1.9),
        column("Kiến nghị", Align::Left, 1.7),
        column("Ghi chú", Align::Left, 1.6),
    ];
    columns.extend(
        ["Mã", "Hạn (ngày cuối)", "Số ngày trễ"].map(|header| ListingColumn {
            workbook_only: true,
            ..column(header, Align::Center, 1.5)
        }),
    );
    let mut rows = Vec::new();
    for index in 0..count {
        if index == 0 || index == count / 2 {
            let group = if index == 0 {
                "I. Tăng cường thể chế số"
            } else {
                "II. Đẩy mạnh hạ tầng số, nền tảng số"
            };
            rows.push(ListingRow::Heading(group.into()));
        }
        let (statement, lead, due, mark, word, late) = TASKS[index % TASKS.len()];
        let full = index % 3 == 0;
        let some = |text: &str| {
            if full {
                text.into()
            } else {
                ListingCell::default()
            }
        };
        rows.push(ListingRow::Cells(vec![
            ListingCell::of(
                (index + 1).to_string(),
                ListingValue::Count(index as u64 + 1),
            ),
            statement.into(),
            lead.into(),
            some("Bộ Kế hoạch và Đầu tư; Bộ Tài chính; Bộ Công an"),
            due.into(),
            some("Quyết định của Thủ tướng Chính phủ"),
            some("70%: đã lấy ý kiến 22 bộ, ngành; đang tiếp thu, hoàn thiện"),
            ListingCell {
                mark: Some(mark),
                ..word.into()
            },
            some("Thiếu kinh phí năm 2024"),
            some("Bổ sung 12 tỷ đồng"),
            some("Theo 203/TB-VPCP"),
            format!("{:03}", index + 1).as_str().into(),
            ListingCell::of("31/05/2024", ListingValue::Day(at(2024, 5, 31))),
            ListingCell::of(late.to_string(), ListingValue::Count(late as u64)),
        ]));
    }
    Listing {
        language: "vi".into(),
        title: "Danh mục nhiệm vụ chuyển đổi số".into(),
        subtitles: vec![],
        remarks: vec![
            "(Kèm theo Báo cáo số 15/BC-BTTTT ngày 15 tháng 6 năm 2024)".into(),
            "Tính đến hết ngày 15/06/2024; tình trạng theo thời hạn hiện hành".into(),
        ],
        superior: "Chính phủ".into(),
        agency: "Bộ Thông tin và Truyền thông".into(),
        motto: Some([
            "Cộng hòa xã hội chủ nghĩa Việt Nam".into(),
            "Độc lập - Tự do - Hạnh phúc".into(),
        ]),
        place_and_date: String::new(),
        date: at(2024, 6, 15),
        creator: "Sổ 3·5".into(),
        paper: Paper::A4,
        landscape: true,
        numbering: String::new(),
        sheet: "Danh mục nhiệm vụ".into(),
        columns,
        rows,
        empty: "Không có nhiệm vụ nào.".into(),
        notes: vec![
            "Thời hạn ghi theo văn bản; trong ngoặc là ngày cuối của thời hạn.".into(),
            "Tỷ lệ quá hạn = quá hạn chưa hoàn thành ÷ (hoàn thành + quá hạn chưa hoàn thành)."
                .into(),
        ],
    }
}

/// The summary by agency: headings of two levels, numbers of columns with formulas, a sum.
pub fn summary() -> Listing {
    let column = |header: &str, group: &str, number: &str, align, width| ListingColumn {
        header: header.into(),
        group: group.into(),
        number: number.into(),
        align,
        width,
        workbook_only: false,
    };
    let columns = vec![
        column("TT", "", "(1)", Align::Center, 0.6),
        column("Cơ quan", "", "(2)", Align::Left, 4.0),
        column("Tổng số", "", "(3)", Align::Right, 1.1),
        column("Tổng", "Hoàn thành", "(4)", Align::Right, 1.0),
        column("Đúng hạn", "Hoàn thành", "(5)", Align::Right, 1.0),
        column("Quá hạn", "Hoàn thành", "(6)", Align::Right, 1.0),
        column("Tổng", "Chưa hoàn thành", "(7)", Align::Right, 1.0),
        column("Trong hạn", "Chưa hoàn thành", "(8)", Align::Right, 1.0),
        column("Quá hạn", "Chưa hoàn thành", "(9)", Align::Right, 1.0),
        column("Tỷ lệ quá hạn", "", "(10)=(9)÷[(5)+(6)+(9)]", Align::Right, 1.7),
        column("Ghi chú", "", "(11)", Align::Left, 3.0),
    ];
    let count = |value: u64| ListingCell::of(value.to_string(), ListingValue::Count(value));
    let line =
        |name: &str, order: &str, numbers: [u64; 7], share: Option<(&str, f64)>, remark: &str| {
            let mut cells = vec![order.into(), name.into()];
            cells.extend(numbers.map(count));
            cells.push(share.map_or("–".into(), |(text, share)| {
                ListingCell::of(text, ListingValue::Share(share))
            }));
            cells.push(remark.into());
            cells
        };
    let rows = vec![
        ListingRow::Cells(line(
            "Bộ Thông tin và Truyền thông",
            "1",
            [14, 3, 1, 1, 11, 2, 3],
            Some(("50%", 0.5)),
            "Không thời hạn: 1 hoàn thành, 6 chưa hoàn thành",
        )),
        ListingRow::Cells(line("Bộ Công an", "2", [5, 0, 0, 0, 5, 0, 0], None, "")),
        ListingRow::Sum(line(
            "Cộng",
            "",
            [19, 3, 1, 1, 16, 2, 3],
            Some(("50%", 0.5)),
            "",
        )),
    ];
    Listing {
        title: "Tổng hợp tình hình thực hiện nhiệm vụ theo cơ quan".into(),
        columns,
        rows,
        sheet: "Tổng hợp".into(),
        numbering: "Trang {page}/{of}".into(),
        ..register(0)
    }
}
