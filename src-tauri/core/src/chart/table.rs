//! The numbers of a chart as a table. A kind fills it from the very values it hands to be drawn, and says of
//! each mark in which cell its number stands, so that chart, table, workbook and clipboard cannot differ.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::task::TaskListRequest;

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartAlign {
    /// Words.
    Left,
    /// Days and marks.
    Center,
    /// Numbers.
    Right,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct ChartColumn {
    /// Its heading.
    pub heading: String,
    /// The unit of its numbers, where it has one.
    pub unit: Option<String>,
    /// Where its cells stand.
    pub align: ChartAlign,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChartValue {
    /// A number, zero too.
    Number {
        /// The number, as drawn.
        value: f64,
    },
    /// There is no figure.
    NoData,
    /// There can be none.
    NotApplicable,
    /// Words; a cell left empty on purpose holds none.
    Text,
    /// A day.
    Day {
        /// The day.
        day: NaiveDate,
    },
}

/// The records that stand behind a number.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChartDoor {
    /// Tasks of the register.
    Tasks {
        /// The filter of `task_list` that lists them.
        filter: Box<TaskListRequest>,
    },
    /// One task.
    Task {
        /// Its id.
        id: String,
    },
    /// One indicator.
    Indicator {
        /// Its id.
        id: String,
        /// The agency whose figures are meant; those of the whole when missing.
        agency: Option<String>,
    },
    /// One agency.
    Agency {
        /// Its id.
        id: String,
    },
    /// One document.
    Document {
        /// Its id.
        id: String,
    },
}

impl ChartDoor {
    /// The tasks of a filter.
    pub fn tasks(filter: TaskListRequest) -> ChartDoor {
        ChartDoor::Tasks { filter: Box::new(filter) }
    }
}

/// A cell of the table.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartCell {
    /// What it holds.
    pub value: ChartValue,
    /// As it is written on the chart.
    pub written: String,
    /// The records behind it, where they are others than those behind the row.
    pub door: Option<ChartDoor>,
}

impl ChartCell {
    /// Words.
    pub fn text(written: impl Into<String>) -> ChartCell {
        ChartCell { value: ChartValue::Text, written: written.into(), door: None }
    }

    /// A number as it is written.
    pub fn number(value: f64, written: impl Into<String>) -> ChartCell {
        ChartCell { value: ChartValue::Number { value }, written: written.into(), door: None }
    }

    /// A day as it is written.
    pub fn day(day: NaiveDate, written: impl Into<String>) -> ChartCell {
        ChartCell { value: ChartValue::Day { day }, written: written.into(), door: None }
    }

    /// No figure, with the words that say so.
    pub fn no_data(written: impl Into<String>) -> ChartCell {
        ChartCell { value: ChartValue::NoData, written: written.into(), door: None }
    }

    /// Not applicable, with the words that say so.
    pub fn not_applicable(written: impl Into<String>) -> ChartCell {
        ChartCell { value: ChartValue::NotApplicable, written: written.into(), door: None }
    }

    /// The same cell with the records behind it.
    pub fn behind(self, door: ChartDoor) -> ChartCell {
        ChartCell { door: Some(door), ..self }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartRow {
    /// Its cells, one for each column.
    pub cells: Vec<ChartCell>,
    /// The records behind the whole row.
    pub door: Option<ChartDoor>,
}

/// The numbers of a chart as a table.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ChartTable {
    /// Its columns; the first names the rows.
    pub columns: Vec<ChartColumn>,
    /// Its rows, in the order of the chart.
    pub rows: Vec<ChartRow>,
    /// The source line of the chart.
    pub source: String,
    /// The remark of the chart; may be empty.
    pub note: String,
}

/// A place in the table: row and column, from 0.
pub type CellPlace = (usize, usize);

/// Fills a table while the values of a chart are made.
#[derive(Debug, Default)]
pub struct Filling {
    columns: Vec<ChartColumn>,
    rows: Vec<ChartRow>,
}

impl Filling {
    /// Another column of words.
    pub fn words(self, heading: impl Into<String>) -> Filling {
        self.column(heading, None, ChartAlign::Left)
    }

    /// Another column of days.
    pub fn days(self, heading: impl Into<String>) -> Filling {
        self.column(heading, None, ChartAlign::Center)
    }

    /// Another column of numbers in a unit; an empty one is none.
    pub fn numbers(self, heading: impl Into<String>, unit: impl Into<String>) -> Filling {
        self.column(heading, Some(unit.into()).filter(|unit| !unit.is_empty()), ChartAlign::Right)
    }

    fn column(mut self, heading: impl Into<String>, unit: Option<String>, align: ChartAlign) -> Filling {
        self.columns.push(ChartColumn { heading: heading.into(), unit, align });
        self
    }

    /// Adds a row and tells its place.
    pub fn row(&mut self, cells: Vec<ChartCell>, door: Option<ChartDoor>) -> usize {
        self.rows.push(ChartRow { cells, door });
        self.rows.len() - 1
    }

    /// The table; source and note are those of the chart and filled in with it.
    pub fn table(self) -> ChartTable {
        ChartTable { columns: self.columns, rows: self.rows, source: String::new(), note: String::new() }
    }
}

impl ChartTable {
    /// The cell at a place.
    pub fn cell(&self, (row, column): CellPlace) -> Option<&ChartCell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// The records behind a cell: its own, else those of its row.
    pub fn door(&self, place: CellPlace) -> Option<&ChartDoor> {
        self.cell(place).and_then(|cell| cell.door.as_ref()).or_else(|| self.rows.get(place.0)?.door.as_ref())
    }
}
