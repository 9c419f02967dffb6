//! The ranking of agencies in a version: sums by group, shares, ranks, what is missing, and the year before.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::read::{id_of, items, scores_of, version_id};
use super::structure::{differing, under};
use super::sum::{Summed, ranks, summed};
use super::{CompositeGetRequest, CompositeItem, CompositeScore, ScoredBy};
use crate::agency::{self, AgencyListRequest, AgencyName};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// Asks how agencies rank.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RankingRequest {
    /// Which index, by id or code.
    pub composite: String,
    /// Which version.
    pub year: i32,
    /// Whose points; when missing those verified where all are, else the agencies' own: a few verified points would
    /// leave everybody else without a rank.
    pub by: Option<ScoredBy>,
    /// Only this group of the index, by id or code: its own groups and items are then the columns.
    pub group: Option<String>,
    /// Exactly the agencies of this group, by id or key; without it those that have points.
    pub agency_group: Option<String>,
    /// Whether agencies that lack points are ranked too. What is missing then adds nothing.
    pub incomplete: Option<bool>,
}

/// A column: a group or an item with its most points.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RankColumn {
    /// The group or the item.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is a group.
    pub is_group: bool,
    /// Its most points, with weights.
    pub most: f64,
    /// How many items it is or holds.
    pub items: u32,
}

/// What an agency has in a column.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Columned {
    /// Points with weights, over the items that have points; none when none has.
    pub points: Option<f64>,
    /// How many items have points.
    pub scored: u32,
    /// How many items there are.
    pub of: u32,
}

/// How an agency stood the year before, among those that were ranked then.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RankBefore {
    /// Its share then, in percent.
    pub share: f64,
    /// Its rank then.
    pub rank: u32,
}

/// An agency in the ranking.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RankRow {
    /// The agency.
    pub agency: AgencyName,
    /// Its rank; equal points share one. None when it lacks points and was not asked to be ranked.
    pub rank: Option<u32>,
    /// Points with weights, over the items that have points; none when none has.
    pub points: Option<f64>,
    /// Share of the most points, in percent; none without a rank.
    pub share: Option<f64>,
    /// Share of the most points of the items that have points, in percent.
    pub share_of_scored: Option<f64>,
    /// How many items have points.
    pub scored: u32,
    /// How many items there are.
    pub of: u32,
    /// By column.
    pub columns: Vec<Columned>,
    /// Own points less those verified, with weights, over the items that have both.
    pub gap: Option<f64>,
    /// How many items have both.
    pub gap_items: u32,
    /// The year before, when it had a rank then.
    pub before: Option<RankBefore>,
}

/// The version before.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct YearBefore {
    /// Its year.
    pub year: i32,
    /// Codes of groups and items that are not the same in both; empty when the two can be compared.
    pub differing: Vec<String>,
}

/// How agencies rank.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompositeRanking {
    /// The index.
    pub composite: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// Whose points.
    pub by: ScoredBy,
    /// The group asked for.
    pub group: Option<RankColumn>,
    /// The most points, with weights.
    pub most: f64,
    /// How many items there are.
    pub of: u32,
    /// The columns.
    pub columns: Vec<RankColumn>,
    /// Ranked agencies first, then those that lack points by their share of what they have, then those without any.
    pub rows: Vec<RankRow>,
    /// How many agencies lack no points.
    pub complete: u32,
    /// Whether agencies that lack points are ranked too.
    pub incomplete_ranked: bool,
    /// How many agencies have points but are not of the group of agencies asked for.
    pub outside: u32,
    /// How many agencies have points of their own that are not verified yet.
    pub unverified: u32,
    /// The version before.
    pub before: Option<YearBefore>,
}

/// The points of a version by agency and item, of one kind.
fn points_of(scores: &[CompositeScore], by: ScoredBy) -> HashMap<&str, HashMap<&str, f64>> {
    let mut points: HashMap<&str, HashMap<&str, f64>> = HashMap::new();
    for score in scores {
        let given = match by {
            ScoredBy::Own => score.self_points,
            ScoredBy::Verified => score.verified_points,
        };
        if let Some(given) = given {
            points.entry(&score.agency.id).or_default().insert(&score.item, given);
        }
    }
    points
}

