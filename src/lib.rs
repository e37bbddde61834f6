//! copydesk compares articles.
//!
//! (architecture page: to be written)

pub mod article;
pub mod error;
pub mod observe;
pub mod pipeline;
pub mod report;
pub mod score;
pub mod span;
pub mod text;
