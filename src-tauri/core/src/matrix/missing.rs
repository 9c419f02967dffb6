//! Who is missing, as sentences: for a letter that urges them, and under the printed matrix.

use super::{Matrix, MatrixRequest, MatrixTask, MissingLine, MissingList, read};
use crate::book::Reader;
use crate::error::Result;
use crate::words::Words;

/// "Còn thiếu 7: Cao Bằng, …", those without a name last; none when nobody is missing.
pub fn sentence(words: &Words, task: &MatrixTask) -> Option<String> {
    let mut names = task.missing.clone();
    if task.missing_unnamed > 0 {
        names.push(words.fill("matrix.unnamed", &[("count", task.missing_unnamed.to_string())]));
    }
    let count = task.missing.len() + task.missing_unnamed as usize;
    let params = [("count", count.to_string()), ("names", names.join(", "))];
    (count > 0).then(|| words.fill("matrix.missing", &params))
}

/// The list of those missing in a matrix.
pub fn list(words: &Words, matrix: &Matrix) -> MissingList {
    let lines = matrix.tasks.iter().filter_map(|task| {
        let sentence = sentence(words, task)?;
        let params = [
            ("code", task.code.clone()),
            ("statement", task.statement.clone()),
            ("done", task.done.to_string()),
            ("of", task.of.to_string()),
            ("missing", sentence),
        ];
        Some(MissingLine { code: task.code.clone(), text: words.fill("matrix.missing_task", &params) })
    });
    let tasks: Vec<MissingLine> = lines.collect();
    let head = words.fill("matrix.missing_head", &[("day", words.day(matrix.as_of))]);
    let text = match tasks.is_empty() {
        true => words.fill("matrix.missing_none", &[("day", words.day(matrix.as_of))]),
        false => std::iter::once(head).chain(tasks.iter().map(|line| line.text.clone())).collect::<Vec<_>>().join("\n"),
    };
    MissingList { as_of: matrix.as_of, tasks, text }
}

/// Those who are missing, as text.
pub fn missing(reader: &Reader, request: MatrixRequest) -> Result<MissingList> {
    Ok(list(reader.words(), &read::matrix(reader, request)?))
}
