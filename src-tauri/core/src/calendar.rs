//! The register as a month: on each day the tasks whose last day it is. Weeks begin on Monday; the days of the
//! neighbouring months that fill the first and the last week are there too. Which tasks, and by which deadline,
//! is decided by [`crate::task::list`].

mod print;

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::status::{Counts, Standing, Status};
use crate::task::{self, Fitting, TaskListRequest, TaskRow, TaskSort, TaskSortKey, said};
use crate::words::Words;

pub use print::{CalendarSave, save};

/// How many tasks of a day are named when nothing else is asked.
const NAMED: u32 = 8;

/// Which month to show, and of which tasks.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CalendarRequest {
    /// The month, `2024-06`; that of the day asked for when missing.
    pub month: Option<String>,
    /// Which tasks, as of which day and by which deadline, as the register is filtered. Its first and last
    /// day of the deadline, its order and its lines have no meaning here.
    pub filter: Option<TaskListRequest>,
    /// How many tasks of a day are named at the most; eight when missing.
    pub named: Option<u32>,
}

/// A task on its last day.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CalendarTask {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Who leads, in short.
    pub leads: String,
    /// The deadline as written, with what was granted beyond it.
    pub deadline_words: String,
    /// How it stands on the day asked for.
    pub standing: Standing,
}

/// One day.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CalendarDay {
    /// The day.
    pub day: NaiveDate,
    /// Whether it belongs to the month.
    pub inside: bool,
    /// How many tasks fall due on it.
    pub total: u32,
    /// The first of them: overdue ones, then by code.
    pub tasks: Vec<CalendarTask>,
}

/// A month of deadlines.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CalendarMonth {
    /// The day the statuses are computed for.
    pub as_of: NaiveDate,
    /// The month, `2024-06`.
    pub month: String,
    /// Whole weeks from Monday to Sunday, one day after the other.
    pub days: Vec<CalendarDay>,
    /// How many tasks fall due in the month itself, by status.
    pub counts: Counts,
    /// How many that are.
    pub total: u32,
    /// How many tasks of the filter have no last day and are not done, so that no month shows them.
    pub undated: u32,
}

/// The first day of a month written `2024-06`. Errors: `calendar.month` at `month`.
fn first_of(text: &str) -> Result<NaiveDate> {
    let wrong = || Error::input("month", Problem::new("calendar.month").with("text", text));
    let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2).ok_or_else(wrong)?;
    let (year, month) = (year.parse::<i32>().map_err(|_| wrong())?, month.parse::<u32>().map_err(|_| wrong())?);
    NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1900..=2200).contains(&year)).ok_or_else(wrong)
}

/// Every day of the whole weeks around a month.
fn weeks(first: NaiveDate) -> Vec<NaiveDate> {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let before = Days::new(u64::from(first.weekday().num_days_from_monday()));
    let monday = first.checked_sub_days(before).unwrap_or(first);
    let mut days: Vec<NaiveDate> = monday.iter_days().take_while(|day| *day < next).collect();
    while !days.len().is_multiple_of(7) {
        let Some(day) = days.last().and_then(|day| day.succ_opt()) else { break };
        days.push(day);
    }
    days
}

/// The deadlines of a month.
pub fn calendar(reader: &Reader, request: CalendarRequest) -> Result<CalendarMonth> {
    let mut filter = request.filter.unwrap_or_default();
    let as_of = reader.as_of(filter.as_of);
    let first = match &request.month {
        Some(text) => first_of(text)?,
        None => as_of.with_day(1).unwrap_or(as_of),
    };
    filter.sort = Some(vec![TaskSort { key: TaskSortKey::Late, descending: Some(true) }]);
    (filter.due_from, filter.due_to, filter.offset, filter.limit) = (None, None, None, None);
    let most = request.named.unwrap_or(NAMED) as usize;
    task::fitting(reader, &filter, |fitting| Ok(laid_out(reader.words(), first, most, &fitting)))
}

fn laid_out(words: &Words, first: NaiveDate, most: usize, fitting: &Fitting) -> CalendarMonth {
    let inside = |day: NaiveDate| (day.year(), day.month()) == (first.year(), first.month());
    let (mut counts, mut undated) = (Counts::default(), 0);
    let mut on: HashMap<NaiveDate, Vec<&TaskRow>> = HashMap::new();
    for row in &fitting.rows {
        match row.due {
            Some(day) => {
                if inside(day) && row.parent.is_none() {
                    counts.add(row.standing.status);
                }
                on.entry(day).or_default().push(row);
            }
            None if row.standing.status == Status::OpenNoDeadline && row.parent.is_none() => undated += 1,
            None => {}
        }
    }
    let day = |day: NaiveDate| {
        let rows = on.get(&day).map_or(&[][..], Vec::as_slice);
        let tasks = rows.iter().take(most).map(|row| CalendarTask {
            id: row.id.clone(),
            code: row.code.clone(),
            statement: row.statement.clone(),
            leads: said::leads(words, row),
            deadline_words: row.deadline_words(words),
            standing: row.standing,
        });
        CalendarDay { day, inside: inside(day), total: rows.len() as u32, tasks: tasks.collect() }
    };
    let days: Vec<CalendarDay> = weeks(first).into_iter().map(day).collect();
    CalendarMonth {
        as_of: fitting.as_of,
        month: first.format("%Y-%m").to_string(),
        total: days.iter().filter(|day| day.inside).map(|day| day.total).sum(),
        days,
        counts,
        undated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        for (month, first, last, count) in [
            ("2024-06", "2024-05-27", "2024-06-30", 35),
            ("2024-02", "2024-01-29", "2024-03-03", 35),
            ("2021-02", "2021-02-01", "2021-02-28", 28),
            ("2024-09", "2024-08-26", "2024-10-06", 42),
            ("2024-12", "2024-11-25", "2025-01-05", 42),
        ] {
            let days = weeks(first_of(month).unwrap());
            let ends = (days.first().unwrap().to_string(), days.last().unwrap().to_string());
            assert_eq!((ends.0.as_str(), ends.1.as_str(), days.len()), (first, last, count), "{month}");
        }
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["", "2024", "2024-13", "2024-00", "24-06", "2024-6", "1800-01", "2024-06-01", "abcd-ef", "+024-06"] {
            assert!(first_of(text).is_err(), "{text}");
        }
    }
}
