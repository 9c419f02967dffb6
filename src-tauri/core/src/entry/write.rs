//! Plans what a block of cells would do, and saves it as one act. The plan that is shown and the one that is
//! saved are the same.

use std::collections::{HashMap, HashSet};

use super::grid::{Held, Whose, said, typed};
use super::reading::{Meaning, Unclear, as_fraction, fraction, understand};
use super::{EntryBlock, EntryChecked, EntryChoice, EntryReading, EntrySaved, EntryTyped, warning};
use crate::agency;
use crate::book::{Change, Reader};
use crate::citation;
use crate::error::{Error, Result};
use crate::figure::{InUnit, Notation, Proof, prove_notation};
use crate::indicator::{self, IndicatorDefinition};
use crate::observation::{self, Approval, Observation, ObservationState, fitting};
use crate::period::{Calendar, Period};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::rollup::Span;

/// What a cell would do.
enum Plan {
    /// Nothing: the book says so already.
    Same,
    /// A figure is written: new, or over the one that is there.
    Write(Box<Observation>),
    /// The figure is taken away.
    Remove(String),
    /// It has to be asked about.
    Ask(Problem, Vec<EntryChoice>),
    /// It cannot be.
    Wrong(Problem),
}

struct Planned {
    before: Option<Observation>,
    plan: Plan,
    warnings: Vec<Problem>,
}

/// A cell with its names resolved.
struct Place<'a> {
    typed: &'a EntryTyped,
    whose: Whose,
    period: String,
    days: Span,
}

/// Everything that planning a block needs.
struct Planner<'a> {
    reader: &'a Reader<'a>,
    calendar: Calendar,
    definitions: HashMap<String, IndicatorDefinition>,
    agencies: HashMap<String, agency::AgencyName>,
    locks: Locks,
    held: Held,
    notation: Option<Notation>,
    approval: Option<Approval>,
    sourced: bool,
}

/// The block resolved, and how its numbers are written. Errors: unknown indicators, agencies and periods.
fn resolve<'a>(reader: &'a Reader, block: &'a EntryBlock) -> Result<(Planner<'a>, Vec<Place<'a>>, Proof)> {
    let calendar = block.calendar.unwrap_or(Calendar::Statistical);
    let mut definitions: HashMap<String, IndicatorDefinition> = HashMap::new();
    let mut ids: HashMap<&str, String> = HashMap::new();
    let agencies = agency::names(reader.conn)?;
    let mut places = Vec::with_capacity(block.cells.len());
    let mut seen = HashSet::new();
    let mut periods: Vec<Period> = Vec::new();
    let at = |row: usize, field: &str, problem: Problem| Error::input(format!("cells[{row}].{field}"), problem);
    for (row, cell) in block.cells.iter().enumerate() {
        if !ids.contains_key(cell.indicator.as_str()) {
            let definition = indicator::definition(reader.conn, &cell.indicator)?;
            ids.insert(&cell.indicator, definition.id.clone());
            definitions.insert(definition.id.clone(), definition);
        }
        if let Some(agency) = cell.agency.as_ref().filter(|id| !agencies.contains_key(*id)) {
            return Err(at(row, "agency", Problem::new("unknown_record").with("id", agency)));
        }
        let period = Period::parse(&cell.period).map_err(|problem| at(row, "period", problem))?;
        if !periods.contains(&period) {
            periods.push(period);
        }
        let (period, days) = (period.code(), Span::of(period, calendar));
        let whose = (ids.get(cell.indicator.as_str()).cloned().unwrap_or_default(), cell.agency.clone());
        if !seen.insert((whose.clone(), period.clone())) {
            return Err(at(row, "period", Problem::new("entry.twice")));
        }
        places.push(Place { typed: cell, whose, period, days });
    }
    let mut held = Held::of(reader, definitions.values(), calendar, &periods)?;
    for place in &places {
        if let Some(whole) = fraction(&place.typed.typed) {
            held.note_fraction(&place.whose.0, whole);
        }
    }
    let proof = prove_notation(block.cells.iter().map(|cell| cell.typed.as_str()));
    let planner = Planner {
        reader,
        calendar,
        definitions,
        agencies,
        locks: Locks::standing(reader.conn)?,
        held,
        notation: block.notation.or(proof.notation()),
        approval: block.approval,
        sourced: block.citations.is_some(),
    };
    Ok((planner, places, proof))
}

