//! Ticks of axes: round numbers and round days. Days are written `dd/mm/yyyy` or as a year,
//! the official notation (NĐ 30/2020/NĐ-CP writes days in this order).

use chrono::{Datelike, Months, NaiveDate};

/// Round values inside `low..=high`, at most about `most` of them, 1, 2 or 5 times a power
/// of ten apart. `whole` keeps them integers.
pub(crate) fn ticks(low: f64, high: f64, most: usize, whole: bool) -> Vec<f64> {
    let span = high - low;
    if !(span.is_finite() && span > 0.0) || most == 0 {
        return vec![low];
    }
    let raw = span / most as f64;
    let magnitude = 10f64.powf(raw.log10().floor());
    let mut step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= raw * 0.999)
        .unwrap_or(10.0 * magnitude);
    if whole {
        step = step.max(1.0);
    }
    let (first, last) = ((low / step).ceil(), (high / step + 1e-9).floor());
    let count = (last - first).clamp(0.0, 60.0) as u32;
    (0..=count)
        .map(|index| {
            let multiple = first + f64::from(index);
            // Multiplying by 0,1 leaves noise in the last digit, dividing by 10 does not.
            let value = if step < 1.0 {
                multiple / (1.0 / step).round()
            } else {
                multiple * step
            };
            if value == 0.0 { 0.0 } else { value }
        })
        .filter(|value| *value >= low && *value <= high)
        .collect()
}

/// The ends of an axis for values from `low` to `high`. Zero is on it when the figures are not
/// far from it: a slope must not look steeper than it is, and a count from 36 to 53 must still
/// be readable.
pub(crate) fn value_range(low: f64, high: f64) -> (f64, f64) {
    if high <= low {
        // One value alone stands in the middle, zero on the axis.
        let span = (high.abs() * 0.2).max(1.0);
        return match low {
            0.0 => (0.0, span),
            low if low > 0.0 => ((low - span).max(0.0), low + span),
            low => (low - span, (low + span).min(0.0)),
        };
    }
    let span = high - low;
    let top = if high <= 0.0 && low < 0.0 && high > low * 0.5 {
        0.0
    } else {
        high
    };
    if low >= 0.0 && low <= high * 0.5 {
        return (0.0, top);
    }
    let bottom = low - span * 0.05;
    (if low >= 0.0 { bottom.max(0.0) } else { bottom }, top)
}

/// A day as officials write it.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A day as a number on an axis.
pub(crate) fn place(date: NaiveDate) -> f64 {
    f64::from(date.num_days_from_ce())
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Months(u32),
    Years(i32),
}

/// Round days inside `from..=to` with their labels: the finest steps whose labels fit
/// `room` pixels, a day label needing `day_width` and a year `year_width`.
pub(crate) fn day_ticks(
    from: NaiveDate,
    to: NaiveDate,
    room: f64,
    day_width: f64,
    year_width: f64,
) -> Vec<(NaiveDate, String)> {
    let days = (to - from).num_days();
    if days <= 31 {
        return vec![(from, day(from)), (to, day(to))]
            .into_iter()
            .take(if days == 0 { 1 } else { 2 })
            .collect();
    }
    let steps = [1, 2, 3, 6].map(Step::Months).into_iter().chain(
        (0..6).flat_map(|power| [1, 2, 5].map(|factor| Step::Years(factor * 10_i32.pow(power)))),
    );
    for step in steps {
        let (length, width) = match step {
            Step::Months(months) => (30.44 * f64::from(months), day_width),
            Step::Years(years) => (365.25 * f64::from(years), year_width),
        };
        if days as f64 / length * width <= room {
            return walk(from, to, step);
        }
    }
    Vec::new()
}

fn walk(from: NaiveDate, to: NaiveDate, step: Step) -> Vec<(NaiveDate, String)> {
    let (mut date, months) = match step {
        Step::Months(months) => {
            let month0 = from.month0() / months * months;
            (NaiveDate::from_ymd_opt(from.year(), month0 + 1, 1), months)
        }
        Step::Years(years) => {
            let year = from.year().div_euclid(years) * years;
            (
                NaiveDate::from_ymd_opt(year, 1, 1),
                years.unsigned_abs() * 12,
            )
        }
    };
    let mut ticks = Vec::new();
    while let Some(at) = date.filter(|at| *at <= to) {
        if at >= from {
            let label = match step {
                Step::Months(_) => day(at),
                Step::Years(_) => at.year().to_string(),
            };
            ticks.push((at, label));
        }
        date = at.checked_add_months(Months::new(months));
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 16.0, 6, true), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(0.0, 1.0, 10, true), [0.0, 1.0]);
        assert_eq!(ticks(0.0, 0.3, 3, false), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(-20.0, 100.0, 3, false), [0.0, 50.0, 100.0]);
        assert_eq!(ticks(5.0, 5.0, 3, false), [5.0]);
        assert_eq!(ticks(0.0, 1e15, 2, true), [0.0, 5e14, 1e15]);
    }

    #[test]
    fn an_axis_always_has_a_length() {
        for (low, high) in [(0.0, 0.0), (5.0, 5.0), (-5.0, -5.0), (36.0, 53.0), (-3.0, 2.0), (9e14, 1e15), (-1e15, 1e15), (0.5, 0.5)] {
            let (bottom, top) = value_range(low, high);
            assert!(bottom < top && bottom <= low && high <= top, "{low}..{high}: {bottom}..{top}");
        }
        assert_eq!(value_range(10.0, 53.0), (0.0, 53.0));
        assert_eq!(value_range(0.0, 0.0), (0.0, 1.0));
    }

    #[test]
    fn days_are_round_and_never_too_many() {
        let at = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let labels = |from, to, room| -> Vec<String> {
            day_ticks(from, to, room, 80.0, 40.0)
                .into_iter()
                .map(|(_, label)| label)
                .collect()
        };
        assert_eq!(
            labels(at(2023, 12, 10), at(2025, 1, 10), 400.0),
            [
                "01/01/2024",
                "01/04/2024",
                "01/07/2024",
                "01/10/2024",
                "01/01/2025"
            ]
        );
        assert_eq!(
            labels(at(2018, 6, 1), at(2030, 1, 2), 300.0),
            ["2020", "2022", "2024", "2026", "2028", "2030"]
        );
        assert_eq!(
            labels(at(2024, 5, 5), at(2024, 5, 5), 300.0),
            ["05/05/2024"]
        );
        assert!(labels(NaiveDate::MIN, NaiveDate::MAX, 900.0).len() < 25);
    }
}
