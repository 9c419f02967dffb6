//! What the process that reads a file tells the program: the file's kind, its sheets with their rows, and at the end
//! that this was all, or why it cannot be read. Everything has a length, nothing is believed.

use std::io::{self, Read, Write};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use ecow::EcoString;

use super::caps::Caps;
use super::cells::{Cell, CellValue, FileKind, Joined, Row, Sheet, Workbook};
use crate::problem::Problem;

const KIND: u8 = b'K';
const SHEET: u8 = b'S';
const ROW: u8 = b'R';
const JOINED: u8 = b'J';
const END: u8 = b'E';
const REFUSED: u8 = b'X';

const TEXT: u8 = 0;
const NUMBER: u8 = 1;
const DAY: u8 = 2;
const MOMENT: u8 = 3;
const YES: u8 = 4;
const ERROR: u8 = 5;
const PERCENT: u8 = 6;
const UNWORKED: u8 = 7;
const FORMULA: u8 = 0x80;

/// Nothing that has a length is longer: a name, a cell, a row of cells.
const LONGEST: u32 = 1 << 20;

/// Every refusal of a reading process with the values of its sentence, so that it can be found again as a static name.
const REFUSALS: &[(&str, &[&str])] = &[
    ("sheet.many_sheets", &["limit"]),
    ("sheet.many_rows", &["limit"]),
    ("sheet.wide", &["limit", "row"]),
    ("sheet.many_cells", &["limit"]),
    ("sheet.long_cell", &["cell", "limit"]),
    ("sheet.long_line", &["limit"]),
    ("sheet.open_quote", &["row"]),
    ("sheet.much_text", &["limit"]),
    ("sheet.unpacks", &["limit"]),
    ("sheet.too_large", &["limit"]),
    ("sheet.doctype", &[]),
    ("sheet.password", &[]),
    ("sheet.damaged", &[]),
    ("sheet.memory", &[]),
    ("sheet.slow", &["seconds"]),
    ("sheet.not_a_table", &[]),
];

/// What was read of a file.
#[derive(Debug, PartialEq)]
pub struct Told {
    /// Its cells.
    pub workbook: Workbook,
    /// Whether its text is in single bytes whose meaning is not known yet: each letter is then the byte's number.
    pub bytes: bool,
}

/// Tells what a file holds, counting it.
pub struct Teller<W: Write> {
    out: W,
    caps: Caps,
}

/// Why telling ended early.
#[derive(Debug)]
pub enum Ended {
    /// The file cannot be read.
    Refused(Problem),
    /// Nobody listens any more.
    Unheard(io::Error),
}

impl From<Problem> for Ended {
    fn from(problem: Problem) -> Ended {
        Ended::Refused(problem)
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Ended {
        Ended::Unheard(error)
    }
}

type Telling = Result<(), Ended>;

impl<W: Write> Teller<W> {
    /// Tells into a stream.
    pub fn new(out: W) -> Teller<W> {
        Teller { out, caps: Caps::default() }
    }

    fn number(&mut self, number: u32) -> io::Result<()> {
        self.out.write_all(&number.to_le_bytes())
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.number(text.len() as u32)?;
        self.out.write_all(text.as_bytes())
    }

    /// The file's kind, first of all.
    pub fn kind(&mut self, kind: FileKind, bytes: bool) -> Telling {
        let kind = match kind {
            FileKind::Xlsx => 0,
            FileKind::Ods => 1,
            FileKind::Xls => 2,
            FileKind::Csv => 3,
        };
        Ok(self.out.write_all(&[KIND, kind, u8::from(bytes)])?)
    }

    /// A sheet; its rows follow.
    pub fn sheet(&mut self, name: &str, hidden: bool) -> Telling {
        self.caps.sheet()?;
        self.out.write_all(&[SHEET, u8::from(hidden)])?;
        Ok(self.text(name)?)
    }

