//! A listing as PDF/A-2a. The values go to the template as JSON, never as markup: whatever a
//! name holds, it is printed as it is.

use serde::Serialize;

use super::fit::{Fit, INSET, Words, widths};
use super::{GoOn, Listing, ListingCell, ListingRow, Paper};
use crate::chart::Mark;
use crate::error::{Diagnostic, PressError};
use crate::fonts::Serif;
use crate::page::{Align, Pdf, world};
use crate::text::{Replacements, plain};

/// What a mark takes, in points.
const MARK: f64 = 12.0;

/// PDF/A holds no longer text of its own than 32,767 bytes; nobody reads a title half as long.
const LONGEST_TITLE: usize = 5000;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    language: String,
    title: String,
    heading: String,
    subtitles: Vec<String>,
    remarks: Vec<String>,
    superior: String,
    agency: String,
    motto: Vec<String>,
    place_and_date: String,
    paper: &'static str,
    landscape: bool,
    numbering: String,
    size: f64,
    widths: Vec<f64>,
    aligns: Vec<Align>,
    head: Vec<Head>,
    rows: Vec<Row>,
    empty: String,
    notes: Vec<String>,
}

impl Document {
    /// About how many texts will be set.
    fn texts(&self) -> u64 {
        let rows = self.rows.iter().map(|row| match row {
            Row::Heading { .. } => 1,
            Row::Cells { cells, .. } | Row::Sum { cells, .. } => {
                cells.iter().filter(|cell| !cell.is_empty()).count()
            }
        });
        rows.sum::<usize>() as u64
    }
}

/// A cell of the head: where it stands and how many columns and rows it spans.
#[derive(Serialize)]
struct Head {
    text: Words,
    x: usize,
    y: usize,
    columns: usize,
    rows: usize,
    small: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Row {
    Heading { text: Words, tall: bool },
    Cells { cells: Vec<Field>, tall: bool },
    Sum { cells: Vec<Field>, tall: bool },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Field {
    Words(Words),
    Marked { mark: Mark, text: Words },
}

impl Field {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Words(Words::Plain(text)) if text.is_empty())
    }
}

/// A column that is printed: its place among all columns, its width and the room for its text
/// in points.
struct Printed {
    place: usize,
    width: f64,
    room: f64,
}

struct Setter<'a> {
    listing: &'a Listing,
    serif: &'a Serif,
    fit: Fit<'a>,
    printed: Vec<Printed>,
    replaced: Replacements,
}

/// Sets a listing and writes it as PDF/A-2a: tagged, with fonts, title and language, the
/// head of the table on every page. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Page`] when there is no column to print, a row has more cells than there are
/// columns or a width is not above zero; [`PressError::Stopped`] when `go_on` said so.
pub fn listing_pdf(listing: &Listing, go_on: GoOn<'_>) -> Result<Pdf, PressError> {
    let serif = Serif::load()?;
    let size = text_size(listing);
    let fit = Fit {
        serif: &serif,
        size,
    };
    let setter = Setter {
        listing,
        serif: &serif,
        printed: printed(listing, &fit)?,
        fit,
        replaced: Replacements::default(),
    };
    let document = setter.document(size)?;
    let json = serde_json::to_vec(&document).map_err(|fault| refuse(fault.to_string()))?;
    let job = world::Job {
        template: "register.typ",
        data: "register.json",
        json,
        own: &[],
        date: listing.date,
        creator: &listing.creator,
        watch: Some(world::Watch {
            go_on,
            steps: listing.rows.len() as u64,
            texts: document.texts(),
        }),
    };
    let (bytes, pages) = world::pdf(job)?;
    Ok(Pdf {
        bytes,
        pages,
        replaced: setter.replaced.into_vec(),
    })
}

/// Ten points where many columns share a sheet, else twelve: the decree leaves the size of
/// text in tables open, and A3 shows the twelve columns of a register at twelve points.
fn text_size(listing: &Listing) -> f64 {
    let columns = listing
        .columns
        .iter()
        .filter(|column| !column.workbook_only);
    let room = listing.breadth() / columns.count().max(1) as f64;
    match room {
        room if room < 75.0 => 10.0,
        room if room < 88.0 => 11.0,
        _ => 12.0,
    }
}

fn refuse(message: String) -> PressError {
    PressError::Page(vec![Diagnostic {
        file: String::new(),
        line: 0,
        message,
    }])
}

fn printed(listing: &Listing, fit: &Fit<'_>) -> Result<Vec<Printed>, PressError> {
    let shown = || {
        listing
            .columns
            .iter()
            .filter(|column| !column.workbook_only)
    };
    if let Some(flat) = shown().find(|column| !(column.width.is_finite() && column.width > 0.0)) {
        return Err(refuse(format!(
            "the width {} is not above zero",
            flat.width
        )));
    }
    let places = listing.columns.iter().enumerate();
    let places = places.filter(|(_, column)| !column.workbook_only);
    let found: Vec<Printed> = places
        .zip(widths(listing, fit, listing.breadth()))
        .map(|((place, _), width)| Printed {
            place,
            width,
            room: (width - INSET).max(1.0),
        })
        .collect();
    if found.is_empty() {
        return Err(refuse("a listing has no columns".to_owned()));
    }
    Ok(found)
}

