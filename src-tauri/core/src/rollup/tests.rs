//! Roll-ups computed by hand, and the laws that hold for all of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::combine::*;
use super::over_time::*;
use super::units::*;
use crate::agency::Tree;
use crate::indicator::{AgencyRule, IndicatorKind, TimeRule};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(first: &str, last: &str) -> Span {
    Span { first: day(first), last: day(last) }
}

fn value(value: f64) -> Held {
    Held::Figure(Amount::Value(value))
}

fn part(part: f64, whole: f64) -> Held {
    Held::Figure(Amount::Part(part, whole))
}

fn pieces(held: &[Held]) -> Vec<Piece> {
    held.iter().map(|held| Piece { held: *held, weight: None }).collect()
}

fn year() -> Span {
    span("2024-01-01", "2024-12-31")
}

fn monthly(month: u32, held: Held) -> Timed {
    let first = NaiveDate::from_ymd_opt(2024, month, 1).unwrap();
    let last = first.checked_add_months(chrono::Months::new(1)).unwrap().pred_opt().unwrap();
    Timed { held, day: last, span: Some(Span { first, last }), running: false }
}

#[test]
fn agencies_combine_by_their_rule() {
    use AgencyRule::*;
    use IndicatorKind::{Count, Percent};
    let cases = [
        (Sum, Count, vec![value(3.0), value(4.0), Held::Missing], Ok(Amount::Value(7.0)), 2, 3),
        (Sum, Count, vec![value(0.0), Held::NoData], Ok(Amount::Value(0.0)), 1, 2),
        (Sum, Count, vec![part(3.0, 4.0), part(1.0, 6.0)], Ok(Amount::Part(4.0, 10.0)), 2, 2),
        (Sum, Count, vec![part(3.0, 4.0), value(2.0)], Ok(Amount::Value(5.0)), 2, 2),
        (Sum, Count, vec![Held::NoData, Held::Missing], Err(NoWhole::NoFigure), 0, 2),
        (Sum, Count, vec![Held::NotApplicable, value(5.0)], Ok(Amount::Value(5.0)), 1, 1),
        (Sum, Count, vec![], Err(NoWhole::NoFigure), 0, 0),
        (Mean, Percent, vec![value(40.0), value(60.0), Held::NoData], Ok(Amount::Value(50.0)), 2, 3),
        (Mean, Percent, vec![part(1.0, 2.0), value(100.0)], Ok(Amount::Value(75.0)), 2, 2),
        // Numerators over denominators, never the mean of the shares: 50% of 10 and 100% of 90 are 95%.
        (Ratio, Percent, vec![part(5.0, 10.0), part(90.0, 90.0)], Ok(Amount::Part(95.0, 100.0)), 2, 2),
        (Ratio, Percent, vec![part(5.0, 10.0), value(80.0)], Ok(Amount::Part(5.0, 10.0)), 1, 2),
        (Ratio, Percent, vec![value(80.0)], Err(NoWhole::NoFigure), 0, 1),
        (None, Count, vec![value(1.0), value(2.0)], Err(NoWhole::NotCombinable), 2, 2),
    ];
    for (rule, kind, held, amount, with, of) in cases {
        let found = combine(rule, kind, &pieces(&held));
        assert_eq!(found.amount, amount, "{rule:?} {held:?}");
        assert_eq!((found.coverage.with, found.coverage.of), (with, of), "{rule:?} {held:?}");
    }
    let weighed = [(10.0, Some(1.0)), (40.0, Some(3.0)), (99.0, Option::None), (99.0, Some(0.0))];
    let weighed: Vec<Piece> = weighed.iter().map(|(number, weight)| Piece { held: value(*number), weight: *weight }).collect();
    let found = combine(WeightedMean, Percent, &weighed);
    assert_eq!(found.amount, Ok(Amount::Value(32.5)));
    assert_eq!((found.coverage.with, found.coverage.unusable, found.coverage.of), (2, 2, 4));
}

