//! The documents that records are drawn from, all at once, as a printed register needs them.

use std::collections::HashMap;

use rusqlite::Connection;

use super::label;
use crate::error::Result;

/// A document that a record is drawn from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The document.
    pub document: String,
    /// What it is called in print.
    pub label: String,
    /// What it is about.
    pub subject: String,
    /// Whether it is an official document, with a number and symbol.
    pub official: bool,
}

impl Source {
    /// Whether a committee of the Party issued it: its documents join number and kind with a dash, `57-NQ/TW`,
    /// those of the State with a stroke, `203/TB-VPCP`.
    pub fn is_of_party(&self) -> bool {
        let digits = self.label.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < self.label.len() && digits.starts_with('-') && digits.contains('/')
    }
}

/// The documents that each record of a noun is drawn from; official ones first, then by number.
pub fn sources(conn: &Connection, noun: &str) -> Result<HashMap<String, Vec<Source>>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.record, d.id, d.number_symbol, d.code, d.subject, d.kind = 'official' AND d.number_symbol IS NOT NULL
         FROM citation c JOIN document d ON d.id = c.document
         WHERE c.noun = ?1 ORDER BY c.record, d.number_symbol IS NULL, d.number_symbol, d.code, c.id",
    )?;
    let mut rows = statement.query([noun])?;
    let mut found: HashMap<String, Vec<Source>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let source = Source { document: row.get(1)?, label: label(row, 2)?, subject: row.get(4)?, official: row.get(5)? };
        found.entry(row.get(0)?).or_default().push(source);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_the_party_are_known_by_their_numbers() {
        let source = |label: &str| Source { document: String::new(), label: label.into(), subject: String::new(), official: true };
        for label in ["57-NQ/TW", "12-CV/ĐU", "36-HD/VPTW"] {
            assert!(source(label).is_of_party(), "{label}");
        }
        for label in ["203/TB-VPCP", "73/2019/NĐ-CP", "[000]", "Chương trình 5-năm/2025", ""] {
            assert!(!source(label).is_of_party(), "{label}");
        }
    }
}
