//! Answers as tables a person can read: lists of records as columns, one record as name and value.
//! Headings are the words of both languages; a field without words keeps its name.

use serde_json::{Map, Value};
use so35::words::Words;

/// The widest a column gets; the full text is in `--json`.
const WIDEST: usize = 60;

/// An answer as text.
pub fn render(value: &Value, words: &Words) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) if items.iter().all(Value::is_object) => rows(items, field, words),
        Value::Array(items) => items.iter().map(|item| cell(item, words)).collect::<Vec<_>>().join("\n"),
        Value::Object(fields) => record(fields, words),
        other => cell(other, words),
    }
}

fn field(name: &str) -> String {
    format!("field.{name}")
}

/// The words under `key`, or the name itself.
fn heading(name: &str, key: fn(&str) -> String, words: &Words) -> String {
    let key = key(name);
    if words.has(&key) { words.get(&key) } else { name.to_owned() }
}

/// A record: short fields first, then each list under its heading.
fn record(fields: &Map<String, Value>, words: &Words) -> String {
    let (lists, plain): (Vec<_>, Vec<_>) = fields.iter().filter(|(_, value)| !is_id(value) && !is_empty(value)).partition(|(_, value)| matches!(value, Value::Array(items) if items.iter().any(Value::is_object)));
    let widest = plain.iter().map(|(name, _)| width(&heading(name, field, words))).max().unwrap_or(0);
    let mut text = String::new();
    for (name, value) in plain {
        text.push_str(&format!("{}  {}\n", pad(&heading(name, field, words), widest), named(name, value, words)));
    }
    for (name, value) in lists {
        text.push_str(&format!("\n{}\n{}\n", heading(name, field, words), render(value, words)));
    }
    text
}

/// Records as rows, each field under the words that stand under its key.
pub fn rows(items: &[Value], key: fn(&str) -> String, words: &Words) -> String {
    let mut columns: Vec<&str> = Vec::new();
    for item in items.iter().filter_map(Value::as_object) {
        for (name, value) in item {
            if !is_empty(value) && !is_id(value) && !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
    }
    let table: Vec<Vec<String>> = items
        .iter()
        .map(|item| columns.iter().map(|column| shorten(&named(column, item.get(*column).unwrap_or(&Value::Null), words))).collect())
        .collect();
    let headings: Vec<String> = columns.iter().map(|column| heading(column, key, words)).collect();
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(n, heading)| table.iter().filter_map(|row| row.get(n)).map(|text| width(text)).max().unwrap_or(0).max(width(heading)))
        .collect();
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(text, width)| pad(text, *width)).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut text = line(&headings);
    text.push('\n');
    text.push_str(&line(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>()));
    for row in &table {
        text.push('\n');
        text.push_str(&line(row));
    }
    text
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

/// Whether a value only identifies a record, or several: nothing a person reads.
fn is_id(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4 && !text.contains(' '),
        Value::Array(items) => !items.is_empty() && items.iter().all(is_id),
        _ => false,
    }
}

/// A value of a named field: a value of an enum is told by its word.
fn named(field: &str, value: &Value, words: &Words) -> String {
    if let Value::Array(items) = value
        && items.iter().all(Value::is_string)
    {
        let one = field.strip_suffix('s').unwrap_or(field);
        return items.iter().map(|item| named(one, item, words)).collect::<Vec<_>>().join("; ");
    }
    if let Value::String(text) = value {
        let families = [field, "kind", "status", "rate", "deadline_class"];
        if let Some(key) = families.iter().map(|family| format!("{family}.{text}")).find(|key| words.has(key)) {
            return words.get(&key);
        }
    }
    cell(value, words)
}

/// A value in one cell. A nested record is told by what names it.
fn cell(value: &Value, words: &Words) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => words.get(if *yes { "cli.yes" } else { "cli.no" }),
        Value::String(text) => text.replace('\n', " "),
        Value::Number(number) => match number.as_f64() {
            Some(value) if number.is_f64() => so35::figure::write(value, None, words.language.notation()),
            _ => number.to_string(),
        },
        Value::Array(items) => items.iter().map(|item| cell(item, words)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => ["written", "text", "short_name", "mark", "status", "band", "label", "title", "name", "code"]
            .iter()
            .find_map(|name| fields.get(*name).filter(|value| !value.is_null()))
            .map(|value| match value {
                Value::String(text) if words.has(&format!("status.{text}")) => words.get(&format!("status.{text}")),
                Value::String(text) if words.has(&format!("band.{text}")) => words.get(&format!("band.{text}")),
                other => cell(other, words),
            })
            .unwrap_or_else(|| {
                let parts: Vec<String> = fields
                    .iter()
                    .filter(|(_, value)| !value.is_null() && value.as_u64() != Some(0))
                    .map(|(name, value)| {
                        let key = format!("status.{name}");
                        let name = if words.has(&key) { words.get(&key) } else { heading(name, field, words) };
                        format!("{name} {}", cell(value, words))
                    })
                    .collect();
                parts.join(", ")
            }),
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

fn shorten(text: &str) -> String {
    if width(text) <= WIDEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(WIDEST - 1).collect();
    short.push('…');
    short
}
