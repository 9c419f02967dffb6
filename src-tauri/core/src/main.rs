//! `so35`: the command line. Everything it does goes through the same command list as the window.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A file from elsewhere is parsed by this program in a process of its own.
    so35::exchange::reading::child::serve().unwrap_or_else(cli::run)
}
