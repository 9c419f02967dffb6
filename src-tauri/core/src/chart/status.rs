//! Tasks by status: one bar for each focus area.

use chrono::NaiveDate;
use so35_press as press;

use super::words::{finding, mark, number, sources, status_word};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling};
use crate::book::Reader;
use crate::error::Result;
use crate::framework;
use crate::rates::tally;
use crate::status::{Counts, Status};
use crate::task::{self, Look, TaskListRequest, TaskRow};
use crate::wire::Day;

/// The tasks of one row.
struct Group {
    label: String,
    counts: Counts,
    door: TaskListRequest,
}

/// Tasks by status, one bar for each row.
pub fn stacked(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let look = Look { basis: spec.basis.unwrap_or_default(), ..Look::on(as_of) };
    let register = task::register(reader, &look)?;
    let rows: Vec<&TaskRow> = register.tasks().collect();
    let counts = tally(rows.iter().copied());
    let door = TaskListRequest { as_of: Some(Day(as_of)), basis: spec.basis, ..TaskListRequest::default() };
    let groups = by_area(reader, &rows, &door)?;
    let statuses: Vec<Status> = Status::ALL.into_iter().filter(|status| counts.of(*status) > 0).collect();

    let mut table = Filling::default().words(words.get("field.focus_area"));
    for status in &statuses {
        table = table.numbers(status_word(words, *status), "");
    }
    table = table.numbers(words.get("field.total"), "");
    let mut marks = Vec::new();
    let mut bars = Vec::new();
    for group in &groups {
        let behind = |status: Option<Status>| ChartDoor::tasks(TaskListRequest { status: status.map(|status| vec![status]), ..group.door.clone() });
        let mut cells = vec![ChartCell::text(&group.label)];
        let mut segments = Vec::new();
        for (column, status) in (1..).zip(&statuses) {
            let count = group.counts.of(*status);
            let written = number(words, count);
            segments.push(press::Segment {
                status: mark(*status),
                count,
                label: format!("{}: {written} {}", group.label, status_word(words, *status)),
            });
            marks.push((bars.len(), column));
            cells.push(ChartCell::number(count as f64, written).behind(behind(Some(*status))));
        }
        cells.push(ChartCell::number(group.counts.total() as f64, number(words, group.counts.total())));
        table.row(cells, Some(behind(None)));
        bars.push(press::StatusRow { label: group.label.clone(), segments });
    }
    let named = statuses.iter().map(|status| press::Status { mark: mark(*status), word: status_word(words, *status) }).collect();
    let by_status: Vec<String> =
        statuses.iter().map(|status| format!("{}: {}", status_word(words, *status), number(words, counts.of(*status)))).collect();
    let title = finding(words, &counts);
    let day = [("day", words.day(as_of)), ("total", number(words, counts.total()))];
    let chart = press::Chart::StatusBars(press::StatusBars { statuses: named, rows: bars, empty: words.get("chart.status.none") });
    let frame = press::Frame {
        description: format!("{title}. {}", by_status.join("; ")),
        title,
        subtitle: words.fill("chart.status.subtitle", &day),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    Ok(Composed::new(chart, frame, table, marks))
}

/// One group for each focus area in official order, and one for tasks that have no place yet.
fn by_area(reader: &Reader, rows: &[&TaskRow], door: &TaskListRequest) -> Result<Vec<Group>> {
    let of = |id: Option<&str>| tally(rows.iter().copied().filter(|row| row.is_of_area(id)));
    let mut groups = Vec::new();
    for area in framework::names(reader.conn)? {
        let door = TaskListRequest { focus_area: Some(area.id.clone()), ..door.clone() };
        groups.push(Group { label: format!("{} {}", area.mark, area.short_name), counts: of(Some(&area.id)), door });
    }
    if rows.iter().any(|row| row.main_area().is_none()) {
        let door = TaskListRequest { focus_area: Some(String::new()), ..door.clone() };
        groups.push(Group { label: reader.words().get("chart.status.unplaced"), counts: of(None), door });
    }
    Ok(groups)
}
