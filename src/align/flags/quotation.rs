//! Quotations: words between quotation marks that are no longer the same.
//!
//! In: an edited group. Out: whether words inside a quotation became others, were added or crossed its marks, and whether words were
//! left out of it without an ellipsis; both ways where the old version had one. A quotation that as a whole came or went with matter of
//! its own is no change of a quotation.

use super::{Flagged, Gap, Version};
use std::collections::BTreeMap;

/// What happened to the quotations of a group.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub(super) changed: bool,
    pub(super) cut: bool,
}

/// Kept words that a quotation has in both versions from which on it is the same quotation.
const MIN_KEPT: usize = 2;

/// Looks through the gaps of the group.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> Quotations {
    let mut found = Quotations::default();
    let mut kept: BTreeMap<(usize, usize), usize> = BTreeMap::new();
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
    let same = |quotations: &[(usize, usize)]| quotations.iter().any(|pair| kept.get(pair).is_some_and(|n| *n >= MIN_KEPT));
    for gap in &group.gaps {
        let old = quoted(&group.old, gap.old.clone());
        let new = quoted(&group.new, gap.new.clone());
        let around = around(group, gap);
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (false, false) => found.changed = true,
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
    found
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
