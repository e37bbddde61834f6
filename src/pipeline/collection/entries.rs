//! Articles put in order, read once, and an entry made for each.
//!
//! In: articles. Out: [`Entry`] for each, in the order of ids, its layout in few bytes, and fingerprints on the way into the index. Of the
//! words only hashes stay.

use super::{ReadSettings, broken};
use crate::article::{Article, PackedLayout, layout, seconds};
use crate::fingerprint::{Distinct, SHINGLE_WORDS, sequence};
use crate::ids::{ArticleNo, StoryId};
use crate::index::Collector;
use crate::observe::{Observe, Stage};
use crate::text::{Prepared, story_keys_of};
use rayon::prelude::*;

/// An article whose shingles repeat so often has perhaps a sentence twice, ...
const MIN_REPEATED: usize = 8;
/// ... if they are one in so many: less does not tell which article is the fullest, and would be read for nothing.
const REPEATED_SHARE: usize = 20;

/// Articles that one task reads.
const BATCH: usize = 256;

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
#[derive(Default)]
pub(super) struct FirstReading<'a> {
    /// In the order of ids.
    pub(super) entries: Vec<Entry<'a>>,
    /// Layouts of the articles that take part, so that none is looked for twice.
    pub(super) layouts: Vec<Option<PackedLayout>>,
    /// Fingerprints on the way into the index.
    pub(super) collectors: Vec<Collector>,
}

/// Reads all articles, in parallel.
pub(super) fn first_reading<'a>(articles: &'a [Article], settings: &ReadSettings, observer: &dyn Observe) -> FirstReading<'a> {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.par_sort_by(|x, y| x.id.cmp(&y.id).then_with(|| x.text.cmp(&y.text)));
    observer.begin(Stage::Fingerprinting, articles.len());
    type Batch<'a> = (Vec<(Entry<'a>, Option<PackedLayout>)>, Collector);
    let batches: Vec<Batch<'a>> = order
        .par_chunks(BATCH)
        .enumerate()
        .map(|(batch, articles)| {
            let mut into = Into { collector: Collector::default(), distinct: Distinct::default() };
            let read = articles.iter().zip(batch * BATCH..).map(|(article, no)| read(article, ArticleNo(no as u32), settings, &mut into));
            let read = read.collect();
            let mut collector = into.collector;
            collector.close();
            observer.advance(Stage::Fingerprinting, articles.len());
            (read, collector)
        })
        .collect();
    observer.end(Stage::Fingerprinting);
    let mut reading = FirstReading::default();
    for (batch, collector) in batches {
        for (entry, layout) in batch {
            reading.entries.push(entry);
            reading.layouts.push(layout);
        }
        reading.collectors.push(collector);
    }
    find_duplicates(&mut reading.entries);
    reading
}

/// Where the fingerprints of a batch go, and the table that finds them.
struct Into {
    collector: Collector,
    distinct: Distinct,
}

fn read<'a>(article: &'a Article, no: ArticleNo, settings: &ReadSettings, into: &mut Into) -> (Entry<'a>, Option<PackedLayout>) {
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
        article,
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
        let mut same = order[first..first + n_same].to_vec();
        for no in &same {
            entries[*no as usize].same_as = ArticleNo(order[first]);
        }
        let text = |no: &u32| (&entries[*no as usize].article.text, &entries[*no as usize].article.title);
        same.sort_by(|x, y| text(x).cmp(&text(y)).then(x.cmp(y)));
        let alike: Vec<u32> = same.chunk_by(|x, y| text(x) == text(y)).flat_map(|alike| alike.iter().map(|_| alike[0])).collect();
        for (no, scores_as) in same.iter().zip(alike) {
            entries[*no as usize].scores_as = ArticleNo(scores_as);
        }
        first += n_same;
    }
}
