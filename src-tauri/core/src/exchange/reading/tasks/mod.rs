//! Rows of a sheet as tasks: the task itself, who leads it and who coordinates, and that it is done. A row whose
//! agencies are not known yet waits as a whole. How it stands is read by [`super::progress`].

mod there;

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use ecow::{EcoString, eco_format};
use there::There;

use super::cells::{Cell, CellValue, Row, Sheet, letters};
use super::matching::Matched;
use super::progress::{self, Stands};
use super::known::Unknown;
use super::values::{self, Gained, Values, said, shown};
use super::layout;
use crate::book::Reader;
use crate::deadline::{self, BeforeDay, Deadline};
use crate::error::Result;
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::plan::{Answers, Place, QuestionChoice, QuestionKind, Value};
use crate::problem::Problem;
use crate::setting;
use crate::step::{self, StepKind};
use crate::store::stored;
use crate::text::{clean_line, clean_text, fold};
use crate::words::Words;

/// What may be joined over several tasks: who does them, by when, what comes of them.
const SHARED: &[&str] = &["lead", "coordinating", "deadline", "assigned_on", "done_on", "product", "note"];

/// The answer that a task is not done.
const OPEN: &str = "open";

/// Reads the tasks of a sheet.
pub struct Tasks<'a> {
    reader: &'a Reader<'a>,
    columns: &'a [Matched],
    sheet: &'a Sheet,
    answers: &'a Answers,
    sha256: &'a str,
    before: BeforeDay,
    /// Who sent the sheet.
    sender: Option<&'a str>,
    /// The day of the document that gave the tasks out, as the titles say it.
    document: Option<NaiveDate>,
    /// The day of whatever document the titles name.
    titled: Option<NaiveDate>,
    /// The years that deadlines without one may mean: those of the titles, and this one.
    years: Vec<i32>,
    /// The number of the next code that nobody has.
    next: u64,
    /// Rows that hold no data.
    pub left_out: Vec<(u32, String)>,
}

