//! Reads a text from its first paragraph to its last: what one sentence leaves unsaid, those before it say.

use chrono::NaiveDate;

use super::action::{self, Label, Mode, acts, is_told, mode, reports};
use super::agencies::{Audience, Directory, Mention, Who};
use super::clause::{Clause, clauses};
use super::due::{Due, dated, undated};
use super::heading::heading;
use super::likeness::Likenesses;
use super::opening::{Opening, further, kind_again, named_behind, opening};
use super::product::product;
use super::split::{Piece, paragraphs};
use super::token::Words;
use super::{
    Certainty, Doubt, Draft, DraftAgency, DraftAlike, DraftDeadline, DraftDocument, DraftGroup, DraftParagraph, DraftPlace, DraftTask, DraftWords, Known,
};
use crate::agency::{AgencyKind, AgencyName};

/// Who is meant until somebody else is named.
#[derive(Clone, Default)]
struct Subject {
    leads: Vec<DraftAgency>,
    group: Option<DraftGroup>,
    coordinating: Vec<DraftAgency>,
    coordinating_words: Option<DraftWords>,
    doubts: Vec<Doubt>,
}

impl Subject {
    fn is_somebody(&self) -> bool {
        !self.leads.is_empty() || self.group.is_some() || self.doubts.contains(&Doubt::AgenciesUnnamed)
    }

    /// The same, named elsewhere.
    fn carried(&self, certainty: Certainty) -> Subject {
        let mut carried = self.clone();
        carried.leads.iter_mut().for_each(|lead| lead.certainty = lead.certainty.min(certainty));
        carried.group.iter_mut().for_each(|group| group.certainty = group.certainty.min(certainty));
        carried
    }
}

struct Reading<'a> {
    known: &'a Known,
    directory: Directory<'a>,
    likenesses: Likenesses,
    /// The document's day, where it is known.
    day: Option<NaiveDate>,
    mode: Mode,
    /// Headings that name somebody, with their level: the points below them are theirs.
    headings: Vec<(u8, Subject)>,
    /// The subject of the task before, and whether its paragraph goes on behind it.
    before: Option<(Subject, bool)>,
    ministry: Option<usize>,
    committee: Option<usize>,
    tasks: Vec<DraftTask>,
}

/// Reads only what a text says of the document itself, and the day by which names are read.
pub fn particulars(text: &str, known: &Known) -> (NaiveDate, DraftDocument) {
    of_document(&paragraphs(text), known)
}

fn of_document(pieces: &[Piece], known: &Known) -> (NaiveDate, DraftDocument) {
    // The document's day decides which agencies there were; it may stand in the text.
    let directory = Directory::new(&known.agencies, &known.groups, known.day.unwrap_or(known.today));
    let document = heading(pieces, &directory, &known.documents);
    (known.day.or(document.day).unwrap_or(known.today), document)
}

/// Reads a text. The same text with the same knowledge gives the same draft.
pub fn draft(text: &str, known: &Known) -> Draft {
    let pieces = paragraphs(text);
    let (day, document) = of_document(&pieces, known);
    let mut reading = Reading {
        known,
        directory: Directory::new(&known.agencies, &known.groups, day),
        likenesses: Likenesses::new(&known.tasks, &known.areas),
        day: known.day.or(document.day),
        mode: Mode::Open,
        headings: Vec::new(),
        before: None,
        ministry: None,
        committee: None,
        tasks: Vec::new(),
    };
    for (at, piece) in (0..).zip(&pieces) {
        reading.paragraph(at, piece);
    }
    let tasks = reading.tasks;
    let paragraphs = pieces.into_iter().map(|piece| DraftParagraph { locator: piece.locator, text: piece.text }).collect();
    Draft { day, document, paragraphs, tasks }
}

/// Words of a paragraph as a place in characters.
fn place(words: &Words, paragraph: u32, from: usize, to: usize) -> DraftPlace {
    let bytes = |at: usize, end: bool| words.get(at).map_or(words.text.len(), |word| if end { word.to } else { word.from });
    let count = |byte: usize| words.text.get(..byte).map_or(0, |text| text.chars().count()) as u32;
    DraftPlace { paragraph, from: count(bytes(from, false)), to: count(bytes(to.saturating_sub(1), true)) }
}

