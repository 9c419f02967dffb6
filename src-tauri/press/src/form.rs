//! Forms (biểu mẫu): a workbook to be filled in by hand in Excel or LibreOffice and read back. Only cells that take
//! something can be changed; the sheets are protected without a password, so that nobody is locked out.
//!
//! Every row names itself in the hidden first column and every column in a hidden row above the headings: rows may be
//! sorted, columns hidden or moved, a title put above, and each cell is still known. A hidden sheet says what was
//! handed out. Left out: what rows and columns mean, and any word.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet,
};

use crate::error::PressError;
use crate::listing::{FONT, cut, day, lines, sheet_name};
use crate::page::Align;
use crate::text::plain;

/// Height of a line of text, in points.
const LINE: f64 = 15.0;
/// A row is no higher in Excel, in points.
const HIGHEST: f64 = 409.0;
/// A list that is offered in a cell holds no more, in UTF-16 units.
const LONGEST_LIST: usize = 255;
/// Width of the hidden column that names the rows.
const NAMES: f64 = 8.0;

/// A workbook to fill in.
#[derive(Debug, Clone)]
pub struct Form {
    /// The title in the file's own data.
    pub title: String,
    /// Who made it, in the file's own data.
    pub agency: String,
    /// The day it was made.
    pub date: NaiveDate,
    /// The sheets a person sees.
    pub sheets: Vec<FormSheet>,
    /// Name and rows of the sheet that nobody sees; every cell is text.
    pub hidden: (String, Vec<Vec<String>>),
}

/// One sheet of a form.
#[derive(Debug, Clone)]
pub struct FormSheet {
    /// Its name.
    pub name: String,
    /// Printed in bold over it.
    pub title: String,
    /// A line under the title: who, which period.
    pub remark: String,
    /// How it is filled in, line by line.
    pub instructions: Vec<String>,
    /// The name of the column that names the rows, for programs.
    pub key: String,
    /// The columns, from left to right.
    pub columns: Vec<FormColumn>,
    /// Cells over the headings that are filled in once: in their column, with a label before it.
    pub leads: Vec<FormLead>,
    /// The rows.
    pub rows: Vec<FormRow>,
}

/// A column of a form.
#[derive(Debug, Clone)]
pub struct FormColumn {
    /// Its name for programs; empty for one that is only read.
    pub key: String,
    /// Its heading.
    pub header: String,
    /// Its width in characters.
    pub width: f64,
    /// How its cells stand.
    pub align: Align,
}

/// A cell over the headings.
#[derive(Debug, Clone)]
pub struct FormLead {
    /// The name of its row for programs.
    pub identity: String,
    /// What it is called.
    pub label: String,
    /// The place of its column, from 0.
    pub column: usize,
    /// The cell.
    pub cell: FormCell,
}

/// A row of a form.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// Its name for programs.
    pub identity: String,
    /// Its cells, from left to right.
    pub cells: Vec<FormCell>,
}

/// A cell of a form.
#[derive(Debug, Clone, PartialEq)]
pub enum FormCell {
    /// Only to be read.
    Fixed(String),
    /// Takes nothing in this row.
    Closed,
    /// To be filled in.
    Open(FormValue, FormTakes),
}

/// What stands in a cell already.
#[derive(Debug, Clone, PartialEq)]
pub enum FormValue {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq)]
pub enum FormTakes {
    /// Any text.
    Text,
    /// A number, shown with so many decimals; the text is said when something else is typed, which may stand.
    Number(Option<u8>, FormHint),
    /// A day; the text is said when something else is typed.
    Day(FormHint),
    /// One of these; the text is said when something else is typed. Whether something else may stand.
    Choice(Vec<String>, bool, FormHint),
}

/// What is said beside a cell when it is chosen, and when something else is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormHint {
    /// A word or two.
    pub title: String,
    /// A sentence.
    pub text: String,
}

/// Writes a form. The same values give the same bytes.
///
/// # Errors
/// [`PressError::Workbook`] when the library refuses a value.
pub fn form_xlsx(form: &Form) -> Result<Vec<u8>, PressError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(plain(&form.title))
        .set_author(plain(&form.agency))
        .set_company(plain(&form.agency))
        .set_creation_datetime(&day(form.date)?);
    book.set_properties(&properties);
    for sheet in &form.sheets {
        Setter { sheet, out: book.add_worksheet(), looks: Looks::new() }.set()?;
    }
    let (name, rows) = &form.hidden;
    let out = book.add_worksheet();
    out.set_name(sheet_name(name))?;
    let look = Format::new().set_num_format("@");
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                out.write_string_with_format(row, column, cut(text), &look)?;
            }
        }
    }
    out.protect().set_hidden(true);
    Ok(book.save_to_buffer()?)
}

