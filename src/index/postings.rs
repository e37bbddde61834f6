//! Postings: the articles that hold a shingle, for all shingles that two articles or more have.
//!
//! In: fingerprints. Out: [`Index`]. Entries are scattered by their top bits as they come in, so that each part is filtered, sorted
//! and cut into lists by itself. An entry keeps 40 bits of the hash: two shingles taken for one in a billion are harmless, since every
//! candidate is judged on its words.

use super::Settings;
use crate::ids::ArticleNo;
use rayon::prelude::*;

/// Parts by the top bits of the hash.
const PARTS: usize = 256;
/// Bits of a hash that tell the part.
const PART_BITS: u32 = PARTS.trailing_zeros();
/// Marks the last article of a list.
pub(super) const END: u32 = 1 << 31;

/// Fingerprints on their way into the index; one for each batch of articles.
#[derive(Debug, Default)]
pub struct Collector {
    blocks: Vec<Block>,
    /// Of the articles that are in no block yet, numbered from the first: 32 bits of each hash, its part and its article.
    open: Vec<(u32, u8, u8)>,
    sizes: Vec<(ArticleNo, u32)>,
    /// How many of `sizes` are in blocks.
    n_blocked: usize,
}

/// The shingles of at most [`BLOCK`] articles, by parts: 5 bytes each.
#[derive(Debug)]
struct Block {
    /// Its articles.
    articles: Vec<ArticleNo>,
    hashes: Vec<u32>,
    /// For each hash the place of its article in `articles`.
    places: Vec<u8>,
    /// Where each part begins, and the end.
    starts: Vec<u32>,
}

/// Articles of a block: a byte tells one from the others.
const BLOCK: usize = 1 << 8;

impl Collector {
    /// Takes the distinct shingle hashes of an article; 5 bytes are kept for each, 8 until [`Self::close`].
    pub fn add(&mut self, article: ArticleNo, fingerprint: &[u64]) {
        let place = (self.sizes.len() - self.n_blocked) as u8;
        self.sizes.push((article, fingerprint.len() as u32));
        let kept = |hash: &u64| ((hash >> (32 - PART_BITS)) as u32, (hash >> (64 - PART_BITS)) as u8, place);
        self.open.extend(fingerprint.iter().map(kept));
        if usize::from(place) + 1 == BLOCK {
            self.close();
        }
    }

    /// Puts the articles added so far into few bytes; more may follow.
    pub fn close(&mut self) {
        if self.n_blocked == self.sizes.len() {
            return;
        }
        let mut starts = vec![0_u32; PARTS + 1];
        for (_, part, _) in &self.open {
            starts[usize::from(*part) + 1] += 1;
        }
        for part in 0..PARTS {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let (mut hashes, mut places) = (vec![0; self.open.len()], vec![0; self.open.len()]);
        for (hash, part, place) in std::mem::take(&mut self.open) {
            let at = &mut next[usize::from(part)];
            hashes[*at as usize] = hash;
            places[*at as usize] = place;
            *at += 1;
        }
        let articles = self.sizes[self.n_blocked..].iter().map(|(article, _)| *article).collect();
        self.n_blocked = self.sizes.len();
        self.blocks.push(Block { articles, hashes, places, starts });
    }
}

impl Block {
    /// The entries of a part: the kept bits of the hash above, the article below.
    fn entries(&self, part: usize) -> impl Iterator<Item = u64> + '_ {
        let range = self.starts[part] as usize..self.starts[part + 1] as usize;
        let pairs = self.hashes[range.clone()].iter().zip(&self.places[range]);
        pairs.map(|(hash, place)| u64::from(*hash) << 32 | u64::from(self.articles[usize::from(*place)].0))
    }
}

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
    /// Lists of rare shingles one after the other; articles ascending, the last of a list marked.
    pub(super) rare: Vec<u32>,
    /// Lists of common shingles.
    pub(super) common: Vec<u32>,
    /// Where each common list begins in `common`, and its end.
    pub(super) common_starts: Vec<usize>,
    /// The kept bits of each common shingle, ascending.
    pub(super) common_keys: Vec<u64>,
}

/// The lists of one part.
#[derive(Default)]
struct Part {
    rare: Vec<u32>,
    common: Vec<u32>,
    common_lengths: Vec<usize>,
    common_keys: Vec<u64>,
}

