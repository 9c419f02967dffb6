//! What of a figure falls to the items of a dimension: of 8,2 triệu tài khoản 5,8 triệu nông thôn, miền núi.
//! Parts are set beside the whole, and what they leave over or exceed it by is told; nothing is made up from them.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Observation, amount, get};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::figure;
use crate::indicator::{self, IndicatorKind};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::rollup::Amount;
use crate::wire::{IdRequest, Number, optional};

/// One part of a figure.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ObservationPart {
    /// Its id.
    pub id: String,
    /// The item of the dimension.
    pub item: String,
    /// The item's name.
    pub name: String,
    /// The value, in the indicator's unit.
    pub value: Option<f64>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<f64>,
    /// The whole of it.
    pub denominator: Option<f64>,
    /// Gần, hơn, khoảng …
    pub qualifier: Option<String>,
    /// As it is printed, with its unit.
    pub written: String,
}

/// How the parts of a dimension stand beside the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ObservationParts {
    /// Every item is told and they make the whole.
    Whole,
    /// Some items are not told, and what is told leaves something over for them.
    Incomplete,
    /// Every item is told and they do not make the whole, or those told exceed it.
    Differ,
    /// Parts of this kind of figure do not add up: ranks, places in a range, shares without numerators.
    NotAdditive,
}

/// The parts of a figure by one dimension.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PartsOf {
    /// The dimension.
    pub dimension: String,
    /// Its name.
    pub dimension_name: String,
    /// The parts, in the order of the items.
    pub parts: Vec<ObservationPart>,
    /// How many items the dimension has.
    pub items: u32,
    /// How they stand beside the whole.
    pub standing: ObservationParts,
    /// What they make together, with its unit.
    pub sum: Option<String>,
    /// The whole less what they make together, with its unit, where there is a difference.
    pub rest: Option<String>,
}

/// The part of one item.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PartSet {
    /// The item of the dimension.
    pub item: String,
    /// The value.
    pub value: Option<Number>,
    /// The part of a part-of-whole figure.
    pub numerator: Option<Number>,
    /// The whole of it.
    pub denominator: Option<Number>,
    /// Gần, hơn, khoảng …
    pub qualifier: Option<String>,
}

/// The parts of a figure by one dimension, from now on; none takes them away.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ObservationPartsSet {
    /// Which figure, by id or code.
    pub observation: String,
    /// The dimension.
    pub dimension: String,
    /// Its parts.
    pub parts: Vec<PartSet>,
}

/// A part as it is stored, before it is written with its unit.
struct Stored {
    observation: String,
    dimension: String,
    dimension_name: String,
    part: ObservationPart,
}

