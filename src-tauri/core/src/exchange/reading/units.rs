//! In which unit a sheet says that its numbers are: in a column of units, in brackets behind a heading, in a row under
//! the headings, or in a line above the table, "Đơn vị tính: triệu đồng". Words in brackets may be anything: they count
//! when the book or the language knows them as a unit.

use std::collections::HashSet;

use rusqlite::Connection;

use super::cells::{self, CellValue, Row};
use super::known::Known;
use super::matching::Matched;
use super::setting::SheetSetting;
use crate::error::Result;
use crate::figure::{self, Amount, Figure};
use crate::text::{clean_line, fold};

/// A unit that stands beside numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSaid {
    /// As it is written.
    pub text: String,
    /// Whether the sheet calls it a unit.
    pub sure: bool,
}

/// What a unit is called, whether a colon must follow, and whether nothing else is called so.
const NAMES: &[(&str, bool, bool)] = &[("đơn vị tính", false, true), ("đvt", false, true), ("unit", true, true), ("đơn vị", true, false)];
/// The same, folded, for a cell that holds nothing else.
const LABELS: &[&str] = &["don vi tinh", "dvt", "don vi", "unit"];
/// What columns of units say that is none: which kind of number stands there.
const KINDS: &[&str] = &["ty le", "so luong", "gia tri", "so tuyet doi", "so tuong doi", "ty trong"];
/// Words that begin like a scale.
const RATIOS: &[&str] = &["ty le", "ty trong", "ty so", "ty suat", "ti le", "ti trong"];

/// The figure that one of a unit is.
fn one(unit: &str) -> Option<Figure> {
    let figure = figure::read(&format!("1 {unit}"), None).ok()?.figure;
    let plain = figure.amount == Amount::One { value: 1.0 } && figure.qualifiers.is_empty();
    (plain && !RATIOS.iter().any(|word| fold(unit).starts_with(word))).then_some(figure)
}

/// A number in a unit as a figure; none when the unit is no words of one.
pub fn figure_of(value: f64, unit: &str) -> Option<Figure> {
    one(unit).map(|one| Figure { amount: Amount::One { value }, ..one })
}

/// The unit that a cell of a column of units says; none where it says which kind of number stands there.
pub fn of_cell(text: &str) -> Option<String> {
    let line = clean_line(text);
    let folded = fold(&line);
    if KINDS.iter().any(|kind| folded.strip_prefix(kind).is_some_and(|rest| rest.trim_matches([' ', '(', ')', '[', ']', ':']) == "%")) {
        return Some("%".to_owned());
    }
    let kind = folded.split(['/', ',', ';']).any(|piece| KINDS.contains(&piece.trim()));
    let words = line.contains(|c: char| c.is_alphabetic() || matches!(c, '%' | '‰'));
    (words && !kind).then_some(line)
}

/// A unit that a text names as such, with what stands before it.
fn named(text: &str) -> Option<(String, UnitSaid)> {
    let line = clean_line(text);
    let lower = line.to_lowercase();
    NAMES.iter().find_map(|(name, colon, sure)| {
        let (before, behind) = lower.split_once(name)?;
        if before.ends_with(char::is_alphabetic) || behind.starts_with(char::is_alphabetic) {
            return None;
        }
        let behind = behind.trim_start();
        let rest = match behind.strip_prefix(':') {
            Some(rest) => rest,
            None if *colon => return None,
            None => behind,
        };
        let unit = rest.split([')', ']']).next().unwrap_or_default().trim_matches([' ', '.', '-']);
        let before: String = line.chars().take(before.chars().count()).collect();
        let before = before.trim_end_matches([' ', '(', '[', '-', '–', ',', ';', ':']).to_owned();
        (!unit.is_empty()).then(|| (before, UnitSaid { text: unit.to_owned(), sure: *sure }))
    })
}

/// What stands before the brackets at the end of a text, and in them; no numbers of columns.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (open, inner) = match (text.strip_suffix(')'), text.strip_suffix(']')) {
        (Some(inner), _) => ('(', inner),
        (_, Some(inner)) => ('[', inner),
        _ => return None,
    };
    let (before, inside) = inner.rsplit_once(open)?;
    let words = inside.contains(|c: char| c.is_alphabetic() || c == '%') && inside.trim().chars().count() != 1 || inside.trim() == "%";
    words.then_some((before.trim_end(), inside.trim()))
}

/// What a heading says without its unit.
pub fn without(text: &str) -> Option<&str> {
    bracketed(text).map(|(before, _)| before).filter(|before| !before.is_empty())
}

