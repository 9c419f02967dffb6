//! Common tasks on paper: the list of tasks with who is missing, then agencies down and tasks across, under
//! the groups of the day, those before, or both. Values and words are gathered here; `so35-press` sets them.

use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use super::{Matrix, MatrixCell, MatrixRequest, MatrixTask, Structure, missing, read};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::desk::Desk;
use crate::error::Result;
use crate::sheet::{self, PaperSize};
use crate::status::{Standing, Status};
use crate::words::Words;

/// Common tasks to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MatrixSave {
    /// What is shown.
    pub matrix: MatrixRequest,
    /// The groups before the last change too, in front of those of the day.
    pub both: Option<bool>,
    /// The sheet of paper; A4 when missing. It lies on its side.
    pub paper: Option<PaperSize>,
    /// The file, ending in pdf.
    pub path: String,
}

/// Saves common tasks as PDF/A.
pub fn save(desk: &Desk, book: &Book, request: MatrixSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let job = (watcher, "job.matrix");
    sheet::save_pdf((desk, book), &request.path, job, |reader| compose(reader, &request), press::crosstab_pdf)
}

/// The values and words of the pages.
pub fn compose(reader: &Reader, request: &MatrixSave) -> Result<press::Crosstab> {
    let words = reader.words();
    let asked = read::matrix(reader, request.matrix.clone())?;
    let current = request.matrix.structure.unwrap_or_default() == Structure::Current;
    let mut sections = Vec::new();
    if request.both == Some(true) && current && asked.changed_on.is_some() {
        let before = MatrixRequest { structure: Some(Structure::Before), ..request.matrix.clone() };
        sections.push(section(words, &read::matrix(reader, before)?));
    }
    sections.push(section(words, &asked));
    let basis = words.of_value("matrix_basis", asked.basis);
    let legend = Status::ALL.into_iter().map(|status| (chart::mark(status), chart::status_word(words, status)));
    Ok(press::Crosstab {
        frame: sheet::frame(reader, request.paper.unwrap_or_default(), words.get("matrix.title"), basis, "matrix.empty")?,
        list_heads: ["field.code", "matrix.head.task", "matrix.head.group", "field.deadline", "matrix.head.share", "matrix.head.missing"]
            .map(|key| words.get(key)),
        agency_head: words.get("matrix.head.agency"),
        share_head: words.get("matrix.head.share"),
        share_row: words.get("matrix.head.share_row"),
        legend: legend.chain([(press::Mark::DueSoon, words.get("standing.due_soon"))]).collect(),
        sections,
    })
}

/// Up to so many tasks leave room for the proof in each cell.
const ROOMY: usize = 3;

fn section(words: &Words, matrix: &Matrix) -> press::CrossSection {
    let roomy = matrix.tasks.len() <= ROOMY;
    let share = |done: u32, of: u32| format!("{done}/{of}");
    let tasks = matrix.tasks.iter().map(|task| press::CrossTask {
        code: task.code.clone(),
        statement: task.statement.clone(),
        group: task.agency_group_name.clone(),
        deadline: if task.deadline.is_empty() { words.get("matrix.no_deadline") } else { task.deadline.clone() },
        share: if task.regular { words.of_value("status", Status::Ongoing) } else { share(task.done, task.of) },
        missing: of_all(words, task, match (task.regular, missing::sentence(words, task)) {
            (true, _) => String::new(),
            // A task that nobody has done yet: the names of all would say nothing.
            (false, Some(_)) if task.done == 0 && task.of > 1 && task.missing_unnamed < task.of => words.get("matrix.missing_all"),
            (false, Some(sentence)) => sentence,
            (false, None) => words.get("matrix.nobody"),
        }),
    });
    let rows = matrix.lines.iter().map(|line| press::CrossRow {
        name: line.label.clone(),
        share: if line.of == 0 { String::new() } else { share(line.done, line.of) },
        cells: line.cells.iter().map(|cell| cell.as_ref().map(|cell| self::cell(words, cell, roomy))).collect(),
    });
    press::CrossSection {
        title: words.fill("matrix.section", &[("day", words.day(matrix.as_of))]),
        note: (matrix.tasks.iter().any(|task| task.regular).then_some("matrix.regular_note").into_iter())
            .chain(matrix.tasks.iter().any(|task| task.done > 0).then_some("matrix.print_note"))
            .map(|key| words.get(key))
            .collect::<Vec<_>>()
            .join(" "),
        share: share(matrix.done, matrix.of),
        tasks: tasks.collect(),
        rows: rows.collect(),
    }
}

/// Where only some of a task's agencies are shown, how many of all are done is told beside those missing.
fn of_all(words: &Words, task: &MatrixTask, missing: String) -> String {
    if task.regular || task.of == task.task_of {
        return missing;
    }
    let all = words.fill("matrix.of_all", &[("done", task.task_done.to_string()), ("of", task.task_of.to_string())]);
    format!("{missing} {all}")
}

/// A cell in a word or two: the day when done, how late, or how far.
fn cell(words: &Words, cell: &MatrixCell, roomy: bool) -> press::CrossCell {
    let standing = &cell.standing;
    let mark = match standing {
        Standing { status: Status::OpenInTime, due_soon: Some(_), .. } => press::Mark::DueSoon,
        _ => chart::mark(standing.status),
    };
    let day = cell.completed_on.map(|day| words.day(day)).unwrap_or_default();
    let days = [("days", standing.late_days.to_string()), ("day", day.clone())];
    let text = match standing.status {
        Status::DoneOnTime | Status::DoneNoDeadline => day,
        Status::DoneLate => words.fill("matrix.cell.done_late", &days),
        Status::OpenOverdue => words.fill("matrix.cell.overdue", &days),
        Status::Ongoing => words.of_value("status", Status::Ongoing).to_lowercase(),
        _ if standing.paused => words.get("matrix.cell.paused"),
        _ if standing.not_started => words.get("matrix.cell.not_started"),
        _ => words.get("matrix.cell.going_on"),
    };
    let proof = cell.evidence.as_ref().filter(|_| roomy);
    press::CrossCell { mark, text: proof.map(|proof| format!("{text} · {proof}")).unwrap_or(text) }
}
