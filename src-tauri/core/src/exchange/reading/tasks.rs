//! Rows of a sheet as tasks: the task itself, who leads it and who coordinates, and that it is done. A row whose
//! agencies are not known yet waits as a whole. How it stands is read by [`super::progress`].

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::cells::{Cell, CellValue, Row, Sheet, letters};
use super::matching::Matched;
use super::progress::{self, Stands};
use super::values::{Gained, Values, said, shown};
use super::layout;
use crate::assignment;
use crate::book::Reader;
use crate::deadline::{self, BeforeDay, Deadline};
use crate::error::Result;
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::plan::{Answers, QuestionKind};
use crate::problem::Problem;
use crate::setting;
use crate::store::stored;
use crate::text::{clean_line, clean_text, fold};
use crate::wire::IdRequest;

/// What may be joined over several tasks: who does them, by when, what comes of them.
const SHARED: &[&str] = &["lead", "coordinating", "deadline", "assigned_on", "done_on", "product", "note"];

/// Reads the tasks of a sheet.
pub struct Tasks<'a> {
    reader: &'a Reader<'a>,
    columns: &'a [Matched],
    sheet: &'a Sheet,
    answers: &'a Answers,
    sha256: &'a str,
    before: BeforeDay,
    /// The day of the document that the tasks come from, as the titles say it.
    document: Option<NaiveDate>,
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
    pub fn new(reader: &'a Reader<'a>, sheet: &'a Sheet, columns: &'a [Matched], titles: &[String], answers: &'a Answers, sha256: &'a str) -> Result<Tasks<'a>> {
        let free = stored::next_code(reader.conn, "task", "N")?;
        let next = free.trim_start_matches('N').parse().unwrap_or(1);
        let document = titles.iter().find_map(|title| progress::document_day(title)).filter(|day| *day <= reader.today());
        Ok(Tasks { reader, columns, sheet, answers, sha256, before: setting::before_day(reader.conn)?, document, next, left_out: Vec::new() })
    }

    /// What a row itself holds in a field.
    fn own<'r>(&self, row: &'r Row, field: &str) -> Option<&'r Cell> {
        let column = self.columns.iter().find(|one| one.field == Some(field))?;
        row.cell(column.column.column).filter(|cell| !is_empty(cell))
    }

    /// What a row holds in a field, or the joined cell that it is part of.
    fn cell<'r>(&self, row: &'r Row, field: &str) -> Option<&'r Cell>
    where
        'a: 'r,
    {
        let column = self.columns.iter().find(|one| one.field == Some(field))?;
        self.of_column(row, column)
    }

    fn of_column<'r>(&self, row: &'r Row, one: &Matched) -> Option<&'r Cell>
    where
        'a: 'r,
    {
        let column = one.column.column;
        let shared = one.field.is_some_and(|field| SHARED.contains(&field));
        let cell = row.cell(column).or_else(|| self.sheet.joined_with(row.at, column).filter(|_| shared));
        cell.filter(|cell| !is_empty(cell))
    }

    /// Shows what a row has of joined cells.
    fn tell_joined(&self, row: &Row, values: &mut Values) {
        for one in self.columns.iter().filter(|one| one.field.is_some() && row.cell(one.column.column).is_none()) {
            if let Some(cell) = self.of_column(row, one) {
                values.risk(row.at, cell.column, "", |words| words.fill("sheet.as_above", &[("text", clean_line(&shown(&cell.value)))]));
            }
        }
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
        let others = self.columns.iter().filter(|one| !matches!(one.field, None | Some("statement"))).filter(|one| self.of_column(row, one).is_some());
        if layout::is_group(row) || layout::is_sum(&label) || layout::is_sum(&layout::label(row)) {
            self.left_out.push((row.at, if label.is_empty() { layout::label(row) } else { label }));
            return Ok(Vec::new());
        }
        let (Some(cell), true) = (statement, others.count() > 0) else {
            if statement.is_none() && self.is_task_without_words(row) {
                return Ok(vec![self.without_words(row, values)]);
            }
            self.left_out.push((row.at, if label.is_empty() { layout::label(row) } else { label }));
            return Ok(Vec::new());
        };
        self.tell_joined(row, values);
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
        let done = self.done_on(row, known.as_ref(), values)?;
        for field in ["product", "note"] {
            if let Some((column, raw, text)) = self.text(row, field, values) {
                let text = text.map(|text| Some(clean_text(&text)).filter(|text| !text.is_empty()));
                task.fields.insert(field.into(), said(&column, &raw, text));
            }
        }
        if let Some(words) = done.words {
            also_noted(&mut task, words);
        }
        match self.day(row, "assigned_on", values) {
            Some(assigned) => drop(task.fields.insert("assigned_on".into(), assigned)),
            None if known.is_none() => {
                let assigned = self.assigned(&task, done.day.as_ref());
                task.fields.insert("assigned_on".into(), Said::value(String::new(), String::new(), Some(assigned.to_string())));
            }
            None => {}
        }
        if known.is_none() {
            task.fields.insert("scope".into(), Said::value(String::new(), String::new(), Some("single".into())));
        }
        let lead = self.cell(row, "lead").map(|cell| (cell, values.words_of(row.at, cell).and_then(|text| values.agency(row.at, &text, None))));
        let coordinating = self.cell(row, "coordinating").map(|cell| (cell, self.coordinating(row, cell, values)));
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
        if let Some((field, wrong)) = done.wrong {
            task.fields.insert(field.into(), wrong);
        }
        if let Some(done) = done.day {
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

    /// Whether a row itself says who does something by when, but not what.
    fn is_task_without_words(&self, row: &Row) -> bool {
        let has = |fields: &[&str]| fields.iter().any(|field| self.own(row, field).is_some());
        has(&["lead", "coordinating"]) && has(&["deadline", "assigned_on", "done_on"])
    }

    fn without_words(&self, row: &Row, values: &Values) -> IncomingRow {
        let mut task = IncomingRow::new("task", values.place(row.at));
        let column = self.columns.iter().find(|one| one.field == Some("statement")).map(|one| letters(one.column.column));
        task.fields.insert("statement".into(), Said::wrong(column.unwrap_or_default(), String::new(), Problem::new("required"), None));
        task.label = Some(layout::label(row));
        task
    }

    /// What a row says of how its task stands: that it is done, on which day, or in other words.
    fn done_on(&self, row: &Row, known: Option<&There>, values: &mut Values) -> Result<Done> {
        let mut done = Done { day: self.day(row, "done_on", values), ..Done::default() };
        for one in self.columns.iter().filter(|one| one.field == Some("state")) {
            let Some(cell) = row.cell(one.column.column) else { continue };
            let (column, raw) = (letters(cell.column), shown(&cell.value));
            let text = match values.words_of(row.at, cell) {
                Ok(text) => clean_text(&text),
                Err(read) => {
                    done.wrong = Some(("state", Said { column, raw, read }));
                    continue;
                }
            };
            let wrong = |code: &'static str, accepted: &str| Some(("state", Said::wrong(column.clone(), raw.clone(), Problem::new(code).with("text", &raw), Some(values.words.get(accepted)))));
            match progress::stands(&text) {
                Stands::Nothing => {}
                Stands::Open if done.day.is_some() => done.wrong = wrong("sheet.open_with_day", "form.accepted.no_day"),
                Stands::Open => {}
                Stands::Done(None) if done.day.is_none() && !self.is_done(known)? => done.wrong = wrong("form.done_day", "form.accepted.day"),
                Stands::Done(Some(day)) if done.day.is_none() => {
                    values.risk(row.at, cell.column, &raw, |words| words.day(day));
                    done.day = Some(Said::value(column, raw, Some(day.to_string())));
                }
                Stands::Done(_) => {}
                Stands::Unclear => done.wrong = wrong("sheet.state_unclear", "sheet.accepted.state"),
                Stands::Other => done.words = Some(Said::value(column, raw, Some(text))),
            }
        }
        Ok(done)
    }

    /// Whether the book has a task as done.
    fn is_done(&self, known: Option<&There>) -> Result<bool> {
        let Some(lead) = known.and_then(|known| known.lead.clone()) else { return Ok(false) };
        Ok(assignment::get(self.reader, IdRequest { id: lead })?.completed_on.is_some())
    }

    /// The day on which a new task counts as assigned when no column says it: that of the document, or today, but no
    /// later than what the row itself tells of.
    fn assigned(&self, task: &IncomingRow, done: Option<&Said>) -> NaiveDate {
        let day = |said: Option<&Said>| match said.map(|said| &said.read) {
            Some(Read::Value(Some(day))) => day.parse::<NaiveDate>().ok(),
            _ => None,
        };
        let told = [day(done), day(task.fields.get("deadline_last_day"))];
        told.into_iter().flatten().fold(self.document.unwrap_or(self.reader.today()), NaiveDate::min)
    }

    fn text(&self, row: &Row, field: &str, values: &mut Values) -> Option<(String, String, Gained<String>)> {
        let cells: Vec<&Cell> = self.columns.iter().filter(|one| one.field == Some(field)).filter_map(|one| self.of_column(row, one)).collect();
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

/// What a row says of how its task stands.
#[derive(Default)]
struct Done {
    /// The day on which it was done.
    day: Option<Said>,
    /// What cannot be, at its field.
    wrong: Option<(&'static str, Said)>,
    /// Other words, which are kept.
    words: Option<Said>,
}

/// Keeps words beside what the note says.
fn also_noted(task: &mut IncomingRow, words: Said) {
    let Said { column, raw, read: Read::Value(Some(text)) } = words else { return };
    match task.fields.get_mut("note").map(|note| &mut note.read) {
        Some(Read::Value(Some(note))) => *note = format!("{text}; {note}"),
        Some(Read::Value(_)) | None => drop(task.fields.insert("note".into(), Said::value(column, raw, Some(text)))),
        Some(_) => {}
    }
}

fn is_empty(cell: &Cell) -> bool {
    clean_line(&shown(&cell.value)).is_empty()
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

#[cfg(test)]
mod tests {
    use crate::exchange::reading::matching;
    use crate::exchange::reading::setting::SheetTarget;
    use crate::words::{Language, Words};

    #[test]
    fn every_field_of_a_sheet_has_a_word() {
        for words in [Language::Vi, Language::En].map(Words::of) {
            for field in [SheetTarget::Observation, SheetTarget::Task].into_iter().flat_map(matching::fields) {
                // As a column that may be chosen, and as one in which something is wrong.
                for key in [format!("sheet.field.{}", field.name), format!("field.{}", field.name)] {
                    assert!(words.has(&key), "{key}");
                }
            }
        }
    }
}
