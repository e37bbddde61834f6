//! Leads, members, round-ups, chains, large families; what is promised of any links.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn nodes(words: &[u32]) -> Vec<Node> {
    words.iter().map(|n_words| Node { n_words: *n_words, ..Node::default() }).collect()
}

/// A link with the relation that its shares have.
fn link(a: u32, b: u32, a_in_b: f64, b_in_a: f64) -> Link {
    let relation = if a_in_b.max(b_in_a) < 0.2 {
        Relation::Related
    } else if a_in_b.max(b_in_a) < 0.6 {
        Relation::Partial
    } else if a_in_b - b_in_a >= 0.2 {
        Relation::Shortened
    } else if b_in_a - a_in_b >= 0.2 {
        Relation::Expanded
    } else {
        Relation::Reworked
    };
    Link { a: TextNo(a), b: TextNo(b), relation, a_in_b, b_in_a }
}

fn grouped(nodes: &[Node], links: &[Link]) -> Groups<TextNo> {
    group(
        nodes,
        links.iter().copied(),
        Settings::default(),
        Texts { compare: &mut |pairs| vec![None; pairs.len()], may_share: &|_, _| false },
    )
}

fn members(groups: &Groups<TextNo>) -> Vec<Vec<u32>> {
    groups.groups.iter().map(|group| group.members.iter().map(|member| member.article.0).collect()).collect()
}

#[track_caller]
fn check(words: &[u32], links: &[Link], wanted: &[&[u32]]) -> Groups<TextNo> {
    let groups = grouped(&nodes(words), links);
    assert_eq!(members(&groups), wanted);
    groups
}

#[test]
fn the_fullest_leads() {
    let groups = check(&[100, 300, 100], &[link(0, 1, 0.9, 0.3), link(1, 2, 0.3, 0.8), link(0, 2, 0.8, 0.8)], &[&[1, 0, 2]]);
    let group = &groups.groups[0];
    assert_eq!(group.lead, TextNo(1));
    assert_eq!(
        group.members.iter().map(|member| member.relation).collect::<Vec<_>>(),
        [None, Some(Relation::Shortened), Some(Relation::Shortened)]
    );
    assert_eq!((group.members[1].in_lead, group.members[1].lead_in), (0.9, 0.3));
    assert_eq!(group.members[1].joined_by, TextNo(2), "the strongest edge, not the one to the lead");
}

#[test]
fn then_the_earliest_then_the_smallest_id() {
    let mut three = nodes(&[100, 100, 100]);
    let links = [link(0, 1, 0.9, 0.9), link(1, 2, 0.9, 0.9), link(0, 2, 0.9, 0.9)];
    assert_eq!(grouped(&three, &links).groups[0].lead, TextNo(0));
    three[2].date = Some(5);
    assert_eq!(grouped(&three, &links).groups[0].lead, TextNo(2), "a date goes before none");
    three[1].date = Some(4);
    assert_eq!(grouped(&three, &links).groups[0].lead, TextNo(1));
}

#[test]
fn partial_links_join_nothing() {
    check(&[100, 100], &[link(0, 1, 0.55, 0.55)], &[]);
    check(&[100, 100, 100], &[link(0, 1, 0.7, 0.7), link(1, 2, 0.5, 0.5), link(0, 2, 0.5, 0.5)], &[&[0, 1]]);
}

#[test]
fn a_chain_is_not_one_group() {
    // Each is half of the one before; the ends share nothing.
    let links = [link(0, 1, 0.6, 0.6), link(1, 2, 0.65, 0.65), link(2, 3, 0.6, 0.6)];
    let groups = check(&[100, 100, 100, 100], &links, &[&[1, 2]]);
    assert_eq!(groups.singles, [TextNo(0), TextNo(3)]);
}

#[test]
fn three_versions_are_one_group() {
    let links = [link(0, 1, 0.9, 0.8), link(1, 2, 0.85, 0.8), link(0, 2, 0.75, 0.6)];
    check(&[90, 100, 110], &links, &[&[2, 1, 0]]);
}

