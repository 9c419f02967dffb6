//! What the book says of what a briefing speaks of: its tasks, counts, rates, indicators and documents. What is common
//! to the records of a series is read once.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::BriefingScope;
use crate::book::Reader;
use crate::document;
use crate::error::Result;
use crate::indicator::{self, IndicatorRow};
use crate::observation::{self, Observation};
use crate::rates::{self, RateShown, tally};
use crate::status::Counts;
use crate::task::{self, TaskListRequest, TaskRow};
use crate::wire::{Day, IdRequest};
use crate::{citation, indicator as indicators};

/// The tasks of a scope on a day, as the register lists them.
pub(super) fn filter(scope: &BriefingScope, as_of: NaiveDate, own: &TaskListRequest) -> TaskListRequest {
    // Who names an agency or a group in the block means that one and not the briefing's.
    let names_agency = own.agency.is_some() || own.lead.is_some() || own.obliged.is_some() || own.agency_group.is_some();
    let asked = |own: &Option<String>, scope: &Option<String>| own.clone().or_else(|| scope.clone());
    TaskListRequest {
        as_of: own.as_of.or(Some(Day(as_of))),
        basis: own.basis.or(scope.basis),
        obliged: if names_agency { own.obliged.clone() } else { scope.agency.clone() },
        agency_group: if names_agency || scope.agency.is_some() { own.agency_group.clone() } else { scope.agency_group.clone() },
        focus_area: asked(&own.focus_area, &scope.focus_area),
        ..own.clone()
    }
}

/// The tasks that fit, cloned; parts of others are not among them.
pub(super) fn tasks(reader: &Reader, request: &TaskListRequest) -> Result<Vec<TaskRow>> {
    task::fitting(reader, request, |fitting| Ok(fitting.rows.into_iter().cloned().collect()))
}

/// Counts and rates of a scope.
pub(super) struct Standing {
    pub(super) counts: Counts,
    pub(super) rates: Vec<RateShown>,
}

pub(super) fn standing(reader: &Reader, scope: &BriefingScope, as_of: NaiveDate) -> Result<Standing> {
    let year_before = rates::year_before(as_of);
    let before = task::fitting(reader, &filter(scope, year_before, &TaskListRequest::default()), |earlier| {
        let there = |row: &&&TaskRow| row.since.is_some_and(|day| day <= year_before);
        Ok(tally(earlier.rows.iter().filter(there).copied()))
    })?;
    task::fitting(reader, &filter(scope, as_of, &TaskListRequest::default()), |now| {
        let counts = tally(now.rows.iter().copied());
        Ok(Standing { rates: rates::rates(&counts, &before, rates::all_dated(now.rows.iter().copied())), counts })
    })
}

/// Every indicator on a day, kept until the next write.
pub(super) fn all_indicators(reader: &Reader, as_of: NaiveDate) -> Result<Arc<Vec<IndicatorRow>>> {
    reader.keep(&format!("briefing indicators {as_of}"), || indicator::all(reader, as_of))
}

/// The indicators of a scope: those asked for, else all with a target.
pub(super) fn of_scope(reader: &Reader, scope: &BriefingScope, as_of: NaiveDate, only: Option<&[String]>) -> Result<Vec<IndicatorRow>> {
    let ids: Option<Vec<String>> = match (only, &scope.indicator) {
        (Some(only), _) => Some(only.iter().map(|id| indicators::id_of(reader.conn, id)).collect::<Result<_>>()?),
        (None, Some(one)) => Some(vec![one.clone()]),
        (None, None) => None,
    };
    let of_area = |row: &IndicatorRow| scope.focus_area.as_ref().is_none_or(|area| row.definition.focus_area.as_ref().is_some_and(|own| own.id == *area));
    let every = all_indicators(reader, as_of)?;
    let fits = |row: &&IndicatorRow| match &ids {
        Some(ids) => ids.contains(&row.definition.id),
        None => of_area(row) && row.target.is_some(),
    };
    Ok(every.iter().filter(fits).cloned().collect())
}

/// The indicator a briefing draws when it names none: with a target and most figures, among equals the first.
pub(super) fn most_told(reader: &Reader, scope: &BriefingScope, as_of: NaiveDate) -> Result<Option<String>> {
    let rows = of_scope(reader, scope, as_of, None)?;
    let most = rows.iter().filter(|row| !row.points.is_empty()).max_by(|a, b| {
        a.points.len().cmp(&b.points.len()).then_with(|| b.definition.code.cmp(&a.definition.code))
    });
    Ok(most.map(|row| row.definition.id.clone()))
}

/// The last figure of each indicator that an agency has given by a day, by agency.
pub(super) fn of_agencies(reader: &Reader, as_of: NaiveDate) -> Result<Arc<HashMap<String, Vec<Observation>>>> {
    reader.keep(&format!("briefing figures of agencies {as_of}"), || {
        let mut found: HashMap<String, HashMap<String, Observation>> = HashMap::new();
        for figure in observation::of(reader, None)? {
            let Some(agency) = figure.agency.as_ref().filter(|_| figure.as_of_day <= as_of && figure.approval != observation::Approval::Draft) else { continue };
            let figures = found.entry(agency.id.clone()).or_default();
            if figures.get(&figure.indicator).is_none_or(|known| known.as_of_day <= figure.as_of_day) {
                figures.insert(figure.indicator.clone(), figure);
            }
        }
        Ok(found.into_iter().map(|(agency, figures)| (agency, figures.into_values().collect())).collect())
    })
}

/// The documents that tasks and figures rest on, as lines.
pub(super) fn documents(reader: &Reader) -> Result<Arc<Vec<String>>> {
    let words = reader.words();
    reader.keep(&format!("briefing documents {:?}", words.language), || {
        let nouns = ["focus_area", "task", "indicator", "target", "observation"];
        let lines = citation::documents_of(reader.conn, &nouns)?.into_iter().map(|(id, label)| {
            let document = document::get(reader, IdRequest { id })?;
            let mut parts = vec![label, document.subject];
            parts.extend(document.issuer);
            parts.extend(document.day.map(|day| words.day(day)));
            Ok(parts.join(", "))
        });
        lines.collect()
    })
}

/// Whether the book has anything to say of a scope on a day: a task, or a figure.
pub(super) fn has_data(reader: &Reader, scope: &BriefingScope, as_of: NaiveDate) -> Result<bool> {
    if let Some(id) = &scope.indicator {
        let every = all_indicators(reader, as_of)?;
        return Ok(every.iter().any(|row| row.definition.id == *id && row.latest.is_some()));
    }
    if let Some(agency) = &scope.agency
        && of_agencies(reader, as_of)?.contains_key(agency)
    {
        return Ok(true);
    }
    if task::fitting(reader, &filter(scope, as_of, &TaskListRequest::default()), |found| Ok(!found.rows.is_empty()))? {
        return Ok(true);
    }
    let own = scope.agency.is_none() && scope.agency_group.is_none() && scope.focus_area.is_some();
    Ok(own && of_scope(reader, scope, as_of, None)?.iter().any(|row| row.latest.is_some()))
}
