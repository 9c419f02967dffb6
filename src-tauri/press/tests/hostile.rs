//! Whatever a name or a figure holds, a chart is well-formed, keeps to the allow-list of
//! the window, and nothing panics.

mod samples;

use resvg::usvg::roxmltree::{Document, NodeType};
use so35_press::*;

const ELEMENTS: [&str; 14] = [
    "svg", "title", "desc", "g", "rect", "path", "line", "polyline", "polygon", "circle", "text",
    "defs", "pattern", "clipPath",
];
const ATTRIBUTES: [&str; 33] = [
    "width",
    "height",
    "viewBox",
    "role",
    "aria-label",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linejoin",
    "transform",
    "id",
    "patternUnits",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "rx",
    "cx",
    "cy",
    "r",
    "points",
    "d",
    "clip-path",
    "opacity",
];

/// Refuses everything the window would refuse.
fn check(svg: &str) {
    let document = Document::parse(svg).unwrap_or_else(|fault| panic!("{fault}\n{svg}"));
    for node in document.descendants() {
        match node.node_type() {
            NodeType::Element => {
                let name = node.tag_name().name();
                assert!(ELEMENTS.contains(&name), "element {name}");
                for attribute in node.attributes() {
                    assert!(
                        ATTRIBUTES.contains(&attribute.name()),
                        "attribute {}",
                        attribute.name()
                    );
                    let value = attribute.value();
                    if attribute.name() != "aria-label" {
                        assert!(
                            !value.contains("url(") || value.starts_with("url(#h"),
                            "{value}"
                        );
                    }
                }
            }
            NodeType::Comment | NodeType::PI => panic!("a comment or an instruction"),
            NodeType::Root | NodeType::Text => {}
        }
    }
    for coordinate in ["NaN", "inf", "--"] {
        assert!(!svg.contains(&format!("\"{coordinate}")), "{coordinate}");
    }
    png(svg, 0.5).unwrap();
}

fn everywhere(chart: &Chart, frame: &Frame) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        for (width, height, text_scale) in [(1000, 520, 1.0), (640, 420, 1.5), (240, 120, 3.0)] {
            let style = Style {
                text_scale,
                ..samples::style(width, height, theme)
            };
            let drawing = draw(chart, frame, &style).unwrap();
            check(&drawing.svg);
            assert_eq!(drawing.width, width);
            drawings.push(drawing);
        }
    }
    drawings
}

#[test]
fn every_sample_keeps_to_the_allow_list() {
    for (_, (chart, frame)) in samples::charts() {
        everywhere(&chart, &frame);
    }
}

fn hostile_names() -> Vec<String> {
    vec![
        "Ứ".repeat(300),
        "một hai ba bốn ".repeat(20),
        "😀👩‍👩‍👧‍👦 cờ 🇻🇳".into(),
        "עברית العربية \u{202e}ngược\u{202c}".into(),
        "<script>alert('x')</script>&amp;\"]]>".into(),
        "a\u{0}b\u{1}\u{1b}[31m\u{7f}\u{85}\r\n\tc".into(),
        "\u{ffff}\u{fffe}\u{1fffe}\u{e000}\u{feff}".into(),
        "' onload='x' style='y".into(),
        "url(http://example.com/x) javascript:x".into(),
        String::new(),
        "D\u{323}a\u{302}\u{301}".into(),
    ]
}

fn with_name(name: &str) -> Vec<Chart> {
    let (services, _) = samples::services();
    let Chart::IndicatorLine(mut line) = services else {
        panic!("a line")
    };
    line.name = name.into();
    line.empty = name.into();
    line.derived = name.into();
    for seen in &mut line.observations {
        seen.written = name.into();
        seen.label = name.into();
    }
    for target in &mut line.targets {
        target.label = name.into();
    }
    line.breaks = vec![Break {
        date: samples::at(2024, 3, 1),
        label: name.into(),
    }];
    vec![
        Chart::StatusBars(StatusBars {
            statuses: vec![Status {
                mark: Mark::Overdue,
                word: name.into(),
            }],
            rows: vec![StatusRow {
                label: name.into(),
                segments: vec![
                    Segment {
                        status: Mark::Overdue,
                        count: 3,
                        label: name.into(),
                    },
                    Segment {
                        status: Mark::NoData,
                        count: 1,
                        label: name.into(),
                    },
                    Segment {
                        status: Mark::NotApplicable,
                        count: 1,
                        label: name.into(),
                    },
                ],
            }],
            empty: name.into(),
        }),
        Chart::IndicatorLine(line),
        Chart::Attainment(Attainment {
            goal: name.into(),
            rows: vec![
                AttainmentRow {
                    name: name.into(),
                    attained: Attained::Percent {
                        percent: 40.0,
                        written: name.into(),
                    },
                    label: name.into(),
                },
                AttainmentRow {
                    name: name.into(),
                    attained: Attained::NotAssessable {
                        reason: name.into(),
                        written: name.into(),
                    },
                    label: name.into(),
                },
            ],
            empty: name.into(),
        }),
    ]
}

