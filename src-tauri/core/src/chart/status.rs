//! Tasks by status: for each focus area, agency, document or period of deadlines, the statuses one after the
//! other or side by side.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use so35_press as press;

use super::words::{finding, mark, number, sources, status_word};
use super::{ChartBy, ChartCell, ChartDoor, ChartSpec, Composed, Filling};
use crate::book::Reader;
use crate::error::Result;
use crate::extension::Basis;
use crate::period::{Calendar, Period, PeriodKind};
use crate::rates::tally;
use crate::status::{Counts, Status};
use crate::task::{self, Look, TaskListRequest, TaskRow};
use crate::wire::{Day, IdRequest};
use crate::words::Words;
use crate::{agency, by_agency, citation, document, framework, listing};

/// The tasks of one row.
struct Group {
    label: String,
    counts: Counts,
    door: TaskListRequest,
}

/// Tasks by status, the statuses one after the other.
pub fn stacked(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    compose(reader, spec, as_of, press::Chart::StatusBars)
}

/// Tasks by status, the statuses side by side.
pub fn grouped(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    compose(reader, spec, as_of, press::Chart::StatusGroups)
}

/// The filter that lists the tasks a chart speaks of.
pub(super) fn filter(spec: &ChartSpec, as_of: NaiveDate) -> TaskListRequest {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    TaskListRequest {
        as_of: Some(Day(as_of)),
        basis: spec.basis,
        focus_area: given(&spec.focus_area),
        // What the agency has to do, as in its counts and lists: not what it only helps with.
        obliged: given(&spec.agency),
        agency_group: given(&spec.agency_group),
        document: given(&spec.document),
        ..TaskListRequest::default()
    }
}

/// Every task of a row, the regular ones too, which the rates leave out.
fn all(counts: &Counts) -> u64 {
    Status::ALL.into_iter().map(|status| counts.of(status)).sum()
}

/// By which deadline statuses are told, to be set behind a subtitle; empty for the current one.
pub(super) fn basis(words: &Words, spec: &ChartSpec) -> String {
    match spec.basis {
        Some(Basis::Original) => format!("; {}", words.of_value("basis", Basis::Original)),
        Some(Basis::Current) | None => String::new(),
    }
}

/// What was chosen and by which deadline, to be set behind a subtitle; empty where nothing was.
pub(super) fn chosen(reader: &Reader, spec: &ChartSpec, filter: &TaskListRequest) -> Result<String> {
    let words = reader.words();
    let mut said = basis(words, spec);
    if let Some(scope) = listing::chosen(reader, filter)? {
        said.push_str(". ");
        said.push_str(&scope);
    }
    Ok(said)
}

fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate, chart: fn(press::StatusBars) -> press::Chart) -> Result<Composed> {
    let words = reader.words();
    let filter = filter(spec, as_of);
    let by = spec.by.unwrap_or_default();
    let (counts, groups) = task::fitting(reader, &filter, |fitting| {
        let rows = fitting.rows;
        let groups = match by {
            ChartBy::FocusArea => by_area(reader, &rows, &filter)?,
            ChartBy::Agency => by_agency(reader, &rows, &filter, as_of)?,
            ChartBy::Document => by_document(reader, &rows, &filter)?,
            ChartBy::Period => by_period(reader, &rows, &filter, spec.calendar.unwrap_or(Calendar::Statistical)),
        };
        Ok((tally(rows.iter().copied()), groups))
    })?;
    // An agency answers for its part of a common task, whose status may be one that no whole has.
    let shown = |status: &Status| counts.of(*status) > 0 || groups.iter().any(|group| group.counts.of(*status) > 0);
    let statuses: Vec<Status> = Status::ALL.into_iter().filter(shown).collect();

    let mut table = Filling::default().words(words.of_value("chart.by", by));
    for status in &statuses {
        table = table.numbers(status_word(words, *status), "");
    }
    table = table.numbers(words.get("field.total"), "");
    let mut marks = Vec::new();
    let mut bars = Vec::new();
    for group in &groups {
        let behind = |status: Option<Status>| {
            let status = status.map(|status| vec![status]).or_else(|| group.door.status.clone());
            ChartDoor::tasks(TaskListRequest { status, ..group.door.clone() })
        };
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
        cells.push(ChartCell::number(all(&group.counts) as f64, number(words, all(&group.counts))));
        table.row(cells, Some(behind(None)));
        bars.push(press::StatusRow { label: group.label.clone(), segments });
    }
    let named = statuses.iter().map(|status| press::Status { mark: mark(*status), word: status_word(words, *status) }).collect();
    let by_status: Vec<String> =
        statuses.iter().map(|status| format!("{}: {}", status_word(words, *status), number(words, counts.of(*status)))).collect();
    let title = finding(words, &counts);
    let said = words.fill(
        "chart.status.subtitle",
        &[("day", words.day(as_of)), ("total", number(words, all(&counts))), ("by", words.of_value("chart.by", by).to_lowercase())],
    );
    let parts: u64 = groups.iter().map(|group| all(&group.counts)).sum();
    let counted = |key: &str| format!("; {}", words.fill(key, &[("parts", number(words, parts))]));
    let twice = match by {
        // Where each stands once, there is one number to tell.
        _ if parts == all(&counts) => String::new(),
        ChartBy::Agency => counted("chart.status.twice_agency"),
        ChartBy::Document => counted("chart.status.twice_document"),
        ChartBy::FocusArea | ChartBy::Period => String::new(),
    };
    let frame = press::Frame {
        description: format!("{title}. {}", by_status.join("; ")),
        title,
        subtitle: format!("{said}{twice}{}", chosen(reader, spec, &filter)?),
        source: sources(reader, "task")?,
        ..press::Frame::default()
    };
    let values = press::StatusBars { statuses: named, rows: bars, empty: words.get("chart.status.none") };
    Ok(Composed::new(chart(values), frame, table, marks))
}