#[test]
fn periods_combine_by_their_rule_and_none_counts_twice() {
    let quarter = |held| Timed { held, day: day("2024-03-31"), span: Some(span("2024-01-01", "2024-03-31")), running: false };
    let over = |rule, figures: &[Timed]| over_time(rule, IndicatorKind::Count, figures, &year());
    let months = [monthly(1, value(10.0)), monthly(2, value(20.0)), monthly(3, value(30.0)), monthly(4, value(40.0))];
    let sum = over(TimeRule::Sum, &months).unwrap();
    assert_eq!((sum.held, sum.days), (value(100.0), Some(31 + 29 + 31 + 30)));
    assert_eq!(over(TimeRule::Last, &months).unwrap().held, value(40.0));
    // (31·10 + 29·20 + 31·30 + 30·40) ÷ 121
    let mean = over(TimeRule::Mean, &months).unwrap().held.amount().unwrap().number(IndicatorKind::Count);
    assert!((mean - 3020.0 / 121.0).abs() < 1e-12);
    // The quarter and its months overlap: it stands for them, and April is added.
    let mut both = months.to_vec();
    both.push(quarter(value(61.0)));
    let sum = over(TimeRule::Sum, &both).unwrap();
    assert_eq!((sum.held, sum.chosen), (value(101.0), vec![4, 3]));
    // A quarter of which only January is told apart: the quarter covers more days.
    assert_eq!(over(TimeRule::Sum, &[months[0], quarter(value(61.0))]).unwrap().held, value(61.0));
    // Of two figures for the same month the one entered last counts.
    assert_eq!(over(TimeRule::Sum, &[monthly(1, value(1.0)), monthly(1, value(2.0))]).unwrap().held, value(2.0));
    // A period that reaches out of the window is no part of it.
    let first_half = span("2024-01-01", "2024-06-30");
    let whole = Timed { held: value(500.0), day: day("2024-12-31"), span: Some(year()), running: false };
    assert_eq!(over_time(TimeRule::Sum, IndicatorKind::Count, &[whole, months[0]], &first_half).unwrap().held, value(10.0));
    // Shares add up as numerators and denominators.
    let shares = [monthly(1, part(1.0, 2.0)), monthly(2, part(8.0, 8.0))];
    assert_eq!(over_time(TimeRule::Sum, IndicatorKind::Percent, &shares, &year()).unwrap().held, part(9.0, 10.0));
    // Without periods one figure speaks for itself, several do not.
    let loose = |on: &str, number| Timed { held: value(number), day: day(on), span: None, running: false };
    assert_eq!(over(TimeRule::Sum, &[loose("2024-04-24", 311.0)]).unwrap().held, value(311.0));
    assert_eq!(over(TimeRule::Sum, &[loose("2024-04-24", 311.0), loose("2024-05-24", 400.0)]), Err(NoWhole::SeveralPeriods));
    assert_eq!(over(TimeRule::Sum, &[loose("2024-04-24", 311.0), months[0]]), Err(NoWhole::SeveralPeriods));
    // No data after a figure takes nothing away; alone it is what is said.
    let silent = |held| Timed { held, day: day("2024-05-31"), span: None, running: false };
    assert_eq!(over(TimeRule::Last, &[months[0], silent(Held::NoData)]).unwrap().held, value(10.0));
    assert_eq!(over(TimeRule::Last, &[silent(Held::NoData)]).unwrap().held, Held::NoData);
    assert_eq!(over(TimeRule::Sum, &[silent(Held::NotApplicable)]).unwrap().held, Held::NotApplicable);
    assert_eq!(over(TimeRule::Sum, &[]).unwrap().held, Held::Missing);
}

/// Units named by numbers: `new` stands for all of `old`.
fn merger(pairs: &[(&str, &[&str])]) -> Units {
    let mut units = Units::default();
    for (new, old) in pairs {
        units.made_of.insert((*new).to_owned(), old.iter().map(|one| (*one).to_owned()).collect());
        for one in *old {
            units.became.insert((*one).to_owned(), (*new).to_owned());
        }
    }
    units
}

struct Told {
    figures: Vec<Timed>,
    of: HashMap<String, Vec<usize>>,
}

fn told(figures: &[(&str, Timed)]) -> Told {
    let mut of: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (agency, _)) in figures.iter().enumerate() {
        of.entry((*agency).to_owned()).or_default().push(place);
    }
    Told { figures: figures.iter().map(|(_, timed)| *timed).collect(), of }
}

fn rules(time: TimeRule, agency: AgencyRule) -> Rules {
    Rules { kind: IndicatorKind::Count, time, agency, merge: agency }
}

