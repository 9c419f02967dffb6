//! A figure in the unit of what it is a figure of: "86 triệu" is 86 for a unit "triệu thẻ" and 86.000.000 for "thẻ";
//! "54000000 thẻ" is 54 for "triệu thẻ", as it names its unit without the scale.

use super::{Amount, Figure, Notation, read};
use crate::problem::Problem;
use crate::text;

/// A figure's numbers in a unit: a value, or a part and a whole, with its qualifier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InUnit {
    /// The value.
    pub value: Option<f64>,
    /// The part.
    pub numerator: Option<f64>,
    /// The whole.
    pub denominator: Option<f64>,
    /// Gần, hơn, khoảng …
    pub qualifier: Option<String>,
}

/// Whether capital letters are those that the words of a unit begin with: "DN" of "doanh nghiệp".
fn is_short_for(short: &str, whole: &str) -> bool {
    let begins: String = text::fold(whole).split(' ').filter_map(|word| word.chars().next()).collect();
    begins.chars().count() > 1 && short.chars().all(char::is_uppercase) && text::fold(short) == begins
}

/// The numbers of a figure in a unit that may carry a scale of its own. `text` is what was written, for the refusal.
///
/// # Errors
/// `figure.other_unit` for a unit that is not this one, `figure.range` for two ends, which no observation has.
pub fn in_unit(figure: &Figure, unit: &str, text: &str) -> Result<InUnit, Problem> {
    // The unit is read by the same rule as a figure's.
    let model = read(&format!("1 {unit}"), None).ok().map(|reading| reading.figure);
    let own = model.as_ref().and_then(|model| model.scale);
    let folded = |words: Option<&String>| words.map(|words| text::fold(words));
    let own_unit = folded(model.as_ref().and_then(|model| model.unit.as_ref()));
    let model_unit = model.as_ref().and_then(|model| model.unit.as_deref());
    let short = figure.unit.as_deref().zip(model_unit).is_some_and(|(short, whole)| is_short_for(short, whole));
    let other = figure.unit.is_some() && folded(figure.unit.as_ref()) != own_unit && !short;
    if other || (figure.percent && !model.is_some_and(|model| model.percent)) {
        return Err(Problem::new("figure.other_unit").with("text", text).with("unit", unit));
    }
    let bare = figure.scale.is_none() && figure.unit.is_none();
    let number = |written: f64| match own {
        _ if bare || figure.scale == own => written,
        None => figure.scaled(written),
        Some(own) => figure.scaled(written) / 10_f64.powi(own.zeros() as i32),
    };
    let empty = InUnit { qualifier: figure.qualifier_words(Notation::Vietnamese), ..InUnit::default() };
    match figure.amount {
        Amount::One { value } => Ok(InUnit { value: Some(number(value)), ..empty }),
        Amount::Part { numerator, denominator } => {
            Ok(InUnit { numerator: Some(number(numerator)), denominator: Some(number(denominator)), ..empty })
        }
        Amount::Range { .. } => Err(Problem::new("figure.range").with("text", text)),
    }
}
