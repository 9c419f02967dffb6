//! Files made elsewhere: workbooks and CSVs become typed cells, and cells become rows of a plan.
//!
//! [`child`] has a process of its own parse the bytes ([`parse`], [`marks`], [`separated`], [`archive`] run there) and tell the
//! cells ([`frames`]), both sides counting ([`caps`]). Then [`letters`] settles how text is stored, [`layout`] finds
//! the table, [`matching`] its fields, [`known`] and [`values`] read what cells say, and [`figures`] and [`tasks`]
//! make rows of it, which are planned and merged like those of any other source. [`memory`] keeps for each sender how
//! its sheets are understood. Nothing ambiguous is decided here: it becomes a question.

mod archive;
mod caps;
pub mod cells;
pub mod child;
mod figures;
mod frames;
mod known;
pub mod layout;
mod letters;
mod marks;
mod matching;
pub mod memory;
mod parse;
mod progress;
mod separated;
pub mod setting;
mod syllable;
mod tasks;
mod titles;
mod units;
mod values;

use std::path::Path;

use sha2::{Digest, Sha256};

pub use caps::LARGEST;
use cells::{CellValue, Row, Sheet, Workbook};
pub use figures::largest_share;
pub use frames::Told;
use known::Known;
use layout::Layout;
use matching::{Headings, Matched};
use setting::{LeftOut, RecalledName, SheetColumn, SheetField, SheetHead, SheetSetting, SheetSize, SheetTarget, SheetText};
use values::Values;

use super::apply::Sender;
use super::incoming::{Incoming, IncomingRow, Said};
use super::package::hex;
use super::plan::{Answers, Question, QuestionChoice, QuestionKind};
use super::sheet::Relation;
use super::{keys, peer};
use crate::agency;
use crate::api::Watcher;
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure::Notation;
use crate::period::Period;
use crate::problem::Problem;
use crate::text::clean_line;

/// How many values of a column are shown.
const SAMPLES: usize = 4;
/// How many rows that were left out are listed.
const LISTED: usize = 50;

/// A file whose cells are known.
#[derive(Debug)]
pub struct Opened {
    /// The file's name, without its folder.
    pub name: String,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its cells.
    pub told: Told,
}

/// What a sheet says.
#[derive(Debug)]
pub struct SheetRead {
    /// How it was read.
    pub head: SheetHead,
    /// The headings' make, to remember it by.
    pub make: String,
    /// What a person said about it, now or before.
    pub said: SheetSetting,
    /// Who sent it.
    pub sender: Sender,
    /// Its rows.
    pub incoming: Incoming,
}

/// Reads the cells of a file in a process of its own, started from `program`. Errors: those of [`child::read`].
pub fn open(program: &Path, path: &Path, bytes: &[u8], watcher: &dyn Watcher) -> Result<Opened> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Opened { name, sha256: hex(&Sha256::digest(bytes)), told: child::read(program, bytes, watcher)? })
}

/// Who sent a sheet: an agency that a person names, or this office itself. Nothing proves it.
fn sender(reader: &Reader, setting: &SheetSetting) -> Result<Sender> {
    let Some(agency) = &setting.sender else { return Ok(Sender { peer: None, agency: None, relation: Relation::Own }) };
    agency::known(reader.conn, "setting.sender", Some(agency))?;
    if keys::own_office(reader).is_ok_and(|own| own.id == *agency) {
        return Ok(Sender { peer: None, agency: Some(agency.clone()), relation: Relation::Own });
    }
    let peer = peer::by_agency(reader, agency)?;
    let relation = peer.as_ref().map_or(Relation::Other, |peer| peer.relation.into());
    Ok(Sender { peer: peer.map(|peer| peer.id), agency: Some(agency.clone()), relation })
}

