//! Decides who stays, who ends, who begins and with what, from values alone.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Carry;
use crate::step::{State, StepKind};

/// One leading part of the old group on its last day.
#[derive(Debug, Clone)]
pub struct Had {
    /// Whose; none for a place without a name.
    pub agency: Option<String>,
    /// How it stood.
    pub state: State,
    /// What shows that it was done, in words.
    pub evidence: Option<String>,
    /// The document that shows it, when the book has it.
    pub document: Option<String>,
}

/// What is there before.
pub struct Before<'a> {
    /// The parts of the old group.
    pub had: &'a [Had],
    /// The agencies of the new group, in order.
    pub members: &'a [String],
    /// How many the new group counts, named or not.
    pub expected: usize,
    /// Whether the new group is the old one: then places that somebody named by hand stay while it has room.
    pub same_group: bool,
    /// Which agency became which until the day.
    pub continued: &'a [(String, String)],
}

/// A part that goes on, by its place among the old ones.
#[derive(Debug, PartialEq, Eq)]
pub struct Stays {
    /// Its place.
    pub place: usize,
    /// Parts that end and whose agencies it continues.
    pub absorbs: Vec<usize>,
}

/// What a new part is recorded with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Done or started.
    pub kind: StepKind,
    /// The last of their days.
    pub day: NaiveDate,
    /// Whose work it is, by place.
    pub from: Vec<usize>,
    /// What shows it, each proof once.
    pub evidence: Option<String>,
    /// The document, when one and the same shows all of it.
    pub document: Option<String>,
}

/// A part that begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Begins {
    /// Whose; none for a place without a name.
    pub agency: Option<String>,
    /// Parts that end and whose agencies it continues.
    pub from: Vec<usize>,
    /// Agencies it continues that had no part.
    pub without_part: Vec<String>,
    /// What it takes over.
    pub carried: Option<Carried>,
    /// Whether those it continues stood differently.
    pub disagree: bool,
}

/// What happens to each part. Every old part either stays or ends, and every place of the new group is either
/// one that stays or one that begins.
#[derive(Debug)]
pub struct Decided {
    /// Who keeps a part.
    pub stays: Vec<Stays>,
    /// Whose part ends.
    pub ends: Vec<usize>,
    /// Who begins.
    pub begins: Vec<Begins>,
}

/// Decides.
pub fn decide(before: &Before, carry: Carry) -> Decided {
    let members: HashSet<&str> = before.members.iter().map(String::as_str).collect();
    let mut room = before.expected.saturating_sub(members.len());
    let (mut stays, mut ends) = (Vec::new(), Vec::new());
    // Places that somebody named go before those that are still without a name.
    let mut loose: Vec<usize> = Vec::new();
    for (place, had) in before.had.iter().enumerate() {
        match &had.agency {
            Some(agency) if members.contains(agency.as_str()) => stays.push(Stays { place, absorbs: Vec::new() }),
            Some(_) => loose.push(place),
            None => {}
        }
    }
    loose.extend((0..before.had.len()).filter(|place| before.had.get(*place).is_some_and(|had| had.agency.is_none())));
    for place in loose {
        if before.same_group && room > 0 {
            room -= 1;
            stays.push(Stays { place, absorbs: Vec::new() });
        } else {
            ends.push(place);
        }
    }
    stays.sort_by_key(|stays| stays.place);
    ends.sort_unstable();

    let lineage = Lineage::new(before, &ends);
    for one in &mut stays {
        if let Some(agency) = before.had.get(one.place).and_then(|had| had.agency.as_deref()) {
            one.absorbs = lineage.of(agency).0;
        }
    }
    let staying: HashSet<&str> =
        stays.iter().filter_map(|stays| before.had.get(stays.place)?.agency.as_deref()).collect();
    let mut begins: Vec<Begins> = Vec::new();
    for member in before.members.iter().filter(|member| !staying.contains(member.as_str())) {
        let (from, without_part) = lineage.of(member);
        let (carried, disagree) = carried(before.had, &from, carry);
        begins.push(Begins { agency: Some(member.clone()), from, without_part, carried, disagree });
    }
    let nameless = || Begins { agency: None, from: Vec::new(), without_part: Vec::new(), carried: None, disagree: false };
    begins.extend(std::iter::repeat_with(nameless).take(room));
    Decided { stays, ends, begins }
}