impl Planner<'_> {
    /// The plan of every cell, in the order given. Earlier periods are planned first, so that a jump within the
    /// block is seen.
    fn plan(&mut self, places: &[Place]) -> Vec<Planned> {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|at| places.get(*at).map(|place| place.days.last));
        let mut planned: Vec<(usize, Planned)> = order.into_iter().filter_map(|at| Some((at, self.cell(places.get(at)?)))).collect();
        planned.sort_by_key(|(at, _)| *at);
        planned.into_iter().map(|(_, planned)| planned).collect()
    }

    fn cell(&mut self, place: &Place) -> Planned {
        let before = self.held.cell(&place.whose, &place.period).last().cloned();
        let Some(definition) = self.definitions.get(&place.whose.0) else {
            return Planned { before, plan: Plan::Wrong(Problem::new("required")), warnings: Vec::new() };
        };
        let plan = self.decide(definition, place, before.as_ref());
        let mut warnings = Vec::new();
        let mut noted = None;
        if let Plan::Remove(_) = &plan {
            warnings.extend(self.comes_back(place));
        }
        if let Plan::Write(figure) = &plan {
            let last = self.held.last_before(&place.whose, figure.as_of_day);
            warnings = warning::warnings(definition, &figure.stated(), &figure.parts, last, self.reader.words());
            if !self.sourced && before.as_ref().is_some_and(|before| !before.citations.is_empty()) {
                warnings.push(Problem::new("entry.source_kept"));
            }
            noted = figure.number.map(|number| (figure.as_of_day, number));
        }
        if let Some((day, number)) = noted {
            self.held.note(&place.whose, day, number);
        }
        Planned { before, plan, warnings }
    }

    /// What of a cell is seen again when its last figure is taken away.
    fn comes_back(&self, place: &Place) -> Option<Problem> {
        let [.., under, _] = self.held.cell(&place.whose, &place.period) else { return None };
        let code = match under.approval {
            Approval::Approved => "entry.approved_stays",
            Approval::Draft => "entry.draft_stays",
        };
        Some(Problem::new(code).with("figure", typed(self.reader.words(), under)))
    }

    fn decide(&self, definition: &IndicatorDefinition, place: &Place, before: Option<&Observation>) -> Plan {
        let typed_here = place.typed;
        let notation = typed_here.notation.or(self.notation);
        let known = self.held.fractions(&definition.id);
        let meaning = match understand(&typed_here.typed, definition.kind, &definition.unit, notation, known) {
            Ok(meaning) => meaning,
            Err(Unclear::Wrong(problem)) => return Plan::Wrong(problem),
            Err(Unclear::EitherNotation(problem)) => {
                let choices = self.either(definition, place);
                return Plan::Ask(problem, choices);
            }
            Err(Unclear::MaybeDate(number)) => {
                let filled = fill(self.blank(place), &Meaning::Number(number));
                return match (filled, before) {
                    // What the book says already is no riddle.
                    (Some(filled), Some(before)) if same(before, &filled) => Plan::Same,
                    (filled, _) => Plan::Ask(Problem::new("entry.maybe_date").with("text", &typed_here.typed), self.as_part(typed_here, filled)),
                };
            }
            Err(Unclear::Dash) => return Plan::Ask(Problem::new("entry.dash"), self.dashes(definition)),
        };
        let mut figure = match (before, &meaning) {
            (None, Meaning::Nothing) => return Plan::Same,
            (Some(before), _) => before.clone(),
            (None, _) => self.blank(place),
        };
        if let Some(before) = before.filter(|before| self.locked(before)) {
            return if fill(before.clone(), &meaning).is_some_and(|after| same(before, &after)) { Plan::Same } else { self.closed(place) };
        }
        if meaning == Meaning::Nothing {
            // A draft beside what is approved says nothing against it, and an empty one has nothing to say.
            return match (self.approval, figure.approval) {
                (Some(Approval::Draft), Approval::Approved) => Plan::Wrong(Problem::new("entry.clear_approved")),
                _ => Plan::Remove(figure.id),
            };
        }
        if place.days.first > self.reader.today() {
            let day = self.reader.words().day(place.days.first);
            return Plan::Wrong(Problem::new("day.to_come").with("day", day));
        }
        let Some(filled) = fill(figure.clone(), &meaning) else { return Plan::Same };
        if before.is_some_and(|before| same(before, &filled)) {
            return Plan::Same;
        }
        figure = filled;
        match self.approval {
            // What is approved stays in every answer until the draft beside it is approved too.
            Some(Approval::Draft) if figure.approval == Approval::Approved && before.is_some() => {
                figure = Observation { id: String::new(), code: None, citations: Vec::new(), parts: Vec::new(), approval: Approval::Draft, ..figure };
            }
            Some(approval) => figure.approval = approval,
            None => {}
        }
        // A figure of a running period moves on with it, unless a source says of which day it is.
        let ends = place.days.last.min(self.reader.today());
        if figure.citations.is_empty() && figure.as_of_day < ends {
            figure.as_of_day = ends;
        }
        if self.locked(&figure) {
            return self.closed(place);
        }
        let mut figure = fitting::cleaned(figure);
        let sound = {
            let (before, stated) = (before.map(Observation::stated), figure.stated());
            fitting::fits(&stated)
                .and_then(|()| fitting::possible(definition.kind, &stated))
                .and_then(|()| fitting::replaces_none(self.reader.conn, self.reader.words(), &self.locks, before.as_ref(), &stated))
        };
        match sound {
            Ok(()) => {
                figure.number = figure.amount().map(|amount| amount.number(definition.kind));
                Plan::Write(Box::new(figure))
            }
            Err(Error::Input { problem, .. } | Error::Refused(problem)) => Plan::Wrong(problem),
            Err(_) => Plan::Wrong(Problem::new("figure.unreadable").with("text", &typed_here.typed)),
        }
    }

    /// A new figure for a cell, without an id yet.
    fn blank(&self, place: &Place) -> Observation {
        let agency = place.whose.1.as_ref().and_then(|id| self.agencies.get(id)).cloned();
        let ends = place.days.last.min(self.reader.today());
        Observation {
            period: Some(place.period.clone()),
            ..observation::new(String::new(), place.whose.0.clone(), agency, self.calendar, ends)
        }
    }

    fn locked(&self, figure: &Observation) -> bool {
        self.locks.over(figure.period.as_deref(), figure.calendar, figure.as_of_day).is_some()
    }

    fn closed(&self, place: &Place) -> Plan {
        let refused = self.locks.allow(self.reader.words(), Some(&place.period), self.calendar, place.days.last);
        match refused {
            Err(Error::Refused(problem)) => Plan::Wrong(problem),
            _ => Plan::Wrong(Problem::new("period.locked").with("period", &place.period)),
        }
    }

    /// Both readings of a number, each as a person would see it.
    fn either(&self, definition: &IndicatorDefinition, place: &Place) -> Vec<EntryChoice> {
        let read = |notation: Notation| {
            let known = self.held.fractions(&definition.id);
            let meaning = understand(&place.typed.typed, definition.kind, &definition.unit, Some(notation), known).ok()?;
            let written = typed(self.reader.words(), &fill(self.blank(place), &meaning)?);
            Some(EntryChoice { typed: place.typed.typed.clone(), notation: Some(notation), written })
        };
        [Notation::Vietnamese, Notation::English].into_iter().filter_map(read).collect()
    }

    /// What may be a day, read as a part of a whole: the day itself is no figure.
    fn as_part(&self, cell: &EntryTyped, filled: Option<Observation>) -> Vec<EntryChoice> {
        let choice = |figure: Observation| EntryChoice { typed: as_fraction(&cell.typed), notation: cell.notation, written: typed(self.reader.words(), &figure) };
        filled.map(choice).into_iter().collect()
    }

    fn dashes(&self, definition: &IndicatorDefinition) -> Vec<EntryChoice> {
        let words = self.reader.words();
        let zero = (definition.kind != indicator::IndicatorKind::Qualitative).then(|| "0".to_owned());
        let typed = zero.into_iter().chain(["state.no_data", "state.not_applicable"].map(|key| words.get(key)));
        typed.map(|typed| EntryChoice { written: typed.clone(), typed, notation: None }).collect()
    }
}

