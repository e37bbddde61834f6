//! The ends of a passage: where an editor would put them.
//!
//! In: chains that share no word. Out: the same with their ends moved outwards over similar words, small edits, and to the end
//! of the sentence where little of it is left on both sides; a scrap of the next sentence ("The company") is cut off. Chains never grow
//! into each other.

use super::chain::Chain;
use super::story::Story;

/// A sentence of which so many words or fewer are left on both sides belongs to the passage.
const SENTENCE_REST: u32 = 5;
/// So few words of a sentence that goes on in other words on both sides are no part of a passage that has other sentences: "The", "The company".
const MAX_SCRAP: u32 = 3;
/// Words that may be skipped on either side to reach the next matching word.
const MAX_SKIP: u32 = 2;

/// Moves the ends of all chains outwards, heaviest chain first. Linear in the words gained.
pub(super) fn extend(left: &Story<'_>, right: &Story<'_>, chains: &mut [Chain]) {
    let mut free = Free { left: vec![true; left.len()], right: vec![true; right.len()] };
    for chain in chains.iter() {
        free.take(chain);
    }
    for chain in chains.iter_mut() {
        free.give(chain);
        over_similar_words(left, right, chain, &free);
        to_sentence_ends(left, right, chain, &free);
        cut_scraps(left, right, chain);
        free.take(chain);
    }
}

struct Free {
    left: Vec<bool>,
    right: Vec<bool>,
}

impl Free {
    fn take(&mut self, chain: &Chain) {
        self.set(chain, false);
    }

    fn give(&mut self, chain: &Chain) {
        self.set(chain, true);
    }

    fn set(&mut self, chain: &Chain, value: bool) {
        self.left[chain.left.0 as usize..chain.left.1 as usize].fill(value);
        self.right[chain.right.0 as usize..chain.right.1 as usize].fill(value);
    }

    fn is_free(&self, left: std::ops::Range<u32>, right: std::ops::Range<u32>) -> bool {
        let all = |marks: &[bool], range: std::ops::Range<u32>| {
            marks.get(range.start as usize..range.end as usize).is_some_and(|part| part.iter().all(|free| *free))
        };
        all(&self.left, left) && all(&self.right, right)
    }
}

/// Steps outwards while the next words match, skipping up to [`MAX_SKIP`] words on each side to a content word that does.
fn over_similar_words(left: &Story<'_>, right: &Story<'_>, chain: &mut Chain, free: &Free) {
    'forward: loop {
        for (i, j) in skips() {
            let (to_left, to_right) = (chain.left.1 + i + 1, chain.right.1 + j + 1);
            if to_left as usize <= left.len()
                && to_right as usize <= right.len()
                && free.is_free(chain.left.1..to_left, chain.right.1..to_right)
                && matches(left, to_left - 1, right, to_right - 1, i + j)
            {
                (chain.left.1, chain.right.1) = (to_left, to_right);
                continue 'forward;
            }
        }
        break;
    }
    'backward: loop {
        for (i, j) in skips() {
            if chain.left.0 > i && chain.right.0 > j {
                let (to_left, to_right) = (chain.left.0 - i - 1, chain.right.0 - j - 1);
                if free.is_free(to_left..chain.left.0, to_right..chain.right.0) && matches(left, to_left, right, to_right, i + j) {
                    (chain.left.0, chain.right.0) = (to_left, to_right);
                    continue 'backward;
                }
            }
        }
        break;
    }
}

/// Skips on both sides, nearest first, the same whichever side is called left.
fn skips() -> impl Iterator<Item = (u32, u32)> {
    [(0, 0), (1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0)].into_iter().filter(|(i, j)| *i <= MAX_SKIP && *j <= MAX_SKIP)
}

fn matches(left: &Story<'_>, i: u32, right: &Story<'_>, j: u32, skipped: u32) -> bool {
    let is_similar = left.is_similar(i as usize, right, j as usize);
    is_similar && (skipped == 0 || left.words[i as usize].is_content())
}

fn to_sentence_ends(left: &Story<'_>, right: &Story<'_>, chain: &mut Chain, free: &Free) {
    let end = |story: &Story<'_>, last: u32| story.sentences()[story.words[last as usize].sentence as usize].1;
    let (to_left, to_right) = (end(left, chain.left.1 - 1), end(right, chain.right.1 - 1));
    if to_left - chain.left.1 <= SENTENCE_REST
        && to_right - chain.right.1 <= SENTENCE_REST
        && free.is_free(chain.left.1..to_left, chain.right.1..to_right)
    {
        (chain.left.1, chain.right.1) = (to_left, to_right);
    }
    let start = |story: &Story<'_>, first: u32| story.sentences()[story.words[first as usize].sentence as usize].0;
    let (to_left, to_right) = (start(left, chain.left.0), start(right, chain.right.0));
    if chain.left.0 - to_left <= SENTENCE_REST
        && chain.right.0 - to_right <= SENTENCE_REST
        && free.is_free(to_left..chain.left.0, to_right..chain.right.0)
    {
        (chain.left.0, chain.right.0) = (to_left, to_right);
    }
}

/// Cuts off what a passage has of its first or last sentence if that is a scrap on both sides.
fn cut_scraps(left: &Story<'_>, right: &Story<'_>, chain: &mut Chain) {
    let sentence = |story: &Story<'_>, word: u32| story.sentences()[story.words[word as usize].sentence as usize];
    let (here, there) = (sentence(left, chain.left.1 - 1), sentence(right, chain.right.1 - 1));
    let is_scrap = |start: u32, end: u32| end - start <= MAX_SCRAP;
    if is_scrap(here.0.max(chain.left.0), chain.left.1)
        && is_scrap(there.0.max(chain.right.0), chain.right.1)
        && chain.left.1 < here.1
        && chain.right.1 < there.1
        && let Some(rest) = chain.within((chain.left.0, here.0), (chain.right.0, there.0))
    {
        *chain = rest;
    }
    let (here, there) = (sentence(left, chain.left.0), sentence(right, chain.right.0));
    if is_scrap(chain.left.0, here.1.min(chain.left.1))
        && is_scrap(chain.right.0, there.1.min(chain.right.1))
        && here.0 < chain.left.0
        && there.0 < chain.right.0
        && let Some(rest) = chain.within((here.1, chain.left.1), (there.1, chain.right.1))
    {
        *chain = rest;
    }
}
