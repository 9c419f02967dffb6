//! Deadlines as an iCalendar file (RFC 5545), for the calendar program an official already has: one all-day
//! event on the last day of each task that has one. The identity of an event is that of its task, so that a
//! newer file replaces what an older one brought.
//!
//! Written by hand: the format needs a dozen lines of rules, the stamp comes from the world's clock, and
//! folding must keep Vietnamese letters whole. Reading other people's calendars is left out.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::citation;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::setting;
use crate::status::Status;
use crate::store::save as file;
use crate::task::{self, TaskListRequest, TaskRow, said};
use crate::wire::Empty;
use crate::words::Words;

/// Deadlines to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeadlinesIcs {
    /// Which tasks, as the register is filtered; all when missing.
    pub filter: Option<TaskListRequest>,
    /// The file, ending in ics.
    pub path: String,
}

/// A calendar file.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IcsSaved {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// How many deadlines are in it.
    pub events: u32,
    /// How many tasks are not, having no last day or being done regularly.
    pub left_out: u32,
}

/// One all-day event.
struct Event {
    uid: String,
    day: NaiveDate,
    summary: String,
    description: String,
    category: Option<String>,
}

/// Saves the deadlines of the tasks that fit the filter.
pub fn save(desk: &Desk, book: &Book, request: DeadlinesIcs, watcher: &dyn Watcher) -> Result<IcsSaved> {
    let path = desk::output(book, &request.path, &["ics"])?;
    watcher.step(0, 2, "job.ics");
    let stamp = DateTime::from_timestamp_millis(desk.world().now_ms()).unwrap_or(DateTime::UNIX_EPOCH);
    let filter = request.filter.unwrap_or_default();
    let (text, events, left_out) = book.read(&desk.asking(), |reader| compose(reader, filter, stamp))?;
    watcher.step(1, 2, "job.ics");
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    file::save(&path, text.as_bytes())?;
    watcher.step(2, 2, "job.ics");
    Ok(IcsSaved { path: path.display().to_string(), bytes: text.len() as u64, events, left_out })
}

fn compose(reader: &Reader, filter: TaskListRequest, stamp: DateTime<Utc>) -> Result<(String, u32, u32)> {
    let words = reader.words();
    let places = citation::places(reader.conn, "task")?;
    let office = setting::list(reader, Empty {})?.office.map(|office| office.name);
    let (events, left_out) = task::fitting(reader, &filter, |fitting| {
        let dated = fitting.rows.iter().filter(|row| row.standing.status != Status::Ongoing);
        let sources = |row: &TaskRow| places.get(&row.id).map_or(&[][..], Vec::as_slice);
        let events: Vec<Event> = dated.filter_map(|row| Some(event(words, row, row.due?, sources(row)))).collect();
        let left_out = fitting.rows.len() - events.len();
        Ok((events, left_out))
    })?;
    let name = match office {
        Some(office) => words.fill("ics.name_of", &[("office", office)]),
        None => words.get("ics.name"),
    };
    Ok((calendar(&name, words.language.code(), stamp, &events), events.len() as u32, left_out as u32))
}

fn event(words: &Words, row: &TaskRow, day: NaiveDate, sources: &[String]) -> Event {
    let line = |key: &str, value: String| format!("{}: {value}", words.get(key));
    let mut lines = vec![
        line("field.lead", said::leads(words, row)),
        line("field.deadline_text", row.deadline_words(words)),
        line("field.status", said::state(words, &row.standing)),
    ];
    if !sources.is_empty() {
        lines.push(line("field.source", sources.join("; ")));
    }
    Event {
        uid: row.id.clone(),
        day,
        summary: format!("{}: {}", row.code, row.statement),
        description: lines.join("\n"),
        category: row.focus_areas.first().map(|placing| placing.area.short_name.clone()),
    }
}

/// The file: every line ended by CRLF and no longer than 75 octets.
fn calendar(name: &str, language: &str, stamp: DateTime<Utc>, events: &[Event]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!("PRODID:-//So 3.5//{}//{}", env!("CARGO_PKG_VERSION"), language.to_uppercase()));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", event.uid));
        line(&format!("DTSTAMP:{}", stamp.format("%Y%m%dT%H%M%SZ")));
        line(&format!("DTSTART;VALUE=DATE:{}", event.day.format("%Y%m%d")));
        // The end of an all-day event is the day after it (RFC 5545, 3.6.1).
        if let Some(next) = event.day.succ_opt() {
            line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        }
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        line(&format!("DESCRIPTION:{}", escaped(&event.description)));
        if let Some(category) = &event.category {
            line(&format!("CATEGORIES:{}", escaped(category)));
        }
        // A deadline does not keep anybody from other appointments on that day.
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// A value of type TEXT (RFC 5545, 3.3.11); control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a content line, folded after at most 75 octets, never inside a letter (RFC 5545, 3.1).
fn fold(out: &mut String, line: &str) {
    const MOST: usize = 75;
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > MOST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(summary: &str, description: &str) -> String {
        let event = Event {
            uid: "018fd1c4-0000-7000-8000-000000000001".into(),
            day: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap(),
            summary: summary.into(),
            description: description.into(),
            category: None,
        };
        calendar("Lịch", "vi", DateTime::from_timestamp_millis(1_717_207_200_000).unwrap(), &[event])
    }

    #[test]
    fn an_all_day_event_ends_on_the_next_day() {
        let text = sample("N03: Trình Chiến lược", "");
        for line in ["DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250101", "DTSTAMP:20240601T020000Z", "SUMMARY:N03: Trình Chiến lược"] {
            assert!(text.lines().any(|own| own == line), "{line} in {text}");
        }
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CRLF");
    }

    #[test]
    fn lines_are_folded_between_letters() {
        for summary in ["đẩy mạnh hạ tầng số ".repeat(20), "ế".repeat(200), "a".repeat(75), "😀".repeat(60), String::new()] {
            let text = sample(&summary, "x");
            let mut whole = String::new();
            for line in text.split("\r\n") {
                assert!(line.len() <= 75, "{} octets: {line}", line.len());
                match line.strip_prefix(' ') {
                    Some(rest) => whole.push_str(rest),
                    None => whole.push_str(&format!("\n{line}")),
                }
            }
            assert!(whole.contains(&format!("\nSUMMARY:{summary}\n")), "{summary} in {whole}");
        }
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne\nf:\u{0}\"g"), "a\\;b\\,c\\\\d\\ne\\nf:\"g");
    }
}
