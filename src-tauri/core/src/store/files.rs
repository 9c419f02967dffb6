//! The folder of files beside a book: `so.so35` keeps its attachments in `so.tep`, each content once, under
//! its SHA-256 (`ab/abcdef…`). A content is never changed; one that was altered or lost is found by its hash.
//!
//! Left out: which record names a content, and what a file is called. That stands in the book.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::save;
use crate::error::{Error, Result};

/// The subfolder of copies that were made to be looked at.
const SHOWN: &str = "mo";
/// Bytes read at a time.
const BLOCK: usize = 128 * 1024;

/// The folder of one book's files. It is made when the first file comes.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

/// A content in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256, 64 hexadecimal digits in lower case.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// How a content was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// As it was put there.
    Whole,
    /// Not there.
    Missing,
    /// There, but not what was put there.
    Altered,
}

impl Files {
    /// The folder of the files of the book at `path`.
    pub fn beside(path: &Path) -> Files {
        Files { folder: path.with_extension("tep") }
    }

    /// Where it lies, also before it is made.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a content lies. Errors: a stored name that is no hash is damage, never a path to follow.
    pub fn place(&self, sha256: &str) -> Result<PathBuf> {
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match sha256.get(..2) {
            Some(shelf) if is_hash => Ok(self.folder.join(shelf).join(sha256)),
            _ => Err(Error::Damaged(format!("attachment.sha256 {sha256}"))),
        }
    }

    /// Puts the content of `source` in its place, at the most `limit` bytes: `None` when it has more. A sound
    /// content that is there already stays; an altered one is replaced. `name` is what the half-made file is
    /// called; two that write at once use two names.
    pub fn keep(&self, source: &mut impl Read, name: &str, limit: u64) -> Result<Option<Kept>> {
        save::make_folder(&self.folder)?;
        let part = save::part_of(&self.folder.join(name));
        let kept = self.keep_as(source, &part, limit);
        if !matches!(kept, Ok(Some(_))) {
            // Best effort: the half-made file is ours alone, and the first error is the one that matters.
            let _ = fs::remove_file(&part);
        }
        kept
    }

    fn keep_as(&self, source: &mut impl Read, part: &Path, limit: u64) -> Result<Option<Kept>> {
        let mut hashing = Hashing::new(source.take(limit.saturating_add(1)));
        save::write_new(part, &mut hashing)?;
        let kept = hashing.finish();
        if kept.bytes > limit {
            return Ok(None);
        }
        let place = self.place(&kept.sha256)?;
        if self.verify(&kept.sha256)? == Found::Whole {
            fs::remove_file(part).map_err(|error| Error::file(part, error))?;
            return Ok(Some(kept));
        }
        if let Some(shelf) = place.parent() {
            save::make_folder(shelf)?;
        }
        save::put_in_place(part, &place)?;
        Ok(Some(kept))
    }

    /// How a content is found at a glance: by its presence and size, without reading it.
    pub fn glance(&self, sha256: &str, bytes: u64) -> Result<Found> {
        Ok(match fs::symlink_metadata(self.place(sha256)?) {
            Ok(there) if there.is_file() && there.len() == bytes => Found::Whole,
            Ok(_) => Found::Altered,
            Err(_) => Found::Missing,
        })
    }

    /// How a content is found when it is read from end to end.
    pub fn verify(&self, sha256: &str) -> Result<Found> {
        let place = self.place(sha256)?;
        match fs::symlink_metadata(&place) {
            Ok(there) if there.is_file() => {}
            Ok(_) => return Ok(Found::Altered),
            Err(_) => return Ok(Found::Missing),
        }
        let read = || -> io::Result<Kept> {
            let mut hashing = Hashing::new(File::open(&place)?);
            io::copy(&mut hashing, &mut io::sink())?;
            Ok(hashing.finish())
        };
        let found = read().map_err(|error| Error::file(&place, error))?;
        Ok(if found.sha256 == sha256 { Found::Whole } else { Found::Altered })
    }

