//! Indicators (chỉ tiêu): what is measured, in which unit and direction, from which baseline; with the
//! last figure, the target that counts and the light, all as of a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Change, Reader};
use crate::citation::{self, Citation, CitationAdd};
use crate::contradiction::{self, Contradiction};
use crate::error::{Error, Result};
use crate::figure;
use crate::framework::{self, FocusAreaName};
use crate::observation::{self, Observation};
use crate::period::Calendar;
use crate::problem::Problem;
use crate::progress::{self, Direction, Judgement};
use crate::store::stored_as_text;
use crate::target::{self, Bound, Target};
use crate::text;
use crate::words::fill;
use crate::wire::{Day, IdRequest, Number, Patch, optional, optional_text, required, set, taken};

/// What kind of figure an indicator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// How many.
    Count,
    /// Share in percent.
    Percent,
    /// Quotient.
    Ratio,
    /// Place in a ranking.
    Rank,
    /// A figure meant to lie in a range.
    Range,
    /// Yes or no, as 1 or 0.
    YesNo,
    /// Words.
    Qualitative,
}

stored_as_text!(IndicatorKind {
    Count = "count",
    Percent = "percent",
    Ratio = "ratio",
    Rank = "rank",
    Range = "range",
    YesNo = "yes_no",
    Qualitative = "qualitative",
});

stored_as_text!(Direction { Higher = "higher", Lower = "lower", Range = "range", Keep = "keep" });

/// How figures of several periods combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeRule {
    /// The last one counts.
    Last,
    /// They add up.
    Sum,
    /// Their mean.
    Mean,
}

stored_as_text!(TimeRule { Last = "last", Sum = "sum", Mean = "mean" });

/// How figures of several agencies combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgencyRule {
    /// They add up.
    Sum,
    /// Their plain mean.
    Mean,
    /// Their weighted mean.
    WeightedMean,
    /// Numerators over denominators.
    Ratio,
    /// They do not combine.
    None,
}

stored_as_text!(AgencyRule { Sum = "sum", Mean = "mean", WeightedMean = "weighted_mean", Ratio = "ratio", None = "none" });

/// What an indicator is.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorDefinition {
    /// Its id.
    pub id: String,
    /// Its code: CT26.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Unit with its scale: "triệu tài khoản", "%".
    pub unit: String,
    /// What kind of figure.
    pub kind: IndicatorKind,
    /// Which way is better.
    pub direction: Direction,
    /// The figure from which progress counts.
    pub baseline_value: Option<f64>,
    /// The day of the baseline.
    pub baseline_day: Option<NaiveDate>,
    /// A remark on the baseline.
    pub baseline_note: Option<String>,
    /// How periods combine.
    pub time_rule: TimeRule,
    /// How agencies combine.
    pub agency_rule: AgencyRule,
    /// The calendar of its periods.
    pub calendar: Calendar,
    /// Digits after the comma; as exact as given when missing.
    pub decimals: Option<u8>,
    /// Where it belongs.
    pub focus_area: Option<FocusAreaName>,
    /// Whom or what it is about.
    pub subject: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A dated number, for the small line in a table.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema, TS)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The number, in the indicator's unit.
    pub number: f64,
}

/// A target with how it is printed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TargetShown {
    /// The target.
    #[serde(flatten)]
    pub target: Target,
    /// "ít nhất 53 dịch vụ", "50.000–100.000 người".
    pub written: String,
}

/// One line of the list of indicators, as of a day.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorRow {
    /// What it is.
    #[serde(flatten)]
    pub definition: IndicatorDefinition,
    /// The last figure by that day.
    pub latest: Option<Observation>,
    /// Days from the last figure's day to the day asked for.
    pub age_days: Option<i64>,
    /// The target that counts on that day: the next one due, else the last one.
    pub target: Option<TargetShown>,
    /// How it stands, with method and inputs.
    pub judgement: Judgement,
    /// Its numbers by that day, oldest first.
    pub points: Vec<Point>,
    /// How many sources contradict each other about it.
    pub contradictions: u32,
}

