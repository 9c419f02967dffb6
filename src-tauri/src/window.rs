//! The window: one webview and ONE command, [`call`]. What a page may do, it does through the list of
//! commands in `so35::api`; names that begin with `window_` are the few things only a window can do.
//!
//! Deliberately absent: rules, words and state of the book. The page keeps no second truth, and neither
//! does this: it holds the desk, the running calls and the files that may be shown.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use so35::api;
use so35::desk::{self, BookOpen, Desk};
use so35::error::{Error, ErrorKind, Result, WireError};
use so35::problem::Problem;
use so35::wire;
use so35::words::{Language, Words};
use so35::world::Machine;
use tauri::ipc::Channel;
use tauri::webview::{DownloadEvent, NewWindowResponse, PageLoadEvent};
use tauri::{App, AppHandle, DragDropEvent, Manager, RunEvent, State, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::dialog::{self, Pick};
use crate::jobs::{Jobs, Progress};

/// The label that the one capability names.
const LABEL: &str = "main";

/// How long closing waits for calls that were asked to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the window holds.
struct Office {
    app: AppHandle,
    desk: Desk,
    jobs: Jobs,
    /// Whether the book of the start has been opened, or could not be.
    started: Mutex<bool>,
    start_ended: Condvar,
    /// Why the book of the start could not be opened, until the page has asked.
    start_error: Mutex<Option<WireError>>,
    /// The packages that starts of the program named, until the page has asked.
    start_packages: Mutex<Vec<PathBuf>>,
    /// Files that the book's jobs wrote: only these may be shown.
    written: Mutex<HashSet<PathBuf>>,
    backup: Mutex<Option<JoinHandle<()>>>,
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the window until it is closed, or hands this start to the window that is already there.
pub fn run() -> tauri::Result<()> {
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, args, folder| second_start(app, &args, Path::new(&folder))))
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| Ok(start(app)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let (RunEvent::Exit, Some(office)) = (event, app.try_state::<Arc<Office>>()) {
            office.put_away();
        }
    });
    Ok(())
}

/// Takes the desk, shows the window, and opens the book beside it, so that neither waits for the other.
fn start(app: &mut App) -> tauri::Result<()> {
    let folder = match std::env::var_os("SO35_FOLDER") {
        Some(folder) => std::path::absolute(folder)?,
        None => app.path().local_data_dir()?.join("so35"),
    };
    let desk = match Desk::new(Arc::new(Machine), folder.clone()) {
        Ok(desk) => desk,
        Err(error) => {
            let handle = app.handle().clone();
            dialog::tell(app.handle(), &Words::of(Language::Vi), "window.title", &error, move || handle.exit(1));
            return Ok(());
        }
    };
    let office = Arc::new(Office {
        app: app.handle().clone(),
        desk,
        jobs: Jobs::default(),
        started: Mutex::new(false),
        start_ended: Condvar::new(),
        start_error: Mutex::default(),
        start_packages: Mutex::default(),
        written: Mutex::default(),
        backup: Mutex::default(),
    });
    app.manage(office.clone());
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let here = std::env::current_dir().unwrap_or_default();
    let asked = files_among(&args, BOOK, &here).next();
    hold(&office.start_packages).extend(files_among(&args, PACKAGE, &here));
    std::thread::spawn(move || office.open_first(asked));
    open_window(app, &folder)
}

/// The one window. It shows itself when its page has loaded, so that nobody sees it empty.
fn open_window(app: &App, folder: &Path) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title(Words::of(Language::Vi).get("window.title"))
        .inner_size(1280.0, 768.0)
        .min_inner_size(800.0, 560.0)
        .visible(false)
        .data_directory(folder.join("webview"))
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, event| !matches!(event, DownloadEvent::Requested { .. }))
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                bring_forward(&window);
            }
        })
        .build()
        .map(|window| {
            let page = window.clone();
            window.on_window_event(move |event| {
                if let WindowEvent::DragDrop(dragged) = event {
                    tell_of_files(&page, dragged);
                }
            });
        })
}

/// Tells the page of files dragged over it: only the window knows their paths. The page hears an event of its
/// own; it has no permission to listen to the window's.
fn tell_of_files(page: &WebviewWindow, dragged: &DragDropEvent) {
    let none = Vec::new();
    let (kind, paths, at) = match dragged {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => ("over", &none, Some(*position)),
        DragDropEvent::Drop { paths, position } => ("drop", paths, Some(*position)),
        DragDropEvent::Leave => ("leave", &none, None),
        _ => return,
    };
    // Positions come in the screen's pixels, and the page counts in its own.
    let at = at.map(|at| at.to_logical::<f64>(page.scale_factor().unwrap_or(1.0))).unwrap_or_default();
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let detail = json!({"kind": kind, "x": at.x, "y": at.y, "paths": paths});
    // A page that is being loaded anew hears nothing, and nothing is attached.
    let _ = page.eval(format!("window.dispatchEvent(new CustomEvent('so35-files', {{ detail: {detail} }}))"));
}

