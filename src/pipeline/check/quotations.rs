//! The quotations of copies, looked up in every article of an archive.
//!
//! In: the copies, then the words of each archive article as it is read. Out: for each quotation the articles that may have its words, and
//! from these what became of it: [`CheckedQuotation`]. Two words in a row, or a single one, say where to look; the rarer they are, the more
//! they count. An article of which the copy has other words is looked at before all others.

use super::crediting::Partner;
use crate::article::Article;
use crate::ids::ArticleNo;
use crate::index::{Holders, Wanted};
use crate::quotation::{Found, Quotation, Reading, Verdict, look_up};
use crate::score::Relation;
use crate::span::Span;
use crate::text::{Prepared, Sketch};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Bits of a hash by which it is looked for first: 32 KiB of them.
const SIEVE_BITS: u32 = 18;
/// Pairs of words of a quotation by which it is looked up; of a longer one they are taken from all of it.
const MAX_PAIRS: usize = 96;
/// Articles that are looked into for a quotation, beside the sources of the copy.
const MAX_ARTICLES: usize = 4;
/// Sources of the copy, most words first, in which all of its quotations are looked up.
const MAX_SOURCES: usize = 6;
/// Articles that the rarest words of a quotation may name.
const MAX_NAMED: usize = 400;
/// Share of the weight of its pairs that an article has at least: one of which nothing else is known has three quarters of the words.
const MIN_SHARE: f64 = 0.45;
/// A quotation of fewer words that stands elsewhere outside quotation marks stands there by chance.
const MIN_UNQUOTED_WORDS: usize = 8;

/// A quotation of a copy and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedQuotation {
    /// Where it stands in the copy, without its marks.
    pub span: Span,
    /// What became of its words.
    pub verdict: Verdict,
    /// The article that has the words; none for [`Verdict::NotInSource`].
    pub source: Option<Article>,
    /// Where they stand there, in order of the quotation.
    pub source_spans: Vec<Span>,
    /// Words of the quotation that the source does not have there.
    pub changed: Vec<Span>,
    /// Words of the source that the quotation does not have.
    pub missing: Vec<Span>,
    /// Who says it in the source, where that is another one than in the copy.
    pub speaker: Option<Span>,
}

/// The pairs of words of all quotations of the copies, to look for.
#[derive(Debug)]
pub(super) struct Sought {
    wanted: Wanted,
    /// One bit for the beginning of each hash: most words of an archive are no wanted ones, and this stays in the nearest cache.
    /// Empty where no copy quotes anybody.
    sieve: Vec<u64>,
    /// Of each copy, for each quotation the hashes of its pairs.
    copies: Vec<Vec<Vec<u64>>>,
    /// Whether some quotation is a single word.
    pub(super) has_single_words: bool,
}

impl Sought {
    /// Reads the copies.
    pub(super) fn new<'s>(sketches: impl Iterator<Item = &'s Sketch>) -> Sought {
        let mut has_single_words = false;
        let copies: Vec<Vec<Vec<u64>>> = sketches
            .map(|sketch| {
                has_single_words |= sketch.quotations.iter().any(|words| words.len() == 1);
                sketch.quotations.iter().map(|words| pairs(&sketch.keys[words.clone()])).collect()
            })
            .collect();
        let quotes_nobody = copies.iter().flatten().all(Vec::is_empty);
        let mut sieve = if quotes_nobody { Vec::new() } else { vec![0_u64; 1 << (SIEVE_BITS - 6)] };
        for hash in copies.iter().flatten().flatten() {
            let (word, bit) = sieve_place(*hash);
            sieve[word] |= bit;
        }
        Sought { wanted: Wanted::new(copies.iter().flatten().map(Vec::as_slice)), sieve, copies, has_single_words }
    }

    /// Whether no copy quotes anybody.
    pub(super) fn is_empty(&self) -> bool {
        self.sieve.is_empty()
    }

    /// The hashes of all pairs, some several times.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> + Clone {
        self.copies.iter().flatten().flatten().copied()
    }

    /// Which of the pairs an article has. Linear.
    pub(super) fn numbers(&self, keys: &[u64]) -> Vec<u32> {
        if self.is_empty() {
            return Vec::new();
        }
        let hashes = keys.iter().copied().chain(keys.windows(2).map(|keys| pair(keys[0], keys[1])));
        self.wanted.numbers(hashes.filter(|hash| self.may_hold(*hash)))
    }

    /// The number of a pair, or of a single word, if it is one of them; some copy must quote somebody.
    #[inline]
    pub(super) fn number(&self, hash: u64) -> Option<u32> {
        if self.may_hold(hash) { self.wanted.number(hash) } else { None }
    }

    fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = sieve_place(hash);
        self.sieve[word] & bit != 0
    }

    /// What each article of an archive was found to have.
    pub(super) fn held<N: AsRef<[u32]>>(&self, found: &[(ArticleNo, N)], n_articles: usize) -> Held<'_> {
        let holders = Holders::new(&self.wanted, found, n_articles);
        Held { sought: self, holders, n_articles }
    }
}

