//! A month of deadlines: the month as a sheet with whole weeks, and after it all its tasks as
//! a list. One template (`assets/pages/month.typ`) sets all pages.

use serde::Serialize;

use super::{MM, breadth, watched};
use crate::chart::Mark;
use crate::error::PressError;
use crate::listing::{GoOn, Paper};
use crate::page::Pdf;
use crate::sheet::{Head, Pen, SheetFrame};

/// A month of deadlines with everything printed around it.
#[derive(Debug, Clone)]
pub struct MonthSheet {
    /// Title, agencies, paper.
    pub frame: SheetFrame,
    /// The marks that occur, with their words.
    pub legend: Vec<(Mark, String)>,
    /// The names of the days, Monday first.
    pub weekdays: [String; 7],
    /// The days of whole weeks, one after the other.
    pub cells: Vec<MonthCell>,
    /// Heading of the list.
    pub list_title: String,
    /// Headings of its columns: day, code, task, who leads, deadline as written, state.
    pub headings: [String; 6],
    /// Every task of the month, by day.
    pub lines: Vec<MonthLine>,
}

/// A day of the sheet.
#[derive(Debug, Clone)]
pub struct MonthCell {
    /// Its number, with the month where that is another one: "1", "30/5".
    pub day: String,
    /// Whether it belongs to the month; other days are only numbered.
    pub inside: bool,
    /// Words beside the number, such as those of the day asked for; may be empty.
    pub remark: String,
    /// The tasks that fall due; as many are printed as there is room for.
    pub entries: Vec<MonthEntry>,
    /// What is said when some have no room, with `{count}`.
    pub more: String,
}

/// A task on its last day.
#[derive(Debug, Clone)]
pub struct MonthEntry {
    /// The mark of its status.
    pub mark: Mark,
    /// Its code.
    pub code: String,
    /// What is to be done; shortened to the room there is.
    pub text: String,
}

/// A task in the list.
#[derive(Debug, Clone)]
pub struct MonthLine {
    /// The day; printed once for lines that follow each other.
    pub day: String,
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Who leads.
    pub lead: String,
    /// The deadline as written.
    pub deadline: String,
    /// How it stands, in words.
    pub state: String,
    /// The mark of its status.
    pub mark: Mark,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    head: Head,
    legend: Vec<(Mark, String)>,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Day>>,
    /// Least height of a week in points.
    height: f64,
    list_title: String,
    headings: Vec<String>,
    widths: Vec<f64>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Day {
    day: String,
    inside: bool,
    remark: String,
    entries: Vec<Entry>,
    more: String,
}

#[derive(Serialize)]
struct Entry {
    mark: Mark,
    code: String,
    text: String,
}

#[derive(Serialize)]
struct Line {
    /// Empty where the line before has the same.
    day: String,
    code: String,
    statement: String,
    lead: String,
    deadline: String,
    state: String,
    mark: Mark,
}

/// Size of the text in a day, the height of a line of it, and the space under an entry, in
/// points.
const SIZE: f64 = 9.0;
const LINE: f64 = 10.6;
const GAP: f64 = 3.0;
/// What the number of the day takes, with the rim of the cell.
const NUMBER: f64 = 19.0;
/// Size of the text in the list.
const LIST_SIZE: f64 = 11.0;
const INSET: f64 = 8.0;
const MARK: f64 = 12.0;

/// Height of the sheet's text area that is left for weeks at the least, in millimetres.
fn room_for_weeks(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 128.0,
        Paper::A3 => 212.0,
    }
}

/// Sets a month of deadlines and writes it as PDF/A-2a: tagged, with fonts, title and
/// language. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when the values cannot be set; [`PressError::Stopped`] when `go_on`
/// said so.
pub fn month_pdf(sheet: &MonthSheet, go_on: GoOn<'_>) -> Result<Pdf, PressError> {
    let pen = Pen::new()?;
    let paper = sheet.frame.paper;
    let weeks = sheet.cells.chunks(7).count().max(1);
    let height = room_for_weeks(paper) * MM / weeks as f64;
    let width = breadth(paper) * MM / 7.0 - INSET;
    let room = height - NUMBER;
    let most = (room / (LINE + GAP)).floor().max(1.0) as usize;
    let day = |cell: &MonthCell| {
        let all = if cell.inside { cell.entries.len() } else { 0 };
        // The last line says how many more there are.
        let shown = if all > most { most - 1 } else { all };
        // Where there are few, each may take more lines.
        let each = ((room / all.max(1) as f64 - GAP) / LINE).floor().clamp(1.0, 4.0);
        let entries = cell.entries.iter().take(shown).map(|entry| {
            let code = pen.fitted(&entry.code, SIZE, width / 2.0);
            let before = MARK + (pen.serif.width(&code) + 0.6) * SIZE;
            let whole = if each > 1.0 { width * each * 0.88 } else { width };
            let text = pen.fitted(&entry.text, SIZE, (whole - before).max(0.0));
            Entry {
                mark: entry.mark,
                text: pen.in_column(&text, SIZE, width, each + 1.0),
                code,
            }
        });
        Day {
            day: pen.line(&cell.day),
            inside: cell.inside,
            remark: pen.line(&cell.remark),
            entries: entries.collect(),
            more: if all > shown {
                let left = (all - shown).to_string();
                pen.fitted(&cell.more.replace("{count}", &left), SIZE, width)
            } else {
                String::new()
            },
        }
    };
    let shares = [24.0, 14.0, 96.0, 42.0, 36.0, 40.0];
    let scale = breadth(paper) / shares.iter().sum::<f64>();
    let widths = shares.map(|share| share * scale * MM);
    let [day_room, code, statement, lead, deadline, state] = widths.map(|width| width - INSET);
    let fit = |text: &str, room: f64| pen.in_column(text, LIST_SIZE, room, 12.0);
    let mut before = "";
    let mut lines = Vec::with_capacity(sheet.lines.len());
    for line in &sheet.lines {
        lines.push(Line {
            day: if line.day == before { String::new() } else { fit(&line.day, day_room) },
            code: fit(&line.code, code),
            statement: fit(&line.statement, statement),
            lead: fit(&line.lead, lead),
            deadline: fit(&line.deadline, deadline),
            state: fit(&line.state, state - MARK),
            mark: line.mark,
        });
        before = &line.day;
    }
    let document = Document {
        head: pen.head(&sheet.frame),
        legend: sheet.legend.iter().map(|(mark, words)| (*mark, pen.line(words))).collect(),
        weekdays: pen.lines(&sheet.weekdays),
        weeks: sheet.cells.chunks(7).map(|week| week.iter().map(day).collect()).collect(),
        height,
        list_title: pen.line(&sheet.list_title),
        headings: pen.lines(&sheet.headings),
        widths: widths.to_vec(),
        lines,
    };
    let watched = watched(go_on, sheet.lines.len() as u64);
    pen.set("month.typ", "month.json", &document, &sheet.frame, watched)
}