/// Takes the units out of the headings of a column: those that are left, and the units, the nearest first.
pub fn of_headings(parts: Vec<String>, knows: &dyn Fn(&str) -> bool) -> (Vec<String>, Vec<UnitSaid>) {
    let (mut left, mut units) = (Vec::new(), Vec::new());
    let alone = parts.len() == 1;
    for part in parts {
        if let Some((before, unit)) = named(&part).filter(|(_, unit)| unit.sure) {
            units.push(unit);
            left.extend(Some(before).filter(|before| !before.is_empty()));
        } else if let Some((before, inside)) = bracketed(&part) {
            units.push(UnitSaid { text: inside.to_owned(), sure: false });
            match before {
                "" if alone => left.push(part),
                "" => {}
                before if !knows(&part) && knows(before) => left.push(before.to_owned()),
                _ => left.push(part),
            }
        } else if !alone && !knows(&part) && one(&part).is_some_and(|one| one.percent || one.scale.is_some()) {
            units.push(UnitSaid { text: part, sure: false });
        } else {
            left.push(part);
        }
    }
    units.reverse();
    (left, units)
}

/// The units that a row under the headings says, each for its column, without a column for all; none when the row says
/// anything else.
pub fn of_row(row: &Row) -> Option<Vec<(Option<u16>, UnitSaid)>> {
    let mut found = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.value.is_blank()) {
        let CellValue::Text(text) = &cell.value else { return None };
        let line = clean_line(text);
        if found.is_empty() && LABELS.contains(&fold(line.trim_end_matches(':').trim()).as_str()) {
            continue;
        }
        let unit = match (named(&line), bracketed(&line)) {
            (Some((before, unit)), _) if before.is_empty() && unit.sure => {
                let all = row.cells.len() == 1;
                found.push((Some(cell.column).filter(|_| !all), unit));
                continue;
            }
            (_, Some(("", inside))) => inside.to_owned(),
            _ if one(&line).is_some_and(|one| one.percent || one.scale.is_some()) => line,
            _ => return None,
        };
        found.push((Some(cell.column), UnitSaid { text: unit, sure: false }));
    }
    (!found.is_empty()).then_some(found)
}

/// The units that the lines above a table say.
pub fn of_titles(titles: &[String]) -> Vec<UnitSaid> {
    let label = |text: &str| LABELS.iter().take(2).any(|label| fold(text.trim_end_matches(':').trim()) == *label);
    let beside = titles.windows(2).filter_map(|pair| match pair {
        [name, unit] if label(name) => Some(UnitSaid { text: unit.clone(), sure: true }),
        _ => None,
    });
    titles.iter().filter_map(|title| named(title).map(|(_, unit)| unit)).chain(beside).collect()
}

/// The words that are units, whatever stands around them.
pub struct Units {
    /// Units of the book without their scale, folded.
    words: HashSet<String>,
}

impl Units {
    /// Reads the units of the book.
    pub fn of(conn: &Connection) -> Result<Units> {
        let mut statement = conn.prepare_cached("SELECT DISTINCT unit FROM indicator")?;
        let units: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let own = units.iter().filter_map(|unit| one(unit)?.unit.map(|words| fold(&words)));
        Ok(Units { words: own.chain(["dong", "vnd", "usd"].map(str::to_owned)).collect() })
    }

    /// Whether a text is a unit that numbers have.
    pub fn has(&self, text: &str) -> bool {
        one(text).is_some_and(|one| match &one.unit {
            None => one.percent || one.scale.is_some(),
            Some(words) => one.scale.is_some() || self.words.contains(&fold(words)),
        })
    }
}

