//! Measures what a person waits for, on the sample's 41 tasks and on 10,000 with 40 common ones: overview,
//! search, the register narrowed, sorted and grouped, the matrix, rates, what changed, tasks read in a text; one
//! chart, one briefing, the register on paper and as a workbook. Run by `cargo xtask bench`; prints medians and
//! ratios, nothing passes or fails. Another number of tasks may be given:
//! `cargo bench --workspace --bench book -- 100000`.

mod measure;

use std::time::{Duration, Instant};

use measure::{book, median};
use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::{step, task, wire};

/// How many tasks of every province it has besides.
const COMMON: usize = 40;

/// How many tasks the large book has, when nothing else is asked: what a busy province's office has in years.
const MANY: usize = 10_000;

fn main() -> Result<()> {
    let many_tasks = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(MANY);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to measure in");
    let few = book(&folder.path().join("few"))?;
    let many = book(&folder.path().join("many"))?;
    let start = Instant::now();
    fill(&many, many_tasks)?;
    line(&format!("{many_tasks} nhiệm vụ vào sổ / tasks into the book"), start.elapsed(), None);

    let as_of = json!({"as_of": "2024-12-01"});
    for (what, name, body) in [
        ("Tổng quan / overview", "overview", as_of.clone()),
        ("Tìm kiếm / search", "search", json!({"text": "day manh ha tang so"})),
        ("Bảng nhiệm vụ / the register", "task_list", json!({"as_of": "2024-12-01", "limit": 100})),
        ("… lọc theo chữ / narrowed by words", "task_list", json!({"as_of": "2024-12-01", "limit": 100, "text": "ra soat thu tuc"})),
        ("… lọc quá hạn / overdue", "task_list", json!({"as_of": "2024-12-01", "limit": 100, "status": ["open_overdue"]})),
        ("… một lĩnh vực / one focus area", "task_list", json!({"as_of": "2024-12-01", "limit": 100, "focus_area": "DM2"})),
        ("… theo cơ quan, thời hạn / by agency and deadline", "task_list",
            json!({"as_of": "2024-12-01", "limit": 100, "sort": [{"key": "agency"}, {"key": "deadline"}, {"key": "statement"}]})),
        ("… theo nhóm / in groups", "task_list", json!({"as_of": "2024-12-01", "limit": 100, "group_by": "agency"})),
        ("Việc chung / the matrix", "matrix", json!({"as_of": "2024-12-01"})),
        ("Tỷ lệ theo cơ quan / rates by agency", "task_rates", json!({"as_of": "2024-12-01", "by": "agency"})),
        ("… nhóm theo tháng đến hạn / grouped by month due", "task_list",
            json!({"as_of": "2024-12-01", "limit": 100, "group_by": "deadline_month", "sort": [{"key": "late", "descending": true}]})),
        ("… chỗ của một nhiệm vụ / the place of a task", "task_list",
            json!({"as_of": "2024-12-01", "limit": 0, "group_by": "agency", "place_of": "N25"})),
        ("Điều đã thay đổi / what changed", "changes", json!({"since": "2024-01-01"})),
        ("Đọc nhiệm vụ trong văn bản / tasks read in a text", "document_draft",
            json!({"text": "1. Bộ Công an chủ trì rà soát thủ tục hành chính tại các đơn vị, hoàn thành trước 30/6/2024."})),
    ] {
        let on_few = median(&few, name, &body, 15)?;
        let on_many = median(&many, name, &body, 5)?;
        line(&format!("{what}: 41"), on_few, None);
        line(&format!("{what}: {many_tasks}"), on_many, Some(on_many.as_secs_f64() / on_few.as_secs_f64()));
    }
    // What the register costs when a write has just changed the book, and nothing is kept.
    let mut first = Vec::new();
    for at in 0..5 {
        api::call(&many, "task_edit", json!({"id": "N03", "note": format!("lần {at}")}), &Unwatched)?;
        let start = Instant::now();
        api::call(&many, "task_list", json!({"as_of": "2024-12-01", "limit": 100}), &Unwatched)?;
        first.push(start.elapsed());
    }
    first.sort();
    line("Bảng nhiệm vụ ngay sau khi ghi / right after a write", first[2], None);
    let chart = json!({"chart": {"kind": "status_stacked", "as_of": "2024-12-01"}});
    line("Một biểu đồ SVG / one chart", median(&few, "chart_draw", &chart, 15)?, None);
    let png = json!({"chart": chart, "path": folder.path().join("a.png")});
    line("Một biểu đồ PNG / one chart as PNG", median(&few, "chart_save", &png, 5)?, None);
    let pdf = json!({"briefing": as_of, "path": folder.path().join("a.pdf")});
    line("Bản trình bày PDF / one briefing", median(&few, "briefing_save", &pdf, 5)?, None);

    for (what, name, ending) in [
        ("Danh mục PDF / register as PDF", "register_save", "pdf"),
        ("Danh mục xlsx / register as workbook", "register_save", "xlsx"),
        ("Tổng hợp PDF / summary as PDF", "summary_save", "pdf"),
    ] {
        let body = json!({"tasks": as_of, "path": folder.path().join(format!("b.{ending}"))});
        let on_few = median(&few, name, &body, 5)?;
        let on_many = median(&many, name, &body, 1)?;
        line(&format!("{what}: 41"), on_few, None);
        line(&format!("{what}: {many_tasks}"), on_many, Some(on_many.as_secs_f64() / on_few.as_secs_f64()));
    }
    // A briefing of each province: what is the same for all is read once.
    let series = json!({"briefing": {"template": "co-quan", "as_of": "2024-12-01"}, "each": "agency-group:63-dia-phuong"});
    let body = json!({"series": series, "folder": "", "path": folder.path().join("s.pdf")});
    let on_few = median(&few, "series_save", &body, 1)?;
    let on_many = median(&many, "series_save", &body, 1)?;
    line("63 bản trình bày / 63 briefings: 41", on_few, None);
    line(&format!("63 bản trình bày / 63 briefings: {many_tasks}"), on_many, Some(on_many.as_secs_f64() / on_few.as_secs_f64()));
    Ok(())
}

