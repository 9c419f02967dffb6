//! Turns rows into a plan by doing what they say, inside the transaction of one act. What is planned only is taken
//! back again by the caller ([`crate::book::Book::try_out`]), so that a plan and its application cannot differ.
//!
//! Rows go in parents first. Each finds its record (by id, official code, agreed key), is merged field by field and
//! written; then the nouns themselves say whether every record touched could have been entered like that. Rows of
//! those that could not are refused, and all is done again without them.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params;

use super::base::{self, Records};
use super::incoming::{Incoming, IncomingRow};
use super::merge::{self, Decided, Deed, Merged, Rules, Sides};
use super::plan::{Answers, Asking, Choice, Decision, Fields, Outcome, Plan, PlannedField, PlannedRow, Question, QuestionChoice, QuestionKind, Refusal, Value};
use super::sheet::{self, Belongs, Form, Forms, Relation, Rights, SHEETS, Sheet, Whose};
use crate::api::Watcher;
use crate::book::Change;
use crate::error::{Error, Result};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::store::rows::Holds;
use crate::{agency, citation, contradiction, document, extension, indicator, observation, progress_note, setting, step, target, task, text};

/// Who sent the rows.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The office in the list of those that files are exchanged with; without it nothing is known of a base.
    pub peer: Option<String>,
    /// Its agency.
    pub agency: Option<String>,
    /// How it stands to this office.
    pub relation: Relation,
}

/// What every file of an act is applied on: learnt once for all of them.
pub struct Ground {
    /// The tables that travel.
    pub forms: Forms,
    office: Option<String>,
    /// The agency above each.
    parents: HashMap<String, String>,
    locks: Locks,
}

impl Ground {
    /// As the book is now.
    pub fn of(change: &Change) -> Result<Ground> {
        Ok(Ground {
            forms: sheet::forms(change.conn)?,
            office: setting::office(change.conn)?,
            parents: agency::parents(change.conn)?,
            locks: Locks::standing(change.conn)?,
        })
    }

    /// Learns anew what a file may have changed.
    fn follow(&mut self, change: &Change, incoming: &Incoming) -> Result<()> {
        if incoming.rows.iter().any(|row| row.table == "agency") {
            self.parents = agency::parents(change.conn)?;
        }
        Ok(())
    }
}

/// A noun's own judgement of a record that was touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Noun {
    Agency,
    Document,
    Task,
    Step,
    Note,
    Extension,
    Indicator,
    Target,
    Figure,
}

/// What one pass over the rows found.
struct Pass {
    planned: Vec<PlannedRow>,
    questions: Vec<Question>,
    /// The base from now on, by table.
    bases: BTreeMap<&'static str, Records>,
    /// For each record to be judged the rows that touched it.
    judged: BTreeMap<(Noun, String), Vec<usize>>,
    choices: Vec<Chosen>,
    /// Whether anything was removed.
    removed: bool,
    /// How many rows are done.
    done: u64,
    /// Records that are known to be there, by table.
    there: HashMap<&'static str, HashSet<String>>,
}

/// A decision that counted.
struct Chosen {
    table: &'static str,
    row: String,
    field: Option<String>,
    asking: Asking,
    choice: Choice,
    mine: Value,
    theirs: Value,
    result: Value,
    reason: Option<String>,
}

/// Does what the rows say and answers what became of each. Errors: `stopped`; those of the store.
pub fn apply(change: &Change, ground: &mut Ground, sender: &Sender, incoming: &Incoming, answers: &Answers, watcher: &dyn Watcher) -> Result<Plan> {
    let plan = passes(change, ground, sender, incoming, answers, watcher)?;
    ground.follow(change, incoming)?;
    Ok(plan)
}