    /// Writes a content to `path`, whole or not at all, and says how it was found: only a whole one is written.
    pub fn copy_out(&self, sha256: &str, path: &Path) -> Result<Found> {
        let place = self.place(sha256)?;
        let part = save::part_of(path);
        let copied = self.glance_any(&place).and_then(|found| match found {
            Found::Whole => {
                let mut hashing = Hashing::new(File::open(&place).map_err(|error| Error::file(&place, error))?);
                save::write_new(&part, &mut hashing)?;
                // Hashed while it was copied: what is checked is what was written.
                Ok(if hashing.finish().sha256 == sha256 { Found::Whole } else { Found::Altered })
            }
            other => Ok(other),
        });
        if let Ok(Found::Whole) = copied {
            save::put_in_place(&part, path)?;
        } else {
            // Best effort: it may never have been made.
            let _ = fs::remove_file(&part);
        }
        copied
    }

    fn glance_any(&self, place: &Path) -> Result<Found> {
        Ok(match fs::symlink_metadata(place) {
            Ok(there) if there.is_file() => Found::Whole,
            Ok(_) => Found::Altered,
            Err(_) => Found::Missing,
        })
    }

    /// A copy of a content under a name of its own, read-only, to be looked at: what is changed in it is not
    /// changed in the book, and the program that shows it says so. It is gone when the book is next opened.
    pub fn show(&self, sha256: &str, name: &str) -> Result<(PathBuf, Found)> {
        let folder = self.folder.join(SHOWN).join(sha256.get(..16).unwrap_or_default());
        let path = folder.join(name);
        // A copy of before may outlive what it was made of; it is not shown in its place.
        let found = self.verify(sha256)?;
        if found != Found::Whole {
            return Ok((path, found));
        }
        if let Ok(file) = File::open(&path) {
            let mut hashing = Hashing::new(file);
            if io::copy(&mut hashing, &mut io::sink()).is_ok() && hashing.finish().sha256 == sha256 {
                return Ok((path, Found::Whole));
            }
            // Best effort: if it stays, making it anew says why.
            let _ = fs::remove_file(&path);
        }
        save::make_folder(&folder)?;
        let found = self.copy_out(sha256, &path)?;
        if found == Found::Whole {
            let locked = fs::metadata(&path).map(|there| there.permissions()).and_then(|mut permissions| {
                permissions.set_readonly(true);
                fs::set_permissions(&path, permissions)
            });
            locked.map_err(|error| Error::file(&path, error))?;
        }
        Ok((path, found))
    }

    /// A file made to be looked at, under a name of its own, read-only. It is gone when the book is next opened.
    pub fn show_bytes(&self, bytes: &[u8], name: &str) -> Result<PathBuf> {
        let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let folder = self.folder.join(SHOWN).join(hash);
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(path);
        }
        save::make_folder(&folder)?;
        // Best effort: if an altered one stays, making it anew says why.
        let _ = fs::remove_file(&path);
        save::save(&path, bytes)?;
        let locked = fs::metadata(&path).map(|there| there.permissions()).and_then(|mut permissions| {
            permissions.set_readonly(true);
            fs::set_permissions(&path, permissions)
        });
        locked.map_err(|error| Error::file(&path, error))?;
        Ok(path)
    }

    /// Whether a path is one of the copies that were made to be looked at.
    pub fn is_shown(&self, path: &Path) -> bool {
        self.folder.join(SHOWN).canonicalize().is_ok_and(|folder| path.starts_with(folder))
    }

    /// Removes the copies that were made to be looked at.
    pub fn forget_shown(&self) {
        // Best effort: a program may still show one of them, and it is only a copy.
        let _ = fs::remove_dir_all(self.folder.join(SHOWN));
    }

    /// Every content and half-made file in the folder with its size; other people's files are left out.
    pub fn contents(&self) -> Vec<(PathBuf, u64)> {
        let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().collect::<Vec<_>>();
        let size = |entry: &fs::DirEntry| entry.metadata().ok().filter(|there| there.is_file()).map(|there| (entry.path(), there.len()));
        let mut found = Vec::new();
        for entry in entries(&self.folder) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".part") {
                found.extend(size(&entry));
            } else if name.len() == 2 {
                let own = entries(&path).into_iter().filter(|one| one.file_name().to_string_lossy().starts_with(&name) && one.file_name().len() == 64);
                found.extend(own.filter_map(|one| size(&one)));
            }
        }
        found
    }
}

