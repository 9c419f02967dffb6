//! The register: one line for each task, in one of the two official orders of columns, under headings where
//! asked for. Columns that only help to sort and count stand in the workbook alone.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use so35_press::{Align, Listing, ListingCell, ListingColumn, ListingRow};

use super::cells;
use super::{ColumnOrder, Frame};
use crate::book::Reader;
use crate::citation::{self, Source};
use crate::error::Result;
use crate::extension::Basis;
use crate::status::Standing;
use crate::step;
use crate::task::{self, Look, TaskList, TaskRow, said};
use crate::words::Words;

/// What lines need besides the rows, by task.
struct Sources {
    results: HashMap<String, Vec<String>>,
    documents: HashMap<String, Vec<Source>>,
    /// By the deadline that was not asked for: last day and standing.
    other: HashMap<String, (Option<NaiveDate>, Standing)>,
}

/// The register of the tasks listed.
pub fn register(reader: &Reader, list: TaskList, frame: Frame, order: ColumnOrder) -> Result<Listing> {
    let words = reader.words();
    let conn = reader.conn;
    let mut other = HashMap::new();
    if frame.basis == Basis::Original {
        let look = Look { agency: frame.agency.as_deref(), ..Look::on(list.as_of) };
        for row in task::register(reader, &look)?.with_parts().filter(|row| row.extended > 0) {
            other.insert(row.id.clone(), (row.due, row.standing));
        }
    }
    let sources = Sources {
        results: step::results(conn, list.as_of)?,
        documents: citation::sources(conn, "task")?,
        other,
    };
    let assumed = list.rows.iter().any(|row| row.deadline.assumption.is_some());
    let extended = list.rows.iter().any(|row| row.extended > 0);
    let mut listing = frame.listing;
    if listing.title.is_empty() {
        listing.title = words.get("register.title");
    }
    listing.sheet = words.get("register.sheet");
    listing.columns = columns(words, order, !list.groups.is_empty());
    listing.notes = [
        Some(words.fill("register.total", &[("count", (list.counts.total() + list.counts.ongoing).to_string())])),
        Some(words.get("register.deadline_note")),
        assumed.then(|| words.get("briefing.before_note")),
        extended.then(|| words.of_value("register_extended_note", frame.basis)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let groups = grouped(list);
    let mut number = 0;
    for (at, (heading, rows)) in groups.into_iter().enumerate() {
        let group = heading.map(|heading| {
            let params = [("number", cells::roman(at + 1)), ("name", heading), ("count", counted(&rows).to_string())];
            words.fill("register.heading", &params)
        });
        listing.rows.extend(group.clone().map(ListingRow::Heading));
        let mut part = 0;
        let mut of: Option<String> = None;
        for row in with_parts(rows) {
            // A part bears the number of its task and its own: 3.1. One without its task bears none.
            let ordinal = if row.parent.is_none() {
                number += 1;
                part = 0;
                of = Some(row.id.clone());
                cells::count(words, number)
            } else if row.parent == of {
                part += 1;
                format!("{number}.{part}").into()
            } else {
                "–".into()
            };
            let line = Line { words, row: &row, sources: &sources, basis: frame.basis };
            let mut cells = match order {
                ColumnOrder::Office => line.office(ordinal),
                ColumnOrder::Commune => line.commune(),
            };
            cells.extend(line.for_the_workbook(order));
            cells.extend(group.clone().map(ListingCell::from));
            listing.rows.push(ListingRow::Cells(cells));
        }
    }
    Ok(listing)
}

fn column(header: String, align: Align, width: f64) -> ListingColumn {
    ListingColumn { header, group: String::new(), number: String::new(), align, width, workbook_only: false }
}

/// The columns of an order, with the shares of the sheet they need, and those of the workbook.
fn columns(words: &Words, order: ColumnOrder, grouped: bool) -> Vec<ListingColumn> {
    use Align::{Center, Left};
    let (family, printed): (&str, &[(&str, Align, f64)]) = match order {
        ColumnOrder::Office => (
            "register_office",
            &[
                ("ordinal", Center, 0.9),
                ("statement", Left, 5.2),
                ("lead", Left, 2.1),
                ("coordinating", Left, 2.1),
                ("deadline", Left, 2.4),
                ("product", Left, 2.2),
                ("result", Left, 2.4),
                ("status", Left, 2.4),
                ("difficulties", Left, 1.9),
                ("proposals", Left, 1.7),
                ("note", Left, 2.0),
            ],
        ),
        ColumnOrder::Commune => (
            "register_commune",
            &[
                ("code", Center, 1.2),
                ("statement", Left, 5.2),
                ("lead", Left, 2.0),
                ("owner", Left, 1.7),
                ("executing", Left, 2.0),
                ("documents", Left, 2.0),
                ("party_documents", Left, 1.9),
                ("deadline", Left, 2.3),
                ("status", Left, 2.2),
                ("result", Left, 2.3),
                ("approver", Left, 1.7),
                ("note", Left, 1.9),
            ],
        ),
    };
    let helping: &[(&str, Align, f64)] = &[
        ("code", Left, 1.2),
        ("original_day", Center, 1.7),
        ("current_day", Center, 1.7),
        ("completed_on", Center, 1.7),
        ("late_days", Center, 1.2),
        ("extended", Center, 1.2),
    ];
    let group: &[(&str, Align, f64)] = if grouped { &[("group", Left, 3.0)] } else { &[] };
    let skipped = usize::from(order == ColumnOrder::Commune);
    let helping = helping.iter().skip(skipped).chain(group).map(|(key, align, width)| ListingColumn {
        workbook_only: true,
        ..column(words.get(&format!("register_workbook.{key}")), *align, *width)
    });
    printed.iter().map(|(key, align, width)| column(words.get(&format!("{family}.{key}")), *align, *width)).chain(helping).collect()
}

/// One line being written.
struct Line<'a> {
    words: &'a Words,
    row: &'a TaskRow,
    sources: &'a Sources,
    basis: Basis,
}

impl Line<'_> {
    fn office(&self, ordinal: ListingCell) -> Vec<ListingCell> {
        let (words, row) = (self.words, self.row);
        let latest = row.latest.as_ref();
        let note = cells::remark(words, row, row.note.as_ref());
        vec![
            ordinal,
            row.statement.clone().into(),
            cells::leads(words, row).into(),
            cells::coordinating(row).into(),
            self.deadline(),
            row.product.clone().unwrap_or_default().into(),
            self.result(),
            self.status(),
            latest.and_then(|latest| latest.difficulties.clone()).unwrap_or_default().into(),
            latest.and_then(|latest| latest.proposals.clone()).unwrap_or_default().into(),
            cells::joined([row.code.clone(), note]).into(),
        ]
    }

    fn commune(&self) -> Vec<ListingCell> {
        let (words, row) = (self.words, self.row);
        let none = Vec::new();
        let documents = self.sources.documents.get(&row.id).unwrap_or(&none);
        let cited = |of_party: bool| {
            let mut labels: Vec<String> = Vec::new();
            for source in documents.iter().filter(|source| source.official && source.is_of_party() == of_party) {
                if !labels.contains(&source.label) {
                    labels.push(source.label.clone());
                }
            }
            cells::joined(labels)
        };
        let (lead, executing) = match said::obligations(words, row) {
            Some(group) => (String::new(), cells::joined([group, cells::coordinating(row)])),
            None => (cells::leads(words, row), cells::coordinating(row)),
        };
        vec![
            row.code.clone().into(),
            row.statement.clone().into(),
            lead.into(),
            row.owner.clone().unwrap_or_default().into(),
            executing.into(),
            cited(false).into(),
            cited(true).into(),
            self.deadline(),
            self.status(),
            cells::joined([self.result().text, row.product.clone().unwrap_or_default()]).into(),
            row.assigned_by.clone().unwrap_or_default().into(),
            cells::remark(words, row, row.note.as_ref()).into(),
        ]
    }

    fn for_the_workbook(&self, order: ColumnOrder) -> Vec<ListingCell> {
        let (words, row) = (self.words, self.row);
        let code = (order == ColumnOrder::Office).then(|| row.code.clone().into());
        let late = match row.standing.late_days {
            0 => ListingCell::default(),
            days => cells::count(words, days.unsigned_abs()),
        };
        let extended = match row.extended {
            0 => ListingCell::default(),
            times => cells::count(words, times.into()),
        };
        let rest = [
            cells::day(words, row.deadline.last_day),
            cells::day(words, self.current()),
            cells::day(words, row.completed_on),
            late,
            extended,
        ];
        code.into_iter().chain(rest).collect()
    }

    /// The last day with all extensions, whichever deadline was asked for.
    fn current(&self) -> Option<NaiveDate> {
        match self.sources.other.get(&self.row.id) {
            Some((due, _)) => *due,
            None => self.row.due,
        }
    }

    fn deadline(&self) -> ListingCell {
        cells::deadline(self.words, self.row, self.current()).into()
    }

    fn status(&self) -> ListingCell {
        match self.basis {
            Basis::Current => cells::status(self.words, self.row, self.row.original.as_ref(), "register_by_original"),
            Basis::Original => {
                let other = self.sources.other.get(&self.row.id).map(|(_, standing)| standing);
                cells::status(self.words, self.row, other, "register_by_current")
            }
        }
    }

    fn result(&self) -> ListingCell {
        let none = Vec::new();
        cells::result(self.words, self.row, self.sources.results.get(&self.row.id).unwrap_or(&none)).into()
    }
}

