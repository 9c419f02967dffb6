//! Heat maps, the matrix of common tasks, the tile map, radar, deadlines, areas and small multiples: what they say is
//! what the other commands say, every mark opens what it counts, and no name or figure breaks them.

use serde_json::{Value, json};

use crate::office::Office;

const KINDS: [&str; 9] =
    ["status_area", "deadlines", "heat_areas", "common_tasks", "radar", "tile_map", "heat_periods", "heat_reports", "multiples"];

fn drawn(office: &Office, chart: Value) -> Value {
    office.ok("chart_draw", json!({"chart": chart}))
}

fn cell<'a>(chart: &'a Value, point: &Value) -> &'a Value {
    &chart["table"]["rows"][point["row"].as_u64().unwrap() as usize]["cells"][point["column"].as_u64().unwrap() as usize]
}

/// The number in the table's cell of a point, or none.
fn value(chart: &Value, point: &Value) -> Option<f64> {
    cell(chart, point)["value"]["value"].as_f64()
}

/// The row of the table that begins with a name.
fn row<'a>(chart: &'a Value, name: &str) -> &'a Value {
    let rows = chart["table"]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["cells"][0]["written"].as_str().unwrap().starts_with(name)).unwrap_or_else(|| panic!("no row {name}"))
}

/// How many tasks the door of a point opens.
fn behind(office: &Office, point: &Value) -> f64 {
    assert_eq!(point["door"]["kind"], "tasks", "{point}");
    office.ok("task_list", point["door"]["filter"].clone())["total"].as_f64().unwrap()
}

#[test]
fn every_kind_is_drawn_with_nothing_one_and_all() {
    for office in [Office::bare(), Office::seeded()] {
        for kind in KINDS {
            for indicator in [None, Some("CT26")] {
                // What must name an indicator cannot do without one; a bare book has none to name.
                let known = office.ok("indicator_list", json!({}))["rows"].as_array().is_some_and(|rows| !rows.is_empty());
                if (kind == "heat_periods" && indicator.is_none()) || (indicator.is_some() && !known) {
                    continue;
                }
                for (theme, width) in [("light", 960), ("dark", 420), ("print", 420)] {
                    let request = json!({"chart": {"kind": kind, "indicator": indicator, "as_of": "2024-06-15"}, "theme": theme, "width": width});
                    let chart = office.ok("chart_draw", request);
                    assert!(!chart["title"].as_str().unwrap().contains('{'), "{}", chart["title"]);
                    assert!(!chart["subtitle"].as_str().unwrap().contains('{'), "{}", chart["subtitle"]);
                    for point in chart["points"].as_array().unwrap() {
                        let inside = |at: &str, size: &str, most: &Value| {
                            let (from, long) = (point[at].as_f64().unwrap(), point[size].as_f64().unwrap());
                            from >= -1.0 && from + long <= most.as_f64().unwrap() + 1.0
                        };
                        assert!(inside("x", "width", &chart["width"]) && inside("y", "height", &chart["height"]), "{kind} {theme}: {point}");
                        assert!(!cell(&chart, point).is_null(), "{kind}: {point}");
                        assert!(!point["label"].as_str().unwrap().is_empty(), "{kind}: {point}");
                    }
                }
            }
        }
    }
    let office = Office::seeded();
    assert_eq!(office.refused("chart_draw", json!({"chart": {"kind": "heat_periods"}})).code, "required");
    assert_eq!(office.refused("chart_draw", json!({"chart": {"kind": "tile_map", "task": "N03"}})).code, "regrouping.not_common");
}

