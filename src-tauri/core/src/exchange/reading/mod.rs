//! Files made elsewhere: workbooks and CSVs become typed cells, and cells become rows of a plan.

pub mod cells;
pub mod setting;
