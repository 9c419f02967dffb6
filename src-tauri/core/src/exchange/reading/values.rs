//! What the cells of a sheet say: numbers by the notation that their column proves, days day first, names whole. What may
//! be read in two ways becomes a question that all rows with the same doubt share.

use std::collections::HashMap;

use chrono::NaiveDate;
use ecow::{EcoString, eco_format};

use super::cells::{Cell, CellValue, letters};
use super::known::{self, Known};
use super::setting::RiskyCell;
use crate::exchange::incoming::{Read, Said};
use crate::exchange::package::v1::unguarded;
use crate::exchange::plan::{Answers, Place, Question, QuestionAnswer, QuestionChoice, QuestionKind};
use crate::figure::{self, Notation, Proof, prove_notation};
use crate::period::Period;
use crate::problem::Problem;
use crate::text::{clean_line, fold};
use crate::wire::read_day;
use crate::words::Words;

/// How many risky cells are shown.
const RISKY: usize = 50;

/// The question about text whose encoding leaves a doubt.
pub const ENCODING: &str = "encoding";
const NOTATION: &str = "notation";

/// Gathers questions and risky cells while the rows of a sheet are read.
pub struct Values<'a> {
    /// The names of the book.
    pub known: &'a Known,
    /// What was answered so far.
    answers: &'a Answers,
    /// What names were said to mean in an earlier file.
    names: &'a [QuestionAnswer],
    /// Those of them that this file bears, each with the question it was asked about with and what it means.
    recalled: Vec<(String, QuestionKind, String)>,
    /// The words of the person's language.
    pub words: &'a Words,
    /// The sheet's name, for places.
    sheet: EcoString,
    /// What the marks of each column prove.
    proofs: HashMap<u16, Proof>,
    /// Whether text with marks waits until its encoding is known.
    doubtful: bool,
    questions: Vec<Question>,
    by_key: HashMap<String, usize>,
    risky: Vec<RiskyCell>,
    agencies: HashMap<(String, Option<NaiveDate>), Meant>,
    periods: HashMap<EcoString, Option<Period>>,
}

/// The agency that a name means; without one what may be meant.
type Meant = Result<Option<String>, Vec<QuestionChoice>>;

/// A value, or why there is none yet.
pub type Gained<T> = Result<T, Read>;

