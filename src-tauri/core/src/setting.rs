//! What an office sets once: which office it is, who signs, how ambiguous words are read, and by when reports come in.
//! Looks and language belong to the person at the machine, not to the book: see [`crate::desk`].

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agency::{self, AgencyName};
use crate::book::{Change, Reader};
use crate::deadline::{self, BeforeDay, Deadline};
use crate::error::{Error, Result};
use crate::figure;
use crate::period::{self, Calendar, Period, SEND_BY_DAY};
use crate::problem::Problem;
use crate::progress::{Method, Rule, Thresholds};
use crate::status::Reminders;
use crate::wire::{Empty, Number, Patch, required};

/// The settings of a book.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Settings {
    /// The office whose book this is.
    pub office: Option<AgencyName>,
    /// The person whose name signs the history.
    pub person: String,
    /// How "trước 30/5/2024" is read when nothing else is said.
    pub before_day: BeforeDay,
    /// When to remind and when to chase.
    pub reminders: Reminders,
    /// How this office finds the light of an indicator that has no method of its own.
    pub progress: Rule,
    /// By when reports come in.
    pub reports: ReportDays,
}

/// By when reports of a period come in at this office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ReportDays {
    /// The day of a period's last month by which its administrative report is sent: the 25th (NĐ 09/2019/NĐ-CP, Điều
    /// 13) until the office sets its own (Điều 8).
    pub send_by_day: u32,
    /// How many days after its period a statistical report is due; none are late until the office says.
    pub statistics_days: Option<u32>,
}

impl ReportDays {
    /// The last day to report a period that ends on `last`, if there is one.
    pub fn due_on(&self, period: Period, calendar: Calendar, last: NaiveDate) -> Option<NaiveDate> {
        match calendar {
            Calendar::Administrative => period.send_by(calendar, self.send_by_day),
            Calendar::Statistical => last.checked_add_days(Days::new(u64::from(self.statistics_days?))),
        }
    }
}

/// Which settings to change.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SettingEdit {
    /// The office's agency, by id.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub office: Patch<String>,
    /// The person's name.
    pub person: Option<String>,
    /// How "trước" is read.
    pub before_day: Option<BeforeDay>,
    /// Days before the last day at which "sắp đến hạn" is said: one to six different numbers from 0 to 365.
    pub due_soon_days: Option<Vec<u32>>,
    /// After how many months open work without a deadline is to be chased: 1 to 120.
    pub chase_after_months: Option<u32>,
    /// How lights are found; the usual method when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub method: Patch<Method>,
    /// Where the bands of the lights meet; the usual thresholds when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub thresholds: Patch<ThresholdsEdit>,
    /// The day of the last month by which administrative reports come in, after the cut-off; the 25th when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub send_by_day: Patch<u32>,
    /// How many days after its period a statistical report is due, 0 to 366; on no day when emptied.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub statistics_days: Patch<u32>,
}

/// Where the bands of the lights are to meet.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ThresholdsEdit {
    /// From here on: on track.
    pub on_track: Number,
    /// From here on: must speed up.
    pub speed_up: Number,
    /// From here on: slow. Below: moving away.
    pub slow: Number,
}

fn get(conn: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT value FROM setting WHERE id = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

fn put(conn: &Connection, key: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => conn.execute(
            "INSERT INTO setting (id, value) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET value = excluded.value",
            [key, value],
        )?,
        None => conn.execute("DELETE FROM setting WHERE id = ?1", [key])?,
    };
    Ok(())
}

/// Who signs what is done in this book; empty until somebody gives a name.
pub fn actor(conn: &Connection) -> Result<String> {
    Ok(get(conn, "person")?.unwrap_or_default())
}

/// The agency whose book this is, by id.
pub fn office(conn: &Connection) -> Result<Option<String>> {
    get(conn, "office")
}

