//! Areas of the statuses from day to day, with their words beside the last day.

use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::stack::{Pile, Stack};
use crate::error::PressError;

/// Room a word needs above and below its middle.
const WORD: f64 = 19.0;

impl Stack {
    /// Draws every status as an area over each run of days that something is known of.
    pub(super) fn draw_areas(
        &self,
        sheet: &Sheet<'_>,
        plot: Area,
        at: impl Fn(&Pile) -> f64,
    ) -> Result<(), PressError> {
        let runs: Vec<Vec<(f64, &Pile)>> = self
            .piles
            .split(|pile| pile.parts.is_none())
            .filter(|run| !run.is_empty())
            .map(|run| run.iter().map(|pile| (at(pile), pile)).collect())
            .collect();
        for (mark, word) in &self.marks {
            sheet.list(word, || {
                for run in &runs {
                    self.draw_band(sheet, run, *mark, plot)?;
                }
                Ok(())
            })?;
        }
        let pitch = plot.width() / self.piles.len() as f64;
        for pile in &self.piles {
            let x = at(pile);
            if pile.parts.is_none() {
                let half = (pitch * 0.3).min(self.px(14.0));
                let gap = Area {
                    left: x - half,
                    top: plot.bottom - self.px(26.0),
                    right: x + half,
                    bottom: plot.bottom,
                };
                self.draw_gap(sheet, pile, gap)?;
                continue;
            }
            let radius = self.px(2.5).min(pitch * 0.3);
            let point = (x, self.to_y(pile.total, plot));
            // The pointer reads a day anywhere above the axis.
            let strip = Area {
                left: (x - pitch / 2.0).max(plot.left),
                top: plot.top,
                right: (x + pitch / 2.0).min(plot.right),
                bottom: plot.bottom,
            };
            sheet.point(pile.index, &pile.name, strip, || {
                sheet.circle(point, radius, sheet.look.ink, None)
            })?;
        }
        if self.words_width > 0.0 {
            self.draw_words(sheet, plot)?;
        }
        Ok(())
    }

    fn draw_band(
        &self,
        sheet: &Sheet<'_>,
        run: &[(f64, &Pile)],
        mark: Mark,
        plot: Area,
    ) -> Result<(), PressError> {
        let paint = mark.paint(&sheet.look);
        let band = |(x, pile): &(f64, &Pile)| {
            let (low, high) = pile.band(mark);
            (*x, self.to_y(low, plot), self.to_y(high, plot))
        };
        let mut ends: Vec<(f64, f64, f64)> = run.iter().map(band).collect();
        if let [(x, low, high)] = ends[..] {
            // One day alone has no breadth of its own.
            let half = self.px(14.0);
            ends = vec![(x - half, low, high), (x + half, low, high)];
        }
        if ends.iter().all(|(_, low, high)| low == high) {
            return Ok(());
        }
        let upper = ends.iter().map(|(x, _, high)| (*x, *high));
        let lower = ends.iter().rev().map(|(x, low, _)| (*x, *low));
        let outline: Vec<(f64, f64)> = upper.clone().chain(lower).collect();
        sheet.polygon_painted(&outline, &paint)?;
        let edge = paint.edge.unwrap_or(sheet.look.paper);
        let upper: Vec<(f64, f64)> = upper.collect();
        sheet.line(&upper, edge, 1.0, None)
    }

    /// Each status beside the last day that something is known of, pushed apart where bands
    /// are thin.
    fn draw_words(&self, sheet: &Sheet<'_>, plot: Area) -> Result<(), PressError> {
        let Some(last) = self.piles.iter().rev().find(|pile| pile.parts.is_some()) else {
            return Ok(());
        };
        let step = self.px(WORD * 2.0);
        // From the bottom up, as the bands lie.
        let mut floor = plot.bottom + step / 2.0;
        let mut places = Vec::with_capacity(self.marks.len());
        for (mark, word) in &self.marks {
            let (low, high) = last.band(*mark);
            let wanted = self.to_y((low + high) / 2.0, plot);
            let y = wanted.min(floor - step);
            places.push((*mark, word, high - low, wanted, y));
            floor = y;
        }
        // What ran out at the top is pushed down again.
        let mut ceiling = plot.top - step / 2.0;
        for place in places.iter_mut().rev() {
            place.4 = place.4.max(ceiling + step);
            ceiling = place.4;
        }
        let (elbow, text) = (plot.right + self.px(14.0), plot.right + self.px(34.0));
        let room = self.words_width - self.px(36.0);
        for (mark, word, count, wanted, y) in places {
            let line = [(plot.right + 2.0, wanted), (elbow, y)];
            sheet.line(&line, sheet.look.axis, 0.8, None)?;
            let size = self.px(11.0);
            sheet.shape(mark, (elbow + self.px(9.0), y), size)?;
            let words = format!("{word} {}", sheet.desk.number(count));
            let lines = sheet.desk.wrap(&words, Type::NOTE, room, 2);
            let leading = self.px(17.0);
            for (row, line) in lines.iter().enumerate() {
                let at = (text, y + (row as f64 + 0.5 - lines.len() as f64 / 2.0) * leading);
                sheet.text(line, Type::NOTE, sheet.look.ink, at, At::Left)?;
            }
        }
        Ok(())
    }
}
