//! A collection whose articles are held against each other.
//!
//! In: articles. Out: every article with its partners: those of which it is the copy. Pairs come from the index that groups come from, so
//! that a check finds what grouping finds; each pair is compared once and stands on one side only. Of exact duplicates each is held
//! against the first, which has all their words.

use super::crediting::Partner;
use super::direction::{self, Direction};
use super::finding::is_out;
use super::judging::{Draft, Known, judge_one, share, without_partners};
use super::quotations::Readings;
use super::{CheckCounts, CheckSettings, Checked, CheckedCopy, credit};
use crate::article::{Article, provenance};
use crate::ids::ArticleNo;
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::{Batch, Collection, Cut, ReadSettings, batches, share_edges_only, standing_matter};
use crate::pipeline::series::is_instalment;
use crate::score::{self, Comparable};
use crate::text::Prepared;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Checks all articles of a collection. The texts of a pair are prepared once for all the pairs that hang together with it.
pub(super) fn check_among(articles: &[Article], settings: &CheckSettings, observer: &dyn Observe) -> Checked {
    let mut collection = Collection::read(articles, &ReadSettings { min_words: 1, ..ReadSettings::default() }, observer);
    let mut counts = CheckCounts::default();
    let may_be_source: Vec<bool> = collection.entries.iter().map(|entry| !is_out(entry.article, settings, &mut counts)).collect();
    counts.empty = collection.entries.iter().filter(|entry| entry.n_words + entry.n_boilerplate_words == 0).count();
    let pairs = pairs(&collection, &may_be_source, settings);
    counts.compared = pairs.len();
    observer.begin(Stage::Matching, pairs.len());
    let mut with_partners: Vec<(ArticleNo, CheckedCopy)> = Vec::with_capacity(collection.entries.len());
    for batch in batches(&collection.entries, &pairs, Cut::BetweenParts) {
        let mut prepared: Vec<Arc<Prepared>> = batch.articles.par_iter().map(|no| Arc::new(collection.prepare(*no))).collect();
        let mut told = compared(&collection, settings, &batch, &prepared, &batch.pairs);
        let changed = set_standing_aside(&mut collection, &batch, &mut prepared, &told);
        if !changed.is_empty() {
            let is_changed = |a: &ArticleNo, b: &ArticleNo| changed.contains(a) || changed.contains(b);
            let again: Vec<(ArticleNo, ArticleNo)> = batch.pairs.iter().filter(|(a, b)| is_changed(a, b)).copied().collect();
            told.retain(|(copy, source, _)| !is_changed(copy, source));
            told.extend(compared(&collection, settings, &batch, &prepared, &again));
        }
        told.retain(|(_, source, _)| may_be_source[source.at()]);
        told.sort_by_key(|(copy, source, _)| (*copy, *source));
        let of = |no: ArticleNo| batch.articles.binary_search(&no).ok().map(|at| &prepared[at]);
        let mut drafts: Vec<(ArticleNo, Draft<'_>)> = Vec::new();
        for (copy, _, partner) in told {
            let entry = &collection.entries[copy.at()];
            match drafts.last_mut() {
                Some((last, draft)) if *last == copy => draft.partners.push(partner),
                _ => {
                    let Some(prepared) = of(copy).map(Arc::clone) else { continue };
                    let boilerplate_words = entry.n_boilerplate_words;
                    drafts.push((
                        copy,
                        Draft {
                            article: entry.article,
                            no: Some(copy),
                            prepared,
                            boilerplate_words,
                            partners: vec![partner],
                            copied_by: Vec::new(),
                            quoted: None,
                        },
                    ));
                }
            }
        }
        let provenance = |partner: &Partner<'_>| partner.no.map_or_else(|| provenance(partner.article), |no| collection.provenance(no));
        let known = Known { provenance: &provenance, readings: Readings::new(&batch.articles, &prepared) };
        with_partners.par_extend(drafts.into_par_iter().map(|(no, draft)| (no, judge_one(draft, false, &known, settings))));
        observer.advance(Stage::Matching, batch.pairs.len());
    }
    observer.end(Stage::Matching);
    let mut has_partners = vec![false; collection.entries.len()];
    with_partners.iter().for_each(|(no, _)| has_partners[no.at()] = true);
    let alone = collection.entries.par_iter().enumerate().filter(|(at, _)| !has_partners[*at]).map(|(at, entry)| {
        let repeated = entry.n_repeated_words as usize;
        let no = ArticleNo(at as u32);
        (
            no,
            without_partners(entry.article, entry.n_words, entry.n_boilerplate_words, repeated, || collection.has_words_outside_quotes(no)),
        )
    });
    let mut copies = with_partners;
    copies.par_extend(alone);
    copies.par_sort_unstable_by_key(|(no, _)| *no);
    let mut copies: Vec<CheckedCopy> = copies.into_iter().map(|(_, copy)| copy).collect();
    share(&mut copies);
    Checked { copies, counts }
}

/// A pair as it was compared: the copy, the source, and what the copy has of it.
type Told<'a> = (ArticleNo, ArticleNo, Partner<'a>);

/// Compares pairs of a batch, each the way round that the copy comes first.
fn compared<'a>(
    collection: &Collection<'a>,
    settings: &CheckSettings,
    batch: &Batch,
    prepared: &[Arc<Prepared>],
    pairs: &[(ArticleNo, ArticleNo)],
) -> Vec<Told<'a>> {
    let stories: Vec<OnceLock<Comparable>> = prepared.iter().map(|_| OnceLock::new()).collect();
    let of = |no: ArticleNo| {
        let at = batch.articles.binary_search(&no).ok()?;
        Some(Side { no, prepared: &prepared[at], story: stories[at].get_or_init(|| Comparable::new(&prepared[at])) })
    };
    pairs.par_iter().filter_map(|(a, b)| Some(oriented(collection, settings, of(*a)?, of(*b)?))).collect()
}

