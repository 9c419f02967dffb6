//! A series: one briefing for each agency of a group, each focus area or each indicator. What is common is read once,
//! charts are drawn by two threads, and the pages are set as one file, one for each group, or one for each record.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use so35_press as press;
use ts_rs::TS;

use super::name::{self, Names};
use super::paper::{self, Office};
use super::plan::{BriefingRequest, Plan, plan};
use super::{BriefingPages, BriefingScope, TemplateFault, compose, facts};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::store::save;
use crate::wire::optional;
use crate::{agency, framework};

/// What a series has one briefing for each of: `agency-group:63-dia-phuong`, `focus-area`, `indicator`.
#[derive(Debug, Clone, PartialEq, Eq, TS)]
#[ts(type = "string")]
pub enum SeriesEach {
    /// Each agency of a group, by id or key.
    AgencyGroup(String),
    /// Each focus area.
    FocusArea,
    /// Each indicator with a target.
    Indicator,
}

impl FromStr for SeriesEach {
    type Err = Problem;
    fn from_str(text: &str) -> std::result::Result<Self, Problem> {
        match text.split_once(':') {
            Some(("agency-group", group)) if !group.is_empty() => Ok(SeriesEach::AgencyGroup(group.to_owned())),
            None if text == "focus-area" => Ok(SeriesEach::FocusArea),
            None if text == "indicator" => Ok(SeriesEach::Indicator),
            _ => Err(Problem::new("briefing.each").with("text", text)),
        }
    }
}

impl Serialize for SeriesEach {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            SeriesEach::AgencyGroup(group) => serializer.serialize_str(&format!("agency-group:{group}")),
            SeriesEach::FocusArea => serializer.serialize_str("focus-area"),
            SeriesEach::Indicator => serializer.serialize_str("indicator"),
        }
    }
}

impl<'de> Deserialize<'de> for SeriesEach {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom(format!("agency-group:…, focus-area or indicator, not {text}")))
    }
}

impl JsonSchema for SeriesEach {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SeriesEach".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "agency-group:<id or key>, focus-area or indicator"})
    }
}

/// Into how many files a series falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeriesSplit {
    /// One file.
    #[default]
    One,
    /// One for each record.
    Agency,
    /// One for each group the records fall into: kinds of agencies, focus groups, focus areas of indicators.
    Group,
}

/// A series of briefings.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SeriesRequest {
    /// The briefing each is made from.
    pub briefing: BriefingRequest,
    /// What there is one for each of.
    pub each: SeriesEach,
    /// Only these records, by id; all when missing.
    pub only: Option<Vec<String>>,
    /// Whether records the book says nothing of are left out; a page says so when missing.
    pub leave_out_empty: Option<bool>,
    /// The rule of file names; the usual one when missing.
    pub name_rule: Option<String>,
    /// Into how many files it falls.
    pub split: Option<SeriesSplit>,
}

/// A record of a series.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SeriesRecord {
    /// Its id.
    pub id: String,
    /// Its code, where it has one.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group of files it falls into.
    pub group: String,
    /// Whether the book says anything of it on that day.
    pub has_data: bool,
    /// The name of the file it goes into.
    pub file: String,
}

/// The records of a series.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SeriesRecords {
    /// In order.
    pub records: Vec<SeriesRecord>,
    /// How many files it makes.
    pub files: u32,
    /// The rule the names follow.
    pub name_rule: String,
}

/// One briefing of a series, for the screen.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesPreview {
    /// The series.
    pub series: SeriesRequest,
    /// The record, by id.
    pub record: String,
}

/// A series to save.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SeriesSave {
    /// The series.
    pub series: SeriesRequest,
    /// The folder the files go to; made when it is not there.
    pub folder: String,
    /// The file, when it is one; named by the briefing when missing.
    pub path: Option<String>,
}

