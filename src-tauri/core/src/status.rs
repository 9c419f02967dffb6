//! How a task stands on a chosen day, and the rates made of such standings.
//!
//! Nothing here is stored: a status is computed whenever somebody asks, for the day they ask about.
//! A deadline comes in as its last day, which is inclusive; reading the words of a deadline, and the
//! choice between the original and the current one after an extension, are left to the caller.

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known about one piece of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Last day of the deadline, inclusive; none for "khẩn trương", "sớm" and the like.
    pub deadline_last: Option<NaiveDate>,
    /// Day of completion. A day after the day asked about counts as not yet completed.
    pub completed_on: Option<NaiveDate>,
    /// Whether somebody has begun.
    pub started: bool,
    /// Tạm dừng.
    pub paused: bool,
    /// Thường xuyên, hằng năm, hằng quý …: outside the rates.
    pub ongoing: bool,
    /// Day since which the work is there, if known: of its assignment or of the document that names it.
    pub assigned_on: Option<NaiveDate>,
}

/// The one status of a piece of work on one day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Hoàn thành đúng hạn: done on or before the last day.
    DoneOnTime,
    /// Hoàn thành quá hạn.
    DoneLate,
    /// Hoàn thành (không thời hạn).
    DoneNoDeadline,
    /// Đang thực hiện, trong hạn.
    OpenInTime,
    /// Quá hạn chưa hoàn thành.
    OpenOverdue,
    /// Đang thực hiện (không thời hạn): never overdue.
    OpenNoDeadline,
    /// Thường xuyên: not an assigned task in the sense of the rates.
    Ongoing,
}

impl Status {
    /// Every status, in the order in which tables print them.
    pub const ALL: [Status; 7] = [
        Status::DoneOnTime,
        Status::DoneLate,
        Status::DoneNoDeadline,
        Status::OpenInTime,
        Status::OpenOverdue,
        Status::OpenNoDeadline,
        Status::Ongoing,
    ];

    /// Whether the work was completed, in time or not.
    pub fn is_done(self) -> bool {
        matches!(
            self,
            Status::DoneOnTime | Status::DoneLate | Status::DoneNoDeadline
        )
    }
}

/// When to remind and when to chase; an office may change both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reminders {
    /// Days before the last day at which "sắp đến hạn" is said with growing urgency.
    pub due_soon_days: Vec<u16>,
    /// Open work without a deadline is listed for chasing when older than this many months.
    pub chase_after_months: u16,
}

/// Steps of 7, 3 and 1 days; 3 months as in Bình Định's practice of 2022.
impl Default for Reminders {
    fn default() -> Self {
        Reminders {
            due_soon_days: vec![7, 3, 1],
            chase_after_months: 3,
        }
    }
}

/// A status together with what is said beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Standing {
    /// The status on the day asked about.
    pub status: Status,
    /// "(trễ N ngày)": days from the last day to completion, or to the day asked about; 0 if not late.
    pub late_days: i64,
    /// Days left of open work in time; 0 on the last day itself, none otherwise.
    pub due_in: Option<i64>,
    /// The narrowest reminder step the work has reached, in days, if it is open and in time.
    pub due_soon: Option<u16>,
    /// Chưa bắt đầu: open and nobody has begun.
    pub not_started: bool,
    /// Tạm dừng: open and paused. The deadline keeps running.
    pub paused: bool,
    /// Open, without a deadline and old enough to be chased.
    pub chase: bool,
}

/// How `work` stands at the end of the day `as_of`.
pub fn classify(work: &Work, as_of: NaiveDate, reminders: &Reminders) -> Standing {
    let completed = work.completed_on.filter(|day| *day <= as_of);
    let open = completed.is_none();
    let status = if work.ongoing {
        Status::Ongoing
    } else {
        match (completed, work.deadline_last) {
            (Some(_), None) => Status::DoneNoDeadline,
            (Some(day), Some(last)) if day <= last => Status::DoneOnTime,
            (Some(_), Some(_)) => Status::DoneLate,
            (None, None) => Status::OpenNoDeadline,
            (None, Some(last)) if as_of <= last => Status::OpenInTime,
            (None, Some(_)) => Status::OpenOverdue,
        }
    };
    let until = completed.unwrap_or(as_of);
    let past_last = work
        .deadline_last
        .map(|last| (until - last).num_days())
        .unwrap_or(0);
    let late = matches!(status, Status::DoneLate | Status::OpenOverdue);
    let due_in = (status == Status::OpenInTime).then_some(-past_last);
    let due_soon = due_in.and_then(|left| {
        let reached = reminders
            .due_soon_days
            .iter()
            .filter(|step| left <= i64::from(**step));
        reached.min().copied()
    });
    Standing {
        status,
        late_days: if late { past_last } else { 0 },
        due_in,
        due_soon,
        not_started: open && !work.started && status != Status::Ongoing,
        paused: open && work.paused,
        chase: status == Status::OpenNoDeadline && is_old(work, as_of, reminders),
    }
}

