//! A listing as a workbook (xlsx) for Excel and LibreOffice: days are days, numbers are
//! numbers, and text is text, whatever it begins with: no formula is ever written.
//!
//! Columns that only the workbook has stand behind the others and are not printed. Rows of
//! the table are not merged, so that it can be sorted and filtered.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::fit::{Fit, widths};
use super::look::{FONT, Kind, Look, SIZE, cut, format_of, lines, sheet_name};
use super::{GoOn, Listing, ListingCell, ListingColumn, ListingRow, ListingValue, Paper};
use crate::error::PressError;
use crate::fonts::Serif;
use crate::page::Align;
use crate::text::plain;

/// Height of a line of it.
const LINE: f64 = 14.5;
/// A row is no higher in Excel, in points.
const HIGHEST: f64 = 409.0;
/// Older Excel shows a cell with the text format and a longer text as ####.
const LONGEST_AS_TEXT: usize = 250;
/// A character of the standard font is about so wide on paper, in points.
const CHARACTER: f64 = 5.6;
const INCH: f64 = 25.4;

/// Writes a listing as a workbook. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Workbook`] when the library refuses a value, such as more rows than a sheet
/// has; [`PressError::Stopped`] when `go_on` said so.
pub fn listing_xlsx(listing: &Listing, go_on: GoOn<'_>) -> Result<Vec<u8>, PressError> {
    let serif = Serif::load()?;
    let mut book = Workbook::new();
    let at = listing.date;
    let properties = DocProperties::new()
        .set_title(plain(&listing.title))
        .set_subject(
            listing
                .remarks
                .iter()
                .map(|text| plain(text))
                .collect::<Vec<_>>()
                .join("; "),
        )
        .set_author(plain(&listing.agency))
        .set_company(plain(&listing.agency))
        .set_creation_datetime(&day(at)?);
    book.set_properties(&properties);
    let mut setter = Setter {
        listing,
        sheet: book.add_worksheet(),
        formats: HashMap::new(),
        order: order(listing),
        fit: Fit {
            serif: &serif,
            size: SIZE,
        },
        widths: Vec::new(),
    };
    setter.set(go_on)?;
    Ok(book.save_to_buffer()?)
}

/// The places of the columns as the sheet has them: those that print first.
fn order(listing: &Listing) -> Vec<usize> {
    let of = |only: bool| {
        let columns = listing.columns.iter().enumerate();
        columns
            .filter(move |(_, column)| column.workbook_only == only)
            .map(|(place, _)| place)
    };
    of(false).chain(of(true)).collect()
}

struct Setter<'a> {
    listing: &'a Listing,
    sheet: &'a mut Worksheet,
    formats: HashMap<Look, Format>,
    order: Vec<usize>,
    fit: Fit<'a>,
    /// Width of each column of the sheet, in points.
    widths: Vec<f64>,
}

