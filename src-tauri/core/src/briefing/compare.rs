//! What changed since: two moments side by side, each a day or an issued briefing. Both are read from the book as it
//! stood then ([`crate::history`]), and each is judged on its own day, so "before" is what was said then.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use super::block::column;
use super::plan::{Plan, count, whole};
use super::{BriefingScope, facts};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure;
use crate::history::{self, ChangesRequest, MoveKind};
use crate::indicator::{self, IndicatorRow};
use crate::problem::Problem;
use crate::progress::Band;
use crate::rates::{self, tally};
use crate::status::{Counts, RateKind, Status};
use crate::task::{self, TaskListRequest, TaskRow, said};
use crate::wire::Day;
use crate::{agency, framework};

/// A moment: the end of a day, or an issued briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ComparePoint {
    /// The end of this day.
    pub day: Option<Day>,
    /// This issued briefing, by id.
    pub issued: Option<String>,
}

/// Asks what changed between two moments.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingCompare {
    /// The earlier one.
    pub from: ComparePoint,
    /// The later one; now, judged today, when missing.
    pub to: Option<ComparePoint>,
    /// Only what this agency has to do, by id.
    pub agency: Option<String>,
    /// Only this focus area, by id or code.
    pub focus_area: Option<String>,
}

/// A task that is not as it was.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskMove {
    /// The task.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Who leads.
    pub leads: String,
    /// How it stands at the later moment, in words.
    pub said: String,
    /// Its status at the earlier moment; none when it was not there.
    pub from: Option<Status>,
    /// Its status at the later one.
    pub to: Status,
}

/// A task whose last day moved.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DeadlineMove {
    /// The task.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Who leads.
    pub leads: String,
    /// The last day that counted; none when there was none.
    pub from: Option<NaiveDate>,
    /// The one that counts now.
    pub to: Option<NaiveDate>,
}

/// An indicator whose figure or light is not as it was.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FigureMove {
    /// The indicator.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The figure at the earlier moment, as printed; none when there was none.
    pub from: Option<String>,
    /// The figure at the later one.
    pub to: Option<String>,
    /// The light at the earlier moment.
    pub light_from: Option<Band>,
    /// The light at the later one.
    pub light_to: Band,
}

/// A number of the overview at both moments.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RateMove {
    /// What it is, in words.
    pub label: String,
    /// At the earlier moment, as printed.
    pub from: String,
    /// At the later one.
    pub to: String,
    /// Whether it is not as it was.
    pub changed: bool,
}

/// Two moments side by side.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Compared {
    /// The day of the earlier one.
    pub before: NaiveDate,
    /// The day of the later one.
    pub after: NaiveDate,
    /// The earlier one, in words.
    pub from: String,
    /// The later one.
    pub to: String,
    /// Tasks that were not there before.
    pub new: Vec<TaskMove>,
    /// Tasks that were done.
    pub done: Vec<TaskMove>,
    /// Tasks that became overdue.
    pub overdue: Vec<TaskMove>,
    /// Tasks whose last day moved.
    pub extended: Vec<DeadlineMove>,
    /// Tasks that were done and are open again.
    pub reopened: Vec<TaskMove>,
    /// Tasks that are no longer there.
    pub gone: Vec<TaskMove>,
    /// Counts and rates, whether they changed or not.
    pub numbers: Vec<RateMove>,
    /// Figures of indicators that are not as they were.
    pub figures: Vec<FigureMove>,
}

/// A moment as the journal knows it.
struct Moment {
    day: NaiveDate,
    /// The act after which it is; none: the end of its day.
    op: Option<i64>,
    said: String,
}

fn moment(reader: &Reader, field: &'static str, point: &ComparePoint) -> Result<Moment> {
    let words = reader.words();
    match (&point.issued, point.day) {
        (Some(id), _) => {
            let mut statement = reader.conn.prepare_cached("SELECT name, day, op FROM issued_briefing WHERE id = ?1")?;
            let found = statement.query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))).optional()?;
            let (name, day, op): (String, NaiveDate, i64) = found.ok_or_else(|| Error::NotFound { noun: "issued_briefing", id: id.clone() })?;
            Ok(Moment { day, op: Some(op), said: words.fill("briefing.moment_issued", &[("name", name), ("day", words.day(day))]) })
        }
        (None, Some(day)) => Ok(Moment { day: day.0, op: None, said: words.fill("briefing.moment_day", &[("day", words.day(day.0))]) }),
        (None, None) => Err(Error::input(field, Problem::new("required"))),
    }
}

