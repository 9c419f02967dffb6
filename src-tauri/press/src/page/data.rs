//! The values of a briefing as the template reads them: texts cleaned for the document
//! font, charts drawn for print. Decides nothing about looks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sheet::{Geometry, geometry, room};
use super::{Align, Block, Briefing, Cell, Page, Picture, Setting, Table, world};
use crate::chart::{Drawing, Mark, Room, Style, Theme, draw, draw_parts};
use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::png::outlines;
use crate::text::{Replaced, Replacements, plain};

/// Pixels between two charts side by side.
const BETWEEN: f64 = 23.0;
/// The share of a page's height that a chart may take beside its heading.
const PAGE: f64 = 0.97;
/// A chart that needs no more than this part of its size to stand on one page is made smaller; a higher one is parted,
/// so that it can be read.
const SMALLEST: f64 = 0.8;

/// A briefing whose charts are drawn and whose texts are clean: all that a template gets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Prepared {
    /// The values, as JSON.
    pub json: String,
    /// The title, for the file's own data.
    pub title: String,
    /// Language of the text.
    pub language: String,
    /// Date of the document.
    pub date: NaiveDate,
    /// Name of the program.
    pub creator: String,
    /// Characters the fonts lack, as (character, text).
    pub replaced: Vec<(char, String)>,
    /// About how many texts it sets.
    pub texts: u64,
    /// How many pages it is made of; long ones run on.
    pub pages: usize,
}

/// Briefings as one document, ready to be set.
pub(super) struct Set {
    json: Vec<u8>,
    pub(super) replaced: Vec<Replaced>,
    date: NaiveDate,
    creator: String,
    texts: u64,
}

#[derive(Serialize)]
struct Document {
    language: String,
    title: String,
    subtitle: String,
    superior: String,
    agency: String,
    place_and_date: String,
    as_of: String,
    label: String,
    logo: Option<String>,
    paper: super::PageSize,
    numbered: bool,
    pages: Vec<Sheet>,
}

#[derive(Serialize)]
struct Sheet {
    title: String,
    cover: bool,
    sheet: Geometry,
    blocks: Vec<Part>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part {
    Figures { items: Vec<Number> },
    Charts { items: Vec<Drawn> },
    Table(Grid),
    Heading { text: String },
    Paragraphs { items: Vec<String> },
    Note { text: String },
    Sources { title: String, items: Vec<String> },
}

#[derive(Serialize)]
struct Number {
    label: String,
    value: String,
    note: String,
    mark: Option<Mark>,
}

#[derive(Serialize)]
struct Drawn {
    svg: String,
    alt: String,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Grid {
    title: String,
    headers: Vec<String>,
    aligns: Vec<Align>,
    widths: Vec<f64>,
    rows: Vec<Row>,
    empty: String,
    note: String,
}

#[derive(Serialize)]
struct Row {
    strong: bool,
    cells: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    text: String,
    mark: Option<Mark>,
    was: String,
}

/// How the text of charts leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// As text, to be read aloud and copied.
    Text,
    /// As outlines, for pictures inside pictures.
    Outlines,
}

struct Setter<'a> {
    briefing: &'a Briefing,
    serif: Serif,
    replaced: Replacements,
}

pub(super) fn prepare(briefing: &Briefing) -> Result<Prepared, PressError> {
    let setter = Setter {
        briefing,
        serif: Serif::load()?,
        replaced: Replacements::default(),
    };
    let document = Document {
        language: plain(&briefing.language),
        title: setter.line(&briefing.title),
        subtitle: setter.line(&briefing.subtitle),
        superior: setter.line(&briefing.superior),
        agency: setter.line(&briefing.agency),
        place_and_date: setter.line(&briefing.place_and_date),
        as_of: setter.line(&briefing.as_of),
        label: setter.line(&briefing.label),
        logo: briefing.logo.as_ref().map(|logo| logo.svg().to_owned()),
        paper: briefing.paper,
        numbered: briefing.numbered,
        pages: briefing
            .pages
            .iter()
            .map(|page| setter.page(page))
            .collect::<Result<_, _>>()?,
    };
    let texts = document
        .pages
        .iter()
        .flat_map(|page| &page.blocks)
        .map(|part| match part {
            Part::Table(grid) => (grid.rows.len() * grid.headers.len()) as u64,
            _ => 8,
        })
        .sum();
    let json = serde_json::to_string(&document).map_err(|fault| refuse(fault.to_string()))?;
    Ok(Prepared {
        json,
        pages: document.pages.len(),
        title: document.title,
        language: document.language,
        date: briefing.date,
        creator: briefing.creator.clone(),
        replaced: setter
            .replaced
            .into_vec()
            .into_iter()
            .map(|one| (one.character, one.text))
            .collect(),
        texts,
    })
}

