//! Measures a book of a million figures: 50 indicators of 3.321 communes over 6 quarters and a few more of the
//! whole. Overview, one indicator's chart, one roll-up, the entry grid; the roll-up and the overview's figures beside
//! the same questions asked by hand in SQL. Run by `cargo xtask bench`; prints medians, nothing passes or fails.
//! Another number of communes may be given: `cargo bench --workspace --bench figures -- 100`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::params;
use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::rollup::Rollup;
use so35::wire;
use so35::world::Machine;

const INDICATORS: usize = 50;
const COMMUNES: usize = 3_321;
const PERIODS: [(&str, &str); 6] = [
    ("2023-Q1", "2023-03-31"),
    ("2023-Q2", "2023-06-30"),
    ("2023-Q3", "2023-09-30"),
    ("2023-Q4", "2023-12-31"),
    ("2024-Q1", "2024-03-31"),
    ("2024-Q2", "2024-06-30"),
];

fn main() -> Result<()> {
    let communes = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(COMMUNES);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to measure in");
    let desk = Desk::new(Arc::new(Machine), folder.path().to_owned())?;
    call(&desk, "book_create", json!({"office": "Văn phòng", "person": "Người đo", "seed": "khung-3-5"}))?;
    let start = Instant::now();
    let group = fill(&desk, communes)?;
    line(&format!("{} số liệu vào sổ / figures into the book", INDICATORS * communes * PERIODS.len()), start.elapsed(), None);

    let as_of = "2024-07-15";
    let overview = median(|| call(&desk, "overview", json!({"as_of": as_of})))?;
    let list = median(|| call(&desk, "indicator_list", json!({"as_of": as_of})))?;
    let by_hand = median(|| wholes_by_hand(&desk, as_of))?;
    line("Tổng quan / overview", overview, None);
    line("Bảng chỉ tiêu / the list of indicators", list, None);
    line("… số chung, viết tay bằng SQL / its figures by hand", by_hand, Some(list.as_secs_f64() / by_hand.as_secs_f64()));
    let chart = json!({"chart": {"kind": "indicator_line", "indicator": "Y00", "as_of": as_of}});
    line("Biểu đồ một chỉ tiêu / one indicator's chart", median(|| call(&desk, "chart_draw", chart.clone()))?, None);
    line("Một chỉ tiêu / one indicator", median(|| call(&desk, "indicator_get", json!({"id": "Y00", "as_of": as_of})))?, None);
    let asked = json!({"indicator": "Y00", "group": group, "periods": ["2024-Q2"], "as_of": as_of});
    line("Tổng hợp một kỳ / one roll-up", median(|| call(&desk, "rollup", asked.clone()))?, None);
    let rolled = median(|| rollup(&desk, &asked))?;
    let by_hand = median(|| rollup_by_hand(&desk, &group, as_of))?;
    line("… chưa viết thành JSON / before it is written as JSON", rolled, None);
    line("… viết tay bằng SQL / the same by hand", by_hand, Some(rolled.as_secs_f64() / by_hand.as_secs_f64()));
    let newest = json!({"indicator": "Y00", "group": group, "as_of": as_of});
    line("… số mới nhất / by the newest figures", median(|| call(&desk, "rollup", newest.clone()))?, None);
    let grid = json!({"layout": "agency_by_period", "kind": "quarter", "until": "2024-Q2", "indicator": "Y00", "group": group});
    line("Bảng nhập, cơ quan × kỳ / the entry grid", median(|| call(&desk, "entry_grid", grid.clone()))?, None);
    // A column as an office pastes it: one figure of every commune, looked at and then saved as one act.
    let agencies = call(&desk, "agency_list", json!({"group": group}))?["value"].as_array().cloned().unwrap_or_default();
    let mut at = 0;
    let mut column = || {
        at += 1;
        let cell = |(place, agency): (usize, &Value)| json!({"indicator": "Y01", "agency": agency["id"], "period": "2024-Q2", "typed": (place + at).to_string()});
        json!({"cells": agencies.iter().enumerate().map(cell).collect::<Vec<_>>()})
    };
    line(&format!("Xem trước {communes} ô dán vào / a pasted column read"), median(|| call(&desk, "entry_check", column()))?, None);
    line("… và ghi / and saved", median(|| call(&desk, "entry_save", column()))?, None);
    line("Tình hình báo cáo / completeness", median(|| call(&desk, "completeness", json!({"as_of": as_of})))?, None);
    let (rolled, (sum, by_hand)) = (rollup(&desk, &asked)?, rollup_by_hand(&desk, &group, as_of)?);
    let one = rolled.periods.first().expect("one period");
    assert_eq!(one.whole.number, Some(sum), "both ways say the same");
    assert!(one.rows.iter().map(|row| &row.agency.id).eq(by_hand.iter().map(|row| &row.0)), "in the same order");
    Ok(())
}

fn line(what: &str, took: Duration, ratio: Option<f64>) {
    let ratio = ratio.map(|ratio| format!("   sổ = × {ratio:.2}")).unwrap_or_default();
    println!("  {what:<56} {:>9.1} ms{ratio}", took.as_secs_f64() * 1000.0);
}

