//! How the journal is told to a person: names for ids (also of records that are gone), words for codes,
//! days and figures as they are written, and a name for each part of a record.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::figure;
use crate::period::Period;
use crate::progress::Thresholds;
use crate::store::{journal, literal, past};
use crate::words::Words;

pub use crate::store::past::Image;

/// Columns that say nothing to a reader: links to the record itself, what follows from other columns; and the secret
/// half of the office's key, which is nobody's to read.
const SILENT: &[&str] = &[
    "id", "key", "record", "noun", "position", "deadline_edtf", "deadline_first_day", "deadline_class", "sha256", "op", "content", "templates", "pdf",
    "logo", "secret", "records", "tbl", "row", "checksum",
];

/// The column by which a part belongs to its record, or to another part that names it.
const LINKS: &[(&str, &[&str])] = &[
    ("agency_succession", &["from_agency"]),
    ("agency_group_member", &["agency_group"]),
    ("focus_group", &["framework"]),
    ("focus_area", &["focus_group"]),
    ("task_focus_area", &["task"]),
    ("task_link", &["from_task"]),
    ("task_tag", &["task"]),
    ("regrouping", &["task"]),
    ("extension", &["task"]),
    ("assignment", &["task"]),
    ("step", &["task", "assignment"]),
    ("progress_note", &["task", "assignment"]),
    ("attachment", &["task"]),
    ("briefing_page", &["briefing"]),
    ("briefing_block", &["briefing", "page"]),
    ("target", &["indicator"]),
    ("observation", &["indicator"]),
    ("method_break", &["indicator"]),
    ("indicator_override", &["indicator"]),
    ("dimension_item", &["dimension"]),
    ("observation_part", &["indicator", "observation"]),
    ("composite_version", &["composite"]),
    ("composite_item", &["composite", "version"]),
    ("composite_score", &["composite"]),
    ("contradiction_side", &["contradiction"]),
    ("contradiction_record", &["contradiction"]),
    ("package_sent", &["peer"]),
    ("package_received", &["peer"]),
    ("exchange_base", &["peer"]),
    ("exchange_choice", &["peer"]),
    ("form_received", &["form"]),
    ("received_row", &["peer", "package", "form", "sheet"]),
    ("slip_received", &["peer"]),
    ("slip_row", &["peer", "slip"]),
];

/// Columns that hold yes or no.
const YES_NO: &[&str] = &["main", "proposed", "ongoing", "derived", "landscape", "letterhead", "numbered", "whole", "verified"];

/// Where the words of a column's codes stand, when not under the column's own name.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("agency", "kind", "agency_kind"),
    ("agency_succession", "part", "succession"),
    ("document", "kind", "document_kind"),
    ("indicator", "kind", "kind"),
    ("indicator", "method", "progress_method"),
    ("indicator", "merge_rule", "agency_rule"),
    ("briefing", "paper", "paper"),
    ("briefing_page", "layout", "page_layout"),
    ("task_link", "kind", "link"),
    ("observation", "state", "figure"),
    ("step", "kind", "step"),
];

/// Long texts are cut where a list tells of them.
const LONGEST: usize = 240;

/// Whether a column of a table is told at all.
pub fn is_told(table: &str, column: &str) -> bool {
    let links = LINKS.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, columns)| columns);
    !SILENT.contains(&column) && !links.contains(&column)
}

/// Names and words, each looked up once.
pub struct Names<'a> {
    conn: &'a Connection,
    words: &'a Words,
    known: HashMap<(String, String), Option<String>>,
    keys: HashMap<String, HashMap<String, String>>,
}

/// The text of a column, when it holds one that is not empty.
fn text_of(image: &Image, column: &str) -> Option<String> {
    match image.get(column).map(|found| literal::parse(found)) {
        Some(Some(Value::Text(text))) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text,
    }
}

