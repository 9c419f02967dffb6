//! Measures pages: a series of 63 briefings of two pages as one PDF, and one chart as SVG; beside them matplotlib
//! making the same chart and LibreOffice turning a document of the same text into PDF, where these are installed.
//! Run by `cargo xtask bench`; prints, nothing passes or fails.

mod measure;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use measure::{book, median};
use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;

const RUNS: usize = 5;

fn main() -> Result<()> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to measure in");
    let desk = book(&folder.path().join("desk"))?;

    let pdf = folder.path().join("series.pdf");
    let series = json!({"briefing": {"template": "co-quan", "as_of": "2024-06-01"}, "each": "agency-group:63-dia-phuong"});
    let body = json!({"series": series, "folder": "", "path": pdf});
    let start = Instant::now();
    let saved = api::call(&desk, "series_save", body.clone(), &Unwatched)?;
    let pages = saved["value"]["pages"].clone();
    line(&format!("63 bản trình bày, {pages} trang / 63 briefings, first"), Some(start.elapsed()));
    line("… lần sau / later", Some(median(&desk, "series_save", &body, RUNS)?));
    let many = json!({"series": {"briefing": {"template": "co-quan", "as_of": "2024-06-01"}, "each": "agency-group:63-dia-phuong", "split": "agency"}, "folder": folder.path().join("many")});
    line("63 tệp PDF / 63 files", Some(median(&desk, "series_save", &many, 3)?));
    line("LibreOffice, cùng nội dung / the same text", office(&desk, &series, folder.path())?);

    let chart = json!({"chart": {"kind": "status_stacked", "as_of": "2024-06-01"}});
    line("Một biểu đồ SVG / one chart as SVG", Some(median(&desk, "chart_draw", &chart, 51)?));
    let drawn = api::call(&desk, "chart_draw", chart, &Unwatched)?;
    line("matplotlib, cùng biểu đồ / the same chart", matplotlib(&drawn["value"]["table"], folder.path()));
    Ok(())
}

fn line(what: &str, took: Option<Duration>) {
    match took {
        Some(took) => println!("  {what:<52} {:>9.1} ms", took.as_secs_f64() * 1000.0),
        None => println!("  {what:<52} {:>12}", "not here"),
    }
}

/// LibreOffice on a document of as many sections with the same tables, its start included, as nobody gets it without.
fn office(desk: &Desk, series: &Value, folder: &Path) -> Result<Option<Duration>> {
    let records = api::call(desk, "series_records", series.clone(), &Unwatched)?;
    let mut html = String::from("<html><head><meta charset=\"utf-8\"></head><body>");
    for record in records["value"]["records"].as_array().into_iter().flatten() {
        let tasks = api::call(desk, "task_list", json!({"as_of": "2024-06-01", "obliged": record["id"]}), &Unwatched)?;
        html.push_str(&format!("<h1 style=\"page-break-before: always\">{}</h1><table border=\"1\">", record["name"].as_str().unwrap_or_default()));
        for row in tasks["value"]["rows"].as_array().into_iter().flatten() {
            let cell = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            html.push_str(&format!("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", cell("code"), cell("statement"), cell("due")));
        }
        html.push_str("</table>");
    }
    html.push_str("</body></html>");
    let document = folder.join("series.html");
    so35::store::save::save(&document, html.as_bytes())?;
    let mut convert = Command::new("soffice");
    convert.arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()));
    convert.args(["--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"]).arg(folder).arg(&document);
    let mut times = Vec::new();
    // The first run makes its profile and is not counted.
    for run in 0..3 {
        let start = Instant::now();
        match convert.output() {
            Ok(answer) if answer.status.success() && folder.join("series.pdf").exists() => {}
            _ => return Ok(None),
        }
        if run > 0 {
            times.push(start.elapsed());
        }
    }
    Ok(times.into_iter().min())
}

/// The same bars by matplotlib: the median of what drawing and writing the SVG takes, without its start.
fn matplotlib(table: &Value, folder: &Path) -> Option<Duration> {
    const SCRIPT: &str = "
import json, sys, time, io
import matplotlib
matplotlib.use('svg')
import matplotlib.pyplot as plot
table = json.load(open(sys.argv[1]))
names = [row['cells'][0]['written'] for row in table['rows']]
columns = [column['heading'] for column in table['columns']][1:-1]
values = [[row['cells'][at + 1]['value'].get('value', 0) for row in table['rows']] for at in range(len(columns))]
times = []
for run in range(11):
    start = time.perf_counter()
    figure, axes = plot.subplots(figsize=(10, 5))
    left = [0] * len(names)
    for word, row in zip(columns, values):
        axes.barh(names, row, left=left, label=word)
        left = [a + b for a, b in zip(left, row)]
    axes.invert_yaxis(); axes.legend(); figure.tight_layout()
    figure.savefig(io.BytesIO(), format='svg'); plot.close(figure)
    times.append(time.perf_counter() - start)
print(sorted(times)[5])
";
    let data = folder.join("table.json");
    so35::store::save::save(&data, table.to_string().as_bytes()).ok()?;
    let answer = Command::new("python3").args(["-c", SCRIPT]).arg(&data).output().ok()?;
    let seconds: f64 = String::from_utf8(answer.stdout).ok()?.trim().parse().ok()?;
    Some(Duration::from_secs_f64(seconds))
}
