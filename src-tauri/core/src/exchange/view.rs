//! A plan as a person reads it: names for ids, words for codes, figures and days as they are written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ecow::EcoString;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::plan::{self, Along, Asking, Choice, Fields, Outcome, Place, Plan, PlannedField, PlannedRow, Refusal};
use crate::book::Reader;
use crate::error::Result;
use crate::history::Names;
use crate::problem::Problem;
use crate::store::literal;
use crate::store::past::Image;
use crate::store::rows::{Holds, Table};

/// What another value of a field would be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OtherValue {
    /// Words.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
}

/// One field, old beside new.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeField {
    /// The column of the table.
    pub field: String,
    /// The field it is part of: columns with the same one are asked about and decided together.
    pub part_of: String,
    /// What it is called.
    pub name: String,
    /// What was last exchanged; none when nothing is known or it was empty.
    pub base: Option<String>,
    /// Whether it is known what was last exchanged.
    pub base_known: bool,
    /// What stands here.
    pub mine: Option<String>,
    /// What came.
    pub theirs: Option<String>,
    /// What will stand here.
    pub result: Option<String>,
    /// What came, in canonical form: what another value would be like.
    pub raw: Option<String>,
    /// What another value would be; none where only one of the two can be taken: codes, names of records, the words
    /// of a deadline, which are nothing without the days read from them.
    pub other: Option<OtherValue>,
    /// Why a person is asked.
    pub asking: Option<Asking>,
    /// What was decided.
    pub choice: Option<Choice>,
}

/// Why something cannot be accepted.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeRefusal {
    /// The column of the table.
    pub field: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// The column of the file.
    pub column: Option<String>,
    /// The value as it stands in the file.
    pub raw: Option<String>,
    /// Stable, for programs.
    pub code: String,
    /// Why, in words.
    pub message: String,
    /// What would have been accepted.
    pub accepted: Option<String>,
}

/// A record of this office that a removal takes along.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeAlong {
    /// The table.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// The record.
    pub record: String,
    /// What a person calls it.
    pub label: String,
}

/// One row of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeRow {
    /// The table.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// Where it stands in the file.
    pub place: Place,
    /// The record here.
    pub record: Option<String>,
    /// The record as the file names it, by id.
    pub named: Option<String>,
    /// What a person calls it.
    pub label: Option<String>,
    /// What it is about: its own words, or those of the task or indicator that it belongs to.
    pub about: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Old beside new.
    pub fields: Vec<ExchangeField>,
    /// Why a person is asked about it as a whole.
    pub asking: Option<Asking>,
    /// What was decided about it as a whole.
    pub choice: Option<Choice>,
    /// Of a removal: records of this office that would go along, of which the file says nothing. A decision to remove
    /// counts only with their number.
    pub along: Vec<ExchangeAlong>,
    /// What to look at twice, in words: nothing of it stops anybody.
    pub warnings: Vec<String>,
    /// Everything that is wrong with it.
    pub refusals: Vec<ExchangeRefusal>,
}

/// The same trouble in many rows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeProblem {
    /// The table.
    pub table: String,
    /// What such a row is called.
    pub noun: String,
    /// What the field is called.
    pub name: Option<String>,
    /// Stable, for programs.
    pub code: String,
    /// What is wrong, in words.
    pub message: String,
    /// What would have been accepted.
    pub accepted: Option<String>,
    /// All rows that have it.
    pub places: Vec<Place>,
}

fn message(reader: &Reader, problem: &Problem) -> String {
    reader.words().fill(&problem.key(), &problem.params)
}

/// Equal problems with all their rows.
pub fn problems(reader: &Reader, plan: &Plan) -> Vec<ExchangeProblem> {
    let names = Names::new(reader.conn, reader.words());
    let one = |group: super::plan::ProblemGroup| ExchangeProblem {
        table: group.table.to_owned(),
        noun: reader.words().get(&format!("noun.{}", group.table)),
        name: group.field.map(|field| names.field(group.table, &field)),
        code: group.problem.code.to_owned(),
        message: message(reader, &group.problem),
        accepted: group.accepted,
        places: group.places,
    };
    plan.problems().into_iter().map(one).collect()
}

