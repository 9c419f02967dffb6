//! Values of the kinds that stand on rows, and of slopes: agencies of the first year of
//! merged provinces, with what is usual and what is not.

use so35_press::*;

const AGENCIES: [&str; 9] = [
    "TP. Hà Nội",
    "TP. Hồ Chí Minh",
    "Tỉnh Quảng Ninh",
    "TP. Đà Nẵng (trong đó có đặc khu Hoàng Sa)",
    "Tỉnh Khánh Hòa (trong đó có đặc khu Trường Sa)",
    "Bộ Nông nghiệp và Môi trường",
    "Tỉnh Thừa Thiên Huế",
    "Tỉnh Cà Mau",
    "Tỉnh Điện Biên",
];

fn frame(title: &str, subtitle: &str) -> Frame {
    Frame {
        title: title.into(),
        subtitle: subtitle.into(),
        source: "Nguồn: Thông báo 203/TB-VPCP ngày 6/5/2024; số liệu của sổ.".into(),
        description: format!("{title}. {subtitle}"),
        ..Frame::default()
    }
}

pub fn ranked() -> (Chart, Frame) {
    let values = [98.2, 91.0, 88.4, 80.0, 77.3, 62.0, 41.5, 0.0];
    let rows = AGENCIES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let value = values.get(index).copied();
            let written = match value {
                Some(value) => format!("{}%", super::vietnamese(value)),
                None => "chưa có số liệu".into(),
            };
            RankedRow {
                name: (*name).into(),
                value,
                label: format!("{name}: {written}"),
                written,
                strong: index == 2,
            }
        })
        .collect();
    let chart = Chart::RankedBars(RankedBars {
        name: "Tỷ lệ hồ sơ trực tuyến (%)".into(),
        rows,
        target: Some(RankedTarget {
            low: 80.0,
            high: 80.0,
            label: "Mục tiêu: ít nhất 80%".into(),
        }),
        empty: "Chưa có cơ quan nào.".into(),
    });
    (
        chart,
        frame(
            "4 trong 8 cơ quan có số liệu đã đạt mục tiêu ít nhất 80%",
            "Tỷ lệ hồ sơ trực tuyến, %, tính đến 30/06/2024",
        ),
    )
}

pub fn ranked_extremes() -> (Chart, Frame) {
    let values = [1e15, 5e14, 12.0, 0.0, -3e14];
    let rows = values
        .iter()
        .zip(AGENCIES)
        .map(|(value, name)| RankedRow {
            name: name.into(),
            value: Some(*value),
            written: super::vietnamese(*value),
            label: format!("{name}: {value}"),
            strong: false,
        })
        .collect();
    let chart = Chart::RankedBars(RankedBars {
        name: "Giá trị".into(),
        rows,
        target: Some(RankedTarget {
            low: 2e14,
            high: 6e14,
            label: "Mục tiêu: từ 200.000 đến 600.000 tỷ đồng".into(),
        }),
        empty: String::new(),
    });
    (chart, frame("Từ −3·10¹⁴ đến 10¹⁵", "đồng"))
}

pub fn bullets() -> (Chart, Frame) {
    let row = |name: &str, value, target, before, written: &str| Bullet {
        name: name.into(),
        value,
        target,
        before,
        written: written.into(),
        reason: "chưa có số liệu".into(),
        labels: [
            format!("{name}: {written}"),
            format!("{name}, mục tiêu"),
            format!("{name}, năm trước"),
        ],
    };
    let chart = Chart::Bullets(Bullets {
        name: "Chỉ tiêu".into(),
        rows: vec![
            row(
                "Dịch vụ công thiết yếu (dịch vụ)",
                Some(41.0),
                Some((53.0, 53.0)),
                Some(21.0),
                "41; mục tiêu ít nhất 53; năm trước 21",
            ),
            row(
                "Thuê bao băng rộng di động trên 100 dân (thuê bao)",
                Some(88.4),
                Some((80.0, 90.0)),
                Some(82.1),
                "88,4; mục tiêu 80–90; năm trước 82,1",
            ),
            row(
                "Xếp hạng chính phủ điện tử (hạng)",
                Some(86.0),
                Some((70.0, 70.0)),
                None,
                "86; mục tiêu cao nhất 70",
            ),
            row(
                "Tốc độ tăng (điểm %)",
                Some(-2.5),
                Some((4.0, 4.0)),
                Some(1.0),
                "-2,5; mục tiêu 4; năm trước 1",
            ),
            row(
                "Tỷ lệ hồ sơ giải quyết trực tuyến toàn trình (%)",
                None,
                Some((70.0, 70.0)),
                None,
                "mục tiêu ít nhất 70%",
            ),
            row(
                "Số vụ việc (vụ)",
                Some(0.0),
                None,
                Some(3.0),
                "0; năm trước 3",
            ),
        ],
        keys: ["Số liệu".into(), "Mục tiêu".into(), "Năm trước".into()],
        empty: "Chưa có chỉ tiêu nào.".into(),
    });
    (
        chart,
        frame(
            "1 trong 5 chỉ tiêu có số liệu đã đạt mục tiêu",
            "Số liệu mới nhất, mục tiêu và cùng kỳ năm trước, tính đến 30/06/2024",
        ),
    )
}

