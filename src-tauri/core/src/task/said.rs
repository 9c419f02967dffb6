//! What pages and files say of a task in words: who leads it, and how it stands. The window has its own ways.

use super::TaskRow;
use crate::chart;
use crate::status::{Standing, Status};
use crate::words::Words;

/// A group's common task with its obligations: "63 tỉnh, thành phố: 56/63".
pub fn obligations(words: &Words, row: &TaskRow) -> Option<String> {
    let group = row.agency_group_name.clone()?;
    Some(words.fill("briefing.group_progress", &[("group", group), ("done", row.done.to_string()), ("of", row.of.to_string())]))
}

/// Who leads: short names, the group with how many of its agencies are done, or the word for nobody.
pub fn leads_or(words: &Words, row: &TaskRow, nobody: &str) -> String {
    match obligations(words, row) {
        Some(group) => group,
        None if row.leads.is_empty() => words.get(nobody),
        None => row.leads.iter().map(|lead| lead.short_name.as_str()).collect::<Vec<_>>().join("; "),
    }
}

/// Who leads, inside a sentence or a line of its own.
pub fn leads(words: &Words, row: &TaskRow) -> String {
    leads_or(words, row, "task.no_lead")
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
