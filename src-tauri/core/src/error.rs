//! What can go wrong, in the three kinds a person can feel: *your input*, *not possible now*, *we failed*.
//! The words stand in `assets/words` under `error.<code>`; the window decides by code.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::problem::Problem;
use crate::words::Words;

/// The result of everything in the book.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong. A variant exists when somebody acts on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A field of the request cannot be accepted.
    #[error("input {field:?}: {problem}")]
    Input {
        /// The request's field, as a path such as `targets[0].value_min`; none when the whole request is meant.
        field: Option<String>,
        /// The line of a file, counted from 1, when the input is one.
        row: Option<u64>,
        /// What is wrong with it.
        problem: Problem,
    },
    /// There is no such record.
    #[error("no {noun} {id}")]
    NotFound {
        /// The noun, such as `task`.
        noun: &'static str,
        /// What was asked for.
        id: String,
    },
    /// Sound in itself, but not possible now.
    #[error("refused: {0}")]
    Refused(Problem),
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] rusqlite::Error),
    /// A stored value cannot be read: never replaced by a default.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Drawing a chart or a page failed.
    #[error("press: {0}")]
    Press(#[from] so35_press::PressError),
}

/// The three kinds of errors a person can feel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Something entered is not right: shown at its field.
    Input,
    /// Not possible now: said calmly.
    Refused,
    /// The program or the machine failed: nothing was changed.
    Failed,
}

/// An error as it travels: the same on the window's bridge, on `so35 --json` and on `so35 rpc`.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct WireError {
    /// What the window decides by, such as `deadline.no_such_day`.
    pub code: String,
    /// Which of the three kinds.
    pub kind: ErrorKind,
    /// What happened, in the person's language.
    pub message: String,
    /// The field of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The line of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Error {
    /// An input error at a field.
    pub fn input(field: impl Into<String>, problem: Problem) -> Error {
        Error::Input { field: Some(field.into()), row: None, problem }
    }

    /// Not possible now.
    pub fn refused(code: &'static str) -> Error {
        Error::Refused(Problem::new(code))
    }

    /// The error of one file of several: its refusal stands at `files[at]`.
    pub fn of_file(self, at: usize) -> Error {
        match self {
            Error::Refused(problem) if problem.code != "stopped" => Error::input(format!("files[{at}]"), problem),
            other => other,
        }
    }

    /// A file error with its path.
    pub fn file(path: &Path, source: std::io::Error) -> Error {
        Error::File { path: path.to_owned(), source }
    }

    /// The code, the kind and the values for the words.
    pub fn describe(&self) -> (String, ErrorKind, Vec<(&'static str, String)>) {
        match self {
            Error::Input { problem, .. } => (problem.code.to_owned(), ErrorKind::Input, problem.params.clone()),
            Error::NotFound { noun, id } => {
                ("not_found".into(), ErrorKind::Input, vec![("noun", (*noun).to_owned()), ("id", id.clone())])
            }
            Error::Refused(problem) => (problem.code.to_owned(), ErrorKind::Refused, problem.params.clone()),
            Error::File { path, source } => (
                match source.kind() {
                    std::io::ErrorKind::StorageFull => "file.disk_full",
                    std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => "file.no_permission",
                    std::io::ErrorKind::NotFound => "file.not_found",
                    std::io::ErrorKind::AlreadyExists => "file.exists",
                    _ => "file.failed",
                }
                .into(),
                ErrorKind::Failed,
                vec![("path", path.display().to_string()), ("reason", source.to_string())],
            ),
            Error::Store(error) => {
                use rusqlite::ErrorCode;
                let code = match error.sqlite_error_code() {
                    Some(ErrorCode::DiskFull) => "store.disk_full",
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "store.busy",
                    Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "store.damaged",
                    Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => "store.read_only",
                    Some(ErrorCode::ConstraintViolation) => "store.constraint",
                    _ => "store.failed",
                };
                (code.into(), ErrorKind::Failed, vec![("reason", error.to_string())])
            }
            Error::Damaged(what) => ("store.damaged_value".into(), ErrorKind::Failed, vec![("what", what.clone())]),
            // Who stopped a long print knows that it stopped.
            Error::Press(so35_press::PressError::Stopped) => ("stopped".into(), ErrorKind::Refused, Vec::new()),
            Error::Press(error) => ("press.failed".into(), ErrorKind::Failed, vec![("reason", error.to_string())]),
        }
    }

    /// The error as it travels, in the words of the person's language.
    pub fn to_wire(&self, words: &Words) -> WireError {
        let (code, kind, mut params) = self.describe();
        for (name, value) in &mut params {
            if *name == "noun" {
                *value = words.get(&format!("noun.{value}"));
            }
        }
        let (field, row) = match self {
            Error::Input { field, row, .. } => (field.clone(), *row),
            _ => (None, None),
        };
        let hint = format!("error.{code}.hint");
        WireError {
            message: words.fill(&format!("error.{code}"), &params),
            hint: words.has(&hint).then(|| words.fill(&hint, &params)),
            code,
            kind,
            field,
            row,
        }
    }
}