struct Looks {
    title: Format,
    remark: Format,
    instruction: Format,
    label: Format,
    head: Format,
    name: Format,
}

impl Looks {
    fn new() -> Looks {
        let base = Format::new().set_font_name(FONT).set_font_size(11);
        let wrapped = base.clone().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        Looks {
            title: base.clone().set_bold().set_font_size(14),
            remark: base.clone().set_italic(),
            instruction: wrapped.clone(),
            label: wrapped.clone().set_align(FormatAlign::Right).set_bold(),
            head: wrapped
                .set_bold()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xe4_ed_f5)),
            name: base.set_font_size(8),
        }
    }

    fn cell(align: Align) -> Format {
        let format = Format::new()
            .set_font_name(FONT)
            .set_font_size(11)
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        match align {
            Align::Left => format.set_align(FormatAlign::Left).set_indent(1),
            Align::Center => format.set_align(FormatAlign::Center),
            Align::Right => format.set_align(FormatAlign::Right),
        }
    }

    /// Cells that take something are yellow; those that take nothing are grey, so that both are told apart on paper too.
    fn open(align: Align, takes: &FormTakes) -> Format {
        let format = Looks::cell(align)
            .set_background_color(Color::RGB(0xff_f8_dc))
            .set_border_color(Color::RGB(0x80_6a_00))
            .set_unlocked();
        match takes {
            FormTakes::Number(None, _) => format,
            FormTakes::Number(Some(0), _) => format.set_num_format("#,##0"),
            FormTakes::Number(Some(decimals), _) => format.set_num_format(format!("#,##0.{}", "0".repeat(usize::from(*decimals)))),
            FormTakes::Day(_) => format.set_num_format("dd/mm/yyyy"),
            FormTakes::Text | FormTakes::Choice(..) => format.set_num_format("@"),
        }
    }
}

struct Setter<'a> {
    sheet: &'a FormSheet,
    out: &'a mut Worksheet,
    looks: Looks,
}

