//! Independent texts: how many origins a group has.
//!
//! In: groups. Out: for each the number of its texts that are derived from none before them. Texts come in the order of their dates; where
//! these do not tell, the fuller one is before the other. Twelve reports that were cut from one wire are one independent text; an article
//! put together from two wires makes a group of two. Nothing is said here of who took from whom.

use super::links::Links;
use super::round_ups::similarity;
use super::{Group, Groups, Link, Node};
use crate::ids::TextNo;
use std::cmp::Reverse;

/// Texts before it with which an article is compared at most, where it was not: in a large family the first is mostly enough.
const MAX_COMPARED: usize = 16;

/// Counts the independent texts of each group. About linear in members and links.
pub(super) fn count(
    nodes: &[Node],
    links: &Links<'_>,
    groups: &mut Groups<TextNo>,
    compare: &mut dyn FnMut(TextNo, TextNo) -> Option<Link>,
) {
    for group in &mut groups.groups {
        group.independent_texts = of_group(nodes, links, group, compare);
    }
}

fn of_group(nodes: &[Node], links: &Links<'_>, group: &Group<TextNo>, compare: &mut dyn FnMut(TextNo, TextNo) -> Option<Link>) -> usize {
    let key = |article: TextNo| {
        let node = nodes[article.at()];
        (node.date.unwrap_or(i64::MAX), Reverse(node.n_words), article != group.lead, article)
    };
    let mut in_order: Vec<TextNo> = group.members.iter().map(|member| member.article).collect();
    in_order.sort_unstable_by_key(|article| key(*article));
    let mut places: Vec<(TextNo, usize)> = in_order.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let place = |article: TextNo| places.binary_search_by_key(&article, |(other, _)| *other).ok().map(|at| places[at].1);
    let mut n_independent = 0;
    for (at, article) in in_order.iter().enumerate() {
        let is_before = |other: TextNo| place(other).is_some_and(|place| place < at);
        let is_linked = links.reuse(*article).any(|(other, similarity)| similarity.relation.is_derived() && is_before(other));
        let unknown = in_order[..at].iter().filter(|other| links.is_unknown(*article, **other)).take(MAX_COMPARED);
        let is_derived =
            |other: &TextNo| similarity(links, *article, *other, compare).is_some_and(|similarity| similarity.relation.is_derived());
        if !is_linked && !unknown.into_iter().any(is_derived) {
            n_independent += 1;
        }
    }
    n_independent
}