/// How this office reads "trước 30/5/2024".
pub fn before_day(conn: &Connection) -> Result<BeforeDay> {
    match get(conn, "before_day")?.as_deref() {
        None | Some("inclusive") => Ok(BeforeDay::Inclusive),
        Some("exclusive") => Ok(BeforeDay::Exclusive),
        Some(other) => Err(Error::Damaged(format!("setting before_day {other}"))),
    }
}

/// When this office wants to be reminded, and when it chases: the usual steps until it says otherwise.
pub fn reminders(conn: &Connection) -> Result<Reminders> {
    fn stored<T: serde::de::DeserializeOwned>(key: &str, text: &str) -> Result<T> {
        serde_json::from_str(text).map_err(|_| Error::Damaged(format!("setting {key} {text}")))
    }
    let mut reminders = Reminders::default();
    if let Some(text) = get(conn, "due_soon_days")? {
        reminders.due_soon_days = stored("due_soon_days", &text)?;
    }
    if let Some(text) = get(conn, "chase_after_months")? {
        reminders.chase_after_months = stored("chase_after_months", &text)?;
    }
    Ok(reminders)
}

/// By when reports come in at this office.
pub fn report_days(conn: &Connection) -> Result<ReportDays> {
    let stored = |key: &str| -> Result<Option<u32>> {
        let damaged = |text: String| Error::Damaged(format!("setting {key} {text}"));
        get(conn, key)?.map(|text| text.parse().map_err(|_| damaged(text))).transpose()
    };
    let send_by_day = stored("send_by_day")?.filter(|day| period::check_send_by(*day).is_ok()).unwrap_or(SEND_BY_DAY);
    Ok(ReportDays { send_by_day, statistics_days: stored("statistics_days")? })
}

/// More steps than these would only be noise.
const MOST_STEPS: usize = 6;

/// The steps as they are kept: largest first, each once. Errors at `due_soon_days`.
fn steps(days: &[u32]) -> Result<Vec<u32>> {
    let refuse = |problem: Problem| Err(Error::input("due_soon_days", problem));
    if days.is_empty() {
        return refuse(Problem::new("required"));
    }
    if let Some(day) = days.iter().find(|day| **day > 365) {
        return refuse(Problem::new("setting.step").with("value", day));
    }
    let mut steps = days.to_vec();
    steps.sort_unstable_by(|a, b| b.cmp(a));
    steps.dedup();
    if steps.len() > MOST_STEPS {
        return refuse(Problem::new("setting.steps").with("most", MOST_STEPS));
    }
    Ok(steps)
}

/// How this office finds the light of an indicator.
pub fn progress_rule(conn: &Connection) -> Result<Rule> {
    let damaged = |key: &str, text: &str| Error::Damaged(format!("setting {key} {text}"));
    let method = match get(conn, "progress_method")? {
        None => Method::default(),
        Some(text) => Method::ALL.into_iter().find(|method| method.as_str() == text).ok_or_else(|| damaged("progress_method", &text))?,
    };
    let thresholds = match get(conn, "progress_thresholds")? {
        None => Thresholds::default(),
        Some(text) => serde_json::from_str(&text).map_err(|_| damaged("progress_thresholds", &text))?,
    };
    Ok(Rule { method, thresholds })
}

/// Reads a deadline's words as this office does, unless `before` says how; no words are no deadline.
/// Errors: those of [`deadline::read`] at `field`.
pub fn read_deadline(conn: &Connection, field: &str, words: &str, before: Option<BeforeDay>) -> Result<Deadline> {
    let before = match before {
        Some(before) => before,
        None => before_day(conn)?,
    };
    deadline::read_or_none(words, before).map_err(|problem| Error::input(field, problem))
}

/// Refuses a deadline whose days are not what its words say, in either way of reading them.
/// Errors: `deadline.not_its_words` at `deadline`, and those of [`deadline::read`].
pub fn sound_deadline(stored: &Deadline) -> Result<()> {
    let read = |before| deadline::read_or_none(&stored.text, before).map_err(|problem| Error::input("deadline", problem));
    if *stored == read(BeforeDay::Inclusive)? || *stored == read(BeforeDay::Exclusive)? {
        return Ok(());
    }
    Err(Error::input("deadline", Problem::new("deadline.not_its_words").with("text", &stored.text)))
}

