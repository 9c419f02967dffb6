//! One indicator over time: dated observations, the baseline they start from, targets as
//! labelled lines or bands. What is missing is a gap, never a zero; where the method of
//! measuring changed, the line is cut.

mod across;
mod draw;

use chrono::NaiveDate;

use super::axis::{place, value_range};
use super::sheet::Type;
use super::{Desk, Plan, finite};
use crate::error::PressError;
use crate::text::plain;

/// The figures of one indicator. Marks: the observations, then the baseline (counted even
/// when there is none), then the targets, each as handed in.
#[derive(Debug, Clone, Default)]
pub struct IndicatorLine {
    /// Accessible name of the series: the indicator with its unit.
    pub name: String,
    /// The figures in any order.
    pub observations: Vec<Observation>,
    /// Where it started.
    pub baseline: Option<Baseline>,
    /// What is to be reached and by when, in any order.
    pub targets: Vec<Target>,
    /// Days on which the method of measuring changed.
    pub breaks: Vec<Break>,
    /// The word beside a hollow point in the key, e.g. "suy ra".
    pub derived: String,
    /// The word beside a ringed point in the key, e.g. "số gần đúng".
    pub approximate: String,
    /// What is said when there is no figure.
    pub empty: String,
}

/// One dated figure.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The day it stands for.
    pub date: NaiveDate,
    /// The figure; `None` says that there is none for this day, and leaves a gap.
    pub value: Option<f64>,
    /// As written beside the point, e.g. "41/53" or "gần 54 triệu".
    pub written: String,
    /// Accessible name and tooltip, e.g. "24/04/2024: 41/53 dịch vụ".
    pub label: String,
    /// Computed from other figures: drawn hollow.
    pub derived: bool,
    /// Given with "gần", "hơn", "khoảng": drawn with a ring.
    pub approximate: bool,
}

/// Where an indicator started.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The day.
    pub date: NaiveDate,
    /// The figure.
    pub value: f64,
    /// As written beside the point.
    pub written: String,
    /// Accessible name and tooltip.
    pub label: String,
}

/// What is to be reached.
#[derive(Debug, Clone)]
pub struct Target {
    /// The day by which.
    pub due: NaiveDate,
    /// The figure, or the lower end of a range.
    pub low: f64,
    /// The same figure, or the upper end of a range.
    pub high: f64,
    /// As written on the line, e.g. "Mục tiêu năm 2024: 53".
    pub label: String,
}

/// A change of method.
#[derive(Debug, Clone)]
pub struct Break {
    /// The first day of the new method.
    pub date: NaiveDate,
    /// What changed, e.g. "ITU đổi từ xếp hạng sang phân nhóm".
    pub label: String,
}

/// A point as it will be drawn.
struct Point {
    date: NaiveDate,
    value: Option<f64>,
    written: String,
    label: String,
    kind: Kind,
    index: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    Derived,
    Approximate,
    Baseline,
}

struct Goal {
    due: NaiveDate,
    low: f64,
    high: f64,
    label: String,
    name: String,
    index: usize,
}

struct Line {
    name: String,
    points: Vec<Point>,
    goals: Vec<Goal>,
    breaks: Vec<(NaiveDate, Vec<String>)>,
    keys: Vec<(Kind, String)>,
    empty: Vec<String>,
    /// First and last day of the axis; `None` when there is nothing dated at all.
    days: Option<(f64, f64)>,
    values: (f64, f64),
    /// Whether there is a figure besides the baseline.
    observed: bool,
    unit: f64,
}

pub(super) fn plan(
    values: &IndicatorLine,
    desk: &Desk,
    width: f64,
) -> Result<Box<dyn Plan>, PressError> {
    let mut points = Vec::new();
    for (index, seen) in values.observations.iter().enumerate() {
        if let Some(value) = seen.value {
            finite(value, "an observation")?;
        }
        points.push(Point {
            date: seen.date,
            value: seen.value,
            written: shorten(desk, &seen.written, width * 0.4),
            label: plain(&seen.label),
            kind: match (seen.derived, seen.approximate) {
                (true, _) => Kind::Derived,
                (false, true) => Kind::Approximate,
                (false, false) => Kind::Exact,
            },
            index,
        });
    }
    let observed = points.iter().any(|point| point.value.is_some());
    if let Some(base) = &values.baseline {
        finite(base.value, "a baseline")?;
        // A baseline that is also handed in as an observation is drawn once.
        let twice = points
            .iter()
            .any(|point| point.date == base.date && point.value == Some(base.value));
        if !twice {
            points.push(Point {
                date: base.date,
                value: Some(base.value),
                written: shorten(desk, &base.written, width * 0.4),
                label: plain(&base.label),
                kind: Kind::Baseline,
                index: values.observations.len(),
            });
        }
    }
    points.sort_by_key(|point| point.date);

    let mut goals = Vec::new();
    for (index, target) in (values.observations.len() + 1..).zip(&values.targets) {
        let (low, high) = (
            finite(target.low, "a target")?,
            finite(target.high, "a target")?,
        );
        goals.push(Goal {
            due: target.due,
            low: low.min(high),
            high: low.max(high),
            label: desk
                .wrap(&desk.clean(&target.label), Type::VALUE, width * 0.6, 1)
                .concat(),
            name: plain(&target.label),
            index,
        });
    }
    goals.sort_by_key(|goal| goal.due);

    let used = |kind: Kind| {
        points
            .iter()
            .any(|point| point.kind == kind && point.value.is_some())
    };
    let keys = [
        (Kind::Derived, &values.derived),
        (Kind::Approximate, &values.approximate),
    ]
    .into_iter()
    .filter(|(kind, word)| used(*kind) && !word.is_empty())
    .map(|(kind, word)| (kind, shorten(desk, word, width * 0.4)))
    .collect();
    Ok(Box::new(Line {
        name: plain(&values.name),
        days: days(&points, &goals),
        values: range(&points, &goals),
        points,
        goals,
        breaks: values
            .breaks
            .iter()
            .map(|at| {
                (
                    at.date,
                    desk.wrap(&desk.clean(&at.label), Type::NOTE, width * 0.28, 2),
                )
            })
            .collect(),
        keys,
        empty: desk.wrap(&desk.clean(&values.empty), Type::LABEL, width * 0.6, 4),
        observed,
        unit: desk.scale,
    }))
}

fn shorten(desk: &Desk, text: &str, width: f64) -> String {
    desk.wrap(&desk.clean(text), Type::VALUE, width, 1).concat()
}

/// The days of the axis, with a margin on both sides.
fn days(points: &[Point], goals: &[Goal]) -> Option<(f64, f64)> {
    let places = || {
        points
            .iter()
            .map(|point| place(point.date))
            .chain(goals.iter().map(|goal| place(goal.due)))
    };
    let (low, high) = (places().reduce(f64::min)?, places().reduce(f64::max)?);
    if points.is_empty() || high - low < 1.0 {
        // One day alone: half a year before and after give it a place in time.
        return Some((low - 190.0, high + 60.0));
    }
    let margin = ((high - low) * 0.06).max(4.0);
    Some((low - margin, high + margin))
}

/// The values of the axis.
fn range(points: &[Point], goals: &[Goal]) -> (f64, f64) {
    let all = || {
        points
            .iter()
            .filter_map(|point| point.value)
            .chain(goals.iter().flat_map(|goal| [goal.low, goal.high]))
    };
    match (all().reduce(f64::min), all().reduce(f64::max)) {
        (Some(low), Some(high)) => value_range(low, high),
        _ => (0.0, 1.0),
    }
}