impl<'a> Names<'a> {
    /// Names as the book behind `conn` has them, in the words of a language.
    pub fn new(conn: &'a Connection, words: &'a Words) -> Names<'a> {
        Names { conn, words, known: HashMap::new(), keys: HashMap::new() }
    }

    /// The table that a column refers to.
    fn refers(&mut self, table: &str, column: &str) -> Result<Option<String>> {
        if !self.keys.contains_key(table) {
            let mut statement = self.conn.prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
            let keys = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            self.keys.insert(table.to_owned(), keys);
        }
        Ok(self.keys.get(table).and_then(|keys| keys.get(column)).cloned())
    }

    /// Fields of a table in the order of its columns; those that are gone from it last.
    pub fn in_order(&self, table: &str, mut fields: Vec<String>) -> Result<Vec<String>> {
        let columns = journal::columns(self.conn, table)?;
        fields.sort_by_key(|field| columns.iter().position(|column| column == field).unwrap_or(usize::MAX));
        Ok(fields)
    }

    /// What a column is called.
    pub fn field(&self, table: &str, column: &str) -> String {
        let own = format!("field.{table}.{column}");
        if self.words.has(&own) { self.words.get(&own) } else { self.words.get(&format!("field.{column}")) }
    }

    /// A row as it stands, or as it was when it was removed.
    pub fn image(&self, table: &str, id: &str) -> Result<Option<Image>> {
        let Ok(table) = past::table(table) else { return Ok(None) };
        if let Some(image) = past::current(self.conn, table, id)? {
            return Ok(Some(image));
        }
        let mut statement =
            self.conn.prepare_cached("SELECT before FROM change WHERE tbl = ?1 AND row = ?2 AND kind = 'delete' ORDER BY seq DESC LIMIT 1")?;
        let json: Option<String> = statement.query_row([table, id], |row| row.get(0)).optional()?;
        json.map(|json| past::image(Some(&json))).transpose()
    }

    /// What a person calls a row: an agency's short name, a document's number, a task's code; none when
    /// nothing is known of it any more.
    pub fn record(&mut self, table: &str, id: &str) -> Result<Option<String>> {
        let key = (table.to_owned(), id.to_owned());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let name = match self.image(table, id)? {
            Some(image) => Some(self.label(table, &image)?),
            None => None,
        };
        self.known.insert(key, name.clone());
        Ok(name)
    }

    /// The name of the row that a column refers to.
    fn named(&mut self, table: &str, image: &Image, column: &str) -> Result<Option<String>> {
        match (text_of(image, column), self.refers(table, column)?) {
            (Some(id), Some(target)) => self.record(&target, &id),
            _ => Ok(None),
        }
    }

    /// What a person calls the row of an image.
    pub fn label(&mut self, table: &str, image: &Image) -> Result<String> {
        let first = |columns: &[&str]| columns.iter().find_map(|column| text_of(image, column));
        let found = match table {
            "setting" => first(&["id"]).map(|id| self.words.get(&format!("field.{id}"))),
            "agency" => first(&["short_name", "name"]),
            "document" => first(&["number_symbol", "code", "subject"]),
            "focus_area" => Some(format!("{} {}", first(&["mark"]).unwrap_or_default(), first(&["short_name"]).unwrap_or_default())),
            "contradiction" => first(&["code", "title"]),
            "assignment" => Some(self.named(table, image, "agency")?.unwrap_or_else(|| self.words.get("history.agency_unnamed"))),
            "step" | "progress_note" => self.named(table, image, "assignment")?,
            "citation" => self.named(table, image, "document")?,
            "contradiction_side" => self.named(table, image, "document")?,
            "task_focus_area" => self.named(table, image, "focus_area")?,
            "task_link" => self.named(table, image, "to_task")?,
            "agency_group_member" | "peer" => self.named(table, image, "agency")?,
            "agency_succession" => self.named(table, image, "to_agency")?,
            "composite_version" => self.shown(table, "year", image.get("year").map_or("NULL", String::as_str))?,
            "composite_score" => {
                let parts = [self.named(table, image, "item")?, self.named(table, image, "agency")?];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).filter(|label| !label.is_empty())
            }
            "task_tag" => first(&["tag"]),
            "briefing_page" => match first(&["title"]) {
                Some(title) => Some(title),
                None => self.shown(table, "layout", image.get("layout").map_or("NULL", String::as_str))?,
            },
            "briefing_block" => match first(&["title"]) {
                Some(title) => Some(title),
                None => self.shown(table, "query", image.get("query").map_or("NULL", String::as_str))?,
            },
            "observation" => {
                let when = first(&["period_text"]).or_else(|| self.shown(table, "period", image.get("period")?).ok().flatten());
                when.or_else(|| self.shown(table, "as_of_day", image.get("as_of_day")?).ok().flatten())
            }
            _ => first(&["code", "name", "short_name"]),
        };
        Ok(cut(found.unwrap_or_else(|| self.words.get(&format!("noun.{table}")))))
    }

    /// A value as a person reads it; nothing for an empty one.
    pub fn shown(&mut self, table: &str, column: &str, literal: &str) -> Result<Option<String>> {
        let text = match literal::parse(literal) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Integer(number)) if YES_NO.contains(&column) => {
                return Ok(Some(self.words.get(if number == 0 { "ui.no" } else { "ui.yes" })));
            }
            Some(Value::Integer(number)) => return Ok(Some(number.to_string())),
            Some(Value::Real(number)) => return Ok(Some(figure::write(number, None, self.words.language.notation()))),
            Some(Value::Blob(_)) => return Ok(literal::shown(literal)),
            Some(Value::Text(text)) if text.is_empty() || text == "[]" => return Ok(None),
            Some(Value::Text(text)) => text,
        };
        if let Some(target) = self.refers(table, column)? {
            let name = self.record(&target, &text)?;
            return Ok(Some(name.unwrap_or_else(|| self.words.get("ui.history.gone"))));
        }
        if let Ok(day) = text.parse::<chrono::NaiveDate>() {
            return Ok(Some(self.words.day(day)));
        }
        Ok(Some(match column {
            "flags" => self.each("flag", &text),
            "period" => match Period::parse(&text) {
                Ok(period) => self.words.period(period),
                Err(_) => text,
            },
            "layout" if table == "saved_view" => self.words.get("history.layout"),
            "query" => self.query(&text),
            // A setting may hold the id of an agency or a code.
            "value" if table == "setting" => match self.record("agency", &text)? {
                Some(name) => name,
                None => self.setting(table, text),
            },
            _ => cut(self.code(table, column, text)),
        }))
    }

    /// The value of a setting: a code, or the thresholds of the lights.
    fn setting(&self, table: &str, text: String) -> String {
        if let Ok(thresholds) = serde_json::from_str::<Thresholds>(&text) {
            let written = |number| figure::write(number, None, self.words.language.notation());
            return [thresholds.on_track(), thresholds.speed_up(), thresholds.slow()].map(written).join("; ");
        }
        let column = if self.words.has(&format!("progress_method.{text}")) { "progress_method" } else { "before_day" };
        self.code(table, column, text)
    }

    /// What a block of a page asks for.
    fn query(&self, json: &str) -> String {
        let found: Option<serde_json::Value> = serde_json::from_str(json).ok();
        let kind = found.as_ref().and_then(|query| query.get("kind")).and_then(serde_json::Value::as_str);
        kind.map_or_else(|| self.words.get("history.layout"), |kind| self.words.get(&format!("briefing.block.{kind}")))
    }

    /// The words of a list of codes.
    fn each(&self, family: &str, json: &str) -> String {
        let codes: Vec<String> = serde_json::from_str(json).unwrap_or_default();
        codes.iter().map(|code| self.words.get(&format!("{family}.{code}"))).collect::<Vec<_>>().join("; ")
    }

    /// The word of a code that a column holds; the text itself when it is none.
    pub fn code(&self, table: &str, column: &str, text: String) -> String {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            return text;
        }
        let own = FAMILIES.iter().find(|(name, of, _)| (*name, *of) == (table, column)).map(|(_, _, family)| *family);
        let family = own.unwrap_or(if column == "deadline_assumption" { "assumption" } else { column });
        let key = [format!("{family}.{text}"), format!("ui.{family}.{text}")].into_iter().find(|key| self.words.has(key));
        key.map_or(text, |key| self.words.get(&key))
    }

    /// What a row says, in one line: "hoàn thành ngày 21/09/2024; Minh chứng: 1018/QĐ-TTg".
    pub fn summary(&mut self, table: &str, image: &Image) -> Result<String> {
        let label = self.label(table, image)?;
        let mut said = Vec::new();
        let mut told: &[&str] = &[];
        if table == "step" {
            let kind = self.shown(table, "kind", image.get("kind").map_or("NULL", String::as_str))?.unwrap_or_default();
            let day = self.shown(table, "day", image.get("day").map_or("NULL", String::as_str))?.unwrap_or_default();
            said.push(self.words.fill("history.step", &[("kind", kind), ("day", day)]));
            told = &["kind", "day"];
        }
        for (column, value) in image {
            let skipped = !is_told(table, column) || told.contains(&column.as_str()) || (column == "deadline_last_day" && text_of(image, "deadline_text").is_some());
            if skipped || matches!((column.as_str(), value.as_str()), ("main" | "proposed" | "ongoing" | "derived", "0")) {
                continue;
            }
            if let Some(value) = self.shown(table, column, value)? && value != label {
                said.push(self.words.fill("history.field", &[("field", self.field(table, column)), ("value", value)]));
            }
        }
        Ok(said.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{journal, migrate};

    #[test]
    fn a_part_is_linked_by_columns_that_refer_to_what_it_is_part_of() {
        let conn = Connection::open_in_memory().unwrap();
        for (_, sql) in migrate::MIGRATIONS {
            conn.execute_batch(sql).unwrap();
        }
        for (table, columns) in LINKS {
            assert!(journal::TABLES.iter().any(|known| known.name == *table), "{table}");
            let mut statement = conn.prepare("SELECT \"from\" FROM pragma_foreign_key_list(?1)").unwrap();
            let refers: Vec<String> = statement.query_map([table], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
            assert!(columns.iter().all(|column| refers.iter().any(|from| from == column)), "{table} {columns:?} {refers:?}");
        }
    }
}
