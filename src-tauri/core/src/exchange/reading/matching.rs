//! Which column of a sheet is which field: by the words of its heading, as the list of headings has them
//! (`assets/exchange/headings.csv`), or because the heading names an indicator, an agency or a period, whose values
//! then stand under it. A person's word goes before all of that.

use super::cells;
use super::known::{self, Known};
use super::layout::{Column, Layout};
use super::setting::{ColumnSetting, SheetSetting, SheetTarget};
use crate::text::fold;

/// A field that rows of a target can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Whether no row can do without it.
    pub needed: bool,
    /// Whether several columns may hold it.
    pub many: bool,
}

const fn field(name: &'static str) -> Field {
    Field { name, needed: false, many: false }
}

const fn needed(name: &'static str) -> Field {
    Field { name, needed: true, many: false }
}

const fn many(name: &'static str) -> Field {
    Field { name, needed: false, many: true }
}

const FIGURE: &[Field] = &[
    needed("indicator"),
    field("agency"),
    needed("period"),
    Field { name: "value", needed: true, many: true },
    field("numerator"),
    field("denominator"),
    field("qualifier"),
    field("unit"),
    field("as_of_day"),
    many("note"),
    field("position"),
];

const TASK: &[Field] = &[
    field("code"),
    needed("statement"),
    field("lead"),
    field("coordinating"),
    field("deadline"),
    field("product"),
    field("assigned_on"),
    field("done_on"),
    many("state"),
    many("note"),
    field("position"),
];

/// The fields of a target.
pub fn fields(target: SheetTarget) -> &'static [Field] {
    match target {
        SheetTarget::Observation => FIGURE,
        SheetTarget::Task => TASK,
    }
}

/// A column and what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// The column with its headings.
    pub column: Column,
    /// The field; none when it is left out.
    pub field: Option<&'static str>,
    /// Of values: the indicator, by id.
    pub indicator: Option<String>,
    /// Of values: the agency, by id.
    pub agency: Option<String>,
    /// Of values: the period.
    pub period: Option<String>,
}

