//! The forms in which a day, month, quarter or year is written.

use crate::deadline::moment::{Moment, Shape};
use crate::deadline::token::Tokens;
use crate::problem::Problem;

/// A moment and the index after its last token.
type Named = Option<(Moment, usize)>;

/// The moment named exactly at a place, if one is.
///
/// # Errors
/// `deadline.two_digit_year`.
pub(super) fn moment(tokens: &Tokens, at: usize) -> Result<Named, Problem> {
    let glued_number = tokens.number(at + 1).is_some() && tokens.glued(at + 1);
    match tokens.word(at) {
        Some("ngay") if tokens.number(at + 1).is_some() => numeric(tokens, at + 1, true),
        Some("thang") => month(tokens, at + 1),
        Some("t") if glued_number => month(tokens, at + 1),
        Some("quy") => quarter(tokens, at + 1),
        Some("q") if glued_number => quarter(tokens, at + 1),
        Some("nua") => half_year(tokens, at + 1),
        Some("thuong") => ten_days(tokens, at, 1),
        Some("trung") => ten_days(tokens, at, 2),
        Some("ha") => ten_days(tokens, at, 3),
        Some("nam") => match tokens.number(at + 1) {
            Some((_, 2)) => Err(two_digits()),
            Some((year, 4)) => Ok(Some((whole_year(year), at + 2))),
            _ => Ok(None),
        },
        Some(word) => match spelled_count(word) {
            Some(count) => part_of_year(tokens, at, count),
            None => Ok(None),
        },
        None => numeric(tokens, at, false),
    }
}

/// The second end of a range that repeats only the number: "tháng 4-6/2024", "quý II, III/2024".
pub(super) fn like(tokens: &Tokens, shape: Shape, at: usize) -> Result<Named, Problem> {
    let found = match shape {
        Shape::Month { .. } => month(tokens, at)?,
        Shape::Quarter { .. } => quarter(tokens, at)?,
        _ => None,
    };
    Ok(found.filter(|(moment, _)| moment.year.is_some()))
}

fn whole_year(year: u32) -> Moment {
    Moment {
        shape: Shape::Year,
        year: Some(year),
    }
}

fn two_digits() -> Problem {
    Problem::new("deadline.two_digit_year")
}

/// The year behind a day, month or quarter, and the index after it; without one, the place itself.
fn with_year(tokens: &Tokens, shape: Shape, at: usize) -> Result<Named, Problem> {
    let separated = tokens.separator(at).is_some();
    let mut place = at + usize::from(separated || tokens.mark(at) == Some(','));
    let worded = tokens.is_word(place, &["cua"]) || tokens.is_word(place, &["nam"]);
    while tokens.is_word(place, &["cua", "nam"]) {
        place += 1;
    }
    match tokens.number(place) {
        Some((year, 4)) => Ok(Some((
            Moment {
                shape,
                year: Some(year),
            },
            place + 1,
        ))),
        // "tháng 5-6/2024" goes on as a range; only a year can end the text here.
        Some((_, 2)) if worded || (separated && tokens.separator(place + 1).is_none()) => {
            let listed = tokens.mark(at) == Some('-') && !worded;
            if listed && followed_by_year(tokens, place + 1) {
                Ok(Some((Moment { shape, year: None }, at)))
            } else {
                Err(two_digits())
            }
        }
        _ => Ok(Some((Moment { shape, year: None }, at))),
    }
}

fn followed_by_year(tokens: &Tokens, at: usize) -> bool {
    let mut place = at + usize::from(tokens.mark(at) == Some(','));
    while tokens.is_word(place, &["cua", "nam"]) {
        place += 1;
    }
    matches!(tokens.number(place), Some((_, 4)))
}

fn month(tokens: &Tokens, at: usize) -> Result<Named, Problem> {
    if let Some(month) = tokens.small(at) {
        return with_year(tokens, Shape::Month { month }, at + 1);
    }
    let Some((month, after)) = spelled_month(tokens, at) else {
        return Ok(None);
    };
    // "các tháng năm 2024" are the months of 2024; "tháng năm năm 2024" is May.
    let named = with_year(tokens, Shape::Month { month }, after)?;
    let divided = tokens.is_word(after, &["nam"]) || tokens.separator(after).is_some();
    Ok(named.filter(|(moment, _)| divided && moment.year.is_some()))
}

fn spelled_month(tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
    let month = match tokens.word(at)? {
        "gieng" => 1,
        "hai" => 2,
        "ba" => 3,
        "tu" => 4,
        "nam" => 5,
        "sau" => 6,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        "muoi" => match tokens.word(at + 1) {
            Some("mot") => return Some((11, at + 2)),
            Some("hai") => return Some((12, at + 2)),
            _ => 10,
        },
        _ => return None,
    };
    Some((month, at + 1))
}

fn quarter(tokens: &Tokens, at: usize) -> Result<Named, Problem> {
    let quarter = match (tokens.word(at), tokens.small(at)) {
        (Some("i"), _) => 1,
        (Some("ii"), _) => 2,
        (Some("iii"), _) => 3,
        (Some("iv"), _) => 4,
        (_, Some(number)) => number,
        _ => return Ok(None),
    };
    with_year(tokens, Shape::Quarter { quarter }, at + 1)
}

