//! What a sheet of tasks says in words about when they were given out and how they stand: the day of a document in a
//! title, and "Hoàn thành", "Đang thực hiện" or something else in a column. Nothing that speaks of completion is taken
//! for anything else.

use chrono::NaiveDate;

use super::known;
use crate::text::{clean_line, fold};

/// How a task stands, as a cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// The cell says nothing.
    Nothing,
    /// It is done, on this day where one is said.
    Done(Option<NaiveDate>),
    /// It is not done.
    Open,
    /// It speaks of completion, but not that the task is done.
    Unclear,
    /// Other words: what came of it.
    Other,
}

/// Reads how a task stands.
pub fn stands(text: &str) -> Stands {
    const OPEN: &[&str] = &[
        "chua", "chua hoan thanh", "chua thuc hien", "chua trien khai", "chua bat dau", "chua den han", "dang thuc hien", "dang trien khai", "dang xu ly", "trong han",
        "con han", "qua han", "tam dung", "open", "in progress", "not started", "not done", "overdue", "paused",
    ];
    const DONE: &[&str] = &["da hoan thanh", "hoan thanh", "da xong", "xong", "da thuc hien xong", "done", "completed", "finished"];
    const HOW: &[&str] = &["", "dung han", "trong han", "som", "som han", "truoc han", "qua han", "tre", "tre han", "cham", "cham han", "on time", "late", "100", "100%"];
    let folded = fold(&clean_line(text));
    let said = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    if said.is_empty() {
        return Stands::Nothing;
    }
    if OPEN.contains(&said) {
        return Stands::Open;
    }
    let rest = DONE.iter().find_map(|word| said.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric())));
    if let Some(rest) = rest {
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        return match day_of(rest) {
            _ if HOW.contains(&rest) => Stands::Done(None),
            Some(day) => Stands::Done(Some(day)),
            None => Stands::Unclear,
        };
    }
    let speaks = ["hoan thanh", "complete", "done"].iter().any(|word| said.contains(word));
    if speaks { Stands::Unclear } else { Stands::Other }
}

/// The one day that words mean, also after "ngày".
fn day_of(words: &str) -> Option<NaiveDate> {
    known::day(words.strip_prefix("ngay ").or_else(|| words.strip_prefix("vao ngay ")).unwrap_or(words))
}

/// The day of a document that a title names: "Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2024". A day up to which
/// something is told is none.
pub fn document_day(title: &str) -> Option<NaiveDate> {
    let folded = fold(&clean_line(title));
    folded.match_indices("ngay ").find_map(|(at, word)| {
        let before = folded.get(..at)?.trim_end();
        if ["den", "den het", "truoc", "sau", "tu", "het"].iter().any(|word| before == *word || before.ends_with(&format!(" {word}"))) {
            return None;
        }
        let rest: String = folded.get(at + word.len()..)?.chars().take(30).collect();
        let piece = rest.split([')', ',', ';', '(']).next()?.trim();
        // Words may follow the day.
        let mut cuts: Vec<usize> = piece.match_indices(' ').map(|(cut, _)| cut).collect();
        cuts.push(piece.len());
        cuts.into_iter().rev().find_map(|cut| day_of(piece.get(..cut)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn what_speaks_of_completion_is_done_or_asked_never_open() {
        for done in ["Hoàn thành", "Đã hoàn thành.", "HOÀN THÀNH QUÁ HẠN", "Hoàn thành (đúng hạn)", "Xong", "Completed", "Hoàn thành 100%"] {
            assert_eq!(stands(done), Stands::Done(None), "{done}");
        }
        for done in ["Đã hoàn thành ngày 20/5/2024", "Hoàn thành 20/05/2024", "Hoàn thành (ngày 20/5/2024)"] {
            assert_eq!(stands(done), Stands::Done(day("2024-05-20")), "{done}");
        }
        for open in ["Chưa hoàn thành", "Đang thực hiện", "Quá hạn"] {
            assert_eq!(stands(open), Stands::Open, "{open}");
        }
        for unclear in ["Hoàn thành 80%", "Cơ bản hoàn thành", "Hoàn thành một phần", "Sắp hoàn thành"] {
            assert_eq!(stands(unclear), Stands::Unclear, "{unclear}");
        }
        assert_eq!((stands(" - "), stands("Đã trình Thủ tướng")), (Stands::Nothing, Stands::Other));
    }

    #[test]
    fn a_title_says_the_day_of_its_document() {
        assert_eq!(document_day("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh)"), day("2024-01-05"));
        assert_eq!(document_day("Hà Nội, ngày 06 tháng 5 năm 2024"), day("2024-05-06"));
        for none in ["Số liệu tính đến ngày 31/5/2024", "Đến hết ngày 31/5/2024", "DANH MỤC NHIỆM VỤ", "Theo dõi hằng ngày"] {
            assert_eq!(document_day(none), None, "{none}");
        }
    }
}