/// Older than the given months: the day after the same day that many months later has begun.
fn is_old(work: &Work, as_of: NaiveDate, reminders: &Reminders) -> bool {
    let months = Months::new(u32::from(reminders.chase_after_months));
    work.assigned_on
        .and_then(|day| day.checked_add_months(months))
        .is_some_and(|limit| limit < as_of)
}

/// How many pieces of work have each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Counts {
    /// See [`Status::DoneOnTime`].
    pub done_on_time: u64,
    /// See [`Status::DoneLate`].
    pub done_late: u64,
    /// See [`Status::DoneNoDeadline`].
    pub done_no_deadline: u64,
    /// See [`Status::OpenInTime`].
    pub open_in_time: u64,
    /// See [`Status::OpenOverdue`].
    pub open_overdue: u64,
    /// See [`Status::OpenNoDeadline`].
    pub open_no_deadline: u64,
    /// See [`Status::Ongoing`]; part of no sum and no rate below.
    pub ongoing: u64,
}

impl Counts {
    /// Counts one more piece of work.
    pub fn add(&mut self, status: Status) {
        let place = match status {
            Status::DoneOnTime => &mut self.done_on_time,
            Status::DoneLate => &mut self.done_late,
            Status::DoneNoDeadline => &mut self.done_no_deadline,
            Status::OpenInTime => &mut self.open_in_time,
            Status::OpenOverdue => &mut self.open_overdue,
            Status::OpenNoDeadline => &mut self.open_no_deadline,
            Status::Ongoing => &mut self.ongoing,
        };
        *place += 1;
    }

    /// The number counted under one status.
    pub fn of(&self, status: Status) -> u64 {
        match status {
            Status::DoneOnTime => self.done_on_time,
            Status::DoneLate => self.done_late,
            Status::DoneNoDeadline => self.done_no_deadline,
            Status::OpenInTime => self.open_in_time,
            Status::OpenOverdue => self.open_overdue,
            Status::OpenNoDeadline => self.open_no_deadline,
            Status::Ongoing => self.ongoing,
        }
    }

    /// All completed work, with and without a deadline.
    pub fn done(&self) -> u64 {
        self.done_on_time + self.done_late + self.done_no_deadline
    }

    /// All work not completed.
    pub fn open(&self) -> u64 {
        self.open_in_time + self.open_overdue + self.open_no_deadline
    }

    /// All assigned work. Ongoing work is not an assigned task.
    pub fn total(&self) -> u64 {
        self.done() + self.open()
    }

    /// Assigned work that has a deadline.
    pub fn with_deadline(&self) -> u64 {
        self.done_on_time + self.done_late + self.open_in_time + self.open_overdue
    }

    /// "Chậm": completed late or overdue now. A different word from "quá hạn".
    pub fn late(&self) -> u64 {
        self.done_late + self.open_overdue
    }

    /// One of the rates, with the two numbers it is made of.
    pub fn rate(&self, kind: RateKind) -> Rate {
        let sum = |statuses: &[Status]| statuses.iter().map(|status| self.of(*status)).sum();
        Rate {
            kind,
            numerator: sum(kind.above()),
            denominator: sum(kind.below()),
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.done_on_time += other.done_on_time;
        self.done_late += other.done_late;
        self.done_no_deadline += other.done_no_deadline;
        self.open_in_time += other.open_in_time;
        self.open_overdue += other.open_overdue;
        self.open_no_deadline += other.open_no_deadline;
        self.ongoing += other.ongoing;
    }
}

impl FromIterator<Status> for Counts {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut counts = Counts::default();
        for status in statuses {
            counts.add(status);
        }
        counts
    }
}

