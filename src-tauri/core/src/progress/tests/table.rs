//! The methods side by side: one table of cases, each with what the straight line, growth rates and the UN
//! Progress Chart say.
//!
//! Unless said otherwise the baseline is of 2020-01-01, the figure of 2024-01-01 (day 1461 of 3653, year 4 of
//! 10) and the target of 2030-01-01. Ratios are rounded to four places.

use super::*;

/// What a method says: a light with or without a ratio, or why none.
#[derive(Debug, Clone, Copy)]
struct Said {
    band: Band,
    ratio: Option<f64>,
    reason: Option<Reason>,
}

fn level(band: Band, ratio: f64) -> Said {
    Said { band, ratio: Some(ratio), reason: None }
}

/// A light that follows from no ratio.
fn at(band: Band) -> Said {
    Said { band, ratio: None, reason: None }
}

fn cannot(reason: Reason) -> Said {
    Said { band: Band::CannotAssess, ratio: None, reason: Some(reason) }
}

type Row = (&'static str, Option<(f64, &'static str)>, (f64, &'static str), Goal, Direction, &'static str, &'static str, Said, Said, Said);

/// Name, baseline, figure, goal, better, target day, first day of a new method; by the line, by growth
/// rates with a stand-in for zero, by growth rates as they are.
#[rustfmt::skip]
fn rows() -> Vec<Row> {
    use Band::*;
    use Direction::*;
    use Goal::{AtLeast, AtMost, ChangeAtLeast, Exactly};
    use Reason::*;
    vec![
        ("separates: nothing done from zero", Some((0.0, "2020-01-01")), (0.1, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(Slow, 0.0025), level(OnTrack, 1.0000), cannot(NeedsOneSign)),
        ("separates: exactly on the falling line to zero", Some((20.0, "2020-01-01")), (12.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", level(OnTrack, 1.0001), level(Slow, 0.1907), cannot(NeedsOneSign)),
        ("separates: exactly on the rising line from zero", Some((0.0, "2020-01-01")), (40.0, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 6.0779), cannot(NeedsOneSign)),
        ("separates: exactly on the line, growing fourfold", Some((25.0, "2020-01-01")), (55.0, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.4653), level(OnTrack, 1.4653)),
        ("rising, on the line", Some((100.0, "2020-01-01")), (140.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.2227), level(OnTrack, 1.2227)),
        ("rising, ahead", Some((100.0, "2020-01-01")), (160.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(OnTrack, 1.5002), level(OnTrack, 1.7372), level(OnTrack, 1.7372)),
        ("rising, a little behind", Some((100.0, "2020-01-01")), (138.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(OnTrack, 0.9501), level(OnTrack, 1.1683), level(OnTrack, 1.1683)),
        ("rising, must speed up", Some((100.0, "2020-01-01")), (130.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(SpeedUp, 0.7501), level(SpeedUp, 0.9445), level(SpeedUp, 0.9445)),
        ("rising, slow", Some((100.0, "2020-01-01")), (110.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Slow, 0.2500), level(Slow, 0.3360), level(Slow, 0.3360)),
        ("rising, stands still", Some((100.0, "2020-01-01")), (100.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Slow, 0.0000), level(Slow, 0.0000), level(Slow, 0.0000)),
        ("rising, falls", Some((100.0, "2020-01-01")), (90.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(MovingAway, -0.2500), level(MovingAway, -0.3622), level(MovingAway, -0.3622)),
        ("rising, falls below half", Some((100.0, "2020-01-01")), (40.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(MovingAway, -1.5002), level(MovingAway, -2.8524), level(MovingAway, -2.8524)),
        ("rising, small numbers", Some((0.2, "2020-01-01")), (0.28, "2024-01-01"), AtLeast(0.4), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.2227), level(OnTrack, 1.2227)),
        ("rising, large numbers", Some((1000000000.0, "2020-01-01")), (1400000000.0, "2024-01-01"), AtLeast(2000000000.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.2227), level(OnTrack, 1.2227)),
        ("rising, nearly no way", Some((99.0, "2020-01-01")), (99.4, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.0030), level(OnTrack, 1.0030)),
        ("falling, on the line", Some((200.0, "2020-01-01")), (160.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(OnTrack, 1.0001), level(SpeedUp, 0.8102), level(SpeedUp, 0.8102)),
        ("falling, ahead", Some((200.0, "2020-01-01")), (140.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(OnTrack, 1.5002), level(OnTrack, 1.2739), level(OnTrack, 1.2739)),
        ("falling, must speed up", Some((200.0, "2020-01-01")), (170.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(SpeedUp, 0.7501), level(Slow, 0.5946), level(SpeedUp, 0.5946)),
        ("falling, slow", Some((200.0, "2020-01-01")), (190.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(Slow, 0.2500), level(Slow, 0.1903), level(Slow, 0.1903)),
        ("falling, stands still", Some((200.0, "2020-01-01")), (200.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(Slow, -0.0000), level(Slow, -0.0000), level(Slow, -0.0000)),
        ("falling, rises", Some((200.0, "2020-01-01")), (220.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(MovingAway, -0.5001), level(MovingAway, -0.3601), level(MovingAway, -0.3601)),
        ("zero baseline, half of the line", Some((0.0, "2020-01-01")), (20.0, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(Slow, 0.5001), level(OnTrack, 5.0373), cannot(NeedsOneSign)),
        ("zero baseline, still zero", Some((0.0, "2020-01-01")), (0.0, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(Slow, 0.0000), cannot(NeedsOneSign), cannot(NeedsOneSign)),
        ("zero baseline, below zero", Some((0.0, "2020-01-01")), (-1.0, "2024-01-01"), AtLeast(100.0), Higher, "2030-01-01", "", level(MovingAway, -0.0250), cannot(NeedsOneSign), cannot(NeedsOneSign)),
        ("zero baseline, small target", Some((0.0, "2020-01-01")), (0.4, "2024-01-01"), AtLeast(1.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 3.4887), cannot(NeedsOneSign)),
        ("zero baseline, one of a million", Some((0.0, "2020-01-01")), (1.0, "2024-01-01"), AtLeast(1000000.0), Higher, "2030-01-01", "", level(Slow, 0.0000), level(SpeedUp, 0.6659), cannot(NeedsOneSign)),
        ("zero target, ahead", Some((20.0, "2020-01-01")), (4.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", level(OnTrack, 2.0003), level(Slow, 0.5270), cannot(NeedsOneSign)),
        ("zero target, stands still", Some((20.0, "2020-01-01")), (20.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", level(Slow, -0.0000), level(Slow, -0.0000), cannot(NeedsOneSign)),
        ("zero target, rises", Some((20.0, "2020-01-01")), (25.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", level(MovingAway, -0.6251), level(MovingAway, -0.0913), cannot(NeedsOneSign)),
        ("zero target, reached", Some((20.0, "2020-01-01")), (0.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", level(Achieved, 2.5003), at(Achieved), at(Achieved)),
        ("zero target, from below", Some((-20.0, "2020-01-01")), (-12.0, "2024-01-01"), AtLeast(0.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), cannot(NeedsOneSign), cannot(NeedsOneSign)),
        ("negative, rising on the line", Some((-200.0, "2020-01-01")), (-160.0, "2024-01-01"), AtLeast(-100.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(SpeedUp, 0.8102), level(SpeedUp, 0.8102)),
        ("negative, falling further", Some((-200.0, "2020-01-01")), (-220.0, "2024-01-01"), AtLeast(-100.0), Higher, "2030-01-01", "", level(MovingAway, -0.5001), level(MovingAway, -0.3601), level(MovingAway, -0.3601)),
        ("negative, from minus to plus", Some((-10.0, "2020-01-01")), (2.0, "2024-01-01"), AtLeast(20.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), cannot(NeedsOneSign), cannot(NeedsOneSign)),
        ("target is the baseline, kept", Some((60.0, "2020-01-01")), (60.0, "2024-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", at(Achieved), at(Achieved), at(Achieved)),
        ("target is the baseline, lost", Some((60.0, "2020-01-01")), (55.0, "2024-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", cannot(TargetEqualsBaseline), cannot(TargetEqualsBaseline), cannot(TargetEqualsBaseline)),
        ("target is the baseline, exceeded", Some((60.0, "2020-01-01")), (65.0, "2024-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", at(Achieved), at(Achieved), at(Achieved)),
        ("both are zero, above", Some((0.0, "2020-01-01")), (1.0, "2024-01-01"), AtMost(0.0), Lower, "2030-01-01", "", cannot(TargetEqualsBaseline), cannot(TargetEqualsBaseline), cannot(TargetEqualsBaseline)),
        ("on the day of the baseline", Some((40.0, "2020-01-01")), (40.0, "2020-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", cannot(ObservedOnBaselineDay), cannot(ObservedOnBaselineDay), cannot(ObservedOnBaselineDay)),
        ("on the day of the baseline, moved", Some((40.0, "2020-01-01")), (45.0, "2020-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", cannot(ObservedOnBaselineDay), cannot(ObservedOnBaselineDay), cannot(ObservedOnBaselineDay)),
        ("on the first day after it", Some((40.0, "2020-01-01")), (40.1, "2020-01-02"), AtLeast(60.0), Higher, "2030-01-01", "", level(OnTrack, 18.2650), level(OnTrack, 36.1028), level(OnTrack, 36.1028)),
        ("on the day of the baseline, reached", Some((40.0, "2020-01-01")), (60.0, "2020-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", at(Achieved), at(Achieved), at(Achieved)),
        ("older than the baseline", Some((40.0, "2020-01-01")), (39.0, "2019-12-31"), AtLeast(60.0), Higher, "2030-01-01", "", cannot(ObservedBeforeBaseline), cannot(ObservedBeforeBaseline), cannot(ObservedBeforeBaseline)),
        ("overshot", Some((100.0, "2020-01-01")), (250.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Achieved, 3.7505), level(Achieved, 3.5867), level(Achieved, 3.5867)),
        ("overshot far below", Some((200.0, "2020-01-01")), (10.0, "2024-01-01"), AtMost(100.0), Lower, "2030-01-01", "", level(Achieved, 4.7507), level(Achieved, 7.8715), level(Achieved, 7.8715)),
        ("reached exactly", Some((100.0, "2020-01-01")), (200.0, "2024-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Achieved, 2.5003), level(Achieved, 2.6362), level(Achieved, 2.6362)),
        ("reached on the last day", Some((100.0, "2020-01-01")), (200.0, "2030-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Achieved, 1.0000), level(Achieved, 1.0000), level(Achieved, 1.0000)),
        ("missed on the last day", Some((100.0, "2020-01-01")), (190.0, "2030-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(SpeedUp, 0.9000), level(SpeedUp, 0.9236), level(SpeedUp, 0.9236)),
        ("missed a year later", Some((100.0, "2020-01-01")), (190.0, "2031-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(SpeedUp, 0.8182), level(SpeedUp, 0.8372), level(SpeedUp, 0.8372)),
        ("reached late", Some((100.0, "2020-01-01")), (210.0, "2031-01-01"), AtLeast(200.0), Higher, "2030-01-01", "", level(Achieved, 1.0001), level(Achieved, 0.9722), level(Achieved, 0.9722)),
        ("rank, better", Some((86.0, "2020-01-01")), (71.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "", level(SpeedUp, 0.6697), level(Slow, 0.4681), level(Slow, 0.4681)),
        ("rank, on the line", Some((80.0, "2020-01-01")), (60.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "", level(OnTrack, 1.0001), level(SpeedUp, 0.7428), level(SpeedUp, 0.7428)),
        ("rank, worse", Some((80.0, "2020-01-01")), (85.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "", level(MovingAway, -0.2500), level(MovingAway, -0.1635), level(MovingAway, -0.1635)),
        ("rank, reached", Some((80.0, "2020-01-01")), (25.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "", level(Achieved, 2.7504), level(Achieved, 2.7008), level(Achieved, 2.7008)),
        ("rank, met at the start and lost", Some((25.0, "2020-01-01")), (35.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "", at(MovingAway), at(MovingAway), at(MovingAway)),
        ("range, from below", Some((20000.0, "2020-01-01")), (32000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.2993), level(OnTrack, 1.2993)),
        ("range, lower end reached", Some((20000.0, "2020-01-01")), (50000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", level(Achieved, 2.5003), level(Achieved, 2.6828), level(Achieved, 2.6828)),
        ("range, inside", Some((20000.0, "2020-01-01")), (75000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", level(Achieved, 4.5840), level(Achieved, 4.0807), level(Achieved, 4.0807)),
        ("range, from above", Some((200000.0, "2020-01-01")), (160000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", level(OnTrack, 1.0001), level(SpeedUp, 0.8102), level(SpeedUp, 0.8102)),
        ("range, through and out", Some((20000.0, "2020-01-01")), (120000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", cannot(BeyondRange), cannot(BeyondRange), cannot(BeyondRange)),
        ("range, inside at the start and left", Some((60000.0, "2020-01-01")), (45000.0, "2024-01-01"), Goal::Range(50000.0, 100000.0), Direction::Range, "2030-01-01", "", at(MovingAway), at(MovingAway), at(MovingAway)),
        ("change, five places up, on the line", Some((86.0, "2020-01-01")), (84.0, "2024-01-01"), ChangeAtLeast(5.0), Lower, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 0.9822), level(OnTrack, 0.9822)),
        ("change, five places up, done", Some((86.0, "2020-01-01")), (81.0, "2024-01-01"), ChangeAtLeast(5.0), Lower, "2030-01-01", "", level(Achieved, 2.5003), level(Achieved, 2.4888), level(Achieved, 2.4888)),
        ("change, down instead", Some((86.0, "2020-01-01")), (88.0, "2024-01-01"), ChangeAtLeast(5.0), Lower, "2030-01-01", "", level(MovingAway, -1.0001), level(MovingAway, -0.9652), level(MovingAway, -0.9652)),
        ("change, upwards", Some((36.0, "2020-01-01")), (38.0, "2024-01-01"), ChangeAtLeast(5.0), Higher, "2030-01-01", "", level(OnTrack, 1.0001), level(OnTrack, 1.0396), level(OnTrack, 1.0396)),
        ("change, without a direction", Some((36.0, "2020-01-01")), (38.0, "2024-01-01"), ChangeAtLeast(5.0), Keep, "2030-01-01", "", cannot(ChangeWithoutDirection), cannot(ChangeWithoutDirection), cannot(ChangeWithoutDirection)),
        ("exactly, more is fine", Some((40.0, "2020-01-01")), (54.0, "2024-01-01"), Exactly(53.0), Higher, "2030-01-01", "", level(Achieved, 2.6927), level(Achieved, 2.7298), level(Achieved, 2.7298)),
        ("exactly, to keep, too much", Some((40.0, "2020-01-01")), (54.0, "2024-01-01"), Exactly(53.0), Keep, "2030-01-01", "", cannot(BeyondRange), cannot(BeyondRange), cannot(BeyondRange)),
        ("exactly, to keep, on the way", Some((40.0, "2020-01-01")), (45.0, "2024-01-01"), Exactly(53.0), Keep, "2030-01-01", "", level(OnTrack, 0.9617), level(OnTrack, 1.0470), level(OnTrack, 1.0470)),
        ("method changed after the baseline", Some((80.0, "2020-01-01")), (60.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "2022-01-01", cannot(MethodBreak), cannot(MethodBreak), cannot(MethodBreak)),
        ("method changed, seems reached", Some((80.0, "2020-01-01")), (1.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "2022-01-01", cannot(MethodBreak), cannot(MethodBreak), cannot(MethodBreak)),
        ("method changed on the baseline day", Some((80.0, "2020-01-01")), (60.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "2020-01-01", level(OnTrack, 1.0001), level(SpeedUp, 0.7428), level(SpeedUp, 0.7428)),
        ("method changes after the figure", Some((80.0, "2020-01-01")), (60.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "2025-01-01", level(OnTrack, 1.0001), level(SpeedUp, 0.7428), level(SpeedUp, 0.7428)),
        ("method changed on the day of the figure", Some((80.0, "2020-01-01")), (60.0, "2024-01-01"), AtMost(30.0), Lower, "2030-01-01", "2024-01-01", cannot(MethodBreak), cannot(MethodBreak), cannot(MethodBreak)),
        ("no baseline, reached", None, (60.0, "2024-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", at(Achieved), at(Achieved), at(Achieved)),
        ("no baseline, not reached", None, (50.0, "2024-01-01"), AtLeast(60.0), Higher, "2030-01-01", "", cannot(NoBaseline), cannot(NoBaseline), cannot(NoBaseline)),
        ("no day for the target", Some((40.0, "2020-01-01")), (50.0, "2024-01-01"), AtLeast(60.0), Higher, "", "", cannot(NoTargetDay), cannot(NoTargetDay), cannot(NoTargetDay)),
        ("target day before the baseline", Some((40.0, "2020-01-01")), (50.0, "2024-01-01"), AtLeast(60.0), Higher, "2019-01-01", "", cannot(TargetDayNotAfterBaseline), cannot(TargetDayNotAfterBaseline), cannot(TargetDayNotAfterBaseline)),
        ("parts of years", Some((100.0, "2020-07-01")), (130.0, "2022-01-01"), AtLeast(200.0), Higher, "2025-07-01", "", level(OnTrack, 0.9978), level(OnTrack, 1.2816), level(OnTrack, 1.2816)),
    ]
}

#[test]
fn every_method_says_what_was_computed_by_hand() {
    let rows = rows();
    assert!(rows.len() >= 60);
    for (name, baseline, (value, on), goal, direction, target_day, since, line, growth, chart) in rows {
        let maybe = |text: &str| (!text.is_empty()).then(|| day(text));
        let case = Case {
            direction,
            baseline: baseline.map(|(value, on)| Dated { value, day: day(on) }),
            observed: Some(Dated { value, day: day(on) }),
            goal: Some(goal),
            target_day: maybe(target_day),
            over_after: None,
            precision: Precision::Exact,
            has_target: true,
            method_since: maybe(since),
            as_of: day("2024-06-01"),
        };
        for (method, said) in [(Method::LinearToTarget, line), (Method::CagrOpenSdg, growth), (Method::UnProgressChart, chart)] {
            let found = judge_by(&case, &Rule { method, ..Rule::default() });
            assert_eq!((found.band, found.reason), (said.band, said.reason), "{name}, {method:?}: {found:?}");
            let same = match (found.ratio, said.ratio) {
                (Some(found), Some(said)) => (found - said).abs() <= 0.000_051 * said.abs().max(1.0),
                (None, None) => true,
                _ => false,
            };
            assert!(same, "{name}, {method:?}: {:?}, by hand {:?}", found.ratio, said.ratio);
            assert_eq!(found.formula.is_some(), found.ratio.is_some(), "{name}: a ratio shows its formula");
        }
    }
}
