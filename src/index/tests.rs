//! The index against its naive twin, and what many articles share.

use super::*;
use crate::ids::ArticleNo;
use crate::spool::{Bound, Spool};
use proptest::prelude::*;
use std::sync::Arc;

fn build(fingerprints: &[Vec<u64>], settings: Settings) -> Index {
    // Batches of different sizes: the result must not depend on them.
    let mut collectors = vec![Collector::default(), Collector::default(), Collector::default()];
    for (fingerprint, number) in fingerprints.iter().zip(0_u32..) {
        collectors[(number as usize * 3 / fingerprints.len()).min(2)].add(ArticleNo(number), fingerprint);
    }
    Index::build(gathered(collectors, None), fingerprints.len(), |_| true, settings)
}

fn gathered(collectors: Vec<Collector>, bound: Option<Bound>) -> Gathered {
    let mut all = Gathered::within(bound, 0);
    collectors.into_iter().for_each(|collector| all.add(collector));
    all
}

/// The same index with nothing of it in memory that can be in a spool.
fn build_spooled(fingerprints: &[Vec<u64>], settings: Settings) -> Index {
    let collectors = fingerprints.iter().zip(0..).map(|(fingerprint, number)| {
        let mut collector = Collector::default();
        collector.add(ArticleNo(number), fingerprint);
        collector
    });
    let spool = Arc::new(Spool::new(tempfile::tempfile().expect("a file")));
    let all = gathered(collectors.collect(), Some(Bound { bytes: 1, spool: Arc::clone(&spool) }));
    let index = Index::build(all, fingerprints.len(), |_| true, settings);
    assert!(spool.failure().is_none());
    index
}

/// Hashes as even as real ones are.
fn hash(number: u64) -> u64 {
    crate::fingerprint::shingle(&[number])
}

fn pairs(index: &Index) -> Vec<(u32, u32)> {
    index.candidates().iter().map(|candidate| (candidate.a.0, candidate.b.0)).collect()
}

