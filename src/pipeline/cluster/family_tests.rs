//! Families of any size, and who leads: near-identical texts hang together whatever their ids and seeds; broken and doubled texts lead nothing.

use super::*;
use crate::pipeline::{SourcePattern, Threads};
use std::collections::{BTreeMap, BTreeSet};

/// A made-up order of whole numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }

    /// A sentence of made-up words.
    fn sentence(&mut self) -> String {
        let word = |random: &mut Random| -> String {
            (0..2 + random.below(2)).flat_map(|_| [b"bdfgklmnprst"[random.below(12)], b"aeiou"[random.below(5)]]).map(char::from).collect()
        };
        let words: Vec<String> = (0..14).map(|_| word(self)).collect();
        let text = words.join(" ");
        text[..1].to_uppercase() + &text[1..] + "."
    }

    fn story(&mut self, n_sentences: usize) -> Vec<String> {
        (0..n_sentences).map(|_| self.sentence()).collect()
    }
}

/// Copies of a story of 10 sentences, each with some words exchanged for words of its own.
fn near_identical(n: usize, n_exchanged: usize, seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    let story = random.story(10).join(" ");
    let copy = |_| {
        let mut words: Vec<String> = story.split(' ').map(String::from).collect();
        for _ in 0..n_exchanged {
            let at = random.below(words.len());
            words[at] = format!("zq{}", random.below(99_999));
        }
        words.join(" ")
    };
    (0..n).map(copy).collect()
}

/// The groups by the texts of their members.
fn groups_of(texts: &[String], ids: &[String], settings: &ClusterSettings) -> BTreeSet<BTreeSet<String>> {
    let articles: Vec<Article> = texts.iter().zip(ids).map(|(text, id)| Article::new(id.clone(), text.clone())).collect();
    let found = cluster(articles.as_slice(), settings.clone(), &());
    let text = |member: &crate::cluster::Member| found.articles[member.article.at()].text.to_string();
    found.groups.groups.iter().map(|group| group.members.iter().map(text).collect()).collect()
}

#[test]
fn near_identical_texts_are_one_group_for_every_size_seed_and_id() {
    for (n, n_exchanged) in [(2, 4), (19, 10), (22, 10), (120, 10)] {
        for seed in [11, 12] {
            let texts = near_identical(n, n_exchanged, seed);
            let mut ids: Vec<String> = (0..n).map(|no| format!("d{no}")).collect();
            Random(seed + 1).shuffle(&mut ids);
            let groups = groups_of(&texts, &ids, &ClusterSettings::default());
            assert_eq!(groups.iter().map(BTreeSet::len).collect::<Vec<_>>(), [n], "{n} texts, seed {seed}");
        }
    }
}

#[test]
fn ids_and_order_do_not_make_groups() {
    let mut random = Random(5);
    let mut texts = Vec::new();
    for n_copies in [1, 2, 3, 5, 24, 31] {
        let story = random.story(12);
        texts.push(story.join(" "));
        for _ in 1..n_copies {
            let n_kept = 7 + random.below(5);
            // What a paper adds is on the matter: it names what the story names.
            let words: Vec<&str> = story.iter().flat_map(|sentence| sentence.trim_end_matches('.').split(' ')).collect();
            let some: Vec<&str> = (0..14).map(|_| words[random.below(words.len())]).collect();
            let own = format!("Also {}.", some.join(" "));
            texts.push(story[..n_kept].iter().map(String::as_str).chain([own.as_str()]).collect::<Vec<_>>().join(" "));
        }
    }
    let mut ids: Vec<String> = (0..texts.len()).map(|no| format!("article-{no:02}")).collect();
    let expected = groups_of(&texts, &ids, &ClusterSettings::default());
    assert_eq!(expected.len(), 5);
    for round in 1..5 {
        random.shuffle(&mut ids);
        let threads = Threads::new([1, 2, 8, 3][round - 1]).expect("threads");
        assert!(threads.run(|| groups_of(&texts, &ids, &ClusterSettings::default())) == expected, "round {round}");
    }
}