impl<'a> Tasks<'a> {
    /// Prepares for the rows under the headings.
    pub fn new(reader: &'a Reader<'a>, sheet: &'a Sheet, columns: &'a [Matched], titles: &[String], answers: &'a Answers, sha256: &'a str, sender: Option<&'a str>) -> Result<Tasks<'a>> {
        let free = stored::next_code(reader.conn, "task", "N")?;
        let next = free.trim_start_matches('N').parse().unwrap_or(1);
        let titled = titles.iter().find_map(|title| progress::document_day(title)).filter(|day| *day <= reader.today());
        // What reports how tasks stand is not what gave them out.
        let reports = titles.iter().any(|title| fold(title).contains("bao cao"));
        let document = titled.filter(|_| !reports);
        let this = reader.today().year();
        let mut years: Vec<i32> = titles.iter().flat_map(|title| years_in(title)).filter(|year| (this - 10..=this + 10).contains(year)).collect();
        years.push(this);
        let mut known = HashSet::new();
        years.retain(|year| known.insert(*year));
        Ok(Tasks { reader, columns, sheet, answers, sha256, sender, titled, years, before: setting::before_day(reader.conn)?, document, next, left_out: Vec::new() })
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

    /// Reads one row; one that holds no task is left out.
    pub fn row(&mut self, row: &Row, values: &mut Values) -> Result<Vec<IncomingRow>> {
        let statement = self.cell(row, "statement");
        let label = statement.map(|cell| clean_line(&shown(&cell.value))).unwrap_or_default();
        let others = self.columns.iter().filter(|one| !matches!(one.field, None | Some("statement"))).filter(|one| self.of_column(row, one).is_some());
        let beside = layout::beside(row);
        if beside.is_some() || layout::is_sum(&label) {
            self.left_out.push((row.at, if label.is_empty() { beside.unwrap_or_default() } else { label }));
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
        let there = |key: &str, value: &str| There::by(self.reader, key, value);
        let known = match (there("id", &id)?, &code, &words) {
            (Some(known), ..) => Some((known, true)),
            (None, Some(Said { read: Read::Value(Some(code)), .. }), _) => there("code", code)?.map(|known| (known, false)),
            (None, None, Ok(words)) => there("statement", words)?.map(|known| (known, true)),
            _ => None,
        };
        let (sure, known) = known.map_or((true, None), |(known, sure)| (sure, Some(known)));
        let same_words = known.as_ref().is_none_or(|known| words.as_ref().is_ok_and(|words| fold(words) == fold(&known.statement)));
        // The engine asks whether a task with this code and other words is the same; what belongs to it waits with it.
        let waits = known.as_ref().is_some_and(|known| !sure && !same_words && self.answers.to(&format!("same/task/{id}/{}", known.id)).is_none());
        let task_id = known.as_ref().filter(|_| sure).map_or_else(|| id.clone(), |known| known.id.clone());
        task.id = Some(task_id.as_str().into());
        task.fields.insert("statement".into(), said(letters(cell.column), shown(&cell.value), words.map(Some)));
        match code {
            Some(code) => drop(task.fields.insert("code".into(), code)),
            None if known.is_none() => {
                let code = eco_format!("N{:02}", self.next);
                self.next += 1;
                task.fields.insert("code".into(), Said::value(letters(cell.column), "", Some(code)));
            }
            None => {}
        }
        self.deadline(row, values, &mut task);
        let done = self.done_on(row, known.as_ref(), values);
        for field in ["product", "note"] {
            if let Some((column, raw, text)) = self.text(row, field, values) {
                let text = text.map(|text| Some(clean_text(&text)).filter(|text| !text.is_empty()));
                task.fields.insert(field.into(), said(column, raw, text));
            }
        }
        if let Some(words) = done.words {
            also_noted(&mut task, words, known.as_ref().and_then(|known| known.note.as_deref()));
        }
        match self.day(row, "assigned_on", values) {
            Some(assigned) => drop(task.fields.insert("assigned_on".into(), assigned)),
            None if known.is_none() => {
                let assigned = self.assigned(row, &task, done.day.as_ref(), values);
                task.fields.insert("assigned_on".into(), said("", "", assigned.map(|day| Some(day.to_string()))));
            }
            None => {}
        }
        if known.is_none() {
            task.fields.insert("scope".into(), Said::value("", "", Some("single".into())));
        }
        let place = values.place(row.at);
        let mut parts = Vec::new();
        // Of which leads the row speaks.
        let mut of = known.as_ref().map(|known| known.spoken_of(self.sender)).unwrap_or_default();
        let one = of.first().filter(|_| of.len() == 1).map_or_else(|| own("lead", values), |part| part.id.clone());
        match (self.cell(row, "lead"), &known) {
            (Some(cell), known) => {
                let gained = self.lead(row, cell, known.as_ref(), values);
                let said = |read: Read| Said { column: letters(cell.column), raw: shown(&cell.value), read };
                match gained {
                    Err(read) => drop(task.fields.insert("lead".into(), said(read))),
                    Ok(Lead::Is(agency)) => parts.push(part(&place, one.clone(), &task_id, said(Read::Value(agency.map(EcoString::from))), "lead", 0, of.is_empty())),
                    Ok(Lead::Part(part)) => of.retain(|one| one.id == part),
                    Ok(Lead::All) => {}
                }
            }
            (None, None) => parts.push(part(&place, one.clone(), &task_id, Said::value("", "", None), "lead", 0, true)),
            (None, Some(_)) => {}
        }
        if let Some(cell) = self.cell(row, "coordinating") {
            let said = |read: Read| Said { column: letters(cell.column), raw: shown(&cell.value), read };
            match coordinating(row, cell, values) {
                Err(read) => drop(task.fields.insert("coordinating".into(), said(read))),
                Ok(agencies) => {
                    for (at, agency) in agencies.into_iter().enumerate() {
                        let id = own(&format!("coordinating/{agency}"), values);
                        parts.push(part(&place, id, &task_id, said(Read::Value(Some(agency.into()))), "coordinating", at, true));
                    }
                }
            }
        }
        if let Some((field, wrong)) = done.wrong {
            task.fields.insert(field.into(), wrong);
        }
        if let Some(done) = done.day {
            match (&done.read, of.as_slice()) {
                (Read::Value(Some(day)), []) => parts.push(step(&place, &task_id, &one, 1, day, &done, own("done", values))),
                (Read::Value(Some(day)), [part]) if part.steps.iter().any(|step| step.kind == StepKind::Done && step.day.to_string() == *day) => {}
                (Read::Value(Some(day)), [part]) => parts.push(step(&place, &task_id, &part.id, step::next_position(self.reader.conn, &part.id)?, day, &done, own("done", values))),
                (Read::Value(Some(day)), several) => {
                    let open = || several.iter().filter(|part| part.completed_on.is_none());
                    for part in open() {
                        let id = own(&format!("done/{}", part.id), values);
                        parts.push(step(&place, &task_id, &part.id, step::next_position(self.reader.conn, &part.id)?, day, &done, id));
                    }
                    let last = several.iter().filter_map(|part| part.completed_on).max();
                    if open().next().is_none() && last.is_none_or(|last| last.to_string() != *day) {
                        task.fields.insert("done_on".into(), Said { read: Read::wrong(Problem::new("task.already_done"), None), ..done });
                    }
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
        task.fields.insert("statement".into(), Said::wrong(column.unwrap_or_default(), "", Problem::new("required"), None));
        task.label = Some(layout::label(row));
        task
    }

    /// What a row says of how its task stands: that it is done, on which day, or in other words.
    fn done_on(&self, row: &Row, known: Option<&There>, values: &mut Values) -> Done {
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
                Stands::Done(None) if done.day.is_none() && known.is_some_and(|known| known.is_done(self.sender)) => {}
                Stands::Done(None) | Stands::Unclear if done.day.is_none() => match self.asked_when(row, &text, values) {
                    Ok(Some(day)) => done.day = Some(Said::value(column, raw, Some(eco_format!("{day}")))),
                    Ok(None) => done.words = Some(Said::value(column, raw, Some(text.into()))),
                    Err(read) => done.wrong = Some(("state", Said { column, raw, read })),
                },
                Stands::Done(Some(day)) if done.day.is_none() => {
                    values.risk(row.at, cell.column, &raw, |words| words.day(day));
                    done.day = Some(Said::value(column, raw, Some(eco_format!("{day}"))));
                }
                Stands::Done(_) | Stands::Unclear => {}
                Stands::Other => done.words = Some(Said::value(column, raw, Some(text.into()))),
            }
        }
        done
    }

    /// On which day a task was done of which a row speaks as of one that is, or that it is not.
    fn asked_when(&self, row: &Row, text: &str, values: &mut Values) -> Gained<Option<NaiveDate>> {
        let statement = self.cell(row, "statement").map(|cell| clean_line(&shown(&cell.value))).unwrap_or_default();
        let words = *values.words;
        let answer = values.ask(format!("done/{}", row.at), QuestionKind::Day, &format!("{} – {statement}", clean_line(text)), row.at, || {
            let told = progress::document_day(text).map(|day| day_choice(&words, day));
            told.into_iter().chain([QuestionChoice { value: OPEN.to_owned(), label: words.get("sheet.not_done") }]).collect()
        })?;
        if answer == OPEN { Ok(None) } else { day_of_answer(&answer).map(Some) }
    }

    /// Whom the cell of the lead names, of a task that the book may have.
    fn lead(&self, row: &Row, cell: &Cell, known: Option<&There>, values: &mut Values) -> Gained<Lead> {
        let text = values.words_of(row.at, cell)?;
        let problem = match known {
            // A row of a common task speaks of all members, or of the one that it names.
            Some(There { group: Some(group), leads, .. }) => {
                // "(năm 2024)" belongs to the name only in this book.
                let bare = group.split(" (").next().unwrap_or_default();
                if [group.as_str(), bare].iter().any(|name| fold(name) == fold(&clean_line(&text))) {
                    return Ok(Lead::All);
                }
                let agency = values.agency(row.at, &text, None)?;
                if let Some(part) = leads.iter().find(|part| part.agency.as_ref().map(|agency| &agency.id) == agency.as_ref()) {
                    return Ok(Lead::Part(part.id.clone()));
                }
                "task.group_has_no_lead"
            }
            Some(There { leads, .. }) if leads.len() > 1 => {
                let named: Option<HashSet<String>> = values.known.agencies(&text).into_iter().collect::<std::result::Result<_, _>>().ok();
                let lead = leads.iter().filter_map(|part| part.agency.as_ref()).map(|agency| agency.id.clone());
                if named == Some(lead.collect()) {
                    return Ok(Lead::All);
                }
                "cell.two_leads"
            }
            _ => return values.agency(row.at, &text, None).map(Lead::Is),
        };
        Err(Read::wrong(Problem::new(problem), None))
    }

    /// The day on which a new task counts as assigned when no column says it: that of the document that gave it out, or
    /// what a person says; but no later than what the row itself tells of.
    fn assigned(&self, row: &Row, task: &IncomingRow, done: Option<&Said>, values: &mut Values) -> Gained<NaiveDate> {
        let given = match self.document {
            Some(day) => day,
            None => {
                let (words, today) = (*values.words, self.reader.today());
                let answer = values.ask("assigned_on".to_owned(), QuestionKind::Day, &words.get("sheet.assigned_on"), row.at, || {
                    self.titled.into_iter().chain([today]).map(|day| day_choice(&words, day)).collect()
                })?;
                day_of_answer(&answer)?
            }
        };
        let day = |said: Option<&Said>| match said.map(|said| &said.read) {
            Some(Read::Value(Some(day))) => day.parse::<NaiveDate>().ok(),
            _ => None,
        };
        let told = [day(done), day(task.fields.get("deadline_last_day"))];
        let assigned = told.into_iter().flatten().fold(given, NaiveDate::min);
        if assigned != given {
            values.risk(row.at, 0, "", |words| words.fill("sheet.assigned_before", &[("day", words.day(assigned))]));
        }
        Ok(assigned)
    }

    fn text(&self, row: &Row, field: &str, values: &mut Values) -> Option<(EcoString, String, Gained<String>)> {
        let cells: Vec<&Cell> = self.columns.iter().filter(|one| one.field == Some(field)).filter_map(|one| self.of_column(row, one)).collect();
        let first = cells.first()?;
        let raw: Vec<EcoString> = cells.iter().map(|cell| shown(&cell.value)).collect();
        let gained: Gained<Vec<EcoString>> = cells.iter().map(|cell| values.words_of(row.at, cell)).collect();
        Some((letters(first.column), raw.join("; "), gained.map(|texts| texts.join("; "))))
    }

    fn code(&self, row: &Row, values: &mut Values) -> Option<Said> {
        let cell = self.cell(row, "code")?;
        let gained = values.words_of(row.at, cell).and_then(|text| {
            let trimmed = text.trim();
            // What cannot be seen is no part of a key.
            if clean_line(trimmed) == trimmed { Ok(Some(trimmed.to_owned())) } else { Err(Read::wrong(Problem::new("exchange.hidden"), Some(clean_line(trimmed)))) }
        });
        Some(said(letters(cell.column), shown(&cell.value), gained))
    }

    fn day(&self, row: &Row, field: &str, values: &mut Values) -> Option<Said> {
        let cell = self.cell(row, field)?;
        let gained = values.day(row.at, cell).map(|day| Some(day.to_string()));
        Some(said(letters(cell.column), shown(&cell.value), gained))
    }

    /// The deadline that words mean. Where they leave the year to the title, "Quý III", a person says which it is.
    fn time(&self, row: &Row, text: &str, values: &mut Values) -> Gained<Deadline> {
        let wrong = |problem: Problem| Read::wrong(problem, Some("31/5/2024; quý II/2024".to_owned()));
        match deadline::read_or_none(text, self.before) {
            Err(problem) if problem.code == "deadline.no_year" => {
                let years = || self.years.iter().map(|year| QuestionChoice { value: year.to_string(), label: year.to_string() }).collect();
                let year = values.ask("year".to_owned(), QuestionKind::Year, text, row.at, years)?;
                deadline::read_or_none(&format!("{}/{year}", text.trim_end_matches(['.', ',', ' '])), self.before).map_err(wrong)
            }
            read => read.map_err(wrong),
        }
    }

    fn deadline(&self, row: &Row, values: &mut Values, task: &mut IncomingRow) {
        let Some(cell) = self.cell(row, "deadline") else { return };
        let (column, raw) = (letters(cell.column), shown(&cell.value));
        let written = match &cell.value {
            CellValue::Day(day) => Ok(in_words(*day)),
            CellValue::Moment(moment) => Ok(in_words(moment.date())),
            // A year alone.
            CellValue::Number(year) => Ok(eco_format!("năm {year}")),
            _ => values.words_of(row.at, cell),
        };
        match written.and_then(|text| self.time(row, &text, values)) {
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

/// Whom a row names as lead.
enum Lead {
    /// This agency, or nobody.
    Is(Option<String>),
    /// One of several, by its part.
    Part(String),
    /// All that there are.
    All,
}

/// The agencies of a cell. Each name that is not known is asked about by itself.
fn coordinating(row: &Row, cell: &Cell, values: &mut Values) -> Gained<Vec<String>> {
    let text = values.words_of(row.at, cell)?;
    let mut found: Vec<String> = Vec::new();
    let mut unclear = None;
    for piece in values.known.agencies(&text) {
        match piece.or_else(|Unknown { text, offers }| values.ask(values::agency_key(&text), QuestionKind::Agency, &text, row.at, || offers)) {
            Ok(agency) if !found.contains(&agency) => found.push(agency),
            Ok(_) => {}
            Err(read) => unclear = unclear.or(Some(read)),
        }
    }
    unclear.map_or(Ok(found), Err)
}

/// Keeps words beside what the note says, that of the row or, where it says none, that which stands.
fn also_noted(task: &mut IncomingRow, words: Said, stands: Option<&str>) {
    let Said { column, raw, read: Read::Value(Some(text)) } = words else { return };
    let beside = |note: Option<&str>| match note {
        Some(note) if note.contains(text.as_str()) => note.into(),
        Some(note) => eco_format!("{text}; {note}"),
        None => text.clone(),
    };
    match task.fields.get_mut("note").map(|note| &mut note.read) {
        Some(Read::Value(note)) => *note = Some(beside(note.as_deref().or(stands))),
        Some(_) => {}
        None => drop(task.fields.insert("note".into(), Said::value(column, raw, Some(beside(stands))))),
    }
}

/// The years that a title names.
fn years_in(title: &str) -> Vec<i32> {
    title.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse().ok()).collect()
}

fn day_choice(words: &Words, day: NaiveDate) -> QuestionChoice {
    QuestionChoice { value: day.to_string(), label: words.day(day) }
}

/// The day that a person answered with.
fn day_of_answer(answer: &str) -> Gained<NaiveDate> {
    answer.parse().map_err(|_| Read::wrong(Problem::new("day.unreadable").with("text", answer), Some("31/5/2024".to_owned())))
}

fn is_empty(cell: &Cell) -> bool {
    clean_line(&shown(&cell.value)).is_empty()
}

fn in_words(day: NaiveDate) -> EcoString {
    eco_format!("{}", day.format("%d/%m/%Y"))
}

fn part(place: &Place, id: String, task: &str, agency: Said, role: &str, position: usize, is_new: bool) -> IncomingRow {
    let mut part = IncomingRow::new("assignment", place.clone());
    part.id = Some(id.into());
    let fixed = |value: EcoString| Said::value(agency.column.clone(), "", Some(value));
    part.fields.insert("task".into(), fixed(task.into()));
    if is_new {
        part.fields.insert("role".into(), fixed(role.into()));
        part.fields.insert("position".into(), fixed(eco_format!("{position}")));
    }
    part.fields.insert("agency".into(), agency);
    part
}

/// That a part is done.
fn step(place: &Place, task: &str, assignment: &str, position: i64, day: &str, said: &Said, id: String) -> IncomingRow {
    let mut step = IncomingRow::new("step", place.clone());
    step.id = Some(id.into());
    let fixed = |value: &str| Said::value(said.column.clone(), "", Some(value.into()));
    for (field, value) in [("task", task), ("assignment", assignment), ("kind", StepKind::Done.as_str()), ("position", &position.to_string())] {
        step.fields.insert(field.into(), fixed(value));
    }
    step.fields.insert("day".into(), Said { read: Read::Value(Some(day.into())), ..said.clone() });
    step
}

/// The columns of a deadline.
fn fields_of(deadline: &Deadline) -> Vec<(&'static str, Value)> {
    let code = |value: Option<serde_json::Value>| value.and_then(|value| value.as_str().map(EcoString::from));
    vec![
        ("deadline_text", Some(deadline.text.as_str().into()).filter(|text: &EcoString| !text.is_empty())),
        ("deadline_class", code(serde_json::to_value(deadline.class).ok())),
        ("deadline_edtf", deadline.edtf.as_deref().map(EcoString::from)),
        ("deadline_first_day", deadline.first_day.map(|day| eco_format!("{day}"))),
        ("deadline_last_day", deadline.last_day.map(|day| eco_format!("{day}"))),
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
