//! A return slip as a letter, for senders without the program: what was taken, and in an annex each row that
//! was not, with the reason and what would have been accepted.

use chrono::NaiveDate;
use so35_press::{Align, Letter, LetterTable};

use super::paper::{self, LetterLook};
use super::plan::Outcome;
use super::received::ReceivedRow;
use super::slip::Subject;
use crate::agency;
use crate::book::Reader;
use crate::error::Result;
use crate::period::Period;
use crate::sheet;
use crate::words::Words;

/// The letter.
pub(super) fn compose(reader: &Reader, subject: &Subject, mend_by: Option<NaiveDate>, note: Option<&str>) -> Result<Letter> {
    let words = reader.words();
    let mut letter = paper::letter(reader, &LetterLook::default())?;
    let to = match &subject.agency {
        Some(agency) => agency::name(reader.conn, agency)?.name,
        None => words.get("slip.page.nobody"),
    };
    letter.title = format!("{} – {to}", words.get("slip.page.title"));
    letter.subject = words.fill("slip.page.subject", &[("name", &subject.name)]);
    letter.to = vec![to];
    let period = subject.period.as_ref().and_then(|code| Period::parse(code).ok()).map(|period| words.period(period));
    let received = match period {
        Some(period) => words.fill("slip.page.received_for", &[("name", subject.name.clone()), ("period", period), ("day", words.day(subject.received_on))]),
        None => words.fill("slip.page.received", &[("name", subject.name.clone()), ("day", words.day(subject.received_on))]),
    };
    let count = |value: u32| sheet::count(words, value);
    let counts = &subject.counts;
    let sums = words.fill(
        "slip.page.counts",
        &[
            ("read", count(counts.read)),
            ("taken", count(counts.added + counts.changed)),
            ("unchanged", count(counts.unchanged)),
            ("asked", count(counts.conflict)),
            ("refused", count(counts.refused)),
        ],
    );
    letter.paragraphs = vec![received, sums];
    letter.paragraphs.extend(note.map(str::to_owned));
    if subject.rows.is_empty() {
        letter.paragraphs.push(words.get("slip.page.all_taken"));
    } else {
        let wanted = match mend_by {
            Some(day) => words.fill("slip.page.mend_by", &[("day", words.day(day))]),
            None => words.get("slip.page.mend"),
        };
        letter.paragraphs.push(wanted);
        letter.annexes.push(annex(words, subject));
    }
    Ok(letter)
}

fn annex(words: &Words, subject: &Subject) -> LetterTable {
    let column = |key: &str, width: f64, align: Align| (words.get(&format!("slip.page.column.{key}")), width, align);
    LetterTable {
        heading: words.get("letter.annex"),
        title: words.get("slip.page.annex"),
        remark: words.get("letter.annex_remark"),
        landscape: true,
        columns: vec![
            column("ordinal", 0.6, Align::Center),
            column("place", 1.9, Align::Left),
            column("what", 3.2, Align::Left),
            column("sent", 2.0, Align::Left),
            column("outcome", 1.6, Align::Left),
            column("reason", 3.6, Align::Left),
            column("accepted", 2.6, Align::Left),
        ],
        rows: (1..).zip(&subject.rows).map(|(at, row)| line(words, at, row)).collect(),
        notes: Vec::new(),
    }
}

/// Where a row stands, as a person finds it. The tables within a package have neither sheets nor cells for anybody.
fn place(words: &Words, row: &ReceivedRow) -> String {
    let line = row.line.to_string();
    let (sheet, cell) = if row.place.starts_with("data/") { ("", None) } else { (row.place.as_str(), row.cell.as_ref()) };
    match (sheet, cell) {
        ("", None) => words.fill("slip.page.line", &[("line", line)]),
        ("", Some(cell)) => words.fill("slip.page.cell", &[("line", line), ("cell", cell.clone())]),
        (sheet, None) => words.fill("slip.page.place", &[("sheet", sheet.to_owned()), ("line", line)]),
        (sheet, Some(cell)) => words.fill("slip.page.place_cell", &[("sheet", sheet.to_owned()), ("line", line), ("cell", cell.clone())]),
    }
}

fn line(words: &Words, at: u32, row: &ReceivedRow) -> Vec<String> {
    let place = place(words, row);
    let what = [Some(&row.noun), row.label.as_ref(), row.field.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let reason = match (&row.message, row.asking) {
        (Some(message), _) => message.clone(),
        (None, Some(asking)) => words.get(&format!("slip.page.asking.{}", asking.as_str())),
        (None, None) => String::new(),
    };
    let outcome = match (row.outcome, row.choice) {
        (Outcome::Refused, _) => words.get("slip.page.outcome.refused"),
        (_, Some(choice)) => words.get(&format!("slip.page.outcome.{}", choice.as_str())),
        (_, None) => words.get("slip.page.outcome.open"),
    };
    // Where somebody decided, what stands here now is what the sender has to know.
    let accepted = match (&row.accepted, &row.result) {
        (Some(accepted), _) => accepted.clone(),
        (None, Some(result)) => words.fill("slip.page.stands", &[("value", result)]),
        (None, None) => String::new(),
    };
    vec![at.to_string(), place, what, row.theirs.clone().or_else(|| row.raw.clone()).unwrap_or_default(), outcome, reason, accepted]
}