impl<'a> Values<'a> {
    /// Begins to read a sheet. `names` are what names were said to mean before; `numbers` are the texts that may be figures, with their columns; `doubtful` says that the encoding of the
    /// file is not known.
    pub fn new<'t>(known: &'a Known, answers: &'a Answers, names: &'a [QuestionAnswer], words: &'a Words, sheet: &str, numbers: impl Iterator<Item = (u16, &'t str)>, doubtful: bool) -> Values<'a> {
        let mut columns: HashMap<u16, Vec<&str>> = HashMap::new();
        for (column, text) in numbers {
            columns.entry(column).or_default().push(text);
        }
        Values {
            known,
            answers,
            names,
            recalled: Vec::new(),
            words,
            sheet: sheet.into(),
            proofs: columns.into_iter().map(|(column, texts)| (column, prove_notation(texts))).collect(),
            doubtful,
            questions: Vec::new(),
            by_key: HashMap::new(),
            risky: Vec::new(),
            agencies: HashMap::new(),
            periods: HashMap::new(),
        }
    }

    /// Names that were understood as before: the words, of what, and its id.
    pub fn recalled(&self) -> &[(String, QuestionKind, String)] {
        &self.recalled
    }

    /// Everything that has to be asked, and the cells that deserve a look.
    pub fn finish(self) -> (Vec<Question>, Vec<RiskyCell>) {
        (self.questions, self.risky)
    }

    /// The place of a row.
    pub fn place(&self, row: u32) -> Place {
        Place { sheet: self.sheet.clone(), row: u64::from(row) }
    }

    /// The answer to a question, or the row waits for it.
    pub fn ask(&mut self, key: String, kind: QuestionKind, text: &str, row: u32, choices: impl FnOnce() -> Vec<QuestionChoice>) -> Gained<String> {
        if let Some(answer) = self.answers.to(&key) {
            return Ok(answer.to_owned());
        }
        if let Some(before) = self.names.iter().find(|one| one.key == key && self.known.has(kind, &one.value)) {
            if !self.recalled.iter().any(|(known, ..)| known == text) {
                self.recalled.push((text.to_owned(), kind, before.value.clone()));
            }
            return Ok(before.value.clone());
        }
        let place = self.place(row);
        match self.by_key.get(&key).and_then(|at| self.questions.get_mut(*at)) {
            Some(known) if known.places.last() == Some(&place) => {}
            Some(known) => known.places.push(place),
            None => {
                self.by_key.insert(key.clone(), self.questions.len());
                self.questions.push(Question { key: key.clone(), kind, text: text.to_owned(), choices: choices(), places: vec![place] });
            }
        }
        Err(Read::Unclear(key.into()))
    }

    /// Notes that text was taken for something.
    pub fn risk(&mut self, row: u32, column: u16, raw: &str, read: impl FnOnce(&Words) -> String) {
        if self.risky.len() < RISKY {
            let place = self.place(row);
            self.risky.push(RiskyCell { place, column: letters(column).into(), raw: raw.to_owned(), read: read(self.words) });
        }
    }

    /// The words of a cell, its formula guard taken away. What an office program could not work out, or did not store,
    /// is refused; text in an unknown encoding waits.
    pub fn words_of(&mut self, row: u32, cell: &Cell) -> Gained<EcoString> {
        match &cell.value {
            CellValue::Error(text) => return Err(Read::wrong(Problem::new("sheet.cell_error").with("text", text), None)),
            CellValue::Unworked => return Err(Read::wrong(Problem::new("sheet.no_result"), None)),
            _ => {}
        }
        let text = shown(&cell.value);
        if self.doubtful && !text.is_ascii() {
            self.ask(ENCODING.to_owned(), QuestionKind::Other, &text, row, Vec::new)?;
        }
        Ok(text)
    }

    /// The notation in which a number of a column that fits both is read: other columns may be another hand's.
    pub fn notation(&self, column: u16) -> Option<Notation> {
        self.proofs.get(&column).and_then(Proof::notation)
    }

    /// Asks in which notation a number that fits both is written; one answer holds for all columns
    /// of the file that prove none.
    pub fn ask_notation(&mut self, row: u32, text: &str, problem: &Problem) -> Gained<Notation> {
        let words = *self.words;
        let number = |name: &str, notation: Notation| match figure::read(text, Some(notation)).map(|reading| reading.figure.amount) {
            Ok(figure::Amount::One { value }) => figure::write(value, None, words.language.notation()),
            _ => problem.param(name).unwrap_or_default().to_owned(),
        };
        let (vietnamese, english) = (number("vietnamese", Notation::Vietnamese), number("english", Notation::English));
        let answer = self.ask(NOTATION.to_owned(), QuestionKind::Number, text, row, || {
            let choice = |value: &str, number: &str| QuestionChoice {
                value: value.to_owned(),
                label: words.fill(&format!("sheet.notation.{value}"), &[("text", text.to_owned()), ("number", number.to_owned())]),
            };
            vec![choice("vietnamese", &vietnamese), choice("english", &english)]
        })?;
        Ok(if answer == "english" { Notation::English } else { Notation::Vietnamese })
    }

    /// The agency of a text; of the whole when the text is empty.
    pub fn agency(&mut self, row: u32, text: &str, day: Option<NaiveDate>) -> Gained<Option<String>> {
        let line = clean_line(text);
        let known = self.known;
        let found = self.agencies.entry((line.clone(), day)).or_insert_with(|| known.agency(&line, day)).clone();
        match found {
            Ok(agency) => Ok(agency),
            Err(offers) => self.ask(agency_key(&line), QuestionKind::Agency, &line, row, || offers).map(Some),
        }
    }

    /// The indicator of a text, by id.
    pub fn indicator(&mut self, row: u32, text: &str) -> Gained<String> {
        let line = clean_line(text);
        let known = self.known;
        match known.indicator(&line) {
            Some(indicator) => Ok(indicator.id.clone()),
            None => self.ask(format!("indicator/{}", fold(&line)), QuestionKind::Indicator, &line, row, || known.nearest_indicators(&line)),
        }
    }

    /// The period of a cell.
    pub fn period(&mut self, row: u32, cell: &Cell) -> Gained<Period> {
        let text = self.words_of(row, cell)?;
        let unreadable = || Read::wrong(Problem::new("period.unreadable").with("text", &text), Some("5/2024; quý I/2024; 2024".to_owned()));
        // "5-2024" typed into an office program becomes the first day of the month.
        if let Some(day) = day_of(&cell.value) {
            let last = day.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt());
            let period = last.and_then(|last| Period::of_days(day, last)).ok_or_else(unreadable)?;
            self.risk(row, cell.column, &text, |_| period.code());
            return Ok(period);
        }
        let found = *self.periods.entry(text.clone()).or_insert_with(|| known::period(&text));
        let period = found.ok_or_else(unreadable)?;
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        if matches!(cell.value, CellValue::Text(_)) && !plain && text != period.code() {
            self.risk(row, cell.column, &text, |_| period.code());
        }
        Ok(period)
    }

    /// The day of a cell.
    pub fn day(&mut self, row: u32, cell: &Cell) -> Gained<NaiveDate> {
        if let Some(day) = day_of(&cell.value) {
            return Ok(day);
        }
        let text = self.words_of(row, cell)?;
        let day = read_day(text.trim()).map_err(|problem| Read::wrong(problem, Some("31/5/2024".to_owned())))?;
        self.risk(row, cell.column, &text, |words| words.day(day));
        Ok(day)
    }
}

/// What the answer to the question which agency a name means is known by.
pub fn agency_key(name: &str) -> String {
    format!("agency/{}", fold(name))
}

/// The day of a cell that holds one.
pub fn day_of(value: &CellValue) -> Option<NaiveDate> {
    match value {
        CellValue::Day(day) => Some(*day),
        CellValue::Moment(moment) => Some(moment.date()),
        _ => None,
    }
}

/// A number as an office program has it: fifteen digits, so that 0.1 + 0.2 is 0.3.
pub fn fifteen_digits(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A cell as a person reads it; of guarded text without the guard.
pub fn shown(value: &CellValue) -> EcoString {
    match value {
        CellValue::Text(text) => match unguarded(text) {
            bare if bare.len() == text.len() => text.clone(),
            bare => bare.into(),
        },
        CellValue::Number(number) => eco_format!("{}", fifteen_digits(*number)),
        CellValue::Yes(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        CellValue::Unworked => "=…".into(),
        CellValue::Day(day) => eco_format!("{}", day.format("%d/%m/%Y")),
        CellValue::Moment(moment) => eco_format!("{}", moment.format("%d/%m/%Y %H:%M")),
        other => other.text().into(),
    }
}

/// What is said in a field, from what was gained.
pub fn said(column: impl Into<EcoString>, raw: impl Into<EcoString>, gained: Gained<Option<impl Into<EcoString>>>) -> Said {
    let read = gained.map_or_else(|why| why, |value| Read::Value(value.map(Into::into)));
    Said { column: column.into(), raw: raw.into(), read }
}