fn call(desk: &Desk, name: &str, body: Value) -> Result<Value> {
    api::call(desk, name, body, &Unwatched)
}

fn median<T>(mut work: impl FnMut() -> Result<T>) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..7 {
        let start = Instant::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[3])
}

/// Communes in a group, indicators they report, and a figure of each for every period. Answers the group.
fn fill(desk: &Desk, communes: usize) -> Result<String> {
    let group = call(desk, "agency_group_add", json!({"name": "Các xã, phường"}))?["value"]["id"].as_str().unwrap_or_default().to_owned();
    for at in 0..INDICATORS {
        call(desk, "indicator_add", json!({"code": format!("Y{at:02}"), "name": format!("Số dịch vụ loại {at}"), "unit": "dịch vụ", "kind": "count", "agency_rule": "sum"}))?;
        call(desk, "indicator_edit", json!({"id": format!("Y{at:02}"), "frequency": "quarter", "reporters": group, "reports_from": "2023-Q1"}))?;
        for (period, _) in PERIODS {
            call(desk, "observation_add", json!({"indicator": format!("Y{at:02}"), "period": period, "value": at * 1000}))?;
        }
    }
    let book = desk.book()?;
    book.change(&desk.asking(), "observation_add", |change| {
        let mut agency = change.conn.prepare("INSERT INTO agency (id, key, code, name, short_name, kind) VALUES (?1, ?1, NULL, ?2, ?2, 'other')")?;
        let mut member = change.conn.prepare("INSERT INTO agency_group_member (id, agency_group, agency) VALUES (?1, ?2, ?3)")?;
        let mut figure = change.conn.prepare(
            "INSERT INTO observation (id, indicator, agency, state, value, period, calendar, as_of_day, approval)
             VALUES (?1, (SELECT id FROM indicator WHERE code = ?2), ?3, 'value', ?4, ?5, 'statistical', ?6, 'approved')",
        )?;
        for place in 0..communes {
            let id = change.new_id();
            agency.execute(params![id, format!("Xã số {place}")])?;
            member.execute(params![change.new_id(), group, id])?;
            for at in 0..INDICATORS {
                for (step, (period, day)) in PERIODS.iter().enumerate() {
                    figure.execute(params![change.new_id(), format!("Y{at:02}"), id, (place % 90 + step * 3 + at) as f64, period, day])?;
                }
            }
        }
        Ok(())
    })?;
    Ok(group)
}

/// The newest figure of the whole of each indicator, as one statement.
fn wholes_by_hand(desk: &Desk, as_of: &str) -> Result<usize> {
    let book = desk.book()?;
    book.read(&desk.asking(), |reader| {
        let mut statement = reader.conn.prepare_cached(
            "SELECT i.code, o.value, o.as_of_day FROM indicator i JOIN observation o ON o.indicator = i.id
             WHERE o.indicator > '' AND o.agency IS NULL AND o.as_of_day <= ?1 AND o.approval = 'approved' ORDER BY i.code, o.as_of_day",
        )?;
        let rows: Vec<(String, Option<f64>, String)> = statement.query_map([as_of], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<std::result::Result<_, _>>()?;
        Ok(rows.len())
    })
}

/// An agency with its name, its newest approved figure and where that comes from.
type ByHand = (String, String, String, Option<String>, Option<String>, Option<f64>, Option<String>);

/// One indicator over a group in one quarter, as one statement: every agency in official order, those without a figure
/// too, and their sum.
fn rollup_by_hand(desk: &Desk, group: &str, as_of: &str) -> Result<(f64, Vec<ByHand>)> {
    let book = desk.book()?;
    book.read(&desk.asking(), |reader| {
        let mut statement = reader.conn.prepare_cached(
            "WITH newest AS (
               SELECT agency, id, state, value, qualifier, max(as_of_day) FROM observation
               WHERE indicator = (SELECT id FROM indicator WHERE code = 'Y00') AND agency IS NOT NULL AND approval = 'approved'
                 AND as_of_day BETWEEN '2024-04-01' AND min('2024-06-30', ?2) GROUP BY agency)
             SELECT a.id, a.short_name, a.name, n.id, n.state, n.value, n.qualifier
             FROM agency_group_member m JOIN agency a ON a.id = m.agency LEFT JOIN newest n ON n.agency = m.agency
             WHERE m.agency_group = ?1 ORDER BY a.kind, a.area_code, a.name",
        )?;
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?));
        let rows: Vec<ByHand> = statement.query_map([group, as_of], read)?.collect::<std::result::Result<_, _>>()?;
        Ok((rows.iter().filter_map(|row| row.5).sum(), rows))
    })
}

/// The roll-up itself, before it is written as JSON.
fn rollup(desk: &Desk, body: &Value) -> Result<Rollup> {
    let book = desk.book()?;
    book.read(&desk.asking(), |reader| so35::rollup::rollup(reader, wire::decode(body.clone())?))
}
