//! Forms (biểu mẫu) for offices without the program: a workbook for one agency and one period with the indicators it
//! reports and, if wished, its tasks. It is filled in with Excel or LibreOffice and read back cell by cell, each known
//! by what its row and its column call themselves, wherever they went.
//!
//! [`seal`] is the hidden sheet, [`write`] makes a form, [`read`] turns a filled one into rows of a plan. What stood in
//! a form when it was handed out is the base of the merge: a cell that nobody touched changes nothing.

mod figure;
mod part;
pub mod read;
pub mod seal;
mod write;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyName};
use crate::api::Watcher;
use crate::book::{Book, Change, Done, Reader};
use crate::briefing::name::Names;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::store::save;
use crate::wire::{Day, optional};
use seal::Seal;

/// What a form asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FormScope {
    /// The period, by its code.
    pub period: String,
    /// Its calendar; statistical when missing.
    pub calendar: Option<Calendar>,
    /// The indicators, by id or code; those that the agency reports for such periods when missing.
    pub indicators: Option<Vec<String>>,
    /// Whether the agency's tasks stand in it too.
    pub tasks: Option<bool>,
    /// The day by which it is wanted back; the day to send the period's report by when missing.
    pub return_by: Option<Day>,
    /// Where it is sent back to: an address, a telephone number.
    pub return_to: Option<String>,
}

/// A form to make.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FormSave {
    /// The agency that fills it in, by id or code.
    pub agency: String,
    /// What it asks for.
    pub scope: FormScope,
    /// The file, ending in `.xlsx`.
    pub path: String,
}

/// A form for each agency of a group.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FormSeriesSave {
    /// The group, by id or key.
    pub group: String,
    /// Only these agencies of it, by id.
    pub only: Option<Vec<String>>,
    /// What they ask for.
    pub scope: FormScope,
    /// The folder; made when it is not there.
    pub folder: String,
}

/// A form that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FormMade {
    /// The file.
    pub path: String,
    /// The agency that fills it in.
    pub agency: AgencyName,
    /// Which version of the form it is; one that asks for the same is the same version.
    pub version: u32,
    /// How many indicators stand in it.
    pub indicators: u32,
    /// How many tasks.
    pub tasks: u32,
}

/// The forms of a group that were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FormSeriesMade {
    /// The folder.
    pub folder: String,
    /// The forms.
    pub forms: Vec<FormMade>,
    /// Agencies that nothing is asked of.
    pub left_out: Vec<AgencyName>,
}

/// The forms of a period that were given out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FormListRequest {
    /// Only of this period, by its code.
    pub period: Option<String>,
}

/// A form that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FormIssued {
    /// Its id.
    pub id: String,
    /// The agency that fills it in.
    pub agency: AgencyName,
    /// The period it reports.
    pub period: String,
    /// What the period is called.
    pub period_name: String,
    /// Its calendar.
    pub calendar: Calendar,
    /// Which version.
    pub version: u32,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The day it first came back.
    pub returned_on: Option<NaiveDate>,
}

const WHAT: &str = "form.progress";

fn period_of(scope: &FormScope) -> Result<Period> {
    Period::parse(&scope.period).map_err(|problem| Error::input("period", problem))
}

