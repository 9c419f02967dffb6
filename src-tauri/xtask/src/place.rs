//! Where things lie: the project, cargo's target folder, programs on PATH, the desk's folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The project's folder.
pub fn root() -> PathBuf {
    // Cargo says where this package lies now; a path fixed when it was compiled could be another clone's.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = package.as_deref().and_then(Path::parent).and_then(Path::parent).map(Path::to_owned);
    root.unwrap_or_else(|| PathBuf::from("."))
}

/// Cargo's target folder: `CARGO_TARGET_DIR`, or what its settings say.
pub fn target() -> PathBuf {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    TARGET.get_or_init(|| asked_of_cargo().unwrap_or_else(|| root().join("target"))).clone()
}

fn asked_of_cargo() -> Option<PathBuf> {
    let asked = Command::new(cargo()).args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root()).output().ok()?;
    let text = String::from_utf8(asked.stdout).ok()?;
    string_after(&text, "\"target_directory\":").map(PathBuf::from)
}

/// The JSON string that follows `key` in `text`.
pub fn string_after(text: &str, key: &str) -> Option<String> {
    let rest = text.split_once(key)?.1.trim_start().strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(out),
            '\\' => out.push(chars.next()?),
            other => out.push(other),
        }
    }
}

/// A program that cargo built.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The cargo that runs this.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// npm, under the name that the system starts it by.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// A program on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The desk's folder, where the window keeps its books: `SO35_FOLDER`, or `so35` among the local data.
pub fn desk() -> Result<PathBuf, String> {
    let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = var("SO35_FOLDER") {
        return std::path::absolute(folder).map_err(|error| error.to_string());
    }
    let data = if cfg!(windows) {
        var("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        var("XDG_DATA_HOME").or_else(|| var("HOME").map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join("so35")).ok_or_else(|| "Không rõ thư mục dữ liệu của người dùng / The user's data folder is not known".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_string_is_found_behind_its_key() {
        let text = r#"{"a":1,"target_directory":"C:\\x\\y","b":"c"}"#;
        assert_eq!(string_after(text, "\"target_directory\":").as_deref(), Some(r"C:\x\y"));
        assert_eq!(string_after(text, "\"none\":"), None);
    }
}
