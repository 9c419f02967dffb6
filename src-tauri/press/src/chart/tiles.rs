//! A map of equal tiles: each province one tile, laid out roughly as the country lies, no border
//! drawn. Where each tile stands is handed in; a tile may name something beside it, such as the
//! special zone that belongs to it.

use super::fill::{Fill, GridCell, Scale};
use super::key::{KeyEntry, Keys};
use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan};
use crate::error::PressError;
use crate::text::plain;

/// Tiles on a map. Marks: the tiles as handed in.
#[derive(Debug, Clone, Default)]
pub struct TileMap {
    /// What each tint and mark means.
    pub keys: Vec<KeyEntry>,
    /// Accessible name of the map.
    pub name: String,
    /// The tiles; two on the same place are drawn one over the other.
    pub tiles: Vec<Tile>,
    /// What is said when there is no tile.
    pub empty: String,
}

/// One tile.
#[derive(Debug, Clone)]
pub struct Tile {
    /// Row from the north, the first being 0; [`MOST`] at the most.
    pub row: u16,
    /// Column from the west, the first being 0; [`MOST`] at the most.
    pub column: u16,
    /// The short name.
    pub name: String,
    /// What is named to the east of it, e.g. "Đặc khu Hoàng Sa"; may be empty.
    pub beside: String,
    /// Its value.
    pub cell: GridCell,
}

struct Placed {
    row: f64,
    column: f64,
    name: Vec<String>,
    beside: Vec<String>,
    fill: Fill,
    written: String,
    label: String,
}

struct Map {
    keys: Keys,
    scale: Scale,
    name: String,
    tiles: Vec<Placed>,
    rows: f64,
    /// Width of a tile with the gap after it.
    tile: f64,
    /// Height of a tile for its texts.
    least: f64,
    unit: f64,
}

/// No country needs more rows or columns.
const MOST: u16 = 40;
const TILE_MOST: f64 = 124.0;
const GAP: f64 = 3.0;

pub(super) fn plan(
    values: &TileMap,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.tiles.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let fills = || values.tiles.iter().map(|tile| tile.cell.fill);
    let scale = Scale::of(values.keys.iter().map(|key| key.fill).chain(fills()));
    let after = |place: u16| f64::from(place.min(MOST)) + 1.0;
    let rows = values.tiles.iter().map(|tile| after(tile.row)).fold(0.0, f64::max);
    // What stands beside a tile takes the place of one.
    let columns = values
        .tiles
        .iter()
        .map(|tile| after(tile.column) + f64::from(u8::from(!tile.beside.is_empty())))
        .fold(1.0, f64::max);
    let tile = (width / columns).min(desk.px(TILE_MOST));
    let room = tile - desk.px(GAP + 6.0);
    let tiles: Vec<Placed> = values
        .tiles
        .iter()
        .map(|one| Placed {
            row: f64::from(one.row.min(MOST)),
            column: f64::from(one.column.min(MOST)),
            name: desk.wrap(&desk.clean(&one.name), Type::NOTE, room, 2),
            beside: desk.wrap(&desk.clean(&one.beside), Type::NOTE, room, 2),
            fill: one.cell.fill,
            written: whole(desk, &one.cell, room),
            label: plain(&one.cell.label),
        })
        .collect();
    let lines = tiles.iter().map(|tile| tile.name.len()).max().unwrap_or(1);
    Ok(Box::new(Map {
        keys: Keys::plan(&values.keys, scale, true, desk, width),
        scale,
        name: plain(&values.name),
        rows,
        tile,
        least: desk.px(lines as f64 * LINE + VALUE + 8.0 + GAP),
        tiles,
        unit: desk.scale,
    }))
}

/// What is written in a tile, when all of it finds room: half a figure would say another one.
fn whole(desk: &Desk, cell: &GridCell, room: f64) -> String {
    let written = desk.clean(&cell.written);
    let shape = match cell.fill {
        Fill::Mark(_) => desk.px(SHAPE + SHAPE_GAP),
        Fill::Class(_) | Fill::Area(_) | Fill::Blank => 0.0,
    };
    if desk.width(&written, Type::VALUE) + shape <= room {
        written
    } else {
        String::new()
    }
}