#[test]
fn hostile_names_are_drawn_as_text() {
    for name in hostile_names() {
        let frame = Frame {
            title: name.clone(),
            subtitle: name.clone(),
            source: name.clone(),
            description: name.clone(), ..Frame::default() };
        for chart in with_name(&name).into_iter().chain(samples::strange::named(&name)).chain(samples::kinds::named(&name)) {
            for drawing in everywhere(&chart, &frame) {
                assert!(!drawing.svg.contains("<script"));
                let told = name.contains(['😀', 'ע', '\u{e000}']);
                assert_eq!(!drawing.replaced.is_empty(), told, "{name:?}");
            }
        }
    }
}

#[test]
fn accessible_names_and_the_finding_are_there() {
    let (chart, frame) = samples::tasks();
    let svg = draw(&chart, &frame, &samples::style(1000, 520, Theme::Light))
        .unwrap()
        .svg;
    assert!(svg.contains(r#"<g role="listitem" aria-label="ĐM1: 3 quá hạn">"#));
    assert!(svg.contains(r#"<g role="list" aria-label="Quá hạn chưa hoàn thành">"#));
    assert!(svg.contains("<title>5 trong 7 nhiệm vụ có thời hạn đã quá hạn</title>"));
    assert!(svg.contains("<desc>Biểu đồ thanh ngang"));
    assert!(
        !svg.contains("Hoàn thành quá hạn"),
        "a status without tasks is in the key"
    );
}

fn lines_of(values: &[f64]) -> Chart {
    Chart::IndicatorLine(IndicatorLine {
        observations: values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                samples::seen(samples::at(2000 + index as i32, 1, 1), *value, "x")
            })
            .collect(),
        ..IndicatorLine::default()
    })
}

#[test]
fn extreme_values_are_drawn() {
    let sets: [&[f64]; 9] = [
        &[0.0],
        &[1e15],
        &[-1e15, 1e15],
        &[1e15, 1e15 + 1.0],
        &[0.0, 0.0],
        &[1e-12, 2e-12],
        &[-5.0, -5.0],
        &[f64::MAX, f64::MIN],
        &[f64::MIN_POSITIVE],
    ];
    for set in sets {
        everywhere(&lines_of(set), &Frame::default());
    }
    for chart in samples::strange::extreme().into_iter().chain(samples::kinds::extreme()) {
        everywhere(&chart, &Frame::default());
    }
    for count in [0, 1, u64::MAX] {
        let chart = Chart::StatusBars(StatusBars {
            rows: vec![
                StatusRow {
                    label: "x".into(),
                    segments: vec![
                        Segment {
                            status: Mark::InTime,
                            count,
                            label: "y".into()
                        };
                        3
                    ],
                };
                2
            ],
            ..StatusBars::default()
        });
        everywhere(&chart, &Frame::default());
    }
}

#[test]
fn extreme_days_are_drawn() {
    use chrono::NaiveDate;
    let mut first = samples::seen(NaiveDate::MIN, 1.0, "x");
    first.approximate = true;
    for (observations, breaks) in [
        (vec![first.clone()], vec![NaiveDate::MAX]),
        (
            vec![first, samples::seen(NaiveDate::MAX, 2.0, "y")],
            vec![samples::at(2024, 1, 1)],
        ),
        (
            vec![samples::seen(samples::at(2024, 1, 1), 1.0, "z")],
            vec![NaiveDate::MIN, NaiveDate::MAX],
        ),
    ] {
        let chart = Chart::IndicatorLine(IndicatorLine {
            observations,
            breaks: breaks
                .into_iter()
                .map(|date| Break {
                    date,
                    label: "b".into(),
                })
                .collect(),
            targets: vec![Target {
                due: NaiveDate::MAX,
                low: 3.0,
                high: -3.0,
                label: "t".into(),
            }],
            ..IndicatorLine::default()
        });
        everywhere(&chart, &Frame::default());
    }
}

#[test]
fn a_thousand_points_and_rows_are_drawn() {
    let values: Vec<f64> = (0..1000).map(|n| f64::from(n % 37)).collect();
    let style = samples::style(1000, 520, Theme::Light);
    check(
        &draw(&lines_of(&values), &Frame::default(), &style)
            .unwrap()
            .svg,
    );
    for (chart, frame) in [samples::cells::heat(63), samples::cells::multiples(63), samples::kinds::ranked_many(63)] {
        for theme in [Theme::Light, Theme::Print] {
            let drawing = draw(&chart, &frame, &samples::style(420, 480, theme)).unwrap();
            assert!(drawing.height > 2000, "{}", drawing.height);
            check(&drawing.svg);
        }
    }
    let (chart, frame) = samples::kinds::slope_many(63);
    check(&draw(&chart, &frame, &samples::style(420, 480, Theme::Dark)).unwrap().svg);
    let (Chart::StatusBars(mut bars), frame) = samples::tasks() else {
        panic!("bars")
    };
    bars.rows = bars.rows.iter().cycle().take(200).cloned().collect();
    let drawing = draw(&Chart::StatusBars(bars), &frame, &style).unwrap();
    assert!(drawing.height > 5000, "rows are never squeezed");
    check(&drawing.svg);
    let (Chart::StatusBars(mut bars), frame) = samples::tasks() else {
        panic!("bars")
    };
    bars.rows = bars.rows.iter().cycle().take(50_000).cloned().collect();
    let fault = draw(&Chart::StatusBars(bars), &frame, &style).unwrap_err();
    assert!(matches!(fault, PressError::Size { .. }), "{fault}");
}

#[test]
fn what_has_no_place_is_refused() {
    let style = samples::style(1000, 520, Theme::Light);
    for value in [f64::NAN, f64::INFINITY] {
        for chart in [lines_of(&[value])].into_iter().chain(samples::strange::not_finite(value)).chain(samples::kinds::not_finite(value)) {
            let fault = draw(&chart, &Frame::default(), &style).unwrap_err();
            assert!(matches!(fault, PressError::NotFinite { .. }), "{fault}");
        }
    }
    let (chart, frame) = samples::tasks();
    for (width, height, text_scale) in [(0, 520, 1.0), (1000, 9000, 1.0), (1000, 520, f64::NAN)] {
        let style = Style {
            text_scale,
            ..samples::style(width, height, Theme::Light)
        };
        assert!(matches!(
            draw(&chart, &frame, &style),
            Err(PressError::Size { .. })
        ));
    }
    assert!(matches!(png("<p>", 1.0), Err(PressError::Svg(_))));
    let svg = draw(&chart, &frame, &style).unwrap().svg;
    for scale in [0.0, -1.0, 1e6, f32::NAN, f32::INFINITY] {
        assert!(
            matches!(png(&svg, scale), Err(PressError::Size { .. })),
            "{scale}"
        );
    }
}

/// What stands in a text, how it is held, where and in which size, in tenths of a pixel, of the texts that lie flat.
fn texts(svg: &str) -> Vec<(String, String, f64, f64)> {
    let document = Document::parse(svg).unwrap();
    let flat = document.descendants().filter(|node| node.has_tag_name("text") && node.attribute("transform").is_none());
    let number = |node: &resvg::usvg::roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap_or("0").parse::<f64>().unwrap();
    flat.map(|node| (node.text().unwrap_or_default().to_owned(), node.attribute("text-anchor").unwrap_or("start").to_owned(), number(&node, "x"), number(&node, "font-size")))
        .collect()
}

#[test]
fn no_text_begins_before_the_picture_or_ends_behind_it() {
    for (name, (chart, frame)) in samples::charts().into_iter().chain(samples::cells::all()) {
        for theme in [Theme::Light, Theme::Print] {
            for width in [1000, 640, 420] {
                let drawing = draw(&chart, &frame, &samples::style(width, 520, theme)).unwrap();
                for (text, anchor, x, size) in texts(&drawing.svg) {
                    // Letters are about half as wide as high; less is assumed, so that only what is surely cut is found.
                    let wide = text.chars().count() as f64 * size * 0.4;
                    let left = match anchor.as_str() {
                        "middle" => x - wide / 2.0,
                        "end" => x - wide,
                        _ => x,
                    };
                    assert!(left >= -10.0 && left + wide <= f64::from(width) * 10.0 + 10.0, "{name} {theme:?} {width}: “{text}” at {left}");
                }
            }
        }
    }
}

#[test]
fn the_line_of_the_goal_strikes_no_figure_through() {
    let row = |percent: f64| AttainmentRow {
        name: format!("Chỉ tiêu {percent}"),
        attained: Attained::Percent { percent, written: "56/63 tỉnh, thành phố".into() },
        label: format!("{percent}"),
    };
    let chart = Chart::Attainment(Attainment {
        goal: "Mục tiêu = 100%".into(),
        rows: [60.0, 88.9, 92.5, 97.0, 99.9, 100.0, 130.0].map(row).to_vec(),
        empty: String::new(),
    });
    let drawing = draw(&chart, &Frame::default(), &samples::style(960, 480, Theme::Light)).unwrap();
    let texts = texts(&drawing.svg);
    let goal = texts.iter().find(|text| text.0 == "100%" && text.1 == "middle").unwrap().2;
    for (text, anchor, x, size) in texts.iter().filter(|text| text.0.ends_with('%') && text.1 != "middle") {
        let wide = text.chars().count() as f64 * size * 0.55;
        let (left, right) = if anchor == "end" { (x - wide, *x) } else { (*x, x + wide) };
        assert!(right < goal || left > goal, "{text} lies from {left} to {right} on {goal}");
    }
}
