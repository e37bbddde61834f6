//! Pairs that were no candidates and are compared because grouping asks what a member is to its lead.
//!
//! In: distinct texts, their links. Out: a [`ScoredPair`] for each pair that was asked for, each scored once. Where pairs are to be stored,
//! every grouping that a threshold or a relation could lead to is gone through, so that all it would ask is answered in advance.

use super::filing::Filed;
use super::matching::Matcher;
use super::unfolding::Distinct;
use super::{ClusterSettings, ScoredPair};
use crate::cluster::{self, Link, Node, Settings};
use crate::score::Relation;
use crate::span::ArticleNo;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that hang together by at most so many links are gone through threshold by threshold; more of them in steps.
const FEW_LINKS: usize = 64;
/// Steps from 0 to 1 in which the thresholds of larger sets are gone through.
const STEPS: u32 = 20;

/// What was asked for so far.
pub(super) struct Asked<'s, 'a, 'o> {
    pub(super) filed: &'s [Filed<'a>],
    pub(super) distinct: &'s Distinct,
    /// The candidates, sorted.
    pub(super) scored: &'s [ScoredPair],
    pub(super) matcher: &'s mut Matcher<'o>,
    pub(super) pairs: BTreeMap<(ArticleNo, ArticleNo), ScoredPair>,
}

impl Asked<'_, '_, '_> {
    /// What two texts are to each other; nothing for instalments, which join nothing.
    pub(super) fn answer(&mut self, a: ArticleNo, b: ArticleNo) -> Option<Link> {
        let (x, y) = (self.distinct.first(a), self.distinct.first(b));
        let (x, y) = (x.min(y), x.max(y));
        let pair = match self.scored.binary_search_by_key(&(x, y), |pair| (pair.a, pair.b)) {
            Ok(at) => self.scored[at],
            Err(_) => *self.pairs.entry((x, y)).or_insert_with(|| ScoredPair { asked: true, ..self.matcher.score_one(self.filed, x, y) }),
        };
        (!pair.instalment).then(|| self.distinct.link(&pair))
    }

    /// Answers what grouping by any threshold and relation would ask. Sets of texts that were all compared with each other ask nothing.
    pub(super) fn answer_all(&mut self, nodes: &[Node], links: &[Link], settings: ClusterSettings) {
        for set in connected(nodes.len(), links) {
            let place = |no: ArticleNo| set.members.binary_search(&no).ok().map(|at| ArticleNo(at as u32));
            let of_set = |link: &Link| Some(Link { a: place(link.a)?, b: place(link.b)?, ..*link });
            let own: Vec<Link> = set.links.iter().filter_map(of_set).collect();
            let n = set.members.len();
            if own.len() >= n * (n - 1) / 2 {
                continue;
            }
            let own_nodes: Vec<Node> = set.members.iter().map(|no| nodes[no.at()]).collect();
            for weakest in [Relation::Reworked, Relation::NearIdentical, Relation::Identical] {
                self.answer_set(&set.members, &own_nodes, &own, Settings { weakest, ..settings.grouping });
            }
        }
    }

    /// Answers what grouping of some texts by any threshold would ask: it changes only at the shares of a link or of an answer.
    fn answer_set(&mut self, members: &[ArticleNo], nodes: &[Node], links: &[Link], settings: Settings) {
        let counts =
            |link: &&Link| link.relation.is_reuse() && (settings.weakest >= Relation::Reworked || link.relation <= settings.weakest);
        let is_small = links.len() <= FEW_LINKS;
        let mut waiting: BTreeSet<u64> = if is_small {
            links.iter().filter(counts).map(|link| share(link).to_bits()).collect()
        } else {
            (1..=STEPS).map(|step| (f64::from(step) / f64::from(STEPS)).to_bits()).collect()
        };
        waiting.insert(0.0_f64.to_bits());
        let mut done = BTreeSet::new();
        while let Some(bits) = waiting.pop_first() {
            done.insert(bits);
            let settings = Settings { min_share: f64::from_bits(bits), ..settings };
            cluster::group(nodes, links, settings, &mut |a, b| {
                let link = self.answer(members[a.at()], members[b.at()])?;
                let bits = share(&link).to_bits();
                if is_small && !done.contains(&bits) {
                    waiting.insert(bits);
                }
                Some(Link { a, b, ..link })
            });
        }
    }
}

/// Of scored pairs that are no reuse, those that grouping may look at: of two texts that both reuse wording of, or lend it to, a third one.
/// Linear in the partners of both, for each such pair.
pub(super) fn weak_pairs(n_articles: usize, pairs: &[ScoredPair]) -> Vec<ScoredPair> {
    let mut partners: Vec<Vec<ArticleNo>> = vec![Vec::new(); n_articles];
    for pair in pairs.iter().filter(|pair| pair.relation.is_reuse() && !pair.instalment) {
        partners[pair.a.at()].push(pair.b);
        partners[pair.b.at()].push(pair.a);
    }
    for partners in &mut partners {
        partners.sort_unstable();
    }
    let have_third = |pair: &ScoredPair| {
        let (mut few, mut many) = (&partners[pair.a.at()], &partners[pair.b.at()]);
        if few.len() > many.len() {
            std::mem::swap(&mut few, &mut many);
        }
        few.iter().any(|partner| many.binary_search(partner).is_ok())
    };
    let mut weak: Vec<ScoredPair> =
        pairs.iter().filter(|pair| !pair.relation.is_reuse() && (pair.asked || have_third(pair))).copied().collect();
    weak.sort_unstable_by_key(|pair| (pair.a, pair.b));
    weak
}

fn share(link: &Link) -> f64 {
    link.a_in_b.max(link.b_in_a)
}

/// Texts that hang together by reuse.
struct Set {
    /// Ascending, two or more.
    members: Vec<ArticleNo>,
    /// All links among them.
    links: Vec<Link>,
}

/// The sets of texts that no reuse leads out of, by their smallest text.
fn connected(n_texts: usize, links: &[Link]) -> Vec<Set> {
    let reuse: Vec<(ArticleNo, ArticleNo)> = links.iter().filter(|link| link.relation.is_reuse()).map(|link| (link.a, link.b)).collect();
    let homes = super::matching::connected(n_texts, &reuse);
    let mut sets: BTreeMap<u32, Set> = BTreeMap::new();
    for (home, number) in homes.iter().zip(0..) {
        sets.entry(*home).or_insert_with(|| Set { members: Vec::new(), links: Vec::new() }).members.push(ArticleNo(number));
    }
    sets.retain(|_, set| set.members.len() > 2);
    for link in links.iter().filter(|link| homes[link.a.at()] == homes[link.b.at()]) {
        if let Some(set) = sets.get_mut(&homes[link.a.at()]) {
            set.links.push(*link);
        }
    }
    sets.into_values().collect()
}
