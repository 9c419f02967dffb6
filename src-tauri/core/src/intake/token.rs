//! A line cut into words with their places; what stands between words is looked up in the line itself.

use unicode_normalization::UnicodeNormalization;

use crate::text::fold;

/// One word or number.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Byte where it begins.
    pub from: usize,
    /// Byte after its end.
    pub to: usize,
    /// Lower case, NFC.
    pub raw: String,
    /// Folded: lower case without marks.
    pub plain: String,
    /// Begins with a capital letter.
    pub upper: bool,
    /// All of its letters are capitals.
    pub caps: bool,
    /// Made of digits.
    pub number: bool,
}

/// A line as words. Asking beyond either end gives nothing.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    list: Vec<Word>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut list = Vec::new();
        let mut begin: Option<(usize, bool)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let digit = c.is_ascii_digit();
            match begin {
                Some((from, number)) if !c.is_alphanumeric() || digit != number => {
                    list.extend(word(text, from, at, number));
                    begin = c.is_alphanumeric().then_some((at, digit));
                }
                None if c.is_alphanumeric() => begin = Some((at, digit)),
                _ => {}
            }
        }
        Words { text, list }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// What stands between the word before `at` and this one.
    pub fn gap(&self, at: usize) -> &'a str {
        let from = at.checked_sub(1).and_then(|before| self.list.get(before)).map_or(0, |word| word.to);
        let to = self.list.get(at).map_or(self.text.len(), |word| word.from);
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether only white space stands before a word.
    pub fn joined(&self, at: usize) -> bool {
        self.gap(at).chars().all(char::is_whitespace)
    }

    /// How many words a phrase takes at a place; it may be written without any diacritics.
    pub fn says(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for wanted in phrase.split(' ') {
            let word = self.get(at + count)?;
            if !same(word, wanted) || (count > 0 && !self.joined(at + count)) {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    /// The longest of some phrases at a place.
    pub fn says_any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.says(at, phrase)).max()
    }

    /// Where a phrase stands between two words, if it does.
    pub fn finds_any(&self, from: usize, to: usize, phrases: &[&str]) -> Option<usize> {
        (from..to).find(|at| self.says_any(*at, phrases).is_some())
    }

    /// The text from one word up to, not including, another.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if from < to => self.text.get(first.from..last.to).unwrap_or_default(),
            _ => "",
        }
    }
}

fn word(text: &str, from: usize, to: usize, number: bool) -> Option<Word> {
    let written = text.get(from..to)?;
    let raw: String = written.to_lowercase().nfc().collect();
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let upper = letters.next().is_some_and(char::is_uppercase);
    Some(Word { from, to, plain: fold(&raw), raw, upper, caps: upper && letters.all(char::is_uppercase), number })
}

/// Whether a word is the wanted one: marks where both have them, without marks where the text has none.
/// "Hòa" and "hoà" are one word.
pub(super) fn same(word: &Word, wanted: &str) -> bool {
    if word.raw == wanted {
        return true;
    }
    let plain = fold(wanted);
    if word.plain != plain {
        return false;
    }
    if word.raw == word.plain {
        return true;
    }
    let marks = |text: &str| {
        let mut all: Vec<char> = text.nfd().collect();
        all.sort_unstable();
        all
    };
    marks(&word.raw) == marks(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_places() {
        let words = Words::of("Bộ TT&TT trước 30/5/2024.");
        let raw: Vec<&str> = (0..words.len()).filter_map(|at| words.get(at)).map(|word| word.raw.as_str()).collect();
        assert_eq!(raw, ["bộ", "tt", "tt", "trước", "30", "5", "2024"]);
        assert_eq!((words.gap(2), words.slice(0, 3)), ("&", "Bộ TT&TT"));
        assert_eq!(words.says(3, "trước"), Some(1));
        assert_eq!(Words::of("truoc").says(0, "trước"), Some(1));
        assert_eq!(Words::of("trươc").says(0, "trước"), None);
        assert_eq!(Words::of("Hoà Bình").says(0, "hòa bình"), Some(2));
    }
}
