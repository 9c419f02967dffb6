//! Rows of a sheet as figures: one row a figure, or agencies, indicators or periods side by side, each value a figure
//! of its own. An empty cell says nothing; zero, no data and not applicable are three things.

mod number;
mod shares;

use std::collections::HashMap;

use chrono::NaiveDate;
use ecow::{EcoString, eco_format};
use rusqlite::Connection;

use super::cells::{Cell, FileKind, Row, letters};
use super::layout;
use super::matching::Matched;
use super::setting::SheetSetting;
use super::titles::Titles;
use super::units::Units;
use super::values::{Gained, Values, said, shown};
use crate::agency;
use crate::book::Reader;
use crate::entry::reading::Fractions;
use crate::error::Result;
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::keys;
use crate::exchange::plan::{QuestionChoice, QuestionKind};
use crate::observation::places::{Places, Standing};
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::text::{clean_line, clean_text};
pub use shares::largest as largest_share;
use shares::Shares;

/// The question whose the figures are, and the answer that they are of the whole.
const WHOSE: &str = "whose";
const WHOLE: &str = "whole";

/// Whose figures may be: of the agencies that the titles name, of this office, of the whole.
fn owners(reader: &Reader, titles: &Titles) -> Result<Vec<QuestionChoice>> {
    let own = keys::own_office(reader).ok().map(|own| own.id);
    let mut ids: Vec<String> = Vec::new();
    for id in titles.agencies.iter().cloned().chain(own) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut owners = Vec::with_capacity(ids.len() + 1);
    for id in ids {
        owners.push(QuestionChoice { label: agency::name(reader.conn, &id)?.name, value: id });
    }
    owners.push(QuestionChoice { value: WHOLE.to_owned(), label: reader.words().get("sheet.whole") });
    Ok(owners)
}

/// Reads the figures of a sheet.
pub struct Figures<'a> {
    columns: &'a [Matched],
    setting: &'a SheetSetting,
    sha256: &'a str,
    conn: &'a Connection,
    places: Places,
    /// Whose the figures may be where the sheet does not say.
    owners: Vec<QuestionChoice>,
    fractions: HashMap<String, Fractions>,
    /// What stood last in a column whose cells are joined over several rows.
    above: HashMap<&'static str, (u16, EcoString)>,
    /// The words that are units.
    units: Units,
    /// By indicator the unit that stood last in the column of units.
    unit_above: HashMap<String, String>,
    /// Rows of groups and sums that are not read yet, with what they are called.
    beside: HashMap<u32, String>,
    /// Numbers whose cell does not say whether they are shares.
    shares: Shares,
    /// Rows that hold no data.
    pub left_out: Vec<(u32, String)>,
}

impl<'a> Figures<'a> {
    /// Prepares for the rows under the headings.
    pub fn new(reader: &'a Reader<'a>, columns: &'a [Matched], setting: &'a SheetSetting, titles: &Titles, sha256: &'a str, rows: &[&Row], kind: FileKind) -> Result<Figures<'a>> {
        let beside: HashMap<u32, String> = rows.iter().filter_map(|row| Some((row.at, layout::beside(row)?))).collect();
        Ok(Figures {
            columns,
            setting,
            sha256,
            conn: reader.conn,
            places: Places::default(),
            owners: owners(reader, titles)?,
            fractions: HashMap::new(),
            above: HashMap::new(),
            units: Units::of(reader.conn)?,
            unit_above: HashMap::new(),
            shares: Shares::of(columns, rows.iter().filter(|row| !beside.contains_key(&row.at)).copied(), kind),
            beside,
            left_out: Vec::new(),
        })
    }

    fn column(&self, field: &str) -> Option<&'a Matched> {
        self.columns.iter().find(|one| one.field == Some(field))
    }

