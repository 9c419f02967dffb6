//! What this office signs with its key, and whether what came is signed: a word before the text says what is signed, so
//! that no signature of one kind is taken for another. A seal is a line of text: format version, key and signature over
//! the bytes that it stands behind.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::package::{hex, unhex};

/// Why a seal does not hold.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is no seal of this kind.
    NotOne,
    /// It is of a version that this program does not know yet.
    Newer(String),
    /// Something was changed.
    Damaged,
}

/// The signature of a text, in hexadecimal.
pub fn sign(text: &str, key: &SigningKey) -> String {
    hex(&key.sign(text.as_bytes()).to_bytes())
}

/// Whether a text is signed with the key whose public half this is; both in hexadecimal.
pub fn is_signed(text: &str, public: &str, signature: &str) -> bool {
    let key = unhex::<32>(public).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let signature = unhex::<64>(signature).map(|bytes| Signature::from_bytes(&bytes));
    key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(text.as_bytes(), &signature).is_ok())
}

fn words(mark: &str, bytes: &[u8]) -> String {
    format!("{mark}1\n{}", hex(&Sha256::digest(bytes)))
}

/// The seal of `bytes`. `mark` says what they are.
pub fn seal(mark: &str, bytes: &[u8], key: &SigningKey) -> String {
    format!("{mark}1 {} {}", hex(key.verifying_key().as_bytes()), sign(&words(mark, bytes), key))
}

/// The key, in hexadecimal, that `bytes` are sealed with.
pub fn check<'a>(mark: &str, bytes: &[u8], seal: &'a [u8]) -> Result<&'a str, Broken> {
    let seal = std::str::from_utf8(seal).ok().and_then(|seal| seal.strip_prefix(mark)).ok_or(Broken::NotOne)?;
    let mut parts = seal.split(' ');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("1"), Some(public), Some(signature)) if is_signed(&words(mark, bytes), public, signature) => Ok(public),
        (Some("1"), ..) => Err(Broken::Damaged),
        (version, ..) => Err(Broken::Newer(version.unwrap_or_default().to_owned())),
    }
}
