//! A briefing as an office would print it: overview, indicators, course, list of tasks.

use so35_press::*;

use super::{at, attainment, ranks, services, tasks, vietnamese};

fn cell(mark: Mark, text: &str) -> Cell {
    Cell {
        text: text.into(),
        mark: Some(mark),
        was: String::new(),
    }
}

/// A briefing of four pages as an office would print it.
pub fn briefing() -> Briefing {
    let picture = |(chart, frame): (Chart, Frame), height| Picture {
        chart,
        alt: if frame.description.is_empty() {
            frame.title.clone()
        } else {
            frame.description.clone()
        },
        frame,
        height,
    };
    let column = |header: &str, align, width| Column {
        header: header.into(),
        align,
        width,
    };
    let figure = |value: &str, label: &str, note: &str, mark| Figure {
        label: label.into(),
        value: value.into(),
        note: note.into(),
        mark,
    };
    let statements = [
        (
            "Hoàn thiện và trình Thủ tướng Chính phủ ban hành Chiến lược phát triển ngành công nghiệp bán dẫn Việt Nam đến năm 2030",
            "Bộ TT&TT",
            "trong tháng 5/2024\n(31/5/2024)",
            Mark::Overdue,
            "Quá hạn chưa hoàn thành (trễ 15 ngày)",
        ),
        (
            "Sửa đổi, bổ sung Nghị định 73/2019/NĐ-CP về quản lý đầu tư ứng dụng công nghệ thông tin",
            "Bộ TT&TT",
            "trong tháng 5/2024\n(31/5/2024)",
            Mark::Overdue,
            "Quá hạn chưa hoàn thành (trễ 15 ngày)",
        ),
        (
            "Hoàn thiện hồ sơ lập đề nghị xây dựng Luật Bảo vệ dữ liệu cá nhân, Luật Dữ liệu",
            "Bộ Công an",
            "khẩn trương",
            Mark::NoDeadline,
            "Đang thực hiện (không thời hạn)",
        ),
        (
            "Báo cáo Phó Thủ tướng phụ trách tổ chức phiên họp chuyên đề về số hóa ngành nông nghiệp, ngành công thương",
            "Bộ TT&TT",
            "trong quý 2/2024\n(30/6/2024)",
            Mark::DueSoon,
            "Sắp đến hạn (còn 15 ngày)",
        ),
        (
            "Xóa bỏ các vùng lõm sóng di động tại các thôn, bản đã có điện lưới quốc gia",
            "Các địa phương",
            "trước tháng 12/2024\n(30/11/2024)",
            Mark::InTime,
            "Đang thực hiện, trong hạn",
        ),
        (
            "Tiếp tục nâng cao chất lượng mạng băng rộng di động",
            "Các địa phương",
            "tiếp tục",
            Mark::Ongoing,
            "Thường xuyên",
        ),
        (
            "Ban hành nghị quyết về miễn, giảm phí, lệ phí trong sử dụng dịch vụ công trực tuyến",
            "7 địa phương",
            "trong tháng 5/2024\n(31/5/2024)",
            Mark::DoneLate,
            "Hoàn thành quá hạn",
        ),
        (
            "Phổ biến kinh nghiệm xây dựng đề án chuyển đổi số",
            "Bộ Công an",
            "—",
            Mark::Done,
            "Hoàn thành (không thời hạn)",
        ),
        (
            "Phê duyệt phương án phân bổ chi ngân sách trung ương năm 2024",
            "Bộ Tài chính",
            "trước 30/5/2024\n(30/5/2024)",
            Mark::DoneOnTime,
            "Hoàn thành đúng hạn",
        ),
    ];
    let rows = (0..4)
        .flat_map(|_| statements)
        .enumerate()
        .map(|(index, (statement, lead, due, mark, word))| TableRow {
            cells: vec![
                format!("{}", index + 1).into(),
                statement.into(),
                lead.into(),
                due.into(),
                cell(mark, word),
            ],
            strong: false,
        })
        .collect();
    Briefing {
        language: "vi".into(),
        title: "Tình hình thực hiện “3 tăng cường, 5 đẩy mạnh”".into(),
        subtitle: "Bản tóm tắt phục vụ phiên họp".into(),
        superior: "Bộ Khoa học và Công nghệ".into(),
        agency: "Văn phòng".into(),
        place_and_date: "Hà Nội, ngày 15 tháng 6 năm 2024".into(),
        as_of: "Số liệu tính đến hết ngày 15/6/2024".into(),
        label: String::new(),
        logo: None,
        paper: PageSize::A4,
        numbered: true,
        date: at(2024, 6, 15),
        creator: "Sổ 3·5".into(),
        write: vietnamese,
        part: "phần {part}/{of}".to_owned(),
        pages: vec![
            Page {
                title: "Tổng quan".into(),
                landscape: true,
                cover: false,
                blocks: vec![
                    Block::Figures(vec![
                        figure("41", "nhiệm vụ", "trong 8 nội dung", None),
                        figure("5", "quá hạn chưa hoàn thành", "trễ nhiều nhất 16 ngày", Some(Mark::Overdue)),
                        figure("71,4%", "tỷ lệ quá hạn", "5 quá hạn ÷ 7 đã đến hạn", None),
                        figure("41/53", "dịch vụ công thiết yếu", "mục tiêu 53 hết năm 2024", None),
                    ]),
                    Block::Charts(vec![picture(tasks(), 390)]),
                ],
            },
            Page {
                title: "Chỉ tiêu".into(),
                landscape: true,
                cover: false,
                blocks: vec![
                    Block::Charts(vec![picture(attainment(), 380)]),
                    Block::Paragraphs(vec![
                        "Đến ngày 24/4/2024 đã hoàn thành triển khai 41 trong 53 dịch vụ công thiết yếu, tăng 5 dịch vụ so với cuối năm 2023. Để đạt mục tiêu của năm 2024 còn phải hoàn thành 12 dịch vụ trong tám tháng.".into(),
                        "Hai chỉ tiêu chưa đánh giá được: một chỉ tiêu chưa có số liệu, một chỉ tiêu có thay đổi về phương pháp đo.".into(),
                    ]),
                ],
            },
            Page {
                title: "Diễn biến".into(),
                landscape: true,
                cover: false,
                blocks: vec![
                    Block::Charts(vec![picture(services(), 330), picture(ranks(), 400)]),
                ],
            },
            Page {
                title: "Nhiệm vụ".into(),
                landscape: false,
                cover: false,
                blocks: vec![
                    Block::Table(Table {
                        title: "Danh mục nhiệm vụ".into(),
                        columns: vec![
                            column("STT", Align::Center, 0.9),
                            column("Nhiệm vụ", Align::Left, 5.6),
                            column("Cơ quan chủ trì", Align::Left, 2.4),
                            column("Thời hạn hoàn thành", Align::Center, 2.7),
                            column("Tình trạng", Align::Left, 3.2),
                        ],
                        rows,
                        empty: "Không có nhiệm vụ nào.".into(),
                        note: "Thời hạn ghi theo văn bản; trong ngoặc là ngày cuối của thời hạn.".into(),
                    }),
                    Block::Sources {
                        title: "Nguồn".into(),
                        items: vec![
                            "Thông báo 203/TB-VPCP ngày 6/5/2024 của Văn phòng Chính phủ.".into(),
                            "Quyết định 58/QĐ-UBQGCĐS của Ủy ban Quốc gia về chuyển đổi số.".into(),
                        ],
                    },
                ],
            },
        ],
    }
}
