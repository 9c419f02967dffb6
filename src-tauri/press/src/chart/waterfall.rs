//! A waterfall: from one number to another, step by step. Each step begins where the one
//! before it ended; first and last stand on zero.

use super::mark::Mark;
use super::rows::{Laid, Measure, RowText, Rows, beside, from_zero};
use super::sheet::{Area, Sheet, Type};
use super::{Desk, Notice, Plan, finite};
use crate::error::PressError;
use crate::text::plain;

/// Steps from one number to another. Marks: the steps as handed in.
#[derive(Debug, Clone, Default)]
pub struct Waterfall {
    /// Accessible name of the steps.
    pub name: String,
    /// The steps in the order in which they stand.
    pub steps: Vec<WaterfallStep>,
    /// What is said when there is no step.
    pub empty: String,
}

/// One step.
#[derive(Debug, Clone, Default)]
pub struct WaterfallStep {
    /// What it is.
    pub name: String,
    /// The change, or the number itself where it is a level.
    pub value: f64,
    /// Whether it is a level, which stands on zero, and no change.
    pub level: bool,
    /// As written beside the bar, a change with its sign.
    pub written: String,
    /// Accessible name and tooltip.
    pub label: String,
    /// How a change is marked; none for levels and for what is neither good nor bad.
    pub mark: Option<Mark>,
}

struct Step {
    from: f64,
    to: f64,
    level: bool,
    written: String,
    label: String,
    mark: Option<Mark>,
}

struct Chart {
    rows: Rows,
    steps: Vec<Step>,
    name: String,
}

const HALF: f64 = 10.0;

pub(super) fn plan(
    values: &Waterfall,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    if values.steps.is_empty() {
        return Ok(Notice::plan(&values.empty, desk, width));
    }
    let mut running = 0.0;
    let mut steps = Vec::new();
    for step in &values.steps {
        let value = finite(step.value, "a step")?;
        let from = if step.level { 0.0 } else { running };
        running = finite(from + value, "a step")?;
        steps.push(Step {
            from,
            to: running,
            level: step.level,
            written: desk
                .wrap(
                    &desk.clean(&step.written),
                    Type::VALUE,
                    (width * 0.3).max(desk.px(176.0)),
                    1,
                )
                .concat(),
            label: plain(&step.label),
            mark: step.mark,
        });
    }
    let texts: Vec<RowText<'_>> = values
        .steps
        .iter()
        .map(|step| RowText {
            name: &step.name,
            words: "",
            tall: 0.0,
        })
        .collect();
    let widest = steps
        .iter()
        .map(|step| desk.width(&step.written, Type::VALUE))
        .fold(0.0, f64::max);
    let whole = steps
        .iter()
        .all(|step| step.from.fract() == 0.0 && step.to.fract() == 0.0);
    let measure = Measure {
        axis: Some(from_zero(
            steps.iter().flat_map(|step| [step.from, step.to]),
        )),
        whole,
        head: desk.px(4.0),
        beside: widest + desk.px(10.0),
        pitch: (34.0, 52.0),
    };
    Ok(Box::new(Chart {
        rows: Rows::new(desk, width, &texts, measure),
        steps,
        name: plain(&values.name),
    }))
}

impl Chart {
    fn draw_step(
        &self,
        sheet: &Sheet<'_>,
        laid: &Laid,
        index: usize,
        step: &Step,
    ) -> Result<(), PressError> {
        let Some((top, bottom)) = laid.places.get(index) else {
            return Ok(());
        };
        let middle = (top + bottom) / 2.0;
        let half = sheet.px(HALF);
        let (from, to) = (self.rows.x(laid, step.from), self.rows.x(laid, step.to));
        let kind = if step.level { Type::VALUE } else { Type::LABEL };
        self.rows.draw_words(sheet, laid, index, Some(kind))?;
        let bar = Area {
            left: from.min(to),
            top: middle - half,
            right: from.max(to).max(from.min(to) + 1.5),
            bottom: middle + half,
        };
        match step.mark {
            Some(mark) => sheet.paint(bar, &mark.paint(&sheet.look))?,
            None if step.level => sheet.fill(bar, sheet.look.series)?,
            None => sheet.fill(bar, sheet.look.axis)?,
        }
        // A thin line leads to where the next step begins.
        if let Some((next, _)) = laid.places.get(index + 1) {
            let ends = [
                (to, middle + half),
                (to, next + (bottom - top) / 2.0 - half),
            ];
            sheet.line(&ends, sheet.look.axis, 1.0, Some("20 20"))?;
        }
        let right = laid.bars.right + self.rows.beside();
        beside(sheet, &step.written, (from.max(to), middle), right)
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
        let laid = self.rows.lay(area);
        self.rows.draw_axis(sheet, &laid)?;
        sheet.list(&self.name, || {
            for (index, step) in self.steps.iter().enumerate() {
                let whole = self.rows.whole(&laid, index);
                sheet.point(index, &step.label, whole, || {
                    self.draw_step(sheet, &laid, index, step)
                })?;
            }
            Ok(())
        })?;
        self.rows.draw_zero(sheet, &laid)
    }
}
