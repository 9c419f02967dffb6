//! A folder that is brought in stands for the files in it: a stick with the files of many offices is dropped as it is.
//! Folders inside it are left alone: they may hold anything.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::problem::Problem;
use crate::text::fold;

/// What the exchange receives, by ending: packages, return slips, workbooks, separated text.
const ENDINGS: &[&str] = &["goi35", "phieu35", "xlsx", "ods", "xls", "csv"];

/// More files than offices that could have sent them: the folder is another one than was meant.
const MOST: usize = 10_000;

/// Files and folders that are brought in.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExchangeFilesRequest {
    /// Where they lie.
    pub paths: Vec<String>,
}

/// The files that are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ExchangeFiles {
    /// Files that were named, and for a folder those in it that can be received, by name.
    pub paths: Vec<String>,
}

/// The files that are meant by files and folders. Errors: `exchange.folder_empty` for a folder without a file to
/// receive; `exchange.folder_full`; those of the folder.
pub fn files(_: &Desk, request: ExchangeFilesRequest) -> Result<ExchangeFiles> {
    let mut paths = Vec::new();
    for named in request.paths {
        let path = desk::absolute(&named)?;
        if path.is_dir() { paths.extend(within(&path)?) } else { paths.push(named) }
    }
    Ok(ExchangeFiles { paths })
}

fn within(folder: &Path) -> Result<Vec<String>> {
    let failed = |error| Error::file(folder, error);
    let refused = |code: &'static str| Error::Refused(Problem::new(code).with("path", folder.display()).with("most", MOST));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let received = path.extension().is_some_and(|own| ENDINGS.iter().any(|ending| own.eq_ignore_ascii_case(ending)));
        // Office programs leave "~$name.xlsx" beside an open file, others hide theirs behind a dot.
        if received && !name.starts_with("~$") && !name.starts_with('.') && path.is_file() {
            found.push((fold(&name), path.display().to_string()));
        }
        if found.len() > MOST {
            return Err(refused("exchange.folder_full"));
        }
    }
    if found.is_empty() {
        return Err(refused("exchange.folder_empty"));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::save::{make_folder, save};

    #[test]
    fn a_folder_stands_for_what_can_be_received_in_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Đồng Nai.GOI35", "An Giang.goi35", "~$An Giang.xlsx", ".an.csv", "Ghi chú.docx", "Bạc Liêu.xlsx"] {
            save(&folder.path().join(name), b"x").unwrap();
        }
        make_folder(&folder.path().join("cũ.goi35")).unwrap();
        let names: Vec<String> = within(folder.path()).unwrap().iter().map(|path| Path::new(path).file_name().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["An Giang.goi35", "Bạc Liêu.xlsx", "Đồng Nai.GOI35"]);
        let code = within(&folder.path().join("cũ.goi35")).unwrap_err().describe().0;
        assert_eq!(code, "exchange.folder_empty");
    }
}
