//! A text cut into words, numbers and marks, each word with and without its diacritics.

use crate::text::fold;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark(char),
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// Lower case, NFC.
    pub raw: String,
    /// Folded: no diacritics.
    pub plain: String,
    /// No white space before it.
    pub glued: bool,
}

/// A text as tokens. Asking beyond either end gives nothing.
#[derive(Debug)]
pub(super) struct Tokens {
    list: Vec<Token>,
}

impl Tokens {
    /// Cuts a text that is already clean.
    pub fn of(text: &str) -> Self {
        let mut list: Vec<Token> = Vec::new();
        let mut glued = false;
        for c in text.to_lowercase().chars() {
            if c.is_whitespace() {
                glued = false;
                continue;
            }
            let c = if is_dash(c) { '-' } else { c };
            let kind = if c.is_ascii_digit() {
                Kind::Number
            } else if c.is_alphabetic() {
                Kind::Word
            } else {
                Kind::Mark(c)
            };
            match list.last_mut() {
                Some(last) if glued && last.kind == kind && !matches!(kind, Kind::Mark(_)) => {
                    last.raw.push(c);
                }
                _ => list.push(Token {
                    kind,
                    raw: c.to_string(),
                    plain: String::new(),
                    glued,
                }),
            }
            glued = true;
        }
        for token in &mut list {
            token.plain = fold(&token.raw);
        }
        Tokens { list }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// The token before `at`.
    pub fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|index| self.list.get(index))
    }

    /// The folded word at a place.
    pub fn word(&self, at: usize) -> Option<&str> {
        self.get(at)
            .filter(|token| token.kind == Kind::Word)
            .map(|token| token.plain.as_str())
    }

    /// Whether one of the folded `words` stands at a place.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word))
    }

    /// The number at a place with the count of its digits.
    pub fn number(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.get(at).filter(|token| token.kind == Kind::Number)?;
        Some((token.raw.parse().ok()?, token.raw.len()))
    }

    /// The number at a place if it has at most two digits.
    pub fn small(&self, at: usize) -> Option<u32> {
        self.number(at)
            .filter(|(_, digits)| *digits <= 2)
            .map(|(value, _)| value)
    }

    pub fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// A separator between the numbers of a date: `/`, `-`, or a full stop with no space around it.
    pub fn separator(&self, at: usize) -> Option<char> {
        match self.mark(at)? {
            c @ ('/' | '-') => Some(c),
            '.' if self.glued(at) && self.glued(at + 1) => Some('.'),
            _ => None,
        }
    }

    pub fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    pub fn have_numbers(&self) -> bool {
        self.list.iter().any(|token| token.kind == Kind::Number)
    }

    /// Whether the text says one of the phrases, with its diacritics or written without any at all.
    ///
    /// "ngày" and "ngay", "tư" and "từ" differ by diacritics alone, so a text that uses them is taken at
    /// its word. A phrase whose unit belongs to the number after it ("bán hàng năm 2024") does not count.
    pub fn say_any(&self, phrases: &[&str]) -> bool {
        let joined = |pick: fn(&Token) -> &str| {
            let parts: Vec<&str> = self
                .list
                .iter()
                .filter(|token| !matches!(token.kind, Kind::Mark(_)))
                .map(pick)
                .collect();
            format!(" {} ", parts.join(" "))
        };
        let raw = joined(|token| &token.raw);
        let plain = joined(|token| &token.plain);
        let bare = raw == plain;
        let says = |text: &str, phrase: &str| {
            let unit_last = ["năm", "nam", "quý", "quy", "tháng", "thang"]
                .iter()
                .any(|unit| phrase.ends_with(unit));
            text.match_indices(&format!(" {phrase} "))
                .any(|(at, found)| {
                    let after = text.get(at + found.len()..).unwrap_or_default();
                    !(unit_last && after.starts_with(|c: char| c.is_ascii_digit()))
                })
        };
        phrases
            .iter()
            .any(|phrase| says(&raw, phrase) || (bare && says(&plain, &fold(phrase))))
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