/// The pairs of a quotation; a quotation of one word is looked up by that.
fn pairs(keys: &[u64]) -> Vec<u64> {
    match keys {
        [] => Vec::new(),
        [only] => vec![*only],
        _ => keys.windows(2).step_by((keys.len() / MAX_PAIRS).max(1)).map(|keys| pair(keys[0], keys[1])).collect(),
    }
}

/// Two words in a row; keys are hashes already.
pub(super) fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(29) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn sieve_place(hash: u64) -> (usize, u64) {
    let at = hash >> (64 - SIEVE_BITS);
    ((at >> 6) as usize, 1 << (at & 63))
}

/// Which articles of an archive have the pairs.
pub(super) struct Held<'s> {
    sought: &'s Sought,
    holders: Holders,
    n_articles: usize,
}

impl Held<'_> {
    /// For each quotation of a copy the articles that may have its words, best first. `is_itself` says which are no sources.
    pub(super) fn articles(&self, copy: usize, is_itself: impl Fn(ArticleNo) -> bool) -> Vec<Vec<ArticleNo>> {
        self.sought.copies[copy].iter().map(|pairs| self.articles_of(pairs, &is_itself)).collect()
    }

    fn articles_of(&self, pairs: &[u64], is_itself: impl Fn(ArticleNo) -> bool) -> Vec<ArticleNo> {
        let mut numbers: Vec<u32> = pairs.iter().filter_map(|pair| self.sought.wanted.number(*pair)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.sort_by_key(|number| (self.holders.of(*number).len(), *number));
        // Whole numbers, so that no sum depends on its order.
        let weight = |n: usize| ((1.0 + self.n_articles as f64 / n.max(1) as f64).ln() * 64.0) as u64;
        let all: u64 = numbers.iter().map(|number| weight(self.holders.of(*number).len())).sum();
        // The rarest pairs name the articles; the others only add to what these have.
        let mut named: BTreeMap<u32, u64> = BTreeMap::new();
        for number in numbers {
            let holders = self.holders.of(number);
            let weight = weight(holders.len());
            if named.len() < MAX_NAMED {
                for holder in holders.iter().filter(|no| !is_itself(ArticleNo(**no))).take(MAX_NAMED) {
                    *named.entry(*holder).or_default() += weight;
                }
            } else {
                for (_, sum) in named.iter_mut().filter(|(holder, _)| holders.binary_search(holder).is_ok()) {
                    *sum += weight;
                }
            }
        }
        let least = (all as f64 * MIN_SHARE) as u64;
        let mut ranked: Vec<(u64, u32)> =
            named.into_iter().filter(|(_, weight)| *weight >= least).map(|(no, weight)| (weight, no)).collect();
        ranked.sort_by_key(|(weight, no)| (std::cmp::Reverse(*weight), *no));
        ranked.into_iter().take(MAX_ARTICLES).map(|(_, no)| ArticleNo(no)).collect()
    }
}

/// Where the quotations of a copy are looked up.
pub(super) struct Sources<'p, 'a> {
    /// Articles of which the copy has other words, most words first.
    pub(super) partners: Vec<&'p Partner<'a>>,
    /// Other articles that may have the words of its quotations; none where only partners are looked at.
    pub(super) elsewhere: &'p Elsewhere<'a>,
}

/// Articles that may have the words of quotations.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere<'a> {
    /// For each quotation of the copy.
    pub(super) articles: Vec<Vec<&'a Article>>,
    /// Whether the copy is held against a single article, which then is the source that was meant.
    pub(super) is_only: bool,
}

/// Articles of a collection as quotations are looked up in them, each read when it is first asked for: many are partners of several copies.
#[derive(Default)]
pub(super) struct Readings<'p> {
    /// Ascending.
    articles: &'p [ArticleNo],
    prepared: &'p [Arc<Prepared>],
    readings: Vec<OnceLock<Reading<'p>>>,
}

