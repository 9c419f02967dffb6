//! Sums of tasks by agency, focus area or document, with the rate of overdue tasks and its formula.
//!
//! A task that stands in two lines, because it has two leads or two documents, is counted once in the sum,
//! and the notes say so. The sum is that of the overview and of the register for the same day and choice.

use std::collections::HashMap;

use so35_press::{Align, Listing, ListingCell, ListingColumn, ListingRow, ListingValue};

use super::cells;
use super::{Frame, SummaryBy};
use crate::book::Reader;
use crate::{agency, by_agency, citation};
use crate::error::Result;
use crate::figure;
use crate::framework;
use crate::status::{Counts, RateKind, Status};
use crate::task::{Look, TaskList, TaskRow};
use crate::words::Words;

/// One line of a summary: where it stands among the others, its name, its tasks.
struct Sum {
    name: String,
    counts: Counts,
}

/// The lines of a summary.
#[derive(Default)]
struct Summed {
    sums: Vec<Sum>,
    /// Lines of common tasks as wholes.
    groups: Vec<Sum>,
    /// How many tasks stand in more than one line.
    twice: u64,
    /// What the lines count.
    note: Option<String>,
}

/// The sums of the tasks listed.
pub fn summary(reader: &Reader, list: &TaskList, frame: Frame, by: SummaryBy) -> Result<Listing> {
    let words = reader.words();
    let rows: Vec<&TaskRow> = list.rows.iter().filter(|row| row.parent.is_none()).collect();
    let look = Look { basis: frame.basis, agency: frame.agency.as_deref(), ..Look::on(list.as_of) };
    let Summed { sums, groups, twice, note } = match by {
        SummaryBy::Agency => by_agency(reader, &rows, &look, frame.statuses.as_deref())?,
        SummaryBy::FocusArea => Summed { sums: by_area(reader, &rows)?, ..Summed::default() },
        SummaryBy::Document => by_document(reader, &rows)?,
    };
    let mut listing = frame.listing;
    if listing.title.is_empty() {
        listing.title = words.of_value("summary_title", Key(by));
    }
    listing.sheet = words.get("summary.sheet");
    listing.columns = columns(words, by);
    let mut numbers = 1..;
    let mut put = |sum: &Sum| ListingRow::Cells(line(words, cells::count(words, numbers.next().unwrap_or_default()), sum));
    listing.rows.extend(sums.iter().map(&mut put));
    if !groups.is_empty() {
        listing.rows.push(ListingRow::Heading(words.get("summary.groups")));
    }
    listing.rows.extend(groups.iter().map(&mut put));
    let whole = Sum { name: words.get("summary.sum"), counts: list.counts };
    if !listing.rows.is_empty() {
        listing.rows.push(ListingRow::Sum(line(words, ListingCell::default(), &whole)));
    }
    listing.notes = notes(words, &list.counts, by, twice, note);
    Ok(listing)
}

/// The name of a line's kind in the words.
struct Key(SummaryBy);

impl serde::Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(match self.0 {
            SummaryBy::Agency => "agency",
            SummaryBy::FocusArea => "focus_area",
            SummaryBy::Document => "document",
        })
    }
}

fn columns(words: &Words, by: SummaryBy) -> Vec<ListingColumn> {
    use Align::{Center, Left, Right};
    let name = words.of_value("summary_by", Key(by));
    let column = |header: String, group: &str, number: &str, align, width| ListingColumn {
        header,
        group: if group.is_empty() { String::new() } else { words.get(group) },
        number: number.to_owned(),
        align,
        width,
        workbook_only: false,
    };
    let (done, open) = ("summary.done", "summary.open");
    let get = |key: &str| words.get(&format!("summary.{key}"));
    vec![
        column(get("ordinal"), "", "(1)", Center, 0.7),
        column(name, "", "(2)", Left, 4.4),
        column(get("total"), "", "(3)", Right, 1.1),
        column(get("all"), done, "(4)", Right, 1.0),
        column(get("on_time"), done, "(5)", Right, 1.0),
        column(get("late"), done, "(6)", Right, 1.0),
        column(get("all"), open, "(7)", Right, 1.0),
        column(get("in_time"), open, "(8)", Right, 1.0),
        column(get("overdue"), open, "(9)", Right, 1.0),
        column(get("rate"), "", "(10)=(9)÷[(5)+(6)+(9)]", Right, 1.8),
        column(get("note"), "", "(11)", Left, 3.6),
    ]
}

fn line(words: &Words, ordinal: ListingCell, sum: &Sum) -> Vec<ListingCell> {
    let counts = &sum.counts;
    let rate = counts.rate(RateKind::Overdue);
    let share = match rate.percent_hundredths() {
        Some(hundredths) => {
            let written = figure::write(hundredths as f64 / 100.0, Some(2), words.language.notation());
            ListingCell::of(format!("{written}%"), ListingValue::Share(rate.numerator as f64 / rate.denominator as f64))
        }
        None => words.get("briefing.no_rate").into(),
    };
    // What the columns leave out, so that everybody can add up.
    let left_out = [("summary.done_undated", counts.done_no_deadline), ("summary.open_undated", counts.open_no_deadline), ("summary.ongoing", counts.ongoing)];
    let left_out = left_out.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.fill(key, &[("count", count.to_string())]));
    let number = |value: u64| cells::count(words, value);
    vec![
        ordinal,
        sum.name.clone().into(),
        number(counts.total() + counts.ongoing),
        number(counts.done()),
        number(counts.done_on_time),
        number(counts.done_late),
        number(counts.open()),
        number(counts.open_in_time),
        number(counts.open_overdue),
        share,
        cells::joined(left_out).into(),
    ]
}

