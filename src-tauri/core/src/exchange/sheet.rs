//! What travels between offices, table by table: the columns that stay at home, whose each row is to change, and how
//! a record is recognised whose id is not known here.
//!
//! A package holds agencies with successions and groups, documents, frameworks with their focus areas, tasks with
//! placings, links, assignments, extensions, regroupings, steps and progress notes, indicators with targets, method
//! breaks, dimensions, figures and their parts, and the citations of all these. Ids travel: a record has the same id
//! in every book it came to. What stays at home: settings, saved views, attached files, tags, period locks, lights
//! given by a person, composite indexes and contradictions, and of a task who in the office follows it.
//!
//! Ownership: definitions (agencies, documents, frameworks, tasks and who does them, indicators and targets) are the
//! upper office's to change, though anybody may add a document that shows something; steps, notes and figures belong to the agency they speak of. Of an extension the request
//! is the lead's and the decision the upper office's. Whatever a file changes beyond that is listed and waits for a
//! person.
//!
//! Columns that only make sense together ([`crate::history::together`]) are merged as one: a deadline's words and
//! days, the state of a figure and its number.

use std::collections::BTreeMap;

use ecow::EcoString;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::package::v1::guarded;
use super::plan::{Fields, Value};
use crate::agency::Tree;
use crate::error::{Error, Result};
use crate::store::rows::{Column, Holds, Table};
use crate::{assignment, history};

/// Whose a row is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// The upper office's.
    Definition,
    /// That of the agency in the row itself.
    Agency,
    /// That of the agency of the assignment it names.
    Assignment,
    /// That of the agency of the figure it names.
    Figure,
    /// Anybody may add one, as what shows a step or a figure; to change it is the upper office's.
    Document,
    /// The request is the lead's, the decision the upper office's.
    Extension,
    /// As the record it is cited for.
    Cited,
}

/// Columns that recognise a record.
#[derive(Debug)]
pub struct Key {
    /// These columns are equal, and none is empty.
    pub columns: &'static [&'static str],
    /// A column that has to be equal too; otherwise a person is asked whether it is the same record.
    pub same: Option<&'static str>,
}

/// A part of the book that can be sent by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExchangePart {
    /// Agencies, successions and groups.
    Agencies,
    /// Documents.
    Documents,
    /// Frameworks with their focus areas.
    Frameworks,
    /// Tasks, who does them, requests for more time.
    Tasks,
    /// Steps and notes on progress.
    Progress,
    /// Indicators, targets, method breaks, dimensions.
    Indicators,
    /// Figures and their parts.
    Figures,
}

/// Who judges a record once every row is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// Names and codes, and that it does not stand above itself.
    Agency,
    /// What must not be empty.
    Document,
    /// Its parts, days and deadline together.
    Task,
    /// Its day and what it shows.
    Step,
    /// Its period and its words.
    Note,
    /// Its days and its decision.
    Extension,
    /// Its definition.
    Indicator,
    /// Its bounds and its days.
    Target,
    /// Whether it fits its indicator and its period is open.
    Figure,
}

/// A noun that judges what a row says: of the row itself, or of the record that a column of it names.
#[derive(Debug)]
pub struct Judge {
    /// Which one.
    pub noun: Noun,
    /// The column; none for the row itself.
    pub of: Option<&'static str>,
}

/// One table of a package.
#[derive(Debug)]
pub struct Sheet {
    /// The table.
    pub table: &'static str,
    /// Whose its rows are.
    pub belongs: Belongs,
    /// With which part of the book it goes out; none for what goes with the record it is cited for.
    pub part: Option<ExchangePart>,
    /// Columns, with their tables, of which each has to name a record that goes out in the same part.
    pub with: &'static [(&'static str, &'static str)],
    /// Who judges its rows besides the store. Figures of a row of their own are judged as they are written.
    pub judges: &'static [Judge],
    /// Columns that stay at home.
    pub home: &'static [&'static str],
    /// How a record is recognised, the surest first.
    pub keys: &'static [Key],
}

const fn sure(columns: &'static [&'static str]) -> Key {
    Key { columns, same: None }
}

const fn with(columns: &'static [&'static str], same: &'static str) -> Key {
    Key { columns, same: Some(same) }
}

macro_rules! part {
    (cited) => {
        None
    };
    ($part:ident) => {
        Some(ExchangePart::$part)
    };
}

macro_rules! column {
    () => {
        None
    };
    ($column:literal) => {
        Some($column)
    };
}

