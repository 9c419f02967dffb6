//! What a sheet from elsewhere may name: agencies, indicators, periods. A name is recognised whole, case and marks
//! aside, or it is asked about with the nearest ones offered; it is never taken by likeness.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::agency;
use crate::book::Reader;
use crate::deadline::{self, BeforeDay, DeadlineClass};
use crate::error::Result;
use crate::exchange::plan::{QuestionChoice, QuestionKind};
use crate::indicator::{self, IndicatorDefinition};
use crate::period::Period;
use crate::task::TaskColumn;
use crate::task::Offer;
use crate::task::cell::{Names, Refusal, Value};
use crate::text::{alike, clean_line, fold};

/// What offices write where a figure is of no single agency but of the whole, folded.
const WHOLE: &[&str] = &["so chung", "chung", "ca nuoc", "toan quoc", "toan nganh", "toan tinh", "toan thanh pho", "overall", "whole country"];
/// How many names are offered.
const OFFERS: usize = 6;
/// How alike a name of an indicator must be to be offered.
const ALIKE: f64 = 0.45;
/// Nobody writes a period with more letters.
const LONGEST_PERIOD: usize = 60;

/// The names of the book.
pub struct Known {
    names: Names,
    codes: HashMap<String, String>,
    /// The days on which an agency begins and ends, by its id.
    days: HashMap<String, (Option<NaiveDate>, Option<NaiveDate>)>,
    indicators: Vec<IndicatorDefinition>,
    by_name: HashMap<String, usize>,
}

impl Known {
    /// Reads the names of the book.
    pub fn of(reader: &Reader) -> Result<Known> {
        let rows = agency::in_official_order(reader)?;
        let days = rows.iter().map(|row| (row.id.clone(), (row.valid_from, row.valid_to))).collect();
        let codes = rows.into_iter().filter_map(|row| Some((row.code?, row.id))).collect();
        let indicators = indicator::definitions(reader.conn, None)?;
        let mut by_name = HashMap::new();
        // Codes go before names; of indicators with the same name none is meant by it.
        for (at, one) in indicators.iter().enumerate() {
            by_name.insert(fold(&one.code), at);
        }
        for (at, one) in indicators.iter().enumerate() {
            let alike = indicators.iter().filter(|other| fold(&other.name) == fold(&one.name)).count();
            if alike == 1 {
                by_name.entry(fold(&one.name)).or_insert(at);
            }
        }
        Ok(Known { names: Names::of(reader)?, codes, days, indicators, by_name })
    }

    /// Whether what a question of a kind was answered with is still one of the book's.
    pub fn has(&self, kind: QuestionKind, id: &str) -> bool {
        match kind {
            QuestionKind::Agency => self.days.contains_key(id),
            QuestionKind::Indicator => self.indicator_of(id).is_some(),
            _ => false,
        }
    }

    /// The agency that a text names, by id; of several of one name the one that existed on `day`. Otherwise those that
    /// may be meant.
    pub fn agency(&self, text: &str, day: Option<NaiveDate>) -> std::result::Result<Option<String>, Vec<QuestionChoice>> {
        let line = clean_line(text);
        if WHOLE.contains(&fold(&line).as_str()) {
            return Ok(None);
        }
        if let Some(id) = agency::read_code(&line).ok().and_then(|code| self.codes.get(&code)) {
            return Ok(Some(id.clone()));
        }
        // Written out, what offices shorten is the same name.
        let named = self.named(&line, day);
        match written_out(&line).filter(|_| named.is_err()).map(|line| self.named(&line, day)) {
            Some(Ok(Some(id))) => Ok(Some(id)),
            _ => named,
        }
    }

    fn named(&self, line: &str, day: Option<NaiveDate>) -> std::result::Result<Option<String>, Vec<QuestionChoice>> {
        let refused = match self.names.read(TaskColumn::Agency, line) {
            Ok(Value::Lead(agency)) => return Ok(agency.map(|agency| agency.id)),
            Ok(_) => return Ok(None),
            Err(refusal) => refusal,
        };
        if let Some(day) = day.filter(|_| refused.problem.code == "cell.several_agencies") {
            let existed = |id: &str| {
                let (from, until) = self.days.get(id).copied().unwrap_or_default();
                from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
            };
            let mut there = refused.offers.iter().filter(|offer| existed(&offer.value));
            if let (Some(one), None) = (there.next(), there.next()) {
                return Ok(Some(one.value.clone()));
            }
        }
        Err(refused.offers.into_iter().map(|offer| QuestionChoice { value: offer.value, label: offer.label }).collect())
    }

    /// The agencies of a text that names several, each by id or with those that may be meant.
    pub fn agencies(&self, text: &str) -> Vec<std::result::Result<String, Unknown>> {
        let choice = |offer: Offer| QuestionChoice { value: offer.value, label: offer.label };
        let unknown = |(text, refusal): (String, Refusal)| Unknown { text, offers: refusal.offers.into_iter().map(choice).collect() };
        self.names.several(text).into_iter().map(|piece| piece.map(|agency| agency.id).map_err(unknown)).collect()
    }

    /// The indicator that a text names by its whole name, or by its code, alone or before words of any kind.
    pub fn indicator(&self, text: &str) -> Option<&IndicatorDefinition> {
        let folded = fold(&clean_line(text));
        let at = self.by_name.get(&folded).or_else(|| {
            let (code, rest) = folded.split_once(['.', ':', '-', ' '])?;
            let at = self.by_name.get(code)?;
            let one = self.indicators.get(*at)?;
            let rest = rest.trim_start_matches(['.', ':', '-', '–', ' ']);
            // A word may be a code by chance, "CT26" is none; what bears another one's name means nobody knows whom.
            let is_sign = code.contains(|c: char| c.is_ascii_digit()) && code.contains(|c: char| c.is_ascii_alphabetic());
            let another = self.by_name.get(rest).is_some_and(|other| other != at);
            (fold(&one.code) == code && !another && (is_sign || rest == fold(&one.name))).then_some(at)
        });
        at.and_then(|at| self.indicators.get(*at))
    }

