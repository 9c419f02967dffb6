//! Bytes of a workbook as cells, told one by one: this runs in the reading process, where a file that makes a parser
//! run wild harms nobody. What a formula worked out is read, not the formula; where nothing was stored with it, that is told.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime};

use super::caps::LARGEST;
use super::cells::{CellValue, FileKind};
use super::frames::{Ended, Teller};
use super::marks::{self, Marks, Places};
use super::values::fifteen_digits;
use super::{archive, separated};
use crate::problem::Problem;

type Telling = Result<(), Ended>;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Tells what a file holds. Errors: everything that makes it no table that may be read.
pub fn tell<W: Write>(bytes: &[u8], teller: &mut Teller<W>) -> Telling {
    if bytes.len() as u64 > LARGEST {
        return Err(Problem::new("sheet.too_large").with("limit", LARGEST >> 20).into());
    }
    if bytes.starts_with(ZIP) {
        return match archive::check(bytes)? {
            FileKind::Ods => ods(bytes, teller),
            _ => xlsx(bytes, teller),
        };
    }
    if bytes.starts_with(COMPOUND) {
        return xls(bytes, teller);
    }
    separated::tell(bytes, teller)
}

/// What exactly is wrong goes where only the curious look.
pub fn damaged(error: impl std::fmt::Debug) -> Problem {
    eprintln!("{error:?}");
    Problem::new("sheet.damaged")
}

fn xlsx<W: Write>(bytes: &[u8], teller: &mut Teller<W>) -> Telling {
    let refused = |error| match error {
        XlsxError::Password => Problem::new("sheet.password"),
        error => damaged(error),
    };
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(refused)?;
    teller.kind(FileKind::Xlsx, false)?;
    let sheets: Vec<calamine::Sheet> = book.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        teller.sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        // Cell by cell: a whole range would be as large as its farthest cell says.
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refused(error).into()),
        };
        let mut percent = Places::new();
        if let Some(styles) = marks::styles(&cells) {
            percent = marks::xlsx(cells, &styles).map_err(refused)?;
            cells = book.worksheet_cells_reader(&sheet.name).map_err(refused)?;
        }
        let mut rows = Rows::default();
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(refused)? {
            let value = value_of(cell.value, percent.contains(&cell.pos));
            if let Some(value) = value.or(cell.formula.is_some().then_some(CellValue::Unworked)) {
                rows.cell(teller, cell.pos, value, cell.formula.is_some())?;
            }
        }
        rows.end(teller)?;
        drop(cells);
        teller.joined(&marks::joined(&book.merge_cells_by_sheet_name(&sheet.name).map_err(refused)?))?;
    }
    Ok(())
}

fn ods<W: Write>(bytes: &[u8], teller: &mut Teller<W>) -> Telling {
    let refused = |error| match error {
        OdsError::Password => Problem::new("sheet.password"),
        error => damaged(error),
    };
    let book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(refused)?;
    teller.kind(FileKind::Ods, false)?;
    let marks = marks::ods(bytes)?;
    ranges(book, teller, &marks, true)
}

fn xls<W: Write>(bytes: &[u8], teller: &mut Teller<W>) -> Telling {
    let refused = |error| match error {
        XlsError::Password => Problem::new("sheet.password"),
        error => damaged(error),
    };
    let book = match calamine::open_workbook_from_rs::<Xls<_>, _>(Cursor::new(bytes)) {
        Ok(book) => book,
        // A workbook of newer Excel with a password is kept in the envelope of the older one.
        Err(error) => {
            let locked = matches!(calamine::open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)), Err(XlsxError::Password));
            return Err(if locked { Problem::new("sheet.password") } else { refused(error) }.into());
        }
    };
    teller.kind(FileKind::Xls, false)?;
    // Older Excel stores a result with every formula, though it may be nothing.
    let mut marks: HashMap<String, Marks> = HashMap::new();
    for name in book.sheet_names() {
        let joined = marks::joined(&book.merge_cells_by_sheet_name(&name).map_err(refused)?);
        marks.insert(name, Marks { joined, ..Marks::default() });
    }
    ranges(book, teller, &marks, false)
}

/// Sheets that their parser has whole in memory already, with their marks; `unworked` says that a formula beside which
/// nothing stands has no result.
fn ranges<'a, W: Write, B: Reader<Cursor<&'a [u8]>>>(mut book: B, teller: &mut Teller<W>, marks: &HashMap<String, Marks>, unworked: bool) -> Telling {
    let sheets: Vec<calamine::Sheet> = book.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        teller.sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
        let formulas = book.worksheet_formula(&sheet.name).map_err(damaged)?;
        let marks = marks.get(&sheet.name);
        teller.joined(marks.map_or(&[], |marks| &marks.joined))?;
        let formulas_at = formulas.used_cells().filter(|(.., formula)| unworked && !formula.is_empty()).map(|(row, column, _)| at(formulas.start(), row, column));
        let mut empty = formulas_at.filter(|place| range.get_value(*place).is_none_or(|value| *value == Data::Empty)).peekable();
        let mut rows = Rows::default();
        for (row, column, value) in range.used_cells() {
            let place = at(range.start(), row, column);
            while let Some(before) = empty.next_if(|empty| *empty < place) {
                rows.cell(teller, before, CellValue::Unworked, true)?;
            }
            if let Some(value) = value_of(borrowed(value), marks.is_some_and(|marks| marks.percent.contains(&place))) {
                rows.cell(teller, place, value, formulas.get_value(place).is_some_and(|formula| !formula.is_empty()))?;
            }
        }
        for place in empty {
            rows.cell(teller, place, CellValue::Unworked, true)?;
        }
        rows.end(teller)?;
    }
    Ok(())
}

