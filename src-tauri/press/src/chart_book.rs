//! A chart as a workbook (xlsx): its numbers as cells, and beside them a chart of Excel's
//! own over these very cells, so that an office can go on in its own deck.
//!
//! Excel has no chart for every kind; the caller names the nearest one and the sentence that
//! says so. A cell without a figure stays empty and hatched: as a number it would be drawn
//! as zero, which it is not.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartEmptyCells, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Color,
    DocProperties, Format, FormatAlign, FormatBorder, FormatPattern, Workbook, Worksheet,
};

use crate::chart::Mark;
use crate::error::PressError;
use crate::listing::{FONT, cut, day, lines, sheet_name};
use crate::text::plain;

/// Which chart of Excel stands beside the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Native {
    /// Bars side by side.
    Bars,
    /// Bars one after the other.
    StackedBars,
    /// Columns one on the other, along time.
    StackedColumns,
    /// Lines between days or periods.
    Lines,
    /// Areas one on the other.
    StackedAreas,
    /// Points by day, joined.
    Scatter,
    /// A radar.
    Radar,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum BookValue {
    /// A number.
    Number(f64),
    /// Words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// No figure; empty, hatched.
    NoData,
    /// There can be none; empty, dotted.
    NotApplicable,
}

/// A run of cells that Excel draws as one series.
#[derive(Debug, Clone, PartialEq)]
pub struct BookSeries {
    /// The cell with its name: row (0 is the heading) and column.
    pub name: (u32, u16),
    /// First and last cell of its categories.
    pub categories: ((u32, u16), (u32, u16)),
    /// First and last cell of its numbers.
    pub values: ((u32, u16), (u32, u16)),
    /// The status it counts, for its colour.
    pub mark: Option<Mark>,
}

/// The numbers of a chart and the chart that Excel draws of them.
#[derive(Debug, Clone)]
pub struct ChartBook {
    /// The finding; title of the sheet, of Excel's chart and of the file.
    pub title: String,
    /// What, unit, day and calendar.
    pub subtitle: String,
    /// The source line.
    pub source: String,
    /// Remarks under the table, the one about Excel's chart among them.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// Name of the sheet.
    pub sheet: String,
    /// The issuing agency, kept in the file's own data.
    pub agency: String,
    /// The date of the file.
    pub date: NaiveDate,
    /// Headings of the columns with their unit.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<BookValue>>,
    /// What is said when there is no row.
    pub empty: String,
    /// Which chart Excel draws.
    pub native: Native,
    /// Its series, by cells of the table; none: there is nothing to draw.
    pub series: Vec<BookSeries>,
}

/// The row of the headings: title, subtitle and an empty row stand above.
const HEAD: u32 = 3;
/// A row is no higher in Excel, in points.
const HIGHEST: f64 = 409.0;
/// Excel takes no longer description, in characters.
const LONGEST_ALT: usize = 255;

/// Writes the numbers of a chart with a chart of Excel's own. The same values give the same
/// bytes.
///
/// # Errors
/// [`PressError::Workbook`] when the library refuses a value.
pub fn chart_xlsx(values: &ChartBook) -> Result<Vec<u8>, PressError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(plain(&values.title))
        .set_subject(plain(&values.subtitle))
        .set_author(plain(&values.agency))
        .set_company(plain(&values.agency))
        .set_creation_datetime(&day(values.date)?);
    book.set_properties(&properties);
    let name = sheet_name(&values.sheet);
    let sheet = book.add_worksheet();
    sheet.set_name(&name)?;
    write(values, sheet)?;
    if !values.series.is_empty() {
        let chart = chart(values, &name)?;
        let beside = u16::try_from(values.headings.len()).unwrap_or(u16::MAX - 1) + 1;
        sheet.insert_chart(HEAD, beside, &chart)?;
    }
    Ok(book.save_to_buffer()?)
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11.0)
}