/// What saving a series came to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SeriesSaved {
    /// The first file.
    pub path: String,
    /// The folder.
    pub folder: String,
    /// The files, in order.
    pub paths: Vec<String>,
    /// How many pages they have together.
    pub pages: u32,
    /// Records that were left out because the book says nothing of them.
    pub left_out: Vec<String>,
    /// Records whose page says that there is nothing.
    pub empty: Vec<String>,
    /// Characters the fonts lack, printed as □.
    pub replaced: Vec<String>,
    /// Why the office's own template was not used.
    pub fault: Option<TemplateFault>,
}

/// A record before its file is named.
struct Record {
    id: String,
    code: String,
    name: String,
    short_name: String,
    group: String,
    scope: BriefingScope,
}

/// The records of a series: agencies in Vietnamese order, areas and indicators in official order.
fn every(reader: &Reader, series: &SeriesRequest, base: &BriefingScope) -> Result<Vec<Record>> {
    let conn = reader.conn;
    let mut found = Vec::new();
    match &series.each {
        SeriesEach::AgencyGroup(group) => {
            let group = agency::group_id(conn, "each", group)?;
            let members = agency::members(conn, &group)?;
            for row in agency::in_official_order(reader)?.into_iter().filter(|row| members.contains(&row.id)) {
                found.push(Record {
                    scope: BriefingScope { agency: Some(row.id.clone()), agency_group: None, ..base.clone() },
                    group: reader.words().of_value("agency_kind", row.kind),
                    id: row.id,
                    code: row.code.unwrap_or_default(),
                    name: row.name,
                    short_name: row.short_name,
                });
            }
        }
        SeriesEach::FocusArea => {
            for framework in framework::list(reader, crate::wire::Empty {})? {
                for group in framework.groups {
                    for area in group.areas {
                        found.push(Record {
                            scope: BriefingScope { focus_area: Some(area.name.id.clone()), ..base.clone() },
                            group: group.name.clone(),
                            id: area.name.id,
                            code: area.name.mark,
                            name: area.name.short_name.clone(),
                            short_name: area.name.short_name,
                        });
                    }
                }
            }
        }
        SeriesEach::Indicator => {
            let as_of = super::plan::day_of(reader, base)?;
            for row in facts::of_scope(reader, &BriefingScope { indicator: None, ..base.clone() }, as_of, None)? {
                let definition = row.definition;
                found.push(Record {
                    scope: BriefingScope { indicator: Some(definition.id.clone()), ..base.clone() },
                    group: definition.focus_area.map(|area| format!("{} {}", area.mark, area.short_name)).unwrap_or_default(),
                    id: definition.id,
                    code: definition.code,
                    name: definition.name.clone(),
                    short_name: definition.name,
                });
            }
        }
    }
    if let Some(only) = &series.only {
        found.retain(|record| only.contains(&record.id));
    }
    Ok(found)
}

fn rule(reader: &Reader, series: &SeriesRequest) -> Result<String> {
    let usual = match series.each {
        SeriesEach::AgencyGroup(_) => "briefing.name_rule.agency",
        SeriesEach::FocusArea | SeriesEach::Indicator => "briefing.name_rule.coded",
    };
    let rule = optional(series.name_rule.clone()).unwrap_or_else(|| reader.words().get(usual));
    name::check(&rule)?;
    Ok(rule)
}

/// A series whose records are known and whose files are named.
struct Laid {
    plan: Plan,
    records: Vec<(Record, SeriesRecord)>,
    rule: String,
    files: Vec<String>,
}

