//! Time: bars along it, the month, the calendar file, reminders, and the pages that print.

use std::collections::HashMap;
use std::fs;

use serde_json::{Value, json};

use crate::office::{Office, codes};

/// N03 extended from 31/5 to 30/9/2024 and done on 21/9; N06 with a request that nobody has decided.
fn extended() -> Office {
    let office = Office::seeded_on("2024-12-01");
    let task = office.ok("extension_request", json!({"task": "N03", "deadline": "đến 30/9/2024", "reason": "Chờ ý kiến", "requested_on": "20/5/2024"}));
    office.ok("extension_decide", json!({"id": task["extensions"][0]["id"], "approve": true, "decided_on": "28/5/2024"}));
    office.ok("task_complete", json!({"id": "N03", "completed_on": "21/9/2024"}));
    office.ok("extension_request", json!({"task": "N06", "deadline": "đến 31/8/2024", "reason": "Chờ ý kiến", "requested_on": "20/6/2024"}));
    office
}

fn bar(timeline: &Value, code: &str) -> Value {
    timeline["bars"].as_array().unwrap().iter().find(|bar| bar["code"] == code).unwrap_or_else(|| panic!("{code}")).clone()
}

/// `term 2024-05-06 2024-05-31`
fn spans(bar: &Value) -> Vec<String> {
    let text = |span: &Value| format!("{} {} {}", span["kind"], span["from"], span["to"]).replace('"', "");
    bar["spans"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn a_bar_tells_term_extension_request_and_delay() {
    let office = extended();
    let on = |filter: Value| office.ok("timeline", json!({"filter": filter}));
    let current = on(json!({"as_of": "2024-12-01"}));
    assert_eq!(spans(&bar(&current, "N03")), ["term 2024-05-06 2024-05-31", "extension 2024-06-01 2024-09-30"]);
    assert_eq!(spans(&bar(&current, "N06")), ["term 2024-05-06 2024-05-31", "requested 2024-06-01 2024-08-31", "late 2024-06-01 2024-12-01"]);
    assert_eq!((&bar(&current, "N03")["due"], &bar(&current, "N03")["original"]), (&json!("2024-09-30"), &json!("2024-05-31")));
    // By the original deadline the same task ran over, until it was done.
    let original = on(json!({"as_of": "2024-12-01", "basis": "original"}));
    assert_eq!(spans(&bar(&original, "N03"))[2], "late 2024-06-01 2024-09-21");
    // Before the request was made nobody knew of it.
    assert_eq!(spans(&bar(&on(json!({"as_of": "2024-06-10"})), "N06")), ["term 2024-05-06 2024-05-31", "late 2024-06-01 2024-06-10"]);
    // Without a deadline a task runs on; it stands apart, after the others.
    assert_eq!(spans(&bar(&current, "N01")), ["open 2024-05-06 2024-12-01"]);
    let groups: Vec<(u64, bool)> = current["groups"].as_array().unwrap().iter().map(|group| (group["count"].as_u64().unwrap(), group["undated"] == true)).collect();
    assert_eq!(groups, [(7, false), (34, true)]);
    assert_eq!((&current["first_day"], &current["last_day"]), (&json!("2024-04-24"), &json!("2024-12-01")));
}

#[test]
fn the_timeline_is_the_register() {
    let office = extended();
    for filter in [json!({"as_of": "2024-06-01"}), json!({"as_of": "2024-12-01", "status": ["open_overdue"]}), json!({"as_of": "2024-12-01", "text": "ban dan", "basis": "original"})] {
        let (list, timeline) = (office.ok("task_list", filter.clone()), office.ok("timeline", json!({"filter": filter})));
        assert_eq!((&list["total"], &list["counts"]), (&timeline["total"], &timeline["counts"]), "{filter}");
        let mut both = (codes(&list["rows"]), codes(&timeline["bars"]));
        both.0.sort();
        both.1.sort();
        assert_eq!(both.0, both.1, "{filter}");
    }
    // Grouped or not, in parts or whole: the same bars in the same order.
    for group in [json!(null), json!("focus_area"), json!("agency"), json!("status"), json!("document"), json!("deadline_month")] {
        let ask = |offset: u32, limit: u32| office.ok("timeline", json!({"filter": {"as_of": "2024-12-01", "offset": offset, "limit": limit, "group_by": group}}));
        let whole = ask(0, 100);
        assert_eq!(whole["groups"].as_array().unwrap().iter().map(|group| group["count"].as_u64().unwrap()).sum::<u64>(), 41);
        let parts: Vec<String> = (0..5).flat_map(|part| codes(&ask(part * 9, 9)["bars"])).collect();
        assert_eq!(parts, codes(&whole["bars"]), "{group}");
    }
    let by_area = office.ok("timeline", json!({"filter": {"as_of": "2024-12-01", "group_by": "focus_area"}}));
    assert_eq!(by_area["groups"][0]["label"], "TC2 Tiềm lực");
    // A range keeps what touches it.
    let range = |from: &str, to: &str| {
        let mut found = codes(&office.ok("timeline", json!({"filter": {"as_of": "2024-05-10", "status": ["open_in_time"]}, "from": from, "to": to}))["bars"]);
        found.sort();
        found
    };
    assert_eq!(range("2024-06-15", "2024-06-20"), ["N28", "N29"]);
    assert_eq!(range("2024-04-01", "2024-04-24"), ["N25", "N28", "N29", "N33"]);
    assert!(range("2025-01-01", "2025-12-31").is_empty());
}

#[test]
fn a_month_shows_each_deadline_on_its_last_day() {
    let office = extended();
    let month = |month: &str, basis: &str| office.ok("calendar", json!({"month": month, "filter": {"as_of": "2024-12-01", "basis": basis}}));
    let on = |month: &Value, day: &str| {
        let days = month["days"].as_array().unwrap();
        codes(&days.iter().find(|one| one["day"] == day).unwrap_or_else(|| panic!("{day}"))["tasks"])
    };
    let may = month("2024-05", "original");
    assert_eq!(on(&may, "2024-05-31"), ["N06", "N09", "N33", "N03"]);
    assert_eq!((&may["total"], &may["undated"], &may["days"][0]["day"]), (&json!(5), &json!(33), &json!("2024-04-29")));
    assert_eq!(on(&month("2024-05", "current"), "2024-05-31"), ["N06", "N09", "N33"]);
    assert_eq!(on(&month("2024-09", "current"), "2024-09-30"), ["N03"]);
    // Without a month: that of the day asked for. Its weeks reach into the next one.
    let here = office.ok("calendar", json!({"filter": {"as_of": "2024-11-15"}, "named": 0}));
    assert_eq!((&here["month"], &here["total"]), (&json!("2024-11"), &json!(1)));
    assert_eq!(here["days"].as_array().unwrap().iter().find(|day| day["day"] == "2024-11-30").unwrap()["tasks"], json!([]));
    let refused = office.refused("calendar", json!({"month": "2024-13"}));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("calendar.month", Some("month")));
}

/// The events of a calendar file as property → value, unfolded; property parameters stay with the name.
fn events(text: &str) -> Vec<HashMap<String, String>> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "folded at 75 octets, lines end with CRLF");
    let whole = text.replace("\r\n ", "");
    let blocks = whole.split("BEGIN:VEVENT\r\n").skip(1);
    let pair = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
    blocks.map(|block| block.split("END:VEVENT").next().unwrap().trim_end().split("\r\n").map(pair).collect()).collect()
}

