//! The calls that are running: how each is stopped, how far it is, and waiting for all of them to end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use so35::api::Watcher;
use tauri::ipc::Channel;

/// How far a call is.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    done: u64,
    of: u64,
    what: &'static str,
}

/// Every running call, with the name its page gave it.
#[derive(Default)]
pub struct Jobs {
    running: Mutex<Vec<(String, Arc<AtomicBool>)>>,
    ended: Condvar,
}

impl Jobs {
    /// Notes a call as running until what is returned is dropped.
    pub fn begin(&self, id: &str) -> Job<'_> {
        let stop = Arc::new(AtomicBool::new(false));
        self.list().push((id.to_owned(), stop.clone()));
        Job { jobs: self, stop }
    }

    /// Asks the call of this name to stop.
    pub fn stop(&self, id: &str) {
        self.list().iter().filter(|(own, _)| own == id).for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
    }

    /// Asks every call to stop and waits for them, at the longest for `patience`.
    pub fn stop_all(&self, patience: Duration) {
        let list = self.list();
        list.iter().for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
        // A call that outlasts the patience is inside one transaction: it is saved whole or not at all.
        drop(self.ended.wait_timeout_while(list, patience, |list| !list.is_empty()));
    }

    fn list(&self) -> MutexGuard<'_, Vec<(String, Arc<AtomicBool>)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One running call.
pub struct Job<'a> {
    jobs: &'a Jobs,
    stop: Arc<AtomicBool>,
}

impl Job<'_> {
    /// What the book reports to while it works.
    pub fn watcher(&self, progress: Channel<Progress>) -> impl Watcher + use<> {
        Watch { progress, stop: self.stop.clone(), told: Mutex::new(None) }
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.jobs.list().retain(|(_, stop)| !Arc::ptr_eq(stop, &self.stop));
        self.jobs.ended.notify_all();
    }
}

struct Watch {
    progress: Channel<Progress>,
    stop: Arc<AtomicBool>,
    told: Mutex<Option<Instant>>,
}

/// More often than this nobody reads it, and each report is a message between processes.
const REPORT_EVERY: Duration = Duration::from_millis(80);

impl Watcher for Watch {
    fn step(&self, done: u64, of: u64, what: &'static str) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if done == of || told.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
            *told = Some(Instant::now());
            // A page that has gone hears nothing, and the work goes on.
            let _ = self.progress.send(Progress { done, of, what });
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_stopped_by_its_name_and_waited_for() {
        let jobs = Jobs::default();
        let quiet = || Channel::new(|_| Ok(()));
        let (first, second) = (jobs.begin("1"), jobs.begin("2"));
        let (watch_first, watch_second) = (first.watcher(quiet()), second.watcher(quiet()));
        jobs.stop("2");
        assert!(!watch_first.stopped() && watch_second.stopped());
        drop(second);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !watch_first.stopped() {
                    std::thread::yield_now();
                }
                drop(first);
            });
            jobs.stop_all(Duration::from_secs(20));
        });
        assert!(jobs.list().is_empty());
    }

    #[test]
    fn reports_are_thinned_but_the_last_one_always_comes() {
        let heard = Arc::new(Mutex::new(0));
        let counter = heard.clone();
        let channel = Channel::new(move |_| {
            *counter.lock().unwrap() += 1;
            Ok(())
        });
        let jobs = Jobs::default();
        let job = jobs.begin("7");
        let watch = job.watcher(channel);
        (1..=1000).for_each(|done| watch.step(done, 1000, "job.backup"));
        let heard = *heard.lock().unwrap();
        assert!((2..100).contains(&heard), "{heard}");
    }
}
