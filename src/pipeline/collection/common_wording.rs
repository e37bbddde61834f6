//! Wording that very many articles have: large families told from boilerplate.
//!
//! In: the hubs of the index. Out: pairs to score within large families, and the shingles that are boilerplate. A hub whose members are
//! mostly one story is a family: each member is held against the hub, and not each against each. A hub whose members have nothing in
//! common but that wording carries boilerplate: a footer, a table head, a credit.

use super::Collection;
use super::batches::{Cut, batches};
use super::boilerplate::is_one_story;
use super::entries::Entry;
use crate::fingerprint::sequence;
use crate::ids::ArticleNo;
use crate::index::{Hub, Index};
use crate::score::Comparable;
use crate::span::Span;
use crate::text::{Prepared, Wording};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Pair = (ArticleNo, ArticleNo);

/// Members that are compared to learn what a hub is.
const SAMPLE: usize = 24;
/// From this share of shingles on that are common in the collection.
const WHOLLY_COMMON: f64 = 0.85;
/// Boilerplate is wording of a hub that this share of the sampled members has.
const CARRIED: f64 = 0.25;

/// Wording taken for boilerplate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boilerplate {
    /// An article that has it.
    pub article: ArticleNo,
    /// Its longest stretch there.
    pub span: Span,
    /// Words of it there.
    pub n_words: u32,
    /// How many articles have it to a clear part.
    pub n_articles: u32,
}

/// What hubs turned out to be.
#[derive(Debug, Default)]
pub(super) struct CommonWording {
    /// Pairs of a member and the hub of its family.
    pub(super) family_pairs: Vec<(ArticleNo, ArticleNo)>,
    /// For each article the number of its large family, if it has one.
    pub(super) families: Vec<Option<u32>>,
    /// Boilerplate shingles by their kept bits, ascending.
    pub(super) boilerplate_keys: Vec<u64>,
    /// Articles that carry boilerplate, ascending.
    pub(super) carriers: Vec<ArticleNo>,
    pub(super) boilerplate: Vec<Boilerplate>,
}

/// Compares some members of each hub, each pair once however many hubs have it. At most [`SAMPLE`] comparisons a hub, in parallel, and half of them where
/// these leave no doubt. `prepare` reads an article.
pub(super) fn sort_out(entries: &[Entry<'_>], index: &Index, prepare: &(impl Fn(ArticleNo) -> Prepared + Sync)) -> CommonWording {
    let hubs = index.hubs();
    let pairs_of: Vec<Vec<Pair>> = hubs.par_iter().map(|hub| neighbours(entries, hub)).collect();
    let is_common = |pair: &Pair| [pair.0, pair.1].iter().all(|member| index.common_share(*member) >= WHOLLY_COMMON);
    let verdict =
        |found: &BTreeMap<Pair, Option<bool>>, pair: &Pair| if is_common(pair) { Some(Some(true)) } else { found.get(pair).copied() };
    let mut found: BTreeMap<Pair, Option<bool>> = BTreeMap::new();
    for n_pairs in [SAMPLE / 2, SAMPLE] {
        let is_open = |pairs: &&Vec<Pair>| is_family(pairs, |pair| verdict(&found, pair)).is_none();
        let asked = pairs_of.iter().filter(is_open).flat_map(|pairs| pairs.iter().take(n_pairs));
        let mut wanted: Vec<Pair> = asked.filter(|pair| !is_common(pair) && !found.contains_key(pair)).copied().collect();
        wanted.par_sort_unstable();
        wanted.dedup();
        found.append(&mut compared(entries, &wanted, prepare));
    }
    // All are known by now of those that half of the sample did not tell.
    let verdicts: Vec<bool> = pairs_of.par_iter().map(|pairs| is_family(pairs, |pair| verdict(&found, pair)).unwrap_or(true)).collect();
    let mut common = CommonWording { families: vec![None; entries.len()], ..CommonWording::default() };
    for (hub, is_family) in hubs.iter().zip(verdicts) {
        if is_family {
            let number = common.families[hub.article.at()].unwrap_or(hub.article.0);
            for member in std::iter::once(&hub.article).chain(&hub.members) {
                common.families[member.at()].get_or_insert(number);
            }
            common.family_pairs.extend(hub.members.iter().map(|member| (hub.article.min(*member), hub.article.max(*member))));
        } else {
            common.boilerplate_keys.extend(index.shared_with_hub(hub, &sample(entries, &hub.members), CARRIED));
            common.carriers.push(hub.article);
            common.carriers.extend(&hub.members);
            let n_articles = hub.members.len() as u32 + 1;
            common.boilerplate.push(Boilerplate { article: hub.article, span: Span::default(), n_words: 0, n_articles });
        }
    }
    common.boilerplate_keys.sort_unstable();
    common.boilerplate_keys.dedup();
    common.carriers.sort_unstable();
    common.carriers.dedup();
    common
}

/// Whether more pairs of a hub are one story than are not, whatever those say that were not compared; nothing while these may decide it. `verdict` tells of a
/// pair that was compared whether it is one story, and nothing where the two share nothing. Ties go to the family: a footer that two articles carry is no
/// boilerplate.
fn is_family(pairs: &[Pair], verdict: impl Fn(&Pair) -> Option<Option<bool>>) -> Option<bool> {
    let (mut for_family, mut against, mut open) = (0_usize, 0, 0);
    for pair in pairs {
        match verdict(pair) {
            Some(Some(true)) => for_family += 1,
            Some(Some(false)) => against += 1,
            Some(None) => {}
            None => open += 1,
        }
    }
    if for_family >= against + open {
        Some(true)
    } else if against > for_family + open {
        Some(false)
    } else {
        None
    }
}

/// Tells where the boilerplate of each hub stands and how long it is. Wording that no run of words bears out is left out, and of hubs
/// with the same wording the first stays.
pub(super) fn locate(collection: &Collection<'_>, boilerplate: Vec<Boilerplate>) -> Vec<Boilerplate> {
    let located = |wording: &Boilerplate| {
        let prepared = collection.read_again(wording.article);
        let places = collection.boilerplate_words(&prepared);
        let longest = places.chunk_by(|x, y| x + 1 == *y).max_by_key(|run| (run.len(), std::cmp::Reverse(run[0])))?;
        let span = prepared.span_of_words(&(longest[0] as u32..longest[0] as u32 + longest.len() as u32));
        let keys = longest.iter().map(|place| prepared.words[*place].key);
        Some((sequence(keys), Boilerplate { span, n_words: places.len() as u32, ..*wording }))
    };
    let mut found: Vec<(u128, Boilerplate)> = boilerplate.par_iter().filter_map(located).collect();
    let mut met = BTreeSet::new();
    found.retain(|(wording, _)| met.insert(*wording));
    found.into_iter().map(|(_, wording)| wording).collect()
}

/// Where named wording stands first, and in how many articles; wording that stands in none is left out. Linear in the text for each.
pub(super) fn named(collection: &Collection<'_>, wordings: &[Wording]) -> Vec<Boilerplate> {
    let find = |entries: &Entry<'_>| -> Vec<Option<(Span, u32)>> {
        let prepared = Prepared::new(&entries.article.whole());
        let first = |wording: &Wording| {
            let words = wording.covered(&prepared).into_iter().next()?;
            Some((prepared.span_of_words(&words), words.end - words.start))
        };
        wordings.iter().map(first).collect()
    };
    let found: Vec<Vec<Option<(Span, u32)>>> = collection.entries.par_iter().map(find).collect();
    let of_wording = |at: usize| {
        let mut holding = found.iter().zip((0..).map(ArticleNo)).filter_map(|(found, article)| Some((article, found[at]?)));
        let (article, (span, n_words)) = holding.next()?;
        Some(Boilerplate { article, span, n_words, n_articles: holding.count() as u32 + 1 })
    };
    (0..wordings.len()).filter_map(of_wording).collect()
}

