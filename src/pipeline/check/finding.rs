//! Which articles are worth comparing with each copy.
//!
//! In: copies and an archive. Out: [`Found`]: the copies in order of their ids, each with its partners, best first.
//! The archive is read once, in parallel; only what it has of the copies' shingles is kept.

use super::common_wording::boilerplate_of;
use super::quotations::{Elsewhere, Sought};
use super::{CheckCounts, CheckSettings};
use crate::article::{Article, Place, seconds};
use crate::fingerprint::{SHINGLE_WORDS, fingerprint, shingle, shingles};
use crate::ids::ArticleNo;
use crate::index::{Holders, Wanted};
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::ALL_PAIRS;
use crate::text::{Sketch, plain_keys, sketch, word_keys};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Articles that one task reads.
const BATCH: usize = 64;
/// An archive of so many articles for each copy is read by its words alone at first: one that shares too few phrases with all copies to be a source is
/// none, whatever of it is furniture. What it shares with one may only be split by furniture or a label: at most three words before it and three
/// behind it, which prove nothing.
const LARGE: usize = 20;

/// An article with the numbers of what it has of the wanted things.
type Numbered = (ArticleNo, Vec<u32>);

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
    /// For each quotation the articles that may have its words; none where there was nothing to look it up in.
    pub(super) quoted: Option<Elsewhere<'a>>,
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
    let by_place: HashMap<(&str, u32, u32), usize> =
        copies.iter().zip(0..).filter_map(|(copy, number)| copy.place.as_ref().map(|place| (spot(place), number))).collect();
    for (article, number) in archive.iter().zip(0..) {
        let by_id = by_id.get(article.id.as_str()).filter(|copy| copies[**copy].text == article.text);
        let place = article.place.as_ref().map(spot);
        if let Some(copy) = place.and_then(|place| by_place.get(&place)).or(by_id) {
            found[*copy].push(ArticleNo(number));
        }
    }
    found
}

/// What tells a row or item from all others.
fn spot(place: &Place) -> (&str, u32, u32) {
    (&place.file, place.line, place.number)
}

