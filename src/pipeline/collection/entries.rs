//! Articles put in order, read once, and an entry made for each.
//!
//! In: articles. Out: [`Entry`] for each, in the order of ids, its layout in few bytes, and fingerprints on the way into the index. Of the
//! words only hashes stay.

use super::layouts::Layouts;
use super::{ReadSettings, broken};
use crate::article::{Article, PackedLayout, layout, seconds};
use crate::fingerprint::{Distinct, SHINGLE_WORDS, sequence};
use crate::ids::{ArticleNo, StoryId};
use crate::index::{Collector, Gathered};
use crate::observe::{Observe, Stage};
use crate::text::{Prepared, story_keys_of};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::sync::Arc;

/// An article whose shingles repeat so often has perhaps a sentence twice, ...
const MIN_REPEATED: usize = 8;
/// ... if they are one in so many: less does not tell which article is the fullest, and would be read for nothing.
const REPEATED_SHARE: usize = 20;

/// Articles that one task reads.
const BATCH: usize = 128;
/// Batches that are read before their fingerprints are put together.
const WINDOW: usize = 16;

/// An article and what a collection keeps of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pipeline) struct Entry<'a> {
    /// The article.
    pub(in crate::pipeline) article: &'a Article,
    /// Story words, without boilerplate.
    pub(in crate::pipeline) n_words: u32,
    /// Words of wording that the collection shows to be boilerplate.
    pub(in crate::pipeline) n_boilerplate_words: u32,
    /// Whether it has no story word at all; one that is shorter than asked for has some, though none is counted.
    pub(in crate::pipeline) is_empty: bool,
    /// Of the story words, those of sentences that stand there again.
    pub(in crate::pipeline) n_repeated_words: u32,
    /// Whether its encoding is broken.
    pub(in crate::pipeline) is_broken: bool,
    /// Whether it was asked for that it stands for others.
    pub(in crate::pipeline) is_preferred: bool,
    /// Seconds since 1970, if the article has a date that can be read.
    pub(in crate::pipeline) date: Option<i64>,
    /// The article that stands for all that have the same story words: one that is preferred, then one of sound encoding, the earliest, then the one with the smallest id. Itself for most.
    pub(in crate::pipeline) same_as: ArticleNo,
    /// The first article of the same text to the letter, so that every comparison of it gives the same figures.
    pub(in crate::pipeline) scores_as: ArticleNo,
    /// What tells its story from others, whatever their ids.
    pub(super) story: StoryId,
}

impl Entry<'_> {
    /// Whether the article takes part in matching: it has words and stands for itself.
    pub(in crate::pipeline) fn is_first(&self, no: ArticleNo) -> bool {
        self.same_as == no && self.n_words + self.n_boilerplate_words > 0
    }
}

/// What one reading of a collection leaves.
pub(super) struct FirstReading<'a> {
    /// In the order of ids.
    pub(super) entries: Vec<Entry<'a>>,
    /// Layouts of the articles that take part, so that none is looked for twice.
    pub(super) layouts: Layouts,
    /// Fingerprints on the way into the index.
    pub(super) gathered: Gathered,
}

/// The order of articles in a collection: by id, then by text.
pub(in crate::pipeline) fn in_order(x: &Article, y: &Article) -> Ordering {
    x.id.cmp(&y.id).then_with(|| x.whole().text.cmp(&y.whole().text))
}

