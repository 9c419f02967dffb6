//! What goes in comes out; what was touched is refused.

use super::*;
use crate::exchange::incoming::Read as Understood;
use crate::exchange::package::verify;
use crate::store::{migrate, open as store};

fn forms() -> (tempfile::TempDir, Forms) {
    let folder = tempfile::tempdir().unwrap();
    let conn = store::connect(&folder.path().join("b.so35"), store::Mode::Create).unwrap();
    migrate::to_newest(&conn, None).unwrap();
    let forms = sheet::forms(&conn).unwrap();
    (folder, forms)
}

fn office(id: &str) -> Office {
    Office { id: id.into(), code: None, name: "Sở Nội vụ".into(), short_name: "SNV".into() }
}

fn manifest() -> Manifest {
    Manifest {
        format: 1,
        program: "0.1.0".into(),
        number: 7,
        before: None,
        seen: None,
        sender: office("a"),
        recipient: office("b"),
        as_of: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
        period: Some("2024-05".into()),
        calendar: Some(Calendar::Statistical),
        whole: true,
        entries: Vec::new(),
    }
}

fn data() -> BTreeMap<&'static str, Rows> {
    let document = |subject: &str| Fields::from_iter([("kind".into(), Some("official".into())), ("subject".into(), Some(subject.into()))]);
    let rows = ["=1+1", "'=1", "''", "-5", "'thường", "Đẩy mạnh; \"hạ tầng\"\nhai dòng", "@", "+"];
    let rows = rows.iter().enumerate().map(|(at, subject)| (format!("d{at}"), document(subject))).collect();
    BTreeMap::from([("document", Rows { rows, removed: vec!["gone".into()] })])
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

#[test]
fn what_goes_in_comes_out() {
    let (_folder, forms) = forms();
    let file = write(manifest(), BTreeSet::new(), &forms, &data(), &key()).unwrap();
    assert_eq!(file, write(manifest(), BTreeSet::new(), &forms, &data(), &key()).unwrap(), "the same content is the same file");
    let sealed = verify(&file).unwrap();
    assert_eq!(sealed.public, hex(key().verifying_key().as_bytes()));
    let package = open(&sealed).unwrap();
    assert_eq!((package.manifest.number, package.manifest.entries.len()), (7, 3));
    let incoming = package.rows(&forms).unwrap();
    let (gone, rows): (Vec<_>, Vec<_>) = incoming.rows.iter().partition(|row| row.gone);
    assert_eq!((gone.len(), gone[0].table, gone[0].id.as_deref()), (1, "document", Some("gone")));
    let came: BTreeMap<String, Value> = rows.iter().map(|row| (row.id.as_deref().unwrap().to_owned(), row.values().find(|(column, _)| *column == "subject").and_then(|(_, value)| value.cloned()))).collect();
    let went: BTreeMap<String, Value> = data()["document"].rows.iter().map(|(id, fields)| (id.clone(), fields[&"subject".into()].clone())).collect();
    assert_eq!(came, went);
    let csv = String::from_utf8(package.entry("data/document.csv").unwrap().unwrap()).unwrap();
    assert!(csv.starts_with("\u{FEFF}id;") && csv.contains(";'=1+1;") && csv.contains(";''=1;") && csv.contains(";'';"), "{csv}");
    assert_eq!((rows[0].place.row, rows[5].place.row, rows[6].place.row), (2, 7, 9), "lines as an editor counts them");
    assert!(matches!(rows[0].fields[&"subject".into()].read, Understood::Value(_)));
}

#[test]
fn twenty_thousand_mutations_are_all_refused() {
    let (_folder, forms) = forms();
    let file = write(manifest(), BTreeSet::new(), &forms, &data(), &key()).unwrap();
    // A small generator of its own: the same mutations in every run.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut accepted = 0;
    for turn in 0..20_000 {
        let mut bytes = file.clone();
        let at = next(bytes.len());
        match turn % 10 {
            0 => drop(bytes.remove(at)),
            1 => bytes.insert(at, next(256) as u8),
            2 => bytes.truncate(at),
            3 => bytes.extend_from_slice(&file[..at + 1]),
            // The seal itself is a small part of the file and is hit often on purpose.
            4 | 5 => {
                let at = file.len() - 1 - next(SEAL);
                bytes[at] ^= 1 << next(8);
            }
            _ => bytes[at] ^= 1 << next(8),
        }
        if bytes != file && verify(&bytes).is_ok() {
            accepted += 1;
        }
    }
    assert_eq!(accepted, 0);
}

