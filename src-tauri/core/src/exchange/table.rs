//! Any table of the book as a file for other programs: a workbook and a CSV for people, with names and words; a CSV and
//! JSON for programs, with the values as the book keeps them; and figures as SDMX-CSV 2.0 for statistical offices.
//! What stays at home in a package stays at home here ([`super::sheet`]).

use chrono::NaiveDate;
use ecow::EcoString;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use so35_press as press;
use ts_rs::TS;

use super::package::v1::{csv_of, guarded};
use super::plan::Fields;
use super::sheet::{self, Form};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::history::Names;
use crate::listing::{Layout, blank};
use crate::observation::{Approval, ObservationState};
use crate::period::{Calendar, Period, PeriodKind};
use crate::problem::Problem;
use crate::store::rows::{Column, Holds};
use crate::store::save;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// A workbook: names and words, numbers and days as such.
    Xlsx,
    /// CSV for office programs set to Vietnamese: names and words, `;`, decimal comma, days as 31/05/2024.
    CsvVietnamese,
    /// CSV for programs: columns and values as the book keeps them, `,`, decimal point, days as 2024-05-31.
    CsvPlain,
    /// JSON: columns and values as the book keeps them.
    Json,
    /// Figures as SDMX-CSV 2.0.
    Sdmx,
}

impl TableFormat {
    fn ending(self) -> &'static str {
        match self {
            TableFormat::Xlsx => "xlsx",
            TableFormat::CsvVietnamese | TableFormat::CsvPlain | TableFormat::Sdmx => "csv",
            TableFormat::Json => "json",
        }
    }
}

/// A table to write.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TableSave {
    /// Which one: `task`, `observation`, `indicator`, `agency` …
    pub table: String,
    /// How.
    pub format: TableFormat,
    /// The file, ending as the format says.
    pub path: String,
}

/// Writes a table. Errors: `table.unknown` at `table`; `table.no_sdmx` at `format` for anything but figures;
/// `file.ending`; `stopped`.
pub fn save(desk: &Desk, book: &Book, request: TableSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let sheet = sheet::of(&request.table).ok_or_else(|| Error::input("table", Problem::new("table.unknown").with("table", &request.table)))?;
    if request.format == TableFormat::Sdmx && sheet.table != "observation" {
        return Err(Error::input("format", Problem::new("table.no_sdmx")));
    }
    let path = desk::output(book, &request.path, &[request.format.ending()])?;
    watcher.step(0, 1, "job.table");
    let bytes = book.read(&desk.asking(), |reader| {
        if request.format == TableFormat::Sdmx {
            return sdmx(reader);
        }
        let forms = sheet::forms(reader.conn)?;
        let form = forms.get(sheet.table).ok_or_else(|| Error::Damaged(format!("sheet {}", sheet.table)))?;
        let rows = Vec::from_iter(form.table.all(reader.conn)?);
        match request.format {
            TableFormat::Xlsx => workbook(reader, form, &rows, watcher),
            TableFormat::CsvVietnamese => worded(reader, form, &rows),
            TableFormat::CsvPlain => plain(form, &rows),
            _ => as_json(reader, form, rows),
        }
    })?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &bytes)?;
    watcher.step(1, 1, "job.table");
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: Vec::new() })
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("table: {error}"))
}

/// Columns in words: all but those that follow from others.
fn told(form: &Form) -> Vec<&Column> {
    const FOLLOWS: &[&str] = &["key", "position", "deadline_edtf", "deadline_first_day", "deadline_class"];
    form.table.columns.iter().filter(|column| !FOLLOWS.contains(&column.name.as_str())).collect()
}

/// A value in words, whole: names for ids, words for codes, days and numbers as they are written.
/// Whether an empty cell of a column would leave open whose figure it is: one of no agency is of the whole.
fn is_of_whole(form: &Form, column: &Column) -> bool {
    form.table.name == "observation" && column.name == "agency"
}

fn shown(names: &mut Names, form: &Form, column: &Column, value: &str) -> Result<String> {
    let shown = names.shown(form.table.name, &column.name, &column.literal(value))?.unwrap_or_default();
    // Lists cut long texts; a file does not.
    let is_cut = column.holds == Holds::Text && column.refers.is_none() && shown.ends_with('…');
    Ok(if is_cut { value.to_owned() } else { shown })
}

