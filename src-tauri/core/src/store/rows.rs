//! Rows of any journaled table as canonical text, by column: what files exchange and what a merge compares. Knows
//! the types of columns and what they refer to, no meaning: whether a row makes sense is for its noun to say.

use std::collections::BTreeMap;

use ecow::{EcoString, eco_format};
use litemap::LiteMap;
use rusqlite::types::{Value as Stored, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::past::{self, Image};
use super::literal;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// A value of a field in canonical form: an empty text is none. Short ones take no memory of their own, and a copy of a
/// long one shares it, for a large file has a million of them.
pub type Value = Option<EcoString>;

/// The fields of a row, by column: sorted in one piece of memory.
pub type Fields = LiteMap<EcoString, Value>;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words, codes, days, ids.
    Text,
    /// A whole number, or yes and no.
    Integer,
    /// A figure.
    Real,
}

/// One column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: EcoString,
    /// What it holds.
    pub holds: Holds,
    /// Whether it may be empty in the store.
    pub nullable: bool,
    /// What it holds when nothing was said, as a literal; none when something must be said.
    default: Option<String>,
    /// The table it refers to.
    pub refers: Option<String>,
}

impl Column {
    /// A value in canonical form as the journal keeps it.
    pub fn literal(&self, value: &str) -> String {
        match self.holds {
            Holds::Text => literal::quoted(value),
            // A figure is one even when it is a whole number.
            Holds::Real if value.parse::<i64>().is_ok() => format!("{value}.0"),
            Holds::Integer | Holds::Real => value.to_owned(),
        }
    }
}

/// A table whose rows are read and written here.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns but the id, in order.
    pub columns: Vec<Column>,
    select: String,
}

