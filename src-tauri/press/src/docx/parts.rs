//! The parts of the file around the text: what it holds, what it says of itself, how Word is to treat it.

use chrono::NaiveDate;

use super::body::{self, BLANK, NUMBERED, W};
use super::style::{styles, tag};
use super::xml::Xml;
use super::{Docx, FONT};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Every part with its name, in the order in which readers expect them.
pub(super) fn parts(docx: &Docx) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("[Content_Types].xml", kinds()),
        (
            "_rels/.rels",
            relations(&[
                ("rId1", &format!("{OFFICE}relationships/officeDocument"), "word/document.xml"),
                ("rId2", &format!("{PACKAGE}relationships/metadata/core-properties"), "docProps/core.xml"),
                ("rId3", &format!("{OFFICE}relationships/extended-properties"), "docProps/app.xml"),
            ]),
        ),
        ("docProps/core.xml", core(docx)),
        ("docProps/app.xml", app(docx)),
        ("word/document.xml", body::document(docx)),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                (NUMBERED, &format!("{OFFICE}relationships/header"), "header1.xml"),
                (BLANK, &format!("{OFFICE}relationships/header"), "header2.xml"),
                ("rId3", &format!("{OFFICE}relationships/styles"), "styles.xml"),
                ("rId4", &format!("{OFFICE}relationships/settings"), "settings.xml"),
                ("rId5", &format!("{OFFICE}relationships/fontTable"), "fontTable.xml"),
            ]),
        ),
        ("word/header1.xml", body::head(true)),
        ("word/header2.xml", body::head(false)),
        ("word/styles.xml", styles(docx)),
        ("word/settings.xml", settings(docx)),
        ("word/fontTable.xml", fonts()),
    ]
}

fn kinds() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}content-types"))], |xml| {
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        for (part, kind) in [
            ("/word/document.xml", "document.main+xml"),
            ("/word/styles.xml", "styles+xml"),
            ("/word/settings.xml", "settings+xml"),
            ("/word/fontTable.xml", "fontTable+xml"),
            ("/word/header1.xml", "header+xml"),
            ("/word/header2.xml", "header+xml"),
        ] {
            xml.line();
            xml.empty("Override", &[("PartName", part), ("ContentType", &format!("{WORD}{kind}"))]);
        }
        xml.line();
        xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", "application/vnd.openxmlformats-package.core-properties+xml")]);
        xml.empty("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", "application/vnd.openxmlformats-officedocument.extended-properties+xml")]);
    });
    xml.finish()
}

/// Relationships, all of them inside the file.
fn relations(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}relationships"))], |xml| {
        for (id, kind, target) in list {
            xml.line();
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
        xml.line();
    });
    xml.finish()
}

/// Noon in Hà Nội: readers east and west of it are told the same day.
fn moment(day: NaiveDate) -> String {
    format!("{day}T05:00:00Z")
}

fn core(docx: &Docx) -> Vec<u8> {
    let mut xml = Xml::new();
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.says("dc:title", &[], &docx.title);
        if !docx.subject.is_empty() {
            xml.says("dc:subject", &[], &docx.subject);
        }
        xml.says("dc:creator", &[], &docx.author);
        xml.says("cp:lastModifiedBy", &[], &docx.author);
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.says(name, &[("xsi:type", "dcterms:W3CDTF")], &moment(docx.date));
        }
        xml.says("dc:language", &[], tag(&docx.language));
    });
    xml.finish()
}

fn app(docx: &Docx) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Properties", &[("xmlns", &format!("{OFFICE}extended-properties"))], |xml| {
        xml.says("Application", &[], &docx.program);
        xml.says("Company", &[], &docx.author);
    });
    xml.finish()
}

fn settings(docx: &Docx) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", W)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.empty("w:defaultTabStop", &[("w:val", "567")]);
        xml.empty("w:characterSpacingControl", &[("w:val", "doNotCompress")]);
        xml.element("w:compat", &[], |xml| {
            // A line that a person ended is not drawn out to the margin.
            xml.empty("w:doNotExpandShiftReturn", &[]);
            xml.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")]);
        });
        xml.empty("w:themeFontLang", &[("w:val", tag(&docx.language))]);
        let (point, list) = if docx.language == "en" { (".", ",") } else { (",", ";") };
        xml.empty("w:decimalSymbol", &[("w:val", point)]);
        xml.empty("w:listSeparator", &[("w:val", list)]);
    });
    xml.finish()
}

fn fonts() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", W)], |xml| {
        xml.element("w:font", &[("w:name", FONT)], |xml| {
            xml.empty("w:panose1", &[("w:val", "02020603050405020304")]);
            xml.empty("w:charset", &[("w:val", "00")]);
            xml.empty("w:family", &[("w:val", "roman")]);
            xml.empty("w:pitch", &[("w:val", "variable")]);
        });
    });
    xml.finish()
}
