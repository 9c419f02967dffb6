//! Text of the time before Unicode: TCVN3 (ABC), VNI and windows-1258, in files of single bytes and in cells of
//! workbooks that show it through a font. Which of them it is follows from what it reads as: Vietnamese syllables.
//! Where that leaves a doubt a person is asked.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::cells::{CellValue, Workbook};
use super::setting::{EncodingPreview, SheetText, TextEncoding};
use super::syllable;

/// How many words decide.
const WORDS: usize = 4000;
/// How many words are shown.
const SHOWN: usize = 12;
/// An encoding leaves no doubt when so many of a hundred words are syllables …
const SURE: usize = 90;
/// … and at least so many fewer by any other.
const APART: usize = 25;

fn tcvn3(c: char) -> char {
    let at = (c as usize).checked_sub(0xA1);
    at.and_then(|at| TCVN3.get(at).copied()).unwrap_or(c)
}

/// The letters of TCVN3 from A1 to FE; what is none is itself.
const TCVN3: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\u{AF}', // A1–AF
    '\u{B0}', '\u{B1}', '\u{B2}', '\u{B3}', '\u{B4}', 'à', 'ả', 'ã', 'á', 'ạ', '\u{BA}', 'ằ', 'ẳ', 'ẵ', 'ắ', '\u{BF}', // B0–BF
    '\u{C0}', '\u{C1}', '\u{C2}', '\u{C3}', '\u{C4}', '\u{C5}', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\u{CD}', 'ẻ', 'ẽ', // C0–CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\u{D9}', '\u{DA}', '\u{DB}', 'ĩ', 'í', 'ị', 'ò', // D0–DF
    '\u{E0}', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0–EF
    '\u{F0}', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0–FE
];

/// The marks that a sign of VNI puts on the letter before it.
fn vni_marks(sign: char, letter: char) -> Option<&'static str> {
    let sign = lower(sign);
    let tone = match sign {
        'ù' => "\u{301}",
        'ø' => "\u{300}",
        'û' => "\u{309}",
        'õ' => "\u{303}",
        'ï' => "\u{323}",
        _ => "",
    };
    if !tone.is_empty() {
        return "aeouyôö".contains(lower(letter)).then_some(tone);
    }
    let (marks, letters) = match sign {
        'â' => ("\u{302}", "aeo"),
        'á' => ("\u{302}\u{301}", "aeo"),
        'à' => ("\u{302}\u{300}", "aeo"),
        'å' => ("\u{302}\u{309}", "aeo"),
        'ã' => ("\u{302}\u{303}", "aeo"),
        'ä' => ("\u{302}\u{323}", "aeo"),
        'ê' => ("\u{306}", "a"),
        'é' => ("\u{306}\u{301}", "a"),
        'è' => ("\u{306}\u{300}", "a"),
        'ú' => ("\u{306}\u{309}", "a"),
        'ü' => ("\u{306}\u{303}", "a"),
        'ë' => ("\u{306}\u{323}", "a"),
        _ => return None,
    };
    letters.contains(lower(letter)).then_some(marks)
}

/// A letter of VNI that stands for itself.
fn vni_letter(c: char) -> char {
    match c {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        other => other,
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        match vni_marks(c, before) {
            Some(marks) => {
                out.push_str(marks);
                before = ' ';
            }
            None => {
                out.push(vni_letter(c));
                before = c;
            }
        }
    }
    out.nfc().collect()
}

/// What Windows put where single bytes have no letters: dashes and quotation marks.
fn punctuation(c: char) -> char {
    let Ok(byte) = u8::try_from(u32::from(c)) else { return c };
    if !(0x80..0xA0).contains(&byte) {
        return c;
    }
    let bytes = [byte];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(c)
}