/// Rows in words.
pub fn rows<'a>(reader: &Reader, rows: impl Iterator<Item = &'a PlannedRow>) -> Result<Vec<ExchangeRow>> {
    let mut teller = Teller { reader, names: Names::new(reader.conn, reader.words()), tables: BTreeMap::new() };
    rows.map(|row| teller.row(row)).collect()
}

/// Columns of a deadline that say nothing beside its words and its last day.
const FOLLOWS: &[&str] = &["deadline_class", "deadline_edtf", "deadline_first_day"];

struct Teller<'a> {
    reader: &'a Reader<'a>,
    names: Names<'a>,
    tables: BTreeMap<&'static str, Table>,
}

impl Teller<'_> {
    fn row(&mut self, row: &PlannedRow) -> Result<ExchangeRow> {
        if !self.tables.contains_key(row.table) {
            self.tables.insert(row.table, Table::of(self.reader.conn, row.table, &[])?);
        }
        let mut fields = row.fields.beside();
        if let Some(table) = self.tables.get(row.table) {
            fields.sort_by_key(|field| table.columns.iter().position(|column| column.name == field.field));
        }
        let is_new = matches!(row.fields, plan::PlannedFields::New(_));
        let says_when = fields.iter().any(|field| ["deadline_text", "deadline_last_day"].contains(&field.field.as_str()));
        let says_nothing = |field: &PlannedField| (says_when && FOLLOWS.contains(&field.field.as_str())) || (is_new && field.field == "position");
        fields.retain(|field| !says_nothing(field));
        Ok(ExchangeRow {
            table: row.table.to_owned(),
            noun: self.reader.words().get(&format!("noun.{}", row.table)),
            place: row.place.clone(),
            label: self.label(row)?,
            about: self.about(row)?,
            record: row.record.as_deref().map(str::to_owned),
            named: row.named.as_deref().map(str::to_owned),
            outcome: row.outcome,
            fields: fields.iter().map(|field| self.field(row.table, field)).collect::<Result<_>>()?,
            asking: row.asking,
            choice: row.choice,
            along: row.along.iter().map(|one| self.along(one)).collect::<Result<_>>()?,
            warnings: row.warnings.iter().map(|problem| message(self.reader, problem)).collect(),
            refusals: row.refusals.iter().map(|refusal| self.refusal(row.table, refusal)).collect(),
        })
    }

    fn along(&mut self, one: &Along) -> Result<ExchangeAlong> {
        Ok(ExchangeAlong {
            table: one.table.to_owned(),
            noun: self.reader.words().get(&format!("noun.{}", one.table)),
            record: one.record.clone(),
            label: [self.called(one.table, &one.image)?, self.names.summary(one.table, &one.image)?].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": "),
        })
    }

    /// What a record is called: as the source says, as it stands here, or as it came; with what it belongs to.
    fn label(&mut self, row: &PlannedRow) -> Result<Option<String>> {
        if row.label.is_some() {
            return Ok(row.label.clone());
        }
        let known = match &row.record {
            Some(id) => self.names.image(row.table, id)?,
            None => None,
        };
        let came = || -> Image {
            let literal = |(column, value): (EcoString, plan::Value)| {
                let literal = self.literal(row.table, &column, &value);
                (column.into(), literal)
            };
            row.fields.came().into_iter().map(literal).collect()
        };
        let image = known.unwrap_or_else(came);
        if image.is_empty() {
            return Ok(None);
        }
        self.called(row.table, &image).map(Some)
    }

    /// What a record is called, with what it belongs to.
    fn called(&mut self, own: &str, image: &Image) -> Result<String> {
        let mut parts = Vec::new();
        for (column, table) in [("task", "task"), ("indicator", "indicator"), ("agency", "agency")] {
            // An assignment is called by its agency already.
            let belongs = own != table && image.contains_key(column) && !(column == "agency" && own != "observation");
            if let Some(Some(Value::Text(id))) = image.get(column).filter(|_| belongs).map(|text| literal::parse(text)) {
                parts.extend(self.names.record(table, &id)?);
            }
        }
        parts.push(self.names.label(own, image)?);
        Ok(parts.join(" · "))
    }

    /// What a record is about: its own words, or those of the task or indicator that it belongs to.
    fn about(&self, row: &PlannedRow) -> Result<Option<String>> {
        let Some(table) = self.tables.get(row.table) else { return Ok(None) };
        let here = row.record.as_ref().map_or(Ok(None), |id| table.get(self.reader.conn, id))?;
        let fields: Fields = here.unwrap_or_else(|| row.fields.came());
        let said = |column: &str| fields.get(column).cloned().flatten();
        if let Some(own) = ["statement", "subject", "name"].into_iter().find_map(said) {
            return Ok(Some(own.into()));
        }
        let belongs = [
            ("task", "SELECT statement FROM task WHERE id = ?1"),
            ("assignment", "SELECT t.statement FROM assignment a JOIN task t ON t.id = a.task WHERE a.id = ?1"),
            ("indicator", "SELECT name FROM indicator WHERE id = ?1"),
        ];
        for (column, sql) in belongs {
            if let Some(id) = said(column) {
                return Ok(self.reader.conn.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0)).optional()?);
            }
        }
        Ok(None)
    }

    /// A value as the history has it.
    fn literal(&self, table: &str, column: &str, value: &plan::Value) -> String {
        let Some(value) = value else { return "NULL".into() };
        let column = self.tables.get(table).and_then(|table| table.column(column));
        // What is refused may be no number where one belongs.
        let column = column.filter(|column| column.holds == Holds::Text || value.parse::<f64>().is_ok());
        column.map_or_else(|| literal::quoted(value), |column| column.literal(value))
    }

    fn shown(&mut self, table: &'static str, column: &str, value: &plan::Value) -> Result<Option<String>> {
        let literal = self.literal(table, column, value);
        self.names.shown(table, column, &literal)
    }

    fn field(&mut self, table: &'static str, field: &PlannedField) -> Result<ExchangeField> {
        let mut shown = |value: &plan::Value| self.shown(table, &field.field, value);
        let (base, mine) = (field.base.as_ref().map_or(Ok(None), &mut shown)?, field.mine.as_ref().map_or(Ok(None), &mut shown)?);
        let (theirs, result) = (shown(&field.theirs)?, shown(&field.result)?);
        Ok(ExchangeField {
            name: self.names.field(table, &field.field),
            field: field.field.to_string(),
            part_of: field.part_of.to_string(),
            base,
            base_known: field.base.is_some(),
            mine,
            theirs,
            result,
            raw: field.theirs.as_deref().map(str::to_owned),
            other: self.other(table, field),
            asking: field.asking,
            choice: field.choice,
        })
    }

    /// What a person may write instead of both values.
    fn other(&self, table: &str, field: &PlannedField) -> Option<OtherValue> {
        const CHOSEN: &[&str] = &["code", "key", "period", "calendar", "flags", "noun", "record", "field"];
        let name = field.field.as_str();
        let column = self.tables.get(table)?.column(name)?;
        if column.refers.is_some() || CHOSEN.contains(&name) || name.starts_with("deadline_") {
            return None;
        }
        let said: Vec<&str> = [field.mine.as_ref().and_then(Option::as_deref), field.theirs.as_deref()].into_iter().flatten().collect();
        match column.holds {
            Holds::Real => Some(OtherValue::Number),
            Holds::Integer => None,
            Holds::Text if !said.is_empty() && said.iter().all(|text| text.parse::<NaiveDate>().is_ok()) => Some(OtherValue::Day),
            Holds::Text if said.iter().any(|text| self.names.code(table, name, (*text).to_owned()) != **text) => None,
            Holds::Text => Some(OtherValue::Text),
        }
    }

    fn refusal(&self, table: &str, refusal: &Refusal) -> ExchangeRefusal {
        ExchangeRefusal {
            field: refusal.field.clone(),
            name: refusal.field.as_ref().map(|field| self.names.field(table, field)),
            column: refusal.column.clone(),
            raw: refusal.raw.clone(),
            code: refusal.problem.code.to_owned(),
            message: message(self.reader, &refusal.problem),
            accepted: refusal.accepted.clone(),
        }
    }
}