pub fn dots() -> (Chart, Frame) {
    let values = [
        Some([98.0, 71.0, 98.0]),
        Some([64.0, 52.5, 80.0]),
        Some([40.0, 40.0, 40.0]),
        None,
        Some([12.0, 3.0, 18.0]),
    ];
    let rows = values
        .iter()
        .zip(AGENCIES)
        .map(|(values, name)| {
            let number =
                |at: usize| values.map_or_else(String::new, |all| super::vietnamese(all[at]));
            DotRow {
                name: name.into(),
                values: *values,
                written: match values {
                    Some([_, low, high]) if low < high => {
                        format!("{} ({}–{})", number(0), number(1), number(2))
                    }
                    Some(_) => number(0),
                    None => String::new(),
                },
                reason: "chưa có số liệu".into(),
                labels: [
                    format!("{name}: {}", number(0)),
                    format!("{name}, thấp nhất {}", number(1)),
                    format!("{name}, cao nhất {}", number(2)),
                ],
            }
        })
        .collect();
    let chart = Chart::DotRange(DotRange {
        name: "Tỷ lệ hồ sơ trực tuyến (%)".into(),
        rows,
        keys: ["Mới nhất".into(), "Từ thấp nhất đến cao nhất".into()],
        empty: "Chưa có cơ quan nào.".into(),
    });
    (
        chart,
        frame(
            "TP. Hà Nội cao nhất: 98%",
            "Tỷ lệ hồ sơ trực tuyến, %, từ 01/07/2023 đến 30/06/2024",
        ),
    )
}

pub fn slope() -> (Chart, Frame) {
    let values = [
        (Some(60.0), Some(98.2)),
        (Some(62.0), Some(91.0)),
        (Some(61.0), Some(60.5)),
        (Some(30.0), None),
        (None, Some(44.0)),
        (Some(10.0), Some(44.4)),
    ];
    let rows = values
        .iter()
        .zip(AGENCIES)
        .map(|((from, to), name)| {
            let write = |value: &Option<f64>| {
                value.map_or_else(|| "chưa có số liệu".to_owned(), super::vietnamese)
            };
            SlopeRow {
                name: name.into(),
                values: [*from, *to],
                written: [write(from), write(to)],
                labels: [
                    format!("{name}, 30/06/2023: {}", write(from)),
                    format!("{name}, 30/06/2024: {}", write(to)),
                ],
                strong: name == AGENCIES[2],
            }
        })
        .collect();
    let chart = Chart::Slope(Slope {
        name: "Tỷ lệ hồ sơ trực tuyến (%)".into(),
        days: ["30/06/2023".into(), "30/06/2024".into()],
        rows,
        empty: "Chưa có số liệu nào.".into(),
    });
    (
        chart,
        frame(
            "3 trong 4 cơ quan có số liệu hai ngày đã tăng",
            "Tỷ lệ hồ sơ trực tuyến, %",
        ),
    )
}

pub fn waterfall() -> (Chart, Frame) {
    let step = |name: &str, value: f64, level: bool, mark| WaterfallStep {
        name: name.into(),
        value,
        level,
        written: if level {
            super::vietnamese(value)
        } else {
            format!(
                "{}{}",
                if value > 0.0 { "+" } else { "" },
                super::vietnamese(value)
            )
        },
        label: format!("{name}: {value}"),
        mark,
    };
    let chart = Chart::Waterfall(Waterfall {
        name: "Nhiệm vụ quá hạn".into(),
        steps: vec![
            step("Quá hạn ngày 01/06/2024", 5.0, true, None),
            step("Mới quá hạn", 4.0, false, Some(Mark::Overdue)),
            step("Giao mới, đã quá hạn", 1.0, false, Some(Mark::Overdue)),
            step("Đã hoàn thành, quá hạn", -6.0, false, Some(Mark::DoneLate)),
            step("Được gia hạn", -1.0, false, Some(Mark::InTime)),
            step("Thôi theo dõi", 0.0, false, None),
            step("Quá hạn ngày 01/12/2024", 3.0, true, None),
        ],
        empty: "Không có nhiệm vụ quá hạn.".into(),
    });
    (
        chart,
        frame(
            "Số nhiệm vụ quá hạn giảm từ 5 còn 3",
            "Số nhiệm vụ, từ 01/06/2024 đến 01/12/2024",
        ),
    )
}

/// The same values as [`super::tasks_full`], side by side.
pub fn groups() -> (Chart, Frame) {
    let (chart, frame) = super::tasks_full();
    match chart {
        Chart::StatusBars(values) => (Chart::StatusGroups(values), frame),
        other => (other, frame),
    }
}