/// A text by an encoding, when it is one that the encoding can mean: letters up to 0xFF, one of them marked.
pub fn converted(text: &str, encoding: TextEncoding) -> Option<String> {
    let is_old = !text.is_ascii() && text.chars().all(|c| u32::from(c) < 0x100 || "–—‘’“”•…".contains(c));
    if !is_old {
        return None;
    }
    match encoding {
        TextEncoding::Utf8 | TextEncoding::Utf16 => None,
        TextEncoding::Tcvn3 => Some(text.chars().map(|c| punctuation(tcvn3(c))).collect()),
        TextEncoding::Vni => Some(vni(&text.chars().map(punctuation).collect::<String>())),
        TextEncoding::Windows1258 => {
            let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
            let (text, _) = WINDOWS_1258.decode_without_bom_handling(&bytes);
            Some(text.nfc().collect())
        }
    }
}

/// How many of a hundred words with marks are syllables; none when there are no such words.
fn share<'a>(words: impl Iterator<Item = &'a str>) -> Option<usize> {
    let (mut all, mut good) = (0_usize, 0_usize);
    for word in words {
        // A sign inside a word is a letter that was read wrongly.
        for piece in word.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic() || "–—‘’“”•…\u{A0}".contains(c)) {
            if !piece.is_ascii() {
                all += 1;
                good += usize::from(syllable::is_one(piece));
            }
        }
    }
    (all > 0).then(|| good * 100 / all)
}

fn texts(workbook: &Workbook) -> impl Iterator<Item = &str> {
    let cells = workbook.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    cells.filter_map(|cell| match &cell.value {
        CellValue::Text(text) if !text.is_ascii() => Some(text.as_str()),
        _ => None,
    })
}

/// Finds out how the text of a file is stored, or takes what a person chose, and converts it in its cells; `bytes`
/// says that the file has single bytes. Answers nothing when every letter is plain or Unicode.
pub fn settle(workbook: &mut Workbook, bytes: bool, chosen: Option<TextEncoding>) -> Option<SheetText> {
    use TextEncoding::{Tcvn3, Utf8, Vni, Windows1258};
    let words: Vec<&str> = texts(workbook).filter(|text| converted(text, Tcvn3).is_some()).flat_map(str::split_whitespace).filter(|word| !word.is_ascii()).take(WORDS).collect();
    if words.is_empty() {
        return None;
    }
    let candidates: &[TextEncoding] = if bytes { &[Tcvn3, Vni, Windows1258] } else { &[Utf8, Tcvn3, Vni] };
    let read = |encoding: TextEncoding| -> Vec<String> {
        words.iter().map(|word| converted(word, encoding).unwrap_or_else(|| (*word).to_owned())).collect()
    };
    let mut ranked: Vec<(usize, TextEncoding, Vec<String>)> = candidates
        .iter()
        .map(|encoding| {
            let read = read(*encoding);
            (share(read.iter().map(String::as_str)).unwrap_or(0), *encoding, read)
        })
        .collect();
    // Of equals the first: a workbook's text as it stands.
    ranked.sort_by_key(|(share, ..)| std::cmp::Reverse(*share));
    let (best, next) = (ranked.first()?, ranked.get(1)?);
    let sure = best.0 >= SURE && best.0 >= next.0 + APART && words.len() >= 3;
    // A few foreign words in a workbook of Unicode are nobody's encoding.
    if chosen.is_none() && !bytes && (best.1 == Utf8 || best.0 < 50) {
        return None;
    }
    let encoding = chosen.unwrap_or(best.1);
    let preview = |(_, encoding, read): &(usize, TextEncoding, Vec<String>)| EncodingPreview { encoding: *encoding, text: read.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(" ") };
    let text = SheetText { encoding, certain: chosen.is_some() || sure, previews: ranked.iter().map(preview).collect() };
    if text.certain {
        convert(workbook, bytes, encoding);
    }
    Some(text)
}

