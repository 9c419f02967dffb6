//! The house's own rules. Each rule is one test, finds all of its breaches at once and says what to do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};
use so35::api::{COMMANDS, Kind};

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file that belongs to the project: known to git, or new and not ignored.
fn files() -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["-C"]).arg(root()).args(["-c", "core.quotePath=off", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
    let said = git.output().expect("git is needed to know which files belong to the project");
    assert!(said.status.success(), "git ls-files: {}", String::from_utf8_lossy(&said.stderr));
    let there = |path: &String| root().join(path).is_file();
    String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).filter(there).collect()
}

fn files_in(folder: &str, endings: &[&str]) -> Vec<String> {
    let ends = |path: &String| endings.iter().any(|ending| path.ends_with(&format!(".{ending}")));
    files().into_iter().filter(|path| path.starts_with(folder)).filter(ends).collect()
}

/// A Rust file without its tests, which stand last.
fn without_tests(path: &str) -> String {
    let text = read(path);
    if path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/examples/") {
        return String::new();
    }
    // Attributes may stand between `#[cfg(test)]` and the module.
    let begins_tests = |(at, _): &(usize, &str)| text[*at..].lines().find(|line| !line.starts_with("#[")).is_some_and(|line| line.starts_with("mod "));
    let end = text.match_indices("\n#[cfg(test)]\n").map(|(at, mark)| (at + 1, mark)).find(begins_tests).map_or(text.len(), |(at, _)| at);
    text[..end].lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

fn rust_in(folder: &str) -> Vec<(String, String)> {
    files_in(folder, &["rs"]).into_iter().map(|path| (without_tests(&path), path)).map(|(code, path)| (path, code)).collect()
}

#[track_caller]
fn none(breaches: Vec<String>, rule: &str) {
    assert!(breaches.is_empty(), "{rule}\n  {}", breaches.join("\n  "));
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

#[test]
fn the_top_level_is_fixed() {
    const HOUSE: &[&str] = &["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "assets", "seeds", "src-tauri", "tests", "ui"];
    let there: BTreeSet<String> =
        files().iter().filter_map(|path| path.split('/').next()).filter(|name| !name.starts_with('.')).map(str::to_owned).collect();
    let expect: BTreeSet<String> = HOUSE.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(there, expect, "the top level is exactly this, and dot files");
}

#[test]
fn types_ts_is_fresh() {
    assert!(
        read("ui/src/api/types.ts") == so35::api::typescript(),
        "the commands have changed: so35 commands --typescript > ui/src/api/types.ts"
    );
}

fn words(language: &str) -> BTreeMap<String, String> {
    serde_json::from_str(&read(&format!("assets/words/{language}.json"))).unwrap_or_else(|error| panic!("{language}.json: {error}"))
}

/// The placeholders of a text, as a set: a language may use one twice.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let (vi, en) = (words("vi"), words("en"));
    let mut breaches = Vec::new();
    for key in vi.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
        match (vi.get(key), en.get(key)) {
            (Some(vi), Some(en)) if placeholders(vi) != placeholders(en) => breaches.push(format!("{key}: {vi:?} / {en:?}")),
            (Some(vi), Some(en)) if vi.trim().is_empty() || en.trim().is_empty() => breaches.push(format!("{key}: empty")),
            (Some(_), Some(_)) => {}
            (vi, _) => breaches.push(format!("{key}: missing in {}", if vi.is_none() { "vi" } else { "en" })),
        }
    }
    none(breaches, "every word stands in vi.json and en.json, with the same placeholders");
}

/// What stands in quotes behind each occurrence of `call`.
fn literals_after<'a>(code: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    code.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn every_error_code_has_words() {
    let words = words("vi");
    let mut breaches = Vec::new();
    for (path, code) in rust_in("src-tauri/") {
        let calls = ["Problem::new(", "Error::refused(", "Problem::new(\n", "refused(\n"];
        let mut codes: BTreeSet<&str> = calls.iter().flat_map(|call| literals_after(&code, call)).collect();
        if path.ends_with("core/src/error.rs") {
            // Codes that this file gives to errors of files and of the store.
            codes.extend(code.split('"').skip(1).step_by(2).filter(|text| is_code(text)));
        }
        for found in codes {
            if !words.contains_key(&format!("error.{found}")) {
                breaches.push(format!("{path}: error.{found}"));
            }
        }
    }
    none(breaches, "every error code has its sentence in assets/words");
}

