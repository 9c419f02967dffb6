//! `cargo xtask run`: the open window on a sample book; without a display, the pages and charts as files.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::{self, built};
use crate::say::Say;
use crate::step::{cargo, step};
use crate::{machine, pages};

/// The book that a first run shows.
const SAMPLE: &str = "so-mau.so35";

/// The seeded indicator whose course is drawn: it has figures and a target.
const COURSE: &str = "CT26";

/// Builds what is missing and opens the window.
pub fn run(say: &Say) -> Result<(), String> {
    machine::set_up(say, machine::Need::Window)?;
    pages::install(say)?;
    pages::build(say)?;
    let mut build = cargo(&["build", "--release", "--workspace", "--bin", "so35", "--bin", "so35-desktop"]);
    step(say, "build", "Dựng chương trình (lần đầu mất vài phút)", "building the program (minutes, the first time)", &mut build)?;
    if !has_display() {
        return print(say);
    }
    let desk = place::desk()?;
    // A person who has worked here goes on with the book that was open last.
    let first = !desk.join("desk.json").exists();
    let mut window = Command::new(built("release", "so35-desktop"));
    if first {
        window.arg(sample(say, &desk)?);
    }
    say.both("Mở cửa sổ Sổ 3·5", "opening the window");
    let status = window.status().map_err(|error| format!("so35-desktop: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("so35-desktop: {status}")) }
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The sample book of a folder, made from the seeds when it is not there.
pub fn sample(say: &Say, folder: &Path) -> Result<PathBuf, String> {
    let book = folder.join(SAMPLE);
    if !book.exists() {
        let vi = format!("Lập sổ mẫu {}", book.display());
        let mut new = Command::new(built("release", "so35"));
        new.arg("--book").arg(&book).args(["new", "--seed", "khung-3-5"]);
        step(say, "sample", &vi, "making a sample book", &mut new)?;
    }
    Ok(book)
}

/// Without a display: the briefing and every chart of a new sample book, in `out/`. The one on the desk may be a person's
/// by now, be open, or wait for a window that brings it up to date.
fn print(say: &Say) -> Result<(), String> {
    say.both("Không có màn hình: lưu bản trình bày và biểu đồ thành tệp", "no display: saving the briefing and the charts as files");
    let folder = place::target().join("printed");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let book = sample(say, &folder)?;
    let out = place::root().join("out");
    std::fs::create_dir_all(&out).map_err(|error| format!("out: {error}"))?;
    let so35 = |args: &[&str]| {
        let mut command = Command::new(built("release", "so35"));
        command.arg("--book").arg(&book).args(args).current_dir(&out);
        command
    };
    step(say, "briefing", "Bản trình bày: trinh-bay.pdf", "the briefing", &mut so35(&["briefing", "--out", "trinh-bay.pdf"]))?;
    let kinds = step(say, "charts", "Các loại biểu đồ", "the kinds of charts", &mut so35(&["--json", "chart", "--list"]))?;
    let mut rest = kinds.output.as_str();
    while let Some((_, after)) = rest.split_once("\"kind\"") {
        rest = after;
        let Some(kind) = place::string_after(after, ":") else { break };
        for ending in ["svg", "png"] {
            let file = format!("{kind}.{ending}");
            step(say, &file, &format!("Biểu đồ: {file}"), "a chart", &mut so35(&["chart", &kind, "--indicator", COURSE, "--out", &file]))?;
        }
    }
    say.both(&format!("Xong, tất cả nằm trong {}", out.display()), "done, all of it lies there");
    Ok(())
}
