//! What a text means in a column of the register: the value it becomes, or why not and what would be
//! accepted. Names are matched whole, marks and case aside; a name that is only alike is offered, never taken.

use std::collections::HashMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::{Priority, TaskColumn};
use crate::agency::{self, AgencyListRequest, AgencyName};
use crate::book::Reader;
use crate::deadline::{self, BeforeDay, Deadline};
use crate::error::Result;
use crate::framework::{self, FocusAreaName};
use crate::problem::Problem;
use crate::setting;
use crate::text::{alike, clean_line, clean_text, fold};
use crate::wire::read_day;
use crate::words::{Language, Words};

/// The value a cell becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text of a column that must not be empty.
    Text(String),
    /// Text that may be missing.
    Maybe(Option<String>),
    /// A focus area, or none.
    Area(Option<FocusAreaName>),
    /// The lead, or nobody.
    Lead(Option<AgencyName>),
    /// Everybody who coordinates.
    Coordinating(Vec<AgencyName>),
    /// A deadline as read.
    Deadline(Deadline),
    /// A priority.
    Priority(Priority),
    /// Tags.
    Tags(Vec<String>),
    /// A day, or none.
    Day(Option<NaiveDate>),
}

/// A value that could be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Offer {
    /// The text that is taken without further question.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// Why a text cannot be taken, and what would be.
#[derive(Debug)]
pub struct Refusal {
    /// The reason.
    pub problem: Problem,
    /// The nearest values, best first.
    pub offers: Vec<Offer>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal { problem, offers: Vec::new() }
    }
}

/// The names that cells may use, read once for a whole block.
pub struct Names {
    agencies: Vec<(AgencyName, Option<NaiveDate>)>,
    by_name: HashMap<String, Vec<usize>>,
    areas: Vec<FocusAreaName>,
    before: BeforeDay,
    words: Words,
}

/// How many values are offered at the most.
const OFFERS: usize = 6;
/// How alike a name must be to be offered: half of its pairs of letters.
const ALIKE: f64 = 0.5;

impl Names {
    /// Reads the names of the book.
    pub fn of(reader: &Reader) -> Result<Names> {
        let rows = agency::list(reader, AgencyListRequest::default())?;
        let agencies = rows.into_iter().map(|row| (row.valid_to, row.into())).map(|(until, name)| (name, until));
        Ok(Names::with(agencies.collect(), framework::names(reader.conn)?, setting::before_day(reader.conn)?, *reader.words()))
    }