impl Table {
    /// Learns the columns of a table but those in `without`. Errors: the table is none of the journal's.
    pub fn of(conn: &Connection, name: &str, without: &[&str]) -> Result<Table> {
        let name = past::table(name)?;
        let refers: BTreeMap<String, String> = conn
            .prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?
            .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut statement = conn.prepare("SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
        let found = statement.query_map([name], |row| {
            let (name, kind) = (EcoString::from(row.get::<_, String>(0)?), row.get::<_, String>(1)?);
            let holds = match kind.as_str() {
                "INTEGER" => Holds::Integer,
                "REAL" => Holds::Real,
                _ => Holds::Text,
            };
            Ok(Column { refers: refers.get(name.as_str()).cloned(), name, holds, nullable: !row.get::<_, bool>(2)?, default: row.get(3)? })
        })?;
        let mut columns: Vec<Column> = found.collect::<rusqlite::Result<_>>()?;
        columns.retain(|column| column.name != "id" && !without.contains(&column.name.as_str()));
        let listed: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let select = format!("SELECT {}, id FROM main.{name}", listed.join(", "));
        Ok(Table { name, columns, select })
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// A row as it stands; none when it does not exist.
    pub fn get(&self, conn: &Connection, id: &str) -> Result<Option<Fields>> {
        let mut statement = conn.prepare_cached(&format!("{} WHERE id = ?1", self.select))?;
        Ok(statement.query_row([id], |row| self.read(row)).optional()?)
    }

    /// Whether there is a row of this id.
    pub fn exists(&self, conn: &Connection, id: &str) -> Result<bool> {
        Ok(conn.prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM main.{} WHERE id = ?1)", self.name))?.query_row([id], |row| row.get(0))?)
    }

    /// Every row, by id.
    pub fn all(&self, conn: &Connection) -> Result<BTreeMap<String, Fields>> {
        let mut statement = conn.prepare(&self.select)?;
        let rows = statement.query_map([], |row| Ok((row.get(self.columns.len())?, self.read(row)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The id of the one row whose columns hold exactly these values; none when there is none or more than one.
    pub fn find(&self, conn: &Connection, key: &[(&str, &str)]) -> Result<Option<String>> {
        let tests: Vec<String> = key.iter().enumerate().map(|(at, (column, _))| format!("{column} = ?{}", at + 1)).collect();
        let mut statement = conn.prepare_cached(&format!("SELECT id FROM main.{} WHERE {} LIMIT 2", self.name, tests.join(" AND ")))?;
        let mut rows = statement.query(params_from_iter(key.iter().map(|(_, value)| value)))?;
        let first: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(if rows.next()?.is_some() { None } else { first })
    }

    fn read(&self, row: &Row) -> rusqlite::Result<Fields> {
        self.columns.iter().enumerate().map(|(at, column)| Ok((column.name.clone(), text_of(row.get_ref(at)?)))).collect()
    }

    /// A row of an image of the journal.
    pub fn of_image(&self, image: &Image) -> Result<Fields> {
        let value = |column: &Column| -> Result<(EcoString, Value)> {
            let stored = image.get(column.name.as_str()).map_or(Ok(Stored::Null), |text| past::value(text))?;
            Ok((column.name.clone(), text_of(ValueRef::from(&stored))))
        };
        self.columns.iter().map(value).collect()
    }

    /// A value of a column in canonical form. Errors: `row.not_a_number`.
    pub fn canonical(&self, column: &Column, text: &EcoString) -> std::result::Result<Value, Problem> {
        let wrong = || Problem::new("row.not_a_number").with("value", text);
        Ok(match column.holds {
            _ if text.is_empty() => None,
            Holds::Text => Some(text.clone()),
            Holds::Integer => Some(eco_format!("{}", text.parse::<i64>().map_err(|_| wrong())?)),
            Holds::Real => Some(eco_format!("{}", text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong)?)),
        })
    }

    /// What a row says in columns that nobody mentions: their defaults.
    pub fn completed(&self, said: &Fields) -> Fields {
        let value = |column: &Column| {
            let usual = || column.default.as_deref().and_then(literal::shown);
            let value = said.get(&column.name).cloned().unwrap_or_else(|| usual().filter(|text| !text.is_empty()).map(EcoString::from));
            (column.name.clone(), value)
        };
        self.columns.iter().map(value).collect()
    }

    /// Adds a row; what is not mentioned takes its default. Errors: the store's own.
    pub fn insert(&self, conn: &Connection, id: &str, fields: &Fields) -> Result<()> {
        let given: Vec<(&Column, &Value)> = self.columns.iter().filter_map(|column| Some((column, fields.get(&column.name)?))).collect();
        let listed: Vec<&str> = given.iter().map(|(column, _)| column.name.as_str()).collect();
        let marks = vec!["?"; given.len() + 1].join(", ");
        let mut values = vec![Stored::Text(id.to_owned())];
        for (column, value) in given {
            values.push(stored(column, value)?);
        }
        conn.prepare_cached(&format!("INSERT INTO main.{} (id, {}) VALUES ({marks})", self.name, listed.join(", ")))?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Writes fields of a row. Errors: the store's own.
    pub fn update(&self, conn: &Connection, id: &str, fields: &Fields) -> Result<()> {
        let given: Vec<(&Column, &Value)> = self.columns.iter().filter_map(|column| Some((column, fields.get(&column.name)?))).collect();
        let sets: Vec<String> = given.iter().map(|(column, _)| format!("{} = ?", column.name)).collect();
        let mut values = given.iter().map(|(column, value)| stored(column, value)).collect::<Result<Vec<_>>>()?;
        values.push(Stored::Text(id.to_owned()));
        conn.prepare_cached(&format!("UPDATE main.{} SET {} WHERE id = ?", self.name, sets.join(", ")))?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Removes a row with what goes along with it.
    pub fn delete(&self, conn: &Connection, id: &str) -> Result<()> {
        conn.prepare_cached(&format!("DELETE FROM main.{} WHERE id = ?1", self.name))?.execute([id])?;
        Ok(())
    }

    /// A row as it was first made, when it was changed since; none when it stands as it was made.
    pub fn as_made(&self, conn: &Connection, id: &str) -> Result<Option<Fields>> {
        let sql = "SELECT min(seq) FROM change WHERE tbl = ?1 AND row = ?2 AND kind <> 'insert'";
        let first: Option<i64> = conn.prepare_cached(sql)?.query_row([self.name, id], |row| row.get(0))?;
        match first {
            Some(seq) => Ok(Some(self.of_image(&past::row_before(conn, self.name, id, seq)?)?)),
            None => Ok(None),
        }
    }
}

fn text_of(value: ValueRef) -> Value {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(eco_format!("{number}")),
        ValueRef::Real(number) => Some(eco_format!("{number}")),
        ValueRef::Text(text) => Some(EcoString::from(String::from_utf8_lossy(text))).filter(|text| !text.is_empty()),
        ValueRef::Blob(_) => None,
    }
}

fn stored(column: &Column, value: &Value) -> Result<Stored> {
    let wrong = |text: &str| Error::Damaged(format!("{} {text}", column.name));
    Ok(match (value, column.holds) {
        (None, Holds::Text) if !column.nullable => Stored::Text(String::new()),
        (None, _) => Stored::Null,
        (Some(text), Holds::Text) => Stored::Text(text.to_string()),
        (Some(text), Holds::Integer) => Stored::Integer(text.parse().map_err(|_| wrong(text))?),
        (Some(text), Holds::Real) => Stored::Real(text.parse().map_err(|_| wrong(text))?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{migrate, open};

    #[test]
    fn rows_come_back_as_they_went() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open::connect(&folder.path().join("b.so35"), open::Mode::Create).unwrap();
        migrate::to_newest(&conn, None).unwrap();
        let table = Table::of(&conn, "indicator", &["note"]).unwrap();
        assert!(table.column("note").is_none() && table.column("id").is_none());
        assert_eq!(table.column("focus_area").unwrap().refers.as_deref(), Some("focus_area"));
        let mut said = Fields::new();
        for (column, value) in [("code", "CT1"), ("name", "=1+1"), ("unit", "%"), ("kind", "percent"), ("direction", "higher"), ("time_rule", "last"), ("agency_rule", "none"), ("calendar", "statistical")] {
            said.insert(column.into(), Some(value.into()));
        }
        said.insert("lowest".into(), Some("0.1".into()));
        said.insert("decimals".into(), Some("2".into()));
        table.insert(&conn, "i", &said).unwrap();
        let stands = table.get(&conn, "i").unwrap().unwrap();
        assert_eq!((&stands[&"lowest".into()], &stands[&"decimals".into()], &stands[&"highest".into()]), (&Some("0.1".into()), &Some("2".into()), &None));
        assert_eq!(table.completed(&said), stands);
        table.update(&conn, "i", &Fields::from_iter([("unit".into(), None)])).unwrap();
        assert_eq!(table.get(&conn, "i").unwrap().unwrap()[&"unit".into()], None, "an empty text is none");
        assert_eq!(table.find(&conn, &[("code", "CT1")]).unwrap().as_deref(), Some("i"));
        assert_eq!(table.all(&conn).unwrap().len(), 1);
        assert!(table.canonical(table.column("lowest").unwrap(), &"NaN".into()).is_err());
        table.delete(&conn, "i").unwrap();
        assert_eq!(table.get(&conn, "i").unwrap(), None);
        assert!(Table::of(&conn, "op", &[]).is_err());
    }
}
