//! Agencies that became others: whose figures stand for whom, by the old or the new structure, and nothing
//! counted twice. Pure: values in, values out.
//!
//! A new unit without figures of its own is put together from the units it was made of, by the indicator's own
//! mapping. The other way round nothing is split: an old unit whose figures only its successor tells has none.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::combine::{Amount, Combined, Coverage, Held, NoWhole, Piece, combine};
use super::over_time::{Span, Timed, join, over_time};
use crate::agency::Tree;
use crate::indicator::{AgencyRule, IndicatorKind, TimeRule};

/// How agencies hang together.
#[derive(Debug, Default)]
pub struct Units {
    /// What each agency was made of.
    pub made_of: HashMap<String, Vec<String>>,
    /// What each agency became.
    pub became: HashMap<String, String>,
    /// Who stands above whom.
    pub tree: Tree,
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
        let reaches = |from: &str, to: &str| self.tree.is_under(from, to) || chain(&self.became, from).iter().any(|one| one == to);
        let above = self.tree.above(agency).map(str::to_owned).chain(chain(&self.became, agency));
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

/// What an agency's figure weighs, where the rule weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weight {
    /// As much as the agency itself.
    Own,
    /// As much as the units whose figures it is put together from.
    Of(f64),
    /// Nobody can tell: some units are missing in it, and what these weigh is not known.
    Unknown,
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
    /// What it weighs.
    pub weight: Weight,
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
    /// The first days of new methods of measuring: figures from both sides of one are not put together.
    pub breaks: &'a [NaiveDate],
}

