//! The days of NĐ 09/2019/NĐ-CP, and the law that consecutive periods leave no gap and no overlap.

use proptest::prelude::*;

use super::*;

const CALENDARS: [Calendar; 2] = [Calendar::Administrative, Calendar::Statistical];

fn period(code: &str) -> Period {
    Period::parse(code).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn days_of_each_period() {
    #[rustfmt::skip]
    let cases = [
        // code, administrative first and last, send by, statistical first and last
        ("2024-05", "2024-04-15", "2024-05-14", "2024-05-25", "2024-05-01", "2024-05-31"),
        ("2024-01", "2023-12-15", "2024-01-14", "2024-01-25", "2024-01-01", "2024-01-31"),
        ("2024-02", "2024-01-15", "2024-02-14", "2024-02-25", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-11-15", "2024-12-14", "2024-12-25", "2024-12-01", "2024-12-31"),
        ("2024-Q1", "2023-12-15", "2024-03-14", "2024-03-25", "2024-01-01", "2024-03-31"),
        ("2024-Q2", "2024-03-15", "2024-06-14", "2024-06-25", "2024-04-01", "2024-06-30"),
        ("2024-Q3", "2024-06-15", "2024-09-14", "2024-09-25", "2024-07-01", "2024-09-30"),
        ("2024-Q4", "2024-09-15", "2024-12-14", "2024-12-25", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2023-12-15", "2024-06-14", "2024-06-25", "2024-01-01", "2024-06-30"),
        ("2024-H2", "2024-06-15", "2024-12-14", "2024-12-25", "2024-07-01", "2024-12-31"),
        ("2024-9M", "2023-12-15", "2024-09-14", "2024-09-25", "2024-01-01", "2024-09-30"),
        ("2024", "2023-12-15", "2024-12-14", "2024-12-25", "2024-01-01", "2024-12-31"),
    ];
    for (code, first, last, send_by, from, to) in cases {
        let own = period(code);
        let administrative = (
            own.first_day(Calendar::Administrative),
            own.last_day(Calendar::Administrative),
            own.send_by(Calendar::Administrative, SEND_BY_DAY),
        );
        let expected = (day(first), day(last), Some(day(send_by)));
        assert_eq!(administrative, expected, "case {code}, administrative");
        let statistical = (
            own.first_day(Calendar::Statistical),
            own.last_day(Calendar::Statistical),
            own.send_by(Calendar::Statistical, SEND_BY_DAY),
        );
        assert_eq!(
            statistical,
            (day(from), day(to), None),
            "case {code}, statistical"
        );
    }
}

#[test]
fn single_days() {
    for calendar in CALENDARS {
        let own = period("2024-02-29");
        assert_eq!(own.first_day(calendar), day("2024-02-29"));
        assert_eq!(own.last_day(calendar), day("2024-02-29"));
        assert_eq!(own.send_by(calendar, SEND_BY_DAY), None);
    }
}

#[test]
fn the_day_decides_the_period() {
    use PeriodKind::*;
    let cases = [
        ("2024-05-14", Month, "2024-05", "2024-05"),
        ("2024-05-15", Month, "2024-06", "2024-05"),
        ("2024-12-14", Year, "2024", "2024"),
        ("2024-12-15", Year, "2025", "2024"),
        ("2024-12-31", Month, "2025-01", "2024-12"),
        ("2024-03-15", Quarter, "2024-Q2", "2024-Q1"),
        ("2024-06-15", HalfYear, "2024-H2", "2024-H1"),
        ("2024-12-20", NineMonths, "2025-9M", ""),
        ("2024-09-14", NineMonths, "2024-9M", "2024-9M"),
        ("2024-09-15", NineMonths, "", "2024-9M"),
        ("2024-12-31", Day, "2024-12-31", "2024-12-31"),
    ];
    for (asked, kind, administrative, statistical) in cases {
        for (calendar, expected) in CALENDARS.into_iter().zip([administrative, statistical]) {
            let found = Period::containing(day(asked), kind, calendar);
            let code = found.map(Period::code).unwrap_or_default();
            assert_eq!(code, expected, "case {asked} {kind:?} {calendar:?}");
        }
    }
}

#[test]
fn neighbours() {
    let cases = [
        ("2024-05", "2024-04", "2024-06", "2023-05"),
        ("2024-01", "2023-12", "2024-02", "2023-01"),
        ("2024-12", "2024-11", "2025-01", "2023-12"),
        ("2024-Q4", "2024-Q3", "2025-Q1", "2023-Q4"),
        ("2024-H1", "2023-H2", "2024-H2", "2023-H1"),
        ("2024-9M", "2023-9M", "2025-9M", "2023-9M"),
        ("2024", "2023", "2025", "2023"),
        ("2024-02-29", "2024-02-28", "2024-03-01", ""),
        ("2024-03-01", "2024-02-29", "2024-03-02", "2023-03-01"),
        ("2024-12-31", "2024-12-30", "2025-01-01", "2023-12-31"),
        ("2199", "2198", "", "2198"),
        ("1900-01", "", "1900-02", ""),
    ];
    let code = |found: Option<Period>| found.map(Period::code).unwrap_or_default();
    for (own, previous, next, last_year) in cases {
        let own_period = period(own);
        assert_eq!(code(own_period.previous()), previous, "before {own}");
        assert_eq!(code(own_period.next()), next, "after {own}");
        assert_eq!(
            code(own_period.same_last_year()),
            last_year,
            "a year before {own}"
        );
    }
}

#[test]
fn refuses_other_codes() {
    for text in [
        "",
        "2024-5",
        "2024-13",
        "2024-00",
        "2024-Q5",
        "2024-Q0",
        "2024-Q02",
        "2024-H3",
        "2024-9m",
        "2024-q1",
        "24-05",
        "2024-02-30",
        "2024-2-3",
        "1899",
        "2200",
        "2024-",
        "-2024",
        "+2024",
        " 2024",
        "2024-Q+1",
        "2024-+5",
        "2024-05-31 ",
        "tháng 5/2024",
    ] {
        let found = Period::parse(text);
        let problem = found.expect_err(&format!("case {text:?}"));
        assert_eq!(problem.code, "period.unreadable", "case {text:?}");
    }
}

#[test]
fn names() {
    let cases = [
        ("2024-05-06", "period.day", "date=06/05/2024"),
        ("2024-05", "period.month", "number=5 year=2024"),
        ("2024-Q2", "period.quarter", "number=2 roman=II year=2024"),
        ("2024-Q4", "period.quarter", "number=4 roman=IV year=2024"),
        ("2024-H1", "period.first_half", "year=2024"),
        ("2024-H2", "period.second_half", "year=2024"),
        ("2024-9M", "period.nine_months", "year=2024"),
        ("2024", "period.year", "year=2024"),
    ];
    for (code, key, params) in cases {
        let name = period(code).name();
        let told: Vec<String> = name
            .params
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        assert_eq!(
            (name.key, told.join(" ").as_str()),
            (key, params),
            "case {code}"
        );
    }
}

#[test]
fn reports_are_sent_after_the_data_are_closed() {
    for (day, fine) in [(14, false), (15, true), (25, true), (28, true), (29, false), (0, false)] {
        assert_eq!(check_send_by(day).is_ok(), fine, "case {day}");
    }
}

#[test]
fn travels_as_its_code() {
    assert_eq!(
        serde_json::to_string(&period("2024-Q2")).unwrap(),
        r#""2024-Q2""#
    );
    assert!(serde_json::from_str::<Period>(r#""2024-Q7""#).is_err());
}

fn kinds_that_tile() -> impl Strategy<Value = PeriodKind> {
    use PeriodKind::*;
    proptest::sample::select(vec![Day, Month, Quarter, HalfYear, Year])
}

proptest! {
    #[test]
    fn periods_tile_time(
        kind in kinds_that_tile(),
        year in 1901i32..2199,
        pick in 0u32..366,
        calendar in proptest::sample::select(CALENDARS.to_vec()),
        day_to_send in 15u32..=28,
    ) {
        let number = pick % kind.in_year(year) + 1;
        let this = Period::new(kind, year, number).unwrap();
        let (first, last) = (this.first_day(calendar), this.last_day(calendar));
        prop_assert!(first <= last);
        let next = this.next().unwrap();
        prop_assert_eq!(next.first_day(calendar), last + Duration::days(1));
        prop_assert_eq!(next.previous(), Some(this));
        let before = this.previous().unwrap();
        prop_assert_eq!(before.last_day(calendar) + Duration::days(1), first);
        for day in [first, last, first + (last - first) / 2] {
            prop_assert_eq!(Period::containing(day, kind, calendar), Some(this));
            prop_assert!(this.contains(day, calendar));
        }
        prop_assert!(!this.contains(last + Duration::days(1), calendar));
        if let Some(send_by) = this.send_by(calendar, day_to_send) {
            prop_assert!(send_by > last);
        }
    }

    #[test]
    fn codes_come_back(kind in proptest::sample::select(PeriodKind::ALL.to_vec()), year in 1900i32..=2199, pick in 0u32..366) {
        let own = Period::new(kind, year, pick % kind.in_year(year) + 1).unwrap();
        prop_assert_eq!(Period::parse(&own.code()), Ok(own));
    }

    #[test]
    fn shorter_periods_fill_longer_ones(year in 1901i32..2199, calendar in proptest::sample::select(CALENDARS.to_vec())) {
        let whole = Period::new(PeriodKind::Year, year, 1).unwrap();
        for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::HalfYear] {
            let first = Period::new(kind, year, 1).unwrap();
            let last = Period::new(kind, year, kind.in_year(year)).unwrap();
            prop_assert_eq!(first.first_day(calendar), whole.first_day(calendar));
            prop_assert_eq!(last.last_day(calendar), whole.last_day(calendar));
        }
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,12}") {
        let _ = Period::parse(&text);
    }
}

/// The cases that the screens' own reckoning is held to as well.
#[test]
fn screens_and_book_reckon_alike() {
    let cases: serde_json::Value = serde_json::from_str(include_str!("../../../../tests/files/periods.json")).unwrap();
    let text = |case: &serde_json::Value, name: &str| case[name].as_str().unwrap().to_owned();
    for case in cases["latest"].as_array().unwrap() {
        let kind: PeriodKind = serde_json::from_value(case["kind"].clone()).unwrap();
        for (calendar, name) in [(Calendar::Administrative, "administrative"), (Calendar::Statistical, "statistical")] {
            let found = Period::latest(day(&text(case, "day")), kind, calendar).map(Period::code);
            assert_eq!(found, Some(text(case, name)), "{case}");
        }
    }
    for case in cases["last_day"].as_array().unwrap() {
        for (calendar, name) in [(Calendar::Administrative, "administrative"), (Calendar::Statistical, "statistical")] {
            assert_eq!(period(&text(case, "period")).last_day(calendar), day(&text(case, name)), "{case}");
        }
    }
    for case in cases["before"].as_array().unwrap() {
        assert_eq!(period(&text(case, "period")).previous().map(Period::code), Some(text(case, "before")), "{case}");
    }
}
