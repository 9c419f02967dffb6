//! Samples of grids, maps, stacks, radar and small multiples, with their limits: nothing, one,
//! many, very large and negative.

use chrono::{Datelike, Months, NaiveDate};
use so35_press::*;

use super::{at, seen, vietnamese};

pub const AREAS: [&str; 8] = [
    "TC1 Nhận thức",
    "TC2 Tiềm lực",
    "TC3 Hợp tác công tư",
    "ĐM1 Thể chế",
    "ĐM2 Hạ tầng số, nền tảng số",
    "ĐM3 Đổi mới sáng tạo, lập nghiệp",
    "ĐM4 Nhân lực số, kỹ năng số",
    "ĐM5 An toàn thông tin, an ninh mạng",
];

const MINISTRIES: [&str; 11] = [
    "Bộ TT&TT",
    "Bộ Công an",
    "Bộ KH&ĐT",
    "Bộ Tài chính",
    "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Bộ NN&PTNT",
    "Văn phòng Chính phủ",
    "Ngân hàng Nhà nước",
    "Bảo hiểm xã hội Việt Nam",
    "Ủy ban Quốc gia về chuyển đổi số, cơ quan thường trực",
];

/// Short names of the 34 provinces with their place; the program reads them from its assets.
pub fn provinces() -> Vec<(u16, u16, &'static str, &'static str)> {
    const LAYOUT: &str = include_str!("../../../../assets/maps/34-tinh.csv");
    const NAMES: [(&str, &str); 34] = [
        ("01", "Hà Nội"), ("04", "Cao Bằng"), ("08", "Tuyên Quang"), ("11", "Điện Biên"), ("12", "Lai Châu"),
        ("14", "Sơn La"), ("15", "Lào Cai"), ("19", "Thái Nguyên"), ("20", "Lạng Sơn"), ("22", "Quảng Ninh"),
        ("24", "Bắc Ninh"), ("25", "Phú Thọ"), ("31", "Hải Phòng"), ("33", "Hưng Yên"), ("37", "Ninh Bình"),
        ("38", "Thanh Hóa"), ("40", "Nghệ An"), ("42", "Hà Tĩnh"), ("44", "Quảng Trị"), ("46", "Huế"),
        ("48", "Đà Nẵng"), ("51", "Quảng Ngãi"), ("52", "Gia Lai"), ("56", "Khánh Hòa"), ("66", "Đắk Lắk"),
        ("68", "Lâm Đồng"), ("75", "Đồng Nai"), ("79", "TP. Hồ Chí Minh"), ("80", "Tây Ninh"), ("82", "Đồng Tháp"),
        ("86", "Vĩnh Long"), ("91", "An Giang"), ("92", "Cần Thơ"), ("96", "Cà Mau"),
    ];
    let mut found = Vec::new();
    for line in LAYOUT.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let name = NAMES.iter().find(|(code, _)| *code == cells[0]).expect("a province").1;
        found.push((cells[1].parse().expect("a row"), cells[2].parse().expect("a column"), name, cells[3]));
    }
    found
}

fn key(fill: Fill, word: &str) -> KeyEntry {
    KeyEntry { fill, word: word.into() }
}

fn shares() -> Vec<KeyEntry> {
    vec![
        key(Fill::Class(0), "0%"),
        key(Fill::Class(1), "trên 0 đến 10%"),
        key(Fill::Class(2), "trên 10 đến 25%"),
        key(Fill::Class(3), "trên 25 đến 50%"),
        key(Fill::Class(4), "trên 50%"),
        key(Fill::Mark(Mark::NoData), "chưa có nhiệm vụ đến hạn"),
    ]
}

fn class_of(share: f64) -> u8 {
    [0.0, 10.0, 25.0, 50.0].iter().filter(|bound| share > **bound).count() as u8
}