impl Ledger<'_> {
    /// The rows of `agencies` and their whole.
    pub fn rows(&self, agencies: &[String]) -> (Vec<Row>, Combined) {
        let mut rows: Vec<Row> = agencies
            .iter()
            .map(|agency| Row { agency: agency.clone(), holding: self.holding(agency, &[], &mut Vec::new()), counted_in: None })
            .collect();
        let with_figure = rows.iter().enumerate().filter(|(_, row)| has_figure(&row.holding));
        let telling: HashMap<String, usize> = with_figure.map(|(place, row)| (row.agency.clone(), place)).collect();
        for row in &mut rows {
            row.counted_in = self.units.holder(&row.agency, &telling);
        }
        let counted = || rows.iter().filter(|row| row.counted_in.is_none());
        let pieces: Vec<Piece> = counted().map(|row| self.piece(&row.agency, &row.holding)).collect();
        let mut whole = combine(self.rules.agency, self.rules.kind, &pieces);
        if whole.amount.is_ok() && self.straddle(counted().flat_map(|row| row.holding.behind.iter().copied())) {
            whole.amount = Err(NoWhole::MethodBreak);
        }
        (rows, whole)
    }

    fn weight(&self, agency: &str, holding: &Holding) -> Option<f64> {
        match holding.weight {
            Weight::Own => self.weights.get(agency).copied(),
            Weight::Of(weight) => Some(weight),
            Weight::Unknown => None,
        }
    }

    fn piece(&self, agency: &str, holding: &Holding) -> Piece {
        Piece { held: holding.held.unwrap_or(Held::Missing), weight: self.weight(agency, holding) }
    }

    /// Whether some of these figures were measured before a change of method and some after it.
    fn straddle(&self, behind: impl Iterator<Item = usize>) -> bool {
        if self.breaks.is_empty() {
            return false;
        }
        let days: Vec<NaiveDate> = behind.filter_map(|place| self.figures.get(place)).map(Timed::until).collect();
        let (first, last) = (days.iter().min(), days.iter().max());
        self.breaks.iter().any(|since| first.is_some_and(|first| first < since) && last.is_some_and(|last| since <= last))
    }

    /// What one agency holds of days outside of `taken`; `path` are those being put together, so that a circle of
    /// successions ends. Each unit is put together over time before units are put together: those that were merged
    /// may have told in months what others told in quarters.
    fn holding(&self, agency: &str, taken: &[Span], path: &mut Vec<String>) -> Holding {
        let own = self.own(agency, taken);
        let Some(parts) = self.units.made_of.get(agency).filter(|_| !path.iter().any(|one| one == agency)) else { return own };
        // Its own figures outrank those of what it was made of: for their days, and where they are said of no days at all.
        let own_figure = match own.held {
            Ok(Held::Figure(amount)) => match own.days {
                Some(days) if self.rules.time != TimeRule::Last => Some((days, amount)),
                _ => return own,
            },
            Ok(Held::Missing | Held::NoData) => None,
            Ok(Held::NotApplicable) | Err(_) => return own,
        };
        let mut taken = taken.to_vec();
        taken.extend(own.behind.iter().filter_map(|place| self.figures.get(*place)?.span));
        path.push(agency.to_owned());
        let holdings: Vec<(&String, Holding)> = parts.iter().map(|part| (part, self.holding(part, &taken, path))).collect();
        path.pop();
        let Some((amount, coverage)) = self.merged(&holdings) else { return own };
        let mut behind: Vec<usize> = holdings.iter().flat_map(|(_, holding)| holding.behind.iter().copied()).collect();
        let days = holdings.iter().filter_map(|(_, holding)| holding.days).min();
        let (held, days, weight) = match own_figure {
            None => (Ok(amount), days, self.weight_of(&holdings, coverage)),
            Some((own_days, own_amount)) => {
                behind.splice(0..0, own.behind.iter().copied());
                let merged_days = days.unwrap_or_default();
                let both = [(merged_days, amount), (own_days, own_amount)];
                (join(self.rules.time, self.rules.kind, &both), Some(merged_days + own_days), Weight::Own)
            }
        };
        let held = if self.straddle(behind.iter().copied()) { Err(NoWhole::MethodBreak) } else { held.map(Held::Figure) };
        Holding { held, behind, made_of: Some(coverage), days, weight }
    }

    /// What merged units have together, when any of them has a figure.
    fn merged(&self, holdings: &[(&String, Holding)]) -> Option<(Amount, Coverage)> {
        let pieces: Vec<Piece> = holdings.iter().map(|(part, holding)| self.piece(part, holding)).collect();
        let combined = combine(self.rules.merge, self.rules.kind, &pieces);
        Some((combined.amount.ok()?, combined.coverage))
    }

    /// Nothing is extrapolated: units without a figure lend no weight to that of the others.
    fn weight_of(&self, holdings: &[(&String, Holding)], coverage: Coverage) -> Weight {
        let told = holdings.iter().filter(|(_, holding)| has_figure(holding));
        match told.map(|(part, holding)| self.weight(part, holding)).sum::<Option<f64>>() {
            Some(weight) => Weight::Of(weight),
            None if coverage.with == coverage.of => Weight::Own,
            None => Weight::Unknown,
        }
    }

    /// What an agency's own figures outside of `taken` say.
    fn own(&self, agency: &str, taken: &[Span]) -> Holding {
        let places = self.of.get(agency).map(Vec::as_slice).unwrap_or_default();
        let free = |timed: &Timed| match timed.span {
            Some(span) => !taken.iter().any(|taken| taken.overlaps(&span)),
            None => taken.is_empty(),
        };
        let (places, timed): (Vec<usize>, Vec<Timed>) =
            places.iter().filter_map(|place| Some((*place, *self.figures.get(*place)?))).filter(|(_, timed)| free(timed)).unzip();
        let held = over_time(self.rules.time, self.rules.kind, &timed, &self.window);
        let over = match held {
            Ok(over) => over,
            Err(why) => return Holding { held: Err(why), behind: Vec::new(), made_of: None, days: None, weight: Weight::Own },
        };
        let behind: Vec<usize> = over.chosen.iter().filter_map(|at| places.get(*at).copied()).collect();
        let held = if self.straddle(behind.iter().copied()) { Err(NoWhole::MethodBreak) } else { Ok(over.held) };
        Holding { held, behind, made_of: None, days: over.days, weight: Weight::Own }
    }
}

/// Whether there is a figure.
pub fn has_figure(holding: &Holding) -> bool {
    matches!(holding.held, Ok(Held::Figure(_)))
}
