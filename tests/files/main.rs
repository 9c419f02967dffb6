//! Files of every age: each opens, is brought to the newest version and says what it always said.

use std::path::{Path, PathBuf};

use so35::book::{Asking, Book};
use so35::exchange::package::{self, v1};
use so35::exchange::sheet;
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

#[test]
fn every_package_is_verified_and_gives_its_golden_rows() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::create(&folder.path().join("book.so35")).unwrap();
    let asking = Asking { world: std::sync::Arc::new(Machine), words: Words::of(Language::Vi) };
    let forms = book.read(&asking, |reader| sheet::forms(reader.conn)).unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(files()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "goi35") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let sealed = package::verify(&bytes).unwrap();
        let package = v1::open(&sealed).unwrap();
        let mut said = format!("{:#?}\n", package.manifest);
        for row in package.rows(&forms).unwrap().rows {
            let values: Vec<String> = row.values().filter_map(|(field, value)| Some(format!("{field}={:?}", value?))).collect();
            said.push_str(&format!("{}:{} {} {}\n", row.place.sheet, row.place.row, row.id.unwrap_or_default(), values.join(" ")));
        }
        insta::assert_snapshot!(format!("package_{}", path.file_stem().unwrap().to_string_lossy()), said);
        seen += 1;
    }
    assert!(seen >= 1, "tests/files holds one package of each released version");
}