/// How many words of each article that carries boilerplate are boilerplate, exact duplicates included.
pub(super) fn counts(collection: &Collection<'_>, carriers: &[ArticleNo]) -> Vec<(ArticleNo, u32)> {
    let is_carrier = |no: &ArticleNo| carriers.binary_search(&collection.entries[no.at()].same_as).is_ok();
    let all: Vec<ArticleNo> = (0..collection.entries.len() as u32).map(ArticleNo).filter(is_carrier).collect();
    let count = |no: &ArticleNo| collection.boilerplate_words(&collection.read_again(*no)).len() as u32;
    all.par_iter().map(|no| (*no, count(no))).collect()
}

/// Some members, evenly spread over an order that their ids do not decide; sorted so.
fn sample(entries: &[Entry<'_>], members: &[ArticleNo]) -> Vec<ArticleNo> {
    let mut in_order = members.to_vec();
    in_order.sort_unstable_by_key(|no| (entries[no.at()].story, *no));
    let n = members.len().min(SAMPLE);
    (0..n).map(|at| in_order[at * in_order.len() / n]).collect()
}

/// Pairs of neighbours among some members of a hub, each the smaller number first.
fn neighbours(entries: &[Entry<'_>], hub: &Hub) -> Vec<Pair> {
    let mut some = sample(entries, &hub.members);
    if some.len() == 1 {
        some.push(hub.article);
    }
    some.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))).collect()
}

/// Of each pair whether the two are one story; nothing where they share nothing.
fn compared(entries: &[Entry<'_>], pairs: &[Pair], prepare: &(impl Fn(ArticleNo) -> Prepared + Sync)) -> BTreeMap<Pair, Option<bool>> {
    let mut found = BTreeMap::new();
    for batch in batches(entries, pairs, Cut::Anywhere) {
        let prepared: Vec<Prepared> = batch.articles.par_iter().map(|no| prepare(*no)).collect();
        let stories: Vec<Comparable> = prepared.par_iter().map(Comparable::new).collect();
        let of = |no: ArticleNo| batch.articles.binary_search(&no).ok().map(|at| &stories[at]);
        let verdict = |pair: &Pair| Some((*pair, is_one_story(of(pair.0)?, of(pair.1)?)));
        found.extend(batch.pairs.par_iter().filter_map(verdict).collect::<Vec<_>>());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_told_as_soon_as_the_rest_cannot_change_it() {
        let told = |verdicts: &[Option<Option<bool>>]| {
            let pairs: Vec<Pair> = (0..verdicts.len() as u32).map(|at| (ArticleNo(at), ArticleNo(at))).collect();
            is_family(&pairs, |pair| verdicts[pair.0.at()])
        };
        let (one, other, nothing, open) = (Some(Some(true)), Some(Some(false)), Some(None), None);
        for (verdicts, wanted) in [
            (&[][..], Some(true)),
            (&[one, other], Some(true)),
            (&[nothing, nothing], Some(true)),
            (&[other, nothing], Some(false)),
            (&[one, open], Some(true)),
            (&[open, open], None),
            (&[other, open], None),
            (&[other, other, open], Some(false)),
            (&[one, open, open], None),
            (&[one, one, other, open], Some(true)),
        ] {
            assert_eq!(told(verdicts), wanted, "{verdicts:?}");
        }
    }
}
