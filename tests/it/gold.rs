//! The diff held against an alignment made by hand: added and removed text, sentence pairs, moves.
//!
//! In: `tests/gold/NAME.txt`, whose form is said at its top. `cargo test --locked --test it gold -- --nocapture` prints the figures of
//! copydesk and of the word diff of `similar`; `benches/rivals/diff.py` prints those of other tools. Figures are over characters that
//! are not blank; what the gold leaves open counts neither way.

use crate::run::root;
use copydesk::align::{Alignment, Change, align};
use copydesk::article::Article;
use copydesk::text::Prepared;
use similar::{Algorithm, ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Share of the shorter sentence from which on two sentences are a pair of a word diff, which names none.
const PAIRED: f64 = 1.0 / 3.0;

/// What the gold says of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    Only,
    Both,
    Moved,
    Open,
}

/// One text of a gold: what stands in it and, for each character that is not blank, its sentence and its truth.
struct GoldSide {
    id: String,
    text: String,
    sentences: Vec<u32>,
    truth: Vec<Truth>,
    pairs: BTreeSet<(u32, u32)>,
}

fn gold(name: &str) -> [GoldSide; 2] {
    let text = fs::read_to_string(root().join("tests/gold").join(name)).expect("a gold");
    let (_, rest) = text.split_once("\nold ").expect("an old text");
    let (old, new) = rest.split_once("\nnew ").expect("a new text");
    [old, new].map(side)
}

fn side(part: &str) -> GoldSide {
    let (id, lines) = part.split_once('\n').expect("a path, then sentences");
    let text = fs::read_to_string(root().join(id)).expect("the text of a gold");
    let mut side = GoldSide { id: id.to_string(), text, sentences: Vec::new(), truth: Vec::new(), pairs: BTreeSet::new() };
    let mut characters = String::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let (head, words) = line.split_once('|').expect("a bar");
        let (number, partners) = head.split_once('~').expect("a sign");
        let number: u32 = number.trim().parse().expect("a number");
        side.pairs.extend(partners.split_whitespace().map(|partner| (number, partner.parse().expect("a number"))));
        let (mut truth, mut is_open, mut rest) = (Truth::Both, false, words);
        while let Some(c) = rest.chars().next() {
            let mark = ["[-", "-]", "{+", "+}", "<", ">", "%"].into_iter().find(|mark| rest.starts_with(mark));
            rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
            match mark {
                Some("%") => is_open = !is_open,
                Some("[-" | "{+") => truth = Truth::Only,
                Some("<") => truth = Truth::Moved,
                Some(_) => truth = Truth::Both,
                None if c.is_whitespace() => {}
                None => {
                    characters.push(c);
                    side.truth.push(if is_open { Truth::Open } else { truth });
                    side.sentences.push(number);
                }
            }
        }
        assert!(truth == Truth::Both && !is_open, "a mark of sentence {number} is open");
    }
    assert_eq!(characters, solid(&side.text), "the gold holds its text");
    side
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a tool makes of a gold pair.
struct Found {
    /// What became of each character that is not blank, old and new.
    changes: [Vec<Change>; 2],
    /// Sentences of the gold that it pairs.
    pairs: BTreeSet<(u32, u32)>,
}

/// The figures of a tool.
#[derive(Debug)]
struct Figures {
    added_f1: f64,
    removed_f1: f64,
    pairs_right: usize,
    pairs_wanted: usize,
    pairs_wrong: usize,
    moves_right: usize,
    moves_wanted: usize,
    moves_wrong: usize,
}