/// One group for each focus area in official order, and one for tasks that have no place yet.
fn by_area(reader: &Reader, rows: &[&TaskRow], filter: &TaskListRequest) -> Result<Vec<Group>> {
    let of = |id: Option<&str>| tally(rows.iter().copied().filter(|row| row.is_of_area(id)));
    let wanted = filter.focus_area.as_deref().map(|area| framework::area_id(reader.conn, "focus_area", area)).transpose()?;
    let mut groups = Vec::new();
    for area in framework::names(reader.conn)? {
        if wanted.as_ref().is_none_or(|wanted| *wanted == area.id) {
            let door = TaskListRequest { focus_area: Some(area.id.clone()), ..filter.clone() };
            groups.push(Group { label: format!("{} {}", area.mark, area.short_name), counts: of(Some(&area.id)), door });
        }
    }
    if rows.iter().any(|row| row.main_area().is_none()) {
        let door = TaskListRequest { focus_area: Some(String::new()), ..filter.clone() };
        groups.push(Group { label: reader.words().get("chart.status.unplaced"), counts: of(None), door });
    }
    Ok(groups)
}

/// One group for each agency that answers for tasks, most tasks first; tasks without a named lead stand last.
fn by_agency(reader: &Reader, rows: &[&TaskRow], filter: &TaskListRequest, as_of: NaiveDate) -> Result<Vec<Group>> {
    let look = Look { basis: filter.basis.unwrap_or_default(), agency: filter.obliged.as_deref(), ..Look::on(as_of) };
    let found = by_agency::tally(reader.conn, rows, &look, None)?;
    let names = agency::names(reader.conn)?;
    let mut groups: Vec<(bool, Group)> = found
        .agencies
        .into_iter()
        // A task that two agencies lead is here the one's that is asked for.
        .filter(|(id, _)| filter.obliged.is_none() || *id == filter.obliged)
        .map(|(id, counts)| match id.and_then(|id| names.get(&id)) {
            Some(agency) => {
                let door = TaskListRequest { obliged: Some(agency.id.clone()), ..filter.clone() };
                (false, Group { label: agency.short_name.clone(), counts, door })
            }
            None => {
                let door = TaskListRequest { lead: Some(String::new()), ..filter.clone() };
                (true, Group { label: reader.words().get("group.no_agency"), counts, door })
            }
        })
        .collect();
    let order = reader.order()?;
    groups.sort_by(|a, b| {
        let more = all(&b.1.counts).cmp(&all(&a.1.counts));
        a.0.cmp(&b.0).then(more).then_with(|| order.compare(&a.1.label, &b.1.label))
    });
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

/// One group for each document that gives tasks, most tasks first; tasks without a document stand last.
fn by_document(reader: &Reader, rows: &[&TaskRow], filter: &TaskListRequest) -> Result<Vec<Group>> {
    let cited = citation::documents_of_tasks(reader.conn)?;
    let mut counts: HashMap<Option<&str>, Counts> = HashMap::new();
    for row in rows {
        match cited.get(&row.id).filter(|ids| !ids.is_empty()) {
            Some(ids) => ids.iter().for_each(|id| counts.entry(Some(id)).or_default().add(row.standing.status)),
            None => counts.entry(None).or_default().add(row.standing.status),
        }
    }
    let mut groups = Vec::new();
    for (id, counts) in counts {
        let label = match id {
            Some(id) => {
                let found = document::get(reader, IdRequest { id: id.to_owned() })?;
                // A code says nothing to who does not know the register by heart.
                match &found.number_symbol {
                    Some(number) => number.clone(),
                    None => format!("[{}] {}", document::label(&found), found.subject),
                }
            }
            None => reader.words().get("group.no_document"),
        };
        let door = TaskListRequest { document: Some(id.unwrap_or_default().to_owned()), ..filter.clone() };
        groups.push((id.is_none(), Group { label, counts, door }));
    }
    let order = reader.order()?;
    groups.sort_by(|a, b| {
        let more = all(&b.1.counts).cmp(&all(&a.1.counts));
        a.0.cmp(&b.0).then(more).then_with(|| order.compare(&a.1.label, &b.1.label))
    });
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

/// One group for each quarter in which deadlines end, in order; tasks without a deadline stand last.
fn by_period(reader: &Reader, rows: &[&TaskRow], filter: &TaskListRequest, calendar: Calendar) -> Vec<Group> {
    let words = reader.words();
    let mut counts: BTreeMap<NaiveDate, (Period, Counts)> = BTreeMap::new();
    let mut undated = Counts::default();
    for row in rows {
        match row.due.and_then(|due| Period::containing(due, PeriodKind::Quarter, calendar)) {
            Some(period) => {
                counts.entry(period.first_day(calendar)).or_insert_with(|| (period, Counts::default())).1.add(row.standing.status);
            }
            None => undated.add(row.standing.status),
        }
    }
    let mut groups: Vec<Group> = counts
        .into_values()
        .map(|(period, counts)| {
            let (first, last) = (period.first_day(calendar), period.last_day(calendar));
            let door = TaskListRequest { due_from: Some(Day(first)), due_to: Some(Day(last)), ..filter.clone() };
            Group { label: words.period(period), counts, door }
        })
        .collect();
    if all(&undated) > 0 {
        let status = Some(vec![Status::DoneNoDeadline, Status::OpenNoDeadline, Status::Ongoing]);
        groups.push(Group { label: words.get("group.no_deadline"), counts: undated, door: TaskListRequest { status, ..filter.clone() } });
    }
    groups
}
