//! Loads indicators, each judged on a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::judged::{Office, Told, judged};
use super::{
    Indicator, IndicatorDefinition, IndicatorGetRequest, IndicatorKind, IndicatorList, IndicatorListRequest, IndicatorRow, IndicatorSortKey, Practice, TargetShown,
    TimeRule, light,
};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure;
use crate::framework::{self, FocusAreaName};
use crate::observation;
use crate::period::Calendar;
use crate::target::{self, Target};
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

/// What kind of figure an indicator has.
pub fn kind_of(conn: &Connection, id: &str) -> Result<IndicatorKind> {
    Ok(conn.prepare_cached("SELECT kind FROM indicator WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// How figures of several periods of an indicator combine.
pub fn time_rule_of(conn: &Connection, id: &str) -> Result<TimeRule> {
    Ok(conn.prepare_cached("SELECT time_rule FROM indicator WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// What an indicator is, by id or code. Errors: not found.
pub fn definition(conn: &Connection, id_or_code: &str) -> Result<IndicatorDefinition> {
    let id = id_of(conn, id_or_code)?;
    let found = definitions(conn, Some(&id))?.into_iter().next();
    found.ok_or_else(|| Error::NotFound { noun: "indicator", id: id_or_code.to_owned() })
}

/// What indicators are: one by id, or all.
pub fn definitions(conn: &Connection, only: Option<&str>) -> Result<Vec<IndicatorDefinition>> {
    let areas: HashMap<String, FocusAreaName> = framework::names(conn)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let wanted = if only.is_some() { "id = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, code, name, definition, unit, kind, direction, baseline_value, baseline_day, baseline_note, time_rule,
                agency_rule, calendar, decimals, focus_area, subject, note, method, merge_rule, weight, frequency, reporters,
                reports_from, lowest, highest, jump_percent
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
            practice: Practice {
                method: row.get(17)?,
                merge_rule: row.get(18)?,
                weight: row.get(19)?,
                frequency: row.get(20)?,
                reporters: row.get(21)?,
                reports_from: row.get(22)?,
                lowest: row.get(23)?,
                highest: row.get(24)?,
                jump_percent: row.get(25)?,
            },
        })
    };
    Ok(statement.query_map([only], read)?.collect::<rusqlite::Result<_>>()?)
}

/// How a target is printed in the language of the answer.
pub fn target_written(reader: &Reader, definition: &IndicatorDefinition, target: &Target) -> String {
    let words = reader.words();
    let notation = words.language.notation();
    let number = |value: f64| figure::write_apart(value, definition.decimals, &[value], notation);
    let with_unit = |value: Option<f64>| value.map_or_else(String::new, |value| figure::with_words(None, &number(value), &definition.unit));
    let params = [
        ("from", target.value_min.map_or_else(String::new, number)),
        ("min", with_unit(target.value_min)),
        ("max", with_unit(target.value_max)),
        ("text", target.text.clone().unwrap_or_default()),
    ];
    fill(&words.of_value("target", target.bound), &params)
}

fn by_indicator<T>(all: Vec<T>, indicator: impl Fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut found: HashMap<String, Vec<T>> = HashMap::new();
    for one in all {
        found.entry(indicator(&one).clone()).or_default().push(one);
    }
    found
}

/// All indicators as of a day, by focus area in official order, then by code.
pub fn all(reader: &Reader, as_of: NaiveDate) -> Result<Vec<IndicatorRow>> {
    let conn = reader.conn;
    let mut figures = observation::of_whole(reader, None)?;
    observation::cite(reader, &mut figures)?;
    let mut figures = by_indicator(figures, |figure| &figure.indicator);
    let mut targets = by_indicator(target::of_whole(conn, None)?, |target| &target.indicator);
    let mut breaks = by_indicator(light::breaks(conn, None)?, |one| &one.indicator);
    let mut overrides = by_indicator(light::overrides(conn, None)?, |one| &one.indicator);
    let contradictions = contradiction::counts(conn, "indicator")?;
    let office = Office::read(reader)?;
    let order: HashMap<String, usize> = framework::names(conn)?.into_iter().enumerate().map(|(n, area)| (area.id, n)).collect();
    let mut rows: Vec<IndicatorRow> = definitions(conn, None)?
        .into_iter()
        .map(|definition| {
            let id = &definition.id;
            let told = Told {
                figures: &figures.remove(id).unwrap_or_default(),
                targets: &targets.remove(id).unwrap_or_default(),
                breaks: &breaks.remove(id).unwrap_or_default(),
                overrides: &overrides.remove(id).unwrap_or_default(),
                contradictions: contradictions.get(id).copied().unwrap_or(0),
            };
            judged(reader, definition, &told, &office, as_of)
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
        Some(IndicatorSortKey::Light) => rows.sort_by_key(|row| row.light as u8),
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

/// How many figures of agencies are shown with their indicator; more of them belong into a roll-up.
const SHOWN: u32 = 200;

/// One indicator, whole, as of a day. All its figures are there, later ones too.
pub fn get(reader: &Reader, request: IndicatorGetRequest) -> Result<Indicator> {
    let conn = reader.conn;
    let as_of = reader.as_of(request.as_of);
    let definition = definition(conn, &request.id)?;
    let id = definition.id.clone();
    let agency_figures = observation::count_of_agencies(conn, &id)?;
    let mut observations =
        if agency_figures > SHOWN { observation::of_whole(reader, Some(&id))? } else { observation::of(reader, Some(&id))? };
    observation::complete(reader, Some(&id), &mut observations)?;
    let mut targets = target::of(conn, Some(&id))?;
    for target in &mut targets {
        target.citations = citation::of(conn, "target", &target.id)?;
    }
    let about = contradiction::touching(conn, "indicator", &id)?;
    let shown = targets
        .iter()
        .map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() })
        .collect();
    let (breaks, overrides) = (light::breaks(conn, Some(&id))?, light::overrides(conn, Some(&id))?);
    let whole: Vec<Target> = targets.iter().filter(|target| target.is_of_whole()).cloned().collect();
    let told = Told {
        figures: &observations,
        targets: &whole,
        breaks: &breaks,
        overrides: &overrides,
        contradictions: about.len() as u32,
    };
    let row = judged(reader, definition, &told, &Office::read(reader)?, as_of);
    Ok(Indicator {
        citations: citation::of(conn, "indicator", &id)?,
        row,
        targets: shown,
        observations,
        agency_figures,
        breaks,
        overrides: overrides.into_iter().rev().collect(),
        about,
    })
}
