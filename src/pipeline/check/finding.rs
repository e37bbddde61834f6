//! Which articles are worth comparing with each copy.
//!
//! In: copies and an archive. Out: [`Found`]: the copies in order of their ids, each with its partners, best first.
//! The archive is read once, in parallel; only what it has of the copies' shingles is kept.

use super::common_wording::boilerplate_of;
use super::{CheckCounts, CheckSettings};
use crate::article::{Article, seconds};
use crate::fingerprint::{SHINGLE_WORDS, fingerprint, shingles};
use crate::index::{Holders, Wanted};
use crate::observe::{Observe, Stage};
use crate::span::ArticleNo;
use crate::text::story_keys;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Articles that one task reads.
const BATCH: usize = 64;

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
    pub(super) partners: Vec<FoundPartner<'a>>,
}

/// An article worth comparing with a copy.
pub(super) struct FoundPartner<'a> {
    pub(super) article: &'a Article,
    /// Whether it is one of the copies.
    pub(super) is_checked: bool,
}

/// Partners of copies in an archive.
pub(super) fn in_archive<'a>(copies: &'a [Article], archive: &'a [Article], settings: &CheckSettings, observer: &dyn Observe) -> Found<'a> {
    let mut counts = CheckCounts::default();
    let copies = in_order(copies.iter());
    let archive = allowed(archive, settings, &mut counts);
    let itself = itself(&copies, &archive);
    counts.itself = itself.iter().filter(|places| !places.is_empty()).count();
    find(copies, &archive, &itself, settings, counts, observer)
}

fn in_order<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<&'a Article> {
    let mut order: Vec<&Article> = articles.collect();
    order.sort_by(|x, y| x.id.cmp(&y.id).then_with(|| x.text.cmp(&y.text)));
    order
}

/// The articles that may be sources, earliest first, so that of equal ones the earliest is looked at.
fn allowed<'a>(archive: &'a [Article], settings: &CheckSettings, counts: &mut CheckCounts) -> Vec<&'a Article> {
    let mut dated: Vec<(i64, &Article)> = Vec::with_capacity(archive.len());
    for article in archive.iter().filter(|article| !is_out(article, settings, counts)) {
        dated.push((article.date.as_deref().and_then(seconds).unwrap_or(i64::MAX), article));
    }
    dated.sort_by(|x, y| (x.0, &x.1.id, &x.1.text).cmp(&(y.0, &y.1.id, &y.1.text)));
    dated.into_iter().map(|(_, article)| article).collect()
}

/// Whether an article may be no source, as asked for; counted as what it is.
pub(super) fn is_out(article: &Article, settings: &CheckSettings, counts: &mut CheckCounts) -> bool {
    let date = article.date.as_deref().and_then(seconds);
    let is_out_of_dates =
        date.is_some_and(|date| settings.since.is_some_and(|since| date < since) || settings.before.is_some_and(|before| date >= before));
    let is_ignored = settings.ignored.iter().any(|pattern| pattern.names(article));
    counts.ignored += usize::from(is_ignored);
    counts.out_of_dates += usize::from(!is_ignored && is_out_of_dates);
    counts.sources += usize::from(!is_ignored && !is_out_of_dates);
    is_ignored || is_out_of_dates
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
    itself: &[Vec<ArticleNo>],
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
    let checked: HashSet<ArticleNo> = itself.iter().flatten().copied().collect();
    let partners: Vec<Vec<FoundPartner<'a>>> = prints
        .par_iter()
        .enumerate()
        .map(|(copy, (n_words, print))| {
            let numbers = wanted.numbers(print.iter().copied());
            let partners = holders.partners(&numbers, *n_words, |no| itself[copy].contains(&no), settings.lookup);
            let named = |no: ArticleNo| FoundPartner { article: archive[no.at()], is_checked: checked.contains(&no) };
            partners.into_iter().map(|partner| named(partner.article)).collect()
        })
        .collect();
    let boilerplate = boilerplate_of(&copies, archive, &wanted, &holders);
    let copies = copies.into_iter().zip(partners).map(|(article, partners)| FoundCopy { article, partners }).collect();
    Found { copies, counts, boilerplate }
}
