//! `cargo xtask test`: every test there is, in the order in which they fail soonest, and how long each took.

use std::process::Command;
use std::time::Duration;

use crate::place::built;
use crate::say::Say;
use crate::step::{Done, cargo, npm, step};
use crate::{machine, pages};

/// One line of the table at the end: what ran, how long, how many tests; no time when it did not run.
struct Row {
    name: &'static str,
    took: Option<Duration>,
    note: String,
}

/// Runs everything; stops at the first failure, after saying how far it came.
pub fn test(say: &Say) -> Result<(), String> {
    let mut rows = Vec::new();
    let outcome = steps(say, &mut rows);
    let total: Duration = rows.iter().filter_map(|row| row.took).sum();
    println!();
    for row in &rows {
        let took = row.took.map_or("–".to_owned(), |took| format!("{:.0} s", took.as_secs_f64()));
        println!("  {:<52} {took:>8}   {}", row.name, row.note);
    }
    println!("  {:<52} {:>8}", "Tổng / total", format!("{:.0} s", total.as_secs_f64()));
    println!();
    if outcome.is_ok() {
        say.both("Mọi phép thử đều đạt", "every test passed");
        // One plain line for whoever reads the log by program.
        println!("{} passed, 0 failed", rows.iter().filter_map(|row| row.note.split(' ').next()?.parse::<u64>().ok()).sum::<u64>());
    }
    outcome
}

fn steps(say: &Say, rows: &mut Vec<Row>) -> Result<(), String> {
    let start = std::time::Instant::now();
    machine::set_up(say, machine::Need::Everything)?;
    pages::install(say)?;
    rows.push(Row { name: "Chuẩn bị máy / setup", took: Some(start.elapsed()), note: String::new() });

    let start = std::time::Instant::now();
    pages::build(say)?;
    rows.push(Row { name: "Dựng giao diện / pages", took: Some(start.elapsed()), note: String::new() });

    let mut ran = |name, result: Result<Done, String>| {
        let (took, note) = match &result {
            Ok(done) => (Some(done.took), count(&done.output)),
            Err(_) => (None, "KHÔNG ĐẠT / FAILED".to_owned()),
        };
        rows.push(Row { name, took, note });
        result.map(drop)
    };
    ran(
        "Kiểu và phép thử giao diện / svelte-check, vitest",
        step(say, "ui", "Kiểm tra kiểu và phép thử của giao diện", "svelte-check and vitest", &mut npm(&["test"])),
    )?;
    if cargo(&["clippy", "--version"]).output().is_ok_and(|said| said.status.success()) {
        let mut programs = cargo(&["clippy", "--workspace", "--", "-D", "warnings"]);
        ran("Rà mã nguồn / clippy", step(say, "clippy", "Rà mã nguồn (clippy)", "reading the source with clippy", &mut programs))?;
        // Tests make damaged files and fixed days on purpose: the methods that .clippy.toml keeps from the
        // programs are theirs to use.
        let mut tests = cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings", "-A", "clippy::disallowed_methods"]);
        ran("Rà mã phép thử / clippy on tests", step(say, "clippy-tests", "Rà mã của các phép thử", "and the tests", &mut tests))?;
    } else {
        say.both("Không có clippy, bỏ qua", "clippy is not installed, left out");
    }
    // Always the whole workspace: another selection has other features, and Typst would be built twice.
    let mut build = cargo(&["build", "--workspace", "--all-targets"]);
    ran("Dựng chương trình / build", step(say, "build", "Dựng chương trình và phép thử", "building programs and tests", &mut build))?;
    let mut tests = cargo(&["test", "--workspace"]);
    ran("Phép thử Rust / cargo test", step(say, "cargo-test", "Phép thử của sổ và trang in", "tests of book and press", &mut tests))?;

    let mut browser = npm(&["run", "e2e"]);
    browser.env("SO35_BIN", built("debug", "so35")).env("CI", "1");
    if let Some(program) = machine::browser() {
        browser.env("SO35_CHROMIUM", program);
    }
    ran(
        "Giao diện trong trình duyệt / Playwright, axe",
        step(say, "e2e", "Giao diện trong trình duyệt (Playwright, axe)", "the pages in a browser", &mut browser),
    )?;
    if machine::has_driver() {
        ran("Cửa sổ thật / the real window", step(say, "window", "Cửa sổ thật trên màn hình ảo", "the real window on a virtual display", &mut window()))?;
    } else {
        say.both("Cửa sổ thật: hệ điều hành này không có trình điều khiển", "the real window: this system has no driver for it");
        rows.push(Row { name: "Cửa sổ thật / the real window", took: None, note: "không có trình điều khiển / no driver".to_owned() });
    }
    Ok(())
}

/// The smoke test, on a display and a message bus of its own.
fn window() -> Command {
    let test = cargo(&["test", "--workspace", "--test", "window", "--", "--ignored", "--nocapture"]);
    let mut command = Command::new("xvfb-run");
    command.args(["--auto-servernum", "--server-args=-screen 0 1366x768x24", "dbus-run-session", "--"]);
    command.arg(test.get_program()).args(test.get_args());
    if let Some(folder) = test.get_current_dir() {
        command.current_dir(folder);
    }
    command.env("SO35_DESKTOP", built("debug", "so35-desktop")).env("SO35_BIN", built("debug", "so35")).env("NO_AT_BRIDGE", "1");
    command
}

/// How many tests a runner says have passed.
fn count(output: &str) -> String {
    // Each runner has its own sentence: `test result: ok. 12 passed;`, `Tests  9 passed (9)`, `7 passed (3.1s)`.
    let number_before = |line: &str| -> Option<u64> { line.split(" passed").next()?.split_whitespace().last()?.parse().ok() };
    let is_count = |line: &&str| line.contains(" passed") && !line.contains("Test Files");
    let sum: u64 = output.lines().filter(is_count).filter_map(number_before).sum();
    if sum == 0 { String::new() } else { format!("{sum} đạt / passed") }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn every_runners_count_is_understood() {
        for (output, expect) in [
            ("test result: ok. 12 passed; 0 failed\ntest result: ok. 3 passed; 0 failed", "15 đạt / passed"),
            (" Test Files  2 passed (2)\n      Tests  9 passed (9)", "9 đạt / passed"),
            ("  7 passed (3.1s)", "7 đạt / passed"),
            ("nothing", ""),
        ] {
            assert_eq!(count(output), expect);
        }
    }
}
