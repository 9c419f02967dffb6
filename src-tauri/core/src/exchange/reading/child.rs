//! A file from elsewhere is parsed by a process of its own: this very program, started with a hidden verb, with
//! limits on memory and time, that is told their number, gets the file's bytes and answers cells. Whatever a file makes of it, this program
//! goes on and says in plain words why the file cannot be read.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::caps::LARGEST;
use super::frames::{self, Teller, Told};
use super::parse;
use crate::api::Watcher;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// The hidden verb, followed by the number of bytes.
pub const VERB: &str = "read-cells";

/// What the reading process may take of memory: 256 MiB.
const MEMORY: u64 = 256 << 20;
/// Makes the allocator ask the system only for what it needs, so that the limit holds for it: otherwise it takes a
/// gigabyte beforehand.
const LIMITABLE: (&str, &str) = ("MIMALLOC_ARENA_EAGER_COMMIT", "0");
/// How long it may work.
const SECONDS: u64 = 60;
/// How often it is looked after.
const PULSE: Duration = Duration::from_millis(50);

/// Serves as the reading process when this program was started as one; none when it was not.
pub fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|verb| verb != VERB) {
        return None;
    }
    Some(match limited().and_then(|_limits| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    })
}

fn answer() -> io::Result<()> {
    // As large as it will be: what grows is in memory twice.
    let long = std::env::args().nth(2).and_then(|long| long.parse().ok()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(LARGEST.min(long) as usize + 1);
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?;
    let mut teller = Teller::new(BufWriter::new(io::stdout().lock()));
    let how = parse::tell(&bytes, &mut teller);
    teller.end(how)
}

/// Limits this process, which has nothing but a file to read.
#[cfg(unix)]
fn limited() -> io::Result<()> {
    use rlimit::Resource;
    let limit = |resource: Resource, most: u64| {
        let (_, hard) = resource.get()?;
        let most = most.min(hard);
        resource.set(most, most)
    };
    // What is mapped but not written (the program itself) is no memory of the file's. Elsewhere these limits are not
    // kept, or cannot be set; what a file may hold is counted all the same.
    #[cfg(target_os = "linux")]
    {
        limit(Resource::DATA, MEMORY)?;
        limit(Resource::AS, MEMORY * 8)?;
    }
    limit(Resource::CPU, SECONDS)?;
    limit(Resource::CORE, 0)
}

/// Limits this process, which has nothing but a file to read. The job lasts as long as what is answered here.
#[cfg(windows)]
fn limited() -> io::Result<win32job::Job> {
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_working_memory(1 << 20, MEMORY as usize);
    let job = win32job::Job::create_with_limit_info(&limits).map_err(io::Error::other)?;
    job.assign_current_process().map_err(io::Error::other)?;
    Ok(job)
}

/// Reads a file's bytes in a process of its own, started from `program`. Errors: what makes the file no table that
/// may be read; `sheet.slow`, `sheet.memory`, `sheet.damaged`; `stopped`; those of starting a process.
pub fn read(program: &Path, bytes: &[u8], watcher: &dyn Watcher) -> Result<Told> {
    let failed = |error| Error::file(program, error);
    let mut child = Command::new(program).arg(VERB).arg(bytes.len().to_string()).env(LIMITABLE.0, LIMITABLE.1).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(mut stderr)) = (stdin, stdout, stderr) else {
        return Err(failed(io::Error::other("no pipes")));
    };
    std::thread::scope(|scope| {
        let (say, hear) = mpsc::channel();
        // It may end before it has read everything: then the rest is nobody's.
        scope.spawn(move || drop(stdin.write_all(bytes)));
        scope.spawn(move || drop(say.send(frames::listen(BufReader::new(stdout)))));
        let last_words = scope.spawn(move || {
            let mut words = String::new();
            let _ = stderr.by_ref().take(1 << 16).read_to_string(&mut words);
            let _ = io::copy(&mut stderr, &mut io::sink());
            words
        });
        let heard = attend(&mut child, &hear, watcher);
        // Whatever it is doing still, nobody waits for it.
        let _ = child.kill();
        let _ = child.wait();
        let words = last_words.join().unwrap_or_default();
        match heard? {
            Ok(told) => Ok(told),
            Err(problem) if problem.code == "sheet.damaged" && words.contains("memory allocation") => Err(Error::refused("sheet.memory")),
            Err(problem) => Err(Error::Refused(problem)),
        }
    })
}

/// Waits for what the process says, as long as it may take. Errors: `sheet.slow`, `sheet.memory`, `stopped`.
fn attend(child: &mut Child, hear: &mpsc::Receiver<std::result::Result<Told, Problem>>, watcher: &dyn Watcher) -> Result<std::result::Result<Told, Problem>> {
    let begun = Instant::now();
    loop {
        match hear.recv_timeout(PULSE) {
            Ok(heard) => return Ok(heard),
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(Err(Problem::new("sheet.damaged"))),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        let since = begun.elapsed();
        if since > Duration::from_secs(SECONDS) {
            return Err(Error::Refused(Problem::new("sheet.slow").with("seconds", SECONDS)));
        }
        if watcher.stopped() {
            return Err(Error::refused("stopped"));
        }
        watcher.step(since.as_secs(), SECONDS, "exchange.progress.reading");
        if takes(child) > MEMORY * 2 {
            return Err(Error::refused("sheet.memory"));
        }
    }
}

/// What the process takes of memory, where it cannot be limited beforehand.
#[cfg(windows)]
fn takes(child: &Child) -> u64 {
    use std::os::windows::io::AsRawHandle;
    win32job::utils::get_process_memory_info(child.as_raw_handle() as isize).map_or(0, |counters| counters.working_set_size as u64)
}

/// Its own limit holds.
#[cfg(unix)]
fn takes(_: &Child) -> u64 {
    0
}