fn roll(units: &Units, told: &Told, rules: Rules, agencies: &[&str]) -> (Vec<Row>, Combined) {
    let agencies: Vec<String> = agencies.iter().map(|one| (*one).to_owned()).collect();
    let weights = HashMap::new();
    Ledger { units, figures: &told.figures, of: &told.of, weights: &weights, rules, window: year(), breaks: &[] }.rows(&agencies)
}

#[test]
fn running_totals_are_not_added_up() {
    let running = |month, number| Timed { running: true, ..monthly(month, value(number)) };
    let over = |figures: &[Timed]| over_time(TimeRule::Sum, IndicatorKind::Count, figures, &year());
    assert_eq!(over(&[running(3, 6.0), running(6, 8.0)]).unwrap().held, value(8.0));
    assert_eq!(over(&[running(3, 6.0), monthly(4, value(2.0))]), Err(NoWhole::RunningTotals));
}

#[test]
fn what_cannot_be_added_is_not() {
    let over = |rule, kind, figures: &[Timed]| over_time(rule, kind, figures, &year()).map(|over| over.held);
    let months = [monthly(1, value(60.0)), monthly(2, value(60.0))];
    assert_eq!(over(TimeRule::Sum, IndicatorKind::Percent, &months), Err(NoWhole::NotCombinable));
    assert_eq!(over(TimeRule::Mean, IndicatorKind::Rank, &months), Err(NoWhole::NotCombinable));
    assert_eq!(over(TimeRule::Mean, IndicatorKind::Percent, &months), Ok(value(60.0)));
    let shares = [monthly(1, part(1.0, 2.0)), monthly(3, part(90.0, 100.0))];
    assert_eq!(over(TimeRule::Mean, IndicatorKind::Percent, &shares), Ok(part(45.5, 51.0)), "numerators and denominators are kept");
    let plain = pieces(&[value(70.0), part(30.0, 50.0)]);
    let found = combine(AgencyRule::Sum, IndicatorKind::Percent, &plain);
    assert_eq!((found.amount, found.coverage.unusable), (Ok(Amount::Part(30.0, 50.0)), 1));
    assert_eq!(combine(AgencyRule::Sum, IndicatorKind::Rank, &plain).amount, Err(NoWhole::NotCombinable));
}

#[test]
fn the_last_word_may_be_that_there_cannot_be_a_figure() {
    let over = |figures: &[Timed]| over_time(TimeRule::Last, IndicatorKind::Count, figures, &year()).unwrap().held;
    assert_eq!(over(&[monthly(1, value(5.0)), monthly(2, Held::NotApplicable)]), Held::NotApplicable);
    assert_eq!(over(&[monthly(1, value(5.0)), monthly(2, Held::NotApplicable), monthly(3, Held::NoData)]), Held::NotApplicable);
    assert_eq!(over(&[monthly(1, Held::NotApplicable), monthly(2, value(5.0))]), value(5.0));
}

#[test]
fn shorter_periods_that_say_something_else_are_told() {
    let quarter = Timed { held: value(300.0), day: day("2024-03-31"), span: Some(span("2024-01-01", "2024-03-31")), running: false };
    let months = |last: f64| [quarter, monthly(1, value(500.0)), monthly(2, value(200.0)), monthly(3, value(last))];
    let other = |last| over_time(TimeRule::Sum, IndicatorKind::Count, &months(last), &year()).unwrap().other;
    assert_eq!(other(200.0), Some(Amount::Value(900.0)));
    assert_eq!(other(-400.0), None);
}

#[test]
fn units_that_told_in_different_lengths_add_up_to_the_same() {
    let units = merger(&[("new", &["a", "b"])]);
    let half = Timed { held: value(20.0), day: day("2024-06-30"), span: Some(span("2024-01-01", "2024-06-30")), running: false };
    let quarter = |first: &str, last: &str| Timed { held: value(10.0), day: day(last), span: Some(span(first, last)), running: false };
    let old = told(&[("a", half), ("b", quarter("2024-01-01", "2024-03-31")), ("b", quarter("2024-04-01", "2024-06-30"))]);
    let sums = rules(TimeRule::Sum, AgencyRule::Sum);
    assert_eq!(roll(&units, &old, sums, &["new"]).1.amount, Ok(Amount::Value(40.0)));
    assert_eq!(roll(&units, &old, sums, &["a", "b"]).1.amount, Ok(Amount::Value(40.0)));
    // What the new unit has told itself comes after what the old ones told, and is not added to the same days.
    let later = told(&[("a", half), ("b", quarter("2024-04-01", "2024-06-30")), ("new", monthly(7, value(5.0))), ("new", monthly(6, value(7.0)))]);
    let (rows, whole) = roll(&units, &later, sums, &["new"]);
    assert_eq!(whole.amount, Ok(Amount::Value(12.0)), "June is the new unit's: what holds June beside it is left out");
    assert_eq!(rows[0].holding.behind.len(), 2);
}

