//! One-way look-up: which articles of an archive hold the shingles of a few copies.
//!
//! In: the fingerprints of the copies, then the shingles of each archive article as it is read. Out: [`Partner`]s of each copy, best
//! first. Nothing is kept of an archive article but which of the wanted shingles it has, so an archive is read once and let go. Whether
//! a partner is a source is decided elsewhere, on the words.
//!
//! Exact for shingles of at most [`MAX_ARTICLES`] articles. One that more have is *common*: it names its first holders only, and these
//! are partners of a copy that consists of such wording to a clear part: one of ten thousand printings of a story is as good as another.

use super::Settings;
use crate::ids::ArticleNo;
use foldhash::quality::RandomState;
use std::hash::BuildHasher;

/// Articles that a shingle may stand in and still name them all.
///
/// Measured on an archive of 10,000 (see [`super::Settings`]): a cap of 100 instead of 20 finds at most .002 more pairs. Reading an
/// archive one-way costs the same for any cap, so this one is generous.
const MAX_ARTICLES: usize = 50;
/// Holders that a common shingle names.
const COMMON_HOLDERS: usize = 8;
/// A copy consists of common wording to a clear part if at least so many of its shingles are common with one holder ...
const MIN_COMMON: u32 = 9;
/// ... and this share of them; the same figures as for hubs.
const MIN_COMMON_SHARE: f64 = 0.15;
/// An archive smaller than this weighs shingles as one of this size.
const LEAST_ARTICLES: usize = 1_000;
/// Weights are whole numbers, so that no sum depends on its order.
const UNIT: f64 = 64.0;

/// The distinct shingles of the copies, numbered.
#[derive(Debug)]
pub struct Wanted {
    /// An open table of hash and number plus one; 0 is an empty slot.
    slots: Vec<(u64, u32)>,
    /// Scatters the hashes anew in every run: those of shingles have a seed that everybody knows, so that a text can be made whose shingles all
    /// want one slot. The numbers do not depend on it.
    scatter: RandomState,
    n_shingles: usize,
}

