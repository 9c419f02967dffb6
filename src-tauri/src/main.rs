//! Starts the window. What it does stands in [`window`]; what the book can do stands in `so35::api`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialog;
mod jobs;
#[cfg(target_os = "linux")]
mod renderer;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A file from elsewhere is parsed by this program in a process of its own.
    if let Some(done) = so35::exchange::reading::child::serve() {
        return done;
    }
    #[cfg(target_os = "linux")]
    renderer::choose();
    match window::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("so35-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
