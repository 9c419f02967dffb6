//! Pasted text cut into paragraphs: lines that a page broke are put together, marks of lists come off and
//! become the place in the document, what Word and PDF leave behind is cleaned away.

use crate::text::clean_text;

/// One paragraph of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words, one line, without the mark of the list.
    pub text: String,
    /// The mark, and how deep it stands.
    pub mark: Option<Mark>,
    /// The place in the document: "mục II.1, điểm a", "L21", "đoạn 4".
    pub locator: String,
}

/// The mark of a list in front of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// As it is cited: `II`, `1.2`, `a`; empty for a bullet.
    pub name: String,
    /// How deep: 1 Điều or part, 2 Roman, 3 Arabic, 4 Arabic of two parts, 5 letter, 6 bullet.
    pub level: u8,
}

const BULLETS: &[char] = &['-', '+', '–', '—', '•', '●', '○', '▪', '■', '*', '·', '\u{f0b7}', '\u{f0a7}', '►', '➢', '✓', '❖', '‣'];
/// A line of a page is about so long at the most; longer ones are whole paragraphs.
const PAGE_LINE: usize = 130;

/// Cuts pasted text into paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<Piece> {
    let text = clean_text(text);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut pieces: Vec<(Option<String>, Option<Mark>, String)> = Vec::new();
    let mut path: Vec<Mark> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() || is_page_number(line) {
            // A page may end in the middle of a sentence; the next line tells.
            continue;
        }
        let (label, line) = line_label(line);
        let (mark, rest) = mark_of(line);
        let gap = at > 0 && lines.get(at - 1).is_some_and(|before| before.is_empty());
        let before = pieces.last().map(|(_, _, text)| text.as_str()).unwrap_or_default();
        let goes_on = open && label.is_none() && mark.is_none() && continues(before, rest, gap.then_some(0).or_else(|| page_width(&lines, at)));
        match pieces.last_mut() {
            Some((_, _, text)) if goes_on => {
                text.push(' ');
                text.push_str(rest);
            }
            _ => pieces.push((label, mark, rest.to_owned())),
        }
        open = true;
    }
    let mut out = Vec::new();
    for (label, mark, text) in pieces {
        let text = tidy(&text);
        if text.is_empty() {
            continue;
        }
        if let Some(mark) = &mark {
            path.retain(|above| above.level < mark.level);
            path.push(mark.clone());
        }
        let locator = label.unwrap_or_else(|| match &mark {
            Some(mark) if !mark.name.is_empty() => place(&path),
            _ => format!("đoạn {}", out.len() + 1),
        });
        out.push(Piece { text, mark, locator });
    }
    out
}

/// How long the lines of a page are, among those that stand together with this one: at least two are that
/// full. Nothing when they do not look broken by a page.
fn page_width(lines: &[&str], at: usize) -> Option<usize> {
    let length = |line: &&str| line.chars().count();
    let before = lines.iter().take(at).rev().take_while(|line| !line.is_empty()).map(length);
    let after = lines.iter().skip(at).take_while(|line| !line.is_empty()).map(length);
    let lengths: Vec<usize> = before.chain(after).collect();
    let longest = lengths.iter().max().copied()?;
    let full = lengths.iter().filter(|length| **length * 10 >= longest * 8).count();
    (longest <= PAGE_LINE && full >= 2).then_some(longest)
}

/// Whether a line goes on with what stands before it; `width` is that of the page, none or 0 where it does not tell.
fn continues(before: &str, line: &str, width: Option<usize>) -> bool {
    let ended = before.ends_with(['.', ';', ':', '!', '?', '…', '”', '"', '»']);
    let Some(first) = line.chars().next() else { return false };
    if ended || is_heading(before) {
        return false;
    }
    if first.is_lowercase() {
        return true;
    }
    // A remark in brackets closes an item of a list.
    if before.ends_with(')') {
        return false;
    }
    // A capital in the middle of a page's paragraph: the line before was as full as the page allows.
    let Some(width) = width.filter(|width| *width > 0) else { return false };
    let length = before.chars().count();
    let last_line = length % (width + 1);
    length * 10 >= width * 8 && (length > width || last_line * 10 >= width * 8)
}

