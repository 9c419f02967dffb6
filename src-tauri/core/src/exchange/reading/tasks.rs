//! Rows of a sheet as tasks: the task itself, who leads it and who coordinates, and that it is done. A row whose
//! agencies are not known yet waits as a whole.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::cells::{Cell, CellValue, Row, letters};
use super::matching::Matched;
use super::values::{Gained, Values, said, shown};
use super::layout;
use crate::book::Reader;
use crate::deadline::{self, BeforeDay, Deadline};
use crate::error::Result;
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::plan::{Answers, QuestionKind};
use crate::problem::Problem;
use crate::setting;
use crate::store::stored;
use crate::text::{clean_line, clean_text, fold};

/// Reads the tasks of a sheet.
pub struct Tasks<'a> {
    reader: &'a Reader<'a>,
    columns: &'a [Matched],
    answers: &'a Answers,
    sha256: &'a str,
    before: BeforeDay,
    /// The number of the next code that nobody has.
    next: u64,
    /// Rows that hold no data.
    pub left_out: Vec<(u32, String)>,
}

/// A task of the book that a row may mean.
struct There {
    id: String,
    statement: String,
    lead: Option<String>,
}

impl<'a> Tasks<'a> {
    /// Prepares for the rows under the headings.
    pub fn new(reader: &'a Reader<'a>, columns: &'a [Matched], answers: &'a Answers, sha256: &'a str) -> Result<Tasks<'a>> {
        let free = stored::next_code(reader.conn, "task", "N")?;
        let next = free.trim_start_matches('N').parse().unwrap_or(1);
        Ok(Tasks { reader, columns, answers, sha256, before: setting::before_day(reader.conn)?, next, left_out: Vec::new() })
    }

    fn cell<'r>(&self, row: &'r Row, field: &str) -> Option<&'r Cell> {
        let column = self.columns.iter().find(|one| one.field == Some(field))?;
        row.cell(column.column.column).filter(|cell| !clean_line(&shown(&cell.value)).is_empty())
    }

    fn there(&self, key: &str, value: &str) -> Result<Option<There>> {
        let sql = format!(
            "SELECT id, statement, (SELECT a.id FROM assignment a WHERE a.task = task.id AND a.role = 'lead' ORDER BY a.position, a.id LIMIT 1)
             FROM task WHERE {key} = ?1 LIMIT 2"
        );
        let mut statement = self.reader.conn.prepare_cached(&sql)?;
        let found: Vec<There> =
            statement.query_map([value], |row| Ok(There { id: row.get(0)?, statement: row.get(1)?, lead: row.get(2)? }))?.collect::<rusqlite::Result<_>>()?;
        // Two with the same words are none that is meant.
        let mut found = found.into_iter();
        Ok(match (found.next(), found.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        })
    }

    /// Reads one row; one that holds no task is left out.
    pub fn row(&mut self, row: &Row, values: &mut Values) -> Result<Vec<IncomingRow>> {
        let statement = self.cell(row, "statement");
        let label = statement.map(|cell| clean_line(&shown(&cell.value))).unwrap_or_default();
        let others = self.columns.iter().filter(|one| !matches!(one.field, None | Some("statement"))).filter(|one| row.cell(one.column.column).is_some());
        let (Some(cell), true) = (statement, others.count() > 0) else {
            self.left_out.push((row.at, label));
            return Ok(Vec::new());
        };
        if layout::is_group(row) || layout::is_sum(&label) {
            self.left_out.push((row.at, label));
            return Ok(Vec::new());
        }
        let mut task = IncomingRow::new("task", values.place(row.at));
        let own = |what: &str, values: &Values| derived(&[self.sha256, &values.place(row.at).sheet, &row.at.to_string(), what]);
        let id = own("task", values);
        let words = values.words_of(row.at, cell).map(|text| clean_line(&text));
        let code = self.code(row, values);
        // Its own id from an earlier reading of this very file, its code, or the same words.
        let known = match (self.there("id", &id)?, &code, &words) {
            (Some(known), ..) => Some((known, true)),
            (None, Some(Said { read: Read::Value(Some(code)), .. }), _) => self.there("code", code)?.map(|known| (known, false)),
            (None, None, Ok(words)) => self.there("statement", words)?.map(|known| (known, true)),
            _ => None,
        };
        let (sure, known) = known.map_or((true, None), |(known, sure)| (sure, Some(known)));
        let same_words = known.as_ref().is_none_or(|known| words.as_ref().is_ok_and(|words| fold(words) == fold(&known.statement)));
        // The engine asks whether a task with this code and other words is the same; what belongs to it waits with it.
        let waits = known.as_ref().is_some_and(|known| !sure && !same_words && self.answers.to(&format!("same/task/{id}/{}", known.id)).is_none());
        let task_id = known.as_ref().filter(|_| sure).map_or_else(|| id.clone(), |known| known.id.clone());
        task.id = Some(task_id.clone());
        task.fields.insert("statement".into(), said(&letters(cell.column), &shown(&cell.value), words.map(Some)));
        match code {
            Some(code) => drop(task.fields.insert("code".into(), code)),
            None if known.is_none() => {
                let code = format!("N{:02}", self.next);
                self.next += 1;
                task.fields.insert("code".into(), Said::value(letters(cell.column), String::new(), Some(code)));
            }
            None => {}
        }
        self.deadline(row, values, &mut task);
        for field in ["product", "note"] {
            if let Some((column, raw, text)) = self.text(row, field, values) {
                let text = text.map(|text| Some(clean_text(&text)).filter(|text| !text.is_empty()));
                task.fields.insert(field.into(), said(&column, &raw, text));
            }
        }
        let today = self.reader.today();
        match self.day(row, "assigned_on", values) {
            Some(assigned) => drop(task.fields.insert("assigned_on".into(), assigned)),
            None if known.is_none() => drop(task.fields.insert("assigned_on".into(), Said::value(String::new(), String::new(), Some(today.to_string())))),
            None => {}
        }
        if known.is_none() {
            task.fields.insert("scope".into(), Said::value(String::new(), String::new(), Some("single".into())));
        }
        let lead = self.cell(row, "lead").map(|cell| (cell, values.words_of(row.at, cell).and_then(|text| values.agency(row.at, &text, None))));
        let coordinating = self.cell(row, "coordinating").map(|cell| (cell, self.coordinating(row, cell, values)));
        let done = self.day(row, "done_on", values);
        let mut parts = Vec::new();
        let place = values.place(row.at);
        match &lead {
            Some((cell, Err(read))) => drop(task.fields.insert("lead".into(), Said { column: letters(cell.column), raw: shown(&cell.value), read: read.clone() })),
            Some((cell, Ok(agency))) => {
                let lead = known.as_ref().and_then(|known| known.lead.clone()).unwrap_or_else(|| own("lead", values));
                let agency = Said::value(letters(cell.column), shown(&cell.value), agency.clone());
                parts.push(part(&place, lead.clone(), &task_id, agency, "lead", 0, known.is_none()));
            }
            None if known.is_none() => {
                parts.push(part(&place, own("lead", values), &task_id, Said::value(String::new(), String::new(), None), "lead", 0, true));
            }
            None => {}
        }
        match &coordinating {
            Some((cell, Err(read))) => drop(task.fields.insert("coordinating".into(), Said { column: letters(cell.column), raw: shown(&cell.value), read: read.clone() })),
            Some((cell, Ok(agencies))) => {
                for (at, agency) in agencies.iter().enumerate() {
                    let agency_said = Said::value(letters(cell.column), shown(&cell.value), Some(agency.clone()));
                    parts.push(part(&place, own(&format!("coordinating/{agency}"), values), &task_id, agency_said, "coordinating", at, true));
                }
            }
            None => {}
        }
        if let Some(done) = done {
            match &done.read {
                Read::Value(Some(day)) => {
                    let lead = known.as_ref().and_then(|known| known.lead.clone()).unwrap_or_else(|| own("lead", values));
                    parts.extend(self.done(&place, &task_id, &lead, day, done.clone(), own("done", values))?);
                }
                _ => drop(task.fields.insert("done_on".into(), done)),
            }
        }
        let settled = task.fields.values().all(|said| matches!(said.read, Read::Value(_)));
        Ok(std::iter::once(task).chain(parts.into_iter().filter(|_| settled && !waits)).collect())
    }

    fn text(&self, row: &Row, field: &str, values: &mut Values) -> Option<(String, String, Gained<String>)> {
        let cells: Vec<&Cell> = self.columns.iter().filter(|one| one.field == Some(field)).filter_map(|one| row.cell(one.column.column)).collect();
        let first = cells.first()?;
        let raw: Vec<String> = cells.iter().map(|cell| shown(&cell.value)).collect();
        let gained: Gained<Vec<String>> = cells.iter().map(|cell| values.words_of(row.at, cell)).collect();
        Some((letters(first.column), raw.join("; "), gained.map(|texts| texts.join("; "))))
    }

    fn code(&self, row: &Row, values: &mut Values) -> Option<Said> {
        let cell = self.cell(row, "code")?;
        let gained = values.words_of(row.at, cell).and_then(|text| {
            let trimmed = text.trim();
            // What cannot be seen is no part of a key.
            if clean_line(trimmed) == trimmed { Ok(Some(trimmed.to_owned())) } else { Err(Read::wrong(Problem::new("exchange.hidden"), Some(clean_line(trimmed)))) }
        });
        Some(said(&letters(cell.column), &shown(&cell.value), gained))
    }

    fn day(&self, row: &Row, field: &str, values: &mut Values) -> Option<Said> {
        let cell = self.cell(row, field)?;
        let gained = values.day(row.at, cell).map(|day| Some(day.to_string()));
        Some(said(&letters(cell.column), &shown(&cell.value), gained))
    }

    fn coordinating(&self, row: &Row, cell: &Cell, values: &mut Values) -> Gained<Vec<String>> {
        let text = values.words_of(row.at, cell)?;
        let known = values.known;
        match known.agencies(&text) {
            Ok(agencies) => Ok(agencies),
            Err(offers) => {
                let line = clean_line(&text);
                values.ask(format!("agencies/{}", fold(&line)), QuestionKind::Agency, &line, row.at, || offers).map(|agency| vec![agency])
            }
        }
    }

    fn deadline(&self, row: &Row, values: &mut Values, task: &mut IncomingRow) {
        let Some(cell) = self.cell(row, "deadline") else { return };
        let (column, raw) = (letters(cell.column), shown(&cell.value));
        let written = match &cell.value {
            CellValue::Day(day) => Ok(in_words(*day)),
            CellValue::Moment(moment) => Ok(in_words(moment.date())),
            // A year alone.
            CellValue::Number(year) => Ok(format!("năm {year}")),
            _ => values.words_of(row.at, cell),
        };
        let read = written.and_then(|text| deadline::read_or_none(&text, self.before).map_err(|problem| Read::wrong(problem, Some("31/5/2024; quý II/2024".into()))));
        match read {
            Err(read) => drop(task.fields.insert("deadline_text".into(), Said { column, raw, read })),
            Ok(deadline) => {
                if let (Some(last), CellValue::Text(_)) = (deadline.last_day, &cell.value) {
                    values.risk(row.at, cell.column, &raw, |words| words.day(last));
                }
                for (field, value) in fields_of(&deadline) {
                    task.fields.insert(field.into(), Said::value(column.clone(), raw.clone(), value));
                }
            }
        }
    }

    /// That a task is done, unless the book says so already.
    fn done(&self, place: &crate::exchange::plan::Place, task: &str, lead: &str, day: &str, done: Said, id: String) -> Result<Option<IncomingRow>> {
        let sql = "SELECT coalesce(max(position) + 1, 0), coalesce(max(kind = 'done' AND day = ?2), 0) FROM step WHERE assignment = ?1";
        let found: Option<(i64, bool)> = self.reader.conn.prepare_cached(sql)?.query_row(params![lead, day], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (position, known) = found.unwrap_or_default();
        if known {
            return Ok(None);
        }
        let mut step = IncomingRow::new("step", place.clone());
        step.id = Some(id);
        let fixed = |value: &str| Said::value(done.column.clone(), String::new(), Some(value.to_owned()));
        for (field, value) in [("task", task), ("assignment", lead), ("kind", "done"), ("position", &position.to_string())] {
            step.fields.insert(field.into(), fixed(value));
        }
        step.fields.insert("day".into(), done);
        Ok(Some(step))
    }
}

