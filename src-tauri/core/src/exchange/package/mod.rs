//! Packages (`*.goi35`): a zip that office programs open, with tables as CSV, a description of each (Frictionless Data
//! Package) and a manifest that says who sends what to whom. Signed over its bytes as they are stored: the signature
//! stands in the comment at the very end of the file, so that nothing is parsed before it is verified, and no byte
//! before it can change. Every released version of the format stays readable; its number stands in that comment.
//!
//! The key says that a file is whole and comes from whoever holds the key. It is no legal signature. [`envelope`]
//! encrypts for the recipient; even so, data that are state secrets do not belong into a package.

pub use ed25519_dalek::SigningKey;

mod archive;
pub mod envelope;
pub mod v1;

use std::io::{Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::seal::{self, Broken};
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A file larger than this is none of ours.
pub const LARGEST: u64 = 256 << 20;

const MARK: &str = "so35-goi/";

/// Version, key and signature in hexadecimal with what stands between them.
const SEAL: usize = MARK.len() + 1 + 1 + 64 + 1 + 128;

/// A file whose signature holds: it is as the owner of the key made it.
#[derive(Debug)]
pub struct Sealed<'a> {
    /// The zip as signed, the comment at its end left out.
    pub bytes: &'a [u8],
    /// The key it is signed with, in hexadecimal.
    pub public: String,
    /// The whole file's SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hexadecimal in small letters, exactly as long as asked for.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut bytes = [0; N];
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// Whether a file is a package, by the mark of its seal at the end or by the beginning of an encrypted one; whether it can
/// be opened and the seal holds only [`envelope::open`] and [`verify`] say. The file stands at its beginning afterwards.
pub fn is_one(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let mut mark = [0; MARK.len()];
    let length = file.seek(SeekFrom::End(0))?;
    if length >= SEAL as u64 {
        file.seek(SeekFrom::Start(length - SEAL as u64))?;
        file.read_exact(&mut mark)?;
    }
    file.seek(SeekFrom::Start(0))?;
    let mut first = Vec::new();
    file.take(envelope::BEGINS.len() as u64).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(mark == MARK.as_bytes() || first == envelope::BEGINS)
}

/// The comment that seals `bytes`, the zip up to its comment.
fn seal(bytes: &[u8], key: &SigningKey) -> String {
    seal::seal(MARK, bytes, key)
}

/// Checks the signature of a file. Errors: `package.not_one`, `package.newer`, `package.damaged`.
pub fn verify(file: &[u8]) -> Result<Sealed<'_>> {
    let not_one = || Error::refused("package.not_one");
    let (bytes, comment) = file.len().checked_sub(SEAL).and_then(|at| file.split_at_checked(at)).ok_or_else(not_one)?;
    let public = seal::check(MARK, bytes, comment).map_err(|broken| match broken {
        Broken::NotOne => not_one(),
        Broken::Newer(version) => Error::Refused(Problem::new("package.newer").with("version", version)),
        Broken::Damaged => Error::refused("package.damaged"),
    })?;
    Ok(Sealed { bytes, public: public.to_owned(), sha256: hex(&Sha256::digest(file)) })
}