/// Article 4 holds the story of 0 and 1 and that of 2 and 3, and is the fullest.
fn round_up() -> Vec<Link> {
    vec![
        link(0, 1, 0.9, 0.9),
        link(2, 3, 0.9, 0.9),
        link(0, 4, 1.0, 0.55),
        link(1, 4, 0.9, 0.5),
        link(2, 4, 1.0, 0.35),
        link(3, 4, 0.9, 0.3),
    ]
}

#[test]
fn a_round_up_joins_one_story_and_is_listed_with_the_other() {
    let groups = check(&[110, 100, 80, 70, 200], &round_up(), &[&[0, 1, 4], &[2, 3]]);
    assert!(groups.groups[0].also_shares.is_empty());
    let wanted = AlsoShares { article: TextNo(4), with: TextNo(2), in_lead: 0.35, lead_in: 1.0 };
    assert_eq!(groups.groups[1].also_shares, [wanted]);
}

#[test]
fn a_round_up_does_not_lead_even_if_the_other_story_stands_alone() {
    // 2 holds 0 whole and a part of 1.
    let groups = check(&[100, 90, 180], &[link(0, 2, 1.0, 0.55), link(1, 2, 0.7, 0.35)], &[&[0, 2]]);
    assert_eq!(groups.singles, [TextNo(1)]);
}

#[test]
fn a_full_story_with_unlike_copies_still_leads() {
    // 1 and 2 are copies of 0, of which 2 lacks the background that 0 and 1 share with 3. It is 3 that took it: its copy 4 lacks it.
    let links = [
        link(0, 1, 0.8, 0.95),
        link(0, 2, 0.5, 0.9),
        link(1, 2, 0.5, 0.8),
        link(0, 3, 0.22, 0.3),
        link(1, 3, 0.25, 0.3),
        link(3, 4, 0.9, 0.9),
    ];
    let groups = check(&[300, 260, 150, 200, 190], &links, &[&[0, 1, 2], &[4, 3]]);
    assert_eq!(groups.groups[0].also_shares[0].article, TextNo(3));
    assert!(groups.groups[1].also_shares.is_empty());
}

#[test]
fn members_that_share_nothing_with_the_lead_go() {
    // 3 is close to 1 and 2, and a stranger to 0, the fullest.
    let links = [
        link(0, 1, 0.6, 0.9),
        link(0, 2, 0.6, 0.9),
        link(1, 2, 0.9, 0.9),
        link(1, 3, 0.7, 0.7),
        link(2, 3, 0.7, 0.7),
        link(0, 3, 0.1, 0.1),
    ];
    let groups = check(&[300, 200, 200, 190], &links, &[&[0, 1, 2]]);
    assert_eq!(groups.singles, [TextNo(3)]);
}

#[test]
fn a_pair_without_a_link_is_compared_before_it_is_let_go() {
    let five = nodes(&[300, 200, 200]);
    let links = [link(1, 2, 0.9, 0.9), link(0, 1, 0.6, 0.9)];
    let mut asked = Vec::new();
    let mut compare = |pairs: &[(TextNo, TextNo)]| {
        asked.extend(pairs.iter().map(|(a, b)| (a.0, b.0)));
        pairs.iter().map(|(a, b)| Some(link(a.0, b.0, 0.6, 0.9))).collect()
    };
    let groups = group(&five, links.iter().copied(), Settings::default(), Texts { compare: &mut compare, may_share: &|_, _| true });
    assert_eq!((members(&groups), asked), (vec![vec![0, 1, 2]], vec![(0, 2)]));
    assert!(groups.singles.is_empty());
}

#[test]
fn a_family_of_thousands_is_one_group() {
    // All were held against article 0 only.
    let mut family = nodes(&[100; 5_000]);
    family[0].n_words = 120;
    let links: Vec<Link> = (1..5_000).map(|number| link(0, number, 0.8, 0.95)).collect();
    let begun = std::time::Instant::now();
    let groups = group(
        &family,
        links.iter().copied(),
        Settings::default(),
        Texts { compare: &mut |pairs| vec![None; pairs.len()], may_share: &|_, _| true },
    );
    assert_eq!(groups.groups.len(), 1);
    assert_eq!((groups.groups[0].lead, groups.groups[0].members.len()), (TextNo(0), 5_000));
    assert!(begun.elapsed().as_secs() < 5, "took {:?}", begun.elapsed());
}