fn line(what: &str, took: Duration, ratio: Option<f64>) {
    let ratio = ratio.map(|ratio| format!("   × {ratio:.1}")).unwrap_or_default();
    println!("  {what:<52} {:>9.1} ms{ratio}", took.as_secs_f64() * 1000.0);
}

/// Adds tasks until there are `count`, all in one act, with leads, deadlines and focus areas as real ones have.
fn fill(desk: &Desk, count: usize) -> Result<()> {
    let list = |name: &str| api::call(desk, name, json!({}), &Unwatched).map(|answer| answer["value"].as_array().cloned().unwrap_or_default());
    let agencies: Vec<Value> = list("agency_list")?.iter().map(|agency| agency["id"].clone()).collect();
    let areas = ["TC1", "TC2", "TC3", "DM1", "DM2", "DM3", "DM4", "DM5"];
    let works = ["Đẩy mạnh hạ tầng số", "Rà soát thủ tục hành chính", "Hoàn thành số hóa hồ sơ", "Bảo đảm an toàn thông tin", "Tập huấn cán bộ"];
    let book = desk.book()?;
    let done = book.change(&desk.asking(), "task_add", |change| {
        for at in 41..count {
            let body = json!({
                "code": format!("X{at:06}"),
                "statement": format!("{} tại đơn vị số {at}, đợt {}", works[at % works.len()], at % 12 + 1),
                "lead": agencies[at % agencies.len()],
                // There on every day that is asked about.
                "assigned_on": "2024-04-24",
                "deadline": format!("trước ngày {:02}/{:02}/2024", at % 28 + 1, at % 12 + 1),
                "focus_areas": [{"focus_area": areas[at % areas.len()]}],
            });
            task::add(change, wire::decode(body)?)?;
        }
        // And tasks that every province has, some of them done in some places.
        for at in 0..COMMON {
            let body = json!({"code": format!("C{at:02}"), "statement": format!("Ban hành kế hoạch số {at}"), "agency_group": "63-dia-phuong", "deadline": "quý III/2024", "assigned_on": "2024-01-15"});
            let common = task::add(change, wire::decode(body)?)?;
            let done: Vec<&String> = common.assignments.iter().step_by(at % 5 + 2).map(|part| &part.id).collect();
            step::add(change, wire::decode(json!({"assignments": done, "kind": "done", "day": "2024-06-30"}))?)?;
        }
        Ok(())
    })?;
    assert_eq!(done.changed.iter().filter(|noun| *noun == "task").count(), 1, "the tasks are in the book");
    Ok(())
}
