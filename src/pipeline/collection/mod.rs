//! A collection read once: what two commands, `cluster` and `check` without an archive, know of it before any pair is scored.
//!
//! In: articles, in any order. Out: [`Collection`]: an entry for each article in the order of ids (`entries`), exact duplicates named, pairs worth
//! comparing, and the words that are boilerplate (`common_wording`). Texts are read and let go; who needs one again asks [`Collection::prepare`].
//! What the pairs are to each other is decided by who scores them.

mod batches;
pub(super) mod boilerplate;
mod broken;
mod common_wording;
mod entries;
mod layouts;
mod standing;

pub(super) use batches::{Batch, Cut, batches};
pub use common_wording::Boilerplate;
use entries::FirstReading;
pub(super) use entries::{Entry, in_order};
use layouts::Layouts;
pub(super) use standing::{Block, share_edges_only, standing_matter};

use crate::article::{Article, Provenance, layout, provenance, provenance_in};
use crate::ids::ArticleNo;
use crate::index::{Beyond, Index, Settings};
use crate::observe::{Observe, Stage};
use crate::pipeline::patterns::SourcePattern;
use crate::span::Span;
use crate::spool::Bound;
use crate::text::{Prepared, Wording, has_words_outside_quotes};
use std::collections::BTreeSet;

/// How a collection is read.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadSettings {
    /// Which pairs are candidates.
    pub(super) index: Settings,
    /// Articles with fewer story words take part in no pair.
    pub(super) min_words: u32,
    /// Articles that stand for others where they can.
    pub(super) preferred: Vec<SourcePattern>,
    /// Wording that counts in no share.
    pub(super) boilerplate: Vec<Wording>,
    /// What is not held in memory, and where it goes.
    pub(super) memory: Option<Bound>,
}

/// A collection before its pairs are scored.
pub(super) struct Collection<'a> {
    /// The articles in the order of their ids.
    pub(super) entries: Vec<Entry<'a>>,
    layouts: Layouts,
    /// Pairs of distinct texts that are worth comparing, each named by the article that stands for it; sorted.
    pub(super) candidates: Vec<(ArticleNo, ArticleNo)>,
    /// For each article the number of its large family, of which only some pairs are candidates.
    pub(super) families: Vec<Option<u32>>,
    /// Which pairs that are no candidates may share much all the same.
    pub(super) beyond: Beyond,
    /// Wording that was taken for boilerplate.
    pub(super) boilerplate: Vec<Boilerplate>,
    /// Distinct shingles that stood in too many articles to find pairs.
    pub(super) common_shingles: usize,
    /// Boilerplate shingles by their kept bits, ascending.
    keys: Vec<u64>,
    /// Wording that was named as boilerplate.
    named: Vec<Wording>,
}

/// Of so many pairs of texts every one is compared: a short text in other spelling has no phrase in common with its source.
pub(super) const ALL_PAIRS: usize = 256;

