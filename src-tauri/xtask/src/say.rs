//! What is being done, in both languages, with the seconds since the start.

use std::io::Write;
use std::time::Instant;

/// Speaks on stdout, one short line at a time.
pub struct Say {
    start: Instant,
}

impl Say {
    /// The clock begins to run.
    pub fn new() -> Say {
        Say { start: Instant::now() }
    }

    /// One thing, in Vietnamese and in English.
    pub fn both(&self, vi: &str, en: &str) {
        self.line(&format!("{vi} / {en}"));
    }

    /// A line that is the same in both languages.
    pub fn line(&self, text: &str) {
        println!("[{:>5.0} s] {text}", self.start.elapsed().as_secs_f64());
        // A closed pipe is no reason to stop working.
        let _ = std::io::stdout().flush();
    }
}
