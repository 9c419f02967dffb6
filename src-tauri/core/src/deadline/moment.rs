//! A day, month, quarter … as it is named, and the days and the EDTF value it stands for.

use chrono::{Datelike, Days, NaiveDate};

use crate::period::YEARS;
use crate::problem::Problem;

/// What is named, without its year. The numbers are as written and may not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Day {
        day: u32,
        month: u32,
    },
    Month {
        month: u32,
    },
    Quarter {
        quarter: u32,
    },
    /// "N tháng đầu năm".
    FirstMonths {
        count: u32,
    },
    /// "N tháng cuối năm".
    LastMonths {
        count: u32,
    },
    /// Thượng tuần, trung tuần, hạ tuần: days 1–10, 11–20, 21 to the end.
    TenDays {
        third: u32,
        month: u32,
    },
    Year,
}

/// A shape with its year, if the text gives one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub shape: Shape,
    pub year: Option<u32>,
}

/// The days something takes, both ends inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub edtf: String,
}

impl Moment {
    /// # Errors
    /// When the year is missing or the day, month, quarter or year does not exist.
    pub fn span(&self) -> Result<Span, Problem> {
        let written = self.year.ok_or_else(|| Problem::new("deadline.no_year"))?;
        let year = i32::try_from(written)
            .ok()
            .filter(|year| YEARS.contains(year))
            .ok_or_else(|| {
                Problem::new("deadline.no_such_year")
                    .with("year", written)
                    .with("first", YEARS.start())
                    .with("last", YEARS.end())
            })?;
        match self.shape {
            Shape::Day { day, month } => {
                let date = one_day(year, month, day)?;
                Ok(Span {
                    first: date,
                    last: date,
                    edtf: date.to_string(),
                })
            }
            Shape::Month { month } => months(year, month, month, format!("{year}-{month:02}")),
            Shape::Quarter { quarter } => {
                if !(1..=4).contains(&quarter) {
                    return Err(Problem::new("deadline.no_such_quarter").with("quarter", quarter));
                }
                // EDTF numbers the quarters 33 to 36 and the half-years 40 and 41.
                let edtf = format!("{year}-{}", 32 + quarter);
                months(year, quarter * 3 - 2, quarter * 3, edtf)
            }
            Shape::FirstMonths { count: 6 } => months(year, 1, 6, format!("{year}-40")),
            Shape::LastMonths { count: 6 } => months(year, 7, 12, format!("{year}-41")),
            Shape::FirstMonths { count } => {
                months(year, 1, count, format!("{year}-01/{year}-{count:02}"))
            }
            Shape::LastMonths { count } => {
                let from = 13u32.saturating_sub(count);
                months(year, from, 12, format!("{year}-{from:02}/{year}-12"))
            }
            Shape::TenDays { third, month } => {
                let whole = months(year, month, month, String::new())?;
                let first = one_day(year, month, third * 10 - 9)?;
                let last = if third == 3 {
                    whole.last
                } else {
                    one_day(year, month, third * 10)?
                };
                let edtf = format!("{first}/{last}");
                Ok(Span { first, last, edtf })
            }
            Shape::Year => months(year, 1, 12, year.to_string()),
        }
    }
}

/// From the beginning of one moment to the end of another; the first may leave its year to the second.
pub(super) fn range(first: &Moment, second: &Moment) -> Result<Span, Problem> {
    let year = first.year.or(second.year);
    let (from, to) = (Moment { year, ..*first }.span()?, second.span()?);
    if to.last < from.first || to.first < from.first {
        return Err(Problem::new("deadline.reversed"));
    }
    let plain = |shape| matches!(shape, Shape::Day { .. } | Shape::Month { .. } | Shape::Year);
    let edtf = if plain(first.shape) && plain(second.shape) {
        format!("{}/{}", from.edtf, to.edtf)
    } else {
        format!("{}/{}", from.first, to.last)
    };
    Ok(Span {
        first: from.first,
        last: to.last,
        edtf,
    })
}

fn one_day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Problem> {
    let whole = months(year, month, month, String::new())?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        Problem::new("deadline.no_such_day")
            .with("day", day)
            .with("month", month)
            .with("year", year)
            .with("days", whole.last.day())
    })
}

fn months(year: i32, first: u32, last: u32, edtf: String) -> Result<Span, Problem> {
    let start = |year, month| {
        NaiveDate::from_ymd_opt(year, month, 1)
            .ok_or_else(|| Problem::new("deadline.no_such_month").with("month", month))
    };
    let after = if last == 12 {
        start(year + 1, 1)?
    } else {
        start(year, last)?;
        start(year, last + 1)?
    };
    let first = start(year, first)?;
    let last = after
        .checked_sub_days(Days::new(1))
        .ok_or_else(|| Problem::new("deadline.unreadable"))?;
    Ok(Span { first, last, edtf })
}
