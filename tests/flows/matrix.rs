//! Common tasks: agencies × tasks, those missing, and going on under another group; what each says of
//! earlier days.

use serde_json::{Value, json};

use crate::office::Office;

fn agency(office: &Office, short_name: &str, on: &str) -> Value {
    let all = office.ok("agency_list", json!({"on": on}));
    all.as_array().unwrap().iter().find(|one| one["short_name"] == short_name).unwrap_or_else(|| panic!("{short_name}"))["id"].clone()
}

fn matrix(office: &Office, body: Value) -> Value {
    office.ok("matrix", body)
}

fn parts(office: &Office, code: &str) -> Vec<Value> {
    office.ok("assignment_list", json!({"task": code})).as_array().unwrap().clone()
}

/// The part of an agency that existed on a day.
fn part(office: &Office, code: &str, short_name: &str, on: &str) -> Value {
    let id = agency(office, short_name, on);
    parts(office, code).into_iter().find(|part| part["agency"]["id"] == id).unwrap_or_else(|| panic!("{code} {short_name}"))["id"].clone()
}

fn done(office: &Office, parts: &[Value], day: &str) {
    office.ok("step_add", json!({"assignments": parts, "kind": "done", "day": day, "evidence": "15/NQ-HĐND"}));
}

fn kn(matrix: &Value, code: &str) -> (u64, u64) {
    let task = matrix["tasks"].as_array().unwrap().iter().find(|task| task["code"] == code).unwrap_or_else(|| panic!("{code}"));
    (task["done"].as_u64().unwrap(), task["of"].as_u64().unwrap())
}

/// Every sum is the sum of its cells, every cell is judged as the register judges that agency's part, and
/// done and missing are the whole.
fn hangs_together(office: &Office, body: &Value) {
    let found = matrix(office, body.clone());
    let lines = found["lines"].as_array().unwrap();
    let tasks = found["tasks"].as_array().unwrap();
    let (mut done, mut of) = (0, 0);
    for (column, task) in tasks.iter().enumerate() {
        let cells: Vec<&Value> = lines.iter().map(|line| &line["cells"][column]).filter(|cell| !cell.is_null()).collect();
        let completed = cells.iter().filter(|cell| !cell["completed_on"].is_null()).count() as u64;
        assert_eq!((task["done"].as_u64(), task["of"].as_u64()), (Some(completed), Some(cells.len() as u64)), "{}", task["code"]);
        let whole = office.ok("task_get", json!({"id": task["code"], "as_of": found["as_of"], "basis": found["basis"]}));
        assert_eq!((&task["task_done"], &task["task_of"]), (&whole["done"], &whole["of"]), "{}", task["code"]);
        assert_eq!(task["standing"], whole["standing"]);
        if body["agency_group"].is_null() {
            assert_eq!((&task["done"], &task["of"]), (&whole["done"], &whole["of"]), "{}", task["code"]);
        }
        let missing = task["missing"].as_array().unwrap().len() as u64 + task["missing_unnamed"].as_u64().unwrap();
        let regular = task["regular"] == true;
        assert_eq!(missing, if regular { 0 } else { cells.len() as u64 - completed }, "{}", task["code"]);
        if !regular {
            done += completed;
            of += cells.len() as u64;
        }
    }
    assert_eq!((found["done"].as_u64(), found["of"].as_u64()), (Some(done), Some(of)));
    let total: u64 = found["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    let cells = lines.iter().flat_map(|line| line["cells"].as_array().unwrap()).filter(|cell| !cell.is_null()).count() as u64;
    assert_eq!(total, cells);
    // One agency in a hundred is enough to compare with the register's own judgement.
    for line in lines.iter().step_by(17).filter(|line| !line["agency"].is_null()) {
        let ask = json!({"agency": line["agency"]["id"], "as_of": found["as_of"], "basis": found["basis"]});
        let own = office.ok("task_list", ask);
        for (column, cell) in line["cells"].as_array().unwrap().iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
            let row = own["rows"].as_array().unwrap().iter().find(|row| row["code"] == tasks[column]["code"]).unwrap();
            assert_eq!(cell["standing"], row["standing"], "{} {}", line["label"], row["code"]);
        }
    }
}

