//! Fingerprints on their way into the index.
//!
//! In: fingerprints, in a [`Collector`] for each batch of articles. Out: [`Gathered`]: all of them by the top bits of the hash, five bytes each, in
//! memory or, where memory is bounded, in runs of a spool. An entry keeps 40 bits of the hash: two shingles taken for one in a billion are
//! harmless, since every candidate is judged on its words.

use crate::ids::ArticleNo;
use crate::spool::{Bound, Extent, Spool};
use std::ops::Range;
use std::sync::Arc;

/// Parts by the top bits of the hash.
pub(super) const PARTS: usize = 256;
/// Bits of a hash that tell the part.
pub(super) const PART_BITS: u32 = PARTS.trailing_zeros();
/// Groups of parts that are let go together once they are in the index.
pub(super) const GROUPS: usize = 4;
/// Parts of a group.
pub(super) const GROUP: usize = PARTS / GROUPS;
/// Articles of a block: a byte tells one from the others.
const BLOCK: usize = 1 << 8;
/// Bytes of text for each shingle, in languages of short words.
const BYTES_A_WORD: usize = 5;
/// Fingerprints that are held take this share of the memory at most, where it is bounded.
const HELD_SHARE: usize = 16;

/// Fingerprints of a batch of articles.
#[derive(Debug, Default)]
pub struct Collector {
    blocks: Vec<Block>,
    /// Of the articles that are in no block yet, numbered from the first: 32 bits of each hash, its part and its article.
    open: Vec<(u32, u8, u8)>,
    sizes: Vec<(ArticleNo, u32)>,
    /// How many of `sizes` are in blocks.
    n_blocked: usize,
}

/// The shingles of at most [`BLOCK`] articles.
#[derive(Debug)]
struct Block {
    head: Head,
    groups: [Held; GROUPS],
}

/// What tells where the parts of a block are.
#[derive(Debug)]
struct Head {
    /// Its articles.
    articles: Box<[ArticleNo]>,
    /// Where each part begins in its group, and of each group the end.
    starts: Box<[u32]>,
}

/// Shingles of a group of parts, 5 bytes each.
#[derive(Debug, Default)]
struct Held {
    hashes: Vec<u32>,
    /// For each hash the place of its article in its block.
    places: Vec<u8>,
}

/// Blocks one after the other.
#[derive(Debug, Default)]
struct Blocks {
    heads: Vec<Head>,
    /// Where each block begins in each group.
    begins: Vec<[usize; GROUPS]>,
    /// One list for each group and not one for each block: what is let go is a large piece then, which the system gets back.
    groups: [Held; GROUPS],
}

/// Blocks in a spool: of each part the shingles of all blocks one after the other.
#[derive(Debug)]
struct Run {
    heads: Vec<Head>,
    parts: Vec<Extent>,
}

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
        let mut n_of = [0_u32; PARTS];
        for (_, part, _) in &self.open {
            n_of[usize::from(*part)] += 1;
        }
        let mut starts = Vec::with_capacity(PARTS + GROUPS);
        let mut next = [0_u32; PARTS];
        let mut groups: [Held; GROUPS] = Default::default();
        for (group, held) in groups.iter_mut().enumerate() {
            let mut at = 0;
            for part in group * GROUP..(group + 1) * GROUP {
                next[part] = at;
                starts.push(at);
                at += n_of[part];
            }
            starts.push(at);
            *held = Held { hashes: vec![0; at as usize], places: vec![0; at as usize] };
        }
        for (hash, part, place) in std::mem::take(&mut self.open) {
            let (held, at) = (&mut groups[usize::from(part) / GROUP], &mut next[usize::from(part)]);
            held.hashes[*at as usize] = hash;
            held.places[*at as usize] = place;
            *at += 1;
        }
        let articles = self.sizes[self.n_blocked..].iter().map(|(article, _)| *article).collect();
        self.n_blocked = self.sizes.len();
        self.blocks.push(Block { head: Head { articles, starts: starts.into() }, groups });
    }
}

impl Head {
    /// Where a part is in its group.
    fn range(&self, part: usize) -> Range<usize> {
        let at = part / GROUP * (GROUP + 1) + part % GROUP;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    fn entry(&self, hash: u32, place: u8) -> u64 {
        u64::from(hash) << 32 | u64::from(self.articles[usize::from(place)].0)
    }
}

impl Blocks {
    fn push(&mut self, block: Block) {
        let mut begin = [0; GROUPS];
        for ((all, own), begin) in self.groups.iter_mut().zip(block.groups).zip(&mut begin) {
            *begin = all.hashes.len();
            all.hashes.extend_from_slice(&own.hashes);
            all.places.extend_from_slice(&own.places);
        }
        self.heads.push(block.head);
        self.begins.push(begin);
    }