    /// A row of the last sheet, unless it holds nothing. Columns may come in any order, counted from 0.
    pub fn row(&mut self, at: u32, cells: Vec<(u32, CellValue, bool)>) -> Telling {
        self.line(at, cells, 0)
    }

    /// A line of text as a row, with how many cells it has, empty ones too.
    pub fn line(&mut self, at: u32, mut cells: Vec<(u32, CellValue, bool)>, width: u32) -> Telling {
        cells.retain(|(_, value, _)| !matches!(value, CellValue::Text(text) if text.is_empty()));
        if cells.is_empty() {
            return Ok(());
        }
        cells.sort_by_key(|(column, ..)| *column);
        cells.dedup_by_key(|(column, ..)| *column);
        self.caps.row()?;
        // Nothing is told of a row before all of it may be.
        let mut counted = Vec::with_capacity(cells.len());
        for (column, value, formula) in cells {
            let cell = Cell { column: self.caps.column(at, column)?, value, formula };
            self.caps.cell(at, &cell)?;
            counted.push(cell);
        }
        self.out.write_all(&[ROW])?;
        self.number(at)?;
        self.number(width)?;
        self.number(counted.len() as u32)?;
        for cell in &counted {
            self.cell(cell)?;
        }
        Ok(())
    }

    /// Cells of the last sheet that are joined over several rows.
    pub fn joined(&mut self, joined: &[Joined]) -> Telling {
        for one in joined {
            self.caps.joined()?;
            self.out.write_all(&[JOINED])?;
            self.out.write_all(&one.column.to_le_bytes())?;
            self.number(one.first)?;
            self.number(one.last)?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) -> io::Result<()> {
        let mark = if cell.formula { FORMULA } else { 0 };
        let tag = match cell.value {
            CellValue::Text(_) => TEXT,
            CellValue::Number(_) => NUMBER,
            CellValue::Day(_) => DAY,
            CellValue::Moment(_) => MOMENT,
            CellValue::Yes(_) => YES,
            CellValue::Error(_) => ERROR,
            CellValue::Percent(_) => PERCENT,
            CellValue::Unworked => UNWORKED,
        };
        self.out.write_all(&cell.column.to_le_bytes())?;
        self.out.write_all(&[tag | mark])?;
        match &cell.value {
            CellValue::Text(text) | CellValue::Error(text) => self.text(text),
            CellValue::Number(number) | CellValue::Percent(number) => self.out.write_all(&number.to_le_bytes()),
            CellValue::Day(day) => self.out.write_all(&seconds(*day, NaiveTime::MIN).to_le_bytes()),
            CellValue::Moment(moment) => self.out.write_all(&seconds(moment.date(), moment.time()).to_le_bytes()),
            CellValue::Yes(yes) => self.out.write_all(&[u8::from(*yes)]),
            CellValue::Unworked => Ok(()),
        }
    }

    /// That this was all, or why not.
    pub fn end(mut self, how: Telling) -> io::Result<()> {
        match how {
            Ok(()) => self.out.write_all(&[END])?,
            Err(Ended::Unheard(error)) => return Err(error),
            Err(Ended::Refused(problem)) => {
                self.out.write_all(&[REFUSED])?;
                self.text(problem.code)?;
                self.number(problem.params.len() as u32)?;
                for (name, value) in &problem.params {
                    self.text(name)?;
                    self.text(value)?;
                }
            }
        }
        self.out.flush()
    }
}

fn seconds(day: NaiveDate, time: NaiveTime) -> i64 {
    (day.and_time(time) - DateTime::UNIX_EPOCH.naive_utc()).num_seconds()
}

fn broken() -> Problem {
    Problem::new("sheet.damaged")
}

struct Listener<R: Read> {
    from: R,
    /// The bytes of a text while it is read.
    held: Vec<u8>,
}

impl<R: Read> Listener<R> {
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes).map_err(|_| broken())?;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8, Problem> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u32, Problem> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn length(&mut self) -> Result<u32, Problem> {
        self.number().and_then(|length| if length > LONGEST { Err(broken()) } else { Ok(length) })
    }

