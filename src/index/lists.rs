//! The lists of shingles, in memory or in a spool.
//!
//! In: the lists of each part as it is built. Out: of rare shingles ([`Rare`]), for a range of articles, the lists that name one of them before
//! their last article, which is all that counting for these articles walks; of common shingles ([`Common`]), any list by its number.

use super::numbers::Numbers;
use crate::spool::Bound;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Marks the last article of a list.
pub(super) const END: u32 = 1 << 31;

/// Bytes that counting needs for each entry of a list: the entry, its place and the length of its list.
const ENTRY_BYTES: usize = 4 + 4 + 1;
/// What is put together in memory takes this share of it at most, where it is bounded.
const SHARE: usize = 16;

/// Lists one after the other; articles ascending, the last of a list marked.
#[derive(Debug)]
pub(super) struct Rare(Numbers);

impl Rare {
    /// No lists yet.
    pub(super) fn within(bound: Option<&Bound>) -> Rare {
        Rare(Numbers::within(bound))
    }

    /// Takes the lists of the next part.
    pub(super) fn push(&mut self, lists: &[u32]) {
        self.0.extend(lists);
    }

    /// Ranges of articles `0..n_articles` whose lists are at hand at once: one for lists that are held.
    pub(super) fn ranges(&self, n_articles: u32) -> Vec<Range<u32>> {
        ranges(n_articles, self.0.len() * ENTRY_BYTES, self.0.bound())
    }

    /// The lists that name an article of a range before their last one, and perhaps others. Linear in all lists.
    pub(super) fn of(&self, range: &Range<u32>) -> Cow<'_, [u32]> {
        if self.0.bound().is_none() {
            return self.0.range(0..self.0.len());
        }
        let of_stretch = |stretch: Range<usize>| {
            let all = self.0.range(stretch);
            let names_one = |list: &&[u32]| list[..list.len() - 1].iter().any(|article| range.contains(article));
            lists(&all).filter(names_one).flatten().copied().collect::<Vec<u32>>()
        };
        Cow::Owned(self.0.stretches().into_par_iter().map(of_stretch).collect::<Vec<_>>().concat())
    }
}

/// Each list of some that stand one after the other.
pub(super) fn lists(all: &[u32]) -> impl Iterator<Item = &[u32]> {
    all.split_inclusive(|entry| entry & END != 0)
}

/// Ranges of articles, so many that what is needed for one of them, of `bytes` in all, fits into memory.
pub(super) fn ranges(n_articles: u32, bytes: usize, bound: Option<&Bound>) -> Vec<Range<u32>> {
    let n_ranges = bound.map_or(1, |bound| bytes.div_ceil((bound.bytes / SHARE).max(1 << 16)).max(1));
    let step = n_articles.div_ceil(u32::try_from(n_ranges).unwrap_or(u32::MAX)).max(1);
    (0..n_articles).step_by(step as usize).map(|first| first..first.saturating_add(step).min(n_articles)).collect()
}

/// Lists by their number; articles ascending.
#[derive(Debug)]
pub(super) struct Common {
    entries: Numbers,
    /// Where each list begins, and the end.
    starts: Vec<usize>,
}

impl Common {
    /// No lists yet.
    pub(super) fn within(bound: Option<&Bound>) -> Common {
        Common { entries: Numbers::within(bound), starts: vec![0] }
    }

    /// Takes the lists of the next part, one after the other, and their lengths.
    pub(super) fn push(&mut self, lists: &[u32], lengths: &[usize]) {
        self.entries.extend(lists);
        for length in lengths {
            self.starts.push(self.starts[self.starts.len() - 1] + length);
        }
    }

    /// How many articles all lists name together.
    pub(super) fn n_entries(&self) -> usize {
        self.entries.len()
    }

    /// A list by its number.
    pub(super) fn list(&self, list: usize) -> Cow<'_, [u32]> {
        self.entries.range(self.starts[list]..self.starts[list + 1])
    }

    /// The lists of each of `0..n_articles` articles, as far as they count.
    pub(super) fn forward(&self, n_articles: usize, counts: impl Fn(usize) -> bool) -> Forward {
        let bound = self.entries.bound();
        let mut forward = Forward { starts: vec![0], lists: Numbers::within(bound) };
        for range in ranges(n_articles as u32, self.n_entries() * 4, bound) {
            let mut starts = vec![0_usize; range.len() + 1];
            self.each_in(&range, &counts, |_, article| starts[(article - range.start) as usize + 1] += 1);
            for at in 1..starts.len() {
                starts[at] += starts[at - 1];
            }
            let mut next = starts.clone();
            let mut lists = vec![0; starts[range.len()]];
            self.each_in(&range, &counts, |list, article| {
                let place = &mut next[(article - range.start) as usize];
                lists[*place] = list as u32;
                *place += 1;
            });
            let before = forward.lists.len();
            forward.starts.extend(starts[1..].iter().map(|start| before + start));
            forward.lists.extend(&lists);
        }
        forward
    }

    /// Every list that counts with every article of a range that it names, in the order of the lists.
    fn each_in(&self, range: &Range<u32>, counts: impl Fn(usize) -> bool, mut each: impl FnMut(usize, u32)) {
        let mut list = 0;
        for stretch in self.entries.stretches() {
            let entries = self.entries.range(stretch.clone());
            while list + 1 < self.starts.len() && self.starts[list + 1] <= stretch.end {
                let articles = &entries[self.starts[list] - stretch.start..self.starts[list + 1] - stretch.start];
                if counts(list) {
                    let first = articles.partition_point(|article| *article < range.start);
                    articles[first..].iter().take_while(|article| **article < range.end).for_each(|article| each(list, *article));
                }
                list += 1;
            }
        }
    }
}

/// For each article, the common lists it stands in, ascending.
#[derive(Debug)]
pub(super) struct Forward {
    starts: Vec<usize>,
    lists: Numbers,
}

impl Forward {
    /// The lists of an article.
    pub(super) fn of_article(&self, article: u32) -> Cow<'_, [u32]> {
        self.lists.range(self.starts[article as usize]..self.starts[article as usize + 1])
    }
}
