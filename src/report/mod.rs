//! Results to bytes: plain words for editors, stable records for machines.
//!
//! In: results of the rooms below. Out: text. One file for each result and format; serialised records live here, apart from
//! the working types, each with a schema name and version. Nothing here reads files, writes them, or decides what is reuse.

mod cluster;
mod compare;
mod diff;
mod names;
mod paint;
mod visible;
mod words;
mod wrap;

pub use cluster::{
    ClusterView, Keep, cluster_csv, cluster_human, cluster_json, cluster_jsonl, kept_jsonl, left_out_jsonl, pairs_jsonl, read_pairs,
};
pub use compare::{CompareView, compare_human, compare_json};
pub use diff::{DiffView, diff_human, diff_json};
pub use paint::{Ink, Paint};
pub use visible::{visible, visible_text};
pub use wrap::{columns, wrap};