/// One indicator, whole.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Indicator {
    /// The line of the list.
    #[serde(flatten)]
    pub row: IndicatorRow,
    /// All its figures, oldest first.
    pub observations: Vec<Observation>,
    /// All its targets.
    pub targets: Vec<TargetShown>,
    /// Where its definition stands.
    pub citations: Vec<Citation>,
    /// What the sources say differently about it.
    pub about: Vec<Contradiction>,
}

/// Which indicators to list.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorListRequest {
    /// The day lights are computed for; today when missing.
    pub as_of: Option<Day>,
    /// Words that must occur; marks do not matter.
    pub text: Option<String>,
    /// Only this focus area, by id or code.
    pub focus_area: Option<String>,
    /// Only those with a target.
    pub with_target: Option<bool>,
    /// What to sort by; focus area in official order, then code, when missing.
    pub sort: Option<IndicatorSortKey>,
    /// From the end.
    pub descending: Option<bool>,
}

/// What the list of indicators is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorSortKey {
    /// Focus area in official order, then code.
    FocusArea,
    /// Code.
    Code,
    /// Name, by the Vietnamese alphabet.
    Name,
    /// Light.
    Light,
    /// Day of the last figure.
    Age,
    /// Progress against the target.
    Progress,
}

/// The list of indicators.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IndicatorList {
    /// The day lights are computed for.
    pub as_of: NaiveDate,
    /// The lines.
    pub rows: Vec<IndicatorRow>,
}

/// Asks for one indicator as of a day.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorGetRequest {
    /// Which indicator, by id or code.
    pub id: String,
    /// The day; today when missing.
    pub as_of: Option<Day>,
}

/// An indicator to add.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorAdd {
    /// Its code; the next free one when missing.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Unit with its scale.
    pub unit: String,
    /// What kind of figure.
    pub kind: IndicatorKind,
    /// Which way is better; higher when missing.
    pub direction: Option<Direction>,
    /// The figure from which progress counts.
    pub baseline_value: Option<Number>,
    /// The day of the baseline.
    pub baseline_day: Option<Day>,
    /// A remark on the baseline.
    pub baseline_note: Option<String>,
    /// How periods combine; the last counts when missing.
    pub time_rule: Option<TimeRule>,
    /// How agencies combine; they do not when missing.
    pub agency_rule: Option<AgencyRule>,
    /// The calendar; statistical when missing.
    pub calendar: Option<Calendar>,
    /// Digits after the comma, 0 to 6.
    pub decimals: Option<u8>,
    /// Where it belongs, by id or code.
    pub focus_area: Option<String>,
    /// Whom or what it is about.
    pub subject: Option<String>,
    /// Where its definition stands.
    pub citations: Option<Vec<CitationAdd>>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields of an indicator to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorEdit {
    /// Which indicator, by id or code.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What exactly is measured.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub definition: Patch<String>,
    /// Unit with its scale.
    pub unit: Option<String>,
    /// What kind of figure.
    pub kind: Option<IndicatorKind>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// The figure from which progress counts.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_value: Patch<Number>,
    /// The day of the baseline.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_day: Patch<Day>,
    /// A remark on the baseline.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub baseline_note: Patch<String>,
    /// How periods combine.
    pub time_rule: Option<TimeRule>,
    /// How agencies combine.
    pub agency_rule: Option<AgencyRule>,
    /// The calendar.
    pub calendar: Option<Calendar>,
    /// Digits after the comma.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub decimals: Patch<u8>,
    /// Where it belongs, by id or code.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub focus_area: Patch<String>,
    /// Whom or what it is about.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub subject: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

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

fn definitions(conn: &Connection, only: Option<&str>) -> Result<Vec<IndicatorDefinition>> {
    let areas: HashMap<String, FocusAreaName> = framework::names(conn)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let mut statement = conn.prepare_cached(
        "SELECT id, code, name, definition, unit, kind, direction, baseline_value, baseline_day, baseline_note, time_rule,
                agency_rule, calendar, decimals, focus_area, subject, note
         FROM indicator WHERE ?1 IS NULL OR id = ?1 ORDER BY code",
    )?;
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
        })
    };
    Ok(statement.query_map([only], read)?.collect::<rusqlite::Result<_>>()?)
}

