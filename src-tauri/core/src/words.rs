//! Every word a person reads, from `assets/words/<language>.json`: flat keys, `{name}` placeholders.
//! The window imports the same files. A test holds both languages equal in keys and placeholders.

use std::collections::HashMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::figure::Notation;
use crate::period::Period;

/// The language of answers and pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese, the first language of the program.
    #[default]
    Vi,
    /// English, the same text translated.
    En,
}

impl Language {
    /// How numbers are written in this language.
    pub fn notation(self) -> Notation {
        match self {
            Language::Vi => Notation::Vietnamese,
            Language::En => Notation::English,
        }
    }

    /// The BCP 47 code, for documents.
    pub fn code(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }
}

const VI: &str = include_str!("../../../assets/words/vi.json");
const EN: &str = include_str!("../../../assets/words/en.json");

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    /// Which language these are.
    pub language: Language,
    map: &'static HashMap<String, String>,
}

impl Words {
    /// The words of `language`. A file that is not valid JSON gives no words; `tests/tidy.rs` refuses it.
    pub fn of(language: Language) -> Words {
        static MAPS: OnceLock<[HashMap<String, String>; 2]> = OnceLock::new();
        let [vi, en] = MAPS.get_or_init(|| [VI, EN].map(|text| serde_json::from_str(text).unwrap_or_default()));
        Words { language, map: if language == Language::En { en } else { vi } }
    }

    /// Whether there is a word for this key.
    pub fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// The text of `key`, or the key itself, so that a gap is seen and reported instead of hidden.
    pub fn get(&self, key: &str) -> String {
        self.map.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// The word for a value of an enum: `status.open_overdue` for that status under `status`.
    pub fn of_value(&self, family: &str, value: impl Serialize) -> String {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(name)) => self.get(&format!("{family}.{name}")),
            _ => family.to_owned(),
        }
    }

    /// The name of a period: "quý II/2024".
    pub fn period(&self, period: Period) -> String {
        let name = period.name();
        self.fill(name.key, &name.params)
    }

    /// The text of `key` with its placeholders filled.
    pub fn fill<N: AsRef<str>, V: AsRef<str>>(&self, key: &str, params: &[(N, V)]) -> String {
        fill(&self.get(key), params)
    }

    /// A day as this language prints it: 06/05/2024, or 6 May 2024.
    pub fn day(&self, day: chrono::NaiveDate) -> String {
        match self.language {
            Language::Vi => day.format("%d/%m/%Y").to_string(),
            Language::En => day.format("%-d %b %Y").to_string(),
        }
    }
}

/// A text with its placeholders filled.
pub fn fill<N: AsRef<str>, V: AsRef<str>>(text: &str, params: &[(N, V)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    // One pass: a value that happens to contain braces is not filled again.
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| {
            params.iter().find(|(known, _)| known.as_ref() == name).map(|(_, value)| (value.as_ref(), tail))
        });
        match found {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        let params = [("name", "{days}"), ("days", "5")];
        assert_eq!(fill("{name} trễ {days} ngày, {other} {", &params), "{days} trễ 5 ngày, {other} {");
    }
}