#[test]
fn seven_places_are_named_and_five_are_done() {
    let office = Office::seeded_on("2024-07-01");
    let empty = matrix(&office, json!({"tasks": ["N33"]}));
    assert_eq!((kn(&empty, "N33"), &empty["tasks"][0]["missing_unnamed"]), ((0, 7), &json!(7)));
    assert_eq!(empty["lines"].as_array().unwrap().len(), 7);
    assert_eq!(empty["lines"][2]["label"], "N33: nơi thứ 3, chưa nêu tên");
    assert_eq!(empty["tasks"][0]["differs"], Value::Null, "seven places for a group that counts seven");

    let names = ["Hà Nội", "Cao Bằng", "Bắc Kạn", "Lào Cai", "Điện Biên", "Lai Châu", "Sơn La"];
    for (line, name) in empty["lines"].as_array().unwrap().iter().zip(names) {
        office.ok("assignment_edit", json!({"id": line["cells"][0]["assignment"], "agency": agency(&office, name, "2024-06-01")}));
    }
    let of = |name: &str| part(&office, "N33", name, "2024-06-01");
    done(&office, &[of("Hà Nội"), of("Lào Cai"), of("Lai Châu")], "2024-05-20");
    done(&office, &[of("Sơn La"), of("Bắc Kạn")], "2024-06-10");
    let now = matrix(&office, json!({"tasks": ["N33"]}));
    assert_eq!(kn(&now, "N33"), (5, 7));
    assert_eq!((&now["tasks"][0]["missing"], &now["tasks"][0]["missing_unnamed"]), (&json!(["Cao Bằng", "Điện Biên"]), &json!(0)));
    assert_eq!((&now["counts"]["done_on_time"], &now["counts"]["done_late"], &now["counts"]["open_overdue"]), (&json!(3), &json!(2), &json!(2)));
    let cell = |name: &str| {
        let line = now["lines"].as_array().unwrap().iter().find(|line| line["label"] == name).unwrap();
        line["cells"][0].clone()
    };
    assert_eq!((&cell("Sơn La")["standing"]["late_days"], &cell("Sơn La")["evidence"]), (&json!(10), &json!("15/NQ-HĐND")));
    assert_eq!(cell("Cao Bằng")["standing"]["late_days"], 31);
    let list = office.ok("matrix_missing", json!({"tasks": ["N33"]}));
    let text = list["text"].as_str().unwrap();
    assert!(text.ends_with("đã hoàn thành 5/7. Còn thiếu 2: Cao Bằng, Điện Biên."), "{text}");
    assert_eq!(now["tasks"][0]["differs"], Value::Null, "places that were named by hand stay within what the group counts");

    for day in ["2024-05-19", "2024-05-20", "2024-06-09", "2024-06-10", "2024-07-01"] {
        hangs_together(&office, &json!({"as_of": day}));
        hangs_together(&office, &json!({"as_of": day, "agency_group": "7-dia-phuong"}));
        hangs_together(&office, &json!({"as_of": day, "agency_group": "63-dia-phuong", "basis": "original"}));
    }
    assert_eq!(kn(&matrix(&office, json!({"as_of": "2024-06-09"})), "N33"), (3, 7));
    let narrowed = matrix(&office, json!({"tasks": ["N33"], "open_only": true}));
    assert_eq!((narrowed["lines"].as_array().unwrap().len(), kn(&narrowed, "N33")), (2, (5, 7)));
    let found = matrix(&office, json!({"text": "dien bien"}));
    assert_eq!(found["lines"].as_array().unwrap().len(), 1);
}