/// The words of headings.
pub struct Headings {
    /// Target, field and folded heading.
    words: Vec<(SheetTarget, &'static str, String)>,
}

/// A heading without its signs: only letters and digits, one space between.
fn plain(text: &str) -> String {
    let spaced: String = fold(text).chars().map(|c| if c.is_alphanumeric() || c == '#' { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Headings {
    /// Reads the list. Rows that name no field are nobody's; a test finds them.
    pub fn new() -> Headings {
        let list = include_str!("../../../../../assets/exchange/headings.csv");
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let read = |record: csv::StringRecord| {
            let target = match record.get(0)? {
                "observation" => SheetTarget::Observation,
                "task" => SheetTarget::Task,
                _ => return None,
            };
            let name = record.get(1)?;
            let field = fields(target).iter().find(|field| field.name == name)?;
            Some((target, field.name, plain(record.get(2)?)))
        };
        Headings { words: reader.records().filter_map(|record| read(record.ok()?)).collect() }
    }

    /// Whether a heading is a word of the list.
    pub fn has(&self, heading: &str) -> bool {
        let heading = plain(heading);
        self.words.iter().any(|(_, _, word)| *word == heading)
    }

    /// The field that headings mean, with how sure that is: 3 the words themselves, 2 among a common heading's, 1 inside others.
    fn field(&self, target: SheetTarget, parts: &[String]) -> Option<(u8, usize, &'static str)> {
        let own: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        let (last, whole) = (own.last()?, own.join(" "));
        let sure = |word: &str| -> u8 {
            if last == word || whole == word {
                3
            } else if own.iter().any(|part| part == word) {
                2
            } else if word.contains(' ') && own.iter().any(|part| format!(" {part} ").contains(&format!(" {word} "))) {
                1
            } else {
                0
            }
        };
        // What a heading begins with says more than what follows.
        let begins = |word: &str| if own.iter().any(|part| part.starts_with(word)) { 1000 } else { 0 };
        let all = self.words.iter().filter(|(of, ..)| *of == target).map(|(_, field, word)| (sure(word), word.len() + begins(word), *field));
        all.filter(|(sure, ..)| *sure > 0).max_by_key(|(sure, length, _)| (*sure, *length))
    }
}

/// What the headings of a column name.
struct Named {
    indicator: Option<String>,
    agency: Option<String>,
    period: Option<String>,
}

/// Whether headings speak of something else than what was reached: plans, estimates, other years to compare with.
fn is_no_result(parts: &[String]) -> bool {
    const WORDS: &[&str] = &["ke hoach", "muc tieu", "chi tieu giao", "so giao", "so voi", "cung ky", "uoc", "uoc thuc hien", "du kien", "tang giam", "dinh muc"];
    parts.iter().map(|part| plain(part)).any(|part| WORDS.iter().any(|word| format!(" {part} ").contains(&format!(" {word} "))))
}

fn named(known: &Known, parts: &[String]) -> Named {
    let mut named = Named { indicator: None, agency: None, period: None };
    for part in parts {
        if let Some(indicator) = known.indicator(part) {
            named.indicator = Some(indicator.id.clone());
        } else if let Some(period) = known::period(part) {
            named.period = Some(period.code());
        } else if let Ok(Some(agency)) = known.agency(part, None) {
            named.agency = Some(agency);
        }
    }
    named
}

/// Matches the columns of a sheet for a target. Answers them with how many fields were recognised.
fn proposed(target: SheetTarget, layout: &Layout, known: &Known, headings: &Headings) -> (Vec<Matched>, usize) {
    let mut found: Vec<(Matched, (u8, usize))> = layout
        .columns
        .iter()
        .map(|column| {
            let no_result = target == SheetTarget::Observation && is_no_result(&column.parts);
            let by_word = headings.field(target, &column.parts).filter(|(.., field)| !(no_result && *field == "value"));
            let mut matched = Matched { column: column.clone(), field: None, indicator: None, agency: None, period: None };
            if target == SheetTarget::Observation && !no_result && by_word.is_none_or(|(sure, _, field)| sure < 3 || field == "value") {
                let Named { indicator, agency, period } = named(known, &column.parts);
                if indicator.is_some() || agency.is_some() || period.is_some() {
                    let field = by_word.map(|(.., field)| field).filter(|field| ["numerator", "denominator", "note"].contains(field));
                    matched = Matched { field: Some(field.unwrap_or("value")), indicator, agency, period, ..matched };
                    return (matched, (3, 0));
                }
            }
            matched.field = by_word.map(|(.., field)| field);
            (matched, by_word.map_or((0, 0), |(sure, length, _)| (sure, length)))
        })
        .collect();
    for field in fields(target).iter().filter(|field| !field.many) {
        let best = found.iter().enumerate().filter(|(_, (one, _))| one.field == Some(field.name)).max_by_key(|(at, (_, sure))| (*sure, std::cmp::Reverse(*at)));
        let Some(best) = best.map(|(at, _)| at) else { continue };
        for (at, (one, _)) in found.iter_mut().enumerate() {
            if at != best && one.field == Some(field.name) {
                one.field = None;
            }
        }
    }
    let recognised = fields(target).iter().filter(|field| field.name != "position" && found.iter().any(|(one, _)| one.field == Some(field.name))).count();
    let values = found.iter().filter(|(one, _)| one.field == Some("value")).count().min(3);
    (found.into_iter().map(|(one, _)| one).collect(), recognised + values.saturating_sub(1))
}

/// What the columns of a table hold: as a person says, otherwise as their headings do.
pub fn columns(layout: &Layout, known: &Known, headings: &Headings, setting: &SheetSetting) -> (SheetTarget, Vec<Matched>) {
    let (target, mut columns) = match setting.target {
        Some(target) => (target, proposed(target, layout, known, headings).0),
        None => {
            let (figures, tasks) = (proposed(SheetTarget::Observation, layout, known, headings), proposed(SheetTarget::Task, layout, known, headings));
            let has = |columns: &[Matched], field: &str| columns.iter().any(|one| one.field == Some(field));
            let is_task = has(&tasks.0, "statement") && (tasks.1 > figures.1 || !has(&figures.0, "value"));
            if is_task { (SheetTarget::Task, tasks.0) } else { (SheetTarget::Observation, figures.0) }
        }
    };
    for said in setting.columns.iter().flatten() {
        let field = said.field.as_deref().and_then(|name| fields(target).iter().find(|field| field.name == name));
        let place = cells::column(&said.column);
        // What a person gives to one column is no other's, unless several may hold it.
        if let Some(field) = field.filter(|field| !field.many) {
            for other in columns.iter_mut().filter(|one| one.field == Some(field.name) && Some(one.column.column) != place) {
                other.field = None;
            }
        }
        if let Some(one) = columns.iter_mut().find(|one| Some(one.column.column) == place) {
            one.field = field.map(|field| field.name);
            one.indicator.clone_from(&said.indicator);
            one.agency.clone_from(&said.agency);
            one.period.clone_from(&said.period);
        }
    }
    (target, columns)
}

/// The columns as a setting says them.
pub fn said(columns: &[Matched]) -> Vec<ColumnSetting> {
    columns
        .iter()
        .map(|one| ColumnSetting {
            column: cells::letters(one.column.column).into(),
            field: one.field.map(str::to_owned),
            indicator: one.indicator.clone(),
            agency: one.agency.clone(),
            period: one.period.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_of_the_list_means_its_field() {
        let headings = Headings::new();
        let lines = include_str!("../../../../../assets/exchange/headings.csv").lines().count() - 1;
        assert_eq!(headings.words.len(), lines);
        for (target, field, word) in &headings.words {
            assert_eq!(headings.field(*target, std::slice::from_ref(word)).map(|(sure, _, field)| (sure, field)), Some((3, *field)), "{word}");
        }
        let mut sorted: Vec<_> = headings.words.iter().map(|(target, _, word)| (format!("{target:?}"), word)).collect();
        sorted.sort();
        assert!(sorted.windows(2).all(|pair| pair[0] != pair[1]), "no heading means two fields");
    }

    #[test]
    fn headings_are_recognised_in_longer_ones() {
        let headings = Headings::new();
        let field = |target, parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            headings.field(target, &parts).map_or("", |(.., field)| field)
        };
        assert_eq!(field(SheetTarget::Observation, &["Đơn vị tính"]), "unit");
        assert_eq!(field(SheetTarget::Observation, &["TÊN ĐƠN VỊ"]), "agency");
        assert_eq!(field(SheetTarget::Observation, &["Kết quả thực hiện trong kỳ (%)"]), "value");
        assert_eq!(field(SheetTarget::Task, &["Nội dung nhiệm vụ / Trích yếu"]), "statement");
        assert_eq!(field(SheetTarget::Task, &["Hạn hoàn thành (ngày)"]), "deadline");
        assert_eq!(field(SheetTarget::Task, &["Cơ quan", "Chủ trì"]), "lead");
        assert_eq!(field(SheetTarget::Task, &["Cột lạ"]), "");
        let no_result = |part: &str| is_no_result(&["Hộ gia đình".into(), part.into()]);
        for part in ["Kế hoạch năm 2025", "Ước thực hiện", "So với cùng kỳ (%)", "Mục tiêu", "Năm 2024 (ước)"] {
            assert!(no_result(part), "{part}");
        }
        assert!(!no_result("Thực hiện") && !no_result("Quý I/2024") && !no_result("Nước sạch"));
    }
}
