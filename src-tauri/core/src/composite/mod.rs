//! Composite indexes (bộ chỉ số): agencies given points item by item, by themselves and by who verifies them.
//!
//! An index has a version for each year: a tree of groups, with items that carry the most points one can have. A
//! group has no points of its own. Group and item may have a weight, 1 when nothing is said; the full weight `W` of
//! an item is its own times those of every group above it. With `p` the points and `m` the most of an item:
//!
//! > sum = Σ W·p over the items with points; most = Σ W·m over all items; share = sum ÷ most × 100
//!
//! An item without points is not zero: it is told ("18/20 mục có điểm"). An agency that lacks points has no share
//! of the whole and no rank, only the share of the items it has points for; whoever wants it ranked asks for that,
//! and what is missing then adds nothing. Versions are compared only together with whether their items differ.
//!
//! `structure` holds the tree, `sum` the arithmetic (both pure), `read` and `ranking` answer, `edit`, `item`, `score`
//! and `paste` write, `print` fills a listing. Left out: computing points from an indicator's figures; points are
//! given by people, with their evidence.

mod edit;
mod item;
mod paste;
mod print;
mod ranking;
mod read;
mod score;
mod structure;
mod sum;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::wire::{Day, Number, Patch};

pub use edit::{add, add_version, delete, delete_version, edit, edit_version, insert, insert_version};
pub use item::{NewItem, add_item, delete_item, edit_item, insert_item, is_sound, move_item};
pub use paste::{CompositePaste, PastePlan, PlannedScore, paste, plan};
pub use print::{CompositeSave, save};
pub use ranking::{Columned, CompositeRanking, RankBefore, RankColumn, RankRow, RankingRequest, YearBefore, ranking};
pub use read::{get, list, naming, versions_by_document, scores};
pub use score::{NewScore, clear, insert_score, set_score};

/// Whose points count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScoredBy {
    /// The agency's own (tự chấm).
    #[serde(rename = "self")]
    Own,
    /// Those given when its own were verified (thẩm định).
    Verified,
}

/// An index in the list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompositeRow {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// A remark.
    pub note: Option<String>,
    /// Its versions, newest first.
    pub versions: Vec<CompositeVersion>,
}

/// An index as it holds for a year.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompositeVersion {
    /// Its id.
    pub id: String,
    /// The year.
    pub year: i32,
    /// The document that lays it down, by id.
    pub document: Option<String>,
    /// What that document is called.
    pub document_label: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// How many items it has, groups left out.
    pub items: u32,
    /// How many agencies have points in it.
    pub agencies: u32,
}

/// A group or an item of a version.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompositeItem {
    /// Its id.
    pub id: String,
    /// The group it belongs to; none for a group at the top.
    pub parent: Option<String>,
    /// How many groups stand above it.
    pub depth: u32,
    /// Its code: 2.1.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The most points one can have; none for a group.
    pub most: Option<f64>,
    /// Its weight; none stands for 1.
    pub weight: Option<f64>,
    /// Its weight times those of the groups above it.
    pub full_weight: f64,
    /// The most points with full weights: of a group, the sum of its items.
    pub weighted_most: f64,
    /// How many items it is or holds.
    pub items: u32,
    /// The indicator that points are given for.
    pub indicator: Option<IndicatorName>,
}

impl CompositeItem {
    /// Whether it holds others instead of points.
    pub fn is_group(&self) -> bool {
        self.most.is_none()
    }
}

/// An indicator as it is named beside an item.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorName {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// An index with one of its versions.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Composite {
    /// The line of the list.
    #[serde(flatten)]
    pub row: CompositeRow,
    /// The version shown: of the year asked for, else the newest.
    pub version: Option<CompositeVersion>,
    /// Its most points, with weights.
    pub most: f64,
    /// Its groups and items, each group before what it holds.
    pub items: Vec<CompositeItem>,
}

/// Points of an agency for an item.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompositeScore {
    /// The item.
    pub item: String,
    /// The agency.
    pub agency: AgencyName,
    /// Points it gave itself; none when it gave none.
    pub self_points: Option<f64>,
    /// Points given when these were verified.
    pub verified_points: Option<f64>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The document that shows it, by id.
    pub document: Option<String>,
    /// What that document is called.
    pub document_label: Option<String>,
    /// The day the points were given or changed.
    pub day: NaiveDate,
}

/// One index, with the version of a year.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeGetRequest {
    /// Which index, by id or code.
    pub id: String,
    /// Which version; the newest when missing.
    pub year: Option<i32>,
}

/// The points of a version.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeScoresRequest {
    /// Which index, by id or code.
    pub composite: String,
    /// Which version.
    pub year: i32,
    /// Only those of this agency.
    pub agency: Option<String>,
}

/// An index to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeAdd {
    /// Its code; the next free one when missing.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// A remark.
    pub note: Option<String>,
    /// The year of its first version; without one it has none yet.
    pub year: Option<i32>,
}

/// Which fields of an index to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeEdit {
    /// Which index, by id or code.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// A version to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeVersionAdd {
    /// Which index, by id or code.
    pub composite: String,
    /// The year.
    pub year: i32,
    /// The document that lays it down, by id or code.
    pub document: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The year whose groups, items and weights it begins with. Points are not taken over.
    pub copy_from: Option<i32>,
}

/// Which fields of a version to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeVersionEdit {
    /// Which version.
    pub id: String,
    /// The year.
    pub year: Option<i32>,
    /// The document that lays it down, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub document: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// A group or an item to add, last among its like.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeItemAdd {
    /// Which version.
    pub version: String,
    /// The group it belongs to; without one it is a group at the top.
    pub parent: Option<String>,
    /// Its code; the next free one when missing.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// The most points one can have; without this it is a group.
    pub most: Option<Number>,
    /// Its weight; 1 when missing.
    pub weight: Option<Number>,
    /// The indicator that points are given for, by id or code.
    pub indicator: Option<String>,
}

/// Which fields of a group or an item to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeItemEdit {
    /// Which group or item.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The most points one can have; emptied, it becomes a group.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub most: Patch<Number>,
    /// Its weight; 1 when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub weight: Patch<Number>,
    /// The indicator that points are given for, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub indicator: Patch<String>,
}

/// Puts a group or an item in another place.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeItemMove {
    /// Which group or item.
    pub id: String,
    /// The group it goes to; at the top when missing.
    pub parent: Option<String>,
    /// What it stands before there; last when missing.
    pub before: Option<String>,
}

/// Points to give. What is not mentioned stays; points that are emptied are taken away.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositeScoreSet {
    /// The item.
    pub item: String,
    /// The agency.
    pub agency: String,
    /// Points it gives itself.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub self_points: Patch<Number>,
    /// Points given when these are verified.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub verified_points: Patch<Number>,
    /// What shows it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub evidence: Patch<String>,
    /// The document that shows it, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub document: Patch<String>,
    /// The day; today when missing and points change.
    pub day: Option<Day>,
}

/// Whose points to take away, for which item.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CompositeScoreClear {
    /// The item.
    pub item: String,
    /// The agency.
    pub agency: String,
}
