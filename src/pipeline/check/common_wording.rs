//! Boilerplate of an archive, as far as copies have it.
//!
//! In: copies and who holds their shingles. Out: the shingles that are boilerplate. A run of a copy that very many articles have is looked
//! at: some of them are compared, and if beyond that wording they are not one story it is a footer, a form or a standing paragraph,
//! and nobody's reuse. A story that very many printed is none.

use super::sieve::ReadCopy;
use crate::article::Article;
use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::ids::ArticleNo;
use crate::index::{Holders, Wanted};
use crate::pipeline::collection::boilerplate::{self, MIN_RUN};
use crate::score::Comparable;
use crate::text::{Prepared, story_keys};
use std::collections::HashMap;

/// Articles that are compared, each with the next, to learn what a run is.
const SAMPLE: usize = 12;

/// Runs of copies that very many articles have, and the articles that tell what they are.
pub(super) struct Runs {
    /// Of each the shingles that were met in no run before, and which of the samples tells.
    runs: Vec<(Vec<u64>, usize)>,
    samples: Vec<Vec<ArticleNo>>,
}

impl Runs {
    /// The runs of the copies. `read` are their words and their distinct shingles: only those that have a common one are read again.
    pub(super) fn new(copies: &[&Article], read: &[ReadCopy], wanted: &Wanted, holders: &Holders) -> Runs {
        let mut known: HashMap<u32, usize> = HashMap::new();
        let mut found = Runs { runs: Vec::new(), samples: Vec::new() };
        let is_common = |hash: &u64| wanted.number(*hash).is_some_and(|number| holders.is_common(number));
        for (copy, _) in copies.iter().zip(read).filter(|(_, copy)| copy.print.iter().any(is_common)) {
            let hashes = shingles(&story_keys(copy), SHINGLE_WORDS);
            let numbers: Vec<Option<u32>> =
                hashes.iter().map(|hash| wanted.number(*hash).filter(|number| holders.is_common(*number))).collect();
            let mut first = 0;
            for run in numbers.chunk_by(|x, y| x.is_some() == y.is_some()) {
                let hashes = &hashes[first..first + run.len()];
                first += run.len();
                let numbers: Vec<u32> = run.iter().filter_map(|number| *number).collect();
                if numbers.len() + SHINGLE_WORDS <= MIN_RUN {
                    continue;
                }
                let sample = numbers.iter().find_map(|number| known.get(number).copied()).unwrap_or_else(|| {
                    found.samples.push(sample(holders.of(numbers[numbers.len() / 2])));
                    found.samples.len() - 1
                });
                let is_new = |(number, _): &(&u32, &u64)| known.insert(**number, sample).is_none();
                let hashes = numbers.iter().zip(hashes).filter(is_new).map(|(_, hash)| *hash).collect();
                found.runs.push((hashes, sample));
            }
        }
        found
    }

    /// The articles that tell what the runs are.
    pub(super) fn wanted(&self) -> impl Iterator<Item = ArticleNo> + '_ {
        self.samples.iter().flatten().copied()
    }

    /// Boilerplate shingles among those of the copies, ascending. Each run is looked at once, however many copies have it.
    pub(super) fn boilerplate<'a>(&self, article: impl Fn(ArticleNo) -> &'a Article) -> Vec<u64> {
        let verdicts: Vec<bool> = self.samples.iter().map(|sample| is_boilerplate(sample.iter().map(|no| article(*no)))).collect();
        let mut found: Vec<u64> =
            self.runs.iter().filter(|(_, sample)| verdicts[*sample]).flat_map(|(hashes, _)| hashes).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Some of many holders.
fn sample(holders: &[u32]) -> Vec<ArticleNo> {
    let n = holders.len().min(SAMPLE);
    (0..n).map(|at| ArticleNo(holders[at * holders.len() / n])).collect()
}

/// Whether most of some holders of a wording are different stories. Ties go to the story.
fn is_boilerplate<'a>(some: impl Iterator<Item = &'a Article>) -> bool {
    let prepared: Vec<Prepared> = some.map(Prepared::new).collect();
    let stories: Vec<Comparable> = prepared.iter().map(Comparable::new).collect();
    let verdicts = stories.windows(2).filter_map(|pair| boilerplate::is_one_story(&pair[0], &pair[1]));
    let (one_story, other): (Vec<bool>, Vec<bool>) = verdicts.partition(|is_one_story| *is_one_story);
    other.len() > one_story.len()
}
