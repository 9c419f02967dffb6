//! The verbs of `so35`. Results go to stdout, as tables or with `--json` as JSON; progress and errors for
//! people go to stderr. Exit codes: 0 done, 1 refused, 2 usage.

mod args;
mod chart;
mod plan;
mod rpc;
mod table;

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::{Value, json};
use so35::api::{self, Kind, Watcher};
use so35::book::Book;
use so35::briefing::SeriesEach;
use so35::desk::{self, Desk};
use so35::error::{Error, Result};
use so35::problem::Problem;
use so35::store::{backup, open, place};
use so35::words::{Language, Words};
use so35::world::{Machine, World};

/// Runs the verb that the arguments name.
pub fn run() -> ExitCode {
    let language = args::language(std::env::args());
    let words = Words::of(language);
    let matches = match args::command(&words).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are answers, not mistakes. A closed pipe is nobody's mistake either.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let shell = Shell { words, language, json: matches.get_flag("json"), book: matches.get_one::<PathBuf>("book").cloned() };
    match shell.verb(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell.complain(&error);
            ExitCode::from(1)
        }
    }
}

/// Writes a line of progress to stderr when a person is watching.
struct Progress {
    words: Words,
    shown: bool,
}

impl Watcher for Progress {
    fn step(&self, done: u64, of: u64, what: &'static str) {
        if self.shown {
            eprint!("\r{} {done}/{of}", self.words.get(what));
            if done >= of {
                eprintln!();
            }
        }
    }
    fn stopped(&self) -> bool {
        false
    }
}

struct Shell {
    words: Words,
    language: Language,
    json: bool,
    book: Option<PathBuf>,
}

impl Shell {
    fn verb(&self, matches: &ArgMatches) -> Result<()> {
        let Some((verb, given)) = matches.subcommand() else { return Ok(()) };
        match verb {
            "new" => self.new_book(given),
            "commands" => self.commands(given),
            "call" => self.call_verb(given),
            "rpc" => rpc::serve(self.desk_for_rpc(given)?),
            "chart" => self.chart(given),
            "briefing" => self.briefing(given),
            "register" => self.register(given),
            "summary" => self.summary(given),
            "import" => self.import(given),
            "export" => self.export(given),
            "form" => self.form(given),
            "table" => self.table(given),
            "backup" => self.job("backup", json!({"path": text(given, "out")})),
            "restore" => self.restore(given),
            "check" => self.job("check", json!({})),
            "completions" => args::completions(given, &self.words),
            _ => Ok(()),
        }
    }

    fn complain(&self, error: &Error) {
        let wire = error.to_wire(&self.words);
        if self.json {
            self.print(&json!({"error": wire}));
        }
        let row = wire.row.map(|row| format!(":{row}")).unwrap_or_default();
        let field = wire.field.as_ref().map(|field| format!(" [{field}{row}]")).unwrap_or_default();
        eprintln!("{} ({}{field})", wire.message, wire.code);
        if let Some(hint) = wire.hint {
            eprintln!("{hint}");
        }
    }

    fn print(&self, value: &Value) {
        let text = if self.json { serde_json::to_string_pretty(value).unwrap_or_default() } else { table::render(value, &self.words) };
        // A reader that went away (`| head`) is no error.
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    }

    fn progress(&self) -> Progress {
        Progress { words: self.words, shown: !self.json && std::io::stderr().is_terminal() }
    }

    fn world(&self) -> Arc<dyn World> {
        Arc::new(Machine)
    }

    fn book_path(&self) -> Result<PathBuf> {
        let path = self.book.as_ref().ok_or_else(|| Error::input("book", Problem::new("cli.no_book")))?;
        desk::absolute(&path.display().to_string())
    }

    /// A desk with the book on it: to read when reading is enough, so that an open window is not in the way.
    fn desk(&self, writes: bool) -> Result<Desk> {
        let path = self.book_path()?;
        let world = self.world();
        let book = if writes { Book::open(&path, &*world)? } else { Book::open_to_read(&path)? };
        Ok(Desk::with_book(world, folder_of(&path), Some(book), self.language))
    }

    fn empty_desk(&self) -> Result<Desk> {
        let folder = std::env::current_dir().map_err(|error| Error::file(Path::new("."), error))?;
        Ok(Desk::with_book(self.world(), folder, None, self.language))
    }

    fn desk_for_rpc(&self, given: &ArgMatches) -> Result<Desk> {
        let folder = match given.get_one::<PathBuf>("folder") {
            Some(folder) => std::path::absolute(folder).map_err(|error| Error::file(folder, error))?,
            None => folder_of(&self.book_path()?),
        };
        let desk = Desk::new(self.world(), folder)?;
        if self.book.is_some() {
            desk::open(&desk, desk::BookOpen { path: self.book_path()?.display().to_string() })?;
        }
        Ok(desk)
    }

