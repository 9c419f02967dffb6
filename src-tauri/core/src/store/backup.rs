//! Copies of the book that can be trusted: made through SQLite's online backup, opened and checked and
//! hashed before they get their name, and only then may an old one go. Two verified ones always remain.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::backup::StepResult;
use sha2::{Digest, Sha256};

use super::{open, save};
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A finished, checked copy.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// Hears how far a copy is, in pages, and says whether to go on.
pub type GoOn<'a> = &'a dyn Fn(u64, u64) -> bool;

/// Copies the book behind `connection` to `path`; the copy is opened, checked and hashed first.
/// A file of that name is never replaced. Errors: `backup.exists`, `backup.damaged`, `stopped`.
pub fn copy(connection: &Connection, path: &Path, go_on: GoOn) -> Result<Copy> {
    if path.exists() {
        return Err(Error::Refused(Problem::new("backup.exists").with("path", path.display())));
    }
    if let Some(folder) = path.parent() {
        save::make_folder(folder)?;
    }
    let part = save::part_of(path);
    let made = write_and_check(connection, &part, go_on);
    if made.is_err() {
        // Best effort: the part is ours alone.
        let _ = fs::remove_file(&part);
    }
    let (bytes, sha256) = made?;
    save::put_in_place(&part, path)?;
    Ok(Copy { path: path.to_owned(), bytes, sha256 })
}

fn write_and_check(connection: &Connection, part: &Path, go_on: GoOn) -> Result<(u64, String)> {
    if part.exists() {
        fs::remove_file(part).map_err(|error| Error::file(part, error))?;
    }
    {
        let mut target = Connection::open(part)?;
        let backup = rusqlite::backup::Backup::new(connection, &mut target)?;
        while backup.step(1000)? != StepResult::Done {
            let progress = backup.progress();
            let (left, of) = (progress.remaining as u64, progress.pagecount as u64);
            if !go_on(of.saturating_sub(left), of) {
                return Err(Error::refused("stopped"));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        drop(backup);
        // A single file travels better than one with a -wal beside it.
        target.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
        let finding: String = target.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if finding != "ok" {
            return Err(Error::Refused(Problem::new("backup.damaged").with("finding", finding)));
        }
    }
    fs::File::open(part).and_then(|file| file.sync_all()).map_err(|error| Error::file(part, error))?;
    verify(part)
}

/// Opens a copy as a book, checks it whole, and answers its size and hash.
pub fn verify(path: &Path) -> Result<(u64, String)> {
    {
        let connection = open::connect(path, open::Mode::Read)?;
        open::check(&connection)?;
    }
    let bytes = fs::read(path).map_err(|error| Error::file(path, error))?;
    let hash = Sha256::digest(&bytes);
    let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((bytes.len() as u64, sha256))
}

/// The backups of a book in `folder`, newest first: files named `<stem>_<day>_<time>.so35`.
pub fn list(folder: &Path, stem: &str) -> Vec<(NaiveDate, PathBuf)> {
    let mut found: Vec<(NaiveDate, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?;
            let rest = name.strip_suffix(".so35")?.strip_prefix(stem)?.strip_prefix('_')?;
            let day = NaiveDate::parse_from_str(rest.get(..10)?, "%Y-%m-%d").ok()?;
            Some((day, path))
        })
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1));
    found
}

/// Which of the backups (days, newest first) may go: all of the last 7 days stay, then one a week for
/// 8 weeks, then one a month; the two newest stay whatever their age. Answers positions in `days`.
pub fn expired(days: &[NaiveDate], today: NaiveDate) -> Vec<usize> {
    use chrono::Datelike;
    let mut kept = std::collections::HashSet::new();
    let mut gone = Vec::new();
    for (position, day) in days.iter().enumerate() {
        let age = (today - *day).num_days();
        let slot = if age <= 7 {
            continue;
        } else if age <= 56 {
            (day.iso_week().year(), day.iso_week().week(), 'w')
        } else {
            (day.year(), day.month(), 'm')
        };
        if !kept.insert(slot) && position >= 2 {
            gone.push(position);
        }
    }
    gone
}

/// Removes backups that have expired, but only while two of those that stay verify.
pub fn tidy(folder: &Path, stem: &str, today: NaiveDate) -> Result<usize> {
    let found = list(folder, stem);
    let days: Vec<NaiveDate> = found.iter().map(|(day, _)| *day).collect();
    let gone = expired(&days, today);
    if gone.is_empty() {
        return Ok(0);
    }
    let sound = found
        .iter()
        .enumerate()
        .filter(|(position, _)| !gone.contains(position))
        .filter(|(_, (_, path))| verify(path).is_ok())
        .take(2)
        .count();
    if sound < 2 {
        return Ok(0);
    }
    for position in &gone {
        if let Some((_, path)) = found.get(*position) {
            fs::remove_file(path).map_err(|error| Error::file(path, error))?;
        }
    }
    Ok(gone.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn old_backups_thin_out_and_two_always_stay() {
        let days: Vec<NaiveDate> = (0..120).map(|n| day("2024-06-30") - chrono::Days::new(n)).collect();
        let gone = expired(&days, day("2024-06-30"));
        let kept: Vec<_> = (0..days.len()).filter(|n| !gone.contains(n)).collect();
        assert!(kept.len() > 8 + 6 && kept.len() < 8 + 9 + 5, "{}", kept.len());
        assert!(kept.starts_with(&[0, 1, 2, 3, 4, 5, 6, 7]));
        let ancient = [day("2020-01-02"), day("2020-01-01"), day("2019-12-31"), day("2019-12-30")];
        assert_eq!(expired(&ancient, day("2024-06-30")), vec![3]);
    }
}
