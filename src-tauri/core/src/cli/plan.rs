//! What a file that came would do, for people: the counts, what is asked, what is refused, and the first rows.

use serde_json::{Value, json};
use so35::exchange::plan::Outcome;
use so35::words::Words;

use super::table;

/// How many rows of the file are named for one trouble.
const PLACES: usize = 12;

/// A plan as text.
pub fn render(plan: &Value, words: &Words) -> String {
    let told = Outcome::ALL.map(|outcome| {
        let name = serde_json::to_value(outcome).ok().and_then(|name| Some(name.as_str()?.to_owned())).unwrap_or_default();
        format!("{} {}", words.of_value("outcome", outcome), plan["counts"][name])
    });
    let mut text = format!("{}\n{}\n", named(&plan["source"]), words.fill("plan.sheet.counts", &[("read", plan["counts"]["read"].to_string()), ("told", told.join("; "))]));
    let list = |name: &str| plan[name].as_array().cloned().unwrap_or_default();
    let asked: Vec<Value> = list("questions")
        .iter()
        .map(|one| json!({"row": places(one), "raw": one["text"], "accepted": joined(&one["choices"], "label")}))
        .collect();
    let refused: Vec<Value> = list("problems")
        .iter()
        .map(|one| json!({"row": places(one), "noun": one["noun"], "field": one["name"], "reason": one["message"], "accepted": one["accepted"]}))
        .collect();
    let rows: Vec<Value> = list("rows")
        .iter()
        .map(|one| {
            json!({
                "sheet": one["place"]["sheet"], "row": one["place"]["row"], "noun": one["noun"], "label": one["label"],
                "outcome": words.of_value("outcome", &one["outcome"]), "result": changes(&one["fields"]), "reason": joined(&one["refusals"], "message"),
            })
        })
        .collect();
    for part in [asked, refused, rows].iter().filter(|part| !part.is_empty()) {
        text.push_str(&format!("\n{}\n", table::rows(part, |name| format!("plan.column.{name}"), words)));
    }
    text
}

/// What a file is called: by its sender, or as a file.
fn named(source: &Value) -> String {
    let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match (&source["package"], &source["form"], &source["sheet"]) {
        (package, _, _) if package.is_object() => format!("{} · {}", said(&package["sender"]["agency"]["short_name"]), package["number"]),
        (_, form, _) if form.is_object() => said(&form["agency"]["short_name"]),
        (_, _, sheet) => [said(&sheet["name"]), said(&sheet["used"]["sheet"])].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · "),
    }
}

fn joined(list: &Value, field: &str) -> String {
    let texts = list.as_array().into_iter().flatten().filter_map(|one| one[field].as_str());
    texts.collect::<Vec<_>>().join("; ")
}

fn places(of: &Value) -> String {
    let rows: Vec<String> = of["places"].as_array().into_iter().flatten().map(|place| place["row"].to_string()).collect();
    let shown = rows.iter().take(PLACES).cloned().collect::<Vec<_>>().join(", ");
    if rows.len() > PLACES { format!("{shown} … ({})", rows.len()) } else { shown }
}

fn changes(fields: &Value) -> String {
    let one = |field: &Value| Some(format!("{} {}", field["name"].as_str()?, field["result"].as_str().or(field["theirs"].as_str())?));
    fields.as_array().into_iter().flatten().filter_map(one).collect::<Vec<_>>().join("; ")
}
