//! An office for a test: a desk in a folder of its own, a fixed day, ids by number.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::book::{Asking, Book};
use so35::desk::Desk;
use so35::error::{Error, WireError};
use so35::store::{dump, search};
use so35::words::{Language, Words};
use so35::world::World;

/// It is 09:00 in Hà Nội on a fixed day, usually 1 June 2024; each look at the clock takes a millisecond.
pub struct FixedWorld {
    start: i64,
    looks: AtomicU64,
}

impl FixedWorld {
    pub fn new() -> Arc<FixedWorld> {
        FixedWorld::on(NaiveDate::from_ymd_opt(2024, 6, 1).unwrap())
    }

    pub fn on(day: NaiveDate) -> Arc<FixedWorld> {
        let start = day.and_hms_opt(2, 0, 0).unwrap().and_utc().timestamp_millis();
        Arc::new(FixedWorld { start, looks: AtomicU64::new(0) })
    }
}

impl World for FixedWorld {
    fn now_ms(&self) -> i64 {
        self.start + self.looks.fetch_add(1, Ordering::SeqCst) as i64
    }
    fn new_id(&self) -> String {
        // One counter for all worlds: after a restart ids go on, as real ones do.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        format!("018fd1c4-0000-7000-8000-{:012x}", NEXT.fetch_add(1, Ordering::SeqCst))
    }
    fn program(&self) -> std::io::Result<PathBuf> {
        Ok(program())
    }
}

/// `so35`, built by the cargo that runs the test: it reads files from elsewhere in a process of its own.
fn program() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let done = Command::new(env!("CARGO")).args(["build", "--quiet", "--workspace", "--bin", "so35"]).status().unwrap();
        assert!(done.success());
        // target/debug/deps/flows-… → target/debug/so35
        let test = std::env::current_exe().unwrap();
        test.parent().and_then(Path::parent).unwrap().join(format!("so35{}", std::env::consts::EXE_SUFFIX))
    });
    built.clone()
}

/// A desk with a seeded book on it.
pub struct Office {
    pub folder: tempfile::TempDir,
    pub desk: Desk,
}

impl Office {
    /// With the shipped seeds.
    pub fn seeded() -> Office {
        let office = Office::empty_desk();
        office.ok("book_create", json!({"office": "bo-tttt", "person": "Nguyễn Văn An", "seed": "khung-3-5"}));
        office
    }

    /// With the shipped seeds, opened on a later day.
    pub fn seeded_on(day: &str) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(FixedWorld::on(day.parse().unwrap()), folder.path().join("so35")).unwrap();
        let office = Office { folder, desk };
        office.ok("book_create", json!({"office": "bo-tttt", "person": "Nguyễn Văn An", "seed": "khung-3-5"}));
        office
    }

    /// With a book that holds nothing but its office.
    pub fn bare() -> Office {
        let office = Office::empty_desk();
        office.ok("book_create", json!({"office": "Sở Nội vụ", "person": "Lê Thị Bình"}));
        office
    }

    /// Without a book.
    pub fn empty_desk() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(FixedWorld::new(), folder.path().join("so35")).unwrap();
        Office { folder, desk }
    }

    /// The whole answer of a command that must succeed.
    pub fn answer(&self, name: &str, body: Value) -> Value {
        api::call(&self.desk, name, body.clone(), &Unwatched).unwrap_or_else(|error| panic!("{name} {body}: {error}"))
    }

    /// The value of a command that must succeed.
    pub fn ok(&self, name: &str, body: Value) -> Value {
        self.answer(name, body)["value"].take()
    }

    /// The error of a command that must be refused.
    pub fn refused(&self, name: &str, body: Value) -> WireError {
        match api::call(&self.desk, name, body.clone(), &Unwatched) {
            Ok(answer) => panic!("{name} {body} was accepted: {answer}"),
            Err(error) => self.wire(&error),
        }
    }

    pub fn wire(&self, error: &Error) -> WireError {
        error.to_wire(&self.desk.words())
    }

    pub fn book(&self) -> Arc<Book> {
        self.desk.book().unwrap()
    }

    pub fn asking(&self) -> Asking {
        Asking { world: FixedWorld::new(), words: Words::of(Language::Vi) }
    }

    /// The content of the book, and proof that its search index says the same.
    pub fn dump(&self) -> String {
        self.book()
            .read(&self.asking(), |reader| {
                assert!(search::is_whole(reader.conn)?, "the search index differs from the nouns");
                dump::dump(reader.conn)
            })
            .unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts the book away and opens it again, as after a restart.
    pub fn restart(self) -> Office {
        let Office { folder, desk } = self;
        desk.close();
        drop(desk);
        let desk = Desk::new(FixedWorld::new(), folder.path().join("so35")).unwrap();
        assert!(desk.open_last().unwrap());
        Office { folder, desk }
    }
}

/// The codes of a list of records.
pub fn codes(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}
