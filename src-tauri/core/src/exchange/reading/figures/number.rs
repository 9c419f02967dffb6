//! The number of a figure, or what stands in its place: what a cell says, in the indicator's unit.

use ecow::{EcoString, eco_format};

use super::{Figures, shares};
use crate::entry::reading::{Meaning, Unclear, as_fraction, fraction, understand};
use crate::exchange::incoming::{IncomingRow, Read, Said};
use crate::exchange::plan::{QuestionChoice, QuestionKind, Value};
use crate::exchange::reading::cells::{Cell, CellValue, Row, letters};
use crate::exchange::reading::matching::Matched;
use crate::exchange::reading::units;
use crate::exchange::reading::values::{Gained, Values, fifteen_digits, said, shown};
use crate::figure::{self, Amount, Figure, InUnit, Notation};
use crate::indicator::{IndicatorDefinition, IndicatorKind};
use crate::observation::places::Standing;
use crate::problem::Problem;
use crate::text::{clean_line, fold};

impl Figures<'_> {
    /// The figure itself.
    #[allow(clippy::too_many_arguments)] // one figure in the middle of a row
    pub(super) fn numbers(&mut self, row: &Row, of: &Matched, cell: Option<&Cell>, definition: Option<&IndicatorDefinition>, standing: Option<&Standing>, values: &mut Values, found: &mut IncomingRow) {
        let Some(cell) = cell else { return self.parts(row, standing.is_none(), values, found) };
        let (column, raw) = (letters(cell.column), shown(&cell.value));
        let Some(definition) = definition else {
            // Which number it is can only be told when its indicator is known: it waits for the same answer.
            let waits = found.fields.get("indicator").and_then(|said| match &said.read {
                Read::Unclear(key) => Some(key.clone()),
                _ => None,
            });
            if let Some(key) = waits {
                found.fields.insert("value".into(), Said { column, raw, read: Read::Unclear(key) });
            }
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
                let mut set = |field: &str, value: Value| {
                    // A new figure has nothing that would have to be emptied.
                    if !is_new || value.is_some() {
                        found.fields.insert(field.into(), Said::value(column.clone(), raw.clone(), value));
                    }
                };
                set("state", Some(state.into()));
                set("value", number.value.map(|number| eco_format!("{number}")));
                set("numerator", number.numerator.map(|number| eco_format!("{number}")));
                set("denominator", number.denominator.map(|number| eco_format!("{number}")));
                if !bare {
                    set("qualifier", number.qualifier.map(EcoString::from));
                }
                set("text", text.map(EcoString::from));
                // Why there was no figure is no longer so once there is one.
                if reason.is_some() || state != "no_data" {
                    set("reason", reason.map(EcoString::from));
                }
            }
        }
    }

    /// A part and a whole in columns of their own.
    fn parts(&mut self, row: &Row, is_new: bool, values: &mut Values, found: &mut IncomingRow) {
        for field in ["numerator", "denominator"] {
            let Some(cell) = self.cell(row, field) else {
                let column = self.column(field).map(|one| letters(one.column.column)).unwrap_or_default();
                found.fields.insert(field.into(), Said::wrong(column, "", Problem::new("required"), None));
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
            found.fields.insert(field.into(), said(letters(cell.column), raw, number.map(|number| Some(eco_format!("{number}")))));
        }
        let column = self.column("numerator").map(|one| letters(one.column.column)).unwrap_or_default();
        for (field, value) in [("state", Some(EcoString::from("value"))), ("value", None), ("text", None), ("qualifier", None), ("reason", None)].into_iter().filter(|(_, value)| !is_new || value.is_some()) {
            found.fields.insert(field.into(), Said::value(column.clone(), "", value));
        }
    }

    fn meaning(&mut self, row: &Row, of: &Matched, cell: &Cell, definition: &IndicatorDefinition, values: &mut Values) -> Gained<Meaning> {
        let number = |value: f64| Meaning::Number(InUnit { value: Some(value), ..InUnit::default() });
        match &cell.value {
            CellValue::Number(_) | CellValue::Percent(_) | CellValue::Yes(_) if definition.kind == IndicatorKind::Qualitative => Ok(Meaning::Words(shown(&cell.value).into())),
            CellValue::Number(value) => {
                let value = self.converted(row, of, cell, fifteen_digits(*value), definition, values)?;
                let is_share = self.shares.may_be(of.column.column, row.at) && definition.unit.contains('%');
                Ok(number(if is_share { shares::which(row, cell, value, values)? } else { value }))
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