fn column(item: &CompositeItem) -> RankColumn {
    RankColumn {
        id: item.id.clone(),
        code: item.code.clone(),
        name: item.name.clone(),
        is_group: item.is_group(),
        most: item.weighted_most,
        items: item.items,
    }
}

/// What a column is made of: an item itself, or what its group holds.
fn within<'a>(items: &'a [CompositeItem], id: &str) -> &'a [CompositeItem] {
    match items.iter().position(|item| item.id == id) {
        Some(at) if items.get(at).is_some_and(|item| !item.is_group()) => items.get(at..=at).unwrap_or_default(),
        Some(_) => under(items, Some(id)),
        None => &[],
    }
}

fn columned(sum: &Summed) -> Columned {
    Columned { points: (sum.scored > 0).then_some(sum.points), scored: sum.scored, of: sum.of }
}

/// Ranks agencies. Errors: `composite.no_version` at `year`; `unknown_record` at `group` and `agency_group`.
pub fn ranking(reader: &Reader, request: RankingRequest) -> Result<CompositeRanking> {
    let conn = reader.conn;
    let composite = super::read::get(reader, CompositeGetRequest { id: request.composite.clone(), year: Some(request.year) })?;
    let version = version_id(conn, &composite.row.id, request.year)?;
    let scores = scores_of(conn, &version, None, None)?;
    let all = &composite.items;
    let group = match &request.group {
        None => None,
        Some(key) => {
            let found = all.iter().find(|item| item.is_group() && (item.id == *key || item.code == *key));
            Some(found.ok_or_else(|| Error::input("group", Problem::new("unknown_record").with("id", key)))?)
        }
    };
    let shown = under(all, group.map(|group| group.id.as_str()));
    let depth = group.map_or(0, |group| group.depth + 1);
    let columns: Vec<RankColumn> = shown.iter().filter(|item| item.depth == depth).map(column).collect();
    let (asked, outside) = agencies(reader, &request, &scores)?;
    let waiting: HashSet<&str> = scores.iter().filter(|score| score.verified_points.is_none()).map(|score| score.agency.id.as_str()).collect();
    let unverified = asked.iter().filter(|agency| waiting.contains(agency.id.as_str())).count() as u32;
    let verified = unverified == 0 && scores.iter().any(|score| score.verified_points.is_some());
    let by = request.by.unwrap_or(if verified { ScoredBy::Verified } else { ScoredBy::Own });
    let before = match (&request.group, composite.row.versions.iter().find(|version| version.year < request.year)) {
        (None, Some(version)) => Some((version.year, version.id.clone())),
        _ => None,
    };
    let ranked_before = match &before {
        Some((year, _)) => ranks_of(reader, &RankingRequest { year: *year, by: Some(by), incomplete: None, ..request.clone() })?,
        None => HashMap::new(),
    };
    let points = points_of(&scores, by);
    let (own, verified) = (points_of(&scores, ScoredBy::Own), points_of(&scores, ScoredBy::Verified));
    let nothing = HashMap::new();
    let incomplete_ranked = request.incomplete.unwrap_or(false);
    let mut rows: Vec<RankRow> = asked
        .into_iter()
        .map(|agency| {
            let given = points.get(agency.id.as_str()).unwrap_or(&nothing);
            let sum = summed(shown, given);
            let ranked = sum.is_complete() || (incomplete_ranked && sum.scored > 0);
            let both = own.get(agency.id.as_str()).zip(verified.get(agency.id.as_str()));
            let gaps: Vec<f64> = both.map_or_else(Vec::new, |(own, verified)| {
                let gap = |item: &CompositeItem| Some(item.full_weight * (own.get(item.id.as_str())? - verified.get(item.id.as_str())?));
                shown.iter().filter_map(gap).collect()
            });
            RankRow {
                rank: None,
                points: (sum.scored > 0).then_some(sum.points),
                share: if ranked { sum.share() } else { None },
                share_of_scored: sum.share_of_scored(),
                scored: sum.scored,
                of: sum.of,
                columns: columns.iter().map(|column| columned(&summed(within(all, &column.id), given))).collect(),
                gap: (!gaps.is_empty()).then(|| gaps.iter().sum()),
                gap_items: gaps.len() as u32,
                before: ranked_before.get(&agency.id).cloned(),
                agency,
            }
        })
        .collect();
    for (row, rank) in ranks(&rows.iter().map(|row| row.share).collect::<Vec<_>>()).into_iter().enumerate() {
        if let Some(row) = rows.get_mut(row) {
            row.rank = rank;
        }
    }
    // Agencies stand in official order, and that order stays among equals.
    rows.sort_by(|a, b| {
        let place = |row: &RankRow| (row.rank.is_none(), row.rank, row.scored == 0);
        place(a).cmp(&place(b)).then_with(|| b.share_of_scored.unwrap_or(-1.0).total_cmp(&a.share_of_scored.unwrap_or(-1.0)))
    });
    let before = match before {
        Some((year, id)) => Some(YearBefore { year, differing: differing(all, &items(conn, &id)?) }),
        None => None,
    };
    Ok(CompositeRanking {
        composite: composite.row.id,
        code: composite.row.code,
        name: composite.row.name,
        year: request.year,
        by,
        most: columns.iter().map(|column| column.most).sum(),
        of: columns.iter().map(|column| column.items).sum(),
        complete: rows.iter().filter(|row| row.of > 0 && row.scored == row.of).count() as u32,
        group: group.map(column),
        columns,
        rows,
        incomplete_ranked,
        outside,
        unverified,
        before,
    })
}

