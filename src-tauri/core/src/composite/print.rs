//! A ranking, or the points of one agency, as a listing: PDF/A for paper, a workbook for further work.

use schemars::JsonSchema;
use serde::Deserialize;
use so35_press::{Align, Listing, ListingCell, ListingColumn, ListingRow, ListingValue};
use ts_rs::TS;

use super::ranking::{CompositeRanking, RankRow, RankingRequest, YearBefore, ranking};
use super::read::{get, scores};
use super::{Composite, CompositeGetRequest, CompositeItem, CompositeScore, CompositeScoresRequest, ScoredBy};
use crate::agency;
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::FileSaved;
use crate::desk::Desk;
use crate::error::Result;
use crate::figure;
use crate::listing::{self, Layout};
use crate::words::Words;

/// A ranking to save, or the points of one of its agencies; as PDF/A or as a workbook.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeSave {
    /// What is ranked.
    pub ranking: RankingRequest,
    /// The agency whose points are printed item by item, by id; without it the ranking.
    pub agency: Option<String>,
    /// How it is laid out.
    pub layout: Option<Layout>,
    /// The file, ending in pdf or xlsx.
    pub path: String,
}

/// Saves a ranking, or the points of one agency.
pub fn save(desk: &Desk, book: &Book, request: CompositeSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let layout = request.layout.unwrap_or_default();
    listing::write(desk, book, &request.path, watcher, |reader| match &request.agency {
        Some(agency) => of_agency(reader, &request.ranking, agency, &layout),
        None => of_all(reader, &request.ranking, &layout),
    })
}

/// More groups than this stand in the workbook alone.
const ACROSS: usize = 8;

fn number(words: &Words, value: f64) -> ListingCell {
    ListingCell::of(figure::write(value, Some(2), words.language.notation()), ListingValue::Number(value))
}

fn maybe(words: &Words, value: Option<f64>) -> ListingCell {
    value.map_or_else(|| "–".into(), |value| number(words, value))
}

fn percent(words: &Words, value: f64) -> ListingCell {
    ListingCell::of(format!("{}%", figure::write(value, Some(2), words.language.notation())), ListingValue::Share(value / 100.0))
}

fn plain(words: &Words, value: f64) -> String {
    figure::write_computed(value, None, &[], words.language.notation())
}

fn column(header: String, align: Align, width: f64) -> ListingColumn {
    ListingColumn { header, group: String::new(), number: String::new(), align, width, workbook_only: false }
}

/// The remarks that say what is ranked: whose points, in which group.
fn remarks(words: &Words, ranking: &CompositeRanking) -> Vec<String> {
    let by = words.of_value("composite_by", ranking.by);
    let group = ranking.group.as_ref().map(|group| words.fill("composite.print.group", &[("code", &group.code), ("name", &group.name)]));
    [Some(by), group].into_iter().flatten().collect()
}

fn of_all(reader: &Reader, request: &RankingRequest, layout: &Layout) -> Result<Listing> {
    let words = reader.words();
    let ranked = ranking(reader, request.clone())?;
    let mut listing = listing::blank(reader, layout, remarks(words, &ranked), words.get("composite.print.empty"))?;
    if listing.title.is_empty() {
        listing.title = words.fill("composite.print.title", &[("name", ranked.name.clone()), ("year", ranked.year.to_string())]);
    }
    listing.sheet = words.get("composite.print.sheet");
    let head = |key: &str| words.get(&format!("composite_column.{key}"));
    listing.columns = vec![column(head("rank"), Align::Center, 0.8), column(head("agency"), Align::Left, 3.0)];
    for shown in &ranked.columns {
        let most = plain(words, shown.most);
        let header = words.fill("composite_column.group", &[("code", shown.code.as_str()), ("name", &shown.name), ("most", &most)]);
        listing.columns.push(ListingColumn { workbook_only: ranked.columns.len() > ACROSS, ..column(header, Align::Right, 1.5) });
    }
    listing.columns.push(column(words.fill("composite_column.points", &[("most", plain(words, ranked.most))]), Align::Right, 1.3));
    listing.columns.push(column(head("share"), Align::Right, 1.2));
    listing.columns.push(column(head("scored"), Align::Center, 1.2));
    let gaps = ranked.rows.iter().any(|row| row.gap.is_some());
    if gaps {
        listing.columns.push(column(head("gap"), Align::Right, 1.3));
    }
    if let Some(before) = &ranked.before {
        listing.columns.push(column(words.fill(before_key(before), &[("year", before.year.to_string())]), Align::Right, 1.9));
    }
    listing.columns.push(column(head("note"), Align::Left, 2.2));
    listing.rows = ranked.rows.iter().map(|row| ListingRow::Cells(line(words, &ranked, row, gaps))).collect();
    listing.notes = notes(words, &ranked);
    Ok(listing)
}

/// The year before is never shown without saying that its structure was another.
fn before_key(before: &YearBefore) -> &'static str {
    if before.differing.is_empty() { "composite_column.before" } else { "composite_column.before_differs" }
}

