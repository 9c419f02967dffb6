//! Reading figures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::number::{Marks, Piece};
use super::word::{after_word, take_behind, take_qualifiers};
use super::{Amount, Figure, Notation, Qualifier, Scale};
use crate::problem::Problem;
use crate::text::clean_line;

/// A figure that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reading {
    /// What it says.
    pub figure: Figure,
    /// The notation its own marks prove; none if they fit both, as in "48000".
    pub proves: Option<Notation>,
}

/// What the cells of a column prove together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "proof")]
pub enum Proof {
    /// At least one cell can only be Vietnamese, none only English.
    Vietnamese,
    /// At least one cell can only be English, none only Vietnamese.
    English,
    /// No cell proves anything: a person has to say.
    Undecided,
    /// Both occur; one example of each, as written.
    Contradictory {
        /// A cell that can only be Vietnamese.
        vietnamese: String,
        /// A cell that can only be English.
        english: String,
    },
}

impl Proof {
    /// The notation, if it is settled.
    pub fn notation(&self) -> Option<Notation> {
        match self {
            Proof::Vietnamese => Some(Notation::Vietnamese),
            Proof::English => Some(Notation::English),
            Proof::Undecided | Proof::Contradictory { .. } => None,
        }
    }
}

/// What the marks of the cells of one column prove. Cells that are no figures prove nothing.
pub fn prove_notation<'a>(cells: impl IntoIterator<Item = &'a str>) -> Proof {
    let (mut vietnamese, mut english) = (None, None);
    for cell in cells {
        let proven = match read(cell, None) {
            Ok(reading) => reading.proves,
            Err(_) => None,
        };
        match proven {
            Some(Notation::Vietnamese) if vietnamese.is_none() => vietnamese = Some(cell),
            Some(Notation::English) if english.is_none() => english = Some(cell),
            _ => {}
        }
    }
    match (vietnamese, english) {
        (Some(_), None) => Proof::Vietnamese,
        (None, Some(_)) => Proof::English,
        (None, None) => Proof::Undecided,
        (Some(vietnamese), Some(english)) => Proof::Contradictory {
            vietnamese: vietnamese.to_string(),
            english: english.to_string(),
        },
    }
}

/// Reads one plain number: no qualifier, scale, unit or percent sign.
///
/// # Errors
/// `figure.unreadable`, `figure.ambiguous`, and `figure.not_one_number` for any other figure.
pub fn read_number(text: &str) -> Result<f64, Problem> {
    let several = || Problem::new("figure.not_one_number").with("text", clean_line(text));
    let figure = match read(text, None) {
        Ok(reading) => reading.figure,
        Err(problem) if matches!(problem.code, "figure.unreadable" | "figure.ambiguous") => {
            return Err(problem);
        }
        Err(_) => return Err(several()),
    };
    match figure {
        Figure {
            qualifiers,
            amount: Amount::One { value },
            scale: None,
            percent: false,
            unit: None,
        } if qualifiers.is_empty() => Ok(value),
        _ => Err(several()),
    }
}

/// Reads a figure. `notation` is what the file or the form declares, or what its other cells prove.
///
/// # Errors
/// `figure.unreadable`; `figure.ambiguous` with both readings, when one thousand may be meant and no
/// notation is known; `figure.other_notation` when the marks prove that the declared notation is wrong;
/// `figure.range_reversed`; `figure.zero_denominator`.
pub fn read(text: &str, notation: Option<Notation>) -> Result<Reading, Problem> {
    let text = clean_line(text);
    read_clean(&text, notation).map_err(|problem| Problem {
        code: problem.code,
        params: [vec![("text", text)], problem.params].concat(),
    })
}

pub(super) fn unreadable() -> Problem {
    Problem::new("figure.unreadable")
}

