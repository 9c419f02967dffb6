//! What a person decided: found for a field or a record, and kept with both sides, so that the loser is never lost and
//! the winner is marked for good.

use ecow::EcoString;
use rusqlite::{OptionalExtension, params};

use super::row::parted;
use super::{Engine, Pass};
use crate::error::Result;
use crate::exchange::merge::Merged;
use crate::exchange::plan::{Asking, Choice, Decision, Fields, Value};
use crate::exchange::sheet::{Form, Sheet};
use crate::setting;

/// A decision that counted.
pub struct Chosen {
    table: &'static str,
    row: String,
    field: Option<EcoString>,
    asking: Asking,
    choice: Choice,
    mine: Value,
    theirs: Value,
    result: Value,
    reason: Option<String>,
}

impl Engine<'_> {
    /// The decision about a field; of columns that belong together any of them may have been named.
    pub(super) fn decision(&self, sheet: &Sheet, id: &str, field: Option<&str>, asking: Asking) -> Option<&Decision> {
        if self.answers.decisions.is_empty() {
            return None;
        }
        let whole = self.answers.about(sheet.table, id, field, asking);
        let (Some(field), Some(form)) = (field, self.forms.get(sheet.table)) else { return whole };
        let columns = form.columns_of(field, &None);
        let named = columns.iter().filter_map(|(column, _)| self.answers.about(sheet.table, id, Some(column), asking));
        named.rev().find(|decision| decision.field.is_some()).or(whole)
    }

    /// The other value of a field: of a set of columns that belong together the one named, the others as they came.
    pub(super) fn other(&self, sheet: &Sheet, field: &str, decision: &Decision, theirs: Option<&Fields>) -> Value {
        let chosen = decision.value.as_deref().map(EcoString::from);
        let Some(form) = self.forms.get(sheet.table) else { return chosen };
        let came = theirs.and_then(|theirs| theirs.get(field)).cloned().flatten();
        let mut columns: Fields = form.columns_of(field, &came).into_iter().collect();
        columns.insert(decision.field.as_deref().unwrap_or(field).into(), chosen);
        form.joined(&columns, None).get(field).cloned().flatten()
    }

    /// Notes what was decided about a row.
    pub(super) fn note_choices(&self, sheet: &Sheet, form: &Form, id: &str, merged: &Merged, pass: &mut Pass) {
        let reason = |field: Option<&str>, asking| self.decision(sheet, id, field, asking).and_then(|decision| decision.reason.clone());
        if let (Some(asking), Some(choice)) = (merged.asking, merged.choice)
            && choice != Choice::Later
        {
            let reason = reason(None, asking);
            pass.choices.push(Chosen { table: sheet.table, row: id.to_owned(), field: None, asking, choice, mine: None, theirs: None, result: None, reason });
        }
        for field in &merged.fields {
            let (Some(asking), Some(choice)) = (field.asking, field.choice) else { continue };
            if choice == Choice::Later {
                continue;
            }
            let reason = reason(Some(&field.field), asking);
            for one in parted(form, std::slice::from_ref(field)) {
                pass.choices.push(Chosen {
                    table: sheet.table,
                    row: id.to_owned(),
                    field: Some(one.field),
                    asking,
                    choice,
                    mine: one.mine.flatten(),
                    theirs: one.theirs,
                    result: one.result,
                    reason: reason.clone(),
                });
            }
        }
    }

    /// Keeps who won; what was decided just so the last time is kept already.
    pub(super) fn keep_choices(&self, choices: &[Chosen]) -> Result<()> {
        let person = setting::actor(self.change.conn)?;
        for chosen in choices {
            if self.is_kept(chosen)? {
                continue;
            }
            self.change
                .conn
                .prepare_cached(
                    "INSERT INTO exchange_choice (id, peer, tbl, row, field, asking, choice, mine, theirs, result, reason, person, day)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                )?
                .execute(params![
                    self.change.new_id(),
                    self.sender.peer,
                    chosen.table,
                    chosen.row,
                    chosen.field.as_deref(),
                    chosen.asking,
                    chosen.choice,
                    chosen.mine.as_deref(),
                    chosen.theirs.as_deref(),
                    chosen.result.as_deref(),
                    chosen.reason,
                    person,
                    self.change.today(),
                ])?;
        }
        Ok(())
    }

    fn is_kept(&self, chosen: &Chosen) -> Result<bool> {
        let sql = "SELECT asking = ?5 AND choice = ?6 AND mine IS ?7 AND theirs IS ?8 AND result IS ?9 AND reason IS ?10 FROM exchange_choice
                   WHERE peer IS ?1 AND tbl = ?2 AND row = ?3 AND field IS ?4 ORDER BY id DESC LIMIT 1";
        let Chosen { table, row, field, asking, choice, mine, theirs, result, reason } = chosen;
        let said = params![self.sender.peer, table, row, field.as_deref(), asking, choice, mine.as_deref(), theirs.as_deref(), result.as_deref(), reason];
        let last: Option<bool> = self.change.conn.prepare_cached(sql)?.query_row(said, |row| row.get(0)).optional()?;
        Ok(last == Some(true))
    }
}
