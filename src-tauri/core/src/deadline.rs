//! Deadlines as the documents write them: "trong quý II/2024", "trước 30/5/2024", "đúng tiến độ".
//!
//! The words stay; beside them stand an EDTF value (ISO 8601-2), the first and the last day. The last
//! day is inclusive and ends at 24:00. A numeric date is always day first, quarters and half-years are
//! those of the calendar, and nothing is guessed: a text whose figures are not all understood is
//! refused with the reason. Deadlines counted in days from an event are left out; a person fixes them.

mod find;
mod moment;
mod token;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;
use crate::text::clean_line;
use find::{Find, Lead};
use moment::Span;
use token::Tokens;

/// How "trước 30/5/2024" is meant. Offices usually accept the day itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum BeforeDay {
    /// The named day is the last day.
    #[default]
    Inclusive,
    /// The day before it is the last day.
    Exclusive,
}

/// What kind of deadline the words state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineClass {
    /// There is a last day.
    Dated,
    /// Không thời hạn: "khẩn trương", "đúng tiến độ", "sớm" and the like.
    None,
    /// Thường xuyên.
    Ongoing,
    /// Hằng năm, hằng quý, hằng tháng, định kỳ.
    Recurring,
}

impl DeadlineClass {
    /// Thường xuyên or coming back: not an assigned task, and outside the rates.
    pub fn is_regular(self) -> bool {
        matches!(self, DeadlineClass::Ongoing | DeadlineClass::Recurring)
    }
}

/// What was taken for granted and may be turned round by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Assumption {
    /// "trước 30/5/2024" read as "on 30 May at the latest".
    BeforeDayInclusive,
    /// "trước 30/5/2024" read as "on 29 May at the latest".
    BeforeDayExclusive,
}

/// A deadline that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Deadline {
    /// The words, in NFC, with white space collapsed and invisible characters removed.
    pub text: String,
    /// EDTF: `2024-05-31`, `2024-05`, `2024-34`, `2024/2025`, `../2024-11-30`; only if dated.
    pub edtf: Option<String>,
    /// First day; none if the words name only an end.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub first_day: Option<NaiveDate>,
    /// Last day, inclusive; there is one exactly when the class is [`DeadlineClass::Dated`].
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub last_day: Option<NaiveDate>,
    /// What kind of deadline this is.
    pub class: DeadlineClass,
    /// Set when "trước" stands before a day.
    pub assumption: Option<Assumption>,
}

/// Words for work that goes on or comes back: outside the rates.
const RECURRING: &[&str] = &[
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
    "hằng tuần",
    "hàng tuần",
    "hằng ngày",
    "hàng ngày",
    "mỗi năm",
    "mỗi quý",
    "mỗi tháng",
    "mỗi tuần",
    "mỗi ngày",
    "định kỳ",
    "định kì",
    "tháng lần",
    "quý lần",
];

const ONGOING: &[&str] = &["thường xuyên", "liên tục", "suốt năm", "quanh năm"];

/// Words that urge or refer elsewhere without naming a day.
const UNDATED: &[&str] = &[
    "đúng tiến độ",
    "bảo đảm tiến độ",
    "đảm bảo tiến độ",
    "đẩy nhanh",
    "khẩn trương",
    "sớm",
    "ngay",
    "lập tức",
    "kịp thời",
    "nhanh chóng",
    "tiếp tục",
    "thời gian tới",
    "trước mắt",
    "đúng hạn",
    "đúng thời hạn",
    "đúng quy định",
    "theo tiến độ",
    "theo kế hoạch",
    "theo quy định",
    "theo yêu cầu",
    "theo chỉ đạo",
    "khi có",
    "sau khi",
    "không thời hạn",
    "không có thời hạn",
    "không quy định",
    "không xác định",
    "chưa xác định",
    "chưa có thời hạn",
];

/// Reads the words of a deadline.
///
/// `before` settles "trước" in front of a day; in front of a month, quarter or year it always means the
/// day before that begins. "Trước 17 giờ ngày 30/5/2024" leaves nothing to settle.
///
/// # Errors
/// `deadline.empty`; `deadline.no_words` (nothing that names a time); `deadline.unreadable` (figures that
/// were not all understood); `deadline.no_such_day`, `.no_such_month`, `.no_such_quarter`,
/// `.no_such_year`; `.two_digit_year`; `.no_year`; `.several_dates`; `.start_only`; `.vague` ("đầu năm");
/// `.reversed`; `.relative` ("sau kỳ họp … năm 2024"); `.mixed` ("hằng tháng" with a day of the calendar).
pub fn read(text: &str, before: BeforeDay) -> Result<Deadline, Problem> {
    let text = clean_line(text);
    if text.is_empty() {
        return Err(Problem::new("deadline.empty"));
    }
    read_clean(&text, before).map_err(|problem| Problem {
        code: problem.code,
        params: [vec![("text", text)], problem.params].concat(),
    })
}

