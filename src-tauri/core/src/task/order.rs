//! In which order the register stands and into which groups it falls. Keys are made only for what is asked
//! for; what a row does not have comes last, whichever the direction.

use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{TaskGroup, TaskGroupKey, TaskRow, TaskSort, TaskSortKey};
use crate::book::Reader;
use crate::citation;
use crate::error::Result;
use crate::framework;
use crate::status::Counts;
use crate::text::Order;
use crate::words::Words;

/// What rows are compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(Vec<u8>),
    /// Nothing there.
    Missing,
}

impl Key {
    fn compare(&self, other: &Key, descending: bool) -> Ordering {
        match (self, other) {
            (Key::Missing, _) | (_, Key::Missing) => self.cmp(other),
            _ if descending => other.cmp(self),
            _ => self.cmp(other),
        }
    }
}

fn number(value: impl Into<i64>) -> Key {
    Key::Number(value.into())
}

fn day(day: Option<NaiveDate>) -> Key {
    day.map_or(Key::Missing, |day| number(day.num_days_from_ce()))
}

/// A code with its numbers padded, so that N2 comes before N10.
pub fn code_key(code: &str) -> String {
    let mut key = String::with_capacity(code.len() + 12);
    let mut digits = String::new();
    for c in code.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>12}"));
                digits.clear();
            }
            key.push(c);
        }
    }
    key
}

/// The places of a few texts that many rows share, in alphabetical order.
struct Ranks<'a>(HashMap<&'a str, i64>);

impl<'a> Ranks<'a> {
    fn of(order: &Order, texts: impl Iterator<Item = &'a str>) -> Ranks<'a> {
        let mut found: Vec<&str> = texts.collect();
        found.sort_unstable();
        found.dedup();
        found.sort_by(|a, b| order.compare(a, b));
        Ranks(found.into_iter().zip(0..).collect())
    }

    fn key(&self, text: Option<&str>) -> Key {
        text.and_then(|text| self.0.get(text)).map_or(Key::Missing, |rank| Key::Number(*rank))
    }
}

/// What an order may need beside the rows.
struct Beside {
    order: Order,
    /// Focus areas in official order.
    areas: Vec<String>,
    /// What each task stands in; read only when asked for.
    documents: HashMap<String, Vec<citation::Named>>,
}

impl Beside {
    fn of(reader: &Reader, documents: bool) -> Result<Beside> {
        Ok(Beside {
            order: reader.order()?,
            areas: framework::names(reader.conn)?.into_iter().map(|area| area.id).collect(),
            documents: if documents { citation::documents_by_record(reader.conn, "task", None)? } else { HashMap::new() },
        })
    }

    fn area(&self, row: &TaskRow) -> Key {
        let place = row.main_area().and_then(|area| self.areas.iter().position(|id| *id == area.id));
        place.map_or(Key::Missing, |place| number(place as i64))
    }

    fn document(&self, row: &TaskRow) -> Option<&citation::Named> {
        self.documents.get(&row.id).and_then(|named| named.first())
    }

