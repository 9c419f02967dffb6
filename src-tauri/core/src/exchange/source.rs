//! What a file that came is, found out from its bytes, and what it says of itself: a package of another office, a
//! form that this office gave out, or any sheet from elsewhere.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::peer::Peer;
use super::reading::setting::SheetHead;
use crate::agency::AgencyName;
use crate::period::Calendar;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A package, sealed by its sender.
    Package,
    /// A form of this program, filled in.
    Form,
    /// A workbook or a CSV made elsewhere.
    Sheet,
}

/// What a file is, with what it says of itself: exactly one of the three is there.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Source {
    /// Which one.
    pub kind: SourceKind,
    /// Of a package.
    pub package: Option<PackageHead>,
    /// Of a form.
    pub form: Option<FormHead>,
    /// Of a sheet.
    pub sheet: Option<SheetHead>,
}

/// Who sent a package, and what it says of itself.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PackageHead {
    /// The sender.
    pub sender: Peer,
    /// The sequence number.
    pub number: u32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The period it reports, where it reports one.
    pub period: Option<String>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// Whether it holds everything of its scope.
    pub whole: bool,
    /// The version of the program that wrote it.
    pub program: String,
    /// The file's SHA-256.
    pub sha256: String,
    /// Whether the sender's key was compared by telephone.
    pub verified: bool,
    /// Whether this very file was applied before.
    pub again: bool,
    /// Whether a package between the last one applied and this one never came.
    pub gap: bool,
}

/// Whom a form was given to, and whether it is the one that counts now.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FormHead {
    /// The agency that fills it in.
    pub agency: AgencyName,
    /// The form, by its id.
    pub form: String,
    /// The period it reports.
    pub period: Option<String>,
    /// The calendar of that period.
    pub calendar: Option<Calendar>,
    /// Which version of the form it is.
    pub version: u32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// Whether a newer version was given out.
    pub outdated: bool,
    /// The version that counts now.
    pub current: u32,
    /// How many of its rows say nothing.
    pub blank: u32,
    /// How many of its rows are gone from the file.
    pub missing: u32,
    /// Whether this very file was applied before.
    pub again: bool,
    /// The file's SHA-256.
    pub sha256: String,
}

impl From<PackageHead> for Source {
    fn from(head: PackageHead) -> Source {
        Source { kind: SourceKind::Package, package: Some(head), form: None, sheet: None }
    }
}

impl From<FormHead> for Source {
    fn from(head: FormHead) -> Source {
        Source { kind: SourceKind::Form, package: None, form: Some(head), sheet: None }
    }
}

impl From<SheetHead> for Source {
    fn from(head: SheetHead) -> Source {
        Source { kind: SourceKind::Sheet, package: None, form: None, sheet: Some(head) }
    }
}

impl Source {
    /// What the file is called in the history: who made it and which of theirs it is.
    pub fn label(&self) -> String {
        match (&self.package, &self.form, &self.sheet) {
            (Some(package), _, _) => format!("{} · {}", package.sender.agency.short_name, package.number),
            (_, Some(form), _) => [Some(form.agency.short_name.clone()), form.period.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            (_, _, Some(sheet)) => sheet.name.clone(),
            _ => String::new(),
        }
    }
}
