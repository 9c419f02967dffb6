//! The office's book: nouns, rules, store and the list of commands.
//!
//! Map, from the outside in:
//! - [`api`] the one list of commands; [`desk`] what is open, and for whom;
//! - one module per noun ([`task`], [`indicator`], [`agency`] …): its shape, its SQL, its rules;
//! - pure rules, values in and values out: [`deadline`], [`period`], [`status`], [`figure`], [`progress`], [`text`], and the rules of [`rollup`];
//! - [`book`] reading and changing one book; [`store`] SQLite: opening, migrations, journal, backup, search.
//!
//! Deliberately absent: the network, a real clock and the machine's locale (a [`world::World`] is handed in),
//! drawing (values go to `so35-press`), and anything about a window.
//!
//! Invariants: nouns call each other's functions, not each other's tables; every change goes through
//! [`book::Book::change`] and is journaled by triggers; a computed answer takes an `as_of` day.

/// Every program of this workspace allocates with it: a large file is millions of small texts, and with the allocators of
/// the systems half of the work on it is theirs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod agency;
pub mod api;
pub mod assignment;
pub mod attachment;
pub mod book;
pub mod briefing;
pub mod by_agency;
pub mod calendar;
pub mod chart;
pub mod citation;
pub mod completeness;
pub mod composite;
pub mod contradiction;
pub mod deadline;
pub mod desk;
pub mod dimension;
pub mod document;
pub mod entry;
pub mod error;
pub mod exchange;
pub mod extension;
pub mod figure;
pub mod framework;
pub mod history;
pub mod ics;
pub mod indicator;
pub mod intake;
pub mod listing;
pub mod lookup;
pub mod matrix;
pub mod memo;
pub mod observation;
pub mod overview;
pub mod period;
pub mod period_lock;
pub mod problem;
pub mod progress;
pub mod progress_note;
pub mod rates;
pub mod regrouping;
pub mod reminder;
pub mod rollup;
pub mod saved_view;
pub mod seed;
pub mod setting;
pub mod sheet;
pub mod status;
pub mod step;
pub mod store;
pub mod target;
pub mod task;
pub mod text;
pub mod timeline;
pub mod wire;
pub mod words;
pub mod world;
