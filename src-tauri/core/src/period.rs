//! Reporting periods in the two calendars an office lives with.
//!
//! Administrative reports run from the 15th to the 14th (NĐ 09/2019/NĐ-CP, Điều 12); statistics follow
//! the calendar months. "Tháng 5/2024" is therefore two different sets of days, and every function that
//! turns a period into days asks for the calendar. Whose calendar applies to a report or an indicator is
//! stored with it, not decided here.

use chrono::{Datelike, Duration, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::problem::Problem;

/// The first and the last year a period may lie in.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Which set of days a period stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Periodic reports to superiors (NĐ 09/2019/NĐ-CP, Điều 12).
    Administrative,
    /// Statistics: calendar months, quarters and years.
    Statistical,
}

/// Length of a period.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// One day, the same in both calendars.
    Day,
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// 6 tháng đầu năm, 6 tháng cuối năm.
    HalfYear,
    /// 9 tháng: January to September only. Used by local rules, not named in NĐ 09/2019.
    NineMonths,
    /// Năm.
    Year,
}

impl PeriodKind {
    /// Every kind, shortest first.
    pub const ALL: [PeriodKind; 6] = [
        PeriodKind::Day,
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::HalfYear,
        PeriodKind::NineMonths,
        PeriodKind::Year,
    ];

    /// Length in months; a day has none.
    pub(crate) fn months(self) -> u32 {
        match self {
            PeriodKind::Day => 0,
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::HalfYear => 6,
            PeriodKind::NineMonths => 9,
            PeriodKind::Year => 12,
        }
    }

    /// How many periods of this kind a year has.
    fn in_year(self, year: i32) -> u32 {
        match self {
            PeriodKind::Day => {
                NaiveDate::from_ymd_opt(year, 12, 31).map_or(365, |day| day.ordinal())
            }
            PeriodKind::Month => 12,
            PeriodKind::Quarter => 4,
            PeriodKind::HalfYear => 2,
            PeriodKind::NineMonths | PeriodKind::Year => 1,
        }
    }
}

/// The last day of an administrative period within its last month: the 14th (NĐ 09/2019/NĐ-CP, Điều 12). No setting:
/// the same code in a file of another office has to mean the same days. What each level sets for itself is only by
/// when it is sent (Điều 8).
const CUT_OFF_DAY: u32 = 14;

/// The day of the last month by which ministries and provinces send a report (NĐ 09/2019/NĐ-CP, Điều 13).
pub const SEND_BY_DAY: u32 = 25;

/// A day by which reports may be sent: after the data are closed, and there in February too.
///
/// # Errors
/// `period.send_by` when it is not.
pub fn check_send_by(day: u32) -> Result<u32, Problem> {
    let allowed = CUT_OFF_DAY + 1..=28;
    if allowed.contains(&day) { Ok(day) } else { Err(Problem::new("period.send_by").with("day", day).with("first", CUT_OFF_DAY + 1)) }
}

/// A day, month, quarter, half-year, nine months or year: always one that exists.
///
/// Stored and sent as its code: `2024-05-31`, `2024-05`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, TS)]
#[schemars(with = "String")]
#[ts(type = "string")]
pub struct Period {
    kind: PeriodKind,
    year: i32,
    number: u32,
}

/// The name of a period: a key of the word lists and the values for its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// For example `period.quarter`, "quý {roman}/{year}".
    pub key: &'static str,
    /// Placeholder name and value.
    pub params: Vec<(&'static str, String)>,
}

impl Period {
    /// The `number`-th period of its kind in `year`, counted from 1; a day is counted within the year.
    ///
    /// # Errors
    /// `period.no_such` when the year has no such period or lies outside [`YEARS`].
    pub fn new(kind: PeriodKind, year: i32, number: u32) -> Result<Self, Problem> {
        if YEARS.contains(&year) && (1..=kind.in_year(year)).contains(&number) {
            Ok(Period { kind, year, number })
        } else {
            Err(Problem::new("period.no_such")
                .with("year", year)
                .with("number", number))
        }
    }