// Every column of this list has to be filled in for a new table: what nobody decided would be decided by a default.
macro_rules! sheets {
    ($(
        $table:literal $belongs:ident $part:ident with[$($column:literal $parent:literal),*] judged[$($noun:ident $($of:literal)?),*]
        home[$($home:literal),*] known[$($key:expr),*];
    )+) => {
        /// Every table that travels, parents before children; citations last, for any record may be cited.
        pub static SHEETS: &[Sheet] = &[$(Sheet {
            table: $table,
            belongs: Belongs::$belongs,
            part: part!($part),
            with: &[$(($column, $parent)),*],
            judges: &[$(Judge { noun: Noun::$noun, of: column!($($of)?) }),*],
            home: &[$($home),*],
            keys: const { &[$($key),*] },
        }),+];
    };
}

sheets! {
    "agency" Definition Agencies with[] judged[Agency] home[] known[sure(&["code"]), sure(&["key"]), with(&["name"], "short_name")];
    "agency_succession" Definition Agencies with[] judged[] home[] known[sure(&["from_agency", "to_agency"])];
    "agency_group" Definition Agencies with[] judged[] home[] known[with(&["key"], "name")];
    "agency_group_member" Definition Agencies with[] judged[] home[] known[sure(&["agency_group", "agency"])];
    "document" Document Documents with[] judged[Document] home[] known[with(&["number_symbol", "day"], "issuer"), with(&["code"], "subject")];
    "framework" Definition Frameworks with[] judged[] home[] known[with(&["key"], "name")];
    "focus_group" Definition Frameworks with[] judged[] home[] known[sure(&["framework", "code"])];
    "focus_area" Definition Frameworks with[] judged[] home[] known[with(&["code"], "short_name")];
    "task" Definition Tasks with[] judged[Task] home["priority", "owner", "assigned_by"] known[with(&["code"], "statement")];
    "task_focus_area" Definition Tasks with["task" "task"] judged[Task "task"] home[] known[sure(&["task", "focus_area"])];
    "task_link" Definition Tasks with["from_task" "task", "to_task" "task"] judged[] home[] known[sure(&["from_task", "to_task", "kind"])];
    "regrouping" Definition Tasks with["task" "task"] judged[Task "task"] home[] known[sure(&["task", "on_day"])];
    "extension" Extension Tasks with["task" "task"] judged[Extension, Task "task"] home[] known[sure(&["task", "requested_on", "deadline_text"])];
    "assignment" Definition Tasks with["task" "task"] judged[Task "task"] home[] known[sure(&["task", "agency"])];
    "step" Assignment Progress with[] judged[Step, Task "task"] home[] known[sure(&["assignment", "kind", "day"])];
    "progress_note" Assignment Progress with[] judged[Note] home[] known[sure(&["assignment", "period", "calendar"])];
    "indicator" Definition Indicators with[] judged[Indicator] home[] known[with(&["code"], "name")];
    "target" Definition Indicators with["indicator" "indicator"] judged[Target] home[] known[with(&["code"], "indicator")];
    "observation" Agency Figures with[] judged[] home[] known[with(&["code"], "indicator"), sure(&["indicator", "agency", "period", "calendar"])];
    "method_break" Definition Indicators with["indicator" "indicator"] judged[] home[] known[sure(&["indicator", "day"])];
    "dimension" Definition Indicators with[] judged[] home[] known[sure(&["name"])];
    "dimension_item" Definition Indicators with[] judged[] home[] known[sure(&["dimension", "name"])];
    "observation_part" Figure Figures with["observation" "observation"] judged[Figure "observation"] home[] known[sure(&["observation", "item"])];
    "citation" Cited cited with[] judged[] home[] known[];
}

/// What a person may look for in a package and that never travels. How files are exchanged is nobody's to look for.
pub const NEVER: &[&str] =
    &["attachment", "saved_view", "task_tag", "period_lock", "indicator_override", "composite", "contradiction", "briefing", "issued_briefing", "setting"];

/// The sheet of a table, if it travels.
pub fn of(table: &str) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.table == table)
}

/// A table that travels, as this book has it.
#[derive(Debug)]
pub struct Form {
    /// Its columns, those that stay at home left out.
    pub table: Table,
    /// For each column that only makes sense with others all of these, in order.
    sets: BTreeMap<EcoString, Vec<EcoString>>,
}

/// The tables that travel, by name.
pub type Forms = BTreeMap<&'static str, Form>;

/// The tables as the book has them.
pub fn forms(conn: &Connection) -> Result<Forms> {
    SHEETS.iter().map(|sheet| Ok((sheet.table, Form::of(conn, sheet)?))).collect()
}

