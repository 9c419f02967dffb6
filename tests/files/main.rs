//! Files of every age: each opens, is brought to the newest version and says what it always said.

use std::path::{Path, PathBuf};

use so35::book::{Asking, Book};
use so35::store::{dump, migrate};
use so35::words::{Language, Words};
use so35::world::Machine;

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("files")
}

#[test]
fn every_book_opens_and_gives_its_golden_dump() {
    let mut seen = 0;
    for entry in std::fs::read_dir(files()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "so35") {
            continue;
        }
        // A copy: opening upgrades.
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("book.so35");
        std::fs::copy(&path, &copy).unwrap();
        let book = Book::open(&copy, &Machine).unwrap();
        let asking = Asking { world: std::sync::Arc::new(Machine), words: Words::of(Language::Vi) };
        let (version, dump) = book.read(&asking, |reader| Ok((migrate::version(reader.conn)?, dump::dump(reader.conn)?))).unwrap();
        assert_eq!(version, migrate::newest(), "{}", path.display());
        insta::assert_snapshot!(path.file_stem().unwrap().to_string_lossy().into_owned(), dump);
        book.check().unwrap();
        seen += 1;
    }
    assert!(seen >= 1, "tests/files holds one book of each released version");
}
