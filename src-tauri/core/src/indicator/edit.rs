//! Adding, changing and removing indicators.

use rusqlite::{Connection, params};

use super::read::{code_of, definitions, get, id_of};
use super::{AgencyRule, Indicator, IndicatorAdd, IndicatorDefinition, IndicatorEdit, IndicatorGetRequest, IndicatorKind, Practice, TimeRule};
use crate::book::Change;
use crate::{agency, citation};
use crate::error::{Error, Result};
use crate::framework::{self, FocusAreaName};
use crate::period::{Calendar, Period, PeriodKind};
use crate::period_lock::Locks;
use crate::problem::Problem;
use crate::progress::Direction;
use crate::store::stored;
use crate::text;
use crate::wire::{IdRequest, Number, Patch, optional, optional_text, required, set, taken};

/// Cleans the text of a definition and checks what belongs together. Errors at the field; `indicator.rule_for_kind`
/// for sums and means of ranks and words.
pub fn cleaned(mut definition: IndicatorDefinition) -> Result<IndicatorDefinition> {
    definition.code = required("code", &definition.code)?;
    definition.name = required("name", &definition.name)?;
    definition.unit = text::clean_line(&definition.unit);
    definition.definition = optional_text(definition.definition);
    definition.baseline_note = optional(definition.baseline_note);
    definition.subject = optional(definition.subject);
    definition.note = optional_text(definition.note);
    if definition.decimals.is_some_and(|decimals| decimals > 6) {
        return Err(Error::input("decimals", Problem::new("indicator.decimals")));
    }
    if definition.baseline_value.is_some() != definition.baseline_day.is_some() {
        let missing = if definition.baseline_day.is_none() { "baseline_day" } else { "baseline_value" };
        return Err(Error::input(missing, Problem::new("required")));
    }
    definition.practice = fitting(definition.practice, &definition.id)?;
    // Places and words neither add up nor have a mean: that would be a figure nobody measured.
    if matches!(definition.kind, IndicatorKind::Rank | IndicatorKind::Qualitative) {
        let refused = |field| Err(Error::input(field, Problem::new("indicator.rule_for_kind")));
        if definition.time_rule != TimeRule::Last {
            return refused("time_rule");
        }
        if definition.agency_rule != AgencyRule::None {
            return refused("agency_rule");
        }
    }
    Ok(definition)
}

/// Checks what belongs together in how an indicator is judged and reported. Errors at the field:
/// `indicator.limits`, `indicator.jump`, `indicator.own_weight`, `indicator.frequency`, and those of a period.
fn fitting(mut practice: Practice, id: &str) -> Result<Practice> {
    if practice.lowest.zip(practice.highest).is_some_and(|(lowest, highest)| lowest > highest) {
        return Err(Error::input("highest", Problem::new("indicator.limits")));
    }
    if practice.jump_percent.is_some_and(|jump| !(jump > 0.0 && jump < 1e6)) {
        return Err(Error::input("jump_percent", Problem::new("indicator.jump")));
    }
    if practice.weight.as_deref() == Some(id) {
        return Err(Error::input("weight", Problem::new("indicator.own_weight")));
    }
    if practice.frequency == Some(PeriodKind::Day) {
        return Err(Error::input("frequency", Problem::new("indicator.frequency")));
    }
    practice.reports_from = optional(practice.reports_from);
    if let Some(code) = &practice.reports_from {
        Period::parse(code).map_err(|problem| Error::input("reports_from", problem))?;
    }
    Ok(practice)
}

/// Writes an indicator, cleaned already: a new row, or the changed fields of the one that is there.
pub fn write(conn: &Connection, definition: &IndicatorDefinition) -> Result<()> {
    conn.execute(
        "INSERT INTO indicator (id, code, name, definition, unit, kind, direction, baseline_value, baseline_day, baseline_note,
                                time_rule, agency_rule, calendar, decimals, focus_area, subject, note, method, merge_rule, weight,
                                frequency, reporters, reports_from, lowest, highest, jump_percent)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, definition = excluded.definition,
           unit = excluded.unit, kind = excluded.kind, direction = excluded.direction, baseline_value = excluded.baseline_value,
           baseline_day = excluded.baseline_day, baseline_note = excluded.baseline_note, time_rule = excluded.time_rule,
           agency_rule = excluded.agency_rule, calendar = excluded.calendar, decimals = excluded.decimals,
           focus_area = excluded.focus_area, subject = excluded.subject, note = excluded.note, method = excluded.method,
           merge_rule = excluded.merge_rule, weight = excluded.weight, frequency = excluded.frequency, reporters = excluded.reporters,
           reports_from = excluded.reports_from, lowest = excluded.lowest, highest = excluded.highest, jump_percent = excluded.jump_percent",
        params![
            definition.id,
            definition.code,
            definition.name,
            definition.definition,
            definition.unit,
            definition.kind,
            definition.direction,
            definition.baseline_value,
            definition.baseline_day,
            definition.baseline_note,
            definition.time_rule,
            definition.agency_rule,
            definition.calendar,
            definition.decimals,
            definition.focus_area.as_ref().map(|area| &area.id),
            definition.subject,
            definition.note,
            definition.practice.method,
            definition.practice.merge_rule,
            definition.practice.weight,
            definition.practice.frequency,
            definition.practice.reporters,
            definition.practice.reports_from,
            definition.practice.lowest,
            definition.practice.highest,
            definition.practice.jump_percent,
        ],
    )
    .map_err(|error| taken(error, "code", Some(&definition.code)))?;
    Ok(())
}