fn frame(title: &str, subtitle: &str) -> Frame {
    Frame {
        title: title.into(),
        subtitle: subtitle.into(),
        source: "Nguồn: Thông báo 203/TB-VPCP ngày 06/5/2024; sổ của Văn phòng.".into(),
        description: title.into(),
        ..Frame::default()
    }
}

/// Agencies by focus areas: the share overdue.
pub fn heat(agencies: usize) -> (Chart, Frame) {
    let rows = (0..agencies).map(|row| {
        let label = match MINISTRIES.get(row) {
            Some(name) => (*name).to_owned(),
            None => format!("Cơ quan thứ {} có tên dài bốn mươi chữ", row + 1),
        };
        let cells = (0..8).map(|column| {
            let turn = (row * 7 + column * 5) % 11;
            let share = [0.0, 4.5, 20.0, 33.3, 62.5, 100.0][turn % 6];
            let (fill, written) = match turn {
                9 | 10 => (Fill::Mark(Mark::NoData), String::new()),
                _ => (Fill::Class(class_of(share)), vietnamese(share)),
            };
            GridCell { fill, label: format!("{label}, {}: {written}%", AREAS[column]), written }
        });
        GridRow { cells: cells.collect(), end: format!("{}", row * 3 % 17), label }
    });
    let grid = CellGrid {
        keys: shares(),
        columns: AREAS.iter().map(|head| GridColumn { head: (*head).into(), end: String::new() }).collect(),
        rows: rows.collect(),
        end_head: "Quá hạn".into(),
        empty: "Chưa có nhiệm vụ nào có cơ quan chủ trì.".into(),
    };
    let frame = frame(
        "Bộ TT&TT có tỷ lệ quá hạn cao nhất ở nội dung ĐM1 Thể chế: 100%",
        "Tỷ lệ quá hạn (quá hạn ÷ đến hạn), %, theo cơ quan và nội dung, tính đến ngày 15/6/2024",
    );
    (Chart::CellGrid(grid), frame)
}

/// Agencies by 24 months, with figures of every size, none, and not applicable.
pub fn heat_months() -> (Chart, Frame) {
    let rows = MINISTRIES.iter().take(7).enumerate().map(|(row, name)| {
        let cells = (0..24).map(|column| {
            let (fill, written) = match (row, column) {
                (6, _) => (Fill::Mark(Mark::NotApplicable), String::new()),
                (_, 22 | 23) => (Fill::Mark(Mark::NoData), String::new()),
                (0, _) => (Fill::Class(4), vietnamese(1e15)),
                (1, _) => (Fill::Class(0), vietnamese(-12.5)),
                _ => {
                    let value = (row * 13 + column * 3) as f64;
                    (Fill::Class((value / 25.0) as u8), vietnamese(value))
                }
            };
            GridCell { fill, label: format!("{name}, tháng {}: {written}", column + 1), written }
        });
        GridRow { label: (*name).into(), end: String::new(), cells: cells.collect() }
    });
    let grid = CellGrid {
        keys: vec![
            key(Fill::Class(0), "dưới 25"),
            key(Fill::Class(1), "25–50"),
            key(Fill::Class(2), "50–75"),
            key(Fill::Class(3), "75–100"),
            key(Fill::Class(4), "từ 100"),
            key(Fill::Mark(Mark::NoData), "chưa có số liệu"),
            key(Fill::Mark(Mark::NotApplicable), "không áp dụng"),
        ],
        columns: (0..24)
            .map(|month| GridColumn { head: format!("{}/{}", month % 12 + 1, 2023 + month / 12), end: String::new() })
            .collect(),
        rows: rows.collect(),
        end_head: String::new(),
        empty: String::new(),
    };
    let frame = frame("Hai tháng cuối chưa cơ quan nào báo cáo", "Hồ sơ trực tuyến, nghìn hồ sơ, theo tháng (lịch thống kê), tính đến ngày 31/12/2024");
    (Chart::CellGrid(grid), frame)
}

