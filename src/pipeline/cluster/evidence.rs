//! The evidence for the edges of groups, for whoever asks why.
//!
//! In: the groups of a collection and its texts. Out: [`Evidence`] for each member and the one that joined it, and for each round-up and
//! the member it shares most with: the longest verbatim runs, how rare they are in the collection, and what was not counted. It decides
//! nothing. The texts are read once more, and both of a pair compared once more; in a large group only the first members.

use crate::cluster::{Group, Groups};
use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::ids::ArticleNo;
use crate::index::Wanted;
use crate::pipeline::collection::{Collection, Entry};
use crate::score::{self, Discount, Passage, Relation};
use crate::span::Span;
use crate::text::{Prepared, story_keys};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Members of a group that are explained, and round-ups beside it.
pub const EXPLAINED_MEMBERS: usize = 50;
/// Verbatim runs that are kept of a pair.
const KEPT_RUNS: usize = 2;
/// A second run is kept if it has at least so many words; a shorter one tells nothing beside the first.
const TELLING_RUN: u32 = 5;
/// Opening words that are kept of a stretch; a shorter one is kept whole.
pub const OPENING_WORDS: u32 = 8;

/// Why an article was joined to another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The longest verbatim runs, longest first; none where nothing counts.
    pub runs: Vec<SharedRun>,
    /// What both have and was not counted, one for each reason, in the order of reasons.
    pub not_counted: Vec<NotCounted>,
    /// Words of the article that are boilerplate of the collection; 0 unless the other one has some too.
    pub boilerplate_words: u32,
}

/// Words that stand in both, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedRun {
    /// Its first words in the article.
    pub opening: Span,
    /// Length in words.
    pub n_words: u32,
    /// In how many articles of the collection its rarest four words stand, both included; 0 if it is shorter.
    pub n_articles: u32,
    /// Whether most of it is quoted speech.
    pub quoted: bool,
}

/// Stretches that were not counted as reuse, all for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCounted {
    /// The reason.
    pub why: Discount,
    /// How many stretches.
    pub n_stretches: u32,
    /// Words of the article in them.
    pub n_words: u32,
    /// Words of the longest.
    pub longest_words: u32,
    /// The first words of the longest, in the article.
    pub opening: Span,
}

/// An article and the one it is joined to.
type Edge = (ArticleNo, ArticleNo);
/// The hashes of a run.
type Shingles = Vec<u64>;

/// The evidence for each edge, by the article and the one it is joined to; edges of the same words need none. Reads all texts once more.
pub(super) fn evidence(collection: &Collection<'_>, groups: &Groups) -> BTreeMap<Edge, Evidence> {
    let edges: Vec<Edge> = groups.groups.iter().flat_map(edges).collect();
    let found: Vec<(Edge, Evidence, Vec<Shingles>)> =
        edges.par_iter().filter_map(|edge| of_edge(collection, *edge).map(|(evidence, runs)| (*edge, evidence, runs))).collect();
    let mut hashes: Vec<u64> = found.iter().flat_map(|(_, _, runs)| runs.iter().flatten().copied()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let n_articles = frequencies(&collection.entries, &hashes);
    let rarest = |run: &Shingles| run.iter().filter_map(|hash| hashes.binary_search(hash).ok()).map(|at| n_articles[at]).min();
    found
        .into_iter()
        .map(|(edge, mut evidence, runs)| {
            for (run, hashes) in evidence.runs.iter_mut().zip(&runs) {
                run.n_articles = rarest(hashes).unwrap_or(0);
            }
            (edge, evidence)
        })
        .collect()
}

fn edges(group: &Group) -> Vec<Edge> {
    let members = group.members.iter().filter(|member| member.article != group.lead && member.relation != Some(Relation::Identical));
    let also = group.also_shares.iter().take(EXPLAINED_MEMBERS).map(|also| (also.article, also.with));
    members.take(EXPLAINED_MEMBERS).map(|member| (member.article, member.joined_by)).chain(also).collect()
}

/// The evidence for one edge but for the rarity of runs, and the shingles of each run.
fn of_edge(collection: &Collection<'_>, edge: Edge) -> Option<(Evidence, Vec<Shingles>)> {
    let (here, there) = (&collection.entries[edge.0.at()], &collection.entries[edge.1.at()]);
    if here.same_as == there.same_as {
        return None;
    }
    let (article, other) = (collection.prepare(edge.0), collection.prepare(edge.1));
    let comparison = score::compare(&article, &other);
    let mut longest: Vec<Range<u32>> =
        comparison.passages.iter().flat_map(|passage| &passage.runs).map(|run| run.a..run.a + run.len).collect();
    longest.sort_by_key(|run| (Reverse(run.len()), run.start));
    let longest = longest.into_iter().enumerate().filter(|(at, run)| *at == 0 || run.len() >= TELLING_RUN as usize).map(|(_, run)| run);
    let longest: Vec<Range<u32>> = longest.take(KEPT_RUNS).collect();
    let words = |run: &Range<u32>| &article.words[run.start as usize..run.end as usize];
    let keys = |run: &Range<u32>| -> Shingles { words(run).iter().filter(|word| word.counts()).map(|word| word.key).collect() };
    let runs = longest.iter().map(|run| SharedRun {
        opening: opening(&article, run),
        n_words: run.len() as u32,
        n_articles: 0,
        quoted: words(run).iter().filter(|word| word.quoted).count() * 2 > run.len(),
    });
    let mut by_reason: BTreeMap<Discount, Vec<&Passage>> = BTreeMap::new();
    for discounted in &comparison.discounted {
        by_reason.entry(discounted.why).or_default().push(&discounted.passage);
    }
    let not_counted = by_reason.into_iter().map(|(why, passages)| {
        let longest = passages.iter().min_by_key(|passage| (Reverse(passage.a.len()), passage.a.start));
        NotCounted {
            why,
            n_stretches: passages.len() as u32,
            n_words: passages.iter().map(|passage| passage.a.len() as u32).sum(),
            longest_words: longest.map_or(0, |passage| passage.a.len() as u32),
            opening: longest.map(|passage| opening(&article, &passage.a)).unwrap_or_default(),
        }
    });
    let both_have = here.n_boilerplate_words > 0 && there.n_boilerplate_words > 0;
    let evidence = Evidence {
        runs: runs.collect(),
        not_counted: not_counted.collect(),
        boilerplate_words: if both_have { here.n_boilerplate_words } else { 0 },
    };
    let hashes = longest.iter().map(|run| shingles(&keys(run), SHINGLE_WORDS)).collect();
    Some((evidence, hashes))
}

fn opening(article: &Prepared, words: &Range<u32>) -> Span {
    article.span_of_words(&(words.start..words.end.min(words.start + OPENING_WORDS)))
}

/// In how many articles each shingle stands, copies counted. The hashes must be distinct and ascend. Reads in parallel.
fn frequencies(entries: &[Entry<'_>], hashes: &[u64]) -> Vec<u32> {
    let wanted = Wanted::new([hashes]);
    let counted = |mut counts: Vec<u32>, entries: &Entry<'_>| {
        for number in wanted.numbers(shingles(&story_keys(&entries.article.whole()), SHINGLE_WORDS)) {
            counts[number as usize] += 1;
        }
        counts
    };
    let none = || vec![0_u32; hashes.len()];
    entries.par_iter().with_min_len(1_024).fold(none, counted).reduce(none, |mut counts, others| {
        for (count, other) in counts.iter_mut().zip(others) {
            *count += other;
        }
        counts
    })
}
