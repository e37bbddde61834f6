//! What is promised of any two texts: bounds, mirror, self, words of passages inside the text.

use super::*;
use crate::article::Article;
use proptest::prelude::*;

/// Texts of few words, so that phrases repeat and passages cross and nest.
fn text() -> impl Strategy<Value = String> {
    const WORDS: [&str; 24] = [
        "harbour",
        "ferry",
        "the",
        "of",
        "barge",
        "struck",
        "quay",
        "closed",
        "for",
        "hours",
        "and",
        "divers",
        "looked",
        "at",
        "hull",
        "passengers",
        "rescued",
        "by",
        "fishing",
        "boats",
        "\u{201c}",
        "\u{201d}",
        ".",
        "12",
    ];
    prop::collection::vec(0..WORDS.len(), 0..160).prop_map(|picks| picks.into_iter().map(|at| WORDS[at]).collect::<Vec<_>>().join(" "))
}

fn check_promises(a: &str, b: &str) -> Result<(), TestCaseError> {
    let (a, b) = (Article::new("a", a), Article::new("b", b));
    let (a, b) = (Prepared::new(&a), Prepared::new(&b));
    let there = compare(&a, &b);
    let scores = there.scores;
    for share in [Some(scores.a_in_b), Some(scores.b_in_a), scores.a_in_b_outside_quotes, scores.b_in_a_outside_quotes] {
        prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)), "{scores:?}");
    }
    prop_assert!((0.0..=1.0).contains(&scores.resemblance));
    prop_assert!(scores.shared_words as usize <= a.story_words().count());
    for passage in there.passages.iter().chain(there.discounted.iter().map(|one| &one.passage)) {
        prop_assert!(passage.a.start < passage.a.end && passage.a.end as usize <= a.words.len());
        prop_assert!(passage.b.start < passage.b.end && passage.b.end as usize <= b.words.len());
        for run in &passage.runs {
            for step in 0..run.len as usize {
                prop_assert_eq!(a.words[run.a as usize + step].key, b.words[run.b as usize + step].key);
            }
        }
    }
    let back = compare(&b, &a);
    prop_assert_eq!(back.relation, there.relation.mirrored());
    prop_assert_eq!((back.scores.a_in_b, back.scores.b_in_a), (scores.b_in_a, scores.a_in_b));
    prop_assert_eq!(back.passages.len(), there.passages.len());
    prop_assert_eq!(compare(&a, &a).relation, Relation::Identical);
    let reuse = compare_reuse(&Comparable::new(&a), &Comparable::new(&b));
    prop_assert_eq!(reuse.relation, if there.relation == Relation::Related { Relation::Unrelated } else { there.relation });
    let resemblance = if reuse.relation == Relation::Unrelated { 0.0 } else { scores.resemblance };
    prop_assert_eq!((reuse.scores, &reuse.passages), (Scores { resemblance, ..scores }, &there.passages));
    prop_assert_eq!(there.mirrored(), back);
    Ok(())
}

proptest! {
    #[test]
    fn promises_hold(a in text(), b in text()) {
        check_promises(&a, &b)?;
    }

    /// Forms in another order, some of their figures changed: passages carried over gaps hold others.
    #[test]
    fn promises_hold_for_forms(order in prop::collection::vec(0_usize..12, 4..14), other in prop::collection::vec((0_usize..12, 0_u32..3), 4..14)) {
        const GOODS: [&str; 12] =
            ["wheat", "soft maize", "barley", "rye", "oats", "raw sugar", "cocoa", "coffee", "palm oil", "rapeseed", "cotton", "wool"];
        let line = |good: usize, more: u32| {
            format!("{} delivered to the northern warehouses closed {} higher a tonne.", GOODS[good], good as u32 * 7 + more)
        };
        let a: Vec<String> = order.iter().map(|good| line(*good, 0)).collect();
        let b: Vec<String> = other.iter().map(|(good, more)| line(*good, *more)).collect();
        check_promises(&a.join(" "), &b.join(" "))?;
    }

    #[test]
    fn promises_hold_for_shuffled_copies(a in text(), cuts in prop::collection::vec(0_usize..160, 0..6)) {
        let words: Vec<&str> = a.split(' ').collect();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(words.len())).collect();
        cuts.extend([0, words.len()]);
        cuts.sort_unstable();
        let b: Vec<&str> = cuts.windows(2).rev().flat_map(|part| words[part[0]..part[1]].iter().copied()).collect();
        check_promises(&a, &b.join(" "))?;
    }
}
