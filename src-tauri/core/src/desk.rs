//! The desk: which book is open, which were before, and how the person at this machine likes things shown.
//! The window and `so35 rpc` each hold one. It is kept in one small JSON file beside the books.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{AgencyAdd, AgencyKind};
use crate::book::{Asking, Book};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::saved_view::ViewColumn;
use crate::seed;
use crate::setting::{self, SettingEdit};
use crate::store::{journal, save};
use crate::wire::{Empty, Patch};
use crate::words::{Language, Words};
use crate::world::World;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Paper white.
    Light,
    /// Deep grey.
    Dark,
}

/// The size of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// Vừa.
    #[default]
    Medium,
    /// Lớn.
    Large,
    /// Rất lớn.
    Larger,
}

/// How the person at this machine likes things shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Prefs {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// The size of everything.
    pub text_size: TextSize,
    /// Rows of 28 instead of 32 pixels.
    pub compact: bool,
    /// The columns of the register, in order; the usual ones when missing.
    pub task_columns: Option<Vec<ViewColumn>>,
}

/// What the desk's file holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    prefs: Prefs,
    recent: Vec<PathBuf>,
    /// For each of these books the day its reminders were last seen.
    reminded: BTreeMap<PathBuf, NaiveDate>,
}

/// Which preferences to change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrefsEdit {
    /// The language.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// The size of everything.
    pub text_size: Option<TextSize>,
    /// Rows of 28 instead of 32 pixels.
    pub compact: Option<bool>,
    /// The columns of the register, in order; the usual ones when empty.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub task_columns: Patch<Vec<ViewColumn>>,
}

/// A book that was open before.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct KnownBook {
    /// Its file.
    pub path: String,
    /// Its file's name.
    pub name: String,
    /// Whether the file is there.
    pub there: bool,
}

/// What is on the desk.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DeskState {
    /// The open book.
    pub book: Option<KnownBook>,
    /// Books open before, last first.
    pub recent: Vec<KnownBook>,
    /// How things are shown.
    pub prefs: Prefs,
    /// The day the open book's reminders were last seen on this desk.
    pub reminded_on: Option<NaiveDate>,
    /// Where a new book would lie.
    pub new_book_path: String,
    /// Today in Vietnam.
    pub today: NaiveDate,
    /// The program's version.
    pub version: String,
}

/// A book to make.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BookCreate {
    /// Its file; the place offered by the desk when missing.
    pub path: Option<String>,
    /// The office, by a seeded agency's key, or by name; when missing, the book is nobody's until an office is named.
    pub office: Option<String>,
    /// Who signs.
    pub person: String,
    /// What to begin with: `khung-3-5`; empty when missing.
    pub seed: Option<String>,
}

/// A book to open.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BookOpen {
    /// Its file.
    pub path: String,
}

/// An office to choose on first start.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SeedOffice {
    /// The seeded agency's key.
    pub key: String,
    /// In full.
    pub name: String,
    /// As offices write it.
    pub short_name: String,
}

