//! Cases computed by hand, and what holds for every case. `table` sets the methods side by side.

mod table;

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A point such as "2024-12-31 48,5" with a decimal point; none for "".
fn point(text: &str) -> Option<Dated> {
    let (on, value) = text.split_once(' ')?;
    Some(Dated {
        value: value.parse().unwrap(),
        day: day(on),
    })
}

fn case(
    baseline: &str,
    observed: &str,
    goal: Goal,
    target_day: &str,
    direction: Direction,
) -> Case {
    Case {
        direction,
        baseline: point(baseline),
        observed: point(observed),
        goal: Some(goal),
        target_day: (!target_day.is_empty()).then(|| day(target_day)),
        over_after: None,
        precision: Precision::Exact,
        has_target: true,
        method_since: None,
        as_of: day("2024-04-10"),
    }
}

fn near(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (None, None) => true,
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        _ => false,
    }
}

/// 2020-01-01 to 2030-01-01 has 3653 days, so the tables use spans of round numbers of days:
/// 2024-01-01 + 100 days = 2024-04-10, + 50 = 2024-02-20, + 40 = 2024-02-10, + 120 = 2024-04-30.
const START: &str = "2024-01-01 ";
const END: &str = "2024-04-10";

#[test]
fn assesses() {
    use Band::*;
    use Direction::{Higher, Lower};
    use Goal::*;
    let none = None::<f64>;
    #[rustfmt::skip]
    let cases = [
        // baseline value, observed, target, better, band, L, expected
        // rising from zero
        ("0", "2024-02-20 50", AtLeast(100.0), Higher, OnTrack, Some(1.0), Some(50.0)),
        ("0", "2024-02-20 47.5", AtLeast(100.0), Higher, OnTrack, Some(0.95), Some(50.0)),
        ("0", "2024-02-20 47.4", AtLeast(100.0), Higher, SpeedUp, Some(0.948), Some(50.0)),
        ("0", "2024-02-20 30", AtLeast(100.0), Higher, SpeedUp, Some(0.6), Some(50.0)),
        ("0", "2024-02-20 29.9", AtLeast(100.0), Higher, Slow, Some(0.598), Some(50.0)),
        ("0", "2024-02-20 0", AtLeast(100.0), Higher, Slow, Some(0.0), Some(50.0)),
        ("0", "2024-02-20 -1", AtLeast(100.0), Higher, MovingAway, Some(-0.02), Some(50.0)),
        ("0", "2024-02-10 0.1", AtLeast(100.0), Higher, Slow, Some(0.0025), Some(40.0)),
        ("0", "2024-02-20 75", AtLeast(100.0), Higher, OnTrack, Some(1.5), Some(50.0)),
        // reached and overshot
        ("0", "2024-02-20 100", AtLeast(100.0), Higher, Achieved, Some(2.0), Some(50.0)),
        ("0", "2024-04-10 100", AtLeast(100.0), Higher, Achieved, Some(1.0), Some(100.0)),
        ("0", "2024-04-10 130", AtLeast(100.0), Higher, Achieved, Some(1.3), Some(100.0)),
        // from a baseline that is not zero
        ("40", "2024-02-20 50", AtLeast(60.0), Higher, OnTrack, Some(1.0), Some(50.0)),
        ("40", "2024-02-20 44", AtLeast(60.0), Higher, Slow, Some(0.4), Some(50.0)),
        ("40", "2024-02-20 35", AtLeast(60.0), Higher, MovingAway, Some(-0.5), Some(50.0)),
        ("-20", "2024-02-20 -10", AtLeast(0.0), Higher, OnTrack, Some(1.0), Some(-10.0)),
        // falling
        ("20", "2024-02-10 12", AtMost(0.0), Lower, OnTrack, Some(1.0), Some(12.0)),
        ("20", "2024-02-10 16", AtMost(0.0), Lower, Slow, Some(0.5), Some(12.0)),
        ("20", "2024-02-10 22", AtMost(0.0), Lower, MovingAway, Some(-0.25), Some(12.0)),
        ("20", "2024-02-10 0", AtMost(0.0), Lower, Achieved, Some(2.5), Some(12.0)),
        ("86", "2024-02-20 30", AtMost(30.0), Lower, Achieved, Some(2.0), Some(58.0)),
        // change against the baseline
        ("86", "2024-02-20 83.5", ChangeAtLeast(5.0), Lower, OnTrack, Some(1.0), Some(83.5)),
        ("86", "2024-02-20 81", ChangeAtLeast(5.0), Lower, Achieved, Some(2.0), Some(83.5)),
        ("86", "2024-02-20 88", ChangeAtLeast(5.0), Lower, MovingAway, Some(-0.8), Some(83.5)),
        ("36", "2024-02-20 38", ChangeAtLeast(5.0), Higher, SpeedUp, Some(0.8), Some(38.5)),
        // range, from below and from above
        ("0", "2024-02-20 20", Range(50.0, 100.0), Higher, SpeedUp, Some(0.8), Some(25.0)),
        ("0", "2024-02-20 60", Range(50.0, 100.0), Higher, Achieved, Some(2.4), Some(25.0)),
        ("0", "2024-02-20 50", Range(50.0, 100.0), Higher, Achieved, Some(2.0), Some(25.0)),
        ("200", "2024-02-20 150", Range(50.0, 100.0), Higher, OnTrack, Some(1.0), Some(150.0)),
        ("70", "2024-02-20 40", Range(50.0, 100.0), Higher, MovingAway, none, Some(60.0)),
        // the target was met at the start and is lost
        ("70", "2024-02-20 55", AtLeast(60.0), Higher, MovingAway, none, Some(65.0)),
        // after the target day
        ("0", "2024-04-30 96", AtLeast(100.0), Higher, SpeedUp, Some(0.8), Some(100.0)),
        ("0", "2024-04-30 100", AtLeast(100.0), Higher, Achieved, Some(5.0 / 6.0), Some(100.0)),
    ];
    for (baseline, observed, goal, direction, band, level, expected) in cases {
        let own = case(
            &format!("{START}{baseline}"),
            observed,
            goal,
            END,
            direction,
        );
        let found = judge(&own);
        let shown = format!("from {baseline}, {observed}, {goal:?}: {found:?}");
        assert_eq!(found.band, band, "case {shown}");
        assert!(near(found.ratio, level), "L, case {shown}");
        assert!(near(found.expected, expected), "expected, case {shown}");
        assert_eq!(found.reason, None, "case {shown}");
    }
}