/// What the book said at a moment.
struct Side {
    tasks: Vec<TaskRow>,
    indicators: Vec<IndicatorRow>,
}

fn side(reader: &Reader, scope: &BriefingScope, op: i64, day: NaiveDate) -> Result<Side> {
    reader.at(op, |reader| {
        let request = facts::filter(scope, day, &TaskListRequest::default());
        // An agency that was not in the book yet had nothing to do.
        let known = match &scope.agency {
            Some(agency) => agency::names(reader.conn)?.contains_key(agency),
            None => true,
        };
        let tasks = if known { facts::tasks(reader, &request)? } else { Vec::new() };
        let mut indicators = indicator::all(reader, day)?;
        if let Some(area) = &scope.focus_area {
            indicators.retain(|row| row.definition.focus_area.as_ref().is_some_and(|own| own.id == *area));
        }
        Ok(Side { tasks, indicators })
    })
}

/// What changed between two moments. Errors: `required` at `from`; `changes.until_before_since` at `until`.
pub fn compare(reader: &Reader, request: BriefingCompare) -> Result<Compared> {
    agency::known(reader.conn, "agency", request.agency.as_deref())?;
    let focus_area = request.focus_area.as_deref().map(|code| framework::area_id(reader.conn, "focus_area", code)).transpose()?;
    let scope = BriefingScope { agency: request.agency, focus_area, ..BriefingScope::default() };
    between(reader, &scope, &request.from, request.to.as_ref())
}

fn between(reader: &Reader, scope: &BriefingScope, from: &ComparePoint, to: Option<&ComparePoint>) -> Result<Compared> {
    let words = reader.words();
    let from = moment(reader, "from", from)?;
    let to = match to {
        Some(to) => moment(reader, "to", to)?,
        None => Moment { day: reader.today(), op: None, said: words.fill("briefing.moment_day", &[("day", words.day(reader.today()))]) },
    };
    let span = history::span(
        reader,
        &ChangesRequest {
            // The journal asks for the first day of what is told; a moment is the end of its day.
            since: if from.op.is_some() { Some(Day(from.day)) } else { from.day.succ_opt().map(Day) },
            since_op: from.op,
            until: Some(Day(to.day)),
            until_op: to.op,
            ..ChangesRequest::default()
        },
    )?;
    let was = side(reader, scope, span.base, from.day)?;
    let is = side(reader, scope, span.top, to.day)?;
    let mut compared = Compared {
        before: from.day,
        after: to.day,
        from: from.said,
        to: to.said,
        new: Vec::new(),
        done: Vec::new(),
        overdue: Vec::new(),
        extended: Vec::new(),
        reopened: Vec::new(),
        gone: Vec::new(),
        numbers: numbers(reader, &was.tasks, &is.tasks),
        figures: figures(&was.indicators, &is.indicators),
    };
    compared.sort_tasks(reader, &was.tasks, &is.tasks);
    Ok(compared)
}

fn told(reader: &Reader, row: &TaskRow, from: Option<Status>) -> TaskMove {
    TaskMove {
        id: row.id.clone(),
        code: row.code.clone(),
        statement: row.statement.clone(),
        leads: said::leads(reader.words(), row),
        said: said::state(reader.words(), &row.standing),
        from,
        to: row.standing.status,
    }
}

