//! Measures what a person waits for with a large sheet from elsewhere: 100,000 rows of an xlsx planned, beside
//! calamine's bare reading of the same file and, where Python has them, pandas with openpyxl. Run by
//! `cargo xtask bench`; prints times and memory, nothing passes or fails. Another number of rows may be given:
//! `cargo bench --workspace --bench sheet -- 10000`.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::exchange::reading::child;
use so35::world::Machine;

const ROWS: u32 = 100_000;

fn ask(desk: &Desk, name: &str, body: Value) -> Result<Value> {
    Ok(api::call(desk, name, body, &Unwatched)?["value"].take())
}

/// A sheet as offices send it: period, indicator, agency, value, note.
fn sheet(agencies: &[&str], indicators: &[&str], rows: u32) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "BIỂU SỐ LIỆU")?;
    for (column, heading) in ["Kỳ", "Mã chỉ tiêu", "Cơ quan", "Giá trị", "Ghi chú"].iter().enumerate() {
        sheet.write(1, column as u16, *heading)?;
    }
    for row in 0..rows {
        let (agency, rest) = (row as usize % agencies.len(), row as usize / agencies.len());
        let (indicator, month) = (rest % indicators.len(), rest / indicators.len());
        sheet.write(row + 2, 0, format!("{}-{:02}", 2012 + month / 12, month % 12 + 1))?;
        sheet.write(row + 2, 1, indicators.get(indicator).copied().unwrap_or_default())?;
        sheet.write(row + 2, 2, agencies.get(agency).copied().unwrap_or_default())?;
        sheet.write(row + 2, 3, f64::from(row % 1000) + 0.5)?;
        sheet.write(row + 2, 4, format!("dòng {}", row % 50))?;
    }
    book.save_to_buffer()
}

/// The most memory that this process has had, in megabytes; none where it cannot be told.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes >> 10)
}

/// pandas with openpyxl, if Python has them.
fn pandas(path: &Path) -> Option<Duration> {
    let script = "import sys,time,pandas; t=time.time(); pandas.read_excel(sys.argv[1], header=1); print(time.time()-t)";
    let out = Command::new("python3").args(["-c", script]).arg(path).output().ok().filter(|out| out.status.success())?;
    String::from_utf8_lossy(&out.stdout).trim().parse().ok().map(Duration::from_secs_f64)
}

fn measure() -> Result<()> {
    let rows = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(ROWS);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to measure in");
    let desk = Desk::new(Arc::new(Machine), folder.path().join("so"))?;
    ask(&desk, "book_create", json!({"office": "bo-tttt", "person": "An", "seed": "khung-3-5"}))?;
    let (agencies, indicators) = (ask(&desk, "agency_list", json!({}))?, ask(&desk, "indicator_list", json!({}))?);
    let texts = |list: &Value, field: &str| -> Vec<String> {
        list.as_array().into_iter().flatten().filter(|one| one["valid_from"].is_null()).filter_map(|one| one[field].as_str().map(str::to_owned)).collect()
    };
    let (agencies, indicators) = (texts(&agencies, "name"), texts(&indicators["rows"], "code"));
    let (agencies, indicators): (Vec<&str>, Vec<&str>) = (agencies.iter().map(String::as_str).collect(), indicators.iter().map(String::as_str).collect());
    let path = folder.path().join("bieu.xlsx");
    let bytes = sheet(&agencies, &indicators, rows).expect("a workbook");
    so35::store::save::save(&path, &bytes)?;
    drop(bytes);

    let start = Instant::now();
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let name = book.sheet_names().first().cloned().unwrap_or_default();
    let cells = book.worksheet_range(&name).expect("a sheet").used_cells().count();
    let bare = start.elapsed();
    drop(book);

    let start = Instant::now();
    let plan = ask(&desk, "exchange_plan", json!({"path": path}))?;
    let planned = start.elapsed();
    println!("  {rows} dòng, {cells} ô; {} / rows, cells; the plan's counts", plan["counts"]);
    println!("  calamine đọc / calamine reads: {:.2} s", bare.as_secs_f64());
    println!("  lập kế hoạch nhận / planned: {:.2} s ({:.1}×)", planned.as_secs_f64(), planned.as_secs_f64() / bare.as_secs_f64());
    if let Some(peak) = peak() {
        println!("  bộ nhớ cao nhất / most memory: {peak} MB");
    }
    match pandas(&path) {
        Some(took) => println!("  pandas + openpyxl: {:.2} s", took.as_secs_f64()),
        None => println!("  pandas + openpyxl: không có trên máy này / not on this machine"),
    }
    Ok(())
}

fn main() -> ExitCode {
    // The file is read by this very program in a process of its own.
    if let Some(done) = child::serve() {
        return done;
    }
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