    /// Its length.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The year it is named after. An administrative January begins in the year before.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Its place among its kind in the year, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// The period of this kind that holds `day`. None outside [`YEARS`], and for nine months when the
    /// day lies in the last quarter.
    pub fn containing(
        day: NaiveDate,
        kind: PeriodKind,
        calendar: Calendar,
    ) -> Option<Self> {
        if kind == PeriodKind::Day {
            return Period::new(kind, day.year(), day.ordinal()).ok();
        }
        let shifted = match calendar {
            Calendar::Administrative if day.day() > CUT_OFF_DAY => 1,
            _ => 0,
        };
        let month0 = day.month0() + shifted;
        let (year, month0) = (day.year() + i32::from(month0 == 12), month0 % 12);
        Period::new(kind, year, month0 / kind.months() + 1).ok()
    }

    /// The month, quarter, half, nine months or year that has just these days by the calendar of statistics.
    pub fn of_days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let statistical = Calendar::Statistical;
        PeriodKind::ALL.into_iter().filter(|kind| *kind != PeriodKind::Day).find_map(|kind| {
            let period = Period::containing(first, kind, statistical)?;
            let fits = period.first_day(statistical) == first && period.last_day(statistical) == last;
            fits.then_some(period)
        })
    }

    /// The newest period of this kind that has begun by `day`: the one that holds it, and in the last quarter, which no
    /// nine months hold, the nine months that are over. None outside [`YEARS`].
    pub fn latest(day: NaiveDate, kind: PeriodKind, calendar: Calendar) -> Option<Self> {
        let over = || {
            let year = Period::containing(day, PeriodKind::Year, calendar).filter(|_| kind == PeriodKind::NineMonths)?;
            Period::new(kind, year.year, 1).ok()
        };
        Period::containing(day, kind, calendar).or_else(over)
    }

    /// First day of the period.
    pub fn first_day(self, calendar: Calendar) -> NaiveDate {
        if self.kind == PeriodKind::Day {
            return day_of_year(self.year, self.number);
        }
        let first_month0 = (self.number - 1) * self.kind.months();
        match calendar {
            Calendar::Statistical => day_in(self.year, first_month0, 1),
            Calendar::Administrative => {
                let (year, month0) = match first_month0.checked_sub(1) {
                    Some(month0) => (self.year, month0),
                    None => (self.year - 1, 11),
                };
                day_in(year, month0, CUT_OFF_DAY + 1)
            }
        }
    }

    /// Last day of the period, inclusive.
    pub fn last_day(self, calendar: Calendar) -> NaiveDate {
        if self.kind == PeriodKind::Day {
            return day_of_year(self.year, self.number);
        }
        let after_month0 = self.number * self.kind.months();
        match calendar {
            Calendar::Statistical => {
                let (year, month0) = (self.year + i32::from(after_month0 == 12), after_month0 % 12);
                day_in(year, month0, 1) - Duration::days(1)
            }
            Calendar::Administrative => day_in(self.year, after_month0 - 1, CUT_OFF_DAY),
        }
    }

    /// Last day to send the administrative report of this period, by the day of the month at which the office sends.
    ///
    /// None for statistics, whose own regimes set the day, and for single days.
    pub fn send_by(self, calendar: Calendar, day: u32) -> Option<NaiveDate> {
        if calendar == Calendar::Statistical || self.kind == PeriodKind::Day {
            return None;
        }
        let last_month0 = self.number * self.kind.months() - 1;
        Some(day_in(self.year, last_month0, day))
    }

    /// Whether `day` lies in the period.
    pub fn contains(self, day: NaiveDate, calendar: Calendar) -> bool {
        self.first_day(calendar) <= day && day <= self.last_day(calendar)
    }

    /// The following period of the same kind; after nine months, those of the next year.
    /// None when it would leave [`YEARS`].
    pub fn next(self) -> Option<Self> {
        if self.number < self.kind.in_year(self.year) {
            return Period::new(self.kind, self.year, self.number + 1).ok();
        }
        Period::new(self.kind, self.year + 1, 1).ok()
    }

    /// The period before, of the same kind. None when it would leave [`YEARS`].
    pub fn previous(self) -> Option<Self> {
        if self.number > 1 {
            return Period::new(self.kind, self.year, self.number - 1).ok();
        }
        let year = self.year - 1;
        Period::new(self.kind, year, self.kind.in_year(year)).ok()
    }

    /// The period and those before it, of the same kind, newest first.
    pub fn backwards(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |period| period.previous())
    }

    /// The same period of the year before ("cùng kỳ năm trước"). None for 29 February and when it would
    /// leave [`YEARS`].
    pub fn same_last_year(self) -> Option<Self> {
        let year = self.year - 1;
        if self.kind != PeriodKind::Day {
            return Period::new(self.kind, year, self.number).ok();
        }
        let day = day_of_year(self.year, self.number);
        let before = NaiveDate::from_ymd_opt(year, day.month(), day.day())?;
        Period::new(PeriodKind::Day, year, before.ordinal()).ok()
    }

    /// The stable code, as stored.
    pub fn code(self) -> String {
        let Period { kind, year, number } = self;
        match kind {
            PeriodKind::Day => day_of_year(year, number).to_string(),
            PeriodKind::Month => format!("{year}-{number:02}"),
            PeriodKind::Quarter => format!("{year}-Q{number}"),
            PeriodKind::HalfYear => format!("{year}-H{number}"),
            PeriodKind::NineMonths => format!("{year}-9M"),
            PeriodKind::Year => format!("{year}"),
        }
    }

    /// Reads a code written by [`Period::code`], and nothing else.
    ///
    /// # Errors
    /// `period.unreadable` for any other text.
    pub fn parse(code: &str) -> Result<Self, Problem> {
        let read = || {
            let (year, rest) = match code.split_once('-') {
                Some((year, rest)) => (year, rest),
                None => (code, ""),
            };
            let year: i32 = year.parse().ok()?;
            let (kind, number) = if rest.is_empty() {
                (PeriodKind::Year, 1)
            } else if rest == "9M" {
                (PeriodKind::NineMonths, 1)
            } else if let Some(number) = rest.strip_prefix('Q') {
                (PeriodKind::Quarter, number.parse().ok()?)
            } else if let Some(number) = rest.strip_prefix('H') {
                (PeriodKind::HalfYear, number.parse().ok()?)
            } else if rest.contains('-') {
                let day: NaiveDate = code.parse().ok()?;
                (PeriodKind::Day, day.ordinal())
            } else {
                (PeriodKind::Month, rest.parse().ok()?)
            };
            let period = Period::new(kind, year, number).ok()?;
            (period.code() == code).then_some(period)
        };
        read().ok_or_else(|| Problem::new("period.unreadable").with("text", code))
    }

    /// What it is called: "tháng 5/2024", "quý II/2024", "6 tháng đầu năm 2024" …, without the calendar.
    pub fn name(self) -> Name {
        let year = ("year", self.year.to_string());
        let number = ("number", self.number.to_string());
        let (key, params) = match self.kind {
            PeriodKind::Day => {
                let day = day_of_year(self.year, self.number);
                let date = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
                ("period.day", vec![("date", date)])
            }
            PeriodKind::Month => ("period.month", vec![number, year]),
            PeriodKind::Quarter => {
                let roman = match self.number {
                    1 => "I",
                    2 => "II",
                    3 => "III",
                    _ => "IV",
                };
                let roman = ("roman", roman.to_string());
                ("period.quarter", vec![number, roman, year])
            }
            PeriodKind::HalfYear if self.number == 1 => ("period.first_half", vec![year]),
            PeriodKind::HalfYear => ("period.second_half", vec![year]),
            PeriodKind::NineMonths => ("period.nine_months", vec![year]),
            PeriodKind::Year => ("period.year", vec![year]),
        };
        Name { key, params }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code())
    }
}

impl std::str::FromStr for Period {
    type Err = Problem;

    fn from_str(code: &str) -> Result<Self, Problem> {
        Period::parse(code)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Period::parse(&code).map_err(serde::de::Error::custom)
    }
}

/// A day that exists because [`Period::new`] and [`check_send_by`] admit no other.
fn day_in(year: i32, month0: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month0 + 1, day).unwrap_or_default()
}

fn day_of_year(year: i32, ordinal: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(year, ordinal).unwrap_or_default()
}

#[cfg(test)]
mod tests;