fn convert(workbook: &mut Workbook, bytes: bool, encoding: TextEncoding) {
    // Beside Unicode a cell such as "có" may be either: what reads well as it stands stays.
    let mixed = !bytes && texts(workbook).any(|text| converted(text, encoding).is_none());
    for sheet in &mut workbook.sheets {
        if let Some(name) = converted(&sheet.name, encoding) {
            sheet.name = name;
        }
        for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let CellValue::Text(text) = &mut cell.value
                && let Some(read) = converted(text, encoding)
                && !(mixed && share(text.split_whitespace()) == Some(100))
            {
                *text = read.into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::{Cell, FileKind, Row, Sheet};
    use super::*;

    const TEXT: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam – Độc lập, tự do, hạnh phúc; đẩy mạnh chuyển đổi số, ứng dụng dữ liệu của bộ, ngành";

    fn workbook(text: &str) -> Workbook {
        let cell = Cell { column: 0, value: CellValue::Text(text.into()), formula: false };
        Workbook { kind: FileKind::Csv, sheets: vec![Sheet { rows: vec![Row { at: 1, cells: vec![cell], width: 1 }], ..Sheet::default() }] }
    }

    fn settled(text: &str, bytes: bool) -> (Option<TextEncoding>, bool, String) {
        let mut workbook = workbook(text);
        let found = settle(&mut workbook, bytes, None);
        let read = workbook.sheets[0].rows[0].cells[0].value.text();
        (found.as_ref().map(|text| text.encoding), found.is_some_and(|text| text.certain), read)
    }

    #[test]
    fn samples_of_offices_are_read() {
        let tcvn3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam – §éc lËp, tù do, h¹nh phóc; ®Èy m¹nh chuyÓn ®æi sè, øng dông d÷ liÖu cña bé, ngµnh";
        assert_eq!(settled(tcvn3, false), (Some(TextEncoding::Tcvn3), true, TEXT.into()));
        assert_eq!(settled(&tcvn3.replace('–', "\u{96}"), true), (Some(TextEncoding::Tcvn3), true, TEXT.into()));
        let vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam – Ñoäc laäp, töï do, haïnh phuùc; ñaåy maïnh chuyeån ñoåi soá, öùng duïng döõ lieäu cuûa boä, ngaønh";
        assert_eq!(settled(vni, false), (Some(TextEncoding::Vni), true, TEXT.into()));
        assert_eq!(converted("THUÛ TÖÔÙNG CHÍNH PHUÛ, BOÄ YÙ TEÁ, AÙNH SAÙNG, ÑAËC KHU, TÆNH", TextEncoding::Vni).unwrap(), "THỦ TƯỚNG CHÍNH PHỦ, BỘ Ý TẾ, ÁNH SÁNG, ĐẶC KHU, TỈNH");
        assert_eq!(converted("B\u{A1}n ®å, \u{AD}\u{ED}c l\u{AD}îng", TextEncoding::Tcvn3).unwrap(), "BĂn đồ, ước lượng");
        let (bytes, _, lost) = WINDOWS_1258.encode("Bô\u{323} Y tê\u{301}, chuyê\u{309}n đô\u{309}i sô\u{301}, Viê\u{323}t Nam");
        assert!(!lost);
        let told: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(settled(&told, true), (Some(TextEncoding::Windows1258), true, "Bộ Y tế, chuyển đổi số, Việt Nam".into()));
    }

    #[test]
    fn unicode_stays_and_doubt_is_told() {
        assert_eq!(settled(TEXT, false), (None, false, TEXT.into()));
        assert_eq!(settled("Café à Genève, El Niño", false).0, None);
        assert_eq!(settled("chỉ có chữ thường", false).0, None);
        let (encoding, certain, read) = settled("\u{C6}\u{D8}\u{E5}x", true);
        assert!(encoding.is_some() && !certain && read == "\u{C6}\u{D8}\u{E5}x", "nothing is converted without a person");
        let mut chosen = workbook("B¸o c¸o");
        assert!(settle(&mut chosen, false, Some(TextEncoding::Tcvn3)).unwrap().certain);
        assert_eq!(chosen.sheets[0].rows[0].cells[0].value.text(), "Báo cáo");
    }
}
