//! The offices that files are exchanged with: which agency each is, how it stands to this office, and the key that
//! its packages are signed with. A key that was not compared by telephone is allowed and shown as such; another key
//! under the name of a known office blocks until a person takes it.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::keys;
use super::sheet::Relation;
use crate::agency::{self, AgencyName};
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::store::stored_as_text;
use crate::wire::{Empty, IdRequest, Patch, optional_text, set, taken};

/// How an office stands to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeerRelation {
    /// Above it: its definitions and targets are taken.
    Upper,
    /// Below it: its own values are taken.
    Lower,
    /// Neither: its own values are taken.
    Other,
}

stored_as_text!(PeerRelation { Upper = "upper", Lower = "lower", Other = "other" });

impl From<PeerRelation> for Relation {
    fn from(relation: PeerRelation) -> Relation {
        match relation {
            PeerRelation::Upper => Relation::Upper,
            PeerRelation::Lower => Relation::Lower,
            PeerRelation::Other => Relation::Other,
        }
    }
}

/// An office that files are exchanged with.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Peer {
    /// Its id.
    pub id: String,
    /// The agency.
    pub agency: AgencyName,
    /// How it stands to this office.
    pub relation: PeerRelation,
    /// Its key in hexadecimal, when known.
    pub public: Option<String>,
    /// What is read out on the telephone.
    pub fingerprint: Option<String>,
    /// The day the key was compared; not compared yet when missing.
    pub verified_on: Option<chrono::NaiveDate>,
    /// Who compared it.
    pub verified_by: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The number of the last package that came from it.
    pub received: Option<u32>,
    /// The number of the last package that went to it.
    pub sent: Option<u32>,
}

/// An office to exchange files with.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PeerAdd {
    /// The agency, by id.
    pub agency: String,
    /// How it stands to this office.
    pub relation: PeerRelation,
    /// Its key in hexadecimal, as its card says.
    pub public: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Which fields to change. Another key has to be compared anew.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PeerEdit {
    /// Which office.
    pub id: String,
    /// How it stands to this office.
    pub relation: Option<PeerRelation>,
    /// Its key in hexadecimal.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub public: Patch<String>,
    /// A remark.
    #[serde(default, deserialize_with = "crate::wire::patch")]
    pub note: Patch<String>,
}

/// The digits that were read out on the telephone.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PeerVerify {
    /// Which office.
    pub id: String,
    /// The 32 digits, blanks do not matter.
    pub fingerprint: String,
}

const SELECT: &str = "SELECT p.id, p.agency, a.short_name, a.name, p.relation, p.public, p.verified_on, p.verified_by, p.note,
    (SELECT max(number) FROM package_received r WHERE r.peer = p.id), (SELECT max(number) FROM package_sent s WHERE s.peer = p.id)
    FROM peer p JOIN agency a ON a.id = p.agency";

fn read(row: &Row) -> rusqlite::Result<Peer> {
    let public: Option<String> = row.get(5)?;
    Ok(Peer {
        id: row.get(0)?,
        agency: AgencyName { id: row.get(1)?, short_name: row.get(2)?, name: row.get(3)? },
        relation: row.get(4)?,
        fingerprint: public.as_deref().map(keys::fingerprint),
        public,
        verified_on: row.get(6)?,
        verified_by: row.get(7)?,
        note: row.get(8)?,
        received: row.get(9)?,
        sent: row.get(10)?,
    })
}

/// All of them, in alphabetical order.
pub fn list(reader: &Reader, _: Empty) -> Result<Vec<Peer>> {
    let order = reader.order()?;
    let mut statement = reader.conn.prepare_cached(SELECT)?;
    let mut found: Vec<Peer> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    found.sort_by(|a, b| order.compare(&a.agency.name, &b.agency.name));
    Ok(found)
}

fn one(reader: &Reader, column: &'static str, value: &str) -> Result<Option<Peer>> {
    Ok(reader.conn.prepare_cached(&format!("{SELECT} WHERE p.{column} = ?1"))?.query_row([value], read).optional()?)
}