    fn new_book(&self, given: &ArgMatches) -> Result<()> {
        let path = self.book_path()?;
        let desk = Desk::with_book(self.world(), folder_of(&path), None, self.language);
        let seed = text(given, "seed");
        // Without an office the book is nobody's yet; the window asks, `setting_edit` tells.
        let body = json!({
            "path": path,
            "office": text(given, "office"),
            "person": text(given, "person").unwrap_or_else(|| self.words.get("cli.new.person")),
            "seed": seed,
        });
        if path.exists() && let Some(seed) = seed {
            // Loading seeds into a book that is there already adds only what it lacks.
            let answer = api::call(&self.desk(true)?, "seed_load", json!({"seed": seed}), &self.progress())?;
            self.print(&answer["value"]);
            return Ok(());
        }
        let made = desk::create_unkept(&desk, so35::wire::decode(body)?)?;
        self.print(&json!({"path": made}));
        Ok(())
    }

    fn commands(&self, given: &ArgMatches) -> Result<()> {
        if given.get_flag("typescript") {
            print!("{}", api::typescript());
        } else if self.json {
            self.print(&api::schema());
        } else {
            let rows: Vec<Value> =
                api::COMMANDS.iter().map(|command| json!({"name": command.name, "kind": command.kind, "about": command.about})).collect();
            self.print(&Value::Array(rows));
        }
        Ok(())
    }

    fn call_verb(&self, given: &ArgMatches) -> Result<()> {
        let name = text(given, "name").unwrap_or_default();
        let body = match text(given, "body").as_deref() {
            None => json!({}),
            Some("-") => {
                let mut typed = String::new();
                std::io::stdin().read_to_string(&mut typed).map_err(|error| Error::file(Path::new("-"), error))?;
                parse(&typed)?
            }
            Some(typed) => parse(typed)?,
        };
        let answer = self.call(&name, body)?;
        self.print(if self.json { &answer } else { &answer["value"] });
        Ok(())
    }

    /// Calls a command on the book, opened as its kind needs.
    fn call(&self, name: &str, body: Value) -> Result<Value> {
        let desk = match api::find(name) {
            // Most jobs make files of their own and only read the book: an open window is not in the way.
            Some(command) if command.needs_writer() => self.desk(true)?,
            Some(command) if command.kind != Kind::Desk => self.desk(false)?,
            // Desk commands need no book; an unknown name is refused by the list itself.
            _ => self.empty_desk()?,
        };
        api::call(&desk, name, body, &self.progress())
    }

    fn job(&self, name: &str, body: Value) -> Result<()> {
        let answer = self.call(name, body)?;
        self.print(&answer["value"]);
        Ok(())
    }

    fn briefing(&self, given: &ArgMatches) -> Result<()> {
        let briefing = json!({
            "template": text(given, "template"),
            "id": text(given, "briefing"),
            "as_of": text(given, "as-of"),
            "title": text(given, "title"),
            "agency": text(given, "agency"),
            "focus_area": text(given, "focus-area"),
            "indicator": text(given, "indicator"),
            "period": text(given, "period"),
            "basis": text(given, "basis"),
        });
        let Some(each) = text(given, "each") else {
            let path = text(given, "out").unwrap_or_else(|| "briefing.pdf".to_owned());
            return self.job("briefing_save", json!({"briefing": briefing, "path": path}));
        };
        let each: SeriesEach = each.parse().map_err(|problem| Error::input("each", problem))?;
        let series = json!({
            "briefing": briefing,
            "each": each,
            "split": text(given, "split"),
            "name_rule": text(given, "name-rule"),
            "leave_out_empty": given.get_flag("leave-out-empty"),
        });
        let folder = text(given, "out-dir").unwrap_or_else(|| ".".to_owned());
        self.job("series_save", json!({"series": series, "folder": folder, "path": text(given, "out")}))
    }

    fn register(&self, given: &ArgMatches) -> Result<()> {
        let tasks = json!({"as_of": text(given, "as-of"), "basis": text(given, "basis"), "group_by": text(given, "group-by")});
        let path = text(given, "out").unwrap_or_else(|| "register.pdf".to_owned());
        let layout = json!({"paper": text(given, "paper")});
        self.job("register_save", json!({"tasks": tasks, "order": text(given, "order"), "layout": layout, "path": path}))
    }

    fn summary(&self, given: &ArgMatches) -> Result<()> {
        let tasks = json!({"as_of": text(given, "as-of"), "basis": text(given, "basis")});
        let path = text(given, "out").unwrap_or_else(|| "summary.pdf".to_owned());
        let layout = json!({"paper": text(given, "paper")});
        self.job("summary_save", json!({"tasks": tasks, "by": text(given, "by"), "layout": layout, "path": path}))
    }

