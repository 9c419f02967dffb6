//! Chooses what is judged: the target that counts, the baseline, and the figure of the whole by that day, put
//! together over its periods where the time rule says so. The rule itself is [`crate::progress::judge_by`].

use chrono::{Duration, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::light::{LightOverride, MethodBreak};
use super::read::target_written;
use super::{IndicatorDefinition, IndicatorRow, Point, TargetShown, TimeRule};
use crate::book::Reader;
use crate::error::Result;
use crate::figure;
use crate::observation::{Approval, Observation, ObservationState};
use crate::period::{Boundaries, Period};
use crate::progress::{self, Dated, Reason, Rule};
use crate::rollup::{Amount, Held, Span, Timed, over_time};
use crate::target::{self, Bound, Target};

/// A figure put together from several periods.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CombinedFigure {
    /// As it is printed, with its unit.
    pub written: String,
    /// The number, in the indicator's unit.
    pub number: f64,
    /// How periods combine.
    pub rule: TimeRule,
    /// First day of the periods looked at.
    pub first_day: NaiveDate,
    /// Last day of the newest figure in it.
    pub last_day: NaiveDate,
    /// How many figures are in it.
    pub figures: u32,
    /// How many figures are left out because they follow the other calendar.
    pub other_calendar: u32,
}

/// Everything kept about one indicator that matters for its light.
pub(super) struct Told<'a> {
    pub figures: &'a [Observation],
    /// Those for the whole.
    pub targets: &'a [Target],
    pub breaks: &'a [MethodBreak],
    pub overrides: &'a [LightOverride],
    pub contradictions: u32,
}

/// The target that counts on a day: the next one due, else the one without a day, else the last one due.
fn counting(targets: &[Target], as_of: NaiveDate) -> Option<&Target> {
    let due = |target: &&Target| target.deadline.last_day.is_some_and(|day| day >= as_of);
    targets
        .iter()
        .find(due)
        .or_else(|| targets.iter().find(|target| target.deadline.last_day.is_none()))
        .or_else(|| targets.last())
}

/// The target for the whole that counts on a day, with how it is printed.
pub fn get_target(reader: &Reader, definition: &IndicatorDefinition, as_of: NaiveDate) -> Result<Option<TargetShown>> {
    let targets = target::of_whole(reader.conn, Some(&definition.id))?;
    let shown = |target: &Target| TargetShown { written: target_written(reader, definition, target), target: target.clone() };
    Ok(counting(&targets, as_of).map(shown))
}

/// What progress is asked of a target.
fn goal(target: &Target) -> Option<progress::Goal> {
    Some(match target.bound {
        Bound::AtLeast => progress::Goal::AtLeast(target.value_min?),
        Bound::AtMost => progress::Goal::AtMost(target.value_max?),
        Bound::Exactly => progress::Goal::Exactly(target.value_min?),
        Bound::Range => progress::Goal::Range(target.value_min?, target.value_max?),
        Bound::ChangeAtLeast => progress::Goal::ChangeAtLeast(target.value_min?),
        Bound::Qualitative => return None,
    })
}

/// The figures that stand for the whole on a day: approved, not of a single agency, and known by then.
pub fn known(figures: &[Observation], as_of: NaiveDate) -> Vec<&Observation> {
    let counts = |figure: &&Observation| figure.agency.is_none() && figure.approval == Approval::Approved && figure.as_of_day <= as_of;
    figures.iter().filter(counts).collect()
}

/// The days of a figure's period, if it has one.
pub fn span_of(period: Option<&str>, calendar: crate::period::Calendar) -> Option<Span> {
    Some(Span::of(Period::parse(period?).ok()?, calendar))
}

/// The figure that is judged and the baseline it is set against.
struct Measured {
    baseline: Option<Dated>,
    observed: Option<Dated>,
    combined: Option<CombinedFigure>,
}

