//! Postings: for each shingle that two or more articles hold, which articles; and the way back.
//!
//! In: fingerprints. Out: flat sorted arrays. Shingles of a single article, half or more of all, are dropped at once.

use rayon::prelude::*;

/// Frozen after it is built.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// Where each list begins in `holders`; one more than there are lists.
    starts: Vec<u32>,
    holders: Vec<u32>,
    /// Where the lists of each article begin in `lists`; one more than there are articles.
    article_starts: Vec<u32>,
    lists: Vec<u32>,
}

impl Postings {
    /// Builds the postings of some fingerprints (distinct hashes of each article). Sorting dominates: `n log n` in the shingles.
    pub fn build(fingerprints: &[Vec<u64>]) -> Postings {
        let mut entries: Vec<(u64, u32)> = Vec::with_capacity(fingerprints.iter().map(Vec::len).sum());
        for (hashes, article) in fingerprints.iter().zip(0_u32..) {
            entries.extend(hashes.iter().map(|hash| (*hash, article)));
        }
        entries.par_sort_unstable();
        let mut postings = Postings { starts: vec![0], ..Postings::default() };
        let mut counts = vec![0_u32; fingerprints.len() + 1];
        let mut at = 0;
        while at < entries.len() {
            let hash = entries[at].0;
            let end = at + entries[at..].iter().take_while(|entry| entry.0 == hash).count();
            if end - at > 1 {
                for (_, article) in &entries[at..end] {
                    postings.holders.push(*article);
                    counts[*article as usize + 1] += 1;
                }
                postings.starts.push(postings.holders.len() as u32);
            }
            at = end;
        }
        drop(entries);
        for article in 1..counts.len() {
            counts[article] += counts[article - 1];
        }
        let mut next = counts.clone();
        postings.lists = vec![0; postings.holders.len()];
        for list in 0..postings.starts.len() - 1 {
            for holder in postings.starts[list] as usize..postings.starts[list + 1] as usize {
                let slot = &mut next[postings.holders[holder] as usize];
                postings.lists[*slot as usize] = list as u32;
                *slot += 1;
            }
        }
        postings.article_starts = counts;
        postings
    }

    /// The articles that hold the shingle of a list, ascending.
    pub fn list(&self, list: u32) -> &[u32] {
        &self.holders[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// The lists an article stands in, ascending.
    pub fn lists_of(&self, article: u32) -> &[u32] {
        &self.lists[self.article_starts[article as usize] as usize..self.article_starts[article as usize + 1] as usize]
    }

    fn frequencies(&self) -> impl Iterator<Item = u32> + '_ {
        self.starts.windows(2).map(|pair| pair[1] - pair[0])
    }

    /// How many shingles more than `cap` articles hold.
    pub fn above(&self, cap: usize) -> usize {
        self.frequencies().filter(|frequency| *frequency as usize > cap).count()
    }

    /// The highest document frequency; 0 where nothing is shared.
    pub fn highest(&self) -> u32 {
        self.frequencies().max().unwrap_or(0)
    }
}