#[test]
fn says_why_not() {
    use Direction::Higher;
    use Goal::*;
    use Reason::*;
    let base = "2024-01-01 40";
    #[rustfmt::skip]
    let cases = [
        ("", "2024-02-20 50", AtLeast(60.0), END, NoBaseline),
        ("", "2024-02-20 50", Range(60.0, 70.0), END, NoBaseline),
        ("", "2024-02-20 50", ChangeAtLeast(5.0), END, NoBaseline),
        (base, "2024-02-20 50", AtLeast(60.0), "", NoTargetDay),
        ("2024-01-01 60", "2024-02-20 50", AtLeast(60.0), END, TargetEqualsBaseline),
        (base, "2024-01-01 50", AtLeast(60.0), END, ObservedOnBaselineDay),
        (base, "2023-12-31 50", AtLeast(60.0), END, ObservedBeforeBaseline),
        (base, "2024-02-20 50", AtLeast(60.0), "2024-01-01", TargetDayNotAfterBaseline),
        (base, "2024-02-20 50", AtLeast(60.0), "2023-06-30", TargetDayNotAfterBaseline),
        (base, "2024-02-20 120", Range(50.0, 100.0), END, BeyondRange),
        (base, "2024-02-20 60", Range(100.0, 50.0), END, RangeReversed),
        (base, "2024-02-20 NaN", AtLeast(60.0), END, NotFinite),
        (base, "2024-02-20 inf", AtLeast(60.0), END, NotFinite),
        ("2024-01-01 NaN", "2024-02-20 50", AtLeast(60.0), END, NotFinite),
        (base, "2024-02-20 50", AtLeast(f64::NAN), END, NotFinite),
    ];
    for (baseline, observed, target, target_day, reason) in cases {
        let own = case(baseline, observed, target, target_day, Higher);
        let found = judge(&own);
        let shown = format!("{own:?}");
        assert_eq!(found.band, Band::CannotAssess, "case {shown}");
        assert_eq!(found.reason, Some(reason), "case {shown}");
        assert_eq!(found.ratio, None, "case {shown}");
    }
}

