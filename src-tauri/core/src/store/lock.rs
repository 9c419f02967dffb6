//! One writer per book: an OS lock on `<book>.lock`, held as long as the book is open.
//! The system releases it when the program ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::problem::Problem;

/// How often a lock that is held is looked at. A program that this one is just starting (a reading process, a
/// converter) has a copy of every open file until it runs: a lock that was let go is then held a moment longer.
const LOOKS: u32 = 12;
const PAUSE: Duration = Duration::from_millis(25);

/// Holds the lock until dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code)] File);

/// The lock file of a book.
pub fn path_of(book: &Path) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// Takes the lock. Errors: `book.in_use` when another program holds it.
pub fn take(book: &Path) -> Result<Lock> {
    let path = path_of(book);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Error::file(&path, error))?;
    for _ in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(Error::file(&path, error)),
        }
    }
    Err(Error::Refused(Problem::new("book.in_use").with("path", book.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("a.so35");
        let first = take(&book).unwrap();
        assert!(matches!(take(&book), Err(Error::Refused(problem)) if problem.code == "book.in_use"));
        drop(first);
        take(&book).unwrap();
    }

    #[test]
    fn a_lock_that_is_let_go_in_a_moment_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("a.so35");
        let first = take(&book).unwrap();
        let letting_go = std::thread::spawn(move || {
            std::thread::sleep(PAUSE * 3);
            drop(first);
        });
        take(&book).unwrap();
        letting_go.join().unwrap();
    }
}