/// The table of a file: in the sheet that a person names, otherwise in the one with most known headings.
fn choose<'a>(workbook: &'a Workbook, setting: &SheetSetting, knows: &dyn Fn(&str) -> bool) -> Result<(&'a Sheet, Layout)> {
    let empty = || Error::refused("sheet.empty");
    if let Some(name) = &setting.sheet {
        let unknown = || Error::input("setting.sheet", Problem::new("sheet.no_such").with("name", name));
        let sheet = workbook.sheet(name).ok_or_else(unknown)?;
        return Ok((sheet, layout::of(sheet, setting.heading, knows)));
    }
    let filled = || workbook.sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    let visible: Vec<&Sheet> = filled().filter(|sheet| !sheet.hidden).collect();
    let candidates = if visible.is_empty() { filled().collect() } else { visible };
    let laid = candidates.into_iter().map(|sheet| (sheet, layout::of(sheet, setting.heading, knows)));
    // Of equals the first.
    let best = laid.fold(None, |best: Option<(&Sheet, Layout)>, one| match best {
        Some(best) if best.1.known >= one.1.known => Some(best),
        _ => Some(one),
    });
    best.ok_or_else(empty)
}

/// What was said before goes where nothing is said now.
fn completed(said: &SheetSetting, before: SheetSetting) -> SheetSetting {
    SheetSetting {
        // The same headings come from many offices: whose sheet it is, and of whom, is said of each.
        sender: said.sender.clone(),
        target: said.target.or(before.target),
        columns: match (&said.columns, before.columns) {
            (Some(now), Some(before)) => {
                let others = before.into_iter().filter(|one| !now.iter().any(|other| other.column == one.column));
                Some(others.chain(now.iter().cloned()).collect())
            }
            (now, before) => now.clone().or(before),
        },
        indicator: said.indicator.clone().or(before.indicator),
        agency: said.agency.clone().or(before.agency.filter(|_| said.sender.is_some())),
        calendar: said.calendar.or(before.calendar),
        // Another office may mean another by the same words.
        names: said.names.clone().or(before.names.filter(|_| said.sender == before.sender)),
        ..said.clone()
    }
}