    fn text(&mut self) -> Result<EcoString, Problem> {
        let length = self.length()?;
        self.held.clear();
        self.from.by_ref().take(u64::from(length)).read_to_end(&mut self.held).map_err(|_| broken())?;
        let text = std::str::from_utf8(&self.held).ok().filter(|text| text.len() == length as usize);
        text.map(EcoString::from).ok_or_else(broken)
    }

    fn cell(&mut self) -> Result<Cell, Problem> {
        let column = u16::from_le_bytes(self.bytes()?);
        let tag = self.byte()?;
        let value = match tag & !FORMULA {
            TEXT => CellValue::Text(self.text()?),
            NUMBER => CellValue::Number(self.amount()?),
            PERCENT => CellValue::Percent(self.amount()?),
            UNWORKED => CellValue::Unworked,
            DAY => CellValue::Day(self.moment()?.date()),
            MOMENT => CellValue::Moment(self.moment()?),
            YES => CellValue::Yes(self.byte()? == 1),
            ERROR => CellValue::Error(self.text()?),
            _ => return Err(broken()),
        };
        Ok(Cell { column, value, formula: tag & FORMULA != 0 })
    }

    fn amount(&mut self) -> Result<f64, Problem> {
        Some(f64::from_le_bytes(self.bytes()?)).filter(|number| number.is_finite()).ok_or_else(broken)
    }

    fn moment(&mut self) -> Result<chrono::NaiveDateTime, Problem> {
        let seconds = TimeDelta::try_seconds(i64::from_le_bytes(self.bytes()?)).ok_or_else(broken)?;
        DateTime::UNIX_EPOCH.naive_utc().checked_add_signed(seconds).ok_or_else(broken)
    }

