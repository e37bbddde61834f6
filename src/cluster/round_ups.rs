//! Round-ups: articles put together from stories that have nothing to do with each other.
//!
//! In: articles, ties, homes. Out: which articles are round-ups, and at the end in which other groups they are listed. A round-up joins
//! the group it shares most with and never leads it: a fullest article that holds two stories would pull both groups together.

use super::links::Links;
use super::{AlsoShares, Groups, Link, Node, Tie};
use crate::span::ArticleNo;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Whether each article is a round-up. Each tie across groups has at most one round-up: of two articles that each have a partner at home
/// which shares nothing with the other, the one that is tied to more of the other's group, then the one with the smaller share in
/// the tie (it holds more besides), then the later one.
pub(super) fn round_ups(nodes: &[Node], links: &Links<'_>, homes: &[ArticleNo]) -> Vec<bool> {
    let mut found = vec![false; nodes.len()];
    for article in (0..nodes.len() as u32).map(ArticleNo) {
        for (other, tie) in links.reuse(article).filter(|(other, _)| *other > article && homes[article.at()] != homes[other.at()]) {
            let back = Tie { relation: tie.relation.mirrored(), share_in: tie.share_of, share_of: tie.share_in };
            let here = is_stranger_at_home(nodes, links, homes, article, other, tie);
            let there = is_stranger_at_home(nodes, links, homes, other, article, back);
            let is_here = match (here, there) {
                (true, true) => blame(nodes, links, homes, (article, other), tie) == Ordering::Greater,
                (here, _) => here,
            };
            if here || there {
                found[if is_here { article } else { other }.at()] = true;
            }
        }
    }
    // Tied to two groups and home in none: a round-up too.
    for article in (0..nodes.len() as u32).map(ArticleNo) {
        let mut partners = links.reuse(article).map(|(other, _)| other);
        let is_alone = links.reuse(article).all(|(other, _)| homes[other.at()] != homes[article.at()]);
        if let (true, Some(first)) = (is_alone, partners.next()) {
            found[article.at()] |= partners.any(|other| homes[other.at()] != homes[first.at()] && !links.share_something(first, other));
        }
    }
    found
}

/// Whether `article` has what ties it to `other` for itself: its partners at home share nothing with `other`. If most of one article stands in the
/// other, one such partner is enough; else they must hold most of what it has in common with its group.
fn is_stranger_at_home(nodes: &[Node], links: &Links<'_>, homes: &[ArticleNo], article: ArticleNo, other: ArticleNo, tie: Tie) -> bool {
    let (mut strangers, mut all) = (0.0, 0.0);
    for (partner, bond) in links.reuse(article) {
        if homes[partner.at()] == homes[article.at()] && bond.relation.is_derived() {
            let words = bond.words(nodes[article.at()].n_words, nodes[partner.at()].n_words);
            all += words;
            if !links.share_something(partner, other) {
                strangers += words;
            }
        }
    }
    if tie.relation.is_derived() { strangers > 0.0 } else { strangers * 2.0 > all }
}

/// Which of two tied articles is rather the round-up: greater is the first.
fn blame(nodes: &[Node], links: &Links<'_>, homes: &[ArticleNo], pair: (ArticleNo, ArticleNo), tie: Tie) -> Ordering {
    let reach = |from: ArticleNo, to: ArticleNo| links.reuse(from).filter(|(other, _)| homes[other.at()] == homes[to.at()]).count();
    let date = |article: ArticleNo| nodes[article.at()].date.unwrap_or(i64::MAX);
    reach(pair.0, pair.1)
        .cmp(&reach(pair.1, pair.0))
        .then(tie.share_of.total_cmp(&tie.share_in))
        .then(date(pair.0).cmp(&date(pair.1)))
        .then(pair.0.cmp(&pair.1))
}

/// Lists each round-up in the groups that it shares wording with and is no member of.
pub(super) fn list(
    nodes: &[Node],
    links: &Links<'_>,
    round_ups: &[bool],
    groups: &mut Groups,
    compare: &mut dyn FnMut(ArticleNo, ArticleNo) -> Option<Link>,
) {
    let mut group_of = vec![usize::MAX; nodes.len()];
    for (number, group) in groups.groups.iter().enumerate() {
        for member in &group.members {
            group_of[member.article.at()] = number;
        }
    }
    for article in (0..nodes.len() as u32).map(ArticleNo).filter(|article| round_ups[article.at()]) {
        let mut best: BTreeMap<usize, (f64, ArticleNo)> = BTreeMap::new();
        for (other, tie) in links.reuse(article) {
            let number = group_of[other.at()];
            if number != usize::MAX && number != group_of[article.at()] {
                let words = tie.words(nodes[article.at()].n_words, nodes[other.at()].n_words);
                let entry = best.entry(number).or_insert((words, other));
                if words > entry.0 {
                    *entry = (words, other);
                }
            }
        }
        for (number, (_, with)) in best {
            let group = &mut groups.groups[number];
            let (in_lead, lead_in) = tie(links, article, group.lead, compare).map_or((0.0, 0.0), |tie| (tie.share_in, tie.share_of));
            group.also_shares.push(AlsoShares { article, with, in_lead, lead_in });
        }
    }
}

/// What `a` is to `b`: as linked, else as compared now.
pub(super) fn tie(
    links: &Links<'_>,
    a: ArticleNo,
    b: ArticleNo,
    compare: &mut dyn FnMut(ArticleNo, ArticleNo) -> Option<Link>,
) -> Option<Tie> {
    links.between(a, b).or_else(|| compare(a.min(b), a.max(b)).map(|link| link.tie(a)))
}
