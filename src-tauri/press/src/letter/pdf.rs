//! A letter as PDF/A-2a. Its values go to the template (`assets/pages/letter.typ`) as JSON, never as markup.

use super::{Letter, document, refuse};
use crate::error::PressError;
use crate::fonts::Serif;
use crate::page::{Pdf, world};
use crate::text::Replacements;

/// Sets a letter and writes it as PDF/A-2a. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when the body is empty, or an annex has no columns or a row of another length.
pub fn letter_pdf(letter: &Letter) -> Result<Pdf, PressError> {
    let serif = Serif::load()?;
    let replaced = Replacements::default();
    let document = document(letter, &replaced, |c| serif.has(c))?;
    let json = serde_json::to_vec(&document).map_err(|fault| refuse(&fault.to_string()))?;
    let job = world::Job { template: "letter.typ", data: "letter.json", json, own: &[], date: letter.date, creator: &letter.creator, watch: None };
    let (bytes, pages) = world::pdf(job)?;
    Ok(Pdf { bytes, pages, replaced: replaced.into_vec() })
}
