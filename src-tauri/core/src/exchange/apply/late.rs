//! Figures that were decided and are not yet in the book. A figure is judged from what it states alone, so it need not
//! stand in the book first: what is only planned is never written, and what is applied is written when another row
//! needs it, or at the end. Until then they are found here by their keys.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::error::Result;
use crate::exchange::plan::Fields;
use crate::exchange::sheet::Form;
use crate::indicator::IndicatorKind;
use crate::observation::fitting::Stated;
use crate::observation::places::Places;

/// The columns of a figure by which it is found where it has no code.
const PLACE: &[&str] = &["indicator", "agency", "period", "calendar"];

/// An indicator and an agency, or the whole.
type Whose = (String, Option<String>);

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
    /// By indicator and agency the numbers of this pass, each with its day.
    numbers: HashMap<Whose, Vec<(NaiveDate, f64)>>,
    /// Figures that stand in the book otherwise than they will.
    moved: HashSet<String>,
    /// The indicators of figures with a code, by figure.
    indicators: HashMap<String, String>,
}

/// The values of a key, if a figure has them all. A figure of the whole has a place as well; but of those there may be
/// several that sources give differently, each with its code, and then the code alone says which is meant.
pub fn key_of<'f>(columns: &[&'static str], said: impl Fn(&str) -> Option<&'f str>) -> Option<Vec<(&'static str, &'f str)>> {
    let of_whole = columns == PLACE && said("agency").is_none();
    if of_whole && said("code").is_some() {
        return None;
    }
    let value = |column: &str| said(column).or((of_whole && column == "agency").then_some(""));
    columns.iter().map(|column| Some((*column, value(column)?))).collect()
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
            let Some(values) = key_of(key, said) else { continue };
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

    /// The last number of an indicator and an agency before the day of a figure, in the book or not yet; the figure's own
    /// is noted for those that come.
    pub fn last_before(&mut self, conn: &Connection, figure: &Stated, kind: IndicatorKind) -> Result<Option<f64>> {
        let day = figure.as_of_day;
        let standing = self.places.of(conn, figure.indicator, figure.agency)?.iter();
        let there = standing.filter(|one| one.as_of_day < day && !self.moved.contains(&one.id)).filter_map(|one| Some((one.as_of_day, one.number(kind)?)));
        let noted = self.numbers.entry((figure.indicator.to_owned(), figure.agency.map(str::to_owned))).or_default();
        let last = there.chain(noted.iter().copied().filter(|(on, _)| *on < day)).max_by_key(|(on, _)| *on).map(|(_, number)| number);
        noted.extend(figure.number(kind).map(|number| (day, number)));
        Ok(last)
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
                let standing = self.places.of(conn, indicator, Some(*agency).filter(|agency| !agency.is_empty()))?.iter();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sheet;
    use crate::store::{migrate, open};

    fn fields(said: &[(&str, &str)]) -> Fields {
        said.iter().map(|(column, value)| ((*column).to_owned(), (!value.is_empty()).then(|| (*value).to_owned()))).collect()
    }

    const MAY: &[(&str, &str)] = &[("indicator", "i"), ("agency", "a"), ("period", "2024-05"), ("calendar", "statistical")];

    #[test]
    fn figures_are_found_where_they_will_stand() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open::connect(&folder.path().join("b.so35"), open::Mode::Create).unwrap();
        migrate::to_newest(&conn, None).unwrap();
        let forms = sheet::forms(&conn).unwrap();
        let (form, agencies, indicators) = (&forms["observation"], &forms["agency"], &forms["indicator"]);
        agencies.table.insert(&conn, "a", &fields(&[("name", "A"), ("short_name", "A"), ("kind", "office")])).unwrap();
        let indicator = [("code", "X"), ("name", "X"), ("unit", "u"), ("kind", "count"), ("direction", "higher"), ("time_rule", "last"), ("agency_rule", "none"), ("calendar", "statistical")];
        indicators.table.insert(&conn, "i", &fields(&indicator)).unwrap();
        let whole = |code: &'static str| [MAY, &[("state", "no_data"), ("as_of_day", "2024-05-31"), ("approval", "approved"), ("code", code)]].concat();
        form.table.insert(&conn, "old", &fields(&whole("M1"))).unwrap();

        let mut late = Late::default();
        let find = |late: &mut Late, said: &[(&str, &str)]| {
            let said = fields(said);
            let found = [&["code"][..], PLACE].into_iter().filter_map(|key| key_of(key, |column| said.get(column).and_then(Option::as_deref)));
            found.map(|values| late.find(&conn, form, &values).unwrap()).collect::<Vec<_>>()
        };
        let known = |id: &str| vec![Some(id.to_owned())];
        assert_eq!(find(&mut late, MAY), known("old"));
        assert_eq!(find(&mut late, &[("code", "M1")]), known("old"));
        // It moves to June and gives its code away; a new one takes both.
        late.take("old", form.table.get(&conn, "old").unwrap().as_ref(), &fields(&[("period", "2024-06"), ("code", "M2")]), true);
        assert_eq!((find(&mut late, MAY), find(&mut late, &[("code", "M1")])), (vec![None], vec![None]));
        late.take("new", None, &fields(&whole("M1")), true);
        assert_eq!((find(&mut late, MAY), find(&mut late, &[("code", "M1")]), find(&mut late, &[("code", "M2")])), (known("new"), known("new"), known("old")));
        assert_eq!((late.indicator("old"), late.indicator("other")), (Some("i"), None));
        // Two in one place: none is meant by it.
        late.take("more", None, &fields(&whole("")), true);
        assert_eq!(find(&mut late, MAY), [None]);
        // The whole is a place as well, unless its figures have codes.
        let may = [("indicator", "i"), ("agency", ""), ("period", "2024-05"), ("calendar", "statistical")];
        assert_eq!(find(&mut late, &may), [None]);
        late.take("all", None, &fields(&may), true);
        assert_eq!(find(&mut late, &may), known("all"));
        assert_eq!(find(&mut late, &[&may[..], &[("code", "M9")]].concat()), [None], "by its code alone");

        late.waiting.retain(|figure| !matches!(figure, Waiting::New(id, _) if id == "all"));
        late.write(&conn, form).unwrap();
        assert_eq!(form.table.find(&conn, &[("code", "M1")]).unwrap().as_deref(), Some("new"));
        assert_eq!(form.table.get(&conn, "old").unwrap().unwrap()["period"].as_deref(), Some("2024-06"));
    }
}
