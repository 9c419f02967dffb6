//! The pages of the window: Node's packages and `ui/dist`, made anew when their sources are newer.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::place;
use crate::say::Say;
use crate::step::{npm, step};

/// Vite 8 asks for it.
const NODE: (u32, u32) = (20, 19);

/// Fetches Node's packages when they are missing or older than the list of them.
pub fn install(say: &Say) -> Result<(), String> {
    check_node()?;
    let ui = place::root().join("ui");
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < changed(&ui.join("package-lock.json")) {
        step(say, "npm-ci", "Tải các gói của giao diện (npm ci)", "fetching the window's packages", &mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    }
    Ok(())
}

/// Builds `ui/dist` when a source is newer.
pub fn build(say: &Say) -> Result<(), String> {
    let root = place::root();
    let built = changed(&root.join("ui/dist/index.html"));
    let sources = ["ui/src", "ui/index.html", "ui/vite.config.ts", "ui/svelte.config.js", "ui/package-lock.json", "assets"];
    let newest = sources.iter().filter_map(|source| newest(&root.join(source))).max();
    if built.is_none() || built < newest {
        step(say, "npm-build", "Dựng giao diện (npm run build)", "building the window's pages", &mut npm(&["run", "build"]))?;
    }
    Ok(())
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().filter_map(|entry| newest(&entry.path())).max().max(changed(path)),
        Err(_) => changed(path),
    }
}

fn check_node() -> Result<(), String> {
    let said = std::process::Command::new("node").arg("--version").output();
    let version = said.ok().and_then(|said| String::from_utf8(said.stdout).ok()).unwrap_or_default();
    let (major, minor) = NODE;
    match read_version(&version) {
        Some(found) if found >= NODE && has_npm() => Ok(()),
        found => Err(format!(
            "Cần Node.js từ {major}.{minor} và npm ({}): https://nodejs.org / Node.js {major}.{minor} or newer with npm is needed",
            found.map_or("chưa có / not found".to_owned(), |_| format!("đang có / found: {}", version.trim())),
        )),
    }
}

fn has_npm() -> bool {
    std::process::Command::new(place::npm()).arg("--version").output().is_ok_and(|said| said.status.success())
}

/// `v20.19.2` as (20, 19).
fn read_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_compared_as_numbers() {
        for (text, fits) in [("v20.19.0\n", true), ("v20.20.2", true), ("v22.1.0", true), ("v20.9.0", false), ("v18.99.1", false), ("", false)] {
            assert_eq!(read_version(text).is_some_and(|found| found >= NODE), fits, "{text}");
        }
    }

    #[test]
    fn a_change_deep_inside_is_seen() {
        let folder = std::env::temp_dir().join(format!("so35-xtask-{}", std::process::id()));
        fs::create_dir_all(folder.join("a/b")).unwrap();
        fs::write(folder.join("a/b/file"), "x").unwrap();
        let deep = newest(&folder).unwrap();
        assert!(deep >= changed(&folder.join("a/b/file")).unwrap());
        assert_eq!(newest(&folder.join("nothing")), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
