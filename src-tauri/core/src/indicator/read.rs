//! Loads indicators and judges each on a day. The rule itself is [`crate::progress::judge`]; here its inputs are
//! chosen: the last figure by that day, the target that counts, the baseline.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{
    Indicator, IndicatorDefinition, IndicatorGetRequest, IndicatorList, IndicatorListRequest, IndicatorRow, IndicatorSortKey, Point, TargetShown,
    TimeRule,
};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure;
use crate::framework::{self, FocusAreaName};
use crate::observation::{self, Approval, Observation, ObservationState};
use crate::period::Calendar;
use crate::progress;
use crate::target::{self, Bound, Target};
use crate::text;
use crate::words::fill;
use crate::{citation, contradiction};

/// The id of an indicator by id or code. Errors: not found.
pub fn id_of(conn: &Connection, id_or_code: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT id FROM indicator WHERE id = ?1 OR code = ?1")?;
    let found = statement.query_row([id_or_code], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::NotFound { noun: "indicator", id: id_or_code.to_owned() })
}

/// The code of an indicator.
pub fn code_of(conn: &Connection, id: &str) -> Result<String> {
    Ok(conn.query_row("SELECT code FROM indicator WHERE id = ?1", [id], |row| row.get(0))?)
}

/// The unit of an indicator.
pub fn unit_of(conn: &Connection, id: &str) -> Result<String> {
    Ok(conn.query_row("SELECT unit FROM indicator WHERE id = ?1", [id], |row| row.get(0))?)
}

/// The calendar of an indicator.
pub fn calendar_of(conn: &Connection, id: &str) -> Result<Calendar> {
    Ok(conn.query_row("SELECT calendar FROM indicator WHERE id = ?1", [id], |row| row.get(0))?)
}

pub(super) fn definitions(conn: &Connection, only: Option<&str>) -> Result<Vec<IndicatorDefinition>> {
    let areas: HashMap<String, FocusAreaName> = framework::names(conn)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let wanted = if only.is_some() { "id = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, code, name, definition, unit, kind, direction, baseline_value, baseline_day, baseline_note, time_rule,
                agency_rule, calendar, decimals, focus_area, subject, note
         FROM indicator WHERE {wanted} ORDER BY code"
    ))?;
    let read = |row: &Row| -> rusqlite::Result<IndicatorDefinition> {
        let area: Option<String> = row.get(14)?;
        Ok(IndicatorDefinition {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            definition: row.get(3)?,
            unit: row.get(4)?,
            kind: row.get(5)?,
            direction: row.get(6)?,
            baseline_value: row.get(7)?,
            baseline_day: row.get(8)?,
            baseline_note: row.get(9)?,
            time_rule: row.get(10)?,
            agency_rule: row.get(11)?,
            calendar: row.get(12)?,
            decimals: row.get(13)?,
            focus_area: area.and_then(|id| areas.get(&id).cloned()),
            subject: row.get(15)?,
            note: row.get(16)?,
        })
    };
    Ok(statement.query_map([only], read)?.collect::<rusqlite::Result<_>>()?)
}

/// How a target is printed in the language of the answer.
fn target_written(reader: &Reader, definition: &IndicatorDefinition, target: &Target) -> String {
    let words = reader.words();
    let notation = words.language.notation();
    let number = |value: f64| figure::write(value, definition.decimals, notation);
    let with_unit = |value: Option<f64>| value.map_or_else(String::new, |value| figure::with_words(None, &number(value), &definition.unit));
    let params = [
        ("from", target.value_min.map_or_else(String::new, number)),
        ("min", with_unit(target.value_min)),
        ("max", with_unit(target.value_max)),
        ("text", target.text.clone().unwrap_or_default()),
    ];
    fill(&words.of_value("target", target.bound), &params)
}

