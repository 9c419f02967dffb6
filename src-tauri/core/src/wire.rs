//! How requests are read: days as people write them, numbers as JSON or as text, "not mentioned" told
//! apart from "emptied", and a refusal that keeps its code and field on the way out of serde.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use ts_rs::TS;

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::figure;
use crate::problem::Problem;
use crate::text;

/// A day in a request: `2024-05-31`, or as people write it, day first: `31/5/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS)]
#[ts(type = "string")]
pub struct Day(pub NaiveDate);

/// A number in a request: JSON, or text in proven Vietnamese or English notation.
#[derive(Debug, Clone, Copy, PartialEq, TS)]
#[ts(type = "number | string")]
pub struct Number(pub f64);

/// A field that an edit may leave alone (`None`), empty (`Some(None)`) or set.
pub type Patch<T> = Option<Option<T>>;

/// Serde: keeps a field that is present and null apart from one that is absent.
pub fn patch<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Patch<T>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Sets `slot` to what an edit says of it, if anything.
pub fn set<T>(slot: &mut T, edit: Option<T>) {
    if let Some(value) = edit {
        *slot = value;
    }
}

/// Asks for one record, by id or, where it has one, by code.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct IdRequest {
    /// The id or code.
    pub id: String,
}

/// Asks for a list, narrowed by words; marks do not matter.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListRequest {
    /// Words that must occur.
    pub text: Option<String>,
}

/// A request without fields.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// A line of text that must not be empty, cleaned. Errors: `required` at the field.
pub fn required(field: &'static str, text: &str) -> Result<String> {
    let text = text::clean_line(text);
    if text.is_empty() {
        return Err(Error::input(field, Problem::new("required")));
    }
    Ok(text)
}

/// A line of text that may be missing; an empty one is missing.
pub fn optional(text: Option<String>) -> Option<String> {
    text.map(|text| text::clean_line(&text)).filter(|text| !text.is_empty())
}

/// A text of several lines that may be missing; an empty one is missing.
pub fn optional_text(text: Option<String>) -> Option<String> {
    text.map(|text| text::clean_text(&text)).filter(|text| !text.is_empty())
}

/// A line of a file made elsewhere, as it is taken: without what cannot be seen.
pub fn line_from<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<String, D::Error> {
    String::deserialize(from).map(|text| text::clean_line(&text))
}

/// A text of a file made elsewhere that may be missing, as it is taken: see [`optional_text`].
pub fn text_from<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<String>, D::Error> {
    Option::deserialize(from).map(optional_text)
}

/// Refuses a day that is still to come. Errors: `day.to_come` at the field.
pub fn not_to_come(reader: &Reader, field: &str, day: NaiveDate) -> Result<()> {
    until_today(reader, field, day, "day.to_come")
}

/// Refuses to record something for a day that is still to come. Errors: `day.in_future` at `day`.
pub fn happened(reader: &Reader, day: NaiveDate) -> Result<()> {
    until_today(reader, "day", day, "day.in_future")
}

fn until_today(reader: &Reader, field: &str, day: NaiveDate, code: &'static str) -> Result<()> {
    if day > reader.today() {
        return Err(Error::input(field, Problem::new(code).with("day", reader.words().day(day))));
    }
    Ok(())
}

/// Tells a uniqueness clash at a field from other failures of the store. Errors: `taken`.
pub fn taken(error: rusqlite::Error, field: &'static str, value: Option<&str>) -> Error {
    match error.sqlite_extended_error_code() {
        Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE) => {
            Error::input(field, Problem::new("taken").with("value", value.unwrap_or_default()))
        }
        _ => error.into(),
    }
}

/// Reads a day in either form.
pub fn read_day(text: &str) -> std::result::Result<NaiveDate, Problem> {
    let text = text.trim();
    let unreadable = || Problem::new("day.unreadable").with("text", text);
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [a, b, c] = parts[..] else { return Err(unreadable()) };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    // Digits only, and a year of four of them: "24" is nobody's year.
    let number = |part: &str, most: usize| {
        let plain = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| plain).ok_or_else(unreadable)
    };
    let (day, month, year) = (number(day, 2)?, number(month, 2)?, number(year, 4)?);
    if !(1900..=2200).contains(&year) || !(1..=12).contains(&month) {
        return Err(unreadable());
    }
    let year = year as i32;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let next = if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
        let last = next.and_then(|d| d.pred_opt()).map_or(31, |d| chrono::Datelike::day(&d));
        Problem::new("day.no_such_day").with("text", text).with("month", month).with("year", year).with("days", last)
    })
}

const MARK: &str = "\u{1}problem\u{1}";

/// Carries a problem through serde, which knows only text.
fn smuggle<E: serde::de::Error>(problem: &Problem) -> E {
    let mut text = format!("{MARK}{}", problem.code);
    for (name, value) in &problem.params {
        text.push_str(&format!("\u{1}{name}\u{1}{value}"));
    }
    E::custom(text)
}

/// Every code that travels through [`smuggle`], so that it can be found again as a static name.
const SMUGGLED: &[(&str, &[&str])] = &[
    ("day.unreadable", &["text"]),
    ("day.no_such_day", &["text", "month", "year", "days"]),
    ("figure.unreadable", &["text"]),
    ("figure.ambiguous", &["text", "vietnamese", "english"]),
    ("figure.not_one_number", &["text"]),
];