/// Which rate. Offices use different ones, so each is printed with its formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RateKind {
    /// Tỷ lệ quá hạn = overdue ÷ (done + overdue), as in report 1270/BC-TCTTTg of 2017: of the tasks that fell due,
    /// so only those that have a deadline are below the line.
    Overdue,
    /// Tỷ lệ hoàn thành = done ÷ all assigned, as in Hải Phòng's report of 2018.
    Completion,
    /// Tỷ lệ đúng hạn = on time ÷ done, as in Bình Định's report of 2022: what has no deadline is neither.
    OnTime,
    /// Tỷ lệ chậm = (done late + overdue) ÷ assigned with a deadline.
    Late,
}

impl RateKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [RateKind; 4] = [
        RateKind::Overdue,
        RateKind::Completion,
        RateKind::OnTime,
        RateKind::Late,
    ];

    /// The statuses counted above the line.
    pub fn above(self) -> &'static [Status] {
        match self {
            RateKind::Overdue => &[Status::OpenOverdue],
            RateKind::Completion => DONE,
            RateKind::OnTime => &[Status::DoneOnTime],
            RateKind::Late => &[Status::DoneLate, Status::OpenOverdue],
        }
    }

    /// The statuses counted below the line.
    pub fn below(self) -> &'static [Status] {
        match self {
            RateKind::Overdue => &[Status::DoneOnTime, Status::DoneLate, Status::OpenOverdue],
            RateKind::Completion => &[
                Status::DoneOnTime,
                Status::DoneLate,
                Status::DoneNoDeadline,
                Status::OpenInTime,
                Status::OpenOverdue,
                Status::OpenNoDeadline,
            ],
            RateKind::OnTime => &[Status::DoneOnTime, Status::DoneLate],
            RateKind::Late => &[Status::DoneOnTime, Status::DoneLate, Status::OpenInTime, Status::OpenOverdue],
        }
    }
}

/// Every status of completed work.
const DONE: &[Status] = &[Status::DoneOnTime, Status::DoneLate, Status::DoneNoDeadline];

/// A rate as the fraction it is. Nothing is rounded until it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Rate {
    /// Which rate this is.
    pub kind: RateKind,
    /// The part.
    pub numerator: u64,
    /// The whole; 0 when there is nothing to speak of.
    pub denominator: u64,
}

impl Rate {
    /// The rate in hundredths of a percent, half rounded up: 98,63 % is 9863. None for 0 ÷ 0. What falls short of
    /// all is never rounded up to 100 %, and what is more than nothing never down to 0 %.
    pub fn percent_hundredths(&self) -> Option<u64> {
        if self.denominator == 0 {
            return None;
        }
        let whole = u128::from(self.denominator);
        let doubled = u128::from(self.numerator) * 20_000 + whole;
        let rounded = u64::try_from(doubled / (2 * whole)).ok()?;
        Some(match (self.numerator == 0, self.numerator < self.denominator) {
            (false, true) => rounded.clamp(1, 9_999),
            _ => rounded,
        })
    }

    /// How this rate stands to an earlier one, usually of the same period last year.
    pub fn since(&self, earlier: &Rate) -> RateChange {
        let points = self
            .percent_hundredths()
            .zip(earlier.percent_hundredths())
            .and_then(|(now, before)| {
                let now = i64::try_from(now).ok()?;
                Some(now - i64::try_from(before).ok()?)
            });
        let comparable = self.denominator != 0 && earlier.denominator != 0;
        let here = u128::from(self.numerator) * u128::from(earlier.denominator);
        let there = u128::from(earlier.numerator) * u128::from(self.denominator);
        let trend = match here.cmp(&there) {
            std::cmp::Ordering::Less => Trend::Down,
            std::cmp::Ordering::Equal => Trend::Same,
            std::cmp::Ordering::Greater => Trend::Up,
        };
        RateChange {
            points_hundredths: points,
            trend: comparable.then_some(trend),
        }
    }
}

/// The step from an earlier rate to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RateChange {
    /// Difference of the two printed percentages in hundredths of a point, so that a reader who
    /// subtracts them finds the same. None if one of the rates is 0 ÷ 0.
    pub points_hundredths: Option<i64>,
    /// Comparison of the exact fractions, which may differ where the printed percentages do not.
    pub trend: Option<Trend>,
}

/// Which way a number went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Tăng.
    Up,
    /// Giảm.
    Down,
    /// Không đổi.
    Same,
}

#[cfg(test)]
mod tests;