fn stored(conn: &Connection, indicator: &str) -> Result<Vec<Stored>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.observation, d.id, d.name, p.id, i.id, i.name, p.value, p.numerator, p.denominator, p.qualifier
         FROM observation_part p JOIN dimension_item i ON i.id = p.item JOIN dimension d ON d.id = i.dimension
         WHERE p.indicator = ?1 ORDER BY d.name, d.id, i.position, i.id",
    )?;
    let found = statement.query_map([indicator], |row| {
        Ok(Stored {
            observation: row.get(0)?,
            dimension: row.get(1)?,
            dimension_name: row.get(2)?,
            part: ObservationPart {
                id: row.get(3)?,
                item: row.get(4)?,
                name: row.get(5)?,
                value: row.get(6)?,
                numerator: row.get(7)?,
                denominator: row.get(8)?,
                qualifier: row.get(9)?,
                written: String::new(),
            },
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// How many items each dimension has.
fn item_counts(conn: &Connection) -> Result<HashMap<String, u32>> {
    let mut statement = conn.prepare_cached("SELECT dimension, count(*) FROM dimension_item GROUP BY dimension")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// The parts of an indicator's figures, by figure.
fn of_indicator(reader: &Reader, indicator: &str, wholes: &[Observation]) -> Result<HashMap<String, Vec<PartsOf>>> {
    let stored = stored(reader.conn, indicator)?;
    if stored.is_empty() {
        return Ok(HashMap::new());
    }
    let definition = indicator::definition(reader.conn, indicator)?;
    let items = item_counts(reader.conn)?;
    let by_id: HashMap<&str, &Observation> = wholes.iter().map(|whole| (whole.id.as_str(), whole)).collect();
    let write = |qualifier: Option<&str>, found: Amount| {
        let notation = reader.words().language.notation();
        let number = match found {
            Amount::Part(part, whole) => format!("{}/{}", figure::write(part, None, notation), figure::write(whole, None, notation)),
            Amount::Value(value) => figure::write(value, None, notation),
        };
        figure::with_words(qualifier, &number, &definition.unit)
    };
    let mut found: HashMap<String, Vec<PartsOf>> = HashMap::new();
    for one in stored {
        let groups = found.entry(one.observation).or_default();
        if groups.last().is_none_or(|group| group.dimension != one.dimension) {
            groups.push(PartsOf {
                items: items.get(&one.dimension).copied().unwrap_or_default(),
                dimension: one.dimension,
                dimension_name: one.dimension_name,
                parts: Vec::new(),
                standing: ObservationParts::NotAdditive,
                sum: None,
                rest: None,
            });
        }
        let mut part = one.part;
        if let Some(held) = amount(part.value, part.numerator, part.denominator) {
            part.written = write(part.qualifier.as_deref(), held);
        }
        if let Some(group) = groups.last_mut() {
            group.parts.push(part);
        }
    }
    for (observation, groups) in &mut found {
        let Some(whole) = by_id.get(observation.as_str()).and_then(|whole| whole.amount()) else { continue };
        for group in groups {
            let held: Vec<Amount> = group.parts.iter().filter_map(|part| amount(part.value, part.numerator, part.denominator)).collect();
            let compared = compare(definition.kind, whole, &held, group.items);
            group.standing = compared.standing;
            group.sum = compared.sum.map(|sum| write(None, sum));
            group.rest = compared.rest.map(|rest| write(None, Amount::Value(rest)));
        }
    }
    Ok(found)
}

/// Fills in the parts of figures, all of one indicator or of several.
pub(super) fn fill(reader: &Reader, indicator: Option<&str>, figures: &mut [Observation]) -> Result<()> {
    let mut indicators: Vec<String> = match indicator {
        Some(one) => vec![one.to_owned()],
        None => figures.iter().map(|figure| figure.indicator.clone()).collect(),
    };
    indicators.sort_unstable();
    indicators.dedup();
    for indicator in indicators {
        let mut parts = of_indicator(reader, &indicator, figures)?;
        for figure in figures.iter_mut().filter(|figure| figure.indicator == indicator) {
            figure.parts = parts.remove(&figure.id).unwrap_or_default();
        }
    }
    Ok(())
}

/// Parts beside their whole.
#[derive(Debug, PartialEq)]
struct Compared {
    standing: ObservationParts,
    sum: Option<Amount>,
    rest: Option<f64>,
}

/// Sets parts beside their whole. Counts add up, and so do the numerators and the denominators of shares; a share
/// of its own is no sum of shares. Values that differ by less than a millionth of the whole are the same.
fn compare(kind: IndicatorKind, whole: Amount, parts: &[Amount], items: u32) -> Compared {
    let share = matches!(kind, IndicatorKind::Percent | IndicatorKind::Ratio);
    let additive = share || matches!(kind, IndicatorKind::Count | IndicatorKind::Range);
    let values = |take: fn(&Amount) -> Option<f64>| parts.iter().map(take).sum::<Option<f64>>();
    let sums = match whole {
        _ if !additive => None,
        Amount::Value(_) if share => None,
        Amount::Value(value) => values(|part| if let Amount::Value(value) = part { Some(*value) } else { None }).map(|sum| (Amount::Value(sum), value - sum)),
        Amount::Part(part, of) => {
            let over = values(|part| if let Amount::Part(part, _) = part { Some(*part) } else { None });
            let under = values(|part| if let Amount::Part(_, of) = part { Some(*of) } else { None });
            over.zip(under).map(|(sum, base)| {
                let rest = if near(part - sum, part) && !near(of - base, of) { of - base } else { part - sum };
                (Amount::Part(sum, base), rest)
            })
        }
    };
    let Some((sum, rest)) = sums else { return Compared { standing: ObservationParts::NotAdditive, sum: None, rest: None } };
    let size = match whole {
        Amount::Value(value) | Amount::Part(value, _) => value,
    };
    let same = near(rest, size);
    let all = parts.len() as u32 == items;
    let beyond = !same && (rest < 0.0) == (size >= 0.0);
    let standing = match (same, all) {
        (true, true) => ObservationParts::Whole,
        // Items that are not told have nothing left, or something.
        (_, false) if !beyond => ObservationParts::Incomplete,
        _ => ObservationParts::Differ,
    };
    Compared { standing, sum: Some(sum), rest: (!same).then_some(rest) }
}

fn near(difference: f64, size: f64) -> bool {
    difference.abs() <= size.abs() * 1e-6
}

/// Sets the parts of a figure by one dimension. Errors: `required`, `observation.two_figures`,
/// `observation.zero_denominator`, `dimension.not_its_item`, `dimension.item_twice` at `parts`; `period.locked`.
pub fn set_parts(change: &mut Change, request: ObservationPartsSet) -> Result<Observation> {
    let observation = get(change, IdRequest { id: request.observation })?;
    Locks::standing(change.conn)?.allow(change.words(), observation.period.as_deref(), observation.calendar, observation.as_of_day)?;
    let dimension = crate::dimension::get(change, IdRequest { id: request.dimension })?;
    let refuse = |code: &'static str| Err(Error::input("parts", Problem::new(code)));
    change.conn.execute(
        "DELETE FROM observation_part WHERE observation = ?1 AND item IN (SELECT id FROM dimension_item WHERE dimension = ?2)",
        [&observation.id, &dimension.id],
    )?;
    let mut seen: Vec<String> = Vec::new();
    for part in request.parts {
        if !dimension.items.iter().any(|item| item.id == part.item) {
            return refuse("dimension.not_its_item");
        }
        if seen.contains(&part.item) {
            return refuse("dimension.item_twice");
        }
        let [value, numerator, denominator] = [part.value, part.numerator, part.denominator].map(|number| number.map(|number| number.0));
        match (value, numerator, denominator) {
            (Some(_), None, None) => {}
            (None, Some(_), Some(0.0)) => return refuse("observation.zero_denominator"),
            (None, Some(_), Some(_)) => {}
            (None, None, None) => return refuse("required"),
            _ => return refuse("observation.two_figures"),
        }
        change.conn.prepare_cached(
            "INSERT INTO observation_part (id, indicator, observation, item, value, numerator, denominator, qualifier)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![change.new_id(), observation.indicator, observation.id, part.item, value, numerator, denominator, optional(part.qualifier)])?;
        seen.push(part.item);
    }
    change.about(indicator::code_of(change.conn, &observation.indicator)?);
    get(change, IdRequest { id: observation.id })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (&'static str, IndicatorKind, Amount, &'static [Amount], u32, ObservationParts, Option<f64>);

    #[test]
    fn parts_are_set_beside_the_whole() {
        use Amount::{Part, Value};
        use IndicatorKind::{Count, Percent, Rank};
        use ObservationParts::{Differ, Incomplete, NotAdditive, Whole};
        let cases: &[Row] = &[
            ("two make the whole", Count, Value(8.2), &[Value(5.8), Value(2.4)], 2, Whole, None),
            ("one of two told", Count, Value(8.2), &[Value(5.8)], 2, Incomplete, Some(2.4)),
            ("one of two told, nothing left", Count, Value(5.8), &[Value(5.8)], 2, Incomplete, None),
            ("too little", Count, Value(8.2), &[Value(5.8), Value(2.0)], 2, Differ, Some(0.4)),
            ("too much, though one is not told", Count, Value(8.2), &[Value(9.0)], 2, Differ, Some(-0.8)),
            ("zero and zero", Count, Value(0.0), &[Value(0.0), Value(0.0)], 2, Whole, None),
            ("one where there is nothing", Count, Value(0.0), &[Value(1.0), Value(0.0)], 2, Differ, Some(-1.0)),
            ("shares by their numbers", Percent, Part(41.0, 53.0), &[Part(20.0, 30.0), Part(21.0, 23.0)], 2, Whole, None),
            ("another base", Percent, Part(41.0, 53.0), &[Part(20.0, 30.0), Part(21.0, 20.0)], 2, Differ, Some(3.0)),
            ("shares of their own", Percent, Value(60.0), &[Value(40.0), Value(80.0)], 2, NotAdditive, None),
            ("places", Rank, Value(86.0), &[Value(40.0)], 2, NotAdditive, None),
        ];
        for (name, kind, whole, parts, items, standing, rest) in cases {
            let found = compare(*kind, *whole, parts, *items);
            assert_eq!(found.standing, *standing, "{name}: {found:?}");
            let same = match (found.rest, rest) {
                (Some(found), Some(rest)) => (found - rest).abs() < 1e-9,
                (None, None) => true,
                _ => false,
            };
            assert!(same, "{name}: {found:?}");
        }
    }
}
