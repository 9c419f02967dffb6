//! Keys on their way between offices: cards, that carry one key, and directories, in which an upper office signs the
//! keys of many. A directory of an upper office whose own key was compared by telephone vouches for the keys in it;
//! a key that changed is never taken from one: that is settled by telephone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::keys::{self, Card};
use super::package::v1::{self, Office};
use super::package::{self, envelope, hex};
use super::peer::{self, Peer, PeerAdd, PeerEdit, PeerRelation};
use super::receive::read_file;
use super::seal;
use crate::agency::{self, AgencyName, Tree};
use crate::api::Watcher;
use crate::book::{Book, Change, Done, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::store::save;
use crate::wire::Empty;

/// A contact that a card or a package offers.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContactOffer {
    /// The office as it calls itself.
    pub name: String,
    /// Its official code.
    pub code: Option<String>,
    /// The agency of this book that it is, by id or code; none when the book knows none.
    pub agency: Option<AgencyName>,
    /// Its key in hexadecimal.
    pub public: String,
    /// What is read out on the telephone.
    pub fingerprint: String,
    /// The office of the list that it is already.
    pub peer: Option<Peer>,
    /// Whether that one has another key.
    pub key_changed: bool,
}

/// Asks who a card or a package comes from.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactRead {
    /// The file: a card or a package.
    pub path: String,
}

/// Where to write this office's card.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardSave {
    /// The file, ending in `.json`.
    pub path: String,
}

/// The key of a card. Errors: `card.not_one`, `key.not_one`.
fn checked(card: &Card) -> Result<String> {
    if card.format == 1 { keys::read(&card.public) } else { Err(Error::refused("card.not_one")) }
}

/// The agency of this book that an office is: the same id, or the same official code.
fn here(reader: &Reader, office: &Office) -> Result<Option<AgencyName>> {
    let known = agency::names(reader.conn)?;
    let id = match (known.contains_key(&office.id), office.code.as_deref()) {
        (true, _) => Some(office.id.clone()),
        (false, Some(code)) => agency::find(reader.conn, code)?,
        (false, None) => None,
    };
    Ok(id.and_then(|id| known.get(&id).cloned()))
}

/// Says who a card or a package comes from. Errors: `card.not_one`; those of a package.
pub fn contact(desk: &Desk, book: &Book, request: ContactRead, _: &dyn Watcher) -> Result<ContactOffer> {
    let file = read_file(&desk::absolute(&request.path)?)?;
    let bytes = envelope::open(&file, book.read(&desk.asking(), keys::secret)?.as_ref())?;
    let (office, public) = match package::verify(&bytes) {
        Ok(sealed) => (v1::open(&sealed)?.manifest.sender, sealed.public.clone()),
        Err(Error::Refused(problem)) if problem.code == "package.not_one" => {
            let card: Card = serde_json::from_slice(&bytes).map_err(|_| Error::refused("card.not_one"))?;
            let public = checked(&card)?;
            (card.office, public)
        }
        Err(error) => return Err(error),
    };
    book.read(&desk.asking(), |reader| {
        let agency = here(reader, &office)?;
        let peer = match &agency {
            Some(agency) => peer::by_agency(reader, &agency.id)?,
            None => None,
        };
        Ok(ContactOffer {
            name: office.name.clone(),
            code: office.code.clone(),
            key_changed: peer.as_ref().is_some_and(|peer| peer.public.as_ref().is_some_and(|known| *known != public)),
            agency,
            fingerprint: keys::fingerprint(&public),
            public: public.clone(),
            peer,
        })
    })
}

/// Writes this office's card. Errors: `key.none`, `exchange.no_office`, `file.ending`.
pub fn save_card(desk: &Desk, book: &Book, request: CardSave, _: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["json"])?;
    let card = book.read(&desk.asking(), keys::card)?;
    saved(&path, &card)
}

fn saved(path: &std::path::Path, value: &impl Serialize) -> Result<FileSaved> {
    let json = serde_json::to_vec_pretty(value).map_err(|error| Error::Damaged(error.to_string()))?;
    save::save(path, &json)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: json.len() as u64, replaced: Vec::new() })
}

