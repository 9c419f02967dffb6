//! Rows of a sheet as figures: one row a figure, or agencies, indicators or periods side by side, each value a figure
//! of its own. An empty cell says nothing; zero, no data and not applicable are three things.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::cells::{Cell, CellValue, Row, letters};
use super::layout;
use super::matching::Matched;
use super::setting::SheetSetting;
use super::titles::Titles;
use super::units::{self, Units};
use super::values::{Gained, Values, fifteen_digits, said, shown};
use crate::agency;
use crate::book::Reader;
use crate::entry::reading::{Fractions, Meaning, Unclear, as_fraction, fraction, understand};
use crate::error::Result;
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::keys;
use crate::exchange::plan::{QuestionChoice, QuestionKind};
use crate::figure::{self, Amount, Figure, InUnit, Notation};
use crate::indicator::{IndicatorDefinition, IndicatorKind};
use crate::observation::places::{Places, Standing};
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::text::{clean_line, clean_text, fold};

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
    above: HashMap<&'static str, (u16, String)>,
    /// The words that are units.
    units: Units,
    /// By indicator the unit that stood last in the column of units.
    unit_above: HashMap<String, String>,
    /// Column and row of numbers that may be shares, 0.6 for 60%, whose cell does not say so.
    shares: HashSet<(u16, u32)>,
    /// Rows that hold no data.
    pub left_out: Vec<(u32, String)>,
}

impl<'a> Figures<'a> {
    /// Prepares for the rows under the headings.
    pub fn new(reader: &'a Reader<'a>, columns: &'a [Matched], setting: &'a SheetSetting, titles: &Titles, sha256: &'a str, rows: &[&Row]) -> Result<Figures<'a>> {
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
            shares: shares(columns, rows),
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
        let label = layout::label(row);
        if layout::is_group(row) || layout::is_sum(&label) {
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
            self.left_out.push((row.at, label));
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
    fn name(&mut self, row: &Row, field: &'static str, values: &mut Values) -> Option<(u16, String, Gained<String>)> {
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
                Some((column, String::new(), Ok(text)))
            }
        }
    }

    fn figure(&mut self, row: &Row, of: &Matched, cell: Option<&Cell>, values: &mut Values) -> Result<IncomingRow> {
        let mut found = IncomingRow::new("observation", values.place(row.at));
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
            found.id = Some(known.map_or_else(named, |one| one.id.clone()));
            standing = known.map(|one| (*one).clone());
        }
        let is_new = standing.is_none();
        self.numbers(row, of, cell, definition, standing.as_ref(), values, &mut found);
        self.note(row, is_new, values, &mut found);
        found.fields.insert("indicator".into(), indicator);
        found.fields.extend(agency.map(|said| ("agency".to_owned(), said)));
        if is_new {
            let fixed = |value: &str| Said::value(at.clone(), String::new(), Some(value.to_owned()));
            found.fields.insert("calendar".into(), fixed(calendar.as_str()));
            found.fields.insert("approval".into(), fixed("approved"));
        }
        match (day, spoken) {
            (Some((gained, column, raw)), _) => drop(found.fields.insert("as_of_day".into(), said(&column, &raw, gained.map(|day| Some(day.to_string()))))),
            (None, Some(day)) if is_new => drop(found.fields.insert("as_of_day".into(), Said::value(at.clone(), String::new(), Some(day.to_string())))),
            _ => {}
        }
        match period {
            Some((gained, column, raw)) => {
                let in_code = gained.as_ref().is_ok_and(|period| period.code() == raw);
                if is_new && of.period.is_none() && !raw.is_empty() && !in_code {
                    found.fields.insert("period_text".into(), Said::value(column.clone(), raw.clone(), Some(clean_line(&raw))));
                }
                found.fields.insert("period".into(), said(&column, &raw, gained.map(|period| Some(period.code()))));
            }
            None if spoken.is_none() && !found.fields.contains_key("as_of_day") => {
                found.fields.insert("period".into(), Said::wrong(at, String::new(), Problem::new("required"), None));
            }
            None => {}
        }
        Ok(found)
    }

