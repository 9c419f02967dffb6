//! Stories through the command list, and the tests that cover every command.

mod completeness;
mod composite;
mod entry;
mod errors;
mod exchange;
mod every_write;
mod figures;
mod files;
mod history;
mod intake;
mod life;
mod light;
mod matrix;
mod office;
mod overview;
mod rates;
mod register;
mod rollup;
mod schema;
mod seeds;
mod standing;
mod table;
mod tasks;
mod time;
mod whole;
mod work;
