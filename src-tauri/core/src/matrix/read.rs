//! Gathers the matrix: the common tasks, their parts and what proves them, in a handful of queries however
//! many tasks and agencies there are.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Differs, Matrix, MatrixCell, MatrixLine, MatrixRequest, MatrixTask, Structure};
use crate::agency::{self, AgencyName};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::regrouping::{self, Regrouping};
use crate::status::{Counts, Status};
use crate::task::{self, Look, TaskRow};
use crate::wire::Day;
use crate::words::Words;
use crate::{assignment, setting, step, text};

/// How agencies stand with the common tasks. All of them are gathered once between two writes; what a person
/// types to narrow them only hides rows and columns.
pub fn matrix(reader: &Reader, request: MatrixRequest) -> Result<Matrix> {
    let asked = MatrixRequest { as_of: Some(Day(reader.as_of(request.as_of))), text: None, open_only: None, ..request.clone() };
    let key = format!("matrix {} {asked:?}", reader.words().language.code());
    let mut matrix = Matrix::clone(&*reader.keep(&key, || whole(reader, &asked))?);
    narrow(&mut matrix, &request);
    Ok(matrix)
}

/// The matrix with every row and column.
fn whole(reader: &Reader, request: &MatrixRequest) -> Result<Matrix> {
    let conn = reader.conn;
    let asked = reader.as_of(request.as_of);
    let only = chosen(conn, request.tasks.as_deref())?;
    let is_chosen = |task: &str| only.as_ref().is_none_or(|only| only.contains(task));
    let mut changes = regrouping::by_task(conn)?;
    changes.retain(|task, _| is_chosen(task));
    let changed_on = changes.values().flatten().map(|change| change.on_day).filter(|day| *day <= asked).max();
    let as_of = match request.structure.unwrap_or_default() {
        Structure::Current => asked,
        Structure::Before => changed_on.and_then(|day| day.pred_opt()).unwrap_or(asked),
    };
    let basis = request.basis.unwrap_or_default();
    let mut rows = task::common(conn, &Look { basis, ..Look::on(as_of) })?;
    // A part of another task is shown only when it is asked for by name.
    rows.retain(|row| if only.is_some() { is_chosen(&row.id) } else { row.parent.is_none() });
    rows.sort_by_cached_key(|row| task::code_key(&row.code));

    let scope = request.agency_group.as_deref().map(|key| Scope::of(conn, key)).transpose()?;
    let parts = parts(conn, &rows, as_of)?;
    let mut differs = differences(reader, &rows, &parts, &changes, as_of)?;
    let mut columns: Vec<MatrixTask> =
        rows.iter().map(|row| column(reader.words(), row, &mut changes, differs.remove(&row.id))).collect();
    let mut lines = lines(reader, &rows, parts, scope.as_ref())?;
    let mut counts = Counts::default();
    for line in &mut lines {
        for (cell, column) in line.cells.iter().zip(&mut columns) {
            let Some(cell) = cell else { continue };
            let done = u32::from(cell.completed_on.is_some());
            counts.add(cell.standing.status);
            column.counts.add(cell.standing.status);
            column.of += 1;
            column.done += done;
            if column.regular {
                continue;
            }
            line.of += 1;
            line.done += done;
            match (&line.agency, done) {
                (_, 1) => {}
                (Some(_), _) => column.missing.push(line.label.clone()),
                (None, _) => column.missing_unnamed += 1,
            }
        }
    }
    let (done, of) = lines.iter().fold((0, 0), |(done, of), line| (done + line.done, of + line.of));
    let mut matrix = Matrix { as_of, changed_on, basis, tasks: columns, lines, done, of, counts };
    if scope.is_some() {
        keep_columns(&mut matrix, |task| task.of > 0);
    }
    Ok(matrix)
}

/// The ids of the tasks asked for. Errors: `regrouping.not_common` at `tasks[n]`.
fn chosen(conn: &Connection, tasks: Option<&[String]>) -> Result<Option<HashSet<String>>> {
    let Some(tasks) = tasks else { return Ok(None) };
    let mut found = HashSet::new();
    for (place, key) in tasks.iter().enumerate() {
        let id = task::id_of(conn, key)?;
        if task::group_of(conn, &id)?.is_none() {
            return Err(Error::input(format!("tasks[{place}]"), Problem::new("regrouping.not_common").with("code", key)));
        }
        found.insert(id);
    }
    Ok(Some(found))
}

