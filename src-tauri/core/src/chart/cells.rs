//! Cells of heat maps and tile maps: a figure with its class, or the mark of having none, said once for the
//! picture, its key, its label and its table.

use so35_press as press;

use super::words::{number, with_others};
use super::{ChartCell, ChartMeasure};
use crate::figure;
use crate::status::{Counts, RateKind, Status};
use crate::words::Words;

/// The classes of a scale, and what each is called.
pub struct Classes {
    /// Where each class but the first begins.
    bounds: Vec<f64>,
    /// Whether a bound belongs to the class below it.
    upper: bool,
    words: Vec<String>,
}

impl Classes {
    /// Shares in percent: nothing at all is a class of its own, the others end with `bounds`.
    fn shares(words: &Words, bounds: [f64; 3]) -> Classes {
        let write = |value: f64| format!("{}%", figure::write(value, None, words.language.notation()));
        let [first, second, third] = bounds;
        let between = |low: f64, high: f64| words.fill("chart.class.between", &[("low", write(low)), ("high", write(high))]);
        Classes {
            bounds: vec![0.0, first, second, third],
            upper: true,
            words: vec![
                write(0.0),
                between(0.0, first),
                between(first, second),
                between(second, third),
                words.fill("chart.class.above", &[("low", write(third))]),
            ],
        }
    }

    /// Shares of what is to be done, in percent.
    pub fn progress(words: &Words) -> Classes {
        Classes::shares(words, [25.0, 50.0, 75.0])
    }

    /// Classes of one width with round bounds, as many as there are but five at the most.
    pub fn of(words: &Words, values: &[f64], unit: &str) -> Classes {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let whole = values.iter().all(|value| value.fract() == 0.0);
        let mut bounds = Vec::new();
        if high > low {
            let raw = (high - low) / f64::from(press::CLASSES);
            let magnitude = 10f64.powf(raw.log10().floor());
            // The narrowest round width that needs no more classes than can be told apart.
            let fitting = |factor: &f64| {
                let step = if whole { (factor * magnitude).max(1.0).round() } else { factor * magnitude };
                let (from, to) = ((low / step).floor(), (high / step).floor());
                (to - from < f64::from(press::CLASSES)).then_some((step, from, to))
            };
            if let Some((step, from, to)) = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0].iter().find_map(fitting) {
                bounds = (1..=(to - from) as u32).map(|index| tidy((from + f64::from(index)) * step)).collect();
            }
        }
        let write = |value: f64| figure::with_words(None, &figure::write(value, None, words.language.notation()), unit);
        let said = match (bounds.first(), bounds.last()) {
            (Some(first), Some(last)) => {
                let mut said = vec![words.fill("chart.class.below", &[("high", write(*first))])];
                for pair in bounds.windows(2) {
                    let [from, to] = pair else { continue };
                    said.push(words.fill("chart.class.from_below", &[("low", write(*from)), ("high", write(*to))]));
                }
                said.push(words.fill("chart.class.from", &[("low", write(*last))]));
                said
            }
            _ if values.is_empty() => Vec::new(),
            _ => vec![write(low)],
        };
        Classes { bounds, upper: false, words: said }
    }

    /// The class of a value.
    pub fn class(&self, value: f64) -> u8 {
        let beyond = |bound: &&f64| if self.upper { value > **bound } else { value >= **bound };
        self.bounds.iter().filter(beyond).count() as u8
    }

    /// The entries of the key.
    pub fn keys(&self) -> Vec<press::KeyEntry> {
        (0..).zip(&self.words).map(|(class, word)| press::KeyEntry { fill: press::Fill::Class(class), word: word.clone() }).collect()
    }
}

/// Takes the noise of multiplying out of a round number.
fn tidy(value: f64) -> f64 {
    format!("{value:.9}").parse().unwrap_or(value)
}

/// An entry of the key for a mark.
pub fn key(words: &Words, mark: press::Mark, word: &str) -> press::KeyEntry {
    press::KeyEntry { fill: press::Fill::Mark(mark), word: words.get(word) }
}

/// A cell as it is drawn and as it stands in the table.
pub struct Made {
    /// As it is drawn.
    pub drawn: press::GridCell,
    /// As it stands in the table.
    pub table: ChartCell,
}

impl Made {
    /// A figure. `whose` begins its label, `written` has the unit, `short` stands in the cell.
    pub fn figure(classes: &Classes, whose: &str, value: f64, short: String, written: String) -> Made {
        let fill = press::Fill::Class(classes.class(value));
        let label = format!("{whose}: {written}");
        Made { table: ChartCell::number(value, &short), drawn: press::GridCell { fill, written: short, label } }
    }