/// How a target is printed in the language of the answer.
fn target_written(reader: &Reader, definition: &IndicatorDefinition, target: &Target) -> String {
    let words = reader.words();
    let notation = words.language.notation();
    let number = |value: f64| figure::write(value, definition.decimals, notation);
    let with_unit = |value: Option<f64>| value.map_or_else(String::new, |value| figure::with_words(None, &number(value), &definition.unit));
    let params = [
        ("from", target.value_min.map_or_else(String::new, number)),
        ("min", with_unit(target.value_min)),
        ("max", with_unit(target.value_max)),
        ("text", target.text.clone().unwrap_or_default()),
    ];
    fill(&words.of_value("target", target.bound), &params)
}

/// The target that counts on a day: the next one due, else the one without a day, else the last one due.
fn counting(targets: &[Target], as_of: NaiveDate) -> Option<&Target> {
    let due = |target: &&Target| target.deadline.last_day.is_some_and(|day| day >= as_of);
    targets
        .iter()
        .find(due)
        .or_else(|| targets.iter().find(|target| target.deadline.last_day.is_none()))
        .or_else(|| targets.last())
}

/// What progress is asked of a target.
fn goal(target: &Target) -> Option<progress::Goal> {
    Some(match target.bound {
        Bound::AtLeast => progress::Goal::AtLeast(target.value_min?),
        Bound::AtMost => progress::Goal::AtMost(target.value_max?),
        Bound::Exactly => progress::Goal::Exactly(target.value_min?),
        Bound::Range => progress::Goal::Range(target.value_min?, target.value_max?),
        Bound::ChangeAtLeast => progress::Goal::ChangeAtLeast(target.value_min?),
        Bound::Qualitative => return None,
    })
}

fn judged(reader: &Reader, definition: IndicatorDefinition, figures: &[Observation], targets: &[Target], contradictions: u32, as_of: NaiveDate) -> IndicatorRow {
    // Figures of single agencies do not stand for the whole.
    let whole: Vec<&Observation> = figures.iter().filter(|figure| figure.agency.is_none() && figure.as_of_day <= as_of).collect();
    let latest = whole.last().copied();
    let target = counting(targets, as_of);
    let dated = |number: Option<f64>, day: Option<NaiveDate>| number.zip(day).map(|(value, day)| progress::Dated { value, day });
    // Without a baseline of its own, an indicator is measured from its first figure.
    let baseline = dated(definition.baseline_value, definition.baseline_day).or_else(|| {
        let first = whole.iter().find(|figure| figure.number.is_some())?;
        (whole.len() > 1).then(|| dated(first.number, Some(first.as_of_day))).flatten()
    });
    let judgement = progress::judge(&progress::Case {
        direction: definition.direction,
        baseline,
        observed: latest.and_then(|figure| dated(figure.number, Some(figure.as_of_day))),
        goal: target.and_then(goal),
        target_day: target.and_then(|target| target.deadline.last_day),
        has_target: target.is_some(),
    });
    let points = whole.iter().filter_map(|figure| figure.number.map(|number| Point { day: figure.as_of_day, number })).collect();
    IndicatorRow {
        latest: latest.cloned(),
        age_days: latest.map(|figure| (as_of - figure.as_of_day).num_days()),
        target: target.map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() }),
        judgement,
        points,
        contradictions,
        definition,
    }
}

