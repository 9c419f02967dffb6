//! The five source texts and many small cases: who, with whom, by when.

use super::*;

/// Agencies of the seeds.
pub const AGENCIES: &str = include_str!("../../../../seeds/khung-3-5/agencies.csv");
const MEMBERS: &str = include_str!("../../../../seeds/khung-3-5/agency_group_members.csv");
const GROUPS: &str = include_str!("../../../../seeds/khung-3-5/agency_groups.csv");
const AREAS: &str = include_str!("../../../../seeds/khung-3-5/focus_areas.csv");
const TASKS: &str = include_str!("../../../../seeds/khung-3-5/tasks.csv");

fn rows(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Agencies by the keys of the seeds.
pub fn known_agencies(text: &str) -> Vec<KnownAgency> {
    let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    let read = |row: std::collections::HashMap<String, String>| KnownAgency {
        id: row["key"].clone(),
        name: row["name"].clone(),
        short_name: row["short_name"].clone(),
        kind: serde_json::from_value(serde_json::Value::String(row["kind"].clone())).unwrap(),
        valid_from: day(&row["valid_from"]),
        valid_to: day(&row["valid_to"]),
    };
    rows(text).into_iter().map(read).collect()
}

/// Groups of the seeds, by key.
pub fn known_groups() -> Vec<KnownGroup> {
    let members = rows(MEMBERS);
    let of = |key: &str| members.iter().filter(|row| row["group"] == key).map(|row| row["agency"].clone()).collect();
    rows(GROUPS)
        .into_iter()
        .map(|row| KnownGroup { id: row["key"].clone(), members: of(&row["key"]), name: row["name"].clone(), expected: row["expected_count"].parse().ok(), key: row["key"].clone() })
        .collect()
}

fn known(day: &str, with_tasks: bool) -> Known {
    let tasks = rows(TASKS).into_iter().map(|row| KnownTask {
        id: row["code"].clone(),
        area: row["focus_areas"].split(';').next().map(str::to_owned),
        code: row["code"].clone(),
        statement: row["statement"].clone(),
    });
    Known {
        agencies: known_agencies(AGENCIES),
        groups: known_groups(),
        areas: rows(AREAS).into_iter().map(|row| KnownArea { id: row["code"].clone(), short_name: row["short_name"].clone(), statement: row["statement"].clone() }).collect(),
        tasks: if with_tasks { tasks.collect() } else { Vec::new() },
        documents: Vec::new(),
        day: Some(day.parse().unwrap()),
        today: "2024-06-01".parse().unwrap(),
        before: BeforeDay::Inclusive,
    }
}

/// One line for each task: leads or @group | coordinating | deadline → last day | statement.
fn told(draft: &Draft) -> Vec<String> {
    let ids = |agencies: &[DraftAgency]| agencies.iter().map(|one| one.agency.id.as_str()).collect::<Vec<_>>().join("+");
    draft
        .tasks
        .iter()
        .map(|task| {
            let who = task.group.as_ref().map_or_else(|| ids(&task.leads), |group| format!("@{}", group.key));
            let with = [ids(&task.coordinating), task.coordinating_words.as_ref().map(|words| format!("“{}”", words.text)).unwrap_or_default()].concat();
            let due = task.deadline.as_ref().map(|due| match due.read.as_ref().and_then(|read| read.last_day) {
                Some(last) => format!("{} → {last}", due.text),
                None => due.text.clone(),
            });
            format!("{who} | {with} | {} | {}", due.unwrap_or_default(), task.statement)
        })
        .collect()
}

#[test]
fn look() {
    for file in std::fs::read_dir("/work/shared/sources").unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        println!("=== {}", path.display());
        let draft = draft(&text, &known("2024-05-06", true));
        println!("{:?}", draft.document);
        for (line, task) in told(&draft).iter().zip(&draft.tasks) {
            println!("[{} {:?}] {line}\n      {:?} {:?} area {:?} product {:?}", draft.paragraphs[task.place.paragraph as usize].locator, task.certainty, task.doubts, task.alike.iter().map(|a| (&a.code, a.likeness)).collect::<Vec<_>>(), task.focus_area, task.product);
        }
    }
}