#[test]
fn every_member_is_partial_or_more_to_its_lead() {
    let mut random = Random(9);
    let mut articles = Vec::new();
    for family in 0..12 {
        let story = random.story(20);
        for copy in 0..8 {
            // Windows of the story that move on: the ends have little in common.
            let first = copy * 2;
            let own = random.sentence();
            let text: Vec<&str> = story[first..(first + 6 + copy % 3).min(20)].iter().map(String::as_str).chain([own.as_str()]).collect();
            articles.push(Article::new(format!("{family}-{copy}"), text.join(" ")));
        }
    }
    let found = cluster(articles.as_slice(), ClusterSettings::default(), &());
    assert!(found.groups.groups.len() > 12);
    for group in &found.groups.groups {
        for member in group.members.iter().filter(|member| member.article != group.lead) {
            let (of, lead) = (&found.articles[member.article.at()], &found.articles[group.lead.at()]);
            let compared = crate::pipeline::compare(of, lead).comparison;
            assert_eq!(member.relation, Some(compared.relation), "{} to {}", of.id, lead.id);
            assert!(compared.relation.is_reuse(), "{} to {}", of.id, lead.id);
        }
    }
}

fn lead_of(articles: &[Article], settings: ClusterSettings) -> String {
    let found = cluster(articles, settings, &());
    assert_eq!(found.groups.groups.len(), 1);
    assert_eq!(found.groups.groups[0].members.len(), articles.len());
    found.articles[found.groups.groups[0].lead.at()].id.clone()
}

#[test]
fn a_broken_encoding_never_leads_a_sound_text() {
    let sound = "“We are late,” the ferry’s master said after the grounding on Sunday. “The tide won’t wait for us.” Divers will look at the \
                 hull when the water is out, and the inquiry begins on Monday at the harbour office in the old town. The line’s owner has \
                 two more boats, of which one is laid up for repairs until the spring, and the islanders fear for their mail and milk.";
    let misread: String = sound.bytes().map(|byte| if byte.is_ascii() { char::from(byte) } else { misread(byte) }).collect();
    let replaced = sound.replace(['“', '”', '’'], "\u{fffd}");
    let more = " A second boat took the passengers to the shore.";
    for broken in [misread, replaced] {
        for text in [broken.clone(), broken + more] {
            let articles = [Article::new("a", text), Article::new("b", sound)];
            assert_eq!(lead_of(&articles, ClusterSettings::default()), "b");
        }
    }
}

/// A byte as Windows-1252 shows it, as far as the test needs it.
fn misread(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x99 => '™',
        0x9c => 'œ',
        other => char::from(other),
    }
}

#[test]
fn text_that_repeats_makes_nothing_fuller() {
    let mut random = Random(3);
    let story = random.story(9);
    let pasted_twice = [&story[..], &story[..]].concat().join(" ");
    let interleaved = story[..8].iter().flat_map(|sentence| [sentence.clone(), sentence.clone()]).collect::<Vec<_>>().join("\n\n");
    for doubled in [pasted_twice, interleaved] {
        let articles = [Article::new("a", doubled), Article::new("b", story.join(" "))];
        assert_eq!(lead_of(&articles, ClusterSettings::default()), "b");
    }
}

#[test]
fn a_preferred_collection_leads() {
    let mut random = Random(8);
    let story = random.story(8);
    let cut = story[..6].join(" ");
    let mut by_id: BTreeMap<&str, String> = BTreeMap::new();
    by_id.insert("new/full", story.join(" "));
    by_id.insert("old/cut", cut.clone());
    by_id.insert("new/cut", cut);
    let articles: Vec<Article> = by_id.into_iter().map(|(id, text)| Article::new(id, text)).collect();
    let preferred = |name: &str| ClusterSettings { preferred: vec![SourcePattern::new(name)], ..ClusterSettings::default() };
    assert_eq!(lead_of(&articles, ClusterSettings::default()), "new/full");
    assert_eq!(lead_of(&articles, preferred("old")), "old/cut");
    assert_eq!(lead_of(&articles, preferred("nothing of that name")), "new/full");
}