    /// The keys of all rows for one step.
    fn keys(&self, rows: &[&TaskRow], key: TaskSortKey) -> Vec<Key> {
        let each = |of: &dyn Fn(&TaskRow) -> Key| rows.iter().map(|row| of(row)).collect::<Vec<_>>();
        let alphabetical = |of: &dyn Fn(&TaskRow) -> Option<&str>| {
            let texts = rows.iter().filter_map(|row| of(row));
            let ranks = Ranks::of(&self.order, texts);
            rows.iter().map(|row| ranks.key(of(row))).collect::<Vec<_>>()
        };
        match key {
            TaskSortKey::Code => each(&|row| Key::Text(code_key(&row.code).into_bytes())),
            TaskSortKey::Statement => each(&|row| Key::Text(self.order.key(&row.statement))),
            TaskSortKey::Product => each(&|row| row.product.as_ref().map_or(Key::Missing, |text| Key::Text(self.order.key(text)))),
            TaskSortKey::FocusArea => each(&|row| self.area(row)),
            TaskSortKey::Agency => alphabetical(&lead),
            TaskSortKey::Document => {
                let ranks = Ranks::of(&self.order, rows.iter().filter_map(|row| self.document(row)).map(|named| named.label.as_str()));
                each(&|row| ranks.key(self.document(row).map(|named| named.label.as_str())))
            }
            TaskSortKey::Deadline => each(&|row| day(row.due)),
            TaskSortKey::Original => each(&|row| day(row.deadline.last_day)),
            TaskSortKey::Extended => each(&|row| number(row.extended)),
            TaskSortKey::Status => each(&|row| number(row.standing.status as i64)),
            TaskSortKey::Late => each(&|row| number(row.standing.late_days)),
            TaskSortKey::Done => each(&|row| number((u64::from(row.done) * 10_000).checked_div(u64::from(row.of)).unwrap_or(0) as i64)),
            TaskSortKey::Priority => each(&|row| number(row.priority as i64)),
            TaskSortKey::Owner => alphabetical(&|row| row.owner.as_deref()),
            TaskSortKey::AssignedBy => alphabetical(&|row| row.assigned_by.as_deref()),
            TaskSortKey::AssignedOn => each(&|row| day(row.assigned_on)),
        }
    }
}

/// Who leads in an alphabetical list: the first lead, or the group.
fn lead(row: &TaskRow) -> Option<&str> {
    row.leads.first().map(|lead| lead.short_name.as_str()).or(row.agency_group_name.as_deref())
}

/// The group of a row: its key, its name, its place.
type Place = (String, String, Key);

fn group_of(beside: &Beside, words: &Words, ranks: &Ranks, by: TaskGroupKey, row: &TaskRow) -> Place {
    let none = |word: &str| (String::new(), words.get(word), Key::Missing);
    match by {
        TaskGroupKey::FocusArea => match row.main_area() {
            Some(area) => (area.id.clone(), format!("{} {}", area.mark, area.short_name), beside.area(row)),
            None => none("group.no_area"),
        },
        TaskGroupKey::Agency => match (row.leads.first(), &row.agency_group, &row.agency_group_name) {
            (Some(lead), ..) => (lead.id.clone(), lead.name.clone(), ranks.key(Some(&lead.short_name))),
            (None, Some(id), Some(name)) => (id.clone(), words.fill("group.each", &[("name", name)]), ranks.key(Some(name))),
            _ => none("group.no_agency"),
        },
        TaskGroupKey::Status => (wire_name(row.standing.status), words.of_value("status", row.standing.status), number(row.standing.status as i64)),
        TaskGroupKey::Document => match beside.document(row) {
            Some(named) => (named.id.clone(), named.label.clone(), ranks.key(Some(&named.label))),
            None => none("group.no_document"),
        },
        TaskGroupKey::DeadlineMonth => match row.due {
            Some(due) => {
                let month = [("month", due.month().to_string()), ("year", due.year().to_string())];
                (due.format("%Y-%m").to_string(), words.fill("group.month", &month), number(due.year() * 12 + due.month0() as i32))
            }
            None => none("group.no_deadline"),
        },
        TaskGroupKey::Owner => match &row.owner {
            Some(owner) => (owner.clone(), owner.clone(), ranks.key(Some(owner))),
            None => none("group.no_owner"),
        },
        TaskGroupKey::Priority => (wire_name(row.priority), words.of_value("priority", row.priority), number(row.priority as i64)),
    }
}

/// The name of a value as it travels: `open_overdue`.
fn wire_name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Puts the rows in order and says which groups they fall into.
pub fn arrange<'a>(
    reader: &Reader,
    rows: Vec<&'a TaskRow>,
    steps: Option<&[TaskSort]>,
    by: Option<TaskGroupKey>,
) -> Result<(Vec<&'a TaskRow>, Vec<TaskGroup>)> {
    let default = [TaskSort { key: TaskSortKey::Code, descending: None }];
    let steps = steps.filter(|steps| !steps.is_empty()).unwrap_or(&default);
    let documents = by == Some(TaskGroupKey::Document) || steps.iter().any(|step| step.key == TaskSortKey::Document);
    let beside = Beside::of(reader, documents)?;
    let places = by.map(|by| {
        let ranks = match by {
            TaskGroupKey::Agency => Ranks::of(&beside.order, rows.iter().filter_map(|row| lead(row))),
            TaskGroupKey::Owner => Ranks::of(&beside.order, rows.iter().filter_map(|row| row.owner.as_deref())),
            TaskGroupKey::Document => Ranks::of(&beside.order, rows.iter().filter_map(|row| beside.document(row)).map(|named| named.label.as_str())),
            _ => Ranks(HashMap::new()),
        };
        rows.iter().map(|row| group_of(&beside, reader.words(), &ranks, by, row)).collect::<Vec<Place>>()
    });
    let keys: Vec<(bool, Vec<Key>)> = steps.iter().map(|step| (step.descending == Some(true), beside.keys(&rows, step.key))).collect();
    // What stays equal stands by code.
    let codes: Vec<String> = rows.iter().map(|row| code_key(&row.code)).collect();
    let by_step = |a: usize, b: usize| {
        let found = keys.iter().filter_map(|(descending, keys)| Some(keys.get(a)?.compare(keys.get(b)?, *descending)));
        found.into_iter().find(|found| found.is_ne()).unwrap_or(Ordering::Equal)
    };
    let by_group = |a: usize, b: usize| match &places {
        Some(places) => match (places.get(a), places.get(b)) {
            (Some(a), Some(b)) => a.2.cmp(&b.2).then_with(|| a.0.cmp(&b.0)),
            _ => Ordering::Equal,
        },
        None => Ordering::Equal,
    };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| by_group(*a, *b).then_with(|| by_step(*a, *b)).then_with(|| codes.get(*a).cmp(&codes.get(*b))));

    let mut groups: Vec<TaskGroup> = Vec::new();
    let places = places.unwrap_or_default();
    let mut sorted = Vec::with_capacity(rows.len());
    for at in order {
        let Some(row) = rows.get(at).copied() else { continue };
        if let Some((key, label, _)) = places.get(at) {
            let same = groups.last().is_some_and(|group| group.key == *key);
            if !same {
                groups.push(TaskGroup { key: key.clone(), label: label.clone(), first: sorted.len() as u32, count: 0, counts: Counts::default() });
            }
            if let Some(group) = groups.last_mut() {
                group.count += 1;
                if row.parent.is_none() {
                    group.counts.add(row.standing.status);
                }
            }
        }
        sorted.push(row);
    }
    Ok((sorted, groups))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_codes_sort_by_value() {
        let mut codes = ["N10", "N2", "N2.1", "A3", "N1"];
        codes.sort_by_key(|code| code_key(code));
        assert_eq!(codes, ["A3", "N1", "N2", "N2.1", "N10"]);
    }

    #[test]
    fn what_is_missing_comes_last_either_way() {
        for descending in [false, true] {
            let mut keys = [Key::Missing, Key::Number(1), Key::Number(2)];
            keys.sort_by(|a, b| a.compare(b, descending));
            assert_eq!(keys.last(), Some(&Key::Missing));
            assert_eq!(keys.first(), Some(&Key::Number(if descending { 2 } else { 1 })));
        }
    }
}