/// One document of prepared briefings.
pub(super) fn document(
    briefings: &[&Prepared],
    title: &str,
    letters: Letters,
) -> Result<Set, PressError> {
    let Some(first) = briefings.first() else {
        return Err(refuse("no briefing to set".to_owned()));
    };
    let title = if title.is_empty() { &first.title } else { title };
    let replaced = Replacements::default();
    let serif = Serif::load()?;
    let title = replaced.line(title, |c| serif.has(c));
    let quoted = |text: &str| serde_json::to_string(text).map_err(|fault| refuse(fault.to_string()));
    let mut json = format!(
        "{{\"title\":{},\"language\":{},\"documents\":[",
        quoted(&title)?,
        quoted(&first.language)?
    );
    for (index, briefing) in briefings.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        match letters {
            Letters::Text => json.push_str(&briefing.json),
            Letters::Outlines => json.push_str(&outlined(&briefing.json)?),
        }
    }
    json.push_str("]}");
    for briefing in briefings {
        let found = briefing.replaced.iter().map(|(character, text)| Replaced {
            character: *character,
            text: text.clone(),
        });
        replaced.absorb(found.collect());
    }
    Ok(Set {
        json: json.into_bytes(),
        replaced: replaced.into_vec(),
        date: first.date,
        creator: first.creator.clone(),
        texts: briefings.iter().map(|briefing| briefing.texts + 20).sum(),
    })
}

/// The values with the text of charts as outlines.
fn outlined(json: &str) -> Result<String, PressError> {
    let wrong = |fault: serde_json::Error| refuse(fault.to_string());
    let mut document: Value = serde_json::from_str(json).map_err(wrong)?;
    let pages = document.get_mut("pages").and_then(Value::as_array_mut);
    for page in pages.into_iter().flatten() {
        let blocks = page.get_mut("blocks").and_then(Value::as_array_mut);
        for block in blocks.into_iter().flatten() {
            let items = block.get_mut("items").and_then(Value::as_array_mut);
            for item in items.into_iter().flatten() {
                if let Some(Value::String(svg)) = item.get_mut("svg") {
                    *svg = outlines(svg)?;
                }
            }
        }
    }
    serde_json::to_string(&document).map_err(wrong)
}

impl Set {
    /// What the page setter is asked for.
    pub(super) fn job<'a>(&'a self, setting: Setting<'a>) -> world::Job<'a> {
        world::Job {
            template: "briefing.typ",
            data: "briefing.json",
            json: self.json.clone(),
            own: &setting.templates.files,
            date: self.date,
            creator: &self.creator,
            watch: setting.go_on.map(|go_on| world::Watch {
                go_on,
                steps: 100,
                texts: self.texts,
            }),
        }
    }
}

fn refuse(message: String) -> PressError {
    PressError::Page(vec![Diagnostic {
        file: String::new(),
        line: 0,
        message,
    }])
}

/// The width of each of so many charts side by side.
fn shared(width: f64, count: usize) -> f64 {
    let count = count.max(1) as f64;
    ((width - (count - 1.0) * BETWEEN) / count).floor()
}

