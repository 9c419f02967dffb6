//! What a typed cell means: nothing, no data, not applicable, words or a number, or something that has to be asked.

use crate::figure::{self, Amount, InUnit, Notation};
use crate::indicator::IndicatorKind;
use crate::problem::Problem;
use crate::text;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Nothing: the figure is taken away.
    Nothing,
    /// There is no figure yet, and perhaps why.
    NoData(Option<String>),
    /// There cannot be one.
    NotApplicable,
    /// Words.
    Words(String),
    /// A number.
    Number(InUnit),
}

/// Why a cell is not read.
#[derive(Debug, Clone, PartialEq)]
pub enum Unclear {
    /// It cannot be one of these.
    Wrong(Problem),
    /// It may be read by either notation.
    EitherNotation(Problem),
    /// A dash: nothing, no data or not applicable, as the table it comes from uses it.
    Dash,
    /// A part of a whole, or a day or month that a spreadsheet made of it.
    MaybeDate(InUnit),
}

/// What the fractions of an indicator show already, so that "3/8" is not taken for a day again and again.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fractions {
    /// There is one.
    any: bool,
    /// There is one whose whole may be a year.
    of_a_year: bool,
}

impl Fractions {
    /// Takes note of a part of a whole.
    pub fn note(&mut self, whole: f64) {
        self.any = true;
        self.of_a_year |= YEARS.contains(&whole);
    }
}

/// Wholes that may be years.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

/// Whether "12/2024", "1/5" or "01/05" may be a month or a day. Spaces around the stroke, which no spreadsheet
/// writes, say that it is a part of a whole; so do fractions that the indicator has, but not before a leading zero.
fn maybe_date(line: &str, known: Fractions) -> bool {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let Some((first, second)) = line.split_once('/') else { return false };
    let (Some(part), Some(whole)) = (number(first), number(second)) else { return false };
    let padded = first.starts_with('0') && first.len() > 1 || second.starts_with('0');
    if YEARS.contains(&f64::from(whole)) {
        return (1..=12).contains(&part) && (padded || !known.of_a_year);
    }
    let day_and_month = (1..=31).contains(&part) && (1..=31).contains(&whole) && (part <= 12 || whole <= 12);
    day_and_month && (padded || !known.any)
}

/// The words a person types for a cell without a figure; compared without marks.
pub const NO_DATA: &[&str] = &["chua co so lieu", "khong co so lieu", "chua co", "no data", "...", "…"];
/// Likewise for a figure that cannot be.
pub const NOT_APPLICABLE: &[&str] = &["khong ap dung", "not applicable"];

const YES: &[&str] = &["co", "yes", "x", "1"];
const NO: &[&str] = &["khong", "no", "0"];

/// What a cell means for an indicator of a kind, in its unit. Without a notation, a number that may be read in two
/// ways is unclear; so is what may be a day, unless fractions are `known`.
pub fn understand(typed: &str, kind: IndicatorKind, unit: &str, notation: Option<Notation>, known: Fractions) -> Result<Meaning, Unclear> {
    let line = text::clean_line(typed);
    if line.is_empty() {
        return Ok(Meaning::Nothing);
    }
    let folded = text::fold(&line);
    if let Some(reason) = said(&line, &folded, NO_DATA) {
        return Ok(Meaning::NoData(reason));
    }
    if NOT_APPLICABLE.contains(&folded.as_str()) {
        return Ok(Meaning::NotApplicable);
    }
    if matches!(line.as_str(), "-" | "–" | "—") {
        return Err(Unclear::Dash);
    }
    match kind {
        IndicatorKind::Qualitative => return Ok(Meaning::Words(line)),
        IndicatorKind::YesNo => {
            let value = match (YES.contains(&folded.as_str()), NO.contains(&folded.as_str())) {
                (true, _) => 1.0,
                (_, true) => 0.0,
                _ => return Err(Unclear::Wrong(Problem::new("entry.yes_or_no").with("text", line))),
            };
            return Ok(Meaning::Number(InUnit { value: Some(value), ..InUnit::default() }));
        }
        _ => {}
    }
    let reading = figure::read(&line, notation).map_err(|problem| match problem.code {
        "figure.ambiguous" => Unclear::EitherNotation(problem),
        _ => Unclear::Wrong(problem),
    })?;
    let number = figure::in_unit(&reading.figure, unit, &line).map_err(Unclear::Wrong)?;
    if maybe_date(&line, known) {
        return Err(Unclear::MaybeDate(number));
    }
    Ok(Meaning::Number(number))
}

/// Whether a cell can only be a part of a whole; then its whole.
pub fn fraction(typed: &str) -> Option<f64> {
    let line = text::clean_line(typed);
    match figure::read(&line, Some(Notation::Vietnamese)).ok()?.figure.amount {
        Amount::Part { denominator, .. } if !maybe_date(&line, Fractions::default()) => Some(denominator),
        _ => None,
    }
}

/// The same part of a whole, written so that nobody takes it for a day.
pub fn as_fraction(typed: &str) -> String {
    text::clean_line(typed).replacen('/', " / ", 1)
}

