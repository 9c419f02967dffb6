//! Deadlines as the sources and other offices write them, and what must be refused.

use proptest::prelude::*;

use super::*;

/// text, EDTF, first day ("" for none), last day
#[rustfmt::skip]
const DATED: &[(&str, &str, &str, &str)] = &[
    // months
    ("trong tháng 5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("tháng 05/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("5-2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("05.2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("2024-05", "2024-05", "2024-05-01", "2024-05-31"),
    ("trong tháng 5 năm 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("tháng 5, năm 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("tháng 5 của năm 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("Tháng 5 – 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("T5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("thang 5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("tháng Năm năm 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("tháng mười hai năm 2024", "2024-12", "2024-12-01", "2024-12-31"),
    ("tháng 2/2024", "2024-02", "2024-02-01", "2024-02-29"),
    ("tháng 2/2023", "2023-02", "2023-02-01", "2023-02-28"),
    ("tháng 12/2024", "2024-12", "2024-12-01", "2024-12-31"),
    ("hoàn thành trong tháng 5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("sớm, trong tháng 5/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("đến tháng 5/2024", "../2024-05-31", "", "2024-05-31"),
    ("cuối tháng 5/2024", "../2024-05-31", "", "2024-05-31"),
    ("hết tháng 5/2024", "../2024-05-31", "", "2024-05-31"),
    ("thượng tuần tháng 5/2024", "2024-05-01/2024-05-10", "2024-05-01", "2024-05-10"),
    ("trung tuần tháng 5 năm 2024", "2024-05-11/2024-05-20", "2024-05-11", "2024-05-20"),
    ("hạ tuần tháng 2/2024", "2024-02-21/2024-02-29", "2024-02-21", "2024-02-29"),
    // quarters
    ("trong quý 2/2024", "2024-34", "2024-04-01", "2024-06-30"),
    ("Trong quý II/2024", "2024-34", "2024-04-01", "2024-06-30"),
    ("quý I/2024", "2024-33", "2024-01-01", "2024-03-31"),
    ("quý III năm 2024", "2024-35", "2024-07-01", "2024-09-30"),
    ("quý IV năm 2024", "2024-36", "2024-10-01", "2024-12-31"),
    ("quý 4-2024", "2024-36", "2024-10-01", "2024-12-31"),
    ("QUÝ II, NĂM 2024", "2024-34", "2024-04-01", "2024-06-30"),
    ("Q2/2024", "2024-34", "2024-04-01", "2024-06-30"),
    ("hết quý II/2024", "../2024-06-30", "", "2024-06-30"),
    ("quý II, III/2024", "2024-04-01/2024-09-30", "2024-04-01", "2024-09-30"),
    ("quý III và quý IV/2024", "2024-07-01/2024-12-31", "2024-07-01", "2024-12-31"),
    ("quý 1-2/2024", "2024-01-01/2024-06-30", "2024-01-01", "2024-06-30"),
    // years and parts of a year
    ("năm 2024", "2024", "2024-01-01", "2024-12-31"),
    ("trong năm 2024", "2024", "2024-01-01", "2024-12-31"),
    ("tổng hợp số liệu bán hàng năm 2024", "2024", "2024-01-01", "2024-12-31"),
    ("2024", "2024", "2024-01-01", "2024-12-31"),
    ("đến năm 2025", "../2025-12-31", "", "2025-12-31"),
    ("đến 2025", "../2025-12-31", "", "2025-12-31"),
    ("đến hết năm 2025", "../2025-12-31", "", "2025-12-31"),
    ("cuối năm 2024", "../2024-12-31", "", "2024-12-31"),
    ("trước hết, hoàn thành trong năm 2024", "2024", "2024-01-01", "2024-12-31"),
    ("từ nay đến hết năm 2024", "../2024-12-31", "", "2024-12-31"),
    ("6 tháng đầu năm 2024", "2024-40", "2024-01-01", "2024-06-30"),
    ("06 tháng đầu năm 2024", "2024-40", "2024-01-01", "2024-06-30"),
    ("sáu tháng đầu năm 2024", "2024-40", "2024-01-01", "2024-06-30"),
    ("6 tháng năm 2024", "2024-40", "2024-01-01", "2024-06-30"),
    ("6 tháng cuối năm 2024", "2024-41", "2024-07-01", "2024-12-31"),
    ("nửa cuối năm 2024", "2024-41", "2024-07-01", "2024-12-31"),
    ("nửa đầu năm 2024", "2024-40", "2024-01-01", "2024-06-30"),
    ("9 tháng đầu năm 2024", "2024-01/2024-09", "2024-01-01", "2024-09-30"),
    ("9 tháng năm 2024", "2024-01/2024-09", "2024-01-01", "2024-09-30"),
    ("3 tháng cuối năm 2024", "2024-10/2024-12", "2024-10-01", "2024-12-31"),
    ("giai đoạn 2024-2025", "2024/2025", "2024-01-01", "2025-12-31"),
    ("Giai đoạn 2021 – 2025", "2021/2025", "2021-01-01", "2025-12-31"),
    ("từ năm 2024 đến năm 2025", "2024/2025", "2024-01-01", "2025-12-31"),
    // days
    ("ngày 24-4-2024", "2024-04-24", "2024-04-24", "2024-04-24"),
    ("06/5/2024", "2024-05-06", "2024-05-06", "2024-05-06"),
    ("6.5.2024", "2024-05-06", "2024-05-06", "2024-05-06"),
    ("12/11/2024", "2024-11-12", "2024-11-12", "2024-11-12"),
    ("2024-05-31", "2024-05-31", "2024-05-31", "2024-05-31"),
    ("ngày 30 tháng 5 năm 2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("30 tháng 5, 2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("ngày 30 tháng 5/2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("ngày 30/5 năm 2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("30 / 5 / 2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("29/02/2024", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("chậm nhất 15/6/2024", "../2024-06-15", "", "2024-06-15"),
    ("muộn nhất là ngày 15/6/2024", "2024-06-15", "2024-06-15", "2024-06-15"),
    ("không quá ngày 15/6/2024", "../2024-06-15", "", "2024-06-15"),
    ("không muộn hơn ngày 15/6/2024", "../2024-06-15", "", "2024-06-15"),
    ("hoàn thành (30/5/2024).", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("Thời hạn:30/5/2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("từ 1/5/2024 đến 31/5/2024", "2024-05-01/2024-05-31", "2024-05-01", "2024-05-31"),
    ("từ ngày 15/5 đến ngày 20/6/2024", "2024-05-15/2024-06-20", "2024-05-15", "2024-06-20"),
    ("từ ngày 15 đến ngày 20/5/2024", "2024-05-15/2024-05-20", "2024-05-15", "2024-05-20"),
    ("15-20/5/2024", "2024-05-15/2024-05-20", "2024-05-15", "2024-05-20"),
    ("01/5/2024-31/5/2024", "2024-05-01/2024-05-31", "2024-05-01", "2024-05-31"),
    ("tháng 4-6/2024", "2024-04/2024-06", "2024-04-01", "2024-06-30"),
    ("tháng 10-12 năm 2024", "2024-10/2024-12", "2024-10-01", "2024-12-31"),
    ("từ tháng 11/2024 đến tháng 2/2025", "2024-11/2025-02", "2024-11-01", "2025-02-28"),
    ("17h00 ngày 30/5/2024", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("trước 17 giờ 30 phút ngày 30/5/2024", "../2024-05-30", "", "2024-05-30"),
    ("trước 17:00 ngày 30/5/2024", "../2024-05-30", "", "2024-05-30"),
    ("trước 0h ngày 30/5/2024", "../2024-05-29", "", "2024-05-29"),
    ("đến 24 giờ ngày 30/5/2024", "../2024-05-30", "", "2024-05-30"),
    ("30/5/2024 17:00", "2024-05-30", "2024-05-30", "2024-05-30"),
    // "trước" in front of anything longer than a day
    ("trước tháng 12/2024", "../2024-11-30", "", "2024-11-30"),
    ("hoàn thành trước tháng 12-2024", "../2024-11-30", "", "2024-11-30"),
    ("trước quý III/2024", "../2024-06-30", "", "2024-06-30"),
    ("trước năm 2025", "../2024-12-31", "", "2024-12-31"),
    ("trước 2025", "../2024-12-31", "", "2024-12-31"),
    ("trước cuối năm 2024", "../2024-12-31", "", "2024-12-31"),
    ("trước hết năm 2024", "../2024-12-31", "", "2024-12-31"),
    ("trước 6 tháng cuối năm 2024", "../2024-06-30", "", "2024-06-30"),
];

fn day(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

#[test]
fn reads_dates() {
    let mut wrong = Vec::new();
    for (text, edtf, first, last) in DATED {
        let expected = Deadline {
            text: text.to_string(),
            edtf: Some(edtf.to_string()),
            first_day: day(first),
            last_day: day(last),
            class: DeadlineClass::Dated,
            assumption: None,
        };
        let found = read(text, BeforeDay::Inclusive);
        if found.as_ref() != Ok(&expected) {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn before_a_day_is_an_assumption() {
    let cases = [
        ("trước 30/5/2024", "2024-05-30", "2024-05-29"),
        ("trước ngày 30/5/2024", "2024-05-30", "2024-05-29"),
        ("trước ngày 30 tháng 5 năm 2024", "2024-05-30", "2024-05-29"),
        (
            "hoàn thành trước thời điểm 01/3/2024",
            "2024-03-01",
            "2024-02-29",
        ),
        ("truoc ngay 1/1/2025", "2025-01-01", "2024-12-31"),
        ("chậm nhất trước ngày 15/6/2024", "2024-06-15", "2024-06-14"),
    ];
    for (text, inclusive, exclusive) in cases {
        let found = read(text, BeforeDay::Inclusive).unwrap();
        let told = (found.first_day, found.last_day, found.assumption);
        let assumed = Some(Assumption::BeforeDayInclusive);
        assert_eq!(told, (None, day(inclusive), assumed), "case {text:?}");
        assert_eq!(found.edtf, Some(format!("../{inclusive}")), "case {text:?}");
        let found = read(text, BeforeDay::Exclusive).unwrap();
        let told = (found.first_day, found.last_day, found.assumption);
        let assumed = Some(Assumption::BeforeDayExclusive);
        assert_eq!(told, (None, day(exclusive), assumed), "case {text:?}");
        assert_eq!(found.edtf, Some(format!("../{exclusive}")), "case {text:?}");
    }
}

#[test]
fn words_without_a_day() {
    use DeadlineClass::{None as Undated, Ongoing, Recurring};
    let cases = [
        ("đúng tiến độ", Undated),
        ("khẩn trương", Undated),
        ("Khẩn trương hoàn thiện", Undated),
        ("sớm", Undated),
        ("ngay", Undated),
        ("triển khai ngay", Undated),
        ("tiếp tục", Undated),
        ("dung tien do", Undated),
        ("không thời hạn", Undated),
        ("ngay sau khi Luật có hiệu lực", Undated),
        ("theo kế hoạch", Undated),
        ("thường xuyên", Ongoing),
        ("Thường xuyên trong năm 2024", Ongoing),
        ("liên tục", Ongoing),
        ("hằng năm", Recurring),
        ("hàng quý", Recurring),
        ("Hằng tháng", Recurring),
        ("hằng tháng, giai đoạn 2021-2025", Recurring),
        ("thường xuyên, định kỳ hằng quý", Recurring),
        ("định kỳ 6 tháng", Recurring),
        ("ngày 15 hằng tháng", Recurring),
        ("trước ngày 15/12 hằng năm", Recurring),
        ("3 tháng/lần", Recurring),
        ("15/6 và 15/12 hằng năm", Recurring),
    ];
    for (text, class) in cases {
        let found = read(text, BeforeDay::Inclusive);
        let expected = undated(text, class);
        assert_eq!(found, Ok(expected), "case {text:?}");
    }
}

#[test]
fn refuses() {
    let cases = [
        ("", "empty"),
        (" \u{200b} ", "empty"),
        ("31/02/2024", "no_such_day"),
        ("29/2/2023", "no_such_day"),
        ("31/4/2024", "no_such_day"),
        ("0/5/2024", "no_such_day"),
        ("32/5/2024", "no_such_day"),
        ("ngày 31 tháng 6 năm 2024", "no_such_day"),
        ("2024-02-30", "no_such_day"),
        ("thường xuyên đến 31/02/2024", "no_such_day"),
        ("30/13/2024", "no_such_month"),
        ("5/30/2024", "no_such_month"),
        ("tháng 13/2024", "no_such_month"),
        ("0/2024", "no_such_month"),
        ("tháng 10-14/2024", "no_such_month"),
        ("quý 5/2024", "no_such_quarter"),
        ("quý 0/2024", "no_such_quarter"),
        ("1234", "no_such_year"),
        ("năm 2924", "no_such_year"),
        ("31/12/24", "two_digit_year"),
        ("tháng 5/24", "two_digit_year"),
        ("5/24", "two_digit_year"),
        ("quý II/24", "two_digit_year"),
        ("năm 24", "two_digit_year"),
        ("30 tháng 5 năm 24", "two_digit_year"),
        ("30/5", "no_year"),
        ("trước ngày 30/5", "no_year"),
        ("quý II", "no_year"),
        ("tháng 5", "no_year"),
        ("9 tháng đầu năm", "no_year"),
        ("6 tháng cuối năm", "no_year"),
        ("15/6/2024 và 15/12/2024", "several_dates"),
        ("quý II/2024, chậm nhất 15/6/2024", "several_dates"),
        ("đến năm 2025, tầm nhìn năm 2030", "several_dates"),
        ("từ tháng 4/2024", "start_only"),
        ("kể từ ngày 01/7/2024", "start_only"),
        ("sau tháng 6/2024", "start_only"),
        ("đầu năm 2025", "vague"),
        ("giữa tháng 5/2024", "vague"),
        ("những tháng đầu năm 2025", "vague"),
        ("từ 31/5/2024 đến 1/5/2024", "reversed"),
        ("giai đoạn 2025-2024", "reversed"),
        ("trước kỳ họp Quốc hội tháng 10/2024", "relative"),
        ("sau khi Luật được thông qua năm 2024", "relative"),
        ("hằng tháng, đến 31/12/2025", "mixed"),
        ("thường xuyên trong quý II/2024", "mixed"),
        ("trong 15 ngày", "unreadable"),
        ("trong vòng 30 ngày kể từ ngày ban hành", "unreadable"),
        ("12345", "unreadable"),
        ("005/5/2024", "unreadable"),
        ("5/20244", "unreadable"),
        ("4-6/2024", "unreadable"),
        ("24-4/2024", "unreadable"),
        ("Mục 3. 5 2024", "unreadable"),
        ("Quyết định 06/2024/QĐ-TTg", "unreadable"),
        ("Nghị định 73/2019/NĐ-CP", "unreadable"),
        ("Nghị quyết 12, trước 30/5/2024", "unreadable"),
        ("Tết 2025", "unreadable"),
        ("Đại hội nhiệm kỳ 2025-2030", "unreadable"),
        ("25h ngày 30/5/2024", "unreadable"),
        ("17h00 trong tháng 5/2024", "unreadable"),
        ("trước 15-20/5/2024", "unreadable"),
        ("2024-05-31T00:00:00", "unreadable"),
        ("99999999999999999999/5/2024", "unreadable"),
        ("tuần 2 tháng 5/2024", "unreadable"),
        ("các tháng năm 2024 và 5", "unreadable"),
        ("theo công văn số 5/2024", "unreadable"),
        ("phiên họp thứ 8/2024", "unreadable"),
        ("abc", "no_words"),
        ("trong ngày", "no_words"),
        ("cuối năm", "no_words"),
        ("-", "no_words"),
        ("…", "no_words"),
    ];
    let mut wrong = Vec::new();
    for (text, code) in cases {
        match read(text, BeforeDay::Inclusive) {
            Err(problem) if problem.code == format!("deadline.{code}") => {
                let said = problem.param("text");
                let empty = problem.code == "deadline.empty";
                assert_eq!(said.is_none(), empty, "case {text:?}");
            }
            other => wrong.push(format!("{text:?} should be {code}: {other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn says_what_was_wrong() {
    let problem = read("trước 31/02/2024", BeforeDay::Inclusive).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "deadline.no_such_day (text=\"trước 31/02/2024\", day=\"31\", month=\"2\", year=\"2024\", days=\"29\")"
    );
}

#[test]
fn no_words_may_mean_no_deadline() {
    let found = read_or_none(" \u{200b}", BeforeDay::Inclusive);
    assert_eq!(found, Ok(undated("", DeadlineClass::None)));
    let found = read_or_none("abc", BeforeDay::Inclusive);
    assert_eq!(found.unwrap_err().code, "deadline.no_words");
    let regular = |text| read(text, BeforeDay::Inclusive).unwrap().class.is_regular();
    assert!(regular("thường xuyên") && regular("hằng quý"));
    assert!(!regular("sớm") && !regular("năm 2024"));
}

#[test]
fn keeps_the_words() {
    let found = read(
        "  Tru\u{31b}o\u{31b}\u{301}c   tháng\n12/2024 ",
        BeforeDay::Inclusive,
    )
    .unwrap();
    assert_eq!(found.text, "Trước tháng 12/2024");
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(
        json,
        r#"{"text":"Trước tháng 12/2024","edtf":"../2024-11-30","first_day":null,"last_day":"2024-11-30","class":"dated","assumption":null}"#
    );
    assert_eq!(serde_json::from_str::<Deadline>(&json).unwrap(), found);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}|[0-9/. :-]{0,20}|(trước|sau|từ|đến|hết|cuối|đầu|ngày|tháng|quý|năm|nửa|II|IV|hằng|và|,|-|/|17h|0:00|[0-9]{1,2}|20[0-9]{2}| ){0,12}") {
        if let Ok(found) = read(&text, BeforeDay::Exclusive) {
            let dated = found.class == DeadlineClass::Dated;
            prop_assert_eq!(found.last_day.is_some(), dated);
            prop_assert_eq!(found.edtf.is_some(), dated);
            prop_assert!(found.first_day.is_none_or(|first| Some(first) <= found.last_day));
            prop_assert_eq!(read(&found.text, BeforeDay::Exclusive), Ok(found.clone()));
        }
    }

    #[test]
    fn every_day_is_read_in_every_form(offset in 0i64..100_000) {
        let own = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(offset);
        for form in ["%d/%m/%Y", "%-d/%-m/%Y", "%d-%m-%Y", "%-d.%-m.%Y", "ngày %-d tháng %-m năm %Y", "%Y-%m-%d"] {
            let text = own.format(form).to_string();
            let found = read(&text, BeforeDay::Inclusive).unwrap();
            prop_assert_eq!(found.last_day, Some(own), "case {}", text);
        }
    }
}
