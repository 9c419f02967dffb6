//! The real window on a virtual display, once through: the book opens, a task is done, the overview changes,
//! it is taken back, the briefing is saved, a second start finds the first. `cargo xtask test` runs it.

#[cfg(target_os = "linux")]
mod driver;
#[cfg(target_os = "linux")]
mod wire;

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs the built window, a display and WebKitWebDriver: `cargo xtask test` brings them together"]
fn a_task_is_done_seen_taken_back_and_printed() {
    use driver::{Window, make_book, until, word};

    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let book = make_book(folder.path());
    let window = Window::open(folder.path());

    // The overview of a day on which five tasks are overdue, N03 among them.
    window.text_when("main", "the overview", |text| text.contains("TC1"));
    window.go("#/overview?as_of=2024-06-01");
    window.text_when("main", "the overdue tasks of 1 June 2024", |text| text.contains("N03"));
    let before = window.settled_text();
    window.picture("1-overview");

    // The task is found in the register and said to be done.
    window.press("nav", &word("ui.nav.tasks"));
    window.press("[role=grid]", "N03");
    window.text_when("aside", "the task's pane", |text| text.contains("N03"));
    window.picture("2-task");
    window.press("aside", &word("ui.task.complete"));
    window.picture("3-complete");
    window.press("[role=dialog]", &word("ui.complete.do"));
    window.gone("[role=dialog]");

    // The overview knows.
    window.press("nav", &word("ui.nav.overview"));
    window.text_when("main", "the overview after it", |text| text.contains("TC1") && text != before);
    let after = window.settled_text();
    assert_ne!(before, after, "a done task changes the overview");
    window.picture("4-overview-after");

    // Ctrl+Z takes it back, and the overview is as it was.
    window.ctrl('z');
    window.text_when("main", "the overview as it was", |text| text == before);

    // Ctrl+P saves the briefing where the dialog says.
    window.ctrl('p');
    let pdf = until("the briefing as PDF", || Ok(std::fs::read(&window.pick).ok()));
    assert!(pdf.starts_with(b"%PDF-"), "the briefing is a PDF");
    window.picture("5-printed");

    // A chart goes to the clipboard as a picture.
    window.go("#/charts");
    window.press(".view", &word("ui.chart.copy.picture"));
    window.text_when("body", "that the picture was copied", |text| text.contains(&word("ui.chart.copied")));
    window.picture("6-chart-copied");

    the_page_can_do_nothing_else(&window);

    // A double click on a package shows what it would do, or why it is none.
    let package = folder.path().join("la.goi35");
    std::fs::write(&package, "không phải gói").unwrap();
    window.start_again(Some(&package));
    window.text_when("main", "why it is no package", |text| text.contains(&word("error.package.not_one")));
    // Further ones, opened at once while it is open, stand beside it in a list.
    let others = ["la-2.goi35", "la-3.goi35"].map(|name| folder.path().join(name));
    for other in &others {
        std::fs::write(other, "không phải gói").unwrap();
        window.start_again(Some(other));
    }
    window.text_when("main", "all packages that were opened", |text| ["la.goi35", "la-2.goi35", "la-3.goi35"].iter().all(|name| text.contains(name)));
    window.picture("7-three-packages");
    window.go("#/overview");
    window.text_when("main", "the overview again", |text| text.contains("TC1"));

    // A second start finds the first, and may bring a book with it.
    window.start_again(None);
    window.start_again(Some(&book));
    window.text_when("main", "the window after a second start", |text| text.contains("TC1"));
    window.close(&book);
}

/// The page reaches the book through `call` and nothing else: no other command, no script from text, no
/// other address, no other window.
#[cfg(target_os = "linux")]
fn the_page_can_do_nothing_else(window: &driver::Window) {
    for (what, script) in [
        ("built-in objects cannot be changed", "return Object.isFrozen(Object.prototype) && window.__TAURI__ === undefined"),
        (
            "inserted script does not run",
            "const s = document.createElement('script'); s.textContent = 'window.inserted = 1'; document.body.append(s); s.remove(); return window.inserted === undefined",
        ),
        ("text is not run", "try { return !new Function('return 1')() } catch { return true }"),
        // A server that does answer: the driver itself.
        ("no network", &format!("return fetch('{}', {{mode: 'no-cors'}}).then(() => false, () => true)", window.server)),
        ("no dialogs of its own", "return __TAURI_INTERNALS__.invoke('plugin:dialog|open', {options: {}}).then(() => false, () => true)"),
        ("no events", "return __TAURI_INTERNALS__.invoke('plugin:event|emit', {event: 'x'}).then(() => false, () => true)"),
        ("no window commands", "return __TAURI_INTERNALS__.invoke('plugin:window|close', {label: 'main'}).then(() => false, () => true)"),
        ("no file of others is shown", "return __TAURI_INTERNALS__.invoke('call', {id: 'x', name: 'window_open', body: {path: '/etc/passwd'}, progress: '__CHANNEL__:0'}).then(() => false, (e) => e.code === 'window.not_ours')"),
        ("no second window", "return window.open('about:blank') === null"),
    ] {
        assert!(window.says_yes(script), "{what}");
    }
    window.says_yes(&format!("location.href = '{}'; return true", window.server));
    std::thread::sleep(std::time::Duration::from_millis(500));
    window.text_when("main", "the page, which has not gone elsewhere", |text| text.contains("TC1"));
}
