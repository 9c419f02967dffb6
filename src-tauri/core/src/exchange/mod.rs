//! Exchange (trao đổi): files of other offices come in as rows, become a plan that a person sees whole, and are
//! applied as one act; what this office sends goes out as a package.
//!
//! [`incoming`] is how any source (package, form, sheet) hands its rows in; [`plan`] is what becomes of them, each
//! reported exactly once; [`merge`] decides field by field between what was last exchanged, what stands here and
//! what came. Nothing in here knows how a file looks except the module of that format.

pub mod apply;
pub mod base;
pub mod board;
pub mod chase;
pub mod consolidation;
pub mod contact;
pub mod draft;
pub mod folder;
pub mod form;
pub mod format;
pub mod incoming;
pub mod keys;
pub mod merge;
pub mod package;
pub mod paper;
pub mod peer;
pub mod plan;
pub mod plan_sheet;
pub mod reading;
pub mod receive;
pub mod received;
mod seal;
pub mod send;
pub mod sheet;
pub mod slip;
mod slip_file;
mod slip_page;
pub mod source;
pub mod table;
pub mod traffic;
pub mod undo;
pub mod view;