/// One of them, by its id, or by its agency's id or code.
pub fn get(reader: &Reader, request: IdRequest) -> Result<Peer> {
    let found = match one(reader, "id", &request.id)? {
        Some(found) => Some(found),
        None => match agency::find(reader.conn, &request.id)? {
            Some(agency) => by_agency(reader, &agency)?,
            None => None,
        },
    };
    found.ok_or(Error::NotFound { noun: "peer", id: request.id })
}

/// The one whose key this is.
pub fn by_key(reader: &Reader, public: &str) -> Result<Option<Peer>> {
    one(reader, "public", public)
}

/// The one that an agency is.
pub fn by_agency(reader: &Reader, agency: &str) -> Result<Option<Peer>> {
    one(reader, "agency", agency)
}

/// Adds an office. Errors: `unknown_record` and `peer.own` at `agency`; `key.not_one` at `public`; `taken`.
pub fn add(change: &mut Change, add: PeerAdd) -> Result<Peer> {
    agency::known(change.conn, "agency", Some(&add.agency))?;
    if setting::office(change.conn)?.as_deref() == Some(add.agency.as_str()) {
        return Err(Error::input("agency", Problem::new("peer.own")));
    }
    let public = add.public.as_deref().map(keys::read).transpose()?;
    let id = change.new_id();
    let name = agency::name(change.conn, &add.agency)?.short_name;
    change
        .conn
        .execute(
            "INSERT INTO peer (id, agency, relation, public, note) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, add.agency, add.relation, public, optional_text(add.note)],
        )
        .map_err(|error| taken(error, "agency", Some(&name)))?;
    change.about(name);
    get(change, IdRequest { id })
}

/// Changes an office's relation, key or remark. Errors: `key.not_one`, `taken` at `public`.
pub fn edit(change: &mut Change, edit: PeerEdit) -> Result<Peer> {
    let mut peer = get(change, IdRequest { id: edit.id })?;
    set(&mut peer.relation, edit.relation);
    set(&mut peer.note, edit.note.map(optional_text));
    if let Some(public) = edit.public {
        let public = public.as_deref().map(keys::read).transpose()?;
        if public != peer.public {
            (peer.verified_on, peer.verified_by) = (None, None);
        }
        peer.public = public;
    }
    change
        .conn
        .execute(
            "UPDATE peer SET relation = ?2, public = ?3, verified_on = ?4, verified_by = ?5, note = ?6 WHERE id = ?1",
            params![peer.id, peer.relation, peer.public, peer.verified_on, peer.verified_by, peer.note],
        )
        .map_err(|error| taken(error, "public", peer.public.as_deref()))?;
    change.about(&peer.agency.short_name);
    get(change, IdRequest { id: peer.id })
}

/// Notes that the key was compared by telephone. Errors: `peer.no_key`; `peer.other_digits` at `fingerprint`.
pub fn verify(change: &mut Change, request: PeerVerify) -> Result<Peer> {
    let peer = get(change, IdRequest { id: request.id })?;
    let fingerprint = peer.fingerprint.as_deref().ok_or(Error::refused("peer.no_key"))?;
    let digits = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if digits(&request.fingerprint) != digits(fingerprint) {
        return Err(Error::input("fingerprint", Problem::new("peer.other_digits")));
    }
    change.conn.execute(
        "UPDATE peer SET verified_on = ?2, verified_by = ?3 WHERE id = ?1",
        params![peer.id, change.today(), setting::actor(change.conn)?],
    )?;
    change.about(&peer.agency.short_name);
    get(change, IdRequest { id: peer.id })
}

/// Removes an office with what was noted of packages to and from it; what came in them stays.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let peer = get(change, request)?;
    change.conn.execute("DELETE FROM peer WHERE id = ?1", [&peer.id])?;
    change.about(peer.agency.short_name);
    Ok(())
}
