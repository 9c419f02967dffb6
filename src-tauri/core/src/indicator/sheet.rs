//! The definition sheet (phiếu định nghĩa chỉ tiêu): a page that says what an indicator is, how its figures combine
//! and are judged, who reports, and where all that stands. What nobody has said is told as such, not left out.

use schemars::JsonSchema;
use serde::Deserialize;
use so35_press as press;
use ts_rs::TS;

use super::read::{get, list};
use super::{AgencyRule, Indicator, IndicatorGetRequest, IndicatorKind, IndicatorListRequest, IndicatorSortKey, TargetShown};
use crate::agency;
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::citation::Citation;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::figure;
use crate::period::Period;
use crate::progress::Rule;
use crate::setting;
use crate::store::save;
use crate::wire::{Empty, IdRequest};
use crate::words::Words;

/// Definition sheets to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DefinitionSave {
    /// Which indicators, by id or code, in this order; all of them by code when missing.
    pub indicators: Option<Vec<String>>,
    /// The file, ending in pdf.
    pub path: String,
}

/// Saves definition sheets as PDF/A, a page for each indicator. Errors: `definition.none` when there is no indicator.
pub fn save_definitions(desk: &Desk, book: &Book, request: DefinitionSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    const WHAT: &str = "job.definition";
    let path = desk::output(book, &request.path, &["pdf"])?;
    watcher.step(0, 2, WHAT);
    let sheets = book.read(&desk.asking(), |reader| compose(reader, request.indicators.as_deref()))?;
    watcher.step(1, 2, WHAT);
    let pdf = press::definitions_pdf(&sheets)?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    save::save(&path, &pdf.bytes)?;
    watcher.step(2, 2, WHAT);
    Ok(FileSaved { path: path.display().to_string(), bytes: pdf.bytes.len() as u64, replaced: chart::replaced(&pdf.replaced) })
}

/// The values and words of the pages.
pub fn compose(reader: &Reader, chosen: Option<&[String]>) -> Result<press::Definitions> {
    let words = reader.words();
    let ids = match chosen {
        Some(ids) => ids.to_vec(),
        None => {
            let by_code = IndicatorListRequest { sort: Some(IndicatorSortKey::Code), ..IndicatorListRequest::default() };
            list(reader, by_code)?.rows.into_iter().map(|row| row.definition.id).collect()
        }
    };
    if ids.is_empty() {
        return Err(Error::refused("definition.none"));
    }
    let rule = setting::progress_rule(reader.conn)?;
    let mut sheets = Vec::new();
    for id in ids {
        let indicator = get(reader, IndicatorGetRequest { id, as_of: None })?;
        sheets.push(Sheet { reader, words, indicator: &indicator, rule: &rule }.set()?);
    }
    let office = setting::list(reader, Empty {})?.office;
    let superior = match &office {
        Some(office) => match agency::get(reader, IdRequest { id: office.id.clone() })?.row.parent {
            Some(parent) => agency::name(reader.conn, &parent)?.name,
            None => String::new(),
        },
        None => String::new(),
    };
    let title = match sheets.as_slice() {
        [only] => format!("{}: {}", words.get("definition.title"), only.title),
        _ => words.get("definition.title"),
    };
    Ok(press::Definitions {
        language: words.language.code().to_owned(),
        title,
        heading: words.get("definition.title"),
        remark: words.fill("definition.printed", &[("day", words.day(reader.today()))]),
        superior,
        agency: office.map(|office| office.name).unwrap_or_default(),
        date: reader.today(),
        creator: words.get("app.name"),
        sheets,
    })
}

/// One sheet being written.
struct Sheet<'a> {
    reader: &'a Reader<'a>,
    words: &'a Words,
    indicator: &'a Indicator,
    rule: &'a Rule,
}

