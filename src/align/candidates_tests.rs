//! The search for candidates finds what holding every sentence against every other finds.

use super::candidates::candidates;
use super::links::Links;
use super::side::{Side, SideKind, sides};
use crate::article::Article;
use crate::text::{Prepared, tokens_of};
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
    let mut found: Vec<Shared> = Vec::new();
    for (i, a) in here.iter().enumerate() {
        for (j, b) in there.iter().enumerate().filter(|(j, _)| links.old[i].is_empty() || links.new[*j].is_empty()) {
            let shared = a.iter().filter(|(key, _)| b.contains_key(key) && count(&here, **key).min(count(&there, **key)) <= 16);
            let weights: Vec<f32> = shared.map(|(_, weight)| *weight).collect();
            if !weights.is_empty() {
                found.push((weights.iter().sum(), i as u32, j as u32));
            }
        }
    }
    let best = |is_old: bool| {
        let mut by_own: BTreeMap<u32, Vec<Shared>> = BTreeMap::new();
        for pair in &found {
            by_own.entry(if is_old { pair.1 } else { pair.2 }).or_default().push(*pair);
        }
        by_own.into_values().flat_map(move |mut list| {
            list.sort_by(|x, y| y.0.total_cmp(&x.0).then(if is_old { x.2.cmp(&y.2) } else { x.1.cmp(&y.1) }));
            list.into_iter().take(6).map(|(_, old, new)| (old, new))
        })
    };
    let pairs: BTreeSet<(u32, u32)> = best(true).chain(best(false)).collect();
    pairs.into_iter().collect()
}

/// What two sentences share, and their numbers.
type Shared = (f32, u32, u32);

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
        let tokens = [&old, &new].map(|version| tokens_of(&version.article.text, &version.layout));
        let (old_side, new_side) = sides(&old, &new, tokens);
        let mut links = Links::none(&old_side, &new_side);
        for at in 0..old_side.sentences.len().min(new_side.sentences.len()) {
            if linked[at % linked.len()] {
                links.link(at as u32, at as u32);
            }
        }
        prop_assert_eq!(candidates(&old_side, &new_side, &links).pairs, naive(&old_side, &new_side, &links));
    }
}
