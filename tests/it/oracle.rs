//! Naive twins of whole figures, written from their definitions: resemblance, longest run, bounds of reuse, and all pairs scored.
//!
//! Twins of single rooms (shingles, postings, word borders) stand beside them in the library.

use crate::fixtures::articles;
use copydesk::article::Article;
use copydesk::pipeline::{self, ClusterSettings};
use copydesk::record::{json_lines, pairs};
use copydesk::score::{RESEMBLANCE_WORDS, Relation};
use copydesk::text::Prepared;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The folded story words.
fn story_words(article: &Article) -> Vec<String> {
    let prepared = Prepared::new(article);
    prepared.story_words().map(|word| prepared.form(word).to_string()).collect()
}

/// Jaccard index of the distinct runs of some words, by sets of the words themselves.
fn resemblance(a: &[String], b: &[String]) -> f64 {
    let set = |words: &[String]| words.windows(RESEMBLANCE_WORDS).map(<[String]>::to_vec).collect::<BTreeSet<_>>();
    let (one, other) = (set(a), set(b));
    if one.is_empty() && other.is_empty() {
        return f64::from(u8::from(a == b));
    }
    one.intersection(&other).count() as f64 / one.union(&other).count() as f64
}

/// Longest common run of words by the table of all pairs of words.
fn longest_run(a: &[String], b: &[String]) -> u32 {
    let mut best = 0;
    let mut above = vec![0_u32; b.len() + 1];
    for word in a {
        let mut row = vec![0; b.len() + 1];
        for (at, other) in b.iter().enumerate() {
            if word == other {
                row[at + 1] = above[at] + 1;
                best = best.max(row[at + 1]);
            }
        }
        above = row;
    }
    best
}

/// Every common run of so many words is found; of shorter ones only those of rare words.
const SHORTEST_RUN: u32 = 4;

fn check(a: &Article, b: &Article) {
    let scores = pipeline::compare(a, b).comparison.scores;
    let (one, other) = (story_words(a), story_words(b));
    assert!((scores.resemblance - resemblance(&one, &other)).abs() < 1e-12, "{} {}: {scores:?}", a.id, b.id);
    let longest = longest_run(&one, &other);
    assert!(scores.longest_run_words <= longest, "{} {}", a.id, b.id);
    if longest >= SHORTEST_RUN {
        assert_eq!(scores.longest_run_words, longest, "{} {}", a.id, b.id);
    }
    // Words that the other text does not have at all can be carried over as edits only.
    if one.iter().all(|word| !other.contains(word)) && !(one.is_empty() && other.is_empty()) {
        assert_eq!((scores.shared_words, scores.a_in_b, scores.b_in_a), (0, 0.0, 0.0));
    }
    let share = |part: u32, whole: usize| if whole == 0 { 0.0 } else { f64::from(part) / whole as f64 };
    assert_eq!(scores.a_in_b, share(scores.shared_words, one.len()));
}

#[test]
fn figures_of_the_fixtures() {
    let articles = articles();
    for a in &articles {
        for b in &articles {
            check(a, b);
        }
    }
}

/// The pairs of a collection are those that scoring every pair finds: no candidate is missed.
#[test]
fn no_pair_of_the_fixtures_is_missed() {
    let articles = articles();
    let mut wanted = BTreeSet::new();
    for (at, a) in articles.iter().enumerate() {
        for b in &articles[at + 1..] {
            let relation = pipeline::compare(a, b).comparison.relation;
            if relation.is_reuse() {
                wanted.insert((a.id.clone(), b.id.clone(), relation.name().to_string()));
            }
        }
    }
    let clustered = pipeline::cluster(articles.as_slice(), ClusterSettings::default(), &());
    let found: BTreeSet<_> = json_lines(pairs(&clustered))
        .lines()
        .map(|line| {
            let pair: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let [a, b, relation] = ["a", "b", "relation"].map(|key| pair[key].as_str().expect("text").to_string());
            (a, b, relation)
        })
        .collect();
    assert!(wanted.len() >= 20, "{wanted:?}");
    assert_eq!(found, wanted);
    assert!(clustered.n_candidates < articles.len() * 3, "{} pairs scored: candidates are chosen", clustered.n_candidates);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    // Few words, so that runs repeat and cross; not so few that a run stands everywhere.
    #[test]
    fn figures_of_made_texts(a in prop::collection::vec(0_u8..40, 0..60), b in prop::collection::vec(0_u8..40, 0..60), taken in 0_usize..30) {
        let text = |words: &[u8]| words.iter().map(|word| format!("word{}", char::from(b'a' + word % 26).to_string().repeat(1 + usize::from(word / 26)))).collect::<Vec<_>>().join(" ");
        let copied: Vec<u8> = a.iter().copied().take(taken).chain(b).collect();
        check(&Article::new("a", text(&a)), &Article::new("b", text(&copied)));
    }
}

#[test]
fn the_twins_can_fail() {
    let words = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
    assert_eq!(longest_run(&words("a b c d"), &words("x b c y")), 2);
    assert_eq!(resemblance(&words("a b c d"), &words("a b c x")), 1.0 / 3.0);
    assert_eq!(Relation::Shortened.mirrored(), Relation::Expanded);
}
