//! Notices of a page: cookies, subscriptions, rules for comments.
//!
//! In: a paragraph. Out: whether it is one: it speaks to the reader, uses several of the terms listed for sites in few words, quotes nobody and tells
//! of nobody who says something. The terms are looked for in one pass.

use super::promo::{quotes_somebody, speaks, tells};
use crate::lexicon::{List, list};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// The longest notice; the rules for comments of a newspaper have a hundred words and more.
const MAX_BYTES: usize = 1_600;
/// Different terms that a notice has at least.
const MIN_TERMS: usize = 3;
/// Words for each of its terms at most. Notices of our own in four languages have 5 to 14; stories about subscriptions 25 and more.
const MAX_WORDS_A_TERM: usize = 18;

static TERMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).prefilter(false);
    builder.build(list(List::SiteTerms).iter()).ok()
});

/// Whether a paragraph is a notice. Linear in a paragraph of at most [`MAX_BYTES`].
pub(super) fn is_notice(line: &str) -> bool {
    if line.len() > MAX_BYTES || line.len() < 40 {
        return false;
    }
    let n_terms = n_terms(line);
    n_terms >= MIN_TERMS
        && !quotes_somebody(line)
        && line.split_whitespace().count() <= n_terms * MAX_WORDS_A_TERM
        && speaks(line)
        && !tells(line)
}

/// How many different terms stand in a text as whole words.
fn n_terms(text: &str) -> usize {
    let Some(terms) = &*TERMS else { return 0 };
    // Most paragraphs have none, and whether there is one is told faster than which.
    if !terms.is_match(text) {
        return 0;
    }
    let mut found: Vec<usize> = Vec::new();
    // Terms overlap (`abo`, `abonnement`): each that stands as a whole counts, but not a term inside one that was counted.
    let mut end = 0;
    for hit in terms.find_overlapping_iter(text) {
        let before = text[..hit.start()].chars().next_back();
        let after = text[hit.end()..].chars().next();
        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        if whole(before) && whole(after) && hit.start() >= end && !found.contains(&hit.pattern().as_usize()) {
            found.push(hit.pattern().as_usize());
            end = hit.end();
        }
    }
    found.len()
}
