use super::*;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, n).unwrap()
}

fn had(agency: &str, started: Option<u32>, done: Option<u32>) -> Had {
    Had {
        agency: (!agency.is_empty()).then(|| agency.to_owned()),
        state: State { started_on: started.map(day), paused_on: None, completed_on: done.map(day), begun: started.or(done).is_some() },
        evidence: done.map(|n| format!("{n}/NQ-HĐND")),
        document: done.map(|_| "NQ".to_owned()),
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}

struct Case {
    had: Vec<Had>,
    members: Vec<String>,
    expected: usize,
    same_group: bool,
    continued: Vec<(String, String)>,
}

impl Case {
    fn decide(&self, carry: Carry) -> Decided {
        let Case { had, members, expected, same_group, continued } = self;
        decide(&Before { had, members, expected: *expected, same_group: *same_group, continued }, carry)
    }
}

/// Three old provinces of which two become one, through an intermediate name.
fn merged(a: (Option<u32>, Option<u32>), b: (Option<u32>, Option<u32>)) -> Case {
    Case {
        had: vec![had("hanoi", None, Some(3)), had("a", a.0, a.1), had("b", b.0, b.1)],
        members: strings(&["hanoi", "ab"]),
        expected: 2,
        same_group: false,
        continued: pairs(&[("a", "a2"), ("a2", "ab"), ("b", "ab"), ("far", "ab")]),
    }
}

#[test]
fn those_in_both_groups_stay_and_the_merged_begin() {
    let decided = merged((None, Some(10)), (None, Some(12))).decide(Carry::AllDone);
    assert_eq!(decided.stays, [Stays { place: 0, absorbs: vec![] }]);
    assert_eq!(decided.ends, [1, 2]);
    let carried = Carried { kind: StepKind::Done, day: day(12), from: vec![1, 2], evidence: Some("10/NQ-HĐND; 12/NQ-HĐND".into()), document: Some("NQ".into()) };
    let begins =
        Begins { agency: Some("ab".into()), from: vec![1, 2], without_part: strings(&["far"]), carried: Some(carried), disagree: false };
    assert_eq!(decided.begins, [begins]);
}

#[test]
fn what_is_carried_over_goes_by_the_choice() {
    use Carry::{AllDone, AnyDone};
    use StepKind::{Done, Started};
    let (nothing, begun, done, late) = ((None, None), (Some(2), None), (Some(1), Some(10)), (None, Some(12)));
    for (a, b, carry, expect, disagree) in [
        (done, late, AllDone, Some((Done, 12)), false),
        (done, late, AnyDone, Some((Done, 12)), false),
        (done, late, Carry::None, None, false),
        (done, nothing, AllDone, None, true),
        (done, nothing, AnyDone, Some((Done, 10)), true),
        (done, begun, AllDone, Some((Started, 2)), true),
        (done, begun, AnyDone, Some((Done, 10)), true),
        (begun, nothing, AllDone, None, true),
        (begun, nothing, AnyDone, Some((Started, 2)), true),
        (begun, begun, AllDone, Some((Started, 2)), false),
        (nothing, nothing, AllDone, None, false),
        (nothing, nothing, AnyDone, None, false),
    ] {
        let decided = merged(a, b).decide(carry);
        let begins = &decided.begins[0];
        let found = begins.carried.as_ref().map(|carried| (carried.kind, carried.day));
        assert_eq!((found, begins.disagree), (expect.map(|(kind, n)| (kind, day(n))), disagree), "{a:?} {b:?} {carry:?}");
    }
}

#[test]
fn an_agency_that_stays_shows_whom_it_continues_and_keeps_its_own_state() {
    let case = Case {
        had: vec![had("tai-chinh", None, None), had("khdt", None, Some(5))],
        members: strings(&["tai-chinh"]),
        expected: 1,
        same_group: false,
        continued: pairs(&[("khdt", "tai-chinh")]),
    };
    let decided = case.decide(Carry::AnyDone);
    assert_eq!(decided.stays, [Stays { place: 0, absorbs: vec![1] }]);
    assert!(decided.begins.is_empty());
}

#[test]
fn places_without_a_name_stay_in_their_own_group_while_it_counts_them() {
    let seven = |expected, same_group, members: &[&str]| Case {
        had: vec![had("named", None, Some(3)), had("", None, None), had("", None, None)],
        members: strings(members),
        expected,
        same_group,
        continued: vec![],
    };
    let counted = |case: Case| {
        let decided = case.decide(Carry::None);
        (decided.stays.len(), decided.ends.len(), decided.begins.len())
    };
    assert_eq!(counted(seven(3, true, &[])), (3, 0, 0));
    assert_eq!(counted(seven(2, true, &[])), (2, 1, 0));
    assert_eq!(counted(seven(4, true, &[])), (3, 0, 1));
    // Members that the group names now take the room of the places.
    assert_eq!(counted(seven(3, true, &["x", "y", "named"])), (1, 2, 2));
    assert_eq!(counted(seven(3, false, &[])), (0, 3, 3));
}

/// Whatever the groups: the old parts are split in two, the new ones are exactly the new group.
#[test]
fn the_parts_are_always_the_whole() {
    // A small generator of its own: every run tries the same cases.
    let mut seed = 7_u64;
    let mut below = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for round in 0..2_000 {
        let name = |n: u64| format!("a{n}");
        let mut old: Vec<u64> = (0..below(9)).map(|_| below(12)).collect();
        old.sort_unstable();
        old.dedup();
        let mut new: Vec<u64> = (0..below(9)).map(|_| below(12)).collect();
        new.sort_unstable();
        new.dedup();
        let unnamed = below(4);
        let mut parts: Vec<Had> = old
            .iter()
            .map(|n| {
                let (started, done) = (below(2) == 0, below(2) == 0);
                had(&name(*n), started.then_some(1), done.then_some(2 + *n as u32))
            })
            .collect();
        parts.extend((0..unnamed).map(|_| had("", None, None)));
        let case = Case {
            members: new.iter().map(|n| name(*n)).collect(),
            expected: new.len() + below(4) as usize,
            same_group: below(2) == 0,
            continued: (0..below(10)).map(|_| (name(below(12)), name(below(12)))).collect(),
            had: parts,
        };
        for carry in [Carry::AllDone, Carry::AnyDone, Carry::None] {
            let decided = case.decide(carry);
            let mut places: Vec<usize> = decided.stays.iter().map(|stays| stays.place).chain(decided.ends.iter().copied()).collect();
            places.sort_unstable();
            assert_eq!(places, (0..case.had.len()).collect::<Vec<_>>(), "round {round}");
            assert_eq!(decided.stays.len() + decided.begins.len(), case.expected, "round {round}");
            let kept = decided.stays.iter().filter_map(|stays| case.had[stays.place].agency.clone());
            let mut named: Vec<String> = kept.chain(decided.begins.iter().filter_map(|begins| begins.agency.clone())).collect();
            named.sort_unstable();
            let before = named.len();
            named.dedup();
            assert_eq!(named.len(), before, "an agency twice in round {round}");
            assert!(case.members.iter().all(|member| named.contains(member)), "round {round}");
            // What one carries over was there, and carrying none carries nothing.
            for begins in &decided.begins {
                let Some(carried) = &begins.carried else { continue };
                assert_ne!(carry, Carry::None);
                assert!(carried.from.iter().all(|place| begins.from.contains(place)));
            }
        }
    }
}
