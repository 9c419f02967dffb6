//! The words around a number: qualifiers and scales, in Vietnamese and English.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notation;

/// What a figure says about itself. Words that mean nearly the same stay apart, so that the word that
/// was read is the word that is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// gần
    Nearly,
    /// hơn
    Over,
    /// trên
    Above,
    /// dưới
    Below,
    /// khoảng
    About,
    /// xấp xỉ
    Approximately,
    /// ước
    Estimated,
    /// lũy kế
    Cumulative,
    /// bình quân
    Average,
    /// trung bình
    Mean,
    /// ít nhất
    AtLeast,
    /// tối thiểu
    Minimum,
    /// nhiều nhất
    AtMost,
    /// tối đa
    Maximum,
    /// không quá
    NotOver,
    /// tăng
    Up,
    /// giảm
    Down,
    /// trở lên, behind the number
    OrMore,
    /// trở xuống, behind the number
    OrLess,
}

impl Qualifier {
    /// The word, in the language that goes with a notation.
    pub fn word(self, notation: Notation) -> &'static str {
        let (vietnamese, english) = match self {
            Qualifier::Nearly => ("gần", "nearly"),
            Qualifier::Over => ("hơn", "over"),
            Qualifier::Above => ("trên", "above"),
            Qualifier::Below => ("dưới", "below"),
            Qualifier::About => ("khoảng", "about"),
            Qualifier::Approximately => ("xấp xỉ", "approximately"),
            Qualifier::Estimated => ("ước", "estimated"),
            Qualifier::Cumulative => ("lũy kế", "cumulative"),
            Qualifier::Average => ("bình quân", "average"),
            Qualifier::Mean => ("trung bình", "mean"),
            Qualifier::AtLeast => ("ít nhất", "at least"),
            Qualifier::Minimum => ("tối thiểu", "minimum"),
            Qualifier::AtMost => ("nhiều nhất", "at most"),
            Qualifier::Maximum => ("tối đa", "maximum"),
            Qualifier::NotOver => ("không quá", "not over"),
            Qualifier::Up => ("tăng", "up"),
            Qualifier::Down => ("giảm", "down"),
            Qualifier::OrMore => ("trở lên", "or more"),
            Qualifier::OrLess => ("trở xuống", "or less"),
        };
        match notation {
            Notation::Vietnamese => vietnamese,
            Notation::English => english,
        }
    }

    /// The qualifier that a word or sign means.
    pub fn of_word(word: &str) -> Option<Qualifier> {
        let word = word.trim().to_lowercase();
        BEFORE.iter().chain(BEHIND).find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
    }

    /// Whether it stands behind the number.
    pub fn is_behind(self) -> bool {
        matches!(self, Qualifier::OrMore | Qualifier::OrLess)
    }
}

/// Whether a figure with this qualifier is a running total, which holds those before it.
pub fn is_running(qualifier: &str) -> bool {
    Qualifier::of_word(qualifier) == Some(Qualifier::Cumulative)
}

/// A word for a power of ten.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// nghìn, ngàn
    Thousand,
    /// triệu
    Million,
    /// tỷ, tỉ
    Billion,
    /// nghìn tỷ
    ThousandBillion,
    /// triệu tỷ
    MillionBillion,
}

impl Scale {
    /// How many zeros it stands for.
    pub fn zeros(self) -> u32 {
        match self {
            Scale::Thousand => 3,
            Scale::Million => 6,
            Scale::Billion => 9,
            Scale::ThousandBillion => 12,
            Scale::MillionBillion => 15,
        }
    }

    /// The word, in the language that goes with a notation.
    pub fn word(self, notation: Notation) -> &'static str {
        let (vietnamese, english) = match self {
            Scale::Thousand => ("nghìn", "thousand"),
            Scale::Million => ("triệu", "million"),
            Scale::Billion => ("tỷ", "billion"),
            Scale::ThousandBillion => ("nghìn tỷ", "trillion"),
            Scale::MillionBillion => ("triệu tỷ", "quadrillion"),
        };
        match notation {
            Notation::Vietnamese => vietnamese,
            Notation::English => english,
        }
    }
}