#[test]
fn a_manifest_of_another_package_or_key_is_refused() {
    let (_folder, forms) = forms();
    let file = write(manifest(), BTreeSet::new(), &forms, &data(), &key()).unwrap();
    let other = write(Manifest { number: 8, ..manifest() }, BTreeSet::new(), &forms, &data(), &key()).unwrap();
    // The seal of one file under the other.
    let mut swapped = other[..other.len() - SEAL].to_vec();
    swapped.extend_from_slice(&file[file.len() - SEAL..]);
    assert_eq!(verify(&swapped).unwrap_err().describe().0, "package.damaged");
    // A key in the seal that did not sign.
    let mut foreign = file.clone();
    let at = file.len() - SEAL + "so35-goi/1 ".len();
    foreign[at..at + 64].copy_from_slice(hex(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes()).as_bytes());
    assert_eq!(verify(&foreign).unwrap_err().describe().0, "package.damaged");
    for (text, code) in [(&b""[..], "package.not_one"), (b"PK", "package.not_one"), (&file[..300], "package.not_one")] {
        assert_eq!(verify(text).unwrap_err().describe().0, code);
    }
}

#[test]
fn a_signed_zip_of_another_making_is_refused() {
    let signed = |files: &[(&str, &[u8])]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            zip.start_file(*path, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.set_raw_comment(vec![b' '; SEAL].into_boxed_slice()).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        bytes.truncate(bytes.len() - SEAL);
        let seal = seal(&bytes, &key());
        bytes.extend_from_slice(seal.as_bytes());
        bytes
    };
    let said = serde_json::to_vec(&manifest()).unwrap();
    let zeros = vec![0; 1 << 20];
    for files in [
        &[("manifest.json", &b"{}"[..])][..],
        &[("manifest.json", &said), ("../../etc/passwd", b"x")],
        &[("manifest.json", &said), ("data/setting.csv", b"id\r\n1")],
        &[("manifest.json", &said), ("data/task.csv", &zeros)],
        &[("data/task.csv", b"id\r\n1")],
        &[],
    ] {
        let bytes = signed(files);
        let sealed = verify(&bytes).unwrap();
        assert_eq!(open(&sealed).unwrap_err().describe().0, "package.malformed", "{:?}", files.iter().map(|file| file.0).collect::<Vec<_>>());
    }
}

#[test]
fn whose_a_package_is_is_seen_before_its_data_is_unpacked() {
    let (_folder, forms) = forms();
    let file = write(manifest(), BTreeSet::new(), &forms, &data(), &key()).unwrap();
    // One byte of what is packed, under a seal of its own.
    let at = file.windows(17).position(|part| part == b"data/document.csv").unwrap() + 17 + 40;
    let mut broken = file[..file.len() - SEAL].to_vec();
    broken[at] ^= 0x55;
    let seal = seal(&broken, &key());
    broken.extend_from_slice(seal.as_bytes());
    let sealed = verify(&broken).unwrap();
    let package = open(&sealed).unwrap();
    assert_eq!(package.manifest.sender, manifest().sender);
    assert_eq!(package.rows(&forms).unwrap_err().describe().0, "package.malformed");
}

#[test]
fn what_came_is_named_one_by_one_and_is_the_last_one_where_a_program_names_none() {
    let (_folder, forms) = forms();
    let arrived = |file: &[u8]| open(&verify(file).unwrap()).unwrap().arrived();
    let seen = Manifest { seen: Some(5), ..manifest() };
    let file = write(seen.clone(), BTreeSet::from([3, 5]), &forms, &data(), &key()).unwrap();
    assert_eq!(arrived(&file).unwrap(), BTreeSet::from([3, 5]));
    // As a program writes it that has no description.
    let file = sealed_with(&[(MANIFEST.to_owned(), serde_json::to_vec(&seen).unwrap())], &key()).unwrap();
    assert_eq!(arrived(&file).unwrap(), BTreeSet::from([5]));
}