#[test]
fn deadlines_leave_as_a_calendar_file() {
    let office = extended();
    office.ok("task_edit", json!({"id": "N09", "statement": "Một, hai; ba\\bốn “năm”"}));
    let path = office.path("thoi-han.ics");
    let save = |filter: Value| office.ok("deadlines_ics", json!({"path": path, "filter": filter}));
    let saved = save(json!({"as_of": "2024-12-01"}));
    assert_eq!((&saved["events"], &saved["left_out"]), (&json!(7), &json!(34)));
    let first = events(&fs::read_to_string(&path).unwrap());
    assert_eq!(first.len(), 7);
    let of = |events: &[HashMap<String, String>], code: &str| events.iter().find(|event| event["SUMMARY"].starts_with(&format!("{code}:"))).unwrap().clone();
    let n03 = of(&first, "N03");
    assert_eq!((n03["DTSTART;VALUE=DATE"].as_str(), n03["DTEND;VALUE=DATE"].as_str()), ("20240930", "20241001"));
    assert_eq!(n03["UID"], office.ok("task_get", json!({"id": "N03"}))["id"].as_str().unwrap());
    assert!(n03["DTSTAMP"].starts_with("20241201T") && n03["DTSTAMP"].ends_with('Z'), "{}", n03["DTSTAMP"]);
    for part in ["Bộ TT&TT", "trong tháng 5/2024", "Hoàn thành đúng hạn", "[003]"] {
        assert!(n03["DESCRIPTION"].contains(part), "{part} in {}", n03["DESCRIPTION"]);
    }
    assert_eq!(of(&first, "N09")["SUMMARY"], "N09: Một\\, hai\\; ba\\\\bốn “năm”");
    // Again, by the original deadline: another day, the same event.
    save(json!({"as_of": "2024-12-01", "basis": "original"}));
    let second = of(&events(&fs::read_to_string(&path).unwrap()), "N03");
    assert_eq!((&second["UID"], second["DTSTART;VALUE=DATE"].as_str()), (&n03["UID"], "20240531"));
    assert_eq!(office.refused("deadlines_ics", json!({"path": office.path("a.pdf")})).code, "file.ending");
    let none = save(json!({"text": "khongcogi"}));
    assert_eq!((&none["events"], &none["left_out"]), (&json!(0), &json!(0)));
}

