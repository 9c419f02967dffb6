//! The plan as a workbook: each row of the file with its fields, old beside new, what becomes of it, why, and
//! what would have been accepted. To be worked through away from the program and handed to whoever sent the file.

use schemars::JsonSchema;
use serde::Deserialize;
use so35_press::{self as press, Align, ListingCell, ListingColumn, ListingRow, ListingValue};
use ts_rs::TS;

use super::apply::{Ground, Purpose};
use super::plan::{Answers, Outcome, Plan};
use super::reading::setting::SheetSetting;
use super::receive;
use super::view::{self, ExchangeAlong, ExchangeField, ExchangeRefusal, ExchangeRow};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::Result;
use crate::listing::{self, Layout};
use crate::store::save;
use crate::words::Words;

/// A plan to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangePlanSave {
    /// The file that came.
    pub path: String,
    /// Of a sheet: what was said about it.
    pub setting: Option<SheetSetting>,
    /// What was decided so far.
    pub answers: Option<Answers>,
    /// The workbook, ending in `.xlsx`.
    pub out: String,
}

/// Saves what a file would do as a workbook; nothing is kept in the book. Errors: those of the file and of its sender;
/// `file.ending`; `stopped`.
pub fn save(desk: &Desk, book: &Book, request: ExchangePlanSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let out = desk::output(book, &request.out, &["xlsx"])?;
    let path = desk::absolute(&request.path)?;
    let content = receive::Content::open(desk, &path, watcher)?;
    let answers = request.answers.unwrap_or_default();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let workbook = book.try_out(&desk.asking(), |change| {
        let (source, plan) = receive::take(change, &mut Ground::of(change, Purpose::Plan)?, content, request.setting.as_ref(), &answers, watcher)?;
        workbook(change, &plan, &format!("{name} · {}", source.label()), watcher)
    })?;
    save::save(&out, &workbook)?;
    Ok(FileSaved { path: out.display().to_string(), bytes: workbook.len() as u64, replaced: Vec::new() })
}

/// Columns with the way they stand and their share of the width.
const COLUMNS: &[(&str, Align, f64)] = &[
    ("ordinal", Align::Center, 0.7),
    ("sheet", Align::Left, 1.8),
    ("row", Align::Right, 0.9),
    ("column", Align::Left, 1.2),
    ("noun", Align::Left, 1.6),
    ("label", Align::Left, 2.6),
    ("field", Align::Left, 1.8),
    ("raw", Align::Left, 2.0),
    ("outcome", Align::Left, 1.4),
    ("base", Align::Left, 1.8),
    ("mine", Align::Left, 1.8),
    ("theirs", Align::Left, 1.8),
    ("result", Align::Left, 1.8),
    ("reason", Align::Left, 3.4),
    ("accepted", Align::Left, 2.2),
    ("choice", Align::Left, 1.4),
];

/// The workbook of a plan. `about` says which file it is. Errors: `stopped`.
pub fn workbook(reader: &Reader, plan: &Plan, about: &str, watcher: &dyn Watcher) -> Result<Vec<u8>> {
    let words = reader.words();
    let counts = &plan.counts;
    let told = Outcome::ALL.map(|outcome| format!("{} {}", words.of_value("outcome", outcome), counts.of(outcome))).join("; ");
    let remarks = [about.to_owned(), words.fill("plan.sheet.counts", &[("read", counts.read.to_string()), ("told", told)])];
    let layout = Layout { title: Some(words.get("plan.sheet.title")), motto: Some(false), ..Layout::default() };
    let mut listing = listing::blank(reader, &layout, remarks, words.get("plan.sheet.empty"))?;
    listing.sheet = words.get("plan.sheet.name");
    listing.columns = COLUMNS.iter().map(|(key, align, width)| column(words, key, *align, *width)).collect();
    for (at, row) in (1..).zip(view::rows(reader, plan.rows.iter())?) {
        listing.rows.extend(lines(words, at, &row).into_iter().map(ListingRow::Cells));
    }
    listing.notes = plan
        .questions
        .iter()
        .map(|question| {
            let choices = question.choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join(" / ");
            words.fill("plan.sheet.question", &[("text", question.text.clone()), ("choices", choices), ("rows", question.places.len().to_string())])
        })
        .collect();
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of, "plan.sheet.progress");
        !watcher.stopped()
    };
    Ok(press::listing_xlsx(&listing, &go_on)?)
}