#[test]
fn columns_are_the_common_tasks_and_ongoing_ones_lack_nobody() {
    let office = Office::seeded();
    let all = matrix(&office, json!({}));
    let codes = crate::office::codes(&all["tasks"]);
    assert_eq!(codes, ["N01", "N12", "N14", "N27", "N29", "N30", "N31", "N32", "N33", "N34"]);
    let ongoing = &all["tasks"][5];
    assert_eq!((&ongoing["regular"], &ongoing["missing"], &ongoing["of"]), (&json!(true), &json!([]), &json!(63)));
    // 22 ministries before 63 provinces, then the seven places.
    assert_eq!(all["lines"].as_array().unwrap().len(), 92);
    assert_eq!((&all["lines"][21]["label"], &all["lines"][22]["label"]), (&all["lines"][21]["agency"]["short_name"], &json!("Hà Nội")));
    let provinces = matrix(&office, json!({"agency_group": "63-dia-phuong"}));
    assert_eq!(provinces["lines"].as_array().unwrap().len(), 63);
    let n12 = provinces["tasks"].as_array().unwrap().iter().find(|task| task["code"] == "N12").unwrap();
    assert_eq!((&n12["of"], &n12["task_of"]), (&json!(63), &json!(85)));
    assert_eq!(office.refused("matrix", json!({"tasks": ["N12", "N03"]})).field.as_deref(), Some("tasks[1]"));
    assert_eq!(matrix(&Office::bare(), json!({}))["tasks"], json!([]));
}

const OLD: &str = "2025-06-30";
const NEW: &str = "2025-07-01";

/// N29 as a year of work left it: Hà Giang and Tuyên Quang done, Bắc Kạn begun, Hà Nội done; Cao Bằng not.
fn provinces() -> Office {
    let office = Office::seeded_on("2025-09-01");
    let of = |name: &str| part(&office, "N29", name, "2024-06-01");
    done(&office, &[of("Hà Giang"), of("Hà Nội"), of("Thái Nguyên")], "2024-10-15");
    done(&office, &[of("Tuyên Quang")], "2025-02-03");
    office.ok("step_add", json!({"assignments": [of("Bắc Kạn")], "kind": "started", "day": "2024-09-01"}));
    office
}

fn regroup(carry: &str) -> Value {
    json!({"id": "N29", "agency_group": "34-tinh-thanh-pho", "on_day": "01/7/2025", "carry": carry})
}

#[test]
fn sixty_three_provinces_become_thirty_four() {
    let office = provinces();
    let dump = office.dump();
    let total = |day: &str| office.ok("overview", json!({"as_of": day}))["total"].clone();
    let (total_before, old_before) = (total(NEW), matrix(&office, json!({"as_of": OLD, "tasks": ["N29"]})));
    let plan = office.ok("task_regroup_plan", regroup("all_done"));
    assert_eq!(office.dump(), dump, "a plan writes nothing");
    let count = |list: &str| plan[list].as_array().unwrap().len();
    assert_eq!((count("stays"), count("ends"), count("begins")), (10, 53, 24));
    assert_eq!((&plan["done_before"], &plan["of_before"], &plan["done_after"], &plan["of_after"]), (&json!(4), &json!(63), &json!(2), &json!(34)));
    assert_eq!((&plan["without_successor"], &plan["had_part"]), (&json!([]), &json!([])));
    let begins = |name: &str| plan["begins"].as_array().unwrap().iter().find(|one| one["agency"]["short_name"] == name).unwrap().clone();
    let tuyen_quang = begins("Tuyên Quang");
    assert_eq!(tuyen_quang["carried"]["day"], "2025-02-03");
    assert_eq!(tuyen_quang["carried"]["note"], "Theo kết quả của Hà Giang (15/10/2024), Tuyên Quang (03/02/2025)");
    // Bắc Kạn had only begun: both had begun, not both were done.
    let thai_nguyen = begins("Thái Nguyên");
    assert_eq!((&thai_nguyen["carried"]["kind"], &thai_nguyen["disagree"]), (&json!("started"), &json!(true)));
    assert_eq!(thai_nguyen["exists"], true);

    office.ok("task_regroup", regroup("all_done"));
    assert_eq!(matrix(&office, json!({"as_of": OLD, "tasks": ["N29"]}))["lines"], old_before["lines"], "the past stays as it was");
    let old = office.ok("task_get", json!({"id": "N29", "as_of": OLD}));
    let new = office.ok("task_get", json!({"id": "N29", "as_of": NEW}));
    assert_eq!((&old["done"], &old["of"], &new["done"], &new["of"]), (&json!(4), &json!(63), &json!(2), &json!(34)));
    assert!(old["agency_group_name"].as_str().unwrap().starts_with("63"));
    assert!(new["agency_group_name"].as_str().unwrap().starts_with("34"));
    assert_eq!(total(NEW), total_before, "one task is one task");
    for day in ["2024-10-15", OLD, NEW, "2025-09-01"] {
        hangs_together(&office, &json!({"as_of": day}));
    }
    let now = matrix(&office, json!({"as_of": "2025-09-01", "tasks": ["N29"]}));
    assert_eq!((kn(&now, "N29"), &now["changed_on"]), ((2, 34), &json!(NEW)));
    let before = matrix(&office, json!({"as_of": "2025-09-01", "tasks": ["N29"], "structure": "before"}));
    assert_eq!((kn(&before, "N29"), &before["as_of"]), ((4, 63), &json!(OLD)));
    // The new one is done on the day its work was, also for the deadline.
    let line = now["lines"].as_array().unwrap().iter().find(|line| line["label"] == "Tuyên Quang").unwrap();
    assert_eq!((&line["cells"][0]["completed_on"], &line["cells"][0]["standing"]["status"]), (&json!("2025-02-03"), &json!("done_late")));
    assert_eq!(line["cells"][0]["evidence"], "15/NQ-HĐND");

    // Work goes on under the new ones; the old day does not know of it.
    done(&office, &[part(&office, "N29", "Cao Bằng", NEW)], "2025-08-01");
    assert_eq!(kn(&matrix(&office, json!({"tasks": ["N29"]})), "N29"), (3, 34));
    assert_eq!(kn(&matrix(&office, json!({"tasks": ["N29"], "as_of": OLD})), "N29"), (4, 63));
    office.ok("undo", json!({}));
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), dump, "one undo takes it back whole");
}