    fn cell<'r>(&self, row: &'r Row, field: &str) -> Option<&'r Cell> {
        row.cell(self.column(field)?.column.column).filter(|cell| !cell.value.is_blank())
    }

    /// Reads one row into figures; a row that holds none is left out.
    pub fn row(&mut self, row: &Row, values: &mut Values) -> Result<Vec<IncomingRow>> {
        if let Some(label) = self.beside.remove(&row.at) {
            // Under a group or a sum nothing goes on.
            self.above.clear();
            self.left_out.push((row.at, label));
            return Ok(Vec::new());
        }
        let given: Vec<(&Matched, &Cell)> = self
            .columns
            .iter()
            .filter(|one| one.field == Some("value"))
            .filter_map(|one| Some((one, row.cell(one.column.column)?)))
            .filter(|(_, cell)| !cell.value.is_blank())
            .collect();
        let part = self.cell(row, "numerator").is_some() && self.column("value").is_none();
        if given.is_empty() && !part {
            self.left_out.push((row.at, layout::label(row)));
            return Ok(Vec::new());
        }
        self.go_on(row);
        if part {
            let Some(of) = self.column("numerator") else { return Ok(Vec::new()) };
            return Ok(vec![self.figure(row, of, None, values)?]);
        }
        given.into_iter().map(|(one, cell)| self.figure(row, one, Some(cell), values)).collect()
    }

    /// Ends what joined cells said above: a name further left that begins anew ends what stands to its right, and a row
    /// that names nothing goes on with nothing, for it may be a sum.
    fn go_on(&mut self, row: &Row) {
        let place = |field: &str| self.column(field).map(|one| one.column.column);
        let filled: Vec<u16> = ["indicator", "agency"].into_iter().filter(|field| self.cell(row, field).is_some()).filter_map(place).collect();
        let names_any = !filled.is_empty() || ["period", "as_of_day"].iter().any(|field| self.cell(row, field).is_some());
        self.above.retain(|_, (column, _)| names_any && filled.iter().all(|one| one >= column));
    }

    /// The text of a column of names; of joined cells that of the first of them.
    fn name(&mut self, row: &Row, field: &'static str, values: &mut Values) -> Option<(u16, EcoString, Gained<EcoString>)> {
        let column = self.column(field)?.column.column;
        match self.cell(row, field) {
            Some(cell) => {
                let text = values.words_of(row.at, cell);
                if let Ok(text) = &text {
                    self.above.insert(field, (column, text.clone()));
                }
                Some((column, shown(&cell.value), text))
            }
            None => {
                let (column, text) = self.above.get(field)?.clone();
                values.risk(row.at, column, "", |words| words.fill("sheet.as_above", &[("text", clean_line(&text))]));
                Some((column, EcoString::new(), Ok(text)))
            }
        }
    }

    fn figure(&mut self, row: &Row, of: &Matched, cell: Option<&Cell>, values: &mut Values) -> Result<IncomingRow> {
        let mut found = IncomingRow::new("observation", values.place(row.at));
        // As many as a new figure has that says nothing of parts.
        found.fields.reserve(10);
        let at = letters(of.column.column);
        let heading = of.column.heading();
        // The period and the day first: they say which of two agencies of one name is meant.
        let period = self.period(row, of, &heading, values);
        let day = self.day(row, values);
        let indicator = self.indicator(row, of, &heading, values);
        let definition = match &indicator.read {
            Read::Value(Some(id)) => values.known.indicator_of(id),
            _ => None,
        };
        let calendar = self.setting.calendar.or(definition.map(|definition| definition.calendar)).unwrap_or(Calendar::Statistical);
        let spoken = match (&day, &period) {
            (Some((Ok(day), ..)), _) => Some(*day),
            (_, Some((Ok(period), ..))) => Some(period.last_day(calendar)),
            _ => None,
        };
        let agency = self.agency(row, of, &heading, spoken, values);
        let plain = |said: &Option<Said>| match said.as_ref().map(|said| &said.read) {
            None => Some(None),
            Some(Read::Value(value)) => Some(value.clone()),
            Some(_) => None,
        };
        let period_code = match &period {
            None => Some(None),
            Some((Ok(period), ..)) => Some(Some(period.code())),
            Some(_) => None,
        };
        let mut standing = None;
        if let (Read::Value(Some(indicator)), Some(agency), Some(period)) = (&indicator.read, plain(&agency), period_code) {
            let pair = self.places.of(self.conn, indicator, agency.as_deref())?;
            let there: Vec<&Standing> = pair.iter().filter(|one| one.period == period && one.calendar == calendar).collect();
            let same_day = there.iter().rev().find(|one| spoken == Some(one.as_of_day));
            let known = match (there.as_slice(), &period) {
                ([one], Some(_)) => Some(one),
                (_, Some(_)) => same_day.or(there.last()),
                (_, None) => same_day,
            };
            let named = || {
                let day = spoken.map(|day| day.to_string()).unwrap_or_default();
                let named = format!("{indicator}/{}/{}/{day}", agency.as_deref().unwrap_or_default(), period.as_deref().unwrap_or_default());
                derived(&[self.sha256, &values.place(row.at).sheet, &row.at.to_string(), &named])
            };
            found.id = Some(known.map_or_else(named, |one| one.id.clone()).into());
            standing = known.map(|one| (*one).clone());
        }
        let is_new = standing.is_none();
        found.fields.insert("indicator".into(), indicator);
        self.numbers(row, of, cell, definition, standing.as_ref(), values, &mut found);
        self.note(row, is_new, values, &mut found);
        found.fields.extend(agency.map(|said| ("agency".into(), said)));
        if is_new {
            let fixed = |value: &str| Said::value(at.clone(), "", Some(value.into()));
            found.fields.insert("calendar".into(), fixed(calendar.as_str()));
            found.fields.insert("approval".into(), fixed("approved"));
        }
        match (day, spoken) {
            (Some((gained, column, raw)), _) => drop(found.fields.insert("as_of_day".into(), said(column, raw, gained.map(|day| Some(eco_format!("{day}")))))),
            (None, Some(day)) if is_new => drop(found.fields.insert("as_of_day".into(), Said::value(at.clone(), "", Some(eco_format!("{day}"))))),
            _ => {}
        }
        match period {
            Some((gained, column, raw)) => {
                let in_code = gained.as_ref().is_ok_and(|period| period.code() == raw);
                if is_new && of.period.is_none() && !raw.is_empty() && !in_code {
                    found.fields.insert("period_text".into(), Said::value(column.clone(), raw.clone(), Some(clean_line(&raw).into())));
                }
                found.fields.insert("period".into(), said(column, raw, gained.map(|period| Some(period.code()))));
            }
            None if spoken.is_none() && !found.fields.contains_key("as_of_day") => {
                found.fields.insert("period".into(), Said::wrong(at, "", Problem::new("required"), None));
            }
            None => {}
        }
        Ok(found)
    }

    fn indicator(&mut self, row: &Row, of: &Matched, heading: &str, values: &mut Values) -> Said {
        let at = letters(of.column.column);
        if let Some(id) = &of.indicator {
            return Said::value(at, heading, Some(id.into()));
        }
        if let Some((column, raw, text)) = self.name(row, "indicator", values) {
            let gained = text.and_then(|text| values.indicator(row.at, &text)).map(Some);
            return said(letters(column), raw, gained);
        }
        match &self.setting.indicator {
            Some(id) => Said::value(at, "", Some(id.into())),
            None => Said::wrong(at, "", Problem::new("required"), None),
        }
    }

    fn agency(&mut self, row: &Row, of: &Matched, heading: &str, day: Option<NaiveDate>, values: &mut Values) -> Option<Said> {
        if let Some(id) = &of.agency {
            return Some(Said::value(letters(of.column.column), heading, Some(id.into())));
        }
        if let Some((column, raw, text)) = self.name(row, "agency", values) {
            let gained = text.and_then(|text| values.agency(row.at, &text, day));
            return Some(said(letters(column), raw, gained));
        }
        let at = letters(of.column.column);
        if let Some(id) = &self.setting.agency {
            return Some(Said::value(at, "", Some(id.into())));
        }
        // A report of one office must not become the figure of the whole because nobody said whose it is.
        let owners = &self.owners;
        let answer = values.ask(WHOSE.to_owned(), QuestionKind::Whose, "", row.at, || owners.clone());
        Some(said(at, "", answer.map(|answer| Some(answer).filter(|answer| answer != WHOLE))))
    }

    fn period(&mut self, row: &Row, of: &Matched, heading: &str, values: &mut Values) -> Option<(Gained<Period>, EcoString, EcoString)> {
        let code = |code: &str| Period::parse(code).map_err(|problem| Read::wrong(problem, None));
        if let Some(period) = &of.period {
            return Some((code(period), letters(of.column.column), heading.into()));
        }
        if let Some(cell) = self.cell(row, "period") {
            return Some((values.period(row.at, cell), letters(cell.column), shown(&cell.value)));
        }
        let fixed = self.setting.period.as_ref()?;
        Some((code(fixed), letters(of.column.column), EcoString::new()))
    }

    fn day(&mut self, row: &Row, values: &mut Values) -> Option<(Gained<NaiveDate>, EcoString, EcoString)> {
        if let Some(cell) = self.cell(row, "as_of_day") {
            return Some((values.day(row.at, cell), letters(cell.column), shown(&cell.value)));
        }
        self.setting.as_of.map(|day| (Ok(day), EcoString::new(), EcoString::new()))
    }

    fn note(&mut self, row: &Row, is_new: bool, values: &mut Values, found: &mut IncomingRow) {
        let cells: Vec<&Cell> = self.columns.iter().filter(|one| one.field == Some("note")).filter_map(|one| row.cell(one.column.column)).collect();
        let Some(first) = cells.first() else { return };
        let raw: Vec<EcoString> = cells.iter().map(|cell| shown(&cell.value)).collect();
        let gained: Gained<Vec<EcoString>> = cells.iter().map(|cell| values.words_of(row.at, cell)).collect();
        let text = gained.map(|texts| Some(texts.iter().map(|text| clean_text(text)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty()));
        if !is_new || text != Ok(None) {
            found.fields.insert("note".into(), said(letters(first.column), raw.join("; "), text));
        }
    }
}