fn write(values: &ChartBook, sheet: &mut Worksheet) -> Result<(), PressError> {
    let bold = base().set_bold();
    let head = bold
        .clone()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xed_ed_ed));
    let cell = base()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top);
    let text = cell.clone().set_text_wrap();
    let number = cell.clone().set_num_format("#,##0.0##");
    let whole = cell.clone().set_num_format("#,##0");
    let date = cell
        .clone()
        .set_num_format("dd/mm/yyyy")
        .set_align(FormatAlign::Center);
    let missing = cell
        .clone()
        .set_pattern(FormatPattern::LightUp)
        .set_foreground_color(Color::RGB(0x9a_9a_9a));
    let never = cell
        .clone()
        .set_pattern(FormatPattern::Gray125)
        .set_foreground_color(Color::RGB(0x9a_9a_9a));
    let title = bold.clone().set_font_size(13.0);
    sheet.write_string_with_format(0, 0, cut(&plain(&values.title)), &title)?;
    sheet.write_string_with_format(1, 0, cut(&plain(&values.subtitle)), &base())?;
    let mut widths = Vec::new();
    for (column, heading) in (0..).zip(&values.headings) {
        sheet.write_string_with_format(HEAD, column, cut(&lines(heading)), &head)?;
        let wide = values
            .rows
            .iter()
            .filter_map(|row| match row.get(usize::from(column)) {
                Some(BookValue::Text(text)) => Some(text.chars().count()),
                _ => None,
            })
            .max()
            .unwrap_or(0);
        let wide = (wide as f64 * 0.95).clamp(13.0, 46.0);
        sheet.set_column_width(column, wide)?;
        widths.push(wide);
    }
    sheet.set_row_height(HEAD, height(values.headings.iter().zip(&widths)))?;
    let mut below = HEAD + 1;
    for row in &values.rows {
        let texts = row
            .iter()
            .zip(&widths)
            .filter_map(|(value, wide)| match value {
                BookValue::Text(text) => Some((text, wide)),
                _ => None,
            });
        sheet.set_row_height(below, height(texts))?;
        for (column, value) in (0..).zip(row) {
            match value {
                BookValue::Number(value) => {
                    let look = if value.fract() == 0.0 {
                        &whole
                    } else {
                        &number
                    };
                    sheet.write_number_with_format(below, column, *value, look)?
                }
                BookValue::Text(said) => {
                    sheet.write_string_with_format(below, column, cut(&lines(said)), &text)?
                }
                BookValue::Day(on) => {
                    sheet.write_datetime_with_format(below, column, day(*on)?, &date)?
                }
                BookValue::NoData => sheet.write_blank(below, column, &missing)?,
                BookValue::NotApplicable => sheet.write_blank(below, column, &never)?,
            };
        }
        below += 1;
    }
    let small = base().set_italic();
    if values.rows.is_empty() {
        sheet.write_string_with_format(below, 0, cut(&plain(&values.empty)), &small)?;
        below += 1;
    }
    for note in values.notes.iter().chain([&values.source]) {
        if !note.is_empty() {
            below += 1;
            sheet.write_string_with_format(below, 0, cut(&plain(note)), &small)?;
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    // 9 is the number of A4 in the format.
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The height of a row whose texts are broken at these widths, in points: not every program
/// grows rows by itself.
fn height<'a>(texts: impl Iterator<Item = (&'a String, &'a f64)>) -> f64 {
    let lines = texts
        .map(|(text, wide)| (text.chars().count() as f64 / wide).ceil())
        .fold(1.0, f64::max);
    (lines * 15.0 + 1.0).min(HIGHEST)
}

fn colour((r, g, b): (u8, u8, u8)) -> Color {
    Color::RGB(u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b))
}

/// Colours of series that count no status: Okabe–Ito, in an order that keeps neighbours apart.
const SERIES: [(u8, u8, u8); 6] = [
    (0x00, 0x72, 0xb2),
    (0xe6, 0x9f, 0x00),
    (0x00, 0x9e, 0x73),
    (0xcc, 0x79, 0xa7),
    (0xd5, 0x5e, 0x00),
    (0x56, 0xb4, 0xe9),
];

