//! Results to bytes: plain words for editors, pages, and the forms that pipelines read.
//!
//! In: results of the rooms below. Out: text, and the bytes of one format that is none. One file for each result and format; the JSON outputs are the records of
//! [`record`](crate::record). Nothing here reads files, writes them, or decides what is reuse.

mod check;
#[cfg(test)]
mod claims_tests;
mod cluster;
mod compare;
mod csv;
mod diff;
mod gate;
mod markdown;
mod page;
mod paint;
mod read;
mod wrap;

pub use crate::visible::{visible, visible_text};
pub use crate::wording::{shell_word, toml_string};
pub use check::{CheckView, check_html, check_human, check_markdown};
pub use cluster::{ClusterView, cluster_csv, cluster_human};
pub use compare::{CompareView, compare_human};
#[cfg(feature = "office")]
pub use diff::diff_docx;
pub use diff::{
    DiffView, MIN_SIDE_WIDTH, UNIFIED_CONTEXT, View, chain_html, chain_human, chain_markdown, diff_html, diff_human, diff_markdown,
    diff_unified, fits_side_by_side,
};
pub use gate::{
    GateView, gate_concise, gate_csv, gate_done, gate_github, gate_gitlab, gate_human, gate_incomplete, gate_jsonl, gate_junit, gate_sarif,
    gate_summary,
};
pub use paint::{Ink, Paint};
pub use read::{ReadView, read_human};
pub use wrap::{columns, wrap};