/// What is open and how it is shown.
pub struct Desk {
    world: Arc<dyn World>,
    folder: PathBuf,
    /// Whether anything is remembered in `folder`.
    keeps: bool,
    kept: Mutex<Kept>,
    book: Mutex<Option<Arc<Book>>>,
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk that keeps its file in `folder`. A file that cannot be read is set aside, not lost.
    pub fn new(world: Arc<dyn World>, folder: PathBuf) -> Result<Desk> {
        save::make_folder(&folder)?;
        let file = folder.join("desk.json");
        let kept = match std::fs::read(&file) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(kept) => kept,
                Err(error) => {
                    tracing::warn!(%error, "desk.json cannot be read and is set aside");
                    save::put_in_place(&file, &folder.join("desk.unreadable.json"))?;
                    Kept::default()
                }
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(Error::file(&file, error)),
        };
        Ok(Desk { world, folder, keeps: true, kept: Mutex::new(kept), book: Mutex::default() })
    }

    /// A desk for one book, as the command line uses it: nothing is remembered.
    pub fn with_book(world: Arc<dyn World>, folder: PathBuf, book: Option<Book>, language: Language) -> Desk {
        let kept = Kept { prefs: Prefs { language, ..Prefs::default() }, ..Kept::default() };
        Desk { world, folder, keeps: false, kept: Mutex::new(kept), book: Mutex::new(book.map(Arc::new)) }
    }

    /// Time and ids.
    pub fn world(&self) -> &dyn World {
        &*self.world
    }

    /// The time and the language of an answer.
    pub fn asking(&self) -> Asking {
        Asking { world: self.world.clone(), words: self.words() }
    }

    /// The words of the person's language.
    pub fn words(&self) -> Words {
        Words::of(hold(&self.kept).prefs.language)
    }

    /// The open book. Errors: `desk.no_book`.
    pub fn book(&self) -> Result<Arc<Book>> {
        hold(&self.book).clone().ok_or(Error::refused("desk.no_book"))
    }

    /// Puts the book away: its file is whole on the disk afterwards.
    pub fn close(&self) {
        hold(&self.book).take();
    }

    /// Where this desk remembers things; none where it does not.
    pub fn remembers(&self) -> Option<&Path> {
        self.keeps.then_some(self.folder.as_path())
    }

    fn keep(&self) -> Result<()> {
        if !self.keeps {
            return Ok(());
        }
        let kept = hold(&self.kept).clone();
        let json = serde_json::to_vec_pretty(&kept).map_err(|error| Error::Damaged(error.to_string()))?;
        save::save(&self.folder.join("desk.json"), &json)
    }

    fn put_on_desk(&self, book: Book) -> Result<()> {
        let path = book.path().to_owned();
        *hold(&self.book) = Some(Arc::new(book));
        {
            let mut kept = hold(&self.kept);
            kept.recent.retain(|known| *known != path);
            kept.recent.insert(0, path);
            kept.recent.truncate(12);
            let Kept { recent, reminded, .. } = &mut *kept;
            reminded.retain(|path, _| recent.contains(path));
        }
        self.keep()
    }

    /// Notes that the open book's reminders are seen today.
    fn see_reminders(&self) -> Result<()> {
        let path = self.book()?.path().to_owned();
        hold(&self.kept).reminded.insert(path, self.world.today());
        self.keep()
    }

    /// Opens the book that was open last, if it is there. Answers whether it did.
    pub fn open_last(&self) -> Result<bool> {
        let last = hold(&self.kept).recent.first().cloned().filter(|path| path.exists());
        match last {
            Some(path) => open(self, BookOpen { path: path.display().to_string() }).map(|_| true),
            None => Ok(false),
        }
    }

    /// A free name for a new book.
    fn new_book_path(&self) -> PathBuf {
        let name = |n: u32| if n == 1 { "so-3-5.so35".to_owned() } else { format!("so-3-5-{n}.so35") };
        (1..).map(|n| self.folder.join(name(n))).find(|path| !path.exists()).unwrap_or_else(|| self.folder.join(name(1)))
    }
}

fn known(path: &Path) -> KnownBook {
    KnownBook {
        path: path.display().to_string(),
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        there: path.exists(),
    }
}

