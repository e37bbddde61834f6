//! What one version adds over another, for editors and for machines.
//!
//! In: a [`Diff`](crate::pipeline::Diff). Out: a screen that shows first what the new version adds, or a `copydesk.diff/1` record.

mod human;
mod json;
mod summary;

pub use human::{DiffView, diff_human};
pub use json::diff_json;
