//! Stories through the command list, and the tests that cover every command.

mod errors;
mod every_write;
mod figures;
mod life;
mod light;
mod office;
mod overview;
mod rollup;
mod schema;
mod seeds;
mod tasks;
mod whole;
mod work;
