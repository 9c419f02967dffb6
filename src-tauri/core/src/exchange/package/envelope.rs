//! A package that only its recipient can read: the sealed file, encrypted with age for the recipient's key. What is
//! inside is the same file with the same signature; nothing about it can be told from outside.
//!
//! Offices compare one key by telephone, not two: the key that they sign with serves for encryption in its form for
//! X25519, as age itself does with the Ed25519 keys of SSH.

use std::borrow::Cow;
use std::io::{Read, Write};

use age::x25519;
use bech32::{Bech32, Hrp};
use ed25519_dalek::{SigningKey, VerifyingKey};

use super::{LARGEST, unhex};
use crate::error::{Error, Result};

/// How every file of age begins.
pub(super) const BEGINS: &[u8] = b"age-encryption.org/";

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("encryption: {error}"))
}

fn encoded(prefix: &str, bytes: &[u8]) -> Result<String> {
    bech32::encode::<Bech32>(Hrp::parse(prefix).map_err(failed)?, bytes).map_err(failed)
}

/// Encrypts a package for the office whose key this is, in hexadecimal. Errors: `key.not_one`.
pub fn encrypt(package: &[u8], public: &str) -> Result<Vec<u8>> {
    let key = unhex::<32>(public).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok()).ok_or(Error::refused("key.not_one"))?;
    let recipient: x25519::Recipient = encoded("age", key.to_montgomery().as_bytes())?.parse().map_err(failed)?;
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).map_err(failed)?;
    let mut file = Vec::with_capacity(package.len() + package.len() / 1024 + 1024);
    let mut writer = encryptor.wrap_output(&mut file).map_err(failed)?;
    writer.write_all(package).and_then(|()| writer.finish()).map_err(failed)?;
    Ok(file)
}

/// The package itself: decrypted with this office's key where it is encrypted, else as it is. Errors:
/// `package.for_others` for one that another key opens, or where this office has none; `package.damaged`;
/// `package.too_large`.
pub fn open<'a>(file: &'a [u8], key: Option<&SigningKey>) -> Result<Cow<'a, [u8]>> {
    if !file.starts_with(BEGINS) {
        return Ok(Cow::Borrowed(file));
    }
    let key = key.ok_or(Error::refused("package.for_others"))?;
    let identity: x25519::Identity = encoded("age-secret-key-", &key.to_scalar_bytes())?.to_uppercase().parse().map_err(failed)?;
    let refused = |error| match error {
        age::DecryptError::NoMatchingKeys => Error::refused("package.for_others"),
        _ => Error::refused("package.damaged"),
    };
    let decryptor = age::Decryptor::new_buffered(file).map_err(refused)?;
    let opened = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(refused)?;
    let mut package = Vec::with_capacity(file.len());
    opened.take(LARGEST + 1).read_to_end(&mut package).map_err(|_| Error::refused("package.damaged"))?;
    if package.len() as u64 > LARGEST {
        return Err(Error::refused("package.too_large"));
    }
    Ok(Cow::Owned(package))
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    fn code(found: Result<Cow<[u8]>>) -> String {
        found.err().map(|error| error.describe().0.to_owned()).unwrap_or_default()
    }

    #[test]
    fn only_the_recipient_reads_it_and_only_whole() {
        let (theirs, other) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
        let package: Vec<u8> = (0..200_000u32).map(|at| (at % 251) as u8).collect();
        let file = encrypt(&package, &hex(theirs.verifying_key().as_bytes())).unwrap();
        assert!(!file.windows(64).any(|window| package.starts_with(window)), "nothing shows");
        assert_eq!(open(&file, Some(&theirs)).unwrap(), package);
        assert_eq!(code(open(&file, Some(&other))), "package.for_others");
        assert_eq!(code(open(&file, None)), "package.for_others");
        assert_eq!(open(b"PK and so on", None).unwrap(), &b"PK and so on"[..], "what is not encrypted stays as it is");
        for at in (0..file.len()).step_by(997) {
            let mut broken = file.clone();
            broken[at] ^= 1;
            let found = open(&broken, Some(&theirs));
            assert!(found.as_ref().is_err() || found.is_ok_and(|found| found == broken), "byte {at}");
            assert!(open(&file[..at], Some(&theirs)).is_err() || at < BEGINS.len(), "cut at {at}");
        }
        assert!(encrypt(&package, "zz").is_err());
    }
}
