//! The file of a return slip (`*.phieu35`): JSON with a seal in its last line, which holds format version, key and
//! signature over everything before it. What texts hold that cannot be seen is left out as they are read.

use chrono::NaiveDate;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use super::package::v1::Office;
use super::plan::{Asking, Choice, Outcome, PlanCounts};
use super::seal::{self, Broken};
use crate::error::{Error, Result};
use crate::period::Calendar;
use crate::wire::{line_from, text_from};

const MARK: &str = "so35-phieu/";
/// A slip larger than this is none of ours.
const LARGEST: usize = 32 << 20;

/// What a slip says of the package that it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answered {
    pub(super) number: u32,
    pub(super) sha256: String,
    pub(super) as_of: NaiveDate,
    pub(super) period: Option<String>,
    pub(super) calendar: Option<Calendar>,
    pub(super) received_on: NaiveDate,
}

/// One line of a slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) table: String,
    pub(super) record: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) label: Option<String>,
    #[serde(deserialize_with = "line_from")]
    pub(super) place: String,
    pub(super) line: u32,
    pub(super) outcome: Outcome,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) field: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) raw: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) code: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) message: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) accepted: Option<String>,
    pub(super) asking: Option<Asking>,
    pub(super) choice: Option<Choice>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) mine: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) theirs: Option<String>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) result: Option<String>,
}

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slip {
    pub(super) format: u32,
    #[serde(deserialize_with = "line_from")]
    pub(super) program: String,
    pub(super) sender: Office,
    pub(super) recipient: Office,
    pub(super) package: Answered,
    pub(super) made_on: NaiveDate,
    pub(super) mend_by: Option<NaiveDate>,
    #[serde(default, deserialize_with = "text_from")]
    pub(super) note: Option<String>,
    pub(super) counts: PlanCounts,
    pub(super) rows: Vec<Line>,
}

/// The file of a slip that was written as JSON.
pub(super) fn sealed(bytes: &[u8], key: &SigningKey) -> Vec<u8> {
    let mut file = bytes.to_vec();
    file.push(b'\n');
    file.extend_from_slice(seal::seal(MARK, bytes, key).as_bytes());
    file
}

/// What a sealed slip holds and the key that it is signed with. Errors: `slip.not_one`, `slip.newer`, `slip.damaged`.
pub(super) fn opened(file: &[u8]) -> Result<(Slip, String)> {
    let damaged = || Error::refused("slip.damaged");
    let not_one = || Error::refused("slip.not_one");
    if file.len() > LARGEST {
        return Err(not_one());
    }
    let at = file.iter().rposition(|byte| *byte == b'\n').ok_or_else(not_one)?;
    let (bytes, seal) = file.split_at_checked(at).ok_or_else(not_one)?;
    let public = seal::check(MARK, bytes, seal.trim_ascii()).map_err(|broken| match broken {
        Broken::NotOne => not_one(),
        Broken::Newer(_) => Error::refused("slip.newer"),
        Broken::Damaged => damaged(),
    })?;
    let slip: Slip = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    if slip.format != 1 {
        return Err(Error::refused("slip.newer"));
    }
    Ok((slip, public.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip() -> Slip {
        let office = |id: &str| Office { id: id.into(), code: None, name: id.into(), short_name: id.into() };
        let day = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
        let package = Answered { number: 3, sha256: "ab".repeat(32), as_of: day, period: None, calendar: None, received_on: day };
        Slip {
            format: 1,
            program: "0".into(),
            sender: office("a"),
            recipient: office("b"),
            package,
            made_on: day,
            mend_by: Some(day),
            note: None,
            counts: PlanCounts::default(),
            rows: Vec::new(),
        }
    }

    #[test]
    fn a_slip_is_whole_or_refused() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let file = sealed(&serde_json::to_vec_pretty(&slip()).unwrap(), &key);
        assert_eq!(opened(&file).unwrap().0, slip());
        let code = |file: &[u8]| match opened(file) {
            Err(Error::Refused(problem)) => problem.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code(b"{}"), "slip.not_one");
        assert_eq!(code(b"{}\nso35-phieu/2 x y"), "slip.newer");
        // Not one byte may change.
        for at in 0..file.len() {
            let mut other = file.clone();
            other[at] ^= 1;
            assert!(opened(&other).is_err(), "byte {at}");
        }
    }

    #[test]
    fn texts_hold_nothing_that_cannot_be_seen() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let mut said = slip();
        said.note = Some("Kỳ quý I\u{202e}\r\nđã chốt\u{0}".into());
        said.sender.name = "Bộ\u{200b} Tu\u{031b} pháp\n".into();
        said.rows = vec![Line {
            table: "observation".into(), record: Some("a".into()), label: Some("CT26\u{2066} · x".into()), place: "data\u{7}/o.csv".into(), line: 2, outcome: Outcome::Refused,
            field: None, raw: Some("\u{feff}".into()), code: None, message: None, accepted: None, asking: None, choice: None, mine: None, theirs: None, result: None,
        }];
        let (taken, _) = opened(&sealed(&serde_json::to_vec(&said).unwrap(), &key)).unwrap();
        let row = &taken.rows[0];
        assert_eq!((taken.note.as_deref(), taken.sender.name.as_str()), (Some("Kỳ quý I\nđã chốt"), "Bộ Tư pháp"));
        assert_eq!((row.label.as_deref(), row.place.as_str(), row.raw.as_deref()), (Some("CT26 · x"), "data/o.csv", None));
    }
}
