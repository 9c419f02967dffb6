//! How alike two statements are by their words alone, and which focus area a statement's words speak for.

use std::collections::{HashMap, HashSet};

use super::{KnownArea, KnownTask};
use crate::text::fold;

/// Pairs of neighbouring words, folded, each as a number and once: two that meet by chance change a likeness by little.
type Pairs = Vec<u64>;

fn pairs(text: &str) -> Pairs {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let numbers: Vec<u64> = words.map(number).collect();
    // Turned, so that the order of the two words counts.
    let mut pairs: Pairs = numbers.iter().zip(numbers.iter().skip(1)).map(|(first, second)| first.rotate_left(1) ^ second).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A word as a number (FNV-1a): thousands of statements are read each time.
fn number(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |number, byte| (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// From 0 to 1: the share of pairs that both have (Dice), or nearly all of the shorter one's.
fn likeness(a: &Pairs, b: &Pairs, common: usize) -> f64 {
    let (shorter, both) = (a.len().min(b.len()), a.len() + b.len());
    if shorter < 3 {
        return 0.0;
    }
    let dice = 2.0 * common as f64 / both as f64;
    let inside = common as f64 / shorter as f64;
    if shorter >= 6 { dice.max(inside * 0.8) } else { dice }
}

/// Existing tasks and the focus areas by their words, to find those alike.
pub(super) struct Likenesses {
    tasks: Vec<Pairs>,
    by_pair: HashMap<u64, Vec<usize>>,
    /// For each focus area, in the order given, the weight of its pairs.
    areas: Vec<HashSet<u64>>,
}

/// From this likeness on, a task is shown as nearly the same.
const NEAR: f64 = 0.55;
/// A focus area is proposed when its words make up so much of a statement, and so many times more than the next one's.
const CLEAR: (f64, f64) = (0.22, 1.6);

impl Likenesses {
    pub fn new(tasks: &[KnownTask], areas: &[KnownArea]) -> Self {
        let all: Vec<Pairs> = tasks.iter().map(|task| pairs(&task.statement)).collect();
        let mut by_pair: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, of) in all.iter().enumerate() {
            for pair in of {
                by_pair.entry(*pair).or_default().push(index);
            }
        }
        let of_area = |area: &KnownArea| {
            let placed = tasks.iter().zip(&all).filter(|(task, _)| task.area.as_deref() == Some(area.id.as_str()));
            placed.flat_map(|(_, of)| of.iter().copied()).chain(pairs(&area.statement)).chain(pairs(&area.short_name)).collect()
        };
        Likenesses { areas: areas.iter().map(of_area).collect(), tasks: all, by_pair }
    }

    /// The tasks most like a statement, best first, at the most three.
    pub fn alike(&self, statement: &str) -> Vec<(usize, f64)> {
        let own = pairs(statement);
        let mut common: HashMap<usize, usize> = HashMap::new();
        for index in own.iter().filter_map(|pair| self.by_pair.get(pair)).flatten() {
            *common.entry(*index).or_default() += 1;
        }
        let score = |(index, common): (usize, usize)| self.tasks.get(index).map(|of| (index, likeness(&own, of, common)));
        let mut found: Vec<(usize, f64)> = common.into_iter().filter_map(score).filter(|(_, likeness)| *likeness >= NEAR).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(3);
        found
    }

    /// The focus area a statement's words speak for, by its place in the list, if one clearly does.
    pub fn area(&self, statement: &str) -> Option<usize> {
        let own = pairs(statement);
        let weight = |pair: &u64| {
            let areas = self.areas.iter().filter(|area| area.contains(pair)).count();
            (1.0 + self.areas.len() as f64 / areas.max(1) as f64).ln()
        };
        let whole: f64 = own.iter().map(weight).sum();
        if own.len() < 4 || whole <= 0.0 {
            return None;
        }
        let mut scores: Vec<(usize, f64)> = self
            .areas
            .iter()
            .enumerate()
            .map(|(index, area)| (index, own.iter().filter(|pair| area.contains(*pair)).map(weight).sum::<f64>() / whole))
            .collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let (best, score) = *scores.first()?;
        let next = scores.get(1).map_or(0.0, |(_, score)| *score);
        (score >= CLEAR.0 && score >= next * CLEAR.1).then_some(best)
    }
}
