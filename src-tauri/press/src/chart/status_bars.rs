//! Tasks by status: one stacked bar for each row, in the order handed in (the focus areas
//! keep their official order), segments always in the order of [`Mark`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::axis::ticks;
use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::{Desk, Notice, Plan, keep};
use crate::error::PressError;
use crate::text::plain;

/// Counts of tasks by status for a list of rows. Marks: the segments, row by row, as handed in.
#[derive(Debug, Clone, Default)]
pub struct StatusBars {
    /// The words of the statuses, for the key above the bars.
    pub statuses: Vec<Status>,
    /// The rows, in the order in which they are to stand.
    pub rows: Vec<StatusRow>,
    /// What is said when there is no row.
    pub empty: String,
}

/// A status and its official word.
#[derive(Debug, Clone)]
pub struct Status {
    /// The mark.
    pub mark: Mark,
    /// The word, e.g. "Quá hạn chưa hoàn thành".
    pub word: String,
}

/// One bar.
#[derive(Debug, Clone, Default)]
pub struct StatusRow {
    /// What the row counts, e.g. "ĐM2 Hạ tầng số, nền tảng số".
    pub label: String,
    /// Its parts, in any order; parts of the same status are drawn one after the other.
    pub segments: Vec<Segment>,
}

/// One part of a bar.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The status counted.
    pub status: Mark,
    /// How many.
    pub count: u64,
    /// Accessible name and tooltip, e.g. "ĐM2: 3 quá hạn".
    pub label: String,
}

struct Key {
    mark: Mark,
    word: String,
    count: String,
    /// Place relative to the area: left edge and line.
    left: f64,
    line: usize,
}

struct Part {
    mark: Mark,
    from: f64,
    to: f64,
    count: String,
    name: String,
    index: usize,
}

struct Row {
    lines: Vec<String>,
    parts: Vec<Part>,
    total: f64,
    written: String,
}

/// The key above bars of statuses: those that have a task, with their sums.
pub(super) struct Keys {
    keys: Vec<Key>,
    lines: usize,
    unit: f64,
}

struct Bars {
    keys: Keys,
    rows: Vec<Row>,
    most: f64,
    label_width: f64,
    total_width: f64,
    /// Pixels of a pixel at "vừa".
    unit: f64,
}

const SHAPE: f64 = 11.0;
const SAMPLE: f64 = 20.0;
const KEY_LINE: f64 = 24.0;
const PITCH_LEAST: f64 = 28.0;
const PITCH_MOST: f64 = 46.0;
const AXIS: f64 = 22.0;

pub(super) fn plan(
    values: &StatusBars,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let label_room = width * 0.34;
    let mut before = 0;
    let rows: Vec<Row> = values
        .rows
        .iter()
        .map(|row| {
            let mut segments: Vec<(usize, &Segment)> = (before..)
                .zip(&row.segments)
                .filter(|(_, segment)| segment.count > 0)
                .collect();
            before += row.segments.len();
            segments.sort_by_key(|(_, segment)| segment.status);
            let mut total = 0.0;
            let parts = segments
                .into_iter()
                .map(|(index, segment)| {
                    let from = total;
                    total += segment.count as f64;
                    Part {
                        mark: segment.status,
                        from,
                        to: total,
                        count: desk.number(segment.count as f64),
                        name: plain(&segment.label),
                        index,
                    }
                })
                .collect();
            Row {
                lines: desk.wrap(&desk.clean(&row.label), Type::LABEL, label_room, 3),
                parts,
                total,
                written: desk.number(total),
            }
        })
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>, kind: Type| {
        texts.map(|text| desk.width(text, kind)).fold(0.0, f64::max)
    };
    let label_width = widest(&mut rows.iter().flat_map(|row| &row.lines), Type::LABEL);
    let total_width = widest(&mut rows.iter().map(|row| &row.written), Type::VALUE);
    let keys = keys(values, desk, width);
    Ok(Box::new(Bars {
        keys,
        most: rows.iter().map(|row| row.total).fold(0.0, f64::max),
        rows,
        label_width,
        total_width,
        unit: desk.scale,
    }))
}

