//! One row of a file: what it says is read, the record it means is found, both are merged field by field, and the deed
//! is done.

use std::borrow::Cow;

use ecow::EcoString;

use super::along::knows;
use super::judge::{self, at_its_field};
use super::{Engine, FIGURE, Pass, late};
use crate::error::{Error, Result};
use crate::exchange::base;
use crate::exchange::incoming::IncomingRow;
use crate::exchange::merge::{self, Decided, Deed, Merged, Rules, Sides};
use crate::exchange::plan::{Asking, Choice, Fields, Outcome, PlannedField, PlannedFields, PlannedRow, Question, QuestionChoice, QuestionKind, Refusal, Value};
use crate::exchange::sheet::{self, Belongs, Form, Sheet, Whose};
use crate::history::Names;
use crate::problem::Problem;
use crate::store::rows::Holds;
use crate::text;

/// Whose record a row means.
enum Found {
    /// The one of this id, here or gone.
    Record(EcoString),
    /// None: it is new, under this id.
    New(EcoString),
    /// Perhaps the one of this id; a person has to say.
    Perhaps(EcoString, Question),
}

impl Engine<'_> {
    /// Takes one row in. `refusals` are what an earlier pass found wrong with it.
    pub(super) fn row(&self, at: usize, row: &IncomingRow, sheet: &'static Sheet, form: &Form, mut refusals: Vec<Refusal>, pass: &mut Pass) -> Result<PlannedRow> {
        let conn = self.change.conn;
        refusals.extend(row.refusals());
        let mut fields = self.read(row, form, &mut refusals);
        if !refusals.is_empty() {
            return Ok(refusal_of(row, None, refusals));
        }
        if row.waits_for().next().is_some() {
            return Ok(asked(row, None, Asking::Unclear));
        }
        self.rename(sheet, form, &mut fields, pass);
        let (id, is_new) = match self.find(sheet, form, row, &fields, pass)? {
            Found::Record(id) => (id, false),
            Found::New(id) => (id, true),
            Found::Perhaps(candidate, question) => match self.answers.to(&question.key) {
                Some("same") => (candidate, false),
                Some(_) => (row.id.clone().unwrap_or_else(|| self.change.new_id().into()), true),
                None => {
                    pass.ask(question);
                    return Ok(asked(row, Some(candidate), Asking::Unclear));
                }
            },
        };
        if let Some(theirs) = row.id.as_ref().filter(|theirs| **theirs != id) {
            pass.aliases.insert((sheet.table, theirs.clone()), id.clone());
        }
        let record = (sheet.table, id.clone());
        if pass.seen.contains_key(&record) {
            pass.again.entry(record).or_default().push(at);
            return Ok(untaken(row, Some(id)));
        }
        pass.seen.insert(record, at);
        if !row.gone {
            self.refers(sheet, form, row, &fields, &mut refusals, pass)?;
        }
        if !refusals.is_empty() {
            return Ok(refusal_of(row, Some(id), refusals));
        }
        let mine = if is_new { None } else { form.table.get(conn, &id)? };
        clean(form, mine.as_ref(), &mut fields);
        let along = if row.gone && mine.is_some() { self.along(form, &id, pass)? } else { Vec::new() };
        let mut merged = self.merge(sheet, form, &id, mine.as_ref(), (!row.gone).then_some(&fields), along.len(), pass)?;
        let written = match std::mem::replace(&mut merged.deed, Deed::Nothing) {
            Deed::Nothing => None,
            Deed::Take => Some(Some(fields)),
            Deed::Make(fields) | Deed::Write(fields) => Some(Some(form.parted(fields))),
            Deed::Remove => Some(None),
        };
        let mut warnings = Vec::new();
        if let Some(fields) = &written {
            match self.perform(sheet, form, &id, mine.as_ref(), fields.as_ref(), at, pass)? {
                Ok(found) => warnings = found,
                Err(refusal) => return Ok(refusal_of(row, Some(id), vec![at_its_field(row, refusal)])),
            }
        }
        self.note_choices(sheet, form, &id, &merged, pass);
        // What nobody keeps need not be held for all rows of a large sheet.
        let next = merged.base.filter(|fields| !fields.is_empty());
        if self.sender.peer.is_some() && pass.base.get(id.as_str()) != next.as_ref() {
            pass.renewed.insert(sheet.table);
            match next {
                Some(next) => drop(pass.base.insert(id.to_string(), next)),
                None => drop(pass.base.remove(id.as_str())),
            }
        }
        Ok(PlannedRow {
            table: sheet.table,
            place: row.place.clone(),
            record: Some(id),
            named: row.id.clone(),
            label: row.label.clone(),
            outcome: merged.outcome,
            fields: match (merged.outcome, written) {
                (Outcome::Added, Some(Some(mut made))) => {
                    made.retain(|_, value| value.is_some());
                    PlannedFields::New(made)
                }
                _ => PlannedFields::Beside(parted(form, &merged.fields)),
            },
            asking: merged.asking,
            choice: merged.choice,
            along,
            warnings,
            refusals: Vec::new(),
        })
    }

    /// What the row says, in canonical form.
    fn read(&self, row: &IncomingRow, form: &Form, refusals: &mut Vec<Refusal>) -> Fields {
        let mut fields = Fields::with_capacity(row.fields.len());
        for (name, value) in row.values() {
            let Some(column) = form.table.column(name) else {
                refusals.push(plain(Some(name), Problem::new("exchange.unknown_field").with("field", name)));
                continue;
            };
            let mut wrong = |problem: Problem| refusals.push(at_its_field(row, plain(Some(name), problem)));
            let names_a_record = column.refers.is_some() || ["code", "key", "noun", "record", "period"].contains(&name);
            if names_a_record && value.is_some_and(|said| text::clean_line(said) != said.as_str()) {
                wrong(Problem::new("exchange.hidden"));
                continue;
            }
            match value.map_or(Ok(None), |text| form.table.canonical(column, text)) {
                Ok(value) => drop(fields.insert(column.name.clone(), value)),
                Err(problem) => wrong(problem),
            }
        }
        fields
    }

    /// Names records as this book does where the file calls them by another id.
    fn rename(&self, sheet: &Sheet, form: &Form, fields: &mut Fields, pass: &Pass) {
        if pass.aliases.is_empty() {
            return;
        }
        let mine = |table: &str, id: &str| sheet::of(table).and_then(|sheet| pass.aliases.get(&(sheet.table, id.into()))).cloned();
        for column in &form.table.columns {
            let (Some(refers), Some(Some(id))) = (column.refers.as_deref(), fields.get(&column.name)) else { continue };
            if let Some(mine) = mine(refers, id) {
                fields.insert(column.name.clone(), Some(mine));
            }
        }
        if sheet.belongs == Belongs::Cited
            && let (Some(Some(noun)), Some(Some(record))) = (fields.get("noun"), fields.get("record"))
            && let Some(mine) = mine(noun, record)
        {
            fields.insert("record".into(), Some(mine));
        }
    }

    /// Refuses a row that refers to what is not there.
    fn refers(&self, sheet: &Sheet, form: &Form, row: &IncomingRow, fields: &Fields, refusals: &mut Vec<Refusal>, pass: &mut Pass) -> Result<()> {
        let missing = |column: &str, id: &str| at_its_field(row, plain(Some(column), Problem::new("exchange.missing").with("id", id)));
        for column in &form.table.columns {
            let (Some(refers), Some(Some(wanted))) = (column.refers.as_deref(), fields.get(&column.name)) else { continue };
            if !self.is_there(refers, wanted, pass)? {
                refusals.push(missing(&column.name, wanted));
            }
        }
        if sheet.belongs == Belongs::Cited
            && let (Some(Some(noun)), Some(Some(record))) = (fields.get("noun"), fields.get("record"))
            && !self.is_there(noun, record, pass)?
        {
            refusals.push(missing("record", record));
        }
        Ok(())
    }

    /// Merges what came with what stands here. `theirs` is none when the sender says that the record is gone; `along`
    /// is how many others would then go with it.
    #[allow(clippy::too_many_arguments)] // one row in the middle of a pass
    fn merge(&self, sheet: &Sheet, form: &Form, id: &str, mine: Option<&Fields>, theirs: Option<&Fields>, along: usize, pass: &Pass) -> Result<Merged> {
        let conn = self.change.conn;
        let said = |column: &str| theirs.and_then(|theirs| theirs.get(column)).or_else(|| mine?.get(column)).cloned().flatten();
        let whose = match mine {
            None if sheet.belongs == Belongs::Document => Whose::Anybody,
            _ => sheet::whose(conn, self.forms, sheet, &said)?,
        };
        // What a file says that was another agency's before is not the sender's either.
        let was = match mine {
            Some(mine) => Some(sheet::whose(conn, self.forms, sheet, &|column| mine.get(column).cloned().flatten())?),
            None => None,
        };
        let joined_theirs = theirs.map(|theirs| form.joined(theirs, mine));
        let mine = mine.map(|mine| form.joined(mine, None));
        let base = match pass.base.get(id) {
            Some(known) => Some(Cow::Borrowed(known)),
            None if base::is_seeded(id) => match form.table.as_made(conn, id)? {
                Some(made) => Some(Cow::Owned(form.joined(&made, None))),
                None => mine.as_ref().map(Cow::Borrowed),
            },
            None => None,
        };
        let may = |field: &str, value: &Value| self.rights.allow(&whose, field, value) && was.as_ref().is_none_or(|was| self.rights.allow(was, field, value));
        let decided = |field: Option<&str>, asking: Asking| {
            let decision = self.decision(sheet, id, field, asking).filter(|decision| knows(decision, asking, along))?;
            let value = match (decision.choice, field) {
                (Choice::Other, Some(field)) => self.other(sheet, field, decision, joined_theirs.as_ref()),
                _ => None,
            };
            Some(Decided { choice: decision.choice, value })
        };
        let sides = Sides { base: base.as_deref(), mine: mine.as_ref(), theirs: joined_theirs.as_ref() };
        Ok(merge::merge(sides, &Rules { may: &may, decided: &decided }))
    }

    fn find(&self, sheet: &'static Sheet, form: &Form, row: &IncomingRow, fields: &Fields, pass: &mut Pass) -> Result<Found> {
        let conn = self.change.conn;
        if let Some(id) = &row.id
            && (pass.base.contains_key(id.as_str()) || form.table.exists(conn, id)?)
        {
            return Ok(Found::Record(id.clone()));
        }
        for key in sheet.keys {
            let said = |column: &str| fields.get(column).and_then(Option::as_deref);
            let found = if sheet.table == FIGURE { late::key_of(key.columns, said) } else { key.columns.iter().map(|column| Some((*column, said(column)?))).collect() };
            let Some(values) = found else { continue };
            let found = if sheet.table == FIGURE { pass.late.find(conn, form, &values)? } else { form.table.find(conn, &values)?.map(EcoString::from) };
            let Some(candidate) = found else { continue };
            let Some(same) = key.same else { return Ok(Found::Record(candidate)) };
            let standing = match pass.late.indicator(&candidate) {
                Some(indicator) => Some(indicator.into()),
                None => form.table.get(conn, &candidate)?.and_then(|mut standing| standing.remove(same).flatten()),
            };
            let refers = form.table.column(same).and_then(|column| column.refers.as_deref());
            // Words that differ in their letters' case alone are the same words; ids are ids.
            let is = |said: &Value| standing == *said || (refers.is_none() && standing.as_deref().map(text::fold) == said.as_deref().map(text::fold));
            if fields.get(same).is_none_or(is) {
                return Ok(Found::Record(candidate));
            }
            let told = |value: Option<&str>| -> Result<String> {
                let named = match (refers, value) {
                    (Some(table), Some(id)) => Names::new(conn, self.change.words()).record(table, id)?,
                    _ => None,
                };
                Ok(named.or(value.map(str::to_owned)).unwrap_or_default())
            };
            let named: Vec<&str> = values.iter().map(|(_, value)| *value).collect();
            let question = Question {
                key: format!("same/{}/{}/{candidate}", sheet.table, row.id.as_deref().unwrap_or(&named.join("/"))),
                kind: QuestionKind::SameRecord,
                text: format!("{}: {}", named.join(", "), told(said(same))?),
                choices: vec![
                    QuestionChoice { value: "same".into(), label: told(standing.as_deref())? },
                    QuestionChoice { value: "other".into(), label: self.change.words().get("exchange.other_record") },
                ],
                places: vec![row.place.clone()],
            };
            return Ok(Found::Perhaps(candidate, question));
        }
        Ok(Found::New(row.id.clone().unwrap_or_else(|| self.change.new_id().into())))
    }

    /// Writes fields of a record, or removes it, and notes which nouns have to judge it. Answers what to look at twice, or
    /// why it cannot be done.
    #[allow(clippy::too_many_arguments)] // one row in the middle of a pass
    fn perform(&self, sheet: &Sheet, form: &Form, id: &EcoString, mine: Option<&Fields>, fields: Option<&Fields>, at: usize, pass: &mut Pass) -> Result<std::result::Result<Vec<Problem>, Refusal>> {
        match self.write(sheet, form, id, mine, fields, pass) {
            Ok(warnings) if sheet.table == FIGURE => return Ok(Ok(warnings)),
            Ok(_) => {}
            Err(Error::Store(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => return Ok(Err(plain(None, unfit(&error)))),
            Err(error) => return judge::refusal(error).map(Err),
        }
        let before = |column: &str| mine.and_then(|mine| mine.get(column)).cloned().flatten();
        let after = |column: &str| fields.and_then(|fields| fields.get(column)).cloned().unwrap_or_else(|| before(column));
        let mut judges = judge::judges(sheet, id, &after, fields.is_none());
        judges.extend(judge::judges(sheet, id, &before, true));
        for judge in judges {
            let rows = pass.judged.entry(judge).or_default();
            if rows.last() != Some(&at) {
                rows.push(at);
            }
        }
        Ok(Ok(Vec::new()))
    }

    fn write(&self, sheet: &Sheet, form: &Form, id: &EcoString, mine: Option<&Fields>, fields: Option<&Fields>, pass: &mut Pass) -> Result<Vec<Problem>> {
        let conn = self.change.conn;
        self.still_open(sheet, mine)?;
        let mut warnings = Vec::new();
        match (fields, mine) {
            (Some(fields), _) if sheet.table == FIGURE => {
                warnings = self.judge_figure(pass, mine, fields)?;
                if let Some(Some(code)) = fields.get("code")
                    && pass.late.find(conn, form, &[("code", code)])?.is_some_and(|other| other != *id)
                {
                    return Err(Error::refused("exchange.taken"));
                }
                pass.late.take(id, mine, fields, self.keeps_figures)?;
            }
            (Some(fields), None) => form.table.insert(conn, id, fields)?,
            (Some(fields), Some(_)) => form.table.update(conn, id, fields)?,
            (None, _) => {
                form.table.delete(conn, id)?;
                pass.removed = true;
            }
        }
        Ok(warnings)
    }
}

/// Takes what cannot be seen out of texts that this book does not have just so.
fn clean(form: &Form, mine: Option<&Fields>, fields: &mut Fields) {
    for (name, value) in fields.iter_mut() {
        let is_text = form.table.column(name).is_some_and(|column| column.holds == Holds::Text);
        if let Some(said) = value.as_deref().filter(|_| is_text)
            && mine.and_then(|mine| mine.get(name)) != Some(value)
        {
            let cleaned = text::clean_text(said);
            if cleaned != *said {
                *value = Some(cleaned.into()).filter(|text: &EcoString| !text.is_empty());
            }
        }
    }
}

/// The columns behind the fields of a merge: those that differ.
pub fn parted(form: &Form, fields: &[PlannedField]) -> Vec<PlannedField> {
    let mut found = Vec::new();
    for field in fields {
        let part = |value: &Value| -> Fields { form.columns_of(&field.field, value).into_iter().collect() };
        let (theirs, result) = (part(&field.theirs), part(&field.result));
        let (base, mine) = (field.base.as_ref().map(part), field.mine.as_ref().map(part));
        for (column, came) in theirs {
            let of = |side: &Option<Fields>| side.as_ref().map(|side| side.get(&column).cloned().flatten());
            let (mine, result) = (of(&mine), result.get(&column).cloned().flatten());
            // What a new record leaves empty is nothing to show.
            let stays = mine.as_ref() == Some(&came) && mine.as_ref() == Some(&result);
            let base = of(&base);
            if stays || (base.is_none() && mine.is_none() && came.is_none() && result.is_none()) {
                continue;
            }
            found.push(PlannedField { field: column, part_of: field.part_of.clone(), base, mine, theirs: came, result, asking: field.asking, choice: field.choice });
        }
    }
    found.shrink_to_fit();
    found
}

/// A refusal at a field, or of the whole row.
pub fn plain(field: Option<&str>, problem: Problem) -> Refusal {
    Refusal { field: field.map(str::to_owned), column: None, raw: None, problem, accepted: None }
}

/// A row that is refused.
pub fn refusal_of(row: &IncomingRow, record: Option<EcoString>, refusals: Vec<Refusal>) -> PlannedRow {
    PlannedRow { outcome: Outcome::Refused, refusals, ..untaken(row, record) }
}

fn asked(row: &IncomingRow, record: Option<EcoString>, asking: Asking) -> PlannedRow {
    PlannedRow { outcome: Outcome::Conflict, asking: Some(asking), ..untaken(row, record) }
}

/// A row of which nothing is taken; what it says tells which one it is.
fn untaken(row: &IncomingRow, record: Option<EcoString>) -> PlannedRow {
    let said = row.values().filter_map(|(column, value)| Some((column.into(), Some(text::clean_line(value?).into()))));
    PlannedRow {
        table: row.table,
        place: row.place.clone(),
        record,
        named: row.id.clone(),
        label: row.label.clone(),
        outcome: Outcome::Unchanged,
        fields: PlannedFields::Untaken(said.collect()),
        asking: None,
        choice: None,
        along: Vec::new(),
        warnings: Vec::new(),
        refusals: Vec::new(),
    }
}

/// Why the store cannot take a row.
fn unfit(error: &rusqlite::Error) -> Problem {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    match error.sqlite_extended_error_code() {
        Some(SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY) => Problem::new("exchange.taken"),
        Some(SQLITE_CONSTRAINT_FOREIGNKEY) => Problem::new("exchange.in_use"),
        _ => Problem::new("exchange.no_fit"),
    }
}
