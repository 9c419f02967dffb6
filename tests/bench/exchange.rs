//! Measures the consolidation of many packages in one run: 3,321 offices with 300 figures each, beside reading, hashing
//! and inserting the same rows without checks (journaled, as every write of a book is). Run by `cargo xtask bench`;
//! prints times and their ratio, nothing passes or fails. Then what a person waits for who looks who has sent, and at
//! the figures brought together. Another number of offices, and of months, may be given:
//! `cargo bench --workspace --bench exchange -- 100 1`.

mod measure;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use measure::{book, median};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::exchange::package::v1::{self, Manifest, Office, Rows};
use so35::exchange::package::{self, SigningKey, hex};
use so35::exchange::plan::Fields;
use so35::exchange::sheet;
use so35::world::{Machine, World};

/// The communes of the country since July 2025.
const OFFICES: usize = 3_321;
const INDICATORS: usize = 10;
const MONTHS: usize = 30;

fn ask(desk: &Desk, name: &str, body: Value) -> Result<Value> {
    Ok(api::call(desk, name, body, &Unwatched)?["value"].take())
}

/// A book that has so many offices in its list.
fn with_offices(folder: &Path, offices: usize) -> Result<(Desk, Vec<Office>)> {
    let desk = book(folder)?;
    let mut list = Vec::new();
    for number in 0..offices {
        let name = format!("Xã số {number}");
        let made = ask(&desk, "agency_add", json!({"name": name, "kind": "office"}))?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        ask(&desk, "peer_add", json!({"agency": id, "relation": "lower", "public": hex(key(number).verifying_key().as_bytes())}))?;
        list.push(Office { id, code: None, name: name.clone(), short_name: name });
    }
    Ok((desk, list))
}

fn key(number: usize) -> SigningKey {
    SigningKey::from_bytes(&Sha256::digest(format!("khóa {number}")).into())
}

/// The figures of one office: 10 indicators of some months.
fn figures(office: &Office, months: usize) -> Rows {
    let mut rows = BTreeMap::new();
    for indicator in 0..INDICATORS {
        for month in 0..months {
            let (year, month) = (2022 + month / 12, month % 12 + 1);
            let said = [
                ("indicator", format!("chi-tieu-{indicator}")),
                ("agency", office.id.clone()),
                ("state", "value".into()),
                ("value", format!("{}.5", indicator * month)),
                ("period", format!("{year}-{month:02}")),
                ("calendar", "statistical".into()),
                ("as_of_day", format!("{year}-{month:02}-28")),
                ("approval", "approved".into()),
                ("derived", "0".into()),
            ];
            rows.insert(Machine.new_id(), said.into_iter().map(|(column, value)| (column.into(), Some(value.into()))).collect::<Fields>());
        }
    }
    Rows { rows, removed: Vec::new() }
}

fn main() -> Result<()> {
    let mut numbers = std::env::args().filter_map(|arg| arg.parse().ok());
    let (offices, months) = (numbers.next().unwrap_or(OFFICES), numbers.next().unwrap_or(MONTHS));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to measure in");
    let (desk, list) = with_offices(&folder.path().join("so"), offices)?;
    let book = desk.book()?;
    let names: Vec<Value> = (0..INDICATORS)
        .map(|number| ask(&desk, "indicator_add", json!({"code": format!("XA{number:02}"), "name": format!("Chỉ tiêu {number}"), "unit": "%", "kind": "percent"})))
        .collect::<Result<_>>()?;
    let ids: Vec<String> = names.iter().map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect();
    let (forms, own) = book.read(&desk.asking(), |reader| Ok((sheet::forms(reader.conn)?, so35::exchange::keys::own_office(reader)?)))?;
    let mut paths = Vec::new();
    for (number, office) in list.iter().enumerate() {
        let mut rows = figures(office, months);
        for fields in rows.rows.values_mut() {
            let named = fields.get("indicator").cloned().flatten().and_then(|name| name.rsplit('-').next()?.parse::<usize>().ok());
            fields.insert("indicator".into(), named.and_then(|at| ids.get(at)).map(Into::into));
        }
        let manifest = Manifest {
            format: 1,
            program: "bench".into(),
            number: 1,
            before: None,
            seen: None,
            sender: office.clone(),
            recipient: own.clone(),
            as_of: Machine.today(),
            period: None,
            calendar: None,
            whole: true,
            entries: Vec::new(),
        };
        let path = folder.path().join(format!("{number}.goi35"));
        so35::store::save::save(&path, &v1::write(manifest, BTreeSet::new(), &forms, &BTreeMap::from([("observation", rows)]), &key(number))?)?;
        paths.push(path);
    }

    // The same rows, read, hashed and inserted without checks; taken back again.
    let start = Instant::now();
    let inserted = book.try_out(&desk.asking(), |change| {
        let mut inserted = 0u64;
        for path in &paths {
            let bytes = std::fs::read(path).map_err(|error| so35::error::Error::file(path, error))?;
            std::hint::black_box(Sha256::digest(&bytes));
            let opened = v1::open(&package::verify(&bytes)?)?;
            for row in opened.rows(&forms)?.rows {
                forms["observation"].table.insert(change.conn, row.id.as_deref().unwrap_or_default(), &row.values().map(|(column, value)| (column.into(), value.cloned())).collect())?;
                inserted += 1;
            }
        }
        Ok(inserted)
    })?;
    let bare = start.elapsed();

    let start = Instant::now();
    let applied = ask(&desk, "exchange_apply", json!({"files": paths.iter().map(|path| json!({"path": path})).collect::<Vec<_>>()}))?;
    let whole = start.elapsed();
    assert_eq!(applied["counts"]["added"].as_u64(), Some(inserted));
    println!("  {offices} gói, {inserted} dòng / packages and rows");
    println!("  đọc, băm, ghi không kiểm tra / read, hash, insert without checks: {:.2} s", bare.as_secs_f64());
    println!("  nhận trọn vẹn / consolidated: {:.2} s ({:.2}×)", whole.as_secs_f64(), whole.as_secs_f64() / bare.as_secs_f64());
    let members: Vec<&String> = list.iter().map(|office| &office.id).collect();
    let group = ask(&desk, "agency_group_add", json!({"name": "Các xã", "members": members}))?;
    let board = |period: String| json!({"period": period, "group": group["id"]});
    let sent = median(&desk, "exchange_board", &board(Machine.today().format("%Y-%m").to_string()), 5)?;
    println!("  tình hình gửi / who has sent: {:.0} ms", sent.as_secs_f64() * 1000.0);
    let brought = json!({"indicator": ids[0], "board": board("2022-01".into())});
    let rolled = median(&desk, "rollup", &json!({"indicator": ids[0], "group": group["id"], "periods": ["2022-01"]}), 5)?;
    let brought = median(&desk, "exchange_consolidation", &brought, 5)?;
    println!("  số liệu tổng hợp / figures brought together: {:.0} ms; … kèm tệp nguồn / … with their files: {:.0} ms", rolled.as_secs_f64() * 1000.0, brought.as_secs_f64() * 1000.0);
    Ok(())
}
