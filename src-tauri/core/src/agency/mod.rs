//! Agencies (cơ quan) with the days they existed, what succeeded them, and the groups that tasks address.
//! Names and codes are data with dates: an agency without a known code has none.
//!
//! `read` loads, `edit` changes agencies and successions, `group` keeps the groups, `tree` knows who stands above whom.

mod edit;
mod group;
mod read;
mod tree;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::citation::{Citation, CitationAdd};
use crate::store::stored_as_text;
use crate::wire::{Day, Patch};

pub use edit::{add, add_succession, cleaned, delete, delete_succession, edit, insert_succession, read_code, sound, write};
pub use group::{
    add_group, delete_group, edit_group, expected, get_group, group_id, insert_group, insert_member, list_groups, members, slug, successors,
};
pub use read::{continued, find, get, in_official_order, known, list, name, names};
pub use tree::Tree;

/// What kind of agency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// Chính phủ, Thủ tướng Chính phủ.
    Government,
    /// Bộ.
    Ministry,
    /// Cơ quan ngang bộ.
    MinistryLevel,
    /// Cơ quan thuộc Chính phủ.
    GovernmentAgency,
    /// Ủy ban, ban chỉ đạo.
    Committee,
    /// Tỉnh, thành phố trực thuộc Trung ương.
    Province,
    /// Văn phòng, sở, phòng.
    Office,
    /// Cơ quan Đảng.
    PartyOffice,
    /// A group of enterprises.
    EnterpriseGroup,
    /// Anything else.
    Other,
}

stored_as_text!(AgencyKind {
    Government = "government",
    Ministry = "ministry",
    MinistryLevel = "ministry_level",
    GovernmentAgency = "government_agency",
    Committee = "committee",
    Province = "province",
    Office = "office",
    PartyOffice = "party_office",
    EnterpriseGroup = "enterprise_group",
    Other = "other",
});

/// How one agency continues another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionPart {
    /// Takes over the main part.
    Main,
    /// Takes over a part.
    Part,
    /// Several became one.
    Merged,
    /// The same under another name.
    Renamed,
}

stored_as_text!(SuccessionPart { Main = "main", Part = "part", Merged = "merged", Renamed = "renamed" });

/// An agency as it is named in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct AgencyName {
    /// Its id.
    pub id: String,
    /// As offices write it: Bộ TT&TT.
    pub short_name: String,
    /// In full.
    pub name: String,
}

/// A line in the list of agencies.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgencyRow {
    /// Its id.
    pub id: String,
    /// Identifier of QĐ 20/2020/QĐ-TTg, when known.
    pub code: Option<String>,
    /// 2-digit province code.
    pub area_code: Option<String>,
    /// In full.
    pub name: String,
    /// As offices write it.
    pub short_name: String,
    /// What kind it is.
    pub kind: AgencyKind,
    /// The agency above it.
    pub parent: Option<String>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub valid_to: Option<NaiveDate>,
    /// A remark.
    pub note: Option<String>,
    /// Short names of what succeeded it.
    pub successors: Vec<String>,
    /// Ids of the groups it belongs to.
    pub groups: Vec<String>,
}

impl From<AgencyRow> for AgencyName {
    fn from(row: AgencyRow) -> AgencyName {
        AgencyName { id: row.id, short_name: row.short_name, name: row.name }
    }
}

/// One agency continuing another.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Succession {
    /// Its id.
    pub id: String,
    /// The agency before.
    pub from: AgencyName,
    /// The agency after.
    pub to: AgencyName,
    /// From which day.
    pub on_day: NaiveDate,
    /// How.
    pub part: SuccessionPart,
    /// A remark.
    pub note: Option<String>,
}

/// One agency with what it came from and became.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Agency {
    /// The line of the list.
    #[serde(flatten)]
    pub row: AgencyRow,
    /// What it came from.
    pub predecessors: Vec<Succession>,
    /// What it became.
    pub succeeded_by: Vec<Succession>,
    /// Where it is named.
    pub citations: Vec<Citation>,
}

/// A group of agencies, such as "63 địa phương".
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgencyGroup {
    /// Its id.
    pub id: String,
    /// Its stable key: `63-dia-phuong`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many a source counts without naming them.
    pub expected_count: Option<u32>,
    /// A remark.
    pub note: Option<String>,
    /// How many are named.
    pub members: u32,
    /// The first day on which all its members are there; none when they always were.
    pub from_day: Option<NaiveDate>,
    /// The last day on which all its members are there; none while they are.
    pub to_day: Option<NaiveDate>,
}

/// Narrows the list of agencies.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyListRequest {
    /// Words that must occur; marks do not matter.
    pub text: Option<String>,
    /// Only those that exist on this day.
    pub on: Option<Day>,
    /// Only members of this group, by id or key.
    pub group: Option<String>,
    /// Only this kind.
    pub kind: Option<AgencyKind>,
}

/// An agency to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyAdd {
    /// In full.
    pub name: String,
    /// As offices write it; the full name when missing.
    pub short_name: Option<String>,
    /// What kind it is.
    pub kind: AgencyKind,
    /// Identifier of QĐ 20/2020/QĐ-TTg; the older right-to-left form is accepted and turned round.
    pub code: Option<String>,
    /// 2-digit province code.
    pub area_code: Option<String>,
    /// The agency above it.
    pub parent: Option<String>,
    /// First day.
    pub valid_from: Option<Day>,
    /// Last day.
    pub valid_to: Option<Day>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of an agency to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyEdit {
    /// Which agency.
    pub id: String,
    /// In full.
    pub name: Option<String>,
    /// As offices write it.
    pub short_name: Option<String>,
    /// What kind it is.
    pub kind: Option<AgencyKind>,
    /// Identifier of QĐ 20/2020/QĐ-TTg.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub code: Patch<String>,
    /// 2-digit province code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub area_code: Patch<String>,
    /// The agency above it.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub parent: Patch<String>,
    /// First day.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub valid_from: Patch<Day>,
    /// Last day.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub valid_to: Patch<Day>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
}

/// A succession to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SuccessionAdd {
    /// The agency before, by id.
    pub from: String,
    /// The agency after, by id.
    pub to: String,
    /// From which day.
    pub on_day: Day,
    /// How.
    pub part: SuccessionPart,
    /// A remark.
    pub note: Option<String>,
}

/// Asks who stands in for a group on a later day.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyGroupSuccessorsRequest {
    /// The group, by id or key.
    pub agency_group: String,
    /// The day; today when missing.
    pub on_day: Option<Day>,
}

/// A group to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyGroupAdd {
    /// Its name.
    pub name: String,
    /// How many a source counts without naming them.
    pub expected_count: Option<u32>,
    /// A remark.
    pub note: Option<String>,
    /// Its agencies, by id.
    pub members: Option<Vec<String>>,
}

/// Which fields of a group to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgencyGroupEdit {
    /// Which group.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// How many a source counts without naming them.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub expected_count: Patch<u32>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its agencies from now on, by id.
    pub members: Option<Vec<String>>,
}