impl Reading<'_> {
    fn paragraph(&mut self, at: u32, piece: &Piece) {
        let words = Words::of(&piece.text);
        let mentions = self.directory.mentions(&words);
        self.mode = mode(&words, self.mode);
        if let Some(mark) = &piece.mark {
            self.headings.retain(|(level, _)| *level < mark.level);
        }
        let inherited = self.headings.last().map(|(_, subject)| subject.carried(Certainty::Likely));
        let mut within: Option<Subject> = None;
        let found = self.tasks.len();
        for clause in clauses(&words, &mentions) {
            if let Some((label, from)) = action::label(&words, clause.from).filter(|_| !self.tasks.is_empty()) {
                self.labelled(at, &words, &mentions, label, from, clause.to);
                continue;
            }
            let dues = dated(&words, clause.from, clause.to, self.known.before, self.day);
            let mut open = opening(&words, &mentions, clause, &dues);
            if open.leads.is_empty() {
                open.leads.extend(named_behind(&words, &mentions, open.body, clause.to));
            }
            let mut own = self.subject(at, &words, &mentions, &open);
            if open.heading {
                let level = piece.mark.as_ref().map_or(7, |mark| mark.level);
                self.headings.retain(|(known, _)| *known < level);
                self.headings.push((level, own.clone()));
                within = Some(own);
                continue;
            }
            let named = own.is_somebody();
            let before = self.before.as_ref().filter(|(_, goes_on)| *goes_on || (open.goes_on && clause.first));
            let other = within
                .as_ref()
                .map(|subject| (subject.carried(Certainty::Likely), false))
                .or_else(|| inherited.clone().map(|subject| (subject, false)))
                .or_else(|| before.map(|(subject, goes_on)| (subject.carried(if *goes_on { Certainty::Likely } else { Certainty::Unsure }), !goes_on)));
            let mut carried = false;
            if let (false, Some((subject, far))) = (named, other) {
                carried = far;
                own.leads = subject.leads;
                own.group = subject.group;
                own.doubts.extend(subject.doubts);
                if own.coordinating.is_empty() && own.coordinating_words.is_none() {
                    own.coordinating = subject.coordinating;
                    own.coordinating_words = subject.coordinating_words;
                }
            }
            let score = self.score(piece, &words, clause, &open, named, own.is_somebody());
            // What a clause says for itself ("chủ trì, phối hợp với …") is not said for those behind it.
            if named {
                within = Some(own.clone());
            }
            let acting = acts(&words, open.body) || open.firm || (open.asked && named) || open.ordinal || self.somebody_acts(piece, &words, clause, &open);
            if score < 3 || !acting {
                continue;
            }
            if carried {
                own.doubts.push(Doubt::LeadCarried);
                within = Some(own.clone());
            }
            let certainty = [Certainty::Unsure, Certainty::Likely, Certainty::Sure].get((score - 3).min(2) as usize).copied().unwrap_or(Certainty::Sure);
            self.propose(at, &words, &mentions, clause, &open, own, dues, certainty);
        }
        self.remember(&mentions);
        let goes_on = piece.text.ends_with([';', ':', ',']);
        self.before = match (self.tasks.len() > found, within.or(inherited)) {
            (true, Some(subject)) => Some((subject, goes_on)),
            // A paragraph without a subject of its own passes on what it was given.
            (true, None) => self.before.take().map(|(subject, _)| (subject, goes_on)),
            (false, _) => None,
        };
    }

    /// From 3 on it is a task; the more the surer.
    fn score(&self, piece: &Piece, words: &Words, clause: Clause, open: &Opening, named: bool, somebody: bool) -> i32 {
        let mut score = match (named, somebody) {
            (true, _) => 3,
            (false, true) => 2,
            _ => 0,
        };
        let listed = open.ordinal || piece.mark.is_some();
        for (holds, weight) in [
            (open.asked, 2),
            (acts(words, open.body) || self.somebody_acts(piece, words, clause, open), 2),
            (open.firm, 1),
            (listed, 1),
            (self.mode == Mode::Tasks, 1),
            (self.mode == Mode::Told, if open.asked || (named && open.firm) { -1 } else { -4 }),
            (reports(words, clause.from, clause.to), -6),
            (is_told(words, open.body) && !acts(words, open.body) && !open.firm, -3),
            (open.goes_on && !somebody && clause.from == 0, -1),
        ] {
            score += if holds { weight } else { 0 };
        }
        score
    }

    /// A point of a list of tasks that begins with a name nobody knows: "6. Tập đoàn Viettel đẩy nhanh …".
    fn somebody_acts(&self, piece: &Piece, words: &Words, clause: Clause, open: &Opening) -> bool {
        let listed = self.mode == Mode::Tasks && piece.mark.is_some() && clause.from == 0 && open.leads.is_empty();
        let until = clause.to.min(open.body + 10);
        let named = words.get(open.body).is_some_and(|word| word.upper);
        let verb = (open.body + 1..until).find(|at| acts(words, *at) || is_told(words, *at));
        listed && named && !acts(words, open.body) && verb.is_some_and(|at| acts(words, at))
    }

    /// The agencies an opening names.
    fn subject(&self, at: u32, words: &Words, mentions: &[Mention], open: &Opening) -> Subject {
        let mut subject = Subject::default();
        let mut audience: Option<Audience> = None;
        for mention in &open.leads {
            let here = place(words, at, mention.from, mention.to);
            match &mention.who {
                Who::Every(one) => match self.directory.group_of(audience.and_then(|before| before.with(*one)).unwrap_or(*one)) {
                    Some((group, sure)) if subject.group.is_none() || audience.is_some_and(|before| before.with(*one).is_some()) => {
                        audience = Some(audience.and_then(|before| before.with(*one)).unwrap_or(*one));
                        let certainty = if sure { Certainty::Sure } else { Certainty::Likely };
                        subject.doubts.extend((!sure).then_some(Doubt::NotOfTheDay));
                        subject.group = Some(DraftGroup { id: group.id.clone(), key: group.key.clone(), name: group.name.clone(), place: here, certainty });
                    }
                    _ => subject.doubts.push(Doubt::AgenciesUnnamed),
                },
                Who::Unnamed => subject.doubts.push(Doubt::AgenciesUnnamed),
                _ => subject.leads.extend(self.agency(words, mentions, mention, at, &mut subject.doubts)),
            }
        }
        if subject.group.is_some() && !subject.leads.is_empty() {
            subject.doubts.push(Doubt::LeadMixed);
            subject.group = None;
        }
        if subject.leads.len() > 1 {
            subject.doubts.push(Doubt::TwoLeads);
        }
        if let Some((from, to)) = open.coordinating {
            (subject.coordinating, subject.coordinating_words) = self.coordinating(at, words, mentions, from, to, &mut subject.doubts);
        }
        subject
    }

    fn agency(&self, words: &Words, mentions: &[Mention], mention: &Mention, at: u32, doubts: &mut Vec<Doubt>) -> Option<DraftAgency> {
        let here = place(words, at, mention.from, mention.to);
        let (index, certainty) = match &mention.who {
            Who::Agency { index, valid } => {
                doubts.extend((!valid && !doubts.contains(&Doubt::NotOfTheDay)).then_some(Doubt::NotOfTheDay));
                (*index, if *valid { Certainty::Sure } else { Certainty::Unsure })
            }
            who => (self.named_before(mentions, mention.from, kind_again(who)?)?, Certainty::Likely),
        };
        let known = self.directory.agencies.get(index)?;
        let agency = AgencyName { id: known.id.clone(), short_name: known.short_name.clone(), name: known.name.clone() };
        Some(DraftAgency { agency, place: here, certainty })
    }

    /// "Bộ" alone is the ministry named last; "Ủy ban" the committee, or the only one there is.
    fn named_before(&self, mentions: &[Mention], at: usize, kind: AgencyKind) -> Option<usize> {
        let is_kind = |index: &usize| self.directory.agencies.get(*index).is_some_and(|agency| agency.kind == kind);
        let here = mentions.iter().rev().filter(|mention| mention.from < at).find_map(|mention| match mention.who {
            Who::Agency { index, .. } => Some(index).filter(is_kind),
            _ => None,
        });
        here.or(if kind == AgencyKind::Committee { self.committee } else { self.ministry })
    }

    fn remember(&mut self, mentions: &[Mention]) {
        for mention in mentions {
            let Who::Agency { index, .. } = mention.who else { continue };
            match self.directory.agencies.get(index).map(|agency| agency.kind) {
                Some(AgencyKind::Committee) => self.committee = Some(index),
                Some(AgencyKind::Ministry) => self.ministry = Some(index),
                _ => {}
            }
        }
    }

    fn coordinating(
        &self,
        at: u32,
        words: &Words,
        mentions: &[Mention],
        from: usize,
        to: usize,
        doubts: &mut Vec<Doubt>,
    ) -> (Vec<DraftAgency>, Option<DraftWords>) {
        let within = || mentions.iter().filter(|mention| mention.from >= from && mention.to <= to);
        let agencies: Vec<DraftAgency> = within().filter_map(|mention| self.agency(words, mentions, mention, at, doubts)).collect();
        let named: usize = within().filter(|mention| !matches!(mention.who, Who::Every(_) | Who::Unnamed)).map(|mention| mention.to - mention.from).sum();
        let joints = (from..to).filter(|at| words.says(*at, "và").is_some() && !within().any(|mention| mention.from <= *at && *at < mention.to)).count();
        let rest = named + joints < to - from;
        // Agencies first, then those without a name: only these have to be kept as words.
        let last = within().filter(|mention| !matches!(mention.who, Who::Every(_) | Who::Unnamed)).map(|mention| mention.to).max().unwrap_or(from);
        let before = (from..last).all(|at| words.says(at, "và").is_some() || within().any(|mention| mention.from <= at && at < mention.to));
        let from = if before { last + words.says(last, "và").unwrap_or(0) } else { from };
        let said = DraftWords { text: words.slice(from, to).to_owned(), place: place(words, at, from, to) };
        (agencies, rest.then_some(said))
    }

    #[allow(clippy::too_many_arguments)] // one clause with all that was read of it
    fn propose(&mut self, at: u32, words: &Words, mentions: &[Mention], clause: Clause, open: &Opening, subject: Subject, dues: Vec<Due>, certainty: Certainty) {
        let mut doubts = subject.doubts;
        let mut coordinating = subject.coordinating;
        for mention in further(words, mentions, open.body, clause.to) {
            let found = self.agency(words, mentions, &mention, at, &mut doubts);
            coordinating.extend(found.filter(|found| !coordinating.iter().any(|known| known.agency.id == found.agency.id)));
        }
        let urging = undated(words, open.body, clause.to);
        doubts.extend((dues.len() > 1).then_some(Doubt::SeveralDeadlines));
        let due = dues.into_iter().next().or(urging);
        let statement = statement(words, open.body, clause.to, due.as_ref());
        if statement.split_whitespace().count() < 2 {
            return;
        }
        let deadline = due.as_ref().map(|due| deadline(words, at, due));
        doubts.extend(deadline.as_ref().and_then(|deadline| deadline.problem.as_ref()).map(|_| Doubt::DeadlineUnread));
        let alike = self.alike(&statement);
        doubts.extend((!alike.is_empty()).then_some(Doubt::Alike));
        if subject.leads.is_empty() && subject.group.is_none() && !doubts.contains(&Doubt::AgenciesUnnamed) {
            doubts.push(Doubt::LeadMissing);
        }
        doubts.extend((certainty == Certainty::Unsure).then_some(Doubt::MaybeNoTask));
        let mut seen = Vec::new();
        doubts.retain(|doubt| !seen.contains(doubt) && { seen.push(*doubt); true });
        self.tasks.push(DraftTask {
            place: place(words, at, clause.from, clause.to),
            leads: subject.leads,
            group: subject.group,
            coordinating,
            coordinating_words: subject.coordinating_words,
            ongoing: deadline.as_ref().and_then(|deadline| deadline.read.as_ref()).is_some_and(|read| read.class.is_regular()),
            deadline,
            focus_area: self.likenesses.area(&statement).and_then(|index| self.known.areas.get(index)).map(|area| area.id.clone()),
            product: product(&statement),
            statement,
            alike,
            doubts,
            certainty,
        });
    }

    fn alike(&self, statement: &str) -> Vec<DraftAlike> {
        let found = self.likenesses.alike(statement);
        let named = |(index, likeness): (usize, f64)| {
            let task = self.known.tasks.get(index)?;
            let likeness = (likeness.min(1.0) * 100.0).round() / 100.0;
            Some(DraftAlike { id: task.id.clone(), code: task.code.clone(), statement: task.statement.clone(), likeness })
        };
        found.into_iter().filter_map(named).collect()
    }

    /// "Cơ quan chủ trì: Bộ Công an" under a task says more about it.
    fn labelled(&mut self, at: u32, words: &Words, mentions: &[Mention], label: Label, from: usize, to: usize) {
        let mut doubts = Vec::new();
        let text = text_of(words, from, to);
        let open = Opening { leads: mentions.iter().filter(|mention| mention.from >= from && mention.to <= to).cloned().collect(), ..Opening::default() };
        let subject = self.subject(at, words, mentions, &open);
        let (agencies, rest) = self.coordinating(at, words, mentions, from, to, &mut doubts);
        let due = dated(words, from, to, self.known.before, self.day).into_iter().next().or_else(|| undated(words, from, to));
        let Some(task) = self.tasks.last_mut() else { return };
        match label {
            Label::Lead if subject.is_somebody() => {
                let gone = [Doubt::LeadMissing, Doubt::LeadCarried, Doubt::TwoLeads, Doubt::LeadMixed, Doubt::AgenciesUnnamed];
                task.doubts.retain(|doubt| !gone.contains(doubt));
                (task.leads, task.group) = (subject.leads, subject.group);
                task.doubts.extend(subject.doubts);
            }
            Label::Lead => {}
            Label::Coordinating => (task.coordinating, task.coordinating_words) = (agencies, rest),
            Label::Deadline => {
                task.doubts.retain(|doubt| *doubt != Doubt::DeadlineUnread);
                task.deadline = due.map(|due| deadline(words, at, &due)).or(task.deadline.take());
                task.ongoing = task.deadline.as_ref().and_then(|deadline| deadline.read.as_ref()).is_some_and(|read| read.class.is_regular());
            }
            Label::Product => task.product = Some(capital(&text)).filter(|text| !text.is_empty()).or(task.product.take()),
        }
    }
}

