//! Cases of one record, and the laws over many offices.

use std::collections::BTreeMap;

use ecow::eco_format;
use proptest::prelude::*;

use super::*;

fn fields(said: &[(&str, &str)]) -> Fields {
    said.iter().map(|(field, value)| ((*field).into(), (!value.is_empty()).then(|| (*value).into()))).collect()
}

const OPEN: Rules = Rules { may: &|_, _| true, decided: &|_, _| None };
const FOREIGN: Rules = Rules { may: &|_, _| false, decided: &|_, _| None };

fn all(choice: Choice) -> impl Fn(Option<&str>, Asking) -> Option<Decided> {
    move |_, _| Some(Decided { choice, value: Some("other".into()) })
}

#[test]
fn a_field_takes_the_side_that_changed() {
    let base = fields(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
    let mine = fields(&[("a", "2"), ("b", "1"), ("c", "2"), ("d", "2")]);
    let theirs = fields(&[("a", "1"), ("b", "3"), ("c", "3"), ("d", "2")]);
    let found = merge(Sides { base: Some(&base), mine: Some(&mine), theirs: Some(&theirs) }, &OPEN);
    assert_eq!(found.outcome, Outcome::Conflict);
    let told: Vec<(&str, Option<Asking>, Option<&str>)> =
        found.fields.iter().map(|field| (field.field.as_str(), field.asking, field.result.as_deref())).collect();
    assert_eq!(told, [("b", None, Some("3")), ("c", Some(Asking::BothChanged), Some("2"))], "only the same field is asked about");
    assert_eq!(found.deed, Deed::Write(fields(&[("b", "3")])));
    assert_eq!(found.base, Some(fields(&[("a", "1"), ("b", "3"), ("c", "1"), ("d", "2")])), "what is open keeps its base");
}

#[test]
fn each_choice_does_what_it_says() {
    let (base, mine, theirs) = (fields(&[("a", "1")]), fields(&[("a", "2")]), fields(&[("a", "3")]));
    let sides = Sides { base: Some(&base), mine: Some(&mine), theirs: Some(&theirs) };
    for (choice, deed, next) in [
        (Choice::Mine, Deed::Nothing, "3"),
        (Choice::Theirs, Deed::Write(fields(&[("a", "3")])), "3"),
        (Choice::Other, Deed::Write(fields(&[("a", "other")])), "3"),
        (Choice::Later, Deed::Nothing, "1"),
    ] {
        let found = merge(sides, &Rules { may: &|_, _| true, decided: &all(choice) });
        assert_eq!((&found.deed, found.base.as_ref()), (&deed, Some(&fields(&[("a", next)]))), "{choice:?}");
        let after = match &found.deed {
            Deed::Write(written) => written.clone(),
            _ => mine.clone(),
        };
        let again = merge(Sides { base: found.base.as_ref(), mine: Some(&after), theirs: Some(&theirs) }, &OPEN);
        let asked = choice == Choice::Later;
        assert_eq!((again.outcome == Outcome::Conflict, again.deed), (asked, Deed::Nothing), "{choice:?} again");
    }
}

#[test]
fn what_is_not_theirs_is_listed_and_not_taken() {
    let (base, mine, theirs) = (fields(&[("a", "1")]), fields(&[("a", "1")]), fields(&[("a", "3")]));
    let found = merge(Sides { base: Some(&base), mine: Some(&mine), theirs: Some(&theirs) }, &FOREIGN);
    assert_eq!((found.outcome, found.deed), (Outcome::Conflict, Deed::Nothing));
    assert_eq!(found.fields[0].asking, Some(Asking::NotTheirs));
    let new = merge(Sides { base: None, mine: None, theirs: Some(&theirs) }, &FOREIGN);
    assert_eq!((new.asking, new.deed, new.base), (Some(Asking::NotTheirs), Deed::Nothing, None));
    let same = merge(Sides { base: None, mine: Some(&theirs), theirs: Some(&theirs) }, &FOREIGN);
    assert_eq!((same.outcome, same.base), (Outcome::Unchanged, Some(theirs)));
}

#[test]
fn an_unknown_base_asks_and_a_removal_is_a_proposal() {
    let (mine, theirs) = (fields(&[("a", "1"), ("b", "1")]), fields(&[("a", "2"), ("b", "1")]));
    let found = merge(Sides { base: None, mine: Some(&mine), theirs: Some(&theirs) }, &OPEN);
    assert_eq!(found.fields.iter().map(|field| field.asking).collect::<Vec<_>>(), [Some(Asking::BothChanged)]);

    let gone = Sides { base: Some(&mine), mine: Some(&mine), theirs: None };
    assert_eq!(merge(gone, &OPEN).deed, Deed::Nothing);
    let taken = merge(gone, &Rules { may: &|_, _| true, decided: &all(Choice::Theirs) });
    assert_eq!((taken.deed, taken.base), (Deed::Remove, None));
    let kept = merge(gone, &Rules { may: &|_, _| true, decided: &all(Choice::Mine) });
    assert_eq!((kept.deed, kept.base), (Deed::Nothing, None));

    let removed = Sides { base: Some(&mine), mine: None, theirs: Some(&mine) };
    assert_eq!(merge(removed, &OPEN).outcome, Outcome::Unchanged, "what was removed here and not touched there stays removed");
    let touched = Sides { base: Some(&mine), mine: None, theirs: Some(&theirs) };
    assert_eq!(merge(touched, &OPEN).asking, Some(Asking::RemovedHere));
    let back = merge(touched, &Rules { may: &|_, _| true, decided: &all(Choice::Theirs) });
    assert_eq!(back.deed, Deed::Make(theirs));
}

/// A book as the laws see it: records by id.
type Records = BTreeMap<u8, Fields>;

/// What an office does to what it was given: sets fields of records, makes some, removes some.
#[derive(Debug, Clone)]
enum Edit {
    Set(u8, u8, u8),
    Make(u8, u8),
}

fn office_edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        4 => (0u8..6, 0u8..3, 1u8..9).prop_map(|(record, field, value)| Edit::Set(record, field, value)),
        1 => (0u8..3, 1u8..9).prop_map(|(record, value)| Edit::Make(record, value)),
    ];
    prop::collection::vec(edit, 0..8)
}

