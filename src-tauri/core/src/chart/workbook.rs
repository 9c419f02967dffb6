//! A chart as a workbook: its table as cells, and which chart Excel draws over them. Where Excel has none of a
//! kind the nearest is taken, and the sheet says so.

use so35_press::{self as press, BookSeries, BookValue, Native};

use super::{ChartKind, ChartTable, ChartValue, Composed};
use crate::book::Reader;
use crate::error::Result;
use crate::figure;
use crate::sheet;
use crate::status::Status;

/// The workbook of a chart.
pub fn book(reader: &Reader, kind: ChartKind, composed: &Composed) -> Result<press::ChartBook> {
    let words = reader.words();
    let table = &composed.table;
    let (native, nearest) = native(kind);
    let mut headings: Vec<String> = table
        .columns
        .iter()
        .map(|column| match &column.unit {
            Some(unit) => format!("{} ({unit})", column.heading),
            None => column.heading.clone(),
        })
        .collect();
    let mut rows: Vec<Vec<BookValue>> = table
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| match &cell.value {
                    ChartValue::Number { value } => BookValue::Number(*value),
                    ChartValue::NoData => BookValue::NoData,
                    ChartValue::NotApplicable => BookValue::NotApplicable,
                    ChartValue::Text => BookValue::Text(cell.written.clone()),
                    ChartValue::Day { day } => BookValue::Day(*day),
                })
                .collect()
        })
        .collect();
    // What a number alone does not say, such as "gần" or "41/53", stands in a column of its own.
    let plain = |value: f64| figure::write(value, None, words.language.notation());
    for (column, head) in table.columns.iter().enumerate() {
        let cells = || table.rows.iter().map(move |row| row.cells.get(column));
        let says_more = cells().flatten().any(|cell| match cell.value {
            ChartValue::Number { value } => cell.written.trim_start_matches('+').replace('−', "-") != plain(value),
            _ => false,
        });
        if says_more {
            headings.push(words.fill("chart.book.written", &[("heading", &head.heading)]));
            for (row, cell) in rows.iter_mut().zip(cells()) {
                let written = cell.filter(|cell| matches!(cell.value, ChartValue::Number { .. })).map(|cell| cell.written.clone());
                row.push(BookValue::Text(written.unwrap_or_default()));
            }
        }
    }
    let holds = |wanted: &ChartValue| table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.value == *wanted);
    let mut notes: Vec<String> = Vec::new();
    if nearest {
        notes.push(words.get("chart.book.nearest"));
    }
    if holds(&ChartValue::NoData) {
        notes.push(words.get("chart.book.no_data"));
    }
    if holds(&ChartValue::NotApplicable) {
        notes.push(words.get("chart.book.not_applicable"));
    }
    notes.push(table.note.clone());
    Ok(press::ChartBook {
        title: composed.frame.title.clone(),
        subtitle: composed.frame.subtitle.clone(),
        source: table.source.clone(),
        notes,
        description: composed.frame.description.clone(),
        sheet: words.get("chart.book.sheet"),
        agency: sheet::letterhead(reader)?.agency,
        date: reader.today(),
        headings,
        rows,
        empty: words.get("chart.book.empty"),
        native,
        series: series(reader, kind, table),
    })
}

/// Which chart Excel draws of a kind, and whether it is only the nearest to it.
fn native(kind: ChartKind) -> (Native, bool) {
    match kind {
        ChartKind::StatusStacked => (Native::StackedBars, false),
        ChartKind::StatusGrouped | ChartKind::Attainment | ChartKind::Ranked => (Native::Bars, false),
        ChartKind::IndicatorLine => (Native::Scatter, false),
        ChartKind::Slope => (Native::Lines, false),
        ChartKind::StatusArea => (Native::StackedAreas, false),
        ChartKind::Deadlines => (Native::StackedColumns, false),
        ChartKind::Radar => (Native::Radar, false),
        // Many lines in one picture instead of many pictures.
        ChartKind::Multiples => (Native::Scatter, true),
        ChartKind::HeatPeriods | ChartKind::HeatReports => (Native::Lines, true),
        // Excel draws no cells, tiles or marks.
        ChartKind::HeatAreas | ChartKind::CommonTasks | ChartKind::TileMap => (Native::Bars, true),
        // Excel has no bullets, ranges or (in this file format) waterfalls.
        ChartKind::Bullet | ChartKind::DotRange | ChartKind::Waterfall => (Native::Bars, true),
    }
}

