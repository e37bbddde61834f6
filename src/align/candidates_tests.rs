//! The search for candidates finds what holding every sentence against every other finds.

use super::candidates::candidates;
use super::links::Links;
use super::side::{Side, SideKind, sides};
use super::tokens;
use crate::article::Article;
use crate::text::Prepared;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The telling words of a sentence with their weights.
fn telling(side: &Side<'_>, sentence: u32) -> BTreeMap<u64, f32> {
    side.sentence(sentence).iter().filter(|token| token.kind == SideKind::Content).map(|token| (token.key, token.weight)).collect()
}

/// Every pair looked at: those of which one is open and that share a word that is not in more than 16 sentences of both sides, the best six
/// of each sentence.
fn naive(old: &Side<'_>, new: &Side<'_>, links: &Links) -> Vec<(u32, u32)> {
    let words = |side: &Side<'_>| (0..side.sentences.len() as u32).map(|at| telling(side, at)).collect::<Vec<_>>();
    let (here, there) = (words(old), words(new));
    let count = |words: &[BTreeMap<u64, f32>], key: u64| words.iter().filter(|own| own.contains_key(&key)).count();
    let mut found: Vec<(f32, u32, u32)> = Vec::new();
    for (i, a) in here.iter().enumerate() {
        for (j, b) in there.iter().enumerate().filter(|(j, _)| links.old[i].is_empty() || links.new[*j].is_empty()) {
            let shared = a.iter().filter(|(key, _)| b.contains_key(key) && count(&here, **key).min(count(&there, **key)) <= 16);
            let weights: Vec<f32> = shared.map(|(_, weight)| *weight).collect();
            if !weights.is_empty() {
                found.push((weights.iter().sum(), i as u32, j as u32));
            }
        }
    }
    let best = |of: &dyn Fn(&(f32, u32, u32)) -> (u32, u32)| {
        let mut by_own: BTreeMap<u32, Vec<(f32, u32, (u32, u32))>> = BTreeMap::new();
        for pair in &found {
            let (own, other) = of(pair);
            by_own.entry(own).or_default().push((pair.0, other, (pair.1, pair.2)));
        }
        by_own.into_values().flat_map(|mut list| {
            list.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            list.into_iter().take(6).map(|(_, _, pair)| pair)
        })
    };
    let pairs: BTreeSet<(u32, u32)> = best(&|pair| (pair.1, pair.2)).chain(best(&|pair| (pair.2, pair.1))).collect();
    pairs.into_iter().collect()
}

/// Sentences of few different words, so that many share some.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "bridge", "harbour", "crane", "mayor", "flood", "mill", "lock", "tide", "ferry", "dam", "of", "the", "new",
    ]);
    let sentence = prop::collection::vec(word, 1..7).prop_map(|words| format!("It {}. ", words.join(" ")));
    prop::collection::vec(sentence, 0..30).prop_map(|sentences| sentences.concat())
}

proptest! {
    #[test]
    fn candidates_are_those_of_looking_at_every_pair(old in text(), new in text(), linked in prop::collection::vec(any::<bool>(), 30)) {
        let (old, new) = (Prepared::new(&Article::new("old", old)), Prepared::new(&Article::new("new", new)));
        let (old_side, new_side) = sides(&old, &new, [tokens(&old), tokens(&new)]);
        let mut links = Links::none(&old_side, &new_side);
        for at in 0..old_side.sentences.len().min(new_side.sentences.len()) {
            if linked[at % linked.len()] {
                links.link(at as u32, at as u32);
            }
        }
        prop_assert_eq!(candidates(&old_side, &new_side, &links).pairs, naive(&old_side, &new_side, &links));
    }
}
