//! Groups of overlapping reports, for editors and for machines.
//!
//! In: a [`Clustered`](crate::pipeline::Clustered). Out: a screen, `copydesk.cluster/1` records, CSV, or the pairs as JSON lines.

mod csv;
mod human;
mod json;

pub use csv::cluster_csv;
pub use human::{ClusterView, cluster_human};
pub use json::{cluster_json, cluster_jsonl, pairs_jsonl};