/// The key: statuses that have a task, side by side, on as many lines as they need.
pub(super) fn keys(values: &StatusBars, desk: &Desk, width: f64) -> Keys {
    let mut counts: BTreeMap<Mark, f64> = BTreeMap::new();
    for segment in values.rows.iter().flat_map(|row| &row.segments) {
        if segment.count > 0 {
            *counts.entry(segment.status).or_default() += segment.count as f64;
        }
    }
    let (mut left, mut line) = (0.0, 0);
    let mut keys = Vec::new();
    for (mark, count) in counts {
        let count = desk.number(count);
        let word = values
            .statuses
            .iter()
            .find(|status| status.mark == mark)
            .map_or("", |status| status.word.as_str());
        let before = lead(desk.look.theme == super::Theme::Print, desk.scale);
        let room = width - before - desk.width(&count, Type::VALUE) - desk.px(6.0);
        let word = desk.wrap(&desk.clean(word), Type::NOTE, room, 1).concat();
        let need =
            before + desk.width(&word, Type::NOTE) + desk.px(6.0) + desk.width(&count, Type::VALUE);
        if left > 0.0 && left + need > width {
            left = 0.0;
            line += 1;
        }
        keys.push(Key {
            mark,
            word,
            count,
            left,
            line,
        });
        left += need + desk.px(20.0);
    }
    let lines = if keys.is_empty() { 0 } else { line + 1 };
    Keys {
        keys,
        lines,
        unit: desk.scale,
    }
}

/// Room of the shape, and of the sample of the hatch, before a word of the key.
fn lead(hatched: bool, unit: f64) -> f64 {
    let sample = if hatched { SAMPLE + 6.0 } else { 0.0 };
    (SHAPE + 6.0 + sample) * unit
}

impl Keys {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// The height the key takes, in pixels.
    pub(super) fn height(&self) -> f64 {
        if self.lines == 0 {
            0.0
        } else {
            self.px(self.lines as f64 * KEY_LINE + 8.0)
        }
    }

    /// Draws the key at the top of an area.
    pub(super) fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        for key in &self.keys {
            let y = area.top + self.px((key.line as f64 + 0.5) * KEY_LINE);
            let mut x = area.left + key.left;
            if sheet.hatched() {
                let sample = Area {
                    left: x,
                    top: y - self.px(6.0),
                    right: x + self.px(SAMPLE),
                    bottom: y + self.px(6.0),
                };
                sheet.paint(sample, &key.mark.paint(&sheet.look))?;
                x = sample.right + self.px(6.0);
            }
            sheet.shape(key.mark, (x + self.px(SHAPE / 2.0), y), self.px(SHAPE))?;
            let after = area.left + key.left + lead(sheet.hatched(), self.unit);
            sheet.text(&key.word, Type::NOTE, sheet.look.ink, (after, y), At::Left)?;
            let end = after + sheet.desk.width(&key.word, Type::NOTE) + self.px(6.0);
            sheet.text(&key.count, Type::VALUE, sheet.look.ink, (end, y), At::Left)?;
        }
        Ok(())
    }
}

impl Bars {
    fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// Height of a row when each may take `pitch`.
    fn row_height(&self, row: &Row, pitch: f64) -> f64 {
        (row.lines.len() as f64 * self.px(Type::LABEL.leading()) + self.px(4.0)).max(pitch)
    }

    fn height(&self, rows: Range<usize>, pitch: f64) -> f64 {
        let rows = self.rows.iter().take(rows.end).skip(rows.start);
        let rows: f64 = rows.map(|row| self.row_height(row, pitch)).sum();
        self.keys.height() + rows + self.px(AXIS)
    }
}

/// How many tasks of a status, as an area in its colour or hatch with the count on it. The shape beside the count tells
/// the status without its colour; hatches do it alone.
pub(super) fn draw_count(
    sheet: &Sheet<'_>,
    mark: Mark,
    count: &str,
    kind: Type,
    area: Area,
) -> Result<(), PressError> {
    let paint = mark.paint(&sheet.look);
    sheet.paint(area, &paint)?;
    let width = sheet.desk.width(count, kind);
    let middle = (
        (area.left + area.right) / 2.0,
        (area.top + area.bottom) / 2.0,
    );
    if width + sheet.px(7.0) > area.width() || area.bottom - area.top < sheet.px(16.0) {
        return Ok(());
    }
    if paint.hatch.is_some() {
        sheet.plate(Area {
            left: middle.0 - width / 2.0 - sheet.px(3.0),
            top: middle.1 - sheet.px(8.0),
            right: middle.0 + width / 2.0 + sheet.px(3.0),
            bottom: middle.1 + sheet.px(8.0),
        })?;
    }
    let shape = sheet.px(9.0);
    if paint.hatch.is_some() || sheet.hatched() || width + shape + sheet.px(16.0) > area.width() {
        return sheet.text(count, kind, paint.ink, middle, At::Middle);
    }
    let left = middle.0 - (width + shape + sheet.px(5.0)) / 2.0;
    sheet.shape_in(
        mark,
        (left + shape / 2.0, middle.1),
        shape,
        paint.ink,
        paint.fill,
    )?;
    let at = (left + shape + sheet.px(5.0), middle.1);
    sheet.text(count, kind, paint.ink, at, At::Left)
}