fn passes(change: &Change, ground: &Ground, sender: &Sender, incoming: &Incoming, answers: &Answers, watcher: &dyn Watcher) -> Result<Plan> {
    let rights = Rights::new(&ground.parents, sender.relation, sender.agency.as_deref(), ground.office.as_deref());
    let engine = Engine { change, sender, incoming, answers, watcher, rights, forms: &ground.forms, locks: &ground.locks };
    let mut refused: HashMap<usize, Vec<Refusal>> = HashMap::new();
    // Each pass refuses more rows, so there are never more passes than rows.
    for _ in 0..=incoming.rows.len() {
        change.conn.execute_batch("SAVEPOINT exchange_pass")?;
        let pass = engine.pass(&refused)?;
        let found = engine.judge(&pass)?;
        if found.is_empty() {
            engine.keep(&pass)?;
            change.conn.execute_batch("RELEASE exchange_pass")?;
            let mut questions = incoming.questions.clone();
            questions.extend(pass.questions);
            return Ok(Plan::of(pass.planned, questions));
        }
        change.conn.execute_batch("ROLLBACK TO exchange_pass; RELEASE exchange_pass")?;
        for (row, refusal) in found {
            refused.entry(row).or_default().push(refusal);
        }
    }
    Err(Error::Damaged("exchange: rows keep being refused".into()))
}

struct Engine<'a> {
    change: &'a Change<'a>,
    sender: &'a Sender,
    incoming: &'a Incoming,
    answers: &'a Answers,
    watcher: &'a dyn Watcher,
    rights: Rights<'a>,
    forms: &'a Forms,
    locks: &'a Locks,
}

/// Whose record a row means.
enum Found {
    /// The one of this id, here or gone.
    Record(String),
    /// None: it is new, under this id.
    New(String),
    /// Perhaps the one of this id; a person has to say.
    Perhaps(String, Question),
}