/// Capitals throughout: a title.
fn is_heading(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

fn is_page_number(line: &str) -> bool {
    let plain = line.trim_matches(['-', '–', ' ']);
    !plain.is_empty() && plain.len() <= 3 && plain.bytes().all(|byte| byte.is_ascii_digit())
}

/// "L12: …", "L12 …": the number of a line in a numbered copy.
fn line_label(line: &str) -> (Option<String>, &str) {
    let rest = line.strip_prefix('L').unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(number), Some(after)) = (rest.get(..digits), rest.get(digits..)) else { return (None, line) };
    let text = after.trim_start_matches([':', '.', ')', '\t', ' ']);
    if (1..=5).contains(&digits) && text.len() < after.len() { (Some(format!("L{number}")), text) } else { (None, line) }
}

/// The mark in front of a line and what follows it.
fn mark_of(line: &str) -> (Option<Mark>, &str) {
    let bullet = line.strip_prefix(BULLETS).map(str::trim_start);
    if let Some(rest) = bullet.filter(|rest| !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit() && line.starts_with('+'))) {
        return (Some(Mark { name: String::new(), level: 6 }), rest);
    }
    if let Some(found) = article(line) {
        return found;
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let length = inner.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(inner.len());
    let (Some(head), Some(after)) = (inner.get(..length), inner.get(length..)) else { return (None, line) };
    let closed = after.starts_with([')', '/']);
    let dotted = head.ends_with('.');
    let name = head.trim_end_matches('.');
    let rest = after.trim_start_matches([')', '/', '.']).trim_start();
    // "1.Bộ Công an": the space was lost.
    let (name, rest) = match glued(head) {
        Some((name, text)) if !closed => (name, line.get(line.len() - after.len() - text.len()..).unwrap_or(rest)),
        _ if closed || dotted => (name, rest),
        _ => return (None, line),
    };
    match level_of(name).filter(|_| !rest.is_empty()) {
        Some(level) => (Some(Mark { name: name.to_owned(), level }), rest),
        None => (None, line),
    }
}

/// "1.Bộ" as "1" and "Bộ".
fn glued(head: &str) -> Option<(&str, &str)> {
    let (name, text) = head.rsplit_once('.')?;
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_number && text.starts_with(char::is_uppercase)).then_some((name, text))
}

/// "Điều 3. …", "Khoản 2: …".
fn article(line: &str) -> Option<(Option<Mark>, &str)> {
    let (kind, rest) = line.split_once(' ')?;
    if !matches!(kind, "Điều" | "Khoản" | "Mục" | "Phần") {
        return None;
    }
    let length = rest.find(|c: char| !c.is_alphanumeric())?;
    let (number, after) = (rest.get(..length)?, rest.get(length..)?);
    let text = after.trim_start_matches(['.', ':', ' ']);
    let is_mark = after.starts_with(['.', ':']) && level_of(number).is_some() && !text.is_empty();
    let level = if kind == "Khoản" { 3 } else { 1 };
    is_mark.then(|| (Some(Mark { name: format!("{kind} {number}"), level }), text))
}

fn level_of(name: &str) -> Option<u8> {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [one] if digits(one) => Some(3),
        [one] if !one.is_empty() && one.len() <= 5 && one.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) => Some(2),
        [one] if one.chars().count() == 1 && one.chars().all(char::is_lowercase) => Some(5),
        [_, _, ..] if parts.len() <= 4 && parts.iter().all(|part| digits(part)) => Some(4),
        _ => None,
    }
}

/// "mục II.1, điểm a", "Điều 3, khoản 2".
fn place(path: &[Mark]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut numbers: Vec<&str> = Vec::new();
    for mark in path.iter().filter(|mark| !mark.name.is_empty()) {
        match mark.level {
            1 => parts.push(mark.name.clone()),
            3 if mark.name.starts_with("Khoản") => parts.push(mark.name.to_lowercase()),
            // A number of two parts names the one above it too.
            4 => numbers = numbers.into_iter().filter(|one| !mark.name.starts_with(&format!("{one}."))).chain([mark.name.as_str()]).collect(),
            2 | 3 => numbers.push(&mark.name),
            _ => {}
        }
    }
    if !numbers.is_empty() {
        let word = if parts.is_empty() { "mục" } else { "khoản" };
        parts.push(format!("{word} {}", numbers.join(".")));
    }
    parts.extend(path.iter().filter(|mark| mark.level == 5).map(|mark| format!("điểm {}", mark.name)));
    parts.join(", ")
}