/// The target that counts on a day: the next one due, else the one without a day, else the last one due.
fn counting(targets: &[Target], as_of: NaiveDate) -> Option<&Target> {
    let due = |target: &&Target| target.deadline.last_day.is_some_and(|day| day >= as_of);
    targets
        .iter()
        .find(due)
        .or_else(|| targets.iter().find(|target| target.deadline.last_day.is_none()))
        .or_else(|| targets.last())
}

/// What progress is asked of a target.
fn goal(target: &Target) -> Option<progress::Goal> {
    Some(match target.bound {
        Bound::AtLeast => progress::Goal::AtLeast(target.value_min?),
        Bound::AtMost => progress::Goal::AtMost(target.value_max?),
        Bound::Exactly => progress::Goal::Exactly(target.value_min?),
        Bound::Range => progress::Goal::Range(target.value_min?, target.value_max?),
        Bound::ChangeAtLeast => progress::Goal::ChangeAtLeast(target.value_min?),
        Bound::Qualitative => return None,
    })
}

/// The figures that stand for the whole on a day: approved, not of a single agency, and known by then.
pub fn known(figures: &[Observation], as_of: NaiveDate) -> Vec<&Observation> {
    let counts = |figure: &&Observation| figure.agency.is_none() && figure.approval == Approval::Approved && figure.as_of_day <= as_of;
    figures.iter().filter(counts).collect()
}

fn judged(reader: &Reader, definition: IndicatorDefinition, figures: &[Observation], targets: &[Target], contradictions: u32, as_of: NaiveDate) -> IndicatorRow {
    let whole = known(figures, as_of);
    // "No data yet" for a newer day does not take an older figure away.
    let latest = whole.iter().rev().find(|figure| figure.state == ObservationState::Value).or(whole.last()).copied();
    let rivals = latest.map_or(0, |latest| {
        let same_day = |figure: &&&Observation| figure.as_of_day == latest.as_of_day && figure.state == ObservationState::Value;
        whole.iter().filter(same_day).filter(|figure| figure.number != latest.number || figure.text != latest.text).count() as u32
    });
    let target = counting(targets, as_of);
    let dated = |number: Option<f64>, day: Option<NaiveDate>| number.zip(day).map(|(value, day)| progress::Dated { value, day });
    // Without a baseline of its own, an indicator is measured from its first figure.
    let baseline = dated(definition.baseline_value, definition.baseline_day).or_else(|| {
        let first = whole.iter().find(|figure| figure.number.is_some())?;
        (whole.len() > 1).then(|| dated(first.number, Some(first.as_of_day))).flatten()
    });
    let mut judgement = progress::judge(&progress::Case {
        direction: definition.direction,
        baseline,
        observed: latest.and_then(|figure| dated(figure.number, Some(figure.as_of_day))),
        goal: target.and_then(goal),
        target_day: target.and_then(|target| target.deadline.last_day),
        has_target: target.is_some(),
    });
    if definition.time_rule != TimeRule::Last && whole.len() > 1 && target.is_some() {
        // The figures of several periods have to be combined first; the last one alone would mislead.
        judgement.band = progress::Band::CannotAssess;
        judgement.reason = Some(progress::Reason::SeveralPeriods);
        judgement.ratio = None;
    }
    let points = whole.iter().filter_map(|figure| figure.number.map(|number| Point { day: figure.as_of_day, number })).collect();
    IndicatorRow {
        latest: latest.cloned(),
        age_days: latest.map(|figure| (as_of - figure.as_of_day).num_days()),
        target: target.map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() }),
        judgement,
        rivals,
        points,
        contradictions,
        definition,
    }
}

