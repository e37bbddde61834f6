//! Leads: one article for each group that stands for it, and groups that keep to what the lead holds.
//!
//! In: the group of each text, and round-ups. Out: groups as promised: the fullest article that is no round-up leads, every member is at least partial to it,
//! and every member is joined to the others by derived relations. What does not fit is grouped anew among itself, or stands alone.

use super::answers::{Answers, Compare};
use super::connected::connected;
use super::links::Links;
use super::{Group, Groups, Member, Node, Sets};
use crate::ids::TextNo;
use std::collections::BTreeMap;

/// Settles the groups. Each step settles a group or parts it, so that it ends after as many steps as there are articles, at most.
pub(super) fn settle(
    nodes: &[Node],
    links: &Links<'_>,
    group_of: &[TextNo],
    round_ups: &[bool],
    compare: &mut Compare<'_>,
) -> Groups<TextNo> {
    let sets = Sets::new(nodes.len(), || group_of.iter().map(|group| group.at()).zip((0..).map(TextNo)));
    let mut groups = Groups::default();
    groups.singles.extend(sets.iter().filter(|set| set.len() == 1).map(|set| set[0]));
    let mut waiting: Vec<Vec<TextNo>> = sets.iter().filter(|set| set.len() > 1).map(<[TextNo]>::to_vec).collect();
    drop(sets);
    // What is settled in one round is compared together; the order of the sets changes nothing.
    while !waiting.is_empty() {
        let mut ready: Vec<(TextNo, Vec<TextNo>)> = Vec::new();
        for set in std::mem::take(&mut waiting) {
            if set.len() < 2 {
                groups.singles.extend(set);
                continue;
            }
            let mut parts = parts(links, &set);
            if parts.len() > 1 {
                waiting.append(&mut parts);
            } else {
                ready.push((lead(nodes, round_ups, &set), set));
            }
        }
        let asked =
            ready.iter().flat_map(|(lead, set)| set.iter().filter(move |article| *article != lead).map(move |article| (*article, *lead)));
        let answers = Answers::of(links, asked, compare);
        for (lead, set) in ready {
            settle_one(links, &answers, lead, set, &mut groups, &mut waiting);
        }
    }
    groups.sort();
    groups
}

/// Settles a set that derived relations hold together, or parts it.
fn settle_one(
    links: &Links<'_>,
    answers: &Answers,
    lead: TextNo,
    set: Vec<TextNo>,
    groups: &mut Groups<TextNo>,
    waiting: &mut Vec<Vec<TextNo>>,
) {
    let mut members = Vec::with_capacity(set.len());
    members.push(Member { article: lead, relation: None, in_lead: 1.0, lead_in: 1.0, joined_by: joined_by(links, &set, lead, lead) });
    let mut strangers = Vec::new();
    for article in set.iter().copied().filter(|article| *article != lead) {
        match answers.between(links, article, lead).filter(|similarity| similarity.relation.is_reuse()) {
            Some(similarity) => members.push(Member {
                article,
                relation: Some(similarity.relation),
                in_lead: similarity.share_in,
                lead_in: similarity.share_of,
                joined_by: joined_by(links, &set, article, lead),
            }),
            None => strangers.push(article),
        }
    }
    if strangers.is_empty() {
        groups.groups.push(Group { lead, members, also_shares: Vec::new(), independent_texts: 1 });
    } else if strangers.len() >= members.len() {
        // The fullest article is a stranger to most: it goes, they stay.
        waiting.push(set.into_iter().filter(|article| *article != lead).collect());
        groups.singles.push(lead);
    } else {
        waiting.push(set.into_iter().filter(|article| strangers.binary_search(article).is_err()).collect());
        waiting.push(strangers);
    }
}

/// A sound and preferred article, then most story words, the fewest repeated ones, the earliest date, the smallest id; round-ups only where
/// there is nothing else.
fn lead(nodes: &[Node], round_ups: &[bool], set: &[TextNo]) -> TextNo {
    let order = |article: &&TextNo| {
        let node = nodes[article.at()];
        let kind = (round_ups[article.at()], node.is_broken, !node.is_preferred);
        (kind, std::cmp::Reverse(node.n_words), node.n_repeated_words, node.date.unwrap_or(i64::MAX), **article)
    };
    set.iter().min_by_key(order).copied().expect("a set of two or more")
}

/// The parts of a sorted set that derived relations hold together, each sorted, in the order of their smallest.
fn parts(links: &Links<'_>, set: &[TextNo]) -> Vec<Vec<TextNo>> {
    let place = |article: TextNo| set.binary_search(&article).ok().map(|at| at as u32);
    let derived = |article: TextNo| links.reuse(article).filter(|(_, similarity)| similarity.relation.is_derived()).map(|(other, _)| other);
    let pairs = set.iter().zip(0..).flat_map(|(article, at)| derived(*article).filter_map(place).map(move |other| (at, other)));
    let mut parts: BTreeMap<u32, Vec<TextNo>> = BTreeMap::new();
    for (group, article) in connected(set.len(), pairs).into_iter().zip(set) {
        parts.entry(group).or_default().push(*article);
    }
    parts.into_values().collect()
}

/// The member of the set that a text is most similar to by a derived relation; the lead before others of the same strength.
fn joined_by(links: &Links<'_>, set: &[TextNo], article: TextNo, lead: TextNo) -> TextNo {
    let mut best: Option<(f64, TextNo)> = None;
    for (other, similarity) in links.reuse(article).filter(|(_, similarity)| similarity.relation.is_derived()) {
        let is_better = best.is_none_or(|(mean, _)| similarity.mean() > mean || (similarity.mean() == mean && other == lead));
        if is_better && set.binary_search(&other).is_ok() {
            best = Some((similarity.mean(), other));
        }
    }
    best.map_or(lead, |(_, other)| other)
}
