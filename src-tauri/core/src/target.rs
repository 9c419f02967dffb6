//! Targets of indicators: a bound and a last day, as the source words them.

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency;
use crate::book::{Change, Reader};
use crate::citation::{self, Citation, CitationAdd};
use crate::deadline::{BeforeDay, Deadline};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::progress::{Direction, Goal};
use crate::setting;
use crate::store::stored_as_text;
use crate::wire::{IdRequest, Number, Patch, optional, optional_text, set, taken};

/// What a target asks of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At least `value_min`.
    AtLeast,
    /// At most `value_max`, as for a rank.
    AtMost,
    /// From `value_min` to `value_max`.
    Range,
    /// Better than the baseline by at least `value_min`.
    ChangeAtLeast,
    /// Exactly `value_min`.
    Exactly,
    /// Words only.
    Qualitative,
}

stored_as_text!(Bound {
    AtLeast = "at_least",
    AtMost = "at_most",
    Range = "range",
    ChangeAtLeast = "change_at_least",
    Exactly = "exactly",
    Qualitative = "qualitative",
});

/// A target of an indicator.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// Its code: T04.
    pub code: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// What it asks.
    pub bound: Bound,
    /// Lower bound, change or exact value, in the indicator's unit.
    pub value_min: Option<f64>,
    /// Upper bound, in the indicator's unit.
    pub value_max: Option<f64>,
    /// The words of a qualitative target, or the target as printed.
    pub text: Option<String>,
    /// By when.
    pub deadline: Deadline,
    /// Whether it follows from other figures instead of standing in a source.
    pub derived: bool,
    /// The one agency it is set for, by id.
    pub agency: Option<String>,
    /// The group each agency of which it is set for, by id. Without agency and group it is set for the whole.
    pub agency_group: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where it stands.
    pub citations: Vec<Citation>,
}

impl Target {
    /// Whether it is set for the whole, not for single agencies.
    pub fn is_of_whole(&self) -> bool {
        self.agency.is_none() && self.agency_group.is_none()
    }

    /// What it asks, in figures; none for words.
    pub fn goal(&self) -> Option<Goal> {
        Some(match self.bound {
            Bound::AtLeast => Goal::AtLeast(self.value_min?),
            Bound::AtMost => Goal::AtMost(self.value_max?),
            Bound::Exactly => Goal::Exactly(self.value_min?),
            Bound::Range => Goal::Range(self.value_min?, self.value_max?),
            Bound::ChangeAtLeast => Goal::ChangeAtLeast(self.value_min?),
            Bound::Qualitative => return None,
        })
    }

    /// Whether a number meets it. None for a change, which needs a baseline, and for words.
    pub fn is_met_by(&self, number: f64, direction: Direction) -> Option<bool> {
        let (low, high) = self.goal()?.bounds(direction, None)?;
        Some(low <= number && number <= high)
    }
}

/// The targets of one indicator, or of all.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TargetListRequest {
    /// The indicator, by id or code.
    pub indicator: Option<String>,
}

/// A target to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TargetAdd {
    /// The indicator, by id or code.
    pub indicator: String,
    /// Its code.
    pub code: Option<String>,
    /// What it asks.
    pub bound: Bound,
    /// Lower bound, change or exact value.
    pub value_min: Option<Number>,
    /// Upper bound.
    pub value_max: Option<Number>,
    /// The words of a qualitative target.
    pub text: Option<String>,
    /// By when, in words.
    pub deadline: Option<String>,
    /// How "trước" is read.
    pub before_day: Option<BeforeDay>,
    /// Whether it follows from other figures.
    pub derived: Option<bool>,
    /// The one agency it is set for, by id.
    pub agency: Option<String>,
    /// The group each agency of which it is set for, by id or key.
    pub agency_group: Option<String>,
    /// Where it stands.
    pub citations: Option<Vec<CitationAdd>>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of a target to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TargetEdit {
    /// Which target, by id or code.
    pub id: String,
    /// What it asks.
    pub bound: Option<Bound>,
    /// Lower bound, change or exact value.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub value_min: Patch<Number>,
    /// Upper bound.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub value_max: Patch<Number>,
    /// The words of a qualitative target.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub text: Patch<String>,
    /// By when, in words; empty text takes it away.
    pub deadline: Option<String>,
    /// How "trước" is read.
    pub before_day: Option<BeforeDay>,
    /// The one agency it is set for, by id.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub agency: Patch<String>,
    /// The group each agency of which it is set for, by id or key.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub agency_group: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
    /// All its citations from now on.
    pub citations: Option<Vec<CitationAdd>>,
}

