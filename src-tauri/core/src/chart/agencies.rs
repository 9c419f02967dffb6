//! Figures of agencies for the kinds that compare them: by the same rules as a roll-up, so that an agency has
//! one figure wherever it is shown.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{ChartCell, ChartDoor, ChartSpec};
use crate::agency::{self, AgencyName};
use crate::book::Reader;
use crate::error::Result;
use crate::observation::{self, Approval};
use crate::rollup::{Rollup, RollupPeriod, RollupRequest, RollupRow, RollupState, rollup};
use crate::wire::{Day, Empty};

/// The group whose agencies are compared: the one asked for, else the one that holds most of those that have a
/// figure, of several the smallest. None where no agency has one.
pub fn group(reader: &Reader, spec: &ChartSpec, indicator: &str) -> Result<Option<String>> {
    if let Some(group) = spec.agency_group.as_deref().filter(|group| !group.is_empty()) {
        return agency::group_id(reader.conn, "agency_group", group).map(Some);
    }
    let with_figure: HashSet<String> = observation::of(reader, Some(indicator))?
        .into_iter()
        .filter(|figure| figure.approval == Approval::Approved)
        .filter_map(|figure| figure.agency.map(|agency| agency.id))
        .collect();
    let mut best: Option<(usize, usize, String)> = None;
    for group in agency::list_groups(reader, Empty {})? {
        let members = agency::members(reader.conn, &group.id)?;
        let held = members.iter().filter(|id| with_figure.contains(*id)).count();
        let better = best.as_ref().is_none_or(|(most, size, _)| held > *most || (held == *most && members.len() < *size));
        if held > 0 && better {
            best = Some((held, members.len(), group.id));
        }
    }
    Ok(best.map(|(_, _, id)| id))
}

/// The figures of a group's agencies known by a day: of the period asked for, else the newest.
pub fn figures(reader: &Reader, spec: &ChartSpec, indicator: &str, group: &str, as_of: NaiveDate) -> Result<(Rollup, RollupPeriod)> {
    let period = spec.period.clone().filter(|period| !period.is_empty());
    let request = RollupRequest {
        indicator: indicator.to_owned(),
        group: group.to_owned(),
        periods: period.map(|period| vec![period]),
        calendar: spec.calendar,
        structure: None,
        as_of: Some(Day(as_of)),
    };
    let mut found = rollup(reader, request)?;
    let period = found.periods.pop().ok_or_else(|| crate::error::Error::Damaged("a roll-up without an answer".into()))?;
    Ok((found, period))
}

/// The figure of an agency as a cell, with its door; without a figure the reason.
pub fn cell(reader: &Reader, indicator: &str, row: &RollupRow) -> ChartCell {
    let words = reader.words();
    let cell = match (row.number, row.state) {
        (Some(number), _) => ChartCell::number(number, row.written.clone().unwrap_or_default()),
        (None, RollupState::NotApplicable) => ChartCell::not_applicable(words.get("state.not_applicable")),
        (None, _) => ChartCell::no_data(words.get("state.no_data")),
    };
    cell.behind(door(indicator, &row.agency))
}

/// The figures of an agency for an indicator.
pub fn door(indicator: &str, agency: &AgencyName) -> ChartDoor {
    ChartDoor::Indicator { id: indicator.to_owned(), agency: Some(agency.id.clone()) }
}
