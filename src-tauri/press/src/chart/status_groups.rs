//! The same values as [`StatusBars`](super::StatusBars), the statuses side by side instead
//! of one after the other: for comparing one status across rows.

use std::ops::Range;

use super::mark::Mark;
use super::rows::{Laid, Measure, RowText, Rows, beside, from_zero};
use super::sheet::{Area, Sheet, Type};
use super::status_bars::{self, Keys, StatusBars};
use super::{Desk, Notice, Plan, Theme, keep};
use crate::error::PressError;
use crate::text::plain;

struct Bar {
    mark: Mark,
    count: f64,
    written: String,
    name: String,
    index: usize,
}

struct Chart {
    rows: Rows,
    bars: Vec<Vec<Bar>>,
    keys: Keys,
}

const BAR: f64 = 15.0;
const GAP: f64 = 2.0;
const SHAPE: f64 = 9.0;

pub(super) fn plan(
    values: &StatusBars,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.rows.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut before = 0;
    let bars: Vec<Vec<Bar>> = values
        .rows
        .iter()
        .map(|row| {
            let mut bars: Vec<Bar> = (before..)
                .zip(&row.segments)
                .filter(|(_, segment)| segment.count > 0)
                .map(|(index, segment)| Bar {
                    mark: segment.status,
                    count: segment.count as f64,
                    written: desk.number(segment.count as f64),
                    name: plain(&segment.label),
                    index,
                })
                .collect();
            before += row.segments.len();
            bars.sort_by_key(|bar| bar.mark);
            bars
        })
        .collect();
    let texts: Vec<RowText<'_>> = values
        .rows
        .iter()
        .zip(&bars)
        .map(|(row, bars)| RowText {
            name: &row.label,
            words: "",
            tall: bars.len() as f64 * (BAR + GAP) + 9.0,
        })
        .collect();
    let all = || bars.iter().flatten();
    let widest = all()
        .map(|bar| desk.width(&bar.written, Type::VALUE))
        .fold(0.0, f64::max);
    let keys = status_bars::keys(values, desk, width);
    let measure = Measure {
        axis: Some(from_zero(all().map(|bar| bar.count))),
        whole: true,
        head: keys.height(),
        beside: widest + desk.px(if desk.look.theme == Theme::Print { 10.0 } else { SHAPE + 13.0 }),
        pitch: (28.0, 44.0),
    };
    Ok(Box::new(Chart {
        rows: Rows::new(desk, width, &texts, measure),
        bars,
        keys,
    }))
}

impl Chart {
    fn draw_row(
        &self,
        sheet: &Sheet<'_>,
        laid: &Laid,
        index: usize,
        bars: &[Bar],
    ) -> Result<(), PressError> {
        let Some((top, bottom)) = laid.places.get(index) else {
            return Ok(());
        };
        self.rows.draw_words(sheet, laid, index, None)?;
        let (thick, gap) = (sheet.px(BAR), sheet.px(GAP));
        let tall = bars.len() as f64 * (thick + gap) - gap;
        let mut y = (top + bottom - tall) / 2.0;
        for bar in bars {
            let area = Area {
                left: laid.bars.left,
                top: y,
                right: self.rows.x(laid, bar.count).max(laid.bars.left + 1.0),
                bottom: y + thick,
            };
            y += thick + gap;
            sheet.point(bar.index, &bar.name, area, || {
                sheet.paint(area, &bar.mark.paint(&sheet.look))?;
                let right = laid.bars.right + self.rows.beside();
                let middle = (area.top + area.bottom) / 2.0;
                let mut end = area.right;
                if !sheet.hatched() {
                    // The shape tells the status without its colour, as hatches do on paper.
                    sheet.shape(bar.mark, (end + sheet.px(6.0 + SHAPE / 2.0), middle), sheet.px(SHAPE))?;
                    end += sheet.px(SHAPE + 3.0);
                }
                beside(sheet, &bar.written, (end, middle), right)
            })?;
        }
        Ok(())
    }
}

impl Plan for Chart {
    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn most(&self) -> f64 {
        self.rows.most()
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, area)?;
        let laid = self.rows.lay(area);
        self.rows.draw_axis(sheet, &laid)?;
        for (index, bars) in self.bars.iter().enumerate() {
            let name = self.rows.name(index);
            sheet.list(&name, || self.draw_row(sheet, &laid, index, bars))?;
        }
        self.rows.draw_zero(sheet, &laid)
    }

    fn rows(&self) -> usize {
        self.rows.count()
    }

    fn least_of(&self, rows: Range<usize>) -> f64 {
        self.rows.least_of(rows)
    }

    fn keep(&mut self, rows: Range<usize>) {
        self.rows.keep(&rows);
        keep(&mut self.bars, &rows);
    }
}
