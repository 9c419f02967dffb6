//! A paragraph cut into sentences, and sentences into clauses that may each be a task.

use super::action::{acts, connector, label, only_continues, ordinal, request, requester};
use super::agencies::{Mention, Who};
use super::token::Words;

/// Words of a paragraph, from the first up to, not including, the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    pub from: usize,
    pub to: usize,
    /// The first clause of its sentence.
    pub first: bool,
}

/// The clauses of a paragraph.
pub(super) fn clauses(words: &Words, mentions: &[Mention]) -> Vec<Clause> {
    let mut out = Vec::new();
    for (from, to) in sentences(words) {
        // "gồm: … ; …" lists parts of one thing.
        let describes = words.finds_any(from, to, &["gồm"]).is_some_and(|at| words.gap(at + 1).contains(':') && at + 1 < to);
        let mut parts = if describes { vec![(from, to)] } else { parts(words, from, to) };
        parts = parts.into_iter().flat_map(|(from, to)| given_on(words, mentions, from, to)).collect();
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for (from, to) in parts {
            match merged.last_mut() {
                Some((_, end)) if !begins(words, mentions, from) => *end = to,
                _ => merged.push((from, to)),
            }
        }
        out.extend(merged.into_iter().enumerate().map(|(at, (from, to))| Clause { from, to, first: at == 0 }));
    }
    out
}

/// Whether a clause of its own begins at a word: somebody is named, something is done, or it is labelled.
fn begins(words: &Words, mentions: &[Mention], at: usize) -> bool {
    // "…; hoàn thành trong quý III" says by when the task before it is due.
    if words.says_any(at, &["hoàn thành", "hoàn tất", "xong"]).is_some_and(|length| words.says_any(at + length, &["trước", "trong", "chậm nhất", "muộn nhất"]).is_some()) {
        return false;
    }
    let at = at + connector(words, at).unwrap_or(0);
    let subject = mentions.iter().find(|mention| mention.from == at);
    let named = subject.is_some_and(|mention| acts(words, mention.to) || words.says_any(mention.to, &["chủ trì", "phải", "cần"]).is_some() || words.gap(mention.to).contains(':'));
    let asked = request(words, at).is_some() || requester(words, at).is_some();
    let acting = acts(words, at) && !only_continues(words, at);
    named || asked || acting || label(words, at).is_some() || ordinal(words, at).is_some() || words.says(at, "chủ trì").is_some()
}

fn sentences(words: &Words) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..words.len() {
        let gap = words.gap(at);
        let stop = gap.find(['.', '!', '?', '…']).is_some_and(|place| gap.get(place..).is_some_and(|rest| rest.contains(char::is_whitespace)));
        let starts = words.get(at).is_some_and(|word| word.upper || word.number);
        let short = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| {
            matches!(word.raw.as_str(), "tp" | "ths" | "ts" | "gs" | "pgs") || (word.upper && word.raw.chars().count() == 1)
        });
        if stop && starts && !(short && gap.trim_start().starts_with('.')) {
            out.push((from, at));
            from = at;
        }
    }
    if from < words.len() {
        out.push((from, words.len()));
    }
    out
}

/// Parts between semicolons outside brackets and quotation marks, and behind (a), (b), 1), 2).
fn parts(words: &Words, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut quoted, mut begin) = (0_i32, false, from);
    for at in from..to {
        let gap = if at == from { "" } else { words.gap(at) };
        let mut cut = false;
        for c in gap.chars() {
            match c {
                '(' | '“' | '«' => depth += 1,
                ')' | '”' | '»' => depth = (depth - 1).max(0),
                '"' => quoted = !quoted,
                ';' if depth == 0 && !quoted => cut = true,
                _ => {}
            }
        }
        let numbered = enumerator(words, at, to);
        if numbered {
            // Its own bracket is not one that stays open.
            depth = (depth - i32::from(gap.ends_with('('))).max(0);
        }
        if cut || numbered {
            out.push((begin, at));
            begin = at;
        }
        if numbered {
            begin = at + 1;
        }
    }
    out.push((begin, to));
    out.retain(|(from, to)| from < to);
    out
}

/// "(a)", "(1)", "; b)": a mark inside a sentence.
fn enumerator(words: &Words, at: usize, to: usize) -> bool {
    let (Some(word), true) = (words.get(at), at + 1 < to) else { return false };
    let short = (word.number && word.raw.len() <= 2) || (!word.upper && word.raw.chars().count() == 1);
    let opened = words.gap(at).ends_with('(') || words.gap(at).trim_end().ends_with([';', ':']);
    short && opened && words.gap(at + 1).starts_with(')')
}

/// "…", Thủ tướng yêu cầu và giao Bộ Công an …": what is given to another agency in the same clause.
fn given_on(words: &Words, mentions: &[Mention], from: usize, to: usize) -> Vec<(usize, usize)> {
    let named = |at: usize| mentions.iter().any(|mention| mention.from == at && !matches!(mention.who, Who::Unnamed));
    let given = (from + 4..to).find(|at| words.says(*at, "giao").is_some() && named(at + 1));
    let Some(given) = given else { return vec![(from, to)] };
    // Before it only who asks, since the last comma.
    let comma = (from + 1..=given).rev().find(|at| words.gap(*at).contains([',', '"', '”']));
    let cut = comma.filter(|at| given - at <= 8 && (requester(words, *at).is_some() || *at == given)).unwrap_or(given);
    let told_before = (from..cut).any(|at| acts(words, at) || words.says(at, "phải").is_some());
    if told_before && cut > from { vec![(from, cut), (cut, to)] } else { vec![(from, to)] }
}