    /// An indicator by its id.
    pub fn indicator_of(&self, id: &str) -> Option<&IndicatorDefinition> {
        self.indicators.iter().find(|one| one.id == id)
    }

    /// The indicator whose whole name stands in a longer text, the longest one.
    pub fn indicator_within(&self, text: &str) -> Option<&IndicatorDefinition> {
        let folded = fold(&clean_line(text));
        let inside = self.indicators.iter().filter(|one| one.name.chars().count() > 12 && folded.contains(&fold(&one.name)));
        inside.max_by_key(|one| one.name.len())
    }

    /// The indicators whose names are most alike.
    pub fn nearest_indicators(&self, text: &str) -> Vec<QuestionChoice> {
        let wanted = fold(&clean_line(text));
        let likeness = |one: &IndicatorDefinition| {
            let name = fold(&one.name);
            alike(&wanted, &name)
        };
        let mut found: Vec<(f64, &IndicatorDefinition)> = self.indicators.iter().map(|one| (likeness(one), one)).filter(|(alike, _)| *alike >= ALIKE).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().take(OFFERS).map(|(_, one)| QuestionChoice { value: one.id.clone(), label: format!("{} {}", one.code, one.name) }).collect()
    }
}

/// A name that nobody has, or several have.
pub struct Unknown {
    /// The name.
    pub text: String,
    /// Who may be meant.
    pub offers: Vec<QuestionChoice>,
}

/// "TP. Hồ Chí Minh" and "UBND tỉnh Hà Giang" in full.
fn written_out(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let rest = |prefix: &str| lower.strip_prefix(prefix).map(str::trim_start);
    if let Some(rest) = rest("ubnd ").or_else(|| rest("ủy ban nhân dân ")).or_else(|| rest("uỷ ban nhân dân ")) {
        return Some(written_out(rest).unwrap_or_else(|| rest.to_owned()));
    }
    let city = |rest: &str| format!("thành phố {}", if ["hcm", "hồ chí minh"].contains(&rest) { "hồ chí minh" } else { rest });
    rest("tp.").or_else(|| rest("tp ")).or_else(|| rest("tphcm").filter(|rest| rest.is_empty()).map(|_| "hcm")).map(city)
}

/// The period that a text names: its code, "2024", "tháng 5/2024", "5-2024", "quý I/2024", "Q1/2024",
/// "6 tháng đầu năm 2024". A day is none.
pub fn period(text: &str) -> Option<Period> {
    let line = clean_line(text);
    if line.is_empty() || line.chars().count() > LONGEST_PERIOD {
        return None;
    }
    if let Ok(period) = Period::parse(&line) {
        return Some(period);
    }
    let mut letters = line.chars();
    let written = match (letters.next(), letters.next()) {
        (Some('Q' | 'q'), Some('1'..='4')) => format!("quý {}", letters_after_first(&line)),
        (Some('T' | 't'), Some('0'..='9')) => format!("tháng {}", letters_after_first(&line)),
        _ => line,
    };
    let read = deadline::read(&written, BeforeDay::Inclusive).ok()?;
    match (read.class, read.assumption, read.first_day, read.last_day) {
        (DeadlineClass::Dated, None, Some(first), Some(last)) => Period::of_days(first, last),
        _ => None,
    }
}

/// The one day that words mean: "31/5/2024", "ngày 6 tháng 5 năm 2024".
pub fn day(words: &str) -> Option<NaiveDate> {
    let read = deadline::read(words, BeforeDay::Inclusive).ok()?;
    read.last_day.filter(|last| read.first_day == Some(*last))
}

fn letters_after_first(line: &str) -> &str {
    let at = line.char_indices().nth(1).map_or(line.len(), |(at, _)| at);
    line.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_offices_write_them() {
        let code = |text: &str| period(text).map(Period::code).unwrap_or_default();
        for (text, expected) in [
            ("2024", "2024"),
            ("năm 2024", "2024"),
            ("Năm 2023", "2023"),
            ("tháng 5/2024", "2024-05"),
            ("Tháng 05/2024", "2024-05"),
            ("5-2024", "2024-05"),
            ("5/2024", "2024-05"),
            ("T5/2024", "2024-05"),
            ("quý I/2024", "2024-Q1"),
            ("Quý 2/2024", "2024-Q2"),
            ("Q1/2024", "2024-Q1"),
            ("2024-Q3", "2024-Q3"),
            ("6 tháng đầu năm 2024", "2024-H1"),
            ("9 tháng đầu năm 2024", "2024-9M"),
            ("06/5/2024", ""),
            ("Bộ Y tế", ""),
            ("8,5", ""),
            ("", ""),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn shortened_names_are_written_out() {
        assert_eq!(written_out("TP. Hồ Chí Minh").as_deref(), Some("thành phố hồ chí minh"));
        for short in ["TP.HCM", "TPHCM", "TP. HCM", "UBND TP HCM"] {
            assert_eq!(written_out(short).as_deref(), Some("thành phố hồ chí minh"), "{short}");
        }
        assert_eq!(written_out("UBND TP Hà Nội").as_deref(), Some("thành phố hà nội"));
        assert_eq!(written_out("UBND tỉnh Hà Giang").as_deref(), Some("tỉnh hà giang"));
        assert_eq!(written_out("Bộ Y tế"), None);
    }
}