#[test]
fn after_the_target_day_nothing_is_on_track() {
    let on = |observed: &str, as_of: &str| {
        let own = Case { as_of: day(as_of), ..case("2024-01-01 0", observed, Goal::AtLeast(100.0), END, Direction::Higher) };
        let found = judge(&own);
        (found.band, found.reason)
    };
    let old = (Band::CannotAssess, Some(Reason::FigureBeforeTargetDay));
    assert_eq!(on("2024-02-20 52", "2024-04-10"), (Band::OnTrack, None), "the last day is still a day to go");
    assert_eq!(on("2024-02-20 52", "2024-04-11"), old, "what was on the line in February says nothing of April");
    assert_eq!(on("2024-04-09 99", "2026-06-01"), old);
    assert_eq!(on("2024-04-10 97", "2024-04-11"), (Band::Missed, None), "0,97 of the way is not there");
    assert_eq!(on("2024-05-01 97", "2024-06-01"), (Band::Missed, None));
    assert_eq!(on("2024-02-20 100", "2026-06-01"), (Band::Achieved, None));
    assert_eq!(on("2024-05-01 120", "2024-06-01"), (Band::Achieved, None));
    let lost = Case { as_of: day("2024-06-01"), ..case("2024-01-01 70", "2024-05-01 50", Goal::AtLeast(60.0), END, Direction::Higher) };
    assert_eq!(judge(&lost).band, Band::Missed, "met at first, lost on the last day");
    let nothing = Case { as_of: day("2024-06-01"), ..case("", "2024-05-01 50", Goal::AtLeast(60.0), END, Direction::Higher) };
    assert_eq!(judge(&nothing).band, Band::Missed, "to miss a target needs no baseline");
}

#[test]
fn achieved_needs_no_line() {
    let min = Goal::AtLeast(60.0);
    for (baseline, observed, target, target_day) in [
        ("", "2024-02-20 60", min, END),
        ("", "2024-02-20 77", min, ""),
        ("2024-01-01 60", "2024-02-20 60", min, END),
        ("2024-01-01 80", "2024-02-20 70", min, END),
        ("2024-01-01 40", "2024-01-01 60", min, END),
        ("", "2024-02-20 55", Goal::Range(50.0, 100.0), ""),
        ("", "2024-02-20 30", Goal::AtMost(30.0), END),
        (
            "2024-01-01 40",
            "2024-02-20 45",
            Goal::ChangeAtLeast(5.0),
            "",
        ),
    ] {
        let own = case(baseline, observed, target, target_day, Direction::Higher);
        let found = judge(&own);
        assert_eq!(found.band, Band::Achieved, "case {own:?}");
    }
}

#[test]
fn without_a_figure_or_a_target() {
    let mut own = case(
        "2024-01-01 0",
        "",
        Goal::AtLeast(100.0),
        END,
        Direction::Higher,
    );
    let found = judge(&own);
    assert_eq!((found.band, found.expected), (Band::NoData, None));
    let due = day("2024-03-25");
    assert_eq!(
        found.excused_before(due, day("2024-03-24")).band,
        Band::NotDue
    );
    assert_eq!(found.excused_before(due, due).band, Band::NoData);
    own.observed = point("2024-03-20 0");
    let zero = judge(&own).excused_before(due, day("2024-03-20"));
    assert_eq!(zero.band, Band::Slow, "zero is a value");
    own.goal = None;
    assert_eq!(judge(&own).reason, Some(Reason::TargetInWords));
    own.has_target = false;
    assert_eq!(judge(&own).reason, Some(Reason::NoTarget));
    own.observed = None;
    assert_eq!(judge(&own).band, Band::NoData);
}

#[test]
fn the_line_on_any_day() {
    let own = case(
        "2024-01-01 40",
        "2024-02-20 45",
        Goal::AtLeast(60.0),
        END,
        Direction::Higher,
    );
    for (asked, expected) in [
        ("2023-06-30", 40.0),
        ("2024-01-01", 40.0),
        ("2024-02-10", 48.0),
        ("2024-04-10", 60.0),
        ("2025-01-01", 60.0),
    ] {
        assert!(
            near(own.expected_on(day(asked), Method::LinearToTarget), Some(expected)),
            "case {asked}"
        );
    }
}

