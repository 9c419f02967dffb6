//! LibreOffice as an office without the program uses it: a workbook is opened, cells are filled in, rows are sorted, a
//! title is put above, a column is hidden, and it is saved again. Its headless converter makes one text of a workbook
//! and a workbook of that text; between the two the text is changed as a person changes the sheet.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A workbook as LibreOffice has it open.
pub struct Calc {
    folder: PathBuf,
    text: String,
}

/// Has LibreOffice save a file under another ending, into a folder.
pub fn convert(to: &str, from: &Path, folder: &Path) -> PathBuf {
    // A profile of its own: tests run side by side, and LibreOffice wants each profile for itself.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut soffice = Command::new("soffice");
    soffice.args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"]).arg(folder).arg(from);
    let done = soffice.output().unwrap_or_else(|fault| panic!("LibreOffice is needed: {fault}"));
    let made = folder.join(from.file_stem().unwrap()).with_extension(to);
    assert!(done.status.success() && made.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    made
}

impl Calc {
    /// Opens a workbook; what LibreOffice writes meanwhile goes into a folder.
    pub fn open(workbook: &Path, folder: &Path) -> Calc {
        std::fs::create_dir_all(folder).unwrap();
        let text = std::fs::read_to_string(convert("fods", workbook, folder)).unwrap();
        Calc { folder: folder.to_owned(), text }
    }

    /// The same once more.
    pub fn again(&self, folder: &Path) -> Calc {
        Calc { folder: folder.to_owned(), text: self.text.clone() }
    }

    /// Saves it as a workbook of an ending.
    pub fn save(self, name: &str, ending: &str) -> PathBuf {
        let text = self.folder.join(name).with_extension("fods");
        std::fs::write(&text, &self.text).unwrap();
        convert(ending, &text, &self.folder)
    }

    /// Everything that a person may read: what stands in cells, what lists offer, and the hints.
    pub fn told(&self) -> Vec<&str> {
        let text = &self.text[self.text.find("<office:spreadsheet").unwrap()..];
        let offered = text.split("table:condition=\"").skip(1).filter_map(|rest| rest.split('"').next());
        text.split('>').filter_map(|piece| piece.split('<').next()).chain(offered).filter(|text| !text.trim().is_empty()).collect()
    }

    /// Where a sheet begins and ends.
    fn sheet(&self, name: &str) -> std::ops::Range<usize> {
        let from = self.text.find(&format!("<table:table table:name=\"{name}\"")).unwrap_or_else(|| panic!("no sheet {name}"));
        from..from + self.text[from..].find("</table:table>").unwrap()
    }

    /// Where the rows of a sheet that hold a text begin and end.
    fn rows(&self, sheet: &str, holding: &str) -> Vec<std::ops::Range<usize>> {
        let mut found = Vec::new();
        let within = self.sheet(sheet);
        let mut at = within.start;
        while let Some(from) = self.text[at..within.end].find("<table:table-row") {
            let from = at + from;
            let tag = from + self.text[from..].find('>').unwrap() + 1;
            let to = if self.text[..tag].ends_with("/>") { tag } else { from + self.text[from..].find("</table:table-row>").unwrap() + "</table:table-row>".len() };
            if self.text[from..to].contains(holding) {
                found.push(from..to);
            }
            at = to;
        }
        found
    }

    /// Types into the cell of a row that holds a text; columns are counted from 0. A number is a number, `60%` is 0.6 shown as a percentage.
    pub fn set(&mut self, sheet: &str, holding: &str, column: usize, typed: &str) {
        let row = self.rows(sheet, holding).into_iter().next().unwrap_or_else(|| panic!("{sheet}: no row {holding}"));
        let text = self.text[row.clone()].to_owned();
        let (tag, rest) = text.split_at(text.find('>').unwrap() + 1);
        let mut cells = cells(rest.strip_suffix("</table:table-row>").unwrap());
        let style = attribute(&cells[column], "table:style-name").map(|style| format!(" table:style-name=\"{style}\"")).unwrap_or_default();
        // A percentage brings its own format along, as it does where a person types it.
        let style = if typed.ends_with('%') { String::new() } else { style };
        let kind = match (typed.parse::<f64>(), typed.len() == 10 && typed.as_bytes()[4] == b'-') {
            (Ok(number), _) => format!("office:value-type=\"float\" office:value=\"{number}\""),
            _ if typed.ends_with('%') => format!("office:value-type=\"percentage\" office:value=\"{}\"", typed.trim_end_matches('%').parse::<f64>().unwrap() / 100.0),
            (_, true) => format!("office:value-type=\"date\" office:date-value=\"{typed}\""),
            _ => "office:value-type=\"string\"".to_owned(),
        };
        cells[column] = match typed {
            "" => format!("<table:table-cell{style}/>"),
            typed => format!("<table:table-cell{style} {kind}><text:p>{typed}</text:p></table:table-cell>"),
        };
        self.text.replace_range(row, &format!("{tag}{}</table:table-row>", cells.concat()));
    }

    /// Turns the order of the rows that hold a text around.
    pub fn turn_around(&mut self, sheet: &str, holding: &str) {
        let rows = self.rows(sheet, holding);
        let texts: Vec<String> = rows.iter().map(|row| self.text[row.clone()].to_owned()).collect();
        for (row, text) in rows.into_iter().rev().zip(texts) {
            self.text.replace_range(row, &text);
        }
    }

    /// Turns the order of the rows that hold a text around, the first column left as it was: sorted without it.
    pub fn shuffle(&mut self, sheet: &str, holding: &str) {
        let first = |calc: &Calc| -> Vec<String> {
            let row = |row: std::ops::Range<usize>| {
                let (_, rest) = calc.text[row].split_once('>').unwrap();
                cells(rest.strip_suffix("</table:table-row>").unwrap()).swap_remove(0)
            };
            calc.rows(sheet, holding).into_iter().map(row).collect()
        };
        let before = first(self);
        self.turn_around(sheet, holding);
        let after = first(self);
        for (row, (stood, stands)) in self.rows(sheet, holding).into_iter().zip(before.iter().zip(&after)).rev() {
            let text = self.text[row.clone()].replacen(stands, stood, 1);
            self.text.replace_range(row, &text);
        }
    }

    /// Puts a row above everything.
    pub fn title(&mut self, sheet: &str, words: &str) {
        let first = self.rows(sheet, "").into_iter().next().unwrap().start;
        let row = format!("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell></table:table-row>");
        self.text.insert_str(first, &row);
    }

    /// Adds a row of its own under the one that holds a text; its words stand in a column, counted from 0.
    pub fn add(&mut self, sheet: &str, under: &str, column: usize, words: &str) {
        let after = self.rows(sheet, under).into_iter().next().unwrap_or_else(|| panic!("{sheet}: no row {under}")).end;
        let empty = |cells: usize| "<table:table-cell/>".repeat(cells);
        let row = format!("<table:table-row>{}<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>{}</table:table-row>", empty(column), empty(12));
        self.text.insert_str(after, &row);
    }

    /// Hides the first column of a sheet that is not hidden yet.
    pub fn hide_a_column(&mut self, sheet: &str) {
        const COLUMN: &str = "<table:table-column ";
        let within = self.sheet(sheet);
        let mut at = within.start;
        while let Some(from) = self.text[at..within.end].find(COLUMN) {
            let from = at + from + COLUMN.len();
            if attribute(&self.text[from..], "table:visibility").is_none() {
                self.text.insert_str(from, "table:visibility=\"collapse\" ");
                return;
            }
            at = from;
        }
        panic!("{sheet}: no column left");
    }
}

/// The value of an attribute in the first tag of a text.
fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text[..text.find('>')?].split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// The cells of a row, those that stand for many spread out.
fn cells(mut text: &str) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(from) = text.find('<') {
        let name = if text[from..].starts_with("<table:covered-table-cell") { "table:covered-table-cell" } else { "table:table-cell" };
        let tag = from + text[from..].find('>').unwrap() + 1;
        let end = format!("</{name}>");
        let to = if text[..tag].ends_with("/>") { tag } else { from + text[from..].find(&end).unwrap() + end.len() };
        let cell = &text[from..to];
        let many = attribute(cell, "table:number-columns-repeated").map_or(1, |many| many.parse::<usize>().unwrap());
        let one = cell.replace(&format!(" table:number-columns-repeated=\"{many}\""), "");
        found.extend(std::iter::repeat_n(one, many.min(64)));
        text = &text[to..];
    }
    found
}
