//! Words, marks and source lines that all kinds of chart share.

use so35_press as press;

use crate::book::Reader;
use crate::citation;
use crate::error::Result;
use crate::figure::{self, Notation};
use crate::status::{Counts, Status};
use crate::words::{Language, Words};

/// How numbers on axes are written in a language.
pub fn writer(language: Language) -> fn(f64) -> String {
    match language {
        Language::Vi => |value| figure::write(value, None, Notation::Vietnamese),
        Language::En => |value| figure::write(value, None, Notation::English),
    }
}

/// The mark of a status.
pub fn mark(status: Status) -> press::Mark {
    match status {
        Status::DoneOnTime => press::Mark::DoneOnTime,
        Status::DoneLate => press::Mark::DoneLate,
        Status::DoneNoDeadline => press::Mark::Done,
        Status::OpenInTime => press::Mark::InTime,
        Status::OpenOverdue => press::Mark::Overdue,
        Status::OpenNoDeadline => press::Mark::NoDeadline,
        Status::Ongoing => press::Mark::Ongoing,
    }
}

/// The word of a status.
pub fn status_word(words: &Words, status: Status) -> String {
    words.of_value("status", status)
}

/// Replaced characters as a person can look them up.
pub fn replaced(found: &[press::Replaced]) -> Vec<String> {
    found.iter().map(|one| format!("U+{:04X} · {}", one.character as u32, one.text)).collect()
}

/// A count as written.
pub fn number(words: &Words, value: u64) -> String {
    figure::write(value as f64, Some(0), words.language.notation())
}

/// The finding about tasks and deadlines, as a sentence.
pub fn finding(words: &Words, counts: &Counts) -> String {
    let dated = counts.with_deadline();
    let overdue = counts.of(Status::OpenOverdue);
    let key = match (counts.total(), dated, overdue) {
        (0, _, _) => "chart.status.none",
        (_, 0, _) => "chart.status.undated",
        (_, _, 0) => "chart.status.no_overdue",
        _ => "chart.status.overdue",
    };
    let params = [("total", number(words, counts.total())), ("dated", number(words, dated)), ("overdue", number(words, overdue))];
    words.fill(key, &params)
}

/// The documents that records of a noun rest on, as the source line.
pub fn sources(reader: &Reader, noun: &str) -> Result<String> {
    let labels: Vec<String> = citation::documents_of(reader.conn, &[noun])?.into_iter().map(|(_, label)| label).collect();
    Ok(source_line(reader.words(), &labels))
}

/// Documents as the source line.
pub fn source_line(words: &Words, labels: &[String]) -> String {
    if labels.is_empty() {
        return words.get("chart.source.book");
    }
    words.fill("chart.source", &[("documents", labels.join(", "))])
}