fn lay(reader: &Reader, series: &SeriesRequest) -> Result<Laid> {
    let plan = plan(reader, &series.briefing)?;
    let rule = rule(reader, series)?;
    let split = series.split.unwrap_or_default();
    let words = reader.words();
    let period = plan.period.map(|period| words.period(period)).unwrap_or_default();
    let mut names = Names::default();
    let mut files: Vec<String> = Vec::new();
    let mut groups: Vec<(String, String)> = Vec::new();
    let one = name::safe(&plan.title());
    let mut records = Vec::new();
    for record in every(reader, series, &plan.scope)? {
        let has_data = facts::has_data(reader, &record.scope, plan.as_of)?;
        let kept = has_data || series.leave_out_empty != Some(true);
        let file = match split {
            _ if !kept => String::new(),
            SeriesSplit::One => one.clone(),
            SeriesSplit::Group => match groups.iter().find(|(group, _)| *group == record.group) {
                Some((_, file)) => file.clone(),
                None => {
                    let label = if record.group.is_empty() { words.get("briefing.no_group") } else { record.group.clone() };
                    let file = names.next("{name}", &[("name", label)]);
                    groups.push((record.group.clone(), file.clone()));
                    file
                }
            },
            SeriesSplit::Agency => names.next(
                &rule,
                &[
                    ("code", record.code.clone()),
                    ("name", record.name.clone()),
                    ("short_name", record.short_name.clone()),
                    ("group", record.group.clone()),
                    ("day", plan.as_of.to_string()),
                    ("period", period.clone()),
                    ("number", format!("{:02}", records.len() + 1)),
                    ("briefing", plan.name.clone()),
                ],
            ),
        };
        if kept && !files.contains(&file) {
            files.push(file.clone());
        }
        let shown = SeriesRecord { id: record.id.clone(), code: record.code.clone(), name: record.name.clone(), group: record.group.clone(), has_data, file };
        records.push((record, shown));
    }
    Ok(Laid { plan, records, rule, files })
}

/// The records of a series with their files.
pub fn records(reader: &Reader, series: SeriesRequest) -> Result<SeriesRecords> {
    let laid = lay(reader, &series)?;
    Ok(SeriesRecords { files: laid.files.len() as u32, name_rule: laid.rule, records: laid.records.into_iter().map(|(_, shown)| shown).collect() })
}

/// One briefing of a series, as it prints.
pub fn series_preview(reader: &Reader, request: SeriesPreview) -> Result<BriefingPages> {
    let base = plan(reader, &request.series.briefing)?;
    let only = SeriesRequest { only: Some(vec![request.record.clone()]), ..request.series };
    let record = every(reader, &only, &base.scope)?.into_iter().next();
    let record = record.ok_or_else(|| Error::input("record", Problem::new("unknown_record").with("id", request.record)))?;
    let plan = base.of(reader, record.scope)?;
    let prepared = press::prepare(&compose::compose_or_empty(reader, &plan)?)?;
    let (set, fault) = Office::read(reader)?.set(reader.words(), |templates| press::set_svg(&[&prepared], paper::plain(templates)))?;
    Ok(BriefingPages { of: set.of, pages: set.pages, title: plan.title(), as_of: plan.as_of, fault })
}

/// The briefings of a series, gathered but not yet drawn.
struct Gathered {
    briefings: Vec<(String, press::Briefing)>,
    files: Vec<String>,
    left_out: Vec<String>,
    empty: Vec<String>,
    title: String,
    office: Office,
}

const WHAT: &str = "job.series";

fn gather(reader: &Reader, series: &SeriesRequest, watcher: &dyn Watcher) -> Result<Gathered> {
    let laid = lay(reader, series)?;
    let of = laid.records.len() as u64;
    if of == 0 {
        return Err(Error::refused("briefing.no_records"));
    }
    let (mut briefings, mut left_out, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for (done, (record, shown)) in (0..).zip(laid.records) {
        if watcher.stopped() {
            return Err(Error::refused("stopped"));
        }
        watcher.step(done, of * 4, WHAT);
        if shown.file.is_empty() {
            left_out.push(shown.name);
            continue;
        }
        let plan = laid.plan.clone().of(reader, record.scope)?;
        let briefing = if shown.has_data { compose::compose(reader, &plan)? } else { compose::compose_empty(reader, &plan)? };
        if !shown.has_data {
            empty.push(shown.name);
        }
        briefings.push((shown.file, briefing));
    }
    if briefings.is_empty() {
        return Err(Error::refused("briefing.all_empty"));
    }
    Ok(Gathered { briefings, files: laid.files, left_out, empty, title: laid.plan.title(), office: Office::read(reader)? })
}

fn hold<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many threads draw: charts are independent of each other, and an office machine has two cores.
const HANDS: usize = 2;

/// Draws all charts, in order. Errors: `stopped`.
fn drawn(briefings: Vec<(String, press::Briefing)>, watcher: &dyn Watcher) -> Result<Vec<(String, press::Prepared)>> {
    let of = briefings.len();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, std::result::Result<press::Prepared, press::PressError>)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some((_, briefing)) = briefings.get(place) else { break };
                    if watcher.stopped() {
                        break;
                    }
                    let prepared = press::prepare(briefing);
                    let mut done = hold(&done);
                    done.push((place, prepared));
                    watcher.step((of + done.len()) as u64, of as u64 * 4, WHAT);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    if done.len() < of {
        return Err(Error::refused("stopped"));
    }
    done.sort_by_key(|(place, _)| *place);
    let named = briefings.into_iter().zip(done).map(|((file, _), (_, prepared))| Ok((file, prepared?)));
    named.collect()
}

