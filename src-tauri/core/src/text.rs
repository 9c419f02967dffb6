//! Vietnamese text: one normal form, clean names, search without marks, the order of the dictionary.
//!
//! Every text is brought to NFC where it enters. Converting the legacy encodings (TCVN3, VNI, VIQR)
//! is left out: that changes what a person wrote and needs consent, so it belongs to the import.
//! Nothing here is applied while a person types; input methods send corrections letter by letter.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::problem::Problem;

/// The text in Unicode normal form C.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form used for searching: lower case, without marks, đ as d, white space collapsed.
///
/// "Đẩy mạnh" and "day manh" meet, and so do "hòa" and "hoà". Characters that cannot be seen are
/// dropped. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        // Most letters of a text, and the register folds all of its words after every write.
        if c.is_ascii_graphic() || c == ' ' {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        // Marks go, so their order among themselves, which a normal form settles, does not matter.
        for lower in c.to_lowercase() {
            decompose_canonical(lower, |part| match part {
                'đ' | 'ð' | 'ɖ' => folded.push('d'),
                part if is_combining_mark(part) || is_invisible(part) => {}
                part => folded.push(part),
            });
        }
    }
    collapse(folded.chars())
}

/// One line as it is stored: NFC, look-alikes of Đ replaced, white space collapsed, ends trimmed.
///
/// Control characters, bidirectional controls and characters of no width are removed; line breaks and
/// tabs become a space.
pub fn clean_line(text: &str) -> String {
    if is_clean(text) { text.to_owned() } else { cleaned(text) }
}

fn cleaned(text: &str) -> String {
    let composed: String = text
        .chars()
        .filter(|c| c.is_whitespace() || !is_invisible(*c))
        .map(own_letter)
        .nfc()
        .collect();
    collapse(composed.chars())
}

/// Several lines as they are stored: each line as [`clean_line`] makes it, breaks kept as `\n`.
///
/// Empty lines inside stay; those at either end go.
pub fn clean_text(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let unified = text.replace("\r\n", "\n");
    let lines: Vec<String> = unified.split(is_line_break).map(clean_line).collect();
    lines.join("\n").trim_matches('\n').to_string()
}

/// Whether a line stands as it is stored already, as most do.
fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    let stays = |c: char| {
        let stays = match c {
            ' ' => before != ' ',
            _ => c.is_ascii_graphic() || (!c.is_ascii() && !c.is_whitespace() && !is_invisible(c) && own_letter(c) == c),
        };
        before = c;
        stays
    };
    text.is_empty() || (text.chars().all(stays) && !text.ends_with(' ') && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// Ð (U+00D0) and Ɖ (U+0189) look like Đ but are letters of other alphabets; so are their small forms.
fn own_letter(c: char) -> char {
    match c {
        '\u{00D0}' | '\u{0189}' => 'Đ',
        '\u{00F0}' | '\u{0256}' => 'đ',
        other => other,
    }
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters that take no place on paper yet make two equal-looking texts differ, or turn the
/// direction of what follows. White space is not among them.
fn is_invisible(c: char) -> bool {
    let of_no_width = matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    );
    of_no_width || (c.is_control() && !c.is_whitespace())
}

fn collapse(characters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in characters {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push(' ');
                gap = false;
            }
            out.push(c);
        }
    }
    out
}

/// The order of the Vietnamese dictionary: a ă â b c d đ e ê …, and within a letter
/// none, huyền, hỏi, ngã, sắc, nặng.
///
/// Letters of the whole text decide first, tones after them, case last. Making one costs little,
/// but make it once for a sort.
#[derive(Debug)]
pub struct Order {
    collator: CollatorBorrowed<'static>,
}

impl Order {
    /// The order for the locale `vi`, from data built into the program.
    ///
    /// # Errors
    /// `text.no_order` when the program was built without that data.
    pub fn new() -> Result<Self, Problem> {
        let preferences = CollatorPreferences::from(&locale!("vi"));
        match CollatorBorrowed::try_new(preferences, CollatorOptions::default()) {
            Ok(collator) => Ok(Order { collator }),
            Err(cause) => Err(Problem::new("text.no_order").with("cause", cause)),
        }
    }

    /// How two texts stand to each other. Texts that differ only in Unicode form are equal.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }

    /// Bytes whose plain order is the order of the texts, for a column to sort by.
    ///
    /// Keys of different versions of the program must not be compared with one another.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        // Writing into memory has no error to report: the error type has no values.
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        key
    }
}

