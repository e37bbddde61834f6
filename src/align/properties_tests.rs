//! What holds for any two texts: spans tile and rebuild both, an article has no changes against itself, exchange mirrors, no
//! character is cut, and the result is the same each time.

use super::{AlignedSide, Alignment, Change, Flag, Group, Status, align};
use crate::article::{Article, Format};
use crate::span::Span;
use crate::text::{Prepared, tokens};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn aligned(old: &str, new: &str) -> Alignment {
    let (old, new) = (Article::new("old", old), Article::new("new", new));
    align(&Prepared::new(&old), &Prepared::new(&new))
}

fn mirrored(change: Change) -> Change {
    match change {
        Change::Added => Change::Removed,
        Change::Removed => Change::Added,
        other => other,
    }
}

/// The pieces tile the text, differ from their neighbours and cut no grapheme that stands inside one sentence.
fn check_side(side: &AlignedSide, text: &str, lone: Change) {
    let mut end = 0;
    let mut before = None;
    for piece in &side.pieces {
        assert_eq!(piece.span.start, end, "{text:?}");
        assert!(!piece.span.is_empty() && !piece.span.of(text).is_empty(), "{text:?} {:?}", piece.span);
        assert!(before != Some(piece.change), "{text:?} {:?}", piece.span);
        assert!(!matches!(piece.change, Change::Added | Change::Removed) || piece.change == lone);
        (end, before) = (piece.span.end, Some(piece.change));
    }
    assert_eq!(end as usize, text.len(), "{text:?}");
    for (start, grapheme) in text.grapheme_indices(true) {
        let inside = |at: u32| (at as usize) > start && (at as usize) < start + grapheme.len();
        // A line end of two characters is white space, which has no words to cut.
        let cut = side.pieces.iter().find(|piece| inside(piece.span.start));
        assert!(cut.is_none() || grapheme.chars().next().is_some_and(char::is_whitespace), "{text:?}: {grapheme:?} is cut");
    }
}

/// The words and marks that stand in both, in order.
fn kept<'t>(side: &AlignedSide, text: &'t str) -> Vec<&'t str> {
    let same = |span: Span| side.pieces.iter().any(|piece| piece.change == Change::Same && piece.span.contains(span));
    tokens(text).iter().filter(|token| same(token.span)).map(|token| token.span.of(text)).collect()
}

/// Added sentences for which no partner was looked for.
fn lone_coarse(alignment: &Alignment) -> Vec<u32> {
    let is_added = |sentence: &u32| alignment.new.sentences[*sentence as usize].status == Status::Added;
    alignment.coarse.iter().copied().filter(is_added).collect()
}

/// The flags of a group, in which words cut from a quotation are no other than words added to one.
fn mirrored_flags(group: &Group) -> Vec<Flag> {
    let mut flags: Vec<Flag> = group.flags.iter().map(|flag| if *flag == Flag::CutInQuotation { Flag::Quotation } else { *flag }).collect();
    flags.sort_unstable();
    flags.dedup();
    flags
}

fn check(old: &str, new: &str) {
    let there = aligned(old, new);
    assert_eq!(there, aligned(old, new));
    check_side(&there.old, old, Change::Removed);
    check_side(&there.new, new, Change::Added);
    let moved_lone = |side: &AlignedSide| side.sentences.iter().any(|sentence| sentence.moved);
    if !moved_lone(&there.new) {
        assert_eq!(kept(&there.old, old), kept(&there.new, new), "{old:?} {new:?}");
    }
    for (side, other, lone) in [(&there.old, &there.new, Status::Removed), (&there.new, &there.old, Status::Added)] {
        for (number, sentence) in (0..).zip(&side.sentences) {
            assert_eq!(sentence.partners.is_empty(), sentence.status == lone);
            assert!(sentence.partners.iter().all(|partner| other.sentences[*partner as usize].partners.contains(&number)));
        }
    }
    let back = aligned(new, old);
    for (here, there) in [(&there.old, &back.new), (&there.new, &back.old)] {
        let pieces: Vec<_> = there.pieces.iter().map(|piece| (piece.span, mirrored(piece.change))).collect();
        assert_eq!(here.pieces.iter().map(|piece| (piece.span, piece.change)).collect::<Vec<_>>(), pieces, "{old:?} {new:?}");
        for (a, b) in here.sentences.iter().zip(&there.sentences) {
            assert_eq!((&a.partners, a.moved), (&b.partners, b.moved), "{old:?} {new:?}");
        }
    }
    assert_eq!((lone_coarse(&there), &there.coarse_old), (back.coarse_old.clone(), &lone_coarse(&back)), "{old:?} {new:?}");
    assert_eq!(there.additions, back.removals, "{old:?} {new:?}");
    assert_eq!(there.removals, back.additions, "{old:?} {new:?}");
    let mut groups: Vec<_> = there.groups.iter().map(|group| (&group.old, &group.new, mirrored_flags(group))).collect();
    let mut back_groups: Vec<_> = back.groups.iter().map(|group| (&group.new, &group.old, mirrored_flags(group))).collect();
    groups.sort();
    back_groups.sort();
    assert_eq!(groups, back_groups, "{old:?} {new:?}");
    let own = aligned(old, old);
    assert!(own.additions.is_empty() && own.removals.is_empty(), "{old:?}");
    assert!(own.new.pieces.iter().all(|piece| piece.change == Change::Same), "{old:?}");
    assert!(own.new.sentences.iter().all(|sentence| sentence.status == Status::Identical && !sentence.moved), "{old:?}");
}