/// Every pair of articles, by the definition.
fn naive(fingerprints: &[Vec<u64>], settings: Settings) -> Vec<(u32, u32)> {
    let holders = |hash: &u64| fingerprints.iter().filter(|one| one.contains(hash)).count();
    let cap = usize::from(settings.max_articles);
    let n_articles = fingerprints.len().max(1_000) as f64;
    let weight = |n: usize| ((n_articles / n as f64).ln() * 64.0) as u32;
    let n_rare = |one: &[u64]| one.iter().filter(|hash| holders(hash) <= cap).count() as f64;
    let mut found = Vec::new();
    for (a, one) in fingerprints.iter().enumerate() {
        for (b, other) in fingerprints.iter().enumerate().skip(a + 1) {
            let shared = one.iter().filter(|hash| other.contains(hash) && holders(hash) <= cap);
            let weights: Vec<u32> = shared.map(|hash| weight(holders(hash))).collect();
            let fewer = n_rare(one).min(n_rare(other));
            let bar = (settings.min_share * fewer).max(settings.min_weight.min((fewer / 2.0).max(1.0))) * f64::from(weight(2));
            if !weights.is_empty() && weights.iter().sum::<u32>() >= bar as u32 {
                found.push((a as u32, b as u32));
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn no_pair_is_missed(
        articles in prop::collection::vec(prop::collection::btree_set(0_u64..60, 0..20), 0..14),
        max_articles in 2_u8..6,
        min_weight in 0.5_f64..6.0,
        min_share in 0.0_f64..0.6,
    ) {
        let fingerprints: Vec<Vec<u64>> = articles.into_iter().map(|set| set.into_iter().map(hash).collect()).collect();
        let settings = Settings { max_articles, min_weight, min_share, ..Settings::default() };
        let held = build(&fingerprints, settings);
        prop_assert_eq!(pairs(&held), naive(&fingerprints, settings));
        let spooled = build_spooled(&fingerprints, settings);
        prop_assert_eq!(held.ranked(), spooled.ranked());
        prop_assert_eq!((held.hubs(), held.n_common()), (spooled.hubs(), spooled.n_common()));
    }
}

#[test]
fn two_articles_are_a_collection() {
    let story: Vec<u64> = (0..40).map(hash).collect();
    assert_eq!(pairs(&build(&[story.clone(), story[..20].to_vec()], Settings::default())), [(0, 1)]);
    assert!(pairs(&build(&[story], Settings::default())).is_empty());
    assert!(pairs(&build(&[], Settings::default())).is_empty());
}

#[test]
fn an_article_left_out_is_not_counted() {
    let story: Vec<u64> = (0..40).map(hash).collect();
    let mut collector = Collector::default();
    for number in 0..3 {
        collector.add(ArticleNo(number), &story);
    }
    let index = Index::build(gathered(vec![collector], None), 3, |article| article.0 != 1, Settings::default());
    assert_eq!(pairs(&index), [(0, 2)]);
}

#[test]
fn each_article_keeps_its_best_partners() {
    // Article n shares n + 10 shingles with article 0, and its own with none.
    let fingerprint = |n: u64| -> Vec<u64> { (0..n + 10).map(|at| hash(n * 1_000 + at)).collect() };
    let mut fingerprints: Vec<Vec<u64>> = (1..9).map(fingerprint).collect();
    fingerprints.insert(0, fingerprints.concat());
    let index = build(&fingerprints, Settings { max_partners: 3, ..Settings::default() });
    assert_eq!(pairs(&index).len(), 8, "each of the eight has one partner and keeps it");
    let mut kept = fingerprints.clone();
    for partner in &mut kept[1..] {
        *partner = (0..60).map(hash).collect();
    }
    let index = build(&kept, Settings { max_partners: 3, ..Settings::default() });
    assert!(pairs(&index).len() <= 27);
}

/// A footer of 40 shingles in each of `n` articles that have 30 of their own.
fn with_footer(n: u64) -> Vec<Vec<u64>> {
    (0..n).map(|article| (0..40).chain(article * 1_000 + 100..article * 1_000 + 130).map(hash).collect()).collect()
}

#[test]
fn what_many_share_finds_no_pairs_but_hubs() {
    let fingerprints = with_footer(500);
    let index = build(&fingerprints, Settings::default());
    assert!(pairs(&index).is_empty());
    assert_eq!(index.n_common(), (40, 40 * 500));
    let hubs = index.hubs();
    let n_members: usize = hubs.iter().map(|hub| hub.members.len()).sum();
    assert!(hubs.len() == 3 && n_members == 3 * 499, "linear: {} hubs, {n_members} members", hubs.len());
    let footer = index.shared_with_hub(&hubs[0], &hubs[0].members[..10], 0.5);
    assert!((0..40).all(|at| Index::is_among(hash(at), &footer)));
    assert!(!Index::is_among(hash(100), &footer));
}

#[test]
fn a_large_family_is_found_by_its_fullest() {
    // 300 articles, each the first part of one story of 200 shingles; article 299 has it all.
    let fingerprints: Vec<Vec<u64>> = (0..300_u64).map(|article| (0..40 + article * 160 / 299).map(hash).collect()).collect();
    let index = build(&fingerprints, Settings::default());
    let hub = index.hubs().into_iter().find(|hub| hub.article == ArticleNo(299)).expect("the fullest is a hub");
    assert_eq!(hub.members.len(), 299);
}

#[test]
fn short_articles_need_half_of_theirs() {
    let story: Vec<u64> = (0..40).map(hash).collect();
    let brief: Vec<u64> = story[..3].iter().copied().chain([hash(900), hash(901)]).collect();
    let other: Vec<u64> = story[..1].iter().copied().chain([hash(910), hash(911), hash(912), hash(913)]).collect();
    assert_eq!(pairs(&build(&[story, brief, other], Settings::default())), [(0, 1)]);
}

/// Hashes that all want one slot of a table by their low bits, as a text can be made to have them: a table without a secret looks at each
/// for each.
#[test]
fn hashes_made_to_collide_cost_what_others_do() {
    let n = 1_000_000_u64;
    let timed = |hashes: Vec<u64>| {
        let began = std::time::Instant::now();
        let wanted = Wanted::new([hashes.as_slice()]);
        assert_eq!(wanted.numbers(hashes).len(), n as usize);
        began.elapsed()
    };
    let even = timed((0..n).map(hash).collect());
    for made in [timed((0..n).map(|number| number << 40 | 7).collect()), timed((0..n).map(|number| number << 4).collect())] {
        assert!(made < 3 * even + std::time::Duration::from_millis(500), "{made:?}, others {even:?}");
    }
}
