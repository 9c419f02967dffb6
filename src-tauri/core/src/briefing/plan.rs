//! Binds a briefing or a template to what it speaks of: the day, the agency, the focus area, the indicator, the period.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use super::template::TemplateFor;
use super::{BriefingLook, BriefingPage, BriefingScope, DayRule, facts, read, template};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::extension::Basis;
use crate::figure;
use crate::period::{Calendar, Period};
use crate::problem::Problem;
use crate::status::{Counts, Status};
use crate::wire::{Day, optional};
use crate::words::{self, Words};
use crate::{agency, framework, indicator, setting, wire};

/// A briefing to set: a saved one or a template, as it is or of something else.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingRequest {
    /// A saved briefing, by id.
    pub id: Option<String>,
    /// A template that comes with the program; `tong-quan` when neither is named.
    pub template: Option<String>,
    /// Another day.
    pub as_of: Option<Day>,
    /// Another title.
    pub title: Option<String>,
    /// Another agency, by id.
    pub agency: Option<String>,
    /// Another group of agencies, by id or key.
    pub agency_group: Option<String>,
    /// Another focus area, by id or code.
    pub focus_area: Option<String>,
    /// Another indicator, by id or code.
    pub indicator: Option<String>,
    /// Another period, by its code.
    pub period: Option<String>,
    /// Another deadline to go by.
    pub basis: Option<Basis>,
    /// Only this page, counted from 0.
    pub page: Option<u32>,
}