/// Where the files of a series go. Errors at `folder` or `path`.
fn place(book: &Book, request: &SeriesSave) -> Result<(PathBuf, Option<PathBuf>)> {
    let path = request.path.as_deref().map(|path| desk::output(book, path, &["pdf"])).transpose()?;
    let folder = match &path {
        Some(path) => path.parent().unwrap_or(Path::new(".")).to_owned(),
        None => desk::absolute(&request.folder).map_err(|_| Error::input("folder", Problem::new("required")))?,
    };
    Ok((folder, path))
}

/// Saves a series. All charts are drawn and all pages set before the first file is written where it is one file; of
/// several, those written before a stop are whole and stay.
pub fn save_series(desk: &Desk, book: &Book, request: SeriesSave, watcher: &dyn Watcher) -> Result<SeriesSaved> {
    let (folder, path) = place(book, &request)?;
    let words = desk.words();
    let gathered = book.read(&desk.asking(), |reader| gather(reader, &request.series, watcher))?;
    let Gathered { briefings, files, left_out, empty, title, office } = gathered;
    let prepared = drawn(briefings, watcher)?;
    let of = prepared.len() as u64;
    save::make_folder(&folder)?;
    let mut saved = SeriesSaved {
        path: String::new(),
        folder: folder.display().to_string(),
        paths: Vec::new(),
        pages: 0,
        left_out,
        empty,
        replaced: Vec::new(),
        fault: None,
    };
    let mut done = 0;
    for file in files {
        let own: Vec<&press::Prepared> = prepared.iter().filter(|(name, _)| *name == file).map(|(_, one)| one).collect();
        let count = own.len() as u64;
        let go_on = |part: u64, whole: u64| {
            let set = (done as f64 + count as f64 * part as f64 / whole.max(1) as f64) * 2.0;
            watcher.step((of * 2 + set as u64).min(of * 4 - 1), of * 4, WHAT);
            !watcher.stopped()
        };
        let title = if own.len() > 1 { title.as_str() } else { "" };
        let (pdf, fault) = office.set(&words, |templates| press::set_pdf(&own, press::Setting { title, templates, go_on: Some(&go_on) }))?;
        if watcher.stopped() {
            return Err(Error::refused("stopped"));
        }
        let target = match &path {
            Some(path) if saved.paths.is_empty() && count == of => path.clone(),
            _ => folder.join(format!("{file}.pdf")),
        };
        let target = desk::output(book, &target.display().to_string(), &["pdf"])?;
        save::save(&target, &pdf.bytes)?;
        done += count;
        saved.pages += pdf.pages as u32;
        saved.paths.push(target.display().to_string());
        saved.fault = saved.fault.or(fault);
        for replaced in chart::replaced(&pdf.replaced) {
            if !saved.replaced.contains(&replaced) {
                saved.replaced.push(replaced);
            }
        }
    }
    watcher.step(of * 4, of * 4, WHAT);
    saved.path = saved.paths.first().cloned().unwrap_or_default();
    Ok(saved)
}