#[test]
fn a_unit_without_a_figure_lends_no_weight() {
    let units = merger(&[("new", &["a", "b"])]);
    let old = told(&[("a", monthly(3, value(80.0))), ("h", monthly(3, value(40.0)))]);
    let rules = Rules { kind: IndicatorKind::Percent, time: TimeRule::Last, agency: AgencyRule::WeightedMean, merge: AgencyRule::WeightedMean };
    let weights: HashMap<String, f64> = [("a", 1.0), ("b", 7.0), ("new", 8.0), ("h", 8.0)].map(|(unit, weight)| (unit.to_owned(), weight)).into();
    let ledger = Ledger { units: &units, figures: &old.figures, of: &old.of, weights: &weights, rules, window: year(), breaks: &[] };
    let (_, whole) = ledger.rows(&["new".to_owned(), "h".to_owned()]);
    let Ok(Amount::Value(mean)) = whole.amount else { panic!("{whole:?}") };
    assert!((mean - (80.0 + 40.0 * 8.0) / 9.0).abs() < 1e-9, "{mean}");
}

#[test]
fn figures_of_different_methods_are_not_put_together() {
    let units = Units::default();
    let both = told(&[("a", monthly(3, value(10.0))), ("a", monthly(8, value(20.0))), ("b", monthly(8, value(5.0)))]);
    let breaks = [day("2024-07-01")];
    let read = |time, agencies: &[&str]| {
        let agencies: Vec<String> = agencies.iter().map(|one| (*one).to_owned()).collect();
        let weights = HashMap::new();
        let rules = rules(time, AgencyRule::Sum);
        let (rows, whole) = Ledger { units: &units, figures: &both.figures, of: &both.of, weights: &weights, rules, window: year(), breaks: &breaks }.rows(&agencies);
        (rows[0].holding.held, whole.amount)
    };
    assert_eq!(read(TimeRule::Sum, &["a"]).0, Err(NoWhole::MethodBreak));
    assert_eq!(read(TimeRule::Last, &["a", "b"]).1, Ok(Amount::Value(25.0)), "both of the new method");
}

#[test]
fn a_merged_unit_is_put_together_and_an_old_one_is_not_split() {
    let units = merger(&[("new", &["a", "b"])]);
    let old = told(&[("a", monthly(3, value(3.0))), ("b", monthly(3, value(5.0)))]);
    let (rows, whole) = roll(&units, &old, rules(TimeRule::Last, AgencyRule::Sum), &["new"]);
    assert_eq!(whole.amount, Ok(Amount::Value(8.0)));
    assert_eq!(rows[0].holding.made_of.map(|of| (of.with, of.of)), Some((2, 2)));
    assert_eq!(rows[0].holding.behind, vec![0, 1]);
    // The plain mean, where the indicator maps merged units so.
    let mean = Rules { merge: AgencyRule::Mean, ..rules(TimeRule::Last, AgencyRule::Mean) };
    assert_eq!(roll(&units, &old, mean, &["new"]).1.amount, Ok(Amount::Value(4.0)));
    // One of two: put together all the same, and told so.
    let half = told(&[("a", monthly(3, value(3.0)))]);
    let (rows, _) = roll(&units, &half, rules(TimeRule::Last, AgencyRule::Sum), &["new"]);
    assert_eq!(rows[0].holding.made_of.map(|of| (of.with, of.of)), Some((1, 2)));
    // Its own figure outranks what it was made of.
    let both = told(&[("a", monthly(3, value(3.0))), ("b", monthly(3, value(5.0))), ("new", monthly(3, value(9.0)))]);
    assert_eq!(roll(&units, &both, rules(TimeRule::Last, AgencyRule::Sum), &["new"]).1.amount, Ok(Amount::Value(9.0)));
    // Only the new one told: the old ones have nothing.
    let new = told(&[("new", monthly(3, value(9.0)))]);
    let (_, whole) = roll(&units, &new, rules(TimeRule::Last, AgencyRule::Sum), &["a", "b"]);
    assert_eq!((whole.amount, whole.coverage.missing), (Err(NoWhole::NoFigure), 2));
    // The old ones told the first months, the new one the later ones: the year is all of them, each once.
    let year = told(&[("a", monthly(1, value(1.0))), ("b", monthly(1, value(2.0))), ("new", monthly(2, value(10.0))), ("a", monthly(2, value(99.0)))]);
    assert_eq!(roll(&units, &year, rules(TimeRule::Sum, AgencyRule::Sum), &["new"]).1.amount, Ok(Amount::Value(13.0)));
}

