//! Tasks by status along time: a column for each period (deadlines by month, with the line of
//! the day asked about), or areas from day to day. A period that nothing is known of is a gap
//! with the mark of missing figures, never a zero.

use chrono::NaiveDate;

use super::axis::{place, ticks};
use super::fill::{Fill, Scale};
use super::key::{KeyEntry, Keys};
use super::mark::Mark;
use super::sheet::{Area, At, Sheet, Type};
use super::status_bars::{Segment, Status, draw_count};
use super::{Desk, Notice, Plan};
use crate::error::PressError;
use crate::text::plain;

/// Counts by status along time. Marks: for each point its segments as handed in, then the point
/// itself, which stands for its total or for the gap.
#[derive(Debug, Clone)]
pub struct TimeStack {
    /// How they are drawn.
    pub shape: StackShape,
    /// The words of the statuses.
    pub statuses: Vec<Status>,
    /// The periods or days, oldest first.
    pub points: Vec<StackPoint>,
    /// The day asked about, with its words.
    pub today: Option<(NaiveDate, String)>,
    /// What is said when there is nothing.
    pub empty: String,
}

/// How counts along time are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StackShape {
    /// A column for each period.
    Columns,
    /// Areas from the last day of one period to that of the next.
    Areas,
}

/// Counts of one period or day.
#[derive(Debug, Clone)]
pub struct StackPoint {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day: the day counted for areas.
    pub to: NaiveDate,
    /// What stands under it, e.g. "5/2024".
    pub head: String,
    /// The counts, in any order; none when nothing is known.
    pub segments: Option<Vec<Segment>>,
    /// Accessible name and tooltip of the whole.
    pub label: String,
}

/// A piece of a pile: a status from one total to another.
pub(super) struct Part {
    pub(super) mark: Mark,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) count: String,
    pub(super) name: String,
    index: usize,
}

/// A point with its piles.
pub(super) struct Pile {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) head: String,
    pub(super) parts: Option<Vec<Part>>,
    pub(super) total: f64,
    pub(super) written: String,
    pub(super) name: String,
    pub(super) index: usize,
}

impl Pile {
    /// Where a status begins and ends in the pile.
    pub(super) fn band(&self, mark: Mark) -> (f64, f64) {
        let mut at = 0.0;
        for part in self.parts.iter().flatten() {
            if part.mark > mark {
                break;
            }
            if part.mark == mark {
                return (part.from, part.to);
            }
            at = part.to;
        }
        (at, at)
    }
}

pub(super) struct Stack {
    shape: StackShape,
    keys: Keys,
    pub(super) marks: Vec<(Mark, String)>,
    pub(super) piles: Vec<Pile>,
    most: f64,
    today: Option<(f64, String)>,
    axis_width: f64,
    /// Room at the right for words beside the areas; 0 when the key says them.
    pub(super) words_width: f64,
    unit: f64,
}

const AXIS: f64 = 24.0;
/// Room above the tallest pile for its total, and above that for the words of the day.
const TOP: f64 = 22.0;
const TODAY: f64 = 20.0;
const LEAST: f64 = 170.0;
const MOST: f64 = 460.0;

pub(super) fn plan(
    values: &TimeStack,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.points.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut before = 0;
    let piles: Vec<Pile> = values
        .points
        .iter()
        .map(|point| {
            let first = before;
            before += point.segments.as_ref().map_or(0, Vec::len) + 1;
            pile(point, desk, first)
        })
        .collect();
    let mut marks: Vec<Mark> = piles
        .iter()
        .flat_map(|pile| pile.parts.iter().flatten())
        .map(|part| part.mark)
        .collect();
    marks.sort_unstable();
    marks.dedup();
    let word = |mark: Mark| {
        let status = values.statuses.iter().find(|status| status.mark == mark);
        desk.clean(status.map_or("", |status| status.word.as_str()))
    };
    let marks: Vec<(Mark, String)> = marks.into_iter().map(|mark| (mark, word(mark))).collect();
    let beside = values.shape == StackShape::Areas && width >= desk.px(720.0);
    let words_width = if beside { desk.px(200.0) } else { 0.0 };
    let entries: Vec<KeyEntry> = marks
        .iter()
        .filter(|_| !beside)
        .map(|(mark, word)| KeyEntry {
            fill: Fill::Area(*mark),
            word: word.clone(),
        })
        .collect();
    let most = piles.iter().map(|pile| pile.total).fold(0.0, f64::max).max(1.0);
    Ok(Box::new(Stack {
        shape: values.shape,
        keys: Keys::plan(&entries, Scale(2), false, desk, width),
        marks,
        axis_width: desk.width(&desk.number(most.ceil()), Type::NOTE) + desk.px(8.0),
        piles,
        most,
        today: values.today.as_ref().map(|(day, word)| {
            let word = desk.wrap(&desk.clean(word), Type::NOTE, width * 0.45, 1);
            (place(*day) + 1.0, word.concat())
        }),
        words_width,
        unit: desk.scale,
    }))
}

