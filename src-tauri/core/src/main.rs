//! `so35`: the command line. Everything it does goes through the same command list as the window.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