#[test]
fn nobody_is_counted_twice() {
    let mut units = merger(&[("new", &["a", "b"])]);
    units.tree = Tree::from_iter([("office".to_owned(), "new".to_owned())]);
    let all = told(&[("a", monthly(3, value(3.0))), ("new", monthly(3, value(9.0))), ("office", monthly(3, value(4.0))), ("c", monthly(3, value(1.0)))]);
    let (rows, whole) = roll(&units, &all, rules(TimeRule::Last, AgencyRule::Sum), &["a", "b", "new", "office", "c"]);
    assert_eq!(whole.amount, Ok(Amount::Value(10.0)));
    assert_eq!((whole.coverage.with, whole.coverage.of), (2, 2));
    let inside: Vec<Option<&str>> = rows.iter().map(|row| row.counted_in.as_deref()).collect();
    assert_eq!(inside, vec![Some("new"), Some("new"), None, Some("new"), None]);
    // Two that each became the other, by mistake: both stay, and nothing hangs.
    let circle = merger(&[("a", &["b"]), ("b", &["a"])]);
    let (_, whole) = roll(&circle, &all, rules(TimeRule::Sum, AgencyRule::Sum), &["a", "b"]);
    assert_eq!(whole.coverage.of, 2);
    assert_eq!(circle.newest(&["a".into()]).len() + circle.oldest(&["a".into()]).len(), 1);
}

#[test]
fn the_structure_is_walked_both_ways() {
    let units = merger(&[("mid", &["a", "b"]), ("new", &["mid", "c"])]);
    let list = |names: &[&str]| names.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    assert_eq!(units.newest(&list(&["a", "c", "d"])), list(&["new", "d"]));
    assert_eq!(units.oldest(&list(&["new", "d"])), list(&["a", "b", "c", "d"]));
}

fn held() -> impl Strategy<Value = Held> {
    prop_oneof![
        4 => (-1_000_000i64..1_000_000).prop_map(|n| value(n as f64)),
        2 => (0i64..1000, 1i64..1000).prop_map(|(a, b)| part(a as f64, b as f64)),
        1 => Just(Held::NoData),
        1 => Just(Held::NotApplicable),
        1 => Just(Held::Missing),
    ]
}

fn piece() -> impl Strategy<Value = Piece> {
    (held(), proptest::option::of(0.0f64..1e6)).prop_map(|(held, weight)| Piece { held, weight })
}

fn rule() -> impl Strategy<Value = AgencyRule> {
    use AgencyRule::*;
    proptest::sample::select(vec![Sum, Mean, WeightedMean, Ratio, None])
}

fn kind() -> impl Strategy<Value = IndicatorKind> {
    proptest::sample::select(vec![IndicatorKind::Count, IndicatorKind::Percent, IndicatorKind::Ratio])
}