/// What is on the desk.
pub fn state(desk: &Desk, _: Empty) -> Result<DeskState> {
    let kept = hold(&desk.kept).clone();
    let book = hold(&desk.book).clone();
    Ok(DeskState {
        book: book.as_ref().map(|book| known(book.path())),
        reminded_on: book.as_ref().and_then(|book| kept.reminded.get(book.path())).copied(),
        recent: kept.recent.iter().map(|path| known(path)).collect(),
        prefs: kept.prefs,
        new_book_path: desk.new_book_path().display().to_string(),
        today: desk.world.today(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Changes how things are shown.
pub fn edit_prefs(desk: &Desk, edit: PrefsEdit) -> Result<Prefs> {
    let prefs = {
        let mut kept = hold(&desk.kept);
        crate::wire::set(&mut kept.prefs.language, edit.language);
        crate::wire::set(&mut kept.prefs.theme, edit.theme);
        crate::wire::set(&mut kept.prefs.text_size, edit.text_size);
        crate::wire::set(&mut kept.prefs.compact, edit.compact);
        crate::wire::set(&mut kept.prefs.task_columns, edit.task_columns);
        kept.prefs.clone()
    };
    desk.keep()?;
    Ok(prefs)
}

/// Makes a book, says which office and person it belongs to, and puts it on the desk. Whoever has just made
/// a book knows what is in it: reminders begin another day.
pub fn create(desk: &Desk, request: BookCreate) -> Result<DeskState> {
    desk.put_on_desk(make(desk, request)?)?;
    desk.see_reminders()?;
    state(desk, Empty {})
}

/// Notes that the open book's reminders have been seen today.
pub fn see_reminders(desk: &Desk, _: Empty) -> Result<DeskState> {
    desk.see_reminders()?;
    state(desk, Empty {})
}

/// Makes a book without remembering it, as the command line does. Answers its file.
pub fn create_unkept(desk: &Desk, request: BookCreate) -> Result<PathBuf> {
    Ok(make(desk, request)?.path().to_owned())
}

/// Makes and fills the book as one act of its own: it is the book's birth and is not offered for undo.
fn make(desk: &Desk, request: BookCreate) -> Result<Book> {
    let path = match &request.path {
        Some(path) => absolute(path)?,
        None => desk.new_book_path(),
    };
    let office = request.office.as_deref().map(|office| crate::wire::required("office", office)).transpose()?;
    let person = crate::wire::required("person", &request.person)?;
    if let Some(seed) = &request.seed {
        seed::known(seed)?;
    }
    if path.exists() {
        return Err(Error::Refused(Problem::new("book.exists").with("path", path.display())));
    }
    // Filled under another name and put in its place when whole: a power loss leaves no half-made book.
    let part = save::part_of(&path);
    sweep(&part);
    let made = fill(desk, &part, office, person, request.seed).and_then(|()| save::put_in_place(&part, &path));
    sweep(&part);
    made?;
    Book::open(&path, desk.world())
}

/// Removes what an unfinished book left behind.
fn sweep(part: &Path) {
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut name = part.as_os_str().to_owned();
        name.push(ending);
        // Best effort: most of them are not there.
        let _ = std::fs::remove_file(name);
    }
}

fn fill(desk: &Desk, part: &Path, office: Option<String>, person: String, seed: Option<String>) -> Result<()> {
    let book = Book::create(part)?;
    let filled = book.change(&desk.asking(), journal::BIRTH, |change| {
        if let Some(seed) = seed {
            seed::load(change, seed::SeedLoad { seed })?;
        }
        let Some(office) = office else {
            return setting::edit(change, SettingEdit { person: Some(person), ..SettingEdit::default() });
        };
        let office = match seed::agency_id(change.conn, &office)? {
            Some(id) => id,
            None => {
                let add = AgencyAdd {
                    name: office,
                    short_name: None,
                    kind: AgencyKind::Office,
                    code: None,
                    area_code: None,
                    parent: None,
                    valid_from: None,
                    valid_to: None,
                    note: None,
                };
                crate::agency::add(change, add)?.row.id
            }
        };
        setting::edit(change, SettingEdit { office: Some(Some(office)), person: Some(person), ..SettingEdit::default() })
    });
    filled.map(|_| ())
}

/// A path as typed, made absolute.
pub fn absolute(path: &str) -> Result<PathBuf> {
    if path.trim().is_empty() {
        return Err(Error::input("path", Problem::new("required")));
    }
    let path = std::path::absolute(path).map_err(|error| Error::file(Path::new(path), error))?;
    // One spelling for one file: the lock stands beside the file itself, not beside a link to it.
    let real = path.canonicalize().or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => folder.canonicalize().map(|folder| folder.join(name)),
        _ => Ok(path.clone()),
    });
    Ok(real.unwrap_or(path))
}

/// The file that a job is to make. Errors at `path`: `file.ending` unless it ends in one of `endings`, and
/// `file.is_book` for the open book itself, whatever it is called.
pub fn output(book: &Book, path: &str, endings: &[&str]) -> Result<PathBuf> {
    let path = absolute(path)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if !endings.contains(&ending.as_str()) {
        return Err(Error::input("path", Problem::new("file.ending").with("endings", format!(".{}", endings.join(", .")))));
    }
    if path == book.path() {
        return Err(Error::input("path", Problem::new("file.is_book").with("path", path.display())));
    }
    Ok(path)
}

/// Opens a book and puts it on the desk in the place of the one there.
pub fn open(desk: &Desk, request: BookOpen) -> Result<DeskState> {
    let path = absolute(&request.path)?;
    let already = hold(&desk.book).as_ref().is_some_and(|book| book.path() == path);
    if !already {
        let book = Book::open(&path, desk.world())?;
        desk.put_on_desk(book)?;
    }
    state(desk, Empty {})
}

/// The offices that the seeds know, for the first start.
pub fn seed_offices(_: &Desk, _: Empty) -> Result<Vec<SeedOffice>> {
    seed::offices()
}
