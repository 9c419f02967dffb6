//! This office's own key, and cards that carry a key from one office to another. A key is compared by telephone as 8
//! groups of 4 digits; until then everything that it signs is shown as not compared ("chưa xác minh").

use ed25519_dalek::{SigningKey, VerifyingKey};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::package::v1::Office;
use super::package::{hex, unhex};
use crate::agency;
use crate::book::{Change, Reader};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::setting;
use crate::wire::{Empty, IdRequest};

/// This office's own key, the public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct OfficeKey {
    /// The key in hexadecimal.
    pub public: String,
    /// What is read out on the telephone.
    pub fingerprint: String,
    /// The day it was made.
    pub made_on: chrono::NaiveDate,
}

/// A card: who somebody is and which key is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The version of the card's format: 1.
    pub format: u32,
    /// The office.
    pub office: Office,
    /// Its key in hexadecimal.
    pub public: String,
}

/// What is read out on the telephone: 8 groups of 4 digits.
pub fn fingerprint(public: &str) -> String {
    let hash = Sha256::digest(public.as_bytes());
    let number = hash.iter().take(16).fold(0u128, |number, byte| number << 8 | u128::from(*byte));
    let digits = format!("{:032}", number % 10u128.pow(32));
    let groups: Vec<&str> = (0..8).filter_map(|group| digits.get(group * 4..group * 4 + 4)).collect();
    groups.join(" ")
}

/// A key that can be one. Errors: `key.not_one` at `public`.
pub fn read(public: &str) -> Result<String> {
    let public = public.trim().to_ascii_lowercase();
    let sound = unhex::<32>(&public).is_some_and(|bytes| VerifyingKey::from_bytes(&bytes).is_ok_and(|key| !key.is_weak()));
    if sound { Ok(public) } else { Err(Error::input("public", Problem::new("key.not_one"))) }
}

fn stored(reader: &Reader) -> Result<Option<(String, OfficeKey)>> {
    let found = reader
        .conn
        .query_row("SELECT secret, public, made_on FROM office_key WHERE id = 'own'", [], |row| {
            let public: String = row.get(1)?;
            Ok((row.get::<_, String>(0)?, OfficeKey { fingerprint: fingerprint(&public), public, made_on: row.get(2)? }))
        })
        .optional()?;
    Ok(found)
}

/// This office's key; none before it was made.
pub fn get(reader: &Reader, _: Empty) -> Result<Option<OfficeKey>> {
    Ok(stored(reader)?.map(|(_, key)| key))
}

/// Makes this office's key, once. Errors: `key.there`.
pub fn make(change: &mut Change, _: Empty) -> Result<OfficeKey> {
    if stored(change)?.is_some() {
        return Err(Error::refused("key.there"));
    }
    own(change)?;
    let (_, key) = stored(change)?.ok_or(Error::refused("key.none"))?;
    change.about(&key.fingerprint);
    Ok(key)
}

/// The key that opens what was encrypted for this office; none before it was made.
pub fn secret(reader: &Reader) -> Result<Option<SigningKey>> {
    let Some((secret, _)) = stored(reader)? else { return Ok(None) };
    let bytes = unhex::<32>(&secret).ok_or_else(|| Error::Damaged("office_key.secret".into()))?;
    Ok(Some(SigningKey::from_bytes(&bytes)))
}

/// The key to sign with. Errors: `key.none` before it was made.
pub fn signing(reader: &Reader) -> Result<SigningKey> {
    secret(reader)?.ok_or(Error::refused("key.none"))
}

/// The key to sign with, made when there is none.
pub fn own(change: &Change) -> Result<SigningKey> {
    if let Some(key) = secret(change)? {
        return Ok(key);
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::Damaged(format!("random bytes: {error}")))?;
    let key = SigningKey::from_bytes(&bytes);
    change.conn.execute(
        "INSERT INTO office_key (id, secret, public, made_on) VALUES ('own', ?1, ?2, ?3)",
        params![hex(&bytes), hex(key.verifying_key().as_bytes()), change.today()],
    )?;
    Ok(key)
}

/// An agency as packages and cards name it.
pub fn office(reader: &Reader, agency: &str) -> Result<Office> {
    let row = agency::get(reader, IdRequest { id: agency.to_owned() })?.row;
    Ok(Office { id: row.id, code: row.code, name: row.name, short_name: row.short_name })
}

/// This office as packages and cards name it. Errors: `exchange.no_office`.
pub fn own_office(reader: &Reader) -> Result<Office> {
    let own = setting::office(reader.conn)?.ok_or(Error::refused("exchange.no_office"))?;
    office(reader, &own)
}

/// This office's card. Errors: `key.none`, `exchange.no_office`.
pub fn card(reader: &Reader) -> Result<Card> {
    let (_, key) = stored(reader)?.ok_or(Error::refused("key.none"))?;
    Ok(Card { format: 1, office: own_office(reader)?, public: key.public })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_eight_groups_of_four_digits() {
        let one = fingerprint(&"ab".repeat(32));
        assert_eq!(one.split(' ').filter(|group| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_digit())).count(), 8);
        assert_ne!(one, fingerprint(&"ac".repeat(32)));
        assert!(read(&hex(SigningKey::from_bytes(&[1; 32]).verifying_key().as_bytes())).is_ok());
        for wrong in ["", "zz", &"00".repeat(32), &"ab".repeat(31)] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