fn workbook(reader: &Reader, form: &Form, rows: &[(String, Fields)], watcher: &dyn Watcher) -> Result<Vec<u8>> {
    let words = reader.words();
    let mut names = Names::new(reader.conn, words);
    let columns = told(form);
    let noun = words.get(&format!("noun.{}", form.table.name));
    let day = words.fill("table.as_of", &[("day", words.day(reader.today()))]);
    let mut listing = blank(reader, &Layout { title: Some(noun.clone()), motto: Some(false), ..Layout::default() }, [day], words.get("register.empty"))?;
    listing.sheet = noun;
    let column = |column: &&Column| press::ListingColumn {
        header: names.field(form.table.name, &column.name),
        group: String::new(),
        number: String::new(),
        align: if column.holds == Holds::Text { press::Align::Left } else { press::Align::Right },
        width: 1.0,
        workbook_only: false,
    };
    listing.columns = columns.iter().map(column).collect();
    for (_, fields) in rows {
        let mut cells = Vec::with_capacity(columns.len());
        for column in &columns {
            cells.push(match fields.get(&column.name).and_then(Option::as_deref) {
                None if is_of_whole(form, column) => words.get("entry.whole").into(),
                None => press::ListingCell::default(),
                Some(value) => {
                    let text = shown(&mut names, form, column, value)?;
                    match behind(column, value, &text) {
                        Some(behind) => press::ListingCell::of(text, behind),
                        None => text.into(),
                    }
                }
            });
        }
        listing.rows.push(press::ListingRow::Cells(cells));
    }
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of.max(1), "job.table");
        !watcher.stopped()
    };
    Ok(press::listing_xlsx(&listing, &go_on)?)
}

/// What stands behind a text in a workbook: a number or a day; nothing behind words.
fn behind(column: &Column, value: &str, text: &str) -> Option<press::ListingValue> {
    match column.holds {
        Holds::Real => value.parse().ok().map(press::ListingValue::Number),
        Holds::Integer if text == value => value.parse().ok().map(press::ListingValue::Count),
        Holds::Text if text != value => value.parse().ok().map(press::ListingValue::Day),
        _ => None,
    }
}

fn worded(reader: &Reader, form: &Form, rows: &[(String, Fields)]) -> Result<Vec<u8>> {
    let mut names = Names::new(reader.conn, reader.words());
    let columns = told(form);
    let heading = columns.iter().map(|column| names.field(form.table.name, &column.name)).collect();
    let mut lines: Vec<Vec<String>> = vec![heading];
    for (_, fields) in rows {
        let mut line = Vec::with_capacity(columns.len());
        for column in &columns {
            let value = match fields.get(&column.name).and_then(Option::as_deref) {
                Some(value) => shown(&mut names, form, column, value)?,
                None if is_of_whole(form, column) => reader.words().get("entry.whole"),
                None => String::new(),
            };
            line.push(if column.holds == Holds::Text { guarded(&value) } else { value });
        }
        lines.push(line);
    }
    csv_of(b';', lines)
}

fn plain(form: &Form, rows: &[(String, Fields)]) -> Result<Vec<u8>> {
    csv_of(b',', std::iter::once(form.heading()).chain(rows.iter().map(|(id, fields)| form.line(id, fields))))
}

fn as_json(reader: &Reader, form: &Form, rows: Vec<(String, Fields)>) -> Result<Vec<u8>> {
    let value = |column: &Column, text: EcoString| match column.holds {
        Holds::Text => Some(Json::String(text.into())),
        Holds::Integer => text.parse::<i64>().ok().map(Json::from),
        Holds::Real => text.parse::<f64>().ok().map(Json::from),
    };
    let row = |(id, mut fields): (String, Fields)| {
        let said = form.table.columns.iter().map(|column| {
            let value = fields.remove(&column.name).flatten().and_then(|text| value(column, text));
            (column.name.to_string(), value.unwrap_or(Json::Null))
        });
        Json::Object(std::iter::once(("id".to_owned(), Json::String(id))).chain(said).collect::<Map<_, _>>())
    };
    let rows: Vec<Json> = rows.into_iter().map(row).collect();
    serde_json::to_vec_pretty(&json!({"table": form.table.name, "day": reader.today(), "rows": rows})).map_err(failed)
}

/// The structure that the columns of [`sdmx`] follow.
const STRUCTURE: &str = "SO35:OBSERVATIONS(1.0)";

