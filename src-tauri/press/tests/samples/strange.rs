//! Grids, maps, stacks, radar and small multiples with one name everywhere, and with values at
//! the ends of what a number holds.

use chrono::NaiveDate;
use so35_press::*;

use super::{at, seen};

fn cell(fill: Fill, name: &str) -> GridCell {
    GridCell { fill, written: name.into(), label: name.into() }
}

const FILLS: [Fill; 7] = [
    Fill::Class(0),
    Fill::Class(u8::MAX),
    Fill::Mark(Mark::Overdue),
    Fill::Mark(Mark::NoData),
    Fill::Mark(Mark::NotApplicable),
    Fill::Area(Mark::DoneLate),
    Fill::Blank,
];

/// Every kind of this folder with one name in every text.
pub fn named(name: &str) -> Vec<Chart> {
    let keys: Vec<KeyEntry> = FILLS.iter().map(|fill| KeyEntry { fill: *fill, word: name.into() }).collect();
    let cells = |many: usize| FILLS.iter().cycle().take(many).map(|fill| cell(*fill, name)).collect();
    let row = |many: usize| GridRow { label: name.into(), end: name.into(), cells: cells(many) };
    let column = GridColumn { head: name.into(), end: name.into() };
    let tile = |index: usize, fill: &Fill| Tile {
        row: index as u16 * 9000,
        column: index as u16,
        name: name.into(),
        beside: name.into(),
        cell: cell(*fill, name),
    };
    let value = |value: Option<f64>| RadarValue { value, written: name.into(), label: name.into() };
    let panel = |values: &[f64]| Panel {
        name: name.into(),
        newest: name.into(),
        observations: values.iter().map(|value| seen(at(2024, 1, 1), *value, name)).collect(),
        goal: Some(3.0),
    };
    vec![
        Chart::CellGrid(CellGrid {
            keys: keys.clone(),
            // Fewer cells than columns in one row, more in the other.
            columns: vec![column; 9],
            rows: vec![row(7), row(21)],
            end_head: name.into(),
            empty: name.into(),
        }),
        Chart::CellGrid(CellGrid { empty: name.into(), ..CellGrid::default() }),
        Chart::TileMap(TileMap {
            keys,
            name: name.into(),
            tiles: FILLS.iter().enumerate().map(|(index, fill)| tile(index, fill)).collect(),
            empty: name.into(),
        }),
        stack(name, StackShape::Columns, &[3]),
        stack(name, StackShape::Areas, &[3, 1]),
        Chart::Radar(Radar {
            series: vec![(Mark::DoneOnTime, name.into()), (Mark::Overdue, name.into())],
            axes: vec![RadarAxis { name: name.into(), values: vec![value(Some(12.0)), value(None), value(Some(1.0))] }; 3],
            rim: 100.0,
            unit: name.into(),
            empty: name.into(),
        }),
        Chart::Multiples(Multiples { panels: vec![panel(&[1.0]), panel(&[])], shared: false, goal: name.into(), hollow: name.into(), empty: name.into() }),
    ]
}

fn stack(name: &str, shape: StackShape, counts: &[u64]) -> Chart {
    let point = |(month, count): (u32, &u64)| StackPoint {
        from: at(2024, month, 1),
        to: at(2024, month, 28),
        head: name.into(),
        segments: (*count != 1).then(|| {
            let segment = |status| Segment { status, count: *count, label: name.into() };
            [Mark::Overdue, Mark::NoData, Mark::DoneOnTime].map(segment).to_vec()
        }),
        label: name.into(),
    };
    Chart::TimeStack(TimeStack {
        shape,
        statuses: vec![Status { mark: Mark::Overdue, word: name.into() }],
        points: (1..).zip(counts).map(point).collect(),
        today: Some((at(2024, 1, 10), name.into())),
        empty: name.into(),
    })
}

/// Values at the ends, days out of order, nothing on an axis.
pub fn extreme() -> Vec<Chart> {
    let mut charts = Vec::new();
    for shape in [StackShape::Columns, StackShape::Areas] {
        charts.push(stack("x", shape, &[u64::MAX, 0, u64::MAX]));
        charts.push(stack("x", shape, &[1, 1]));
        charts.push(stack("x", shape, &[0]));
        let backwards = StackPoint {
            from: NaiveDate::MAX,
            to: NaiveDate::MIN,
            head: "x".into(),
            segments: Some(Vec::new()),
            label: "x".into(),
        };
        charts.push(Chart::TimeStack(TimeStack {
            shape,
            statuses: Vec::new(),
            points: vec![backwards; 400],
            today: Some((NaiveDate::MIN, "x".into())),
            empty: String::new(),
        }));
    }
    let values = [0.0, -1e15, 1e15, f64::MAX, f64::MIN, f64::MIN_POSITIVE];
    for rim in [0.0, -3.0, 1e-9, f64::MAX] {
        let axis = |value: &f64| RadarAxis {
            name: "x".into(),
            values: vec![RadarValue { value: Some(*value), written: "x".into(), label: "x".into() }],
        };
        let radar = Radar {
            series: vec![(Mark::Overdue, "x".into())],
            axes: values.iter().map(axis).collect(),
            rim,
            unit: String::new(),
            empty: String::new(),
        };
        charts.push(Chart::Radar(Radar { axes: radar.axes[..1].to_vec(), ..radar.clone() }));
        charts.push(Chart::Radar(radar));
    }
    for shared in [true, false] {
        let panel = |value: &f64| Panel {
            name: "x".into(),
            newest: "x".into(),
            observations: vec![seen(NaiveDate::MIN, *value, "x"), seen(NaiveDate::MAX, *value, "x")],
            goal: Some(*value),
        };
        charts.push(Chart::Multiples(Multiples { panels: values.iter().map(panel).collect(), shared, ..Multiples::default() }));
    }
    charts.push(Chart::CellGrid(CellGrid {
        columns: vec![GridColumn { head: "x".into(), end: String::new() }; 300],
        rows: vec![GridRow { label: "x".into(), end: String::new(), cells: vec![cell(Fill::Class(1), "x"); 300] }; 3],
        ..CellGrid::default()
    }));
    charts
}

/// Every kind that has a place for a number, with one that has no place on an axis.
pub fn not_finite(value: f64) -> Vec<Chart> {
    let radar = |value: f64, rim: f64| Radar {
        series: vec![(Mark::Overdue, "x".into())],
        axes: vec![RadarAxis {
            name: "x".into(),
            values: vec![RadarValue { value: Some(value), written: "x".into(), label: "x".into() }],
        }],
        rim,
        unit: String::new(),
        empty: String::new(),
    };
    let panels = |value: f64, goal: f64| Multiples {
        panels: vec![Panel { observations: vec![seen(at(2024, 1, 1), value, "x")], goal: Some(goal), ..Panel::default() }],
        ..Multiples::default()
    };
    vec![
        Chart::Radar(radar(value, 1.0)),
        Chart::Radar(radar(1.0, value)),
        Chart::Multiples(panels(value, 1.0)),
        Chart::Multiples(panels(1.0, value)),
    ]
}
