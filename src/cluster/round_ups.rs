//! Round-ups: articles put together from stories that have nothing to do with each other.
//!
//! In: texts, their similarities and groups. Out: which articles are round-ups, and at the end in which other groups they are listed. A round-up joins
//! the group it shares most with and never leads it: a fullest article that holds two stories would pull both groups together.

use super::answers::{Answers, Compare};
use super::links::Links;
use super::{AlsoShares, Groups, Node, Similarity};
use crate::ids::TextNo;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Whether each article is a round-up. Each link across groups has at most one round-up: of two articles that each have a partner in their group
/// which shares nothing with the other, the one that is linked to more of the other's group, then the one with the smaller share in
/// the link (it holds more besides), then the later one.
pub(super) fn round_ups(nodes: &[Node], links: &Links<'_>, group_of: &[TextNo]) -> Vec<bool> {
    let mut found = vec![false; nodes.len()];
    for article in (0..nodes.len() as u32).map(TextNo) {
        for (other, similarity) in
            links.reuse(article).filter(|(other, _)| *other > article && group_of[article.at()] != group_of[other.at()])
        {
            let back =
                Similarity { relation: similarity.relation.mirrored(), share_in: similarity.share_of, share_of: similarity.share_in };
            let here = is_stranger_in_group(nodes, links, group_of, article, other, similarity);
            let there = is_stranger_in_group(nodes, links, group_of, other, article, back);
            let is_here = match (here, there) {
                (true, true) => blame(nodes, links, group_of, (article, other), similarity) == Ordering::Greater,
                (here, _) => here,
            };
            if here || there {
                found[if is_here { article } else { other }.at()] = true;
            }
        }
    }
    // Linked to two groups and a member of none: a round-up too.
    for article in (0..nodes.len() as u32).map(TextNo) {
        let mut partners = links.reuse(article).map(|(other, _)| other);
        let is_alone = links.reuse(article).all(|(other, _)| group_of[other.at()] != group_of[article.at()]);
        if let (true, Some(first)) = (is_alone, partners.next()) {
            found[article.at()] |=
                partners.any(|other| group_of[other.at()] != group_of[first.at()] && !links.share_something(first, other));
        }
    }
    found
}

/// Whether `article` has what links it to `other` for itself: its partners in its group share nothing with `other`. If most of one article stands in the
/// other, one such partner is enough; else they must hold most of what it has in common with its group.
fn is_stranger_in_group(
    nodes: &[Node],
    links: &Links<'_>,
    group_of: &[TextNo],
    article: TextNo,
    other: TextNo,
    similarity: Similarity,
) -> bool {
    let (mut strangers, mut all) = (0.0, 0.0);
    for (partner, bond) in links.reuse(article) {
        if group_of[partner.at()] == group_of[article.at()] && bond.relation.is_derived() {
            let words = bond.words(nodes[article.at()].n_words, nodes[partner.at()].n_words);
            all += words;
            if !links.share_something(partner, other) {
                strangers += words;
            }
        }
    }
    if similarity.relation.is_derived() { strangers > 0.0 } else { strangers * 2.0 > all }
}

/// Which of two linked texts is rather the round-up: greater is the first.
fn blame(nodes: &[Node], links: &Links<'_>, group_of: &[TextNo], pair: (TextNo, TextNo), similarity: Similarity) -> Ordering {
    let reach = |from: TextNo, to: TextNo| links.reuse(from).filter(|(other, _)| group_of[other.at()] == group_of[to.at()]).count();
    let date = |article: TextNo| nodes[article.at()].date.unwrap_or(i64::MAX);
    reach(pair.0, pair.1)
        .cmp(&reach(pair.1, pair.0))
        .then(similarity.share_of.total_cmp(&similarity.share_in))
        .then(date(pair.0).cmp(&date(pair.1)))
        .then(pair.0.cmp(&pair.1))
}

/// Lists each round-up in the groups that it shares wording with and is no member of.
pub(super) fn list(nodes: &[Node], links: &Links<'_>, round_ups: &[bool], groups: &mut Groups<TextNo>, compare: &mut Compare<'_>) {
    let mut number_of = vec![usize::MAX; nodes.len()];
    for (number, group) in groups.groups.iter().enumerate() {
        for member in &group.members {
            number_of[member.article.at()] = number;
        }
    }
    // Each with a group and the member that it shares most with.
    let mut listed: Vec<(TextNo, usize, TextNo)> = Vec::new();
    for article in (0..nodes.len() as u32).map(TextNo).filter(|article| round_ups[article.at()]) {
        let mut best: BTreeMap<usize, (f64, TextNo)> = BTreeMap::new();
        for (other, similarity) in links.reuse(article) {
            let number = number_of[other.at()];
            if number != usize::MAX && number != number_of[article.at()] {
                let words = similarity.words(nodes[article.at()].n_words, nodes[other.at()].n_words);
                let entry = best.entry(number).or_insert((words, other));
                if words > entry.0 {
                    *entry = (words, other);
                }
            }
        }
        listed.extend(best.into_iter().map(|(number, (_, with))| (article, number, with)));
    }
    let answers = Answers::of(links, listed.iter().map(|(article, number, _)| (*article, groups.groups[*number].lead)), compare);
    for (article, number, with) in listed {
        let group = &mut groups.groups[number];
        let (in_lead, lead_in) =
            answers.between(links, article, group.lead).map_or((0.0, 0.0), |similarity| (similarity.share_in, similarity.share_of));
        group.also_shares.push(AlsoShares { article, with, in_lead, lead_in });
    }
}
