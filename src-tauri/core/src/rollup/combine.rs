//! Several figures as one: the agency rule. Coverage is told and nothing is extrapolated; no data, not
//! applicable and zero stay three things. Pure: values in, values out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::indicator::{AgencyRule, IndicatorKind};

/// A figure's numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// One number.
    Value(f64),
    /// A part and its whole, which is not zero.
    Part(f64, f64),
}

impl Amount {
    /// The number that is compared with a target and drawn. A part of a whole counts as its part where the
    /// indicator counts things (41 of 53 services are 41), and as their quotient where it is a share.
    pub fn number(self, kind: IndicatorKind) -> f64 {
        match (self, kind) {
            (Amount::Value(value), _) => value,
            (Amount::Part(part, whole), IndicatorKind::Percent) => part / whole * 100.0,
            (Amount::Part(part, whole), IndicatorKind::Ratio) => part / whole,
            (Amount::Part(part, _), _) => part,
        }
    }
}

/// What somebody holds of an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Held {
    /// A figure; zero is one.
    Figure(Amount),
    /// Said to have none yet.
    NoData,
    /// Said that there cannot be one.
    NotApplicable,
    /// Nothing was said.
    Missing,
}

impl Held {
    /// The figure, if there is one.
    pub fn amount(self) -> Option<Amount> {
        match self {
            Held::Figure(amount) => Some(amount),
            _ => None,
        }
    }
}

/// One part of a whole: what is held, and its weight where the rule weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// What is held.
    pub held: Held,
    /// Its weight; only a positive one counts.
    pub weight: Option<f64>,
}

/// How many parts a whole rests on. `with + missing + unusable + not_applicable` are all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct Coverage {
    /// Parts whose figure is in the whole.
    pub with: u32,
    /// Parts for which a figure is expected: all but those not applicable.
    pub of: u32,
    /// Parts without a figure.
    pub missing: u32,
    /// Parts to which the indicator does not apply.
    pub not_applicable: u32,
    /// Parts whose figure the rule cannot use: without a weight, or a share without its numerator.
    pub unusable: u32,
}

/// Why there is no whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoWhole {
    /// The figures of this indicator do not combine.
    NotCombinable,
    /// No part has a figure that can be used.
    NoFigure,
    /// There are several figures without a period, so that nothing tells which of them add up.
    SeveralPeriods,
    /// Running totals stand beside figures of single periods.
    RunningTotals,
    /// The method of measuring changed between the figures.
    MethodBreak,
}

/// Several figures as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Combined {
    /// The figure, or why there is none.
    pub amount: Result<Amount, NoWhole>,
    /// What it rests on.
    pub coverage: Coverage,
}

/// Adds numbers so that their order does not matter, not even in the last digit.
pub(super) fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.iter().sum()
}

/// Combines `pieces` by `rule`.
pub fn combine(rule: AgencyRule, kind: IndicatorKind, pieces: &[Piece]) -> Combined {
    let mut coverage = Coverage::default();
    let mut used: Vec<(Amount, f64)> = Vec::new();
    for piece in pieces {
        match piece.held {
            Held::NotApplicable => coverage.not_applicable += 1,
            Held::NoData | Held::Missing => coverage.missing += 1,
            Held::Figure(amount) => {
                let weight = match rule {
                    // Shares of different wholes do not add up: only those told with their whole.
                    AgencyRule::Sum if matches!(kind, IndicatorKind::Percent | IndicatorKind::Ratio) => matches!(amount, Amount::Part(..)).then_some(1.0),
                    AgencyRule::WeightedMean => piece.weight.filter(|weight| *weight > 0.0 && weight.is_finite()),
                    AgencyRule::Ratio => matches!(amount, Amount::Part(..)).then_some(1.0),
                    AgencyRule::Sum | AgencyRule::Mean | AgencyRule::None => Some(1.0),
                };
                match weight {
                    Some(weight) => used.push((amount, weight)),
                    None => coverage.unusable += 1,
                }
            }
        }
    }
    coverage.with = used.len() as u32;
    coverage.of = pieces.len() as u32 - coverage.not_applicable;
    let amount = if rule == AgencyRule::None || matches!(kind, IndicatorKind::Rank | IndicatorKind::Qualitative) {
        Err(NoWhole::NotCombinable)
    } else if used.is_empty() {
        Err(NoWhole::NoFigure)
    } else {
        Ok(whole(rule, kind, &used))
    };
    Combined { amount, coverage }
}

fn whole(rule: AgencyRule, kind: IndicatorKind, used: &[(Amount, f64)]) -> Amount {
    let parts: Option<Vec<(f64, f64)>> = used
        .iter()
        .map(|(amount, _)| match amount {
            Amount::Part(part, whole) => Some((*part, *whole)),
            Amount::Value(_) => None,
        })
        .collect();
    let sums = parts.map(|parts| (total(parts.iter().map(|part| part.0)), total(parts.iter().map(|part| part.1))));
    match (rule, sums) {
        // Parts and wholes add up each for itself: 3/4 and 1/6 are 4/10.
        (AgencyRule::Sum | AgencyRule::Ratio, Some((part, whole))) if whole != 0.0 => Amount::Part(part, whole),
        (AgencyRule::Sum | AgencyRule::Ratio, _) => Amount::Value(total(used.iter().map(|(amount, _)| amount.number(kind)))),
        _ => {
            let weights = total(used.iter().map(|(_, weight)| *weight));
            Amount::Value(total(used.iter().map(|(amount, weight)| amount.number(kind) * weight)) / weights)
        }
    }
}
