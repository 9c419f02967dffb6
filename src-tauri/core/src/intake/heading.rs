//! The document's own particulars in what was pasted: number and symbol, date, issuer, subject.

use chrono::NaiveDate;

use super::agencies::{Directory, Who};
use super::split::Piece;
use super::token::Words;
use super::{DraftDocument, KnownDocument};
use crate::text::clean_line;
use crate::wire::read_day;

/// Kinds of documents by the letters of their symbol (NĐ 30/2020/NĐ-CP, Phụ lục III) and in full.
const KINDS: &[(&str, &str)] = &[
    ("TB", "Thông báo"), ("QĐ", "Quyết định"), ("NQ", "Nghị quyết"), ("CT", "Chỉ thị"), ("KH", "Kế hoạch"), ("CĐ", "Công điện"), ("NĐ", "Nghị định"),
    ("TT", "Thông tư"), ("BC", "Báo cáo"), ("TTr", "Tờ trình"), ("KL", "Kết luận"), ("CTr", "Chương trình"), ("HD", "Hướng dẫn"), ("PA", "Phương án"),
];
/// Only the beginning of a document tells about itself.
const HEAD: usize = 14;

/// Reads the particulars; what is not there stays empty.
pub(super) fn heading(pieces: &[Piece], directory: &Directory, known: &[KnownDocument]) -> DraftDocument {
    let head: Vec<&Piece> = pieces.iter().take(HEAD).collect();
    let own = |(at, piece): (usize, &&Piece)| symbol(&piece.text).filter(|symbol| is_own(&piece.text, symbol)).map(|symbol| (Some(symbol), at));
    let (number_symbol, line) = head.iter().enumerate().find_map(own).unwrap_or((None, 0));
    let near = || head.iter().skip(line).take(3).chain(head.iter().take(line));
    let day = near().find_map(|piece| day(&piece.text));
    let subject = number_symbol.as_deref().and_then(|symbol| subject(&head, line, symbol));
    let issuer = number_symbol.as_deref().and_then(|symbol| issuer(symbol, directory));
    let existing = number_symbol.as_deref().and_then(|symbol| {
        let same = |document: &&KnownDocument| document.number_symbol.as_deref().is_some_and(|own| squeezed(own) == squeezed(symbol));
        known.iter().filter(same).find(|document| day.is_none() || document.day.is_none() || document.day == day)
    });
    DraftDocument {
        existing: existing.map(|document| document.id.clone()),
        number_symbol,
        day,
        issuer: issuer.or_else(|| existing.and_then(|document| document.issuer.clone())),
        subject: subject.or_else(|| existing.map(|document| document.subject.clone())),
    }
}

/// Whether a symbol is the document's own and not one it refers to: "Số: …", "Thông báo số …", "văn bản …", "ký Quyết định …".
fn is_own(text: &str, symbol: &str) -> bool {
    let words = Words::of(text);
    let Some(place) = text.find(symbol) else { return false };
    let before = (0..words.len()).take_while(|at| words.get(*at).is_some_and(|word| word.from < place)).count();
    let says = |at: usize| {
        let kind = KINDS.iter().find_map(|(_, kind)| words.says(at, &kind.to_lowercase()));
        kind.or_else(|| words.says_any(at, &["văn bản", "công văn"]))
    };
    let number = |at: usize| at + words.says(at, "số").unwrap_or(0) == before;
    let opens = words.says(0, "số").is_some() || says(0).is_some_and(number);
    let issued = (0..before).any(|at| {
        let named = says(at).is_some_and(|length| number(at + length));
        named && (words.says(at, "văn bản").is_some() || at.checked_sub(1).is_some_and(|verb| words.says(verb, "ký").is_some()))
    });
    opens || issued
}

