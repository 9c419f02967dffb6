//! One CSV file of seeds: rows by column name, each value read with file, line and column at hand.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text;

/// A file's rows.
pub struct Sheet {
    file: &'static str,
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// One row of a file.
pub struct Row<'a> {
    sheet: &'a Sheet,
    line: u64,
    cells: &'a [String],
}

impl Sheet {
    /// Reads a file. Errors: `seed.bad_csv` with the line.
    pub fn read(file: &'static str, text: &str) -> Result<Sheet> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, |position| position.line());
                let problem = Problem::new("seed.bad_csv").with("file", file).with("line", line).with("reason", &error);
                Error::Input { field: Some(file.to_owned()), row: Some(line), problem }
            })?;
            let line = record.position().map_or(0, |position| position.line());
            rows.push((line, record.iter().map(str::to_owned).collect::<Vec<_>>()));
        }
        let columns = if rows.is_empty() { Vec::new() } else { rows.remove(0).1 };
        Ok(Sheet { file, columns, rows })
    }

    /// The rows under the heading.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { sheet: self, line: *line, cells })
    }
}

impl Row<'_> {
    /// What is wrong with a value, with file, line and column.
    pub fn wrong(&self, column: &str, reason: impl std::fmt::Display) -> Error {
        let problem = Problem::new("seed.bad_value")
            .with("file", self.sheet.file)
            .with("line", self.line)
            .with("column", column)
            .with("reason", reason);
        Error::Input { field: Some(format!("{}:{column}", self.sheet.file)), row: Some(self.line), problem }
    }

    /// The same for an error that writing the row gave.
    pub fn blame(&self, error: Error) -> Error {
        match error {
            // Told by a row's own value already.
            error @ Error::Input { row: Some(_), .. } => error,
            Error::Input { field, problem, .. } => {
                let field = format!("{}:{}", self.sheet.file, field.unwrap_or_default());
                Error::Input { field: Some(field), row: Some(self.line), problem }
            }
            Error::NotFound { noun, id } => self.wrong(noun, id),
            Error::Store(error) => self.wrong("", error),
            other => other,
        }
    }

    /// A cell's text, cleaned, or `None` when it is empty.
    pub fn optional(&self, column: &str) -> Result<Option<String>> {
        let index = self.sheet.columns.iter().position(|name| name == column);
        let cell = index.and_then(|index| self.cells.get(index)).ok_or_else(|| self.wrong(column, "missing column"))?;
        Ok(Some(text::clean_text(cell)).filter(|text| !text.is_empty()))
    }

    /// A cell's text, which must not be empty.
    pub fn text(&self, column: &str) -> Result<String> {
        self.optional(column)?.ok_or_else(|| self.wrong(column, "empty"))
    }

    /// A cell's words as they are printed, empty or not.
    pub fn words(&self, column: &str) -> Result<String> {
        Ok(self.optional(column)?.unwrap_or_default())
    }

    /// Several keys between semicolons.
    pub fn keys(&self, column: &str) -> Result<Vec<String>> {
        let text = self.words(column)?;
        Ok(text.split(';').map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()).collect())
    }

    /// A value that serde reads from its text: enums and days.
    pub fn value<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        let text = self.text(column)?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|error| self.wrong(column, error))
    }

    /// The same, or `None` when the cell is empty.
    pub fn maybe<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        match self.optional(column)? {
            None => Ok(None),
            Some(_) => self.value(column).map(Some),
        }
    }

    /// A number written the way programs do: digits and a point.
    pub fn number<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>>
    where
        T::Err: std::fmt::Display,
    {
        match self.optional(column)? {
            None => Ok(None),
            Some(text) if !text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) => Err(self.wrong(column, text)),
            Some(text) => text.parse().map(Some).map_err(|error: T::Err| self.wrong(column, error)),
        }
    }

    /// 1 or 0.
    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.text(column)?.as_str() {
            "1" => Ok(true),
            "0" => Ok(false),
            other => Err(self.wrong(column, format!("1 or 0, not {other}"))),
        }
    }

    /// Sources: pairs of document code and place, between semicolons.
    pub fn sources(&self) -> Result<Vec<(String, String)>> {
        let pairs = self.keys("sources")?;
        Ok(pairs
            .iter()
            .map(|pair| {
                let (document, locator) = pair.split_once(' ').unwrap_or((pair, ""));
                (document.to_owned(), locator.trim().to_owned())
            })
            .collect())
    }
}
