//! The focus areas on a radar: the share done and the share overdue of each.

use chrono::NaiveDate;
use so35_press as press;

use super::cells::Tops;
use super::words::{number, sources};
use super::{ChartCell, ChartDoor, ChartSpec, Composed, Filling, status};
use crate::book::Reader;
use crate::error::Result;
use crate::figure;
use crate::framework;
use crate::rates::tally;
use crate::status::RateKind;
use crate::task::{self, TaskListRequest, TaskRow};

/// What is measured, with the mark of each.
const SERIES: [(RateKind, press::Mark); 2] = [(RateKind::Completion, press::Mark::DoneOnTime), (RateKind::Overdue, press::Mark::Overdue)];

/// Two rates of every focus area.
pub fn compose(reader: &Reader, spec: &ChartSpec, as_of: NaiveDate) -> Result<Composed> {
    let words = reader.words();
    let door = status::filter(spec, as_of);
    let rows = task::fitting(reader, &door, |fitting| Ok(fitting.rows.into_iter().filter(|row| !row.is_regular()).cloned().collect::<Vec<TaskRow>>()))?;
    let mut table = Filling::default().words(words.get("field.focus_area"));
    for (kind, _) in SERIES {
        table = table.numbers(words.of_value("rate", kind), "%");
    }
    let (mut axes, mut marks) = (Vec::new(), Vec::new());
    let mut worst = Tops::default();
    for area in framework::names(reader.conn)? {
        let counts = tally(rows.iter().filter(|row| row.is_of_area(Some(&area.id))));
        let name = format!("{} {}", area.mark, area.short_name);
        let own = TaskListRequest { focus_area: Some(area.id.clone()), ..door.clone() };
        let mut cells = vec![ChartCell::text(&name)];
        let mut values = Vec::new();
        for (column, (kind, _)) in (1..).zip(SERIES) {
            let rate = counts.rate(kind);
            let percent = rate.percent_hundredths().map(|hundredths| hundredths as f64 / 100.0);
            marks.push((axes.len(), column));
            let whose = format!("{name}, {}", words.of_value("rate", kind));
            let behind = if rate.numerator > 0 { kind.above() } else { kind.below() };
            let behind = ChartDoor::tasks(TaskListRequest { status: Some(behind.to_vec()), ..own.clone() });
            match percent {
                Some(percent) => {
                    let written = format!("{}%", figure::write(percent, None, words.language.notation()));
                    let parts = [("part", number(words, rate.numerator)), ("whole", number(words, rate.denominator)), ("percent", written.trim_end_matches('%').to_owned())];
                    let label = format!("{whose}: {}", words.fill("chart.measure.rate", &parts));
                    cells.push(ChartCell::number(percent, &written).behind(behind));
                    values.push(press::RadarValue { value: Some(percent), written, label });
                    if kind == RateKind::Overdue {
                        worst.see(Some((percent, rate.numerator)), || name.clone());
                    }
                }
                None => {
                    let why = words.get(if counts.total() == 0 { "chart.measure.no_tasks" } else { "chart.measure.nothing_due" });
                    cells.push(ChartCell::no_data(&why).behind(behind));
                    values.push(press::RadarValue { value: None, written: "–".into(), label: format!("{whose}: {why}") });
                }
            }
        }
        table.row(cells, Some(ChartDoor::tasks(own)));
        axes.push(press::RadarAxis { name, values });
    }
    let title = match worst.named(words, "area") {
        Some((percent, area)) => {
            let percent = format!("{}%", figure::write(percent, None, words.language.notation()));
            words.fill("chart.radar.title", &[("area", area), ("value", percent)])
        }
        None => words.get(if axes.is_empty() { "chart.radar.no_areas" } else { "chart.radar.none" }),
    };
    let unplaced = rows.iter().filter(|row| row.is_of_area(None)).count() as u64;
    let left_out = (unplaced > 0).then(|| words.fill("chart.radar.unplaced", &[("count", number(words, unplaced))]));
    let better = (!axes.is_empty()).then(|| words.get("chart.radar.better"));
    let note = left_out.into_iter().chain(better).collect::<Vec<_>>().join(" ");
    let said: Vec<&str> = axes.iter().flat_map(|axis| &axis.values).map(|value| value.label.as_str()).collect();
    let frame = press::Frame {
        description: format!("{title}. {}", said.join("; ")),
        title,
        subtitle: words.fill("chart.radar.subtitle", &[("day", words.day(as_of))]) + &status::chosen(reader, spec, &door)?,
        source: sources(reader, "task")?,
        note,
    };
    let chart = press::Chart::Radar(press::Radar {
        series: SERIES.into_iter().map(|(kind, mark)| (mark, words.of_value("rate", kind))).collect(),
        axes,
        rim: 100.0,
        unit: "%".into(),
        empty: words.get("chart.radar.empty"),
    });
    Ok(Composed::new(chart, frame, table, marks))
}