/// The agencies of one group and the tasks given to it.
struct Scope {
    group: String,
    members: HashSet<String>,
}

impl Scope {
    fn of(conn: &Connection, key: &str) -> Result<Scope> {
        let group = agency::group_id(conn, "agency_group", key)?;
        let members = agency::members(conn, &group)?.into_iter().collect();
        Ok(Scope { group, members })
    }

    fn has(&self, row: &TaskRow, agency: Option<&str>) -> bool {
        row.agency_group.as_ref() == Some(&self.group) || agency.is_some_and(|agency| self.members.contains(agency))
    }
}

/// One part of a common task: which column, whose, and how it stands.
struct Placed {
    column: usize,
    agency: Option<String>,
    cell: MatrixCell,
}

/// The leading parts that count on the day, in the order of their tasks.
fn parts(conn: &Connection, rows: &[TaskRow], as_of: NaiveDate) -> Result<Vec<Placed>> {
    let columns: HashMap<&str, (usize, &TaskRow)> = rows.iter().enumerate().map(|(place, row)| (row.id.as_str(), (place, row))).collect();
    let mut proofs = step::proofs(conn, task::COMMON, None, as_of)?;
    let reminders = setting::reminders(conn)?;
    let mut found = Vec::new();
    assignment::each(conn, task::COMMON, None, as_of, |part| {
        let Some((column, row)) = columns.get(part.task).filter(|_| part.leads) else { return };
        let state = part.state;
        let proof = proofs.remove(part.id).filter(|_| state.completed_on.is_some()).unwrap_or_default();
        found.push(Placed {
            column: *column,
            agency: part.agency.map(str::to_owned),
            cell: MatrixCell {
                assignment: part.id.to_owned(),
                standing: row.standing_of(&state, as_of, &reminders),
                started_on: state.started_on,
                paused_on: state.paused_on,
                completed_on: state.completed_on,
                result: proof.note,
                evidence: proof.evidence,
            },
        });
    })?;
    Ok(found)
}

fn column(words: &Words, row: &TaskRow, changes: &mut HashMap<String, Vec<Regrouping>>, differs: Option<Differs>) -> MatrixTask {
    MatrixTask {
        id: row.id.clone(),
        code: row.code.clone(),
        statement: row.statement.clone(),
        agency_group: row.agency_group.clone().unwrap_or_default(),
        agency_group_name: row.agency_group_name.clone().unwrap_or_default(),
        deadline: row.deadline_words(words),
        due: row.due,
        standing: row.standing,
        regular: row.standing.status == Status::Ongoing,
        done: 0,
        of: 0,
        task_done: row.done,
        task_of: row.of,
        counts: Counts::default(),
        missing: Vec::new(),
        missing_unnamed: 0,
        regroupings: changes.remove(&row.id).unwrap_or_default(),
        differs,
    }
}

/// The rows: every agency with a part in scope, in official order, then the places without a name, each
/// under its task: nobody can tell whether two of them are the same agency.
fn lines(reader: &Reader, rows: &[TaskRow], parts: Vec<Placed>, scope: Option<&Scope>) -> Result<Vec<MatrixLine>> {
    let mut named: HashMap<String, Vec<Option<MatrixCell>>> = HashMap::new();
    let mut unnamed = Vec::new();
    let mut places: HashMap<usize, u32> = HashMap::new();
    let empty = || std::iter::repeat_with(|| None).take(rows.len()).collect::<Vec<Option<MatrixCell>>>();
    for part in parts {
        let Some(row) = rows.get(part.column) else { continue };
        if scope.is_some_and(|scope| !scope.has(row, part.agency.as_deref())) {
            continue;
        }
        let cells = match part.agency {
            Some(agency) => named.entry(agency).or_insert_with(empty),
            None => {
                let place = places.entry(part.column).or_default();
                *place += 1;
                let label = reader.words().fill("matrix.place", &[("code", row.code.clone()), ("place", place.to_string())]);
                unnamed.push((part.column, MatrixLine { agency: None, label, done: 0, of: 0, cells: empty() }));
                let Some((_, line)) = unnamed.last_mut() else { continue };
                &mut line.cells
            }
        };
        if let Some(slot) = cells.get_mut(part.column) {
            *slot = Some(part.cell);
        }
    }
    let mut lines = Vec::with_capacity(named.len() + unnamed.len());
    for agency in agency::in_official_order(reader)? {
        if let Some(cells) = named.remove(&agency.id) {
            let name = AgencyName::from(agency);
            lines.push(MatrixLine { label: name.short_name.clone(), agency: Some(name), done: 0, of: 0, cells });
        }
    }
    unnamed.sort_by_key(|(column, _)| *column);
    lines.extend(unnamed.into_iter().map(|(_, line)| line));
    Ok(lines)
}

