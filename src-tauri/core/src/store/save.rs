//! The one way to write a file: beside its place, to the disk, renamed, and the folder to the disk.
//! Without the last step a finished file can vanish in a power loss. Other ways are refused by `.clippy.toml`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The name a file has until it is whole.
pub fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Writes `bytes` to `path`, whole or not at all; an older file is replaced only by a whole one.
pub fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = part_of(path);
    let written = (|| {
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()
    })();
    if let Err(error) = written {
        // Best effort: the half-written file is ours, and the error that matters is the first one.
        let _ = fs::remove_file(&part);
        return Err(Error::file(path, error));
    }
    put_in_place(&part, path)
}

/// Writes all of `source` to the file `part`, a name of [`part_of`], and to the disk. Answers how many bytes.
/// It gets its real name by [`put_in_place`]; what fails before that is for the caller to remove.
pub fn write_new(part: &Path, source: &mut impl Read) -> Result<u64> {
    let written = (|| {
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(part)?;
        let bytes = io::copy(source, &mut file)?;
        file.sync_all()?;
        Ok(bytes)
    })();
    written.map_err(|error| Error::file(part, error))
}

/// Renames a whole, synced file to its final name and syncs the folder.
#[allow(clippy::disallowed_methods)] // this is the one place that renames
pub fn put_in_place(part: &Path, path: &Path) -> Result<()> {
    fs::rename(part, path).map_err(|error| Error::file(path, error))?;
    sync_folder(path)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Error::file(folder, error))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<()> {
    // Windows journals renames itself and does not open folders for syncing.
    Ok(())
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| Error::file(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        save(&path, b"first").unwrap();
        save(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert!(!part_of(&path).exists());
        let blocked = folder.path().join("no").join("b.txt");
        assert!(matches!(save(&blocked, b"x"), Err(Error::File { .. })));
        assert!(!blocked.exists());
    }
}