const SELECT: &str = "SELECT t.id, t.code, t.indicator, t.bound, t.value_min, t.value_max, t.text, t.derived, t.note,
    t.deadline_text, t.deadline_class, t.deadline_edtf, t.deadline_first_day, t.deadline_last_day, t.deadline_assumption,
    t.agency, t.agency_group
    FROM target t";

fn read(row: &Row) -> rusqlite::Result<Target> {
    Ok(Target {
        id: row.get(0)?,
        code: row.get(1)?,
        indicator: row.get(2)?,
        bound: row.get(3)?,
        value_min: row.get(4)?,
        value_max: row.get(5)?,
        text: row.get(6)?,
        derived: row.get(7)?,
        note: row.get(8)?,
        deadline: crate::store::stored::deadline(row, 9)?,
        agency: row.get(15)?,
        agency_group: row.get(16)?,
        citations: Vec::new(),
    })
}

/// How much of a target a figure attains, in percent: figure ÷ target where more is asked for, the lower
/// end of a range being enough. Where less, an exact figure or only a change is asked for, and above a
/// range, a share would mislead: none. Whether a target is met is told by the judgement, not by this share.
pub fn attained_percent(target: &Target, number: f64) -> Option<f64> {
    let goal = match target.bound {
        Bound::AtLeast => target.value_min?,
        Bound::Range if number <= target.value_max? => target.value_min?,
        _ => return None,
    };
    (goal > 0.0).then(|| number / goal * 100.0)
}

/// Targets of one indicator or of all, the nearest deadline first, without their citations.
pub fn of(conn: &Connection, indicator: Option<&str>) -> Result<Vec<Target>> {
    select(conn, indicator, "")
}

/// The same, only those that are set for the whole.
pub fn of_whole(conn: &Connection, indicator: Option<&str>) -> Result<Vec<Target>> {
    select(conn, indicator, "AND t.agency IS NULL AND t.agency_group IS NULL")
}

fn select(conn: &Connection, indicator: Option<&str>, only: &str) -> Result<Vec<Target>> {
    let wanted = if indicator.is_some() { "t.indicator = ?1" } else { "?1 IS NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "{SELECT} WHERE {wanted} {only} ORDER BY t.deadline_last_day NULLS LAST, t.code, t.id"
    ))?;
    Ok(statement.query_map([indicator], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Targets with their citations.
pub fn list(reader: &Reader, request: TargetListRequest) -> Result<Vec<Target>> {
    let indicator = match request.indicator {
        Some(key) => Some(crate::indicator::id_of(reader.conn, &key)?),
        None => None,
    };
    let mut targets = of(reader.conn, indicator.as_deref())?;
    for target in &mut targets {
        target.citations = citation::of(reader.conn, "target", &target.id)?;
    }
    Ok(targets)
}

/// One target, by id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Target> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECT} WHERE t.id = ?1 OR t.code = ?1"))?;
    let found = statement.query_row([&request.id], read).optional()?;
    let mut target = found.ok_or(Error::NotFound { noun: "target", id: request.id })?;
    target.citations = citation::of(reader.conn, "target", &target.id)?;
    Ok(target)
}

/// Checks that the values fit the bound. Errors: `target.needs_min`, `target.needs_max`, `target.range_order`,
/// `target.one_addressee`, `required` and `target.not_used` at the field.
pub fn fitting(mut target: Target) -> Result<Target> {
    let (needs_min, needs_max) = match target.bound {
        Bound::AtLeast | Bound::ChangeAtLeast | Bound::Exactly => (true, false),
        Bound::AtMost => (false, true),
        Bound::Range => (true, true),
        Bound::Qualitative => (false, false),
    };
    for (field, needed, value) in [("value_min", needs_min, target.value_min), ("value_max", needs_max, target.value_max)] {
        match (needed, value) {
            (true, None) => return Err(Error::input(field, Problem::new("required"))),
            (false, Some(_)) => return Err(Error::input(field, Problem::new("target.not_used"))),
            _ => {}
        }
    }
    if let (Some(min), Some(max)) = (target.value_min, target.value_max)
        && min > max
    {
        return Err(Error::input("value_max", Problem::new("target.range_order")));
    }
    target.text = optional(target.text);
    if target.bound == Bound::Qualitative && target.text.is_none() {
        return Err(Error::input("text", Problem::new("required")));
    }
    if target.agency.is_some() && target.agency_group.is_some() {
        return Err(Error::input("agency_group", Problem::new("target.one_addressee")));
    }
    target.code = optional(target.code);
    target.note = optional_text(target.note);
    Ok(target)
}

/// Refuses a target that could not have been entered as it stands. Errors: those of [`fitting`] and of
/// [`setting::sound_deadline`].
pub fn sound(reader: &Reader, id: &str) -> Result<()> {
    let target = fitting(get(reader, IdRequest { id: id.to_owned() })?)?;
    setting::sound_deadline(&target.deadline)
}

/// Writes a target, fitting already: a new row, or the changed fields of the one that is there.
pub fn write(conn: &Connection, target: &Target) -> Result<()> {
    let deadline = &target.deadline;
    conn.execute(
        "INSERT INTO target (id, code, indicator, bound, value_min, value_max, text, derived, note, deadline_text, deadline_class,
                             deadline_edtf, deadline_first_day, deadline_last_day, deadline_assumption, agency, agency_group)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (id) DO UPDATE SET bound = excluded.bound, value_min = excluded.value_min, value_max = excluded.value_max,
           text = excluded.text, note = excluded.note, deadline_text = excluded.deadline_text,
           deadline_class = excluded.deadline_class, deadline_edtf = excluded.deadline_edtf,
           deadline_first_day = excluded.deadline_first_day, deadline_last_day = excluded.deadline_last_day,
           deadline_assumption = excluded.deadline_assumption, agency = excluded.agency, agency_group = excluded.agency_group",
        params![
            target.id,
            target.code,
            target.indicator,
            target.bound,
            target.value_min,
            target.value_max,
            target.text,
            target.derived,
            target.note,
            deadline.text,
            deadline.class,
            deadline.edtf,
            deadline.first_day,
            deadline.last_day,
            deadline.assumption,
            target.agency,
            target.agency_group,
        ],
    )
    .map_err(|error| taken(error, "code", target.code.as_deref()))?;
    Ok(())
}