/// Agencies by common tasks.
pub fn matrix() -> (Chart, Frame) {
    let marks = [Mark::DoneOnTime, Mark::Overdue, Mark::InTime, Mark::DoneLate, Mark::NoDeadline, Mark::DueSoon, Mark::Done, Mark::Ongoing];
    let rows = provinces().into_iter().enumerate().map(|(row, (_, _, name, _))| {
        let cells = (0..9).map(|column| {
            let turn = (row * 5 + column * 3) % 9;
            let fill = marks.get(turn).map_or(Fill::Blank, |mark| Fill::Mark(*mark));
            let label = if fill == Fill::Blank { String::new() } else { format!("{name}, N{}: {fill:?}", column + 29) };
            GridCell { fill, written: String::new(), label }
        });
        GridRow { label: name.into(), end: format!("{}/9", row % 9), cells: cells.collect() }
    });
    let grid = CellGrid {
        keys: vec![
            key(Fill::Mark(Mark::DoneOnTime), "Hoàn thành đúng hạn"),
            key(Fill::Mark(Mark::DoneLate), "Hoàn thành quá hạn"),
            key(Fill::Mark(Mark::Done), "Hoàn thành (không thời hạn)"),
            key(Fill::Mark(Mark::InTime), "Đang thực hiện, trong hạn"),
            key(Fill::Mark(Mark::DueSoon), "Sắp đến hạn"),
            key(Fill::Mark(Mark::Overdue), "Quá hạn chưa hoàn thành"),
            key(Fill::Mark(Mark::NoDeadline), "Đang thực hiện (không thời hạn)"),
            key(Fill::Mark(Mark::Ongoing), "Thường xuyên"),
        ],
        columns: (0..9).map(|column| GridColumn { head: format!("N{}", column + 29), end: format!("{}/34", column * 3 + 4) }).collect(),
        rows: rows.collect(),
        end_head: "Xong".into(),
        empty: "Chưa có việc chung nào.".into(),
    };
    (Chart::CellGrid(grid), frame("Còn 96 trong 306 phần việc chung quá hạn", "Việc chung của 34 tỉnh, thành phố, tính đến ngày 15/10/2026"))
}

pub fn no_grid() -> (Chart, Frame) {
    let grid = CellGrid { empty: "Chưa có việc chung nào.".into(), ..CellGrid::default() };
    (Chart::CellGrid(grid), frame("Chưa có việc chung", ""))
}

fn tiles(cell: impl Fn(usize, &str) -> GridCell) -> Vec<Tile> {
    let tile = |(index, (row, column, name, zone)): (usize, (u16, u16, &str, &str))| Tile {
        row,
        column,
        name: name.into(),
        beside: if zone.is_empty() { String::new() } else { format!("Đặc khu {zone}") },
        cell: cell(index, name),
    };
    provinces().into_iter().enumerate().map(tile).collect()
}

pub fn tile_rates() -> (Chart, Frame) {
    let tiles = tiles(|index, name| {
        let share = [0.0, 7.7, 18.2, 40.0, 66.7][index * 3 % 5];
        let (fill, written) = match index % 13 {
            5 => (Fill::Mark(Mark::NoData), String::new()),
            7 => (Fill::Mark(Mark::NotApplicable), String::new()),
            _ => (Fill::Class(class_of(share)), format!("{}%", vietnamese(share))),
        };
        GridCell { fill, label: format!("{name}: {written}"), written }
    });
    let mut keys = shares();
    keys.push(key(Fill::Mark(Mark::NotApplicable), "không áp dụng"));
    let map = TileMap { keys, name: "34 tỉnh, thành phố".into(), tiles, empty: "Nhóm chưa có địa phương nào.".into() };
    (Chart::TileMap(map), frame("7 trong 34 tỉnh, thành phố có trên một nửa nhiệm vụ đến hạn bị quá hạn", "Tỷ lệ quá hạn, %, tính đến ngày 15/10/2026"))
}

