//! Values as an office has them: 41 tasks of Thông báo 203/TB-VPCP by focus area and the
//! essential public services of 2024. Used by the golden tests and by the gallery.
#![allow(dead_code)]

pub mod briefing;
pub mod cells;
pub mod kinds;
pub mod listing;
pub mod strange;

use chrono::NaiveDate;
use so35_press::*;

pub fn at(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the samples")
}

/// Vietnamese notation, as the program's own rule writes it.
pub fn vietnamese(value: f64) -> String {
    let text = format!("{}", (value.abs() * 1000.0).round() / 1000.0);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(',');
        out.push_str(part);
    }
    if value < 0.0 {
        out.insert(0, '−');
    }
    out
}

pub fn style(width: u32, height: u32, theme: Theme) -> Style {
    Style {
        width,
        height,
        theme,
        text_scale: 1.0,
        write: vietnamese,
    }
}

const WORDS: [(Mark, &str, &str); 8] = [
    (
        Mark::DoneOnTime,
        "Hoàn thành đúng hạn",
        "hoàn thành đúng hạn",
    ),
    (Mark::DoneLate, "Hoàn thành quá hạn", "hoàn thành quá hạn"),
    (Mark::Done, "Hoàn thành (không thời hạn)", "hoàn thành"),
    (Mark::InTime, "Đang thực hiện, trong hạn", "trong hạn"),
    (Mark::DueSoon, "Sắp đến hạn", "sắp đến hạn"),
    (Mark::Overdue, "Quá hạn chưa hoàn thành", "quá hạn"),
    (
        Mark::NoDeadline,
        "Đang thực hiện (không thời hạn)",
        "không thời hạn",
    ),
    (Mark::Ongoing, "Thường xuyên", "thường xuyên"),
];

/// Code, name and counts by status of a row.
type Counted<'a> = (&'a str, &'a str, &'a [(Mark, u64)]);

