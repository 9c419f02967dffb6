//! The words of single cells of a register: who leads, until when, how it stands, what came of it.

use chrono::NaiveDate;
use so35_press::{ListingCell, ListingValue, Mark};

use crate::chart::{mark, status_word};
use crate::figure;
use crate::status::{Standing, Status};
use crate::task::{TaskRow, said};
use crate::words::Words;

/// A whole number.
pub fn count(words: &Words, value: u64) -> ListingCell {
    ListingCell::of(figure::write(value as f64, Some(0), words.language.notation()), ListingValue::Count(value))
}

/// A day, or nothing.
pub fn day(words: &Words, day: Option<NaiveDate>) -> ListingCell {
    day.map(|day| ListingCell::of(words.day(day), ListingValue::Day(day))).unwrap_or_default()
}

/// Who leads.
pub fn leads(words: &Words, row: &TaskRow) -> String {
    said::leads_or(words, row, "group.no_agency")
}

/// Who coordinates.
pub fn coordinating(row: &TaskRow) -> String {
    joined(row.coordinating.iter().map(|agency| agency.short_name.clone()))
}

/// Several things in one cell.
pub fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The deadline as written with its last day, and until when it was extended: "trong tháng 5/2024
/// (31/05/2024); gia hạn đến 30/09/2024 (lần 1)". `current` is the last day with all extensions.
pub fn deadline(words: &Words, row: &TaskRow, current: Option<NaiveDate>) -> String {
    let deadline = &row.deadline;
    let last = deadline.last_day.map(|day| words.day(day));
    let written = match last {
        // The words may say nothing but the day.
        Some(last) if !says(&deadline.text, deadline.last_day) => {
            words.fill("register.deadline", &[("text", deadline.text.clone()), ("day", last)])
        }
        _ => deadline.text.clone(),
    };
    match current {
        Some(current) if row.extended > 0 => words.fill(
            "deadline.extended",
            &[("text", written), ("day", words.day(current)), ("count", row.extended.to_string())],
        ),
        _ => written,
    }
}

/// Whether a text is that day itself: 31/5/2024, 31-05-2024.
fn says(text: &str, day: Option<NaiveDate>) -> bool {
    crate::wire::read_day(text).ok() == day
}

/// How a task stands: the official status, by how many days it is late or how many are left, and how it
/// stands by the other deadline where that differs. `other` is its standing by the deadline not asked for.
pub fn status(words: &Words, row: &TaskRow, other: Option<&Standing>, other_key: &str) -> ListingCell {
    let standing = &row.standing;
    let mut text = one(words, standing);
    if let Some(other) = other.filter(|other| other.status != standing.status || other.late_days != standing.late_days) {
        let key = if other.late_days > 0 { format!("{other_key}.late") } else { format!("{other_key}.in_time") };
        let params = [("days", other.late_days.to_string()), ("status", status_word(words, other.status))];
        text = format!("{text}; {}", words.fill(&key, &params));
    }
    if standing.paused {
        text = format!("{text}; {}", words.get("standing.paused").to_lowercase());
    }
    ListingCell { text, mark: Some(shape(standing)), value: None }
}

fn one(words: &Words, standing: &Standing) -> String {
    let (key, days) = match (standing.status, standing.due_soon, standing.due_in) {
        (Status::OpenOverdue | Status::DoneLate, _, _) => ("standing.late", standing.late_days),
        (_, Some(_), Some(days)) => ("standing.due_in", days),
        _ => return status_word(words, standing.status),
    };
    let word = if standing.due_soon.is_some() { words.get("standing.due_soon") } else { status_word(words, standing.status) };
    format!("{word} ({})", words.fill(key, &[("days", days.to_string())]))
}

fn shape(standing: &Standing) -> Mark {
    if standing.due_soon.is_some() { Mark::DueSoon } else { mark(standing.status) }
}

/// What came of a task, or how far it is: the result with its evidence when it is done, else what was last
/// said, with the obligations done where there are several. `results` are those of the parts that are done.
pub fn result(words: &Words, row: &TaskRow, results: &[String]) -> String {
    let mut parts = Vec::new();
    if row.of > 1 {
        let key = if row.agency_group.is_some() { "register.agencies" } else { "register.obligations" };
        parts.push(words.fill(key, &[("done", row.done.to_string()), ("of", row.of.to_string())]));
    }
    if row.parts_of > 0 {
        parts.push(words.fill("register.parts", &[("done", row.parts_done.to_string()), ("of", row.parts_of.to_string())]));
    }
    if let Some(day) = row.completed_on {
        parts.push(words.fill("register.done_on", &[("day", words.day(day))]));
    }
    // The results of sixty agencies are the matrix's to show.
    if row.agency_group.is_none() {
        parts.extend(results.iter().cloned());
    }
    if row.completed_on.is_none() && let Some(latest) = &row.latest {
        let percent = latest.percent.map(|percent| format!("{}%", figure::write(percent, None, words.language.notation())));
        let said = [percent, latest.words.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let next = latest.next_steps.clone().map(|next| words.fill("register.next", &[("next", next)])).unwrap_or_default();
        parts.push(joined([said, next]));
    }
    joined(parts)
}

/// What makes a task special, in words: its flags, that it is done regularly, its remark.
pub fn remark(words: &Words, row: &TaskRow, note: Option<&String>) -> String {
    let flags = row.flags.iter().map(|flag| words.of_value("flag", flag));
    let pending = row.pending_extension.then(|| words.get("register.pending"));
    joined(flags.chain(pending).chain(note.cloned()))
}

/// A number in Roman figures, as headings bear them.
pub fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
        (4, "IV"), (1, "I"),
    ];
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_in_roman_figures() {
        for (number, text) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (63, "LXIII"), (1999, "MCMXCIX")] {
            assert_eq!(roman(number), text);
        }
    }

    #[test]
    fn several_things_stand_in_one_cell_without_gaps() {
        assert_eq!(joined(["a".into(), String::new(), "b".into()]), "a; b");
        assert_eq!(joined([]), "");
    }

    #[test]
    fn a_deadline_that_is_a_day_is_not_said_twice() {
        let may = NaiveDate::from_ymd_opt(2024, 5, 31);
        assert!(says("31/5/2024", may) && says("31-05-2024", may));
        assert!(!says("trong tháng 5/2024", may) && !says("30/5/2024", may) && !says("", may));
    }
}
