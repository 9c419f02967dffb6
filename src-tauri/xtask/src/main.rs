//! `cargo xtask run · test · setup · bench`: from a fresh machine with Rust and Node to the open window.
//! Standard library only, so that it builds in seconds and needs nothing itself.

// Books are saved by the book alone; what is written here are logs and pages that can be made again.
#![allow(clippy::disallowed_methods)]

mod bench;
mod machine;
mod pages;
mod paint;
mod place;
mod run;
mod say;
mod step;
mod test;

use std::process::ExitCode;

use say::Say;

const USAGE: &str = "\
cargo xtask run      cài phần còn thiếu, dựng chương trình và mở cửa sổ với sổ mẫu
                     install what is missing, build, and open the window on a sample book
cargo xtask test     mọi phép thử, kể cả trên cửa sổ thật
                     every test, the real window included
cargo xtask setup    chỉ cài phần còn thiếu
                     only install what is missing
cargo xtask bench    đo tốc độ, không chấm đạt hay không
                     measure; nothing passes or fails";

/// What ended a command early: already said in full to the person, or to be said.
pub type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let say = Say::new();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["run"] => run::run(&say),
        ["test"] => test::test(&say),
        ["setup"] => machine::set_up(&say, machine::Need::Everything).and_then(|()| pages::install(&say)),
        ["bench"] => bench::bench(&say),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say.line(&why);
            ExitCode::FAILURE
        }
    }
}