#[test]
fn deadlines_and_areas_count_what_the_register_lists() {
    let office = Office::seeded_on("2024-06-15");
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-20"}));
    office.ok("task_complete", json!({"id": "N06", "completed_on": "2024-06-10"}));
    for kind in ["deadlines", "status_area"] {
        let chart = drawn(&office, json!({"kind": kind, "as_of": "2024-06-15"}));
        let points = chart["points"].as_array().unwrap();
        assert!(points.len() > 3);
        for point in points.iter().filter(|point| point["door"]["filter"]["status"].is_array()) {
            let listed = behind(&office, point);
            if kind == "deadlines" {
                assert_eq!(value(&chart, point), Some(listed), "{point}");
            }
        }
    }
    let chart = drawn(&office, json!({"kind": "deadlines", "as_of": "2024-06-15"}));
    assert_eq!(chart["title"], "3 trong 7 nhiệm vụ có thời hạn đã quá hạn; sắp tới, nhiều nhất là tháng 6/2024 và 1 kỳ khác, mỗi kỳ: 1 nhiệm vụ");
    let may = row(&chart, "tháng 5/2024");
    let written: Vec<&str> = may["cells"].as_array().unwrap().iter().map(|cell| cell["written"].as_str().unwrap()).collect();
    assert_eq!(written, ["tháng 5/2024", "1", "1", "0", "3", "5"]);
    // Seven months, those without a deadline too.
    assert_eq!(chart["table"]["rows"].as_array().unwrap().len(), 7);

    // Days of the past: what was done later was not done then, and what cannot be placed in time is told.
    let past = drawn(&office, json!({"kind": "status_area", "as_of": "2024-06-15"}));
    let of = |day: &str| row(&past, day)["cells"].as_array().unwrap().iter().map(|cell| cell["written"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let overview = office.ok("overview", json!({"as_of": "2024-06-15"}));
    let total: u64 = of("15/06/2024").last().unwrap().parse().unwrap();
    assert_eq!(total + 6, overview["total"].as_u64().unwrap());
    assert!(past["table"]["note"].as_str().unwrap().starts_with("Không kể 6 nhiệm vụ"), "{}", past["table"]["note"]);
    assert_eq!(past["title"], "Từ 24/04/2024 đến 15/06/2024: nhiệm vụ hoàn thành 0 → 2, quá hạn 0 → 3");
    assert_eq!(drawn(&office, json!({"kind": "status_area", "as_of": "2024-06-15", "note": "Của tôi"}))["table"]["note"], "Của tôi");
    let week = drawn(&office, json!({"kind": "status_area", "since": "2024-06-01", "as_of": "2024-06-15"}));
    assert_eq!(week["table"]["rows"].as_array().unwrap().len(), 15);
    assert_eq!(drawn(&office, json!({"kind": "status_area", "as_of": "2020-01-01"}))["points"], json!([]));
}

#[test]
fn rates_are_those_of_the_overview_and_open_what_they_count() {
    let office = Office::seeded();
    office.ok("task_complete", json!({"id": "N03", "completed_on": "2024-05-20"}));
    let overview = office.ok("overview", json!({"as_of": "2024-06-15"}));
    let radar = drawn(&office, json!({"kind": "radar", "as_of": "2024-06-15"}));
    for area in overview["areas"].as_array().unwrap() {
        let rate = |kind: &str| area["rates"].as_array().unwrap().iter().find(|rate| rate["kind"] == kind).unwrap()["percent"].as_f64();
        let cells = &row(&radar, area["area"]["mark"].as_str().unwrap())["cells"];
        assert_eq!(cells[1]["value"]["value"].as_f64(), rate("completion"), "{area}");
        assert_eq!(cells[2]["value"]["value"].as_f64(), rate("overdue"), "{area}");
    }
    assert!(radar["table"]["note"].as_str().unwrap().contains("Biểu đồ thanh"));
    let kinds = office.ok("chart_kinds", json!({}));
    let of = |kind: &str| kinds.as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap()["better"].clone();
    assert_eq!((of("radar"), of("deadlines")), (json!("status_stacked"), Value::Null));

    // One agency has one number: the cells of a heat map are those of the rates.
    let heat = drawn(&office, json!({"kind": "heat_areas", "measure": "count", "as_of": "2024-06-15"}));
    for point in heat["points"].as_array().unwrap() {
        assert_eq!(value(&heat, point).unwrap_or_default(), behind(&office, point), "{point}");
    }
    let rates = office.ok("task_rates", json!({"by": "agency", "as_of": "2024-06-15"}));
    for kind in ["overdue", "completion", "on_time", "late"] {
        let heat = drawn(&office, json!({"kind": "heat_areas", "measure": kind, "as_of": "2024-06-15"}));
        for line in heat["table"]["rows"].as_array().unwrap() {
            let cells = line["cells"].as_array().unwrap();
            let rated = rates["rows"].as_array().unwrap().iter().find(|row| row["name"] == cells[0]["written"]).unwrap();
            let percent = rated["rates"].as_array().unwrap().iter().find(|rate| rate["kind"] == kind).unwrap()["percent"].as_f64();
            assert_eq!(cells.last().unwrap()["value"]["value"].as_f64(), percent, "{kind} {}", cells[0]);
        }
    }
    let group = drawn(&office, json!({"kind": "heat_areas", "agency_group": "63-dia-phuong", "measure": "count", "as_of": "2024-06-15"}));
    assert_eq!(group["table"]["rows"].as_array().unwrap().len(), 63);
}

#[test]
fn common_tasks_are_those_of_the_matrix() {
    let office = Office::seeded();
    let matrix = office.ok("matrix", json!({"as_of": "2024-12-15"}));
    let chart = drawn(&office, json!({"kind": "common_tasks", "as_of": "2024-12-15"}));
    assert_eq!(chart["table"]["rows"].as_array().unwrap().len(), matrix["lines"].as_array().unwrap().len());
    let cells: usize = matrix["lines"].as_array().unwrap().iter().flat_map(|line| line["cells"].as_array().unwrap()).filter(|cell| !cell.is_null()).count();
    assert_eq!(chart["points"].as_array().unwrap().len(), cells);
    for point in chart["points"].as_array().unwrap() {
        let (line, task) = (point["row"].as_u64().unwrap() as usize, point["column"].as_u64().unwrap() as usize - 1);
        let standing = &matrix["lines"][line]["cells"][task]["standing"];
        let word = office.desk.words().get(&format!("status.{}", standing["status"].as_str().unwrap()));
        assert!(cell(&chart, point)["written"].as_str().unwrap().starts_with(&word), "{point}");
        assert_eq!(point["door"], json!({"kind": "task", "id": matrix["tasks"][task]["id"]}));
    }
    assert!(chart["svg"].as_str().unwrap().contains("(trễ 15 ngày)"));
}

#[test]
fn tiles_name_the_special_zones_and_put_old_provinces_together_by_rule() {
    let office = Office::seeded_on("2026-11-01");
    let agency = |group: &str, name: &str| {
        let rows = office.ok("agency_list", json!({"group": group}));
        rows.as_array().unwrap().iter().find(|row| row["short_name"] == name).unwrap_or_else(|| panic!("{name}"))["id"].clone()
    };
    let old = |name: &str| agency("63-dia-phuong", name);
    office.ok("indicator_add", json!({"code": "X", "name": "Hồ sơ", "unit": "hồ sơ", "kind": "count", "time_rule": "last", "agency_rule": "sum"}));
    for (name, figure) in [("Đà Nẵng", 5), ("Quảng Nam", 7), ("Hà Nội", 100), ("Bình Định", 0)] {
        office.ok("observation_add", json!({"indicator": "X", "agency": old(name), "value": figure, "period": "2024"}));
    }
    let chart = drawn(&office, json!({"kind": "tile_map", "indicator": "X", "as_of": "2026-11-01"}));
    assert_eq!(chart["points"].as_array().unwrap().len(), 34);
    let svg = chart["svg"].as_str().unwrap();
    let words: String = svg.split('>').filter_map(|part| part.split_once("</text")).map(|(text, _)| text).collect::<Vec<_>>().join(" ");
    assert!(words.contains("Đặc khu Hoàng Sa") && words.contains("Đặc khu Trường Sa"), "{words}");
    assert_eq!(row(&chart, "Đà Nẵng")["cells"][1]["value"]["value"], 12.0);
    assert_eq!(row(&chart, "Hà Nội")["cells"][1]["value"]["value"], 100.0);
    // A part of the old units is told as such, zero is a value, and nobody is given a figure.
    assert_eq!(row(&chart, "Gia Lai")["cells"][1]["value"]["value"], 0.0);
    assert!(svg.contains("Gia Lai (gộp từ 1/2 đơn vị cũ có số liệu): 0 hồ sơ"), "half of Gia Lai");
    assert_eq!(row(&chart, "Cà Mau")["cells"][1]["value"]["kind"], "no_data");
    assert_eq!(chart["table"]["note"], "2 ô gộp từ các tỉnh, thành phố trước 01/7/2025, theo việc sắp xếp ghi trong sổ.");
    assert_eq!(chart["title"], "Hồ sơ: cao nhất là Hà Nội (100 hồ sơ), thấp nhất là Gia Lai (0 hồ sơ)");

    // A task given to the 63: how many of the old units are done, and the latest of their states.
    let parts = office.ok("matrix", json!({"tasks": ["N29"], "as_of": "2025-06-15"}));
    let part = |name: &str| parts["lines"].as_array().unwrap().iter().find(|line| line["label"] == name).unwrap()["cells"][0]["assignment"].clone();
    for name in ["Quảng Nam", "Hà Nội"] {
        office.ok("step_add", json!({"assignments": [part(name)], "kind": "done", "day": "2024-11-20"}));
    }
    let chart = drawn(&office, json!({"kind": "tile_map", "task": "N29", "as_of": "2025-06-15"}));
    assert_eq!(chart["title"], "N29: 1 trong 34 tỉnh, thành phố đã hoàn thành, 33 quá hạn");
    assert_eq!(row(&chart, "Đà Nẵng")["cells"][1]["written"], "Quá hạn chưa hoàn thành (trễ 197 ngày) (1/2)");
    assert_eq!(row(&chart, "Hà Nội")["cells"][1]["written"], "Hoàn thành đúng hạn");

    // A rate adds up what the old units have: numerators over denominators.
    let chart = drawn(&office, json!({"kind": "tile_map", "measure": "overdue", "as_of": "2025-06-15"}));
    assert_eq!(row(&chart, "Đà Nẵng")["cells"][1]["value"]["value"], 50.0);
    assert_eq!(row(&chart, "Hà Nội")["cells"][1]["value"]["value"], 0.0);
}

#[test]
fn figures_by_period_and_small_multiples_are_those_of_the_roll_up() {
    let office = Office::seeded_on("2024-11-01");
    let rows = office.ok("agency_list", json!({"group": "63-dia-phuong"}));
    let ids: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    office.ok("indicator_add", json!({"code": "P", "name": "Hồ sơ trực tuyến", "unit": "%", "kind": "percent", "time_rule": "last", "agency_rule": "none"}));
    for (number, id) in ids.iter().take(60).enumerate() {
        for quarter in 1..=3 {
            office.ok("observation_add", json!({"indicator": "P", "agency": id, "value": number + quarter, "period": format!("2024-Q{quarter}")}));
        }
    }
    office.ok("observation_add", json!({"indicator": "P", "agency": ids[61], "state": "not_applicable", "reason": "không có", "period": "2024-Q3"}));
    let spec = |kind: &str| json!({"kind": kind, "indicator": "P", "agency_group": "63-dia-phuong", "as_of": "2024-11-01"});
    let heat = drawn(&office, spec("heat_periods"));
    assert_eq!(heat["points"].as_array().unwrap().len(), 63 * 6);
    let rolled = office.ok("rollup", json!({"indicator": "P", "group": "63-dia-phuong", "periods": ["2024-Q3"], "as_of": "2024-11-01"}));
    for (line, figure) in heat["table"]["rows"].as_array().unwrap().iter().zip(rolled["periods"][0]["rows"].as_array().unwrap()) {
        assert_eq!(line["cells"][5]["value"]["value"].as_f64(), figure["number"].as_f64(), "{figure}");
        if figure["state"] == "not_applicable" {
            assert_eq!(line["cells"][5]["value"]["kind"], "not_applicable");
        }
    }
    assert!(heat["title"].as_str().unwrap().starts_with("Hồ sơ trực tuyến, quý III/2024: 60 trong 63 cơ quan có số liệu"), "{}", heat["title"]);
    let many = drawn(&office, spec("multiples"));
    assert_eq!(many["points"].as_array().unwrap().len(), 60 * 3 + 1);
    for point in many["points"].as_array().unwrap() {
        let number = value(&many, point);
        assert!(number.is_none() || point["label"].as_str().unwrap().contains(&format!(": {}%", number.unwrap())), "{point}");
    }
}

#[test]
fn names_and_figures_of_every_kind_are_drawn() {
    let office = Office::seeded();
    let long = "Tỷ lệ hệ thống thông tin của bộ, ngành, địa phương kết nối ".repeat(5);
    let names = ["Ủy ban Quốc gia về chuyển đổi số và Đề án", "Sở 😀 <b>&\"'", "עברית العربية ngược", "A"];
    let mut agencies = Vec::new();
    for name in names {
        agencies.push(office.ok("agency_add", json!({"name": name, "short_name": name, "kind": "ministry"}))["id"].clone());
    }
    let group = office.ok("agency_group_add", json!({"name": "Nhóm 😀", "members": agencies}))["id"].clone();
    for (agency, value) in agencies.iter().zip([1e15, -12.5, 0.0, 3.0]) {
        office.ok("task_add", json!({"statement": long, "lead": agency, "deadline": "ngày 20/5/2024", "focus_areas": [{"focus_area": "DM3"}]}));
        office.ok("observation_add", json!({"indicator": "CT26", "agency": agency, "value": value, "period": "2024-Q1"}));
    }
    office.ok("task_add", json!({"statement": long, "agency_group": group, "deadline": "năm 2031"}));
    for kind in KINDS {
        for width in [240, 960] {
            let chart = json!({"kind": kind, "indicator": "CT26", "agency_group": group, "as_of": "2024-06-15"});
            let chart = office.ok("chart_draw", json!({"chart": chart, "width": width, "theme": "print", "text_scale": 1.5}));
            let svg = chart["svg"].as_str().unwrap();
            assert!(!svg.contains("<b>") && !svg.contains("NaN"), "{kind}");
        }
    }
}
