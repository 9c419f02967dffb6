//! One indicator's row of a form: a figure, that there is none, or nothing; with its source.

use ecow::{EcoString, eco_format};
use rusqlite::{OptionalExtension, params};

use super::read::{Line, Reading};
use super::seal::Seal;
use super::write::FIGURE_FIELDS;
use crate::entry::{Fractions, Meaning, NO_DATA, NOT_APPLICABLE, Unclear, understand};
use crate::error::{Error, Result};
use crate::exchange::incoming::{IncomingRow, Read, Said, derived};
use crate::exchange::plan::{Fields, Question, QuestionChoice, QuestionKind, Value};
use crate::exchange::reading::cells::CellValue;
use crate::figure::{self, InUnit, Notation};
use crate::indicator::{self, IndicatorDefinition, IndicatorKind};
use crate::problem::Problem;
use crate::text::fold;
use crate::words::{Language, Words};

/// What one cell says.
enum Told {
    /// A number, or words.
    Means(Meaning),
    /// It cannot be, or has to be asked.
    Not(Said),
}

/// Reads the row of an indicator.
pub(super) fn read(reading: &mut Reading, line: &Line, id: &str) -> Result<()> {
    let definition = match indicator::definition(reading.reader.conn, id) {
        Ok(definition) => definition,
        Err(Error::NotFound { .. }) => {
            let mut row = IncomingRow::new("observation", line.place());
            row.fields.insert("indicator".into(), line.wrong("row", Problem::new("form.indicator_gone"), reading.reader.words().get("form.accepted.row")));
            reading.incoming.rows.push(row);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let stood = reading.seal.rows.get(line.identity).cloned().unwrap_or_default();
    let before = |field: &str| stood.get(field).cloned().flatten();
    let made = |seal: &Seal| derived(&["observation", id, &seal.agency, &seal.period.code(), seal.calendar.as_str()]);
    let own = before("id").map_or_else(|| made(reading.seal), String::from);
    let filled = ["value", "numerator", "denominator", "state"].iter().any(|key| line.cell(key).is_some());
    let mut row = IncomingRow::new("observation", line.place());
    row.id = Some(own.as_str().into());
    row.label = Some(format!("{} {}", definition.code, definition.name));
    // What was not worked out is not known, in whichever cell.
    let unworked = ["value", "numerator", "denominator", "state", "qualifier", "reason", "source", "note"].into_iter().find(|key| line.cell(key).is_some_and(|cell| cell.value == CellValue::Unworked));
    if let Some(key) = unworked {
        row.fields.insert("value".into(), line.wrong(key, Problem::new("sheet.no_result"), accepted(reading, &definition)));
        reading.incoming.rows.push(row);
        return Ok(());
    }
    if !filled {
        if before("state").is_some() {
            // What stood there was taken out: a proposal, as every removal.
            row.gone = true;
        } else if ["qualifier", "reason", "source", "note"].iter().any(|key| line.cell(key).is_some()) {
            row.fields.insert("value".into(), line.wrong("value", Problem::new("observation.no_figure"), accepted(reading, &definition)));
        } else {
            reading.blank += 1;
            return Ok(());
        }
        reading.incoming.rows.push(row);
        return Ok(());
    }
    for (field, value) in [("indicator", id), ("agency", &reading.seal.agency), ("period", &reading.seal.period.code()), ("calendar", reading.seal.calendar.as_str())] {
        row.fields.insert(field.into(), line.said("row", Some(value.to_owned())));
    }
    tell(reading, line, &definition, &stood, &mut row);
    row.fields.insert("reason".into(), line.said("reason", line.text("reason").map(EcoString::from).or_else(|| said(&row, "reason"))));
    row.fields.insert("note".into(), line.said("note", line.text("note")));
    // A figure that stands as it was handed out keeps its day and its state of approval.
    let touched = FIGURE_FIELDS.iter().any(|field| row.fields.contains_key(*field) && said(&row, field) != before(field));
    if !exists(reading, &own, id)? {
        row.fields.insert("approval".into(), line.said("row", Some("approved")));
        row.fields.insert("as_of_day".into(), line.said("row", Some(reading.as_of.to_string())));
    } else if touched {
        row.fields.insert("as_of_day".into(), line.said("row", Some(reading.as_of.to_string())));
    }
    if before("id").is_some() {
        let mut fields: Fields = FIGURE_FIELDS.iter().map(|field| ((*field).into(), before(field))).collect();
        let whose = [("indicator", id), ("agency", &reading.seal.agency), ("period", &reading.seal.period.code()), ("calendar", reading.seal.calendar.as_str())];
        fields.extend(whose.map(|(field, value)| (field.into(), Some(value.into()))));
        reading.stood("observation", &own, &fields);
    }
    let place = row.place.clone();
    reading.incoming.rows.push(row);
    match line.text("source").filter(|source| before("source").as_deref() != Some(source.as_str())) {
        Some(source) => cite(reading, line, &own, source, place),
        None => Ok(()),
    }
}

/// Whether the book has the figure.
fn exists(reading: &Reading, own: &str, indicator: &str) -> Result<bool> {
    let seal = reading.seal;
    let sql = "SELECT EXISTS (SELECT 1 FROM observation WHERE id = ?1)
               OR (SELECT count(*) FROM observation WHERE indicator = ?2 AND agency = ?3 AND period = ?4 AND calendar = ?5) = 1";
    let found = reading.reader.conn.prepare_cached(sql)?.query_row(params![own, indicator, seal.agency, seal.period.code(), seal.calendar], |row| row.get(0))?;
    Ok(found)
}

fn said(row: &IncomingRow, field: &str) -> Value {
    match row.fields.get(field).map(|said| &said.read) {
        Some(Read::Value(value)) => value.clone(),
        _ => None,
    }
}

/// What would have been accepted for an indicator.
fn accepted(reading: &Reading, definition: &IndicatorDefinition) -> String {
    let words = reading.reader.words();
    match definition.kind {
        IndicatorKind::YesNo => format!("{} / {}", words.get("form.value.yes"), words.get("form.value.no")),
        IndicatorKind::Qualitative => words.get("form.accepted.text"),
        _ => words.fill("form.accepted.number", &[("unit", &definition.unit)]),
    }
}

/// The state of a figure and its number: the fields that only make sense together.
fn tell(reading: &mut Reading, line: &Line, definition: &IndicatorDefinition, stood: &Fields, row: &mut IncomingRow) {
    for field in ["state", "value", "numerator", "denominator", "text", "qualifier", "reason"] {
        row.fields.insert(field.into(), line.said(if field == "text" { "value" } else { field }, None::<EcoString>));
    }
    let words = *reading.reader.words();
    let mut put = |field: &str, said: Said| drop(row.fields.insert(field.into(), said));
    let mut state = "value";
    if let Some(text) = line.text("state") {
        match state_of(&text) {
            Some(found) => state = found,
            None => {
                let choices = ["no_data", "not_applicable"].map(|state| words.get(&format!("state.{state}"))).join(" / ");
                put("state", line.wrong("state", Problem::new("form.unknown_choice").with("text", &text), choices));
                return;
            }
        }
    }
    let numbers = ["value", "numerator", "denominator"].iter().any(|key| line.cell(key).is_some());
    if state != "value" && numbers {
        put("state", line.wrong("state", Problem::new("form.figure_and_state"), words.get("form.accepted.one_of_both")));
        return;
    }
    let qualifier = line.text("qualifier");
    put("qualifier", line.said("qualifier", qualifier.clone()));
    match cell(reading, line, "value", definition, stood) {
        Some(Told::Not(said)) => put("value", said),
        Some(Told::Means(Meaning::NoData(reason))) => {
            state = "no_data";
            put("reason", line.said("value", reason));
        }
        Some(Told::Means(Meaning::NotApplicable)) => state = "not_applicable",
        Some(Told::Means(Meaning::Words(text))) => put("text", line.said("value", Some(text))),
        Some(Told::Means(Meaning::Number(number))) => {
            put("value", line.said("value", near(number.value, stood, "value")));
            if let (Some(part), Some(whole)) = (number.numerator, number.denominator) {
                put("numerator", line.said("value", near(Some(part), stood, "numerator")));
                put("denominator", line.said("value", near(Some(whole), stood, "denominator")));
            }
            if let Some(found) = number.qualifier.filter(|_| qualifier.is_none()) {
                put("qualifier", line.said("value", Some(found)));
            }
        }
        Some(Told::Means(Meaning::Nothing)) | None => {}
    }
    for key in ["numerator", "denominator"] {
        match cell(reading, line, key, definition, stood) {
            Some(Told::Means(Meaning::Number(InUnit { value: Some(number), .. }))) => put(key, line.said(key, near(Some(number), stood, key))),
            Some(Told::Not(said)) => put(key, said),
            Some(Told::Means(_)) => put(key, line.wrong(key, Problem::new("figure.not_one_number").with("text", line.text(key).unwrap_or_default()), words.get("form.accepted.part"))),
            None => {}
        }
    }
    put("state", line.said("state", Some(state.to_owned())));
}

/// A number as the book writes it; that which stood there where a program has cut its last digits.
fn near(number: Option<f64>, stood: &Fields, field: &str) -> Value {
    let number = number?;
    let before = stood.get(field).cloned().flatten();
    let same = before.as_ref().and_then(|text| text.parse::<f64>().ok()).is_some_and(|known| (known - number).abs() <= known.abs() * 1e-13);
    if same { before } else { Some(eco_format!("{number}")) }
}

/// Which state the words of a cell mean.
pub(super) fn state_of(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let is = |state: &str| [Language::Vi, Language::En].iter().any(|language| fold(&Words::of(*language).get(&format!("state.{state}"))) == folded);
    match () {
        () if is("no_data") || NO_DATA.contains(&folded.as_str()) => Some("no_data"),
        () if is("not_applicable") || NOT_APPLICABLE.contains(&folded.as_str()) => Some("not_applicable"),
        () => None,
    }
}

/// What a cell that takes a number says; none when nothing stands in it.
fn cell(reading: &mut Reading, line: &Line, key: &str, definition: &IndicatorDefinition, stood: &Fields) -> Option<Told> {
    let value = &line.cell(key)?.value;
    let whole = key == "value";
    let (kind, unit) = if whole { (definition.kind, definition.unit.as_str()) } else { (IndicatorKind::Count, "") };
    let plain = |number: f64| Told::Means(Meaning::Number(InUnit { value: Some(number), ..InUnit::default() }));
    let wrong = |problem: Problem| Some(Told::Not(line.wrong(key, problem, accepted(reading, definition))));
    match value {
        CellValue::Number(_) | CellValue::Percent(_) if whole && kind == IndicatorKind::Qualitative => Some(Told::Means(Meaning::Words(value.text()))),
        // What is shown is what was meant; of anything but a percentage it cannot be.
        CellValue::Percent(number) if whole && kind != IndicatorKind::YesNo && unit.starts_with('%') => Some(plain(*number)),
        CellValue::Percent(_) => wrong(Problem::new("figure.other_unit").with("text", value.text()).with("unit", unit)),
        // A share that is not shown as a percentage: a formula's, or that of older Excel, whose formats cannot be had.
        CellValue::Number(number) if whole && unit.starts_with('%') && 0.0 < number.abs() && number.abs() <= reading.largest_share && near(Some(*number), stood, key) != stood.get(key).cloned().flatten() => {
            Some(share(reading, line, *number))
        }
        CellValue::Number(number) => Some(plain(*number)),
        CellValue::Yes(yes) if kind == IndicatorKind::YesNo => Some(plain(f64::from(u8::from(*yes)))),
        CellValue::Day(_) | CellValue::Moment(_) => wrong(Problem::new("form.day_for_number")),
        CellValue::Error(text) => wrong(Problem::new("form.error_value").with("text", text)),
        CellValue::Unworked => wrong(Problem::new("sheet.no_result")),
        CellValue::Yes(_) => wrong(Problem::new("figure.unreadable").with("text", value.text())),
        CellValue::Text(text) => {
            let mut known = Fractions::default();
            if !matches!(kind, IndicatorKind::YesNo | IndicatorKind::Qualitative) && definition.kind != IndicatorKind::Count {
                known.note(100.0);
            }
            let question = question_key(reading, line, key);
            let notation = match reading.answers.to(&question) {
                Some("vietnamese") => Some(Notation::Vietnamese),
                Some("english") => Some(Notation::English),
                _ => reading.notation,
            };
            match understand(text, kind, unit, notation, known) {
                Ok(meaning) => Some(Told::Means(meaning)),
                Err(Unclear::EitherNotation(_)) => Some(either(reading, line, key, question, text, unit)),
                Err(Unclear::Wrong(problem)) => wrong(problem),
                Err(Unclear::Dash) => Some(dash(reading, line, key, question, text, kind)),
                Err(Unclear::MaybeDate(_)) => wrong(Problem::new("form.day_for_number")),
            }
        }
    }
}

fn question_key(reading: &Reading, line: &Line, key: &str) -> String {
    format!("number/{}/{}/{key}", reading.seal.form, line.identity)
}

fn written(number: f64, unit: &str) -> String {
    figure::with_words(None, &figure::write(number, None, Notation::Vietnamese), unit)
}

fn ask(reading: &mut Reading, line: &Line, key: &str, question: String, text: String, choices: Vec<QuestionChoice>) -> Told {
    if !reading.incoming.questions.iter().any(|known| known.key == question) {
        reading.incoming.questions.push(Question { key: question.clone(), kind: QuestionKind::Number, text: text.clone(), choices, places: vec![line.place()] });
    }
    Told::Not(Said { column: line.letters(key), raw: text.into(), read: Read::Unclear(question.into()) })
}

/// A share of a percentage: as it stands, or a hundred times as much.
fn share(reading: &mut Reading, line: &Line, number: f64) -> Told {
    let question = question_key(reading, line, "value");
    // A hundredfold without the dust of binary fractions.
    let percent = (number * 100.0 * 1e10).round() / 1e10;
    let plain = |number: f64| Told::Means(Meaning::Number(InUnit { value: Some(number), ..InUnit::default() }));
    match reading.answers.to(&question) {
        Some("percent") => plain(percent),
        Some("number") => plain(number),
        _ => {
            let choices = [("percent", percent), ("number", number)].map(|(value, number)| QuestionChoice { value: value.into(), label: written(number, "%") });
            let text = figure::write(number, None, Notation::Vietnamese);
            ask(reading, line, "value", question, text, choices.to_vec())
        }
    }
}

/// A dash: no figure, none that applies, or nothing counted. A part of a figure can only be zero or be wrong.
fn dash(reading: &mut Reading, line: &Line, key: &str, question: String, text: &str, kind: IndicatorKind) -> Told {
    let offered: Vec<&str> = if key == "value" { vec!["no_data", "not_applicable"] } else { Vec::new() };
    let zero = (!matches!(kind, IndicatorKind::Qualitative | IndicatorKind::YesNo)).then_some("zero");
    let offered: Vec<&str> = offered.into_iter().chain(zero).collect();
    match reading.answers.to(&question).filter(|answer| offered.contains(answer)) {
        Some("zero") => Told::Means(Meaning::Number(InUnit { value: Some(0.0), ..InUnit::default() })),
        Some("not_applicable") => Told::Means(Meaning::NotApplicable),
        Some(_) => Told::Means(Meaning::NoData(None)),
        None => {
            let words = *reading.reader.words();
            let choices = offered.iter().map(|value| QuestionChoice { value: (*value).to_owned(), label: words.get(&format!("sheet.dash.{value}")) }).collect();
            ask(reading, line, key, question, text.trim().to_owned(), choices)
        }
    }
}

/// A number that may be read by either notation.
fn either(reading: &mut Reading, line: &Line, key: &str, question: String, text: &str, unit: &str) -> Told {
    let read = |notation: Notation| match figure::read(text, Some(notation)).map(|reading| reading.figure.amount) {
        Ok(figure::Amount::One { value }) => written(value, unit),
        _ => text.to_owned(),
    };
    let choices = vec![
        QuestionChoice { value: "vietnamese".into(), label: read(Notation::Vietnamese) },
        QuestionChoice { value: "english".into(), label: read(Notation::English) },
    ];
    ask(reading, line, key, question, text.to_owned(), choices)
}

/// Whether words name a document by its number and symbol: as a whole, for "306/QĐ-TTg" is not "06/QĐ-TTg".
fn names(words: &str, symbol: &str) -> bool {
    let free = |beside: Option<char>| beside.is_none_or(|letter| !letter.is_alphanumeric());
    words.match_indices(symbol).any(|(at, _)| {
        let (before, after) = (words.get(..at).unwrap_or_default(), words.get(at + symbol.len()..).unwrap_or_default());
        free(before.chars().next_back()) && free(after.chars().next()) && !before.ends_with('/') && !after.starts_with(['/', '-'])
    })
}

/// The source of a figure: a document of the book whose number stands in the words, or one of these words.
fn cite(reading: &mut Reading, line: &Line, figure: &str, source: String, place: crate::exchange::plan::Place) -> Result<()> {
    let conn = reading.reader.conn;
    let folded = fold(&source);
    let mut statement = conn.prepare_cached("SELECT id, number_symbol FROM document WHERE length(number_symbol) > 3")?;
    let known: Vec<(String, String)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let longest = known.iter().filter(|(_, symbol)| names(&folded, &fold(symbol))).map(|(_, symbol)| symbol.len()).max();
    let mut named = known.into_iter().filter(|(_, symbol)| Some(symbol.len()) == longest && names(&folded, &fold(symbol)));
    // Of two that fit alike nobody knows which is meant.
    let named = named.next().filter(|_| named.next().is_none());
    let own = derived(&["document", &reading.seal.agency, &source]);
    let document = match named {
        Some((id, _)) => id,
        None => {
            let stands: bool = conn.query_row("SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)", [&own], |row| row.get(0))?;
            if !stands && reading.documents.insert(own.clone()) {
                let mut row = IncomingRow::new("document", place.clone());
                row.id = Some(own.as_str().into());
                row.fields.insert("kind".into(), line.said("row", Some("evidence")));
                row.fields.insert("subject".into(), line.said("source", Some(crate::text::clean_line(&source))));
                reading.incoming.rows.push(row);
            }
            own
        }
    };
    let sql = "SELECT id FROM citation WHERE noun = 'observation' AND record = ?1 AND document = ?2";
    let cited: Option<String> = conn.query_row(sql, [figure, &document], |row| row.get(0)).optional()?;
    if cited.is_none() {
        let mut row = IncomingRow::new("citation", place);
        row.id = Some(derived(&["citation", figure, &document]).into());
        for (field, value) in [("noun", "observation"), ("record", figure), ("document", &document)] {
            row.fields.insert(field.into(), line.said("source", Some(value.to_owned())));
        }
        reading.incoming.rows.push(row);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_by_its_whole_number_and_symbol() {
        let is = |words: &str, symbol: &str| names(&fold(words), &fold(symbol));
        for words in ["06/QĐ-TTg", "Quyết định 06/QĐ-TTg ngày 06/01/2022", "(06/QĐ-TTg)", "306/QĐ-TTg; 06/QĐ-TTg"] {
            assert!(is(words, "06/QĐ-TTg"), "{words}");
        }
        for words in ["306/QĐ-TTg", "1206/QĐ-TTg", "06/QĐ-TTgCP", "06/QĐ-TTg-KTTH", "19/06/QĐ-TTg", "06/QĐ"] {
            assert!(!is(words, "06/QĐ-TTg"), "{words}");
        }
    }
}
