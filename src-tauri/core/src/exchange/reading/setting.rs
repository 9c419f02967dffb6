//! What a person says about a sheet from elsewhere ([`SheetSetting`]), and what is said back about how it was read
//! ([`SheetHead`]). Everything a person leaves unsaid is proposed, and stands in the head as it was used.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cells::FileKind;
use crate::exchange::plan::{Place, QuestionAnswer};
use crate::period::Calendar;

/// What the rows of a sheet become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetTarget {
    /// Figures.
    Observation,
    /// Tasks.
    Task,
}

/// How the text of a file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextEncoding {
    /// Unicode; of a workbook: the text is taken as it stands.
    Utf8,
    /// Unicode in two bytes.
    Utf16,
    /// The Vietnamese code page of Windows.
    Windows1258,
    /// TCVN 5712:1993 (ABC), shown with fonts such as `.VnTime`.
    Tcvn3,
    /// VNI, shown with fonts such as `VNI-Times`.
    Vni,
}

/// The rows that hold the headings of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HeadingRows {
    /// The first, counted from 1.
    pub first: u32,
    /// The last; the data begin under it.
    pub last: u32,
}

/// What a column of a sheet holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ColumnSetting {
    /// The column by its letters, as office programs show it.
    pub column: String,
    /// The field of the rows; none when the column is left out.
    pub field: Option<String>,
    /// Of a column of values: the indicator that all of them belong to, by id.
    pub indicator: Option<String>,
    /// Of a column of values: the agency that all of them belong to, by id.
    pub agency: Option<String>,
    /// Of a column of values: the period that all of them belong to.
    pub period: Option<String>,
}

/// What a person said about a sheet. What is left out is proposed from the file and from what was said of the
/// sender's last file of the same make.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SheetSetting {
    /// The agency that made it, by id; otherwise the one that its titles name. Without either the file counts as this
    /// office's own.
    pub sender: Option<String>,
    /// The sheet, by name.
    pub sheet: Option<String>,
    /// The rows that hold the headings.
    pub heading: Option<HeadingRows>,
    /// What the rows become.
    pub target: Option<SheetTarget>,
    /// What the columns hold; those not named are proposed.
    pub columns: Option<Vec<ColumnSetting>>,
    /// How the text is stored.
    pub encoding: Option<TextEncoding>,
    /// The indicator of every row, by id.
    pub indicator: Option<String>,
    /// The agency of every row, by id.
    pub agency: Option<String>,
    /// The period of every row.
    pub period: Option<String>,
    /// The calendar of the periods; statistical when nothing is said.
    pub calendar: Option<Calendar>,
    /// The day that the figures speak of.
    pub as_of: Option<NaiveDate>,
    /// What names that the book does not know mean, by the question that they were asked about with; empty to be asked
    /// again. What is left out is as it was answered for the sender's last file of the same make.
    pub names: Option<Vec<QuestionAnswer>>,
}

/// A name that the book does not know and what a person once said that it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RecalledName {
    /// The words of the file.
    pub text: String,
    /// The name of the agency or indicator.
    pub means: String,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SheetSize {
    /// Its name; empty for a CSV.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Rows that hold something.
    pub rows: u32,
    /// Columns up to the last that holds something.
    pub columns: u32,
}

/// A column as it stands in the file and as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SheetColumn {
    /// The column by its letters.
    pub column: String,
    /// Its heading; of headings in several rows all, joined with ` · `.
    pub heading: String,
    /// The first values under it, as they stand.
    pub samples: Vec<String>,
    /// How many numbers stand under it, where it is left out.
    pub numbers: u32,
    /// The field it was matched to.
    pub field: Option<String>,
    /// The indicator of its values, by id.
    pub indicator: Option<String>,
    /// The agency of its values, by id.
    pub agency: Option<String>,
    /// The period of its values.
    pub period: Option<String>,
}

/// A field that rows of the target can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SheetField {
    /// Its name for programs.
    pub field: String,
    /// What it is called.
    pub name: String,
    /// Whether no row can do without it.
    pub needed: bool,
    /// Whether a column or a fixed value gives it.
    pub given: bool,
}

/// Text as one encoding reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct EncodingPreview {
    /// The encoding.
    pub encoding: TextEncoding,
    /// The first words that are not plain letters, read by it.
    pub text: String,
}

/// How the text of the file was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SheetText {
    /// The encoding that was used.
    pub encoding: TextEncoding,
    /// Whether the bytes leave no doubt, or a person chose it.
    pub certain: bool,
    /// What each encoding that is possible would read.
    pub previews: Vec<EncodingPreview>,
}

/// A cell that was read and deserves a look: text that was taken for a number or a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RiskyCell {
    /// Where it stands.
    pub place: Place,
    /// Its column.
    pub column: String,
    /// What stands there.
    pub raw: String,
    /// What it was taken for, in words.
    pub read: String,
}

/// A row under the headings that holds no data: the name of a group, a sum, a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LeftOut {
    /// The row, counted from 1.
    pub row: u32,
    /// Its first words.
    pub text: String,
}

/// What a sheet is and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SheetHead {
    /// The file's name, without its folder.
    pub name: String,
    /// What wrote it.
    pub file: FileKind,
    /// The file's SHA-256.
    pub sha256: String,
    /// All its sheets.
    pub sheets: Vec<SheetSize>,
    /// Everything as it was used: what a person changes and hands back.
    pub used: SheetSetting,
    /// The columns of the sheet.
    pub columns: Vec<SheetColumn>,
    /// The fields that rows can have, with whether they are given.
    pub fields: Vec<SheetField>,
    /// How the text was read; none when every letter is plain.
    pub text: Option<SheetText>,
    /// The riskiest cells, the first 50.
    pub risky: Vec<RiskyCell>,
    /// Rows under the headings that hold data.
    pub rows: u32,
    /// Rows under the headings that hold no data: names of groups, sums, notes.
    pub left_out: u32,
    /// The first 50 of them.
    pub left: Vec<LeftOut>,
    /// Whether the columns are understood as a person said of an earlier file of the same sender.
    pub remembered: bool,
    /// Names that the book does not know, understood as a person said of such a file.
    pub recalled: Vec<RecalledName>,
    /// Whether this very file was applied before.
    pub again: bool,
    /// Whether nobody but its titles says who sent it.
    pub sender_by_title: bool,
}
