//! A document arrives: its text is read, guesses are corrected, all of it is saved as one act and taken back as one.

use serde_json::{Value, json};

use crate::office::{Office, codes};

const BLOCK: &str = "Trong đó, Bộ Thông tin và Truyền thông chủ trì, phối hợp với các bộ, ngành, có liên quan khẩn trương hoàn thiện, báo cáo Chính phủ \
    trình Quốc hội thông qua Luật Công nghiệp công nghệ số; hoàn thiện, trình Chính phủ ban hành các nghị định hướng dẫn Luật Giao dịch điện tử (sửa đổi), \
    Luật Viễn thông (sửa đổi); khẩn trương sửa đổi, bổ sung Nghị định số 73/2019/NĐ-CP quy định quản lý đầu tư ứng dụng công nghệ thông tin sử dụng nguồn \
    vốn ngân sách Nhà nước; nghiên cứu, xây dựng và ban hành văn bản hướng dẫn bảo đảm an toàn thông tin cấp bộ, tỉnh; xây dựng hệ thống kiểm tra, giám \
    sát, theo dõi, tổng hợp, đánh giá việc triển khai công tác chuyển đổi số quốc gia và tại các bộ, ngành, địa phương.";

fn agency(office: &Office, short: &str) -> Value {
    let found = office.ok("agency_list", json!({"text": short}));
    found.as_array().unwrap().iter().find(|row| row["short_name"] == short).unwrap()["id"].clone()
}

#[test]
fn the_text_is_read_corrected_saved_and_taken_back_as_one() {
    let office = Office::seeded();
    let empty = office.dump();
    let draft = office.ok("document_draft", json!({"text": format!("Thông báo số 369/TB-VPCP ngày 20/5/2024\n{BLOCK}")}));
    assert_eq!(office.dump(), empty, "reading writes nothing");
    assert_eq!((&draft["document"]["number_symbol"], &draft["document"]["day"], &draft["day"]), (&json!("369/TB-VPCP"), &json!("2024-05-20"), &json!("2024-05-20")));
    let tasks = draft["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 5);
    for task in tasks {
        assert_eq!(task["leads"][0]["agency"]["short_name"], "Bộ TT&TT");
        assert_eq!(task["coordinating_words"]["text"], "các bộ, ngành, có liên quan");
    }
    assert_eq!(tasks[0]["alike"][0]["code"], "N04");
    assert_eq!(tasks[3]["product"], "Văn bản hướng dẫn bảo đảm an toàn thông tin cấp bộ, tỉnh");

    let only = office.ok("document_draft", json!({"text": format!("Thông báo số 369/TB-VPCP ngày 20/5/2024\n{BLOCK}"), "only_document": true}));
    assert_eq!((&only["document"], &only["tasks"]), (&draft["document"], &json!([])));

    // A person leaves one out, corrects a lead and gives a deadline.
    let entered = |n: usize, more: Value| {
        let task = &tasks[n];
        let mut own = json!({
            "statement": task["statement"], "leads": [task["leads"][0]["agency"]["id"]], "product": task["product"],
            "locator": draft["paragraphs"][1]["locator"], "note": "Phối hợp: các bộ, ngành có liên quan",
        });
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        own
    };
    let body = json!({
        "document": {"kind": "official", "number_symbol": "369/TB-VPCP", "day": "2024-05-20", "issuer": "Văn phòng Chính phủ", "subject": "Thông báo kết luận"},
        "tasks": [
            entered(0, json!({"deadline": "trước 30/6/2024", "alike": [tasks[0]["alike"][0]["id"]]})),
            entered(1, json!({"leads": [agency(&office, "Bộ Tư pháp")], "coordinating": [agency(&office, "Bộ Công an"), agency(&office, "Bộ Tư pháp")]})),
            entered(2, json!({"leads": [], "agency_group": "cac-bo-nganh"})),
            entered(3, json!({"leads": [agency(&office, "VPCP"), agency(&office, "Bộ TT&TT")], "focus_areas": [{"focus_area": "DM5", "proposed": true}]})),
        ],
    });
    let saved = office.answer("document_enter", body.clone());
    assert_eq!(saved["value"]["codes"], json!(["N42", "N43", "N44", "N45"]));
    let id = saved["value"]["document"]["id"].clone();
    assert_eq!(saved["value"]["document"]["cited"], 4);

    let task = |code: &str| office.ok("task_get", json!({"id": code}));
    assert_eq!((&task("N42")["deadline"]["last_day"], &task("N42")["assigned_on"]), (&json!("2024-06-30"), &json!("2024-05-20")));
    assert_eq!((&task("N42")["links"][0]["code"], &task("N42")["citations"][0]["locator"]), (&json!("N04"), &json!("đoạn 2")));
    // An agency that leads is not named as coordinating too.
    assert_eq!((&task("N43")["leads"][0]["short_name"], task("N43")["coordinating"].as_array().unwrap().len()), (&json!("Bộ Tư pháp"), 1));
    assert_eq!((&task("N44")["scope"], &task("N44")["of"], &task("N44")["flags"]), (&json!("each"), &json!(22), &json!([])));
    assert_eq!((&task("N45")["flags"], task("N45")["leads"].as_array().unwrap().len()), (&json!(["two_leads"]), 2));
    assert_eq!(task("N45")["focus_areas"][0]["proposed"], true);

    // The register of documents knows them; the register of tasks is narrowed by the document.
    let rows = office.ok("document_register", json!({"text": "369", "as_of": "2024-06-01"}));
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["tasks"], &rows[0]["counts"]["open_in_time"], &rows[0]["others"]), (1, &json!(4), &json!(1), &json!(0)));
    assert_eq!(codes(&office.ok("task_list", json!({"document": id}))["rows"]), ["N42", "N43", "N44", "N45"]);
    let cited = office.ok("document_cited", json!({"id": id, "as_of": "2024-06-01"}));
    assert_eq!((&cited["tasks"][0]["code"], &cited["tasks"][0]["locators"]), (&json!("N42"), &json!(["đoạn 2"])));

    // The same text again: every task is there already.
    let again = office.ok("document_draft", json!({"text": format!("Thông báo số 369/TB-VPCP ngày 20/5/2024\n{BLOCK}")}));
    assert_eq!(again["document"]["existing"], id);
    assert_eq!(again["tasks"][3]["alike"][0]["likeness"], 1.0);

    let state = office.ok("undo_state", json!({}));
    assert_eq!(state["undo"]["subject"], "369/TB-VPCP (N42–N45)");
    office.ok("undo", json!({}));
    assert_eq!(office.dump(), empty, "one undo takes document and tasks back");
    office.ok("redo", json!({}));
    assert_eq!(office.ok("task_list", json!({"as_of": "2024-06-01"}))["total"], 45);
}