/// Every kind without a row.
pub fn empty() -> Vec<(&'static str, (Chart, Frame))> {
    let said = || "Chưa có số liệu.".to_owned();
    let charts = [
        (
            "groups-none",
            Chart::StatusGroups(StatusBars {
                empty: said(),
                ..StatusBars::default()
            }),
        ),
        (
            "ranked-none",
            Chart::RankedBars(RankedBars {
                empty: said(),
                ..RankedBars::default()
            }),
        ),
        (
            "bullets-none",
            Chart::Bullets(Bullets {
                empty: said(),
                ..Bullets::default()
            }),
        ),
        (
            "dots-none",
            Chart::DotRange(DotRange {
                empty: said(),
                ..DotRange::default()
            }),
        ),
        (
            "slope-none",
            Chart::Slope(Slope {
                empty: said(),
                ..Slope::default()
            }),
        ),
        (
            "waterfall-none",
            Chart::Waterfall(Waterfall {
                empty: said(),
                ..Waterfall::default()
            }),
        ),
    ];
    charts
        .into_iter()
        .map(|(name, chart)| (name, (chart, frame("Chưa có số liệu", ""))))
        .collect()
}

/// Every kind of this folder with one name in every text, with figures and without.
pub fn named(name: &str) -> Vec<Chart> {
    filled(name, [5.0, 0.0, -3.0])
}

/// Values at the ends of what a number holds.
pub fn extreme() -> Vec<Chart> {
    let ends = [
        [0.0, 0.0, 0.0],
        [1e15, -1e15, 1.0],
        [f64::MAX, f64::MIN_POSITIVE, 0.0],
        [-0.0, -1e-300, 1e-300],
    ];
    ends.into_iter().flat_map(|values| filled("x", values)).collect()
}

/// A value that has no place on an axis, in each kind.
pub fn not_finite(value: f64) -> Vec<Chart> {
    filled("x", [value, 0.0, 1.0])
}

fn filled(name: &str, values: [f64; 3]) -> Vec<Chart> {
    let text = || name.to_owned();
    let [a, b, c] = values;
    vec![
        Chart::RankedBars(RankedBars {
            name: text(),
            rows: [Some(a), Some(b), None]
                .into_iter()
                .map(|value| RankedRow {
                    name: text(),
                    value,
                    written: text(),
                    label: text(),
                    strong: value.is_none(),
                })
                .collect(),
            target: Some(RankedTarget { low: c, high: a, label: text() }),
            empty: text(),
        }),
        Chart::Bullets(Bullets {
            name: text(),
            rows: [(Some(a), Some((b, c)), Some(c)), (None, None, None), (None, Some((a, a)), Some(b))]
                .into_iter()
                .map(|(value, target, before)| Bullet {
                    name: text(),
                    value,
                    target,
                    before,
                    written: text(),
                    reason: text(),
                    labels: [text(), text(), text()],
                })
                .collect(),
            keys: [text(), text(), text()],
            empty: text(),
        }),
        Chart::DotRange(DotRange {
            name: text(),
            rows: [Some([a, b, c]), Some([a, a, a]), None]
                .into_iter()
                .map(|values| DotRow {
                    name: text(),
                    values,
                    written: text(),
                    reason: text(),
                    labels: [text(), text(), text()],
                })
                .collect(),
            keys: [text(), text()],
            empty: text(),
        }),
        Chart::Slope(Slope {
            name: text(),
            days: [text(), text()],
            rows: [[Some(a), Some(b)], [Some(c), None], [None, Some(c)], [None, None]]
                .into_iter()
                .map(|values| SlopeRow {
                    name: text(),
                    values,
                    written: [text(), text()],
                    labels: [text(), text()],
                    strong: false,
                })
                .collect(),
            empty: text(),
        }),
        Chart::Waterfall(Waterfall {
            name: text(),
            steps: [(a / 4.0, true), (b / 4.0, false), (c / 4.0, false)]
                .into_iter()
                .map(|(value, level)| WaterfallStep {
                    name: text(),
                    value,
                    level,
                    written: text(),
                    label: text(),
                    mark: (!level).then_some(Mark::DoneLate),
                })
                .collect(),
            empty: text(),
        }),
    ]
}

/// An agency for each of a number of rows, with a figure for most.
pub fn ranked_many(count: usize) -> (Chart, Frame) {
    let rows = (0..count)
        .map(|index| RankedRow {
            name: format!("Ủy ban nhân dân tỉnh số {index} có tên dài bốn mươi ký tự"),
            value: (index % 9 > 0).then_some(index as f64),
            written: index.to_string(),
            label: index.to_string(),
            strong: false,
        })
        .collect();
    let chart = Chart::RankedBars(RankedBars { rows, ..RankedBars::default() });
    (chart, frame("Nhiều cơ quan", "số nhiệm vụ"))
}

/// Two days of a number of agencies, many of them at the same figure.
pub fn slope_many(count: usize) -> (Chart, Frame) {
    let rows = (0..count)
        .map(|index| SlopeRow {
            name: format!("Cơ quan {index}"),
            values: [Some((index % 3) as f64), Some((index % 5) as f64)],
            written: [(index % 3).to_string(), (index % 5).to_string()],
            labels: [index.to_string(), index.to_string()],
            strong: false,
        })
        .collect();
    let chart = Chart::Slope(Slope { rows, days: ["01/06/2024".into(), "01/12/2024".into()], ..Slope::default() });
    (chart, frame("Nhiều cơ quan", "hai ngày"))
}
