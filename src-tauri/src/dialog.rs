//! The system's file dialogs, opened from here and never from the page, and the system's viewers.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use so35::error::{Error, Result};
use so35::problem::Problem;
use so35::words::Words;
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, MessageDialogKind};

/// What a page asks of a file dialog.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// Stands above the dialog.
    title: Option<String>,
    /// What such files are called.
    filter_name: Option<String>,
    /// Their endings without the dot, the usual one first.
    #[serde(default)]
    extensions: Vec<String>,
    /// The name offered for a new file.
    default_name: Option<String>,
}

/// Asks for an existing file. None: nothing was chosen.
pub fn pick_open(window: &WebviewWindow, pick: &Pick) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(answer) = answer_for_tests() {
        return answer;
    }
    builder(window, pick).blocking_pick_file()?.into_path().ok()
}

/// Asks for existing files, one or many. None: nothing was chosen.
pub fn pick_files(window: &WebviewWindow, pick: &Pick) -> Vec<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(answer) = answer_for_tests() {
        return answer.into_iter().collect();
    }
    builder(window, pick).blocking_pick_files().unwrap_or_default().into_iter().filter_map(|file| file.into_path().ok()).collect()
}

/// Asks where a new file goes. The system's dialog asks before an older file is replaced.
pub fn pick_save(window: &WebviewWindow, pick: &Pick) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(answer) = answer_for_tests() {
        return answer;
    }
    let mut name = pick.default_name.clone();
    loop {
        let mut dialog = builder(window, pick);
        if let Some(name) = &name {
            dialog = dialog.set_file_name(name);
        }
        let chosen = dialog.blocking_save_file()?.into_path().ok()?;
        let whole = with_ending(&chosen, &pick.extensions);
        if whole == chosen || !whole.exists() {
            return Some(whole);
        }
        // The dialog asked about a name without its ending: let it ask about the real one.
        name = whole.file_name().map(|name| name.to_string_lossy().into_owned());
    }
}

/// Asks for a folder that files go to. None: nothing was chosen.
pub fn pick_folder(window: &WebviewWindow, pick: &Pick) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(answer) = answer_for_tests() {
        return answer;
    }
    builder(window, pick).blocking_pick_folder()?.into_path().ok()
}

/// In builds for tests the environment answers, because no test can click a system dialog.
#[cfg(debug_assertions)]
fn answer_for_tests() -> Option<Option<PathBuf>> {
    let answer = std::env::var_os("SO35_PICK")?;
    Some((!answer.is_empty()).then(|| PathBuf::from(answer)))
}

fn builder(window: &WebviewWindow, pick: &Pick) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = window.dialog().file().set_parent(window);
    if let Some(title) = &pick.title {
        dialog = dialog.set_title(title);
    }
    if !pick.extensions.is_empty() {
        let endings: Vec<&str> = pick.extensions.iter().map(String::as_str).collect();
        let name = pick.filter_name.clone().unwrap_or_else(|| format!("*.{}", endings.join(", *.")));
        dialog = dialog.add_filter(name, &endings);
    }
    dialog
}

fn with_ending(path: &Path, endings: &[String]) -> PathBuf {
    let has = path.extension().is_some_and(|own| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)));
    match endings.first() {
        Some(usual) if !has => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(usual);
            PathBuf::from(name)
        }
        _ => path.to_owned(),
    }
}

/// Says an error in a message of the system, when no page can; `title` is a key of the words.
pub fn tell(app: &AppHandle, words: &Words, title: &str, error: &Error, then: impl FnOnce() + Send + 'static) {
    let wire = error.to_wire(words);
    let text = match wire.hint {
        Some(hint) => format!("{}\n\n{hint}", wire.message),
        None => wire.message,
    };
    let mut message = app.dialog().message(text).title(words.get(title)).kind(MessageDialogKind::Error);
    if let Some(window) = app.webview_windows().values().next() {
        message = message.parent(window);
    }
    message.show(move |_| then());
}

/// Shows a file or folder in the program that the system has for it.
pub fn view(path: &Path) -> Result<()> {
    #[cfg(debug_assertions)]
    if answer_for_tests().is_some() {
        return Ok(());
    }
    tauri_plugin_opener::open_path(path, None::<&str>)
        .map_err(|error| Error::Refused(Problem::new("window.no_viewer").with("path", path.display()).with("reason", error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_gets_its_ending() {
        let endings = ["pdf".to_owned()];
        for (typed, expect) in [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("báo cáo 1.6", "báo cáo 1.6.pdf")] {
            assert_eq!(with_ending(Path::new(typed), &endings), Path::new(expect));
        }
        assert_eq!(with_ending(Path::new("a"), &[]), Path::new("a"));
    }
}
