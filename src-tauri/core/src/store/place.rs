//! Where a book may lie: on this computer's own disk. A network or cloud-synced folder breaks SQLite's
//! locks or copies half-written files, so it is refused with advice.
//!
//! Left out: a Windows drive letter that hides a network share is not recognised (it needs a system call).

use std::path::Path;

use crate::error::{Error, Result};
use crate::problem::Problem;

/// Folder names that sync programs use, lower case.
const SYNCED: &[&str] = &["onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents", "nextcloud", "zalo received files"];

/// File systems that live on another machine.
const REMOTE: &[&str] = &["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "fuse.davfs2", "afs"];

/// Refuses a folder that is synced (`place.synced`) or on the network (`place.network`).
pub fn check(path: &Path) -> Result<()> {
    let text = path.to_string_lossy();
    let synced = path.components().any(|part| {
        let part = part.as_os_str().to_string_lossy().to_lowercase();
        SYNCED.iter().any(|name| part == *name || part.starts_with(&format!("{name} -")) || part.starts_with(&format!("{name}-")))
    });
    let problem = if synced {
        "place.synced"
    } else if text.starts_with("\\\\") || text.starts_with("//") || mounts().is_some_and(|mounts| is_remote(path, &mounts)) {
        "place.network"
    } else {
        return Ok(());
    };
    Err(Error::Refused(Problem::new(problem).with("path", text)))
}

fn mounts() -> Option<String> {
    std::fs::read_to_string("/proc/self/mounts").ok()
}

/// Whether the deepest mount above `path` is a remote file system. `mounts` is the text of /proc/self/mounts.
fn is_remote(path: &Path, mounts: &str) -> bool {
    mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ').skip(1);
            let at = parts.next()?.replace("\\040", " ");
            let kind = parts.next()?;
            path.starts_with(&at).then_some((at.len(), kind))
        })
        .max_by_key(|(depth, _)| *depth)
        .is_some_and(|(_, kind)| REMOTE.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synced_and_network_folders_are_told() {
        for path in ["/home/a/OneDrive/so.so35", "/home/a/OneDrive - Bộ/so.so35", "/u/Dropbox/x/so.so35", "/u/Library/Mobile Documents/a.so35"] {
            assert!(matches!(check(Path::new(path)), Err(Error::Refused(p)) if p.code == "place.synced"), "{path}");
        }
        assert!(matches!(check(Path::new("//server/share/a.so35")), Err(Error::Refused(p)) if p.code == "place.network"));
        assert!(check(Path::new("/home/a/onedriveless/so.so35")).is_ok());
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/chung\\040so nfs4 rw 0 0\n/dev/sdb /mnt/chung\\040so/local ext4 rw 0 0\n";
        assert!(is_remote(Path::new("/mnt/chung so/a.so35"), mounts));
        assert!(!is_remote(Path::new("/mnt/chung so/local/a.so35"), mounts));
        assert!(!is_remote(Path::new("/home/a.so35"), mounts));
    }
}