    /// Packages that came: what they would do, or done as one act.
    fn import(&self, given: &ArgMatches) -> Result<()> {
        let files: Vec<&PathBuf> = given.get_many::<PathBuf>("files").into_iter().flatten().collect();
        let read = |path: &PathBuf| parse(&std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?);
        let said: Vec<Value> = given.get_many::<PathBuf>("answers").into_iter().flatten().map(read).collect::<Result<_>>()?;
        if said.len() > 1 && said.len() != files.len() {
            return Err(Error::input("answers", Problem::new("cli.answers_each")));
        }
        // One for all of them, or one for each.
        let files: Vec<Value> = files.iter().enumerate().map(|(at, path)| json!({"path": path, "answers": said.get(at).or(said.first())})).collect();
        if !given.get_flag("plan") {
            return self.job("exchange_apply", json!({"files": files, "ready_only": given.get_flag("ready")}));
        }
        if let Some(out) = text(given, "out") {
            let [file] = files.as_slice() else { return Err(Error::input("out", Problem::new("cli.one_file"))) };
            return self.job("exchange_plan_save", json!({"path": file["path"], "answers": file["answers"], "out": out}));
        }
        let plans = files.into_iter().map(|file| Ok(self.call("exchange_plan", file)?["value"].take()));
        let plans: Vec<Value> = plans.collect::<Result<_>>()?;
        if self.json {
            self.print(&Value::Array(plans));
        } else {
            let texts: Vec<String> = plans.iter().map(|one| plan::render(one, &self.words)).collect();
            let _ = writeln!(std::io::stdout(), "{}", texts.join("\n").trim_end());
        }
        Ok(())
    }

    /// A package for an office of the list.
    fn export(&self, given: &ArgMatches) -> Result<()> {
        let path = text(given, "out").unwrap_or_else(|| "gui.goi35".to_owned());
        let scope = json!({"period": text(given, "period")});
        let request = json!({"peer": text(given, "to"), "path": path, "scope": scope, "changes_only": given.get_flag("changes"), "encrypted": given.get_flag("encrypt")});
        self.job("exchange_send", request)
    }

    /// Forms for offices without the program.
    fn form(&self, given: &ArgMatches) -> Result<()> {
        let indicators: Option<Vec<&String>> = given.get_many::<String>("indicators").map(Iterator::collect);
        let scope = json!({
            "period": text(given, "period"),
            "calendar": text(given, "calendar"),
            "indicators": indicators,
            "tasks": given.get_flag("tasks"),
            "return_by": text(given, "return-by"),
            "return_to": text(given, "return-to"),
        });
        let Some(group) = text(given, "group") else {
            let path = text(given, "out").unwrap_or_else(|| "bieu.xlsx".to_owned());
            return self.job("form_save", json!({"agency": text(given, "agency"), "scope": scope, "path": path}));
        };
        let folder = text(given, "out-dir").unwrap_or_else(|| ".".to_owned());
        self.job("form_series_save", json!({"group": group, "scope": scope, "folder": folder}))
    }

    /// A table of the book for other programs.
    fn table(&self, given: &ArgMatches) -> Result<()> {
        let (table, format) = (text(given, "of"), text(given, "format").unwrap_or_else(|| "xlsx".to_owned()));
        let ending = format.split('_').next().map_or("xlsx", |kind| if kind == "sdmx" { "csv" } else { kind });
        let path = text(given, "out").unwrap_or_else(|| format!("{}.{ending}", table.as_deref().unwrap_or_default()));
        self.job("table_save", json!({"table": table, "format": format, "path": path}))
    }

    fn restore(&self, given: &ArgMatches) -> Result<()> {
        let from = given.get_one::<PathBuf>("from").ok_or_else(|| Error::input("from", Problem::new("required")))?;
        let from = std::path::absolute(from).map_err(|error| Error::file(from, error))?;
        let to = self.book_path()?;
        place::check(&to)?;
        // A backup of an older version is restored as it is and upgraded when it is opened.
        let copy = backup::copy(&open::connect(&from, open::Mode::Read)?, &to, &|done, of| {
            self.progress().step(done, of, "job.restore");
            true
        })?;
        self.print(&json!({"path": copy.path, "bytes": copy.bytes, "sha256": copy.sha256}));
        Ok(())
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

fn text(given: &ArgMatches, name: &str) -> Option<String> {
    given.get_one::<String>(name).cloned()
}

/// Reads JSON from the command line. Errors: `request.not_json`, with line and column.
fn parse(typed: &str) -> Result<Value> {
    serde_json::from_str(typed).map_err(|error| {
        let problem = Problem::new("request.not_json").with("line", error.line()).with("column", error.column());
        Error::Input { field: Some("body".into()), row: None, problem: problem.with("reason", error) }
    })
}
