//! Hard lines: where sentences end. A bar stands at each wanted boundary.

use super::*;

/// Written for these tests; `|` marks the boundaries.
const LINES: &str = include_str!("sentences_cases.txt");

fn cut(line: &str) -> String {
    let mut found = Vec::new();
    sentences(line, Span::new(0, line.len()), &mut found);
    found.iter().map(|span| span.of(line)).collect::<Vec<_>>().join("|")
}

fn lines() -> Vec<&'static str> {
    LINES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// What is wrong with how a line is cut.
fn wrong(wanted: &str) -> Option<String> {
    // A bar without a blank stands where the text has none.
    let found = cut(&wanted.replace(" | ", " ").replace('|', ""));
    let wanted = wanted.replace(" | ", "|");
    (found != wanted).then(|| format!("wanted {wanted}\n   got {found}"))
}

#[test]
fn hard_lines() {
    let lines = lines();
    assert!(lines.len() >= 60, "{} lines", lines.len());
    let wrong: Vec<String> = lines.iter().filter_map(|line| wrong(line)).collect();
    assert!(wrong.is_empty(), "{} of {} lines:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

#[test]
fn every_letter_is_in_a_sentence() {
    for line in ["...", "No end", "\"", "a.b.c", "One.  Two.\n\nThree", "。。", "?! x"] {
        let mut found = Vec::new();
        sentences(line, Span::new(0, line.len()), &mut found);
        let kept: String = found.iter().map(|span| span.of(line)).collect();
        assert_eq!(kept.split_whitespace().collect::<String>(), line.split_whitespace().collect::<String>(), "{line}");
    }
}

#[test]
fn long_texts_without_ends_are_linear() {
    for piece in ["word ", ".", ". ", "\" ", "a. ", "?\" "] {
        let text = piece.repeat(300_000);
        let mut found = Vec::new();
        sentences(&text, Span::new(0, text.len()), &mut found);
        assert!(!found.is_empty());
    }
}

/// Small letters hide which sentences go on behind an exclamation, an ellipsis, or an abbreviation that may end one.
const LEAST_IN_SMALL_LETTERS: f64 = 0.85;

#[test]
fn small_letters_are_cut_at_the_same_stops() {
    let lines = lines();
    let wrong: Vec<String> = lines.iter().filter_map(|line| wrong(&line.to_lowercase())).collect();
    let share = 1.0 - wrong.len() as f64 / lines.len() as f64;
    assert!(share >= LEAST_IN_SMALL_LETTERS, "{share:.3} of {}:\n{}", lines.len(), wrong.join("\n"));
}

#[test]
fn a_small_letter_behind_a_stop_goes_on_where_the_text_has_capitals() {
    assert_eq!(cut("The mare weighed approx. five hundred kilos. She ate."), "The mare weighed approx. five hundred kilos.|She ate.");
    assert_eq!(cut("“Who is there?” the keeper asked."), "“Who is there?” the keeper asked.");
}
