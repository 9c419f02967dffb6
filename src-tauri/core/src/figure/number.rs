//! One number inside a figure, and what its marks prove.

use super::read::unreadable;
use super::word::{take_percent, take_scale};
use super::{Notation, Scale};
use crate::problem::Problem;

/// One number with its sign, scale and percent sign.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    negative: bool,
    pub marks: Marks,
    pub digits: &'a str,
    pub scale: Option<Scale>,
    pub percent: bool,
}

impl<'a> Piece<'a> {
    /// The number a text begins with, and the rest.
    pub fn take(text: &'a str) -> Option<(Self, &'a str)> {
        let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (digits, rest) = take_digits(unsigned)?;
        let marks = Marks::of(digits)?;
        if is_exponent(rest) {
            return None;
        }
        let rest = rest.trim_start();
        let (scale, rest) = take_scale(rest);
        let (percent, rest) = take_percent(rest);
        let piece = Piece {
            negative,
            marks,
            digits,
            scale,
            percent,
        };
        Some((piece, rest))
    }

    /// The number as written in `notation`, scale not applied.
    pub fn value(&self, notation: Notation) -> Result<f64, Problem> {
        let decimal = notation.decimal_mark();
        let plain: String = self
            .digits
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == decimal)
            .map(|c| if c == decimal { '.' } else { c })
            .collect();
        let value: f64 = plain.parse().map_err(|_| unreadable())?;
        // Beyond the range of the store.
        if value >= 1e300 {
            return Err(unreadable());
        }
        Ok(if self.negative && value != 0.0 {
            -value
        } else {
            value
        })
    }
}

/// "1e5" is written by machines; read as a unit it would be wrong by a factor.
fn is_exponent(rest: &str) -> bool {
    rest.strip_prefix(['e', 'E']).is_some_and(|power| {
        power
            .trim_start_matches(['+', '-'])
            .starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The longest run of digits and marks; single spaces may part groups of three ("48 000").
fn take_digits(text: &str) -> Option<(&str, &str)> {
    let run = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(text.len())
    };
    let mut end = run(text);
    let head = text.get(..end)?;
    if (1..=3).contains(&head.len()) && head.bytes().all(|byte| byte.is_ascii_digit()) {
        while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(' ')) {
            let group: &str = rest.get(..run(rest))?;
            let (three, after) = group.split_at_checked(3).unwrap_or((group, ""));
            let whole = three.len() == 3 && three.bytes().all(|byte| byte.is_ascii_digit());
            if !whole || after.starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            end += 1 + group.len();
            if !after.is_empty() {
                break;
            }
        }
    }
    let (digits, rest) = text.split_at_checked(end)?;
    // A full stop or comma that ends a sentence.
    let kept = digits.trim_end_matches(['.', ',']);
    if kept.len() < digits.len() && !rest.is_empty() {
        return None;
    }
    (kept.starts_with(|c: char| c.is_ascii_digit())).then_some((kept, rest))
}

/// What the marks inside a number say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marks {
    /// No mark: the same in both notations.
    None,
    /// They fit one notation only.
    Prove(Notation),
    /// One mark with exactly three digits behind it.
    Either { grouped: String, decimal: String },
}

impl Marks {
    /// None if they fit no notation.
    fn of(digits: &str) -> Option<Self> {
        let digits: String = digits.chars().filter(|c| *c != ' ').collect();
        let spaced = |mark: char| match mark {
            '.' => Notation::Vietnamese,
            _ => Notation::English,
        };
        let other = |notation| match notation {
            Notation::Vietnamese => Notation::English,
            Notation::English => Notation::Vietnamese,
        };
        let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
        let (Some(first), Some(last)) = (marks.first().copied(), marks.last().copied()) else {
            return Some(Marks::None);
        };
        if marks.len() == 1 {
            let (whole, rest) = digits.split_once(first)?;
            if rest.is_empty() {
                return None;
            }
            let may_group = rest.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
            return Some(if may_group {
                Marks::Either {
                    grouped: format!("{whole}{rest}"),
                    decimal: format!("{whole} + {rest}/1000"),
                }
            } else {
                Marks::Prove(other(spaced(first)))
            });
        }
        if first == last {
            let grouped = marks.iter().all(|mark| *mark == first) && are_groups(&digits, first);
            return grouped.then(|| Marks::Prove(spaced(first)));
        }
        let (whole, rest) = digits.rsplit_once(last)?;
        let sound = !whole.contains(last) && are_groups(whole, first) && !rest.is_empty();
        sound.then(|| Marks::Prove(spaced(first)))
    }
}

fn are_groups(digits: &str, mark: char) -> bool {
    digits.split(mark).enumerate().all(|(index, group)| {
        if index == 0 {
            (1..=3).contains(&group.len()) && !group.starts_with('0')
        } else {
            group.len() == 3
        }
    })
}
