//! Names of files from a rule: placeholders filled, made safe for every system, and told apart where two come out alike.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::words;

/// The placeholders a rule may use.
pub const PLACES: &[&str] = &["code", "name", "short_name", "group", "day", "period", "number", "briefing"];

/// A name that every system keeps: neither a path nor a device of Windows, and short enough.
pub fn safe(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_control() => ' ',
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c => c,
    };
    let plain: String = name.chars().map(plain).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches([' ', '.', '-']);
    let stem = plain.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem.ends_with(|c: char| c.is_ascii_digit()));
    let plain = if device || plain.is_empty() { format!("_{plain}") } else { plain.to_owned() };
    // File systems count bytes; the ending and a number have to fit too.
    let cut: String = plain.char_indices().take_while(|(at, c)| at + c.len_utf8() <= 180).map(|(_, c)| c).collect();
    cut.trim_end_matches([' ', '.']).to_owned()
}

/// Refuses a rule with a placeholder nobody knows. Errors at `name_rule`: `briefing.name_place`.
pub fn check(rule: &str) -> Result<()> {
    let mut rest = rule;
    while let Some((_, after)) = rest.split_once('{') {
        // One that is not closed is none that anybody knows.
        let (place, tail) = after.split_once('}').unwrap_or(("", ""));
        if !PLACES.contains(&place) {
            let place = after.split('}').next().unwrap_or_default();
            let known = PLACES.iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(", ");
            return Err(Error::input("name_rule", Problem::new("briefing.name_place").with("place", format!("{{{place}}}")).with("known", known)));
        }
        rest = tail;
    }
    Ok(())
}

/// Gives out names, each once.
#[derive(Default)]
pub struct Names {
    // Many systems take capitals and small letters for the same.
    given: HashSet<String>,
}

impl Names {
    /// The file name of a rule, without ending.
    pub fn next(&mut self, rule: &str, params: &[(&'static str, String)]) -> String {
        let wanted = safe(&words::fill(rule, params));
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.given.insert(name.to_lowercase()) {
            name = format!("{wanted} ({number})");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (name, expect) in [
            ("Hà Nội", "Hà Nội"),
            ("H49 / Quảng: Ninh?", "H49 - Quảng- Ninh"),
            ("..\\..\\x", "x"),
            ("con", "_con"),
            ("LPT1.x", "_LPT1.x"),
            ("", "_"),
            ("a\u{7}\nb", "a b"),
        ] {
            assert_eq!(safe(name), expect, "{name:?}");
        }
        assert!(safe(&"ệ".repeat(300)).len() <= 180);
    }

    #[test]
    fn names_alike_are_told_apart_by_a_number() {
        let mut names = Names::default();
        let given: Vec<String> = ["A", "a", "A", "B"].into_iter().map(|name| names.next("{name}", &[("name", name.to_owned())])).collect();
        assert_eq!(given, ["A", "a (2)", "A (3)", "B"]);
        assert!(check("{code} {name}").is_ok() && check("{ten}").is_err() && check("{code").is_err());
    }
}
