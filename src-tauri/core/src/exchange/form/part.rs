//! One task's row of a form: what happened to the agency's part in it since the form was handed out, and what is said
//! about it in the period.

use chrono::NaiveDate;
use ecow::{EcoString, eco_format};

use super::read::{Line, Reading, day_of};
use super::seal::PartState;
use crate::assignment::{self, Assignment};
use crate::error::{Error, Result};
use crate::exchange::incoming::{IncomingRow, derived};
use crate::exchange::plan::{Fields, Value};
use crate::problem::Problem;
use crate::step::{self, StepKind};
use crate::text::fold;
use crate::wire::IdRequest;
use crate::words::{Language, Words};

/// Reads the row of a part. It is a step, a note, or both; one that says nothing new is the part itself, unchanged.
pub(super) fn read(reading: &mut Reading, line: &Line, id: &str) -> Result<()> {
    let part = match assignment::get(reading.reader, IdRequest { id: id.to_owned() }) {
        Ok(part) => part,
        Err(Error::NotFound { .. }) => {
            let mut row = IncomingRow::new("assignment", line.place());
            row.fields.insert("task".into(), line.wrong("row", Problem::new("form.task_gone"), reading.reader.words().get("form.accepted.row")));
            reading.incoming.rows.push(row);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let stood = reading.seal.rows.get(line.identity).cloned().unwrap_or_default();
    let before = reading.incoming.rows.len();
    let label = label_of(reading, &part)?;
    happened(reading, line, &part, &stood)?;
    noted(reading, line, &part, &stood);
    if reading.incoming.rows.len() == before {
        let mut row = IncomingRow::new("assignment", line.place());
        row.id = Some(part.id.into());
        reading.incoming.rows.push(row);
    }
    for row in reading.incoming.rows.iter_mut().skip(before) {
        row.label = Some(label.clone());
    }
    Ok(())
}

/// The task of a part: its code and what is to be done.
fn label_of(reading: &Reading, part: &Assignment) -> Result<String> {
    let sql = "SELECT code || ' ' || statement FROM task WHERE id = ?1";
    Ok(reading.reader.conn.prepare_cached(sql)?.query_row([&part.task], |row| row.get(0))?)
}

/// The state that words mean.
pub(super) fn state_of(text: &str) -> Option<PartState> {
    let folded = fold(text);
    let is = |state: &PartState| [Language::Vi, Language::En].iter().any(|language| fold(&Words::of(*language).get(&format!("form.state.{}", state.as_str()))) == folded);
    PartState::ALL.into_iter().find(is)
}

/// What has to happen to come from one state to another; none when it cannot.
fn step_between(from: PartState, to: PartState) -> Option<StepKind> {
    Some(match (from, to) {
        (PartState::Done, PartState::Open) => StepKind::Reopened,
        (PartState::Paused, PartState::Open) => StepKind::Resumed,
        (PartState::NotStarted, PartState::Open) => StepKind::Started,
        (PartState::NotStarted | PartState::Open, PartState::Paused) => StepKind::Paused,
        (PartState::NotStarted | PartState::Open | PartState::Paused, PartState::Done) => StepKind::Done,
        _ => return None,
    })
}

fn happened(reading: &mut Reading, line: &Line, part: &Assignment, stood: &Fields) -> Result<()> {
    let words = reading.reader.words();
    let before = |field: &str| stood.get(field).cloned().flatten();
    let mut row = IncomingRow::new("step", line.place());
    let mut refuse = |field: &str, key: &str, problem: Problem, accepted: String| {
        row.fields.insert(field.into(), line.wrong(key, problem, accepted));
    };
    let choices = PartState::ALL.map(|state| words.get(&format!("form.state.{}", state.as_str()))).join(" / ");
    let said = match line.text("state") {
        Some(text) => match state_of(&text) {
            Some(state) => Some(state),
            None => {
                refuse("kind", "state", Problem::new("form.unknown_choice").with("text", text), choices);
                reading.incoming.rows.push(row);
                return Ok(());
            }
        },
        None => None,
    };
    let day = match line.cell("day").map(|cell| day_of(&cell.value)) {
        Some(Ok(day)) => Some(day),
        Some(Err(problem)) => {
            refuse("day", "day", problem, words.get("form.accepted.day"));
            reading.incoming.rows.push(row);
            return Ok(());
        }
        None => None,
    };
    let untouched = said.is_none_or(|state| Some(state.as_str()) == before("state").as_deref()) && day.map(|day| eco_format!("{day}")) == before("day");
    let (now, Some(state)) = (PartState::of(part), said) else { return Ok(()) };
    if untouched || (now == state && (state != PartState::Done || day.is_none() || day == part.completed_on)) {
        return Ok(());
    }
    if state == PartState::Done && day.is_none() {
        refuse("day", "day", Problem::new("form.done_day"), words.get("form.accepted.day"));
    } else if state != PartState::Done && day.is_some() && day.map(|day| eco_format!("{day}")) != before("day") {
        refuse("day", "day", Problem::new("form.day_without_done"), words.get("form.accepted.no_day"));
    } else if now == state {
        // Done already, on another day.
        if let (Some(step), Some(day)) = (part.last_done(reading.reader.today()), day) {
            row.id = Some(step.id.as_str().into());
            row.fields.insert("day".into(), line.said("day", Some(day.to_string())));
            let stands = Fields::from_iter([("day".into(), before("day"))]);
            reading.stood("step", &step.id, &stands);
        }
    } else {
        match step_between(now, state) {
            Some(kind) => new_step(reading, line, part, kind, day.filter(|_| kind == StepKind::Done).unwrap_or(reading.as_of), &mut row)?,
            None => refuse("kind", "state", Problem::new("form.not_back"), words.get(&format!("form.state.{}", now.as_str()))),
        }
    }
    reading.incoming.rows.push(row);
    Ok(())
}

fn new_step(reading: &Reading, line: &Line, part: &Assignment, kind: StepKind, day: NaiveDate, row: &mut IncomingRow) -> Result<()> {
    let position = step::next_position(reading.reader.conn, &part.id)?;
    row.id = Some(derived(&["step", &part.id, kind.as_str(), &day.to_string(), &position.to_string()]).into());
    let fields = [("task", part.task.clone()), ("assignment", part.id.clone()), ("position", position.to_string())];
    row.fields.extend(fields.map(|(field, value)| (field.into(), line.said("row", Some(value)))));
    row.fields.insert("kind".into(), line.said("state", Some(kind.as_str().to_owned())));
    row.fields.insert("day".into(), line.said("day", Some(day.to_string())));
    Ok(())
}

/// What is said about the part in the period.
fn noted(reading: &mut Reading, line: &Line, part: &Assignment, stood: &Fields) {
    let before = |field: &str| stood.get(field).cloned().flatten();
    let said = line.text("words");
    if said.as_deref() == before("words").as_deref() {
        return;
    }
    let (period, calendar) = (reading.seal.period, reading.seal.calendar);
    let own = before("note").map_or_else(|| derived(&["progress_note", &part.id, &period.code(), calendar.as_str()]), String::from);
    let stands = part.notes.iter().find(|note| note.period == Some(period) && note.calendar == Some(calendar));
    let mut row = IncomingRow::new("progress_note", line.place());
    row.id = Some(own.as_str().into());
    let whole = |words: Value| {
        let fields = [("task", part.task.clone()), ("assignment", part.id.clone()), ("period", period.code()), ("calendar", calendar.as_str().to_owned())];
        fields.into_iter().map(|(field, value)| (field.into(), Some(value.into()))).chain([("words".into(), words)]).collect::<Fields>()
    };
    let alone = stands.is_some_and(|note| note.percent.is_none() && note.difficulties.is_none() && note.proposals.is_none() && note.next_steps.is_none());
    if said.is_none() && alone {
        row.gone = true;
    } else {
        let day = stands.is_none().then(|| ("day".into(), line.said("words", Some(reading.as_of.to_string()))));
        row.fields.extend(whole(said.map(EcoString::from)).into_iter().map(|(field, value)| (field, line.said("words", value))));
        row.fields.extend(day);
    }
    if before("note").is_some() {
        reading.stood("progress_note", &own, &whole(before("words")));
    }
    reading.incoming.rows.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_follows_from_another_by_one_step() {
        use PartState::*;
        for (from, to, expect) in [
            (NotStarted, Open, Some(StepKind::Started)),
            (NotStarted, Done, Some(StepKind::Done)),
            (Open, Paused, Some(StepKind::Paused)),
            (Paused, Open, Some(StepKind::Resumed)),
            (Paused, Done, Some(StepKind::Done)),
            (Done, Open, Some(StepKind::Reopened)),
            (Open, NotStarted, None),
            (Done, Paused, None),
        ] {
            assert_eq!(step_between(from, to), expect, "{from:?} {to:?}");
        }
        assert_eq!((state_of("hoàn thành"), state_of("Done"), state_of("xong rồi")), (Some(Done), Some(Done), None));
    }
}