/// Whether an address is the program's own page: `tauri://localhost`, or `http://tauri.localhost` on Windows.
fn is_own(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

fn bring_forward(window: &WebviewWindow) {
    // A window manager may refuse any of these; the window is there all the same.
    let _ = window.show();
    let _ = window.unminimize();
    let _ = window.set_focus();
}

/// The endings of the files that a double click opens here.
const BOOK: &str = ".so35";
const PACKAGE: &str = ".goi35";

/// The files of an ending that the command line names, as a double click on them does.
fn files_among(args: &[String], ending: &str, folder: &Path) -> impl Iterator<Item = PathBuf> {
    args.iter().skip(1).filter(move |arg| arg.to_lowercase().ends_with(ending)).map(move |arg| folder.join(arg))
}

/// A second start brings the window forward, and opens in it the book or the packages that were asked for.
fn second_start(app: &AppHandle, args: &[String], folder: &Path) {
    let (Some(window), Some(office)) = (app.get_webview_window(LABEL), app.try_state::<Arc<Office>>()) else { return };
    bring_forward(&window);
    let packages: Vec<PathBuf> = files_among(args, PACKAGE, folder).collect();
    if !packages.is_empty() {
        // Of several files opened at once each starts the program: what the page has not asked for yet stays.
        // A page that is being loaded anew hears nothing; the files are then asked for as those of the start.
        hold(&office.start_packages).extend(packages);
        let _ = window.eval("window.dispatchEvent(new CustomEvent('so35-package'))");
    }
    if let Some(path) = files_among(args, BOOK, folder).next() {
        let office = office.inner().clone();
        std::thread::spawn(move || {
            office.wait_for_start();
            match office.open(&path) {
                // The page keeps no second truth: loaded again, it shows the book that is on the desk now.
                Ok(()) => drop(window.reload()),
                Err(error) => dialog::tell(&office.app, &office.desk.words(), "window.title", &error, || ()),
            }
        });
    }
}

/// The one command: a name of `so35::api`, or one of the window's own. Long work runs beside the window,
/// reports through `progress` and is stopped by `window_cancel` with its `id`.
#[tauri::command]
async fn call(
    window: WebviewWindow,
    office: State<'_, Arc<Office>>,
    id: String,
    name: String,
    body: Value,
    progress: Channel<Progress>,
) -> std::result::Result<Value, WireError> {
    let office = office.inner().clone();
    let words = office.desk.words();
    let done = tauri::async_runtime::spawn_blocking(move || {
        let answer = match name.strip_prefix("window_") {
            Some(own) => office.own(&window, own, body),
            None => office.ask(&id, &name, body, progress),
        };
        answer.map_err(|error| error.to_wire(&office.desk.words()))
    });
    // The work panicked: its transaction was rolled back while it unwound.
    done.await.unwrap_or_else(|_| {
        let code = "window.failed";
        let message = words.get("error.window.failed");
        Err(WireError { code: code.into(), kind: ErrorKind::Failed, message, field: None, row: None, hint: None })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathRequest {
    path: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CancelRequest {
    id: String,
}

impl Office {
    /// A command of the book.
    fn ask(self: &Arc<Self>, id: &str, name: &str, body: Value, progress: Channel<Progress>) -> Result<Value> {
        self.wait_for_start();
        let job = self.jobs.begin(id);
        let answer = api::call(&self.desk, name, body, &job.watcher(progress))?;
        if api::find(name).is_some_and(|command| command.is_long()) {
            let path = answer.pointer("/value/path").and_then(Value::as_str);
            if let Some(path) = path.and_then(|path| Path::new(path).canonicalize().ok()) {
                hold(&self.written).insert(path);
            }
        }
        if name == "book_open" {
            self.back_up_in_background();
        }
        Ok(answer)
    }

    /// What only a window can do.
    fn own(&self, window: &WebviewWindow, name: &str, body: Value) -> Result<Value> {
        let text = |path: PathBuf| path.display().to_string();
        let shown = |path: Option<PathBuf>| json!({"value": path.map(text)});
        let all = |paths: Vec<PathBuf>| json!({"value": paths.into_iter().map(text).collect::<Vec<_>>()});
        match name {
            "started" => Ok(json!({"value": {"error": self.start_error()}})),
            "packages" => Ok(all(std::mem::take(&mut *hold(&self.start_packages)))),
            "cancel" => {
                self.jobs.stop(&wire::decode::<CancelRequest>(body)?.id);
                Ok(json!({"value": null}))
            }
            "pick_open" => Ok(shown(dialog::pick_open(window, &wire::decode::<Pick>(body)?))),
            "pick_files" => Ok(all(dialog::pick_files(window, &wire::decode::<Pick>(body)?))),
            "pick_save" => Ok(shown(dialog::pick_save(window, &wire::decode::<Pick>(body)?))),
            "pick_folder" => Ok(shown(dialog::pick_folder(window, &wire::decode::<Pick>(body)?))),
            "open" => {
                dialog::view(&self.may_be_shown(&wire::decode::<PathRequest>(body)?.path)?)?;
                Ok(json!({"value": null}))
            }
            "close" => {
                // As the button in the title bar does it: an answer may no longer arrive.
                let _ = window.close();
                Ok(json!({"value": null}))
            }
            _ => Err(Error::input("command", Problem::new("command.unknown").with("name", format!("window_{name}")))),
        }
    }

    /// Why the book of the start could not be opened; told once.
    fn start_error(&self) -> Option<WireError> {
        self.wait_for_start();
        hold(&self.start_error).take()
    }

    /// The real place of a file that this program wrote and a viewer understands, or of the folder of such a
    /// file or of the book.
    fn may_be_shown(&self, path: &str) -> Result<PathBuf> {
        let asked = desk::absolute(path)?;
        let real = asked.canonicalize().map_err(|error| Error::file(&asked, error))?;
        let of_book = self.desk.book().ok().and_then(|book| book.path().parent()?.canonicalize().ok());
        // A copy of an attached file: the book has seen to it that it is not a program.
        let is_file = self.desk.book().is_ok_and(|book| book.files().is_shown(&real));
        let is_page = real.extension().is_some_and(|ending| ["pdf", "svg", "png", "xlsx"].iter().any(|page| ending.eq_ignore_ascii_case(page)));
        let written = hold(&self.written);
        let holds_one = written.iter().any(|file| file.parent() == Some(real.as_path()));
        if of_book.as_ref() == Some(&real) || holds_one || ((is_page || is_file) && written.contains(&real)) {
            Ok(real)
        } else {
            Err(Error::Refused(Problem::new("window.not_ours").with("path", asked.display())))
        }
    }

    fn open_first(self: Arc<Self>, asked: Option<PathBuf>) {
        let _ended = StartEnds(&self);
        let opened = match asked {
            Some(path) => self.open(&path),
            None => self.desk.open_last().map(|opened| {
                if opened {
                    self.back_up_in_background();
                }
            }),
        };
        if let Err(error) = opened {
            *hold(&self.start_error) = Some(error.to_wire(&self.desk.words()));
        }
    }

    fn wait_for_start(&self) {
        let started = hold(&self.started);
        drop(self.start_ended.wait_while(started, |started| !*started));
    }

    fn open(self: &Arc<Self>, path: &Path) -> Result<()> {
        desk::open(&self.desk, BookOpen { path: path.display().to_string() })?;
        self.back_up_in_background();
        Ok(())
    }

    /// The day's first opening leaves a checked copy of the book, while the person already works.
    fn back_up_in_background(self: &Arc<Self>) {
        let Ok(book) = self.desk.book() else { return };
        let office = self.clone();
        let thread = std::thread::spawn(move || {
            if let Err(error) = book.back_up_daily(office.desk.world()) {
                dialog::tell(&office.app, &office.desk.words(), "window.no_backup", &error, || ());
            }
        });
        let before = hold(&self.backup).replace(thread);
        if let Some(before) = before {
            // Its own book's copy; a panic there has been reported and concerns no other.
            let _ = before.join();
        }
    }

    /// Stops what runs and closes the book, so that its file is whole without the one beside it.
    fn put_away(&self) {
        self.jobs.stop_all(PATIENCE);
        let backup = hold(&self.backup).take();
        if let Some(backup) = backup {
            let _ = backup.join();
        }
        self.desk.close();
    }
}

/// Lets the waiting calls go on, however opening ended.
struct StartEnds<'a>(&'a Office);

impl Drop for StartEnds<'_> {
    fn drop(&mut self) {
        *hold(&self.0.started) = true;
        self.0.start_ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_page_may_be_shown() {
        for (url, own) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.vn/", false),
            ("http://localhost:5173/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("about:blank", false),
            ("https://tauri.localhost.example.vn/", false),
        ] {
            assert_eq!(is_own(&url.parse().unwrap()), own, "{url}");
        }
    }

    #[test]
    fn a_file_on_the_command_line_is_found_from_where_the_person_stands() {
        let here = Path::new("/so");
        let args = |list: &[&str]| list.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
        let book = |list: &[&str]| files_among(&args(list), BOOK, here).next();
        assert_eq!(book(&["so35-desktop"]), None);
        assert_eq!(book(&["a.so35"]), None, "the program's own name is not a book");
        assert_eq!(book(&["x", "--flag", "Sổ.SO35"]), Some(here.join("Sổ.SO35")));
        assert_eq!(book(&["x", "/b/a.so35"]), Some(PathBuf::from("/b/a.so35")));
        assert_eq!(book(&["x", "gói.goi35"]), None);
        let packages: Vec<PathBuf> = files_among(&args(&["x", "gói.GOI35", "a.so35", "/b/2.goi35"]), PACKAGE, here).collect();
        assert_eq!(packages, [here.join("gói.GOI35"), PathBuf::from("/b/2.goi35")]);
    }
}