/// Who came from whom.
struct Lineage<'a> {
    before: HashMap<&'a str, Vec<&'a str>>,
    ending: HashMap<&'a str, usize>,
}

impl<'a> Lineage<'a> {
    fn new(before: &'a Before, ends: &[usize]) -> Lineage<'a> {
        let mut from: HashMap<&str, Vec<&str>> = HashMap::new();
        for (old, new) in before.continued {
            from.entry(new).or_default().push(old);
        }
        let ending = ends.iter().filter_map(|place| Some((before.had.get(*place)?.agency.as_deref()?, *place))).collect();
        Lineage { before: from, ending }
    }

    /// The ending parts that an agency continues, through however many changes, and those it continues at the
    /// far end without one.
    fn of(&self, agency: &'a str) -> (Vec<usize>, Vec<String>) {
        let (mut parts, mut without) = (Vec::new(), Vec::new());
        let mut seen = HashSet::from([agency]);
        let mut open: Vec<&str> = self.before.get(agency).cloned().unwrap_or_default();
        while let Some(one) = open.pop() {
            if !seen.insert(one) {
                continue;
            }
            match (self.ending.get(one), self.before.get(one)) {
                (Some(place), _) => parts.push(*place),
                (None, Some(earlier)) => open.extend(earlier),
                (None, None) => without.push(one.to_owned()),
            }
        }
        parts.sort_unstable();
        without.sort_unstable();
        (parts, without)
    }
}

/// What a new part takes over from `places`, and whether they stood differently.
fn carried(had: &[Had], places: &[usize], carry: Carry) -> (Option<Carried>, bool) {
    let found: Vec<(usize, &Had)> = places.iter().filter_map(|place| Some((*place, had.get(*place)?))).collect();
    let done = |had: &Had| had.state.completed_on;
    // What was done or is paused was begun, even if nobody said so.
    let begun = |had: &Had| had.state.started_on.or(had.state.completed_on).or(had.state.paused_on);
    let count = |day: &dyn Fn(&Had) -> Option<NaiveDate>| found.iter().filter(|(_, had)| day(had).is_some()).count();
    let mixed = |count: usize| count > 0 && count < found.len();
    let disagree = mixed(count(&done)) || mixed(count(&begun));
    let enough = |count: usize| match carry {
        Carry::AllDone => count > 0 && count == found.len(),
        Carry::AnyDone => count > 0,
        Carry::None => false,
    };
    let take = |kind: StepKind, day: &dyn Fn(&Had) -> Option<NaiveDate>| {
        let those: Vec<(usize, &Had, NaiveDate)> = found.iter().filter_map(|(place, had)| Some((*place, *had, day(had)?))).collect();
        let mut proofs: Vec<&str> = Vec::new();
        for (_, had, _) in &those {
            if let Some(proof) = had.evidence.as_deref().filter(|proof| kind == StepKind::Done && !proofs.contains(proof)) {
                proofs.push(proof);
            }
        }
        let day = those.iter().map(|(_, _, day)| *day).max()?;
        let evidence = (!proofs.is_empty()).then(|| proofs.join("; "));
        let document = those.first().and_then(|(_, had, _)| had.document.clone());
        let document = document.filter(|one| kind == StepKind::Done && those.iter().all(|(_, had, _)| had.document.as_ref() == Some(one)));
        Some(Carried { kind, day, from: those.iter().map(|(place, _, _)| *place).collect(), evidence, document })
    };
    let carried = if enough(count(&done)) {
        take(StepKind::Done, &done)
    } else if enough(count(&begun)) {
        take(StepKind::Started, &begun)
    } else {
        None
    };
    (carried, disagree)
}

#[cfg(test)]
mod tests;