/// A column "Đơn vị" may be of agencies or of units. Its cells say which: where one of them is a unit and none an agency,
/// it is of units, unless a person said otherwise.
pub fn not_agencies(columns: &mut [Matched], rows: &[&Row], setting: &SheetSetting, known: &Known, conn: &Connection) -> Result<()> {
    if columns.iter().any(|one| one.field == Some("unit")) {
        return Ok(());
    }
    let said = |column: u16| setting.columns.iter().flatten().any(|one| cells::column(&one.column) == Some(column));
    let Some(one) = columns.iter_mut().find(|one| one.field == Some("agency") && fold(&one.column.heading()) == "don vi" && !said(one.column.column)) else { return Ok(()) };
    let texts = rows.iter().filter_map(|row| row.cell(one.column.column)).map(|cell| clean_line(&cell.value.text())).filter(|text| !text.is_empty());
    let texts: HashSet<String> = texts.collect();
    let units = Units::of(conn)?;
    if texts.iter().any(|text| units.has(text)) && !texts.iter().any(|text| matches!(known.agency(text, None), Ok(Some(_)))) {
        one.field = Some("unit");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::cells::Cell;
    use super::*;

    #[test]
    fn a_column_of_units_says_units_or_kinds_of_numbers() {
        for unit in ["triệu đồng", "%", "thẻ", "dịch vụ/giờ"] {
            assert_eq!(of_cell(unit).as_deref(), Some(unit));
        }
        for (text, unit) in [("Tỷ lệ (%)", Some("%")), ("Tỷ lệ %", Some("%")), ("Tỷ lệ/Số lượng", None), ("%/Số lượng", None), ("Tỷ lệ", None), ("-", None), (" ", None)] {
            assert_eq!(of_cell(text).as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn headings_and_lines_say_units() {
        let knows = |text: &str| ["CT25", "Kết quả", "Bộ Y tế (cũ)"].contains(&text);
        let told = |parts: &[&str]| {
            let (left, units) = of_headings(parts.iter().map(|part| (*part).to_owned()).collect(), &knows);
            format!("{} | {}", left.join(" · "), units.iter().map(|unit| format!("{}{}", unit.text, if unit.sure { "!" } else { "?" })).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(told(&["CT25 (triệu đồng)"]), "CT25 | triệu đồng?");
        assert_eq!(told(&["Kết quả - ĐVT: nghìn tỷ đồng"]), "Kết quả | nghìn tỷ đồng!");
        assert_eq!(told(&["Kết quả (lũy kế)", "Năm 2024", "(%)"]), "Kết quả · Năm 2024 | %? lũy kế?");
        assert_eq!(told(&["Kết quả", "triệu đồng"]), "Kết quả | triệu đồng?");
        for same in ["Bộ Y tế (cũ)", "Đơn vị tính", "Tên đơn vị", "(1)", "Cột (2)", "Tỷ lệ"] {
            assert!(told(&[same]).starts_with(&format!("{same} | ")), "{same}: {}", told(&[same]));
        }
        let titles = |lines: &[&str]| of_titles(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()).into_iter().map(|unit| (unit.text, unit.sure)).collect::<Vec<_>>();
        assert_eq!(titles(&["BIỂU 1", "(Đơn vị tính: Triệu đồng)"]), [("triệu đồng".to_owned(), true)]);
        assert_eq!(titles(&["Đơn vị: Bộ Y tế", "ĐVT:", "%"]), [("bộ y tế".to_owned(), false), ("%".to_owned(), true)]);
    }

    #[test]
    fn a_row_of_units_says_nothing_else() {
        let row = |texts: &[&str]| {
            let cell = |(column, text): (u16, &&str)| Cell { column, value: CellValue::Text((*text).into()), formula: false };
            Row { at: 3, cells: (0..).zip(texts).map(cell).filter(|cell| !cell.value.is_blank()).collect(), width: 0 }
        };
        let told = |texts: &[&str]| of_row(&row(texts)).map(|units| units.into_iter().map(|(column, unit)| (column, unit.text)).collect::<Vec<_>>());
        assert_eq!(told(&["", "(triệu đồng)", "%"]), Some(vec![(Some(1), "triệu đồng".into()), (Some(2), "%".into())]));
        assert_eq!(told(&["Đơn vị tính", "dịch vụ"]), None, "a word that may be anything");
        assert_eq!(told(&["ĐVT", "(dịch vụ)"]), Some(vec![(Some(1), "dịch vụ".into())]));
        assert_eq!(told(&["(ĐVT: tỷ đồng)"]), Some(vec![(None, "tỷ đồng".into())]));
        assert_eq!(told(&["Bộ Y tế", "(triệu đồng)"]), None);
        assert_eq!(told(&["(1)", "(2)"]), None);
    }

    #[test]
    fn words_are_units_when_the_book_or_the_language_knows_them() {
        let units = Units { words: ["dich vu", "dong"].map(str::to_owned).into() };
        for unit in ["%", "triệu", "triệu đồng", "đồng", "dịch vụ", "nghìn lượt"] {
            assert!(units.has(unit), "{unit}");
        }
        for other in ["lũy kế", "tỷ lệ", "toàn trình", "% so với cùng kỳ", "nếu có", "2024"] {
            assert!(!units.has(other), "{other}");
        }
    }
}
