//! Values in, bytes out: charts as SVG and PNG, pages as PDF and SVG, documents, workbooks.
//!
//! - [`draw`] turns a [`Chart`] with its [`Frame`] into SVG; [`png`] turns that into pixels;
//! - [`prepare`] draws the charts of a [`Briefing`], [`set_pdf`] and [`set_svg`] set one or many as pages;
//! - [`chart_pdf`] and [`chart_xlsx`] write one chart as a page and as a workbook with a chart
//!   of Excel's own;
//! - [`crosstab_pdf`] sets a [`Crosstab`], agencies down and common tasks across;
//! - [`definitions_pdf`] sets [`Definitions`], a page for each indicator;
//! - [`form_xlsx`] writes a [`Form`], a workbook to be filled in and read back;
//! - [`letter_pdf`] and [`letter_docx`] write a [`Letter`], an official letter with a table behind it, as pages or
//!   as a document for Word;
//! - [`listing_pdf`] and [`listing_xlsx`] write a [`Listing`], one long table, as pages or as
//!   a workbook;
//! - [`timeline_pdf`] and [`month_pdf`] set tasks along time and a month of deadlines.
//!
//! Deliberately absent: any database, file, clock, network or font of the machine; any word
//! (every visible text is handed in, in the language chosen) and any rule for writing
//! numbers ([`Style::write`] is one). The same values give the same bytes.

mod chart;
mod chart_book;
mod chart_page;
mod crosstab;
mod definition;
mod docx;
mod error;
mod fonts;
mod form;
mod letter;
mod listing;
mod page;
mod png;
mod sheet;
mod text;
mod time;

pub use chart::{
    Attained, Attainment, AttainmentRow, Baseline, Break, Bullet, Bullets, CLASSES, CellGrid,
    Chart, DotRange, DotRow, Drawing, Fill, Frame, GridCell, GridColumn, GridRow, IndicatorLine,
    KeyEntry, Mark, Multiples, Observation, Panel, Radar, RadarAxis, RadarValue, RankedBars,
    RankedRow, RankedTarget, Segment, Slope, SlopeRow, Spot, StackPoint, StackShape, Status,
    StatusBars, StatusRow, Style, Target, Theme, Tile, TileMap, TimeStack, Waterfall,
    WaterfallStep, draw, percent_shown,
};
pub use chart_book::{BookSeries, BookValue, ChartBook, Native, chart_xlsx};
pub use chart_page::{ChartPage, chart_pdf};
pub use crosstab::{CrossCell, CrossRow, CrossSection, CrossTask, Crosstab, crosstab_pdf};
pub use definition::{DefinitionSection, DefinitionSheet, Definitions, definitions_pdf};
pub use error::{Diagnostic, PressError};
pub use form::{
    Form, FormCell, FormColumn, FormHint, FormLead, FormRow, FormSheet, FormTakes, FormValue, form_xlsx,
};
pub use letter::{Letter, LetterTable, letter_docx, letter_pdf};
pub use listing::{
    GoOn, Listing, ListingCell, ListingColumn, ListingRow, ListingValue, Paper, listing_pdf,
    listing_xlsx,
};
pub use page::{
    Align, Block, Briefing, Cell, Column, Figure, Logo, LogoFault, Page, PageSize, Pdf, Picture,
    Prepared, Setting, Sheets, Table, TableRow, Templates, pages_svg, pdf, prepare, room, set_pdf, set_svg,
};
pub use png::png;
pub use sheet::SheetFrame;
pub use text::Replaced;
pub use time::{
    MonthCell, MonthEntry, MonthLine, MonthSheet, TimeBand, TimeSpan, TimeSpanKind,
    TimelineBlock, TimelineRow, TimelineSheet, month_pdf, timeline_pdf,
};
