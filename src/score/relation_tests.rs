//! The table of relations, by made counts and by texts written for it.

use super::{Relation, compare};
use crate::article::Article;
use crate::text::Prepared;

#[test]
fn the_table_by_counts() {
    // Taken words and all words of a, the same of b.
    for (a, b, wanted) in [
        ((100.0, 100.0), (100.0, 400.0), Some(Relation::Shortened)),
        ((100.0, 100.0), (100.0, 103.0), Some(Relation::Shortened)),
        ((100.0, 100.0), (100.0, 102.0), Some(Relation::Reworked)),
        ((90.0, 100.0), (90.0, 110.0), Some(Relation::Shortened)),
        ((90.0, 100.0), (90.0, 109.0), Some(Relation::Reworked)),
        ((60.0, 100.0), (60.0, 180.0), Some(Relation::Shortened)),
        ((59.0, 100.0), (59.0, 300.0), Some(Relation::Partial)),
        ((20.0, 100.0), (20.0, 500.0), Some(Relation::Partial)),
        ((19.0, 100.0), (19.0, 500.0), None),
        ((0.0, 0.0), (0.0, 500.0), None),
    ] {
        assert_eq!(Relation::of_counts(a, b), wanted, "{a:?} {b:?}");
        assert_eq!(Relation::of_counts(b, a), wanted.map(Relation::mirrored), "{b:?} {a:?}");
    }
}

const SENTENCES: [&str; 10] = [
    "The reservoir above Tarn Hollow was emptied on Monday after a gardener saw water seeping through the foot of the dam.",
    "Engineers found a crack as long as a bus behind the eastern gate and lowered the level by six metres overnight.",
    "Four hundred households in the valley were told to pack a bag and to sleep with the radio on.",
    "The school was opened as a shelter, and its kitchen served soup until the small hours.",
    "A retired surveyor said he had warned the water board of that very spot in three letters.",
    "The board answered that the letters had been read and that the spot had been inspected every spring.",
    "Trout left on the mud were carried to the river in buckets by the angling club.",
    "Insurers have sent two assessors, who were seen measuring cellars on Tuesday afternoon.",
    "The dam was built in 1911 from stone that was cut in the quarry behind the chapel.",
    "It will be drained to the last metre before masons can begin to fill the crack.",
];

fn relation(a: &str, b: &str) -> Relation {
    let (a, b) = (Article::new("a", a), Article::new("b", b));
    compare(&Prepared::new(&a), &Prepared::new(&b)).relation
}

#[test]
fn a_pure_cut_is_shortened_however_much_was_cut() {
    let full = SENTENCES.join(" ");
    for kept in 1..SENTENCES.len() {
        assert_eq!(relation(&SENTENCES[..kept].join(" "), &full), Relation::Shortened, "the first {kept}");
        assert_eq!(relation(&full, &SENTENCES[10 - kept..].join(" ")), Relation::Expanded, "the last {kept}");
    }
}

#[test]
fn another_order_is_reworked() {
    let full = SENTENCES.join("\n\n");
    let mut turned = SENTENCES;
    turned.reverse();
    assert_eq!(relation(&turned.join("\n\n"), &full), Relation::Reworked);
}

#[test]
fn a_few_other_words_are_near_identical_and_many_are_not() {
    let full = SENTENCES.join(" ");
    let misread = full.replace("crack", "crock").replace("water", "watcr").replace("valley", "valIey");
    assert_eq!(relation(&misread, &full), Relation::NearIdentical);
    assert_eq!(relation(&full.replace("a gardener", "an angler"), &full), Relation::NearIdentical);
    let mut other = full.clone();
    for (word, instead) in [
        ("emptied", "drained"),
        ("gardener", "walker"),
        ("seeping", "running"),
        ("household", "famil"),
        ("soup", "bread"),
        ("letters", "notes"),
        ("buckets", "crates"),
        ("measuring", "filming"),
        ("stone", "rock"),
        ("masons", "builders"),
        ("radio", "light"),
        ("overnight", "at once"),
        ("inspected", "checked"),
    ] {
        other = other.replace(word, instead);
    }
    assert_eq!(relation(&other, &full), Relation::Reworked);
}

#[test]
fn one_more_sentence_is_no_near_identity() {
    let full = SENTENCES.join(" ");
    assert_eq!(relation(&format!("{full} Nobody has yet said who will pay for all that work."), &full), Relation::Expanded);
}

#[test]
fn a_lifted_paragraph_beside_a_long_quotation_is_partial() {
    let quote = "\u{201c}We held on to the railing of the spillway and counted the minutes, because nobody could tell us whether the gate above \
        us would hold or whether the whole lake would come down on our heads\u{201d}";
    let one = format!("{quote}, said the warden. {} {} Nobody slept much in Tarn Hollow that night.", SENTENCES[1], SENTENCES[3]);
    let other = format!("The warden spoke first. {quote}, he said. {} {} {} {}", SENTENCES[1], SENTENCES[3], SENTENCES[5], SENTENCES[7]);
    assert!(relation(&one, &other).is_reuse(), "{:?}", relation(&one, &other));
}

#[test]
fn a_speech_and_the_story_that_quotes_it_share_quotations() {
    let speech = format!("{} {} {}", SENTENCES[1], SENTENCES[2], SENTENCES[3]);
    let story = format!(
        "The mayor rose late in the evening. \u{201c}{speech}\u{201d} With that she sat down again, and the hall was silent for a while before \
         the first questions were put to the engineers beside her. They had little to add and left by the side door."
    );
    assert_eq!(relation(&speech, &story), Relation::QuotesOnly);
    assert_eq!(relation(&story, &speech), Relation::QuotesOnly);
}
