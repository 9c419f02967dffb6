//! What a text needs to stand in a narrow column: words wider than the column may break
//! anywhere, numbers of documents nowhere, and a row that is too tall for a page may run on.

use serde::Serialize;

use crate::fonts::Serif;

/// Where a word may break although nobody sees it.
const MAY_BREAK: char = '\u{200b}';
/// No letter of a word is wider on average, in em: shorter words need no measuring.
const WIDE: f64 = 0.8;

/// A text for the page: as it is, or in pieces of which every second one is not broken.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Words {
    Plain(String),
    Pieces(Vec<String>),
}

/// Measures words in one size of text.
pub(super) struct Fit<'a> {
    pub(super) serif: &'a Serif,
    /// Size of the text, in points.
    pub(super) size: f64,
}

impl Fit<'_> {
    /// The text as it can stand in a column that leaves `room` points.
    pub(super) fn words(&self, text: String, room: f64) -> Words {
        let may_be_wide = |word: &str| word.len() as f64 * self.size * WIDE > room;
        let needs_care = |word: &str| may_be_wide(word) || word.contains('/');
        if !text.split([' ', '\n']).any(needs_care) {
            return Words::Plain(text);
        }
        let mut pieces = vec![String::with_capacity(text.len())];
        for part in text.split_inclusive([' ', '\n']) {
            let word = part.trim_end_matches([' ', '\n']);
            let end = part.get(word.len()..).unwrap_or_default();
            let wide = may_be_wide(word) && self.serif.width(word) * self.size > room;
            if !wide && is_number_of_document(word) {
                // Punctuation behind it goes with it.
                pieces.push(word.to_owned());
                pieces.push(end.to_owned());
            } else if let Some(last) = pieces.last_mut() {
                if wide {
                    self.soften(word, room, last);
                } else {
                    last.push_str(word);
                }
                last.push_str(end);
            }
        }
        match <[String; 1]>::try_from(pieces) {
            Ok([plain]) => Words::Plain(plain),
            Err(pieces) => Words::Pieces(pieces),
        }
    }

    /// The text with places to break in words wider than `room` points, numbers of documents
    /// or not.
    pub(super) fn soft(&self, text: &str, room: f64) -> String {
        let mut out = String::with_capacity(text.len());
        for part in text.split_inclusive([' ', '\n']) {
            if part.len() as f64 * self.size * WIDE > room {
                self.soften(part, room, &mut out);
            } else {
                out.push_str(part);
            }
        }
        out
    }

    /// Writes a word that may break wherever the next letter would not fit.
    fn soften(&self, word: &str, room: f64, out: &mut String) {
        let mut used = 0.0;
        for c in word.chars() {
            let width = self.serif.width(c.encode_utf8(&mut [0; 4])) * self.size;
            if used > 0.0 && used + width > room {
                out.push(MAY_BREAK);
                used = 0.0;
            }
            out.push(c);
            used += width;
        }
    }

    /// How high a text stands in a column that leaves `room` points; rather more than less.
    pub(super) fn height(&self, text: &str, room: f64) -> f64 {
        // Half an em for a letter is more than Vietnamese needs: its words are short, and a
        // line ends before the one that does not fit.
        let line = (room / (self.size * 0.5)).max(1.0);
        let lines: f64 = text
            .split('\n')
            .map(|part| (part.chars().count() as f64 / line).ceil().max(1.0))
            .sum();
        lines * self.size * 1.25
    }
}

/// 203/TB-VPCP, 73/2019/NĐ-CP: digits, a stroke, and a letter somewhere behind it. A day has
/// no letters and breaks nowhere by itself.
fn is_number_of_document(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“', '"']);
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = word.get(digits..).and_then(|rest| rest.strip_prefix('/'));
    digits > 0 && behind.is_some_and(|rest| rest.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, room: f64) -> Words {
        let serif = Serif::load().unwrap();
        let fit = Fit {
            serif: &serif,
            size: 10.0,
        };
        fit.words(text.to_owned(), room)
    }

    #[test]
    fn numbers_of_documents_stay_whole_where_they_fit() {
        assert_eq!(
            words("Theo 203/TB-VPCP, ngày 06/05/2024", 100.0),
            Words::Pieces(vec![
                "Theo ".into(),
                "203/TB-VPCP,".into(),
                " ngày 06/05/2024".into(),
            ])
        );
        assert_eq!(
            words("đến ngày 31/05/2024\nhoàn thành 41/53", 100.0),
            Words::Plain("đến ngày 31/05/2024\nhoàn thành 41/53".into())
        );
        // Wider than the column: it may break.
        assert!(
            matches!(words("1018/QĐ-TTg-BTTTT", 40.0), Words::Plain(text) if text.contains(MAY_BREAK))
        );
    }

    #[test]
    fn words_wider_than_the_column_may_break() {
        let Words::Plain(text) = words(&format!("x {} y", "Ứ".repeat(60)), 50.0) else {
            panic!("no number of a document")
        };
        assert_eq!(
            text.replace(MAY_BREAK, ""),
            format!("x {} y", "Ứ".repeat(60))
        );
        let serif = Serif::load().unwrap();
        let widest = text
            .split([' ', MAY_BREAK])
            .map(|piece| serif.width(piece) * 10.0)
            .fold(0.0, f64::max);
        assert!(widest <= 50.0 && widest > 30.0, "{widest}");
    }

    #[test]
    fn nothing_is_told_to_be_lower_than_it_is() {
        let serif = Serif::load().unwrap();
        let fit = Fit {
            serif: &serif,
            size: 10.0,
        };
        assert_eq!(fit.height("", 100.0), 12.5);
        assert_eq!(fit.height("a\nb", 100.0), 25.0);
        assert!(fit.height(&"đẩy mạnh ".repeat(40), 100.0) > 200.0);
    }
}