#[test]
fn all_is_saved_or_nothing() {
    let office = Office::seeded();
    let before = office.dump();
    let document = json!({"kind": "official", "subject": "Kết luận"});
    for (body, field, code) in [
        (json!({"tasks": []}), "document", "document.one_of"),
        (json!({"document": document, "existing": "TB203", "tasks": []}), "document", "document.one_of"),
        (json!({"document": {"kind": "official", "subject": " "}, "tasks": []}), "document.subject", "required"),
        (json!({"document": document, "tasks": [{"statement": "Một"}, {"statement": ""}]}), "tasks[1].statement", "required"),
        (json!({"document": document, "tasks": [{"statement": "Một", "deadline": "ngày 31/02/2024"}]}), "tasks[0].deadline", "deadline.no_such_day"),
        (json!({"document": document, "tasks": [{"statement": "Một", "leads": ["ai"]}]}), "tasks[0].lead", "unknown_record"),
        (json!({"document": document, "tasks": [{"statement": "Một", "leads": ["ai"], "agency_group": "cac-bo-nganh"}]}), "tasks[0].leads", "task.group_has_no_lead"),
        (json!({"document": document, "tasks": [{"statement": "Một", "assigned_on": "2030-01-01"}]}), "tasks[0].assigned_on", "day.to_come"),
    ] {
        let refused = office.refused("document_enter", body.clone());
        assert_eq!((refused.field.as_deref(), refused.code.as_str()), (Some(field), code), "{body}");
        assert_eq!(office.dump(), before, "{body}");
    }
    assert_eq!(office.refused("document_draft", json!({"text": " \n "})).code, "required");
    assert_eq!(office.refused("document_draft", json!({"text": "a".repeat(400_001)})).code, "document.text_too_long");
    // Tasks may be added to a document that is there.
    let saved = office.ok("document_enter", json!({"existing": "TB203", "tasks": [{"statement": "Rà soát", "locator": "mục 4"}]}));
    assert_eq!(saved["codes"], json!(["N42"]));
    assert_eq!(office.ok("task_get", json!({"id": "N42"}))["flags"], json!(["lead_missing"]));
}

#[test]
fn what_cites_a_document_is_told_whole() {
    let office = Office::seeded();
    let rows = office.ok("document_register", json!({"as_of": "2024-06-01"}));
    let row = |code: &str| rows.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone();
    // 003 gives 35 tasks, one of them late on 1 June by what it says, four by what other sources add.
    assert_eq!(row("003")["tasks"], 35);
    let counts = row("003")["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
    assert_eq!(counts, 35);
    assert!(row("003")["others"].as_u64().unwrap() > 30);
    let cited = office.ok("document_cited", json!({"id": "003", "as_of": "2024-06-01"}));
    assert_eq!((cited["tasks"].as_array().unwrap().len(), json!(cited["others"].as_array().unwrap().len())), (35, row("003")["others"].clone()));
    let noun = |noun: &str| cited["others"].as_array().unwrap().iter().find(|other| other["noun"] == noun).unwrap().clone();
    assert_eq!(noun("observation")["title"].as_str().unwrap().is_empty(), false);
    assert_eq!(noun("contradiction")["code"].as_str().unwrap().is_empty(), false);
    assert_eq!(office.ok("document_register", json!({"kind": "press"})).as_array().unwrap().len(), 5);
}
