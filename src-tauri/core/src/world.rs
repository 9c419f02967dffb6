//! What the book takes from outside: the time, new ids and where the program is. Handed in, so that a test can fix them.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Time and identity, as the program that opens a book provides them.
pub trait World: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn now_ms(&self) -> i64;
    /// A new UUIDv7 as text.
    fn new_id(&self) -> String;

    /// The program that reads files from elsewhere in a process of its own: this one.
    fn program(&self) -> std::io::Result<PathBuf> {
        std::env::current_exe()
    }

    /// The day it is in Vietnam: days end at 24:00 in UTC+7, there is no daylight saving.
    fn today(&self) -> NaiveDate {
        day_of(self.now_ms())
    }
}

/// The day in Vietnam (UTC+7) of an instant in milliseconds.
pub fn day_of(ms: i64) -> NaiveDate {
    let utc = DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH);
    match FixedOffset::east_opt(7 * 3600) {
        Some(vietnam) => utc.with_timezone(&vietnam).date_naive(),
        None => utc.date_naive(),
    }
}

/// The instant in milliseconds at which a day begins in Vietnam (UTC+7).
pub fn start_of(day: NaiveDate) -> i64 {
    (day - DateTime::UNIX_EPOCH.date_naive()).num_days() * 86_400_000 - 7 * 3_600_000
}

/// The machine's clock and random ids: only the programs (`so35`, the window) use it.
pub struct Machine;

#[allow(clippy::disallowed_methods)] // the one place that looks at the machine's clock
impl World for Machine {
    fn now_ms(&self) -> i64 {
        Utc::now().timestamp_millis()
    }

    fn new_id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_vietnam() {
        // 2024-05-31T16:59:59Z is 23:59:59 in Hà Nội.
        assert_eq!(day_of(1_717_174_799_000).to_string(), "2024-05-31");
        assert_eq!(day_of(1_717_174_800_000).to_string(), "2024-06-01");
        assert_eq!(start_of(day_of(1_717_174_800_000)), 1_717_174_800_000);
        assert_eq!(start_of(day_of(1_717_174_799_999)), 1_717_174_800_000 - 86_400_000);
    }
}
