//! Standing matter: a block at the edge of several articles that share nothing else.
//!
//! In: pairs of a collection and what they share. Out: [`Block`]s: a subscription notice, a page head, references, a paragraph about the
//! firm, each with its articles and its shingles. Three articles are needed of which any two share the block, each at its head or tail, and
//! nothing besides, whose own parts are not on the same matter, and whose own parts are not on the matter of the block: a story to
//! which each paper wrote its own lead is no standing matter. Nor is one that round-ups reprint: it also stands in an article of which it is
//! the story. A pair alone is not judged by where its shared words stand.
//!
//! Of wording that more articles have than a rare shingle may stand in, `common_wording` decides.

use super::boilerplate::are_one_story;
use crate::cluster::connected;
use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::ids::ArticleNo;
use crate::score::{self, Passage};
use crate::text::Prepared;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words between a block and the edge of its article, or between two parts of it: about one sentence, as a name, a date or an address that
/// differs.
const SLACK: u32 = 20;
/// Words of its own that an article has at least: a shorter one is nothing but the block.
const MIN_OWN: u32 = 8;
/// Articles that have a block at their edge, for each one that holds it otherwise: a few more make it a story. Of a notice one text may be
/// nothing else.
const FOR_EACH_STORY: usize = 5;
/// Pairs of articles that share nothing but the block, for each pair of its articles that shares more.
const UNLIKE_FOR_EACH_ALIKE: usize = 5;
/// A text holds a block if it has this share of its shingles.
const HELD: f64 = 0.5;

/// Two articles.
type Pair = (ArticleNo, ArticleNo);
/// Words of an article that it shares with another one.
type Shared = Vec<Range<u32>>;

/// A block of standing matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pipeline) struct Block {
    /// The articles that have it at their edge, ascending; three or more.
    pub(in crate::pipeline) articles: Vec<ArticleNo>,
    /// Its shingles, ascending.
    pub(in crate::pipeline) hashes: Vec<u64>,
}

/// Whether all that two articles share stands at the same edge of both, head or tail, and both have words of their own beside it. Linear.
pub(in crate::pipeline) fn share_edges_only(a: &Prepared, b: &Prepared, passages: &[Passage]) -> bool {
    if passages.is_empty() {
        return false;
    }
    let (before_a, before_b) = (counted_before(a), counted_before(b));
    let place = |before: &[u32], words: &Range<u32>| before[words.start as usize]..before[words.end as usize];
    let places: Vec<(Range<u32>, Range<u32>)> =
        passages.iter().map(|passage| (place(&before_a, &passage.a), place(&before_b, &passage.b))).collect();
    let mut rest = &places[..];
    let (mut tail_a, mut tail_b) = (before_a[a.words.len()], before_b[b.words.len()]);
    while let Some(((x, y), others)) = rest.split_last() {
        if tail_a.saturating_sub(x.end) > SLACK || tail_b.saturating_sub(y.end) > SLACK {
            break;
        }
        (tail_a, tail_b, rest) = (tail_a.min(x.start), tail_b.min(y.start), others);
    }
    let (mut head_a, mut head_b) = (0, 0);
    while let Some(((x, y), others)) = rest.split_first() {
        if x.start.saturating_sub(head_a) > SLACK || y.start.saturating_sub(head_b) > SLACK {
            break;
        }
        (head_a, head_b, rest) = (head_a.max(x.end), head_b.max(y.end), others);
    }
    rest.is_empty() && tail_a >= head_a + MIN_OWN && tail_b >= head_b + MIN_OWN
}

/// For each word the number of words before it that count, and of all at the end.
fn counted_before(prepared: &Prepared) -> Vec<u32> {
    let counted = prepared.words.iter().scan(0, |n, word| {
        *n += u32::from(word.counts());
        Some(*n)
    });
    std::iter::once(0).chain(counted).collect()
}

/// The standing matter of articles of which these pairs share edges only, among all pairs that share anything. Each pair that is one of a
/// triangle is compared once more.
pub(in crate::pipeline) fn standing_matter(pairs: &[Pair], all: &[Pair], prepare: &(impl Fn(ArticleNo) -> Prepared + Sync)) -> Vec<Block> {
    let triangles = in_triangles(pairs);
    let unlike = |pair: &Pair| shared_by_unlike(*pair, prepare).map(|shared| (*pair, shared));
    let unlike: BTreeMap<Pair, (Shared, Shared)> = triangles.par_iter().filter_map(unlike).collect();
    let pairs = in_triangles(&unlike.keys().copied().collect::<Vec<Pair>>());
    let mut shared: BTreeMap<ArticleNo, Vec<&Shared>> = BTreeMap::new();
    for pair in &pairs {
        let (of_a, of_b) = &unlike[pair];
        shared.entry(pair.0).or_default().push(of_a);
        shared.entry(pair.1).or_default().push(of_b);
    }
    let n = pairs.iter().map(|pair| pair.1.0 + 1).max().unwrap_or(0) as usize;
    let homes = connected(n, pairs.iter().map(|(a, b)| (a.0, b.0)));
    let of_article: Vec<(ArticleNo, Vec<u64>)> =
        shared.par_iter().map(|(no, shared)| (*no, shingles_shared_twice(&prepare(*no), shared))).collect();
    let mut blocks: BTreeMap<u32, Block> = BTreeMap::new();
    for (no, hashes) in of_article.into_iter().filter(|(_, hashes)| !hashes.is_empty()) {
        let block = blocks.entry(homes[no.at()]).or_insert(Block { articles: Vec::new(), hashes: Vec::new() });
        block.articles.push(no);
        block.hashes.extend(hashes);
    }
    let blocks: Vec<Block> = blocks
        .into_values()
        .map(|mut block| {
            block.hashes.sort_unstable();
            block.hashes.dedup();
            block
        })
        .collect();
    let others = others(&blocks, all);
    let is_standing =
        |(block, others): &(Block, BTreeSet<ArticleNo>)| !are_mostly_one_story(block, &unlike, all) && !is_story(block, others, prepare);
    blocks.into_iter().zip(others).filter(is_standing).map(|(block, _)| block).collect()
}