fn pile(point: &StackPoint, desk: &Desk, first: usize) -> Pile {
    let mut total = 0.0;
    let parts = point.segments.as_ref().map(|segments| {
        let counted = (first..).zip(segments).filter(|(_, one)| one.count > 0);
        let mut segments: Vec<(usize, &Segment)> = counted.collect();
        segments.sort_by_key(|(_, segment)| segment.status);
        let part = |(index, segment): (usize, &Segment)| {
            let from = total;
            total += segment.count as f64;
            Part {
                index,
                mark: segment.status,
                from,
                to: total,
                count: desk.number(segment.count as f64),
                name: plain(&segment.label),
            }
        };
        segments.into_iter().map(part).collect()
    });
    Pile {
        from: place(point.from),
        to: place(point.to.max(point.from)) + 1.0,
        head: desk.clean(&point.head),
        parts,
        total,
        written: desk.number(total),
        name: plain(&point.label),
        index: first + point.segments.as_ref().map_or(0, Vec::len),
    }
}

impl Stack {
    pub(super) fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    pub(super) fn to_y(&self, value: f64, plot: Area) -> f64 {
        plot.bottom - value / self.most * (plot.bottom - plot.top)
    }

    /// Where a day stands. Columns fill their days; areas stand on the ends of theirs.
    fn to_x(&self, day: f64, plot: Area) -> f64 {
        let last = self.piles.last().map_or(1.0, |pile| pile.to);
        let first = self.piles.first().map_or(0.0, |pile| match self.shape {
            StackShape::Columns => pile.from,
            StackShape::Areas => pile.to,
        });
        if last <= first {
            return (plot.left + plot.right) / 2.0;
        }
        plot.left + (day - first) / (last - first) * plot.width()
    }

    fn middle(&self, pile: &Pile, plot: Area) -> f64 {
        match self.shape {
            StackShape::Columns => self.to_x((pile.from + pile.to) / 2.0, plot),
            StackShape::Areas => self.to_x(pile.to, plot),
        }
    }

    /// Height above the piles.
    fn top(&self) -> f64 {
        self.px(TOP + if self.today.is_some() { TODAY } else { 0.0 })
    }

    fn draw_axes(&self, sheet: &Sheet<'_>, plot: Area) -> Result<(), PressError> {
        let (grid, quiet) = (sheet.look.grid, sheet.look.quiet);
        let room = ((plot.bottom - plot.top) / self.px(44.0)).max(1.0) as usize;
        for tick in ticks(0.0, self.most, room.min(8), true) {
            let y = self.to_y(tick, plot);
            sheet.line(&[(plot.left, y), (plot.right, y)], grid, 1.0, None)?;
            let at = (plot.left - self.px(6.0), y);
            sheet.text(&sheet.desk.number(tick), Type::NOTE, quiet, at, At::Right)?;
        }
        let y = plot.bottom + self.px(AXIS / 2.0 + 1.0);
        let mut free = f64::MIN;
        for pile in &self.piles {
            let half = sheet.desk.width(&pile.head, Type::NOTE) / 2.0;
            let right = plot.right + self.words_width;
            let x = self.middle(pile, plot).min(right - half).max(plot.left - self.axis_width + half);
            if x - half < free {
                continue;
            }
            sheet.text(&pile.head, Type::NOTE, quiet, (x, y), At::Middle)?;
            free = x + half + self.px(10.0);
        }
        Ok(())
    }