    /// The shingles of a part, block by block.
    fn part(&self, part: usize) -> impl Iterator<Item = (&Head, &[u32], &[u8])> {
        let held = &self.groups[part / GROUP];
        self.heads.iter().zip(&self.begins).map(move |(head, begin)| {
            let Range { start, end } = head.range(part);
            let range = begin[part / GROUP] + start..begin[part / GROUP] + end;
            (head, &held.hashes[range.clone()], &held.places[range])
        })
    }
}

/// The fingerprints of a collection.
#[derive(Debug, Default)]
pub struct Gathered {
    blocks: Blocks,
    runs: Vec<Run>,
    sizes: Vec<(ArticleNo, u32)>,
    bound: Option<Bound>,
    n_held: usize,
}

impl Gathered {
    /// None yet. Where memory is bounded, what is gathered goes to the spool from time to time. There is room for the fingerprints of `text_bytes`
    /// bytes of text, so that lists need not grow, which leaves holes in memory; room that stays empty costs nothing.
    pub fn within(bound: Option<Bound>, text_bytes: usize) -> Gathered {
        let mut gathered = Gathered::default();
        let held = bound.as_ref().map_or(usize::MAX, |bound| bound.bytes / HELD_SHARE / 5);
        for held_in in &mut gathered.blocks.groups {
            let room = (text_bytes / BYTES_A_WORD).min(held) / GROUPS;
            *held_in = Held { hashes: Vec::with_capacity(room), places: Vec::with_capacity(room) };
        }
        Gathered { bound, ..gathered }
    }

    /// Takes the fingerprints of a batch; in any order of the batches.
    pub fn add(&mut self, mut collector: Collector) {
        collector.close();
        self.n_held += collector.sizes.iter().map(|(_, size)| *size as usize * 5).sum::<usize>();
        self.sizes.append(&mut collector.sizes);
        collector.blocks.into_iter().for_each(|block| self.blocks.push(block));
        if let Some(bound) = &self.bound
            && self.n_held >= bound.bytes / HELD_SHARE
        {
            let spool = Arc::clone(&bound.spool);
            self.spill(&spool);
        }
    }

    /// Moves the blocks that are held to the spool.
    fn spill(&mut self, spool: &Spool) {
        let mut bytes = Vec::new();
        let mut parts = Vec::with_capacity(PARTS);
        for part in 0..PARTS {
            bytes.clear();
            for (_, hashes, places) in self.blocks.part(part) {
                bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
                bytes.extend(places);
            }
            parts.push(spool.put(&bytes));
        }
        self.runs.push(Run { heads: std::mem::take(&mut self.blocks).heads, parts });
        self.n_held = 0;
    }

    /// Each article with the number of its shingles, in the order in which they came.
    pub(super) fn sizes(&self) -> &[(ArticleNo, u32)] {
        &self.sizes
    }

    /// Where postings go that are not held; nothing where memory has no bound.
    pub(super) fn bound(&self) -> Option<&Bound> {
        self.bound.as_ref()
    }

    /// The entries of a part: the kept bits of the hash above, the article below.
    pub(super) fn part(&self, part: usize) -> PartEntries<'_> {
        let spool = self.bound.as_ref().map(|bound| &bound.spool);
        let read = |run: &Run| spool.map(|spool| spool.get(run.parts[part])).unwrap_or_default();
        PartEntries { part, gathered: self, read: self.runs.iter().map(read).collect() }
    }

    /// Lets go of the parts of a group.
    pub(super) fn forget(&mut self, group: usize) {
        self.blocks.groups[group] = Held::default();
    }
}

/// The entries of a part, read from the spool as far as they are there.
pub(super) struct PartEntries<'g> {
    part: usize,
    gathered: &'g Gathered,
    /// The bytes of each run.
    read: Vec<Vec<u8>>,
}

impl PartEntries<'_> {
    pub(super) fn len(&self) -> usize {
        let heads = self.gathered.runs.iter().flat_map(|run| &run.heads).chain(&self.gathered.blocks.heads);
        heads.map(|head| head.range(self.part).len()).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        let held = self.gathered.blocks.part(self.part);
        let held = held.flat_map(|(head, hashes, places)| hashes.iter().zip(places).map(|(hash, place)| head.entry(*hash, *place)));
        self.gathered.runs.iter().zip(&self.read).flat_map(|(run, bytes)| self.of_run(run, bytes)).chain(held)
    }

    /// The entries that a run has; none if it could not be read.
    fn of_run<'r>(&self, run: &'r Run, bytes: &'r [u8]) -> impl Iterator<Item = u64> + 'r {
        let (part, mut at) = (self.part, 0);
        run.heads.iter().flat_map(move |head| {
            let n = head.range(part).len();
            let hashes = bytes.get(at..at + 4 * n).unwrap_or_default();
            let places = bytes.get(at + 4 * n..at + 5 * n).unwrap_or_default();
            at += 5 * n;
            hashes.as_chunks::<4>().0.iter().zip(places).map(|(hash, place)| head.entry(u32::from_le_bytes(*hash), *place))
        })
    }
}