/// Makes rows of a file. Errors: `sheet.empty`; an unknown sheet, agency or indicator at `setting`.
pub fn read(reader: &Reader, opened: Opened, setting: &SheetSetting, answers: &Answers) -> Result<SheetRead> {
    let Opened { name, sha256, told: Told { mut workbook, bytes } } = opened;
    let chosen = setting.encoding.or_else(|| encoding_of(answers.to(values::ENCODING)));
    let text = letters::settle(&mut workbook, bytes, chosen);
    let (known, headings) = (Known::of(reader)?, Headings::new());
    let knows = |heading: &str| headings.has(heading) || known.indicator(heading).is_some() || known::period(heading).is_some() || matches!(known.agency(heading, None), Ok(Some(_)));
    let (sheet, layout) = choose(&workbook, setting, &knows)?;
    let make = memory::make_of(&layout);
    let titles = titles::read(&layout, sheet, &known);
    let own = keys::own_office(reader).ok().map(|own| own.id);
    // What another office made is not this office's word because nobody said whose it is.
    let sender_by_title = titles.sender(own.as_deref()).filter(|_| setting.sender.is_none());
    let told = SheetSetting { sender: setting.sender.clone().or(sender_by_title.map(str::to_owned)), ..setting.clone() };
    let before = memory::recall(reader, &make, told.sender.as_deref())?;
    let remembered = before.is_some();
    let mut said = before.map_or_else(|| told.clone(), |before| completed(&told, before));
    let names = said.names.take().unwrap_or_default();
    let mut used = said.clone();
    let sender = sender(reader, &used)?;
    for (field, id) in [("setting.indicator", &used.indicator), ("setting.agency", &used.agency)] {
        match id {
            Some(id) if field == "setting.agency" => agency::known(reader.conn, field, Some(id))?,
            Some(id) if known.indicator_of(id).is_none() => return Err(Error::input(field, Problem::new("unknown_record").with("id", id))),
            _ => {}
        }
    }
    let rows: Vec<&Row> = layout.below.iter().filter_map(|at| sheet.rows.get(*at)).collect();
    let (target, mut columns) = matching::columns(&layout, &known, &headings, &used);
    units::not_agencies(&mut columns, &rows, &used, &known, reader.conn)?;
    let has = |field: &str| columns.iter().any(|one| one.field == Some(field));
    if target == SheetTarget::Observation {
        let periods = has("period") || columns.iter().any(|one| one.period.is_some());
        used.period = used.period.or(titles.period.map(Period::code).filter(|_| !periods));
        // A day above columns of several periods is not the day of each.
        used.as_of = used.as_of.or(titles.day.filter(|_| !has("as_of_day") && columns.iter().all(|one| one.period.is_none())));
        // What this file says goes before what was said of an earlier one.
        let indicator = titles.indicator.clone().filter(|_| !has("indicator") && columns.iter().all(|one| one.indicator.is_none()));
        used.indicator = setting.indicator.clone().or(indicator).or(used.indicator);
        let remembered = setting.agency.is_none() && setting.sender.is_none();
        used.agency = used.agency.filter(|agency| !remembered || titles.agencies.is_empty() || titles.agencies.contains(agency));
        used.agency = used.agency.or_else(|| setting.sender.clone().filter(|_| !has("agency") && columns.iter().all(|one| one.agency.is_none())));
    }
    used.target = Some(target);
    used.sheet = Some(sheet.name.clone());
    used.heading = layout.heading;
    used.columns = Some(matching::said(&columns));
    used.encoding = text.as_ref().map(|text| text.encoding);

    let doubtful = text.as_ref().is_some_and(|text| !text.certain);
    let numbers: Vec<u16> = columns.iter().filter(|one| matches!(one.field, Some("value" | "numerator" | "denominator"))).map(|one| one.column.column).collect();
    let texts = rows.iter().flat_map(|row| &row.cells).filter(|cell| numbers.contains(&cell.column)).filter_map(|cell| match &cell.value {
        CellValue::Text(text) => Some((cell.column, text.as_str())),
        _ => None,
    });
    let mut values = Values::new(&known, answers, &names, reader.words(), &sheet.name, texts, doubtful);
    let (found, left_out) = match target {
        SheetTarget::Observation => {
            let mut figures = figures::Figures::new(reader, &columns, &used, &titles, &sha256, &rows, workbook.kind)?;
            let mut found = Vec::with_capacity(rows.len());
            for row in &rows {
                if layout.is_longer(row) {
                    found.push(longer(row, &layout, ("observation", "value"), &values));
                    continue;
                }
                found.extend(figures.row(row, &mut values)?);
            }
            (found, figures.left_out)
        }
        SheetTarget::Task => {
            let mut tasks = tasks::Tasks::new(reader, sheet, &columns, &layout.titles, answers, &sha256, used.sender.as_deref())?;
            let mut found = Vec::new();
            for row in &rows {
                if layout.is_longer(row) {
                    found.push(longer(row, &layout, ("task", "statement"), &values));
                    continue;
                }
                found.extend(tasks.row(row, &mut values)?);
            }
            (found, tasks.left_out)
        }
    };
    let mut recalled = Vec::new();
    for (text, kind, id) in values.recalled() {
        let means = match kind {
            QuestionKind::Indicator => known.indicator_of(id).map(|one| one.name.clone()).unwrap_or_default(),
            _ => agency::name(reader.conn, id)?.name,
        };
        recalled.push(RecalledName { text: text.clone(), means });
    }
    let (mut questions, risky) = values.finish();
    said.names = Some(memory::names(&names, answers)).filter(|names| !names.is_empty());
    name_encodings(reader, &mut questions, text.as_ref());
    let head = SheetHead {
        name,
        file: workbook.kind,
        again: memory::came(reader, &sha256)?,
        sha256,
        sheets: workbook.sheets.iter().map(size_of).collect(),
        columns: columns.iter().map(|one| shown_column(one, &rows, reader.words().language.notation())).collect(),
        fields: given_fields(reader, target, &columns, &used),
        used,
        text,
        risky,
        rows: (rows.len() - left_out.len().min(rows.len())) as u32,
        left_out: left_out.len() as u32,
        left: left_out.into_iter().take(LISTED).map(|(row, text)| LeftOut { row, text }).collect(),
        remembered,
        recalled,
        sender_by_title: sender_by_title.is_some(),
    };
    Ok(SheetRead { head, make, said, sender, incoming: Incoming { rows: found, questions, ..Incoming::default() } })
}