    fn draw_column(&self, sheet: &Sheet<'_>, pile: &Pile, plot: Area) -> Result<(), PressError> {
        let (left, right) = (self.to_x(pile.from, plot), self.to_x(pile.to, plot));
        let gap = ((right - left) * 0.14).min(self.px(12.0));
        let (left, right) = (left + gap, (right - gap).min(left + gap + self.px(90.0)));
        let area = |from: f64, to: f64| Area {
            left,
            top: self.to_y(to, plot),
            right,
            bottom: self.to_y(from, plot),
        };
        let Some(parts) = &pile.parts else {
            return self.draw_gap(sheet, pile, area(0.0, self.most * 0.12));
        };
        for part in parts {
            let mut place = area(part.from, part.to);
            place.top = place.top.min(place.bottom - 0.5);
            sheet.point(part.index, &part.name, place, || {
                draw_count(sheet, part.mark, &part.count, Type::NOTE, place)
            })?;
        }
        if parts.len() > 1 && sheet.desk.width(&pile.written, Type::VALUE) <= right - left + 2.0 * gap {
            let at = ((left + right) / 2.0, self.to_y(pile.total, plot) - self.px(10.0));
            let half = sheet.desk.width(&pile.written, Type::VALUE) / 2.0 + self.px(2.0);
            sheet.plate(Area {
                left: at.0 - half,
                top: at.1 - self.px(8.0),
                right: at.0 + half,
                bottom: at.1 + self.px(8.0),
            })?;
            sheet.text(&pile.written, Type::VALUE, sheet.look.ink, at, At::Middle)?;
        }
        Ok(())
    }

    pub(super) fn draw_gap(&self, sheet: &Sheet<'_>, pile: &Pile, area: Area) -> Result<(), PressError> {
        sheet.point(pile.index, &pile.name, area, || {
            sheet.paint(area, &Mark::NoData.paint(&sheet.look))?;
            let at = ((area.left + area.right) / 2.0, area.top - self.px(9.0));
            sheet.shape(Mark::NoData, at, self.px(10.0))
        })
    }

    fn draw_today(&self, sheet: &Sheet<'_>, plot: Area, right: f64) -> Result<(), PressError> {
        let Some((day, word)) = &self.today else {
            return Ok(());
        };
        let x = self.to_x(*day, plot);
        if x < plot.left - 1.0 || x > plot.right + 1.0 {
            return Ok(());
        }
        let top = plot.top - self.top() + self.px(2.0);
        let ends = [(x, top), (x, plot.bottom + self.px(3.0))];
        sheet.line(&ends, sheet.look.ink, 1.4, Some("50 35"))?;
        let width = sheet.desk.width(word, Type::NOTE);
        let y = top + self.px(7.0);
        let (at, held) = if x + self.px(5.0) + width <= right {
            (x + self.px(5.0), At::Left)
        } else {
            (x - self.px(5.0), At::Right)
        };
        sheet.text(word, Type::NOTE, sheet.look.ink, (at, y), held)
    }
}

impl Plan for Stack {
    fn least(&self) -> f64 {
        // Words beside areas need a line each.
        let words = self.marks.len() as f64 * Type::NOTE.leading() * 2.0;
        self.keys.height() + self.top() + self.px(AXIS + LEAST.max(words))
    }

    fn most(&self) -> f64 {
        self.least().max(self.keys.height() + self.px(MOST))
    }

    fn draw(&self, sheet: &Sheet<'_>, area: Area) -> Result<(), PressError> {
        self.keys.draw(sheet, (area.left, area.top))?;
        let mut plot = Area {
            left: area.left + self.axis_width,
            top: area.top + self.keys.height() + self.top(),
            right: area.right - self.words_width,
            bottom: area.bottom - self.px(AXIS),
        };
        plot.right = plot.right.max(plot.left + 10.0);
        self.draw_axes(sheet, plot)?;
        match self.shape {
            StackShape::Columns => {
                // Behind the columns: it must not strike their figures through.
                self.draw_today(sheet, plot, area.right)?;
                for pile in &self.piles {
                    sheet.list(&pile.name, || self.draw_column(sheet, pile, plot))?;
                }
            }
            StackShape::Areas => {
                self.draw_areas(sheet, plot, |pile| self.to_x(pile.to, plot))?;
                self.draw_today(sheet, plot, area.right)?;
            }
        }
        let base = [(plot.left, plot.bottom), (plot.right, plot.bottom)];
        sheet.line(&base, sheet.look.axis, 1.2, None)
    }
}