/// All settings.
pub fn list(reader: &Reader, _: Empty) -> Result<Settings> {
    let office = match get(reader.conn, "office")? {
        Some(id) => Some(agency::name(reader.conn, &id)?),
        None => None,
    };
    Ok(Settings {
        office,
        person: actor(reader.conn)?,
        before_day: before_day(reader.conn)?,
        reminders: reminders(reader.conn)?,
        progress: progress_rule(reader.conn)?,
        reports: report_days(reader.conn)?,
    })
}

/// Changes settings and answers all of them.
pub fn edit(change: &mut Change, edit: SettingEdit) -> Result<Settings> {
    if let Some(office) = edit.office {
        if let Some(id) = &office {
            agency::name(change.conn, id).map_err(|_| Error::input("office", Problem::new("unknown_record").with("id", id)))?;
        }
        put(change.conn, "office", office.as_deref())?;
    }
    if let Some(person) = edit.person {
        put(change.conn, "person", Some(&required("person", &person)?))?;
    }
    if let Some(before) = edit.before_day {
        put(change.conn, "before_day", Some(if before == BeforeDay::Exclusive { "exclusive" } else { "inclusive" }))?;
    }
    if let Some(days) = edit.due_soon_days {
        let kept = serde_json::to_string(&steps(&days)?).map_err(|error| Error::Damaged(error.to_string()))?;
        put(change.conn, "due_soon_days", Some(&kept))?;
    }
    if let Some(months) = edit.chase_after_months {
        if !(1..=120).contains(&months) {
            return Err(Error::input("chase_after_months", Problem::new("setting.months").with("value", months)));
        }
        put(change.conn, "chase_after_months", Some(&months.to_string()))?;
    }
    if let Some(method) = edit.method {
        put(change.conn, "progress_method", method.map(|method| method.as_str()))?;
    }
    if let Some(edit) = edit.thresholds {
        let text = match edit {
            Some(ThresholdsEdit { on_track, speed_up, slow }) => {
                let thresholds = Thresholds::new(on_track.0, speed_up.0, slow.0).map_err(|problem| {
                    let written = |number: Number| figure::write(number.0, None, change.words().language.notation());
                    let told = [("on_track", on_track), ("speed_up", speed_up), ("slow", slow)];
                    let problem = told.into_iter().fold(Problem::new(problem.code), |told, (name, number)| told.with(name, written(number)));
                    Error::input("thresholds", problem)
                })?;
                Some(serde_json::to_string(&thresholds).map_err(|error| Error::Damaged(error.to_string()))?)
            }
            None => None,
        };
        put(change.conn, "progress_thresholds", text.as_deref())?;
    }
    if let Some(day) = edit.send_by_day {
        if let Some(day) = day {
            period::check_send_by(day).map_err(|problem| Error::input("send_by_day", problem))?;
        }
        put(change.conn, "send_by_day", day.map(|day| day.to_string()).as_deref())?;
    }
    if let Some(days) = edit.statistics_days {
        if let Some(days) = days.filter(|days| *days > 366) {
            return Err(Error::input("statistics_days", Problem::new("setting.report_days").with("value", days)));
        }
        put(change.conn, "statistics_days", days.map(|days| days.to_string()).as_deref())?;
    }
    list(change, Empty {})
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn steps_are_kept_largest_first_and_once() {
        for (given, kept) in [(vec![1, 7, 3], Some(vec![7, 3, 1])), (vec![3, 3, 0], Some(vec![3, 0])), (vec![], None), (vec![366], None), (vec![1, 2, 3, 4, 5, 6, 7], None)] {
            assert_eq!(steps(&given).ok(), kept, "{given:?}");
        }
    }
}