/// A briefing bound to what it speaks of.
#[derive(Clone)]
pub(super) struct Plan {
    /// The saved briefing it comes from.
    pub(super) briefing: Option<String>,
    pub(super) name: String,
    title: String,
    subtitle: Option<String>,
    pub(super) scope: BriefingScope,
    pub(super) look: BriefingLook,
    pub(super) logo: Option<press::Logo>,
    pub(super) pages: Vec<BriefingPage>,
    pub(super) as_of: NaiveDate,
    /// The period it speaks of.
    pub(super) period: Option<Period>,
    /// What placeholders stand for.
    params: Vec<(&'static str, String)>,
    /// What it speaks of when that is one record.
    pub(super) record: Option<String>,
}

/// The calendar of a briefing's period: reports of offices when nothing is said.
pub(super) fn calendar(scope: &BriefingScope) -> Calendar {
    scope.calendar.unwrap_or(Calendar::Administrative)
}

/// The period of a scope. Errors: a code that is none, at `period`.
pub(super) fn period_of(scope: &BriefingScope) -> Result<Option<Period>> {
    let read = |code: &String| Period::parse(code).map_err(|problem| Error::input("period", problem));
    scope.period.as_ref().filter(|code| !code.is_empty()).map(read).transpose()
}

/// The day a scope speaks of. Errors: `required` at `day` or `period`.
pub(super) fn day_of(reader: &Reader, scope: &BriefingScope) -> Result<NaiveDate> {
    match scope.day_rule {
        DayRule::Today => Ok(reader.today()),
        DayRule::Day => scope.day.map(NaiveDate::from).ok_or_else(|| Error::input("day", Problem::new("required"))),
        DayRule::PeriodEnd => {
            let period = period_of(scope)?.ok_or_else(|| Error::input("period", Problem::new("required")))?;
            Ok(period.last_day(calendar(scope)))
        }
    }
}

/// The record a scope speaks of, its code and its names: the smallest one it names.
fn record_of(reader: &Reader, scope: &BriefingScope) -> Result<Option<(String, String, String)>> {
    let conn = reader.conn;
    if let Some(id) = &scope.indicator {
        let found = indicator::definitions(conn, Some(id))?.into_iter().next();
        return Ok(found.map(|one| (one.code, one.name.clone(), one.name)));
    }
    if let Some(id) = &scope.agency {
        let row = agency::get(reader, wire::IdRequest { id: id.clone() })?.row;
        return Ok(Some((row.code.unwrap_or_default(), row.name, row.short_name)));
    }
    if let Some(id) = &scope.focus_area {
        let area = framework::name(conn, id)?;
        return Ok(Some((area.mark.clone(), area.short_name.clone(), area.short_name)));
    }
    Ok(None)
}

/// What a scope speaks of, in words; empty for everything.
pub(super) fn about(reader: &Reader, scope: &BriefingScope) -> Result<String> {
    let conn = reader.conn;
    let mut said = Vec::new();
    if let Some(id) = &scope.agency {
        said.push(agency::name(conn, id)?.name);
    }
    if let Some(id) = &scope.agency_group {
        said.push(agency::get_group(reader, wire::IdRequest { id: id.clone() })?.name);
    }
    if let Some(id) = &scope.focus_area {
        let area = framework::name(conn, id)?;
        said.push(format!("{} {}", area.mark, area.short_name));
    }
    if let Some(id) = &scope.indicator {
        let found = indicator::definitions(conn, Some(id))?.into_iter().next();
        said.extend(found.map(|one| format!("{} {}", one.code, one.name)));
    }
    if let Some(period) = period_of(scope)? {
        said.push(reader.words().period(period));
    }
    Ok(said.join(" · "))
}

/// A scope whose names are ids. Errors: what it names is not there.
pub(super) fn known(reader: &Reader, mut scope: BriefingScope) -> Result<BriefingScope> {
    let conn = reader.conn;
    scope.agency = optional(scope.agency);
    agency::known(conn, "agency", scope.agency.as_deref())?;
    scope.agency_group = optional(scope.agency_group).map(|key| agency::group_id(conn, "agency_group", &key)).transpose()?;
    scope.focus_area = optional(scope.focus_area).map(|code| framework::area_id(conn, "focus_area", &code)).transpose()?;
    scope.indicator = optional(scope.indicator).map(|id| indicator::id_of(conn, &id)).transpose()?;
    scope.period = optional(scope.period);
    period_of(&scope)?;
    if scope.day_rule != DayRule::Day {
        scope.day = None;
    }
    day_of(reader, &scope)?;
    Ok(scope)
}

/// The record a template speaks of when none is named: the office itself, the first focus area, the indicator with most
/// figures.
pub(super) fn usual(reader: &Reader, made_for: TemplateFor, mut scope: BriefingScope) -> Result<BriefingScope> {
    match made_for {
        TemplateFor::Agency if scope.agency.is_none() => {
            scope.agency = setting::list(reader, wire::Empty {})?.office.map(|office| office.id);
        }
        TemplateFor::FocusArea if scope.focus_area.is_none() => {
            scope.focus_area = framework::names(reader.conn)?.into_iter().next().map(|area| area.id);
        }
        TemplateFor::Indicator if scope.indicator.is_none() => {
            scope.indicator = facts::most_told(reader, &scope, day_of(reader, &scope)?)?;
        }
        _ => {}
    }
    Ok(scope)
}

/// A date as a document bears it: a leading zero only for days below 10 and months 1 and 2 (NĐ 30/2020/NĐ-CP).
fn dated(words: &Words, place: &str, day: NaiveDate) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    let params = [("place", place.to_owned()), ("day", format!("{:02}", day.day())), ("month", month), ("year", day.year().to_string()), ("date", words.day(day))];
    words.fill("briefing.place_and_date", &params)
}

/// The plan of a request. Errors: what it names is not there; `briefing.no_template` at `template`.
pub(super) fn plan(reader: &Reader, request: &BriefingRequest) -> Result<Plan> {
    let words = reader.words();
    let mut made_for = TemplateFor::Whole;
    let (briefing, name, title, subtitle, scope, look, logo, pages) = match &request.id {
        Some(id) => {
            let stored = read::stored(reader.conn, id)?;
            let pages = read::pages(reader.conn, id)?;
            let logo = read::logo(reader.conn, id)?;
            (Some(stored.id), stored.name, stored.title, stored.subtitle, stored.scope, stored.look, logo, pages)
        }
        None => {
            let key = request.template.as_deref().unwrap_or("tong-quan");
            let template = template::find(words, key)?;
            made_for = template.made_for;
            (None, key.to_owned(), template.title, template.subtitle, BriefingScope::default(), template.look, None, template.pages)
        }
    };
    let (day_rule, day) = match request.as_of {
        Some(day) => (DayRule::Day, Some(day)),
        None => (scope.day_rule, scope.day),
    };
    let asked = |own: &Option<String>, other: Option<String>| own.clone().or(other);
    let scope = BriefingScope {
        agency: asked(&request.agency, scope.agency),
        agency_group: asked(&request.agency_group, scope.agency_group),
        focus_area: asked(&request.focus_area, scope.focus_area),
        indicator: asked(&request.indicator, scope.indicator),
        period: asked(&request.period, scope.period),
        calendar: scope.calendar,
        basis: request.basis.or(scope.basis),
        day_rule,
        day,
    };
    let scope = usual(reader, made_for, known(reader, scope)?)?;
    let logo = match logo {
        Some(bytes) => Some(press::Logo::read(&bytes).map_err(|_| Error::Damaged("the logo of a briefing".to_owned()))?),
        None => None,
    };
    let title = optional(request.title.clone()).unwrap_or(title);
    let plan = Plan {
        briefing,
        name,
        title,
        subtitle,
        as_of: day_of(reader, &scope)?,
        period: period_of(&scope)?,
        scope: BriefingScope::default(),
        look,
        logo,
        pages,
        params: Vec::new(),
        record: None,
    };
    plan.of(reader, scope)
}

