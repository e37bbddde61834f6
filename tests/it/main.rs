//! Tests of the library and the command line, one file for each kind.
//!
//! Outputs that are kept as files (`tests/cmd`, `tests/golden`, the shown outputs and result tables of `README.md` and `docs`) are written
//! anew by `COPYDESK_UPDATE=1 cargo test --locked --test it`; look at what changed before you commit it.

mod accuracy;
mod allowances;
mod baseline;
mod bounds;
mod browser;
mod check;
mod cli;
mod documents;
mod encodings;
mod fixtures;
mod formats;
mod gate;
mod gate_reports;
mod git_driver;
mod git_programs;
mod git_states;
mod gold;
mod golden;
mod hostile;
mod inputs;
mod interrupts;
mod invariance;
mod kept;
mod manifests;
mod markdown;
mod memory;
mod mutations;
mod oracle;
mod outputs;
mod pages;
mod properties;
mod run;
mod schemas;
mod scratch;
mod tidy;
mod visible;
