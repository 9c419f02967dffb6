//! What texts need to stand in narrow columns: room where they are long; words wider than
//! their column may break anywhere, numbers of documents nowhere; and a row that is too tall
//! for a page may run on.

use serde::Serialize;

use super::{Listing, ListingRow};
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
        self.lines(text, room, 0.5) * self.size * 1.25
    }

    /// In about how many lines a text stands whose letters are `em` wide on average.
    pub(super) fn lines(&self, text: &str, room: f64, em: f64) -> f64 {
        let line = (room / (self.size * em)).max(1.0);
        text.split('\n')
            .map(|part| (part.chars().count() as f64 / line).ceil().max(1.0))
            .sum()
    }

    /// The widest word of a text, in points.
    fn widest(&self, text: &str) -> f64 {
        let words = text.split([' ', '\n']).map(|word| self.serif.width(word));
        words.fold(0.0, f64::max) * self.size
    }
}

/// Space a cell keeps to its lines at the left and right together, in points.
pub(super) const INSET: f64 = 6.0;
/// The share of its width that a column keeps however little stands in it.
const KEPT: f64 = 0.55;
/// In so many lines a heading stands at the most, where its words allow it.
const HEAD_LINES: f64 = 3.0;
/// Days and numbers of documents are no longer, in letters: a column has room for each word
/// that is not.
const LONG_WORD: usize = 16;
/// Longer texts ask for no more width, in letters: they may be many lines high.
const LONG: f64 = 160.0;

/// The widths of the printed columns in points, together `breadth`. Each keeps a part of its
/// own share and room for its heading; the rest goes where the texts are long, so that rows
/// are low: an empty column is narrow, and one of remarks is wide where there are any.
pub(super) fn widths(listing: &Listing, fit: &Fit<'_>, breadth: f64) -> Vec<f64> {
    let columns: Vec<_> = listing
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.workbook_only)
        .collect();
    let whole: f64 = columns.iter().map(|(_, column)| column.width).sum();
    let base = columns
        .iter()
        .map(|(_, column)| breadth * column.width / whole);
    let base: Vec<f64> = base.collect();
    let most = breadth / columns.len().max(1) as f64 * 2.0;
    let floor = columns.iter().zip(&base).map(|((place, column), base)| {
        let heading = fit
            .widest(&column.header)
            .max(fit.widest(&column.number) * 0.85)
            .max(widest_word(listing, fit, *place))
            // The lines of a heading are never full.
            .max(fit.serif.width(&column.header) * fit.size * 1.2 / HEAD_LINES);
        (heading + INSET + 1.0).min(most).max(base * KEPT)
    });
    let floor: Vec<f64> = floor.collect();
    let left = breadth - floor.iter().sum::<f64>();
    let need: Vec<f64> = columns
        .iter()
        .map(|(place, _)| letters(listing, *place))
        .collect();
    let needed: f64 = need.iter().sum();
    if left <= 0.0 || needed <= 0.0 {
        return base;
    }
    let widths = floor
        .iter()
        .zip(&need)
        .map(|(floor, need)| floor + left * need / needed);
    widths.collect()
}

/// The widest word in a column that is no monster, in points.
fn widest_word(listing: &Listing, fit: &Fit<'_>, place: usize) -> f64 {
    let mut widest = 0.0_f64;
    for row in &listing.rows {
        let (ListingRow::Cells(cells) | ListingRow::Sum(cells)) = row else {
            continue;
        };
        let text = cells.get(place).map_or("", |cell| cell.text.as_str());
        // A syllable of Vietnamese is narrower than any column.
        let words = text.split([' ', '\n']).filter(|word| word.len() > 7);
        for word in words.filter(|word| word.chars().count() <= LONG_WORD) {
            widest = widest.max(fit.serif.width(word) * fit.size);
        }
    }
    widest
}

/// How long the texts of a column are: the root of their mean square, in letters.
fn letters(listing: &Listing, place: usize) -> f64 {
    let mut squares = 0.0;
    let mut count = 0.0;
    for row in &listing.rows {
        let (ListingRow::Cells(cells) | ListingRow::Sum(cells)) = row else {
            continue;
        };
        let long = cells.get(place).map_or(0, |cell| cell.text.chars().count());
        let long = (long as f64).min(LONG);
        squares += long * long;
        count += 1.0;
    }
    if count > 0.0 {
        (squares / count).sqrt()
    } else {
        0.0
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

    #[test]
    fn room_goes_where_the_texts_are_long() {
        let serif = Serif::load().unwrap();
        let fit = Fit {
            serif: &serif,
            size: 10.0,
        };
        let column = |header: &str| crate::ListingColumn {
            header: header.into(),
            group: String::new(),
            number: String::new(),
            align: crate::Align::Left,
            width: 1.0,
            workbook_only: false,
        };
        let cells = vec!["dài ".repeat(30).into(), "".into(), "ngắn".into()];
        let mut listing = crate::Listing {
            columns: vec![column("A"), column("Khó khăn, vướng mắc"), column("C")],
            rows: vec![ListingRow::Cells(cells)],
            ..crate::Listing::default()
        };
        let found = widths(&listing, &fit, 300.0);
        assert!((found.iter().sum::<f64>() - 300.0).abs() < 1e-6);
        assert!(found[0] > 150.0 && found[1] < found[0], "{found:?}");
        // An empty column keeps room for the widest word of its heading.
        assert!(found[1] >= fit.widest("vướng") + INSET);
        listing.rows.clear();
        assert_eq!(widths(&listing, &fit, 300.0), [100.0; 3]);
    }
}
