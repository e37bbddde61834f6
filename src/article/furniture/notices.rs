//! Notices of a page: cookies, subscriptions, rules for comments.
//!
//! In: a paragraph. Out: whether it is one: it speaks to the reader, uses several of the terms listed for sites in few words, quotes nobody and tells
//! of nobody who says something.

use super::promo::{quotes_somebody, speaks, tells};
use crate::lexicon::{List, list};

/// The longest notice; the rules for comments of a newspaper have a hundred words and more.
const MAX_BYTES: usize = 1_600;
/// Different terms that a notice has at least.
const MIN_TERMS: usize = 3;
/// Words for each of its terms at most. Notices of our own in four languages have 5 to 14; stories about subscriptions 25 and more.
const MAX_WORDS_A_TERM: usize = 18;

/// Whether a paragraph is a notice. Linear in a paragraph of at most [`MAX_BYTES`].
pub(super) fn is_notice(line: &str) -> bool {
    if line.len() > MAX_BYTES || line.len() < 40 {
        return false;
    }
    // The quick questions first: most paragraphs speak to nobody, and those that do mostly quote somebody.
    if !speaks(line) || quotes_somebody(line) {
        return false;
    }
    let n_terms = list(List::SiteTerms).inside(line, usize::MAX);
    n_terms >= MIN_TERMS && line.split_whitespace().count() <= n_terms * MAX_WORDS_A_TERM && !tells(line)
}
