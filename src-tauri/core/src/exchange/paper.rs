//! The frame of letters to other offices: who writes, from where, who signs by hand; and the file that a letter becomes,
//! a document to be edited on or pages to be printed. What is written is for others.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use crate::book::Reader;
use crate::chart;
use crate::error::Result;
use crate::sheet;
use crate::wire::optional;
use crate::words::Words;

/// The endings that a letter may have: a document for Word, pages to be printed.
pub const ENDINGS: [&str; 2] = ["docx", "pdf"];

/// What a person says about a letter; what is left out has room to be written by hand.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct LetterLook {
    /// Its number and symbol: "15/BTTTT-VP".
    pub number: Option<String>,
    /// The place it is written at.
    pub place: Option<String>,
    /// The signer's title: "Chánh Văn phòng".
    pub signer_title: Option<String>,
    /// The signer's name.
    pub signer: Option<String>,
}

/// A letter without its own words. Errors: `exchange.no_office`.
pub fn letter(reader: &Reader, look: &LetterLook) -> Result<press::Letter> {
    let (words, head) = (reader.words(), sheet::sender(reader)?);
    let number = optional(look.number.clone()).unwrap_or_else(|| words.get("letter.number_open"));
    Ok(press::Letter {
        language: words.language.code().to_owned(),
        superior: head.superior,
        agency: head.agency,
        motto: [words.get("page.country"), words.get("page.motto")],
        number: words.fill("letter.number", &[("number", number)]),
        place_and_date: dated(words, optional(look.place.clone()), reader.today()),
        signer_title: optional(look.signer_title.clone()).unwrap_or_else(|| words.get("letter.signer_title")),
        signer: optional(look.signer.clone()).unwrap_or_default(),
        date: reader.today(),
        creator: words.get("app.name"),
        salutation: words.get("letter.salutation"),
        copies_heading: words.get("letter.copies"),
        copies: vec![words.get("letter.copies_above"), words.get("letter.copies_file")],
        ..press::Letter::default()
    })
}

/// A date as a letter bears it: a leading zero only for days below 10 and months 1 and 2 (NĐ 30/2020/NĐ-CP).
fn dated(words: &Words, place: Option<String>, day: NaiveDate) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    let params = [
        ("place", place.unwrap_or_else(|| words.get("letter.place_open"))),
        ("day", format!("{:02}", day.day())),
        ("month", month),
        ("year", day.year().to_string()),
        ("date", words.day(day)),
    ];
    words.fill("briefing.place_and_date", &params)
}

/// The bytes of a letter by the ending of its file, one of [`ENDINGS`], and the characters that its page lacks.
pub fn written(words: &Words, letter: &press::Letter, path: &Path) -> Result<(Vec<u8>, Vec<String>)> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
        let style = |name: &str| words.get(&format!("letter.style.{name}"));
        return Ok((press::letter_docx(letter, &style)?, Vec::new()));
    }
    let pdf = press::letter_pdf(letter)?;
    Ok((pdf.bytes, chart::replaced(&pdf.replaced)))
}