/// Words in front of a number; several spellings may mean one qualifier.
const BEFORE: &[(&str, Qualifier)] = &[
    ("gần", Qualifier::Nearly),
    ("nearly", Qualifier::Nearly),
    ("hơn", Qualifier::Over),
    ("over", Qualifier::Over),
    ("trên", Qualifier::Above),
    ("above", Qualifier::Above),
    (">", Qualifier::Above),
    ("dưới", Qualifier::Below),
    ("below", Qualifier::Below),
    ("<", Qualifier::Below),
    ("khoảng", Qualifier::About),
    ("about", Qualifier::About),
    ("~", Qualifier::About),
    ("≈", Qualifier::About),
    ("xấp xỉ", Qualifier::Approximately),
    ("approximately", Qualifier::Approximately),
    ("ước tính", Qualifier::Estimated),
    ("ước", Qualifier::Estimated),
    ("estimated", Qualifier::Estimated),
    ("lũy kế", Qualifier::Cumulative),
    ("luỹ kế", Qualifier::Cumulative),
    ("cumulative", Qualifier::Cumulative),
    ("bình quân", Qualifier::Average),
    ("average", Qualifier::Average),
    ("trung bình", Qualifier::Mean),
    ("mean", Qualifier::Mean),
    ("ít nhất", Qualifier::AtLeast),
    ("at least", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    (">=", Qualifier::AtLeast),
    ("tối thiểu", Qualifier::Minimum),
    ("minimum", Qualifier::Minimum),
    ("nhiều nhất", Qualifier::AtMost),
    ("at most", Qualifier::AtMost),
    ("≤", Qualifier::AtMost),
    ("<=", Qualifier::AtMost),
    ("tối đa", Qualifier::Maximum),
    ("maximum", Qualifier::Maximum),
    ("không quá", Qualifier::NotOver),
    ("not over", Qualifier::NotOver),
    ("tăng", Qualifier::Up),
    ("up", Qualifier::Up),
    ("giảm", Qualifier::Down),
    ("down", Qualifier::Down),
];

const BEHIND: &[(&str, Qualifier)] = &[
    ("trở lên", Qualifier::OrMore),
    ("or more", Qualifier::OrMore),
    ("trở xuống", Qualifier::OrLess),
    ("or less", Qualifier::OrLess),
];

/// Verbs that lead to a figure and add nothing to it.
const LEADING: &[&str] = &["đạt", "là", "với", "reached", "is"];

const SCALES: &[(&str, Scale)] = &[
    ("triệu tỷ", Scale::MillionBillion),
    ("triệu tỉ", Scale::MillionBillion),
    ("nghìn tỷ", Scale::ThousandBillion),
    ("nghìn tỉ", Scale::ThousandBillion),
    ("ngàn tỷ", Scale::ThousandBillion),
    ("ngàn tỉ", Scale::ThousandBillion),
    ("nghìn", Scale::Thousand),
    ("ngàn", Scale::Thousand),
    ("triệu", Scale::Million),
    ("tỷ", Scale::Billion),
    ("tỉ", Scale::Billion),
    ("thousand", Scale::Thousand),
    ("million", Scale::Million),
    ("billion", Scale::Billion),
    ("trillion", Scale::ThousandBillion),
    ("quadrillion", Scale::MillionBillion),
];

const PERCENT: &[&str] = &["%", "phần trăm", "percent", "per cent"];

/// The text after `word`, if the text begins with it as a whole word, whatever its case.
pub(super) fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for own in word.chars() {
        let next = rest.next()?;
        if next != own && !next.to_lowercase().eq(std::iter::once(own)) {
            return None;
        }
    }
    let rest = rest.as_str();
    let letters = word.ends_with(char::is_alphabetic);
    if letters && rest.starts_with(char::is_alphabetic) {
        return None;
    }
    Some(rest.trim_start())
}

fn first_of<'a, T: Copy>(text: &'a str, list: &[(&str, T)]) -> Option<(T, &'a str)> {
    // The longest word wins: "ước tính" before "ước", "≥" written ">=" before ">".
    let mut best: Option<(usize, T, &str)> = None;
    for (word, meaning) in list {
        if let Some(rest) = after_word(text, word)
            && best.is_none_or(|(length, _, _)| word.len() > length)
        {
            best = Some((word.len(), *meaning, rest));
        }
    }
    best.map(|(_, meaning, rest)| (meaning, rest))
}

/// The qualifiers a text begins with, and the rest.
pub(super) fn take_qualifiers(mut text: &str) -> (Vec<Qualifier>, &str) {
    let mut found = Vec::new();
    loop {
        if let Some((qualifier, rest)) = first_of(text, BEFORE) {
            found.push(qualifier);
            text = rest;
        } else if let Some(rest) = LEADING.iter().find_map(|word| after_word(text, word)) {
            text = rest;
        } else {
            return (found, text);
        }
    }
}

/// A qualifier that ends a text, and what stands before it: "trở lên", or one that otherwise goes first, in brackets, as
/// in "3 (ước)".
pub(super) fn take_behind(text: &str) -> (Option<Qualifier>, &str) {
    if let Some((number, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && let Some((qualifier, "")) = first_of(inside.trim(), BEFORE)
    {
        return (Some(qualifier), number.trim_end());
    }
    for (at, _) in text.char_indices() {
        let own_word = text
            .get(..at)
            .is_none_or(|before| before.is_empty() || !before.ends_with(char::is_alphabetic));
        if let (true, Some(tail)) = (own_word, text.get(at..))
            && let Some((qualifier, "")) = first_of(tail, BEHIND)
        {
            return (
                Some(qualifier),
                text.get(..at).unwrap_or_default().trim_end(),
            );
        }
    }
    (None, text)
}

/// The scale a text begins with, and the rest.
pub(super) fn take_scale(text: &str) -> (Option<Scale>, &str) {
    match first_of(text, SCALES) {
        Some((scale, rest)) => (Some(scale), rest),
        None => (None, text),
    }
}

/// Whether a text begins with a percent sign, and the rest.
pub(super) fn take_percent(text: &str) -> (bool, &str) {
    match PERCENT.iter().find_map(|word| after_word(text, word)) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}