#[test]
fn tells_its_inputs() {
    let own = case(
        "2024-01-01 86",
        "2024-04-30 84",
        Goal::ChangeAtLeast(5.0),
        END,
        Direction::Lower,
    );
    let found = judge(&own);
    assert_eq!(found.method, Method::LinearToTarget);
    assert_eq!(
        (found.baseline_value, found.baseline_day),
        (Some(86.0), Some(day("2024-01-01")))
    );
    assert_eq!(
        (found.target_value, found.target_day),
        (Some(81.0), Some(day(END)))
    );
    assert!(found.past_target_day);
    let json = serde_json::to_value(found).unwrap();
    assert_eq!(json["band"], "slow");
    assert_eq!(json["method"], "linear_to_target");
}

#[test]
fn an_exact_value_follows_the_direction() {
    use Direction::{Higher, Keep, Lower};
    let cases = [
        ("2024-04-10 53", Higher, Band::Achieved, None),
        ("2024-04-10 54", Higher, Band::Achieved, None),
        ("2024-02-20 46.5", Higher, Band::OnTrack, None),
        (
            "2024-04-10 54",
            Keep,
            Band::CannotAssess,
            Some(Reason::BeyondRange),
        ),
        ("2024-04-10 53", Keep, Band::Achieved, None),
        ("2024-04-10 50", Lower, Band::Achieved, None),
    ];
    for (observed, direction, band, reason) in cases {
        let own = case(
            "2024-01-01 40",
            observed,
            Goal::Exactly(53.0),
            END,
            direction,
        );
        let found = judge(&own);
        assert_eq!((found.band, found.reason), (band, reason), "case {own:?}");
    }
    for direction in [Direction::Keep, Direction::Range] {
        let own = case(
            "2024-01-01 40",
            "2024-02-20 45",
            Goal::ChangeAtLeast(5.0),
            END,
            direction,
        );
        assert_eq!(
            judge(&own).reason,
            Some(Reason::ChangeWithoutDirection),
            "case {own:?}"
        );
    }
}

#[test]
fn thresholds_leave_no_gap() {
    for (on_track, speed_up, slow, fine) in [
        (0.95, 0.6, 0.0, true),
        (1.0, 0.5, -0.5, true),
        (0.6, 0.6, 0.0, false),
        (0.95, 0.0, 0.0, false),
        (0.5, 0.6, 0.0, false),
        (f64::NAN, 0.6, 0.0, false),
        (f64::INFINITY, 0.6, 0.0, false),
    ] {
        let found = Thresholds::new(on_track, speed_up, slow);
        assert_eq!(found.is_ok(), fine, "case {on_track} {speed_up} {slow}");
    }
    let wrong = r#"{"on_track":0.5,"speed_up":0.6,"slow":0.0}"#;
    assert!(serde_json::from_str::<Thresholds>(wrong).is_err());
    let own = Thresholds::new(0.9, 0.5, 0.1).unwrap();
    let slow = case(
        "2024-01-01 0",
        "2024-02-20 2",
        Goal::AtLeast(100.0),
        END,
        Direction::Higher,
    );
    let rule = Rule { thresholds: own, ..Rule::default() };
    assert_eq!(judge_by(&slow, &rule).band, Band::MovingAway);
}

#[test]
fn a_figure_that_is_only_near_a_bound_is_not_said_to_meet_or_miss_it() {
    let read = |value: &str, precision, goal, direction| {
        let own = Case { precision, as_of: day("2025-02-01"), ..case("2024-01-01 0", &format!("2024-12-31 {value}"), goal, "2024-12-31", direction) };
        let found = judge(&own);
        (found.band, found.reason)
    };
    let open = (Band::CannotAssess, Some(Reason::ApproximateAtTarget));
    let (least, most) = (Goal::AtLeast(100.0), Goal::AtMost(100.0));
    assert_eq!(read("100", Precision::Exact, least, Direction::Higher), (Band::Achieved, None));
    assert_eq!(read("100", Precision::Below, least, Direction::Higher), open, "gần 100 is less than 100");
    assert_eq!(read("100", Precision::About, least, Direction::Higher), open);
    assert_eq!(read("100", Precision::Above, least, Direction::Higher), (Band::Achieved, None), "hơn 100 is more");
    assert_eq!(read("100", Precision::Above, most, Direction::Lower), open);
    assert_eq!(read("100", Precision::Below, most, Direction::Lower), (Band::Achieved, None));
    assert_eq!(read("90", Precision::Below, least, Direction::Higher), (Band::Missed, None));
}

