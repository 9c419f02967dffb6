//! How a clause opens: who asks, who leads, with whom; where the words of the task itself begin.

use super::action::{acts, connector, firm, goes_on, is_told, ordinal, request, requester};
use super::agencies::{Mention, Who};
use super::clause::Clause;
use super::due::Due;
use super::token::Words;
use crate::agency::AgencyKind;

/// What stands in front of the words of a task.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// First word of the task itself.
    pub body: usize,
    /// Who leads.
    pub leads: Vec<Mention>,
    /// With whom, by words of the clause.
    pub coordinating: Option<(usize, usize)>,
    /// Somebody asks: "Thủ tướng yêu cầu".
    pub asked: bool,
    /// "chủ trì", "phải", a colon behind the name.
    pub firm: bool,
    /// "Thứ nhất,".
    pub ordinal: bool,
    /// It goes on with the task before it.
    pub goes_on: bool,
    /// Nothing but names: what follows belongs to them.
    pub heading: bool,
}

/// Reads how a clause opens. `dues` are its deadlines: one may stand in front.
pub(super) fn opening(words: &Words, mentions: &[Mention], clause: Clause, dues: &[Due]) -> Opening {
    let mut open = Opening { body: clause.from, ..Opening::default() };
    let mention = |at: usize| mentions.iter().find(|mention| mention.from == at && mention.to <= clause.to);
    let mut at = clause.from;
    // Each turn takes something away from the front; a clause has only so much.
    while at < clause.to {
        let led = !open.leads.is_empty();
        if let Some(length) = ordinal(words, at) {
            open.ordinal = true;
            at += length;
        } else if let Some(due) = dues.iter().find(|due| due.from == at && words.gap(due.to).trim_start().starts_with(',')) {
            at = due.to;
        } else if let Some(length) = preposition(words, at).filter(|length| mention(at + length).is_some()) {
            at += length;
            open.firm = true;
        } else if let Some(first) = mention(at).filter(|first| leads(words, first, mentions, open.asked || open.firm, led)) {
            let run = run(words, mentions, first, clause.to);
            at = run.last().map_or(at, |last| last.to);
            open.firm |= words.gap(at).contains(':');
            open.leads = run;
        } else if let Some(length) = presides(words, at) {
            open.firm = true;
            at += length;
        } else if let Some((to, end)) = with_whom(words, mentions, at, clause.to) {
            open.coordinating = Some((to, end));
            at = end;
        } else if let Some(length) = firm(words, at).filter(|_| led || open.asked) {
            open.firm = true;
            at += length;
        } else if let Some(length) = announces(words, at) {
            at += length;
        } else if let Some(length) = request(words, at).filter(|length| !led || mention(at + length).is_none()) {
            open.asked = true;
            at += length;
        } else if let Some(length) = connector(words, at) {
            open.goes_on |= goes_on(words, at);
            at += length;
        } else if !acts(words, at) && let Some(after) = asks(words, at, clause.to) {
            open.asked = true;
            at = after;
        } else {
            break;
        }
    }
    open.body = at.min(clause.to);
    open.heading = open.body >= clause.to && !open.leads.is_empty();
    open
}

/// "chủ trì, phối hợp", "chủ trì và phối hợp", "chủ trì xây dựng"; not "chủ trì phiên họp".
fn presides(words: &Words, at: usize) -> Option<usize> {
    words.says(at, "chủ trì")?;
    let at = at + 2;
    if words.says(at, "và phối hợp").is_some() {
        return Some(3);
    }
    (words.gap(at).contains([',', ':']) || acts(words, at)).then_some(2)
}

fn preposition(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, &["riêng đối với", "đối với", "với", "về phía", "riêng"])
}

/// Whether a name in front of a clause is its subject: something to do follows it.
fn leads(words: &Words, first: &Mention, mentions: &[Mention], asked: bool, led: bool) -> bool {
    let last = run(words, mentions, first, words.len()).last().map_or(first.to, |last| last.to);
    let follows = acts(words, last) || firm(words, last).is_some() || words.says_any(last, &["chủ trì", "phối hợp"]).is_some();
    let ends = words.gap(last).contains(':') || last >= words.len();
    if led {
        return false;
    }
    follows || ends || asked || (!is_told(words, last) && words.joined(last) && words.get(last).is_some_and(|word| !word.upper && !word.number))
        || (words.gap(last).starts_with(',') && requester(words, last).is_some())
}

