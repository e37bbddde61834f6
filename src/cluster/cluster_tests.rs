//! Leads, round-ups, chains.

use super::*;
use proptest::prelude::*;

fn nodes(words: &[u32]) -> Vec<Node> {
    words.iter().enumerate().map(|(number, words)| Node { id: format!("n{number}"), words: *words, date: None }).collect()
}

fn link(a: u32, b: u32, a_in_b: f64, b_in_a: f64) -> Link {
    let relation = if a_in_b.max(b_in_a) < 0.6 {
        Relation::Partial
    } else if a_in_b - b_in_a >= 0.2 {
        Relation::Shortened
    } else if b_in_a - a_in_b >= 0.2 {
        Relation::Expanded
    } else {
        Relation::Reworked
    };
    Link { a: ArticleNo(a), b: ArticleNo(b), relation, a_in_b, b_in_a }
}

fn members(groups: &Groups) -> Vec<Vec<u32>> {
    groups.groups.iter().map(|group| group.members.iter().map(|member| member.article.0).collect()).collect()
}

#[test]
fn the_fullest_article_leads() {
    let found = cluster(&nodes(&[100, 300, 100]), &[link(0, 1, 0.9, 0.3), link(1, 2, 0.3, 0.9), link(0, 2, 0.8, 0.8)]);
    assert_eq!(members(&found), [vec![1, 0, 2]]);
    assert_eq!(found.groups[0].members[1].relation, Some(Relation::Shortened));
    assert_eq!(found.groups[0].members[0].relation, None);
}

#[test]
fn then_the_earliest_then_the_smallest_id() {
    let mut two = nodes(&[100, 100]);
    let found = cluster(&two, &[link(0, 1, 0.9, 0.9)]);
    assert_eq!(found.groups[0].lead, ArticleNo(0));
    two[1].date = Some("2026-01-01".into());
    assert_eq!(cluster(&two, &[link(0, 1, 0.9, 0.9)]).groups[0].lead, ArticleNo(1));
}

#[test]
fn a_chain_is_not_one_group() {
    // a-b, b-c, c-d overlap in part; a and d share nothing.
    let links = [link(0, 1, 0.5, 0.5), link(1, 2, 0.65, 0.65), link(2, 3, 0.5, 0.5)];
    let found = cluster(&nodes(&[100, 100, 100, 100]), &links);
    assert_eq!(members(&found), [vec![1, 2]]);
    assert_eq!(found.singles, [ArticleNo(0), ArticleNo(3)]);
}

#[test]
fn a_round_up_joins_one_story_and_is_listed_with_the_other() {
    // 4 holds 0 (with its copy 1) and 2 (with its copy 3).
    let links = [
        link(0, 1, 0.9, 0.9),
        link(2, 3, 0.9, 0.9),
        link(0, 4, 1.0, 0.6),
        link(1, 4, 0.9, 0.6),
        link(2, 4, 1.0, 0.4),
        link(3, 4, 0.9, 0.4),
    ];
    let found = cluster(&nodes(&[100, 90, 80, 70, 200]), &links);
    assert_eq!(members(&found), [vec![0, 1, 4], vec![2, 3]]);
    assert_eq!(found.groups[1].also_shares.len(), 1);
    assert_eq!(found.groups[1].also_shares[0].article, ArticleNo(4));
}

proptest! {
    #[test]
    fn promises_hold(edges in prop::collection::vec((0_u32..12, 0_u32..12, 0.2_f64..1.0, 0.2_f64..1.0), 0..40), words in prop::collection::vec(1_u32..500, 12)) {
        let mut links: BTreeMap<(u32, u32), Link> = BTreeMap::new();
        for (a, b, x, y) in edges {
            if a != b {
                links.insert((a.min(b), a.max(b)), link(a.min(b), a.max(b), x, y));
            }
        }
        let links: Vec<Link> = links.into_values().collect();
        let found = cluster(&nodes(&words), &links);
        let mut backwards = links.clone();
        backwards.reverse();
        prop_assert_eq!(&found, &cluster(&nodes(&words), &backwards));
        let mut all: Vec<ArticleNo> = found.groups.iter().flat_map(|group| group.members.iter().map(|member| member.article)).chain(found.singles.iter().copied()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..12).map(ArticleNo).collect::<Vec<_>>());
        for group in &found.groups {
            prop_assert!(group.members.len() >= 2 && group.members[0].article == group.lead);
            for member in &group.members[1..] {
                prop_assert!(member.relation.is_some_and(Relation::is_reuse));
            }
            prop_assert!(group.members.iter().any(|member| member.relation.is_some_and(Relation::is_derived)));
        }
    }
}

use std::collections::BTreeMap;