/// Whether a line begins with one of some words and says no more, or a reason behind a colon or in brackets.
fn said(line: &str, folded: &str, words: &[&str]) -> Option<Option<String>> {
    if words.contains(&folded) {
        return Some(None);
    }
    let (head, reason) = line.split_once([':', '('])?;
    let reason = text::clean_line(reason.trim_end_matches(')'));
    words.contains(&text::fold(&text::clean_line(head)).as_str()).then_some((!reason.is_empty()).then_some(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Result<Meaning, Unclear> {
        Ok(Meaning::Number(InUnit { value: Some(value), ..InUnit::default() }))
    }

    #[test]
    fn zero_no_data_and_not_applicable_are_three_things() {
        let read = |typed: &str| understand(typed, IndicatorKind::Count, "dịch vụ", Some(Notation::Vietnamese), Fractions::default());
        assert_eq!(read("0"), number(0.0));
        assert_eq!(read("  "), Ok(Meaning::Nothing));
        assert_eq!(read("Chưa có số liệu"), Ok(Meaning::NoData(None)));
        assert_eq!(read("chưa có số liệu: chờ Bộ Công an"), Ok(Meaning::NoData(Some("chờ Bộ Công an".into()))));
        assert_eq!(read("không có số liệu (kỳ này không điều tra)"), Ok(Meaning::NoData(Some("kỳ này không điều tra".into()))));
        assert_eq!(read("…"), Ok(Meaning::NoData(None)));
        assert_eq!(read("Không áp dụng"), Ok(Meaning::NotApplicable));
        assert_eq!(read("-"), Err(Unclear::Dash));
        assert_eq!(read("–"), Err(Unclear::Dash));
    }

    #[test]
    fn figures_keep_qualifier_parts_and_unit() {
        let read = |typed: &str, unit: &str| understand(typed, IndicatorKind::Count, unit, Some(Notation::Vietnamese), Fractions::default());
        let of = |value: Option<f64>, part: Option<(f64, f64)>, qualifier: Option<&str>| {
            let (numerator, denominator) = (part.map(|part| part.0), part.map(|part| part.1));
            Ok(Meaning::Number(InUnit { value, numerator, denominator, qualifier: qualifier.map(str::to_owned) }))
        };
        assert_eq!(read("gần 54", "triệu tài khoản"), of(Some(54.0), None, Some("gần")));
        assert_eq!(read("54.000.000", "triệu tài khoản"), of(Some(54_000_000.0), None, None));
        assert_eq!(read("86 triệu thẻ", "triệu thẻ"), of(Some(86.0), None, None));
        assert_eq!(read("41/53", "dịch vụ"), of(None, Some((41.0, 53.0)), None));
        assert!(matches!(read("60%", "dịch vụ"), Err(Unclear::Wrong(problem)) if problem.code == "figure.other_unit"));
        assert!(matches!(read("50 - 100", "dịch vụ"), Err(Unclear::Wrong(problem)) if problem.code == "figure.range"));
    }

    #[test]
    fn what_may_be_read_twice_is_asked() {
        let read = |typed: &str, notation| understand(typed, IndicatorKind::Count, "dịch vụ", notation, Fractions::default());
        assert!(matches!(read("1.234", None), Err(Unclear::EitherNotation(_))));
        assert_eq!(read("1.234", Some(Notation::Vietnamese)), number(1234.0));
        assert_eq!(read("1.234", Some(Notation::English)), number(1.234));
        assert_eq!(read("8,5", None), number(8.5));
        assert_eq!(read("48000", None), number(48000.0));
    }

    #[test]
    fn yes_no_and_words() {
        let read = |typed: &str, kind| understand(typed, kind, "", Some(Notation::Vietnamese), Fractions::default());
        assert_eq!(read("Có", IndicatorKind::YesNo), number(1.0));
        assert_eq!(read("không", IndicatorKind::YesNo), number(0.0));
        assert!(matches!(read("có lẽ", IndicatorKind::YesNo), Err(Unclear::Wrong(_))));
        assert_eq!(read("Đã ban hành", IndicatorKind::Qualitative), Ok(Meaning::Words("Đã ban hành".into())));
    }

    #[test]
    fn days_that_a_spreadsheet_made_of_fractions_are_asked_about() {
        let known = |wholes: &[f64]| {
            let mut known = Fractions::default();
            wholes.iter().for_each(|whole| known.note(*whole));
            known
        };
        let asked = |typed: &str, wholes: &[f64]| {
            matches!(understand(typed, IndicatorKind::Count, "dịch vụ", Some(Notation::Vietnamese), known(wholes)), Err(Unclear::MaybeDate(_)))
        };
        for typed in ["12/2024", "01/05", "1/5", "31/12", "5/31", "05/2024"] {
            assert!(asked(typed, &[]), "{typed}");
        }
        for typed in ["41/53", "13/2024", "12 / 2024", "1 / 5", "1/5 dịch vụ", "0/5", "32/40", "20/25", "5,5/6"] {
            assert!(!asked(typed, &[]), "{typed}");
        }
        // Once an indicator has fractions, a small one is another; with a leading zero it is a day all the same.
        assert!(!asked("1/5", &[53.0]) && asked("01/05", &[53.0]));
        assert!(asked("12/2024", &[53.0]) && !asked("12/2024", &[2024.0]));
        assert_eq!((fraction("41/53"), fraction("1/5"), fraction("7")), (Some(53.0), None, None));
        assert_eq!(as_fraction(" 12/2024 "), "12 / 2024");
    }

    #[test]
    fn a_unit_named_without_its_scale_is_the_plain_unit() {
        let read = |typed: &str| understand(typed, IndicatorKind::Count, "triệu tài khoản", Some(Notation::Vietnamese), Fractions::default());
        assert_eq!(read("54000000 tài khoản"), number(54.0));
        assert_eq!(read("54 triệu tài khoản"), number(54.0));
        assert_eq!(read("54 triệu"), number(54.0));
        assert_eq!(read("54"), number(54.0));
    }
}