impl Plan for Bars {
    fn least(&self) -> f64 {
        self.least_of(0..self.rows.len())
    }

    fn most(&self) -> f64 {
        self.height(0..self.rows.len(), self.px(PITCH_MOST))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, area)?;
        let bars = Area {
            left: area.left + self.label_width + self.px(12.0),
            top: area.top + self.keys.height(),
            right: area.right - self.total_width - self.px(8.0),
            bottom: area.bottom - self.px(AXIS),
        };
        let end = self.most.max(1.0);
        let room = (bars.width() / self.px(90.0)).max(1.0) as usize;
        let to_x = |value: f64| bars.left + value / end * bars.width();
        for tick in ticks(0.0, end, room.min(8), true) {
            let x = to_x(tick);
            sheet.line(
                &[(x, bars.top), (x, bars.bottom)],
                sheet.look.grid,
                1.0,
                None,
            )?;
            let y = bars.bottom + self.px(AXIS / 2.0 + 1.0);
            sheet.text(
                &sheet.desk.number(tick),
                Type::NOTE,
                sheet.look.quiet,
                (x, y),
                At::Middle,
            )?;
        }
        // Spread the height over the rows: a row of three lines takes what it needs.
        let fixed: f64 = self.rows.iter().map(|row| self.row_height(row, 0.0)).sum();
        let spare = ((bars.bottom - bars.top - fixed) / self.rows.len() as f64).max(0.0);
        let pitch = (self.px(PITCH_LEAST)).max((bars.bottom - bars.top) / self.rows.len() as f64);
        let uniform = self
            .rows
            .iter()
            .map(|row| self.row_height(row, pitch))
            .sum::<f64>()
            <= bars.bottom - bars.top + 0.5;
        let mut places = Vec::new();
        let mut y = bars.top;
        for row in &self.rows {
            let height = if uniform {
                self.row_height(row, pitch)
            } else {
                self.row_height(row, 0.0) + spare
            };
            places.push((row, y, y + height));
            y += height;
        }
        // All bars are equally thick, whatever the rows need for their labels.
        let thinnest = places
            .iter()
            .map(|(_, top, bottom)| bottom - top)
            .fold(f64::MAX, f64::min);
        let half = (thinnest * 0.33).min(self.px(13.0));
        for (row, top, bottom) in &places {
            let height = row.lines.len() as f64 * self.px(Type::LABEL.leading());
            let from = (top + bottom - height) / 2.0;
            sheet.paragraph(&row.lines, Type::LABEL, sheet.look.ink, area.left, from)?;
        }
        for key in &self.keys.keys {
            sheet.list(&key.word, || {
                for (row, top, bottom) in &places {
                    let middle = (top + bottom) / 2.0;
                    for part in row.parts.iter().filter(|part| part.mark == key.mark) {
                        // A pixel of paper keeps neighbours apart.
                        let gap = if part.to < row.total { 1.0 } else { 0.0 };
                        let part_area = Area {
                            left: to_x(part.from),
                            top: middle - half,
                            right: (to_x(part.to) - gap).max(to_x(part.from) + 0.5),
                            bottom: middle + half,
                        };
                        sheet.point(part.index, &part.name, part_area, || {
                            draw_count(sheet, part.mark, &part.count, Type::VALUE, part_area)
                        })?;
                    }
                }
                Ok(())
            })?;
        }
        sheet.line(
            &[(bars.left, bars.top), (bars.left, bars.bottom)],
            sheet.look.axis,
            1.2,
            None,
        )?;
        for (row, top, bottom) in &places {
            let at = (to_x(row.total) + self.px(7.0), (top + bottom) / 2.0);
            sheet.text(&row.written, Type::VALUE, sheet.look.ink, at, At::Left)?;
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.height(rows, self.px(PITCH_LEAST))
    }

    fn keep(&mut self, rows: Range<usize>) {
        keep(&mut self.rows, &rows);
    }
}
