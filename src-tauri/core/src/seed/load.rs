//! Writes the rows of the seed files through the nouns, parents before children.

use super::sheet::Row;
use super::{SeedLoaded, Source, id};
use crate::agency::{self, AgencyGroup, AgencyRow, SuccessionAdd};
use crate::assignment::{self, Role};
use crate::book::Change;
use crate::citation::{self, CitationAdd};
use crate::contradiction;
use crate::deadline;
use crate::document::{self, Document};
use crate::error::Result;
use crate::framework;
use crate::indicator::{self, IndicatorDefinition, Practice};
use crate::observation::{self, Observation, fitting};
use crate::period::Period;
use crate::setting;
use crate::target::{self, Target};
use crate::task::{self, Flag, NewTask, Priority};

/// Counts what was read and what was new.
pub(super) struct Tally<'a, 'b> {
    pub(super) change: &'a Change<'b>,
    loaded: SeedLoaded,
}

impl Tally<'_, '_> {
    /// Whether a record must be written; counts it either way.
    pub(super) fn is_new(&mut self, table: &str, id: &str) -> Result<bool> {
        self.loaded.read += 1;
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)");
        let there: bool = self.change.conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?;
        self.loaded.added += u32::from(!there);
        Ok(!there)
    }
}

/// Loads every file.
pub fn all(change: &Change, source: &Source) -> Result<SeedLoaded> {
    let mut tally = Tally { change, loaded: SeedLoaded { read: 0, added: 0 } };
    documents(&mut tally, source)?;
    frameworks(&mut tally, source)?;
    agencies(&mut tally, source)?;
    tasks(&mut tally, source)?;
    indicators(&mut tally, source)?;
    contradictions(&mut tally, source)?;
    super::composites::composites(&mut tally, source)?;
    Ok(tally.loaded)
}

/// Writes the citations that a row's `sources` name.
fn cite(change: &Change, row: &Row, noun: &str, record: &str) -> Result<()> {
    for (document, locator) in row.sources()? {
        let code = format!("{noun}/{record}/{document}/{locator}");
        let add = CitationAdd { document: document.clone(), locator: Some(locator), quote: None, note: None };
        let found = document::find(change.conn, &document)?.ok_or_else(|| row.wrong("sources", format!("no document {document}")))?;
        citation::insert(change.conn, &id("citation", &code), noun, record, &found, &add).map_err(|error| row.blame(error))?;
    }
    Ok(())
}