/// All indicators as of a day, by focus area in official order, then by code.
pub fn all(reader: &Reader, as_of: NaiveDate) -> Result<Vec<IndicatorRow>> {
    let conn = reader.conn;
    let mut figures: HashMap<String, Vec<Observation>> = HashMap::new();
    for figure in observation::of(reader, None)? {
        figures.entry(figure.indicator.clone()).or_default().push(figure);
    }
    let mut targets: HashMap<String, Vec<Target>> = HashMap::new();
    for target in target::of(conn, None)? {
        targets.entry(target.indicator.clone()).or_default().push(target);
    }
    let contradictions = contradiction::counts(conn, "indicator")?;
    let order: HashMap<String, usize> = framework::names(conn)?.into_iter().enumerate().map(|(n, area)| (area.id, n)).collect();
    let mut rows: Vec<IndicatorRow> = definitions(conn, None)?
        .into_iter()
        .map(|definition| {
            let figures = figures.remove(&definition.id).unwrap_or_default();
            let targets = targets.remove(&definition.id).unwrap_or_default();
            let count = contradictions.get(&definition.id).copied().unwrap_or(0);
            judged(reader, definition, &figures, &targets, count, as_of)
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
        Some(IndicatorSortKey::Light) => rows.sort_by_key(|row| row.judgement.band as u8),
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

/// One indicator, whole, as of a day. All its figures are there, later ones too.
pub fn get(reader: &Reader, request: IndicatorGetRequest) -> Result<Indicator> {
    let conn = reader.conn;
    let id = id_of(conn, &request.id)?;
    let as_of = reader.as_of(request.as_of);
    let definition = definitions(conn, Some(&id))?.into_iter().next().ok_or(Error::NotFound { noun: "indicator", id: request.id })?;
    let mut observations = observation::of(reader, Some(&id))?;
    for figure in &mut observations {
        figure.citations = citation::of(conn, "observation", &figure.id)?;
    }
    let mut targets = target::of(conn, Some(&id))?;
    for target in &mut targets {
        target.citations = citation::of(conn, "target", &target.id)?;
    }
    let about = contradiction::touching(conn, "indicator", &id)?;
    let shown = targets
        .iter()
        .map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() })
        .collect();
    Ok(Indicator {
        citations: citation::of(conn, "indicator", &id)?,
        row: judged(reader, definition, &observations, &targets, about.len() as u32, as_of),
        targets: shown,
        observations,
        about,
    })
}

/// Cleans the text of a definition and checks what belongs together. Errors at the field.
pub fn cleaned(mut definition: IndicatorDefinition) -> Result<IndicatorDefinition> {
    definition.code = required("code", &definition.code)?;
    definition.name = required("name", &definition.name)?;
    definition.unit = text::clean_line(&definition.unit);
    definition.definition = optional_text(definition.definition);
    definition.baseline_note = optional(definition.baseline_note);
    definition.subject = optional(definition.subject);
    definition.note = optional_text(definition.note);
    if definition.decimals.is_some_and(|decimals| decimals > 6) {
        return Err(Error::input("decimals", Problem::new("indicator.decimals")));
    }
    if definition.baseline_value.is_some() != definition.baseline_day.is_some() {
        let missing = if definition.baseline_day.is_none() { "baseline_day" } else { "baseline_value" };
        return Err(Error::input(missing, Problem::new("required")));
    }
    Ok(definition)
}

/// Writes one indicator row, cleaned already.
pub fn insert(conn: &Connection, definition: &IndicatorDefinition) -> Result<()> {
    conn.execute(
        "INSERT INTO indicator (id, code, name, definition, unit, kind, direction, baseline_value, baseline_day, baseline_note,
                                time_rule, agency_rule, calendar, decimals, focus_area, subject, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        params![
            definition.id,
            definition.code,
            definition.name,
            definition.definition,
            definition.unit,
            definition.kind,
            definition.direction,
            definition.baseline_value,
            definition.baseline_day,
            definition.baseline_note,
            definition.time_rule,
            definition.agency_rule,
            definition.calendar,
            definition.decimals,
            definition.focus_area.as_ref().map(|area| &area.id),
            definition.subject,
            definition.note,
        ],
    )
    .map_err(|error| taken(error, "code", Some(&definition.code)))?;
    Ok(())
}

fn area_named(conn: &Connection, code: Option<&str>) -> Result<Option<FocusAreaName>> {
    match code {
        None => Ok(None),
        Some(code) => {
            let id = framework::area_id(conn, "focus_area", code)?;
            Ok(framework::names(conn)?.into_iter().find(|area| area.id == id))
        }
    }
}

fn next_code(conn: &Connection) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT code FROM indicator")?;
    let codes: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let highest = codes.iter().filter_map(|code| code.strip_prefix("CT")?.parse::<u64>().ok()).max().unwrap_or(0);
    Ok(format!("CT{:02}", highest + 1))
}

