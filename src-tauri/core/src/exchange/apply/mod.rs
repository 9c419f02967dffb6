//! Turns rows into a plan by doing what they say, inside the transaction of one act. What is planned only is taken
//! back again by the caller ([`crate::book::Book::try_out`]), so that a plan and its application cannot differ.
//!
//! Rows go in parents first. Each finds its record (by id, official code, agreed key), is merged field by field and
//! done ([`row`]); then the nouns themselves say whether every record touched could have been entered like that
//! ([`judge`]). Rows of those that could not are refused, and all is done again without them. Figures, of which there
//! may be very many, are judged one by one and written last ([`late`]). What a person decided is kept ([`choice`]);
//! what a removal would take along is told before ([`along`]).

mod along;
mod choice;
mod judge;
mod late;
mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use choice::Chosen;
use ecow::EcoString;
use judge::Indicators;
use late::Late;
use row::{plain, refusal_of};

use super::base::{self, Records};
use super::incoming::{Incoming, IncomingRow, Read};
use super::plan::{Answers, Plan, PlannedRow, Question, Refusal};
use super::sheet::{self, Form, Forms, Noun, Relation, Rights, SHEETS};
use crate::agency::Tree;
use crate::api::Watcher;
use crate::book::Change;
use crate::error::{Error, Result};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::store::journal;
use crate::{citation, contradiction, setting};

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

/// What rows are taken in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To see what would become of them: all is taken back afterwards.
    Plan,
    /// To stay.
    Apply,
}

/// What every file of an act is applied on: learnt once for all of them.
pub struct Ground {
    /// The tables that travel.
    pub forms: Forms,
    office: Option<String>,
    tree: Tree,
    locks: Locks,
    purpose: Purpose,
}

impl Ground {
    /// As the book is now.
    pub fn of(change: &Change, purpose: Purpose) -> Result<Ground> {
        Ok(Ground {
            purpose,
            forms: sheet::forms(change.conn)?,
            office: setting::office(change.conn)?,
            tree: Tree::of(change.conn)?,
            locks: Locks::standing(change.conn)?,
        })
    }

    /// Learns anew what a file may have changed.
    fn follow(&mut self, change: &Change, incoming: &Incoming) -> Result<()> {
        if incoming.rows.iter().any(|row| row.table == "agency") {
            self.tree = Tree::of(change.conn)?;
        }
        Ok(())
    }
}

/// The table of figures, which are judged before they are written.
const FIGURE: &str = "observation";

