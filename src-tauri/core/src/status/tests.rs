//! The table of domain section "Status of a task", and three reports that were really printed.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn work(deadline: &str, completed: &str) -> Work {
    Work {
        deadline_last: (!deadline.is_empty()).then(|| day(deadline)),
        completed_on: (!completed.is_empty()).then(|| day(completed)),
        started: true,
        ..Work::default()
    }
}

#[test]
fn classifies() {
    use Status::*;
    let none: Option<i64> = None;
    #[rustfmt::skip]
    let cases = [
        // deadline, completed, as of, status, late, due in, due soon
        ("2024-05-31", "2024-05-30", "2024-06-30", DoneOnTime, 0, none, None),
        ("2024-05-31", "2024-05-31", "2024-06-30", DoneOnTime, 0, none, None),
        ("2024-05-31", "2024-06-01", "2024-06-30", DoneLate, 1, none, None),
        ("2024-05-31", "2024-09-21", "2024-12-31", DoneLate, 113, none, None),
        ("2024-05-31", "2024-05-31", "2024-05-31", DoneOnTime, 0, none, None),
        ("2024-05-31", "2024-05-20", "2024-05-19", OpenInTime, 0, Some(12), None),
        ("2024-05-31", "2024-06-15", "2024-06-10", OpenOverdue, 10, none, None),
        ("2024-05-31", "", "2024-05-31", OpenInTime, 0, Some(0), Some(1)),
        ("2024-05-31", "", "2024-05-30", OpenInTime, 0, Some(1), Some(1)),
        ("2024-05-31", "", "2024-05-29", OpenInTime, 0, Some(2), Some(3)),
        ("2024-05-31", "", "2024-05-28", OpenInTime, 0, Some(3), Some(3)),
        ("2024-05-31", "", "2024-05-27", OpenInTime, 0, Some(4), Some(7)),
        ("2024-05-31", "", "2024-05-24", OpenInTime, 0, Some(7), Some(7)),
        ("2024-05-31", "", "2024-05-23", OpenInTime, 0, Some(8), None),
        ("2024-05-31", "", "2024-06-01", OpenOverdue, 1, none, None),
        ("2024-02-29", "", "2025-02-28", OpenOverdue, 365, none, None),
        ("", "2024-05-31", "2024-05-31", DoneNoDeadline, 0, none, None),
        ("", "2024-05-31", "2024-05-30", OpenNoDeadline, 0, none, None),
        ("", "", "2024-05-30", OpenNoDeadline, 0, none, None),
        ("2024-11-30", "", "2024-11-30", OpenInTime, 0, Some(0), Some(1)),
        ("2024-11-30", "", "2024-12-01", OpenOverdue, 1, none, None),
    ];
    for (deadline, completed, as_of, status, late_days, due_in, due_soon) in cases {
        let found = classify(
            &work(deadline, completed),
            day(as_of),
            &Reminders::default(),
        );
        let told = (found.status, found.late_days, found.due_in, found.due_soon);
        let case = format!("due {deadline:?}, done {completed:?}, as of {as_of}");
        assert_eq!(told, (status, late_days, due_in, due_soon), "case {case}");
    }
}

#[test]
fn ongoing_work_is_outside() {
    for (deadline, completed) in [("", ""), ("2024-05-31", ""), ("2024-05-31", "2024-06-30")] {
        let case = Work {
            ongoing: true,
            started: false,
            ..work(deadline, completed)
        };
        let found = classify(&case, day("2024-12-31"), &Reminders::default());
        assert_eq!(found.status, Status::Ongoing, "case {case:?}");
        assert_eq!(found.late_days, 0, "case {case:?}");
        assert!(!found.not_started, "case {case:?}");
    }
}

#[test]
fn flags_of_open_work() {
    let asked = day("2024-05-20");
    let idle = Work {
        started: false,
        paused: true,
        ..work("2024-05-31", "2024-05-25")
    };
    let open = classify(&idle, asked, &Reminders::default());
    assert!(open.not_started && open.paused);
    let done = classify(&idle, day("2024-05-25"), &Reminders::default());
    assert!(!done.not_started && !done.paused);
}

#[test]
fn chases_old_work_without_deadline() {
    let cases = [
        ("2024-02-20", "", "2024-05-20", false),
        ("2024-02-20", "", "2024-05-21", true),
        ("2023-11-30", "", "2024-02-29", false),
        ("2023-11-30", "", "2024-03-01", true),
        ("2024-02-20", "2024-12-31", "2024-05-21", false),
        ("", "", "2024-05-21", false),
    ];
    for (assigned, deadline, as_of, chase) in cases {
        let case = Work {
            assigned_on: (!assigned.is_empty()).then(|| day(assigned)),
            ..work(deadline, "")
        };
        let found = classify(&case, day(as_of), &Reminders::default());
        assert_eq!(found.chase, chase, "assigned {assigned}, as of {as_of}");
    }
}

#[test]
fn steps_are_a_setting() {
    let reminders = Reminders {
        due_soon_days: vec![2, 30],
        chase_after_months: 1,
    };
    let found = classify(&work("2024-05-31", ""), day("2024-05-10"), &reminders);
    assert_eq!(found.due_soon, Some(30));
    let found = classify(&work("2024-05-31", ""), day("2024-05-30"), &reminders);
    assert_eq!(found.due_soon, Some(2));
}

#[test]
fn what_has_no_deadline_is_neither_on_time_nor_due() {
    let counts = Counts { done_no_deadline: 4, open_overdue: 5, open_no_deadline: 20, ..Counts::default() };
    let fraction = |kind| (counts.rate(kind).numerator, counts.rate(kind).denominator);
    assert_eq!(fraction(RateKind::OnTime), (0, 0), "nobody was late or on time");
    assert_eq!(fraction(RateKind::Overdue), (5, 5), "all that fell due");
    assert_eq!(fraction(RateKind::Completion), (4, 29));
}

