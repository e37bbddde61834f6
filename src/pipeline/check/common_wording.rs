//! Boilerplate of an archive, as far as copies have it.
//!
//! In: copies and who holds their shingles. Out: the shingles that are boilerplate. A run of a copy that very many articles have is looked
//! at: some of them are compared, and if beyond that wording they are not one story it is a footer, a form or a standing paragraph,
//! and nobody's reuse. A story that very many printed is none.

use crate::article::Article;
use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::index::{Holders, Wanted};
use crate::pipeline::collection::boilerplate::{self, MIN_RUN};
use crate::score::Comparable;
use crate::text::{Prepared, story_keys};
use std::collections::HashMap;

/// Articles that are compared, each with the next, to learn what a run is.
const SAMPLE: usize = 12;

/// Boilerplate shingles among those of the copies, ascending. Each run is looked at once, however many copies have it.
/// `prints` are the words and the distinct shingles of the copies: only those that have a common one are read again.
pub(super) fn boilerplate_of(
    copies: &[&Article],
    prints: &[(usize, Vec<u64>)],
    archive: &[&Article],
    wanted: &Wanted,
    holders: &Holders,
) -> Vec<u64> {
    let mut known: HashMap<u32, bool> = HashMap::new();
    let mut found = Vec::new();
    let is_common = |hash: &u64| wanted.number(*hash).is_some_and(|number| holders.is_common(number));
    for (copy, _) in copies.iter().zip(prints).filter(|(_, (_, print))| print.iter().any(is_common)) {
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
            let is_boilerplate = match numbers.iter().find_map(|number| known.get(number)) {
                Some(known) => *known,
                None => is_boilerplate(holders.of(numbers[numbers.len() / 2]), archive),
            };
            for (number, hash) in numbers.iter().zip(hashes) {
                if known.insert(*number, is_boilerplate).is_none() && is_boilerplate {
                    found.push(*hash);
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether most of some holders of a wording are different stories. Ties go to the story.
fn is_boilerplate(holders: &[u32], archive: &[&Article]) -> bool {
    let n = holders.len().min(SAMPLE);
    let some: Vec<&Article> = (0..n).map(|at| archive[holders[at * holders.len() / n] as usize]).collect();
    let prepared: Vec<Prepared> = some.iter().map(|article| Prepared::new(article)).collect();
    let stories: Vec<Comparable> = prepared.iter().map(Comparable::new).collect();
    let verdicts = stories.windows(2).filter_map(|pair| boilerplate::is_one_story(&pair[0], &pair[1]));
    let (one_story, other): (Vec<bool>, Vec<bool>) = verdicts.partition(|is_one_story| *is_one_story);
    other.len() > one_story.len()
}