/// The place of a cell that is counted from the first one of a range.
fn at(first: Option<(u32, u32)>, row: usize, column: usize) -> (u32, u32) {
    let (top, left) = first.unwrap_or_default();
    (top.saturating_add(row as u32), left.saturating_add(column as u32))
}

/// Brings cells together row by row.
#[derive(Default)]
struct Rows {
    /// The row that is being gathered, counted from 0.
    at: u32,
    cells: Vec<(u32, CellValue, bool)>,
}

impl Rows {
    fn cell<W: Write>(&mut self, teller: &mut Teller<W>, (row, column): (u32, u32), value: CellValue, formula: bool) -> Telling {
        if row != self.at {
            self.flush(teller)?;
            // A file that goes back up was not written by an office program.
            if row < self.at {
                return Err(Problem::new("sheet.damaged").into());
            }
            self.at = row;
        }
        self.cells.push((column, value, formula));
        Ok(())
    }

    fn flush<W: Write>(&mut self, teller: &mut Teller<W>) -> Telling {
        teller.row(self.at.saturating_add(1), std::mem::take(&mut self.cells))
    }

    fn end<W: Write>(mut self, teller: &mut Teller<W>) -> Telling {
        self.flush(teller)
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The value of a cell, whose number is shown as a percentage if `percent` says so; none of an empty one.
fn value_of(value: DataRef, percent: bool) -> Option<CellValue> {
    match value {
        DataRef::Int(number) if percent => Some(percentage(number as f64)),
        DataRef::Float(number) if percent => Some(percentage(number)),
        DataRef::Empty => None,
        DataRef::Int(number) => Some(CellValue::Number(number as f64)),
        DataRef::Float(number) => Some(number_or_error(number)),
        DataRef::String(text) => Some(text_or_error(&text)),
        DataRef::SharedString(text) => Some(text_or_error(text)),
        DataRef::Bool(yes) => Some(CellValue::Yes(yes)),
        DataRef::DateTime(moment) => Some(moment_of(&moment)),
        DataRef::DateTimeIso(text) => Some(iso(text)),
        DataRef::DurationIso(text) => Some(CellValue::Text(text.into())),
        DataRef::Error(error) => Some(CellValue::Error(shown(&error).into())),
    }
}

/// LibreOffice keeps what it could not work out as text: `Err:510`, `#REF!`.
fn text_or_error(text: &str) -> CellValue {
    let number = text.strip_prefix("Err:").is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()));
    let sign = text.starts_with('#') && text.len() > 3 && text.ends_with(['!', '?', 'A']) && text.bytes().all(|byte| byte.is_ascii_uppercase() || b"#/0!?".contains(&byte));
    if number || sign { CellValue::Error(text.into()) } else { CellValue::Text(text.into()) }
}

fn number_or_error(number: f64) -> CellValue {
    if number.is_finite() { CellValue::Number(number) } else { CellValue::Error(shown(&CellErrorType::Num).into()) }
}

fn percentage(share: f64) -> CellValue {
    match number_or_error(fifteen_digits(share) * 100.0) {
        // A hundredfold without the dust of binary fractions.
        CellValue::Number(number) => CellValue::Percent(fifteen_digits(number)),
        error => error,
    }
}

fn moment_of(moment: &ExcelDateTime) -> CellValue {
    // Hours and minutes without a day are no number of anything.
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return CellValue::Text(clock(moment.as_f64()).into());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
        Some(day) => match day.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)) {
            Some(moment) if (hour, minute, second) != (0, 0, 0) => CellValue::Moment(moment),
            _ => CellValue::Day(day),
        },
        None => CellValue::Text(moment.as_f64().to_string().into()),
    }
}

/// A time of day or a length of time as hours, minutes and, if there are any, seconds.
fn clock(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 && seconds > 0 { "-" } else { "" };
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{sign}{hours}:{minutes:02}") } else { format!("{sign}{hours}:{minutes:02}:{seconds:02}") }
}

fn iso(text: String) -> CellValue {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return CellValue::Day(day);
    }
    match text.parse::<NaiveDateTime>() {
        Ok(moment) if moment.time() == chrono::NaiveTime::MIN => CellValue::Day(moment.date()),
        Ok(moment) => CellValue::Moment(moment),
        Err(_) => CellValue::Text(text.into()),
    }
}

/// An error as an office program shows it.
fn shown(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_a_clock_shows_it() {
        let shown: Vec<String> = [0.5, 0.0625, 1.5, 0.750_011_574_1, 0.0, -0.25].into_iter().map(clock).collect();
        assert_eq!(shown, ["12:00", "1:30", "36:00", "18:00:01", "0:00", "-6:00"]);
    }

    #[test]
    fn a_percentage_is_the_number_that_is_shown() {
        for (kept, shown) in [(0.6, 60.0), (1.2, 120.0), (-0.05, -5.0), (1.0, 100.0), (0.177, 17.7), (0.0, 0.0), (0.575, 57.5)] {
            assert_eq!(value_of(DataRef::Float(kept), true), Some(CellValue::Percent(shown)));
            assert_eq!(value_of(DataRef::Float(kept), false), Some(CellValue::Number(kept)));
        }
    }
}