/// Keys of many offices, as an upper office signs them.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    /// The version of the format: 1.
    format: u32,
    /// A [`Listed`] as JSON: the very text that is signed.
    listed: String,
    /// The key of the office that signs, in hexadecimal.
    public: String,
    /// Its signature over `listed`, in hexadecimal.
    signature: String,
}

/// What a directory lists.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// Who signs.
    office: Office,
    /// The day it was made.
    made_on: chrono::NaiveDate,
    /// The keys.
    cards: Vec<Card>,
}

/// What is signed: the words keep it from being taken for anything else that the key signs.
fn signed_words(listed: &str) -> String {
    format!("so35-directory/1\n{listed}")
}

/// What becomes of an office of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DirectoryState {
    /// Nothing is known of it here: it is added.
    New,
    /// It is in the list without a key: it gets this one.
    Key,
    /// It has this key; that it is vouched for is noted.
    Vouched,
    /// It has this key already, and that was compared or vouched for.
    Same,
    /// It has another key: that is settled by telephone, and nothing is changed here.
    Changed,
    /// This book has no such agency.
    UnknownAgency,
    /// It is this office itself.
    Own,
}

/// An office of a directory.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DirectoryLine {
    /// As the directory calls it.
    pub name: String,
    /// The agency of this book that it is.
    pub agency: Option<AgencyName>,
    /// The key in hexadecimal.
    pub public: String,
    /// What is read out on the telephone.
    pub fingerprint: String,
    /// What becomes of it.
    pub state: DirectoryState,
}

/// What a directory says.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DirectoryRead {
    /// Who signed it.
    pub from: Peer,
    /// The day it was made.
    pub made_on: chrono::NaiveDate,
    /// Whether it vouches for its keys: the key of who signed it was compared.
    pub vouches: bool,
    /// Its offices.
    pub lines: Vec<DirectoryLine>,
}

/// Which file a directory is or is to be.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DirectoryFile {
    /// The file, ending in `.json`.
    pub path: String,
}

/// Signs the keys of this office's list that were compared, and its own, as a directory. Errors: `directory.empty`;
/// `exchange.no_office`, `key.none`, `file.ending`.
pub fn save_directory(desk: &Desk, book: &Book, request: DirectoryFile, _: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["json"])?;
    let directory = book.read(&desk.asking(), |reader| {
        let own = keys::card(reader)?;
        let key = keys::secret(reader)?.ok_or(Error::refused("key.none"))?;
        let compared = peer::list(reader, Empty {})?.into_iter().filter(|peer| peer.verified_on.is_some());
        let card = |peer: Peer| Ok(Card { format: 1, office: keys::office(reader, &peer.agency.id)?, public: peer.public.unwrap_or_default() });
        let mut cards = compared.map(card).collect::<Result<Vec<_>>>()?;
        if cards.is_empty() {
            return Err(Error::refused("directory.empty"));
        }
        let office = own.office.clone();
        cards.insert(0, own);
        let listed = serde_json::to_string(&Listed { office, made_on: reader.today(), cards }).map_err(|error| Error::Damaged(error.to_string()))?;
        let signature = seal::sign(&signed_words(&listed), &key);
        Ok(Directory { format: 1, listed, public: hex(key.verifying_key().as_bytes()), signature })
    })?;
    saved(&path, &directory)
}

