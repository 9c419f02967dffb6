//! Where a table stands in a sheet as offices make it: titles over the whole width above it, headings in one row or
//! in several with common ones above, a row that numbers the columns, one with their units, names of groups between the
//! rows, sums.

use std::collections::BTreeMap;

use super::cells::{CellValue, Row, Sheet};
use super::setting::HeadingRows;
use super::units::{self, UnitSaid};
use crate::text::{clean_line, fold};

/// Headings begin within so many rows that hold something.
const HEAD: usize = 40;
/// Headings take no more rows.
const DEEPEST: usize = 4;

/// A table in a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The rows that hold the headings; none when the sheet is empty.
    pub heading: Option<HeadingRows>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// Of a text how many cells the longest line of headings has; 0 in a workbook.
    pub width: u32,
    /// What stands above the headings.
    pub titles: Vec<String>,
    /// The rows under the headings, by their place among the rows of the sheet.
    pub below: Vec<usize>,
    /// How many headings are known words.
    pub known: usize,
}

/// A column with its headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0.
    pub column: u16,
    /// Its headings from above without the units in them; none when it has none.
    pub parts: Vec<String>,
    /// Its headings in one line, as they are written.
    pub written: String,
    /// The units that stand with them, under them or above the table, the nearest first.
    pub units: Vec<UnitSaid>,
}

impl Layout {
    /// Whether a line of a text has more cells than the headings: a mark inside a number, or a quotation mark that is
    /// missing, has parted what belongs together, and nobody knows where.
    pub fn is_longer(&self, row: &Row) -> bool {
        self.width > 0 && row.width > self.width
    }
}

impl Column {
    /// The headings in one line.
    pub fn heading(&self) -> String {
        self.written.clone()
    }
}