/// The agencies to rank, in official order, and how many more have points.
fn agencies(reader: &Reader, request: &RankingRequest, scores: &[CompositeScore]) -> Result<(Vec<AgencyName>, u32)> {
    let scored = |id: &str| scores.iter().any(|score| score.agency.id == id);
    let members = match &request.agency_group {
        Some(key) => {
            let group = agency::group_id(reader.conn, "agency_group", key)?;
            let rows = agency::list(reader, AgencyListRequest { group: Some(group), ..AgencyListRequest::default() })?;
            Some(rows.into_iter().map(|row| row.id).collect::<Vec<_>>())
        }
        None => None,
    };
    let (mut asked, mut outside) = (Vec::new(), 0);
    for row in agency::in_official_order(reader)? {
        let has_points = scored(&row.id);
        if members.as_ref().map_or(has_points, |members| members.contains(&row.id)) {
            asked.push(AgencyName { id: row.id, short_name: row.short_name, name: row.name });
        } else {
            outside += u32::from(has_points);
        }
    }
    Ok((asked, outside))
}

/// Share and rank by agency of those that lack no points, in the version of another year: among all that had points
/// then, or all of the group asked for, whoever is ranked today.
fn ranks_of(reader: &Reader, request: &RankingRequest) -> Result<HashMap<String, RankBefore>> {
    let conn = reader.conn;
    let version = version_id(conn, &id_of(conn, &request.composite)?, request.year)?;
    let (items, scores) = (items(conn, &version)?, scores_of(conn, &version, None, None)?);
    let (asked, _) = agencies(reader, request, &scores)?;
    let points = points_of(&scores, request.by.unwrap_or(ScoredBy::Own));
    let nothing = HashMap::new();
    let shares: Vec<Option<f64>> = asked
        .iter()
        .map(|agency| {
            let sum = summed(&items, points.get(agency.id.as_str()).unwrap_or(&nothing));
            if sum.is_complete() { sum.share() } else { None }
        })
        .collect();
    let ranked = asked.into_iter().zip(&shares).zip(ranks(&shares));
    Ok(ranked.filter_map(|((agency, share), rank)| Some((agency.id, RankBefore { share: (*share)?, rank: rank? }))).collect())
}
