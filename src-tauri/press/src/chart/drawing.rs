//! From a chart planned to a chart drawn: the words around it, its height, and, where a sheet is too low for its rows,
//! the parts it is drawn in.

use std::ops::Range;
use std::rc::Rc;

use super::sheet::{Area, Sheet, Type};
use super::{Chart, Desk, Drawing, Frame, Look, Plan, Style, Theme};
use super::{attainment, bullet, dots, grid, indicator, multiples, radar, ranked, slope, stack};
use super::{status_bars, status_groups, tiles, waterfall};
use crate::error::PressError;
use crate::fonts::Sans;
use crate::text::{Replacements, plain};

/// No screen scrolls and no sheet holds more than this, in pixels: some 3.000 rows.
const TALLEST: f64 = 100_000.0;

/// A chart planned for a width, with the words around it.
struct Planned<'a> {
    frame: &'a Frame,
    style: &'a Style,
    /// Told apart from every other drawing of a page by this.
    name: String,
    desk: Desk,
    plan: Box<dyn Plan>,
    margin: f64,
    heading: Type,
    title: Vec<String>,
    subtitle: Vec<String>,
    note: Vec<String>,
    source: Vec<String>,
    head: f64,
    /// The height of all that is not the chart itself.
    around: f64,
}

/// Draws a chart. The same values give the same bytes.
///
/// # Errors
/// [`PressError::NotFinite`] for values that have no place on an axis, [`PressError::Size`]
/// for a style out of bounds or more rows than a picture can hold.
pub fn draw(chart: &Chart, frame: &Frame, style: &Style) -> Result<Drawing, PressError> {
    Planned::new(chart, frame, style)?.draw()
}

/// How high drawings for sheets may be, in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Up to this a chart stays whole.
    pub(crate) whole: f64,
    /// What the first of its parts may take.
    pub(crate) first: f64,
    /// What the others may take.
    pub(crate) later: f64,
}

/// Draws a chart for sheets: one drawing where there is room for it or it is one picture, else several, each with some
/// of its rows under the same axis and key. `named` writes which part of how many it is, to stand at the end of the
/// subtitle.
///
/// # Errors
/// As [`draw`].
pub(crate) fn draw_parts(
    chart: &Chart,
    frame: &Frame,
    style: &Style,
    room: Room,
    named: impl Fn(usize, usize) -> String,
) -> Result<Vec<Drawing>, PressError> {
    let whole = Planned::new(chart, frame, style)?;
    let parts = whole.parts(room);
    if parts.len() < 2 {
        return Ok(vec![whole.draw()?]);
    }
    let style = Style { height: 120, ..*style };
    let drawn = parts.iter().enumerate().map(|(place, rows)| {
        let part = named(place + 1, parts.len());
        let said = |text: &str| if text.is_empty() { part.clone() } else { format!("{text}; {part}") };
        let frame = Frame { subtitle: said(&frame.subtitle), description: said(&frame.description), ..frame.clone() };
        let mut planned = Planned::new(chart, &frame, &style)?;
        planned.plan.keep(rows.clone());
        planned.draw()
    });
    drawn.collect()
}

