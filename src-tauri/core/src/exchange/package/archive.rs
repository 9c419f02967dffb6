//! The zip of a package, read in place: nothing of it is believed before it is seen how much there is of it, and an
//! entry is unpacked only when somebody asks for it.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::error::{Error, Result};
use crate::problem::Problem;

/// More entries than there are tables are none of ours.
const MOST_ENTRIES: usize = 64;
/// A directory of so many entries is shorter, in bytes.
const MOST_DIRECTORY: u32 = 64 << 10;
/// The length of the record at the end of a zip, and of the mark of the larger form before it.
const END: usize = 22;
const LOCATOR: usize = 20;

/// What is wrong with a package that is none of this program's making.
pub(super) fn malformed(what: &str) -> Error {
    Error::Refused(Problem::new("package.malformed").with("what", what))
}

/// The zip of a package. Its comment, the seal, is no part of what is parsed.
pub(super) fn archive(bytes: &[u8]) -> Result<ZipArchive<Uncommented<'_>>> {
    // The directory at the end is read whole, so that how long it is is seen before (APPNOTE 4.3.16: number of entries,
    // length, place). A package has no need of the larger form, whose mark would stand just before.
    let end = bytes.len().checked_sub(END).and_then(|at| bytes.split_at_checked(at));
    let sound = end.is_some_and(|(before, end)| match *end {
        [b'P', b'K', 5, 6, 0, 0, 0, 0, _, _, few, many, a, b, c, d, ..] => {
            let larger = before.len().checked_sub(LOCATOR).and_then(|at| before.get(at..)).is_some_and(|mark| mark.starts_with(b"PK\x06\x07"));
            !larger && usize::from(u16::from_le_bytes([few, many])) <= MOST_ENTRIES && u32::from_le_bytes([a, b, c, d]) <= MOST_DIRECTORY
        }
        _ => false,
    });
    if !sound {
        return Err(malformed("zip"));
    }
    ZipArchive::new(Uncommented { bytes, at: 0 }).map_err(|_| malformed("zip"))
}

/// Bytes of which the last two, the length of a comment that is left out, are none.
#[derive(Debug, Clone)]
pub(super) struct Uncommented<'a> {
    bytes: &'a [u8],
    at: u64,
}

impl Read for Uncommented<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let from = usize::try_from(self.at).unwrap_or(usize::MAX).min(self.bytes.len());
        let rest = self.bytes.get(from..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (at, (to, byte)) in (from..).zip(into.iter_mut().zip(rest)) {
            *to = if at + 2 < self.bytes.len() { *byte } else { 0 };
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Uncommented<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let found = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => (self.bytes.len() as u64).checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = found.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// An entry, unpacked. Errors: `package.malformed` when it is not there or larger than `most`.
pub(super) fn unpacked(zip: &mut ZipArchive<Uncommented>, name: &str, most: u64) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    zip.by_name(name).map_err(|_| malformed(name))?.take(most + 1).read_to_end(&mut content).map_err(|_| malformed(name))?;
    if content.len() as u64 > most { Err(malformed(name)) } else { Ok(content) }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(count: usize) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..count {
            zip.start_file(format!("data/{at}.csv"), SimpleFileOptions::default()).unwrap();
            zip.write_all(b"id").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn how_much_there_is_is_seen_first() {
        let mut file = zipped(3);
        // The length of a comment that is left out.
        let end = file.len() - 2;
        file[end..].copy_from_slice(&[200, 0]);
        let mut zip = archive(&file).unwrap();
        assert_eq!((zip.len(), unpacked(&mut zip, "data/1.csv", 2).unwrap().as_slice()), (3, &b"id"[..]));
        assert!(unpacked(&mut zip, "data/1.csv", 1).is_err() && unpacked(&mut zip, "data/3.csv", 9).is_err());
        // More entries than there may be, one that says so although it has few, and one in the larger form.
        assert!(archive(&zipped(65)).is_err());
        let mut many = zipped(3);
        let at = many.len() - END + 10;
        many[at..at + 2].copy_from_slice(&[0xff, 0xff]);
        assert!(archive(&many).is_err());
        let mut larger = zipped(3);
        let at = larger.len() - END;
        larger.splice(at..at, [b"PK\x06\x07".as_slice(), &[0; 16]].concat());
        assert!(archive(&larger).is_err());
        assert!(archive(b"").is_err() && archive(&[0; 64]).is_err());
    }
}
