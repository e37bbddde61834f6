//! One comparison, for editors and for machines.
//!
//! In: a [`Compared`](crate::pipeline::Compared). Out: a screen in plain words, or a `copydesk.compare/1` record.

mod human;

pub use human::{CompareView, compare_human};