fn notes(words: &Words, counts: &Counts, by: SummaryBy, twice: u64, note: Option<String>) -> Vec<String> {
    let rate = words.fill("summary.rate_note", &[("formula", words.of_value("rate_formula", RateKind::Overdue))]);
    let undated = counts.done_no_deadline + counts.open_no_deadline > 0;
    [
        Some(rate),
        undated.then(|| words.get("summary.undated_note")),
        (counts.ongoing > 0).then(|| words.fill("summary.ongoing_note", &[("count", counts.ongoing.to_string())])),
        (twice > 0).then(|| words.fill(&format!("summary_twice.{}", if by == SummaryBy::Document { "document" } else { "agency" }), &[("count", twice.to_string())])),
        note,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Agencies with most tasks first, what nobody is named for after them; then, under a heading of their own, the
/// common tasks as wholes. Beside them how often lines count a task.
fn by_agency(reader: &Reader, rows: &[&TaskRow], look: &Look, statuses: Option<&[Status]>) -> Result<Summed> {
    let words = reader.words();
    let found = by_agency::tally(reader.conn, rows, look, statuses)?;
    let names = agency::names(reader.conn)?;
    let order = reader.order()?;
    let all = |sum: &Sum| sum.counts.total() + sum.counts.ongoing;
    let by_size = |a: &Sum, b: &Sum| all(b).cmp(&all(a)).then_with(|| order.compare(&a.name, &b.name));
    let mut sums = Vec::new();
    let mut nobody = Vec::new();
    for (id, counts) in found.agencies {
        match id.and_then(|id| names.get(&id)) {
            Some(agency) => sums.push(Sum { name: agency.name.clone(), counts }),
            None => nobody.push(Sum { name: words.get("group.no_agency"), counts }),
        }
    }
    sums.sort_by(by_size);
    sums.extend(nobody);
    let mut groups: Vec<Sum> = found.groups.into_values().map(|(name, counts)| Sum { name, counts }).collect();
    groups.sort_by(by_size);
    let (tasks, parts) = found.common;
    let note = (tasks > 0).then(|| words.fill("summary.group_note", &[("tasks", tasks.to_string()), ("parts", parts.to_string())]));
    Ok(Summed { sums, groups, twice: found.several_leads.0, note })
}

/// Focus areas in official order, all of them, and the tasks that have none.
fn by_area(reader: &Reader, rows: &[&TaskRow]) -> Result<Vec<Sum>> {
    let mut sums: Vec<(Option<String>, Sum)> = framework::names(reader.conn)?
        .into_iter()
        .map(|area| (Some(area.id), Sum { name: format!("{} {}", area.mark, area.short_name), counts: Counts::default() }))
        .collect();
    sums.push((None, Sum { name: reader.words().get("group.no_area"), counts: Counts::default() }));
    for row in rows {
        if let Some((_, sum)) = sums.iter_mut().find(|(id, _)| row.is_of_area(id.as_deref())) {
            sum.counts.add(row.standing.status);
        }
    }
    // A line of nothing but noughts says something of an area, and nothing where no area is.
    sums.retain(|(id, sum)| id.is_some() || sum.counts != Counts::default());
    if rows.is_empty() {
        sums.clear();
    }
    Ok(sums.into_iter().map(|(_, sum)| sum).collect())
}

/// Documents that tasks are drawn from, with most tasks first, then the tasks without one. Beside them the
/// number of tasks drawn from more than one.
fn by_document(reader: &Reader, rows: &[&TaskRow]) -> Result<Summed> {
    let words = reader.words();
    let sources = citation::sources(reader.conn, "task")?;
    let mut sums: HashMap<Option<String>, Sum> = HashMap::new();
    let mut twice = 0;
    for row in rows {
        let mut seen: Vec<&str> = Vec::new();
        for source in sources.get(&row.id).into_iter().flatten() {
            if seen.contains(&source.document.as_str()) {
                continue;
            }
            seen.push(&source.document);
            let name = words.fill("summary.document", &[("label", source.label.clone()), ("subject", source.subject.clone())]);
            let new = || Sum { name, counts: Counts::default() };
            sums.entry(Some(source.document.clone())).or_insert_with(new).counts.add(row.standing.status);
        }
        if seen.is_empty() {
            let new = || Sum { name: words.get("summary.no_document"), counts: Counts::default() };
            sums.entry(None).or_insert_with(new).counts.add(row.standing.status);
        }
        twice += u64::from(seen.len() > 1);
    }
    let order = reader.order()?;
    let mut sums: Vec<(Option<String>, Sum)> = sums.into_iter().collect();
    sums.sort_by(|a, b| {
        let all = |sum: &Sum| sum.counts.total() + sum.counts.ongoing;
        let more = all(&b.1).cmp(&all(&a.1));
        a.0.is_none().cmp(&b.0.is_none()).then(more).then_with(|| order.compare(&a.1.name, &b.1.name)).then_with(|| a.0.cmp(&b.0))
    });
    Ok(Summed { sums: sums.into_iter().map(|(_, sum)| sum).collect(), twice, ..Summed::default() })
}