pub fn tile_states() -> (Chart, Frame) {
    let marks = [Mark::DoneOnTime, Mark::Overdue, Mark::InTime, Mark::DoneLate];
    let words = ["", "trễ 12 ngày", "", "trễ 3 ngày"];
    let tiles = tiles(|index, name| GridCell {
        fill: Fill::Mark(marks[index % 4]),
        written: words[index % 4].into(),
        label: format!("{name}: {:?}", marks[index % 4]),
    });
    let map = TileMap {
        keys: vec![
            key(Fill::Mark(Mark::DoneOnTime), "Hoàn thành đúng hạn"),
            key(Fill::Mark(Mark::DoneLate), "Hoàn thành quá hạn"),
            key(Fill::Mark(Mark::InTime), "Đang thực hiện, trong hạn"),
            key(Fill::Mark(Mark::Overdue), "Quá hạn chưa hoàn thành"),
        ],
        name: "34 tỉnh, thành phố".into(),
        tiles,
        empty: String::new(),
    };
    (Chart::TileMap(map), frame("9 địa phương chưa xóa hết vùng lõm sóng", "N29, tình trạng của từng địa phương, tính đến ngày 15/10/2026"))
}

pub fn no_tiles() -> (Chart, Frame) {
    let map = TileMap { empty: "Nhóm chưa có địa phương nào.".into(), ..TileMap::default() };
    (Chart::TileMap(map), frame("Chưa có địa phương", ""))
}

fn statuses() -> Vec<Status> {
    [
        (Mark::DoneOnTime, "Hoàn thành đúng hạn"),
        (Mark::DoneLate, "Hoàn thành quá hạn"),
        (Mark::Done, "Hoàn thành (không thời hạn)"),
        (Mark::InTime, "Đang thực hiện, trong hạn"),
        (Mark::Overdue, "Quá hạn chưa hoàn thành"),
        (Mark::NoDeadline, "Đang thực hiện (không thời hạn)"),
    ]
    .into_iter()
    .map(|(mark, word)| Status { mark, word: word.into() })
    .collect()
}

fn month(index: u32) -> (NaiveDate, NaiveDate, String) {
    let from = at(2024, 1, 1) + Months::new(index);
    let to = (from + Months::new(1)).pred_opt().expect("a day");
    (from, to, format!("{}/{}", from.month(), from.year()))
}

fn stack(shape: StackShape, months: u32, counts: impl Fn(u32) -> Option<Vec<(Mark, u64)>>) -> TimeStack {
    let points = (0..months).map(|index| {
        let (from, to, head) = month(index);
        let segments = counts(index).map(|counts| {
            let segment = |(status, count): (Mark, u64)| Segment { status, count, label: format!("{head}: {count} {status:?}") };
            counts.into_iter().map(segment).collect()
        });
        StackPoint { from, to, segments, label: format!("Tháng {head}"), head }
    });
    TimeStack {
        shape,
        statuses: statuses(),
        points: points.collect(),
        today: Some((at(2024, 9, 12), "12/9/2024".into())),
        empty: "Chưa có nhiệm vụ nào có thời hạn.".into(),
    }
}

/// Deadlines by month, the day asked about in the middle.
pub fn deadlines() -> (Chart, Frame) {
    let chart = stack(StackShape::Columns, 14, |month| {
        let month = u64::from(month);
        Some(match month {
            0..8 => vec![(Mark::DoneOnTime, 3 + month * 2 % 7), (Mark::DoneLate, month % 3), (Mark::Overdue, month % 4)],
            8 => vec![(Mark::DoneOnTime, 2), (Mark::Overdue, 1), (Mark::InTime, 9)],
            11 => vec![],
            _ => vec![(Mark::InTime, 14 - month)],
        })
    });
    (Chart::TimeStack(chart), frame("11 nhiệm vụ đã quá hạn; tháng 9/2024 còn 9 nhiệm vụ phải xong", "Nhiệm vụ theo tháng của thời hạn (lịch thống kê), số nhiệm vụ, tính đến ngày 12/9/2024"))
}

