//! What the measures of a book share: a desk with the sample book open, and the median of a command.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::error::Result;
use so35::world::Machine;

/// A desk with the sample book open.
pub fn book(folder: &Path) -> Result<Desk> {
    let desk = Desk::new(Arc::new(Machine), folder.to_owned())?;
    let new = json!({"office": "Văn phòng", "person": "Người đo", "seed": "khung-3-5"});
    api::call(&desk, "book_create", new, &Unwatched)?;
    Ok(desk)
}

/// The median of what a person waits for between two writes.
pub fn median(desk: &Desk, name: &str, body: &Value, runs: usize) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        api::call(desk, name, body.clone(), &Unwatched)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[runs / 2])
}
