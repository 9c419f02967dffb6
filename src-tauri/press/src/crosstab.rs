//! Common tasks on paper: a list of the tasks with who is missing, then agencies down and
//! tasks across, on as many tables as the tasks need. PDF/A-2a, legible without colour.
//!
//! The values go to the template (`assets/pages/matrix.typ`) as JSON, never as markup. Left
//! out: how a cell is judged and any word.

use serde::Serialize;

use crate::chart::Mark;
use crate::error::{Diagnostic, PressError};
use crate::listing::{GoOn, Paper};
use crate::page::Pdf;
use crate::sheet::{Head, Pen, SheetFrame, Watched};

/// Width of an agency's name and of its share, and the least of a task, in mm.
const NAME: f64 = 40.0;
const SHARE: f64 = 17.0;
const TASK: f64 = 31.0;

/// Agencies and common tasks with everything printed around them.
#[derive(Debug, Clone)]
pub struct Crosstab {
    /// Title, agencies, paper; what is printed when there are no tasks.
    pub frame: SheetFrame,
    /// Heads of the list: code, task, group, deadline, share, who is missing.
    pub list_heads: [String; 6],
    /// Head of the column of agencies.
    pub agency_head: String,
    /// Head of the column of shares.
    pub share_head: String,
    /// Name of the row of shares.
    pub share_row: String,
    /// What each shape means.
    pub legend: Vec<(Mark, String)>,
    /// One for each structure shown; each begins a page.
    pub sections: Vec<CrossSection>,
}

/// Agencies and common tasks of one day.
#[derive(Debug, Clone)]
pub struct CrossSection {
    /// Its heading.
    pub title: String,
    /// Small print under the list; may be empty.
    pub note: String,
    /// k/n of everything.
    pub share: String,
    /// The tasks.
    pub tasks: Vec<CrossTask>,
    /// The agencies.
    pub rows: Vec<CrossRow>,
}

/// A task.
#[derive(Debug, Clone)]
pub struct CrossTask {
    /// Its code, over its column.
    pub code: String,
    /// What is to be done.
    pub statement: String,
    /// Whose obligation it is.
    pub group: String,
    /// Its deadline.
    pub deadline: String,
    /// k/n.
    pub share: String,
    /// Who is missing.
    pub missing: String,
}

/// An agency.
#[derive(Debug, Clone)]
pub struct CrossRow {
    /// Its name.
    pub name: String,
    /// k/n.
    pub share: String,
    /// How it stands with each task, in their order; none where it has no obligation.
    pub cells: Vec<Option<CrossCell>>,
}

/// How an agency stands with a task: a shape and words, never the shape alone.
#[derive(Debug, Clone)]
pub struct CrossCell {
    /// The shape.
    pub mark: Mark,
    /// The words.
    pub text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    head: Head,
    list_heads: Vec<String>,
    list_widths: [f64; 6],
    name_width: f64,
    share_width: f64,
    agency_head: String,
    share_head: String,
    share_row: String,
    legend: Vec<Cell>,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    note: String,
    share: String,
    list: Vec<[String; 6]>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Column {
    code: String,
    share: String,
}

#[derive(Serialize)]
struct Row {
    name: String,
    share: String,
    cells: Vec<Option<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    mark: Mark,
    text: String,
}

/// Which columns stand in one table, by their place.
#[derive(Serialize)]
struct Table {
    places: Vec<usize>,
}

impl Crosstab {
    /// How many tasks a sheet holds side by side: 30 mm are left at the left, 15 at the right.
    fn across(&self) -> usize {
        let long = match self.frame.paper {
            Paper::A4 => 297.0,
            Paper::A3 => 420.0,
        };
        (((long - 45.0 - NAME - SHARE) / TASK) as usize).max(1)
    }
}

/// Sets common tasks and writes them as PDF/A-2a. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when a row has not one cell for each task; [`PressError::Stopped`] when `go_on` said so.
pub fn crosstab_pdf(crosstab: &Crosstab, go_on: GoOn<'_>) -> Result<Pdf, PressError> {
    let pen = Pen::new()?;
    let line = |text: &str| pen.line(text);
    let lines = |text: &str| pen.broken(text);
    let across = crosstab.across();
    let sections = crosstab.sections.iter().map(|section| {
        let tasks = section.tasks.len();
        if let Some(row) = section.rows.iter().find(|row| row.cells.len() != tasks) {
            return Err(refuse(format!("row “{}” has {} cells for {tasks} tasks", row.name, row.cells.len())));
        }
        // Tables of about the same width, none wider than the sheet.
        let count = tasks.div_ceil(across);
        let each = if count == 0 { across } else { tasks.div_ceil(count) };
        let places: Vec<usize> = (0..tasks).collect();
        Ok(Section {
            title: line(&section.title),
            note: lines(&section.note),
            share: line(&section.share),
            list: section
                .tasks
                .iter()
                .map(|task| {
                    [&task.code, &task.statement, &task.group, &task.deadline, &task.share, &task.missing].map(|text| lines(text))
                })
                .collect(),
            columns: section.tasks.iter().map(|task| Column { code: line(&task.code), share: line(&task.share) }).collect(),
            rows: section
                .rows
                .iter()
                .map(|row| Row {
                    name: line(&row.name),
                    share: line(&row.share),
                    cells: row.cells.iter().map(|cell| cell.as_ref().map(|cell| Cell { mark: cell.mark, text: line(&cell.text) })).collect(),
                })
                .collect(),
            tables: places.chunks(each.max(1)).map(|places| Table { places: places.to_vec() }).collect(),
        })
    });
    let document = Document {
        head: pen.head(&crosstab.frame),
        list_heads: crosstab.list_heads.iter().map(|text| line(text)).collect(),
        list_widths: [0.7, 5.0, 2.4, 1.6, 1.0, 5.0],
        name_width: NAME,
        share_width: SHARE,
        agency_head: line(&crosstab.agency_head),
        share_head: line(&crosstab.share_head),
        share_row: line(&crosstab.share_row),
        legend: crosstab.legend.iter().map(|(mark, text)| Cell { mark: *mark, text: line(text) }).collect(),
        sections: sections.collect::<Result<_, _>>()?,
    };
    let rows = || crosstab.sections.iter().flat_map(|section| &section.rows);
    let watched = Watched {
        go_on,
        steps: rows().count() as u64,
        texts: rows().map(|row| row.cells.len() as u64 + 2).sum(),
    };
    pen.set("matrix.typ", "matrix.json", &document, &crosstab.frame, watched)
}

fn refuse(message: String) -> PressError {
    PressError::Page(vec![Diagnostic { file: String::new(), line: 0, message }])
}
