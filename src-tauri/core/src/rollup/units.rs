//! Agencies that became others: whose figures stand for whom, by the old or the new structure, and nothing
//! counted twice. Pure: values in, values out.
//!
//! A new unit without figures of its own is put together from the units it was made of, by the indicator's own
//! mapping. The other way round nothing is split: an old unit whose figures only its successor tells has none.

use std::collections::{HashMap, HashSet};

use super::combine::{Combined, Coverage, Held, NoWhole, Piece, combine};
use super::over_time::{Span, Timed, over_time};
use crate::indicator::{AgencyRule, IndicatorKind, TimeRule};

/// How agencies hang together.
#[derive(Debug, Default)]
pub struct Units {
    /// What each agency was made of.
    pub made_of: HashMap<String, Vec<String>>,
    /// What each agency became.
    pub became: HashMap<String, String>,
    /// The agency above each.
    pub above: HashMap<String, String>,
}

impl Units {
    /// The agencies that stand for `members` in the new structure: what each has become.
    pub fn newest(&self, members: &[String]) -> Vec<String> {
        unique(members.iter().map(|member| chain(&self.became, member).pop().unwrap_or_else(|| member.clone())))
    }

    /// The agencies that stand for `members` in the old structure: what each was made of.
    pub fn oldest(&self, members: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut ahead: Vec<&String> = members.iter().rev().collect();
        while let Some(agency) = ahead.pop() {
            if !seen.insert(agency) {
                continue;
            }
            match self.made_of.get(agency).filter(|parts| !parts.is_empty()) {
                Some(parts) => ahead.extend(parts.iter().rev()),
                None => found.push(agency.clone()),
            }
        }
        unique(found.into_iter())
    }

    /// The first of `telling` of whose figure what `agency` has is a part: one above it, or one it became.
    fn holder(&self, agency: &str, telling: &HashMap<String, usize>) -> Option<String> {
        let links = [&self.above, &self.became];
        let reaches = |from: &str, to: &str| links.into_iter().any(|links| chain(links, from).iter().any(|one| one == to));
        let above = links.into_iter().flat_map(|links| chain(links, agency));
        let found = above.filter(|other| other != agency && telling.contains_key(other) && !reaches(other, agency));
        found.min_by_key(|other| telling.get(other).copied())
    }
}

fn unique(agencies: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    agencies.filter(|agency| seen.insert(agency.clone())).collect()
}

/// Where links lead from an agency, the next one first; a circle is walked once.
fn chain(links: &HashMap<String, String>, from: &str) -> Vec<String> {
    let mut walked: Vec<String> = Vec::new();
    let mut at = from;
    while let Some(next) = links.get(at) {
        if next == from || walked.contains(next) {
            break;
        }
        walked.push(next.clone());
        at = next;
    }
    walked
}

/// By which rules figures combine.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// What kind of figure.
    pub kind: IndicatorKind,
    /// Over periods.
    pub time: TimeRule,
    /// Over agencies.
    pub agency: AgencyRule,
    /// When units were merged.
    pub merge: AgencyRule,
}

/// What an agency holds.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The figure, or what is said instead, or why it cannot be told.
    pub held: Result<Held, NoWhole>,
    /// The figures behind it, by their places among those handed in.
    pub behind: Vec<usize>,
    /// Put together from the units it was made of: how many of them have a figure.
    pub made_of: Option<Coverage>,
    /// How many days its periods cover, where periods are summed or averaged.
    pub days: Option<i64>,
}

/// A row of a roll-up.
#[derive(Debug, Clone)]
pub struct Row {
    /// The agency.
    pub agency: String,
    /// What it holds.
    pub holding: Holding,
    /// The agency of another row in which it is counted already.
    pub counted_in: Option<String>,
}

/// All figures of one indicator, ready to be asked.
pub struct Ledger<'a> {
    /// How agencies hang together.
    pub units: &'a Units,
    /// The figures, in the order in which they were entered.
    pub figures: &'a [Timed],
    /// The places of each agency's figures among them.
    pub of: &'a HashMap<String, Vec<usize>>,
    /// The weight of each agency, where the rule weighs.
    pub weights: &'a HashMap<String, f64>,
    /// By which rules they combine.
    pub rules: Rules,
    /// The days asked about.
    pub window: Span,
}

/// A figure that may itself be put together.
struct Bit {
    timed: Timed,
    behind: Vec<usize>,
    made_of: Option<Coverage>,
}

