//! One open book: a writer, readers beside it, and the one way to change anything.
//! Paths, time and ids are passed in; nothing here knows a noun except who signs.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Error, Result};
use crate::memo::Memo;
use crate::store::journal::Way;
use crate::store::files::Files;
use crate::store::{backup, journal, lock, migrate, open, past, place, search};
use crate::text::Order;
use crate::words::Words;
use crate::world::{self, World};

/// Who asks, in which language and what the time is: constant during one command.
#[derive(Clone)]
pub struct Asking {
    /// Time and ids.
    pub world: Arc<dyn World>,
    /// The language of the answer.
    pub words: Words,
}

/// An open book file.
pub struct Book {
    path: PathBuf,
    files: Files,
    writer: Option<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    memo: Memo,
    _lock: Option<lock::Lock>,
}

/// Reading a book inside one snapshot.
pub struct Reader<'a> {
    /// The snapshot. Nouns read their own tables through it.
    pub conn: &'a Connection,
    /// The files beside the book.
    pub files: &'a Files,
    asking: &'a Asking,
    /// None inside a write, whose state has no name yet.
    memo: Option<&'a Memo>,
}

impl Reader<'_> {
    /// The words of the answer's language.
    pub fn words(&self) -> &Words {
        &self.asking.words
    }

    /// Today in Vietnam.
    pub fn today(&self) -> NaiveDate {
        self.asking.world.today()
    }

    /// The day an answer is computed for: the one asked for, or today.
    pub fn as_of(&self, asked: Option<crate::wire::Day>) -> NaiveDate {
        asked.map_or_else(|| self.today(), |day| day.0)
    }

    /// The answer kept under `key` since the last write, or the one that `make` makes.
    pub fn keep<T: Send + Sync + 'static>(&self, key: &str, make: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        match self.memo {
            Some(memo) => memo.of(self.conn, key, make),
            None => make().map(Arc::new),
        }
    }

    /// Runs `work` on the book as it stood after the act `op`. Nothing of it is kept.
    pub fn at<T>(&self, op: i64, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        past::at(self.conn, op, |conn| work(&Reader { conn, files: self.files, asking: self.asking, memo: None }))
    }

    /// Vietnamese alphabetical order.
    pub fn order(&self) -> Result<Order> {
        Order::new().map_err(Error::Refused)
    }
}

/// Changing a book inside one transaction and one op.
pub struct Change<'a> {
    reader: Reader<'a>,
    subject: String,
}

impl<'a> Deref for Change<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Change<'_> {
    /// A new id.
    pub fn new_id(&self) -> String {
        self.reader.asking.world.new_id()
    }

    /// Now, in milliseconds since 1970 (UTC).
    pub fn now_ms(&self) -> i64 {
        self.reader.asking.world.now_ms()
    }

    /// Names what the op is about, for the undo menu and the history: `N03`.
    pub fn about(&mut self, subject: impl Into<String>) {
        self.subject = subject.into();
    }
}

/// An op that has begun: its number, and what it reverts.
struct Opened {
    seq: i64,
    reverts: Option<journal::Standing>,
}

/// What a write did.
#[derive(Debug)]
pub struct Done<T> {
    /// The command's answer.
    pub value: T,
    /// The nouns that changed.
    pub changed: Vec<String>,
    /// The op's number; none when nothing changed.
    pub op: Option<i64>,
}

impl Book {
    /// Makes an empty book. The file must not exist; its folder is made.
    pub fn create(path: &Path) -> Result<Book> {
        place::check(path)?;
        if let Some(folder) = path.parent() {
            crate::store::save::make_folder(folder)?;
        }
        let lock = lock::take(path)?;
        let connection = open::connect(path, open::Mode::Create)?;
        migrate::to_newest(&connection, None)?;
        Book::with_writer(path, connection, lock)
    }

    /// Opens a book to work in it: locked, checked, brought to the newest version with a backup first.
    pub fn open(path: &Path, world: &dyn World) -> Result<Book> {
        place::check(path)?;
        if !path.exists() {
            return Err(open::connect(path, open::Mode::Write).err().unwrap_or(Error::refused("book.not_found")));
        }
        let lock = lock::take(path)?;
        // Checked through a reader first: a damaged book is kept exactly as it is.
        open::check(&open::connect(path, open::Mode::Read)?)?;
        let connection = open::connect(path, open::Mode::Write)?;
        let before = backup_path(path, world, "truoc-nang-cap");
        if migrate::to_newest(&connection, Some(&before))? {
            search::rebuild(&connection)?;
        }
        Book::with_writer(path, connection, lock)
    }