fn squeezed(symbol: &str) -> String {
    symbol.trim_start_matches('0').chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// "203/TB-VPCP", "06/QĐ-TTg", "73/2019/NĐ-CP": number, perhaps a year, letters.
fn symbol(text: &str) -> Option<String> {
    text.split([' ', ',', ';', '(', ')', '“', '”', '"', ':']).map(|part| part.trim_end_matches('.')).find_map(|part| {
        let parts: Vec<&str> = part.split('/').collect();
        let digits = |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let (letters, number) = match parts.as_slice() {
            [number, letters] if digits(number) => (letters, number),
            [number, year, letters] if digits(number) && year.len() == 4 && digits(year) => (letters, number),
            _ => return None,
        };
        let good = letters.chars().next().is_some_and(char::is_uppercase)
            && letters.chars().count() >= 2
            && letters.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.'));
        (good && !number.is_empty()).then(|| part.to_owned())
    })
}

/// "ngày 06/5/2024", "Ngày 6 tháng 5 năm 2024".
fn day(text: &str) -> Option<NaiveDate> {
    let words = Words::of(text);
    (0..words.len()).filter(|at| words.says(*at, "ngày").is_some()).find_map(|at| {
        let number = |place: usize| words.get(place).filter(|word| word.number).map(|word| word.raw.as_str());
        let (date, month, year) = if words.says(at + 2, "tháng").is_some() && words.says(at + 4, "năm").is_some() {
            (number(at + 1)?, number(at + 3)?, number(at + 5)?)
        } else {
            (number(at + 1)?, number(at + 2)?, number(at + 3)?)
        };
        read_day(&format!("{date}/{month}/{year}")).ok()
    })
}

/// The kind's name and what it is about: "Thông báo kết luận Phiên họp lần thứ 8 …".
fn subject(head: &[&Piece], line: usize, symbol: &str) -> Option<String> {
    let letters = symbol.rsplit('/').next()?.split('-').next()?;
    let kind = KINDS.iter().find(|(short, _)| *short == letters).map(|(_, kind)| *kind);
    // In a sentence: "… văn bản 203/TB-VPCP thông báo kết luận Phiên họp lần thứ 8 …."
    let text = &head.get(line)?.text;
    let after = text.split_once(symbol).map(|(_, after)| after).unwrap_or_default();
    let words = Words::of(after);
    let start = (0..words.len().min(12)).find(|at| words.says_any(*at, &["thông báo", "về việc", "ban hành", "về", "kết luận", "v/v"]).is_some());
    if let Some(start) = start {
        let rest = words.get(start).and_then(|word| after.get(word.from..)).unwrap_or_default();
        let end = rest.find(['.', ';', '\n']).unwrap_or(rest.len());
        let said = rest.get(..end).unwrap_or_default().trim().trim_end_matches(',');
        if said.chars().count() >= 12 {
            return Some(titled(kind, said));
        }
    }
    // On a page: the kind in capitals on a line of its own, what it is about on the next one.
    let title = head.iter().position(|piece| KINDS.iter().any(|(_, kind)| piece.text.to_lowercase() == kind.to_lowercase()))?;
    let name = &head.get(title)?.text;
    let about = head.get(title + 1)?.text.trim_end_matches('.');
    let kind = KINDS.iter().find(|(_, kind)| name.to_lowercase() == kind.to_lowercase()).map(|(_, kind)| *kind);
    Some(titled(kind, about))
}

fn titled(kind: Option<&str>, said: &str) -> String {
    let said = clean_line(said);
    let starts = |kind: &str| said.to_lowercase().starts_with(&kind.to_lowercase());
    match kind {
        Some(kind) if !starts(kind) => {
            let mut letters = said.chars();
            // "Kết luận của …" behind "Thông báo" is written small; names keep their capitals.
            let small = letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default();
            format!("{kind} {small}")
        }
        _ => {
            let mut letters = said.chars();
            letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
        }
    }
}

/// Who issues under a symbol: the letters behind the last hyphen.
fn issuer(symbol: &str, directory: &Directory) -> Option<String> {
    let letters = symbol.rsplit_once('-').map(|(_, letters)| letters)?;
    match letters {
        "TTg" => return Some("Thủ tướng Chính phủ".to_owned()),
        "CP" => return Some("Chính phủ".to_owned()),
        _ => {}
    }
    let words = Words::of(letters);
    directory.mentions(&words).into_iter().find_map(|mention| match mention.who {
        Who::Agency { index, .. } => directory.agencies.get(index).map(|agency| agency.name.clone()),
        _ => None,
    })
}