fn unsmuggle(message: &str) -> Option<Problem> {
    // serde_json appends " at line 1 column 2" to custom messages of its own parser.
    let (_, rest) = message.split_once(MARK)?;
    let mut parts = rest.split('\u{1}');
    let code = parts.next()?;
    let (code, names) = SMUGGLED.iter().find(|(known, _)| *known == code)?;
    let mut problem = Problem::new(code);
    let rest: Vec<&str> = parts.collect();
    for pair in rest.chunks_exact(2) {
        if let Some(name) = names.iter().find(|known| **known == pair[0]) {
            problem = problem.with(name, pair[1]);
        }
    }
    Some(problem)
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        read_day(&text).map(Day).map_err(|problem| smuggle(&problem))
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => match number.as_f64() {
                Some(value) if value.is_finite() => Ok(Number(value)),
                _ => Err(smuggle(&Problem::new("figure.unreadable").with("text", number))),
            },
            Value::String(text) => figure::read_number(&text).map(Number).map_err(|problem| smuggle(&problem)),
            other => Err(D::Error::custom(format!("a number or its text, not {other}"))),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> NaiveDate {
        day.0
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "YYYY-MM-DD or dd/mm/yyyy (day first)"})
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["number", "string"], "description": "a number, or its text in proven notation such as 8,5"})
    }
}

/// Reads a request; unknown fields are refused, and what is wrong is named with its field.
pub fn decode<T: DeserializeOwned>(body: Value) -> Result<T> {
    serde_path_to_error::deserialize(body).map_err(|error| {
        let path = error.path().to_string();
        let message = error.inner().to_string();
        let field = (path != ".").then_some(path);
        if let Some(problem) = unsmuggle(&message) {
            return Error::Input { field, row: None, problem };
        }
        // serde names the field it misses or does not know in backquotes.
        let named = message.split('`').nth(1).map(str::to_owned);
        let (code, named) = if message.starts_with("unknown field") {
            ("request.unknown_field", named)
        } else if message.starts_with("missing field") {
            ("request.missing_field", named)
        } else {
            ("request.wrong_type", None)
        };
        let field = match (field, named) {
            (Some(path), Some(name)) if !path.ends_with(&name) => Some(format!("{path}.{name}")),
            (None, Some(name)) => Some(name),
            (field, _) => field,
        };
        let shown = field.clone().unwrap_or_default();
        Error::Input { field, row: None, problem: Problem::new(code).with("field", shown).with("reason", message) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Sample {
        day: Day,
        #[serde(default)]
        number: Option<Number>,
        #[serde(default, deserialize_with = "patch")]
        note: Patch<String>,
    }

    #[test]
    fn days_are_read_day_first_or_not_at_all() {
        for (text, expect) in [
            ("2024-05-31", "2024-05-31"),
            ("31/5/2024", "2024-05-31"),
            ("06/05/2024", "2024-05-06"),
            ("6.5.2024", "2024-05-06"),
            ("6-5-2024", "2024-05-06"),
            ("29/2/2024", "2024-02-29"),
        ] {
            assert_eq!(read_day(text).map(|d| d.to_string()), Ok(expect.to_owned()), "{text}");
        }
        for (text, code) in [
            ("31/02/2024", "day.no_such_day"),
            ("2024-02-31", "day.no_such_day"),
            ("5/13/2024", "day.unreadable"),
            ("abc", "day.unreadable"),
            ("", "day.unreadable"),
            ("1/1/24", "day.unreadable"),
            ("30-05-24", "day.unreadable"),
            ("24-05-06", "day.unreadable"),
            ("+2024-05-06", "day.unreadable"),
            ("-0001-01-01", "day.unreadable"),
            ("+262142-12-31", "day.unreadable"),
            ("0024-05-06", "day.unreadable"),
            ("1/2/3/2024", "day.unreadable"),
        ] {
            assert_eq!(read_day(text).map_err(|p| p.code), Err(code), "{text}");
        }
    }

    #[test]
    fn a_refusal_names_its_field_and_code() {
        for (body, field, code) in [
            (json!({"day": "31/02/2024"}), "day", "day.no_such_day"),
            (json!({"day": "2024-01-01", "number": "abc"}), "number", "figure.unreadable"),
            (json!({"day": "2024-01-01", "number": "1.234"}), "number", "figure.ambiguous"),
            (json!({"day": "2024-01-01", "other": 1}), "other", "request.unknown_field"),
            (json!({}), "day", "request.missing_field"),
            (json!({"day": 5}), "day", "request.wrong_type"),
        ] {
            match decode::<Sample>(body.clone()) {
                Err(Error::Input { field: Some(f), problem, .. }) => assert_eq!((f.as_str(), problem.code), (field, code), "{body}"),
                other => panic!("{body}: {other:?}"),
            }
        }
    }

    #[test]
    fn absent_and_null_differ() {
        let absent: Sample = decode(json!({"day": "2024-01-01"})).unwrap();
        let null: Sample = decode(json!({"day": "2024-01-01", "note": null})).unwrap();
        assert_eq!((absent.note, null.note), (None, Some(None)));
    }
}