/// All pairs of distinct texts, where they are few.
fn few_pairs(entries: &[Entry<'_>]) -> Vec<(ArticleNo, ArticleNo)> {
    let numbered = entries.iter().zip((0..).map(ArticleNo)).filter(|(entry, no)| entry.is_first(*no));
    let firsts: Vec<ArticleNo> = numbered.map(|(_, no)| no).take(ALL_PAIRS).collect();
    let n_pairs = firsts.len() * firsts.len().saturating_sub(1) / 2;
    let pairs = firsts.iter().enumerate().flat_map(|(at, a)| firsts[at + 1..].iter().map(move |b| (*a, *b)));
    if n_pairs <= ALL_PAIRS { pairs.collect() } else { Vec::new() }
}

/// An article as it was read first.
fn as_read(entries: &[Entry<'_>], layouts: &Layouts, no: ArticleNo) -> Prepared {
    let article = &*entries[no.at()].article.whole();
    match layouts.of(no) {
        Some(layout) => Prepared::with_layout(article, layout),
        None => Prepared::new(article),
    }
}

impl<'a> Collection<'a> {
    /// Reads a collection. About linear in the text.
    pub(super) fn read(articles: &'a [Article], settings: &ReadSettings, observer: &dyn Observe) -> Collection<'a> {
        let FirstReading { entries, layouts, gathered } = entries::first_reading(articles, settings, observer);
        observer.begin(Stage::Indexing, 3);
        let index = Index::build(gathered, entries.len(), |no| entries[no.at()].is_first(no), settings.index);
        observer.advance(Stage::Indexing, 1);
        let (ranked, dropped) = index.ranked();
        observer.advance(Stage::Indexing, 1);
        let mut candidates: Vec<(ArticleNo, ArticleNo)> = ranked.iter().map(|candidate| (candidate.a, candidate.b)).collect();
        let common = common_wording::sort_out(&entries, &index, &|no| as_read(&entries, &layouts, no));
        candidates.extend(&common.family_pairs);
        candidates.extend(few_pairs(&entries));
        candidates.sort_unstable();
        candidates.dedup();
        let mut collection = Collection {
            entries,
            layouts,
            candidates,
            families: common.families,
            beyond: index.beyond(dropped, &common.boilerplate_keys),
            boilerplate: Vec::new(),
            common_shingles: index.n_common().0,
            keys: common.boilerplate_keys,
            named: settings.boilerplate.clone(),
        };
        collection.count_boilerplate(&common.carriers);
        collection.boilerplate = common_wording::locate(&collection, common.boilerplate);
        if !collection.named.is_empty() {
            let all: Vec<ArticleNo> = (0..collection.entries.len() as u32).map(ArticleNo).collect();
            collection.count_boilerplate(&all);
            let named = common_wording::named(&collection, &settings.boilerplate);
            collection.boilerplate.extend(named);
        }
        observer.advance(Stage::Indexing, 1);
        observer.end(Stage::Indexing);
        collection
    }

    /// Takes blocks of standing matter for boilerplate. Gives back the articles of which fewer words count.
    pub(super) fn set_aside(&mut self, blocks: &[Block]) -> BTreeSet<ArticleNo> {
        if blocks.is_empty() {
            return BTreeSet::new();
        }
        self.keys.extend(blocks.iter().flat_map(|block| &block.hashes).map(|hash| Index::kept(*hash)));
        self.keys.sort_unstable();
        self.keys.dedup();
        // Others may hold the wording as well, if they have it in common with one that does.
        let mut is_near = vec![false; self.entries.len()];
        let carriers: BTreeSet<ArticleNo> = blocks.iter().flat_map(|block| &block.articles).copied().collect();
        for (a, b) in self.candidates.iter().filter(|(a, b)| carriers.contains(a) || carriers.contains(b)) {
            (is_near[a.at()], is_near[b.at()]) = (true, true);
        }
        let near: Vec<ArticleNo> = (0..).map(ArticleNo).zip(&is_near).filter(|(_, is_near)| **is_near).map(|(no, _)| no).collect();
        let before: Vec<u32> = near.iter().map(|no| self.entries[no.at()].n_boilerplate_words).collect();
        self.count_boilerplate(&near);
        let has_changed: BTreeSet<ArticleNo> = near
            .iter()
            .zip(before)
            .filter(|(no, before)| self.entries[no.at()].n_boilerplate_words != *before)
            .map(|(no, _)| *no)
            .collect();
        let wording = |block: &Block| {
            let n_articles = block.articles.len() as u32;
            Boilerplate { article: block.articles[0], span: Span::default(), n_words: 0, n_articles }
        };
        let located = common_wording::locate(self, blocks.iter().map(wording).collect());
        self.boilerplate.extend(located);
        (0..).map(ArticleNo).zip(&self.entries).filter(|(_, entry)| has_changed.contains(&entry.same_as)).map(|(no, _)| no).collect()
    }

    /// Counts the words of boilerplate in these articles and in those that have the same words.
    fn count_boilerplate(&mut self, articles: &[ArticleNo]) {
        for (no, count) in common_wording::counts(self, articles) {
            let entry = &mut self.entries[no.at()];
            entry.n_words = entry.n_words + entry.n_boilerplate_words - count;
            entry.n_boilerplate_words = count;
        }
    }

    /// The article read again, boilerplate marked.
    pub(super) fn prepare(&self, no: ArticleNo) -> Prepared {
        let mut prepared = self.read_again(no);
        let words = self.boilerplate_words(&prepared);
        boilerplate::set_aside(&mut prepared, &words);
        prepared
    }

    /// The article as it was read first.
    pub(super) fn read_again(&self, no: ArticleNo) -> Prepared {
        as_read(&self.entries, &self.layouts, no)
    }

    /// Where an article comes from.
    pub(super) fn provenance(&self, no: ArticleNo) -> Provenance {
        let article = &*self.entries[no.at()].article.whole();
        let layout = if article.counts_furniture { None } else { self.layouts.of(no) };
        layout.map_or_else(|| provenance(article), |layout| provenance_in(article, &layout))
    }

    /// Whether an article has story words outside quotations.
    pub(super) fn has_words_outside_quotes(&self, no: ArticleNo) -> bool {
        let article = &*self.entries[no.at()].article.whole();
        has_words_outside_quotes(article, &self.layouts.of(no).unwrap_or_else(|| layout(article)))
    }

    /// The words of an article that are boilerplate, by their number.
    fn boilerplate_words(&self, prepared: &Prepared) -> Vec<usize> {
        let mut words = Vec::new();
        if !self.keys.is_empty() {
            words = boilerplate::words(prepared, |hash| Index::is_among(hash, &self.keys));
        }
        for wording in &self.named {
            words.extend(boilerplate::covered(prepared, wording));
            words.sort_unstable();
            words.dedup();
        }
        words
    }
}