fn chart(values: &ChartBook, sheet: &str) -> Result<Chart, PressError> {
    let mut chart = Chart::new(match values.native {
        Native::Bars => ChartType::Bar,
        Native::StackedBars => ChartType::BarStacked,
        Native::StackedColumns => ChartType::ColumnStacked,
        Native::Lines => ChartType::Line,
        Native::StackedAreas => ChartType::AreaStacked,
        Native::Scatter => ChartType::ScatterStraightWithMarkers,
        Native::Radar => ChartType::RadarWithMarkers,
    });
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_name(FONT).set_size(size).unset_bold();
        font
    };
    let mut bold = font(13.0);
    bold.set_bold();
    // The title is that of the sheet: who changes it there has changed it here.
    chart.title().set_name((sheet, 0, 0)).set_font(&bold);
    let lined = matches!(
        values.native,
        Native::Lines | Native::Scatter | Native::Radar
    );
    for (index, one) in values.series.iter().enumerate() {
        let ink = match one.mark {
            Some(mark) => colour(mark.shape_colour(crate::chart::Theme::Light)),
            None => colour(
                SERIES
                    .get(index % SERIES.len())
                    .copied()
                    .unwrap_or_default(),
            ),
        };
        let at = |(row, column): (u32, u16)| (row + HEAD, column);
        let ((from, to), (first, last)) = (one.categories, one.values);
        let (name, from, to) = (at(one.name), at(from), at(to));
        let (first, last) = (at(first), at(last));
        let series = chart.add_series();
        series
            .set_name((sheet, name.0, name.1))
            .set_categories((sheet, from.0, from.1, to.0, to.1))
            .set_values((sheet, first.0, first.1, last.0, last.1));
        let mut format = ChartFormat::new();
        if lined {
            format.set_line(ChartLine::new().set_color(ink).set_width(2.0));
            let mut dot = ChartFormat::new();
            dot.set_solid_fill(ChartSolidFill::new().set_color(ink));
            let mut marker = ChartMarker::new();
            marker
                .set_type(ChartMarkerType::Circle)
                .set_size(7)
                .set_format(&mut dot);
            series.set_marker(&marker);
        } else {
            format.set_solid_fill(ChartSolidFill::new().set_color(ink));
        }
        series.set_format(&mut format);
        if values.series.len() <= 3 {
            let mut label = ChartDataLabel::new();
            label.show_value().set_font(&font(10.0));
            series.set_data_label(&label);
        }
        if matches!(values.native, Native::StackedBars | Native::StackedColumns) {
            series.set_overlap(100);
        }
    }
    let bars = matches!(values.native, Native::Bars | Native::StackedBars);
    if bars {
        // Bars are drawn from the bottom up; the table is read from the top down. The numbers
        // stay below, where the axis would otherwise leave with its crossing.
        chart.y_axis().set_reverse();
        chart
            .x_axis()
            .set_label_position(ChartAxisLabelPosition::High);
    }
    let negative = |value: &BookValue| matches!(value, BookValue::Number(value) if *value < 0.0);
    if !values.rows.iter().flatten().any(negative) {
        // A bar is a length: it begins at zero, whatever the program would choose.
        match values.native {
            Native::Bars | Native::StackedBars => chart.x_axis().set_min(0),
            Native::StackedColumns | Native::StackedAreas => chart.y_axis().set_min(0),
            Native::Lines | Native::Scatter | Native::Radar => chart.y_axis(),
        };
    }
    if values.native == Native::Scatter {
        chart.x_axis().set_num_format("dd/mm/yyyy");
    }
    chart.x_axis().set_font(&font(10.0));
    chart.y_axis().set_font(&font(10.0));
    if values.series.len() == 1 {
        chart.legend().set_hidden();
    } else {
        let legend = chart.legend();
        legend
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&font(10.0));
    }
    let longest = values
        .series
        .iter()
        .map(|one| one.categories.1.0.saturating_sub(one.categories.0.0) + 1)
        .max()
        .unwrap_or(1);
    let tall = if bars {
        (120 + 30 * longest).clamp(360, 2400)
    } else {
        420
    };
    chart.set_width(760).set_height(tall);
    chart.set_alt_text(
        plain(&values.description)
            .chars()
            .take(LONGEST_ALT)
            .collect::<String>(),
    );
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    Ok(chart)
}