#[test]
fn the_year_of_reports_is_over_with_the_year() {
    // NĐ 09/2019, Điều 12: the figure of 2024 is of 14 December; until the 31st nothing is missed.
    let on = |as_of: &str, figure: &str| {
        let own = Case { over_after: Some(day("2024-12-31")), as_of: day(as_of), ..case("2023-12-14 0", figure, Goal::AtLeast(100.0), "2024-12-14", Direction::Higher) };
        let found = judge(&own);
        (found.band, found.reason)
    };
    assert_eq!(on("2025-02-01", "2024-12-14 40"), (Band::Missed, None));
    assert_ne!(on("2024-12-20", "2024-12-14 40").0, Band::Missed);
    assert_eq!(on("2025-02-01", "2024-11-14 40"), (Band::CannotAssess, Some(Reason::FigureBeforeTargetDay)));
}

proptest! {
    #[test]
    fn on_the_line_is_on_track(start in -1e6f64..1e6, way in 1f64..1e6, falling in any::<bool>(), whole in 2i64..4000, passed in 1i64..4000) {
        let passed = passed % (whole - 1) + 1;
        let way = if falling { -way } else { way };
        let goal = start + way;
        let (first, last) = (day("2020-01-01"), day("2020-01-01") + chrono::Duration::days(whole));
        let on = first + chrono::Duration::days(passed);
        let own = Case {
            baseline: Some(Dated { value: start, day: first }),
            observed: Some(Dated { value: start + way * passed as f64 / whole as f64, day: on }),
            goal: Some(if falling { Goal::AtMost(goal) } else { Goal::AtLeast(goal) }),
            target_day: Some(last),
            direction: if falling { Direction::Lower } else { Direction::Higher },
            over_after: None,
            precision: Precision::Exact,
            has_target: true,
            method_since: None,
            as_of: last,
        };
        let found = judge(&own);
        prop_assert!((found.ratio.unwrap() - 1.0).abs() < 1e-6, "{:?}", found);
        prop_assert_eq!(found.band, Band::OnTrack);
    }

    #[test]
    fn a_reason_exactly_when_it_cannot_be_told(
        baseline in proptest::option::of((any::<f64>(), 0i64..900)),
        observed in proptest::option::of((any::<f64>(), 0i64..900)),
        goal in prop_oneof![any::<f64>().prop_map(Goal::AtLeast), any::<f64>().prop_map(Goal::AtMost), any::<(f64, f64)>().prop_map(|(a, b)| Goal::Range(a, b)), any::<f64>().prop_map(Goal::ChangeAtLeast)],
        target_day in proptest::option::of(0i64..900),
        direction in proptest::sample::select(vec![Direction::Higher, Direction::Lower, Direction::Range, Direction::Keep]),
        since in proptest::option::of(0i64..900),
        as_of in 0i64..900,
        method in proptest::sample::select(Method::ALL.to_vec()),
    ) {
        let at = |offset: i64| day("2024-01-01") + chrono::Duration::days(offset);
        let own = Case {
            baseline: baseline.map(|(value, offset)| Dated { value, day: at(offset) }),
            observed: observed.map(|(value, offset)| Dated { value, day: at(offset) }),
            goal: Some(goal),
            target_day: target_day.map(at),
            direction,
            over_after: None,
            precision: Precision::Exact,
            has_target: true,
            method_since: since.map(at),
            as_of: at(as_of),
        };
        let found = judge_by(&own, &Rule { method, ..Rule::default() });
        prop_assert_eq!(found.band == Band::CannotAssess, found.reason.is_some());
        for number in [found.ratio, found.expected, found.expected_today, found.baseline_value, found.target_value, found.pace.map(|pace| pace.needed)] {
            prop_assert!(number.is_none_or(f64::is_finite), "{:?}", found);
        }
    }
}
