//! The product a statement names: what is issued, built or submitted.

use super::token::Words;

const MAKING: &[&str] = &["ban hành", "thông qua", "phê duyệt", "xây dựng", "hoàn thiện", "lập", "trình", "quốc hội"];
const LINKS: &[&str] = &["các", "về", "một số", "bộ"];
const PRODUCTS: &[&str] = &[
    "chiến lược", "đề án", "dự án luật", "luật", "nghị định", "nghị quyết", "kế hoạch", "chương trình", "quyết định", "chỉ thị", "thông tư", "tờ trình", "hồ sơ",
    "phương án", "bộ tiêu chí", "quy chế", "quy hoạch", "văn bản hướng dẫn", "bộ chỉ số",
];
const ENDS: &[&str] = &["quy định", "để", "nhằm", "theo", "trong đó", "nhất là", "trước", "trong", "trình", "báo cáo", "làm cơ sở"];
/// Behind a comma: the next thing to do, not a part of the name.
const NEXT: &[&str] = &["trình", "báo cáo", "bảo đảm", "đảm bảo", "bổ sung", "tổ chức", "đồng thời", "làm cơ sở", "triển khai", "hoàn thành", "nhất là"];

/// The product in a statement's words, if they name one right behind what makes it.
pub(super) fn product(statement: &str) -> Option<String> {
    let words = Words::of(statement);
    let behind = |at: usize, phrases: &[&str]| {
        let begins = |phrase: &&str| at.checked_sub(phrase.split(' ').count()).filter(|from| words.says(*from, phrase).is_some());
        if words.gap(at).contains([',', ';']) { None } else { phrases.iter().find_map(begins) }
    };
    let made = |at: usize| {
        let at = behind(at, LINKS).unwrap_or(at);
        let at = behind(at, LINKS).unwrap_or(at);
        behind(at, MAKING).is_some()
    };
    let start = (1..words.len()).find(|at| words.says_any(*at, PRODUCTS).is_some() && made(*at))?;
    let length = words.says_any(start, PRODUCTS)?;
    let quoted = words.gap(start + length).contains(['“', '"']);
    let mut end = start + length;
    while end < words.len() {
        let gap = words.gap(end);
        let closed = quoted && gap.contains(['”']);
        let new_clause = gap.contains([';', ':']) || (gap.contains(',') && !quoted && words.says_any(end, NEXT).is_some());
        if closed || new_clause || (!quoted && words.says_any(end, ENDS).is_some()) {
            break;
        }
        end += 1;
    }
    let from = words.get(start)?.from;
    let to = words.get(end).map_or(statement.len(), |next| next.from);
    let text = statement.get(from..to)?.trim_end_matches([' ', ',', ';', ':', '.']).trim_end();
    let text = if text.matches('(').count() > text.matches(')').count() { text.rsplit_once('(').map_or(text, |(before, _)| before.trim_end()) } else { text };
    let mut letters = text.chars();
    let first = letters.next()?;
    (text.split_whitespace().count() >= length + 1).then(|| first.to_uppercase().collect::<String>() + letters.as_str())
}
