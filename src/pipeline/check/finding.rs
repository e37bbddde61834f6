//! Which articles are worth comparing with each copy.
//!
//! In: copies and an archive, or one collection. Out: [`Found`]: the copies in order of their ids, each with its partners, best first.
//! The archive is read once, in parallel; only what it has of the copies' shingles is kept.

use super::common_wording::boilerplate_of;
use super::telling::{Time, time};
use super::{CheckCounts, CheckSettings};
use crate::article::{Article, seconds};
use crate::fingerprint::{SHINGLE_WORDS, fingerprint, shingles};
use crate::index::{Holders, LookupSettings, Wanted};
use crate::observe::{Observe, Stage};
use crate::span::ArticleNo;
use crate::text::story_keys;
use rayon::prelude::*;
use std::collections::HashMap;

/// Articles that one task reads.
const BATCH: usize = 64;

/// A whole collection asks more of a pair than a few copies do: what pairs in bulk need, see [`crate::index::Settings`].
const MIN_WEIGHT_IN_BULK: f64 = 6.0;
/// See [`MIN_WEIGHT_IN_BULK`].
const MIN_SHARE_IN_BULK: f64 = 0.04;

/// Copies with their partners.
pub(super) struct Found<'a> {
    pub(super) copies: Vec<FoundCopy<'a>>,
    pub(super) counts: CheckCounts,
    /// Boilerplate shingles, ascending.
    pub(super) boilerplate: Vec<u64>,
}

/// A copy and the articles to compare it with.
pub(super) struct FoundCopy<'a> {
    pub(super) article: &'a Article,
    pub(super) partners: Vec<&'a Article>,
}

/// Partners of copies in an archive.
pub(super) fn in_archive<'a>(copies: &'a [Article], archive: &'a [Article], settings: &CheckSettings, observer: &dyn Observe) -> Found<'a> {
    let mut counts = CheckCounts::default();
    let copies = in_order(copies.iter());
    let archive = allowed(archive, settings, &mut counts);
    let itself = itself(&copies, &archive);
    counts.itself = itself.iter().filter(|places| !places.is_empty()).count();
    let is_partner = |copy: usize, no: ArticleNo| !itself[copy].contains(&no);
    find(copies, &archive, is_partner, settings, counts, observer)
}

/// Partners of each article among those that were first.
pub(super) fn among<'a>(articles: &'a [Article], settings: &CheckSettings, observer: &dyn Observe) -> Found<'a> {
    let mut counts = CheckCounts::default();
    let copies = in_order(articles.iter());
    let archive = allowed(articles, settings, &mut counts);
    let is_partner = |copy: usize, no: ArticleNo| is_before(archive[no.at()], copies[copy]);
    let lookup =
        LookupSettings { min_weight: settings.lookup.min_weight.max(MIN_WEIGHT_IN_BULK), min_share: MIN_SHARE_IN_BULK, ..settings.lookup };
    let settings = CheckSettings { lookup, ..settings.clone() };
    find(copies.clone(), &archive, is_partner, &settings, counts, observer)
}

/// Whether a pair is reported for the copy: the source is earlier, or has the smaller id where dates do not tell.
fn is_before(source: &Article, copy: &Article) -> bool {
    match time(copy, source) {
        Time::Earlier(_) => true,
        Time::Later(_) => false,
        Time::Same | Time::Unknown => source.id < copy.id,
    }
}

fn in_order<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<&'a Article> {
    let mut order: Vec<&Article> = articles.collect();
    order.sort_by(|x, y| x.id.cmp(&y.id).then_with(|| x.text.cmp(&y.text)));
    order
}