impl Form {
    fn of(conn: &Connection, sheet: &Sheet) -> Result<Form> {
        let table = Table::of(conn, sheet.table, sheet.home)?;
        let columns: Vec<String> = table.columns.iter().map(|column| column.name.to_string()).collect();
        let set = |column: &String| {
            let mut set = history::together(table.name, column, &columns);
            set.retain(|one| columns.contains(one));
            (set.len() > 1).then(|| (column.into(), set.into_iter().map(EcoString::from).collect()))
        };
        let sets = columns.iter().filter_map(set).collect();
        Ok(Form { table, sets })
    }

    /// Brings columns that only make sense together into one field, under the name of the first: its value lists
    /// theirs. Columns of such a set that are not mentioned are taken from `rest`.
    pub fn joined(&self, fields: &Fields, rest: Option<&Fields>) -> Fields {
        let mut found = Fields::with_capacity(fields.len());
        for (column, value) in fields {
            let Some((first, set)) = self.sets.get(column).and_then(|set| Some((set.first()?, set))) else {
                found.insert(column.clone(), value.clone());
                continue;
            };
            if !found.contains_key(first) {
                let of = |column: &EcoString| fields.get(column).or_else(|| rest.and_then(|rest| rest.get(column))).cloned().flatten();
                let values: Vec<Value> = set.iter().map(of).collect();
                let listed = serde_json::to_string(&values).ok().filter(|_| values.iter().any(Option::is_some)).map(EcoString::from);
                found.insert(first.clone(), listed);
            }
        }
        found
    }

    /// The columns behind the fields of [`Form::joined`].
    pub fn parted(&self, fields: Fields) -> Fields {
        let parts = |(field, value): (EcoString, Value)| if self.sets.contains_key(&field) { self.columns_of(&field, &value) } else { vec![(field, value)] };
        fields.into_iter().flat_map(parts).collect()
    }

    /// The columns behind one field of [`Form::joined`], with their values.
    pub fn columns_of(&self, field: &str, value: &Value) -> Vec<(EcoString, Value)> {
        let Some(set) = self.sets.get(field) else { return vec![(field.into(), value.clone())] };
        let values: Vec<Value> = value.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        set.iter().enumerate().map(|(at, column)| (column.clone(), values.get(at).cloned().flatten())).collect()
    }

    /// The columns of a CSV of its rows.
    pub fn heading(&self) -> Vec<String> {
        std::iter::once("id").chain(self.table.columns.iter().map(|column| column.name.as_str())).map(str::to_owned).collect()
    }

    /// A row as it stands in a CSV, under [`Form::heading`].
    pub fn line(&self, id: &str, fields: &Fields) -> Vec<String> {
        let cell = |column: &Column| {
            let value = fields.get(&column.name).and_then(Option::as_deref).unwrap_or_default();
            if column.holds == Holds::Text { guarded(value) } else { value.to_owned() }
        };
        std::iter::once(id.to_owned()).chain(self.table.columns.iter().map(cell)).collect()
    }

    /// The field of [`Form::joined`] that a column is part of.
    pub fn field_of<'a>(&'a self, column: &'a str) -> &'a str {
        self.sets.get(column).and_then(|set| set.first()).map_or(column, EcoString::as_str)
    }
}

/// How the sender stands to this office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Above it.
    Upper,
    /// Below it.
    Lower,
    /// Neither.
    Other,
    /// The file is this office's own.
    Own,
}

/// What a sender may change.
#[derive(Debug)]
pub struct Rights<'a> {
    tree: &'a Tree,
    relation: Relation,
    /// The sender: all agencies below it are its own.
    sender: Option<&'a str>,
    /// This office, with all agencies below it.
    office: Option<&'a str>,
}

/// Whose one row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The upper office's.
    Definition,
    /// Anybody's.
    Anybody,
    /// An agency's; of nobody in particular when missing.
    Agency(Value),
    /// A request for more time on a task that these agencies lead.
    Request(Vec<String>),
}