impl Ledger<'_> {
    /// The rows of `agencies` and their whole.
    pub fn rows(&self, agencies: &[String]) -> (Vec<Row>, Combined) {
        let mut rows: Vec<Row> = agencies
            .iter()
            .map(|agency| Row { agency: agency.clone(), holding: self.holding(agency, &mut Vec::new()), counted_in: None })
            .collect();
        let with_figure = rows.iter().enumerate().filter(|(_, row)| has_figure(&row.holding));
        let telling: HashMap<String, usize> = with_figure.map(|(place, row)| (row.agency.clone(), place)).collect();
        for row in &mut rows {
            row.counted_in = self.units.holder(&row.agency, &telling);
        }
        let pieces: Vec<Piece> = rows.iter().filter(|row| row.counted_in.is_none()).map(|row| self.piece(&row.agency, &row.holding)).collect();
        (rows, combine(self.rules.agency, self.rules.kind, &pieces))
    }

    fn piece(&self, agency: &str, holding: &Holding) -> Piece {
        Piece { held: holding.held.unwrap_or(Held::Missing), weight: self.weights.get(agency).copied() }
    }

    fn own(&self, agency: &str) -> Vec<Bit> {
        let places = self.of.get(agency).map(Vec::as_slice).unwrap_or_default();
        places
            .iter()
            .filter_map(|place| self.figures.get(*place).map(|timed| Bit { timed: *timed, behind: vec![*place], made_of: None }))
            .collect()
    }

    /// What one agency holds; `path` are those being put together, so that a circle of successions ends.
    fn holding(&self, agency: &str, path: &mut Vec<String>) -> Holding {
        let parts = self.units.made_of.get(agency).filter(|_| !path.iter().any(|one| one == agency));
        let mut bits = self.own(agency);
        if let Some(parts) = parts
            && self.rules.time != TimeRule::Last
        {
            path.push(agency.to_owned());
            let merged = self.merged_periods(parts, path);
            path.pop();
            // Figures of its own outrank those put together, and stand last, as entered later.
            let spans: HashSet<Span> = bits.iter().filter_map(|bit| bit.timed.span).collect();
            let mut all: Vec<Bit> = merged.into_iter().filter(|bit| bit.timed.span.is_none_or(|span| !spans.contains(&span))).collect();
            all.append(&mut bits);
            bits = all;
        }
        let own = self.over(&bits);
        let silent = matches!(own.held, Ok(Held::Missing | Held::NoData));
        let Some(parts) = parts.filter(|_| silent) else { return own };
        path.push(agency.to_owned());
        let holdings: Vec<(&String, Holding)> = parts.iter().map(|part| (part, self.holding(part, path))).collect();
        path.pop();
        let pieces: Vec<Piece> = holdings.iter().map(|(part, holding)| self.piece(part, holding)).collect();
        let combined = combine(self.rules.merge, self.rules.kind, &pieces);
        match combined.amount {
            Ok(amount) => Holding {
                held: Ok(Held::Figure(amount)),
                behind: holdings.iter().flat_map(|(_, holding)| holding.behind.iter().copied()).collect(),
                made_of: Some(combined.coverage),
                days: holdings.iter().filter_map(|(_, holding)| holding.days).min(),
            },
            Err(_) => own,
        }
    }

    /// The figures of units that were merged, put together period by period.
    fn merged_periods(&self, parts: &[String], path: &mut Vec<String>) -> Vec<Bit> {
        let mut told: Vec<(&String, Vec<Bit>)> = Vec::new();
        for part in parts {
            if path.contains(part) {
                continue;
            }
            let mut bits = self.own(part);
            if let Some(earlier) = self.units.made_of.get(part) {
                path.push(part.clone());
                bits.extend(self.merged_periods(earlier, path));
                path.pop();
            }
            told.push((part, bits));
        }
        let mut spans: Vec<Span> = told.iter().flat_map(|(_, bits)| bits.iter().filter_map(|bit| bit.timed.span)).collect();
        spans.sort();
        spans.dedup();
        let merged = |span: Span| {
            let mut behind = Vec::new();
            let mut pieces = Vec::new();
            for (part, bits) in &told {
                let bit = bits.iter().rev().find(|bit| bit.timed.span == Some(span));
                behind.extend(bit.iter().flat_map(|bit| bit.behind.iter().copied()));
                pieces.push(Piece { held: bit.map_or(Held::Missing, |bit| bit.timed.held), weight: self.weights.get(*part).copied() });
            }
            let combined = combine(self.rules.merge, self.rules.kind, &pieces);
            let held = Held::Figure(combined.amount.ok()?);
            Some(Bit { timed: Timed { held, day: span.last, span: Some(span) }, behind, made_of: Some(combined.coverage) })
        };
        spans.into_iter().filter_map(merged).collect()
    }

    fn over(&self, bits: &[Bit]) -> Holding {
        let timed: Vec<Timed> = bits.iter().map(|bit| bit.timed).collect();
        let over = match over_time(self.rules.time, self.rules.kind, &timed, &self.window) {
            Ok(over) => over,
            Err(why) => return Holding { held: Err(why), behind: Vec::new(), made_of: None, days: None },
        };
        let chosen = || over.chosen.iter().filter_map(|place| bits.get(*place));
        Holding {
            held: Ok(over.held),
            behind: chosen().flat_map(|bit| bit.behind.iter().copied()).collect(),
            // The period that rests on the fewest units is the one to be told.
            made_of: chosen().filter_map(|bit| bit.made_of).min_by_key(|coverage| coverage.with),
            days: over.days,
        }
    }
}

/// Whether there is a figure.
pub fn has_figure(holding: &Holding) -> bool {
    matches!(holding.held, Ok(Held::Figure(_)))
}
