//! Print: a file for the system's viewer, or straight to a printer where the system has CUPS.
//!
//! The viewer's own dialog knows paper trays, both sides and everything else of a printer; this program only makes the
//! file, read-only, in the folder of files that were made to be looked at.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use so35_press as press;
use ts_rs::TS;

use super::paper::{self, Office};
use super::plan::{BriefingRequest, plan};
use super::{compose, issue, name};
use crate::api::Watcher;
use crate::book::Book;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::wire::Empty;

/// A briefing to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefingPrint {
    /// A briefing as it stands.
    pub briefing: Option<BriefingRequest>,
    /// An issued one, by id: its very file.
    pub issued: Option<String>,
    /// The printer it is sent to; a file for the viewer when missing.
    pub printer: Option<String>,
    /// How many copies, 1 to 99.
    pub copies: Option<u32>,
}

/// What printing came to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Printed {
    /// The file.
    pub path: String,
    /// Whether it was sent to a printer; else it is for the viewer to open.
    pub sent: bool,
}

/// The printers of this machine.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PrinterList {
    /// Whether files can be sent to printers from here at all.
    pub can_send: bool,
    /// Their names, the usual one first.
    pub printers: Vec<String>,
}

/// Runs a program of CUPS with a fixed language. None when it is not there.
fn cups(program: &str, args: &[&str]) -> Option<std::process::Output> {
    if !cfg!(unix) {
        return None;
    }
    Command::new(program).args(args).env("LC_ALL", "C").stdin(Stdio::null()).output().ok()
}

/// The printers in what `lpstat -e` and `lpstat -d` answer.
fn listed(names: &str, usual: &str) -> Vec<String> {
    let mut printers: Vec<String> = names.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if let Some(usual) = usual.trim().strip_prefix("system default destination:").map(str::trim)
        && let Some(place) = printers.iter().position(|name| name == usual)
    {
        let usual = printers.remove(place);
        printers.insert(0, usual);
    }
    printers
}

/// The printers of this machine, where CUPS tells them.
pub fn printers(_: &Desk, _: Empty) -> Result<PrinterList> {
    let Some(names) = cups("lpstat", &["-e"]) else { return Ok(PrinterList { can_send: false, printers: Vec::new() }) };
    let usual = cups("lpstat", &["-d"]).map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned()).unwrap_or_default();
    let printers = listed(&String::from_utf8_lossy(&names.stdout), &usual);
    Ok(PrinterList { can_send: !printers.is_empty(), printers })
}

/// The bytes to print and the name they go under.
fn made(desk: &Desk, book: &Book, request: &BriefingPrint, watcher: &dyn Watcher) -> Result<(Vec<u8>, String)> {
    let words = desk.words();
    if let Some(id) = &request.issued {
        return book.read(&desk.asking(), |reader| Ok((issue::file(reader.conn, id)?, words.get("briefing.file_name"))));
    }
    let briefing = request.briefing.clone().ok_or_else(|| Error::input("briefing", Problem::new("required")))?;
    let (prepared, office, title) = book.read(&desk.asking(), |reader| {
        let plan = plan(reader, &briefing)?;
        Ok((press::prepare(&compose::compose(reader, &plan)?)?, Office::read(reader)?, plan.title()))
    })?;
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of, "job.briefing");
        !watcher.stopped()
    };
    let (pdf, _) = office.set(&words, |templates| press::set_pdf(&[&prepared], press::Setting { go_on: Some(&go_on), ..paper::plain(templates) }))?;
    Ok((pdf.bytes, title))
}

/// Makes the file for the viewer, or sends it to a printer. Errors: `print.no_printer` at `printer`, `print.refused`.
pub fn print(desk: &Desk, book: &Book, request: BriefingPrint, watcher: &dyn Watcher) -> Result<Printed> {
    watcher.step(0, 0, "job.briefing");
    if let Some(printer) = &request.printer
        && !printers(desk, Empty {})?.printers.contains(printer)
    {
        return Err(Error::input("printer", Problem::new("print.no_printer").with("printer", printer)));
    }
    let copies = request.copies.unwrap_or(1);
    if !(1..=99).contains(&copies) {
        return Err(Error::input("copies", Problem::new("print.copies")));
    }
    let (bytes, title) = made(desk, book, &request, watcher)?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    let path: PathBuf = book.files().show_bytes(&bytes, &format!("{}.pdf", name::safe(&title)))?;
    let shown = path.display().to_string();
    let Some(printer) = &request.printer else { return Ok(Printed { path: shown, sent: false }) };
    let (copies, title) = (copies.to_string(), name::safe(&title));
    let answer = cups("lp", &["-d", printer, "-n", &copies, "-t", &title, "--", &shown]);
    match answer {
        Some(answer) if answer.status.success() => Ok(Printed { path: shown, sent: true }),
        Some(answer) => {
            let why = String::from_utf8_lossy(&answer.stderr).trim().to_owned();
            Err(Error::Refused(Problem::new("print.refused").with("printer", printer).with("reason", why)))
        }
        None => Err(Error::input("printer", Problem::new("print.no_printer").with("printer", printer))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_printer_comes_first() {
        for (names, usual, expect) in [
            ("A\nHP_2\n", "system default destination: HP_2\n", vec!["HP_2", "A"]),
            ("A\nB\n", "no system default destination\n", vec!["A", "B"]),
            ("", "", vec![]),
        ] {
            assert_eq!(listed(names, usual), expect);
        }
    }
}
