//! Groups of overlapping reports, for editors and for machines.
//!
//! In: a [`Clustered`](crate::pipeline::Clustered). Out: a screen, `copydesk.cluster/1` records, CSV, the pairs as JSON lines, or the
//! collection without its duplicates.

mod csv;
mod evidence;
mod human;

pub use csv::cluster_csv;
pub use human::{ClusterView, cluster_human};