/// What one pass over the rows found.
#[derive(Default)]
struct Pass {
    planned: Vec<PlannedRow>,
    questions: Vec<Question>,
    /// What was last exchanged of the table whose rows are taken in.
    base: Records,
    /// The same of tables that are done.
    bases: BTreeMap<&'static str, Records>,
    /// Tables of which something else counts as exchanged from now on.
    renewed: BTreeSet<&'static str>,
    /// For each record to be judged the rows that touched it.
    judged: BTreeMap<(Noun, EcoString), Vec<usize>>,
    choices: Vec<Chosen>,
    /// Whether anything was removed.
    removed: bool,
    /// How many rows are done.
    done: u64,
    /// Records that are known to be there, by table.
    there: HashMap<&'static str, HashSet<String>>,
    /// Ids of the file that mean records of another id here.
    aliases: HashMap<(&'static str, EcoString), EcoString>,
    /// Records that a row spoke of, and which.
    seen: HashMap<(&'static str, EcoString), usize>,
    /// Further rows that speak of a record.
    again: BTreeMap<(&'static str, EcoString), Vec<usize>>,
    late: Late,
    indicators: Indicators,
}

impl Pass {
    /// Asks about the file; what is asked already waits for one more row.
    fn ask(&mut self, question: Question) {
        match self.questions.iter_mut().find(|known| known.key == question.key) {
            Some(known) => known.places.extend(question.places),
            None => self.questions.push(question),
        }
    }
}

/// Does what the rows say and answers what became of each. Errors: `stopped`; those of the store.
pub fn apply(change: &Change, ground: &mut Ground, sender: &Sender, incoming: &Incoming, answers: &Answers, watcher: &dyn Watcher) -> Result<Plan> {
    let plan = passes(change, ground, sender, incoming, answers, watcher)?;
    ground.follow(change, incoming)?;
    Ok(plan)
}

fn passes(change: &Change, ground: &Ground, sender: &Sender, incoming: &Incoming, answers: &Answers, watcher: &dyn Watcher) -> Result<Plan> {
    let rights = Rights::new(&ground.tree, sender.relation, sender.agency.as_deref(), ground.office.as_deref());
    let keeps_figures = ground.purpose == Purpose::Apply || incoming.rows.iter().any(|row| row.gone || comes_after_figures(row.table));
    let leaving = incoming.rows.iter().filter(|row| row.gone).filter_map(|row| Some((row.table, row.id.as_deref()?))).collect();
    let engine = Engine { change, sender, incoming, answers, watcher, rights, forms: &ground.forms, locks: &ground.locks, keeps_figures, leaving };
    let mut refused: HashMap<usize, Vec<Refusal>> = HashMap::new();
    let mark = journal::mark(change.conn)?;
    // Each pass refuses more rows, so there are never more passes than rows.
    for _ in 0..=incoming.rows.len() {
        let mut pass = engine.pass(&refused)?;
        let mut found = engine.judge(&pass)?;
        found.extend(engine.torn(&pass).into_iter().map(|at| (at, plain(None, Problem::new("exchange.twice")))));
        if found.is_empty() {
            engine.write_figures(&mut pass)?;
            engine.keep(&pass)?;
            let mut questions = incoming.questions.clone();
            questions.extend(pass.questions);
            return Ok(Plan::of(pass.planned, questions));
        }
        journal::take_back(change.conn, mark)?;
        for (row, refusal) in found {
            refused.entry(row).or_default().push(refusal);
        }
    }
    Err(Error::Damaged("exchange: rows keep being refused".into()))
}

/// Whether rows of a table are taken in after figures and may need them in the book.
fn comes_after_figures(table: &str) -> bool {
    SHEETS.iter().skip_while(|sheet| sheet.table != FIGURE).skip(1).any(|sheet| sheet.table == table)
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
    /// Whether figures will be written at all.
    keeps_figures: bool,
    /// What the file says is gone, by table and id; also what cannot be removed.
    leaving: HashSet<(&'static str, &'a str)>,
}

impl Engine<'_> {
    fn pass(&self, refused: &HashMap<usize, Vec<Refusal>>) -> Result<Pass> {
        let mut pass = Pass::default();
        let mut planned: Vec<Option<PlannedRow>> = vec![None; self.incoming.rows.len()];
        // What comes goes in parents first; what is gone goes out children first, when nothing needs it any more.
        let coming = SHEETS.iter().map(|sheet| (sheet, false));
        for (sheet, gone) in coming.chain(SHEETS.iter().rev().map(|sheet| (sheet, true))) {
            let rows = self.incoming.rows.iter().enumerate().filter(|(_, row)| row.table == sheet.table && row.gone == gone);
            let mut waiting: Vec<usize> = rows.map(|(at, _)| at).collect();
            if waiting.is_empty() {
                continue;
            }
            pass.seen.reserve(waiting.len());
            let form = self.form(sheet.table)?;
            if gone || sheet.table != FIGURE {
                self.write_figures(&mut pass)?;
            }
            pass.base = match (pass.bases.remove(sheet.table), &self.sender.peer) {
                (Some(known), _) => known,
                (None, Some(peer)) => base::of(self.change, peer, sheet.table)?,
                (None, None) => Records::new(),
            };
            for (id, fields) in self.incoming.base.get(sheet.table).into_iter().flatten() {
                pass.base.entry(id.clone()).or_default().extend(fields.clone());
                pass.renewed.insert(sheet.table);
            }
            let refers_to_own = form.table.columns.iter().any(|column| column.refers.as_deref() == Some(sheet.table));
            let own: HashSet<&str> = waiting.iter().filter(|_| refers_to_own).filter_map(|at| self.incoming.rows.get(*at)?.id.as_deref()).collect();
            let mut entered: HashSet<&str> = HashSet::new();
            // Rows that refer to others of the same table wait for them.
            while !waiting.is_empty() {
                let before = waiting.len();
                let mut later = Vec::new();
                for at in std::mem::take(&mut waiting) {
                    let Some(row) = self.incoming.rows.get(at) else { continue };
                    if refers_to_own && self.waits(form, row, &own, &entered) {
                        later.push(at);
                        continue;
                    }
                    entered.extend(row.id.as_deref().filter(|_| refers_to_own));
                    self.go_on(&mut pass)?;
                    let known = refused.get(&at).cloned().unwrap_or_default();
                    let slot = self.row(at, row, sheet, form, known, &mut pass)?;
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
            let base = std::mem::take(&mut pass.base);
            pass.bases.insert(sheet.table, base);
        }
        if pass.removed {
            for sheet in SHEETS {
                citation::remove_of_gone(self.change.conn, sheet.table)?;
                contradiction::forget_gone(self.change.conn, sheet.table)?;
            }
        }
        let untold = |row: &IncomingRow| refusal_of(row, None, vec![plain(None, Problem::new("exchange.not_exchanged").with("table", row.table))]);
        pass.planned = planned.into_iter().zip(&self.incoming.rows).map(|(slot, row)| slot.unwrap_or_else(|| untold(row))).collect();
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

    /// Rows that say different things of one record: no order decides which of them holds. The same said again is said
    /// once.
    fn torn(&self, pass: &Pass) -> Vec<usize> {
        let says = |at: &usize| {
            let row = self.incoming.rows.get(*at);
            row.map(|row| (row.gone, row.values().collect::<BTreeMap<_, _>>()))
        };
        let of_one = pass.again.iter().filter_map(|(record, again)| Some((pass.seen.get(record)?, again)));
        let torn = of_one.filter(|(first, again)| again.iter().any(|at| says(at) != says(first)));
        torn.flat_map(|(first, again)| std::iter::once(*first).chain(again.iter().copied())).collect()
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

    fn form(&self, table: &str) -> Result<&Form> {
        self.forms.get(table).ok_or_else(|| Error::Damaged(format!("sheet {table}")))
    }

    /// Writes the figures that wait.
    fn write_figures(&self, pass: &mut Pass) -> Result<()> {
        pass.late.write(self.change.conn, self.form(FIGURE)?)
    }

    /// Whether a row refers to one of its own table that comes later in the file.
    fn waits(&self, form: &Form, row: &IncomingRow, own: &HashSet<&str>, entered: &HashSet<&str>) -> bool {
        form.table.columns.iter().filter(|column| column.refers.as_deref() == Some(row.table)).any(|column| {
            let named = row.fields.get(&column.name).and_then(|said| match &said.read {
                Read::Value(Some(id)) => Some(id.as_str()),
                _ => None,
            });
            named.is_some_and(|id| own.contains(id) && !entered.contains(id) && row.id.as_deref() != Some(id))
        })
    }

    /// Keeps the base and who won.
    fn keep(&self, pass: &Pass) -> Result<()> {
        self.keep_choices(&pass.choices)?;
        let Some(peer) = &self.sender.peer else { return Ok(()) };
        for (table, records) in pass.bases.iter().filter(|(table, _)| pass.renewed.contains(*table)) {
            base::keep(self.change, peer, table, records)?;
        }
        Ok(())
    }
}