impl Compared {
    /// Puts each task under what happened to it; one that was not there is new, whatever else it is.
    fn sort_tasks(&mut self, reader: &Reader, was: &[TaskRow], is: &[TaskRow]) {
        let before: HashMap<&str, &TaskRow> = was.iter().map(|row| (row.id.as_str(), row)).collect();
        for row in is {
            let Some(earlier) = before.get(row.id.as_str()) else {
                self.new.push(told(reader, row, None));
                continue;
            };
            let from = earlier.standing.status;
            let line = || told(reader, row, Some(from));
            match history::moved(Some(from), row.standing.status) {
                Some(MoveKind::Completed) => self.done.push(line()),
                Some(MoveKind::Overdue) => self.overdue.push(line()),
                Some(MoveKind::Reopened) => self.reopened.push(line()),
                Some(MoveKind::Relieved) | None => {}
            }
            if earlier.due != row.due {
                self.extended.push(DeadlineMove {
                    id: row.id.clone(),
                    code: row.code.clone(),
                    statement: row.statement.clone(),
                    leads: said::leads(reader.words(), row),
                    from: earlier.due,
                    to: row.due,
                });
            }
        }
        let there: HashMap<&str, ()> = is.iter().map(|row| (row.id.as_str(), ())).collect();
        self.gone = was.iter().filter(|row| !there.contains_key(row.id.as_str())).map(|row| told(reader, row, Some(row.standing.status))).collect();
        for list in [&mut self.new, &mut self.done, &mut self.overdue, &mut self.reopened, &mut self.gone] {
            list.sort_by_cached_key(|one| task::code_key(&one.code));
        }
        self.extended.sort_by_cached_key(|one| task::code_key(&one.code));
    }

    fn is_empty(&self) -> bool {
        [&self.new, &self.done, &self.overdue, &self.reopened, &self.gone].iter().all(|list| list.is_empty())
            && self.extended.is_empty()
            && self.figures.is_empty()
            && self.numbers.iter().all(|number| !number.changed)
    }
}

fn numbers(reader: &Reader, was: &[TaskRow], is: &[TaskRow]) -> Vec<RateMove> {
    let words = reader.words();
    let (was, is) = (tally(was.iter()), tally(is.iter()));
    let mut found = Vec::new();
    let mut told = |label: String, from: String, to: String| found.push(RateMove { changed: from != to, label, from, to });
    told(words.get("briefing.total"), count(reader, whole(&was)), count(reader, whole(&is)));
    for status in Status::ALL.into_iter().filter(|status| was.of(*status) + is.of(*status) > 0) {
        told(words.of_value("status", status), count(reader, was.of(status)), count(reader, is.of(status)));
    }
    let shown = |counts: &Counts, kind: RateKind| {
        let rate = rates::rates(counts, counts, false).into_iter().find(|rate| rate.kind == kind).and_then(|rate| rate.percent);
        rate.map_or_else(|| words.get("briefing.no_rate"), |percent| format!("{}%", figure::write(percent, None, words.language.notation())))
    };
    for kind in [RateKind::Overdue, RateKind::Completion, RateKind::OnTime] {
        told(words.of_value("rate", kind), shown(&was, kind), shown(&is, kind));
    }
    found
}

