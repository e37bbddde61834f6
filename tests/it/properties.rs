//! What holds for every pair of articles: exchanging mirrors, shares are shares, spans lie on characters and rebuild the texts.
//!
//! Over every pair of the fixtures, and over made pairs: a text and what an editor, or an accident, could make of it. Alignments of made
//! versions are checked beside the alignment itself.

use crate::fixtures::articles;
use copydesk::align::{AlignedSide, Alignment, Change, Status};
use copydesk::article::Article;
use copydesk::pipeline::{self, Compared};
use copydesk::record::{CompareRecord, DiffRecord, json_line};
use copydesk::score::{Passage, Relation, Run};
use copydesk::text::Prepared;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// Sentences and furniture in many scripts, with quotations, figures, odd marks.
const SENTENCES: &[&str] = &[
    "The harbour master closed the port on Tuesday after a crane fell across the main channel.",
    "“Nobody was hurt, and the tide will do the rest,” she told reporters on the quay.",
    "Tugs from the mainland are expected at 6 p.m., but the U.S. owner of the crane has not been reached.",
    "The harbour master closed the gates on Tuesday before a crane fell across the road.",
    "It was the 3rd accident in 14 months; the last one cost $2.5 million.",
    "Fishing boats lay idle. Lorries, too!",
    "Der Hafen bleibt nach Angaben der Behörde „bis auf Weiteres“ geschlossen.",
    "أغلقت سلطات الميناء القناة الرئيسية صباح الثلاثاء بعد سقوط رافعة.",
    "港口周二因起重机倒塌而关闭。没有人受伤。",
    "Le port est fermé « jusqu'à nouvel ordre », a dit la capitainerie.",
    "बंदरगाह मंगलवार को बंद कर दिया गया।",
    "No no no no no no no no no no no no no.",
    "VARNHOLM (Meridian) - Divers went down at noon to look for the hook.",
    "(Reporting by A. Writer; Editing by B. Desk)",
    "UPDATE 1-Port closed after crane falls",
    "| Berth | Ships | | 1 | 4 |",
    "e\u{301}\u{200d}👩‍👩‍👧 \u{202e}odd\u{feff} marks\u{ad}here",
    "Rain.",
];

fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::sample::select(SENTENCES).prop_map(String::from),
        2 => "[a-z ,.“”\"']{0,40}",
        1 => "\\PC{0,20}",
    ]
}

fn glue() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" ", " ", "\n\n", "\n", "\r\n\r\n", "", "  "])
}

/// What becomes of a sentence in another version.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Drop,
    Cut(usize),
    Retype,
    Swap,
    Before(String),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => Just(Edit::Keep),
        2 => Just(Edit::Drop),
        1 => (0_usize..9).prop_map(Edit::Cut),
        1 => Just(Edit::Retype),
        1 => Just(Edit::Swap),
        1 => sentence().prop_map(Edit::Before),
    ]
}