/// Counts day by day, with a gap that nothing is known of.
pub fn areas() -> (Chart, Frame) {
    let chart = stack(StackShape::Areas, 9, |month| {
        let month = u64::from(month);
        (month != 3).then(|| {
            vec![
                (Mark::DoneOnTime, month * 3),
                (Mark::DoneLate, month / 2),
                (Mark::InTime, 22 - month * 2),
                (Mark::Overdue, 2 + month % 3),
                (Mark::NoDeadline, 11),
            ]
        })
    });
    (Chart::TimeStack(chart), frame("Số nhiệm vụ hoàn thành đúng hạn tăng từ 0 lên 24 sau tám tháng", "Nhiệm vụ theo tình trạng vào ngày cuối mỗi tháng, tính đến ngày 12/9/2024"))
}

pub fn stack_extremes() -> (Chart, Frame) {
    let chart = stack(StackShape::Areas, 1, |_| Some(vec![(Mark::DoneOnTime, 1_000_000_000_000_000), (Mark::Overdue, 1)]));
    (Chart::TimeStack(chart), frame("Một tháng, một triệu tỷ", ""))
}

pub fn stack_unknown() -> (Chart, Frame) {
    let chart = stack(StackShape::Areas, 6, |_| None);
    (Chart::TimeStack(chart), frame("Chưa biết gì về sáu tháng này", ""))
}

pub fn no_stack() -> (Chart, Frame) {
    (Chart::TimeStack(stack(StackShape::Columns, 0, |_| None)), frame("Chưa có thời hạn", ""))
}

pub fn radar() -> (Chart, Frame) {
    let value = |series: &str, share: Option<f64>| RadarValue {
        value: share,
        written: share.map_or("–".into(), |share| format!("{}%", vietnamese(share))),
        label: format!("{series}: {share:?}"),
    };
    let done = [100.0, 42.9, 50.0, 36.4, 66.7, 0.0, 0.0, 25.0];
    let late = [Some(0.0), Some(25.0), None, Some(42.9), Some(9.1), None, Some(100.0), Some(33.3)];
    let axes = AREAS.iter().enumerate().map(|(place, name)| RadarAxis {
        name: (*name).into(),
        values: vec![value("Hoàn thành", Some(done[place])), value("Quá hạn", late[place])],
    });
    let radar = Radar {
        series: vec![(Mark::DoneOnTime, "Tỷ lệ hoàn thành".into()), (Mark::Overdue, "Tỷ lệ quá hạn".into())],
        axes: axes.collect(),
        rim: 100.0,
        unit: "%".into(),
        empty: "Khung chưa có nội dung nào.".into(),
    };
    let mut frame = frame("ĐM4 và ĐM1 có tỷ lệ quá hạn cao nhất", "Tỷ lệ hoàn thành và tỷ lệ quá hạn của tám nội dung, %, tính đến ngày 15/6/2024");
    frame.note = "Biểu đồ thanh so sánh các tỷ lệ này dễ hơn: mắt đọc chiều dài trên một đường thẳng chính xác hơn trên các hướng khác nhau.".into();
    (Chart::Radar(radar), frame)
}

pub fn no_radar() -> (Chart, Frame) {
    let radar = Radar { series: vec![], axes: vec![], rim: 0.0, unit: String::new(), empty: "Khung chưa có nội dung nào.".into() };
    (Chart::Radar(radar), frame("Chưa có nội dung", ""))
}