/// Sums and means of the periods a target speaks of: from its first day, else from the baseline on. A sum
/// starts at the baseline, or at nothing where the target has a period of its own ("năm 2024").
fn over_periods(
    reader: &Reader,
    definition: &IndicatorDefinition,
    whole: &[&Observation],
    target: &Target,
    baseline: Option<Dated>,
    as_of: NaiveDate,
) -> std::result::Result<Measured, Reason> {
    let nothing = Measured { baseline, observed: None, combined: None };
    let span = |figure: &Observation| span_of(figure.period.as_deref(), figure.calendar);
    let own: Vec<&&Observation> = whole.iter().filter(|figure| figure.calendar == definition.calendar).collect();
    let earliest = own.iter().filter(|figure| figure.number.is_some()).map(|figure| span(figure).map_or(figure.as_of_day, |span| span.first)).min();
    let own_period = target.deadline.first_day;
    let explicit = definition.baseline_value.zip(definition.baseline_day);
    let from_baseline = own_period.is_none() && explicit.is_some();
    let Some(first) = own_period.or(explicit.map(|(_, day)| day + Duration::days(1))).or(earliest) else { return Ok(nothing) };
    let window = Span { first, last: target.deadline.last_day.map_or(as_of, |day| day.min(as_of)) };
    let timed: Vec<Timed> = own
        .iter()
        .map(|figure| Timed {
            held: figure.number.map_or(Held::Missing, |number| Held::Figure(figure.amount().unwrap_or(Amount::Value(number)))),
            day: figure.as_of_day,
            span: span(figure),
        })
        .collect();
    let over = over_time(definition.time_rule, definition.kind, &timed, &window).map_err(|_| Reason::SeveralPeriods)?;
    let Held::Figure(amount) = over.held else { return Ok(nothing) };
    let chosen = || over.chosen.iter().filter_map(|place| timed.get(*place));
    let Some(last_day) = chosen().map(|timed| timed.span.map_or(timed.day, |span| span.last)).max() else { return Ok(nothing) };
    let mut number = amount.number(definition.kind);
    let sums = definition.time_rule == TimeRule::Sum;
    let baseline = match explicit {
        Some((value, _)) if sums && from_baseline => {
            number += value;
            baseline
        }
        _ if sums => Some(Dated { value: 0.0, day: first - Duration::days(1) }),
        _ => baseline,
    };
    let words = reader.words();
    let combined = CombinedFigure {
        written: figure::with_words(None, &figure::write_computed(number, definition.decimals, words.language.notation()), &definition.unit),
        number,
        rule: definition.time_rule,
        first_day: first,
        last_day,
        figures: over.chosen.len() as u32,
        other_calendar: (whole.len() - own.len()) as u32,
    };
    Ok(Measured { baseline, observed: Some(Dated { value: number, day: last_day }), combined: Some(combined) })
}

/// The first day on which a figure is owed: after the first period asked for, and after its report is to be sent.
fn first_figure_due(definition: &IndicatorDefinition) -> Option<NaiveDate> {
    let first = Period::parse(definition.practice.reports_from.as_deref()?).ok()?;
    let boundaries = Boundaries::default();
    let last = first.send_by(definition.calendar, &boundaries).unwrap_or_else(|| first.last_day(definition.calendar, &boundaries));
    last.succ_opt()
}

/// One line of the list of indicators.
pub(super) fn judged(reader: &Reader, definition: IndicatorDefinition, told: &Told, office: &Rule, as_of: NaiveDate) -> IndicatorRow {
    let whole = known(told.figures, as_of);
    // "No data yet" for a newer day does not take an older figure away.
    let latest = whole.iter().rev().find(|figure| figure.state == ObservationState::Value).or(whole.last()).copied();
    let rivals = latest.map_or(0, |latest| {
        let same_day = |figure: &&&Observation| figure.as_of_day == latest.as_of_day && figure.state == ObservationState::Value;
        whole.iter().filter(same_day).filter(|figure| figure.number != latest.number || figure.text != latest.text).count() as u32
    });
    let target = counting(told.targets, as_of);
    let dated = |number: Option<f64>, day: Option<NaiveDate>| number.zip(day).map(|(value, day)| Dated { value, day });
    // Without a baseline of its own, an indicator is measured from its first figure.
    let baseline = dated(definition.baseline_value, definition.baseline_day).or_else(|| {
        let first = whole.iter().find(|figure| figure.number.is_some())?;
        (whole.len() > 1).then(|| dated(first.number, Some(first.as_of_day))).flatten()
    });
    let last = Measured { baseline, observed: latest.and_then(|figure| dated(figure.number, Some(figure.as_of_day))), combined: None };
    let (measured, refused) = match target {
        Some(target) if definition.time_rule != TimeRule::Last => match over_periods(reader, &definition, &whole, target, baseline, as_of) {
            Ok(measured) => (measured, None),
            Err(reason) => (last, Some(reason)),
        },
        _ => (last, None),
    };
    let case = progress::Case {
        direction: definition.direction,
        baseline: measured.baseline,
        observed: measured.observed,
        goal: target.and_then(goal),
        target_day: target.and_then(|target| target.deadline.last_day),
        has_target: target.is_some(),
        method_since: told.breaks.iter().map(|one| one.day).filter(|day| *day <= as_of).max(),
        as_of,
    };
    let rule = Rule { method: definition.practice.method.unwrap_or(office.method), thresholds: office.thresholds };
    let judgement = progress::judge_by(&case, &rule);
    let judgement = refused.map_or(judgement, |reason| judgement.refused(reason));
    let judgement = first_figure_due(&definition).map_or(judgement, |day| judgement.excused_before(day, as_of));
    let overridden = told.overrides.iter().rev().find(|one| one.holds_on(as_of)).cloned();
    let last_number = latest.and_then(|figure| figure.number);
    let points = whole.iter().filter_map(|figure| figure.number.map(|number| Point { day: figure.as_of_day, number })).collect();
    IndicatorRow {
        latest: latest.cloned(),
        age_days: latest.map(|figure| (as_of - figure.as_of_day).num_days()),
        target: target.map(|target| TargetShown { written: target_written(reader, &definition, target), target: target.clone() }),
        light: overridden.as_ref().map_or(judgement.band, |one| one.band),
        judgement,
        overridden,
        combined: measured.combined.filter(|one| one.figures > 1 || Some(one.number) != last_number),
        rivals,
        points,
        contradictions: told.contradictions,
        definition,
    }
}