#[test]
fn reminders_tell_what_is_new_what_is_next_and_what_nobody_asked_about() {
    let office = Office::seeded();
    let remind = |as_of: &str, since: Option<&str>| office.ok("reminders", json!({"as_of": as_of, "since": since}));
    let first = remind("2024-06-01", None);
    assert_eq!((&first["became_overdue"]["total"], &first["overdue"], &first["due"]), (&json!(5), &json!(5), &json!([])));
    // N25 was overdue on 31/5 already; the others became so on 1/6.
    let mut new = codes(&remind("2024-06-01", Some("2024-05-31"))["became_overdue"]["rows"]);
    new.sort();
    assert_eq!(new, ["N03", "N06", "N09", "N33"]);
    assert_eq!(remind("2024-06-01", Some("2024-06-01"))["became_overdue"]["total"], 0);
    let soon = remind("2024-05-28", Some("2024-05-28"));
    let steps: Vec<(u64, &str, &str, u64)> = soon["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["days"].as_u64().unwrap(), step["from"].as_str().unwrap(), step["to"].as_str().unwrap(), step["total"].as_u64().unwrap()))
        .collect();
    assert_eq!(steps, [(3, "2024-05-30", "2024-05-31", 5)]);
    // Each step opens the list of the same length.
    for (_, from, to, total) in steps {
        assert_eq!(office.ok("task_list", json!({"as_of": "2024-05-28", "status": ["open_in_time"], "due_from": from, "due_to": to}))["total"], total);
    }
    assert_eq!(remind("2024-06-01", None)["chase"]["total"], 0);
    let later = remind("2024-09-01", None);
    assert_eq!(later["chase"]["total"], office.ok("task_list", json!({"as_of": "2024-09-01", "chase": true}))["total"]);
    assert!(later["chase"]["total"].as_u64().unwrap() > 20);
}

#[test]
fn an_office_sets_its_own_steps() {
    let office = Office::seeded();
    let settings = office.ok("setting_list", json!({}));
    assert_eq!(settings["reminders"], json!({"due_soon_days": [7, 3, 1], "chase_after_months": 3}));
    let set = office.ok("setting_edit", json!({"due_soon_days": [2, 30, 2], "chase_after_months": 1}));
    assert_eq!(set["reminders"], json!({"due_soon_days": [30, 2], "chase_after_months": 1}));
    // The register, kept from before, follows.
    let row = &office.ok("task_list", json!({"as_of": "2024-06-05", "text": "N28"}))["rows"][0];
    assert_eq!(row["standing"]["due_soon"], 30);
    let reminders = office.ok("reminders", json!({"as_of": "2024-06-29"}));
    assert_eq!((&reminders["due"][0]["days"], &codes(&reminders["due"][0]["rows"])[..]), (&json!(2), &["N28".to_owned()][..]));
    assert!(reminders["chase"]["total"].as_u64().unwrap() > 20);
    office.ok("undo", json!({}));
    assert_eq!(office.ok("setting_list", json!({}))["reminders"]["due_soon_days"], json!([7, 3, 1]));
    for (body, field, code) in [
        (json!({"due_soon_days": []}), "due_soon_days", "required"),
        (json!({"due_soon_days": [400]}), "due_soon_days", "setting.step"),
        (json!({"due_soon_days": [1, 2, 3, 4, 5, 6, 7]}), "due_soon_days", "setting.steps"),
        (json!({"chase_after_months": 0}), "chase_after_months", "setting.months"),
    ] {
        let refused = office.refused("setting_edit", body);
        assert_eq!((refused.field.as_deref(), refused.code.as_str()), (Some(field), code));
    }
}

#[test]
fn the_desk_remembers_when_it_reminded() {
    let office = Office::seeded();
    // Whoever has just made a book is not reminded of it at once.
    assert_eq!(office.ok("desk_state", json!({}))["reminded_on"], "2024-06-01");
    let path = office.ok("desk_state", json!({}))["book"]["path"].clone();
    office.ok("book_create", json!({"path": office.path("hai.so35"), "office": "Sở Y tế", "person": "B"}));
    let office = office.restart();
    assert_eq!(office.ok("book_open", json!({"path": path}))["reminded_on"], "2024-06-01");
    assert_eq!(office.ok("reminders_seen", json!({}))["reminded_on"], "2024-06-01");
    // A book that came from elsewhere has not been looked at here.
    office.ok("backup", json!({"path": office.path("ban-sao.so35")}));
    assert_eq!(office.ok("book_open", json!({"path": office.path("ban-sao.so35")}))["reminded_on"], Value::Null);
    assert_eq!(office.ok("reminders_seen", json!({}))["reminded_on"], "2024-06-01");
}

#[test]
fn time_prints_whatever_is_in_the_book() {
    let (seeded, bare) = (extended(), Office::bare());
    seeded.ok("task_add", json!({"statement": format!("😀 {} #let $x$ \\", "dài".repeat(400)), "deadline": "31/12/2031", "assigned_on": "1/1/2012"}));
    for office in [&seeded, &bare] {
        for (name, body) in [
            ("timeline_save", json!({"timeline": {"filter": {"as_of": "2024-12-01", "group_by": "agency"}}, "paper": "a3"})),
            ("timeline_save", json!({"timeline": {"filter": {"as_of": "2024-06-10"}, "from": "2024-06-01", "to": "2024-06-30"}})),
            ("timeline_save", json!({})),
            ("calendar_save", json!({"calendar": {"month": "2024-05", "filter": {"basis": "original", "as_of": "2024-12-01"}}})),
            ("calendar_save", json!({"calendar": {"month": "2031-12"}, "paper": "a3"})),
        ] {
            let mut body = body;
            body["path"] = json!(office.path("a.pdf"));
            let saved = office.ok(name, body.clone());
            let bytes = fs::read(office.path("a.pdf")).unwrap();
            assert!(bytes.starts_with(b"%PDF-"), "{name} {body}");
            assert_eq!(saved["bytes"], bytes.len());
        }
        assert_eq!(office.refused("calendar_save", json!({"path": office.path("a.png")})).code, "file.ending");
    }
}