#[test]
fn a_part_that_ended_is_no_longer_the_agencys_until_it_goes_on() {
    let office = provinces();
    office.ok("task_regroup", regroup("none"));
    let ha_giang = agency(&office, "Hà Giang", "2024-06-01");
    let tasks = |as_of: &str| crate::office::codes(&office.ok("task_list", json!({"agency": ha_giang, "as_of": as_of}))["rows"]);
    assert!(tasks(OLD).contains(&"N29".to_owned()));
    assert!(!tasks(NEW).contains(&"N29".to_owned()), "its part had ended by then");

    let before = part(&office, "N29", "Hà Giang", "2024-06-01");
    let dump = office.dump();
    let add = |role: &str| json!({"task": "N29", "agency": ha_giang, "role": role});
    assert_eq!(office.refused("assignment_add", add("coordinating")).code, "taken");
    let again = office.ok("assignment_add", add("lead"));
    assert_eq!((&again["id"], &again["to_day"], &again["completed_on"]), (&before, &Value::Null, &json!("2024-10-15")), "what was recorded stays");
    assert!(tasks(NEW).contains(&"N29".to_owned()));
    let error = office.refused("assignment_add", add("lead"));
    assert_eq!((error.code.as_str(), error.field.as_deref()), ("taken", Some("agency")), "it has its part now");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), dump);
}

#[test]
fn what_shows_the_work_goes_over_to_the_province_that_continues_it() {
    let office = Office::seeded_on("2025-09-01");
    for name in ["Hà Giang", "Tuyên Quang"] {
        let id = part(&office, "N29", name, "2024-06-01");
        office.ok("step_add", json!({"assignments": [id], "kind": "done", "day": "2024-10-15", "document": "TB203"}));
    }
    let document = parts(&office, "N29").into_iter().find(|part| !part["completed_on"].is_null()).unwrap();
    assert_eq!(document["evidence"], "203/TB-VPCP", "the document is the proof where nothing else was written");
    office.ok("task_regroup", regroup("all_done"));
    let carried = parts(&office, "N29").into_iter().find(|one| one["id"] == part(&office, "N29", "Tuyên Quang", NEW)).unwrap();
    assert_eq!((&carried["evidence"], &carried["completed_on"]), (&json!("203/TB-VPCP"), &json!("2024-10-15")));
    assert_eq!(carried["steps"][0]["document"], document["steps"][0]["document"]);
    let now = matrix(&office, json!({"tasks": ["N29"]}));
    let line = now["lines"].as_array().unwrap().iter().find(|line| line["label"] == "Tuyên Quang").unwrap();
    assert_eq!(line["cells"][0]["evidence"], "203/TB-VPCP");
}

