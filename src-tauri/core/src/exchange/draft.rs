//! What a person said about a file that came and is not written yet: what was decided, what was answered, how a sheet
//! is to be read. It lies on the desk and not in the book: it is nobody's act yet, is not undone and goes to nobody.
//!
//! One small file for each file that came, known by its SHA-256, so that the stick it came on may be pulled and put in
//! elsewhere. It is gone when the file was written into the book or put aside by a person. A book that is moved leaves
//! them behind; those of files that never came again go after a year.

use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::package::hex;
use super::plan::Answers;
use super::reading::setting::SheetSetting;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::save;

/// After so many days nobody comes back to a file.
const KEPT_DAYS: i64 = 366;

/// Asks for what was said about a file before.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExchangeDraftRequest {
    /// The file.
    pub path: String,
}

/// What was said about a file before.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExchangeDraft {
    /// The file's SHA-256: what it is kept under.
    pub sha256: String,
    /// What was said; none when nothing is kept.
    pub said: Option<Said>,
}

/// What was said about a file, and when last.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The day of the last word.
    pub on: NaiveDate,
    /// Of a sheet: how it is to be read.
    pub setting: Option<SheetSetting>,
    /// What was decided and answered.
    pub answers: Answers,
}

/// What is to be kept about a file.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExchangeDraftSave {
    /// The file's SHA-256.
    pub sha256: String,
    /// Of a sheet: how it is to be read.
    pub setting: Option<SheetSetting>,
    /// What was decided and answered.
    pub answers: Answers,
}

/// What is to be forgotten about a file.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExchangeDraftForget {
    /// The file's SHA-256.
    pub sha256: String,
}

/// What was said about a file before. Errors: those of the file; `desk.no_book`.
pub fn get(desk: &Desk, request: ExchangeDraftRequest) -> Result<ExchangeDraft> {
    let sha256 = of_file(&desk::absolute(&request.path)?)?;
    let said = match folder(desk)? {
        Some(folder) => read(&place(&folder, &sha256)?)?,
        None => None,
    };
    Ok(ExchangeDraft { sha256, said })
}

/// Keeps what was said about a file. A desk that remembers nothing does not remember this either. Errors:
/// `exchange.not_a_hash` at `sha256`; `desk.no_book`.
pub fn keep(desk: &Desk, request: ExchangeDraftSave) -> Result<()> {
    let Some(folder) = folder(desk)? else { return Ok(()) };
    let place = place(&folder, &request.sha256)?;
    let said = Said { on: desk.world().today(), setting: request.setting, answers: request.answers };
    if !place.exists() {
        save::make_folder(&folder)?;
        sweep(&folder, said.on)?;
    }
    let json = serde_json::to_vec(&said).map_err(|error| Error::Damaged(error.to_string()))?;
    save::save(&place, &json)
}

/// Forgets what was said about a file. Errors: `exchange.not_a_hash` at `sha256`; `desk.no_book`.
pub fn forget(desk: &Desk, request: ExchangeDraftForget) -> Result<()> {
    let Some(folder) = folder(desk)? else { return Ok(()) };
    remove(&place(&folder, &request.sha256)?)
}

/// Forgets what was said about a file that is in the book now.
pub(super) fn forget_file(desk: &Desk, path: &Path) -> Result<()> {
    match folder(desk)? {
        Some(folder) if folder.exists() => remove(&place(&folder, &of_file(path)?)?),
        _ => Ok(()),
    }
}

/// Where the open book's are; none on a desk that remembers nothing. Errors: `desk.no_book`.
fn folder(desk: &Desk) -> Result<Option<PathBuf>> {
    let book = hex(&Sha256::digest(desk.book()?.path().as_os_str().as_encoded_bytes()));
    Ok(desk.remembers().map(|folder| folder.join("nhan-tep").join(&book[..16])))
}

fn place(folder: &Path, sha256: &str) -> Result<PathBuf> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if is_hash { Ok(folder.join(format!("{sha256}.json"))) } else { Err(Error::input("sha256", Problem::new("exchange.not_a_hash"))) }
}

/// What is kept in a place. What cannot be read is set aside, not lost.
fn read(place: &Path) -> Result<Option<Said>> {
    let bytes = match std::fs::read(place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::file(place, error)),
    };
    match serde_json::from_slice(&bytes) {
        Ok(said) => Ok(Some(said)),
        Err(error) => {
            tracing::warn!(%error, path = %place.display(), "what was said about a file cannot be read and is set aside");
            save::put_in_place(place, &place.with_extension("unreadable"))?;
            Ok(None)
        }
    }
}

fn remove(place: &Path) -> Result<()> {
    match std::fs::remove_file(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(place, error)),
        _ => Ok(()),
    }
}

/// Lets go what nobody came back to.
fn sweep(folder: &Path, today: NaiveDate) -> Result<()> {
    let failed = |error| Error::file(folder, error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let place = entry.map_err(failed)?.path();
        if place.extension().is_some_and(|ending| ending == "json") && read(&place)?.is_some_and(|said| (today - said.on).num_days() > KEPT_DAYS) {
            remove(&place)?;
        }
    }
    Ok(())
}

fn of_file(path: &Path) -> Result<String> {
    let failed = |error| Error::file(path, error);
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part).map_err(failed)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(part.get(..read).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(on: &str) -> Said {
        Said { on: on.parse().unwrap(), setting: None, answers: Answers::default() }
    }

    #[test]
    fn only_a_hash_names_a_place() {
        let folder = Path::new("/desk");
        assert_eq!(place(folder, &"a0".repeat(32)).unwrap(), folder.join(format!("{}.json", "a0".repeat(32))));
        for wrong in ["", "../desk", &"A0".repeat(32), &"g0".repeat(32), &"a0".repeat(33)] {
            assert!(place(folder, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_and_what_is_old_goes() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| save::save(&folder.path().join(name), bytes).unwrap();
        put("old.json", &serde_json::to_vec(&said("2023-01-01")).unwrap());
        put("new.json", &serde_json::to_vec(&said("2024-05-01")).unwrap());
        put("broken.json", b"{");
        sweep(folder.path(), "2024-06-01".parse().unwrap()).unwrap();
        let mut names: Vec<String> = std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["broken.unreadable", "new.json"]);
        assert_eq!(read(&folder.path().join("new.json")).unwrap().unwrap().on, said("2024-05-01").on);
        assert!(read(&folder.path().join("gone.json")).unwrap().is_none());
    }
}