impl Sheet<'_> {
    fn set(&self) -> Result<press::DefinitionSheet> {
        let definition = &self.indicator.row.definition;
        Ok(press::DefinitionSheet {
            title: format!("{}. {}", definition.code, definition.name),
            sections: vec![self.meaning(), self.goals()?, self.combining()?, self.judging(), self.reporting()?, self.sources()],
        })
    }

    fn section(&self, key: &str, lines: Vec<(&str, Option<String>)>) -> press::DefinitionSection {
        let said = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| self.words.get("definition.unsaid"));
        press::DefinitionSection {
            title: self.words.get(&format!("definition.{key}")),
            lines: lines.into_iter().map(|(label, text)| (self.words.get(&format!("definition_line.{label}")), said(text))).collect(),
        }
    }

    fn number(&self, value: f64) -> String {
        let definition = &self.indicator.row.definition;
        let number = figure::write(value, None, self.words.language.notation());
        figure::with_words(None, &number, &definition.unit)
    }

    fn meaning(&self) -> press::DefinitionSection {
        let definition = &self.indicator.row.definition;
        let area = definition.focus_area.as_ref().map(|area| format!("{} {}", area.mark, area.short_name));
        self.section(
            "meaning",
            vec![
                ("definition", definition.definition.clone()),
                ("subject", definition.subject.clone()),
                ("unit", Some(definition.unit.clone())),
                ("kind", Some(format!("{}; {}", self.words.of_value("kind", definition.kind), self.words.of_value("direction", definition.direction)))),
                ("focus_area", area),
            ],
        )
    }

    fn goals(&self) -> Result<press::DefinitionSection> {
        let definition = &self.indicator.row.definition;
        let baseline = definition.baseline_value.zip(definition.baseline_day).map(|(value, day)| {
            let said = self.words.fill("definition.baseline_on", &[("value", self.number(value)), ("day", self.words.day(day))]);
            match &definition.baseline_note {
                Some(note) => format!("{said}. {note}"),
                None => said,
            }
        });
        let targets = self.indicator.targets.iter().map(|target| self.target(target)).collect::<Result<Vec<String>>>()?;
        Ok(self.section("goals", vec![("baseline", baseline), ("targets", Some(targets.join("\n")))]))
    }

    /// "T04: ít nhất 53 dịch vụ; thời hạn năm 2024 (31/12/2024) ([002] L9)".
    fn target(&self, shown: &TargetShown) -> Result<String> {
        let (words, target) = (self.words, &shown.target);
        let deadline = match target.deadline.last_day {
            Some(day) => Some(words.fill("register.deadline", &[("text", target.deadline.text.clone()), ("day", words.day(day))])),
            None => Some(target.deadline.text.clone()).filter(|text| !text.is_empty()),
        };
        let whom = match (&target.agency, &target.agency_group) {
            (Some(agency), _) => Some(agency::name(self.reader.conn, agency)?.short_name),
            (None, Some(group)) => Some(self.each_of(group)?),
            (None, None) => None,
        };
        let parts = [
            Some(shown.written.clone()),
            deadline.map(|deadline| words.fill("definition.until", &[("deadline", deadline)])),
            whom,
            target.derived.then(|| words.get("definition.derived")),
        ];
        let said = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let code = target.code.as_ref().map(|code| format!("{code}: ")).unwrap_or_default();
        let sources = cited(&target.citations);
        Ok(if sources.is_empty() { format!("{code}{said}") } else { format!("{code}{said} ({sources})") })
    }

    /// "từng cơ quan thuộc 63 tỉnh, thành phố".
    fn each_of(&self, group: &str) -> Result<String> {
        let group = agency::get_group(self.reader, IdRequest { id: group.to_owned() })?;
        Ok(self.words.fill("definition.each_of", &[("group", group.name)]))
    }

    fn combining(&self) -> Result<press::DefinitionSection> {
        let (words, definition) = (self.words, &self.indicator.row.definition);
        let practice = &definition.practice;
        let weight = match &practice.weight {
            Some(id) => {
                let weighing = super::read::definition(self.reader.conn, id)?;
                Some(format!("{}. {}", weighing.code, weighing.name))
            }
            None => None,
        };
        let weighted = [Some(definition.agency_rule), practice.merge_rule].contains(&Some(AgencyRule::WeightedMean));
        let merge = match practice.merge_rule {
            Some(rule) => words.of_value("definition_agency_rule", rule),
            None => words.get("definition.merge_as_agencies"),
        };
        let mut lines = vec![
            ("calendar", Some(words.of_value("calendar", definition.calendar))),
            ("time_rule", Some(words.of_value("definition_time_rule", definition.time_rule))),
            ("agency_rule", Some(words.of_value("definition_agency_rule", definition.agency_rule))),
            ("merge_rule", Some(merge)),
        ];
        if weighted {
            lines.push(("weight", weight));
        }
        Ok(self.section("combining", lines))
    }

    fn judging(&self) -> press::DefinitionSection {
        let (words, definition) = (self.words, &self.indicator.row.definition);
        let by_office = if definition.practice.method.is_none() { "definition.method_of_office" } else { "definition.method_own" };
        let method = definition.practice.method.unwrap_or(self.rule.method);
        let written = |value: f64| figure::write(value, None, words.language.notation());
        let thresholds = &self.rule.thresholds;
        let bands = words.fill(
            "definition.bands",
            &[("on_track", written(thresholds.on_track())), ("speed_up", written(thresholds.speed_up())), ("slow", written(thresholds.slow()))],
        );
        let method = if definition.kind == IndicatorKind::Qualitative {
            words.get("definition.method_none")
        } else {
            format!("{} ({})\n{bands}", words.of_value("definition_method", method), words.get(by_office))
        };
        let breaks: Vec<String> = self.indicator.breaks.iter().map(|one| format!("{}: {}", words.day(one.day), one.note)).collect();
        let breaks = if breaks.is_empty() { words.get("definition.no_breaks") } else { breaks.join("\n") };
        self.section("judging", vec![("method", Some(method)), ("breaks", Some(breaks))])
    }

    fn reporting(&self) -> Result<press::DefinitionSection> {
        let (words, practice) = (self.words, &self.indicator.row.definition.practice);
        let reporters = match &practice.reporters {
            Some(group) => Some(self.each_of(group)?),
            None => None,
        };
        let from = practice.reports_from.as_deref().map(|code| match Period::parse(code) {
            Ok(period) => words.fill(period.name().key, &period.name().params),
            Err(_) => code.to_owned(),
        });
        let frequency = practice.frequency.map(|kind| {
            let often = words.of_value("definition_frequency", kind);
            match from {
                Some(from) => words.fill("definition.frequency_from", &[("often", often), ("from", from)]),
                None => often,
            }
        });
        let percent = |value: f64| format!("{}%", figure::write(value, None, words.language.notation()));
        let limits: Vec<String> = [
            practice.lowest.map(|value| words.fill("definition.below", &[("value", self.number(value))])),
            practice.highest.map(|value| words.fill("definition.above", &[("value", self.number(value))])),
            practice.jump_percent.map(|value| words.fill("definition.jump", &[("value", percent(value))])),
        ]
        .into_iter()
        .flatten()
        .collect();
        Ok(self.section("reporting", vec![("reporters", reporters), ("frequency", frequency), ("limits", Some(limits.join("; ")))]))
    }

    fn sources(&self) -> press::DefinitionSection {
        let definition = &self.indicator.row.definition;
        // A document once, with every place in it.
        let mut whole: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for citation in &self.indicator.citations {
            let known = whole.iter_mut().find(|(label, _, _)| *label == citation.label);
            match known {
                Some((_, _, places)) => places.push(&citation.locator),
                None => whole.push((&citation.label, &citation.subject, vec![&citation.locator])),
            }
        }
        let whole: Vec<String> = whole
            .into_iter()
            .map(|(label, subject, places)| {
                let places: Vec<&str> = places.into_iter().filter(|place| !place.is_empty()).collect();
                let places = if places.is_empty() { String::new() } else { format!(", {}", places.join(", ")) };
                format!("{label}{places}: {subject}")
            })
            .collect();
        self.section("sources", vec![("citations", Some(whole.join("\n"))), ("note", definition.note.clone())])
    }
}

/// Sources in a few words: "[002] L9; [003] L35".
fn cited(citations: &[Citation]) -> String {
    let place = |citation: &Citation| format!("{} {}", citation.label, citation.locator).trim().to_owned();
    citations.iter().map(place).collect::<Vec<_>>().join("; ")
}