/// How alike two folded names are: the share of pairs of letters in common, and 1 more where one stands inside the other
/// and is no mere syllable.
pub fn alike(one: &str, other: &str) -> f64 {
    let inside = |short: &str, long: &str| short.len() > 3 && long.contains(short);
    strsim::sorensen_dice(one, other) + if inside(one, other) || inside(other, one) { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds() {
        let cases = [
            ("Đẩy mạnh", "day manh"),
            ("chuyển đổi SỐ", "chuyen doi so"),
            ("hòa", "hoa"),
            ("hoà", "hoa"),
            ("thúy thuý", "thuy thuy"),
            ("ÐẢNG Ɖảng ðảng", "dang dang dang"),
            ("  nhiều \t\n khoảng\u{a0}trắng ", "nhieu khoang trang"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("ưu Ơn", "uu on"),
            ("quý II/2024", "quy ii/2024"),
            ("a\u{200b}b\u{202e}c", "abc"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected, "case {text:?}");
        }
    }

    #[test]
    fn cleans_a_line() {
        let cases = [
            ("  Bộ   Công an ", "Bộ Công an"),
            ("Bo\u{323}\u{302}", "Bộ"),
            ("Ðề án, Ɖồng Nai, ðất", "Đề án, Đồng Nai, đất"),
            ("a\u{0}b\u{7}c", "abc"),
            ("a\u{200b}\u{feff}b\u{202e}c\u{2066}", "abc"),
            ("dòng một\r\ndòng hai\tba", "dòng một dòng hai ba"),
            ("a\u{a0}\u{202f}b", "a b"),
            ("a\u{85}b\u{2028}c", "a b c"),
            (" \u{200b} ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(clean_line(text), expected, "case {text:?}");
        }
    }

    #[test]
    fn cleans_several_lines() {
        let cases = [
            ("a  b\r\nc", "a b\nc"),
            ("\n\n a \n\n b \n\n", "a\n\nb"),
            ("a\rb\u{2028}c\u{2029}d", "a\nb\nc\nd"),
            ("Ð\u{200b}\n\u{7}x", "Đ\nx"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean_text(text), expected, "case {text:?}");
        }
    }

    fn assert_ascending(texts: &[&str]) {
        let order = Order::new().unwrap();
        for pair in texts.windows(2) {
            assert_eq!(
                order.compare(pair[0], pair[1]),
                Ordering::Less,
                "case {pair:?}"
            );
            assert!(order.key(pair[0]) < order.key(pair[1]), "keys of {pair:?}");
        }
    }

    #[test]
    fn letters_stand_in_order() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let letters: Vec<&str> = alphabet.split(' ').collect();
        assert_ascending(&letters);
        let capitals: Vec<String> = letters.iter().map(|l| l.to_uppercase()).collect();
        assert_ascending(&capitals.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn tones_stand_in_order() {
        for line in [
            "a à ả ã á ạ",
            "ă ằ ẳ ẵ ắ ặ",
            "â ầ ẩ ẫ ấ ậ",
            "e è ẻ ẽ é ẹ",
            "ê ề ể ễ ế ệ",
            "i ì ỉ ĩ í ị",
            "o ò ỏ õ ó ọ",
            "ô ồ ổ ỗ ố ộ",
            "ơ ờ ở ỡ ớ ợ",
            "u ù ủ ũ ú ụ",
            "ư ừ ử ữ ứ ự",
            "y ỳ ỷ ỹ ý ỵ",
        ] {
            assert_ascending(&line.split(' ').collect::<Vec<_>>());
        }
    }

    #[test]
    fn names_stand_in_order() {
        assert_ascending(&[
            "An Giang",
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Cần Thơ",
            "Đà Nẵng",
            "Đắk Lắk",
            "Đồng Nai",
            "Gia Lai",
            "Hà Nội",
            "Hải Phòng",
            "Huế",
            "Quảng Ngãi",
            "Quảng Ninh",
            "Tây Ninh",
            "Vĩnh Long",
        ]);
    }

    #[test]
    fn unicode_form_does_not_matter() {
        let order = Order::new().unwrap();
        let decomposed: String = "Nguyễn Đức".nfd().collect();
        assert_eq!(order.compare("Nguyễn Đức", &decomposed), Ordering::Equal);
        assert_eq!(order.key("Nguyễn Đức"), order.key(&decomposed));
    }

    proptest! {
        #[test]
        fn cleaning_and_folding_settle(text in "\\PC*|[\\u{0}-\\u{2fff}]{0,30}|[aăâđÐƉ \\u{300}\\u{301}\\u{323}\\r\\n\\t]{0,20}") {
            let line = clean_line(&text);
            prop_assert_eq!(&cleaned(&text), &line, "what is taken for clean is so");
            prop_assert_eq!(&clean_line(&line), &line);
            prop_assert_eq!(&nfc(&line), &line);
            let several = clean_text(&text);
            prop_assert_eq!(&clean_text(&several), &several);
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded);
        }

        #[test]
        fn keys_and_comparison_agree(a in "[a-zăâđêôơưàảãáạ ]{0,6}", b in "[a-zăâđêôơưàảãáạ ]{0,6}") {
            let order = Order::new().unwrap();
            prop_assert_eq!(order.compare(&a, &b), order.key(&a).cmp(&order.key(&b)));
        }
    }
}
