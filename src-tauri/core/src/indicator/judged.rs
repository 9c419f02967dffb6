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
use crate::figure::{self, Qualifier};
use crate::observation::{Approval, Observation, ObservationState};
use crate::period::{Calendar, Period};
use crate::progress::{self, Band, Dated, Goal, Precision, Reason, Rule};
use crate::rollup::{Held, NoWhole, Span, Timed, over_time, timed};
use crate::setting::{self, ReportDays};
use crate::target::{self, Target};

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
    /// How many days of the time looked at its figures cover; none where it is a single one.
    pub days: Option<i64>,
    /// What shorter periods of the same days say, where that is something else, with its unit.
    pub other_written: Option<String>,
    /// How many days that is, from the first day to that of the newest figure.
    pub of_days: i64,
}

/// What the office has set for all its indicators.
pub(super) struct Office {
    pub rule: Rule,
    pub reports: ReportDays,
}

impl Office {
    pub(super) fn read(reader: &Reader) -> Result<Office> {
        Ok(Office { rule: setting::progress_rule(reader.conn)?, reports: setting::report_days(reader.conn)? })
    }
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

/// The target that counts on a day: the next one due, else the last one due, else one without a day.
pub fn counting<'a>(targets: impl Iterator<Item = &'a Target>, as_of: NaiveDate) -> Option<&'a Target> {
    let (dated, undated): (Vec<&Target>, Vec<&Target>) = targets.partition(|target| target.deadline.last_day.is_some());
    let due = |target: &&&Target| target.deadline.last_day.is_some_and(|day| day >= as_of);
    let next = dated.iter().filter(due).min_by_key(|target| target.deadline.last_day);
    next.or(dated.iter().max_by_key(|target| target.deadline.last_day)).or(undated.first()).copied()
}

/// The period a target speaks of ("năm 2024"), with its days in the calendar of the indicator: the year of reports is
/// another one than that of statistics (NĐ 09/2019/NĐ-CP, Điều 12). None where it only names a day to be met by.
fn period_of(target: &Target, calendar: Calendar) -> Option<(Period, Span)> {
    let period = Period::of_days(target.deadline.first_day?, target.deadline.last_day?)?;
    Some((period, Span::of(period, calendar)))
}

/// The target for the whole that counts on a day, with how it is printed.
pub fn get_target(reader: &Reader, definition: &IndicatorDefinition, as_of: NaiveDate) -> Result<Option<TargetShown>> {
    let targets = target::of_whole(reader.conn, Some(&definition.id))?;
    let shown = |target: &Target| TargetShown { written: target_written(reader, definition, target), target: target.clone() };
    Ok(counting(targets.iter(), as_of).map(shown))
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
    /// Whether the baseline is nothing at all instead of something measured.
    from_nothing: bool,
}

