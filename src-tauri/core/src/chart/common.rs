//! The matrix of common tasks as a chart: agencies down, tasks across, how each part stands. The cells are those of
//! [`crate::matrix`].

use chrono::NaiveDate;
use so35_press as press;

use super::words::{mark, number, sources, status_word};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::book::Reader;
use crate::error::Result;
use crate::matrix::{self, MatrixCell, MatrixRequest};
use crate::status::Status;
use crate::wire::Day;
use crate::words::Words;

/// Agencies by common tasks.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let request = MatrixRequest { agency_group: spec.agency_group.clone(), as_of: Some(Day(as_of)), basis: spec.basis, ..MatrixRequest::default() };
    let matrix = matrix::matrix(reader, request)?;
    let share = |done: u32, of: u32| format!("{}/{}", number(words, done.into()), number(words, of.into()));
    let mut table = Filling::default().words(words.get("field.agency"));
    for task in &matrix.tasks {
        table = table.words(format!("{} {}", task.code, task.statement));
    }
    table = table.words(words.get("chart.common.done"));
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    for line in &matrix.lines {
        let mut written = vec![ChartCell::text(&line.label)];
        let mut cells = Vec::new();
        for (column, (task, cell)) in (1..).zip(matrix.tasks.iter().zip(&line.cells)) {
            marks.push((rows.len(), column));
            let Some(cell) = cell else {
                written.push(ChartCell::not_applicable(""));
                cells.push(press::GridCell { fill: press::Fill::Blank, written: String::new(), label: String::new() });
                continue;
            };
            let state = state(words, cell);
            written.push(ChartCell::text(&state).behind(ChartDoor::Task { id: task.id.clone() }));
            let label = format!("{}, {}: {state}", line.label, task.code);
            cells.push(press::GridCell { fill: press::Fill::Mark(mark(cell.standing.status)), written: String::new(), label });
        }
        written.push(ChartCell::text(share(line.done, line.of)));
        table.row(written, line.agency.as_ref().map(|agency| ChartDoor::Agency { id: agency.id.clone() }));
        rows.push(press::GridRow { label: line.label.clone(), end: share(line.done, line.of), cells });
    }
    let used = Status::ALL.into_iter().filter(|status| matrix.counts.of(*status) > 0);
    let keys = used.map(|status| press::KeyEntry { fill: press::Fill::Mark(mark(status)), word: status_word(words, status) });
    let overdue = matrix.counts.of(Status::OpenOverdue);
    let key = match (matrix.of, overdue) {
        (0, _) => "chart.common.empty",
        (_, 0) => "chart.common.title",
        _ => "chart.common.title_overdue",
    };
    let params = [("done", number(words, matrix.done.into())), ("of", number(words, matrix.of.into())), ("overdue", number(words, overdue))];
    let title = words.fill(key, &params);
    let named: Vec<String> = matrix.tasks.iter().map(|task| format!("{}: {}", task.code, share(task.done, task.of))).collect();
    let chart = press::Chart::CellGrid(press::CellGrid {
        keys: keys.collect(),
        columns: matrix.tasks.iter().map(|task| press::GridColumn { head: task.code.clone(), end: share(task.done, task.of) }).collect(),
        rows,
        end_head: words.get("chart.common.done"),
        empty: words.get("chart.common.empty"),
    });
    let frame = press::Frame {
        description: format!("{title}. {}", named.join("; ")),
        title,
        subtitle: words.fill("chart.common.subtitle", &[("day", words.day(matrix.as_of))]) + &status::basis(words, spec),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    Ok(Composed::new(chart, frame, table, marks))
}

/// How a part stands, in words: "Quá hạn chưa hoàn thành (trễ 12 ngày)".
pub(super) fn state(words: &Words, cell: &MatrixCell) -> String {
    let status = status_word(words, cell.standing.status);
    match cell.standing.late_days {
        0 => status,
        days => words.fill("chart.common.late", &[("status", status), ("days", days.to_string())]),
    }
}