impl<'p> Readings<'p> {
    /// `prepared` are these articles, which ascend.
    pub(super) fn new(articles: &'p [ArticleNo], prepared: &'p [Arc<Prepared>]) -> Self {
        Readings { articles, prepared, readings: articles.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The article of this number, if it is one of them.
    fn of(&self, no: Option<ArticleNo>) -> Option<&Reading<'p>> {
        let at = self.articles.binary_search(&no?).ok()?;
        Some(self.readings[at].get_or_init(|| Reading::new(&self.prepared[at])))
    }
}

/// Looks up all quotations of a copy, which has a number if it is among the readings.
pub(super) fn check(copy: (&Prepared, Option<ArticleNo>), sources: &Sources<'_, '_>, readings: &Readings<'_>) -> Vec<CheckedQuotation> {
    let (copy, no) = copy;
    if copy.quotations.is_empty() {
        return Vec::new();
    }
    let own = OnceCell::new();
    let draft = readings.of(no).unwrap_or_else(|| own.get_or_init(|| Reading::new(copy)));
    let quotations = draft.quotations();
    let named = || quotations.iter().flat_map(|quotation| sources.elsewhere.articles.get(quotation.number).into_iter().flatten().copied());
    let is_same = |one: &Article, other: &Article| std::ptr::eq(one, other);
    let mut others: Vec<(&Article, Prepared)> = Vec::new();
    for article in named() {
        let is_partner = sources.partners.iter().any(|partner| is_same(partner.article, article));
        if !is_partner && !others.iter().any(|(other, _)| is_same(other, article)) {
            others.push((article, Prepared::new(article)));
        }
    }
    let is_read = |(at, partner): &(usize, &&Partner<'_>)| *at < MAX_SOURCES || named().any(|article| is_same(article, partner.article));
    let own: Vec<OnceCell<Reading<'_>>> = sources.partners.iter().map(|_| OnceCell::new()).collect();
    let partners = sources.partners.iter().enumerate().filter(is_read).map(|(at, partner)| Candidate {
        article: partner.article,
        reading: readings.of(partner.no).unwrap_or_else(|| own[at].get_or_init(|| Reading::new(&partner.prepared))),
        is_source: sources.elsewhere.is_only || partner.comparison.relation <= Relation::Related,
        is_always: at < MAX_SOURCES,
    });
    let others: Vec<(&Article, Reading<'_>)> = others.iter().map(|(article, prepared)| (*article, Reading::new(prepared))).collect();
    let others =
        others.iter().map(|(article, reading)| Candidate { article, reading, is_source: sources.elsewhere.is_only, is_always: false });
    let candidates: Vec<Candidate<'_>> = partners.chain(others).collect();
    quotations
        .iter()
        .map(|quotation| {
            let named = sources.elsewhere.articles.get(quotation.number).map_or(&[][..], Vec::as_slice);
            let is_one = |candidate: &&Candidate<'_>| candidate.is_always || named.iter().any(|other| is_same(other, candidate.article));
            checked(quotation, draft, candidates.iter().filter(is_one))
        })
        .collect()
}

/// The quotations of one article, looked up in another.
pub(in crate::pipeline) fn looked_up(draft: &Prepared, source: &Prepared) -> Vec<CheckedQuotation> {
    if draft.quotations.is_empty() {
        return Vec::new();
    }
    let reading = Reading::new(draft);
    let candidate = Candidate { article: &source.article, reading: &Reading::new(source), is_source: true, is_always: true };
    reading.quotations().iter().map(|quotation| checked(quotation, &reading, std::iter::once(&candidate))).collect()
}

/// An article in which quotations are looked up.
struct Candidate<'c> {
    article: &'c Article,
    reading: &'c Reading<'c>,
    /// Whether the copy has other words of it.
    is_source: bool,
    /// Whether all quotations are looked up in it.
    is_always: bool,
}

fn checked<'c>(quotation: &Quotation, draft: &Reading<'_>, candidates: impl Iterator<Item = &'c Candidate<'c>>) -> CheckedQuotation {
    let mut best: Option<(f64, &Article, Found)> = None;
    for candidate in candidates {
        // Nothing ranks higher than the same words inside quotation marks.
        if best.as_ref().is_some_and(|(other, ..)| *other >= rank_of_same(candidate.is_source, true)) {
            continue;
        }
        let Some(found) = look_up(quotation, draft, candidate.reading, candidate.is_source) else { continue };
        let Some(rank) = rank(quotation, &found, candidate.is_source) else { continue };
        if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
            best = Some((rank, candidate.article, found));
        }
    }
    match best {
        Some((_, article, found)) => CheckedQuotation {
            span: quotation.span,
            verdict: found.verdict,
            source: Some(article.clone()),
            source_spans: found.source_spans,
            changed: found.changed,
            missing: found.missing,
            speaker: found.speaker,
        },
        None => CheckedQuotation {
            span: quotation.span,
            verdict: Verdict::NotInSource,
            source: None,
            source_spans: Vec::new(),
            changed: Vec::new(),
            missing: Vec::new(),
            speaker: None,
        },
    }
}

/// How good a place of the same words is.
fn rank_of_same(is_source: bool, is_quoted: bool) -> f64 {
    3.0 + if is_source { 0.2 } else { 0.0 } + if is_quoted { 0.1 } else { 0.0 }
}

/// How good a place is; none if the words stand there by chance.
fn rank(quotation: &Quotation, found: &Found, is_source: bool) -> Option<f64> {
    let own = if is_source { 0.2 } else { 0.0 };
    match found.verdict {
        Verdict::Exact if is_source || found.is_quoted => Some(rank_of_same(is_source, found.is_quoted)),
        Verdict::Exact if quotation.len() >= MIN_UNQUOTED_WORDS => Some(2.5),
        Verdict::Exact if quotation.len() > 2 => Some(0.1),
        Verdict::Exact => None,
        Verdict::Misattributed if is_source || quotation.len() >= MIN_UNQUOTED_WORDS => Some(2.0 + own),
        // Somebody else said the same elsewhere.
        Verdict::Misattributed => Some(0.2),
        _ => Some(found.share + own),
    }
}
