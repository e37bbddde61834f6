//! Results to bytes: plain words for editors, stable records for machines.
//!
//! In: results of the rooms below. Out: text. One file for each result and format; serialised records live here, apart from
//! the working types, each with a schema name and version. Nothing here reads files, writes them, or decides what is reuse.

mod check;
mod cluster;
mod compare;
mod csv_field;
mod diff;
mod gate;
mod inert_json;
mod markdown;
mod names;
mod page;
mod paint;
mod schemas;
mod shell;
mod toml_text;
mod visible;
mod words;
mod wrap;

pub use check::{CheckView, check_html, check_human, check_json, check_jsonl, check_markdown};
pub use cluster::{
    ClusterView, Keep, cluster_csv, cluster_human, cluster_json, cluster_jsonl, kept_jsonl, left_out_jsonl, pairs_jsonl, read_pairs,
};
pub use compare::{CompareView, compare_human, compare_json};
pub use diff::{
    DiffView, MIN_SIDE_WIDTH, UNIFIED_CONTEXT, View, chain_html, chain_human, chain_json, chain_markdown, diff_html, diff_human, diff_json,
    diff_markdown, diff_unified, fits_side_by_side,
};
pub use gate::{
    GateView, gate_concise, gate_csv, gate_done, gate_github, gate_gitlab, gate_human, gate_jsonl, gate_junit, gate_sarif, gate_summary,
};
pub use paint::{Ink, Paint};
pub use schemas::SCHEMAS;
pub use shell::shell_word;
pub use toml_text::toml_string;
pub use visible::{visible, visible_text};
pub use wrap::{columns, wrap};
