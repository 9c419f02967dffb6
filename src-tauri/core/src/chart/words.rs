//! Words, marks and source lines that all kinds of chart share.

use so35_press as press;

use crate::book::Reader;
use crate::citation;
use crate::error::Result;
use crate::figure::{self, Notation};
use crate::indicator::{Indicator, IndicatorRow, TargetShown};
use crate::observation::Observation;
use crate::progress::Direction;
use crate::status::{Counts, Status};
use crate::target::Bound;
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

/// A name with how many others stand equal to it: "ĐM1 Thể chế và 2 nội dung khác". Of equals none is named alone.
pub fn with_others(words: &Words, what: &str, name: String, others: usize) -> String {
    if others == 0 {
        return name;
    }
    words.fill(&format!("chart.others.{what}"), &[("name", name), ("count", number(words, others as u64))])
}

/// One who has a figure: the figure, the name, the figure as written.
pub type Holder = (f64, String, String);

/// Who stands highest and who lowest, as a sentence about what is named; `what` is what they are.
pub fn extremes(words: &Words, what: &str, name: &str, mut holders: Vec<Holder>) -> String {
    holders.sort_by(|a, b| a.0.total_cmp(&b.0));
    let name = ("name", name.to_owned());
    match (holders.first(), holders.last()) {
        (Some(low), Some(high)) if low.0 < high.0 => {
            let called = |end: &Holder| {
                let equal = holders.iter().filter(|one| one.0 == end.0).count();
                with_others(words, what, end.1.clone(), equal - 1)
            };
            let params = [name, ("high", called(high)), ("high_value", high.2.clone()), ("low", called(low)), ("low_value", low.2.clone())];
            words.fill("chart.multiples.title", &params)
        }
        (Some(one), _) => words.fill("chart.multiples.alike", &[name, ("value", one.2.clone()), ("count", number(words, holders.len() as u64))]),
        _ => words.fill("chart.multiples.none", &[name]),
    }
}

/// Documents as the source line.
pub fn source_line(words: &Words, labels: &[String]) -> String {
    if labels.is_empty() {
        return words.get("chart.source.book");
    }
    words.fill("chart.source", &[("documents", labels.join(", "))])
}

/// A change as written: with its sign, a real minus and nothing before zero.
pub fn change(words: &Words, value: f64) -> String {
    let written = figure::write(value.abs(), None, words.language.notation());
    match value {
        value if value > 0.0 => format!("+{written}"),
        value if value < 0.0 => format!("−{written}"),
        _ => written,
    }
}

/// A figure without its unit, which stands in the subtitle or in the name of its row already.
pub fn short(written: &str, unit: &str) -> String {
    if unit.is_empty() || unit == "%" {
        return written.to_owned();
    }
    written.strip_suffix(unit).map_or_else(|| written.to_owned(), |text| text.trim_end().to_owned())
}

/// The lower and the upper end of what is to be reached; none for what is said in words.
pub fn target_ends(row: &IndicatorRow, shown: &TargetShown) -> Option<(f64, f64)> {
    let target = &shown.target;
    Some(match target.bound {
        Bound::AtLeast | Bound::Exactly => (target.value_min?, target.value_min?),
        Bound::AtMost => (target.value_max?, target.value_max?),
        Bound::Range => (target.value_min?, target.value_max?),
        Bound::ChangeAtLeast => {
            let (from, change) = (row.judgement.baseline_value?, target.value_min?);
            let goal = if row.definition.direction == Direction::Lower { from - change } else { from + change };
            (goal, goal)
        }
        Bound::Qualitative => return None,
    })
}

/// The documents that figures and the targets of their indicator stand in, as the source line.
pub fn figure_sources<'a>(words: &Words, figures: impl IntoIterator<Item = &'a Observation>, indicator: &'a Indicator) -> String {
    let mut labels: Vec<String> = Vec::new();
    let targets = indicator.targets.iter().flat_map(|target| &target.target.citations);
    for citation in figures.into_iter().flat_map(|figure| &figure.citations).chain(targets) {
        let label = format!("{} {}", citation.label, citation.locator).trim().to_owned();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    source_line(words, &labels)
}