fn start() -> Records {
    (0..6).map(|record| (record, fields(&[("0", "0"), ("1", "0"), ("2", "0")]))).collect()
}

fn edited(base: &Records, office: usize, edits: &[Edit]) -> Records {
    let mut records = base.clone();
    for edit in edits {
        match edit {
            Edit::Set(record, field, value) => {
                if let Some(fields) = records.get_mut(record) {
                    fields.insert(eco_format!("{field}"), Some(eco_format!("{value}")));
                }
            }
            // Ids are made by books and never meet.
            Edit::Make(record, value) => {
                records.insert(10 + 3 * (office as u8) + record, fields(&[("0", &value.to_string())]));
            }
        }
    }
    records
}

/// One office's file merged into a book; the greater value wins where a person is asked, so that every order of the
/// files decides alike. Answers how the rows came out, and what counts as exchanged.
fn take(book: &mut Records, base: &Records, file: &Records) -> (BTreeMap<Outcome, usize>, Records) {
    let mut outcomes = BTreeMap::new();
    let mut next = Records::new();
    for (record, theirs) in file {
        let mine = book.get(record).cloned();
        let decided = |field: Option<&str>, _: Asking| {
            let here = field.and_then(|field| mine.as_ref()?.get(field)).cloned().flatten();
            let came = field.and_then(|field| theirs.get(field)).cloned().flatten();
            Some(Decided { choice: if came > here { Choice::Theirs } else { Choice::Mine }, value: None })
        };
        let found = merge(Sides { base: base.get(record), mine: mine.as_ref(), theirs: Some(theirs) }, &Rules { may: &|_, _| true, decided: &decided });
        *outcomes.entry(found.outcome).or_default() += 1;
        match found.deed {
            Deed::Take => drop(book.insert(*record, theirs.clone())),
            Deed::Make(fields) => drop(book.insert(*record, fields)),
            Deed::Write(written) => book.entry(*record).or_default().extend(written),
            Deed::Remove => drop(book.remove(record)),
            Deed::Nothing => {}
        }
        next.extend(found.base.map(|base| (*record, base)));
    }
    (outcomes, next)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_the_files_does_not_matter(
        offices in prop::collection::vec(office_edits(), 2..=63),
        own in office_edits(),
        order in any::<prop::sample::Index>(),
    ) {
        let base = start();
        let files: Vec<Records> = offices.iter().enumerate().map(|(office, edits)| edited(&base, office, edits)).collect();
        let mut results = Vec::new();
        for turn in [0, order.index(files.len())] {
            let mut book = edited(&base, 63, &own);
            let mut sequence: Vec<&Records> = files.iter().collect();
            sequence.rotate_left(turn);
            if turn % 2 == 1 {
                sequence.reverse();
            }
            for file in sequence {
                take(&mut book, &base, file);
            }
            results.push(book);
        }
        prop_assert_eq!(&results[0], &results[1]);
        // Nothing is lost: where only one office changed a field, its value stands.
        for record in start().keys() {
            for field in ["0", "1", "2"] {
                let value = |records: &Records| records[record][&field.into()].clone();
                let changed: Vec<_> = files.iter().chain([&edited(&base, 63, &own)]).map(value).filter(|value| *value != value_of("0")).collect();
                prop_assert_eq!(value(&results[0]), changed.into_iter().max().unwrap_or(value_of("0")));
            }
        }
    }

    #[test]
    fn a_file_twice_changes_nothing_and_every_row_is_reported_once(
        offices in prop::collection::vec(office_edits(), 2..=63),
        own in office_edits(),
    ) {
        let base = start();
        let mut book = edited(&base, 63, &own);
        for (office, edits) in offices.iter().enumerate() {
            let file = edited(&base, office, edits);
            let (first, next) = take(&mut book, &base, &file);
            prop_assert_eq!(first.values().sum::<usize>(), file.len());
            let before = book.clone();
            let (again, same) = take(&mut book, &next, &file);
            prop_assert_eq!(again, BTreeMap::from([(Outcome::Unchanged, file.len())]));
            prop_assert_eq!((&book, &same), (&before, &next));
        }
    }

    #[test]
    fn two_books_agree_after_a_file_each_way(ours in office_edits(), theirs in office_edits()) {
        let base = start();
        let (mut here, mut there) = (edited(&base, 0, &ours), edited(&base, 1, &theirs));
        let (_, agreed) = take(&mut here, &base, &there);
        // The other office sent its records: they are its base from then on.
        let sent = there.clone();
        take(&mut there, &sent, &here);
        prop_assert_eq!(&here, &there);
        let (outcomes, _) = take(&mut here, &agreed, &there);
        prop_assert!(outcomes.keys().all(|outcome| *outcome == Outcome::Unchanged));
    }
}

fn value_of(text: &str) -> Value {
    Some(text.into())
}
