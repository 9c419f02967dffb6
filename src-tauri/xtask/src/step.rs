//! One step: a program that is run, watched and timed. Its output goes to a log and is shown when it fails;
//! while it runs, its last line is said from time to time.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::place;
use crate::say::Say;

/// How often a long step says how far it is.
const BEAT: Duration = Duration::from_secs(20);

/// How much of a failed step's output is shown.
const SHOWN_LINES: usize = 400;

/// A step that ended well.
pub struct Done {
    /// How long it took.
    pub took: Duration,
    /// All it said.
    pub output: String,
}

/// Runs a command; `name` names its log. An error is the sentence for the person; the output was shown.
pub fn step(say: &Say, name: &str, vi: &str, en: &str, command: &mut Command) -> Result<Done, String> {
    say.both(vi, en);
    let folder = place::target().join("xtask");
    let path = folder.join(format!("{name}.log"));
    let failed = |what: &dyn std::fmt::Display| format!("{vi}: không làm được / failed: {en}: {what}");
    fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
    let log = File::create(&path).map_err(|error| failed(&error))?;
    let log_too = log.try_clone().map_err(|error| failed(&error))?;
    let start = Instant::now();
    command.stdin(Stdio::null()).stdout(log).stderr(log_too);
    let status = watch(say, command, &path).map_err(|error| failed(&format!("{}: {error}", command.get_program().to_string_lossy())))?;
    let took = start.elapsed();
    let output = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
    if status.success() {
        return Ok(Done { took, output });
    }
    let lines: Vec<&str> = output.lines().collect();
    let from = lines.len().saturating_sub(SHOWN_LINES);
    println!("{}", lines[from..].join("\n"));
    Err(failed(&format!("{status}, {:.0} s", took.as_secs_f64())))
}

fn watch(say: &Say, command: &mut Command, log: &Path) -> std::io::Result<ExitStatus> {
    let mut child = command.spawn()?;
    let mut said = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(Duration::from_millis(50));
        if said.elapsed() >= BEAT {
            said = Instant::now();
            say.line(&format!("  … {}", last_line(log)));
        }
    }
}

fn last_line(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(2000)..]).into_owned();
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("…");
    line.chars().filter(|c| !c.is_control()).take(100).collect()
}

/// A cargo command in the project's folder.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(place::cargo());
    // What cargo told this program about itself would make the next cargo build everything anew.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command.args(args).current_dir(place::root());
    command
}

/// An npm command in ui/.
pub fn npm(args: &[&str]) -> Command {
    let mut command = Command::new(place::npm());
    // The log is read by people and by this program: no colours.
    command.args(args).current_dir(place::root().join("ui")).env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    command
}