#[test]
fn a_part_is_worked_on_only_while_it_counts() {
    let office = provinces();
    office.ok("task_regroup", regroup("none"));
    let bac_giang = part(&office, "N29", "Bắc Giang", "2024-06-01");
    let step = |assignment: &Value, day: &str| json!({"assignments": [assignment], "kind": "done", "day": day});
    let ended = office.refused("step_add", step(&bac_giang, "2025-08-01"));
    assert_eq!((ended.code.as_str(), ended.field.as_deref()), ("step.part_ended", Some("day")));
    assert!(ended.message.contains("Bắc Giang") && ended.message.contains("30/06/2025"), "{}", ended.message);
    let begun = part(&office, "N29", "Tuyên Quang", NEW);
    assert_eq!(office.refused("step_add", step(&begun, OLD)).code, "step.part_not_begun");
    // What came in late of the old time is still recorded there, and moved only within it.
    office.ok("step_add", step(&bac_giang, OLD));
    assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N29"), (5, 63));
    let id = office.ok("assignment_get", json!({"id": bac_giang}))["steps"][0]["id"].clone();
    assert_eq!(office.refused("step_edit", json!({"id": id, "day": NEW})).code, "step.part_ended");
    office.ok("step_edit", json!({"id": id, "note": "Nghị quyết"}));

    // Done on a day: whoever had a part on that day, and nobody else.
    office.ok("task_complete", json!({"id": "N29", "completed_on": "2025-06-20"}));
    assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N29"), (63, 63));
    assert_eq!(kn(&matrix(&office, json!({"as_of": "2025-09-01"})), "N29"), (10, 34), "those who stayed");
    office.ok("undo", json!({}));
    office.ok("task_complete", json!({"id": "N29", "completed_on": "2025-08-20"}));
    assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N29"), (5, 63));
    assert_eq!(kn(&matrix(&office, json!({"as_of": "2025-09-01"})), "N29"), (34, 34));
}

#[test]
fn what_one_province_says_never_speaks_for_all() {
    let office = provinces();
    let note = |name: &str, day: &str, percent: u32| {
        let assignment = part(&office, "N29", name, "2024-06-01");
        office.ok("progress_note_add", json!({"assignment": assignment, "day": day, "percent": percent, "words": "đã xong", "difficulties": "Không"}));
    };
    note("Hà Giang", "2025-05-01", 100);
    note("Hà Nội", "2025-05-02", 40);
    let row = |body: Value| office.ok("task_list", body)["rows"].as_array().unwrap().iter().find(|row| row["code"] == "N29").unwrap().clone();
    assert_eq!(row(json!({"as_of": OLD}))["latest"], Value::Null);
    assert_eq!(office.ok("task_get", json!({"id": "N29", "as_of": OLD}))["latest"], Value::Null);
    // Of one agency's own part it is told, as long as that counts.
    let of = |agency: &Value, day: &str| row(json!({"agency": agency, "as_of": day}))["latest"]["percent"].clone();
    let (ha_giang, ha_noi) = (agency(&office, "Hà Giang", "2024-06-01"), agency(&office, "Hà Nội", "2024-06-01"));
    assert_eq!((of(&ha_giang, OLD), of(&ha_noi, OLD)), (json!(100.0), json!(40.0)));
    office.ok("task_regroup", regroup("none"));
    assert_eq!((of(&ha_giang, OLD), of(&ha_noi, NEW)), (json!(100.0), json!(40.0)));
    assert_eq!(row(json!({"as_of": NEW}))["latest"], Value::Null);
}