impl Wanted {
    /// Numbers the shingles of some fingerprints. Linear.
    pub fn new<'f>(fingerprints: impl IntoIterator<Item = &'f [u64]>) -> Self {
        let mut hashes: Vec<u64> = fingerprints.into_iter().flatten().copied().collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut slots = vec![(0, 0); (hashes.len() * 4).next_power_of_two().max(64)];
        let scatter = RandomState::default();
        for (hash, number) in hashes.iter().zip(1..) {
            let mut at = scatter.hash_one(hash) as usize & (slots.len() - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (*hash, number);
        }
        Wanted { slots, scatter, n_shingles: hashes.len() }
    }

    /// The numbers of those hashes that are wanted, ascending, each once.
    pub fn numbers(&self, hashes: impl IntoIterator<Item = u64>) -> Vec<u32> {
        let mut found: Vec<u32> = hashes.into_iter().filter_map(|hash| self.number(hash)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The number of a hash, if it is wanted.
    pub fn number(&self, hash: u64) -> Option<u32> {
        let mut at = self.scatter.hash_one(hash) as usize & (self.slots.len() - 1);
        while self.slots[at].1 != 0 {
            if self.slots[at].0 == hash {
                return Some(self.slots[at].1 - 1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }
}

/// From where on an archive article is a partner of a copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LookupSettings {
    /// Least weight of the shared shingles, counted in shingles that two articles alone have. Copies with less than twice as many
    /// shingles need half of theirs. Default 3: half of what pairs in bulk need, so that copies with many misread words and single
    /// sentences are found (recall .995 on a made corpus of 10,000, 1.00 of copies with 5-10 % misread letters, 2.9 partners each).
    pub min_weight: f64,
    /// The same as a share of the copy's shingles, 0.0 to 1.0. Default 0; where a whole collection is checked against itself, .04 spares most of the
    /// comparisons, as it does for pairs in bulk.
    pub min_share: f64,
    /// Partners of one copy, best first. Default 30. A long copy may have one more for each 500 words.
    pub max_partners: usize,
}

impl Default for LookupSettings {
    fn default() -> Self {
        LookupSettings { min_weight: 3.0, min_share: 0.0, max_partners: 30 }
    }
}

impl LookupSettings {
    /// The least weight for a copy of so many shingles, in shingles that two articles alone have.
    fn least(&self, n_shingles: usize) -> f64 {
        self.min_weight.min((n_shingles as f64 / 2.0).max(1.0)).max(self.min_share * n_shingles as f64)
    }

    /// The same with the bars of pairs in bulk ([`Settings`]), where these are higher: of a whole collection most articles share a few phrases of the
    /// trade with many others.
    pub fn as_in_bulk(self) -> LookupSettings {
        let bulk = Settings::default();
        LookupSettings { min_weight: self.min_weight.max(bulk.min_weight), min_share: self.min_share.max(bulk.min_share), ..self }
    }
}

/// An archive article worth comparing with a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partner {
    /// Its number in the archive.
    pub article: ArticleNo,
    /// Weight of the shared shingles that are not common, in 64ths of the natural logarithm.
    pub weight: u32,
}

/// Which archive articles hold the wanted shingles.
#[derive(Debug)]
pub struct Holders {
    starts: Vec<usize>,
    /// Ascending within each list.
    articles: Vec<u32>,
    n_articles: usize,
}

impl Holders {
    /// From the wanted numbers of each archive article, given in the order of the articles. Linear.
    pub fn new<N: AsRef<[u32]>>(wanted: &Wanted, found: &[(ArticleNo, N)], n_articles: usize) -> Self {
        let mut starts = vec![0_usize; wanted.n_shingles + 1];
        for number in found.iter().flat_map(|(_, numbers)| numbers.as_ref()) {
            starts[*number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut articles = vec![0; starts[wanted.n_shingles]];
        for (article, numbers) in found {
            for number in numbers.as_ref() {
                articles[next[*number as usize]] = article.0;
                next[*number as usize] += 1;
            }
        }
        Holders { starts, articles, n_articles }
    }

    /// The articles that hold a wanted shingle, ascending.
    pub fn of(&self, number: u32) -> &[u32] {
        &self.articles[self.starts[number as usize]..self.starts[number as usize + 1]]
    }

    /// Whether more articles hold a shingle than it can name.
    pub fn is_common(&self, number: u32) -> bool {
        self.of(number).len() > MAX_ARTICLES
    }

    /// The partners of a copy of `n_words` that has the shingles `numbers`, best first; `is_itself` says which are no partners. Work grows
    /// with the shingles times `MAX_ARTICLES`, at most.
    pub fn partners(
        &self,
        numbers: &[u32],
        n_words: usize,
        is_itself: impl Fn(ArticleNo) -> bool,
        settings: LookupSettings,
    ) -> Vec<Partner> {
        let Shared { rare, common } = self.shared(numbers);
        let bar = self.bar(numbers.len(), settings);
        let mut partners: Vec<Partner> = rare.filter(|partner| partner.weight >= bar && !is_itself(partner.article)).collect();
        partners.sort_by_key(|partner| (std::cmp::Reverse(partner.weight), partner.article));
        partners.truncate(settings.max_partners + n_words / 500);
        let least_common = least_common(numbers.len());
        let mut holders: Vec<(u32, u32)> = common.filter(|(n, article)| *n >= least_common && !is_itself(ArticleNo(*article))).collect();
        holders.sort_by_key(|(n, article)| (std::cmp::Reverse(*n), *article));
        for (_, article) in holders.into_iter().take(COMMON_HOLDERS) {
            if partners.iter().all(|partner| partner.article.0 != article) {
                partners.push(Partner { article: ArticleNo(article), weight: 0 });
            }
        }
        partners
    }

    /// Articles that have at least half of what makes a partner of a copy that has the shingles `numbers`; the copy itself is one.
    pub fn near_partners(&self, numbers: &[u32], settings: LookupSettings) -> Vec<ArticleNo> {
        let Shared { rare, common } = self.shared(numbers);
        let (bar, least_common) = (self.bar(numbers.len(), settings), least_common(numbers.len()));
        let rare = rare.filter(|partner| 2 * partner.weight >= bar).map(|partner| partner.article);
        rare.chain(common.filter(|(n, _)| 2 * n >= least_common).map(|(_, article)| ArticleNo(article))).collect()
    }

    /// What all articles have of these shingles.
    fn shared(&self, numbers: &[u32]) -> Shared<impl Iterator<Item = Partner>, impl Iterator<Item = (u32, u32)>> {
        let mut rare: Vec<(u32, u32)> = Vec::new();
        let mut common: Vec<u32> = Vec::new();
        for number in numbers {
            let holders = self.of(*number);
            if self.is_common(*number) {
                common.extend(holders.iter().take(COMMON_HOLDERS));
            } else {
                let weight = self.weight(holders.len());
                rare.extend(holders.iter().map(|article| (*article, weight)));
            }
        }
        rare.sort_unstable();
        common.sort_unstable();
        Shared {
            rare: in_runs(rare),
            common: in_runs(common.into_iter().map(|article| (article, 1)).collect()).map(|all| (all.weight, all.article.0)),
        }
    }

    /// The weight of a shingle that so many articles have.
    fn weight(&self, n: usize) -> u32 {
        ((self.n_articles.max(LEAST_ARTICLES) as f64 / n.max(1) as f64).ln() * UNIT) as u32
    }

    /// The weight from which on an article is a partner of a copy of so many shingles.
    fn bar(&self, n_shingles: usize, settings: LookupSettings) -> u32 {
        (settings.least(n_shingles) * f64::from(self.weight(2))) as u32
    }
}

/// What articles share with a copy.
struct Shared<R, C> {
    /// By weight, without common shingles.
    rare: R,
    /// How many of the common shingles, and which article.
    common: C,
}

/// Articles with the sum of their weights; they ascend.
fn in_runs(weighed: Vec<(u32, u32)>) -> impl Iterator<Item = Partner> {
    let mut left = weighed.into_iter().peekable();
    std::iter::from_fn(move || {
        let (article, mut weight) = left.next()?;
        while let Some((_, more)) = left.next_if(|(next, _)| *next == article) {
            weight += more;
        }
        Some(Partner { article: ArticleNo(article), weight })
    })
}

/// How many common shingles a copy of so many shingles has with one holder at least.
fn least_common(n_shingles: usize) -> u32 {
    MIN_COMMON.max((MIN_COMMON_SHARE * n_shingles as f64) as u32)
}
