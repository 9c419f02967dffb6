//! Three-way merge of one record, field by field: what was last exchanged with the sender (base), what stands here
//! (mine), what came (theirs). Pure: knows no table, no file and no clock, for clocks decide nothing.
//!
//! A field that only one side changed takes that side's value; one that both changed to the same needs nothing; one
//! that both changed differently is asked about, and so is one whose base nobody knows. Whoever changed what is not
//! theirs to change is asked about, never taken. A removal is a proposal. What a person decided is kept in the new
//! base, so that the same file again asks and changes nothing; what was put off keeps its old base and is asked again.

use super::plan::{Asking, Choice, Fields, Outcome, PlannedField, Value};

/// The three sides of one record.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// As it was last exchanged with the sender; none when it never was.
    pub base: Option<&'a Fields>,
    /// As it stands here; none when it is not there.
    pub mine: Option<&'a Fields>,
    /// What came: the fields that are mentioned. None when the sender says that it is gone.
    pub theirs: Option<&'a Fields>,
}

/// What was decided where a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub choice: Choice,
    /// The other value, with [`Choice::Other`].
    pub value: Value,
}

/// What a merge may rely on.
pub struct Rules<'a> {
    /// Whether the sender may set a field to a value.
    pub may: &'a dyn Fn(&str, &Value) -> bool,
    /// What a person decided about a field, or about the record as a whole.
    pub decided: &'a dyn Fn(Option<&str>, Asking) -> Option<Decided>,
}

/// What is to be done to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Nothing.
    Nothing,
    /// It is made just as it came.
    Take,
    /// It is made, with these fields.
    Make(Fields),
    /// These fields are written.
    Write(Fields),
    /// It is removed.
    Remove,
}

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// How it is reported.
    pub outcome: Outcome,
    /// Old beside new; nothing of what is made just as it came.
    pub fields: Vec<PlannedField>,
    /// Why a person is asked about it as a whole, if so.
    pub asking: Option<Asking>,
    /// What was decided about it as a whole.
    pub choice: Option<Choice>,
    /// What is to be done.
    pub deed: Deed,
    /// What counts as exchanged from now on; none when the record is gone on both sides, or nothing was agreed.
    pub base: Option<Fields>,
}

/// Merges one record.
pub fn merge(sides: Sides, rules: &Rules) -> Merged {
    match (sides.theirs, sides.mine) {
        (None, None) => whole(Outcome::Unchanged, Vec::new(), None),
        (None, Some(mine)) => removed_there(sides.base, mine, rules),
        (Some(theirs), None) => not_here(sides.base, theirs, rules),
        (Some(theirs), Some(mine)) => field_by_field(sides.base, mine, theirs, rules),
    }
}

fn whole(outcome: Outcome, fields: Vec<PlannedField>, base: Option<Fields>) -> Merged {
    Merged { outcome, fields, asking: None, choice: None, deed: Deed::Nothing, base }
}

/// The sender removed what stands here: proposed, never done by itself.
fn removed_there(base: Option<&Fields>, mine: &Fields, rules: &Rules) -> Merged {
    let choice = (rules.decided)(None, Asking::RemovedThere).map(|decided| decided.choice);
    let shown = mine.iter().map(|(field, value)| PlannedField {
        field: field.clone(),
        part_of: field.clone(),
        base: base.and_then(|base| base.get(field)).cloned(),
        mine: Some(value.clone()),
        theirs: None,
        result: if choice == Some(Choice::Theirs) { None } else { value.clone() },
        asking: None,
        choice: None,
    });
    let (deed, base) = match choice {
        Some(Choice::Theirs) => (Deed::Remove, None),
        Some(Choice::Mine) => (Deed::Nothing, None),
        _ => (Deed::Nothing, base.cloned()),
    };
    Merged { outcome: Outcome::Conflict, fields: shown.collect(), asking: Some(Asking::RemovedThere), choice, deed, base }
}

/// What came is not here: new, or removed here.
fn not_here(base: Option<&Fields>, theirs: &Fields, rules: &Rules) -> Merged {
    let asking = match base {
        Some(base) if theirs.iter().all(|(field, value)| base.get(field) == Some(value)) => {
            return whole(Outcome::Unchanged, Vec::new(), Some(base.clone()));
        }
        Some(_) => Asking::RemovedHere,
        None if theirs.iter().all(|(field, value)| (rules.may)(field, value)) => {
            return Merged { outcome: Outcome::Added, fields: Vec::new(), asking: None, choice: None, deed: Deed::Take, base: Some(theirs.clone()) };
        }
        None => Asking::NotTheirs,
    };
    let choice = (rules.decided)(None, asking).map(|decided| decided.choice);
    let taken = choice == Some(Choice::Theirs);
    let shown = theirs.iter().map(|(field, value)| PlannedField {
        field: field.clone(),
        part_of: field.clone(),
        base: base.and_then(|base| base.get(field)).cloned(),
        mine: None,
        theirs: value.clone(),
        result: if taken { value.clone() } else { None },
        asking: None,
        choice: None,
    });
    // A partial row keeps what else was exchanged of the record.
    let agreed = || {
        let mut agreed = base.cloned().unwrap_or_default();
        agreed.extend(theirs.clone());
        agreed
    };
    Merged {
        outcome: Outcome::Conflict,
        fields: shown.collect(),
        asking: Some(asking),
        choice,
        base: match choice {
            Some(Choice::Mine) => Some(agreed()),
            _ if taken => Some(agreed()),
            _ => base.cloned(),
        },
        deed: if taken { Deed::Make(agreed()) } else { Deed::Nothing },
    }
}

fn field_by_field(base: Option<&Fields>, mine: &Fields, theirs: &Fields, rules: &Rules) -> Merged {
    let mut next = base.cloned().unwrap_or_default();
    let mut fields = Vec::new();
    let mut written = Fields::new();
    for (field, value) in theirs {
        let here = mine.get(field).cloned().unwrap_or_default();
        let before = base.and_then(|base| base.get(field));
        if *value == here || before == Some(value) {
            // Said already, or changed here alone.
            next.insert(field.clone(), value.clone());
            continue;
        }
        let asking = match before {
            Some(before) if *before != here => Some(Asking::BothChanged),
            _ if !(rules.may)(field, value) => Some(Asking::NotTheirs),
            None => Some(Asking::BothChanged),
            Some(_) => None,
        };
        let decided = asking.and_then(|asking| (rules.decided)(Some(field), asking));
        let choice = decided.as_ref().map(|decided| decided.choice);
        let result = match (asking, &decided) {
            (None, _) => value.clone(),
            (Some(_), Some(Decided { choice: Choice::Theirs, .. })) => value.clone(),
            (Some(_), Some(Decided { choice: Choice::Other, value })) => value.clone(),
            _ => here.clone(),
        };
        if result != here {
            written.insert(field.clone(), result.clone());
        }
        if asking.is_none() || choice.is_some_and(|choice| choice != Choice::Later) {
            next.insert(field.clone(), value.clone());
        }
        fields.push(PlannedField { field: field.clone(), part_of: field.clone(), base: before.cloned(), mine: Some(here), theirs: value.clone(), result, asking, choice });
    }
    let outcome = match (fields.iter().any(|field| field.asking.is_some()), fields.is_empty()) {
        (true, _) => Outcome::Conflict,
        (false, false) => Outcome::Changed,
        (false, true) => Outcome::Unchanged,
    };
    let deed = if written.is_empty() { Deed::Nothing } else { Deed::Write(written) };
    Merged { outcome, fields, asking: None, choice: None, deed, base: Some(next) }
}

#[cfg(test)]
mod tests;