fn in_words(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn part(place: &crate::exchange::plan::Place, id: String, task: &str, agency: Said, role: &str, position: usize, is_new: bool) -> IncomingRow {
    let mut part = IncomingRow::new("assignment", place.clone());
    part.id = Some(id);
    let fixed = |value: String| Said::value(agency.column.clone(), String::new(), Some(value));
    part.fields.insert("task".into(), fixed(task.to_owned()));
    if is_new {
        part.fields.insert("role".into(), fixed(role.to_owned()));
        part.fields.insert("position".into(), fixed(position.to_string()));
    }
    part.fields.insert("agency".into(), agency);
    part
}

/// The columns of a deadline.
fn fields_of(deadline: &Deadline) -> Vec<(&'static str, Option<String>)> {
    let code = |value: Option<serde_json::Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    vec![
        ("deadline_text", Some(deadline.text.clone()).filter(|text| !text.is_empty())),
        ("deadline_class", code(serde_json::to_value(deadline.class).ok())),
        ("deadline_edtf", deadline.edtf.clone()),
        ("deadline_first_day", deadline.first_day.map(|day| day.to_string())),
        ("deadline_last_day", deadline.last_day.map(|day| day.to_string())),
        ("deadline_assumption", code(deadline.assumption.and_then(|assumption| serde_json::to_value(assumption).ok()))),
    ]
}