fn read_clean(text: &str, notation: Option<Notation>) -> Result<Reading, Problem> {
    let (behind, text) = take_behind(text);
    let (mut qualifiers, text) = take_qualifiers(text);
    qualifiers.extend(behind);
    let (from, text) = match ["từ", "from"]
        .iter()
        .find_map(|word| after_word(text, word))
    {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (first, rest) = Piece::take(text).ok_or_else(unreadable)?;
    let (joint, rest) = take_joint(rest);
    let (second, rest) = match joint {
        None => (None, rest),
        Some(_) => {
            let (piece, rest) = Piece::take(rest).ok_or_else(unreadable)?;
            (Some(piece), rest)
        }
    };
    if from && joint != Some(Joint::Range) {
        return Err(unreadable());
    }
    let (notation, proves) = settle(&first, second.as_ref(), notation)?;
    let last = second.as_ref().unwrap_or(&first);
    let (mut scale, percent) = (last.scale, last.percent);
    let amount = match (joint, &second) {
        (Some(Joint::Part), Some(second)) => {
            if first.scale.is_some() || first.percent || second.percent {
                return Err(unreadable());
            }
            let (numerator, denominator) = (first.value(notation)?, second.value(notation)?);
            if denominator == 0.0 {
                return Err(Problem::new("figure.zero_denominator"));
            }
            Amount::Part {
                numerator,
                denominator,
            }
        }
        (Some(Joint::Range), Some(second)) => {
            if first.percent && !second.percent {
                return Err(unreadable());
            }
            let (mut low, mut high) = (first.value(notation)?, second.value(notation)?);
            // "500 triệu - 1 tỷ": no one scale word fits both numbers any more.
            if first.scale.is_some() && first.scale != second.scale {
                let plain = |number, scale| Figure::plain(number, scale);
                (low, high) = (plain(low, first.scale), plain(high, second.scale));
                scale = None;
            }
            if low > high {
                return Err(Problem::new("figure.range_reversed"));
            }
            Amount::Range { low, high }
        }
        _ => Amount::One {
            value: first.value(notation)?,
        },
    };
    let figure = Figure {
        qualifiers,
        amount,
        scale,
        percent,
        unit: unit(rest)?,
    };
    Ok(Reading { figure, proves })
}

impl Figure {
    fn plain(number: f64, scale: Option<Scale>) -> f64 {
        Figure {
            qualifiers: Vec::<Qualifier>::new(),
            amount: Amount::One { value: number },
            scale,
            percent: false,
            unit: None,
        }
        .scaled(number)
    }
}

/// What joins two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Part,
    Range,
}

fn take_joint(text: &str) -> (Option<Joint>, &str) {
    let number_follows = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    if let Some(rest) = text.strip_prefix('/').filter(|rest| number_follows(rest)) {
        return (Some(Joint::Part), rest.trim_start());
    }
    if let Some(rest) = text
        .strip_prefix(is_dash)
        .filter(|rest| number_follows(rest))
    {
        return (Some(Joint::Range), rest.trim_start());
    }
    let word = ["đến", "tới", "to"]
        .iter()
        .find_map(|word| after_word(text, word));
    match word {
        Some(rest) if number_follows(rest) => (Some(Joint::Range), rest),
        _ => (None, text),
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What is counted. A second number ("5 tỷ 200 triệu") is no unit, "m2" and "ca/100.000 dân" are.
fn unit(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim_end_matches(['.', ',', ';']).trim();
    let sound = text.split(' ').all(|word| {
        let start = word.trim_start_matches(['/', '(', '[', '+', '-', '=', '≈', '~']);
        !start.starts_with(|c: char| c.is_ascii_digit())
    });
    let begins = text
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '°' | '‰' | '(' | '"' | '“'));
    match (text.is_empty(), sound && begins) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(text.to_string())),
        (false, false) => Err(unreadable()),
    }
}

/// The notation in which to read the pieces, and the one they prove.
fn settle(
    first: &Piece,
    second: Option<&Piece>,
    declared: Option<Notation>,
) -> Result<(Notation, Option<Notation>), Problem> {
    let mut proven = None;
    for piece in [Some(first), second].into_iter().flatten() {
        if let Marks::Prove(notation) = piece.marks {
            if proven.is_some_and(|other| other != notation) {
                return Err(unreadable());
            }
            proven = Some(notation);
        }
    }
    match (proven, declared) {
        (Some(proven), Some(declared)) if proven != declared => {
            return Err(Problem::new("figure.other_notation"));
        }
        (Some(notation), _) | (None, Some(notation)) => return Ok((notation, proven)),
        (None, None) => {}
    }
    for piece in [Some(first), second].into_iter().flatten() {
        if let Marks::Either { grouped, decimal } = &piece.marks {
            let (vietnamese, english) = if piece.digits.contains('.') {
                (grouped, decimal)
            } else {
                (decimal, grouped)
            };
            return Err(Problem::new("figure.ambiguous")
                .with("vietnamese", vietnamese)
                .with("english", english));
        }
    }
    Ok((Notation::Vietnamese, None))
}