/// How many of the rows are tasks and not parts of tasks.
fn counted(rows: &[TaskRow]) -> usize {
    rows.iter().filter(|row| row.parent.is_none()).count()
}

/// The same rows, each task followed by its parts.
fn with_parts(rows: Vec<TaskRow>) -> Vec<TaskRow> {
    if rows.iter().all(|row| row.parent.is_none()) {
        return rows;
    }
    let here: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
    let is_part_of_one_here = |row: &TaskRow| row.parent.as_ref().is_some_and(|parent| here.contains(parent));
    let (parts, tasks): (Vec<TaskRow>, Vec<TaskRow>) = rows.into_iter().partition(is_part_of_one_here);
    let mut by_task: HashMap<String, Vec<TaskRow>> = HashMap::new();
    for part in parts {
        by_task.entry(part.parent.clone().unwrap_or_default()).or_default().push(part);
    }
    let mut ordered = Vec::new();
    for row in tasks {
        let parts = by_task.remove(&row.id).unwrap_or_default();
        ordered.push(row);
        ordered.extend(parts);
    }
    // A part of a part is not foreseen, but no row is ever lost.
    ordered.extend(by_task.into_values().flatten());
    ordered
}

type Group = (Option<String>, Vec<TaskRow>);

/// The rows under the headings that the list gave them.
fn grouped(list: TaskList) -> Vec<Group> {
    if list.groups.is_empty() {
        return vec![(None, list.rows)];
    }
    let mut rows = list.rows.into_iter();
    list.groups.into_iter().map(|group| (Some(group.label), rows.by_ref().take(group.count as usize).collect())).collect()
}