/// Sums and means of the periods a target speaks of: its own ("năm 2024"), else from the baseline on, else from the
/// first figure on. A sum starts at the baseline, or at nothing where the target has a period of its own.
fn over_periods(
    reader: &Reader,
    definition: &IndicatorDefinition,
    whole: &[&Observation],
    target: &Target,
    baseline: Option<Dated>,
    breaks: &[MethodBreak],
) -> std::result::Result<Measured, Reason> {
    let nothing = Measured { baseline, observed: None, combined: None, from_nothing: false };
    let own: Vec<&&Observation> = whole.iter().filter(|figure| figure.calendar == definition.calendar).collect();
    let timed: Vec<Timed> = own.iter().map(|figure| timed(figure)).collect();
    let told = || timed.iter().filter(|timed| timed.held.amount().is_some());
    let earliest = told().map(|timed| timed.span.map_or(timed.day, |span| span.first)).min();
    // A target for a month of what is told by quarters can only mean: by then.
    let fits = |days: &Span| told().filter_map(|timed| timed.span).min_by_key(Span::days).is_none_or(|shortest| shortest.days() <= days.days());
    let own_period = period_of(target, definition.calendar).map(|(_, days)| days).filter(fits);
    let explicit = definition.baseline_value.zip(definition.baseline_day);
    let from_baseline = own_period.is_none() && explicit.is_some();
    let first = own_period.map(|days| days.first).or(explicit.map(|(_, day)| day + Duration::days(1))).or(earliest);
    let Some(first) = first else { return Ok(nothing) };
    let last = own_period.map(|days| days.last).or(target.deadline.last_day).unwrap_or(NaiveDate::MAX);
    let window = Span { first, last };
    let over = over_time(definition.time_rule, definition.kind, &timed, &window).map_err(refusal)?;
    let Held::Figure(amount) = over.held else { return Ok(nothing) };
    let chosen = || over.chosen.iter().filter_map(|place| timed.get(*place));
    let Some(last_day) = chosen().map(Timed::until).max() else { return Ok(nothing) };
    let first_day = chosen().map(Timed::until).min().unwrap_or(last_day);
    if breaks.iter().any(|one| first_day < one.day && one.day <= last_day) {
        return Err(Reason::MethodBreak);
    }
    let mut number = amount.number(definition.kind);
    let sums = definition.time_rule == TimeRule::Sum;
    let from_nothing = sums && !from_baseline;
    let baseline = match explicit {
        Some((value, _)) if sums && from_baseline => {
            number += value;
            baseline
        }
        _ if sums => Some(Dated { value: 0.0, day: first - Duration::days(1) }),
        _ => baseline,
    };
    let words = reader.words();
    let start = explicit.map(|(value, _)| value).filter(|_| sums && from_baseline).unwrap_or_default();
    // A sum is not rounded onto the target that it does not reach.
    let bounds: Vec<f64> = [target.value_min, target.value_max].into_iter().flatten().collect();
    let written = |number: f64| {
        let number = figure::write_computed(number, definition.decimals, &bounds, words.language.notation());
        figure::with_words(None, &number, &definition.unit)
    };
    let combined = CombinedFigure {
        written: written(number),
        other_written: over.other.map(|other| written(other.number(definition.kind) + start)),
        number,
        rule: definition.time_rule,
        first_day: first,
        last_day,
        figures: over.chosen.len() as u32,
        other_calendar: (whole.len() - own.len()) as u32,
        days: over.days,
        of_days: Span { first, last: chosen().filter_map(|timed| timed.span).map(|span| span.last).max().unwrap_or(last_day) }.days(),
    };
    Ok(Measured { baseline, observed: Some(Dated { value: number, day: last_day }), combined: Some(combined), from_nothing })
}

/// Why periods do not make one figure.
fn refusal(why: NoWhole) -> Reason {
    match why {
        NoWhole::RunningTotals => Reason::RunningTotals,
        NoWhole::NotCombinable => Reason::NotCombinable,
        NoWhole::MethodBreak => Reason::MethodBreak,
        NoWhole::SeveralPeriods | NoWhole::NoFigure => Reason::SeveralPeriods,
    }
}

/// How exact a figure is.
fn precision(qualifier: Option<&str>) -> Precision {
    match qualifier.and_then(Qualifier::of_word) {
        Some(Qualifier::Nearly | Qualifier::Below | Qualifier::AtMost | Qualifier::Maximum | Qualifier::NotOver | Qualifier::OrLess) => Precision::Below,
        Some(Qualifier::Over | Qualifier::Above | Qualifier::AtLeast | Qualifier::Minimum | Qualifier::OrMore) => Precision::Above,
        Some(Qualifier::About | Qualifier::Approximately) => Precision::About,
        _ => Precision::Exact,
    }
}

/// The figure shown as the newest: of one day that of the period the target speaks of, else that of the longest period,
/// else the one entered last. That there is no data yet takes no older figure away; that there cannot be any does.
fn newest<'a>(whole: &[&'a Observation], wanted: Option<Period>) -> Option<&'a Observation> {
    let says = |figure: &&&Observation| figure.state != ObservationState::NoData;
    let Some(day) = whole.iter().filter(says).map(|figure| figure.as_of_day).max() else { return whole.last().copied() };
    let rank = |figure: &Observation| {
        let period = figure.period.as_deref().and_then(|code| Period::parse(code).ok());
        (period.is_some() && period == wanted, period.map(Period::kind))
    };
    // Of equals the last one entered.
    whole.iter().filter(says).filter(|figure| figure.as_of_day == day).max_by_key(|figure| rank(figure)).copied()
}

