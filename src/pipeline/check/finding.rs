//! Which articles are worth comparing with each copy.
//!
//! In: copies and an archive. Out: [`Found`]: the copies in order of their ids, each with its partners, best first.
//! The archive is read once, in parallel; only what it has of the copies' shingles is kept.

use super::common_wording::Runs;
use super::quotations::Elsewhere;
use super::sieve::{Numbers, ReadCopy, Sieve, is_large};
use super::{CheckCounts, CheckSettings};
use crate::article::{Article, Place, seconds};
use crate::ids::ArticleNo;
use crate::index::Holders;
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::ALL_PAIRS;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// For each quotation the articles that may have its words; none where there was nothing to look it up in.
    pub(super) quoted: Option<Elsewhere<'a>>,
}

/// An article worth comparing with a copy.
pub(super) struct FoundPartner<'a> {
    pub(super) article: &'a Article,
    /// Whether it is one of the copies.
    pub(super) is_checked: bool,
}

/// Partners of copies in an archive. An archive that is large is read by its words alone at first: see [`Sieve`].
pub(super) fn in_archive<'a>(copies: &'a [Article], archive: &'a [Article], settings: &CheckSettings, observer: &dyn Observe) -> Found<'a> {
    let mut counts = CheckCounts::default();
    let copies = in_order(copies.iter());
    let archive = allowed(archive, settings, &mut counts);
    let itself = itself(&copies, &archive);
    let sieve = Sieve::new(&copies, |copy| !itself[copy].is_empty());
    // An archive article that is a copy, too, was read as that.
    let copy_of = copies_at(&itself);
    let by_words = is_large(archive.len(), copies.len());
    observer.begin(Stage::Fingerprinting, archive.len());
    let numbers: Vec<Vec<Numbers>> = archive
        .par_chunks(BATCH)
        .enumerate()
        .map(|(batch, articles)| {
            let numbers = |(article, no): (&&Article, usize)| {
                let same = copy_of.get(&ArticleNo(no as u32)).filter(|copy| copies[**copy].text == article.text);
                same.map_or_else(|| sieve.numbers(article, by_words), |copy| sieve.of_copy(*copy))
            };
            let found = articles.iter().zip(batch * BATCH..).map(numbers).collect();
            observer.advance(Stage::Fingerprinting, articles.len());
            found
        })
        .collect();
    let mut numbers: Vec<Numbers> = numbers.into_iter().flatten().collect();
    if by_words {
        let exact = sieve.to_read_exactly(&numbers.iter().collect::<Vec<_>>(), settings.lookup);
        let read: Vec<(ArticleNo, Numbers)> = exact.into_par_iter().map(|no| (no, sieve.exactly(archive[no.at()]))).collect();
        read.into_iter().for_each(|(no, exact)| numbers[no.at()] = exact);
    }
    observer.end(Stage::Fingerprinting);
    let numbers: Vec<(&[u32], &[u32])> = numbers.iter().map(Numbers::as_slices).collect();
    let plan = Plan::new(&copies, &sieve, &numbers, itself, settings, counts);
    plan.found(copies, |no| archive[no.at()])
}

pub(super) fn in_order<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<&'a Article> {
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

/// The numbers of the archive articles that are copies, too.
fn copies_at(itself: &[Vec<ArticleNo>]) -> HashMap<ArticleNo, usize> {
    itself.iter().enumerate().flat_map(|(copy, places)| places.iter().map(move |no| (*no, copy))).collect()
}

/// Which articles of an archive are looked at for which copy: numbers alone, so that only the texts of these are needed.
pub(super) struct Plan {
    partners: Vec<Vec<ArticleNo>>,
    /// For each quotation of each copy the articles that may have its words, and whether the archive is a single article.
    quoted: Vec<Option<(Vec<Vec<ArticleNo>>, bool)>>,
    /// Archive articles that are copies.
    checked: HashSet<ArticleNo>,
    runs: Runs,
    counts: CheckCounts,
}