/// Reads through and hashes what it reads.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Hashing<R> {
    fn new(inner: R) -> io::BufReader<Hashing<R>> {
        io::BufReader::with_capacity(BLOCK, Hashing { inner, hash: Sha256::new(), bytes: 0 })
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// What was read to its end.
trait Finish {
    fn finish(self) -> Kept;
}

impl<R: Read> Finish for io::BufReader<Hashing<R>> {
    fn finish(self) -> Kept {
        let Hashing { hash, bytes, .. } = self.into_inner();
        Kept { sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::beside(&folder.path().join("sổ.so35"));
        (folder, files)
    }

    #[test]
    fn the_same_content_is_kept_once_and_an_altered_one_is_mended() {
        let (folder, files) = files();
        assert_eq!(files.folder(), folder.path().join("sổ.tep"));
        let kept = files.keep(&mut &b"abc"[..], "1", 10).unwrap().unwrap();
        assert_eq!(kept.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let again = files.keep(&mut &b"abc"[..], "2", 10).unwrap().unwrap();
        assert_eq!((&again, files.contents().len()), (&kept, 1));

        let place = files.place(&kept.sha256).unwrap();
        save::save(&place, b"abd").unwrap();
        assert_eq!((files.glance(&kept.sha256, 3).unwrap(), files.verify(&kept.sha256).unwrap()), (Found::Whole, Found::Altered));
        assert_eq!(files.copy_out(&kept.sha256, &folder.path().join("out")).unwrap(), Found::Altered);
        assert!(!folder.path().join("out").exists() && !folder.path().join("out.part").exists());
        files.keep(&mut &b"abc"[..], "3", 10).unwrap();
        assert_eq!(files.verify(&kept.sha256).unwrap(), Found::Whole);
        fs::remove_file(&place).unwrap();
        assert_eq!((files.glance(&kept.sha256, 3).unwrap(), files.verify(&kept.sha256).unwrap()), (Found::Missing, Found::Missing));
    }

    #[test]
    fn what_is_too_large_leaves_nothing_behind() {
        let (_folder, files) = files();
        assert_eq!(files.keep(&mut &b"abcd"[..], "1", 3).unwrap(), None);
        assert_eq!(files.contents(), []);
        assert_eq!(files.keep(&mut &b"abc"[..], "1", 3).unwrap().unwrap().bytes, 3);
    }

    #[test]
    fn a_stored_name_is_never_followed_out_of_the_folder() {
        let (_folder, files) = files();
        for name in ["../../../../etc/passwd", "", "ab", &"g".repeat(64), &"A".repeat(64), &format!("../{}", "a".repeat(61))] {
            assert!(matches!(files.place(name), Err(Error::Damaged(_))), "{name}");
        }
    }

    #[test]
    fn a_shown_copy_is_read_only_and_forgotten() {
        let (_folder, files) = files();
        let kept = files.keep(&mut &b"abc"[..], "1", 10).unwrap().unwrap();
        let (path, found) = files.show(&kept.sha256, "báo cáo.pdf").unwrap();
        assert_eq!((found, fs::read(&path).unwrap()), (Found::Whole, b"abc".to_vec()));
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        assert!(files.is_shown(&path.canonicalize().unwrap()) && !files.is_shown(files.folder()));
        assert_eq!(files.show(&kept.sha256, "báo cáo.pdf").unwrap().0, path);
        files.forget_shown();
        assert!(!path.exists());
    }
}