#[test]
fn who_is_added_after_a_change_was_not_there_before() {
    let office = provinces();
    office.ok("task_regroup", regroup("none"));
    let added = office.ok("assignment_add", json!({"task": "N29", "agency": agency(&office, "Bộ Nội vụ", NEW), "role": "lead"}));
    assert_eq!(added["from_day"], NEW);
    assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N29"), (4, 63));
    assert_eq!(kn(&matrix(&office, json!({"as_of": NEW})), "N29"), (1, 35));
}

#[test]
fn what_new_provinces_take_over_is_chosen() {
    for (carry, expect) in [("all_done", (2, 34)), ("any_done", (3, 34)), ("none", (1, 34))] {
        let office = provinces();
        office.ok("task_regroup", regroup(carry));
        assert_eq!(kn(&matrix(&office, json!({"as_of": NEW})), "N29"), expect, "{carry}");
        assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N29"), (4, 63), "{carry}");
    }
}

/// N12 is given to ministries and provinces alike; both changed in 2025.
#[test]
fn a_task_of_ministries_and_provinces_goes_on_under_their_successors() {
    let office = Office::seeded_on("2025-09-01");
    done(&office, &[part(&office, "N12", "Bộ KH&ĐT", "2024-06-01"), part(&office, "N12", "Hà Giang", "2024-06-01")], "2024-09-01");
    let heirs = office.ok("agency_group_successors", json!({"agency_group": "bo-nganh-dia-phuong", "on_day": NEW}));
    let members: Vec<Value> = heirs.as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    // 14 ministries and 3 agencies of their level in 2025, and 34 provinces.
    let count = members.len() as u64;
    assert_eq!(count, 17 + 34, "{heirs}");
    office.ok("agency_group_add", json!({"name": "Các bộ, ngành, địa phương (từ 01/7/2025)", "members": members}));
    let body = |carry: &str| json!({"id": "N12", "agency_group": "cac-bo-nganh-dia-phuong-tu-01-7-2025", "on_day": NEW, "carry": carry});
    let plan = office.ok("task_regroup_plan", body("any_done"));
    let finance = plan["stays"].as_array().unwrap().iter().find(|one| one["agency"]["short_name"] == "Bộ Tài chính").unwrap();
    assert_eq!(finance["absorbs"][0]["agency"]["short_name"], "Bộ KH&ĐT");
    assert_eq!(plan["without_successor"], json!([]));
    office.ok("task_regroup", body("any_done"));
    assert_eq!(kn(&matrix(&office, json!({"as_of": OLD})), "N12"), (2, 85));
    // Bộ Tài chính keeps its own, open part; Tuyên Quang takes over from Hà Giang.
    assert_eq!(kn(&matrix(&office, json!({"as_of": NEW})), "N12"), (1, count));
    hangs_together(&office, &json!({"as_of": NEW}));
}

#[test]
fn a_group_whose_members_changed_is_told_and_followed() {
    let office = Office::seeded_on("2025-09-01");
    let n27 = |office: &Office| matrix(office, json!({"tasks": ["N27"]}))["tasks"][0].clone();
    assert_eq!(n27(&office)["differs"], Value::Null);
    let same = json!({"id": "N27", "agency_group": "cac-bo-nganh", "on_day": "2025-03-01", "carry": "any_done"});
    assert_eq!(office.refused("task_regroup", same.clone()).code, "regrouping.nothing");

    let gone = agency(&office, "Bộ TT&TT", "2024-06-01");
    let mut members: Vec<Value> =
        office.ok("agency_list", json!({"group": "cac-bo-nganh"})).as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    members.retain(|id| *id != gone);
    members.push(agency(&office, "Bộ NN&MT", NEW));
    office.ok("agency_group_edit", json!({"id": "cac-bo-nganh", "members": members}));
    let differs = n27(&office)["differs"].clone();
    assert_eq!(differs["missing"][0]["short_name"], "Bộ NN&MT");
    assert_eq!((differs["extra"][0]["short_name"].as_str(), &differs["places"]), (Some("Bộ TT&TT"), &json!(0)));
    done(&office, &[part(&office, "N27", "Bộ NN&PTNT", "2024-06-01")], "2024-09-01");
    office.ok("task_regroup", same);
    let after = n27(&office);
    assert_eq!((&after["differs"], &after["of"]), (&Value::Null, &json!(22)));
    assert_eq!(after["regroupings"].as_array().unwrap().len(), 1);
    assert_eq!(matrix(&office, json!({"tasks": ["N27"], "as_of": "2025-02-28"}))["tasks"][0]["of"], 22);
}

