//! The values of a briefing as the template reads them: texts cleaned for the document
//! font, charts drawn for print. Decides nothing about looks.

use serde::Serialize;

use super::{Align, Block, Briefing, Cell, Page, Picture, Table};
use crate::chart::{Drawing, Mark, Style, Theme, draw};
use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::png::outlines;
use crate::text::{Replaced, Replacements, plain};

/// Pixels of 1/96 inch across the text of an upright page (165 mm) and of one on its side
/// (252 mm), and between two charts side by side (6 mm).
const UPRIGHT: f64 = 623.0;
const ON_ITS_SIDE: f64 = 952.0;
const BETWEEN: f64 = 23.0;

pub(super) struct Set {
    pub(super) json: Vec<u8>,
    pub(super) replaced: Vec<Replaced>,
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
    pages: Vec<Sheet>,
}

#[derive(Serialize)]
struct Sheet {
    title: String,
    landscape: bool,
    blocks: Vec<Part>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part {
    Figures { items: Vec<Number> },
    Charts { items: Vec<Drawn> },
    Table(Grid),
    Paragraphs { items: Vec<String> },
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
    letters: Letters,
    serif: Serif,
    replaced: Replacements,
}

pub(super) fn prepare(briefing: &Briefing, letters: Letters) -> Result<Set, PressError> {
    let setter = Setter {
        briefing,
        letters,
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
        pages: briefing
            .pages
            .iter()
            .map(|page| setter.page(page))
            .collect::<Result<_, _>>()?,
    };
    let json = serde_json::to_vec(&document).map_err(|fault| refuse(fault.to_string()))?;
    Ok(Set {
        json,
        replaced: setter.replaced.into_vec(),
    })
}

fn refuse(message: String) -> PressError {
    PressError::Page(vec![Diagnostic {
        file: String::new(),
        line: 0,
        message,
    }])
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
        let width = if page.landscape { ON_ITS_SIDE } else { UPRIGHT };
        let blocks = page.blocks.iter().map(|block| self.part(block, width));
        Ok(Sheet {
            title: self.line(&page.title),
            landscape: page.landscape,
            blocks: blocks.collect::<Result<_, _>>()?,
        })
    }

    fn part(&self, block: &Block, width: f64) -> Result<Part, PressError> {
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
                let count = pictures.len().max(1) as f64;
                let share = ((width - (count - 1.0) * BETWEEN) / count).floor();
                Part::Charts {
                    items: self.pictures(pictures, share)?,
                }
            }
            Block::Table(table) => Part::Table(self.table(table)?),
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
    fn pictures(&self, pictures: &[Picture], width: f64) -> Result<Vec<Drawn>, PressError> {
        let mut tallest = 0;
        for picture in pictures {
            tallest = tallest.max(self.picture(picture, width, picture.height)?.height);
        }
        let drawn = pictures.iter().map(|picture| {
            let alt = self.line(&picture.alt);
            if alt.is_empty() {
                // PDF/A-2a asks for it, and so does a reader who cannot see the chart.
                return Err(refuse("a chart has no description".to_owned()));
            }
            let drawing = self.picture(picture, width, tallest.clamp(120, 8000))?;
            self.replaced.absorb(drawing.replaced);
            let svg = match self.letters {
                Letters::Text => drawing.svg,
                Letters::Outlines => outlines(&drawing.svg)?,
            };
            Ok(Drawn { svg, alt })
        });
        drawn.collect()
    }

    fn picture(&self, picture: &Picture, width: f64, height: u32) -> Result<Drawing, PressError> {
        let style = Style {
            width: width as u32,
            height,
            theme: Theme::Print,
            text_scale: 1.0,
            write: self.briefing.write,
        };
        draw(&picture.chart, &picture.frame, &style)
    }

    fn table(&self, table: &Table) -> Result<Grid, PressError> {
        let count = table.columns.len();
        if count == 0 {
            return Err(refuse("a table has no columns".to_owned()));
        }
        let mut widths = Vec::with_capacity(count);
        for column in &table.columns {
            if !(column.width.is_finite() && column.width > 0.0) {
                return Err(refuse(format!(
                    "the width of column “{}” is not above zero",
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
        }
    }
}
