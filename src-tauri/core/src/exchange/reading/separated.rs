//! Text with separators: which one separates, and whether it is text at all. Unicode is read as such; what is stored
//! in single bytes is told byte by byte, for what the bytes mean is not decided here ([`super::letters`]).

use std::borrow::Cow;
use std::io::Write;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::cells::{CellValue, FileKind};
use super::frames::{Ended, Teller};
use crate::problem::Problem;

/// A line longer than this is none of a table: 1 MiB.
const LONGEST_LINE: usize = 1 << 20;
/// How many lines decide which separator is meant.
const PROBED: usize = 60;

/// Tells what a text holds. Errors: `sheet.not_a_table`, `sheet.long_line`, `sheet.open_quote`, `sheet.damaged`; too
/// much of anything.
pub fn tell<W: Write>(bytes: &[u8], teller: &mut Teller<W>) -> Result<(), Ended> {
    if bytes.split(|byte| *byte == b'\n' || *byte == b'\r').any(|line| line.len() > LONGEST_LINE) {
        return Err(Problem::new("sheet.long_line").with("limit", LONGEST_LINE >> 10).into());
    }
    let (text, single) = decoded(bytes)?;
    let separator = separator(&text);
    let text = after_hint(&text);
    if let Some(row) = open_quote(text, separator) {
        return Err(Problem::new("sheet.open_quote").with("row", row).into());
    }
    teller.kind(FileKind::Csv, single)?;
    teller.sheet("", false)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut at = 0_u32;
    while reader.read_record(&mut record).map_err(|_| Problem::new("sheet.damaged"))? {
        let begins = record.position().map_or(0, csv::Position::byte);
        at = at.saturating_add(1).saturating_add(empty_lines(text.as_bytes(), begins as usize));
        let cells = record.iter().zip(0_u32..).map(|(text, column)| (column, CellValue::Text(text.into()), false)).collect();
        teller.line(at, cells, record.len() as u32)?;
    }
    Ok(())
}

/// The line on which a quotation mark opens a cell and is not closed at the cell's end, whatever it swallowed: the
/// lines behind it would be taken for one cell.
fn open_quote(text: &str, separator: u8) -> Option<u32> {
    #[derive(Clone, Copy, PartialEq)]
    enum Within {
        Nothing,
        Plain,
        Quoted,
        Closed,
    }
    let (mut within, mut line, mut opened, mut before) = (Within::Nothing, 1_u32, 1, 0);
    for byte in text.bytes() {
        within = match (within, byte) {
            (Within::Quoted, b'"') => Within::Closed,
            (Within::Quoted, _) => Within::Quoted,
            // Two of them are one that is written.
            (Within::Closed, b'"') if before == b'"' => Within::Quoted,
            (_, b'\n' | b'\r') => Within::Nothing,
            (_, byte) if byte == separator => Within::Nothing,
            (Within::Closed, b' ') => Within::Closed,
            (Within::Closed, _) => return Some(opened),
            (Within::Nothing, b'"') => {
                opened = line;
                Within::Quoted
            }
            (Within::Nothing | Within::Plain, _) => Within::Plain,
        };
        // The second half of a line break is none of its own.
        line += u32::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    (within == Within::Quoted).then_some(opened)
}

/// How many empty lines stand before the next record: office programs count them as rows.
fn empty_lines(text: &[u8], begins: usize) -> u32 {
    let before = |at: usize| at.checked_sub(1).and_then(|at| text.get(at)).copied();
    let breaks = text.iter().enumerate().skip(begins).take_while(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    // The second half of a line break is none of its own.
    breaks.filter(|(at, byte)| **byte == b'\r' || before(*at) != Some(b'\r')).count() as u32
}

/// The text, and whether it is in single bytes. Errors: `sheet.not_a_table` for anything but text.
fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), Problem> {
    let no_text = || Problem::new("sheet.not_a_table");
    let (text, single) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
            if broken {
                return Err(Problem::new("sheet.damaged"));
            }
            (text, false)
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) if bytes.contains(&0) => match [UTF_16LE, UTF_16BE].iter().find_map(|encoding| wide(bytes, encoding)) {
                Some(text) => (Cow::Owned(text), false),
                None => return Err(no_text()),
            },
            Err(_) => (Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()), true),
        },
    };
    // What a program writes for itself has control characters; markup and rich text begin with theirs.
    let control = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{1a}');
    let begins = text.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    let markup = ["<html", "<?xml", "<!doc", "{\\rtf", "%pdf-", "<tabl"].contains(&begins.as_str());
    if text.trim().is_empty() || text.contains(control) || markup { Err(no_text()) } else { Ok((text, single)) }
}

/// Text of two-byte letters without a mark: only when it decodes cleanly.
fn wide(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken && !text.contains('\0')).then(|| text.into_owned())
}

/// Excel's own hint in the first line: `sep=;`.
fn hint(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let separator = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    match separator.as_bytes() {
        [separator] => Some(*separator),
        [] => Some(b'\t'),
        _ => None,
    }
}

