//! Adding, changing, approving and removing figures; those of a closed period only after it is opened again.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::fitting::{cleaned, replaces_none, sound};
use super::{Approval, Observation, ObservationAdd, ObservationEdit, ObservationIds, ObservationState, get};
use crate::agency::AgencyName;
use crate::book::Change;
use crate::error::{Error, Result};
use crate::period::{Calendar, Period};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::wire::{IdRequest, Number, Patch, set};
use crate::{agency, citation, indicator};

/// Writes a figure, fitting already: a new row, or the changed fields of the one that is there.
pub fn write(conn: &Connection, observation: &Observation) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO observation (id, code, indicator, agency, state, value, numerator, denominator, text, qualifier, period,
                                  period_text, calendar, as_of_day, reason, approval, derived, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, calendar = excluded.calendar, state = excluded.state, value = excluded.value, numerator = excluded.numerator,
           denominator = excluded.denominator, text = excluded.text, qualifier = excluded.qualifier, period = excluded.period,
           as_of_day = excluded.as_of_day, reason = excluded.reason, approval = excluded.approval, note = excluded.note",
    )?
    .execute(params![
        observation.id,
        observation.code,
        observation.indicator,
        observation.agency.as_ref().map(|agency| &agency.id),
        observation.state,
        observation.value,
        observation.numerator,
        observation.denominator,
        observation.text,
        observation.qualifier,
        observation.period,
        observation.period_text,
        observation.calendar,
        observation.as_of_day,
        observation.reason,
        observation.approval,
        observation.derived,
        observation.note,
    ])
    .map_err(|error| crate::wire::taken(error, "code", observation.code.as_deref()))?;
    Ok(())
}

/// Reads a period code and answers its last day in a calendar. Errors at field `period`.
fn last_day_of(code: &str, calendar: Calendar) -> Result<(Period, NaiveDate)> {
    let period = Period::parse(code).map_err(|problem| Error::input("period", problem))?;
    Ok((period, period.last_day(calendar)))
}

/// Refuses to touch a figure of a closed period. Errors: `period.locked`.
fn allow(change: &Change, locks: &Locks, observation: &Observation) -> Result<()> {
    locks.allow(change.words(), observation.period.as_deref(), observation.calendar, observation.as_of_day)
}

fn name_op(change: &mut Change, observation: &Observation) -> Result<()> {
    let indicator = indicator::code_of(change.conn, &observation.indicator)?;
    change.about(indicator);
    Ok(())
}

/// A figure without a number yet: of an indicator, of an agency or of the whole, on a day.
pub fn new(id: String, indicator: String, agency: Option<AgencyName>, calendar: Calendar, as_of_day: NaiveDate) -> Observation {
    Observation {
        id,
        code: None,
        indicator,
        agency,
        state: ObservationState::Value,
        value: None,
        numerator: None,
        denominator: None,
        text: None,
        qualifier: None,
        period: None,
        period_text: None,
        calendar,
        as_of_day,
        reason: None,
        approval: Approval::Approved,
        derived: false,
        note: None,
        written: String::new(),
        number: None,
        citations: Vec::new(),
        parts: Vec::new(),
    }
}

/// Whose figure it is: an agency's, or that of the whole. Errors: not found at `agency`.
fn named(change: &Change, agency: Option<&str>) -> Result<Option<AgencyName>> {
    agency::known(change.conn, "agency", agency)?;
    agency.map(|id| agency::name(change.conn, id)).transpose()
}

