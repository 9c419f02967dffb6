//! The templates that come with the program: briefings as data (`assets/briefings`), in the words of the language.
//! A text that begins with `@` names a word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BlockQuery, BriefingBlock, BriefingLook, BriefingPage, PageLayout};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::Empty;
use crate::words::Words;

/// The files, in the order of pickers: key and text.
const FILES: &[(&str, &str)] = &[
    ("tong-quan", include_str!("../../../../assets/briefings/tong-quan.json")),
    ("co-quan", include_str!("../../../../assets/briefings/co-quan.json")),
    ("noi-dung", include_str!("../../../../assets/briefings/noi-dung.json")),
    ("chi-tieu", include_str!("../../../../assets/briefings/chi-tieu.json")),
    ("thay-doi", include_str!("../../../../assets/briefings/thay-doi.json")),
];

/// What the records of a template's series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateFor {
    /// The whole register.
    Whole,
    /// One agency.
    Agency,
    /// One focus area.
    FocusArea,
    /// One indicator.
    Indicator,
}

/// A template to start from.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BriefingTemplate {
    /// Its key: `tong-quan`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is good for.
    pub about: String,
    /// What it speaks of.
    pub made_for: TemplateFor,
    /// How many pages it is made of.
    pub pages: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    about: String,
    made_for: TemplateFor,
    title: String,
    subtitle: Option<String>,
    #[serde(default)]
    look: BriefingLook,
    pages: Vec<FilePage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePage {
    layout: PageLayout,
    title: Option<String>,
    landscape: Option<bool>,
    blocks: Vec<FileBlock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBlock {
    query: BlockQuery,
    title: Option<String>,
    note: Option<String>,
}

/// A template, read: a briefing that speaks of nothing yet.
pub(super) struct Template {
    pub(super) made_for: TemplateFor,
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) look: BriefingLook,
    pub(super) pages: Vec<BriefingPage>,
}

fn said(words: &Words, text: String) -> String {
    match text.strip_prefix('@') {
        Some(key) => words.get(key),
        None => text,
    }
}

fn file(key: &str, text: &str) -> Result<File> {
    serde_json::from_str(text).map_err(|error| Error::Damaged(format!("template {key}: {error}")))
}

/// The template of a key. Errors at `template`: `briefing.no_template`.
pub(super) fn find(words: &Words, key: &str) -> Result<Template> {
    let unknown = || Error::input("template", Problem::new("briefing.no_template").with("template", key));
    let (key, text) = FILES.iter().find(|(known, _)| *known == key).ok_or_else(unknown)?;
    let file = file(key, text)?;
    let said_if = |text: Option<String>| text.map(|text| said(words, text));
    let block = |block: FileBlock| BriefingBlock {
        id: String::new(),
        query: match block.query {
            BlockQuery::Text { text } => BlockQuery::Text { text: said(words, text) },
            query => query,
        },
        title: said_if(block.title),
        note: said_if(block.note),
    };
    let page = |page: FilePage| BriefingPage {
        id: String::new(),
        layout: page.layout,
        title: said_if(page.title),
        landscape: page.landscape,
        blocks: page.blocks.into_iter().map(block).collect(),
    };
    Ok(Template {
        made_for: file.made_for,
        title: said(words, file.title),
        subtitle: said_if(file.subtitle),
        look: file.look,
        pages: file.pages.into_iter().map(page).collect(),
    })
}

/// The templates that come with the program.
pub fn templates(reader: &Reader, _: Empty) -> Result<Vec<BriefingTemplate>> {
    let words = reader.words();
    let told = FILES.iter().map(|(key, text)| {
        let file = file(key, text)?;
        Ok(BriefingTemplate {
            key: (*key).to_owned(),
            name: said(words, file.name),
            about: said(words, file.about),
            made_for: file.made_for,
            pages: file.pages.len() as u32,
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_template_is_read_and_has_its_words() {
        for language in [Language::Vi, Language::En] {
            let words = Words::of(language);
            for (key, text) in FILES {
                let template = find(&words, key).unwrap();
                assert!(!template.pages.is_empty(), "{key}");
                for word in text.split('"').filter_map(|part| part.strip_prefix('@')) {
                    assert!(words.has(word), "{key}: no word {word}");
                }
                for page in &template.pages {
                    assert_eq!(page.blocks.len(), super::super::edit::slots(page.layout).len(), "{key} {:?}", page.layout);
                }
            }
        }
    }
}
