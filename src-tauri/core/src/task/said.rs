//! What pages and files say of a task in words: who leads it, and how it stands. The window has its own ways.

use super::TaskRow;
use crate::chart;
use crate::status::{Standing, Status};
use crate::words::Words;

/// Who leads: short names, or the group with how many of its agencies are done.
pub fn leads(words: &Words, row: &TaskRow) -> String {
    if let Some(group) = &row.agency_group_name {
        let params = [("group", group.clone()), ("done", row.done.to_string()), ("of", row.of.to_string())];
        return words.fill("briefing.group_progress", &params);
    }
    if row.leads.is_empty() {
        return words.get("task.no_lead");
    }
    row.leads.iter().map(|lead| lead.short_name.as_str()).collect::<Vec<_>>().join("; ")
}

/// How it stands: days late or days left where they matter, else the status.
pub fn state(words: &Words, standing: &Standing) -> String {
    match (standing.status, standing.due_in) {
        (Status::OpenOverdue, _) => words.fill("briefing.late", &[("days", standing.late_days.to_string())]),
        (_, Some(0)) => words.get("briefing.due_today"),
        (_, Some(days)) => words.fill("briefing.due_in", &[("days", days.to_string())]),
        _ => chart::status_word(words, standing.status),
    }
}