/// A mark in a tile, and the room after it.
const SHAPE: f64 = 11.0;
const SHAPE_GAP: f64 = 5.0;
/// Line to line inside a tile, and the height of its value: short names stand closer than text.
const LINE: f64 = 16.0;
const VALUE: f64 = 18.0;

impl Map {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    fn draw_tile(&self, sheet: &Sheet<'_>, tile: &Placed, area: Area) -> Result<(), PressError> {
        let ink = sheet.ground(tile.fill, true, self.scale, area)?;
        let middle = (area.left + area.right) / 2.0;
        let text = self.px(tile.name.len() as f64 * LINE + VALUE);
        let mut y = (area.top + area.bottom - text) / 2.0;
        if tile.fill == Fill::Mark(Mark::NotApplicable) {
            let widest = tile.name.iter().map(|line| sheet.desk.width(line, Type::NOTE));
            let half = widest.fold(0.0, f64::max) / 2.0 + self.px(3.0);
            sheet.plate(Area {
                left: middle - half,
                top: y,
                right: middle + half,
                bottom: y + self.px(tile.name.len() as f64 * LINE),
            })?;
        }
        for line in &tile.name {
            let at = (middle, y + self.px(LINE / 2.0));
            sheet.text(line, Type::NOTE, ink, at, At::Middle)?;
            y += self.px(LINE);
        }
        let y = y + self.px(VALUE / 2.0);
        match tile.fill {
            Fill::Mark(Mark::NotApplicable) | Fill::Blank => Ok(()),
            Fill::Mark(mark) if tile.written.is_empty() => {
                sheet.shape(mark, (middle, y), self.px(12.0))
            }
            Fill::Mark(mark) => {
                let (size, gap) = (self.px(SHAPE), self.px(SHAPE_GAP));
                let width = sheet.desk.width(&tile.written, Type::VALUE);
                let left = middle - (width + size + gap) / 2.0;
                sheet.shape(mark, (left + size / 2.0, y), size)?;
                let at = (left + size + gap, y);
                sheet.text(&tile.written, Type::VALUE, ink, at, At::Left)
            }
            Fill::Class(_) | Fill::Area(_) => {
                sheet.text(&tile.written, Type::VALUE, ink, (middle, y), At::Middle)
            }
        }
    }

    fn draw_beside(&self, sheet: &Sheet<'_>, tile: &Placed, area: Area) -> Result<(), PressError> {
        if tile.beside.is_empty() {
            return Ok(());
        }
        let y = (area.top + area.bottom) / 2.0;
        let start = area.right + self.px(2.0);
        let left = start + self.px(8.0);
        let ends = [(start, y), (left - self.px(2.0), y)];
        sheet.line(&ends, sheet.look.axis, 1.0, None)?;
        let top = y - self.px(tile.beside.len() as f64 * LINE / 2.0);
        for (line, text) in tile.beside.iter().enumerate() {
            let at = (left, top + self.px((line as f64 + 0.5) * LINE));
            sheet.text(text, Type::NOTE, sheet.look.ink, at, At::Left)?;
        }
        Ok(())
    }
}

impl Plan for Map {
    fn least(&self) -> f64 {
        self.keys.height() + self.rows * self.least
    }

    fn most(&self) -> f64 {
        self.least().max(self.keys.height() + self.rows * self.tile * 0.62)
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, (area.left, area.top))?;
        let top = area.top + self.keys.height();
        let height = (area.bottom - top) / self.rows.max(1.0);
        let place = |tile: &Placed| Area {
            left: area.left + tile.column * self.tile,
            top: top + tile.row * height,
            right: area.left + (tile.column + 1.0) * self.tile - self.px(GAP),
            bottom: top + (tile.row + 1.0) * height - self.px(GAP),
        };
        sheet.list(&self.name, || {
            for (index, tile) in self.tiles.iter().enumerate() {
                let area = place(tile);
                sheet.point(index, &tile.label, area, || self.draw_tile(sheet, tile, area))?;
            }
            Ok(())
        })?;
        for tile in &self.tiles {
            self.draw_beside(sheet, tile, place(tile))?;
        }
        Ok(())
    }
}