/// For each block the articles that share something with one of its own and are none of them.
fn others(blocks: &[Block], all: &[Pair]) -> Vec<BTreeSet<ArticleNo>> {
    let of_article: BTreeMap<ArticleNo, usize> =
        blocks.iter().enumerate().flat_map(|(at, block)| block.articles.iter().map(move |no| (*no, at))).collect();
    let mut others = vec![BTreeSet::new(); blocks.len()];
    for (a, b) in all {
        let (of_a, of_b) = (of_article.get(a), of_article.get(b));
        for (block, other) in [(of_a, b), (of_b, a)] {
            if let Some(block) = block.filter(|_| of_a != of_b) {
                others[*block].insert(*other);
            }
        }
    }
    others
}

/// Whether many of the pairs of a block's articles share more than the block, or are on its matter.
fn are_mostly_one_story(block: &Block, unlike: &BTreeMap<Pair, (Shared, Shared)>, all: &[Pair]) -> bool {
    let within = |(a, b): &&Pair| block.articles.binary_search(a).is_ok() && block.articles.binary_search(b).is_ok();
    let (n_unlike, n_all) = (unlike.keys().filter(within).count(), all.iter().filter(within).count());
    n_all > n_unlike && (n_all - n_unlike) * UNLIKE_FOR_EACH_ALIKE > n_unlike
}

/// Whether the wording of a block is a story elsewhere: other articles hold it that do not have it at their edge.
fn is_story(block: &Block, others: &BTreeSet<ArticleNo>, prepare: &impl Fn(ArticleNo) -> Prepared) -> bool {
    let holds = |no: &ArticleNo| {
        let keys: Vec<u64> = prepare(*no).story_words().map(|word| word.key).collect();
        let hashes: BTreeSet<u64> = shingles(&keys, SHINGLE_WORDS).into_iter().collect();
        block.hashes.iter().filter(|hash| hashes.contains(hash)).count() as f64 >= HELD * block.hashes.len() as f64
    };
    let n_holding = others.iter().filter(|no| holds(no)).count();
    n_holding * FOR_EACH_STORY >= block.articles.len()
}

/// What two articles share at their edges, if they are not one story.
fn shared_by_unlike(pair: Pair, prepare: &impl Fn(ArticleNo) -> Prepared) -> Option<(Shared, Shared)> {
    let (a, b) = (prepare(pair.0), prepare(pair.1));
    let comparison = score::compare(&a, &b);
    let shared = (
        comparison.passages.iter().map(|passage| passage.a.clone()).collect(),
        comparison.passages.iter().map(|passage| passage.b.clone()).collect(),
    );
    (!are_one_story(&a, &b, &comparison)).then_some(shared)
}

/// Those pairs of which both articles are paired with a third.
fn in_triangles(pairs: &[Pair]) -> Vec<Pair> {
    let mut partners: BTreeMap<ArticleNo, Vec<ArticleNo>> = BTreeMap::new();
    for (a, b) in pairs {
        partners.entry(*a).or_default().push(*b);
        partners.entry(*b).or_default().push(*a);
    }
    partners.values_mut().for_each(|others| others.sort_unstable());
    let has_third = |(a, b): &&Pair| {
        let (x, y) = (&partners[a], &partners[b]);
        let (fewer, more) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        fewer.iter().any(|third| more.binary_search(third).is_ok())
    };
    pairs.iter().filter(has_third).copied().collect()
}

/// The shingles of an article that it shares with two others or more.
fn shingles_shared_twice(prepared: &Prepared, shared: &[&Shared]) -> Vec<u64> {
    let mut n_shared = vec![0_u32; prepared.words.len()];
    for words in shared.iter().flat_map(|shared| shared.iter()) {
        n_shared[words.start as usize..words.end as usize].iter_mut().for_each(|n| *n += 1);
    }
    let (keys, is_shared): (Vec<u64>, Vec<bool>) =
        prepared.words.iter().zip(n_shared).filter(|(word, _)| word.counts()).map(|(word, n)| (word.key, n > 1)).unzip();
    let all_shared = is_shared.windows(SHINGLE_WORDS).map(|window| window.iter().all(|is_shared| *is_shared));
    shingles(&keys, SHINGLE_WORDS).into_iter().zip(all_shared).filter(|(_, is_shared)| *is_shared).map(|(hash, _)| hash).collect()
}
