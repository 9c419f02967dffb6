//! Pages read back with the tools an archive would use (poppler).

use std::path::PathBuf;
use std::process::Command;

/// Writes the bytes to a file of this test and runs a tool of poppler on it.
pub fn poppler(tool: &str, name: &str, bytes: &[u8], options: &[&str], after: &[&str]) -> String {
    let file: PathBuf =
        std::env::temp_dir().join(format!("so35-press-{}-{name}.pdf", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new(tool)
        .args(options)
        .arg(&file)
        .args(after)
        .output();
    std::fs::remove_file(&file).unwrap();
    let output =
        output.unwrap_or_else(|fault| panic!("{tool} of poppler-utils is needed: {fault}"));
    assert!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
