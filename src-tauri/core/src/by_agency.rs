//! Which tasks an agency answers for: those it leads by itself, and its own part in those given to each agency of
//! a group, judged on that part alone. One rule for the overview, the rates and the printed summary, so that an
//! agency has one number. As wholes the tasks of groups stand by their group; a total counts every task once.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::status::{Counts, Status};
use crate::task::{Look, TaskRow};
use crate::{assignment, setting};

/// Tasks by the agencies that answer for them.
#[derive(Debug, Default)]
pub struct ByAgency {
    /// By agency; none: tasks whose lead nobody names.
    pub agencies: HashMap<Option<String>, Counts>,
    /// Tasks given to each agency of a group, as wholes: by group, its name and their counts.
    pub groups: HashMap<String, (String, Counts)>,
    /// Tasks with more than one lead: how many, and how often they are counted.
    pub several_leads: (u64, u64),
    /// Tasks of groups: how many, and how many parts of named agencies are counted for them.
    pub common: (u64, u64),
}

/// Counts tasks, judged as `look` says, by agency. Where an agency is looked at, only its parts are counted; with
/// `statuses`, only parts that have one of them.
pub fn tally(conn: &Connection, rows: &[&TaskRow], look: &Look, statuses: Option<&[Status]>) -> Result<ByAgency> {
    let mut found = ByAgency::default();
    let mut common: HashMap<&str, &TaskRow> = HashMap::new();
    for row in rows {
        let status = row.standing.status;
        if let (Some(id), Some(name)) = (&row.agency_group, &row.agency_group_name) {
            found.groups.entry(id.clone()).or_insert_with(|| (name.clone(), Counts::default())).1.add(status);
            common.insert(&row.id, row);
            continue;
        }
        if row.leads.len() > 1 {
            found.several_leads.0 += 1;
            found.several_leads.1 += row.leads.len() as u64;
        }
        if row.leads.is_empty() {
            found.agencies.entry(None).or_default().add(status);
        }
        for lead in &row.leads {
            found.agencies.entry(Some(lead.id.clone())).or_default().add(status);
        }
    }
    if common.is_empty() {
        return Ok(found);
    }
    found.common.0 = common.len() as u64;
    let reminders = setting::reminders(conn)?;
    assignment::each(conn, "?1 IS NULL", None, look.as_of, |part| {
        let (Some(agency), Some(row)) = (part.agency, common.get(part.task)) else { return };
        if !part.leads || look.agency.is_some_and(|only| only != agency) {
            return;
        }
        let status = row.standing_of(&part.state, look.as_of, &reminders).status;
        if statuses.is_none_or(|wanted| wanted.contains(&status)) {
            found.agencies.entry(Some(agency.to_owned())).or_default().add(status);
            found.common.1 += 1;
        }
    })?;
    Ok(found)
}
