//! Scope: whether what a term is said of stands in both versions.
//!
//! In: an edited group, then terms that only one version has. Out: whether such a term came to, or was taken from, something that
//! both versions say. What a long new clause says of its own matter is no change of what was there.

use super::{Flagged, MAX_LONE_WORDS, Version};
use std::collections::BTreeSet;
use std::ops::Range;

/// Changed words that the version with fewer of them has in a gap, up to which one thing takes the place of the other in it ...
const MAX_REPLACED: usize = 4;
/// ... and that the other has: is said to have known, knew.
const MAX_REPLACED_LONGER: usize = 6;
/// Words behind a term, within its clause, in which what it is said of is looked for ...
const MAX_AHEAD: usize = 5;
/// ... and before it, where none of those behind it tells.
const MAX_BACK: usize = 4;
/// First letters in which forms of a word agree; shorter words agree wholly.
const STEM: usize = 5;
/// Changed words of each version up to which any of one may answer to any of the other.
const MAX_SMALL: usize = 30;

/// The words of a group by which scopes are told.
pub(super) struct Scope<'g, 's, 'o, 'n> {
    pub(super) group: &'g Flagged<'s, 'o, 'n>,
    /// The beginnings of the telling words that only one version has.
    stems: [BTreeSet<&'s str>; 2],
    /// Whether few words changed.
    is_small: bool,
}

impl<'g, 's, 'o, 'n> Scope<'g, 's, 'o, 'n> {
    /// Reads a group. `n log n`.
    pub(super) fn of(group: &'g Flagged<'s, 'o, 'n>) -> Self {
        let lone = |side: usize| group.gaps.iter().map(|gap| gap.lone_words[side]).sum::<usize>();
        Scope { stems: [stems(&group.old), stems(&group.new)], is_small: lone(0).max(lone(1)) <= MAX_SMALL, group }
    }

    fn is_lone(&self, side: usize, at: usize) -> bool {
        if side == 0 { self.group.old.is_lone_at(at) } else { self.group.new.is_lone_at(at) }
    }

    /// The gap of the first of these words that only their version has.
    pub(super) fn gap_of(&self, side: usize, words: &Range<usize>) -> Option<usize> {
        let gap = |at: usize| if side == 0 { self.group.old.read_at(at) } else { self.group.new.read_at(at) }.and_then(|read| read.gap);
        words.clone().find(|at| self.is_lone(side, *at)).and_then(gap)
    }

    /// Whether these words of a version came or went with nothing but themselves and a word or two.
    pub(super) fn is_by_itself(&self, side: usize, words: &Range<usize>) -> bool {
        self.gap_of(side, words).map(|gap| &self.group.gaps[gap]).is_some_and(|gap| {
            let own = words.clone().filter(|at| self.is_lone(side, *at)).count();
            gap.lone_words[1 - side] == 0 && gap.lone_words[side] < own + MAX_LONE_WORDS
        })
    }

    /// Whether these words of a version, which only it has, are said of something that both have.
    pub(super) fn is_anchored(&self, side: usize, words: &Range<usize>) -> bool {
        let Some(gap) = self.gap_of(side, words).map(|gap| &self.group.gaps[gap]) else { return false };
        let (few, many) = (gap.lone_words[0].min(gap.lone_words[1]), gap.lone_words[0].max(gap.lone_words[1]));
        let is_replaced = (1..=MAX_REPLACED).contains(&few) && many <= MAX_REPLACED_LONGER;
        is_replaced || self.is_by_itself(side, words) || self.has_kept_head(side, words)
    }

    /// Whether the next telling word of the clause stands in both versions, perhaps in another form; or else the one before.
    fn has_kept_head(&self, side: usize, words: &Range<usize>) -> bool {
        if side == 0 {
            has_kept_head(&self.group.old, &self.stems[1], words)
        } else {
            has_kept_head(&self.group.new, &self.stems[0], words)
        }
    }

    /// Whether words of the two versions may answer to each other: they stand in one gap, or few words changed.
    pub(super) fn may_answer(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        self.is_small || self.is_in_one_gap(old, new)
    }

    /// Whether they stand in one gap.
    pub(super) fn is_in_one_gap(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let gap = self.gap_of(0, old);
        gap.is_some() && gap == self.gap_of(1, new)
    }
}

fn stems<'s>(version: &Version<'s, '_>) -> BTreeSet<&'s str> {
    let lone = (0..version.words.len()).filter(|at| version.is_lone_at(*at) && version.is_telling_at(*at));
    lone.filter_map(|at| version.form_at(at)).map(stem).collect()
}

fn stem(form: &str) -> &str {
    form.char_indices().nth(STEM).map_or(form, |(end, _)| &form[..end])
}

fn has_kept_head(version: &Version<'_, '_>, others: &BTreeSet<&str>, words: &Range<usize>) -> bool {
    let is_kept = |at: usize| !version.is_lone_at(at) || version.form_at(at).is_some_and(|form| others.contains(stem(form)));
    let ahead = (words.end..words.end + MAX_AHEAD).take_while(|at| !version.is_clause_end(at - 1)).find(|at| version.is_telling_at(*at));
    if let Some(head) = ahead {
        return is_kept(head);
    }
    let back = (words.start.saturating_sub(MAX_BACK)..words.start).rev().take_while(|at| !version.is_clause_end(*at));
    back.into_iter().find(|at| version.is_telling_at(*at)).is_some_and(is_kept)
}