/// The articles that may be sources, earliest first, so that of equal ones the earliest is looked at.
fn allowed<'a>(archive: &'a [Article], settings: &CheckSettings, counts: &mut CheckCounts) -> Vec<&'a Article> {
    let mut dated: Vec<(i64, &Article)> = Vec::with_capacity(archive.len());
    for article in archive {
        let date = article.date.as_deref().and_then(seconds);
        let is_out = date
            .is_some_and(|date| settings.since.is_some_and(|since| date < since) || settings.before.is_some_and(|before| date >= before));
        if settings.ignored.iter().any(|pattern| pattern.names(article)) {
            counts.ignored += 1;
        } else if is_out {
            counts.out_of_dates += 1;
        } else {
            dated.push((date.unwrap_or(i64::MAX), article));
        }
    }
    dated.sort_by(|x, y| (x.0, &x.1.id, &x.1.text).cmp(&(y.0, &y.1.id, &y.1.text)));
    counts.sources = dated.len();
    dated.into_iter().map(|(_, article)| article).collect()
}

/// For each copy, where it stands in the archive: the same id with the same text, or the same row of the same file.
fn itself(copies: &[&Article], archive: &[&Article]) -> Vec<Vec<ArticleNo>> {
    let mut found = vec![Vec::new(); copies.len()];
    let by_id: HashMap<&str, usize> = copies.iter().zip(0..).map(|(copy, number)| (copy.id.as_str(), number)).collect();
    let by_place: HashMap<(&str, u32), usize> = copies
        .iter()
        .zip(0..)
        .filter_map(|(copy, number)| copy.place.as_ref().map(|place| ((place.file.as_str(), place.line), number)))
        .collect();
    for (article, number) in archive.iter().zip(0..) {
        let by_id = by_id.get(article.id.as_str()).filter(|copy| copies[**copy].text == article.text);
        let place = article.place.as_ref().map(|place| (place.file.as_str(), place.line));
        if let Some(copy) = place.and_then(|place| by_place.get(&place)).or(by_id) {
            found[*copy].push(ArticleNo(number));
        }
    }
    found
}

fn find<'a>(
    copies: Vec<&'a Article>,
    archive: &[&'a Article],
    is_partner: impl Fn(usize, ArticleNo) -> bool + Sync,
    settings: &CheckSettings,
    mut counts: CheckCounts,
    observer: &dyn Observe,
) -> Found<'a> {
    let prints: Vec<(usize, Vec<u64>)> = copies
        .par_iter()
        .map(|copy| {
            let keys = story_keys(copy);
            (keys.len(), fingerprint(&keys, SHINGLE_WORDS))
        })
        .collect();
    counts.empty = prints.iter().filter(|(n_words, _)| *n_words == 0).count();
    let wanted = Wanted::new(prints.iter().map(|(_, print)| print.as_slice()));
    observer.begin(Stage::Fingerprinting, archive.len());
    let batches: Vec<Vec<(ArticleNo, Vec<u32>)>> = archive
        .par_chunks(BATCH)
        .enumerate()
        .map(|(batch, articles)| {
            let read = articles.iter().zip(batch * BATCH..).map(|(article, no)| {
                let keys = story_keys(article);
                (ArticleNo(no as u32), wanted.numbers(shingles(&keys, SHINGLE_WORDS)))
            });
            let found = read.filter(|(_, numbers)| !numbers.is_empty()).collect();
            observer.advance(Stage::Fingerprinting, articles.len());
            found
        })
        .collect();
    observer.end(Stage::Fingerprinting);
    let holders = Holders::new(&wanted, &batches.concat(), archive.len());
    let partners: Vec<Vec<&'a Article>> = prints
        .par_iter()
        .enumerate()
        .map(|(copy, (n_words, print))| {
            let numbers = wanted.numbers(print.iter().copied());
            let partners = holders.partners(&numbers, *n_words, |no| !is_partner(copy, no), settings.lookup);
            partners.into_iter().map(|partner| archive[partner.article.at()]).collect()
        })
        .collect();
    let boilerplate = boilerplate_of(&copies, archive, &wanted, &holders);
    let copies = copies.into_iter().zip(partners).map(|(article, partners)| FoundCopy { article, partners }).collect();
    Found { copies, counts, boilerplate }
}