/// Names joined by commas and "và".
fn run(words: &Words, mentions: &[Mention], first: &Mention, to: usize) -> Vec<Mention> {
    let mut out = vec![first.clone()];
    let mut at = first.to;
    loop {
        let joint = usize::from(words.says(at, "và").is_some());
        let next = mentions.iter().find(|mention| mention.from == at + joint && mention.to <= to);
        let listed = joint > 0 || words.gap(at).trim() == ",";
        match next.filter(|_| listed) {
            Some(mention) => {
                at = mention.to;
                out.push(mention.clone());
            }
            None => return out,
        }
    }
}

/// "phối hợp với Bộ Công an khẩn trương hoàn thiện": whom, up to the verb.
fn with_whom(words: &Words, mentions: &[Mention], at: usize, to: usize) -> Option<(usize, usize)> {
    let mut from = at + words.says(at, "phối hợp")?;
    while let Some(length) = words.says_any(from, &["chặt chẽ", "với", "cùng", "đồng bộ"]) {
        from += length;
    }
    let mut end = from;
    while end < to && end < from + 40 {
        if let Some(mention) = mentions.iter().find(|mention| mention.from == end) {
            end = mention.to;
        } else if end > from && (acts(words, end) || words.says(end, "trong").is_some()) {
            break;
        } else {
            end += 1;
        }
    }
    // "Bộ Nội vụ chủ trì, phối hợp với Bộ Tư pháp:" leads a list.
    let ends = end >= to && words.gap(to).contains(':');
    (end > from && (ends || (end < to && acts(words, end)))).then_some((from, end.min(to)))
}

/// "triển khai:", "tập trung thực hiện các nhiệm vụ sau:".
fn announces(words: &Words, at: usize) -> Option<usize> {
    words
        .says_any(at, &["triển khai", "thực hiện", "tập trung", "tập trung thực hiện các nhiệm vụ sau", "thực hiện các nhiệm vụ sau", "các nhiệm vụ sau", "triển khai các nhiệm vụ sau"])
        .filter(|length| words.gap(at + length).contains(':'))
}

/// "Thủ tướng Chính phủ Phạm Minh Chính yêu cầu …", perhaps behind what it is about: the word behind the request.
fn asks(words: &Words, at: usize, to: usize) -> Option<usize> {
    let who = (at..to.min(at + 25)).find(|place| requester(words, *place).is_some())?;
    let told = (at..who).any(|place| is_told(words, place) && words.says_any(place, &["đã", "đang", "sẽ"]).is_some());
    let what = (who..to.min(who + 16)).find(|place| request(words, *place).is_some())?;
    // "trình Thủ tướng … yêu cầu" has acted before.
    let acted = (who..what).any(|place| acts(words, place));
    (!told && !acted).then(|| what + request(words, what).unwrap_or(1))
}

/// Agencies named in "phối hợp với …" behind the opening.
pub(super) fn further(words: &Words, mentions: &[Mention], from: usize, to: usize) -> Vec<Mention> {
    let Some(at) = words.finds_any(from, to, &["phối hợp"]) else { return Vec::new() };
    let mut place = at + 2;
    while let Some(length) = words.says_any(place, &["chặt chẽ", "với", "cùng"]) {
        place += length;
    }
    let first = mentions.iter().find(|mention| mention.from == place && matches!(mention.who, Who::Agency { .. }));
    first.map(|first| run(words, mentions, first, to)).unwrap_or_default()
}

/// "… (Bộ Công an chủ trì)": a lead named behind what is to be done.
pub(super) fn named_behind(words: &Words, mentions: &[Mention], from: usize, to: usize) -> Option<Mention> {
    let presides = |mention: &&Mention| mention.from >= from && mention.to < to && words.says(mention.to, "chủ trì").is_some();
    mentions.iter().find(presides).cloned()
}

/// The agency that "Bộ" or "Ủy ban" alone means: the last of that kind named before.
pub(super) fn kind_again(who: &Who) -> Option<AgencyKind> {
    match who {
        Who::Again(kind) => Some(*kind),
        _ => None,
    }
}