fn edited(sentences: &[(String, &'static str)], edits: &[Edit]) -> String {
    let mut pieces: Vec<String> = Vec::new();
    for ((text, glue), edit) in sentences.iter().zip(edits) {
        let piece = match edit {
            Edit::Drop => continue,
            Edit::Keep | Edit::Swap => text.clone(),
            // One word is taken out.
            Edit::Cut(at) => text.split(' ').enumerate().filter(|(n, _)| n != at).map(|(_, word)| word).collect::<Vec<_>>().join(" "),
            Edit::Retype => text.replace(['“', '”'], "\"").replace("U.S.", "US"),
            Edit::Before(other) => format!("{other} {text}"),
        };
        pieces.push(piece + glue);
        if matches!(edit, Edit::Swap) && pieces.len() > 1 {
            let last = pieces.len() - 1;
            pieces.swap(last - 1, last);
        }
    }
    pieces.concat()
}

fn pair() -> impl Strategy<Value = (String, String)> {
    prop::collection::vec(((sentence(), glue()), edit()), 0..12).prop_map(|parts| {
        let (sentences, edits): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        (sentences.iter().map(|(text, glue)| format!("{text}{glue}")).collect(), edited(&sentences, &edits))
    })
}

fn mirrored_passages(passages: &[Passage]) -> Vec<Passage> {
    let mut turned: Vec<Passage> = passages
        .iter()
        .map(|passage| {
            let mut runs: Vec<_> = passage.runs.iter().map(|run| Run { a: run.b, b: run.a, len: run.len }).collect();
            runs.sort();
            Passage { a: passage.b.clone(), b: passage.a.clone(), runs, taken_a: passage.taken_b.clone(), taken_b: passage.taken_a.clone() }
        })
        .collect();
    turned.sort_by_key(|passage| (passage.a.start, passage.b.start));
    turned
}

fn check_scores(compared: &Compared) {
    let comparison = &compared.comparison;
    let scores = comparison.scores;
    let shares =
        [Some(scores.a_in_b), Some(scores.b_in_a), scores.a_in_b_outside_quotes, scores.b_in_a_outside_quotes, Some(scores.resemblance)];
    for share in shares.into_iter().flatten() {
        assert!((0.0..=1.0).contains(&share), "{scores:?}");
    }
    let longest = comparison.passages.iter().map(Passage::longest_run).max().unwrap_or(0);
    assert!(longest <= scores.longest_run_words, "{scores:?}");
    let in_a = comparison.passages.iter().flat_map(|passage| passage.taken_a.clone());
    let in_b = comparison.passages.iter().flat_map(|passage| passage.taken_b.clone());
    assert_eq!(n_covered(&compared.a, in_a), scores.shared_words as usize);
    let of_b = n_covered(&compared.b, in_b) as f64 / compared.b.story_words().count().max(1) as f64;
    assert_eq!(of_b, scores.b_in_a);
    assert!(scores.a_in_b_verbatim <= scores.a_in_b && scores.b_in_a_verbatim <= scores.b_in_a, "{scores:?}");
    // No word stands in two verbatim runs, on either side.
    for side in [|run: &Run| run.a..run.a + run.len, |run: &Run| run.b..run.b + run.len] {
        let mut ranges: Vec<_> = comparison.passages.iter().flat_map(|passage| &passage.runs).map(side).collect();
        ranges.sort_by_key(|range| range.start);
        assert!(ranges.iter().all(|range| range.start < range.end), "{ranges:?}");
        assert!(ranges.windows(2).all(|two| two[0].end <= two[1].start), "{ranges:?}");
    }
}

/// Story words that lie in one of the ranges or more.
fn n_covered(prepared: &Prepared, ranges: impl Iterator<Item = Range<u32>>) -> usize {
    let covered: BTreeSet<u32> = ranges.flatten().collect();
    prepared.words.iter().zip(0..).filter(|(word, number)| !word.role.is_furniture() && covered.contains(number)).count()
}

/// Everything that must hold for two articles compared.
fn check_compare(a: &Article, b: &Article) {
    let (there, back) = (pipeline::compare(a, b), pipeline::compare(b, a));
    let (one, other) = (&there.comparison, &back.comparison);
    check_scores(&there);
    check_scores(&back);
    assert_eq!(one.relation.mirrored(), other.relation);
    let (x, y) = (one.scores, other.scores);
    assert_eq!((x.a_in_b, x.b_in_a, x.resemblance, x.longest_run_words), (y.b_in_a, y.a_in_b, y.resemblance, y.longest_run_words));
    assert_eq!((x.a_in_b_verbatim, x.b_in_a_verbatim, x.discounted_words), (y.b_in_a_verbatim, y.a_in_b_verbatim, y.discounted_words));
    assert_eq!((x.a_in_b_outside_quotes, x.b_in_a_outside_quotes), (y.b_in_a_outside_quotes, y.a_in_b_outside_quotes));
    assert_eq!(mirrored_passages(&one.passages), other.passages);
    let own = pipeline::compare(a, a).comparison;
    assert_eq!(own.relation, Relation::Identical);
    let n_words = there.a.story_words().count();
    assert_eq!(own.scores.shared_words as usize, n_words);
    assert_eq!(own.scores.a_in_b, if n_words == 0 { 0.0 } else { 1.0 });

    let record: Value = serde_json::from_str(&json_line(&CompareRecord::from(&there))).expect("JSON");
    for passage in record["passages"].as_array().expect("passages").iter().chain(record["discounted"].as_array().expect("discounted")) {
        for (key, article) in [("a_span", a), ("b_span", b)] {
            let shown = of(&article.text, &passage[key]);
            assert!(!shown.is_empty() && shown.trim() == shown, "{key} {shown:?}");
        }
    }
}

/// The text of a span of a record; fails if it cuts a character.
fn of<'t>(text: &'t str, span: &Value) -> &'t str {
    let [start, end] = [0, 1].map(|at| span[at].as_u64().expect("a number") as usize);
    text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} cuts a character or leaves the text of {} bytes", text.len()))
}