fn figures(gold: &[GoldSide; 2], found: &Found) -> Figures {
    let f1 = |at: usize, lone: Change| {
        let firm = || gold[at].truth.iter().zip(&found.changes[at]).filter(|(truth, _)| **truth != Truth::Open);
        let right = firm().filter(|(truth, change)| **truth == Truth::Only && **change == lone).count();
        let both = firm().filter(|(truth, _)| **truth == Truth::Only).count() + firm().filter(|(_, change)| **change == lone).count();
        2.0 * right as f64 / both as f64
    };
    let moves = |at: usize| {
        let wanted = runs(&gold[at], |n| gold[at].truth[n] == Truth::Moved);
        let marked = runs(&gold[at], |n| found.changes[at][n] == Change::Moved && gold[at].truth[n] != Truth::Open);
        let right = wanted.iter().filter(|run| found.changes[at][(*run).clone()].iter().all(|change| *change == Change::Moved)).count();
        let wrong = marked.iter().filter(|run| !gold[at].truth[(*run).clone()].contains(&Truth::Moved)).count();
        (right, wanted.len(), wrong)
    };
    let (old_moves, new_moves) = (moves(0), moves(1));
    assert_eq!(old_moves.1, new_moves.1, "a move has two ends");
    Figures {
        added_f1: f1(1, Change::Added),
        removed_f1: f1(0, Change::Removed),
        pairs_right: found.pairs.intersection(&gold[0].pairs).count(),
        pairs_wanted: gold[0].pairs.len(),
        pairs_wrong: found.pairs.difference(&gold[0].pairs).count(),
        moves_right: old_moves.0.min(new_moves.0),
        moves_wanted: old_moves.1,
        moves_wrong: old_moves.2.max(new_moves.2),
    }
}