/// A figure that says what was meant; none when that is nothing.
fn fill(figure: Observation, meaning: &Meaning) -> Option<Observation> {
    let empty = Observation {
        state: ObservationState::Value,
        value: None,
        numerator: None,
        denominator: None,
        text: None,
        qualifier: None,
        reason: None,
        ..figure
    };
    Some(match meaning {
        Meaning::Nothing => return None,
        Meaning::NoData(reason) => Observation { state: ObservationState::NoData, reason: reason.clone(), ..empty },
        Meaning::NotApplicable => Observation { state: ObservationState::NotApplicable, ..empty },
        Meaning::Words(text) => Observation { text: Some(text.clone()), ..empty },
        Meaning::Number(InUnit { value, numerator, denominator, qualifier }) => {
            Observation { value: *value, numerator: *numerator, denominator: *denominator, qualifier: qualifier.clone(), ..empty }
        }
    })
}

/// Whether two figures say the same.
fn same(a: &Observation, b: &Observation) -> bool {
    let numbers = |figure: &Observation| (figure.value, figure.numerator, figure.denominator);
    let words = |figure: &Observation| (figure.state, figure.text.clone(), figure.qualifier.clone(), figure.reason.clone());
    numbers(a) == numbers(b) && words(a) == words(b)
}

/// How a block would be read and what it would do. Errors as of [`save`], except those of single cells.
pub fn check(reader: &Reader, block: EntryBlock) -> Result<EntryChecked> {
    let (mut planner, places, proof) = resolve(reader, &block)?;
    let planned = planner.plan(&places);
    let words = reader.words();
    let mut checked = EntryChecked { proof, cells: Vec::with_capacity(planned.len()), new: 0, changed: 0, removed: 0, unclear: 0 };
    for Planned { before, plan, warnings } in planned {
        let mut reading = EntryReading {
            written: None,
            before: before.as_ref().map(|before| typed(words, before)),
            changes: false,
            problem: None,
            choices: Vec::new(),
            warnings: said(words, warnings),
        };
        let explain = |problem: &Problem| Some(words.fill(&problem.key(), &problem.params));
        match plan {
            Plan::Same => reading.written = reading.before.clone(),
            Plan::Write(figure) => {
                reading.written = Some(typed(words, &figure));
                reading.changes = true;
                *(if before.is_some() { &mut checked.changed } else { &mut checked.new }) += 1;
            }
            Plan::Remove(_) => {
                reading.changes = true;
                checked.removed += 1;
            }
            Plan::Ask(problem, choices) => {
                reading.problem = explain(&problem);
                reading.choices = choices;
                checked.unclear += 1;
            }
            Plan::Wrong(problem) => {
                reading.problem = explain(&problem);
                checked.unclear += 1;
            }
        }
        checked.cells.push(reading);
    }
    Ok(checked)
}

