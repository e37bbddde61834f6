//! Independent texts: how many origins a group has.
//!
//! In: groups. Out: for each the number of its texts that are derived from none before them. Texts come in the order of their dates; where
//! these do not tell, the fuller one is before the other. Twelve reports that were cut from one wire are one independent text; an article
//! put together from two wires makes a group of two. Nothing is said here of who took from whom.

use super::answers::{Answers, Compare};
use super::links::Links;
use super::{Group, Groups, Node};
use crate::ids::TextNo;
use std::cmp::Reverse;

/// Texts before it with which an article is compared at most, where it was not: in a large family the first is mostly enough.
const MAX_COMPARED: usize = 16;

/// A text of a group that is linked to none before it.
struct Open {
    group: usize,
    article: TextNo,
    /// Texts before it of which it is not known what they are to it, in order.
    unknown: Vec<TextNo>,
}

/// Counts the independent texts of each group. About linear in members and links.
pub(super) fn count(nodes: &[Node], links: &Links<'_>, groups: &mut Groups<TextNo>, compare: &mut Compare<'_>) {
    let mut open: Vec<Open> = Vec::new();
    for (number, group) in groups.groups.iter_mut().enumerate() {
        group.independent_texts = 0;
        open.extend(unlinked(nodes, links, group).into_iter().map(|(article, unknown)| Open { group: number, article, unknown }));
    }
    // In each round a text is held against the next one of those before it.
    let mut round = 0;
    while !open.is_empty() {
        let next = |one: &Open| one.unknown.get(round).copied();
        let answers = Answers::of(links, open.iter().filter_map(|one| Some((one.article, next(one)?))), compare);
        open.retain(|one| match next(one) {
            Some(other) => !answers.between(links, one.article, other).is_some_and(|similarity| similarity.relation.is_derived()),
            None => {
                groups.groups[one.group].independent_texts += 1;
                false
            }
        });
        round += 1;
    }
}

/// The texts of a group that no link derives from one before them, each with those before it that it may be derived from all the same.
fn unlinked(nodes: &[Node], links: &Links<'_>, group: &Group<TextNo>) -> Vec<(TextNo, Vec<TextNo>)> {
    let key = |article: TextNo| {
        let node = nodes[article.at()];
        (node.date.unwrap_or(i64::MAX), Reverse(node.n_words), article != group.lead, article)
    };
    let mut in_order: Vec<TextNo> = group.members.iter().map(|member| member.article).collect();
    in_order.sort_unstable_by_key(|article| key(*article));
    let mut places: Vec<(TextNo, usize)> = in_order.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let place = |article: TextNo| places.binary_search_by_key(&article, |(other, _)| *other).ok().map(|at| places[at].1);
    let is_linked = |(at, article): &(usize, TextNo)| {
        let is_before = |other: TextNo| place(other).is_some_and(|place| place < *at);
        links.reuse(*article).any(|(other, similarity)| similarity.relation.is_derived() && is_before(other))
    };
    let unknown = |(at, article): (usize, TextNo)| {
        let before = in_order[..at].iter().filter(|other| links.is_unknown(article, **other));
        (article, before.take(MAX_COMPARED).copied().collect())
    };
    in_order.iter().copied().enumerate().filter(|one| !is_linked(one)).map(unknown).collect()
}