impl Plan {
    /// `numbers` are the shingles and the quoted pairs that each article of the archive has, in order; `itself` where each copy stands there.
    pub(super) fn new(
        copies: &[&Article],
        sieve: &Sieve,
        numbers: &[(&[u32], &[u32])],
        itself: Vec<Vec<ArticleNo>>,
        settings: &CheckSettings,
        mut counts: CheckCounts,
    ) -> Plan {
        let n_archive = numbers.len();
        let Sieve { read, wanted, sought, .. } = sieve;
        counts.itself = itself.iter().filter(|places| !places.is_empty()).count();
        counts.empty = read.iter().filter(|copy| copy.n_words == 0).count();
        let numbered = || numbers.iter().zip((0..).map(ArticleNo));
        let found: Vec<(ArticleNo, &[u32])> = numbered().filter(|((of, _), _)| !of.is_empty()).map(|((of, _), no)| (no, *of)).collect();
        let quoted: Vec<(ArticleNo, &[u32])> = numbered().filter(|((_, of), _)| !of.is_empty()).map(|((_, of), no)| (no, *of)).collect();
        let holders = Holders::new(wanted, &found, n_archive);
        // A collection that is held against itself is asked what a check of it alone asks.
        let is_whole = counts.itself == read.len() && n_archive == read.len();
        let lookup = if is_whole { settings.lookup.as_in_bulk() } else { settings.lookup };
        let held = sought.held(&quoted, n_archive);
        let partners = |(number, copy): (usize, &ReadCopy)| {
            let numbers = wanted.numbers(copy.print.iter().copied());
            let partners = holders.partners(&numbers, copy.n_words, |no| itself[number].contains(&no), lookup);
            let mut partners: Vec<ArticleNo> = partners.into_iter().map(|partner| partner.article).collect();
            if takes_all(read.len(), n_archive) {
                let is_new = |no: &ArticleNo| !partners.contains(no) && !itself[number].contains(no);
                let others: Vec<ArticleNo> = (0..n_archive as u32).map(ArticleNo).filter(is_new).collect();
                partners.extend(others);
            }
            partners
        };
        let partners = read.par_iter().enumerate().map(partners).collect();
        let quoted = |copy: usize| {
            let is_other = |no: &ArticleNo| !itself[copy].contains(no);
            let is_only = n_archive == itself[copy].len() + 1;
            let mut articles = held.articles(copy, |no| !is_other(&no));
            if is_only {
                let only = (0..n_archive as u32).map(ArticleNo).find(is_other);
                articles.iter_mut().for_each(|articles| *articles = only.into_iter().collect());
            }
            (n_archive > itself[copy].len()).then_some((articles, is_only))
        };
        let quoted = (0..read.len()).into_par_iter().map(quoted).collect();
        let runs = Runs::new(copies, read, wanted, &holders);
        Plan { partners, quoted, checked: copies_at(&itself).into_keys().collect(), runs, counts }
    }

    /// The articles that are looked at, ascending.
    pub(super) fn wanted(&self) -> BTreeSet<ArticleNo> {
        let quoted = self.quoted.iter().flatten().flat_map(|(articles, _)| articles.iter().flatten());
        self.partners.iter().flatten().chain(quoted).copied().chain(self.runs.wanted()).collect()
    }

    /// The copies with these articles.
    pub(super) fn found<'a>(self, copies: Vec<&'a Article>, article: impl Fn(ArticleNo) -> &'a Article) -> Found<'a> {
        let named = |no: ArticleNo| FoundPartner { article: article(no), is_checked: self.checked.contains(&no) };
        let all = |articles: Vec<ArticleNo>| articles.into_iter().map(&article).collect();
        let boilerplate = self.runs.boilerplate(&article);
        let found = copies.into_iter().zip(self.partners).zip(self.quoted).map(|((copy, partners), quoted)| FoundCopy {
            article: copy,
            partners: partners.into_iter().map(named).collect(),
            quoted: quoted.map(|(articles, is_only)| Elsewhere { articles: articles.into_iter().map(all).collect(), is_only }),
        });
        Found { copies: found.collect(), counts: self.counts, boilerplate }
    }
}

/// Whether there are so few pairs that all are compared.
pub(super) fn takes_all(n_copies: usize, n_archive: usize) -> bool {
    n_copies * n_archive <= ALL_PAIRS
}