/// Saves a block as one act. Errors at `cells[n].typed`: the first cell that is unclear or cannot be.
pub fn save(change: &mut Change, block: EntryBlock) -> Result<EntrySaved> {
    let planned = {
        let (mut planner, places, _) = resolve(change, &block)?;
        planner.plan(&places)
    };
    let mut saved = EntrySaved { new: 0, changed: 0, removed: 0 };
    let mut indicators: Vec<String> = Vec::new();
    for (row, Planned { before, plan, .. }) in planned.into_iter().enumerate() {
        let indicator = match plan {
            Plan::Same => continue,
            Plan::Ask(problem, _) | Plan::Wrong(problem) => return Err(Error::input(format!("cells[{row}].typed"), problem)),
            Plan::Remove(id) => {
                citation::remove(change.conn, "observation", &id)?;
                change.conn.prepare_cached("DELETE FROM observation WHERE id = ?1")?.execute([&id])?;
                saved.removed += 1;
                before.map(|before| before.indicator).unwrap_or_default()
            }
            Plan::Write(mut figure) => {
                if figure.id.is_empty() {
                    figure.id = change.new_id();
                }
                observation::write(change.conn, &figure)?;
                if let Some(citations) = &block.citations {
                    citation::replace(change, "observation", &figure.id, citations)?;
                }
                *(if before.is_some() { &mut saved.changed } else { &mut saved.new }) += 1;
                figure.indicator
            }
        };
        if !indicators.contains(&indicator) {
            indicators.push(indicator);
        }
    }
    let mut codes = indicators.iter().map(|id| indicator::code_of(change.conn, id)).collect::<Result<Vec<_>>>()?;
    codes.sort_unstable();
    if codes.len() > 3 {
        let more = change.words().fill("entry.and_more", &[("count", (codes.len() - 3).to_string())]);
        codes.truncate(3);
        codes.push(more);
    }
    change.about(codes.join(", "));
    Ok(saved)
}
