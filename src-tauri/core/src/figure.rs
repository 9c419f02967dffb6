//! Figures as officials write them: "1.234.567,5", "gần 54 triệu", "hơn 12.900 tỷ đồng", "41/53".
//!
//! A figure keeps its qualifier and its scale word; they are shown again. `1.234` alone is a thousand
//! and some in Vietnamese notation and one and a bit in English: it is read only when the notation is
//! declared or proven by the file, and otherwise refused with both readings. Dates are left out.

mod number;
mod read;
mod unit;
mod word;
mod write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use read::{Proof, Reading, prove_notation, read, read_number};
pub use unit::{InUnit, in_unit};
pub use word::{Qualifier, Scale, is_running};
pub use write::{with_words, write, write_apart, write_computed, write_figure};

/// Which marks part the thousands and the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Notation {
    /// `1.234.567,5`
    Vietnamese,
    /// `1,234,567.5`
    English,
}

impl Notation {
    /// The mark between groups of three digits.
    pub fn group_mark(self) -> char {
        match self {
            Notation::Vietnamese => '.',
            Notation::English => ',',
        }
    }

    /// The mark before the decimals.
    pub fn decimal_mark(self) -> char {
        match self {
            Notation::Vietnamese => ',',
            Notation::English => '.',
        }
    }
}

/// The numbers of a figure, as written: before the scale word is applied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Amount {
    /// "8,5"
    One {
        /// The number.
        value: f64,
    },
    /// "41/53"; the denominator is not zero.
    Part {
        /// The part.
        numerator: f64,
        /// The whole.
        denominator: f64,
    },
    /// "50.000 - 100.000", the lower number first.
    Range {
        /// From.
        low: f64,
        /// To.
        high: f64,
    },
}

/// A figure with everything that is shown beside its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Figure {
    /// Words such as "gần", in the order written.
    pub qualifiers: Vec<Qualifier>,
    /// The numbers.
    pub amount: Amount,
    /// "triệu" and the like.
    pub scale: Option<Scale>,
    /// Followed by "%" or "phần trăm". 17,7% has the value 17.7.
    pub percent: bool,
    /// What is counted: "đồng", "USD", "dịch vụ".
    pub unit: Option<String>,
}

impl Figure {
    /// A number of the figure with its scale applied: "36,3 tỷ" is 36300000000.
    pub fn scaled(&self, number: f64) -> f64 {
        let Some(scale) = self.scale else {
            return number;
        };
        // Shifting the written decimals rounds once; multiplying would round the binary fraction twice.
        format!("{number}e{}", scale.zeros())
            .parse()
            .unwrap_or(number)
    }

    /// The qualifiers as one text, as an observation stores them.
    pub fn qualifier_words(&self, notation: Notation) -> Option<String> {
        let words: Vec<&str> = self
            .qualifiers
            .iter()
            .map(|qualifier| qualifier.word(notation))
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests;
