//! Figures as the sources and other offices write them.

use proptest::prelude::*;

use super::Notation::{English, Vietnamese};
use super::*;

#[test]
fn writes_numbers() {
    #[rustfmt::skip]
    let cases = [
        (1_234_567.5, None, "1.234.567,5", "1,234,567.5"),
        (0.0, None, "0", "0"),
        (-0.0, None, "0", "0"),
        (-0.0, Some(2), "0,00", "0.00"),
        (-0.004, Some(2), "0,00", "0.00"),
        (-0.005, Some(2), "-0,01", "-0.01"),
        (999.0, None, "999", "999"),
        (1000.0, None, "1.000", "1,000"),
        (-1000.0, None, "-1.000", "-1,000"),
        (48_000.0, None, "48.000", "48,000"),
        (17.7, Some(0), "18", "18"),
        (17.65, Some(1), "17,7", "17.7"),
        (2.675, Some(2), "2,68", "2.68"),
        (0.5, Some(0), "1", "1"),
        (1.5, Some(0), "2", "2"),
        (2.5, Some(0), "3", "3"),
        (999.95, Some(1), "1.000,0", "1,000.0"),
        (99.999, Some(2), "100,00", "100.00"),
        (8.5, Some(2), "8,50", "8.50"),
        (8.5, Some(3), "8,500", "8.500"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (1.0 / 3.0, None, "0,333333", "0.333333"),
        (2.0 / 3.0, None, "0,666667", "0.666667"),
        (0.000001, None, "0,000001", "0.000001"),
        (0.0000004, None, "0,0000004", "0.0000004"),
        (1e-12, None, "0,000000000001", "0.000000000001"),
        (1.23456e-9, None, "0,00000000123", "0.00000000123"),
        (1e15, None, "1.000.000.000.000.000", "1,000,000,000,000,000"),
        (123_456_789_012.25, None, "123.456.789.012,25", "123,456,789,012.25"),
        (f64::NAN, None, "—", "—"),
        (f64::INFINITY, Some(1), "—", "—"),
    ];
    for (value, decimals, vietnamese, english) in cases {
        let case = format!("{value:?} with {decimals:?}");
        assert_eq!(
            write(value, decimals, Vietnamese),
            vietnamese,
            "case {case}"
        );
        assert_eq!(write(value, decimals, English), english, "case {case}");
    }
}

#[test]
fn writes_with_words() {
    let cases = [
        (Some("gần"), "54", "triệu", "gần 54 triệu"),
        (None, "17,7", "%", "17,7%"),
        (Some(" "), "41/53", "dịch vụ", "41/53 dịch vụ"),
        (None, "8", "", "8"),
        (None, "2,8 triệu", "/ngày", "2,8 triệu/ngày"),
        (Some("lũy kế"), "2.398", " CSDL ", "lũy kế 2.398 CSDL"),
    ];
    for (qualifier, figure, unit, expected) in cases {
        assert_eq!(with_words(qualifier, figure, unit), expected);
    }
}

/// What was read, in one line: qualifiers, amount, scale, percent, unit, proof.
fn told(reading: &Reading) -> String {
    let Reading { figure, proves } = reading;
    let mut out: Vec<String> = Vec::new();
    out.extend(
        figure
            .qualifiers
            .iter()
            .map(|qualifier| format!("{qualifier:?}")),
    );
    out.push(match figure.amount {
        Amount::One { value } => value.to_string(),
        Amount::Part {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        Amount::Range { low, high } => format!("{low}..{high}"),
    });
    out.extend(figure.scale.map(|scale| format!("{scale:?}")));
    out.extend(figure.percent.then(|| "%".to_string()));
    out.extend(figure.unit.as_ref().map(|unit| format!("[{unit}]")));
    out.extend(proves.map(|notation| format!("!{notation:?}")));
    out.join(" ")
}

#[test]
fn reads_what_proves_itself() {
    #[rustfmt::skip]
    let cases = [
        ("8,5", "8.5 !Vietnamese"),
        ("8.5", "8.5 !English"),
        ("48000", "48000"),
        ("0", "0"),
        ("05", "5"),
        ("1.234.567", "1234567 !Vietnamese"),
        ("1,234,567", "1234567 !English"),
        ("1.234,5", "1234.5 !Vietnamese"),
        ("1,234.5", "1234.5 !English"),
        ("1.234.567,5", "1234567.5 !Vietnamese"),
        ("1,234,567.89", "1234567.89 !English"),
        ("0,125", "0.125 !Vietnamese"),
        ("0.125", "0.125 !English"),
        ("12345,678", "12345.678 !Vietnamese"),
        ("1,2345", "1.2345 !Vietnamese"),
        ("48 000", "48000"),
        ("48\u{a0}000,5", "48000.5 !Vietnamese"),
        ("1 234 567", "1234567"),
        ("-5", "-5"),
        ("−2,5", "-2.5 !Vietnamese"),
        ("+5", "5"),
        ("-0", "0"),
        ("48000.", "48000"),
        ("60%", "60 %"),
        ("60 %", "60 %"),
        ("17,7%", "17.7 % !Vietnamese"),
        ("60 phần trăm", "60 %"),
        ("86 triệu", "86 Million"),
        ("36,3 tỷ USD", "36.3 Billion [USD] !Vietnamese"),
        ("31 tỷ USD", "31 Billion [USD]"),
        ("31 tỉ USD", "31 Billion [USD]"),
        ("31 Tỷ đồng", "31 Billion [đồng]"),
        ("5 nghìn tỷ đồng", "5 ThousandBillion [đồng]"),
        ("5 ngàn", "5 Thousand"),
        ("2,5 triệu tỷ đồng", "2.5 MillionBillion [đồng] !Vietnamese"),
        ("54 triệu tài khoản", "54 Million [tài khoản]"),
        ("2,8 triệu/ngày", "2.8 Million [/ngày] !Vietnamese"),
        ("5 triệuđồng", "5 [triệuđồng]"),
        ("gần 54 triệu", "Nearly 54 Million"),
        ("Gần 14,6 triệu", "Nearly 14.6 Million !Vietnamese"),
        ("hơn 1,5 tỷ", "Over 1.5 Billion !Vietnamese"),
        ("trên 86 triệu thẻ", "Above 86 Million [thẻ]"),
        ("dưới 5%", "Below 5 %"),
        ("khoảng 2,8 triệu", "About 2.8 Million !Vietnamese"),
        ("lũy kế 311 CSDL", "Cumulative 311 [CSDL]"),
        ("luỹ kế 311", "Cumulative 311"),
        ("bình quân khoảng 2,8 triệu", "Average About 2.8 Million !Vietnamese"),
        ("ít nhất 5 bậc", "AtLeast 5 [bậc]"),
        ("tăng ít nhất 5 bậc", "Up AtLeast 5 [bậc]"),
        ("tăng 17,7%", "Up 17.7 % !Vietnamese"),
        ("ước đạt 31 tỷ USD", "Estimated 31 Billion [USD]"),
        ("3 (ước)", "Estimated 3"),
        ("37,5% ( ước tính )", "Estimated 37.5 % !Vietnamese"),
        ("54 triệu (gần)", "Nearly 54 Million"),
        ("với hơn 12 tỉ đồng", "Over 12 Billion [đồng]"),
        ("đạt 77%", "77 %"),
        ("≥ 80%", "AtLeast 80 %"),
        (">=80%", "AtLeast 80 %"),
        (">80", "Above 80"),
        ("~ 5", "About 5"),
        ("không quá 30", "NotOver 30"),
        ("80% trở lên", "OrMore 80 %"),
        ("5 bậc trở lên", "OrMore 5 [bậc]"),
        ("41/53", "41/53"),
        ("56/63 tỉnh", "56/63 [tỉnh]"),
        ("41 / 53 dịch vụ", "41/53 [dịch vụ]"),
        ("1.234.567/2.345.678", "1234567/2345678 !Vietnamese"),
        ("1.234/2.345.678", "1234/2345678 !Vietnamese"),
        ("50 - 100 nghìn người", "50..100 Thousand [người]"),
        ("50–100", "50..100"),
        ("từ 50 đến 100", "50..100"),
        ("5-7%", "5..7 %"),
        ("5% - 7%", "5..7 %"),
        ("50 nghìn - 100 nghìn", "50..100 Thousand"),
        ("500 triệu - 1 tỷ đồng", "500000000..1000000000 [đồng]"),
        ("50.000 - 100.000,5", "50000..100000.5 !Vietnamese"),
        ("12 m2", "12 [m2]"),
        ("5 ca/100.000 dân", "5 [ca/100.000 dân]"),
        ("12m2", "12 [m2]"),
        ("2,2 lần", "2.2 [lần] !Vietnamese"),
        ("nearly 54 million accounts", "Nearly 54 Million [accounts]"),
        ("at least 2.5 billion", "AtLeast 2.5 Billion !English"),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = read(text, None).map(|reading| told(&reading));
        if found.as_deref() != Ok(expected) {
            wrong.push(format!("{text:?}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_known_notation_decides() {
    #[rustfmt::skip]
    let cases = [
        ("1.234", Vietnamese, "1234"),
        ("1.234", English, "1.234"),
        ("1,234", Vietnamese, "1.234"),
        ("1,234", English, "1234"),
        ("48000", English, "48000"),
        ("hơn 12.900 tỷ đồng", Vietnamese, "Over 12900 Billion [đồng]"),
        ("gần 3.500 tỷ đồng", Vietnamese, "Nearly 3500 Billion [đồng]"),
        ("50.000 - 100.000", Vietnamese, "50000..100000"),
        ("50.000–100.000 người", Vietnamese, "50000..100000 [người]"),
        ("2.398", Vietnamese, "2398"),
        ("1.234/1.500", Vietnamese, "1234/1500"),
        ("8,5", Vietnamese, "8.5 !Vietnamese"),
    ];
    for (text, notation, expected) in cases {
        let found = read(text, Some(notation)).map(|reading| told(&reading));
        assert_eq!(found.as_deref(), Ok(expected), "case {text:?} {notation:?}");
    }
    for (text, notation) in [
        ("8.5", Vietnamese),
        ("8,5", English),
        ("1.234.567", English),
    ] {
        let problem = read(text, Some(notation)).unwrap_err();
        assert_eq!(
            problem.code, "figure.other_notation",
            "case {text:?} {notation:?}"
        );
    }
}

#[test]
fn asks_when_it_may_be_either() {
    let cases = [
        ("1.234", "1234", "1 + 234/1000"),
        ("1,234", "1 + 234/1000", "1234"),
        ("12.900 tỷ đồng", "12900", "12 + 900/1000"),
        ("50.000 - 100.000", "50000", "50 + 000/1000"),
        ("5/1.234", "1234", "1 + 234/1000"),
        ("-1.234", "1234", "1 + 234/1000"),
    ];
    for (text, vietnamese, english) in cases {
        let problem = read(text, None).unwrap_err();
        assert_eq!(problem.code, "figure.ambiguous", "case {text:?}");
        assert_eq!(problem.param("text"), Some(text));
        assert_eq!(
            problem.param("vietnamese"),
            Some(vietnamese),
            "case {text:?}"
        );
        assert_eq!(problem.param("english"), Some(english), "case {text:?}");
    }
}

#[test]
fn refuses() {
    let cases = [
        ("", "unreadable"),
        ("abc", "unreadable"),
        ("NaN", "unreadable"),
        ("inf", "unreadable"),
        ("∞", "unreadable"),
        ("1e5", "unreadable"),
        ("1E-5", "unreadable"),
        ("-", "unreadable"),
        ("%", "unreadable"),
        ("triệu", "unreadable"),
        ("- 5", "unreadable"),
        (".5", "unreadable"),
        (",5", "unreadable"),
        ("1..5", "unreadable"),
        ("1.2.3", "unreadable"),
        ("12.34.567", "unreadable"),
        ("1234.567.890", "unreadable"),
        ("1.234,567,890", "unreadable"),
        ("1,234.567.890", "unreadable"),
        ("0.123.456", "unreadable"),
        ("5 tỷ 200 triệu", "unreadable"),
        ("15 kg 300 g", "unreadable"),
        ("41/53 (77%)", "unreadable"),
        ("12/5/2024", "unreadable"),
        ("41/53%", "unreadable"),
        ("5% - 7", "unreadable"),
        ("hạng 71", "unreadable"),
        ("từ 5", "unreadable"),
        ("1.234,5 - 1,234.5", "unreadable"),
        ("5 ???", "unreadable"),
        ("100 - 50", "range_reversed"),
        ("1 tỷ - 500 triệu", "range_reversed"),
        ("5/0", "zero_denominator"),
    ];
    for (text, code) in cases {
        let found = read(text, None).map_err(|problem| problem.code);
        let expected = format!("figure.{code}");
        assert_eq!(
            found.as_ref().err().copied(),
            Some(expected.as_str()),
            "case {text:?}: {found:?}"
        );
    }
    let huge = "9".repeat(400);
    assert_eq!(read(&huge, None).unwrap_err().code, "figure.unreadable");
}

#[test]
fn reads_one_number() {
    assert_eq!(read_number(" 8,5 "), Ok(8.5));
    assert_eq!(read_number("48000"), Ok(48_000.0));
    assert_eq!(read_number("-1.234.567"), Ok(-1_234_567.0));
    for text in [
        "86 triệu",
        "60%",
        "gần 5",
        "41/53",
        "5-7",
        "7-5",
        "5/0",
        "5 bậc",
    ] {
        let problem = read_number(text).unwrap_err();
        assert_eq!(problem.code, "figure.not_one_number", "case {text:?}");
        assert_eq!(problem.param("text"), Some(text));
    }
    assert_eq!(read_number("1.234").unwrap_err().code, "figure.ambiguous");
    assert_eq!(read_number("abc").unwrap_err().code, "figure.unreadable");
}

#[test]
fn a_column_proves_its_notation() {
    let cases: [(&[&str], Proof); 7] = [
        (&["1.234", "8,5", "x", ""], Proof::Vietnamese),
        (&["1.234", "1.234.567"], Proof::Vietnamese),
        (&["1,234", "0.5"], Proof::English),
        (&["1.234", "48000", "gần 5"], Proof::Undecided),
        (&[], Proof::Undecided),
        (&["8,5%", "12 triệu"], Proof::Vietnamese),
        (
            &["8,5", "9,1", "1,234.5"],
            Proof::Contradictory {
                vietnamese: "8,5".to_string(),
                english: "1,234.5".to_string(),
            },
        ),
    ];
    for (cells, expected) in cases {
        let found = prove_notation(cells.iter().copied());
        assert_eq!(found, expected, "case {cells:?}");
    }
    assert_eq!(Proof::Vietnamese.notation(), Some(Vietnamese));
    assert_eq!(Proof::Undecided.notation(), None);
}

#[test]
fn scales_without_rounding_twice() {
    for (text, expected) in [
        ("36,3 tỷ USD", 36_300_000_000.0),
        ("1,1 triệu", 1_100_000.0),
        ("0,07 nghìn tỷ", 70_000_000_000.0),
        ("12.900,5 tỷ đồng", 12_900_500_000_000.0),
        ("5", 5.0),
    ] {
        let figure = read(text, Some(Vietnamese)).unwrap().figure;
        let Amount::One { value } = figure.amount else {
            panic!("case {text:?}");
        };
        assert_eq!(figure.scaled(value), expected, "case {text:?}");
    }
}

#[test]
fn shows_figures_again() {
    let cases = [
        ("gần 54 triệu", "gần 54 triệu", "nearly 54 million"),
        ("41/53", "41/53", "41/53"),
        (
            "hơn 12.900 tỷ đồng",
            "hơn 12.900 tỷ đồng",
            "over 12,900 billion đồng",
        ),
        (
            "hơn 12.900 tỉ đồng",
            "hơn 12.900 tỷ đồng",
            "over 12,900 billion đồng",
        ),
        ("50.000 - 100.000", "50.000–100.000", "50,000–100,000"),
        ("17,7 %", "17,7%", "17.7%"),
        (
            "khoảng 2,8 triệu/ngày",
            "khoảng 2,8 triệu/ngày",
            "about 2.8 million/ngày",
        ),
        (
            "Bình quân khoảng 5",
            "bình quân khoảng 5",
            "average about 5",
        ),
        ("80% trở lên", "80% trở lên", "80% or more"),
        ("1.234/1.500 tỉnh", "1.234/1.500 tỉnh", "1,234/1,500 tỉnh"),
    ];
    for (text, vietnamese, english) in cases {
        let figure = read(text, Some(Vietnamese)).unwrap().figure;
        assert_eq!(
            write_figure(&figure, None, Vietnamese),
            vietnamese,
            "case {text:?}"
        );
        assert_eq!(
            write_figure(&figure, None, English),
            english,
            "case {text:?}"
        );
        let again = read(&write_figure(&figure, None, English), Some(English)).unwrap();
        assert_eq!(again.figure, figure, "case {text:?}");
    }
    let figure = read("bình quân khoảng 5", None).unwrap().figure;
    assert_eq!(
        figure.qualifier_words(Vietnamese).as_deref(),
        Some("bình quân khoảng")
    );
    assert_eq!(
        write_figure(&figure, Some(1), Vietnamese),
        "bình quân khoảng 5,0"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(value in -1e15f64..1e15, small in -1f64..1.0, places in 0u8..=6) {
        for number in [value, small, value.trunc()] {
            for notation in [Vietnamese, English] {
                let text = write(number, Some(places), notation);
                let found = read(&text, Some(notation)).unwrap().figure.amount;
                let Amount::One { value: back } = found else { panic!("{text}") };
                let step = 10f64.powi(-i32::from(places));
                prop_assert!((back - number).abs() <= step * 0.5000001 + number.abs() * 1e-15, "{} {} {}", number, text, back);
                prop_assert!(!text.starts_with("-0") || back != 0.0, "{}", text);
            }
        }
    }

    #[test]
    fn whole_numbers_come_back_exactly(value in -1_000_000_000_000_000i64..=1_000_000_000_000_000) {
        let text = write(value as f64, None, Vietnamese);
        prop_assert_eq!(read(&text, Some(Vietnamese)).unwrap().figure.amount, Amount::One { value: value as f64 });
    }

    #[test]
    fn only_zero_is_written_as_zero(value in any::<f64>()) {
        if value.is_finite() {
            prop_assert_eq!(write(value, None, Vietnamese) == "0", value == 0.0);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}|[0-9.,/ %+-]{0,16}|(gần|hơn|từ|đến|triệu|tỷ|nghìn|%|/|-|[0-9]{1,4}|[.,]| |đồng|trở lên){0,8}") {
        for notation in [None, Some(Vietnamese), Some(English)] {
            if let Ok(reading) = read(&text, notation) {
                let written = write_figure(&reading.figure, None, Vietnamese);
                prop_assert!(!written.is_empty());
            }
        }
        let _ = prove_notation([text.as_str()]);
    }
}

#[test]
fn a_computed_number_has_two_decimals_at_the_most() {
    for (value, decimals, expected) in [
        (60.869_565, None, "60,87"),
        (400.0, None, "400"),
        (0.0, None, "0"),
        (-0.5, None, "-0,5"),
        (1_234_567.0, None, "1.234.567"),
        (0.000_12, None, "0,00012"),
        (0.6, Some(3), "0,600"),
    ] {
        assert_eq!(write_computed(value, decimals, &[], Notation::Vietnamese), expected, "case {value}");
    }
}

#[test]
fn nothing_is_rounded_onto_or_across_a_bound() {
    let cases = [
        (99.6, Some(0), vec![100.0], "99,6"),
        (99.4, Some(0), vec![100.0], "99"),
        (99.96, Some(0), vec![100.0], "99,96"),
        (99.6, Some(0), vec![], "100"),
        (100.0, Some(0), vec![100.0], "100"),
        (100.4, Some(0), vec![100.0], "100,4"),
        (1234.56, Some(1), vec![1234.6, 1234.5], "1.234,56"),
        (-0.4, Some(0), vec![0.0], "-0,4"),
        (99.99999999, None, vec![100.0], "99,99999999"),
        (8.5, None, vec![9.0], "8,5"),
        // A target is never rounded away from itself.
        (99.6, Some(0), vec![99.6], "99,6"),
    ];
    for (value, decimals, bounds, expect) in cases {
        assert_eq!(super::write_apart(value, decimals, &bounds, Notation::Vietnamese), expect, "{value} {decimals:?} {bounds:?}");
    }
    assert_eq!(super::write_apart(1999.6, Some(0), &[2000.0], Notation::English), "1,999.6");
}

#[test]
fn a_computed_number_is_not_rounded_onto_a_target() {
    let write = |value, decimals| write_computed(value, decimals, &[100.0], Notation::Vietnamese);
    assert_eq!((write(99.6, Some(0)).as_str(), write(99.996, None).as_str()), ("99,6", "99,996"));
    assert_eq!((write(100.0, Some(0)).as_str(), write(100.4, Some(0)).as_str(), write(87.6, Some(0)).as_str()), ("100", "100,4", "88"));
}

#[test]
fn the_first_letters_of_a_unit_stand_for_it() {
    let value = |text: &str, unit: &str| in_unit(&read(text, Some(Vietnamese)).unwrap().figure, unit, text).map(|found| found.value);
    assert_eq!(value("1.020 DN", "doanh nghiệp"), Ok(Some(1020.0)));
    assert_eq!(value("1.020 DN", "nghìn doanh nghiệp"), Ok(Some(1.02)));
    assert_eq!(value("5 CSDL", "cơ sở dữ liệu"), Ok(Some(5.0)));
    // Small letters are a word of their own, and other letters another unit.
    for (text, unit) in [("3 dn", "doanh nghiệp"), ("3 HTX", "doanh nghiệp"), ("3 D", "doanh"), ("3 DN", "doanh nghiệp số")] {
        assert_eq!(value(text, unit).unwrap_err().code, "figure.other_unit", "{text} {unit}");
    }
}