/// All indicators as of a day, by focus area in official order, then by code.
pub fn all(reader: &Reader, as_of: NaiveDate) -> Result<Vec<IndicatorRow>> {
    let conn = reader.conn;
    let mut figures: HashMap<String, Vec<Observation>> = HashMap::new();
    for figure in observation::of(reader, None)? {
        figures.entry(figure.indicator.clone()).or_default().push(figure);
    }
    let mut targets: HashMap<String, Vec<Target>> = HashMap::new();
    for target in target::of(conn, None)? {
        targets.entry(target.indicator.clone()).or_default().push(target);
    }
    let contradictions = contradiction::counts(conn, "indicator")?;
    let order: HashMap<String, usize> = framework::names(conn)?.into_iter().enumerate().map(|(n, area)| (area.id, n)).collect();
    let mut rows: Vec<IndicatorRow> = definitions(conn, None)?
        .into_iter()
        .map(|definition| {
            let figures = figures.remove(&definition.id).unwrap_or_default();
            let targets = targets.remove(&definition.id).unwrap_or_default();
            let count = contradictions.get(&definition.id).copied().unwrap_or(0);
            judged(reader, definition, &figures, &targets, count, as_of)
        })
        .collect();
    rows.sort_by_key(|row| row.definition.focus_area.as_ref().and_then(|area| order.get(&area.id).copied()).unwrap_or(usize::MAX));
    Ok(rows)
}

/// The indicators that fit the request.
pub fn list(reader: &Reader, request: IndicatorListRequest) -> Result<IndicatorList> {
    let as_of = reader.as_of(request.as_of);
    let mut rows = all(reader, as_of)?;
    let wanted = text::fold(request.text.as_deref().unwrap_or_default());
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let area = match &request.focus_area {
        Some(code) => Some(framework::area_id(reader.conn, "focus_area", code)?),
        None => None,
    };
    rows.retain(|row| {
        let definition = &row.definition;
        let said = text::fold(&format!(
            "{} {} {} {} {}",
            definition.code,
            definition.name,
            definition.unit,
            definition.subject.as_deref().unwrap_or_default(),
            definition.definition.as_deref().unwrap_or_default()
        ));
        words.iter().all(|word| said.contains(word))
            && area.as_ref().is_none_or(|area| definition.focus_area.as_ref().is_some_and(|own| own.id == *area))
            && request.with_target.is_none_or(|wanted| row.target.is_some() == wanted)
    });
    match request.sort {
        None | Some(IndicatorSortKey::FocusArea) => {}
        Some(IndicatorSortKey::Code) => rows.sort_by(|a, b| a.definition.code.cmp(&b.definition.code)),
        Some(IndicatorSortKey::Name) => {
            let order = reader.order()?;
            rows.sort_by(|a, b| order.compare(&a.definition.name, &b.definition.name));
        }
        Some(IndicatorSortKey::Light) => rows.sort_by_key(|row| row.judgement.band as u8),
        Some(IndicatorSortKey::Age) => rows.sort_by_key(|row| row.age_days.unwrap_or(i64::MAX)),
        Some(IndicatorSortKey::Progress) => {
            let ratio = |row: &IndicatorRow| row.judgement.ratio.unwrap_or(f64::NEG_INFINITY);
            rows.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
        }
    }
    if request.descending == Some(true) {
        rows.reverse();
    }
    Ok(IndicatorList { as_of, rows })
}

/// One indicator, whole, as of a day. All its figures are there, later ones too.
pub fn get(reader: &Reader, request: IndicatorGetRequest) -> Result<Indicator> {
    let conn = reader.conn;
    let id = id_of(conn, &request.id)?;
    let as_of = reader.as_of(request.as_of);
    let definition = definitions(conn, Some(&id))?.into_iter().next().ok_or(Error::NotFound { noun: "indicator", id: request.id })?;
    let mut observations = observation::of(reader, Some(&id))?;
    for figure in &mut observations {
        figure.citations = citation::of(conn, "observation", &figure.id)?;
    }
    let mut targets = target::of(conn, Some(&id))?;
    for target in &mut targets {
        target.citations = citation::of(conn, "target", &target.id)?;
    }
    let about = contradiction::touching(conn, "indicator", &id)?;
    let shown = targets
        .iter()
        .map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() })
        .collect();
    Ok(Indicator {
        citations: citation::of(conn, "indicator", &id)?,
        row: judged(reader, definition, &observations, &targets, about.len() as u32, as_of),
        targets: shown,
        observations,
        about,
    })
}