/// Gives a seal its id and number: those of the form of the same content, if it is the newest one; else it is the
/// next version.
fn number(change: &Change, seal: &mut Seal) -> Result<()> {
    let checksum = seal.checksum();
    let newest: Option<(String, u32, String)> = change
        .conn
        .query_row(
            "SELECT id, number, checksum FROM form WHERE agency = ?1 AND period = ?2 AND calendar = ?3 ORDER BY number DESC LIMIT 1",
            params![seal.agency, seal.period.code(), seal.calendar],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let next = match newest {
        Some((id, number, same)) if same == checksum => {
            (seal.form, seal.number) = (id, number);
            return Ok(());
        }
        Some((_, number, _)) => number + 1,
        None => 1,
    };
    (seal.form, seal.number) = (change.new_id(), next);
    change.conn.execute(
        "INSERT INTO form (id, agency, period, calendar, number, made_on, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![seal.form, seal.agency, seal.period.code(), seal.calendar, seal.number, change.today(), checksum],
    )?;
    Ok(())
}

/// Makes a form and notes that it was given out. Errors: not found at `agency`; `form.nothing_asked`; `file.ending`;
/// those of a period at `period`.
pub fn make(desk: &Desk, book: &Book, request: FormSave, _: &dyn Watcher) -> Result<Done<FormMade>> {
    let path = desk::output(book, &request.path, &["xlsx"])?;
    book.change(&desk.asking(), "form_save", |change| {
        let unknown = || Error::input("agency", Problem::new("unknown_record").with("id", &request.agency));
        let agency = agency::name(change.conn, &agency::find(change.conn, &request.agency)?.ok_or_else(unknown)?)?;
        let period = period_of(&request.scope)?;
        let mut draft = write::draft(change, &agency, period, &request.scope)?.ok_or(Error::refused("form.nothing_asked"))?;
        number(change, &mut draft.seal)?;
        save::save(&path, &draft.bytes(change)?)?;
        change.about(format!("{} · {}", agency.short_name, change.words().period(period)));
        Ok(draft.made(path.display().to_string()))
    })
}

/// Makes a form for each agency of a group, as one act; those written before a stop are whole and stay, but count as
/// never given out. Errors: not found at `group`; `form.nothing_asked` when nothing is asked of anybody; `stopped`.
pub fn make_series(desk: &Desk, book: &Book, request: FormSeriesSave, watcher: &dyn Watcher) -> Result<Done<FormSeriesMade>> {
    let folder = desk::absolute(&request.folder).map_err(|_| Error::input("folder", Problem::new("required")))?;
    book.change(&desk.asking(), "form_series_save", |change| {
        let group = agency::group_id(change.conn, "group", &request.group)?;
        let period = period_of(&request.scope)?;
        let mut members = agency::members(change.conn, &group)?;
        members.retain(|id| request.only.as_ref().is_none_or(|only| only.contains(id)));
        let mut made = FormSeriesMade { folder: folder.display().to_string(), forms: Vec::new(), left_out: Vec::new() };
        let mut names = Names::default();
        let of = members.len() as u64;
        for (done, id) in (0..).zip(members) {
            watcher.step(done, of, WHAT);
            if watcher.stopped() {
                return Err(Error::refused("stopped"));
            }
            let agency = agency::name(change.conn, &id)?;
            let Some(mut draft) = write::draft(change, &agency, period, &request.scope)? else {
                made.left_out.push(agency);
                continue;
            };
            if made.forms.is_empty() {
                save::make_folder(&folder)?;
            }
            number(change, &mut draft.seal)?;
            let params = [("short_name", agency.short_name.clone()), ("period", change.words().period(period)), ("number", draft.seal.number.to_string())];
            let name = names.next(&change.words().get("form.file_name"), &params);
            let path = folder.join(format!("{name}.xlsx"));
            save::save(&path, &draft.bytes(change)?)?;
            made.forms.push(draft.made(path.display().to_string()));
        }
        watcher.step(of, of, WHAT);
        if made.forms.is_empty() {
            return Err(Error::refused("form.nothing_asked"));
        }
        change.about(change.words().period(period));
        Ok(made)
    })
}

/// The forms that were given out, the newest first.
pub fn list(reader: &Reader, request: FormListRequest) -> Result<Vec<FormIssued>> {
    let period = optional(request.period);
    let mut statement = reader.conn.prepare_cached(
        "SELECT f.id, a.id, a.short_name, a.name, f.period, f.calendar, f.number, f.made_on,
                (SELECT min(received_on) FROM form_received r WHERE r.form = f.id)
         FROM form f JOIN agency a ON a.id = f.agency WHERE ?1 IS NULL OR f.period = ?1
         ORDER BY f.made_on DESC, f.period DESC, a.kind, a.area_code, a.name, f.number DESC",
    )?;
    let rows = statement.query_map([period], |row| {
        let period: String = row.get(4)?;
        Ok(FormIssued {
            id: row.get(0)?,
            agency: AgencyName { id: row.get(1)?, short_name: row.get(2)?, name: row.get(3)? },
            period_name: Period::parse(&period).map_or_else(|_| period.clone(), |period| reader.words().period(period)),
            period,
            calendar: row.get(5)?,
            version: row.get(6)?,
            made_on: row.get(7)?,
            returned_on: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