impl Setter<'_> {
    fn line(&self, text: &str) -> String {
        self.replaced.line(text, |c| self.serif.has(c))
    }

    fn lines(&self, text: &str) -> String {
        self.replaced.lines(text, |c| self.serif.has(c))
    }

    fn document(&self, size: f64) -> Result<Document, PressError> {
        let listing = self.listing;
        // Sizes of what stands around the table; capitals are wider than the letters given.
        let soft = |text: &str, size: f64, share: f64| {
            let fit = Fit {
                serif: self.serif,
                size,
            };
            fit.soft(&self.lines(text), listing.breadth() * share)
        };
        let each = |texts: &[String]| texts.iter().map(|text| soft(text, 13.0, 1.0)).collect();
        let title: String = self
            .line(&listing.title)
            .chars()
            .take(LONGEST_TITLE)
            .collect();
        let columns = || {
            self.printed
                .iter()
                .filter_map(|one| listing.columns.get(one.place))
        };
        Ok(Document {
            language: plain(&listing.language),
            heading: soft(&title, 20.0, 1.0),
            title,
            subtitles: each(&listing.subtitles),
            remarks: each(&listing.remarks),
            superior: soft(&listing.superior, 17.0, 0.38),
            agency: soft(&listing.agency, 17.0, 0.38),
            motto: listing
                .motto
                .iter()
                .flatten()
                .map(|text| self.line(text))
                .collect(),
            place_and_date: soft(&listing.place_and_date, 13.0, 0.55),
            paper: match listing.paper {
                Paper::A4 => "a4",
                Paper::A3 => "a3",
            },
            landscape: listing.landscape,
            numbering: self.line(&listing.numbering),
            size,
            widths: self.printed.iter().map(|column| column.width).collect(),
            aligns: columns().map(|column| column.align).collect(),
            head: self.head(),
            rows: listing
                .rows
                .iter()
                .map(|row| self.row(row))
                .collect::<Result<_, _>>()?,
            empty: self.line(&listing.empty),
            notes: each(&listing.notes),
        })
    }

    /// One row of headings, or two where some stand under a common one, and a row of numbers
    /// where columns have any.
    fn head(&self) -> Vec<Head> {
        let columns: Vec<_> = self
            .printed
            .iter()
            .filter_map(|one| Some((one.room, self.listing.columns.get(one.place)?)))
            .collect();
        let levels = if columns.iter().any(|(_, column)| !column.group.is_empty()) {
            2
        } else {
            1
        };
        let numbered = columns.iter().any(|(_, column)| !column.number.is_empty());
        let cell = |text: &str, room: f64, (x, y): (usize, usize), columns, rows, small| Head {
            // Small print takes less room.
            text: self
                .fit
                .words(self.lines(text), if small { room / 0.8 } else { room }),
            x,
            y,
            columns,
            rows,
            small,
        };
        let mut head = Vec::new();
        let mut x = 0;
        for run in columns.chunk_by(|(_, a), (_, b)| !a.group.is_empty() && a.group == b.group) {
            if let Some((_, first)) = run.first().filter(|(_, first)| !first.group.is_empty()) {
                let room = run.iter().map(|(room, _)| room + INSET).sum::<f64>() - INSET;
                head.push(cell(&first.group, room, (x, 0), run.len(), 1, false));
            }
            for (room, column) in run {
                let y = usize::from(!column.group.is_empty());
                head.push(cell(&column.header, *room, (x, y), 1, levels - y, false));
                if numbered {
                    head.push(cell(&column.number, *room, (x, levels), 1, 1, true));
                }
                x += 1;
            }
        }
        head.sort_by_key(|cell| (cell.y, cell.x));
        head
    }

    fn row(&self, row: &ListingRow) -> Result<Row, PressError> {
        Ok(match row {
            ListingRow::Heading(text) => {
                let room = self.listing.breadth() - INSET;
                let text = self.lines(text);
                let tall = self.is_tall(self.fit.height(&text, room));
                let text = self.fit.words(text, room);
                Row::Heading { text, tall }
            }
            ListingRow::Cells(cells) => {
                let (cells, tall) = self.cells(cells)?;
                Row::Cells { cells, tall }
            }
            ListingRow::Sum(cells) => {
                let (cells, tall) = self.cells(cells)?;
                Row::Sum { cells, tall }
            }
        })
    }

    /// The cells that are printed, and whether they are too tall to stay on one page.
    fn cells(&self, cells: &[ListingCell]) -> Result<(Vec<Field>, bool), PressError> {
        let all = self.listing.columns.len();
        if cells.len() > all {
            let message = format!("a row has {} cells for {all} columns", cells.len());
            return Err(refuse(message));
        }
        let none = ListingCell::default();
        let mut highest = 0.0_f64;
        let fields = self.printed.iter().map(|column| {
            let cell = cells.get(column.place).unwrap_or(&none);
            let room = if cell.mark.is_some() {
                column.room - MARK
            } else {
                column.room
            };
            let text = self.lines(&cell.text);
            highest = highest.max(self.fit.height(&text, room));
            let text = self.fit.words(text, room);
            match cell.mark {
                Some(mark) => Field::Marked { mark, text },
                None => Field::Words(text),
            }
        });
        let fields = fields.collect();
        Ok((fields, self.is_tall(highest)))
    }

    /// Whether a row may run over the foot of its page.
    fn is_tall(&self, height: f64) -> bool {
        height > self.listing.height() * 0.6
    }
}