impl Plan {
    /// The same briefing, of something else.
    pub(super) fn of(mut self, reader: &Reader, scope: BriefingScope) -> Result<Plan> {
        let words = reader.words();
        self.as_of = day_of(reader, &scope)?;
        self.period = period_of(&scope)?;
        let record = record_of(reader, &scope)?;
        let (code, name, short) = record.clone().unwrap_or_default();
        self.record = record.map(|(_, name, _)| name);
        self.params = vec![
            ("name", name),
            ("short_name", short),
            ("code", code),
            ("day", words.day(self.as_of)),
            ("period", self.period.map(|period| words.period(period)).unwrap_or_default()),
            ("year", self.as_of.year().to_string()),
        ];
        self.scope = scope;
        Ok(self)
    }

    /// A text with its placeholders filled. What stood before a name that there is none of is left without its colon.
    pub(super) fn filled(&self, text: &str) -> String {
        let filled = words::fill(text, &self.params).split_whitespace().collect::<Vec<_>>().join(" ");
        let ends = text.trim_end().ends_with('}');
        if ends { filled.trim_end_matches([' ', ':', '-', '–', '·']).to_owned() } else { filled }
    }

    /// A text of several lines with its placeholders filled.
    pub(super) fn filled_text(&self, text: &str) -> String {
        words::fill(text, &self.params)
    }

    /// Which deadline it goes by.
    pub(super) fn basis(&self) -> Basis {
        self.scope.basis.unwrap_or_default()
    }

    /// The day it speaks of and the deadline it goes by, as a sentence.
    pub(super) fn as_of_said(&self, words: &Words) -> String {
        let key = match self.basis() {
            Basis::Current => "briefing.as_of",
            Basis::Original => "briefing.as_of_original",
        };
        words.fill(key, &[("day", words.day(self.as_of))])
    }

    /// The title that is printed.
    pub(super) fn title(&self) -> String {
        self.filled(&self.title)
    }

    /// The second line of the title.
    pub(super) fn subtitle(&self) -> String {
        self.subtitle.as_deref().map(|text| self.filled(text)).unwrap_or_default()
    }

    /// Place and date at the head; empty without a place.
    pub(super) fn place_and_date(&self, reader: &Reader) -> String {
        self.look.place.as_deref().map(|place| dated(reader.words(), place, reader.today())).unwrap_or_default()
    }
}

/// All tasks, the ongoing ones too: what stands behind the words "tổng số".
pub(super) fn whole(counts: &Counts) -> u64 {
    Status::ALL.into_iter().map(|status| counts.of(status)).sum()
}

/// A number of things, as printed.
pub(super) fn count(reader: &Reader, value: u64) -> String {
    figure::write(value as f64, Some(0), reader.words().language.notation())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_date_has_a_leading_zero_where_the_decree_wants_it() {
        let words = Words::of(Language::Vi);
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (day, expect) in [
            (day(2026, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2026"),
            (day(2024, 6, 15), "Hà Nội, ngày 15 tháng 6 năm 2024"),
        ] {
            assert_eq!(dated(&words, "Hà Nội", day), expect);
        }
    }
}
