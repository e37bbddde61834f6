//! Quotations: words between quotation marks that are no longer the same.
//!
//! In: an edited group. Out: whether words inside a quotation became others, were added or crossed its marks, and whether words were
//! left out of it without an ellipsis; both ways where the old version had one. A quotation that as a whole came or went with matter of
//! its own is no change of a quotation.

use super::{Flagged, Gap, Version};
use crate::text::{Word, key_of, spelling};
use std::collections::BTreeMap;

/// What happened to the quotations of a group.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub(super) changed: bool,
    pub(super) cut: bool,
}

/// Kept words that a quotation has in both versions from which on it is the same quotation.
const MIN_KEPT: usize = 2;

/// Quotations round which others moved that are looked at on each side ...
const MAX_MOVED: usize = 8;
/// ... and their words: every one is held against every other.
const MAX_MOVED_WORDS: usize = 100;

/// How many words a quotation of the old and one of the new version have in common in their places.
type Kept = BTreeMap<(usize, usize), usize>;

/// Looks through the gaps of the group.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> Quotations {
    let mut found = Quotations::default();
    let mut kept = Kept::new();
    for (i, j) in &group.kept {
        let (a, b) = (&group.old.tokens[*i], &group.new.tokens[*j]);
        if !a.token.is_word() {
            continue;
        }
        match (a.quotation, b.quotation) {
            (Some(x), Some(y)) => *kept.entry((x, y)).or_default() += 1,
            (None, None) => {}
            // The word left or entered quotation marks.
            _ => found.changed = true,
        }
    }
    let (old_words, new_words) = (words(&group.old), words(&group.new));
    // Of a quotation cut to a word, that word is all of it.
    let is_whole = |(x, y): &(usize, usize), n: usize| [old_words.get(x), new_words.get(y)].into_iter().flatten().any(|all| all.len() <= n);
    let same =
        |quotations: &[(usize, usize)]| quotations.iter().any(|pair| kept.get(pair).is_some_and(|n| *n >= MIN_KEPT || is_whole(pair, *n)));
    for gap in &group.gaps {
        let old = quoted(&group.old, gap.old.clone());
        let new = quoted(&group.new, gap.new.clone());
        let around = around(group, gap);
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (false, false) => {
                found.changed |= spelled(&group.old, gap.old.clone()) != spelled(&group.new, gap.new.clone());
            }
            (false, true) if has_words(&group.new, gap.new.clone()) => found.changed = true,
            (true, false) if has_words(&group.old, gap.old.clone()) => found.changed = true,
            (false, true) => {
                let pairs: Vec<(usize, usize)> = around.iter().copied().filter(|(x, _)| old.contains(x)).collect();
                found.cut |= same(&pairs) && !has_ellipsis(&group.new, gap.new.clone());
            }
            (true, false) => {
                let pairs: Vec<(usize, usize)> = around.iter().copied().filter(|(_, y)| new.contains(y)).collect();
                found.changed |= same(&pairs) && !has_ellipsis(&group.old, gap.old.clone());
            }
        }
    }
    moved(group, &kept, [&old_words, &new_words], &mut found);
    found
}

/// The words of each quotation of a version, by number, each under one spelling.
fn words(version: &Version<'_, '_>) -> BTreeMap<usize, Vec<u64>> {
    let mut found: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for read in &version.tokens {
        if let (Some(quotation), Some(word)) = (read.quotation, read.word) {
            found.entry(quotation).or_default().push(spelling_key(version, word));
        }
    }
    found
}

fn spelling_key(version: &Version<'_, '_>, word: &Word) -> u64 {
    spelling::common(version.form(word)).map_or(word.key, |form| key_of(&form))
}

/// The changed words of a part, each under one spelling, with whether it stands in a quotation.
fn spelled(version: &Version<'_, '_>, part: std::ops::Range<usize>) -> Vec<(u64, bool)> {
    let lone = version.tokens[part].iter().filter(|read| read.is_lone);
    lone.filter_map(|read| read.word.map(|word| (spelling_key(version, word), read.quotation.is_some()))).collect()
}

/// Looks at quotations round which what stands beside them moved, so that none of their words was kept in its place.
fn moved(group: &Flagged<'_, '_, '_>, kept: &Kept, words: [&BTreeMap<usize, Vec<u64>>; 2], found: &mut Quotations) {
    let free = |side: usize| {
        let is_kept = move |quotation: usize| kept.keys().any(|pair| [pair.0, pair.1][side] == quotation);
        words[side].iter().filter(move |(quotation, words)| !is_kept(**quotation) && words.len() <= MAX_MOVED_WORDS).take(MAX_MOVED)
    };
    let shared = |a: &[u64], b: &[u64]| a.iter().filter(|key| b.contains(key)).count();
    for (x, old) in free(0) {
        if free(1).any(|(_, new)| new == old) {
            continue;
        }
        let best = free(1).max_by_key(|(y, new)| (shared(old, new), std::cmp::Reverse(**y)));
        let Some((y, new)) = best.filter(|(_, new)| shared(old, new) >= MIN_KEPT) else { continue };
        let n = shared(old, new);
        let has_ellipsis = |version: &Version<'_, '_>, quotation: usize| {
            version.tokens.iter().any(|read| read.quotation == Some(quotation) && version.is_ellipsis(read))
        };
        if has_ellipsis(&group.old, *x) || has_ellipsis(&group.new, *y) {
            continue;
        }
        // A few of the words may be quoted alone.
        let is_part = |large: &[u64], small: &[u64]| large.windows(small.len().max(1)).any(|run| run == small);
        if is_part(old, new) || is_part(new, old) {
            continue;
        }
        if n == new.len() && new.len() < old.len() {
            found.cut = true;
        } else if n * 2 >= old.len().min(new.len()) {
            found.changed = true;
        }
    }
}

/// The quotations, by number, in which words of this part stand that only this version has.
fn quoted(version: &Version<'_, '_>, part: std::ops::Range<usize>) -> Vec<usize> {
    let mut found: Vec<usize> =
        version.tokens[part].iter().filter(|read| read.is_lone && read.token.is_word()).filter_map(|read| read.quotation).collect();
    found.dedup();
    found
}

fn has_words(version: &Version<'_, '_>, part: std::ops::Range<usize>) -> bool {
    version.tokens[part].iter().any(|read| read.is_lone && read.token.is_word())
}

fn has_ellipsis(version: &Version<'_, '_>, part: std::ops::Range<usize>) -> bool {
    version.tokens[part].iter().any(|read| version.is_ellipsis(read))
}

/// The quotations of the kept tokens on both edges of a gap.
fn around(group: &Flagged<'_, '_, '_>, gap: &Gap) -> Vec<(usize, usize)> {
    let before = gap.old.start.checked_sub(1).zip(gap.new.start.checked_sub(1));
    let after = Some((gap.old.end, gap.new.end));
    [before, after]
        .into_iter()
        .flatten()
        .filter_map(|(i, j)| group.old.tokens.get(i)?.quotation.zip(group.new.tokens.get(j)?.quotation))
        .collect()
}