/// "đầu năm 2024" or "cuối năm 2024" after "nửa".
fn half_year(tokens: &Tokens, at: usize) -> Result<Named, Problem> {
    let shape = match tokens.word(at) {
        Some("dau") => Shape::FirstMonths { count: 6 },
        Some("cuoi") => Shape::LastMonths { count: 6 },
        _ => return Ok(None),
    };
    if !tokens.is_word(at + 1, &["nam", "cua"]) {
        return Ok(None);
    }
    with_year(tokens, shape, at + 1)
}

fn ten_days(tokens: &Tokens, at: usize, third: u32) -> Result<Named, Problem> {
    if tokens.word(at + 1) != Some("tuan") || tokens.word(at + 2) != Some("thang") {
        return Ok(None);
    }
    let named = month(tokens, at + 3)?;
    Ok(named.and_then(|(moment, after)| match moment.shape {
        Shape::Month { month } => Some((
            Moment {
                shape: Shape::TenDays { third, month },
                ..moment
            },
            after,
        )),
        _ => None,
    }))
}

fn spelled_count(word: &str) -> Option<u32> {
    match word {
        "ba" => Some(3),
        "sau" => Some(6),
        "chin" => Some(9),
        _ => None,
    }
}

/// "6 tháng đầu năm 2024", "3 tháng cuối năm 2024", "9 tháng năm 2024".
fn part_of_year(tokens: &Tokens, at: usize, count: u32) -> Result<Named, Problem> {
    if tokens.word(at + 1) != Some("thang") || !(1..=11).contains(&count) {
        return Ok(None);
    }
    match tokens.word(at + 2) {
        Some("dau") => with_year(tokens, Shape::FirstMonths { count }, at + 3),
        Some("cuoi") => with_year(tokens, Shape::LastMonths { count }, at + 3),
        Some("nam") if matches!(count, 3 | 6 | 9) && tokens.number(at + 3).is_some() => {
            with_year(tokens, Shape::FirstMonths { count }, at + 2)
        }
        _ => Ok(None),
    }
}

/// Everything that begins with a number.
fn numeric(tokens: &Tokens, at: usize, after_day: bool) -> Result<Named, Problem> {
    let Some((first, digits)) = tokens.number(at) else {
        return Ok(None);
    };
    if digits == 4 && !after_day {
        return Ok(year_first(tokens, at, first));
    }
    if digits > 2 {
        return Ok(None);
    }
    if tokens.word(at + 1) == Some("thang") {
        if !after_day && let Some(found) = part_of_year(tokens, at, first)? {
            return Ok(Some(found));
        }
        return match tokens.small(at + 2) {
            Some(month) => with_year(tokens, Shape::Day { day: first, month }, at + 3),
            None => Ok(None),
        };
    }
    let Some(separator) = tokens.separator(at + 1) else {
        return Ok(None);
    };
    match tokens.number(at + 2) {
        Some((year, 4)) if !after_day => Ok(Some((
            Moment {
                shape: Shape::Month { month: first },
                year: Some(year),
            },
            at + 3,
        ))),
        Some((second, 1 | 2)) => day_and_month(tokens, at, separator, (first, second)),
        _ => Ok(None),
    }
}

/// "24-4-2024", "30/5 năm 2024", "30/5".
fn day_and_month(
    tokens: &Tokens,
    at: usize,
    separator: char,
    (day, month): (u32, u32),
) -> Result<Named, Problem> {
    let shape = Shape::Day { day, month };
    let third = tokens.separator(at + 3).zip(tokens.number(at + 4));
    match third {
        Some((same, (year, 4))) if same == separator => Ok(Some((
            Moment {
                shape,
                year: Some(year),
            },
            at + 5,
        ))),
        Some((same, (_, 2))) if same == separator && tokens.separator(at + 5).is_none() => {
            Err(two_digits())
        }
        // "30/5 - 15/6/2024": the first end of a range, its year comes later.
        Some(('-', _)) if separator != '-' => Ok(Some((Moment { shape, year: None }, at + 3))),
        // "4-6/2024" may be days or months.
        Some(_) => Ok(None),
        None if tokens.is_word(at + 3, &["nam"]) => with_year(tokens, shape, at + 3),
        None if day <= 12 && month > 12 => Err(two_digits()),
        None if separator == '-' && tokens.word(at + 3) == Some("thang") => Ok(None),
        None => Ok(Some((Moment { shape, year: None }, at + 3))),
    }
}

/// "2024", "2024-05", "2024-05-31".
fn year_first(tokens: &Tokens, at: usize, year: u32) -> Named {
    let named = |shape, after| {
        let year = Some(year);
        Some((Moment { shape, year }, after))
    };
    let alone = named(Shape::Year, at + 1);
    let separator = tokens.separator(at + 1).filter(|mark| *mark != '.');
    let (Some(separator), Some(month)) = (separator, tokens.small(at + 2)) else {
        return alone;
    };
    match tokens.separator(at + 3) {
        None => named(Shape::Month { month }, at + 3),
        Some(same) if same == separator => {
            let day = tokens.small(at + 4)?;
            named(Shape::Day { day, month }, at + 5)
        }
        Some(_) => None,
    }
}