/// Maximal runs of characters of one sentence for which `holds`.
fn runs(side: &GoldSide, holds: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..side.truth.len()).filter(|at| holds(*at)) {
        match found.last_mut() {
            Some(last) if last.end == at && side.sentences[at - 1] == side.sentences[at] => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

fn copydesk(gold: &[GoldSide; 2]) -> Found {
    let [old, new] = [&gold[0], &gold[1]].map(|side| Article::new(&side.id, side.text.as_str()));
    let alignment = align(&Prepared::new(&old), &Prepared::new(&new));
    let changes = [(&alignment.old, &gold[0]), (&alignment.new, &gold[1])].map(|(side, gold)| {
        side.pieces.iter().flat_map(|piece| solid(piece.span.of(&gold.text)).chars().map(|_| piece.change).collect::<Vec<_>>()).collect()
    });
    Found { changes, pairs: pairs(gold, &alignment) }
}

/// The pairs of an alignment as pairs of the gold: a sentence is each of those with which it shares half of the shorter one.
fn pairs(gold: &[GoldSide; 2], alignment: &Alignment) -> BTreeSet<(u32, u32)> {
    let touched = |gold: &GoldSide, span: copydesk::span::Span| -> Vec<u32> {
        let from = solid(&gold.text[..span.start as usize]).chars().count();
        let own = solid(span.of(&gold.text)).chars().count();
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        for sentence in &gold.sentences[from..from + own] {
            *shared.entry(*sentence).or_default() += 1;
        }
        let size = |sentence: u32| gold.sentences.iter().filter(|other| **other == sentence).count();
        shared.into_iter().filter(|(sentence, n)| n * 2 >= own.min(size(*sentence))).map(|(sentence, _)| sentence).collect()
    };
    let mut found = BTreeSet::new();
    for sentence in &alignment.old.sentences {
        for partner in &sentence.partners {
            for i in touched(&gold[0], sentence.span) {
                found.extend(touched(&gold[1], alignment.new.sentences[*partner as usize].span).into_iter().map(|j| (i, j)));
            }
        }
    }
    found
}

/// What a list of steps, which together hold both texts, makes of a gold pair.
fn word_diff(gold: &[GoldSide; 2], steps: impl Iterator<Item = (ChangeTag, String)>) -> Found {
    let mut found = Found { changes: [Vec::new(), Vec::new()], pairs: BTreeSet::new() };
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (tag, text) in steps {
        for _ in solid(&text).chars() {
            let (i, j) = (found.changes[0].len(), found.changes[1].len());
            match tag {
                ChangeTag::Equal => {
                    *shared.entry((gold[0].sentences[i], gold[1].sentences[j])).or_default() += 1;
                    found.changes[0].push(Change::Same);
                    found.changes[1].push(Change::Same);
                }
                ChangeTag::Delete => found.changes[0].push(Change::Removed),
                ChangeTag::Insert => found.changes[1].push(Change::Added),
            }
        }
    }
    let size = |at: usize, sentence: u32| gold[at].sentences.iter().filter(|other| **other == sentence).count();
    let is_pair = |pair: &(u32, u32), n: usize| n as f64 >= PAIRED * size(0, pair.0).min(size(1, pair.1)) as f64;
    found.pairs = shared.into_iter().filter(|(pair, n)| is_pair(pair, *n)).map(|(pair, _)| pair).collect();
    found
}

fn similar_words(gold: &[GoldSide; 2], algorithm: Algorithm) -> Found {
    let diff = TextDiff::configure().algorithm(algorithm).diff_words(gold[0].text.as_str(), gold[1].text.as_str());
    word_diff(gold, diff.iter_all_changes().map(|change| (change.tag(), change.value().to_string())))
}

fn similar_slices(gold: &[GoldSide; 2], algorithm: Algorithm) -> Found {
    let cut = |text: &str| copydesk::text::tokens(text).iter().map(|token| token.span.of(text).to_string()).collect::<Vec<_>>();
    let (old, new) = (cut(&gold[0].text), cut(&gold[1].text));
    let (old, new): (Vec<&str>, Vec<&str>) = (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let diff = TextDiff::configure().algorithm(algorithm).diff_slices(&old, &new);
    word_diff(gold, diff.iter_all_changes().map(|change| (change.tag(), change.value().to_string())))
}

#[expect(clippy::print_stdout, reason = "the table is for people to read")]
fn print(name: &str, figures: &Figures) {
    let Figures { added_f1, removed_f1, pairs_right, pairs_wanted, pairs_wrong, moves_right, moves_wanted, moves_wrong } = figures;
    println!(
        "{name:40} added {added_f1:.3}  removed {removed_f1:.3}  pairs {pairs_right}/{pairs_wanted}, {pairs_wrong} wrong  \
         moves {moves_right}/{moves_wanted}, {moves_wrong} wrong"
    );
}

#[test]
fn gold_of_the_daraya_pair() {
    let gold = gold("01-daraya-truce.txt");
    let mirrored: BTreeSet<(u32, u32)> = gold[1].pairs.iter().map(|(i, j)| (*j, *i)).collect();
    assert_eq!(gold[0].pairs, mirrored, "the gold says the same from both sides");
    let kept = |side: &GoldSide, truth: Truth| {
        let letters = side.text.chars().filter(|c| !c.is_whitespace()).zip(&side.truth).filter(|(_, found)| **found == truth);
        letters.flat_map(|(c, _)| c.to_lowercase()).collect::<String>()
    };
    assert_eq!(kept(&gold[0], Truth::Both), kept(&gold[1], Truth::Both), "what stands in both is the same");
    assert_eq!(kept(&gold[0], Truth::Moved), kept(&gold[1], Truth::Moved), "what moved is the same");
    let own = figures(&gold, &copydesk(&gold));
    print("copydesk", &own);
    let shown = |name: &str, found: &Figures, moves: &str| {
        let f1 = |value: f64| format!("{value:.3}").trim_start_matches('0').to_string();
        let Figures { added_f1, removed_f1, pairs_right, pairs_wanted, .. } = found;
        format!("\n| {name} | {} | {} | {pairs_right} of {pairs_wanted} | {moves} |\n", f1(*added_f1), f1(*removed_f1))
    };
    let page = fs::read_to_string(root().join("docs/accuracy.md")).expect("the page on accuracy");
    let slices = figures(&gold, &similar_slices(&gold, Algorithm::Myers));
    let moves = format!("{} of {}", own.moves_right, own.moves_wanted);
    for row in [shown("copydesk", &own, &moves), shown("similar 3.2.1, slices of words", &slices, "none")] {
        assert!(page.contains(&row), "the table of docs/accuracy.md should have this row:{row}");
    }
    for (name, algorithm) in [("myers", Algorithm::Myers), ("patience", Algorithm::Patience), ("lcs", Algorithm::Lcs)] {
        print(&format!("similar, words, {name}"), &figures(&gold, &similar_words(&gold, algorithm)));
        print(&format!("similar, slices of words, {name}"), &figures(&gold, &similar_slices(&gold, algorithm)));
    }
    assert!(own.added_f1 >= 0.99 && own.removed_f1 >= 0.93, "{own:?}");
    assert!(own.pairs_right == own.pairs_wanted && own.pairs_wrong == 0, "{own:?}");
    assert!(own.moves_right == own.moves_wanted && own.moves_wrong == 0, "{own:?}");
}
