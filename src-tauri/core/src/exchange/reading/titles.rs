//! What the titles above a table, and the sheet's name, say of all its rows: the period, the day, the indicator, and
//! which agencies they name. A title that tells what the sheet belongs to (a decree, a plan, another year) says nothing
//! of the figures, and titles that say two things say nothing either: a person is asked then.

use chrono::NaiveDate;

use super::cells::Sheet;
use super::known::{self, Known};
use super::layout::Layout;
use crate::period::Period;
use crate::text::clean_line;

/// Titles with one of these tell which document the sheet belongs to.
const DOCUMENTS: &[&str] = &["kèm theo", "ban hành", "căn cứ", "thông tư", "nghị định", "nghị quyết", "quyết định", "chỉ thị", "công văn"];
/// What stands behind one of these is not what was reached.
const OTHERS: &[&str] = &["so với", "cùng kỳ", "phương hướng", "kế hoạch năm", "mục tiêu", "giai đoạn", "ước", "dự kiến"];
/// What a period begins with, the longer first.
const MARKERS: &[&str] = &["6 tháng", "9 tháng", "quý", "tháng", "năm"];
/// How many words a period has at the most.
const MOST_WORDS: usize = 6;

/// What the titles say.
#[derive(Debug, Default, PartialEq)]
pub struct Titles {
    /// The period, if they name one and no other.
    pub period: Option<Period>,
    /// The day up to which the figures go.
    pub day: Option<NaiveDate>,
    /// The indicator, by id.
    pub indicator: Option<String>,
    /// The agencies that stand there by themselves, by id.
    pub agencies: Vec<String>,
}

impl Titles {
    /// Whose sheet it is, as its titles say it: of a letterhead the last one, for the office above stands first. None
    /// when this office is among them.
    pub fn sender(&self, own: Option<&str>) -> Option<&str> {
        let names_own = self.agencies.iter().any(|id| Some(id.as_str()) == own);
        self.agencies.last().map(String::as_str).filter(|_| !names_own)
    }
}

/// Reads the titles of a table.
pub fn read(layout: &Layout, sheet: &Sheet, known: &Known) -> Titles {
    let lines: Vec<String> = layout.titles.iter().chain(std::iter::once(&sheet.name)).map(|title| clean_line(title)).collect();
    let mut agencies: Vec<String> = Vec::new();
    for id in lines.iter().filter_map(|line| known.agency(line, None).ok().flatten()) {
        if !agencies.contains(&id) {
            agencies.push(id);
        }
    }
    Titles {
        period: period_of(&lines),
        day: lines.iter().find_map(|line| day_of(line)),
        indicator: lines.iter().find_map(|line| known.indicator(line).or_else(|| known.indicator_within(line)).map(|one| one.id.clone())),
        agencies,
    }
}

/// The part of a title that speaks of the figures, in small letters.
fn told(title: &str) -> Option<String> {
    let lower = title.to_lowercase();
    if DOCUMENTS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let end = OTHERS.iter().filter_map(|word| lower.find(&format!("{word} "))).min().unwrap_or(lower.len());
    Some(lower.get(..end).unwrap_or_default().to_owned())
}

