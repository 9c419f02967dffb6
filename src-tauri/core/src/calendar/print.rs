//! The month on paper: the sheet of weeks, and every task of the month as a list.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use super::{CalendarDay, CalendarMonth, CalendarRequest, CalendarTask, calendar, first_of};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::desk::Desk;
use crate::error::Result;
use crate::sheet::{self, PaperSize};
use crate::status::Status;
use crate::task::said;
use crate::words::Words;

/// A month to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CalendarSave {
    /// What it shows. The list names every task, whatever is asked for.
    pub calendar: Option<CalendarRequest>,
    /// The sheet of paper, on its side; A4 when missing.
    pub paper: Option<PaperSize>,
    /// The file, ending in pdf.
    pub path: String,
}

/// Saves the month as PDF/A.
pub fn save(desk: &Desk, book: &Book, request: CalendarSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let (shown, paper) = (request.calendar.unwrap_or_default(), request.paper.unwrap_or_default());
    let job = (watcher, "job.calendar");
    sheet::save_pdf((desk, book), &request.path, job, |reader| compose(reader, shown, paper), press::month_pdf)
}

fn compose(reader: &Reader, request: CalendarRequest, paper: PaperSize) -> Result<press::MonthSheet> {
    let words = reader.words();
    let basis = request.filter.as_ref().and_then(|filter| filter.basis).unwrap_or_default();
    let month = calendar(reader, CalendarRequest { named: Some(u32::MAX), ..request })?;
    let first = first_of(&month.month)?;
    let name = words.fill("calendar.month", &[("month", first.month().to_string()), ("year", first.year().to_string())]);
    let params = [
        ("day", words.day(month.as_of)),
        ("count", sheet::count(words, month.total)),
        ("basis", words.of_value("basis", basis)),
    ];
    let notes = if month.undated > 0 { vec![words.fill("calendar.undated", &[("count", sheet::count(words, month.undated))])] } else { Vec::new() };
    let title = words.fill("calendar.title", &[("month", &name)]);
    let mut frame = sheet::frame(reader, paper, title, words.fill("calendar.remark", &params), "calendar.empty")?;
    (frame.numbering, frame.notes) = (words.get("page.numbering"), notes);
    Ok(press::MonthSheet {
        frame,
        legend: Status::ALL
            .into_iter()
            .filter(|status| month.counts.of(*status) > 0)
            .map(|status| (chart::mark(status), chart::status_word(words, status)))
            .collect(),
        weekdays: [1, 2, 3, 4, 5, 6, 7].map(|day| words.get(&format!("calendar.weekday.{day}"))),
        cells: month.days.iter().map(|day| cell(words, day, &month)).collect(),
        list_title: words.fill("calendar.list", &[("month", &name)]),
        headings: ["field.day", "field.code", "field.task", "field.lead", "field.deadline_text", "field.status"].map(|key| words.get(key)),
        lines: month.days.iter().filter(|day| day.inside).flat_map(|day| day.tasks.iter().map(|task| line(words, day.day, task))).collect(),
    })
}

fn cell(words: &Words, day: &CalendarDay, month: &CalendarMonth) -> press::MonthCell {
    let date = day.day;
    press::MonthCell {
        day: if day.inside { date.day().to_string() } else { format!("{}/{}", date.day(), date.month()) },
        inside: day.inside,
        remark: if date == month.as_of { words.get("calendar.as_of") } else { String::new() },
        entries: day
            .tasks
            .iter()
            .map(|task| press::MonthEntry { mark: chart::mark(task.standing.status), code: task.code.clone(), text: task.statement.clone() })
            .collect(),
        more: words.get("calendar.more"),
    }
}

fn line(words: &Words, day: NaiveDate, task: &CalendarTask) -> press::MonthLine {
    press::MonthLine {
        day: words.day(day),
        code: task.code.clone(),
        statement: task.statement.clone(),
        lead: task.leads.clone(),
        deadline: task.deadline_words.clone(),
        state: said::state(words, &task.standing),
        mark: chart::mark(task.standing.status),
    }
}