fn name_op(change: &mut Change, target: &Target) -> Result<()> {
    let indicator = crate::indicator::code_of(change.conn, &target.indicator)?;
    change.about(indicator);
    Ok(())
}

/// The agency or the group a target is set for, known. Errors: `unknown_record` at the field.
fn addressee(conn: &Connection, agency: Option<String>, group: Option<String>) -> Result<(Option<String>, Option<String>)> {
    agency::known(conn, "agency", agency.as_deref())?;
    let group = match group {
        Some(key) => Some(agency::group_id(conn, "agency_group", &key)?),
        None => None,
    };
    Ok((agency, group))
}

/// Adds a target.
pub fn add(change: &mut Change, add: TargetAdd) -> Result<Target> {
    let (agency, agency_group) = addressee(change.conn, add.agency, add.agency_group)?;
    let target = fitting(Target {
        id: change.new_id(),
        code: add.code,
        indicator: crate::indicator::id_of(change.conn, &add.indicator)?,
        bound: add.bound,
        value_min: add.value_min.map(|number| number.0),
        value_max: add.value_max.map(|number| number.0),
        text: add.text,
        deadline: setting::read_deadline(change.conn, "deadline", add.deadline.as_deref().unwrap_or_default(), add.before_day)?,
        derived: add.derived.unwrap_or(false),
        agency,
        agency_group,
        note: add.note,
        citations: Vec::new(),
    })?;
    write(change.conn, &target)?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "target", &target.id, &citation)?;
    }
    name_op(change, &target)?;
    get(change, IdRequest { id: target.id })
}

/// Changes fields of a target.
pub fn edit(change: &mut Change, edit: TargetEdit) -> Result<Target> {
    let mut target = get(change, IdRequest { id: edit.id })?;
    set(&mut target.bound, edit.bound);
    set(&mut target.value_min, edit.value_min.map(|value| value.map(|number| number.0)));
    set(&mut target.value_max, edit.value_max.map(|value| value.map(|number| number.0)));
    set(&mut target.text, edit.text);
    set(&mut target.note, edit.note);
    set(&mut target.agency, edit.agency);
    set(&mut target.agency_group, edit.agency_group);
    (target.agency, target.agency_group) = addressee(change.conn, target.agency, target.agency_group)?;
    if edit.deadline.is_some() || edit.before_day.is_some() {
        let text = edit.deadline.unwrap_or_else(|| target.deadline.text.clone());
        target.deadline = setting::read_deadline(change.conn, "deadline", &text, edit.before_day)?;
    }
    let target = fitting(target)?;
    write(change.conn, &target)?;
    if let Some(citations) = edit.citations {
        citation::replace(change, "target", &target.id, &citations)?;
    }
    name_op(change, &target)?;
    get(change, IdRequest { id: target.id })
}

/// Removes a target.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let target = get(change, request)?;
    citation::remove(change.conn, "target", &target.id)?;
    change.conn.execute("DELETE FROM target WHERE id = ?1", [&target.id])?;
    name_op(change, &target)
}