impl Setter<'_> {
    fn line(&self, text: &str) -> String {
        self.replaced.line(text, |c| self.serif.has(c))
    }

    fn lines(&self, text: &str) -> String {
        self.replaced.lines(text, |c| self.serif.has(c))
    }

    fn all(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.lines(text)).collect()
    }

    fn page(&self, page: &Page) -> Result<Sheet, PressError> {
        let paper = self.briefing.paper;
        let (width, height) = room(paper, page.landscape);
        let mut blocks = Vec::with_capacity(page.blocks.len());
        for block in &page.blocks {
            match block {
                Block::Charts(pictures) if self.apart(pictures, width, height)? => {
                    let parts = pictures.iter().map(|picture| self.parts(picture, width, height));
                    let parts = parts.collect::<Result<Vec<_>, _>>()?;
                    blocks.extend(parts.into_iter().flatten().map(|item| Part::Charts { items: vec![item] }));
                }
                block => blocks.push(self.part(block, width, height)?),
            }
        }
        Ok(Sheet {
            title: self.line(&page.title),
            cover: page.cover,
            sheet: geometry(paper, page.landscape),
            blocks,
        })
    }

    /// Whether charts stand one after the other: one alone, or several of which one has more rows than find room beside
    /// another chart.
    fn apart(&self, pictures: &[Picture], width: f64, room: f64) -> Result<bool, PressError> {
        let share = shared(width, pictures.len());
        let mut tall = pictures.len() == 1;
        for picture in pictures {
            tall = tall || f64::from(self.picture(picture, share, picture.height)?.height) > room * PAGE / SMALLEST;
        }
        Ok(tall)
    }

    /// A chart that stands alone: one drawing, or as many as it needs sheets.
    fn parts(&self, picture: &Picture, width: f64, room: f64) -> Result<Vec<Drawn>, PressError> {
        let alt = self.alt(picture)?;
        let wished = picture.height.min((room * PAGE) as u32);
        let style = self.style(width, wished);
        let room = Room { whole: room * PAGE / SMALLEST, first: f64::from(wished).max(room * 0.4), later: room * PAGE };
        let named = |part: usize, of: usize| {
            self.briefing.part.replace("{part}", &part.to_string()).replace("{of}", &of.to_string())
        };
        let drawings = draw_parts(&picture.chart, &picture.frame, &style, room, named)?;
        let count = drawings.len();
        let drawn = (1..).zip(drawings).map(|(place, drawing)| {
            let alt = if count > 1 { format!("{alt} ({})", self.line(&named(place, count))) } else { alt.clone() };
            self.drawn(drawing, alt)
        });
        Ok(drawn.collect())
    }

    fn part(&self, block: &Block, width: f64, height: f64) -> Result<Part, PressError> {
        Ok(match block {
            Block::Figures(figures) => Part::Figures {
                items: figures
                    .iter()
                    .map(|figure| Number {
                        label: self.line(&figure.label),
                        value: self.line(&figure.value),
                        note: self.lines(&figure.note),
                        mark: figure.mark,
                    })
                    .collect(),
            },
            Block::Charts(pictures) => {
                let share = shared(width, pictures.len());
                Part::Charts {
                    items: self.pictures(pictures, share, height)?,
                }
            }
            Block::Table(table) => Part::Table(self.table(table)?),
            Block::Heading(text) => Part::Heading {
                text: self.line(text),
            },
            Block::Note(text) => Part::Note {
                text: self.lines(text),
            },
            Block::Paragraphs(texts) => Part::Paragraphs {
                items: self.all(texts),
            },
            Block::Sources { title, items } => Part::Sources {
                title: self.line(title),
                items: self.all(items),
            },
        })
    }

    /// Charts side by side end at the same height where they can: those that take any
    /// height are drawn as high as the highest.
    fn pictures(
        &self,
        pictures: &[Picture],
        width: f64,
        room: f64,
    ) -> Result<Vec<Drawn>, PressError> {
        let most = (room * PAGE) as u32;
        let mut tallest = 0;
        for picture in pictures {
            tallest = tallest.max(self.picture(picture, width, picture.height)?.height);
        }
        let drawn = pictures.iter().map(|picture| {
            let alt = self.alt(picture)?;
            let wished = picture.height.max(tallest).min(most);
            Ok(self.drawn(self.picture(picture, width, wished)?, alt))
        });
        drawn.collect()
    }

    fn picture(&self, picture: &Picture, width: f64, height: u32) -> Result<Drawing, PressError> {
        draw(&picture.chart, &picture.frame, &self.style(width, height))
    }

    fn style(&self, width: f64, height: u32) -> Style {
        Style {
            width: width as u32,
            height: height.clamp(120, 8000),
            theme: Theme::Print,
            text_scale: 1.0,
            write: self.briefing.write,
        }
    }

    /// The chart in words. PDF/A-2a asks for it, and so does a reader who cannot see the chart.
    fn alt(&self, picture: &Picture) -> Result<String, PressError> {
        let alt = self.line(&picture.alt);
        if alt.is_empty() { Err(refuse("a chart has no description".to_owned())) } else { Ok(alt) }
    }

    fn drawn(&self, drawing: Drawing, alt: String) -> Drawn {
        self.replaced.absorb(drawing.replaced);
        Drawn { svg: drawing.svg, alt, width: drawing.width, height: drawing.height }
    }

    fn table(&self, table: &Table) -> Result<Grid, PressError> {
        let count = table.columns.len();
        if count == 0 {
            return Err(refuse("a table has no columns".to_owned()));
        }
        let mut widths = Vec::with_capacity(count);
        for column in &table.columns {
            if !(column.width.is_finite() && column.width >= 0.0) {
                return Err(refuse(format!(
                    "the width of column “{}” is below zero",
                    column.header
                )));
            }
            widths.push(column.width);
        }
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            if row.cells.len() > count {
                return Err(refuse(format!(
                    "row {} of table “{}” has {} cells for {count} columns",
                    index + 1,
                    table.title,
                    row.cells.len()
                )));
            }
            let mut cells: Vec<Field> = row.cells.iter().map(|cell| self.field(cell)).collect();
            cells.resize_with(count, || Field {
                text: String::new(),
                mark: None,
                was: String::new(),
            });
            rows.push(Row {
                strong: row.strong,
                cells,
            });
        }
        Ok(Grid {
            title: self.line(&table.title),
            headers: table
                .columns
                .iter()
                .map(|column| self.lines(&column.header))
                .collect(),
            aligns: table.columns.iter().map(|column| column.align).collect(),
            widths,
            rows,
            empty: self.line(&table.empty),
            note: self.lines(&table.note),
        })
    }

    fn field(&self, cell: &Cell) -> Field {
        Field {
            text: self.lines(&cell.text),
            mark: cell.mark,
            was: self.lines(&cell.was),
        }
    }
}
