//! SQLite: opening with settings that hold, migrations, the journal behind undo and history, backups,
//! search, and one way to save a file. Knows tables, not their meaning.

pub mod backup;
pub mod dump;
pub mod files;
pub mod journal;
pub mod literal;
pub mod lock;
pub mod migrate;
pub mod open;
pub mod past;
pub mod place;
pub mod rows;
pub mod save;
pub mod search;
pub mod stored;

/// Makes an enum storable as the text that serde writes for it.
macro_rules! stored_as_text {
    ($($name:ty { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        impl $name {
            /// The text in the store and on the wire.
            pub fn as_str(&self) -> &'static str {
                match self { $(<$name>::$variant => $text),+ }
            }

            /// The one that a text stands for.
            pub fn of_text(text: &str) -> Option<$name> {
                match text { $($text => Some(<$name>::$variant),)+ _ => None }
            }
        }
        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }
        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                let text = value.as_str()?;
                <$name>::of_text(text).ok_or_else(|| {
                    rusqlite::types::FromSqlError::Other(format!("{}: unknown value {text:?}", stringify!($name)).into())
                })
            }
        }
    )+};
}
pub(crate) use stored_as_text;
