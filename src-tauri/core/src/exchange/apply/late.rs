//! Figures that were decided and are not yet in the book. A figure is judged from what it states alone, so it need not
//! stand in the book first: what is only planned is never written, and what is applied is written when another row
//! needs it, or at the end. Until then they are found here by their keys.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ecow::EcoString;
use rusqlite::Connection;

use crate::error::Result;
use crate::exchange::plan::Fields;
use crate::exchange::sheet::Form;
use crate::indicator::IndicatorKind;
use crate::observation::fitting::Stated;
use crate::observation::places::{OfPairs, Places};

/// The columns of a figure by which it is found where it has no code.
const PLACE: &[&str] = &["indicator", "agency", "period", "calendar"];

/// The one figure of a key; none where there are several.
type Only = Option<EcoString>;

/// What is to be written of a figure.
enum Waiting {
    New(EcoString, Fields),
    Changed(EcoString, Fields),
}

/// The figures of one pass.
#[derive(Default)]
pub struct Late {
    waiting: Vec<Waiting>,
    places: Places,
    /// By code the figure of this pass that has it; none where there are several.
    by_code: HashMap<EcoString, Only>,
    /// By period and calendar those of a pair.
    by_place: OfPairs<HashMap<(EcoString, EcoString), Only>>,
    /// By indicator and agency the numbers of this pass, each with its day.
    numbers: OfPairs<Vec<(NaiveDate, f64)>>,
    /// Figures that stand in the book otherwise than they will.
    moved: HashSet<EcoString>,
    /// The indicators of figures with a code, by figure.
    indicators: HashMap<EcoString, EcoString>,
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

impl Late {
    /// Takes a figure as it will stand. `before` is how it stands, `changed` what of it changes; all of a new one. It is
    /// held only if it will be written.
    pub fn take(&mut self, id: &EcoString, before: Option<&Fields>, changed: &Fields, keep: bool) -> Result<()> {
        let said = |column: &str| changed.get(column).or_else(|| before?.get(column)).and_then(Option::as_deref);
        if let (Some(code), Some(indicator)) = (said("code"), said("indicator")) {
            self.by_code.entry(code.into()).and_modify(|known| *known = None).or_insert_with(|| Some(id.clone()));
            self.indicators.insert(id.clone(), indicator.into());
        }
        if let Some([(_, indicator), (_, agency), (_, period), (_, calendar)]) = key_of(PLACE, said).as_deref() {
            let places = self.by_place.of(indicator, Some(agency), || Ok(HashMap::new()))?;
            places.entry(((*period).into(), (*calendar).into())).and_modify(|known| *known = None).or_insert_with(|| Some(id.clone()));
        }
        if before.is_some() {
            self.moved.insert(id.clone());
        }
        if keep {
            self.waiting.push(if before.is_some() { Waiting::Changed(id.clone(), changed.clone()) } else { Waiting::New(id.clone(), changed.clone()) });
        }
        Ok(())
    }

    /// The one figure of this pass with these values of a key; none within where there are several.
    fn only(&self, values: &[(&str, &str)]) -> Option<&Only> {
        match values {
            [(_, code)] => self.by_code.get(*code),
            [(_, indicator), (_, agency), (_, period), (_, calendar)] => self.by_place.get(indicator, Some(agency))?.get(&((*period).into(), (*calendar).into())),
            _ => None,
        }
    }

    /// The last number of an indicator and an agency before the day of a figure, in the book or not yet; the figure's own
    /// is noted for those that come.
    pub fn last_before(&mut self, conn: &Connection, figure: &Stated, kind: IndicatorKind) -> Result<Option<f64>> {
        let day = figure.as_of_day;
        let standing = self.places.of(conn, figure.indicator, figure.agency)?.iter();
        let there = standing.filter(|one| one.as_of_day < day && !self.moved.contains(one.id.as_str())).filter_map(|one| Some((one.as_of_day, one.number(kind)?)));
        let noted = self.numbers.of(figure.indicator, figure.agency, || Ok(Vec::new()))?;
        let last = there.chain(noted.iter().copied().filter(|(on, _)| *on < day)).max_by_key(|(on, _)| *on).map(|(_, number)| number);
        noted.extend(figure.number(kind).map(|number| (day, number)));
        Ok(last)
    }

    /// The indicator of a figure with a code that is not written yet.
    pub fn indicator(&self, id: &str) -> Option<&str> {
        self.indicators.get(id).map(EcoString::as_str)
    }

    /// The id of the one figure whose columns hold these values, in the book or not yet; none when there is none or
    /// more than one.
    pub fn find(&mut self, conn: &Connection, form: &Form, values: &[(&str, &str)]) -> Result<Option<EcoString>> {
        let mut found = match self.only(values) {
            Some(None) => return Ok(None),
            Some(Some(id)) => vec![id.clone()],
            None => Vec::new(),
        };
        match values {
            [(_, indicator), (_, agency), (_, period), (_, calendar)] => {
                let standing = self.places.of(conn, indicator, Some(*agency).filter(|agency| !agency.is_empty()))?.iter();
                let there = standing.filter(|one| one.period.as_deref() == Some(period) && one.calendar.as_str() == *calendar);
                found.extend(there.filter(|one| !self.moved.contains(one.id.as_str())).map(|one| one.id.as_str().into()));
            }
            _ => found.extend(form.table.find(conn, values)?.map(EcoString::from).filter(|id| !self.moved.contains(id))),
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
        said.iter().map(|(column, value)| ((*column).into(), (!value.is_empty()).then(|| (*value).into()))).collect()
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
        let known = |id: &str| vec![Some(EcoString::from(id))];
        assert_eq!(find(&mut late, MAY), known("old"));
        assert_eq!(find(&mut late, &[("code", "M1")]), known("old"));
        // It moves to June and gives its code away; a new one takes both.
        late.take(&"old".into(), form.table.get(&conn, "old").unwrap().as_ref(), &fields(&[("period", "2024-06"), ("code", "M2")]), true).unwrap();
        assert_eq!((find(&mut late, MAY), find(&mut late, &[("code", "M1")])), (vec![None], vec![None]));
        late.take(&"new".into(), None, &fields(&whole("M1")), true).unwrap();
        assert_eq!((find(&mut late, MAY), find(&mut late, &[("code", "M1")]), find(&mut late, &[("code", "M2")])), (known("new"), known("new"), known("old")));
        assert_eq!((late.indicator("old"), late.indicator("other")), (Some("i"), None));
        // Two in one place: none is meant by it.
        late.take(&"more".into(), None, &fields(&whole("")), true).unwrap();
        assert_eq!(find(&mut late, MAY), [None]);
        // The whole is a place as well, unless its figures have codes.
        let may = [("indicator", "i"), ("agency", ""), ("period", "2024-05"), ("calendar", "statistical")];
        assert_eq!(find(&mut late, &may), [None]);
        late.take(&"all".into(), None, &fields(&may), true).unwrap();
        assert_eq!(find(&mut late, &may), known("all"));
        assert_eq!(find(&mut late, &[&may[..], &[("code", "M9")]].concat()), [None], "by its code alone");

        late.waiting.retain(|figure| !matches!(figure, Waiting::New(id, _) if id == "all"));
        late.write(&conn, form).unwrap();
        assert_eq!(form.table.find(&conn, &[("code", "M1")]).unwrap().as_deref(), Some("new"));
        assert_eq!(form.table.get(&conn, "old").unwrap().unwrap()[&"period".into()].as_deref(), Some("2024-06"));
    }
}