impl<'a> Planned<'a> {
    fn new(chart: &Chart, frame: &'a Frame, style: &'a Style) -> Result<Self, PressError> {
        let in_bounds = (240..=8000).contains(&style.width)
            && (120..=8000).contains(&style.height)
            && (0.5..=3.0).contains(&style.text_scale);
        if !in_bounds {
            return Err(PressError::Size {
                width: style.width,
                height: style.height,
                scale: style.text_scale,
            });
        }
        let desk = Desk {
            sans: Rc::new(Sans::load()?),
            look: Look::of(style.theme),
            scale: style.text_scale,
            write: style.write,
            replaced: Replacements::default(),
        };
        let width = f64::from(style.width);
        // On a sheet the page has margins; a chart stands flush with the text.
        let margin = match style.theme {
            Theme::Print => 1.0,
            Theme::Light | Theme::Dark => desk.px(12.0).min(width / 20.0),
        };
        let inner = width - 2.0 * margin;

        let heading = if width >= 800.0 * style.text_scale {
            Type::TITLE
        } else {
            Type::SMALL_TITLE
        };
        let title = desk.balanced(&desk.clean(&frame.title), heading, inner, 4);
        let subtitle = desk.wrap(&desk.clean(&frame.subtitle), Type::SUBTITLE, inner, 4);
        let source = desk.wrap(&desk.clean(&frame.source), Type::NOTE, inner, 4);
        let height_of = |lines: &[String], kind: Type| lines.len() as f64 * desk.px(kind.leading());
        let head = height_of(&title, heading) + height_of(&subtitle, Type::SUBTITLE) + desk.px(10.0);
        let note = desk.wrap(&desk.clean(&frame.note), Type::NOTE, inner, 12);
        let foot = if source.is_empty() && note.is_empty() {
            0.0
        } else {
            height_of(&note, Type::NOTE) + height_of(&source, Type::NOTE) + desk.px(8.0)
        };
        let plan = plan(chart, &desk, inner)?;
        Ok(Self {
            frame,
            style,
            name: format!("{chart:?}{frame:?}{}{:?}{}", style.width, style.theme, style.text_scale),
            desk,
            plan,
            margin,
            heading,
            title,
            subtitle,
            note,
            source,
            head,
            around: head + foot + 2.0 * margin,
        })
    }

    /// The rows of each part, about as many in each; none when it stays whole.
    fn parts(&self, room: Room) -> Vec<Range<usize>> {
        if self.plan.rows() == 0 || self.around + self.plan.least() <= room.whole {
            return Vec::new();
        }
        let parts = self.filled(room, 1.0);
        // No sheet is left with a row alone where the others can give it some.
        let (mut low, mut best) = (0.5, parts);
        for step in [0.25, 0.125, 0.0625, 0.03125] {
            let fewer = self.filled(room, low + step);
            if fewer.len() == best.len() {
                best = fewer;
            } else {
                low += step;
            }
        }
        best
    }

    /// The rows of each part, as many as find room in this share of it.
    fn filled(&self, room: Room, share: f64) -> Vec<Range<usize>> {
        let count = self.plan.rows();
        // The name of the part may take another line of the subtitle.
        let around = self.around + self.desk.px(Type::SUBTITLE.leading());
        let mut parts = Vec::new();
        let mut from = 0;
        while from < count {
            let most = share * if parts.is_empty() { room.first } else { room.later };
            let fits = |to: &usize| around + self.plan.least_of(from..*to) <= most;
            // A row higher than the sheet still stands on one.
            let to = (from + 1..=count).take_while(fits).last().unwrap_or(from + 1);
            parts.push(from..to);
            from = to;
        }
        parts
    }

    fn draw(self) -> Result<Drawing, PressError> {
        let (desk, style, margin) = (&self.desk, self.style, self.margin);
        let body = (f64::from(style.height) - self.around)
            .min(self.plan.most())
            .max(self.plan.least());
        let height = (self.around + body).ceil();
        if height > TALLEST {
            return Err(PressError::Size {
                width: style.width,
                height: height.min(f64::from(u32::MAX)) as u32,
                scale: style.text_scale,
            });
        }
        let width = f64::from(style.width);
        let sheet = Sheet::new(desk, width, height, &self.name)?;
        sheet.fill(
            Area {
                left: 0.0,
                top: 0.0,
                right: width,
                bottom: height,
            },
            desk.look.paper,
        )?;
        let mut y = margin;
        y = sheet.paragraph(&self.title, self.heading, desk.look.ink, margin, y)?;
        sheet.paragraph(&self.subtitle, Type::SUBTITLE, desk.look.quiet, margin, y)?;
        let area = Area {
            left: margin,
            top: margin + self.head,
            right: width - margin,
            bottom: margin + self.head + body,
        };
        self.plan.draw(&sheet, area)?;
        let below = area.bottom + desk.px(8.0);
        let below = sheet.paragraph(&self.note, Type::NOTE, desk.look.ink, margin, below)?;
        sheet.paragraph(&self.source, Type::NOTE, desk.look.quiet, margin, below)?;

        let spots = sheet.spots();
        let svg = sheet.finish(&plain(&self.frame.title), &plain(&self.frame.description))?;
        Ok(Drawing {
            svg,
            width: style.width,
            height: height as u32,
            replaced: self.desk.replaced.into_vec(),
            spots,
        })
    }
}

