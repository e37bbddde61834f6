//! Findings for pipelines and for those who read their logs.
//!
//! In: [`Gated`](crate::judge::Gated) findings, worst first. Out: one function for each format. Every format keeps the limits of the
//! service that reads it, shows the worst first, and says how many were left out. Text of strangers is inert in all of them.

mod annotations;
mod concise;
mod csv;
mod done;
mod gitlab;
mod human;
mod jsonl;
mod junit;
mod markdown;
#[cfg(test)]
mod quotation_tests;
mod sarif;
#[cfg(test)]
mod tests;

pub use annotations::gate_github;
pub use concise::gate_concise;
pub use csv::gate_csv;
pub use done::gate_done;
pub use gitlab::gate_gitlab;
pub use human::{GateView, gate_human};
pub use jsonl::gate_jsonl;
pub use junit::gate_junit;
pub use markdown::{gate_incomplete, gate_summary};
pub use sarif::gate_sarif;
