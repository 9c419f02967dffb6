//! A grid of cells: rows down, columns across, each cell a tint with its figure or a status
//! mark. Serves the heat map (agency × focus area, agency × period) and the matrix of common
//! tasks. Columns that find no room side by side go on in a further band below, with the rows
//! named again; the order is that handed in.

use std::ops::Range;

use super::fill::{Fill, GridCell, Scale};
use super::key::{KeyEntry, Keys};
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan};
use crate::error::PressError;
use crate::text::plain;

/// Cells by row and column. Marks: the cells, row by row, as handed in.
#[derive(Debug, Clone, Default)]
pub struct CellGrid {
    /// What each tint and mark means.
    pub keys: Vec<KeyEntry>,
    /// The columns.
    pub columns: Vec<GridColumn>,
    /// The rows, each with one cell for each column; missing ones are blank.
    pub rows: Vec<GridRow>,
    /// Head of the column of [`GridRow::end`]; may be empty.
    pub end_head: String,
    /// What is said when there is no row or no column.
    pub empty: String,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct GridColumn {
    /// Its head, e.g. "ĐM1 Thể chế" or "N12".
    pub head: String,
    /// What stands under it, such as "56/63"; may be empty.
    pub end: String,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct GridRow {
    /// Its name.
    pub label: String,
    /// What stands at its end, such as "3/5"; may be empty.
    pub end: String,
    /// Its cells, in the order of the columns.
    pub cells: Vec<GridCell>,
}

struct Head {
    /// Upright when it finds no room lying.
    lines: Vec<String>,
    height: f64,
    end: String,
}

struct Row {
    lines: Vec<String>,
    name: String,
    end: String,
    cells: Vec<Cell>,
}

struct Cell {
    fill: Fill,
    written: String,
    name: String,
    index: usize,
}

struct Grid {
    keys: Keys,
    scale: Scale,
    heads: Vec<Head>,
    upright: bool,
    rows: Vec<Row>,
    end_head: String,
    /// Columns in a band, and how wide each is.
    across: usize,
    column: f64,
    label_width: f64,
    end_width: f64,
    /// Height of what stands under columns; 0 when nothing does.
    foot_height: f64,
    feet_upright: bool,
    /// Which rows are drawn, counted band by band.
    kept: Range<usize>,
    unit: f64,
}

const ROW_LEAST: f64 = 25.0;
const ROW_MOST: f64 = 36.0;
const COLUMN_LEAST: f64 = 20.0;
const COLUMN_MOST: f64 = 150.0;
/// Marks alone are easier to follow when they stand closer.
const MARK_MOST: f64 = 84.0;
/// A figure wider than this is not waited for: the tint says it, the table has it whole.
const FIGURE_MOST: f64 = 58.0;
const UPRIGHT_MOST: f64 = 150.0;
const FOOT: f64 = 24.0;
const BAND_GAP: f64 = 16.0;
const AFTER_LABEL: f64 = 10.0;

pub(super) fn plan(
    values: &CellGrid,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() || values.columns.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let cells = || values.rows.iter().flat_map(|row| &row.cells);
    let scale = Scale::of(
        values
            .keys
            .iter()
            .map(|key| key.fill)
            .chain(cells().map(|cell| cell.fill)),
    );
    let label_room = width * if width < desk.px(560.0) { 0.34 } else { 0.28 };
    let mut before = 0;
    let mut count = |row: &GridRow| {
        let first = before;
        before += row.cells.len();
        first
    };
    let rows: Vec<Row> = values
        .rows
        .iter()
        .map(|row| Row {
            lines: desk.wrap(&desk.clean(&row.label), Type::LABEL, label_room, 3),
            name: plain(&row.label),
            end: desk
                .wrap(&desk.clean(&row.end), Type::VALUE, width * 0.15, 1)
                .concat(),
            cells: (count(row)..)
                .zip(&row.cells)
                .take(values.columns.len())
                .map(|(index, cell)| Cell {
                    index,
                    fill: cell.fill,
                    written: desk.clean(&cell.written),
                    name: plain(&cell.label),
                })
                .collect(),
        })
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>, kind: Type| {
        texts.map(|text| desk.width(text, kind)).fold(0.0, f64::max)
    };
    let label_width =
        widest(&mut rows.iter().flat_map(|row| &row.lines), Type::LABEL) + desk.px(AFTER_LABEL);
    let end_head = desk
        .wrap(&desk.clean(&values.end_head), Type::NOTE, width * 0.15, 1)
        .concat();
    let mut end_width = widest(&mut rows.iter().map(|row| &row.end), Type::VALUE);
    if end_width > 0.0 {
        end_width = end_width.max(desk.width(&end_head, Type::NOTE)) + desk.px(10.0);
    }

    let figures = || rows.iter().flat_map(|row| &row.cells).map(cell_need(desk));
    let least = figures()
        .filter(|need| *need <= desk.px(FIGURE_MOST))
        .fold(desk.px(COLUMN_LEAST), f64::max);
    let count = values.columns.len();
    let room = (width - label_width - end_width).max(least);
    // Four columns stand side by side however narrow they get: a band holds all rows again.
    let least = least.min(room / 4.0);
    let fits = ((room / least + 1e-9) as usize).clamp(1, count.max(1));
    // Bands of about the same number of columns.
    let across = count.div_ceil(count.div_ceil(fits).max(1)).max(1);
    let figured = cells().any(|cell| matches!(cell.fill, Fill::Class(_)));
    let most = if figured { COLUMN_MOST } else { MARK_MOST };
    let column = (room / across as f64).min(desk.px(most));

    let heads: Vec<String> = values
        .columns
        .iter()
        .map(|column| desk.clean(&column.head))
        .collect();
    let word = heads
        .iter()
        .flat_map(|head| head.split(' '))
        .map(|word| desk.width(word, Type::NOTE))
        .fold(0.0, f64::max);
    let upright = word > column - desk.px(4.0);
    let heads: Vec<Head> = heads
        .iter()
        .zip(&values.columns)
        .map(|(head, values)| {
            let (room, most) = if upright {
                (desk.px(UPRIGHT_MOST), if column > desk.px(40.0) { 2 } else { 1 })
            } else {
                (column - desk.px(4.0), 6)
            };
            let lines = desk.wrap(head, Type::NOTE, room, most);
            let height = if upright {
                widest(&mut lines.iter(), Type::NOTE) + desk.px(8.0)
            } else {
                lines.len() as f64 * desk.px(Type::NOTE.leading()) + desk.px(6.0)
            };
            Head {
                lines,
                height,
                end: desk.clean(&values.end),
            }
        })
        .collect();
    let foot = widest(&mut heads.iter().map(|head| &head.end), Type::NOTE);
    let feet_upright = foot > column - desk.px(4.0);
    let foot_height = match foot {
        0.0 => 0.0,
        foot if feet_upright => foot + desk.px(10.0),
        _ => desk.px(FOOT),
    };
    let need = cell_need(desk);
    let mut cells = rows.iter().flat_map(|row| &row.cells);
    let written = cells.all(|cell| need(cell) <= column);
    let bands = heads.len().div_ceil(across);
    Ok(Box::new(Grid {
        kept: 0..rows.len() * bands,
        keys: Keys::plan(&values.keys, scale, written, desk, width),
        scale,
        foot_height,
        feet_upright,
        heads,
        upright,
        rows,
        end_head,
        across,
        column,
        label_width,
        end_width,
        unit: desk.scale,
    }))
}

/// The width a cell needs so that what it says can be read.
fn cell_need(desk: &Desk) -> impl Fn(&Cell) -> f64 {
    let (mark, rim) = (desk.px(19.0), desk.px(8.0));
    move |cell| {
        let text = desk.width(&cell.written, Type::NOTE);
        match cell.fill {
            Fill::Blank => 0.0,
            Fill::Mark(_) if cell.written.is_empty() => 0.0,
            Fill::Mark(_) => text + mark + rim,
            Fill::Class(_) | Fill::Area(_) => text + rim,
        }
    }
}

impl Grid {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    fn bands(&self) -> usize {
        self.heads.len().div_ceil(self.across)
    }

    fn row_height(&self, row: &Row, pitch: f64) -> f64 {
        (row.lines.len() as f64 * self.px(Type::LABEL.leading()) + self.px(4.0)).max(pitch)
    }

    /// Height of some of its rows, counted band by band.
    fn height(&self, rows: &Range<usize>, pitch: f64) -> f64 {
        let mut height = self.keys.height();
        for band in self.bands_of(rows) {
            let part = self.rows_of(band, rows);
            let drawn = self.rows.iter().take(part.end).skip(part.start);
            height += self.head_height(band * self.across) + drawn.map(|row| self.row_height(row, pitch)).sum::<f64>();
            if part.end == self.rows.len() {
                height += self.foot_height;
            }
        }
        height + (self.bands_of(rows).len() as f64 - 1.0).max(0.0) * self.px(BAND_GAP)
    }

    /// The bands that some of its rows lie in.
    fn bands_of(&self, rows: &Range<usize>) -> Range<usize> {
        rows.start / self.rows.len()..rows.end.div_ceil(self.rows.len())
    }

    /// Which rows of a band are among these.
    fn rows_of(&self, band: usize, rows: &Range<usize>) -> Range<usize> {
        let (before, count) = (band * self.rows.len(), self.rows.len());
        rows.start.saturating_sub(before)..rows.end.saturating_sub(before).min(count)
    }

    /// Height of the heads of the band that begins with this column.
    fn head_height(&self, from: usize) -> f64 {
        let heads = self.heads.iter().skip(from).take(self.across);
        heads.map(|head| head.height).fold(0.0, f64::max)
    }

    fn draw_heads(&self, sheet: &Sheet<'_>, from: usize, area: Area) -> Result<(), PressError> {
        let quiet = sheet.look.quiet;
        let leading = self.px(Type::NOTE.leading());
        let bottom = area.top + self.head_height(from) - self.px(4.0);
        for (place, head) in self.heads.iter().skip(from).take(self.across).enumerate() {
            let middle = area.left + self.label_width + (place as f64 + 0.5) * self.column;
            let lines = head.lines.len() as f64;
            for (line, text) in head.lines.iter().enumerate() {
                if self.upright {
                    let x = middle + (line as f64 + 0.5 - lines / 2.0) * leading;
                    sheet.text_up(text, Type::NOTE, quiet, (x, bottom))?;
                } else {
                    let y = bottom - (lines - line as f64 - 0.5) * leading;
                    sheet.text(text, Type::NOTE, quiet, (middle, y), At::Middle)?;
                }
            }
        }
        if !self.ends(from) {
            return Ok(());
        }
        let at = (self.end_at(area), bottom - leading / 2.0);
        sheet.text(&self.end_head, Type::NOTE, quiet, at, At::Right)
    }

    /// Whether the band that begins with this column is the last, and rows end in it.
    fn ends(&self, from: usize) -> bool {
        from + self.across >= self.heads.len()
    }

    /// Where the texts at the ends of rows end.
    fn end_at(&self, area: Area) -> f64 {
        let last = self.heads.len() - (self.bands() - 1) * self.across;
        area.left + self.label_width + last as f64 * self.column + self.end_width
    }

    fn draw_row(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        from: usize,
        area: Area,
    ) -> Result<(), PressError> {
        let need = cell_need(sheet.desk);
        for (place, cell) in row.cells.iter().skip(from).take(self.across).enumerate() {
            let left = area.left + self.label_width + place as f64 * self.column;
            let spot = Area {
                left: left + 0.5,
                top: area.top + 0.5,
                right: left + self.column - 0.5,
                bottom: area.bottom - 0.5,
            };
            if cell.fill == Fill::Blank && cell.name.is_empty() {
                continue;
            }
            let written = if need(cell) <= self.column { &cell.written } else { "" };
            sheet.point(cell.index, &cell.name, spot, || {
                sheet.cell(cell.fill, written, self.scale, spot)
            })?;
        }
        Ok(())
    }

    fn draw_feet(&self, sheet: &Sheet<'_>, from: usize, area: Area) -> Result<(), PressError> {
        let ink = sheet.look.ink;
        for (place, head) in self.heads.iter().skip(from).take(self.across).enumerate() {
            let x = area.left + self.label_width + (place as f64 + 0.5) * self.column;
            if self.feet_upright {
                let y = area.bottom - self.foot_height + self.px(6.0);
                let low = y + sheet.desk.width(&head.end, Type::NOTE);
                sheet.text_up(&head.end, Type::NOTE, ink, (x, low))?;
            } else {
                let y = area.bottom - self.px(FOOT / 2.0);
                sheet.text(&head.end, Type::NOTE, ink, (x, y), At::Middle)?;
            }
        }
        Ok(())
    }

    fn draw_band(
        &self,
        sheet: &Sheet<'_>,
        from: usize,
        rows: Range<usize>,
        area: Area,
        spare: f64,
    ) -> Result<f64, PressError> {
        self.draw_heads(sheet, from, area)?;
        let mut y = area.top + self.head_height(from);
        let leading = self.px(Type::LABEL.leading());
        let last = rows.end == self.rows.len();
        for row in self.rows.iter().take(rows.end).skip(rows.start) {
            let height = self.row_height(row, self.px(ROW_LEAST)) + spare;
            let top = y + (height - row.lines.len() as f64 * leading) / 2.0;
            sheet.paragraph(&row.lines, Type::LABEL, sheet.look.ink, area.left, top)?;
            let place = Area { top: y, bottom: y + height, ..area };
            sheet.list(&row.name, || self.draw_row(sheet, row, from, place))?;
            if self.ends(from) {
                let at = (self.end_at(area), y + height / 2.0);
                sheet.text(&row.end, Type::VALUE, sheet.look.ink, at, At::Right)?;
            }
            y += height;
        }
        if last && self.foot_height > 0.0 {
            y += self.foot_height;
            self.draw_feet(sheet, from, Area { bottom: y, ..area })?;
        }
        Ok(y)
    }
}

impl Plan for Grid {
    fn least(&self) -> f64 {
        self.least_of(self.kept.clone())
    }

    fn most(&self) -> f64 {
        self.height(&self.kept, self.px(ROW_MOST))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, (area.left, area.top))?;
        let drawn = self.kept.len().max(1) as f64;
        let spare = ((area.bottom - area.top - self.least()) / drawn).max(0.0);
        let mut top = area.top + self.keys.height();
        for band in self.bands_of(&self.kept) {
            let place = Area { top, ..area };
            let rows = self.rows_of(band, &self.kept);
            top = self.draw_band(sheet, band * self.across, rows, place, spare)? + self.px(BAND_GAP);
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.rows.len() * self.bands()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.height(&rows, self.px(ROW_LEAST))
    }

    fn keep(&mut self, rows: Range<usize>) {
        self.kept = rows;
    }
}
