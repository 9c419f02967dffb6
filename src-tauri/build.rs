//! Lists the window's own command, so that it falls under permissions like every other, and says what is
//! missing when the pages have not been built yet.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=../ui/dist");
    if !Path::new("../ui/dist/index.html").exists() {
        println!("cargo::error=ui/dist is missing: run `cargo xtask run`, or `npm ci && npm run build` in ui/");
        return ExitCode::FAILURE;
    }
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    match tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error:#}");
            ExitCode::FAILURE
        }
    }
}