/// The first day on which a figure is owed: after the first period asked for, and after its report is to be sent.
fn first_figure_due(definition: &IndicatorDefinition, reports: &ReportDays) -> Option<NaiveDate> {
    let first = Period::parse(definition.practice.reports_from.as_deref()?).ok()?;
    let last = Span::of(first, definition.calendar).last;
    reports.due_on(first, definition.calendar, last).unwrap_or(last).succ_opt()
}

/// Whether a figure says something else of the same days as the newest one, from another source. One that was
/// corrected is no other source.
fn rivals(figure: &Observation, latest: &Observation) -> bool {
    let same_days = figure.as_of_day == latest.as_of_day && figure.period == latest.period && figure.calendar == latest.calendar;
    let differs = figure.number != latest.number || figure.text != latest.text;
    let documents = |one: &Observation| one.citations.iter().map(|citation| citation.document.clone()).collect::<Vec<_>>();
    same_days && differs && figure.state == ObservationState::Value && !figure.citations.is_empty() && documents(figure) != documents(latest)
}

/// One line of the list of indicators.
pub(super) fn judged(reader: &Reader, definition: IndicatorDefinition, told: &Told, office: &Office, as_of: NaiveDate) -> IndicatorRow {
    let whole = known(told.figures, as_of);
    let target = counting(told.targets.iter(), as_of);
    let period = target.and_then(|target| period_of(target, definition.calendar));
    let latest = newest(&whole, period.map(|(period, _)| period));
    let rivals = latest.map_or(0, |latest| whole.iter().filter(|figure| rivals(figure, latest)).count() as u32);
    let dated = |number: Option<f64>, day: Option<NaiveDate>| number.zip(day).map(|(value, day)| Dated { value, day });
    // Without a baseline of its own, an indicator is measured from its first figure.
    let baseline = dated(definition.baseline_value, definition.baseline_day).or_else(|| {
        let first = whole.iter().find(|figure| figure.number.is_some())?;
        latest.is_some_and(|latest| first.as_of_day < latest.as_of_day).then(|| dated(first.number, Some(first.as_of_day))).flatten()
    });
    let observed = latest.and_then(|figure| dated(figure.number, Some(timed(figure).until())));
    let last = Measured { baseline, observed, combined: None, from_nothing: false };
    let (measured, refused) = match target {
        Some(target) if definition.time_rule != TimeRule::Last => match over_periods(reader, &definition, &whole, target, baseline, told.breaks) {
            Ok(measured) => (measured, None),
            Err(reason) => (last, Some(reason)),
        },
        _ if latest.is_some_and(|latest| latest.state == ObservationState::NotApplicable) => (last, Some(Reason::NotApplicable)),
        _ => (last, None),
    };
    let single = measured.combined.as_ref().is_none_or(|combined| combined.figures == 1);
    let due = target.and_then(|target| target.deadline.last_day);
    let case = progress::Case {
        direction: definition.direction,
        baseline: measured.baseline,
        observed: measured.observed,
        goal: target.and_then(Target::goal),
        target_day: period.map(|(_, days)| days.last).or(due),
        over_after: due,
        precision: precision(latest.filter(|_| single).and_then(|figure| figure.qualifier.as_deref())),
        has_target: target.is_some(),
        // Nothing was measured where nothing was: a sum of its own period has no baseline of an older method.
        method_since: told.breaks.iter().map(|one| one.day).filter(|day| *day <= as_of && !measured.from_nothing).max(),
        as_of,
    };
    let rule = Rule { method: definition.practice.method.unwrap_or(office.rule.method), thresholds: office.rule.thresholds };
    let judgement = progress::judge_by(&case, &rule);
    // What periods without a figure would add nobody knows; a sum that has reached its target has reached it.
    let gaps = measured.combined.as_ref().is_some_and(|combined| combined.days.is_some_and(|days| days < combined.of_days));
    let grows = definition.time_rule == TimeRule::Sum && matches!(case.goal, Some(Goal::AtLeast(_)));
    let settled = judgement.reason.is_some() || (grows && judgement.band == Band::Achieved);
    let refused = refused.or((gaps && !settled).then_some(Reason::Gaps));
    let judgement = refused.map_or(judgement, |reason| judgement.refused(reason));
    let judgement = first_figure_due(&definition, &office.reports).map_or(judgement, |day| judgement.excused_before(day, as_of));
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
