//! Text as it may be drawn: normal form, no invisible characters, nothing the font lacks,
//! broken into lines that fit. Knows no language beyond spaces.

use std::cell::RefCell;
use std::collections::BTreeMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::fonts::{Sans, Weight};

/// A character that the font lacks and that was drawn as "□".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The character as it was handed in.
    pub character: char,
    /// The first text in which it was met, as it was drawn.
    pub text: String,
}

/// The characters replaced so far; each is kept once, with the first text that held it.
#[derive(Default)]
pub(crate) struct Replacements(RefCell<BTreeMap<char, String>>);

impl Replacements {
    /// The text in NFC without control and formatting characters, line breaks as spaces,
    /// with "□" for everything `has` denies.
    pub(crate) fn line(&self, text: &str, has: impl Fn(char) -> bool) -> String {
        let plain = plain(text);
        self.shown(&plain, has)
    }

    /// Like [`Self::line`], keeping line breaks.
    pub(crate) fn lines(&self, text: &str, has: impl Fn(char) -> bool) -> String {
        let lines: Vec<String> = text
            .replace("\r\n", "\n")
            .split(['\n', '\r', '\u{2028}', '\u{2029}'])
            .map(|line| self.line(line, &has))
            .collect();
        lines.join("\n")
    }

    fn shown(&self, plain: &str, has: impl Fn(char) -> bool) -> String {
        let stand_in = if has('□') { '□' } else { '?' };
        let mut missing = Vec::new();
        let drawn: String = plain
            .chars()
            .map(|c| {
                if has(c) {
                    c
                } else {
                    missing.push(c);
                    stand_in
                }
            })
            .collect();
        for c in missing {
            self.0
                .borrow_mut()
                .entry(c)
                .or_insert_with(|| drawn.clone());
        }
        drawn
    }

    pub(crate) fn absorb(&self, others: Vec<Replaced>) {
        let mut map = self.0.borrow_mut();
        for other in others {
            map.entry(other.character).or_insert(other.text);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Replaced> {
        self.0
            .into_inner()
            .into_iter()
            .map(|(character, text)| Replaced { character, text })
            .collect()
    }
}

/// NFC, one space for each run of white space, no control, bidirectional or zero-width
/// characters and nothing XML forbids. Characters missing from the font stay: accessible
/// names may hold them.
pub(crate) fn plain(text: &str) -> String {
    // Most texts come composed already; to compose them again would cost more than to draw them.
    let composed = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let (as_is, anew) = if composed { (text, "") } else { ("", text) };
    let mut out = String::with_capacity(text.len());
    for c in as_is.chars().chain(anew.nfc()) {
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !invisible(c) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        // U+FFFE and U+FFFF of every plane are no characters; XML 1.0 forbids the first two.
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// Text for XML content and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Breaks a text into at most `most` lines no wider than `width` pixels. Breaks at spaces,
/// inside a word only when the word alone is too wide; ends with "…" when lines run out.
pub(crate) fn wrap(
    sans: &Sans,
    text: &str,
    weight: Weight,
    size: f64,
    width: f64,
    most: usize,
) -> Vec<String> {
    let fits = |line: &str| sans.width(line, weight, size) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let joined = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if fits(&joined) {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            let kept = last.trim_end().len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_go_and_missing_ones_are_told() {
        let sans = Sans::load().unwrap();
        let seen = Replacements::default();
        let drawn = seen.line("a\u{202e}b\u{0}\u{7}\t c😀\u{ffff}\u{fe0f}", |c| {
            sans.has(c)
        });
        assert_eq!(drawn, "ab c□");
        assert_eq!(
            seen.into_vec(),
            [Replaced {
                character: '😀',
                text: "ab c□".into()
            }]
        );
    }

    #[test]
    fn decomposed_vietnamese_is_composed() {
        assert_eq!(plain("Đe\u{302}\u{309}"), "Để");
    }

    #[test]
    fn the_chart_font_has_vietnamese_and_the_signs() {
        let sans = Sans::load().unwrap();
        let missing: Vec<char> = ('\u{1ea0}'..='\u{1ef9}')
            .chain("ĂăÂâĐđÊêÔôƠơƯư□…≥≤→●▲✓–—“”’×−".chars())
            .filter(|c| !sans.has(*c))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn long_words_are_broken_and_long_texts_end_with_an_ellipsis() {
        let sans = Sans::load().unwrap();
        let lines = wrap(&sans, &"m".repeat(100), Weight::Regular, 13.0, 100.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
        for line in lines {
            assert!(sans.width(&line, Weight::Regular, 13.0) <= 100.0);
        }
    }
}