    fn indicator(&mut self, row: &Row, of: &Matched, heading: &str, values: &mut Values) -> Said {
        let at = letters(of.column.column);
        if let Some(id) = &of.indicator {
            return Said::value(at, heading, Some(id.clone()));
        }
        if let Some((column, raw, text)) = self.name(row, "indicator", values) {
            let gained = text.and_then(|text| values.indicator(row.at, &text)).map(Some);
            return said(&letters(column), &raw, gained);
        }
        match &self.setting.indicator {
            Some(id) => Said::value(at, String::new(), Some(id.clone())),
            None => Said::wrong(at, String::new(), Problem::new("required"), None),
        }
    }

    fn agency(&mut self, row: &Row, of: &Matched, heading: &str, day: Option<NaiveDate>, values: &mut Values) -> Option<Said> {
        if let Some(id) = &of.agency {
            return Some(Said::value(letters(of.column.column), heading, Some(id.clone())));
        }
        if let Some((column, raw, text)) = self.name(row, "agency", values) {
            let gained = text.and_then(|text| values.agency(row.at, &text, day));
            return Some(said(&letters(column), &raw, gained));
        }
        let at = letters(of.column.column);
        if let Some(id) = &self.setting.agency {
            return Some(Said::value(at, String::new(), Some(id.clone())));
        }
        // A report of one office must not become the figure of the whole because nobody said whose it is.
        let owners = &self.owners;
        let answer = values.ask(WHOSE.to_owned(), QuestionKind::Whose, "", row.at, || owners.clone());
        Some(said(&at, "", answer.map(|answer| Some(answer).filter(|answer| answer != WHOLE))))
    }

    fn period(&mut self, row: &Row, of: &Matched, heading: &str, values: &mut Values) -> Option<(Gained<Period>, String, String)> {
        let code = |code: &str| Period::parse(code).map_err(|problem| Read::wrong(problem, None));
        if let Some(period) = &of.period {
            return Some((code(period), letters(of.column.column), heading.to_owned()));
        }
        if let Some(cell) = self.cell(row, "period") {
            return Some((values.period(row.at, cell), letters(cell.column), shown(&cell.value)));
        }
        let fixed = self.setting.period.as_ref()?;
        Some((code(fixed), letters(of.column.column), String::new()))
    }

    fn day(&mut self, row: &Row, values: &mut Values) -> Option<(Gained<NaiveDate>, String, String)> {
        if let Some(cell) = self.cell(row, "as_of_day") {
            return Some((values.day(row.at, cell), letters(cell.column), shown(&cell.value)));
        }
        self.setting.as_of.map(|day| (Ok(day), String::new(), String::new()))
    }