fn find<'a>(
    copies: Vec<&'a Article>,
    archive: &[&'a Article],
    itself: &[Vec<ArticleNo>],
    settings: &CheckSettings,
    mut counts: CheckCounts,
    observer: &dyn Observe,
) -> Found<'a> {
    let read: Vec<(usize, Vec<u64>, Sketch)> = copies
        .par_iter()
        .zip(itself)
        .map(|(copy, itself)| {
            let mut sketch = sketch(copy);
            let story = sketch.story();
            let (n_words, print) = (story.len(), fingerprint(&story, SHINGLE_WORDS));
            if sketch.quotations.is_empty() && itself.is_empty() {
                sketch = Sketch::default();
            }
            (n_words, print, sketch)
        })
        .collect();
    counts.empty = read.iter().filter(|(n_words, ..)| *n_words == 0).count();
    let wanted = Wanted::new(read.iter().map(|(_, print, _)| print.as_slice()));
    let sought = Sought::new(read.iter().map(|(.., sketch)| sketch));
    // An archive article that is a copy, too, was read as that.
    let copy_of: HashMap<ArticleNo, usize> =
        itself.iter().enumerate().flat_map(|(copy, places)| places.iter().map(move |no| (*no, copy))).collect();
    let is_large = archive.len() >= LARGE * copies.len();
    let fewest = read.iter().map(|(_, print, _)| print.len()).min().unwrap_or(0);
    let least_shared = settings.lookup.least_shared(fewest, archive.len());
    let by_words = |article: &Article| {
        let keys = plain_keys(article)?;
        let hashes = keys.windows(SHINGLE_WORDS).map(shingle);
        Some((wanted.numbers(hashes), sought.numbers(&keys)))
    };
    observer.begin(Stage::Fingerprinting, archive.len());
    let batches: Vec<(Vec<Numbered>, Vec<Numbered>)> = archive
        .par_chunks(BATCH)
        .enumerate()
        .map(|(batch, articles)| {
            let (mut found, mut quoted) = (Vec::new(), Vec::new());
            for (article, no) in articles.iter().zip(batch * BATCH..) {
                let same = copy_of.get(&ArticleNo(no as u32)).filter(|copy| copies[**copy].text == article.text).map(|copy| &read[*copy]);
                let (numbers, pairs) = match same {
                    Some((_, print, words)) => (wanted.numbers(print.iter().copied()), sought.numbers(&words.keys)),
                    None => match is_large.then(|| by_words(article)).flatten() {
                        // Too few to be a partner: they only tell how many articles have them.
                        Some(numbers) if numbers.0.len() < least_shared => numbers,
                        _ => {
                            let words = word_keys(article);
                            (wanted.numbers(shingles(&words.story(), SHINGLE_WORDS)), sought.numbers(&words.keys))
                        }
                    },
                };
                found.extend((!numbers.is_empty()).then_some((ArticleNo(no as u32), numbers)));
                quoted.extend((!pairs.is_empty()).then_some((ArticleNo(no as u32), pairs)));
            }
            observer.advance(Stage::Fingerprinting, articles.len());
            (found, quoted)
        })
        .collect();
    observer.end(Stage::Fingerprinting);
    let prints: Vec<(usize, Vec<u64>)> = read.into_iter().map(|(n_words, print, _)| (n_words, print)).collect();
    let (found, quoted): (Vec<_>, Vec<_>) = batches.into_iter().unzip();
    let holders = Holders::new(&wanted, &found.concat(), archive.len());
    // A collection that is held against itself is asked what a check of it alone asks.
    let is_whole = counts.itself == prints.len() && archive.len() == prints.len();
    let lookup = if is_whole { settings.lookup.as_in_bulk() } else { settings.lookup };
    let held = sought.held(&quoted.concat(), archive.len());
    let checked: HashSet<ArticleNo> = copy_of.into_keys().collect();
    let partners: Vec<Vec<FoundPartner<'a>>> = prints
        .par_iter()
        .enumerate()
        .map(|(copy, (n_words, print))| {
            let numbers = wanted.numbers(print.iter().copied());
            let partners = holders.partners(&numbers, *n_words, |no| itself[copy].contains(&no), lookup);
            let mut partners: Vec<ArticleNo> = partners.into_iter().map(|partner| partner.article).collect();
            if prints.len() * archive.len() <= ALL_PAIRS {
                let is_new = |no: &ArticleNo| !partners.contains(no) && !itself[copy].contains(no);
                let others: Vec<ArticleNo> = (0..archive.len() as u32).map(ArticleNo).filter(is_new).collect();
                partners.extend(others);
            }
            let named = |no: ArticleNo| FoundPartner { article: archive[no.at()], is_checked: checked.contains(&no) };
            partners.into_iter().map(named).collect()
        })
        .collect();
    let quoted: Vec<Option<Elsewhere<'a>>> = (0..copies.len())
        .into_par_iter()
        .map(|copy| {
            let is_other = |no: &ArticleNo| !itself[copy].contains(no);
            let is_only = archive.len() == itself[copy].len() + 1;
            let mut articles = held.articles(copy, |no| !is_other(&no));
            if is_only {
                let only = (0..archive.len() as u32).map(ArticleNo).find(is_other);
                articles.iter_mut().for_each(|articles| *articles = only.into_iter().collect());
            }
            let articles = articles.iter().map(|articles| articles.iter().map(|no| archive[no.at()]).collect()).collect();
            (archive.len() > itself[copy].len()).then_some(Elsewhere { articles, is_only })
        })
        .collect();
    let boilerplate = boilerplate_of(&copies, &prints, archive, &wanted, &holders);
    let found = copies.into_iter().zip(partners).zip(quoted);
    let copies = found.map(|((article, partners), quoted)| FoundCopy { article, partners, quoted }).collect();
    Found { copies, counts, boilerplate }
}
