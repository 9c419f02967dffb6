//! The letter that reminds those who have sent nothing for a period, and asks those whose rows were refused to mend
//! them: one letter, with a list behind it where there are many.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use so35_press::{self as press, Align, LetterTable};
use ts_rs::TS;

use super::board::{self, Board, BoardRequest, BoardRow};
use super::paper::{self, LetterLook};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::sheet;
use crate::store::save;
use crate::wire::Day;
use crate::words::Words;

/// Up to so many stand in the letter itself.
const FEW: usize = 5;

/// A reminder to write.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReminderLetterSave {
    /// Period, calendar, group and day.
    pub board: BoardRequest,
    /// Only these agencies, by id; all that have sent nothing, or have rows to mend, when missing.
    pub only: Option<Vec<String>>,
    /// The day by which it is wanted now.
    pub send_by: Option<Day>,
    /// Number, place and signer.
    pub look: Option<LetterLook>,
    /// The file: ending in `.docx` to be edited on in Word, in `.pdf` to be printed.
    pub path: String,
}

/// Writes the letter. Errors: those of [`board::board`]; `board.nobody_missing`; `file.ending`.
pub fn save(desk: &Desk, book: &Book, request: ReminderLetterSave, _: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &paper::ENDINGS)?;
    let (bytes, replaced) = book.read(&desk.asking(), |reader| {
        let board = board::board(reader, request.board.clone())?;
        let wanted = |row: &&BoardRow| {
            request.only.as_ref().is_none_or(|only| only.contains(&row.agency.id)) && (row.files.is_empty() || row.to_mend > 0)
        };
        let rows: Vec<&BoardRow> = board.rows.iter().filter(wanted).collect();
        if rows.is_empty() {
            return Err(Error::refused("board.nobody_missing"));
        }
        let letter = compose(reader, &board, &rows, &request.look.clone().unwrap_or_default(), request.send_by.map(|day| day.0))?;
        paper::written(reader.words(), &letter, &path)
    })?;
    save::save(&path, &bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced })
}

fn compose(reader: &Reader, board: &Board, rows: &[&BoardRow], look: &LetterLook, send_by: Option<NaiveDate>) -> Result<press::Letter> {
    let words = reader.words();
    let mut letter = paper::letter(reader, look)?;
    let period = [("period", board.period_name.clone())];
    letter.title = words.fill("board.letter.title", &period);
    letter.subject = words.fill("board.letter.subject", &period);
    let count = |value: usize| sheet::count(words, u32::try_from(value).unwrap_or(u32::MAX));
    let missing = rows.iter().filter(|row| row.files.is_empty()).count();
    let mend = rows.len() - missing;
    let few = rows.len() <= FEW;
    letter.to = if few { rows.iter().map(|row| row.agency.name.clone()).collect() } else { vec![words.get("letter.to_list")] };
    if let Some(due) = board.due_on {
        letter.paragraphs.push(words.fill("board.letter.due", &[("period", board.period_name.clone()), ("day", words.day(due))]));
    }
    let as_of = words.day(board.as_of);
    if missing > 0 {
        let params = [("period", board.period_name.clone()), ("day", as_of.clone()), ("count", count(missing)), ("of", count(board.rows.len()))];
        letter.paragraphs.push(words.fill(if few { "board.letter.missing_few" } else { "board.letter.missing" }, &params));
    }
    if mend > 0 {
        letter.paragraphs.push(words.fill("board.letter.mend", &[("count", count(mend)), ("day", as_of)]));
    }
    letter.paragraphs.push(match send_by {
        Some(day) => words.fill("board.letter.send_by", &[("day", words.day(day))]),
        None => words.get("board.letter.send_now"),
    });
    letter.paragraphs.push(words.fill("board.letter.end", &[("office", &letter.agency)]));
    // Who has sent nothing and is named in the letter needs no list; rows to mend always stand in one.
    if !few || mend > 0 {
        letter.annexes.push(annex(words, board, rows));
    }
    Ok(letter)
}

fn annex(words: &Words, board: &Board, rows: &[&BoardRow]) -> LetterTable {
    let column = |key: &str, width: f64, align: Align| (words.get(&format!("board.column.{key}")), width, align);
    let line = |(at, row): (u32, &&BoardRow)| {
        let newest = row.files.first();
        let state = match (newest, row.days_late) {
            (Some(file), _) => words.fill("board.letter.state.mend", &[("rows", sheet::count(words, row.to_mend)), ("day", words.day(file.received_on))]),
            (None, 0) => words.get("board.letter.state.missing"),
            (None, days) => words.fill("board.letter.state.late", &[("days", sheet::count(words, days))]),
        };
        let form = row.form.map(|number| words.fill("board.form_version", &[("number", number.to_string())])).unwrap_or_default();
        vec![at.to_string(), row.agency.name.clone(), state, form]
    };
    LetterTable {
        heading: words.get("letter.annex"),
        title: words.fill("board.letter.annex", &[("period", &board.period_name)]),
        remark: words.get("letter.annex_remark"),
        landscape: false,
        columns: vec![
            column("ordinal", 0.6, Align::Center),
            column("agency", 4.0, Align::Left),
            column("state", 3.0, Align::Left),
            column("form", 1.6, Align::Left),
        ],
        rows: (1..).zip(rows).map(line).collect(),
        notes: Vec::new(),
    }
}
