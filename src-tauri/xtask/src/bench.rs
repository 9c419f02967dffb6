//! `cargo xtask bench`: what a person waits for, as medians and ratios. Nothing passes or fails: numbers from
//! two machines cannot be compared, numbers from two versions on one machine can.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::paint::Screen;
use crate::place::{self, built};
use crate::say::Say;
use crate::step::{cargo, npm, step};
use crate::{machine, pages, run};

const RUNS: usize = 7;

/// Measures the start of the window, then the book and the press.
pub fn bench(say: &Say) -> Result<(), String> {
    machine::set_up(say, machine::Need::Everything)?;
    pages::install(say)?;
    pages::build(say)?;
    // The same words as in `run`, so that cargo finds what that has built; the empty window needs no more.
    let mut build = cargo(&["build", "--release", "--workspace", "--bin", "so35", "--bin", "so35-desktop"]);
    step(say, "bench-build", "Dựng bản phát hành", "building for release", &mut build)?;
    let mut empty = cargo(&["build", "--release", "--workspace", "--example", "empty"]);
    step(say, "bench-empty", "Dựng cửa sổ trống để so sánh", "building an empty window to compare with", &mut empty)?;
    let folder = place::target().join("xtask/bench");
    if machine::has_driver() {
        window(say, &folder)?;
    } else {
        say.both("Khởi động cửa sổ: chỉ đo được trên Linux", "start of the window: measured on Linux only");
    }
    for (name, vi, en) in [
        ("book", "Đo sổ, biểu đồ và bản trình bày", "measuring book, chart and briefing"),
        ("figures", "Đo sổ một triệu số liệu", "measuring a book of a million figures"),
        ("exchange", "Đo việc nhận nhiều gói một lượt", "measuring many packages in one run"),
        ("sheet", "Đo việc nhận một bảng tính lớn", "measuring a large sheet from elsewhere"),
        ("pages", "Đo bộ bản trình bày và biểu đồ", "measuring a series of briefings and charts"),
    ] {
        // With the whole workspace's features: those of the tests alone would build Typst once more.
        let measured = step(say, &format!("bench-{name}"), vi, en, &mut cargo(&["bench", "--workspace", "--bench", name]))?;
        measured.output.lines().filter(|line| line.starts_with("  ")).for_each(|line| println!("{line}"));
    }
    let mut browser = npm(&["run", "e2e", "--", "tests/table.spec.ts", "--grep", "ten thousand rows"]);
    browser.env("SO35_BIN", built("release", "so35")).env("SO35_MANY", "1");
    if let Some(program) = machine::browser() {
        browser.env("SO35_CHROMIUM", program);
    }
    let measured = step(say, "bench-scroll", "Cuộn bảng 10.000 nhiệm vụ trong trình duyệt", "scrolling 10,000 tasks in a browser", &mut browser)?;
    measured.output.lines().filter(|line| line.starts_with("  10.000")).for_each(|line| println!("{line}"));
    Ok(())
}

/// Start to first paint: an empty Tauri window against the whole program on the sample book.
fn window(say: &Say, folder: &Path) -> Result<(), String> {
    let desk = folder.join("desk");
    let book = run::sample(say, &desk)?;
    say.both("Khởi động cửa sổ đến nét vẽ đầu tiên", "start of the window to first paint");
    let screen = Screen::open(&folder.join("screen"))?;
    let start = |program: &Path, args: &[&Path]| {
        let mut command = Command::new(program);
        command.args(args).env("SO35_FOLDER", &desk);
        for home in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(home, folder.join("home"));
        }
        screen.first_paint(&mut command)
    };
    let empty_program = place::target().join("release/examples").join(format!("empty{}", std::env::consts::EXE_SUFFIX));
    let (mut empty, mut whole) = (Vec::new(), Vec::new());
    // The first start of each reads from the disk what the later ones find in memory; it is not counted.
    for run in 0..=RUNS {
        let (bare, full) = (start(&empty_program, &[])?, start(&built("release", "so35-desktop"), &[&book])?);
        if run > 0 {
            empty.push(bare);
            whole.push(full);
        }
    }
    let (empty, whole) = (median(&mut empty), median(&mut whole));
    println!("  {:<52} {:>9.0} ms", "Cửa sổ Tauri trống / an empty Tauri window", ms(empty));
    println!("  {:<52} {:>9.0} ms   × {:.2}", "Sổ 3·5 với sổ mẫu / Sổ 3·5 on the sample book", ms(whole), ms(whole) / ms(empty));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
