//! Checked copies, for editors and for machines.
//!
//! In: a [`Checked`](crate::pipeline::Checked). Out: a screen for each copy, Markdown, or `copydesk.check/1` records.

mod json;

pub use json::{check_json, check_jsonl};