fn words(value: &CellValue) -> Option<String> {
    match value {
        CellValue::Text(text) => Some(clean_line(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// Whether a cell holds a figure or a day, not words. A year is a heading as well.
fn is_data(value: &CellValue) -> bool {
    const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;
    match value {
        CellValue::Text(text) => {
            let text = text.trim();
            let figure = text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ".,/%- ".contains(c));
            figure && !text.parse().is_ok_and(|year: f64| YEARS.contains(&year))
        }
        CellValue::Number(year) => !YEARS.contains(year),
        _ => true,
    }
}

/// Finds the table of a sheet, where a person said which rows hold the headings by that. `knows` says whether a
/// heading is a known one.
pub fn of(sheet: &Sheet, said: Option<HeadingRows>, knows: &dyn Fn(&str) -> bool) -> Layout {
    let whole = knows;
    let knows = &|text: &str| whole(text) || units::without(text).is_some_and(whole);
    let at_row = |number: u32| sheet.rows.iter().position(|row| row.at >= number);
    let (first, last) = match said {
        Some(said) => {
            let first = at_row(said.first).unwrap_or(0);
            (first, sheet.rows.iter().rposition(|row| row.at <= said.last).unwrap_or(first).max(first))
        }
        None => match find(sheet, knows) {
            Some(found) => found,
            None => return Layout { heading: None, columns: Vec::new(), width: 0, titles: Vec::new(), below: Vec::new(), known: 0 },
        },
    };
    let rows = sheet.rows.get(first..=last).unwrap_or_default();
    let mut columns = columns(sheet, rows, last, whole);
    let known = columns.iter().filter(|column| column.parts.iter().any(|part| knows(part)) || knows(&column.parts.join(" "))).count();
    let titles: Vec<String> = sheet.rows.get(..first).unwrap_or_default().iter().flat_map(|row| row.cells.iter().filter_map(|cell| words(&cell.value))).collect();
    let (mut from, mut numbered, mut measured) = (last + 1, false, false);
    while let Some(row) = sheet.rows.get(from) {
        if !numbered && is_numbering(row, columns.len()) {
            numbered = true;
        } else if let Some(units) = units::of_row(row).filter(|_| !measured) {
            measured = true;
            for column in &mut columns {
                column.units.extend(units.iter().filter(|(place, _)| place.is_none_or(|place| place == column.column)).map(|(_, unit)| unit.clone()));
            }
        } else {
            break;
        }
        from += 1;
    }
    let above = units::of_titles(&titles);
    for column in &mut columns {
        column.units.extend(above.iter().cloned());
    }
    let heading = rows.first().zip(rows.last()).map(|(first, last)| HeadingRows { first: first.at, last: last.at });
    let width = rows.iter().map(|row| row.width).max().unwrap_or_default();
    Layout { heading, columns, width, titles, below: (from..sheet.rows.len()).collect(), known }
}

/// The rows that look most like headings: known words first, then words at all.
fn find(sheet: &Sheet, knows: &dyn Fn(&str) -> bool) -> Option<(usize, usize)> {
    let worth = |row: &Row| {
        let texts: Vec<String> = row.cells.iter().filter_map(|cell| words(&cell.value)).collect();
        let known = texts.iter().filter(|text| knows(text)).count();
        let data = row.cells.iter().filter(|cell| is_data(&cell.value)).count();
        // A row of data names agencies and indicators too. One cell is a title, not a heading, unless nothing else is there.
        let known = if data > 0 { 0 } else { known };
        (if texts.len() > 1 { known } else { known.min(1) }, texts.len().saturating_sub(2 * data), texts.len() > 1)
    };
    let scored: Vec<_> = sheet.rows.iter().take(HEAD).map(worth).collect();
    // Agencies under each other in the first column are known words too: what is worth most, and of equals the first.
    let mut best: Option<usize> = None;
    for (at, score) in scored.iter().enumerate() {
        let better = match best.and_then(|best| scored.get(best)) {
            None => true,
            Some(known) => score.2 >= known.2 && (score.0 > known.0 || (known.0 == 0 && score.0 == 0 && score.1 > known.1)),
        };
        if better {
            best = Some(at);
        }
    }
    let best = best?;
    let (mut first, mut last) = (best, best);
    while first > 0 && last - first + 1 < DEEPEST && sheet.rows.get(first - 1).zip(sheet.rows.get(first)).is_some_and(|(above, row)| is_above(above, row)) {
        first -= 1;
    }
    while last - first + 1 < DEEPEST && sheet.rows.get(last).zip(sheet.rows.get(last + 1)).is_some_and(|(row, below)| is_below(row, below)) {
        last += 1;
    }
    Some((first, last))
}

/// Whether a row holds common headings of the one under it: words only, next to it, over more columns than it has cells.
fn is_above(above: &Row, row: &Row) -> bool {
    above.at + 1 == row.at && above.cells.len() > 1 && above.cells.iter().all(|cell| words(&cell.value).is_some()) && spans(above, row)
}

/// Whether a row holds headings under those of the row above: words only, and none under a heading that stands alone.
fn is_below(row: &Row, below: &Row) -> bool {
    row.at + 1 == below.at && !below.cells.is_empty() && !is_numbering(below, below.cells.len()) && below.cells.iter().all(|cell| words(&cell.value).is_some() && !is_data(&cell.value)) && spans(row, below)
}

/// Whether some heading of the upper row stands over several cells of the lower one.
fn spans(upper: &Row, lower: &Row) -> bool {
    let over = lower.cells.iter().any(|cell| upper.cell(cell.column).is_none() && upper.cells.iter().any(|above| above.column < cell.column));
    // Headings of the upper row without anything under them go down to the data.
    let alone = upper.cells.iter().any(|cell| lower.cell(cell.column).is_none());
    over && (alone || lower.cells.len() > upper.cells.len())
}

fn columns(sheet: &Sheet, heading: &[Row], last: usize, knows: &dyn Fn(&str) -> bool) -> Vec<Column> {
    let mut found: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for row in heading {
        for cell in &row.cells {
            found.entry(cell.column).or_default();
        }
    }
    // What has no heading is a column all the same.
    for row in sheet.rows.iter().skip(last + 1).take(HEAD) {
        for cell in &row.cells {
            found.entry(cell.column).or_default();
        }
    }
    for (at, row) in heading.iter().enumerate() {
        let under: Vec<&Row> = heading.iter().skip(at + 1).collect();
        for (column, parts) in &mut found {
            let own = row.cell(*column).and_then(|cell| shown(&cell.value));
            // A heading that goes down beside deeper ones has none of theirs.
            let alone = heading.iter().take(at).any(|above| above.cell(*column).is_some());
            // A common heading reaches to the next one, over columns that have headings of their own below it.
            let common = || {
                let deeper = under.iter().any(|row| row.cell(*column).is_some());
                let left = row.cells.iter().rev().find(|cell| cell.column < *column).filter(|_| deeper && !alone)?;
                let own_below = under.iter().any(|row| row.cell(left.column).is_some());
                shown(&left.value).filter(|_| own_below)
            };
            if let Some(part) = own.or_else(common)
                && parts.last() != Some(&part)
            {
                parts.push(part);
            }
        }
    }
    let of_parts = |(column, parts): (u16, Vec<String>)| {
        let written = parts.join(" · ");
        let (parts, units) = units::of_headings(parts, knows);
        Column { column, parts, written, units }
    };
    found.into_iter().map(of_parts).collect()
}

/// A heading as words: a year may be a number.
fn shown(value: &CellValue) -> Option<String> {
    Some(clean_line(&value.text())).filter(|text| !text.is_empty())
}

/// Whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2 3", "1 2 3=1/2".
fn is_numbering(row: &Row, columns: usize) -> bool {
    let mut before = 0_u32;
    let mut marked = 0;
    for cell in &row.cells {
        let text = clean_line(&cell.value.text());
        let bare = text.split('=').next().unwrap_or_default().trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
        match bare.parse::<u32>() {
            Ok(number) if number == before + 1 => before = number,
            Ok(_) => return false,
            Err(_) if bare.chars().count() == 1 && bare.chars().all(|c| c.is_ascii_uppercase()) => {}
            Err(_) => return false,
        }
        marked += usize::from(text.starts_with('('));
    }
    let all = row.cells.len();
    all > 1 && before > 0 && (marked * 2 > all || all * 10 >= columns * 7)
}

/// Whether a text stands for a sum of the rows, not for one of them.
pub fn is_sum(text: &str) -> bool {
    const SUMS: &[&str] = &["tong cong", "tong so", "tong", "cong", "cong chung", "tong hop", "binh quan", "trung binh", "binh quan chung", "total", "sum", "average", "grand total"];
    // None of them is longer, however it is written.
    if text.len() > 80 {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    SUMS.contains(&bare)
}

/// What a row is called: its first words, no number and no numeral.
pub fn label(row: &Row) -> String {
    let texts = || row.cells.iter().filter_map(|cell| words(&cell.value));
    let named = texts().find(|text| text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some());
    named.or_else(|| texts().next()).unwrap_or_default()
}

/// The label of a row that is none of the table's: that names a group of those under it, or sums them up.
pub fn beside(row: &Row) -> Option<String> {
    let label = label(row);
    (is_group(row) || is_sum(&label)).then_some(label)
}

/// Whether a row names a group of the rows under it: "I. CÁC BỘ", "A | Địa phương".
pub fn is_group(row: &Row) -> bool {
    let told: Vec<&CellValue> = row.cells.iter().map(|cell| &cell.value).filter(|value| !value.is_blank()).take(3).collect();
    if told.len() > 2 {
        return false;
    }
    let texts: Vec<String> = told.into_iter().map(|value| clean_line(&value.text())).collect();
    let numeral = |text: &str| {
        let bare = text.trim_end_matches(['.', ')', ':']);
        !bare.is_empty() && (bare.chars().all(|c| "IVX".contains(c)) || (bare.chars().count() == 1 && bare.chars().all(|c| c.is_ascii_uppercase())))
    };
    match texts.as_slice() {
        [one] => one.split_once([' ', '\u{A0}']).is_some_and(|(first, _)| first.ends_with(['.', ')', ':', '/']) && numeral(first.trim_end_matches('/'))),
        [number, _] => numeral(number),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::Cell;
    use super::*;

    fn sheet(rows: &[&str]) -> Sheet {
        let row = |(at, line): (u32, &&str)| Row {
            at,
            cells: line
                .split('|')
                .zip(0_u16..)
                .filter(|(text, _)| !text.trim().is_empty())
                .map(|(text, column)| {
                    let text = text.trim();
                    let value = text.parse().map_or_else(|_| CellValue::Text(text.into()), CellValue::Number);
                    Cell { column, value, formula: false }
                })
                .collect(),
            width: 0,
        };
        Sheet { rows: (1..).zip(rows).map(row).filter(|row| !row.cells.is_empty()).collect(), ..Sheet::default() }
    }

    fn told(rows: &[&str]) -> String {
        let knows = |text: &str| ["stt", "co quan", "ket qua", "thoi han", "nam 2023", "nam 2024"].contains(&fold(text).as_str());
        let sheet = sheet(rows);
        let layout = of(&sheet, None, &knows);
        let columns: Vec<String> = layout.columns.iter().map(Column::heading).collect();
        let heading = layout.heading.map(|rows| (rows.first, rows.last)).unwrap_or_default();
        format!("{heading:?} {} from {}", columns.join(" | "), layout.below.first().and_then(|at| sheet.rows.get(*at)).map_or(0, |row| row.at))
    }

    #[test]
    fn headings_are_found_under_titles() {
        assert_eq!(told(&["STT|Cơ quan|Kết quả", "1|Bộ Y tế|5"]), "(1, 1) STT | Cơ quan | Kết quả from 2");
        assert_eq!(
            told(&["BIỂU 1", "KẾT QUẢ CHUYỂN ĐỔI SỐ", "", "STT|Cơ quan|Kết quả|Lý do", "(1)|(2)|(3)|(4)", "1|Bộ Y tế|5|"]),
            "(4, 4) STT | Cơ quan | Kết quả | Lý do from 6"
        );
        assert_eq!(told(&["Cột lạ|Cột khác", "a|1", "b|2"]), "(1, 1) Cột lạ | Cột khác from 2");
        assert_eq!(told(&[]), "(0, 0)  from 0");
    }

    #[test]
    fn common_headings_reach_over_their_columns() {
        assert_eq!(
            told(&["Tiêu đề", "STT|Cơ quan|Kết quả||Ghi chú", "||Năm 2023|Năm 2024|", "A|B|1|2|3", "1|Bộ Y tế|5|6|"]),
            "(2, 3) STT | Cơ quan | Kết quả · Năm 2023 | Kết quả · Năm 2024 | Ghi chú from 5"
        );
    }

    #[test]
    fn groups_and_sums_are_no_rows() {
        let is = |line: &str| is_group(&sheet(&[line]).rows[0]);
        assert!(is("I. CÁC BỘ") && is("II|Địa phương") && is("A|Cơ quan trung ương") && is("|B. Các tỉnh"));
        assert!(!is("Bộ Y tế|5") && !is("1|Bộ Y tế") && !is("Ghi chú khác") && !is("I|Bộ Y tế|5"));
        assert!(is_sum("Tổng cộng:") && is_sum("TỔNG SỐ") && is_sum("Total") && !is_sum("Tổng cục Thuế") && !is_sum("Cộng hòa"));
    }
}