impl Index {
    /// Builds the index of articles `0..n_articles`. `is_counted` says of each whether it takes part; exact duplicates of another
    /// are left out so. Sorts in parallel; the result does not depend on the number of threads or on how articles were batched.
    pub fn build(
        collectors: Vec<Collector>,
        n_articles: usize,
        is_counted: impl Fn(ArticleNo) -> bool + Sync,
        settings: Settings,
    ) -> Index {
        let mut sizes = vec![0; n_articles];
        let mut blocks: Vec<Block> = Vec::with_capacity(collectors.len());
        for mut collector in collectors {
            collector.close();
            blocks.append(&mut collector.blocks);
            for (article, size) in collector.sizes {
                if is_counted(article) {
                    sizes[article.at()] = size;
                }
            }
        }
        let n_counted = (0..n_articles as u32).filter(|no| is_counted(ArticleNo(*no))).count();
        let built: Vec<Part> = (0..PARTS).into_par_iter().map(|part| Part::build(part, &blocks, &is_counted, settings)).collect();
        drop(blocks);
        let mut index = Index {
            settings,
            n_articles,
            n_counted,
            sizes,
            n_common: vec![0; n_articles],
            rare: Vec::with_capacity(built.iter().map(|part| part.rare.len()).sum()),
            common: Vec::with_capacity(built.iter().map(|part| part.common.len()).sum()),
            common_starts: vec![0],
            common_keys: Vec::new(),
        };
        for part in built {
            index.rare.extend(part.rare);
            index.common.extend(part.common);
            index.common_keys.extend(part.common_keys);
            for length in part.common_lengths {
                index.common_starts.push(index.common_starts[index.common_starts.len() - 1] + length);
            }
        }
        for article in &index.common {
            index.n_common[*article as usize] += 1;
        }
        index
    }

    /// How many distinct shingles are common, and in how many places they stand.
    pub fn n_common(&self) -> (usize, usize) {
        (self.common_keys.len(), self.common.len())
    }

    /// The share of an article's distinct shingles that are common, 0.0 to 1.0; 0.0 if it has none.
    pub fn common_share(&self, article: ArticleNo) -> f64 {
        f64::from(self.n_common[article.at()]) / f64::from(self.sizes[article.at()].max(1))
    }

    /// How many rare shingles an article has, those of its own included.
    pub(super) fn n_rare_of(&self, article: u32) -> u32 {
        self.sizes[article as usize] - self.n_common[article as usize]
    }

    pub(super) fn common_list(&self, list: usize) -> &[u32] {
        &self.common[self.common_starts[list]..self.common_starts[list + 1]]
    }
}

/// What is kept of a shingle hash.
pub(super) fn kept_bits(hash: u64) -> u64 {
    hash >> (32 - PART_BITS)
}

impl Part {
    fn build(number: usize, blocks: &[Block], is_counted: &impl Fn(ArticleNo) -> bool, settings: Settings) -> Part {
        let mut entries = shared_only(number, blocks, is_counted);
        entries.sort_unstable();
        let mut part = Part::default();
        for list in entries.chunk_by(|x, y| x >> 32 == y >> 32).filter(|list| list.len() > 1) {
            let articles = list.iter().map(|entry| *entry as u32);
            if list.len() <= usize::from(settings.max_articles) {
                part.rare.extend(articles);
                if let Some(last) = part.rare.last_mut() {
                    *last |= END;
                }
            } else {
                part.common.extend(articles);
                part.common_lengths.push(list.len());
                part.common_keys.push((number as u64) << 32 | list[0] >> 32);
            }
        }
        part
    }
}

/// The entries of counted articles but for most of those whose shingle no second article has. Two bitmaps tell them: more than half of
/// all entries of real news go, and need not be sorted.
fn shared_only(part: usize, blocks: &[Block], is_counted: &impl Fn(ArticleNo) -> bool) -> Vec<u64> {
    let n_entries: usize = blocks.iter().map(|block| (block.starts[part + 1] - block.starts[part]) as usize).sum();
    let n_bits = (n_entries * 8).next_power_of_two().max(64);
    let (mut seen, mut again) = (vec![0_u64; n_bits / 64], vec![0_u64; n_bits / 64]);
    let place = |entry: u64| {
        let bit = (entry >> 32) as usize & (n_bits - 1);
        (bit / 64, 1_u64 << (bit % 64))
    };
    let is_counted = |entry: &u64| is_counted(ArticleNo(*entry as u32));
    let entries = || blocks.iter().flat_map(|block| block.entries(part)).filter(|entry| is_counted(entry));
    for entry in entries() {
        let (word, bit) = place(entry);
        again[word] |= seen[word] & bit;
        seen[word] |= bit;
    }
    let is_shared = |entry: &u64| {
        let (word, bit) = place(*entry);
        again[word] & bit != 0
    };
    entries().filter(is_shared).collect()
}
