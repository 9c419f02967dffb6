//! Figures that were decided and are not yet in the book. A figure is judged from what it states alone, so it need not
//! stand in the book first: what is only planned is never written, and what is applied is written when another row
//! needs it, or at the end. Until then they are found here by their keys.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::exchange::plan::Fields;
use crate::exchange::sheet::Form;
use crate::observation::places::Places;

/// The columns of a figure by which it is found where it has no code.
const PLACE: &[&str] = &["indicator", "agency", "period", "calendar"];

/// What is to be written of a figure.
enum Waiting {
    New(String, Fields),
    Changed(String, Fields),
}

/// The figures of one pass.
#[derive(Default)]
pub struct Late {
    waiting: Vec<Waiting>,
    places: Places,
    /// By the values of a key the figure of this pass that has them; none where there are several.
    by_key: HashMap<String, Option<String>>,
    /// Figures that stand in the book otherwise than they will.
    moved: HashSet<String>,
    /// The indicators of figures with a code, by figure.
    indicators: HashMap<String, String>,
}

fn joined(values: &[(&str, &str)]) -> String {
    let mut key = String::with_capacity(values.iter().map(|(_, value)| value.len() + 1).sum());
    for (_, value) in values {
        key.push_str(value);
        key.push('\u{1f}');
    }
    key
}

impl Late {
    /// Takes a figure as it will stand. `before` is how it stands, `changed` what of it changes; all of a new one. It is
    /// held only if it will be written.
    pub fn take(&mut self, id: &str, before: Option<&Fields>, changed: &Fields, keep: bool) {
        let said = |column: &str| changed.get(column).or_else(|| before?.get(column)).and_then(Option::as_deref);
        let keys = [&["code"][..], PLACE];
        for key in keys {
            let values: Option<Vec<(&str, &str)>> = key.iter().map(|column| Some((*column, said(column)?))).collect();
            let Some(values) = values else { continue };
            self.by_key.entry(joined(&values)).and_modify(|known| *known = None).or_insert_with(|| Some(id.to_owned()));
        }
        if let (Some(_), Some(indicator)) = (said("code"), said("indicator")) {
            self.indicators.insert(id.to_owned(), indicator.to_owned());
        }
        if before.is_some() {
            self.moved.insert(id.to_owned());
        }
        if keep {
            self.waiting.push(if before.is_some() { Waiting::Changed(id.to_owned(), changed.clone()) } else { Waiting::New(id.to_owned(), changed.clone()) });
        }
    }

    /// The indicator of a figure with a code that is not written yet.
    pub fn indicator(&self, id: &str) -> Option<&str> {
        self.indicators.get(id).map(String::as_str)
    }

    /// The id of the one figure whose columns hold these values, in the book or not yet; none when there is none or
    /// more than one.
    pub fn find(&mut self, conn: &Connection, form: &Form, values: &[(&str, &str)]) -> Result<Option<String>> {
        let mut found = match self.by_key.get(&joined(values)) {
            Some(None) => return Ok(None),
            Some(Some(id)) => vec![id.clone()],
            None => Vec::new(),
        };
        match values {
            [(_, indicator), (_, agency), (_, period), (_, calendar)] => {
                let standing = self.places.of(conn, indicator, Some(agency))?.iter();
                let there = standing.filter(|one| one.period.as_deref() == Some(period) && one.calendar.as_str() == *calendar);
                found.extend(there.filter(|one| !self.moved.contains(&one.id)).map(|one| one.id.clone()));
            }
            _ => found.extend(form.table.find(conn, values)?.filter(|id| !self.moved.contains(id))),
        }
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Writes what waits.
    pub fn write(&mut self, conn: &Connection, form: &Form) -> Result<()> {
        for figure in std::mem::take(&mut self.waiting) {
            match figure {
                Waiting::New(id, fields) => form.table.insert(conn, &id, &fields)?,
                Waiting::Changed(id, fields) => form.table.update(conn, &id, &fields)?,
            }
        }
        Ok(())
    }
}
