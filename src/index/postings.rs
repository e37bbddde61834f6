//! Postings: the articles that hold a shingle, for all shingles that two articles or more have.
//!
//! In: fingerprints, gathered by their top bits. Out: [`Index`]. Each part is filtered, sorted and cut into lists by itself, and let go with its
//! group, so that fingerprints and all of the lists are never there at once.

use super::Settings;
use super::gathered::{GROUP, GROUPS, Gathered, PART_BITS, PartEntries};
use super::lists::{Common, END, Rare};
use crate::ids::ArticleNo;
use rayon::prelude::*;

/// Who shares what, frozen.
#[derive(Debug)]
pub struct Index {
    pub(super) settings: Settings,
    pub(super) n_articles: usize,
    /// Articles that stand for themselves; those left out are not counted in document frequencies.
    pub(super) n_counted: usize,
    /// Distinct shingles of each article.
    pub(super) sizes: Vec<u32>,
    /// Of these, how many are common.
    pub(super) n_common: Vec<u32>,
    /// Lists of rare shingles.
    pub(super) rare: Rare,
    /// Lists of common shingles.
    pub(super) common: Common,
    /// The kept bits of each common shingle, ascending.
    pub(super) common_keys: Vec<u64>,
}

/// Parts that are built side by side before their lists are taken.
const STEP: usize = 16;

/// The lists of one part.
struct Part {
    rare: Vec<u32>,
    common: Vec<u32>,
    common_lengths: Vec<usize>,
    common_keys: Vec<u64>,
}

impl Index {
    /// Builds the index of articles `0..n_articles`. `is_counted` says of each whether it takes part; exact duplicates of another
    /// are left out so. Sorts in parallel; the result does not depend on the number of threads or on how articles were batched.
    pub fn build(mut gathered: Gathered, n_articles: usize, is_counted: impl Fn(ArticleNo) -> bool + Sync, settings: Settings) -> Index {
        let mut sizes = vec![0; n_articles];
        for (article, size) in gathered.sizes() {
            if is_counted(*article) {
                sizes[article.at()] = *size;
            }
        }
        let n_counted = (0..n_articles as u32).filter(|no| is_counted(ArticleNo(*no))).count();
        let mut index = Index {
            settings,
            n_articles,
            n_counted,
            sizes,
            n_common: vec![0; n_articles],
            rare: Rare::within(gathered.bound()),
            common: Common::within(gathered.bound()),
            common_keys: Vec::new(),
        };
        for group in 0..GROUPS {
            for first in (group * GROUP..(group + 1) * GROUP).step_by(STEP) {
                let parts = (first..first + STEP).into_par_iter();
                let built: Vec<Part> = parts.map(|part| Part::build(part, &gathered, &is_counted, settings)).collect();
                built.into_iter().for_each(|part| index.push(part));
            }
            gathered.forget(group);
        }
        index
    }

    fn push(&mut self, part: Part) {
        self.rare.push(&part.rare);
        for article in &part.common {
            self.n_common[*article as usize] += 1;
        }
        self.common.push(&part.common, &part.common_lengths);
        self.common_keys.extend(part.common_keys);
    }

    /// How many distinct shingles are common, and in how many places they stand.
    pub fn n_common(&self) -> (usize, usize) {
        (self.common_keys.len(), self.common.n_entries())
    }

    /// The share of an article's distinct shingles that are common, 0.0 to 1.0; 0.0 if it has none.
    pub fn common_share(&self, article: ArticleNo) -> f64 {
        f64::from(self.n_common[article.at()]) / f64::from(self.sizes[article.at()].max(1))
    }

    /// How many rare shingles an article has, those of its own included.
    pub(super) fn n_rare_of(&self, article: u32) -> u32 {
        self.sizes[article as usize] - self.n_common[article as usize]
    }
}

/// What is kept of a shingle hash.
pub(super) fn kept_bits(hash: u64) -> u64 {
    hash >> (32 - PART_BITS)
}

impl Part {
    fn build(number: usize, gathered: &Gathered, is_counted: &impl Fn(ArticleNo) -> bool, settings: Settings) -> Part {
        let mut entries = shared_only(&gathered.part(number), is_counted);
        entries.sort_unstable();
        let (mut rare, mut common, mut common_lengths, mut common_keys) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for list in entries.chunk_by(|x, y| x >> 32 == y >> 32).filter(|list| list.len() > 1) {
            let articles = list.iter().map(|entry| *entry as u32);
            if list.len() <= usize::from(settings.max_articles) {
                rare.extend(articles);
                if let Some(last) = rare.last_mut() {
                    *last |= END;
                }
            } else {
                common.extend(articles);
                common_lengths.push(list.len());
                common_keys.push((number as u64) << 32 | list[0] >> 32);
            }
        }
        Part { rare, common, common_lengths, common_keys }
    }
}

/// The entries of counted articles but for most of those whose shingle no second article has. Two bitmaps tell them: more than half of
/// all entries of real news go, and need not be sorted.
fn shared_only(part: &PartEntries<'_>, is_counted: &impl Fn(ArticleNo) -> bool) -> Vec<u64> {
    let n_bits = (part.len() * 8).next_power_of_two().max(64);
    let (mut seen, mut again) = (vec![0_u64; n_bits / 64], vec![0_u64; n_bits / 64]);
    let place = |entry: u64| {
        let bit = (entry >> 32) as usize & (n_bits - 1);
        (bit / 64, 1_u64 << (bit % 64))
    };
    let is_counted = |entry: &u64| is_counted(ArticleNo(*entry as u32));
    // Walked through from inside, which nested iterators are quicker at than being asked for one entry after the other.
    part.iter().filter(is_counted).for_each(|entry| {
        let (word, bit) = place(entry);
        again[word] |= seen[word] & bit;
        seen[word] |= bit;
    });
    let mut shared = Vec::new();
    part.iter().filter(is_counted).for_each(|entry| {
        let (word, bit) = place(entry);
        if again[word] & bit != 0 {
            shared.push(entry);
        }
    });
    shared
}