    fn with(agencies: Vec<(AgencyName, Option<NaiveDate>)>, areas: Vec<FocusAreaName>, before: BeforeDay, words: Words) -> Names {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (agency, _)) in agencies.iter().enumerate() {
            for name in [&agency.short_name, &agency.name] {
                let places = by_name.entry(fold(name)).or_default();
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
        Names { agencies, by_name, areas, before, words }
    }

    /// Reads the text of a cell. Errors: `required`, those of deadlines and days, `cell.unknown_agency`,
    /// `cell.several_agencies`, `cell.unknown_area`, `cell.unknown_priority`, `cell.read_only`.
    pub fn read(&self, column: TaskColumn, text: &str) -> std::result::Result<Value, Refusal> {
        let line = clean_line(text);
        let maybe = |text: String| Some(text).filter(|text| !text.is_empty());
        match column {
            TaskColumn::Code | TaskColumn::Statement => {
                if line.is_empty() { Err(Problem::new("required").into()) } else { Ok(Value::Text(line)) }
            }
            TaskColumn::Product | TaskColumn::Note => Ok(Value::Maybe(maybe(clean_text(text)))),
            TaskColumn::Owner | TaskColumn::AssignedBy => Ok(Value::Maybe(maybe(line))),
            TaskColumn::FocusArea if line.is_empty() => Ok(Value::Area(None)),
            TaskColumn::FocusArea => self.area(&line).map(|area| Value::Area(Some(area))),
            TaskColumn::Agency if line.is_empty() => Ok(Value::Lead(None)),
            TaskColumn::Agency => self.agency(&line).map(|agency| Value::Lead(Some(agency))),
            TaskColumn::Coordinating => {
                let agencies: std::result::Result<_, _> = self.several(text).into_iter().collect();
                agencies.map(Value::Coordinating).map_err(|(_, refusal)| refusal)
            }
            TaskColumn::Deadline | TaskColumn::Original => Ok(Value::Deadline(deadline::read_or_none(&line, self.before)?)),
            TaskColumn::Priority => self.priority(&line).map(Value::Priority),
            TaskColumn::Tags => {
                let mut tags: Vec<String> = text.split([';', ',', '\n']).map(clean_line).filter(|tag| !tag.is_empty()).collect();
                tags.sort();
                tags.dedup();
                Ok(Value::Tags(tags))
            }
            TaskColumn::AssignedOn if line.is_empty() => Ok(Value::Day(None)),
            TaskColumn::AssignedOn => Ok(Value::Day(Some(read_day(&line)?))),
            _ => Err(Problem::new("cell.read_only").into()),
        }
    }

    fn agency(&self, name: &str) -> std::result::Result<AgencyName, Refusal> {
        if let Some((agency, _)) = self.agencies.iter().find(|(agency, _)| agency.id == name) {
            return Ok(agency.clone());
        }
        let found: Vec<&(AgencyName, Option<NaiveDate>)> =
            self.by_name.get(&fold(name)).into_iter().flatten().filter_map(|at| self.agencies.get(*at)).collect();
        match found.as_slice() {
            [(agency, _)] => Ok(agency.clone()),
            [] => {
                let problem = Problem::new("cell.unknown_agency").with("text", name);
                Err(Refusal { problem, offers: self.alike(name) })
            }
            several => {
                let problem = Problem::new("cell.several_agencies").with("text", name);
                Err(Refusal { problem, offers: several.iter().map(|one| self.offer(one)).collect() })
            }
        }
    }

    fn offer(&self, (agency, until): &(AgencyName, Option<NaiveDate>)) -> Offer {
        let label = match until {
            Some(day) => self.words.fill("cell.agency_until", &[("name", agency.name.clone()), ("day", self.words.day(*day))]),
            None => agency.name.clone(),
        };
        Offer { value: agency.id.clone(), label }
    }

    /// Agencies whose names are alike: begun the same, one inside the other, or with many letters in common.
    fn alike(&self, name: &str) -> Vec<Offer> {
        let wanted = fold(name);
        let likeness = |agency: &AgencyName| {
            let one = |other: &str| alike(&wanted, &fold(other));
            one(&agency.short_name).max(one(&agency.name))
        };
        let mut found: Vec<(f64, &(AgencyName, Option<NaiveDate>))> = self.agencies.iter().map(|one| (likeness(&one.0), one)).collect();
        found.retain(|(alike, _)| *alike >= ALIKE);
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.1.is_some().cmp(&b.1.1.is_some())));
        found.into_iter().take(OFFERS).map(|(_, one)| self.offer(one)).collect()
    }

    /// Names between semicolons or on lines of their own. A comma separates too, unless it belongs to a name:
    /// the longest name is taken first, as in "Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế". Each agency stands once; a name
    /// that none has stands with its refusal.
    pub fn several(&self, text: &str) -> Vec<std::result::Result<AgencyName, (String, Refusal)>> {
        let mut found: Vec<std::result::Result<AgencyName, (String, Refusal)>> = Vec::new();
        for piece in text.split([';', '\n']).map(clean_line).filter(|piece| !piece.is_empty()) {
            let words: Vec<&str> = piece.split(',').map(str::trim).collect();
            let mut from = 0;
            while from < words.len() {
                let longest = (from + 1..=words.len()).rev().find_map(|to| {
                    let name = words.get(from..to)?.join(", ");
                    self.agency(&name).ok().map(|agency| (agency, to))
                });
                let (piece, to) = match longest {
                    Some((agency, to)) => (Ok(agency), to),
                    None => {
                        let name = words.get(from).copied().unwrap_or_default();
                        (self.agency(name).map_err(|refusal| (name.to_owned(), refusal)), from + 1)
                    }
                };
                let same = |known: &&std::result::Result<AgencyName, _>| matches!((known, &piece), (Ok(known), Ok(agency)) if known.id == agency.id);
                if found.iter().find(same).is_none() {
                    found.push(piece);
                }
                from = to;
            }
        }
        found
    }

    fn area(&self, text: &str) -> std::result::Result<FocusAreaName, Refusal> {
        let wanted = fold(text);
        let is = |area: &&FocusAreaName| {
            area.id == text || [&area.code, &area.mark, &area.short_name].into_iter().any(|name| fold(name) == wanted)
        };
        self.areas.iter().find(is).cloned().ok_or_else(|| Refusal {
            problem: Problem::new("cell.unknown_area").with("text", text),
            offers: self.areas.iter().map(|area| Offer { value: area.code.clone(), label: format!("{} {}", area.mark, area.short_name) }).collect(),
        })
    }

    fn priority(&self, text: &str) -> std::result::Result<Priority, Refusal> {
        const ALL: [(Priority, &str); 3] = [(Priority::High, "high"), (Priority::Normal, "normal"), (Priority::Low, "low")];
        if text.is_empty() {
            return Ok(Priority::Normal);
        }
        let wanted = fold(text);
        let says = |key: &str| {
            let word = |language| fold(&Words::of(language).get(&format!("priority.{key}")));
            key == wanted || word(Language::Vi) == wanted || word(Language::En) == wanted
        };
        ALL.iter().find(|(_, key)| says(key)).map(|(priority, _)| *priority).ok_or_else(|| Refusal {
            problem: Problem::new("cell.unknown_priority").with("text", text),
            offers: ALL.iter().map(|(_, key)| self.words.get(&format!("priority.{key}"))).map(|word| Offer { value: word.clone(), label: word }).collect(),
        })
    }

    /// A focus area by its id.
    pub fn area_of(&self, id: &str) -> Option<FocusAreaName> {
        self.areas.iter().find(|area| area.id == id).cloned()
    }

    /// What a value looks like in its cell: the text that [`Names::read`] reads back to it.
    pub fn show(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Maybe(text) => text.clone().unwrap_or_default(),
            Value::Area(area) => area.as_ref().map(|area| area.mark.clone()).unwrap_or_default(),
            Value::Lead(agency) => agency.as_ref().map(|agency| agency.short_name.clone()).unwrap_or_default(),
            Value::Coordinating(agencies) => agencies.iter().map(|agency| agency.short_name.as_str()).collect::<Vec<_>>().join("; "),
            Value::Deadline(deadline) => deadline.text.clone(),
            Value::Priority(priority) => self.words.of_value("priority", priority),
            Value::Tags(tags) => tags.join("; "),
            // Typed and edited the same way in both languages.
            Value::Day(day) => day.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let agency = |id: &str, short: &str, name: &str, until: Option<&str>| {
            (AgencyName { id: id.into(), short_name: short.into(), name: name.into() }, until.and_then(|day| day.parse().ok()))
        };
        let agencies = vec![
            agency("a", "Bộ TT&TT", "Bộ Thông tin và Truyền thông", Some("2025-02-28")),
            agency("b", "Bộ VHTTDL", "Bộ Văn hóa, Thể thao và Du lịch", None),
            agency("c", "Bộ Y tế", "Bộ Y tế", None),
            agency("d", "Hải Phòng", "Thành phố Hải Phòng", Some("2025-06-30")),
            agency("e", "Hải Phòng", "Thành phố Hải Phòng", None),
        ];
        let area = FocusAreaName { id: "x".into(), code: "DM1".into(), mark: "ĐM1".into(), short_name: "Thể chế".into() };
        Names::with(agencies, vec![area], BeforeDay::Inclusive, Words::of(Language::Vi))
    }

    fn ids(value: std::result::Result<Value, Refusal>) -> String {
        match value {
            Ok(Value::Lead(agency)) => agency.map(|agency| agency.id).unwrap_or_default(),
            Ok(Value::Coordinating(agencies)) => agencies.into_iter().map(|agency| agency.id).collect::<Vec<_>>().join(" "),
            Ok(other) => names().show(&other),
            Err(refusal) => format!("{} {}", refusal.problem.code, refusal.offers.iter().map(|offer| offer.value.as_str()).collect::<Vec<_>>().join(" ")),
        }
    }

    #[test]
    fn names_are_taken_whole_or_offered() {
        let names = names();
        for (text, expect) in [
            ("Bộ Thông tin và Truyền thông", "a"),
            ("bo thong tin va truyen thong", "a"),
            ("BỘ TT&TT", "a"),
            ("c", "c"),
            ("", ""),
            ("Hải Phòng", "cell.several_agencies d e"),
            ("Bộ Thông tin Truyền thông", "cell.unknown_agency a"),
            ("Y tế", "cell.unknown_agency c"),
            ("Tập đoàn Điện lực", "cell.unknown_agency "),
        ] {
            assert_eq!(ids(names.read(TaskColumn::Agency, text)), expect, "{text:?}");
        }
        for (text, expect) in [
            ("Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế", "b c"),
            ("Bộ Y tế; Bộ TT&TT\nBộ Y tế", "c a"),
            ("", ""),
            ("Bộ Y tế, Tập đoàn khác", "cell.unknown_agency "),
        ] {
            assert_eq!(ids(names.read(TaskColumn::Coordinating, text)), expect, "{text:?}");
        }
    }

    #[test]
    fn other_cells_say_what_they_become() {
        let names = names();
        for (column, text, expect) in [
            (TaskColumn::FocusArea, "dm1", "ĐM1"),
            (TaskColumn::FocusArea, "the che", "ĐM1"),
            (TaskColumn::FocusArea, "ĐM9", "cell.unknown_area DM1"),
            (TaskColumn::Priority, "thap", "Thấp"),
            (TaskColumn::Priority, "High", "Cao"),
            (TaskColumn::Priority, "", "Bình thường"),
            (TaskColumn::Priority, "gấp", "cell.unknown_priority Cao Bình thường Thấp"),
            (TaskColumn::AssignedOn, "06/05/2024", "06/05/2024"),
            (TaskColumn::AssignedOn, "5/13/2024", "day.unreadable "),
            (TaskColumn::Deadline, " trong  quý III/2024 ", "trong quý III/2024"),
            (TaskColumn::Deadline, "31/02/2024", "deadline.no_such_day "),
            (TaskColumn::Tags, "b, a; b", "a; b"),
            (TaskColumn::Statement, "hai\ndòng", "hai dòng"),
            (TaskColumn::Statement, " ", "required "),
            (TaskColumn::Note, "hai\ndòng", "hai\ndòng"),
            (TaskColumn::Status, "Quá hạn", "cell.read_only "),
        ] {
            assert_eq!(ids(names.read(column, text)), expect, "{text:?}");
        }
    }
}