/// Checks a directory and says what becomes of each of its offices. Errors: `directory.not_one`, `directory.damaged`,
/// `directory.not_upper`.
fn opened(reader: &Reader, bytes: &[u8]) -> Result<DirectoryRead> {
    let not_one = || Error::refused("directory.not_one");
    let directory: Directory = serde_json::from_slice(bytes).map_err(|_| not_one())?;
    if directory.format != 1 {
        return Err(not_one());
    }
    let damaged = || Error::refused("directory.damaged");
    if !seal::is_signed(&signed_words(&directory.listed), &directory.public, &directory.signature) {
        return Err(damaged());
    }
    let listed: Listed = serde_json::from_str(&directory.listed).map_err(|_| damaged())?;
    let from = peer::by_key(reader, &directory.public)?.filter(|peer| peer.relation == PeerRelation::Upper).ok_or_else(|| {
        Error::Refused(Problem::new("directory.not_upper").with("name", &listed.office.name).with("fingerprint", keys::fingerprint(&directory.public)))
    })?;
    let vouches = from.verified_on.is_some();
    let own = setting::office(reader.conn)?;
    let line = |card: Card| {
        let public = checked(&card)?;
        let agency = here(reader, &card.office)?;
        let known = match &agency {
            Some(agency) => peer::by_agency(reader, &agency.id)?,
            None => None,
        };
        let state = match (&agency, known) {
            (None, _) => DirectoryState::UnknownAgency,
            (Some(agency), _) if own.as_ref() == Some(&agency.id) => DirectoryState::Own,
            (_, None) => DirectoryState::New,
            (_, Some(peer)) => match &peer.public {
                None => DirectoryState::Key,
                Some(has) if *has != public => DirectoryState::Changed,
                Some(_) if vouches && peer.verified_on.is_none() => DirectoryState::Vouched,
                Some(_) => DirectoryState::Same,
            },
        };
        Ok(DirectoryLine { name: card.office.name, agency, fingerprint: keys::fingerprint(&public), public, state })
    };
    Ok(DirectoryRead { made_on: listed.made_on, vouches, lines: listed.cards.into_iter().map(line).collect::<Result<_>>()?, from })
}

/// Says what taking in a directory would do. Errors: those of [`opened`].
pub fn read_directory(desk: &Desk, book: &Book, request: DirectoryFile, _: &dyn Watcher) -> Result<DirectoryRead> {
    let bytes = read_file(&desk::absolute(&request.path)?)?;
    book.read(&desk.asking(), |reader| opened(reader, &bytes))
}

/// How an agency stands to this office by who is above whom, however far: what the office above its upper office defines
/// counts here as well.
fn relation(reader: &Reader, agency: &str) -> Result<PeerRelation> {
    let (own, tree) = (setting::office(reader.conn)?, Tree::of(reader.conn)?);
    Ok(match own.as_deref().filter(|own| *own != agency) {
        Some(own) if tree.is_under(own, agency) => PeerRelation::Upper,
        Some(own) if tree.is_under(agency, own) => PeerRelation::Lower,
        _ => PeerRelation::Other,
    })
}

/// Takes in a directory: offices that are new, keys that were missing, and that they are vouched for. Errors: those of
/// [`opened`].
pub fn take_directory(desk: &Desk, book: &Book, request: DirectoryFile, _: &dyn Watcher) -> Result<Done<DirectoryRead>> {
    let bytes = read_file(&desk::absolute(&request.path)?)?;
    book.change(&desk.asking(), "directory_take", |change| {
        let read = opened(change, &bytes)?;
        for line in &read.lines {
            let Some(agency) = &line.agency else { continue };
            let public = Some(line.public.clone());
            match (line.state, peer::by_agency(change, &agency.id)?) {
                (DirectoryState::New, _) => {
                    let relation = relation(change, &agency.id)?;
                    peer::add(change, PeerAdd { agency: agency.id.clone(), relation, public, note: None })?;
                }
                (DirectoryState::Key, Some(peer)) => {
                    peer::edit(change, PeerEdit { id: peer.id, relation: None, public: Some(public), note: None })?;
                }
                (DirectoryState::Vouched, Some(_)) => {}
                _ => continue,
            }
            if read.vouches {
                vouch(change, &agency.id, &read.from)?;
            }
        }
        change.about(&read.from.agency.short_name);
        Ok(read)
    })
}

/// Notes that a key was compared by the office that vouches for it.
fn vouch(change: &Change, agency: &str, from: &Peer) -> Result<()> {
    let by = change.words().fill("exchange.directory.by", &[("name", from.agency.short_name.clone())]);
    let mut statement = change.conn.prepare_cached("UPDATE peer SET verified_on = ?2, verified_by = ?3 WHERE agency = ?1")?;
    statement.execute(rusqlite::params![agency, change.today(), by])?;
    Ok(())
}