/// Adds an indicator.
pub fn add(change: &mut Change, add: IndicatorAdd) -> Result<Indicator> {
    let code = match add.code {
        Some(code) => code,
        None => next_code(change.conn)?,
    };
    let definition = cleaned(IndicatorDefinition {
        id: change.new_id(),
        code,
        name: add.name,
        definition: add.definition,
        unit: add.unit,
        kind: add.kind,
        direction: add.direction.unwrap_or(Direction::Higher),
        baseline_value: add.baseline_value.map(|number| number.0),
        baseline_day: add.baseline_day.map(|day| day.0),
        baseline_note: add.baseline_note,
        time_rule: add.time_rule.unwrap_or(TimeRule::Last),
        agency_rule: add.agency_rule.unwrap_or(AgencyRule::None),
        calendar: add.calendar.unwrap_or(Calendar::Statistical),
        decimals: add.decimals,
        focus_area: area_named(change.conn, add.focus_area.as_deref())?,
        subject: add.subject,
        note: add.note,
    })?;
    insert(change.conn, &definition)?;
    for citation in add.citations.unwrap_or_default() {
        citation::add(change, "indicator", &definition.id, &citation)?;
    }
    change.about(&definition.code);
    get(change, IndicatorGetRequest { id: definition.id, as_of: None })
}

/// Changes fields of an indicator's definition.
pub fn edit(change: &mut Change, edit: IndicatorEdit) -> Result<Indicator> {
    let id = id_of(change.conn, &edit.id)?;
    let before = definitions(change.conn, Some(&id))?.into_iter().next();
    let mut definition = before.ok_or(Error::NotFound { noun: "indicator", id: edit.id })?;
    set(&mut definition.code, edit.code);
    set(&mut definition.name, edit.name);
    set(&mut definition.definition, edit.definition);
    set(&mut definition.unit, edit.unit);
    set(&mut definition.kind, edit.kind);
    set(&mut definition.direction, edit.direction);
    set(&mut definition.baseline_value, edit.baseline_value.map(|value| value.map(|number| number.0)));
    set(&mut definition.baseline_day, edit.baseline_day.map(|day| day.map(|day| day.0)));
    set(&mut definition.baseline_note, edit.baseline_note);
    set(&mut definition.time_rule, edit.time_rule);
    set(&mut definition.agency_rule, edit.agency_rule);
    set(&mut definition.calendar, edit.calendar);
    set(&mut definition.decimals, edit.decimals);
    if let Some(area) = edit.focus_area {
        definition.focus_area = area_named(change.conn, area.as_deref())?;
    }
    set(&mut definition.subject, edit.subject);
    set(&mut definition.note, edit.note);
    let definition = cleaned(definition)?;
    change
        .conn
        .execute(
            "UPDATE indicator SET code = ?2, name = ?3, definition = ?4, unit = ?5, kind = ?6, direction = ?7, baseline_value = ?8,
             baseline_day = ?9, baseline_note = ?10, time_rule = ?11, agency_rule = ?12, calendar = ?13, decimals = ?14,
             focus_area = ?15, subject = ?16, note = ?17 WHERE id = ?1",
            params![
                definition.id,
                definition.code,
                definition.name,
                definition.definition,
                definition.unit,
                definition.kind,
                definition.direction,
                definition.baseline_value,
                definition.baseline_day,
                definition.baseline_note,
                definition.time_rule,
                definition.agency_rule,
                definition.calendar,
                definition.decimals,
                definition.focus_area.as_ref().map(|area| &area.id),
                definition.subject,
                definition.note,
            ],
        )
        .map_err(|error| taken(error, "code", Some(&definition.code)))?;
    change.about(&definition.code);
    get(change, IndicatorGetRequest { id: definition.id, as_of: None })
}

/// Removes an indicator with its figures and targets.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let id = id_of(change.conn, &request.id)?;
    let code = code_of(change.conn, &id)?;
    change.conn.execute(
        "DELETE FROM citation WHERE (noun = 'indicator' AND record = ?1)
           OR (noun = 'target' AND record IN (SELECT id FROM target WHERE indicator = ?1))
           OR (noun = 'observation' AND record IN (SELECT id FROM observation WHERE indicator = ?1))",
        [&id],
    )?;
    change.conn.execute("DELETE FROM contradiction_record WHERE noun = 'indicator' AND record = ?1", [&id])?;
    change.conn.execute("DELETE FROM indicator WHERE id = ?1", [&id])?;
    change.about(code);
    Ok(())
}