impl<'a> Rights<'a> {
    /// What a sender may change in the book of an office.
    pub fn new(tree: &'a Tree, relation: Relation, sender: Option<&'a str>, office: Option<&'a str>) -> Rights<'a> {
        Rights { tree, relation, sender, office }
    }

    /// Whether an agency is `top` or below it.
    fn is_under(&self, agency: &str, top: Option<&str>) -> bool {
        top.is_some_and(|top| self.tree.is_under(agency, top))
    }

    /// Whether the sender may set a column of a row to a value.
    pub fn allow(&self, whose: &Whose, column: &str, value: &Value) -> bool {
        match (self.relation, whose) {
            (Relation::Own, _) | (_, Whose::Anybody) | (Relation::Upper, Whose::Definition | Whose::Request(_)) => true,
            (Relation::Upper, Whose::Agency(agency)) => agency.as_ref().is_none_or(|agency| !self.is_under(agency, self.office)),
            (_, Whose::Definition) => false,
            (_, Whose::Agency(agency)) => agency.as_ref().is_some_and(|agency| self.is_under(agency, self.sender)),
            (_, Whose::Request(leads)) => {
                let decides = match column {
                    "state" => value.as_deref().is_some_and(|listed| !listed.contains("pending")),
                    "decided_on" | "decision" | "document" => value.is_some(),
                    _ => false,
                };
                !decides && leads.iter().any(|agency| self.is_under(agency, self.sender))
            }
        }
    }
}

/// Whose a row is, by what it says in a column.
pub fn whose(conn: &Connection, forms: &Forms, sheet: &Sheet, said: &dyn Fn(&str) -> Value) -> Result<Whose> {
    let agency_of = |table: &str, id: Value| -> Result<Whose> {
        let form = forms.get(table).ok_or_else(|| Error::Damaged(format!("sheet {table}")))?;
        let row = match id {
            Some(id) => form.table.get(conn, &id)?,
            None => None,
        };
        Ok(Whose::Agency(row.and_then(|row| row.get("agency").cloned().flatten())))
    };
    match sheet.belongs {
        Belongs::Definition | Belongs::Document => Ok(Whose::Definition),
        Belongs::Agency => Ok(Whose::Agency(said("agency"))),
        Belongs::Assignment => agency_of("assignment", said("assignment")),
        Belongs::Figure => agency_of("observation", said("observation")),
        Belongs::Cited if said("noun").as_deref() == Some("observation") => agency_of("observation", said("record")),
        Belongs::Cited => Ok(Whose::Definition),
        Belongs::Extension => {
            let leads = assignment::leads(conn, &said("task").unwrap_or_default())?;
            Ok(Whose::Request(leads))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{journal, migrate, open};

    fn book() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let conn = open::connect(&folder.path().join("b.so35"), open::Mode::Create).unwrap();
        migrate::to_newest(&conn, None).unwrap();
        (folder, conn)
    }

    #[test]
    fn parents_come_before_children_and_every_reference_travels() {
        let (_folder, conn) = book();
        let places: Vec<usize> = SHEETS.iter().map(|sheet| journal::TABLES.iter().position(|table| table.name == sheet.table).unwrap()).collect();
        assert!(places[..places.len() - 1].is_sorted(), "as the journal lists them");
        let forms = forms(&conn).unwrap();
        for (at, sheet) in SHEETS.iter().enumerate() {
            let table = &forms[sheet.table].table;
            for column in sheet.home.iter().chain(sheet.keys.iter().flat_map(|key| key.columns.iter().chain(&key.same))) {
                assert!(sheet.home.contains(column) != table.column(column).is_some(), "{} {column}", sheet.table);
            }
            for target in table.columns.iter().filter_map(|column| column.refers.as_deref()) {
                let before = SHEETS.iter().position(|other| other.table == target);
                assert!(before.is_some_and(|before| before <= at), "{} refers to {target}", sheet.table);
            }
        }
    }

    #[test]
    fn every_table_travels_or_is_known_to_stay() {
        const OF_THESE: &[&str] = &[
            "briefing_page", "briefing_block", "composite_version", "composite_item", "composite_score", "contradiction_side", "contradiction_record",
        ];
        const HOW: &[&str] = &[
            "office_key", "peer", "package_sent", "package_received", "exchange_base", "exchange_choice", "sheet_mapping", "sheet_received", "form",
            "form_received", "received_row", "slip_received", "slip_row",
        ];
        for table in journal::TABLES {
            let said = [NEVER, OF_THESE, HOW].iter().filter(|list| list.contains(&table.name)).count() + usize::from(of(table.name).is_some());
            assert_eq!(said, 1, "{}", table.name);
        }
        for sheet in SHEETS {
            assert!(sheet.with.iter().all(|(_, parent)| of(parent).is_some_and(|parent| parent.part == sheet.part)), "{}", sheet.table);
        }
    }

    #[test]
    fn what_belongs_together_is_one_field() {
        let (_folder, conn) = book();
        let form = Form::of(&conn, of("observation").unwrap()).unwrap();
        let said = Fields::from_iter([("state".into(), Some("value".into())), ("value".into(), Some("8.5".into())), ("note".into(), None)]);
        let stands = Fields::from_iter([("qualifier".into(), Some("gần".into()))]);
        let one = form.joined(&said, Some(&stands));
        assert_eq!(one.len(), 2, "{one:?}");
        let back = form.parted(one.clone());
        assert_eq!((&back[&"value".into()], &back[&"qualifier".into()], &back[&"numerator".into()]), (&Some("8.5".into()), &Some("gần".into()), &None));
        assert_eq!(form.joined(&back, None), one);
    }
}
