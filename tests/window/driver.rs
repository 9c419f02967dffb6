//! The real window with a seeded book in a folder of its own, and what a person does in it.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use so35::api::{self, Unwatched};
use so35::desk::Desk;
use so35::words::{Language, Words};
use so35::world::Machine;

use crate::wire::Session;

/// How long anything may take before the test says that it did not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// The Ctrl key, as WebDriver writes it.
const CTRL: char = '\u{E009}';

/// The open window and everything around it. Dropping it ends the driver, and the window with it.
pub struct Window {
    folder: PathBuf,
    /// What every file dialog answers.
    pub pick: PathBuf,
    /// An address on this machine that answers.
    pub server: String,
    session: Session,
    driver: Child,
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The text of a key in the language of the window.
pub fn word(key: &str) -> String {
    let words = Words::of(Language::Vi);
    assert!(words.has(key), "no word for {key}");
    words.get(key)
}

/// Waits until `look` answers something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Result<Option<T>, String>) -> T {
    let started = Instant::now();
    let mut trouble = String::new();
    while started.elapsed() < PATIENCE {
        match look() {
            Ok(Some(found)) => return found,
            Ok(None) => {}
            Err(error) => trouble = error,
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("did not come: {what} {trouble}");
}

/// Makes a book from the seeds in `folder`, which the window finds there and opens.
pub fn make_book(folder: &Path) -> PathBuf {
    let desk = Desk::new(Arc::new(Machine), folder.to_owned()).unwrap();
    let new = json!({"office": "Văn phòng", "person": "Người thử", "seed": "khung-3-5"});
    let state = api::call(&desk, "book_create", new, &Unwatched).unwrap();
    PathBuf::from(state.pointer("/value/book/path").and_then(Value::as_str).unwrap())
}

/// The program under test: `SO35_DESKTOP`, as `cargo xtask test` sets it.
fn program() -> PathBuf {
    let named = PathBuf::from(std::env::var_os("SO35_DESKTOP").expect("SO35_DESKTOP names the built window: run `cargo xtask test`"));
    assert!(named.exists(), "{}: not built", named.display());
    named
}

fn surroundings(mut command: Command, folder: &Path, pick: &Path) -> Command {
    for home in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        command.env(home, folder.join("home"));
    }
    command.env("SO35_FOLDER", folder).env("SO35_PICK", pick).env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11").stdin(Stdio::null());
    command
}

impl Window {
    /// Opens the window on the books in `folder`.
    pub fn open(folder: &Path) -> Window {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let pick = folder.join("trinh-bay.pdf");
        let mut driver = surroundings(Command::new("WebKitWebDriver"), folder, &pick);
        driver.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = driver.spawn().expect("WebKitWebDriver (Debian: webkit2gtk-driver)");
        until("WebKitWebDriver", || Ok(TcpStream::connect(("127.0.0.1", port)).ok()));
        let session = Session::start(port, json!({"binary": program(), "args": []})).expect("the window under its driver");
        let server = format!("http://127.0.0.1:{port}/status");
        Window { folder: folder.to_owned(), pick, server, session, driver }
    }

    /// Starts the program a second time, as a person does who does not see the first, and waits for its end.
    pub fn start_again(&self, arg: Option<&Path>) {
        let mut again = surroundings(Command::new(program()), &self.folder, &self.pick).args(arg).spawn().expect("a second start");
        let status = until("the end of the second start", || again.try_wait().map_err(|error| error.to_string()));
        assert!(status.success(), "the second start: {status}");
        assert_eq!(self.session.windows(), Ok(1), "one window remains");
    }

    /// Goes to an address inside the window, as a link does.
    pub fn go(&self, address: &str) {
        self.session.run("location.hash = arguments[0]", json!([address])).expect("an address");
    }

    /// Whether a function body, run in the page, answers `true`.
    pub fn says_yes(&self, script: &str) -> bool {
        self.session.run(script, json!([])).unwrap_or_else(|error| panic!("{script}: {error}")) == true
    }

    /// Clicks the first thing inside `within` whose text or label is `text`, once it is there and can be used.
    pub fn press(&self, within: &str, text: &str) {
        const FIND: &str = "
            const is = (said) => said?.trim() === arguments[1];
            const all = [...document.querySelectorAll(arguments[0])].flatMap((root) => [...root.querySelectorAll('button, a, [role=gridcell]')]);
            const fits = all.filter((e) => !e.disabled && (is(e.textContent) || is(e.ariaLabel)) && e.getClientRects().length > 0);
            return fits.find((e) => !fits.some((inner) => inner !== e && e.contains(inner)));";
        until(&format!("{text:?} in {within}"), || {
            let found = self.session.element(FIND, json!([within, text]))?;
            found.map(|element| self.session.click(&element)).transpose()
        });
    }

    /// Presses a key together with Ctrl, outside every field.
    pub fn ctrl(&self, key: char) {
        self.session.run("document.activeElement?.blur()", json!([])).expect("the page");
        self.session.chord(&[CTRL, key]).expect("keys are pressed");
    }

    /// What stands in the first element of a selector, once it is there and `fits`.
    pub fn text_when(&self, selector: &str, what: &str, fits: impl Fn(&str) -> bool) -> String {
        until(what, || {
            let said = self.session.run("return document.querySelector(arguments[0])?.innerText ?? null", json!([selector]))?;
            Ok(said.as_str().filter(|text| fits(text)).map(str::to_owned))
        })
    }

    /// The text of the working part of the window when it has stopped changing.
    pub fn settled_text(&self) -> String {
        let mut before = String::new();
        until("a settled screen", || {
            let said = self.session.run("return document.querySelector('main')?.innerText ?? ''", json!([]))?;
            std::thread::sleep(Duration::from_millis(400));
            let now = said.as_str().unwrap_or_default().to_owned();
            let settled = !now.is_empty() && now == before;
            before.clone_from(&now);
            Ok(settled.then_some(now))
        })
    }

    /// Waits until nothing of a selector is left.
    pub fn gone(&self, selector: &str) {
        until(&format!("the end of {selector}"), || {
            let left = self.session.run("return document.querySelectorAll(arguments[0]).length", json!([selector]))?;
            Ok((left == 0).then_some(()))
        });
    }

    /// Keeps a picture of the window beside the build.
    pub fn picture(&self, name: &str) {
        let picture = self.session.screenshot().expect("a picture");
        assert!(picture.starts_with(b"\x89PNG"), "a picture in PNG");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }

    /// Closes the window, and waits until the program has put the book away: all of it in its one file.
    pub fn close(self, book: &Path) {
        const CLOSE: &str = "__TAURI_INTERNALS__.invoke('call', {id: 'close', name: 'window_close', body: {}, progress: '__CHANNEL__:0'})";
        // The page that would answer is gone with the window.
        let _ = self.session.run(CLOSE, json!([]));
        let mut beside = book.as_os_str().to_owned();
        beside.push("-wal");
        let is_empty = || std::fs::metadata(&beside).map_or(true, |about| about.len() == 0);
        until("the book put away", || Ok(is_empty().then_some(())));
    }
}