fn figures(was: &[IndicatorRow], is: &[IndicatorRow]) -> Vec<FigureMove> {
    let before: HashMap<&str, &IndicatorRow> = was.iter().map(|row| (row.definition.id.as_str(), row)).collect();
    let moves = is.iter().filter_map(|row| {
        let earlier = before.get(row.definition.id.as_str());
        let from = earlier.and_then(|row| row.measured_written());
        let light_from = earlier.map(|row| row.light);
        let to = row.measured_written();
        // A light alone that follows the calendar is no change of a figure, but a person's word is.
        let light = light_from.is_some_and(|light| light != row.light) && (row.overridden.is_some() || earlier.is_some_and(|row| row.overridden.is_some()));
        (from != to || light).then(|| FigureMove {
            id: row.definition.id.clone(),
            code: row.definition.code.clone(),
            name: row.definition.name.clone(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            light_from,
            light_to: row.light,
        })
    });
    moves.collect()
}

/// The moment a page compares with when it names none: the last issue of its briefing, else a month before.
fn usual(reader: &Reader, plan: &Plan) -> Result<ComparePoint> {
    let mut statement = reader.conn.prepare_cached("SELECT id FROM issued_briefing WHERE briefing = ?1 AND day <= ?2 ORDER BY issued_at DESC, id DESC LIMIT 1")?;
    let last = match &plan.briefing {
        Some(briefing) => statement.query_row(rusqlite::params![briefing, plan.as_of], |row| row.get(0)).optional()?,
        None => None,
    };
    let day = plan.as_of.checked_sub_months(Months::new(1)).unwrap_or(plan.as_of);
    Ok(match last {
        Some(issued) => ComparePoint { issued: Some(issued), day: None },
        None => ComparePoint { issued: None, day: Some(Day(day)) },
    })
}

/// The parts of a page that tells what changed.
pub(super) fn parts(reader: &Reader, plan: &Plan, since: Option<&ComparePoint>, title: String) -> Result<Vec<press::Block>> {
    let words = reader.words();
    let since = match since.filter(|point| point.day.is_some() || point.issued.is_some()) {
        Some(since) => since.clone(),
        None => usual(reader, plan)?,
    };
    let compared = between(reader, &plan.scope, &since, Some(&ComparePoint { day: Some(Day(plan.as_of)), issued: None }))?;
    let mut parts = Vec::new();
    if !title.is_empty() {
        parts.push(press::Block::Heading(title));
    }
    parts.push(press::Block::Note(words.fill("briefing.compared", &[("from", compared.from.clone()), ("to", compared.to.clone())])));
    if compared.is_empty() {
        parts.push(press::Block::Paragraphs(vec![words.get("briefing.nothing_changed")]));
        return Ok(parts);
    }
    let line = |cells: Vec<press::Cell>| press::TableRow { cells, strong: false };
    let moved = |from: String, to: String| if from == to { press::Cell::from(to) } else { press::Cell { was: from, ..press::Cell::from(to) } };
    let table = |title: &str, columns: Vec<press::Column>, rows: Vec<press::TableRow>| {
        press::Block::Table(press::Table { title: words.get(title), columns, rows, ..press::Table::default() })
    };
    let numbers = compared.numbers.iter().map(|number| line(vec![press::Cell::from(number.label.clone()), moved(number.from.clone(), number.to.clone())]));
    parts.push(table(
        "briefing.changed_numbers",
        vec![column(reader, "briefing.number", press::Align::Left, 3.0), column(reader, "briefing.value", press::Align::Right, 2.0)],
        numbers.collect(),
    ));
    let columns = || {
        vec![
            column(reader, "field.code", press::Align::Left, 0.0),
            column(reader, "field.statement", press::Align::Left, 5.2),
            column(reader, "field.lead", press::Align::Left, 2.4),
            column(reader, "field.status", press::Align::Left, 2.4),
        ]
    };
    for (title, list) in [
        ("briefing.changed_new", &compared.new),
        ("briefing.changed_done", &compared.done),
        ("briefing.changed_overdue", &compared.overdue),
        ("briefing.changed_reopened", &compared.reopened),
        ("briefing.changed_gone", &compared.gone),
    ] {
        if list.is_empty() {
            continue;
        }
        let rows = list.iter().map(|one| {
            let cell = press::Cell { mark: Some(crate::chart::mark(one.to)), ..press::Cell::from(one.said.clone()) };
            line(vec![one.code.clone().into(), one.statement.clone().into(), one.leads.clone().into(), cell])
        });
        parts.push(table(title, columns(), rows.collect()));
    }
    if !compared.extended.is_empty() {
        let day = |day: Option<NaiveDate>| day.map_or_else(|| words.get("briefing.no_day"), |day| words.day(day));
        let rows = compared.extended.iter().map(|one| {
            line(vec![one.code.clone().into(), one.statement.clone().into(), one.leads.clone().into(), moved(day(one.from), day(one.to))])
        });
        let mut columns = columns();
        if let Some(last) = columns.last_mut() {
            last.header = words.get("field.last_day");
        }
        parts.push(table("briefing.changed_deadlines", columns, rows.collect()));
    }
    if !compared.figures.is_empty() {
        let rows = compared.figures.iter().map(|one| {
            let none = || words.get("state.no_data");
            let light = |band: Band| words.of_value("band", band);
            line(vec![
                one.code.clone().into(),
                one.name.clone().into(),
                moved(one.from.clone().unwrap_or_else(none), one.to.clone().unwrap_or_else(none)),
                moved(one.light_from.map(light).unwrap_or_default(), light(one.light_to)),
            ])
        });
        let columns = vec![
            column(reader, "field.code", press::Align::Left, 0.0),
            column(reader, "field.indicator", press::Align::Left, 4.2),
            column(reader, "field.latest", press::Align::Left, 3.2),
            column(reader, "field.judgement", press::Align::Left, 2.6),
        ];
        parts.push(table("briefing.changed_figures", columns, rows.collect()));
    }
    Ok(parts)
}