proptest! {
    #[test]
    fn the_order_of_agencies_does_not_matter(pieces in proptest::collection::vec(piece(), 0..40), rule in rule(), kind in kind(), turn in 0usize..40) {
        let mut other = pieces.clone();
        other.reverse();
        other.rotate_left(turn % pieces.len().max(1));
        prop_assert_eq!(combine(rule, kind, &pieces), combine(rule, kind, &other));
    }

    #[test]
    fn parts_and_missing_make_the_whole(pieces in proptest::collection::vec(piece(), 0..40), rule in rule(), kind in kind()) {
        let Coverage { with, of, missing, not_applicable, unusable } = combine(rule, kind, &pieces).coverage;
        prop_assert_eq!((with + missing + unusable + not_applicable) as usize, pieces.len());
        prop_assert_eq!(with + missing + unusable, of);
    }

    #[test]
    fn a_ratio_comes_from_sums(parts in proptest::collection::vec((0i64..1000, 1i64..1000), 1..40)) {
        let pieces: Vec<Piece> = parts.iter().map(|(a, b)| Piece { held: part(*a as f64, *b as f64), weight: None }).collect();
        let (top, bottom): (i64, i64) = parts.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        prop_assert_eq!(combine(AgencyRule::Ratio, IndicatorKind::Percent, &pieces).amount, Ok(Amount::Part(top as f64, bottom as f64)));
    }

    /// Σ over 63 = Σ over 34: whatever the old units tell of counts, the new structure adds up to the same.
    #[test]
    fn the_sum_is_the_same_by_the_old_and_the_new_structure(
        // Each new unit is made of 1 to 3 old ones; a unit made of one is that one itself.
        sizes in proptest::collection::vec(1usize..4, 1..34),
        numbers in proptest::collection::vec(proptest::option::of(0i64..1_000_000), 102),
        time in proptest::sample::select(vec![TimeRule::Last, TimeRule::Sum]),
        months in proptest::collection::vec(1u32..13, 102),
    ) {
        let names: Vec<String> = (0..102).map(|n| format!("old {n}")).collect();
        let mut units = Units::default();
        let (mut old, mut new, mut next) = (Vec::new(), Vec::new(), 0usize);
        for (at, size) in sizes.iter().enumerate() {
            let members: Vec<String> = names[next..next + size].to_vec();
            next += size;
            if *size == 1 {
                new.push(members[0].clone());
            } else {
                let name = format!("new {at}");
                for member in &members {
                    units.became.insert(member.clone(), name.clone());
                }
                units.made_of.insert(name.clone(), members.clone());
                new.push(name);
            }
            old.extend(members);
        }
        let figures: Vec<(&str, Timed)> = old
            .iter()
            .enumerate()
            .filter_map(|(at, name)| Some((name.as_str(), monthly(months[at], value(numbers[at]? as f64)))))
            .collect();
        let told = told(&figures);
        let rules = rules(time, AgencyRule::Sum);
        let old_refs: Vec<&str> = old.iter().map(String::as_str).collect();
        let new_refs: Vec<&str> = new.iter().map(String::as_str).collect();
        let (_, by_old) = roll(&units, &told, rules, &old_refs);
        let (rows, by_new) = roll(&units, &told, rules, &new_refs);
        prop_assert_eq!(by_old.amount, by_new.amount);
        // The lists lead into each other.
        prop_assert_eq!(units.newest(&old), new.clone());
        prop_assert_eq!(units.oldest(&new), old.clone());
        // Both lists at once: every old unit is counted within its new one.
        let both: Vec<&str> = old_refs.iter().chain(&new_refs).copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        prop_assert_eq!(roll(&units, &told, rules, &both).1.amount, by_new.amount);
        // Each figure stands behind one row only.
        let mut behind: Vec<usize> = rows.iter().flat_map(|row| row.holding.behind.iter().copied()).collect();
        behind.sort_unstable();
        let before = behind.len();
        behind.dedup();
        prop_assert_eq!(behind.len(), before);
    }

    #[test]
    fn no_day_counts_twice(spans in proptest::collection::vec((0i64..300, 1i64..100, 0i64..1000), 0..30)) {
        let figures: Vec<Timed> = spans
            .iter()
            .map(|(start, days, number)| {
                let first = day("2024-01-01") + chrono::Duration::days(*start);
                let last = first + chrono::Duration::days(days - 1);
                Timed { held: value(*number as f64), day: last, span: Some(Span { first, last }), running: false }
            })
            .collect();
        let window = span("2024-01-01", "2025-12-31");
        let over = over_time(TimeRule::Sum, IndicatorKind::Count, &figures, &window).unwrap();
        let mut chosen: Vec<Span> = over.chosen.iter().filter_map(|at| figures[*at].span).collect();
        chosen.sort();
        prop_assert!(chosen.windows(2).all(|pair| pair[0].last < pair[1].first));
        prop_assert_eq!(over.chosen.is_empty(), figures.is_empty());
        let longest = figures.iter().filter_map(|figure| figure.span).map(|span| span.days()).max().unwrap_or(0);
        prop_assert!(over.days.unwrap_or(0) >= longest);
    }
}