/// What a figure of the whole has instead of an agency: the code of totals in SDMX's cross-domain code lists.
const WHOLE: &str = "_T";

/// Figures as SDMX-CSV 2.0: indicator, agency and time are the dimensions. Status codes are those of the code list
/// CL_OBS_STATUS (SDMX cross-domain): A normal, P provisional, O missing, M cannot exist.
fn sdmx(reader: &Reader) -> Result<Vec<u8>> {
    let heading = [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "NUMERATOR", "DENOMINATOR",
        "QUALIFIER", "OBS_TEXT", "REPORTING_DAY", "CALENDAR", "COMMENT_OBS", "OBS_ID",
    ];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    let mut statement = reader.conn.prepare_cached(
        "SELECT i.code, a.code, a.id, o.period, o.calendar, o.as_of_day, o.state, o.approval, o.value, o.numerator, o.denominator, o.qualifier, o.text,
                i.unit, coalesce(o.note, o.reason), o.id
         FROM observation o JOIN indicator i ON i.id = o.indicator LEFT JOIN agency a ON a.id = o.agency
         ORDER BY i.code, a.kind, a.area_code, a.name, o.as_of_day, o.id",
    )?;
    let mut rows = statement.query(params![])?;
    while let Some(row) = rows.next()? {
        let area = row.get::<_, Option<String>>(1)?.or(row.get(2)?).unwrap_or_else(|| WHOLE.to_owned());
        let (calendar, day): (Calendar, NaiveDate) = (row.get(4)?, row.get(5)?);
        let time = match row.get::<_, Option<String>>(3)?.and_then(|code| Period::parse(&code).ok()) {
            Some(period) => time_period(period, calendar),
            None => day.to_string(),
        };
        let status = match (row.get(6)?, row.get(7)?) {
            (ObservationState::NoData, _) => "O",
            (ObservationState::NotApplicable, _) => "M",
            (ObservationState::Value, Approval::Draft) => "P",
            (ObservationState::Value, Approval::Approved) => "A",
        };
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = |text: Option<String>| guarded(&text.unwrap_or_default());
        lines.push(vec![
            "dataflow".to_owned(),
            STRUCTURE.to_owned(),
            "I".to_owned(),
            text(row.get(0)?),
            area,
            time,
            number(row.get(8)?),
            status.to_owned(),
            text(row.get(13)?),
            number(row.get(9)?),
            number(row.get(10)?),
            text(row.get(11)?),
            text(row.get(12)?),
            day.to_string(),
            calendar.as_str().to_owned(),
            text(row.get(14)?),
            row.get(15)?,
        ]);
    }
    csv_of(b',', lines)
}

/// A period as SDMX writes it: a Gregorian or reporting period of the calendar of statistics, and a time range (first
/// day and length) where SDMX has no code, as for the periods of administrative reports, which begin on the 15th.
fn time_period(period: Period, calendar: Calendar) -> String {
    let (kind, year, number) = (period.kind(), period.year(), period.number());
    match (calendar, kind) {
        (_, PeriodKind::Day) => period.first_day(calendar).to_string(),
        (Calendar::Statistical, PeriodKind::Month) => format!("{year}-{number:02}"),
        (Calendar::Statistical, PeriodKind::Quarter) => format!("{year}-Q{number}"),
        (Calendar::Statistical, PeriodKind::HalfYear) => format!("{year}-S{number}"),
        (Calendar::Statistical, PeriodKind::Year) => year.to_string(),
        _ => format!("{}/P{}M", period.first_day(calendar), kind.months()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_sdmx_has_them() {
        for (code, statistical, administrative) in [
            ("2024-05", "2024-05", "2024-04-15/P1M"),
            ("2024-Q2", "2024-Q2", "2024-03-15/P3M"),
            ("2024-H2", "2024-S2", "2024-06-15/P6M"),
            ("2024-9M", "2024-01-01/P9M", "2023-12-15/P9M"),
            ("2024", "2024", "2023-12-15/P12M"),
            ("2024-02-29", "2024-02-29", "2024-02-29"),
        ] {
            let period = Period::parse(code).unwrap();
            let written = [Calendar::Statistical, Calendar::Administrative].map(|calendar| time_period(period, calendar));
            assert_eq!(written, [statistical, administrative], "{code}");
        }
    }
}
