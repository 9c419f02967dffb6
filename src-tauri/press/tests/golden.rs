//! The text of every kind of chart, kept as snapshots, and the promise that the same values
//! give the same bytes.

mod samples;

use so35_press::{Theme, draw};

#[test]
fn charts_are_drawn_as_before() {
    for (name, (chart, frame)) in samples::charts() {
        let drawing = draw(&chart, &frame, &samples::style(1000, 520, Theme::Light)).unwrap();
        insta::assert_snapshot!(format!("{name}-light"), drawing.svg);
    }
}

#[test]
fn themes_are_drawn_as_before() {
    let all = samples::charts();
    let names = [
        "tasks-full",
        "line-ranks",
        "attainment",
        "groups",
        "ranked",
        "bullets",
        "dots",
        "slope",
        "waterfall",
    ];
    for name in names {
        let (_, (chart, frame)) = all.iter().find(|(other, _)| *other == name).unwrap();
        for theme in [Theme::Dark, Theme::Print] {
            let drawing = draw(chart, frame, &samples::style(640, 420, theme)).unwrap();
            insta::assert_snapshot!(
                format!("{name}-{theme:?}-narrow").to_lowercase(),
                drawing.svg
            );
        }
    }
}

#[test]
fn cells_tiles_stacks_and_radar_are_drawn_as_before_when_narrow() {
    let wanted = ["heat", "matrix", "tiles-rates", "tiles-states", "deadlines", "areas", "radar", "multiples-units"];
    for (name, (chart, frame)) in samples::cells::all().into_iter().filter(|(name, _)| wanted.contains(name)) {
        for theme in [Theme::Dark, Theme::Print] {
            let drawing = draw(&chart, &frame, &samples::style(420, 480, theme)).unwrap();
            insta::assert_snapshot!(format!("{name}-{theme:?}-narrow").to_lowercase(), drawing.svg);
        }
    }
}

#[test]
fn the_same_values_give_the_same_bytes() {
    for (name, (chart, frame)) in samples::charts() {
        let style = samples::style(800, 480, Theme::Print);
        let first = draw(&chart, &frame, &style).unwrap();
        let again = draw(&chart.clone(), &frame.clone(), &style).unwrap();
        assert_eq!(first.svg, again.svg, "{name}");
        assert_eq!(
            so35_press::png(&first.svg, 1.0).unwrap(),
            so35_press::png(&again.svg, 1.0).unwrap()
        );
    }
}

#[test]
fn patterns_of_two_pictures_have_different_names() {
    let style = samples::style(800, 480, Theme::Print);
    let ids = |svg: &str| -> Vec<String> {
        svg.split("<pattern id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect()
    };
    let (one, two) = (samples::tasks(), samples::tasks_full());
    let one = ids(&draw(&one.0, &one.1, &style).unwrap().svg);
    let two = ids(&draw(&two.0, &two.1, &style).unwrap().svg);
    assert!(!one.is_empty() && !two.is_empty());
    assert!(one.iter().all(|id| !two.contains(id)));
}