/// Finds the standing matter of a batch, which holds all that hangs together, and prepares the articles that have some anew. Gives back these.
fn set_standing_aside(
    collection: &mut Collection<'_>,
    batch: &Batch,
    prepared: &mut [Arc<Prepared>],
    told: &[Told<'_>],
) -> BTreeSet<ArticleNo> {
    let of = |no: ArticleNo| batch.articles.binary_search(&no).ok().map(|at| &prepared[at]);
    let at_edges = told.iter().filter_map(|(copy, source, partner)| {
        let is_at_edges = share_edges_only(of(*copy)?, of(*source)?, &partner.comparison.passages);
        is_at_edges.then_some((*copy.min(source), *copy.max(source)))
    });
    let mut at_edges: Vec<(ArticleNo, ArticleNo)> = at_edges.collect();
    at_edges.sort_unstable();
    let blocks = standing_matter(&at_edges, &batch.pairs, &|no| collection.prepare(no));
    let changed = collection.set_aside(&blocks);
    let collection = &*collection;
    prepared.par_iter_mut().zip(&batch.articles).filter(|(_, no)| changed.contains(no)).for_each(|(prepared, no)| {
        *prepared = Arc::new(collection.prepare(*no));
    });
    changed
}

/// The pairs to compare: candidates, of each text by the first article that may be a source, and each duplicate with that one.
fn pairs(collection: &Collection<'_>, may_be_source: &[bool], settings: &CheckSettings) -> Vec<(ArticleNo, ArticleNo)> {
    let entries = &collection.entries;
    let mut firsts: Vec<Option<ArticleNo>> = vec![None; entries.len()];
    for no in (0..entries.len() as u32).map(ArticleNo).filter(|no| may_be_source[no.at()]) {
        let text = entries[no.at()].same_as;
        let stood = |no: ArticleNo| settings.base.as_ref().and_then(|base| base.get(&entries[no.at()].article.id));
        let rank = |no: ArticleNo| (entries[no.at()].date.unwrap_or(i64::MAX), Reverse(stood(no)), no);
        firsts[text.at()] = Some(firsts[text.at()].map_or(no, |first| if rank(no) < rank(first) { no } else { first }));
    }
    let mut pairs: Vec<(ArticleNo, ArticleNo)> = Vec::with_capacity(collection.candidates.len());
    for (a, b) in &collection.candidates {
        let (x, y) = (firsts[a.at()], firsts[b.at()]);
        pairs.extend(y.map(|y| (*a.min(&y), *a.max(&y))));
        pairs.extend(x.map(|x| (*b.min(&x), *b.max(&x))));
    }
    for (no, article) in (0..).map(ArticleNo).zip(entries).filter(|(_, article)| article.n_words > 0) {
        pairs.extend(firsts[article.same_as.at()].filter(|first| *first != no).map(|first| (no.min(first), no.max(first))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// An article of a pair.
#[derive(Clone, Copy)]
struct Side<'p> {
    no: ArticleNo,
    prepared: &'p Arc<Prepared>,
    story: &'p Comparable<'p>,
}

/// The copy and the source of a pair, compared that way round.
fn oriented<'a>(collection: &Collection<'a>, settings: &CheckSettings, a: Side<'_>, b: Side<'_>) -> (ArticleNo, ArticleNo, Partner<'a>) {
    let article = |side: &Side<'_>| collection.entries[side.no.at()].article;
    let words = |side: &Side<'_>| collection.entries[side.no.at()].n_words;
    let told = direction::by_base(article(&a), article(&b), settings);
    // Without a record the shorter one mostly is the copy; where it is not, the pair is compared the other way round.
    let is_first = told.map_or(words(&a) <= words(&b), |(is_first, _)| is_first);
    let (copy, source) = if is_first { (a, b) } else { (b, a) };
    let comparison = score::compare_without_resemblance(copy.story, source.story).at_least(settings.min_grade);
    let is_licensed = |side: &Side<'_>| settings.licensed.iter().any(|pattern| pattern.names(article(side)));
    // Of two that nothing else tells apart the one that may be used is the source.
    let by_licence = match (is_licensed(&copy), is_licensed(&source)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    };
    let by_text = || direction::by_text(article(&copy), article(&source), (words(&copy), words(&source)), &comparison);
    let is_right = told.is_some() || by_licence.unwrap_or_else(by_text);
    let (copy, source) = if is_right { (copy, source) } else { (source, copy) };
    let comparison = if is_right { comparison } else { comparison.mirrored() };
    let date = |side: &Side<'_>| credit::dated(article(side), collection.entries[side.no.at()].date);
    let time = credit::time_of(date(&copy), date(&source));
    let partner = Partner {
        article: article(&source),
        no: Some(source.no),
        prepared: Arc::clone(source.prepared),
        instalment: is_instalment(time.apart(), &comparison),
        comparison,
        words: words(&source),
        words_outside: source.prepared.story_words().filter(|word| !word.quoted).count() as u32,
        time,
        direction: told.map_or(Direction::Text, |(_, direction)| direction),
        is_checked: true,
        licensed: is_licensed(&source) || settings.licensed.iter().any(|pattern| pattern.names_place(article(&copy))),
    };
    (copy.no, source.no, partner)
}