/// Reads all articles, in parallel.
pub(super) fn first_reading<'a>(articles: &'a [Article], settings: &ReadSettings, observer: &dyn Observe) -> FirstReading<'a> {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.par_sort_by(|x, y| in_order(x, y));
    let bound = settings.memory.as_ref();
    let mut reading = FirstReading {
        entries: Vec::with_capacity(articles.len()),
        layouts: Layouts::within(bound),
        gathered: Gathered::within(bound.cloned(), articles.iter().map(Article::text_len).sum()),
    };
    observer.begin(Stage::Fingerprinting, articles.len());
    type Batch<'a> = (Vec<(Entry<'a>, Option<PackedLayout>)>, Collector);
    let read_batch = |(articles, first): (&[&'a Article], u32)| {
        let mut into = Into { collector: Collector::default(), distinct: Distinct::default() };
        let read = articles.iter().zip(first..).map(|(article, no)| read(article, ArticleNo(no), settings, &mut into));
        let read = read.collect();
        let mut collector = into.collector;
        collector.close();
        observer.advance(Stage::Fingerprinting, articles.len());
        (read, collector)
    };
    for window in order.chunks(BATCH * WINDOW) {
        let first = reading.entries.len();
        let firsts = (first as u32..).step_by(BATCH);
        let batches: Vec<(&[&Article], u32)> = window.chunks(BATCH).zip(firsts).collect();
        let batches: Vec<Batch<'a>> = batches.into_par_iter().map(read_batch).collect();
        for (batch, collector) in batches {
            let (entries, layouts): (Vec<Entry<'a>>, Vec<Option<PackedLayout>>) = batch.into_iter().unzip();
            reading.entries.extend(entries);
            reading.layouts.extend(layouts);
            reading.gathered.add(collector);
        }
    }
    observer.end(Stage::Fingerprinting);
    find_duplicates(&mut reading.entries);
    reading
}

/// Where the fingerprints of a batch go, and the table that finds them.
struct Into {
    collector: Collector,
    distinct: Distinct,
}

fn read<'a>(stored: &'a Article, no: ArticleNo, settings: &ReadSettings, into: &mut Into) -> (Entry<'a>, Option<PackedLayout>) {
    let article = &*stored.whole();
    let layout = layout(article);
    let keys = story_keys_of(article, &layout);
    let takes_part = keys.len() >= settings.min_words as usize && !keys.is_empty();
    let mut n_repeated_words = 0;
    if takes_part {
        let print = into.distinct.of(&keys, SHINGLE_WORDS);
        if keys.len() + 1 - SHINGLE_WORDS.min(keys.len()) >= print.len() + MIN_REPEATED.max(keys.len() / REPEATED_SHARE) {
            n_repeated_words = Prepared::with_layout(article, layout.clone()).n_repeated_words() as u32;
        }
        into.collector.add(no, print);
    }
    let entry = Entry {
        article: stored,
        n_words: if takes_part { keys.len() as u32 } else { 0 },
        n_boilerplate_words: 0,
        is_empty: keys.is_empty(),
        n_repeated_words,
        is_broken: broken::is_broken(&article.text),
        is_preferred: settings.preferred.iter().any(|pattern| pattern.names(article)),
        date: article.date.as_deref().and_then(seconds),
        same_as: no,
        scores_as: no,
        story: StoryId(sequence(keys)),
    };
    (entry, PackedLayout::of(&layout).filter(|_| takes_part))
}

/// The text of an article, not copied where it is at hand.
fn text(article: &Article) -> Arc<str> {
    Arc::clone(&article.whole().text)
}

/// Tells for each article which one stands for it. An article without words stands for itself.
fn find_duplicates(entries: &mut [Entry<'_>]) {
    let mut order: Vec<u32> = (0..entries.len() as u32).filter(|no| entries[*no as usize].n_words > 0).collect();
    order.par_sort_unstable_by_key(|no| {
        let entry = &entries[*no as usize];
        (entry.story, !entry.is_preferred, entry.is_broken, entry.date.unwrap_or(i64::MAX), *no)
    });
    let mut first = 0;
    while first < order.len() {
        let story = entries[order[first] as usize].story;
        let n_same = order[first..].iter().take_while(|no| entries[**no as usize].story == story).count();
        let same = &order[first..first + n_same];
        for no in same {
            entries[*no as usize].same_as = ArticleNo(order[first]);
        }
        if n_same > 1 {
            let texts: Vec<(Arc<str>, Option<&String>)> =
                same.iter().map(|no| entries[*no as usize].article).map(|article| (text(article), article.title.as_ref())).collect();
            let mut by_text: Vec<usize> = (0..n_same).collect();
            by_text.sort_by(|x, y| texts[*x].cmp(&texts[*y]).then(same[*x].cmp(&same[*y])));
            let alike: Vec<(u32, u32)> = by_text
                .chunk_by(|x, y| texts[*x] == texts[*y])
                .flat_map(|alike| alike.iter().map(|at| (same[*at], same[alike[0]])))
                .collect();
            for (no, scores_as) in alike {
                entries[no as usize].scores_as = ArticleNo(scores_as);
            }
        }
        first += n_same;
    }
}