impl Setter<'_> {
    fn set(mut self) -> Result<(), PressError> {
        let sheet = self.sheet;
        let last = place(sheet.columns.len());
        self.out.set_name(sheet_name(&sheet.name))?;
        self.out.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.out.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3).set_footer("&C&P/&N");
        self.out.set_column_width(0, NAMES)?.set_column_hidden(0)?;
        for (at, column) in sheet.columns.iter().enumerate() {
            self.out.set_column_width(place(at + 1), column.width)?;
        }
        // The row that names the columns.
        self.out.write_string_with_format(0, 0, plain(&sheet.key), &self.looks.name)?;
        for (at, column) in sheet.columns.iter().enumerate().filter(|(_, column)| !column.key.is_empty()) {
            self.out.write_string_with_format(0, place(at + 1), plain(&column.key), &self.looks.name)?;
        }
        self.out.set_row_hidden(0)?;
        let mut row = 1;
        self.out.write_string_with_format(row, 1, plain(&sheet.title), &self.looks.title)?;
        self.out.set_row_height(row, 22)?;
        row += 1;
        self.out.write_string_with_format(row, 1, plain(&sheet.remark), &self.looks.remark)?;
        row += 1;
        let whole: f64 = sheet.columns.iter().map(|column| column.width).sum();
        for text in &sheet.instructions {
            self.out.merge_range(row, 1, row, last, &plain(text), &self.looks.instruction)?;
            self.out.set_row_height(row, height(text, whole))?;
            row += 1;
        }
        for lead in &sheet.leads {
            self.lead(row, lead)?;
            row += 1;
        }
        for (at, column) in sheet.columns.iter().enumerate() {
            self.out.write_string_with_format(row, place(at + 1), plain(&column.header), &self.looks.head)?;
        }
        let tallest = sheet.columns.iter().map(|column| height(&column.header, column.width * 0.85)).fold(LINE * 2.0, f64::max);
        self.out.set_row_height(row, tallest)?;
        let (head, first) = (row, row + 1);
        row = first;
        for content in &sheet.rows {
            self.row(row, content)?;
            row += 1;
        }
        self.rules(first)?;
        self.out.set_freeze_panes(first, 3)?;
        self.out.set_repeat_rows(head, head)?;
        self.out.set_print_area(1, 1, row.max(first + 1) - 1, last)?;
        if row > first {
            self.out.autofilter(head, 1, row - 1, last)?;
        }
        let may = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        };
        self.out.protect_with_options(&may);
        Ok(())
    }

    fn lead(&mut self, row: u32, lead: &FormLead) -> Result<(), PressError> {
        self.out.write_string_with_format(row, 0, plain(&lead.identity), &self.looks.name)?;
        if lead.column > 1 {
            self.out.merge_range(row, 1, row, place(lead.column), &plain(&lead.label), &self.looks.label)?;
        } else {
            self.out.write_string_with_format(row, 1, plain(&lead.label), &self.looks.label)?;
        }
        self.out.set_row_height(row, LINE * 1.4)?;
        let align = self.sheet.columns.get(lead.column).map_or(Align::Left, |column| column.align);
        self.cell(row, place(lead.column + 1), &lead.cell, align)?;
        if let FormCell::Open(_, takes) = &lead.cell
            && let Some(rule) = rule_of(takes)?
        {
            let column = place(lead.column + 1);
            self.out.add_data_validation(row, column, row, column, &rule)?;
        }
        Ok(())
    }

    fn row(&mut self, row: u32, content: &FormRow) -> Result<(), PressError> {
        self.out.write_string_with_format(row, 0, plain(&content.identity), &self.looks.name)?;
        let mut tallest = LINE * 1.4;
        for (at, column) in self.sheet.columns.iter().enumerate() {
            let cell = content.cells.get(at).unwrap_or(&FormCell::Closed);
            if let FormCell::Fixed(text) | FormCell::Open(FormValue::Text(text), _) = cell {
                tallest = tallest.max(height(text, column.width - 2.0));
            }
            self.cell(row, place(at + 1), cell, column.align)?;
        }
        self.out.set_row_height(row, tallest.min(HIGHEST))?;
        Ok(())
    }

    fn cell(&mut self, row: u32, column: u16, cell: &FormCell, align: Align) -> Result<(), PressError> {
        match cell {
            FormCell::Fixed(text) => drop(self.out.write_string_with_format(row, column, cut(&lines(text)), &Looks::cell(align))?),
            FormCell::Closed => {
                let look = Looks::cell(align).set_background_color(Color::RGB(0xe6_e6_e6));
                self.out.write_blank(row, column, &look)?;
            }
            FormCell::Open(value, takes) => {
                let look = Looks::open(align, takes);
                match value {
                    FormValue::Empty => drop(self.out.write_blank(row, column, &look)?),
                    FormValue::Text(text) => drop(self.out.write_string_with_format(row, column, cut(&lines(text)), &look)?),
                    FormValue::Number(number) => drop(self.out.write_number_with_format(row, column, *number, &look)?),
                    FormValue::Day(on) => drop(self.out.write_datetime_with_format(row, column, day(*on)?, &look)?),
                }
            }
        }
        Ok(())
    }

    /// What the cells take, for each run of rows that take the same.
    fn rules(&mut self, first: u32) -> Result<(), PressError> {
        for at in 0..self.sheet.columns.len() {
            let takes = |row: &FormRow| match row.cells.get(at) {
                Some(FormCell::Open(_, takes)) => Some(takes.clone()),
                _ => None,
            };
            let taken: Vec<Option<FormTakes>> = self.sheet.rows.iter().map(takes).collect();
            let mut from = first;
            for run in taken.chunk_by(|a, b| a == b) {
                let next = from + u32::try_from(run.len()).unwrap_or(u32::MAX);
                if let Some(Some(takes)) = run.first()
                    && let Some(rule) = rule_of(takes)?
                {
                    self.out.add_data_validation(from, place(at + 1), next - 1, place(at + 1), &rule)?;
                }
                from = next;
            }
        }
        Ok(())
    }
}

fn rule_of(takes: &FormTakes) -> Result<Option<DataValidation>, PressError> {
    let (rule, hint, may_stand) = match takes {
        FormTakes::Text => return Ok(None),
        FormTakes::Number(_, hint) => {
            (DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)), hint, true)
        }
        FormTakes::Day(hint) => {
            let days = DataValidationRule::Between(ExcelDateTime::from_ymd(2000, 1, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?);
            (DataValidation::new().allow_date(days), hint, false)
        }
        FormTakes::Choice(choices, other, hint) => {
            let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
            // What does not fit is offered to nobody, and taken all the same.
            let rule = DataValidation::new();
            let rule = if length > LONGEST_LIST { rule.allow_any_value() } else { rule.allow_list_strings(choices)? };
            (rule, hint, *other)
        }
    };
    let rule = rule.set_input_title(short(&hint.title, 32))?.set_input_message(short(&hint.text, 255))?;
    let rule = rule.set_error_title(short(&hint.title, 32))?.set_error_message(short(&hint.text, 255))?;
    Ok(Some(rule.set_error_style(if may_stand { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop })))
}

/// A text no longer than a hint holds.
fn short(text: &str, most: usize) -> String {
    plain(text).chars().take(most).collect()
}

/// How high a row is for a text in a column, in points.
fn height(text: &str, width: f64) -> f64 {
    let lines: f64 = text.split('\n').map(|line| (line.chars().count() as f64 * 1.06 / width.max(1.0)).ceil().max(1.0)).sum();
    (lines * LINE + 3.0).min(HIGHEST)
}

/// The place of a column; a sheet has 16,384 of them.
fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
