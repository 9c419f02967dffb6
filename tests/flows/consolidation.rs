//! Who has sent, and the figures brought together: the whole is the one of every other roll-up whatever happened to the
//! figures, and each figure is followed to the file that it came in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use so35::exchange::keys;
use so35::exchange::package::v1::{self, Manifest, Rows};
use so35::exchange::package::{SigningKey, hex};
use so35::exchange::plan::Fields;
use so35::exchange::sheet;

use crate::exchange::{Two, agency};
use crate::office::Office;

const PERIOD: &str = "2024-Q1";

fn asked() -> Value {
    json!({"period": PERIOD, "calendar": "statistical", "group": "cac-bo-nganh"})
}

/// The consolidation of an indicator, after seeing that its whole is that of the roll-up.
#[track_caller]
fn brought(office: &Office, indicator: &str, board: Value) -> Value {
    let rolled = office.ok("rollup", json!({"indicator": indicator, "group": board["group"], "periods": [board["period"]], "calendar": "statistical"}));
    let brought = office.ok("exchange_consolidation", json!({"indicator": indicator, "board": board}));
    assert_eq!(brought["rollup"], rolled);
    let behind: usize = rolled["periods"][0]["rows"].as_array().unwrap().iter().map(|row| row["behind"].as_array().unwrap().len()).sum();
    assert_eq!(brought["files"].as_array().unwrap().len(), behind, "every figure behind it is followed");
    brought
}

/// The whole, how many agencies stand behind it, and the numbers of the packages that the figures came in.
#[track_caller]
fn told(office: &Office) -> (Value, u64, Vec<Value>) {
    let brought = brought(office, "CT26", asked());
    let whole = &brought["rollup"]["periods"][0]["whole"];
    let files = brought["files"].as_array().unwrap().iter().map(|one| one["file"]["number"].clone()).collect();
    (whole["number"].clone(), whole["coverage"]["with"].as_u64().unwrap(), files)
}

#[test]
fn the_whole_is_the_same_everywhere_and_a_figure_keeps_its_file() {
    let two = Two::new();
    let (upper, lower) = (&two.upper, &two.lower);
    let own = agency(lower, "Bộ Tư pháp");
    let scope = json!({"scope": {"parts": ["figures"], "agency": own, "period": PERIOD, "calendar": "statistical"}});
    let figure = lower.ok("observation_add", json!({"indicator": "CT26", "agency": own, "value": 12, "period": PERIOD, "calendar": "statistical"}))["id"].clone();
    upper.ok("indicator_edit", json!({"id": "CT26", "agency_rule": "sum"}));
    let other = agency(upper, "Bộ Công an");
    upper.ok("observation_add", json!({"indicator": "CT26", "agency": other, "value": 5, "period": PERIOD, "calendar": "statistical"}));
    assert_eq!(told(upper), (json!(5.0), 1, vec![Value::Null]));

    upper.ok("exchange_apply", json!({"files": [{"path": two.package(true, "1.goi35", scope.clone())}]}));
    let from_file = (json!(17.0), 2, vec![Value::Null, json!(1)]);
    assert_eq!(told(upper), from_file);
    // The calendar of the board when nothing is said, whatever the indicator's own is.
    let unsaid = json!({"period": PERIOD, "group": "cac-bo-nganh"});
    assert_eq!(brought(upper, "CT26", unsaid)["rollup"], brought(upper, "CT26", asked())["rollup"]);

    // A remark, an approval given and taken, are not another figure.
    upper.ok("observation_edit", json!({"id": figure, "note": "Đã đối chiếu"}));
    assert_eq!(told(upper), from_file);
    upper.ok("observation_edit", json!({"id": figure, "approval": "draft"}));
    assert_eq!(told(upper), (json!(5.0), 1, vec![Value::Null]));
    upper.ok("observation_edit", json!({"id": figure, "approval": "approved"}));
    assert_eq!(told(upper), from_file);

    // What is typed here is this office's own; taken back, the figure is the file's again.
    upper.ok("observation_edit", json!({"id": figure, "value": 20}));
    let typed = (json!(25.0), 2, vec![Value::Null, Value::Null]);
    assert_eq!(told(upper), typed);
    upper.ok("undo", json!({}));
    assert_eq!(told(upper), from_file);
    upper.ok("redo", json!({}));
    assert_eq!(told(upper), typed);

    // A conflict put off leaves what stands here; without one, the figure is that of the newest file.
    lower.ok("observation_edit", json!({"id": figure, "value": 15}));
    let second = json!({"files": [{"path": two.package(true, "2.goi35", scope)}]});
    assert_eq!(upper.ok("exchange_apply", second.clone())["counts"]["conflict"], 1);
    assert_eq!(told(upper), typed);
    upper.ok("undo", json!({}));
    upper.ok("undo", json!({}));
    assert_eq!(told(upper), from_file);
    upper.ok("exchange_apply", second);
    let from_second = (json!(20.0), 2, vec![Value::Null, json!(2)]);
    assert_eq!(told(upper), from_second);

    // Removed it is nowhere; taken back it is the file's.
    upper.ok("observation_delete", json!({"id": figure}));
    assert_eq!(told(upper), (json!(5.0), 1, vec![Value::Null]));
    upper.ok("undo", json!({}));
    assert_eq!(told(upper), from_second);

    // A file that is taken back at a later time is nobody's source any more, and is one again when that is taken back.
    let act = upper.ok("op_list", json!({}))["ops"].as_array().unwrap().iter().find(|op| op["command"] == "exchange_apply" && op["reverted"] == false).unwrap()["seq"].clone();
    upper.ok("task_edit", json!({"id": "N03", "note": "Việc khác"}));
    upper.ok("exchange_undo", json!({"op": act}));
    assert_eq!(told(upper), from_file);
    upper.ok("undo", json!({}));
    assert_eq!(told(upper), from_second);
}

