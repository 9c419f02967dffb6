//! Says in words which tasks were chosen, so that nobody takes a part of the register for the whole.

use crate::agency;
use crate::book::Reader;
use crate::document;
use crate::error::Result;
use crate::framework;
use crate::setting;
use crate::task::TaskListRequest;
use crate::wire::IdRequest;

/// What was chosen, as one line; none for all tasks.
pub fn words(reader: &Reader, tasks: &TaskListRequest) -> Result<Option<String>> {
    let words = reader.words();
    let mut said = Vec::new();
    let mut say = |key: &str, value: String| said.push(words.fill(&format!("register_scope.{key}"), &[("value", value)]));
    // Some names hold commas themselves.
    let list = |texts: Vec<String>| texts.join(" / ");
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    if let Some(text) = given(&tasks.text) {
        say("text", text);
    }
    if let Some(statuses) = tasks.status.as_ref().filter(|statuses| !statuses.is_empty()) {
        say("status", list(statuses.iter().map(|status| words.of_value("status", status)).collect()));
    }
    match tasks.focus_area.as_deref() {
        None => {}
        Some("") => say("no_focus_area", String::new()),
        Some(area) => {
            let area = framework::name(reader.conn, &framework::area_id(reader.conn, "focus_area", area)?)?;
            say("focus_area", format!("{} {}", area.mark, area.short_name));
        }
    }
    if let Some(agency) = &tasks.agency {
        agency::known(reader.conn, "agency", Some(agency))?;
        say("agency", agency::name(reader.conn, agency)?.name);
    }
    match tasks.lead.as_deref() {
        None => {}
        Some("") => say("lead", words.get("task.no_lead")),
        Some(lead) => {
            agency::known(reader.conn, "lead", Some(lead))?;
            say("lead", agency::name(reader.conn, lead)?.name);
        }
    }
    if let Some(group) = &tasks.agency_group {
        let id = agency::group_id(reader.conn, "agency_group", group)?;
        say("agency_group", agency::get_group(reader, IdRequest { id })?.name);
    }
    if let Some(agency) = &tasks.obliged {
        agency::known(reader.conn, "obliged", Some(agency))?;
        say("obliged", agency::name(reader.conn, agency)?.name);
    }
    if tasks.document.as_deref() == Some("") {
        say("document", words.get("group.no_document"));
    } else if let Some(document) = &tasks.document {
        say("document", document::label(&document::get(reader, IdRequest { id: document.clone() })?));
    }
    if let Some(flags) = tasks.flags.as_ref().filter(|flags| !flags.is_empty()) {
        say("flags", list(flags.iter().map(|flag| words.of_value("flag", flag)).collect()));
    }
    if let Some(day) = tasks.due_from {
        say("due_from", words.day(day.0));
    }
    if let Some(day) = tasks.due_to {
        say("due_to", words.day(day.0));
    }
    if tasks.chase == Some(true) {
        said.push(words.get("standing.chase"));
    }
    let mut say = |key: &str, value: String| said.push(words.fill(&format!("register_scope.{key}"), &[("value", value)]));
    if let Some(task) = given(&tasks.parent) {
        say("parent", task);
    }
    if let Some(owner) = &tasks.owner {
        say("owner", if owner.is_empty() { words.get("group.no_owner") } else { owner.clone() });
    }
    if tasks.mine == Some(true) {
        say("owner", setting::actor(reader.conn)?);
    }
    if let Some(days) = tasks.due_in {
        say("due_in", days.to_string());
    }
    if let Some(day) = tasks.changed_since {
        say("changed_since", words.day(day.0));
    }
    if let Some(days) = tasks.changed_within {
        say("changed_within", days.to_string());
    }
    if let Some(leader) = given(&tasks.assigned_by) {
        say("assigned_by", leader);
    }
    if let Some(tag) = given(&tasks.tag) {
        say("tag", tag);
    }
    if let Some(priority) = tasks.priority {
        say("priority", words.of_value("priority", priority));
    }
    Ok((!said.is_empty()).then(|| words.fill("register.scope", &[("what", said.join("; "))])))
}
