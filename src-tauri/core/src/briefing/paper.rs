//! The templates pages are set with: those of the program, or those the office laid beside its book. A template of the
//! office that cannot be set is told with file and line, and the program's own is used.

use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;
use so35_press as press;
use ts_rs::TS;

use crate::book::Reader;
use crate::error::{Error, Result};
use crate::words::Words;

/// The largest template that is read, and how many files of them.
const LARGEST: u64 = 1024 * 1024;
const MOST: usize = 32;

/// Why the office's own template was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TemplateFault {
    /// The folder of the office's templates.
    pub folder: String,
    /// The file.
    pub file: String,
    /// The line in it, counted from 1; 0 when it is not known.
    pub line: u32,
    /// What is wrong, as the page setter says it.
    pub message: String,
    /// The whole, as a sentence.
    pub said: String,
}

/// The office's own templates.
pub(super) struct Office {
    folder: PathBuf,
    templates: press::Templates,
    unreadable: Option<(String, String)>,
}

/// How a briefing is set when nothing else is said.
pub(super) fn plain(templates: &press::Templates) -> press::Setting<'_> {
    press::Setting { title: "", templates, go_on: None }
}

/// `so.so35` has its templates in `so.mau`.
fn folder_of(book: &Path) -> PathBuf {
    book.with_extension("mau")
}

impl Office {
    /// The templates beside the book of a reader.
    pub(super) fn read(reader: &Reader) -> Result<Office> {
        let folder = folder_of(Path::new(reader.conn.path().unwrap_or_default()));
        let mut office = Office { folder, templates: press::Templates::default(), unreadable: None };
        let entries = match fs::read_dir(&office.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(office),
            Err(error) => return Err(Error::file(&office.folder, error)),
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".typ") && !name.starts_with('.'))
            .collect();
        names.sort();
        for name in names.into_iter().take(MOST) {
            let path = office.folder.join(&name);
            let size = fs::metadata(&path).map(|there| if there.is_file() { there.len() } else { LARGEST + 1 });
            let text = match size {
                Ok(size) if size <= LARGEST => fs::read_to_string(&path).map_err(|error| error.to_string()),
                Ok(size) => Err(format!("{size} > {LARGEST}")),
                Err(error) => Err(error.to_string()),
            };
            match text {
                Ok(text) => office.templates.files.push((name, text)),
                Err(message) => office.unreadable = Some((name, message)),
            }
        }
        if office.unreadable.is_some() {
            office.templates = press::Templates::default();
        }
        Ok(office)
    }

    /// Those an issued briefing was set with.
    pub(super) fn kept(templates: press::Templates) -> Office {
        Office { folder: PathBuf::new(), templates, unreadable: None }
    }

    fn fault(&self, words: &Words, file: String, line: usize, message: String) -> TemplateFault {
        let folder = self.folder.display().to_string();
        let params = [("file", file.clone()), ("line", line.to_string()), ("message", message.clone())];
        let said = words.fill(if line == 0 { "briefing.template_unreadable" } else { "briefing.template_fault" }, &params);
        TemplateFault { folder, file, line: u32::try_from(line).unwrap_or(u32::MAX), message, said }
    }

    /// Sets something with the office's templates; with the program's own where those cannot be.
    pub(super) fn set<T>(
        &self,
        words: &Words,
        set: impl Fn(&press::Templates) -> std::result::Result<T, press::PressError>,
    ) -> Result<(T, Option<TemplateFault>)> {
        let own = press::Templates::default();
        if let Some((file, message)) = &self.unreadable {
            return Ok((set(&own)?, Some(self.fault(words, file.clone(), 0, message.clone()))));
        }
        match set(&self.templates) {
            Err(press::PressError::Page(found)) if !self.templates.files.is_empty() => {
                let first = found.into_iter().next();
                let (file, line, message) = first.map(|one| (one.file, one.line, one.message)).unwrap_or_default();
                Ok((set(&own)?, Some(self.fault(words, file, line, message))))
            }
            other => Ok((other?, None)),
        }
    }

    /// What the pages are set with.
    pub(super) fn templates(&self) -> &press::Templates {
        &self.templates
    }
}