    /// No figure yet, with the words that say why.
    pub fn no_data(whose: &str, why: &str) -> Made {
        let fill = press::Fill::Mark(press::Mark::NoData);
        Made { drawn: press::GridCell { fill, written: String::new(), label: format!("{whose}: {why}") }, table: ChartCell::no_data(why) }
    }

    /// No figure ever, with the words that say why.
    pub fn not_applicable(whose: &str, why: &str) -> Made {
        let fill = press::Fill::Mark(press::Mark::NotApplicable);
        Made { drawn: press::GridCell { fill, written: String::new(), label: format!("{whose}: {why}") }, table: ChartCell::not_applicable(why) }
    }
}

/// What is counted of tasks, with its classes and words.
pub struct Measure<'w> {
    words: &'w Words,
    what: ChartMeasure,
    classes: Classes,
}

impl<'w> Measure<'w> {
    /// A measure over the counts of all cells.
    pub fn of(words: &'w Words, what: ChartMeasure, counts: &[Counts]) -> Measure<'w> {
        let classes = match what.rate() {
            Some(RateKind::Overdue | RateKind::Late) => Classes::shares(words, [10.0, 25.0, 50.0]),
            Some(RateKind::Completion | RateKind::OnTime) => Classes::progress(words),
            None => {
                let totals: Vec<f64> = counts.iter().map(|counts| counts.total() as f64).collect();
                Classes::of(words, &totals, "")
            }
        };
        Measure { words, what, classes }
    }

    /// What is measured, in words.
    pub fn name(&self) -> String {
        self.words.of_value("chart_measure", self.what)
    }

    /// The unit of the numbers; empty for counts.
    pub fn unit(&self) -> &'static str {
        if self.what.rate().is_some() { "%" } else { "" }
    }

    /// The value, if one can be given: percent with two decimals as everywhere, or how many.
    pub fn value(&self, counts: &Counts) -> Option<f64> {
        match self.what.rate() {
            Some(kind) => counts.rate(kind).percent_hundredths().map(|hundredths| hundredths as f64 / 100.0),
            None => Some(counts.total() as f64),
        }
    }

    /// How counts rank: by their value, and of equal rates the one that more tasks stand behind comes first.
    pub fn rank(&self, counts: &Counts) -> Option<(f64, u64)> {
        Some((self.value(counts)?, self.what.rate().map_or(0, |kind| counts.rate(kind).numerator)))
    }

    /// A value as written, without its unit.
    pub fn written(&self, value: f64) -> String {
        figure::write(value, None, self.words.language.notation())
    }

    /// A cell of these counts.
    pub fn cell(&self, whose: &str, counts: &Counts) -> Made {
        match (self.value(counts), self.what.rate()) {
            (Some(value), Some(kind)) => {
                let rate = counts.rate(kind);
                let parts = [("part", number(self.words, rate.numerator)), ("whole", number(self.words, rate.denominator)), ("percent", self.written(value))];
                Made::figure(&self.classes, whose, value, self.written(value), self.words.fill("chart.measure.rate", &parts))
            }
            (Some(value), None) => {
                let written = self.words.fill("chart.measure.tasks", &[("count", self.written(value))]);
                Made::figure(&self.classes, whose, value, self.written(value), written)
            }
            (None, _) if counts.total() == 0 => Made::not_applicable(whose, &self.words.get("chart.measure.no_tasks")),
            (None, _) => Made::no_data(whose, &self.words.get("chart.measure.nothing_due")),
        }
    }

    /// The key, with the marks that occur among the cells.
    pub fn keys<'a>(&self, cells: impl Iterator<Item = &'a press::GridCell> + Clone) -> Vec<press::KeyEntry> {
        let mut keys = self.classes.keys();
        let used = |mark: press::Mark| cells.clone().any(|cell| cell.fill == press::Fill::Mark(mark));
        for (mark, word) in [(press::Mark::NoData, "chart.measure.nothing_due"), (press::Mark::NotApplicable, "chart.measure.no_tasks")] {
            if used(mark) {
                keys.push(key(self.words, mark, word));
            }
        }
        keys
    }

    /// The statuses of the tasks behind a cell: those counted, or, where that is none, those it is a share of.
    pub fn behind(&self, counts: &Counts) -> Vec<Status> {
        match self.what.rate() {
            Some(kind) if counts.rate(kind).numerator > 0 => kind.above().to_vec(),
            Some(kind) => kind.below().to_vec(),
            None => RateKind::Completion.below().to_vec(),
        }
    }
}

