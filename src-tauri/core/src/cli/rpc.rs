//! JSON lines on stdin and stdout: what a program, and in development the browser, speaks to the book.
//!
//! Request `{"id": 1, "name": "task_list", "body": {…}}`; answer `{"id": 1, "ok": {…}}` or
//! `{"id": 1, "error": {…}}`; while a job runs `{"id": 1, "progress": {"done", "of", "what"}}`;
//! `{"cancel": 1}` stops job 1. Requests are answered in the order they come, so that two writes never
//! overtake each other; only jobs run beside the rest.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use so35::api::{self, Unwatched, Watcher};
use so35::desk::Desk;
use so35::error::{Error, Result};
use so35::problem::Problem;

struct Line {
    id: Value,
    stop: Arc<AtomicBool>,
}

impl Watcher for Line {
    fn step(&self, done: u64, of: u64, what: &'static str) {
        say(&json!({"id": self.id, "progress": {"done": done, "of": of, "what": what}}));
    }
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn say(value: &Value) {
    let mut out = std::io::stdout().lock();
    // Whoever asked may have gone; the work is done all the same.
    let _ = writeln!(out, "{value}").and_then(|()| out.flush());
}

/// Serves until stdin ends; then the book is put away.
pub fn serve(desk: Desk) -> Result<()> {
    let running: Mutex<HashMap<String, Arc<AtomicBool>>> = Mutex::default();
    let hold = || running.lock().unwrap_or_else(PoisonError::into_inner);
    std::thread::scope(|scope| {
        for line in std::io::stdin().lock().split(b'\n') {
            let line = line.map_err(|error| Error::file(Path::new("-"), error))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let request: Value = match serde_json::from_slice(&line) {
                Ok(request) => request,
                Err(error) => {
                    let problem = Problem::new("request.not_json").with("line", 1).with("column", error.column()).with("reason", error);
                    say(&json!({"id": null, "error": Error::input("body", problem).to_wire(&desk.words())}));
                    continue;
                }
            };
            if let Some(id) = request.get("cancel") {
                if let Some(stop) = hold().get(&id.to_string()) {
                    stop.store(true, Ordering::Relaxed);
                }
                continue;
            }
            let id = request.get("id").cloned().unwrap_or(Value::Null);
            let name = request.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let body = request.get("body").cloned().unwrap_or(Value::Null);
            if api::find(&name).is_none_or(|command| !command.is_long()) {
                answer(&desk, id, &name, body, &Unwatched);
                continue;
            }
            let stop = Arc::new(AtomicBool::new(false));
            hold().insert(id.to_string(), stop.clone());
            let (desk, hold) = (&desk, &hold);
            scope.spawn(move || {
                answer(desk, id.clone(), &name, body, &Line { id: id.clone(), stop });
                hold().remove(&id.to_string());
            });
        }
        Ok::<(), Error>(())
    })?;
    desk.close();
    Ok(())
}

fn answer(desk: &Desk, id: Value, name: &str, body: Value, watcher: &dyn Watcher) {
    say(&match api::call(desk, name, body, watcher) {
        Ok(ok) => json!({"id": id, "ok": ok}),
        Err(error) => json!({"id": id, "error": error.to_wire(&desk.words())}),
    });
}
