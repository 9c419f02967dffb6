//! Measures what a person waits for: overview and search on the sample's 41 tasks and on 100,000, one chart,
//! one briefing. Run by `cargo xtask bench`; prints medians and ratios, nothing passes or fails. Another
//! number of tasks may be given: `cargo bench --workspace --bench book -- 10000`.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::world::Machine;
use so35::{task, wire};

/// How many tasks the large book has, when nothing else is asked.
const MANY: usize = 100_000;

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
        ("… nhóm theo tháng đến hạn / grouped by month due", "task_list",
            json!({"as_of": "2024-12-01", "limit": 100, "group_by": "deadline_month", "sort": [{"key": "late", "descending": true}]})),
        ("… chỗ của một nhiệm vụ / the place of a task", "task_list",
            json!({"as_of": "2024-12-01", "limit": 0, "group_by": "agency", "place_of": "N25"})),
    ] {
        let on_few = median(&few, name, &body, 15)?;
        let on_many = median(&many, name, &body, 5)?;
        line(&format!("{what}: 41"), on_few, None);
        line(&format!("{what}: {many_tasks}"), on_many, Some(on_many.as_secs_f64() / on_few.as_secs_f64()));
    }
    let chart = json!({"kind": "status_by_area", "as_of": "2024-12-01"});
    line("Một biểu đồ SVG / one chart", median(&few, "chart_draw", &chart, 15)?, None);
    let png = json!({"chart": chart, "path": folder.path().join("a.png")});
    line("Một biểu đồ PNG / one chart as PNG", median(&few, "chart_save", &png, 5)?, None);
    let pdf = json!({"briefing": as_of, "path": folder.path().join("a.pdf")});
    line("Bản trình bày PDF / one briefing", median(&few, "briefing_save", &pdf, 5)?, None);
    Ok(())
}

fn line(what: &str, took: Duration, ratio: Option<f64>) {
    let ratio = ratio.map(|ratio| format!("   × {ratio:.1}")).unwrap_or_default();
    println!("  {what:<52} {:>9.1} ms{ratio}", took.as_secs_f64() * 1000.0);
}

/// A desk with the sample book open.
fn book(folder: &Path) -> Result<Desk> {
    let desk = Desk::new(Arc::new(Machine), folder.to_owned())?;
    let new = json!({"office": "Văn phòng", "person": "Người đo", "seed": "khung-3-5"});
    api::call(&desk, "book_create", new, &Unwatched)?;
    Ok(desk)
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
                "deadline": format!("trước ngày {:02}/{:02}/2024", at % 28 + 1, at % 12 + 1),
                "focus_areas": [{"focus_area": areas[at % areas.len()]}],
            });
            task::add(change, wire::decode(body)?)?;
        }
        Ok(())
    })?;
    assert_eq!(done.changed.iter().filter(|noun| *noun == "task").count(), 1, "the tasks are in the book");
    Ok(())
}

fn median(desk: &Desk, name: &str, body: &Value, runs: usize) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        api::call(desk, name, body.clone(), &Unwatched)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[runs / 2])
}
