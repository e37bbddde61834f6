//! Groups of overlapping reports, for editors and for machines.
//!
//! In: a [`Clustered`](crate::pipeline::Clustered). Out: a screen, `copydesk.cluster/1` records, CSV, the pairs as JSON lines, or the
//! collection without its duplicates.

mod csv;
mod evidence;
mod human;
mod json;
mod kept;
mod pairs;

pub use csv::cluster_csv;
pub use human::{ClusterView, cluster_human};
pub use json::{cluster_json, cluster_jsonl};
pub use kept::{Keep, kept_jsonl, left_out_jsonl};
pub use pairs::{pairs_jsonl, read_pairs};