fn column(words: &Words, key: &str, align: Align, width: f64) -> ListingColumn {
    ListingColumn { header: words.get(&format!("plan.column.{key}")), group: String::new(), number: String::new(), align, width, workbook_only: false }
}

/// The lines of one row: one for each refusal, each thing to look at twice and each field, or one for the row as a whole.
fn lines(words: &Words, at: u64, row: &ExchangeRow) -> Vec<Vec<ListingCell>> {
    let mut found: Vec<Vec<ListingCell>> = row.refusals.iter().map(|refusal| refused(words, at, row, refusal)).collect();
    found.extend(row.warnings.iter().map(|warning| line(words, at, row, Filled { reason: warning.clone(), ..Filled::default() })));
    // What was empty and stays so says nothing.
    let says = |field: &&ExchangeField| [&field.base, &field.mine, &field.theirs, &field.result].iter().any(|value| value.is_some());
    found.extend(row.fields.iter().filter(says).map(|field| changed(words, at, row, field)));
    let along = |one: &ExchangeAlong| {
        let filled = Filled { field: one.noun.clone(), mine: one.label.clone(), reason: words.get("plan.sheet.along"), ..Filled::default() };
        line(words, at, row, filled)
    };
    found.extend(row.along.iter().map(along));
    if found.is_empty() {
        let reason = row.asking.map(|asking| words.of_value("asking", asking)).unwrap_or_default();
        let choice = row.choice.map(|choice| words.of_value("choice", choice)).unwrap_or_default();
        found.push(line(words, at, row, Filled { reason, choice, ..Filled::default() }));
    }
    found
}

/// What a line says beside its row.
#[derive(Default)]
struct Filled {
    column: String,
    field: String,
    raw: String,
    base: String,
    mine: String,
    theirs: String,
    result: String,
    reason: String,
    accepted: String,
    choice: String,
}

fn refused(words: &Words, at: u64, row: &ExchangeRow, refusal: &ExchangeRefusal) -> Vec<ListingCell> {
    let filled = Filled {
        column: refusal.column.clone().unwrap_or_default(),
        field: refusal.name.clone().unwrap_or_default(),
        raw: refusal.raw.clone().unwrap_or_default(),
        reason: refusal.message.clone(),
        accepted: refusal.accepted.clone().unwrap_or_default(),
        ..Filled::default()
    };
    line(words, at, row, filled)
}

fn changed(words: &Words, at: u64, row: &ExchangeRow, field: &ExchangeField) -> Vec<ListingCell> {
    let unknown = || words.get("plan.sheet.unknown");
    let asking = field.asking.or(row.asking);
    let choice = field.choice.or(row.choice);
    let filled = Filled {
        field: field.name.clone(),
        // Of a new record nobody asks what was before.
        base: if field.base_known || field.mine.is_none() { field.base.clone().unwrap_or_default() } else { unknown() },
        mine: field.mine.clone().unwrap_or_default(),
        theirs: field.theirs.clone().unwrap_or_default(),
        result: field.result.clone().unwrap_or_default(),
        reason: asking.map(|asking| words.of_value("asking", asking)).unwrap_or_default(),
        choice: choice.map(|choice| words.of_value("choice", choice)).unwrap_or_default(),
        ..Filled::default()
    };
    line(words, at, row, filled)
}

fn line(words: &Words, at: u64, row: &ExchangeRow, filled: Filled) -> Vec<ListingCell> {
    vec![
        ListingCell::of(at.to_string(), ListingValue::Count(at)),
        row.place.sheet.clone().into(),
        ListingCell::of(row.place.row.to_string(), ListingValue::Count(row.place.row)),
        filled.column.into(),
        row.noun.clone().into(),
        row.label.clone().unwrap_or_default().into(),
        filled.field.into(),
        filled.raw.into(),
        words.of_value("outcome", row.outcome).into(),
        filled.base.into(),
        filled.mine.into(),
        filled.theirs.into(),
        filled.result.into(),
        filled.reason.into(),
        filled.accepted.into(),
        filled.choice.into(),
    ]
}