/// Like [`read`], but where nothing is written there is no deadline.
///
/// # Errors
/// Those of [`read`] without `deadline.empty`.
pub fn read_or_none(text: &str, before: BeforeDay) -> Result<Deadline, Problem> {
    if clean_line(text).is_empty() {
        Ok(undated("", DeadlineClass::None))
    } else {
        read(text, before)
    }
}

fn read_clean(text: &str, before: BeforeDay) -> Result<Deadline, Problem> {
    let tokens = Tokens::of(text);
    let lasting = if tokens.say_any(RECURRING) {
        Some(DeadlineClass::Recurring)
    } else if tokens.say_any(ONGOING) {
        Some(DeadlineClass::Ongoing)
    } else {
        None
    };
    let finds = find::all(&tokens)?;
    if let Some(class) = lasting {
        return lasting_deadline(text, class, &finds);
    }
    match finds.as_slice() {
        [] if tokens.have_numbers() => Err(Problem::new("deadline.unreadable")),
        [] if tokens.say_any(UNDATED) => Ok(undated(text, DeadlineClass::None)),
        [] => Err(Problem::new("deadline.no_words")),
        [one] => dated(text, &tokens, one, before),
        _ => Err(Problem::new("deadline.several_dates")),
    }
}

fn undated(text: &str, class: DeadlineClass) -> Deadline {
    Deadline {
        text: text.to_string(),
        edtf: None,
        first_day: None,
        last_day: None,
        class,
        assumption: None,
    }
}

/// "Thường xuyên trong năm 2024" stays ongoing; "hằng tháng" beside 31/12/2025 says two things.
fn lasting_deadline(text: &str, class: DeadlineClass, finds: &[Find]) -> Result<Deadline, Problem> {
    for found in finds.iter().filter(|found| found.names_year()) {
        found.span()?;
        if !found.is_whole_years() {
            return Err(Problem::new("deadline.mixed"));
        }
    }
    Ok(undated(text, class))
}

fn dated(
    text: &str,
    tokens: &Tokens,
    found: &Find,
    before: BeforeDay,
) -> Result<Deadline, Problem> {
    let time = found.time_beside(tokens)?;
    let span = found.span()?;
    let lead = found.lead(tokens);
    if lead.vague {
        return Err(Problem::new("deadline.vague"));
    }
    if lead.from && !found.is_range() {
        return Err(Problem::new("deadline.start_only"));
    }
    if found.leaves_event(tokens) {
        return Err(Problem::new("deadline.relative"));
    }
    if found.leaves_numbers(tokens) || found.is_year_among_other_words(tokens) {
        return Err(Problem::new("deadline.unreadable"));
    }
    let (last_day, assumption) = last_day(found, &span, &lead, time, before)?;
    let only_end = lead.before || lead.until;
    Ok(Deadline {
        text: text.to_string(),
        edtf: Some(if only_end {
            format!("../{last_day}")
        } else if last_day == span.last {
            span.edtf
        } else {
            last_day.to_string()
        }),
        first_day: (!only_end).then_some(span.first.min(last_day)),
        last_day: Some(last_day),
        class: DeadlineClass::Dated,
        assumption,
    })
}

fn last_day(
    found: &Find,
    span: &Span,
    lead: &Lead,
    time: Option<find::Time>,
    before: BeforeDay,
) -> Result<(NaiveDate, Option<Assumption>), Problem> {
    let day_before = |day: NaiveDate| {
        day.checked_sub_days(Days::new(1))
            .ok_or_else(|| Problem::new("deadline.unreadable"))
    };
    if let Some(time) = time {
        // At 0:00 a day has only begun: what is due then is due by the end of the day before.
        let last = if time.is_midnight() {
            day_before(span.last)?
        } else {
            span.last
        };
        return Ok((last, None));
    }
    if !lead.before || lead.end {
        return Ok((span.last, None));
    }
    if !found.is_day() {
        return Ok((day_before(span.first)?, None));
    }
    match before {
        _ if found.is_range() => Err(Problem::new("deadline.unreadable")),
        BeforeDay::Inclusive => Ok((span.last, Some(Assumption::BeforeDayInclusive))),
        BeforeDay::Exclusive => Ok((day_before(span.last)?, Some(Assumption::BeforeDayExclusive))),
    }
}

#[cfg(test)]
mod tests;
