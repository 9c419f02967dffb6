//! What a typed cell means: nothing, no data, not applicable, words or a number, or something that has to be asked.

use crate::figure::{self, InUnit, Notation};
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
}

/// The words a person types for a cell without a figure; compared without marks.
pub const NO_DATA: &[&str] = &["chua co so lieu", "khong co so lieu", "chua co", "no data", "...", "…"];
/// Likewise for a figure that cannot be.
pub const NOT_APPLICABLE: &[&str] = &["khong ap dung", "not applicable"];

const YES: &[&str] = &["co", "yes", "x", "1"];
const NO: &[&str] = &["khong", "no", "0"];

/// What a cell means for an indicator of a kind, in its unit. Without a notation, a number that may be read in two
/// ways is unclear.
pub fn understand(typed: &str, kind: IndicatorKind, unit: &str, notation: Option<Notation>) -> Result<Meaning, Unclear> {
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
    figure::in_unit(&reading.figure, unit, &line).map(Meaning::Number).map_err(Unclear::Wrong)
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
        let read = |typed: &str| understand(typed, IndicatorKind::Count, "dịch vụ", Some(Notation::Vietnamese));
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
        let read = |typed: &str, unit: &str| understand(typed, IndicatorKind::Count, unit, Some(Notation::Vietnamese));
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
        let read = |typed: &str, notation| understand(typed, IndicatorKind::Count, "dịch vụ", notation);
        assert!(matches!(read("1.234", None), Err(Unclear::EitherNotation(_))));
        assert_eq!(read("1.234", Some(Notation::Vietnamese)), number(1234.0));
        assert_eq!(read("1.234", Some(Notation::English)), number(1.234));
        assert_eq!(read("8,5", None), number(8.5));
        assert_eq!(read("48000", None), number(48000.0));
    }

    #[test]
    fn yes_no_and_words() {
        let read = |typed: &str, kind| understand(typed, kind, "", Some(Notation::Vietnamese));
        assert_eq!(read("Có", IndicatorKind::YesNo), number(1.0));
        assert_eq!(read("không", IndicatorKind::YesNo), number(0.0));
        assert!(matches!(read("có lẽ", IndicatorKind::YesNo), Err(Unclear::Wrong(_))));
        assert_eq!(read("Đã ban hành", IndicatorKind::Qualitative), Ok(Meaning::Words("Đã ban hành".into())));
    }
}