fn plan(chart: &Chart, desk: &Desk, width: f64) -> Result<Box<dyn Plan>, PressError> {
    match chart {
        Chart::StatusBars(values) => status_bars::plan(values, desk, width),
        Chart::IndicatorLine(values) => indicator::plan(values, desk, width),
        Chart::Attainment(values) => attainment::plan(values, desk, width),
        Chart::CellGrid(values) => grid::plan(values, desk, width),
        Chart::TileMap(values) => tiles::plan(values, desk, width),
        Chart::TimeStack(values) => stack::plan(values, desk, width),
        Chart::Radar(values) => radar::plan(values, desk, width),
        Chart::Multiples(values) => multiples::plan(values, desk, width),
        Chart::StatusGroups(values) => status_groups::plan(values, desk, width),
        Chart::RankedBars(values) => ranked::plan(values, desk, width),
        Chart::Bullets(values) => bullet::plan(values, desk, width),
        Chart::DotRange(values) => dots::plan(values, desk, width),
        Chart::Slope(values) => slope::plan(values, desk, width),
        Chart::Waterfall(values) => waterfall::plan(values, desk, width),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{CellGrid, Fill, GridCell, GridColumn, GridRow, RankedBars, RankedRow};

    const STYLE: Style = Style { width: 960, height: 400, theme: Theme::Print, text_scale: 1.0, write: |value| value.to_string() };

    fn ranked(count: usize) -> Chart {
        let row = |place: usize| RankedRow {
            name: format!("Cơ quan {place}"),
            value: Some(place as f64),
            written: format!("{place}"),
            label: format!("Cơ quan {place}: {place}"),
            strong: false,
        };
        Chart::RankedBars(RankedBars { rows: (0..count).map(row).collect(), ..RankedBars::default() })
    }

    fn grid(rows: usize, columns: usize) -> Chart {
        let cell = |row: usize, column: usize| GridCell { fill: Fill::Class(1), written: "100".into(), label: format!("{row}/{column}") };
        Chart::CellGrid(CellGrid {
            columns: (0..columns).map(|place| GridColumn { head: format!("N{place}"), end: "1/2".into() }).collect(),
            rows: (0..rows).map(|row| GridRow { label: format!("Cơ quan {row}"), end: String::new(), cells: (0..columns).map(|column| cell(row, column)).collect() }).collect(),
            ..CellGrid::default()
        })
    }

    #[test]
    fn the_parts_of_a_chart_are_the_chart() {
        let room = Room { whole: 640.0, first: 400.0, later: 600.0 };
        for (chart, marks) in [(ranked(85), 85), (grid(85, 12), 85 * 12), (grid(40, 60), 40 * 60)] {
            let parts = draw_parts(&chart, &Frame::default(), &STYLE, room, |part, of| format!("phần {part}/{of}")).unwrap();
            assert!(parts.len() > 2, "{} parts", parts.len());
            let mut seen: Vec<usize> = parts.iter().flat_map(|part| &part.spots).map(|spot| spot.index).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..marks).collect::<Vec<_>>());
            for (place, part) in parts.iter().enumerate() {
                assert!(part.height <= if place == 0 { 400 } else { 600 }, "part {place} is {} high", part.height);
                assert!(part.svg.contains(&format!("phần {}/{}", place + 1, parts.len())));
            }
            // About as many rows in each.
            let last = parts.last().map_or(0, |part| part.height);
            assert!(last > 250, "the last part is {last} high");
        }
    }

    #[test]
    fn parts_stand_under_one_axis() {
        let room = Room { whole: 640.0, first: 600.0, later: 600.0 };
        let parts = draw_parts(&ranked(85), &Frame::default(), &STYLE, room, |_, _| String::new()).unwrap();
        for part in &parts {
            assert!(part.svg.contains(">80<") && part.svg.contains(">20<"), "the axis reaches as far as in the whole");
        }
    }

    #[test]
    fn what_finds_room_stays_whole() {
        let room = Room { whole: 640.0, first: 100.0, later: 100.0 };
        let parts = draw_parts(&ranked(10), &Frame::default(), &STYLE, room, |_, _| "phần".into()).unwrap();
        assert_eq!((parts.len(), parts[0].svg.contains("phần")), (1, false));
    }
}