/// Puts back the space a comma lost ("Thứ nhất,ưu tiên"), and closes "( a )".
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.trim().chars() {
        if matches!(before, ',' | ';') && c.is_alphabetic() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = paragraphs(text);
        let found: Vec<(&str, &str)> = found.iter().map(|piece| (piece.locator.as_str(), piece.text.as_str())).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn lines_become_paragraphs() {
        check("Một.\n\nHai.", &[("đoạn 1", "Một."), ("đoạn 2", "Hai.")]);
        // A page broke the lines, the space is a hard one, the hyphen a soft one.
        check("Bộ Công an khẩn\ntrương hoàn\u{a0}thiện hồ\u{ad} sơ.\nBộ Nội vụ rà soát.", &[("đoạn 1", "Bộ Công an khẩn trương hoàn thiện hồ sơ."), ("đoạn 2", "Bộ Nội vụ rà soát.")]);
        // A page ended in the middle of a sentence.
        check("Rà soát, lập phương án\n\n- 3 -\n\nphân bổ.", &[("đoạn 1", "Rà soát, lập phương án phân bổ.")]);
        check("Thứ nhất,ưu tiên;hoàn thành 2,5 điểm", &[("đoạn 1", "Thứ nhất, ưu tiên; hoàn thành 2,5 điểm")]);
        check(
            "Giao Bộ Thông tin và Truyền thông chủ trì, phối hợp với\nBộ Công an và các cơ quan có liên quan của Quốc hội,\nChính phủ rà soát quy định.",
            &[("đoạn 1", "Giao Bộ Thông tin và Truyền thông chủ trì, phối hợp với Bộ Công an và các cơ quan có liên quan của Quốc hội, Chính phủ rà soát quy định.")],
        );
        check("II. NHIỆM VỤ\nbộ Công an rà soát", &[("mục II", "NHIỆM VỤ"), ("đoạn 2", "bộ Công an rà soát")]);
        check("", &[]);
    }

    #[test]
    fn marks_become_places() {
        check(
            "II. NHIỆM VỤ\n1. Bộ Công an:\na) Rà soát;\nb) Báo cáo.\n2. Bộ Nội vụ:\n- Số hóa;\n+ Kết nối.",
            &[
                ("mục II", "NHIỆM VỤ"), ("mục II.1", "Bộ Công an:"), ("mục II.1, điểm a", "Rà soát;"), ("mục II.1, điểm b", "Báo cáo."),
                ("mục II.2", "Bộ Nội vụ:"), ("đoạn 6", "Số hóa;"), ("đoạn 7", "Kết nối."),
            ],
        );
        check("Điều 3. Giao Bộ Công an\n1. Rà soát\na) Lập", &[("Điều 3", "Giao Bộ Công an"), ("Điều 3, khoản 1", "Rà soát"), ("Điều 3, khoản 1, điểm a", "Lập")]);
        check("1. Một\n1.2. Hai\n(a) Ba\n1.Bốn", &[("mục 1", "Một"), ("mục 1.2", "Hai"), ("mục 1.2, điểm a", "Ba"), ("mục 1", "Bốn")]);
        check("L21: Trong đó\nL23 Đồng thời", &[("L21", "Trong đó"), ("L23", "Đồng thời")]);
        check("• Một\n● Hai\n– Ba\n\u{f0b7} Bốn\n* Năm", &[("đoạn 1", "Một"), ("đoạn 2", "Hai"), ("đoạn 3", "Ba"), ("đoạn 4", "Bốn"), ("đoạn 5", "Năm")]);
        // These are not marks.
        check("7 địa phương trình", &[("đoạn 1", "7 địa phương trình")]);
        check("2.398 cơ sở dữ liệu", &[("đoạn 1", "2.398 cơ sở dữ liệu")]);
        check("Bộ. Rồi", &[("đoạn 1", "Bộ. Rồi")]);
    }
}