/// A place in the sheet from one in the table; the heading is row 0.
fn at(row: usize, column: usize) -> (u32, u16) {
    (u32::try_from(row).unwrap_or(u32::MAX), u16::try_from(column).unwrap_or(u16::MAX))
}

/// The cells that Excel draws.
fn series(reader: &Reader, kind: ChartKind, table: &ChartTable) -> Vec<BookSeries> {
    let count = table.rows.len();
    if count == 0 {
        return Vec::new();
    }
    match kind {
        // A row is a line from the one day to the other.
        ChartKind::Slope => (1..=count)
            .map(|row| BookSeries { name: at(row, 0), categories: (at(0, 1), at(0, 2)), values: (at(row, 1), at(row, 2)), mark: None })
            .collect(),
        // An agency is a line along the periods.
        ChartKind::HeatPeriods | ChartKind::HeatReports => {
            let last = table.columns.len().saturating_sub(1);
            let line = |row| BookSeries { name: at(row, 0), categories: (at(0, 1), at(0, last)), values: (at(row, 1), at(row, last)), mark: None };
            (1..=count).filter(|_| last > 0).map(line).collect()
        }
        ChartKind::Multiples => runs(table, 0)
            .into_iter()
            .map(|(first, last)| BookSeries {
                name: at(first + 1, 0),
                categories: (at(first + 1, 1), at(last + 1, 1)),
                values: (at(first + 1, 2), at(last + 1, 2)),
                mark: None,
            })
            .collect(),
        // Figures, baseline and targets are series of their own along the same days.
        ChartKind::IndicatorLine => runs(table, 1)
            .into_iter()
            .map(|(first, last)| BookSeries {
                name: at(first + 1, 1),
                categories: (at(first + 1, 0), at(last + 1, 0)),
                values: (at(first + 1, 2), at(last + 1, 2)),
                mark: None,
            })
            .collect(),
        _ => {
            // The target of ranked agencies stands below them and is none of them.
            let rows = if kind == ChartKind::Ranked { count - usize::from(table.rows.last().is_some_and(|row| row.door.is_none())) } else { count };
            let summed = [ChartKind::StatusStacked, ChartKind::StatusGrouped, ChartKind::StatusArea, ChartKind::Deadlines, ChartKind::HeatAreas];
            let sum = summed.contains(&kind).then(|| table.columns.len().saturating_sub(1));
            let counted = (kind == ChartKind::DotRange).then(|| table.columns.len().saturating_sub(1));
            (0..table.columns.len())
                .filter(|column| rows > 0 && Some(*column) != sum && Some(*column) != counted)
                .filter(|column| table.rows.iter().take(rows).any(|row| row.cells.get(*column).is_some_and(|cell| matches!(cell.value, ChartValue::Number { .. }))))
                .map(|column| BookSeries {
                    name: at(0, column),
                    categories: (at(1, 0), at(rows, 0)),
                    values: (at(1, column), at(rows, column)),
                    mark: table.columns.get(column).and_then(|head| status_of(reader, &head.heading)),
                })
                .collect()
        }
    }
}

/// The mark of a status, by its word as a heading.
fn status_of(reader: &Reader, heading: &str) -> Option<press::Mark> {
    let words = reader.words();
    Status::ALL.into_iter().find(|status| super::status_word(words, *status) == heading).map(super::mark)
}

/// First and last row of each run of equal words in a column.
fn runs(table: &ChartTable, column: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let word = |row: usize| table.cell((row, column)).map(|cell| cell.written.as_str());
    for row in 0..table.rows.len() {
        match runs.last_mut() {
            Some((_, last)) if word(*last) == word(row) => *last = row,
            _ => runs.push((row, row)),
        }
    }
    runs
}
