//! What an office program shows beside the values. Percentages: 60% is kept as 0.6, and only the cell's format tells it
//! from the number 0.6; formats of older Excel (`.xls`) cannot be had: there a share stays a number, which is asked
//! about. Cells joined over several rows: only the first of them holds what a person sees in all.

use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Cursor, Read, Seek};

use calamine::{DataRef, Dimensions, XlsxCellReader, XlsxError};
use quick_xml::{Reader, XmlVersion};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::caps::{CELLS, LAST_COLUMN};
use super::cells::Joined;
use super::parse::damaged;
use crate::problem::Problem;

/// Cells of a sheet, by row and column counted from 0.
pub type Places = HashSet<(u32, u32)>;

/// What is shown beside the values of a sheet.
#[derive(Debug, Default, PartialEq)]
pub struct Marks {
    /// Numbers that are shown as percentages.
    pub percent: Places,
    /// Cells joined over several rows.
    pub joined: Vec<Joined>,
}

/// Joined cells that go over several rows, from those of a workbook of Excel.
pub fn joined(areas: &[Dimensions]) -> Vec<Joined> {
    areas.iter().filter_map(|area| over_rows(area.start, area.end.0)).collect()
}

/// Cells from the first, counted from 0, down to a row; none of one row or beyond what is read.
fn over_rows((row, column): (u32, u32), last: u32) -> Option<Joined> {
    let column = u16::try_from(column).ok()?;
    (last > row).then(|| Joined { column, first: row.saturating_add(1), last: last.saturating_add(1) })
}

/// Whether a number format of Excel shows a number as a percentage. A percent sign in quotes or behind a backslash is
/// only written.
fn is_percent(format: &str) -> bool {
    let (mut quoted, mut bracket) = (false, false);
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            ']' => bracket = false,
            _ if bracket => {}
            '[' => bracket = true,
            // The next one is written, left as a blank, or repeated.
            '\\' | '_' | '*' => drop(letters.next()),
            // What follows is for negative numbers.
            ';' => return false,
            '%' => return true,
            _ => {}
        }
    }
    false
}

/// Which styles of a workbook show percentages, by their number; none when no style does.
pub fn styles<RS: Read + Seek>(cells: &XlsxCellReader<RS>) -> Option<Vec<bool>> {
    let percent: Vec<bool> = cells.styles().iter().map(|style| style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))).collect();
    percent.contains(&true).then_some(percent)
}

/// The numbers of a sheet in those styles.
pub fn xlsx<RS: Read + Seek>(mut cells: XlsxCellReader<RS>, styles: &[bool]) -> Result<Places, XlsxError> {
    let mut places = Places::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let number = matches!(cell.get_value(), DataRef::Int(_) | DataRef::Float(_));
        // More cells than this are refused when they are told.
        if number && styles.get(style) == Some(&true) && (places.len() as u64) < CELLS {
            places.insert(cell.get_position());
        }
    }
    Ok(places)
}

/// The marks of a workbook of LibreOffice, by the name of their sheet. Errors: `sheet.damaged`.
pub fn ods(bytes: &[u8]) -> Result<HashMap<String, Marks>, Problem> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let content = zip.by_name("content.xml").map_err(damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut sheets: HashMap<String, Marks> = HashMap::new();
    let (mut name, mut row, mut repeated, mut column, mut found) = (String::new(), 0_u32, 0_u32, 0_u32, 0_u64);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Eof => return Ok(sheets),
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "table:table" => {
                    name = attribute(&start, "table:name")?.unwrap_or_default();
                    (row, repeated) = (0, 0);
                }
                "table:table-row" => {
                    row = row.saturating_add(repeated);
                    (repeated, column) = (times(&start, "table:number-rows-repeated")?, 0);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let first = column;
                    column = column.saturating_add(times(&start, "table:number-columns-repeated")?);
                    let spanned = times(&start, "table:number-rows-spanned")?;
                    if let Some(joined) = over_rows((row, first), row.saturating_add(spanned.saturating_sub(1))) {
                        found += 1;
                        sheets.entry(name.clone()).or_default().joined.push(joined);
                    }
                    if attribute(&start, "office:value-type")?.as_deref() == Some("percentage") {
                        let places = &mut sheets.entry(name.clone()).or_default().percent;
                        // What lies farther out is refused when it is told.
                        for row in row..row.saturating_add(repeated) {
                            for column in first..column.min(LAST_COLUMN + 1) {
                                found += 1;
                                if found > CELLS {
                                    return Ok(sheets);
                                }
                                places.insert((row, column));
                            }
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, Problem> {
    let found = start.try_get_attribute(name).map_err(damaged)?;
    found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()).map_err(damaged)).transpose()
}

/// How often a row or a cell stands there.
fn times(start: &BytesStart, name: &str) -> Result<u32, Problem> {
    attribute(start, name)?.map_or(Ok(1), |times| times.parse().map_err(damaged))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_format_says_whether_it_shows_percentages() {
        for percent in ["0%", "0.00%", "#,##0.0 %", "[Red]0%;-0%", "[$-42A]0,0%", "_(0%_)", "\"khoảng \"0%"] {
            assert!(is_percent(percent), "{percent}");
        }
        for other in ["General", "0.0\"%\"", "0\\%", "#,##0;0%", "@", "", "[%]0", "*%0", "_%0"] {
            assert!(!is_percent(other), "{other}");
        }
    }

    #[test]
    fn the_marks_of_libreoffice_are_found_where_they_stand() {
        let content = "<office:document-content><table:table table:name=\"A &amp; B\">\
            <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
            <table:table-row><table:table-cell table:number-rows-spanned=\"3\"/><table:table-cell table:number-columns-spanned=\"2\"/><table:covered-table-cell/>\
            <table:table-cell office:value-type=\"percentage\" office:value=\"0.6\" table:number-columns-repeated=\"2\"><text:p>60%</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"float\" office:value=\"0.6\"><text:p>0.6</text:p></table:table-cell></table:table-row>\
            </table:table><table:table table:name=\"C\"><table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"1\"/></table:table-row></table:table></office:document-content>";
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        let found = ods(zip.finish().unwrap().get_ref()).unwrap();
        let joined = vec![Joined { column: 0, first: 4, last: 6 }];
        assert_eq!(found.get("A & B"), Some(&Marks { percent: Places::from([(3, 3), (3, 4)]), joined }));
        assert_eq!(found.get("C"), Some(&Marks { percent: Places::from([(0, 0)]), joined: Vec::new() }));
    }
}
