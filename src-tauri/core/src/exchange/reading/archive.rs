//! What a zip from elsewhere would unpack to, before anybody unpacks it: few entries, none over another, none that
//! grows beyond what it declares, and XML that defines nothing of its own.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::cells::FileKind;
use super::parse::damaged;
use crate::problem::Problem;

const ENTRIES: usize = 4096;
/// All entries unpacked: 512 MiB.
const UNPACKED: u64 = 512 << 20;
/// An entry larger than this that shrinks to less than a hundredth was made to be large: workbooks shrink to a
/// tenth, seldom to a fiftieth.
const SUSPECT: u64 = 32 << 20;
const SHRUNK: u64 = 100;
/// The root of an XML file begins within so many bytes.
const PROLOG: usize = 64 << 10;

/// Checks a zip and says what it is. Errors: `sheet.not_a_table`, `sheet.damaged`, `sheet.unpacks`, `sheet.doctype`.
pub fn check(bytes: &[u8]) -> Result<FileKind, Problem> {
    let unpacks = || Problem::new("sheet.unpacks").with("limit", UNPACKED >> 20);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if zip.len() > ENTRIES {
        return Err(unpacks());
    }
    let (mut sum, mut places, mut kind) = (0_u64, Vec::new(), None);
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(damaged)?;
        sum = sum.saturating_add(entry.size());
        if sum > UNPACKED || (entry.size() > SUSPECT && entry.size() / SHRUNK > entry.compressed_size()) {
            return Err(unpacks());
        }
        let from = entry.data_start().unwrap_or(entry.header_start());
        places.push((from, from.saturating_add(entry.compressed_size())));
        match entry.name().map_err(damaged)?.as_ref() {
            "xl/workbook.xml" => kind = Some(FileKind::Xlsx),
            "content.xml" if kind.is_none() => kind = Some(FileKind::Ods),
            _ => {}
        }
    }
    places.sort_unstable();
    if places.windows(2).any(|pair| matches!(pair, [(_, end), (next, _)] if end > next)) {
        return Err(unpacks());
    }
    let kind = kind.ok_or(Problem::new("sheet.not_a_table"))?;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Problem::new("sheet.password"),
            error => damaged(error),
        })?;
        let name = entry.name().map_err(damaged)?.to_ascii_lowercase();
        if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
            let size = entry.size();
            unpack(entry, size)?;
        }
    }
    Ok(kind)
}

/// Unpacks an entry to nowhere. Errors: `sheet.unpacks` when it is larger than declared; `sheet.doctype`.
fn unpack(mut entry: impl Read, size: u64) -> Result<(), Problem> {
    let mut prolog = Vec::new();
    entry.by_ref().take(PROLOG as u64).read_to_end(&mut prolog).map_err(damaged)?;
    let wide: Vec<u8> = if prolog.starts_with(&[0xFE, 0xFF]) || prolog.starts_with(&[0xFF, 0xFE]) {
        prolog.iter().copied().filter(|byte| *byte != 0).collect()
    } else {
        prolog
    };
    if defines_something(&wide) {
        return Err(Problem::new("sheet.doctype"));
    }
    let rest = size.saturating_sub(PROLOG as u64);
    let more = std::io::copy(&mut entry.take(rest + 1), &mut std::io::sink()).map_err(damaged)?;
    if more > rest { Err(damaged("larger than declared")) } else { Ok(()) }
}

/// Whether a document type stands before the root, or no root is in sight.
fn defines_something(prolog: &[u8]) -> bool {
    let mut rest = prolog;
    loop {
        let Some(at) = rest.iter().position(|byte| *byte == b'<') else { return prolog.len() >= PROLOG };
        rest = rest.get(at + 1..).unwrap_or_default();
        let end: &[u8] = match rest {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!', ..] => return true,
            [b'?', ..] => b"?>",
            _ => return false,
        };
        match rest.windows(end.len()).position(|part| part == end) {
            Some(at) => rest = rest.get(at + end.len()..).unwrap_or_default(),
            None => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn said(bytes: &[u8]) -> String {
        check(bytes).map_or_else(|problem| problem.code.to_owned(), |kind| format!("{kind:?}"))
    }

    #[test]
    fn workbooks_are_told_from_other_zips() {
        let root = b"<?xml version=\"1.0\"?><!-- x --><workbook/>".as_slice();
        assert_eq!(said(&zipped(&[("xl/workbook.xml", root)])), "Xlsx");
        assert_eq!(said(&zipped(&[("mimetype", b"x"), ("content.xml", root)])), "Ods");
        assert_eq!(said(&zipped(&[("word/document.xml", root)])), "sheet.not_a_table");
        assert_eq!(said(b"PK\x03\x04 and nothing"), "sheet.damaged");
    }

    #[test]
    fn nothing_that_grows_gets_in() {
        let zeros = vec![b' '; 64 << 20];
        assert_eq!(said(&zipped(&[("xl/workbook.xml", &zeros)])), "sheet.unpacks");
        let laughs = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\">]><x>&a;</x>".as_slice();
        assert_eq!(said(&zipped(&[("xl/workbook.xml", b"<w/>"), ("xl/sharedStrings.xml", laughs)])), "sheet.doctype");
        let hidden = [b"<!--".to_vec(), vec![b'x'; PROLOG], b"--><!DOCTYPE x><x/>".to_vec()].concat();
        assert_eq!(said(&zipped(&[("xl/workbook.xml", &hidden)])), "sheet.doctype");
        // The directory says 10 bytes, the entry holds more.
        let mut lying = zipped(&[("xl/workbook.xml", &[b"<w>".to_vec(), vec![b'x'; 4096]].concat())]);
        let at = lying.windows(4).rposition(|part| part == b"PK\x01\x02").unwrap();
        lying[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
        assert_eq!(said(&lying), "sheet.damaged");
    }
}