/// Everything that must hold for two versions aligned.
fn check_diff(old: &Article, new: &Article) {
    let there = pipeline::diff(old, new);
    let alignment = &there.alignment;
    check_side(&alignment.old, &old.text, Status::Removed, Change::Removed);
    check_side(&alignment.new, &new.text, Status::Added, Change::Added);
    check_partners(&alignment.old, &alignment.new);
    check_partners(&alignment.new, &alignment.old);
    assert_mirror(alignment, &pipeline::diff(new, old).alignment);
    let kept = |side: &AlignedSide, text: &str, change: Change| -> Vec<String> {
        side.pieces
            .iter()
            .filter(|piece| piece.change == change)
            .map(|piece| words(piece.span.of(text)))
            .filter(|words| !words.is_empty())
            .collect()
    };
    assert_eq!(
        kept(&alignment.old, &old.text, Change::Same).concat(),
        kept(&alignment.new, &new.text, Change::Same).concat(),
        "what is the same reads the same on both sides"
    );
    let own = pipeline::diff(old, old).alignment;
    assert!(own.additions.is_empty() && own.removals.is_empty());
    assert!(own.new.sentences.iter().all(|sentence| sentence.status == Status::Identical && !sentence.moved));

    let record: Value = serde_json::from_str(&json_line(&DiffRecord::from(&there))).expect("JSON");
    for (block, text) in [("additions", &new.text), ("removals", &old.text)]
        .into_iter()
        .flat_map(|(key, text)| record[key].as_array().expect("blocks").iter().map(move |block| (block, text)))
    {
        let whole = of(text, &block["span"]);
        assert!(!whole.is_empty());
        for paragraph in block["paragraphs"].as_array().expect("paragraphs") {
            assert!(whole.contains(of(text, paragraph)));
        }
    }
}

/// Letters and digits alone.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn check_side(side: &AlignedSide, text: &str, lone: Status, lone_change: Change) {
    let mut at = 0;
    for piece in &side.pieces {
        assert_eq!(piece.span.start as usize, at, "pieces tile the text");
        assert!(text.get(piece.span.start as usize..piece.span.end as usize).is_some_and(|part| !part.is_empty()));
        assert!(matches!(piece.change, Change::Same | Change::Typographic | Change::Moved) || piece.change == lone_change);
        at = piece.span.end as usize;
    }
    assert_eq!(at, text.len(), "pieces rebuild the text");
    let mut end = 0;
    for sentence in &side.sentences {
        assert!(sentence.span.start >= end && !sentence.span.of(text).is_empty());
        end = sentence.span.end;
        assert_eq!(sentence.partners.is_empty(), sentence.status == lone, "{sentence:?}");
        assert!(sentence.partners.is_sorted());
    }
}

fn check_partners(side: &AlignedSide, other: &AlignedSide) {
    for (sentence, n) in side.sentences.iter().zip(0_u32..) {
        for partner in &sentence.partners {
            let back = &other.sentences[*partner as usize];
            assert!(back.partners.contains(&n), "partners know each other");
            assert_eq!((back.status, back.moved), (sentence.status, sentence.moved));
        }
    }
}

fn assert_mirror(there: &Alignment, back: &Alignment) {
    let turned = |status: Status| match status {
        Status::Added => Status::Removed,
        Status::Removed => Status::Added,
        same => same,
    };
    for (one, other) in [(&there.old, &back.new), (&there.new, &back.old)] {
        let seen = |side: &AlignedSide, turn: bool| -> Vec<_> {
            let status = |status| if turn { turned(status) } else { status };
            side.sentences
                .iter()
                .map(|sentence| (sentence.span, status(sentence.status), sentence.partners.clone(), sentence.moved))
                .collect()
        };
        assert_eq!(seen(one, true), seen(other, false));
    }
    assert_eq!(there.additions, back.removals);
    assert_eq!(there.removals, back.additions);
}

#[test]
fn every_pair_of_fixtures_is_compared_both_ways() {
    let articles = articles();
    for (at, a) in articles.iter().enumerate() {
        for b in &articles[at..] {
            check_compare(a, b);
        }
    }
}

#[test]
fn every_pair_of_fixtures_of_a_story_is_aligned_both_ways() {
    for story in crate::fixtures::stories() {
        for a in &story.articles {
            for b in &story.articles {
                check_diff(a, b);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_pairs_are_compared_both_ways((a, b) in pair()) {
        check_compare(&Article::new("a", a), &Article::new("b", b));
    }

    #[test]
    fn any_two_texts_are_compared_and_aligned(a in "\\PC{0,60}", b in "\\PC{0,60}") {
        let (a, b) = (Article::new("a", a), Article::new("b", b));
        check_compare(&a, &b);
        check_diff(&a, &b);
    }
}