/// One indicator for many agencies.
pub fn multiples(panels: usize) -> (Chart, Frame) {
    let names = provinces();
    let panels = (0..panels).map(|index| {
        let name = names[index % names.len()].2;
        let figures = (0..6_u32).map(|quarter| {
            let value = (20.0 + (index as f64 * 7.0) % 31.0 + f64::from(quarter) * ((index % 5) as f64 + 1.0)).min(97.0);
            let mut one = seen(at(2023, 3, 31) + Months::new(quarter * 3), value, &format!("{}%", vietnamese(value)));
            if index % 9 == 4 && quarter == 2 {
                one.value = None;
            }
            one.approximate = index % 7 == 3 && quarter == 5;
            one
        });
        let observations: Vec<Observation> = if index % 11 == 10 { Vec::new() } else { figures.collect() };
        let newest = observations.last().map_or("chưa có số liệu".into(), |seen| seen.written.clone());
        Panel { name: name.into(), newest, observations, goal: Some(60.0) }
    });
    let many = Multiples { panels: panels.collect(), shared: true, goal: "mục tiêu 2024: 60%".into(), hollow: "số gần đúng".into(), empty: "Chưa có chỉ tiêu nào.".into() };
    (Chart::Multiples(many), frame("4 trong 13 địa phương đã đạt mục tiêu 60% hồ sơ trực tuyến", "Tỷ lệ hồ sơ trực tuyến toàn trình, %, theo quý (lịch thống kê); các ô chung một thang đo"))
}

/// Indicators of different units, one of them far away, one falling, one with one figure.
pub fn multiples_units() -> (Chart, Frame) {
    let panel = |name: &str, values: &[f64], goal: Option<f64>| Panel {
        name: name.into(),
        newest: values.last().map_or("chưa có số liệu".into(), |value| vietnamese(*value)),
        observations: values
            .iter()
            .zip(0..)
            .map(|(value, year)| seen(at(2020, 12, 31) + Months::new(year * 12), *value, &vietnamese(*value)))
            .collect(),
        goal,
    };
    let long = "Tỷ lệ hệ thống thông tin giải quyết thủ tục hành chính của bộ, ngành, địa phương kết nối với hệ thống giám sát, đo lường mức độ cung cấp và sử dụng dịch vụ Chính phủ số";
    let panels = vec![
        panel("Giá trị giao dịch, đồng", &[1e15, 9e14, 8.5e14], None),
        panel("Chênh lệch, điểm phần trăm", &[-3.0, -1.5, 2.0, -4.0], Some(0.0)),
        panel(long, &[12.0], None),
        panel("Chưa đo", &[], Some(40.0)),
        panel("Không đổi", &[5.0, 5.0, 5.0], None),
        panel("Bằng không", &[0.0, 0.0], None),
    ];
    let many = Multiples { panels, shared: false, goal: "mục tiêu".into(), hollow: "số gần đúng".into(), empty: String::new() };
    (Chart::Multiples(many), frame("Sáu chỉ tiêu, mỗi ô một thang đo", "Đơn vị ghi ở từng ô"))
}

pub fn no_multiples() -> (Chart, Frame) {
    let many = Multiples { empty: "Chưa có chỉ tiêu nào.".into(), ..Multiples::default() };
    (Chart::Multiples(many), frame("Chưa có chỉ tiêu", ""))
}

pub fn all() -> Vec<(&'static str, (Chart, Frame))> {
    vec![
        ("heat", heat(11)),
        ("heat-one", heat(1)),
        ("heat-months", heat_months()),
        ("matrix", matrix()),
        ("matrix-none", no_grid()),
        ("tiles-rates", tile_rates()),
        ("tiles-states", tile_states()),
        ("tiles-none", no_tiles()),
        ("deadlines", deadlines()),
        ("deadlines-none", no_stack()),
        ("areas", areas()),
        ("areas-extremes", stack_extremes()),
        ("areas-unknown", stack_unknown()),
        ("radar", radar()),
        ("radar-none", no_radar()),
        ("multiples", multiples(13)),
        ("multiples-units", multiples_units()),
        ("multiples-none", no_multiples()),
    ]
}
