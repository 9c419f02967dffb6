//! The deadline inside a clause: which of its words name one, and what they mean by [`crate::deadline`].

use chrono::NaiveDate;

use super::token::Words;
use crate::deadline::{self, BeforeDay, Deadline, DeadlineClass};
use crate::problem::Problem;

/// Words of a clause that name a deadline.
#[derive(Debug, Clone)]
pub(super) struct Due {
    /// First word.
    pub from: usize,
    /// After the last word.
    pub to: usize,
    /// What they mean, or why they could not be read.
    pub read: Result<Deadline, Problem>,
}

/// Words that announce an end.
const FIRM: &[&str] = &["trước", "trong", "chậm nhất", "muộn nhất", "không quá", "không muộn hơn", "thời hạn", "xong trong", "xong trước"];
/// Words that announce an end only where nothing else stands before them: "Chiến lược … đến năm 2030" is a name.
const LOOSE: &[&str] = &["đến", "hết", "cuối", "vào", "từ", "quý", "tháng", "năm", "ngày", "hoàn thành"];
const DATED: &[&str] = &[
    "ngày", "tháng", "quý", "năm", "giờ", "phút", "đến", "hết", "cuối", "và", "của", "nửa", "thượng tuần", "trung tuần", "hạ tuần", "đầu", "trước", "trong",
    "từ", "giai đoạn", "là", "nhất", "i", "ii", "iii", "iv", "q1", "q2", "q3", "q4", "h", "nay", "tuần",
];
/// Urging words, and words for work that goes on or comes back.
const URGING: &[&str] = &["khẩn trương", "sớm", "ngay", "tiếp tục", "đúng tiến độ", "kịp thời", "gấp rút", "nhanh chóng"];
const LASTING: &[&str] = &["thường xuyên", "hằng năm", "hàng năm", "hằng quý", "hàng quý", "hằng tháng", "hàng tháng", "hằng tuần", "hàng tuần", "định kỳ"];

/// Every dated phrase between two words; one that ended before `day`, when the document was made, is history.
/// Where that day is not known, nothing is.
pub(super) fn dated(words: &Words, from: usize, to: usize, before: BeforeDay, day: Option<NaiveDate>) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    let mut at = from;
    while at < to {
        match phrase(words, from, at, to, before).filter(|due| !is_past(due, day)) {
            Some(due) => {
                at = due.to;
                found.push(due);
            }
            None => at += 1,
        }
    }
    found
}

fn is_past(due: &Due, day: Option<NaiveDate>) -> bool {
    due.read.as_ref().is_ok_and(|deadline| deadline.last_day.zip(day).is_some_and(|(last, day)| last < day))
}

fn phrase(words: &Words, from: usize, at: usize, to: usize, before: BeforeDay) -> Option<Due> {
    let firm = words.says_any(at, FIRM);
    let opener = firm.or_else(|| words.says_any(at, LOOSE).filter(|_| stands_free(words, from, at)))?;
    if inside_quotes(words, at) || words.says(at + opener, "giai đoạn").is_some() {
        return None;
    }
    let is_dated = |place: usize| {
        let Some(word) = words.get(place) else { return false };
        let near = words.gap(place).chars().all(|c| matches!(c, ' ' | '/' | '-' | '–' | '.' | ',' | ':'));
        near && (word.number || words.says_any(place, DATED).is_some() || inside_dated(words, place))
    };
    let mut end = at + opener;
    while end < to && is_dated(end) {
        end += 1;
    }
    // "hoàn thành trước tháng 12/2024": the verb belongs to the words of the deadline.
    let verb = ["hoàn thành", "hoàn tất", "xong"].iter().find_map(|verb| {
        let length = verb.split(' ').count();
        let start = at.checked_sub(length).filter(|start| *start >= from)?;
        (words.says(start, verb) == Some(length) && stands_free(words, from, start) && words.joined(at)).then_some(start)
    });
    let begin = verb.unwrap_or(at);
    let mut refused = None;
    for stop in (at + opener + 1..=end).rev() {
        let text = words.slice(begin, stop);
        match deadline::read(text, before) {
            Ok(read) if read.class == DeadlineClass::Dated => return Some(Due { from: begin, to: stop, read: Ok(read) }),
            Err(problem) if refused.is_none() && (at..stop).any(|place| words.get(place).is_some_and(|word| word.number)) => refused = Some((stop, problem)),
            _ => {}
        }
    }
    // "trước ngày 30/6": a person knows the year.
    let (stop, problem) = refused?;
    let names_time = words.finds_any(at, stop, &["ngày", "tháng", "quý"]).is_some() || words.slice(at, stop).contains('/');
    let is_short = matches!(problem.code, "deadline.no_year" | "deadline.two_digit_year" | "deadline.no_such_day" | "deadline.no_such_month" | "deadline.no_such_quarter");
    (names_time && is_short && firm.is_some()).then_some(Due { from: begin, to: stop, read: Err(problem) })
}

/// Inside "thượng tuần" and the like, behind their first word.
fn inside_dated(words: &Words, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| DATED.iter().filter(|phrase| phrase.contains(' ')).any(|phrase| words.says(before, phrase).is_some()))
}

/// At the beginning of the clause, behind a comma or bracket, or behind "hoàn thành".
fn stands_free(words: &Words, from: usize, at: usize) -> bool {
    at == from
        || words.gap(at).contains([',', '(', ':', ';'])
        || at.checked_sub(2).is_some_and(|verb| verb >= from && words.says_any(verb, &["hoàn thành", "hoàn tất", "thực hiện xong"]).is_some())
}

fn inside_quotes(words: &Words, at: usize) -> bool {
    let before = words.get(at).and_then(|word| words.text.get(..word.from)).unwrap_or_default();
    let curly = before.matches('“').count() > before.matches('”').count();
    curly || before.matches('"').count() % 2 == 1
}

/// Words without a day: urging ones where the clause begins or ends, lasting ones anywhere.
pub(super) fn undated(words: &Words, from: usize, to: usize) -> Option<Due> {
    let read = |at: usize, length: usize| {
        let read = deadline::read(words.slice(at, at + length), BeforeDay::Inclusive);
        read.is_ok().then_some(Due { from: at, to: at + length, read })
    };
    // "kinh phí thường xuyên" and "kế hoạch hằng năm" are names of things.
    let lasts = |at: usize, length: usize| {
        let free = stands_free(words, from, at) || (words.says(at, "định kỳ").is_some() && at + length == to);
        at + length <= to && free && !inside_quotes(words, at)
    };
    let lasting = (from..to).find_map(|at| words.says_any(at, LASTING).filter(|length| lasts(at, *length)).and_then(|length| read(at, length)));
    let first = || words.says_any(from, URGING).and_then(|length| read(from, length));
    let last = || (from..to).find_map(|at| words.says(at, "đúng tiến độ").and_then(|length| read(at, length)));
    lasting.or_else(first).or_else(last)
}
