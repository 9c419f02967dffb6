//! What to look at twice in a figure: nothing here stops anybody.

use crate::figure;
use crate::indicator::{IndicatorDefinition, IndicatorKind};
use crate::observation::fitting::Stated;
use crate::observation::{ObservationParts, PartsOf};
use crate::period::Calendar;
use crate::problem::Problem;
use crate::words::Words;

/// A figure ten times as large as the last one, or a tenth of it, is often one in another scale.
const OTHER_SCALE: f64 = 10.0;

/// What to look at twice in a figure, beside the last one before it.
///
/// Codes: `entry.below`, `entry.above` (the indicator's limits), `entry.percent` (a share outside 0 to 100 where no
/// limits are set), `entry.negative` (fewer than none, where none are set), `entry.part_above_whole`, `entry.jump` (more than the indicator's percent since the last
/// figure), `entry.scale` (ten times as much or a tenth), `entry.calendar`, `entry.parts`.
pub fn warnings(definition: &IndicatorDefinition, figure: &Stated, parts: &[PartsOf], last: Option<f64>, words: &Words) -> Vec<Problem> {
    let mut found = Vec::new();
    let practice = &definition.practice;
    let write = |number: f64| figure::write(number, None, words.language.notation());
    if figure.calendar != definition.calendar {
        found.push(other_calendar(definition.calendar, words));
    }
    for parts in parts {
        found.extend(uneven(parts));
    }
    let Some(number) = figure.number(definition.kind) else { return found };
    if let Some((part, whole)) = figure.numerator.zip(figure.denominator)
        && part.abs() > whole.abs()
    {
        found.push(Problem::new("entry.part_above_whole").with("part", write(part)).with("whole", write(whole)));
    }
    if let Some(lowest) = practice.lowest.filter(|lowest| number < *lowest) {
        found.push(Problem::new("entry.below").with("limit", write(lowest)));
    }
    if let Some(highest) = practice.highest.filter(|highest| number > *highest) {
        found.push(Problem::new("entry.above").with("limit", write(highest)));
    }
    let unlimited = practice.lowest.is_none() && practice.highest.is_none();
    if unlimited && definition.kind == IndicatorKind::Percent && !(0.0..=100.0).contains(&number) {
        found.push(Problem::new("entry.percent"));
    }
    if unlimited && definition.kind == IndicatorKind::Count && number < 0.0 {
        found.push(Problem::new("entry.negative"));
    }
    if let Some(last) = last.filter(|last| *last != 0.0) {
        let change = (number - last) / last.abs() * 100.0;
        let (times, of_scale) = (number / last, !matches!(definition.kind, IndicatorKind::Rank | IndicatorKind::YesNo));
        if practice.jump_percent.is_some_and(|most| change.abs() > most) {
            found.push(Problem::new("entry.jump").with("percent", figure::write_computed((change * 10.0).round() / 10.0, None, &[], words.language.notation())).with("before", write(last)));
        } else if of_scale && number != 0.0 && !(1.0 / OTHER_SCALE < times && times < OTHER_SCALE) {
            found.push(Problem::new("entry.scale").with("before", write(last)));
        }
    }
    found
}

fn other_calendar(own: Calendar, words: &Words) -> Problem {
    Problem::new("entry.calendar").with("calendar", words.of_value("calendar", own))
}

fn uneven(parts: &PartsOf) -> Option<Problem> {
    let rest = parts.rest.as_deref().filter(|_| parts.standing == ObservationParts::Differ)?;
    Some(Problem::new("entry.parts").with("dimension", &parts.dimension_name).with("rest", rest))
}