    /// Opens a book to read it, beside whoever writes it.
    pub fn open_to_read(path: &Path) -> Result<Book> {
        let connection = open::connect(path, open::Mode::Read)?;
        if migrate::version(&connection)? < migrate::newest() {
            return Err(Error::refused("book.older"));
        }
        Ok(Book { path: path.to_owned(), files: Files::beside(path), writer: None, readers: Mutex::new(vec![connection]), memo: Memo::default(), _lock: None })
    }

    fn with_writer(path: &Path, connection: Connection, lock: lock::Lock) -> Result<Book> {
        journal::watch(&connection)?;
        search::watch(&connection)?;
        let files = Files::beside(path);
        files.forget_shown();
        Ok(Book { path: path.to_owned(), files, writer: Some(Mutex::new(connection)), readers: Mutex::default(), memo: Memo::default(), _lock: Some(lock) })
    }

    /// The book's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files beside the book.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Runs `work` while nobody can write: what it sees stays true until it ends.
    pub fn while_still<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let answer = work(&transaction)?;
        transaction.finish()?;
        Ok(answer)
    }

    /// Whether this opening may change the book.
    pub fn is_writable(&self) -> bool {
        self.writer.is_some()
    }

    /// Runs `work` on one snapshot, beside any writer.
    pub fn read<T>(&self, asking: &Asking, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let spare = hold(&self.readers).pop();
        let connection = match spare {
            Some(connection) => connection,
            None => open::connect(&self.path, open::Mode::Read)?,
        };
        let answer = (|| {
            let snapshot = connection.unchecked_transaction()?;
            let answer = work(&Reader { conn: &snapshot, files: &self.files, asking, memo: Some(&self.memo) })?;
            snapshot.finish()?;
            Ok(answer)
        })();
        hold(&self.readers).push(connection);
        answer
    }

    /// Runs `work` as one op: all of it is saved and can be undone as one, or nothing is.
    pub fn change<T>(&self, asking: &Asking, command: &str, work: impl FnOnce(&mut Change) -> Result<T>) -> Result<Done<T>> {
        self.transact(asking, command, None, |change, _| work(change))
    }

    /// Runs `work` as [`Book::change`] does and takes everything back: answers what it would do.
    pub fn try_out<T>(&self, asking: &Asking, work: impl FnOnce(&mut Change) -> Result<T>) -> Result<T> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let id = asking.world.new_id();
        let opening = journal::Opening { id: &id, at: asking.world.now_ms(), actor: "", command: "", reverts: None };
        journal::begin(&transaction, &opening)?;
        let mut change = Change { reader: Reader { conn: &transaction, files: &self.files, asking, memo: None }, subject: String::new() };
        let answer = work(&mut change);
        transaction.rollback()?;
        answer
    }

    /// Takes back the last thing done that still stands, or the last undo.
    /// Errors: `undo.nothing`, `redo.nothing`, `undo.changed_since`.
    pub fn revert(&self, asking: &Asking, way: Way) -> Result<Done<()>> {
        self.transact(asking, "", Some(way), |change, opened| match &opened.reverts {
            Some(target) => {
                change.about(&target.subject);
                journal::revert(change.conn, target.seq, opened.seq)
            }
            None => Ok(()),
        })
    }

    fn writer(&self) -> Result<MutexGuard<'_, Connection>> {
        self.writer.as_ref().map(hold).ok_or(Error::refused("book.read_only"))
    }

    fn transact<T>(
        &self,
        asking: &Asking,
        command: &str,
        way: Option<Way>,
        work: impl FnOnce(&mut Change, &Opened) -> Result<T>,
    ) -> Result<Done<T>> {
        let mut writer = self.writer()?;
        let id = asking.world.new_id();
        let (value, changed, seq) = {
            let transaction = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let actor = crate::setting::actor(&transaction)?;
            // What is taken back is chosen inside the transaction: nobody can come between.
            let reverts = match way {
                None => None,
                Some(way) => {
                    let nothing = if way == Way::Redo { "redo.nothing" } else { "undo.nothing" };
                    Some(journal::next(&transaction, way)?.ok_or(Error::refused(nothing))?)
                }
            };
            let opening = journal::Opening {
                id: &id,
                at: asking.world.now_ms(),
                actor: &actor,
                command: reverts.as_ref().map_or(command, |target| &target.command),
                reverts: reverts.as_ref().map(|target| target.seq).zip(way),
            };
            let seq = journal::begin(&transaction, &opening)?;
            let opened = Opened { seq, reverts };
            let mut change = Change { reader: Reader { conn: &transaction, files: &self.files, asking, memo: None }, subject: String::new() };
            let value = work(&mut change, &opened)?;
            let subject = change.subject;
            let changed = journal::end(&transaction, seq, &subject)?;
            match transaction.commit() {
                Ok(()) => {}
                // An error at COMMIT does not mean "not saved": only the file can tell.
                Err(error) if self.has_op(&id) => tracing::warn!(%error, "commit answered an error, but the op is in the book"),
                Err(error) => return Err(error.into()),
            }
            (value, changed, seq)
        };
        let op = (!changed.is_empty()).then_some(seq);
        Ok(Done { value, changed, op })
    }

    fn has_op(&self, id: &str) -> bool {
        let look = || -> Result<bool> {
            let connection = open::connect(&self.path, open::Mode::Read)?;
            Ok(connection.query_row("SELECT 1 FROM op WHERE id = ?1", [id], |_| Ok(())).optional()?.is_some())
        };
        look().unwrap_or(false)
    }

    /// Copies the book, checked and hashed, to `to`; by default into the folder of backups beside it.
    pub fn back_up(&self, world: &dyn World, to: Option<&Path>, go_on: backup::GoOn) -> Result<backup::Copy> {
        let connection = open::connect(&self.path, open::Mode::Read)?;
        match to {
            Some(path) => backup::copy(&connection, path, go_on),
            None => {
                let path = backup_path(&self.path, world, "");
                let copy = backup::copy(&connection, &path, go_on)?;
                if let (Some(folder), Some(stem)) = (path.parent(), self.path.file_stem().and_then(|stem| stem.to_str())) {
                    backup::tidy(folder, stem, world.today())?;
                }
                Ok(copy)
            }
        }
    }

    /// Makes a backup before something large, under a name that says so; several may be made within one second.
    pub fn back_up_before(&self, world: &dyn World, why: &str, go_on: backup::GoOn) -> Result<backup::Copy> {
        let plain = backup_path(&self.path, world, why);
        let numbered = |number: u32| {
            let stem = plain.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            plain.with_file_name(format!("{stem}-{number}.so35"))
        };
        let mut path = plain.clone();
        let mut number = 2;
        while path.exists() {
            path = numbered(number);
            number += 1;
        }
        let connection = open::connect(&self.path, open::Mode::Read)?;
        let copy = backup::copy(&connection, &path, go_on)?;
        if let (Some(folder), Some(stem)) = (path.parent(), self.path.file_stem().and_then(|stem| stem.to_str())) {
            backup::tidy(folder, stem, world.today())?;
        }
        Ok(copy)
    }

    /// Makes a backup if the newest is from another day than today. Answers whether it made one.
    pub fn back_up_daily(&self, world: &dyn World) -> Result<bool> {
        let path = backup_path(&self.path, world, "");
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let newest = path.parent().and_then(|folder| backup::list(folder, stem).first().map(|(day, _)| *day));
        if newest == Some(world.today()) {
            return Ok(false);
        }
        self.back_up(world, None, &|_, _| true).map(|_| true)
    }

    /// Checks the file whole and the search index; a wanting index is made anew.
    pub fn check(&self) -> Result<()> {
        let connection = open::connect(&self.path, open::Mode::Read)?;
        open::check(&connection)?;
        if !search::is_whole(&connection)? {
            if !self.is_writable() {
                return Err(Error::refused("book.search_stale"));
            }
            let mut writer = self.writer()?;
            let transaction = writer.transaction()?;
            search::rebuild(&transaction)?;
            transaction.commit()?;
        }
        Ok(())
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        if let Some(writer) = &self.writer {
            // Best effort: the book is whole without it, only its -wal file stays beside it.
            let _ = hold(writer).execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}

/// A lock that a panicking thread held is still good: SQLite rolled its transaction back.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `sao-luu/<stem>_<day>_<time>[_<why>].so35` beside the book.
fn backup_path(book: &Path, world: &dyn World, why: &str) -> PathBuf {
    let stem = book.file_stem().and_then(|stem| stem.to_str()).unwrap_or("so");
    let ms = world.now_ms();
    let second = ms.div_euclid(1000) + 7 * 3600;
    let clock = second.rem_euclid(86_400);
    let time = format!("{:02}{:02}{:02}", clock / 3600, clock / 60 % 60, clock % 60);
    let why = if why.is_empty() { String::new() } else { format!("_{why}") };
    let name = format!("{stem}_{}_{time}{why}.so35", world::day_of(ms));
    book.parent().unwrap_or(Path::new(".")).join("sao-luu").join(name)
}