/// Adds a figure.
pub fn add(change: &mut Change, add: ObservationAdd) -> Result<Observation> {
    let indicator = indicator::id_of(change.conn, &add.indicator)?;
    let calendar = match add.calendar {
        Some(calendar) => calendar,
        None => indicator::calendar_of(change.conn, &indicator)?,
    };
    let ends = match &add.period {
        Some(code) => Some(last_day_of(code, calendar)?),
        None => None,
    };
    let as_of_day = match (add.as_of_day, &ends) {
        (Some(day), _) => day.0,
        (None, Some((_, last))) => *last,
        (None, None) => return Err(Error::input("as_of_day", Problem::new("required"))),
    };
    let agency = named(change, add.agency.as_deref())?;
    let observation = cleaned(Observation {
        code: add.code,
        state: add.state.unwrap_or(ObservationState::Value),
        value: add.value.map(|number| number.0),
        numerator: add.numerator.map(|number| number.0),
        denominator: add.denominator.map(|number| number.0),
        text: add.text,
        qualifier: add.qualifier,
        period: ends.map(|(period, _)| period.code()),
        period_text: add.period_text,
        reason: add.reason,
        approval: add.approval.unwrap_or(Approval::Approved),
        derived: add.derived.unwrap_or(false),
        note: add.note,
        ..new(change.new_id(), indicator, agency, calendar, as_of_day)
    });
    let kind = indicator::kind_of(change.conn, &observation.indicator)?;
    sound(change, &Locks::standing(change.conn)?, kind, None, &observation.stated())?;
    write(change.conn, &observation)?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "observation", &observation.id, &citation)?;
    }
    name_op(change, &observation)?;
    get(change, IdRequest { id: observation.id })
}

/// Changes fields of a figure. The earlier figure stays in the history.
pub fn edit(change: &mut Change, edit: ObservationEdit) -> Result<Observation> {
    let mut observation = get(change, IdRequest { id: edit.id })?;
    let (locks, before) = (Locks::standing(change.conn)?, observation.clone());
    allow(change, &locks, &before)?;
    let number = |patch: Patch<Number>| patch.map(|value| value.map(|number| number.0));
    set(&mut observation.state, edit.state);
    set(&mut observation.value, number(edit.value));
    set(&mut observation.numerator, number(edit.numerator));
    set(&mut observation.denominator, number(edit.denominator));
    set(&mut observation.text, edit.text);
    set(&mut observation.qualifier, edit.qualifier);
    set(&mut observation.reason, edit.reason);
    set(&mut observation.approval, edit.approval);
    set(&mut observation.note, edit.note);
    if let Some(agency) = edit.agency {
        observation.agency = named(change, agency.as_deref())?;
    }
    let moved = edit.period.is_some() || edit.calendar.is_some_and(|calendar| calendar != observation.calendar);
    set(&mut observation.calendar, edit.calendar);
    set(&mut observation.period, edit.period);
    if let Some(code) = observation.period.as_deref().filter(|_| moved) {
        let (period, last) = last_day_of(code, observation.calendar)?;
        observation.as_of_day = last;
        observation.period = Some(period.code());
    }
    set(&mut observation.as_of_day, edit.as_of_day.map(|day| day.0));
    let (observation, kind) = (cleaned(observation), indicator::kind_of(change.conn, &before.indicator)?);
    sound(change, &locks, kind, Some(&before.stated()), &observation.stated())?;
    write(change.conn, &observation)?;
    if let Some(citations) = edit.citations {
        citation::replace(change, "observation", &observation.id, &citations)?;
    }
    name_op(change, &observation)?;
    get(change, IdRequest { id: observation.id })
}

/// Approves drafts; what is approved already stays so. Answers how many there were.
pub fn approve(change: &mut Change, request: ObservationIds) -> Result<u32> {
    let locks = Locks::standing(change.conn)?;
    let mut approved = 0;
    let mut codes: Vec<String> = Vec::new();
    for id in request.ids {
        let observation = get(change, IdRequest { id })?;
        if observation.approval == Approval::Approved {
            continue;
        }
        allow(change, &locks, &observation)?;
        let approving = Observation { approval: Approval::Approved, ..observation.clone() };
        replaces_none(change.conn, change.words(), &locks, Some(&observation.stated()), &approving.stated())?;
        change.conn.prepare_cached("UPDATE observation SET approval = ?2 WHERE id = ?1")?.execute(params![observation.id, Approval::Approved])?;
        let code = indicator::code_of(change.conn, &observation.indicator)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
        approved += 1;
    }
    change.about(codes.join(", "));
    Ok(approved)
}

/// Removes a figure.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let observation = get(change, request)?;
    allow(change, &Locks::standing(change.conn)?, &observation)?;
    citation::remove(change.conn, "observation", &observation.id)?;
    change.conn.execute("DELETE FROM observation WHERE id = ?1", [&observation.id])?;
    name_op(change, &observation)
}