fn bars(rows: &[Counted<'_>]) -> Chart {
    Chart::StatusBars(StatusBars {
        statuses: WORDS
            .iter()
            .map(|(mark, word, _)| Status {
                mark: *mark,
                word: (*word).into(),
            })
            .collect(),
        rows: rows
            .iter()
            .map(|(code, name, counts)| StatusRow {
                label: format!("{code} {name}"),
                segments: counts
                    .iter()
                    .map(|(mark, count)| {
                        let word = WORDS.iter().find(|w| w.0 == *mark).map_or("", |w| w.2);
                        Segment {
                            status: *mark,
                            count: *count,
                            label: format!("{code}: {count} {word}"),
                        }
                    })
                    .collect(),
            })
            .collect(),
        empty: "Khung này chưa có nội dung nào.".into(),
    })
}

/// The seed on 15/6/2024: five deadlines passed, two ahead, the rest without deadline.
pub fn tasks() -> (Chart, Frame) {
    use Mark::{InTime, NoDeadline, Ongoing, Overdue};
    let chart = bars(&[
        ("TC1", "Nhận thức", &[(NoDeadline, 2)]),
        (
            "TC2",
            "Tiềm lực",
            &[(Overdue, 1), (NoDeadline, 5), (InTime, 1)],
        ),
        ("TC3", "Hợp tác công tư", &[(InTime, 2)]),
        (
            "ĐM1",
            "Thể chế",
            &[(Overdue, 3), (NoDeadline, 7), (InTime, 1)],
        ),
        (
            "ĐM2",
            "Hạ tầng số, nền tảng số",
            &[(InTime, 3), (NoDeadline, 11), (Ongoing, 1)],
        ),
        ("ĐM3", "Đổi mới sáng tạo, lập nghiệp", &[(InTime, 1)]),
        ("ĐM4", "Nhân lực số, kỹ năng số", &[(Overdue, 1)]),
        ("ĐM5", "An toàn thông tin, an ninh mạng", &[(NoDeadline, 2)]),
    ]);
    let frame = Frame {
        title: "5 trong 7 nhiệm vụ có thời hạn đã quá hạn".into(),
        subtitle: "41 nhiệm vụ theo 8 nội dung “3 tăng cường, 5 đẩy mạnh”, số nhiệm vụ theo tình trạng, tính đến ngày 15/6/2024".into(),
        source: "Nguồn: Thông báo 203/TB-VPCP ngày 6/5/2024; sổ của Văn phòng.".into(),
        description: "Biểu đồ thanh ngang: số nhiệm vụ của từng nội dung theo tình trạng. ĐM1 có 3 nhiệm vụ quá hạn, TC2 và ĐM4 mỗi nội dung 1.".into(), ..Frame::default() };
    (chart, frame)
}

/// A year later, every status present.
pub fn tasks_full() -> (Chart, Frame) {
    use Mark::*;
    let chart = bars(&[
        (
            "TC1",
            "Nhận thức",
            &[
                (DoneOnTime, 14),
                (DoneLate, 2),
                (InTime, 6),
                (DueSoon, 1),
                (Ongoing, 3),
            ],
        ),
        (
            "TC2",
            "Tiềm lực",
            &[
                (DoneOnTime, 22),
                (DoneLate, 5),
                (Done, 4),
                (InTime, 9),
                (DueSoon, 3),
                (Overdue, 2),
                (NoDeadline, 6),
            ],
        ),
        (
            "TC3",
            "Hợp tác công tư",
            &[(DoneOnTime, 5), (InTime, 4), (Overdue, 1)],
        ),
        (
            "ĐM1",
            "Thể chế",
            &[
                (DoneOnTime, 31),
                (DoneLate, 12),
                (InTime, 11),
                (DueSoon, 4),
                (Overdue, 7),
                (NoDeadline, 3),
            ],
        ),
        (
            "ĐM2",
            "Hạ tầng số, nền tảng số",
            &[
                (DoneOnTime, 44),
                (DoneLate, 9),
                (Done, 6),
                (InTime, 25),
                (DueSoon, 6),
                (Overdue, 5),
                (NoDeadline, 12),
                (Ongoing, 9),
            ],
        ),
        (
            "ĐM3",
            "Đổi mới sáng tạo, lập nghiệp",
            &[(DoneOnTime, 8), (InTime, 3)],
        ),
        ("ĐM4", "Nhân lực số, kỹ năng số", &[]),
        (
            "ĐM5",
            "An toàn thông tin, an ninh mạng",
            &[
                (DoneOnTime, 17),
                (DoneLate, 1),
                (InTime, 8),
                (DueSoon, 2),
                (Overdue, 3),
            ],
        ),
    ]);
    let frame = Frame {
        title: "ĐM1 Thể chế có nhiều nhiệm vụ quá hạn nhất: 7 trong 68".into(),
        subtitle: "Số nhiệm vụ theo tình trạng, tính đến ngày 14/6/2025".into(),
        source: "Nguồn: sổ của Văn phòng, kỳ báo cáo quý II/2025 (15/3–14/6).".into(),
        description: "Số nhiệm vụ của tám nội dung theo tình trạng.".into(), ..Frame::default() };
    (chart, frame)
}

pub fn no_tasks() -> (Chart, Frame) {
    (
        bars(&[]),
        Frame {
            title: "Chưa có nhiệm vụ".into(),
            ..tasks().1
        },
    )
}

pub fn seen(date: NaiveDate, value: f64, written: &str) -> Observation {
    Observation {
        date,
        value: Some(value),
        written: written.into(),
        label: format!("{date}: {written}"),
        derived: false,
        approximate: false,
    }
}

/// 36/53 at the end of 2023 (derived) → 41/53 on 24/4/2024, target 53 by the end of 2024.
pub fn services() -> (Chart, Frame) {
    let mut start = seen(at(2023, 12, 31), 36.0, "36/53");
    start.derived = true;
    let chart = Chart::IndicatorLine(IndicatorLine {
        name: "Dịch vụ công thiết yếu đã hoàn thành triển khai, dịch vụ".into(),
        observations: vec![seen(at(2024, 4, 24), 41.0, "41/53"), start],
        targets: vec![Target {
            due: at(2024, 12, 31),
            low: 53.0,
            high: 53.0,
            label: "Mục tiêu hết năm 2024: 53".into(),
        }],
        derived: "số suy ra".into(),
        approximate: "số gần đúng".into(),
        empty: "Chưa có số liệu.".into(),
        ..IndicatorLine::default()
    });
    let frame = Frame {
        title: "Còn 12 trong 53 dịch vụ công thiết yếu phải hoàn thành trong năm 2024".into(),
        subtitle: "Dịch vụ công thiết yếu đã triển khai (25 của Đề án 06 và 28 của QĐ 422/QĐ-TTg), dịch vụ, lũy kế".into(),
        source: "Nguồn: phiên họp lần thứ 8 của Ủy ban Quốc gia về chuyển đổi số, ngày 24/4/2024; QĐ 58/QĐ-UBQGCĐS.".into(),
        description: "36 dịch vụ vào cuối năm 2023, 41 vào ngày 24/4/2024; mục tiêu 53 vào cuối năm 2024.".into(), ..Frame::default() };
    (chart, frame)
}

/// Many points, approximate ones, a gap, a break of method, a falling target.
pub fn ranks() -> (Chart, Frame) {
    let mut gap = seen(at(2022, 6, 30), 0.0, "không công bố");
    gap.value = None;
    let mut rough = seen(at(2024, 6, 30), 71.0, "khoảng 71");
    rough.approximate = true;
    let chart = Chart::IndicatorLine(IndicatorLine {
        name: "Xếp hạng chỉ số, hạng".into(),
        observations: vec![
            seen(at(2016, 7, 31), 89.0, "89"),
            seen(at(2018, 7, 19), 88.0, "88"),
            seen(at(2020, 7, 10), 86.0, "86"),
            gap,
            seen(at(2023, 9, 1), 80.0, "80"),
            rough,
        ],
        baseline: Some(Baseline {
            date: at(2014, 6, 30),
            value: 99.0,
            written: "99".into(),
            label: "30/06/2014: hạng 99 (gốc)".into(),
        }),
        targets: vec![
            Target {
                due: at(2025, 12, 31),
                low: 70.0,
                high: 70.0,
                label: "Đến 2025: hạng 70".into(),
            },
            Target {
                due: at(2030, 12, 31),
                low: 50.0,
                high: 50.0,
                label: "Đến 2030: hạng 50".into(),
            },
        ],
        breaks: vec![Break {
            date: at(2023, 1, 1),
            label: "Đổi phương pháp tính".into(),
        }],
        derived: "số suy ra".into(),
        approximate: "số gần đúng".into(),
        empty: "Chưa có số liệu.".into(),
    });
    let frame = Frame {
        title: "Chỉ số Chính phủ điện tử: từ hạng 99 lên khoảng hạng 71 sau mười năm".into(),
        subtitle: "Hạng trong các nước thành viên Liên hợp quốc (số nhỏ hơn là tốt hơn)".into(),
        source: "Số liệu minh họa.".into(),
        description: String::new(), ..Frame::default() };
    (chart, frame)
}

/// A range as target and nothing measured yet.
pub fn unmeasured() -> (Chart, Frame) {
    let chart = Chart::IndicatorLine(IndicatorLine {
        name: "Nhân lực bán dẫn được đào tạo, người".into(),
        targets: vec![Target {
            due: at(2030, 12, 31),
            low: 50_000.0,
            high: 100_000.0,
            label: "Mục tiêu đến năm 2030: 50.000–100.000 người".into(),
        }],
        empty: "Chưa có số liệu nào về chỉ tiêu này.".into(),
        ..IndicatorLine::default()
    });
    let frame = Frame {
        title: "Chưa có số liệu về nhân lực bán dẫn được đào tạo".into(),
        subtitle: "Nhân lực cho công nghiệp bán dẫn được đào tạo, người".into(),
        source: "Nguồn mục tiêu: phát biểu tại phiên họp ngày 24/4/2024.".into(),
        description: String::new(), ..Frame::default() };
    (chart, frame)
}

/// One figure and a band.
pub fn one_point() -> (Chart, Frame) {
    let (Chart::IndicatorLine(mut line), frame) = unmeasured() else {
        panic!("a line")
    };
    line.observations = vec![seen(at(2026, 6, 14), 61_200.0, "61.200")];
    (
        Chart::IndicatorLine(line),
        Frame {
            title: "61.200 người đã được đào tạo, trong khoảng mục tiêu của năm 2030".into(),
            ..frame
        },
    )
}

pub fn nothing() -> (Chart, Frame) {
    let chart = Chart::IndicatorLine(IndicatorLine {
        empty: "Chưa có số liệu và chưa có mục tiêu.".into(),
        ..IndicatorLine::default()
    });
    (
        chart,
        Frame {
            title: "Tài khoản định danh đã kích hoạt".into(),
            subtitle: "Triệu tài khoản".into(),
            ..Frame::default()
        },
    )
}

fn share(name: &str, percent: f64, written: &str) -> AttainmentRow {
    AttainmentRow {
        name: name.into(),
        attained: Attained::Percent {
            percent,
            written: written.into(),
        },
        label: format!("{name}: {written}"),
    }
}

fn unknown(name: &str, reason: &str, written: &str) -> AttainmentRow {
    AttainmentRow {
        name: name.into(),
        attained: Attained::NotAssessable {
            reason: reason.into(),
            written: written.into(),
        },
        label: format!("{name}: {reason}"),
    }
}

pub fn attainment() -> (Chart, Frame) {
    let chart = Chart::Attainment(Attainment {
        goal: "Mục tiêu = 100%".into(),
        rows: vec![
            share(
                "Dịch vụ công thiết yếu hoàn thành triển khai",
                41.0 / 53.0 * 100.0,
                "41/53 dịch vụ",
            ),
            share(
                "Địa phương ban hành chính sách miễn, giảm phí, lệ phí dịch vụ công trực tuyến",
                56.0 / 63.0 * 100.0,
                "56/63 tỉnh",
            ),
            unknown(
                "Doanh nghiệp tại khu công nghiệp, khu chế xuất ứng dụng các nền tảng số trong quản trị, sản xuất",
                "Chưa có số liệu",
                "60%",
            ),
            share(
                "Dịch vụ công ưu tiên theo QĐ 206/QĐ-TTg",
                0.0,
                "0/20 dịch vụ",
            ),
            share(
                "Xã, phường, thị trấn có internet băng rộng",
                100.0,
                "100/100%",
            ),
            unknown(
                "Chỉ số An toàn an ninh mạng (ITU)",
                "Không so sánh được: ITU đổi từ xếp hạng sang phân nhóm năm 2024",
                "≤ 30",
            ),
            share("Doanh nghiệp công nghệ số", 112.34, "53.925/48.000"),
        ],
        empty: "Chưa có chỉ tiêu nào.".into(),
    });
    let frame = Frame {
        title: "2 trong 5 chỉ tiêu đánh giá được đã đạt mục tiêu năm 2024".into(),
        subtitle: "Tỷ lệ đạt so với mục tiêu năm 2024, %, tính đến ngày 24/4/2024".into(),
        source: "Nguồn: QĐ 58/QĐ-UBQGCĐS; phiên họp ngày 24/4/2024.".into(),
        description: String::new(), ..Frame::default() };
    (chart, frame)
}

/// Far beyond the goal, away from it, and a name of 300 characters.
pub fn attainment_extremes() -> (Chart, Frame) {
    let long = "Tỷ lệ hệ thống thông tin giải quyết thủ tục hành chính của bộ, ngành, địa phương kết nối với hệ thống giám sát, đo lường mức độ cung cấp và sử dụng dịch vụ Chính phủ số, bảo đảm dữ liệu được đồng bộ đầy đủ, chính xác, kịp thời, đúng thời hạn theo quy định của Thủ tướng Chính phủ và các văn bản hướng dẫn";
    let chart = Chart::Attainment(Attainment {
        goal: "Mục tiêu = 100%".into(),
        rows: vec![
            share(
                &long.chars().take(300).collect::<String>(),
                63.2,
                "63,2/100%",
            ),
            share("Vượt xa", 1e15, "10 triệu tỷ"),
            share("Xa dần mục tiêu", -23.0, "104 → 99"),
            share("Xa hẳn mục tiêu", -1e15, "−"),
            share("Bằng không", 0.0, "0/12"),
        ],
        empty: String::new(),
    });
    (
        chart,
        Frame {
            title: "Trường hợp giới hạn".into(),
            ..attainment().1
        },
    )
}

pub fn attainment_none() -> (Chart, Frame) {
    let chart = Chart::Attainment(Attainment {
        goal: "100%".into(),
        rows: vec![],
        empty: "Chưa có chỉ tiêu nào.".into(),
    });
    (
        chart,
        Frame {
            title: "Chỉ tiêu".into(),
            ..Frame::default()
        },
    )
}

pub fn charts() -> Vec<(&'static str, (Chart, Frame))> {
    vec![
        ("tasks", tasks()),
        ("tasks-full", tasks_full()),
        ("tasks-none", no_tasks()),
        ("line-services", services()),
        ("line-ranks", ranks()),
        ("line-unmeasured", unmeasured()),
        ("line-one-point", one_point()),
        ("line-nothing", nothing()),
        ("attainment", attainment()),
        ("attainment-extremes", attainment_extremes()),
        ("attainment-none", attainment_none()),
        ("groups", kinds::groups()),
        ("ranked", kinds::ranked()),
        ("ranked-extremes", kinds::ranked_extremes()),
        ("bullets", kinds::bullets()),
        ("dots", kinds::dots()),
        ("slope", kinds::slope()),
        ("waterfall", kinds::waterfall()),
    ]
    .into_iter()
    .chain(kinds::empty())
    .chain(cells::all())
    .collect()
}