fn line(words: &Words, ranked: &CompositeRanking, row: &RankRow, gaps: bool) -> Vec<ListingCell> {
    let rank = row.rank.map_or_else(|| "–".into(), |rank| ListingCell::of(rank.to_string(), ListingValue::Count(u64::from(rank))));
    let mut cells = vec![rank, row.agency.name.clone().into()];
    cells.extend(row.columns.iter().map(|column| maybe(words, column.points)));
    cells.push(maybe(words, row.points));
    cells.push(row.share.map_or_else(|| "–".into(), |share| percent(words, share)));
    cells.push(format!("{}/{}", row.scored, row.of).into());
    if gaps {
        cells.push(maybe(words, row.gap));
    }
    if ranked.before.is_some() {
        let before = row.before.as_ref().map(|before| {
            let share = figure::write(before.share, Some(2), words.language.notation());
            words.fill("composite.print.before", &[("share", share), ("rank", before.rank.to_string())])
        });
        cells.push(before.unwrap_or_else(|| "–".to_owned()).into());
    }
    let lacks = row.scored < row.of;
    let note = match (lacks, row.share_of_scored) {
        (false, _) => String::new(),
        (true, Some(share)) => {
            let share = figure::write(share, Some(2), words.language.notation());
            words.fill("composite.print.lacks", &[("share", share), ("scored", row.scored.to_string())])
        }
        (true, None) => words.get("composite.print.none"),
    };
    cells.push(note.into());
    cells
}

fn notes(words: &Words, ranked: &CompositeRanking) -> Vec<String> {
    let complete = [("complete", ranked.complete.to_string()), ("of", ranked.rows.len().to_string()), ("items", ranked.of.to_string())];
    let lacking = ranked.rows.iter().any(|row| row.scored < row.of);
    let unverified = ranked.by == ScoredBy::Verified && ranked.unverified > 0;
    let rule = if ranked.incomplete_ranked { "composite.print.incomplete_ranked" } else { "composite.print.incomplete" };
    let differs = ranked.before.as_ref().filter(|before| !before.differing.is_empty()).map(|before| {
        words.fill("composite.differs", &[("year", before.year.to_string()), ("codes", before.differing.join(", "))])
    });
    [
        Some(words.get("composite.formula")),
        Some(words.fill("composite.print.complete", &complete)),
        lacking.then(|| words.get(rule)),
        unverified.then(|| words.fill("composite.print.unverified", &[("count", ranked.unverified.to_string())])),
        Some(words.get("composite.print.ties")),
        differs,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_agency(reader: &Reader, request: &RankingRequest, agency: &str, layout: &Layout) -> Result<Listing> {
    let words = reader.words();
    let name = agency::name(reader.conn, agency)?;
    let composite = get(reader, CompositeGetRequest { id: request.composite.clone(), year: Some(request.year) })?;
    let wanted = CompositeScoresRequest { composite: composite.row.id.clone(), year: request.year, agency: Some(agency.to_owned()) };
    let given = scores(reader, wanted)?;
    let mut listing = listing::blank(reader, layout, [], words.get("composite.print.empty"))?;
    if listing.title.is_empty() {
        listing.title = words.fill("composite.print.sheet_title", &[("name", composite.row.name.clone()), ("year", request.year.to_string())]);
    }
    listing.subtitles = vec![name.name];
    listing.sheet = words.get("composite.print.sheet");
    let head = |key: &str| words.get(&format!("composite_column.{key}"));
    listing.columns = vec![
        column(head("code"), Align::Left, 0.8),
        column(head("item"), Align::Left, 4.0),
        column(head("most"), Align::Right, 1.0),
        column(head("weight"), Align::Right, 0.9),
        column(head("self"), Align::Right, 1.0),
        column(head("verified"), Align::Right, 1.0),
        column(head("gap"), Align::Right, 1.1),
        column(head("evidence"), Align::Left, 4.0),
    ];
    listing.rows = sheet(words, &composite, &given);
    listing.notes = vec![words.get("composite.formula"), words.get("composite.print.sheet_note")];
    Ok(listing)
}

/// The lines of one agency: groups as headings, items with both kinds of points, the sums with weights.
fn sheet(words: &Words, composite: &Composite, given: &[CompositeScore]) -> Vec<ListingRow> {
    let score = |item: &CompositeItem| given.iter().find(|score| score.item == item.id);
    let mut rows: Vec<ListingRow> = Vec::new();
    let (mut own, mut verified) = ((0.0, 0_u32), (0.0, 0_u32));
    for item in &composite.items {
        let Some(most) = item.most else {
            let most = plain(words, item.weighted_most);
            let params = [("code", item.code.as_str()), ("name", &item.name), ("most", &most)];
            rows.push(ListingRow::Heading(words.fill("composite_column.group", &params)));
            continue;
        };
        let score = score(item);
        let (self_points, verified_points) = score.map_or((None, None), |score| (score.self_points, score.verified_points));
        for (sum, points) in [(&mut own, self_points), (&mut verified, verified_points)] {
            if let Some(points) = points {
                *sum = (sum.0 + item.full_weight * points, sum.1 + 1);
            }
        }
        let proof = score.map(|score| [score.evidence.clone(), score.document_label.clone()].into_iter().flatten().collect::<Vec<_>>().join("; "));
        rows.push(ListingRow::Cells(vec![
            item.code.clone().into(),
            item.name.clone().into(),
            number(words, most),
            number(words, item.full_weight),
            maybe(words, self_points),
            maybe(words, verified_points),
            maybe(words, self_points.zip(verified_points).map(|(own, verified)| own - verified)),
            proof.unwrap_or_default().into(),
        ]));
    }
    if !rows.is_empty() {
        let sum = |(points, count): (f64, u32)| if count > 0 { number(words, points) } else { "–".into() };
        let items: u32 = composite.items.iter().filter(|item| item.depth == 0).map(|item| item.items).sum();
        let counted = [("self", own.1.to_string()), ("verified", verified.1.to_string()), ("of", items.to_string())];
        rows.push(ListingRow::Sum(vec![
            ListingCell::default(),
            words.get("composite.print.sum").into(),
            number(words, composite.most),
            ListingCell::default(),
            sum(own),
            sum(verified),
            ListingCell::default(),
            words.fill("composite.print.counted", &counted).into(),
        ]));
    }
    rows
}
