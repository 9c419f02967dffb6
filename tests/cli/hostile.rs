//! Files made to do harm, through the real program: each is refused or guarded in plain words, soon, within its
//! memory, and the program goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use so35::book::{Asking, Book};
use so35::exchange::package::{SigningKey, v1};
use so35::exchange::plan::Fields;
use so35::exchange::reading::child::VERB;
use so35::exchange;
use so35::words::{Language, Words};
use so35::world::Machine;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Bench, so35};

const SOON: Duration = Duration::from_secs(5);
/// Kilobytes.
const LITTLE: u64 = 300 << 10;

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

fn workbook(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    zipped(&[
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

const NO_STRINGS: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;

fn sheet(rows: &str) -> Vec<u8> {
    format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#).into_bytes()
}

/// Kilobytes that the reading process may have to write to, as it limits itself.
const LIMIT: u64 = 256 << 10;

/// What a process has of something, in kilobytes.
fn of(process: u32, what: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix(what)?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or(0)
}

fn children(process: u32) -> Vec<u32> {
    let listed = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    listed.split_whitespace().filter_map(|child| child.parse().ok()).collect()
}

/// The memory that a process and those it started have had at the most, in kilobytes.
fn peak(process: u32) -> u64 {
    of(process, "VmHWM:") + children(process).into_iter().map(peak).sum::<u64>()
}

/// What the reading process holds to write to, in kilobytes: an allocator that took more beforehand would be beyond
/// its limit.
fn held(process: u32) -> u64 {
    let reads = |child: &u32| std::fs::read_to_string(format!("/proc/{child}/cmdline")).is_ok_and(|line| line.contains(VERB));
    children(process).into_iter().filter(reads).map(|child| of(child, "VmData:")).max().unwrap_or(0)
}

impl Bench {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        so35::store::save::save(&path, bytes).unwrap();
        path
    }

    /// A package of somebody whom nobody knows, that unpacks to so many bytes.
    fn strange(&self, bytes: usize) -> Vec<u8> {
        let asking = Asking { world: Arc::new(Machine), words: Words::of(Language::Vi) };
        let book = Book::create(&self.folder.path().join("la.so35")).unwrap();
        let forms = book.read(&asking, |reader| exchange::sheet::forms(reader.conn)).unwrap();
        let office = |id: &str| v1::Office { id: id.into(), code: None, name: "Cơ quan lạ".into(), short_name: "Lạ".into() };
        let fields = Fields::from_iter([("subject".into(), Some("x".repeat(bytes).into()))]);
        let rows = v1::Rows { rows: BTreeMap::from([("la".to_owned(), fields)]), removed: Vec::new() };
        let manifest = v1::Manifest {
            format: 1, program: "0".into(), number: 1, before: None, seen: None, sender: office("la"), recipient: office("dau"), as_of: "2024-06-01".parse().unwrap(),
            period: None, calendar: None, whole: true, entries: Vec::new(),
        };
        v1::write(manifest, BTreeSet::new(), &forms, &BTreeMap::from([("document", rows)]), &SigningKey::from_bytes(&[9; 32])).unwrap()
    }

    /// Plans a file and answers what was said, how long it took and how much memory.
    fn planned(&self, file: &PathBuf) -> (Value, Duration, u64) {
        let begun = Instant::now();
        let mut child = so35().arg("--json").arg("--book").arg(self.book()).arg("import").arg(file).arg("--plan").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut most = 0;
        while child.try_wait().unwrap().is_none() && begun.elapsed() < SOON * 10 {
            most = most.max(peak(child.id()));
            assert!(held(child.id()) <= LIMIT, "the limit does not hold: {} kB", held(child.id()));
            std::thread::sleep(Duration::from_millis(5));
        }
        let took = begun.elapsed();
        let out = child.wait_with_output().unwrap();
        let said = serde_json::from_slice(&out.stdout).unwrap_or_else(|error| panic!("{file:?}: {error}: {}", String::from_utf8_lossy(&out.stderr)));
        (said, took, most)
    }

    fn refused(&self, name: &str, bytes: &[u8], code: &str) {
        let file = self.file(name, bytes);
        let (said, took, most) = self.planned(&file);
        assert_eq!(said["error"]["code"], code, "{name}: {said}");
        println!("{name}: {} ms, {} MB", took.as_millis(), most >> 10);
        assert!(took < SOON, "{name} took {took:?}");
        assert!(most < LITTLE, "{name} took {most} kB");
        std::fs::remove_file(&file).unwrap();
    }
}

#[test]
fn hostile_files_are_refused_soon_and_within_memory() {
    let bench = Bench::seeded();
    // A cell in the last corner makes a whole range of 17 thousand million cells.
    bench.refused("goc.xlsx", &workbook(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#), NO_STRINGS), "sheet.wide");
    bench.refused("goc-ods.ods", &zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
        ("content.xml", br#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#),
    ]), "sheet.damaged");
    // Half a megabyte that unpacks to half a gigabyte.
    bench.refused("bom.xlsx", &workbook(&sheet(&" ".repeat(512 << 20)), NO_STRINGS), "sheet.unpacks");
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"ha\">");
    for level in 1..10 {
        let ten = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} \"{ten}\">"));
    }
    laughs.push_str("]><sst><si><t>&l9;</t></si></sst>");
    bench.refused("cuoi.xlsx", &workbook(&sheet(""), laughs.as_bytes()), "sheet.doctype");
    bench.refused("dong-dai.csv", &vec![b'x'; 200 << 20], "sheet.too_large");
    bench.refused("dong-vua.csv", &vec![b'x'; 60 << 20], "sheet.long_line");
    bench.refused("nul.csv", &vec![0; 50 << 20], "sheet.long_line");
    bench.refused("nul-ngan.csv", &[b"a;b\n".as_slice(), &[0; 4096]].concat(), "sheet.not_a_table");
    // One long text, shown in very many cells.
    let long = format!("<sst><si><t>{}</t></si></sst>", "d".repeat(32_000));
    let many: String = (1..=60_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    bench.refused("lap.xlsx", &workbook(&sheet(&many), long.as_bytes()), "sheet.much_text");
    let text = format!("<sst><si><t>{}</t></si></sst>", "d".repeat(40_000));
    bench.refused("o-dai.xlsx", &workbook(&sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#), text.as_bytes()), "sheet.long_cell");
    let lines = "a;1\n".repeat(300_000);
    bench.refused("nhieu-dong.csv", lines.as_bytes(), "sheet.many_rows");
    // What nobody knows who signed is not unpacked.
    let file = bench.file("la.goi35", &bench.strange(120 << 20));
    let (said, took, most) = bench.planned(&file);
    println!("la.goi35: {} ms, {} MB", took.as_millis(), most >> 10);
    assert_eq!(said["error"]["code"], "package.unknown_sender", "{said}");
    assert!(took < SOON && most < 100 << 10, "{took:?}, {most} kB");
    // The program goes on: the book is there and answers.
    assert_eq!(bench.json(&["call", "overview", r#"{"as_of":"2024-06-01"}"#])["value"]["total"], 41);
}

#[test]
fn formulas_and_hidden_letters_do_no_harm() {
    let bench = Bench::seeded();
    let text = "Mã;Nội dung nhiệm vụ;Cơ quan chủ trì;Ghi chú;Ngày giao\n\
                NV81;'=HYPERLINK(\"http://x\");Bộ Y tế;=cmd|'/C calc'!A0;01/6/2024\n\
                NV82;Rà so\u{200B}át\u{202E} dữ liệu;Bộ Y tế;''-5;01/6/2024\n\
                NV\u{200B}83;Khóa có ký tự ẩn;Bộ Y tế;;01/6/2024\n";
    let file = bench.file("cong-thuc.csv", text.as_bytes());
    let (plan, ..) = bench.planned(&file);
    let counts = &plan[0]["counts"];
    assert_eq!((counts["added"].as_u64(), counts["refused"].as_u64()), (Some(4), Some(1)), "{plan}");
    assert_eq!(plan[0]["rows"].as_array().unwrap().iter().find(|row| row["outcome"] == "refused").unwrap()["refusals"][0]["code"], "exchange.hidden");
    // For people the same plan is tables.
    let told = String::from_utf8(bench.run(&["import", &file.display().to_string(), "--plan"]).stdout).unwrap();
    assert!(told.starts_with("cong-thuc.csv\nĐã đọc 5 bản ghi: thêm mới 4;") && told.contains("Mã này chứa ký tự ẩn"), "{told}");
    bench.json(&["import", &file.display().to_string()]);
    let task = |code: &str| bench.json(&["call", "task_get", &format!(r#"{{"id":"{code}"}}"#)])["value"].clone();
    // One guard goes, a formula is text like any other, and what cannot be seen is gone.
    assert_eq!(task("NV81")["statement"], "=HYPERLINK(\"http://x\")");
    assert_eq!(task("NV81")["note"], "=cmd|'/C calc'!A0");
    assert_eq!(task("NV82")["statement"], "Rà soát dữ liệu");
    assert_eq!(task("NV82")["note"], "'-5");
}