impl Engine<'_> {
    fn pass(&self, refused: &HashMap<usize, Vec<Refusal>>) -> Result<Pass> {
        let mut pass = Pass { planned: Vec::new(), questions: Vec::new(), bases: BTreeMap::new(), judged: BTreeMap::new(), choices: Vec::new(), removed: false, done: 0, there: HashMap::new() };
        let mut planned: Vec<Option<PlannedRow>> = vec![None; self.incoming.rows.len()];
        // Ids of the file that mean records of another id here.
        let mut aliases: HashMap<(&'static str, String), String> = HashMap::new();
        let mut seen: HashSet<(&'static str, String)> = HashSet::new();
        // What comes goes in parents first; what is gone goes out children first, when nothing needs it any more.
        let coming = SHEETS.iter().map(|sheet| (sheet, false));
        for (sheet, gone) in coming.chain(SHEETS.iter().rev().map(|sheet| (sheet, true))) {
            let rows = self.incoming.rows.iter().enumerate().filter(|(_, row)| row.table == sheet.table && row.gone == gone);
            let mut waiting: Vec<usize> = rows.map(|(at, _)| at).collect();
            if waiting.is_empty() {
                continue;
            }
            let form = self.form(sheet)?;
            let mut base = match (pass.bases.remove(sheet.table), &self.sender.peer) {
                (Some(known), _) => known,
                (None, Some(peer)) => base::of(self.change, peer, sheet.table)?,
                (None, None) => Records::new(),
            };
            for (id, fields) in self.incoming.base.get(sheet.table).into_iter().flatten() {
                base.entry(id.clone()).or_default().extend(fields.clone());
            }
            let own: HashSet<&str> = waiting.iter().filter_map(|at| self.incoming.rows.get(*at)?.id.as_deref()).collect();
            let mut entered: HashSet<&str> = HashSet::new();
            // Rows that refer to others of the same table wait for them.
            while !waiting.is_empty() {
                let before = waiting.len();
                let mut later = Vec::new();
                for at in std::mem::take(&mut waiting) {
                    let Some(row) = self.incoming.rows.get(at) else { continue };
                    if self.waits(form, row, &own, &entered) {
                        later.push(at);
                        continue;
                    }
                    entered.extend(row.id.as_deref());
                    self.go_on(&mut pass)?;
                    let known = refused.get(&at).cloned().unwrap_or_default();
                    let slot = self.row(at, row, sheet, form, known, &mut base, &mut seen, &mut aliases, &mut pass)?;
                    if let Some(place) = planned.get_mut(at) {
                        *place = Some(slot);
                    }
                }
                waiting = later;
                if waiting.len() == before {
                    // They refer to each other in a ring.
                    for at in std::mem::take(&mut waiting) {
                        if let (Some(row), Some(place)) = (self.incoming.rows.get(at), planned.get_mut(at)) {
                            *place = Some(refusal_of(row, None, vec![plain(None, Problem::new("exchange.ring"))]));
                        }
                    }
                }
            }
            pass.bases.insert(sheet.table, base);
        }
        if pass.removed {
            for sheet in SHEETS {
                citation::remove_of_gone(self.change.conn, sheet.table)?;
                contradiction::forget_gone(self.change.conn, sheet.table)?;
            }
        }
        for (at, slot) in planned.into_iter().enumerate() {
            let Some(row) = self.incoming.rows.get(at) else { continue };
            pass.planned.push(slot.unwrap_or_else(|| refusal_of(row, None, vec![plain(None, Problem::new("exchange.not_exchanged").with("table", row.table))])));
        }
        Ok(pass)
    }

    /// Tells how far the pass is. Errors: `stopped`.
    fn go_on(&self, pass: &mut Pass) -> Result<()> {
        pass.done += 1;
        if pass.done.is_multiple_of(512) {
            self.watcher.step(pass.done, self.incoming.rows.len() as u64, "exchange.progress.rows");
            if self.watcher.stopped() {
                return Err(Error::refused("stopped"));
            }
        }
        Ok(())
    }

    /// Whether a record that a row refers to is there. What was once there is not asked for again: rows that remove
    /// something come after all that refer to anything.
    fn is_there(&self, table: &str, id: &str, pass: &mut Pass) -> Result<bool> {
        let Some(form) = self.forms.get(table) else { return Ok(false) };
        let known = pass.there.entry(form.table.name).or_default();
        if known.contains(id) {
            return Ok(true);
        }
        let there = form.table.exists(self.change.conn, id)?;
        if there {
            known.insert(id.to_owned());
        }
        Ok(there)
    }

    fn form(&self, sheet: &Sheet) -> Result<&Form> {
        self.forms.get(sheet.table).ok_or_else(|| Error::Damaged(format!("sheet {}", sheet.table)))
    }

    /// Whether a row refers to one of its own table that comes later in the file.
    fn waits(&self, form: &Form, row: &IncomingRow, own: &HashSet<&str>, entered: &HashSet<&str>) -> bool {
        form.table.columns.iter().filter(|column| column.refers.as_deref() == Some(row.table)).any(|column| {
            let named = row.fields.get(&column.name).and_then(|said| match &said.read {
                super::incoming::Read::Value(Some(id)) => Some(id.as_str()),
                _ => None,
            });
            named.is_some_and(|id| own.contains(id) && !entered.contains(id) && row.id.as_deref() != Some(id))
        })
    }

    #[allow(clippy::too_many_arguments)] // one row in the middle of a pass
    fn row(
        &self,
        at: usize,
        row: &IncomingRow,
        sheet: &'static Sheet,
        form: &Form,
        mut refusals: Vec<Refusal>,
        base: &mut Records,
        seen: &mut HashSet<(&'static str, String)>,
        aliases: &mut HashMap<(&'static str, String), String>,
        pass: &mut Pass,
    ) -> Result<PlannedRow> {
        let conn = self.change.conn;
        refusals.extend(row.refusals());
        let mut fields = Fields::new();
        for (name, value) in row.values() {
            let Some(column) = form.table.column(&name) else {
                refusals.push(plain(Some(&name), Problem::new("exchange.unknown_field").with("field", &name)));
                continue;
            };
            let names_a_record = column.refers.is_some() || ["code", "key", "noun", "record", "period"].contains(&name.as_str());
            if names_a_record && value.as_deref().is_some_and(|said| text::clean_line(said) != said) {
                refusals.push(self.at_field(row, &name, Problem::new("exchange.hidden")));
                continue;
            }
            match value.as_deref().map_or(Ok(None), |text| form.table.canonical(column, text)) {
                Ok(value) => drop(fields.insert(name, value)),
                Err(problem) => refusals.push(self.at_field(row, &name, problem)),
            }
        }
        if !refusals.is_empty() {
            return Ok(refusal_of(row, None, refusals));
        }
        if row.waits_for().next().is_some() {
            return Ok(asked(row, None, Asking::Unclear));
        }
        // What the file calls by another id than this book.
        for column in &form.table.columns {
            let (Some(refers), Some(Some(id))) = (column.refers.as_deref(), fields.get(&column.name)) else { continue };
            if let Some(mine) = sheet::of(refers).and_then(|sheet| aliases.get(&(sheet.table, id.clone()))) {
                fields.insert(column.name.clone(), Some(mine.clone()));
            }
        }
        if sheet.belongs == Belongs::Cited
            && let (Some(Some(noun)), Some(Some(record))) = (fields.get("noun"), fields.get("record"))
            && let Some(mine) = sheet::of(noun).and_then(|sheet| aliases.get(&(sheet.table, record.clone())))
        {
            fields.insert("record".into(), Some(mine.clone()));
        }
        let (id, is_new) = match self.find(sheet, form, row, &fields, base)? {
            Found::Record(id) => (id, false),
            Found::New(id) => (id, true),
            Found::Perhaps(candidate, question) => match self.answers.to(&question.key) {
                Some("same") => (candidate, false),
                Some(_) => (row.id.clone().unwrap_or_else(|| self.change.new_id()), true),
                None => {
                    let place = row.place.clone();
                    match pass.questions.iter_mut().find(|known| known.key == question.key) {
                        Some(known) => known.places.push(place),
                        None => pass.questions.push(question),
                    }
                    return Ok(asked(row, Some(candidate), Asking::Unclear));
                }
            },
        };
        if let Some(theirs) = row.id.as_ref().filter(|theirs| **theirs != id) {
            aliases.insert((sheet.table, theirs.clone()), id.clone());
        }
        if !seen.insert((sheet.table, id.clone())) {
            return Ok(refusal_of(row, Some(id), vec![plain(None, Problem::new("exchange.twice"))]));
        }
        for column in &form.table.columns {
            let (Some(refers), Some(Some(wanted))) = (column.refers.as_deref(), fields.get(&column.name)) else { continue };
            // A row that removes refers to nothing.
            if !row.gone && !self.is_there(refers, wanted, pass)? {
                refusals.push(self.at_field(row, &column.name, Problem::new("exchange.missing").with("id", wanted)));
            }
        }
        if sheet.belongs == Belongs::Cited
            && let (Some(Some(noun)), Some(Some(record))) = (fields.get("noun"), fields.get("record"))
            && !row.gone
            && !self.is_there(noun, record, pass)?
        {
            refusals.push(self.at_field(row, "record", Problem::new("exchange.missing").with("id", record)));
        }
        if !refusals.is_empty() {
            return Ok(refusal_of(row, Some(id), refusals));
        }
        let mine = if is_new { None } else { form.table.get(conn, &id)? };
        self.clean(form, mine.as_ref(), &mut fields);
        let standing = mine.clone().unwrap_or_default();
        let (joined_mine, joined_theirs) = (mine.as_ref().map(|mine| form.joined(mine, None)), form.joined(&fields, mine.as_ref()));
        let known = match base.get(&id) {
            Some(known) => Some(known.clone()),
            None if base::is_seeded(&id) => match (form.table.as_made(conn, &id)?, &joined_mine) {
                (Some(made), _) => Some(form.joined(&made, None)),
                (None, mine) => mine.clone(),
            },
            None => None,
        };
        let mut whole = standing.clone();
        whole.extend(fields.clone());
        let whose = match mine {
            None if sheet.belongs == Belongs::Document => Whose::Anybody,
            _ => sheet::whose(conn, self.forms, sheet, &whole)?,
        };
        // What a file says that was another agency's before is not the sender's either.
        let was = if mine.is_some() { sheet::whose(conn, self.forms, sheet, &standing)? } else { whose.clone() };
        let merged = self.merge(sheet, &id, &joined_mine, (!row.gone).then_some(&joined_theirs), known.as_ref(), &[whose, was]);
        let written = match self.perform(sheet, form, &id, mine.as_ref(), &merged, at, pass) {
            Ok(()) => true,
            Err(Error::Store(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                refusals.push(plain(None, unfit(&error)));
                false
            }
            Err(Error::Refused(problem)) => {
                refusals.push(plain(None, problem));
                false
            }
            Err(error) => return Err(error),
        };
        if !written {
            return Ok(refusal_of(row, Some(id), refusals));
        }
        self.note_choices(sheet, form, &id, &merged, pass);
        // What nobody keeps need not be held for all rows of a large sheet.
        match &merged.base {
            _ if self.sender.peer.is_none() => {}
            Some(next) => drop(base.insert(id.clone(), next.clone())),
            None => drop(base.remove(&id)),
        }
        Ok(PlannedRow {
            table: sheet.table,
            place: row.place.clone(),
            record: Some(id),
            named: row.id.clone(),
            label: row.label.clone(),
            outcome: merged.outcome,
            fields: parted(form, &merged.fields),
            asking: merged.asking,
            choice: merged.choice,
            refusals: Vec::new(),
        })
    }

    fn merge(&self, sheet: &Sheet, id: &str, mine: &Option<Fields>, theirs: Option<&Fields>, base: Option<&Fields>, whose: &[Whose]) -> Merged {
        let may = |field: &str, value: &Value| whose.iter().all(|whose| self.rights.allow(whose, field, value));
        let decided = |field: Option<&str>, asking: Asking| {
            let decision = self.decision(sheet, id, field, asking)?;
            let value = match (decision.choice, field) {
                (Choice::Other, Some(field)) => self.other(sheet, field, decision, theirs),
                _ => None,
            };
            Some(Decided { choice: decision.choice, value })
        };
        merge::merge(Sides { base, mine: mine.as_ref(), theirs }, &Rules { may: &may, decided: &decided })
    }

    /// The decision about a field; of columns that belong together any of them may have been named.
    fn decision(&self, sheet: &Sheet, id: &str, field: Option<&str>, asking: Asking) -> Option<&Decision> {
        let whole = self.answers.about(sheet.table, id, field, asking);
        let (Some(field), Some(form)) = (field, self.forms.get(sheet.table)) else { return whole };
        let columns = form.columns_of(field, &None);
        let named = columns.iter().filter_map(|(column, _)| self.answers.about(sheet.table, id, Some(column), asking));
        named.rev().find(|decision| decision.field.is_some()).or(whole)
    }

    /// The other value of a field: of a set of columns that belong together the one named, the others as they came.
    fn other(&self, sheet: &Sheet, field: &str, decision: &Decision, theirs: Option<&Fields>) -> Value {
        let Some(form) = self.forms.get(sheet.table) else { return decision.value.clone() };
        let came = theirs.and_then(|theirs| theirs.get(field)).cloned().flatten();
        let mut columns: Fields = form.columns_of(field, &came).into_iter().collect();
        columns.insert(decision.field.clone().unwrap_or_else(|| field.to_owned()), decision.value.clone());
        form.joined(&columns, None).get(field).cloned().flatten()
    }

    fn find(&self, sheet: &'static Sheet, form: &Form, row: &IncomingRow, fields: &Fields, base: &Records) -> Result<Found> {
        let conn = self.change.conn;
        if let Some(id) = &row.id
            && (base.contains_key(id) || form.table.exists(conn, id)?)
        {
            return Ok(Found::Record(id.clone()));
        }
        for key in sheet.keys {
            let values: Option<Vec<(&str, &str)>> = key.columns.iter().map(|column| Some((*column, fields.get(*column)?.as_deref()?))).collect();
            let Some(values) = values else { continue };
            let Some(candidate) = form.table.find(conn, &values)? else { continue };
            let Some(same) = key.same else { return Ok(Found::Record(candidate)) };
            let standing = form.table.get(conn, &candidate)?.unwrap_or_default();
            if fields.get(same).is_none_or(|said| standing.get(same) == Some(said)) {
                return Ok(Found::Record(candidate));
            }
            let told = |value: Option<&Value>| value.cloned().flatten().unwrap_or_default();
            let named: Vec<&str> = values.iter().map(|(_, value)| *value).collect();
            let question = Question {
                key: format!("same/{}/{}/{candidate}", sheet.table, row.id.as_deref().unwrap_or(&named.join("/"))),
                kind: QuestionKind::SameRecord,
                text: format!("{}: {}", named.join(", "), told(fields.get(same))),
                choices: vec![
                    QuestionChoice { value: "same".into(), label: told(standing.get(same)) },
                    QuestionChoice { value: "other".into(), label: String::new() },
                ],
                places: vec![row.place.clone()],
            };
            return Ok(Found::Perhaps(candidate, question));
        }
        Ok(Found::New(row.id.clone().unwrap_or_else(|| self.change.new_id())))
    }

    /// Takes what cannot be seen out of texts that this book does not have just so.
    fn clean(&self, form: &Form, mine: Option<&Fields>, fields: &mut Fields) {
        for (name, value) in fields.iter_mut() {
            let is_text = form.table.column(name).is_some_and(|column| column.holds == Holds::Text);
            if let Some(said) = value.as_deref().filter(|_| is_text)
                && mine.and_then(|mine| mine.get(name)) != Some(value)
            {
                let cleaned = text::clean_text(said);
                *value = Some(cleaned).filter(|text| !text.is_empty());
            }
        }
    }

    /// Writes what a merge decided, and notes which nouns have to judge it.
    #[allow(clippy::too_many_arguments)] // one row in the middle of a pass
    fn perform(&self, sheet: &Sheet, form: &Form, id: &str, mine: Option<&Fields>, merged: &Merged, at: usize, pass: &mut Pass) -> Result<()> {
        let conn = self.change.conn;
        let (before, after) = match &merged.deed {
            Deed::Nothing => return Ok(()),
            Deed::Make(fields) => {
                let fields = form.parted(fields);
                form.table.insert(conn, id, &fields)?;
                (None, Some(form.table.completed(&fields)))
            }
            Deed::Write(fields) => {
                let fields = form.parted(fields);
                self.still_open(sheet, mine)?;
                form.table.update(conn, id, &fields)?;
                let mut after = mine.cloned().unwrap_or_default();
                after.extend(fields);
                (mine, Some(after))
            }
            Deed::Remove => {
                self.still_open(sheet, mine)?;
                form.table.delete(conn, id)?;
                pass.removed = true;
                (mine, None)
            }
        };
        for fields in before.into_iter().chain(after.as_ref()) {
            let gone = after.is_none();
            for judge in judges(sheet.table, id, fields, gone) {
                let rows = pass.judged.entry(judge).or_default();
                if rows.last() != Some(&at) {
                    rows.push(at);
                }
            }
        }
        Ok(())
    }

    /// A figure of a closed period stays as it is. Errors: `period.locked`.
    fn still_open(&self, sheet: &Sheet, mine: Option<&Fields>) -> Result<()> {
        let Some(mine) = mine.filter(|_| sheet.table == "observation") else { return Ok(()) };
        let said = |column: &str| mine.get(column).and_then(Option::as_deref);
        let calendar = if said("calendar") == Some("administrative") { crate::period::Calendar::Administrative } else { crate::period::Calendar::Statistical };
        match said("as_of_day").and_then(|day| day.parse().ok()) {
            Some(day) => self.locks.allow(self.change.words(), said("period"), calendar, day),
            None => Ok(()),
        }
    }

    /// Asks every noun about the records touched. Answers the rows to refuse.
    fn judge(&self, pass: &Pass) -> Result<Vec<(usize, Refusal)>> {
        let (conn, change) = (self.change.conn, self.change);
        let mut found = Vec::new();
        for ((noun, id), rows) in &pass.judged {
            let said = match noun {
                Noun::Agency => agency::sound(change, id),
                Noun::Document => document::sound(change, id),
                Noun::Task => task::sound(change, id),
                Noun::Step => step::check(change, id),
                Noun::Note => progress_note::sound(change, id),
                Noun::Extension => extension::sound(change, id),
                Noun::Indicator => indicator::sound(conn, id),
                Noun::Target => target::sound(change, id),
                Noun::Figure => observation::sound(change, self.locks, id),
            };
            let refusal = match said {
                Ok(()) => continue,
                // It went along with another record.
                Err(Error::NotFound { .. }) => continue,
                Err(Error::Input { field, problem, .. }) => Refusal { field, column: None, raw: None, problem, accepted: None },
                Err(Error::Refused(problem)) => plain(None, problem),
                Err(error) => return Err(error),
            };
            for at in rows {
                let Some(row) = self.incoming.rows.get(*at) else { continue };
                let refusal = match &refusal.field {
                    Some(field) => self.at_field(row, field, refusal.problem.clone()),
                    None => refusal.clone(),
                };
                found.push((*at, refusal));
            }
        }
        Ok(found)
    }

    /// A refusal at a field, with what stands in the file.
    fn at_field(&self, row: &IncomingRow, field: &str, problem: Problem) -> Refusal {
        let said = row.fields.get(field);
        Refusal {
            field: Some(field.to_owned()),
            column: said.map(|said| said.column.clone()),
            raw: said.map(|said| said.raw.clone()),
            problem,
            accepted: None,
        }
    }

    fn note_choices(&self, sheet: &Sheet, form: &Form, id: &str, merged: &Merged, pass: &mut Pass) {
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

    /// Keeps the base and who won.
    fn keep(&self, pass: &Pass) -> Result<()> {
        let person = setting::actor(self.change.conn)?;
        for chosen in &pass.choices {
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
                    chosen.field,
                    chosen.asking,
                    chosen.choice,
                    chosen.mine,
                    chosen.theirs,
                    chosen.result,
                    chosen.reason,
                    person,
                    self.change.today(),
                ])?;
        }
        let Some(peer) = &self.sender.peer else { return Ok(()) };
        for (table, records) in &pass.bases {
            if *records != base::of(self.change, peer, table)? {
                base::keep(self.change, peer, table, records)?;
            }
        }
        Ok(())
    }
}

/// The nouns that judge a row.
fn judges(table: &str, id: &str, fields: &Fields, gone: bool) -> Vec<(Noun, String)> {
    let said = |column: &str| fields.get(column).cloned().flatten();
    let own = |noun: Noun| if gone { Vec::new() } else { vec![(noun, id.to_owned())] };
    let of = |noun: Noun, column: &str| said(column).map(|id| (noun, id));
    match table {
        "agency" => own(Noun::Agency),
        "document" => own(Noun::Document),
        "task" => own(Noun::Task),
        "assignment" | "task_focus_area" | "regrouping" => of(Noun::Task, "task").into_iter().collect(),
        "extension" => own(Noun::Extension).into_iter().chain(of(Noun::Task, "task")).collect(),
        "step" => own(Noun::Step).into_iter().chain(of(Noun::Task, "task")).collect(),
        "progress_note" => own(Noun::Note),
        "indicator" => own(Noun::Indicator),
        "target" => own(Noun::Target),
        "observation" => own(Noun::Figure),
        "observation_part" => of(Noun::Figure, "observation").into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The columns behind the fields of a merge: those that differ.
fn parted(form: &Form, fields: &[PlannedField]) -> Vec<PlannedField> {
    let mut found = Vec::new();
    for field in fields {
        let part = |value: &Value| -> BTreeMap<String, Value> { form.columns_of(&field.field, value).into_iter().collect() };
        let (theirs, result) = (part(&field.theirs), part(&field.result));
        let (base, mine) = (field.base.as_ref().map(part), field.mine.as_ref().map(part));
        for (column, came) in theirs {
            let of = |side: &Option<BTreeMap<String, Value>>| side.as_ref().map(|side| side.get(&column).cloned().flatten());
            let (mine, result) = (of(&mine), result.get(&column).cloned().flatten());
            // What a new record leaves empty is nothing to show.
            let stays = mine.as_ref() == Some(&came) && mine.as_ref() == Some(&result);
            let base = of(&base);
            if stays || (base.is_none() && mine.is_none() && came.is_none() && result.is_none()) {
                continue;
            }
            found.push(PlannedField { field: column, base, mine, theirs: came, result, asking: field.asking, choice: field.choice });
        }
    }
    found.shrink_to_fit();
    found
}

fn plain(field: Option<&str>, problem: Problem) -> Refusal {
    Refusal { field: field.map(str::to_owned), column: None, raw: None, problem, accepted: None }
}

fn refusal_of(row: &IncomingRow, record: Option<String>, refusals: Vec<Refusal>) -> PlannedRow {
    PlannedRow { table: row.table, place: row.place.clone(), record, named: row.id.clone(), label: row.label.clone(), outcome: Outcome::Refused, fields: Vec::new(), asking: None, choice: None, refusals }
}

fn asked(row: &IncomingRow, record: Option<String>, asking: Asking) -> PlannedRow {
    PlannedRow { table: row.table, place: row.place.clone(), record, named: row.id.clone(), label: row.label.clone(), outcome: Outcome::Conflict, fields: Vec::new(), asking: Some(asking), choice: None, refusals: Vec::new() }
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