#[test]
fn a_group_of_several_origins_says_so() {
    // 2 is put together from 0 and 1, which have only a little in common.
    let mut three = nodes(&[100, 90, 170]);
    let links = [link(0, 2, 0.95, 0.56), link(1, 2, 0.95, 0.5), link(0, 1, 0.25, 0.28)];
    let texts = |nodes: &[Node]| {
        let groups = group(
            nodes,
            links.iter().copied(),
            Settings::default(),
            Texts { compare: &mut |pairs| vec![None; pairs.len()], may_share: &|_, _| false },
        );
        groups.groups.iter().map(|group| (group.members.len(), group.independent_texts)).collect::<Vec<_>>()
    };
    assert_eq!(texts(&three), [(3, 1)], "without dates both may be cut from the fullest");
    for (node, date) in three.iter_mut().zip([7, 8, 9]) {
        node.date = Some(date);
    }
    assert_eq!(texts(&three), [(3, 2)]);
    for (node, date) in three.iter_mut().zip([7, 8, 6]) {
        node.date = Some(date);
    }
    assert_eq!(texts(&three), [(3, 1)], "both are later than what holds them");
}

#[test]
fn a_large_family_is_one_text_whatever_its_dates() {
    let mut family = nodes(&[100; 300]);
    for (node, at) in family.iter_mut().zip(0_i64..) {
        node.date = Some(at * 7 % 300);
    }
    let links: Vec<Link> = (1..300).map(|number| link(0, number, 0.95, 0.95)).collect();
    let mut n_asked = 0;
    let mut compare = |pairs: &[(TextNo, TextNo)]| {
        n_asked += pairs.len();
        pairs.iter().map(|(a, b)| Some(link(a.0, b.0, 0.9, 0.9))).collect()
    };
    let groups = group(&family, links.iter().copied(), Settings::default(), Texts { compare: &mut compare, may_share: &|_, _| true });
    assert_eq!((groups.groups[0].members.len(), groups.groups[0].independent_texts), (300, 1));
    assert!(n_asked < 2 * 300, "linear: {n_asked} asked");
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(grouped(&[], &[]), Groups::default());
    assert_eq!(grouped(&nodes(&[5, 6]), &[]).singles, [TextNo(0), TextNo(1)]);
}

const N: u32 = 14;

proptest! {
    #[test]
    fn promises_hold(
        edges in prop::collection::vec((0..N, 0..N, 0.0_f64..1.0, 0.0_f64..1.0), 0..50),
        words in prop::collection::vec(1_u32..500, N as usize),
    ) {
        let mut links: BTreeMap<(u32, u32), Link> = BTreeMap::new();
        for (a, b, x, y) in edges {
            if a != b {
                links.insert((a.min(b), a.max(b)), link(a.min(b), a.max(b), x, y));
            }
        }
        let nodes: Vec<Node> = words.iter().map(|n_words| Node { n_words: *n_words, ..Node::default() }).collect();
        let in_order: Vec<Link> = links.values().copied().collect();
        let groups = grouped(&nodes, &in_order);
        let backwards: Vec<Link> = in_order.iter().rev().copied().collect();
        prop_assert_eq!(&groups, &grouped(&nodes, &backwards));

        let mut all: Vec<TextNo> = groups.singles.clone();
        for group in &groups.groups {
            let set: BTreeSet<u32> = group.members.iter().map(|member| member.article.0).collect();
            prop_assert!(set.len() >= 2 && set.len() == group.members.len());
            prop_assert_eq!(group.members[0].article, group.lead);
            for member in &group.members {
                all.push(member.article);
                if member.article != group.lead {
                    prop_assert!(member.relation.is_some_and(Relation::is_reuse), "{:?}", member);
                }
                let edge = links.get(&(member.article.0.min(member.joined_by.0), member.article.0.max(member.joined_by.0)));
                prop_assert!(set.contains(&member.joined_by.0) && edge.is_some_and(|edge| edge.relation.is_derived()), "{:?}", member);
            }
            for also in &group.also_shares {
                prop_assert!(!set.contains(&also.article.0) && set.contains(&also.with.0));
            }
        }
        all.sort_unstable();
        prop_assert_eq!(all, (0..N).map(TextNo).collect::<Vec<_>>());
    }
}