fn documents(tally: &mut Tally, source: &Source) -> Result<()> {
    for row in source.sheet("documents.csv")?.rows() {
        let code = row.text("code")?;
        let id = id("document", &code);
        if tally.is_new("document", &id)? {
            let document = document::cleaned(Document {
                id,
                code: Some(code),
                kind: row.value("kind")?,
                number_symbol: row.optional("number_symbol")?,
                day: row.maybe("date")?,
                issuer: row.optional("issuer")?,
                subject: row.text("subject")?,
                note: row.optional("note")?,
                cited: 0,
            });
            document.and_then(|document| document::write(tally.change.conn, &document)).map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}

fn frameworks(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    for row in source.sheet("frameworks.csv")?.rows() {
        let key = row.text("key")?;
        let id = id("framework", &key);
        if tally.is_new("framework", &id)? {
            framework::insert(change.conn, &id, &key, &row.text("name")?, row.optional("note")?.as_deref())
                .map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("focus_groups.csv")?.rows() {
        let (framework, code) = (row.text("framework")?, row.text("code")?);
        let group = id("focus_group", &code);
        if tally.is_new("focus_group", &group)? {
            let position = row.number("position")?.unwrap_or(0);
            framework::insert_group(change.conn, &group, &id("framework", &framework), &code, &row.text("name")?, position)
                .map_err(|error| row.blame(error))?;
        }
    }
    let mut new_areas = Vec::new();
    for row in source.sheet("focus_areas.csv")?.rows() {
        let code = row.text("code")?;
        let area = id("focus_area", &code);
        if tally.is_new("focus_area", &area)? {
            let add = framework::FocusAreaAdd {
                code,
                mark: Some(row.text("mark")?),
                short_name: row.text("short_name")?,
                statement: row.text("statement")?,
            };
            let position = row.number("position")?.unwrap_or(0);
            framework::insert_area(change.conn, &area, &id("focus_group", &row.text("group")?), &add, position)
                .map_err(|error| row.blame(error))?;
            new_areas.push(area);
        }
    }
    for row in source.sheet("wordings.csv")?.rows() {
        let (area, document) = (id("focus_area", &row.text("focus_area")?), row.text("document")?);
        if new_areas.contains(&area) {
            let found = document::find(change.conn, &document)?.ok_or_else(|| row.wrong("document", format!("no document {document}")))?;
            let add = CitationAdd { document, locator: row.optional("locator")?, quote: row.optional("text")?, note: row.optional("note")? };
            let citation = id("wording", &format!("{area}/{found}/{}", row.words("locator")?));
            citation::insert(change.conn, &citation, "focus_area", &area, &found, &add).map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}

fn agencies(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    for row in source.sheet("agencies.csv")?.rows() {
        let key = row.text("key")?;
        let agency = id("agency", &key);
        if tally.is_new("agency", &agency)? {
            let new = AgencyRow {
                id: agency,
                code: row.optional("code")?,
                area_code: row.optional("area_code")?,
                name: row.text("name")?,
                short_name: row.text("short_name")?,
                kind: row.value("kind")?,
                parent: row.optional("parent")?.map(|key| id("agency", &key)),
                valid_from: row.maybe("valid_from")?,
                valid_to: row.maybe("valid_to")?,
                note: row.optional("note")?,
                successors: Vec::new(),
                groups: Vec::new(),
            };
            agency::cleaned(new)
                .and_then(|new| {
                    agency::write(change.conn, Some(&key), &new)?;
                    cite(change, &row, "agency", &new.id)
                })
                .map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("successions.csv")?.rows() {
        let (from, to) = (row.text("from")?, row.text("to")?);
        let succession = id("succession", &format!("{from}/{to}"));
        if tally.is_new("agency_succession", &succession)? {
            let sources: Vec<String> = row.sources()?.iter().map(|(document, locator)| format!("{document} {locator}")).collect();
            let note = [row.optional("note")?, (!sources.is_empty()).then(|| format!("({})", sources.join("; ")))];
            let add = SuccessionAdd {
                from: id("agency", &from),
                to: id("agency", &to),
                on_day: row.value("on")?,
                part: row.value("part")?,
                note: Some(note.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            };
            agency::insert_succession(change.conn, &succession, &add).map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("agency_groups.csv")?.rows() {
        let key = row.text("key")?;
        let group = id("agency_group", &key);
        if tally.is_new("agency_group", &group)? {
            let new = AgencyGroup {
                id: group,
                key,
                name: row.text("name")?,
                expected_count: row.number("expected_count")?,
                note: row.optional("note")?,
                members: 0,
                from_day: None,
                to_day: None,
            };
            agency::insert_group(change.conn, &new).map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("agency_group_members.csv")?.rows() {
        let (group, agency) = (row.text("group")?, row.text("agency")?);
        let member = id("agency_group_member", &format!("{group}/{agency}"));
        if tally.is_new("agency_group_member", &member)? {
            agency::insert_member(change.conn, &member, &id("agency_group", &group), &id("agency", &agency)).map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}

fn tasks(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    let before = setting::before_day(change.conn)?;
    for row in source.sheet("tasks.csv")?.rows() {
        let code = row.text("code")?;
        let task = id("task", &code);
        if !tally.is_new("task", &task)? {
            continue;
        }
        let words = row.words("deadline_text")?;
        let deadline = deadline::read_or_none(&words, before).map_err(|problem| row.wrong("deadline_text", problem))?;
        let flags = row
            .keys("flags")?
            .into_iter()
            .map(|flag| serde_json::from_value::<Flag>(flag.into()).map_err(|error| row.wrong("flags", error)))
            .collect::<Result<Vec<_>>>()?;
        let group = row.optional("group")?.map(|key| id("agency_group", &key));
        let new = NewTask {
            id: &task,
            code: &code,
            statement: &row.text("statement")?,
            agency_group: group.as_deref(),
            product: row.optional("product")?,
            ongoing: row.flag("ongoing")?,
            assigned_on: row.maybe("assigned_on")?,
            deadline: &deadline,
            flags: &flags,
            parent: None,
            priority: Priority::default(),
            owner: None,
            assigned_by: None,
            note: row.optional("note")?,
        };
        task::write_new(change.conn, &new).map_err(|error| row.blame(error))?;
        assign(change, &row, &code, &task, group.as_deref()).map_err(|error| row.blame(error))?;
        for (position, area) in row.keys("focus_areas")?.iter().enumerate() {
            let placing = id("task_focus_area", &format!("{code}/{area}"));
            task::insert_placing(change.conn, &placing, &task, &id("focus_area", area), position == 0, true).map_err(|error| row.blame(error))?;
        }
        cite(change, &row, "task", &task)?;
    }
    for row in source.sheet("task_links.csv")?.rows() {
        let (from, to) = (row.text("from")?, row.text("to")?);
        let link = id("task_link", &format!("{from}/{to}"));
        if tally.is_new("task_link", &link)? {
            let kind: task::TaskLinkKind = row.value("kind")?;
            task::insert_link(change.conn, &link, &id("task", &from), &id("task", &to), kind, row.optional("note")?)
                .map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}

/// Gives a seeded task to its leads, or to every agency of its group; unnamed places get ids by number.
fn assign(change: &Change, row: &Row, code: &str, task: &str, group: Option<&str>) -> Result<()> {
    let part = |who: &str| id("assignment", &format!("{code}/{who}"));
    let mut leads: Vec<Option<String>> = match group {
        Some(group) => agency::members(change.conn, group)?.into_iter().map(Some).collect(),
        None => row.keys("leads")?.iter().map(|key| Some(id("agency", key))).collect(),
    };
    let expected = match group {
        Some(group) => agency::expected(change.conn, group)? as usize,
        None => 1,
    };
    leads.resize(leads.len().max(expected), None);
    for (position, lead) in (0..).zip(&leads) {
        let who = lead.clone().unwrap_or_else(|| position.to_string());
        assignment::insert(change.conn, &part(&who), task, lead.as_deref(), Role::Lead, position)?;
    }
    for (position, key) in (0..).zip(row.keys("coordinating")?) {
        let agency = id("agency", &key);
        assignment::insert(change.conn, &part(&agency), task, Some(&agency), Role::Coordinating, position)?;
    }
    Ok(())
}

fn indicators(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    let before = setting::before_day(change.conn)?;
    for row in source.sheet("indicators.csv")?.rows() {
        let code = row.text("code")?;
        let indicator = id("indicator", &code);
        if tally.is_new("indicator", &indicator)? {
            let area = match row.keys("focus_areas")?.first() {
                Some(area) => framework::name(change.conn, &id("focus_area", area)).map_err(|error| row.blame(error)).map(Some)?,
                None => None,
            };
            let definition = indicator::cleaned(IndicatorDefinition {
                id: indicator,
                code,
                name: row.text("name")?,
                definition: row.optional("definition")?,
                unit: row.words("unit")?,
                kind: row.value("kind")?,
                direction: row.value("direction")?,
                baseline_value: row.number("baseline_value")?,
                baseline_day: row.maybe("baseline_day")?,
                baseline_note: row.optional("baseline_note")?,
                time_rule: row.value("time_rule")?,
                agency_rule: row.value("agency_rule")?,
                calendar: row.value("calendar")?,
                decimals: row.number("decimals")?,
                focus_area: area,
                subject: row.optional("subject")?,
                note: row.optional("note")?,
                practice: Practice::default(),
            });
            definition
                .and_then(|definition| {
                    indicator::write(change.conn, &definition)?;
                    cite(change, &row, "indicator", &definition.id)
                })
                .map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("targets.csv")?.rows() {
        let code = row.text("code")?;
        let target = id("target", &code);
        if tally.is_new("target", &target)? {
            let words = row.words("deadline_text")?;
            let new = target::fitting(Target {
                id: target,
                code: Some(code),
                indicator: id("indicator", &row.text("indicator")?),
                bound: row.value("bound")?,
                value_min: row.number("value_min")?,
                value_max: row.number("value_max")?,
                text: row.optional("text")?,
                deadline: deadline::read_or_none(&words, before).map_err(|problem| row.wrong("deadline_text", problem))?,
                derived: row.flag("derived")?,
                agency: None,
                agency_group: None,
                note: row.optional("note")?,
                citations: Vec::new(),
            });
            new.and_then(|new| {
                target::write(change.conn, &new)?;
                cite(change, &row, "target", &new.id)
            })
            .map_err(|error| row.blame(error))?;
        }
    }
    for row in source.sheet("observations.csv")?.rows() {
        let code = row.text("code")?;
        let observation = id("observation", &code);
        if tally.is_new("observation", &observation)? {
            let calendar = row.value("calendar")?;
            let period = match row.optional("period")? {
                Some(code) => Some(Period::parse(&code).map_err(|problem| row.wrong("period", problem))?),
                None => None,
            };
            let as_of_day = match (row.maybe("as_of_day")?, period) {
                (Some(day), _) => day,
                (None, Some(period)) => period.last_day(calendar),
                (None, None) => return Err(row.wrong("as_of_day", "empty")),
            };
            let new = fitting::cleaned(Observation {
                code: Some(code),
                state: row.value("state")?,
                value: row.number("value")?,
                numerator: row.number("numerator")?,
                denominator: row.number("denominator")?,
                text: row.optional("text")?,
                qualifier: row.optional("qualifier")?,
                period: period.map(Period::code),
                period_text: row.optional("period_text")?,
                approval: row.value("approval")?,
                derived: row.flag("derived")?,
                note: row.optional("note")?,
                ..observation::new(observation, id("indicator", &row.text("indicator")?), None, calendar, as_of_day)
            });
            fitting::fits(&new.stated())
                .and_then(|()| observation::write(change.conn, &new))
                .and_then(|()| cite(change, &row, "observation", &new.id))
                .map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}

fn contradictions(tally: &mut Tally, source: &Source) -> Result<()> {
    let change = tally.change;
    let mut new_ones = Vec::new();
    for row in source.sheet("contradictions.csv")?.rows() {
        let code = row.text("code")?;
        let contradiction = id("contradiction", &code);
        if tally.is_new("contradiction", &contradiction)? {
            contradiction::insert(change.conn, &contradiction, &code, &row.text("title")?, row.optional("explanation")?.as_deref())
                .map_err(|error| row.blame(error))?;
            for record in row.keys("records")? {
                let (noun, key) = record.split_once(':').ok_or_else(|| row.wrong("records", &record))?;
                let link = id("contradiction_record", &format!("{code}/{record}"));
                contradiction::insert_record(change.conn, &link, &contradiction, noun, &id(noun, key)).map_err(|error| row.blame(error))?;
            }
            cite(change, &row, "contradiction", &contradiction)?;
            new_ones.push(code);
        }
    }
    for row in source.sheet("contradiction_sides.csv")?.rows() {
        let code = row.text("contradiction")?;
        if new_ones.contains(&code) {
            let position: i64 = row.number("position")?.unwrap_or(0);
            let document = row.optional("document")?.map(|code| id("document", &code));
            let side = id("contradiction_side", &format!("{code}/{position}"));
            contradiction::insert_side(
                change.conn,
                &side,
                &id("contradiction", &code),
                position,
                document.as_deref(),
                &row.words("locator")?,
                &row.text("says")?,
            )
            .map_err(|error| row.blame(error))?;
        }
    }
    Ok(())
}