    fn refusal(&mut self) -> Result<Problem, Problem> {
        let code = self.text()?;
        let (code, names) = REFUSALS.iter().find(|(known, _)| *known == code).ok_or_else(broken)?;
        let mut problem = Problem::new(code);
        for _ in 0..self.length()? {
            let (name, value) = (self.text()?, self.text()?);
            if let Some(name) = names.iter().find(|known| **known == name) {
                problem = problem.with(name, value);
            }
        }
        Ok(problem)
    }
}

/// Listens to what a file holds. Errors: what the reading process refused; `sheet.damaged` when it ended in the
/// middle; too much of anything, as [`Caps`] counts.
pub fn listen(from: impl Read) -> Result<Told, Problem> {
    let mut listener = Listener { from, held: Vec::new() };
    let mut caps = Caps::default();
    let mut told: Option<Told> = None;
    loop {
        match (listener.byte()?, &mut told) {
            (REFUSED, _) => return Err(listener.refusal()?),
            (KIND, None) => {
                let [kind, bytes] = listener.bytes()?;
                let kind = match kind {
                    0 => FileKind::Xlsx,
                    1 => FileKind::Ods,
                    2 => FileKind::Xls,
                    3 => FileKind::Csv,
                    _ => return Err(broken()),
                };
                told = Some(Told { workbook: Workbook { kind, sheets: Vec::new() }, bytes: bytes == 1 });
            }
            (SHEET, Some(told)) => {
                caps.sheet()?;
                let hidden = listener.byte()? == 1;
                let name = listener.text()?;
                told.workbook.sheets.push(Sheet { name: name.into(), hidden, ..Sheet::default() });
            }
            (ROW, Some(told)) => {
                caps.row()?;
                let (at, width, length) = (listener.number()?, listener.number()?, listener.length()?);
                let mut row = Row { at, cells: Vec::with_capacity((length as usize).min(1024)), width };
                for _ in 0..length {
                    let cell = listener.cell()?;
                    caps.column(at, u32::from(cell.column))?;
                    caps.cell(at, &cell)?;
                    row.cells.push(cell);
                }
                let sheet = told.workbook.sheets.last_mut().ok_or_else(broken)?;
                sheet.rows.push(row);
            }
            (JOINED, Some(told)) => {
                caps.joined()?;
                let joined = Joined { column: u16::from_le_bytes(listener.bytes()?), first: listener.number()?, last: listener.number()? };
                told.workbook.sheets.last_mut().ok_or_else(broken)?.joined.push(joined);
            }
            (END, Some(_)) => {
                let mut told = told.ok_or_else(broken)?;
                told.workbook.sheets.iter_mut().for_each(|sheet| sheet.joined.sort_unstable());
                return Ok(told);
            }
            _ => return Err(broken()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(say: impl FnOnce(&mut Teller<&mut Vec<u8>>) -> Telling) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut teller = Teller::new(&mut bytes);
        let how = say(&mut teller);
        teller.end(how).unwrap();
        bytes
    }

    fn joined(column: u16, first: u32, last: u32) -> Joined {
        Joined { column, first, last }
    }

    fn sample() -> Vec<u8> {
        let day = NaiveDate::from_ymd_opt(2024, 5, 6).unwrap();
        told(|teller| {
            teller.kind(FileKind::Xlsx, false)?;
            teller.sheet("Biểu 1", true)?;
            teller.joined(&[joined(3, 9, 12), joined(0, 2, 4)])?;
            teller.row(2, vec![(3, CellValue::Number(8.5), true), (0, CellValue::Text("Bộ Y tế".into()), false), (1, CellValue::Text("".into()), false)])?;
            teller.line(3, vec![], 2)?;
            teller.line(4, vec![(0, CellValue::Day(day), false), (1, CellValue::Moment(day.and_hms_opt(7, 30, 5).unwrap()), false)], 3)?;
            teller.row(5, vec![(0, CellValue::Yes(true), false), (1, CellValue::Error("#REF!".into()), true), (2, CellValue::Percent(17.7), false), (3, CellValue::Unworked, true)])
        })
    }

    #[test]
    fn what_is_told_is_heard() {
        let heard = listen(&*sample()).unwrap();
        assert_eq!((heard.workbook.kind, heard.bytes), (FileKind::Xlsx, false));
        let sheet = &heard.workbook.sheets[0];
        assert_eq!((sheet.name.as_str(), sheet.hidden, sheet.rows.len()), ("Biểu 1", true, 3));
        let texts: Vec<String> = sheet.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.value.text()).collect();
        assert_eq!(texts, ["Bộ Y tế", "8.5", "2024-05-06", "2024-05-06 07:30:05", "1", "#REF!", "17.7%", ""]);
        assert_eq!(sheet.joined, [joined(0, 2, 4), joined(3, 9, 12)]);
        assert!(sheet.rows[0].cell(3).unwrap().formula);
        assert_eq!((sheet.rows[0].width, sheet.rows[1].width), (0, 3));
    }

    #[test]
    fn refusals_come_through_and_anything_else_is_damage() {
        let refused = told(|teller| {
            teller.kind(FileKind::Csv, true)?;
            teller.sheet("", false)?;
            teller.row(1, vec![(5000, CellValue::Yes(true), false)])
        });
        assert_eq!(listen(&*refused).unwrap_err().to_string(), "sheet.wide (limit=\"AMJ\", row=\"1\")");
        let sample = sample();
        for cut in 0..sample.len() {
            assert_eq!(listen(&sample[..cut]).unwrap_err().code, "sheet.damaged", "{cut}");
        }
        for at in 0..sample.len() {
            for bit in 0..8 {
                let mut bent = sample.clone();
                bent[at] ^= 1 << bit;
                // Whatever comes out, it is an answer.
                let _ = listen(&*bent);
            }
        }
    }
}