    fn note(&mut self, row: &Row, is_new: bool, values: &mut Values, found: &mut IncomingRow) {
        let cells: Vec<&Cell> = self.columns.iter().filter(|one| one.field == Some("note")).filter_map(|one| row.cell(one.column.column)).collect();
        let Some(first) = cells.first() else { return };
        let raw: Vec<String> = cells.iter().map(|cell| shown(&cell.value)).collect();
        let gained: Gained<Vec<String>> = cells.iter().map(|cell| values.words_of(row.at, cell)).collect();
        let text = gained.map(|texts| Some(texts.iter().map(|text| clean_text(text)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty()));
        if !is_new || text != Ok(None) {
            found.fields.insert("note".into(), said(&letters(first.column), &raw.join("; "), text));
        }
    }

    /// The figure itself.
    #[allow(clippy::too_many_arguments)] // one figure in the middle of a row
    fn numbers(&mut self, row: &Row, of: &Matched, cell: Option<&Cell>, definition: Option<&IndicatorDefinition>, standing: Option<&Standing>, values: &mut Values, found: &mut IncomingRow) {
        let Some(cell) = cell else { return self.parts(row, standing.is_none(), values, found) };
        let (column, raw) = (letters(cell.column), shown(&cell.value));
        let Some(definition) = definition else {
            // Which number it is can only be told when its indicator is known.
            found.fields.insert("value".into(), Said::value(column, raw.clone(), Some(raw)));
            return;
        };
        match self.meaning(row, of, cell, definition, values) {
            Err(read) => drop(found.fields.insert("value".into(), Said { column, raw, read })),
            Ok(meaning) => {
                let mut state = "value";
                let (mut number, mut text, mut reason) = (InUnit::default(), None, None);
                match meaning {
                    Meaning::Number(read) => number = read,
                    Meaning::Words(words) => text = Some(words),
                    Meaning::NoData(why) => (state, reason) = ("no_data", why),
                    Meaning::Nothing => state = "no_data",
                    Meaning::NotApplicable => state = "not_applicable",
                }
                if let Some(qualifier) = self.cell(row, "qualifier") {
                    number.qualifier = Some(clean_line(&shown(&qualifier.value))).filter(|text| !text.is_empty()).or(number.qualifier);
                }
                // A bare number says nothing against the "gần" of the same number, unless the sheet has a place for such words.
                let same = |one: &Standing| (one.value, one.numerator, one.denominator) == (number.value, number.numerator, number.denominator);
                let bare = number.qualifier.is_none() && text.is_none() && self.column("qualifier").is_none() && standing.is_some_and(same);
                let is_new = standing.is_none();
                let mut set = |field: &str, value: Option<String>| {
                    // A new figure has nothing that would have to be emptied.
                    if !is_new || value.is_some() {
                        found.fields.insert(field.to_owned(), Said::value(column.clone(), raw.clone(), value));
                    }
                };
                set("state", Some(state.to_owned()));
                set("value", number.value.map(|number| number.to_string()));
                set("numerator", number.numerator.map(|number| number.to_string()));
                set("denominator", number.denominator.map(|number| number.to_string()));
                if !bare {
                    set("qualifier", number.qualifier);
                }
                set("text", text);
                if reason.is_some() {
                    set("reason", reason);
                }
            }
        }
    }

    /// A part and a whole in columns of their own.
    fn parts(&mut self, row: &Row, is_new: bool, values: &mut Values, found: &mut IncomingRow) {
        for field in ["numerator", "denominator"] {
            let Some(cell) = self.cell(row, field) else {
                let column = self.column(field).map(|one| letters(one.column.column)).unwrap_or_default();
                found.fields.insert(field.into(), Said::wrong(column, String::new(), Problem::new("required"), None));
                continue;
            };
            let raw = shown(&cell.value);
            let number = match &cell.value {
                CellValue::Number(number) => Ok(fifteen_digits(*number)),
                _ => values.words_of(row.at, cell).and_then(|text| {
                    let read = |notation| figure::read(&text, notation).map(|reading| reading.figure);
                    let found = match read(values.notation(cell.column)) {
                        Err(problem) if problem.code == "figure.ambiguous" => read(Some(values.ask_notation(row.at, &text, &problem)?)),
                        other => other,
                    };
                    match found {
                        Ok(figure @ Figure { amount: Amount::One { value }, percent: false, unit: None, .. }) => Ok(figure.scaled(value)),
                        Ok(_) => Err(Read::wrong(Problem::new("figure.not_one_number").with("text", &text), None)),
                        Err(problem) => Err(Read::wrong(problem, None)),
                    }
                }),
            };
            found.fields.insert(field.into(), said(&letters(cell.column), &raw, number.map(|number| Some(number.to_string()))));
        }
        let column = self.column("numerator").map(|one| letters(one.column.column)).unwrap_or_default();
        for (field, value) in [("state", Some("value".to_owned())), ("value", None), ("text", None), ("qualifier", None)].into_iter().filter(|(_, value)| !is_new || value.is_some()) {
            found.fields.insert(field.into(), Said::value(column.clone(), String::new(), value));
        }
    }

    fn meaning(&mut self, row: &Row, of: &Matched, cell: &Cell, definition: &IndicatorDefinition, values: &mut Values) -> Gained<Meaning> {
        let number = |value: f64| Meaning::Number(InUnit { value: Some(value), ..InUnit::default() });
        match &cell.value {
            CellValue::Number(_) | CellValue::Percent(_) | CellValue::Yes(_) if definition.kind == IndicatorKind::Qualitative => Ok(Meaning::Words(shown(&cell.value))),
            CellValue::Number(value) => {
                let value = self.converted(row, of, cell, fifteen_digits(*value), definition, values)?;
                let is_share = self.shares.contains(&(of.column.column, row.at)) && definition.unit.contains('%');
                Ok(number(if is_share { self.share(row, cell, value, values)? } else { value }))
            }
            CellValue::Percent(value) if definition.kind != IndicatorKind::YesNo => {
                let figure = Figure { qualifiers: Vec::new(), amount: Amount::One { value: *value }, scale: None, percent: true, unit: None };
                let read = figure::in_unit(&figure, &definition.unit, &shown(&cell.value));
                read.map(Meaning::Number).map_err(|problem| Read::wrong(problem, Some(definition.unit.clone())))
            }
            CellValue::Yes(yes) if definition.kind == IndicatorKind::YesNo => Ok(number(f64::from(u8::from(*yes)))),
            CellValue::Yes(_) | CellValue::Percent(_) => Err(Read::wrong(Problem::new("figure.unreadable").with("text", shown(&cell.value)), Some(definition.unit.clone()))),
            CellValue::Day(_) | CellValue::Moment(_) => Err(Read::wrong(Problem::new("sheet.day_for_figure").with("text", shown(&cell.value)), None)),
            CellValue::Text(_) | CellValue::Error(_) | CellValue::Unworked => {
                let text = values.words_of(row.at, cell)?;
                self.typed(row, of, cell, &text, definition, values)
            }
        }
    }

    /// A share that an office program shows as a percentage, or a percentage below one: a person has to say.
    fn share(&mut self, row: &Row, cell: &Cell, value: f64, values: &mut Values) -> Gained<f64> {
        let percent = fifteen_digits(value * 100.0);
        let words = *values.words;
        let answer = values.ask(format!("share/{}", letters(cell.column)), QuestionKind::Number, &value.to_string(), row.at, || {
            let label = |number: f64| format!("{} %", figure::write(number, None, words.language.notation()));
            vec![QuestionChoice { value: "percent".into(), label: label(percent) }, QuestionChoice { value: "number".into(), label: label(value) }]
        })?;
        Ok(if answer == "percent" { percent } else { value })
    }

    /// The unit that the sheet says for a number without one: in the row's own cell, otherwise with the heading. None
    /// when it is the indicator's own.
    fn unit(&mut self, row: &Row, of: &Matched, definition: &IndicatorDefinition, values: &mut Values) -> Option<String> {
        if matches!(definition.kind, IndicatorKind::YesNo | IndicatorKind::Qualitative) {
            return None;
        }
        let own = match self.cell(row, "unit").map(|cell| clean_line(&shown(&cell.value))) {
            Some(text) => {
                self.unit_above.insert(definition.id.clone(), text.clone());
                Some(text)
            }
            None => {
                let above = self.unit_above.get(&definition.id).cloned();
                if let (Some(text), Some(column)) = (&above, self.column("unit")) {
                    values.risk(row.at, column.column.column, "", |words| words.fill("sheet.as_above", &[("text", text.clone())]));
                }
                above
            }
        };
        let with_heading = || of.column.units.iter().filter(|unit| unit.sure || self.units.has(&unit.text)).find_map(|unit| units::of_cell(&unit.text));
        let unit = own.and_then(|text| units::of_cell(&text)).or_else(with_heading);
        unit.filter(|unit| fold(unit) != fold(&definition.unit))
    }

    /// A number in the indicator's unit.
    fn converted(&mut self, row: &Row, of: &Matched, cell: &Cell, value: f64, definition: &IndicatorDefinition, values: &mut Values) -> Gained<f64> {
        let Some(unit) = self.unit(row, of, definition, values) else { return Ok(value) };
        let text = format!("{} {unit}", figure::write(value, None, values.words.language.notation()));
        let other = || Problem::new("figure.other_unit").with("text", &text).with("unit", &definition.unit);
        let found = units::figure_of(value, &unit).ok_or_else(other).and_then(|figure| figure::in_unit(&figure, &definition.unit, &text));
        let found = found.map_err(|problem| Read::wrong(problem, Some(definition.unit.clone())))?;
        let converted = found.value.unwrap_or(value);
        if converted != value {
            let told = told(&Meaning::Number(found), definition, values);
            values.risk(row.at, cell.column, &text, |_| told);
        }
        Ok(converted)
    }

    fn typed(&mut self, row: &Row, of: &Matched, cell: &Cell, text: &str, definition: &IndicatorDefinition, values: &mut Values) -> Gained<Meaning> {
        let unit = self.unit(row, of, definition, values);
        let digits = text.chars().any(|c| c.is_ascii_digit());
        let written = match unit.filter(|_| digits && text.trim().ends_with(|c: char| c.is_ascii_digit())) {
            Some(unit) => format!("{} {unit}", text.trim()),
            None => text.to_owned(),
        };
        let fractions = self.fractions.entry(definition.id.clone()).or_default();
        if let Some(whole) = fraction(&written) {
            fractions.note(whole);
        }
        let fractions = *fractions;
        let read = |notation: Option<Notation>| understand(&written, definition.kind, &definition.unit, notation, fractions);
        let meaning = match read(values.notation(cell.column)) {
            Err(Unclear::EitherNotation(problem)) => {
                let notation = values.ask_notation(row.at, text, &problem)?;
                read(Some(notation))
            }
            other => other,
        };
        match meaning {
            Ok(meaning) => {
                if matches!(meaning, Meaning::Number(_)) && text.contains(['.', ',', '/']) {
                    let told = told(&meaning, definition, values);
                    values.risk(row.at, cell.column, text, |_| told);
                }
                Ok(meaning)
            }
            Err(Unclear::Wrong(problem)) => {
                let accepted = (problem.code == "figure.other_unit").then(|| definition.unit.clone());
                Err(Read::wrong(problem, accepted))
            }
            Err(Unclear::EitherNotation(problem)) => Err(Read::wrong(problem, None)),
            Err(Unclear::MaybeDate(_)) => Err(Read::wrong(Problem::new("sheet.day_for_figure").with("text", clean_line(text)), Some(as_fraction(text)))),
            Err(Unclear::Dash) => {
                let words = *values.words;
                let answer = values.ask("dash".to_owned(), QuestionKind::Other, text, row.at, || {
                    ["no_data", "not_applicable", "zero"].iter().map(|value| QuestionChoice { value: (*value).to_owned(), label: words.get(&format!("sheet.dash.{value}")) }).collect()
                })?;
                Ok(match answer.as_str() {
                    "zero" => Meaning::Number(InUnit { value: Some(0.0), ..InUnit::default() }),
                    "not_applicable" => Meaning::NotApplicable,
                    _ => Meaning::NoData(None),
                })
            }
        }
    }
}

/// The largest number that may be a share which an office program would show as a percentage: 200%.
const LARGEST_SHARE: f64 = 2.0;

/// Column and row of every number that may be a share because all numbers of its indicator in its column are that
/// small. Whoever types 60% gets a cell that says so, but a formula and older Excel's files leave it open.
fn shares(columns: &[Matched], rows: &[&Row]) -> HashSet<(u16, u32)> {
    let indicator = columns.iter().find(|one| one.field == Some("indicator")).map(|one| one.column.column);
    let mut found = HashSet::new();
    for one in columns.iter().filter(|one| one.field == Some("value")) {
        let mut numbers: HashMap<String, Vec<(u32, f64)>> = HashMap::new();
        let mut name = String::new();
        for row in rows.iter().filter(|row| !layout::is_group(row) && !layout::is_sum(&layout::label(row))) {
            // The cells of an indicator's rows may be joined.
            if let Some(cell) = indicator.and_then(|column| row.cell(column)).filter(|cell| !cell.value.is_blank()) {
                name = fold(&clean_line(&shown(&cell.value)));
            }
            if let Some(Cell { value: CellValue::Number(number), .. }) = row.cell(one.column.column) {
                numbers.entry(name.clone()).or_default().push((row.at, *number));
            }
        }
        for numbers in numbers.values().filter(|numbers| numbers.iter().all(|(_, number)| number.abs() <= LARGEST_SHARE)) {
            found.extend(numbers.iter().filter(|(_, number)| *number != 0.0).map(|(at, _)| (one.column.column, *at)));
        }
    }
    found
}

/// A number that was read, as it is written in the person's language.
fn told(meaning: &Meaning, definition: &IndicatorDefinition, values: &Values) -> String {
    let Meaning::Number(number) = meaning else { return String::new() };
    let notation = values.words.language.notation();
    let write = |value: f64| figure::write(value, None, notation);
    let written = match (number.value, number.numerator, number.denominator) {
        (Some(value), ..) => write(value),
        (_, Some(part), Some(whole)) => format!("{}/{}", write(part), write(whole)),
        _ => String::new(),
    };
    figure::with_words(number.qualifier.as_deref(), &written, &definition.unit)
}