fn period_of(titles: &[String]) -> Option<Period> {
    let mut found: Vec<Period> = Vec::new();
    for title in titles.iter().filter_map(|title| told(title)) {
        found.extend(periods_in(&title)?);
    }
    found.sort_by_key(|period| period.code());
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Every period in a title; none at all when there is one that cannot be read: "5 tháng đầu năm 2024".
fn periods_in(title: &str) -> Option<Vec<Period>> {
    let mut starts: Vec<(usize, &str)> = MARKERS.iter().flat_map(|marker| title.match_indices(marker).map(|(at, _)| (at, *marker))).collect();
    starts.sort_by_key(|(at, marker)| (*at, std::cmp::Reverse(marker.len())));
    let (mut found, mut until) = (Vec::new(), 0);
    for (at, marker) in starts {
        let (before, rest) = (title.get(..at)?.trim_end(), title.get(at..)?);
        if at < until || before.chars().next_back().is_some_and(char::is_alphabetic) && title.get(..at)?.len() == before.len() {
            continue;
        }
        let words: Vec<&str> = rest.split([')', ',', ';', '(']).next().unwrap_or_default().split_whitespace().take(MOST_WORDS).collect();
        // The shortest that is one: what follows may be another.
        let read = (1..=words.len()).find_map(|count| {
            let text = words.get(..count)?.join(" ");
            Some((known::period(text.trim_end_matches(['.', ':', '-']))?, text.len()))
        });
        let numbered = |text: &str| text.chars().next().is_some_and(|c| c.is_ascii_digit()) || ["i", "ii", "iii", "iv"].contains(&text);
        let after = words.get(if marker.contains(' ') { 2 } else { 1 }).copied().unwrap_or_default();
        let last = before.split_whitespace().next_back().unwrap_or_default();
        match read {
            // "ngày 05 tháng 4 năm 2024" is a day, and says nothing of the period.
            Some((_, length)) if before.contains("ngày") && numbered(last) => until = at + length,
            Some((period, length)) if !["đầu", "cuối", "giữa"].contains(&last) => {
                found.push(period);
                until = at + length;
            }
            Some(_) => return None,
            None if marker != "năm" && (numbered(after) || numbered(last)) => return None,
            None => {}
        }
    }
    Some(found)
}

fn day_of(title: &str) -> Option<NaiveDate> {
    let told = told(title)?;
    ["đến ngày", "đến hết ngày", "tính đến"].iter().find_map(|marker| {
        let rest: String = told.get(told.find(marker)? + marker.len()..)?.chars().take(30).collect();
        known::day(rest.split([')', ',', ';', '(']).next()?.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(titles: &[&str]) -> String {
        let lines: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        period_of(&lines).map(Period::code).unwrap_or_default()
    }

    #[test]
    fn titles_say_the_period_if_they_say_one() {
        for (titles, expected) in [
            (vec!["BÁO CÁO KẾT QUẢ CHUYỂN ĐỔI SỐ QUÝ I/2024"], "2024-Q1"),
            (vec!["Kết quả thực hiện năm 2023 (số liệu chính thức)"], "2023"),
            (vec!["Kết quả Quý I năm 2024 của các bộ"], "2024-Q1"),
            (vec!["KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"], "2024-H1"),
            (vec!["BÁO CÁO", "Tháng 5/2024"], "2024-05"),
            (vec!["Biểu số 1"], ""),
            (vec!["KẾT QUẢ THEO KẾ HOẠCH NĂM 2020", "QUÝ I/2024"], "2024-Q1"),
            (vec!["SO VỚI NĂM 2023", "Quý I năm 2024"], "2024-Q1"),
            (vec!["SO VỚI NĂM 2023"], ""),
            (vec!["5 tháng đầu năm 2024"], ""),
            (vec!["KẾT QUẢ NĂM 2024 - QUÝ I"], ""),
            (vec!["KẾT QUẢ QUÝ I/2024", "PHƯƠNG HƯỚNG QUÝ II/2024"], "2024-Q1"),
            (vec!["QUÝ II/2024 (số liệu quý I/2024)"], ""),
            (vec!["ban hành kèm theo Thông tư năm 2022"], ""),
            (vec!["Hà Nội, ngày 05 tháng 4 năm 2024"], ""),
            (vec!["Hà Nội, ngày 05 tháng 4 năm 2024", "QUÝ I/2024"], "2024-Q1"),
        ] {
            assert_eq!(period(&titles), expected, "{titles:?}");
        }
    }

    #[test]
    fn titles_say_the_day_up_to_which_the_figures_go() {
        let day = |title: &str| day_of(title).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("(Số liệu tính đến ngày 31/5/2024)"), "2024-05-31");
        for title in ["Kèm theo báo cáo", "(Kèm theo Báo cáo số 12/BC ngày 05/4/2024)", "Thông tư số 12/2022/TT-BTTTT ngày 12/8/2022", "Hà Nội, ngày 05 tháng 4 năm 2024"] {
            assert_eq!(day(title), "", "{title}");
        }
    }
}