/// Where parts and group differ, by task. Only for tasks that no later change gives another group: a group
/// has no past of its own, so what an earlier day had cannot be told from what was edited since.
fn differences(
    reader: &Reader,
    rows: &[TaskRow],
    parts: &[Placed],
    changes: &HashMap<String, Vec<Regrouping>>,
    as_of: NaiveDate,
) -> Result<HashMap<String, Differs>> {
    let conn = reader.conn;
    let mut groups: HashMap<&str, (Vec<String>, u32)> = HashMap::new();
    for group in rows.iter().filter_map(|row| row.agency_group.as_deref()).collect::<BTreeSet<_>>() {
        groups.insert(group, (agency::members(conn, group)?, agency::expected(conn, group)?));
    }
    let mut have: HashMap<usize, (HashSet<&str>, usize)> = HashMap::new();
    for part in parts {
        let (named, unnamed) = have.entry(part.column).or_default();
        match &part.agency {
            Some(agency) => drop(named.insert(agency)),
            None => *unnamed += 1,
        }
    }
    let mut names = None;
    let mut found = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        let changed_later = changes.get(&row.id).is_some_and(|all| all.iter().any(|change| change.on_day > as_of));
        let Some((members, expected)) = row.agency_group.as_deref().and_then(|group| groups.get(group)).filter(|_| !changed_later) else {
            continue;
        };
        let none = (HashSet::new(), 0);
        let (named, unnamed) = have.get(&place).unwrap_or(&none);
        let missing: Vec<&str> = members.iter().map(String::as_str).filter(|agency| !named.contains(agency)).collect();
        let strangers: Vec<&str> = named.iter().copied().filter(|agency| !members.iter().any(|member| member == agency)).collect();
        // A group that counts more than it names leaves room for places that somebody named in the task.
        let room = (*expected as usize).saturating_sub(members.len());
        let (extra, room) = if strangers.len() > room { (strangers, room) } else { (Vec::new(), room - strangers.len()) };
        let places = room as i64 - *unnamed as i64;
        if missing.is_empty() && extra.is_empty() && places == 0 {
            continue;
        }
        let names = match &mut names {
            Some(names) => names,
            none => none.insert(agency::names(conn)?),
        };
        let order = reader.order()?;
        let named_of = |ids: Vec<&str>| {
            let mut known: Vec<AgencyName> = ids.into_iter().filter_map(|id| names.get(id).cloned()).collect();
            known.sort_by(|a, b| order.compare(&a.short_name, &b.short_name));
            known
        };
        found.insert(row.id.clone(), Differs { missing: named_of(missing), extra: named_of(extra), places });
    }
    Ok(found)
}

/// Leaves out columns, and with them their cells.
fn keep_columns(matrix: &mut Matrix, keep: impl Fn(&MatrixTask) -> bool) {
    let kept: Vec<bool> = matrix.tasks.iter().map(keep).collect();
    let mut places = kept.iter();
    matrix.tasks.retain(|_| places.next().copied().unwrap_or(false));
    for line in &mut matrix.lines {
        let mut places = kept.iter();
        line.cells.retain(|_| places.next().copied().unwrap_or(false));
    }
}

/// Hides rows and columns that were not asked for; sums and the missing stay those of all.
fn narrow(matrix: &mut Matrix, request: &MatrixRequest) {
    if request.open_only == Some(true) {
        keep_columns(matrix, |task| !task.regular && task.done < task.of);
        matrix.lines.retain(|line| line.cells.iter().flatten().any(|cell| cell.completed_on.is_none()));
    }
    let folded = text::fold(request.text.as_deref().unwrap_or_default());
    let words: Vec<&str> = folded.split_whitespace().collect();
    if !words.is_empty() {
        matrix.lines.retain(|line| {
            let full = line.agency.as_ref().map(|agency| agency.name.as_str()).unwrap_or_default();
            let said = text::fold(&format!("{} {full}", line.label));
            words.iter().all(|word| said.contains(word))
        });
    }
}