/// A line that has more cells than the headings, refused as a whole.
fn longer(row: &Row, layout: &Layout, (table, field): (&'static str, &str), values: &Values) -> IncomingRow {
    let mut refused = IncomingRow::new(table, values.place(row.at));
    let raw: Vec<String> = row.cells.iter().map(|cell| clean_line(&values::shown(&cell.value))).collect();
    let problem = Problem::new("sheet.longer_line").with("cells", row.width).with("headings", layout.width);
    let column = u16::try_from(layout.width).map(cells::letters).unwrap_or_default();
    refused.fields.insert(field.into(), Said::wrong(column, raw.join(" | "), problem, None));
    refused.label = Some(layout::label(row)).filter(|label| !label.is_empty());
    refused
}

fn encoding_of(answer: Option<&str>) -> Option<setting::TextEncoding> {
    serde_json::from_value(serde_json::Value::String(answer?.to_owned())).ok()
}

fn code_of(encoding: setting::TextEncoding) -> String {
    serde_json::to_value(encoding).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The question about the encoding offers what each would read.
fn name_encodings(reader: &Reader, questions: &mut [Question], text: Option<&SheetText>) {
    let asked = questions.iter_mut().find(|question| question.key == values::ENCODING && question.kind == QuestionKind::Other);
    if let (Some(question), Some(text)) = (asked, text) {
        let choice = |preview: &setting::EncodingPreview| QuestionChoice {
            value: code_of(preview.encoding),
            label: format!("{}: {}", reader.words().of_value("encoding", preview.encoding), preview.text),
        };
        question.choices = text.previews.iter().map(choice).collect();
    }
}

fn size_of(sheet: &Sheet) -> SheetSize {
    let last = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| u32::from(cell.column) + 1).max();
    SheetSize { name: sheet.name.clone(), hidden: sheet.hidden, rows: sheet.rows.len() as u32, columns: last.unwrap_or(0) }
}

fn shown_column(one: &Matched, rows: &[&Row], notation: Notation) -> SheetColumn {
    let cells = || rows.iter().filter_map(|row| row.cell(one.column.column)).map(|cell| &cell.value);
    // A number by the marks of the person's language; without marks between its thousands, for it may be a year.
    let shown = |value: &CellValue| match value {
        CellValue::Number(_) | CellValue::Percent(_) => values::shown(value).replace(".", &notation.decimal_mark().to_string()).into(),
        other => clean_line(&values::shown(other)),
    };
    let samples = cells().map(shown).filter(|text| !text.is_empty());
    let number = |value: &&CellValue| matches!(value, CellValue::Number(_) | CellValue::Percent(_)) || matches!(value, CellValue::Text(text) if crate::figure::read(text, Some(notation)).is_ok());
    SheetColumn {
        column: cells::letters(one.column.column).into(),
        heading: one.column.heading(),
        samples: samples.take(SAMPLES).collect(),
        numbers: if one.field.is_none() { cells().filter(number).count() as u32 } else { 0 },
        field: one.field.map(str::to_owned),
        indicator: one.indicator.clone(),
        agency: one.agency.clone(),
        period: one.period.clone(),
    }
}

fn given_fields(reader: &Reader, target: SheetTarget, columns: &[Matched], used: &SheetSetting) -> Vec<SheetField> {
    let column = |field: &str| columns.iter().any(|one| one.field == Some(field));
    let value = |of: fn(&Matched) -> bool| columns.iter().any(|one| one.field == Some("value") && of(one));
    let given = |field: &str| match field {
        "indicator" => column(field) || used.indicator.is_some() || value(|one| one.indicator.is_some()),
        "agency" => column(field) || used.agency.is_some() || value(|one| one.agency.is_some()),
        // A figure stands in a period or on a day.
        "period" => column(field) || used.period.is_some() || value(|one| one.period.is_some()) || column("as_of_day") || used.as_of.is_some(),
        "as_of_day" => column(field) || used.as_of.is_some(),
        "value" => column(field) || column("numerator"),
        other => column(other),
    };
    let shown = |field: &matching::Field| SheetField {
        field: field.name.to_owned(),
        name: reader.words().get(&format!("sheet.field.{}", field.name)),
        needed: field.needed,
        given: given(field.name),
    };
    matching::fields(target).iter().map(shown).collect()
}