fn deadline(words: &Words, at: u32, due: &Due) -> DraftDeadline {
    DraftDeadline {
        text: words.slice(due.from, due.to).to_owned(),
        place: place(words, at, due.from, due.to),
        read: due.read.clone().ok(),
        problem: due.read.as_ref().err().map(|problem| problem.code.to_owned()),
    }
}

/// The words of the task: without the deadline at its end and the urging word in front, if they became the deadline.
fn statement(words: &Words, from: usize, to: usize, due: Option<&Due>) -> String {
    let (mut from, mut to) = (from, to);
    if let Some(due) = due {
        let is_undated = due.read.as_ref().is_ok_and(|read| read.last_day.is_none());
        if !is_undated && due.to >= to && due.from > from {
            to = due.from;
        } else if is_undated && due.from == from && words.says(from, "tiếp tục").is_none() && acts(words, due.to) {
            from = due.to;
        }
    }
    capital(&text_of(words, from, to))
}

/// Words with the brackets and quotation marks that belong to them.
fn text_of(words: &Words, from: usize, to: usize) -> String {
    let (Some(first), Some(_)) = (words.get(from), to.checked_sub(1).and_then(|last| words.get(last))) else { return String::new() };
    let end = words.get(to).map_or(words.text.len(), |next| next.from);
    let text = words.text.get(first.from..end).unwrap_or_default();
    let mut text = text.trim_end_matches([' ', '.', ';', ',', ':', '…', '(', '“', '–', '-', '/']).to_owned();
    // A bracket that the deadline closed.
    if text.matches('(').count() > text.matches(')').count()
        && let Some((before, _)) = text.rsplit_once('(')
    {
        text = before.trim_end().to_owned();
    }
    loop {
        let unmatched = |open: char, close: char| text.matches(close).count() > text.matches(open).count();
        let odd = text.matches('"').count() % 2 == 1;
        match text.chars().last() {
            Some(')') if unmatched('(', ')') => {}
            Some('”') if unmatched('“', '”') => {}
            Some('"') if odd => {}
            _ => break,
        }
        text.pop();
        text = text.trim_end_matches([' ', '.', ';', ',', ':', '…']).to_owned();
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