/// `file.disk_full`: lower case, dotted.
fn is_code(text: &str) -> bool {
    text.contains('.') && text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

#[test]
fn every_word_that_the_code_names_exists() {
    let words = words("vi");
    let families: BTreeSet<&str> = words.keys().filter_map(|key| key.split('.').next()).collect();
    let mut breaches = Vec::new();
    for (path, code) in rust_in("src-tauri/core/src").into_iter().chain(rust_in("src-tauri/src")) {
        for literal in code.split('"').skip(1).step_by(2).filter(|text| is_code(text)) {
            let (family, last) = (literal.split('.').next().unwrap_or_default(), literal.rsplit('.').next().unwrap_or_default());
            let is_file = ["csv", "json", "pdf", "png", "svg"].contains(&last);
            // Codes of errors and help texts are completed where they are used.
            let known = words.contains_key(literal) || ["error", "cli"].iter().any(|family| words.contains_key(&format!("{family}.{literal}")));
            if families.contains(family) && !is_file && !known {
                breaches.push(format!("{path}: {literal}"));
            }
        }
        for noun in literals_after(&code, "NotFound { noun:") {
            if !words.contains_key(&format!("noun.{noun}")) {
                breaches.push(format!("{path}: noun.{noun}"));
            }
        }
    }
    for path in files_in("ui/src/", &["svelte", "ts"]) {
        let text = read(&path);
        for key in [" t('", "(t('", "{t('", "`t('", ": t('"].iter().flat_map(|call| text.split(call).skip(1)).filter_map(|rest| rest.split('\'').next()) {
            if !words.contains_key(key) {
                breaches.push(format!("{path}: {key}"));
            }
        }
    }
    none(breaches, "every key that the code names stands in assets/words");
}

/// Every key that code can make: a key in quotes, or a family that the code completes with a value.
struct Said {
    /// Everything that stands in quotes.
    quoted: BTreeSet<String>,
    /// What is followed by a value: `format!("op.{command}")`, `` t(`ui.kind.${kind}`) ``, `of_value("status", …)`.
    families: BTreeSet<String>,
    /// Names of fields and texts of values that travel: the command line tells `role: lead` by `field.role` and `role.lead`.
    travelling: BTreeSet<String>,
    /// Tables and columns, which the history tells.
    stored: BTreeSet<String>,
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
}

/// The words of a text that could be names.
fn names(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

impl Said {
    fn by_the_code() -> Said {
        let page = |path: &String| !path.contains(".test.") && !path.ends_with("api/types.ts");
        let mut code: Vec<String> = rust_in("src-tauri/").into_iter().map(|(_, code)| code).collect();
        code.extend(files_in("ui/src/", &["svelte", "ts"]).iter().filter(|path| page(path)).map(|path| read(path)));
        let mut said = Said { quoted: BTreeSet::new(), families: BTreeSet::new(), travelling: names(&read("ui/src/api/types.ts")), stored: BTreeSet::new() };
        for text in &code {
            for quote in ['"', '\'', '`'] {
                for piece in text.split(quote) {
                    if is_key(piece) {
                        said.quoted.insert(piece.to_owned());
                    }
                    let composed = piece.split_once(['{', '$']).and_then(|(family, _)| family.strip_suffix('.'));
                    said.families.extend(composed.filter(|family| is_key(family) && *family != "ui").map(str::to_owned));
                }
            }
            said.families.extend(literals_after(text, "of_value(").map(str::to_owned));
        }
        // Built-in briefings name their words behind an @.
        for path in files_in("assets/briefings/", &["json"]) {
            said.quoted.extend(read(&path).split('"').filter_map(|piece| piece.strip_prefix('@')).map(str::to_owned));
        }
        // Families that a variable names.
        let named = ["deadline_class", "register_office", "register_commune", "register_by_current", "register_by_original"];
        said.families.extend(named.map(str::to_owned));
        for path in files_in("src-tauri/core/migrations/", &["sql"]) {
            said.stored.extend(names(&read(&path)));
        }
        said
    }

    fn has(&self, key: &str) -> bool {
        if self.quoted.contains(key) {
            return true;
        }
        // A hint stands beside the word it belongs to.
        let key = key.strip_suffix(".hint").unwrap_or(key);
        let value = |text: &str| {
            self.quoted.contains(text)
                || self.travelling.contains(text)
                || self.stored.contains(text)
                || text.bytes().all(|byte| byte.is_ascii_digit())
                || so35::api::find(text).is_some()
        };
        let completed = |(at, _): (usize, &str)| {
            let (family, rest) = (&key[..at], &key[at + 1..]);
            let composed = self.families.contains(family) && (value(rest) || (family == "field" && rest.split('.').all(value)));
            composed || (self.travelling.contains(family) && self.travelling.contains(rest))
        };
        (key.starts_with("error.") && self.quoted.contains(key)) || key.match_indices('.').any(completed)
    }
}

#[test]
fn every_word_is_used() {
    let said = Said::by_the_code();
    none(words("vi").into_keys().filter(|key| !said.has(key)).collect(), "a word that no code asks for is removed from both languages");
}

#[test]
fn every_write_has_the_words_that_undo_says() {
    let words = words("vi");
    let reverting = ["undo", "redo"];
    let writes = COMMANDS.iter().filter(|command| command.kind == Kind::Write).map(|command| command.name);
    let named = writes.filter(|name| !reverting.contains(name)).chain([so35::store::journal::BIRTH]);
    none(named.map(|name| format!("op.{name}")).filter(|key| !words.contains_key(key)).collect(), "undo and history name every write");
}

/// Migrations that books out there were made with, in order. Append; never change a line.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_book.sql", "3877262c6f9017b0ee2710994aa125e640a81c1b7c4bd5e51f772e8ae9a9cd31"),
    ("0002_register.sql", "b71cc2f4083e343a9abfb8e8cf233ed78eb5c25e62c007a66591b77af6a9ef0d"),
    ("0003_figures.sql", "78f165986b556607689d650910c3f2f41aa03caac2d6dfff3f6e1bbb9b146e44"),
    ("0004_briefings.sql", "d501d43f7eb29869ecce529170dac8cabbbc321658295351f2675470c655503e"),
    ("0005_exchange.sql", "6071ae9fb009fc33712b7a1e97a4038fe5b61b5f1d6a296978627ffe6a265f1c"),
    ("0006_sheets.sql", "19531b80c6d1480bd1a1ee85d2cd598f09734e0f9284edcc6d63954fd1815a19"),
    ("0007_received.sql", "cd362883fff4371dd5ad8d07e49674110a06d36a69b6fc12c37b6fc8c6ef6db6"),
    ("0008_briefing_basis.sql", "2d828d66a310fd642d9e993571462c93025969013277519c3a922b0f93fa9ca6"),
];

#[test]
fn migrations_never_change() {
    let there = files_in("src-tauri/core/migrations/", &["sql"]);
    let found: Vec<(String, String)> = there
        .iter()
        .map(|path| {
            let hash = Sha256::digest(read(path).as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            (path.rsplit('/').next().unwrap_or_default().to_owned(), hash)
        })
        .collect();
    let expect: Vec<(String, String)> = MIGRATIONS.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect();
    assert_eq!(found, expect, "a released migration is never edited; a new one is added here with its hash");
}

/// Cargo.lock as name → names it depends on. Versions are left out: a name is enough to refuse.
fn lock() -> HashMap<String, BTreeSet<String>> {
    let mut packages: HashMap<String, BTreeSet<String>> = HashMap::new();
    for package in read("Cargo.lock").split("[[package]]").skip(1) {
        let quoted = |line: &str| line.split('"').nth(1).and_then(|text| text.split(' ').next()).map(str::to_owned);
        let Some(name) = package.lines().find(|line| line.starts_with("name = ")).and_then(quoted) else { continue };
        let needs = package.lines().filter(|line| line.starts_with(" \"")).filter_map(quoted);
        packages.entry(name).or_default().extend(needs);
    }
    packages
}

#[test]
fn the_book_knows_no_network_and_no_window() {
    const REFUSED: &[&str] = &[
        "async-std", "attohttpc", "aws-lc-rs", "curl", "curl-sys", "h2", "hyper", "hyper-util", "isahc", "mio", "native-tls", "openssl", "quinn",
        "reqwest", "ring", "rustls", "smol", "socket2", "tao", "tauri", "tokio", "tungstenite", "ureq", "wry",
    ];
    let packages = lock();
    let (mut reached, mut next) = (BTreeSet::new(), vec!["so35".to_owned()]);
    while let Some(name) = next.pop() {
        if reached.insert(name.clone()) {
            next.extend(packages.get(&name).into_iter().flatten().cloned());
        }
    }
    assert!(reached.contains("rusqlite") && reached.contains("typst"), "Cargo.lock was understood");
    none(REFUSED.iter().filter(|name| reached.contains(**name)).map(|name| (*name).to_owned()).collect(), "under so35 there is no network and no window");
    let named = rust_in("src-tauri/core/src").into_iter().chain(rust_in("src-tauri/press/src"));
    none(named.filter(|(_, code)| code.contains("std::net")).map(|(path, _)| path).collect(), "the book and the press open no connections");
}

#[test]
fn parts_know_only_what_lies_below_them() {
    let mut breaches = Vec::new();
    let mut refuse = |folder: &str, endings: &[&str], words: &[&str]| {
        for path in files_in(folder, endings) {
            let text = if path.ends_with(".rs") { without_tests(&path) } else { read(&path) };
            for (at, line) in numbered(&text) {
                if words.iter().any(|word| line.contains(word)) {
                    breaches.push(format!("{path}:{at}: {}", line.trim()));
                }
            }
        }
    };
    refuse("src-tauri/core/src/", &["rs"], &["tauri::", "tauri_", "use tauri"]);
    refuse("src-tauri/core/Cargo", &["toml"], &["tauri"]);
    refuse("src-tauri/press/src/", &["rs"], &["rusqlite", "so35::", "tauri::"]);
    refuse("src-tauri/press/Cargo", &["toml"], &["rusqlite", "so35.workspace", "so35 =", "tauri"]);
    refuse("src-tauri/src/", &["rs"], &["rusqlite", "so35_press"]);
    refuse("src-tauri/xtask/Cargo", &["toml"], &["dependencies"]);
    none(breaches, "parts ← screens → api; window | so35 | tests → api.rs → nouns → store; api.rs → press");
}

/// The paths that a file of ui/src imports, from the project's folder, and what it imports by name.
fn imports(path: &str) -> Vec<String> {
    let text = read(path);
    let specifiers = text.split("from '").skip(1).chain(text.split("import '").skip(1)).chain(text.split("import('").skip(1));
    specifiers
        .filter_map(|rest| rest.split('\'').next())
        .map(|specifier| match specifier.starts_with('.') {
            false => specifier.to_owned(),
            true => {
                let mut parts: Vec<&str> = path.split('/').collect();
                parts.pop();
                for part in specifier.split('/') {
                    match part {
                        "." => {}
                        ".." => drop(parts.pop()),
                        part => parts.push(part),
                    }
                }
                parts.join("/")
            }
        })
        .collect()
}

#[test]
fn screens_know_parts_and_api_but_not_each_other() {
    let mut breaches = Vec::new();
    for path in files_in("ui/src/", &["ts", "svelte"]) {
        let screen = path.strip_prefix("ui/src/screens/").and_then(|rest| rest.split_once('/')).map(|(screen, _)| format!("ui/src/screens/{screen}/"));
        for import in imports(&path) {
            let other_screen = screen.as_ref().is_some_and(|own| import.starts_with("ui/src/screens/") && !import.starts_with(own.as_str()));
            let upwards = path.starts_with("ui/src/parts/")
                && ["ui/src/api/", "ui/src/screens/", "ui/src/app/", "ui/src/nouns/"].iter().any(|above| import.starts_with(above));
            let bridge = import.starts_with("@tauri-apps/") && !path.starts_with("ui/src/api/");
            if other_screen || upwards || bridge {
                breaches.push(format!("{path} imports {import}"));
            }
        }
    }
    none(breaches, "parts know no api and no screens, screens do not know each other, only ui/src/api knows the window");
}

#[test]
fn no_page_inserts_markup() {
    let mut breaches = Vec::new();
    for path in files_in("ui/src/", &["svelte", "ts", "html"]) {
        for (at, line) in numbered(&read(&path)) {
            if ["{@html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"].iter().any(|way| line.contains(way)) {
                breaches.push(format!("{path}:{at}: {}", line.trim()));
            }
        }
    }
    none(breaches, "text from a book never becomes markup");
}

#[test]
fn book_and_press_do_not_panic_on_purpose() {
    const WAYS: &[&str] = &[".unwrap()", ".expect(\"", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    let mut breaches = Vec::new();
    for (path, code) in rust_in("src-tauri/core/src").into_iter().chain(rust_in("src-tauri/press/src")) {
        for (at, line) in numbered(&code) {
            if WAYS.iter().any(|way| line.contains(way)) {
                breaches.push(format!("{path}:{at}: {}", line.trim()));
            }
        }
    }
    none(breaches, "outside tests a failure is an error with a sentence");
}

#[test]
fn files_stay_readable() {
    const LONGEST: usize = 900;
    let mut breaches = Vec::new();
    for path in files().iter().filter(|path| path.as_str() != "ui/src/api/types.ts") {
        let is_source = [".rs", ".ts", ".svelte", ".css", ".typ", ".sql", ".md", ".toml"].iter().any(|ending| path.ends_with(ending));
        if is_source && read(path).lines().count() > LONGEST {
            breaches.push(format!("{path}: {} lines", read(path).lines().count()));
        }
    }
    none(breaches, "400 lines are comfortable, at 600 there is a second idea, 900 is too long");
}

#[test]
fn no_file_names_somebodys_machine() {
    // Put together here, so that this file does not name any either.
    let folders = [["/ro", "ot/"].concat(), ["/ho", "me/"].concat(), ["C:\\Us", "ers\\"].concat(), ["/Us", "ers/"].concat()];
    // A person of one letter is an example, not somebody.
    let names_somebody = |line: &str, folder: &str| {
        line.split(folder).skip(1).any(|rest| rest.chars().take(2).filter(|c| c.is_alphanumeric()).count() == 2)
    };
    let mut breaches = Vec::new();
    for path in files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (at, line) in numbered(&text) {
            if folders.iter().any(|folder| names_somebody(line, folder)) {
                breaches.push(format!("{path}:{at}: {}", line.trim().chars().take(120).collect::<String>()));
            }
        }
    }
    none(breaches, "paths of one machine mean nothing on another");
}

#[test]
fn the_fonts_have_every_letter_that_is_printed() {
    const MARKS: &str = "≥≤→●▲○–—“”…·×÷ăâđêôơưĂÂĐÊÔƠƯàáảãạ€₫";
    // The tick stands on the screen and in charts only; documents say it in words.
    const SCREEN: &str = "✓";
    let fonts = files_in("assets/fonts/", &["ttf"]);
    assert!(fonts.len() >= 5, "fonts for the screen and for documents");
    let mut breaches = Vec::new();
    for path in &fonts {
        let bytes = fs::read(root().join(path)).unwrap();
        let face = ttf_parser::Face::parse(&bytes, 0).unwrap();
        let wanted = ('\u{1EA0}'..='\u{1EF9}').chain(MARKS.chars());
        let wanted = wanted.chain(SCREEN.chars().filter(|_| path.contains("SourceSans")));
        let lacking: String = wanted.filter(|letter| face.glyph_index(*letter).is_none()).collect();
        if !lacking.is_empty() {
            breaches.push(format!("{path}: {lacking}"));
        }
    }
    none(breaches, "U+1EA0–1EF9 and the marks of charts and pages are in every font");
    let licences = files().iter().filter(|path| path.starts_with("assets/fonts/") && path.ends_with(".txt")).count();
    assert!(licences >= 2, "each family's licence lies beside it");
}

#[test]
fn every_command_in_the_readme_exists() {
    let readme = read("README.md");
    let tasks: BTreeSet<String> = literals_after_bracket(&read("src-tauri/xtask/src/main.rs"));
    let arguments = read("src-tauri/core/src/cli/args.rs");
    let verbs: BTreeSet<&str> = literals_after(&arguments, "verb(").collect();
    assert!(tasks.contains("run") && verbs.contains("call"), "both lists were understood: {tasks:?} {verbs:?}");
    let mut breaches = Vec::new();
    for (at, line) in numbered(&readme) {
        for said in line.split("cargo xtask ").skip(1) {
            let task: String = said.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            if !task.is_empty() && !tasks.contains(&task) {
                breaches.push(format!("README.md:{at}: cargo xtask {task}"));
            }
        }
        for said in code_spans(&readme, at).iter().filter_map(|span| span.strip_prefix("so35 ")) {
            if let Err(what) = check_so35(said, &verbs) {
                breaches.push(format!("README.md:{at}: {what}"));
            }
        }
    }
    none(breaches, "README shows only what works");
}

#[test]
fn what_the_readme_points_to_is_there() {
    let readme = read("README.md");
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let here = targets.filter(|target| !target.is_empty() && !target.contains("://"));
    none(here.filter(|target| !root().join(target).exists()).map(str::to_owned).collect(), "README points only to what is there");
}

/// The names that xtask's `match` knows: `["run"]`.
fn literals_after_bracket(source: &str) -> BTreeSet<String> {
    source.split("[\"").skip(1).filter_map(|rest| rest.split_once("\"]")).map(|(name, _)| name.to_owned()).collect()
}

/// What stands in backquotes on a line, or the line itself inside a fenced block.
fn code_spans(text: &str, line: usize) -> Vec<String> {
    let before = text.lines().take(line - 1).filter(|line| line.trim_start().starts_with("```")).count();
    let this = text.lines().nth(line - 1).unwrap_or_default();
    if before % 2 == 1 {
        return vec![this.trim().trim_start_matches("$ ").to_owned()];
    }
    this.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether the verb, and for `call` the command, of a `so35` line exist.
fn check_so35(said: &str, verbs: &BTreeSet<&str>) -> Result<(), String> {
    let mut parts = said.split_whitespace().peekable();
    while let Some(part) = parts.next() {
        match part {
            "--book" | "--lang" => drop(parts.next()),
            option if option.starts_with('-') => {}
            "call" => {
                let name = parts.next().unwrap_or_default();
                let known = so35::api::find(name).is_some() || name.chars().all(|c| c.is_ascii_uppercase());
                return if known { Ok(()) } else { Err(format!("so35 call {name}")) };
            }
            verb => return if verbs.contains(verb) { Ok(()) } else { Err(format!("so35 {verb}")) },
        }
    }
    Ok(())
}

#[test]
fn the_windows_rules_stand() {
    let conf: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).unwrap();
    let security = &conf["app"]["security"];
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src ipc: http://ipc.localhost";
    assert_eq!(security["csp"], policy);
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(conf["app"]["withGlobalTauri"], false);
    assert_eq!(conf["build"]["devUrl"], Value::Null, "the window never loads from a server");
    let capabilities = files_in("src-tauri/capabilities/", &["json", "toml", "json5"]);
    assert_eq!(capabilities, ["src-tauri/capabilities/main.json"]);
    let capability: Value = serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
    assert_eq!((&capability["windows"], &capability["permissions"]), (&serde_json::json!(["main"]), &serde_json::json!(["allow-call"])));
}