#[test]
fn report_1270_of_2017() {
    let counts = Counts {
        done_on_time: 14_068,
        done_late: 1_983,
        open_in_time: 5_640,
        open_overdue: 223,
        ..Counts::default()
    };
    assert_eq!((counts.done(), counts.open()), (16_051, 5_863));
    assert_eq!(counts.total(), 21_914);
    let overdue = counts.rate(RateKind::Overdue);
    assert_eq!((overdue.numerator, overdue.denominator), (223, 16_274));
    assert_eq!(overdue.percent_hundredths(), Some(137));
    let done_of_due = Rate {
        numerator: counts.done(),
        ..overdue
    };
    assert_eq!(done_of_due.percent_hundredths(), Some(9863));
    assert_eq!(counts.late(), 2_206);
    let late = counts.rate(RateKind::Late);
    assert_eq!((late.numerator, late.denominator), (2_206, 21_914));
}

#[test]
fn hai_phong_of_2018() {
    let counts = Counts {
        done_on_time: 13_119,
        open_in_time: 15_533 - 13_119,
        ..Counts::default()
    };
    let rate = counts.rate(RateKind::Completion);
    assert_eq!((rate.numerator, rate.denominator), (13_119, 15_533));
    assert_eq!(rate.percent_hundredths(), Some(8446));
}

#[test]
fn binh_dinh_of_2022() {
    let counts = Counts {
        done_on_time: 1_014,
        done_late: 1_160 - 1_014,
        ..Counts::default()
    };
    let rate = counts.rate(RateKind::OnTime);
    assert_eq!((rate.numerator, rate.denominator), (1_014, 1_160));
    // The report prints one decimal: 87,4 %.
    assert_eq!(rate.percent_hundredths(), Some(8741));
}

#[test]
fn percentages_round_half_up_but_never_to_all_or_nothing() {
    let cases = [
        (0, 0, None),
        (5, 0, None),
        (0, 7, Some(0)),
        (7, 7, Some(10000)),
        (1, 3, Some(3333)),
        (2, 3, Some(6667)),
        (1, 20_000, Some(1)),
        (1, 20_001, Some(1)),
        (19_999, 20_000, Some(9999)),
        (19_997, 20_000, Some(9999)),
        (u64::MAX, u64::MAX, Some(10000)),
        (41, 53, Some(7736)),
    ];
    for (numerator, denominator, expected) in cases {
        let rate = Rate {
            kind: RateKind::Completion,
            numerator,
            denominator,
        };
        let case = format!("{numerator} ÷ {denominator}");
        assert_eq!(rate.percent_hundredths(), expected, "case {case}");
    }
}

#[test]
fn compares_with_an_earlier_rate() {
    let rate = |numerator, denominator| Rate {
        kind: RateKind::OnTime,
        numerator,
        denominator,
    };
    let cases = [
        (rate(3, 4), rate(1, 2), Some(2500), Some(Trend::Up)),
        (rate(1, 2), rate(3, 4), Some(-2500), Some(Trend::Down)),
        (rate(2, 4), rate(1, 2), Some(0), Some(Trend::Same)),
        (rate(2, 3), rate(1, 3), Some(3334), Some(Trend::Up)),
        (rate(100_001, 200_000), rate(1, 2), Some(0), Some(Trend::Up)),
        (rate(0, 0), rate(1, 2), None, None),
        (rate(1, 2), rate(0, 0), None, None),
    ];
    for (now, before, points, trend) in cases {
        let change = now.since(&before);
        assert_eq!(
            (change.points_hundredths, change.trend),
            (points, trend),
            "case {now:?} since {before:?}"
        );
    }
}

#[test]
fn names_on_the_wire() {
    let json = serde_json::to_string(&Status::ALL).unwrap();
    assert_eq!(
        json,
        r#"["done_on_time","done_late","done_no_deadline","open_in_time","open_overdue","open_no_deadline","ongoing"]"#
    );
}

proptest! {
    #[test]
    fn every_standing_is_counted_once(
        works in proptest::collection::vec((proptest::option::of(0i64..400), proptest::option::of(0i64..400), any::<bool>()), 0..40),
        as_of in 0i64..400,
    ) {
        let start = day("2024-01-01");
        let at = |offset: i64| start + chrono::Duration::days(offset);
        let mut counts = Counts::default();
        for (deadline, completed, ongoing) in &works {
            let one = Work {
                deadline_last: deadline.map(at),
                completed_on: completed.map(at),
                ongoing: *ongoing,
                ..Work::default()
            };
            let found = classify(&one, at(as_of), &Reminders::default());
            prop_assert!(found.late_days >= 0);
            let late = matches!(found.status, Status::DoneLate | Status::OpenOverdue);
            prop_assert_eq!(late, found.late_days > 0);
            prop_assert_eq!(found.due_in.is_some(), found.status == Status::OpenInTime);
            counts.add(found.status);
        }
        let sum: u64 = Status::ALL.iter().map(|status| counts.of(*status)).sum();
        prop_assert_eq!(sum, works.len() as u64);
        prop_assert_eq!(counts.total() + counts.ongoing, works.len() as u64);
        for kind in RateKind::ALL {
            let rate = counts.rate(kind);
            prop_assert!(rate.numerator <= rate.denominator);
            prop_assert!(rate.percent_hundredths().is_none_or(|percent| percent <= 10000));
        }
    }
}