/// Who stands highest above nothing, and how many stand equal to it. Of equal values the one that more tasks stand
/// behind gives the name.
#[derive(Default)]
pub struct Tops {
    best: Option<((f64, u64), String)>,
    /// How many have the same value.
    equal: usize,
}

impl Tops {
    /// Looks at one with its rank ([`Measure::rank`]).
    pub fn see(&mut self, rank: Option<(f64, u64)>, name: impl FnOnce() -> String) {
        let Some(rank) = rank.filter(|rank| rank.0 > 0.0) else { return };
        match &self.best {
            Some((best, _)) if rank.0 == best.0 => {
                self.equal += 1;
                if rank.1 > best.1 {
                    self.best = Some((rank, name()));
                }
            }
            Some((best, _)) if rank.0 < best.0 => {}
            _ => {
                self.equal = 1;
                self.best = Some((rank, name()));
            }
        }
    }

    /// The highest value and who has it, with how many others.
    pub fn named(self, words: &Words, what: &str) -> Option<(f64, String)> {
        let equal = self.equal;
        self.best.map(|((value, _), name)| (value, with_others(words, what, name, equal.saturating_sub(1))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn classes(values: &[f64]) -> (Vec<String>, Vec<u8>) {
        let words = Words::of(Language::Vi);
        let classes = Classes::of(&words, values, "");
        (classes.words.clone(), values.iter().map(|value| classes.class(*value)).collect())
    }

    #[test]
    fn classes_have_round_bounds_and_words() {
        assert_eq!(classes(&[]), (vec![], vec![]));
        assert_eq!(classes(&[7.0]), (vec!["7".to_owned()], vec![0]));
        let (words, found) = classes(&[0.0, 1.0, 4.0]);
        assert_eq!((words.len(), found), (5, vec![0, 1, 4]));
        let (words, found) = classes(&[3.0, 48.0, 97.0]);
        assert_eq!(words, ["dưới 20", "từ 20 đến dưới 40", "từ 40 đến dưới 60", "từ 60 đến dưới 80", "từ 80"]);
        assert_eq!(found, [0, 2, 4]);
        for values in [vec![-12.5, 1e15], vec![0.0, 1e15], vec![-1e15, 1e15], vec![0.1, 0.2, 0.30001], vec![1e-7, 2e-7], vec![5.0, 5.0]] {
            let (words, found) = classes(&values);
            assert!((1..=5).contains(&words.len()), "{values:?}: {words:?}");
            assert!(found.iter().all(|class| usize::from(*class) < words.len()), "{values:?}: {found:?}");
        }
    }

    #[test]
    fn of_equals_none_is_named_alone() {
        let words = Words::of(Language::Vi);
        let named = |ranks: &[(f64, u64)]| {
            let mut tops = Tops::default();
            for (place, rank) in ranks.iter().enumerate() {
                tops.see(Some(*rank), || format!("N{place}"));
            }
            tops.named(&words, "area")
        };
        assert_eq!(named(&[]), None);
        assert_eq!(named(&[(0.0, 3)]), None);
        assert_eq!(named(&[(50.0, 1), (100.0, 1), (20.0, 9)]), Some((100.0, "N1".to_owned())));
        assert_eq!(named(&[(100.0, 1), (100.0, 3), (100.0, 2)]), Some((100.0, "N1 và 2 nội dung khác".to_owned())));
    }

    #[test]
    fn a_share_of_nothing_is_a_class_and_no_share_is_none() {
        let words = Words::of(Language::Vi);
        let measure = Measure::of(&words, ChartMeasure::Overdue, &[]);
        let class = |percent: f64| measure.classes.class(percent);
        assert_eq!([class(0.0), class(0.01), class(10.0), class(25.0), class(50.0), class(100.0)], [0, 1, 1, 2, 3, 4]);
        let open = Counts { open_in_time: 3, ..Counts::default() };
        assert_eq!(measure.cell("A", &open).drawn.fill, press::Fill::Mark(press::Mark::NoData));
        assert_eq!(measure.cell("A", &Counts::default()).drawn.fill, press::Fill::Mark(press::Mark::NotApplicable));
        let late = Counts { open_overdue: 1, done_on_time: 2, ..open };
        let made = measure.cell("A", &late);
        assert_eq!((made.drawn.written.as_str(), made.drawn.label.as_str()), ("33,33", "A: 1/3 (33,33%)"));
    }
}
