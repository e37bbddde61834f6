//! Two articles compared.
//!
//! In: two articles. Out: both prepared, and what the one is to the other. No corpus is known here, so nothing is discounted as
//! boilerplate of an archive.

use crate::article::Article;
use crate::pipeline::check::{CheckedQuotation, looked_up, time};
use crate::pipeline::series::is_instalment;
use crate::score::{self, Comparison};
use crate::text::Prepared;

/// Two prepared articles and their comparison.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The first article.
    pub a: Prepared,
    /// The second article.
    pub b: Prepared,
    /// What a is to b, with the passages.
    pub comparison: Comparison,
    /// Whether the two are instalments of a series by their dates: the same wording with other facts, on another day.
    pub instalment: bool,
    /// The quotations of a, looked up in b.
    pub quotations: Vec<CheckedQuotation>,
}

/// Compares two articles. Any text gives a result; exchanging the two mirrors it.
///
/// ```
/// use copydesk::{article::Article, pipeline, score::Relation};
/// let wire = Article::new("wire", "The mayor opened the new bridge over the river on Monday. It cost nine million euros.");
/// let copy = Article::new("copy", "The mayor opened the new bridge over the river on Monday.");
/// assert_eq!(pipeline::compare(&copy, &wire).comparison.relation, Relation::Shortened);
/// ```
pub fn compare<'a>(a: &'a Article, b: &'a Article) -> Compared {
    let apart = time(a, b).apart();
    let (a, b) = (Prepared::new(a), Prepared::new(b));
    let comparison = score::compare(&a, &b);
    let (instalment, quotations) = (is_instalment(apart, &comparison), looked_up(&a, &b));
    Compared { a, b, comparison, instalment, quotations }
}
