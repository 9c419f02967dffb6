//! Writing figures.

use super::{Amount, Figure, Notation, Qualifier};

/// How many decimals are written when none are asked for.
const USUAL_DECIMALS: usize = 6;
/// With so many no two numbers of everyday size are written alike.
const MOST_DECIMALS: u8 = 17;

/// Writes a number: "1.234.567,5".
///
/// With `decimals` exactly so many, half rounded away from zero as a person would round the number as
/// it is printed (17,65 → 17,7). Without, as many as needed, at most six; only a number too small for
/// six gets more, so that nothing but zero is ever written as zero. Never "-0". An infinite value or
/// one that is not a number, which no book holds, is written "—".
pub fn write(value: f64, decimals: Option<u8>, notation: Notation) -> String {
    if !value.is_finite() {
        return "—".to_string();
    }
    // The shortest decimal that reads back as the same number: what a person typed.
    let shortest = value.abs().to_string();
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let (whole, fraction) = match decimals {
        Some(places) => round(whole, fraction, usize::from(places)),
        None => {
            let lead = fraction.len() - fraction.trim_start_matches('0').len();
            let tiny = whole == "0" && lead >= USUAL_DECIMALS;
            let places = if tiny { lead + 3 } else { USUAL_DECIMALS };
            let (whole, fraction) = round(whole, fraction, places);
            let kept = fraction.trim_end_matches('0').len();
            (whole, fraction.chars().take(kept).collect())
        }
    };
    let zero = whole.chars().chain(fraction.chars()).all(|c| c == '0');
    let sign = if value < 0.0 && !zero { "-" } else { "" };
    let whole = group(&whole, notation.group_mark());
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", notation.decimal_mark())
    }
}

/// Writes a computed number, such as a mean: with `decimals` as [`write()`] does, else with at most two, and with
/// more only where two would make nothing of it, or would put it onto a bound or across one as in [`write_apart`].
pub fn write_computed(value: f64, decimals: Option<u8>, bounds: &[f64], notation: Notation) -> String {
    let text = write(value, decimals.or(Some(2)), notation);
    if !keeps_side(&text, value, bounds, notation) {
        return write_apart(value, decimals.or(Some(2)), bounds, notation);
    }
    if decimals.is_some() {
        return text;
    }
    let short = text.trim_end_matches('0').trim_end_matches(notation.decimal_mark());
    if value != 0.0 && short.trim_start_matches('-') == "0" { write(value, None, notation) } else { short.to_owned() }
}

/// Writes a number as [`write()`] does, with more decimals where rounding would put it onto a bound that it does not
/// reach, or across one: 99,6 beside a target of 100 is never "100".
pub fn write_apart(value: f64, decimals: Option<u8>, bounds: &[f64], notation: Notation) -> String {
    let first = decimals.unwrap_or(USUAL_DECIMALS as u8);
    let tries = std::iter::once(decimals).chain((first + 1..=MOST_DECIMALS).map(Some));
    let mut written = tries.map(|decimals| write(value, decimals, notation));
    written.find(|text| keeps_side(text, value, bounds, notation)).unwrap_or_else(|| write(value, None, notation))
}

/// Whether a number as written lies on the same side of every bound as the number itself.
fn keeps_side(text: &str, value: f64, bounds: &[f64], notation: Notation) -> bool {
    if bounds.is_empty() {
        return true;
    }
    let side = |number: f64| bounds.iter().map(move |bound| number.partial_cmp(bound));
    let plain: String = text.chars().filter(|c| *c != notation.group_mark()).map(|c| if c == notation.decimal_mark() { '.' } else { c }).collect();
    plain.parse::<f64>().is_ok_and(|number| side(number).eq(side(value)))
}

/// Rounds a decimal text to so many places, half upwards.
fn round(whole: &str, fraction: &str, places: usize) -> (String, String) {
    let mut digits: Vec<u8> = whole
        .bytes()
        .chain(fraction.bytes().chain(std::iter::repeat(b'0')).take(places))
        .map(|byte| byte - b'0')
        .collect();
    let up = fraction
        .as_bytes()
        .get(places)
        .is_some_and(|next| *next >= b'5');
    let mut carry = u8::from(up);
    for digit in digits.iter_mut().rev() {
        *digit += carry;
        carry = *digit / 10;
        *digit %= 10;
    }
    if carry > 0 {
        digits.insert(0, carry);
    }
    let mut text: String = digits
        .iter()
        .map(|digit| char::from(digit + b'0'))
        .collect();
    let fraction = text.split_off(text.len() - places);
    (text, fraction)
}

fn group(whole: &str, mark: char) -> String {
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// A written number with its qualifier before it and its unit behind: "gần 54 triệu", "17,7%".
///
/// Empty words are left out. Only the percent sign stands close.
pub fn with_words(qualifier: Option<&str>, figure: &str, unit: &str) -> String {
    let mut out = String::new();
    if let Some(words) = qualifier.map(str::trim).filter(|words| !words.is_empty()) {
        out.push_str(words);
        out.push(' ');
    }
    out.push_str(figure);
    let unit = unit.trim();
    if !unit.is_empty() && !unit.starts_with(['%', '/']) {
        out.push(' ');
    }
    out.push_str(unit);
    out
}

/// Writes a whole figure: "hơn 12.900 tỷ đồng", "41/53 dịch vụ", "50.000–100.000 người".
///
/// `decimals` holds for single numbers and ranges; a part and its whole are counts and written as they
/// are. Words come in the language of the notation; the unit stays as it is.
pub fn write_figure(figure: &Figure, decimals: Option<u8>, notation: Notation) -> String {
    let number = |value| write(value, decimals, notation);
    let plain = |value| write(value, None, notation);
    let amount = match figure.amount {
        Amount::One { value } => number(value),
        Amount::Part {
            numerator,
            denominator,
        } => format!("{}/{}", plain(numerator), plain(denominator)),
        Amount::Range { low, high } => format!("{}–{}", number(low), number(high)),
    };
    let words = |behind: bool| {
        let own = |qualifier: &&Qualifier| qualifier.is_behind() == behind;
        let words: Vec<&str> = figure
            .qualifiers
            .iter()
            .filter(own)
            .map(|qualifier| qualifier.word(notation))
            .collect();
        words.join(" ")
    };
    let mut out = with_words(Some(&words(false)), &amount, "");
    if let Some(scale) = figure.scale {
        out = with_words(None, &out, scale.word(notation));
    }
    if figure.percent {
        out.push('%');
    }
    out = with_words(None, &out, figure.unit.as_deref().unwrap_or_default());
    with_words(None, &out, &words(true))
}
