//! What is in the files that offices exchange, for whoever wants to write or read them with a program of their own:
//! JSON Schemas of the manifest, of cards and of directories, and the columns of every table of a package. Made from the
//! very types and tables that packages are written from.

use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::contact::{Directory, Listed};
use super::keys::Card;
use super::package::v1::{self, Described, Manifest};
use super::sheet::{self, SHEETS};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::FileSaved;
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::history::Names;
use crate::store::save;
use crate::wire::Empty;

/// One table of a package.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FormatTable {
    /// Its name, and that of its CSV.
    pub table: String,
    /// What its rows are called.
    pub name: String,
    /// Its columns, in order, after `id`.
    pub columns: Vec<FormatColumn>,
}

/// One column of a table.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct FormatColumn {
    /// Its name.
    pub column: String,
    /// What it is called.
    pub name: String,
    /// The table whose ids it holds.
    pub refers: Option<String>,
}

/// The format of packages.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PackageFormat {
    /// The version that this program writes. It reads all before it as well.
    pub version: u32,
    /// The tables, in the order in which they are read.
    pub tables: Vec<FormatTable>,
}

/// Where to write the description.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FormatSave {
    /// The file, ending in `.json`.
    pub path: String,
}

/// What a package holds.
pub fn format(reader: &Reader, _: Empty) -> Result<PackageFormat> {
    let names = Names::new(reader.conn, reader.words());
    let forms = sheet::forms(reader.conn)?;
    let table = |sheet: &sheet::Sheet| {
        let columns = forms.get(sheet.table).into_iter().flat_map(|form| &form.table.columns);
        let column = |column: &crate::store::rows::Column| FormatColumn {
            name: names.field(sheet.table, &column.name),
            column: column.name.to_string(),
            refers: column.refers.clone(),
        };
        FormatTable { table: sheet.table.to_owned(), name: reader.words().get(&format!("noun.{}", sheet.table)), columns: columns.map(column).collect() }
    };
    Ok(PackageFormat { version: 1, tables: SHEETS.iter().map(table).collect() })
}

/// JSON Schemas of everything in a package and of cards and directories, and a Table Schema of each table.
pub fn schemas(reader: &Reader) -> Result<Value> {
    let forms = sheet::forms(reader.conn)?;
    let tables: serde_json::Map<String, Value> =
        SHEETS.iter().filter_map(|sheet| Some((format!("data/{}.csv", sheet.table), v1::table_schema(forms.get(sheet.table)?)))).collect();
    Ok(json!({
        "format": 1,
        "manifest.json": schema_for!(Manifest),
        "datapackage.json so35": schema_for!(Described),
        "card": schema_for!(Card),
        "directory": schema_for!(Directory),
        "directory.listed": schema_for!(Listed),
        "tables": tables,
    }))
}

/// Writes the description for programs. Errors: `file.ending`.
pub fn save(desk: &Desk, book: &Book, request: FormatSave, _: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["json"])?;
    let schemas = book.read(&desk.asking(), schemas)?;
    let bytes = serde_json::to_vec_pretty(&schemas).map_err(|error| Error::Damaged(error.to_string()))?;
    save::save(&path, &bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: bytes.len() as u64, replaced: Vec::new() })
}
