//! Tổng quan: counts by official status and rates, what is overdue, what falls due next, indicators with
//! their light, and sources that contradict each other; all as of one day, all from the same rows.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::AgencyName;
use crate::book::Reader;
use crate::{agency, by_agency, setting};
use crate::contradiction::{self, Contradiction};
use crate::error::Result;
use crate::extension::Basis;
use crate::framework::{self, FocusAreaName};
use crate::indicator::{self, IndicatorRow};
use crate::progress::Band;
use crate::rates::{self, RateShown, tally};
use crate::status::{Counts, Status};
use crate::task::{self, Look, TaskRow};
use crate::wire::{Day, Empty};

/// Asks for the overview.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OverviewRequest {
    /// The day; today when missing.
    pub as_of: Option<Day>,
    /// Which deadline statuses and rates go by; the current one when missing.
    pub basis: Option<Basis>,
}

/// Counts of one focus area.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AreaCounts {
    /// The focus area; none for tasks that have no place yet.
    pub area: Option<FocusAreaName>,
    /// Its tasks by status.
    pub counts: Counts,
    /// Its rates.
    pub rates: Vec<RateShown>,
}

/// Counts of one agency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgencyCounts {
    /// The agency; none for tasks whose lead the sources do not name.
    pub agency: Option<AgencyName>,
    /// The tasks it answers for, by status.
    pub counts: Counts,
}

/// How many indicators have each light.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LightCount {
    /// The light.
    pub band: Band,
    /// How many.
    pub count: u32,
}

/// The overview.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Overview {
    /// The day.
    pub as_of: NaiveDate,
    /// Which deadline statuses and rates go by.
    pub basis: Basis,
    /// All tasks by status.
    pub counts: Counts,
    /// All tasks, the ongoing ones too.
    pub total: u64,
    /// The rates over all tasks.
    pub rates: Vec<RateShown>,
    /// By main focus area, in official order.
    pub areas: Vec<AreaCounts>,
    /// By agency that answers for them, most tasks first: those it leads by itself, and its own part in those of
    /// a group ([`crate::by_agency`]). These do not add up to `total`, which counts every task once.
    pub agencies: Vec<AgencyCounts>,
    /// Tasks given to each agency of a group, as wholes, by group name.
    pub groups: Vec<GroupCounts>,
    /// What is overdue, latest first; a hundred at the most, `counts` tells how many there are.
    pub overdue: Vec<TaskRow>,
    /// What falls due next, soonest first; ten at the most.
    pub due_next: Vec<TaskRow>,
    /// How many tasks without a deadline are old enough to chase.
    pub chase: u32,
    /// After how many months they are.
    pub chase_after_months: u16,
    /// Indicators that have a target, by focus area.
    pub indicators: Vec<IndicatorRow>,
    /// How many indicators there are in all.
    pub indicator_total: u32,
    /// Lights of those with a target.
    pub lights: Vec<LightCount>,
    /// What sources say differently.
    pub contradictions: Vec<Contradiction>,
}

/// Counts of the tasks of one group.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct GroupCounts {
    /// The group.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tasks by status.
    pub counts: Counts,
}

/// The overview of a day.
pub fn overview(reader: &Reader, request: OverviewRequest) -> Result<Overview> {
    let as_of = reader.as_of(request.as_of);
    let look = Look { basis: request.basis.unwrap_or_default(), ..Look::on(as_of) };
    let register = task::register(reader, &look)?;
    let rows: Vec<&TaskRow> = register.tasks().collect();
    let last_year = rates::a_year_earlier(reader, &look)?;
    let earlier: Vec<&TaskRow> = rates::already_there(&last_year, rates::year_before(as_of)).collect();
    let alike = rates::all_dated(rows.iter().copied());
    let counts = tally(rows.iter().copied());

    let mut areas = Vec::new();
    let by_area = |rows: &[&TaskRow], id: Option<&str>| tally(rows.iter().copied().filter(|row| row.is_of_area(id)));
    for area in framework::names(reader.conn)? {
        let counts = by_area(&rows, Some(&area.id));
        let rates = rates::rates(&counts, &by_area(&earlier, Some(&area.id)), alike);
        areas.push(AreaCounts { area: Some(area), counts, rates });
    }
    let unplaced = by_area(&rows, None);
    if rows.iter().any(|row| row.main_area().is_none()) {
        let rates = rates::rates(&unplaced, &by_area(&earlier, None), alike);
        areas.push(AreaCounts { area: None, counts: unplaced, rates });
    }

    let by_agency = by_agency::tally(reader.conn, &rows, &look, None)?;
    let names = agency::names(reader.conn)?;
    let order = reader.order()?;
    let mut agencies: Vec<AgencyCounts> = by_agency
        .agencies
        .into_iter()
        .map(|(id, counts)| AgencyCounts { agency: id.and_then(|id| names.get(&id).cloned()), counts })
        .collect();
    let name = |counts: &AgencyCounts| counts.agency.as_ref().map(|agency| agency.short_name.clone());
    agencies.sort_by(|a, b| {
        let nameless = a.agency.is_none().cmp(&b.agency.is_none());
        let more = b.counts.total().cmp(&a.counts.total());
        nameless.then(more).then_with(|| order.compare(&name(a).unwrap_or_default(), &name(b).unwrap_or_default()))
    });
    let mut groups: Vec<GroupCounts> =
        by_agency.groups.into_iter().map(|(id, (name, counts))| GroupCounts { id, name, counts }).collect();
    groups.sort_by(|a, b| b.counts.total().cmp(&a.counts.total()).then_with(|| order.compare(&a.name, &b.name)));

    let mut overdue: Vec<&TaskRow> = rows.iter().copied().filter(|row| row.standing.status == Status::OpenOverdue).collect();
    overdue.sort_by(|a, b| b.standing.late_days.cmp(&a.standing.late_days).then_with(|| a.code.cmp(&b.code)));
    let mut due_next: Vec<&TaskRow> = rows.iter().copied().filter(|row| row.standing.status == Status::OpenInTime).collect();
    due_next.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.code.cmp(&b.code)));
    let first = |rows: Vec<&TaskRow>, most: usize| rows.into_iter().take(most).cloned().collect::<Vec<_>>();

    let every = indicator::all(reader, as_of)?;
    let indicator_total = every.len() as u32;
    let indicators: Vec<IndicatorRow> = every.into_iter().filter(|row| row.target.is_some()).collect();
    let lights = Band::ALL
        .into_iter()
        .map(|band| LightCount { band, count: indicators.iter().filter(|row| row.light == band).count() as u32 })
        .filter(|light| light.count > 0)
        .collect();

    Ok(Overview {
        as_of,
        basis: look.basis,
        total: rows.len() as u64,
        rates: rates::rates(&counts, &tally(earlier.iter().copied()), alike),
        counts,
        areas,
        agencies,
        groups,
        overdue: first(overdue, 100),
        due_next: first(due_next, 10),
        chase: rows.iter().filter(|row| row.standing.chase).count() as u32,
        chase_after_months: setting::reminders(reader.conn)?.chase_after_months,
        indicators,
        indicator_total,
        lights,
        contradictions: contradiction::list(reader, Empty {})?,
    })
}
