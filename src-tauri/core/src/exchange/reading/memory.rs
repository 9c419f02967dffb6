//! How the last sheet of a sender was understood, so that the next one of the same make needs no person; and which
//! sheets came.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::layout::Layout;
use super::setting::SheetSetting;
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::exchange::package::hex;
use crate::exchange::plan::{Answers, QuestionAnswer};
use crate::text::fold;

/// What makes two sheets the same make: their headings, in their columns.
pub fn make_of(layout: &Layout) -> String {
    let mut hash = Sha256::new();
    for column in &layout.columns {
        hash.update(column.column.to_le_bytes());
        hash.update(fold(&column.heading()));
        hash.update([0]);
    }
    hex(&hash.finalize())
}

/// The setting that counted for a sheet of this make: that of the sender; without one, of the only sender that there is.
pub fn recall(reader: &Reader, make: &str, sender: Option<&str>) -> Result<Option<SheetSetting>> {
    let mut statement = reader.conn.prepare_cached("SELECT setting, sender FROM sheet_mapping WHERE headings = ?1 AND (?2 IS NULL OR sender = ?2) ORDER BY id LIMIT 2")?;
    let found: Vec<String> = statement.query_map(params![make, sender], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let [one] = found.as_slice() else { return Ok(None) };
    serde_json::from_str(one).map(Some).map_err(|error| Error::Damaged(format!("sheet_mapping {error}")))
}

/// Keeps what a person said about a sheet. What only holds for one file (sheet, rows, period, day, encoding) is not
/// kept, and nothing that the file itself told: the next one tells its own.
pub fn keep(change: &Change, make: &str, said: &SheetSetting, name: &str) -> Result<()> {
    // A column of values of one period says nothing about the next file.
    let columns = said.columns.as_ref().map(|columns| columns.iter().filter(|column| column.period.is_none()).cloned().collect());
    let kept = SheetSetting { sheet: None, heading: None, encoding: None, period: None, as_of: None, columns, ..said.clone() };
    let setting = serde_json::to_string(&kept).map_err(|error| Error::Damaged(error.to_string()))?;
    let sql = "SELECT id FROM sheet_mapping WHERE headings = ?1 AND sender IS ?2";
    let known: Option<String> = change.conn.prepare_cached(sql)?.query_row(params![make, said.sender], |row| row.get(0)).optional()?;
    match known {
        Some(id) => change.conn.execute("UPDATE sheet_mapping SET setting = ?2, name = ?3, used_on = ?4 WHERE id = ?1", params![id, setting, name, change.today()])?,
        None => change.conn.execute(
            "INSERT INTO sheet_mapping (id, sender, headings, setting, name, used_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![change.new_id(), said.sender, make, setting, name, change.today()],
        )?,
    };
    Ok(())
}

/// What is known of names after a file: what was said of them before, and what was answered now.
pub fn names(before: &[QuestionAnswer], answers: &Answers) -> Vec<QuestionAnswer> {
    let of_names = |one: &&QuestionAnswer| one.key.starts_with("agency/") || one.key.starts_with("indicator/");
    let now: Vec<&QuestionAnswer> = answers.questions.iter().filter(of_names).collect();
    let stays = before.iter().filter(|one| !now.iter().any(|other| other.key == one.key));
    stays.chain(now.iter().copied()).cloned().collect()
}

/// Whether this very file was applied before.
pub fn came(reader: &Reader, sha256: &str) -> Result<bool> {
    Ok(reader.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM sheet_received WHERE sha256 = ?1)")?.query_row([sha256], |row| row.get(0))?)
}
