//! Who leads a group, who stays in it, and which articles are round-ups.
//!
//! In: the group of every article. Out: groups as the contract wants them: the lead is the fullest article, then the earliest, then the
//! smallest id; a round-up (linked to two articles that share nothing with each other) never leads others; every member is at
//! least partial to its lead, and the group is joined by at least one derived relation.

use super::{AlsoShares, Group, Groups, Links, Member, Node};
use crate::span::ArticleNo;
use std::collections::{BTreeMap, BTreeSet};

/// Groups with their leads, from the group number of each article.
pub(super) fn lead(nodes: &[Node], links: &Links, home: &[u32]) -> Groups {
    let round_ups = round_ups(links, home);
    let mut by_home: BTreeMap<u32, Vec<ArticleNo>> = BTreeMap::new();
    for (article, group) in home.iter().enumerate() {
        by_home.entry(*group).or_default().push(ArticleNo(article as u32));
    }
    let mut groups = Vec::new();
    let mut grouped = vec![false; nodes.len()];
    for mut open in by_home.into_values() {
        // Members that share nothing with the lead form groups of their own, as long as there are any.
        while open.len() > 1 {
            let lead = choose(nodes, &round_ups, &open);
            let (members, rest): (Vec<ArticleNo>, Vec<ArticleNo>) =
                open.iter().partition(|article| **article == lead || links.get(**article, lead).is_some());
            let is_joined = members.iter().any(|article| links.get(*article, lead).is_some_and(|link| link.relation.is_derived()));
            if is_joined {
                for member in &members {
                    grouped[member.at()] = true;
                }
                groups.push(Group { lead, members: described(links, lead, &members), also_shares: Vec::new() });
                open = rest;
            } else {
                open.retain(|article| *article != lead);
            }
        }
    }
    groups.sort_by_key(|group| group.lead);
    also_shares(links, &mut groups, &round_ups);
    let singles = (0..nodes.len() as u32).map(ArticleNo).filter(|article| !grouped[article.at()]).collect();
    Groups { groups, singles }
}

/// The fullest article, then the earliest, then the smallest id; round-ups only among themselves.
fn choose(nodes: &[Node], round_ups: &BTreeSet<ArticleNo>, articles: &[ArticleNo]) -> ArticleNo {
    let rank = |article: &ArticleNo| {
        let node = &nodes[article.at()];
        (round_ups.contains(article), std::cmp::Reverse(node.words), node.date.is_none(), node.date.as_deref(), node.id.as_str())
    };
    articles.iter().copied().min_by(|a, b| rank(a).cmp(&rank(b))).unwrap_or(ArticleNo(0))
}

/// Articles linked both into their own group and to an article elsewhere that shares nothing with their closest partner at home.
fn round_ups(links: &Links, home: &[u32]) -> BTreeSet<ArticleNo> {
    let mut found = BTreeSet::new();
    for (number, neighbours) in links.neighbours.iter().enumerate() {
        let article = ArticleNo(number as u32);
        let Some(closest) = closest(links, article, neighbours.iter().copied().filter(|other| home[other.at()] == home[number])) else {
            continue;
        };
        let holds_another = neighbours.iter().any(|other| {
            home[other.at()] != home[number]
                && links.get(closest, *other).is_none()
                && links.get(article, *other).is_some_and(|link| link.relation.is_derived())
        });
        if holds_another {
            found.insert(article);
        }
    }
    found
}

fn closest(links: &Links, article: ArticleNo, others: impl Iterator<Item = ArticleNo>) -> Option<ArticleNo> {
    others.max_by(|a, b| links.closeness(article, *a).total_cmp(&links.closeness(article, *b)).then(b.cmp(a)))
}

fn described(links: &Links, lead: ArticleNo, articles: &[ArticleNo]) -> Vec<Member> {
    let mut members: Vec<Member> = articles
        .iter()
        .map(|article| {
            let (relation, in_lead, lead_in) = match links.get(*article, lead) {
                Some(link) => {
                    let (relation, in_lead, lead_in) = link.from(*article);
                    (Some(relation), in_lead, lead_in)
                }
                None => (None, 1.0, 1.0),
            };
            let joined_by = closest(links, *article, articles.iter().copied().filter(|other| other != article)).unwrap_or(lead);
            Member { article: *article, relation, in_lead, lead_in, joined_by }
        })
        .collect();
    members.sort_by(|a, b| {
        (a.relation.is_some()).cmp(&b.relation.is_some()).then(b.in_lead.total_cmp(&a.in_lead)).then(a.article.cmp(&b.article))
    });
    members
}

/// Lists each round-up with the other groups it shares with.
fn also_shares(links: &Links, groups: &mut [Group], round_ups: &BTreeSet<ArticleNo>) {
    let mut group_of: BTreeMap<ArticleNo, usize> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        group_of.extend(group.members.iter().map(|member| (member.article, number)));
    }
    for article in round_ups {
        let mut by_group: BTreeMap<usize, Vec<ArticleNo>> = BTreeMap::new();
        for other in &links.neighbours[article.at()] {
            if let Some(number) = group_of.get(other).filter(|number| group_of.get(article) != Some(*number)) {
                by_group.entry(*number).or_default().push(*other);
            }
        }
        for (number, others) in by_group {
            let Some(with) = closest(links, *article, others.into_iter()) else { continue };
            let lead = groups[number].lead;
            let (in_lead, lead_in) = links.get(*article, lead).map_or((0.0, 0.0), |link| {
                let (_, in_lead, lead_in) = link.from(*article);
                (in_lead, lead_in)
            });
            groups[number].also_shares.push(AlsoShares { article: *article, with, in_lead, lead_in });
        }
    }
}