#[test]
fn what_cannot_be_passed_on_is_refused() {
    let office = provinces();
    let refused = |body: Value| {
        let error = office.refused("task_regroup", body.clone());
        assert_eq!(office.refused("task_regroup_plan", body).code, error.code);
        (error.code, error.field.unwrap_or_default())
    };
    let on = |id: &str, group: &str, day: &str| json!({"id": id, "agency_group": group, "on_day": day, "carry": "none"});
    let to_34 = |day: &str| on("N29", "34-tinh-thanh-pho", day);
    assert_eq!(refused(to_34("2024-04-24")), ("regrouping.before_assigned".into(), "on_day".into()));
    assert_eq!(refused(to_34("2025-09-02")), ("day.to_come".into(), "on_day".into()));
    assert_eq!(refused(on("N03", "34-tinh-thanh-pho", NEW)), ("regrouping.not_common".into(), "id".into()));
    assert_eq!(refused(on("N29", "khong-co", NEW)), ("unknown_record".into(), "agency_group".into()));
    office.ok("agency_group_add", json!({"name": "Nhóm rỗng"}));
    assert_eq!(refused(on("N29", "nhom-rong", NEW)), ("agency_group.empty".into(), "agency_group".into()));
    office.ok("task_regroup", to_34(NEW));
    assert_eq!(refused(to_34(NEW)).0, "regrouping.before_earlier");
    assert_eq!(refused(to_34("2025-06-01")).0, "regrouping.before_earlier");
    // Back to the old group: those that ended cannot begin again in the same task.
    let back = on("N29", "63-dia-phuong", "2025-08-01");
    assert_eq!(office.refused("task_regroup", back.clone()).code, "regrouping.had_part");
    assert_eq!(office.ok("task_regroup_plan", back)["had_part"].as_array().unwrap().len(), 53);
    // A group that a task was once given to stays.
    let group = office.ok("agency_group_get", json!({"id": "63-dia-phuong"}));
    assert_eq!(office.refused("agency_group_delete", json!({"id": group["id"]})).code, "agency_group.in_use");
}

#[test]
fn both_structures_are_printed() {
    let office = provinces();
    office.ok("task_regroup", regroup("all_done"));
    let print = |name: &str, body: Value| {
        let path = office.path(name);
        let mut whole = body;
        whole["path"] = json!(path);
        let saved = office.ok("matrix_save", whole);
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"%PDF"), "{name}");
        assert_eq!((saved["bytes"].as_u64(), &saved["replaced"]), (Some(bytes.len() as u64), &json!([])));
        bytes
    };
    let one = print("one.pdf", json!({"matrix": {"tasks": ["N29"], "as_of": "2025-09-01"}}));
    let both = print("both.pdf", json!({"matrix": {"tasks": ["N29"], "as_of": "2025-09-01"}, "both": true, "paper": "a3"}));
    assert!(both.len() > one.len(), "the old structure stands in front of the new one");
    // Of those shown and of the whole task.
    print("before.pdf", json!({"matrix": {"agency_group": "34-tinh-thanh-pho", "structure": "before", "as_of": "2025-09-01"}}));
    let out = std::process::Command::new("pdftotext").arg("-raw").arg(office.path("before.pdf")).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("(cả nhóm: 4/63)"), "{text}");
    print("none.pdf", json!({"matrix": {"tasks": ["N29"], "text": "khong co noi nay"}}));
    assert_eq!(office.refused("matrix_save", json!({"matrix": {}, "path": office.path("a.txt")})).code, "file.ending");
}