/// Refuses a definition that could not have been entered as it stands. Errors: those of [`cleaned`].
pub fn sound(conn: &Connection, id: &str) -> Result<()> {
    cleaned(super::read::definition(conn, id)?).map(|_| ())
}

fn area_named(conn: &Connection, code: Option<&str>) -> Result<Option<FocusAreaName>> {
    match code {
        None => Ok(None),
        Some(code) => {
            let id = framework::area_id(conn, "focus_area", code)?;
            Ok(framework::names(conn)?.into_iter().find(|area| area.id == id))
        }
    }
}

/// Adds an indicator.
pub fn add(change: &mut Change, add: IndicatorAdd) -> Result<Indicator> {
    let code = match add.code {
        Some(code) => code,
        None => stored::next_code(change.conn, "indicator", "CT")?,
    };
    let definition = cleaned(IndicatorDefinition {
        id: change.new_id(),
        code,
        name: add.name,
        definition: add.definition,
        unit: add.unit,
        kind: add.kind,
        direction: add.direction.unwrap_or(Direction::Higher),
        baseline_value: add.baseline_value.map(|number| number.0),
        baseline_day: add.baseline_day.map(|day| day.0),
        baseline_note: add.baseline_note,
        time_rule: add.time_rule.unwrap_or(TimeRule::Last),
        agency_rule: add.agency_rule.unwrap_or(AgencyRule::None),
        calendar: add.calendar.unwrap_or(Calendar::Statistical),
        decimals: add.decimals,
        focus_area: area_named(change.conn, add.focus_area.as_deref())?,
        subject: add.subject,
        note: add.note,
        practice: Practice::default(),
    })?;
    write(change.conn, &definition)?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "indicator", &definition.id, &citation)?;
    }
    change.about(&definition.code);
    get(change, IndicatorGetRequest { id: definition.id, as_of: None })
}

/// Changes fields of an indicator's definition. What its figures mean, its unit and kind, stays while one of them is
/// of a closed period.
pub fn edit(change: &mut Change, edit: IndicatorEdit) -> Result<Indicator> {
    let id = id_of(change.conn, &edit.id)?;
    let before = definitions(change.conn, Some(&id))?.into_iter().next();
    let mut definition = before.ok_or(Error::NotFound { noun: "indicator", id: edit.id })?;
    let meaning = (definition.unit.clone(), definition.kind);
    set(&mut definition.code, edit.code);
    set(&mut definition.name, edit.name);
    set(&mut definition.definition, edit.definition);
    set(&mut definition.unit, edit.unit);
    set(&mut definition.kind, edit.kind);
    set(&mut definition.direction, edit.direction);
    set(&mut definition.baseline_value, edit.baseline_value.map(|value| value.map(|number| number.0)));
    set(&mut definition.baseline_day, edit.baseline_day.map(|day| day.map(|day| day.0)));
    set(&mut definition.baseline_note, edit.baseline_note);
    set(&mut definition.time_rule, edit.time_rule);
    set(&mut definition.agency_rule, edit.agency_rule);
    set(&mut definition.calendar, edit.calendar);
    set(&mut definition.decimals, edit.decimals);
    if let Some(area) = edit.focus_area {
        definition.focus_area = area_named(change.conn, area.as_deref())?;
    }
    set(&mut definition.subject, edit.subject);
    set(&mut definition.note, edit.note);
    let number = |patch: Patch<Number>| patch.map(|value| value.map(|number| number.0));
    let practice = &mut definition.practice;
    set(&mut practice.method, edit.method);
    set(&mut practice.merge_rule, edit.merge_rule);
    if let Some(weight) = edit.weight {
        practice.weight = match weight {
            Some(key) => Some(id_of(change.conn, &key).map_err(|_| Error::input("weight", Problem::new("unknown_record").with("id", key)))?),
            None => None,
        };
    }
    set(&mut practice.frequency, edit.frequency);
    if let Some(reporters) = edit.reporters {
        practice.reporters = match reporters {
            Some(key) => Some(agency::group_id(change.conn, "reporters", &key)?),
            None => None,
        };
    }
    set(&mut practice.reports_from, edit.reports_from);
    set(&mut practice.lowest, number(edit.lowest));
    set(&mut practice.highest, number(edit.highest));
    set(&mut practice.jump_percent, number(edit.jump_percent));
    let definition = cleaned(definition)?;
    if meaning != (definition.unit.clone(), definition.kind) {
        Locks::standing(change.conn)?.allow_meaning(change.conn, change.words(), &id)?;
    }
    write(change.conn, &definition)?;
    if let Some(citations) = edit.citations {
        citation::replace(change, "indicator", &definition.id, &citations)?;
    }
    change.about(&definition.code);
    get(change, IndicatorGetRequest { id: definition.id, as_of: None })
}

/// Removes an indicator with its figures and targets, unless one of the figures is of a closed period.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let id = id_of(change.conn, &request.id)?;
    Locks::standing(change.conn)?.allow_meaning(change.conn, change.words(), &id)?;
    let code = code_of(change.conn, &id)?;
    change.conn.execute(
        "DELETE FROM citation WHERE (noun = 'indicator' AND record = ?1)
           OR (noun = 'target' AND record IN (SELECT id FROM target WHERE indicator = ?1))
           OR (noun = 'observation' AND record IN (SELECT id FROM observation WHERE indicator = ?1))",
        [&id],
    )?;
    change.conn.execute("DELETE FROM contradiction_record WHERE noun = 'indicator' AND record = ?1", [&id])?;
    change.conn.execute("DELETE FROM indicator WHERE id = ?1", [&id])?;
    change.about(code);
    Ok(())
}