/// Sentences of few words, so that much is shared, with marks and letters of many kinds.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "ferry",
        "Ferry",
        "bridge",
        "the",
        "a",
        "of",
        "in",
        "Maren",
        "Olsen",
        "said",
        "12",
        "12",
        "1,400",
        "nine",
        "$12",
        "May",
        "not",
        "no",
        "fell",
        "rose",
        "may",
        "about",
        "charged",
        "convicted",
        "“gate”",
        "\"gate\"",
        "open,",
        "U.S.",
        "US",
        "—",
        "-",
        "...",
        "…",
        "叙利亚",
        "مُحَمَّد",
        "हिन्दी।",
        "👩‍👩‍👧",
        "e\u{301}t\u{e9}",
        "й",
        "\u{200b}",
        "\r\n",
        "“",
        "”",
    ]);
    let sentence = (prop::collection::vec(word, 1..9), prop::sample::select(vec![". ", ".\n", "! ", " ", "\n", "\n\n"]))
        .prop_map(|(words, end)| words.join(" ") + end);
    prop::collection::vec(sentence, 0..9).prop_map(|sentences| sentences.concat())
}

/// The same text with marks of Markdown round words and lines, and links behind them.
fn marked(text: &str) -> String {
    let word = |(at, word): (usize, &str)| match at % 7 {
        0 => format!("**{word}**"),
        2 => format!("[{word}](https://example.org/{at})"),
        4 => format!("{word}[^{at}]"),
        _ => word.to_string(),
    };
    let line = |(at, line): (usize, &str)| {
        let words: Vec<String> = line.split(' ').enumerate().map(|(n, piece)| word((n + at, piece))).collect();
        format!("{}{}", ["", "> ", "- ", "<!-- x -->"][at % 4], words.join(" "))
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// Sentences of a form in few or in very many copies, some beside others, so that words recur more often than the search follows.
fn recurring() -> impl Strategy<Value = String> {
    let lines = prop::sample::select(vec![
        "The ferry left Maren at noon with cars.",
        "The ferry left Maren at one with cars.",
        "Divers checked the ferry, cars and mail at Maren.",
        "Mail and cars left Maren; divers left the ferry.",
        "A bridge was opened by Olsen near the lighthouse.",
        "Olsen opened a bridge and shut the ferry.",
    ]);
    let block = (lines, prop::sample::select(vec![1_usize, 1, 2, 15, 17, 30])).prop_map(|(line, n)| format!("{line}\n").repeat(n));
    prop::collection::vec(block, 1..5).prop_map(|blocks| blocks.concat())
}

/// What may happen to a sentence of an article from one version to the next.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Keep,
    Drop,
    Double,
    Swap,
    Cut,
    Join,
    Number,
    Shout,
    Insert,
}

const STORY: &str = "Fishermen find old mine near Kolka\n\nKOLKA (Northwire) - Fishermen pulled a sea mine from the bay near Kolka on Tuesday, the coast \
guard said. “We thought it was a boiler,” said Janis Ozols, who has fished there for 31 years. The navy towed it out and blew it up at dusk.\n\n\
Some 80,000 mines were laid in the gulf during two wars, and about a fifth of them are still there, historians say. Divers clear a few dozen \
each summer. “It will take a century,” Captain Ilze Berga told the council. “We have four boats.”\n\nThe council asked the ministry for two more \
boats in spring; no answer has come. Trawlers must report what they find, and the state pays 200 euros for each find. Last year it paid 41 times.\n";

fn edited(edits: &[Edit]) -> String {
    let mut sentences: Vec<String> = STORY.split_inclusive(". ").map(String::from).collect();
    for (at, edit) in edits.iter().enumerate().rev() {
        let at = at % sentences.len();
        match edit {
            Edit::Keep => {}
            Edit::Drop if sentences.len() > 1 => drop(sentences.remove(at)),
            Edit::Drop => {}
            Edit::Double => sentences.insert(at, sentences[at].clone()),
            Edit::Swap => {
                let other = (at + 1) % sentences.len();
                sentences.swap(at, other);
            }
            Edit::Cut => {
                let words: Vec<&str> = sentences[at].split(' ').collect();
                let half = words[..words.len() / 2].join(" ") + ". ";
                sentences[at] = half;
            }
            Edit::Join => sentences[at] = sentences[at].replace(". ", ", and "),
            Edit::Number => sentences[at] = sentences[at].replace('1', "7").replace("two", "three"),
            Edit::Shout => sentences[at] = sentences[at].to_uppercase(),
            Edit::Insert => sentences.insert(at, "The mayor of Kolka will visit the bay on Friday with two divers. ".to_string()),
        }
    }
    sentences.concat()
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop::sample::select(vec![
        Edit::Keep,
        Edit::Keep,
        Edit::Drop,
        Edit::Double,
        Edit::Swap,
        Edit::Cut,
        Edit::Join,
        Edit::Number,
        Edit::Shout,
        Edit::Insert,
    ]);
    prop::collection::vec(edit, 9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_texts(old in text(), new in text()) {
        check(&old, &new);
    }

    #[test]
    fn any_characters(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        check(&old, &new);
    }

    #[test]
    fn words_of_many_sentences_on_one_side(old in recurring(), new in recurring()) {
        check(&old, &new);
    }

    #[test]
    fn any_two_versions_of_a_story(old in edits(), new in edits()) {
        check(&edited(&old), &edited(&new));
    }

    #[test]
    fn any_two_versions_in_markdown(old in edits(), new in edits()) {
        let (old, new) = (edited(&old), edited(&new));
        let (plain, written) = (Article::new("old", &*old), Article::new("new", marked(&new)).in_format(Format::Markdown));
        let alignment = align(&Prepared::new(&plain), &Prepared::new(&written));
        check_side(&alignment.old, &old, Change::Removed);
        check_side(&alignment.new, &written.text, Change::Added);
        let same = Article::new("same", marked(&old)).in_format(Format::Markdown);
        let alignment = align(&Prepared::new(&plain), &Prepared::new(&same));
        let is_kept = |side: &AlignedSide| side.pieces.iter().all(|piece| matches!(piece.change, Change::Same | Change::Typographic));
        prop_assert!(is_kept(&alignment.old) && is_kept(&alignment.new), "{:?} {:?}", old, same.text);
    }
}

/// Two sentences change places, and another one runs into the first of them in both versions: which of the two stays is no matter of
/// which version comes first.
#[test]
fn a_sentence_runs_into_one_of_two_that_change_places() {
    let lead = "Some 80,000 mines were laid in the gulf during two wars, and about a fifth of them are still there, historians say";
    let (berga, divers) = ("“It will take a century,” Captain Ilze Berga told the council", "Divers clear a few dozen each summer");
    let end = "“We have four boats.”\n\nThe council asked the ministry for two more boats in spring; no answer has come.";
    check(&format!("{lead}, and {berga}. {divers}. {end}"), &format!("{lead}, and {divers}. {berga}. {end}"));
}

/// Long texts of one shape, in which a careless step would be quadratic; the suite would not end.
#[test]
fn long_and_hostile_texts_are_aligned() {
    let lines = |step: usize| (0..20_000).map(|n| format!("w{}\n", n * step % 7919)).collect::<String>();
    let numbered = |shift: usize| (0..5_000).map(|n| format!("The ferry left port {} today. ", n + shift)).collect::<String>();
    // Words of few sentences on one side and of very many on the other.
    let few = "Ferries with cars, mail, divers and pilots left Maren. ";
    let many = (0..15_000).map(|n| format!("Pilots, divers, mail, cars {n} and ferries left Maren. ")).collect::<String>();
    for (old, new) in [
        ("The ferry left at noon. ".repeat(20_000), "The ferry left at noon. ".repeat(19_000)),
        ("The ferry left at noon. ".repeat(20_000), "The ferry left at one. ".repeat(20_000)),
        ("the ferry left at noon with cars, ".repeat(5_000), "the ferry left at one with cars, ".repeat(5_000)),
        ("alpha bravo ".repeat(10_000), "alpha bravo charlie ".repeat(7_000)),
        ("渡轮星期日清晨在沙洲搁浅".repeat(2_000), "渡轮星期一清晨在沙洲搁浅".repeat(2_000)),
        (lines(1), lines(3)),
        (numbered(0), numbered(1)),
        (", ".repeat(50_000), "; ".repeat(50_000)),
        ("\"No\" he said, ".repeat(5_000), "\"Yes\" he said, ".repeat(5_000)),
        (few.repeat(16), many.clone()),
        (many.clone(), few.repeat(16)),
        (few.repeat(17), many),
    ] {
        let alignment = aligned(&old, &new);
        check_side(&alignment.old, &old, Change::Removed);
        check_side(&alignment.new, &new, Change::Added);
    }
}

#[test]
fn a_bound_that_cuts_in_is_named() {
    let words = |letter: char, n: usize| (0..n).map(|n| format!("{letter}{n}x ")).collect::<String>();
    let (old, new) = (words('s', 3000) + &words('o', 1100), words('s', 3000) + &words('n', 1100));
    assert_eq!(aligned(&old, &new).coarse, [0]);
    assert!(aligned(&words('s', 3000), &(words('s', 3000) + "end")).coarse.is_empty());
}

/// A partner that was not looked for is said on both sides; one that was looked for, or that is there already, is not.
#[test]
fn sentences_kept_from_the_search_are_named() {
    let noon = |n| "The ferry left Maren harbour with cars, mail and pilots at noon.\n".repeat(n);
    let one = |n| "The ferry left Maren harbour with cars, mail and pilots at one.\n".repeat(n);
    let all: Vec<u32> = (0..20).collect();
    let named = |old: &str, new: &str| {
        let alignment = aligned(old, new);
        (alignment.coarse_old, alignment.coarse)
    };
    assert_eq!(named(&noon(20), &one(20)), (all.clone(), all.clone()));
    // What shares nothing with the other version is added, and no bound had a part in it.
    assert_eq!(named(&noon(20), &(one(20) + "A toll bridge opened on Monday.")), (all.clone(), all.clone()));
    let few = aligned(&noon(16), &one(20));
    assert!(few.coarse.is_empty() && few.coarse_old.is_empty());
    assert!(few.groups.len() > 10, "{}", few.groups.len());
    // All that the removed ones could be is still there.
    let shorter = aligned(&noon(20), &noon(18));
    assert_eq!((shorter.removals.len(), shorter.coarse, shorter.coarse_old), (1, vec![], vec![]));
}

#[test]
fn furniture_that_is_gone_takes_nothing_of_the_story_with_it() {
    let story = "The weir was repaired by Sunday, the water board said.\n\nBoats may pass again from Monday on.";
    let old = Article::new("a.md", format!("---\ntitle: Weir repaired\ndate: 2026-03-02\nslug: weir\n---\n\n{story}"));
    let (old, new) = (Prepared::new(&old), Prepared::new(&Article::new("b.md", story)));
    let alignment = align(&old, &new);
    let beside: Vec<Span> =
        alignment.old.sentences.iter().filter(|sentence| sentence.role.is_furniture()).map(|sentence| sentence.span).collect();
    assert!(beside.len() >= 3);
    for piece in alignment.old.pieces.iter().filter(|piece| piece.change == Change::Removed) {
        assert!(beside.iter().any(|span| span.start <= piece.span.start && piece.span.end <= span.end), "{piece:?}");
    }
    assert!(alignment.new.pieces.iter().all(|piece| piece.change == Change::Same));
}

/// Phrases that stand more often than all their places are looked at, and more often in one version than in the other.
#[test]
fn sentences_repeated_many_times_mirror() {
    let told = |counts: &[(&str, usize)]| counts.iter().map(|(sentence, n)| format!("{sentence}\n").repeat(*n)).collect::<String>();
    let (left, checked) = ("The ferry left Maren at noon with cars.", "Divers checked the ferry, cars and mail at Maren.");
    let old = told(&[(checked, 15), (left, 30), ("Mail and cars left Maren; divers left the ferry.", 30)]);
    for (n, at) in [(45, 15), (30, 14), (20, 2)] {
        check(&old, &told(&[(checked, n), ("The ferry left Maren at one with cars.", at), (left, 1)]));
    }
}