#[test]
fn offices_stand_in_the_same_order_on_the_board_and_in_the_whole() {
    let office = Office::seeded();
    let own = office.ok("setting_list", json!({}))["office"]["id"].clone();
    for group in ["cac-bo-nganh", "63-dia-phuong", "34-tinh-thanh-pho"] {
        let asked = json!({"period": PERIOD, "calendar": "statistical", "group": group});
        let names = |rows: &Value| rows.as_array().unwrap().iter().filter(|row| row["agency"]["id"] != own).map(|row| row["agency"]["name"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&brought(&office, "CT26", asked.clone())["rollup"]["periods"][0]["rows"]), names(&office.ok("exchange_board", asked)["rows"]));
    }
}

/// Offices of this book's list, each with the key that its packages are signed with.
struct Senders<'a> {
    office: &'a Office,
    ids: Vec<String>,
}

fn key(number: usize) -> SigningKey {
    SigningKey::from_bytes(&Sha256::digest(format!("khóa {number}")).into())
}

impl<'a> Senders<'a> {
    fn new(office: &'a Office, count: usize) -> Senders<'a> {
        let add = |number: usize| {
            let id = office.ok("agency_add", json!({"name": format!("Xã số {number:03}"), "kind": "office"}))["id"].as_str().unwrap().to_owned();
            office.ok("peer_add", json!({"agency": id, "relation": "lower", "public": hex(key(number).verifying_key().as_bytes())}));
            id
        };
        Senders { office, ids: (0..count).map(add).collect() }
    }

    /// A package of one of them with figures, each of an indicator and with a value as it is written.
    fn package(&self, at: usize, figures: &[(&str, String)]) -> String {
        let office = self.office;
        let (forms, own) = office.book().read(&office.asking(), |reader| Ok((sheet::forms(reader.conn)?, keys::own_office(reader)?))).unwrap();
        let row = |(line, (indicator, value)): (usize, &(&str, String))| {
            let said = [
                ("indicator", *indicator), ("agency", self.ids[at].as_str()), ("state", "value"), ("value", value.as_str()), ("period", PERIOD), ("calendar", "statistical"),
                ("as_of_day", "2024-03-31"), ("approval", "approved"), ("derived", "0"),
            ];
            let fields: Fields = said.into_iter().map(|(column, value)| (column.into(), Some(value.into()))).collect();
            (format!("018fd1c4-{at:04x}-7000-9000-{line:012x}"), fields)
        };
        let rows = Rows { rows: figures.iter().enumerate().map(row).collect(), removed: Vec::new() };
        let sender = v1::Office { id: self.ids[at].clone(), code: None, name: format!("Xã số {at:03}"), short_name: format!("Xã số {at:03}") };
        let manifest = Manifest {
            format: 1, program: "thử".into(), number: 1, before: None, seen: None, sender, recipient: own, as_of: "2024-03-31".parse().unwrap(),
            period: Some(PERIOD.into()), calendar: Some(so35::period::Calendar::Statistical), whole: false, entries: Vec::new(),
        };
        let path = office.path(&format!("{at}.goi35"));
        so35::store::save::save(&path, &v1::write(manifest, BTreeSet::new(), &forms, &BTreeMap::from([("observation", rows)]), &key(at)).unwrap()).unwrap();
        path.display().to_string()
    }

    fn apply(&self, paths: &[String]) -> Value {
        self.office.ok("exchange_apply", json!({"files": paths.iter().map(|path| json!({"path": path})).collect::<Vec<_>>()}))
    }
}

fn counted(office: &Office) -> Value {
    office.ok("indicator_add", json!({"code": "XA1", "name": "Số hồ sơ trực tuyến", "unit": "hồ sơ", "kind": "count", "direction": "higher", "agency_rule": "sum", "calendar": "statistical"}))["id"].clone()
}

#[test]
fn several_hundred_offices_at_once() {
    const OFFICES: usize = 240;
    let office = Office::seeded();
    let indicator = counted(&office);
    let senders = Senders::new(&office, OFFICES);
    let group = office.ok("agency_group_add", json!({"name": "Các xã", "members": senders.ids}))["id"].clone();
    // Every fourth sends nothing; every third of the others has rows that are refused, one or two.
    let bad = |at: usize| if at.is_multiple_of(3) { at % 2 + 1 } else { 0 };
    let sends: Vec<usize> = (0..OFFICES).filter(|at| at % 4 != 3).collect();
    let paths: Vec<String> = sends
        .iter()
        .map(|at| {
            let mut figures = vec![(indicator.as_str().unwrap(), at.to_string())];
            figures.extend((0..bad(*at)).map(|_| ("khong-co", "1".to_owned())));
            senders.package(*at, &figures)
        })
        .collect();
    let applied = senders.apply(&paths);
    assert_eq!(applied["counts"]["added"], sends.len(), "{}", applied["counts"]);

    let asked = json!({"period": PERIOD, "calendar": "statistical", "group": group});
    let board = office.ok("exchange_board", asked.clone());
    assert_eq!((&board["sent"], &board["missing"]), (&json!(sends.len()), &json!(OFFICES - sends.len())));
    for row in board["rows"].as_array().unwrap() {
        let at = senders.ids.iter().position(|id| row["agency"]["id"] == **id).unwrap();
        let sent = at % 4 != 3;
        assert_eq!((row["files"].as_array().unwrap().len(), &row["to_mend"]), (usize::from(sent), &json!(if sent { bad(at) } else { 0 })), "{row}");
    }
    let brought = brought(&office, "XA1", asked);
    let whole = &brought["rollup"]["periods"][0]["whole"];
    assert_eq!((&whole["number"], &whole["coverage"]["with"]), (&json!(sends.iter().sum::<usize>() as f64), &json!(sends.len())));
    for one in brought["files"].as_array().unwrap() {
        let row = board["rows"].as_array().unwrap().iter().find(|row| row["agency"]["id"] == one["agency"]).unwrap();
        assert_eq!(one["file"]["id"], row["files"][0]["id"], "each figure came in its own office's file, though one act applied them all");
    }
}

#[test]
fn the_figure_of_a_merged_office_is_followed_to_the_files_of_those_it_was_made_of() {
    let office = Office::seeded();
    let indicator = counted(&office);
    let senders = Senders::new(&office, 3);
    let merged = office.ok("agency_add", json!({"name": "Xã mới", "kind": "office", "valid_from": "2024-05-01"}))["id"].clone();
    for at in [0, 1] {
        office.ok("agency_succession_add", json!({"from": senders.ids[at], "to": merged, "on_day": "2024-05-01", "part": "merged"}));
    }
    let group = office.ok("agency_group_add", json!({"name": "Các xã mới", "members": [merged, senders.ids[2]]}))["id"].clone();
    let paths: Vec<String> = (0..3).map(|at| senders.package(at, &[(indicator.as_str().unwrap(), (at + 1).to_string())])).collect();
    senders.apply(&paths);
    let brought = brought(&office, "XA1", json!({"period": PERIOD, "calendar": "statistical", "group": group}));
    assert_eq!(brought["rollup"]["periods"][0]["whole"]["number"], 6.0);
    let files = brought["files"].as_array().unwrap();
    assert_eq!((files.len(), files.iter().filter(|one| one["agency"] == merged).count()), (3, 2));
    assert!(files.iter().all(|one| one["file"]["kind"] == "package"), "{files:?}");
}