/// The text behind the hint, whose line stays as an empty one.
fn after_hint(text: &str) -> &str {
    match hint(text) {
        Some(_) => text.find(['\n', '\r']).and_then(|at| text.get(at..)).unwrap_or_default(),
        None => text,
    }
}

/// The separator: the one that parts most lines into equally many pieces. Of a text without any, `;`.
fn separator(text: &str) -> u8 {
    if let Some(separator) = hint(text) {
        return separator;
    }
    let probe = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let lengths: Vec<usize> = reader.byte_records().take(PROBED).filter_map(Result::ok).map(|record| record.len()).collect();
        let most = lengths.iter().copied().filter(|length| *length > 1).max_by_key(|length| (lengths.iter().filter(|other| *other == length).count(), *length));
        most.map(|length| (lengths.iter().filter(|other| **other == length).count(), length))
    };
    let found = [b';', b'\t', b',', b'|'].into_iter().filter_map(|separator| Some((probe(separator)?, separator)));
    // Of equals the first: a comma may be that of a number.
    let best = found.fold(None, |best: Option<((usize, usize), u8)>, one| match best {
        Some(known) if known.0.0 >= one.0.0 => Some(known),
        _ => Some(one),
    });
    best.map_or(b';', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::reading::frames::{self, Told};

    fn read(bytes: &[u8]) -> Result<Told, Problem> {
        let mut out = Vec::new();
        let mut teller = Teller::new(&mut out);
        let how = tell(bytes, &mut teller);
        teller.end(how).unwrap();
        frames::listen(&*out)
    }

    fn cells(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let told = read(bytes).unwrap();
        told.workbook.sheets[0].rows.iter().map(|row| (row.at, row.cells.iter().map(|cell| cell.value.text()).collect())).collect()
    }

    #[test]
    fn the_separator_is_found() {
        let rows = |text: &str| cells(text.as_bytes()).into_iter().map(|(_, cells)| cells.len()).collect::<Vec<_>>();
        assert_eq!(rows("Bộ;DTI\nBộ Y tế;8,5\nBộ Công an;7,25\n"), [2, 2, 2]);
        assert_eq!(rows("agency,value\nBộ Y tế,8.5\n"), [2, 2]);
        assert_eq!(rows("a\tb\tc\n1,5\t2,5\t3\n"), [3, 3]);
        assert_eq!(rows("một cột\nhai\n"), [1, 1]);
        assert_eq!(cells(b"sep=,\r\na,b\r\n"), [(2, vec!["a".to_owned(), "b".to_owned()])]);
        assert_eq!(cells(b"a;b\r\n\r\n\r\nz;3\r\nx;y").iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 4, 5]);
        assert_eq!(cells(b"a;b\n\n\"x\ny\";2\nz;3\n").iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 3, 4]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_refused() {
        let refused = |text: &str| read(text.as_bytes()).err().map(|problem| (problem.code, problem.param("row").map(str::to_owned)));
        let at = |row: &str| Some(("sheet.open_quote", Some(row.to_owned())));
        assert_eq!(refused("a;b\n1;\"x\n2;y\n3;z\n"), at("2"));
        assert_eq!(refused("a;b\r\n1;x\r\n2;\"y\r\n3;\"z\"\r\n"), at("3"), "another mark closes it in the middle of a cell");
        for sound in ["a;b\n1;\"x\ny\"\n", "a;b\n1;\"nói \"\"x\"\"\"\n", "a;b\n1;màn hình 15\" mới\n", "a;b\n\"\";\"x\" ;2\n", "a;b\n1;\"x\""] {
            assert_eq!(refused(sound), None, "{sound}");
        }
    }

    #[test]
    fn letters_come_as_they_are_stored() {
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Bộ\tmột\nY tế\t1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(cells(&wide)[1].1, ["Y tế", "1"]);
        assert!(!read("\u{feff}Bộ;1\n".as_bytes()).unwrap().bytes);
        let told = read(b"B\xe9;1\nC\xe9ng;2\n".as_slice()).unwrap();
        assert!(told.bytes);
        assert_eq!(told.workbook.sheets[0].rows[1].cells[0].value.text(), "Céng");
    }

    #[test]
    fn what_is_no_text_is_no_table() {
        let code = |bytes: &[u8]| read(bytes).unwrap_err().code;
        assert_eq!(code(&[0; 5000]), "sheet.not_a_table");
        assert_eq!(code(b""), "sheet.not_a_table");
        assert_eq!(code(b" <html><table><tr><td>1</td></tr></table>"), "sheet.not_a_table");
        assert_eq!(code(b"\x7fELF\x01\x02\x01"), "sheet.not_a_table");
        assert_eq!(code(&vec![b'x'; LONGEST_LINE + 1]), "sheet.long_line");
        let long = [b"a;\"".to_vec(), [b'x', b'\n'].repeat(40_000), b"\"\n".to_vec()].concat();
        assert_eq!(code(&long), "sheet.long_cell");
    }
}