impl Setter<'_> {
    fn set(&mut self, go_on: GoOn<'_>) -> Result<(), PressError> {
        let listing = self.listing;
        let printed = listing
            .columns
            .iter()
            .filter(|column| !column.workbook_only)
            .count();
        let last = column_of(printed.max(1) - 1);
        self.sheet.set_name(sheet_name(&listing.sheet))?;
        self.paper()?;
        let first = self.opening(last)?;
        let below = self.head(first)?;
        let mut row = below;
        let of = listing.rows.len() as u64;
        for (done, content) in (0..).zip(&listing.rows) {
            if done % 200 == 0 && !go_on(done, of) {
                return Err(PressError::Stopped);
            }
            self.row(row, content)?;
            row += 1;
        }
        if listing.rows.is_empty() && !listing.empty.is_empty() {
            let look = Format::new().set_font_name(FONT).set_italic();
            self.sheet
                .write_string_with_format(row, 0, plain(&listing.empty), &look)?;
            row += 1;
        }
        if below < row && !listing.rows.is_empty() {
            // A sum at the end stays where it is when rows are filtered.
            let sums = listing
                .rows
                .iter()
                .rev()
                .take_while(|row| matches!(row, ListingRow::Sum(_)));
            let end = row - 1 - u32::try_from(sums.count()).unwrap_or(0);
            let whole = column_of(self.order.len().max(1) - 1);
            if end >= below {
                self.sheet.autofilter(below - 1, 0, end, whole)?;
            }
        }
        self.sheet.set_freeze_panes(below, 1)?;
        self.sheet.set_repeat_rows(first, below - 1)?;
        row += 1;
        let look = Format::new()
            .set_font_name(FONT)
            .set_italic()
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        for note in &listing.notes {
            let text = cut(&lines(note));
            if last > 0 {
                self.sheet.merge_range(row, 0, row, last, &text, &look)?;
                // Merged cells are not grown by the program that opens the file.
                let width = self.printed_width() / CHARACTER;
                let tall = (text.chars().count() as f64 / width.max(1.0))
                    .ceil()
                    .max(1.0);
                self.sheet.set_row_height(row, 16.0 * tall)?;
            } else {
                self.sheet.write_string_with_format(row, 0, &text, &look)?;
            }
            row += 1;
        }
        self.sheet.set_print_area(0, 0, row.max(1) - 1, last)?;
        if !go_on(of, of) {
            return Err(PressError::Stopped);
        }
        Ok(())
    }

    /// Points across the columns that print.
    fn printed_width(&self) -> f64 {
        self.listing.breadth()
    }

    /// The sheet of paper as for the page; what is wider is made smaller, as many pages long
    /// as it needs. A workbook knows no other number for its first page.
    fn paper(&mut self) -> Result<(), PressError> {
        let listing = self.listing;
        let sheet = &mut *self.sheet;
        // 9 and 8 are the numbers of A4 and A3 in the format.
        sheet.set_paper_size(if listing.paper == Paper::A4 { 9 } else { 8 });
        if listing.landscape {
            sheet.set_landscape();
        }
        sheet.set_margins(
            30.0 / INCH,
            15.0 / INCH,
            20.0 / INCH,
            20.0 / INCH,
            10.0 / INCH,
            10.0 / INCH,
        );
        sheet.set_print_fit_to_pages(1, 0);
        let numbering = match listing.numbering.as_str() {
            "" => "&P".to_owned(),
            // An ampersand of the words is no code.
            words => words
                .replace('&', "&&")
                .replace("{page}", "&P")
                .replace("{of}", "&N"),
        };
        sheet.set_header(format!("&C&\"{FONT}\"&13{}", plain(&numbering)));
        let printed = widths(listing, &self.fit, listing.breadth());
        let whole: f64 = listing
            .columns
            .iter()
            .filter(|column| !column.workbook_only)
            .map(|column| column.width)
            .sum();
        for (at, place) in self.order.iter().enumerate() {
            let Some(column) = listing.columns.get(*place) else {
                continue;
            };
            // Those that are not printed stand behind the others and keep their share.
            let share = listing.breadth() * column.width / whole.max(f64::MIN_POSITIVE);
            let width = printed.get(at).copied().unwrap_or(share) / CHARACTER;
            let width = if width.is_finite() {
                width.clamp(5.0, 80.0)
            } else {
                12.0
            };
            self.sheet.set_column_width(column_of(at), width)?;
            self.widths.push(width * CHARACTER);
        }
        Ok(())
    }

    /// Agencies at the left, the name of the country at the right, the title under them.
    /// Answers the first row of the table's head.
    fn opening(&mut self, last: u16) -> Result<u32, PressError> {
        let listing = self.listing;
        let plain_look = Format::new()
            .set_font_name(FONT)
            .set_align(FormatAlign::Center);
        let bold = plain_look.clone().set_bold();
        let italic = plain_look.clone().set_italic().set_font_size(12);
        let motto = listing
            .motto
            .iter()
            .flatten()
            .map(|text| plain(text))
            .collect::<Vec<_>>();
        let left = [
            (
                plain(&listing.superior).to_uppercase(),
                plain_look.clone().set_font_size(12),
            ),
            (
                plain(&listing.agency).to_uppercase(),
                bold.clone().set_font_size(12),
            ),
        ];
        let left: Vec<_> = left
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let right = [
            (
                motto.first().map(|text| text.to_uppercase()),
                bold.clone().set_font_size(12),
            ),
            (motto.get(1).cloned(), bold.clone().set_font_size(13)),
            (Some(plain(&listing.place_and_date)), italic.clone()),
        ];
        let right: Vec<_> = right
            .into_iter()
            .filter_map(|(text, look)| Some((text.filter(|text| !text.is_empty())?, look)))
            .collect();
        let mut row = 0;
        // Two fifths for the agencies, as on the page.
        let split = self.split(last);
        for at in 0..left.len().max(right.len()) {
            if let Some((text, look)) = left.get(at) {
                self.across(row, 0, split, text, look)?;
            }
            if let Some((text, look)) = right.get(at) {
                self.across(row, split + 1, last.max(split + 1), text, look)?;
            }
            row += 1;
        }
        row += u32::from(row > 0);
        let title = bold
            .clone()
            .set_font_size(14)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        let head = plain(&listing.title).to_uppercase();
        self.across(row, 0, last, &head, &title)?;
        let tall = (head.chars().count() as f64 * 10.0 / self.printed_width())
            .ceil()
            .max(1.0);
        self.sheet.set_row_height(row, 20.0 * tall)?;
        row += 1;
        let under = listing
            .subtitles
            .iter()
            .map(|text| (text, &bold))
            .chain(listing.remarks.iter().map(|text| (text, &italic)));
        for (text, look) in under {
            self.across(row, 0, last, &plain(text), look)?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// The last column of the left part of the opening.
    fn split(&self, last: u16) -> u16 {
        let printed = |column: &&ListingColumn| !column.workbook_only;
        let columns = || self.listing.columns.iter().filter(printed);
        let whole: f64 = columns().map(|column| column.width).sum();
        let mut used = 0.0;
        for (at, column) in columns().enumerate() {
            used += column.width;
            if used >= whole * 0.4 {
                return column_of(at).min(last.saturating_sub(1));
            }
        }
        0
    }

    fn across(
        &mut self,
        row: u32,
        from: u16,
        to: u16,
        text: &str,
        look: &Format,
    ) -> Result<(), PressError> {
        let text = cut(text);
        if from < to {
            self.sheet.merge_range(row, from, row, to, &text, look)?;
        } else {
            self.sheet
                .write_string_with_format(row, from, &text, look)?;
        }
        Ok(())
    }

    /// One or two rows of headings, and one of numbers where columns have any. Answers the row
    /// below.
    fn head(&mut self, first: u32) -> Result<u32, PressError> {
        let listing = self.listing;
        let columns: Vec<&ListingColumn> = self
            .order
            .iter()
            .filter_map(|place| listing.columns.get(*place))
            .collect();
        let levels = if columns.iter().any(|column| !column.group.is_empty()) {
            2
        } else {
            1
        };
        let (head, number) = (self.format(Look::Head), self.format(Look::Number));
        let lowest = columns.iter().zip(&self.widths).map(|(column, width)| {
            // Bold letters take more room.
            self.fit.height(&column.header, (width - 5.0) * 0.9)
        });
        let height = lowest.fold(SIZE, f64::max).min(HIGHEST) + 3.0;
        let numbered = columns.iter().any(|column| !column.number.is_empty());
        let mut at = 0;
        for run in columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
            let from = column_of(at);
            let grouped = run.first().is_some_and(|first| !first.group.is_empty());
            if let Some(over) = run.first().filter(|_| grouped) {
                self.across(
                    first,
                    from,
                    column_of(at + run.len() - 1),
                    &plain(&over.group),
                    &head,
                )?;
            }
            for column in run {
                let place = column_of(at);
                let text = cut(&lines(&column.header));
                if grouped || levels == 1 {
                    self.sheet
                        .write_string_with_format(first + levels - 1, place, &text, &head)?;
                } else {
                    self.sheet
                        .merge_range(first, place, first + 1, place, &text, &head)?;
                }
                if numbered {
                    self.sheet.write_string_with_format(
                        first + levels,
                        place,
                        plain(&column.number),
                        &number,
                    )?;
                }
                at += 1;
            }
        }
        self.sheet.set_row_height(first + levels - 1, height)?;
        Ok(first + levels + u32::from(numbered))
    }

    fn row(&mut self, row: u32, content: &ListingRow) -> Result<(), PressError> {
        let (cells, strong) = match content {
            ListingRow::Heading(text) => {
                let look = self.format(Look::Group);
                self.sheet
                    .write_string_with_format(row, 0, cut(&plain(text)), &look)?;
                for at in 1..self.order.len() {
                    self.sheet.write_blank(row, column_of(at), &look)?;
                }
                return Ok(());
            }
            ListingRow::Cells(cells) => (cells, false),
            ListingRow::Sum(cells) => (cells, true),
        };
        let none = ListingCell::default();
        let mut highest = 0.0_f64;
        for at in 0..self.order.len() {
            let Some(place) = self.order.get(at).copied() else {
                continue;
            };
            let align = self
                .listing
                .columns
                .get(place)
                .map_or(Align::Left, |column| column.align);
            let cell = cells.get(place).unwrap_or(&none);
            // Five points stay free beside the text.
            let room = self.widths.get(at).map_or(SIZE, |width| width - 5.0);
            highest = highest.max(self.fit.lines(&cell.text, room, 0.45) * LINE);
            self.cell(row, column_of(at), cell, align, strong)?;
        }
        // Excel finds the height of a row by itself when it opens the file; others do not.
        self.sheet
            .set_row_height(row, (highest + 3.0).min(HIGHEST))?;
        Ok(())
    }

    fn cell(
        &mut self,
        row: u32,
        column: u16,
        cell: &ListingCell,
        align: Align,
        strong: bool,
    ) -> Result<(), PressError> {
        let mut look = |kind| self.format(Look::Cell(kind, align, strong));
        match cell.value {
            Some(ListingValue::Count(count)) => {
                let look = look(Kind::Count);
                self.sheet
                    .write_number_with_format(row, column, count as f64, &look)?;
            }
            Some(ListingValue::Number(number)) if number.is_finite() => {
                let look = look(Kind::Number);
                self.sheet
                    .write_number_with_format(row, column, number, &look)?;
            }
            Some(ListingValue::Share(share)) if share.is_finite() => {
                let look = look(Kind::Share);
                self.sheet
                    .write_number_with_format(row, column, share, &look)?;
            }
            // Excel counts days from 1900 on; an earlier one stays text.
            Some(ListingValue::Day(on))
                if on >= NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or(on) =>
            {
                let look = look(Kind::Day);
                self.sheet
                    .write_datetime_with_format(row, column, day(on)?, &look)?;
            }
            _ => {
                let text = cut(&lines(&cell.text));
                let long = text.chars().count() > LONGEST_AS_TEXT;
                let look = look(if long { Kind::LongText } else { Kind::Text });
                self.sheet
                    .write_string_with_format(row, column, text, &look)?;
            }
        }
        Ok(())
    }

    fn format(&mut self, look: Look) -> Format {
        self.formats
            .entry(look)
            .or_insert_with(|| format_of(look))
            .clone()
    }
}

/// The place of a column; a sheet has 16,384 of them.
fn column_of(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// A day as workbooks know it.
pub(crate) fn day(on: NaiveDate) -> Result<ExcelDateTime, PressError> {
    use chrono::Datelike;
    let small = |part: u32| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(on.year()).unwrap_or(1900);
    Ok(ExcelDateTime::from_ymd(
        year,
        small(on.month()),
        small(on.day()),
    )?)
}

impl From<XlsxError> for PressError {
    fn from(fault: XlsxError) -> Self {
        Self::Workbook(fault.to_string())
    }
}
